//! Which columns of a table are shown, in which order, how wide, and how many of them stay in sight.

use super::Shown;
use crate::model::{Definition, Key, Pack, Table, order};

/// The narrowest that a column can be, in CSS pixels.
pub const NARROWEST: u16 = 40;
/// The widest.
pub const WIDEST: u16 = 800;
/// The most columns that can stay in sight.
pub const MOST_FROZEN: usize = 8;

/// Which columns are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Packs switched on beside the core.
    pub packs: Vec<Pack>,
    /// Single columns switched on or off against their pack.
    pub columns: Vec<(Key, bool)>,
    /// Widths that the user set.
    pub widths: Vec<(Key, u16)>,
    /// The columns in the order that the user gave them; empty where they stand as they are defined. A column
    /// that is not named goes with the one that it stands behind.
    pub order: Vec<Key>,
    /// How many columns stay in sight while the rest scrolls; the first one where nobody said.
    pub frozen: Option<usize>,
}

impl Choice {
    /// Whether a column is shown; `within` a record its parent's column says nothing.
    #[must_use]
    pub fn shows(&self, definition: &Definition, within: bool) -> bool {
        match self.columns.iter().find(|(key, _)| *key == definition.key) {
            Some((_, on)) => *on,
            None if definition.pack == Pack::Parent => !within,
            None => definition.pack == Pack::Core || self.packs.contains(&definition.pack),
        }
    }

    pub(super) fn shown(&self, index: usize, definition: &Definition) -> Shown {
        let own = self.widths.iter().find(|(key, _)| *key == definition.key).map(|(_, width)| *width);
        Shown { index, key: definition.key.clone(), width: own.unwrap_or(definition.width) }
    }

    /// The columns that are shown, in their order.
    #[must_use]
    pub fn columns(&self, table: &Table, within: bool) -> Vec<Shown> {
        let in_order = self.in_order(table).into_iter().filter(|(_, definition)| self.shows(definition, within));
        in_order.map(|(at, definition)| self.shown(at, definition)).collect()
    }

    /// All columns in their order, shown or not, each with its place among the table's definitions.
    #[must_use]
    pub fn in_order<'a>(&self, table: &'a Table) -> Vec<(usize, &'a Definition)> {
        if self.order.is_empty() {
            return arranged(table).collect();
        }
        // A column that the order does not name goes with the one that it stands behind in the table.
        let mut leader = 0;
        let mut columns: Vec<(usize, (usize, &Definition))> = Vec::new();
        for column in arranged(table) {
            if let Some(at) = self.order.iter().position(|own| *own == column.1.key) {
                leader = at;
            }
            columns.push((leader, column));
        }
        order::sort_by_key(&mut columns, |(leader, (_, definition))| (*leader, !self.order.contains(&definition.key)));
        columns.into_iter().map(|(_, column)| column).collect()
    }

    /// How many of the shown columns stay in sight.
    #[must_use]
    pub fn frozen(&self) -> usize {
        self.frozen.unwrap_or(1).min(MOST_FROZEN)
    }

    /// Sets the width of a column, within bounds, in CSS pixels.
    pub fn resize(&mut self, key: &Key, width: u16) {
        let width = width.clamp(NARROWEST, WIDEST);
        match self.widths.iter_mut().find(|(own, _)| own == key) {
            Some((_, own)) => *own = width,
            None => self.widths.push((key.clone(), width)),
        }
    }

    /// Switches a pack on or off.
    pub fn toggle(&mut self, pack: Pack) {
        match self.packs.iter().position(|own| *own == pack) {
            Some(at) => drop(self.packs.remove(at)),
            None => self.packs.push(pack),
        }
    }

    /// Shows or hides a column, whatever its pack says.
    pub fn show(&mut self, definition: &Definition, on: bool) {
        self.columns.retain(|(key, _)| *key != definition.key);
        if self.shows(definition, false) != on {
            self.columns.push((definition.key.clone(), on));
        }
    }

    /// Puts a column before another one, or at the end.
    pub fn put(&mut self, table: &Table, key: &Key, before: Option<&Key>) {
        if before == Some(key) {
            return;
        }
        let mut order: Vec<Key> = self.in_order(table).into_iter().map(|(_, d)| d.key.clone()).collect();
        order.retain(|own| own != key);
        let at = before.and_then(|before| order.iter().position(|own| own == before)).unwrap_or(order.len());
        order.insert(at, key.clone());
        let is_as_defined = order.iter().eq(arranged(table).map(|(_, definition)| &definition.key));
        self.order = if is_as_defined { Vec::new() } else { order };
    }

    /// Moves a shown column by so many shown columns, to the right where positive.
    pub fn shift(&mut self, table: &Table, within: bool, key: &Key, by: isize) {
        let shown = self.columns(table, within);
        let Some(at) = shown.iter().position(|shown| shown.key == *key) else { return };
        let to = at.saturating_add_signed(by).min(shown.len().saturating_sub(1));
        if to == at {
            return;
        }
        let before = shown.get(if to > at { to + 1 } else { to }).map(|shown| shown.key.clone());
        // After the last shown column stand only hidden ones; the end will do.
        self.put(table, key, before.as_ref());
    }
}

/// The columns of a table that were not taken out, in the order in which they stand before a view moves them.
fn arranged(table: &Table) -> impl Iterator<Item = (usize, &Definition)> {
    table.arranged().iter().filter_map(|at| Some((*at, table.definitions().get(*at)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Sheet;
    use proptest::prelude::*;

    fn keys(choice: &Choice) -> Vec<String> {
        choice.columns(&Table::new(Sheet::Competition), true).iter().map(|shown| shown.key.to_string()).collect()
    }

    #[test]
    fn columns_move_over_shown_ones_and_back() {
        let table = Table::new(Sheet::Deals);
        let mut choice = Choice::default();
        let shown = |choice: &Choice| -> Vec<String> {
            choice.columns(&table, false).iter().take(5).map(|shown| shown.key.to_string()).collect()
        };
        assert_eq!(shown(&choice), ["name", "account", "owner", "amount", "stage"]);
        choice.shift(&table, false, &Key::new("amount"), 1);
        assert_eq!(shown(&choice), ["name", "account", "owner", "stage", "amount"], "over two that are hidden");
        choice.shift(&table, false, &Key::new("amount"), -9);
        assert_eq!(shown(&choice), ["amount", "name", "account", "owner", "stage"]);
        choice.put(&table, &Key::new("amount"), Some(&Key::new("low")));
        assert_eq!(choice, Choice::default(), "as it was defined is nothing to remember");
    }

    #[test]
    fn a_column_is_shown_against_its_pack_and_back() {
        let definitions = Sheet::Deals.definitions();
        let mut choice = Choice::default();
        let low = definitions.iter().find(|definition| definition.key == "low").unwrap();
        choice.show(low, true);
        assert!(choice.shows(low, false));
        choice.show(low, false);
        assert_eq!(choice, Choice::default());
        choice.toggle(Pack::More);
        choice.show(low, false);
        assert!(!choice.shows(low, false));
    }

    proptest! {
        #[test]
        fn moving_loses_no_column(moves in prop::collection::vec((0usize..8, -9isize..9), 0..12)) {
            let table = Table::new(Sheet::Competition);
            let mut choice = Choice::default();
            let mut before = keys(&choice);
            for (at, by) in moves {
                let key = Key::new(&before[at % before.len()]);
                choice.shift(&table, true, &key, by);
                let after = keys(&choice);
                let to = (at % before.len()).saturating_add_signed(by).min(before.len() - 1);
                prop_assert_eq!(&after[to], key.as_str());
                before.retain(|own| *own != key);
                before.insert(to, key.to_string());
                prop_assert_eq!(&after, &before);
            }
        }
    }
}
