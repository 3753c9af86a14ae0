//! The definition of a column: everything the application knows about it follows from here.

use std::borrow::Cow;
use std::marker::PhantomData;

use smol_str::SmolStr;

use super::{Choice, Facing, Key, Label, Place, Rule, Sheet};

/// The kind of value that a column holds. A new kind is a compile error until each concern handles it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One line of text.
    Text,
    /// Text of several lines.
    Paragraph,
    /// Up to so many short lines, one step each.
    Steps(usize),
    /// A number within bounds (in whole units), with so many decimal places.
    Number {
        /// The least number allowed.
        min: i64,
        /// The greatest number allowed.
        max: i64,
        /// Decimal places, 0–6.
        places: u32,
    },
    /// A whole number on a short scale; with `unknown`, a `?` is an answer too.
    Rating {
        /// The lowest rating.
        min: i8,
        /// The highest rating.
        max: i8,
        /// Whether "unknown" can be rated.
        unknown: bool,
    },
    /// An amount ≥ 0 in the plan's currency or the one typed with it.
    Money,
    /// A share of 0–100 %; a probability.
    Percent,
    /// A calendar date.
    Date,
    /// A tick.
    Check,
    /// One of some choices.
    Choice(Cow<'static, [Choice]>),
    /// Several of some choices.
    Choices(Cow<'static, [Choice]>),
    /// A row of another table.
    Link(Sheet),
    /// Several rows of another table.
    Links(Sheet),
    /// A three-letter currency code.
    Currency,
    /// A column of a newer version: shown as it came, never changed.
    Foreign,
}

impl Kind {
    /// Whether it holds texts as they are typed.
    #[must_use]
    pub const fn is_text(&self) -> bool {
        matches!(self, Kind::Text | Kind::Paragraph | Kind::Steps(_))
    }

    /// A number of the user's own, as wide as any: three orders below what millionths can hold.
    #[must_use]
    pub const fn own_number(places: u32) -> Kind {
        const WIDEST: i64 = 9_000_000_000_000;
        Kind::Number { min: -WIDEST, max: WIDEST, places }
    }

    /// The choices of a choice column.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        match self {
            Kind::Choice(choices) | Kind::Choices(choices) => choices,
            _ => &[],
        }
    }

    /// The table that a link column leads to.
    #[must_use]
    pub const fn target(&self) -> Option<Sheet> {
        match self {
            Kind::Link(sheet) | Kind::Links(sheet) => Some(*sheet),
            _ => None,
        }
    }

    /// Whether values stand at the right edge, so that their digits align.
    #[must_use]
    pub const fn is_numeric(&self) -> bool {
        matches!(self, Kind::Number { .. } | Kind::Rating { .. } | Kind::Money | Kind::Percent)
    }
}

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Grey: could be better.
    Hint,
    /// Amber: probably wrong.
    Warning,
    /// Red: left out of sums, counted.
    Error,
}

/// The groups of columns that are switched on and off together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pack {
    /// Shown from the start.
    Core,
    /// The rest of the table's usual columns.
    More,
    /// Dimensions to group by.
    Dimensions,
    /// The seven kinds of questions for a visit.
    Questions,
    /// Objections and pains expected.
    Objections,
    /// Hours and self-rating.
    Effort,
    /// What the visit changed: support, unknowns.
    Change,
    /// The manager's view: skills and coaching.
    Coaching,
    /// How a deal ended.
    Closing,
    /// The header of table 2, shown as a form there.
    Strategy,
    /// The header of table 4 beyond its core.
    Relationship,
    /// The joint intent of table 4.
    Intent,
    /// Ties a row to the record it belongs to; shown only outside that record.
    Parent,
}

/// What a computed column shows; the formulas are the forecast layer's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Computed {
    /// Share of the fields which the activity's type requires that are filled.
    Preparation,
    /// The highest stage whose entry milestones are all evidenced.
    ProvenStage,
    /// Exit milestones of the claimed stage and those before it that are not ticked.
    UnmetMilestones,
    /// The probability used, by the plan's policy.
    Chance,
    /// Amount × probability, rounded half up.
    Weighted,
    /// What winning rather than losing the deal changes in the chance of the target.
    Pivot,
    /// Days since the deal entered the funnel.
    Age,
    /// Days since the deal's stage last changed.
    StageAge,
    /// Days that the stage allows.
    StageLimit,
    /// The next step promised in the activities.
    NextStep,
    /// When the customer last advanced the deal.
    LastAdvance,
    /// How often the expected close was moved later.
    Pushes,
    /// Stalled, dirty, moved back and so on.
    State,
    /// The user's scorecard, weighted.
    Fit,
    /// Influence of the people who support us and were met lately, as a share.
    Coverage,
    /// Questions of the deal that have no answer yet.
    OpenUnknowns,
    /// Red flags that are still open.
    OpenFlags,
    /// When somebody last met this person.
    LastContact,
    /// Won from the account in the last twelve months.
    Revenue,
    /// What we win of their total spend in our field.
    Share,
    /// The supplier level that the relationship items give, 1–5.
    Level,
    /// The user's weighted criteria of the account's attractiveness.
    Attractiveness,
    /// The user's weighted criteria of our strength at the account.
    Strength,
    /// Open deals of the account, weighted.
    Pipeline,
    /// Share of the signs of a sound relationship that hold.
    Health,
    /// Deals of the account won in the row's calendar year.
    WonInYear,
    /// The typed revenue of the year, else the deals won in it.
    RevenueOfYear,
    /// What the other tables come to for the row's year and source.
    PlanFromTables,
    /// The deals in whose decision a contact takes part.
    DealsOfContact,
    /// When somebody last met this contact.
    LastMet,
    /// What the column's own formula gives: made by the user, worked out by the application.
    Formula,
}

/// Where a column of the user's stands among the columns of its table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Stand {
    /// The built-in column behind which it stands; empty before all of them.
    pub after: Key,
    /// Its place among the user's columns that stand there.
    pub place: Place,
}

/// A column, built in or made by the user.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Definition {
    /// Unique in its table; the name of the field in files.
    pub key: Key,
    /// The heading.
    pub label: Label,
    /// What it is for, in one sentence; empty where the heading says it.
    pub help: Label,
    /// What it holds.
    pub kind: Kind,
    /// With which others it is shown.
    pub pack: Pack,
    /// The width to begin with, in CSS pixels.
    pub width: u16,
    /// Whether an empty cell is a problem, and how grave.
    pub required: Option<Severity>,
    /// How the cell is computed, where it is.
    pub computed: Option<Computed>,
    /// The user's formula, where the cell is computed by [`Computed::Formula`]; columns stand in it by key.
    pub formula: SmolStr,
    /// What the values should keep to; what does not is marked.
    pub rules: Vec<Rule>,
    /// On which side of today its days lie as a rule: a fact of the schema, not of a plan.
    pub facing: Facing,
    /// About an identifiable person: left out of exports to the team and the customer.
    pub private: bool,
    /// Where it stands; none for built-in columns, which stand in the order of the schema.
    pub stand: Option<Stand>,
    /// Taken out by the user: not shown, its values kept, so that it can be brought back.
    pub deleted: bool,
}

impl Definition {
    /// Whether the user made it.
    #[must_use]
    pub const fn is_own(&self) -> bool {
        self.stand.is_some()
    }
}

/// Begins the definition of a column.
#[must_use]
pub const fn column(key: &'static str, en: &'static str, zh: &'static str, kind: Kind) -> Definition {
    let width = match &kind {
        Kind::Text | Kind::Links(_) | Kind::Choices(_) => 160,
        Kind::Paragraph | Kind::Steps(_) => 240,
        Kind::Rating { .. } | Kind::Check | Kind::Currency => 84,
        // 99.9999 %.
        Kind::Percent => 88,
        Kind::Number { .. } => 96,
        Kind::Money => 120,
        Kind::Date => 112,
        Kind::Choice(_) | Kind::Link(_) | Kind::Foreign => 132,
    };
    Definition {
        key: SmolStr::new_static(key),
        label: Label::new(en, zh),
        help: Label::new("", ""),
        kind,
        pack: Pack::More,
        width,
        required: None,
        computed: None,
        formula: SmolStr::new_static(""),
        rules: Vec::new(),
        facing: Facing::Either,
        private: false,
        stand: None,
        deleted: false,
    }
}

impl Definition {
    /// Shows the column from the start.
    #[must_use]
    pub const fn core(self) -> Definition {
        self.pack(Pack::Core)
    }

    /// Puts the column into a pack.
    #[must_use]
    pub const fn pack(mut self, pack: Pack) -> Definition {
        self.pack = pack;
        self
    }

    /// Sets the width to begin with, in CSS pixels.
    #[must_use]
    pub const fn wide(mut self, width: u16) -> Definition {
        self.width = width;
        self
    }

    /// Makes an empty cell a problem.
    #[must_use]
    pub const fn required(mut self, severity: Severity) -> Definition {
        self.required = Some(severity);
        self
    }

    /// Makes the column computed and so read-only.
    #[must_use]
    pub const fn computed(mut self, computed: Computed) -> Definition {
        self.computed = Some(computed);
        self
    }

    /// Makes the column computed by a formula of the user's, in which columns stand by key.
    #[must_use]
    pub fn formula(self, formula: &str) -> Definition {
        Definition { computed: Some(Computed::Formula), formula: SmolStr::new(formula), ..self }
    }

    /// Whether a built-in column may be defined so: its choices, words and rules may change, what the program reads of
    /// it may not.
    #[must_use]
    pub fn may_become(&self, other: &Definition) -> bool {
        std::mem::discriminant(&self.kind) == std::mem::discriminant(&other.kind)
            && self.kind.target() == other.kind.target()
            && self.computed == other.computed
            && !other.deleted
    }

    /// Marks the column as about an identifiable person.
    #[must_use]
    pub const fn private(mut self) -> Definition {
        self.private = true;
        self
    }
}

/// A built-in column whose cells are read as `T`.
#[derive(Debug)]
pub struct Col<T> {
    /// The table it stands in.
    pub sheet: Sheet,
    /// Its place among the table's definitions.
    pub index: usize,
    reads: PhantomData<fn() -> T>,
}

impl<T> Col<T> {
    /// A handle on the definition at `index`; made by the schema only.
    #[must_use]
    pub const fn new(sheet: Sheet, index: usize) -> Col<T> {
        Col { sheet, index, reads: PhantomData }
    }

    /// The column's key.
    #[must_use]
    pub fn key(self) -> Key {
        self.sheet.definitions().get(self.index).map(|d| d.key.clone()).unwrap_or_default()
    }
}

impl<T> Clone for Col<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Col<T> {}

impl Definition {
    /// The column of a key that nobody has defined, as it is met in a cell.
    #[must_use]
    pub fn claimed(key: &Key) -> Definition {
        let mut foreign = column("", "", "", Kind::Foreign);
        foreign.key = key.clone();
        foreign.label.en = key.clone();
        foreign
    }

    /// Whether the column has no definition of its own, but was met in a cell.
    #[must_use]
    pub fn is_claimed(&self) -> bool {
        self.kind == Kind::Foreign && *self == Definition::claimed(&self.key)
    }
}
