//! The editor of a cell: opening, typing, composing, picking, committing.

use super::action::{Action, Effect};
use super::grid::{Editor, GridId, Motion, Picker, Selection};
use super::keymap::{Chord, Command, lookup};
use super::notice::Notice;
use super::state::App;
use crate::forecast::outlook::Draft;
use crate::log::Change;
use crate::model::{Definition, Kind, Sheet, Value};
use crate::text::edit_text;

impl App {
    /// The command that a key has for a grid as it is; none where the key is the text field's own.
    #[must_use]
    pub fn command_for(&self, id: GridId, chord: Chord) -> Option<Command> {
        let command = lookup(chord)?;
        let Some(editor) = self.laid_out(id).and_then(|grid| grid.editor.as_ref()) else { return Some(command) };
        let (list, calendar) = match editor.picker {
            Some(Picker::List { .. }) => (true, false),
            Some(Picker::Calendar { .. }) => (false, true),
            None => (false, false),
        };
        let runs = match command {
            _ if editor.composing => false,
            Command::Go(Motion::Up | Motion::Down | Motion::PageUp | Motion::PageDown) => editor.typed || list || calendar,
            Command::Go(Motion::Left | Motion::Right) => (editor.typed && !list) || calendar,
            _ => command.works_in_editor(editor.typed),
        };
        runs.then_some(command)
    }

    /// Opens the editor: with the cell's text, or with what was typed.
    pub(super) fn edit(&mut self, id: GridId, typed: Option<String>) -> Vec<Effect> {
        let lang = self.lang;
        let Some(target) = self.grid(id).target() else { return Vec::new() };
        let table = self.ledger.plan().table(target.sheet);
        let Some(definition) = table.definition(&target.column) else { return Vec::new() };
        if definition.computed.is_some() || matches!(definition.kind, Kind::Foreign) {
            return vec![Effect::Say(Notice::ReadOnly)];
        }
        let value = target.row.map(|row| table.value(row, &target.column).clone()).unwrap_or_default();
        let text = edit_text(self.ledger.plan(), definition, &value, lang).to_string();
        let grid = self.grid(id);
        let at = grid.selection.active;
        grid.selection = Selection { active: at, far: at };
        let is_typed = typed.is_some();
        grid.editor =
            Some(Editor { target, at, text: typed.unwrap_or(text), typed: is_typed, composing: false, picker: None });
        self.version += 1;
        vec![Effect::Reveal(id, at)]
    }

    pub(super) fn open_picker(&mut self, id: GridId) {
        let Some(editor) = self.grid(id).editor.clone() else { return };
        let picker = self.picker_for(&editor, None);
        if let Some(editor) = &mut self.grid(id).editor {
            editor.picker = picker;
        }
        self.version += 1;
    }

    pub(super) fn input(&mut self, id: GridId, text: String, now: u64) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.grid(id).editor.is_none() {
            if text.is_empty() {
                return effects;
            }
            effects = self.edit(id, Some(text.clone()));
        }
        let Some(editor) = &mut self.grid(id).editor else { return effects };
        editor.text.clone_from(&text);
        if editor.composing {
            effects.push(Effect::Draft(Some(text)));
            return effects;
        }
        let _ = now;
        self.typed(id);
        effects.push(Effect::Draft(Some(text)));
        effects
    }

    pub(super) fn compose(&mut self, id: GridId, on: bool, text: String, now: u64) -> Vec<Effect> {
        let mut effects = Vec::new();
        if on && self.grid(id).editor.is_none() {
            effects = self.edit(id, Some(String::new()));
        }
        if let Some(editor) = &mut self.grid(id).editor {
            editor.composing = on;
        }
        if !on {
            effects.extend(self.input(id, text, now));
        }
        effects
    }

    /// Lets the forecast and the picker follow the text of the editor.
    fn typed(&mut self, id: GridId) {
        let Some(editor) = self.grid(id).editor.clone() else { return };
        let several = match &editor.picker {
            Some(Picker::List { several: Some(values), .. }) => Some(values.clone()),
            _ => None,
        };
        let kind = self.plan().table(editor.target.sheet).definition(&editor.target.column).map(|d| d.kind.clone());
        let lists = matches!(kind, Some(Kind::Choice(_) | Kind::Choices(_) | Kind::Link(_) | Kind::Links(_)));
        let picker = if lists || editor.picker.is_some() { self.picker_for(&editor, several) } else { None };
        if let Some(editor) = &mut self.grid(id).editor {
            editor.picker = picker;
        }
        let draft = self.draft_of(&editor);
        self.set_draft(draft);
        self.version += 1;
    }

    fn draft_of(&self, editor: &Editor) -> Option<Draft> {
        let (Sheet::Deals, Some(row)) = (editor.target.sheet, editor.target.row) else { return None };
        let table = self.plan().table(Sheet::Deals);
        let column = table.column(&editor.target.column)?;
        let value = self.parser().parse(table.definitions().get(column)?, &editor.text);
        Some(Draft { row, column, value })
    }

    pub(super) fn run_in_editor(&mut self, id: GridId, command: Command, now: u64) -> Vec<Effect> {
        let Some(editor) = self.grid(id).editor.clone() else { return Vec::new() };
        if editor.composing {
            return Vec::new();
        }
        if let Some(picker) = &editor.picker
            && let Some(effects) = self.run_in_picker(id, &editor, picker, command, now)
        {
            return effects;
        }
        let mut effects = match command {
            Command::Cancel => return self.close(id),
            Command::Pick => {
                self.open_picker(id);
                return Vec::new();
            }
            Command::EnterAll => return self.fill_selection(id, now),
            _ if command.works_in_editor(editor.typed) => self.commit_editor(id, now),
            _ => return Vec::new(),
        };
        effects.extend(match command {
            Command::Enter => self.after_enter(id, Motion::Down),
            Command::EnterUp => self.after_enter(id, Motion::Up),
            Command::Tab => self.tab(id, Motion::Right),
            Command::TabBack => self.tab(id, Motion::Left),
            Command::Go(motion) => self.go(id, motion, false),
            _ => Vec::new(),
        });
        effects
    }

    /// What a key does while a picker is open; none where the editor should have it.
    fn run_in_picker(
        &mut self,
        id: GridId,
        editor: &Editor,
        picker: &Picker,
        command: Command,
        now: u64,
    ) -> Option<Vec<Effect>> {
        let (lines, days) = match command {
            Command::Go(Motion::Up) => (-1, -7),
            Command::Go(Motion::Down) => (1, 7),
            Command::Go(Motion::PageUp) => (-8, -30),
            Command::Go(Motion::PageDown) => (8, 30),
            Command::Go(Motion::Left) => (0, -1),
            Command::Go(Motion::Right) => (0, 1),
            Command::Enter => {
                return match picker {
                    Picker::List { highlight: Some(at), options, several, .. } => {
                        let at = (*at).min(options.len().saturating_sub(1));
                        // Nothing typed and nothing picked: Enter takes what is there already.
                        let single = several.is_none();
                        let mut effects = self.pick(id, at, now);
                        if single {
                            effects.extend(self.after_enter(id, Motion::Down));
                        }
                        Some(effects)
                    }
                    Picker::Calendar { day } if !editor.typed => {
                        let mut effects = self.update(Action::PickDay(id, *day), now);
                        effects.extend(self.after_enter(id, Motion::Down));
                        Some(effects)
                    }
                    _ => None,
                };
            }
            Command::Tab | Command::TabBack => {
                let motion = if command == Command::Tab { Motion::Right } else { Motion::Left };
                let mut effects = self.commit_editor(id, now);
                effects.extend(self.tab(id, motion));
                return Some(effects);
            }
            _ => return None,
        };
        let is_list = matches!(picker, Picker::List { .. });
        if lines == 0 && is_list {
            return Some(Vec::new());
        }
        if let Some(editor) = &mut self.grid(id).editor {
            if !is_list {
                editor.typed = false;
            }
            if let Some(picker) = &mut editor.picker {
                picker.step(lines, days);
            }
        }
        self.version += 1;
        Some(Vec::new())
    }

    /// Commits what the editor holds and closes it.
    pub(super) fn commit_editor(&mut self, id: GridId, now: u64) -> Vec<Effect> {
        let Some(editor) = self.grid(id).editor.clone() else { return Vec::new() };
        let parent = self.record_of(id);
        let changes = match &editor.picker {
            Some(Picker::List { several: Some(values), .. }) if editor.text.is_empty() || !editor.typed => {
                self.write_value(&editor.target, App::several_value(values), parent, now)
            }
            Some(Picker::List { options, highlight: Some(at), several: None })
                if editor.typed && !editor.text.is_empty() =>
            {
                match options.get(*at).map(|option| option.value.clone()) {
                    Some(value) if !value.is_empty() => self.write_value(&editor.target, value, parent, now),
                    _ => self.write_text(&editor.target, &editor.text, parent, now),
                }
            }
            _ if self.is_unchanged(&editor) => Vec::new(),
            _ => self.write_text(&editor.target, &editor.text, parent, now),
        };
        self.close_with(id, changes, now)
    }

    /// Whether the text is still the one that the editor was opened with: then the cell stays as it is to the letter.
    fn is_unchanged(&self, editor: &Editor) -> bool {
        let table = self.plan().table(editor.target.sheet);
        let (Some(row), Some(definition)) = (editor.target.row, table.definition(&editor.target.column)) else {
            return false;
        };
        edit_text(self.plan(), definition, table.value(row, &definition.key), self.lang) == editor.text.as_str()
    }

    pub(super) fn close_with(&mut self, id: GridId, changes: Vec<Change>, now: u64) -> Vec<Effect> {
        let mut effects = self.close(id);
        effects.extend(self.commit(changes, "edit", now));
        effects
    }

    fn close(&mut self, id: GridId) -> Vec<Effect> {
        self.grid(id).editor = None;
        self.set_draft(None);
        self.version += 1;
        vec![Effect::Draft(None)]
    }

    /// Writes what the editor holds, or the active cell, into every selected cell.
    pub(super) fn fill_selection(&mut self, id: GridId, now: u64) -> Vec<Effect> {
        let grid = self.grid(id).clone();
        let mut effects = self.close(id);
        let Some(target) = grid.target() else { return effects };
        let mut changes = Vec::new();
        let parent = self.record_of(id);
        for at in grid.selection.cells() {
            let Some(to) = grid.layout.target(at.row, at.column).filter(|to| to.row.is_some()) else { continue };
            let editable = self.plan().table(to.sheet).definition(&to.column).is_some_and(|d| d.computed.is_none());
            if !editable {
                continue;
            }
            match &grid.editor {
                Some(editor) => changes.extend(self.write_text(&to, &editor.text, parent, now)),
                None if to.column == target.column => {
                    let value = target.row.map(|row| self.plan().value(target.sheet, row, &target.column).clone());
                    changes.extend(self.write_value(&to, value.unwrap_or_default(), parent, now));
                }
                None => {}
            }
        }
        effects.extend(self.commit(changes, "fill", now));
        effects
    }

    pub(super) fn write_selection(
        &mut self,
        id: GridId,
        now: u64,
        value: impl Fn(&Definition) -> Option<Value>,
    ) -> Vec<Effect> {
        let grid = self.grid(id).clone();
        let parent = self.record_of(id);
        let mut changes = Vec::new();
        for at in grid.selection.cells() {
            let Some(target) = grid.layout.target(at.row, at.column) else { continue };
            let definition = self.plan().table(target.sheet).definition(&target.column);
            if let Some(value) = definition.filter(|d| d.computed.is_none()).and_then(&value) {
                changes.extend(self.write_value(&target, value, parent, now));
            }
        }
        self.commit(changes, "edit", now)
    }
}
