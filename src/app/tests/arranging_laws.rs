//! What holds for any rows, any sort, any filter, any groups.

use proptest::prelude::*;
use rustc_hash::FxHashSet;

use super::desk::{Desk, reopened};
use crate::app::Action;
use crate::app::arrange::Deed;
use crate::app::grid::{Arrangement, Condition, GridId, Likeness, Line, Unit};
use crate::formats::{Meta, read, write};
use crate::log::Replica;
use crate::model::{Key, RowId, Sheet};

const GRID: GridId = GridId::Table(Sheet::Deals);
const COLUMNS: [&str; 6] = ["name", "owner", "amount", "stage", "close", "weighted"];

fn rows() -> impl Strategy<Value = Vec<[&'static str; 5]>> {
    let of = |texts: &'static [&'static str]| proptest::sample::select(texts);
    let row = (
        of(&["a", "B", "b", "海天", "deal 2", "deal 10", ""]),
        of(&["Li", "Chen", ""]),
        of(&["1", "10", "2 EUR", "x", ""]),
        of(&["1", "3", "5", "?"]),
        of(&["2026-03-01", "2026-03-09", "2025-01-01", "soon", ""]),
    );
    prop::collection::vec(row.prop_map(|(a, b, c, d, e)| [a, b, c, d, e]), 0..24)
}

fn desk(rows: &[[&str; 5]]) -> Desk {
    let mut table = "| name | owner | amount | stage | close |\n".to_owned();
    for row in rows {
        table.push_str(&format!("| {} |\n", row.join(" | ")));
    }
    Desk::new(GRID, &table)
}

fn column() -> impl Strategy<Value = Key> {
    proptest::sample::select(&COLUMNS[..]).prop_map(Key::new)
}

fn condition() -> impl Strategy<Value = Condition> {
    prop_oneof![
        Just(Condition::Empty),
        Just(Condition::Filled),
        Just(Condition::Overdue),
        Just(Condition::During(Unit::Month, 0)),
        proptest::sample::select(vec!["b", "1", "i", "deal"])
            .prop_map(|text| Condition::Like(Likeness::Contains, text.into())),
    ]
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        3 => (column(), any::<bool>(), any::<bool>())
            .prop_map(|(column, descending, add)| Deed::Sort { column, descending, add }),
        2 => (column(), condition()).prop_map(|(column, condition)| Deed::Ask(column, Some(condition))),
        1 => Just(Deed::Unfilter),
        1 => any::<bool>().prop_map(Deed::Attention),
        2 => (column(), prop::option::of(Just(Unit::Month))).prop_map(|(column, unit)| Deed::Group(column, unit)),
        1 => any::<bool>().prop_map(Deed::FoldAll),
        1 => Just(Deed::Apply),
        1 => (column(), -3isize..3).prop_map(|(column, by)| Deed::Shift(column, by)),
        1 => (column(), any::<bool>()).prop_map(|(column, on)| Deed::Show(column, on)),
    ];
    prop::collection::vec(deed, 1..6)
}

/// A step in a grid that is arranged already.
fn edits() -> impl Strategy<Value = Vec<String>> {
    let edit = prop_oneof![
        4 => (0usize..12, 0usize..5, proptest::sample::select(vec!["b", "7", "deal 3", "5 Neg", "2026-03-02", ""]))
            .prop_map(|(row, column, text)| format!("click({row},{column}) \"{text}\" Enter")),
        1 => (0usize..12).prop_map(|row| format!("click({row},0) Delete")),
        1 => (0usize..12).prop_map(|row| format!("click({row},0) Ctrl+Delete")),
        1 => (0usize..12).prop_map(|row| format!("click({row},0) Ctrl+Shift+D")),
        1 => (0usize..12).prop_map(|row| format!("click({row},0) Ctrl+Shift+Enter")),
        1 => (0usize..12).prop_map(|row| format!("click({row},0) paste:p\\nq")),
        1 => Just("Ctrl+End Down \"new\" Enter".to_owned()),
        2 => Just("Ctrl+Z".to_owned()),
        1 => Just("Ctrl+Y".to_owned()),
    ];
    prop::collection::vec(edit, 0..8)
}

fn arrange(desk: &mut Desk, deeds: &[Deed]) {
    for deed in deeds {
        desk.act(Action::Arrange(GRID, deed.clone()));
    }
}

/// Every record that is shown, closed groups included.
fn records(desk: &mut Desk) -> Vec<RowId> {
    desk.app.grid(GRID).layout.rows().unwrap().records().to_vec()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn sorting_loses_no_row_and_leaves_equals_as_they_were(
        rows in rows(),
        sorts in prop::collection::vec((column(), any::<bool>()), 1..4),
    ) {
        let mut desk = desk(&rows);
        let before = records(&mut desk);
        let mut arrangement = Arrangement::default();
        for (column, descending) in sorts {
            desk.act(Action::Arrange(GRID, Deed::Sort { column: column.clone(), descending, add: true }));
            arrangement.sort_by(&column, descending, true);
        }
        let after = records(&mut desk);
        let sorted: FxHashSet<RowId> = after.iter().copied().collect();
        prop_assert_eq!(sorted.len(), before.len());
        prop_assert!(before.iter().all(|row| sorted.contains(row)));
        // Any two that stand side by side are in order, and where they are equal, in the order in which they were.
        let slot = |row: &RowId| desk.app.plan().table(Sheet::Deals).slot(*row).unwrap();
        for pair in after.windows(2) {
            let (one, two) = (slot(&pair[0]), slot(&pair[1]));
            let forth = desk.app.sorted(Sheet::Deals, &arrangement, &[one, two]);
            prop_assert_eq!(forth, vec![one, two]);
            let back = desk.app.sorted(Sheet::Deals, &arrangement, &[two, one]);
            if back == [two, one] {
                let place = |row: &RowId| before.iter().position(|own| own == row);
                prop_assert!(place(&pair[0]) < place(&pair[1]), "equals stay as they were");
            }
        }
    }

    #[test]
    fn a_filter_shows_what_meets_it_and_edits_hide_nothing(rows in rows(), deeds in deeds(), edits in edits()) {
        let mut desk = desk(&rows);
        arrange(&mut desk, &deeds);
        let mut shown: FxHashSet<RowId> = records(&mut desk).into_iter().collect();
        for edit in &edits {
            let before = desk.app.grid(GRID).arrangement.clone();
            desk.press(edit);
            let now: FxHashSet<RowId> = records(&mut desk).into_iter().collect();
            // Undo takes the arrangement back, too.
            let is_same = before.orders_as(&desk.app.grid(GRID).arrangement);
            let table = desk.app.plan().table(Sheet::Deals);
            let hides = shown.iter().any(|row| !now.contains(row) && table.contains(*row));
            prop_assert!(!is_same || !hides, "after {}", edit);
            prop_assert!(now.iter().all(|row| table.contains(*row)));
            shown = now;
        }
        // What is not marked stands where it would stand now; applied again, nothing is marked.
        let misfits = desk.app.grid(GRID).misfits.clone();
        let before: Vec<RowId> = records(&mut desk).into_iter().filter(|row| !misfits.contains(row)).collect();
        desk.act(Action::Arrange(GRID, Deed::Apply));
        let after: Vec<RowId> = records(&mut desk);
        prop_assert!(desk.app.grid(GRID).misfits.is_empty());
        let kept: Vec<RowId> = after.iter().copied().filter(|row| before.contains(row)).collect();
        if desk.app.grid(GRID).arrangement.arranges_rows() {
            let is_computed = |key: &Key| key == "weighted";
            let grid = desk.app.grid(GRID);
            let asked = grid.arrangement.sort.iter().map(|sort| &sort.column).chain(grid.arrangement.groups.iter().map(|group| &group.column));
            let ripples = asked.clone().any(is_computed) || grid.arrangement.filter.attention;
            // A rule or a formula may look at other rows than the one that was written into.
            if !ripples {
                prop_assert_eq!(kept.len(), before.len(), "what fits is shown");
            }
        }
        let mut fresh = reopened(&desk.app, Replica::new(1, 9));
        let opened = fresh.grid(GRID).layout.rows().unwrap().records().to_vec();
        prop_assert_eq!(after, opened, "as it is found at the next opening");
    }

    #[test]
    fn groups_hold_each_row_once(rows in rows(), groups in prop::collection::vec(column(), 1..4), edits in edits()) {
        let mut desk = desk(&rows);
        for column in groups {
            desk.act(Action::Arrange(GRID, Deed::Group(column, None)));
        }
        for edit in &edits {
            desk.press(edit);
        }
        desk.act(Action::Arrange(GRID, Deed::FoldAll(false)));
        let table: FxHashSet<RowId> = desk.app.plan().table(Sheet::Deals).ids().collect();
        let layout = desk.app.grid(GRID).layout.clone();
        let rows = layout.rows().unwrap();
        let lines: Vec<RowId> = (0..rows.len()).filter_map(|row| rows.record(row)).collect();
        prop_assert_eq!(lines.len(), table.len());
        prop_assert_eq!(lines.iter().copied().collect::<FxHashSet<_>>(), table);
        // The records of a group are those of the groups in it, one after the other.
        let mut at = 0;
        for section in rows.sections().iter().filter(|section| section.level == 0) {
            prop_assert_eq!(section.from, at);
            prop_assert!(section.until > section.from);
            at = section.until;
        }
        prop_assert!(rows.sections().is_empty() || at == lines.len());
        let heads = (0..rows.len()).filter(|row| matches!(rows.line(*row), Some(Line::Head(_)))).count();
        prop_assert_eq!(heads, rows.sections().len());
    }

    #[test]
    fn a_view_comes_through_a_file(rows in rows(), deeds in deeds()) {
        let mut desk = desk(&rows);
        arrange(&mut desk, &deeds);
        desk.act(Action::Arrange(GRID, Deed::SaveAs("view".into())));
        let text = write(&desk.app.ledger, &Meta::default());
        let file = read(text.as_bytes(), Replica::new(5, 1), "other", desk.now).unwrap();
        prop_assert_eq!(file.problem_count, 0);
        let mut other = reopened(&desk.app, Replica::new(5, 1));
        other.open(file.ledger);
        prop_assert_eq!(&*other.grid(GRID).arrangement, &*desk.app.grid(GRID).arrangement);
        let shown = other.grid(GRID).layout.rows().unwrap().records().to_vec();
        desk.act(Action::Arrange(GRID, Deed::Apply));
        prop_assert_eq!(shown, records(&mut desk));
        prop_assert!(!other.is_view_changed(GRID));
    }
}
