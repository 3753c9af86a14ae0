//! What a formula would give that is being written: where it is wrong, what it gives in one row, how it can be shown.

use std::ops::Range;

use smol_str::SmolStr;

use super::context::{Asked, text_of};
use crate::app::state::App;
use crate::model::formula::{Budget, Formula, FormulaError, Type, Wrong, compile, cycles, kept, label_of};
use crate::model::{Definition, Kind, RowId, Sheet};
use crate::text::messages::{Computed as Words, Defining, Say};
use crate::text::{in_our_words, search_key};

/// A text that is tried.
#[derive(Clone, Debug, PartialEq)]
pub enum Trial {
    /// It cannot be a formula of this column.
    Wrong {
        /// Where, in bytes of the text.
        at: Range<usize>,
        /// What is wrong.
        what: String,
        /// What to do about it.
        remedy: String,
    },
    /// It can.
    Right {
        /// The text as it is kept, columns by key.
        kept: String,
        /// The kinds in which its results can be shown, the best first.
        kinds: Vec<Kind>,
        /// What they are, in words.
        gives: String,
        /// What it gives in the row; why it gives nothing there.
        result: Result<String, String>,
        /// What it may have been meant to give, where that is something else.
        hint: Option<String>,
    },
}

impl App {
    /// Tries a text as the formula of a column, for one row. `key` is the column's, where it is there already.
    #[must_use]
    pub fn try_formula(&self, sheet: Sheet, key: &str, text: &str, row: Option<RowId>) -> Trial {
        let lang = self.lang;
        let formula = match compile(text, self.plan(), sheet).and_then(|formula| self.no_circle(sheet, key, formula)) {
            Ok(formula) => formula,
            Err(FormulaError { at, what }) => {
                let what = self.in_known_words(what);
                let (remedy, what) = (what.remedy(lang).into_owned(), what.text(lang).into_owned());
                return Trial::Wrong { at: at.from..at.to, what, remedy };
            }
        };
        let result = match row {
            None => Ok(String::new()),
            Some(row) => {
                let asked = Asked::new(self, true);
                let worked = formula.evaluate(&asked, row, &Budget::default());
                worked.map_err(|fault| fault.text(lang).into_owned()).map(|datum| {
                    if datum.is_blank() {
                        Words::EmptyInput.text(lang).into_owned()
                    } else {
                        text_of(self.plan(), &datum, lang).to_string()
                    }
                })
            }
        };
        Trial::Right {
            kept: kept(text, &formula.names, self.plan()),
            kinds: formula.gives.kinds(),
            gives: in_words(formula.gives, lang),
            result,
            hint: formula.alone.map(|step| {
                let column = label_of(self.plan(), step);
                Defining::OwnValueOnly { column }.text(lang).into_owned()
            }),
        }
    }

    /// What is wrong with a formula; where it names a column as other programs do, with the one that is meant.
    pub(super) fn in_known_words(&self, what: Wrong) -> Wrong {
        let Wrong::Column { name, sheet } = &what else { return what };
        let written = search_key(name);
        let ours = in_our_words(&written);
        let table = self.plan().table(*sheet);
        let columns = || table.arranged().iter().filter_map(|at| table.definitions().get(*at));
        // Else the one whose heading stands in the name: 合同金额 is an amount.
        let within = |column: &&Definition| {
            let headings = [&column.label.en, &column.label.zh].map(|heading| search_key(heading));
            let lengths = headings.iter().filter(|own| written.contains(own.as_str())).map(|own| own.chars().count());
            lengths.max().filter(|length| *length > 1)
        };
        let longest = || columns().filter(|column| within(column).is_some()).max_by_key(within);
        let found = columns().find(|column| column.label.is(&ours)).or_else(longest);
        match found {
            Some(column) => {
                Wrong::NearColumn { name: name.clone(), sheet: *sheet, like: self.lang.pick(&column.label).into() }
            }
            None => what,
        }
    }

    /// The formula, unless with it in its column formulas would lead back to themselves.
    fn no_circle(&self, sheet: Sheet, key: &str, formula: Formula) -> Result<Formula, FormulaError> {
        let Some(column) = self.plan().table(sheet).column(key) else { return Ok(formula) };
        let compiled = self.formulas.borrow().compiled();
        let others = compiled.formulas.iter().map(|(column, formula)| (*column, Formula::clone(formula)));
        let mut all: rustc_hash::FxHashMap<_, _> = others.collect();
        let names = formula.names.clone();
        all.insert((sheet, column), formula.clone());
        match cycles(&all, self.plan()).remove(&(sheet, column)) {
            Some(what) => {
                let from = names.first().map_or(0, |name| name.at.from);
                let to = names.last().map_or(0, |name| name.at.to);
                Err(FormulaError { at: crate::model::formula::Span { from, to }, what })
            }
            None => Ok(formula),
        }
    }
}

fn in_words(gives: Type, lang: crate::text::Lang) -> String {
    let words: SmolStr = gives.say(lang).as_ref().into();
    words.to_string()
}
