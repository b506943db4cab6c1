//! Waiting for a lock that another git holds.

use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::error::GitError;

/// How long we wait for a git that holds a lock.
const PATIENCE: Duration = Duration::from_secs(5);

/// Tries until it works or patience ends.
pub(super) fn wait_for(lock: &Path, mut attempt: impl FnMut() -> io::Result<()>) -> Result<(), GitError> {
    let start = Instant::now();
    let mut pause = Duration::from_millis(2);
    loop {
        match attempt() {
            Ok(()) => return Ok(()),
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(GitError::file("could not create", lock)(error));
            }
            Err(_) if start.elapsed() > PATIENCE => {
                return Err(GitError::Locked { path: lock.to_owned() });
            }
            Err(_) => sleep(pause),
        }
        pause = (pause * 2).min(Duration::from_millis(100));
    }
}
