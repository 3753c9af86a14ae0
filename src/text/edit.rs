//! What the editor shows when a cell is opened: raw and unambiguous, so that reading it gives the same value again.

use smol_str::{SmolStr, format_smolstr};

use super::parser::MARKS;
use super::show::{TYPED, amount, decimal_plain, hundredths, joined};
use super::{Lang, Parser, show, title};
use crate::model::{Date, Definition, Kind, Plan, RowId, Sheet, Value};

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
            Value::Percent(percent) => format_smolstr!("{}%", hundredths(*percent, TYPED, false)),
            Value::Check(true) => SmolStr::new_static(lang.of("yes", "是")),
            Value::Check(false) => SmolStr::new_static(lang.of("no", "否")),
            Value::Choice(_) | Value::Choices(_) | Value::Link(_) | Value::Links(_) => {
                self.edit_names(definition, value)
            }
            _ => show(plan, definition, value, lang),
        }
    }

    /// Names where they lead back to the same rows or choices, else keys; identities where a row is not in the plan, or a
    /// program reads them.
    fn edit_names(&self, definition: &Definition, value: &Value) -> SmolStr {
        let (plan, lang) = self.context();
        let shown = show(plan, definition, value, lang);
        let is_read = |text: &str| self.read(definition, text).as_ref() == Ok(value);
        if is_read(&shown) {
            return shown;
        }
        let identity = |row: &RowId| format_smolstr!("#{row}");
        let label = |sheet: Sheet, row: RowId| {
            if self.is_by_id() { title(plan, sheet, row, lang) } else { self.label(sheet, row) }
        };
        let one = |single: Value, name: SmolStr, key: SmolStr| {
            if self.read(definition, &name).as_ref() == Ok(&single) { name } else { key }
        };
        let parts: Vec<(SmolStr, SmolStr)> = match (value, &definition.kind) {
            (Value::Links(rows), Kind::Links(sheet)) => {
                let row = |row: &RowId| {
                    let (single, key) = (Value::links(vec![*row]), identity(row));
                    (one(single, label(*sheet, *row), key.clone()), key)
                };
                rows.iter().map(row).collect()
            }
            (Value::Link(row), Kind::Link(sheet)) => {
                let key = identity(row);
                vec![(one(value.clone(), label(*sheet, *row), key.clone()), key)]
            }
            (Value::Choices(keys), Kind::Choices(_)) => {
                let choice = |key: &SmolStr| {
                    let single = Value::choices(vec![key.clone()]);
                    let (name, key) = (show(plan, definition, &single, lang), format_smolstr!("#{key}"));
                    (one(single, name, key.clone()), key)
                };
                keys.iter().map(choice).collect()
            }
            (Value::Choice(key), Kind::Currency) => vec![(key.clone(), key.clone())],
            (Value::Choice(key), _) => vec![(format_smolstr!("#{key}"), format_smolstr!("#{key}"))],
            _ => value.linked().iter().map(|row| (identity(row), identity(row))).collect(),
        };
        let names = |comma: &str| joined(parts.iter().map(|(name, _)| name.clone()), comma);
        let clear = || {
            let part = |(name, key): &(SmolStr, SmolStr)| if name.contains(MARKS) { key.clone() } else { name.clone() };
            joined(parts.iter().map(part), lang.comma())
        };
        let keys = || joined(parts.iter().map(|(_, key)| key.clone()), lang.comma());
        // Names that hold a comma may be told apart by a semicolon.
        let ways: [&dyn Fn() -> SmolStr; 4] = [&|| names(lang.comma()), &|| names("; "), &clear, &keys];
        let read = ways.iter().map(|way| way()).find(|text| is_read(text));
        // A choice that the column does not have is read by no text: what is shown loses none of the others.
        read.unwrap_or(shown)
    }
}
