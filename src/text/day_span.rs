//! Stretches of days that people name in place of a day: 下季度, `Q3 2027`, 明年3月; and their ends: 月底, `end of march`.
//!
//! A quarter is one of the plan's fiscal year, which is called by the year in which it ends; a year is the calendar's. A
//! stretch alone is no day: which of its ends is meant is said by the column, where its days lie ahead or behind, or begin or
//! end periods.

use super::clock::before_clock;
use super::day::MONTHS;
use super::day_words::{ENGLISH, SHIFTS, YEARS, shift};
use super::fold::unquoted;
use crate::model::letters::in_small;
use crate::model::{Date, Facing};

/// Within how many years of today a year of two digits is understood before a month or a quarter.
const NEAR: i32 = 30;

/// Some months, or a week, from the first day to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    first: Date,
    last: Date,
    /// Whether its year is known: said, or counted from today.
    has_year: bool,
}

impl Span {
    fn of(year: i32, month: u32, months: i32, has_year: bool) -> Option<Span> {
        let first = Date::new(year, month, 1)?;
        Some(Span { first, last: first.month_end(months - 1), has_year })
    }
}

/// Today, as stretches are named from it.
#[derive(Clone, Copy)]
struct Now {
    today: Date,
    fiscal_month: u32,
}

impl Now {
    /// The months of the `nth` part of a fiscal year that is cut into parts of so many months.
    fn part(self, year: Option<i32>, nth: u32, months: u32) -> Option<Span> {
        let month = self.fiscal_month;
        let is_calendar = month == 1;
        let ends = self.today.year() + i32::from(!is_calendar && self.today.month() >= month);
        let begins = year.unwrap_or(ends) - i32::from(!is_calendar);
        let first = Date::new(begins, month, 1)?.month_start(i32::try_from(nth.checked_sub(1)? * months).ok()?);
        Span::of(first.year(), first.month(), i32::try_from(months).ok()?, year.is_some())
    }

    /// The months that a text names. Of what ends, `month` is this one; alone it is none.
    fn span(self, text: &str, ends: bool) -> Option<Span> {
        let (year, rest) = self.year(text);
        // 2027-03 and 3/2027 are months.
        let is_number = || text.is_ascii() && matches!(rest.len(), 1 | 2) && rest.bytes().all(|b| b.is_ascii_digit());
        let numbered = year.filter(|_| is_number()).and_then(|_| rest.parse().ok());
        if let Some(month) = numbered.or_else(|| month(rest)) {
            return Span::of(year.unwrap_or(self.today.year()), month, 1, year.is_some());
        }
        if let Some((nth, months)) = part(rest) {
            return self.part(year, nth, months);
        }
        if let Some(year) = year {
            return if rest.is_empty() { Span::of(year, 1, 12, true) } else { None };
        }
        self.counted(rest, ends)
    }

    /// `next month`, 下季度, `next week`.
    fn counted(self, text: &str, ends: bool) -> Option<Span> {
        let (shift, unit) = match text.ends_with('年') {
            true => shift(text, &YEARS),
            false => shift(text, if text.is_ascii() { &ENGLISH } else { &SHIFTS }),
        };
        let shift = if ends { shift.unwrap_or(0) } else { shift? };
        if !ends && matches!(unit, "week" | "周" | "星期" | "礼拜") {
            // Its days of work.
            let first = self.today.plus_days(7 * i64::from(shift) - i64::from(self.today.weekday()));
            return Some(Span { first, last: first.plus_days(4), has_year: true });
        }
        let month = i32::try_from(self.today.month()).ok()?;
        // The first month of the stretch, counted from this one, and how many it has.
        let (first, months) = match unit {
            "month" | "月" | "月份" => (shift, 1),
            "quarter" | "季" | "季度" => {
                (3 * shift - (month - i32::try_from(self.fiscal_month).ok()?).rem_euclid(3), 3)
            }
            "year" | "年" => (12 * shift + 1 - month, 12),
            _ => return None,
        };
        let first = self.today.month_start(first);
        Span::of(first.year(), first.month(), months, true)
    }

    /// The year that a text names before or behind the rest: 2027年3月, 明年一季度, `march 2027`, `2027 q3`, `q3 fy27`.
    fn year(self, text: &str) -> (Option<i32>, &str) {
        for (name, years) in [("明年", 1), ("今年", 0), ("本年", 0), ("去年", -1), ("后年", 2)] {
            if let Some(rest) = text.strip_prefix(name) {
                return (Some(self.today.year() + years), rest);
            }
        }
        if let Some((year, rest)) = text.split_once('年') {
            // 99年3月 is of another century, and 27年 alone may be as many years.
            let is_near = |year: &i32| (year - self.today.year()).abs() <= NEAR && !rest.is_empty();
            match year.len() {
                4 => return (written_year(year), rest),
                2 if written_year(year).as_ref().is_some_and(is_near) => return (written_year(year), rest),
                _ => {}
            }
        }
        let is_mark = |c: char| matches!(c, ' ' | '-' | '/' | '\'');
        let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = text.get(before.len()..).unwrap_or_default();
        if !before.is_empty() && before.is_ascii() {
            let bare = before.trim_end_matches("fy").trim_end_matches(is_mark);
            let is_short = before.ends_with("fy") || before.ends_with('\'');
            let is_year = digits.len() == 4 || digits.len() == 2 && is_short;
            if is_year && bare.len() < before.len() {
                return (written_year(digits), bare);
            }
        }
        let called = text.strip_prefix("fy");
        let written = called.unwrap_or(text);
        let length = written.bytes().take_while(u8::is_ascii_digit).count();
        match written.split_at_checked(length) {
            Some((digits, rest)) if !rest.is_empty() && (length == 4 || length == 2 && called.is_some()) => {
                (written_year(digits), rest.trim_start_matches(is_mark))
            }
            _ => (None, text),
        }
    }
}

/// A year of four digits, or of two in this century.
fn written_year(digits: &str) -> Option<i32> {
    let year: i32 = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()?;
    Some(if digits.len() == 2 { 2000 + year } else { year })
}

/// A month by its name: `march`, 3月, 三月, 3月份.
fn month(text: &str) -> Option<u32> {
    const CHINESE: [&str; 12] =
        ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"];
    let text = text.strip_suffix('份').filter(|text| text.ends_with('月')).unwrap_or(text);
    let english = MONTHS.iter().position(|name| text.len() >= 3 && name.starts_with(text));
    let at = english.or_else(|| CHINESE.iter().position(|name| *name == text));
    let digits = || text.strip_suffix('月').filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
    at.and_then(|at| u32::try_from(at + 1).ok()).or_else(|| digits()?.parse().ok())
}

/// A quarter or a half of a year: which, and how many months one has.
fn part(text: &str) -> Option<(u32, u32)> {
    let nth = |name: &str| {
        let at = ["一", "二", "三", "四"].iter().position(|own| *own == name).map(|at| at as u32 + 1);
        at.or_else(|| name.parse().ok().filter(|_| name.len() == 1)).filter(|nth| (1..=4).contains(nth))
    };
    match text {
        "h1" | "上半年" => return Some((1, 6)),
        "h2" | "下半年" => return Some((2, 6)),
        _ => {}
    }
    let english = || nth(text.strip_prefix('q')?);
    let chinese = || {
        let name = text.strip_suffix("季度").or_else(|| text.strip_suffix('季'))?;
        nth(name.strip_prefix('第').unwrap_or(name).trim_start_matches('q'))
    };
    Some((english().or_else(chinese)?, 3))
}

/// `end of month`, `eoq`, `end of next year`, 月底, 下月初, 3月底, 季末, 明年底.
pub(super) fn end(text: &str, today: Date, fiscal_month: u32) -> Option<Date> {
    let (rest, is_start) = end_of(text)?;
    let span = Now { today, fiscal_month }.span(rest, true)?;
    Some(if is_start { span.first } else { span.last })
}

/// Of what the end is meant, or the beginning: that, and whether it is the beginning.
fn end_of(text: &str) -> Option<(&str, bool)> {
    let (rest, is_start) = match (text.strip_prefix("end of "), text.strip_prefix("start of ")) {
        (Some(rest), _) => (rest, false),
        (_, Some(rest)) => (rest, true),
        _ => match text {
            "eom" => ("month", false),
            "eoq" => ("quarter", false),
            "eoy" => ("year", false),
            _ => match text.strip_suffix(['底', '末']) {
                Some(rest) => (rest, false),
                None => (text.strip_suffix('初')?, true),
            },
        },
    };
    Some((rest.strip_prefix("the ").unwrap_or(rest), is_start))
}

/// The form in which stretches are named: small letters, Chinese without gaps.
fn closed(folded: &str) -> String {
    let small = in_small(unquoted(folded));
    let text = before_clock(small.trim()).unwrap_or(small.trim());
    if text.is_ascii() { text.to_owned() } else { text.replace(' ', "") }
}

/// Whether the end or the beginning of a stretch is meant whose year is not said.
pub(super) fn is_end_without_year(text: &str, today: Date, fiscal_month: u32) -> bool {
    let text = closed(text);
    let span = end_of(&text).and_then(|(rest, _)| Now { today, fiscal_month }.span(rest, true));
    span.is_some_and(|span| !span.has_year)
}

/// The day that a stretch alone means where a column's days lie ahead or behind: by its last day, since its first; or where they
/// begin or end periods.
pub(super) fn edge(folded: &str, today: Date, fiscal_month: u32, facing: Facing) -> Option<Date> {
    let span = Now { today, fiscal_month }.span(&closed(folded), false)?;
    let day = match facing {
        Facing::Ahead | Facing::Ends => span.last,
        Facing::Behind | Facing::Begins => span.first,
        Facing::Either => return None,
    };
    Some(if span.has_year { day } else { facing.meant(day, today) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monday, 23 November 2026.
    fn edge_of(text: &str, fiscal_month: u32, facing: Facing) -> Option<String> {
        edge(text, Date::new(2026, 11, 23).unwrap(), fiscal_month, facing).map(|day| day.to_string())
    }

    #[test]
    fn a_stretch_is_a_day_by_the_side_on_which_its_column_looks() {
        for (text, ahead, behind) in [
            ("Q1", "2027-03-31", "2026-01-01"),
            ("q4", "2026-12-31", "2026-10-01"),
            ("Q3 2027", "2027-09-30", "2027-07-01"),
            ("2027 Q3", "2027-09-30", "2027-07-01"),
            ("2027Q3", "2027-09-30", "2027-07-01"),
            ("Q3/2027", "2027-09-30", "2027-07-01"),
            ("Q3'27", "2027-09-30", "2027-07-01"),
            ("FY27 Q3", "2027-09-30", "2027-07-01"),
            ("Q3 FY27", "2027-09-30", "2027-07-01"),
            ("FY2027 Q3", "2027-09-30", "2027-07-01"),
            ("next month", "2026-12-31", "2026-12-01"),
            ("next week", "2026-12-04", "2026-11-30"),
            ("this week", "2026-11-27", "2026-11-23"),
            ("下周", "2026-12-04", "2026-11-30"),
            ("上个星期", "2026-11-20", "2026-11-16"),
            ("last month", "2026-10-31", "2026-10-01"),
            ("next quarter", "2027-03-31", "2027-01-01"),
            ("明年3月", "2027-03-31", "2027-03-01"),
            ("明年 3 月", "2027-03-31", "2027-03-01"),
            ("明年三月", "2027-03-31", "2027-03-01"),
            ("今年12月份", "2026-12-31", "2026-12-01"),
            ("2027年3月", "2027-03-31", "2027-03-01"),
            ("3月", "2027-03-31", "2026-03-01"),
            ("March", "2027-03-31", "2026-03-01"),
            ("march 2027", "2027-03-31", "2027-03-01"),
            ("2027-03", "2027-03-31", "2027-03-01"),
            ("下季度", "2027-03-31", "2027-01-01"),
            ("下个月", "2026-12-31", "2026-12-01"),
            ("上季度", "2026-09-30", "2026-07-01"),
            ("第一季度", "2027-03-31", "2026-01-01"),
            ("明年一季度", "2027-03-31", "2027-01-01"),
            ("2027年第三季度", "2027-09-30", "2027-07-01"),
            ("明年Q2", "2027-06-30", "2027-04-01"),
            ("明年上半年", "2027-06-30", "2027-01-01"),
            ("明年", "2027-12-31", "2027-01-01"),
            ("2027年", "2027-12-31", "2027-01-01"),
            ("27年Q2", "2027-06-30", "2027-04-01"),
            ("27年二季度", "2027-06-30", "2027-04-01"),
            ("27 年 3 月", "2027-03-31", "2027-03-01"),
            ("27年下半年", "2027-12-31", "2027-07-01"),
        ] {
            assert_eq!(edge_of(text, 1, Facing::Ahead).as_deref(), Some(ahead), "{text}");
            assert_eq!(edge_of(text, 1, Facing::Behind).as_deref(), Some(behind), "{text}");
            assert_eq!(edge_of(text, 1, Facing::Either), None, "{text}");
        }
        assert_eq!(edge_of("Q1", 4, Facing::Ahead).as_deref(), Some("2026-06-30"), "of the year that begins in April");
        assert_eq!(edge_of("Q1 2028", 4, Facing::Ahead).as_deref(), Some("2027-06-30"), "called by its end");
    }

    #[test]
    fn a_period_begins_with_the_first_day_of_a_stretch_and_ends_with_its_last() {
        for (text, first, last) in [
            ("2027Q1", "2027-01-01", "2027-03-31"),
            ("2027 Q1", "2027-01-01", "2027-03-31"),
            ("Q1 2027", "2027-01-01", "2027-03-31"),
            ("2027年一季度", "2027-01-01", "2027-03-31"),
            ("2027年第一季度", "2027-01-01", "2027-03-31"),
            ("2027 年 第一 季度", "2027-01-01", "2027-03-31"),
            ("2027H1", "2027-01-01", "2027-06-30"),
            ("H2 2027", "2027-07-01", "2027-12-31"),
            ("2027上半年", "2027-01-01", "2027-06-30"),
            ("2027年下半年", "2027-07-01", "2027-12-31"),
            ("2027年3月", "2027-03-01", "2027-03-31"),
            ("2027年", "2027-01-01", "2027-12-31"),
            ("FY27", "2027-01-01", "2027-12-31"),
            // Of this year: both ends are of one.
            ("Q1", "2026-01-01", "2026-03-31"),
        ] {
            assert_eq!(edge_of(text, 1, Facing::Begins).as_deref(), Some(first), "{text}");
            assert_eq!(edge_of(text, 1, Facing::Ends).as_deref(), Some(last), "{text}");
        }
    }

    #[test]
    fn what_names_no_stretch_is_none() {
        for text in [
            "",
            "q5",
            "q",
            "month",
            "月",
            "年",
            "week",
            "2027",
            "13月",
            "2027-13",
            "may be",
            "ma",
            "季度",
            "q3 27",
            "100-2027",
            "明年5",
            "5年",
            "99年3月",
            "27年",
            "27年5",
            "ab年3月",
            "五季度",
            "first quarter",
        ] {
            assert_eq!(edge_of(text, 1, Facing::Ahead), None, "{text}");
        }
    }
}
