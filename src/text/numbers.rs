//! What a number is as another kind of number. A text has to be guessed at, since `0.4` and `40` may both be forty per cent;
//! a value need not, and must not be: of one column some cells would become a hundred times what the others do.

use super::exact::Exact;
use super::fold::fold;
use super::parser::{number, rating, whole_share};
use super::{Parser, amount, arithmetic, fault::Fault};
use crate::model::{Definition, Key, Kind, Place, Stand, Value, column};

impl Parser<'_> {
    /// The number that a text says, as cells of numbers, shares and amounts read it, without its currency: `1.2M`, `50%`, `$5`,
    /// `(500)`. None where it says none, or what it says is in doubt.
    #[must_use]
    pub fn bare_number(&self, text: &str) -> Option<Exact> {
        let stand = Some(Stand { after: Key::default(), place: Place::default() });
        let own = |kind: Kind| Definition { stand: stand.clone(), ..column("", "", "", kind) };
        let read = self.read(&own(Kind::own_number(6)), text);
        if let Err(Fault::DoubtfulComma { .. } | Fault::NumberRange { .. }) = read {
            return None;
        }
        // Exactly, where a cell has six places.
        if let Ok(reading) = arithmetic::number(fold(text).trim()) {
            return Some(reading.number);
        }
        match self.read(&own(Kind::Money), text).ok()? {
            Value::Money(money) => Exact::new(money.minor.into(), money.currency.scale().into()),
            _ => None,
        }
    }

    /// A number, a share or an amount as what a column of numbers holds: 0.5 is 50 %, and 1 is the whole. None where the value
    /// is no number, or the column holds none.
    #[must_use]
    pub fn as_number(&self, to: &Definition, value: &Value) -> Option<Result<Value, Fault>> {
        let currency = self.context().0.currency();
        let exact = match value {
            Value::Number(number) => Exact::new(number.millionths.into(), 1_000_000)?,
            Value::Percent(share) => Exact::new(share.ppm.into(), 1_000_000)?,
            // An amount of another currency is no number without it.
            Value::Money(money) if money.currency == currency => {
                Exact::new(money.minor.into(), currency.scale().into())?
            }
            _ => return None,
        };
        Some(match &to.kind {
            Kind::Number { min, max, places } => number(exact, *min, *max, *places),
            Kind::Rating { min, max, unknown } => rating(Some(exact), *min, *max, *unknown),
            Kind::Percent => whole_share(exact, to.is_own()),
            Kind::Money => amount::in_minor_units(exact, currency, to.is_own()).map(Value::Money),
            _ => return None,
        })
    }
}
