//! On which side of today the days of a column lie, and what a day without its year means there.

use super::{Date, Definition};

/// Days after which the same day of another year is nearer.
const HALF_A_YEAR: i64 = 183;

/// On which side of today the days of a column lie as a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Facing {
    /// Before or after it.
    #[default]
    Either,
    /// After it: what is planned or due.
    Ahead,
    /// Before it: what has been done or said.
    Behind,
    /// Before or after it: the first days of periods. Whoever names a stretch of days means where it begins.
    Begins,
    /// Before or after it: the last days of periods.
    Ends,
}

impl Facing {
    /// The day that is meant by one of this year where nobody wrote the year: in November the 15th of January is still
    /// to come where days lie ahead, and in January the 20th of December is past where they lie behind. Within half a
    /// year the day of this year is meant everywhere, so that what is late can be typed, too.
    #[must_use]
    pub fn meant(self, day: Date, today: Date) -> Date {
        let years = match self {
            Facing::Ahead if today.days_since(day) > HALF_A_YEAR => 1,
            Facing::Behind if day.days_since(today) > HALF_A_YEAR => -1,
            _ => return day,
        };
        Date::new(day.year() + years, day.month(), day.day()).unwrap_or(day)
    }
}

impl Definition {
    /// Says that the column's days lie after today.
    #[must_use]
    pub const fn ahead(mut self) -> Definition {
        self.facing = Facing::Ahead;
        self
    }

    /// Says that the column's days lie before today.
    #[must_use]
    pub const fn behind(mut self) -> Definition {
        self.facing = Facing::Behind;
        self
    }

    /// Says that the column's days are the first ones of periods.
    #[must_use]
    pub const fn begins(mut self) -> Definition {
        self.facing = Facing::Begins;
        self
    }

    /// Says that the column's days are the last ones of periods.
    #[must_use]
    pub const fn ends(mut self) -> Definition {
        self.facing = Facing::Ends;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_a_year_is_looked_for_where_the_column_looks() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let meant = |facing: Facing, of: &str, today: &str| facing.meant(day(of), day(today)).to_string();
        // In November the 15th of January is to come, the 1st of October was missed.
        assert_eq!(meant(Facing::Ahead, "2026-01-15", "2026-11-29"), "2027-01-15");
        assert_eq!(meant(Facing::Ahead, "2026-10-01", "2026-11-29"), "2026-10-01");
        assert_eq!(meant(Facing::Behind, "2026-01-15", "2026-11-29"), "2026-01-15");
        // In January the 20th of December is past.
        assert_eq!(meant(Facing::Behind, "2027-12-20", "2027-01-05"), "2026-12-20");
        assert_eq!(meant(Facing::Ahead, "2027-12-20", "2027-01-05"), "2027-12-20");
        for today in ["2026-11-29", "2027-01-05"] {
            assert_eq!(meant(Facing::Either, "2026-01-15", today), "2026-01-15");
        }
        // A day that the other year has not stays.
        assert_eq!(meant(Facing::Ahead, "2028-02-29", "2028-12-01"), "2028-02-29");
    }
}
