//! Sets of journal numbers as inclusive ranges, so that a wild number costs no memory.

use crate::model::order;
use std::fmt;

/// Ascending, disjoint, inclusive ranges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranges(Vec<(u64, u64)>);

impl Ranges {
    /// The numbers of `1..=last` that `present` (ascending) does not hold.
    #[must_use]
    pub fn missing(present: impl IntoIterator<Item = u64>, last: u64) -> Self {
        let mut ranges = Vec::new();
        let mut next = 1;
        for seq in present {
            if seq > next {
                ranges.push((next, seq - 1));
            }
            next = next.max(seq.saturating_add(1));
        }
        if next <= last {
            ranges.push((next, last));
        }
        Self(ranges)
    }

    /// Reads `3 5-9 12`; anything else is `None`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let range = |part: &str| {
            let (from, to) = part.split_once('-').unwrap_or((part, part));
            let (from, to) = (from.parse().ok()?, to.parse().ok()?);
            if from <= to { Some((from, to)) } else { None }
        };
        text.split(' ').filter(|part| !part.is_empty()).map(range).collect::<Option<_>>().map(Self::normal)
    }

    /// Adds the ranges of `other`.
    pub fn add(&mut self, other: &Self) {
        let mut ranges = std::mem::take(&mut self.0);
        ranges.extend(&other.0);
        *self = Self::normal(ranges);
    }

    /// What is in `self` and not in `other`.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let mut ranges = Vec::new();
        for &(from, to) in &self.0 {
            let mut next = Some(from);
            for &(start, end) in &other.0 {
                let Some(at) = next.filter(|at| end >= *at && start <= to) else {
                    continue;
                };
                if start > at {
                    ranges.push((at, start - 1));
                }
                next = end.checked_add(1).filter(|next| *next <= to);
            }
            ranges.extend(next.map(|next| (next, to)));
        }
        Self(ranges)
    }

    /// The part above `limit`.
    #[must_use]
    pub fn above(&self, limit: u64) -> Self {
        self.without(&Self(vec![(0, limit)]))
    }

    /// Whether it holds `seq`.
    #[must_use]
    pub fn contains(&self, seq: u64) -> bool {
        self.0.iter().any(|(from, to)| (*from..=*to).contains(&seq))
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many numbers it holds.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.iter().fold(0_u64, |sum, (from, to)| sum.saturating_add((to - from).saturating_add(1)))
    }

    /// The ranges themselves.
    #[must_use]
    pub fn as_slice(&self) -> &[(u64, u64)] {
        &self.0
    }

    fn normal(mut ranges: Vec<(u64, u64)>) -> Self {
        order::sort(&mut ranges);
        let mut joined: Vec<(u64, u64)> = Vec::with_capacity(ranges.len());
        for (from, to) in ranges {
            match joined.last_mut() {
                Some(last) if from <= last.1.saturating_add(1) => last.1 = last.1.max(to),
                _ => joined.push((from, to)),
            }
        }
        Self(joined)
    }
}

impl fmt::Display for Ranges {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (from, to)) in self.0.iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            if from == to { write!(out, "{space}{from}")? } else { write!(out, "{space}{from}-{to}")? }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Ranges;

    #[test]
    fn finds_what_is_missing() {
        for (present, last, want) in [
            (vec![], 0, ""),
            (vec![], 3, "1-3"),
            (vec![1, 2, 3], 3, ""),
            (vec![2, 3, 7], 9, "1 4-6 8-9"),
            (vec![5], 2, "1-4"),
        ] {
            assert_eq!(Ranges::missing(present, last).to_string(), want);
        }
    }

    #[test]
    fn subtracts_and_joins() {
        let ranges = |text: &str| Ranges::read(text).unwrap();
        for (from, less, want) in [
            ("1-9", "3 5-6", "1-2 4 7-9"),
            ("1-9", "1-9", ""),
            ("3 5", "1-4", "5"),
            ("3 5", "9", "3 5"),
            ("1-18446744073709551615", "2-18446744073709551615", "1"),
        ] {
            assert_eq!(ranges(from).without(&ranges(less)).to_string(), want, "{from} less {less}");
        }
        let mut sum = ranges("1-2 9");
        sum.add(&ranges("3-4 8"));
        assert_eq!((sum.to_string().as_str(), sum.count()), ("1-4 8-9", 6));
        assert_eq!(ranges("1-4 8-9").above(3).to_string(), "4 8-9");
        assert_eq!(Ranges::read("9-1"), None);
        assert_eq!(Ranges::read("x"), None);
    }
}
