//! The distribution as bars, for drawing.

use super::distribution::Distribution;

/// The mass of the results from `lo` up to but not including `hi`, in minor units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// The first result inside.
    pub lo: i64,
    /// The first result beyond.
    pub hi: i64,
    /// The chance of ending here, in [0, 1].
    pub mass: f64,
}

/// Adjoining bars of equal width over all that is likely; the first and the last also hold what lies beyond, so all add up to one.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// In ascending order, at least one.
    pub bars: Vec<Bar>,
}

/// Where a level falls among the bars.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// Left of all bars.
    Below,
    /// In a bar, at this part (0 up to but not including 1) of its width.
    Within {
        /// The index of the bar.
        bar: usize,
        /// The part of its width.
        part: f64,
    },
    /// Right of all bars.
    Above,
}

impl Distribution {
    /// At most `bars` (at least 1) bars over the middle 99.98 % of the distribution.
    ///
    /// On a grid the width is a multiple of its unit, so that every bar covers as many results as its neighbour.
    #[must_use]
    pub fn histogram(&self, bars: usize) -> Histogram {
        const BEYOND: f64 = 1e-4;
        let (first, last) = (self.quantile(BEYOND), self.quantile(1.0 - BEYOND));
        let span = i128::from(last) - i128::from(first) + 1;
        let bars = i128::try_from(bars.clamp(1, 100_000)).unwrap_or(1);
        // A unit wider than all of it is that of deals which are not there any more.
        let unit = self.unit().map(i128::from).filter(|unit| *unit < span).unwrap_or(1);
        let units = (span + unit * bars - 1) / (unit * bars);
        let width = i64::try_from(units * unit).unwrap_or(i64::MAX).max(1);
        let count = usize::try_from((span + i128::from(width) - 1) / i128::from(width)).unwrap_or(1).max(1);
        let mut drawn = Vec::with_capacity(count);
        let mut lo = first;
        for _ in 0..count {
            let hi = lo.saturating_add(width);
            drawn.push(Bar { lo, hi, mass: 0.0 });
            lo = hi;
        }
        // What lies beyond the middle is counted in the bar next to it.
        for (at, bar) in drawn.iter_mut().enumerate() {
            bar.mass = self.mass_between((at > 0).then_some(bar.lo), (at + 1 < count).then_some(bar.hi));
        }
        Histogram { bars: drawn }
    }
}

impl Histogram {
    /// Where a target in minor units falls.
    #[must_use]
    pub fn place(&self, target: i64) -> Place {
        if self.bars.first().is_some_and(|bar| target < bar.lo) {
            return Place::Below;
        }
        let found = self.bars.iter().enumerate().find(|(_, bar)| target < bar.hi);
        found.map_or(Place::Above, |(index, bar)| Place::Within {
            bar: index,
            part: (target as f64 - bar.lo as f64) / (bar.hi as f64 - bar.lo as f64).max(1.0),
        })
    }
}
