//! Knowledge: what an article says and how well it answers. Pure: texts in, decisions out.
//!
//! The practice is Knowledge-Centered Service (Consortium for Service Innovation, *KCS v6 Practices Guide*): an
//! article has the parts issue, environment, resolution and cause; it is written while a ticket is solved; reuse is
//! review; how far it can be trusted is apart from whom it may be shown to.
//!
//! - [`headings`]: the headings of an article and the anchors that links may name
//! - `sections`: the parts of an article
//! - `draft`: an article from a solved ticket, without what is the requester's own
//! - `retrieve`: which articles answer words, the best first; `thesaurus`: other words for the same thing
//! - `links`: where an article's links lead
//! - `fault`: what is wrong with an article
//! - `covers`: which files of the repository an article describes; `stale`: whether those have moved on

mod covers;
mod draft;
mod fault;
pub mod headings;
mod links;
mod retrieve;
mod sections;
mod stale;
mod thesaurus;

pub use covers::Covers;
pub use draft::{Private, Solved, draft, skeleton};
pub use fault::{ArticleFault, Surroundings, faults};
pub use links::{Link, Target, links, locate, mentions, sources};
pub use retrieve::{Answer, Library, telling};
pub use sections::{Role, Section, resolution, sections};
pub use stale::{History, Moved, Since, Watch};
