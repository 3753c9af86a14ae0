//! Why a cell with a formula shows what it shows: the formula, what it is made of, what it gives.

use smol_str::SmolStr;

use super::context::{Asked, text_of};
use crate::app::state::App;
use crate::model::formula::{Datum, Fault, Path, Step, shown};
use crate::model::{Computed, RowId, Sheet};
use crate::text::messages::Computed as Words;

/// One thing that a formula is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The columns that lead there.
    pub name: String,
    /// What it holds.
    pub value: String,
}

/// What a formula says and what it gives for one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The column.
    pub heading: SmolStr,
    /// The formula with the headings of its columns.
    pub formula: String,
    /// What it is made of, each once.
    pub inputs: Vec<Input>,
    /// What it gives; empty where it gives nothing.
    pub result: String,
    /// Why it gives nothing, and what to do about it.
    pub fault: Option<(String, String)>,
}

impl App {
    /// Explains a cell with a formula; none for any other cell.
    #[must_use]
    pub fn explain(&self, sheet: Sheet, row: RowId, key: &str) -> Option<Explanation> {
        let (plan, lang) = (self.plan(), self.lang);
        let table = plan.table(sheet);
        let column = table.column(key)?;
        let definition = table.definitions().get(column).filter(|d| d.computed == Some(Computed::Formula))?;
        let heading = crate::text::heading(plan, definition, lang);
        let worked = self.formula_value(sheet, row, key);
        let fault = worked.as_ref().err().map(|fault| self.fault_text(sheet, key, fault));
        let compiled = self.formulas.borrow().compiled();
        let Some(formula) = compiled.formulas.get(&(sheet, column)) else {
            let formula = self.formula_text(sheet, &definition.formula);
            return Some(Explanation { heading, formula, inputs: Vec::new(), result: String::new(), fault });
        };
        let asked = Asked::new(self, self.draft.as_ref().is_some_and(|draft| draft.row == row));
        let mut inputs: Vec<Input> = Vec::new();
        for (path, held) in formula.uses.iter().zip(formula.inputs(&asked, row)) {
            let name = self.path_text(path);
            if inputs.iter().any(|input| input.name == name) {
                continue;
            }
            let value = match held {
                Ok(Datum::Several(all)) if all.len() > MANY => {
                    Words::SeveralValues { count: all.len() }.text(lang).into_owned()
                }
                Ok(datum) if datum.is_blank() => Words::EmptyInput.text(lang).into_owned(),
                Ok(datum) => text_of(plan, &datum, lang).to_string(),
                Err(fault) => fault.text(lang).into_owned(),
            };
            inputs.push(Input { name, value });
        }
        let result = if fault.is_some() { String::new() } else { self.text_of(sheet, row, definition) };
        let text = shown(&definition.formula, &formula.names, plan, |label| SmolStr::new(lang.pick(label)));
        Some(Explanation { heading, formula: text, inputs, result, fault })
    }

    /// What is wrong with a formula that is wrong, else why it gives nothing in a row; and what to do.
    pub(in crate::app) fn fault_text(&self, sheet: Sheet, key: &str, fault: &Fault) -> (String, String) {
        let lang = self.lang;
        let column = self.plan().table(sheet).column(key).unwrap_or(usize::MAX);
        let compiled = self.formulas.borrow().compiled();
        match compiled.wrong.get(&(sheet, column)) {
            Some(wrong) => (wrong.what.text(lang).into_owned(), wrong.what.remedy(lang).into_owned()),
            None => (fault.text(lang).into_owned(), fault.remedy(lang).into_owned()),
        }
    }

    /// A formula as it is kept, with the headings of its columns; as it is kept where it cannot be read.
    #[must_use]
    pub fn formula_text(&self, sheet: Sheet, kept: &str) -> String {
        match crate::model::formula::compile(kept, self.plan(), sheet) {
            Ok(formula) => shown(kept, &formula.names, self.plan(), |label| SmolStr::new(self.lang.pick(label))),
            Err(_) => kept.to_owned(),
        }
    }

    fn path_text(&self, path: &Path) -> String {
        let names = path.steps.iter().map(|step| {
            let (Step::Column { sheet, column } | Step::Rows { sheet, column }) = step;
            let label = self.plan().table(*sheet).definitions().get(*column).map(|definition| definition.label.clone());
            let heading = self.lang.pick(&label.unwrap_or_default()).to_owned();
            match step {
                Step::Column { .. } => heading,
                Step::Rows { sheet, .. } => {
                    Words::RowsBy { sheet: *sheet, column: heading.into() }.text(self.lang).into()
                }
            }
        });
        names.collect::<Vec<_>>().join(" \u{203a} ")
    }
}

/// More values than this are counted and not listed.
const MANY: usize = 8;
