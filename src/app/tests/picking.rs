//! Choices, records, dates: searching, taking, creating, toggling, leaving.

use super::*;
use crate::app::grid::{GridId, Picker};
use crate::model::{Date, Sheet, Value};

const DEALS: &str = "| name | account   | stage       | outcome |
                     | a    | Northwind | 2 Needs     |         |
                     | b    | South     | 4 Evaluation |        |
                     | c    | []        |             |         |";

fn at(cell: &str, keys: &str) -> Desk {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), DEALS);
    desk.press(&format!("click({cell}) {keys}"));
    desk
}

#[test]
fn alt_down_shows_all_and_marks_the_one_there_is() {
    assert_eq!(at("0,1", "Alt+Down").list(), "[*Northwind] South");
    assert_eq!(at("2,1", "Alt+Down").list(), "Northwind South");
    assert_eq!(at("0,2", "Alt+Down").list(), "0 Lead 1 Interest [*2 Needs] 3 Preferred 4 Evaluation 5 Negotiation");
    assert_eq!(at("0,0", "Alt+Down").list(), "-", "a text has no list");
}

#[test]
fn typing_filters_and_enter_takes_the_highlighted() {
    let mut desk = at("2,1", "s o");
    assert_eq!(desk.list(), "[South] +so");
    desk.press("Enter").shows(
        "| name | account   | stage        | outcome |
         | a    | Northwind | 2 Needs      |         |
         | b    | South     | 4 Evaluation |         |
         | c    | South     |              |         |
         |      | []        |              |         |",
    );
    assert_eq!(desk.stored(), 1);
}

#[test]
fn arrows_choose_among_what_matches() {
    let mut desk = at("2,1", "o");
    assert_eq!(desk.list(), "Northwind South [+o]", "what stands within a name is another name, unless one goes there");
    desk.press("Up");
    assert_eq!(desk.list(), "Northwind [South] +o");
    desk.press("Down Down Down");
    assert_eq!(desk.list(), "Northwind South [+o]");
    desk.press("Up Up Up Tab");
    assert_eq!(desk.cell(2, "account"), "Northwind");
}

#[test]
fn the_very_name_comes_first_and_a_beginning_before_a_part() {
    let mut desk = Desk::new(
        GridId::Table(Sheet::Deals),
        "| name | account |\n| a | Kanoo |\n| b | Northwind |\n| c | No |\n| d | [] |",
    );
    desk.press("n o");
    assert_eq!(desk.list(), "[No] Northwind Kanoo");
}

#[test]
fn a_name_that_is_not_there_begins_a_record() {
    let mut desk = at("2,1", "\"NewCo\"");
    assert_eq!(desk.list(), "[+NewCo]");
    desk.press("Enter");
    assert_eq!(desk.cell(2, "account"), "NewCo");
    assert_eq!((desk.titles(Sheet::Accounts).len(), desk.stored()), (3, 1));
    desk.press("Ctrl+Z");
    assert_eq!((desk.titles(Sheet::Accounts).len(), desk.cell(2, "account")), (2, String::new()));
}

#[test]
fn a_beginning_of_a_name_can_still_become_a_record_of_its_own() {
    let mut desk = at("2,1", "\"North\" Down Enter");
    assert_eq!(desk.cell(2, "account"), "North");
    desk.press("click(3,1) \"Sou\" blur");
    assert_eq!(desk.titles(Sheet::Accounts), ["Northwind", "South", "North", "Sou"], "leaving takes the text itself");
}

#[test]
fn a_stage_cannot_be_begun_by_typing() {
    let mut desk = at("2,2", "\"nego\"");
    assert_eq!(desk.list(), "[5 Negotiation]");
    desk.press("Enter");
    assert_eq!(desk.cell(2, "stage"), "5 Negotiation");
    desk.press("\"won already\"");
    assert_eq!(desk.list(), "");
    desk.press("Enter");
    assert_eq!(desk.app.plan().table(Sheet::Deals).len(), 4, "the text begins the row and is kept in it");
    assert_eq!(desk.value(3, "stage"), Value::Invalid("won already".into()));
}

#[test]
fn esc_closes_the_list_and_keeps_the_value() {
    let desk = at("0,1", "s o Esc");
    assert_eq!((desk.cell(0, "account"), desk.stored()), ("Northwind".into(), 0));
    let desk = at("0,1", "Alt+Down Down Esc");
    assert_eq!((desk.cell(0, "account"), desk.stored()), ("Northwind".into(), 0));
}

#[test]
fn opening_and_leaving_changes_nothing() {
    for keys in ["Alt+Down Tab", "Alt+Down Enter", "Alt+Down blur", "F2 Tab", "F2 Enter", "F2 Alt+Down Tab"] {
        for cell in ["0,1", "2,1", "0,2", "2,2", "0,3"] {
            let desk = at(cell, keys);
            assert_eq!(desk.stored(), 0, "{keys} at {cell}");
        }
    }
}

#[test]
fn a_name_is_cleared_in_f2_or_by_delete() {
    let back = "Backspace ".repeat(9);
    assert_eq!(at("0,1", &format!("F2 {back} Enter")).value(0, "account"), Value::Empty);
    assert_eq!(at("0,1", "Delete").value(0, "account"), Value::Empty);
}

#[test]
fn choices_are_searched_by_label() {
    let mut desk = at("0,3", "d e c");
    assert_eq!(desk.list(), "[no decision]");
    desk.press("Tab");
    assert_eq!(desk.cell(0, "outcome"), "no decision");
}

#[test]
fn clicking_a_line_takes_it() {
    let mut desk = at("0,1", "Alt+Down pick(1)");
    assert_eq!((desk.cell(0, "account"), desk.editor().is_none()), ("South".into(), true));
    desk.press("pick(0)");
    assert_eq!(desk.stored(), 1, "nothing is open any more");
}

const VISITS: &str = "| account | people  | goal |
                      | NewCo   | Ann, Bo | Meet |
                      | NewCo   | []      | Show |";

#[test]
fn several_values_are_toggled_and_committed_by_tab() {
    let mut desk = Desk::new(GridId::Table(Sheet::Activities), VISITS);
    desk.press("Alt+Down Down \" \"");
    assert_eq!(desk.list(), "[*Ann] Bo");
    desk.press("Down \" \" \" \"");
    assert_eq!(desk.list(), "*Ann [Bo]");
    desk.press("\" \" Tab").shows(
        "| account | people  | goal   |
         | NewCo   | Ann, Bo | Meet   |
         | NewCo   | Ann, Bo | [Show] |
         |         |         |        |",
    );
    assert_eq!(desk.stored(), 1);
}

#[test]
fn space_ticks_the_highlighted_line_where_nothing_is_searched_for() {
    let mut desk = Desk::new(GridId::Table(Sheet::Activities), VISITS);
    desk.press("Alt+Down Down \" \"");
    assert_eq!(desk.list(), "[*Ann] Bo");
    desk.press("Down \"\u{3000}\" \" \" Tab");
    assert_eq!(desk.cell(1, "people"), "Ann");
    let mut desk = Desk::new(GridId::Table(Sheet::Activities), VISITS);
    desk.press("\"Bo\" \" \"");
    assert!(desk.editor().is_some_and(|editor| editor.text == "Bo "), "within a search it is a space");
}

#[test]
fn typing_adds_to_several_values_and_a_new_name_joins_them() {
    let mut desk = Desk::new(GridId::Table(Sheet::Activities), VISITS);
    desk.press("click(0,1) \"Cy\" ");
    assert_eq!(desk.list(), "[+Cy]");
    desk.press("Tab");
    assert_eq!(desk.cell(0, "people"), "Ann, Bo, Cy");
    desk.press("click(1,1) \"an\" Enter \"Dee\" Enter");
    assert_eq!((desk.cell(1, "people"), desk.editor().is_none()), ("Ann, Dee".into(), true));
    let account = desk.value(0, "account").linked()[0];
    assert_eq!(desk.app.plan().linked(Sheet::Contacts, "account", account).count(), 4);
}

#[test]
fn enter_takes_what_was_toggled_and_toggles_nothing() {
    let mut desk = Desk::new(GridId::Table(Sheet::Activities), VISITS);
    desk.press("click(1,1) \"bo\" Enter");
    assert_eq!(desk.list(), "Ann [*Bo]", "Enter takes what was searched for");
    desk.press("Enter");
    assert_eq!((desk.cell(1, "people"), desk.editor().is_none()), ("Bo".into(), true), "and a second one is done");
}

#[test]
fn esc_forgets_what_was_toggled() {
    let mut desk = Desk::new(GridId::Table(Sheet::Activities), VISITS);
    desk.press("click(0,1) Alt+Down Down \" \" Esc");
    assert_eq!((desk.cell(0, "people"), desk.stored()), ("Ann, Bo".into(), 0));
}

#[test]
fn everything_can_be_untoggled() {
    let mut desk = Desk::new(GridId::Table(Sheet::Activities), VISITS);
    desk.press("click(0,1) Alt+Down pick(0) pick(1) Tab");
    assert_eq!(desk.value(0, "people"), Value::Empty);
}

#[test]
fn f2_edits_several_names_as_a_text() {
    let mut desk = Desk::new(GridId::Table(Sheet::Activities), VISITS);
    desk.press("click(0,1) F2");
    assert_eq!(desk.editor().map(|editor| editor.text.as_str()), Some("Ann, Bo"));
    desk.press("\", Cy\"");
    assert_eq!(desk.list(), "-");
    desk.press("Enter");
    assert_eq!(desk.cell(0, "people"), "Ann, Bo, Cy");
}

#[test]
fn records_of_the_same_customer_come_first() {
    let mut desk = Desk::new(
        GridId::Table(Sheet::Activities),
        "| account | people |\n| First | Ann |\n| Second | Bo |\n| Second | [] |",
    );
    desk.press("Alt+Down");
    assert_eq!(desk.list(), "Bo Ann");
}

#[test]
fn the_calendar_moves_by_arrows_and_takes_typing() {
    let day = |desk: &Desk| match desk.editor().and_then(|editor| editor.picker.clone()) {
        Some(Picker::Calendar { day }) => day.to_string(),
        other => panic!("{other:?}"),
    };
    let dates = "| name | close |\n| a | [2026-04-01] |\n| b | |";
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), dates);
    desk.press("Alt+Down");
    assert_eq!(day(&desk), "2026-04-01");
    desk.press("Right Down PageDown Left");
    assert_eq!(day(&desk), Date::new(2026, 4, 8).unwrap().plus_days(30).to_string());
    desk.press("PageUp Up Enter").shows(
        "| name | close      |
         | a    | 2026-04-01 |
         | b    | []         |
         |      |            |",
    );
    assert_eq!(desk.stored(), 0, "it came back to where it was");
    desk.press("Alt+Down");
    assert_eq!(day(&desk), "2026-03-10", "today, where there is none");
    desk.press("Right Tab");
    assert_eq!(desk.cell(1, "close"), "2026-03-11");
    desk.press("click(1,1) Delete Alt+Down Enter");
    assert_eq!(desk.cell(1, "close"), "2026-03-10");
    desk.press("click(1,1) Delete Alt+Down Tab");
    assert_eq!(desk.value(1, "close"), Value::Empty, "nothing was chosen");
    desk.press("click(1,1) Alt+Down \"5-1\"");
    assert_eq!(day(&desk), "2026-05-01");
    desk.press("Down Enter");
    assert_eq!(desk.cell(1, "close"), "2026-05-08");
    desk.press("click(1,1) Alt+Down Down Esc");
    assert_eq!(desk.cell(1, "close"), "2026-05-08");
}

#[test]
fn a_day_can_be_clicked() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | close |\n| a | [] |");
    desk.press("Alt+Down");
    desk.act(crate::app::Action::PickDay(desk.grid, Date::new(2026, 7, 7).unwrap()));
    assert_eq!((desk.cell(0, "close"), desk.editor().is_none()), ("2026-07-07".into(), true));
}

#[test]
fn ctrl_enter_writes_the_picked_record_everywhere_once() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | account |\n| a | [ |\n| b | |\n| c | ] |");
    desk.press("\"NewCo\" Ctrl+Enter").shows(
        "| name | account |
         | a    | [NewCo  |
         | b    | NewCo   |
         | c    | NewCo]  |
         |      |         |",
    );
    assert_eq!((desk.titles(Sheet::Accounts).len(), desk.stored()), (1, 1));
}

#[test]
fn a_rating_is_chosen_from_its_range_and_typed_as_ever() {
    let table = "| influence | support |\n| high | [2] |\n| low | |";
    let mut desk = Desk::on(GridId::Part(Sheet::Roles), table, |app| {
        let deal = super::desk::add(app, Sheet::Deals, vec![("name", Value::text("Press"))]);
        app.deal = Some(deal);
    });
    let rating = |desk: &Desk, row: usize| desk.cell(row, "support");
    desk.press("click(0,1) Alt+Down");
    assert_eq!(desk.list(), "-5 -4 -3 -2 -1 0 +1 [*+2] +3 +4 +5 ?");
    desk.press("Down Enter");
    assert_eq!(rating(&desk, 0), "+3");
    for (typed, list, left) in [("3", "[+3] -3", "+3"), ("-3", "[-3]", "-3"), ("?", "[?]", "?"), ("9", "", "9")] {
        desk.press(&format!("click(1,1) Alt+Down \"{typed}\""));
        assert_eq!(desk.list(), list, "{typed}");
        desk.press("Enter");
        assert_eq!(rating(&desk, 1), left);
    }
    desk.press("click(1,1) 4");
    assert_eq!(desk.list(), "-", "who types is not asked");
    desk.press("Enter");
    assert_eq!(rating(&desk, 1), "+4");
}

#[test]
fn a_currency_is_chosen_the_plans_own_first() {
    let mut desk = Desk::new(GridId::Table(Sheet::Rates), "| currency | rate |\n| [EUR] | 1.1 |\n| CNY | 0.14 |");
    desk.press("Alt+Down");
    let list = desk.list();
    assert!(list.starts_with("USD [*EUR] CNY AED AFN "), "{list}");
    assert_eq!(list.matches("CNY").count(), 1);
    desk.press("\"jp\"");
    assert_eq!(desk.list(), "[JPY]");
    desk.press("Enter click(1,0) Alt+Down \"英镑\" Enter");
    assert_eq!((desk.cell(0, "currency"), desk.cell(1, "currency")), ("JPY".into(), "GBP".into()), "words as well");
}

#[test]
fn a_new_name_is_not_taken_for_one_that_contains_it() {
    let table = "| name | account |\n| a | Beta |\n| b | Acme Europe |\n| c | 深圳中兴通讯 |\n| d | [] |";
    for (typed, list) in [
        ("\"eta\"", "Beta [+eta]"),
        ("\"be\"", "[Beta] +be"),
        ("\"europe\"", "[Acme Europe] +europe"),
        ("\"通讯\"", "深圳中兴通讯 [+通讯]"),
        ("\"深圳\"", "[深圳中兴通讯] +深圳"),
        ("\"beta\"", "[Beta]"),
    ] {
        let mut desk = Desk::new(GridId::Table(Sheet::Deals), table);
        desk.press(typed);
        assert_eq!(desk.list(), list);
    }
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), table);
    desk.press("\"Eta\" Tab");
    assert_eq!(desk.cell(3, "account"), "Eta");
}

#[test]
fn what_the_parser_knows_is_in_the_list() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | stage |\n| a | [] |");
    desk.press("\"谈判\"");
    assert_eq!(desk.list(), "[5 Negotiation]", "a stage by its name in the other language");
    desk.press("Enter");
    assert_eq!(desk.cell(0, "stage"), "5 Negotiation");
}

#[test]
fn several_names_typed_at_once_are_several_records() {
    for typed in ["Ann, Dee", "Ann、Dee", "Ann；Dee"] {
        let mut desk = Desk::new(GridId::Table(Sheet::Activities), VISITS);
        desk.press(&format!("click(1,1) \"{typed}\""));
        assert_eq!(desk.list(), "", "{typed}: no line is both");
        let picker = desk.editor().and_then(|editor| editor.picker.clone()).unwrap();
        assert_eq!(picker.takes(typed), Some(crate::app::grid::Takes::Names(2)), "and that is said");
        desk.press("Enter");
        assert_eq!(desk.cell(1, "people"), "Ann, Dee", "{typed}");
    }
}

#[test]
fn records_of_one_name_are_told_apart_by_a_number_wherever_one_is_named() {
    let mut desk = Desk::on(GridId::Table(Sheet::Deals), "| name | account |\n| a | [] |\n| b | |", |app| {
        for name in ["美的集团", "美的集团", "美的电器"] {
            super::desk::add(app, Sheet::Accounts, vec![("name", Value::text(name))]);
        }
    });
    let [one, two, _] = desk.app.plan().table(Sheet::Accounts).ids().collect::<Vec<_>>()[..] else { panic!("three") };
    desk.press("Alt+Down");
    assert_eq!(desk.list(), "美的集团 (1) 美的集团 (2) 美的电器");
    // No third one is offered, and the number is understood, from a Chinese keyboard as well.
    desk.press("\"美的集团\"");
    assert_eq!(desk.list(), "[美的集团 (1)] 美的集团 (2)");
    desk.press("\"（２）\"");
    assert_eq!(desk.list(), "[美的集团 (2)]");
    desk.press("Enter paste:美的集团(1)");
    assert_eq!((desk.value(0, "account"), desk.value(1, "account")), (Value::Link(two), Value::Link(one)));
    desk.press("click(0,1) F2");
    assert_eq!(desk.editor().map(|editor| editor.text.as_str()), Some("美的集团 (2)"));
    desk.press("Esc click(0,1) Ctrl+C");
    assert_eq!(desk.clipboard(), "美的集团 (2)");
    let csv = |reader| desk.app.csv_of(desk.grid, reader).expect("a table").text;
    assert!(csv(crate::app::csv::CsvFor::Spreadsheet).contains("美的集团 (2)"));
    assert!(csv(crate::app::csv::CsvFor::Program).contains(&format!("#{two}")), "for programs it never changes");
    assert_eq!(desk.titles(Sheet::Accounts).len(), 3, "none was begun");
}
