//! Between which types an operator can stand, and of what type what it gives is.

use super::error::{FormulaError, Wrong};
use super::{Base, Operator, Span, Type};

/// What an operator gives between two values.
///
/// # Errors
/// That it cannot stand between them.
pub(super) fn joined_type(operator: Operator, left: Type, right: Type, at: Span) -> Result<Type, FormulaError> {
    if let Some(base) = gives(operator, left, right) {
        return Ok(Type::one(base));
    }
    let bases = [left.base, right.base];
    let share = bases.contains(&Base::Money) && bases.contains(&Base::Percent);
    let is_sum = matches!(operator, Operator::Plus | Operator::Minus);
    let is_arithmetic = is_sum || matches!(operator, Operator::Times | Operator::Over | Operator::Power);
    let are_numbers = left.is_amount() && right.is_amount();
    Err(FormulaError {
        at,
        what: match () {
            () if share && is_sum => Wrong::ShareOfAmount,
            () if is_arithmetic && are_numbers && bases.contains(&Base::Money) => {
                Wrong::PairOfAmount { operator, left, right }
            }
            () if is_arithmetic && bases == [Base::Date, Base::Date] => Wrong::PairOfDates { operator },
            () => Wrong::Pair { operator, left, right },
        },
    })
}

/// What two single values and an operator give; none where it cannot take them.
pub(super) fn gives(operator: Operator, left: Type, right: Type) -> Option<Base> {
    use Base::{Blank, Check, Date, Money, Number, Percent, Text};
    let pair = (left.base, right.base);
    match operator {
        Operator::And | Operator::Or => (pair == (Check, Check)).then_some(Check),
        Operator::Join => Some(Text),
        Operator::Equal | Operator::Differs => {
            let alike = left.joined(right).is_some();
            alike.then_some(Check)
        }
        Operator::Less | Operator::AtMost | Operator::Greater | Operator::AtLeast => {
            let ordered = |base: Base| matches!(base, Blank | Number | Percent | Money | Date | Text);
            (ordered(left.base) && ordered(right.base) && left.joined(right).is_some()).then_some(Check)
        }
        Operator::Plus | Operator::Minus => match pair {
            (Blank, Blank) => Some(Blank),
            (Date, Number | Blank) => Some(Date),
            (Number | Blank, Date) if operator == Operator::Plus => Some(Date),
            (Date, Date) if operator == Operator::Minus => Some(Number),
            (Money, Money | Number | Blank) | (Number | Blank, Money) => Some(Money),
            (Number | Blank, Number) | (Number, Blank) => Some(Number),
            (Percent, Percent | Number | Blank) | (Number | Blank, Percent) => Some(Percent),
            _ => None,
        },
        Operator::Times => match pair {
            (Blank, Blank) => Some(Blank),
            (Money, Number | Percent | Blank) | (Number | Percent | Blank, Money) => Some(Money),
            (Percent, Percent) | (Percent, Blank) | (Blank, Percent) => Some(Percent),
            (Number | Percent | Blank, Number | Percent | Blank) => Some(Number),
            _ => None,
        },
        Operator::Over => match pair {
            (Blank, Blank) => Some(Blank),
            (Money, Money | Blank) | (Blank, Money) => Some(Number),
            (Money, Number | Percent) => Some(Money),
            (Percent, Number | Blank) => Some(Percent),
            (Number | Blank, Number | Percent | Blank) | (Percent, Percent) => Some(Number),
            _ => None,
        },
        // A share to any power is one, so that (1 + 5%) ^ 3 is what the product of the three is.
        Operator::Power => match pair {
            (Blank, Blank) => Some(Blank),
            (Percent, Number | Percent | Blank) => Some(Percent),
            (Number | Blank, Number | Percent | Blank) => Some(Number),
            _ => None,
        },
    }
}
