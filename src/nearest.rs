//! The near miss: which known word somebody probably meant.
//!
//! Used wherever an unknown word is reported, so that the hint is the same in a flag, a query and a file.

/// Words longer than this are no slip of the finger, and comparing them would cost time.
const LONGEST: usize = 64;

/// Returns the candidate that `word` was probably meant to be, or `None` when nothing is close.
///
/// Case counts for nothing. A word of three letters or more may have one slip in three letters, or be the
/// beginning of a candidate. Of equally close candidates the first one wins.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .filter_map(|candidate| Some((slips(&word, &candidate.to_lowercase())?, candidate)))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

/// Returns how far two words are apart, unless that is too far for a slip.
fn slips(word: &str, candidate: &str) -> Option<usize> {
    let letters = word.chars().count().max(candidate.chars().count());
    let distance = strsim::osa_distance(word, candidate);
    if distance * 3 <= letters {
        return Some(distance);
    }
    let is_beginning = word.chars().count() >= 3 && candidate.starts_with(word);
    is_beginning.then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_near_miss_is_what_a_person_would_have_guessed() {
        let words = ["open", "pending", "on-hold", "solved", "closed", "N1", "N2"];
        let check = |word, expected: Option<&str>| assert_eq!(nearest(word, words), expected, "{word}");
        check("pendign", Some("pending"));
        check("Open", Some("open"));
        check("onhold", Some("on-hold"));
        check("colsed", Some("closed"));
        check("pend", Some("pending"));
        check("n2", Some("N2"));
        check("N9", None);
        check("zebra", None);
        check("", None);
        check(&"o".repeat(100), None);
    }
}
