//! What the palette finds first.

use super::rank::{Forms, rank};
use super::*;
use crate::app::command::{Arranging, Command};
use crate::app::grid::GridId;
use crate::app::tests::desk::{Desk, add};
use crate::app::{Action, App, Effect, Tab, Window};
use crate::model::{Key, Sheet, Value};
use crate::text::Lang;

const PLAN: &str = "| name                 | account | amount |
                    | [Haitian press line] | Haitian | 10     |
                    | Kehua ERP            | Kehua   | 20     |
                    | 海天压机             | 海天    | 30     |
                    | Northwind ERP        |         | 40     |";

fn initial_of(c: char) -> Option<char> {
    "海天压机".chars().zip("htyj".chars()).find(|(own, _)| *own == c).map(|(_, letter)| letter)
}

fn desk() -> Desk {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), PLAN);
    desk.app.initial_of = initial_of;
    desk
}

fn labels(app: &App, typed: &str) -> Vec<String> {
    app.find(typed).into_iter().map(|found| found.label.to_string()).collect()
}

fn first(app: &App, typed: &str) -> String {
    labels(app, typed).into_iter().next().unwrap_or_default()
}

#[test]
fn the_very_name_comes_before_a_beginning_before_a_word_before_a_part() {
    let of = |key: &'static str, word: &str| rank(&[word], Forms { key, ..Forms::default() });
    let ranks = [of("erp", "erp"), of("erp rollout", "erp"), of("kehua erp", "erp"), of("interpol", "erp")];
    assert!(ranks.windows(2).all(|pair| pair[0] > pair[1] && pair[1].is_some()), "{ranks:?}");
    assert!(of("haitian press line", "hpl").is_some(), "first letters of words");
    assert_eq!(of("haitian press line", "xyz"), None);
    assert_eq!(
        rank(&["erp", "north"], Forms { key: "kehua erp", ..Forms::default() }),
        None,
        "all words must be there"
    );
}

#[test]
fn records_are_found_by_parts_of_their_names_in_any_order() {
    let desk = desk();
    assert_eq!(first(&desk.app, "press"), "Haitian press line");
    assert_eq!(first(&desk.app, "ERP north"), "Northwind ERP");
    assert_eq!(first(&desk.app, "压机"), "海天压机");
    assert_eq!(first(&desk.app, "ｋｅｈｕａ　ｅｒｐ"), "Kehua ERP", "full width is folded");
    assert_eq!(labels(&desk.app, "no such thing"), Vec::<String>::new());
}

#[test]
fn chinese_names_are_found_by_the_first_letters_of_their_syllables() {
    let desk = desk();
    assert_eq!(labels(&desk.app, "htyj"), ["海天压机"]);
    assert!(labels(&desk.app, "ht").contains(&"海天".to_owned()), "the account");
}

#[test]
fn commands_are_found_in_both_languages_and_say_why_they_cannot_run() {
    let mut desk = desk();
    assert_eq!(first(&desk.app, "duplicate"), "Duplicate rows");
    assert_eq!(first(&desk.app, "撤销"), "Undo");
    desk.act(Action::SetLang(Lang::Zh));
    assert_eq!(first(&desk.app, "duplicate"), "复制并插入行");
    let undo = desk.app.find("undo").into_iter().find(|found| found.aim == Aim::Command(Command::Undo));
    assert!(undo.is_some_and(|undo| undo.refused.is_some()), "nothing was done yet");
}

#[test]
fn a_page_is_found_first_by_its_own_name() {
    let mut desk = desk();
    for lang in Lang::ALL {
        desk.act(Action::SetLang(lang));
        for tab in Tab::ALL {
            for typed in [tab.name().text(lang), tab.name().text(lang.other())] {
                let found = desk.app.find(&typed).into_iter().next().map(|found| found.aim);
                assert_eq!(found, Some(Aim::Command(Command::Show(tab))), "{typed}");
            }
        }
    }
}

#[test]
fn every_command_that_can_be_chosen_by_name_is_found_by_its_name() {
    let desk = desk();
    for entry in crate::app::command::TABLE.iter().filter(|entry| entry.by_name) {
        let found = desk.app.find(&entry.label.text(Lang::En));
        assert!(found.iter().any(|found| found.aim == Aim::Command(entry.command)), "{}", entry.id);
    }
}

#[test]
fn choosing_leads_there() {
    let mut desk = desk();
    let kehua = desk.record(1);
    desk.act(Action::Aim(Aim::Record(Sheet::Deals, kehua)));
    assert_eq!(desk.app.grid(desk.grid).selection.active.row, 1);
    desk.act(Action::Aim(Aim::Column(desk.grid, Key::new_static("amount"))));
    let active = desk.app.grid(desk.grid).selection.active;
    assert_eq!((active.row, active.column), (1, 2), "the row stays");
    desk.act(Action::Aim(Aim::Command(Command::Duplicate)));
    assert_eq!(desk.titles(Sheet::Deals).len(), 5);
    desk.act(Action::Aim(Aim::Table(Sheet::Targets)));
    assert_eq!((desk.app.tab, desk.app.setup), (Tab::Setup, Sheet::Targets));
    desk.act(Action::Aim(Aim::Command(Command::Help)));
    assert_eq!(desk.effects.last(), Some(&Effect::Open(Window::Help)));
    let mut back = || {
        desk.act(Action::RunGlobal(Command::Back));
        let active = desk.app.grid(desk.grid).selection.active;
        (desk.app.tab, active.row, active.column)
    };
    assert_eq!([back(), back(), back()], [(Tab::Funnel, 2, 2), (Tab::Funnel, 1, 0), (Tab::Funnel, 0, 0)], "and back");
}

#[test]
fn what_stages_are_called_is_found() {
    let mut desk = desk();
    let stage = add(&mut desk.app, Sheet::Stages, vec![("name_zh", Value::text("商务谈判"))]);
    let found = desk.app.find("谈判");
    assert_eq!(found.first().map(|found| found.aim.clone()), Some(Aim::Record(Sheet::Stages, stage)));
}

#[test]
fn what_was_chosen_lately_comes_first() {
    let mut desk = desk();
    let north = desk.record(3);
    assert_eq!(first(&desk.app, "erp"), "Kehua ERP");
    desk.act(Action::Aim(Aim::Record(Sheet::Deals, north)));
    assert_eq!(first(&desk.app, "erp"), "Northwind ERP");
    assert_eq!(first(&desk.app, ""), "Northwind ERP");
    let at = desk.app.grid(desk.grid).selection.active.row;
    desk.press("Ctrl+Delete");
    assert_eq!(at, 3);
    assert_ne!(first(&desk.app, ""), "Northwind ERP", "what was deleted is gone");
}

#[test]
fn a_new_record_is_found_at_once() {
    let mut desk = desk();
    assert!(labels(&desk.app, "zephyr").is_empty());
    add(&mut desk.app, Sheet::Deals, vec![("name", Value::text("Zephyr"))]);
    assert_eq!(first(&desk.app, "zephyr"), "Zephyr");
}

#[test]
fn a_column_that_is_not_shown_is_found_shown_and_gone_to() {
    let mut desk = desk();
    desk.press("focus click(2,1)");
    let line = |desk: &Desk| desk.app.find("reason").into_iter().find(|found| found.label == "Reason").unwrap();
    let found = line(&desk);
    assert_eq!(found.kind, "Hidden column");
    desk.act(Action::Aim(found.aim.clone()));
    let grid = desk.app.laid_out(desk.grid).unwrap();
    assert_eq!((grid.target().unwrap().column.as_str(), grid.selection.active.row), ("reason", 2));
    assert_eq!(desk.effects.last(), Some(&Effect::Reveal(desk.grid, grid.selection.active)));
    assert_eq!(line(&desk).kind, "Column");
    desk.press("Ctrl+Z");
    assert_eq!(line(&desk).kind, "Hidden column", "showing it is a step");
}

#[test]
fn an_exact_name_comes_before_what_was_chosen_lately() {
    let mut desk = desk();
    desk.press("focus");
    let of = |command: Command, lang| command.entry().map(|entry| entry.label.text(lang).to_string()).unwrap();
    for lang in Lang::ALL {
        desk.act(Action::SetLang(lang));
        desk.act(Action::Aim(Aim::Command(Command::SaveRaw)));
        assert_eq!(first(&desk.app, &of(Command::SaveTable, lang)), of(Command::SaveTable, lang));
        assert_eq!(first(&desk.app, &of(Command::SaveTable, lang.other())), of(Command::SaveTable, lang));
    }
    desk.act(Action::SetLang(Lang::En));
    assert_eq!(first(&desk.app, "save table"), of(Command::SaveTable, Lang::En), "it begins with the whole of it");
    assert_eq!(first(&desk.app, "programs"), of(Command::SaveRaw, Lang::En));
}

#[test]
fn what_can_be_done_with_a_view_and_a_footer_is_found() {
    let mut desk = desk();
    desk.press("focus");
    for lang in Lang::ALL {
        desk.act(Action::SetLang(lang));
        for (typed, command) in [
            ("rename this view", Arranging::RenameView),
            ("删除此视图", Arranging::DeleteView),
            ("total", Arranging::TotalMenu),
            ("合计方式", Arranging::TotalMenu),
        ] {
            let found = desk.app.find(typed).into_iter().next().expect("a line");
            assert_eq!(found.aim, Aim::Command(Command::Arrange(command)), "{typed}");
        }
    }
    desk.act(Action::Aim(Aim::Command(Command::Arrange(Arranging::TotalMenu))));
    assert!(desk.effects.ends_with(&[Effect::Focus(desk.grid), Effect::TotalMenu(desk.grid)]));
}

#[test]
fn commands_are_found_by_what_other_programs_call_them_after_what_is_named_so() {
    let desk = desk();
    let command = |command: Command| command.entry().unwrap().label.text(Lang::En).into_owned();
    let asked = [
        ("xlsx", Command::SaveTable),
        ("导出 Excel", Command::SaveTable),
        ("autosum", Command::Arrange(Arranging::TotalMenu)),
        ("条件格式", Command::Arrange(Arranging::Colours)),
        ("conditional formatting", Command::Arrange(Arranging::Colours)),
        ("冻结窗格", Command::Arrange(Arranging::Freeze)),
        ("vlookup", Command::AddColumn),
        ("数据透视表", Command::Arrange(Arranging::GroupColumn)),
        ("pdf", Command::Print),
        ("dark mode", Command::NextTheme),
        ("批注", Command::Comment),
    ];
    for (typed, wanted) in asked {
        let found = labels(&desk.app, typed);
        assert!(found.iter().take(2).any(|label| *label == command(wanted)), "{typed}: {found:?}");
    }
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name         | amount |\n| [Pivot Table Ltd] | 10     |");
    desk.app.initial_of = initial_of;
    assert_eq!(first(&desk.app, "pivot table"), "Pivot Table Ltd", "what is named so comes first");
}
