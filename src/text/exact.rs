//! Exact fractions for typed arithmetic: nothing is rounded before the end.

/// A fraction in lowest terms, its denominator positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exact {
    above: i128,
    below: i128,
}

impl Exact {
    pub(super) const ZERO: Exact = Exact { above: 0, below: 1 };

    pub(super) const fn whole(number: i128) -> Exact {
        Exact { above: number, below: 1 }
    }

    /// None where the denominator is 0 or the parts do not fit.
    pub(super) fn new(above: i128, below: i128) -> Option<Exact> {
        if below == 0 {
            return None;
        }
        let divisor = i128::try_from(gcd(above.unsigned_abs(), below.unsigned_abs())).ok()? * below.signum();
        Some(Exact { above: above.checked_div(divisor)?, below: below.checked_div(divisor)? })
    }

    pub(super) fn plus(self, other: Exact) -> Option<Exact> {
        let (left, right) = (self.above.checked_mul(other.below)?, other.above.checked_mul(self.below)?);
        Exact::new(left.checked_add(right)?, self.below.checked_mul(other.below)?)
    }

    pub(super) fn minus(self, other: Exact) -> Option<Exact> {
        self.plus(other.negative()?)
    }

    pub(super) fn times(self, other: Exact) -> Option<Exact> {
        // Cross-cancelling first keeps the products small.
        let (one, two) = (Exact::new(self.above, other.below)?, Exact::new(other.above, self.below)?);
        Exact::new(one.above.checked_mul(two.above)?, one.below.checked_mul(two.below)?)
    }

    pub(super) fn over(self, other: Exact) -> Option<Exact> {
        self.times(Exact::new(other.below, other.above)?)
    }

    pub(super) fn negative(self) -> Option<Exact> {
        Some(Exact { above: self.above.checked_neg()?, below: self.below })
    }

    /// The fraction × `factor`, rounded half away from zero; none where it does not fit a cell.
    pub(super) fn scaled(self, factor: i64) -> Option<i64> {
        let doubled = self.above.checked_mul(i128::from(factor))?.checked_mul(2)?;
        let (half, twice) = (self.below, self.below.checked_mul(2)?);
        let rounded = if doubled < 0 { doubled.checked_sub(half)? } else { doubled.checked_add(half)? };
        i64::try_from(rounded / twice).ok()
    }

    pub(super) const fn is_whole(self) -> bool {
        self.below == 1
    }

    pub(super) const fn is_zero(self) -> bool {
        self.above == 0
    }

    pub(super) const fn is_negative(self) -> bool {
        self.above < 0
    }

    pub(super) const fn is_proper(self) -> bool {
        self.above > 0 && self.above < self.below
    }

    pub(super) fn is_within(self, min: i64, max: i64) -> bool {
        // Divided rather than multiplied, so that nothing can overflow.
        let (floor, ceiling) = (self.above.div_euclid(self.below), -(-self.above).div_euclid(self.below));
        floor >= i128::from(min) && ceiling <= i128::from(max)
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
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
}
