//! The Forecast page: suppositions that leave the plan alone until they are kept, and the own call.

use super::*;
use crate::app::grid::GridId;
use crate::app::{Action, Looking, Notice, Supposition};
use crate::forecast::outlook::{Figure, Idle, Policy, Signal, Span, Suppose, Whole, call};
use crate::model::{Date, Key, Place, Sheet, Value};

const TABLE: &str = "| name    | amount | close      | p_own |
                     | Haitian | [100]  | 2026-03-20 | 50%   |
                     | Kehua   | 200    | 2026-03-25 | 50%   |";

/// A quarter with a target of 200.
pub(super) fn desk() -> Desk {
    let mut desk = Desk::on(GridId::Table(Sheet::Deals), TABLE, |app| {
        let row = app.ledger.fresh_row(super::desk::NOON - 900);
        let day = |text: &str| Value::Date(text.parse::<Date>().unwrap());
        let target = app.parser().read(Sheet::Targets.definition("target").unwrap(), "200").unwrap();
        let cells = [("from", day("2026-01-01")), ("until", day("2026-03-31")), ("target", target)];
        let cells = cells.into_iter().map(|(key, value)| (Key::new_static(key), value)).collect();
        let insert = crate::log::Change::Insert { sheet: Sheet::Targets, row, place: Place::nth(100), cells };
        app.commit(vec![insert], "setup", super::desk::NOON - 900);
    });
    assert_eq!(desk.app.scope.span, Span::Quarter);
    assert!(desk.app.what_if().is_none(), "nothing is supposed");
    desk.press("focus");
    desk
}

fn suppose(desk: &mut Desk, row: usize, supposed: Option<Suppose>) {
    let deal = desk.record(row);
    let act = supposed.map_or(Supposition::PutBack(deal), |supposed| Supposition::Take(deal, supposed));
    desk.act(Action::Look(Looking::Suppose(act)));
}

/// P(target) before and after, in thousandths.
fn chances(desk: &Desk) -> (i64, i64) {
    let found = desk.app.what_if().unwrap().unwrap();
    let thousandths = |chance: Option<f64>| (chance.unwrap() * 1000.0).round() as i64;
    (thousandths(found.before.chances[0]), thousandths(found.after.chances[0]))
}

#[test]
fn suppositions_change_the_answer_and_not_the_plan() {
    let mut desk = desk();
    let before = desk.digest();
    suppose(&mut desk, 1, Some(Suppose::Won));
    assert_eq!(chances(&desk), (500, 1000));
    suppose(&mut desk, 1, Some(Suppose::Chance(0.8)));
    assert_eq!(chances(&desk), (500, 800), "a later supposition about a deal takes the place of the earlier");
    suppose(&mut desk, 1, Some(Suppose::Close("2026-05-01".parse().unwrap())));
    assert_eq!(chances(&desk), (500, 0));
    suppose(&mut desk, 0, Some(Suppose::Amount(20_000)));
    assert_eq!(chances(&desk), (500, 500));
    assert_eq!((desk.digest(), desk.stored()), (before, 0));
    suppose(&mut desk, 0, None);
    desk.act(Action::Look(Looking::Suppose(Supposition::Drop)));
    assert!(desk.app.what_if().is_none());
}

#[test]
fn what_is_kept_is_written_in_one_step() {
    let mut desk = desk();
    let before = desk.digest();
    suppose(&mut desk, 0, Some(Suppose::Won));
    suppose(&mut desk, 1, Some(Suppose::Chance(0.8)));
    desk.act(Action::Look(Looking::Suppose(Supposition::Keep)));
    assert_eq!(desk.said(), Some(&Notice::Supposed(2)));
    assert_eq!((desk.cell(0, "outcome"), desk.cell(1, "p_own")), ("won".into(), "80 %".into()));
    assert_eq!(desk.cell(0, "closed"), "2026-03-10", "a deal that is won is closed today");
    assert!(desk.app.what_if().is_none());
    desk.press("Ctrl+Z");
    assert_eq!(desk.digest(), before);
}

#[test]
fn a_supposition_about_a_deal_that_is_gone_is_told_and_holds_again_when_the_deal_is_back() {
    let mut desk = desk();
    let deal = desk.record(0);
    suppose(&mut desk, 0, Some(Suppose::Lost));
    desk.press("Ctrl+Delete");
    let idle = |desk: &Desk| desk.app.what_if().unwrap().unwrap().idle;
    assert_eq!(idle(&desk), [(deal, Idle::Gone)]);
    desk.press("Ctrl+Z");
    assert_eq!(idle(&desk), []);
}

#[test]
fn the_own_call_is_written_down_for_the_period() {
    let mut desk = desk();
    let period = desk.app.board().period().unwrap();
    desk.act(Action::Look(Looking::Call(15_000)));
    assert_eq!(call(desk.app.plan(), &period, None, desk.app.today()), Some(15_000));
    desk.act(Action::Look(Looking::Call(16_000)));
    assert_eq!(call(desk.app.plan(), &period, None, desk.app.today()), Some(16_000), "the latest counts");
    assert_eq!(desk.titles(Sheet::Calls).len(), 2, "earlier ones stay, to be scored");
    desk.press("Ctrl+Z");
    assert_eq!(call(desk.app.plan(), &period, None, desk.app.today()), Some(15_000));
}

#[test]
fn a_sign_is_counted_in_one_step_with_the_policy_that_asks_for_it() {
    let mut desk = desk();
    let digest = desk.digest();
    desk.act(Action::Look(Looking::Adjust(Signal::Pushed, -0.6)));
    assert_eq!((Policy::of(desk.app.plan()), Signal::Pushed.beta(desk.app.plan())), (Policy::Adjusted, -0.6));
    desk.press("Ctrl+Z");
    assert_eq!(desk.digest(), digest);
}

#[test]
fn the_flow_may_be_asked_between_any_two_days() {
    let mut desk = desk();
    let day = |text: &str| text.parse::<Date>().unwrap();
    desk.act(Action::Look(Looking::Between(day("2026-02-28"), day("2026-02-01"))));
    let window = desk.app.window();
    assert_eq!((window.from, window.until), (day("2026-02-01"), day("2026-02-28")));
    desk.act(Action::Look(Looking::Back(7)));
    assert_eq!(desk.app.window().until, desk.app.today());
}

#[test]
fn what_is_not_counted_is_said_in_words_and_leads_to_its_deal() {
    let mut desk = desk();
    let words = |desk: &Desk| desk.app.left_out_words(&desk.app.figures().unwrap().left_out);
    assert_eq!(words(&desk), None);
    desk.act(Action::Set {
        sheet: Sheet::Deals,
        row: desk.record(0),
        column: Key::new_static("close"),
        value: Value::Date("2025-12-20".parse().unwrap()),
    });
    assert_eq!(words(&desk).as_deref(), Some("1 not counted: overdue from before"));
    let why = desk.app.explain(&crate::app::Subject::Figure(Whole::Board, Figure::LeftOut)).unwrap();
    assert_eq!(why.inputs[0].source, Some((Sheet::Deals, desk.record(0), Key::new_static("close"))));
    desk.act(Action::Set {
        sheet: Sheet::Deals,
        row: desk.record(1),
        column: Key::new_static("amount"),
        value: Value::Empty,
    });
    assert_eq!(words(&desk).as_deref(), Some("2 deals not counted: 1 no amount, 1 overdue from before"));
}

#[test]
fn settings_of_the_page_stay_in_bounds() {
    let mut desk = desk();
    desk.act(Action::Look(Looking::Back(-5)));
    desk.act(Action::Look(Looking::Days(f64::NAN)));
    assert_eq!((desk.app.outlook.back, desk.app.outlook.days), (1, 0.0));
    for (asked, taken) in [(f64::NAN, 0.9), (7.0, 0.99), (0.75, 0.75)] {
        desk.act(Action::Look(Looking::Confidence(asked)));
        assert_eq!(desk.app.outlook.confidence, taken);
    }
    assert_eq!(desk.app.window().until, desk.app.today());
}
