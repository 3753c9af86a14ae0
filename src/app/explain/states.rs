//! Why a deal is in its states: each with the rule that holds, and the cell that it speaks of.

use super::{Explanation, Input};
use crate::app::show::dirt_words;
use crate::app::state::App;
use crate::forecast::outlook::{DealState, Dirt, Survey, Thresholds, dirt};
use crate::model::schema::deals;
use crate::model::{Definition, Key, RowId, Sheet};
use crate::text::messages::Explain as Words;
use crate::text::{heading, title};

impl App {
    pub(super) fn explain_states(&self, row: RowId, definition: &Definition) -> Explanation {
        let lang = self.lang;
        let found = self.state_words(row);
        let notes = if found.is_empty() { vec![Words::None.text(lang).into_owned()] } else { Vec::new() };
        let is_dirty = found.iter().any(|(state, ..)| *state == DealState::Dirty);
        let view = self.view();
        let dirt = if is_dirty { dirt(&view, &Survey::of(&view), row) } else { Vec::new() };
        let reason = |dirt: Dirt| Input {
            name: dirt_words(dirt).text(lang).into_owned(),
            value: String::new(),
            source: Some((Sheet::Deals, row, Key::new_static(cell_of(dirt)))),
        };
        let line = |(state, word, _): (DealState, smol_str::SmolStr, _)| {
            let (words, key) = self.rule(row, state);
            Input {
                name: word.into(),
                value: words.text(lang).into_owned(),
                source: Some((Sheet::Deals, row, Key::new_static(key))),
            }
        };
        Explanation {
            heading: self.cell_name(Sheet::Deals, row, heading(self.plan(), definition, lang)),
            formula: Words::State.text(lang).into_owned(),
            // After the states what is wrong with the data and is no state of its own, each with its cell.
            inputs: found
                .into_iter()
                .map(line)
                .chain(dirt.into_iter().filter(|dirt| dirt.state().is_none()).map(reason))
                .collect(),
            notes,
            result: self.text_of(Sheet::Deals, row, definition),
            ..Explanation::default()
        }
    }

    /// The rule of a state with the numbers of the deal, and the column that it speaks of.
    fn rule(&self, row: RowId, state: DealState) -> (Words, &'static str) {
        let (plan, view) = (self.plan(), self.view());
        let Thresholds { window_days: days, amount_stage, warnings, .. } = Thresholds::of(plan);
        let no_amount = Words::NoAmountState { stage: amount_stage };
        let stage = plan.get(row, deals::STAGE);
        let name =
            |stage: Option<RowId>| stage.map(|stage| title(plan, Sheet::Stages, stage, self.lang)).unwrap_or_default();
        match state {
            DealState::Won | DealState::Ended(_) => (Words::Ended, "outcome"),
            DealState::Dirty => (Words::DirtyRule { least: warnings }, "state"),
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

/// The column that what is wrong speaks of.
const fn cell_of(dirt: Dirt) -> &'static str {
    match dirt {
        Dirt::ClosePast => "close",
        Dirt::NoAmount => "amount",
        Dirt::NoNextStep | Dirt::NoActivity => "next",
        Dirt::AheadOfEvidence(_) => "proven",
        Dirt::OwnOutsideRange => "p_own",
        Dirt::NoEconomicBuyer => "stage",
        Dirt::Pushed(_) => "pushes",
        Dirt::Double => "name",
        Dirt::NoVerdict => "verdict",
    }
}
