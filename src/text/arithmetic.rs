//! A tiny arithmetic for cells: `1200*1.06`, `(3万+5000)÷2`, `12%`, `5万*(1+5%)^3`; exact, limited in depth and length.

use super::chinese::with_digits;
use super::exact::Exact;
use super::fold::unquoted;
use super::numeral::{numeral, unit};

const LONGEST: usize = 200;
const DEEPEST: u32 = 16;

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    NotANumber,
    TooLarge,
    DividedByZero,
}

/// A number, and how it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) number: Exact,
    /// A `%` (or 成, tenths) stood somewhere in it.
    pub(super) percent: bool,
}

/// Reads a folded text as a number: a numeral, `(1,200)` for a negative one, or a calculation.
pub(super) fn number(folded: &str) -> Result<Reading, Trouble> {
    let text = &*with_digits(unquoted(folded));
    if text.is_empty() || text.len() > LONGEST {
        return Err(Trouble::NotANumber);
    }
    let (formula, text) = text.strip_prefix('=').map_or((false, text), |rest| (true, rest));
    if !formula && is_chain(text) {
        return Err(Trouble::NotANumber);
    }
    if !formula && let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        let mut reader = Reader::new(inner.trim());
        if let Ok(number) = reader.counted()
            && reader.rest.is_empty()
        {
            let number = number.negative().ok_or(Trouble::TooLarge)?;
            return Ok(Reading { number, percent: reader.percent });
        }
    }
    let mut reader = Reader::new(text.trim());
    let number = reader.sum(0)?;
    if reader.rest.is_empty() { Ok(Reading { number, percent: reader.percent }) } else { Err(Trouble::NotANumber) }
}

/// `2026-3-5`, `010-6234-5678`, `3/5/26`: a date or a telephone number, not a calculation.
fn is_chain(text: &str) -> bool {
    ['-', '/'].into_iter().any(|mark| {
        let mut parts = 0;
        text.split(mark).all(|part| {
            parts += 1;
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
        }) && parts > 2
    })
}

struct Reader<'a> {
    rest: &'a str,
    percent: bool,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Reader<'a> {
        Reader { rest: text, percent: false }
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default().trim_start();
    }

    fn take(&mut self, wanted: &[char]) -> Option<char> {
        let found = self.rest.chars().next().filter(|c| wanted.contains(c))?;
        self.skip(found.len_utf8());
        Some(found)
    }

    fn sum(&mut self, depth: u32) -> Result<Exact, Trouble> {
        let mut sum = self.product(depth)?;
        while let Some(sign) = self.take(&['+', '-']) {
            let next = self.product(depth)?;
            sum = if sign == '+' { sum.plus(next) } else { sum.minus(next) }.ok_or(Trouble::TooLarge)?;
        }
        Ok(sum)
    }

    fn product(&mut self, depth: u32) -> Result<Exact, Trouble> {
        let mut product = self.power(depth)?;
        while let Some(sign) = self.take(&['*', '×', '/', '÷']) {
            let next = self.power(depth)?;
            product = match sign {
                '*' | '×' => product.times(next),
                _ if next.is_zero() => return Err(Trouble::DividedByZero),
                _ => product.over(next),
            }
            .ok_or(Trouble::TooLarge)?;
        }
        Ok(product)
    }

    /// From left to right, and a sign binds more: as in Excel, and in the formulas of columns.
    fn power(&mut self, depth: u32) -> Result<Exact, Trouble> {
        let mut power = self.factor(depth)?;
        while self.take(&['^']).is_some() {
            let exponent = self.factor(depth)?;
            if power.is_zero() && exponent.is_negative() {
                return Err(Trouble::DividedByZero);
            }
            // A root of a negative number is none.
            let fault = if exponent.is_whole() { Trouble::TooLarge } else { Trouble::NotANumber };
            power = power.power(exponent).ok_or(fault)?;
        }
        Ok(power)
    }

    fn factor(&mut self, depth: u32) -> Result<Exact, Trouble> {
        if depth > DEEPEST {
            return Err(Trouble::NotANumber);
        }
        match self.take(&['+', '-', '(']) {
            Some('+') => self.factor(depth + 1),
            Some('-') => self.factor(depth + 1)?.negative().ok_or(Trouble::TooLarge),
            Some(_) => {
                let inner = self.sum(depth + 1)?;
                self.take(&[')']).ok_or(Trouble::NotANumber)?;
                self.percents(inner)
            }
            None => self.counted(),
        }
    }

    /// A numeral with its unit; Chinese units may follow one another, falling: `1亿2000万`.
    fn counted(&mut self) -> Result<Exact, Trouble> {
        let (mut sum, mut last) = (Exact::ZERO, i64::MAX);
        loop {
            let length = self.numeral_length();
            let written = self.rest.get(..length).unwrap_or_default();
            let mut number = numeral(written).ok_or(Trouble::NotANumber)?;
            self.skip(length);
            if let Some(power) = self.exponent() {
                number = number.times(power).ok_or(Trouble::TooLarge)?;
            }
            let found = unit(self.rest);
            let factor = found.map_or(1, |(_, factor)| factor);
            let chinese = found.is_some_and(|(length, _)| self.rest.get(..length).is_some_and(|u| !u.is_ascii()));
            if factor >= last {
                return Err(Trouble::NotANumber);
            }
            let value = number.times(Exact::whole(i128::from(factor))).ok_or(Trouble::TooLarge)?;
            sum = sum.plus(value).ok_or(Trouble::TooLarge)?;
            self.skip(found.map_or(0, |(length, _)| length));
            last = factor;
            if !chinese || !self.rest.starts_with(|c: char| c.is_ascii_digit()) {
                return self.percents(sum);
            }
            let length = self.numeral_length();
            let after = self.rest.get(length..).unwrap_or_default();
            if unit(after.trim_start()).is_some() {
                continue;
            }
            // 3万5 is said for 35 000, and 2亿3 for 230 million. What 3万50 or 3.2万5 may mean only another unit makes clear.
            let digit = self.rest.chars().next().and_then(|c| c.to_digit(10)).filter(|digit| *digit > 0);
            let is_said =
                length == 1 && sum == value && number.is_whole() && [1_000, 10_000, 100_000_000].contains(&factor);
            let tenths =
                digit.filter(|_| is_said).map(|digit| Exact::whole(i128::from(digit) * i128::from(factor / 10)));
            self.skip(length);
            return self.percents(sum.plus(tenths.ok_or(Trouble::NotANumber)?).ok_or(Trouble::TooLarge)?);
        }
    }

    fn percents(&mut self, mut number: Exact) -> Result<Exact, Trouble> {
        while let Some(sign) = self.take(&['%', '成']) {
            self.percent = true;
            let parts = if sign == '%' { 100 } else { 10 };
            number = number.over(Exact::whole(parts)).ok_or(Trouble::TooLarge)?;
        }
        Ok(number)
    }

    /// Digits with the separators between them.
    fn numeral_length(&self) -> usize {
        let mut length = 0;
        let mut gap = false;
        for (at, c) in self.rest.char_indices() {
            match c {
                '0'..='9' | '.' | ',' if c.is_ascii_digit() || !gap => (length, gap) = (at + 1, false),
                ' ' | '\'' if !gap && length > 0 => gap = true,
                _ => break,
            }
        }
        length
    }

    /// `E+06`, as spreadsheets write large numbers.
    fn exponent(&mut self) -> Option<Exact> {
        let rest = self.rest.strip_prefix(['e', 'E'])?;
        let (below, digits) = match rest.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, rest.strip_prefix('+').unwrap_or(rest)),
        };
        let length = digits.bytes().take_while(u8::is_ascii_digit).count();
        let power = digits.get(..length)?.parse().ok().filter(|&power: &u32| power <= 30)?;
        self.rest = digits.get(length..)?.trim_start();
        let ten = 10_i128.checked_pow(power)?;
        if below { Exact::new(1, ten) } else { Some(Exact::whole(ten)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn millionths(text: &str) -> Result<i64, Trouble> {
        number(text).and_then(|r| r.number.scaled(1_000_000).ok_or(Trouble::TooLarge))
    }

    #[test]
    fn calculates_exactly() {
        for (text, expected) in [
            ("1200*1.06", 1_272_000_000),
            ("=1200 * 1.06", 1_272_000_000),
            ("(1,200)", -1_200_000_000),
            ("( 1200 ) * 2", 2_400_000_000),
            ("12%", 120_000),
            ("6成", 600_000),
            ("两成", 200_000),
            ("两万", 20_000_000_000),
            ("两百", 200_000_000),
            ("两亿两千万", 220_000_000_000_000),
            ("两万*1.5", 30_000_000_000),
            ("1/3*3", 1_000_000),
            ("0.1+0.2", 300_000),
            ("2×3÷4", 1_500_000),
            ("-(2-5)", 3_000_000),
            ("1.2万", 12_000_000_000),
            ("1亿2000万", 120_000_000_000_000),
            ("120w", 1_200_000_000_000),
            ("3k", 3_000_000_000),
            ("1.2E+06", 1_200_000_000_000),
            ("\"1,200\"", 1_200_000_000),
            ("1 200 - 200", 1_000_000_000),
            ("=2026-3-5", 2_018_000_000),
            ("1200-300", 900_000_000),
            ("=50000/2", 25_000_000_000),
            ("=2^10", 1_024_000_000),
            ("-2^2", 4_000_000),
            ("2^3^2", 64_000_000),
            ("100*(1+10%)^2", 121_000_000),
            ("2^-1", 500_000),
            ("9^0.5", 3_000_000),
        ] {
            assert_eq!(millionths(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        let deep = format!("{}1{}", "(".repeat(40), ")".repeat(40));
        let long = "1+".repeat(200) + "1";
        for text in [
            "",
            "abc",
            "1+",
            "(1",
            "1)",
            "2026-3-5",
            "010-6234-5678",
            "3/5/26",
            "1 2",
            "3万50",
            "3万05",
            "3万0",
            "3.2万5",
            "3万5.5",
            "3百万5",
            "1亿2000万5",
            "3kg",
            &deep,
            &long,
        ] {
            assert_eq!(millionths(text), Err(Trouble::NotANumber), "{text}");
        }
        assert_eq!(millionths("2^"), Err(Trouble::NotANumber));
        assert_eq!(millionths("(-2)^0.5"), Err(Trouble::NotANumber));
        assert_eq!(millionths("10^99"), Err(Trouble::TooLarge));
        assert_eq!(millionths("0^-1"), Err(Trouble::DividedByZero));
        assert_eq!(millionths("1/0"), Err(Trouble::DividedByZero));
        assert_eq!(millionths("99999999999999999999999999999999999999*99"), Err(Trouble::TooLarge));
    }
}
