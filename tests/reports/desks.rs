//! Desks of ten tickets, made by hand.

use serde_json::{Value, json};

use crate::common::TestDesk;

/// The week that is reported: from Sunday 23:00 UTC to Sunday 23:00 UTC.
pub const WEEK: &str = "2026-W46";

const HEAD: &str = "\
schema: 1
zone: Europe/Brussels
people:
  ann: {name: Ann Lee, emails: [ann@example.org], teams: [support], role: technician}
";

/// A desk with these tickets, and this after the head of its policy.
pub fn desk(policy: &str, tickets: &[Value]) -> TestDesk {
    let desk = TestDesk::new();
    desk.policy(&format!("{HEAD}{policy}"));
    let lines: String = tickets.iter().map(|ticket| format!("{ticket}\n")).collect();
    desk.write("in.jsonl", lines);
    desk.run(["import", "in.jsonl"]).success();
    std::fs::remove_file(desk.path("in.jsonl")).unwrap();
    desk
}

/// Writes an instant of November 2026: `09T08:00`.
fn at(time: &str) -> String {
    if time.len() > 8 { time.to_owned() } else { format!("2026-11-{time}:00Z") }
}

/// A ticket that Dana wrote.
pub fn ticket(id: &str, created: &str, status: &str, level: &str, thread: Vec<Value>) -> Value {
    json!({
        "record": "ticket", "id": format!("HD-{id}"), "title": format!("Ticket {id}"), "type": "incident",
        "status": status, "resolution": (status == "solved").then_some("solved"), "urgency": "medium", "impact": "medium", "level": level, "team": "support",
        "reporter": "Dana Roe <dana@example.com>", "source": "mail", "created": at(created), "thread": thread,
    })
}

/// An event that changes fields.
pub fn event(time: &str, changes: Value) -> Value {
    json!({"kind": "event", "at": at(time), "by": "ann", "changes": changes})
}

/// An event that moves a ticket from one status to another.
pub fn moved(time: &str, from: &str, to: &str) -> Value {
    event(time, json!({"status": [from, to]}))
}

/// Ten tickets that were solved after 1, 2, 3, 4, 5, 6, 7, 9, 20 and 30 hours.
pub fn ten_times() -> TestDesk {
    let ends =
        ["09T09:00", "09T10:00", "09T11:00", "09T12:00", "09T13:00", "09T14:00", "09T15:00", "09T17:00"];
    let ends = ends.into_iter().chain(["10T04:00", "10T14:00"]);
    let one = |(number, end): (usize, &str)| {
        ticket(&format!("bbbbb{number}"), "09T08:00", "solved", "N1", vec![moved(end, "new", "solved")])
    };
    let tickets: Vec<Value> = ends.enumerate().map(one).collect();
    let objective = |within, at_least| {
        format!("  - {{clock: resolution, time: real, within: {within}, at_least: {at_least}}}\n")
    };
    desk(&format!("objectives:\n{}{}", objective("8h", "70%"), objective("24h", "96%")), &tickets)
}

/// A promise around the clock: a first response within 2 hours, a resolution within 8.
const PROMISE: &str = "\
sla:
  - calendar: always
    targets:
      P3: {first_response: 2h, resolution: 8h}
";

/// Ten tickets to which ten different things happen; `hand.rs` works their figures out.
pub fn ten_fates() -> TestDesk {
    let mut answered = ticket("bbbbb1", "09T08:00", "solved", "N1", Vec::new());
    answered["thread"] = json!([
        {"kind": "reply", "at": at("09T09:00"), "by": "ann", "body": "Looking."},
        {"kind": "event", "at": at("09T10:00"), "by": "ann", "changes": {"status": ["new", "solved"]}, "commit": "3f2a91c"},
    ]);
    answered["labels"] = json!(["=vpn", "sso"]);
    answered["articles"] = json!(["KB-bbbbbb"]);
    let mut duplicate = ticket("bbbbb7", "11T08:00", "closed", "N1", Vec::new());
    duplicate["resolution"] = "duplicate".into();
    duplicate["thread"] =
        json!([event("11T09:00", json!({"status": ["new", "closed"], "resolution": [null, "duplicate"]}))]);
    let spent = json!({"kind": "note", "at": at("12T10:00"), "by": "ann", "body": "Called.", "minutes": 30});
    let tickets = [
        answered,
        ticket("bbbbb2", "08T22:00", "solved", "N1", vec![moved("09T08:00", "new", "solved")]),
        ticket(
            "bbbbb3",
            "10T08:00",
            "solved",
            "N2",
            vec![event("10T09:00", json!({"level": ["N1", "N2"]})), moved("10T10:00", "new", "solved")],
        ),
        ticket(
            "bbbbb4",
            "10T08:00",
            "solved",
            "N1",
            vec![
                event("10T09:00", json!({"level": ["N1", "N2"]})),
                event("10T12:00", json!({"status": ["new", "solved"], "level": ["N2", "N1"]})),
            ],
        ),
        ticket(
            "bbbbb5",
            "11T08:00",
            "open",
            "N1",
            vec![moved("11T09:00", "new", "solved"), moved("11T10:00", "solved", "open")],
        ),
        ticket("bbbbb6", "11T08:00", "new", "N1", Vec::new()),
        duplicate,
        ticket("bbbbb8", "2026-10-01T08:00:00Z", "open", "N1", Vec::new()),
        ticket(
            "bbbbb9",
            "12T08:00",
            "solved",
            "N1",
            vec![
                moved("12T09:00", "new", "pending"),
                spent,
                moved("12T11:00", "pending", "open"),
                moved("12T12:00", "open", "solved"),
            ],
        ),
        ticket("bbbbbc", "16T08:00", "new", "N1", Vec::new()),
    ];
    desk(PROMISE, &tickets)
}
