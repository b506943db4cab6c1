//! The fields of articles: what a query can ask of the knowledge base.

use std::sync::LazyLock;

use super::field::{Info, Key, Type};
use crate::model::{ArticleState, Audience, Field};
use crate::when::Looking;

/// The fields of every article; the others of its front matter can be asked for, too.
pub(super) static FIELDS: LazyLock<[Info; 17]> = LazyLock::new(|| {
    let states = ArticleState::KNOWN.iter().map(|state| state.as_str().to_owned()).collect();
    let audiences = Audience::KNOWN.iter().map(|audience| audience.as_str().to_owned()).collect();
    [
        built_in(Field::Id, &[], Type::Text, "The id.", "id:KB-4w9xp2"),
        built_in(Field::Title, &[], Type::Prose, "The title has these words.", "title:\"password reset\""),
        built_in(Field::Body, &[], Type::Prose, "The text has these words.", "body:proxy*"),
        Info {
            key: Key::Text,
            aliases: &[],
            kind: Type::Prose,
            meaning: "Title or text have these words; the same as the words alone.",
            example: "text:\"sso loop\"",
        },
        own("state", &[], Type::Choice(states), "How far it can be trusted.", "state:validated"),
        own("audience", &[], Type::Choice(audiences), "Whom it may be shown to.", "audience:public"),
        own("lang", &[], Type::Text, "Its language.", "lang:fr"),
        own("owner", &[], Type::Person, "Who sees that it stays right.", "owner:@me"),
        built_in(Field::Labels, &["label"], Type::List, "One of its labels.", "label:sso,vpn"),
        own("environment", &[], Type::List, "Where it holds.", "environment:windows*"),
        own("covers", &[], Type::List, "A pattern of paths that it covers, as written.", "covers:src/*"),
        own("synonyms", &["synonym"], Type::List, "One of its other words.", "synonym:login"),
        built_in(Field::Created, &[], Type::Time(Looking::Back), "When it was made.", "created:>365d"),
        own(
            "reviewed",
            &[],
            Type::Time(Looking::Back),
            "When somebody last found it right: by a review, or by solving a ticket with it.",
            "reviewed:>180d",
        ),
        own("uses", &[], Type::Number, "How many tickets are linked to it.", "uses:>=3"),
        own("path", &[], Type::Text, "Its file, below the desk's folder.", "path:kb/accounts/*"),
        own("superseded_by", &[], Type::Text, "The article that took its place.", "has:superseded_by"),
    ]
});

fn built_in(
    field: Field,
    aliases: &'static [&'static str],
    kind: Type,
    meaning: &'static str,
    example: &'static str,
) -> Info {
    Info { key: Key::Field(field), aliases, kind, meaning, example }
}

fn own(
    key: &str,
    aliases: &'static [&'static str],
    kind: Type,
    meaning: &'static str,
    example: &'static str,
) -> Info {
    built_in(Field::Custom(key.to_owned()), aliases, kind, meaning, example)
}
