use crate::cli::Context;
use crate::error::Failure;
use crate::model::Value;
use crate::render::{Line, Text};
use crate::report::{explain, flat};
use crate::ui::style;

/// Says how a figure is counted, what it comes to, and how to see its tickets.
pub fn run(context: &mut Context, key: &str, json: &Value) -> Result<(), Failure> {
    let definitions = explain(key).map_err(|near| failure(key, near))?;
    let figures = flat(json);
    let mut text = Text::new();
    for (at, definition) in definitions.iter().enumerate() {
        if at > 0 {
            text.blank();
        }
        text.push(
            Line::styled(definition.key, style::HEADING).plain(&format!(", {}", definition.unit.as_str())),
        );
        let words = Line::from(definition.text).wrap(context.ui.prose_width().saturating_sub(2));
        text.append_indented(&words.into_iter().collect(), 2);
        let shown = figures.iter().filter(|flat| definition.is_of(&flat.key) && is_beneath(&flat.key, key));
        for flat in shown {
            text.push(Line::styled(&format!("  {} = {}", flat.key, flat.value), style::DIM));
        }
    }
    text.blank();
    let command = format!("git desk report --tickets {key}");
    text.push(
        Line::from("Its tickets: ").paint(&command, style::HINT).plain(", with the same period and query."),
    );
    Ok(context.ui.show(&text)?)
}

/// Tells whether a key is the one that was asked for, or one of its group.
fn is_beneath(key: &str, asked: &str) -> bool {
    let is_pattern =
        asked.split('.').any(|word| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase()));
    is_pattern || key.strip_prefix(asked).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Says that there is no such figure.
pub fn unknown(key: &str) -> Failure {
    failure(key, explain(key).err().flatten())
}

fn failure(key: &str, near: Option<&str>) -> Failure {
    let failure = Failure::usage(format!("there is no figure `{key}`"));
    match near {
        Some(near) => failure.hint(format!("did you mean `{near}`?")),
        None => failure.hint("`git desk report --format csv` lists all figures with their keys"),
    }
}
