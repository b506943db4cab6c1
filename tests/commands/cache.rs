//! The cache of a desk, whatever happens to its file: the answers are right, and nothing is said.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::thread;

use crate::common::{Output, TestDesk};

/// How many tickets the desk has.
const TICKETS: usize = 20;

const QUESTIONS: [&[&str]; 4] = [
    &["list", "-s", "all", "--json", "all"],
    &["list", "--ids", "is:unanswered", "loop*"],
    &["list", "--ids", "-s", "all", "text:\"router on\" OR updated:2026-11-22", "sort:-updated"],
    &["search", "printers", "floor", "--json"],
];

/// Makes a desk of tickets with threads.
fn desk() -> TestDesk {
    let desk = TestDesk::new();
    for number in 0..TICKETS {
        add(&desk, number);
    }
    desk.git(["add", "."]);
    desk.git(["commit", "-qm", "tickets"]);
    desk
}

fn add(desk: &TestDesk, number: usize) {
    let (month, day) = (10 + number % 2, 10 + number % 13);
    let path = format!("desk/tickets/2026-{month}/HD-{number:06}");
    let ticket = format!(
        "---\nid: HD-{number:06}\nstatus: {}\ncreated: 2026-{month}-{day}T09:00:00Z\nreporter: dana@example.com\n\n\
        title: Printer of floor {number}\nlabels: [floor-{}]\n---\n\nA loop of paper.\n",
        ["open", "pending", "closed"][number % 3],
        number % 5
    );
    let entry = format!(
        "---\nticket: HD-{number:06}\nkind: reply\nat: 2026-11-{day}T09:10:00Z\nby: dana@example.com\n---\n\n\
        The router on floor {} is loud.\n",
        number + 1
    );
    desk.write(format!("{path}.md"), ticket);
    desk.write(format!("{path}.202611{day}T091000.000Z-4w9x.md"), entry);
}

fn cache(desk: &TestDesk) -> PathBuf {
    desk.path(".git/desk/cache")
}

/// Asks the desk all questions; none may fail, or say anything but its answer.
#[track_caller]
fn answers(desk: &TestDesk) -> Vec<Output> {
    let answers: Vec<Output> = QUESTIONS.iter().map(|question| desk.run(*question)).collect();
    for answer in &answers {
        assert_eq!((answer.stderr.as_str(), answer.code), ("", 0), "{answer}");
        assert!(answer.stdout.contains("HD-000001"), "{answer}");
    }
    answers
}

#[track_caller]
fn assert_right(desk: &TestDesk) {
    let truth = answers(&desk.with("DESK_NO_CACHE", "1"));
    assert_eq!(answers(desk), truth);
}

/// Harms the cache of a desk that has one, asks, and asks once more after a change.
#[track_caller]
fn assert_harmless(harm: impl Fn(&TestDesk, PathBuf)) {
    let desk = desk();
    assert_right(&desk);
    assert!(cache(&desk).is_file());
    harm(&desk, cache(&desk));
    assert_right(&desk);
    add(&desk, TICKETS);
    desk.replace("desk/tickets/2026-10/HD-000004.md", "A loop", "A sheet");
    assert_right(&desk);
}

#[test]
fn a_cache_that_is_cut_off_is_none() {
    for part in [0, 30, 99] {
        assert_harmless(|_, path| {
            let bytes = fs::read(&path).unwrap();
            fs::write(&path, &bytes[..bytes.len() * part / 100]).unwrap();
        });
    }
}

#[test]
fn a_cache_with_a_hole_is_read_around_it_and_made_anew() {
    let desk = desk();
    assert_right(&desk);
    let whole = fs::read(cache(&desk)).unwrap();
    for at in (0..10).map(|part| whole.len() * part / 10) {
        let end = whole.len().min(at + whole.len() / 10);
        let mut bytes = whole.clone();
        bytes[at..end].fill(0);
        fs::write(cache(&desk), &bytes).unwrap();
        assert_right(&desk);
        assert!(fs::read(cache(&desk)).unwrap() != bytes, "the hole at {at} stays");
    }
}

/// Large enough for many blocks that are checked one by one: a question that does not need the harmed one is answered
/// out of the others.
#[test]
fn a_large_cache_with_one_wrong_byte_answers_right() {
    let desk = desk();
    for number in 0..150 {
        let words: Vec<String> =
            (0..400).map(|word| format!("w{}", (number * 7919 + word * 613) % 20_000)).collect();
        let text = desk.file("desk/tickets/2026-10/HD-000000.md");
        let text = text.replace("HD-000000", &format!("HD-1{number:05}"));
        desk.write(format!("desk/tickets/2026-10/HD-1{number:05}.md"), text + &words.join(" ") + "\n");
    }
    assert_right(&desk);
    let truth = answers(&desk.with("DESK_NO_CACHE", "1"));
    let whole = fs::read(cache(&desk)).unwrap();
    assert!(whole.len() > 5 * 65_536, "{} bytes are few blocks", whole.len());
    for part in 0..10 {
        let mut bytes = whole.clone();
        bytes[whole.len() * part / 10] ^= 0x04;
        fs::write(cache(&desk), &bytes).unwrap();
        assert_eq!(answers(&desk), truth, "a wrong byte at {part} of 10");
    }
}

#[test]
fn the_cache_of_another_repository_or_version_is_none() {
    assert_harmless(|_, path| {
        let other = desk();
        other.replace("desk/tickets/2026-10/HD-000006.md", "Printer", "Scanner");
        assert_right(&other);
        fs::copy(cache(&other), path).unwrap();
    });
    assert_harmless(|_, path| {
        let bytes = fs::read(&path).unwrap();
        let (magic, rest) = bytes.split_at(bytes.iter().position(|byte| *byte == b'\n').unwrap());
        fs::write(path, [magic, b"-old", rest].concat()).unwrap();
    });
    assert_harmless(|_, path| fs::write(path, "git-desk cache 1 99.0.0\n").unwrap());
}

#[test]
fn what_stands_in_the_way_of_the_cache_stays() {
    assert_harmless(|_, path| {
        fs::remove_file(&path).unwrap();
        fs::create_dir_all(path.join("mine")).unwrap();
    });
    assert_harmless(|desk, path| {
        fs::remove_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path.parent().unwrap(), "mine").unwrap();
        assert_right(desk);
        assert_eq!(fs::read_to_string(path.parent().unwrap()).unwrap(), "mine");
    });
}

#[test]
fn the_cache_does_not_follow_links() {
    assert_harmless(|desk, path| {
        let elsewhere = desk.path("elsewhere");
        fs::rename(&path, &elsewhere).unwrap();
        let before = fs::read(&elsewhere).unwrap();
        symlink(&elsewhere, &path).unwrap();
        desk.replace("desk/tickets/2026-10/HD-000002.md", "Printer", "Plotter");
        assert_right(desk);
        assert_eq!(fs::read(&elsewhere).unwrap(), before);
        assert!(path.is_symlink());
    });
    assert_harmless(|desk, path| {
        let folder = path.parent().unwrap();
        fs::remove_dir_all(folder).unwrap();
        fs::create_dir(desk.path("elsewhere")).unwrap();
        symlink(desk.path("elsewhere"), folder).unwrap();
        assert_right(desk);
        assert_eq!(desk.files("elsewhere"), [""; 0]);
    });
}

#[test]
fn a_cache_that_may_not_be_written_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let may = |path: &PathBuf, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let folder = |path: &PathBuf| path.parent().unwrap().to_owned();
    // Root may write whatever the permissions say, and then the file is replaced.
    assert_harmless(|_, path| may(&path, 0o400));
    assert_harmless(|_, path| may(&path, 0o000));
    assert_harmless(|desk, path| {
        may(&folder(&path), 0o500);
        fs::write(desk.path("desk/tickets/2026-10/HD-000002.md"), "broken").unwrap();
        fs::remove_file(desk.path("desk/tickets/2026-10/HD-000002.md")).unwrap();
        assert_right(desk);
        may(&folder(&path), 0o700);
    });
}

#[test]
fn a_cache_that_another_process_has_locked_is_read() {
    assert_harmless(|desk, path| {
        let held = fs::File::open(&path).unwrap();
        held.lock().unwrap();
        assert_right(desk);
        fs::remove_file(path).unwrap();
        assert_right(desk);
    });
}

#[test]
fn many_may_make_the_cache_at_once() {
    let desk = desk();
    let truth = desk.with("DESK_NO_CACHE", "1").run(QUESTIONS[2]).success();
    for _ in 0..3 {
        let _ = fs::remove_file(cache(&desk));
        thread::scope(|scope| {
            let lists: Vec<_> = (0..20).map(|_| scope.spawn(|| desk.run(QUESTIONS[2]))).collect();
            lists.into_iter().for_each(|list| assert_eq!(list.join().unwrap(), truth));
        });
        assert_eq!(desk.files(".git/desk").iter().filter(|path| path.contains("cache")).count(), 1);
    }
    assert_right(&desk);
}

#[test]
fn who_turns_the_cache_off_gets_none() {
    let desk = desk();
    answers(&desk.with("DESK_NO_CACHE", "1"));
    assert!(!cache(&desk).exists());
    answers(&desk.with("DESK_NO_CACHE", "0"));
    let before = fs::metadata(cache(&desk)).unwrap().modified().unwrap();
    desk.replace("desk/tickets/2026-10/HD-000002.md", "Printer", "Plotter");
    answers(&desk.with("DESK_NO_CACHE", "yes"));
    assert_eq!(fs::metadata(cache(&desk)).unwrap().modified().unwrap(), before);
}

#[test]
fn each_work_tree_has_a_cache_of_its_own() {
    let desk = desk();
    desk.git(["worktree", "add", "-q", "-b", "other", "../other"]);
    let other = desk.inside("../other");
    other.replace("desk/tickets/2026-10/HD-000002.md", "Printer", "Plotter");
    assert_right(&desk);
    assert_right(&other);
    assert_ne!(answers(&desk), answers(&other));
    assert!(cache(&desk).is_file() && desk.path(".git/worktrees/other/desk/cache").is_file());
}

#[test]
fn a_desk_without_git_has_no_cache() {
    let with_git = desk();
    let desk = TestDesk::folder();
    for path in with_git.files("desk") {
        desk.write(&path, with_git.file(&path));
    }
    assert_eq!(answers(&desk.with("DESK_NO_CACHE", "1")), answers(&desk));
    assert_eq!(desk.files(""), with_git.files("desk"));
}
