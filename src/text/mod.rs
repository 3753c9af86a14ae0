//! Everything people read and type, in English and Chinese: how values show, how typed text is read, the messages.
//!
//! Knows the model and nothing else: no plan is changed here, and there is no clock ("today" is an argument), no
//! browser, no file format.
//!
//! | file | answers |
//! |---|---|
//! | `show`, `title`, `compact` | what a cell, a link, the strip displays |
//! | `edit`, `parser`, `behind` | what the editor shows, and what a typed or pasted text means, with or without a number behind it |
//! | `numbers` | what a number is as another kind of number |
//! | `fault` | why a text does not fit its column, and what to do |
//! | `initials`, `likeness` | by which letters a Chinese name is found, how well a name answers what was typed |
//! | `no_name`, `mention` | which texts name nobody, and a name behind an @ |
//! | `stage_words` | what other programs write into the stage of a deal |
//! | `vague` | which words are opinions |
//! | `collate` | in which order texts stand |
//! | `messages` | every other sentence of the application |
//! | `fold`, `apostrophe`, `numeral`, `chinese`, `arithmetic`, `amount`, `range`, `currency`, `day`, `no_calculation`, `options`, `names` | inside the parser |

mod amount;
mod apostrophe;
mod arithmetic;
mod behind;
mod chinese;
mod clock;
mod collate;
mod compact;
mod currency;
mod day;
mod day_order;
mod day_span;
mod day_sum;
mod day_words;
mod edit;
mod fault;
mod heading_unit;
mod initials;
mod lang;
mod likeness;
mod mention;
pub mod messages;
mod names;
mod naming;
mod no_calculation;
mod no_name;
mod numbers;
mod numeral;
mod options;
mod parser;
mod range;
mod sequence;
mod show;
mod stage_words;
mod synonyms;
mod table_words;
mod title;
mod vague;

use crate::model::{exact, fold};

pub use behind::is_hashes;
pub use collate::{Collation, Pronunciation};
pub use compact::{chance, compact, compact_steady, day, day_and_year, grouped, moment, month_name, points, weekdays};
pub use currency::currencies;
pub use day::DATE_MARKS;
pub use day_order::DayOrder;
pub use edit::edit_text;
pub use fault::Fault;
pub use fold::{fold, fold_letter, search_key};
pub use heading_unit::{in_units, unit_for};
pub use initials::{initial, initials, is_han};
pub use lang::Lang;
pub use likeness::Likeness;
pub use mention::{without_sign, without_signs};
pub use no_name::is_no_name;
pub use numeral::comma_is_decimal;
pub use parser::{MARKS, Parser, parse, problem};
pub use range::Ends;
pub use sequence::Sequence;
pub use show::{heading, show, show_result, show_typed};
pub use stage_words::{Ending, step_of_stage};
pub use synonyms::{adds_nothing, in_our_words};
pub use table_words::{TotalWord, is_placeholder};
pub use title::{name, title};
pub use vague::{VAGUE, is_about_us, vague_words};

#[cfg(test)]
mod tests;
