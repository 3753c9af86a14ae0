//! What holds of the clipboard after any session: what is copied and pasted where it stood changes nothing.

use proptest::prelude::*;

use super::desk::Desk;
use super::laws::{self, GRIDS, cases};
use super::sessions::{self, go};
use crate::app::command::Chosen;
use crate::app::grid::{At, GridId};
use crate::app::{Action, Block, Effect, block};
use crate::model::{Definition, Key, RowId, Value};

/// A selection.
#[derive(Clone, Debug)]
struct Chose {
    grid: usize,
    from: At,
    to: At,
    what: Chosen,
}

fn at() -> impl Strategy<Value = At> {
    (0_usize..6, 0_usize..14).prop_map(|(row, column)| At { row, column })
}

fn chose() -> impl Strategy<Value = Chose> {
    let what = prop_oneof![6 => Just(Chosen::Cells), 1 => Just(Chosen::Rows), 1 => Just(Chosen::Columns)];
    (0..GRIDS.len(), at(), at(), what).prop_map(|(grid, from, to, what)| Chose { grid, from, to, what })
}

/// Selects, within what the grid shows.
fn choose(desk: &mut Desk, chose: &Chose) -> GridId {
    let old = desk.grid;
    desk.act(Action::Blur(old));
    let id = GRIDS[chose.grid];
    desk.grid = id;
    let grid = desk.app.grid(id);
    let (height, width) = (grid.layout.height().max(1), grid.layout.width().max(1));
    let within = |at: At| At { row: at.row % height, column: at.column % width };
    desk.act(Action::Focus(id));
    match chose.what {
        Chosen::Cells => {
            desk.act(Action::Point { grid: id, at: within(chose.from), extend: false });
            desk.act(Action::Point { grid: id, at: within(chose.to), extend: true });
        }
        what => desk.act(Action::TurnTo { grid: id, at: within(chose.from), what }),
    }
    id
}

/// What is copied now; none where it cannot be.
fn copied(desk: &mut Desk, id: GridId) -> Option<(String, String)> {
    let from = desk.effects.len();
    desk.act(Action::Copy { grid: id, cut: false, headings: false });
    desk.effects.drain(from..).find_map(|effect| match effect {
        Effect::Clipboard { text, html } => Some((text, html)),
        _ => None,
    })
}

/// The records, columns and values of the selected cells.
fn selected(desk: &Desk, id: GridId) -> Vec<(RowId, Definition, Value)> {
    let Some(grid) = desk.app.laid_out(id) else { return Vec::new() };
    let table = desk.app.plan().table(id.sheet());
    let cells = grid.selected().filter_map(|at| grid.layout.target(at.row, at.column));
    cells
        .filter_map(|target| {
            let (row, definition) = (target.row?, table.definition(&target.column)?.clone());
            let value = table.value(row, &target.column).clone();
            Some((row, definition, value))
        })
        .collect()
}

/// A table of another program with these texts.
fn foreign(text: &str) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>");
    let rows = crate::formats::read_tsv(text);
    let row = |row: Vec<String>| {
        let cells: String = row.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect();
        format!("<tr>{cells}</tr>")
    };
    format!("<table>{}</table>", rows.into_iter().map(row).collect::<String>())
}

fn begun(session: &[sessions::Deed]) -> Desk {
    let mut desk = laws::desk();
    let mut there = None;
    session.iter().for_each(|deed| go(&mut desk, &mut there, deed));
    desk.act(Action::Blur(desk.grid));
    desk.app.cut = None;
    desk
}

/// Values whose text says them, so that another program hands them back; whoever pastes a name begins a record of it.
fn is_said(definition: &Definition, value: &Value) -> bool {
    match value {
        Value::Foreign(_) => false,
        Value::Invalid(_) => definition.kind.target().is_none(),
        _ => true,
    }
}

/// Whether a table of another program hands a text back: HTML keeps no blanks at the ends of lines, and none beside another.
fn is_kept_in_a_table(value: &Value) -> bool {
    let (Value::Text(text) | Value::Invalid(text)) = value else { return true };
    text.split('\n').all(|line| line.is_empty() || line.split(' ').all(|word| !word.is_empty()))
}

fn session() -> impl Strategy<Value = Vec<sessions::Deed>> {
    prop::collection::vec(sessions::deed(), 0..16)
}

#[test]
fn a_blank_at_the_end_comes_back_as_a_text_and_not_from_a_table() {
    let mut desk = laws::desk();
    desk.press("click(0,0) \"a\" Space Enter click(0,0)");
    let name = |desk: &Desk| desk.value(0, "name");
    assert_eq!(name(&desk), Value::text("a "));
    let id = desk.grid;
    let (text, _) = copied(&mut desk, id).expect("a cell");
    desk.act(Action::Paste(desk.grid, block(Some(&text), None).expect("a text")));
    assert_eq!(name(&desk), Value::text("a "));
    desk.act(Action::Paste(desk.grid, block(Some(&text), Some(&foreign(&text))).expect("a table")));
    assert_eq!(name(&desk), Value::text("a"));
}

#[test]
fn what_did_not_fit_is_not_read_once_more_in_its_own_cell() {
    let mut desk = laws::desk();
    let (sheet, row) = (desk.grid.sheet(), desk.record(0));
    desk.act(Action::Set { sheet, row, column: "account".into(), value: Value::Invalid("Nobody".into()) });
    let before = (desk.digest(), desk.stored());
    desk.press("click(0,1) Ctrl+C Ctrl+V");
    assert_eq!((desk.digest(), desk.stored()), before);
    desk.press("click(1,1) Ctrl+V");
    assert_eq!(desk.cell(1, "account"), "Nobody", "elsewhere it is read as if it were typed");
    assert!(matches!(desk.value(1, "account"), Value::Link(_)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(200), max_shrink_iters: 2_000, ..ProptestConfig::default() })]
    #[test]
    fn what_is_pasted_where_it_was_copied_changes_nothing(session in session(), chosen in prop::collection::vec(chose(), 1..4)) {
        let mut desk = begun(&session);
        for chose in &chosen {
            let id = choose(&mut desk, chose);
            let Some((text, html)) = copied(&mut desk, id) else { continue };
            let before = (desk.digest(), desk.app.ledger.len());
            let Some(block) = block(Some(&text), Some(&html)) else { continue };
            desk.act(Action::Paste(id, block));
            prop_assert_eq!((desk.digest(), desk.app.ledger.len()), before);
        }
    }

    #[test]
    fn texts_that_are_pasted_where_they_were_copied_are_the_same_values(
        session in session(),
        chose in chose(),
        as_table in any::<bool>(),
    ) {
        let mut desk = begun(&session);
        let id = choose(&mut desk, &chose);
        let Some((text, _)) = copied(&mut desk, id) else { return Ok(()) };
        let html = as_table.then(|| foreign(&text));
        let before: Vec<(RowId, Definition, Value)> = selected(&desk, id);
        let Some(pasted) = block(Some(&text), html.as_deref()) else { return Ok(()) };
        // Programs add an empty line at the end, and nothing tells it from an empty row.
        if text.ends_with("\r\n\r\n") || crate::formats::read_tsv(&text).last().is_some_and(|row| row.iter().all(String::is_empty)) {
            return Ok(());
        }
        let shown = if let Block::Texts(rows) = &pasted { rows.clone() } else { Vec::new() };
        desk.act(Action::Paste(id, pasted));
        let table = desk.app.plan().table(id.sheet());
        for (row, definition, value) in &before {
            let is_kept = !as_table || is_kept_in_a_table(value);
            if definition.computed.is_none() && is_said(definition, value) && is_kept {
                let key: &Key = &definition.key;
                prop_assert_eq!(table.value(*row, key), value, "{} {:?} of {:?} {:?}", key, definition.kind, text, shown);
            }
        }
    }
}
