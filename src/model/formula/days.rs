//! Days as functions give and take them.

use super::{Datum, Fault};
use crate::model::Date;
use crate::model::exact::Exact;

/// The day of the week as Excel counts it: by kind 1 Sunday is 1, by 2 Monday is 1, by 3 Monday is 0, by 11 to 17 the days from
/// Monday to Sunday are 1.
pub(super) fn weekday(day: &Datum, kind: &Datum) -> Result<Datum, Fault> {
    let (Datum::Date(day), Datum::Number(kind)) = (day, kind) else { return Ok(Datum::Blank) };
    // The day on which the week begins, from Monday on, and the number that it has.
    let (begins, first) = match kind.floor() {
        1 => (6, 1),
        2 => (0, 1),
        3 => (0, 0),
        kind @ 11..=17 => (kind - 11, 1),
        _ => return Err(Fault::NoSuchWeek),
    };
    let day = (i128::from(day.weekday()) - begins).rem_euclid(7) + first;
    Ok(Datum::Number(Exact::whole(day)))
}
