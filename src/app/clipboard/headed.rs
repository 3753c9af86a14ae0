//! A block whose first row names columns: people select a table with its heading, in the order of the other program.

use smol_str::SmolStr;

use super::Block;
use super::foreign::Landing;
use crate::app::csv::ID;
use crate::app::editing::is_editable;
use crate::app::grid::{Grid, Layout};
use crate::app::state::App;
use crate::model::Definition;
use crate::text::messages::Csv;
use crate::text::{heading, search_key};

/// What the headings of a block say about where its columns belong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Headings {
    /// Where each column of the block goes, as the table numbers its columns; none where the columns land in their order.
    pub places: Option<Vec<Option<usize>>>,
    /// The headings as they stand.
    pub said: Vec<SmolStr>,
    /// Columns of the block whose heading no column of the table has.
    pub unknown: Vec<usize>,
    /// Columns that are written although the grid does not show them.
    pub unseen: usize,
    /// Whether only its shape says that the row holds headings.
    pub by_shape: bool,
    /// Rows above them, which hold the title of the table.
    pub titles: usize,
    /// Rows that they take.
    pub lines: usize,
}

/// So many rows of titles stand above headings at most.
const MOST_TITLES: usize = 3;

impl App {
    /// The headings of a block that is pasted from a column on: in its first row, or below titles, in several rows where
    /// cells are merged. None where its first row is a record like the others.
    pub(super) fn headings_of(&self, grid: &Grid, block: &Block, left: usize) -> Option<Headings> {
        (0..=MOST_TITLES).take_while(|titles| (0..*titles).all(|row| block.is_title(row))).find_map(|titles| {
            let lines = block.heading_lines(titles);
            let found = self.headings_in(grid, &block.with_headings_at(titles, lines), left)?;
            // Below what may be a record only names are headings.
            (titles == 0 || !found.by_shape).then_some(Headings { titles, lines, ..found })
        })
    }

    /// The headings in the first row of a block, with something below; none where it is a record like the others.
    ///
    /// Two at least have to be names of columns, and most of those there are: no record is called by the names of its fields.
    #[inline(never)]
    fn headings_in(&self, grid: &Grid, block: &Block, left: usize) -> Option<Headings> {
        let Layout::Table { columns, sheet, .. } = &*grid.layout else { return None };
        let (rows, width) = block.size();
        if rows < 2 {
            return None;
        }
        let definitions = self.plan().table(*sheet).definitions();
        let said: Vec<&str> = (0..width).map(|at| block.piece(0, at).map_or("", |piece| piece.text().trim())).collect();
        let heads: Vec<SmolStr> = said.iter().map(|text| search_key(text)).collect();
        let own = || said.iter().map(SmolStr::new).collect();
        let named = heads.iter().filter(|head| !head.is_empty()).count();
        let lands = |(at, head): (usize, &SmolStr)| {
            let own = columns.get(left + at).and_then(|shown| definitions.get(shown.index));
            head.is_empty() || own.is_some_and(|own| self.is_heading(head, own))
        };
        if named >= 2 && heads.iter().enumerate().all(lands) {
            return Some(Headings {
                places: None,
                said: own(),
                unknown: Vec::new(),
                unseen: 0,
                by_shape: false,
                titles: 0,
                lines: 1,
            });
        }
        // Values that were copied here come without their headings.
        if matches!(block, Block::Values { .. }) {
            return None;
        }
        let writable = self.csv_columns(*sheet);
        let place = |own: &Definition| definitions.iter().position(|other| other.key == own.key);
        let present = || self.plan().table(*sheet).present_at();
        let ours = |head: &SmolStr| present().find(|(_, own)| self.called_here(own).contains(head)).map(|(at, _)| at);
        let found =
            self.columns_called(&self.not_of_its_own(*sheet, &heads, &writable), &writable).into_iter().zip(&heads);
        let places: Vec<Option<usize>> = found
            .map(|(found, head)| match found.and_then(|found| writable.get(found)) {
                Some(own) => place(own),
                None => ours(head).filter(|_| !head.is_empty()),
            })
            .collect();
        let known = |(at, head): (&Option<usize>, &SmolStr)| {
            head == ID || at.and_then(|at| definitions.get(at)).is_some_and(|own| self.is_name_of(head, own))
        };
        let certain = places.iter().zip(&heads).filter(|pair| known(*pair)).count();
        let recognised = places.iter().zip(&heads).filter(|(at, head)| at.is_some() || *head == ID).count();
        // Words above numbers and days are headings, whatever they say.
        let by_shape = || {
            Landing::of(self, &grid.layout, block, (left, None), &[]).is_some_and(|landing| landing.has_headings(self))
        };
        let by_shape = (certain < 2 || recognised * 2 <= named) && by_shape();
        if certain < 2 && !by_shape {
            return None;
        }
        // Two names say where their columns belong however many others there are, which wait in the review: where one is what
        // the records are called by, or the shape says that the row holds headings.
        let names_them = |(at, head): (&Option<usize>, &SmolStr)| {
            let own = at.and_then(|at| definitions.get(at)).filter(|own| own.key == sheet.title());
            own.is_some_and(|own| self.is_name_of(head, own))
        };
        let is_worded = heads.iter().all(|head| head.is_empty() || head.contains(char::is_alphabetic));
        let signs = [certain > 1, by_shape, places.iter().zip(&heads).any(names_them)];
        let is_named = is_worded && signs.iter().filter(|own| **own).count() > 1;
        if recognised * 2 <= named && !is_named {
            let headings =
                Headings { places: None, said: own(), unknown: Vec::new(), unseen: 0, by_shape, titles: 0, lines: 1 };
            return by_shape.then_some(headings);
        }
        let holds = |at: usize| (1..rows).any(|row| block.piece(row, at).is_some_and(|piece| !piece.is_blank()));
        let unknown = (0..width).filter(|at| {
            let head = heads.get(*at).map_or("", SmolStr::as_str);
            head != ID && places.get(*at) == Some(&None) && holds(*at)
        });
        let unknown = unknown.collect();
        let is_shown = |at: usize| columns.iter().any(|shown| shown.index == at);
        let is_written = |at: usize| definitions.get(at).is_some_and(is_editable);
        let unseen = places.iter().flatten().filter(|at| is_written(**at) && !is_shown(**at)).count();
        Some(Headings {
            places: Some(places),
            said: own(),
            unknown,
            unseen,
            by_shape: by_shape && certain < 2,
            titles: 0,
            lines: 1,
        })
    }

    /// What a column of a block is called: by its heading, else by its number.
    pub(super) fn block_heading(&self, headings: Option<&Headings>, at: usize) -> SmolStr {
        match headings.and_then(|own| own.said.get(at)) {
            Some(text) if !text.is_empty() => text.clone(),
            _ => Csv::Column { number: at + 1 }.text(self.lang).as_ref().into(),
        }
    }

    /// Whether a text is the heading of a column, in either language.
    fn is_heading(&self, head: &str, own: &Definition) -> bool {
        let names = [own.label.en.clone(), own.label.zh.clone(), heading(self.plan(), own, self.lang)];
        names.iter().any(|name| search_key(name) == head)
    }
}
