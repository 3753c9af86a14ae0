//! What a formula may ask of the plan: cells, titles, texts; with the cell that is being typed in front, or without.

use std::cell::RefCell;

use rustc_hash::FxHashMap;
use smol_str::{SmolStr, format_smolstr};

use super::compiled::Column;
use super::memory::Worked;
use crate::app::show::state_word;
use crate::app::state::App;
use crate::forecast::outlook::{View, computed, states};
use crate::model::exact::Exact;
use crate::model::formula::{Budget, Context, Datum, Fault, Path, Step};
use crate::model::{
    Computed, Currency, Date, Decimal, Key, Kind, Label, Money, Percent, Plan, RowId, Sheet, Value, order,
};
use crate::text::messages::Arrange;
use crate::text::{Lang, Parser, name, show_result, title};

/// The plan as one formula sees it.
pub(super) struct Asked<'a> {
    app: &'a App,
    /// Whether the cell that is being typed counts: for the row in which it stands.
    live: bool,
    /// What was worked out on the way, where it may not be kept.
    worked: RefCell<FxHashMap<(Column, RowId), Worked>>,
}

impl App {
    /// What a formula column gives for a row: as it is remembered, or worked out and kept.
    pub(in crate::app) fn formula_value(&self, sheet: Sheet, row: RowId, key: &str) -> Worked {
        let Some(column) = self.plan().table(sheet).column(key) else { return Ok(Value::Empty) };
        let live = sheet == Sheet::Deals && self.draft.as_ref().is_some_and(|draft| draft.row == row);
        Asked::new(self, live).worked((sheet, column), row, &Budget::default())
    }

    /// What a formula column gives for a row by what is written, whatever is being typed; none where it gives nothing.
    pub(in crate::app) fn settled_formula(&self, sheet: Sheet, row: RowId, column: usize) -> Option<Value> {
        Asked::new(self, false).worked((sheet, column), row, &Budget::default()).ok()
    }

    /// Why a formula column gives nothing for a row by what is written, where the row itself is to blame: what follows from a
    /// cell or a column that is counted as a problem of its own is none beside it.
    pub(in crate::app) fn settled_fault(&self, sheet: Sheet, row: RowId, column: usize) -> Option<Fault> {
        let fault = *Asked::new(self, false).worked((sheet, column), row, &Budget::default()).err()?;
        match fault {
            Fault::NoRate { .. } | Fault::Unreadable { .. } | Fault::Broken { .. } | Fault::Mismatch => None,
            Fault::DividedByZero
            | Fault::TooLarge
            | Fault::NoSuchDay
            | Fault::NoSuchWeek
            | Fault::ShortYear
            | Fault::NotANumber { .. }
            | Fault::Pattern { .. }
            | Fault::NoSuchPower
            | Fault::TooManySteps => Some(fault),
        }
    }

    /// The columns of amounts of its own table that a formula reads in its row, by their places.
    pub(in crate::app) fn amounts_behind(&self, column: (Sheet, usize)) -> Vec<usize> {
        let compiled = self.formulas.borrow().compiled();
        let definitions = self.plan().table(column.0).definitions();
        let is_amount = |at: &usize| definitions.get(*at).is_some_and(|read| matches!(read.kind, Kind::Money));
        let own = |path: &Path| match path.steps.as_slice() {
            [Step::Column { column, .. }] => Some(*column).filter(is_amount),
            _ => None,
        };
        compiled.formulas.get(&column).into_iter().flat_map(|formula| formula.uses.iter().filter_map(own)).collect()
    }

    /// Whether the results of a column follow from rows alone, so that it is known which of them a change can reach.
    pub(in crate::app) fn is_counted(&self, column: Column) -> bool {
        self.formulas.borrow().compiled().counted.contains(&column)
    }

    /// The columns whose formula is wrong, each with the first row of its table: where it is named among the problems.
    pub(in crate::app) fn wrong_formulas(&self) -> Vec<(Sheet, RowId, Key)> {
        let compiled = self.formulas.borrow().compiled();
        let mut found = Vec::new();
        // None is wrong as a rule, and then there is nothing to look for.
        for &sheet in Sheet::ALL.iter().filter(|_| !compiled.wrong.is_empty()) {
            let table = self.plan().table(sheet);
            let Some(first) = table.ids().next() else { continue };
            for (at, own) in table.definitions().iter().enumerate() {
                if compiled.wrong.contains_key(&(sheet, at)) {
                    found.push((sheet, first, own.key.clone()));
                }
            }
        }
        found
    }

    /// Whether a text that is being written as a formula depends on more than rows.
    pub(in crate::app) fn formula_is_wide(&self, sheet: Sheet, text: &str) -> bool {
        self.formulas.borrow().compiled().would_be_wide(self.plan(), sheet, text)
    }
}

impl<'a> Asked<'a> {
    pub fn new(app: &'a App, live: bool) -> Asked<'a> {
        Asked { app, live, worked: RefCell::default() }
    }

    /// Whether the cell that is being typed counts in a row.
    fn is_live(&self, sheet: Sheet, row: RowId) -> bool {
        self.live && sheet == Sheet::Deals && self.app.draft.as_ref().is_some_and(|draft| draft.row == row)
    }

    /// What the formula of a column gives.
    fn worked(&self, column: Column, row: RowId, budget: &Budget) -> Worked {
        let plan = self.app.plan();
        let table = plan.table(column.0);
        let (Some(definition), Some(slot)) = (table.definitions().get(column.1), table.slot(row)) else {
            return Ok(Value::Empty);
        };
        let passing = self.is_live(column.0, row);
        let known = match passing {
            true => self.worked.borrow().get(&(column, row)).cloned(),
            false => self.app.formulas.borrow().get(column, slot),
        };
        if let Some(worked) = known {
            return worked;
        }
        let compiled = self.app.formulas.borrow().compiled();
        let Some(formula) = compiled.formulas.get(&column) else {
            return Err(Box::new(Fault::Broken { column: definition.label.clone() }));
        };
        let datum = formula.evaluate(self, row, budget);
        let value =
            datum.and_then(|datum| datum.into_value(&definition.kind, plan.currency(), |datum| self.text(datum)));
        let worked = value.map_err(Box::new);
        // What somebody else's limit cut short is no result of this cell.
        if worked.as_ref().is_err_and(|fault| **fault == Fault::TooManySteps) {
            return worked;
        }
        match passing {
            true => drop(self.worked.borrow_mut().insert((column, row), worked.clone())),
            false => self.app.formulas.borrow_mut().put(column, slot, worked.clone()),
        }
        worked
    }

    fn view(&self, live: bool) -> View<'_> {
        let view = self.app.view();
        View { draft: view.draft.filter(|_| live), ..view }
    }
}

impl Context for Asked<'_> {
    fn plan(&self) -> &Plan {
        self.app.plan()
    }

    fn today(&self) -> Date {
        self.app.today()
    }

    fn cell(&self, sheet: Sheet, row: RowId, column: usize, budget: &Budget) -> Result<Datum, Fault> {
        let table = self.plan().table(sheet);
        let (Some(definition), Some(slot)) = (table.definitions().get(column), table.slot(row)) else {
            return Ok(Datum::Blank);
        };
        let live = self.is_live(sheet, row);
        match definition.computed {
            Some(Computed::Formula) => match self.worked((sheet, column), row, budget) {
                Ok(value) => Datum::of_cell(definition, &value),
                Err(fault) => Err(*fault),
            },
            Some(Computed::State) => {
                let states = states(&self.view(live), row).into_iter().map(|state| {
                    let word = |lang| state_word(state, lang).0;
                    Datum::Choice(Label { en: word(Lang::En), zh: word(Lang::Zh) })
                });
                Ok(Datum::Several(states.collect()))
            }
            Some(formula) => Datum::of_cell(definition, &computed(&self.view(live), formula, row)),
            None => match self.app.draft.as_ref().filter(|_| live).and_then(|draft| draft.value(column)) {
                Some(value) => Datum::of_cell(definition, value),
                None => Datum::of_cell(definition, table.cell(slot, column)),
            },
        }
    }

    fn rows(&self, sheet: Sheet, column: usize, row: RowId) -> Vec<RowId> {
        let mut rows = self.app.formulas.borrow_mut().linking(self.plan(), (sheet, column), row);
        if rows.len() > 1 {
            let mut placed: Vec<_> = rows.iter().map(|row| (self.plan().table(sheet).position(*row), *row)).collect();
            order::sort(&mut placed);
            rows = placed.into_iter().map(|(_, row)| row).collect();
        }
        rows
    }

    fn text(&self, datum: &Datum) -> SmolStr {
        text_of(self.plan(), datum, self.app.lang)
    }

    fn number(&self, text: &str) -> Option<Exact> {
        // What one device is told about commas is nothing that a result may depend on.
        Parser::new(self.plan(), self.app.lang, self.today()).bare_number(text)
    }

    fn names(&self, sheet: Sheet, row: RowId) -> Vec<SmolStr> {
        let plan = self.plan();
        Lang::ALL.iter().flat_map(|lang| [title(plan, sheet, row, *lang), name(plan, sheet, row, *lang)]).collect()
    }
}

/// The text that something shows, as a cell would.
pub(super) fn text_of(plan: &Plan, datum: &Datum, lang: Lang) -> SmolStr {
    let shown = |kind: Kind, value: Option<Value>| match value {
        Some(value) => show_result(plan, kind, &value, lang),
        None => SmolStr::new_static("?"),
    };
    let fits = |number: Option<i128>| number.and_then(|number| i64::try_from(number).ok());
    match datum {
        Datum::Blank => SmolStr::default(),
        Datum::Number(number) => {
            // Six places at most, and none that are zeros.
            let millionths = fits(number.half_up(1_000_000));
            let value = millionths.map(|millionths| Value::Number(Decimal { millionths }));
            shown(Kind::Number { min: 0, max: 0, places: 6 }, value)
        }
        Datum::Percent(share) => {
            shown(Kind::Percent, fits(share.half_up(1_000_000)).map(|ppm| Value::Percent(Percent { ppm })))
        }
        Datum::Money(units, currency) => shown(Kind::Money, money(*units, *currency)),
        Datum::Date(date) => format_smolstr!("{date}"),
        Datum::Text(text) => text.clone(),
        Datum::Check(true) => SmolStr::new_static("✓"),
        Datum::Check(false) => Arrange::Unticked.text(lang).into(),
        Datum::Choice(label) => SmolStr::new(lang.pick(label)),
        Datum::Row(sheet, row) => title(plan, *sheet, *row, lang),
        Datum::Several(all) => {
            let texts: Vec<SmolStr> = all.iter().map(|one| text_of(plan, one, lang)).collect();
            texts.join(if lang == Lang::Zh { "\u{3001}" } else { ", " }).into()
        }
    }
}

fn money(units: Exact, currency: Currency) -> Option<Value> {
    let minor = units.half_up(currency.scale().into()).and_then(|minor| i64::try_from(minor).ok())?;
    Some(Value::Money(Money::new(minor, currency)))
}
