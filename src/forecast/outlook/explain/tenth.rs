//! What one input on its own would have to be for a value to change by a tenth.

use super::{Explanation, Input, Operation, Role};
use crate::model::{Decimal, Money, Percent, Value};

/// Of more inputs than this the first ones are tried.
const MOST: usize = 200;

impl Explanation {
    /// The inputs that could change the value by a tenth, a share by ten points, each on its own, with what each would have
    /// to be: the smallest change first. Found by working the value out again, so that whatever the operation is, each
    /// comes to a tenth at least and one step less does not. Values that are no quantity have none.
    #[must_use]
    pub fn tenths(&self) -> Vec<(usize, Value)> {
        let Some(wanted) = size(&self.value).map(|before| tenth(&self.value, before)).filter(|tenth| *tenth > 0.0)
        else {
            return Vec::new();
        };
        let mut found: Vec<(usize, Value, f64)> = Vec::new();
        for (at, input) in self.inputs.iter().enumerate().take(MOST) {
            let reached = [1, -1].into_iter().filter_map(|way| self.reach(at, input, way, wanted));
            let least = reached.min_by(|(_, one), (_, two)| one.total_cmp(two));
            found.extend(least.map(|(value, change)| (at, value, change)));
        }
        crate::model::order::sort_by(&mut found, |(a, _, one), (b, _, two)| one.total_cmp(two).then(a.cmp(b)));
        found.into_iter().map(|(at, value, _)| (at, value)).collect()
    }

    /// The nearest value of an input, upwards (1) or downwards (−1), that changes the result as much as wanted, and how large
    /// that change is beside what the input may be.
    fn reach(&self, at: usize, input: &Input, way: i64, wanted: f64) -> Option<(Value, f64)> {
        let (from, room) = (steps(input)?, self.room(input, way)?);
        let before = size(&self.value)?;
        let does = |steps: i64| {
            let mut changed = self.clone();
            let value = stepped(input, from.checked_add(way.checked_mul(steps)?)?)?;
            let exact = if let Value::Percent(p) = &value { Some(p.chance()) } else { None };
            if let Some(own) = changed.inputs.get_mut(at) {
                *own = Input { value: value.clone(), exact: own.exact.and(exact), ..own.clone() };
            }
            let after = size(&changed.again())?;
            ((after - before).abs() >= wanted).then_some(value)
        };
        // What changes the value more and more as it moves on: the first step that is enough, by halves.
        let mut value = does(room)?;
        let (mut short, mut enough) = (0, room);
        while enough - short > 1 {
            let middle = short + (enough - short) / 2;
            match does(middle) {
                Some(found) => (value, enough) = (found, middle),
                None => short = middle,
            }
        }
        Some((value, enough as f64 / (from.unsigned_abs() as f64).max(1.0)))
    }

    /// How many steps an input may move.
    fn room(&self, input: &Input, way: i64) -> Option<i64> {
        let from = steps(input)?;
        let most = match (&input.value, self.operation, input.role) {
            (Value::Check(_), ..) => 1,
            (Value::Percent(_), ..) => 1_000_000 / unit(&input.value),
            (Value::Date(_), ..) => return Some(3_660),
            // No more can have been won than have closed.
            (_, Operation::Shrunk, Role::Part) => {
                self.inputs.iter().find(|own| own.role == Role::Whole).and_then(steps)?
            }
            (_, Operation::Scorecard | Operation::Level, Role::Term) => 4,
            _ => from.saturating_mul(10).max(10),
        };
        let least = match (self.operation, input.role) {
            // No fewer can have closed than were won.
            (Operation::Shrunk, Role::Whole) => {
                self.inputs.iter().find(|own| own.role == Role::Part).and_then(steps)?
            }
            _ => 0,
        };
        Some(if way > 0 { most - from } else { from - least }).filter(|room| *room > 0)
    }
}

/// The step by which a value is changed: whole units of an amount, a tenth of a percent, as people write them; where the value
/// itself is finer, its smallest step.
fn unit(value: &Value) -> i64 {
    let (size, coarse) = match value {
        Value::Money(money) => (money.minor, money.currency.scale()),
        Value::Percent(percent) => (percent.ppm, 1_000),
        _ => return 1,
    };
    if coarse > 0 && size % coarse == 0 { coarse } else { 1 }
}

/// An input as a count of its steps; none where it cannot be changed by steps.
fn steps(input: &Input) -> Option<i64> {
    match (&input.value, input.role) {
        (_, Role::Evidence | Role::Cap) => None,
        // A difference of two chances has no input of its own: they follow from all other deals.
        (Value::Number(_), _) if input.exact.is_some() => None,
        (Value::Number(number), _) if number.millionths % 1_000_000 == 0 => Some(number.trunc()),
        (Value::Money(money), _) => Some(money.minor / unit(&input.value)).filter(|steps| *steps >= 0),
        (Value::Percent(percent), _) => Some(percent.ppm / unit(&input.value)),
        (Value::Check(holds), _) => Some(i64::from(*holds)),
        (Value::Date(_), _) => Some(0),
        _ => None,
    }
}

fn stepped(input: &Input, steps: i64) -> Option<Value> {
    Some(match &input.value {
        Value::Number(_) => Value::Number(Decimal::whole(steps)),
        Value::Money(money) => Value::Money(Money::new(steps.checked_mul(unit(&input.value))?, money.currency)),
        Value::Percent(_) => Value::Percent(Percent { ppm: steps.checked_mul(unit(&input.value))? }),
        Value::Check(_) => Value::Check(steps == 1),
        Value::Date(day) => Value::Date(day.plus_days(steps)),
        _ => return None,
    })
}

/// How large a value is, in its own smallest steps; none for what is no quantity.
fn size(value: &Value) -> Option<f64> {
    match value {
        Value::Money(money) => Some(money.minor as f64),
        Value::Percent(percent) => Some(percent.ppm as f64),
        Value::Number(number) => Some(number.millionths as f64),
        _ => None,
    }
}

/// A tenth of a value: ten points of a share.
fn tenth(value: &Value, size: f64) -> f64 {
    if let Value::Percent(_) = value { 100_000.0 } else { size.abs() / 10.0 }
}
