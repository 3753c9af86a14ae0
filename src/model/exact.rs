//! Exact fractions for arithmetic, typed and in formulas: nothing is rounded before the end.

use std::cmp::Ordering;

mod power;

/// A fraction in lowest terms, its denominator positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Exact {
    above: i128,
    below: i128,
}

impl Exact {
    /// Nothing.
    pub const ZERO: Exact = Exact { above: 0, below: 1 };

    /// A whole number.
    #[must_use]
    pub const fn whole(number: i128) -> Exact {
        Exact { above: number, below: 1 }
    }

    /// None where the denominator is 0 or the parts do not fit.
    #[must_use]
    pub fn new(above: i128, below: i128) -> Option<Exact> {
        if below == 0 {
            return None;
        }
        let divisor = i128::try_from(gcd(above.unsigned_abs(), below.unsigned_abs())).ok()? * below.signum();
        if divisor == 1 {
            // As most are: 128 bits are divided slowly.
            return Some(Exact { above, below });
        }
        Some(Exact { above: above.checked_div(divisor)?, below: below.checked_div(divisor)? })
    }

    /// The sum; none where it does not fit.
    #[must_use]
    pub fn plus(self, other: Exact) -> Option<Exact> {
        let (left, right) = (self.above.checked_mul(other.below)?, other.above.checked_mul(self.below)?);
        Exact::new(left.checked_add(right)?, self.below.checked_mul(other.below)?)
    }

    /// The difference; none where it does not fit.
    #[must_use]
    pub fn minus(self, other: Exact) -> Option<Exact> {
        self.plus(other.negative()?)
    }

    /// The product; none where it does not fit.
    #[must_use]
    pub fn times(self, other: Exact) -> Option<Exact> {
        // Cross-cancelling first keeps the products small.
        let (one, two) = (Exact::new(self.above, other.below)?, Exact::new(other.above, self.below)?);
        Exact::new(one.above.checked_mul(two.above)?, one.below.checked_mul(two.below)?)
    }

    /// The quotient; none where the other is 0 or it does not fit.
    #[must_use]
    pub fn over(self, other: Exact) -> Option<Exact> {
        self.times(Exact::new(other.below, other.above)?)
    }

    /// The opposite; none where it does not fit.
    #[must_use]
    pub fn negative(self) -> Option<Exact> {
        Some(Exact { above: self.above.checked_neg()?, below: self.below })
    }

    /// The fraction × `factor`, rounded half away from zero; none where it does not fit a cell.
    #[must_use]
    pub fn scaled(self, factor: i64) -> Option<i64> {
        if self.is_whole() {
            return i64::try_from(self.above.checked_mul(i128::from(factor))?).ok();
        }
        let doubled = self.above.checked_mul(i128::from(factor))?.checked_mul(2)?;
        let (half, twice) = (self.below, self.below.checked_mul(2)?);
        let rounded = if doubled < 0 { doubled.checked_sub(half)? } else { doubled.checked_add(half)? };
        i64::try_from(rounded / twice).ok()
    }

    /// The fraction rounded to so many decimal places, half up; none where it does not fit.
    #[must_use]
    pub fn rounded(self, places: u32) -> Option<Exact> {
        let unit = 10_i128.checked_pow(places)?;
        Exact::new(self.half_up(unit)?, unit)
    }

    /// The fraction × `factor`, rounded half up as everywhere in computed cells; none where it does not fit.
    #[must_use]
    pub fn half_up(self, factor: i128) -> Option<i128> {
        // Cancelled first, so that a whole number of units needs no room for the product.
        let scaled = self.times(Exact::whole(factor))?;
        let (twice, below) = (scaled.above.checked_mul(2)?.checked_add(scaled.below)?, scaled.below.checked_mul(2)?);
        Some(twice.div_euclid(below))
    }

    /// The greatest whole number that is not above the fraction.
    #[must_use]
    pub const fn floor(self) -> i128 {
        self.above.div_euclid(self.below)
    }

    /// Whether there is nothing behind the point.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.below == 1
    }

    /// Whether it is 0.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.above == 0
    }

    /// Whether it is below 0.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.above < 0
    }

    /// Whether it lies between 0 and 1, neither included.
    #[must_use]
    pub const fn is_proper(self) -> bool {
        self.above > 0 && self.above < self.below
    }

    /// Whether it lies between two whole numbers, both included.
    #[must_use]
    pub fn is_within(self, min: i64, max: i64) -> bool {
        // Divided rather than multiplied, so that nothing can overflow.
        let (floor, ceiling) = (self.above.div_euclid(self.below), -(-self.above).div_euclid(self.below));
        floor >= i128::from(min) && ceiling <= i128::from(max)
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Exact) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Exact) -> Ordering {
        let (mut one, mut two) = ((self.above, self.below), (other.above, other.below));
        let mut turned = false;
        // By whole parts, then by the reciprocals of what is left, so that nothing can overflow.
        loop {
            let ((whole, rest), (other_whole, other_rest)) = (divided(one), divided(two));
            let order = match whole.cmp(&other_whole) {
                Ordering::Equal => match (rest, other_rest) {
                    (0, 0) => Ordering::Equal,
                    (0, _) => Ordering::Less,
                    (_, 0) => Ordering::Greater,
                    _ => {
                        (one, two) = ((one.1, rest), (two.1, other_rest));
                        turned = !turned;
                        continue;
                    }
                },
                order => order,
            };
            return if turned { order.reverse() } else { order };
        }
    }
}

fn divided((above, below): (i128, i128)) -> (i128, i128) {
    (above.div_euclid(below), above.rem_euclid(below))
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    loop {
        // Most numbers are small, and 64 bits are divided many times faster than 128.
        if let (Ok(mut a), Ok(mut b)) = (u64::try_from(a), u64::try_from(b)) {
            while b != 0 {
                (a, b) = (b, a % b);
            }
            return u128::from(a.max(1));
        }
        if b == 0 {
            return a.max(1);
        }
        (a, b) = (b, a % b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirds_come_back_whole() {
        let third = Exact::whole(1).over(Exact::whole(3)).unwrap();
        assert_eq!(third.times(Exact::whole(3)), Some(Exact::whole(1)));
        assert_eq!(third.scaled(1_000_000), Some(333_333));
        assert_eq!(Exact::new(-5, 2).unwrap().scaled(1), Some(-3));
        assert_eq!(Exact::new(i128::MAX, 1).unwrap().scaled(2), None);
        assert!(Exact::new(5, 2).unwrap().is_within(2, 3) && !Exact::new(7, 2).unwrap().is_within(0, 3));
        assert_eq!(Exact::whole(1).over(Exact::ZERO), None);
    }

    #[test]
    fn rounds_half_up_and_compares_without_overflow() {
        let half = |above| Exact::new(above, 2).unwrap();
        assert_eq!([half(5), half(-5), half(-7)].map(|n| n.half_up(1).unwrap()), [3, -2, -3]);
        assert_eq!(Exact::new(12345, 1000).unwrap().rounded(2), Exact::new(1235, 100));
        let (near, nearer) = (Exact::new(i128::MAX - 1, i128::MAX).unwrap(), Exact::new(i128::MAX - 2, i128::MAX));
        assert!(near > nearer.unwrap() && near < Exact::whole(1) && half(-5) < half(-3));
        assert_eq!(half(5).cmp(&half(5)), Ordering::Equal);
    }
}
