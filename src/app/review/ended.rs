//! Deals that came with their end in the place of their stage, as other programs have it: what was made of them.

use smol_str::SmolStr;

use crate::app::action::Effect;
use crate::app::notice::Notice;
use crate::app::state::App;
use crate::log::Change;
use crate::model::schema::deals;
use crate::model::{RowId, Sheet, Value};
use crate::text::{Ending, show};

/// Deals of one end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// What stood in the place of their stage.
    pub text: SmolStr,
    /// The outcome that they have, in words.
    pub outcome: SmolStr,
    /// How many there are.
    pub deals: usize,
    /// Whether they were won.
    pub is_won: bool,
}

impl App {
    /// The deals of the last paste, or import, that ended by what stood in the place of their stage.
    fn ended_deals(&self) -> impl Iterator<Item = &(RowId, SmolStr)> {
        let table = self.plan().table(Sheet::Deals);
        let all = self.review.iter().flat_map(|review| &review.ended);
        all.filter(move |(row, _)| table.contains(*row) && self.plan().get(*row, deals::OUTCOME).is_some())
    }

    /// The same, in words: one for each text.
    #[must_use]
    pub fn ended_by_stage(&self) -> Vec<Ended> {
        let mut found: Vec<Ended> = Vec::new();
        let definition = self.plan().table(Sheet::Deals).definition("outcome");
        for (row, text) in self.ended_deals() {
            let value = self.plan().value(Sheet::Deals, *row, "outcome");
            let Some(outcome) = definition.map(|own| show(self.plan(), own, value, self.lang)) else { continue };
            match found.iter_mut().find(|own| own.text == *text && own.outcome == outcome) {
                Some(own) => own.deals += 1,
                None => {
                    let is_won = Ending::of(text) == Some(Ending::Won);
                    found.push(Ended { text: text.clone(), outcome, deals: 1, is_won });
                }
            }
        }
        found
    }

    /// Those whose day of closing nobody knows, and that were expected to close on a day that is past.
    #[must_use]
    pub fn ended_without_day(&self) -> Vec<RowId> {
        let is_open = |row: &RowId| self.plan().value(Sheet::Deals, *row, "closed").is_empty();
        let is_past = |row: &RowId| self.plan().get(*row, deals::CLOSE).is_some_and(|day| day <= self.today());
        self.ended_deals().map(|(row, _)| *row).filter(|row| is_open(row) && is_past(row)).collect()
    }

    /// Takes the expected close of these as the day they closed.
    pub(super) fn close_ended(&mut self, now: u64) -> Vec<Effect> {
        let rows = self.ended_without_day();
        let count = rows.len();
        let closed = |row: RowId| {
            let value = self.plan().get(row, deals::CLOSE).map_or(Value::Empty, Value::Date);
            Change::Set { sheet: Sheet::Deals, row, column: deals::CLOSED.key(), value }
        };
        let changes = rows.into_iter().map(closed).collect();
        let mut effects = self.commit(changes, "repair", now);
        if !effects.is_empty() {
            effects.push(Effect::Say(Notice::Repaired { values: count, left: self.review_count() }));
        }
        effects
    }
}
