//! The cache's file: what was read of the desk at one moment.
//!
//! ```text
//! magic, version of the format
//! the parts, one after the other
//! contents: whose desk it is, where each part is, the CRC-32 of each block of 64 KiB up to here
//! length and CRC-32 of the contents
//! ```
//!
//! A part, or a piece of one, is read and checked when it is asked for. The file is written beside and renamed into its
//! place, so that a reader has the old one or the new one. Whatever is odd about it makes it none: the desk is read
//! again.

use std::fs::{self, File};
use std::io::{self, Write};
use std::ops::Range;
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
    /// The postings of the index of words.
    Postings,
    /// Its dictionary.
    Dictionary,
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

/// How many bytes are checked together.
const BLOCK: usize = 1 << 16;

/// The size of what says how long the contents are, and their CRC-32.
const TAIL: usize = 8;

#[derive(Serialize, Deserialize)]
struct Contents {
    owner: String,
    /// Where each part begins, and its length.
    parts: [(u64, u64); PARTS],
    /// The CRC-32 of each block.
    blocks: Vec<u32>,
}

/// A snapshot that can be read, part by part.
#[derive(Debug)]
pub(super) struct Snapshot {
    file: File,
    parts: [(u64, u64); PARTS],
    blocks: Vec<u32>,
    /// Where the blocks end.
    end: u64,
}

impl Snapshot {
    /// Opens the snapshot of a desk; `None` where there is none that is of use.
    pub fn open(path: &Path, owner: &str) -> Option<Snapshot> {
        let is_real = !is_led_astray(path) && fs::symlink_metadata(path).is_ok_and(|data| data.is_file());
        let file = is_real.then(|| File::open(path).ok())??;
        let mut magic = [0; MAGIC.len()];
        file.read_exact_at(&mut magic, 0).ok()?;
        if magic != *MAGIC.as_bytes() {
            return None;
        }
        let (contents, end) = contents(&file)?;
        let mut at = MAGIC.len() as u64;
        for (start, length) in contents.parts {
            // One after the other up to the end: so no part is longer than the file.
            if start != at {
                return None;
            }
            at = start.checked_add(length)?;
        }
        let are_all = at == end && contents.blocks.len() as u64 == end.div_ceil(BLOCK as u64);
        let Contents { parts, blocks, .. } = contents;
        (contents.owner == owner && are_all).then_some(Snapshot { file, parts, blocks, end })
    }

    /// Removes a snapshot that has a hole, so that the next command makes another.
    pub fn discard(path: &Path) {
        if !is_led_astray(path) {
            let _ = fs::remove_file(path);
        }
    }

    /// Reads a part; `None` where it is not what was written.
    pub fn part(&self, part: Part) -> Option<Vec<u8>> {
        let length = self.parts.get(part as usize)?.1;
        self.piece(part, 0..usize::try_from(length).ok()?)
    }

    /// Reads a piece of a part, and checks the blocks it is in.
    pub fn piece(&self, part: Part, piece: Range<usize>) -> Option<Vec<u8>> {
        let (start, length) = *self.parts.get(part as usize)?;
        if piece.start > piece.end || piece.end as u64 > length {
            return None;
        }
        let (from, to) = (start + piece.start as u64, start + piece.end as u64);
        let (first, last) = (from / BLOCK as u64, to.div_ceil(BLOCK as u64));
        let begin = first * BLOCK as u64;
        let mut bytes = vec![0; usize::try_from(self.end.min(last * BLOCK as u64) - begin).ok()?];
        self.file.read_exact_at(&mut bytes, begin).ok()?;
        let blocks = self.blocks.get(usize::try_from(first).ok()?..usize::try_from(last).ok()?)?;
        if !bytes.chunks(BLOCK).map(crc32fast::hash).eq(blocks.iter().copied()) {
            return None;
        }
        bytes.truncate(usize::try_from(to - begin).ok()?);
        bytes.drain(..usize::try_from(from - begin).ok()?);
        Some(bytes)
    }
}

/// Reads the contents of a snapshot, and where they begin.
fn contents(file: &File) -> Option<(Contents, u64)> {
    let tail_at = file.metadata().ok()?.len().checked_sub(TAIL as u64)?;
    let mut tail = [0; TAIL];
    file.read_exact_at(&mut tail, tail_at).ok()?;
    let (length, crc) = tail.split_first_chunk::<4>()?;
    let (length, crc) = (u32::from_le_bytes(*length), u32::from_le_bytes(crc.try_into().ok()?));
    let start = tail_at.checked_sub(u64::from(length))?;
    let mut bytes = vec![0; usize::try_from(length).ok()?];
    file.read_exact_at(&mut bytes, start).ok()?;
    let contents = (crc32fast::hash(&bytes) == crc).then(|| postcard::from_bytes(&bytes).ok())??;
    Some((contents, start))
}

/// Tells whether a link is in the way: a git folder that somebody sent could lead us elsewhere.
fn is_led_astray(path: &Path) -> bool {
    path.ancestors().take(3).any(Path::is_symlink)
}

/// A snapshot to be: a file of its own until it takes its place. What is written goes into the part that is [ended]
/// next; they come in their order.
///
/// [ended]: Draft::end
pub(super) struct Draft {
    file: tempfile::NamedTempFile,
    path: PathBuf,
    block: Vec<u8>,
    blocks: Vec<u32>,
    parts: Vec<(u64, u64)>,
    /// Where the part begins that is being written.
    start: u64,
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
        let block = MAGIC.as_bytes().to_vec();
        let start = block.len() as u64;
        Ok(Draft { file, path: path.to_owned(), block, blocks: Vec::new(), parts: Vec::new(), start })
    }

    /// Returns the file, to look at its time.
    pub fn file(&self) -> &File {
        self.file.as_file()
    }

    /// Writes a whole part.
    pub fn part(&mut self, part: Part, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)?;
        self.end(part)
    }

    /// Ends a part.
    pub fn end(&mut self, part: Part) -> io::Result<()> {
        if self.parts.len() != part as usize {
            return Err(io::Error::other("the parts of a snapshot have their order"));
        }
        let end = (self.blocks.len() * BLOCK + self.block.len()) as u64;
        self.parts.push((self.start, end - self.start));
        self.start = end;
        Ok(())
    }

    /// Takes the place of the snapshot that is there.
    pub fn finish(mut self, owner: &str) -> io::Result<()> {
        self.end_block()?;
        let incomplete = |_| io::Error::other("a snapshot lacks a part");
        let parts = std::mem::take(&mut self.parts).try_into().map_err(incomplete)?;
        let contents = Contents { owner: owner.to_owned(), parts, blocks: std::mem::take(&mut self.blocks) };
        let contents = postcard::to_stdvec(&contents).map_err(io::Error::other)?;
        let mut file = self.file.as_file();
        file.write_all(&contents)?;
        file.write_all(&(contents.len() as u32).to_le_bytes())?;
        file.write_all(&crc32fast::hash(&contents).to_le_bytes())?;
        self.file.persist(&self.path).map(drop).map_err(|error| error.error)
    }

    fn end_block(&mut self) -> io::Result<()> {
        if !self.block.is_empty() {
            self.blocks.push(crc32fast::hash(&self.block));
            self.file.as_file().write_all(&self.block)?;
            self.block.clear();
        }
        Ok(())
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = BLOCK - self.block.len();
        let taken = bytes.len().min(room);
        self.block.extend_from_slice(&bytes[..taken]);
        if taken == room {
            self.end_block()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All parts, in their order.
    const ALL: [Part; PARTS] = [
        Part::Months,
        Part::Ids,
        Part::Signatures,
        Part::Statuses,
        Part::TicketEnds,
        Part::Tickets,
        Part::ThreadEnds,
        Part::Threads,
        Part::Postings,
        Part::Dictionary,
        Part::Lengths,
        Part::Texts,
    ];

    /// Writes parts of which each is `factor` longer than the one before.
    fn write(path: &Path, factor: usize) {
        let mut draft = Draft::begin(path).unwrap();
        for part in ALL {
            draft.part(part, &bytes_of(part, factor)).unwrap();
        }
        draft.finish("me").unwrap();
    }

    fn bytes_of(part: Part, factor: usize) -> Vec<u8> {
        (0..part as usize * factor).map(|at| (at / 7 + part as usize) as u8).collect()
    }

    #[test]
    fn a_part_cannot_be_longer_than_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cache");
        for lie in [(MAGIC.len() as u64, u64::MAX / 2), (u64::MAX, 2), (0, 0)] {
            let mut parts = [(MAGIC.len() as u64, 0); PARTS];
            parts[1] = lie;
            let blocks = vec![crc32fast::hash(MAGIC.as_bytes())];
            let contents = postcard::to_stdvec(&Contents { owner: "me".to_owned(), parts, blocks }).unwrap();
            let (length, crc) =
                ((contents.len() as u32).to_le_bytes(), crc32fast::hash(&contents).to_le_bytes());
            fs::write(&path, [MAGIC.as_bytes(), &contents, &length, &crc].concat()).unwrap();
            assert!(Snapshot::open(&path, "me").is_none());
        }
    }

    #[test]
    fn a_piece_is_that_of_its_part() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cache");
        write(&path, 30_000);
        let snapshot = Snapshot::open(&path, "me").unwrap();
        for part in ALL {
            let whole = bytes_of(part, 30_000);
            assert_eq!(snapshot.part(part).as_ref(), Some(&whole));
            let ends = [0, 1, BLOCK - 40, BLOCK, BLOCK + 1, 3 * BLOCK, whole.len()];
            for (from, to) in ends.into_iter().flat_map(|from| ends.map(|to| (from, to))) {
                assert_eq!(snapshot.piece(part, from..to), whole.get(from..to).map(<[u8]>::to_vec));
            }
        }
    }

    #[test]
    fn a_snapshot_is_read_as_written_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk/cache");
        write(&path, 10);
        let snapshot = Snapshot::open(&path, "me").unwrap();
        assert_eq!(snapshot.part(Part::Postings), Some(bytes_of(Part::Postings, 10)));
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
                ALL.map(|part| snapshot.part(part)).into_iter().collect::<Option<Vec<_>>>()
            };
            assert_eq!(read.and_then(all), None, "changed at {at}");
        }
    }
}
