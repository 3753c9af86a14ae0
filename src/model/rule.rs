//! What the values of a column should keep to. Nothing here blocks anybody: what breaks a rule is kept and marked.

use smol_str::SmolStr;

use super::fold::search_key;
use super::{Date, Key, Plan, Severity, Value};

/// A rule, and how grave it is where a value breaks it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    /// What must hold.
    pub condition: Condition,
    /// How grave it is where it does not.
    pub severity: Severity,
}

/// What must hold of a value. An empty cell breaks no rule (a box that was never ticked is not ticked, though), and neither does
/// a text that does not fit its column.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    /// A number, amount, share or date that is not below a bound.
    AtLeast(Value),
    /// One that is not above a bound.
    AtMost(Value),
    /// A text of at least so many characters.
    Longer(usize),
    /// A text of at most so many characters.
    Shorter(usize),
    /// One of some texts.
    OneOf(Vec<SmolStr>),
    /// No other row of the table holds the same.
    Unique,
    /// Ticked; what a formula asks holds.
    Ticked,
    /// Today or later.
    NotPast,
    /// Not below, or not before, what another column of the row holds.
    NotBefore(Key),
}

impl Condition {
    /// Whether a value keeps to it; `other` is the value of the column that the condition names.
    ///
    /// [`Condition::Unique`] looks at other rows and always holds here.
    #[must_use]
    pub fn holds(&self, plan: &Plan, today: Date, value: &Value, other: &Value) -> bool {
        let text = || if let Value::Text(text) = value { Some(text) } else { None };
        let length = || text().map(|text| text.chars().count());
        match self {
            Condition::AtLeast(bound) => ordered(plan, bound, value),
            Condition::AtMost(bound) => ordered(plan, value, bound),
            Condition::Longer(least) => length().is_none_or(|length| length >= *least),
            Condition::Shorter(most) => length().is_none_or(|length| length <= *most),
            Condition::OneOf(texts) => text().is_none_or(|text| {
                let key = search_key(text);
                texts.iter().any(|one| search_key(one) == key)
            }),
            Condition::Unique => true,
            Condition::Ticked => *value != Value::Check(false),
            Condition::NotPast => ordered(plan, &Value::Date(today), value),
            Condition::NotBefore(_) => ordered(plan, other, value),
        }
    }

    /// The column that it compares with.
    #[must_use]
    pub const fn other(&self) -> Option<&Key> {
        if let Condition::NotBefore(key) = self { Some(key) } else { None }
    }
}

/// Whether `low` is not above `high`; values that cannot be compared are in order.
fn ordered(plan: &Plan, low: &Value, high: &Value) -> bool {
    match (low, high) {
        (Value::Number(low), Value::Number(high)) => low <= high,
        (Value::Percent(low), Value::Percent(high)) => low <= high,
        (Value::Date(low), Value::Date(high)) => low <= high,
        (Value::Money(low), Value::Money(high)) => {
            plan.in_plan_currency(*low).zip(plan.in_plan_currency(*high)).is_none_or(|(low, high)| low <= high)
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Currency, Decimal, Money};

    #[test]
    fn holds_or_does_not() {
        let plan = Plan::default();
        let today = Date::new(2026, 3, 10).unwrap();
        let number = |n| Value::Number(Decimal::whole(n));
        let yuan = |n| Value::Money(Money::new(n, Currency::CNY));
        let dollars = Value::Money(Money::new(1, Currency::USD));
        let empty = Value::Empty;
        let day = |days| Value::Date(today.plus_days(days));
        let texts = Condition::OneOf(vec!["North".into(), "南".into()]);
        for (condition, value, other, holds) in [
            (Condition::AtLeast(number(3)), number(3), &empty, true),
            (Condition::AtLeast(number(3)), number(2), &empty, false),
            (Condition::AtMost(yuan(500)), yuan(501), &empty, false),
            (Condition::AtMost(yuan(500)), dollars, &empty, true),
            (Condition::Shorter(2), Value::text("海天"), &empty, true),
            (Condition::Shorter(2), Value::text("abc"), &empty, false),
            (Condition::Longer(3), Value::text("ab"), &empty, false),
            (texts.clone(), Value::text("ｎｏｒｔｈ "), &empty, true),
            (texts, Value::text("West"), &empty, false),
            (Condition::NotPast, day(-1), &empty, false),
            (Condition::NotPast, day(0), &empty, true),
            (Condition::NotBefore("close".into()), day(1), &day(2), false),
            (Condition::NotBefore("close".into()), day(2), &day(2), true),
            (Condition::NotBefore("close".into()), day(2), &empty, true),
            (Condition::AtLeast(number(3)), Value::Invalid("x".into()), &empty, true),
            (Condition::Ticked, Value::Check(true), &empty, true),
            (Condition::Ticked, Value::Check(false), &empty, false),
        ] {
            assert_eq!(condition.holds(&plan, today, &value, other), holds, "{condition:?} {value:?}");
        }
    }
}
