//! Views and columns that two copies of one plan changed: said after the merge, and settled like what both wrote into a cell.

use super::columns::{make, own};
use super::desk::Desk;
use super::merging::{copy, desk, log};
use super::viewing::sort;
use crate::app::arrange::Deed;
use crate::app::grid::GridId;
use crate::app::{Action, App, Notice, Repair, Reviewing, problems};
use crate::log::Change;
use crate::model::{Definition, Key, Kind, Label, RowId, Sheet};
use crate::text::Lang;

const DEALS: GridId = GridId::Table(Sheet::Deals);

/// A desk and a copy of its plan in which Li saved the same view otherwise, hers the later.
fn views(ours_is_later: bool) -> (Desk, App, RowId) {
    let mut desk = desk();
    desk.act(Action::Arrange(DEALS, sort("name")));
    desk.act(Action::Arrange(DEALS, Deed::SaveAs("Mine".into())));
    let (view, _) = desk.app.views(Sheet::Deals)[0].clone();
    let mut copy = copy(&desk);
    desk.app.ledger.set_author("Ann");
    let now = desk.now;
    let save = |app: &mut App, column: &str, at: u64| {
        app.update(Action::Arrange(DEALS, Deed::View(Some(view))), at);
        app.update(Action::Arrange(DEALS, sort(column)), at + 1);
        app.update(Action::Arrange(DEALS, Deed::Save), at + 2);
    };
    let (ours, theirs) = if ours_is_later { (now + 50, now + 10) } else { (now + 10, now + 50) };
    save(&mut desk.app, "note", ours);
    save(&mut copy, "amount", theirs);
    desk.now += 100;
    (desk, copy, view)
}

fn sorted(app: &App, view: RowId) -> String {
    format!("{:?}", app.plan().value(Sheet::Views, view, "sort"))
}

fn labels(app: &App) -> Vec<String> {
    let findings = app.findings(9);
    findings.iter().flat_map(|finding| finding.repairs.iter().map(|(_, label, _)| label.to_string())).collect()
}

#[test]
fn a_view_that_two_saved_otherwise_is_named_and_either_of_them_can_be_taken() {
    for ours_is_later in [true, false] {
        let (mut desk, copy, view) = views(ours_is_later);
        let (before, quiet) = (desk.digest(), desk.app.problem_counts());
        desk.act(Action::TakeIn(log(&copy)));
        assert!(matches!(desk.said(), Some(Notice::Merged { unsettled: 1, .. })), "{:?}", desk.said());
        assert_eq!(desk.app.problem_counts().warnings, quiet.warnings + 1);
        let last = if ours_is_later { "Ann" } else { "Li" };
        let found = problems(&desk.app, 99).into_iter().find(|problem| problem.sheet == Sheet::Views);
        let said = found.expect("it is listed").advice.text(Lang::En).into_owned();
        assert!(said.starts_with("View “Mine · Funnel”") && said.contains(&format!("as {last} left it")), "{said}");
        let (kept, other) = match ours_is_later {
            true => ("Keep it as it is: sort “Note ↑”", "Take how Li left it: sort “Amount ↑”"),
            false => ("Keep it as it is: sort “Amount ↑”", "Take back how it was here: sort “Note ↑”"),
        };
        assert_eq!(labels(&desk.app), [kept, other]);
        let shown = if ours_is_later { "note" } else { "amount" };
        assert!(sorted(&desk.app, view).contains(shown));

        desk.act(Action::Review(Reviewing::Repair(0, Repair::Other(0))));
        let taken = if ours_is_later { "amount" } else { "note" };
        assert!(sorted(&desk.app, view).contains(taken), "{}", sorted(&desk.app, view));
        assert_eq!((desk.app.unread_count(), desk.app.problem_counts()), (0, quiet));
        desk.press("Ctrl+Z Ctrl+Z");
        assert_eq!((desk.digest(), desk.app.unread_count()), (before, 0), "the merge was one step");
    }
}

#[test]
fn a_view_can_be_kept_as_it_is() {
    let (mut desk, copy, view) = views(false);
    desk.act(Action::TakeIn(log(&copy)));
    desk.act(Action::Review(Reviewing::Repair(0, Repair::Keep)));
    assert!(sorted(&desk.app, view).contains("amount"));
    assert_eq!(desk.app.unread_count(), 0);
}

#[test]
fn two_names_of_a_view_are_asked_about_by_name() {
    let (mut desk, mut copy, view) = views(true);
    desk.act(Action::TakeIn(log(&copy)));
    desk.act(Action::Review(Reviewing::Repair(0, Repair::Keep)));
    copy.update(Action::TakeIn(log(&desk.app)), desk.now);
    copy.update(Action::Arrange(DEALS, Deed::Rename(view, "Hers".into())), desk.now + 10);
    desk.act(Action::Arrange(DEALS, Deed::Rename(view, "His".into())));
    desk.now += 100;
    desk.act(Action::TakeIn(log(&copy)));
    let mine = if desk.app.views(Sheet::Deals)[0].1 == "Hers" { "His" } else { "Hers" };
    assert!(labels(&desk.app)[1].ends_with(&format!("name “{mine}”")), "{:?}", labels(&desk.app));
}

#[test]
fn a_view_that_one_deleted_while_another_saved_it_stays_and_is_asked_about() {
    let (mut desk, copy, view) = views(true);
    desk.act(Action::Arrange(DEALS, Deed::Delete(view)));
    desk.act(Action::TakeIn(log(&copy)));
    assert_eq!(desk.app.views(Sheet::Deals).len(), 1);
    assert_eq!(
        (desk.app.unread_count(), labels(&desk.app)),
        (1, vec!["Keep the view".into(), "Delete the view".into()])
    );
    desk.act(Action::Review(Reviewing::Repair(0, Repair::Keep)));
    assert_eq!(
        (desk.app.unread_count(), labels(&desk.app)[0].as_str()),
        (1, "Keep it as it is: sort “Note ↑”"),
        "then which of the two"
    );
}

#[test]
fn whoever_asks_where_a_view_is_comes_to_its_table() {
    let (mut desk, copy, _) = views(false);
    desk.act(Action::TakeIn(log(&copy)));
    desk.act(Action::Show(crate::app::Tab::Forecast));
    desk.act(Action::Review(Reviewing::Goto(0)));
    assert_eq!(desk.app.tab, crate::app::Tab::Funnel);
}

fn define(app: &mut App, column: &Key, at: u64, change: impl FnOnce(&mut Definition)) {
    let mut own = app.plan().table(Sheet::Deals).definition(column).cloned().expect("a column");
    change(&mut own);
    let define = Change::Define { sheet: Sheet::Deals, definition: Box::new(own) };
    app.commit(vec![define], "edit_column", at);
}

#[test]
fn a_column_to_which_two_gave_other_names_and_formulas_is_named_and_settled() {
    let mut desk = desk();
    let column = make(&mut desk, Sheet::Deals, own("Share", Kind::Money).formula("[amount] * 10%"));
    let mut copy = copy(&desk);
    define(&mut desk.app, &column, desk.now + 10, |own| {
        own.label = Label::both("Fee");
        *own = own.clone().formula("[amount] * 20%");
    });
    define(&mut copy, &column, desk.now + 20, |own| {
        own.label = Label::both("Margin");
        *own = own.clone().formula("[amount] * 30%");
    });
    desk.now += 100;
    let (before, quiet) = (desk.digest(), desk.app.problem_counts());
    desk.act(Action::TakeIn(log(&copy)));
    assert!(matches!(desk.said(), Some(Notice::Merged { unsettled: 1, .. })), "{:?}", desk.said());
    assert_eq!(desk.app.problem_counts().warnings, quiet.warnings + 1);
    let found = problems(&desk.app, 99).into_iter().find(|problem| problem.column == column).expect("it is listed");
    let said = found.advice.text(Lang::En).into_owned();
    let start =
        "Column “Margin” of Funnel: two copies of the plan changed it without seeing each other; it is as Li left it";
    assert!(said.starts_with(start) && said.contains("name “Fee”") && said.contains("20%"), "{said}");
    let finding = &desk.app.findings(9)[0];
    assert_eq!((finding.record.as_str(), finding.column.as_str()), ("Funnel", "Margin, USD"));
    assert_eq!(labels(&desk.app).len(), 2);

    desk.act(Action::Review(Reviewing::Repair(0, Repair::Other(0))));
    let own = desk.app.plan().table(Sheet::Deals).definition(&column).cloned().expect("a column");
    assert_eq!((own.label.en.as_str(), own.formula.as_str()), ("Fee", "[amount] * 20%"));
    assert_eq!((desk.app.unread_count(), desk.app.problem_counts()), (0, quiet));
    desk.press("Ctrl+Z Ctrl+Z");
    assert_eq!((desk.digest(), desk.app.unread_count()), (before, 0));
}
