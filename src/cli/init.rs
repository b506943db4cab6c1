use std::path::{Path, PathBuf};

use clap::Args;

use super::Context;
use crate::config::{Me, handle_for};
use crate::desk::Ground;
use crate::desk::open::FOLDER;
use crate::error::{ExitCode, Failure};
use crate::git::{Repository, Role};
use crate::ops::init::{NewDesk, init};
use crate::ops::{OpsError, SUBJECT, own_branch};

/// Make a desk in this repository
///
/// Writes `desk/desk.yml`, a policy that explains itself, and commits it.
/// Whoever can read the repository reads its tickets too, with internal notes
/// and addresses: think of that before you push.
///
/// With `--branch` the desk is on a branch of its own, which shares no commit
/// with the code: tickets look the same from every branch of the code, and do
/// not wait for a merge. In another clone `git desk setup` brings it back.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The desk's folder
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// What ticket ids begin with: one to ten capital letters or digits
    #[arg(long, default_value = "HD")]
    prefix: String,
    /// The desk's time zone, an IANA name; the machine's own by default
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// Keep the desk on a branch of its own, seen through a linked work tree in its folder
    #[arg(long, value_name = "NAME")]
    branch: Option<String>,
}

/// Runs `init`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let repository = Repository::discover(&context.from)?.ok_or_else(|| {
        Failure::new(ExitCode::Refused, format!("`{}` is in no git repository", context.from.display()))
            .hint("run `git init` first: git carries the history")
    })?;
    let options = context.options(Some(&repository))?;
    let new = new_desk(context, arguments, &repository)?;
    // After a clone the desk may only wait to be set up; a second one would part the tickets in two.
    let is_named = arguments.folder.is_some() || context.globals.desk.is_some();
    if let Some(branch) = own_branch::branch(&repository)?.filter(|_| !is_named && !new.root.exists()) {
        return Err(OpsError::DeskWaits { branch }.into());
    }
    let subject = repository.setting("desk.subject").unwrap_or_else(|| SUBJECT.to_owned());
    let subject = if subject.contains("{act}") { subject } else { SUBJECT.to_owned() };
    let root = new.root.clone();
    if let Some(branch) = &arguments.branch {
        own_branch::init(&repository, &options, &subject.replace("{act}", "init"), &new, branch)?;
        context.ui.say(format!("made the desk `{}` on the branch `{branch}`", root.display()).as_str());
        context.ui.hint(format!("to share it: git push -u origin {branch}"));
        say_first_words(context, &root);
        return Ok(());
    }
    let ground = Ground { root: new.root.clone(), repository: Some(repository) };
    let receipt = init(ground, &options, &subject.replace("{act}", "init"), &new)?;
    context.report_receipt(&receipt);
    context.ui.say(format!("made the desk `{}`", root.display()).as_str());
    say_first_words(context, &root);
    Ok(())
}

fn say_first_words(context: &mut Context, root: &Path) {
    context.ui.warn("whoever can read this repository reads internal notes and addresses too");
    context.ui.hint(format!("look at `{}`, then: git desk new \"title\"", root.join("desk.yml").display()));
}

fn new_desk(context: &Context, arguments: &Arguments, repository: &Repository) -> Result<NewDesk, Failure> {
    let prefix = arguments.prefix.clone();
    if !crate::config::is_prefix(&prefix) {
        return Err(Failure::usage(format!("`{prefix}` is not a prefix"))
            .hint("take one to ten capital letters or digits, a letter first"));
    }
    let identity = repository.identity(Role::Author)?;
    let me = identity.map(|identity| Me {
        handle: handle_for(&identity.name, &identity.email),
        name: identity.name,
        email: identity.email,
    });
    let top = repository.work_tree().unwrap_or(&context.from);
    let root = match (&arguments.folder, &context.globals.desk) {
        // Without the `.` of `init .`.
        (Some(folder), _) => context.from.join(folder).components().collect(),
        (None, Some(name)) => top.join(name),
        (None, None) => top.join(FOLDER),
    };
    within(top, &root)?;
    let is_shared = arguments.folder.is_some();
    Ok(NewDesk { root, prefix, zone: zone(arguments.zone.as_deref())?, me, is_shared })
}

/// Refuses a folder outside the work tree, where git would see nothing of it.
fn within(top: &Path, root: &Path) -> Result<(), Failure> {
    let leaves = root.components().any(|part| matches!(part, std::path::Component::ParentDir));
    if leaves || !root.starts_with(top) || root.components().any(|part| part.as_os_str() == ".git") {
        return Err(Failure::usage(format!("`{}` is not inside the work tree", root.display())));
    }
    Ok(())
}

fn zone(named: Option<&str>) -> Result<chrono_tz::Tz, Failure> {
    if let Some(name) = named {
        return name.parse().map_err(|_| {
            let near = crate::nearest::nearest(name, chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()));
            Failure::usage(format!("`{name}` is not a time zone"))
                .hint_if(near.map(|near| format!("did you mean `{near}`?")))
        });
    }
    let machine = iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok());
    Ok(machine.unwrap_or(chrono_tz::Tz::UTC))
}
