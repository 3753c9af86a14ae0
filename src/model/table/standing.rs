//! Where the columns of a table stand, those that the user made among them.

use super::Table;
use crate::model::{Key, Place, Stand, order};

impl Table {
    /// Where a new column stands that is put behind another, or before all of them.
    #[must_use]
    pub fn stand_behind(&self, column: Option<&str>) -> Stand {
        let own = column.and_then(|key| self.column(key));
        let built_in = self.sheet.definitions().len();
        let stand = own.and_then(|at| self.definitions.get(at)).and_then(|definition| definition.stand.clone());
        let (after, low) = match (own, stand) {
            (_, Some(stand)) => (stand.after, Some(stand.place)),
            (Some(at), None) if at < built_in => (self.key(at), None),
            // Behind a column that nobody put anywhere, at the end of all.
            (Some(_), None) => (self.key(built_in.saturating_sub(1)), None),
            (None, None) => (Key::default(), None),
        };
        let beside = self.definitions.iter().filter_map(|definition| definition.stand.as_ref());
        let places = beside.filter(|stand| stand.after == after).map(|stand| &stand.place);
        let high = places.filter(|place| low.as_ref().is_none_or(|low| *place > low)).min();
        let place = Place::spread(low.as_ref(), high, 1).pop().unwrap_or_default();
        Stand { after, place }
    }

    pub(super) fn key(&self, column: usize) -> Key {
        self.definitions.get(column).map(|definition| definition.key.clone()).unwrap_or_default()
    }

    pub(super) fn arrange(&mut self) {
        let built_in = self.sheet.definitions().len();
        let rank = |at: usize| {
            let definition = self.definitions.get(at)?;
            Some(match &definition.stand {
                Some(stand) if stand.after.is_empty() => (0, Some((&stand.place, &definition.key)), at),
                Some(stand) => {
                    let anchor =
                        self.column(&stand.after).filter(|anchor| *anchor < built_in).unwrap_or(usize::MAX - 1);
                    (anchor + 1, Some((&stand.place, &definition.key)), at)
                }
                None if at < built_in => (at + 1, None, at),
                None => (usize::MAX, None, at),
            })
        };
        let mut arranged: Vec<usize> = self.present_at().map(|(at, _)| at).collect();
        order::sort_by(&mut arranged, |a, b| rank(*a).cmp(&rank(*b)));
        self.arranged = arranged;
    }
}
