//! One bet as a stable convolution step on a grid: most of the mass stays, the lesser part moves.

use super::bet::Bet;

/// What an open bet does to a grid of some unit.
///
/// A chance above one half is turned round: the amount is taken as given (`constant`) and lost again with 1 − p. So the mass that
/// stays is always at least one half, which is what makes the inverse stable (the backward recurrence for p > ½, in one form).
/// On a rounding grid the moving mass is split over ⌊a/u⌋ and ⌈a/u⌉ so that the mean is exact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    /// Whether mass moves to smaller results.
    pub(super) down: bool,
    /// The mass that stays, ≥ ½.
    pub(super) rest: f64,
    /// The nearer of the two distances, in cells, ≥ 1.
    pub(super) near: usize,
    /// The mass that moves by `near`.
    pub(super) near_mass: f64,
    /// The mass that moves by `near + 1`; zero on an exact grid.
    pub(super) far_mass: f64,
}

impl Step {
    /// The step of `bet` on a grid of `unit` > 0 minor units; `None` where nothing moves.
    pub(super) fn of(bet: Bet, unit: i64) -> Option<Self> {
        let (rest, moved) = (bet.chance().max(1.0 - bet.chance()), bet.chance().min(1.0 - bet.chance()));
        if !bet.is_open() || moved <= 0.0 {
            return None;
        }
        let near = usize::try_from(bet.amount() / unit).ok()?;
        let part = (bet.amount() % unit) as f64 / unit as f64;
        let (near_mass, far_mass) = (moved * (1.0 - part), moved * part);
        let down = is_down(bet);
        Some(if near == 0 {
            Self { down, rest: rest + near_mass, near: 1, near_mass: far_mass, far_mass: 0.0 }
        } else {
            Self { down, rest, near, near_mass, far_mass }
        })
    }

    /// The farthest any mass moves, in cells.
    pub(super) fn reach(&self) -> usize {
        self.near + usize::from(self.far_mass > 0.0)
    }

    /// By how much taking the step back can enlarge an error spread over `cells` cells, in the sum of absolute values.
    ///
    /// The inverse is (1/s)·Σ(−m/s)ʲ with s staying and m moving, which sums to 1/(s − m) at most, and to fewer terms on a short grid.
    pub(super) fn amplification(&self, cells: usize) -> f64 {
        let moved = self.near_mass + self.far_mass;
        let terms = (cells / self.near + 1) as f64;
        (1.0 / (self.rest - moved).max(1e-300)).min(terms / self.rest)
    }
}

/// What a bet adds to the origin of the grid, in minor units: its amount, where its chance is above one half.
pub(super) fn constant(bet: Bet) -> i64 {
    if is_down(bet) { bet.amount() } else { 0 }
}

fn is_down(bet: Bet) -> bool {
    bet.chance() > 0.5
}
