//! Texts of numbers and dates by a pattern: `#,##0.00`, `0%`, `yyyy-mm-dd`.

use super::Fault;
use crate::model::Date;
use crate::model::date::{MONTHS, WEEKDAYS};
use crate::model::exact::Exact;

/// Of a name as many letters as a run of three or more asks for.
fn named(names: &[&str], at: u32, run: usize) -> String {
    let name = names.get(at as usize).copied().unwrap_or_default();
    if run > 3 { name.to_owned() } else { name.chars().take(3).collect() }
}

/// A number by a pattern of `0`, `#`, `,`, `.` and `%` with other signs around it, rounded half up; a share is its hundredth
/// part of what `%` shows.
///
/// A pattern without a digit is the text.
///
/// # Errors
/// [`Fault::TooLarge`] for a number of more digits than can be shown.
pub(super) fn number(number: Exact, pattern: &str) -> Result<String, Fault> {
    let is_digit = |c: char| matches!(c, '0' | '#');
    let bare = |text: &str| text.replace('"', "");
    let Some(from) = pattern.find(is_digit) else { return Ok(bare(pattern)) };
    let until = pattern.rfind(is_digit).map_or(pattern.len(), |at| at + 1);
    let (before, digits, after) = match (pattern.get(..from), pattern.get(from..until), pattern.get(until..)) {
        (Some(before), Some(digits), Some(after)) => (before, digits, after),
        _ => return Ok(bare(pattern)),
    };
    let (above, below) = digits.split_once('.').unwrap_or((digits, ""));
    let places = below.chars().filter(|c| is_digit(*c)).count().min(12);
    let always = below.chars().filter(|c| *c == '0').count().min(places);
    let least = above.chars().filter(|c| *c == '0').count().min(30);
    let percents = i32::try_from(pattern.matches('%').count().min(2)).unwrap_or_default();
    let unit = 10_i128.pow(u32::try_from(places).unwrap_or_default());
    let factor = 100_i128.checked_pow(percents.unsigned_abs()).and_then(|hundred| unit.checked_mul(hundred));
    let count = factor.and_then(|factor| number.half_up(factor)).ok_or(Fault::TooLarge)?;
    let all = format!("{:0>width$}", count.unsigned_abs(), width = places + 1);
    let (whole, rest) = all.split_at_checked(all.len() - places).unwrap_or((&all, ""));
    let mut whole = format!("{:0>least$}", whole.trim_start_matches('0'));
    if above.contains(',') {
        for at in (1..whole.len()).rev().filter(|at| (whole.len() - at).is_multiple_of(3)).collect::<Vec<_>>() {
            whole.insert(at, ',');
        }
    }
    let shown = rest.trim_end_matches('0').len().max(always);
    let rest = rest.get(..shown).unwrap_or(rest);
    let (sign, point) = (if count < 0 { "-" } else { "" }, if rest.is_empty() { "" } else { "." });
    Ok(format!("{sign}{}{whole}{point}{rest}{}", bare(before), bare(after)))
}

/// A day by a pattern of `yyyy`, `yy`, `mmmm`, `mmm`, `mm`, `m`, `dddd`, `ddd`, `dd` and `d`, in either case, with other signs between them.
pub(super) fn day(day: Date, pattern: &str) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        let small = first.to_ascii_lowercase();
        let run = rest.chars().take_while(|c| c.to_ascii_lowercase() == small).count();
        let is_quoted = first == '"';
        let taken = match (small, run) {
            ('y', 3..) => (run, format!("{:04}", day.year())),
            ('y', _) => (run, format!("{:02}", day.year().rem_euclid(100))),
            ('m', 3..) => (run, named(&MONTHS, day.month() - 1, run)),
            ('m', 2) => (2, format!("{:02}", day.month())),
            ('m', _) => (1, day.month().to_string()),
            ('d', 3..) => (run, named(&WEEKDAYS, day.weekday(), run)),
            ('d', 2..) => (2, format!("{:02}", day.day())),
            ('d', _) => (1, day.day().to_string()),
            _ if is_quoted => {
                let inner: String = rest.chars().skip(1).take_while(|c| *c != '"').collect();
                (inner.chars().count() + 2, inner)
            }
            _ => (1, first.to_string()),
        };
        let next = rest.char_indices().nth(taken.0).map_or(rest.len(), |(at, _)| at);
        out.push_str(&taken.1);
        rest = rest.get(next..).unwrap_or_default();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_spreadsheets_show_them() {
        let exact = |above, below| Exact::new(above, below).unwrap();
        for (n, pattern, text) in [
            (exact(12345, 10), "0", "1235"),
            (exact(-12345, 10), "0", "-1234"),
            (exact(123_456_789, 100), "#,##0.00", "1,234,567.89"),
            (exact(1, 2), "#.##", ".5"),
            (exact(1, 2), "0.##", "0.5"),
            (exact(5, 1), "0.##", "5"),
            (exact(5, 1), "000", "005"),
            (exact(2, 5), "0%", "40%"),
            (exact(1, 3), "0.0%", "33.3%"),
            (exact(1234, 1), "¥#,##0 \"net\"", "¥1,234 net"),
            (exact(0, 1), "0.0", "0.0"),
            (exact(999, 1000), "0.00", "1.00"),
            (exact(100_000, 1), "#,##0", "100,000"),
        ] {
            assert_eq!(number(n, pattern).as_deref(), Ok(text), "{n:?} {pattern}");
        }
        assert_eq!(number(exact(1, 1), "\"abc\"").as_deref(), Ok("abc"));
        assert_eq!(number(Exact::whole(i128::MAX), "0.000000000000"), Err(Fault::TooLarge));
    }

    #[test]
    fn days_as_spreadsheets_show_them() {
        let of = Date::new(2026, 3, 5).unwrap();
        for (pattern, text) in [
            ("yyyy-mm-dd", "2026-03-05"),
            ("yyyy年m月d日", "2026年3月5日"),
            ("D.M.YY", "5.3.26"),
            ("mmm yyyy", "Mar 2026"),
            ("\"by\" d/m", "by 5/3"),
            ("", ""),
            ("yyy/mm", "2026/03"),
            ("yyyyy", "2026"),
            ("dddd, d mmmm", "Thursday, 5 March"),
            ("ddd", "Thu"),
        ] {
            assert_eq!(day(of, pattern), text, "{pattern}");
        }
    }
}
