//! The cache's file: what was read of the desk at one moment.
//!
//! ```text
//! magic, version of the format, whose desk it is, parts: where each begins, its length and its CRC-32
//! the parts, one after the other
//! ```
//!
//! It is written beside and renamed into its place, so that a reader has the old one or the new one. Whatever is odd
//! about it makes it none: the desk is read again.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// What the file begins with. The version of the program stands in it: another version may read files otherwise.
const MAGIC: &str = concat!("git-desk cache 1 ", env!("CARGO_PKG_VERSION"), "\n");

/// The part of a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The months: [`Month`]s.
    Months,
    /// The ids, a line each, by month.
    Ids,
    /// The signature of each ticket's file, eight bytes each.
    Signatures,
    /// The statuses that tickets have, a line each, then a byte for each ticket: which one it has.
    Statuses,
    /// Where the row of each ticket ends, four bytes each.
    TicketEnds,
    /// The rows of tickets.
    Tickets,
    /// Where the row of each thread ends.
    ThreadEnds,
    /// The rows of threads.
    Threads,
    /// The dictionary of the index of words.
    Dictionary,
    /// Its postings.
    Postings,
    /// Its lengths.
    Lengths,
    /// Which text of it is that of each ticket, four bytes each.
    Texts,
}

/// How many parts there are.
pub(super) const PARTS: usize = Part::Texts as usize + 1;

/// A folder of tickets.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Month {
    pub name: String,
    /// The signature of the folder; while it is the same, so are the names in it.
    pub signature: u64,
    /// How many tickets it has here.
    pub tickets: u32,
}

#[derive(Serialize, Deserialize)]
struct Header {
    owner: String,
    /// Where each part begins after the header, its length, its CRC-32.
    parts: [(u64, u64, u32); PARTS],
}

/// A snapshot that can be read, part by part.
#[derive(Debug)]
pub(super) struct Snapshot {
    file: File,
    start: u64,
    parts: [(u64, u64, u32); PARTS],
}

impl Snapshot {
    /// Opens the snapshot of a desk; `None` where there is none that is of use.
    pub fn open(path: &Path, owner: &str) -> Option<Snapshot> {
        let is_real = !is_led_astray(path) && fs::symlink_metadata(path).is_ok_and(|data| data.is_file());
        let file = is_real.then(|| File::open(path).ok())??;
        let mut fixed = vec![0; MAGIC.len() + 4];
        file.read_exact_at(&mut fixed, 0).ok()?;
        let length = fixed.strip_prefix(MAGIC.as_bytes())?.try_into().ok().map(u32::from_le_bytes)?;
        let start = fixed.len() as u64 + u64::from(length);
        let size = file.metadata().ok()?.len();
        let mut bytes = vec![0; usize::try_from(u64::from(length).min(size)).ok()?];
        file.read_exact_at(&mut bytes, fixed.len() as u64).ok()?;
        let (crc, header) = bytes.split_first_chunk::<4>()?;
        if crc32fast::hash(header) != u32::from_le_bytes(*crc) {
            return None;
        }
        let header: Header = postcard::from_bytes(header).ok()?;
        let mut end = start;
        for (at, length, _) in header.parts {
            // One after the other up to the end: so no part is longer than the file.
            if start.checked_add(at)? != end {
                return None;
            }
            end = end.checked_add(length)?;
        }
        (header.owner == owner && end == size).then_some(Snapshot { file, start, parts: header.parts })
    }

    /// Removes a snapshot that has a hole, so that the next command makes another.
    pub fn discard(path: &Path) {
        if !is_led_astray(path) {
            let _ = fs::remove_file(path);
        }
    }

    /// Reads a part; `None` where it is not what was written.
    pub fn part(&self, part: Part) -> Option<Vec<u8>> {
        let (at, length, crc) = *self.parts.get(part as usize)?;
        let mut bytes = vec![0; usize::try_from(length).ok()?];
        self.file.read_exact_at(&mut bytes, self.start + at).ok()?;
        (crc32fast::hash(&bytes) == crc).then_some(bytes)
    }
}

/// Tells whether a link is in the way: a git folder that somebody sent could lead us elsewhere.
fn is_led_astray(path: &Path) -> bool {
    path.ancestors().take(3).any(Path::is_symlink)
}

/// A snapshot to be: a file of its own until it takes its place.
pub(super) struct Draft {
    file: tempfile::NamedTempFile,
    path: PathBuf,
}

impl Draft {
    /// Begins a snapshot. The time of the file is that of the file system's clock before anything is read.
    pub fn begin(path: &Path) -> io::Result<Draft> {
        let folder = path.parent().unwrap_or(Path::new("."));
        if is_led_astray(path) {
            return Err(io::Error::other("a link is in the way"));
        }
        fs::create_dir_all(folder)?;
        let file = tempfile::Builder::new().prefix(".cache-").tempfile_in(folder)?;
        Ok(Draft { file, path: path.to_owned() })
    }

    /// Returns the file, to look at its time.
    pub fn file(&self) -> &File {
        self.file.as_file()
    }

    /// Writes the parts and takes the place of the snapshot that is there.
    pub fn finish(self, owner: &str, parts: &[Vec<u8>; PARTS]) -> io::Result<()> {
        let mut at = 0;
        let mut table = [(0, 0, 0); PARTS];
        for (entry, bytes) in table.iter_mut().zip(parts) {
            *entry = (at, bytes.len() as u64, crc32fast::hash(bytes));
            at += bytes.len() as u64;
        }
        let header = Header { owner: owner.to_owned(), parts: table };
        let header = postcard::to_stdvec(&header).map_err(io::Error::other)?;
        let mut file = self.file.as_file();
        file.write_all(MAGIC.as_bytes())?;
        file.write_all(&(header.len() as u32 + 4).to_le_bytes())?;
        file.write_all(&crc32fast::hash(&header).to_le_bytes())?;
        file.write_all(&header)?;
        parts.iter().try_for_each(|part| file.write_all(part))?;
        self.file.persist(&self.path).map(drop).map_err(|error| error.error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> [Vec<u8>; PARTS] {
        std::array::from_fn(|at| vec![at as u8; at * 10])
    }

    #[test]
    fn a_part_cannot_be_longer_than_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk/cache");
        let mut parts = [(0, 0, 0); PARTS];
        parts[1].1 = u64::MAX / 2;
        let header = postcard::to_stdvec(&Header { owner: "me".to_owned(), parts }).unwrap();
        let length = (header.len() as u32 + 4).to_le_bytes();
        let crc = crc32fast::hash(&header).to_le_bytes();
        fs::create_dir(path.parent().unwrap()).unwrap();
        fs::write(&path, [MAGIC.as_bytes(), &length, &crc, &header].concat()).unwrap();
        assert!(Snapshot::open(&path, "me").is_none());
    }

    #[test]
    fn a_snapshot_is_read_as_written_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk/cache");
        Draft::begin(&path).unwrap().finish("me", &parts()).unwrap();
        let snapshot = Snapshot::open(&path, "me").unwrap();
        assert_eq!(snapshot.part(Part::Postings), Some(vec![9; 90]));
        assert!(Snapshot::open(&path, "you").is_none());
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            fs::write(&path, &whole[..at]).unwrap();
            assert!(Snapshot::open(&path, "me").is_none(), "cut at {at}");
            let mut bytes = whole.clone();
            bytes[at] ^= 0x10;
            fs::write(&path, &bytes).unwrap();
            let read = Snapshot::open(&path, "me");
            let all = |snapshot: Snapshot| {
                let kinds = [Part::Months, Part::Ids, Part::Signatures, Part::Statuses, Part::TicketEnds]
                    .into_iter()
                    .chain([Part::Tickets, Part::ThreadEnds, Part::Threads, Part::Dictionary, Part::Postings])
                    .chain([Part::Lengths, Part::Texts]);
                kinds.map(|part| snapshot.part(part)).collect::<Option<Vec<_>>>()
            };
            assert_eq!(read.and_then(all), None, "changed at {at}");
        }
    }
}
