//! The periods of a forecast, by the plan's fiscal year.

use crate::model::{Date, Plan, RowId};

/// How long a period is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Span {
    /// A calendar month.
    Month,
    /// Three months of the fiscal year.
    #[default]
    Quarter,
    /// A fiscal year.
    Year,
    /// All time.
    All,
}

impl Span {
    /// Every length, the shortest first.
    pub const EVERY: [Span; 4] = [Span::Month, Span::Quarter, Span::Year, Span::All];

    /// What it is called in what the browser keeps, and on the page.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Span::Month => "month",
            Span::Quarter => "quarter",
            Span::Year => "year",
            Span::All => "all",
        }
    }

    /// The length of a key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Span> {
        Span::EVERY.into_iter().find(|span| span.key() == key)
    }
}

/// What the forecast is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Scope {
    /// How long the period is.
    pub span: Span,
    /// How many periods after the current one.
    pub offset: i32,
    /// Whose deals; everybody's where none is given.
    pub person: Option<RowId>,
}

/// A period of expected close, both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// How long it is.
    pub span: Span,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// Month 1–12, quarter 1–4; 0 for longer ones.
    pub number: u32,
    /// The year in which the fiscal year ends; for a month its own year.
    pub year: i32,
}

impl Period {
    /// The period that lies `offset` periods after the one that holds `today`.
    #[must_use]
    pub fn of(plan: &Plan, today: Date, span: Span, offset: i32) -> Period {
        let first_month = plan.fiscal_month() as i32;
        let into_year = (today.month() as i32 - first_month).rem_euclid(12);
        // Farther away there are no years.
        let offset = offset.clamp(-120_000, 120_000);
        let (start, months) = match span {
            Span::Month => (today.month_start(offset), 1),
            Span::Quarter => (today.month_start(offset * 3 - into_year % 3), 3),
            Span::Year => (today.month_start(offset * 12 - into_year), 12),
            Span::All => {
                let (from, until) = (today.plus_days(i64::MIN), today.plus_days(i64::MAX));
                return Period { span, from, until, number: 0, year: today.year() };
            }
        };
        let until = start.month_start(months).plus_days(-1);
        let month_of_year = (start.month() as i32 - first_month).rem_euclid(12);
        let (number, year) = match span {
            Span::Month => (start.month(), start.year()),
            Span::Quarter => (month_of_year as u32 / 3 + 1, start.month_start(11 - month_of_year).year()),
            Span::Year | Span::All => (0, start.month_start(11 - month_of_year).year()),
        };
        Period { span, from: start, until, number, year }
    }

    /// Whether a day lies in the period.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        (self.from..=self.until).contains(&day)
    }
}
