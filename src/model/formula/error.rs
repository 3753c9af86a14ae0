//! What may be wrong with a formula, and what may stand in the way of a row's result.

use smol_str::SmolStr;

use super::{Function, Operator, Span, Type};
use crate::model::{Currency, Label, Sheet};

/// What is wrong with a text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaError {
    /// The part of the text, in bytes.
    pub at: Span,
    /// What is wrong with it.
    pub what: Wrong,
}

/// What was expected in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A number, a text, a column, a function or a bracket.
    Value,
    /// An operator or the end.
    Operator,
    /// A closing bracket or a comma.
    Closing,
    /// A column after a dot.
    Column,
    /// Yes or no.
    Check,
    /// A number, a share or an amount.
    Amount,
    /// A number.
    Number,
    /// A date.
    Date,
    /// Several values.
    Several,
}

/// Columns, one leading to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way(pub Vec<Label>);

/// So many arguments: a count that is said with its noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given(pub usize);

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// There is nothing in it.
    Empty,
    /// It is too long.
    TooLong {
        /// Characters allowed.
        most: usize,
    },
    /// Its parts stand in one another too deeply, or there are too many.
    TooComplex,
    /// A sign that means nothing.
    Sign {
        /// The sign.
        sign: SmolStr,
    },
    /// A number that cannot be read.
    Number {
        /// The text.
        text: SmolStr,
    },
    /// A number in groups of three digits, between which a comma parts arguments.
    Grouped {
        /// The text.
        text: SmolStr,
        /// The same without commas.
        plain: SmolStr,
    },
    /// What other programs show where nothing can be worked out.
    ErrorValue {
        /// The text.
        text: SmolStr,
    },
    /// Something that was opened is not closed: `"`, `[` or `(`.
    Unclosed {
        /// The sign that opened it.
        sign: SmolStr,
    },
    /// The formula ends too soon.
    Missing {
        /// What must stand there.
        expected: Expected,
    },
    /// Something else was expected.
    Unexpected {
        /// What stands there.
        found: SmolStr,
        /// What was expected.
        expected: Expected,
    },
    /// Comparisons in a row.
    Chain,
    /// A name before brackets that is no function.
    Function {
        /// The name.
        name: SmolStr,
    },
    /// The same, where another function has nearly that name.
    NearFunction {
        /// The name.
        name: SmolStr,
        /// The other function.
        like: SmolStr,
    },
    /// A function by which other programs look a row up, or add rows up: here a link leads to them.
    Lookup {
        /// Its name.
        name: SmolStr,
    },
    /// A word that is neither a function nor a column in brackets.
    Word {
        /// The word.
        name: SmolStr,
    },
    /// A column that the table does not have.
    Column {
        /// The name.
        name: SmolStr,
        /// The table.
        sheet: Sheet,
    },
    /// The same, where the table has another column of nearly that name.
    NearColumn {
        /// The name.
        name: SmolStr,
        /// The table.
        sheet: Sheet,
        /// The other column.
        like: SmolStr,
    },
    /// A column that was taken out.
    Deleted {
        /// The column.
        column: Label,
    },
    /// A column that several have the name of.
    Ambiguous {
        /// The name.
        name: SmolStr,
        /// The table.
        sheet: Sheet,
    },
    /// A column of a newer version, which cannot be read.
    Foreign {
        /// The column.
        column: Label,
    },
    /// A dot after a column that leads to no other table.
    NotALink {
        /// The column.
        column: Label,
    },
    /// Several values where one is needed.
    Several,
    /// A value of another type than is needed.
    Type {
        /// What it is.
        found: Type,
        /// What is needed.
        expected: Expected,
    },
    /// Two values that an operator cannot take.
    Pair {
        /// The operator.
        operator: Operator,
        /// The left one.
        left: Type,
        /// The right one.
        right: Type,
    },
    /// The same, where the bare number of an amount would do.
    PairOfAmount {
        /// The operator.
        operator: Operator,
        /// The left one.
        left: Type,
        /// The right one.
        right: Type,
    },
    /// Two dates that an operator cannot take.
    PairOfDates {
        /// The operator.
        operator: Operator,
    },
    /// An amount where a bare number is needed.
    AmountForNumber {
        /// What it is.
        found: Type,
    },
    /// A case that cannot equal the value which it is compared with.
    Case {
        /// What the value is.
        value: Type,
        /// What the case is.
        case: Type,
    },
    /// An amount and a share added to one another.
    ShareOfAmount,
    /// Two results that have no type in common.
    Results {
        /// The one.
        one: Type,
        /// The other.
        two: Type,
    },
    /// A result that the column cannot show.
    Shown {
        /// What it is.
        found: Type,
    },
    /// Too few or too many arguments.
    Arguments {
        /// The function.
        function: Function,
        /// How many there are.
        found: Given,
    },
    /// A text that is no date where it is compared with one.
    Day {
        /// The text.
        text: SmolStr,
    },
    /// A pattern that says nothing about the value that is to be written by it.
    Pattern {
        /// The pattern.
        pattern: SmolStr,
    },
    /// Formulas that lead back to themselves.
    Circle {
        /// The headings on the way, the first again at the end.
        way: Way,
    },
    /// Formulas that build on too many others.
    LongChain,
}

/// Why a row has no result.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// A number was divided by zero.
    DividedByZero,
    /// A negative number to a power that is not whole, or 0 to the power of 0.
    NoSuchPower,
    /// A number is too large to be kept exactly.
    TooLarge,
    /// An amount is in a currency without a rate.
    NoRate {
        /// The currency.
        currency: Currency,
    },
    /// A cell that is needed holds a text that does not fit its column.
    Unreadable {
        /// The column.
        column: Label,
        /// The text.
        text: SmolStr,
    },
    /// The formula of a column that is needed is wrong.
    Broken {
        /// The column.
        column: Label,
    },
    /// The calendar has no such day.
    NoSuchDay,
    /// A year of less than three digits: it may be short for one of this century, or of the last.
    ShortYear,
    /// Weeks are not counted by such a kind.
    NoSuchWeek,
    /// A text is no number.
    NotANumber {
        /// The text.
        text: SmolStr,
    },
    /// A pattern says nothing about the value that is to be written by it.
    Pattern {
        /// The pattern.
        pattern: SmolStr,
    },
    /// The result takes too many steps.
    TooManySteps,
    /// The cell holds something else than its column says.
    Mismatch,
}
