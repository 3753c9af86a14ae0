//! The card of a record: opened, edited, turned, closed.

use super::*;
use crate::app::grid::{At, GridId};
use crate::app::{Action, Dock, Effect, Notice, Tab};
use crate::model::Sheet;
use crate::text::messages::Impossible;

const TABLE: &str = "| name    | amount |
                     | Haitian | [10]   |
                     | Kehua   | 20     |";
const CARD: GridId = GridId::Card(Sheet::Deals);
const ORIGIN: GridId = GridId::Table(Sheet::Deals);

fn desk() -> Desk {
    let mut desk = Desk::new(ORIGIN, TABLE);
    desk.press("focus Space");
    assert_eq!(desk.app.panel, Some(Dock::Card));
    assert!(desk.effects.contains(&Effect::Focus(CARD)));
    desk
}

/// The key of the field in which the card has its active cell.
fn field(desk: &Desk) -> String {
    desk.app.laid_out(CARD).unwrap().target().unwrap().column.to_string()
}

#[test]
fn a_card_shows_every_field_of_the_record_and_begins_at_the_column() {
    let mut desk = desk();
    assert_eq!(field(&desk), "amount");
    let card = desk.app.laid_out(CARD).unwrap();
    let columns = desk.app.plan().table(Sheet::Deals).arranged().len();
    assert_eq!(card.layout.height(), columns, "all fields, whatever the table shows");
    desk.grid = CARD;
    desk.press("\"7\" Enter");
    desk.grid = ORIGIN;
    desk.shows(
        "| name    | amount |
         | Haitian | [7]    |
         | Kehua   | 20     |
         |         |        |",
    );
}

#[test]
fn the_card_shows_the_record_to_which_its_table_has_come_and_goes_with_its_page() {
    let mut desk = desk();
    let shown = |desk: &Desk| desk.app.card.map(|card| card.record);
    desk.grid = CARD;
    desk.press("\"7\"");
    desk.grid = ORIGIN;
    desk.act(Action::Blur(CARD));
    desk.act(Action::Focus(ORIGIN));
    desk.act(Action::Point { grid: ORIGIN, at: At { row: 1, column: 0 }, extend: false });
    assert_eq!((shown(&desk), desk.app.card_place()), (Some(desk.record(1)), Some((2, 2))));
    assert_eq!(desk.cell(0, "amount"), "7", "what was typed on the card is kept");
    // The row in which a record begins shows none.
    desk.press("Down");
    assert_eq!(shown(&desk), Some(desk.record(1)));
    desk.act(Action::Show(Tab::Activities));
    assert_eq!(desk.app.panel, None);
}

#[test]
fn what_takes_the_place_of_a_card_leads_back_to_its_table() {
    for (key, panel) in [("Shift+F2", Dock::Comments), ("F8", Dock::Review)] {
        let mut desk = desk();
        desk.grid = CARD;
        desk.press("\"x\" Enter");
        desk.act(Action::Focus(CARD));
        desk.press(key);
        assert_eq!(desk.app.panel, Some(panel), "{key}");
        desk.effects.clear();
        desk.act(Action::ClosePanel);
        assert!(desk.effects.contains(&Effect::Focus(ORIGIN)), "{key}: {:?}", desk.effects);
    }
}

#[test]
fn back_from_a_link_of_the_card_is_the_card() {
    let mut desk = Desk::new(ORIGIN, "| name | account |\n| Haitian | [Acme] |");
    desk.press("focus Space");
    desk.grid = CARD;
    desk.act(Action::Focus(CARD));
    desk.press("Alt+Enter");
    assert_eq!((desk.app.tab, desk.app.panel), (Tab::Accounts, None));
    desk.effects.clear();
    desk.act(Action::RunGlobal(crate::app::command::Command::Back));
    assert_eq!((desk.app.tab, desk.app.panel), (Tab::Funnel, Some(Dock::Card)));
    assert!(desk.effects.contains(&Effect::Focus(CARD)));
}

#[test]
fn a_card_turns_to_the_next_record_and_the_table_goes_along() {
    let mut desk = desk();
    assert_eq!(desk.app.card_place(), Some((1, 2)));
    desk.grid = CARD;
    desk.press("\"7\"");
    desk.press("Enter Up PageDown");
    assert_eq!((desk.app.card_place(), field(&desk)), (Some((2, 2)), "amount".into()));
    assert_eq!(desk.app.laid_out(ORIGIN).unwrap().selection.active.row, 1);
    desk.act(Action::StepCard(true));
    assert_eq!(desk.app.card_place(), Some((2, 2)), "after the last there is none");
    desk.act(Action::StepCard(false));
    desk.grid = ORIGIN;
    assert_eq!(desk.cell(0, "amount"), "7", "what was typed is kept");
    desk.act(Action::ClosePanel);
    let [.., focus, Effect::Reveal(ORIGIN, _)] = &desk.effects[..] else { panic!("{:?}", desk.effects) };
    assert_eq!((desk.app.panel, focus), (None, &Effect::Focus(ORIGIN)));
}

#[test]
fn the_card_of_a_record_that_is_gone_closes() {
    let mut desk = desk();
    desk.press("Ctrl+Delete");
    assert_eq!((desk.app.panel, desk.app.card), (None, None));
}

#[test]
fn space_ticks_where_there_is_something_to_tick_and_writes_where_one_writes() {
    let mut desk = Desk::new(GridId::Table(Sheet::Persons), "| name | left |\n| Mei | [] |");
    desk.press("focus Space");
    assert_eq!((desk.cell(0, "left"), desk.app.panel), ("✓".into(), None));
    desk.press("click(0,0) F2 Space \"L\" Enter");
    assert_eq!((desk.cell(0, "name"), desk.app.panel), ("Mei L".into(), None));
    desk.press("click(1,0) Space");
    assert_eq!(desk.said(), Some(&Notice::Impossible(Impossible::NoRecord)));
}

#[test]
fn a_field_that_the_table_does_not_show_is_shown_on_the_card() {
    let mut desk = Desk::new(ORIGIN, TABLE);
    let arrangement = desk.app.grid(ORIGIN).arrangement.clone();
    let kehua = desk.record(1);
    for (column, is_on_card) in [("amount", false), ("name", false), ("reason", true), ("parked_why", true)] {
        desk.act(Action::ClosePanel);
        desk.effects.clear();
        desk.act(Action::Goto(Sheet::Deals, kehua, column.into()));
        assert_eq!(desk.app.grid(ORIGIN).selection.active.row, 1, "{column}");
        let focus = desk.effects.iter().filter(|effect| matches!(effect, Effect::Focus(_))).collect::<Vec<_>>();
        match is_on_card {
            true => {
                assert_eq!((field(&desk).as_str(), focus), (column, vec![&Effect::Focus(CARD)]));
                let last = desk.effects.last();
                assert!(matches!(last, Some(Effect::Reveal(CARD, _))), "the page does what it is asked last: {last:?}");
            }
            false => assert_eq!((desk.app.panel, focus), (None, vec![&Effect::Focus(ORIGIN)])),
        }
    }
    desk.grid = CARD;
    desk.press("\"Too many\" Enter Esc");
    desk.grid = ORIGIN;
    assert_eq!(desk.cell(1, "parked_why"), "Too many");
    let [.., focus, Effect::Reveal(ORIGIN, at)] = &desk.effects[..] else { panic!("{:?}", desk.effects) };
    assert_eq!((focus, at.row), (&Effect::Focus(ORIGIN), 1));
    assert_eq!(desk.app.grid(ORIGIN).arrangement, arrangement, "looking changes no columns");
}

#[test]
fn a_record_whose_title_is_hidden_is_shown_where_it_stands() {
    let mut desk = Desk::new(ORIGIN, "| amount |\n| [10] |\n| 20 |");
    let second = desk.record(1);
    desk.act(Action::Goto(Sheet::Deals, second, Sheet::Deals.title()));
    assert_eq!((desk.app.panel, desk.app.grid(ORIGIN).selection.active.row), (None, 1));
}

#[test]
fn every_cell_of_every_table_can_be_gone_to() {
    let mut desk = Desk::new(ORIGIN, TABLE);
    for sheet in Sheet::ALL.iter().copied().filter(|sheet| sheet.is_seen()) {
        let Some(row) = desk.app.plan().table(sheet).ids().next() else { continue };
        let columns: Vec<_> = desk.app.plan().table(sheet).arranged().to_vec();
        for column in columns {
            let key = desk.app.plan().table(sheet).definitions()[column].key.clone();
            desk.effects.clear();
            desk.act(Action::Goto(sheet, row, key.clone()));
            let focus = desk.effects.iter().find_map(|e| if let Effect::Focus(id) = e { Some(*id) } else { None });
            let target = desk.app.laid_out(focus.unwrap()).unwrap().target().unwrap();
            assert_eq!((target.sheet, target.row, target.column), (sheet, Some(row), key));
        }
    }
}

#[test]
fn a_jump_to_a_record_is_left_by_the_way_back() {
    let mut desk = Desk::new(ORIGIN, TABLE);
    desk.press("focus click(1,1)");
    let haitian = desk.record(0);
    desk.act(Action::Goto(Sheet::Deals, haitian, "objective".into()));
    assert_eq!(desk.app.tab, Tab::Strategy);
    desk.press("Alt+Left");
    let at = desk.app.grid(ORIGIN).selection.active;
    assert_eq!((desk.app.tab, at.row, at.column), (Tab::Funnel, 1, 1));
}

#[test]
fn a_record_is_deleted_from_its_card_and_the_card_closes() {
    use crate::app::command::Command;
    let mut desk = desk();
    let before = desk.digest();
    assert!(desk.app.context_menu(CARD).iter().flat_map(|part| part.iter()).any(|own| *own == Command::DeleteRecord));
    assert!(desk.app.context_menu(ORIGIN).iter().flat_map(|part| part.iter()).all(|own| *own != Command::DeleteRecord));
    desk.act(Action::Focus(CARD));
    assert_eq!(desk.app.possible(Command::DeleteRecord, Some(CARD)), Ok(()));
    assert_eq!(desk.app.label_of(Command::DeleteRecord), "Delete this deal");
    desk.act(Action::Run(CARD, Command::DeleteRecord));
    assert_eq!(desk.titles(Sheet::Deals), ["Kehua"]);
    assert_eq!((desk.app.panel, desk.app.card, desk.app.active), (None, None, Some(ORIGIN)));
    assert!(desk.effects.contains(&Effect::Focus(ORIGIN)));
    assert!(matches!(desk.said(), Some(Notice::Deleted { rows: 1, .. })));
    assert_eq!(desk.app.possible(Command::DeleteRecord, Some(ORIGIN)), Err(Impossible::NoPage), "no card, no page");
    desk.press("Ctrl+Z");
    assert_eq!((desk.digest(), desk.titles(Sheet::Deals).len()), (before, 2), "one step");
}
