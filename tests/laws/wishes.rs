//! Random queries with their meaning, which leans on nothing of the program: each part of a query is made together with
//! a test over a line of the export, out of what docs/query.md says.

use std::collections::HashSet;
use std::rc::Rc;

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Brussels;
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, SliceRandom};
use serde_json::Value;

type Time = DateTime<Utc>;
type Meaning = Rc<dyn Fn(&Line) -> bool>;

/// Wednesday, an hour later in Brussels.
pub const NOW: &str = "2026-11-25T09:00:00Z";
/// Handle, name and addresses of the members; Ann is who asks.
const MEMBERS: [(&str, &str, &[&str]); 2] =
    [("ann", "Ann Lee", &["ann@example.org", "lee@example.org"]), ("bob", "Bob Stone", &["bob@example.com"])];
const DONE: [&str; 2] = ["solved", "closed"];
const WAITING: [&str; 2] = ["pending", "on-hold"];

/// A part of a query.
#[derive(Clone)]
pub struct Wish {
    pub text: String,
    pub meaning: Meaning,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Item,
    All,
    Any,
}

/// A ticket as the export has it.
pub struct Line(pub Value);

/// Makes queries about some tickets.
pub struct Wishes<'w> {
    pub random: &'w mut StdRng,
    ids: Vec<String>,
    undone: Rc<HashSet<String>>,
}

impl<'w> Wishes<'w> {
    pub fn about(lines: &[Line], random: &'w mut StdRng) -> Wishes<'w> {
        let ids = lines.iter().map(|line| line.text("id").to_owned()).collect();
        let undone = lines.iter().filter(|line| !line.is_done()).map(|line| line.text("id").to_owned());
        Wishes { random, ids, undone: Rc::new(undone.collect()) }
    }

    /// Makes a query, at most so deep.
    pub fn any(&mut self, depth: usize) -> Wish {
        match self.random.random_range(0..10) {
            0..3 if depth > 0 => self.several(depth, Kind::All),
            3..5 if depth > 0 => self.several(depth, Kind::Any),
            5 | 6 if depth > 0 => self.negation(depth),
            _ => self.term(),
        }
    }

    fn several(&mut self, depth: usize, kind: Kind) -> Wish {
        let wishes: Vec<Wish> = (0..self.random.random_range(2..4)).map(|_| self.any(depth - 1)).collect();
        // `OR` binds less than what stands side by side, so only an `OR` inside of that needs parentheses.
        let mut text =
            |wish: &Wish| match wish.kind == Kind::Any && kind == Kind::All || self.random.random_bool(0.1) {
                true => format!("({})", wish.text),
                false => wish.text.clone(),
            };
        let texts: Vec<String> = wishes.iter().map(&mut text).collect();
        let text = texts.join(if kind == Kind::All { " " } else { " OR " });
        let meaning: Meaning = match kind {
            Kind::Any => Rc::new(move |line| wishes.iter().any(|wish| (wish.meaning)(line))),
            _ => Rc::new(move |line| wishes.iter().all(|wish| (wish.meaning)(line))),
        };
        Wish { text, meaning, kind }
    }

    fn negation(&mut self, depth: usize) -> Wish {
        let wish = self.any(depth - 1);
        let text =
            if wish.kind == Kind::Item { format!("-{}", wish.text) } else { format!("-({})", wish.text) };
        item(text, move |line| !(wish.meaning)(line))
    }

    fn term(&mut self) -> Wish {
        match self.random.random_range(0..15) {
            0 | 1 => self.word(),
            2 => self.category(),
            3 | 4 => self.scale(),
            5 => self.person(),
            6 => self.list(),
            7 | 8 => self.phrase(),
            9 | 10 => self.time(),
            11 => self.state(),
            12 => self.presence(),
            13 => self.name(),
            _ => self.own_field(),
        }
    }

    fn pick<T: Clone>(&mut self, items: &[T]) -> T {
        items.choose(self.random).unwrap().clone()
    }

    /// Picks a word or two of some, in any case.
    fn words(&mut self, known: &[&str]) -> Vec<String> {
        let count = self.random.random_range(1..=2);
        let picked: Vec<&str> = known.choose_multiple(self.random, count).copied().collect();
        picked
            .into_iter()
            .map(|word| if self.random.random_bool(0.2) { word.to_uppercase() } else { word.to_owned() })
            .collect()
    }

    /// Asks for a field by its values, one of which must fit.
    fn values(&mut self, key: &str, field: &'static str, known: &[&str]) -> Wish {
        let words = self.words(known);
        let written: Vec<String> = words.iter().map(|word| self.written(word)).collect();
        item(format!("{key}:{}", written.join(",")), move |line| {
            line.texts(field).iter().any(|text| words.iter().any(|word| fits(word, text)))
        })
    }

    /// Writes a value, in quotes where it needs them, or where it does not.
    fn written(&mut self, word: &str) -> String {
        let needs = word.contains([' ', '(', ',']);
        if needs || (!word.contains('*') && self.random.random_bool(0.2)) {
            format!("\"{word}\"")
        } else {
            word.to_owned()
        }
    }

    fn word(&mut self) -> Wish {
        match self.random.random_range(0..5) {
            0 => self.values(
                "status",
                "status",
                &["new", "open", "pending", "on-hold", "solved", "closed", "*o*"],
            ),
            1 => self.values("type", "type", &["incident", "request", "question", "r*"]),
            2 => self.values("team", "team", &["support", "network", "*"]),
            3 => self.values("resolution", "resolution", &["solved", "duplicate", "*c*"]),
            _ => self.values("Source", "source", &["mail", "phone", "web", "cli", "*i*"]),
        }
    }

    fn category(&mut self) -> Wish {
        let words = self.words(&["active", "waiting", "done"]);
        item(format!("category:{}", words.join(",")), move |line| {
            words.iter().any(|word| word.eq_ignore_ascii_case(line.category()))
        })
    }

    fn list(&mut self) -> Wish {
        match self.random.random_range(0..4) {
            0 => self.values("label", "labels", &["sso", "vpn", "Printer", "été", "n*t", "two words"]),
            1 => self.values("labels", "labels", &["network", "*", "*r", "v*n"]),
            2 => self.values("article", "articles", &["reset-sso", "KB-1", "kb-*"]),
            _ => self.values("external", "external", &["github:o/r#*", "jira:*", "*2", "Jira:HD*4*"]),
        }
    }

    /// Asks for a place in an order: a word, a comparison, or a range, which may be written either way round.
    fn scale(&mut self) -> Wish {
        let (key, places): (&'static str, &'static [&'static str]) = self.pick(&[
            ("priority", &["P4", "P3", "P2", "P1"]),
            ("urgency", &["low", "medium", "high"]),
            ("impact", &["low", "medium", "high"]),
            ("level", &["N1", "N2", "N3", "N4"]),
            ("tier", &["bronze", "silver", "gold"]),
        ]);
        let place = move |line: &Line| {
            let text = if key == "priority" { line.priority() } else { line.texts(key).first().cloned() };
            text.and_then(|text| places.iter().position(|place| place.eq_ignore_ascii_case(&text)))
        };
        let (one, other) =
            (self.random.random_range(0..places.len()), self.random.random_range(0..places.len()));
        let range = one.min(other)..=one.max(other);
        let (test, wanted) = match self.random.random_range(0..7) {
            0 => (places[one].to_owned(), one..=one),
            1 => (format!("<={}", places[one]), 0..=one),
            2 => (format!(">={}", places[one]), one..=9),
            3 => (format!(">{}", places[one].to_lowercase()), one + 1..=9),
            4 => (format!("{}..{}", places[one], places[other]), range),
            5 => (format!("{}..", places[one]), one..=9),
            _ => (format!("..{}", places[one]), 0..=one),
        };
        item(format!("{key}:{test}"), move |line| place(line).is_some_and(|place| wanted.contains(&place)))
    }

    fn person(&mut self) -> Wish {
        let (key, field) =
            self.pick(&[("assignee", "assignee"), ("reporter", "reporter"), ("watcher", "watchers")]);
        let words = self.words(&[
            "@me",
            "@none",
            "ann",
            "lee@example.org",
            "Bob Stone",
            "Dana Roe",
            "dana@example.com",
            "*@example.com",
            "*o*",
            "nobody",
        ]);
        let written: Vec<String> = words.iter().map(|word| self.written(word)).collect();
        item(format!("{key}:{}", written.join(",")), move |line| {
            words.iter().any(|word| match word.to_lowercase().as_str() {
                "@none" => line.texts(field).is_empty(),
                "@me" => line.texts(field).iter().any(|person| is_meant("ann", person)),
                word => line.texts(field).iter().any(|person| is_meant(word, person)),
            })
        })
    }

    /// Asks for words in a text: one, several in a row, the beginning or the end of one.
    fn phrase(&mut self) -> Wish {
        let word = |wishes: &mut Self| wishes.pick(&crate::queries::WORDS);
        let (one, other) = (word(self), word(self));
        let letters: Vec<char> = one.chars().collect();
        let (start, end): (String, String) = (letters[..2].iter().collect(), letters[2..].iter().collect());
        let words = match self.random.random_range(0..5) {
            0 | 1 => one.to_owned(),
            2 => format!("\"{one}  {other}\""),
            3 => format!("{start}*"),
            _ => format!("*{end}"),
        };
        let wanted: Vec<String> = words.trim_matches('"').split_whitespace().map(str::to_owned).collect();
        let holds = move |text: &str| {
            let words: Vec<&str> = text
                .split(|letter: char| !letter.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .collect();
            words
                .windows(wanted.len())
                .any(|words| words.iter().zip(&wanted).all(|(word, wanted)| fits(wanted, word)))
        };
        match self.random.random_range(0..4) {
            0 => item(format!("title:{words}"), move |line| holds(line.text("title"))),
            1 => item(format!("body:{words}"), move |line| holds(line.text("body"))),
            2 => item(format!("text:{words}"), move |line| line.all_texts().iter().any(|text| holds(text))),
            _ => item(words, move |line| line.all_texts().iter().any(|text| holds(text))),
        }
    }

    fn time(&mut self) -> Wish {
        let key = self.pick(&["created", "updated", "closed", "due", "until", "renewal"]);
        let is_past = matches!(key, "created" | "updated" | "closed");
        let (test, within) = match self.random.random_range(0..3) {
            0 => self.length(is_past),
            1 => self.stretch(is_past),
            _ => self.range(is_past),
        };
        item(format!("{key}:{test}"), move |line| line.time(key).is_some_and(&*within))
    }

    /// Compares with a length of time: an age of what has been, else a distance from now.
    fn length(&mut self, is_past: bool) -> (String, Rc<dyn Fn(Time) -> bool>) {
        let (count, unit) =
            self.pick(&[(0, "d"), (1, "d"), (2, "w"), (30, "m"), (36, "h"), (20, "d"), (10, "w")]);
        let span = match unit {
            "m" => TimeDelta::minutes(count),
            "h" => TimeDelta::hours(count),
            "d" => TimeDelta::days(count),
            _ => TimeDelta::weeks(count),
        };
        let (sign, name) = self.pick(&[("<", "less"), ("<=", "at most"), (">", "more"), (">=", "at least")]);
        let direction = self.pick(&["", "", "+", "-"]);
        let compare = move |one: TimeDelta, other: TimeDelta| match name {
            "less" => one < other,
            "at most" => one <= other,
            "more" => one > other,
            _ => one >= other,
        };
        let within: Rc<dyn Fn(Time) -> bool> = match (direction, is_past) {
            ("", true) => Rc::new(move |time| compare(now() - time, span)),
            ("-", _) => Rc::new(move |time| compare(time - now(), -span)),
            _ => Rc::new(move |time| compare(time - now(), span)),
        };
        (format!("{sign}{direction}{count}{unit}"), within)
    }

    /// Picks words for a stretch of time, with its first moment and the first one after it.
    fn period(&mut self, is_past: bool) -> (String, Time, Time) {
        let today = day(2026, 11, 25);
        let (friday, wednesday) = if is_past { (-5, -7) } else { (2, 7) };
        let near = [("today", 0), ("yesterday", -1), ("tomorrow", 1), ("friday", friday), ("WED", wednesday)];
        let days = |first: NaiveDate, days: u64| (first, first + Days::new(days));
        let (text, (first, after)) = match self.random.random_range(0..8) {
            0 | 1 => {
                let (word, shift) = self.pick(&near);
                (word.to_owned(), days(today + TimeDelta::days(shift), 1))
            }
            2 => ("last-week".to_owned(), days(day(2026, 11, 16), 7)),
            3 => ("this-month".to_owned(), days(day(2026, 11, 1), 30)),
            4 => ("2026-W42".to_owned(), days(day(2026, 10, 12), 7)),
            5 => ("2026-10".to_owned(), days(day(2026, 10, 1), 31)),
            6 => ("2026".to_owned(), days(day(2026, 1, 1), 365)),
            _ => {
                let any = day(2026, 9, 20) + Days::new(self.random.random_range(0..110));
                (format!("{:04}-{:02}-{:02}", any.year(), any.month(), any.day()), days(any, 1))
            }
        };
        (text, start_of(first), start_of(after))
    }

    fn stretch(&mut self, is_past: bool) -> (String, Rc<dyn Fn(Time) -> bool>) {
        let (text, start, end) = self.period(is_past);
        match self.random.random_range(0..5) {
            0 => (text, Rc::new(move |time| start <= time && time < end)),
            1 => (format!("<{text}"), Rc::new(move |time| time < start)),
            2 => (format!("<={text}"), Rc::new(move |time| time < end)),
            3 => (format!(">{text}"), Rc::new(move |time| time >= end)),
            _ => (format!(">={text}"), Rc::new(move |time| time >= start)),
        }
    }

    fn range(&mut self, is_past: bool) -> (String, Rc<dyn Fn(Time) -> bool>) {
        let mut ends = [self.period(is_past), self.period(is_past)];
        ends.sort_by_key(|(_, start, _)| *start);
        let [(from, start, _), (to, _, end)] = ends;
        match self.random.random_range(0..4) {
            0 => (format!("{from}.."), Rc::new(move |time| start <= time)),
            1 => (format!("..{to}"), Rc::new(move |time| time < end)),
            2 if is_past => {
                let ages = TimeDelta::days(3)..=TimeDelta::days(20);
                ("3d..20d".to_owned(), Rc::new(move |time| ages.contains(&(now() - time))))
            }
            _ => (format!("{from}..{to}"), Rc::new(move |time| start <= time && time < end)),
        }
    }

    fn state(&mut self) -> Wish {
        let undone = self.undone.clone();
        let states: [(&str, Meaning); 12] = [
            ("open", Rc::new(|line| !line.is_done())),
            ("closed", Rc::new(Line::is_done)),
            ("active", Rc::new(|line| !line.is_done() && !line.waits())),
            ("waiting", Rc::new(Line::waits)),
            ("overdue", Rc::new(|line| !line.is_done() && line.time("due").is_some_and(|due| due < now()))),
            ("unassigned", Rc::new(|line| line.texts("assignee").is_empty())),
            ("mine", Rc::new(|line| line.texts("assignee").iter().any(|person| is_meant("ann", person)))),
            ("stale", Rc::new(|line| !line.is_done() && now() - line.updated() > TimeDelta::days(14))),
            (
                "blocked",
                Rc::new(move |line| !line.is_done() && line.blockers().iter().any(|id| undone.contains(id))),
            ),
            ("unanswered", Rc::new(Line::is_unanswered)),
            (
                "reopened",
                Rc::new(|line| line.moves("status").iter().any(|(from, to)| is_done(from) && !is_done(to))),
            ),
            ("escalated", Rc::new(|line| line.moves("level").iter().any(|(from, to)| from < to))),
        ];
        let mut picked: Vec<(&str, Meaning)> = states.to_vec();
        picked.shuffle(self.random);
        picked.truncate(self.random.random_range(1..=2));
        let names: Vec<&str> = picked.iter().map(|(name, _)| *name).collect();
        item(format!("is:{}", names.join(",")), move |line| picked.iter().any(|(_, meaning)| meaning(line)))
    }

    fn presence(&mut self) -> Wish {
        let field = self.pick(&[
            "assignee", "reporter", "due", "labels", "links", "closed", "priority", "body", "tier", "rack",
            "vip", "until",
        ]);
        let has = move |line: &Line| match field {
            "closed" => line.closed().is_some(),
            "priority" => line.priority().is_some(),
            "due" | "until" => line.time(field).is_some(),
            "links" => line.0.get("links").is_some(),
            field => !line.texts(field).is_empty(),
        };
        match self.random.random_bool(0.5) {
            true => item(format!("has:{field}"), has),
            false => item(format!("no:{field}"), move |line| !has(line)),
        }
    }

    /// Asks for an id, or a link to one, by its beginning.
    fn name(&mut self) -> Wish {
        let ids = self.ids.clone();
        let id = self.pick(&ids);
        let start = id[..self.random.random_range(4..8)].to_owned();
        let kind = self.pick(&["blocked-by", "related", "parent"]);
        let links = move |line: &Line, kind: &str, start: &str| {
            line.links().iter().any(|(its, to)| (kind.is_empty() || its == kind) && to.starts_with(start))
        };
        match self.random.random_range(0..6) {
            0 => {
                item(format!("id:{}", start.to_lowercase()), move |line| line.text("id").starts_with(&start))
            }
            1 => item(format!("id:{}", &start[3..]), move |line| line.text("id").starts_with(&start)),
            2 => item(format!("id:*{}", &id[8..]), move |line| line.text("id")[3..].contains(&id[8..])),
            3 => item(format!("link:{kind}"), move |line| links(line, kind, "")),
            4 => item(format!("link:{id}"), move |line| links(line, "", &id)),
            _ => item(format!("links:\"{kind} {start}\""), move |line| links(line, kind, &start)),
        }
    }

    fn own_field(&mut self) -> Wish {
        let count = self.random.random_range(0..30);
        let number = move |line: &Line, field: &str| line.field(field).and_then(Value::as_f64);
        match self.random.random_range(0..10) {
            0 => item(format!("seats:{count}"), move |line| number(line, "seats") == Some(count.into())),
            1 => item(format!("seats:>={count}.5"), move |line| {
                number(line, "seats").is_some_and(|it| it >= f64::from(count) + 0.5)
            }),
            2 => item(format!("seats:{count}..30,-1"), move |line| {
                let fits = |seats| (count.into()..=30.0).contains(&seats) || seats == -1.0;
                number(line, "seats").is_some_and(fits)
            }),
            3 => item("vip:yes".to_owned(), |line| line.field("vip") == Some(&Value::Bool(true))),
            4 => item("vip:FALSE".to_owned(), |line| line.field("vip") == Some(&Value::Bool(false))),
            5 => self.values("customer", "customer", &["Acme & Co", "acme*", "*co", "(none)", "Ω"]),
            6 => self.values("tags", "tags", &["red", "blue", "r*"]),
            7 => self.values("rack", "rack", &["12", "r12", "r*", "2026-12-01"]),
            8 => item(format!("rack:<{count}"), move |line| {
                number(line, "rack").is_some_and(|it| it < count.into())
            }),
            _ => item("rack:>2026".to_owned(), move |line| {
                let is_later = |text: &Value| text.as_str().is_some_and(|text| text.starts_with("2027-"));
                number(line, "rack").is_some_and(|it| it > 2026.0) || line.field("rack").is_some_and(is_later)
            }),
        }
    }
}

fn item(text: String, meaning: impl Fn(&Line) -> bool + 'static) -> Wish {
    Wish { text, meaning: Rc::new(meaning), kind: Kind::Item }
}

impl Line {
    fn text(&self, key: &str) -> &str {
        self.0.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    fn field(&self, key: &str) -> Option<&Value> {
        self.0.get(key).or_else(|| self.0.get("fields")?.get(key))
    }

    /// Returns a value as texts; nothing is none.
    fn texts(&self, key: &str) -> Vec<String> {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        match self.field(key) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(items)) => items.iter().map(text).collect(),
            Some(value) => Some(text(value)).filter(|text| !text.is_empty()).into_iter().collect(),
        }
    }

    fn thread(&self) -> &[Value] {
        self.0.get("thread").and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    fn all_texts(&self) -> Vec<&str> {
        let said = self.thread().iter().filter_map(|entry| entry.get("body")?.as_str());
        [self.text("title"), self.text("body")].into_iter().chain(said).collect()
    }

    fn links(&self) -> Vec<(String, String)> {
        let links = self.0.get("links").and_then(Value::as_array).into_iter().flatten();
        let link = |link: &Value| {
            Some((link.get("kind")?.as_str()?.to_owned(), link.get("to")?.as_str()?.to_owned()))
        };
        links.filter_map(link).collect()
    }

    fn blockers(&self) -> Vec<String> {
        self.links().into_iter().filter(|(kind, _)| kind == "blocked-by").map(|(_, to)| to).collect()
    }

    fn category(&self) -> &str {
        match self.text("status") {
            status if DONE.contains(&status) => "done",
            status if WAITING.contains(&status) => "waiting",
            _ => "active",
        }
    }

    fn is_done(&self) -> bool {
        self.category() == "done"
    }

    fn waits(&self) -> bool {
        self.category() == "waiting" && self.time("until").is_none_or(|until| until > now())
    }

    /// Returns the priority: an override, or that of urgency and impact.
    fn priority(&self) -> Option<String> {
        let step = |key: &str| ["high", "medium", "low"].iter().position(|word| *word == self.text(key));
        let own = Some(self.text("priority")).filter(|own| !own.is_empty()).map(str::to_owned);
        own.or_else(|| Some(format!("P{}", (step("urgency")? + step("impact")? + 1).min(4))))
    }

    fn time(&self, key: &str) -> Option<Time> {
        match key {
            "updated" => Some(self.updated()),
            "closed" => self.closed(),
            "renewal" => self.field(key)?.as_str()?.parse().ok().map(start_of),
            key => instant(self.text(key)),
        }
    }

    fn updated(&self) -> Time {
        let said = self.thread().iter().filter_map(time_of);
        said.chain(instant(self.text("created"))).max().unwrap()
    }

    /// Returns when it was last done, if it is.
    fn closed(&self) -> Option<Time> {
        let ends = |entry: &&Value| {
            change(entry, "status").is_some_and(|(from, to)| is_done(&to) && !is_done(&from))
        };
        self.thread().iter().rev().find(ends).filter(|_| self.is_done()).and_then(time_of)
    }

    fn moves(&self, field: &str) -> Vec<(String, String)> {
        let moves = self.thread().iter().filter_map(|entry| change(entry, field));
        moves.filter(|(from, to)| !from.is_empty() && !to.is_empty()).collect()
    }

    /// Tells whether the requester waits for an answer: they spoke last, or nobody has spoken yet and they are no
    /// member; once it is done, only a word since then waits.
    fn is_unanswered(&self) -> bool {
        let Some(reporter) = self.texts("reporter").pop() else { return false };
        let end = |entry: &Value| change(entry, "status").is_some_and(|(_, to)| is_done(&to));
        let since = match self.is_done() {
            true => self.thread().iter().rposition(end).map_or(0, |at| at + 1),
            false => 0,
        };
        let is_reply =
            |entry: &&Value| entry["kind"] == "reply" && entry.get("auto") != Some(&Value::Bool(true));
        match self.thread()[since..].iter().rev().find(is_reply) {
            Some(last) => identity(last["by"].as_str().unwrap()) == identity(&reporter),
            None if self.is_done() || self.text("status") == "pending" => false,
            None => !MEMBERS.iter().any(|(handle, ..)| *handle == identity(&reporter)),
        }
    }
}

fn now() -> Time {
    instant(NOW).unwrap()
}

fn instant(text: &str) -> Option<Time> {
    DateTime::parse_from_rfc3339(text).ok().map(|time| time.to_utc())
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn start_of(day: NaiveDate) -> Time {
    Brussels.from_local_datetime(&day.and_hms_opt(0, 0, 0).unwrap()).unwrap().to_utc()
}

fn time_of(entry: &Value) -> Option<Time> {
    instant(entry["at"].as_str()?)
}

fn change(entry: &Value, field: &str) -> Option<(String, String)> {
    let pair = entry.get("changes")?.get(field)?;
    let text = |at: usize| pair.get(at).and_then(Value::as_str).unwrap_or_default().to_owned();
    Some((text(0), text(1)))
}

fn is_done(status: &str) -> bool {
    DONE.contains(&status)
}

/// Tells whether a text is the same in any case; a `*` stands for any letters.
fn fits(pattern: &str, text: &str) -> bool {
    fn go(pattern: &[char], text: &[char]) -> bool {
        match (pattern.split_first(), text.split_first()) {
            (None, _) => text.is_empty(),
            (Some(('*', rest)), None) => go(rest, text),
            (Some(('*', rest)), Some((_, shorter))) => go(rest, text) || go(pattern, shorter),
            (Some((one, rest)), Some((other, shorter))) => one == other && go(rest, shorter),
            (Some(_), None) => false,
        }
    }
    let letters = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<Vec<char>>();
    go(&letters(pattern), &letters(text))
}

fn address(person: &str) -> Option<&str> {
    match person.split_once('<') {
        Some((_, rest)) => rest.strip_suffix('>'),
        None => Some(person).filter(|person| person.contains('@')),
    }
}

/// Returns the handle of a member, else what tells anybody from others.
fn identity(person: &str) -> &str {
    let address = address(person);
    let member = MEMBERS.iter().find(|(_, _, addresses)| address.is_some_and(|it| addresses.contains(&it)));
    member.map(|(handle, ..)| *handle).or(address).unwrap_or(person)
}

/// Tells whether a word means a person: a handle and the addresses of a member for certain, else by text or name.
fn is_meant(word: &str, person: &str) -> bool {
    let is_glob = word.contains('*');
    let names = |(handle, name, addresses): &&(&str, &str, &[&str])| {
        fits(word, handle) || addresses.iter().any(|one| fits(word, one)) || fits(word, name)
    };
    if MEMBERS.iter().filter(names).any(|(handle, ..)| *handle == identity(person)) {
        return true;
    }
    let is_certain =
        !is_glob && (word.contains('@') || MEMBERS.iter().any(|(handle, ..)| fits(word, handle)));
    let address = address(person);
    let name = person.split('<').next().unwrap_or_default().trim();
    match is_certain {
        true => address.is_some_and(|address| address.eq_ignore_ascii_case(word)),
        false => fits(word, person) || fits(word, name) || address.is_some_and(|address| fits(word, address)),
    }
}
