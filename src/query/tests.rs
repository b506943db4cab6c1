//! The language as a whole: what is written, what it means, and what is said about mistakes.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::config::Config;
use crate::model::{Field, Instant, Link, Person, Resolution, Status, Ticket, read_instant};

const DESK: &str = r#"
zone: Europe/Brussels
people:
  ann: {name: Ann Lee, emails: [ann@example.org, ann@home.example]}
  bob: {name: Bob Stone, emails: [bob@example.org]}
statuses: {waiting-parts: {category: waiting}}
fields:
  customer: {type: text}
  seats: {type: number}
  vip: {type: boolean}
  renewal: {type: date}
  severity: {type: enum, values: [minor, major, fatal]}
  sites: {type: list}
"#;

/// A Wednesday, ten o'clock in Brussels.
const NOW: &str = "2026-11-25T09:00:00Z";

fn config() -> Config {
    Config::parse(DESK, "desk.yml").unwrap().0
}

/// A ticket and what its thread would tell.
struct Told {
    ticket: Ticket,
    priority: Option<String>,
    updated: Instant,
    closed: Option<Instant>,
    facts: Vec<Fact>,
    sla: Option<crate::sla::State>,
    thread: &'static str,
}

impl Record for Told {
    fn value(&self, field: &Field) -> Values<'_> {
        match field {
            Field::Priority => self.priority.as_deref().map_or(Values::None, Values::Text),
            field => Values::of(&self.ticket, field),
        }
    }

    fn updated(&self) -> Instant {
        self.updated
    }

    fn closed(&self) -> Option<Instant> {
        self.closed
    }

    fn is(&self, fact: Fact) -> bool {
        if fact == Fact::Overdue && self.ticket.due.is_some_and(|due| due < at(NOW)) {
            return true;
        }
        self.facts.contains(&fact)
    }

    fn sla(&self) -> Option<crate::sla::State> {
        self.sla
    }

    fn holds(&self, phrase: &Phrase) -> bool {
        [&self.ticket.title, &self.ticket.body, self.thread].into_iter().any(|text| phrase.is_in(text))
    }
}

fn at(text: &str) -> Instant {
    read_instant(text).unwrap()
}

fn told(ticket: Ticket) -> Told {
    let priority = config().priority_of(&ticket).map(str::to_owned);
    Told { priority, updated: ticket.created, closed: None, facts: Vec::new(), sla: None, thread: "", ticket }
}

/// A ticket in which every field has a value.
fn full() -> Told {
    let id = "HD-7k3m2q".parse().unwrap();
    let mut ticket =
        Ticket::new(id, at("2026-11-23T09:12:44Z"), "SSO login fails: loop after password reset");
    ticket.status = Status::Open;
    ticket.level = Some("N2".into());
    ticket.team = Some("network".into());
    ticket.assignee = Some(Person::new("ann"));
    ticket.reporter = Some(Person::new("Dana Roe <Dana@example.com>"));
    ticket.urgency = Some("high".into());
    ticket.impact = Some("medium".into());
    ticket.source = Some("mail".into());
    ticket.kind = Some("incident".into());
    ticket.due = Some(at("2026-11-26T16:00:00Z"));
    ticket.labels = vec!["auth".into(), "SSO".into()];
    ticket.links = vec![Link::read("blocked-by HD-9x8w7v").unwrap()];
    ticket.articles = vec!["reset-sso".into()];
    ticket.watchers = vec![Person::new("Bob <bob@example.org>")];
    ticket.external = vec!["github:owner/repo#12".into()];
    ticket.body = "Behind the proxy I am sent back for ever.".into();
    ticket.fields = [
        ("customer", json!("Acme Corp.")),
        ("seats", json!(25)),
        ("vip", json!(true)),
        ("renewal", json!("2026-12-01")),
        ("severity", json!("major")),
        ("sites", json!(["Gent", "Luik"])),
        ("rack", json!(42)),
        ("colour", json!("blue")),
        ("installed", json!("2025-06-01")),
    ]
    .into_iter()
    .map(|(key, value)| (key.to_owned(), value))
    .collect();
    Told {
        updated: at("2026-11-24T08:00:00Z"),
        facts: vec![Fact::Blocked, Fact::Escalated],
        thread: "Router rebooted twice.",
        ..told(ticket)
    }
}

/// A ticket with nothing but what every ticket has.
fn bare() -> Told {
    told(Ticket::new("HD-bare00".parse().unwrap(), at("2026-11-01T00:00:00Z"), "Printer on fire"))
}

fn done() -> Told {
    let mut done = bare();
    done.ticket.status = Status::Closed;
    done.ticket.resolution = Some(Resolution::Duplicate);
    done.closed = Some(at("2026-11-20T12:00:00Z"));
    done
}

/// The words that tickets use beside those of desk.yml.
fn in_use(field: &Field) -> BTreeSet<String> {
    let words: &[&str] = match field.key() {
        "rack" => &["42"],
        "colour" => &["blue"],
        "installed" => &["2025-06-01"],
        "team" => &["movers"],
        "level" => &["N9"],
        _ => &[],
    };
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn with_plan<T>(query: &str, me: Option<&str>, use_it: impl FnOnce(Result<Plan, QueryError>) -> T) -> T {
    let (config, me) = (config(), me.map(Person::new));
    let terms =
        Terms { config: &config, now: at(NOW), me: me.as_ref(), in_use: &in_use, subject: Subject::Tickets };
    use_it(parse(query).and_then(|query| resolve(&query, &terms)))
}

fn fits(query: &str, record: &Told) -> bool {
    with_plan(query, Some("Ann <ann@home.example>"), |plan| match plan {
        Ok(plan) => plan.matches(record),
        Err(error) => panic!("{error}\n{}", error.caret()),
    })
}

/// Checks that queries fit a ticket, or do not.
fn check(record: &Told, fitting: &[&str], strange: &[&str]) {
    for query in fitting {
        assert!(fits(query, record), "{query} should fit");
    }
    for query in strange {
        assert!(!fits(query, record), "{query} should not fit");
    }
}

#[test]
fn terms_are_put_together() {
    let all = ["", "  ", "status:open", "status:OPEN,pending level:n2", "status:closed OR level:N2"];
    check(&full(), &all, &["status:open level:N1", "status:closed OR level:N1", "-status:open"]);
    // `OR` binds less than what stands side by side.
    check(&full(), &["status:open OR level:N1 team:support", "(level:N1 OR level:N2) team:network"], &[]);
    check(&full(), &["-(level:N1 OR team:support)", "--status:open", "-(status:closed level:N2)"], &[]);
    check(
        &full(),
        &["sort:created", "(sort:created) status:open OR sort:due"],
        &["status:closed OR sort:due"],
    );
}

#[test]
fn words_are_compared_in_any_case_and_with_stars() {
    check(
        &full(),
        &[
            "team:network",
            "team:NET*",
            "type:incident,problem",
            "source:m*l",
            "category:active",
            "category:a*",
            "level:*",
        ],
        &[
            "team:movers",
            "type:problem",
            "source:mai",
            "category:waiting,done",
            "team:\"network\" source:phone",
        ],
    );
    check(&done(), &["resolution:duplicate", "category:done"], &["resolution:solved", "team:*", "level:*"]);
}

#[test]
fn ordered_words_are_compared_by_their_order() {
    check(
        &full(),
        &[
            "level:>=N2",
            "level:<=N2",
            "level:<n3",
            "level:N1..N2",
            "level:N3..N1",
            "level:..N2",
            "level:N2..",
        ],
        &["level:>N2", "level:<N2", "level:N3..N4", "level:N3.."],
    );
    check(
        &full(),
        &[
            "priority:P2",
            "priority:>=P2",
            "priority:>P3",
            "priority:<P1",
            "priority:P1..P3",
            "urgency:>medium",
        ],
        &["priority:P1", "priority:>P2", "priority:P3..P4", "impact:>medium"],
    );
    check(
        &full(),
        &["severity:>minor", "severity:major..fatal"],
        &["severity:>major", "severity:minor,fatal"],
    );
    check(&bare(), &["-level:>=N1"], &["level:>=N1", "level:<N4", "severity:<fatal", "priority:<=P1"]);
}

#[test]
fn people_are_known_by_handle_address_and_name() {
    check(
        &full(),
        &["assignee:ann", "assignee:ANN@example.org", "assignee:@me", "assignee:\"Ann Lee\"", "assignee:an*"],
        &["assignee:bob", "assignee:@none", "assignee:ghost", "assignee:\"an*\"", "assignee:lee"],
    );
    check(
        &full(),
        &["reporter:dana@example.com", "reporter:\"dana roe\"", "reporter:*@example.com", "reporter:dana*"],
        &["reporter:dana", "reporter:*@example.org", "reporter:\"Dana Roe <dana@example.org>\""],
    );
    check(&full(), &["watcher:bob", "watchers:bob@example.org", "watcher:@me,bob"], &["watcher:ann"]);
    check(
        &bare(),
        &["assignee:@none", "watcher:@none", "reporter:@none,ann"],
        &["assignee:@me", "assignee:*"],
    );
}

#[test]
fn lists_ids_and_links_fit_by_one_of_them() {
    check(
        &full(),
        &[
            "label:auth",
            "labels:sso",
            "label:s*,vpn",
            "article:reset-sso",
            "external:github:*",
            "external:*#12",
        ],
        &["label:aut", "label:\"s*\"", "external:github", "label:vpn"],
    );
    check(
        &full(),
        &["id:7k3m", "id:7K3M2Q", "id:hd-7k3", "id:HD-7k3m2q", "id:9,7k", "id:*m2"],
        &["id:k3m", "id:HD-9", "id:HD", "id:XX-7k3m2q"],
    );
    check(
        &full(),
        &["link:9x8w", "link:HD-9x8w7v", "link:blocked-by", "link:\"blocked-by 9x8w\"", "links:block*"],
        &["link:7k3m", "link:parent", "link:\"parent 9x8w\"", "link:\"blocked-by 7k3m\""],
    );
}

#[test]
fn words_are_found_in_the_text() {
    check(
        &full(),
        &["sso", "\"password reset\"", "REBOOTED", "prox*", "text:router,printer", "loop proxy twice"],
        &["pass", "\"reset password\"", "\"prox*\"", "proxy printer", "twicerebooted", "*x"],
    );
    check(&full(), &["title:\"sso login\"", "title:log*", "body:proxy"], &["title:proxy", "body:sso"]);
}

#[test]
fn custom_fields_have_their_types() {
    check(
        &full(),
        &["customer:\"acme corp.\"", "customer:acme*", "sites:gent", "vip:yes", "VIP:true", "-vip:no"],
        &["customer:acme", "sites:gen", "vip:false"],
    );
    check(
        &full(),
        &["seats:25", "seats:>=25", "seats:20..30", "seats:<25.5", "seats:..25", "seats:-1..25"],
        &["seats:25.5", "seats:>25", "seats:26..", "seats:<25"],
    );
    check(
        &full(),
        &["renewal:2026-12-01", "renewal:next-month", "renewal:<7d", "renewal:2026-12", "renewal:>today"],
        &["renewal:2026-11-30", "renewal:<5d", "renewal:<2026-12-01"],
    );
    check(
        &full(),
        &[
            "rack:42",
            "rack:>41",
            "colour:blue,red",
            "installed:<2026",
            "installed:2025-01..2025-06",
            "has:rack",
        ],
        &["rack:4", "rack:<42", "colour:bl", "installed:>2025-06", "no:colour"],
    );
    check(&bare(), &["-vip:yes", "no:seats"], &["vip:no", "seats:0", "renewal:<2099", "rack:<99"]);
}

#[test]
fn times_are_compared_as_a_person_means_it() {
    check(
        &full(),
        &["created:2026-11-23", "created:monday", "created:this-week", "created:2026-W48", "created:2026-11"],
        &["created:2026-11-22", "created:last-week", "created:yesterday", "created:2025"],
    );
    check(
        &full(),
        &["created:>2026-11-22", "created:>=2026-11-23", "created:<=2026-11-23", "created:<2026-11-24"],
        &["created:>2026-11-23", "created:<2026-11-23", "created:>=2026-11-24", "created:<=2026-11-22"],
    );
    check(
        &full(),
        &["created:2026-11-01..2026-11-23", "created:2026-11-23..", "created:..2026-11-23"],
        &["created:2026-11-01..2026-11-22", "created:2026-11-24..", "created:..2026-11-22"],
    );
    // A length of time looks back to what has been and ahead to what will be.
    check(
        &full(),
        &["created:<2d", "created:>1d", "created:1d..2d", "created:-2d..-1d", "updated:>1d"],
        &["created:>2d", "created:<1d", "updated:<1d", "created:2d..", "created:..1d"],
    );
    check(
        &full(),
        &["due:<2d", "due:>1d", "due:1d..2d", "due:tomorrow", "due:<=thursday", "due:>now", "due:<+2d"],
        &["due:<1d", "due:>2d", "due:today", "due:<-1h", "due:friday"],
    );
    check(
        &full(),
        &["created:2026-11-23T10:12", "created:\"2026-11-23 10:12\"", "created:2026-11-23T09:12:44Z"],
        &["created:2026-11-23T09:12", "created:2026-11-23T09:12:43Z"],
    );
    check(&done(), &["closed:last-week", "closed:>4d"], &["closed:this-week", "due:<2d", "until:>2d"]);
    check(&bare(), &["-closed:last-week"], &["closed:<2099", "closed:>0d"]);
}

#[test]
fn a_field_is_there_or_not() {
    check(&full(), &["has:assignee,due", "has:labels has:priority", "no:resolution,due"], &["no:assignee"]);
    check(
        &bare(),
        &["no:assignee no:label no:priority no:due", "no:closed", "no:body"],
        &["has:link", "has:vip"],
    );
    check(&done(), &["has:resolution has:closed"], &["no:closed"]);
}

#[test]
fn states_say_where_a_ticket_stands() {
    let late = |mut told: Told| {
        told.ticket.due = Some(at("2026-11-25T08:59:00Z"));
        told
    };
    let waiting = |until: &str| {
        let mut waiting = bare();
        waiting.ticket.status = Status::Pending;
        waiting.ticket.until = read_instant(until);
        waiting
    };
    check(
        &full(),
        &["is:open", "is:active", "is:blocked", "is:mine", "is:escalated", "is:OPEN,closed"],
        &[
            "is:closed",
            "is:waiting,overdue",
            "is:unassigned",
            "is:unanswered",
            "is:stale",
            "is:reopened",
            "is:broken",
        ],
    );
    check(&bare(), &["is:unassigned is:stale is:active"], &["is:mine", "is:blocked"]);
    check(&done(), &["is:closed"], &["is:open", "is:active", "is:waiting", "is:stale", "is:blocked"]);
    check(&late(bare()), &["is:overdue"], &["has:sla", "sla:breached"]);
    let breached = Told { sla: Some(crate::sla::State::Breached), ..bare() };
    check(&breached, &["sla:breached", "sla:warning,BREACHED", "-sla:met", "has:sla"], &["no:sla", "sla:m*"]);
    check(&late(done()), &[], &["is:overdue"]);
    check(&waiting(""), &["is:waiting", "is:open"], &["is:active"]);
    check(&waiting("2026-11-25T09:01:00Z"), &["is:waiting"], &["is:active"]);
    check(&waiting(NOW), &["is:active", "category:waiting"], &["is:waiting"]);
}

#[test]
fn a_broken_ticket_is_listed_unless_the_query_rules_it_out() {
    let check = |query: &str, expected: bool| {
        let admitted = with_plan(query, None, |plan| plan.unwrap().admits_broken());
        assert_eq!(admitted, expected, "{query}");
    };
    check("", true);
    check("label:vpn", true);
    check("-label:vpn is:open", true);
    check("is:broken", true);
    check("is:broken label:vpn", true);
    check("-is:broken", false);
    check("label:vpn -is:broken", false);
    check("label:vpn OR -is:broken", true);
    check("-(is:broken OR label:vpn)", false);
}

#[test]
fn a_plan_says_what_it_needs() {
    let check = |query: &str, expected: Needs| {
        assert_eq!(with_plan(query, None, |plan| plan.unwrap().needs()), expected, "{query}");
    };
    let none = Needs::default();
    check("status:open label:sso is:active,unassigned has:until sort:created", none);
    for query in ["is:overdue", "due:<2h", "has:due", "sla:breached", "-has:sla", "sort:-due"] {
        check(query, Needs { clocks: true, ..none });
    }
    for query in
        ["updated:>2d", "is:open (is:stale OR is:reopened)", "-has:closed", "sort:-updated", "is:escalated"]
    {
        check(query, Needs { thread: true, ..none });
    }
    check("sso", Needs { text: true, ..none });
    check("-text:a,b", Needs { text: true, ..none });
    check("body:sso", Needs { body: true, ..none });
    check("is:blocked", Needs { others: true, ..none });
    let phrases = with_plan("sso -(text:\"a b\" OR title:c)", None, |plan| plan.unwrap().phrases().count());
    assert_eq!(phrases, 2);
}

#[test]
fn some_queries_name_a_state() {
    let check = |query: &str, expected: bool| {
        assert_eq!(parse(query).unwrap().names_state(), expected, "{query}");
    };
    for query in ["status:open", "-STATUS:open", "label:a OR (is:closed b)", "is:unanswered", "closed:today"]
    {
        check(query, true);
    }
    for query in ["category:done", "resolution:spam", "no:resolution", "is:mine,open", "has:closed"] {
        check(query, true);
    }
    for query in
        ["", "open", "label:open", "is:mine", "is:reopened", "no:assignee", "sort:status", "\"is:open\""]
    {
        check(query, false);
    }
}

#[test]
fn tickets_are_sorted_by_keys_then_age_then_id() {
    let check = |sort: &str, expected: [&str; 3]| {
        let (mut late, mut found) = (bare(), vec![done(), full()]);
        late.ticket.id = "HD-zzzz00".parse().unwrap();
        (late.ticket.title, late.ticket.assignee) = ("alarm".into(), Some(Person::new("Zoe")));
        found.push(late);
        with_plan(sort, None, |plan| plan.unwrap().sort(&mut found));
        let found: Vec<&str> = found.iter().map(|told| told.ticket.id.random()).collect();
        assert_eq!(found, expected, "{sort}");
    };
    check("", ["bare00", "zzzz00", "7k3m2q"]);
    check("sort:-id", ["zzzz00", "bare00", "7k3m2q"]);
    check("sort:-created", ["7k3m2q", "bare00", "zzzz00"]);
    check("sort:title", ["zzzz00", "bare00", "7k3m2q"]);
    check("sort:priority", ["7k3m2q", "bare00", "zzzz00"]);
    check("sort:assignee", ["7k3m2q", "zzzz00", "bare00"]);
    check("sort:-assignee", ["bare00", "zzzz00", "7k3m2q"]);
    check("sort:status,title", ["zzzz00", "7k3m2q", "bare00"]);
    check("sort:updated", ["bare00", "zzzz00", "7k3m2q"]);
    check("sort:closed,-id", ["bare00", "zzzz00", "7k3m2q"]);
    check("sort:seats", ["7k3m2q", "bare00", "zzzz00"]);
    check("sort:-severity", ["bare00", "zzzz00", "7k3m2q"]);
    check("sort:rack,-title", ["7k3m2q", "bare00", "zzzz00"]);
}

/// Checks the message, the hint and the drawing of a mistake.
fn refused(query: &str, expected: &str) {
    let said = with_plan(query, None, |plan| match plan {
        Ok(_) => panic!("`{query}` is no mistake"),
        Err(error) => {
            let hint = error.hint().map(|hint| format!("\nhint: {hint}")).unwrap_or_default();
            format!("{error}\n{}{hint}", error.caret())
        }
    });
    assert_eq!(said, expected, "{query}");
}

#[test]
fn mistakes_are_shown_where_they_are() {
    refused(
        "label:a stauts:open",
        "`stauts` is not a known field\nlabel:a stauts:open\n        ^^^^^^\nhint: did you mean `status`?",
    );
    refused(
        "see http://example.org",
        "`http` is not a known field\nsee http://example.org\n    ^^^^\nhint: put `http:…` in quotes to look for the text",
    );
    refused(
        "status:pendign,open",
        "`pendign` is not a known status\nstatus:pendign,open\n       ^^^^^^^\nhint: did you mean `pending`?",
    );
    refused(
        "priority:>=P9",
        "`P9` is not a known priority\npriority:>=P9\n           ^^\nhint: it is one of `P4`, `P3`, `P2`, `P1`",
    );
    refused(
        "level:>N9",
        "`N9` has no place in the order of `level`\nlevel:>N9\n       ^^\nhint: it is one of `N1`, `N2`, `N3`, `N4`",
    );
    refused(
        "team:mover",
        "`mover` is not a known team\nteam:mover\n     ^^^^^\nhint: did you mean `movers`?",
    );
    refused("is:openn", "`openn` is not a known state\nis:openn\n   ^^^^^\nhint: did you mean `open`?");
    refused(
        "is:pending",
        "`pending` is not a known state\nis:pending\n   ^^^^^^^\nhint: did you mean `status:pending`?",
    );
    refused(
        "status:stale",
        "`stale` is not a known status\nstatus:stale\n       ^^^^^\nhint: did you mean `is:stale`?",
    );
    refused(
        "link:bloked-by",
        "`bloked-by` is not a known kind of link\nlink:bloked-by\n     ^^^^^^^^^\nhint: did you mean `blocked-by`?",
    );
    refused(
        "sort:-creatd",
        "`creatd` is not a known sort key\nsort:-creatd\n     ^^^^^^^\nhint: did you mean `created`?",
    );
}

#[test]
fn what_a_field_cannot_be_asked_is_said() {
    let signs = "hint: put the value in quotes if it contains `..`, `<` or `>`";
    refused("team:>support", &format!("`team` has no order\nteam:>support\n      ^^^^^^^\n{signs}"));
    refused("label:a..b", &format!("`labels` has no order\nlabel:a..b\n      ^\n{signs}"));
    refused("colour:>red", &format!("`colour` has no order\ncolour:>red\n        ^^^\n{signs}"));
    refused("is:>open", &format!("`is` has no order\nis:>open\n    ^^^^\n{signs}"));
    refused(
        "due:soon",
        "`soon` is not a time such as `2026-01-31`, `2026-W47`, `today`, `friday`, `last-week` or `2d`\ndue:soon\n    ^^^^",
    );
    refused(
        "created:2d",
        "`2d` is a length of time, and `created` a moment\ncreated:2d\n        ^^\nhint: compare it, as in `created:<2d`",
    );
    refused(
        "created:2026-02..2026-01",
        "the range ends before it begins\ncreated:2026-02..2026-01\n                 ^^^^^^^\nhint: write the earlier or smaller end first",
    );
    refused("seats:many", "`many` is not a number\nseats:many\n      ^^^^");
    refused("vip:perhaps", "`perhaps` is not `yes` or `no`\nvip:perhaps\n    ^^^^^^^");
    refused("id:a_b", "`a_b` is not the id of a ticket, or its beginning\nid:a_b\n   ^^^");
    refused("no:text", "no ticket is without `text`\nno:text\n   ^^^^");
    refused("\"!?\"", "`!?` has no letter and no digit to look for\n\"!?\"\n^^^^");
    let git = "hint: set `user.name` and `user.email` with `git config`";
    refused("is:mine", &format!("`mine` is nobody: git does not know who you are\nis:mine\n   ^^^^\n{git}"));
    refused(
        "assignee:@me",
        &format!("`@me` is nobody: git does not know who you are\nassignee:@me\n         ^^^\n{git}"),
    );
}

#[test]
fn mistakes_of_form_are_shown_where_they_are() {
    let quotes = "hint: put it in quotes to look for it";
    refused("a OR", &format!("`OR` needs something on both sides\na OR\n  ^^\n{quotes}"));
    refused("(OR a)", &format!("`OR` needs something on both sides\n(OR a)\n ^^\n{quotes}"));
    refused("a - b", &format!("`-` needs something after it\na - b\n  ^\n{quotes}"));
    refused("a ()", &format!("there is nothing between the parentheses\na ()\n  ^^\n{quotes}"));
    refused(
        "a AND b",
        "`AND` is not needed\na AND b\n  ^^^\nhint: terms side by side must all hold; put it in quotes to look for it",
    );
    refused("a:=b", "`=` is not needed\na:=b\n  ^\nhint: write the value alone, as in `status:open`");
    refused(
        "(a (b)",
        "a parenthesis is not closed\n(a (b)\n^\nhint: close it with `)`, or put it in quotes to look for it",
    );
    refused(
        "a) b",
        "a parenthesis is closed that was not opened\na) b\n ^\nhint: remove it, or put it in quotes to look for it",
    );
    refused(
        "label:\"sso loop",
        "a quote is not closed\nlabel:\"sso loop\n      ^^^^^^^^^\nhint: close it with `\"`; a quote inside of quotes is written `\\\"`",
    );
    let spaced = "hint: write it without a space, as in `status:open`";
    refused("label: sso", &format!("a value is missing\nlabel: sso\n^^^^^^\n{spaced}"));
    refused("label:a, b", &format!("a value is missing\nlabel:a, b\n       ^\n{spaced}"));
    let after = "hint: write it after the sign, as in `status:open`";
    refused("label:", &format!("a value is missing\nlabel:\n^^^^^^\n{after}"));
    refused("(level:>=)", &format!("a value is missing\n(level:>=)\n       ^^\n{after}"));
    let none = "hint: `no:FIELD` finds tickets that have no value, as in `no:assignee`";
    refused("label:\"\"", &format!("a value is empty\nlabel:\"\"\n      ^^\n{none}"));
    refused(
        "created:..",
        "a range needs at least one end\ncreated:..\n        ^^\nhint: write it as in `2026-01-01..2026-01-31`, `2026-01-01..` or `..2026-01-31`",
    );
    let one = "hint: write one comparison or one range; a value with signs goes in quotes";
    refused("created:1..2..3", &format!("a value is compared twice\ncreated:1..2..3\n            ^^\n{one}"));
    refused("created:>1..2", &format!("a value is compared twice\ncreated:>1..2\n          ^^\n{one}"));
    refused("created:><1", &format!("a value is compared twice\ncreated:><1\n         ^^\n{one}"));
    let space = "hint: write a space between two terms, and quotes around a whole value";
    refused("label:\"a\"b", &format!("a space is missing\nlabel:\"a\"b\n         ^\n{space}"));
    refused("5\"disk\"", &format!("a space is missing\n5\"disk\"\n ^^^^^^\n{space}"));
    refused(
        "-sort:created",
        "an order cannot be negated\n-sort:created\n ^^^^^\nhint: `-` before a name turns it round, as in `sort:-created`",
    );
}

#[test]
fn the_caret_stands_under_the_place_whatever_is_before_it() {
    refused(
        "title:設定\tstauts:é",
        "`stauts` is not a known field\ntitle:設定 stauts:é\n           ^^^^^^\nhint: did you mean `status`?",
    );
    let long = format!("{} stauts:open {}", "a".repeat(100), "b".repeat(100));
    let error = with_plan(&long, None, |plan| plan.unwrap_err());
    let (before, after) = ("a".repeat(39), "b".repeat(34));
    let expected = format!("…{before} stauts:open {after}…\n{}^^^^^^", " ".repeat(41));
    assert_eq!(error.caret(), expected);
}

#[test]
fn nesting_ends_somewhere_and_length_does_not() {
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(parse(&nested(DEEPEST)).is_ok());
    assert_eq!(parse(&nested(DEEPEST + 1)).unwrap_err().problem, Problem::TooDeep { limit: DEEPEST });
    assert!(parse(&"(".repeat(100_000)).is_err());
    assert!(parse(&format!("{}a", "-".repeat(100_000))).is_err());
    let long = vec!["-label:a,b (x OR status:open)"; 20_000].join(" ");
    let query = parse(&long).unwrap();
    assert_eq!(parse(&query.to_string()), Ok(query));
}

#[test]
fn a_plan_may_be_asked_from_many_threads() {
    fn check<T: Send + Sync>() {}
    check::<Plan>();
    check::<QueryError>();
}

#[test]
fn queries_are_put_together() {
    let check = |one: &str, other: &str, expected: &str| {
        assert_eq!(parse(one).unwrap().and(parse(other).unwrap()).to_string(), expected);
    };
    check("", "", "");
    check("a", "", "a");
    check("a b", "c d", "a b c d");
    check("a OR b", "c OR d sort:id", "(a OR b) (c OR d) sort:id");
    check("a sort:due", "sort:id", "a sort:due,id");
    assert_eq!(Query::field("label", ["a*", "b \"c\\"]).unwrap().to_string(), r#"label:"a*","b \"c\\""#);
    assert!(Query::field("label", [""]).is_err());
}

#[test]
fn every_example_of_the_tables_is_a_query() {
    let fields = field::FIELDS.iter().map(|info| info.example);
    let keywords = field::KEYWORDS.iter().map(|(.., example)| *example);
    for example in fields.chain(keywords) {
        with_plan(example, Some("ann"), |plan| assert!(plan.is_ok(), "{example}"));
    }
    for info in &state::STATES {
        with_plan(&format!("is:{}", info.name), Some("ann"), |plan| assert!(plan.is_ok(), "{}", info.name));
    }
    for info in &sort::KEYS {
        with_plan(&format!("sort:-{}", info.key.name()), None, |plan| assert!(plan.is_ok()));
    }
}

fn place() -> Place {
    Place { text: "".into(), bytes: 0..0 }
}

fn bare_word(pattern: &'static str) -> impl Strategy<Value = Word> {
    pattern.prop_map(|text| Word { text, is_quoted: false, place: place() })
}

fn quoted_word() -> impl Strategy<Value = Word> {
    let text = any::<String>().prop_filter("not empty", |text| !text.trim().is_empty());
    text.prop_map(|text| Word { text, is_quoted: true, place: place() })
}

/// A word that may stand in a value, with what has no meaning there.
fn value() -> impl Strategy<Value = Word> {
    prop_oneof![bare_word("[a-zé@*0-9+][a-zA-Zé@*0-9:<>=#/+-]{0,8}"), quoted_word()]
}

fn test() -> impl Strategy<Value = Test> {
    let comparison = prop::sample::select(Comparison::ALL.map(|(_, comparison)| comparison).to_vec());
    prop_oneof![
        4 => value().prop_map(Test::Is),
        1 => (comparison, value()).prop_map(|(comparison, word)| Test::Compare(comparison, word)),
        1 => (value(), prop::option::of(value())).prop_map(|(from, to)| Test::Range(Some(from), to)),
        1 => value().prop_map(|to| Test::Range(None, Some(to))),
    ]
}

fn tree() -> impl Strategy<Value = Tree> {
    let text = prop_oneof![bare_word("[a-z0-9é,.*][a-z0-9é,.<>*-]{0,8}"), quoted_word()];
    let key = bare_word("[a-rt-zé_][a-zA-Z0-9_.-]{0,5}");
    let term = (key, prop::collection::vec(test(), 1..4)).prop_map(|(key, tests)| Term { key, tests });
    let leaf = prop_oneof![text.prop_map(Tree::Text), term.prop_map(Tree::Term)];
    leaf.prop_recursive(5, 40, 4, |inner| {
        let some = prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            inner.prop_map(|tree| Tree::Not(Box::new(tree))),
            some.clone().prop_map(|trees| Tree::all(trees).unwrap()),
            some.prop_map(|trees| Tree::any(trees).unwrap()),
        ]
    })
}

fn query() -> impl Strategy<Value = Query> {
    let key = prop_oneof![bare_word("-?[a-z]{1,8}"), quoted_word()];
    (prop::option::of(tree()), prop::collection::vec(key, 0..3)).prop_map(|(tree, sort)| Query { tree, sort })
}

proptest! {
    #[test]
    fn a_query_printed_and_parsed_is_itself(query in query()) {
        let printed = query.to_string();
        let parsed = parse(&printed).map_err(|error| TestCaseError::fail(format!("{error}\n{}", error.caret())))?;
        prop_assert_eq!(parsed, query, "{}", printed);
    }

    #[test]
    fn any_text_is_a_query_or_a_mistake_with_a_place(text in any::<String>()) {
        check_any(&text)?;
    }

    #[test]
    fn so_is_any_heap_of_signs(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "(", ")", "-", "\"", "\\", " ", ",", "..", ":", ">", "<=", "=", "*", "OR", "AND", "is", "no", "due:",
                "created:", "level:", "seats:", "id:", "link:", "sort:", "a", "é", "2d", "N2", "2026-11", "@me", "設",
            ]),
            0..30,
        )
    ) {
        check_any(&pieces.concat())?;
    }
}

fn check_any(text: &str) -> Result<(), TestCaseError> {
    let full = full();
    with_plan(text, Some("ann"), |plan| match plan {
        Ok(plan) => {
            plan.matches(&full);
            plan.admits_broken();
            let query = parse(text).map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert_eq!(parse(&query.to_string()), Ok(query));
            Ok(())
        }
        Err(error) => {
            prop_assert!(error.text().get(error.span()).is_some(), "{:?}", error);
            prop_assert_eq!(error.caret().lines().count(), 2);
            prop_assert_eq!(error.to_string().lines().count() <= 1, true);
            Ok(())
        }
    })
}
