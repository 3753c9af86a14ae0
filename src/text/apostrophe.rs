//! The apostrophe with which a spreadsheet is told to take what follows as a text.

use super::fault::Fault;
use super::fold::{fold, fold_letter};
use super::parser::Parser;
use super::{amount, arithmetic, day};
use crate::model::{Definition, Kind, Value};

/// What follows an apostrophe at the beginning of a text, whatever its shape and width; none where nothing does.
fn behind_apostrophe(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    let is_one = chars.next().and_then(fold_letter) == Some('\'');
    Some(chars.as_str()).filter(|rest| is_one && !rest.trim().is_empty())
}

/// Reads a text, and where it does not fit what follows an apostrophe at its beginning: whoever types `'007` into a column of
/// numbers means 7. A name may begin with one.
pub(super) fn without_apostrophe(
    definition: &Definition,
    text: &str,
    read: &dyn Fn(&str) -> Result<Value, Fault>,
) -> Result<Value, Fault> {
    let fault = match read(text) {
        Err(fault) if !matches!(definition.kind, Kind::Link(_) | Kind::Links(_)) => fault,
        read => return read,
    };
    let Some(rest) = behind_apostrophe(text.trim_start()) else { return Err(fault) };
    use Fault::{NotACheck, NotADate, NotANumber, NotARating, NotARatingOrUnknown, NotAnAmount};
    read(rest).map_err(|of_rest| match fault {
        NotANumber | NotAnAmount | NotADate | NotACheck | NotARating { .. } | NotARatingOrUnknown { .. } => of_rest,
        // It names the text, as it was typed.
        fault => fault,
    })
}

impl Parser<'_> {
    /// What is meant by a text that was typed into a column of texts: without the apostrophe that keeps a spreadsheet from
    /// taking the rest for a number, a day or a formula. An apostrophe that belongs to the text, as in 's-Hertogenbosch,
    /// stays.
    #[must_use]
    pub fn typed_text<'t>(&self, text: &'t str) -> &'t str {
        behind_apostrophe(text).filter(|rest| self.is_taken_for_more(rest)).unwrap_or(text)
    }

    /// Whether a spreadsheet would take a text for something else than a text, or somebody might fear that it does: what is
    /// made of digits, as numbers of telephones and accounts are.
    fn is_taken_for_more(&self, text: &str) -> bool {
        let folded = fold(text);
        let text = folded.trim();
        // The last of the digits of an identity card may be an X.
        let digits = text.strip_suffix(['x', 'X']).unwrap_or(text);
        let is_digit_or_mark = |c: char| c.is_ascii_digit() || " -+()./:,#*".contains(c);
        text.starts_with(['=', '+', '-', '@'])
            || digits.contains(|c: char| c.is_ascii_digit()) && digits.chars().all(is_digit_or_mark)
            || arithmetic::number(text).is_ok()
            || amount::amount(self.context().0, text, true).is_ok()
            || day::written(text, self.today(), self.order_of_days()).is_ok()
            || ["true", "false"].iter().any(|word| word.eq_ignore_ascii_case(text))
    }
}
