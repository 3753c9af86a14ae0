//! What a part of a formula gives in a row.

use smol_str::SmolStr;

use super::{Base, Fault, Type};
use crate::model::exact::Exact;
use crate::model::{Currency, Date, Decimal, Definition, Kind, Label, Money, Percent, RowId, Sheet, Value};

/// A value on the way to a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Datum {
    /// Nothing.
    Blank,
    /// A number.
    Number(Exact),
    /// A share: 40 % is 2/5.
    Percent(Exact),
    /// An amount in units of a currency.
    Money(Exact, Currency),
    /// A date.
    Date(Date),
    /// A text.
    Text(SmolStr),
    /// Yes or no.
    Check(bool),
    /// A choice by its labels.
    Choice(Label),
    /// A row of a table.
    Row(Sheet, RowId),
    /// Several values.
    Several(Vec<Datum>),
}

const MILLION: i128 = 1_000_000;

fn millionths(count: i64) -> Exact {
    // The denominator is no zero.
    Exact::new(count.into(), MILLION).unwrap_or(Exact::ZERO)
}

impl Datum {
    /// What the cell of a column holds.
    ///
    /// # Errors
    /// [`Fault::Unreadable`] where it holds a text that does not fit its column.
    pub fn of_cell(definition: &Definition, value: &Value) -> Result<Datum, Fault> {
        let choice = |key: &SmolStr| {
            let known = definition.kind.choices().iter().find(|choice| choice.key == *key);
            Datum::Choice(known.map_or_else(|| Label::both(key), |choice| choice.label.clone()))
        };
        Ok(match value {
            // A box that was never ticked is not ticked.
            Value::Empty if matches!(definition.kind, Kind::Check) => Datum::Check(false),
            Value::Empty | Value::Unknown => Datum::Blank,
            Value::Text(text) => Datum::Text(text.clone()),
            Value::Number(number) => Datum::Number(millionths(number.millionths)),
            Value::Percent(percent) => Datum::Percent(millionths(percent.ppm)),
            Value::Money(money) => {
                let units = Exact::new(money.minor.into(), money.currency.scale().into()).unwrap_or(Exact::ZERO);
                Datum::Money(units, money.currency)
            }
            Value::Date(date) => Datum::Date(*date),
            Value::Check(ticked) => Datum::Check(*ticked),
            Value::Choice(key) if matches!(definition.kind, Kind::Currency) => Datum::Text(key.clone()),
            Value::Choice(key) => choice(key),
            Value::Choices(keys) => Datum::Several(keys.iter().map(choice).collect()),
            Value::Link(_) | Value::Links(_) => {
                let Some(sheet) = definition.kind.target() else { return Err(Fault::Mismatch) };
                let mut rows = value.linked().iter().map(|row| Datum::Row(sheet, *row));
                if matches!(definition.kind, Kind::Links(_)) {
                    Datum::Several(rows.collect())
                } else {
                    rows.next().unwrap_or(Datum::Blank)
                }
            }
            Value::Invalid(text) | Value::Foreign(text) => {
                return Err(Fault::Unreadable { column: definition.label.clone(), text: text.clone() });
            }
        })
    }

    /// The value that a column of a kind shows; numbers are rounded half up to what the kind holds.
    ///
    /// # Errors
    /// [`Fault::TooLarge`] where it does not fit, [`Fault::Mismatch`] where it is something else.
    pub fn into_value(self, kind: &Kind, own: Currency, text: impl Fn(&Datum) -> SmolStr) -> Result<Value, Fault> {
        let fitted = |number: Option<i128>| number.and_then(|n| i64::try_from(n).ok()).ok_or(Fault::TooLarge);
        let decimal = |number: Exact, places: u32| {
            let unit = 10_i64.pow(places.min(6));
            let count = fitted(number.half_up(unit.into()))?;
            let millionths = count.checked_mul(1_000_000 / unit).ok_or(Fault::TooLarge)?;
            Ok(Value::Number(Decimal { millionths }))
        };
        match (kind, self) {
            (_, Datum::Blank) => Ok(Value::Empty),
            (Kind::Number { places, .. }, Datum::Number(number) | Datum::Percent(number) | Datum::Money(number, _)) => {
                decimal(number, *places)
            }
            (Kind::Percent, Datum::Number(number) | Datum::Percent(number)) => {
                Ok(Value::Percent(Percent { ppm: fitted(number.half_up(MILLION))? }))
            }
            (Kind::Money, Datum::Money(units, currency)) => {
                Ok(Value::Money(Money::new(fitted(units.half_up(currency.scale().into()))?, currency)))
            }
            (Kind::Money, Datum::Number(units)) => {
                Ok(Value::Money(Money::new(fitted(units.half_up(own.scale().into()))?, own)))
            }
            (Kind::Date, Datum::Date(date)) => Ok(Value::Date(date)),
            (Kind::Check, Datum::Check(ticked)) => Ok(Value::Check(ticked)),
            (Kind::Link(sheet), Datum::Row(of, row)) if *sheet == of => Ok(Value::Link(row)),
            (Kind::Text | Kind::Paragraph, datum) => Ok(Value::text(&text(&datum))),
            _ => Err(Fault::Mismatch),
        }
    }

    /// Whether nothing is there.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Datum::Blank => true,
            Datum::Text(text) => text.trim().is_empty(),
            Datum::Several(all) => all.iter().all(Datum::is_blank),
            _ => false,
        }
    }

    /// The same of another size: a number, a share or an amount. Nothing stays nothing.
    ///
    /// # Errors
    /// [`Fault::TooLarge`] where there is no such size, [`Fault::Mismatch`] for what has none.
    pub(super) fn resized(&self, size: impl FnOnce(&Exact) -> Option<Exact>) -> Result<Datum, Fault> {
        let size = |old: &Exact| size(old).ok_or(Fault::TooLarge);
        match self {
            Datum::Blank => Ok(Datum::Blank),
            Datum::Number(number) => size(number).map(Datum::Number),
            Datum::Percent(share) => size(share).map(Datum::Percent),
            Datum::Money(units, currency) => Ok(Datum::Money(size(units)?, *currency)),
            _ => Err(Fault::Mismatch),
        }
    }

    /// Whether a condition holds; one that cannot be told does not.
    #[must_use]
    pub const fn holds(&self) -> bool {
        matches!(self, Datum::Check(true))
    }

    /// Of what type it is.
    #[must_use]
    pub fn type_of(&self) -> Type {
        Type::one(match self {
            Datum::Blank => Base::Blank,
            Datum::Number(_) => Base::Number,
            Datum::Percent(_) => Base::Percent,
            Datum::Money(..) => Base::Money,
            Datum::Date(_) => Base::Date,
            Datum::Text(_) => Base::Text,
            Datum::Check(_) => Base::Check,
            Datum::Choice(_) => Base::Choice,
            Datum::Row(sheet, _) => Base::Row(*sheet),
            Datum::Several(all) => return Type::several(all.first().map_or(Base::Blank, |one| one.type_of().base)),
        })
    }
}
