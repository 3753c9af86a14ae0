//! Groups: their heads, with what they come to, and how they open and close.

use super::arranging::{FIVE, sort};
use super::*;
use crate::app::arrange::Deed;
use crate::app::grid::GridId;
use crate::model::Sheet;

#[test]
fn rows_stand_in_groups_with_what_they_come_to() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), FIVE);
    desk.arrange(Deed::Group("stage".into(), None));
    desk.shows(
        "| name                    | owner | amount | stage | close |
         | 1 Interest · 1 row      |      | 1 not readable |              |            |
         | oven                    |      | !much  | 1 Interest   | 2025-12-31 |
         | 3 Preferred · 2 rows |  | 100 + 1 without a rate |              |            |
         | Pump 2                  | Chen | 5 EUR  | 3 Preferred | 2026-06-01 |
         | axle                    | Chen | 100    | 3 Preferred | 2026-03-11 |
         | 4 Evaluation · 2 rows   |      | 30     |              |            |
         | [pump 10]               | Li   | 30     | 4 Evaluation | 2026-03-20 |
         | fan                     | Li   |        | 4 Evaluation |            |
         |                         |      |        |              |            |",
    );
    desk.arrange(Deed::Group("owner".into(), None)).arrange(sort("stage", true));
    assert_eq!(
        desk.names(),
        "<4 Evaluation · 2 rows>, <Li · 2 rows>, pump 10, fan, <3 Preferred · 2 rows>, <Chen · 2 rows>, \
         Pump 2, axle, <1 Interest · 1 row>, <(empty) · 1 row>, oven"
    );
    let path = desk.app.grid(desk.grid).layout.rows().unwrap().sections()[0].path.clone();
    desk.arrange(Deed::Fold(path));
    assert_eq!(
        desk.names(),
        "<4 Evaluation · 2 rows>, <3 Preferred · 2 rows>, <Chen · 2 rows>, Pump 2, axle, \
         <1 Interest · 1 row>, <(empty) · 1 row>, oven"
    );
    desk.arrange(Deed::FoldAll(true));
    assert_eq!(desk.names(), "<4 Evaluation · 2 rows>, <3 Preferred · 2 rows>, <1 Interest · 1 row>");
    assert_eq!(desk.app.totals(desk.grid)[2], "130 + 1 without a rate + 1 not readable", "what is folded counts");
}

#[test]
fn arrows_fold_a_group_from_the_beginning_of_its_head() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), FIVE);
    desk.arrange(Deed::Group("stage".into(), None));
    desk.press("Ctrl+Home Left");
    let (closed, all) = (
        "<1 Interest · 1 row>, <3 Preferred · 2 rows>, Pump 2, axle, <4 Evaluation · 2 rows>, pump 10, fan",
        "<1 Interest · 1 row>, oven, <3 Preferred · 2 rows>, Pump 2, axle, <4 Evaluation · 2 rows>, pump 10, fan",
    );
    assert_eq!(desk.names(), closed);
    let place = |desk: &Desk| desk.app.laid_out(desk.grid).unwrap().selection.active;
    desk.press("Left");
    assert_eq!((desk.names().as_str(), place(&desk).row), (closed, 0), "closed already");
    desk.press("Right");
    assert_eq!((desk.names().as_str(), place(&desk).column), (all, 0));
    desk.press("Right");
    assert_eq!((desk.names().as_str(), place(&desk).column), (all, 1), "open already: one goes on");
    desk.press("Left");
    assert_eq!((desk.names().as_str(), place(&desk).column), (all, 0), "back to the beginning first");
    desk.press("Down Left");
    assert_eq!(desk.names(), all, "a record is no group");
}
