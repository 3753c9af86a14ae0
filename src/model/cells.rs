//! The cells of one column: most columns have few values, and hold which of them stands where.

use super::{Pool, Value, put};

/// The values of a column by slot; shorter than the table where the rest is empty.
#[derive(Clone, Debug)]
pub(super) enum Cells {
    /// Each value once, and by slot its number: four bytes a cell.
    Few { pool: Pool, numbers: Vec<u32> },
    /// Nearly every value is another one, as names are: they stand as they are.
    Many(Vec<Value>),
}

/// A column of fewer different values is never written out: it would be no shorter.
const FEW: usize = 256;

const EMPTY: &Value = &Value::Empty;

impl Default for Cells {
    fn default() -> Cells {
        Cells::Few { pool: Pool::default(), numbers: Vec::new() }
    }
}

impl Cells {
    /// The value in a slot.
    pub fn get(&self, slot: usize) -> &Value {
        match self {
            Cells::Few { pool, numbers } => numbers.get(slot).map_or(EMPTY, |number| pool.get(*number)),
            Cells::Many(values) => values.get(slot).unwrap_or(EMPTY),
        }
    }

    /// How many slots there are up to the last one that was written.
    pub const fn len(&self) -> usize {
        match self {
            Cells::Few { numbers, .. } => numbers.len(),
            Cells::Many(values) => values.len(),
        }
    }

    /// Writes a value; says whether there was anything to write. `expected` is how many slots there will be, as far as is
    /// known.
    pub fn write(&mut self, slot: u32, value: Value, expected: usize) -> bool {
        if value.is_empty() && slot as usize >= self.len() {
            return false;
        }
        match self {
            Cells::Few { pool, numbers } => {
                set(numbers, slot, pool.put(&value), expected);
                // Values that no cell holds any more are among them: what is written over and over is written out in the end.
                if pool.len() > FEW.max(expected.max(numbers.len()) / 2) {
                    self.write_out(expected);
                }
            }
            Cells::Many(values) => set(values, slot, value, expected),
        }
        true
    }

    fn write_out(&mut self, expected: usize) {
        let mut values = Vec::with_capacity(expected.max(self.len()));
        values.extend((0..self.len()).map(|slot| self.get(slot).clone()));
        *self = Cells::Many(values);
    }
}

/// Puts a cell into a list, with room for as many as are expected.
fn set<T: Default>(cells: &mut Vec<T>, slot: u32, cell: T, expected: usize) {
    if slot as usize >= cells.capacity() && (slot as usize) < expected {
        cells.reserve_exact(expected - cells.len());
    }
    put(cells, slot, cell);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn holds_what_was_written(
            writes in prop::collection::vec((0usize..900, 0u16..700), 0..1_500), expected in 0usize..1_200
        ) {
            let (mut cells, mut written) = (Cells::default(), vec![Value::Empty; 900]);
            for (slot, text) in writes {
                // Every other one of few values, so that columns of both kinds come about.
                let text = if text % 2 == 0 { text % 20 } else { text };
                let value = if text == 0 { Value::Empty } else { Value::text(&text.to_string()) };
                cells.write(slot as u32, value.clone(), expected);
                written[slot] = value;
            }
            prop_assert!((0..900).all(|slot| cells.get(slot) == &written[slot]));
        }
    }

    #[test]
    fn a_column_of_names_is_written_out() {
        let (mut names, mut stages) = (Cells::default(), Cells::default());
        for slot in 0..1_000 {
            names.write(slot, Value::text(&format!("deal {slot}")), 1_000);
            stages.write(slot, Value::text(&format!("stage {}", slot % 7)), 1_000);
        }
        assert!(matches!((&names, &stages), (Cells::Many(_), Cells::Few { .. })));
        assert_eq!((names.get(999), stages.get(8)), (&Value::text("deal 999"), &Value::text("stage 1")));
    }
}
