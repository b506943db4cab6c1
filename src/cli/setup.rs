use std::path::{Path, PathBuf};

use clap::Args;
use clap_complete::Shell;

use super::{Context, generate};
use crate::desk::{Desk, DeskError};
use crate::error::{ExitCode, Failure};
use crate::git::Repository;
use crate::ops::own_branch;
use crate::ops::setup::{Fate, Part, UserFile, check, set_up, undo};

/// Prepare this clone: the merge driver, completions, the man page
///
/// Registers the merge driver in git's settings and attributes of this clone,
/// so that `git merge` and its like join the files of a desk key by key. No
/// hook is needed, and nothing that is there is overwritten: another driver of
/// that name, or a file of yours, stays and is named. Completions and the man
/// page go to your own folders, where a shell that is there looks for them.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Only say what is missing; the exit code is 1 where something is
    #[arg(long, conflicts_with = "undo")]
    check: bool,
    /// Take everything back, to the byte
    #[arg(long)]
    undo: bool,
}

/// Runs `setup`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    if !arguments.check && !arguments.undo {
        bring_back(context)?;
    }
    let desk = context.desk()?;
    let fates = if arguments.check {
        check(&desk)?
    } else if arguments.undo {
        undo(&desk)?
    } else {
        set_up(&desk, &user_files()?)?
    };
    for (part, fate) in &fates {
        say(context, part, fate);
    }
    if arguments.undo && fates.is_empty() {
        context.ui.say("nothing was set up here");
    }
    if fates.iter().any(|(_, fate)| *fate == Fate::Missing) {
        context.ui.hint("git desk setup");
    }
    let is_missing = |fate: &Fate| matches!(fate, Fate::Missing | Fate::Foreign(_));
    match arguments.check && fates.iter().any(|(_, fate)| is_missing(fate)) {
        true => Err(Failure::new(ExitCode::Findings, "")),
        false => Ok(()),
    }
}

/// Brings back the work tree of a desk on its own branch, where there is no desk to be found without.
fn bring_back(context: &mut Context) -> Result<(), Failure> {
    let opened = Desk::open(&context.from, context.globals.desk.as_deref());
    if let (Err(DeskError::NoDesk { .. } | DeskError::NoWorkTree { .. }), Some(repository)) =
        (opened, Repository::discover(&context.from)?)
        && let Some(root) = own_branch::bring_back(&repository)?
    {
        context.ui.say(format!("the desk is in `{}` again", root.display()));
    }
    Ok(())
}

fn say(context: &mut Context, part: &Part, fate: &Fate) {
    let name = match part {
        Part::Driver => "the merge driver".to_owned(),
        Part::Attributes => "its attributes".to_owned(),
        Part::File(path) => format!("`{}`", path.display()),
    };
    match fate {
        Fate::Done => context.ui.say(format!("{name}: done")),
        Fate::Kept => context.ui.say(format!("{name}: there already")),
        Fate::Missing => context.ui.say(format!("{name}: missing")),
        Fate::Foreign(what) => context.ui.warn(format!("{name}: there is `{what}`, which stays")),
        Fate::Another => context.ui.say(format!(
            "{name}: another version of it is there and stays; remove it first to have this one's"
        )),
        Fate::TakenBack => context.ui.say(format!("{name}: taken back")),
        Fate::Changed => {
            context.ui.say(format!("{name}: changed by somebody since; only ours was taken out"))
        }
    }
}

/// Returns the files for the user's own shells and for `man`: only where a shell that is there looks for them.
fn user_files() -> Result<Vec<UserFile>, Failure> {
    let Some(home) = std::env::home_dir() else { return Ok(Vec::new()) };
    let data = std::env::var_os("XDG_DATA_HOME").map_or_else(|| home.join(".local/share"), PathBuf::from);
    let settings = std::env::var_os("XDG_CONFIG_HOME").map_or_else(|| home.join(".config"), PathBuf::from);
    let man = generate::man_page()
        .map_err(|error| Failure::new(ExitCode::Refused, format!("the man page cannot be made: {error}")))?;
    let mut files = vec![(data.join("man/man1/git-desk.1"), man)];
    let mut offer = |folder: &Path, path: PathBuf, shell: Shell| {
        if folder.is_dir() {
            files.push((path, generate::completions(shell).into_bytes()));
        }
    };
    let bash = Path::new("/usr/share/bash-completion");
    offer(bash, data.join("bash-completion/completions/git-desk"), Shell::Bash);
    offer(&settings.join("fish"), settings.join("fish/completions/git-desk.fish"), Shell::Fish);
    offer(&home.join(".zfunc"), home.join(".zfunc/_git-desk"), Shell::Zsh);
    Ok(files)
}
