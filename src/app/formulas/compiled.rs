//! The formulas of all tables, and who depends on whom.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::formula::{Formula, FormulaError, Span, Step, Wrong, compile, cycles};
use crate::model::{Computed, Plan, Sheet};

/// A column by its table and its place among the definitions.
pub(super) type Column = (Sheet, usize);

/// On what a formula depends beside the cells that its ways lead to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reach {
    /// The day.
    pub daily: bool,
    /// Anything in the plan: the log, the activities, the forecast.
    pub wide: bool,
}

/// Somebody who reads a column: the formula, and the steps that lead from its row to the row of the column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reader {
    pub formula: Column,
    pub before: Vec<Step>,
}

/// The formulas of a plan for as long as its columns stay as they are.
#[derive(Clone, Debug, Default)]
pub(super) struct Compiled {
    pub formulas: FxHashMap<Column, Rc<Formula>>,
    pub wrong: FxHashMap<Column, FormulaError>,
    pub reach: FxHashMap<Column, Reach>,
    /// The formulas whose results are looked at for problems: those that follow from rows alone, so that it is known which of
    /// them a change can reach.
    pub counted: FxHashSet<Column>,
    /// Who reads a column.
    pub readers: FxHashMap<Column, Vec<Reader>>,
    /// Who reads any cell of a table, since a computed column of it depends on its whole row.
    pub row_readers: FxHashMap<Sheet, Vec<Reader>>,
    /// Who comes to the rows of a table by what they link to.
    pub collectors: FxHashMap<Column, Vec<Reader>>,
}

/// What a computed column depends on beside the cells of its row and the set-up.
const fn reach(computed: Computed) -> Reach {
    match computed {
        Computed::Level | Computed::Chance | Computed::Weighted | Computed::Preparation | Computed::Formula => {
            Reach { daily: false, wide: false }
        }
        Computed::Age => Reach { daily: true, wide: false },
        Computed::ProvenStage
        | Computed::StageLimit
        | Computed::UnmetMilestones
        | Computed::Pivot
        | Computed::StageAge
        | Computed::NextStep
        | Computed::LastAdvance
        | Computed::Pushes
        | Computed::State
        | Computed::Fit
        | Computed::Coverage
        | Computed::OpenUnknowns
        | Computed::OpenFlags
        | Computed::LastContact
        | Computed::Revenue
        | Computed::Share
        | Computed::Attractiveness
        | Computed::Strength
        | Computed::Pipeline
        | Computed::Health
        | Computed::WonInYear
        | Computed::RevenueOfYear
        | Computed::PlanFromTables
        | Computed::DealsOfContact
        | Computed::LastMet => Reach { daily: true, wide: true },
    }
}

/// Whether the title of a row of a table is a cell of its own, and not made of other rows.
fn has_own_title(plan: &Plan, sheet: Sheet) -> bool {
    let title = plan.table(sheet).definition(&sheet.title());
    sheet != Sheet::Activities
        && title.is_some_and(|definition| definition.kind.target().is_none() && definition.key != "note")
}

impl Compiled {
    /// Every formula of a plan.
    pub fn of(plan: &Plan) -> Compiled {
        let (mut formulas, mut wrong) = (FxHashMap::default(), FxHashMap::default());
        for &sheet in Sheet::ALL {
            for (column, definition) in plan.table(sheet).present_at() {
                if definition.computed != Some(Computed::Formula) {
                    continue;
                }
                match compile(&definition.formula, plan, sheet) {
                    Ok(formula) if !formula.gives.fits(&definition.kind) => {
                        let at = Span { from: 0, to: definition.formula.len() };
                        wrong.insert((sheet, column), FormulaError { at, what: Wrong::Shown { found: formula.gives } });
                    }
                    Ok(formula) => drop(formulas.insert((sheet, column), formula)),
                    Err(error) => drop(wrong.insert((sheet, column), error)),
                }
            }
        }
        for (column, what) in cycles(&formulas, plan) {
            let (sheet, at) = column;
            let length = plan.table(sheet).definitions().get(at).map_or(0, |definition| definition.formula.len());
            formulas.remove(&column);
            wrong.insert(column, FormulaError { at: Span { from: 0, to: length }, what });
        }
        let mut compiled = Compiled { wrong, ..Compiled::default() };
        for (column, formula) in &formulas {
            compiled.note(plan, *column, formula);
        }
        compiled.spread(&formulas);
        let is_wide = |column: &Column| compiled.reach.get(column).is_some_and(|reach| reach.wide);
        compiled.counted = formulas.keys().filter(|column| !is_wide(column)).copied().collect();
        compiled.formulas = formulas.into_iter().map(|(column, formula)| (column, Rc::new(formula))).collect();
        compiled
    }

    /// Whether a text, as a formula of a table, would depend on more than rows.
    pub fn would_be_wide(&self, plan: &Plan, sheet: Sheet, text: &str) -> bool {
        let Ok(formula) = compile(text, plan, sheet) else { return false };
        let column = (sheet, usize::MAX);
        let mut own = Compiled { reach: self.reach.clone(), ..Compiled::default() };
        own.note(plan, column, &formula);
        own.spread(&FxHashMap::from_iter([(column, formula)]));
        own.reach.get(&column).is_some_and(|reach| reach.wide)
    }

    /// Notes on what a formula depends.
    fn note(&mut self, plan: &Plan, column: Column, formula: &Formula) {
        let mut own = Reach { daily: formula.daily, wide: false };
        for path in &formula.uses {
            let mut ends_at = None;
            for (nth, step) in path.steps.iter().enumerate() {
                let before = path.steps.get(..nth).unwrap_or_default().to_vec();
                let reader = Reader { formula: column, before };
                match step {
                    Step::Rows { sheet, column } => {
                        self.collectors.entry((*sheet, *column)).or_default().push(reader);
                        ends_at = Some(*sheet);
                    }
                    Step::Column { sheet, column } => {
                        let definition = plan.table(*sheet).definitions().get(*column);
                        let computed = definition.and_then(|definition| definition.computed);
                        ends_at = definition.and_then(|definition| definition.kind.target());
                        match computed {
                            Some(Computed::Formula) | None => {
                                self.readers.entry((*sheet, *column)).or_default().push(reader);
                            }
                            Some(computed) => {
                                own = own.with(reach(computed));
                                self.row_readers.entry(*sheet).or_default().push(reader);
                            }
                        }
                        // The index of links knows stored cells only.
                        own.wide |= ends_at.is_some() && computed.is_some();
                    }
                }
            }
            // What ends at rows may show their titles.
            if let Some(sheet) = ends_at {
                own.wide |= !has_own_title(plan, sheet);
                let reader = Reader { formula: column, before: path.steps.clone() };
                self.row_readers.entry(sheet).or_default().push(reader);
            }
        }
        self.reach.insert(column, own);
    }

    /// What a formula reaches, those that build on it reach too.
    fn spread(&mut self, formulas: &FxHashMap<Column, Formula>) {
        loop {
            let mut grown = false;
            for (column, formula) in formulas {
                let steps = formula.uses.iter().flat_map(|path| &path.steps);
                let used = steps.filter_map(|step| match step {
                    Step::Column { sheet, column } => self.reach.get(&(*sheet, *column)),
                    Step::Rows { .. } => None,
                });
                let all = used.fold(self.reach.get(column).copied().unwrap_or_default(), |all, one| all.with(*one));
                grown |= self.reach.insert(*column, all) != Some(all);
            }
            if !grown {
                return;
            }
        }
    }
}

impl Reach {
    const fn with(self, other: Reach) -> Reach {
        Reach { daily: self.daily || other.daily, wide: self.wide || other.wide }
    }
}
