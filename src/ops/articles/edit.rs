//! Any field of articles, set to what a person says, or a file edited as a whole.

use super::{ArticleOutcome, create, perform, rewrite};
use crate::desk::FoundArticle;
use crate::format::ArticleFile;
use crate::model::{Article, ArticleId, ArticleState, Audience, Value};
use crate::ops::{OpsError, Writer, fields};

/// The fields that hold several texts.
const LISTS: [&str; 4] = ["labels", "environment", "covers", "synonyms"];

/// What to change; what is empty stays.
#[derive(Clone, Debug, Default)]
pub struct EditArticle {
    /// Fields and their new values, as typed; an empty text empties the field.
    pub values: Vec<(String, String)>,
    /// Labels to add.
    pub add_labels: Vec<String>,
    /// Labels to take away.
    pub remove_labels: Vec<String>,
}

/// Changes fields of articles.
pub fn edit(
    writer: &Writer,
    articles: &[FoundArticle],
    edit: &EditArticle,
) -> Result<ArticleOutcome, OpsError> {
    let values: Vec<(&'static str, Value)> = edit
        .values
        .iter()
        .map(|(key, text)| Ok((known(key)?, read(writer, key, text)?)))
        .collect::<Result<_, OpsError>>()?;
    perform(writer, articles, "edit", |article| {
        let mut values = values.clone();
        let labels = labels(article, edit);
        if labels != article.labels {
            values.push(("labels", list(&labels)));
        }
        Ok(values)
    })
}

/// Gives an article the text that a person made of it in an editor.
pub fn rewritten(
    writer: &Writer,
    found: &FoundArticle,
    before: &str,
    after: &str,
) -> Result<ArticleOutcome, OpsError> {
    let file = ArticleFile::read(after.to_owned()).map_err(|problem| {
        OpsError::Draft(format!("line {}: {problem}; {}", problem.line, problem.mend()))
    })?;
    if file.article.id != found.article().id {
        return Err(OpsError::Fixed { field: "id".to_owned() });
    }
    rewrite(writer, std::slice::from_ref(found), "edit", |present| {
        if present.file.text != before {
            return Err(OpsError::ArticleMoved { path: present.path.clone() });
        }
        Ok(after.to_owned())
    })
}

/// Returns the built-in key of a name; other keys are changed in the editor, since their shape is the writer's own.
fn known(key: &str) -> Result<&'static str, OpsError> {
    if key == "id" || key == "reviewed" {
        return Err(OpsError::Fixed { field: key.to_owned() });
    }
    let found = Article::KEYS.into_iter().find(|known| *known == key);
    found.ok_or_else(|| OpsError::UnknownWord {
        kind: "field of an article",
        word: key.to_owned(),
        near: crate::nearest::nearest(key, Article::KEYS).map(str::to_owned),
        known: Article::KEYS.iter().map(|key| (*key).to_owned()).collect(),
    })
}

fn read(writer: &Writer, key: &str, text: &str) -> Result<Value, OpsError> {
    if text.contains('\0') {
        return Err(OpsError::Nul { what: "the value" });
    }
    if text.is_empty() && key != "title" {
        return Ok(Value::Null);
    }
    if LISTS.contains(&key) {
        let items: Vec<String> =
            text.split(',').map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect();
        return Ok(list(&items));
    }
    let one_of = |kind, known: Vec<String>| fields::one_of(kind, known, text).map(Value::from);
    match key {
        "title" => fields::title(text).map(Value::from),
        "state" => one_of("state", ArticleState::KNOWN.iter().map(ToString::to_string).collect()),
        "audience" => one_of("audience", Audience::KNOWN.iter().map(ToString::to_string).collect()),
        "owner" => Ok(create::owner(writer, text).as_str().into()),
        "created" => fields::instant(writer, text).map(|at| crate::model::write_instant(at).into()),
        "superseded_by" | "translation_of" => match text.parse::<ArticleId>() {
            Ok(id) => Ok(id.as_str().into()),
            Err(_) => Err(OpsError::Malformed { text: text.to_owned(), wanted: "an id such as `KB-4w9xp2`" }),
        },
        _ => Ok(text.into()),
    }
}

/// Adds labels at their place in the alphabet, where the list is in order, so that two people's additions merge.
fn labels(article: &Article, edit: &EditArticle) -> Vec<String> {
    let kept = article.labels.iter().filter(|label| !edit.remove_labels.contains(label));
    edit.add_labels.iter().fold(kept.cloned().collect(), |labels, label| super::link::with(&labels, label))
}

fn list(items: &[String]) -> Value {
    if items.is_empty() { Value::Null } else { items.iter().map(String::as_str).collect() }
}
