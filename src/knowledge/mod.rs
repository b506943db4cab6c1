//! What the knowledge base knows of its articles: pure, texts in, values out.
//!
//! - [`headings`]: the headings of an article and the anchors that links may name.

pub mod headings;
