//! Days as functions give and take them.

use super::operate::moved;
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

/// The day of a year, a month and a day, which roll over as in Excel: month 13 is the next January, day 0 the last of the month
/// before. Part of one is none.
pub(super) fn rolled(year: Exact, month: Exact, day: Exact) -> Result<Datum, Fault> {
    // More months and days than there are.
    const FURTHEST: i128 = 4_000_000;
    let [year, month, day] = [year, month, day].map(|part| toward_zero(part).clamp(-FURTHEST, FURTHEST));
    if year < 100 {
        return Err(Fault::ShortYear);
    }
    let months = year * 12 + month - 1;
    let year = i32::try_from(months.div_euclid(12)).unwrap_or_default();
    let first = u32::try_from(months.rem_euclid(12) + 1).ok().and_then(|month| Date::new(year, month, 1));
    moved(first.ok_or(Fault::NoSuchDay)?, Exact::whole(day - 1))
}

/// The whole part of a number.
pub(super) fn toward_zero(number: Exact) -> i128 {
    if number.is_negative() { number.negative().map_or(0, |n| -n.floor()) } else { number.floor() }
}
