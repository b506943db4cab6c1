//! One writer at a time, in all work trees of a repository.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::transaction::TransactionError;

/// How long an act waits for the one before it.
const PATIENCE: Duration = Duration::from_secs(30);

/// The desk's lock, held until dropped. The operating system lets go of it when the process dies.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for the lock under a repository's common git folder.
    pub fn acquire(common_dir: &Path) -> Result<Lock, TransactionError> {
        let folder = common_dir.join("desk");
        let path = folder.join("lock");
        let opened = fs::create_dir_all(&folder)
            .and_then(|()| OpenOptions::new().create(true).append(true).open(&path));
        let file = opened.map_err(TransactionError::file("could not open the lock", &path))?;
        let start = Instant::now();
        let mut pause = Duration::from_millis(1);
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Lock { _file: file }),
                Err(TryLockError::Error(error)) => {
                    return Err(TransactionError::file("could not take the lock", &path)(error));
                }
                Err(TryLockError::WouldBlock) if start.elapsed() > patience() => {
                    return Err(TransactionError::Busy { lock: path, waited: start.elapsed() });
                }
                Err(TryLockError::WouldBlock) => sleep(pause),
            }
            pause = (pause * 2).min(Duration::from_millis(50));
        }
    }

    /// Takes the lock only if nobody holds it.
    pub fn try_acquire(common_dir: &Path) -> Option<Lock> {
        let path: PathBuf = common_dir.join("desk/lock");
        fs::create_dir_all(path.parent()?).ok()?;
        let file = OpenOptions::new().create(true).append(true).open(path).ok()?;
        file.try_lock().ok().map(|()| Lock { _file: file })
    }
}

fn patience() -> Duration {
    PATIENCE
}
