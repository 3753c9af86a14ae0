//! Calendar dates without a time zone.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate};

/// The months in English; their first three letters are their short names.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The days of the week in English, from Monday on; their first three letters are their short names.
pub const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The same in Chinese: what tells them apart, behind 星期 or 周.
pub const WEEKDAYS_ZH: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

/// A calendar date between year 1 and year 9999, without a time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// The date of a year, a month (1–12) and a day (1–31); none where the calendar has no such day.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Date> {
        (1..=9999).contains(&year).then(|| NaiveDate::from_ymd_opt(year, month, day)).flatten().map(Date)
    }

    /// The date in UTC of a time in milliseconds since 1970; times outside years 1–9999 are clamped.
    #[must_use]
    pub fn of_millis(millis: u64) -> Date {
        let days = Days::new(millis / 86_400_000);
        let epoch = NaiveDate::default();
        Date(epoch.checked_add_days(days).filter(|d| d.year() <= 9999).unwrap_or(NaiveDate::MAX))
    }

    /// The year, 1–9999.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1–12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1–31.
    #[must_use]
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// Monday = 0 … Sunday = 6.
    #[must_use]
    pub fn weekday(self) -> u32 {
        self.0.weekday().num_days_from_monday()
    }

    /// Days from `earlier` to this date; negative where this one is earlier.
    #[must_use]
    pub fn days_since(self, earlier: Date) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// The date `days` later (earlier where negative), clamped to years 1–9999.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Date {
        let span = Days::new(days.unsigned_abs());
        let moved = if days < 0 { self.0.checked_sub_days(span) } else { self.0.checked_add_days(span) };
        match moved {
            Some(date) if (1..=9999).contains(&date.year()) => Date(date),
            _ if days < 0 => Date(NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or(NaiveDate::MIN)),
            _ => Date(NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX)),
        }
    }

    /// Mondays to Fridays from this date to another, both counted; negative where the other one is earlier.
    #[must_use]
    pub fn working_days_until(self, until: Date) -> i64 {
        if until < self {
            return -until.working_days_until(self);
        }
        let days = until.days_since(self) + 1;
        let first = i64::from(self.weekday());
        let rest = (first..first + days % 7).filter(|day| day % 7 < 5).count();
        days / 7 * 5 + i64::try_from(rest).unwrap_or_default()
    }

    /// The date so many Mondays to Fridays later, earlier where negative; none beyond years 1–9999.
    #[must_use]
    pub fn plus_working_days(self, days: i64) -> Option<Date> {
        // More working days than there are.
        if days.unsigned_abs() > 2_700_000 {
            return None;
        }
        let step = days.signum();
        let mut at = self.plus_days(days / 5 * 7);
        if at.days_since(self) != days / 5 * 7 {
            return None;
        }
        let mut left = (days % 5).abs();
        // From a weekend whole weeks lead to a weekend: the working day before it (or after it) is as far.
        if left == 0 && days != 0 {
            at = at.plus_days(-7 * step);
            left = 5;
        }
        while left > 0 {
            let next = at.plus_days(step);
            if next == at {
                return None;
            }
            at = next;
            left -= i64::from(at.weekday() < 5);
        }
        Some(at)
    }

    /// The same day `months` later (earlier where negative), or the last day of that month where it is shorter.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Date {
        let end = self.month_end(months);
        Date::new(end.year(), end.month(), self.day().min(end.day())).unwrap_or(end)
    }

    /// The last day of the month `months` after this date's month, clamped to years 1–9999.
    #[must_use]
    pub fn month_end(self, months: i32) -> Date {
        let start = self.month_start(months);
        (28..=31).rev().find_map(|day| Date::new(start.year(), start.month(), day)).unwrap_or(start)
    }

    /// The first day of the month `months` after this date's month, clamped to years 1–9999.
    #[must_use]
    pub fn month_start(self, months: i32) -> Date {
        let count = self.year() * 12 + self.0.month0() as i32 + months;
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
        Date::new(year, month.unsigned_abs(), 1).unwrap_or_else(|| self.plus_days(i64::from(months) * 31))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

/// A text that is not a date of the form `2026-03-05`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Date, NotADate> {
        let mut parts = text.splitn(3, '-');
        let mut part = |digits: usize| {
            parts
                .next()
                .filter(|p| p.len() == digits && p.bytes().all(|b| b.is_ascii_digit()))
                .and_then(|p| p.parse::<u32>().ok())
                .ok_or(NotADate)
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        Date::new(year as i32, month, day).ok_or(NotADate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_shows() {
        for text in ["0001-01-01", "2024-02-29", "9999-12-31"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        for text in ["2023-02-29", "2026-3-5", "10000-01-01", "0000-01-01", "", "2026-13-01", "+026-01-01"] {
            assert_eq!(text.parse::<Date>(), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn working_days_are_counted_one_by_one() {
        let first = Date::new(2026, 2, 23).unwrap();
        for from in (0..14).map(|n| first.plus_days(n)) {
            let mut count = 0;
            for span in 0..30 {
                let until = from.plus_days(span);
                count += i64::from(until.weekday() < 5);
                assert_eq!(from.working_days_until(until), count, "{from} {until}");
                assert_eq!(until.working_days_until(from), if span == 0 { count } else { -count });
            }
            for step in [1, -1] {
                let (mut at, mut days) = (from, 0);
                for _ in 0..40 {
                    at = at.plus_days(step);
                    if at.weekday() < 5 {
                        days += step;
                        assert_eq!(from.plus_working_days(days), Some(at), "{from} {days}");
                    }
                }
            }
            assert_eq!(from.plus_working_days(0), Some(from));
        }
        assert_eq!(first.plus_working_days(i64::MAX), None);
        assert_eq!(first.plus_working_days(2_500_000), None);
    }

    #[test]
    fn moves_and_clamps() {
        let day = Date::new(2026, 11, 23).unwrap();
        assert_eq!(day.plus_days(8).to_string(), "2026-12-01");
        assert_eq!(day.month_start(2).to_string(), "2027-01-01");
        assert_eq!(day.month_start(-11).to_string(), "2025-12-01");
        let end = Date::new(2026, 1, 31).expect("a day");
        assert_eq!(end.plus_months(1).to_string(), "2026-02-28");
        assert_eq!(end.plus_months(-2).to_string(), "2025-11-30");
        assert_eq!(end.plus_months(12).to_string(), "2027-01-31");
        assert_eq!(day.plus_days(i64::MAX).to_string(), "9999-12-31");
        assert_eq!(day.plus_days(i64::MIN).to_string(), "0001-01-01");
        assert_eq!(Date::of_millis(0).to_string(), "1970-01-01");
    }
}
