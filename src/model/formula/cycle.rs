//! Which formulas lead back to themselves, and which build on too many others.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Formula, LONGEST_CHAIN, Step, Way, Wrong};
use crate::model::{Label, Plan, Sheet, order};

/// A column of formulas by its table and its place among the definitions.
type Column = (Sheet, usize);

/// The formulas that cannot be worked out since they lead back to themselves or build on too many others.
#[must_use]
pub fn cycles(formulas: &FxHashMap<Column, Formula>, plan: &Plan) -> FxHashMap<Column, Wrong> {
    let mut graph: FxHashMap<Column, Vec<Column>> = FxHashMap::default();
    for (column, formula) in formulas {
        let steps = formula.uses.iter().flat_map(|path| &path.steps);
        let used = steps.filter_map(|step| match step {
            Step::Column { sheet, column } => Some((*sheet, *column)),
            Step::Rows { .. } => None,
        });
        let used: FxHashSet<Column> = used.filter(|column| formulas.contains_key(column)).collect();
        let mut used: Vec<Column> = used.into_iter().collect();
        order::sort(&mut used);
        graph.insert(*column, used);
    }
    let label = |(sheet, column): &Column| -> Label {
        plan.table(*sheet).definitions().get(*column).map(|definition| definition.label.clone()).unwrap_or_default()
    };
    let mut found: FxHashMap<Column, Wrong> = FxHashMap::default();
    for column in graph.keys() {
        if let Some(way) = way_back(&graph, *column) {
            found.insert(*column, Wrong::Circle { way: Way(way.iter().map(label).collect()) });
        }
    }
    // After so many rounds a formula is as high as the formulas below it make it, or too high.
    let mut heights: FxHashMap<Column, usize> = graph.keys().map(|column| (*column, 0)).collect();
    for round in 1..=LONGEST_CHAIN + 1 {
        for (column, used) in graph.iter().filter(|(column, _)| !found.contains_key(column)) {
            let below = used.iter().filter_map(|next| heights.get(next)).max().copied().unwrap_or(0);
            if below + 1 == round {
                heights.insert(*column, round);
            }
        }
    }
    let too_high = heights.iter().filter(|(_, height)| **height > LONGEST_CHAIN).map(|(column, _)| *column);
    for column in too_high.collect::<Vec<_>>() {
        found.entry(column).or_insert(Wrong::LongChain);
    }
    found
}

/// The shortest way from a formula back to itself, with itself at both ends.
fn way_back(graph: &FxHashMap<Column, Vec<Column>>, start: Column) -> Option<Vec<Column>> {
    let mut from: FxHashMap<Column, Column> = FxHashMap::default();
    let mut ahead = VecDeque::from([start]);
    while let Some(column) = ahead.pop_front() {
        for next in graph.get(&column)? {
            if *next == start {
                let mut way = vec![start, column];
                while let Some(before) = way.last().filter(|last| **last != start).and_then(|last| from.get(last)) {
                    way.push(*before);
                }
                way.dedup();
                if way.len() == 1 {
                    way.push(start);
                }
                way.reverse();
                return Some(way);
            }
            if !from.contains_key(next) {
                from.insert(*next, column);
                ahead.push_back(*next);
            }
        }
    }
    None
}
