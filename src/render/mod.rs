//! Turns values into text that may be shown: tables, prose, Markdown.
//!
//! Nothing here writes to a stream; [`crate::ui`] does. Nothing here trusts its input either:
//! tickets come from strangers, so every piece of text is cleaned as it enters a [`Line`]
//! ([`clean`] says what that means), and styles are kept beside the text, not inside it.
//! Escape sequences exist only at the moment [`Text::escaped`] is asked for them.
//!
//! - [`clean`]: what would drive a terminal or hide from the reader becomes visible and harmless.
//! - [`width`]: columns of a terminal: measure, cut, pad, wrap.
//! - [`Line`], [`Text`]: one styled line, many styled lines.
//! - [`Table`]: for terminals, pipes, spreadsheets and Markdown pages.
//! - [`markdown`]: the text of tickets and articles as a person wants to read it at a terminal.
//! - [`html`]: the same for a browser, without harm.
//! - [`Chart`]: numbers as a picture: bars of characters, or SVG.
//! - [`Document`]: headings, tables and charts, for a terminal, a Markdown page or an HTML file.
//! - [`region`]: a marked part of a Markdown page.

pub mod chart;
pub mod clean;
pub mod document;
pub mod html;
mod line;
pub mod markdown;
pub mod region;
pub mod table;
mod text;
pub mod width;

pub use chart::Chart;
pub use document::{Block, Document};
pub use line::{Escapes, Line};
pub use table::{Align, Column, Table};
pub use text::Text;
