//! A date as people write it, in either language.

use super::chinese::with_digits;
use super::clock::before_clock;
use super::day_order::DayOrder;
use super::day_span::is_end_without_year;
use super::day_sum::worked_out;
use super::day_words::{DAYS, spoken};
use super::fault::Fault;
use super::fold::unquoted;
use crate::model::Date;
use crate::model::letters::in_small;

/// The months, January first.
pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What stands between or behind the parts of a date and must not be cut from them.
pub const DATE_MARKS: [char; 12] = ['/', '-', '.', '年', '月', '日', '号', '底', '初', '末', '前', '后'];

/// The dates of serial numbers, as spreadsheets count days: 1982 to 2064.
const SERIALS: std::ops::RangeInclusive<i64> = 30_000..=60_000;

/// So many years from this one a month of two digits may be of.
const SOON: std::ops::RangeInclusive<i64> = -1..=4;
/// A year of two digits is taken for one that lies within so many years, where one reading does.
const NEAR: i64 = 4;

/// Reads a folded text as a date.
///
/// A month and a day alone mean this year. Two numbers are month-day, or day-month for whom that is usual, unless only the
/// other order is a date; three numbers with the year last, or with a year of two digits, are taken where one order only
/// is a date or `order` says which, and refused as ambiguous else. What people say, such as 下周五 or `next Friday`, is read by `day_words`,
/// and what is worked out, such as `=today()+7`, by `day_sum`.
pub(super) fn date(folded: &str, today: Date, fiscal_month: u32, order: DayOrder) -> Result<Date, Fault> {
    let small = in_small(unquoted(folded));
    let read = |text: &str, written_as: &str| {
        spoken(without_time(text), today, fiscal_month).map_or_else(|| written(written_as, today, order), Ok)
    };
    match read(&small, folded) {
        // Of which year the day would be that it begins with is only known where it stands alone.
        Err(Fault::NotADate) => worked_out(&small, today, &|text| match is_without_year(text, today, fiscal_month) {
            true => Err(Fault::NotADate),
            false => read(text, text),
        }),
        date => date,
    }
}

/// `12.5` with its words, 12月5日, as Chinese means it where it stands for a day; none where it is none.
pub(super) fn with_words(folded: &str) -> Option<String> {
    let (month, day) = folded.trim().split_once('.')?;
    let number = |part: &str, most: u8| {
        let is_short = matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse().ok().filter(|number| is_short && (1..=most).contains(number))
    };
    Some(format!("{}月{}日", number(month, 12)?, number(day, 31)?))
}

/// As [`date`], without what is said of today: a date that means the same on every day, but for a year that is left out.
pub(super) fn written(folded: &str, today: Date, order: DayOrder) -> Result<Date, Fault> {
    let lower = in_small(unquoted(folded)).replace(". ", ".");
    // The key of the slash writes an enumeration comma in Chinese: 2026、12、18.
    let lower = if lower.matches('、').count() == 2 { lower.replace('、', "-") } else { lower };
    // 十二月十五日.
    let lower = if lower.contains('月') { with_digits(&lower).into_owned() } else { lower };
    let text = without_weekday(without_time(&lower));
    let text = without_last_point(text);
    if text.len() > 40 {
        return Err(Fault::NotADate);
    }
    // Behind the point of a serial number stands the time of the day.
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let text = match text.split_once('.') {
        Some((whole, time)) if whole.len() == 5 && is_number(whole) && is_number(time) => whole,
        _ => text,
    };
    let parts = parts(text).ok_or(Fault::NotADate)?;
    let day = |year: i64, month: i64, day: i64| {
        let (year, month, day) = (i32::try_from(year), u32::try_from(month), u32::try_from(day));
        Date::new(year.unwrap_or(0), month.unwrap_or(0), day.unwrap_or(0))
    };
    let year = i64::from(today.year());
    use Part::{Month, Number, Year};
    match *parts.as_slice() {
        [Number(n, 8)] => day(n / 10_000, n / 100 % 100, n % 100).ok_or(Fault::NoSuchDay),
        [Number(serial, 5)] if SERIALS.contains(&serial) => {
            day(1899, 12, 30).map(|start| start.plus_days(serial)).ok_or(Fault::NotADate)
        }
        [Number(y, 4) | Year(y), Number(m, 1 | 2), Number(d, 1 | 2)] => day(y, m, d).ok_or(Fault::NoSuchDay),
        [Number(one, 1 | 2), Number(two, 1 | 2), Number(y, 4)] => {
            let (british, american) = (day(y, two, one), day(y, one, two));
            match (british, american) {
                _ if text.contains('.') => british.ok_or(Fault::NoSuchDay),
                (Some(_), Some(american)) if order == DayOrder::MonthFirst => Ok(american),
                (Some(british), Some(_)) if order == DayOrder::DayFirst => Ok(british),
                (Some(b), Some(a)) if a != b => Err(Fault::AmbiguousDate { one: b, two: a }),
                (b, a) => b.or(a).ok_or(Fault::NoSuchDay),
            }
        }
        [Number(one, 1 | 2), Number(two, 1 | 2), Number(three, 1 | 2)] if marks_a_short_date(text) => {
            let british = day(2000 + three, two, one);
            let others = [day(2000 + three, one, two), day(2000 + one, two, three)];
            let near = |date: &Date| (i64::from(date.year()) - year).abs() <= NEAR;
            let mut dates: Vec<Date> = british.into_iter().collect();
            dates.extend(others.into_iter().flatten().filter(|_| !text.contains('.')));
            if dates.iter().any(near) {
                dates.retain(near);
            }
            let usual = match order {
                DayOrder::Unknown => None,
                DayOrder::DayFirst => british,
                DayOrder::MonthFirst => others[0].filter(|_| !text.contains('.')),
            };
            // Which of the two numbers is the month is known; whether the year comes first is not, but for a slash.
            if let Some(usual) = usual.filter(|usual| text.contains('/') && dates.contains(usual)) {
                return Ok(usual);
            }
            match *dates.as_slice() {
                [] => Err(Fault::NoSuchDay),
                [first, ref rest @ ..] => match rest.iter().find(|date| **date != first) {
                    Some(other) => Err(Fault::AmbiguousDate { one: first, two: *other }),
                    None => Ok(first),
                },
            }
        }
        [Number(d, 1 | 2), Number(m, 1 | 2)] if text.contains('.') && ends_at_month(&lower) => {
            day(year, m, d).ok_or(Fault::NoSuchDay)
        }
        [Number(m, 1 | 2), Number(d, 1 | 2)] if !text.contains('.') => {
            let (first, second) = if order == DayOrder::DayFirst && !text.contains('月') { (d, m) } else { (m, d) };
            let other = || if text.contains('月') { None } else { day(year, second, first) };
            day(year, first, second).or_else(other).ok_or(Fault::NoSuchDay)
        }
        // So Excel shows March 2026 where it is told to show months, and so others write the 26th.
        [Month(m), Number(n, 2)] if text.contains('-') && SOON.contains(&(2000 + n - year)) => {
            let of_year = day(2000 + n, m, 1).ok_or(Fault::NoSuchDay)?;
            day(year, m, n).map_or(Ok(of_year), |one| Err(Fault::AmbiguousDate { one, two: of_year }))
        }
        [Number(d, 1 | 2), Month(m)] | [Month(m), Number(d, 1 | 2)] => day(year, m, d).ok_or(Fault::NoSuchDay),
        [Number(d, 1 | 2), Month(m), Number(y, 4)]
        | [Month(m), Number(d, 1 | 2), Number(y, 4)]
        | [Number(y, 4), Month(m), Number(d, 1 | 2)] => day(y, m, d).ok_or(Fault::NoSuchDay),
        [Number(d, 1 | 2), Month(m), Number(y, 2)] => day(2000 + y, m, d).ok_or(Fault::NoSuchDay),
        _ => Err(Fault::NotADate),
    }
}

/// Whether a folded text that is a date names its month and day only, so that this year is a guess.
pub(super) fn is_without_year(folded: &str, today: Date, fiscal_month: u32) -> bool {
    let lower = in_small(unquoted(folded));
    use Part::{Month, Number};
    if is_end_without_year(without_time(&lower), today, fiscal_month) {
        return true;
    }
    spoken(without_time(&lower), today, fiscal_month).is_none()
        && parts(without_last_point(without_weekday(without_time(&lower.replace(". ", "."))))).is_some_and(|parts| {
            matches!(*parts, [Number(_, 1 | 2), Number(_, 1 | 2) | Month(_)] | [Month(_), Number(_, 1 | 2)])
        })
}

/// "2026. 3. 5." and "31. 12." end as each of their parts does.
fn without_last_point(text: &str) -> &str {
    text.strip_suffix('.').filter(|text| (1..=2).contains(&text.matches('.').count())).unwrap_or(text)
}

/// `31.12.` is a day as Germans write it without its year; `31.12` is a number.
fn ends_at_month(text: &str) -> bool {
    text.ends_with('.')
}

/// `3/5/26` and `5.3.26` are dates; `1-2-3` is more often a number of something.
fn marks_a_short_date(text: &str) -> bool {
    let years = |mark: char| {
        let ends = [text.rsplit(mark).next(), text.split(mark).next()];
        ends.into_iter().flatten().any(|end| end.len() == 2)
    };
    ['/', '.', '-'].into_iter().any(|mark| text.contains(mark) && years(mark))
}

/// Spreadsheets and databases add the time of the day to a date, Chinese ones the day of the week.
fn without_time(text: &str) -> &str {
    let mut text = text.trim();
    for mark in ["星期", "周"] {
        if let Some((before, after)) = text.rsplit_once(mark)
            && after.chars().count() == 1
            && before.contains('日')
        {
            text = before.trim_end();
        }
    }
    before_clock(text).unwrap_or(text)
}

/// A long date begins with the day of the week: `thursday, march 5, 2026`.
fn without_weekday(text: &str) -> &str {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let Some((word, rest)) = text.split_at_checked(length).filter(|_| length >= 3) else { return text };
    let is_day = DAYS.iter().any(|day| day.starts_with(word));
    if is_day { rest.trim_start_matches([',', '.', ' ']) } else { text }
}

#[derive(Clone, Copy, Debug)]
enum Part {
    /// A number and how many digits it was written with.
    Number(i64, usize),
    /// A number that 年 marks as the year.
    Year(i64),
    Month(i64),
}

/// Up to three parts and nothing between them but the separators of dates.
fn parts(text: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut marks = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if parts.len() == 3 {
            return matches!(rest.trim(), "日" | "号").then_some(parts).filter(|_| text.contains('月'));
        }
        let length = rest
            .chars()
            .take_while(|c| if first.is_ascii_digit() { c.is_ascii_digit() } else { c.is_ascii_alphabetic() })
            .count();
        let written = rest.get(..length).filter(|w| !w.is_empty())?;
        let mut after = rest.get(length..)?;
        if first.is_ascii_digit() {
            let number = written.parse().ok().filter(|_| length <= 8)?;
            for ordinal in ["st", "nd", "rd", "th"] {
                after = after.strip_prefix(ordinal).unwrap_or(after);
            }
            parts.push(if after.trim_start().starts_with('年') {
                Part::Year(number)
            } else {
                Part::Number(number, length)
            });
        } else {
            let short = length >= 3;
            let month = MONTHS.iter().position(|month| {
                short && (month.starts_with(written) || written == "sept" && *month == "september")
            })?;
            parts.push(Part::Month(month as i64 + 1));
        }
        let body = after.trim_start_matches([' ', ',', '.', '-', '/', '年', '月', '日', '号']);
        marks.push(after.get(..after.len() - body.len())?);
        rest = body;
    }
    let last = marks.pop()?;
    let named = parts.iter().any(|part| matches!(part, Part::Month(_)));
    let chinese = parts.len() >= 2 && text.contains('月');
    let sound = if named {
        last.is_empty() && marks.iter().all(|m| matches!(m.trim(), "" | "," | "." | "-"))
    } else if chinese {
        let expected: &[&str] = if parts.len() == 3 { &["年", "月"] } else { &["月"] };
        matches!(last.trim(), "" | "日" | "号") && marks.iter().map(|m| m.trim()).eq(expected.iter().copied())
    } else {
        last.is_empty()
            && marks.windows(2).all(|m| matches!(m, [a, b] if a == b))
            && marks.iter().all(|m| matches!(*m, "-" | "/" | "."))
    };
    sound.then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, Fault> {
        date(text, Date::new(2026, 11, 23).unwrap(), 1, DayOrder::Unknown).map(|d| d.to_string())
    }

    #[test]
    fn reads_every_form() {
        for (text, expected) in [
            ("2026-3-5", "2026-03-05"),
            ("2026/3/5", "2026-03-05"),
            ("2026.3.5", "2026-03-05"),
            ("2026年3月5日", "2026-03-05"),
            ("2026年三月十五日", "2026-03-15"),
            ("2026 年 3 月 5 日", "2026-03-05"),
            ("2026年3月5日 星期四", "2026-03-05"),
            ("2026年3月5号", "2026-03-05"),
            ("3月5日", "2026-03-05"),
            ("3月5", "2026-03-05"),
            ("3-5", "2026-03-05"),
            ("3/5", "2026-03-05"),
            ("23/11", "2026-11-23"),
            ("2026-03-05 14:05", "2026-03-05"),
            ("2026年3月5日 下午2:30", "2026-03-05"),
            ("46086.604166666664", "2026-03-05"),
            ("5 Mar", "2026-03-05"),
            ("Mar 5", "2026-03-05"),
            ("5 March 2026", "2026-03-05"),
            ("March 5th, 2026", "2026-03-05"),
            ("5-Mar-26", "2026-03-05"),
            ("Mar-5", "2026-03-05"),
            ("Mar-15", "2026-03-15"),
            ("Mar 26", "2026-03-26"),
            ("26-Mar", "2026-03-26"),
            ("Feb-30", "2030-02-01"),
            ("5. sept 2026", "2026-09-05"),
            ("20260305", "2026-03-05"),
            ("46086", "2026-03-05"),
            ("2026-03-05 00:00:00", "2026-03-05"),
            ("2026-03-05T00:00:00", "2026-03-05"),
            ("23/11/2026", "2026-11-23"),
            ("11/23/2026", "2026-11-23"),
            ("5.3.2026", "2026-03-05"),
            ("5.3.26", "2026-03-05"),
            ("1/31/27", "2027-01-31"),
            ("31/01/27", "2027-01-31"),
            ("26/3/5", "2026-03-05"),
            ("26-03-05", "2026-03-05"),
            ("3/3/26", "2026-03-03"),
            ("Thursday, March 5, 2026", "2026-03-05"),
            ("Thu 5 Mar 2026", "2026-03-05"),
            ("2026. 3. 5.", "2026-03-05"),
            ("5. 3. 2026", "2026-03-05"),
            ("31.12.", "2026-12-31"),
            ("5. 3.", "2026-03-05"),
            ("今天", "2026-11-23"),
            ("Tomorrow", "2026-11-24"),
            ("昨天", "2026-11-22"),
            ("+7", "2026-11-30"),
            ("+2w", "2026-12-07"),
            ("-1d", "2026-11-22"),
            ("0001-01-01", "0001-01-01"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_month_of_a_year_as_excel_shows_it_may_be_a_day() {
        let [one, two] = [Date::new(2026, 3, 27).unwrap(), Date::new(2027, 3, 1).unwrap()];
        assert_eq!(read("Mar-27"), Err(Fault::AmbiguousDate { one, two }));
    }

    #[test]
    fn refuses_what_is_no_date_or_two() {
        for text in [
            "", "soon", "3.5", "3.", "31.12", "31..12.", "2026.3.", "2026", "2026-3", "2026-3/5", "99999", "1-2-3-4",
            "5 Ma", "March", "12:30", "年", "月5日", "5日",
        ] {
            assert_eq!(read(text), Err(Fault::NotADate), "{text}");
        }
        for text in ["2026-2-29", "2026-13-1", "0000-01-01", "30 Feb", "20261301", "2月30日"] {
            assert_eq!(read(text), Err(Fault::NoSuchDay), "{text}");
        }
        for text in ["3/5/2026", "3/5/26", "03-05-26"] {
            let fault = date(text, Date::new(2026, 11, 23).unwrap(), 1, DayOrder::Unknown).unwrap_err();
            let Fault::AmbiguousDate { one, two } = fault else { panic!("{text}: {fault:?}") };
            assert_eq!((one.to_string().as_str(), two.to_string().as_str()), ("2026-05-03", "2026-03-05"), "{text}");
        }
    }

    #[test]
    fn who_is_used_to_an_order_is_not_asked() {
        let today = Date::new(2026, 11, 23).unwrap();
        for (text, month_first, day_first) in [
            ("3/5/2026", "2026-03-05", "2026-05-03"),
            ("03-05-2026", "2026-03-05", "2026-05-03"),
            ("13/5/2026", "2026-05-13", "2026-05-13"),
            ("12/25/2026", "2026-12-25", "2026-12-25"),
            ("3/5/27", "2027-03-05", "2027-05-03"),
            ("3/5", "2026-03-05", "2026-05-03"),
            ("23/11", "2026-11-23", "2026-11-23"),
            ("11/23", "2026-11-23", "2026-11-23"),
            ("3月5日", "2026-03-05", "2026-03-05"),
            ("2026/3/5", "2026-03-05", "2026-03-05"),
            ("5.3.2026", "2026-03-05", "2026-03-05"),
        ] {
            for (order, expected) in [(DayOrder::MonthFirst, month_first), (DayOrder::DayFirst, day_first)] {
                assert_eq!(
                    date(text, today, 1, order).map(|day| day.to_string()),
                    Ok(expected.into()),
                    "{text} {order:?}"
                );
            }
        }
    }
}
