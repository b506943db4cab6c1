//! How often a question in somebody's own words finds the article that answers it, beside plain BM25.
//!
//! `cargo test --release --test retrieval -- --nocapture` prints the figures of docs/performance.md.

#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use git_desk::format::article::{ArticleFile, with_id};
use git_desk::knowledge::Library;
use git_desk::model::{Article, ArticleId};
use git_desk::ops::articles::suggest::LEAST_FOR_AN_ARTICLE;
use git_desk::query::{lowered, words};

const ARCHIVE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/govuk-manual-kb.tar.xz");
const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data");

struct Case {
    question: String,
    /// The names of the articles that answer; none for a question that nothing answers.
    expected: Vec<String>,
}

struct Corpus {
    names: Vec<String>,
    articles: Vec<Article>,
}

fn cases() -> Vec<Case> {
    cases_of("questions.tsv")
}

fn cases_of(file: &str) -> Vec<Case> {
    let text = fs::read_to_string(format!("{DATA}/{file}")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let case = |line: &str| {
        let (question, names) = line.split_once('\t').unwrap();
        let expected = names.split(' ').filter(|name| *name != "-").map(str::to_owned).collect();
        Case { question: question.to_owned(), expected }
    };
    lines.map(case).collect()
}

fn corpus() -> Option<Corpus> {
    if !Path::new(ARCHIVE).exists() {
        eprintln!("skipped: ../shared/data/govuk-manual-kb.tar.xz is not there");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let unpacked = Command::new("tar").arg("-xJf").arg(ARCHIVE).arg("-C").arg(folder.path()).status();
    if !unpacked.is_ok_and(|status| status.success()) {
        eprintln!("skipped: tar cannot unpack it");
        return None;
    }
    let mut corpus = Corpus { names: Vec::new(), articles: Vec::new() };
    let mut paths = files(folder.path());
    paths.extend(files(Path::new(&format!("{DATA}/articles"))));
    for path in paths {
        let base = if path.starts_with(folder.path()) { folder.path() } else { Path::new(DATA) };
        let name = path.strip_prefix(base).unwrap().to_str().unwrap().to_owned();
        let name = name.strip_prefix("articles/").unwrap_or(&name);
        let name = name.trim_end_matches(".md").trim_end_matches(".html").to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let id: ArticleId = format!("KB-{:06}", corpus.names.len()).parse().unwrap();
        let file = ArticleFile::read(with_id(&text, &id).unwrap_or(text)).unwrap();
        corpus.articles.push(file.article);
        corpus.names.push(name);
    }
    Some(corpus)
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        match entry.file_type().unwrap().is_dir() {
            true => found.extend(files(&entry.path())),
            false if entry.path().extension().is_some_and(|end| end == "md") => found.push(entry.path()),
            false => {}
        }
    }
    found.sort();
    found
}

/// Okapi BM25 over title and text, lower-cased words and nothing else (k1 1.2, b 0.75).
fn plain(corpus: &Corpus) -> impl Fn(&str) -> Vec<usize> + '_ {
    let texts: Vec<HashMap<String, f64>> = corpus
        .articles
        .iter()
        .map(|article| {
            let mut counts = HashMap::new();
            for word in words(&article.title).chain(words(&article.body)) {
                *counts.entry(lowered(word)).or_default() += 1.0;
            }
            counts
        })
        .collect();
    let lengths: Vec<f64> = texts.iter().map(|text| text.values().sum()).collect();
    let average = lengths.iter().sum::<f64>() / lengths.len() as f64;
    move |question: &str| {
        let mut wanted: Vec<String> = words(question).map(lowered).collect();
        wanted.sort();
        wanted.dedup();
        let mut scores = vec![0.0; texts.len()];
        for word in wanted {
            let having = texts.iter().filter(|text| text.contains_key(&word)).count() as f64;
            let rarity = (1.0 + (texts.len() as f64 - having + 0.5) / (having + 0.5)).ln();
            for (at, text) in texts.iter().enumerate() {
                let count = text.get(&word).copied().unwrap_or(0.0);
                scores[at] += rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * lengths[at] / average));
            }
        }
        let mut order: Vec<usize> = (0..scores.len()).filter(|at| scores[*at] > 0.0).collect();
        order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        order
    }
}

#[derive(Debug, Default)]
struct Figures {
    count: f64,
    first: f64,
    five: f64,
    reciprocal: f64,
}

impl Figures {
    fn of(corpus: &Corpus, cases: &[Case], ask: impl Fn(&str) -> Vec<usize>, name: &str) -> Figures {
        let mut figures = Figures::default();
        for case in cases.iter().filter(|case| !case.expected.is_empty()) {
            let found = ask(&case.question);
            let rank = found.iter().position(|at| case.expected.contains(&corpus.names[*at]));
            figures.count += 1.0;
            figures.first += f64::from(rank == Some(0));
            figures.five += f64::from(rank.is_some_and(|rank| rank < 5));
            figures.reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0));
            if rank.is_none_or(|rank| rank >= 5) {
                let instead: Vec<&str> = found.iter().take(2).map(|at| corpus.names[*at].as_str()).collect();
                let place = rank.map_or("nowhere".to_owned(), |rank| format!("place {}", rank + 1));
                eprintln!("{name}: not among five: {:?} ({place}, instead {instead:?})", case.question);
            }
        }
        figures.first /= figures.count;
        figures.five /= figures.count;
        figures.reciprocal /= figures.count;
        eprintln!(
            "{name}: {} questions, recall@1 {:.3}, recall@5 {:.3}, mean reciprocal rank {:.3}",
            figures.count, figures.first, figures.five, figures.reciprocal
        );
        figures
    }
}

#[test]
fn questions_in_peoples_own_words_find_their_articles() {
    let Some(corpus) = corpus() else { return };
    let cases = cases();
    let library = Library::of(corpus.articles.iter());
    let ours = |question: &str| library.ask(question).iter().map(|answer| answer.article).collect();
    let base = Figures::of(&corpus, &cases, plain(&corpus), "plain");
    let own = Figures::of(&corpus, &cases, ours, "ours");
    eprintln!(
        "ratios: recall@1 {:.2}, recall@5 {:.2}, reciprocal {:.2}",
        own.first / base.first,
        own.five / base.five,
        own.reciprocal / base.reciprocal
    );
    let held_out = cases_of("held-out.tsv");
    Figures::of(&corpus, &held_out, plain(&corpus), "plain, held out");
    Figures::of(&corpus, &held_out, ours, "ours, held out");
    assert!(own.five > 1.15 * base.five && own.first > 1.3 * base.first, "{own:?} {base:?}");
}

/// What of the questions that have an answer is answered at a threshold, and what of the others is handed over.
#[test]
fn what_nothing_answers_is_handed_over() {
    let Some(corpus) = corpus() else { return };
    let library = Library::of(corpus.articles.iter());
    let best: Vec<(bool, f64)> = cases()
        .iter()
        .map(|case| {
            let score = library.ask(&case.question).first().map_or(0.0, |answer| answer.score);
            (!case.expected.is_empty(), score)
        })
        .collect();
    for hundredth in (10..=50).step_by(2) {
        let threshold = f64::from(hundredth) / 100.0;
        let share = |is_answerable: bool, fits: &dyn Fn(f64) -> bool| {
            let all: Vec<f64> = best.iter().filter(|it| it.0 == is_answerable).map(|it| it.1).collect();
            all.iter().filter(|score| fits(**score)).count() as f64 / all.len() as f64
        };
        let (answered, handed) = (share(true, &|it| it >= threshold), share(false, &|it| it < threshold));
        eprintln!("threshold {threshold:.2}: answered {answered:.2}, handed over {handed:.2}");
        if (threshold - LEAST_FOR_AN_ARTICLE).abs() < 0.005 {
            assert!(answered > 0.78 && handed > 0.78, "answered {answered:.2}, handed over {handed:.2}");
        }
    }
}

#[test]
fn no_question_takes_a_word_from_the_title_of_its_article() {
    let Some(corpus) = corpus() else { return };
    const LITTLE: [&str; 33] = [
        "a", "an", "and", "are", "by", "for", "from", "how", "if", "in", "is", "it", "not", "of", "on", "or",
        "our", "that", "the", "to", "we", "what", "when", "with", "du", "de", "la", "le", "pas", "en", "un",
        "une", "l",
    ];
    for case in cases().into_iter().chain(cases_of("held-out.tsv")) {
        for name in &case.expected {
            let at = corpus.names.iter().position(|known| known == name);
            let at = at.unwrap_or_else(|| panic!("no article `{name}`"));
            let title: Vec<String> = words(&corpus.articles[at].title).map(lowered).collect();
            let taken = words(&case.question)
                .map(lowered)
                .find(|word| title.contains(word) && !LITTLE.contains(&word.as_str()));
            assert_eq!(taken, None, "{:?} {name}", case.question);
        }
    }
}
