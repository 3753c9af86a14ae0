//! Texts of numbers and dates by a pattern, as Excel has them: `#,##0.00`, `0%`, `0.0,,`, `0;(0);-`, `yyyy-mm-dd`.
//!
//! A pattern that says nothing about such a value is a [`Fault::Pattern`], never a text that looks like a result.

mod day;
mod number;

pub(super) use day::day;
pub(super) use number::number;

use super::{Base, Fault};
use crate::model::Date;
use crate::model::exact::Exact;

/// Whether a pattern says how to write values of a type.
pub(super) fn is_known(pattern: &str, base: Base) -> bool {
    let is_wrong = |fault: Fault| matches!(fault, Fault::Pattern { .. });
    match base {
        Base::Date => !day(Date::of_millis(0), pattern).is_err_and(is_wrong),
        Base::Number | Base::Percent | Base::Money => !number(Exact::ZERO, pattern).is_err_and(is_wrong),
        _ => true,
    }
}

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// A sign that may mean something.
    Sign(char),
    /// A text that stands for itself.
    Plain(String),
}

/// The sign that a piece is; none for a text.
const fn sign_of(piece: &Piece) -> Option<char> {
    if let Piece::Sign(sign) = piece { Some(*sign) } else { None }
}

/// The sections of a pattern, which semicolons part. What is quoted or stands behind a backslash is a text, `_` and a sign a
/// blank, `*` and a sign nothing; colours and the number of a language are left out. None where a bracket means something else.
fn sections(pattern: &str) -> Option<Vec<Vec<Piece>>> {
    let mut found = vec![Vec::new()];
    let mut signs = pattern.chars();
    while let Some(sign) = signs.next() {
        let piece = match folded(sign) {
            '"' => Piece::Plain(signs.by_ref().take_while(|inner| folded(*inner) != '"').collect()),
            '\\' => Piece::Plain(signs.next().map(String::from).unwrap_or_default()),
            '_' => Piece::Plain(signs.next().map(|_| " ".to_owned()).unwrap_or_default()),
            '*' => {
                signs.next();
                continue;
            }
            '[' => {
                let inner: String = signs.by_ref().take_while(|inner| *inner != ']').collect();
                Piece::Plain(bracketed(&inner)?.to_owned())
            }
            ';' => {
                found.push(Vec::new());
                continue;
            }
            sign => Piece::Sign(sign),
        };
        if let Some(section) = found.last_mut() {
            section.push(piece);
        }
    }
    Some(found)
}

/// What brackets of a pattern write: the sign of a currency, nothing for a colour or a language.
fn bracketed(inner: &str) -> Option<&str> {
    const COLOURS: [&str; 16] = [
        "black", "blue", "cyan", "green", "magenta", "red", "white", "yellow", "黑色", "蓝色", "青色", "绿色", "洋红",
        "红色", "白色", "黄色",
    ];
    if let Some(currency) = inner.strip_prefix('$') {
        return Some(currency.split_once('-').map_or(currency, |(sign, _)| sign));
    }
    COLOURS.iter().any(|colour| inner.eq_ignore_ascii_case(colour)).then_some("")
}

/// A sign in the width in which it means something; what stands for itself stays as it was written.
const fn folded(sign: char) -> char {
    match sign {
        '０' => '0',
        '＃' => '#',
        '？' => '?',
        '．' => '.',
        '％' => '%',
        '；' => ';',
        '“' | '”' | '＂' => '"',
        sign => sign,
    }
}

/// Whether a letter means a part of a date or a time, or something that is not known here, where it is not quoted.
const fn is_taken(sign: char) -> bool {
    matches!(sign.to_ascii_lowercase(), 'a' | 'b' | 'd' | 'e' | 'g' | 'h' | 'm' | 'n' | 's' | 'y')
}

/// How many letters the word has with which pieces begin: `USD`, `days`. It stands for itself, as it would in quotation marks.
/// None where they begin with one letter alone or again and again, or with letters of dates and times only.
fn word(pieces: &[Piece]) -> Option<usize> {
    let signs = pieces.iter().map_while(sign_of).take_while(char::is_ascii_alphabetic);
    let letters: Vec<char> = signs.map(|sign| sign.to_ascii_lowercase()).collect();
    let is_same = letters.iter().all(|own| Some(own) == letters.first());
    let is_time = letters.iter().all(|own| matches!(own, 'd' | 'h' | 'm' | 's' | 'y'));
    (!is_same && !is_time).then_some(letters.len())
}
