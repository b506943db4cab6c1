//! A progress bar for work that takes its time.
//!
//! It is drawn on stderr, only where a person sees it, and only after half a second: most work is
//! done before anyone would look.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Out, Ui, Verbosity};
use crate::render::clean::clean_line;

const PATIENCE: Duration = Duration::from_millis(500);

impl Ui {
    /// Begins work of `total` steps. The bar goes when the value is dropped.
    pub fn progress(&self, message: &str, total: usize) -> Progress {
        let is_paging = matches!(self.out, Out::Pager(_));
        let is_wanted = self.terminal.stderr && !is_paging && self.settings.verbosity > Verbosity::Quiet;
        Progress::new(message, total, is_wanted)
    }
}

/// Work in progress; many threads may report to it.
pub struct Progress {
    bar: ProgressBar,
    started: Instant,
    is_wanted: bool,
    shown: OnceLock<()>,
}

impl Progress {
    /// Counts without showing anything, for callers without a terminal.
    pub fn hidden() -> Self {
        Progress::new("", 0, false)
    }

    fn new(message: &str, total: usize, is_wanted: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:30}] {human_pos}/{human_len} {eta}") {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(clean_line(message).into_owned());
        Progress { bar, started: Instant::now(), is_wanted, shown: OnceLock::new() }
    }

    /// Reports that one more of `total` is done, where the total was not known at the beginning.
    pub fn advance_of(&self, total: usize) {
        self.bar.set_length(total as u64);
        self.advance(1);
    }

    /// Reports that `steps` more are done.
    pub fn advance(&self, steps: usize) {
        self.bar.inc(steps as u64);
        if self.is_wanted && self.started.elapsed() > PATIENCE {
            self.shown.get_or_init(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_counts_without_a_terminal() {
        let progress = Progress::hidden();
        progress.advance(2);
        progress.advance(3);
        assert_eq!(progress.bar.position(), 5);
        assert!(progress.bar.is_hidden());
    }
}
