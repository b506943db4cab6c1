use std::fmt;

use indexmap::IndexMap;

use super::{ArticleId, Instant, Person, Value};

/// How far an article can be trusted: the confidence of Knowledge-Centered Service (KCS v6, *article state*).
///
/// Whom it may be shown to is another matter: [`Audience`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub enum ArticleState {
    /// Written, perhaps right. An article that says nothing is one.
    #[default]
    Draft,
    /// Somebody has made sure that it is right.
    Validated,
    /// No longer of use.
    Archived,
    /// A word we do not know.
    Other(String),
}

impl ArticleState {
    /// The states we know, in the order of an article's life.
    pub const KNOWN: [ArticleState; 3] =
        [ArticleState::Draft, ArticleState::Validated, ArticleState::Archived];

    /// Reads a state; any word is one.
    pub fn new(text: &str) -> ArticleState {
        let known = Self::KNOWN.into_iter().find(|state| state.as_str() == text);
        known.unwrap_or_else(|| ArticleState::Other(text.to_owned()))
    }

    /// Returns the state as written.
    pub fn as_str(&self) -> &str {
        match self {
            ArticleState::Draft => "draft",
            ArticleState::Validated => "validated",
            ArticleState::Archived => "archived",
            ArticleState::Other(word) => word,
        }
    }
}

/// Whom an article may be shown to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub enum Audience {
    /// Those who can read the repository. An article that says nothing is for them.
    #[default]
    Internal,
    /// Everybody.
    Public,
    /// A word we do not know; shown to nobody outside.
    Other(String),
}

impl Audience {
    /// The audiences we know, the smaller first.
    pub const KNOWN: [Audience; 2] = [Audience::Internal, Audience::Public];

    /// Reads an audience; any word is one.
    pub fn new(text: &str) -> Audience {
        let known = Self::KNOWN.into_iter().find(|audience| audience.as_str() == text);
        known.unwrap_or_else(|| Audience::Other(text.to_owned()))
    }

    /// Returns the audience as written.
    pub fn as_str(&self) -> &str {
        match self {
            Audience::Internal => "internal",
            Audience::Public => "public",
            Audience::Other(word) => word,
        }
    }
}

impl fmt::Display for ArticleState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// That somebody read an article and found it right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// When.
    pub at: Instant,
    /// Who.
    pub by: Option<Person>,
    /// The commit whose code the article was right for, in hexadecimal digits, perhaps shortened.
    pub commit: Option<String>,
}

/// An article of the knowledge base.
///
/// Its file may lie anywhere below `kb/` and may be renamed; it is known by its id. Where it is, how often it is used
/// and what links to it are no part of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Its name for ever.
    pub id: ArticleId,
    /// One line that says what it answers; empty where neither the front matter nor a heading says it.
    pub title: String,
    /// How far it can be trusted.
    pub state: ArticleState,
    /// Whom it may be shown to.
    pub audience: Audience,
    /// Its language, a tag of BCP 47 such as `en` or `fr`.
    pub lang: Option<String>,
    /// Who sees that it stays right.
    pub owner: Option<Person>,
    /// When it was made.
    pub created: Option<Instant>,
    /// The last time somebody made sure that it is right.
    pub reviewed: Option<Review>,
    /// Words to find it by, shared with tickets.
    pub labels: Vec<String>,
    /// Where it holds: products, versions, systems.
    pub environment: Vec<String>,
    /// The code it describes: paths of the repository with `*` and `**`, as git's pathspecs have them.
    pub covers: Vec<String>,
    /// Other words for what it is about, as people say it.
    pub synonyms: Vec<String>,
    /// The article that took its place.
    pub superseded_by: Option<ArticleId>,
    /// The article that it says in another language.
    pub translation_of: Option<ArticleId>,
    /// Other fields, as they are written.
    pub fields: IndexMap<String, Value>,
    /// Markdown.
    pub body: String,
}

impl Article {
    /// The built-in keys of the front matter, in the order of a new file.
    pub const KEYS: [&str; 14] = [
        "id",
        "title",
        "state",
        "audience",
        "lang",
        "owner",
        "created",
        "reviewed",
        "labels",
        "environment",
        "covers",
        "synonyms",
        "superseded_by",
        "translation_of",
    ];

    /// Returns an article with nothing but an id and a title: an internal draft.
    pub fn new(id: ArticleId, title: impl Into<String>) -> Article {
        Article {
            id,
            title: title.into(),
            state: ArticleState::default(),
            audience: Audience::default(),
            lang: None,
            owner: None,
            created: None,
            reviewed: None,
            labels: Vec::new(),
            environment: Vec::new(),
            covers: Vec::new(),
            synonyms: Vec::new(),
            superseded_by: None,
            translation_of: None,
            fields: IndexMap::new(),
            body: String::new(),
        }
    }

    /// Tells whether it can be given as an answer: to the team, or to everybody.
    pub fn answers(&self, is_public: bool) -> bool {
        self.state == ArticleState::Validated && (!is_public || self.audience == Audience::Public)
    }
}
