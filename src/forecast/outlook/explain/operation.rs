//! What an explanation is made of, and the value worked out again from it.

use crate::forecast::adjust::shifted;
use crate::forecast::learned::{Tally, shrunk};
use crate::forecast::outlook::account::health;
use crate::forecast::weighted;
use crate::model::{Computed, Date, Decimal, Key, Money, Percent, RowId, Sheet, Value};

/// How inputs become the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// The one input as it is; empty without one.
    Same,
    /// The last of the inputs.
    Last,
    /// How many inputs there are.
    Count,
    /// The sum of the terms; empty where it is too large to be shown.
    Sum,
    /// Amount × probability, rounded half up.
    Product,
    /// Won − lost, rounded to six places.
    Difference,
    /// Part ÷ whole, rounded half up; empty where the whole is not positive.
    Ratio,
    /// The share of terms that hold, at most the cap where there is one.
    Share,
    /// Σ weight of the terms that hold ÷ Σ weight.
    WeightedShare,
    /// Σ weight × score ÷ Σ weight × 4.
    Scorecard,
    /// The mean of the terms (0–4) rounded half up, plus one; empty below four.
    Level,
    /// The share of the terms that hold; empty where too few can be judged.
    Health,
    /// Days from a day until another, at least none.
    Days,
    /// The latest of the days.
    Latest,
    /// All links, each once.
    Collect,
    /// (won + m·π) ÷ (closed + m).
    Shrunk,
    /// The log odds of the base moved by Σβ.
    Adjusted,
    /// Said in words elsewhere: the states by [`super::super::attention`], a formula of the user's by the application.
    Elsewhere,
}

/// What an input is to its operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// One of many.
    Term,
    /// The weight of the term that follows.
    Weight,
    /// What is divided, or taken away from; won deals where rates are learned.
    Part,
    /// What it is divided by, or what is taken away; closed deals where rates are learned.
    Whole,
    /// m, for how many deals the assumption counts.
    Strength,
    /// The most the result may be.
    Cap,
    /// Why, without being counted.
    Evidence,
}

/// Where an input stands: table, row, and column where it is one cell.
pub type Place = (Sheet, RowId, Option<Key>);

/// One input.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// What it is to the operation.
    pub role: Role,
    /// Its value; amounts in the plan's currency.
    pub value: Value,
    /// The same unrounded, where it is a computed probability.
    pub exact: Option<f64>,
    /// Where it comes from; none for the day, and for what is computed.
    pub source: Option<Place>,
}

impl Input {
    pub(super) fn term(value: Value, source: Option<Place>) -> Input {
        Input { role: Role::Term, value, exact: None, source }
    }

    pub(super) fn of(self, role: Role) -> Input {
        Input { role, ..self }
    }
}

/// Why a cell shows what it shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The formula, by name.
    pub formula: Computed,
    /// How the inputs become the value.
    pub operation: Operation,
    /// The inputs, in order; their number is the count that belongs beside the value.
    pub inputs: Vec<Input>,
    /// The value shown.
    pub value: Value,
}

impl Explanation {
    /// The value worked out again, from the inputs alone.
    #[must_use]
    pub fn again(&self) -> Value {
        let with = |role: Role| self.inputs.iter().filter(move |input| input.role == role);
        let one = |role: Role| with(role).map(|input| &input.value).next();
        let terms = || with(Role::Term).map(|input| &input.value);
        let holds = |value: &Value| *value == Value::Check(true);
        match self.operation {
            Operation::Same => one(Role::Term).cloned().unwrap_or_default(),
            Operation::Last => terms().next_back().cloned().unwrap_or_default(),
            Operation::Count => whole(terms().count()),
            Operation::Sum => {
                let sum: i128 = terms().map(minor).sum();
                let currency =
                    terms().find_map(|value| if let Value::Money(money) = value { Some(money.currency) } else { None });
                let nothing = one(Role::Whole).cloned().unwrap_or_default();
                match (currency, i64::try_from(sum)) {
                    (Some(currency), Ok(minor)) => Value::Money(Money::new(minor, currency)),
                    (None, _) => nothing,
                    (Some(_), Err(_)) => Value::Empty,
                }
            }
            Operation::Product => match (one(Role::Part), one(Role::Whole)) {
                (Some(Value::Money(money)), Some(Value::Percent(p))) => {
                    let ppm = u32::try_from(p.ppm.clamp(0, 1_000_000)).unwrap_or_default();
                    Value::Money(Money::new(weighted(money.minor, ppm), money.currency))
                }
                _ => Value::Empty,
            },
            Operation::Difference => {
                let exact = |role| with(role).find_map(|input| input.exact);
                match (exact(Role::Part), exact(Role::Whole)) {
                    (Some(won), Some(lost)) => {
                        Value::Number(Decimal { millionths: ((won - lost) * 1e6).round() as i64 })
                    }
                    _ => Value::Empty,
                }
            }
            Operation::Ratio => match (one(Role::Part), one(Role::Whole)) {
                (Some(part), Some(of)) => match (i64::try_from(minor(part)), i64::try_from(minor(of))) {
                    (Ok(part), Ok(of)) => percent(Percent::ratio(part, of)),
                    _ => Value::Empty,
                },
                _ => Value::Empty,
            },
            Operation::Share => {
                let share = Percent::ratio(terms().filter(|value| holds(value)).count() as i64, terms().count() as i64);
                let cap = if let Some(Value::Percent(cap)) = one(Role::Cap) { Some(*cap) } else { None };
                percent(share.map(|share| cap.map_or(share, |cap| share.min(cap))))
            }
            Operation::Health => percent(health(terms().filter(|value| holds(value)).count(), terms().count())),
            Operation::WeightedShare | Operation::Scorecard => {
                let (mut part, mut all, mut weight) = (0, 0, 0);
                for input in &self.inputs {
                    match (input.role, &input.value) {
                        (Role::Weight, Value::Number(number)) => weight = number.trunc(),
                        (Role::Term, Value::Number(score)) => {
                            (part, all) = (part + weight * score.trunc(), all + weight * 4)
                        }
                        (Role::Term, value) => {
                            (part, all) = (part + if holds(value) { weight } else { 0 }, all + weight);
                        }
                        _ => {}
                    }
                }
                percent(Percent::ratio(part, all))
            }
            Operation::Level => {
                let rated: Vec<i64> = terms().filter_map(number).collect();
                let (sum, count) = (rated.iter().sum::<i64>(), rated.len() as i64);
                if count < 4 { Value::Empty } else { Value::text(&(1 + (2 * sum + count) / (2 * count)).to_string()) }
            }
            Operation::Days => match (one(Role::Part), one(Role::Whole)) {
                (Some(Value::Date(until)), Some(Value::Date(from))) => {
                    Value::Number(Decimal::whole(until.days_since(*from).max(0)))
                }
                _ => Value::Empty,
            },
            Operation::Latest => terms().filter_map(day).max().map_or(Value::Empty, Value::Date),
            Operation::Collect => {
                let mut links: Vec<RowId> = Vec::new();
                for link in terms().flat_map(Value::linked) {
                    if !links.contains(link) {
                        links.push(*link);
                    }
                }
                Value::links(links)
            }
            Operation::Shrunk => {
                let count = |role| one(role).and_then(number).and_then(|n| u32::try_from(n).ok());
                let assumed = if let Some(Value::Percent(p)) = one(Role::Term) { Some(p.chance()) } else { None };
                match (count(Role::Part), count(Role::Whole), count(Role::Strength), assumed) {
                    (Some(won), Some(closed), Some(strength), Some(assumed)) => {
                        let p = shrunk(Tally { won, closed }, assumed, f64::from(strength));
                        percent(p.map(|p| Percent { ppm: (p * 1e6).round() as i64 }))
                    }
                    _ => Value::Empty,
                }
            }
            Operation::Adjusted => {
                let base = with(Role::Part).find_map(|input| input.exact);
                let shift: f64 = with(Role::Term).filter_map(|input| input.exact).sum();
                percent(base.map(|base| Percent { ppm: (shifted(base, shift) * 1e6).round() as i64 }))
            }
            Operation::Elsewhere => Value::Empty,
        }
    }
}

fn whole(count: usize) -> Value {
    Value::Number(Decimal::whole(count as i64))
}

fn percent(percent: Option<Percent>) -> Value {
    percent.map_or(Value::Empty, Value::Percent)
}

fn minor(value: &Value) -> i128 {
    if let Value::Money(money) = value { i128::from(money.minor) } else { 0 }
}

fn number(value: &Value) -> Option<i64> {
    if let Value::Number(number) = value { Some(number.trunc()) } else { None }
}

fn day(value: &Value) -> Option<Date> {
    if let Value::Date(day) = value { Some(*day) } else { None }
}
