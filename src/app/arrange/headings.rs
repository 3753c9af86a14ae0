//! The headings of a grid as a place of their own: keys go to them, and act on the column below.

use smol_str::SmolStr;

use super::super::action::Effect;
use super::super::grid::{At, GridId, Layout, Motion, Selection};
use super::super::state::App;
use crate::model::{Key, Kind};

/// Records whose texts are looked at to fit a column; more would not be noticed.
const LOOKED_AT: usize = 20_000;

impl App {
    /// Puts the focus on the heading of a column.
    #[inline(never)]
    pub(in crate::app) fn go_to_heading(&mut self, id: GridId, column: usize) -> Vec<Effect> {
        let grid = self.grid(id);
        if !matches!(*grid.layout, Layout::Table { .. }) {
            return Vec::new();
        }
        let column = column.min(grid.layout.width().saturating_sub(1));
        grid.head = Some(column);
        (grid.run, grid.leaving) = (None, false);
        grid.selection = Selection::at(grid.selection.active.row, column);
        vec![Effect::Reveal(id, At { row: grid.selection.active.row, column })]
    }

    /// Moves along the headings, or down from them; none where the motion means nothing there.
    pub(in crate::app) fn go_along_headings(&mut self, id: GridId, motion: Motion) -> Option<Vec<Effect>> {
        let grid = self.grid(id);
        let (column, last) = (grid.head?, grid.layout.width().saturating_sub(1));
        let to = match motion {
            Motion::Left => column.saturating_sub(1),
            Motion::Right => column + 1,
            Motion::RowStart | Motion::EdgeLeft => 0,
            Motion::RowEnd | Motion::EdgeRight => last,
            // Of the table, which begins below the headings.
            Motion::Start | Motion::End => {
                grid.head = None;
                return Some(self.go(id, motion, false));
            }
            Motion::Down | Motion::PageDown | Motion::EdgeDown => {
                grid.head = None;
                grid.selection = Selection::at(0, column);
                return Some(vec![Effect::Reveal(id, At { row: 0, column })]);
            }
            Motion::Up | Motion::PageUp | Motion::EdgeUp => column,
        };
        Some(self.go_to_heading(id, to))
    }

    /// The column that commands about columns act on: the one of the heading in focus, else of the active cell.
    #[must_use]
    pub fn column_in_use(&self, id: GridId) -> Option<Key> {
        let grid = self.laid_out(id)?;
        let At { row, column } = grid.selection.active;
        grid.layout.shown(row, grid.head.unwrap_or(column)).map(|shown| shown.key.clone())
    }

    /// The texts of a column that take most room, for the screen to measure; the heading is not among them.
    #[must_use]
    pub fn widest_texts(&self, id: GridId, column: &Key, count: usize) -> Vec<SmolStr> {
        let Some(rows) = self.laid_out(id).and_then(|grid| grid.layout.rows()) else { return Vec::new() };
        let sheet = id.sheet();
        let Some(definition) = self.plan().table(sheet).definition(column) else { return Vec::new() };
        let mut widest: Vec<(usize, SmolStr)> = Vec::new();
        for row in rows.records().iter().take(LOOKED_AT) {
            let text: SmolStr = match definition.kind {
                // Nobody wants a column as wide as a page.
                Kind::Paragraph | Kind::Steps(_) => {
                    self.text_of(sheet, *row, definition).chars().take(60).collect::<String>().into()
                }
                _ => self.text_of(sheet, *row, definition).into(),
            };
            let width = breadth(&text);
            if widest.len() < count || widest.last().is_some_and(|(least, _)| width > *least) {
                let at = widest.partition_point(|(own, _)| *own >= width);
                widest.insert(at, (width, text));
                widest.truncate(count);
            }
        }
        widest.into_iter().map(|(_, text)| text).collect()
    }
}

/// About how much room a text takes: Chinese is twice as wide as Latin.
fn breadth(text: &str) -> usize {
    text.chars().map(|c| if u32::from(c) >= 0x2e80 { 2 } else { 1 }).sum()
}
