//! With a person at a terminal: what is asked, what an editor is for, and what a terminal remembers.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, missing_docs)]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use expectrl::{ControlCode, Eof, Expect};

use common::TestDesk;

const ENTER: &str = "\r";

/// A program on a pseudo-terminal.
struct Terminal(OsSession);

impl Terminal {
    /// Starts a program; `None`, said by name, where no pseudo-terminal can be had.
    fn start(test: &str, command: Command) -> Option<Terminal> {
        match OsSession::spawn(command) {
            Ok(mut session) => {
                session.set_expect_timeout(Some(Duration::from_secs(20)));
                Some(Terminal(session))
            }
            Err(error) => {
                eprintln!("skipped: {test}: no pseudo-terminal: {error}");
                None
            }
        }
    }

    /// Waits until a text is on the screen.
    #[track_caller]
    fn sees(&mut self, text: &str) -> &mut Terminal {
        if let Err(error) = self.0.expect(text) {
            let mut seen = [0; 4096];
            let length = self.0.try_read(&mut seen).unwrap_or(0);
            panic!("`{text}` does not come: {error}; {}", String::from_utf8_lossy(&seen[..length]));
        }
        self
    }

    fn types(&mut self, keys: &str) -> &mut Terminal {
        self.0.send(keys).unwrap();
        self
    }

    fn interrupts(&mut self) -> &mut Terminal {
        self.0.send(ControlCode::EndOfText).unwrap();
        self
    }

    /// Waits for the end, and returns what came on the screen since, and the exit code.
    #[track_caller]
    fn ends(&mut self) -> (String, i32) {
        let rest = self.0.expect(Eof).expect("the program ends");
        let rest = String::from_utf8_lossy(rest.as_bytes()).replace('\r', "");
        match self.0.get_process().wait().unwrap() {
            WaitStatus::Exited(_, code) => (rest, code),
            other => panic!("{other:?}: {rest}"),
        }
    }
}

/// A desk whose user sits at a terminal without colours.
fn desk() -> TestDesk {
    TestDesk::new().with("TERM", "xterm").with("NO_COLOR", "1")
}

fn at_terminal<const N: usize>(test: &str, desk: &TestDesk, arguments: [&str; N]) -> Option<Terminal> {
    Terminal::start(test, desk.command(arguments))
}

/// The same desk, with a script for an editor; `$1` is the draft.
fn with_editor(desk: &TestDesk, script: &str) -> TestDesk {
    let path = desk.path("../editor");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    desk.with("GIT_EDITOR", path)
}

/// The texts in the folder of drafts.
fn drafts(desk: &TestDesk) -> Vec<String> {
    desk.files(".git/desk/drafts").iter().map(|path| desk.file(path)).collect()
}

#[test]
fn new_asks_for_a_title() {
    let desk = desk();
    let Some(mut terminal) = at_terminal("new_asks_for_a_title", &desk, ["new"]) else { return };
    terminal.sees("Title").types("SSO login fails").types(ENTER);
    let (screen, code) = terminal.ends();
    assert_eq!(code, 0, "{screen}");
    let paths = desk.files("desk/tickets");
    assert!(desk.file(&paths[0]).contains("title: SSO login fails\n"));
}

#[test]
fn escalate_asks_for_reason_and_summary() {
    let desk = desk();
    let id = desk.ticket("Router", []);
    let Some(mut terminal) = at_terminal("escalate_asks_for_reason_and_summary", &desk, ["escalate", &id])
    else {
        return;
    };
    terminal.sees("Why does it go up").sees("request").types("j").types(ENTER);
    terminal.sees("What was tried").types("Another cable").types(ENTER);
    let (screen, code) = terminal.ends();
    assert!(screen.contains("is now at N2, with team network"), "{screen}");
    assert_eq!(code, 0);
    assert!(
        desk.last_entry(&id).ends_with("reason: access\n---\n\nAnother cable\n"),
        "{}",
        desk.last_entry(&id)
    );
}

#[test]
fn a_priority_asks_why() {
    let desk = desk();
    let id = desk.ticket("Router", []);
    let edit = ["edit", &id, "--set", "priority=P1"];
    let Some(mut terminal) = at_terminal("a_priority_asks_why", &desk, edit) else { return };
    terminal.sees("Why is the priority").types("The board waits").types(ENTER);
    assert_eq!(terminal.ends().1, 0);
    assert!(desk.last_entry(&id).contains("reason: The board waits\n"));
}

#[test]
fn an_interrupt_cancels_and_changes_nothing() {
    let desk = desk();
    let id = desk.ticket("Router", []);
    for (command, question) in [(vec!["new"], "Title"), (vec!["escalate", &id], "Why does it go up")] {
        let head = desk.head();
        let command = desk.command(&command);
        let Some(mut terminal) = Terminal::start("an_interrupt_cancels_and_changes_nothing", command) else {
            return;
        };
        terminal.sees(question).interrupts();
        let (screen, code) = terminal.ends();
        assert!(screen.contains("cancelled, nothing was changed"), "{screen}");
        assert_eq!((code, desk.head()), (2, head));
        assert_eq!(desk.git(["status", "--porcelain"]), "");
    }
}

/// Each key is read in a mode of its own, and between two keys the terminal is as it was before.
/// If it then made a signal of Ctrl-C, nobody would wait for it and the key would be lost.
#[test]
fn ctrl_c_is_a_key_at_every_moment_of_a_question() {
    use rustix::termios::{LocalModes, tcgetattr};
    let desk = desk();
    let test = "ctrl_c_is_a_key_at_every_moment_of_a_question";
    let Some(mut terminal) = at_terminal(test, &desk, ["new"]) else { return };
    terminal.sees("Title");
    let handle = terminal.0.get_process().get_raw_handle().unwrap();
    let typed = AtomicBool::new(false);
    let signals = std::thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let mut signals = 0;
            while !typed.load(Ordering::SeqCst) {
                let modes = tcgetattr(&handle).unwrap().local_modes;
                signals += usize::from(modes.contains(LocalModes::ISIG));
            }
            signals
        });
        for _ in 0..200 {
            terminal.types("x");
            std::thread::sleep(Duration::from_millis(1));
        }
        typed.store(true, Ordering::SeqCst);
        watcher.join().unwrap()
    });
    assert_eq!(signals, 0, "looks at the terminal when Ctrl-C was a signal");
    terminal.interrupts();
    assert_eq!(terminal.ends().1, 2);
}

#[test]
fn reply_opens_the_editor() {
    let desk = desk();
    let id = desk.ticket("Router", []);
    let desk = with_editor(&desk, r#"printf 'Please try again.\n' > "$1""#);
    let Some(mut terminal) = at_terminal("reply_opens_the_editor", &desk, ["reply", &id]) else { return };
    let (screen, code) = terminal.ends();
    assert_eq!(code, 0, "{screen}");
    assert!(desk.last_entry(&id).ends_with("\nPlease try again.\n"));
    assert!(drafts(&desk).is_empty(), "a draft that has arrived goes");
}

#[test]
fn a_template_of_replies_comes_first() {
    let desk = desk();
    let id = desk.ticket("Router", []);
    let desk = with_editor(&desk, r#"printf 'Ann\n' >> "$1""#);
    let reply = ["reply", &id, "--template", "solved"];
    let Some(mut terminal) = at_terminal("a_template_of_replies_comes_first", &desk, reply) else { return };
    assert_eq!(terminal.ends().1, 0);
    assert!(desk.last_entry(&id).ends_with("just answer this message.\nAnn\n"));
}

#[test]
fn edit_opens_the_file_of_the_ticket() {
    let desk = desk();
    let id = desk.ticket("Router", []);
    let desk = with_editor(&desk, r#"sed -i 's/^urgency: medium/urgency: high/' "$1"; echo 'More.' >> "$1""#);
    let Some(mut terminal) = at_terminal("edit_opens_the_file_of_the_ticket", &desk, ["edit", &id]) else {
        return;
    };
    let (screen, code) = terminal.ends();
    assert!(screen.contains("urgency medium → high, description rewritten"), "{screen}");
    assert_eq!(code, 0);
    assert!(desk.file(desk.ticket_path(&id)).ends_with("---\n\nMore.\n"));
    assert_eq!(desk.git(["status", "--porcelain"]), "");
}

#[test]
fn an_editor_that_gives_up_keeps_the_draft() {
    let desk = desk();
    let id = desk.ticket("Router", []);
    let desk = with_editor(&desk, r#"echo 'Half a' > "$1"; exit 1"#);
    let Some(mut terminal) = at_terminal("an_editor_that_gives_up_keeps_the_draft", &desk, ["reply", &id])
    else {
        return;
    };
    let (screen, code) = terminal.ends();
    assert!(screen.contains("error: the editor ended with a failure; nothing was changed"), "{screen}");
    assert!(screen.contains(".git/desk/drafts/reply.md"), "{screen}");
    assert_eq!((code, drafts(&desk)), (2, vec!["Half a\n".to_owned()]));
    assert!(desk.entries(&id).is_empty());
}

#[test]
fn an_editor_left_without_a_word_changes_nothing() {
    let desk = desk();
    let id = desk.ticket("Router", []);
    let desk = with_editor(&desk, ":");
    let Some(mut terminal) = at_terminal("an_editor_left_without_a_word", &desk, ["note", &id]) else {
        return;
    };
    let (screen, code) = terminal.ends();
    assert!(screen.contains("error: nothing was written in the editor; nothing was changed"), "{screen}");
    assert_eq!((code, drafts(&desk)), (2, vec![]));
}

#[test]
fn a_failing_act_tells_where_the_text_is_kept() {
    let desk = desk();
    let id = desk.ticket("Router", []);
    // Somebody detaches HEAD while the text is being written.
    let desk = with_editor(&desk, r#"echo 'A long text' > "$1"; git checkout -q --detach"#);
    let Some(mut terminal) = at_terminal("a_failing_act_tells_where_the_text_is_kept", &desk, ["note", &id])
    else {
        return;
    };
    let (screen, code) = terminal.ends();
    assert!(screen.contains("error: HEAD is on no branch"), "{screen}");
    assert!(screen.contains("your text is kept in `") && screen.contains("/drafts/note.md`"), "{screen}");
    assert_eq!((code, drafts(&desk)), (5, vec!["A long text\n".to_owned()]));
}

#[test]
fn an_edit_that_cannot_be_read_keeps_the_text() {
    let desk = desk();
    let id = desk.ticket("Router", []);
    let desk = with_editor(&desk, r#"sed -i 's/^status: new/status: [new/' "$1""#);
    let Some(mut terminal) = at_terminal("an_edit_that_cannot_be_read_keeps_the_text", &desk, ["edit", &id])
    else {
        return;
    };
    let (screen, code) = terminal.ends();
    assert!(screen.contains("line 3"), "{screen}");
    assert!(screen.contains("your text is kept in `"), "{screen}");
    assert_eq!((code, drafts(&desk).len()), (2, 1));
    assert_eq!(desk.git(["status", "--porcelain"]), "");
}

#[test]
fn rows_of_the_last_list_have_names() {
    let desk = desk();
    let (one, two) = (desk.ticket("One", []), desk.at("09:01").ticket("Two", []));
    let script = "\"$0\" list --no-pager; \"$0\" take @2; \"$0\" note @last -m x; \"$0\" take @3";
    let shell = desk.shell(script);
    let Some(mut terminal) = Terminal::start("rows_of_the_last_list_have_names", shell) else { return };
    let (screen, code) = terminal.ends();
    assert!(screen.contains(&format!("{two} is yours; open · Two")), "{screen}");
    assert!(screen.contains(&format!("{two} has your note · Two")), "{screen}");
    assert!(screen.contains("error: there is no row 3 in the last list of this terminal"), "{screen}");
    assert_eq!((code, desk.entries(&one).len(), desk.entries(&two).len()), (2, 0, 2));
}

#[test]
fn a_list_on_a_terminal_has_columns_that_fit() {
    let desk = desk();
    desk.ticket(
        "A title that is much longer than the eighty columns of the terminal on which it is to be shown",
        ["-l", "network,printer", "-a", "bob"],
    );
    desk.at("09:01").ticket("Short", []);
    let Some(mut terminal) =
        at_terminal("a_list_on_a_terminal_has_columns_that_fit", &desk, ["list", "--no-pager"])
    else {
        return;
    };
    let (screen, code) = terminal.ends();
    insta::assert_snapshot!(screen, @"
        ID        PRI STATUS LVL TITLE                     ASSIGNEE  LABELS          AGE
        HD-tyrn5c P3  new    N1  A title that is much lon… Bob Stone network printer now
        HD-64q7gx P3  new    N1  Short                                               now
        ");
    assert_eq!(code, 0);
}

#[test]
fn the_echo_of_a_title_fits_on_the_line() {
    let desk = desk();
    let id = desk.ticket("A title that is much longer than what is left of the eighty columns of a line", []);
    let Some(mut terminal) = at_terminal("the_echo_of_a_title_fits_on_the_line", &desk, ["take", &id]) else {
        return;
    };
    insta::assert_snapshot!(terminal.ends().0, @"HD-tyrn5c is yours; open · A title that is much longer than what is left of the…");
}
