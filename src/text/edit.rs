//! What the editor shows when a cell is opened: raw and unambiguous, so that reading it gives the same value again.

use smol_str::{SmolStr, format_smolstr};

use super::parser::MARKS;
use super::show::{amount, decimal_plain, hundredths, joined};
use super::{Lang, Parser, show, title};
use crate::model::{Date, Definition, Kind, Plan, Value};

/// The text by which a value is edited: `parse(edit_text(v)) = v` for every value that its column can hold.
#[must_use]
pub fn edit_text(plan: &Plan, definition: &Definition, value: &Value, lang: Lang) -> SmolStr {
    Parser::new(plan, lang, Date::of_millis(0)).edit_text(definition, value)
}

impl Parser<'_> {
    /// The text by which a value is edited; with one parser for many cells.
    #[must_use]
    pub fn edit_text(&self, definition: &Definition, value: &Value) -> SmolStr {
        let (plan, lang) = self.context();
        match value {
            Value::Number(number) => decimal_plain(*number).into(),
            Value::Money(money) if money.currency == plan.currency() => amount(*money, false).into(),
            Value::Money(money) => format_smolstr!("{} {}", amount(*money, false), money.currency),
            Value::Percent(percent) => format_smolstr!("{}%", hundredths(*percent, 4, false)),
            Value::Check(true) => SmolStr::new_static(lang.of("yes", "是")),
            Value::Check(false) => SmolStr::new_static(lang.of("no", "否")),
            Value::Choice(_) | Value::Choices(_) | Value::Link(_) | Value::Links(_) => {
                self.edit_names(definition, value)
            }
            _ => show(plan, definition, value, lang),
        }
    }

    /// Names where they lead back to the same rows or choices, else keys and identities.
    fn edit_names(&self, definition: &Definition, value: &Value) -> SmolStr {
        let (plan, lang) = self.context();
        let shown = show(plan, definition, value, lang);
        if self.read(definition, &shown).as_ref() == Ok(value) {
            return shown;
        }
        let one = |single: Value, name: SmolStr, key: SmolStr| {
            let clear = self.read(definition, &name).as_ref() == Ok(&single) && !name.contains(MARKS);
            if clear { name } else { key }
        };
        let parts: Vec<SmolStr> = match (value, &definition.kind) {
            (Value::Links(rows), Kind::Links(sheet)) => {
                let row =
                    |&row| one(Value::links(vec![row]), title(plan, *sheet, row, lang), format_smolstr!("#{row}"));
                rows.iter().map(row).collect()
            }
            (Value::Choices(keys), Kind::Choices(_)) => {
                let choice = |key: &SmolStr| {
                    let single = Value::choices(vec![key.clone()]);
                    let name = show(plan, definition, &single, lang);
                    one(single, name, format_smolstr!("#{key}"))
                };
                keys.iter().map(choice).collect()
            }
            (Value::Choice(key), Kind::Currency) => vec![key.clone()],
            (Value::Choice(key), _) => vec![format_smolstr!("#{key}")],
            _ => value.linked().iter().map(|row| format_smolstr!("#{row}")).collect(),
        };
        let text = joined(parts.iter().cloned(), lang.comma());
        if self.read(definition, &text).as_ref() == Ok(value) {
            return text;
        }
        match value {
            // A choice that the column does not have is read by no text: what is shown loses none of the others.
            Value::Choice(_) | Value::Choices(_) => shown,
            _ => joined(value.linked().iter().map(|row| format_smolstr!("#{row}")), lang.comma()),
        }
    }
}
