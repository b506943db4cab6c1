//! The tickets: as JSON Lines, always the same ones.
//!
//! Half of them are French, half English. Words follow Zipf's law, as in any language: a few are everywhere, most are
//! rare. Tickets are spread over two years; one in five is not done, and those are young rather than old.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use serde_json::{Value, json};

/// When all commands run.
pub const NOW: &str = "2026-06-30T12:00:00Z";

/// A word to search: neither in every ticket nor in a few.
pub const WORD: &str = "certificate";

/// The beginning of several words.
pub const BEGINNING: &str = "impr";

const DAYS: f64 = 730.0;

/// How many words a language has; after those below come made-up ones: names of machines, typing errors, codes.
const VOCABULARY: usize = 30_000;

const ENGLISH: &str = "the to is on a and of it in not I we for my this with after when but can error no screen \
    since page from account user message access password mail file update problem please server printer again works \
    computer open network window only slow connection morning restart all has nothing same application shared folder \
    version still restore phone colleague button login meeting monitor keyboard laptop before report drive button \
    invoice certificate printing wireless calendar license order battery browser profile signature backup desk tunnel \
    cable attachment export docking camera firewall improvement impression projector scanner headset spreadsheet";

const FRENCH: &str = "le de la et les est un pas une sur en à je que pour nous dans depuis il mon avec ne plus au \
    erreur écran compte message accès après mais problème fichier merci réseau impossible serveur imprimante ordinateur \
    ouvrir page messagerie lent connexion matin fenêtre mise jour toujours redémarrer partage dossier rien même poste \
    logiciel utilisateur collègue version téléphone bouton bonjour réunion clavier souris portable avant rapport disque \
    facture certificat impression sauvegarde calendrier licence commande batterie navigateur profil signature tunnel \
    câble imprimer pièce jointe export caméra réinitialiser pare-feu imprévu projecteur numériser casque tableur";

const AGENTS: [&str; 12] =
    ["ann", "bob", "cleo", "dan", "eva", "finn", "gael", "hugo", "ines", "jean", "kim", "lea"];

const LABELS: [&str; 24] = [
    "vpn",
    "printer",
    "mail",
    "hardware",
    "network",
    "account",
    "erp",
    "phone",
    "laptop",
    "wifi",
    "backup",
    "security",
    "license",
    "onboarding",
    "web",
    "crm",
    "intranet",
    "mobile",
    "video",
    "storage",
    "print-server",
    "invoice",
    "legacy",
    "training",
];

/// Writes so many tickets to a file.
pub fn write(path: &Path, size: usize) {
    let mut file = BufWriter::new(File::create(path).unwrap());
    let mut author = Author::new();
    for number in 0..size {
        writeln!(file, "{}", author.ticket(number)).unwrap();
    }
    file.flush().unwrap();
}

struct Author {
    random: StdRng,
    languages: [Vec<String>; 2],
    now: DateTime<Utc>,
}

impl Author {
    fn new() -> Author {
        let mut random = StdRng::seed_from_u64(7);
        let languages = [ENGLISH, FRENCH].map(|known| vocabulary(known, &mut random));
        Author { random, languages, now: NOW.parse().unwrap() }
    }

    fn ticket(&mut self, number: usize) -> Value {
        let language = self.below(2);
        let is_done = self.below(5) > 0;
        let part = self.random.random::<f64>();
        let age = DAYS * if is_done { part } else { part.powi(4) };
        let created = self.now - TimeDelta::seconds((age * 86_400.0) as i64 + 60);
        let assignee = self.one_of(&AGENTS);
        let (status, resolution) = self.state(is_done);
        let thread = self.thread(language, created, assignee, status);
        let (level, team) =
            [("N1", "support"), ("N2", "network"), ("N3", "developers"), ("N4", "product")][self.rank(4)];
        json!({
            "record": "ticket",
            "external": [format!("bench:{number}")],
            "title": self.sentence(language, 4, 9).trim_end_matches('.'),
            "body": self.text(language, 30, 150),
            "type": self.one_of(&["incident", "incident", "request", "question"]),
            "status": status,
            "resolution": resolution,
            "urgency": self.one_of(&["low", "medium", "medium", "high"]),
            "impact": self.one_of(&["low", "medium", "high"]),
            "level": level,
            "team": team,
            "assignee": assignee,
            "reporter": self.reporter(),
            "source": self.one_of(&["mail", "mail", "web", "phone"]),
            "labels": self.labels(),
            "created": time(created),
            "thread": thread,
        })
    }

    fn state(&mut self, is_done: bool) -> (&'static str, Value) {
        if !is_done {
            return (self.one_of(&["open", "open", "pending", "on-hold"]), Value::Null);
        }
        let resolution = self.one_of(&["solved", "solved", "answered", "workaround", "rejected"]);
        (self.one_of(&["solved", "closed"]), json!(resolution))
    }

    /// Writes one to eight entries: who took it, what was said, how it ended.
    fn thread(
        &mut self,
        language: usize,
        created: DateTime<Utc>,
        assignee: &str,
        status: &str,
    ) -> Vec<Value> {
        let count = 1 + self.below(3) + self.rank(6);
        let mut at = created;
        let mut entries = Vec::new();
        for index in 0..count {
            at = (at + TimeDelta::seconds(60 + self.below(40_000) as i64)).min(self.now);
            entries.push(match index {
                _ if index + 1 == count => json!({
                    "kind": "event", "at": time(at), "by": assignee,
                    "changes": {"assignee": [null, assignee], "status": ["new", status]},
                    "minutes": 5 + self.below(60),
                }),
                index => self.said(language, index, at, assignee),
            });
        }
        entries
    }

    fn said(&mut self, language: usize, index: usize, at: DateTime<Utc>, assignee: &str) -> Value {
        let kind = if index % 3 == 2 { "note" } else { "reply" };
        let by = if index % 2 == 1 { self.reporter() } else { assignee.to_owned() };
        json!({"kind": kind, "at": time(at), "by": by, "body": self.text(language, 10, 70)})
    }

    fn reporter(&mut self) -> String {
        let number = self.rank(400);
        format!("Dana Roe {number} <dana.{number}@example.com>")
    }

    fn labels(&mut self) -> Vec<&'static str> {
        let mut labels: Vec<&str> = (0..self.below(4)).map(|_| LABELS[self.rank(LABELS.len())]).collect();
        labels.sort_unstable();
        labels.dedup();
        labels
    }

    /// Writes sentences until there are enough words, in paragraphs.
    fn text(&mut self, language: usize, least: usize, most: usize) -> String {
        let wanted = least + self.below(most - least);
        let (mut text, mut words) = (String::new(), 0);
        while words < wanted {
            let gap = if self.below(4) == 0 { "\n\n" } else { " " };
            let sentence = self.sentence(language, 5, 14);
            words += sentence.split(' ').count();
            text.push_str(if text.is_empty() { "" } else { gap });
            text.push_str(&sentence);
        }
        text
    }

    fn sentence(&mut self, language: usize, least: usize, most: usize) -> String {
        let count = least + self.below(most - least);
        let ranks: Vec<usize> = (0..count).map(|_| self.rank(VOCABULARY)).collect();
        let words: Vec<&str> =
            ranks.into_iter().map(|rank| self.languages[language][rank].as_str()).collect();
        let text = words.join(" ");
        let (first, rest) = text.split_at(text.chars().next().map_or(0, char::len_utf8));
        format!("{}{rest}.", first.to_uppercase())
    }

    /// Returns a number below `count`; the first ones come most often, by Zipf's law.
    fn rank(&mut self, count: usize) -> usize {
        ((count as f64 + 1.0).powf(self.random.random()) as usize - 1).min(count - 1)
    }

    fn below(&mut self, count: usize) -> usize {
        self.random.random_range(0..count)
    }

    fn one_of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }
}

/// Returns the words of a language, the most frequent first.
fn vocabulary(known: &str, random: &mut StdRng) -> Vec<String> {
    let mut words: Vec<String> = known.split_whitespace().map(str::to_owned).collect();
    while words.len() < VOCABULARY {
        words.push(made_up(random));
    }
    words
}

fn made_up(random: &mut StdRng) -> String {
    let mut letter = |letters: &[u8]| char::from(letters[random.random_range(0..letters.len())]);
    let mut word = String::new();
    for _ in 0..2 + usize::from(letter(b"abc") as u8 - b'a') {
        word.push(letter(b"bcdfglmnprstv"));
        word.push(letter(b"aeiou"));
    }
    match letter(b"abcdefgh") {
        'a' => format!("{word}-{}{}", letter(b"123456789"), letter(b"0123456789")),
        _ => word,
    }
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
