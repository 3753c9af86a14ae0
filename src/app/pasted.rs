//! What a clipboard holds, as a block of cells: our own values first, then texts.

use super::action::Block;
use crate::formats::{read_html, read_tsv};

/// The block of a paste; none where there is nothing to paste.
///
/// Our own HTML carries the values; the texts beside them serve columns of another kind.
#[must_use]
pub fn block(text: Option<&str>, html: Option<&str>) -> Option<Block> {
    let mut texts = text.map(read_tsv).unwrap_or_default();
    // WPS adds an empty row at the end.
    if texts.len() > 1 && texts.last().is_some_and(|row| row.iter().all(String::is_empty)) {
        texts.pop();
    }
    if let Some(own) = html.and_then(read_html) {
        let text =
            |row: usize, column: usize| texts.get(row).and_then(|row| row.get(column)).cloned().unwrap_or_default();
        let rows = own.rows.into_iter().enumerate().map(|(row, values)| {
            values.into_iter().enumerate().map(|(column, value)| (value, text(row, column))).collect()
        });
        return Some(Block::Values(rows.collect()));
    }
    (!texts.is_empty()).then_some(Block::Texts(texts))
}
