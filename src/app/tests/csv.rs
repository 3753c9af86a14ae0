//! Tables go out as CSV and rows come in: matching, names that are there already, what does not fit, one step.

use super::*;
use crate::app::command::Command;
use crate::app::csv::{CsvFor, CsvIntake, Goes, Named};
use crate::app::grid::GridId;
use crate::app::{Action, Effect, Notice};
use crate::model::{Kind, RowId, Sheet, Value};
use crate::text::Lang;

fn desk() -> Desk {
    Desk::new(
        GridId::Table(Sheet::Deals),
        "| name    | amount | close      |
         | Haitian | 10     | 2026-04-01 |
         | [Kehua] | 20     |            |",
    )
}

fn goes(intake: &CsvIntake) -> Vec<String> {
    let said = |goes: &Goes| match goes {
        Goes::Nowhere => "–".to_owned(),
        Goes::New => "new".to_owned(),
        Goes::To(key) => key.to_string(),
    };
    intake.columns.iter().map(said).collect()
}

fn intake(desk: &Desk, text: &str) -> CsvIntake {
    desk.app.csv_intake("pipeline.csv", text)
}

fn take(desk: &mut Desk, intake: CsvIntake) -> Notice {
    desk.act(Action::TakeCsv(Box::new(intake)));
    desk.said().cloned().unwrap()
}

/// Table, added, updated, invalid.
fn took(notice: Notice) -> (Sheet, usize, usize, usize) {
    match notice {
        Notice::TookIn { sheet, added, updated, invalid, .. } => (sheet, added, updated, invalid),
        other => panic!("{other:?}"),
    }
}

#[test]
fn headings_find_their_table_and_columns_in_both_languages() {
    let desk = desk();
    for (text, sheet, expected) in [
        ("Deal,Amount,Close date\nA,1,2026-05-01\n", Sheet::Deals, ["name", "amount", "close"]),
        ("项目;金额;预计签约日期\nA;1;2026-05-01\n", Sheet::Deals, ["name", "amount", "close"]),
        ("Opportunity,Value,Phase\nA,1,2 Needs\n", Sheet::Deals, ["name", "amount", "stage"]),
        ("Deal,Deal size,Rep\nA,1,Li\n", Sheet::Deals, ["name", "amount", "owner"]),
        ("id,name,amount\n1-0,A,1\n", Sheet::Deals, ["–", "name", "amount"]),
        ("name,amount,Colour\nA,1,Fair\n", Sheet::Deals, ["name", "amount", "new"]),
        ("name,amount,Unused\nA,1,\n", Sheet::Deals, ["name", "amount", "–"]),
        ("Account,Industry,Website\nA,b,c\n", Sheet::Accounts, ["name", "industry", "new"]),
        ("商机名称,公司名称,商机金额\nA,b,1\n", Sheet::Deals, ["name", "account", "amount"]),
        ("客户名称,分级,年支出（万元）\nA,战略,30\n", Sheet::Accounts, ["name", "class", "spend"]),
        ("Deal,Amount (USD),Customer size\nA,1,b\n", Sheet::Deals, ["name", "amount", "new"]),
        ("Opportunity Owner,Company,Opportunity Name\nA,b,c\n", Sheet::Deals, ["owner", "account", "name"]),
    ] {
        let intake = intake(&desk, text);
        assert_eq!(
            (intake.sheet, goes(&intake), intake.headed),
            (sheet, expected.map(str::to_owned).to_vec(), true),
            "{text:?}"
        );
    }
    let without = intake(&desk, "Fenghua,Ningbo\nYuyao,Ningbo\n");
    assert!(!without.headed, "no word of the first row is a heading");
    assert_eq!((without.sheet, without.data().count()), (Sheet::Deals, 2));
}

#[test]
fn a_column_that_is_worked_out_here_says_why_it_is_left_out() {
    let mut desk = desk();
    let net = crate::model::column("", "Net", "净额", Kind::Money).core().formula("[Amount] * 0.9");
    super::columns::make(&mut desk, Sheet::Deals, net);
    let intake = intake(&desk, "Deal,Amount,净额,Weighted,Colour\nA,1,2,3,Fair\n");
    assert_eq!(goes(&intake), ["name", "amount", "–", "–", "new"]);
    let said = desk.app.csv_preview(&intake).columns.into_iter();
    let said: Vec<_> = said.map(|column| column.worked_out).collect();
    let by_formula = Some("“Net” is worked out by its formula.".into());
    let by_program = Some("“Weighted” is worked out by the program.".into());
    assert_eq!(said, [None, None, by_formula, by_program, None]);
}

#[test]
fn rows_come_in_as_one_step_and_what_does_not_fit_is_kept() {
    let mut desk = desk();
    let text = "\u{feff}Deal,Amount,Close date,Account,Colour,Seats\r\n\
                Fenghua,1.2M,2026-05-01,Haitian Group,Fair,12\r\n\
                haitian,,soon,Haitian Group,\"Web, direct\",7\r\n\
                ,,,,,\r\n";
    let intake = intake(&desk, text);
    assert_eq!(goes(&intake), ["name", "amount", "close", "account", "new", "new"]);
    let preview = desk.app.csv_preview(&intake);
    assert_eq!((preview.added, preview.updated, preview.known, preview.read), (1, 1, 1, 2));
    assert_eq!(preview.begun, [(Sheet::Accounts, 1)]);
    assert_eq!(preview.columns.iter().map(|column| column.unfit).collect::<Vec<_>>(), [0, 0, 1, 0, 0, 0]);
    assert_eq!(preview.columns[4].samples, ["Fair", "Web, direct"]);
    let before = desk.app.plan().digest();
    assert_eq!(took(take(&mut desk, intake)), (Sheet::Deals, 1, 1, 1));
    assert_eq!(desk.stored(), 1);
    let table = desk.app.plan().table(Sheet::Deals);
    let row = |name: &str| table.ids().find(|row| *table.value(*row, "name") == Value::text(name)).unwrap();
    let (new, own) = (row("Fenghua"), row("haitian"));
    assert_eq!(table.len(), 3);
    assert_eq!(desk.cell(0, "amount"), "10", "an empty field says nothing");
    assert_eq!(*table.value(own, "close"), Value::Invalid("soon".into()), "kept, and marked");
    assert_eq!(desk.app.review_count(), 1);
    let columns: Vec<_> = table.definitions().iter().filter(|own| own.is_own()).collect();
    let named = columns.iter().map(|own| (own.label.en.as_str(), &own.kind)).collect::<Vec<_>>();
    assert!(matches!(named.as_slice(), [("Colour", Kind::Text), ("Seats", Kind::Number { .. })]), "{named:?}");
    assert_eq!(*table.value(new, &columns[0].key), Value::text("Fair"));
    assert!(matches!(table.value(new, "stage"), Value::Link(_)), "new rows begin with the defaults");
    desk.press("Ctrl+Z");
    assert_eq!(desk.app.plan().table(Sheet::Deals).len(), 2);
    assert_eq!(desk.app.plan().digest(), before, "one step of undo, columns and all");
}

#[test]
fn names_that_are_there_are_changed_left_out_or_added_again() {
    for (named, rows, amount, expected) in
        [(Named::Update, 3, "30", (1, 1)), (Named::Skip, 3, "10", (1, 0)), (Named::Add, 4, "10", (2, 0))]
    {
        let mut desk = desk();
        let mut intake = intake(&desk, "Deal,Amount,Close date\nＨＡＩＴＩＡＮ,30,\nYuyao,5,\n");
        intake.named = named;
        let (_, added, updated, _) = took(take(&mut desk, intake));
        assert_eq!((added, updated), expected, "{named:?}");
        assert_eq!(desk.app.plan().table(Sheet::Deals).len(), rows);
        assert_eq!(desk.cell(0, "amount"), amount);
        assert_eq!(desk.cell(0, "close"), "2026-04-01", "an empty field says nothing");
    }
}

#[test]
fn of_two_rows_for_one_record_the_last_counts_and_what_is_the_same_is_no_change() {
    let mut desk = desk();
    let twice = intake(&desk, "Deal,Amount\nHaitian,30\nHaitian,10\nKehua,20\n");
    let preview = desk.app.csv_preview(&twice);
    let (_, added, updated, _) = took(take(&mut desk, twice));
    assert_eq!((preview.added, preview.updated), (added, updated));
    assert_eq!((added, updated, desk.cell(0, "amount").as_str()), (0, 1, "10"));
    let mut desk = self::desk();
    let same = intake(&desk, "Deal,Amount\nHaitian,10\nKehua,20\n");
    assert_eq!(took(take(&mut desk, same)), (Sheet::Deals, 0, 0, 0));
    assert_eq!(desk.stored(), 0);
}

#[test]
fn a_name_that_several_rows_have_says_nothing_and_rows_without_names_are_rows_of_their_own() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | amount |\n| A | 1 |\n| [A] | 2 |");
    let text = "Deal,Amount\nA,9\n";
    assert_eq!(took_of(&mut desk, text), (1, 0));
    let mut desk = Desk::new(GridId::Table(Sheet::Activities), "| planned | goal |\n| 2026-04-01 | [Call] |");
    let text = "Goal,Planned\nCall,2026-05-01\n";
    let found = intake(&desk, text);
    assert_eq!((found.sheet, goes(&found)), (Sheet::Activities, vec!["goal".to_owned(), "planned".to_owned()]));
    assert_eq!(took_of(&mut desk, text), (1, 0), "another call, not the same one put off");
}

fn took_of(desk: &mut Desk, text: &str) -> (usize, usize) {
    let found = intake(desk, text);
    let (_, added, updated, _) = took(take(desk, found));
    (added, updated)
}

#[test]
fn headings_are_found_in_their_own_words_first_and_new_ones_have_a_name_each() {
    let desk = desk();
    let made = |text: &str| -> Vec<String> {
        let mut desk = self::desk();
        let found = intake(&desk, text);
        take(&mut desk, found);
        let own = desk.app.plan().table(Sheet::Deals).definitions().iter().filter(|own| own.is_own());
        own.map(|own| own.label.en.to_string()).collect()
    };
    assert_eq!(made("Deal,Tint x,Tint x\nA,1,2\n"), ["Tint x", "Tint x 2"]);
    let mut unnamed = intake(&desk, "Fenghua,2,x,y,z\n");
    assert!(!unnamed.headed);
    unnamed.put(1, Goes::New);
    let mut desk = self::desk();
    take(&mut desk, unnamed);
    let own = desk.app.plan().table(Sheet::Deals).definitions().iter().find(|own| own.is_own()).unwrap();
    assert_eq!(own.label.en, "Column 2");
    let stages = intake(&desk, "Stage,Customer's buying step\nA,b\n");
    assert_eq!((stages.sheet, goes(&stages)[1].as_str()), (Sheet::Stages, "buying"), "{:?}", goes(&stages));
    let mut own = self::desk();
    own.act(Action::TakeCsv(Box::new(intake(&own, "Deal,Customer size\nA,North\n"))));
    let again = intake(&own, "Deal,Customer size\nB,South\n");
    assert!(goes(&again)[1].starts_with("customer_size"), "{:?}", goes(&again));
}

#[test]
fn rows_of_closed_groups_go_out_too_and_what_programs_get_comes_back() {
    let mut desk = desk();
    let before = desk.digest();
    let raw = desk.app.csv_of(desk.grid, CsvFor::Program).unwrap();
    let id = desk.grid;
    desk.act(Action::Arrange(id, crate::app::arrange::Deed::Group("name".into(), None)));
    desk.act(Action::Run(id, Command::Arrange(crate::app::command::Arranging::FoldAll)));
    let file = desk.app.csv_of(id, CsvFor::Spreadsheet).unwrap();
    assert_eq!((file.rows, file.left_out), (2, 0));
    assert!(file.text.contains("Haitian") && file.text.contains("Kehua"), "{}", file.text);
    let mut desk = self::desk();
    assert_eq!(desk.digest(), before);
    desk.act(Action::Set {
        sheet: Sheet::Deals,
        row: desk.record(0),
        column: "name".into(),
        value: Value::text("Renamed"),
    });
    let found = intake(&desk, &raw.text);
    let (_, added, updated, invalid) = took(take(&mut desk, found));
    assert_eq!((added, updated, invalid, desk.cell(0, "name").as_str()), (0, 1, 0, "Haitian"), "found by its identity");
}

#[test]
fn new_columns_hold_what_their_fields_are() {
    let desk = desk();
    let kinds = |fields: &str| {
        let intake = intake(&desk, &format!("Deal,Own\nA,{}\n", fields.replace('|', "\nB,")));
        let preview = desk.app.csv_preview(&intake);
        preview.columns[1].kind.text(Lang::En)
    };
    for (fields, kind) in [
        ("1|2|30", "Number"),
        ("1.5|2|\"1,200\"", "Number"),
        ("\"123,456,789.00\"|0.5", "Number"),
        ("10%|40%", "Percent"),
        ("2026-05-01|2026/5/2", "Date"),
        ("300 EUR|20 USD", "Money"),
        ("007|008", "Text"),
        ("13800138000", "Text"),
        ("+8613800138000", "Text"),
        ("11-50|51-200", "Text"),
        ("-3|+4", "Number"),
        ("3/5|12/25", "Date"),
        ("Mon|Wed|Fri", "Text"),
        ("周一|3天后", "Text"),
        ("1|two", "Text"),
        ("North|South", "Text"),
    ] {
        assert_eq!(kinds(fields), kind, "{fields}");
    }
}

#[test]
fn a_table_goes_out_as_it_is_shown_and_comes_back() {
    let mut desk = Desk::new(
        GridId::Table(Sheet::Deals),
        "| name        | amount  | close      | next |
         | =Haitian    | 1200.50 | 2026-04-01 | Call, then \"write\" |
         | [-5 Kehua]  |         | soon       | two\\nlines |",
    );
    let file = desk.app.csv_of(desk.grid, CsvFor::Spreadsheet).unwrap();
    assert_eq!((file.rows, file.left_out), (2, 0));
    assert!(file.file_name.ends_with("Funnel.csv"), "{}", file.file_name);
    assert!(file.text.starts_with('\u{feff}') && file.text.contains("'=Haitian,1200.50"), "{}", file.text);
    let rows: Vec<RowId> = desk.app.plan().table(Sheet::Deals).ids().collect();
    let values = |desk: &Desk| -> Vec<Value> {
        let table = desk.app.plan().table(Sheet::Deals);
        let cells = |row: RowId| ["name", "amount", "close", "next"].map(|key| table.value(row, key).clone());
        table.ids().flat_map(cells).collect()
    };
    let before = values(&desk);
    desk.press("Ctrl+A").press("Delete");
    let cleared = values(&desk);
    assert_ne!(cleared, before);
    for row in rows {
        desk.act(Action::Set { sheet: Sheet::Deals, row, column: "name".into(), value: Value::Empty });
    }
    let mut back = desk.app.csv_intake("a.csv", &file.text);
    back.named = Named::Add;
    take(&mut desk, back);
    assert_eq!(values(&desk).split_off(before.len()), before, "every cell, what does not fit as well");
}

#[test]
fn another_program_gets_all_columns_by_their_keys() {
    let desk = desk();
    let file = desk.app.csv_of(desk.grid, CsvFor::Program).unwrap();
    let lines = crate::formats::read_csv(&file.text).rows;
    assert!(file.text.starts_with("id,name,") && lines.len() == 3, "{}", file.text);
    let at = |key: &str| lines[0].iter().position(|head| head == key).unwrap();
    let row: RowId = lines[1][0].parse().unwrap();
    assert!(desk.app.plan().table(Sheet::Deals).contains(row));
    assert_eq!((lines[1][at("name")].as_str(), lines[1][at("amount")].as_str()), ("Haitian", "10"));
    assert_eq!(lines[1][at("close")], "2026-04-01");
    assert!(lines[1][at("weighted")].parse::<f64>().is_ok() || lines[1][at("weighted")].is_empty());
}

#[test]
fn a_form_is_no_table() {
    let mut desk = desk();
    desk.act(Action::Show(crate::app::Tab::Strategy));
    let form = GridId::Form(Sheet::Deals);
    desk.app.grid(form);
    assert!(desk.app.csv_of(form, CsvFor::Spreadsheet).is_none());
    assert!(desk.app.possible(Command::SaveTable, Some(form)).is_err());
    assert!(desk.app.possible(Command::SaveTable, Some(GridId::Table(Sheet::Deals))).is_ok());
    let effects = desk.app.update(Action::RunGlobal(Command::TakeTable), 0);
    assert_eq!(effects, [Effect::OpenTable]);
}

#[test]
fn columns_of_ones_own_are_found_by_their_keys() {
    use super::columns::{make, own};
    let mut desk = desk();
    let colour = make(&mut desk, Sheet::Deals, own("Farbe", Kind::Text));
    let size = make(&mut desk, Sheet::Deals, own("Größe", Kind::own_number(0)));
    let row = desk.record(0);
    for (column, value) in [(&colour, Value::text("blue")), (&size, Value::Number(crate::model::Decimal::whole(3)))] {
        desk.act(Action::Set { sheet: Sheet::Deals, row, column: column.clone(), value });
    }
    let raw = desk.app.csv_of(desk.grid, CsvFor::Program).unwrap();
    let intake = intake(&desk, &raw.text);
    assert!(
        intake.columns.contains(&Goes::To(colour)) && intake.columns.contains(&Goes::To(size)),
        "{:?}",
        goes(&intake)
    );
    assert!(!intake.columns.contains(&Goes::New));
}

#[test]
fn titles_above_the_headings_are_left_out() {
    let mut desk = desk();
    let text = "Pipeline report\n\n\"as of 1 March, 2026\",,\nDeal,Amount,Close date\nNew,1,2026-05-01\n";
    let found = intake(&desk, text);
    let rows: Vec<&str> = found.data().map(|row| row[0].as_str()).collect();
    assert_eq!((goes(&found).join(" ").as_str(), rows), ("name amount close", vec!["New"]));
    assert_eq!(found.titles, found.rows.len() - 2, "all above them");
    assert_eq!(took(take(&mut desk, found)), (Sheet::Deals, 1, 0, 0));
    // Who says that there are no headings gets all rows.
    let mut bare = intake(&desk, text);
    bare.headed = false;
    assert_eq!(bare.data().count(), bare.rows.len());
    // A list of names under one is no title above headings, nor is a row that could be a record.
    for text in ["Deal\na\nb\n", "Report,2026\nDeal,Amount\na,1\n", "a,\nb,1\n", "Deal,\nAmount,\n"] {
        assert_eq!(intake(&desk, text).titles, 0, "{text}");
    }
}

#[test]
fn a_new_row_whose_column_is_empty_in_the_file_stays_empty_as_if_it_were_pasted() {
    let mut desk = desk();
    let text = "Deal,Amount,Phase,Owner\nOne,10,,\nTwo,20,2 Needs,Li\n";
    let file = intake(&desk, text);
    assert_eq!(goes(&file), ["name", "amount", "stage", "owner"]);
    take(&mut desk, file);
    assert_eq!((desk.cell(2, "stage"), desk.cell(3, "stage")), (String::new(), "2 Needs".into()));
    assert_eq!(desk.cell(2, "entered"), desk.app.today().to_string(), "the file has no such column");
    // A file without the column begins rows as a paste does; one with fewer fields than headings leaves the others empty.
    for (text, stage) in [("Deal,Amount\nThree,10\n", "1 Interest"), ("Deal,Amount,Phase\nThree,10\n", "")] {
        let mut desk = self::desk();
        let file = intake(&desk, text);
        take(&mut desk, file);
        assert_eq!(desk.cell(2, "stage"), stage, "{text:?}");
    }
    // The same rows, pasted.
    let mut pasted = self::desk();
    pasted.act(Action::Paste(pasted.grid, crate::app::block(Some("Deal\tAmount\tPhase\nOne\t10\t"), None).unwrap()));
    assert_eq!(pasted.cell(2, "stage"), "", "as it always was");
}
