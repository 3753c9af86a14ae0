//! Choices that are taken out of a column while cells hold them: the cells keep their names.

use super::columns::{cells, change, desk, make, own, set};
use super::desk::Desk;
use crate::app::csv::CsvFor;
use crate::app::grid::{GridId, Selection};
use crate::app::{Action, Seek, problems};
use crate::model::{Key, Kind, Label, Sheet, Tone, Value, choice};
use crate::text::Lang;

const DEALS: GridId = GridId::Table(Sheet::Deals);

const TWO: &str = "| name  | amount |
                   | one   | 100    |
                   | two   | 200    |";

fn take_out(desk: &mut Desk, key: &Key, gone: &str) {
    change(desk, Sheet::Deals, key, |own| {
        own.with_choices(own.kind.choices().iter().filter(|choice| choice.key != gone).cloned().collect())
    });
}

/// What F2, Ctrl+C, a spreadsheet, find and the filter make of the cell of a column in the first row.
fn told(desk: &mut Desk, key: &Key, find: &str) -> [String; 5] {
    let row = desk.record(0);
    let at = desk.app.grid(DEALS).layout.locate(row, key).unwrap().1;
    desk.press("focus");
    desk.app.grid(DEALS).selection = Selection::at(0, at);
    desk.press("F2");
    let edited = desk.editor().unwrap().text.to_string();
    desk.press("Esc Esc Ctrl+C");
    let copied = desk.clipboard().to_owned();
    let csv = desk.app.csv_of(DEALS, CsvFor::Spreadsheet).unwrap().text;
    let csv = csv.lines().nth(1).unwrap().to_owned();
    desk.press("Ctrl+F");
    let query = crate::app::Query { text: find.into(), ..desk.app.find.query.clone() };
    desk.act(Action::Find(Seek::Query(query)));
    let found = desk.app.hits().len();
    desk.act(Action::Find(Seek::Close));
    let facets = desk.app.facets(DEALS, key, "").into_iter().map(|facet| facet.label.to_string());
    let filter = facets.collect::<Vec<_>>().join(" | ");
    [edited, copied, csv, found.to_string(), filter]
}

fn sentence(desk: &Desk, key: &Key) -> Vec<String> {
    let own = problems(&desk.app, 99).into_iter().filter(|problem| problem.column == *key);
    own.map(|problem| problem.advice.text(Lang::En).into_owned()).collect()
}

#[test]
fn a_cell_keeps_the_names_of_choices_that_are_taken_out() {
    let mut desk = desk(TWO);
    let choices = vec![
        choice("oc21a1e0", "重点", "重点", Tone::Plain),
        choice("rush", "Rush", "加急", Tone::Warn),
        choice("old", "Old", "老", Tone::Plain),
    ];
    let key = make(&mut desk, Sheet::Deals, own("Tags", Kind::Choices(choices.into())));
    set(&mut desk, 0, &key, "重点, Rush");
    set(&mut desk, 1, &key, "Old");
    let before = desk.digest();
    take_out(&mut desk, &key, "oc21a1e0");
    assert_eq!(cells(&desk, &key), ["重点, Rush", "Old"]);
    assert_eq!(desk.value(0, &key), Value::Invalid("重点, Rush".into()));
    let [edited, copied, csv, found, filter] = told(&mut desk, &key, "重点");
    assert_eq!([edited.as_str(), copied.trim_end(), found.as_str()], ["重点, Rush", "重点, Rush", "1"]);
    assert!(csv.contains("\"重点, Rush\""), "{csv}");
    assert!(filter.contains("“重点, Rush” (does not fit)"), "{filter}");
    assert_eq!(sentence(&desk, &key), ["Tags holds “重点, Rush”: “重点” is not among the choices of this column."]);
    desk.press("Ctrl+Z");
    assert_eq!(desk.digest(), before, "one step of undo");
    desk.press("Ctrl+Y");
    // Another choice that is added repairs nothing, the same one everything.
    change(&mut desk, Sheet::Deals, &key, |own| own.with_choice(Label::both("重点客户")).unwrap().0);
    assert_eq!(desk.value(0, &key), Value::Invalid("重点, Rush".into()));
    change(&mut desk, Sheet::Deals, &key, |own| own.with_choice(Label::both("重点")).unwrap().0);
    assert!(matches!(desk.value(0, &key), Value::Choices(keys) if keys.len() == 2 && keys[1] == "rush"));
    assert_eq!((cells(&desk, &key)[0].as_str(), sentence(&desk, &key).len()), ("重点, Rush", 0));
}

#[test]
fn a_choice_that_is_gone_is_not_taken_for_one_that_begins_like_it() {
    let mut desk = desk(TWO);
    let choices = vec![choice("high", "High", "高", Tone::Plain), choice("highest", "Highest", "最高", Tone::Plain)];
    let key = make(&mut desk, Sheet::Deals, own("Risk", Kind::Choice(choices.into())));
    set(&mut desk, 0, &key, "High");
    take_out(&mut desk, &key, "high");
    assert_eq!(desk.value(0, &key), Value::Invalid("High".into()));
    assert_eq!(sentence(&desk, &key), ["Risk holds “High”: “High” is not among the choices of this column."]);
    change(&mut desk, Sheet::Deals, &key, |own| own.with_choice(Label::both("Low")).unwrap().0);
    assert_eq!(desk.value(0, &key), Value::Invalid("High".into()));
    // Made several choices with one of them taken out, it is not taken for another either.
    change(&mut desk, Sheet::Deals, &key, |own| own.with_choice(Label::both("High")).unwrap().0);
    assert_eq!(desk.value(0, &key), Value::Choice("high".into()));
    change(&mut desk, Sheet::Deals, &key, |own| {
        let fewer = own.kind.choices().iter().filter(|choice| choice.key != "high").cloned().collect::<Vec<_>>();
        crate::model::Definition { kind: Kind::Choices(fewer.into()), ..own }
    });
    assert_eq!(desk.value(0, &key), Value::Invalid("High".into()));
}

#[test]
fn what_the_program_gives_to_choose_from_keeps_its_meaning_and_its_name() {
    let mut desk = desk(TWO);
    let key = Key::new("outcome");
    set(&mut desk, 0, &key, "won");
    let name = desk.cell(0, &key);
    take_out(&mut desk, &key, "won");
    assert_eq!((desk.value(0, &key), desk.cell(0, &key)), (Value::Choice("won".into()), name.clone()));
    let parser = desk.app.parser();
    let definition = desk.app.plan().table(Sheet::Deals).definition(&key).unwrap();
    assert_eq!(parser.edit_text(definition, &desk.value(0, &key)), name);
    assert!(sentence(&desk, &key).iter().any(|said| said.contains(&format!("“{name}”, which is no longer"))));
}

#[test]
fn a_key_that_nobody_knows_takes_nothing_else_away() {
    let mut desk = desk(TWO);
    let choices = vec![choice("rush", "Rush", "加急", Tone::Warn)];
    let key = make(&mut desk, Sheet::Deals, own("Tags", Kind::Choices(choices.into())));
    let (row, column) = (desk.record(0), key.clone());
    let value = Value::choices(vec!["oc21a1e0".into(), "rush".into()]);
    desk.act(Action::Set { sheet: Sheet::Deals, row, column, value });
    let [edited, copied, csv, found, _] = told(&mut desk, &key, "Rush");
    let both = "oc21a1e0, Rush";
    assert_eq!([edited.as_str(), copied.trim_end(), found.as_str()], [both, both, "1"]);
    assert!(csv.contains("\"oc21a1e0, Rush\""), "{csv}");
    let whole = desk.app.csv_of(DEALS, CsvFor::Program).unwrap().text;
    assert!(whole.contains("oc21a1e0; rush"), "{whole}");
}

#[test]
fn the_list_of_choices_loses_nothing_of_a_text_that_does_not_fit() {
    let mut desk = desk(TWO);
    let choices = ["gone", "Rush", "Late"].map(|name| choice(name, name, name, Tone::Plain)).to_vec();
    let key = make(&mut desk, Sheet::Deals, own("Tags", Kind::Choices(choices.into())));
    set(&mut desk, 0, &key, "gone, Rush");
    take_out(&mut desk, &key, "gone");
    let row = desk.record(0);
    let at = desk.app.grid(DEALS).layout.locate(row, &key).unwrap().1;
    desk.press("focus");
    desk.app.grid(DEALS).selection = Selection::at(0, at);
    desk.press("Alt+Down Enter");
    assert_eq!(desk.value(0, &key), Value::Invalid("gone, Rush".into()), "nothing was picked");
    desk.app.grid(DEALS).selection = Selection::at(0, at);
    desk.press("Alt+Down");
    let late = desk.app.grid(DEALS).editor.as_ref().and_then(|editor| match &editor.picker {
        Some(crate::app::grid::Picker::List { options, .. }) => options.iter().position(|one| one.label == "Late"),
        _ => None,
    });
    desk.act(Action::Pick(DEALS, late.unwrap()));
    desk.press("Enter");
    assert_eq!(desk.value(0, &key), Value::Invalid("gone, Rush, Late".into()), "what was taken out stays beside it");
    desk.app.grid(DEALS).selection = Selection::at(0, at);
    desk.press("Alt+Down");
    let gone = desk.app.grid(DEALS).editor.as_ref().and_then(|editor| match &editor.picker {
        Some(crate::app::grid::Picker::List { options, .. }) => options.iter().position(|one| one.label == "gone"),
        _ => None,
    });
    desk.act(Action::Pick(DEALS, gone.unwrap()));
    desk.press("Enter");
    assert_eq!(desk.value(0, &key), Value::choices(vec!["Rush".into(), "Late".into()]), "unless it is unticked");
}
