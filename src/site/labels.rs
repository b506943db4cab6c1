//! Articles by label.

use std::collections::BTreeMap;

use super::Article;
use crate::knowledge::headings::Anchors;
use crate::search::fold;

/// Letters of a label in the name of its page.
const LONGEST: usize = 60;

/// A label and its articles.
pub(super) struct Label {
    /// As it is written; nothing for the articles without one.
    pub(super) name: Option<String>,
    /// The name of its page.
    pub(super) file: String,
    /// Places of its articles, those that solved most tickets first, then by title.
    pub(super) articles: Vec<usize>,
}

/// Groups articles, which are sorted by title. Labels come by name; those that differ only in case
/// or accents are one; articles without a label come last.
pub(super) fn gather(articles: &[&Article]) -> Vec<Label> {
    let mut groups: BTreeMap<String, (&str, Vec<usize>)> = BTreeMap::new();
    let mut others = Vec::new();
    for (place, article) in articles.iter().enumerate() {
        let labels = article.labels.iter().map(|label| label.trim()).filter(|label| !label.is_empty());
        let mut count = 0;
        for label in labels {
            count += 1;
            let (_, places) = groups.entry(fold(label)).or_insert((label, Vec::new()));
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
        if count == 0 {
            others.push(place);
        }
    }
    let mut names = Anchors::default();
    let mut label = |name: Option<&str>, mut places: Vec<usize>| {
        places.sort_by_key(|place| std::cmp::Reverse(articles[*place].reuse));
        let short: String = name.unwrap_or("other").chars().take(LONGEST).collect();
        let file = format!("label-{}.html", names.next(&short));
        Label { name: name.map(str::to_owned), file, articles: places }
    };
    let mut labels: Vec<Label> =
        groups.into_values().map(|(name, places)| label(Some(name), places)).collect();
    if !others.is_empty() && !labels.is_empty() {
        labels.push(label(None, others));
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_grouped_by_name() {
        let article = |labels: &[&str], reuse| Article {
            labels: labels.iter().map(|label| (*label).to_owned()).collect(),
            reuse,
            ..Article::default()
        };
        let articles =
            [article(&["Réseau", "vpn"], 0), article(&["reseau"], 2), article(&["C++"], 0), article(&[], 0)];
        let labels = gather(&articles.iter().collect::<Vec<_>>());
        let found: Vec<_> = labels
            .iter()
            .map(|label| (label.name.as_deref(), label.file.as_str(), label.articles.as_slice()))
            .collect();
        assert_eq!(
            found,
            [
                (Some("C++"), "label-c.html", &[2][..]),
                (Some("Réseau"), "label-réseau.html", &[1, 0][..]),
                (Some("vpn"), "label-vpn.html", &[0][..]),
                (None, "label-other.html", &[3][..]),
            ]
        );
    }
}
