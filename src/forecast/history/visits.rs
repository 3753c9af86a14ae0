//! The stages that a deal stood in.

use super::{AsOf, Field, History};
use crate::model::{Date, RowId, Value};

/// A stay of a deal in a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The stage.
    pub stage: RowId,
    /// The first day.
    pub from: Date,
    /// The day it left, or ended; none while it stands there.
    pub until: Option<Date>,
}

impl Visit {
    /// Days in the stage, up to a day where it stands there still; never negative.
    #[must_use]
    pub fn days(&self, today: Date) -> i64 {
        self.until.unwrap_or(today).days_since(self.from).max(0)
    }
}

impl History {
    /// The stages that a deal stood in, in order; neighbours differ, an empty cell in between hides nothing.
    ///
    /// On the day on which a row is typed or pasted in it is still being written down: only the stage in which that day
    /// ends counts, and it counts from the day of entry where that is earlier.
    #[must_use]
    pub fn visits(&self, deal: RowId, as_of: AsOf) -> Vec<Visit> {
        let mut visits: Vec<Visit> = Vec::new();
        let Some(born) = self.born(deal, as_of).map(Date::of_millis) else { return visits };
        let entered = match self.value(deal, Field::Entered, as_of) {
            Value::Date(day) => (*day).min(born),
            _ => born,
        };
        for past in self.changes(deal, Field::Stage, as_of) {
            let Value::Link(stage) = *past.value else { continue };
            let day = past.day();
            match visits.last_mut() {
                _ if day <= born => visits = vec![Visit { stage, from: entered, until: None }],
                Some(last) if last.stage == stage => {}
                Some(last) => {
                    last.until = Some(day);
                    visits.push(Visit { stage, from: day, until: None });
                }
                None => visits.push(Visit { stage, from: day, until: None }),
            }
        }
        if !self.value(deal, Field::Outcome, as_of).is_empty()
            && let Some(last) = visits.last_mut()
        {
            last.until = self.ended(deal, as_of).map(|day| day.max(last.from));
        }
        visits
    }

    /// The day on which a deal ended: the one written down, else the one on which the outcome was.
    #[must_use]
    pub fn ended(&self, deal: RowId, as_of: AsOf) -> Option<Date> {
        let outcome = self.changes(deal, Field::Outcome, as_of).last().filter(|past| !past.value.is_empty())?;
        match self.value(deal, Field::Closed, as_of) {
            Value::Date(day) => Some(*day),
            _ => Some(outcome.day()),
        }
    }
}
