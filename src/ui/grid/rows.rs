//! The rows in sight: a fixed pool of elements in document order, drawn by one effect.
//!
//! What a row shows is compared with what it showed, and only what differs is written into the document, so that a
//! changed cell costs one changed cell. Rows that scroll out at one end come in at the other. The row of the active cell is
//! kept when it was scrolled away: unseen, in its place in the order, so that whoever listens is told where he is.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::cell::{Cell, Mark, make, put, tone};
use super::{Layout, Place};
use crate::app::arrange::Mark as Coloured;
use crate::app::grid::{Line, Selection, Viewport};
use crate::app::{App, Remark, RowView, remarks};
use crate::model::Severity;
use crate::text::messages::Arrange as Words;

/// Draws the rows into `window` whenever what they show may have changed.
pub(super) fn draw(place: Place, window: NodeRef<Div>, view: Memo<Viewport>) {
    let session = place.session;
    Effect::new(move |rows: Option<Rows>| {
        let mut rows = rows.unwrap_or_default();
        let (view, version) = (view.get(), session.version.get());
        session.follow_turns();
        place.layout.track();
        if let Some(window) = window.get() {
            session.with_grid(place.id, |app| rows.draw(app, place, &window, view, version));
        }
        rows
    });
}

/// The pool, from top to bottom.
#[derive(Default)]
struct Rows {
    rows: Vec<Row>,
    first: usize,
    /// The row of the active cell, where it is none of these.
    away: Option<Row>,
    /// What the cells were read from.
    made_of: Option<(u64, std::sync::Arc<Layout>)>,
}

impl Rows {
    fn draw(&mut self, app: &App, place: Place, window: &Element, view: Viewport, version: u64) {
        let Some(grid) = app.laid_out(place.id) else { return };
        if self.rows.is_empty() {
            // Where one grid takes the place of another, the page keeps the element, and with it the rows of the other.
            window.set_text_content(None);
        }
        // Rows are added at both ends, where it stands.
        self.away.iter().for_each(|away| away.element.remove());
        self.turn(window, view);
        while self.rows.len() < view.slots {
            let Some(row) = Row::like(self.rows.last(), place.is_form()) else { return };
            let _ = window.append_child(&row.element);
            self.rows.push(row);
        }
        for row in self.rows.drain(view.slots..) {
            row.element.remove();
        }
        let is_same = |(made, layout): &(_, _)| *made == version && std::sync::Arc::ptr_eq(layout, &grid.layout);
        let is_fresh = !self.made_of.as_ref().is_some_and(is_same);
        for (nth, row) in self.rows.iter_mut().enumerate() {
            row.follow(app, place, &grid.layout, view.first + nth, is_fresh);
        }
        let active = grid.selection.active.row;
        let is_away = !(view.first..view.first + view.slots).contains(&active) && active < grid.layout.height();
        self.away = self.away.take().filter(|_| is_away).or_else(|| {
            let away = is_away.then(|| Row::like(self.rows.last(), place.is_form())).flatten();
            away.inspect(|away| put(&away.element, "data-away", Some("")))
        });
        if let Some(away) = &mut self.away {
            away.follow(app, place, &grid.layout, active, is_fresh);
            let before = self.rows.first().filter(|_| active < view.first).map(|row| row.element.as_ref());
            let _ = window.insert_before(&away.element, before);
        }
        if is_fresh {
            self.made_of = Some((version, std::sync::Arc::clone(&grid.layout)));
        }
        self.first = view.first;
    }

    /// Moves the rows that have left the window to its other end.
    fn turn(&mut self, window: &Element, view: Viewport) {
        let (count, by) = (self.rows.len(), view.first.abs_diff(self.first));
        if by == 0 || by >= count || count != view.slots {
            return;
        }
        if view.first > self.first {
            for row in self.rows.iter().take(by) {
                let _ = window.append_child(&row.element);
            }
            self.rows.rotate_left(by);
        } else {
            let top = self.rows.first().map(|row| row.element.clone());
            for row in self.rows.iter().skip(count - by) {
                let _ = window.insert_before(&row.element, top.as_deref());
            }
            self.rows.rotate_right(by);
        }
    }
}

struct Row {
    element: Element,
    /// Its number, or in a form the name of its field.
    head: Element,
    name: String,
    cells: Vec<Cell>,
    index: Option<usize>,
    exists: bool,
    is_new: bool,
    is_head: bool,
    /// Whether it waits for sort and filter to be applied again.
    misfit: bool,
    /// How a rule colours it, and why.
    rule: Option<Coloured>,
    /// None where some cell has not been marked yet.
    marked: Option<Marked>,
}

impl Row {
    /// A row to be added: a copy of the last one, or an empty one.
    fn like(last: Option<&Row>, is_form: bool) -> Option<Row> {
        let Some(last) = last else {
            let (element, head) = (make("row", "row")?, make("no", "rowheader")?);
            put(&head, "aria-colindex", is_form.then_some("1"));
            element.append_child(&head).ok()?;
            return Some(Row {
                element,
                head,
                name: String::new(),
                cells: Vec::new(),
                index: None,
                exists: true,
                is_new: false,
                is_head: false,
                misfit: false,
                rule: None,
                marked: None,
            });
        };
        let element: Element = last.element.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
        let head = element.first_element_child()?;
        let mut before = head.clone();
        let mut cells = Vec::with_capacity(last.cells.len());
        for cell in &last.cells {
            before = before.next_element_sibling()?;
            cells.push(cell.copy(before.clone()));
        }
        Some(Row {
            element,
            head,
            name: last.name.clone(),
            cells,
            index: None,
            rule: last.rule.clone(),
            marked: last.marked.clone(),
            ..*last
        })
    }

    /// Shows the row of an index, where it does not show it yet, and its part of the selection.
    fn follow(&mut self, app: &App, place: Place, layout: &Layout, index: usize, is_fresh: bool) {
        if is_fresh || self.index != Some(index) {
            self.show(app, place, layout, index);
        }
        self.mark(Marked::of(app, place, index));
    }

    /// Shows the row of an index as the plan has it.
    fn show(&mut self, app: &App, place: Place, layout: &Layout, index: usize) {
        let view = app.row_view(place.id, index);
        let moved = self.index.replace(index) != Some(index);
        if moved {
            let above = if place.is_form() { 1 } else { 2 };
            put(&self.element, "aria-rowindex", Some(&(index + above).to_string()));
            put(&self.element, "data-r", Some(&index.to_string()));
        }
        let name = match layout.rows() {
            None => app.heading(layout, index, 0).to_string(),
            // Heads of groups are not counted.
            Some(rows) => match rows.line(index) {
                Some(Line::Record(record)) => (record + 1).to_string(),
                Some(Line::Head(_)) => String::new(),
                None => (rows.records().len() + 1).to_string(),
            },
        };
        if self.name != name {
            self.head.set_text_content(Some(&name));
            self.name = name;
        }
        let is_new = view.exists && view.record.is_none() && !view.head;
        if std::mem::replace(&mut self.exists, view.exists) != view.exists {
            put(&self.element, "hidden", (!view.exists).then_some(""));
        }
        if std::mem::replace(&mut self.is_new, is_new) != is_new {
            put(&self.element, "data-new", is_new.then_some(""));
        }
        if std::mem::replace(&mut self.is_head, view.head) != view.head {
            put(&self.element, "data-head", view.head.then_some(""));
            // It has no number to be called by.
            put(&self.head, "role", Some(if view.head { "presentation" } else { "rowheader" }));
        }
        if (self.misfit, &self.rule) != (view.misfit, &view.mark) {
            put(&self.element, "data-misfit", view.misfit.then_some(""));
            put(&self.element, "data-tone", view.mark.as_ref().map(|mark| tone(mark.tone)));
            let misfit = view.misfit.then(|| Words::Misfit.text(app.lang));
            let rule = view.mark.as_ref().map(|mark| mark.why.as_str());
            put(&self.head, "title", misfit.as_deref().or(rule));
            (self.misfit, self.rule) = (view.misfit, view.mark.clone());
        }
        let kept = self.resize(view.cells.len(), place.is_form());
        let mut remarks = remarks_of(app, layout, &view, index).into_iter();
        for (column, cell) in self.cells.iter_mut().enumerate() {
            if moved || column >= kept {
                cell.stand(place, index, column);
            }
            cell.remark(remarks.next().flatten());
        }
        for (cell, view) in self.cells.iter_mut().zip(view.cells) {
            cell.show(view, app.lang);
        }
    }

    /// Adds or takes away cells at the end; says how many stayed.
    fn resize(&mut self, count: usize, is_form: bool) -> usize {
        let kept = self.cells.len().min(count);
        for cell in self.cells.drain(kept..) {
            cell.remove();
        }
        while self.cells.len() < count
            && let Some(cell) = Cell::new(self.cells.len(), is_form)
        {
            cell.append_to(&self.element);
            self.cells.push(cell);
            self.marked = None;
        }
        kept
    }

    /// Shows the row's part of the selection.
    fn mark(&mut self, marked: Marked) {
        if self.marked.as_ref() == Some(&marked) {
            return;
        }
        // As the headings do: where one is in a wide table is seen at its edges.
        put(&self.head, "data-within", marked.is_within().then_some(""));
        for (column, cell) in self.cells.iter_mut().enumerate() {
            cell.mark(marked.at(column));
        }
        self.marked = Some(marked);
    }
}

/// The part of the selection that lies in a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Marked {
    active: Option<usize>,
    /// First and last column of each range that reaches into the row, where more than the active cell is selected.
    ranges: Vec<(usize, usize)>,
    editing: bool,
}

impl Marked {
    fn of(app: &App, place: Place, row: usize) -> Marked {
        let Some(grid) = app.laid_out(place.id) else { return Marked::default() };
        let selection = grid.selection;
        // While a heading has the focus no cell has it.
        let has_focus = selection.active.row == row && grid.head.is_none();
        let active = has_focus.then_some(selection.active.column);
        let here = |area: &Selection| area.has_row(row);
        let ranges = match grid.is_one_cell() {
            true => Vec::new(),
            false => grid.areas().filter(here).map(|area| area.columns()).collect(),
        };
        Marked { active, ranges, editing: active.is_some() && grid.editor.is_some() }
    }

    fn is_within(&self) -> bool {
        self.active.is_some() || !self.ranges.is_empty()
    }

    fn at(&self, column: usize) -> Mark {
        let active = self.active == Some(column);
        let selected = active || self.ranges.iter().any(|(left, right)| (*left..=*right).contains(&column));
        Mark { active, selected, editing: active && self.editing }
    }
}

/// What is wrong with each cell: how grave, and the sentence.
fn remarks_of(app: &App, layout: &Layout, view: &RowView, row: usize) -> Vec<Option<(Severity, String)>> {
    let Some(record) = view.record else { return Vec::new() };
    let table = app.plan().table(layout.sheet());
    let definition = |column| table.definitions().get(layout.shown(row, column)?.index);
    let columns: Vec<_> = (0..view.cells.len()).map_while(definition).collect();
    let said = |(severity, advice): Remark| {
        (severity, format!("{}{}{}", advice.text(app.lang), app.lang.gap(), advice.remedy(app.lang)))
    };
    remarks(app, layout.sheet(), record, &columns).into_iter().map(|remark| remark.map(said)).collect()
}
