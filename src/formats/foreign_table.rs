//! A table that another program put on the clipboard: Excel, WPS, Google Sheets, LibreOffice, Feishu, a web page.
//!
//! Read for its texts and, where the program says them, for the numbers behind them: `x:num` (Excel, WPS), `sdval`
//! (LibreOffice), `data-sheets-value` (Sheets). What is hidden is left out: what was seen is what is pasted.

use smol_str::SmolStr;

use super::markup::{Attributes, Markup, Piece, unescaped};
use super::raw::Raw;

/// A cell of another program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForeignCell {
    /// What it showed; lines between `\n`.
    pub text: String,
    /// The number behind it, as the program wrote it: a date is a count of days, a share a fraction.
    pub number: Option<SmolStr>,
    /// Whether this is said again of a merged cell that begins in a row above.
    pub again: bool,
}

/// The cells of a clipboard's tables, merged cells spread out: what lies over several rows is said in each, for it is said of
/// each; over several columns in the first, for each column asks something else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForeignTable {
    /// Row by row, each as long as it is.
    pub rows: Vec<Vec<ForeignCell>>,
    /// Rows and columns that were hidden and are left out.
    pub hidden: usize,
    /// Whether text stands outside the tables: then a page was copied and not a table.
    pub has_more: bool,
}

/// The widest that a merged cell may be, as in browsers.
const WIDEST: usize = 1000;
/// More cells than this are not spread out of merged ones.
const MOST_CELLS: usize = 1_000_000;
/// More bytes than this are not said again of merged cells.
const MOST_AGAIN: usize = 16_000_000;

/// Reads the tables of an HTML text, one below the other; none where there is none with a cell.
#[must_use]
pub fn read_table(html: &str) -> Option<ForeignTable> {
    let mut reader = Reader::default();
    for piece in Markup::new(html) {
        match piece {
            Piece::Open(name, attributes) => reader.open(&name.to_ascii_lowercase(), attributes),
            Piece::Close(name) => reader.close(&name.to_ascii_lowercase()),
            Piece::Text(text) => reader.text(text),
        }
    }
    reader.end_row();
    let table = reader.table();
    (!table.rows.is_empty()).then_some(table)
}

/// A cell with whether it is seen.
type Placed = (ForeignCell, bool);

#[derive(Default)]
struct Reader {
    /// How many tables stand around this place.
    depth: usize,
    rows: Vec<Vec<Placed>>,
    cells: usize,
    /// Columns that the table hides, by place.
    hidden_columns: Vec<bool>,
    hidden_rows: usize,
    /// How many more rows a merged cell of each column reaches into, and what it says.
    reach: Vec<(usize, ForeignCell)>,
    /// Bytes that merged cells have said again.
    said_again: usize,
    row: Option<Row>,
    has_more: bool,
}

/// The row that is being read.
#[derive(Default)]
struct Row {
    cells: Vec<Placed>,
    is_hidden: bool,
    cell: Option<Cell>,
}

/// The cell that is being read.
#[derive(Default)]
struct Cell {
    text: String,
    /// White space was seen and not yet written.
    gap: bool,
    keeps_space: bool,
    exact: Option<String>,
    number: Option<SmolStr>,
    is_seen: bool,
    wide: usize,
    high: usize,
}

fn is_hidden(style: &str) -> bool {
    style.contains("display") && style.to_ascii_lowercase().replace(' ', "").contains("display:none")
}

/// Whether the element of a tag is not shown.
fn hides(attributes: &str) -> bool {
    Attributes::new(attributes).get("style").is_some_and(is_hidden)
}

/// What a merged cell says in a row below its first.
fn say_again(above: &ForeignCell, said: &mut usize) -> ForeignCell {
    *said += above.text.len();
    if *said > MOST_AGAIN { ForeignCell::default() } else { above.clone() }
}

impl Reader {
    fn open(&mut self, name: &str, attributes: &str) {
        match (name, self.depth) {
            ("table", depth) => {
                self.depth = depth + 1;
                if depth == 0 {
                    (self.reach, self.hidden_columns) = (Vec::new(), Vec::new());
                } else {
                    self.line();
                }
            }
            ("col", 1) if self.row.is_none() => {
                let span = Attributes::new(attributes).get("span").and_then(|span| span.trim().parse().ok());
                let span = span.unwrap_or(1).clamp(1, WIDEST);
                self.hidden_columns.extend(std::iter::repeat_n(hides(attributes), span));
            }
            ("tr", 1) => {
                self.end_row();
                self.row = Some(Row { is_hidden: hides(attributes), ..Row::default() });
            }
            ("td" | "th", 1) => {
                self.end_cell();
                self.row.get_or_insert_default().cell = Some(Cell::new(attributes));
            }
            ("br" | "tr" | "p" | "div" | "li", _) => self.line_of(name == "br"),
            ("td" | "th", _) => self.text(" "),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match (name, self.depth) {
            ("table", 1) => {
                self.end_row();
                self.depth = 0;
            }
            ("table", depth) => self.depth = depth.saturating_sub(1),
            ("tr", 1) => self.end_row(),
            ("td" | "th", 1) => self.end_cell(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.row.as_mut().and_then(|row| row.cell.as_mut()) {
            Some(cell) => cell.write(text),
            None => self.has_more |= self.depth == 0 && !unescaped(text).trim().is_empty(),
        }
    }

    fn line(&mut self) {
        self.line_of(false);
    }

    /// A new line; a block of its own begins one only after some text.
    fn line_of(&mut self, always: bool) {
        if let Some(cell) = self.row.as_mut().and_then(|row| row.cell.as_mut())
            && (always || !(cell.text.is_empty() || cell.text.ends_with('\n')))
        {
            cell.gap = false;
            cell.text.push('\n');
        }
    }

    fn end_cell(&mut self) {
        let Some(row) = &mut self.row else { return };
        let Some(cell) = row.cell.take() else { return };
        let (wide, high) = if self.cells < MOST_CELLS { (cell.wide, cell.high) } else { (1, 1) };
        let is_seen = cell.is_seen;
        while let Some((_, above)) = self.reach.get(row.cells.len()).filter(|(rows, _)| *rows > 0) {
            row.cells.push((say_again(above, &mut self.said_again), true));
        }
        let from = row.cells.len();
        let cell = cell.finish();
        let above =
            if high > 1 && is_seen { ForeignCell { again: true, ..cell.clone() } } else { ForeignCell::default() };
        row.cells.push((cell, is_seen));
        row.cells.extend(std::iter::repeat_n((ForeignCell::default(), is_seen), wide - 1));
        self.cells += wide;
        if self.reach.len() < from + wide {
            self.reach.resize(from + wide, Default::default());
        }
        // Its own row is counted off when that ends.
        self.reach.iter_mut().skip(from).take(wide).for_each(|own| *own = (high, ForeignCell::default()));
        self.reach.iter_mut().skip(from).take(1).for_each(|(_, own)| own.clone_from(&above));
    }

    fn end_row(&mut self) {
        self.end_cell();
        let Some(mut row) = self.row.take() else { return };
        let reached = self.reach.iter().rposition(|(rows, _)| *rows > 0).map_or(0, |last| last + 1);
        while row.cells.len() < reached {
            let above = self.reach.get(row.cells.len()).filter(|(rows, _)| *rows > 0);
            let cell = above.map(|(_, above)| say_again(above, &mut self.said_again));
            row.cells.push((cell.unwrap_or_default(), true));
        }
        self.reach.iter_mut().for_each(|(rows, _)| *rows = rows.saturating_sub(1));
        for (at, is_hidden) in self.hidden_columns.iter().enumerate() {
            if let Some((_, is_seen)) = row.cells.get_mut(at).filter(|_| *is_hidden) {
                *is_seen = false;
            }
        }
        match (row.is_hidden, row.cells.is_empty()) {
            (false, false) => self.rows.push(row.cells),
            (true, false) => self.hidden_rows += usize::from(row.cells.iter().any(|(cell, _)| !cell.text.is_empty())),
            (_, true) => {}
        }
    }

    /// The rows without the columns that nobody saw.
    fn table(self) -> ForeignTable {
        let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let seen: Vec<bool> = (0..width)
            .map(|column| self.rows.iter().filter_map(|row| row.get(column)).any(|(_, is_seen)| *is_seen))
            .collect();
        let hidden = self.hidden_rows + seen.iter().filter(|is_seen| !**is_seen).count();
        let shown = |row: Vec<Placed>| {
            let cells = row.into_iter().zip(&seen).filter(|(_, is_seen)| **is_seen);
            cells.map(|((cell, is_seen), _)| if is_seen { cell } else { ForeignCell::default() }).collect()
        };
        ForeignTable { rows: self.rows.into_iter().map(shown).collect(), hidden, has_more: self.has_more }
    }
}

impl Cell {
    fn new(attributes: &str) -> Cell {
        let mut cell = Cell { is_seen: true, wide: 1, high: 1, ..Cell::default() };
        let count = |value: &str| value.trim().parse::<usize>().unwrap_or(1);
        for (name, value) in Attributes::new(attributes) {
            match name.to_ascii_lowercase().as_str() {
                "style" => {
                    cell.is_seen = !is_hidden(value);
                    cell.keeps_space = value.contains("white-space:pre") || value.contains("white-space: pre");
                }
                "colspan" => cell.wide = count(value).clamp(1, WIDEST),
                // A reach of no end ends with the table.
                "rowspan" => cell.high = Some(count(value)).filter(|rows| *rows > 0).unwrap_or(usize::MAX),
                "x:str" if !value.is_empty() => cell.exact = Some(unescaped(value).into_owned()),
                "x:num" | "sdval" => cell.number = numeric(value),
                "data-sheets-value" => (cell.exact, cell.number) = behind(&unescaped(value)),
                _ => {}
            }
        }
        cell
    }

    fn write(&mut self, text: &str) {
        let text = unescaped(text);
        if self.keeps_space {
            self.text.push_str(&text.replace("\r\n", "\n").replace('\u{a0}', " "));
            return;
        }
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                self.gap = true;
                continue;
            }
            if std::mem::take(&mut self.gap) && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            self.text.push(if c == '\u{a0}' { ' ' } else { c });
        }
    }

    fn finish(self) -> ForeignCell {
        let text = match self.exact {
            Some(exact) => exact.replace("\r\n", "\n"),
            // Blanks before a line end, and the break that LibreOffice puts into an empty cell.
            None => self.text.split('\n').map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned(),
        };
        ForeignCell { text: text.replace('\0', ""), number: self.number, again: false }
    }
}

/// The exact text and the number behind a cell, as Google Sheets says them.
fn behind(json: &str) -> (Option<String>, Option<SmolStr>) {
    let members = Raw::checked(json).and_then(Raw::members);
    let member = |wanted: &str| members.clone()?.find(|(name, _)| name == wanted).map(|(_, value)| value);
    match member("1").and_then(Raw::integer::<u8>) {
        Some(2) => (member("2").and_then(Raw::string).map(std::borrow::Cow::into_owned), None),
        Some(3) => (None, member("3").and_then(Raw::number).and_then(numeric)),
        _ => (None, None),
    }
}

/// A number as programs write it: digits, a point, an exponent.
fn numeric(text: &str) -> Option<SmolStr> {
    let text = text.trim();
    let is_number = text.bytes().any(|b| b.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    is_number.then(|| SmolStr::new(text))
}

#[cfg(test)]
mod tests;
