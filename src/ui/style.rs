//! The named styles.
//!
//! Only colours that are legible on light and dark backgrounds are used: no white, black, blue or
//! bright ones, and yellow only in bold. Colour never says anything alone: a status, a priority and
//! a label are words, and an error says that it is one.

use anstyle::{AnsiColor, Color, Style};

/// The part of an id that is enough to name it.
pub const ID: Style = color(AnsiColor::Magenta).bold();
/// What may be overlooked, such as the rest of an id.
pub const DIM: Style = Style::new().dimmed();
/// Headings and titles.
pub const HEADING: Style = Style::new().bold();
/// Labels.
pub const LABEL: Style = color(AnsiColor::Cyan);
/// A word that was looked for.
pub const MARK: Style = color(AnsiColor::Yellow).bold();
/// What must be seen to, but does not stop the program.
pub const WARNING: Style = color(AnsiColor::Yellow).bold();
/// What stopped the program.
pub const ERROR: Style = color(AnsiColor::Red).bold();
/// What went well.
pub const SUCCESS: Style = color(AnsiColor::Green);
/// What to do next.
pub const HINT: Style = color(AnsiColor::Cyan).bold();

/// A status on which someone works.
pub const ACTIVE: Style = color(AnsiColor::Green);
/// A status that waits for the requester or a third party.
pub const WAITING: Style = color(AnsiColor::Cyan);
/// A status in which nothing is left to do.
pub const DONE: Style = DIM;

/// Returns the style of the state of an article.
pub fn article(state: &str) -> Style {
    match state {
        "validated" => ACTIVE,
        "archived" => DONE,
        _ => Style::new(),
    }
}

/// Returns the style of a status by the name of its category; an unknown one is plain.
pub fn status(category: &str) -> Style {
    match category {
        "active" => ACTIVE,
        "waiting" | "pending" | "on-hold" | "held" => WAITING,
        "done" => DONE,
        _ => Style::new(),
    }
}

/// Returns the style of a priority, `P1` to `P4`; an unknown one is plain.
pub fn priority(name: &str) -> Style {
    match name {
        "P1" => ERROR,
        "P2" => WARNING,
        "P4" => DIM,
        _ => Style::new(),
    }
}

/// Returns the style of what a clock has come to; one that runs is plain.
pub fn clock(state: &str) -> Style {
    match state {
        "breached" => ERROR,
        "warning" => WARNING,
        "met" => SUCCESS,
        "paused" => WAITING,
        "cancelled" => DIM,
        _ => Style::new(),
    }
}

const fn color(color: AnsiColor) -> Style {
    Style::new().fg_color(Some(Color::Ansi(color)))
}
