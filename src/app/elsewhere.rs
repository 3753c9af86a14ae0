//! What other tabs wrote while somebody is at work in this one.

use smol_str::SmolStr;

use super::action::{Action, Effect};
use super::card::Dock;
use super::command::Command;
use super::grid::{Grid, GridId, Target};
use super::notice::Notice;
use super::state::App;
use crate::log::{Touched, Transaction};
use crate::model::{Key, RowId, Sheet};

/// Who has not typed for so long has seen that the row is gone: what he types then is meant for what stands there.
const PAUSE_MS: u64 = 2500;

/// What is typed on although the row that it was meant for was deleted in another tab.
#[derive(Clone, Debug, Default)]
pub(super) struct Stray {
    text: String,
    /// When a key was pressed last, in milliseconds since 1970.
    last: u64,
}

impl App {
    /// The record of the active cell.
    fn record_in_use(&self) -> Option<(Sheet, RowId)> {
        let target = self.laid_out(self.active?)?.target()?;
        Some((target.sheet, target.row?))
    }

    /// What becomes of something that is done while the row that one was writing into is gone: what is typed on belongs to
    /// nothing, and the key that would have entered it enters nothing. None where it is done as ever.
    pub(super) fn stray_of(&mut self, action: &Action, now: u64) -> Option<Vec<Effect>> {
        let Stray { text, last } = self.stray.as_mut().filter(|stray| now.saturating_sub(stray.last) < PAUSE_MS)?;
        match action {
            Action::Input { text: more, .. } | Action::Compose { on: false, text: more, .. } => {
                text.push_str(more);
                *last = now;
                Some(Vec::new())
            }
            Action::Compose { .. } => Some(Vec::new()),
            // Keys that write where one is writing.
            Action::Run(_, Command::Card) => {
                text.push(' ');
                *last = now;
                Some(Vec::new())
            }
            Action::Run(_, Command::Retype) => {
                text.pop();
                *last = now;
                Some(Vec::new())
            }
            Action::Run(_, command) => {
                let text = SmolStr::new(&*text);
                self.stray = None;
                let ends = matches!(
                    command,
                    Command::Enter
                        | Command::EnterUp
                        | Command::EnterAll
                        | Command::Tab
                        | Command::TabBack
                        | Command::Cancel
                        | Command::NewLine
                        | Command::Clear
                        | Command::Go(_)
                );
                let said = (!text.is_empty()).then_some(Effect::Say(Notice::RowGone(text)));
                ends.then(|| said.into_iter().collect())
            }
            // Whoever turns to something else has seen it.
            Action::Point { .. }
            | Action::PointAlso { .. }
            | Action::TurnTo { .. }
            | Action::RunGlobal(_)
            | Action::Heading(..)
            | Action::Paste(..)
            | Action::Show(_)
            | Action::Choose(..)
            | Action::Goto(..)
            | Action::Aim(_)
            | Action::Add(_) => {
                self.stray = None;
                None
            }
            _ => None,
        }
    }

    /// Takes in what other tabs wrote. Whoever is about to add a record goes on adding one, not on editing theirs.
    pub(super) fn merge(&mut self, transactions: Vec<Transaction>, now: u64) -> Vec<Effect> {
        let (added, touched) = self.ledger.merge(transactions, now);
        if added > 0 { self.changed_elsewhere(&touched, now) } else { Vec::new() }
    }

    /// Shows what others have changed. How they look at their tables changes nothing here.
    pub(super) fn changed_elsewhere(&mut self, touched: &Touched, now: u64) -> Vec<Effect> {
        let adding: Vec<GridId> = self.grids.values().filter(|grid| grid.is_on_new_row()).map(|grid| grid.id).collect();
        let typing = |grid: &Grid| Some((grid.id, SmolStr::new(&grid.editor.as_ref()?.text)));
        let typing: Vec<(GridId, SmolStr)> = self.grids.values().filter_map(typing).collect();
        let in_use = self.record_in_use();
        let card = self.card;
        self.takes_all_in = false;
        self.changed(touched);
        self.takes_all_in = true;
        adding.into_iter().for_each(|id| self.grid(id).return_to_new_row());
        let mut effects = Vec::new();
        let is_gone = in_use.is_some_and(|(sheet, row)| !self.plan().table(sheet).contains(row));
        if is_gone {
            effects.push(Effect::Uncover);
            if card.is_some() && self.card.is_none() {
                effects.push(self.first_grid().map_or(Effect::FocusPage, Effect::Focus));
            }
            if self.panel == Some(Dock::Comments) {
                // What is said next would be said of another record.
                self.panel = None;
                self.stray = Some(Stray { text: String::new(), last: now });
                effects.extend(self.active.map(Effect::Focus));
            }
            if typing.is_empty() {
                effects.push(Effect::Say(Notice::RowGone(SmolStr::default())));
            }
        }
        for (id, text) in typing {
            match self.grid(id).editor.as_ref().map(|editor| editor.target.clone()) {
                // The row that somebody is typing into may have been deleted elsewhere. What was typed is said, and what is
                // typed on goes nowhere: another record stands there now.
                None => {
                    self.set_draft(None);
                    self.stray = Some(Stray { text: text.to_string(), last: now });
                    effects.extend([Effect::Draft(None), Effect::Say(Notice::RowGone(text))]);
                }
                // What is being typed will stand in place of what others have just written.
                Some(Target { sheet, row: Some(row), column }) => {
                    let is_it = |cell: &&(Sheet, RowId, Key)| (cell.0, cell.1, &cell.2) == (sheet, row, &column);
                    let definition = self.plan().table(sheet).definition(&column);
                    if let Some(definition) = definition.filter(|_| touched.cells.iter().any(|cell| is_it(&cell))) {
                        let text = SmolStr::new(self.text_of(sheet, row, definition));
                        effects.push(Effect::Say(Notice::WrittenElsewhere(text)));
                    }
                }
                Some(_) => {}
            }
        }
        effects
    }
}
