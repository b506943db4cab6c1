//! Ctrl-C while another program, or a prompt, has the terminal.
//!
//! The key then belongs to them: the pager goes on, the editor may end, the prompt is cancelled.
//! This process must live to tell where a draft is and to show the cursor again.
//!
//! A prompt reads keys one by one, and before each of them the terminal is for a moment as it was.
//! A Ctrl-C in that moment would be a signal that nobody waits for, and be lost; so as long as a
//! question is asked the terminal makes no signal of it, and it waits among the keys ([`Keys`]).

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};

use signal_hook::consts::SIGINT;
use signal_hook::flag;

/// Whether an interrupt ends the process, as it does by default.
static ENDS: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| {
    let ends = Arc::new(AtomicBool::new(true));
    // Where the handler cannot be installed an interrupt ends the process: nothing worse.
    let _ = flag::register_conditional_default(SIGINT, Arc::clone(&ends));
    ends
});

/// Keeps interrupts from ending the process until it is dropped.
pub(super) struct Hold {
    before: bool,
}

impl Hold {
    pub(super) fn new() -> Self {
        Hold { before: ENDS.swap(false, Ordering::SeqCst) }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        ENDS.store(self.before, Ordering::SeqCst);
    }
}

/// Keeps the terminal on stdin from making a signal, a line or an echo of the keys until it is dropped.
#[cfg(unix)]
pub(super) struct Keys {
    before: Option<rustix::termios::Termios>,
}

#[cfg(unix)]
impl Keys {
    pub(super) fn new() -> Self {
        use rustix::termios::{LocalModes, tcgetattr};
        let before = tcgetattr(std::io::stdin()).ok();
        if let Some(mut modes) = before.clone() {
            modes.local_modes.remove(LocalModes::ISIG | LocalModes::ICANON | LocalModes::ECHO);
            set(&modes);
        }
        Keys { before }
    }
}

#[cfg(unix)]
impl Drop for Keys {
    fn drop(&mut self) {
        if let Some(before) = &self.before {
            set(before);
        }
    }
}

/// Where the terminal has gone away, or refuses, the prompt itself finds out and says so.
#[cfg(unix)]
fn set(modes: &rustix::termios::Termios) {
    use rustix::termios::{OptionalActions, tcsetattr};
    let _ = tcsetattr(std::io::stdin(), OptionalActions::Drain, modes);
}

/// The consoles of other systems have no such modes.
#[cfg(not(unix))]
pub(super) struct Keys;

#[cfg(not(unix))]
impl Keys {
    pub(super) fn new() -> Self {
        Keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_held_interrupt_does_not_end_the_process() {
        let outer = Hold::new();
        drop(Hold::new());
        signal_hook::low_level::raise(SIGINT).expect("a signal to ourselves");
        drop(outer);
    }
}
