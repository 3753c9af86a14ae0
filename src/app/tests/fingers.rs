//! What people have in their fingers from other spreadsheets.

use super::*;
use crate::app::grid::GridId;
use crate::model::Sheet;

#[test]
fn an_apostrophe_before_what_is_no_text_is_not_part_of_it() {
    let mut desk = Desk::new(
        GridId::Table(Sheet::Deals),
        "| name | amount | close |
         | [a]  |        |       |
         | b    |        |       |
         | c    |        |       |",
    );
    desk.press("\"'007\" Tab \"'1200\" Tab \"'2026-12-18\" Enter \"'s-Hertogenbosch\" Tab \"'soon\" Enter").shows(
        "| name             | amount | close      |
         | 007              | 1,200  | 2026-12-18 |
         | 's-Hertogenbosch | !'soon |            |
         | [c]              |        |            |
         |                  |        |            |",
    );
    desk.press("\"=x\" Enter paste:'=y Enter").shows(
        "| name             | amount | close      |
         | 007              | 1,200  | 2026-12-18 |
         | 's-Hertogenbosch | !'soon |            |
         | =x               |        |            |
         | '=y              |        |            |
         | []               |        |            |",
    );
    // What is corrected keeps what it began with.
    desk.press("Up F2 z Enter");
    assert_eq!(desk.cell(3, "name"), "'=yz");
}

#[test]
fn what_is_typed_into_several_columns_is_read_by_each() {
    check(
        "| name | amount |
         | [a   | 1]     |",
        "\"'0700\" Ctrl+Enter",
        "| name  | amount |
         | [0700 | 700]   |
         |       |        |",
    );
}

#[test]
fn a_cell_works_out_what_begins_with_an_equals_sign() {
    // Tuesday, 10 March 2026.
    check(
        "| name | amount | close | p_own |
         | a    | []     |       |       |",
        "\"=50000/2\" Tab \"=TODAY()+7\" Tab \"=1/4\" Enter \"=1200*1.06\" Tab \"今天+7\" Tab \"=SUM(1)\" Enter",
        "| name | amount | close      | p_own    |
         | a    | 25,000 | 2026-03-17 | 25 %     |
         |      | 1,272  | 2026-03-17 | !=SUM(1) |
         |      | []     |            |          |",
    );
}

#[test]
fn the_cell_above_is_copied_into_the_editor() {
    let table = "| name      | amount | close      | p_own |
                 | Haitian 项 | 5 EUR  | 2026-04-01 | 10%   |
                 | [b]       | 2      |            |       |";
    let open = |keys: &str| {
        let mut desk = Desk::new(GridId::Table(Sheet::Deals), table);
        desk.press(keys);
        let text = desk.editor().map(|editor| editor.text.clone());
        (text, desk.stored())
    };
    assert_eq!(open("Ctrl+'"), (Some("Haitian 项".into()), 0), "it stays open");
    assert_eq!(open("F2 Ctrl+'"), (Some("bHaitian 项".into()), 0), "what stands there stays");
    assert_eq!(open("click(1,1) \"1+\" Ctrl+\""), (Some("1+5 EUR".into()), 0));
    assert_eq!(open("click(1,2) Ctrl+'"), (Some("2026-04-01".into()), 0));
    for nothing in ["click(0,0) Ctrl+'", "click(0,0) F2 Ctrl+' Esc"] {
        let mut desk = Desk::new(GridId::Table(Sheet::Deals), table);
        desk.press(nothing);
        let expected = crate::app::Notice::Impossible(crate::text::messages::Impossible::NothingBefore);
        assert_eq!((desk.said(), desk.editor()), (Some(&expected), None), "{nothing}");
    }
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), table);
    desk.press("click(1,3) Ctrl+' Enter");
    assert_eq!(desk.cell(1, "p_own"), "10 %");
    // Esc leaves the cell as it was.
    desk.press("click(1,0) Ctrl+' Esc");
    assert_eq!((desk.cell(1, "name").as_str(), desk.stored()), ("b", 1));
}

#[test]
fn a_list_is_copied_from_above_as_it_is() {
    let mut desk = Desk::new(
        GridId::Table(Sheet::Deals),
        "| name | owner | milestones |
         | a    | Li    |            |
         | b    | []    |            |",
    );
    desk.press("Ctrl+' Enter");
    assert_eq!(desk.cell(1, "owner"), "Li");
    let names = desk.titles(Sheet::Milestones);
    let two = format!("{}, {}", names[0], names[1]);
    desk.press(&format!("click(0,2) `paste:{two}` click(1,2) Ctrl+' Enter"));
    assert_eq!((desk.value(1, "milestones"), desk.titles(Sheet::Milestones)), (desk.value(0, "milestones"), names));
}

#[test]
fn today_is_written_into_a_text_as_one_says_it() {
    use crate::text::Lang;
    let new = || Desk::new(GridId::Table(Sheet::Deals), "| name | close |\n| [a] | |");
    let mut desk = new();
    desk.press("F2 Space Ctrl+; Enter");
    assert_eq!(desk.cell(0, "name"), "a 10 Mar 2026");
    desk.act(crate::app::Action::SetLang(Lang::Zh));
    desk.press("click(0,0) Ctrl+;");
    assert_eq!(
        desk.editor().map(|editor| editor.text.as_str()),
        Some("2026年3月10日"),
        "who did not mean it presses Esc"
    );
    desk.press("Esc");
    assert_eq!(desk.cell(0, "name"), "a 10 Mar 2026");
    // Where dates are selected they are meant.
    desk.press("click(0,0) drag(0,1) Ctrl+;");
    assert_eq!((desk.cell(0, "name").as_str(), desk.cell(0, "close").as_str()), ("a 10 Mar 2026", "2026-03-10"));
    desk.press("click(0,1) F2 Ctrl+;");
    assert_eq!(
        desk.editor().map(|editor| editor.text.as_str()),
        Some("2026-03-102026-03-10"),
        "a date is written as such"
    );
}
