//! Texts in cells that begin with `=` and are no calculation: formulas of spreadsheets, which stand in columns here.

use super::arithmetic;
use super::fault::Fault;
use crate::model::{Definition, Kind};

/// Whether a text for a number or a day begins with `=` and cannot be worked out in a cell: people look for formulas then.
pub(super) fn is_no_calculation(definition: &Definition, folded: &str, fault: &Fault) -> bool {
    let is_worked_out = match fault {
        Fault::NotANumber | Fault::NotAnAmount | Fault::NotADate => false,
        Fault::NotARating { .. } | Fault::NotARatingOrUnknown { .. } => arithmetic::number(folded).is_ok(),
        _ => true,
    };
    folded.trim().starts_with('=') && !is_worked_out || is_formula(definition, folded)
}

/// Whether a text for a number or a day is a formula of a spreadsheet: it calls a function, or names cells or columns.
pub(super) fn is_formula(definition: &Definition, folded: &str) -> bool {
    let is_number =
        matches!(definition.kind, Kind::Number { .. } | Kind::Rating { .. } | Kind::Money | Kind::Percent | Kind::Date);
    let Some(formula) = folded.trim().strip_prefix('=').filter(|_| is_number) else { return false };
    let is_call =
        |(at, _): (usize, &str)| formula.get(..at).is_some_and(|before| before.ends_with(char::is_alphabetic));
    // A1, $B$2: letters, then a digit.
    let is_cell = |word: &str| {
        let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
        (1..=3).contains(&letters)
            && word.get(letters..).is_some_and(|rest| rest.bytes().next().is_some_and(|b| b.is_ascii_digit()))
    };
    formula.contains('[')
        || formula.match_indices('(').any(is_call)
        || formula.replace('$', "").split(|c: char| !c.is_ascii_alphanumeric()).any(is_cell)
}
