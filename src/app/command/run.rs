//! What each command does.

use super::super::action::Effect;
use super::super::card::Dock;
use super::super::csv::CsvFor;
use super::super::excerpt::Excerpt;
use super::super::explain::Subject;
use super::super::fill::Direction;
use super::super::grid::{At, GridId, Motion, Selection, Target};
use super::super::habits::EnterKey;
use super::super::notice::Notice;
use super::super::screen::{Tab, Theme, Window};
use super::super::state::App;
use super::Command;
use crate::model::schema::activities;
use crate::model::{Kind, Sheet, Value};
use crate::text::messages::Impossible;

/// So many rows after the first one that is ahead are seen with it.
const FOLLOWING: usize = 6;

impl App {
    /// Runs a command of the whole application.
    pub(in crate::app) fn run_global(&mut self, command: Command, now: u64) -> Vec<Effect> {
        match command {
            Command::Back => match self.possible(command, None) {
                Ok(()) => self.go_back(),
                Err(why) => vec![Effect::Say(Notice::Impossible(why))],
            },
            Command::Undo | Command::Redo if self.steps_suppositions(command == Command::Undo) => {
                self.undo_supposition(command == Command::Undo).unwrap_or_default()
            }
            Command::Undo => match self.ledger.undo(now) {
                Some((label, commit)) => self.stepped(commit, |at, left| Notice::Undone(label, at, left)),
                None => vec![Effect::Say(Notice::NothingToUndo)],
            },
            Command::Redo => match self.ledger.redo(now) {
                Some((label, commit)) => self.stepped(commit, |at, left| Notice::Redone(label, at, left)),
                None => vec![Effect::Say(Notice::NothingToRedo)],
            },
            Command::Show(tab) => self.show(tab),
            Command::PreviousTable => self.show(self.tab.beside(false)),
            Command::NextTable => self.show(self.tab.beside(true)),
            Command::AllAccounts => self.show_setup(Sheet::Accounts),
            Command::Columns => self.redraw(|app| (app.tab, app.all_columns) = (Tab::Setup, true)),
            Command::Problems => vec![Effect::Open(Window::Problems)],
            Command::Plans | Command::RenamePlan => vec![Effect::Open(Window::Plans)],
            Command::NewPlan => vec![Effect::NewPlan],
            Command::Save => vec![Effect::SaveFile],
            Command::SaveTeam => vec![Effect::SaveExcerpt(Excerpt::Team)],
            Command::SaveTemplate => vec![Effect::SaveExcerpt(Excerpt::Template)],
            Command::Open => vec![Effect::OpenFile],
            Command::RemoveSample => match self.possible(command, None) {
                Ok(()) => self.remove_sample(now),
                Err(why) => vec![Effect::Say(Notice::Impossible(why))],
            },
            Command::PlanActivity => match self.deal_in_use() {
                Some(deal) => self.plan_activity(deal, now),
                None => vec![Effect::Say(Notice::Impossible(Impossible::NoDeal))],
            },
            Command::DeleteRecord => match self.possible(command, None) {
                Ok(()) => self.delete_record(now),
                Err(why) => vec![Effect::Say(Notice::Impossible(why))],
            },
            Command::Join => match self.to_join() {
                Some(pair) => self.join(pair, now),
                None => vec![Effect::Say(Notice::Impossible(Impossible::NoNamesake))],
            },
            Command::History => vec![Effect::Open(Window::History)],
            Command::TakeTable => vec![Effect::OpenTable],
            Command::Print => vec![Effect::Print],
            Command::Help => vec![Effect::Open(Window::Help)],
            Command::Palette => vec![Effect::Open(Window::Palette)],
            Command::Preferences => vec![Effect::Open(Window::Preferences)],
            Command::Find => self.open_find(false),
            Command::Replace => self.open_find(true),
            Command::FindNext => self.find_next(true),
            Command::FindPrevious => self.find_next(false),
            Command::Review => match self.possible(command, None) {
                Ok(()) => {
                    self.review_all(false);
                    self.open_panel(Dock::Review)
                }
                Err(why) => vec![Effect::Say(Notice::Impossible(why))],
            },
            Command::NextRegion => vec![Effect::Region(true)],
            Command::PreviousRegion => vec![Effect::Region(false)],
            Command::OtherLanguage => self.set_lang(self.lang.other()),
            Command::NextTheme => self.set_theme(match self.theme {
                Theme::System => Theme::Light,
                Theme::Light => Theme::Dark,
                Theme::Dark => Theme::System,
            }),
            _ => Vec::new(),
        }
    }

    pub(in crate::app) fn show_setup(&mut self, sheet: Sheet) -> Vec<Effect> {
        self.redraw(|app| match sheet {
            // They have a page of their own.
            Sheet::Accounts => (app.tab, app.all_accounts) = (Tab::Accounts, true),
            _ => (app.tab, app.setup, app.all_columns) = (Tab::Setup, sheet, false),
        });
        self.focus_page()
    }

    /// Goes to a page; its first grid takes the focus, so that the next key is written.
    pub(in crate::app) fn show(&mut self, tab: Tab) -> Vec<Effect> {
        self.redraw(|app| app.tab = tab);
        self.focus_page()
    }

    /// Gives the page's first grid the focus where the person left it; a page without one takes it itself.
    fn focus_page(&mut self) -> Vec<Effect> {
        let Some(id) = self.first_grid() else { return vec![Effect::FocusPage] };
        let is_first = !self.grids.contains_key(&id);
        let active = self.grid(id).selection.active;
        if is_first && self.tab == Tab::Activities {
            // What is ahead is what one comes for: the past lies above it.
            let ahead = self.first_ahead(id).map_or(active, |row| At { row, ..active });
            let grid = self.grid(id);
            grid.selection = Selection::at(ahead.row, ahead.column);
            // With some of those that follow it.
            let below = At { row: (ahead.row + FOLLOWING).min(grid.layout.height().saturating_sub(1)), ..ahead };
            return vec![Effect::Focus(id), Effect::Reveal(id, below)];
        }
        vec![Effect::Focus(id), Effect::Reveal(id, active)]
    }

    /// The row of the activities that is planned for today, or soonest after it.
    fn first_ahead(&self, id: GridId) -> Option<usize> {
        let (plan, layout) = (self.plan(), &self.laid_out(id)?.layout);
        let planned = |row: usize| {
            let record = layout.record(row)?;
            let open = matches!(plan.get(record, activities::STATUS), None | Some("planned"));
            let day = plan.get(record, activities::PLANNED).filter(|day| open && *day >= self.today())?;
            Some((day, row))
        };
        (0..layout.records()).filter_map(planned).min().map(|(_, row)| row)
    }

    /// Runs a command on a grid.
    pub(in crate::app) fn run(&mut self, id: GridId, command: Command, now: u64) -> Vec<Effect> {
        if command.is_global() {
            self.active = Some(id);
            let mut effects = self.commit_editor(id, now);
            effects.extend(self.run_global(command, now));
            return effects;
        }
        if self.grid(id).editor.is_some() {
            return self.run_in_editor(id, command, now);
        }
        if let Some(effects) = self.run_in_heading(id, command) {
            return effects;
        }
        let leaving = std::mem::take(&mut self.grid(id).leaving);
        // The editor says itself, by the column's name, that a cell is computed.
        if !matches!(command, Command::Edit | Command::Retype)
            && let Err(why) = self.possible(command, Some(id))
        {
            return vec![Effect::Say(Notice::Impossible(why))];
        }
        if command == Command::Enter
            && let Some(effects) = self.paste_copied(id, now)
        {
            return effects;
        }
        match command {
            Command::Arrange(what) => self.run_arranging(id, what, now),
            Command::Go(Motion::Up) if self.is_below_headings(id) => {
                let column = self.grid(id).selection.active.column;
                self.go_to_heading(id, column)
            }
            Command::Enter if self.fold_active(id) => Vec::new(),
            Command::Go(Motion::Left) if self.fold_as_tree(id, false) => Vec::new(),
            Command::Go(Motion::Right) if self.fold_as_tree(id, true) => Vec::new(),
            // A card is one record: a page further is the next one.
            Command::Go(motion @ (Motion::PageUp | Motion::PageDown)) if matches!(id, GridId::Card(_)) => {
                self.step_card(motion == Motion::PageDown, now)
            }
            Command::Go(motion) => self.go(id, motion, false),
            Command::Extend(motion) => self.go(id, motion, true),
            Command::Reveal => vec![Effect::Reveal(id, self.grid(id).selection.active)],
            Command::SelectBlock => self.select_block(id),
            Command::SelectAll => self.select_all(id),
            Command::SelectRows => self.select_rows(id),
            Command::SelectColumns => self.select_columns(id),
            Command::SelectAlso => self.add_ranges(id),
            Command::Enter if self.habits.enter == EnterKey::Edit && self.possible(Command::Edit, Some(id)).is_ok() => {
                self.edit(id, None)
            }
            Command::Enter => self.after_enter(id, Motion::Down),
            Command::EnterUp => self.after_enter(id, Motion::Up),
            Command::Tab | Command::TabBack if leaving => vec![Effect::Leave(id, command == Command::Tab)],
            Command::Tab => self.tab(id, true),
            Command::TabBack => self.tab(id, false),
            Command::EnterAll => self.fill_selection(id, now),
            Command::Edit => self.edit(id, None),
            Command::Retype => {
                let effects = self.edit(id, Some(String::new()));
                self.follow_draft(id);
                effects
            }
            Command::Pick => {
                let effects = self.edit(id, None);
                self.open_picker(id);
                effects
            }
            Command::Cancel if matches!(id, GridId::Card(_)) => self.close_panel(now),
            Command::Cancel => {
                let grid = self.grid(id);
                grid.selection = Selection::range(grid.selection.active, grid.selection.active);
                grid.forget_areas();
                grid.leaving = true;
                (self.cut, self.copied) = (None, None);
                self.version += 1;
                Vec::new()
            }
            Command::Clear => self.clear(id, now),
            Command::FillDown => self.fill_from_first(id, Direction::Down, now),
            Command::FillRight => self.fill_from_first(id, Direction::Right, now),
            Command::FillSeries => self.fill_series(id, now),
            Command::Card => self.open_card(id),
            Command::Comment => self.open_panel(Dock::Comments),
            Command::Repeat => self.repeat(id, now),
            Command::CopyAbove => match self.text_above(id) {
                Some(text) => self.input(id, text.into(), now),
                None => vec![Effect::Say(Notice::Impossible(Impossible::NothingBefore))],
            },
            // As in Excel it is typed where it is no date of its own: who did not mean it presses Esc.
            Command::Today if !self.has_dates(id) => {
                let text = self.today_as_text(id);
                self.input(id, text.into(), now)
            }
            Command::Today => {
                let today = self.today();
                self.write_selection(id, now, |definition| {
                    matches!(definition.kind, Kind::Date).then_some(Value::Date(today))
                })
            }
            Command::AddColumn => self.ask_for_column(id, true),
            Command::EditColumn => self.ask_for_column(id, false),
            Command::DeleteColumn => match self.column_in_use(id) {
                Some(column) => self.set_deleted(id.sheet(), &column, true, now),
                None => Vec::new(),
            },
            Command::Explain => match (self.total_in_use(id), self.grid(id).target()) {
                (Some(total), _) => vec![Effect::Explain(total)],
                (None, Some(Target { sheet, row: Some(row), column })) => {
                    vec![Effect::Explain(Subject::Cell(sheet, row, column))]
                }
                _ => Vec::new(),
            },
            Command::Follow => self.follow(id),
            Command::MakeDeal => match self.grid(id).target().and_then(|target| target.row) {
                Some(cell) => self.make_deal(cell, now),
                None => Vec::new(),
            },
            Command::Menu => vec![Effect::Menu(id)],
            Command::Add => self.add(id),
            Command::InsertAbove => self.insert(id, false, now),
            Command::InsertBelow => self.insert(id, true, now),
            Command::Duplicate => self.duplicate(id, now),
            Command::DeleteRows => self.delete_rows(id, now),
            Command::MoveRowsUp => self.shift_rows(id, false, now),
            Command::MoveRowsDown => self.shift_rows(id, true, now),
            Command::Copy => vec![Effect::Copy { grid: id, cut: false, headings: false }],
            Command::CopyHeadings => vec![Effect::Copy { grid: id, cut: false, headings: true }],
            Command::Cut => vec![Effect::Copy { grid: id, cut: true, headings: false }],
            Command::Paste => vec![Effect::Paste(id)],
            Command::SaveTable => self.save_table(id, CsvFor::Spreadsheet),
            Command::SaveRaw => self.save_table(id, CsvFor::Program),
            // Of the editor, or of the whole application.
            Command::NewLine
            | Command::Undo
            | Command::Back
            | Command::Find
            | Command::Replace
            | Command::FindNext
            | Command::FindPrevious
            | Command::Review
            | Command::Redo
            | Command::Show(_)
            | Command::PreviousTable
            | Command::NextTable
            | Command::AllAccounts
            | Command::Columns
            | Command::Problems
            | Command::Plans
            | Command::RenamePlan
            | Command::NewPlan
            | Command::Save
            | Command::SaveTeam
            | Command::SaveTemplate
            | Command::Open
            | Command::TakeTable
            | Command::RemoveSample
            | Command::DeleteRecord
            | Command::Join
            | Command::PlanActivity
            | Command::Help
            | Command::OtherLanguage
            | Command::History
            | Command::Print
            | Command::Palette
            | Command::Preferences
            | Command::NextRegion
            | Command::PreviousRegion
            | Command::NextTheme => Vec::new(),
        }
    }
}
