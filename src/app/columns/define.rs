//! Makes and changes columns by the log.

use std::borrow::Cow;

use smol_str::{SmolStr, format_smolstr};

use super::retype::{Held, Retype, retype, words_of};
use crate::app::action::Effect;
use crate::app::grid::GridId;
use crate::app::notice::Notice;
use crate::app::state::App;
use crate::log::{Change, Operation};
use crate::model::formula::{compile, kept, names_in};
use crate::model::{
    Choice, Computed, Definition, Key, Kind, Label, RowId, Sheet, Table, Tone, Value, fresh_key, order, slug,
};
use crate::text::{MARKS, search_key};

/// A column as somebody wants it.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnEdit {
    /// The table.
    pub sheet: Sheet,
    /// The column: a new one where its key is empty. A formula stands in it as it was typed.
    pub definition: Definition,
    /// The column behind which a new one stands; none before all.
    pub behind: Option<Key>,
    /// The grid that shows it afterwards.
    pub grid: Option<GridId>,
}

/// So many choices are made of the values of a column at most.
const MOST_CHOICES: usize = 60;

impl App {
    /// Makes or changes a column, with all its values where it becomes another kind: one step of undo.
    #[inline(never)]
    pub(in crate::app) fn define(&mut self, edit: ColumnEdit, now: u64) -> Vec<Effect> {
        let ColumnEdit { sheet, definition, behind, grid } = edit;
        let mut definition = self.ready(sheet, definition);
        let before = self.plan().table(sheet).definition(&definition.key).cloned();
        let stamp = self.ledger.fresh_row(now).0;
        let table = self.plan().table(sheet);
        let mut changes = Vec::new();
        let (label, said) = match &before {
            None => {
                definition.key = fresh_column(&definition.label, table, stamp.time ^ stamp.replica);
                definition.stand = Some(table.stand_behind(behind.as_deref()));
                ("add_column", Notice::ColumnAdded(definition.label.clone()))
            }
            Some(own) => {
                definition.stand = own.stand.clone();
                let found = self.retyped(sheet, own, &definition);
                let (converted, marked) = (found.converted, found.kept);
                let column = definition.key.clone();
                let set = |(row, value)| Change::Set { sheet, row, column: column.clone(), value };
                let renamed = self.cells_by_name(sheet, own, &definition);
                changes.extend(found.cells.into_iter().chain(renamed).map(set));
                // A result that is shown otherwise is the same result.
                let is_shown = own.computed.is_some() && own.computed == definition.computed;
                match turns(own, &definition) && !is_shown {
                    true => ("retype_column", Notice::Retyped { column: definition.label.clone(), converted, marked }),
                    false => ("change_column", Notice::ColumnChanged(definition.label.clone())),
                }
            }
        };
        let key = definition.key.clone();
        changes.insert(0, Change::Define { sheet, definition: Box::new(definition) });
        let mut effects = self.commit(changes, label, now);
        if matches!(effects.as_slice(), [Effect::Store(_)]) {
            let label = self.plan().table(sheet).definition(&key).map(|definition| definition.label.clone());
            let wrong = label.filter(|_| self.is_formula_wrong(sheet, &key));
            effects.push(Effect::Say(wrong.map_or(said, Notice::FormulaWrong)));
        }
        if let Some(id) = grid {
            let grid = self.grid(id);
            let here = grid.selection.active;
            let record = grid.layout.record(here.row).unwrap_or_default();
            let (row, column) = grid.layout.locate(record, &key).unwrap_or((here.row, here.column));
            grid.selection = crate::app::grid::Selection::at(row, column);
            grid.head = grid.head.map(|_| column);
            effects.push(Effect::Reveal(id, grid.selection.active));
            effects.push(Effect::Focus(id));
        }
        effects
    }

    /// Asks for the form of the active column of a grid, or of a new one behind it.
    pub(in crate::app) fn ask_for_column(&self, id: GridId, new: bool) -> Vec<Effect> {
        let (sheet, key) = (id.sheet(), self.column_in_use(id));
        let form = match new {
            true => Some(self.new_column(sheet, key, Some(id))),
            false => key.and_then(|key| self.column_form(sheet, &key, Some(id))),
        };
        form.map(|form| Effect::Column(Box::new(form))).into_iter().collect()
    }

    /// Asks for the form of a new column behind the last one that a grid shows. The active cell stays where it is, should
    /// nothing come of it.
    pub(in crate::app) fn ask_for_last_column(&mut self, id: GridId, now: u64) -> Vec<Effect> {
        let mut effects = self.commit_editor(id, now);
        self.active = Some(id);
        let layout = &self.grid(id).layout;
        let last = layout.width().checked_sub(1).and_then(|last| layout.shown(0, last));
        let last = last.map(|shown| shown.key.clone());
        effects.push(Effect::Column(Box::new(self.new_column(id.sheet(), last, Some(id)))));
        effects
    }

    /// What becomes of the values of a column under a new definition; before it is done.
    #[must_use]
    pub fn preview_retype(&self, sheet: Sheet, definition: &Definition) -> Retype {
        let Some(own) = self.plan().table(sheet).definition(&definition.key) else { return Retype::default() };
        self.retyped(sheet, own, &self.ready(sheet, definition.clone()))
    }

    fn retyped(&self, sheet: Sheet, own: &Definition, new: &Definition) -> Retype {
        if !turns(own, new) || new.computed.is_some() {
            return Retype::default();
        }
        let table = self.plan().table(sheet);
        let is_formula = own.computed.is_some();
        let held = |row: RowId| {
            let typed = Some(table.value(row, &own.key)).filter(|typed| is_formula && !typed.is_empty()).cloned();
            (row, Held { shown: self.value_of(sheet, row, own), typed })
        };
        // A result that could not be worked out is no value.
        let is_value = |held: &Held| !(held.shown.is_empty() || is_formula && held.shown.is_invalid());
        let (typed, shown): (Vec<_>, Vec<_>) = table
            .ids()
            .map(held)
            .filter(|(_, held)| held.typed.is_some() || is_value(held))
            .partition(|(_, held)| held.typed.is_some());
        let plain = self.plain_column(sheet, own);
        // Where something comes back from under a formula all is as it was: what was empty is so again.
        let (kept, emptied) = if typed.is_empty() { (shown, 0) } else { (typed, shown.len()) };
        Retype { emptied, ..retype(&self.parser(), self.plan(), (&*plain, own), new, kept) }
    }

    /// A column as it was before it became a formula: what was typed then is to be read by what the column was then. As it is
    /// where it was never anything else, or is no formula.
    pub(super) fn plain_column<'a>(&'a self, sheet: Sheet, own: &'a Definition) -> Cow<'a, Definition> {
        if own.computed != Some(Computed::Formula) {
            return Cow::Borrowed(own);
        }
        let operations = self.ledger.log().rev().flat_map(|transaction| transaction.operations.beside().rev());
        let plain = operations.filter_map(|(_, operation)| match operation {
            Operation::Define { sheet: of, definition, .. }
                if *of == sheet && definition.key == own.key && definition.computed.is_none() =>
            {
                Some(definition)
            }
            _ => None,
        });
        let found = plain.into_iter().next().map(|definition| Cow::Borrowed(definition.as_ref()));
        found.unwrap_or(Cow::Borrowed(own))
    }

    /// Choices made of the values of a column, the most frequent first; where a cell may have several, of the parts of its
    /// text. What a cell holds is read again by its choice.
    #[must_use]
    pub fn choices_of_values(&self, sheet: Sheet, key: &str, several: bool) -> Vec<Choice> {
        let table = self.plan().table(sheet);
        let Some(definition) = table.definition(key) else { return Vec::new() };
        let parser = self.parser();
        let mut counts: Vec<(SmolStr, usize)> = Vec::new();
        let mut places: rustc_hash::FxHashMap<SmolStr, usize> = rustc_hash::FxHashMap::default();
        for row in table.ids() {
            let value = self.value_of(sheet, row, definition);
            let is_text = matches!(value, Value::Text(_) | Value::Invalid(_));
            for whole in words_of(&parser, definition, &value) {
                let parts = if several && is_text { whole.split(MARKS).collect() } else { vec![whole.as_str()] };
                for text in parts.into_iter().map(str::trim) {
                    if text.is_empty() || text.contains('\n') {
                        continue;
                    }
                    let at = *places.entry(search_key(text)).or_insert(counts.len());
                    match counts.get_mut(at) {
                        Some((_, count)) => *count += 1,
                        None => counts.push((text.into(), 1)),
                    }
                }
            }
        }
        order::sort_by_key(&mut counts, |(_, count)| std::cmp::Reverse(*count));
        let mut choices: Vec<Choice> = Vec::new();
        for (text, _) in counts.into_iter().take(MOST_CHOICES) {
            let key = fresh_key(&text, &choices);
            choices.push(Choice { key, label: Label::both(&text), tone: Tone::Plain });
        }
        choices
    }

    /// The definition as it is kept: a formula with its columns by key, and shown as it can be.
    fn ready(&self, sheet: Sheet, mut definition: Definition) -> Definition {
        for text in
            [&mut definition.label.en, &mut definition.label.zh, &mut definition.help.en, &mut definition.help.zh]
        {
            *text = SmolStr::new(text.trim());
        }
        if definition.computed == Some(Computed::Formula) {
            // One with a part that is gone too: what is called so today may be called otherwise when the part comes back.
            let names = names_in(&definition.formula, self.plan(), sheet);
            definition.formula = kept(&definition.formula, &names, self.plan()).into();
            if let Ok(formula) = compile(&definition.formula, self.plan(), sheet)
                && !formula.gives.fits(&definition.kind)
            {
                definition.kind = formula.gives.kinds().into_iter().next().unwrap_or(Kind::Text);
            }
        }
        definition
    }
}

/// Whether the values of a column become other ones.
pub(super) fn turns(own: &Definition, new: &Definition) -> bool {
    let kind = std::mem::discriminant(&own.kind) != std::mem::discriminant(&new.kind);
    let bounds = match (&own.kind, &new.kind) {
        (Kind::Number { .. } | Kind::Rating { .. } | Kind::Steps(_), other) => own.kind != *other,
        _ => false,
    };
    own.computed != new.computed || kind || bounds || own.kind.target() != new.kind.target()
}

/// A key that no column of the table has, nor a built-in one of a later version will have: the name, and a mark from the
/// moment at which the column was made.
pub(in crate::app) fn fresh_column(label: &Label, table: &Table, moment: u64) -> Key {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let latin = [&label.en, &label.zh].into_iter().find(|text| text.is_ascii() && !text.trim().is_empty());
    let stem = latin.map_or_else(|| SmolStr::new_static("column"), |text| slug(text));
    let mark = |n: u64| -> String {
        let digit = |place: u32| DIGITS.get((n / 36_u64.pow(place) % 36) as usize).map_or('0', |d| char::from(*d));
        (0..4).rev().map(digit).collect()
    };
    let mixed = moment.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 24;
    let keys = (0..).map(|nth| format_smolstr!("{stem}_{}", mark(mixed.wrapping_add(nth))));
    keys.into_iter().find(|key| table.column(key).is_none()).unwrap_or_default()
}
