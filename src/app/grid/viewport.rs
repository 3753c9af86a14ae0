//! Which rows are drawn: a fixed ring of slots, row r in slot r mod n.

/// The part of a grid that is on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Viewport {
    /// The first row drawn.
    pub first: usize,
    /// How many slots the ring has.
    pub slots: usize,
}

/// Rows drawn above and below the visible ones, so that a small scroll needs no wait.
const MARGIN: usize = 4;
/// Slots are added by this many, so that a changing height seldom makes new ones.
const CHUNK: usize = 8;

impl Viewport {
    /// The rows to draw for a scroll position, the height in which rows are seen and a row's height, all in CSS pixels.
    #[must_use]
    pub fn new(scroll: f64, pane: f64, row: f64, rows: usize) -> Viewport {
        let row = if row > 0.0 { row } else { 30.0 };
        let visible = (pane.max(0.0) / row).ceil() as usize + 1;
        // Above the first visible row stand the margin and at most a chunk less one.
        let slots = (visible + 2 * MARGIN + CHUNK - 1).div_ceil(CHUNK) * CHUNK;
        let slots = slots.min(rows.max(1).div_ceil(CHUNK) * CHUNK);
        let top = (scroll.max(0.0) / row).floor() as usize;
        // The window moves by whole chunks, so that most rows scrolled by redraw nothing.
        let first = top.saturating_sub(MARGIN).min((rows + CHUNK - 1).saturating_sub(slots)) / CHUNK * CHUNK;
        Viewport { first, slots }
    }

    /// The row that a slot shows.
    #[must_use]
    pub const fn row(self, slot: usize) -> usize {
        if self.slots == 0 {
            return 0;
        }
        let offset = (slot + self.slots - self.first % self.slots) % self.slots;
        self.first + offset
    }

    /// The slot that shows a row.
    #[must_use]
    pub const fn slot(self, row: usize) -> usize {
        if self.slots == 0 { 0 } else { row % self.slots }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_visible_row_has_exactly_one_slot(scroll in 0.0..3e6f64, pane in 0.0..2000.0f64, rows in 0usize..100_000) {
            let view = Viewport::new(scroll, pane, 30.0, rows);
            let mut shown: Vec<usize> = (0..view.slots).map(|slot| view.row(slot)).collect();
            for (slot, row) in shown.iter().enumerate() {
                prop_assert_eq!(view.slot(*row), slot);
            }
            shown.sort_unstable();
            prop_assert!(shown.windows(2).all(|w| w[1] == w[0] + 1));
            let top = ((scroll / 30.0) as usize).min(rows.saturating_sub(1));
            let bottom = (((scroll + pane) / 30.0) as usize).min(rows.saturating_sub(1));
            let fits = scroll + pane <= rows as f64 * 30.0;
            prop_assert!(rows == 0 || !fits || (shown.contains(&top) && shown.contains(&bottom)));
        }
    }
}
