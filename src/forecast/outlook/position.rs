//! Where a deal stood at a time, as far as the log knows.

use crate::forecast::history::{AsOf, Field, History};
use crate::model::schema::setup::stages;
use crate::model::{Date, Plan, RowId, Value};

use super::survey::stage_number;

/// A deal as it stood. Stages, their categories and rates are those of today: what changed is the deal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Position<'a> {
    /// Whether it was in the table.
    pub alive: bool,
    /// How it had ended; none while open.
    pub outcome: Option<&'a str>,
    /// The expected close.
    pub close: Option<Date>,
    /// The day it ended, else the expected close.
    pub ended: Option<Date>,
    /// The final amount of a won deal, else the amount, in minor units of the plan's currency; 0 where there is none.
    pub amount: i64,
    /// Whether there is one, but no rate for it.
    pub unrated: bool,
    /// Whether it counts: in the funnel, and not left out by choice.
    pub counts: bool,
    /// Who answered for it.
    pub owner: Option<RowId>,
}

/// Where a deal stood at a time.
pub(super) fn position<'a>(plan: &'a Plan, history: &'a History, deal: RowId, as_of: AsOf) -> Position<'a> {
    let value = |field| history.value(deal, field, as_of);
    let date = |field| if let Value::Date(day) = value(field) { Some(*day) } else { None };
    let key = |field| if let Value::Choice(key) = value(field) { Some(key.as_str()) } else { None };
    let link = |field| if let Value::Link(row) = value(field) { Some(*row) } else { None };
    let money = |field| if let Value::Money(money) = value(field) { Some(*money) } else { None };
    let outcome = key(Field::Outcome);
    let stage = link(Field::Stage);
    let outside = stage.and_then(|stage| stage_number(plan, stage)).is_some_and(|number| number == 0);
    let category = key(Field::Category).or_else(|| plan.get(stage?, stages::CATEGORY));
    let last = if outcome == Some("won") { money(Field::Final) } else { None };
    let amount = last.or_else(|| money(Field::Amount));
    let worth = amount.and_then(|money| plan.in_plan_currency(money));
    Position {
        alive: history.is_alive(deal, as_of),
        outcome,
        close: date(Field::Close),
        ended: date(Field::Closed).or_else(|| date(Field::Close)),
        amount: worth.unwrap_or(0).max(0),
        unrated: amount.is_some() && worth.is_none(),
        counts: !outside && category != Some("omit"),
        owner: link(Field::Owner),
    }
}
