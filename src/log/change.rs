//! What a caller asks for, and why it may be refused.

use rustc_hash::FxHashSet;

use crate::model::{Computed, Definition, Key, Kind, Place, Plan, RowId, Sheet, Value};

/// One change that is asked for; the log turns it into an operation with what was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Sets a cell.
    Set {
        /// The table.
        sheet: Sheet,
        /// The row.
        row: RowId,
        /// The column.
        column: Key,
        /// The new value.
        value: Value,
    },
    /// Adds a row.
    Insert {
        /// The table.
        sheet: Sheet,
        /// The new row, from [`Ledger::fresh_row`](super::Ledger::fresh_row).
        row: RowId,
        /// Where it stands.
        place: Place,
        /// Its first cells.
        cells: Vec<(Key, Value)>,
    },
    /// Deletes a row.
    Delete {
        /// The table.
        sheet: Sheet,
        /// The row.
        row: RowId,
    },
    /// Brings a deleted row back.
    Restore {
        /// The table.
        sheet: Sheet,
        /// The row.
        row: RowId,
    },
    /// Moves a row.
    Move {
        /// The table.
        sheet: Sheet,
        /// The row.
        row: RowId,
        /// Its new place.
        place: Place,
    },
    /// Defines a column anew.
    Define {
        /// The table.
        sheet: Sheet,
        /// The whole definition.
        definition: Box<Definition>,
    },
}

/// Why a transaction was refused; nothing of it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such row.
    NoRow {
        /// The table.
        sheet: Sheet,
        /// The row asked for.
        row: RowId,
    },
    /// There is no such column.
    NoColumn {
        /// The table.
        sheet: Sheet,
        /// The column asked for.
        column: Key,
    },
    /// The column is computed.
    Computed {
        /// The table.
        sheet: Sheet,
        /// The column.
        column: Key,
    },
    /// The value is not of the column's kind; a text that does not fit is a [`Value::Invalid`].
    WrongKind {
        /// The table.
        sheet: Sheet,
        /// The column.
        column: Key,
    },
    /// The row exists already.
    RowExists {
        /// The table.
        sheet: Sheet,
        /// The row.
        row: RowId,
    },
    /// A built-in column cannot become another kind.
    BuiltIn {
        /// The table.
        sheet: Sheet,
        /// The column.
        column: Key,
    },
}

/// Whether a value may stand in a column of this kind.
#[must_use]
pub fn fits(kind: &Kind, value: &Value) -> bool {
    match (kind, value) {
        (_, Value::Empty | Value::Invalid(_) | Value::Foreign(_)) => true,
        (Kind::Text | Kind::Paragraph | Kind::Steps(_), Value::Text(_)) => true,
        (Kind::Number { .. } | Kind::Rating { .. }, Value::Number(_)) => true,
        (Kind::Rating { unknown, .. }, Value::Unknown) => *unknown,
        (Kind::Money, Value::Money(_)) | (Kind::Percent, Value::Percent(_)) => true,
        (Kind::Date, Value::Date(_)) | (Kind::Check, Value::Check(_)) => true,
        (Kind::Choice(_) | Kind::Currency, Value::Choice(_)) | (Kind::Choices(_), Value::Choices(_)) => true,
        (Kind::Link(_), Value::Link(_)) | (Kind::Links(_), Value::Links(_)) => true,
        _ => false,
    }
}

/// What the changes of one transaction bring that the plan does not have yet.
#[derive(Debug, Default)]
pub(super) struct Coming {
    rows: FxHashSet<(Sheet, RowId)>,
    columns: Vec<(Sheet, Definition)>,
    /// What stood there comes back. The column may have become another kind meanwhile: the value is marked then, as one of
    /// somebody who had not seen that.
    returns: bool,
}

impl Coming {
    /// The columns that some changes define; their cells may be set before them, as undo does.
    pub fn of(changes: &[Change]) -> Coming {
        let defined = |change: &Change| match change {
            Change::Define { sheet, definition } => Some((*sheet, definition.as_ref().clone())),
            _ => None,
        };
        Coming { rows: FxHashSet::default(), columns: changes.iter().filter_map(defined).collect(), returns: false }
    }

    /// The same of changes that take a step back, or do it again.
    pub fn back(changes: &[Change]) -> Coming {
        Coming { returns: true, ..Coming::of(changes) }
    }
}

/// Checks a change against the plan and what comes with it in the same transaction.
pub(super) fn check(plan: &Plan, change: &Change, coming: &mut Coming) -> Result<(), Refusal> {
    let known = |sheet: Sheet, row: RowId, coming: &Coming| {
        if plan.table(sheet).contains(row) || coming.rows.contains(&(sheet, row)) {
            Ok(())
        } else {
            Err(Refusal::NoRow { sheet, row })
        }
    };
    match change {
        Change::Set { sheet, row, column, value } => {
            known(*sheet, *row, coming)?;
            cell(plan, coming, *sheet, column, value)
        }
        Change::Insert { sheet, row, cells, .. } => {
            if plan.table(*sheet).slot(*row).is_some() {
                return Err(Refusal::RowExists { sheet: *sheet, row: *row });
            }
            coming.rows.insert((*sheet, *row));
            cells.iter().try_for_each(|(column, value)| cell(plan, coming, *sheet, column, value))
        }
        Change::Delete { sheet, row } | Change::Move { sheet, row, .. } => known(*sheet, *row, coming),
        Change::Restore { sheet, row } => match plan.table(*sheet).slot(*row) {
            Some(_) => {
                coming.rows.insert((*sheet, *row));
                Ok(())
            }
            None => Err(Refusal::NoRow { sheet: *sheet, row: *row }),
        },
        Change::Define { sheet, definition } => match sheet.definition(&definition.key) {
            Some(own) if !own.may_become(definition) => {
                Err(Refusal::BuiltIn { sheet: *sheet, column: definition.key.clone() })
            }
            _ => Ok(()),
        },
    }
}

fn cell(plan: &Plan, coming: &Coming, sheet: Sheet, column: &Key, value: &Value) -> Result<(), Refusal> {
    let new = coming.columns.iter().filter(|(of, definition)| *of == sheet && definition.key == *column);
    let mut refused = None;
    for definition in plan.table(sheet).definition(column).into_iter().chain(new.map(|(_, definition)| definition)) {
        refused = Some(match definition.computed {
            None | Some(Computed::Formula) if coming.returns => return Ok(()),
            Some(_) => Refusal::Computed { sheet, column: column.clone() },
            None if fits(&definition.kind, value) => return Ok(()),
            None => Refusal::WrongKind { sheet, column: column.clone() },
        });
    }
    Err(refused.unwrap_or_else(|| Refusal::NoColumn { sheet, column: column.clone() }))
}
