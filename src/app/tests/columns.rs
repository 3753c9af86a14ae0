//! Columns that the user makes: added, changed, turned into another kind, taken out; each one step of undo.

use super::desk::{Desk, add};
use crate::app::columns::ColumnEdit;
use crate::app::grid::GridId;
use crate::app::{Action, Effect, Notice, problems};
use crate::model::{
    Computed, Condition, Decimal, Definition, Key, Kind, Label, Rule, Severity, Sheet, Value, choice, column,
};

const DEALS: GridId = GridId::Table(Sheet::Deals);

pub fn desk(table: &str) -> Desk {
    Desk::new(DEALS, table)
}

/// Makes a column and returns its key.
pub fn make(desk: &mut Desk, sheet: Sheet, definition: Definition) -> Key {
    let before: Vec<Key> = keys(desk, sheet);
    desk.act(Action::Define(Box::new(ColumnEdit { sheet, definition, behind: Some("amount".into()), grid: None })));
    keys(desk, sheet).into_iter().find(|key| !before.contains(key)).expect("a new column")
}

fn keys(desk: &Desk, sheet: Sheet) -> Vec<Key> {
    desk.app.plan().table(sheet).definitions().iter().map(|definition| definition.key.clone()).collect()
}

pub fn change(desk: &mut Desk, sheet: Sheet, key: &Key, with: impl FnOnce(Definition) -> Definition) {
    let own = desk.app.plan().table(sheet).definition(key).cloned().expect("a column");
    let definition = Definition { key: key.clone(), ..with(own) };
    desk.act(Action::Define(Box::new(ColumnEdit { sheet, definition, behind: None, grid: None })));
}

pub fn own(name: &'static str, kind: Kind) -> Definition {
    column("", name, "", kind).core()
}

pub fn set(desk: &mut Desk, row: usize, key: &Key, text: &str) {
    let definition = desk.app.plan().table(Sheet::Deals).definition(key).cloned().unwrap();
    let value = desk.app.parser().parse(&definition, text);
    let row = desk.record(row);
    desk.act(Action::Set { sheet: Sheet::Deals, row, column: key.clone(), value });
}

/// What the cells of a column show.
pub fn cells(desk: &Desk, key: &Key) -> Vec<String> {
    let rows = desk.app.laid_out(DEALS).unwrap().layout.records();
    (0..rows).map(|row| desk.cell(row, key)).collect()
}

const TWO: &str = "| name  | amount |
                   | one   | 100    |
                   | two   | 200    |";

#[test]
fn a_column_stands_where_it_was_put_and_undo_takes_it_out() {
    let mut desk = desk(TWO);
    let before = desk.digest();
    let key = make(&mut desk, Sheet::Deals, own("Region", Kind::Text));
    assert!(key.starts_with("region_"), "no built-in column of a later version will be called {key}");
    let arranged = |desk: &Desk| -> Vec<Key> {
        let table = desk.app.plan().table(Sheet::Deals);
        table.arranged().iter().map(|at| table.definitions()[*at].key.clone()).collect()
    };
    let at = arranged(&desk).iter().position(|own| *own == key).unwrap();
    assert_eq!(arranged(&desk)[at - 1], "amount");
    assert!(matches!(desk.said(), Some(Notice::ColumnAdded(label)) if label.en == "Region"));
    set(&mut desk, 0, &key, "North");
    desk.press("Ctrl+Z Ctrl+Z");
    assert_eq!(desk.digest(), before);
    assert!(!arranged(&desk).contains(&key));
    desk.press("Ctrl+Y Ctrl+Y");
    assert_eq!(cells(&desk, &key), ["North", ""]);
    desk.reload();
    assert_eq!(cells(&desk, &key), ["North", ""]);
    assert!(arranged(&desk).contains(&key));
}

#[test]
fn a_name_in_chinese_makes_a_key_too_and_two_of_one_name_are_two() {
    let mut desk = desk(TWO);
    let label = Label { en: "".into(), zh: "区域".into() };
    let one = make(&mut desk, Sheet::Deals, Definition { label: label.clone(), ..own("", Kind::Text) });
    let two = make(&mut desk, Sheet::Deals, Definition { label, ..own("", Kind::Text) });
    assert!(one.starts_with("column_") && one != two, "{one} {two}");
}

#[test]
fn a_column_that_is_taken_out_keeps_its_values() {
    let mut desk = desk(TWO);
    let key = make(&mut desk, Sheet::Deals, own("Region", Kind::Text));
    set(&mut desk, 1, &key, "South");
    desk.act(Action::SetDeleted { sheet: Sheet::Deals, column: key.clone(), deleted: true });
    assert!(desk.app.plan().table(Sheet::Deals).definition(&key).unwrap().deleted);
    desk.act(Action::SetDeleted { sheet: Sheet::Deals, column: key.clone(), deleted: false });
    assert_eq!(cells(&desk, &key), ["", "South"]);
    desk.act(Action::SetDeleted { sheet: Sheet::Deals, column: "amount".into(), deleted: true });
    assert!(matches!(desk.said(), Some(Notice::Refused(_))), "a built-in column stays");
}

#[test]
fn what_does_not_convert_stays_as_text_and_undo_restores_it_exactly() {
    let mut desk = desk(
        "| name  |
                         | one   |
                         | two   |
                         | three |
                         | four  |",
    );
    let key = make(&mut desk, Sheet::Deals, own("Size", Kind::Text));
    for (row, text) in ["1,200", "about 5", "12%", "3万"].iter().enumerate() {
        set(&mut desk, row, &key, text);
    }
    let before = desk.digest();
    let number = Kind::Number { min: 0, max: 1_000_000, places: 2 };
    let wanted = Definition { key: key.clone(), ..own("Size", number.clone()) };
    let preview = desk.app.preview_retype(Sheet::Deals, &wanted);
    assert_eq!((preview.converted, preview.kept), (3, 1));
    let lines: Vec<String> =
        preview.lines.iter().map(|line| format!("{}→{} {}", line.from, line.to, line.fits)).collect();
    assert_eq!(lines, ["about 5→about 5 false", "1,200→1200.00 true", "12%→0.12 true", "3万→30,000.00 true"]);
    change(&mut desk, Sheet::Deals, &key, |own| Definition { kind: number, ..own });
    assert_eq!(cells(&desk, &key), ["1200.00", "about 5", "0.12", "30,000.00"]);
    assert_eq!(desk.value(1, &key), Value::Invalid("about 5".into()));
    assert!(matches!(desk.said(), Some(Notice::Retyped { converted: 3, marked: 1, .. })));
    desk.press("Ctrl+Z");
    assert_eq!(desk.digest(), before);
    assert_eq!(cells(&desk, &key), ["1,200", "about 5", "12%", "3万"]);
    desk.press("Ctrl+Y");
    assert_eq!(cells(&desk, &key), ["1200.00", "about 5", "0.12", "30,000.00"]);
    // And back: the texts by which the numbers are edited.
    change(&mut desk, Sheet::Deals, &key, |own| Definition { kind: Kind::Text, ..own });
    assert_eq!(cells(&desk, &key), ["1200", "about 5", "0.12", "30000"]);
}

#[test]
fn text_becomes_choices_links_dates_and_ticks_and_comes_back() {
    let mut desk = desk(
        "| name  |
                         | one   |
                         | two   |
                         | three |",
    );
    let haitian = add(&mut desk.app, Sheet::Accounts, vec![("name", Value::text("Haitian"))]);
    let key = make(&mut desk, Sheet::Deals, own("Field", Kind::Text));
    let fill = |desk: &mut Desk, texts: [&str; 3]| {
        for (row, text) in texts.iter().enumerate() {
            set(desk, row, &key, text);
        }
    };
    let turn = |desk: &mut Desk, kind: Kind| {
        change(desk, Sheet::Deals, &key, |own| Definition { kind, ..own });
        (0..3).map(|row| desk.value(row, &key)).collect::<Vec<_>>()
    };
    fill(&mut desk, ["North", "south", "North"]);
    let choices = desk.app.choices_of_values(Sheet::Deals, &key, false);
    assert_eq!(choices.iter().map(|c| c.key.as_str()).collect::<Vec<_>>(), ["north", "south"]);
    let north = || Value::Choice("north".into());
    assert_eq!(
        turn(&mut desk, Kind::Choice(choices.clone().into())),
        [north(), Value::Choice("south".into()), north()]
    );
    let several = turn(&mut desk, Kind::Choices(choices.into()));
    assert_eq!(several[0], Value::choices(vec!["north".into()]));
    assert_eq!(turn(&mut desk, Kind::Text), [Value::text("North"), Value::text("south"), Value::text("North")]);
    fill(&mut desk, ["haitian", "Nobody", ""]);
    let linked = turn(&mut desk, Kind::Link(Sheet::Accounts));
    assert_eq!(linked, [Value::Link(haitian), Value::Invalid("Nobody".into()), Value::Empty]);
    assert_eq!(turn(&mut desk, Kind::Links(Sheet::Accounts))[0], Value::links(vec![haitian]));
    assert_eq!(turn(&mut desk, Kind::Text)[0], Value::text("Haitian"));
    fill(&mut desk, ["2026-03-05", "soon", "3月5日"]);
    let dates = turn(&mut desk, Kind::Date);
    assert!(matches!(dates.as_slice(), [Value::Date(_), Value::Invalid(_), Value::Date(_)]));
    turn(&mut desk, Kind::Text);
    fill(&mut desk, ["yes", "否", "perhaps"]);
    let ticks = turn(&mut desk, Kind::Check);
    assert_eq!(ticks, [Value::Check(true), Value::Check(false), Value::Invalid("perhaps".into())]);
}

#[test]
fn a_choice_in_use_that_is_removed_stays_marked_and_finds_its_way_back() {
    let mut desk = desk(TWO);
    let choices = vec![
        choice("low", "low", "低", crate::model::Tone::Plain),
        choice("high", "high", "高", crate::model::Tone::Warn),
    ];
    let key = make(&mut desk, Sheet::Deals, own("Risk", Kind::Choice(choices.into())));
    set(&mut desk, 0, &key, "high");
    let fewer = |own: &Definition| own.with_choices(own.kind.choices().iter().take(1).cloned().collect());
    let wanted = fewer(desk.app.plan().table(Sheet::Deals).definition(&key).unwrap());
    assert_eq!(desk.app.choices_lost(Sheet::Deals, &wanted), [(Label::new("high", "高"), 1)]);
    change(&mut desk, Sheet::Deals, &key, |own| fewer(&own));
    assert_eq!(desk.value(0, &key), Value::Invalid("high".into()), "by the name that everybody knows");
    assert!(problems(&desk.app, 99).iter().any(|problem| problem.column == key && problem.severity == Severity::Error));
    let (again, same) =
        desk.app.plan().table(Sheet::Deals).definition(&key).unwrap().with_choice(Label::both("High")).unwrap();
    assert_eq!(same, "high", "the same name has the same key");
    change(&mut desk, Sheet::Deals, &key, |_| again);
    assert_eq!(cells(&desk, &key), ["High", ""]);
    assert!(!problems(&desk.app, 99).iter().any(|problem| problem.column == key));
}

#[test]
fn rules_mark_and_never_block() {
    let mut desk = desk(
        "| name | close      | entered    |
                         | one  | 2026-06-01 | 2026-03-01 |
                         | two  | 2026-06-01 | 2026-03-01 |",
    );
    let rule = |condition, severity| Rule { condition, severity };
    let number = own("Size", Kind::Number { min: -99, max: 99, places: 0 });
    let size = make(&mut desk, Sheet::Deals, number);
    let code = make(&mut desk, Sheet::Deals, own("Code", Kind::Text));
    let due = make(&mut desk, Sheet::Deals, own("Due", Kind::Date));
    let found = |desk: &Desk, key: &Key| -> Vec<(Severity, String)> {
        let all = problems(&desk.app, 99).into_iter().filter(|problem| problem.column == *key);
        all.map(|problem| (problem.severity, problem.advice.text(crate::text::Lang::En).into_owned())).collect()
    };
    let five = Value::Number(Decimal::whole(5));
    change(&mut desk, Sheet::Deals, &size, |own| Definition {
        rules: vec![rule(Condition::AtLeast(five), Severity::Error)],
        required: Some(Severity::Hint),
        ..own
    });
    change(&mut desk, Sheet::Deals, &code, |own| Definition {
        rules: vec![rule(Condition::Unique, Severity::Warning), rule(Condition::Shorter(3), Severity::Hint)],
        ..own
    });
    change(&mut desk, Sheet::Deals, &due, |own| Definition {
        rules: vec![
            rule(Condition::NotPast, Severity::Warning),
            rule(Condition::NotBefore("close".into()), Severity::Error),
        ],
        ..own
    });
    assert_eq!(found(&desk, &size).len(), 2, "both are empty: {:?}", found(&desk, &size));
    set(&mut desk, 0, &size, "4");
    set(&mut desk, 1, &size, "5");
    assert_eq!(found(&desk, &size), [(Severity::Error, "Size should be at least 5.".into())]);
    set(&mut desk, 0, &code, "ab");
    assert!(found(&desk, &code).is_empty());
    set(&mut desk, 1, &code, "ＡＢ");
    assert_eq!(found(&desk, &code).len(), 2, "both rows are told");
    set(&mut desk, 1, &code, "abcd");
    assert_eq!(found(&desk, &code), [(Severity::Hint, "Code should have at most 3 characters.".into())]);
    set(&mut desk, 0, &due, "2026-01-01");
    assert_eq!(found(&desk, &due).len(), 2);
    set(&mut desk, 0, &due, "2026-06-01");
    assert!(found(&desk, &due).is_empty());
    change(&mut desk, Sheet::Deals, &size, |own| Definition {
        rules: vec![rule(Condition::AtMost(Value::Number(Decimal::whole(4))), Severity::Error)],
        ..own
    });
    assert_eq!(found(&desk, &size), [(Severity::Error, "Size should be at most 4.".into())]);
    change(&mut desk, Sheet::Deals, &code, |own| Definition {
        rules: vec![
            rule(Condition::Longer(3), Severity::Hint),
            rule(Condition::OneOf(vec!["abcd".into()]), Severity::Warning),
        ],
        ..own
    });
    let two = [
        (Severity::Warning, "Code should be one of: abcd.".to_owned()),
        (Severity::Hint, "Code should have at least 3 characters.".to_owned()),
    ];
    assert_eq!(found(&desk, &code), two);
    let counted = desk.app.problem_counts();
    let mut fresh = super::desk::reopened(&desk.app, crate::log::Replica::new(1, 3));
    fresh.grid(DEALS);
    assert_eq!(fresh.problem_counts(), counted, "counted anew it is the same");
}

#[test]
fn the_sample_goes_and_the_columns_stay() {
    let mut desk = desk(TWO);
    let key = make(&mut desk, Sheet::Deals, own("Region", Kind::Text));
    let net = make(&mut desk, Sheet::Deals, own("Net", Kind::Money).formula("[Amount] * 80%"));
    desk.act(Action::RemoveSample);
    let table = desk.app.plan().table(Sheet::Deals);
    assert!(table.is_empty());
    assert!([&key, &net].iter().all(|key| table.definition(key).is_some_and(|definition| !definition.deleted)));
}

#[test]
fn a_column_becomes_a_formula_and_its_results_become_values() {
    let mut desk = desk(TWO);
    let key = make(&mut desk, Sheet::Deals, own("Net", Kind::Money));
    set(&mut desk, 0, &key, "7");
    change(&mut desk, Sheet::Deals, &key, |own| own.formula("[Amount] * 50%"));
    assert_eq!(cells(&desk, &key), ["50", "100"]);
    let definition = desk.app.plan().table(Sheet::Deals).definition(&key).cloned().unwrap();
    assert_eq!((definition.formula.as_str(), definition.computed), ("[#amount] * 50%", Some(Computed::Formula)));
    let typed = |own: Definition| Definition { computed: None, formula: "".into(), ..own };
    change(&mut desk, Sheet::Deals, &key, typed);
    assert_eq!(cells(&desk, &key), ["7", ""], "all is as it was before the formula");
    desk.press("Ctrl+Z Ctrl+Z");
    assert_eq!(cells(&desk, &key), ["7", ""], "and as it was before the formula");
    let stored = desk.effects.iter().filter(|effect| matches!(effect, Effect::Store(_))).count();
    assert_eq!(stored, 6);
}

#[test]
fn ones_own_amounts_and_shares_may_be_negative_or_beyond_the_whole() {
    let mut desk = desk("| name | amount |\n| [a] | 5 |");
    let margin = make(&mut desk, Sheet::Deals, own("Margin", Kind::Money));
    let growth = make(&mut desk, Sheet::Deals, own("Growth", Kind::Percent));
    for (key, typed, shown) in [
        (&margin, "(1,200)", "-1,200"),
        (&margin, "-500", "-500"),
        (&growth, "-40", "-40%"),
        (&growth, "150%", "150%"),
        (&growth, "-0.4", "-40%"),
    ] {
        set(&mut desk, 0, key, typed);
        let definition = desk.app.plan().table(Sheet::Deals).definition(key).cloned().unwrap();
        let value = desk.app.plan().value(Sheet::Deals, desk.record(0), key).clone();
        assert!(!value.is_invalid(), "{typed}");
        let text = crate::text::edit_text(desk.app.plan(), &definition, &value, desk.app.lang);
        assert_eq!(text.replace(",", ""), shown.replace(",", ""), "{typed}");
        assert_eq!(desk.app.parser().parse(&definition, &text), value, "{text} is read as it was written");
    }
}
