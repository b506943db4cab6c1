//! What a desk.yml means, and what is said of a wrong one: the messages are compared whole.

use chrono::{NaiveDate, Weekday};
use proptest::prelude::*;

use super::*;
use crate::model::{Category, Resolution};

fn read(text: &str) -> Config {
    let (config, warnings) = parse(text).expect("the text is valid");
    assert_eq!(warnings, Vec::<String>::new(), "in {text}");
    config
}

fn parse(text: &str) -> Result<(Config, Vec<String>), String> {
    let printed = |warnings: Vec<Finding>| warnings.iter().map(Finding::to_string).collect();
    match Config::parse(text, "desk.yml") {
        Ok((config, warnings)) => Ok((config, printed(warnings))),
        Err(error) => Err(error.to_string()),
    }
}

#[track_caller]
fn refuses(text: &str, expected: &str) {
    assert_eq!(parse(text).map(|_| ()), Err(expected.to_owned()), "in {text}");
}

#[track_caller]
fn warns(text: &str, expected: &[&str]) {
    let (_, warnings) = parse(text).expect("the text is valid");
    assert_eq!(warnings, expected, "in {text}");
}

#[test]
fn every_key_has_a_default() {
    for text in [
        "",
        "\n",
        "# nothing\n",
        "---\n# nothing\n",
        "\u{feff}",
        "{}",
        "schema: 1",
        "people:\nsla:\nzone: ~\n",
    ] {
        assert_eq!(read(text), Config::default(), "{text:?}");
    }
}

#[test]
fn a_byte_order_mark_and_windows_lines_are_read() {
    assert_eq!(read("\u{feff}prefix: IT\r\nzone: UTC\r\n").prefix, "IT");
}

#[test]
fn the_page_of_the_design_is_read() {
    let config = read(DESIGN);
    assert_eq!(config.names(Kind::Status).last(), Some(&"waiting-parts"));
    assert_eq!(
        config.status("waiting-parts"),
        Some(StatusRule { category: Category::Waiting, pauses: true })
    );
    let office = config.calendar("office").expect("it is there");
    assert_eq!(
        office.hours_on(Weekday::Mon),
        [Interval { from: 540, to: 750 }, Interval { from: 810, to: 1080 }]
    );
    assert_eq!(office.hours_on(Weekday::Wed), []);
    for (date, expected) in [((2026, 12, 25), true), ((2031, 12, 25), true), ((2026, 12, 24), false)] {
        let date = NaiveDate::from_ymd_opt(date.0, date.1, date.2).expect("a date");
        assert_eq!(office.is_holiday(date), expected);
    }
    let policy = config.sla.first().expect("there is one");
    let minutes = |priority, clock| policy.target(priority, clock).map(ClockSpan::minutes);
    assert_eq!(minutes("P1", Clock::FirstResponse), Some(30));
    assert_eq!(minutes("P2", Clock::Resolution), Some(480));
    assert_eq!(minutes("P2", Clock::NextResponse), None);
    assert_eq!(minutes("P3", Clock::Resolution), None);
    assert_eq!((policy.calendar_for("P1"), policy.calendar_for("P2")), ("always", "office"));
    let steps: Vec<String> =
        policy.escalate.iter().map(|step| format!("{} → {}", step.after, step.to)).collect();
    assert_eq!(steps, ["breach of resolution → N2", "breach of resolution + 2h → N3"]);
    assert_eq!(config.objectives.last().map(|objective| objective.at_least.hundredths()), Some(9600));
    assert_eq!(config.fields.get("severity"), Some(&Field::Enum(vec!["minor".into(), "major".into()])));
    assert_eq!(config.views.get("triage").map(String::as_str), Some("is:open no:assignee sort:created"));
}

const DESIGN: &str = r#"
schema: 1
prefix: HD
zone: Europe/Brussels
people:
  ann: {name: Ann Lee, emails: [ann@example.org], teams: [support], role: technician}
teams: {support: {}, network: {}, developers: {}, product: {}}
levels:
  - {name: N1, team: support}
  - {name: N2, team: network}
  - {name: N3, team: developers}
  - {name: N4, team: product}
priority:
  high:   {high: P1, medium: P2, low: P3}
  medium: {high: P2, medium: P3, low: P4}
  low:    {high: P3, medium: P4, low: P4}
calendars:
  office:
    zone: Europe/Brussels
    hours: {mon: [["09:00", "12:30"], ["13:30", "18:00"]], tue: [["09:00", "18:00"]]}
    holidays: ["2026-12-25", "12-25"]
  always: {always: true}
sla:
  - when: "type:incident"
    calendar: office
    targets:
      P1: {first_response: 30m, resolution: 4h, calendar: always}
      P2: {first_response: 2h, resolution: 8h}
    warn_at: [75%]
    levels: {N1: 2h, N2: 8h}
    escalate:
      - {after: "breach of resolution", to: N2}
      - {after: "breach of resolution + 2h", to: N3}
close_solved_after: 7 days
reopen_within: 30 days
pack_after: 30 days
statuses: {waiting-parts: {category: waiting, pauses: true}}
transitions: {}
types: [incident, request, question, problem, change]
objectives:
  - {clock: resolution, time: real, within: 8h, at_least: 70%}
  - {clock: resolution, time: real, within: 24h, at_least: 96%}
fields: {customer: {type: text}, severity: {type: enum, values: [minor, major]}}
views: {triage: "is:open no:assignee sort:created"}
"#;

#[test]
fn sloppy_values_that_mean_one_thing_are_read() {
    let same = |one: &str, other: &str| assert_eq!(read(one), read(other), "{one}");
    same("people: {ann: {emails: a@b.org, teams: x}}", "people: {ann: {emails: [a@b.org], teams: [x]}}");
    same("people: {ann: }", "people: {ann: {name: ann}}");
    same("teams: [support, network]", "teams: {support: {}, network: {}}");
    same("levels: [1, 2]", "levels: [{name: '1'}, {name: '2'}]");
    same("statuses: {parts: waiting}", "statuses: {parts: {category: waiting, pauses: no}}");
    same("fields: {customer: text}", "fields: {customer: {type: text}}");
    same("calendars: {always: {always: yes}}", "calendars: {always: {always: true}}");
    let week = |hours: &str| format!("calendars: {{office: {{hours: {{{hours}}}}}}}");
    same(&week("mon: [\"9:00\", \"24:00\"]"), &week("mon: [[\"09:00\", \"24:00\"]]"));
    same(&week("mon: 09:00-12:00"), &week("mon: [[\"09:00\", \"12:00\"]]"));
    same(
        &week("mon: [13:00-14:00, 09:00-12:00]"),
        &week("Monday: [[\"09:00\", \"12:00\"], [\"13:00\", \"14:00\"]]"),
    );
    same(&week("mon-tue: 09:00-12:00"), &week("mon: 09:00-12:00, tue: 09:00-12:00"));
    same(&week("mon-wed: 09:00-12:00, tue: []"), &week("mon: 09:00-12:00, tue: [], wed: 09:00-12:00"));
    same(&week("mon: &day [[9:00, 12:00]], tue: *day"), &week("mon: 09:00-12:00, tue: 09:00-12:00"));
    same("sla: [{warn_at: 75}]", "sla: [{when: '', calendar: always, warn_at: [75%]}]");
    same(
        "sla: [{escalate: [{after: breach of first response + 1h, to: N2}]}]",
        "sla: [{escalate: [{after: breach of first_response+60m, to: N2}]}]",
    );
}

#[test]
fn what_is_wrong_has_a_line_and_a_way_out() {
    refuses(
        "zone: UTC\n- a\n",
        "desk.yml:2: not valid YAML: did not find expected key; compare the indentation and the quotes with the lines above",
    );
    refuses("people:\n\tann: {}\n", "desk.yml:2: the line is indented with a tab; indent with spaces");
    refuses(
        "views:\n  a: is:open: x\n",
        "desk.yml:2: not valid YAML: mapping values are not allowed in this context; put a value that contains `: ` in quotes",
    );
    refuses(
        "people:\n  ann: {name: @ann}\n",
        "desk.yml:2: not valid YAML: found character that cannot start any token; put a value that begins with `@`, `%` or a backquote in quotes",
    );
    refuses(
        "a: 1\n---\nb: 2\n",
        "desk.yml:2: not valid YAML: a second document begins; remove the `---` before it",
    );
    refuses(
        "prefix: HD\nzone\n",
        "desk.yml:2: not valid YAML: could not find expected ':'; compare the indentation and the quotes with the lines above",
    );
    refuses("- a\n", "desk.yml: `desk.yml` is a list; write keys and values, such as `prefix: HD`");
    refuses(
        "zone: UTC\nprefix: HD\nzone: UTC\n",
        "desk.yml:3: `zone` is given twice (first in line 1); keep one of the two",
    );
    refuses(
        "people:\n  ann: {}\n  bob: {}\n  ann: {name: A}\n",
        "desk.yml:4: `people.ann` is given twice (first in line 2); keep one of the two",
    );
    refuses(
        "sla:\n - when: a\n   when: b\n",
        "desk.yml:3: `sla[0].when` is given twice (first in line 2); keep one of the two",
    );
    refuses(
        "zone: !env HOME\n",
        "desk.yml:1: `!env` is a YAML tag, which a desk.yml has no use for; remove it, or put the value in quotes",
    );
    refuses(
        "teams: &t {a: {}}\nviews:\n  <<: *t\n",
        "desk.yml:3: `<<` in `views.<<` would merge maps, which is not supported; repeat the keys, or give a whole value an alias",
    );
    refuses("schema: one\n", "desk.yml:1: `schema` cannot be `one`; write `1`");
    refuses("schema: 0\n", "desk.yml:1: `schema` cannot be `0`; write `1`");
    refuses(
        "\nprefix: hd\n",
        "desk.yml:2: `prefix` cannot be `hd`; write a capital letter and up to nine capitals or digits, such as `HD`",
    );
    refuses(
        "zone: Europe/Brussel\n",
        "desk.yml:1: unknown time zone `Europe/Brussel` in `zone`; did you mean `Europe/Brussels`?",
    );
    refuses(
        "zone: new york\n",
        "desk.yml:1: unknown time zone `new york` in `zone`; did you mean `America/New_York`?",
    );
    refuses(
        "pack_after: 30\n",
        "desk.yml:1: `pack_after` cannot be `30`; write a time such as `7 days`, `12 hours` or `never`",
    );
    refuses("types: {a: b}\n", "desk.yml:1: `types` is a map; write a list of types");
    refuses(
        "types:\n  - a b\n",
        "desk.yml:2: `types[0]` cannot be `a b`; write one word of letters, digits, `-` and `_`",
    );
}

#[test]
fn wrong_people_and_levels_are_refused() {
    refuses(
        "people:\n  me: {}\n",
        "desk.yml:2: `people` cannot be `me`; write a handle of letters, digits, `-`, `_` and `.`, other than `me`",
    );
    refuses(
        "people:\n  ann:\n    role: boss\n",
        "desk.yml:3: unknown role `boss` in `people.ann.role`; write one of `technician`, `manager`, `analyst`, `owner`",
    );
    refuses(
        "people:\n  ann:\n    role: technican\n",
        "desk.yml:3: unknown role `technican` in `people.ann.role`; did you mean `technician`?",
    );
    refuses(
        "people:\n  ann:\n    emails:\n      - Ann <a@b.org>\n",
        "desk.yml:4: `people.ann.emails[0]` cannot be `Ann <a@b.org>`; write an address such as `ann@example.org`",
    );
    refuses(
        "people: [ann]\n",
        "desk.yml:1: `people` is a list; write people by handle, such as `ann: {name: Ann Lee, emails: [ann@example.org]}`",
    );
    refuses(
        "levels:\n  - {name: N1}\n  - {team: a}\n",
        "desk.yml:3: `levels[1].name` is missing; add a name, such as `N1`",
    );
    refuses(
        "levels:\n  - N1\n  - n1\n",
        "desk.yml:3: `levels[1]` cannot be `n1`; write a name that no other level has",
    );
    refuses(
        "priority:\n  hihg: {high: P1}\n",
        "desk.yml:2: unknown impact `hihg` in `priority.hihg`; did you mean `high`?",
    );
}

#[test]
fn wrong_calendars_are_refused() {
    let office = |rest: &str| format!("calendars:\n  office:\n    hours:\n      mon: {rest}\n");
    refuses(
        &office("[[\"18:00\", \"09:00\"]]"),
        "desk.yml:4: `calendars.office.hours.mon[0]` cannot be `18:00-09:00`; write an end after the beginning: a shift over midnight is two intervals, up to `24:00` and from `00:00`",
    );
    refuses(
        &office("[[\"24:00\", \"24:00\"]]"),
        "desk.yml:4: `calendars.office.hours.mon[0]` cannot be `24:00-24:00`; write an end after the beginning: a shift over midnight is two intervals, up to `24:00` and from `00:00`",
    );
    refuses(
        &office("[[\"09:00\", \"25:00\"]]"),
        "desk.yml:4: `calendars.office.hours.mon[0][1]` cannot be `25:00`; write a time from `00:00` to `24:00`",
    );
    refuses(
        &office("[[\"09:00\", 18]]"),
        "desk.yml:4: `calendars.office.hours.mon[0][1]` cannot be `18`; write a time from `00:00` to `24:00`",
    );
    refuses(
        &office("[[\"09:00\"]]"),
        "desk.yml:4: `calendars.office.hours.mon[0]` is a list; write times such as `[\"09:00\", \"18:00\"]`",
    );
    refuses(
        &office("morning"),
        "desk.yml:4: `calendars.office.hours.mon` cannot be `morning`; write times such as `[\"09:00\", \"18:00\"]`",
    );
    refuses(
        &office("[09:00-12:00, 11:00-13:00]"),
        "desk.yml:4: `calendars.office.hours.mon` has intervals that overlap; write each working minute once",
    );
    refuses(
        &office("[]"),
        "desk.yml:2: the calendar `office` has no working time; give it `hours`, such as `mon-fri: [[\"09:00\", \"18:00\"]]`, or `always: true`",
    );
    refuses(
        "calendars:\n  a: {hours: {mno: 09:00-10:00}}\n",
        "desk.yml:2: unknown weekday `mno` in `calendars.a.hours.mno`; did you mean `mon`?",
    );
    refuses(
        "calendars:\n  a: {hours: {fri-mon: 09:00-10:00}}\n",
        "desk.yml:2: `calendars.a.hours` cannot be `fri-mon`; write a range that does not pass Sunday, such as `mon-fri`",
    );
    refuses(
        "calendars:\n  a: {hours: {mon: 9:00-10:00}, holidays: [\"2026-02-30\"]}\n",
        "desk.yml:2: `calendars.a.holidays[0]` cannot be `2026-02-30`; write a date such as `\"2026-12-25\"`, or `\"12-25\"` for every year",
    );
    refuses(
        "calendars:\n  a: {zone: UTD}\n",
        "desk.yml:2: unknown time zone `UTD` in `calendars.a.zone`; did you mean `UTC`?",
    );
}

#[test]
fn a_year_of_holidays_leaves_no_working_time() {
    let days: Vec<String> = (1..=12)
        .flat_map(|month| (1..=31).map(move |day| format!("{month:02}-{day:02}")))
        .filter(|day| Holiday::parse(day).is_some())
        .collect();
    let text = |days: &[String]| {
        format!("calendars: {{a: {{hours: {{mon: 9:00-10:00}}, holidays: [{}]}}}}", days.join(", "))
    };
    assert!(parse(&text(&days)).is_err_and(|error| error.contains("no working time")));
    assert!(parse(&text(&days[1..])).is_ok());
}

#[test]
fn wrong_service_levels_are_refused() {
    let policy = |rest: &str| format!("sla:\n  - when: x\n    {rest}\n");
    refuses(
        &policy("calendar: ofice"),
        "desk.yml:3: unknown calendar `ofice` in `sla[0].calendar`; write `always`",
    );
    refuses(
        &policy("calendar: alway"),
        "desk.yml:3: unknown calendar `alway` in `sla[0].calendar`; did you mean `always`?",
    );
    refuses(
        &policy("targets: {P9: {}}"),
        "desk.yml:3: unknown priority `P9` in `sla[0].targets.P9`; write one of `P1`, `P2`, `P3`, `P4`",
    );
    refuses(
        &policy("targets:\n      P1: {resolution: 2d}"),
        "desk.yml:4: `sla[0].targets.P1.resolution` cannot be `2d`; write hours, such as `24h`: a day has no fixed length",
    );
    refuses(
        &policy("targets: {P1: {resolution: 0m}}"),
        "desk.yml:3: `sla[0].targets.P1.resolution` cannot be `0m`; write a time longer than zero",
    );
    refuses(
        &policy("targets: {P1: {resolution: -4h}}"),
        "desk.yml:3: `sla[0].targets.P1.resolution` cannot be `-4h`; write a time longer than zero",
    );
    refuses(
        &policy("targets: {P1: {resolution: 4}}"),
        "desk.yml:3: `sla[0].targets.P1.resolution` cannot be `4`; write a unit after the number: `m` for minutes, `h` for hours",
    );
    refuses(
        &policy("warn_at: [120%]"),
        "desk.yml:3: `sla[0].warn_at[0]` cannot be `120%`; write a share from `1%` to `100%`",
    );
    refuses(
        &policy("levels: {N9: 2h}"),
        "desk.yml:3: unknown level `N9` in `sla[0].levels.N9`; write one of `N1`, `N2`, `N3`, `N4`",
    );
    let step = |step: &str| policy(&format!("escalate:\n      - {step}"));
    refuses(
        &step("{after: breach of resolution, to: N5}"),
        "desk.yml:4: unknown level `N5` in `sla[0].escalate[0].to`; write one of `N1`, `N2`, `N3`, `N4`",
    );
    refuses(
        &step("{after: breach of resolutoin, to: N2}"),
        "desk.yml:4: unknown clock `resolutoin` in `sla[0].escalate[0].after`; did you mean `resolution`?",
    );
    refuses(
        &step("{after: 2h, to: N2}"),
        "desk.yml:4: `sla[0].escalate[0].after` cannot be `2h`; write `breach of resolution`, or `breach of resolution + 2h`",
    );
    refuses(
        &step("{after: breach of level + 2d, to: N2}"),
        "desk.yml:4: `sla[0].escalate[0].after` cannot be `breach of level + 2d`; write hours, such as `24h`: a day has no fixed length",
    );
    refuses(
        &step("{to: N2}"),
        "desk.yml:4: `sla[0].escalate[0].after` is missing; add a moment, such as `after: \"breach of resolution\"`",
    );
    refuses(
        "objectives:\n  - {clock: level, within: 8h, at_least: 70%}\n",
        "desk.yml:2: unknown clock `level` in `objectives[0].clock`; write one of `first_response`, `next_response`, `resolution`",
    );
    refuses(
        "objectives:\n  - {clock: resolution, at_least: 70%}\n",
        "desk.yml:2: `objectives[0].within` is missing; add a time, such as `within: 8h`",
    );
}

#[test]
fn wrong_statuses_fields_and_views_are_refused() {
    refuses(
        "statuses:\n  Waiting Parts: waiting\n",
        "desk.yml:2: `statuses` cannot be `Waiting Parts`; write a name of small letters, digits and `-`, beginning with a letter",
    );
    refuses(
        "statuses:\n  parts: {pauses: true}\n",
        "desk.yml:2: `statuses.parts.category` is missing; add `category: active`, `waiting` or `done`",
    );
    refuses(
        "statuses:\n  open: {category: done}\n",
        "desk.yml:2: `statuses.open.category` cannot be `done`; write another name: the category of a built-in status is fixed",
    );
    refuses(
        "transitions:\n  opne: [solved]\n",
        "desk.yml:2: unknown status `opne` in `transitions.opne`; did you mean `open`?",
    );
    refuses(
        "transitions:\n  open: [solvd]\n",
        "desk.yml:2: unknown status `solvd` in `transitions.open[0]`; did you mean `solved`?",
    );
    refuses(
        "fields:\n  status: text\n",
        "desk.yml:2: `fields` cannot be `status`; write another name: tickets have a field of this name",
    );
    refuses(
        "fields:\n  size: {type: int}\n",
        "desk.yml:2: unknown field type `int` in `fields.size.type`; write one of `text`, `number`, `boolean`, `date`, `enum`, `list`",
    );
    refuses(
        "fields:\n  size: enum\n",
        "desk.yml:2: `fields.size.values` is missing; add a list of values, such as `values: [minor, major]`",
    );
    refuses(
        "views:\n  my view: is:open\n",
        "desk.yml:2: `views` cannot be `my view`; write one word of letters, digits, `-` and `_`",
    );
}

#[test]
fn what_the_desk_can_work_with_is_a_warning() {
    warns(
        "prefx: HD\ncolour: red\n",
        &[
            "desk.yml:1: unknown key `prefx`; did you mean `prefix`?",
            "desk.yml:2: unknown key `colour`; it has no effect",
        ],
    );
    warns(
        "people:\n  ann:\n    email: [a@b.org]\n",
        &["desk.yml:3: unknown key `people.ann.email`; did you mean `emails`?"],
    );
    warns(
        "schema: 2\n",
        &[
            "desk.yml:1: the file has schema 2, newer than 1, the latest that this program knows; it is read as far as it is understood, and not written: update git-desk",
        ],
    );
    warns(
        "teams: {support: {}}\nlevels:\n  - {name: N1, team: suport}\n",
        &["desk.yml:3: unknown team `suport` in `levels[0].team`; did you mean `support`?"],
    );
    warns(
        "teams: {support: {}}\npeople:\n  ann: {teams: [sales]}\n",
        &["desk.yml:3: unknown team `sales` in `people.ann.teams`; write `support`"],
    );
    warns(
        "people:\n  ann: {emails: [a@b.org]}\n  bob: {emails: [A@B.org]}\n",
        &[
            "desk.yml:3: the address `A@B.org` belongs to both `ann` and `bob`; remove it from one of them: until then it stands for `ann`",
        ],
    );
    warns(
        "calendars:\n  a: {always: true, holidays: [\"12-25\"]}\n",
        &[
            "desk.yml:2: `calendars.a.holidays` has no effect in a calendar that is always open; remove it, or remove `always: true`",
        ],
    );
    warns(
        "priority:\n  high: {high: P1, low: P2}\n  low: {high: P3}\n",
        &["desk.yml:3: `priority.low` has no priority for urgency `low`; add `low: P3`, for example"],
    );
}

#[test]
fn a_newer_schema_is_read_and_not_written() {
    let schema = |text| parse(text).map(|(config, _)| config.writable());
    assert_eq!((schema("schema: 1"), schema("schema: 9")), (Ok(true), Ok(false)));
}

#[test]
fn many_warnings_are_counted() {
    let text: String = (0..100).map(|key| format!("strange{key}: 1\n")).collect();
    let (_, warnings) = parse(&text).expect("warnings are no errors");
    assert_eq!(warnings.len(), 65);
    assert_eq!(
        warnings.last().map(String::as_str),
        Some("desk.yml: there are 36 more warnings; mend the ones above first")
    );
}

#[test]
fn a_hostile_file_is_refused_at_once() {
    refuses(&"a".repeat(70_000), "desk.yml: the file has 70000 bytes; a desk.yml may have 64 KB");
    refuses(
        &"[".repeat(60_000),
        "desk.yml:1: values are nested too deep, or there are too many brackets; a desk.yml needs only a few of them",
    );
    refuses(
        &"[ # ]\n".repeat(10_000),
        "desk.yml:4001: values are nested too deep, or there are too many brackets; a desk.yml needs only a few of them",
    );
    let list = format!("a: &a [{}]\nb: [{}]\n", "x,".repeat(15_000), "*a,".repeat(10_000));
    refuses(
        &list,
        "desk.yml:1: aliases (`*name`) multiply the file beyond what can be read; write the values out",
    );
    let text = format!("a: &a {}\nb: [{}]\n", "x".repeat(30_000), "*a,".repeat(10_000));
    refuses(
        &text,
        "desk.yml:1: aliases (`*name`) multiply the file beyond what can be read; write the values out",
    );
    let laughs: String = (1..30).map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}]\n", n - 1)).collect();
    assert!(parse(&format!("a0: &a0 [x]\n{laughs}")).is_err());
    for text in ["- ".repeat(30_000), "? ".repeat(30_000), "a: &a [*a]".into(), "a:\n ".repeat(9_000)] {
        assert!(parse(&text).is_err());
    }
}

#[test]
fn questions_are_answered() {
    let config = read(
        "people: {ann: {emails: [a@b.org], teams: [support]}, bob: {teams: [support]}}\ntransitions: {closed: [open]}\n",
    );
    assert_eq!(config.handle_of("A@b.org"), Some("ann"));
    assert_eq!(config.handle_of("x@b.org"), None);
    assert_eq!(config.member("ann").map(|member| member.role), Some(Role::Technician));
    assert_eq!(config.members_of("support").collect::<Vec<_>>(), ["ann", "bob"]);
    assert_eq!(config.level("n2").map(|level| level.name.as_str()), Some("N2"));
    assert_eq!(config.level_index("N4"), Some(3));
    assert_eq!(config.next_level("N4"), None);
    assert_eq!(config.previous_level("N1"), None);
    assert_eq!(config.previous_level("N3").map(|level| level.name.as_str()), Some("N2"));
    assert_eq!(config.category("solved"), Category::Done);
    assert_eq!(config.category("mystery"), Category::Active);
    assert!(config.may_move("closed", "open") && !config.may_move("closed", "solved"));
    assert!(config.may_move("closed", "closed") && config.may_move("new", "closed"));
    assert_eq!(config.statuses.moves_from("closed"), ["open"]);
    assert_eq!(config.priority_for("high", "medium"), Some("P2"));
    assert_eq!(config.priority_rank("P2"), Some(1));
    assert!(config.is_type("incident") && !config.is_type("accident"));
    assert!(
        config.counts_for_quality(&Resolution::Workaround) && !config.counts_for_quality(&Resolution::Spam)
    );
    assert_eq!(config.near(Kind::Type, "complaint"), None);
    assert_eq!(config.near(Kind::Type, "incdent"), Some("incident".into()));
    assert_eq!(config.near(Kind::Resolution, "duplicat"), Some("duplicate".into()));
    assert_eq!(config.near(Kind::Status, "onhold"), Some("on-hold".into()));
}

#[test]
fn teams_that_are_not_listed_are_those_that_are_named() {
    let teams = |text| read(text).names(Kind::Team).join(" ");
    assert_eq!(teams(""), "support network developers product");
    assert_eq!(teams("levels: [{name: A, team: x}]\npeople: {ann: {teams: [y, x]}}"), "x y");
    let levels = read("teams: [support]").levels;
    assert_eq!(levels.iter().filter_map(|level| level.team.as_deref()).collect::<Vec<_>>(), ["support"]);
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC*") {
        let _ = parse(&text);
    }

    #[test]
    fn no_yaml_like_text_panics(text in "([a-z]{1,3}: |- |\\[|\\]|\\{|\\}|\"|'|#|&a |\\*a|!t |\n|\n  |\t|\\||>|,|: |\\? |[0-9:.-]{1,6}|[a-zé]{1,4}| ){0,60}") {
        let _ = parse(&text);
    }

    #[test]
    fn no_changed_page_panics(line in 0..45_usize, value in "\\PC{0,12}", key in prop::sample::select(&KEYS[..])) {
        let lines: Vec<&str> = DESIGN.lines().enumerate().filter(|(at, _)| *at != line).map(|(_, line)| line).collect();
        let _ = parse(&lines.join("\n"));
        let _ = parse(&format!("{key}: {value}\n"));
        let _ = parse(&format!("{key}:\n  a: {value}\n"));
        let _ = parse(&format!("{key}:\n  - {value}\n"));
    }
}
