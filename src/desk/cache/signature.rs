//! Whether a file is the one that was read: what the file system says of it, as one number.

use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::path::Path;

use rustix::fs::{AtFlags, Stat};

/// What the file system says of a file. Any change of its content changes its ctime, which no program can set; with
/// mtime, size and inode beside it a copied, restored or exchanged file is another one too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signature(u64);

impl Signature {
    /// Is never that of a file.
    pub const NONE: Signature = Signature(0);

    /// Takes a signature that was kept.
    pub fn new(number: u64) -> Signature {
        Signature(number)
    }

    /// Returns the number to keep.
    pub fn number(self) -> u64 {
        self.0
    }

    /// Tells whether both are of the same state of the same file.
    pub fn is(self, other: Signature) -> bool {
        self == other && self != Signature::NONE
    }
}

/// One look at a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub signature: Signature,
    /// When it was last touched (ctime), in nanoseconds since 1970.
    pub touched: i128,
    /// The device it is on.
    pub device: u64,
}

impl Look {
    /// Returns the signature that may be kept by somebody who began to read at `horizon`. A file touched in the same
    /// tick or later may change once more and keep its ctime: it will be read again (git calls it racily clean).
    pub fn lasting(&self, horizon: i128) -> Signature {
        if self.touched < horizon { self.signature } else { Signature::NONE }
    }
}

/// Looks at files. `tick` is the grain of the file system's clock in nanoseconds, where a test makes it coarse.
#[derive(Clone, Copy, Debug)]
pub struct Eyes {
    /// The grain; 1 is what the file system says.
    pub tick: i128,
}

impl Default for Eyes {
    fn default() -> Eyes {
        Eyes { tick: 1 }
    }
}

impl Eyes {
    /// Looks at a file by its name in an open folder; links are not followed.
    pub(super) fn at(self, folder: &impl std::os::fd::AsFd, name: &str) -> io::Result<Look> {
        Ok(self.of(&rustix::fs::statat(folder, name, AtFlags::SYMLINK_NOFOLLOW)?))
    }

    /// Looks at an open file or folder.
    pub(super) fn open(self, file: &impl std::os::fd::AsFd) -> io::Result<Look> {
        Ok(self.of(&rustix::fs::fstat(file)?))
    }

    /// Looks at a file by its path.
    pub(super) fn path(self, path: &Path) -> io::Result<Look> {
        Ok(self.of(&rustix::fs::lstat(path)?))
    }

    fn of(self, stat: &Stat) -> Look {
        let time = |seconds: i128, nanoseconds: i128| {
            let whole = seconds * 1_000_000_000 + nanoseconds;
            whole - whole.rem_euclid(self.tick)
        };
        let modified = time(stat.st_mtime.into(), stat.st_mtime_nsec as i128);
        let touched = time(stat.st_ctime.into(), stat.st_ctime_nsec as i128);
        let mut hasher = DefaultHasher::new();
        hasher.write_i128(modified);
        hasher.write_i128(touched);
        hasher.write_u64(stat.st_size as u64);
        hasher.write_u64(stat.st_ino);
        hasher.write_u64(stat.st_dev);
        hasher.write_u32(stat.st_mode);
        // 0 is nobody's.
        Look { signature: Signature(hasher.finish().max(1)), touched, device: stat.st_dev }
    }
}
