//! Why figures of the Forecast page that are of no distribution are what they are.

use smol_str::SmolStr;

use super::course::course_name;
use super::{Explanation, Input, Weighed};
use crate::app::state::App;
use crate::forecast::outlook::{Basis, Cause, Part, StageFigure, Told, ToldExplanation, Window, explain_told};
use crate::model::{Key, Money, RowId, Sheet, Value};
use crate::text::messages::{Compact, Days, Deals, Explain as Words, Forecast, Outlook, Points, Share};
use crate::text::{chance, compact, name, points};

/// Days over which the flow through the stages is measured: a year shows what a month cannot.
pub const FUNNEL_DAYS: i64 = 365;

impl App {
    /// What such a figure is made of, over the window in which the page shows it.
    #[must_use]
    pub fn told(&self, told: Told) -> Option<ToldExplanation> {
        // What is too large to be counted is said where the figure stands.
        explain_told(&self.view(), told, &self.window_of(told)).ok()?
    }

    /// The window over which a figure is of.
    pub(super) fn window_of(&self, told: Told) -> Window {
        match told {
            Told::Expected(_) | Told::Stage(..) | Told::Velocity => Window::last(FUNNEL_DAYS, self.today()),
            _ => self.window(),
        }
    }

    pub(super) fn say_told(&self, found: &ToldExplanation) -> Explanation {
        let (lang, told) = (self.lang, found.told);
        // Of many deals the weightiest; the steps of a product stay in their order.
        let by_weight = matches!(
            told,
            Told::Flow(_)
                | Told::FlowStart
                | Told::FlowEnd
                | Told::Stage(..)
                | Told::Course(..)
                | Told::Slip(..)
                | Told::Needed(_)
                | Told::Assumed
        );
        let mut weighed = Weighed::default();
        for (at, (part, value)) in found.parts.iter().enumerate() {
            let weight = match part {
                // A chance from there weighs by how many stays led there.
                Part::Onward(_, stays) => f64::from(*stays),
                _ if by_weight => value.abs(),
                _ => -(at as f64),
            };
            weighed.put(weight, (*part, *value));
        }
        let (inputs, mut notes) = self.listed_of(&weighed, &|(part, value)| self.told_part(told, *part, *value));
        if inputs.is_empty() {
            notes.push(Words::Nothing.text(lang).into_owned());
        }
        if let Some((share, deals)) = found.towards {
            notes.push(
                Words::DrawnTowards { share: Share(share), deals: Deals(deals as usize) }.text(lang).into_owned(),
            );
        }
        let mut named = Vec::new();
        let (formula, tenth) = match told {
            Told::Course(_, figure) => {
                let (formula, tenth, lines) = self.course_words(figure, found);
                named = lines;
                (formula, tenth)
            }
            Told::FlowStart | Told::FlowEnd => (Words::FlowOpen, self.tenth_amount(found.value)),
            Told::Flow(_) => (Words::FlowSum, self.tenth_amount(found.value)),
            Told::Lift(_) => (Words::Lift, Words::TenthOfAny),
            Told::Lifts if found.parts.iter().any(|(part, _)| matches!(part, Part::Alone(_))) => {
                (Words::LiftsSum, Words::Tenth)
            }
            Told::Lifts => (Words::Lifts, Words::Tenth),
            Told::Expected(_) => (Words::Expected, Words::TenthOfAny),
            Told::Stage(_, figure) => self.stage_words(figure, found),
            Told::Velocity => (Words::VelocityFormula, Words::TenthOfAny),
            Told::Slip(..) => (Words::SlipFormula, Words::TenthDeals { deals: tenth_of(found.parts.len()) }),
            Told::GivenMiss(_) => (Words::GivenMissFormula, Words::TenthOfAny),
            Told::ADay(_) => (Words::ADayFormula, Words::TenthOfAny),
            Told::Spent(_) => (Words::SpentFormula, Words::Tenth),
            Told::Needed(thousandths) => {
                let confidence = Share(f64::from(thousandths) / 1000.0);
                (Words::NeededFormula { confidence }, self.tenth_amount(found.value))
            }
            Told::Assumed => (Words::AssumedFormula, Words::TenthCount),
        };
        // What one of several adds cannot be said of the others: no single answer then.
        let is_joint = matches!(told, Told::Lifts | Told::Spent(_));
        let tenth = (!is_joint).then(|| (tenth.text(lang).into_owned(), named));
        let (number, record) = (self.told_name(told).into(), self.told_of(told));
        Explanation {
            heading: Words::Of { number, record }.text(lang).into_owned(),
            formula: formula.text(lang).into_owned(),
            inputs,
            notes,
            result: self.told_text(told, found.value),
            tenth,
            ..Explanation::default()
        }
    }

    /// How a figure of a stage is worked out, and what would change it by a tenth.
    fn stage_words(&self, figure: StageFigure, found: &ToldExplanation) -> (Words, Words) {
        let sum: f64 = found.parts.iter().map(|(_, value)| value).sum();
        let is_assumed = matches!(found.parts.as_slice(), [] | [(Part::Ladder(_) | Part::Set(_), _), ..]);
        match figure {
            StageFigure::Deals => (Words::StageDeals, Words::TenthCount),
            StageFigure::Amount => (Words::PipelineOfPeriod, self.tenth_amount(found.value)),
            StageFigure::GoesOn if is_assumed => (Words::GoesOnAssumed, Words::TenthOfAny),
            StageFigure::GoesOn => (Words::GoesOnSeen, Words::TenthDeals { deals: tenth_of(found.parts.len()) }),
            StageFigure::Days if is_assumed => (Words::StayAssumed, Words::TenthOfAny),
            StageFigure::Days => {
                let value = Days((sum / 10.0).round() as usize);
                (Words::StaySeen, Words::TenthEach { value: crate::text::messages::Say::say(&value, self.lang).into() })
            }
            StageFigure::Limit if is_assumed => (Words::StageLimit, Words::TenthOfAny),
            StageFigure::Limit => (Words::StageLimit, Words::TenthNone),
        }
    }

    fn tenth_amount(&self, value: f64) -> Words {
        Words::TenthAmount { amount: Compact(Money::new((value / 10.0).round() as i64, self.plan().currency())) }
    }

    /// Such a figure as the page shows it.
    #[must_use]
    pub fn told_text(&self, told: Told, value: f64) -> String {
        match told {
            Told::FlowStart | Told::Flow(_) | Told::FlowEnd | Told::Stage(_, StageFigure::Amount) => {
                compact(Money::new(value.round() as i64, self.plan().currency()), self.lang)
            }
            Told::Velocity | Told::Needed(_) => {
                compact(Money::new(value.round() as i64, self.plan().currency()), self.lang)
            }
            Told::Lift(_) | Told::Lifts | Told::ADay(_) => points(value),
            Told::Slip(..) | Told::GivenMiss(_) | Told::Spent(_) => chance(value),
            Told::Expected(_) => format!("{value:.1}"),
            Told::Stage(_, StageFigure::GoesOn) => {
                crate::text::messages::Say::say(&Share(value), self.lang).into_owned()
            }
            Told::Course(_, figure) => self.course_text(figure, value),
            Told::Stage(..) | Told::Assumed => crate::text::grouped(value.round() as i64),
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
            Told::Velocity => Words::VelocityName.text(self.lang),
            Told::Slip(_, late) => Words::SlipName { late }.text(self.lang),
            Told::GivenMiss(_) => Words::GivenMissName.text(self.lang),
            Told::ADay(_) => Outlook::PointsADay.text(self.lang),
            Told::Spent(_) => Words::SpentName.text(self.lang),
            Told::Needed(_) => Words::NeededName.text(self.lang),
            Told::Assumed => Words::AssumedName.text(self.lang),
            Told::Course(_, figure) => course_name(figure).text(self.lang),
            Told::Stage(_, figure) => match figure {
                StageFigure::Deals => Outlook::DealsHead,
                StageFigure::Amount => Outlook::PipelineHead,
                StageFigure::GoesOn => Outlook::GoesOn,
                StageFigure::Days => Outlook::Stay,
                StageFigure::Limit => Outlook::LimitHead,
            }
            .text(self.lang),
        }
        .into_owned()
    }

    /// What such a figure is of.
    fn told_of(&self, told: Told) -> SmolStr {
        match told {
            Told::Lift(row) | Told::GivenMiss(row) | Told::ADay(row) => name(self.plan(), Sheet::Deals, row, self.lang),
            Told::Expected(stage) | Told::Stage(stage, _) | Told::Course(stage, _) => {
                name(self.plan(), Sheet::Stages, stage, self.lang)
            }
            _ => {
                let period = self.board().period().map(|period| self.period_name(&period));
                period.map(|period| Forecast::PeriodNamed { period }.text(self.lang).into()).unwrap_or_default()
            }
        }
    }

    fn exact_money(&self, minor: f64) -> String {
        self.shown_value(&Value::Money(Money::new(minor.round() as i64, self.plan().currency()))).into()
    }

    fn told_part(&self, told: Told, part: Part, value: f64) -> Input {
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
            Part::Added(row) => (deal(row), self.exact_money(value), at(Sheet::Deals, row, "amount")),
            Part::Gain(row) => {
                let points = Points(value).say(lang).into_owned();
                (Words::GainOf { deal: deal(row).into() }.text(lang).into_owned(), points, at(Sheet::Deals, row, "p"))
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
            Part::Stands(row) => (deal(row), String::new(), at(Sheet::Deals, row, "stage")),
            Part::WentOn(row) => {
                let word = if value > 0.5 { Words::WentOn } else { Words::EndedThere };
                let (name, source) = self.deal_then(row, "stage");
                (name, word.text(lang).into_owned(), source)
            }
            Part::Stayed(row) => {
                let (name, source) = self.deal_then(row, "stage");
                (name, Days(value as usize).say(lang).into_owned(), source)
            }
            Part::Open => (Words::VelocityDeals.text(lang).into_owned(), crate::text::grouped(value as i64), None),
            Part::MeanAmount => (Words::MeanAmount.text(lang).into_owned(), self.exact_money(value), None),
            Part::WinRate(closed) => {
                let value = Share(value).say(lang).into_owned().into();
                let value = Words::SeenOf { value, deals: Deals(closed) }.text(lang).into_owned();
                (Words::WinRate.text(lang).into_owned(), value, None)
            }
            Part::DaysToWin => (Words::DaysToWin.text(lang).into_owned(), format!("{value:.1}"), None),
            Part::Late(row) => {
                let word = if value > 0.5 { Words::AsLate } else { Words::NotAsLate };
                let (name, source) = self.deal_then(row, "close");
                (name, word.text(lang).into_owned(), source)
            }
            Part::Lost(row) => (Words::ChanceLost.text(lang).into_owned(), chance(value), at(Sheet::Deals, row, "p")),
            Part::MissIfLost(row) => {
                (Words::MissIfLost.text(lang).into_owned(), chance(value), at(Sheet::Deals, row, "pivot"))
            }
            Part::Missed => (Words::ChanceMissed.text(lang).into_owned(), chance(value), None),
            Part::Effort(row) => {
                (Outlook::DaysItTakes.text(lang).into_owned(), format!("{value}"), at(Sheet::Deals, row, "effort"))
            }
            Part::Times(row, times) => {
                let amount = self.exact_money(value);
                let value = match times {
                    1 => amount,
                    times => Words::CountedTimes { value: amount.into(), times }.text(lang).into_owned(),
                };
                (deal(row), value, at(Sheet::Deals, row, "amount"))
            }
            Part::Assumed(row) => (deal(row), chance(value), at(Sheet::Deals, row, "p")),
            Part::Exit(..) | Part::Onward(..) | Part::Stay(..) => {
                let (name, source) = self.course_part(part);
                let value = if let Told::Course(_, figure) = told {
                    self.course_value(figure, part, value)
                } else {
                    name.clone()
                };
                (name, value, source)
            }
            Part::Ladder(row) => (stage(row).into(), Share(value).say(lang).into_owned(), at(Sheet::Stages, row, "p")),
            Part::Set(row) => {
                (stage(row).into(), Days(value as usize).say(lang).into_owned(), at(Sheet::Stages, row, "limit"))
            }
        };
        Input { name, value, source }
    }
}

/// A tenth of so many, as a number of deals.
fn tenth_of(count: usize) -> SmolStr {
    format!("{:.1}", count as f64 / 10.0).into()
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
