//! Exact numbers: decimals with six places, percentages in millionths, money in minor units.

use std::fmt;

/// A decimal number with six places, as a count of millionths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal {
    /// The number × 1 000 000.
    pub millionths: i64,
}

impl Decimal {
    /// One, in millionths.
    pub const ONE: i64 = 1_000_000;

    /// A whole number, saturating where six places do not fit.
    #[must_use]
    pub const fn whole(number: i64) -> Decimal {
        Decimal { millionths: number.saturating_mul(Decimal::ONE) }
    }

    /// The number without its decimal places, rounded towards zero.
    #[must_use]
    pub const fn trunc(self) -> i64 {
        self.millionths / Decimal::ONE
    }
}

/// A share as a count of millionths: 40 % is 400 000. May exceed 100 %.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent {
    /// The share × 1 000 000.
    pub ppm: i64,
}

impl Percent {
    /// A whole number of hundredths: `Percent::of(40)` is 40 %.
    #[must_use]
    pub const fn of(hundredths: i64) -> Percent {
        Percent { ppm: hundredths.saturating_mul(10_000) }
    }

    /// The share of `part` in `whole`, rounded half up; none where the whole is not positive.
    #[must_use]
    pub fn ratio(part: i64, whole: i64) -> Option<Percent> {
        (whole > 0).then(|| {
            let scaled = i128::from(part) * 2_000_000 + i128::from(whole);
            let ppm = scaled.div_euclid(2 * i128::from(whole));
            Percent { ppm: i64::try_from(ppm).unwrap_or(i64::MAX) }
        })
    }

    /// The share as a probability, clamped to 0–1.
    #[must_use]
    pub fn chance(self) -> f64 {
        self.ppm.clamp(0, 1_000_000) as f64 / 1e6
    }
}

/// An ISO 4217 currency code: three capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Chinese yuan, the currency of a new plan in Chinese.
    pub const CNY: Currency = Currency(*b"CNY");
    /// US dollar, the currency of a new plan in English.
    pub const USD: Currency = Currency(*b"USD");
    /// Euro.
    pub const EUR: Currency = Currency(*b"EUR");
    /// Japanese yen, which has no minor unit.
    pub const JPY: Currency = Currency(*b"JPY");
    /// Pound sterling.
    pub const GBP: Currency = Currency(*b"GBP");
    /// Hong Kong dollar.
    pub const HKD: Currency = Currency(*b"HKD");

    /// Reads three Latin letters of either case.
    #[must_use]
    pub fn parse(code: &str) -> Option<Currency> {
        let letters: [u8; 3] = code.as_bytes().try_into().ok()?;
        letters.iter().all(u8::is_ascii_alphabetic).then(|| Currency(letters.map(|l| l.to_ascii_uppercase())))
    }

    /// The three capital letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Decimal digits of the minor unit (ISO 4217): 2 for most, 0 for the yen, 3 for dinars.
    #[must_use]
    pub fn digits(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    /// Minor units in one unit: 100 for the dollar.
    #[must_use]
    pub fn scale(self) -> i64 {
        10_i64.pow(self.digits())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount of one currency in integer minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    /// The currency; amounts of different currencies are never added without a rate.
    pub currency: Currency,
    /// Minor units: 12.50 USD is 1250.
    pub minor: i64,
}

impl Money {
    /// An amount in minor units.
    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Money {
        Money { currency, minor }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_round_half_up() {
        assert_eq!(Percent::ratio(1, 3), Some(Percent { ppm: 333_333 }));
        assert_eq!(Percent::ratio(2, 3), Some(Percent { ppm: 666_667 }));
        assert_eq!(Percent::ratio(1, 0), None);
        assert_eq!(Percent::ratio(i64::MAX, 1), Some(Percent { ppm: i64::MAX }));
    }

    #[test]
    fn currencies_know_their_minor_unit() {
        assert_eq!(Currency::parse("jpy"), Some(Currency::JPY));
        assert_eq!((Currency::JPY.digits(), Currency::CNY.scale()), (0, 100));
        assert_eq!(Currency::parse("¥"), None);
        assert_eq!(Currency::parse("US"), None);
    }
}
