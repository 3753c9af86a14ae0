//! `update`: one action in, the state changed, the effects out.

use super::action::{Action, Effect, Tab, Theme};
use super::editing::Meaning;
use super::grid::{At, Editor, GridId, Layout, Motion, Picker, Selection};
use super::keymap::Command;
use super::notice::Notice;
use super::state::App;
use crate::log::{Change, Commit, Touched, Transaction};
use crate::model::{Kind, Sheet, Value};

/// Of a step with more cells the first ones are shown.
const SHOWN: usize = 300;

impl App {
    /// Does what a person asked for. `now` in milliseconds since 1970.
    pub fn update(&mut self, action: Action, now: u64) -> Vec<Effect> {
        match action {
            Action::Run(id, command) => self.run(id, command, now),
            Action::RunGlobal(command) => self.run_global(command, now),
            Action::Point { grid, at, extend } => {
                let mut effects = self.commit_editor(grid, now);
                let grid = self.grid(grid);
                let far = At { row: at.row, column: at.column };
                let active = if extend { grid.selection.active } else { far };
                grid.selection = Selection { active, far }.clamped(grid.layout.height(), grid.layout.width());
                (grid.run, grid.leaving) = (None, false);
                effects.push(Effect::Reveal(grid.id, far));
                effects
            }
            Action::Input { grid, text } => self.input(grid, text, now),
            Action::Compose { grid, on, text } => self.compose(grid, on, text, now),
            Action::Blur(grid) => self.commit_editor(grid, now),
            Action::Focus(grid) => {
                self.active = Some(grid);
                self.grid(grid).leaving = false;
                Vec::new()
            }
            Action::Paste(grid, block) => {
                let mut effects = self.commit_editor(grid, now);
                effects.extend(self.paste(grid, &block, now));
                effects
            }
            Action::Copy { grid, cut } => self.copy(grid, cut, now),
            Action::Pick(grid, index) => self.pick(grid, index, now),
            Action::PickDay(grid, day) => {
                let Some(editor) = self.grid(grid).editor.clone() else { return Vec::new() };
                self.close_with(grid, &editor, &Meaning::Value(Value::Date(day)), now)
            }
            Action::ShowDay(grid, day) => {
                let editor = self.grids.get_mut(&grid).and_then(|grid| grid.editor.as_mut());
                if let Some(Editor { picker: Some(Picker::Calendar { day: shown }), .. }) = editor {
                    *shown = day;
                    self.version += 1;
                }
                Vec::new()
            }
            Action::Resize(grid, key, width) => self.redraw(|app| app.grid(grid).choice.resize(&key, width)),
            Action::TogglePack(grid, pack) => self.redraw(|app| app.grid(grid).choice.toggle(pack)),
            Action::Page(grid, rows) => {
                self.grid(grid).page = rows.max(1);
                Vec::new()
            }
            Action::Show(tab) => self.redraw(|app| app.tab = tab),
            Action::Choose(sheet, row) => self.redraw(|app| match sheet {
                Sheet::Accounts => app.account = Some(row),
                _ => app.deal = Some(row),
            }),
            Action::ShowSetup(sheet) => self.redraw(|app| (app.tab, app.setup) = (Tab::Setup, sheet)),
            Action::SetScope(scope) => self.redraw(|app| app.scope = scope),
            Action::SetLang(lang) => {
                let mut effects = self.redraw(|app| app.lang = lang);
                effects.push(Effect::Preferences);
                effects
            }
            Action::SetTheme(theme) => self.set_theme(theme),
            Action::Set { sheet, row, column, value } => {
                self.commit(vec![Change::Set { sheet, row, column, value }], "edit", now)
            }
            Action::Goto(sheet, row, column) => self.goto(sheet, row, &column),
            Action::Add(id) => {
                let grid = self.grid(id);
                let last = grid.layout.height().saturating_sub(1);
                grid.selection = Selection::at(last, 0);
                (grid.run, grid.leaving) = (None, false);
                vec![Effect::Reveal(id, At { row: last, column: 0 }), Effect::Focus(id)]
            }
            Action::RemoveSample => self.remove_sample(now),
            Action::Merge(transactions) => self.merge(transactions, now),
            Action::Today(day) => self.redraw(|app| app.clock = day),
        }
    }

    /// Takes in what other tabs wrote. Whoever is about to add a record goes on adding one, not on editing theirs.
    fn merge(&mut self, transactions: Vec<Transaction>, now: u64) -> Vec<Effect> {
        let adding: Vec<GridId> = self.grids.values().filter(|grid| grid.is_on_new_row()).map(|grid| grid.id).collect();
        let (added, touched) = self.ledger.merge(transactions, now);
        if added > 0 {
            self.changed(&touched);
            adding.into_iter().for_each(|id| self.grid(id).return_to_new_row());
        }
        Vec::new()
    }

    fn set_theme(&mut self, theme: Theme) -> Vec<Effect> {
        self.theme = theme;
        vec![Effect::Preferences]
    }

    /// Changes something that is drawn but is no part of the plan.
    fn redraw<T>(&mut self, change: impl FnOnce(&mut App) -> T) -> Vec<Effect> {
        change(self);
        self.changed(&Touched::default());
        Vec::new()
    }

    /// After undo and redo the cells that changed are selected and seen, where the grid in use shows them.
    fn stepped(&mut self, commit: Commit, said: Notice) -> Vec<Effect> {
        self.changed(&commit.touched);
        let mut effects = vec![Effect::Store(commit.transaction), Effect::Say(said)];
        let Some(grid) = self.active.and_then(|id| self.grids.get_mut(&id)) else { return effects };
        let sheet = grid.id.sheet();
        let cells = commit.touched.cells.iter().filter(|(of, ..)| *of == sheet).take(SHOWN);
        let mut range: Option<(At, At)> = None;
        for (_, row, key) in cells {
            let Some((row, column)) = grid.layout.locate(*row, key) else { continue };
            // A whole row keeps the column that one was in.
            let column = if key.is_empty() { grid.selection.active.column } else { column };
            let (first, last) = range.unwrap_or((At { row, column }, At { row, column }));
            range = Some((
                At { row: first.row.min(row), column: first.column.min(column) },
                At { row: last.row.max(row), column: last.column.max(column) },
            ));
        }
        if let Some((active, far)) = range {
            grid.selection = Selection { active, far }.clamped(grid.layout.height(), grid.layout.width());
            grid.run = None;
            effects.push(Effect::Reveal(grid.id, active));
        }
        effects
    }

    fn run_global(&mut self, command: Command, now: u64) -> Vec<Effect> {
        match command {
            Command::Undo => {
                let said = match self.ledger.undo(now) {
                    Some((label, commit)) => return self.stepped(commit, Notice::Undone(label)),
                    None => Notice::NothingToUndo,
                };
                vec![Effect::Say(said)]
            }
            Command::Redo => {
                let said = match self.ledger.redo(now) {
                    Some((label, commit)) => return self.stepped(commit, Notice::Redone(label)),
                    None => Notice::NothingToRedo,
                };
                vec![Effect::Say(said)]
            }
            Command::Save => vec![Effect::SaveFile],
            Command::Open => vec![Effect::OpenFile],
            Command::Help => vec![Effect::Help],
            Command::PreviousTable | Command::NextTable => {
                let at = Tab::ALL.iter().position(|tab| *tab == self.tab).unwrap_or(0);
                let count = Tab::ALL.len();
                let to = if command == Command::NextTable { (at + 1) % count } else { (at + count - 1) % count };
                let tab = Tab::ALL.get(to).copied().unwrap_or_default();
                self.redraw(|app| app.tab = tab)
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn run(&mut self, id: GridId, command: Command, now: u64) -> Vec<Effect> {
        if command.is_global() {
            self.active = Some(id);
            let mut effects = self.commit_editor(id, now);
            effects.extend(self.run_global(command, now));
            return effects;
        }
        if self.grid(id).editor.is_some() {
            return self.run_in_editor(id, command, now);
        }
        let leaving = std::mem::take(&mut self.grid(id).leaving);
        match command {
            Command::Go(motion) => self.go(id, motion, false),
            Command::Extend(motion) => self.go(id, motion, true),
            Command::Enter => self.after_enter(id, Motion::Down),
            Command::EnterUp => self.after_enter(id, Motion::Up),
            Command::Tab | Command::TabBack if leaving => vec![Effect::Leave(id, command == Command::Tab)],
            Command::Tab => self.tab(id, true),
            Command::TabBack => self.tab(id, false),
            Command::EnterAll => self.fill_selection(id, now),
            Command::Edit => self.edit(id, None),
            Command::Pick => {
                let effects = self.edit(id, None);
                self.open_picker(id);
                effects
            }
            Command::Cancel => {
                let grid = self.grid(id);
                grid.selection.far = grid.selection.active;
                grid.leaving = true;
                Vec::new()
            }
            Command::Clear => self.clear(id, "clear", now),
            Command::SelectAll => {
                let grid = self.grid(id);
                let (height, width) = (grid.layout.records().max(1), grid.layout.width());
                let active = At::default();
                grid.selection = Selection { active, far: At { row: height - 1, column: width.saturating_sub(1) } };
                Vec::new()
            }
            Command::SelectRows => {
                let grid = self.grid(id);
                let last = grid.layout.width().saturating_sub(1);
                (grid.selection.active.column, grid.selection.far.column) = (0, last);
                Vec::new()
            }
            Command::InsertAbove => self.insert(id, false, now),
            Command::InsertBelow => self.insert(id, true, now),
            Command::Duplicate => self.duplicate(id, now),
            Command::DeleteRows => self.delete_rows(id, now),
            Command::Follow => self.follow(id),
            Command::Today => {
                let today = self.today();
                self.write_selection(id, now, |definition| {
                    matches!(definition.kind, Kind::Date).then_some(Value::Date(today))
                })
            }
            Command::Undo
            | Command::Redo
            | Command::Save
            | Command::Open
            | Command::PreviousTable
            | Command::NextTable
            | Command::Help => Vec::new(),
        }
    }

    pub(super) fn go(&mut self, id: GridId, motion: Motion, extend: bool) -> Vec<Effect> {
        self.grid(id);
        let plan = self.ledger.plan();
        let Some(grid) = self.grids.get_mut(&id) else { return Vec::new() };
        grid.go(plan, motion, extend);
        grid.run = None;
        vec![Effect::Reveal(id, if extend { grid.selection.far } else { grid.selection.active })]
    }

    /// To the next or the last cell, over the end of a row as in a table of a spreadsheet.
    pub(super) fn tab(&mut self, id: GridId, forward: bool) -> Vec<Effect> {
        let grid = self.grid(id);
        let (At { row, column }, run) = (grid.selection.active, grid.run);
        let (height, width) = (grid.layout.height(), grid.layout.width());
        let to = match forward {
            true if column + 1 < width => At { row, column: column + 1 },
            true if row + 1 < height => At { row: row + 1, column: 0 },
            false if column > 0 => At { row, column: column - 1 },
            false if row > 0 => At { row: row - 1, column: width.saturating_sub(1) },
            _ => At { row, column },
        };
        grid.selection = Selection::at(to.row, to.column);
        grid.run = run.or(Some(column));
        vec![Effect::Reveal(id, to)]
    }

    /// After Enter the active cell moves down, and back to the column where a run of Tabs began.
    pub(super) fn after_enter(&mut self, id: GridId, motion: Motion) -> Vec<Effect> {
        let run = self.grid(id).run;
        let effects = self.go(id, motion, false);
        let grid = self.grid(id);
        if let Some(column) = run {
            grid.selection = Selection::at(grid.selection.active.row, column);
            return vec![Effect::Reveal(id, grid.selection.active)];
        }
        effects
    }

    /// Goes to the record that the active cell links to.
    fn follow(&mut self, id: GridId) -> Vec<Effect> {
        let Some(target) = self.grid(id).target() else { return Vec::new() };
        let table = self.plan().table(target.sheet);
        let sheet = table.definition(&target.column).and_then(|definition| definition.kind.target());
        let linked = target.row.and_then(|row| table.value(row, &target.column).linked().first().copied());
        match (sheet, linked) {
            (Some(sheet), Some(row)) => self.goto(sheet, row, &sheet.title()),
            _ => Vec::new(),
        }
    }

    /// Shows a record: its page, its row, its column.
    fn goto(&mut self, sheet: Sheet, row: crate::model::RowId, column: &str) -> Vec<Effect> {
        let plan = self.ledger.plan();
        if !plan.table(sheet).contains(row) {
            return Vec::new();
        }
        let parent = sheet.parent().and_then(|key| plan.value(sheet, row, &key).linked().first().copied());
        let strategy = sheet == Sheet::Deals
            && plan.table(sheet).definition(column).is_some_and(|d| d.pack == crate::model::Pack::Strategy);
        let id = match (sheet, sheet.parent().as_deref()) {
            (Sheet::Activities, _) => {
                self.tab = Tab::Activities;
                GridId::Table(sheet)
            }
            (Sheet::Deals, _) if strategy => {
                (self.tab, self.deal) = (Tab::Strategy, Some(row));
                GridId::Form(sheet)
            }
            (Sheet::Deals, _) => {
                self.tab = Tab::Funnel;
                GridId::Table(sheet)
            }
            (Sheet::Accounts, _) => {
                (self.tab, self.account) = (Tab::Accounts, Some(row));
                GridId::Form(sheet)
            }
            (_, Some("deal")) => {
                (self.tab, self.deal) = (Tab::Strategy, parent);
                GridId::Part(sheet)
            }
            (_, Some(_)) => {
                (self.tab, self.account) = (Tab::Accounts, parent);
                GridId::Part(sheet)
            }
            (Sheet::Settings, _) => {
                (self.tab, self.setup) = (Tab::Setup, sheet);
                GridId::Form(sheet)
            }
            _ => {
                (self.tab, self.setup) = (Tab::Setup, sheet);
                GridId::Table(sheet)
            }
        };
        self.changed(&Touched::default());
        let grid = self.grid(id);
        let found = grid.layout.locate(row, column);
        let at = match (&*grid.layout, found) {
            (_, Some((row, column))) => At { row, column },
            (Layout::Form { .. } | Layout::Table { .. }, None) => At::default(),
        };
        grid.selection = Selection::at(at.row, at.column);
        vec![Effect::Focus(id), Effect::Reveal(id, at)]
    }
}
