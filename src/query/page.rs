//! docs/query.md: the language for people, its tables made from those of the program.

use super::field::{FIELDS, Info, KEYWORDS, fields};
use super::parser::DEEPEST;
use super::sort::KEYS;
use super::state::STATES;
use super::terms::Subject;

/// Returns the page.
pub fn page() -> String {
    let parts = [
        BEGINNING.to_owned(),
        table("Keys that are no fields", ["key", "meaning", "example"], KEYWORDS.iter().map(keyword)),
        table("Fields", ["field", "takes", "meaning", "example"], FIELDS.iter().map(field)),
        CUSTOM.to_owned(),
        table(
            "Fields of articles",
            ["field", "takes", "meaning", "example"],
            fields(Subject::Articles).iter().map(field),
        ),
        ARTICLES.to_owned(),
        VALUES.to_owned(),
        table(
            "States",
            ["state", "meaning"],
            STATES.iter().map(|info| [code(info.name), info.meaning.into()]),
        ),
        format!("\n{STATE_NOTES}"),
        TIMES.to_owned(),
        table(
            "Time words",
            ["word", "meaning"],
            TIME_WORDS.iter().map(|(word, meaning)| [(*word).into(), (*meaning).into()]),
        ),
        format!("\n{TIME_NOTES}"),
        table(
            "Order",
            ["key", "comes first"],
            KEYS.iter().map(|info| [code(info.key.name()), info.first.into()]),
        ),
        format!("\n{ORDER_NOTES}"),
        format!(
            "\n## Grammar\n\n{GRAMMAR}\nGroups and negations may be {DEEPEST} levels deep; a query may be as long as you like.\n"
        ),
    ];
    parts.concat()
}

fn keyword((name, meaning, example): &(&str, &str, &str)) -> [String; 3] {
    [code(name), (*meaning).into(), code(example)]
}

fn field(info: &Info) -> [String; 4] {
    let names = std::iter::once(info.key.name()).chain(info.aliases.iter().copied());
    let names: Vec<String> = names.map(code).collect();
    [names.join(", "), info.kind.name().into(), info.meaning.into(), code(info.example)]
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

/// Returns a table under a heading.
fn table<const N: usize>(title: &str, head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let rows: String = rows.map(|row| line(&row)).collect();
    format!("\n## {title}\n\n{}|{}\n{rows}", line(&head.map(str::to_owned)), "---|".repeat(N))
}

const BEGINNING: &str = "\
# Queries

<!-- Made by the program: `DESK_BLESS=1 cargo test --test pages` writes it anew. -->

A query says which tickets you want. It is the same language wherever tickets are chosen: on the command line, in the
`views` of `desk.yml`, in the rules of the desk.

```text
level:>=N2 assignee:@me -label:wontfix
```

Terms that stand side by side must all hold: at level N2 or above, mine, and without the label. A term is a field, a
colon and a value; words without a colon are looked for in the text.

| you want | you write |
|---|---|
| one value or another | `status:open,pending` |
| not this | `-label:wontfix` |
| one term or another | `(priority:P1 OR due:<2d)` |
| more, less, at least, at most | `level:>=N2` |
| from one to another, both included | `created:2026-01-01..2026-01-31` |
| from one on, or up to one | `created:2026-01-01..`, `seats:..25` |
| no value, or any | `no:assignee`, `has:due` |
| a state | `is:overdue` |
| words in the text | `sso loop` |
| these words, one after the other | `\"sso loop\"` |
| a value with spaces or signs | `reporter:\"Dana Roe\"` |
| a quote inside of quotes | `title:\"the \\\"big\\\" printer\"` |
| anything that begins so | `label:net*` |
| another order | `sort:priority,-created` |

`OR` is written in capitals and binds less than what stands side by side: `a b OR c` is `(a b) OR c`. Upper and lower
case are the same everywhere else. A `*` stands for any letters, but not in quotes. In a shell, put the whole query in
single quotes.

What is wrong is shown where it is:

```text
status:pendign label:vpn
       ^^^^^^^
```
";

const CUSTOM: &str = "
A field that `desk.yml` declares under `fields` is asked for by its name, and takes what its type says: dates look to
what is to come, the values of an `enum` rise in the order of the file. So is any other key that a ticket's file has;
it is compared as a number or a date where it is one.
";

const ARTICLES: &str = "
These are asked for where articles are chosen: `git desk kb list` and the other commands of `kb`. So is any other key of
an article's front matter. An article has no states: `is:` is not asked of it.
";

const VALUES: &str = "
## Values

- A *word* is one that the desk knows, from `desk.yml` or from its tickets. Any other is an error, with the nearest one
  that is known. A label, a person and a text may be anything.
- An *ordered word* can be compared. `priority:>=P2` is P2 or more pressing; a range may be written either way round.
- A *person* is meant by handle, address or name; the handle of a member and all of their addresses are one person.
  `@me` is you, `@none` is nobody.
- *Words in a text* are whole words: `log` is not in `login`, `log*` is. Between the words of a phrase there may be
  spaces and signs. Scripts that put no spaces between words are searched sign by sign.
- An *id* may be shortened, and needs no prefix. A *link* is the id of the other ticket, the kind of the link, or both:
  `link:\"blocked-by 7k3m\"`.
- *Yes or no* is `yes`, `no`, `true` or `false`.
";

const STATE_NOTES: &str = "\
What is done is not listed, unless the query says something about it: `status:`, `category:`, `resolution:`, `closed:`,
or a state that tells whether a ticket is done. A ticket whose file cannot be read is listed whenever it might be meant;
`-is:broken` leaves it out.
";

const TIMES: &str = "
## Times

Days, weeks and months are those of the desk's zone. A day is the whole day: `<` is before it begins, `<=` until it
ends, `>` after it ends, `>=` from its beginning.

A length of time depends on where the field looks. Of what has been (`created`, `updated`, `closed`) it is an age:
`created:<2d` is younger than two days, `updated:>14d` was quiet for more than 14 days. Of what is to come (`due`,
`until`, dates of your own) it counts from now: `due:<2d` is due within two days, or was already. With a sign it is
counted from now everywhere: `created:>-2d`, `due:<+2d`.
";

const TIME_WORDS: [(&str, &str); 10] = [
    ("`2026-01-31`", "a day"),
    ("`2026-01-31T14:00`, `\"2026-01-31 14:00\"`", "a minute of the desk's zone"),
    ("`2026-01-31T14:00:00Z`", "a moment, as files have it (RFC 3339)"),
    ("`2026-01`, `2026`", "a month, a year"),
    ("`2026-W05`", "a week from Monday on (ISO 8601)"),
    ("`today`, `yesterday`, `tomorrow`", "a day near now"),
    (
        "`monday` … `sunday`, `mon` … `sun`",
        "the last such day of what has been, the next of what is to come; never today",
    ),
    ("`this-week`, `last-month`, `next-year` …", "the week, month or year of now, before, or after"),
    ("`now`", "this moment"),
    ("`30m`, `4h`, `2d`, `1w`", "a length of time; a day is 24 hours"),
];

const TIME_NOTES: &str = "\
A length of time is compared (`due:<2d`); everything else may stand alone too (`created:last-week`).
";

const ORDER_NOTES: &str = "\
A field of the desk's own is a key too. `-` turns a key round: `sort:-created` has the newest first. What has no value
comes last, and first where the key is turned round. Several keys, with commas between, decide one after the other;
then the older ticket comes first, then the id.
";

const GRAMMAR: &str = "\
```text
query = side { \"OR\" side }
side  = item { item }
item  = \"-\" item | \"(\" query \")\" | word | name \":\" test { \",\" test }
test  = word | ( \"<\" | \"<=\" | \">\" | \">=\" ) word | [ word ] \"..\" [ word ]
word  = letters without space, quote or parenthesis | '\"' anything '\"'
name  = a letter, then letters, digits, \"-\", \"_\" or \".\"
```

There is no space inside of a term. `\\\"` and `\\\\` in quotes are a quote and a backslash.
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_of_the_page_is_a_query() {
        let page = page();
        let written =
            page.split("| you want | you write |").nth(1).and_then(|rest| rest.split("\n\n").next());
        let cells = written.unwrap().lines().skip(2).map(|line| line.rsplit(" | ").next().unwrap());
        let examples: Vec<&str> = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
        assert!(examples.len() > 14, "{examples:?}");
        for example in examples {
            assert!(crate::query::parse(example).is_ok(), "{example}");
        }
    }

    #[test]
    fn every_word_for_a_time_is_one() {
        use crate::when::{Looking, Standpoint, span};
        let here = Standpoint { now: "2026-11-25T09:00:00Z".parse().unwrap(), zone: chrono_tz::Tz::UTC };
        for (words, _) in TIME_WORDS {
            for word in words.split('`').skip(1).step_by(2).map(|word| word.trim_matches('"')) {
                let is_read = here.period(word, Looking::Back).is_some() || span(word).is_some();
                assert!(is_read, "{word}");
            }
        }
    }
}
