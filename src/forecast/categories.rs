//! The forecast categories and their cumulative roll-up.

/// How surely a deal is counted on, as its owner says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Counted nowhere.
    Omit,
    /// Open, nothing promised.
    Pipeline,
    /// Could come in if things go well.
    Best,
    /// Promised.
    Commit,
    /// Won.
    Closed,
}

/// Sums of amounts by category, in minor units; sums saturate instead of overflowing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rollup {
    /// Won.
    pub closed: i64,
    /// Closed and commit.
    pub commit: i64,
    /// Closed, commit and best.
    pub best_case: i64,
    /// What is still open: commit, best and pipeline, without closed.
    pub open: i64,
}

impl Rollup {
    /// Rolls up (category, amount in minor units) pairs.
    #[must_use]
    pub fn of(deals: impl IntoIterator<Item = (Category, i64)>) -> Self {
        let mut sums = Self::default();
        for (category, amount) in deals {
            let add = |sum: &mut i64| *sum = sum.saturating_add(amount);
            if category >= Category::Closed {
                add(&mut sums.closed);
            }
            if category >= Category::Commit {
                add(&mut sums.commit);
            }
            if category >= Category::Best {
                add(&mut sums.best_case);
            }
            if category >= Category::Pipeline && category != Category::Closed {
                add(&mut sums.open);
            }
        }
        sums
    }
}
