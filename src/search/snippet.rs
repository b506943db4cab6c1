//! The place in a text that shows why it was found.

use std::ops::Range;

use super::rank::Question;
use super::words::Forms;
use crate::query::words;

/// A piece of a text on one line, and where in it the words of a question stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The piece, with `…` where it was cut.
    pub text: String,
    /// The words that were looked for, as byte ranges of the piece.
    pub marks: Vec<Range<usize>>,
}

/// Cuts out of a text the stretch with the most different words of a question, about as long as wanted.
///
/// `None` where it has none of them.
pub fn snippet(question: &Question, forms: &mut Forms, text: &str, letters: usize) -> Option<Snippet> {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let hits = hits(question, forms, &line);
    let from = best_start(&hits, letters)?;
    let last = hits.iter().filter(|hit| hit.place.start < from + letters).map(|hit| hit.place.end).max()?;
    let spare = letters.saturating_sub(last - from) / 2;
    let start = boundary(&line, from.saturating_sub(spare), true);
    let end = boundary(&line, (start + letters).max(last), false);
    let before = if start > 0 { "…" } else { "" };
    let after = if end < line.len() { "…" } else { "" };
    let inside =
        hits.into_iter().map(|hit| hit.place).filter(|place| place.start >= start && place.end <= end);
    let shift = |at: usize| at - start + before.len();
    let marks = inside.map(|place| shift(place.start)..shift(place.end)).collect();
    Some(Snippet { text: format!("{before}{}{after}", &line[start..end]), marks })
}

/// A word of a text that a question looks for.
struct Hit {
    place: Range<usize>,
    wanted: usize,
}

fn hits(question: &Question, forms: &mut Forms, line: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    for word in words(line) {
        let fitting = question.words().iter().position(|wanted| wanted.fits(forms, word));
        if let Some(wanted) = fitting {
            // `words` returns slices of the line.
            let start = word.as_ptr() as usize - line.as_ptr() as usize;
            hits.push(Hit { place: start..start + word.len(), wanted });
        }
    }
    hits
}

/// Returns the first hit from which on the most different words stand within a stretch.
fn best_start(hits: &[Hit], letters: usize) -> Option<usize> {
    let different = |from: usize| {
        let inside = hits.iter().filter(|hit| hit.place.start >= from && hit.place.end <= from + letters);
        let mut wanted: Vec<usize> = inside.map(|hit| hit.wanted).collect();
        wanted.sort_unstable();
        wanted.dedup();
        wanted.len()
    };
    let starts = hits.iter().take(200).map(|hit| hit.place.start);
    starts.rev().max_by_key(|from| different(*from))
}

/// Returns the end of a word near a place, so that no word is cut.
fn boundary(line: &str, at: usize, is_start: bool) -> usize {
    if at == 0 || at >= line.len() {
        return at.min(line.len());
    }
    let at = (0..=at).rev().find(|at| line.is_char_boundary(*at)).unwrap_or_default();
    match is_start {
        true => line[at..].find(' ').map_or(at, |space| at + space + 1),
        false => line[..at].rfind(' ').unwrap_or(at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(question: &str, text: &str, letters: usize, expected: &str) {
        let found = snippet(&Question::read(question), &mut Forms::default(), text, letters);
        let shown = found.map(|snippet| {
            let mut shown = snippet.text.clone();
            for mark in snippet.marks.iter().rev() {
                shown.insert(mark.end, ']');
                shown.insert(mark.start, '[');
            }
            shown
        });
        assert_eq!(shown.unwrap_or_default(), expected, "{question}");
    }

    #[test]
    fn the_place_with_the_most_words_is_shown() {
        let text =
            "The printer\nwas fine for years. Since Monday the printer on floor 2 prints blank pages only.";
        check("printer", "a printer", 40, "a [printer]");
        check("printer blank", text, 40, "…[printer] on floor 2 [prints] [blank] pages…");
        check("vpn", text, 40, "");
        check("pag*", text, 30, "…blank [pages] only.");
        check("été", "l'été est là", 20, "l'[été] est là");
    }
}
