//! Days that are worked out from a day: `=today()`, 今天+7, `=today()+7`, `2026-12-18 + 2w`, `=DATE(2026,12,18)`.
//!
//! Read where a text is no date: what a date looks like is one, and a dash between numbers is no minus unless the text
//! begins with `=`.

use super::day_words::{named, offset};
use super::fault::Fault;
use crate::model::Date;
use crate::model::formula::Function;

/// A longer text is no day.
const LONGEST: usize = 60;

/// Reads a folded text in small letters; `read` reads the day that it begins with.
pub(super) fn worked_out(text: &str, today: Date, read: &dyn Fn(&str) -> Result<Date, Fault>) -> Result<Date, Fault> {
    // Most of what is no date holds none of these.
    if text.len() > LONGEST || !text.contains(['=', '+', '-', ')']) {
        return Err(Fault::NotADate);
    }
    match text.strip_prefix('=') {
        Some(formula) => sum(formula.trim(), true, today, read),
        None => sum(text.trim(), false, today, read),
    }
}

fn sum(text: &str, is_formula: bool, today: Date, read: &dyn Fn(&str) -> Result<Date, Fault>) -> Result<Date, Fault> {
    let called = call(text, today);
    let fault = match called.unwrap_or_else(|| read(text)) {
        Err(fault @ Fault::NotADate) => fault,
        day => return day,
    };
    let split = text.rfind(['+', '-']).and_then(|at| text.split_at_checked(at));
    let Some((before, tail)) = split.filter(|(before, _)| !before.is_empty()) else { return Err(fault) };
    let before = before.trim_end();
    // 12月5日-7 is a stretch of days, and so may be 周五-7.
    if tail.starts_with('-') && !is_formula && named(before, today).is_none() && call(before, today).is_none() {
        return Err(fault);
    }
    offset(tail, sum(before, is_formula, today, read)?).ok_or(fault)
}

/// What spreadsheets call the moment, which is today where days are kept.
const NOW: [&str; 2] = ["now", "现在"];

/// The day that a function gives: today, or the one of a year, a month and a day; none where the text calls neither.
fn call(text: &str, today: Date) -> Option<Result<Date, Fault>> {
    let (name, arguments) = text.strip_suffix(')')?.split_once('(')?;
    let (name, arguments) = (name.trim(), arguments.trim());
    let is = |function: Function| function.name() == name || function.chinese().contains(&name);
    if arguments.is_empty() && (is(Function::Today) || NOW.contains(&name)) {
        return Some(Ok(today));
    }
    let parts: Vec<u32> = arguments.split(',').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let [year, month, day] = *parts.as_slice() else { return None };
    let year = i32::try_from(year).ok().filter(|_| is(Function::Date))?;
    Some(Date::new(year, month, day).ok_or(Fault::NoSuchDay))
}

#[cfg(test)]
mod tests {
    use super::super::{DayOrder, day};
    use super::*;

    /// Monday, 23 November 2026.
    fn read(text: &str) -> Result<String, Fault> {
        day::date(text, Date::new(2026, 11, 23).unwrap(), 1, DayOrder::Unknown).map(|day| day.to_string())
    }

    #[test]
    fn reads_a_day_and_days_after_or_before_it() {
        for (text, expected) in [
            ("=today()", "2026-11-23"),
            ("=TODAY()", "2026-11-23"),
            ("= Today ( )", "2026-11-23"),
            ("today()", "2026-11-23"),
            ("=今天()", "2026-11-23"),
            ("=今日()", "2026-11-23"),
            ("=NOW()", "2026-11-23"),
            ("=现在()", "2026-11-23"),
            ("=today", "2026-11-23"),
            ("=today()+7", "2026-11-30"),
            ("=TODAY() - 3", "2026-11-20"),
            ("=今天()+7", "2026-11-30"),
            ("=today()+2w-1", "2026-12-06"),
            ("today+7", "2026-11-30"),
            ("Today + 7 days", "2026-11-30"),
            ("today-7", "2026-11-16"),
            ("今天+7", "2026-11-30"),
            ("今天 + 7天", "2026-11-30"),
            ("今天-1", "2026-11-22"),
            ("明天+1个月", "2026-12-24"),
            ("+7天", "2026-11-30"),
            ("月底+5", "2026-12-05"),
            ("next friday+1", "2026-12-05"),
            ("2026-12-18+7", "2026-12-25"),
            ("=2026/12/18 + 7", "2026-12-25"),
            ("=2026-12-18-7", "2026-12-11"),
            ("2026年12月18日+7天", "2026-12-25"),
            ("=DATE(2026,12,18)", "2026-12-18"),
            ("=date(2026, 12, 18)+7", "2026-12-25"),
            ("=46086+1", "2026-03-06"),
            ("=2026-12-18", "2026-12-18"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(expected), "{text}");
        }
        assert_eq!(read("=DATE(2026,2,30)"), Err(Fault::NoSuchDay));
        assert_eq!(read("2026-2-30+1"), Err(Fault::NoSuchDay));
    }

    #[test]
    fn refuses_what_may_be_something_else() {
        let long = format!("today{}", "+1".repeat(40));
        for text in [
            "=",
            "=7",
            "7",
            "=5+3",
            "today+",
            "today+soon",
            "today+7.5",
            "今天+",
            "=today(1)",
            "=yesterday(",
            "=date(2026,12)",
            "=sum(2026,12,18)",
            "12月5日-7",
            "周五-7",
            "fri-3",
            "1-2-3",
            "2026-12-18-7",
            "3/5+7",
            "=3/5",
            "soon+7",
            &long,
        ] {
            assert_eq!(read(text), Err(Fault::NotADate), "{text}");
        }
    }
}
