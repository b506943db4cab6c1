//! Other words for the same thing: people who ask seldom use the words of those who answer.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::query::words;
use crate::search::Forms;

/// The groups, each a line of words.
const GROUPS: &str = include_str!("thesaurus.txt");

/// The groups, each the stems of its words.
static STEMS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let forms = Forms::default();
    groups().map(|group| words(group).flat_map(|word| forms.stems(word)).collect()).collect()
});

/// Stem → the numbers of the groups that have a word of it.
static GROUPS_OF: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut groups_of = HashMap::<&str, Vec<usize>>::new();
    for (number, stems) in STEMS.iter().enumerate() {
        for stem in stems {
            let numbers = groups_of.entry(stem.as_str()).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
    }
    groups_of
});

fn groups() -> impl Iterator<Item = &'static str> {
    GROUPS.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty())
}

/// Returns the stems of other words for the word that these are the stems of.
pub(super) fn others(stems: &[String]) -> Vec<String> {
    let numbers = stems.iter().filter_map(|stem| GROUPS_OF.get(stem.as_str())).flatten();
    let all = numbers.filter_map(|number| STEMS.get(*number)).flatten();
    let mut others: Vec<String> = all.filter(|stem| !stems.contains(stem)).cloned().collect();
    others.sort_unstable();
    others.dedup();
    others
}

/// Words that say nothing of what a question is about.
pub(super) fn says_nothing(lower: &str) -> bool {
    const EMPTY: &str = "
        a about above after again all am an and any are as at be because been before being below between both but by
        can cannot cant could d did do does doing don down during each few for from further get got had has have having
        he her here him his how i if in into is isn it its itself just like ll m me more most my no nor not now of off
        on once only or other our out over own re s same she should so some such t than that the their them then there
        these they this those through to too under until up us ve very was we were what when where which while who
        whom why will with without would you your
        au aux avec c ce ces cet cette chez comme comment dans de depuis des dois doit du elle elles en est et eu fait
        faire faut il ils j je l la le les leur leurs lui ma mais mes moi mon n ne nos notre nous où ou par pas peux
        plus pour qu que quel quelle qui quoi sa sans se ses si son sont sur ta te tes toi ton tu un une vos votre vous
        y à été était";
    static WORDS: LazyLock<std::collections::HashSet<&str>> =
        LazyLock::new(|| EMPTY.split_whitespace().collect());
    WORDS.contains(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_others() {
        let forms = Forms::default();
        let check = |word: &str, other: &str, expected: bool| {
            let (stems, others_of) = (forms.stems(word), others(&forms.stems(word)));
            let is_there = forms.stems(other).iter().any(|stem| others_of.contains(stem));
            assert_eq!(is_there, expected, "{word} {other}");
            assert!(stems.iter().all(|stem| !others_of.contains(stem)));
        };
        check("deleting", "removed", true);
        check("laptop", "computer", true);
        check("effacé", "supprimer", true);
        check("laptop", "password", false);
        check("laptop", "laptops", false);
    }

    #[test]
    fn the_file_is_in_order() {
        for group in groups() {
            let words: Vec<&str> = group.split_whitespace().collect();
            assert!(words.len() > 1, "{group}");
            assert!(words.iter().all(|word| word.to_lowercase() == *word), "{group}");
        }
    }
}
