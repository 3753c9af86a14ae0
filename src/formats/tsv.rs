//! Clipboard text: fields between tabs, rows between line ends, as Excel, WPS and Sheets write and read it.
//!
//! Not the `csv` crate: that leaves out empty lines, which in a copied column are cells, and lets a quotation mark that
//! nobody closed take all the rest into one field.

/// Writes rows as text: CRLF after each, a field in quotes where it holds a tab, a quotation mark or a line end.
///
/// A single row ends without a line end, so that one cell pasted into a letter brings no new line.
#[must_use]
pub fn write_tsv(rows: &[Vec<String>]) -> String {
    write_fields(rows, '\t')
}

/// Reads rows of text; each has as many fields as it has, and the last line end begins no row.
///
/// A field in quotes may hold tabs, line ends and doubled quotation marks. Where the marks do not make a field in quotes,
/// they are what they look like: `"quick" fox` and `5" pipe` stay as they are. NUL is left out.
#[must_use]
pub fn read_tsv(text: &str) -> Vec<Vec<String>> {
    read_fields(text, '\t').rows
}

/// Rows of fields that were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields {
    /// Row by row, each as long as it is.
    pub rows: Vec<Vec<String>>,
    /// The first row with a field whose quotation mark nobody closes before the text ends.
    pub unclosed: Option<usize>,
}

pub(super) fn write_fields(rows: &[Vec<String>], separator: char) -> String {
    let mut out = String::new();
    for row in rows {
        for (at, field) in row.iter().enumerate() {
            if at > 0 {
                out.push(separator);
            }
            if field.contains([separator, '"', '\r', '\n']) {
                out.push('"');
                out.push_str(&field.replace('"', "\"\""));
                out.push('"');
            } else {
                out.push_str(field);
            }
        }
        if rows.len() > 1 || out.is_empty() {
            out.push_str("\r\n");
        }
    }
    out
}

pub(super) fn read_fields(text: &str, separator: char) -> Fields {
    let mut rows = Vec::new();
    let mut unclosed = None;
    let mut rest = text;
    while !rest.is_empty() {
        let mut row = Vec::new();
        loop {
            // Marks that are closed nowhere are looked for once: else each would be, to the end of the text.
            let opens = unclosed.is_none() && rest.starts_with('"');
            if opens && rest.strip_prefix('"').and_then(quoted).is_none() {
                unclosed = Some(rows.len());
            }
            let (field, after) = field(rest, separator);
            row.push(field);
            rest = after;
            match rest.strip_prefix(separator) {
                Some(next) => rest = next,
                None => break,
            }
        }
        rows.push(row);
        rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n'])).unwrap_or(rest);
    }
    Fields { rows, unclosed }
}

/// The field at the beginning, and what comes after it: a separator, a line end or nothing.
fn field(text: &str, separator: char) -> (String, &str) {
    if let Some((inside, after)) = text.strip_prefix('"').and_then(quoted)
        && (after.is_empty() || after.starts_with([separator, '\r', '\n']))
    {
        return (inside.replace("\"\"", "\"").replace('\0', ""), after);
    }
    let (plain, after) = text.split_at(text.find([separator, '\r', '\n']).unwrap_or(text.len()));
    (plain.replace('\0', ""), after)
}

/// What stands before the closing mark, marks still doubled, and what after it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let mut from = 0;
    loop {
        let end = from + text.get(from..)?.find('"')?;
        let (inside, after) = (text.get(..end)?, text.get(end + 1..)?);
        if !after.starts_with('"') {
            return Some((inside, after));
        }
        from = end + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn rows_are_read_as_they_were_written(rows in prop::collection::vec(prop::collection::vec("[ab\"\t\r\n中,]{0,5}", 1..5), 0..5)) {
            prop_assert_eq!(read_tsv(&write_tsv(&rows)), rows);
        }

        #[test]
        fn any_text_is_read(text in "[ab\"\t\r\n\0]{0,40}") {
            let rows = read_tsv(&text);
            prop_assert!(rows.iter().all(|row| !row.is_empty() && row.iter().all(|field| !field.contains('\0'))));
            prop_assert_eq!(read_tsv(&write_tsv(&rows)), rows);
        }
    }

    fn check(text: &str, separator: char, expected: &[&[&str]]) {
        assert_eq!(read_fields(text, separator).rows, expected, "{text:?}");
    }

    #[test]
    fn reads_what_excel_and_wps_copy() {
        check("", '\t', &[]);
        check("a", '\t', &[&["a"]]);
        check("a\r\n", '\t', &[&["a"]]);
        check("a\tb\r\nc\td\r\n", '\t', &[&["a", "b"], &["c", "d"]]);
        check("a\nb\rc", '\t', &[&["a"], &["b"], &["c"]]);
        // A column with an empty cell in the middle, and one at the end.
        check("a\r\n\r\nc\r\n", '\t', &[&["a"], &[""], &["c"]]);
        check("a\r\n\r\n", '\t', &[&["a"], &[""]]);
        check("\t\r\n", '\t', &[&["", ""]]);
        check("a\tb\tc\r\nd\r\n", '\t', &[&["a", "b", "c"], &["d"]]);
        check("\"two\nlines\"\tb\r\n", '\t', &[&["two\nlines", "b"]]);
        check("\"say \"\"yes\"\"\"\t\"a\tb\"", '\t', &[&["say \"yes\"", "a\tb"]]);
        check("\"\"\t\"\"\"\"", '\t', &[&["", "\""]]);
        check("a\0b\t\"c\0\"", '\t', &[&["ab", "c"]]);
    }

    #[test]
    fn a_stray_mark_is_what_it_looks_like() {
        check("5\" pipe\tx", '\t', &[&["5\" pipe", "x"]]);
        check("\"quick\" fox\tx\r\ny", '\t', &[&["\"quick\" fox", "x"], &["y"]]);
        check("\"never closed\tx\r\ny\tz", '\t', &[&["\"never closed", "x"], &["y", "z"]]);
        check("\"", '\t', &[&["\""]]);
        check("\"\"\"", '\t', &[&["\"\"\""]]);
    }

    /// The cases that the csv-spectrum corpus names, in words of our own.
    #[test]
    fn the_spectrum_of_csv() {
        let cases: [(&str, &str, &[&[&str]]); 12] = [
            ("comma_in_quotes", "name,city\nWei,\"Ningbo, ZJ\"", &[&["name", "city"], &["Wei", "Ningbo, ZJ"]]),
            ("empty", "x,y,z\n7,\"\",\"\"\n8,9,0", &[&["x", "y", "z"], &["7", "", ""], &["8", "9", "0"]]),
            ("empty_crlf", "x,y\r\n7,\"\"\r\n8,9", &[&["x", "y"], &["7", ""], &["8", "9"]]),
            (
                "escaped_quotes",
                "x,y\n7,\"so \"\"so\"\" so\"\n8,9\n",
                &[&["x", "y"], &["7", "so \"so\" so"], &["8", "9"]],
            ),
            ("json", "k,v\n7,\"{\"\"a\"\": [1.0, 2]}\"\n", &[&["k", "v"], &["7", "{\"a\": [1.0, 2]}"]]),
            (
                "location_coordinates",
                "at,city\n29\u{fffd}52'5.1\"N 121\u{fffd}33'1.2\"E,Ningbo",
                &[&["at", "city"], &["29\u{fffd}52'5.1\"N 121\u{fffd}33'1.2\"E", "Ningbo"]],
            ),
            ("newlines", "x,y\n\"one \ntwo\",5\n7,8\n", &[&["x", "y"], &["one \ntwo", "5"], &["7", "8"]]),
            ("newlines_crlf", "x,y\r\n\"one \r\ntwo\",5\r\n", &[&["x", "y"], &["one \r\ntwo", "5"]]),
            ("quotes_and_newlines", "x,y\n7,\"so \n\"\"so\"\" \nso\"\n", &[&["x", "y"], &["7", "so \n\"so\" \nso"]]),
            ("simple", "x,y,z\n7,8,9\n", &[&["x", "y", "z"], &["7", "8", "9"]]),
            ("simple_crlf", "x,y,z\r\n7,8,9\r\n", &[&["x", "y", "z"], &["7", "8", "9"]]),
            ("utf8", "x,y\n7,ʤ中😀", &[&["x", "y"], &["7", "ʤ中😀"]]),
        ];
        for (name, text, expected) in cases {
            assert_eq!(read_fields(text, ',').rows, expected, "{name}");
            let tabs = read_fields(text, ',').rows;
            assert_eq!(read_tsv(&write_tsv(&tabs)), expected, "{name}");
        }
    }
}
