//! Questions to a person at a terminal, asked on stderr.
//!
//! Without a terminal nothing is asked and nothing waits: the command says which flag was missing.
//! Ctrl-C, Esc and a terminal that goes away cancel; the cursor is shown again and nothing was done.

use std::io;

use dialoguer::console::{Term, set_colors_enabled_stderr};
use dialoguer::theme::ColorfulTheme;
use dialoguer::{Confirm, FuzzySelect, Input, Select};

use super::Ui;
use super::interrupt::{Hold, Keys};
use crate::render::clean::clean_line;

/// Longer lists can be searched by typing.
const SHORT_LIST: usize = 10;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum PromptError {
    /// There is nobody to ask.
    #[error("there is no terminal to ask on")]
    NotATerminal,
    /// The person would rather not.
    #[error("cancelled")]
    Cancelled,
    /// The terminal failed.
    #[error("cannot ask on the terminal")]
    Failed(#[source] io::Error),
}

impl From<dialoguer::Error> for PromptError {
    fn from(error: dialoguer::Error) -> Self {
        let error = io::Error::from(error);
        match error.kind() {
            io::ErrorKind::NotConnected => PromptError::NotATerminal,
            io::ErrorKind::Interrupted | io::ErrorKind::UnexpectedEof => PromptError::Cancelled,
            _ => PromptError::Failed(error),
        }
    }
}

impl Ui {
    /// Says whether a question would reach a person.
    pub fn can_ask(&self) -> bool {
        self.terminal.can_ask()
    }

    /// Asks for one line. Without a default the answer is not empty.
    pub fn ask_text(&mut self, prompt: &str, default: Option<&str>) -> Result<String, PromptError> {
        self.ask(|theme| {
            let mut input = Input::<String>::with_theme(theme).with_prompt(clean_line(prompt));
            if let Some(default) = default {
                input = input.default(default.to_owned());
            }
            input.interact_text().map(Some)
        })
    }

    /// Asks for one of `items` and returns its place.
    pub fn ask_choice<S: AsRef<str>>(&mut self, prompt: &str, items: &[S]) -> Result<usize, PromptError> {
        let items: Vec<_> = items.iter().map(|item| clean_line(item.as_ref())).collect();
        if items.is_empty() {
            return Err(PromptError::Failed(io::Error::new(
                io::ErrorKind::InvalidInput,
                "nothing to choose from",
            )));
        }
        self.ask(|theme| match items.len() {
            ..=SHORT_LIST => Select::with_theme(theme)
                .with_prompt(clean_line(prompt))
                .items(&items)
                .default(0)
                .interact_opt(),
            _ => {
                let select = FuzzySelect::with_theme(theme).with_prompt(clean_line(prompt)).items(&items);
                select.default(0).max_length(SHORT_LIST).interact_opt()
            }
        })
    }

    /// Asks for yes or no.
    pub fn confirm(&mut self, prompt: &str, default: bool) -> Result<bool, PromptError> {
        self.ask(|theme| {
            Confirm::with_theme(theme).with_prompt(clean_line(prompt)).default(default).interact_opt()
        })
    }

    /// Asks, and leaves the terminal as it was whatever came of it.
    fn ask<T>(
        &mut self,
        question: impl FnOnce(&ColorfulTheme) -> dialoguer::Result<Option<T>>,
    ) -> Result<T, PromptError> {
        if !self.can_ask() {
            return Err(PromptError::NotATerminal);
        }
        self.flush_or_remember();
        set_colors_enabled_stderr(self.terminal.color_err);
        let _interrupts = Hold::new();
        let _keys = Keys::new();
        let answer = question(&ColorfulTheme::default());
        if !matches!(answer, Ok(Some(_))) {
            let term = Term::stderr();
            let _ = term.show_cursor().and_then(|()| term.write_line(""));
        }
        answer?.ok_or(PromptError::Cancelled)
    }
}

#[cfg(test)]
mod tests {
    use super::super::terminal::Terminal;
    use super::super::{Settings, Ui};
    use super::*;

    #[test]
    fn nothing_is_asked_without_a_terminal() {
        let mut ui = Ui::with_streams(
            Settings::default(),
            Terminal::pipes(),
            Box::new(io::sink()),
            Box::new(io::sink()),
        );
        assert!(matches!(ui.ask_text("Title", None), Err(PromptError::NotATerminal)));
        assert!(matches!(ui.ask_choice("Level", &["N1", "N2"]), Err(PromptError::NotATerminal)));
        assert!(matches!(ui.confirm("Sure", false), Err(PromptError::NotATerminal)));
    }
}
