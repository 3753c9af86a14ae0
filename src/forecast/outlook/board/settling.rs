//! After deals were counted: the distribution of the board, with the linked deals.

use super::Board;
use crate::forecast::drift::Kept;
use crate::forecast::{BetError, Limits};

impl Board {
    /// Makes what follows from the deals follow.
    pub(super) fn settle(&mut self) {
        self.turns += 1;
        let won = i64::try_from(self.won).map_err(|_| BetError::TotalTooLarge);
        if let Err(error) = won.and_then(|won| self.live.set_won(won)) {
            self.failed = Some(error);
        }
        self.live.distribution();
        let tied = self.links.settle();
        self.combine_anew(won.unwrap_or_default(), tied);
        self.pivots.get_mut().clear();
        self.singles.set(0);
        *self.sums.get_mut() = None;
        *self.levers.get_mut() = None;
    }

    /// Brings the distribution with the linked deals up to date, or makes it afresh.
    fn combine_anew(&mut self, won: i64, tied: bool) {
        let exchanges = std::mem::take(&mut self.exchanges);
        let more = won.checked_sub(std::mem::replace(&mut self.won_then, won));
        if self.links.knots.is_empty() {
            self.combined = None;
            return;
        }
        let (blocks, made, limits) = (self.links.blocks(), self.live.made(), Limits::default());
        // A bet that is exchanged takes a pass or two, as each outcome of a block does.
        let is_little = exchanges.len() <= 2 * blocks.len() && made.holds(&blocks, &limits);
        let kept = self.combined.take().filter(|_| is_little && !tied);
        let kept = kept.zip(more).and_then(|(mut kept, more)| kept.follow(&exchanges, more, made).then_some(kept));
        self.combined = kept.or_else(|| match self.combine(&blocks) {
            Ok(combined) => Some(Kept::new(combined, self.live.len() + blocks.len())),
            Err(error) => {
                self.failed = Some(error);
                None
            }
        });
    }
}
