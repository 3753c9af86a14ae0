//! How deals slip: the shares that are won in the period they were expected in, in the next one, and in the one after.

/// The shares to begin with.
const ASSUMED: [f64; 3] = [0.6, 0.25, 0.15];
/// For how many won deals they count.
const STRENGTH: f64 = 10.0;

/// sₖ: of the deals that are won at all, the share won k periods after the one they were expected in; they add up to one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slip {
    /// s₀, s₁, s₂.
    pub shares: [f64; 3],
    /// How many won deals were seen.
    pub seen: u32,
}

impl Default for Slip {
    fn default() -> Slip {
        Slip::of([0; 3])
    }
}

/// The share to begin with of those so many periods late, and for how many won deals it counts.
#[must_use]
pub fn assumed(late: usize) -> Option<(f64, f64)> {
    ASSUMED.get(late).map(|share| (*share, STRENGTH))
}

impl Slip {
    /// sₖ = (count + m·s⁰)/(N + m), from won deals counted by how many periods late they were.
    #[must_use]
    pub fn of(counts: [u32; 3]) -> Slip {
        let seen: u32 = counts.iter().fold(0, |sum, count| sum.saturating_add(*count));
        let mut shares = ASSUMED;
        for (share, count) in shares.iter_mut().zip(counts) {
            *share = (f64::from(count) + STRENGTH * *share) / (f64::from(seen) + STRENGTH);
        }
        Slip { shares, seen }
    }

    /// The share that falls `late` periods after the expected one, given that `passed` periods have gone by without a win:
    /// what is overdue is conditioned on what has passed. What is later than all that was seen falls to the running period.
    #[must_use]
    pub fn share(&self, late: u32, passed: u32) -> f64 {
        if late < passed {
            return 0.0;
        }
        let left: f64 = self.shares.iter().skip(passed as usize).sum();
        match self.shares.get(late as usize) {
            Some(share) if left > 0.0 => share / left,
            None if late == passed => 1.0,
            _ => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_drawn_to_what_was_assumed() {
        assert_eq!(Slip::default().shares, ASSUMED);
        let slip = Slip::of([10, 0, 0]);
        assert_eq!((slip.shares, slip.seen), ([0.8, 0.125, 0.075], 10));
        for counts in [[0, 0, 0], [3, 9, 1], [u32::MAX, u32::MAX, 1]] {
            let sum: f64 = Slip::of(counts).shares.iter().sum();
            assert!((sum - 1.0).abs() < 1e-9 || counts[0] == u32::MAX, "{counts:?} {sum}");
        }
    }

    #[test]
    fn what_is_overdue_is_conditioned() {
        let slip = Slip::default();
        assert_eq!(slip.share(0, 0), 0.6);
        assert!((slip.share(1, 1) - 0.25 / 0.4).abs() < 1e-12);
        assert_eq!((slip.share(2, 2), slip.share(0, 1), slip.share(3, 0)), (1.0, 0.0, 0.0));
        assert_eq!((slip.share(7, 7), slip.share(8, 7)), (1.0, 0.0), "very late: now or never");
        for passed in 0..6 {
            let sum: f64 = (0..12).map(|late| slip.share(late, passed)).sum();
            assert!((sum - 1.0).abs() < 1e-12, "{passed}: {sum}");
        }
    }
}
