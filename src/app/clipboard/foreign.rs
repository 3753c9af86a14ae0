//! Rows of a pasted block that are no records: which they are, and what is kept of them for whoever wants them after all.

use smol_str::SmolStr;

use super::Block;
use super::block::Piece;
use crate::app::grid::{GridId, Layout};
use crate::app::no_record::Foreign;
use crate::app::review::{LeftOut, TakenFor};
use crate::app::state::App;
use crate::model::{Definition, Kind, Value};
use crate::text::{Parser, in_units, unit_for};

/// A block with the columns of the table that its own go to.
pub(super) struct Landing<'a> {
    block: &'a Block,
    columns: Vec<Option<&'a Definition>>,
    units: Vec<Option<String>>,
}

impl<'a> Landing<'a> {
    /// A block whose columns go to `places` of a table, or in their order from a column of the grid on; `said` are its headings.
    pub fn of(
        app: &'a App,
        layout: &Layout,
        block: &'a Block,
        (left, places): (usize, Option<&[Option<usize>]>),
        said: &[SmolStr],
    ) -> Option<Landing<'a>> {
        let Layout::Table { columns, sheet, .. } = layout else { return None };
        let definitions = app.plan().table(*sheet).definitions();
        let place = |across: usize| match places {
            Some(places) => places.get(across).copied().flatten(),
            None => columns.get(left + across).map(|shown| shown.index),
        };
        let columns: Vec<_> = (0..block.size().1).map(|across| definitions.get(place(across)?)).collect();
        let unit = |(own, said): (&Option<&Definition>, &SmolStr)| unit_for((*own)?, said);
        let units = columns.iter().zip(said).map(unit).collect();
        Some(Landing { block, columns, units })
    }

    fn shown(&self, row: usize, at: usize) -> &'a str {
        self.block.piece(row, at).map_or("", Piece::text)
    }

    /// What a cell is read from: of numbers the one behind what is shown.
    fn text(&self, row: usize, at: usize) -> SmolStr {
        let unit = self.units.get(at).and_then(Option::as_deref);
        let adds = self.columns.get(at).copied().flatten().map(|own| &own.kind);
        match self.block.piece(row, at) {
            Some(Piece::Shown(_, number)) if unit.is_some() || matches!(adds, Some(Kind::Number { .. })) => {
                in_units(number, unit).into()
            }
            piece => in_units(piece.map_or("", Piece::text), unit).into(),
        }
    }

    /// What a cell shows of its own: not what a merged one above it says.
    fn own(&self, row: usize, at: usize) -> &'a str {
        if self.block.is_again(row, at) { "" } else { self.shown(row, at) }
    }

    fn read(&self, parser: &Parser<'_>, row: usize, at: usize) -> Option<Value> {
        let own = self.columns.get(at).copied().flatten()?;
        let unit = self.units.get(at).and_then(Option::as_deref);
        match self.block.piece(row, at)? {
            Piece::Shown(text, number) if unit.is_none() => parser.read_shown(own, text, number).ok(),
            _ => parser.read(own, &self.text(row, at)).ok(),
        }
    }

    fn with<T>(&self, parser: &Parser<'_>, ask: impl FnOnce(&Foreign<'_>) -> T) -> T {
        let text = |row: usize, at: usize| self.own(row, at);
        let read = |row: usize, at: usize| self.read(parser, row, at).filter(|_| !self.block.is_again(row, at));
        ask(&Foreign { rows: self.block.size().0, columns: &self.columns, text: &text, read: &read })
    }

    /// The rows that are sums of others.
    pub fn totals(&self, app: &App, id: GridId) -> Vec<usize> {
        // What was copied here are records.
        if matches!(self.block, Block::Values { .. }) {
            return Vec::new();
        }
        self.with(&app.parser(), |foreign| foreign.totals(&id.sheet().title()))
    }

    /// Whether the first row looks like headings. Nobody is asked before it is left out, so that one column is not enough.
    pub fn has_headings(&self, app: &App) -> bool {
        self.with(&app.parser(), |foreign| foreign.has_headings(&app.parser(), 2))
    }

    /// What is kept of the title of a table: as the name of a record, should it be one.
    pub fn title(&self, app: &App, id: GridId, row: usize) -> LeftOut {
        let sheet = id.sheet();
        let said = (0..self.columns.len()).map(|at| self.shown(row, at).trim()).find(|text| !text.is_empty());
        let said = SmolStr::new(said.unwrap_or_default());
        let cells = vec![(sheet.title(), said.clone(), said)];
        LeftOut { taken_for: TakenFor::Title, sheet, parent: app.record_of(id), cells, taken_in: None }
    }

    /// What is kept of a row that is left out.
    pub fn left_out(&self, app: &App, id: GridId, row: usize, taken_for: TakenFor) -> LeftOut {
        let cells = (0..self.columns.len()).filter_map(|at| {
            let own = self.columns.get(at).copied().flatten().filter(|own| crate::app::editing::is_editable(own))?;
            let shown = self.shown(row, at);
            (!shown.trim().is_empty()).then(|| (own.key.clone(), SmolStr::new(shown), self.text(row, at)))
        });
        LeftOut { taken_for, sheet: id.sheet(), parent: app.record_of(id), cells: cells.collect(), taken_in: None }
    }
}
