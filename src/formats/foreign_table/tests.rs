//! Single shapes of foreign tables; whole clipboards stand in `tests/formats/clipboard`.

use proptest::prelude::*;

use super::*;

fn texts(html: &str) -> Vec<Vec<String>> {
    let table = read_table(html).expect("a table");
    table.rows.into_iter().map(|row| row.into_iter().map(|cell| cell.text).collect()).collect()
}

#[test]
fn text_is_what_was_seen() {
    assert_eq!(
        texts("<table><tr><td> two\r\n  words </td><td>a<br>b <br/>\n c</td><td>&nbsp;</td><td><br></td></tr></table>"),
        [["two words", "a\nb\nc", "", ""]]
    );
    assert_eq!(texts("<table><tr><td>x&nbsp;&nbsp;y<td><p>one</p><p>two</p></table>"), [["x  y", "one\ntwo"]]);
    assert_eq!(texts("<table><tr><td style='white-space:pre-wrap'>a  b\nc</td></tr></table>"), [["a  b\nc"]]);
    assert_eq!(texts("<table><td>1 < 2 &amp; 3</td></table>"), [["1 < 2 & 3"]]);
}

#[test]
fn merged_cells_are_spread_out() {
    assert_eq!(
        texts(
            "<table><tr><td>a</td><td colspan=2>wide</td></tr>\
             <tr><td rowspan=2>tall</td><td>x</td><td>y</td></tr><tr><td>z</td><td rowspan=0>on</td></tr><tr><td>last</td></tr></table>"
        ),
        [["a", "wide", ""], ["tall", "x", "y"], ["tall", "z", "on"], ["last", "", "on"]].map(|row| row.to_vec())
    );
}

#[test]
fn what_a_merged_cell_says_below_its_first_row_is_marked() {
    let table = read_table(
        "<table><tr><td>a<td rowspan=3 colspan=2 x:num=5>5.0<td>b</tr><tr><td>c<td>d</tr>\
         <tr style='display:none'><td rowspan=2>hidden</tr><tr><td>e</tr></table>",
    )
    .unwrap();
    let again = |row: usize| table.rows[row].iter().map(|cell| (cell.text.as_str(), cell.again)).collect::<Vec<_>>();
    assert_eq!(again(0), [("a", false), ("5.0", false), ("", false), ("b", false)]);
    assert_eq!(again(1), [("c", false), ("5.0", true), ("", false), ("d", false)]);
    assert_eq!(again(2), [("hidden", true), ("e", false)], "its first row may be hidden: it is seen in the next");
    assert_eq!(table.rows[1][1].number.as_deref(), Some("5"));
}

#[test]
fn merged_cells_say_no_more_than_fits_into_the_memory() {
    let html = format!(
        "<table><tr><td rowspan=0>{}<td>x</tr>{}</table>",
        "long ".repeat(20_000),
        "<tr><td>x</tr>".repeat(3_000)
    );
    let table = read_table(&html).unwrap();
    assert!(table.rows.iter().flatten().map(|cell| cell.text.len()).sum::<usize>() < 17_000_000);
}

#[test]
fn tables_in_cells_are_text_and_tables_in_a_row_one_below_the_other() {
    assert_eq!(
        texts(
            "<table><tr><td>a<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table></td><td>b</td></tr></table>"
        ),
        [["a\n1 2\n3", "b"]]
    );
    assert_eq!(texts("<table><tr><td>a</table><table><tr><td>b</table>"), [["a"], ["b"]]);
}

#[test]
fn what_is_hidden_is_left_out_and_counted() {
    let table = read_table(
        "<table><col width=64><col width=0 style='display:none;mso-width-source:userset'><col span=2>\
         <tr><td>a</td><td>secret</td><td>b</td></tr><tr style='height:15pt; display: none'><td>c</td></tr>\
         <![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=64></td></tr><![endif]></table>",
    )
    .unwrap();
    let row: Vec<&str> = table.rows[0].iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!((table.rows.len(), row, table.hidden), (1, vec!["a", "b"], 2));
    assert_eq!(texts("<table><tr><td>a</td><td style='display:none'>x</td></tr></table>"), [["a"]]);
}

#[test]
fn numbers_are_what_the_program_says() {
    let cell = |attributes: &str, text: &str| {
        let table = read_table(&format!("<table><tr><td {attributes}>{text}</td></tr></table>")).unwrap();
        (table.rows[0][0].text.clone(), table.rows[0][0].number.clone())
    };
    for (attributes, text, shown, number) in [
        ("x:num=\"46086\"", "3/5/2026", "3/5/2026", Some("46086")),
        ("x:num=\"0.39583333333333331\"", "40%", "40%", Some("0.39583333333333331")),
        ("x:num", "640000", "640000", None),
        ("x:str=\"two  blanks\"", "two blanks", "two  blanks", None),
        ("x:str", "007", "007", None),
        ("sdval=\"640000\" sdnum=\"1033;0;#,##0\"", "640,000", "640,000", Some("640000")),
        ("data-sheets-value=\"{&quot;1&quot;:3,&quot;3&quot;:1.5}\"", "1.50", "1.50", Some("1.5")),
        ("data-sheets-value='{\"1\":2,\"2\":\"a\\nb\"}'", "a<br>b", "a\nb", None),
        ("data-sheets-value='{\"1\":4,\"4\":1}'", "TRUE", "TRUE", None),
        ("data-sheets-value='{broken'", "x", "x", None),
        ("x:num=\"none\"", "x", "x", None),
    ] {
        assert_eq!(cell(attributes, text), (shown.to_owned(), number.map(SmolStr::new)), "{attributes}");
    }
}

#[test]
fn a_page_is_not_a_table() {
    assert_eq!(read_table("<p>no table</p>"), None);
    assert_eq!(read_table("<table></table>"), None);
    assert!(read_table("<p>before</p><table><tr><td>x</table>").unwrap().has_more);
    assert!(!read_table("<meta charset=utf-8> \n<table><caption>c</caption><tr><td>x</table>&nbsp;").unwrap().has_more);
}

#[test]
fn merged_cells_without_end_do_not_fill_the_memory() {
    let row = "<tr><td colspan=1000>x</td></tr>".repeat(3_000);
    let table = read_table(&format!("<table>{row}</table>")).unwrap();
    assert_eq!(table.rows.len(), 3_000);
    assert!(table.rows.iter().map(Vec::len).sum::<usize>() < 1_100_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn any_markup_is_read(html in "(<table>|<tr>|<td>|</td>|</tr>|</table>|<td colspan=3 rowspan=2>|<col style='display:none'>|<br>|x|&amp;|<){0,40}") {
        if let Some(table) = read_table(&html) {
            prop_assert!(table.rows.iter().all(|row| row.len() < 200));
        }
    }
}
