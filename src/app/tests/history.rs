//! The history: steps with names, what they touched and changed, and the way to each of them.

use super::*;
use crate::app::grid::GridId;
use crate::app::{About, Action, Difference, Entry, Notice, Others, Standing};
use crate::model::{Key, Sheet, Value};

const PLAN: &str = "| name      | account | amount |
                    | [Haitian] |         | 10     |
                    | Kehua     |         | 20     |";

fn desk() -> Desk {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), PLAN);
    desk.press("\"Delta\" Enter click(0,2) 3 3 Enter paste:a\\t\\t1\\nb\\t\\t2 click(0,0) Ctrl+Delete");
    desk
}

/// The plan's own steps: what they are and how they stand.
fn own(desk: &Desk) -> Vec<(String, Standing)> {
    let own = desk.app.history(100).into_iter().filter(|entry| entry.standing != Standing::Kept);
    own.map(|entry| (entry.label.to_string(), entry.standing)).collect()
}

fn nth(desk: &Desk, at: usize) -> Entry {
    desk.app.history(100)[at].clone()
}

#[test]
fn steps_are_listed_with_what_they_touched() {
    let desk = desk();
    let steps: Vec<String> = own(&desk).into_iter().map(|(label, _)| label).collect();
    assert_eq!(steps, ["delete", "paste", "edit", "edit"]);
    let history = desk.app.history(100);
    assert!(matches!(history[0].about, About::Record(Sheet::Deals, _)), "{:?}", history[0].about);
    assert_eq!(history[1].about, About::Rows(vec![(Sheet::Deals, 2)]));
    assert!(matches!(&history[2].about, About::Cell(Sheet::Deals, _, key) if key == "amount"));
    assert_eq!(history[0].author, "me");
    assert!(history.windows(2).all(|pair| pair[0].millis >= pair[1].millis), "the latest first");
    let kept = history.iter().filter(|entry| entry.standing == Standing::Kept).count();
    assert!(kept >= 1, "the plan's beginning is shown and stays");
    assert_eq!(desk.app.history(2).len(), 2);
}

#[test]
fn a_step_tells_what_it_changed_whether_it_holds_or_not() {
    let mut desk = desk();
    let (first, edit) = (desk.record(0), nth(&desk, 2).id);
    let (differences, all) = desk.app.differences(edit, 10);
    let Difference::Cell { column, before, after, .. } = &differences[0] else { panic!("{differences:?}") };
    let expected = (Key::new_static("amount"), "10.00".to_owned(), "33.00".to_owned());
    let money = |value: &Value| match value {
        Value::Money(money) => format!("{:.2}", money.minor as f64 / 100.0),
        other => format!("{other:?}"),
    };
    assert_eq!((column.clone(), money(before.as_ref().expect("known")), money(after)), expected);
    assert_eq!(all, 1);
    desk.press("Ctrl+Z Ctrl+Z Ctrl+Z");
    assert_eq!(desk.app.differences(edit, 10).0, differences, "the same once it is taken back");
    desk.press("Ctrl+Y");
    assert_eq!(desk.app.differences(edit, 10).0, differences, "and done again");
    let _ = first;
}

#[test]
fn any_step_is_one_press_away_and_nothing_is_lost() {
    let mut desk = desk();
    let ids: Vec<_> = (0..4).map(|at| nth(&desk, at).id).collect();
    let mut digests = vec![desk.digest()];
    for _ in 0..4 {
        desk.press("Ctrl+Z");
        digests.push(desk.digest());
    }
    desk.act(Action::StepTo(Some(ids[0])));
    assert_eq!(desk.digest(), digests[0], "forth to the latest");
    assert_eq!(desk.said(), Some(&Notice::Stepped { back: false, steps: 4, others: Others::None }));
    for (at, standing) in [(2, Standing::Done(0)), (0, Standing::Done(0)), (3, Standing::Done(0))] {
        desk.act(Action::StepTo(Some(ids[at])));
        assert_eq!(desk.digest(), digests[at]);
        let entry = desk.app.history(100).into_iter().find(|entry| entry.id == ids[at]).expect("still listed");
        assert_eq!(entry.standing, standing);
    }
    let before = desk.stored();
    desk.act(Action::StepTo(None));
    assert_eq!((desk.digest(), desk.stored()), (digests[4], before + 1), "every step is stored like any other");
    desk.reload();
    let order: Vec<_> = desk.app.history(100).into_iter().map(|entry| entry.id).take(4).collect();
    assert_eq!(order, ids, "the order stays, also in the next session");
    desk.act(Action::StepTo(Some(ids[0])));
    assert_eq!(desk.digest(), digests[0]);
}

#[test]
fn a_step_of_others_stays() {
    let mut desk = desk();
    let kept = desk.app.history(100).into_iter().find(|entry| entry.standing == Standing::Kept).expect("the beginning");
    let before = desk.digest();
    desk.act(Action::StepTo(Some(kept.id)));
    assert_eq!(desk.digest(), before);
}

#[test]
fn what_was_taken_back_and_left_behind_is_not_somebody_elses() {
    let mut desk = desk();
    desk.press("Ctrl+Z Ctrl+Z click(0,2) 7 Enter");
    let steps = own(&desk);
    assert_eq!(steps[0], ("edit".into(), Standing::Done(0)));
    assert_eq!(steps[1..3], [("delete".into(), Standing::Dropped), ("paste".into(), Standing::Dropped)]);
    desk.press("Ctrl+Z Ctrl+Y");
    assert_eq!(own(&desk)[0].1, Standing::Done(0), "what is done again stands");
}

#[test]
fn a_step_about_columns_or_views_names_them() {
    use super::columns::{change, make, own};
    use crate::app::arrange::Deed;
    use crate::model::{Kind, Label};
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), PLAN);
    let key = make(&mut desk, Sheet::Deals, own("Colour", Kind::Text));
    desk.press("focus");
    let record = desk.record(0);
    desk.act(Action::Set { sheet: Sheet::Deals, row: record, column: key.clone(), value: Value::text("7") });
    let number = Kind::Number { min: 0, max: 9, places: 0 };
    change(&mut desk, Sheet::Deals, &key, |before| crate::model::Definition { kind: number, ..before });
    change(&mut desk, Sheet::Deals, &key, |before| crate::model::Definition { label: Label::both("Shade"), ..before });
    desk.act(Action::SetDeleted { sheet: Sheet::Deals, column: key, deleted: true });
    let about = |desk: &Desk, at: usize| (nth(desk, at).label.to_string(), nth(desk, at).about);
    let named = |name: &str| About::Columns(Sheet::Deals, vec![Label::both(name)]);
    assert_eq!(about(&desk, 0), ("delete_column".into(), named("Shade")));
    assert_eq!(about(&desk, 1), ("change_column".into(), named("Shade")));
    let before = About::Columns(Sheet::Deals, vec![Label::new("Colour", "")]);
    assert_eq!(about(&desk, 2), ("retype_column".into(), before.clone()), "as it was called then");
    assert_eq!(about(&desk, 4), ("add_column".into(), before));

    let grid = desk.grid;
    let view = |desk: &Desk| match nth(desk, 0).about {
        About::View(row) => desk.app.view_title(row).to_string(),
        other => panic!("{other:?}"),
    };
    desk.act(Action::Arrange(grid, Deed::Sort { column: Key::new("name"), descending: false, add: false }));
    assert_eq!(view(&desk), "Funnel", "nobody gave it a name");
    desk.act(Action::Arrange(grid, Deed::SaveAs("By name".into())));
    assert_eq!(view(&desk), "By name · Funnel");
}
