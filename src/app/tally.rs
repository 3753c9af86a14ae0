//! How many errors, warnings and hints the plan has, counted anew only where something changed.

use std::cell::RefMut;

use rustc_hash::{FxHashMap, FxHashSet};

use super::problems::row_remarks;
use super::state::App;
use crate::log::Touched;
use crate::model::schema::accounts::CLASS;
use crate::model::{Date, RowId, Severity, Sheet, order};

/// Problems of the plan by how grave they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProblemCounts {
    /// Red.
    pub errors: usize,
    /// Amber.
    pub warnings: usize,
    /// Grey.
    pub hints: usize,
}

impl ProblemCounts {
    fn of(app: &App, sheet: Sheet, row: RowId) -> ProblemCounts {
        let mut counts = ProblemCounts::default();
        for (_, (severity, _)) in row_remarks(app, sheet, row) {
            match severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Hint => counts.hints += 1,
            }
        }
        counts
    }

    fn is_none(self) -> bool {
        self == ProblemCounts::default()
    }
}

/// The counts of every row that has a problem, and the rows to be looked at again when somebody asks.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    made_of: Option<(Vec<u64>, Date)>,
    counts: ProblemCounts,
    rows: FxHashMap<(Sheet, RowId), ProblemCounts>,
    pending: FxHashSet<(Sheet, RowId)>,
    /// The table and the slot from which on nothing was looked at yet; none once everything was.
    first: Option<(usize, usize)>,
    dead: FxHashSet<(Sheet, RowId)>,
}

/// Tables on which rows of many others depend.
const BASIS: [Sheet; 5] = [Sheet::Stages, Sheet::Milestones, Sheet::Settings, Sheet::Rates, Sheet::ActivityTypes];

impl App {
    /// How many problems the plan has.
    #[must_use]
    pub fn problem_counts(&self) -> ProblemCounts {
        self.with_columns(self.counted().counts)
    }

    /// The counts with the columns of which something is to be said: once each, however many rows they have.
    fn with_columns(&self, counts: ProblemCounts) -> ProblemCounts {
        let of_columns = self.wrong_formulas().len() + self.columns_apart().len();
        ProblemCounts { warnings: counts.warnings + of_columns, ..counts }
    }

    /// How many problems the plan has, once every row was looked at; none where `most` rows more were looked at and some
    /// may be left. For whoever can wait: a large plan has no time for it when it is opened.
    #[must_use]
    pub fn count_problems(&self, most: usize) -> Option<ProblemCounts> {
        let tally = self.counted_some(most);
        let counts = tally.is_whole().then_some(tally.counts);
        counts.map(|counts| self.with_columns(counts))
    }

    /// The rows that have problems of a gravity, table by table, in their order.
    pub(super) fn rows_with_problems(&self, severity: Severity) -> Vec<(Sheet, RowId)> {
        let tally = self.counted();
        let grave = tally.rows.iter().filter(|(_, counts)| match severity {
            Severity::Error => counts.errors > 0,
            Severity::Warning => counts.warnings > 0,
            Severity::Hint => counts.hints > 0,
        });
        let placed = grave.map(|((sheet, row), _)| (*sheet, self.plan().table(*sheet).position(*row), *row));
        let mut rows: Vec<_> = placed.collect();
        order::sort(&mut rows);
        rows.into_iter().map(|(sheet, _, row)| (sheet, row)).collect()
    }

    /// The rows of a table that have an error or a warning.
    pub(super) fn rows_that_need_attention(&self, sheet: Sheet) -> FxHashSet<RowId> {
        let tally = self.counted();
        let grave = tally.rows.iter().filter(|((of, _), counts)| *of == sheet && counts.errors + counts.warnings > 0);
        grave.map(|((_, row), _)| *row).collect()
    }

    fn counted(&self) -> RefMut<'_, Tally> {
        self.counted_some(usize::MAX)
    }

    /// Looks at so many rows that have not been looked at yet.
    fn counted_some(&self, most: usize) -> RefMut<'_, Tally> {
        let mut tally = self.tally.borrow_mut();
        let version = |sheet: &Sheet| self.plan().table(*sheet).version();
        let defined = |sheet: &Sheet| self.plan().table(*sheet).defined();
        let basis = || BASIS.iter().map(version).chain(Sheet::ALL.iter().map(defined));
        let today = self.today();
        if tally.made_of.as_ref().is_none_or(|(made, day)| *day != today || !basis().eq(made.iter().copied())) {
            *tally = Tally { made_of: Some((basis().collect(), today)), first: Some((0, 0)), ..Tally::default() };
            for &sheet in Sheet::ALL {
                let table = self.plan().table(sheet);
                let slots = (0..table.slots()).filter_map(|slot| u32::try_from(slot).ok());
                let dead = slots.filter(|slot| !table.is_alive(*slot)).filter_map(|slot| table.id(slot));
                tally.dead.extend(dead.map(|row| (sheet, row)));
            }
        }
        let mut left = most;
        while left > 0
            && let Some((nth, slot)) = tally.first
        {
            let Some(&sheet) = Sheet::ALL.get(nth) else {
                tally.first = None;
                break;
            };
            let table = self.plan().table(sheet);
            let Some(row) = u32::try_from(slot).ok().and_then(|slot| table.id(slot)) else {
                tally.first = Some((nth + 1, 0));
                continue;
            };
            tally.first = Some((nth, slot + 1));
            tally.count(self, sheet, row);
            left -= 1;
        }
        if left >= tally.pending.len() {
            for (sheet, row) in std::mem::take(&mut tally.pending) {
                tally.count(self, sheet, row);
            }
        } else {
            let some: Vec<_> = tally.pending.iter().take(left).copied().collect();
            for (sheet, row) in some {
                tally.pending.remove(&(sheet, row));
                tally.count(self, sheet, row);
            }
        }
        tally
    }

    /// Notes which rows must be looked at again: the touched ones, and those that look at them. `about` are the deals
    /// whose activities changed.
    pub(super) fn note_problems(&mut self, touched: &Touched, about: &FxHashSet<RowId>) {
        let plan = self.ledger.plan();
        let (groups, uniques, tally) = (&mut self.groups, &mut self.uniques, self.tally.get_mut());
        uniques.refresh(plan);
        let mut lost: FxHashMap<Sheet, FxHashSet<RowId>> = FxHashMap::default();
        let (mut before, mut strategic) = (None, None);
        for (sheet, row, column) in &touched.cells {
            if before.replace((*sheet, *row)) == Some((*sheet, *row)) && !column.is_empty() {
                continue;
            }
            tally.pending.insert((*sheet, *row));
            if *sheet == Sheet::Accounts && strategic.is_none() && (column.is_empty() || column == "class") {
                // How many are strategic is said at each of them.
                let accounts = plan.table(*sheet).ids();
                let rows: Vec<RowId> = accounts.filter(|row| plan.get(*row, CLASS) == Some("strategic")).collect();
                tally.pending.extend(rows.iter().map(|row| (*sheet, *row)));
                strategic = Some(());
            }
            if *sheet == Sheet::Targets {
                // One of them is said to be there twice.
                tally.pending.extend(plan.table(*sheet).ids().map(|row| (Sheet::Targets, row)));
            }
            if *sheet == Sheet::Deals {
                // Before and after, as the board knew it and as it is now.
                let accounts =
                    [self.board.account_of(*row), plan.value(*sheet, *row, "account").linked().first().copied()];
                let loose = accounts.into_iter().flatten().flat_map(|account| groups.loose(plan, account));
                tally.pending.extend(loose.map(|activity| (Sheet::Activities, activity)));
                tally
                    .pending
                    .extend(self.activities.of_deal(*row).iter().map(|activity| (Sheet::Activities, *activity)));
            }
            let mut moved = groups.update(plan, *sheet, *row);
            moved.extend(uniques.update(plan, *sheet, *row));
            tally.pending.extend(moved.into_iter().map(|row| (*sheet, row)));
            if column.is_empty() {
                let is_alive = plan.table(*sheet).contains(*row);
                let was_dead =
                    if is_alive { tally.dead.remove(&(*sheet, *row)) } else { !tally.dead.insert((*sheet, *row)) };
                if was_dead == is_alive {
                    lost.entry(*sheet).or_default().insert(*row);
                }
            }
        }
        tally.pending.extend(about.iter().map(|deal| (Sheet::Deals, *deal)));
        if !lost.is_empty() {
            self.note_links(&lost);
        }
    }

    /// Notes the rows that link to rows which went or came back.
    fn note_links(&mut self, lost: &FxHashMap<Sheet, FxHashSet<RowId>>) {
        let (plan, tally) = (self.ledger.plan(), self.tally.get_mut());
        for &sheet in Sheet::ALL {
            let table = plan.table(sheet);
            for (column, definition) in table.definitions().iter().enumerate() {
                let Some(rows) = definition.kind.target().and_then(|target| lost.get(&target)) else { continue };
                for (slot, value) in table.cells(column).enumerate() {
                    if value.linked().iter().any(|row| rows.contains(row))
                        && let Some(row) = u32::try_from(slot).ok().and_then(|slot| table.id(slot))
                    {
                        tally.pending.insert((sheet, row));
                    }
                }
            }
        }
    }
}

impl Tally {
    fn is_whole(&self) -> bool {
        self.first.is_none() && self.pending.is_empty()
    }

    /// Notes rows to be looked at again.
    pub(super) fn note(&mut self, rows: Vec<(Sheet, RowId)>) {
        self.pending.extend(rows);
    }

    fn count(&mut self, app: &App, sheet: Sheet, row: RowId) {
        let now = match app.plan().table(sheet).contains(row) {
            true => ProblemCounts::of(app, sheet, row),
            false => ProblemCounts::default(),
        };
        let before = if now.is_none() { self.rows.remove(&(sheet, row)) } else { self.rows.insert((sheet, row), now) };
        let before = before.unwrap_or_default();
        let counts = &mut self.counts;
        counts.errors = counts.errors + now.errors - before.errors;
        counts.warnings = counts.warnings + now.warnings - before.warnings;
        counts.hints = counts.hints + now.hints - before.hints;
    }
}
