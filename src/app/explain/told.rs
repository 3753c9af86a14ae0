//! Why figures of the Forecast page that are of no distribution are what they are.

use smol_str::SmolStr;

use super::{Explanation, Input};
use crate::app::state::App;
use crate::forecast::outlook::{Basis, Cause, Part, Told, ToldExplanation, Window, explain_told};
use crate::model::{Key, Money, RowId, Sheet, Value, order};
use crate::text::messages::{Compact, Deals, Explain as Words, Forecast, Outlook, Points, Share};
use crate::text::{chance, compact, name, points};

/// Days over which the flow through the stages is measured: a year shows what a month cannot.
pub const FUNNEL_DAYS: i64 = 365;

impl App {
    /// What such a figure is made of, over the window in which the page shows it.
    #[must_use]
    pub fn told(&self, told: Told) -> Option<ToldExplanation> {
        let window = match told {
            Told::Expected(_) => Window::last(FUNNEL_DAYS, self.today()),
            _ => self.window(),
        };
        // What is too large to be counted is said where the figure stands.
        explain_told(&self.view(), told, &window).ok()?
    }

    pub(super) fn explain_told(&self, told: Told) -> Option<Explanation> {
        let lang = self.lang;
        let found = self.told(told)?;
        let mut parts: Vec<&(Part, f64)> = found.parts.iter().collect();
        if matches!(told, Told::Flow(_) | Told::FlowStart | Told::FlowEnd) {
            order::sort_by(&mut parts, |(_, one), (_, two)| two.abs().total_cmp(&one.abs()));
        }
        let inputs: Vec<Input> = parts.into_iter().map(|(part, value)| self.told_part(*part, *value)).collect();
        let notes = match inputs.len() {
            0 => vec![Words::Nothing.text(lang).into_owned()],
            count if count > 3 => vec![Words::Inputs { count }.text(lang).into_owned()],
            _ => Vec::new(),
        };
        let (formula, tenth) = match told {
            Told::FlowStart | Told::FlowEnd => (Words::FlowOpen, self.tenth_amount(found.value)),
            Told::Flow(_) => (Words::FlowSum, self.tenth_amount(found.value)),
            Told::Lift(_) => (Words::Lift, Words::TenthOfAny),
            Told::Lifts if found.parts.iter().any(|(part, _)| matches!(part, Part::Alone(_))) => {
                (Words::LiftsSum, Words::Tenth)
            }
            Told::Lifts => (Words::Lifts, Words::Tenth),
            Told::Expected(_) => (Words::Expected, Words::TenthOfAny),
        };
        // What one of several adds cannot be said of the others: no single answer then.
        let tenth = (!matches!(told, Told::Lifts)).then(|| (tenth.text(lang).into_owned(), Vec::new()));
        let (number, record) = (self.told_name(told).into(), self.told_of(told));
        Some(Explanation {
            heading: Words::Of { number, record }.text(lang).into_owned(),
            formula: formula.text(lang).into_owned(),
            inputs,
            notes,
            result: self.told_text(told, found.value),
            tenth,
            ..Explanation::default()
        })
    }

    fn tenth_amount(&self, value: f64) -> Words {
        Words::TenthAmount { amount: Compact(Money::new((value / 10.0).round() as i64, self.plan().currency())) }
    }

    /// Such a figure as the page shows it.
    #[must_use]
    pub fn told_text(&self, told: Told, value: f64) -> String {
        match told {
            Told::FlowStart | Told::Flow(_) | Told::FlowEnd => {
                compact(Money::new(value.round() as i64, self.plan().currency()), self.lang)
            }
            Told::Lift(_) | Told::Lifts => points(value),
            Told::Expected(_) => format!("{value:.1}"),
        }
    }

    /// What such a figure is called.
    #[must_use]
    pub fn told_name(&self, told: Told) -> String {
        match told {
            Told::FlowStart => Outlook::Start.text(self.lang),
            Told::FlowEnd => Outlook::End.text(self.lang),
            Told::Flow(cause) => cause_words(cause).text(self.lang),
            Told::Lift(_) | Told::Lifts => Words::LiftName.text(self.lang),
            Told::Expected(_) => Words::ExpectedName.text(self.lang),
        }
        .into_owned()
    }

    /// What such a figure is of.
    fn told_of(&self, told: Told) -> SmolStr {
        match told {
            Told::Lift(row) => name(self.plan(), Sheet::Deals, row, self.lang),
            Told::Expected(stage) => name(self.plan(), Sheet::Stages, stage, self.lang),
            _ => {
                let period = self.board().period().map(|period| self.period_name(&period));
                period.map(|period| Forecast::PeriodNamed { period }.text(self.lang).into()).unwrap_or_default()
            }
        }
    }

    fn told_part(&self, part: Part, value: f64) -> Input {
        let (plan, lang) = (self.plan(), self.lang);
        let at = |sheet: Sheet, row: RowId, key: &'static str| Some((sheet, row, Key::new_static(key)));
        let deal = |row: RowId| name(plan, Sheet::Deals, row, lang).to_string();
        let stage = |row: RowId| name(plan, Sheet::Stages, row, lang);
        let based = |value: String, basis: Basis| {
            let value = value.into();
            match basis {
                Basis::Seen(deals) => Words::SeenOf { value, deals: Deals(deals) }.text(lang).into_owned(),
                Basis::Assumed => Words::AssumedValue { value }.text(lang).into_owned(),
            }
        };
        use crate::text::messages::Say;
        let (name, value, source) = match part {
            Part::Added(row) => {
                let money = Value::Money(Money::new(value.round() as i64, plan.currency()));
                (deal(row), self.shown_value(&money).into(), at(Sheet::Deals, row, "amount"))
            }
            Part::Gain(row) => {
                let points = Points(value).say(lang).into_owned();
                (Words::GainName.text(lang).into_owned(), points, at(Sheet::Deals, row, "p"))
            }
            Part::IfWon(row) => (Words::IfWon.text(lang).into_owned(), chance(value), at(Sheet::Deals, row, "pivot")),
            Part::IfLost(row) => (Words::IfLost.text(lang).into_owned(), chance(value), at(Sheet::Deals, row, "pivot")),
            Part::Alone(row) => (deal(row), Points(value).say(lang).into_owned(), at(Sheet::Deals, row, "p")),
            Part::Entries(deals) => {
                (Words::Entries { deals: Deals(deals) }.text(lang).into_owned(), format!("{value:.3}"), None)
            }
            Part::GoesOn(row, basis) => {
                let share = Share(value).say(lang).into_owned();
                let name = Words::GoesOn { stage: stage(row) }.text(lang).into_owned();
                (name, based(share, basis), at(Sheet::Stages, row, "p"))
            }
            Part::Days(row, basis) => {
                let name = Words::StayDays { stage: stage(row) }.text(lang).into_owned();
                (name, based(format!("{value:.1}"), basis), at(Sheet::Stages, row, "limit"))
            }
        };
        Input { name, value, source }
    }
}

/// What a bar of the flow is called.
const fn cause_words(cause: Cause) -> Outlook {
    match cause {
        Cause::New => Outlook::New,
        Cause::PulledIn => Outlook::PulledIn,
        Cause::Reopened => Outlook::Reopened,
        Cause::OtherIn => Outlook::OtherIn,
        Cause::Increased => Outlook::Increased,
        Cause::Decreased => Outlook::Decreased,
        Cause::PushedOut => Outlook::PushedOut,
        Cause::Lost => Outlook::Lost,
        Cause::Won => Outlook::WonBar,
        Cause::OtherOut => Outlook::OtherOut,
    }
}
