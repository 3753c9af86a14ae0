//! Short forms for the forecast strip and for sentences: `4.45 M`, `445 万`, `54.3 %`, `+12.7`, `23 Nov`.

use crate::model::{Date, Money};

use super::Lang;

/// A whole number in groups of three: `1,200,000`.
#[must_use]
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        text.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// An amount with up to three digits and its unit, without the currency: `4.5 M`, `12.3 K`, `445 万`, `1.2 亿`.
#[must_use]
pub fn compact(money: Money, lang: Lang) -> String {
    short(money, lang, false)
}

/// The same, always with three digits, so that it stands still while it changes: `4.50 M`, `1.20 亿`.
#[must_use]
pub fn compact_steady(money: Money, lang: Lang) -> String {
    short(money, lang, true)
}

/// Units and the number of units below that make one.
const EN: [(i128, i128, &str); 4] =
    [(1_000_000_000_000, 1000, " T"), (1_000_000_000, 1000, " B"), (1_000_000, 1000, " M"), (1_000, 1000, " K")];
const ZH: [(i128, i128, &str); 3] =
    [(1_000_000_000_000, 10_000, " 万亿"), (100_000_000, 10_000, " 亿"), (10_000, 10_000, " 万")];

fn short(money: Money, lang: Lang, steady: bool) -> String {
    let scale = i128::from(money.currency.scale());
    let minor = i128::from(money.minor).abs();
    let sign = if money.minor < 0 { "−" } else { "" };
    let units: &[_] = match lang {
        Lang::En => &EN,
        Lang::Zh => &ZH,
    };
    // What the unit below would round up to a whole one is said in this one: 999 999 → 1 M.
    let found = units.iter().find(|(unit, lower, _)| rounded(minor, unit / lower * scale) >= *lower);
    match found {
        Some((unit, _, name)) => format!("{sign}{}{name}", three_digits(minor, unit * scale, steady)),
        None => format!("{sign}{}", grouped(i64::try_from(rounded(minor, scale)).unwrap_or(i64::MAX))),
    }
}

fn rounded(above: i128, below: i128) -> i128 {
    (2 * above + below) / (2 * below)
}

fn three_digits(minor: i128, unit: i128, steady: bool) -> String {
    let places = [2, 1].into_iter().find(|&places| rounded(minor * 10_i128.pow(places), unit) < 1000).unwrap_or(0);
    let number = rounded(minor * 10_i128.pow(places), unit);
    let factor = 10_i128.pow(places);
    let whole = number / factor;
    if places == 0 {
        return whole.to_string();
    }
    let decimals = format!("{:0width$}", number % factor, width = places as usize);
    match if steady { decimals.as_str() } else { decimals.trim_end_matches('0') } {
        "" => whole.to_string(),
        decimals => format!("{whole}.{decimals}"),
    }
}

/// A chance with one decimal: `54.3 %`; never rounded to certainty or to impossibility.
#[must_use]
pub fn chance(chance: f64) -> String {
    match chance {
        c if c.is_nan() => "?".to_owned(),
        c if c <= 0.0 => "0 %".to_owned(),
        c if c >= 1.0 => "100 %".to_owned(),
        c if c < 0.0005 => "< 0.1 %".to_owned(),
        c if c >= 0.9995 => "> 99.9 %".to_owned(),
        c => format!("{:.1} %", c * 100.0),
    }
}

/// A difference of chances in points: `+12.7`, `−3.1`, `0.0`.
#[must_use]
pub fn points(difference: f64) -> String {
    let tenths = (difference * 1000.0).round();
    match tenths {
        t if t > 0.0 => format!("+{:.1}", t / 10.0),
        t if t < 0.0 => format!("−{:.1}", -t / 10.0),
        t if t.is_nan() => "?".to_owned(),
        _ => "0.0".to_owned(),
    }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The short English name of a month, 1–12.
pub(super) fn month(month: u32) -> &'static str {
    MONTHS.get(month.wrapping_sub(1) as usize).copied().unwrap_or("?")
}

/// A date in the current year: `23 Nov`, `11月23日`.
#[must_use]
pub fn day(date: Date, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{} {}", date.day(), month(date.month())),
        Lang::Zh => format!("{}月{}日", date.month(), date.day()),
    }
}

/// A date with its year: `23 Nov 2026`, `2026年11月23日`.
#[must_use]
pub fn day_and_year(date: Date, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{} {}", day(date, lang), date.year()),
        Lang::Zh => format!("{}年{}", date.year(), day(date, lang)),
    }
}

/// A time of the day on a date: `23 Nov 2026, 14:05`, `2026年11月23日 14:05`.
#[must_use]
pub fn moment(date: Date, hour: u32, minute: u32, lang: Lang) -> String {
    let day = day_and_year(date, lang);
    format!("{day}{} {hour:02}:{minute:02}", lang.of(",", ""))
}

/// The name of a month 1–12: `Nov`, `11月`.
#[must_use]
pub fn month_name(number: u32, lang: Lang) -> String {
    match lang {
        Lang::En => month(number).to_owned(),
        Lang::Zh => format!("{number}月"),
    }
}

/// Short names of the days of the week, Monday first.
#[must_use]
pub fn weekdays(lang: Lang) -> [&'static str; 7] {
    match lang {
        Lang::En => ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
        Lang::Zh => ["一", "二", "三", "四", "五", "六", "日"],
    }
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Currency;

    #[test]
    fn amounts_are_short() {
        for (units, en, zh, steady) in [
            (0, "0", "0", "0"),
            (999, "999", "999", "999"),
            (12_345, "12.3 K", "1.23 万", "12.3 K"),
            (999_999, "1 M", "100 万", "1.00 M"),
            (2_000_000, "2 M", "200 万", "2.00 M"),
            (4_450_000, "4.45 M", "445 万", "4.45 M"),
            (99_994_999, "100 M", "9999 万", "100 M"),
            (99_995_000, "100 M", "1 亿", "100 M"),
            (120_000_000, "120 M", "1.2 亿", "120 M"),
            (-1_840_000, "−1.84 M", "−184 万", "−1.84 M"),
        ] {
            let money = Money::new(units * 100, Currency::CNY);
            assert_eq!(
                (&*compact(money, Lang::En), &*compact(money, Lang::Zh), &*compact_steady(money, Lang::En)),
                (en, zh, steady)
            );
        }
        assert!(compact(Money::new(i64::MIN, Currency::JPY), Lang::Zh).ends_with("万亿"));
    }

    #[test]
    fn chances_and_points_stay_honest() {
        for (value, text) in [
            (0.5428, "54.3 %"),
            (0.0, "0 %"),
            (1.0, "100 %"),
            (0.99999, "> 99.9 %"),
            (1e-9, "< 0.1 %"),
            (f64::NAN, "?"),
        ] {
            assert_eq!(chance(value), text);
        }
        for (value, text) in [(0.1272, "+12.7"), (-0.031, "−3.1"), (0.0002, "0.0"), (-0.0, "0.0")] {
            assert_eq!(points(value), text);
        }
    }

    #[test]
    fn dates_are_short() {
        let date = Date::new(2026, 11, 3).unwrap();
        assert_eq!((day(date, Lang::En), day(date, Lang::Zh)), ("3 Nov".into(), "11月3日".into()));
        assert_eq!(
            (day_and_year(date, Lang::En), day_and_year(date, Lang::Zh)),
            ("3 Nov 2026".into(), "2026年11月3日".into())
        );
    }
}
