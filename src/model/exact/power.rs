//! Powers of exact fractions: exact where they stay small, else rounded to as many digits as spreadsheets keep.

use super::Exact;

/// How many digits are kept of what is rounded, as in Excel and WPS.
const DIGITS: i128 = 15;
/// The largest denominator that stays as it is: larger ones would soon leave no room to go on calculating.
const LARGEST_BELOW: i128 = 1_000_000_000_000;
/// No more places than this behind the point: what is smaller is nought.
const MOST_PLACES: i128 = 36;
/// More factors than this make a fraction that fits only where they are ones.
const MOST_FACTORS: u128 = 400;

/// Bits behind the point of the numbers by which roots are worked out. They leave 15 above it, and rounding errors far
/// below the digits that are kept.
const BITS: u32 = 112;
const ONE: u128 = 1 << BITS;
/// The logarithm of 2, natural.
const LN_2: u128 = 0xb172_17f7_d1cf_79ab_c9e3_b398_03f2;
/// The logarithm of 10 to the base of 2.
const LOG_10: i128 = 0x3_5269_e12f_346e_2bf9_24af_dbfd_36bf;

impl Exact {
    /// The power; none where it does not fit, where 0 has a negative exponent, and where a negative number has a fraction
    /// for one. What has too long a denominator is rounded to fifteen digits.
    #[must_use]
    #[inline(never)]
    pub fn power(self, exponent: Exact) -> Option<Exact> {
        if self.is_zero() {
            return match exponent.above.signum() {
                1 => Some(Exact::ZERO),
                0 => Some(Exact::whole(1)),
                _ => None,
            };
        }
        if self.is_negative() && !exponent.is_whole() {
            return None;
        }
        let is_odd = exponent.above % 2 != 0;
        let size = if self.is_negative() { self.negative()? } else { self };
        let power = size.factors(exponent).or_else(|| size.by_logarithm(exponent))?;
        if self.is_negative() && is_odd { power.negative() } else { Some(power) }
    }

    /// A whole power, by multiplying; none where it does not fit.
    fn factors(self, exponent: Exact) -> Option<Exact> {
        let mut left = exponent.above.unsigned_abs();
        if !exponent.is_whole() || left > MOST_FACTORS && self != Exact::whole(1) {
            return None;
        }
        let mut square = if exponent.is_negative() { Exact::new(self.below, self.above)? } else { self };
        let mut power = Exact::whole(1);
        while left > 0 {
            if left % 2 == 1 {
                power = power.times(square)?;
            }
            left /= 2;
            if left > 0 {
                square = square.times(square)?;
            }
        }
        if power.below <= LARGEST_BELOW { Some(power) } else { power.to_digits() }
    }

    /// A positive fraction of at most fifteen digits before the point, rounded to fifteen; none where that does not fit.
    fn to_digits(self) -> Option<Exact> {
        let mut places = DIGITS;
        let (mut whole, mut size) = (self.floor(), self);
        while whole > 0 {
            (whole, places) = (whole / 10, places - 1);
        }
        while size < Exact::new(1, 10)? {
            (size, places) = (size.times(Exact::whole(10))?, places + 1);
        }
        self.rounded(u32::try_from(places.min(MOST_PLACES)).ok()?)
    }

    /// A power of a positive fraction, rounded to fifteen digits: 2 to the power of its logarithm.
    fn by_logarithm(self, exponent: Exact) -> Option<Exact> {
        let log = log_2(self.above.unsigned_abs(), self.below.unsigned_abs());
        let Some(log) = taken(log, exponent) else {
            return (log.is_negative() != exponent.is_negative()).then_some(Exact::ZERO);
        };
        // What is very small has fewer digits, and in the end none.
        let places = (DIGITS - 1 - log.div_euclid(LOG_10)).min(MOST_PLACES);
        let count = power_of_2(log.checked_add(LOG_10.checked_mul(places)?)?)?;
        let unit = 10_i128.checked_pow(u32::try_from(places.abs()).ok()?)?;
        if places > 0 { Exact::new(count, unit) } else { count.checked_mul(unit).map(Exact::whole) }
    }
}

/// The product of two numbers with [`BITS`] behind the point, as far as it goes.
const fn product(one: u128, two: u128) -> u128 {
    const LOW: u128 = u64::MAX as u128;
    let low = (one & LOW) * (two & LOW);
    let (cross, other) = ((one >> 64) * (two & LOW), (one & LOW) * (two >> 64));
    let middle = (low >> 64) + (cross & LOW) + (other & LOW);
    let high = (one >> 64) * (two >> 64) + (cross >> 64) + (other >> 64) + (middle >> 64);
    (high << (128 - BITS)) | (((middle << 64) | (low & LOW)) >> BITS)
}

/// The bits behind the point of a fraction below 1, of parts below 2¹²⁷.
fn bits(mut above: u128, below: u128) -> u128 {
    (0..BITS).fold(0, |bits, _| {
        above *= 2;
        let is_one = above >= below;
        above -= if is_one { below } else { 0 };
        bits * 2 + u128::from(is_one)
    })
}

/// The logarithm of a positive fraction to the base of 2: each squaring of what is between 1 and 2 gives one bit.
fn log_2(above: u128, below: u128) -> i128 {
    let (zeros, zeros_below) = (above.leading_zeros(), below.leading_zeros());
    let mut whole = i128::from(zeros_below) - i128::from(zeros);
    let (mut above, below) = (above << zeros.saturating_sub(zeros_below), below << zeros_below.saturating_sub(zeros));
    if above < below {
        above *= 2;
        whole -= 1;
    }
    let mut between = ONE + bits(above - below, below);
    let behind = (0..BITS).fold(0_i128, |behind, _| {
        between = product(between, between);
        let is_one = between >= 2 * ONE;
        between >>= u32::from(is_one);
        behind * 2 + i128::from(is_one)
    });
    (whole << BITS) + behind
}

/// A logarithm so many times; none where it has no room.
fn taken(log: i128, times: Exact) -> Option<i128> {
    let (above, below) = (times.above.unsigned_abs(), times.below.unsigned_abs());
    let size = log.unsigned_abs();
    let behind = product(bits(above % below, below), size);
    let all = i128::try_from((above / below).checked_mul(size)?.checked_add(behind)?).ok()?;
    if log.is_negative() == times.is_negative() { Some(all) } else { Some(-all) }
}

/// 2 to the power of a number with [`BITS`] behind the point, rounded to a whole number; none where it has no room.
fn power_of_2(exponent: i128) -> Option<i128> {
    let (whole, behind) = (exponent >> BITS, (exponent & (ONE as i128 - 1)).unsigned_abs());
    // As eˣ = 1 + x + x²/2 + x³/6 + …
    let x = product(behind, LN_2);
    let (mut sum, mut term, mut nth) = (ONE, ONE, 0);
    while term > 0 {
        nth += 1;
        term = product(term, x) / nth;
        sum += term;
    }
    let over = u32::try_from(i128::from(BITS) - whole).ok()?;
    let half = sum.checked_shr(over.checked_sub(1)?).unwrap_or(0);
    i128::try_from(half.div_ceil(2)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn gives(base: (i128, i128), exponent: (i128, i128), power: Option<(i128, i128)>) {
        let of = |(above, below)| Exact::new(above, below).unwrap();
        assert_eq!(of(base).power(of(exponent)), power.map(of), "{base:?} ^ {exponent:?}");
    }

    const fn ten(places: u32) -> i128 {
        10_i128.pow(places)
    }

    #[test]
    fn small_powers_are_exact() {
        gives((2, 1), (10, 1), Some((1024, 1)));
        gives((2, 1), (100, 1), Some((1 << 100, 1)));
        gives((2, 3), (-2, 1), Some((9, 4)));
        gives((-3, 1), (3, 1), Some((-27, 1)));
        gives((-3, 1), (-2, 1), Some((1, 9)));
        gives((21, 20), (5, 1), Some((4_084_101, 3_200_000)));
        gives((7, 5), (0, 1), Some((1, 1)));
        gives((1, 1), (i128::MAX, 1), Some((1, 1)));
        gives((-1, 1), (i128::MAX, 1), Some((-1, 1)));
    }

    #[test]
    fn long_powers_and_roots_are_rounded_to_fifteen_digits() {
        gives((429, 400), (10, 1), Some((201_359_910_064_868, ten(14))));
        gives((429, 400), (-10, 1), Some((496_623_185_656_893, ten(15))));
        gives((8_000_001, 2_000_000), (2, 1), Some((160_000_040_000_003, ten(13))));
        gives((4, 1), (1, 2), Some((2, 1)));
        gives((8, 27), (2, 3), Some((444_444_444_444_444, ten(15))));
        gives((2, 1), (1, 2), Some((141_421_356_237_310, ten(14))));
        gives((2, 1), (-1, 2), Some((707_106_781_186_548, ten(15))));
        gives((1_000_001, 1_000_000), (1_000_000, 1), Some((271_828_046_931_938, ten(14))));
        gives((7301, 7300), (365, 1), Some((105_126_749_646_746, ten(14))));
        gives((1, 3), (50, 1), Some((1_392_955_569_099, ten(36))));
        gives((10, 1), (-20, 1), Some((1, ten(20))));
        gives((99, 1), (15, 2), Some((927_393_311_729_866, 1)));
        gives((3, 2), (200, 1), Some((165_291_991_078_821 * ten(21), 1)));
        gives((1, 1), (1, 2), Some((1, 1)));
    }

    #[test]
    fn what_does_not_fit_is_none_and_what_is_too_small_is_nought() {
        gives((10, 1), (39, 1), None);
        gives((2, 1), (1000, 1), None);
        gives((2, 1), (i128::MAX, 1), None);
        gives((1, 2), (-1000, 1), None);
        gives((i128::MAX, 1), (i128::MAX - 1, 2), None);
        gives((1, i128::MAX), (i128::MIN + 1, 2), None);
        gives((1, 2), (1000, 1), Some((0, 1)));
        gives((1, 2), (i128::MAX, 1), Some((0, 1)));
        gives((2, 1), (-300, 1), Some((0, 1)));
        gives((-8, 1), (1, 3), None);
        gives((0, 1), (-1, 1), None);
        gives((0, 1), (1, 2), Some((0, 1)));
    }
}
