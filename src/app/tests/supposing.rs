//! Suppositions step by step, the deals they are offered of, and scenarios kept with the plan.

use super::outlook::desk;
use super::*;
use crate::app::command::Command;
use crate::app::exchange::{Editor, read_plan_file, write_plan_file};
use crate::app::grid::GridId;
use crate::app::{Action, Looking, Notice, Staging, Supposition, Tab};
use crate::forecast::outlook::{Idle, Suppose, staged};
use crate::model::{RowId, Sheet, Value};
use crate::text::Lang;

fn act(desk: &mut Desk, act: Supposition) {
    desk.act(Action::Look(Looking::Suppose(act)));
}

fn take(desk: &mut Desk, deal: RowId, supposed: Suppose) {
    act(desk, Supposition::Take(deal, supposed));
}

fn after(desk: &Desk) -> Option<f64> {
    Some(desk.app.what_if()?.unwrap().after.mean)
}

#[test]
fn a_drag_is_one_step_and_leaves_the_plan_alone() {
    let mut desk = desk();
    let (deal, digest, version) = (desk.record(1), desk.digest(), desk.app.version);
    for percent in [51, 60, 70, 80] {
        act(&mut desk, Supposition::Try(deal, Suppose::Chance(f64::from(percent) / 100.0)));
    }
    assert_eq!(after(&desk), Some(5_000.0 + 16_000.0), "live while it is dragged");
    assert!(!desk.app.outlook.supposing.can_step(true), "the step has not ended");
    act(&mut desk, Supposition::Settle);
    act(&mut desk, Supposition::Settle);
    act(&mut desk, Supposition::Step(true));
    assert_eq!(after(&desk), None, "the whole drag is taken back");
    assert!(matches!(desk.said(), Some(Notice::Undone(..))), "and said, by the button as by the key");
    assert!(!desk.app.outlook.supposing.can_step(true));
    act(&mut desk, Supposition::Step(false));
    assert_eq!(after(&desk), Some(21_000.0));
    assert!(matches!(desk.said(), Some(Notice::Redone(..))));
    assert_eq!((desk.digest(), desk.stored(), desk.app.version), (digest, 0, version), "nothing else is drawn anew");
}

#[test]
fn what_is_typed_and_means_nothing_any_more_is_as_before() {
    let mut desk = desk();
    let deal = desk.record(1);
    take(&mut desk, deal, Suppose::Chance(0.7));
    let before = after(&desk);
    act(&mut desk, Supposition::Try(deal, Suppose::Chance(0.08)));
    assert_ne!(after(&desk), before);
    act(&mut desk, Supposition::Return);
    act(&mut desk, Supposition::Return);
    assert_eq!(after(&desk), before);
    act(&mut desk, Supposition::Step(true));
    assert_eq!(after(&desk), None, "nothing of it is a step");
}

#[test]
fn what_the_plan_says_itself_is_no_supposition() {
    let mut desk = desk();
    let deal = desk.record(0);
    let close = desk.app.plan().get(deal, crate::model::schema::deals::CLOSE).unwrap();
    take(&mut desk, deal, Suppose::Chance(0.9));
    take(&mut desk, deal, Suppose::Close("2026-05-01".parse().unwrap()));
    take(&mut desk, deal, Suppose::Chance(0.5));
    assert_eq!(desk.app.supposed(deal).count(), 1, "how likely and when are two things");
    take(&mut desk, deal, Suppose::Close(close));
    assert_eq!(after(&desk), None);
}

#[test]
fn what_is_kept_as_lost_says_no_more_than_was_said() {
    let mut desk = desk();
    let deal = desk.record(1);
    take(&mut desk, deal, Suppose::Lost);
    act(&mut desk, Supposition::Keep);
    let outcome = |desk: &Desk| desk.cell(1, "outcome");
    assert_eq!(outcome(&desk), "lost", "not to whom");
    let asked = |desk: &Desk| {
        let all = crate::app::problems(&desk.app, 99).into_iter();
        all.filter(|problem| problem.row == deal).map(|problem| problem.column.to_string()).collect::<Vec<_>>()
    };
    assert!(asked(&desk).contains(&"outcome".into()) && asked(&desk).contains(&"reason".into()), "{:?}", asked(&desk));
    desk.act(Action::Set {
        sheet: Sheet::Deals,
        row: deal,
        column: "outcome".into(),
        value: Value::Choice("lost".into()),
    });
    assert_eq!(outcome(&desk), "lost to a competitor");
    assert!(!asked(&desk).contains(&"outcome".into()));
}

#[test]
fn deals_put_back_one_by_one() {
    let mut desk = desk();
    let (one, two) = (desk.record(0), desk.record(1));
    take(&mut desk, one, Suppose::Won);
    take(&mut desk, two, Suppose::Lost);
    act(&mut desk, Supposition::PutBack(one));
    assert_eq!(desk.app.outlook.supposing.all, [(two, Suppose::Lost)]);
    act(&mut desk, Supposition::Drop);
    assert_eq!(after(&desk), None);
    act(&mut desk, Supposition::Step(true));
    assert_eq!(desk.app.outlook.supposing.all, [(two, Suppose::Lost)], "dropping is a step, too");
}

/// So many deals, each larger than the one before.
fn many(deals: usize) -> Desk {
    let rows: String = (1..=deals).map(|at| format!("| deal {at} | {at}00 | 2026-03-20 | 50% |\n")).collect();
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), &format!("| name | amount | close | p_own |\n{rows}"));
    desk.act(Action::Show(Tab::Forecast));
    desk
}

#[test]
fn the_deals_offered_stay_where_they_are_while_somebody_supposes() {
    let mut desk = many(20);
    let (first, more) = desk.app.offered();
    assert_eq!((first.len(), more), (12, 8));
    assert_eq!(first[0], desk.record(19), "the one that matters most");
    let last = first[11];
    take(&mut desk, last, Suppose::Chance(0.99));
    take(&mut desk, first[3], Suppose::Won);
    take(&mut desk, first[0], Suppose::Chance(0.01));
    assert_eq!(desk.app.offered(), (first.clone(), 8));
    // The plan may change beside it.
    desk.act(Action::Set { sheet: Sheet::Deals, row: first[5], column: "p_own".into(), value: Value::Empty });
    assert_eq!(desk.app.offered().0, first);
    let small = desk.record(0);
    act(&mut desk, Supposition::Offer(small));
    assert_eq!(desk.app.offered().0[0], small, "any deal can be brought in");
    assert_eq!(desk.app.offered().0[1..], first);
    act(&mut desk, Supposition::Keep);
    assert_ne!(desk.app.offered().0, first, "afterwards they are those that matter most again");
}

#[test]
fn deals_are_found_by_name_and_customer() {
    let desk = many(20);
    assert_eq!(desk.app.find_deals("deal 17", 8)[0], desk.record(16));
    assert_eq!(desk.app.find_deals("deal", 8).len(), 8);
    assert_eq!(desk.app.find_deals("nothing of the kind", 8), []);
    assert_eq!(desk.app.find_deals(" ", 8), []);
}

#[test]
fn undo_takes_back_what_was_done_last() {
    let mut desk = desk();
    desk.act(Action::Show(Tab::Forecast));
    let (one, two, digest) = (desk.record(0), desk.record(1), desk.digest());
    take(&mut desk, one, Suppose::Won);
    desk.act(Action::Set {
        sheet: Sheet::Deals,
        row: two,
        column: "note".into(),
        value: crate::model::Value::text("x"),
    });
    take(&mut desk, two, Suppose::Lost);
    let global = |desk: &mut Desk, command| desk.act(Action::RunGlobal(command));
    global(&mut desk, Command::Undo);
    assert_eq!(desk.app.outlook.supposing.all, [(one, Suppose::Won)], "the supposition");
    global(&mut desk, Command::Undo);
    assert_eq!(desk.digest(), digest, "the edit before it");
    global(&mut desk, Command::Redo);
    assert_ne!(desk.digest(), digest);
    desk.act(Action::Show(Tab::Funnel));
    take(&mut desk, two, Suppose::Lost);
    global(&mut desk, Command::Undo);
    assert_eq!(desk.app.outlook.supposing.all.len(), 2, "on another page undo is the plan's");
}

#[test]
fn keeping_brings_the_numbers_that_were_shown() {
    let mut desk = desk();
    let (one, two) = (desk.record(0), desk.record(1));
    take(&mut desk, one, Suppose::Won);
    take(&mut desk, two, Suppose::Won);
    let shown = desk.app.what_if().unwrap().unwrap().after;
    let digest = desk.digest();
    act(&mut desk, Supposition::Keep);
    let came = desk.app.figures().unwrap();
    assert_eq!((shown.won, shown.mean, shown.chances[0]), (came.won, came.mean, came.chance));
    assert_eq!(desk.stored(), 1, "one transaction");
    desk.press("Ctrl+Z");
    assert_eq!(desk.digest(), digest);
}

#[test]
fn scenarios_are_kept_opened_changed_renamed_and_deleted() {
    let mut desk = desk();
    let (one, two) = (desk.record(0), desk.record(1));
    let stage = |desk: &mut Desk, act| desk.act(Action::Stage(act));
    stage(&mut desk, Staging::Save("empty".into()));
    assert!(desk.app.scenarios().is_empty(), "nothing is supposed");
    take(&mut desk, one, Suppose::Won);
    take(&mut desk, two, Suppose::Chance(0.25));
    take(&mut desk, two, Suppose::Close("2026-03-31".parse().unwrap()));
    let supposed = desk.app.outlook.supposing.all.clone();
    stage(&mut desk, Staging::Save(" a good month ".into()));
    let kept = desk.app.scenarios();
    assert_eq!((kept.len(), kept[0].name.as_str(), &kept[0].supposed), (1, "a good month", &supposed));
    let row = kept[0].row;
    assert!(desk.app.is_as_staged(row) && desk.app.outlook.supposing.scenario == Some(row));
    act(&mut desk, Supposition::Drop);
    stage(&mut desk, Staging::Open(row));
    assert_eq!(desk.app.outlook.supposing.all, supposed);
    act(&mut desk, Supposition::PutBack(one));
    assert!(!desk.app.is_as_staged(row));
    stage(&mut desk, Staging::Update(row));
    stage(&mut desk, Staging::Rename(row, "no help".into()));
    stage(&mut desk, Staging::Rename(row, "  ".into()));
    let kept = desk.app.scenarios();
    assert_eq!((kept[0].name.as_str(), &kept[0].supposed[..]), ("no help", &supposed[1..]));
    stage(&mut desk, Staging::Delete(row));
    assert!(desk.app.scenarios().is_empty() && desk.titles(Sheet::Suppositions).is_empty());
    desk.press("Ctrl+Z");
    assert_eq!(desk.app.scenarios()[0].supposed, supposed[1..], "one step of undo");
}

#[test]
fn a_scenario_about_deals_that_are_gone_or_closed_says_so() {
    let mut desk = desk();
    let (one, two) = (desk.record(0), desk.record(1));
    take(&mut desk, one, Suppose::Won);
    take(&mut desk, two, Suppose::Chance(0.9));
    desk.act(Action::Stage(Staging::Save("both".into())));
    act(&mut desk, Supposition::Drop);
    desk.act(Action::Set {
        sheet: Sheet::Deals,
        row: two,
        column: "outcome".into(),
        value: crate::model::Value::Choice("lost".into()),
    });
    desk.press("Ctrl+Delete");
    let kept = desk.app.scenarios();
    let found = desk.app.rehearse(&kept[0].supposed).unwrap();
    assert_eq!(found.idle, [(one, Idle::Gone), (two, Idle::Ended)]);
    let scenario = kept[0].row;
    desk.act(Action::Stage(Staging::Open(scenario)));
    assert_eq!(desk.app.offered().0, [one, two], "they are shown, to be put back");
    let digest = desk.digest();
    act(&mut desk, Supposition::Keep);
    assert_eq!(desk.digest(), digest, "nothing is written of them");
}

#[test]
fn scenarios_go_with_the_file() {
    let mut desk = desk();
    let deal = desk.record(0);
    take(&mut desk, deal, Suppose::Amount(70_000));
    desk.act(Action::Stage(Staging::Save("bigger".into())));
    let scenario = desk.app.scenarios()[0].row;
    let file = write_plan_file(&desk.app.ledger, Lang::En, desk::NOON).unwrap();
    let stranger = Editor { device: 7, tab: 1 };
    let opened = read_plan_file(file.text.as_bytes(), "x.plan.json", stranger, "", desk::NOON).unwrap().ledger;
    assert_eq!(staged(opened.plan(), scenario), [(deal, Suppose::Amount(70_000))]);
}
