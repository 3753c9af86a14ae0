//! Why a cell with a formula shows what it shows: the formula, what it is made of, what it gives.

use smol_str::SmolStr;

use super::context::{Asked, text_of};
use crate::app::explain::{Explanation, Input, Source};
use crate::app::state::App;
use crate::model::formula::{Datum, Fault, Path, Step, names_in, shown};
use crate::model::{Key, RowId, Sheet};
use crate::text::messages::Computed as Words;

impl App {
    pub(in crate::app) fn explain_formula(&self, sheet: Sheet, row: RowId, key: &str) -> Option<Explanation> {
        let (plan, lang) = (self.plan(), self.lang);
        let table = plan.table(sheet);
        let column = table.column(key)?;
        let definition = table.definitions().get(column)?;
        let heading = self.cell_name(sheet, row, crate::text::heading(plan, definition, lang));
        let worked = self.formula_value(sheet, row, key);
        let fault = worked.as_ref().err().map(|fault| self.fault_text(sheet, key, fault));
        let compiled = self.formulas.borrow().compiled();
        let found = Explanation { heading, is_code: true, fault, ..Explanation::default() };
        let Some(formula) = compiled.formulas.get(&(sheet, column)) else {
            return Some(Explanation { formula: self.formula_text(sheet, &definition.formula), ..found });
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
            inputs.push(Input { name, value, source: self.path_source(sheet, row, path) });
        }
        let notes = self.why_empty(sheet, row, key).into_iter().collect();
        let result = if found.fault.is_some() { String::new() } else { self.text_of(sheet, row, definition) };
        let formula = shown(&definition.formula, &formula.names, plan, |label| SmolStr::new(lang.pick(label)));
        Some(Explanation { formula, inputs, notes, result, ..found })
    }

    /// Why a formula has nothing to show in a row, though nothing is wrong: which of the cells it needs are empty. None where it
    /// shows something, where it says itself why not, and where no cell is to blame.
    #[must_use]
    pub fn why_empty(&self, sheet: Sheet, row: RowId, key: &str) -> Option<String> {
        if !self.formula_value(sheet, row, key).ok()?.is_empty() {
            return None;
        }
        let column = self.plan().table(sheet).column(key)?;
        let compiled = self.formulas.borrow().compiled();
        let formula = compiled.formulas.get(&(sheet, column))?;
        let asked = Asked::new(self, self.draft.as_ref().is_some_and(|draft| draft.row == row));
        let held = formula.uses.iter().zip(formula.inputs(&asked, row));
        let empty = held.filter(|(_, held)| held.as_ref().is_ok_and(Datum::is_blank));
        let mut names: Vec<String> = Vec::new();
        for name in empty.map(|(path, _)| self.path_text(&self.empty_part(row, path))) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let comma = self.lang.comma();
        (!names.is_empty()).then(|| Words::EmptyFor { columns: names.join(comma).into() }.text(self.lang).into_owned())
    }

    /// The part of a path up to the first cell that is empty: the account, where there is none to have an industry.
    fn empty_part(&self, row: RowId, path: &Path) -> Path {
        let mut row = row;
        for (nth, step) in path.steps.iter().enumerate() {
            let Step::Column { sheet, column } = step else { break };
            let table = self.plan().table(*sheet);
            let Some(own) = table.definitions().get(*column).filter(|own| own.computed.is_none()) else { break };
            let value = table.value(row, &own.key);
            if value.is_empty() {
                return Path { steps: path.steps.iter().take(nth + 1).copied().collect() };
            }
            let [next] = value.linked() else { break };
            row = *next;
        }
        path.clone()
    }

    /// The cell that a path of columns leads to; none where it leads to several.
    fn path_source(&self, sheet: Sheet, row: RowId, path: &Path) -> Option<Source> {
        let (mut at, mut source) = ((sheet, row), None);
        for step in &path.steps {
            let Step::Column { sheet, column } = step else { return None };
            let table = self.plan().table(*sheet);
            let definition = table.definitions().get(*column).filter(|_| *sheet == at.0)?;
            source = Some((at.0, at.1, Key::clone(&definition.key)));
            let linked = table.value(at.1, &definition.key).linked().first();
            at = definition.kind.target().zip(linked.copied()).unwrap_or(at);
        }
        source
    }

    /// Whether a column has a formula that gives nothing in any row.
    pub(in crate::app) fn is_formula_wrong(&self, sheet: Sheet, key: &str) -> bool {
        let column = self.plan().table(sheet).column(key);
        column.is_some_and(|column| self.formulas.borrow().compiled().wrong.contains_key(&(sheet, column)))
    }

    /// What is wrong with a formula that is wrong, else why it gives nothing in a row; and what to do.
    pub(in crate::app) fn fault_text(&self, sheet: Sheet, key: &str, fault: &Fault) -> (String, String) {
        let lang = self.lang;
        let column = self.plan().table(sheet).column(key).unwrap_or(usize::MAX);
        let compiled = self.formulas.borrow().compiled();
        match compiled.wrong.get(&(sheet, column)) {
            Some(wrong) => {
                let what = self.in_known_words(wrong.what.clone());
                (what.text(lang).into_owned(), what.remedy(lang).into_owned())
            }
            None => (fault.text(lang).into_owned(), fault.remedy(lang).into_owned()),
        }
    }

    /// A formula as it is kept, with the headings of its columns, those of columns that were taken out among them; as it is
    /// kept where it cannot be read.
    #[must_use]
    pub fn formula_text(&self, sheet: Sheet, kept: &str) -> String {
        let names = names_in(kept, self.plan(), sheet);
        shown(kept, &names, self.plan(), |label| SmolStr::new(self.lang.pick(label)))
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
