//! The editor of a cell: opening, typing, composing, committing. What its keys do stands in `editor_keys`.

use smol_str::SmolStr;

use super::action::Effect;
use super::grid::{Editor, Grid, GridId, Picker, Target};
use super::left_text::LeftText;
use super::notice::Notice;
use super::state::App;
use crate::forecast::outlook::Draft;
use crate::log::Change;
use crate::model::{Definition, Kind, RowId, Sheet, Value};
use crate::text::edit_text;
use crate::text::messages::Impossible;

/// What the editor stands for when it is committed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// The cell as it is.
    Same,
    /// A text, to be read by the column.
    Text(String),
    /// A value that was picked.
    Value(Value),
    /// A record to be begun.
    New {
        /// The records that are picked beside it.
        rows: Vec<RowId>,
        /// The names of these with one that fits nothing, which is kept as it was typed; empty where there is none.
        beside: String,
        /// Its name.
        name: String,
    },
}

impl App {
    /// Opens the editor: with the cell's text, or with what was typed.
    pub(super) fn edit(&mut self, id: GridId, typed: Option<String>) -> Vec<Effect> {
        let lang = self.lang;
        let grid = self.grid(id);
        let is_head = grid.layout.is_head(grid.selection.active.row);
        let Some(target) = grid.target() else {
            return is_head.then_some(Effect::Say(Notice::Impossible(Impossible::GroupHead))).into_iter().collect();
        };
        let table = self.ledger.plan().table(target.sheet);
        let Some(definition) = table.definition(&target.column) else { return Vec::new() };
        if !is_editable(definition) {
            return vec![Effect::Say(Notice::ReadOnly)];
        }
        let value = target.row.map(|row| table.value(row, &target.column).clone()).unwrap_or_default();
        let text = edit_text(self.ledger.plan(), definition, &value, lang).to_string();
        let grid = self.grid(id);
        let at = grid.selection.active;
        let is_typed = typed.is_some();
        grid.editor =
            Some(Editor { target, at, text: typed.unwrap_or(text), typed: is_typed, composing: false, picker: None });
        self.version += 1;
        vec![Effect::Reveal(id, at)]
    }

    pub(super) fn input(&mut self, id: GridId, text: String, now: u64) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.grid(id).head.is_some() {
            return vec![Effect::Say(Notice::Impossible(Impossible::Heading))];
        }
        if self.grid(id).editor.is_none() {
            if text == " " && self.fold_active(id) {
                return effects;
            }
            if text == " " && self.is_check(id) {
                return self.tick(id, now);
            }
            if text.is_empty() {
                return effects;
            }
            effects = self.edit(id, Some(text.clone()));
        }
        let Some(editor) = &mut self.grid(id).editor else { return effects };
        // Where nothing was typed to search for, Space ticks the highlighted line, as in every list of ticks.
        if let Some(Picker::List { highlight: Some(line), several: Some(_), .. }) = editor.picker
            && editor.text.is_empty()
            && !editor.composing
            && matches!(text.as_str(), " " | "\u{3000}")
        {
            return self.pick(id, line, now);
        }
        editor.text = text;
        let left = LeftText::of(editor);
        if !editor.composing {
            self.follow_text(id);
        }
        effects.push(Effect::Draft(Some(left.into())));
        effects
    }

    pub(super) fn compose(&mut self, id: GridId, on: bool, text: String, now: u64) -> Vec<Effect> {
        let mut effects = Vec::new();
        if on && self.grid(id).editor.is_none() && self.grid(id).head.is_none() {
            effects = self.edit(id, Some(String::new()));
        }
        let Some(editor) = &mut self.grid(id).editor else { return effects };
        editor.composing = on;
        if !on {
            // Given up before anything was written: the value was never replaced.
            let given_up = editor.typed && text.is_empty() && editor.picker.is_none();
            effects.extend(if given_up { self.close(id) } else { self.input(id, text, now) });
        }
        effects
    }

    /// Whether the active cell is ticked or not.
    pub(super) fn is_check(&self, id: GridId) -> bool {
        let Some(target) = self.laid_out(id).and_then(Grid::target) else { return false };
        self.plan().table(target.sheet).definition(&target.column).is_some_and(|d| matches!(d.kind, Kind::Check))
    }

    /// Lets the picker and the forecast follow the text of the editor.
    pub(super) fn follow_text(&mut self, id: GridId) {
        let Some(editor) = self.grid(id).editor.clone() else { return };
        let kind = self.plan().table(editor.target.sheet).definition(&editor.target.column).map(|d| d.kind.clone());
        let picker = match (&editor.picker, kind) {
            (Some(Picker::List { several, .. }), _) => self.picker_for(&editor, &editor.text, several.clone()),
            (Some(Picker::Calendar { .. }), _) => self.picker_for(&editor, &editor.text, None),
            // Opened with its text, a list of names is edited as a text; else the text is what to look for.
            (None, Some(Kind::Choices(_) | Kind::Links(_))) if !editor.typed => None,
            (None, Some(Kind::Choice(_) | Kind::Choices(_) | Kind::Link(_) | Kind::Links(_))) => {
                self.picker_for(&editor, &editor.text, None)
            }
            (None, _) => None,
        };
        if let Some(editor) = &mut self.grid(id).editor {
            editor.picker = picker;
        }
        self.follow_draft(id);
    }

    /// Counts in the forecast what the editor holds.
    pub(super) fn follow_draft(&mut self, id: GridId) {
        let draft = self.laid_out(id).and_then(|grid| grid.editor.as_ref()).and_then(|editor| self.draft_of(editor));
        self.set_draft(draft);
        self.version += 1;
    }

    fn draft_of(&self, editor: &Editor) -> Option<Draft> {
        let (Sheet::Deals, Some(row)) = (editor.target.sheet, editor.target.row) else { return None };
        let table = self.plan().table(Sheet::Deals);
        let column = table.column(&editor.target.column)?;
        let value = match self.meaning(editor, false) {
            Meaning::Same => return None,
            Meaning::Text(text) => {
                let definition = table.definitions().get(column)?;
                let value = self.parser().read_in(Sheet::Deals, definition, &text);
                value.unwrap_or_else(|_| Value::Invalid(text.as_str().into()))
            }
            Meaning::Value(value) => value,
            Meaning::New { rows, .. } => Value::links(rows),
        };
        Some(Draft::of(row, column, value))
    }

    /// What the editor stands for. With `as_seen` the highlighted line of a list is meant, as it is seen; else the text.
    pub(super) fn meaning(&self, editor: &Editor, as_seen: bool) -> Meaning {
        let text = || Meaning::Text(editor.text.clone());
        let text_beside = |values: &Value| {
            let table = self.plan().table(editor.target.sheet);
            let picked =
                table.definition(&editor.target.column).map(|own| edit_text(self.plan(), own, values, self.lang));
            Meaning::Text(format!("{}{}{}", picked.unwrap_or_default(), self.lang.comma(), editor.text))
        };
        match &editor.picker {
            Some(Picker::List { options, highlight, several: None }) => {
                if editor.text.trim().is_empty() {
                    // An empty search means nothing; emptied on purpose it does.
                    return if editor.typed { Meaning::Same } else { text() };
                }
                match highlight.and_then(|at| options.get(at)).filter(|_| as_seen) {
                    Some(option) if option.value.is_empty() => {
                        Meaning::New { rows: Vec::new(), beside: String::new(), name: option.label.clone() }
                    }
                    Some(option) => Meaning::Value(option.value.clone()),
                    None => text(),
                }
            }
            Some(Picker::List { options, highlight, several: Some(values) }) => {
                if editor.text.trim().is_empty() {
                    // A text that does not fit stays as it is where nothing was picked beside it.
                    return match self.keeps_text(editor, values) {
                        true => Meaning::Same,
                        false => Meaning::Value(self.several_value(editor, values)),
                    };
                }
                let exact = || options.iter().find(|option| App::is_exact(option, &editor.text));
                match highlight.and_then(|at| options.get(at)).filter(|_| as_seen).or_else(exact) {
                    Some(option) if option.value.is_empty() => self.new_beside(editor, values, option.label.clone()),
                    Some(option) if values.contains(&option.value) => {
                        Meaning::Value(self.several_value(editor, values))
                    }
                    Some(option) => {
                        let all: Vec<Value> = values.iter().chain([&option.value]).cloned().collect();
                        Meaning::Value(self.several_value(editor, &all))
                    }
                    None if values.is_empty() => text(),
                    // Beside what was picked it stays as it was typed, marked.
                    None => text_beside(&self.several_value(editor, values)),
                }
            }
            _ if self.is_unchanged(editor) => Meaning::Same,
            _ => text(),
        }
    }

    /// Whether the cell holds a text that does not fit, and what is picked is what could be picked of it to begin with.
    fn keeps_text(&self, editor: &Editor, picked: &[Value]) -> bool {
        let table = self.plan().table(editor.target.sheet);
        let definition = table.definition(&editor.target.column);
        editor.target.row.zip(definition).is_some_and(|(row, definition)| {
            let value = table.value(row, &definition.key);
            value.is_invalid() && self.picked_in(definition, value) == picked
        })
    }

    /// Whether the text is still the one that the editor was opened with: then the cell stays as it is to the letter.
    fn is_unchanged(&self, editor: &Editor) -> bool {
        let table = self.plan().table(editor.target.sheet);
        let (Some(row), Some(definition)) = (editor.target.row, table.definition(&editor.target.column)) else {
            return editor.text.is_empty();
        };
        edit_text(self.plan(), definition, table.value(row, &definition.key), self.lang) == editor.text.as_str()
    }

    /// The grid in which a cell is being edited.
    fn edited(&self) -> Option<&Grid> {
        self.grids.values().find(|grid| grid.editor.is_some())
    }

    /// Whether a cell is being edited.
    #[must_use]
    pub fn is_editing(&self) -> bool {
        self.edited().is_some()
    }

    /// Commits what the open editor holds, unless an input method still composes in it.
    pub(super) fn end_editing(&mut self, now: u64) -> Vec<Effect> {
        let composes = |grid: &&Grid| grid.editor.as_ref().is_some_and(|editor| editor.composing);
        match self.edited().filter(|grid| !composes(grid)).map(|grid| grid.id) {
            Some(id) => self.commit_editor(id, now),
            None => Vec::new(),
        }
    }

    /// Commits what the editor holds and closes it: because the person went elsewhere, perhaps to look something up.
    pub(super) fn commit_editor(&mut self, id: GridId, now: u64) -> Vec<Effect> {
        self.commit_meaning(id, false, now)
    }

    /// Commits what the editor holds, with the highlighted line of its list, and closes it: by a key, or by pressing another
    /// cell.
    pub(super) fn commit_as_seen(&mut self, id: GridId, now: u64) -> Vec<Effect> {
        self.commit_meaning(id, true, now)
    }

    fn commit_meaning(&mut self, id: GridId, as_seen: bool, now: u64) -> Vec<Effect> {
        let Some(editor) = self.grid(id).editor.clone() else { return Vec::new() };
        let meaning = self.meaning(&editor, as_seen);
        let longer = self.longer_name(&editor).filter(|_| as_seen);
        let mut effects = self.close_with(id, &editor, &meaning, now);
        effects.extend(taken_for(&editor, longer));
        effects
    }

    /// Closes the editor and writes what was meant.
    pub(super) fn close_with(&mut self, id: GridId, editor: &Editor, meaning: &Meaning, now: u64) -> Vec<Effect> {
        let meaning = if editor.composing { &self.unfinished(editor, meaning) } else { meaning };
        let changes = self.write(id, std::slice::from_ref(&editor.target), meaning, now);
        let begun = begun(&changes, editor.target.sheet);
        let marked = changes.iter().find_map(|change| match change {
            Change::Set { sheet, row, column, value } if value.is_invalid() => {
                Some(Target { sheet: *sheet, row: Some(*row), column: column.clone() })
            }
            _ => None,
        });
        let mut effects = self.close_and_commit(id, changes, "edit", now);
        self.remember_written(&editor.target, meaning, &effects);
        effects.extend(begun.map(Effect::Say));
        effects.extend(marked.map(Effect::Marked));
        effects
    }

    /// What letters of an input method stand for that was left before it was done: they begin no record, a name that nobody
    /// meant to give.
    fn unfinished(&self, editor: &Editor, meaning: &Meaning) -> Meaning {
        let Meaning::Text(text) = meaning else { return meaning.clone() };
        let table = self.plan().table(editor.target.sheet);
        let read =
            table.definition(&editor.target.column).map(|own| self.parser().read_in(editor.target.sheet, own, text));
        match read {
            Some(Err(_)) => Meaning::Value(Value::Invalid(text.as_str().into())),
            _ => meaning.clone(),
        }
    }

    /// Closes the editor without writing.
    pub(super) fn close(&mut self, id: GridId) -> Vec<Effect> {
        if self.grid(id).editor.take().is_none() {
            return Vec::new();
        }
        self.set_draft(None);
        self.version += 1;
        vec![Effect::Draft(None)]
    }

    /// Closes the editor and writes. What the forecast counted while it was typed stays counted until the cell itself is,
    /// so that a value which is committed as it was typed costs no second forecast.
    pub(super) fn close_and_commit(
        &mut self,
        id: GridId,
        changes: Vec<Change>,
        label: &'static str,
        now: u64,
    ) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.grid(id).editor.take().is_some() {
            self.version += 1;
            effects.push(Effect::Draft(None));
        }
        let draft = self.draft_to_commit();
        effects.extend(self.commit(changes, label, now));
        if let Some(draft) = draft {
            self.count_without(&draft);
        }
        effects
    }
}

/// The record that a name typed into another table began: a slip of the keys would be a new person, unless it is said.
pub(super) fn begun(changes: &[Change], written: Sheet) -> Option<Notice> {
    changes.iter().find_map(|change| match change {
        Change::Insert { sheet, cells, .. } if *sheet != written => {
            let name = cells.iter().find(|(key, _)| *key == sheet.title()).map(|(_, name)| name);
            match name {
                Some(Value::Text(name)) => Some(Notice::Begun { name: name.clone(), sheet: *sheet }),
                _ => None,
            }
        }
        _ => None,
    })
}

/// What a longer name was taken for, that the text alone could have meant.
pub(super) fn taken_for(editor: &Editor, longer: Option<(SmolStr, Sheet)>) -> Option<Effect> {
    let text = SmolStr::new(editor.text.trim());
    longer.map(|(name, sheet)| Effect::Say(Notice::TakenFor { text, name, sheet }))
}

/// Whether a person can write into the column.
pub(super) fn is_editable(definition: &Definition) -> bool {
    definition.computed.is_none() && !matches!(definition.kind, Kind::Foreign)
}
