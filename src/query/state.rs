//! The states of `is:`, each in one sentence.

/// A state that a ticket is in or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the table says what each one means")]
pub enum State {
    Open,
    Closed,
    Active,
    Waiting,
    Overdue,
    Blocked,
    Unassigned,
    Unanswered,
    Mine,
    Stale,
    Reopened,
    Escalated,
    Broken,
}

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Info {
    /// The state.
    pub state: State,
    /// Its name.
    pub name: &'static str,
    /// What it means, in one sentence.
    pub meaning: &'static str,
    /// It says whether a ticket is done, so a list that hides what is done by default must not.
    pub names_state: bool,
}

/// After how many quiet days a ticket is stale.
pub const STALE_DAYS: i64 = 14;

/// The states, in the order of the page.
pub static STATES: [Info; 13] = [
    says(State::Open, "open", "It is not done."),
    says(State::Closed, "closed", "It is done."),
    says(
        State::Active,
        "active",
        "The desk must act: it is not done and waits for nobody, or its wait is over.",
    ),
    says(State::Waiting, "waiting", "Somebody else must act, and the wait is not over."),
    says(
        State::Overdue,
        "overdue",
        "It is not done, and the time by which it is due has passed, or a clock of its service level is breached.",
    ),
    says(State::Blocked, "blocked", "It is not done, and neither is a ticket that it is blocked by."),
    lets(State::Unassigned, "unassigned", "Nobody has it."),
    says(State::Unanswered, "unanswered", "Its requester waits for an answer, even if it is done."),
    lets(State::Mine, "mine", "It is assigned to you."),
    says(State::Stale, "stale", "It is not done, and nothing was said or changed for 14 days."),
    lets(State::Reopened, "reopened", "It was done and then not done, at least once."),
    lets(State::Escalated, "escalated", "It went up a level, at least once."),
    says(State::Broken, "broken", "Its file cannot be read."),
];

const fn says(state: State, name: &'static str, meaning: &'static str) -> Info {
    Info { state, name, meaning, names_state: true }
}

const fn lets(state: State, name: &'static str, meaning: &'static str) -> Info {
    Info { state, name, meaning, names_state: false }
}

impl State {
    /// Returns the line of the table.
    pub fn find(name: &str) -> Option<&'static Info> {
        STATES.iter().find(|info| info.name.eq_ignore_ascii_case(name))
    }
}
