//! Pasting a block: rows grow, columns never; what does not fit a column is kept as text; one step of undo.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::Block;
use super::block::Piece;
use super::foreign::Landing;
use super::headed::Headings;
use super::shape::{Shape, shape};
use crate::app::action::Effect;
use crate::app::editing::is_editable;
use crate::app::entry::Entry;
use crate::app::grid::{At, Grid, GridId, Layout, Selection, Target};
use crate::app::notice::{Headed, Notice};
use crate::app::review::{LeftOut, Review, TakenFor, Unplaced};
use crate::app::state::App;
use crate::app::state::is_refused;
use crate::app::telling::Remarks;
use crate::log::Change;
use crate::model::{Definition, Key, Place, RowId, Sheet, Value};
use crate::text::messages::Impossible;
use crate::text::{in_units, unit_for};

/// What writing a block came to.
#[derive(Default)]
struct Written {
    changes: Vec<Change>,
    /// Rows into which something could be written.
    rows: usize,
    /// Rows added.
    added: usize,
    /// Cells left out because they are computed.
    computed: usize,
    /// Records that names which nobody had yet began in other tables.
    begun: Vec<(Sheet, usize)>,
    /// Cells whose text does not fit their column.
    attention: Vec<(RowId, Key)>,
    /// The records that were written, each with the row of the block that went into it.
    records: Vec<(RowId, usize)>,
    /// Deals that ended by what stood in the place of their stage.
    ended: Vec<(RowId, SmolStr)>,
    /// Of what was cut: row and column in the block of what was written, and the cell that it went into first.
    landed: FxHashMap<(usize, usize), (RowId, Key)>,
}

/// The columns of a grid that places in its table take, as the first and how many: what is selected after a paste; only the
/// first where others stand between them.
fn together(layout: &Layout, places: &[Option<usize>]) -> (usize, usize) {
    let Layout::Table { columns, .. } = layout else { return (0, 1) };
    let taken = |at: &usize| columns.get(*at).is_some_and(|shown| places.contains(&Some(shown.index)));
    let taken: Vec<usize> = (0..columns.len()).filter(taken).collect();
    match (taken.first(), taken.last()) {
        (Some(first), Some(last)) if last + 1 - first == taken.len() => (*first, taken.len()),
        (first, _) => (first.copied().unwrap_or(0), 1),
    }
}

impl App {
    /// Pastes a block where the selection stands.
    #[inline(never)]
    pub(in crate::app) fn paste(&mut self, id: GridId, block: &Block, now: u64) -> Vec<Effect> {
        if self.grid(id).head.is_some() {
            return vec![Effect::Say(Notice::Impossible(Impossible::Heading))];
        }
        if block.has_hashes() {
            return vec![Effect::Say(Notice::PasteHashes)];
        }
        // One cell fills every range; a block has no shape that would fit several.
        let is_scattered = self.grid(id).is_scattered();
        if is_scattered && block.size() != (1, 1) {
            return vec![Effect::Say(Notice::Impossible(Impossible::SeveralRanges))];
        }
        let cut = self.cut_of(block);
        if let Some(cut) = &cut {
            // What was cut moves once; what is pasted after that is a copy.
            self.cut = None;
            if let Some(effects) = self.move_rows(id, cut, now) {
                return effects;
            }
        }
        let grid = self.grid(id).clone();
        let around = |spans: Vec<(usize, usize)>| {
            let ends = spans.first().zip(spans.last());
            ends.map(|((from, _), (_, to))| (*from, *to)).unwrap_or_default()
        };
        let ((mut top, mut bottom), (left, right)) = (around(grid.selected_rows()), around(grid.selected_columns()));
        let headings = self.headings_of(&grid, block, left);
        let (block, left_out) = self.without_others(&grid, block, left, headings.as_ref());
        let totals = left_out.iter().filter(|row| row.taken_for == TakenFor::Total).count();
        let block = &*block;
        let places = headings.as_ref().and_then(|headings| headings.places.as_deref());
        if places.is_some() && grid.is_one_cell() {
            // Records under their own headings are records of their own: whoever means those that are there selects them.
            (top, bottom) = (grid.layout.records(), grid.layout.records());
        }
        let (rows, columns) = block.size();
        if rows == 0 || columns == 0 {
            return Vec::new();
        }
        let limit = matches!(*grid.layout, Layout::Form { .. }).then(|| grid.layout.height());
        // Heads of groups take nothing in, and are no rows of the selection: what is pasted goes on below them.
        let is_meant = |row: usize| !is_scattered || grid.areas().any(|area| area.has_row(row));
        let takes = |row: &usize| !grid.layout.is_head(*row) && is_meant(*row);
        let taking = (top..=bottom).filter(takes).count();
        if taking == 0 {
            return vec![Effect::Say(Notice::Impossible(Impossible::GroupHead))];
        }
        let last = top + taking - 1;
        let aim = Selection::range(At { row: top, column: left }, At { row: last, column: right });
        let mut shape = match places {
            // Headings say where the columns go: only rows are a matter of the selection.
            Some(places) => {
                let (left, width) = together(&grid.layout, places);
                let rows_of = Selection::range(At { row: top, column: 0 }, At { row: last, column: 0 });
                Shape { left, width, ..shape(&rows_of, rows, 1, 1, limit) }
            }
            None => shape(&aim, rows, columns, grid.layout.width(), limit),
        };
        if shape.height > rows {
            // What is repeated fills the rows there are; the empty row at the end is none of them.
            shape.height = shape.height.min((shape.top..grid.layout.records()).filter(takes).count().max(rows));
        }
        let targets: Vec<usize> = (shape.top..).filter(takes).take(shape.height).collect();
        let mut written = self.written(&grid, block, (&shape, &targets), headings.as_ref(), now);
        let sheet = id.sheet();
        if let Some(cut) = &cut {
            written.changes.extend(self.emptied(cut, block, (&written.changes, sheet), &written.landed));
            if written.landed.is_empty() {
                // Nothing was taken: it can still be pasted where there is room for it.
                self.cut = Some(cut.clone());
            }
        }
        let Written { changes, rows, added, computed, begun, attention, records, ended, .. } = written;
        let written_to: Vec<RowId> = records.iter().map(|(record, _)| *record).collect();
        let unplaced = self.unplaced(&grid, block, &shape, headings.as_ref(), records);
        let ruled = self.ruled_cells(&changes);
        let mut effects = self.commit(changes, "paste", now);
        if is_refused(&effects) {
            return effects;
        }
        let invalid = attention.len();
        let against = self.against_rules(ruled);
        let attention = attention.into_iter().map(|(row, column)| (sheet, row, column)).collect();
        let step = effects.iter().find_map(|effect| match effect {
            Effect::Store(transaction) => Some(transaction.id),
            _ => None,
        });
        let unplaced = unplaced.map(|own| own.of_step(step));
        let columns_to_place = unplaced.as_ref().map_or(0, Unplaced::width);
        let deals_ended = ended.len();
        let notice = Notice::Pasted {
            rows,
            added,
            invalid,
            against: against.len(),
            computed,
            columns: shape.columns_left_out,
            rows_out: shape.rows_left_out,
            hidden: block.hidden(),
            totals,
            unplaced: columns_to_place,
            ended: deals_ended,
            headed: headings.map(|own| Headed {
                by_name: own.places.is_some(),
                unknown: own.unknown.iter().map(|at| self.block_heading(Some(&own), *at)).collect(),
                unseen: own.unseen,
                by_shape: own.by_shape,
                titles: own.titles,
            }),
            begun,
        };
        let said = Remarks::of(&notice, step).filter(|_| notice.is_cut(self.lang));
        let review = Review::of(attention).against_rules(against);
        self.look_at_paste(review.with(left_out, unplaced, ended).saying(said));
        let grid = self.grid(id);
        let (first, last) = (targets.first().copied(), targets.last().copied());
        let far = At { row: last.unwrap_or(shape.top), column: shape.left + shape.width.max(1) - 1 };
        if !is_scattered {
            grid.selection = Selection::range(At { row: first.unwrap_or(shape.top), column: shape.left }, far)
                .clamped(grid.layout.height(), grid.layout.width());
            // New rows may have a group of their own, whose head has moved them.
            if grid.layout.rows().is_some_and(|rows| !rows.sections().is_empty()) {
                let rows = grid.layout.rows_of(written_to.into_iter()).flatten().collect();
                grid.select_rows_of(rows, grid.selection.columns());
            }
            effects.push(Effect::Reveal(id, grid.selection.active));
        }
        effects.push(Effect::Say(notice));
        effects
    }

    /// The block without its headings and totals, and what of these may be wanted after all.
    fn without_others<'a>(
        &self,
        grid: &Grid,
        block: &'a Block,
        left: usize,
        headings: Option<&Headings>,
    ) -> (Cow<'a, Block>, Vec<LeftOut>) {
        let places = headings.and_then(|headings| headings.places.as_deref());
        let said = headings.map(|headings| headings.said.as_slice()).unwrap_or_default();
        let mut left_out = Vec::new();
        let rest = match headings {
            Some(headings) => {
                if let Some(landing) = Landing::of(self, &grid.layout, block, (left, places), &[]) {
                    left_out.extend((0..headings.titles).map(|row| landing.title(self, grid.id, row)));
                    if headings.by_shape {
                        left_out.push(landing.left_out(self, grid.id, 0, TakenFor::Headings));
                    }
                }
                Cow::Owned(block.without(&(0..headings.titles + headings.lines).collect::<Vec<_>>()))
            }
            None => Cow::Borrowed(block),
        };
        let Some(landing) = Landing::of(self, &grid.layout, &rest, (left, places), said) else {
            return (rest, left_out);
        };
        let totals = landing.totals(self, grid.id);
        if totals.is_empty() {
            return (rest, left_out);
        }
        left_out.extend(totals.iter().map(|row| landing.left_out(self, grid.id, *row, TakenFor::Total)));
        (Cow::Owned(rest.without(&totals)), left_out)
    }

    /// The changes that write a block into the cells of a shape.
    fn written(
        &mut self,
        grid: &Grid,
        block: &Block,
        (shape, targets): (&Shape, &[usize]),
        headings: Option<&Headings>,
        now: u64,
    ) -> Written {
        let places = headings.and_then(|headings| headings.places.as_deref());
        let parent = self.record_of(grid.id);
        let (rows, columns) = block.size();
        let records = grid.layout.records();
        let is_form = matches!(*grid.layout, Layout::Form { .. });
        let width = places.map_or(shape.width, <[_]>::len);
        let added = if is_form { 0 } else { targets.iter().filter(|row| **row >= records).count() };
        let fresh: Vec<RowId> = self.ledger.fresh_rows(now, added + shape.height * width).collect();
        let sheet = grid.id.sheet();
        let table = self.ledger.plan().table(sheet);
        let last = table.last_place();
        let mut stands = Place::spread(last, None, added).into_iter();
        let definitions: &[Definition] = table.definitions();
        let column_at = |row: usize, across: usize| match places {
            Some(places) => places.get(across).copied().flatten(),
            None => grid.layout.shown(row, shape.left + across).map(|shown| shown.index),
        };
        // Only tables have headings, and all their rows the same columns.
        let unit = |(across, said): (usize, &SmolStr)| {
            unit_for(definitions.get(column_at(targets.first().copied()?, across)?)?, said)
        };
        let said = headings.map(|headings| headings.said.as_slice()).unwrap_or_default();
        let units: Vec<Option<String>> = said.iter().enumerate().map(unit).collect();
        let is_elsewhere = |definition: &Definition, value: &Value| {
            let target = definition.kind.target();
            let others = || Sheet::ALL.iter().filter(|sheet| Some(**sheet) != target);
            value.linked().iter().any(|row| others().any(|sheet| self.plan().table(*sheet).contains(*row)))
        };
        let mut entry = Entry::new(self, fresh).seen_in(grid.id);
        let mut written = Written::default();
        let is_cut = matches!(block, Block::Values { cut: Some(_), .. });
        for (offset, &row_at) in targets.iter().enumerate() {
            let from = offset % rows;
            let record = match grid.layout.record(row_at) {
                Some(record) => record,
                // A blank line begins no record.
                None if block.is_blank(from) => continue,
                None => match stands.next().and_then(|place| entry.add_seen(sheet, parent, place)) {
                    Some(record) => record,
                    None => continue,
                },
            };
            written.added += usize::from(row_at >= records);
            written.records.push((record, from));
            let mut takes = false;
            for across in 0..width {
                if grid.is_scattered() && !grid.is_selected(At { row: row_at, column: shape.left + across }) {
                    continue;
                }
                let definition = column_at(row_at, across).and_then(|column| definitions.get(column));
                let Some(definition) = definition else { continue };
                let Some(piece) = block.piece(from, across % columns) else {
                    // Programs leave out what is empty at the end of a row: it is empty here too. A new row begins as new
                    // rows do.
                    if row_at < records && is_editable(definition) {
                        entry.set_read(sheet, record, definition.key.clone(), Value::Empty);
                    }
                    continue;
                };
                if block.counts_above(from, across % columns, &definition.kind) {
                    continue;
                }
                if !is_editable(definition) {
                    // What held nothing is missed by nobody.
                    written.computed += usize::from(!piece.is_blank() && !block.is_again(from, across % columns));
                    continue;
                }
                takes = true;
                if is_cut {
                    let cell = (record, definition.key.clone());
                    written.landed.entry((from, across % columns)).or_insert(cell);
                }
                let target = Target { sheet, row: Some(record), column: definition.key.clone() };
                let unit = units.get(across).and_then(Option::as_deref);
                let value = match piece {
                    Piece::Text(text) => entry.read(definition, &in_units(text, unit), &target, parent),
                    Piece::Shown(_, number) if unit.is_some() => {
                        entry.read(definition, &in_units(number, unit), &target, parent)
                    }
                    Piece::Shown(text, number) => entry.read_shown(definition, text, number, &target, parent),
                    Piece::Value(value, _) if entry.fits(definition, value) => value.clone(),
                    // What did not fit where it was copied is not read once more in its own cell.
                    Piece::Value(value, _) if table.value(record, &definition.key) == value => value.clone(),
                    Piece::Value(value, text) if is_elsewhere(definition, value) => {
                        entry.read_known(definition, text, &target, parent)
                    }
                    Piece::Value(_, text) => entry.read(definition, text, &target, parent),
                };
                if entry.set_read(sheet, record, target.column, value) {
                    written.attention.push((record, definition.key.clone()));
                }
            }
            written.rows += usize::from(takes);
        }
        written.begun = entry.begun();
        written.ended = std::mem::take(&mut entry.ended);
        written.changes = entry.changes;
        written
    }
}
