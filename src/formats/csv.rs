//! CSV (RFC 4180) as Excel, WPS and Sheets write and read it: a byte order mark, so that Excel takes the bytes for UTF-8,
//! and no text that a spreadsheet would run as a formula.
//!
//! Fields are those of the clipboard text (`tsv`), for the reasons that stand there.

use super::encoding::decode;
use super::tsv::{Fields, read_fields, write_fields};

/// Separators that programs write, the rarest in texts first: Excel takes the semicolon where the comma is the decimal sign.
const SEPARATORS: [char; 3] = ['\t', ';', ','];
/// So many rows say which separator it is.
const LOOKED_AT: usize = 50;
/// The heading of the identities of rows, with which what is written for a program begins.
pub const ID: &str = "id";
const MARK: char = '\u{feff}';

/// What a CSV file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CsvText {
    /// Row by row, each as long as it is; lines without anything left out.
    pub rows: Vec<Vec<String>>,
    /// The first row, from 0, with a field in quotation marks that are closed nowhere: the file was cut off there, or a
    /// mark is missing.
    pub unclosed: Option<usize>,
}

/// For whom a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CsvFor {
    /// A spreadsheet: with a byte order mark, and an apostrophe before what it would take for a formula.
    Spreadsheet,
    /// Another program: texts as they are.
    Program,
}

/// Writes rows as CSV.
#[must_use]
pub fn write_csv(rows: &[Vec<String>], reader: CsvFor) -> String {
    let guarded: Vec<Vec<String>> = match reader {
        CsvFor::Program => rows.to_vec(),
        CsvFor::Spreadsheet => rows.iter().map(|row| row.iter().map(|field| guarded(field)).collect()).collect(),
    };
    let mark = if reader == CsvFor::Spreadsheet { String::from(MARK) } else { String::new() };
    mark + &write_fields(&guarded, ',')
}

/// Reads the text of a CSV file, whatever separates its fields; takes off the apostrophes that [`write_csv`] adds for
/// spreadsheets.
#[must_use]
pub fn read_csv(text: &str) -> CsvText {
    let text = text.trim_start_matches(MARK);
    let (named, text) = named_separator(text);
    let Fields { rows, unclosed } = read_fields(text, named.unwrap_or_else(|| separator(text)));
    // What was written for a program holds its texts as they are.
    let is_bare = rows.first().and_then(|row| row.first()).is_some_and(|head| head == ID);
    let mut rows = rows;
    if !is_bare {
        rows.iter_mut().flatten().for_each(|field| *field = unguarded(std::mem::take(field)));
    }
    let is_blank = |row: &Vec<String>| row.iter().all(|field| field.trim().is_empty());
    // Counted without the blank ones; a row with an open mark is none.
    let unclosed = unclosed.map(|at| rows.iter().take(at).filter(|row| !is_blank(row)).count());
    rows.retain(|row| !is_blank(row));
    CsvText { rows, unclosed }
}

/// The text of the bytes of a file in UTF-8 or UTF-16; none where they are neither.
#[must_use]
pub fn text_of(bytes: &[u8]) -> Option<String> {
    decode(bytes).ok().map(|text| text.into_owned())
}

/// Which of the older encodings bytes that are no Unicode are in: the name by which browsers know it.
///
/// In Chinese text nearly every byte beyond ASCII has such a one beside it; in Western text nearly none has. What is UTF-8 for
/// the most part was cut off or damaged.
#[must_use]
pub fn older_encoding(bytes: &[u8]) -> &'static str {
    let sound = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let high = |bytes: &[u8]| bytes.iter().filter(|byte| **byte >= 0x80).count();
    if 2 * high(bytes.get(..sound).unwrap_or_default()) > high(bytes) {
        return "utf-8";
    }
    let (mut pairs, mut lone) = (0_usize, 0_usize);
    let mut rest = bytes.iter().map(|byte| *byte >= 0x80).peekable();
    while let Some(is_high) = rest.next() {
        match (is_high, is_high && rest.next_if_eq(&true).is_some()) {
            (true, true) => pairs += 1,
            (true, false) => lone += 1,
            (false, _) => {}
        }
    }
    if pairs >= lone { "gb18030" } else { "windows-1252" }
}

/// The separator that the first line names, as Excel understands it, and the text without that line.
fn named_separator(text: &str) -> (Option<char>, &str) {
    let named = text.strip_prefix("sep=").and_then(|rest| {
        let separator = rest.chars().next().filter(|c| !matches!(c, '"' | '\r' | '\n'))?;
        let after = rest.get(separator.len_utf8()..)?;
        let after = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\r', '\n']))?;
        Some((separator, after))
    });
    named.map_or((None, text), |(separator, after)| (Some(separator), after))
}

/// The separator that makes most rows as wide as the first, the rarest in texts among equals; the comma where none does.
fn separator(text: &str) -> char {
    let end = text.match_indices('\n').nth(LOOKED_AT).map_or(text.len(), |(at, _)| at);
    let sample = text.get(..end).unwrap_or(text);
    let alike = |separator: char| {
        let rows = read_fields(sample, separator).rows;
        let width = rows.iter().map(Vec::len).find(|width| *width > 1).unwrap_or(0);
        rows.iter().filter(|row| width > 1 && row.len() == width).count()
    };
    // What splits the first line and most others in the same way is it, whatever marks the texts below hold.
    let splits = |separator: &char| {
        let rows = read_fields(sample, *separator).rows;
        let width = rows.first().map_or(0, Vec::len);
        width > 1 && rows.iter().filter(|row| row.len() == width).count() * 2 > rows.len()
    };
    let splitting: Vec<char> = SEPARATORS.into_iter().filter(splits).collect();
    if let [only] = splitting.as_slice() {
        return *only;
    }
    // The last of the best is the one that is found: so the rarest comes last.
    let best = SEPARATORS.into_iter().rev().max_by_key(|separator| alike(*separator));
    best.filter(|separator| alike(*separator) > 0).unwrap_or(',')
}

/// Whether a spreadsheet would take a text for a formula; the full-width forms become plain ones in some.
fn begins_a_formula(text: &str) -> bool {
    let begins = ['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', '\u{2212}'];
    text.starts_with(begins)
}

/// A number with its sign, which stays one.
fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-']);
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    text.len() - text.trim_start_matches(['+', '-']).len() <= 1
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
}

/// The text behind apostrophes, where they stand before a formula.
fn behind_apostrophes(text: &str) -> bool {
    begins_a_formula(text.trim_start_matches('\'')) && !is_number(text)
}

fn guarded(text: &str) -> String {
    if behind_apostrophes(text) { format!("'{text}") } else { text.to_owned() }
}

fn unguarded(text: String) -> String {
    match text.strip_prefix('\'') {
        Some(rest) if behind_apostrophes(rest) => rest.to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn rows_are_read_as_they_were_written(
            rows in prop::collection::vec(prop::collection::vec("[ab1.%'=+@\u{ff1d}\u{2212}\"\t\r\n中,;-]{0,6}", 2..4), 1..5),
        ) {
            let same = |row: &Vec<String>| !row.iter().all(|field| field.trim().is_empty());
            let rows: Vec<Vec<String>> = rows.into_iter().filter(same).collect();
            let written = write_csv(&rows, CsvFor::Spreadsheet);
            let text = written.trim_start_matches(MARK);
            let read = read_fields(text, ',').rows;
            let unguarded: Vec<Vec<String>> = read.iter().cloned().map(|row| row.into_iter().map(unguarded).collect()).collect();
            prop_assert_eq!(unguarded, rows);
            for field in read.iter().flatten() {
                prop_assert!(!begins_a_formula(field) || is_number(field), "{:?} would be run", field);
            }
        }

        #[test]
        fn any_text_is_read(text in "[ab\"'=,;\t\r\n\0]{0,40}") {
            let csv = read_csv(&text);
            prop_assert!(csv.rows.iter().all(|row| row.iter().any(|field| !field.trim().is_empty())));
            prop_assert!(csv.unclosed.is_none_or(|at| at < csv.rows.len()));
        }
    }

    fn fields(text: &str) -> Vec<Vec<String>> {
        read_csv(text).rows
    }

    #[test]
    fn whatever_separates_the_fields() {
        let expected = [["name", "amount"], ["Haitian, Ningbo", "1"], ["Geely", "2"]];
        for text in [
            "name,amount\r\n\"Haitian, Ningbo\",1\r\nGeely,2\r\n",
            "\u{feff}name;amount\r\nHaitian, Ningbo;1\r\nGeely;2",
            "name\tamount\nHaitian, Ningbo\t1\nGeely\t2\n\n",
            "sep=|\r\nname|amount\r\nHaitian, Ningbo|1\r\nGeely|2\r\n",
            "\n\nname,amount\n\"Haitian, Ningbo\",1\n,\nGeely,2\n",
        ] {
            assert_eq!(fields(text), expected, "{text:?}");
        }
        assert_eq!(fields("one column\nof names\n"), [["one column"], ["of names"]]);
        assert_eq!(fields("1,5;2,5\n3,5;4,5\n"), [["1,5", "2,5"], ["3,5", "4,5"]].map(|row| row.to_vec()));
    }

    #[test]
    fn formulas_are_made_texts_and_numbers_stay() {
        let row = ["=1+1", "+86 10 8888", "-5.00", "+3%", "-1,200", "@who", "\u{ff1d}A1", "'=x", "it's", "-", "--2"];
        let written = write_csv(&[row.map(str::to_owned).to_vec()], CsvFor::Spreadsheet);
        let expected = "\u{feff}'=1+1,'+86 10 8888,-5.00,+3%,\"-1,200\",'@who,'\u{ff1d}A1,''=x,it's,'-,'--2";
        assert_eq!(written, expected);
        assert_eq!(fields(&written), [row]);
        assert_eq!(write_csv(&[vec!["=1".into(), "b".into()]], CsvFor::Program), "=1,b");
    }

    #[test]
    fn a_mark_that_nobody_closes_is_reported_and_takes_nothing_away() {
        let csv = read_csv("name,note\nA,\"cut off\nB,fine\nC,fine\n");
        assert_eq!(csv.unclosed, Some(1));
        assert_eq!(csv.rows.len(), 4);
        assert_eq!(read_csv("name,size\nA,5\" pipe\n\"B\",\"\"\n").unclosed, None);
    }

    #[test]
    fn older_encodings_are_told_apart() {
        // "宁波,海天" in GB 18030, and "Müller, Zürich" in Windows' Western code page.
        assert_eq!(older_encoding(b"\xc4\xfe\xb2\xa8,\xba\xa3\xcc\xec"), "gb18030");
        assert_eq!(older_encoding(b"M\xfcller, Z\xfcrich"), "windows-1252");
        assert_eq!(older_encoding("宁波,海天".as_bytes().get(..10).unwrap()), "utf-8", "cut within a letter");
        assert_eq!(text_of("a,中".as_bytes()).as_deref(), Some("a,中"));
        assert_eq!(text_of(b"\xff\xfea\0"), Some("a".to_owned()));
        assert_eq!(text_of(b"M\xfcller"), None);
    }
}
