//! A copied block as an HTML table: what other programs show, and in one attribute what this one pastes, typed.
//!
//! Nothing is ever made of foreign markup here: reading looks for our own mark and takes the JSON in it.

use std::fmt::Write as _;

use super::cell::{push_list, read_tagged, write_tagged};
use super::markup::unescaped;
use super::raw::{Raw, push_string};
use crate::model::{Key, Sheet, Value};

/// A block of cells with what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The table they were copied from.
    pub sheet: Sheet,
    /// The columns, by key.
    pub columns: Vec<Key>,
    /// The values, row by row.
    pub rows: Vec<Vec<Value>>,
    /// Where the cells were cut: the name of that cut, so that pasting them moves them, once.
    pub cut: Option<Key>,
}

/// The attribute that holds the block.
const MARK: &str = "data-quadrille=\"";

/// Writes a block as a table that shows `shown`, with `headings` above where there are any.
#[must_use]
pub fn write_html(block: &Block, headings: &[String], shown: &[Vec<String>]) -> String {
    let mut out = String::from("<table ");
    out.push_str(MARK);
    push_escaped(&mut out, &payload(block));
    out.push_str("\">");
    if !headings.is_empty() {
        out.push_str("<thead>");
        push_line(&mut out, "th", headings, &[]);
        out.push_str("</thead>");
    }
    out.push_str("<tbody>");
    for (at, row) in shown.iter().enumerate() {
        push_line(&mut out, "td", row, block.rows.get(at).map_or(&[], Vec::as_slice));
    }
    out.push_str("</tbody></table>");
    out
}

fn payload(block: &Block) -> String {
    let Block { sheet, columns, rows, cut } = block;
    let mut out = String::from("{\"columns\":");
    push_list(&mut out, columns, |out, key| push_string(out, key));
    if let Some(cut) = cut {
        out.push_str(",\"cut\":");
        push_string(&mut out, cut);
    }
    out.push_str(",\"rows\":");
    push_list(&mut out, rows, |out, row| push_list(out, row, write_tagged));
    let _ = write!(out, r#","table":"{}"}}"#, sheet.key());
    out
}

/// Says to LibreOffice and to Excel that a cell is a text: otherwise `=1+1` is calculated there, `007` is 7, `3-5` a day.
const AS_TEXT: &str = r#" sdnum="1033;0;@" style="mso-number-format:'\@'""#;

/// Whether another program would take a text for a formula, a number, a date or a truth value.
fn is_tempting(text: &str) -> bool {
    let begins = |c: char| c.is_ascii_digit() || matches!(c, '=' | '+' | '-' | '@' | '(' | '.' | '\'');
    text.trim_start().starts_with(begins) || ["true", "false"].iter().any(|word| text.trim().eq_ignore_ascii_case(word))
}

fn push_line(out: &mut String, name: &str, cells: &[String], values: &[Value]) {
    out.push_str("<tr>");
    for (at, cell) in cells.iter().enumerate() {
        let is_text = matches!(values.get(at), Some(Value::Text(_) | Value::Invalid(_)));
        let _ = write!(out, "<{name}{}>", if is_text && is_tempting(cell) { AS_TEXT } else { "" });
        for (at, line) in cell.split('\n').enumerate() {
            // With this, Excel keeps the lines in one cell.
            out.push_str(if at > 0 { "<br style=\"mso-data-placement:same-cell\">" } else { "" });
            push_escaped(out, line);
        }
        let _ = write!(out, "</{name}>");
    }
    out.push_str("</tr>");
}

fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\0' => {}
            _ => out.push(c),
        }
    }
}

/// Reads the block that this program has put into an HTML text; none where there is none or it is damaged.
#[must_use]
pub fn read_html(html: &str) -> Option<Block> {
    let (_, after) = html.split_once(MARK)?;
    let (escaped, _) = after.split_once('"')?;
    let text = unescaped(escaped);
    let (mut sheet, mut columns, mut rows, mut cut) = (None, None, None, None);
    for (name, value) in Raw::checked(&text)?.members()? {
        match name.as_ref() {
            "table" => sheet = Some(Sheet::of_key(&value.string()?)?),
            "columns" => columns = value.items()?.map(|key| key.string().map(Key::new)).collect::<Option<Vec<Key>>>(),
            "cut" => cut = value.string().map(Key::new),
            "rows" => rows = value.items()?.map(read_row).collect::<Option<Vec<Vec<Value>>>>(),
            _ => {}
        }
    }
    let (columns, rows) = (columns?, rows?);
    let whole = rows.iter().all(|row| row.len() == columns.len());
    whole.then_some(Block { sheet: sheet?, columns, rows, cut })
}

fn read_row(raw: Raw<'_>) -> Option<Vec<Value>> {
    raw.items()?.map(|value| read_tagged(value).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::arbitrary;
    use proptest::prelude::*;

    fn block() -> impl Strategy<Value = Block> {
        let keys = prop::collection::vec(arbitrary::key(), 0..4);
        (arbitrary::sheet(), keys, prop::option::of(arbitrary::key())).prop_flat_map(|(sheet, columns, cut)| {
            let row = prop::collection::vec(arbitrary::value(), columns.len());
            let rows = prop::collection::vec(row, 0..4);
            rows.prop_map(move |rows| Block { sheet, columns: columns.clone(), rows, cut: cut.clone() })
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3_000))]

        #[test]
        fn a_block_is_read_as_it_was_written(block in block(), shown in prop::collection::vec(any::<String>(), 0..3)) {
            let html = write_html(&block, &[], &[shown]);
            let in_page = format!("<html><body>\n<!--StartFragment-->{html}<!--EndFragment-->");
            prop_assert_eq!(read_html(&in_page), Some(block));
        }

        #[test]
        fn damaged_html_is_never_a_panic(block in block(), at: prop::sample::Index, put in "[\"&;<{}]{0,3}") {
            let mut html: Vec<char> = write_html(&block, &[], &[]).chars().collect();
            let at = at.index(html.len());
            html.splice(at..(at + 1).min(html.len()), put.chars());
            let _ = read_html(&html.into_iter().collect::<String>());
        }
    }

    #[test]
    fn shows_text_and_nothing_else() {
        let columns = vec![Key::new("name")];
        let rows = vec![vec![Value::text("a<b>\"&\n")]];
        let block = Block { sheet: Sheet::Deals, columns, rows, cut: None };
        let html = write_html(&block, &["A & B".into()], &[vec!["<script>\ntwo".into()]]);
        assert_eq!(
            html,
            "<table data-quadrille=\"{&quot;columns&quot;:[&quot;name&quot;],&quot;rows&quot;:[[&quot;a&lt;b&gt;\\&quot;&amp;\\n\
             &quot;]],&quot;table&quot;:&quot;deals&quot;}\"><thead><tr><th>A &amp; B</th></tr></thead><tbody><tr><td>\
             &lt;script&gt;<br style=\"mso-data-placement:same-cell\">two</td></tr></tbody></table>"
        );
        assert_eq!(read_html("<table><tr><td>x</td></tr></table>"), None);
        assert_eq!(read_html("<table data-quadrille=\"{}\">"), None);
    }

    #[test]
    fn texts_that_look_like_something_else_are_marked_as_texts() {
        let texts = ["=1+1", "007", "+86 138", "@sum", "TRUE", "plain", "12"];
        let mut row: Vec<Value> = texts.iter().map(|text| Value::text(text)).collect();
        row[6] = Value::Number(crate::model::Decimal { millionths: 12_000_000 });
        let columns = (0..texts.len()).map(|at| Key::new(format!("c{at}"))).collect();
        let block = Block { sheet: Sheet::Deals, columns, rows: vec![row], cut: None };
        let html = write_html(&block, &[], &[texts.map(str::to_owned).to_vec()]);
        assert_eq!(html.matches(AS_TEXT).count(), 5, "{html}");
        assert!(html.contains("<td>plain</td><td>12</td>"), "{html}");
    }
}
