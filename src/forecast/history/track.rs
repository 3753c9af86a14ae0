//! The values that one deal has had.

use crate::model::{Date, Sheet, Stamp, Value};

/// A column of the funnel whose values are remembered, or whether the deal is there at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Whether the row lives, as [`Value::Check`].
    Alive,
    /// The stage claimed.
    Stage,
    /// The expected close.
    Close,
    /// The amount.
    Amount,
    /// The final amount.
    Final,
    /// How it ended; empty while open.
    Outcome,
    /// When it ended.
    Closed,
    /// Who answers for it.
    Owner,
    /// The milestones ticked.
    Milestones,
    /// When it entered.
    Entered,
    /// The category chosen.
    Category,
}

impl Field {
    /// Every field.
    pub const ALL: [Field; 11] = [
        Field::Alive,
        Field::Stage,
        Field::Close,
        Field::Amount,
        Field::Final,
        Field::Outcome,
        Field::Closed,
        Field::Owner,
        Field::Milestones,
        Field::Entered,
        Field::Category,
    ];

    /// The column's key; empty for [`Field::Alive`].
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Field::Alive => "",
            Field::Stage => "stage",
            Field::Close => "close",
            Field::Amount => "amount",
            Field::Final => "final",
            Field::Outcome => "outcome",
            Field::Closed => "closed",
            Field::Owner => "owner",
            Field::Milestones => "milestones",
            Field::Entered => "entered",
            Field::Category => "category",
        }
    }

    /// The field of a column's key.
    pub(super) fn of(sheet: Sheet, key: &str) -> Option<Field> {
        (sheet == Sheet::Deals && !key.is_empty()).then(|| Field::ALL.into_iter().find(|field| field.key() == key))?
    }
}

/// A time up to which the log is read, that time itself excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AsOf(
    /// Milliseconds since 1970.
    pub u64,
);

/// Milliseconds of a day.
const DAY: u64 = 86_400_000;

impl AsOf {
    /// Everything that is in the log.
    pub const LATEST: AsOf = AsOf(u64::MAX);

    /// Everything up to the end of a day, in UTC. Before 1970 nothing was known.
    #[must_use]
    pub fn end_of(day: Date) -> AsOf {
        AsOf::start_of(day.plus_days(1)).max(AsOf(if day == day.plus_days(1) { u64::MAX } else { 0 }))
    }

    /// Everything before the beginning of a day, in UTC.
    #[must_use]
    pub fn start_of(day: Date) -> AsOf {
        let days = day.days_since(Date::of_millis(0));
        AsOf(u64::try_from(days).unwrap_or(0).saturating_mul(DAY))
    }
}

/// A value that a cell has had, from a time on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Past<'a> {
    /// When it was written, in milliseconds since 1970.
    pub at: u64,
    /// The value.
    pub value: &'a Value,
}

impl Past<'_> {
    /// The day in UTC on which it was written.
    #[must_use]
    pub fn day(&self) -> Date {
        Date::of_millis(self.at)
    }
}

/// A value that one step wrote into one field, in eight bytes: a large plan remembers millions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    /// The step, which may be taken back, by its number.
    pub step: u32,
    /// The field in the lowest bits; above them the value, by its number.
    packed: u32,
}

/// Bits of a field. What is left is enough for the values of any plan that fits into memory.
const FIELD_BITS: u32 = 4;

impl Written {
    pub const fn new(step: u32, field: Field, value: u32) -> Written {
        Written { step, packed: value << FIELD_BITS | field as u32 }
    }

    pub const fn is_of(self, field: Field) -> bool {
        self.packed & ((1 << FIELD_BITS) - 1) == field as u32
    }

    pub const fn value(self) -> u32 {
        self.packed >> FIELD_BITS
    }
}

/// What is kept of one deal.
#[derive(Clone, Debug, Default)]
pub(super) struct Track {
    /// In the order of the log.
    pub past: Vec<Written>,
    /// The digest of all operations other than deletions.
    pub digest: Stamp,
    /// Whether its insertion has been seen.
    pub born: bool,
}
