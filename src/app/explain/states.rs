//! Why a deal is in its states: each with the rule that holds, and the cell that it speaks of.

use super::{Explanation, Input};
use crate::app::show::state_word;
use crate::app::state::App;
use crate::forecast::outlook::{DealState, Thresholds, states};
use crate::model::schema::deals;
use crate::model::{Definition, Key, RowId, Sheet};
use crate::text::messages::Explain as Words;
use crate::text::{heading, title};

impl App {
    pub(super) fn explain_states(&self, row: RowId, definition: &Definition) -> Explanation {
        let lang = self.lang;
        let found = states(&self.view(), row);
        let notes = if found.is_empty() { vec![Words::None.text(lang).into_owned()] } else { Vec::new() };
        let line = |state: DealState| {
            let (words, key) = self.rule(row, state);
            Input {
                name: state_word(state, lang).0.into(),
                value: words.text(lang).into_owned(),
                source: Some((Sheet::Deals, row, Key::new_static(key))),
            }
        };
        Explanation {
            heading: self.cell_name(Sheet::Deals, row, heading(self.plan(), definition, lang)),
            formula: Words::State.text(lang).into_owned(),
            inputs: found.into_iter().map(line).collect(),
            notes,
            result: self.text_of(Sheet::Deals, row, definition),
            ..Explanation::default()
        }
    }

    /// The rule of a state with the numbers of the deal, and the column that it speaks of.
    fn rule(&self, row: RowId, state: DealState) -> (Words, &'static str) {
        let (plan, view) = (self.plan(), self.view());
        let Thresholds { window_days: days, amount_stage, .. } = Thresholds::of(plan);
        let no_amount = Words::NoAmountState { stage: amount_stage };
        let stage = plan.get(row, deals::STAGE);
        let name =
            |stage: Option<RowId>| stage.map(|stage| title(plan, Sheet::Stages, stage, self.lang)).unwrap_or_default();
        match state {
            DealState::Won | DealState::Ended(_) => (Words::Ended, "outcome"),
            DealState::ClosePast => {
                let close = plan.get(row, deals::CLOSE);
                (close.map_or(no_amount, |close| Words::ClosePast { close }), "close")
            }
            DealState::NoAmount => (no_amount, "amount"),
            DealState::AheadOfEvidence => {
                (Words::AheadState { claimed: name(stage), proven: name(view.proven(row)) }, "proven")
            }
            DealState::Stalled(days) => {
                let limit = stage.and_then(|stage| self.board().stage_limit(plan, stage)).unwrap_or(0);
                (Words::Stalled { days, limit }, "stage_age")
            }
            DealState::MovedBack => (Words::MovedBack { days }, "stage"),
            DealState::Slipped => (Words::Slipped { days }, "close"),
            DealState::NoNextStep => (Words::NoNext, "next"),
            DealState::Advanced => (Words::Advanced { days }, "stage"),
            DealState::Inflow => (Words::Inflow { days }, "entered"),
            DealState::Parked => {
                let until = plan.get(row, deals::PARKED).unwrap_or_else(|| self.today());
                (Words::Parked { until }, "parked")
            }
        }
    }
}
