//! Values of which many are the same, each kept once: stages, owners, days, round amounts.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::{Index, Value, put};

/// Values by number. Nothing is at 0, so that what was never written needs no room.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    values: Vec<Value>,
    index: Index,
}

const EMPTY: &Value = &Value::Empty;

impl Pool {
    /// How many different values there are, beside nothing.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is none but nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The value of a number.
    #[must_use]
    pub fn get(&self, number: u32) -> &Value {
        let at = (number as usize).checked_sub(1);
        at.and_then(|at| self.values.get(at)).unwrap_or(EMPTY)
    }

    /// The number of a value; one that has none gets the next.
    pub fn put(&mut self, value: &Value) -> u32 {
        if value.is_empty() {
            return 0;
        }
        let own = hash(value);
        if let Some(number) = self.index.find(own, |number| self.get(number) == value) {
            return number;
        }
        let at = u32::try_from(self.values.len()).unwrap_or(u32::MAX - 1);
        put(&mut self.values, at, value.clone());
        let number = at + 1;
        let values = &self.values;
        let hash_of = |number: u32| (number as usize).checked_sub(1).and_then(|at| values.get(at)).map_or(0, hash);
        self.index.put(own, number, &hash_of);
        number
    }
}

fn hash(value: &Value) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_have_one_number() {
        let mut pool = Pool::default();
        let values = ["a", "b", "", "a"].map(Value::text);
        let numbers = values.each_ref().map(|value| pool.put(value));
        assert_eq!(numbers, [1, 2, 0, 1]);
        assert_eq!(numbers.map(|number| pool.get(number).clone()), values);
        assert_eq!(pool.get(9), &Value::Empty);
    }
}
