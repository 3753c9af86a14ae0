//! What a clipboard holds, as a block of cells: our own values first, then tables of other programs, then texts.

use std::borrow::Cow;

use crate::formats::{ForeignCell, ForeignTable, read_html, read_table, read_tsv};
use crate::model::{Key, Kind, Value};
use crate::text::is_hashes;

/// A block of cells from the clipboard.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Texts, to be read by the kinds of the columns they land in.
    Texts(Vec<Vec<String>>),
    /// Texts of another program, with the numbers behind them.
    Shown {
        /// The cells.
        rows: Vec<Vec<ForeignCell>>,
        /// Rows and columns that were hidden there and are left out.
        hidden: usize,
    },
    /// Values that were copied here, with the texts they showed for columns of another kind.
    Values {
        /// The cells.
        rows: Vec<Vec<(Value, String)>>,
        /// The name of the cut they come from.
        cut: Option<Key>,
    },
}

/// One cell of a block.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece<'a> {
    /// A text.
    Text(&'a str),
    /// A text and the number behind it.
    Shown(&'a str, &'a str),
    /// A value and its text.
    Value(&'a Value, &'a str),
}

impl<'a> Piece<'a> {
    /// What it showed where it was copied.
    pub(super) const fn text(self) -> &'a str {
        let (Piece::Text(text) | Piece::Shown(text, _) | Piece::Value(_, text)) = self;
        text
    }

    /// Whether it holds nothing that could be seen.
    pub(super) fn is_blank(self) -> bool {
        self.text().trim().is_empty()
    }
}

impl Block {
    /// The block without some of its rows, in order.
    pub(super) fn without(&self, left_out: &[usize]) -> Block {
        fn rest<T: Clone>(rows: &[T], left_out: &[usize]) -> Vec<T> {
            let kept = rows.iter().enumerate().filter(|(row, _)| left_out.binary_search(row).is_err());
            kept.map(|(_, row)| row.clone()).collect()
        }
        match self {
            Block::Texts(rows) => Block::Texts(rest(rows, left_out)),
            Block::Shown { rows, hidden } => Block::Shown { rows: rest(rows, left_out), hidden: *hidden },
            Block::Values { rows, cut } => Block::Values { rows: rest(rows, left_out), cut: cut.clone() },
        }
    }

    /// Rows, and columns of the longest row.
    pub(super) fn size(&self) -> (usize, usize) {
        fn size<T>(rows: &[Vec<T>]) -> (usize, usize) {
            (rows.len(), rows.iter().map(Vec::len).max().unwrap_or(0))
        }
        match self {
            Block::Texts(rows) => size(rows),
            Block::Shown { rows, .. } => size(rows),
            Block::Values { rows, .. } => size(rows),
        }
    }

    /// A cell; none where a row is shorter than the others.
    pub(super) fn piece(&self, row: usize, column: usize) -> Option<Piece<'_>> {
        Some(match self {
            Block::Texts(rows) => Piece::Text(rows.get(row)?.get(column)?),
            Block::Shown { rows, .. } => match rows.get(row)?.get(column)? {
                ForeignCell { text, number: None, .. } => Piece::Text(text),
                ForeignCell { text, number: Some(number), .. } => Piece::Shown(text, number),
            },
            Block::Values { rows, .. } => {
                let (value, text) = rows.get(row)?.get(column)?;
                Piece::Value(value, text)
            }
        })
    }

    /// Whether a cell says what a merged one above it says.
    pub(super) fn is_again(&self, row: usize, column: usize) -> bool {
        let Block::Shown { rows, .. } = self else { return false };
        rows.get(row).and_then(|row| row.get(column)).is_some_and(|cell| cell.again)
    }

    /// What of a cell adds up is said once of a merged one: an amount over two deals is no amount of each.
    pub(super) fn counts_above(&self, row: usize, column: usize, kind: &Kind) -> bool {
        matches!(kind, Kind::Money | Kind::Number { .. }) && self.is_again(row, column)
    }

    /// Whether a row is the title of the table: one cell, above rows of several.
    pub(super) fn is_title(&self, row: usize) -> bool {
        let (rows, width) = self.size();
        if matches!(self, Block::Values { .. }) {
            return false;
        }
        let filled = (0..width).filter_map(|column| self.piece(row, column)).filter(|piece| !piece.is_blank());
        width > 1 && row + 2 < rows && filled.count() == 1
    }

    /// How many rows the headings take that begin in a row: cells that are merged reach into those below.
    pub(super) fn heading_lines(&self, from: usize) -> usize {
        let (rows, width) = self.size();
        let reaches = |column: usize| (from + 1..rows).take_while(|row| self.is_again(*row, column)).count();
        1 + (0..width).map(reaches).max().unwrap_or(0)
    }

    /// The block from its headings on, these in one row: what stands below a heading says more of it, as units do.
    pub(super) fn with_headings_at(&self, from: usize, lines: usize) -> Cow<'_, Block> {
        if (from, lines) == (0, 1) {
            return Cow::Borrowed(self);
        }
        let said = |column: usize| {
            let mut texts = (from..from + lines)
                .filter(|row| !self.is_again(*row, column))
                .filter_map(|row| Some(self.piece(row, column)?.text().trim()))
                .filter(|text| !text.is_empty());
            let first = texts.next().unwrap_or_default().to_owned();
            texts.fold(first, |all, text| format!("{all} ({text})"))
        };
        let headings: Vec<String> = (0..self.size().1).map(said).collect();
        let mut block = self.without(&(0..from + lines).collect::<Vec<_>>());
        match &mut block {
            Block::Texts(rows) => rows.insert(0, headings),
            Block::Shown { rows, .. } => {
                let cell = |text| ForeignCell { text, ..ForeignCell::default() };
                rows.insert(0, headings.into_iter().map(cell).collect());
            }
            Block::Values { .. } => return Cow::Borrowed(self),
        }
        Cow::Owned(block)
    }

    /// Whether a row holds nothing of its own: such a row begins no record.
    pub(super) fn is_blank(&self, row: usize) -> bool {
        let width = self.size().1;
        let own = (0..width).filter(|column| !self.is_again(row, *column));
        own.filter_map(|column| self.piece(row, column)).all(|piece| match piece {
            Piece::Text(text) => text.trim().is_empty(),
            Piece::Shown(..) => false,
            Piece::Value(value, text) => value.is_empty() && text.trim().is_empty(),
        })
    }

    /// Whether a cell holds `####` and nothing says what stood behind it.
    pub(super) fn has_hashes(&self) -> bool {
        match self {
            Block::Texts(rows) => rows.iter().flatten().any(|text| is_hashes(text)),
            Block::Shown { rows, .. } => {
                rows.iter().flatten().any(|cell| cell.number.is_none() && is_hashes(&cell.text))
            }
            Block::Values { .. } => false,
        }
    }

    /// Rows and columns that were hidden where the block was copied.
    pub(super) const fn hidden(&self) -> usize {
        match self {
            Block::Shown { hidden, .. } => *hidden,
            Block::Texts(_) | Block::Values { .. } => 0,
        }
    }
}

/// The block of a paste; none where there is nothing to paste.
///
/// Our own HTML carries the values; any table in HTML goes before the text beside it, but for a page that was copied as
/// a whole: its text has all of it.
#[must_use]
pub fn block(text: Option<&str>, html: Option<&str>) -> Option<Block> {
    let texts = text.map(read_tsv).unwrap_or_default();
    if let Some(own) = html.and_then(read_html) {
        // Headings stand above the values in the text only.
        let above = texts.len().saturating_sub(own.rows.len());
        let text = |row: usize, column: usize| texts.get(above + row)?.get(column).cloned();
        let rows = own.rows.into_iter().enumerate().map(|(row, values)| {
            let values = values.into_iter().enumerate();
            values.map(|(column, value)| (value, text(row, column).unwrap_or_default())).collect()
        });
        return Some(Block::Values { rows: rows.collect(), cut: own.cut });
    }
    let table = html.and_then(read_table).filter(|table| !table.has_more || texts.is_empty());
    if let Some(ForeignTable { rows, hidden, .. }) = table {
        let mut rows = without_last(rows, |cell: &ForeignCell| cell.text.is_empty());
        // What is merged with the row above in all that it says is the same row, only higher.
        let is_more = |row: &Vec<ForeignCell>| {
            row.iter().any(|cell| cell.again) && row.iter().all(|cell| cell.again || cell.text.is_empty())
        };
        rows.retain(|row| !is_more(row));
        return Some(Block::Shown { rows, hidden });
    }
    let texts = without_last(texts, String::is_empty);
    (!texts.is_empty()).then_some(Block::Texts(texts))
}

/// The rows without an empty one at the end: WPS adds one.
fn without_last<T>(mut rows: Vec<Vec<T>>, is_empty: impl Fn(&T) -> bool) -> Vec<Vec<T>> {
    if rows.len() > 1 && rows.last().is_some_and(|row| row.iter().all(is_empty)) {
        rows.pop();
    }
    rows
}
