//! Dates as people say them: days of the week, ends of periods, so many days from now.
//!
//! A week begins on Monday. A day of the week alone is the one to come, today included; `next Friday` and 下周五 are
//! those of next week, `last Friday` is the one just gone. What names a point of the calendar, as 6月前 and 10日前 do, is no
//! distance from today. Months, quarters and years stand in `day_span`.

use super::chinese::with_digits;
use super::day_span::end;
use crate::model::Date;

/// The days of the week, Monday first.
pub(super) const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Reads a folded text in small letters; none where it is not said in words.
pub(super) fn spoken(text: &str, today: Date, fiscal_month: u32) -> Option<Date> {
    // Most days are written: no word has only these, and a distance begins with its sign.
    let is_written = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'/' | b'.');
    if text.starts_with(|first: char| first.is_ascii_digit()) && text.bytes().all(is_written) {
        return None;
    }
    let close: String;
    let text = if text.is_ascii() {
        text
    } else {
        close = text.replace(' ', "");
        close.as_str()
    };
    named(text, today)
        .or_else(|| offset(text, today))
        .or_else(|| count(text, today))
        .or_else(|| weekday(text, today))
        .or_else(|| day_of_month(text, today))
        .or_else(|| end(text, today, fiscal_month))
}

/// A day that has a name of its own.
pub(super) fn named(text: &str, today: Date) -> Option<Date> {
    let days = match text {
        "today" | "今天" | "今日" => 0,
        "tomorrow" | "明天" | "明日" => 1,
        "yesterday" | "昨天" | "昨日" => -1,
        "后天" => 2,
        "大后天" => 3,
        "前天" => -2,
        _ => return None,
    };
    Some(today.plus_days(days))
}

/// `2027年后` is no distance.
const MOST_YEARS: i64 = 50;

#[derive(Clone, Copy)]
enum Unit {
    Days(i64),
    Months(i32),
}

impl Unit {
    fn of(word: &str) -> Option<Unit> {
        Some(match word {
            "" | "d" | "day" | "days" | "天" | "日" => Unit::Days(1),
            "w" | "week" | "weeks" | "周" | "个周" | "星期" | "个星期" | "礼拜" | "个礼拜" => {
                Unit::Days(7)
            }
            "m" | "month" | "months" | "月" | "个月" => Unit::Months(1),
            "y" | "year" | "years" | "年" => Unit::Months(12),
            _ => return None,
        })
    }

    fn from(self, today: Date, count: i64) -> Option<Date> {
        Some(match self {
            Unit::Days(days) => today.plus_days(count * days),
            Unit::Months(months) => today.plus_months(months.checked_mul(i32::try_from(count).ok()?)?),
        })
    }
}

/// `+7`, `-3d`, `+2w`, `+2周`, `+1m`.
pub(super) fn offset(text: &str, today: Date) -> Option<Date> {
    let (sign, rest) = match text.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, text.strip_prefix('-')?),
    };
    let (count, word) = counted(rest)?;
    Unit::of(word)?.from(today, sign * count)
}

/// `in 2 weeks`, `3 days ago`, `两周后`, `3个月后`, `10天前`. A year further off than these is one of the calendar.
fn count(text: &str, today: Date) -> Option<Date> {
    const AFTER: [&str; 6] = [" from now", " from today", " later", "以后", "之后", "后"];
    const BEFORE: [&str; 4] = [" ago", "以前", "之前", "前"];
    let ended = |ends: &[&str]| ends.iter().find_map(|end| text.strip_suffix(end));
    let (sign, rest) = match (text.strip_prefix("in "), ended(&AFTER)) {
        (Some(rest), _) | (None, Some(rest)) => (1, rest),
        (None, None) => (-1, ended(&BEFORE)?),
    };
    let (count, word) = counted(rest)?;
    // "3后" is no time; 3月后 is after March, 10日前 by the tenth.
    let is_calendar = matches!(word, "" | "月" | "日") || word == "年" && count > MOST_YEARS;
    Unit::of(word).filter(|_| !is_calendar)?.from(today, sign * count)
}

/// A count and what follows it.
fn counted(text: &str) -> Option<(i64, &str)> {
    let text = text.trim();
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (written, word) = text.split_at_checked(length)?;
    if length > 0 {
        return Some((written.parse().ok().filter(|&count| count <= 99_999)?, word.trim()));
    }
    const SMALL: [(&str, i64); 16] = [
        ("一", 1),
        ("二", 2),
        ("两", 2),
        ("三", 3),
        ("四", 4),
        ("五", 5),
        ("六", 6),
        ("七", 7),
        ("八", 8),
        ("九", 9),
        ("十", 10),
        ("a ", 1),
        ("an ", 1),
        ("one ", 1),
        ("two ", 2),
        ("three ", 3),
    ];
    let (count, word) = SMALL.iter().find_map(|(name, count)| Some((*count, text.strip_prefix(name)?)))?;
    Some((count, word.trim()))
}

/// What comes before a week, a month or a quarter, and before a year.
pub(super) const SHIFTS: [(&str, i32); 6] = [("下下", 2), ("上上", -2), ("下", 1), ("上", -1), ("本", 0), ("这", 0)];
pub(super) const YEARS: [(&str, i32); 4] = [("明", 1), ("今", 0), ("去", -1), ("本", 0)];
pub(super) const ENGLISH: [(&str, i32); 3] = [("next ", 1), ("last ", -1), ("this ", 0)];

/// How far the period lies that a text begins by naming, and the rest of the text; none where it names none.
pub(super) fn shift<'a>(text: &'a str, names: &[(&str, i32)]) -> (Option<i32>, &'a str) {
    match names.iter().find_map(|(name, shift)| Some((*shift, text.strip_prefix(name)?))) {
        Some((shift, rest)) => (Some(shift), rest.strip_prefix('个').unwrap_or(rest).trim_start()),
        None => (None, text),
    }
}

/// 下月15, 本月20日, 上个月三号.
fn day_of_month(text: &str, today: Date) -> Option<Date> {
    let (shift, rest) = shift(text, &SHIFTS);
    let day = rest.strip_prefix('月')?;
    let day = with_digits(day.strip_suffix(['日', '号', '號']).unwrap_or(day));
    let first = today.month_start(shift?);
    let days: i64 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
    // The 31st of a month of 30 days is no day.
    Some(first.plus_days(days - 1)).filter(|day| day.month() == first.month())
}

fn weekday(text: &str, today: Date) -> Option<Date> {
    let is_english = text.is_ascii();
    let (shift, rest) = shift(text, if is_english { &ENGLISH } else { &SHIFTS });
    let english = DAYS.iter().position(|day| is_english && rest.len() >= 3 && day.starts_with(rest));
    let day = match english {
        Some(day) => day as i64,
        None => {
            let name = ["周", "星期", "礼拜"].iter().find_map(|week| rest.strip_prefix(week))?;
            let mut chars = name.chars();
            match (chars.next()?, chars.next()) {
                ('天', None) => 6,
                (day, None) => "一二三四五六日".chars().position(|known| known == day)? as i64,
                _ => return None,
            }
        }
    };
    let since = i64::from(today.weekday());
    let to_come = (day - since).rem_euclid(7);
    Some(today.plus_days(match shift {
        None => to_come,
        // Said in English of the one to come and the one just gone, in Chinese of this week and the one before.
        Some(0) if is_english => to_come,
        Some(-1) if is_english => to_come - 7,
        Some(weeks) => day - since + 7 * i64::from(weeks),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monday, 23 November 2026, in a year that begins in February.
    fn read(text: &str) -> Option<String> {
        spoken(text, Date::new(2026, 11, 23).unwrap(), 2).map(|date| date.to_string())
    }

    #[test]
    fn reads_what_people_say() {
        for (text, expected) in [
            ("大后天", "2026-11-26"),
            ("friday", "2026-11-27"),
            ("mon", "2026-11-23"),
            ("this friday", "2026-11-27"),
            ("next friday", "2026-12-04"),
            ("last friday", "2026-11-20"),
            ("last monday", "2026-11-16"),
            ("周五", "2026-11-27"),
            ("星期一", "2026-11-23"),
            ("本周日", "2026-11-29"),
            ("下周五", "2026-12-04"),
            ("下个星期天", "2026-12-06"),
            ("下下周二", "2026-12-08"),
            ("上周五", "2026-11-20"),
            ("上 周 五", "2026-11-20"),
            ("礼拜三", "2026-11-25"),
            ("in 2 weeks", "2026-12-07"),
            ("in a month", "2026-12-23"),
            ("3 days ago", "2026-11-20"),
            ("10 days from now", "2026-12-03"),
            ("两周后", "2026-12-07"),
            ("3个月后", "2027-02-23"),
            ("10天前", "2026-11-13"),
            ("+1m", "2026-12-23"),
            ("-1y", "2025-11-23"),
            ("end of month", "2026-11-30"),
            ("end of the quarter", "2027-01-31"),
            ("eoq", "2027-01-31"),
            ("start of next quarter", "2027-02-01"),
            ("end of next year", "2027-12-31"),
            ("eoy", "2026-12-31"),
            ("月底", "2026-11-30"),
            ("下月初", "2026-12-01"),
            ("下月15", "2026-12-15"),
            ("下个月十五号", "2026-12-15"),
            ("本月20日", "2026-11-20"),
            ("上月 3 号", "2026-10-03"),
            ("下个月底", "2026-12-31"),
            ("3月底", "2026-03-31"),
            ("2月末", "2026-02-28"),
            ("季度末", "2027-01-31"),
            ("年底", "2026-12-31"),
            ("明年底", "2027-12-31"),
            ("去年底", "2025-12-31"),
            ("2027年底", "2027-12-31"),
            ("2027年3月底", "2027-03-31"),
            ("三月底", "2026-03-31"),
            ("十二月初", "2026-12-01"),
            ("end of march", "2026-03-31"),
            ("end of feb 2027", "2027-02-28"),
            ("this monday", "2026-11-23"),
            ("两年后", "2028-11-23"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn refuses_what_names_no_day() {
        for text in [
            "",
            "next",
            "next week",
            "下周",
            "周八",
            "周一二",
            "fr",
            "fridays",
            "3后",
            "后",
            "底",
            "13月底",
            "end of",
            "in 2",
            "end of friday",
            "明底",
            "+",
            "in 999999 days",
            "前",
            "上",
            "month",
            "3月后",
            "6月前",
            "十月前",
            "10日前",
            "3日后",
            "2027年后",
            "2026年前",
            "+3月底",
            "明周一",
            "去月底",
            "当周五",
            "下friday",
            "3月",
            "may",
            "end of ma",
            "13月初",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read("in 99999 years").as_deref(), Some("9999-12-23"));
    }
}
