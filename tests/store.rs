//! The store with real git: what is promised about files, index and branch.
//!
//! Each test runs in a process of its own, in an empty home, so that no setting of this machine plays a part.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, missing_docs)]

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use git_desk::desk::recovery::{Recovered, recover};
use git_desk::desk::transaction::{
    Ground, Hooks, Mode, Notice, Options, Plan, Receipt, Step, TransactionError, Write, transact,
};
use git_desk::git::{FileState, GitError, Operation, Repository, Role};

const INSIDE: &str = "DESK_TEST_INSIDE";
const TICKET: &str = "tickets/2026-11/HD-7k3m2q.md";

/// Runs each test again as a process with a hermetic environment.
macro_rules! hermetic {
    ($(fn $name:ident($desk:ident) $body:block)*) => {
        $(#[test]
        fn $name() {
            if std::env::var_os(INSIDE).is_none() {
                return again(stringify!($name));
            }
            let $desk = &TestDesk::new();
            $body
        })*
    };
}

fn again(name: &str) {
    let home = tempfile::tempdir().unwrap();
    let settings = home.path().join("settings");
    fs::write(&settings, "[user]\n\tname = Ann Lee\n\temail = ann@example.org\n[init]\n\tdefaultBranch = main\n[commit]\n\tgpgSign = false\n[protocol \"file\"]\n\tallow = always\n").unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    for (variable, _) in std::env::vars_os() {
        if variable.to_string_lossy().starts_with("GIT_") {
            command.env_remove(variable);
        }
    }
    let output = command
        .args(["--exact", name, "--nocapture", "--include-ignored"])
        .env(INSIDE, "1")
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path())
        .env("TMPDIR", home.path())
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", &settings)
        .env("LC_ALL", "C")
        .output()
        .unwrap();
    let talk = String::from_utf8_lossy(&output.stderr);
    for line in talk.lines().filter(|line| line.starts_with("skipped: ") || line.starts_with("measured: ")) {
        eprintln!("{line}");
    }
    assert!(output.status.success(), "{}\n{talk}", String::from_utf8_lossy(&output.stdout));
}

/// A repository with a desk and one ticket.
struct TestDesk {
    folder: tempfile::TempDir,
    work_tree: PathBuf,
}

impl TestDesk {
    fn new() -> TestDesk {
        let folder = tempfile::tempdir().unwrap();
        let work_tree = folder.path().canonicalize().unwrap().join("repo");
        fs::create_dir(&work_tree).unwrap();
        let desk = TestDesk { folder, work_tree };
        desk.git(&["init", "-q", "-b", "main"]);
        desk.write("desk/desk.yml", "schema: 1\n");
        desk.write(&format!("desk/{TICKET}"), "status: new\n");
        desk.write("code.txt", "one\n");
        desk.write("other.txt", "one\n");
        desk.git(&["add", "."]);
        desk.git(&["commit", "-q", "-m", "begin"]);
        desk
    }

    fn at(&self, work_tree: &Path) -> TestDesk {
        TestDesk { folder: tempfile::tempdir().unwrap(), work_tree: work_tree.to_owned() }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.work_tree.join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn hook(&self, name: &str, script: &str) {
        let path = format!(".git/hooks/{name}");
        self.write(&path, &format!("#!/bin/sh\n{script}\n"));
        #[cfg(unix)]
        fs::set_permissions(self.path(&path), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    }

    fn try_git(&self, arguments: &[&str]) -> Output {
        Command::new("git")
            .arg("-C")
            .arg(&self.work_tree)
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = self.try_git(arguments);
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn ground(&self) -> Ground {
        Ground { root: self.path("desk"), repository: Repository::discover(&self.work_tree).unwrap() }
    }

    fn act(&self, name: &str) -> Result<Receipt, TransactionError> {
        self.act_with(name, &Options::default())
    }

    /// A change of the ticket and its entry.
    fn act_with(&self, name: &str, options: &Options<'_>) -> Result<Receipt, TransactionError> {
        let ground = self.ground();
        let planned =
            transact(&ground, options, || Ok::<_, TransactionError>((plan(&ground.root, name), ())));
        planned.map(|(receipt, ())| receipt)
    }

    fn status(&self) -> String {
        self.git(&["status", "--porcelain", "--untracked-files=all"])
    }

    fn assert_clean(&self) {
        assert_eq!(self.status(), "");
        assert_eq!(self.git(&["diff-files", "--name-only"]), "");
        self.git(&["fsck", "--no-dangling"]);
    }

    fn commits(&self) -> usize {
        self.git(&["rev-list", "--count", "HEAD"]).trim().parse().unwrap()
    }

    fn last_paths(&self) -> String {
        self.git(&["show", "--format=", "--name-only", "HEAD"])
    }

    /// The whole visible state: what a refused act must not change.
    fn state(&self) -> (String, String, String, BTreeSet<String>) {
        let entries = self.git(&["ls-files", "-s", "-v"]);
        (self.status(), entries, self.git(&["for-each-ref"]), files_below(&self.path("desk")))
    }

    fn assert_both_paths_committed(&self, name: &str) {
        let expected = format!("desk/{}\ndesk/{TICKET}\n", entry(name));
        assert_eq!(self.last_paths(), expected);
        assert!(self.read(&format!("desk/{TICKET}")).ends_with(&format!("{name}\n")));
    }
}

fn plan(root: &Path, name: &str) -> Plan {
    let before = fs::read(root.join(TICKET)).unwrap();
    let after = [&before[..], format!("{name}\n").as_bytes()].concat();
    Plan {
        writes: vec![
            Write { path: entry(name), before: None, after: Some(format!("entry {name}\n").into_bytes()) },
            Write { path: TICKET.to_owned(), before: Some(before), after: Some(after) },
        ],
        subject: format!("desk: {name} HD-7k3m2q"),
        trailers: vec![("Desk-Ticket".to_owned(), "HD-7k3m2q".to_owned())],
    }
}

fn entry(name: &str) -> String {
    format!("tickets/2026-11/HD-7k3m2q.20261123T100211.123Z-{name}.md")
}

fn files_below(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.is_symlink() {
            found.extend(files_below(&path));
        } else {
            found.insert(path.display().to_string());
        }
    }
    found
}

hermetic! {
    fn an_act_is_one_commit_of_its_own_paths(desk) {
        let receipt = desk.act("take").unwrap();
        desk.assert_both_paths_committed("take");
        desk.assert_clean();
        assert_eq!(desk.git(&["log", "-1", "--format=%an <%ae>%n%B"]), "Ann Lee <ann@example.org>\ndesk: take HD-7k3m2q\n\nDesk-Ticket: HD-7k3m2q\n\n");
        assert_eq!(receipt.commit.unwrap().to_string(), desk.git(&["rev-parse", "HEAD"]).trim());
        assert_eq!(receipt.notices, []);
        assert!(desk.git(&["reflog", "-1"]).contains("commit: desk: take HD-7k3m2q"));
        assert_eq!(fs::read_dir(desk.path(".git/desk")).unwrap().count(), 1, "only the lock stays");
    }

    fn what_is_staged_or_edited_elsewhere_is_left_alone(desk) {
        desk.write("code.txt", "staged\n");
        desk.write("added.txt", "added\n");
        desk.write("intended.txt", "intended\n");
        desk.git(&["add", "code.txt", "added.txt"]);
        desk.git(&["add", "-N", "intended.txt"]);
        desk.git(&["update-index", "--assume-unchanged", "desk/desk.yml"]);
        desk.write("code.txt", "edited again\n");
        desk.write("other.txt", "edited\n");
        desk.write("untracked.txt", "untracked\n");
        let (status, flags) = (desk.status(), desk.git(&["ls-files", "-v", "code.txt", "other.txt", "desk/desk.yml", "intended.txt"]));
        desk.act("take").unwrap();
        desk.assert_both_paths_committed("take");
        assert_eq!(desk.status(), status);
        assert_eq!(desk.git(&["ls-files", "-v", "code.txt", "other.txt", "desk/desk.yml", "intended.txt"]), flags);
        assert_eq!(desk.git(&["show", ":code.txt"]), "staged\n");
    }

    fn a_file_changed_in_the_moment_the_index_was_written_is_still_seen(desk) {
        // Same size, and so quickly that only git's own doubt about the time can tell.
        for round in 0..20 {
            desk.write("code.txt", &format!("{round:03}\n"));
            desk.git(&["add", "code.txt"]);
            desk.write("code.txt", "xyz\n");
            desk.act(&format!("a{round}")).unwrap();
            assert_eq!(desk.git(&["diff", "--name-only"]), "code.txt\n", "round {round}");
        }
    }

    fn a_ticket_edited_by_hand_is_committed_along(desk) {
        desk.write(&format!("desk/{TICKET}"), "status: open\n");
        desk.git(&["add", &format!("desk/{TICKET}")]);
        desk.act("note").unwrap();
        desk.assert_both_paths_committed("note");
        desk.assert_clean();
    }

    fn deleting_the_last_file_of_a_folder_takes_the_folder_along(desk) {
        let ground = desk.ground();
        let before = fs::read(ground.root.join(TICKET)).unwrap();
        let plan = || Ok::<_, TransactionError>((Plan { writes: vec![Write { path: TICKET.into(), before: Some(before.clone()), after: None }], subject: "desk: drop".into(), trailers: vec![] }, ()));
        transact(&ground, &Options::default(), plan).unwrap();
        assert_eq!(desk.git(&["ls-tree", "-r", "--name-only", "HEAD"]), "code.txt\ndesk/desk.yml\nother.txt\n");
        assert!(!desk.path("desk/tickets").exists());
        desk.assert_clean();
    }

    fn an_empty_plan_writes_nothing(desk) {
        let state = desk.state();
        let (receipt, value) = transact(&desk.ground(), &Options::default(), || Ok::<_, TransactionError>((Plan::default(), 7))).unwrap();
        assert_eq!((receipt, value), (Receipt::default(), 7));
        assert_eq!(desk.state(), state);
    }

    fn a_file_that_is_not_as_planned_stops_the_act(desk) {
        let state = desk.state();
        let ground = desk.ground();
        let stale = || { let mut plan = plan(&ground.root, "take"); plan.writes[1].before = Some(b"else\n".to_vec()); Ok((plan, ())) };
        let error = transact(&ground, &Options::default(), stale).unwrap_err();
        assert!(matches!(error, TransactionError::Changed { path } if path == TICKET));
        assert_eq!(desk.state(), state);
    }

    fn a_commit_is_refused_during_a_rebase_and_files_are_not(desk) {
        desk.git(&["checkout", "-q", "-b", "side"]);
        desk.write("code.txt", "side\n");
        desk.git(&["commit", "-qam", "side"]);
        desk.git(&["checkout", "-q", "main"]);
        desk.write("code.txt", "main\n");
        desk.git(&["commit", "-qam", "main"]);
        assert!(!desk.try_git(&["rebase", "side"]).status.success());
        let state = desk.state();
        let error = desk.act("take").unwrap_err();
        assert!(matches!(error, TransactionError::InProgress { operation: Operation::Rebase }));
        assert_eq!(desk.state(), state);
        desk.act_with("take", &Options { mode: Mode::None, ..Options::default() }).unwrap();
        assert!(desk.path(&format!("desk/{}", entry("take"))).exists());
        desk.git(&["rebase", "--abort"]);
        // The new file has survived; a commit made during the rebase would have vanished.
        assert!(desk.path(&format!("desk/{}", entry("take"))).exists());
    }

    fn a_commit_is_refused_in_the_middle_of_other_operations(desk) {
        desk.git(&["checkout", "-q", "-b", "side"]);
        desk.write("code.txt", "side\n");
        desk.git(&["commit", "-qam", "side"]);
        desk.git(&["checkout", "-q", "main"]);
        desk.write("code.txt", "main\n");
        desk.git(&["commit", "-qam", "main"]);
        let refused = |expected| matches!(desk.act("take"), Err(TransactionError::InProgress { operation }) if operation == expected);
        assert!(!desk.try_git(&["cherry-pick", "side"]).status.success());
        assert!(refused(Operation::CherryPick));
        desk.git(&["cherry-pick", "--abort"]);
        assert!(!desk.try_git(&["revert", "--no-edit", "side"]).status.success());
        assert!(refused(Operation::Revert));
        desk.git(&["revert", "--abort"]);
        desk.git(&["bisect", "start"]);
        assert!(refused(Operation::Bisect));
        desk.git(&["bisect", "reset"]);
        let patch = desk.git(&["format-patch", "-1", "side"]);
        assert!(!desk.try_git(&["am", patch.trim()]).status.success());
        assert!(refused(Operation::Am));
        desk.git(&["am", "--abort"]);
        desk.act("take").unwrap();
    }

    fn during_a_merge_the_act_is_committed_and_the_merge_can_be_finished(desk) {
        desk.hook("pre-commit", "exit 1");
        merge_with_conflict(desk);
        let before = desk.git(&["ls-files", "-u"]);
        let receipt = desk.act("take").unwrap();
        assert_eq!(receipt.notices, [Notice::HookSkipped("pre-commit".into())]);
        desk.assert_both_paths_committed("take");
        assert_eq!(desk.git(&["ls-files", "-u"]), before);
        assert!(desk.path(".git/MERGE_HEAD").exists());
        desk.write("code.txt", "both\n");
        desk.git(&["add", "code.txt"]);
        desk.git(&["commit", "-q", "--no-verify", "-m", "merged"]);
        assert_eq!(desk.git(&["log", "-1", "--format=%P"]).split_whitespace().count(), 2);
        desk.assert_clean();
    }

    fn a_path_in_conflict_is_refused(desk) {
        desk.git(&["checkout", "-q", "-b", "side"]);
        desk.write(&format!("desk/{TICKET}"), "status: side\n");
        desk.git(&["commit", "-qam", "side"]);
        desk.git(&["checkout", "-q", "main"]);
        desk.write(&format!("desk/{TICKET}"), "status: main\n");
        desk.git(&["commit", "-qam", "main"]);
        assert!(!desk.try_git(&["merge", "side"]).status.success());
        let state = desk.state();
        let error = desk.act("take").unwrap_err();
        assert!(matches!(error, TransactionError::Conflict { paths } if paths == [format!("desk/{TICKET}")]));
        assert_eq!(desk.state(), state);
    }

    fn a_refusing_hook_leaves_nothing_behind(desk) {
        desk.write("code.txt", "staged\n");
        desk.git(&["add", "code.txt"]);
        desk.hook("pre-commit", "echo 'not on a Friday' >&2; exit 1");
        let state = desk.state();
        let error = desk.act("take").unwrap_err();
        assert!(matches!(&error, TransactionError::Git(GitError::Failed { stderr, .. }) if stderr.contains("not on a Friday")), "{error}");
        assert_eq!(desk.state(), state);
        desk.git(&["stash"]);
        desk.git(&["stash", "pop", "--index"]);
        assert_eq!(desk.state().0, state.0);
        desk.act_with("take", &Options { hooks: Hooks::Never, ..Options::default() }).unwrap();
        desk.assert_both_paths_committed("take");
    }

    fn hooks_run_and_see_the_act(desk) {
        desk.hook("commit-msg", "echo 'Reviewed-by: hook' >> \"$1\"");
        desk.write("code.txt", "staged\n");
        desk.git(&["add", "code.txt"]);
        desk.act("take").unwrap();
        assert!(desk.git(&["log", "-1", "--format=%B"]).contains("Reviewed-by: hook"));
        desk.assert_both_paths_committed("take");
        assert_eq!(desk.status(), "M  code.txt\n");
    }

    fn hooks_are_found_where_the_settings_say(desk) {
        desk.hook("commit-msg", "echo 'Reviewed-by: hook' >> \"$1\"");
        fs::create_dir(desk.path("hooks")).unwrap();
        fs::rename(desk.path(".git/hooks/commit-msg"), desk.path("hooks/commit-msg")).unwrap();
        desk.git(&["config", "core.hooksPath", "hooks"]);
        desk.act("take").unwrap();
        assert!(desk.git(&["log", "-1", "--format=%B"]).contains("Reviewed-by: hook"));
    }

    fn a_split_index_stays_split(desk) {
        desk.git(&["update-index", "--split-index"]);
        desk.act("take").unwrap();
        desk.assert_both_paths_committed("take");
        desk.assert_clean();
        let index = fs::read(desk.path(".git/index")).unwrap();
        assert!(index.windows(4).any(|four| four == b"link"));
    }

    fn a_sparse_index_stays_sparse(desk) {
        desk.write("far/away.txt", "far\n");
        desk.git(&["add", "."]);
        desk.git(&["commit", "-qm", "far"]);
        desk.git(&["sparse-checkout", "init", "--cone", "--sparse-index"]);
        desk.git(&["sparse-checkout", "set", "desk"]);
        assert!(!desk.path("far").exists());
        desk.act("take").unwrap();
        desk.assert_both_paths_committed("take");
        desk.assert_clean();
        assert!(desk.git(&["ls-files", "--sparse", "-t"]).contains("S far/"));
        assert!(!desk.path("far").exists());
    }

    fn the_untracked_cache_is_kept(desk) {
        desk.git(&["update-index", "--untracked-cache"]);
        desk.status();
        desk.act("take").unwrap();
        desk.assert_both_paths_committed("take");
        desk.assert_clean();
        let index = fs::read(desk.path(".git/index")).unwrap();
        assert!(index.windows(4).any(|four| four == b"UNTR"));
    }

    fn a_file_system_monitor_is_asked_by_git_only(desk) {
        desk.write("monitor", "#!/bin/sh\nprintf 'token\\0/\\0'\n");
        #[cfg(unix)]
        fs::set_permissions(desk.path("monitor"), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        desk.git(&["add", "."]);
        desk.git(&["commit", "-qm", "monitor"]);
        desk.git(&["config", "core.fsmonitor", "./monitor"]);
        desk.git(&["update-index", "--fsmonitor"]);
        desk.act("take").unwrap();
        desk.assert_both_paths_committed("take");
        desk.assert_clean();
        let index = fs::read(desk.path(".git/index")).unwrap();
        assert!(index.windows(4).any(|four| four == b"FSMN"));
    }

    fn filtered_files_are_filtered(desk) {
        desk.git(&["config", "filter.upper.clean", "tr a-z A-Z"]);
        desk.git(&["config", "filter.upper.smudge", "tr A-Z a-z"]);
        desk.write("desk/.gitattributes", "*.md filter=upper\n");
        desk.git(&["add", "."]);
        desk.git(&["commit", "-qm", "filter"]);
        desk.act("take").unwrap();
        assert_eq!(desk.git(&["show", &format!("HEAD:desk/{}", entry("take"))]), "ENTRY TAKE\n");
        assert_eq!(desk.read(&format!("desk/{}", entry("take"))), "entry take\n");
        desk.assert_clean();
    }

    fn line_endings_are_stored_as_git_add_would(desk) {
        desk.write("desk/.gitattributes", "*.md text eol=lf\n");
        desk.git(&["add", "."]);
        desk.git(&["commit", "-qm", "attributes"]);
        desk.write(&format!("desk/{TICKET}"), "status: new\r\nlevel: N1\r\n");
        desk.act("take").unwrap();
        assert_eq!(desk.git(&["show", &format!("HEAD:desk/{TICKET}")]), "status: new\nlevel: N1\ntake\n");
        assert_eq!(desk.read(&format!("desk/{TICKET}")), "status: new\r\nlevel: N1\r\ntake\n");
        desk.assert_clean();
    }

    fn autocrlf_is_honoured(desk) {
        desk.git(&["config", "--global", "core.autocrlf", "true"]);
        desk.write(&format!("desk/{TICKET}"), "status: new\r\n");
        desk.act("take").unwrap();
        assert_eq!(desk.git(&["show", &format!("HEAD:desk/{TICKET}")]), "status: new\ntake\n");
        desk.assert_clean();
    }

    fn signed_commits_are_made_by_git(desk) {
        desk.write("signer", "#!/bin/sh\ncat >/dev/null\necho '[GNUPG:] SIG_CREATED ' >&2\necho '-----BEGIN PGP SIGNATURE-----'\necho signed\necho '-----END PGP SIGNATURE-----'\n");
        #[cfg(unix)]
        fs::set_permissions(desk.path("signer"), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        desk.git(&["config", "commit.gpgSign", "true"]);
        desk.git(&["config", "gpg.program", &desk.path("signer").display().to_string()]);
        desk.act("take").unwrap();
        assert!(desk.git(&["cat-file", "-p", "HEAD"]).contains("signed"));
    }

    fn a_linked_work_tree_has_its_own_branch_and_index(desk) {
        desk.git(&["worktree", "add", "-q", "-b", "side", "../side"]);
        let side = desk.at(&desk.path("../side").canonicalize().unwrap());
        side.act("take").unwrap();
        side.assert_both_paths_committed("take");
        side.assert_clean();
        desk.assert_clean();
        assert_eq!((side.commits(), desk.commits()), (2, 1));
        assert_eq!(side.ground().repository.unwrap().common_dir(), desk.path(".git"));
    }

    fn a_submodule_is_a_repository_like_any_other(desk) {
        let outer = desk.at(&desk.path("../outer"));
        fs::create_dir(&outer.work_tree).unwrap();
        outer.git(&["init", "-q"]);
        outer.git(&["submodule", "--quiet", "add", &desk.work_tree.display().to_string(), "sub"]);
        let sub = desk.at(&outer.path("sub"));
        sub.act("take").unwrap();
        sub.assert_both_paths_committed("take");
        sub.assert_clean();
    }

    fn a_repository_without_a_commit_gets_its_first(desk) {
        fs::remove_dir_all(desk.path(".git")).unwrap();
        desk.git(&["init", "-q"]);
        desk.write("code.txt", "staged\n");
        desk.git(&["add", "code.txt"]);
        desk.act("take").unwrap();
        assert_eq!(desk.commits(), 1);
        desk.assert_both_paths_committed("take");
        assert_eq!(desk.status(), "A  code.txt\n?? desk/desk.yml\n?? other.txt\n");
    }

    fn the_first_commit_can_have_hooks_and_a_plan_that_fails(desk) {
        fs::remove_dir_all(desk.path(".git")).unwrap();
        desk.git(&["init", "-q"]);
        desk.hook("pre-commit", "exit 1");
        let status = desk.status();
        desk.act("take").unwrap_err();
        assert_eq!(desk.status(), status);
        desk.hook("pre-commit", "exit 0");
        desk.act("take").unwrap();
        desk.assert_both_paths_committed("take");
    }

    fn a_detached_head_is_refused_unless_wanted(desk) {
        desk.git(&["checkout", "-q", "--detach"]);
        assert!(matches!(desk.act("take"), Err(TransactionError::Detached)));
        desk.act_with("take", &Options { allow_detached: true, ..Options::default() }).unwrap();
        desk.assert_both_paths_committed("take");
        assert_eq!((desk.commits(), desk.git(&["rev-list", "--count", "main"]).trim()), (2, "1"));
    }

    fn without_an_identity_nothing_is_guessed(desk) {
        desk.git(&["config", "--global", "--unset", "user.email"]);
        let state = desk.state();
        assert!(matches!(desk.act("take"), Err(TransactionError::NoIdentity)));
        assert_eq!(desk.state(), state);
        assert_eq!(desk.ground().repository.unwrap().identity(Role::Author).unwrap(), None);
        desk.act_with("take", &Options { mode: Mode::Stage, ..Options::default() }).unwrap();
    }

    fn staging_makes_no_commit(desk) {
        desk.act_with("take", &Options { mode: Mode::Stage, ..Options::default() }).unwrap();
        assert_eq!(desk.commits(), 1);
        assert_eq!(desk.status(), format!("A  desk/{}\nM  desk/{TICKET}\n", entry("take")));
        desk.git(&["update-index", "--split-index"]);
        desk.act_with("note", &Options { mode: Mode::Stage, ..Options::default() }).unwrap();
        assert_eq!(desk.commits(), 1);
        assert!(desk.status().contains(&format!("A  desk/{}", entry("note"))));
    }

    fn a_branch_moved_meanwhile_is_a_reason_to_try_again(desk) {
        let times = Cell::new(0);
        let rival = |step| {
            if step == Step::Committed && times.get() < 2 {
                times.set(times.get() + 1);
                let tree = desk.git(&["rev-parse", "HEAD^{tree}"]);
                let commit = desk.git(&["commit-tree", tree.trim(), "-p", "HEAD", "-m", "rival"]);
                desk.git(&["update-ref", "refs/heads/main", commit.trim()]);
            }
        };
        desk.act_with("take", &Options { watch: Some(&rival), ..Options::default() }).unwrap();
        assert_eq!(desk.commits(), 4);
        desk.assert_both_paths_committed("take");
        desk.assert_clean();
    }

    fn a_race_lost_for_ever_is_an_error_and_leaves_nothing(desk) {
        let rival = |step| {
            if step == Step::Committed {
                let tree = desk.git(&["rev-parse", "HEAD^{tree}"]);
                let commit = desk.git(&["commit-tree", tree.trim(), "-p", "HEAD", "-m", "rival"]);
                desk.git(&["update-ref", "refs/heads/main", commit.trim()]);
            }
        };
        let error = desk.act_with("take", &Options { watch: Some(&rival), ..Options::default() }).unwrap_err();
        assert!(matches!(error, TransactionError::LostRace { .. }));
        assert!(!desk.path(&format!("desk/{}", entry("take"))).exists());
        desk.assert_clean();
    }

    fn index_and_branch_are_both_held_while_they_change(desk) {
        let seen = Cell::new(0);
        let watch = |step| {
            if step == Step::Installed {
                // Whoever has read the new index cannot commit it on top of the old branch.
                assert!(desk.git(&["ls-files"]).contains(&entry("take")));
                let rival = desk.git(&["commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", "rival"]);
                assert!(!desk.try_git(&["update-ref", "refs/heads/main", rival.trim()]).status.success());
            }
            if matches!(step, Step::Installed | Step::Moved) {
                seen.set(seen.get() + 1);
                // Whoever has read the old index cannot write it on top of the new one.
                assert!(!desk.try_git(&["add", "code.txt"]).status.success());
            }
        };
        desk.act_with("take", &Options { watch: Some(&watch), ..Options::default() }).unwrap();
        assert_eq!((seen.get(), desk.commits()), (2, 2));
        desk.assert_clean();
    }

    fn a_branch_that_cannot_be_moved_leaves_the_index_as_it_was(desk) {
        desk.write("code.txt", "staged\n");
        desk.git(&["add", "code.txt"]);
        let state = desk.state();
        let watch = |step| {
            if step == Step::Installed {
                fs::rename(desk.path(".git/logs"), desk.path(".git/logs.away")).unwrap();
                desk.write(".git/logs", "in the way");
            }
        };
        desk.act_with("take", &Options { watch: Some(&watch), ..Options::default() }).unwrap_err();
        fs::remove_file(desk.path(".git/logs")).unwrap();
        fs::rename(desk.path(".git/logs.away"), desk.path(".git/logs")).unwrap();
        assert_eq!(desk.state(), state);
        assert!(!desk.path(".git/index.lock").exists() && !desk.path(".git/refs/heads/main.lock").exists());
        desk.act("take").unwrap();
        assert_eq!(desk.status(), "M  code.txt\n");
    }

    fn an_index_held_by_git_is_a_clear_error(desk) {
        let state = desk.state();
        desk.write(".git/index.lock", "");
        let error = desk.act("take").unwrap_err();
        assert!(matches!(&error, TransactionError::Git(GitError::Locked { path }) if path.ends_with("index.lock")), "{error}");
        assert!(desk.path(".git/index.lock").exists(), "another program's lock is not ours to remove");
        fs::remove_file(desk.path(".git/index.lock")).unwrap();
        assert_eq!(desk.state(), state);
    }

    fn nothing_is_written_through_a_link(desk) {
        let outside = desk.folder.path().join("outside");
        fs::create_dir(&outside).unwrap();
        fs::rename(desk.path("desk/tickets/2026-11/HD-7k3m2q.md"), outside.join("HD-7k3m2q.md")).unwrap();
        fs::remove_dir(desk.path("desk/tickets/2026-11")).unwrap();
        std::os::unix::fs::symlink(&outside, desk.path("desk/tickets/2026-11")).unwrap();
        assert!(matches!(desk.act("take"), Err(TransactionError::Path { .. })));
        assert_eq!(files_below(&outside).len(), 1);
        let ground = desk.ground();
        for path in ["../x.md", "/etc/x", ".git/config", "tickets//x", "con.md"] {
            let plan = || Ok::<_, TransactionError>((Plan { writes: vec![Write { path: path.into(), before: None, after: Some(vec![]) }], ..Plan::default() }, ()));
            assert!(matches!(transact(&ground, &Options::default(), plan), Err(TransactionError::Path { .. })), "{path}");
        }
    }

    fn a_failing_write_puts_everything_back(desk) {
        let state = desk.state();
        let ground = desk.ground();
        let rival = |step| {
            // Between the first and the second file somebody saves the ticket in an editor.
            if step == Step::File {
                desk.write(&format!("desk/{TICKET}"), "status: edited\n");
            }
        };
        let options = Options { watch: Some(&rival), ..Options::default() };
        let error = transact(&ground, &options, || Ok::<_, TransactionError>((plan(&ground.root, "take"), ()))).unwrap_err();
        assert!(matches!(error, TransactionError::Changed { .. }), "{error}");
        assert_eq!(desk.read(&format!("desk/{TICKET}")), "status: edited\n");
        desk.write(&format!("desk/{TICKET}"), "status: new\n");
        assert_eq!(desk.state(), state);
    }

    fn killed_at_any_step_an_act_is_finished_by_the_next(desk) {
        let steps = [Step::Locked, Step::Journalled, Step::File, Step::Written, Step::Staged, Step::Committed, Step::Moved, Step::Installed];
        for (round, step) in steps.into_iter().enumerate() {
            let name = format!("k{round}");
            kill_at(desk, &name, &format!("{step:?}"));
            let recovered = recover(&desk.ground()).unwrap();
            assert!(!desk.path(".git/index.lock").exists(), "{step:?}");
            desk.assert_clean();
            if step == Step::Locked {
                assert_eq!(recovered, None);
                assert!(!desk.path(&format!("desk/{}", entry(&name))).exists());
            } else {
                assert!(matches!(recovered, Some(Recovered::Finished { .. })), "{step:?}: {recovered:?}");
                desk.assert_both_paths_committed(&name);
            }
        }
        assert_eq!(desk.commits(), 8);
    }

    fn killed_with_hooks_an_act_is_finished(desk) {
        desk.hook("commit-msg", "exit 0");
        let steps = [Step::Journalled, Step::File, Step::Written, Step::Committed, Step::Installed, Step::Moved];
        for (round, step) in steps.into_iter().enumerate() {
            let name = format!("k{round}");
            kill_at(desk, &name, &format!("{step:?}"));
            let recovered = recover(&desk.ground()).unwrap().unwrap();
            assert!(matches!(recovered, Recovered::Finished { .. }), "{step:?}: {recovered:?}");
            desk.assert_both_paths_committed(&name);
            desk.assert_clean();
        }
    }

    fn killed_and_then_refused_by_a_hook_an_act_is_taken_back(desk) {
        desk.write("code.txt", "staged\n");
        desk.git(&["add", "code.txt"]);
        for step in ["Written", "Installed"] {
            let state = desk.state();
            desk.hook("commit-msg", "exit 0");
            kill_at(desk, "k", step);
            desk.hook("commit-msg", "exit 1");
            let recovered = recover(&desk.ground()).unwrap().unwrap();
            assert!(matches!(recovered, Recovered::TakenBack { .. }), "{step}: {recovered:?}");
            assert_eq!(desk.state(), state, "{step}");
        }
    }

    fn hooks_see_the_act_and_nothing_else_and_may_change_it(desk) {
        desk.write("code.txt", "staged\n");
        desk.git(&["add", "code.txt"]);
        desk.write("other.txt", "edited\n");
        desk.hook("pre-commit", "git diff --cached --name-only > .git/seen; echo formatted >> desk/tickets/2026-11/HD-7k3m2q.md; git add desk");
        desk.hook("prepare-commit-msg", "echo \"$2\" >> .git/seen");
        desk.hook("commit-msg", "sed -i 's/^/hook: /' \"$1\"");
        desk.hook("post-commit", "git log -1 --format=%s >> .git/seen; exit 1");
        desk.act("take").unwrap();
        let subject = desk.git(&["log", "-1", "--format=%s"]);
        assert_eq!(desk.read(".git/seen"), format!("desk/{}\ndesk/{TICKET}\nmessage\n{subject}", entry("take")));
        assert!(subject.starts_with("hook: "), "{subject}");
        assert_eq!(desk.status(), "M  code.txt\n M other.txt\n");
        assert!(desk.git(&["show", &format!("HEAD:desk/{TICKET}")]).ends_with("formatted\n"));
        fs::remove_file(desk.path(".git/hooks/pre-commit")).unwrap();
        desk.hook("commit-msg", ": > \"$1\"");
        let state = desk.state();
        let error = desk.act("note").unwrap_err().to_string();
        assert_eq!(error, "`git commit` failed: the hook `commit-msg` refused: it left no message");
        assert_eq!(desk.state(), state);
    }

    fn a_killed_act_is_finished_on_top_of_a_branch_that_moved(desk) {
        kill_at(desk, "take", "Staged");
        fs::remove_file(desk.path(".git/index.lock")).unwrap();
        desk.write("code.txt", "more\n");
        desk.git(&["commit", "-qm", "more", "code.txt"]);
        let receipt = desk.act("note").unwrap();
        assert!(matches!(&receipt.notices[..], [Notice::Recovered(Recovered::Finished { .. })]), "{:?}", receipt.notices);
        assert_eq!(desk.commits(), 4);
        desk.assert_both_paths_committed("note");
        desk.assert_clean();
    }

    fn the_lock_of_a_killed_act_goes_even_if_the_act_is_put_aside(desk) {
        kill_at(desk, "take", "Installed");
        assert_eq!(desk.read(".git/refs/heads/main.lock").len(), 41, "it says whose it is: nobody has to wait");
        desk.write(&format!("desk/{TICKET}"), "status: edited since\n");
        assert!(matches!(recover(&desk.ground()).unwrap(), Some(Recovered::Aside { .. })));
        assert!(!desk.path(".git/refs/heads/main.lock").exists());
        desk.git(&["commit", "-qam", "edited since"]);
    }

    fn locks_of_a_killed_act_are_removed_and_those_of_others_are_not(desk) {
        kill_at(desk, "take", "Committed");
        let commit = desk.git(&["fsck", "--lost-found"]);
        let commit = commit.lines().find_map(|line| line.strip_prefix("dangling commit ")).unwrap().to_owned();
        // As the library leaves them when it is killed in its own few microseconds.
        desk.write(".git/refs/heads/main.lock", &format!("{commit}\n"));
        desk.write(".git/desk/index.next.lock", "half");
        assert!(matches!(recover(&desk.ground()).unwrap(), Some(Recovered::Finished { .. })));
        desk.assert_clean();
        desk.write(".git/refs/heads/main.lock", "0123456789012345678901234567890123456789\n");
        assert!(matches!(desk.act("note"), Err(TransactionError::Git(GitError::Locked { .. }))));
        fs::remove_file(desk.path(".git/refs/heads/main.lock")).unwrap();
        desk.assert_clean();
    }

    fn a_killed_act_whose_files_were_changed_since_is_put_aside(desk) {
        kill_at(desk, "take", "File");
        desk.write(&format!("desk/{TICKET}"), "status: edited since\n");
        let recovered = recover(&desk.ground()).unwrap();
        assert!(matches!(recovered, Some(Recovered::Aside { paths, .. }) if paths.len() == 2));
        assert_eq!(desk.read(&format!("desk/{TICKET}")), "status: edited since\n");
        assert_eq!(recover(&desk.ground()).unwrap(), None);
    }

    fn a_killed_act_is_not_committed_in_the_middle_of_a_rebase_or_on_another_branch(desk) {
        kill_at(desk, "take", "Journalled");
        fs::remove_file(desk.path(".git/index.lock")).unwrap();
        fs::create_dir(desk.path(".git/rebase-merge")).unwrap();
        assert!(matches!(recover(&desk.ground()), Err(TransactionError::InProgress { .. })));
        fs::remove_dir(desk.path(".git/rebase-merge")).unwrap();
        desk.git(&["checkout", "-q", "-b", "side"]);
        assert!(matches!(recover(&desk.ground()).unwrap(), Some(Recovered::Aside { .. })));
        assert_eq!(desk.commits(), 1);
    }

    fn a_journal_that_leads_out_of_the_work_tree_is_put_aside(desk) {
        kill_at(desk, "take", "Journalled");
        let journal = fs::read_to_string(desk.path(".git/desk/journal")).unwrap();
        desk.write(".git/desk/journal", &journal.replace("\"prefix\":\"desk/\"", "\"prefix\":\"../\""));
        assert!(matches!(recover(&desk.ground()).unwrap(), Some(Recovered::Aside { .. })));
        assert!(!desk.path("../tickets").exists());
        desk.assert_clean();
    }

    fn killed_at_random_moments_whatever_was_reported_is_there(desk) {
        let mut reported = Vec::new();
        let mut pause = 7_u64;
        for round in 0..40 {
            let name = format!("r{round}");
            let mut child = child_act(desk, &name, "").stdout(Stdio::null()).spawn().unwrap();
            pause = pause * 1_103_515_245 % 65_537;
            std::thread::sleep(Duration::from_micros(4_000 + pause % 16_000));
            let _ = child.kill();
            if child.wait().unwrap().success() {
                reported.push(name);
            }
        }
        recover(&desk.ground()).unwrap();
        desk.assert_clean();
        let ticket = desk.read(&format!("desk/{TICKET}"));
        for name in &reported {
            assert!(desk.path(&format!("desk/{}", entry(name))).exists(), "{name}");
        }
        for round in 0..40 {
            let name = format!("r{round}");
            assert_eq!(desk.path(&format!("desk/{}", entry(&name))).exists(), ticket.lines().any(|line| line == name), "{name}");
        }
        assert_eq!(desk.commits(), ticket.lines().count());
    }

    fn eight_writers_at_once_lose_nothing(desk) {
        std::thread::scope(|scope| {
            for writer in 0..8 {
                scope.spawn(move || (0..10).for_each(|act| drop(desk.act(&format!("w{writer}-{act}")).unwrap())));
            }
        });
        assert_eq!(desk.commits(), 81);
        assert_eq!(desk.read(&format!("desk/{TICKET}")).lines().count(), 81);
        desk.assert_clean();
    }

    fn a_sha_256_repository_is_written_by_git(desk) {
        fs::remove_dir_all(desk.path(".git")).unwrap();
        if !desk.try_git(&["init", "-q", "--object-format=sha256"]).status.success() {
            eprintln!("skipped: a_sha_256_repository_is_written_by_git: this git has no SHA-256");
            return;
        }
        written_by_program(desk);
    }

    fn a_reftable_repository_is_written_by_git(desk) {
        fs::remove_dir_all(desk.path(".git")).unwrap();
        if !desk.try_git(&["init", "-q", "--ref-format=reftable"]).status.success() {
            eprintln!("skipped: a_reftable_repository_is_written_by_git: this git has no reftable");
            return;
        }
        written_by_program(desk);
    }

    fn a_partial_clone_is_written_by_git(desk) {
        desk.git(&["config", "uploadpack.allowFilter", "true"]);
        let url = format!("file://{}", desk.work_tree.display());
        desk.git(&["clone", "-q", "--filter=blob:none", &url, "../partial"]);
        let partial = desk.at(&desk.path("../partial").canonicalize().unwrap());
        partial.act("take").unwrap();
        partial.assert_both_paths_committed("take");
        partial.assert_clean();
    }

    fn history_and_status_are_read(desk) {
        let receipt = desk.act("take").unwrap();
        let repository = desk.ground().repository.unwrap();
        let commits: Vec<_> = repository.history().unwrap().map(Result::unwrap).collect();
        assert_eq!(commits.iter().map(|commit| commit.subject.as_str()).collect::<Vec<_>>(), ["desk: take HD-7k3m2q", "begin"]);
        assert_eq!(commits[0].trailers, [("Desk-Ticket".to_owned(), "HD-7k3m2q".to_owned())]);
        let changed = repository.changed_paths(&receipt.commit.unwrap()).unwrap();
        assert_eq!(changed.iter().map(|changed| (changed.path.clone(), changed.before.is_some(), changed.after.is_some())).collect::<Vec<_>>(),
            [(format!("desk/{}", entry("take")), false, true), (format!("desk/{TICKET}"), true, true)]);
        assert_eq!(repository.blob(changed[1].before.as_ref().unwrap()).unwrap(), b"status: new\n");
        assert_eq!(repository.file_at(None, "desk/desk.yml").unwrap().unwrap(), b"schema: 1\n");
        assert_eq!(repository.file_at(None, "desk/none").unwrap(), None);
        desk.write("desk/new.md", "new\n");
        desk.write("desk/desk.yml", "schema: 2\n");
        fs::remove_file(desk.path(&format!("desk/{TICKET}"))).unwrap();
        let expected = [("desk/desk.yml".to_owned(), FileState::Modified), ("desk/new.md".to_owned(), FileState::Untracked), (format!("desk/{TICKET}"), FileState::Deleted)];
        assert_eq!(repository.status_of(&["desk"]).unwrap(), expected);
        assert_eq!(repository.status_of(&["desk/new.md"]).unwrap(), expected[1..2]);
        desk.git(&["update-index", "--split-index"]);
        assert_eq!(repository.status_of(&["desk"]).unwrap(), expected);
        assert_eq!(repository.default_branch().as_deref(), Some("main"));
        assert_eq!(Repository::user_setting("user.name").as_deref(), Some("Ann Lee"));
    }

    fn no_repository_is_none_and_a_bare_one_has_no_work_tree(desk) {
        assert!(Repository::discover(desk.folder.path()).unwrap().is_none());
        desk.git(&["clone", "-q", "--bare", ".", "../bare"]);
        let bare = Repository::discover(&desk.path("../bare")).unwrap().unwrap();
        assert_eq!(bare.work_tree(), None);
        let ground = Ground { root: desk.path("desk"), repository: None };
        let error = transact(&ground, &Options::default(), || Ok::<_, TransactionError>((plan(&ground.root, "take"), ()))).unwrap_err();
        assert!(matches!(error, TransactionError::NoRepository { .. }));
    }

    fn many_files_are_one_commit(desk) {
        let figures = import(desk, 2_000);
        assert_eq!(desk.commits(), 2);
        desk.assert_clean();
        eprintln!("measured: {figures}");
    }

    fn a_killed_import_is_finished(desk) {
        for step in ["Journalled", "File", "Written", "Committed"] {
            let mut child = child_act(desk, "bulk", step).spawn().unwrap();
            child.wait().unwrap();
            assert!(desk.path(".git/desk/journal").exists(), "{step}");
            let recovered = recover(&desk.ground()).unwrap();
            assert!(matches!(recovered, Some(Recovered::Finished { .. })));
            assert_eq!(desk.git(&["ls-tree", "-r", "--name-only", "HEAD", "desk/bulk"]).lines().count(), 1_500);
            desk.assert_clean();
            desk.git(&["reset", "-q", "--hard", "HEAD~1"]);
        }
    }
}

fn merge_with_conflict(desk: &TestDesk) {
    desk.git(&["checkout", "-q", "-b", "side"]);
    desk.write("code.txt", "side\n");
    desk.git(&["commit", "-q", "--no-verify", "-am", "side"]);
    desk.git(&["checkout", "-q", "main"]);
    desk.write("code.txt", "main\n");
    desk.git(&["commit", "-q", "--no-verify", "-am", "main"]);
    assert!(!desk.try_git(&["merge", "side"]).status.success());
}

fn written_by_program(desk: &TestDesk) {
    desk.act("take").unwrap();
    desk.act("note").unwrap();
    desk.assert_both_paths_committed("note");
    let repository = desk.ground().repository.unwrap();
    let commits: Vec<_> = repository.history().unwrap().map(Result::unwrap).collect();
    assert_eq!((commits.len(), commits[0].trailers.len()), (2, 1));
    let changed = repository.changed_paths(&commits[0].id).unwrap();
    assert_eq!((changed.len(), changed[0].before.is_some(), changed[1].before.is_some()), (2, false, true));
    assert_eq!(
        repository.file_at(None, &format!("desk/{}", entry("take"))).unwrap().unwrap(),
        b"entry take\n"
    );
    assert_eq!(desk.status(), "?? code.txt\n?? desk/desk.yml\n?? other.txt\n");
}

/// Runs an act in a process that kills itself after a step.
fn kill_at(desk: &TestDesk, name: &str, step: &str) {
    let status = child_act(desk, name, step).stdout(Stdio::null()).status().unwrap();
    assert!(!status.success(), "it should have died at {step}");
}

fn child_act(desk: &TestDesk, name: &str, step: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "one_act_in_a_process", "--ignored", "--nocapture"]);
    command.env("DESK_TEST_FOLDER", &desk.work_tree).env("DESK_TEST_NAME", name).env("DESK_TEST_STEP", step);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Not a test: what the tests above start as another process.
#[test]
#[ignore = "started by other tests"]
fn one_act_in_a_process() {
    let (Ok(folder), Ok(name)) = (std::env::var("DESK_TEST_FOLDER"), std::env::var("DESK_TEST_NAME")) else {
        return;
    };
    let step = std::env::var("DESK_TEST_STEP").unwrap_or_default();
    let desk = TestDesk { folder: tempfile::tempdir().unwrap(), work_tree: folder.into() };
    let die = |now: Step| {
        if format!("{now:?}") == step {
            let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
        }
    };
    let options = Options { watch: Some(&die), ..Options::default() };
    if name == "bulk" {
        let ground = desk.ground();
        transact(&ground, &options, || Ok::<_, TransactionError>((bulk(1_500), ()))).unwrap();
    } else {
        desk.act_with(&name, &options).unwrap();
    }
}

fn bulk(count: usize) -> Plan {
    let body = "After changing my password I am sent back to the login page for ever.\n".repeat(5);
    let write = |at: usize| Write {
        path: format!("bulk/2026-{:02}/HD-{at:06}.md", at % 12 + 1),
        before: None,
        after: Some(
            format!("---\nid: HD-{at:06}\nstatus: open\ncreated: 2026-11-23T09:12:44Z\n---\n\n{body}")
                .into_bytes(),
        ),
    };
    Plan { writes: (0..count).map(write).collect(), subject: "desk: import".into(), trailers: vec![] }
}

/// Imports many files and compares with git doing the same.
fn import(desk: &TestDesk, count: usize) -> String {
    let ground = desk.ground();
    let start = Instant::now();
    let phases = std::cell::RefCell::new(String::new());
    let note = |step| {
        if step != Step::File {
            *phases.borrow_mut() += &format!(", {step:?} {:.2?}", start.elapsed());
        }
    };
    let options = Options { watch: Some(&note), ..Options::default() };
    let planned = || Ok::<_, TransactionError>((bulk(count), ()));
    transact(&ground, &options, planned).unwrap();
    let ours = start.elapsed();
    let fresh = desk.at(&desk.folder.path().join("fresh"));
    fs::create_dir(&fresh.work_tree).unwrap();
    fresh.git(&["init", "-q"]);
    for write in bulk(count).writes {
        fresh.write(&write.path, &String::from_utf8(write.after.unwrap()).unwrap());
    }
    let start = Instant::now();
    fresh.git(&["add", "-A"]);
    fresh.git(&["commit", "-q", "-m", "import"]);
    let git = start.elapsed();
    format!(
        "{count} files: {ours:.2?}, git {git:.2?}, ratio {:.2}{}",
        ours.as_secs_f64() / git.as_secs_f64(),
        phases.borrow()
    )
}

/// Measures what takes long; run it by name, in release.
#[test]
#[ignore = "a measurement"]
fn measure() {
    if std::env::var_os(INSIDE).is_none() {
        return again("measure");
    }
    for count in [20_000, 115_000] {
        let desk = TestDesk::new();
        eprintln!("measured: {}", import(&desk, count));
        let memory = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let peak = memory.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
        eprintln!("measured: peak memory {peak}");
        acts(&desk, "large");
    }
    acts(&TestDesk::new(), "small");
}

fn acts(desk: &TestDesk, size: &str) {
    let start = Instant::now();
    (0..20).for_each(|round| drop(desk.act(&format!("m{round}")).unwrap()));
    let ours = start.elapsed() / 20;
    let start = Instant::now();
    for round in 0..20 {
        desk.write(&format!("desk/{}", entry(&format!("g{round}"))), "entry\n");
        desk.git(&["add", "desk/tickets"]);
        desk.git(&["commit", "-q", "-m", "note"]);
    }
    eprintln!("measured: one act in a {size} repository {ours:.2?}, git {:.2?}", start.elapsed() / 20);
}
