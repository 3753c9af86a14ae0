//! Undo and redo: across kinds of edits, tables and sessions.

use super::*;
use crate::app::Notice;
use crate::app::grid::{GridId, Selection};
use crate::model::Sheet;

const PLAN: &str = "| name    | account | amount |
                    | [Haitian] | Haitian Co | 10     |
                    | Kehua   |         | 20     |";

/// Every kind of edit, one after the other; each is one step.
const EDITS: [&str; 12] = [
    "\"Delta\" Enter",
    "Right \"NewCo\" Enter",
    "Right 3 3 Enter",
    "click(0,0) Shift+Down Shift+Right Delete",
    "paste:a\\tb\\t1\\nc\\td\\t2\\ne\\tb\\tx",
    "click(1,0) Ctrl+Shift+Enter",
    "Ctrl+Shift+D",
    "click(0,0) Shift+Down Ctrl+Delete",
    "click(0,2) Shift+Down 9 Ctrl+Enter",
    "click(0,0) Ctrl+C Down Ctrl+V",
    "click(0,2) Ctrl+X Down Ctrl+V",
    "click(0,1) F2 \"x\" Enter",
];

#[test]
fn every_kind_of_edit_is_one_step_back_and_forth() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), PLAN);
    let mut digests = vec![desk.digest()];
    for edit in EDITS {
        let before = desk.stored();
        desk.press(edit);
        assert_eq!(desk.stored(), before + 1, "{edit} is one transaction");
        digests.push(desk.digest());
    }
    assert!(digests.windows(2).all(|pair| pair[0] != pair[1]), "{digests:?}");
    for (at, digest) in digests.iter().enumerate().rev().skip(1) {
        desk.press("Ctrl+Z");
        assert_eq!(desk.digest(), *digest, "undo of {}", EDITS[at]);
    }
    desk.press("Ctrl+Z");
    assert_eq!(desk.said(), Some(&Notice::NothingToUndo));
    for (at, digest) in digests.iter().enumerate().skip(1) {
        desk.press(if at % 2 == 0 { "Ctrl+Y" } else { "Ctrl+Shift+Z" });
        assert_eq!(desk.digest(), *digest, "redo of {}", EDITS[at - 1]);
    }
    desk.press("Ctrl+Y");
    assert_eq!(desk.said(), Some(&Notice::NothingToRedo));
}

#[test]
fn undo_goes_on_after_the_plan_was_opened_again() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), PLAN);
    let mut digests = vec![desk.digest()];
    for edit in EDITS {
        desk.press(edit);
        digests.push(desk.digest());
    }
    for digest in digests.iter().rev().skip(1) {
        desk.press("reload Ctrl+Z");
        assert_eq!(desk.digest(), *digest);
    }
    desk.press("reload Ctrl+Z");
    assert_eq!(desk.said(), Some(&Notice::NothingToUndo), "the plan's beginning is nobody's step");
    for digest in digests.iter().skip(1) {
        desk.press("reload Ctrl+Y");
        assert_eq!(desk.digest(), *digest);
    }
}

#[test]
fn a_new_edit_ends_redo() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), PLAN);
    desk.press("x Enter Ctrl+Z y Enter Ctrl+Shift+Z");
    assert_eq!(desk.said(), Some(&Notice::NothingToRedo));
}

#[test]
fn the_active_cell_stays_on_its_record() {
    check(
        "| name    | amount |
         | Haitian | 10     |
         | Kehua   | [20]   |",
        "Up Ctrl+Shift+Enter Down Ctrl+Z",
        "| name    | amount |
         | Haitian | [10]   |
         | Kehua   | 20     |
         |         |        |",
    );
}

#[test]
fn undo_reaches_other_tables() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), PLAN);
    let before = desk.digest();
    desk.press("Right \"NewCo\" Enter");
    assert_eq!(desk.titles(Sheet::Accounts), ["Haitian Co", "NewCo"]);
    desk.grid = GridId::Table(Sheet::Accounts);
    desk.press("Ctrl+Z");
    assert_eq!((desk.digest(), desk.titles(Sheet::Accounts)), (before, vec!["Haitian Co".to_owned()]));
}

#[test]
fn undo_commits_an_open_editor_first_only_by_command() {
    // Ctrl+Z belongs to the text field while it is open.
    check(
        "| name      |
         | [Haitian] |",
        "x Ctrl+Z",
        "| name  |
         | [{x}] |
         |       |",
    );
}

/// What is no key script: one step each, in a table that is sorted, filtered and grouped.
fn deeds() -> Vec<(&'static str, fn(&mut Desk))> {
    use super::columns::{change, make, own};
    use crate::app::arrange::Deed;
    use crate::app::grid::{At, Colour, Condition, Total};
    use crate::app::{Action, Commenting};
    use crate::model::{Definition, Kind, Tone};
    const DEALS: GridId = GridId::Table(Sheet::Deals);
    fn arrange(desk: &mut Desk, deed: Deed) {
        desk.act(Action::Arrange(DEALS, deed));
    }
    fn size(desk: &Desk) -> crate::model::Key {
        let table = desk.app.plan().table(Sheet::Deals);
        table.definitions().iter().find(|definition| definition.label.en == "Size").expect("made").key.clone()
    }
    vec![
        ("fill a series", |desk| {
            desk.press("click(1,2)");
            desk.act(Action::FillTo { grid: DEALS, to: At { row: 2, column: 2 }, other: false });
        }),
        ("comment", |desk| {
            let target = desk.app.grid(DEALS).target().unwrap();
            desk.act(Action::Comment(Commenting::Add(target, "Why?".into())));
        }),
        ("settle it", |desk| {
            let comment = desk.app.plan().table(Sheet::Comments).ids().next().unwrap();
            desk.act(Action::Comment(Commenting::Resolve(comment, true)));
        }),
        ("make a column", |desk| drop(make(desk, Sheet::Deals, own("Size", Kind::Text)))),
        ("write into it", |desk| {
            let (row, column) = (desk.record(1), size(desk));
            let value = crate::model::Value::text("12 pieces");
            desk.act(Action::Set { sheet: Sheet::Deals, row, column, value });
        }),
        ("turn it into numbers", |desk| {
            let key = size(desk);
            let kind = Kind::Number { min: 0, max: 99, places: 0 };
            change(desk, Sheet::Deals, &key, |own| Definition { kind, ..own });
        }),
        ("take it out", |desk| {
            let column = size(desk);
            desk.act(Action::SetDeleted { sheet: Sheet::Deals, column, deleted: true });
        }),
        ("colour", |desk| {
            let colour = Colour { column: "amount".into(), when: Condition::Filled, tone: Tone::Warn, row: true };
            arrange(desk, Deed::Colours(vec![colour]));
        }),
        ("total", |desk| arrange(desk, Deed::Total("amount".into(), Total::Average))),
        ("move a column", |desk| arrange(desk, Deed::Shift("amount".into(), -1))),
        ("hide a column", |desk| arrange(desk, Deed::Show("account".into(), false))),
        ("name a view", |desk| arrange(desk, Deed::SaveAs("Mine".into()))),
        ("show all rows as the plan has them", |desk| arrange(desk, Deed::View(None))),
        ("move rows", |desk| {
            desk.act(Action::Point { grid: DEALS, at: At { row: 0, column: 0 }, extend: false });
            desk.act(Action::DropRows(DEALS, 2));
        }),
    ]
}

#[test]
fn every_step_is_taken_back_while_the_table_is_sorted_filtered_and_grouped_and_opened_again() {
    use crate::app::Action;
    use crate::app::arrange::Deed;
    use crate::app::grid::{Condition, Likeness};
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), PLAN);
    let mut digests = vec![desk.digest()];
    let mut steps: Vec<&str> = vec!["the plan"];
    let mut done = |desk: &mut Desk, step: &'static str, act: &dyn Fn(&mut Desk)| {
        let before = desk.stored();
        act(desk);
        assert_eq!(desk.stored(), before + 1, "{step} is one transaction");
        digests.push(desk.digest());
        steps.push(step);
    };
    let arrange = |desk: &mut Desk, deed| desk.act(Action::Arrange(desk.grid, deed));
    let sort = Deed::Sort { column: "name".into(), descending: true, add: false };
    done(&mut desk, "sort", &|desk| arrange(desk, sort.clone()));
    let all = Condition::Like(Likeness::Lacks, "nobody".into());
    done(&mut desk, "filter", &|desk| arrange(desk, Deed::Ask("name".into(), Some(all.clone()))));
    for edit in EDITS {
        done(&mut desk, edit, &|desk| _ = desk.press(edit));
    }
    done(&mut desk, "group", &|desk| arrange(desk, Deed::Group("stage".into(), None)));
    for (step, act) in deeds() {
        done(&mut desk, step, &act);
    }
    for (at, digest) in digests.iter().enumerate().rev().skip(1) {
        desk.press("reload Ctrl+Z");
        assert_eq!(desk.digest(), *digest, "undo of {}", steps[at + 1]);
    }
    for (at, digest) in digests.iter().enumerate().skip(1) {
        desk.press("reload Ctrl+Y");
        assert_eq!(desk.digest(), *digest, "redo of {}", steps[at]);
    }
}

#[test]
fn rows_that_came_as_a_block_are_selected_whole_when_they_come_again() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | amount |");
    let text: Vec<String> = (0..400).map(|at| format!("Deal {at}\t{at}")).collect();
    desk.press(&format!("focus click(0,0) `paste:{}`", text.join("\\n").replace('\t', "\\t")));
    let size = |desk: &mut Desk| desk.app.grid(GridId::Table(Sheet::Deals)).selection.size();
    assert_eq!(size(&mut desk), (400, 2));
    desk.press("Ctrl+Z Ctrl+Y");
    assert_eq!(size(&mut desk), (400, 2), "and none of them is left out");
}

#[test]
fn what_a_step_back_changed_is_selected_from_its_first_cell() {
    let mut desk = Desk::new(
        GridId::Table(Sheet::Deals),
        "| name | close      | weighted | note |
         | [a]  | 2026-04-01 |          | c    |
         | b    | 2026-04-02 |          | d    |",
    );
    // What is computed lies between and is passed over, as Delete does; the row that came goes.
    desk.press("click(0,1) paste:2026-05-01\\t\\te\\n2026-05-02\\t\\tf\\n2026-05-03\\t\\tg click(0,0) Ctrl+Z");
    let selection = desk.app.laid_out(desk.grid).unwrap().selection;
    assert_eq!((selection.rows(), selection.columns()), ((0, 1), (1, 3)));
    // Of cells here and there the first one is gone to, not the one that was written last.
    desk.press("click(0,1) paste:2026-05-01\\t\\tc\\n2026-05-02\\t\\tf click(0,0) Ctrl+Z");
    assert_eq!(desk.app.laid_out(desk.grid).unwrap().selection, Selection::at(0, 1));
}
