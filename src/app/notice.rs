//! What the application says after an action: results only.

use smol_str::SmolStr;

use super::grid::Sort;
use super::merging::Unseen;
use super::state::App;
use crate::forecast::outlook::Period;
use crate::log::{Commit, Label, Refusal};
use crate::model::Label as Words;
use crate::model::{RowId, Sheet};
use crate::text::messages::Impossible;

/// What came of the headings of a block that was pasted with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headed {
    /// Whether each column went under the heading it names; else they landed in their order.
    pub by_name: bool,
    /// Headings that no column has: what stood below them was left out.
    pub unknown: Vec<SmolStr>,
    /// Columns that were written although they are not shown.
    pub unseen: usize,
    /// Whether no column is called so, and only its shape says that the row holds headings.
    pub by_shape: bool,
    /// Rows above them that were left out as the title of the table.
    pub titles: usize,
}

/// What somebody else had changed since of what a step back or forth is about, and kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// Nothing.
    None,
    /// A part of it.
    Some,
    /// All of it: the step has changed nothing.
    All,
}

impl Others {
    /// Of a step.
    #[must_use]
    pub fn of(step: &Commit) -> Others {
        match step.left {
            0 => Others::None,
            _ if step.transaction.operations.is_empty() => Others::All,
            _ => Others::Some,
        }
    }
}

/// One thing to be said.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// Cells were pasted.
    Pasted {
        /// Rows written.
        rows: usize,
        /// Rows added.
        added: usize,
        /// Values that do not fit their column.
        invalid: usize,
        /// Values that fit and break a rule of their column.
        against: usize,
        /// Cells left out because they are computed.
        computed: usize,
        /// Columns for which there was no room.
        columns: usize,
        /// Columns that found no place here, and for which the review offers one.
        unplaced: usize,
        /// Deals that ended by what stood in the place of their stage.
        ended: usize,
        /// Rows for which there was no room: in a form.
        rows_out: usize,
        /// Rows and columns left out because they were hidden where they were copied.
        hidden: usize,
        /// Rows left out because they are sums of others.
        totals: usize,
        /// The first row named columns and was left out.
        headed: Option<Headed>,
        /// Records that names which nobody had yet began in other tables.
        begun: Vec<(Sheet, usize)>,
    },
    /// Columns that a paste had left over were taken in.
    TookColumns {
        /// Columns.
        columns: usize,
        /// Values that do not fit.
        invalid: usize,
    },
    /// The clipboard holds `####` instead of numbers: nothing was pasted.
    PasteHashes,
    /// A name that nobody had yet began a record in another table.
    Begun {
        /// The name.
        name: SmolStr,
        /// The table.
        sheet: Sheet,
    },
    /// A record was taken for a text that is a whole word of its longer name: another one may be called so.
    TakenFor {
        /// What was typed.
        text: SmolStr,
        /// The name that was taken.
        name: SmolStr,
        /// The table.
        sheet: Sheet,
    },
    /// The row was deleted in another tab while this text was typed into it.
    RowGone(SmolStr),
    /// Another tab has put this into the cell that somebody is typing into.
    WrittenElsewhere(SmolStr),
    /// The editor that [`Notice::WrittenElsewhere`] was about is closed: there is no more to say of it.
    EditorClosed,
    /// What is selected stays while more is selected.
    SelectingMore,
    /// Cells were copied.
    Copied {
        /// Rows.
        rows: usize,
        /// Columns.
        columns: usize,
        /// Whether they move to where they are pasted.
        cut: bool,
    },
    /// Rows were deleted.
    Deleted {
        /// Rows.
        rows: usize,
        /// Cells elsewhere that led to them and lead nowhere now.
        links: usize,
    },
    /// Rows were moved.
    Moved(usize),
    /// Rows were doubled.
    Duplicated(usize),
    /// So many empty rows were inserted.
    Inserted(usize),
    /// Two records of one name are one.
    Joined {
        /// The name.
        name: SmolStr,
        /// Cells elsewhere that led to the one and lead to the other now.
        links: usize,
        /// Cells in which the one held something else, which a comment keeps.
        left: usize,
    },
    /// Cells were emptied.
    Cleared(usize),
    /// Cells were filled.
    Filled {
        /// Cells.
        cells: usize,
        /// Values that do not fit their column.
        invalid: usize,
        /// Cells that stay as they are, since their column takes no such value.
        left: usize,
    },
    /// Values that needed a person were repaired.
    Repaired {
        /// Values.
        values: usize,
        /// Those that still need one.
        left: usize,
    },
    /// What was found was replaced.
    Replaced {
        /// Cells.
        cells: usize,
        /// Values that do not fit their column.
        invalid: usize,
        /// Cells left out because they are computed.
        computed: usize,
        /// Cells left as they are because they name another record, and none has the new name.
        links: usize,
        /// Whether only the selected cells were meant.
        within: bool,
    },
    /// The rows of a file were taken in.
    TookIn {
        /// The table.
        sheet: Sheet,
        /// Rows added.
        added: usize,
        /// Rows changed.
        updated: usize,
        /// Values that do not fit their column.
        invalid: usize,
        /// Values that fit and break a rule of their column.
        against: usize,
        /// Deals that ended by what stood in the place of their stage.
        ended: usize,
        /// Records that names which nobody had yet began in other tables.
        begun: Vec<(Sheet, usize)>,
        /// Rows left out because they are sums of others.
        totals: usize,
    },
    /// A copy of the plan was taken in.
    Merged {
        /// Its edits that were not here.
        edits: usize,
        /// Cells in which two people wrote different values, and rows that one deleted while another changed them.
        unsettled: usize,
        /// The new name of the plan, where it came with them.
        renamed: Option<SmolStr>,
        /// Columns that one deleted while another wrote into them, with how many values nobody sees now.
        unseen: Vec<Unseen>,
        /// Names under which both began a record.
        begun: Vec<SmolStr>,
    },
    /// A table was saved as a file.
    SavedTable {
        /// The name of the file.
        name: SmolStr,
        /// Rows.
        rows: usize,
        /// Rows that a filter leaves out.
        left_out: usize,
    },
    /// What was supposed of so many deals was made true.
    Supposed(usize),
    /// A comment was written.
    Commented,
    /// A comment was taken out.
    CommentRemoved,
    /// A step was taken back; in a table that is not the one in use; as far as others left what it did.
    Undone(Label, Option<Sheet>, Others),
    /// A step was done again.
    Redone(Label, Option<Sheet>, Others),
    /// Steps of the history were taken back, or done again.
    Stepped {
        /// Whether they were taken back.
        back: bool,
        /// How many.
        steps: usize,
        /// Whether something stayed that others had changed since.
        others: Others,
    },
    /// There is nothing to take back.
    NothingToUndo,
    /// A target is begun, for a period.
    TargetFor(Period),
    /// There is nothing to do again.
    NothingToRedo,
    /// The cell is computed.
    ReadOnly,
    /// A deal was moved forward although the customer has not done what its earlier stages ask.
    MovedAhead {
        /// The deal.
        deal: RowId,
        /// Exit milestones of the stages before that have not happened.
        unmet: usize,
    },
    /// The sample's records were taken out.
    SampleRemoved {
        /// How many stay, because a person has added them or records of his own lead to them.
        kept: usize,
    },
    /// A command cannot run now.
    Impossible(Impossible),
    /// A column was made.
    ColumnAdded(Words),
    /// A column was changed.
    ColumnChanged(Words),
    /// A column was made or changed whose formula cannot be worked out.
    FormulaWrong(Words),
    /// A column was taken out.
    ColumnDeleted {
        /// The column.
        column: Words,
        /// The columns whose formulas name it, and have no result without it.
        formulas: Vec<Words>,
        /// What sorts, filters, groups or colours by it.
        views: Vec<Words>,
    },
    /// A column was brought back.
    ColumnRestored(Words),
    /// A column was brought back under another name: another one has its own by now.
    ColumnRestoredAs {
        /// What it was called.
        column: Words,
        /// What it is called now.
        now: Words,
    },
    /// A column holds another kind of values now.
    Retyped {
        /// The column.
        column: Words,
        /// Rows whose values fit.
        converted: usize,
        /// Rows whose values stay as text, marked.
        marked: usize,
    },
    /// A change was refused.
    Refused(Refusal),
    /// Rows were sorted by these columns; by none where they stand as they were entered.
    Sorted(Vec<Sort>),
    /// Rows were filtered.
    Filtered {
        /// Rows that are shown.
        shown: usize,
        /// Rows that there are.
        of: usize,
    },
    /// Rows were put into so many groups.
    Grouped {
        /// Groups of all levels.
        groups: usize,
    },
    /// Sort, filter and groups were applied again.
    AppliedAgain {
        /// Rows that were shown before.
        before: usize,
        /// Rows that are shown now.
        shown: usize,
    },
    /// A column was moved.
    ColumnMoved {
        /// Its name.
        column: Words,
        /// Where it stands now, from 1.
        at: usize,
        /// How many there are.
        of: usize,
    },
    /// A column is no longer shown.
    ColumnHidden(Words),
    /// So many columns stay in sight.
    Frozen(usize),
    /// A column has a width, in CSS pixels.
    Widened {
        /// Its name.
        column: Words,
        /// The width.
        width: u16,
    },
    /// A view was saved under a name.
    ViewSaved(SmolStr),
}

/// Where what was said leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the milestones of a deal.
    Deal(RowId),
    /// To an activity for the deal that is meant.
    Activity,
}

impl Notice {
    /// Where it leads, beside what can be undone or looked at.
    #[must_use]
    pub fn way(&self, app: &App) -> Option<Way> {
        match self {
            Notice::MovedAhead { deal, .. } => Some(Way::Deal(*deal)),
            Notice::ReadOnly => app.asks_next_step(self).then_some(Way::Activity),
            _ => None,
        }
    }

    /// Whether undo is offered beside it, and with it the values that need a person.
    #[must_use]
    pub const fn offers(&self) -> Option<bool> {
        match self {
            Notice::Pasted { ended: 1.., .. } | Notice::TookIn { ended: 1.., .. } => Some(true),
            Notice::Pasted { invalid, against, totals, unplaced, headed, .. } => {
                let left_out = *totals > 0
                    || *unplaced > 0
                    || matches!(headed, Some(Headed { by_shape: true, .. } | Headed { titles: 1.., .. }));
                Some(*invalid > 0 || *against > 0 || left_out)
            }
            Notice::TookColumns { invalid, .. }
            | Notice::Filled { cells: 1.., invalid, .. }
            | Notice::Replaced { invalid, .. } => Some(*invalid > 0),
            Notice::TookIn { invalid, against, .. } => Some(*invalid > 0 || *against > 0),
            Notice::Merged { unsettled: 0, unseen, begun, .. } => Some(!unseen.is_empty() || !begun.is_empty()),
            Notice::Merged { .. } => Some(true),
            Notice::Supposed(_) | Notice::Begun { .. } | Notice::TakenFor { .. } | Notice::Joined { .. } => Some(false),
            Notice::Deleted { .. } | Notice::Cleared(_) | Notice::CommentRemoved | Notice::SampleRemoved { .. } => {
                Some(false)
            }
            Notice::ColumnMoved { .. } | Notice::ColumnHidden(_) | Notice::MovedAhead { .. } => Some(false),
            _ => None,
        }
    }
}
