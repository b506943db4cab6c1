use std::fmt;

/// What a status means for the work: who must move, and whether it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    /// The desk must act.
    Active,
    /// Somebody else must act: the requester, a third party.
    Waiting,
    /// Nobody must act.
    Done,
}

impl Category {
    /// Returns the category as written.
    pub fn as_str(self) -> &'static str {
        match self {
            Category::Active => "active",
            Category::Waiting => "waiting",
            Category::Done => "done",
        }
    }
}

/// Where a ticket stands. Names beside the built-in ones come from `desk.yml`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Nobody has taken it yet.
    New,
    /// Somebody works on it.
    Open,
    /// Waits for the requester; its clock is paused.
    Pending,
    /// Waits for a third party.
    OnHold,
    /// Answered; the requester may object.
    Solved,
    /// Over.
    Closed,
    /// A name of the desk's own, or one we do not know.
    Other(String),
}

impl Status {
    /// The built-in statuses, in the order of a ticket's life.
    pub const BUILT_IN: [Status; 6] =
        [Status::New, Status::Open, Status::Pending, Status::OnHold, Status::Solved, Status::Closed];

    /// Reads a status; any word is one.
    pub fn new(text: &str) -> Status {
        Self::BUILT_IN
            .into_iter()
            .find(|status| status.as_str() == text)
            .unwrap_or_else(|| Status::Other(text.to_owned()))
    }

    /// Returns the status as written.
    pub fn as_str(&self) -> &str {
        match self {
            Status::New => "new",
            Status::Open => "open",
            Status::Pending => "pending",
            Status::OnHold => "on-hold",
            Status::Solved => "solved",
            Status::Closed => "closed",
            Status::Other(name) => name,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How a done ticket ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Resolution {
    /// The cause is gone.
    Solved,
    /// The requester can work again, the cause stays.
    Workaround,
    /// A question was answered.
    Answered,
    /// It will not be done.
    Rejected,
    /// The requester no longer answers or needs it.
    Abandoned,
    /// Another ticket says the same.
    Duplicate,
    /// Its matter goes on in another ticket.
    Merged,
    /// Never was a request.
    Spam,
    /// A word we do not know.
    Other(String),
}

impl Resolution {
    /// The known resolutions, in the order help shows them.
    pub const KNOWN: [Resolution; 8] = [
        Resolution::Solved,
        Resolution::Workaround,
        Resolution::Answered,
        Resolution::Rejected,
        Resolution::Abandoned,
        Resolution::Duplicate,
        Resolution::Merged,
        Resolution::Spam,
    ];

    /// Reads a resolution; any word is one.
    pub fn new(text: &str) -> Resolution {
        Self::KNOWN
            .into_iter()
            .find(|known| known.as_str() == text)
            .unwrap_or_else(|| Resolution::Other(text.to_owned()))
    }

    /// Returns the resolution as written.
    pub fn as_str(&self) -> &str {
        match self {
            Resolution::Solved => "solved",
            Resolution::Workaround => "workaround",
            Resolution::Answered => "answered",
            Resolution::Rejected => "rejected",
            Resolution::Abandoned => "abandoned",
            Resolution::Duplicate => "duplicate",
            Resolution::Merged => "merged",
            Resolution::Spam => "spam",
            Resolution::Other(name) => name,
        }
    }
}

impl fmt::Display for Resolution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
