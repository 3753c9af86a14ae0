//! The picker of the open editor: choices and records by name, days by calendar.

use super::action::Effect;
use super::entry::can_begin;
use super::grid::{Editor, GridId, Option_, Picker};
use super::state::App;
use crate::model::{Date, Definition, Key, Kind, RowId, Sheet, Value};
use crate::text::{search_key, title};

/// Lines of a list at most; the text narrows it.
const LINES: usize = 200;

impl App {
    /// The picker that fits the cell, for a text typed so far; none for kinds that are typed only.
    pub(super) fn picker_for(&self, editor: &Editor, several: Option<Vec<Value>>) -> Option<Picker> {
        let definition = self.plan().table(editor.target.sheet).definition(&editor.target.column)?;
        let filter = if editor.typed || several.is_some() { editor.text.as_str() } else { "" };
        let value = editor.target.row.map(|row| self.plan().value(editor.target.sheet, row, &definition.key).clone());
        let value = value.unwrap_or_default();
        let several = match definition.kind {
            Kind::Links(_) => {
                Some(several.unwrap_or_else(|| value.linked().iter().map(|row| Value::Link(*row)).collect()))
            }
            Kind::Choices(_) => Some(several.unwrap_or_else(|| match &value {
                Value::Choices(keys) => keys.iter().map(|key| Value::Choice(key.clone())).collect(),
                _ => Vec::new(),
            })),
            _ => None,
        };
        let picked = |option: &Value| match &several {
            Some(values) => values.contains(option),
            None => *option == value,
        };
        match &definition.kind {
            Kind::Date => Some(Picker::Calendar { day: self.day_of(definition, editor, &value) }),
            Kind::Choice(_) | Kind::Choices(_) | Kind::Link(_) | Kind::Links(_) => {
                let mut options = self.options(definition, filter, &picked);
                let exact = options.iter().any(|o| search_key(&o.label) == search_key(filter));
                if let Some(sheet) = definition.kind.target()
                    && can_begin(sheet)
                    && !filter.trim().is_empty()
                    && !exact
                {
                    options.push(Option_ { value: Value::Empty, label: filter.trim().to_owned(), picked: false });
                }
                let highlight = if filter.is_empty() { options.iter().position(|o| o.picked) } else { None };
                let highlight = highlight.or((!options.is_empty()).then_some(0));
                Some(Picker::List { options, highlight, several })
            }
            _ => None,
        }
    }

    fn day_of(&self, definition: &Definition, editor: &Editor, value: &Value) -> Date {
        match (self.parser().parse(definition, &editor.text), value) {
            (Value::Date(typed), _) => typed,
            (_, Value::Date(day)) => *day,
            _ => self.today(),
        }
    }

    fn options(&self, definition: &Definition, filter: &str, picked: &dyn Fn(&Value) -> bool) -> Vec<Option_> {
        let needle = search_key(filter);
        let rank = |label: &str| {
            let label = search_key(label);
            if needle.is_empty() || label.starts_with(needle.as_str()) {
                Some(0)
            } else {
                label.contains(needle.as_str()).then_some(1)
            }
        };
        let all: Vec<(Value, String)> = match definition.kind.target() {
            Some(sheet) => {
                let of = |row: RowId| (Value::Link(row), title(self.plan(), sheet, row, self.lang).to_string());
                self.plan()
                    .table(sheet)
                    .ids()
                    .filter(|row| !(sheet == Sheet::Persons && self.has_left(*row)))
                    .map(of)
                    .collect()
            }
            None => {
                let choices = definition.kind.choices().iter();
                choices.map(|c| (Value::Choice(c.key.clone()), self.lang.pick(&c.label).to_owned())).collect()
            }
        };
        let mut ranked: Vec<(usize, Option_)> = all
            .into_iter()
            .filter_map(|(value, label)| Some((rank(&label)?, Option_ { picked: picked(&value), value, label })))
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, option)| option).take(LINES).collect()
    }

    fn has_left(&self, person: RowId) -> bool {
        self.plan().get(person, crate::model::schema::people::persons::LEFT).unwrap_or_default()
    }

    /// Takes a line of the list: commits it, or adds it to the values picked so far.
    pub(super) fn pick(&mut self, id: GridId, index: usize, now: u64) -> Vec<Effect> {
        let Some(editor) = self.grid(id).editor.clone() else { return Vec::new() };
        let Some(Picker::List { options, several, .. }) = &editor.picker else { return Vec::new() };
        let Some(option) = options.get(index).cloned() else { return Vec::new() };
        let Some(mut values) = several.clone() else {
            let parent = self.record_of(id);
            let changes = match option.value {
                Value::Empty => self.write_text(&editor.target, &option.label, parent, now),
                value => self.write_value(&editor.target, value, parent, now),
            };
            return self.close_with(id, changes, now);
        };
        if option.value.is_empty() {
            // A new record: it is begun together with the values picked so far.
            let names: Vec<String> =
                values.iter().map(|value| self.name_of(&editor, value)).chain([option.label]).collect();
            let parent = self.record_of(id);
            let changes = self.write_text(&editor.target, &names.join("\n"), parent, now);
            return self.close_with(id, changes, now);
        }
        match values.iter().position(|value| *value == option.value) {
            Some(at) => drop(values.remove(at)),
            None => values.push(option.value),
        }
        let cleared = Editor { text: String::new(), ..editor };
        let picker = self.picker_for(&cleared, Some(values));
        let picker = match picker {
            Some(Picker::List { options, several, .. }) => {
                let highlight = options
                    .iter()
                    .position(|o| self.same_label(o, &cleared, index))
                    .or(Some(index.min(options.len().saturating_sub(1))));
                Some(Picker::List { options, several, highlight })
            }
            other => other,
        };
        self.grid(id).editor = Some(Editor { picker, ..cleared });
        self.version += 1;
        Vec::new()
    }

    fn same_label(&self, option: &Option_, before: &Editor, index: usize) -> bool {
        match &before.picker {
            Some(Picker::List { options, .. }) => options.get(index).is_some_and(|old| old.value == option.value),
            _ => false,
        }
    }

    fn name_of(&self, editor: &Editor, value: &Value) -> String {
        let table = self.plan().table(editor.target.sheet);
        let target = table.definition(&editor.target.column).and_then(|definition| definition.kind.target());
        match (value, target) {
            (Value::Link(row), Some(sheet)) => title(self.plan(), sheet, *row, self.lang).to_string(),
            (Value::Choice(key), _) => key.to_string(),
            _ => String::new(),
        }
    }

    /// The value of the values picked so far.
    pub(super) fn several_value(values: &[Value]) -> Value {
        let rows: Vec<RowId> = values.iter().flat_map(|value| value.linked().iter().copied()).collect();
        let keys: Vec<Key> =
            values.iter().filter_map(|v| if let Value::Choice(key) = v { Some(key.clone()) } else { None }).collect();
        if keys.is_empty() { Value::links(rows) } else { Value::choices(keys) }
    }
}
