//! Numbers by a pattern.

use super::{Piece, is_taken, sections, sign_of, word};
use crate::model::exact::Exact;
use crate::model::formula::Fault;

/// More decimal places than a result has.
const MOST_PLACES: usize = 12;

/// For numbers above, below and of zero, and for texts.
const MOST_SECTIONS: usize = 4;

/// A number by a pattern of `0`, `#`, `?`, `,`, `.`, `%` and `E+0` with other signs around and between them, rounded half
/// away from zero. Up to three sections are for numbers above, below and of zero; a share is its hundredth part of what `%`
/// shows.
///
/// # Errors
/// [`Fault::Pattern`] for a pattern that says nothing about numbers, [`Fault::TooLarge`] for a number of more digits than can be
/// shown.
pub fn number(number: Exact, pattern: &str) -> Result<String, Fault> {
    let unknown = || Fault::Pattern { pattern: pattern.into() };
    if matches!(pattern.trim(), "@" | "G/通用格式") || pattern.trim().eq_ignore_ascii_case("general") {
        return self::number(number, "0.############");
    }
    let read: Option<Vec<Section>> = sections(pattern).filter(|all| all.len() <= MOST_SECTIONS).and_then(|all| {
        // The fourth is for texts.
        all.iter().take(3).map(|pieces| Section::read(pieces)).collect()
    });
    let read = read.ok_or_else(unknown)?;
    let below = read.get(1).filter(|_| number.is_negative());
    let zero = read.get(2).filter(|_| number.is_zero());
    let (section, is_signed) = match below.or(zero) {
        Some(own) => (Some(own), false),
        None => (read.first(), number.is_negative()),
    };
    let size = if number.is_negative() { number.negative().ok_or(Fault::TooLarge)? } else { number };
    section.ok_or_else(unknown)?.write(size, is_signed)
}

/// Part of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// A digit: `0` is there always, `#` where it counts, `?` leaves a blank.
    Digit(char),
    /// Where the point stands.
    Point,
    /// The power of ten, its sign written always or below zero only, in so many digits at least.
    Power { always: bool, least: usize },
    /// What stands for itself.
    Plain(String),
}

/// What a section says.
#[derive(Debug, Default)]
struct Section {
    parts: Vec<Part>,
    is_grouped: bool,
    thousands: u32,
    percents: u32,
}

impl Section {
    fn read(pieces: &[Piece]) -> Option<Section> {
        let mut section = Section::default();
        let is_digit = |piece: Option<&Piece>| matches!(piece, Some(Piece::Sign('0' | '#' | '?')));
        let digits: Vec<usize> = (0..pieces.len()).filter(|at| is_digit(pieces.get(*at))).collect();
        let mut at = 0;
        while let Some(piece) = pieces.get(at) {
            let sign = match piece {
                Piece::Plain(text) => {
                    section.parts.push(Part::Plain(text.clone()));
                    at += 1;
                    continue;
                }
                Piece::Sign(sign) => *sign,
            };
            let has_point = section.parts.contains(&Part::Point);
            let follows_digit = digits.iter().any(|digit| *digit < at);
            let before = pieces.get(..at).unwrap_or_default();
            let continues = is_digit(before.iter().rev().find(|piece| **piece != Piece::Sign(',')));
            let letters = word(pieces.get(at..).unwrap_or_default()).unwrap_or(0);
            match sign {
                '0' | '#' | '?' => section.parts.push(Part::Digit(sign)),
                '.' if has_point => return None,
                '.' if !digits.is_empty() => section.parts.push(Part::Point),
                ',' if continues => {
                    let next = pieces.get(at + 1..).unwrap_or_default();
                    let next = next.iter().find(|piece| **piece != Piece::Sign(','));
                    match () {
                        () if is_digit(next) && !has_point => section.is_grouped = true,
                        () if is_digit(next) => return None,
                        () => section.thousands += 1,
                    }
                }
                '%' => {
                    section.percents += 1;
                    section.parts.push(Part::Plain("%".into()));
                }
                'e' | 'E' if follows_digit && matches!(pieces.get(at + 1), Some(Piece::Sign('+' | '-'))) => {
                    let Some(Piece::Sign(sign)) = pieces.get(at + 1) else { return None };
                    let least = (at + 2..pieces.len()).take_while(|at| is_digit(pieces.get(*at))).count();
                    if least == 0 || section.parts.iter().any(|part| matches!(part, Part::Power { .. })) {
                        return None;
                    }
                    section.parts.push(Part::Power { always: *sign == '+', least });
                    at += 1 + least;
                }
                // A fraction.
                '/' if is_digit(pieces.get(at + 1)) && follows_digit => return None,
                '@' => return None,
                _ if letters > 0 => {
                    let own = pieces.get(at..at + letters).unwrap_or_default().iter();
                    section.parts.push(Part::Plain(own.filter_map(sign_of).collect()));
                    at += letters - 1;
                }
                sign if is_taken(sign) => return None,
                sign => section.parts.push(Part::Plain(sign.to_string())),
            }
            at += 1;
        }
        // Digits behind the power belong to nothing.
        let power = section.parts.iter().position(|part| matches!(part, Part::Power { .. }));
        let behind = power.and_then(|at| section.parts.get(at..)).unwrap_or_default();
        let is_stray = behind.iter().any(|part| matches!(part, Part::Digit(_) | Part::Point));
        (!is_stray && section.thousands <= 10 && section.percents <= 4).then_some(section)
    }

    /// The parts before the point and those behind it, and how many digits each has.
    fn halves(&self) -> (&[Part], &[Part]) {
        let point = self.parts.iter().position(|part| *part == Part::Point);
        let last = || self.parts.iter().rposition(|part| matches!(part, Part::Digit(_))).map_or(0, |at| at + 1);
        self.parts.split_at(point.unwrap_or_else(last))
    }

    /// Writes a number that is not negative, with a sign before it where it was and something of it is seen.
    fn write(&self, size: Exact, is_signed: bool) -> Result<String, Fault> {
        let digits = |parts: &[Part]| parts.iter().filter(|part| matches!(part, Part::Digit(_))).count();
        let (before, behind) = self.halves();
        let (above, below) = (digits(before), digits(behind));
        if above + below == 0 {
            return Ok(self
                .parts
                .iter()
                .map(|part| if let Part::Plain(text) = part { text.as_str() } else { "" })
                .collect());
        }
        let places = below.min(MOST_PLACES);
        let unit = 10_i128.pow(u32::try_from(places).unwrap_or_default());
        let scale = |size: Exact, tens: i32| {
            let by = Exact::whole(10_i128.checked_pow(tens.unsigned_abs())?);
            if tens < 0 { size.over(by) } else { size.times(by) }
        };
        let tens = i32::try_from(2 * self.percents).unwrap_or_default()
            - i32::try_from(3 * self.thousands).unwrap_or_default();
        let size = scale(size, tens).ok_or(Fault::TooLarge)?;
        let has_power = self.parts.iter().any(|part| matches!(part, Part::Power { .. }));
        let step = i32::try_from(above.max(1)).unwrap_or(1);
        let mut power = if has_power { magnitude(size).ok_or(Fault::TooLarge)?.div_euclid(step) * step } else { 0 };
        let mut count = scale(size, -power).and_then(|size| size.half_up(unit)).ok_or(Fault::TooLarge)?;
        let room = 10_i128.checked_pow(step.unsigned_abs()).and_then(|room| room.checked_mul(unit));
        if has_power && room.is_some_and(|room| count >= room) {
            // Rounding made it longer.
            power += step;
            count = scale(size, -power).and_then(|size| size.half_up(unit)).ok_or(Fault::TooLarge)?;
        }
        let all = format!("{count:0>width$}", width = places + 1);
        let (whole, rest) = all.split_at_checked(all.len() - places).unwrap_or((&all, ""));
        let mut out = String::from(if is_signed && count > 0 { "-" } else { "" });
        out.push_str(&self.whole(before, whole.trim_start_matches('0'), above));
        out.push_str(&behind_point(behind, rest, power));
        Ok(out)
    }

    /// The whole part: its digits fill the places from the right, and all that are left stand at the first one.
    fn whole(&self, parts: &[Part], digits: &str, places: usize) -> String {
        let (mut out, mut left, mut count) = (Vec::new(), digits.chars().rev().peekable(), 0_usize);
        let mut put = |out: &mut Vec<char>, digit: char| {
            if self.is_grouped && count > 0 && count.is_multiple_of(3) {
                out.push(',');
            }
            count += 1;
            out.push(digit);
        };
        let mut nth = 0;
        if places == 0 {
            left.by_ref().for_each(|digit| put(&mut out, digit));
        }
        for part in parts.iter().rev() {
            match part {
                Part::Digit(sign) => {
                    nth += 1;
                    match (left.next(), sign) {
                        (Some(digit), _) => put(&mut out, digit),
                        (None, '0') => put(&mut out, '0'),
                        (None, '?') => out.push(' '),
                        (None, _) => {}
                    }
                    if nth == places {
                        left.by_ref().for_each(|digit| put(&mut out, digit));
                    }
                }
                Part::Plain(text) => out.extend(text.chars().rev()),
                Part::Point | Part::Power { .. } => {}
            }
        }
        out.iter().rev().collect()
    }
}

/// What stands from the point on: decimal places until the last that counts or is there always.
fn behind_point(parts: &[Part], digits: &str, power: i32) -> String {
    let signs: Vec<char> =
        parts.iter().filter_map(|part| if let Part::Digit(sign) = part { Some(*sign) } else { None }).collect();
    let always = signs.iter().rposition(|sign| *sign != '#').map_or(0, |at| at + 1);
    let counts = digits.trim_end_matches('0').len();
    let mut out = String::new();
    let mut nth = 0;
    for part in parts {
        match part {
            Part::Point => out.push_str(if always.max(counts) > 0 { "." } else { "" }),
            Part::Digit(sign) => {
                let digit = digits.chars().nth(nth).unwrap_or('0');
                nth += 1;
                match sign {
                    _ if nth <= counts => out.push(digit),
                    '?' if signs.get(nth..).unwrap_or_default().iter().all(|sign| *sign != '0') => out.push(' '),
                    _ if nth <= always => out.push('0'),
                    _ => {}
                }
            }
            Part::Power { always, least } => {
                let sign = if power < 0 { "-" } else { "+" };
                let sign = if power < 0 || *always { sign } else { "" };
                out.push_str(&format!("E{sign}{:0>least$}", power.unsigned_abs()));
            }
            Part::Plain(text) => out.push_str(text),
        }
    }
    out
}

/// The power of ten of the first digit of a number that is not negative; 0 for zero. None where it does not fit.
fn magnitude(size: Exact) -> Option<i32> {
    let (mut power, ten) = (0, Exact::whole(10));
    let mut left = size;
    while !left.is_zero() && left < Exact::whole(1) {
        (left, power) = (left.times(ten)?, power - 1);
    }
    while left >= ten {
        (left, power) = (left.over(ten)?, power + 1);
    }
    Some(power)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(above: i128, below: i128) -> Exact {
        Exact::new(above, below).unwrap()
    }

    #[test]
    fn as_spreadsheets_show_them() {
        for (n, pattern, text) in [
            (exact(12345, 10), "0", "1235"),
            (exact(-12345, 10), "0", "-1235"),
            (exact(-4, 10), "0", "0"),
            (exact(123_456_789, 100), "#,##0.00", "1,234,567.89"),
            (exact(1, 2), "#.##", ".5"),
            (exact(1, 2), "0.##", "0.5"),
            (exact(5, 1), "0.##", "5"),
            (exact(5, 1), "000", "005"),
            (exact(5, 1), "0,000", "0,005"),
            (exact(2, 5), "0%", "40%"),
            (exact(1, 3), "0.0%", "33.3%"),
            (exact(1, 3), "0.0％", "33.3%"),
            (exact(1234, 1), "¥#,##0 \"net\"", "¥1,234 net"),
            (exact(1234, 1), "0元/月", "1234元/月"),
            (exact(0, 1), "0.0", "0.0"),
            (exact(999, 1000), "0.00", "1.00"),
            (exact(100_000, 1), "#,##0", "100,000"),
            (exact(12345, 10), ".00", "1234.50"),
            (exact(1, 2), "??0.0?", "  0.5 "),
            (exact(13_912_345_678, 1), "000-0000-0000", "139-1234-5678"),
            (exact(1234, 1), "General", "1234"),
            (exact(1, 4), "G/通用格式", "0.25"),
            (exact(5, 1), "", ""),
            (exact(1234, 1), "#,##0 USD", "1,234 USD"),
            (exact(1234, 1), "EUR 0", "EUR 1234"),
            (exact(3, 1), "0 days", "3 days"),
            (exact(3, 1), "abc", "abc"),
        ] {
            assert_eq!(number(n, pattern).as_deref(), Ok(text), "{n:?} {pattern}");
        }
        assert_eq!(number(exact(1, 1), "\"abc\"").as_deref(), Ok("abc"));
        assert_eq!(number(Exact::whole(i128::MAX), "0.000000000000"), Err(Fault::TooLarge));
    }

    #[test]
    fn commas_behind_the_digits_leave_thousands_out() {
        for (n, pattern, text) in [
            (12_345_678, "0.0,,", "12.3"),
            (12_345_678, "0,,.0", "12.3"),
            (12_345_678, "#,##0,", "12,346"),
            (12_345_678, "0.00,,\"M\"", "12.35M"),
            (12_345_678, "0.0,,\\M", "12.3M"),
            (12_345_678, "#,##0,K", "12,346K"),
            (-499, "0,", "0"),
        ] {
            assert_eq!(number(Exact::whole(n), pattern).as_deref(), Ok(text), "{n} {pattern}");
        }
    }

    #[test]
    fn sections_are_for_numbers_above_below_and_of_zero() {
        for (n, pattern, text) in [
            (1234, "#,##0;(#,##0)", "1,234"),
            (-1234, "#,##0;(#,##0)", "(1,234)"),
            (-5, "0.00;(0.00)", "(5.00)"),
            (0, "0.00;(0.00)", "0.00"),
            (0, "0;-0;\"-\"", "-"),
            (-3, "0;-0;\"-\"", "-3"),
            (0, "0;-0;-;@", "-"),
            (-3, "0;", ""),
            (-3, "0_);[Red](0)", "(3)"),
            (3, "0_);[红色](0)", "3 "),
            (3, "[$¥-804]#,##0", "¥3"),
            (-3, "¥0", "-¥3"),
            (-3, "0；“少”0", "少3"),
        ] {
            assert_eq!(number(Exact::whole(n), pattern).as_deref(), Ok(text), "{n} {pattern}");
        }
    }

    #[test]
    fn powers_of_ten() {
        for (n, pattern, text) in [
            (exact(12345, 1), "0E+00", "1E+04"),
            (exact(12345, 1), "0.00E+00", "1.23E+04"),
            (exact(-12345, 1), "0.0E-0", "-1.2E4"),
            (exact(123, 100_000), "0.0E+00", "1.2E-03"),
            (exact(99999, 1), "0.0E+00", "1.0E+05"),
            (exact(12345, 1), "##0.0E+0", "12.3E+3"),
            (exact(0, 1), "0E+00", "0E+00"),
        ] {
            assert_eq!(number(n, pattern).as_deref(), Ok(text), "{n:?} {pattern}");
        }
    }

    #[test]
    fn what_says_nothing_about_a_number_is_refused() {
        for pattern in [
            "yyyy-mm-dd",
            "0.0.0",
            "# ?/?",
            "0.0,0",
            "0.0M",
            "0E",
            "0E+",
            "0E+0.0",
            "[>=1000]0",
            "[h]",
            "@0",
            "0;0;0;@;0",
        ] {
            assert_eq!(number(exact(5, 1), pattern), Err(Fault::Pattern { pattern: pattern.into() }), "{pattern}");
        }
    }
}
