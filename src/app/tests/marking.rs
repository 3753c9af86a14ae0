//! What does not fit its cell: kept where it was typed, marked, and told to those who do not see the mark.

use super::*;
use crate::app::Effect;
use crate::app::grid::GridId;
use crate::model::Sheet;

#[test]
fn a_text_that_does_not_fit_is_told_where_it_stays() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | amount |\n| Haitian | [10] |");
    desk.press("\"twelve\" Enter");
    let marked = |desk: &Desk| {
        let of = |effect: &Effect| match effect {
            Effect::Marked(target) => Some((target.sheet, target.column.to_string())),
            _ => None,
        };
        desk.effects.iter().filter_map(of).collect::<Vec<_>>()
    };
    assert_eq!(marked(&desk), [(Sheet::Deals, "amount".into())]);
    desk.press("Up \"12\" Enter");
    assert_eq!(marked(&desk).len(), 1, "what fits is not told");
}
