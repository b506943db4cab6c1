//! Ctrl-C while another program, or a prompt, has the terminal.
//!
//! The key then belongs to them: the pager goes on, the editor may end, the prompt is cancelled.
//! This process must live to tell where a draft is and to show the cursor again.

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
