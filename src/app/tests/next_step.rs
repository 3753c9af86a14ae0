//! The next step of a deal, planned where it is missed.

use super::*;
use crate::app::command::Command;
use crate::app::grid::GridId;
use crate::app::{Action, Notice, Tab, Way};
use crate::model::{Sheet, Value};

#[test]
fn whoever_writes_a_next_step_is_led_to_an_activity() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | owner | next |\n| Haitian | Li | [] |");
    let deal = desk.record(0);
    desk.press("focus 5");
    let said = desk.said().cloned().unwrap();
    assert_eq!((&said, said.way(&desk.app)), (&Notice::ReadOnly, Some(Way::Activity)));
    let before = desk.digest();
    desk.act(Action::RunGlobal(Command::PlanActivity));
    assert_eq!(desk.app.tab, Tab::Activities);
    let grid = desk.app.grid(GridId::Table(Sheet::Activities));
    let target = grid.target().unwrap();
    assert_eq!(target.column, "planned");
    let plan = desk.app.plan();
    assert_eq!(plan.value(Sheet::Activities, target.row.unwrap(), "deal"), &Value::Link(deal));
    let owner = plan.value(Sheet::Deals, deal, "owner");
    assert_eq!(plan.value(Sheet::Activities, target.row.unwrap(), "owner"), owner);
    assert!(!owner.is_empty());
    desk.act(Action::RunGlobal(Command::Back));
    assert_eq!((desk.app.tab, desk.app.deal_in_use()), (Tab::Funnel, Some(deal)));
    desk.act(Action::RunGlobal(Command::Undo));
    assert_eq!(desk.digest(), before);
}
