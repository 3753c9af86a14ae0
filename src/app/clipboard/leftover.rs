//! Columns of a pasted block that find no place in the table: what is kept of them for the review, which offers one.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::Block;
use super::block::Piece;
use super::headed::Headings;
use super::shape::Shape;
use crate::app::csv::{CsvIntake, Goes, Named, Pasted};
use crate::app::grid::{Grid, Layout};
use crate::app::review::Unplaced;
use crate::app::state::App;
use crate::model::{Key, Kind, RowId, column};

impl App {
    /// What is kept of the columns of a block that have no place; `records` are those that were written, each with its row
    /// of the block. None where every column has one, or what has none is empty.
    pub(super) fn unplaced(
        &self,
        grid: &Grid,
        block: &Block,
        shape: &Shape,
        headings: Option<&Headings>,
        records: Vec<(RowId, usize)>,
    ) -> Option<Unplaced> {
        let Layout::Table { columns: shown, sheet, .. } = &*grid.layout else { return None };
        // What was copied here stands here still.
        if matches!(block, Block::Values { .. }) || records.is_empty() {
            return None;
        }
        let definitions = self.plan().table(*sheet).definitions();
        let width = block.size().1;
        let places = headings.and_then(|own| own.places.as_ref());
        let (over, taken): (Vec<usize>, Vec<usize>) = match (headings, places) {
            (Some(headings), Some(places)) => (headings.unknown.clone(), places.iter().flatten().copied().collect()),
            _ => {
                let landed = shown.iter().skip(shape.left).take(shape.width).map(|shown| shown.index);
                (((width - shape.columns_left_out.min(width))..width).collect(), landed.collect())
            }
        };
        let is_filled = |at: &usize| {
            let mut pieces = records.iter().filter_map(|(_, row)| block.piece(*row, *at));
            pieces.any(|piece| !piece.is_blank())
        };
        let over: Vec<usize> = over.into_iter().filter(is_filled).collect();
        if over.is_empty() {
            return None;
        }
        let heads = over.iter().map(|at| self.block_heading(headings, *at).to_string()).collect();
        let mut rows: Vec<Vec<String>> = vec![heads];
        // Nobody knows yet what kind of values a column holds: those of merged cells that may add up are said once.
        let trial = column("", "", "", Kind::own_number(6));
        let parser = self.parser();
        let counts = |row: usize, at: usize| {
            let is_number = |piece: Piece<'_>| {
                let (Piece::Shown(..) | Piece::Text(_)) = piece else { return false };
                !parser.is_written_date(piece.text()) && parser.problem(&trial, piece.text()).is_none()
            };
            block.counts_above(row, at, &trial.kind) && block.piece(row, at).is_some_and(is_number)
        };
        let mut numbers: FxHashMap<(usize, usize), SmolStr> = FxHashMap::default();
        for (line, (_, row)) in records.iter().enumerate() {
            let mut fields = Vec::with_capacity(over.len());
            for (nth, at) in over.iter().enumerate() {
                let piece = block.piece(*row, *at).filter(|_| !counts(*row, *at));
                if let Some(Piece::Shown(_, number)) = piece {
                    numbers.insert((line, nth), number.into());
                }
                fields.push(piece.map_or_else(String::new, |piece| piece.text().to_owned()));
            }
            rows.push(fields);
        }
        let records = records.into_iter().map(|(record, _)| record).collect();
        let taken = taken.into_iter().filter_map(|at| definitions.get(at)).map(|own| own.key.clone());
        let taken: Vec<Key> = taken.collect();
        let intake = CsvIntake {
            file: SmolStr::default(),
            rows: Arc::new(rows),
            unclosed: None,
            headed: true,
            titles: 0,
            sheet: *sheet,
            parent: self.record_of(grid.id),
            columns: vec![Goes::New; over.len()],
            named: Named::Update,
            without_totals: false,
            pasted: Some(Arc::new(Pasted { records, numbers })),
        };
        Some(Unplaced::new(intake, taken))
    }
}
