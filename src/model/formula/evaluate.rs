//! Works a formula out for a row.

use std::cell::Cell;

use smol_str::SmolStr;

use super::call::call;
use super::check::{Code, Formula};
use super::operate::{negative, operate, percent};
use super::{Base, Datum, Fault, MOST_STEPS, Operator, Path, Step};
use crate::model::exact::Exact;
use crate::model::{Date, Plan, RowId, Sheet};

/// What a formula asks of the plan and of those who show it.
pub trait Context {
    /// The plan, for its currency and rates.
    fn plan(&self) -> &Plan;

    /// The day to plan by.
    fn today(&self) -> Date;

    /// What a cell holds, computed where it is.
    ///
    /// # Errors
    /// Why it cannot be told.
    fn cell(&self, sheet: Sheet, row: RowId, column: usize, budget: &Budget) -> Result<Datum, Fault>;

    /// The living rows of a table that link to a row by a column.
    fn rows(&self, sheet: Sheet, column: usize, row: RowId) -> Vec<RowId>;

    /// The text that something shows.
    fn text(&self, datum: &Datum) -> SmolStr;

    /// The number that a text says, as a cell reads it; none where it says none.
    fn number(&self, text: &str) -> Option<Exact>;

    /// The names by which a row is known, in both languages.
    fn names(&self, sheet: Sheet, row: RowId) -> Vec<SmolStr>;
}

/// How much work one cell may still cost.
#[derive(Debug)]
pub struct Budget {
    steps: Cell<u32>,
    depth: Cell<u32>,
}

/// How deeply parts may stand in one another, over all formulas that build on one another.
const DEEPEST: u32 = 250;

impl Default for Budget {
    fn default() -> Budget {
        Budget { steps: Cell::new(MOST_STEPS), depth: Cell::new(0) }
    }
}

impl Budget {
    /// Takes some steps.
    ///
    /// # Errors
    /// [`Fault::TooManySteps`] where none are left.
    pub fn take(&self, steps: usize) -> Result<(), Fault> {
        let left = u32::try_from(steps).ok().and_then(|steps| self.steps.get().checked_sub(steps));
        self.steps.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or(Fault::TooManySteps)
    }

    fn within<T>(&self, work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
        if self.depth.get() >= DEEPEST {
            return Err(Fault::TooManySteps);
        }
        self.depth.set(self.depth.get() + 1);
        let done = work();
        self.depth.set(self.depth.get() - 1);
        done
    }
}

impl Formula {
    /// What the formula gives for a row of its table.
    ///
    /// # Errors
    /// Why it gives nothing.
    pub fn evaluate(&self, context: &dyn Context, row: RowId, budget: &Budget) -> Result<Datum, Fault> {
        Work { context, row, budget }.code(&self.code)
    }

    /// What the names at the end of its ways hold for a row, in the order of [`Formula::uses`].
    #[must_use]
    pub fn inputs(&self, context: &dyn Context, row: RowId) -> Vec<Result<Datum, Fault>> {
        let budget = Budget::default();
        let work = Work { context, row, budget: &budget };
        self.uses.iter().map(|path| work.path(path)).collect()
    }
}

/// What was promised: where either a bare number or an amount may come, a number is one in the plan's currency.
fn promised(plan: &Plan, datum: Datum, base: Base) -> Datum {
    match (datum, base) {
        (Datum::Number(number), Base::Money) => Datum::Money(number, plan.currency()),
        (Datum::Number(number), Base::Percent) => Datum::Percent(number),
        (datum, _) => datum,
    }
}

pub(super) struct Work<'a> {
    pub context: &'a dyn Context,
    row: RowId,
    budget: &'a Budget,
}

impl Work<'_> {
    pub fn code(&self, code: &Code) -> Result<Datum, Fault> {
        self.budget.take(1)?;
        self.budget.within(|| match code {
            Code::Literal(datum) => Ok(datum.clone()),
            Code::Path(path) => self.path(path),
            Code::Percent(inner) => percent(&self.code(inner)?),
            Code::Negative(inner) => negative(&self.code(inner)?),
            Code::Not(inner) => Ok(Datum::Check(!self.code(inner)?.holds())),
            Code::Chain(first, joined) => self.chain(first, joined),
            Code::Call(function, gives, arguments) => {
                call(self, *function, arguments).map(|datum| promised(self.context.plan(), datum, *gives))
            }
        })
    }

    /// What operators give from left to right, each of what those before it gave.
    fn chain(&self, first: &Code, joined: &[(Operator, Code)]) -> Result<Datum, Fault> {
        // The chain itself is one step already.
        self.budget.take(joined.len().saturating_sub(1))?;
        let mut so_far = self.code(first)?;
        for (operator, code) in joined {
            // The right side is not asked where the left one decides.
            so_far = match operator {
                Operator::And => Datum::Check(so_far.holds() && self.code(code)?.holds()),
                Operator::Or => Datum::Check(so_far.holds() || self.code(code)?.holds()),
                _ => operate(self.context, *operator, &so_far, &self.code(code)?)?,
            };
        }
        Ok(so_far)
    }

    /// Goes a way from the row; over links to several rows it comes to several values.
    fn path(&self, path: &Path) -> Result<Datum, Fault> {
        let Some((last, before)) = path.steps.split_last() else { return Ok(Datum::Blank) };
        let mut rows = vec![self.row];
        let mut many = false;
        for step in before {
            let mut next = Vec::new();
            for row in &rows {
                self.budget.take(1)?;
                many |= self.step(*step, *row, &mut next)?;
            }
            rows = next;
        }
        let mut found = Vec::new();
        for row in rows {
            self.budget.take(1)?;
            match last {
                Step::Column { sheet, column } => match self.context.cell(*sheet, row, *column, self.budget)? {
                    Datum::Several(all) => {
                        many = true;
                        found.extend(all);
                    }
                    one => found.push(one),
                },
                Step::Rows { sheet, column } => {
                    many = true;
                    let rows = self.context.rows(*sheet, *column, row);
                    self.budget.take(rows.len())?;
                    found.extend(rows.into_iter().map(|row| Datum::Row(*sheet, row)));
                }
            }
        }
        Ok(if many { Datum::Several(found) } else { found.pop().unwrap_or(Datum::Blank) })
    }

    /// Adds the rows to which a step leads; says whether there may be several.
    fn step(&self, step: Step, row: RowId, next: &mut Vec<RowId>) -> Result<bool, Fault> {
        let living = |sheet: Sheet, row: RowId| self.context.plan().table(sheet).contains(row);
        match step {
            Step::Rows { sheet, column } => {
                let rows = self.context.rows(sheet, column, row);
                self.budget.take(rows.len())?;
                next.extend(rows);
                Ok(true)
            }
            Step::Column { sheet, column } => match self.context.cell(sheet, row, column, self.budget)? {
                Datum::Several(all) => {
                    next.extend(all.iter().filter_map(|one| match one {
                        Datum::Row(of, row) if living(*of, *row) => Some(*row),
                        _ => None,
                    }));
                    Ok(true)
                }
                Datum::Row(of, row) => {
                    // A row that was deleted has nothing to tell.
                    next.extend(living(of, row).then_some(row));
                    Ok(false)
                }
                _ => Ok(false),
            },
        }
    }
}
