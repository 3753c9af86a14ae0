//! What keys do: which command they have for a grid as it is, and what commands do while a cell is edited.

use smol_str::SmolStr;

use super::action::Effect;
use super::command::{Chord, Command, KeyName, lookup, lookup_in_heading};
use super::editing::{Meaning, taken_for};
use super::grid::{At, Editor, Grid, GridId, Layout, Motion, Picker};
use super::left_text::LeftText;
use super::notice::Notice;
use super::state::App;
use crate::model::Value;
use crate::text::day_and_year;
use crate::text::messages::Impossible;

impl App {
    /// The command that a key has for a grid as it is; none where the key is the text field's own.
    #[must_use]
    pub fn command_for(&self, id: GridId, chord: Chord) -> Option<Command> {
        let editor = self.laid_out(id).and_then(|grid| grid.editor.as_ref());
        if editor.is_none() && self.laid_out(id).is_some_and(|grid| grid.head.is_some()) {
            return lookup_in_heading(chord);
        }
        let command = lookup(chord, editor.is_some())?;
        // So it does in Excel: one key more than there are steps to redo changes nothing, since those leave nothing to repeat.
        let repeats = editor.is_none() && chord == Chord::ctrl(KeyName::Char('y')) && self.repeatable.is_some();
        if repeats && self.possible(command, Some(id)).is_err() {
            return Some(Command::Repeat);
        }
        let Some(editor) = editor else {
            // In a cell that is ticked Space ticks, on the head of a group it opens and closes.
            let grid = self.laid_out(id);
            let is_head = grid.is_some_and(|grid| grid.layout.is_head(grid.selection.active.row));
            return Some(command).filter(|command| *command != Command::Card || !(is_head || self.is_check(id)));
        };
        let (list, calendar) = match editor.picker {
            Some(Picker::List { .. }) => (true, false),
            Some(Picker::Calendar { .. }) => (false, true),
            None => (false, false),
        };
        let runs = match command {
            _ if editor.composing => false,
            Command::Go(Motion::Up | Motion::Down | Motion::PageUp | Motion::PageDown) => {
                editor.typed || list || calendar
            }
            Command::Go(Motion::Left | Motion::Right) => (editor.typed && !list) || calendar,
            // From typing to correcting: the arrows move in the text then, as in Excel.
            Command::Edit => editor.typed,
            _ => command.works_in_editor(editor.typed),
        };
        runs.then_some(command)
    }

    /// What a command does while a cell is edited.
    pub(super) fn run_in_editor(&mut self, id: GridId, command: Command, now: u64) -> Vec<Effect> {
        let Some(editor) = self.grid(id).editor.clone() else { return Vec::new() };
        if editor.composing {
            return Vec::new();
        }
        if command == Command::Edit {
            self.grid(id).editor.iter_mut().for_each(|editor| editor.typed = false);
            return Vec::new();
        }
        if command == Command::NewLine {
            return vec![Effect::Write(id, "\n".into())];
        }
        if command == Command::Today {
            return vec![Effect::Write(id, self.today_as_text(id))];
        }
        if command == Command::CopyAbove {
            return match self.text_above(id) {
                Some(text) => vec![Effect::Write(id, text)],
                None => vec![Effect::Say(Notice::Impossible(Impossible::NothingBefore))],
            };
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
            _ => self.commit_as_seen(id, now),
        };
        effects.extend(match command {
            Command::Enter => self.after_enter(id, Motion::Down),
            Command::EnterUp => self.after_enter(id, Motion::Up),
            Command::Tab => self.tab(id, true),
            Command::TabBack => self.tab(id, false),
            // No key has another command here; a menu may.
            _ => self.run(id, command, now),
        });
        effects
    }

    /// The text by which the cell above the active one is edited; none where there is none above. Heads of groups are no cells.
    pub(super) fn text_above(&self, id: GridId) -> Option<SmolStr> {
        let grid = self.laid_out(id)?;
        let Layout::Table { .. } = &*grid.layout else { return None };
        let At { row, column } = grid.selection.active;
        let above = (0..row).rev().find(|row| !grid.layout.is_head(*row))?;
        let target = grid.layout.target(above, column)?;
        let table = self.plan().table(target.sheet);
        let definition = table.definition(&target.column)?;
        Some(self.parser().edit_text(definition, table.value(target.row?, &target.column)))
    }

    /// Today as the active cell takes it: in a text as one says it, else as dates are edited.
    pub(super) fn today_as_text(&self, id: GridId) -> SmolStr {
        let target = self.laid_out(id).and_then(Grid::target);
        let kind = target.and_then(|to| Some(self.plan().table(to.sheet).definition(&to.column)?.kind.clone()));
        match kind.is_some_and(|kind| kind.is_text()) {
            true => day_and_year(self.today(), self.lang).into(),
            false => self.today().to_string().into(),
        }
    }

    /// What a command does while a picker is open; none where it does what it always does.
    fn run_in_picker(
        &mut self,
        id: GridId,
        editor: &Editor,
        picker: &Picker,
        command: Command,
        now: u64,
    ) -> Option<Vec<Effect>> {
        let (lines, days, months) = match command {
            Command::Go(Motion::Up) => (-1, -7, 0),
            Command::Go(Motion::Down) => (1, 7, 0),
            Command::Go(Motion::PageUp) => (-8, 0, -1),
            Command::Go(Motion::PageDown) => (8, 0, 1),
            Command::Go(Motion::Left) => (0, -1, 0),
            Command::Go(Motion::Right) => (0, 1, 0),
            Command::Enter => return self.take(id, editor, picker, now),
            _ => return None,
        };
        if lines == 0 && matches!(picker, Picker::List { .. }) {
            return Some(Vec::new());
        }
        let lang = self.lang;
        let editor = self.grids.get_mut(&id).and_then(|grid| grid.editor.as_mut())?;
        if let Some(picker) = &mut editor.picker {
            picker.step(lines, days, months);
        }
        if let Some(Picker::Calendar { day }) = editor.picker {
            let table = self.ledger.plan().table(editor.target.sheet);
            let definition = table.definition(&editor.target.column)?;
            editor.text = crate::text::edit_text(self.ledger.plan(), definition, &Value::Date(day), lang).to_string();
            let left = LeftText::of(editor);
            self.follow_draft(id);
            return Some(vec![Effect::Draft(Some(left.into()))]);
        }
        self.version += 1;
        Some(Vec::new())
    }

    /// Enter takes the highlighted line, or the day of the calendar where nothing was typed.
    fn take(&mut self, id: GridId, editor: &Editor, picker: &Picker, now: u64) -> Option<Vec<Effect>> {
        match picker {
            // Emptied on purpose.
            Picker::List { several: None, .. } if !editor.typed && editor.text.trim().is_empty() => None,
            // Space ticks; Enter is done.
            Picker::List { several: Some(_), .. } if editor.text.trim().is_empty() => None,
            Picker::List { highlight: Some(at), several, .. } => {
                // Who chose by arrows stays, as with a list in a spreadsheet; who typed goes on, as after any text.
                let goes_on = several.is_none() && !editor.text.trim().is_empty();
                let longer = self.longer_name(editor);
                let mut effects = self.pick(id, *at, now);
                effects.extend(taken_for(editor, longer));
                if goes_on {
                    effects.extend(self.after_enter(id, Motion::Down));
                }
                Some(effects)
            }
            Picker::Calendar { day } if editor.text.trim().is_empty() => {
                Some(self.close_with(id, editor, &Meaning::Value(Value::Date(*day)), now))
            }
            _ => None,
        }
    }
}
