//! `update`: one action in, the state changed, the effects out.

use super::action::{Action, Effect};
use super::clipboard::ends_copied;
use super::editing::{Meaning, is_editable};
use super::entry::free_period;
use super::find::Seek;
use super::grid::{At, Editor, Grid, GridId, Picker, Selection};
use super::notice::{Notice, Others};
use super::screen::{Tab, Theme};
use super::state::App;
use super::state::is_refused;
use crate::log::{Change, Commit, Touched};
use crate::model::schema::setup::targets;
use crate::model::{Key, RowId, Sheet, Value};
use crate::text::Lang;

/// Of a step with more cells the first ones are shown.
const SHOWN: usize = 50_000;

/// Whether an action leads to another place, or changes the plan elsewhere than in the open editor: what is half typed is entered
/// first, where it was typed.
const fn goes_elsewhere(action: &Action) -> bool {
    matches!(
        action,
        Action::RunGlobal(_)
            | Action::Aim(_)
            | Action::Goto(..)
            | Action::FollowSource(..)
            | Action::Show(_)
            | Action::ShowSetup(_)
            | Action::SetTarget
            | Action::StepTo(_)
            | Action::Find(Seek::Next | Seek::Previous | Seek::Replace | Seek::ReplaceAll)
    )
}

impl App {
    /// Does what a person asked for. `now` in milliseconds since 1970.
    pub fn update(&mut self, action: Action, now: u64) -> Vec<Effect> {
        let page = self.page();
        let ends_copied = ends_copied(&action);
        let mut effects = match self.stray_of(&action, now) {
            Some(effects) => effects,
            None => self.act(action, now),
        };
        self.card_goes_along(page, &effects);
        self.settle_copied(ends_copied, page, &effects);
        self.grids.values_mut().for_each(Grid::settle_areas);
        // Where a change was refused nothing came of it, whatever else would have been said of it.
        if is_refused(&effects) {
            effects.retain(|effect| !matches!(effect, Effect::Say(notice) if !matches!(notice, Notice::Refused(_))));
        }
        self.unsay(&mut effects);
        effects
    }

    /// What another tab wrote under an open editor is said no longer than the editor is open: its keys would do
    /// something else then.
    fn unsay(&mut self, effects: &mut Vec<Effect>) {
        let said = effects.iter().rev().find_map(|effect| match effect {
            Effect::Say(notice) => Some(notice),
            _ => None,
        });
        match said {
            Some(notice) => self.says_elsewhere = matches!(notice, Notice::WrittenElsewhere(_)),
            None if self.says_elsewhere && self.grids.values().all(|grid| grid.editor.is_none()) => {
                self.says_elsewhere = false;
                effects.push(Effect::Say(Notice::EditorClosed));
            }
            None => {}
        }
    }

    fn act(&mut self, action: Action, now: u64) -> Vec<Effect> {
        let mut effects = if goes_elsewhere(&action) { self.end_editing(now) } else { Vec::new() };
        effects.extend(self.act_so(action, now));
        effects
    }

    fn act_so(&mut self, action: Action, now: u64) -> Vec<Effect> {
        match action {
            Action::Run(id, command) => {
                let effects = self.run(id, command, now);
                self.remember_run(command, &effects);
                effects
            }
            Action::RunGlobal(command) => self.run_global(command, now),
            Action::Point { grid, at, extend } => self.point(grid, at, extend, now),
            Action::PointAlso { grid, at, what } => self.select_also(grid, at, what, now),
            Action::TurnTo { grid, at, what } => self.turn_to(grid, at, what, now),
            Action::Input { grid, text } => self.input(grid, text, now),
            Action::Compose { grid, on, text } => self.compose(grid, on, text, now),
            Action::Blur(grid) => self.commit_editor(grid, now),
            Action::Away => Vec::new(),
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
            Action::DropRows(grid, before) => {
                let mut effects = self.commit_editor(grid, now);
                effects.extend(self.drop_rows(grid, before, now));
                effects
            }
            Action::Copy { grid, cut, headings } => self.copy(grid, cut, headings, now),
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
            Action::Resize(grid, key, width) => self.redraw(|app| {
                std::sync::Arc::make_mut(&mut app.grid(grid).arrangement).columns.resize(&key, width);
            }),
            Action::Heading(grid, column) => {
                let mut effects = self.commit_editor(grid, now);
                effects.extend(self.go_to_heading(grid, column));
                effects
            }
            Action::AddColumn(grid) => self.ask_for_last_column(grid, now),
            Action::Arrange(grid, deed) => {
                // Rows may go from under what is being typed.
                let mut effects = self.commit_editor(grid, now);
                effects.extend(self.rearrange(grid, deed, now));
                effects
            }
            Action::Page(grid, rows) => {
                self.grid(grid).page = rows.max(1);
                Vec::new()
            }
            Action::Show(tab) => self.show(tab),
            Action::Choose(sheet, row) => {
                // The page is about another record from here on.
                let mut effects = self.active.map(|id| self.commit_editor(id, now)).unwrap_or_default();
                effects.extend(self.redraw(|app| match sheet {
                    Sheet::Accounts => (app.account, app.all_accounts) = (Some(row), false),
                    _ => app.deal = Some(row),
                }));
                effects
            }
            Action::ShowSetup(sheet) => {
                if self.tab != Tab::Setup {
                    // Somebody was led there: Back leads to where he was.
                    let stand = self.stand(None);
                    self.remember_stand(stand);
                }
                self.show_setup(sheet)
            }
            Action::SetTarget => {
                let mut effects = self.begin_in(Sheet::Targets, &targets::TARGET.key());
                effects.extend(free_period(self).map(|period| Effect::Say(Notice::TargetFor(period))));
                effects
            }
            Action::ShowColumns => self.redraw(|app| (app.tab, app.all_columns) = (Tab::Setup, true)),
            Action::SetScope(scope) => self.redraw(|app| app.scope = scope),
            Action::SetLang(lang) => self.set_lang(lang),
            Action::SetTheme(theme) => self.set_theme(theme),
            Action::SetHabits(habits) => {
                self.habits = habits;
                vec![Effect::Preferences]
            }
            Action::Aim(aim) => self.take_aim(aim, now),
            Action::StepTo(id) => self.step_to(id, now),
            Action::SetMe(name) => {
                let mut effects = self.redraw(|app| app.me = name);
                effects.push(Effect::Preferences);
                effects
            }
            Action::FillTo { grid, to, other } => self.fill_to(grid, to, other, now),
            Action::FillToEnd(grid) => self.fill_to_end(grid, now),
            Action::Find(act) => self.seek(act, now),
            Action::Review(act) => self.reviewing(act, now),
            Action::Comment(act) => self.commenting(act, now),
            Action::Look(look) => self.look(look, now),
            Action::Stage(act) => self.stage(act, now),
            Action::ClosePanel => self.close_panel(now),
            Action::StepCard(forward) => self.step_card(forward, now),
            Action::Set { sheet, row, column, value } => {
                self.commit(vec![Change::Set { sheet, row, column, value }], "edit", now)
            }
            Action::Define(edit) => self.define(*edit, now),
            Action::SetDeleted { sheet, column, deleted } => self.set_deleted(sheet, &column, deleted, now),
            Action::FollowSource(subject, source) => self.follow_source(subject, source),
            Action::Goto(sheet, row, column) => {
                if self.plan().table(sheet).contains(row) {
                    let stand = self.stand(None);
                    self.remember_stand(stand);
                }
                self.goto(sheet, row, &column)
            }
            Action::Add(id) => self.add(id),
            Action::Take(id, suggestions) => self.take_over(id, &suggestions, now),
            Action::PutOff(flag) => self.put_off(flag, now),
            Action::TakeCsv(intake) => self.take_csv(&intake, now),
            Action::RemoveSample => self.remove_sample(now),
            Action::TakeIn(transactions) => self.merge_copy(transactions, now),
            Action::Resume(left) => self.resume(&left, now),
            Action::ReturnTo(place) => self.return_to(*place),
            Action::Merge(transactions) => self.merge(transactions, now),
            Action::Today(day) => self.redraw(|app| app.clock = day),
        }
    }

    #[inline(never)]
    pub(super) fn set_lang(&mut self, lang: Lang) -> Vec<Effect> {
        let mut effects = self.redraw(|app| app.lang = lang);
        effects.push(Effect::Preferences);
        effects
    }

    #[inline(never)]
    pub(super) fn set_theme(&mut self, theme: Theme) -> Vec<Effect> {
        self.theme = theme;
        vec![Effect::Preferences]
    }

    /// Changes something that is drawn but is no part of the plan.
    pub(super) fn redraw<T>(&mut self, change: impl FnOnce(&mut App) -> T) -> Vec<Effect> {
        change(self);
        self.changed(&Touched::default());
        Vec::new()
    }

    /// After undo and redo the cells that changed are selected and seen where the grid in use shows them, as a block if
    /// they are one, or with what was selected around them; else it is said in which table they are.
    pub(super) fn stepped(
        &mut self,
        commit: Commit,
        said: impl FnOnce(Option<Sheet>, Others) -> Notice,
    ) -> Vec<Effect> {
        let others = Others::of(&commit);
        self.repeatable = None;
        self.adopt_arrangements(&commit.touched);
        self.look_again(&commit.touched);
        self.changed(&commit.touched);
        self.show_hidden(&commit.touched);
        let mut effects = vec![Effect::Store(commit.transaction)];
        // Views and comments belong to what is looked at.
        let is_table = |sheet: &Sheet| !matches!(sheet, Sheet::Views | Sheet::Comments);
        let elsewhere = commit.touched.cells.first().map(|(sheet, ..)| *sheet).filter(is_table);
        let Some(grid) = self.active.and_then(|id| self.grids.get_mut(&id)) else {
            effects.push(Effect::Say(said(elsewhere, others)));
            return effects;
        };
        let sheet = grid.id.sheet();
        let is_here = commit.touched.cells.iter().any(|(of, ..)| *of == sheet);
        effects.push(Effect::Say(said(elsewhere.filter(|_| !is_here), others)));
        let table = self.ledger.plan().table(sheet);
        let cells = commit.touched.cells.iter().filter(|(of, row, _)| *of == sheet && table.contains(*row)).take(SHOWN);
        let places = grid.layout.rows_of(cells.clone().map(|(_, row, _)| *row));
        // A whole row, and a column that is not shown, keep the column that one was in.
        let here = grid.selection.active.column;
        let mut range: Option<(At, At)> = None;
        let (mut first, mut seen, mut whole) = (None::<At>, 0, 0);
        for ((_, record, key), row) in cells.zip(places) {
            let place = match grid.layout.rows() {
                Some(_) => row.map(|row| (row, grid.layout.column_of(key).unwrap_or(here))),
                None => grid.layout.locate(*record, key),
            };
            let Some((row, column)) = place else { continue };
            let at = At { row, column };
            first = Some(first.filter(|first| (first.row, first.column) < (row, column)).unwrap_or(at));
            seen += 1;
            whole += usize::from(key.is_empty());
            let (near, far) = range.unwrap_or((at, at));
            range = Some((
                At { row: near.row.min(row), column: near.column.min(column) },
                At { row: far.row.max(row), column: far.column.max(column) },
            ));
        }
        // What was selected for the step, as for Ctrl+D, stays so; not where rows came or went.
        let are_cells = commit.touched.cells.iter().all(|(of, _, key)| *of != sheet || !key.is_empty());
        let stays = |(first, last)| are_cells && grid.selection.contains(first) && grid.selection.contains(last);
        if let Some((mut active, mut far)) = range.filter(|range| !stays(*range)) {
            // Delete would empty a selection: it holds nothing that was not changed, but for what it passes over.
            let definitions = self.ledger.plan().table(sheet).definitions();
            let is_written = |column: &usize| {
                let shown = grid.layout.shown(active.row, *column);
                shown.and_then(|shown| definitions.get(shown.index)).is_none_or(is_editable)
            };
            let columns = (active.column..=far.column).filter(is_written).count();
            if let Some(first) = first.filter(|_| seen < (far.row - active.row + 1) * columns) {
                (active, far) = (first, first);
            }
            grid.selection = Selection::range(active, far).clamped(grid.layout.height(), grid.layout.width());
            if whole > 1 && seen == whole && far.row > active.row {
                // Rows that came as a block are selected whole, as their numbers do.
                let last = grid.layout.width().saturating_sub(1);
                let (from, until) = (At { row: active.row, column: 0 }, At { row: far.row, column: last });
                grid.selection = grid.selection.around(from, until);
            }
            grid.run = None;
            effects.push(Effect::Reveal(grid.id, active));
        } else if commit.touched.cells.iter().any(|(of, ..)| *of == Sheet::Views) {
            // Rows and columns are where they were before: so is what one looks at.
            effects.push(Effect::Reveal(grid.id, grid.selection.active));
        }
        effects
    }

    /// Goes to a column of the row in which a new activity, deal, or record of the set-up begins.
    #[inline(never)]
    pub(super) fn begin_in(&mut self, sheet: Sheet, column: &str) -> Vec<Effect> {
        match sheet {
            Sheet::Activities => drop(self.show(Tab::Activities)),
            Sheet::Deals => drop(self.show(Tab::Funnel)),
            _ => {
                let stand = self.stand(None);
                self.remember_stand(stand);
                self.show_setup(sheet);
            }
        }
        let id = GridId::Table(sheet);
        let mut effects = self.add(id);
        let grid = self.grid(id);
        let place = (0..grid.layout.width()).find(|at| grid.layout.shown(0, *at).is_some_and(|s| s.key == *column));
        if let Some(column) = place {
            grid.selection = Selection::at(grid.selection.active.row, column);
            effects.push(Effect::Reveal(id, grid.selection.active));
        }
        effects
    }

    /// Shows a record: its page, its row, its column. A field that the page does not show is shown on the record's card
    /// beside it: whoever only looks finds the columns as he left them.
    #[inline(never)]
    pub(super) fn goto(&mut self, sheet: Sheet, row: RowId, column: &str) -> Vec<Effect> {
        let Some((sheet, row, column)) = self.asked_at(sheet, row, &Key::new(column)) else { return Vec::new() };
        let (plan, column) = (self.ledger.plan(), column.as_str());
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
            // Who compares all of them goes on in their table.
            (Sheet::Accounts, _) if self.tab == Tab::Accounts && self.all_accounts => GridId::Table(sheet),
            (Sheet::Accounts, _) => {
                (self.tab, self.account, self.all_accounts) = (Tab::Accounts, Some(row), false);
                GridId::Form(sheet)
            }
            (_, Some("deal")) => {
                (self.tab, self.deal) = (Tab::Strategy, parent);
                GridId::Part(sheet)
            }
            (_, Some(_)) if parent.is_some() => {
                (self.tab, self.account, self.all_accounts) = (Tab::Accounts, parent, false);
                GridId::Part(sheet)
            }
            (Sheet::Settings, _) => {
                self.show_setup(sheet);
                GridId::Form(sheet)
            }
            _ => {
                self.show_setup(sheet);
                GridId::Table(sheet)
            }
        };
        self.changed(&Touched::default());
        self.show_rows(id, &[row]);
        let grid = self.grid(id);
        let found = grid.layout.locate(row, column);
        let (at, across) = found.or_else(|| Some((grid.layout.row_of(row)?, 0))).unwrap_or_default();
        let at = At { row: at, column: across };
        grid.selection = Selection::at(at.row, at.column);
        grid.head = None;
        if found.is_none() && column != sheet.title() && self.plan().table(sheet).definition(column).is_some() {
            // The page carries out the last wish: the card is worked on, and closing it reveals the row.
            return self.open_card_at(id, row, column);
        }
        vec![Effect::Focus(id), Effect::Reveal(id, at)]
    }
}
