//! What the pages say, in the languages they speak.

use serde::Serialize;

/// The words of one language. `{}` stands for a number.
#[derive(Serialize)]
pub(super) struct Words {
    pub(super) all: &'static str,
    pub(super) archived: &'static str,
    pub(super) articles: &'static str,
    pub(super) contents: &'static str,
    pub(super) created: &'static str,
    pub(super) environment: &'static str,
    pub(super) home: &'static str,
    pub(super) internal: &'static str,
    pub(super) labels: &'static str,
    pub(super) made: &'static str,
    pub(super) more_labels: &'static str,
    pub(super) most_used: &'static str,
    pub(super) name: &'static str,
    pub(super) no_script: &'static str,
    pub(super) none_found: &'static str,
    pub(super) one_article: &'static str,
    pub(super) one_found: &'static str,
    pub(super) one_use: &'static str,
    pub(super) other: &'static str,
    pub(super) owner: &'static str,
    pub(super) question: &'static str,
    pub(super) related: &'static str,
    pub(super) results: &'static str,
    pub(super) reviewed: &'static str,
    pub(super) search: &'static str,
    pub(super) skip: &'static str,
    pub(super) some_found: &'static str,
    pub(super) some_missing: &'static str,
    pub(super) superseded: &'static str,
    pub(super) translations: &'static str,
    pub(super) uses: &'static str,
}

/// Returns the words for a language (BCP 47); English where we do not speak it.
pub(super) fn of(lang: &str) -> &'static Words {
    let primary = lang.split('-').next().unwrap_or_default();
    if primary.eq_ignore_ascii_case("fr") { &FRENCH } else { &ENGLISH }
}

/// Puts a number into a text.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        1 => one.to_owned(),
        _ => many.replace("{}", &number.to_string()),
    }
}

static ENGLISH: Words = Words {
    all: "All articles",
    archived: "This article is not maintained any more.",
    articles: "{} articles",
    contents: "On this page",
    created: "Written",
    environment: "Applies to",
    home: "Home",
    internal: "Internal",
    labels: "Topics",
    made: "As of",
    more_labels: "More topics",
    most_used: "Most used",
    name: "Help centre",
    no_script: "The search needs JavaScript. Without it, every article is in the",
    none_found: "Nothing found. Other words may help.",
    one_article: "1 article",
    one_found: "1 article found",
    one_use: "Used once",
    other: "Other articles",
    owner: "Owner",
    question: "How can we help?",
    related: "Related articles",
    results: "Search results",
    reviewed: "Reviewed",
    search: "Search the articles",
    skip: "Skip to content",
    some_found: "{} articles found",
    some_missing: "No article has all these words. These come nearest:",
    superseded: "There is a newer article:",
    translations: "Also in",
    uses: "Used {} times",
};

static FRENCH: Words = Words {
    all: "Tous les articles",
    archived: "Cet article n’est plus tenu à jour.",
    articles: "{} articles",
    contents: "Sur cette page",
    created: "Rédigé le",
    environment: "Concerne",
    home: "Accueil",
    internal: "Interne",
    labels: "Sujets",
    made: "État au",
    more_labels: "Autres sujets",
    most_used: "Les plus utiles",
    name: "Centre d’aide",
    no_script: "La recherche a besoin de JavaScript. Sans lui, chaque article se trouve dans la liste",
    none_found: "Aucun résultat. Essayez d’autres mots.",
    one_article: "1 article",
    one_found: "1 article trouvé",
    one_use: "Utilisé une fois",
    other: "Autres articles",
    owner: "Responsable",
    question: "Comment pouvons‑nous vous aider ?",
    related: "Articles proches",
    results: "Résultats de la recherche",
    reviewed: "Vérifié le",
    search: "Rechercher dans les articles",
    skip: "Aller au contenu",
    some_found: "{} articles trouvés",
    some_missing: "Aucun article ne contient tous ces mots. Les plus proches :",
    superseded: "Un article plus récent existe :",
    translations: "Également en",
    uses: "Utilisé {} fois",
};
