//! Formulas of the user's own columns: `[Amount] * [p]`, `if([Close] < today(), "late", "")`, `[Account].[Industry]`.
//!
//! A text is cut into tokens, parsed into an [`Expr`], then checked against the tables into a [`Formula`]: names become
//! columns, every part has a type. A checked formula is worked out for a row by a [`Context`], which gives the cells. The
//! text that is kept names columns by their keys (`[#amount]`), so that renaming breaks nothing; what is shown names them
//! by their headings. Numbers and amounts are exact fractions until the very end. What cannot be worked out is a
//! [`Fault`], never a number.
//!
//! | file | answers |
//! |---|---|
//! | `token`, `expr`, `parse` | what a text says |
//! | `function` | which functions there are, under which names |
//! | `nearest` | what a misspelt name was meant to be |
//! | `value_type`, `check`, `pairing`, `names` | what it means in a table, and whether it can |
//! | `uses` | on which cells a formula depends |
//! | `datum`, `operate`, `call`, `rounding`, `days`, `format`, `evaluate` | what it gives in a row |
//! | `cycle` | which formulas lead back to themselves |
//! | `error` | what may be wrong with a text, or with a row |

mod call;
mod check;
mod cycle;
mod datum;
mod days;
mod error;
mod evaluate;
mod expr;
mod format;
mod function;
mod names;
mod nearest;
mod operate;
mod pairing;
mod parse;
mod rounding;
#[cfg(test)]
mod tests;
mod token;
mod uses;
mod value_type;

pub use check::{Formula, check, compile};
pub use cycle::cycles;
pub use datum::Datum;
pub use error::{Expected, Fault, FormulaError, Given, Way, Wrong};
pub use evaluate::{Budget, Context};
pub use expr::{Expr, Operator, Span};
pub use function::Function;
pub use names::{Name, called, escaped, kept, label_of, leads_to, names_in, offered, shown};
pub use parse::parse;
pub use uses::{Path, Step};
pub use value_type::{Base, Type};

/// The longest text, in characters.
pub const LONGEST: usize = 2000;
/// How deeply parts may stand in one another.
pub const DEEPEST: usize = 60;
/// How many parts a formula may have.
pub const MOST_PARTS: usize = 400;
/// How many formulas may build on one another.
pub const LONGEST_CHAIN: usize = 16;
/// How many steps one cell may take, the formulas that it builds on included.
pub const MOST_STEPS: u32 = 20_000;
