//! From the texts of the story to values: numbers, dates and amounts by the application's own parser, as if typed.

use std::collections::HashMap;

use quadrille::model::{Date, Definition, Key, Kind, Plan, RowId, Sheet, Value};
use quadrille::text::{Lang, parse};

use super::Trouble;

/// The rows that the story has given a name so far.
pub type Names = HashMap<(Sheet, String), RowId>;

/// The row of a name.
pub fn row(names: &Names, sheet: Sheet, name: &str) -> Result<RowId, Trouble> {
    let found = names.get(&(sheet, name.to_owned())).copied();
    found.ok_or_else(|| format!("there is no {name} among the {} yet", sheet.key()).into())
}

/// The value of a text. A text that begins with `!` is one that does not fit, and is meant so.
pub fn value(
    plan: &Plan,
    names: &Names,
    definition: &Definition,
    text: &str,
    lang: Lang,
    today: Date,
) -> Result<Value, Trouble> {
    let key = |word: &str| match definition.kind.choices().iter().find(|choice| choice.key == word) {
        Some(choice) => Ok(choice.key.clone()),
        None => Err(Trouble::from(format!("{} has no choice {word}", definition.key))),
    };
    Ok(match (&definition.kind, text.strip_prefix('!')) {
        (_, Some(wrong)) => Value::Invalid(wrong.into()),
        (_, None) if text.is_empty() => Value::Empty,
        (Kind::Text | Kind::Paragraph | Kind::Steps(_), _) => Value::text(&text.replace("\\n", "\n")),
        (Kind::Choice(_), _) => Value::Choice(key(text)?),
        (Kind::Choices(_), _) => Value::choices(text.split(' ').map(key).collect::<Result<Vec<Key>, Trouble>>()?),
        (Kind::Link(sheet), _) => Value::Link(row(names, *sheet, text)?),
        (Kind::Links(sheet), _) => {
            Value::links(text.split(' ').map(|name| row(names, *sheet, name)).collect::<Result<Vec<RowId>, Trouble>>()?)
        }
        _ => match parse(plan, definition, text, lang, today) {
            Value::Invalid(text) => return Err(format!("{} cannot be {text}", definition.key).into()),
            value => value,
        },
    })
}
