//! The place of a row in its table: a fractional index, so that a move touches one row only.

use std::fmt;
use std::str::FromStr;

/// Where a row stands. Between any two places there is always another.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    whole: i64,
    /// Digits `1`–`9` and `a`–`z` after the point, without a trailing `0`; none where there is no digit, as in most rows.
    fraction: Option<Box<str>>,
}

/// Distance between rows that are appended, so that most insertions need no fraction.
const STEP: i64 = 1 << 16;
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

impl Place {
    /// The place of the `n`-th row of a fresh table.
    #[must_use]
    pub fn nth(n: usize) -> Place {
        Place { whole: (n as i64 + 1).saturating_mul(STEP), fraction: None }
    }

    /// `count` places in order, after `low` (or at the start) and before `high` (or at the end).
    #[must_use]
    pub fn spread(low: Option<&Place>, high: Option<&Place>, count: usize) -> Vec<Place> {
        let n = count as i64 + 1;
        match (low, high) {
            (None, None) => (0..count).map(Place::nth).collect(),
            (Some(low), None) => (1..n).map(|i| low.shifted(i)).collect(),
            (None, Some(high)) => (1..n).rev().map(|i| high.shifted(-i)).collect(),
            (Some(low), Some(high)) => {
                let gap = high.whole.saturating_sub(low.whole);
                if gap > n {
                    let step = gap / n;
                    return (1..n).map(|i| Place { whole: low.whole + step * i, fraction: None }).collect();
                }
                let mut places = Vec::with_capacity(count);
                Place::halve(low, high, count, &mut places);
                places
            }
        }
    }

    /// The place in numbers that are small where it is one of a fresh table's: whole steps, what is beyond them, and the
    /// digits after the point.
    #[must_use]
    pub fn parts(&self) -> (i64, u64, &str) {
        let rest = self.whole.rem_euclid(STEP);
        (self.whole.div_euclid(STEP), rest as u64, self.fraction.as_deref().unwrap_or_default())
    }

    /// The place of which these are the [`Place::parts`].
    #[must_use]
    pub fn of_parts(steps: i64, rest: u64, fraction: &str) -> Place {
        let whole = steps.wrapping_mul(STEP).wrapping_add(rest as i64);
        Place { whole, fraction: (!fraction.is_empty()).then(|| fraction.into()) }
    }

    fn digits(&self) -> &[u8] {
        self.fraction.as_ref().map_or(&[], |fraction| fraction.as_bytes())
    }

    fn shifted(&self, steps: i64) -> Place {
        Place { whole: self.whole.saturating_add(steps.saturating_mul(STEP)), fraction: None }
    }

    /// Fills `places` by bisection, so that the length of a fraction grows with the logarithm of `count`.
    fn halve(low: &Place, high: &Place, count: usize, places: &mut Vec<Place>) {
        if count == 0 {
            return;
        }
        let middle = Place::between(low, high);
        let left = (count - 1) / 2;
        Place::halve(low, &middle, left, places);
        places.push(middle.clone());
        Place::halve(&middle, high, count - 1 - left, places);
    }

    fn between(low: &Place, high: &Place) -> Place {
        // Two replicas may have given one place twice; between equals there is none, so the next one after them.
        let ceiling = (low.whole == high.whole && low < high).then(|| high.digits());
        let mut fraction = String::new();
        let mut bounded = ceiling.is_some();
        for at in 0.. {
            let floor = low.digits().get(at).map_or(0, |&d| digit(d));
            let top = match ceiling {
                Some(digits) if bounded => digits.get(at).map_or(0, |&d| digit(d)),
                _ => 36,
            };
            // A third of the way up leaves most room for the usual case, rows added one below the other.
            let pick = floor + (top.saturating_sub(floor) / 3).max(1);
            if pick < top {
                fraction.push(letter(pick));
                break;
            }
            fraction.push(letter(floor));
            bounded = bounded && floor == top;
        }
        Place { whole: low.whole, fraction: Some(fraction.into()) }
    }
}

fn digit(letter: u8) -> usize {
    DIGITS.iter().position(|&d| d == letter).unwrap_or(0)
}

fn letter(digit: usize) -> char {
    DIGITS.get(digit).map_or('0', |&d| char::from(d))
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.fraction {
            None => write!(f, "{}", self.whole),
            Some(fraction) => write!(f, "{}.{fraction}", self.whole),
        }
    }
}

/// A text that is not a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPlace;

impl FromStr for Place {
    type Err = NotAPlace;

    fn from_str(text: &str) -> Result<Place, NotAPlace> {
        let (whole, fraction) = text.split_once('.').map_or((text, ""), |(w, f)| (w, f));
        let dotted = text.contains('.');
        let sound =
            fraction.bytes().all(|b| DIGITS.contains(&b)) && !fraction.ends_with('0') && dotted != fraction.is_empty();
        let whole = whole.parse::<i64>().ok().filter(|w| w.to_string() == whole).ok_or(NotAPlace)?;
        if sound { Ok(Place { whole, fraction: dotted.then(|| fraction.into()) }) } else { Err(NotAPlace) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn there_is_always_room(cuts in prop::collection::vec((0usize..64, 1usize..40), 1..20)) {
            let mut places = Place::spread(None, None, 2);
            for (at, count) in cuts {
                let at = at % (places.len() + 1);
                let low = at.checked_sub(1).map(|i| places[i].clone());
                let new = Place::spread(low.as_ref(), places.get(at), count);
                prop_assert_eq!(new.len(), count);
                places.splice(at..at, new);
                prop_assert!(places.windows(2).all(|w| w[0] < w[1]), "{:?}", places);
            }
            for place in &places {
                prop_assert_eq!(place.to_string().parse::<Place>(), Ok(place.clone()));
            }
        }
    }

    #[test]
    fn equal_places_have_a_next_one() {
        let place = Place::nth(3);
        assert!(Place::spread(Some(&place), Some(&place), 3).windows(2).all(|w| place < w[0] && w[0] < w[1]));
    }

    #[test]
    fn rows_added_one_below_the_other_stay_short() {
        let (mut low, high) = (Place::nth(0), Place::nth(1));
        for _ in 0..1000 {
            low = Place::spread(Some(&low), Some(&high), 1).remove(0);
        }
        assert!(low < high);
        assert!(low.to_string().len() < 180, "{low}");
    }
}
