//! What two people chose in a cell that takes several, taken together.

use crate::model::{Definition, Key, Kind, RowId, Value};

/// All that some values hold, where a cell takes several and none of them holds all.
pub(super) fn union(definition: &Definition, values: &[Value]) -> Option<Value> {
    let whole = match definition.kind {
        Kind::Links(_) => {
            let mut rows: Vec<RowId> = Vec::new();
            for row in values.iter().flat_map(|value| value.linked()) {
                if !rows.contains(row) {
                    rows.push(*row);
                }
            }
            Value::links(rows)
        }
        Kind::Choices(_) => {
            let chosen = |value: &Value| match value {
                Value::Choices(keys) => keys.to_vec(),
                _ => Vec::new(),
            };
            let all: Vec<Key> = values.iter().flat_map(chosen).collect();
            // As a person picks them: in the order of the column, what is no choice any more at the end.
            let known = definition.kind.choices().iter().map(|choice| &choice.key).filter(|key| all.contains(key));
            let mut keys: Vec<Key> = known.cloned().collect();
            for key in all {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
            Value::choices(keys)
        }
        _ => return None,
    };
    let is_whole = values.iter().all(|value| matches!(value, Value::Empty | Value::Links(_) | Value::Choices(_)));
    (is_whole && !values.contains(&whole)).then_some(whole)
}
