//! What the Forecast page is set to, and what a person does there: other parts, other windows, what if, the own call.

use super::action::Effect;
use super::state::App;
use super::supposing::{Supposing, Supposition};
use crate::forecast::outlook::{Dimension, Policy, Signal, Span, Window};
use crate::log::Change;
use crate::model::{Date, Decimal, Key, Money, Place, Plan, Sheet, Value};

/// What the Forecast page is set to. None of it is part of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// By what the period is divided.
    pub dimension: Dimension,
    /// How long the periods side by side are.
    pub span: Span,
    /// Whether the chance of at least so much is drawn, not the chance of just so much.
    pub cumulative: bool,
    /// Whether deals slip as won deals have slipped.
    pub slip: bool,
    /// Whether deals that nobody has seen yet are counted.
    pub unseen: bool,
    /// How many days the flow and the states look back.
    pub back: i64,
    /// The two days between which they look instead.
    pub between: Option<Window>,
    /// What is supposed of deals.
    pub supposing: Supposing,
    /// Days of work to spend.
    pub days: f64,
    /// How sure one wants to be of the target, where the pipeline that takes is asked for.
    pub confidence: f64,
    /// Whether the fan is that of the year, not of the strip's period.
    pub fan_of_year: bool,
}

impl Default for Outlook {
    fn default() -> Outlook {
        Outlook {
            dimension: Dimension::Person,
            span: Span::Quarter,
            cumulative: false,
            slip: false,
            unseen: false,
            back: 30,
            between: None,
            supposing: Supposing::default(),
            days: 3.0,
            confidence: 0.9,
            fan_of_year: false,
        }
    }
}

/// What a person does on the Forecast page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Looking {
    /// Divides the period otherwise.
    By(Dimension),
    /// Takes longer or shorter periods side by side.
    Span(Span),
    /// Draws the chance of at least so much, or of just so much.
    Cumulative(bool),
    /// Lets deals slip.
    Slip(bool),
    /// Counts deals not seen yet.
    Unseen(bool),
    /// Looks back so many days.
    Back(i64),
    /// Looks at what became between two days, in whichever order they are given.
    Between(Date, Date),
    /// Counts a sign by so much, in logits: chances are learned and adjusted from then on.
    Adjust(Signal, f64),
    /// Has so many days to spend.
    Days(f64),
    /// Wants to be so sure of the target, 0–1.
    Confidence(f64),
    /// Draws the fan of the year, or that of the period.
    FanOfYear(bool),
    /// Supposes something.
    Suppose(Supposition),
    /// Writes down the own call of the period, in minor units.
    Call(i64),
}

impl App {
    /// The window over which flow and states are looked at.
    #[must_use]
    pub fn window(&self) -> Window {
        self.outlook.between.unwrap_or_else(|| Window::last(self.outlook.back, self.today()))
    }

    #[inline(never)]
    pub(super) fn look(&mut self, look: Looking, now: u64) -> Vec<Effect> {
        let outlook = &mut self.outlook;
        match look {
            Looking::By(dimension) => outlook.dimension = dimension,
            Looking::Span(span) => outlook.span = span,
            Looking::Cumulative(on) => outlook.cumulative = on,
            Looking::Slip(on) => outlook.slip = on,
            Looking::Unseen(on) => outlook.unseen = on,
            Looking::Back(days) => (outlook.back, outlook.between) = (days.clamp(1, 3_660), None),
            Looking::Between(one, two) => outlook.between = Some(Window { from: one.min(two), until: one.max(two) }),
            Looking::Adjust(signal, beta) => return self.adjust(signal, beta, now),
            Looking::Days(days) => outlook.days = if days.is_finite() { days.clamp(0.0, 10_000.0) } else { 0.0 },
            Looking::Confidence(share) => {
                outlook.confidence = if share.is_finite() { share.clamp(0.5, 0.99) } else { 0.9 };
            }
            Looking::FanOfYear(on) => outlook.fan_of_year = on,
            Looking::Suppose(act) => return self.suppose(act, now),
            Looking::Call(minor) => return self.write_call(minor, now),
        }
        self.version += 1;
        Vec::new()
    }

    /// Counts a sign, in one step with the policy that asks for signs.
    fn adjust(&mut self, signal: Signal, beta: f64, now: u64) -> Vec<Effect> {
        let key = signal.setting().key();
        let set =
            |column: Key, value: Value| Change::Set { sheet: Sheet::Settings, row: Plan::SETTINGS, column, value };
        let hundredths = (beta.clamp(-1.0, 1.0) * 100.0).round() as i64;
        let beta = Value::Number(Decimal { millionths: hundredths * 10_000 });
        let policy = set(Key::new_static("policy"), Value::Choice(Policy::Adjusted.key().into()));
        self.commit(vec![set(key, beta), policy], "settings", now)
    }

    /// Writes down the own call of the board's period and person.
    fn write_call(&mut self, minor: i64, now: u64) -> Vec<Effect> {
        let Some(period) = self.board().period() else { return Vec::new() };
        let (person, currency, today) = (self.scope.person, self.plan().currency(), self.today());
        let row = self.ledger.fresh_row(now);
        let table = self.plan().table(Sheet::Calls);
        let last = table.last_place();
        let place = Place::spread(last, None, 1).pop().unwrap_or_default();
        let cells = [
            ("from", Value::Date(period.from)),
            ("until", Value::Date(period.until)),
            ("person", person.map_or(Value::Empty, Value::Link)),
            ("on", Value::Date(today)),
            ("amount", Value::Money(Money::new(minor, currency))),
        ];
        let cells = cells.into_iter().filter(|(_, value)| !value.is_empty());
        let cells = cells.map(|(key, value)| (Key::new_static(key), value)).collect();
        self.commit(vec![Change::Insert { sheet: Sheet::Calls, row, place, cells }], "call", now)
    }
}
