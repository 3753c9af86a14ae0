//! What a paste left to look at: cells whose text does not fit their column, why, and how each can be repaired.
//!
//! Nothing here is kept in the plan: a review is a list of places, and what it says of a place is worked out from the
//! cell as it is. A cell that was repaired, or undone, leaves or comes back by itself.

mod acting;
mod apart;
mod begun;
mod distance;
mod ended;
mod left_out;
mod nearest;
mod reach;
mod repair;
mod ruled;
mod union;
mod unplaced;

use apart::NO_ROW;
pub use ended::Ended;
pub(super) use left_out::LeftOut;
pub use left_out::TakenFor;
pub use repair::Repair;
pub use unplaced::Leftover;
pub(super) use unplaced::Unplaced;

use std::cell::RefCell;

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::action::Effect;
use super::card::Dock;
use super::csv::Goes;
use super::merging::Deleter;
use super::state::App;
use super::telling::Remarks;
use crate::model::{Definition, Key, RowId, Severity, Sheet, Value};
use crate::text::{Fault, heading, title};

/// The places that a paste left to look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    items: Vec<Item>,
    /// Whether a repair is done to all values that are alike.
    pub together: bool,
    /// Rows that the paste left out.
    left_out: Vec<LeftOut>,
    /// Columns that it left out.
    unplaced: Option<Unplaced>,
    /// Deals that ended by what stood in the place of their stage.
    ended: Vec<(RowId, SmolStr)>,
    /// What there was no room to say of the paste, with its step.
    pub(super) said: Option<Remarks>,
}

/// A place, and whether a person has decided to leave it as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    sheet: Sheet,
    row: RowId,
    column: Key,
    left: bool,
    /// The record that may be the same one as that of the row.
    twin: Option<RowId>,
    /// Whether it is looked at because its value breaks a rule.
    ruled: bool,
}

impl Item {
    fn of((sheet, row, column): (Sheet, RowId, Key)) -> Item {
        Item { sheet, row, column, left: false, twin: None, ruled: false }
    }
}

/// What a person does in a review.
#[derive(Clone, Debug, PartialEq)]
pub enum Reviewing {
    /// Takes a repair for a value.
    Repair(usize, Repair),
    /// Types a value anew.
    Type(usize, String),
    /// Leaves a value as it is.
    Leave(usize),
    /// Goes to the cell.
    Goto(usize),
    /// Takes a row in that a paste left out.
    TakeIn(usize),
    /// Takes the expected close of deals that ended as the day they closed.
    CloseEnded,
    /// Says where a column goes that the table does not have.
    Send(usize, Goes),
    /// Takes those columns in.
    TakeColumns,
    /// Does without them.
    LeaveColumns,
    /// Whether a repair is done to all values that are alike.
    Together(bool),
    /// Looks at every value of the plan that could not be read.
    All,
    /// Looks at what the last paste left.
    Last,
}

/// One value to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Its number in the review.
    pub number: usize,
    /// The name of the record.
    pub record: SmolStr,
    /// The heading of the column.
    pub column: SmolStr,
    /// The text that was pasted.
    pub text: SmolStr,
    /// Why it does not fit, and what to do.
    pub fault: Fault,
    /// What can be done about it, in words, with how many values become the same by it.
    pub repairs: Vec<(Repair, SmolStr, usize)>,
}

/// An item that still needs a person.
#[derive(Clone, Debug)]
struct Open<'a> {
    number: usize,
    item: &'a Item,
    definition: &'a Definition,
    text: SmolStr,
    fault: Fault,
}

impl Open<'_> {
    /// Whether it is settled by a decision, and not by a text that fits.
    const fn is_decision(&self) -> bool {
        self.fault.is_about_row() || matches!(self.fault, Fault::Contested { .. } | Fault::ContestedBy { .. })
    }
}

impl Review {
    /// The review of some cells.
    #[must_use]
    pub fn of(cells: Vec<(Sheet, RowId, Key)>) -> Review {
        Review { items: cells.into_iter().map(Item::of).collect(), together: true, ..Review::default() }
    }

    /// The same with what else is to be said of a paste: rows and columns that it left out, deals that ended by it.
    pub(super) fn with(
        self,
        left_out: Vec<LeftOut>,
        unplaced: Option<Unplaced>,
        ended: Vec<(RowId, SmolStr)>,
    ) -> Review {
        Review { left_out, unplaced, ended, ..self }
    }

    /// The same with what there was no room to say of a step.
    pub(super) fn saying(self, said: Option<Remarks>) -> Review {
        Review { said, ..self }
    }
}

impl App {
    /// How many values of the last paste still need a person.
    #[must_use]
    pub fn review_count(&self) -> usize {
        let Some(review) = &self.review else { return 0 };
        review.items.iter().filter(|item| !item.left && self.needs_person(item)).count()
    }

    /// Begins a review of cells that hold texts which do not fit; none leave the last review as it is.
    pub(super) fn look_at(&mut self, cells: Vec<(Sheet, RowId, Key)>) {
        if !cells.is_empty() {
            self.review = Some(Review::of(cells));
        }
    }

    /// The same after a paste or an import, of which more is to be said.
    pub(super) fn look_at_paste(&mut self, review: Review) {
        let Review { items, left_out, unplaced, ended, said, .. } = &review;
        if !items.is_empty() || !left_out.is_empty() || unplaced.is_some() || !ended.is_empty() || said.is_some() {
            self.review = Some(review);
        }
    }

    /// Whether there is more to say of the last paste: rows or columns that it left out and that still can be taken in, deals
    /// that ended by it.
    #[must_use]
    pub fn has_left_out(&self) -> bool {
        !self.rows_left_out().is_empty() || self.has_leftovers() || !self.ended_by_stage().is_empty()
    }

    /// Every cell that needs a person: those in which two people wrote different values, then those that hold a text which
    /// does not fit its column, table by table.
    pub(super) fn unread_cells(&self) -> impl Iterator<Item = (Sheet, RowId, Key)> + '_ {
        self.contested_cells().chain(self.invalid_cells())
    }

    fn invalid_cells(&self) -> impl Iterator<Item = (Sheet, RowId, Key)> + '_ {
        self.rows_with_problems(Severity::Error).into_iter().flat_map(move |(sheet, row)| {
            let table = self.plan().table(sheet);
            let unread = table.present().filter(move |definition| table.value(row, &definition.key).is_invalid());
            unread.map(move |definition| (sheet, row, definition.key.clone()))
        })
    }

    /// How many there are.
    #[must_use]
    pub fn unread_count(&self) -> usize {
        self.unread_cells().count()
    }

    /// How many of them the review leaves out: it is of the last paste only.
    #[must_use]
    pub fn review_leaves(&self) -> usize {
        let items = self.review.iter().flat_map(|review| &review.items);
        // What breaks a rule has been read.
        let items = items.filter(|item| item.twin.is_none() && !self.only_breaks_rule(item));
        self.unread_count().saturating_sub(items.filter(|item| self.needs_person(item)).count())
    }

    /// Reviews all of them: first those of the last paste, with what else is to be said of it, then the others. What a person
    /// has decided to leave stays out as long as there is something else.
    pub(super) fn review_all(&mut self, with_left: bool) {
        let mut review = self.review.take().unwrap_or_else(|| Review::of(Vec::new()));
        let known = review.items.iter().filter(|item| item.twin.is_none());
        let known: FxHashSet<_> = known.map(|item| (item.sheet, item.row, item.column.clone())).collect();
        review.items.extend(self.unread_cells().filter(|cell| !known.contains(cell)).map(Item::of));
        self.review = Some(review);
        if with_left || self.review_count() == 0 {
            let items = self.review.iter_mut().flat_map(|review| &mut review.items);
            items.for_each(|item| item.left = false);
        }
    }

    /// Whether a value is looked at for the sake of a rule alone.
    fn only_breaks_rule(&self, item: &Item) -> bool {
        let definition = self.plan().table(item.sheet).definition(&item.column).filter(|_| item.ruled);
        definition.is_some_and(|definition| self.rule_fault(item.sheet, item.row, definition).is_some())
    }

    fn needs_person(&self, item: &Item) -> bool {
        if let Some(twin) = item.twin {
            return self.are_twins(item.sheet, item.row, twin);
        }
        if self.is_apart(item.sheet, item.row, &item.column) || self.only_breaks_rule(item) {
            return true;
        }
        let table = self.plan().table(item.sheet);
        let is_contested = || {
            !self.contesters(item.sheet, item.row, &item.column).is_empty()
                || item.column == item.sheet.title() && self.deleter(item.sheet, item.row).is_some()
        };
        table.contains(item.row) && (table.value(item.row, &item.column).is_invalid() || is_contested())
    }

    fn open_items<'a>(&'a self, review: &'a Review) -> impl Iterator<Item = Open<'a>> + 'a {
        let parser = self.parser();
        review.items.iter().enumerate().filter(|(_, item)| !item.left).filter_map(move |(number, item)| {
            let definition = self.plan().table(item.sheet).definition(&item.column)?;
            if !self.needs_person(item) {
                return None;
            }
            let twin = item.twin.map(|_| Fault::BegunTwice);
            if let Some(fault) = twin.or_else(|| self.apart_fault(item.sheet, item.row, &item.column)) {
                return Some(Open { number, item, definition, text: SmolStr::default(), fault });
            }
            let value = self.plan().value(item.sheet, item.row, &item.column);
            let others = self.contesters(item.sheet, item.row, &item.column);
            let named = |value: &Value| self.named_value(&parser, definition, value);
            let deleter = (item.column == item.sheet.title()).then(|| self.deleter(item.sheet, item.row)).flatten();
            let (text, fault) = match (value, others.as_slice(), deleter) {
                (value, _, Some(by)) => {
                    let fault = match by {
                        Deleter::Here => Fault::RevivedHere,
                        Deleter::Elsewhere(by) if by.is_empty() => Fault::Revived,
                        Deleter::Elsewhere(by) => Fault::RevivedBy { by },
                    };
                    (named(value), fault)
                }
                (value, [], None) if !value.is_invalid() => {
                    (named(value), self.rule_fault(item.sheet, item.row, definition)?)
                }
                (Value::Invalid(text), [], None) => (text.clone(), parser.problem_of_kept(definition, text)?),
                (value, others, None) => {
                    let other: Vec<SmolStr> = others.iter().map(|(value, _)| named(value)).collect();
                    let (own, other) = (named(value), other.join(self.lang.comma()).into());
                    let text = if value.is_empty() { SmolStr::default() } else { own.clone() };
                    let fault = match others {
                        [(_, by)] if !by.is_empty() => Fault::ContestedBy { own: own.clone(), other, by: by.clone() },
                        _ => Fault::Contested { own: own.clone(), other },
                    };
                    (text, fault)
                }
            };
            Some(Open { number, item, definition, text, fault })
        })
    }

    /// The first `limit` values to look at, in the order of the paste.
    #[must_use]
    pub fn findings(&self, limit: usize) -> Vec<Finding> {
        let Some(review) = &self.review else { return Vec::new() };
        let all: Vec<Open<'_>> = self.open_items(review).collect();
        let parser = self.parser();
        let reads = RefCell::default();
        let finding = |open: &Open<'_>| {
            let repairs = self.repairs(&parser, open);
            let counted = |repair: Repair| {
                let alike = all.iter().filter(|other| review.together && repair::are_alike(&repair, open, other));
                let (label, count) = self.reach(&parser, open, &repair, alike, &mut reads.borrow_mut());
                (repair, label, count)
            };
            Finding {
                number: open.number,
                record: match (open.item.sheet, open.item.row) {
                    (sheet, NO_ROW) => self.lang.pick(&sheet.label()).into(),
                    (Sheet::Views, row) => self.view_title(row),
                    (sheet, row) => title(self.plan(), sheet, row, self.lang),
                },
                column: heading(self.plan(), open.definition, self.lang),
                text: open.text.clone(),
                fault: open.fault.clone(),
                repairs: repairs.into_iter().map(counted).collect(),
            }
        };
        all.iter().take(limit).map(finding).collect()
    }

    /// Does what a person asked for in the review.
    #[inline(never)]
    pub(super) fn reviewing(&mut self, act: Reviewing, now: u64) -> Vec<Effect> {
        match act {
            Reviewing::Repair(number, repair) => self.repair(number, &repair, now),
            Reviewing::Type(number, text) => self.retype(number, &text, now),
            Reviewing::Leave(number) => self.leave(number),
            Reviewing::TakeIn(at) => self.take_in_left_out(at, now),
            Reviewing::CloseEnded => self.close_ended(now),
            Reviewing::TakeColumns => self.take_leftovers(now),
            Reviewing::LeaveColumns => self.leave_leftovers(now),
            Reviewing::Send(at, goes) => {
                self.send_leftover(at, goes);
                Vec::new()
            }
            Reviewing::Goto(number) => {
                let item = self.review.as_ref().and_then(|review| review.items.get(number)).cloned();
                item.map(|item| self.goto(item.sheet, item.row, &item.column)).unwrap_or_default()
            }
            Reviewing::All => {
                self.review_all(true);
                self.open_panel(Dock::Review)
            }
            Reviewing::Last => self.open_panel(Dock::Review),
            Reviewing::Together(together) => {
                self.review.iter_mut().for_each(|review| review.together = together);
                self.version += 1;
                Vec::new()
            }
        }
    }
}
