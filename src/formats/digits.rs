//! Numbers, days and ids as they stand in a file. Each cell of a log has some of them: what `std::fmt` does besides, padding
//! and signs and a call for each letter, takes several times as long as all the rest of it.

use crate::model::{Date, RowId, Stamp};

/// Ten digits a place at most; the longest number has twenty.
const LONGEST: usize = 20;

/// Appends a whole number.
pub(super) fn push_whole(out: &mut String, number: i64) {
    if number < 0 {
        out.push('-');
    }
    push_digits(out, number.unsigned_abs(), 10, 1);
}

/// Appends a number of so many digits at least.
pub(super) fn push_padded(out: &mut String, number: u64, least: usize) {
    push_digits(out, number, 10, least);
}

/// Appends a day, `2026-03-05`, in quotes.
pub(super) fn push_date(out: &mut String, date: Date) {
    out.push('"');
    if date.year() < 0 {
        out.push('-');
    }
    push_digits(out, u64::from(date.year().unsigned_abs()), 10, 4);
    out.push('-');
    push_digits(out, u64::from(date.month()), 10, 2);
    out.push('-');
    push_digits(out, u64::from(date.day()), 10, 2);
    out.push('"');
}

/// Appends the identity of a row, in quotes.
pub(super) fn push_id(out: &mut String, row: &RowId) {
    push_stamp(out, row.0);
}

/// Appends a stamp, in quotes.
pub(super) fn push_stamp(out: &mut String, stamp: Stamp) {
    out.push('"');
    push_digits(out, stamp.time, 16, 1);
    out.push('-');
    push_digits(out, stamp.replica, 16, 1);
    out.push('"');
}

fn push_digits(out: &mut String, mut number: u64, base: u64, least: usize) {
    let mut digits = [b'0'; LONGEST];
    let mut count = 0;
    for place in digits.iter_mut().rev() {
        if number == 0 && count >= least {
            break;
        }
        let digit = (number % base) as u8;
        *place = if digit < 10 { b'0' + digit } else { b'a' + digit - 10 };
        number /= base;
        count += 1;
    }
    out.extend(digits.iter().skip(LONGEST - count).map(|digit| char::from(*digit)));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(push: impl FnOnce(&mut String)) -> String {
        let mut out = String::new();
        push(&mut out);
        out
    }

    proptest! {
        #[test]
        fn all_is_written_as_it_is_shown(whole: i64, time: u64, small in 0_u64..20, day in -700_000_i64..2_900_000) {
            for number in [whole, whole >> 40, 0, i64::MIN, i64::MAX] {
                prop_assert_eq!(written(|out| push_whole(out, number)), number.to_string());
            }
            for (time, replica) in [(time, small), (small, time), (0, 0), (u64::MAX, u64::MAX)] {
                let stamp = Stamp { time, replica };
                prop_assert_eq!(written(|out| push_id(out, &RowId(stamp))), format!("\"{stamp}\""));
            }
            prop_assert_eq!(written(|out| push_padded(out, small, 6)), format!("{small:06}"));
            let date = Date::new(1, 1, 1).expect("a day").plus_days(day);
            prop_assert_eq!(written(|out| push_date(out, date)), format!("\"{date}\""));
        }
    }
}
