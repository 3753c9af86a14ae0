//! Days by a pattern.

use super::{Piece, is_taken, sections, sign_of, word};
use crate::model::Date;
use crate::model::date::{MONTHS, WEEKDAYS, WEEKDAYS_ZH};
use crate::model::formula::Fault;

/// Of a name as many letters as a run of three or more asks for.
fn named(names: &[&str], at: u32, run: usize) -> String {
    let name = names.get(at as usize).copied().unwrap_or_default();
    let letters = match run {
        3 => 3,
        5 => 1,
        _ => usize::MAX,
    };
    name.chars().take(letters).collect()
}

/// A day by a pattern of runs of `y`, `m` and `d`, of `aaa` and `aaaa` for the day of the week in Chinese, in either case, with
/// other signs between them. It has no time: hours, minutes and seconds are those at which it begins.
///
/// # Errors
/// [`Fault::Pattern`] for a pattern that says nothing about days.
pub fn day(day: Date, pattern: &str) -> Result<String, Fault> {
    // Further sections are for what is no day.
    // By that a day is the number by which a spreadsheet counts it.
    let is_number = pattern.trim().eq_ignore_ascii_case("general");
    let section = sections(pattern).and_then(|all| all.into_iter().next()).filter(|_| !is_number);
    section.and_then(|pieces| written(day, &pieces)).ok_or_else(|| Fault::Pattern { pattern: pattern.into() })
}

fn written(day: Date, pieces: &[Piece]) -> Option<String> {
    let mut out = String::new();
    let mut rest = pieces;
    let mut behind_hours = false;
    // By the clock of twelve hours a day begins at twelve.
    let halves = ["am/pm", "a/p", "上午/下午"];
    let has_half = |rest: &[Piece]| halves.into_iter().find(|half| begins(rest, half));
    let in_halves = (0..pieces.len()).any(|at| pieces.get(at..).is_some_and(|rest| has_half(rest).is_some()));
    while let Some(first) = rest.first() {
        let sign = match first {
            Piece::Plain(text) => {
                out.push_str(text);
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            Piece::Sign(sign) => sign.to_ascii_lowercase(),
        };
        if let Some(half) = has_half(rest) {
            let first = half.split('/').next().unwrap_or_default();
            out.push_str(&first.to_ascii_uppercase());
            rest = rest.get(half.chars().count()..).unwrap_or_default();
            continue;
        }
        if let Some(length) = word(rest) {
            out.extend(rest.iter().take(length).filter_map(sign_of));
            rest = rest.get(length..).unwrap_or_default();
            continue;
        }
        let is_same = |piece: &&Piece| matches!(piece, Piece::Sign(c) if c.to_ascii_lowercase() == sign);
        let run = rest.iter().take_while(is_same).count();
        let next = rest.get(run..).unwrap_or_default();
        let is_minutes = sign == 'm' && run <= 2 && (behind_hours || before_seconds(next));
        let zeros = |run: usize| "0".repeat(run.min(2));
        let text = match (sign, run) {
            ('y', 3..) => format!("{:04}", day.year()),
            ('y', _) => format!("{:02}", day.year().rem_euclid(100)),
            ('m', _) if is_minutes => zeros(run),
            ('m', 3..) => named(&MONTHS, day.month() - 1, run),
            ('m', 2) => format!("{:02}", day.month()),
            ('m', _) => day.month().to_string(),
            ('d', 3..) => named(&WEEKDAYS, day.weekday(), run.min(4)),
            ('d', 2) => format!("{:02}", day.day()),
            ('d', _) => day.day().to_string(),
            ('a', 3 | 4) => {
                let name = WEEKDAYS_ZH.get(day.weekday() as usize).copied().unwrap_or_default();
                format!("{}{name}", if run == 3 { "周" } else { "星期" })
            }
            ('h', 1 | 2) if in_halves => "12".to_owned(),
            ('h' | 's', 1 | 2) => zeros(run),
            ('0' | '#' | '?' | '@' | '%', _) => return None,
            (sign, _) if is_taken(sign) => return None,
            _ => rest.iter().take(run).filter_map(sign_of).collect(),
        };
        behind_hours = match sign {
            'h' => true,
            sign if is_taken(sign) => false,
            _ => behind_hours,
        };
        out.push_str(&text);
        rest = next;
    }
    Some(out)
}

/// Whether pieces begin with some signs, in either case.
fn begins(pieces: &[Piece], signs: &str) -> bool {
    let mut pieces = pieces.iter();
    signs.chars().all(|sign| matches!(pieces.next(), Some(Piece::Sign(c)) if c.to_ascii_lowercase() == sign))
}

/// Whether the next part that counts is one of seconds.
fn before_seconds(pieces: &[Piece]) -> bool {
    pieces.iter().filter_map(sign_of).find(|c| is_taken(*c)).is_some_and(|c| c.eq_ignore_ascii_case(&'s'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_spreadsheets_show_them() {
        let of = Date::new(2026, 3, 5).unwrap();
        for (pattern, text) in [
            ("yyyy-mm-dd", "2026-03-05"),
            ("yyyy年m月d日", "2026年3月5日"),
            ("D.M.YY", "5.3.26"),
            ("mmm yyyy", "Mar 2026"),
            ("\"by\" d/m", "by 5/3"),
            ("\\b\\y d/m", "by 5/3"),
            ("Due by d mmm", "Due by 5 Mar"),
            ("", ""),
            ("yyy/mm", "2026/03"),
            ("yyyyy", "2026"),
            ("dddd, d mmmm", "Thursday, 5 March"),
            ("ddd", "Thu"),
            ("mmmmm", "M"),
            ("aaa", "周四"),
            ("yyyy/m/d aaaa", "2026/3/5 星期四"),
            ("yyyy-mm-dd;@", "2026-03-05"),
            ("[$-804]yyyy\"年\"m\"月\"", "2026年3月"),
        ] {
            assert_eq!(day(of, pattern).as_deref(), Ok(text), "{pattern}");
        }
    }

    #[test]
    fn a_day_begins_at_midnight() {
        let of = Date::new(2026, 3, 5).unwrap();
        for (pattern, text) in [
            ("yyyy-mm-dd hh:mm", "2026-03-05 00:00"),
            ("hh:mm:ss dd.mm.", "00:00:00 05.03."),
            ("h:mm", "0:00"),
            ("mm:ss", "00:00"),
            ("h:mm AM/PM", "12:00 AM"),
            ("上午/下午h时mm分", "上午12时00分"),
            ("m/d hh\"h\"", "3/5 00h"),
        ] {
            assert_eq!(day(of, pattern).as_deref(), Ok(text), "{pattern}");
        }
    }

    #[test]
    fn what_says_nothing_about_a_day_is_refused() {
        let of = Date::new(2026, 3, 5).unwrap();
        for pattern in ["0", "#,##0", "0.0,,", "General", "e年", "[h]:mm", "aa", "@"] {
            assert_eq!(day(of, pattern), Err(Fault::Pattern { pattern: pattern.into() }), "{pattern}");
        }
    }
}
