//! Numbers, shares and amounts rounded as spreadsheets do.

use super::{Datum, Fault, Function};
use crate::model::exact::Exact;

/// Rounds to so many places behind the point, or before it where there are fewer than none: half away
/// from zero, or one way. A share is the number that it is: 13.34 % to two places is 13 %, as in Excel.
pub(super) fn rounded(function: Function, datum: &Datum, places: &Datum) -> Result<Datum, Fault> {
    let places = match places {
        Datum::Number(places) => places.floor().clamp(-12, 12),
        _ => 0,
    };
    let unit = Exact::whole(10_i128.pow(u32::try_from(places.unsigned_abs()).unwrap_or_default()));
    let to_whole = |number: Exact| {
        let below = number.floor();
        let is_up = match function {
            // Half away from zero, as spreadsheets do, where cells that are worked out by the program go half up.
            Function::Round if number.is_negative() => return number.negative()?.rounded(0)?.negative(),
            Function::Round => return number.rounded(0),
            _ if Exact::whole(below) == number => false,
            Function::RoundUp => !number.is_negative(),
            Function::RoundDown => number.is_negative(),
            _ => false,
        };
        below.checked_add(i128::from(is_up)).map(Exact::whole)
    };
    datum.resized(|number| match places >= 0 {
        true => to_whole(number.times(unit)?)?.over(unit),
        false => to_whole(number.over(unit)?)?.times(unit),
    })
}

/// The multiple of a step next below a number, or next above it.
pub(super) fn stepped(function: Function, datum: &Datum, step: &Datum) -> Result<Datum, Fault> {
    let step = match step {
        Datum::Number(step) | Datum::Percent(step) if step.is_zero() => return Err(Fault::DividedByZero),
        Datum::Number(step) | Datum::Percent(step) => *step,
        _ => return Ok(Datum::Blank),
    };
    datum.resized(|number| {
        let times = number.over(step)?;
        let whole = match function {
            Function::Ceiling => -times.negative()?.floor(),
            _ => times.floor(),
        };
        Exact::whole(whole).times(step)
    })
}
