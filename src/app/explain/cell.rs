//! Why a computed cell shows what it shows.

use smol_str::SmolStr;

use super::{Explanation, Input, NAMED, Source};
use crate::app::advice::sign_words;
use crate::app::state::App;
use crate::forecast::outlook::{self, Operation, RedFlag, Role, explain, red_flags, signs};
use crate::model::{Computed, Definition, Kind, RowId, Sheet, Value};
use crate::text::messages::{Arrange, Explain as Words, Points};
use crate::text::{heading, show, show_result, title};

impl App {
    pub(super) fn explain_computed(
        &self,
        sheet: Sheet,
        row: RowId,
        definition: &Definition,
        formula: Computed,
    ) -> Explanation {
        let lang = self.lang;
        let view = self.view();
        let found = explain(&view, formula, row);
        let name = heading(self.plan(), definition, lang);
        let mut inputs: Vec<Input> = Vec::new();
        let mut weight = None;
        let raised = if formula == Computed::OpenFlags { red_flags(&view, row) } else { Vec::new() };
        let mut raised = raised.into_iter().filter(|raised| raised.rests.is_none()).map(|raised| raised.flag);
        let signs = if formula == Computed::Health { signs(&view, row) } else { Vec::new() };
        let mut signs = signs.into_iter().map(|(sign, _)| sign_words(sign).text(lang).into_owned());
        for input in &found.inputs {
            if input.role == Role::Weight {
                weight = Some(self.shown_value(&input.value));
                continue;
            }
            // What a sum of none would be.
            if input.role == Role::Whole && found.operation == Operation::Sum {
                continue;
            }
            let mut line = self.input_line((sheet, row), found.operation, input);
            if let (Value::Text(_), Computed::OpenFlags) = (&input.value, formula) {
                let flag: Option<RedFlag> = raised.next();
                line.name = flag.map(|flag| self.flag_words(row, flag).text(lang).into_owned()).unwrap_or_default();
                line.value = String::new();
            }
            if let Some(sign) = signs.next() {
                line.name = sign;
            }
            if let Some(weight) = weight.take() {
                line.value = Words::Weighed { value: line.value.into(), weight }.text(lang).into_owned();
            }
            inputs.push(line);
        }
        let tenth = self.tenth((sheet, row), &found);
        let mut notes = Vec::new();
        if found.value.is_empty() && formula == Computed::Health && !inputs.is_empty() {
            let few = Words::HealthFew { judged: inputs.len(), least: outlook::LEAST_SIGNS };
            notes.push(few.text(lang).into_owned());
        } else if found.value.is_empty() {
            notes.push(Words::Nothing.text(lang).into_owned());
        } else if inputs.len() > 3 {
            notes.push(Words::Inputs { count: inputs.len() }.text(lang).into_owned());
        }
        // Of the deal itself its amount says it.
        if sheet != Sheet::Deals {
            let left = outlook::lacking(&view, formula, row).unread;
            let named: Vec<(Sheet, RowId)> = left.iter().take(NAMED).map(|deal| (Sheet::Deals, *deal)).collect();
            notes.extend(self.unread_words(&named, left.len()));
        }
        Explanation {
            heading: self.cell_name(sheet, row, name),
            formula: formula_words(formula, &found).text(lang).into_owned(),
            inputs,
            notes,
            result: self.text_of(sheet, row, definition),
            tenth,
            ..Explanation::default()
        }
    }

    /// One input: what it is called, what it holds, where it stands.
    fn input_line(&self, own: (Sheet, RowId), operation: Operation, input: &outlook::Input) -> Input {
        let (plan, lang) = (self.plan(), self.lang);
        let source: Option<Source> = input.source.as_ref().map(|(sheet, row, key)| {
            // A commitment is four cells together.
            let key =
                key.clone().map_or_else(|| sheet.title(), |key| if key == "commitment" { "best".into() } else { key });
            (*sheet, *row, key)
        });
        let linked = |row: RowId, at: Option<Sheet>| match (operation, input.role) {
            (_, Role::Evidence) => title(plan, Sheet::Milestones, row, lang),
            (Operation::Collect, _) => title(plan, Sheet::Deals, row, lang),
            _ => at.map(|sheet| title(plan, sheet, row, lang)).unwrap_or_default(),
        };
        let (name, value): (SmolStr, SmolStr) = match (&input.value, &input.source) {
            (Value::Link(row), Some((sheet, of, _))) => {
                let proof = (input.role == Role::Evidence).then(|| title(plan, *sheet, *of, lang));
                (linked(*row, Some(*sheet)), proof.unwrap_or_default())
            }
            (value, Some((sheet, row, Some(key)))) => {
                let definition = plan.table(*sheet).definition(key);
                let label = match definition {
                    Some(definition) => heading(plan, definition, lang),
                    None => Words::Commitment.text(lang).into(),
                };
                let name = match (*sheet, *row) == own || *sheet == Sheet::Settings {
                    true => label,
                    false => Words::Of { number: label, record: title(plan, *sheet, *row, lang) }.text(lang).into(),
                };
                (name, self.shown_in(definition, value))
            }
            (value, Some((sheet, row, None))) => (title(plan, *sheet, *row, lang), self.shown_value(value)),
            (value, None) => {
                let value = match input.exact.filter(|_| operation == Operation::Difference) {
                    Some(chance) => crate::text::chance(chance).into(),
                    None => self.shown_value(value),
                };
                (part_name(operation, input.role).text(lang).into(), value)
            }
        };
        Input { name: name.into(), value: value.into(), source }
    }

    /// A value as an explanation shows it.
    pub(super) fn shown_value(&self, value: &Value) -> SmolStr {
        let kind = match value {
            Value::Money(_) => Kind::Money,
            Value::Percent(_) => Kind::Percent,
            Value::Number(_) => Kind::Number { min: i64::MIN, max: i64::MAX, places: 6 },
            Value::Date(_) => Kind::Date,
            Value::Check(false) => return Arrange::Unticked.text(self.lang).into(),
            Value::Empty => return SmolStr::new_static("–"),
            _ => Kind::Text,
        };
        show_result(self.plan(), kind, value, self.lang)
    }

    /// The same of a value that stands in a column: a share that was typed keeps its decimals.
    pub(super) fn shown_in(&self, definition: Option<&Definition>, value: &Value) -> SmolStr {
        match (value, definition) {
            (Value::Percent(_), Some(definition)) => show(self.plan(), definition, value, self.lang),
            _ => self.shown_value(value),
        }
    }

    /// What would change a cell by a tenth.
    fn tenth(&self, own: (Sheet, RowId), found: &outlook::Explanation) -> Option<(String, Vec<Input>)> {
        let lang = self.lang;
        let sentence = match (&found.value, found.operation) {
            (Value::Percent(_), _) => Words::TenthOfShare,
            (Value::Number(pivot), Operation::Difference) => {
                Words::TenthPivot { points: Points(pivot.millionths as f64 / 1e7) }
            }
            (Value::Number(_), Operation::Count) => Words::TenthCount,
            (Value::Money(_) | Value::Number(_), _) => Words::Tenth,
            _ => return None,
        };
        let line = |(at, value): (usize, Value)| {
            let input = found.inputs.get(at)?;
            let Input { name, source, .. } = self.input_line(own, found.operation, input);
            let stands =
                input.source.as_ref().and_then(|(sheet, _, key)| self.plan().table(*sheet).definition(key.as_ref()?));
            let (from, to) = (self.shown_in(stands, &input.value), self.shown_value(&value));
            Some(Input { name, value: Words::FromTo { from, to }.text(lang).into_owned(), source })
        };
        let lines: Vec<Input> = found.tenths().into_iter().take(NAMED).filter_map(line).collect();
        let sentence = match sentence {
            Words::Tenth | Words::TenthOfShare if lines.is_empty() => Words::TenthNone,
            sentence => sentence,
        };
        Some((sentence.text(lang).into_owned(), lines))
    }
}

/// What an input is called that no cell holds.
fn part_name(operation: Operation, role: Role) -> Words {
    match (operation, role) {
        (Operation::Shrunk, Role::Part) => Words::ClosedWon,
        (Operation::Shrunk, Role::Whole) => Words::ClosedDeals,
        (_, Role::Strength) => Words::Strength,
        (_, Role::Cap) => Words::AtMost,
        (Operation::Difference, Role::Part) => Words::IfWon,
        (Operation::Difference, _) => Words::IfLost,
        (Operation::Adjusted, _) => Words::Learned,
        _ => Words::Today,
    }
}

/// How a column is worked out.
fn formula_words(formula: Computed, found: &outlook::Explanation) -> Words {
    match formula {
        Computed::Preparation => Words::Preparation,
        Computed::ProvenStage => Words::ProvenStage,
        Computed::UnmetMilestones => Words::UnmetMilestones,
        Computed::Chance => {
            let key = found.inputs.first().and_then(|input| input.source.as_ref()?.2.as_deref());
            match (found.operation, key) {
                (Operation::Shrunk, _) => Words::ChanceLearned,
                (Operation::Adjusted, _) => Words::ChanceAdjusted,
                (_, Some("p_own")) => Words::ChanceOwn,
                (_, Some("outcome")) => Words::ChanceEnded,
                (_, Some("p")) => Words::ChanceLadder,
                _ => Words::Chance,
            }
        }
        Computed::Weighted => Words::Weighted,
        Computed::Pivot => Words::Pivot,
        Computed::Age => Words::Age,
        Computed::StageAge => Words::StageAge,
        Computed::StageLimit => Words::StageLimit,
        Computed::NextStep => Words::NextStep,
        Computed::LastAdvance => Words::LastAdvance,
        Computed::Pushes => Words::Pushes,
        Computed::State | Computed::Formula => Words::State,
        Computed::Fit | Computed::Attractiveness | Computed::Strength => Words::Scorecard,
        Computed::Coverage => Words::Coverage,
        Computed::OpenUnknowns => Words::OpenUnknowns,
        Computed::OpenFlags => Words::OpenFlags,
        Computed::LastContact | Computed::LastMet => Words::LastContact,
        Computed::DealsOfContact => Words::DealsOfContact,
        Computed::Revenue => Words::Revenue,
        Computed::Pipeline => Words::Pipeline,
        Computed::Share => Words::Share,
        Computed::Level => Words::Level,
        Computed::Health => Words::Health,
        Computed::WonInYear => Words::WonInYear,
        Computed::RevenueOfYear => Words::RevenueOfYear,
        Computed::PlanFromTables => Words::PlanFromTables,
    }
}
