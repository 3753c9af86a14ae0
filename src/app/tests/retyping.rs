//! Columns that become another kind: what comes back from under a formula, and numbers on one scale.

use super::columns::{cells, change, desk, make, own, set};
use super::desk::{Desk, add};
use crate::app::columns::Retype;
use crate::app::{Action, Notice};
use crate::model::{Decimal, Definition, Key, Kind, Sheet, Value, choice};
use crate::text::messages::KindWord;

const FOUR: &str = "| name  | amount |
                    | one   | 100    |
                    | two   | 200    |
                    | three | 300    |
                    | four  |        |";

fn turn(desk: &mut Desk, key: &Key, kind: Kind) -> Retype {
    let own = desk.app.plan().table(Sheet::Deals).definition(key).cloned().unwrap();
    let wanted = Definition { kind, computed: None, formula: "".into(), ..own };
    let preview = desk.app.preview_retype(Sheet::Deals, &wanted);
    change(desk, Sheet::Deals, key, |_| wanted);
    preview
}

fn number() -> Kind {
    Kind::own_number(6)
}

#[test]
fn what_was_typed_comes_back_from_under_a_formula() {
    for (kind, texts) in [(Kind::Text, ["11", "22", "x3"]), (number(), ["11", "22", "x3"])] {
        let mut desk = desk(FOUR);
        let key = make(&mut desk, Sheet::Deals, own("Size", kind.clone()));
        (0..2).for_each(|row| set(&mut desk, row, &key, texts[row]));
        set(&mut desk, 3, &key, texts[2]);
        let typed = cells(&desk, &key);
        change(&mut desk, Sheet::Deals, &key, |own| Definition { kind: Kind::Money, ..own }.formula("[Amount] * 2"));
        assert_eq!(cells(&desk, &key), ["200", "400", "600", "–"]);
        let hidden = desk.digest();
        // Back to what it was: the row without a typed value is empty again.
        let found = turn(&mut desk, &key, kind.clone());
        assert_eq!((found.back, found.results, found.emptied), (3, 0, 1));
        assert_eq!(cells(&desk, &key), [typed[0].as_str(), typed[1].as_str(), "", "x3"]);
        let lines: Vec<_> = found.lines.iter().map(|line| (line.from.as_str(), line.to.as_str(), line.back)).collect();
        assert!(lines.contains(&("200", "11", true)) && !lines.iter().any(|line| line.0 == "600"), "{lines:?}");
        desk.press("Ctrl+Z");
        assert_eq!(desk.digest(), hidden, "undo gives the formula back");
        assert_eq!(cells(&desk, &key), ["200", "400", "600", "–"]);
        // To another kind it is converted as any value is, and what does not fit stays, marked.
        let found = turn(&mut desk, &key, Kind::own_number(0));
        assert_eq!((found.back, found.emptied, found.converted, found.kept), (3, 1, 2, 1));
        assert_eq!(desk.value(1, &key), Value::Number(Decimal::whole(22)));
        assert_eq!(desk.value(3, &key), Value::Invalid("x3".into()));
    }
}

#[test]
fn choices_come_back_from_under_a_formula_with_their_names() {
    let mut desk = desk(FOUR);
    let choices =
        vec![choice("low", "Low", "低", Default::default()), choice("o1", "重点", "重点", Default::default())];
    let key = make(&mut desk, Sheet::Deals, own("Risk", Kind::Choice(choices.clone().into())));
    set(&mut desk, 0, &key, "low");
    set(&mut desk, 1, &key, "重点");
    change(&mut desk, Sheet::Deals, &key, |own| Definition { kind: Kind::Money, ..own }.formula("[Amount] * 2"));
    let form = desk.app.column_form(Sheet::Deals, &key, None).unwrap();
    assert_eq!(form.choices, choices, "they are offered again");
    turn(&mut desk, &key, Kind::Choice(choices.into()));
    assert_eq!([0, 1].map(|row| desk.value(row, &key)), ["low", "o1"].map(|key| Value::Choice(key.into())));
    desk.press("Ctrl+Z");
    turn(&mut desk, &key, Kind::Text);
    assert_eq!(cells(&desk, &key), ["Low", "重点", "", ""]);
}

#[test]
fn numbers_and_shares_are_converted_on_one_scale() {
    let mut desk = desk(FOUR);
    let key = make(&mut desk, Sheet::Deals, own("Size", number()));
    for (row, text) in ["0.5", "1", "1.5", "0.99"].into_iter().enumerate() {
        set(&mut desk, row, &key, text);
    }
    turn(&mut desk, &key, Kind::Percent);
    assert_eq!(cells(&desk, &key), ["50 %", "100 %", "150 %", "99 %"]);
    turn(&mut desk, &key, number());
    assert_eq!(cells(&desk, &key), ["0.5", "1", "1.5", "0.99"]);
    turn(&mut desk, &key, Kind::Percent);
    for (row, text) in ["250%", "100%", "40%", "1%"].into_iter().enumerate() {
        set(&mut desk, row, &key, text);
    }
    turn(&mut desk, &key, number());
    assert_eq!(cells(&desk, &key), ["2.5", "1", "0.4", "0.01"]);
    turn(&mut desk, &key, Kind::Percent);
    assert_eq!(cells(&desk, &key), ["250 %", "100 %", "40 %", "1 %"]);
    // What a column of whole numbers could not hold is on its scale, too.
    turn(&mut desk, &key, Kind::own_number(0));
    assert_eq!(desk.value(0, &key), Value::Invalid("250%".into()));
    set(&mut desk, 1, &key, "1.5");
    turn(&mut desk, &key, Kind::Percent);
    assert_eq!(cells(&desk, &key), ["250 %", "150 %", "40 %", "1 %"]);
    // Amounts too: decimals that they lose are counted before they are.
    set(&mut desk, 3, &key, "1.25%");
    assert_eq!(turn(&mut desk, &key, Kind::Money).rounded, 1);
    assert_eq!(cells(&desk, &key), ["2.50", "1.50", "0.40", "0.01"]);
}

#[test]
fn choices_made_of_values_fit_them() {
    for (kind, texts) in [
        (Kind::Money, ["1234567.5", "5 EUR", "1200", ""]),
        (Kind::Percent, ["33.3333%", "40%", "-2.5%", "33.3%"]),
        (Kind::Check, ["yes", "no", "", "yes"]),
        (Kind::Date, ["2026-03-05", "2026-03-06", "", "2026-03-05"]),
        (number(), ["12345.6", "0.5", "-3", ""]),
        (Kind::Rating { min: 0, max: 5, unknown: true }, ["3", "?", "0", "5"]),
        (Kind::Text, ["north, south", "north", "South", "a lot"]),
    ] {
        for several in [false, true] {
            let mut desk = desk(FOUR);
            let key = make(&mut desk, Sheet::Deals, own("Size", kind.clone()));
            (0..4).for_each(|row| set(&mut desk, row, &key, texts[row]));
            let choices = desk.app.choices_of_values(Sheet::Deals, &key, several);
            let to = if several { Kind::Choices(choices.into()) } else { Kind::Choice(choices.into()) };
            let found = turn(&mut desk, &key, to);
            assert_eq!(found.kept, 0, "{kind:?} {several}: {:?}", found.lines);
        }
    }
}

#[test]
fn choices_made_of_results_links_and_several_fit_them() {
    let mut desk = desk(FOUR);
    let key = make(&mut desk, Sheet::Deals, own("Size", Kind::Money).formula("[Amount] * 1234.5"));
    let choices = desk.app.choices_of_values(Sheet::Deals, &key, true);
    assert_eq!(choices[0].label.en, "123450");
    assert_eq!(turn(&mut desk, &key, Kind::Choices(choices.into())).kept, 0);
    let haitian = add(&mut desk.app, Sheet::Accounts, vec![("name", Value::text("Haitian, Ningbo"))]);
    let midea = add(&mut desk.app, Sheet::Accounts, vec![("name", Value::text("Midea"))]);
    let key = make(&mut desk, Sheet::Deals, own("Partners", Kind::Links(Sheet::Accounts)));
    let row = desk.app.plan().table(Sheet::Deals).ids().next().unwrap();
    let (sheet, column, value) = (Sheet::Deals, key.clone(), Value::links(vec![haitian, midea]));
    let set = vec![crate::log::Change::Set { sheet, row, column, value }];
    desk.app.commit(set, "set", desk.now + 10);
    let choices = desk.app.choices_of_values(Sheet::Deals, &key, true);
    assert_eq!(choices.len(), 2, "{choices:?}");
    assert_eq!(turn(&mut desk, &key, Kind::Choices(choices.into())).kept, 0);
}

#[test]
fn a_column_that_was_a_formula_from_the_first_keeps_its_results() {
    let mut desk = desk(FOUR);
    let key = make(&mut desk, Sheet::Deals, own("Size", Kind::Money).formula("[Amount] * 2"));
    let found = turn(&mut desk, &key, Kind::Money);
    assert_eq!((found.results, found.emptied), (3, 0));
    assert_eq!(cells(&desk, &key), ["200", "400", "600", ""]);
}

#[test]
fn numbers_are_per_cent_as_they_would_be_typed() {
    for (texts, shares) in [
        (["3", "40", "-2.5", "250"], ["3 %", "40 %", "-2.5 %", "250 %"]),
        (["0.03", "0.4", "-0.25", "1"], ["3 %", "40 %", "-25 %", "100 %"]),
        (["3", "", "", "1"], ["3 %", "", "", "1 %"]),
    ] {
        for kind in [number(), Kind::own_number(2)] {
            let mut desk = desk(FOUR);
            let key = make(&mut desk, Sheet::Deals, own("Size", kind));
            (0..4).for_each(|row| set(&mut desk, row, &key, texts[row]));
            let preview = turn(&mut desk, &key, Kind::Percent);
            assert_eq!((preview.kept, cells(&desk, &key)), (0, shares.map(String::from).to_vec()));
        }
        let mut desk = desk(FOUR);
        let key = make(&mut desk, Sheet::Deals, own("Size", Kind::Text));
        set(&mut desk, 0, &key, texts[0]);
        turn(&mut desk, &key, Kind::Percent);
        assert_eq!(cells(&desk, &key)[0], shares[0], "and so is a text");
    }
}

#[test]
fn a_number_is_no_day() {
    let mut desk = desk(FOUR);
    let key = make(&mut desk, Sheet::Deals, own("Size", number()));
    for (row, text) in ["-3", "15", "46086", "20260305"].into_iter().enumerate() {
        set(&mut desk, row, &key, text);
    }
    let found = turn(&mut desk, &key, Kind::Date);
    assert_eq!((found.kept, found.converted), (2, 2));
    assert_eq!(cells(&desk, &key), ["-3", "15", "2026-03-05", "2026-03-05"]);
    assert_eq!(desk.value(0, &key), Value::Invalid("-3".into()));
    let share = make(&mut desk, Sheet::Deals, own("Share", Kind::Percent));
    set(&mut desk, 0, &share, "15%");
    assert_eq!(turn(&mut desk, &share, Kind::Date).kept, 1);
}

#[test]
fn results_are_shown_in_another_way_and_nothing_is_converted() {
    let mut desk = desk(FOUR);
    let kind = Kind::own_number(2);
    let key = make(&mut desk, Sheet::Deals, own("Rate", kind).formula("number([Amount]) / 300"));
    assert_eq!(cells(&desk, &key), ["0.33", "0.67", "1.00", "–"]);
    for (shown_as, places, expected) in [
        (KindWord::Number, 3, ["0.333", "0.667", "1.000", "–"]),
        (KindWord::Percent, 3, ["33.3 %", "66.7 %", "100 %", "–"]),
        (KindWord::Number, 0, ["0", "1", "1", "–"]),
        (KindWord::Money, 0, ["0.33", "0.67", "1", "–"]),
    ] {
        let mut form = desk.app.column_form(Sheet::Deals, &key, None).unwrap();
        (form.shown_as, form.places) = (Some(shown_as), places);
        let definition = desk.app.definition_of(&form).unwrap();
        assert_eq!(desk.app.preview_retype(Sheet::Deals, &definition), Retype::default());
        desk.act(Action::Define(Box::new(form.edit(definition))));
        assert!(matches!(desk.said(), Some(Notice::ColumnChanged(_))), "{:?}", desk.said());
        assert_eq!(cells(&desk, &key), expected);
    }
}
