//! Enter and Tab as people are used to them.

use super::*;
use crate::app::grid::GridId;
use crate::app::{Action, Effect, EnterKey, Habits, TabKey};
use crate::model::Sheet;

const GRID: &str = "| name    | amount |
                    | Haitian | [10]   |
                    | Kehua   | 20     |";

fn desk(habits: Habits) -> Desk {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), GRID);
    desk.act(Action::SetHabits(habits));
    assert_eq!(desk.effects.last(), Some(&Effect::Preferences), "remembered");
    desk
}

#[test]
fn enter_may_open_the_cell_as_in_sheets() {
    let mut desk = desk(Habits { enter: EnterKey::Edit, ..Habits::default() });
    desk.press("Enter").shows(
        "| name    | amount |
         | Haitian | [{10}] |
         | Kehua   | 20     |
         |         |        |",
    );
    desk.press("Enter").shows(
        "| name    | amount |
         | Haitian | 10     |
         | Kehua   | [20]   |
         |         |        |",
    );
    desk.press("7 Enter Shift+Enter").shows(
        "| name    | amount |
         | Haitian | 10     |
         | Kehua   | [7]    |
         |         |        |",
    );
}

#[test]
fn tab_may_stay_at_the_end_of_the_row() {
    let mut desk = desk(Habits { tab: TabKey::Stay, ..Habits::default() });
    desk.press("Tab 5 Tab").shows(
        "| name    | amount |
         | Haitian | [5]    |
         | Kehua   | 20     |
         |         |        |",
    );
    desk.press("Shift+Tab Shift+Tab").shows(
        "| name      | amount |
         | [Haitian] | 5      |
         | Kehua     | 20     |
         |           |        |",
    );
}
