//! The `desk.yml` that a new desk begins with: it works as it stands, and explains itself.
//!
//! Times and dates are in quotes, so that readers of YAML 1.1 (PyYAML, Ruby) see what we see.

use chrono_tz::Tz;

use super::people::handle_for;
use crate::format::scalar::{Place, write, write_key};

/// What a new desk.yml is made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateOptions {
    /// What ticket ids begin with; see [`is_prefix`](super::is_prefix).
    pub prefix: String,
    /// The zone of the desk and of its calendar.
    pub zone: Tz,
    /// The first member, if there is one to name.
    pub me: Option<Me>,
}

/// The first member of a desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Me {
    /// The handle; see [`handle_for`].
    pub handle: String,
    /// The name as it is shown.
    pub name: String,
    /// The address that git commits with.
    pub email: String,
}

/// Writes the desk.yml of a new desk.
pub fn desk_yml(options: &TemplateOptions) -> String {
    let TemplateOptions { prefix, zone, me } = options;
    TEMPLATE
        .replace("{{prefix}}", &format!("{prefix:<22}"))
        .replace("{{zone}}", zone.name())
        .replace("{{people}}", &me.as_ref().map_or(NOBODY.to_owned(), member_line))
}

const NOBODY: &str =
    "  # ann: {name: Ann Lee, emails: [ann@example.org], teams: [support], role: technician}";

fn member_line(me: &Me) -> String {
    let handle = write_key(&handle_for(&me.name, &me.handle));
    let name = write(&me.name, Place::Flow);
    let email = if me.email.is_empty() { String::new() } else { write(&me.email, Place::Flow) };
    format!("  {handle}: {{name: {name}, emails: [{email}], teams: [support], role: technician}}")
}

const TEMPLATE: &str = r##"# The policy of this desk. Every key may be left out; `git desk check` tells what it makes of this file.
#
# Whoever can read this repository reads every ticket in it: internal notes, names and addresses too.
# Keep a desk with other people's secrets in a repository of its own.

schema: 1                     # the format of this file
prefix: {{prefix}}# ticket ids begin with it; keep it once there are tickets
zone: {{zone}}

# Who answers. The key is the handle that `assign` takes; the addresses are those that git commits with.
# role: technician, manager, analyst or owner. It decides what is shown first, not what is allowed.
people:
{{people}}

teams:
  support: {}
  network: {}
  developers: {}
  product: {}

# Support levels, from the first to the last. `escalate` goes one level up, to the team that works there.
levels:
  - {name: N1, team: support}
  - {name: N2, team: network}
  - {name: N3, team: developers}
  - {name: N4, team: product}

# Priority follows from impact (rows: how much is affected) and urgency (columns: how soon it hurts).
priority:
  high:   {high: P1, medium: P2, low: P3}
  medium: {high: P2, medium: P3, low: P4}
  low:    {high: P3, medium: P4, low: P4}

# Hours in which a clock may run. A day may have several intervals, and a day of its own (`fri`) wins over a
# range (`mon-fri`). Times and dates are in quotes.
calendars:
  office:
    zone: {{zone}}
    hours:
      mon-fri: [["09:00", "12:30"], ["13:30", "18:00"]]
    holidays: ["01-01", "12-25"]            # a day of every year, or one date: "2026-05-14"
  always: {always: true}

# What is promised: the first policy whose query matches a ticket is its policy.
# Times are hours and minutes of the calendar (30m, 4h, 2h30m), never days.
sla:
  - when: "type:incident"
    calendar: office
    targets:
      P1: {first_response: 30m, next_response: 1h, resolution: 4h, calendar: always}
      P2: {first_response: 2h, next_response: 4h, resolution: 8h}
      P3: {first_response: 4h, next_response: 8h, resolution: 24h}
      P4: {first_response: 8h, next_response: 16h, resolution: 40h}
    warn_at: [75%]
    levels: {N1: 2h, N2: 8h}                # our own target for a stay at one level
    # escalate:                             # done by `git desk tick`
    #   - {after: "breach of resolution", to: N2}
    #   - {after: "breach of resolution + 2h", to: N3}
  - calendar: office                        # all the others
    targets:
      P1: {first_response: 2h, resolution: 16h}
      P2: {first_response: 4h, resolution: 24h}
      P3: {first_response: 8h, resolution: 40h}
      P4: {first_response: 16h, resolution: 80h}

# What reports are measured against. time: real (nights included) or working.
objectives:
  - {clock: resolution, time: real, within: 8h, at_least: 70%}
  - {clock: resolution, time: real, within: 24h, at_least: 96%}

# The ages in days between which reports count what is open.
ageing: [1, 7, 30]

close_solved_after: 7 days    # without a word, before `tick` closes a solved ticket; or `never`
reopen_within: 30 days        # later words of the requester make a new ticket that follows the old one
pack_after: 30 days           # `git desk pack` gathers the thread of tickets closed for so long

types: [incident, request, question, problem, change]

# More statuses than new, open, pending, on-hold, solved and closed.
# category: active, waiting or done. pauses: whether the clocks stand still in it.
# statuses:
#   waiting-parts: {category: waiting, pauses: true}
#   on-hold: {pauses: true}                 # a built-in one can be told whether it pauses

# Where a ticket may go from a status. A status without a line may go anywhere.
# transitions:
#   closed: [open]

# Fields of your own. type: text, number, boolean, date, list, or enum with its values.
# fields:
#   customer: {type: text}
#   severity: {type: enum, values: [minor, major]}

# Queries with a name: `git desk list triage`.
views:
  triage: "is:open no:assignee sort:created"
  mine: "is:open assignee:@me sort:-priority,created"
"##;

#[cfg(test)]
mod tests {
    use super::super::Config;
    use super::*;
    use crate::model::Category;

    fn options(me: Option<(&str, &str, &str)>) -> TemplateOptions {
        let me = me.map(|(handle, name, email)| Me {
            handle: handle.into(),
            name: name.into(),
            email: email.into(),
        });
        TemplateOptions { prefix: "HD".into(), zone: Tz::Europe__Brussels, me }
    }

    fn parse(text: &str) -> Config {
        let (config, warnings) = Config::parse(text, "desk.yml").expect("the template is valid");
        assert_eq!(warnings, [], "the template is without warnings");
        config
    }

    #[test]
    fn a_new_desk_has_what_it_explains() {
        let config = parse(&desk_yml(&options(Some(("ann", "Ann Lee", "ann@example.org")))));
        assert_eq!(config.handle_of("ann@example.org"), Some("ann"));
        assert_eq!(config.zone, Tz::Europe__Brussels);
        assert_eq!(config.default_calendar(), "office");
        assert_eq!(config.next_level("N1").and_then(|level| level.team.as_deref()), Some("network"));
        assert_eq!((config.sla.len(), config.objectives.len(), config.views.len()), (2, 2, 2));
        assert_eq!(config.category("pending"), Category::Waiting);
        let defaults = Config::default();
        assert_eq!(
            (&config.levels, &config.teams, &config.priority, &config.types, &config.statuses),
            (&defaults.levels, &defaults.teams, &defaults.priority, &defaults.types, &defaults.statuses),
        );
    }

    #[test]
    fn the_examples_in_comments_work_too() {
        let text = desk_yml(&options(None));
        let uncommented: Vec<String> = text.lines().map(uncomment).collect();
        let config = parse(&uncommented.join("\n"));
        assert_eq!((config.people.len(), config.fields.len()), (1, 2));
        assert!(config.status("waiting-parts").is_some_and(|rule| rule.pauses));
        assert!(config.status("on-hold").is_some_and(|rule| rule.pauses));
        assert!(!config.may_move("closed", "pending"));
        assert_eq!(config.sla.first().map(|policy| policy.escalate.len()), Some(2));
    }

    /// Takes the `# ` from an example: a line that would be a key or a list item.
    fn uncomment(line: &str) -> String {
        let without = line.replacen("# ", "", 1);
        let name = without.trim_start().trim_start_matches("- {").split(':').next().unwrap_or_default();
        let is_example = line.trim_start().starts_with('#')
            && without.contains(':')
            && (without.starts_with(' ') || without.trim_end().ends_with(':'))
            && !name.contains(' ');
        if is_example { without } else { line.to_owned() }
    }

    #[test]
    fn a_plain_handle_needs_no_quotes() {
        let line = |handle: &str| {
            let text = desk_yml(&options(Some((handle, "Ann Lee", "a@b.org"))));
            text.lines().find(|line| line.contains("Ann Lee")).unwrap_or_default().to_owned()
        };
        let rest = "{name: Ann Lee, emails: [a@b.org], teams: [support], role: technician}";
        assert_eq!(line("ann"), format!("  ann: {rest}"));
        assert_eq!(line("no"), format!("  \"no\": {rest}"));
        assert_eq!(line("0x1"), format!("  \"0x1\": {rest}"));
    }

    #[test]
    fn a_strange_identity_breaks_nothing() {
        for (handle, name, email) in [
            ("", "", ""),
            ("no", "null", "yes"),
            ("a b: c", "\"Ann\" \\ {Lee}, # [x]", "ann@example.org"),
            ("007", "line\nbreak \u{1b}[31m \u{2028} é 🙂", "é@example.org"),
        ] {
            let text = desk_yml(&options(Some((handle, name, email))));
            match Config::parse(&text, "desk.yml") {
                Ok((config, warnings)) => {
                    assert_eq!(warnings, []);
                    let member = config.people.values().next().map(|member| member.name.as_str());
                    assert_eq!(member, Some(name.trim()));
                }
                Err(error) => assert_eq!(email, "yes", "{error}"),
            }
        }
    }

    #[test]
    fn it_is_a_page_that_yaml_1_1_reads_alike() {
        let text = desk_yml(&options(None));
        assert!(text.lines().count() < 130);
        assert!(text.lines().all(|line| line.chars().count() <= 120));
        for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
            let outside: String = line.split('"').step_by(2).collect();
            let is_time =
                |pair: &[u8]| matches!(pair, [a, b':', b] if a.is_ascii_digit() && b.is_ascii_digit());
            assert!(!outside.as_bytes().windows(3).any(is_time), "{line}");
        }
    }
}
