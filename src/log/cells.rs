//! The first cells of a row, as the log keeps them for as long as the plan is open.
//!
//! Most rows have the same columns as many others: the keys are kept once for all of them, which halves what a row takes.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};

use crate::model::{Key, Value};

/// The cells of a row, in the order in which they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells {
    keys: Arc<[Key]>,
    values: Box<[Value]>,
}

impl Default for Cells {
    fn default() -> Cells {
        Cells { keys: Arc::from([]), values: Box::default() }
    }
}

impl Cells {
    /// The values of some columns.
    #[must_use]
    pub fn new(keys: Arc<[Key]>, values: Vec<Value>) -> Cells {
        Cells { keys, values: values.into() }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The cells.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Key, &Value)> + Clone {
        self.keys.iter().zip(&self.values)
    }
}

impl From<Vec<(Key, Value)>> for Cells {
    fn from(cells: Vec<(Key, Value)>) -> Cells {
        let (keys, values): (Vec<Key>, Vec<Value>) = cells.into_iter().unzip();
        Cells::new(keys.into(), values)
    }
}

impl From<Cells> for Vec<(Key, Value)> {
    fn from(cells: Cells) -> Vec<(Key, Value)> {
        cells.keys.iter().cloned().zip(cells.values).collect()
    }
}

/// The lists of columns that were met, each kept once.
#[derive(Debug, Default)]
pub struct Shapes(FxHashMap<u64, Arc<[Key]>>);

/// Lists that are remembered at most: a table has few, whatever a file may hold.
const MOST: usize = 4096;

impl Shapes {
    /// The list of these columns: the one that rows before had, where there is one.
    pub fn of(&mut self, keys: &[impl AsRef<str>]) -> Arc<[Key]> {
        let mut hasher = FxHasher::default();
        keys.iter().for_each(|key| key.as_ref().hash(&mut hasher));
        let hash = hasher.finish();
        if let Some(known) = self.0.get(&hash)
            && known.iter().map(Key::as_str).eq(keys.iter().map(AsRef::as_ref))
        {
            return Arc::clone(known);
        }
        let list: Arc<[Key]> = keys.iter().map(|key| Key::new(key.as_ref())).collect();
        if self.0.len() < MOST {
            self.0.insert(hash, Arc::clone(&list));
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_columns_are_kept_once() {
        let mut shapes = Shapes::default();
        let [one, two, other] = [["a", "b"], ["a", "b"], ["b", "a"]].map(|keys| shapes.of(&keys));
        assert!(Arc::ptr_eq(&one, &two) && !Arc::ptr_eq(&one, &other));
        assert_eq!(*other, [Key::new("b"), Key::new("a")]);
        let cells = vec![(Key::new("a"), Value::text("x")), (Key::new("a"), Value::Empty)];
        assert_eq!(Vec::from(Cells::from(cells.clone())), cells, "in their order, twice where they came twice");
    }
}
