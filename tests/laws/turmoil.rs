//! What may happen to the files of a desk between two commands, one step at a time, always the same for one seed.

use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use git_desk::format::{entry, thread};
use git_desk::model::{Entry, Stamp};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use crate::desk::{TestDesk, files_below};

/// Words of one length, so that a change need not change the size of a file.
pub const WORDS: [&str; 12] = [
    "login",
    "print",
    "email",
    "mouse",
    "cable",
    "proxy",
    "token",
    "phone",
    "drive",
    "crash",
    "prints",
    "été été",
];
const MONTHS: [&str; 3] = ["2026-09", "2026-10", "2026-11"];
const STATUSES: [&str; 6] = ["new", "open", "pending", "on-hold", "solved", "closed"];
const PEOPLE: [&str; 4] = ["ann", "Bob Stone <bob@example.com>", "Dana Roe <dana@example.com>", ""];
/// What git, an editor or a disk may leave instead of a ticket.
const RUBBISH: [&[u8]; 5] =
    [b"", b"---\nid: [\n---\n", b"<<<<<<< a\n", b"\xff\xfe", b"---\nid: HD-bbbbbb\n---\na\0b"];

/// A desk whose files do not rest.
pub struct Turmoil {
    pub desk: TestDesk,
    pub random: StdRng,
    /// Where the cache under test is.
    pub cache: PathBuf,
    made: u64,
}

impl Turmoil {
    /// Makes a desk of so many tickets with their threads, on two branches.
    pub fn new(seed: u64, tickets: usize, cache: &str) -> Turmoil {
        let desk = TestDesk::new();
        let cache = desk.root.join(cache);
        let mut turmoil = Turmoil { desk, random: StdRng::seed_from_u64(seed), cache, made: 0 };
        for _ in 0..tickets {
            turmoil.new_ticket();
        }
        for _ in 0..tickets / 5 {
            turmoil.pack();
        }
        turmoil.commit();
        turmoil.desk.git(&["branch", "other"]);
        turmoil
    }

    /// Takes one step, and returns its name.
    pub fn step(&mut self) -> &'static str {
        match self.random.random_range(0..100) {
            0..25 => self.change("ticket"),
            25..38 => self.change("entry"),
            38..45 => self.new_ticket(),
            45..54 => self.new_entry(),
            54..60 => self.remove(),
            60..64 => self.change_month(),
            64..68 => self.rename_entry(),
            68..72 => self.spoil(),
            72..76 => self.replace_by_what_is_no_file(),
            76..79 => self.attach(),
            79..83 => self.touch(),
            83..87 => self.pack(),
            87..90 => self.unpack(),
            90..93 => self.exchange(),
            93..95 => self.switch_branch(),
            95 => self.merge_branches(),
            96 => self.run_the_program(),
            _ => self.damage_the_cache(),
        }
    }

    fn tickets(&self) -> PathBuf {
        self.desk.root.join("desk/tickets")
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        *items.choose(&mut self.random).unwrap()
    }

    /// Returns a file of a kind: `ticket`, `entry` or `packed`.
    fn file(&mut self, kind: &str) -> Option<PathBuf> {
        let mut files = files_below(&self.tickets());
        files.retain(|path| kind_of(path) == kind);
        files.sort();
        files.choose(&mut self.random).cloned()
    }

    fn any_file(&mut self) -> Option<PathBuf> {
        let kind = self.pick(&["ticket", "entry", "entry", "packed"]);
        self.file(kind)
    }

    fn new_id(&mut self) -> String {
        self.made += 1;
        format!("HD-{:06}", self.made)
    }

    fn new_stamp(&mut self) -> String {
        self.made += 1;
        let (hour, minute) = (self.random.random_range(10..23), self.random.random_range(10..59));
        format!("20261123T{hour}{minute}11.{:03}Z-4w9x", self.made % 1000)
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<&str> = (0..count).map(|_| self.pick(&WORDS)).collect();
        words.join(" ")
    }

    fn id_in_use(&mut self) -> String {
        self.file("ticket").map_or("HD-000001".to_owned(), |path| id_of(&path))
    }

    fn ticket_text(&mut self, id: &str) -> String {
        let (status, level) = (self.pick(&STATUSES), self.pick(&["N1", "N2", "N3"]));
        let (assignee, reporter) = (self.pick(&PEOPLE), self.pick(&PEOPLE));
        let (urgency, seats) = (self.pick(&["low", "high"]), self.random.random_range(1..9));
        let (title, label, body) = (self.words(3), self.words(1), self.words(20));
        let links = match self.random.random_bool(0.3) {
            true => format!("\n  - blocked-by {}", self.id_in_use()),
            false => String::new(),
        };
        format!(
            "---\nid: {id}\nstatus: {status}\nresolution:\nuntil:\ncreated: 2026-11-0{seats}T09:12:44Z\nlevel: {level}\n\
            team: support\nassignee: {assignee}\nreporter: {reporter}\nurgency: {urgency}\n\nimpact: medium\n\npriority:\n\
            source: mail\ntype: incident\n\ndue:\n\ntitle: {title}\n\nlabels:\n  - {label}\n\nlinks:{links}\n\narticles:\n\n\
            watchers:\n\nexternal:\n\nseats: {seats}\n---\n\n{body}\n"
        )
    }

    fn entry_text(&mut self, id: &str) -> String {
        let (by, minute) = (self.pick(&PEOPLE[..3]), self.random.random_range(10..59));
        let (from, to) = (self.pick(&STATUSES), self.pick(&STATUSES));
        let rest = match self.random.random_range(0..3) {
            0 => format!(
                "kind: event\nat: 2026-11-23T11:{minute}:30Z\nby: {by}\nchanges:\n  status: [{from}, {to}]\n  level: [N1, N2]"
            ),
            1 => format!("kind: note\nat: 2026-11-23T11:{minute}:30Z\nby: {by}\nodd: {minute}"),
            _ => format!("kind: reply\nat: 2026-11-23T11:{minute}:30Z\nby: {by}"),
        };
        format!("---\nticket: {id}\n{rest}\n---\n\n{}\n", self.words(8))
    }

    fn new_ticket(&mut self) -> &'static str {
        let (id, month) = (self.new_id(), self.pick(&MONTHS));
        let folder = self.tickets().join(month);
        fs::create_dir_all(&folder).unwrap();
        for _ in 0..self.random.random_range(0..4) {
            let (stamp, text) = (self.new_stamp(), self.entry_text(&id));
            fs::write(folder.join(format!("{id}.{stamp}.md")), text).unwrap();
        }
        let text = self.ticket_text(&id);
        fs::write(folder.join(format!("{id}.md")), text).unwrap();
        "a new ticket"
    }

    fn new_entry(&mut self) -> &'static str {
        let Some(ticket) = self.file("ticket") else { return "nothing" };
        let id = id_of(&ticket);
        let (stamp, text) = (self.new_stamp(), self.entry_text(&id));
        let _ = fs::write(ticket.with_file_name(format!("{id}.{stamp}.md")), text);
        "a new entry"
    }

    /// Changes a file as an editor, a script or git would.
    fn change(&mut self, kind: &str) -> &'static str {
        let Some(path) = self.file(kind) else { return "nothing" };
        let before = fs::symlink_metadata(&path).unwrap();
        if !before.is_file() {
            let _ = fs::remove_file(&path);
        }
        let text = self.changed(&path, kind);
        let way = self.random.random_range(0..3);
        match way {
            0 => fs::write(&path, &text).unwrap(),
            1 if before.is_file() => write_over(&path, text.as_bytes()),
            _ => self.write_beside(&path, &text),
        }
        match self.random.random_range(0..6) {
            0 | 1 => set_modified(&path, before.modified().unwrap()),
            2 => set_modified(&path, SystemTime::now() + Duration::from_secs(1_000_000)),
            _ => {}
        }
        ["a change", "a change in place", "a change by rename"][way]
    }

    /// Returns what a file says after a change: often of the same size.
    fn changed(&mut self, path: &Path, kind: &str) -> String {
        let text = fs::read_to_string(path).unwrap_or_default();
        let id = id_of(path);
        match self.random.random_range(0..8) {
            _ if !text.starts_with("---\n") => self.afresh(kind, &id),
            0..4 => self.with_another_word(&text),
            4 if text.contains(": N1") => text.replacen(": N1", ": N2", 1),
            4 => text.replacen(": N2", ": N1", 1),
            5 if text.contains("labels:\n") => {
                text.replacen("labels:\n", &format!("labels:\n  - {}\n", self.words(1)), 1)
            }
            6 => match text
                .split_once("labels:\n  - ")
                .and_then(|(head, rest)| Some((head, rest.split_once('\n')?.1)))
            {
                Some((head, rest)) => format!("{head}labels:\n{rest}"),
                None => self.with_another_word(&text),
            },
            _ => self.afresh(kind, &id),
        }
    }

    fn afresh(&mut self, kind: &str, id: &str) -> String {
        if kind == "ticket" { self.ticket_text(id) } else { self.entry_text(id) }
    }

    fn with_another_word(&mut self, text: &str) -> String {
        let (from, to) = (self.pick(&WORDS[..10]), self.pick(&WORDS[..10]));
        match text.match_indices(from).count() {
            0 => text.replacen("\n---\n\n", "\n---\n\nlogin ", 1),
            _ => text.replacen(from, to, 1),
        }
    }

    fn write_beside(&self, path: &Path, text: &str) {
        let beside = self.desk.root.join("beside");
        fs::write(&beside, text).unwrap();
        fs::rename(beside, path).unwrap();
    }

    fn remove(&mut self) -> &'static str {
        if let Some(path) = self.any_file() {
            fs::remove_file(path).unwrap();
        }
        "a file removed"
    }

    /// Moves a ticket to another month, with its thread or without.
    fn change_month(&mut self) -> &'static str {
        let Some(ticket) = self.file("ticket") else { return "nothing" };
        let (id, month) = (id_of(&ticket), self.pick(&MONTHS));
        let (folder, to) = (ticket.parent().unwrap().to_owned(), self.tickets().join(month));
        fs::create_dir_all(&to).unwrap();
        let is_whole = self.random.random_bool(0.7);
        for path in files_below(&folder).into_iter().filter(|path| path.parent() == Some(&folder)) {
            if path == ticket || (is_whole && id_of(&path) == id) {
                let _ = fs::rename(&path, to.join(path.file_name().unwrap()));
            }
        }
        "a ticket in another month"
    }

    /// Gives an entry another time, or to another ticket, which makes it a broken one.
    fn rename_entry(&mut self) -> &'static str {
        let Some(path) = self.file("entry") else { return "nothing" };
        let id = if self.random.random_bool(0.7) { id_of(&path) } else { self.id_in_use() };
        let name = format!("{id}.{}.md", self.new_stamp());
        fs::rename(&path, path.with_file_name(name)).unwrap();
        "an entry renamed"
    }

    fn spoil(&mut self) -> &'static str {
        let Some(path) = self.any_file() else { return "nothing" };
        let rubbish = self.pick(&RUBBISH);
        let _ = fs::write(path, rubbish);
        "a file spoiled"
    }

    fn replace_by_what_is_no_file(&mut self) -> &'static str {
        let (Some(path), Some(other)) = (self.any_file(), self.any_file()) else { return "nothing" };
        if path == other {
            return "nothing";
        }
        fs::remove_file(&path).unwrap();
        match self.random.random_bool(0.5) {
            true => symlink(other, path).unwrap(),
            false => fs::create_dir(path).unwrap(),
        }
        "a link or a folder"
    }

    fn attach(&mut self) -> &'static str {
        let Some(ticket) = self.file("ticket") else { return "nothing" };
        let folder = ticket.with_extension("files");
        match folder.is_dir() {
            true => fs::remove_dir_all(folder).unwrap(),
            false => {
                fs::create_dir(&folder).unwrap();
                fs::write(folder.join("0123-log.txt"), "log").unwrap();
            }
        }
        "attachments"
    }

    /// Sets times back and forth, and changes nothing; sometimes of a folder.
    fn touch(&mut self) -> &'static str {
        let Some(path) = self.any_file() else { return "nothing" };
        let path = if self.random.random_bool(0.5) { path.parent().unwrap() } else { &path };
        let days = Duration::from_secs(60 * 60 * 24 * self.random.random_range(0..30));
        let is_later = self.random.random_bool(0.5);
        set_modified(path, if is_later { SystemTime::now() + days } else { SystemTime::now() - days });
        "a touch"
    }

    /// Puts the loose entries of a ticket in one file.
    fn pack(&mut self) -> &'static str {
        let Some(one) = self.file("entry") else { return "nothing" };
        let id = id_of(&one);
        let mut paths = files_below(one.parent().unwrap());
        paths.retain(|path| kind_of(path) == "entry" && id_of(path) == id);
        paths.sort();
        let entries: Option<Vec<(Stamp, Entry)>> = paths.iter().map(|path| placed(path)).collect();
        let (Some(entries), Ok(ticket)) = (entries, id.parse()) else { return "nothing" };
        let packed = one.with_file_name(format!("{id}.thread.md"));
        if packed.symlink_metadata().is_ok() {
            return "nothing";
        }
        fs::write(packed, thread::write(&ticket, &entries)).unwrap();
        paths.into_iter().for_each(|path| fs::remove_file(path).unwrap());
        "a thread packed"
    }

    fn unpack(&mut self) -> &'static str {
        let Some(packed) = self.file("packed") else { return "nothing" };
        let id = id_of(&packed);
        let text = fs::read_to_string(&packed).unwrap_or_default();
        let (Ok(ticket), false) = (id.parse(), packed.is_symlink()) else { return "nothing" };
        for (stamp, entry) in thread::read(&ticket, &text).unwrap_or_default() {
            let _ = fs::write(packed.with_file_name(format!("{id}.{stamp}.md")), entry::write(&entry));
        }
        fs::remove_file(packed).unwrap();
        "a thread unpacked"
    }

    /// Lets two files of a kind change places: the same inodes, sizes and times under other names.
    fn exchange(&mut self) -> &'static str {
        let kind = self.pick(&["ticket", "entry"]);
        let (Some(one), Some(other)) = (self.file(kind), self.file(kind)) else { return "nothing" };
        let beside = self.desk.root.join("beside");
        if one != other {
            fs::rename(&one, &beside).unwrap();
            fs::rename(&other, &one).unwrap();
            fs::rename(&beside, &other).unwrap();
        }
        "two files exchanged"
    }

    fn commit(&self) {
        self.desk.try_git(&["add", "-A", "desk"]);
        self.desk.try_git(&["commit", "-qm", "A step"]);
    }

    fn switch_branch(&mut self) -> &'static str {
        self.commit();
        let branch = self.pick(&["main", "other", "HEAD~1"]);
        match branch {
            "HEAD~1" => self.desk.try_git(&["reset", "-q", "--hard", branch]),
            branch => self.desk.try_git(&["checkout", "-q", branch]),
        };
        "another branch"
    }

    fn merge_branches(&mut self) -> &'static str {
        self.commit();
        let branch = self.pick(&["main", "other"]);
        self.desk.try_git(&["merge", "-q", "-m", "Both", branch]);
        "a merge"
    }

    /// Acts as a user does, as far as the desk allows it.
    fn run_the_program(&mut self) -> &'static str {
        let id = self.id_in_use();
        let acts: [&[&str]; 4] = [
            &["pack"],
            &["unpack", &id],
            &["note", &id, "-m", "a login crash"],
            &["edit", &id, "--add-label", "proxy"],
        ];
        self.desk.try_run(acts[self.random.random_range(0..acts.len())]);
        "an act"
    }

    /// Does to the cache what a disk, a person or another program may do.
    fn damage_the_cache(&mut self) -> &'static str {
        let path = self.cache.clone();
        if path.is_dir() || path.is_symlink() {
            let _ = fs::remove_dir(&path);
            let _ = fs::remove_file(&path);
            return "a way for the cache";
        }
        let Ok(mut bytes) = fs::read(&path) else { return "nothing" };
        let at = self.random.random_range(0..bytes.len());
        let end = bytes.len().min(at + self.random.random_range(1..2_000));
        match self.random.random_range(0..24) {
            0 => fs::remove_file(&path).unwrap(),
            1 => fs::write(&path, &bytes[..at]).unwrap(),
            2 => {
                fs::remove_file(&path).unwrap();
                fs::create_dir(&path).unwrap();
            }
            3 => {
                fs::rename(&path, path.with_extension("old")).unwrap();
                symlink(path.with_extension("old"), &path).unwrap();
            }
            4..12 => {
                bytes[at..end].fill(0);
                fs::write(&path, bytes).unwrap();
            }
            _ => {
                bytes[at] ^= 1 << self.random.random_range(0..8);
                fs::write(&path, bytes).unwrap();
            }
        }
        "a damaged cache"
    }
}

/// Returns what a file in the folder of a month is, by its name.
fn kind_of(path: &Path) -> &'static str {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let in_month = path
        .parent()
        .and_then(Path::file_name)
        .is_some_and(|month| month.to_string_lossy().starts_with("2026-"));
    match name.strip_suffix(".md").map(|name| name.split('.').collect::<Vec<_>>()).as_deref() {
        Some([_]) if in_month => "ticket",
        Some([_, "thread"]) if in_month => "packed",
        Some([_, _, _]) if in_month => "entry",
        _ => "other",
    }
}

fn id_of(path: &Path) -> String {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    name.split('.').next().unwrap_or_default().to_owned()
}

fn placed(path: &Path) -> Option<(Stamp, Entry)> {
    let name = path.file_name()?.to_str()?.strip_suffix(".md")?;
    let text = if path.is_symlink() { None } else { fs::read_to_string(path).ok() };
    Some((name.split_once('.')?.1.parse().ok()?, entry::read(&text?).ok()?))
}

/// Writes into a file that stays the same one.
fn write_over(path: &Path, bytes: &[u8]) {
    let mut file = fs::OpenOptions::new().write(true).open(path).unwrap();
    file.write_all(bytes).unwrap();
    file.set_len(bytes.len() as u64).unwrap();
}

fn set_modified(path: &Path, time: SystemTime) {
    // A link that leads nowhere has no time to set.
    if let Ok(file) = fs::File::open(path) {
        file.set_modified(time).unwrap();
    }
}
