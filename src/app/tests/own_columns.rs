//! The form of a column, and columns of the user's own in every table.

use super::columns::{make, own};
use super::desk::Desk;
use crate::app::grid::GridId;
use crate::app::{Action, Form, RuleForm, RuleWord, problems};
use crate::model::{Condition, Definition, Key, Kind, Label, Rule, Severity, Sheet, Value};
use crate::text::Lang;

const DEALS: GridId = GridId::Table(Sheet::Deals);

const TWO: &str = "| name  | amount |
                   | one   | 100    |
                   | two   | 200    |";

#[test]
fn a_column_asked_for_on_a_form_is_seen_there() {
    let mut desk = Desk::new(DEALS, TWO);
    let form = GridId::Form(Sheet::Deals);
    let new = |desk: &mut Desk, id: GridId, behind: &'static str| {
        let mut form = desk.app.new_column(Sheet::Deals, Some(behind.into()), Some(id));
        let name = format!("Beside {behind} {id:?}");
        form.label = Label::both(&name);
        let definition = desk.app.definition_of(&form).unwrap();
        desk.act(Action::Define(Box::new(form.edit(definition))));
        let target = desk.app.grid(id).target().unwrap();
        let table = desk.app.plan().table(Sheet::Deals);
        assert_eq!(table.definition(&target.column).unwrap().label.en, name, "it is the active one");
        let seen = |id: GridId, app: &mut crate::app::App| {
            let layout = app.grid(id).layout.clone();
            (0..layout.height()).any(|row| {
                (0..layout.width())
                    .any(|column| layout.shown(row, column).is_some_and(|shown| shown.key == target.column))
            })
        };
        (seen(DEALS, &mut desk.app), seen(form_of(), &mut desk.app))
    };
    fn form_of() -> GridId {
        GridId::Form(Sheet::Deals)
    }
    desk.app.grid(form);
    assert_eq!(new(&mut desk, form, "objective"), (false, true), "behind a field of the form");
    desk.press("focus click(0,0) Space");
    let card = GridId::Card(Sheet::Deals);
    assert_eq!(new(&mut desk, card, "objective"), (false, true), "on the card beside the form's fields");
    assert_eq!(new(&mut desk, card, "amount"), (true, false), "on the card beside the table's");
}

#[test]
fn no_two_columns_of_a_table_get_one_name() {
    let mut desk = Desk::new(DEALS, TWO);
    let key = make(&mut desk, Sheet::Deals, own("Rank", Kind::Text));
    let refused = |desk: &Desk, name: &str, key: &str| {
        let form = match key {
            "" => desk.app.new_column(Sheet::Deals, None, None),
            key => desk.app.column_form(Sheet::Deals, key, None).unwrap(),
        };
        let made = desk.app.definition_of(&Form { label: Label { en: name.into(), zh: Key::default() }, ..form });
        made.err().map(|why| why.what)
    };
    let taken = |name: &str| {
        Some(format!(
            "Another column of this table is called “{name}”, hidden perhaps. Show it by Columns, or give this one another name."
        ))
    };
    for name in ["Rank", "ＲＡＮＫ ", "Amount", "金额", "Parked until"] {
        let said = taken(name.trim());
        assert_eq!(refused(&desk, name, ""), said, "{name}");
    }
    assert_eq!((refused(&desk, "Ranks", ""), refused(&desk, "Rank", &key)), (None, None), "its own it keeps");
    assert_eq!(refused(&desk, "Amount", &key), taken("Amount"), "renamed");
    // A plan of before in which two are called so can be changed all the same.
    let second = make(&mut desk, Sheet::Deals, own("Rank", Kind::Text));
    assert_eq!((refused(&desk, "Rank", &second), refused(&desk, "Rank", "")), (None, taken("Rank")));
    for key in [key, second] {
        desk.act(Action::SetDeleted { sheet: Sheet::Deals, column: key, deleted: true });
    }
    assert_eq!(refused(&desk, "Rank", ""), None, "a column that was taken out leaves its name");
}

#[test]
fn decimal_places_that_are_lost_are_counted_before_they_are() {
    let mut desk = Desk::new(DEALS, TWO);
    let number = |places| Kind::Number { min: -1_000_000, max: 1_000_000, places };
    let rows = [desk.record(0), desk.record(1)];
    let preview = |desk: &mut Desk, from: Kind, texts: [&str; 2], to: Kind| {
        let key = make(desk, Sheet::Deals, own("Size", from));
        let definition = desk.app.plan().table(Sheet::Deals).definition(&key).cloned().unwrap();
        for (row, text) in rows.into_iter().zip(texts) {
            let value = desk.app.parser().parse(&definition, text);
            desk.act(Action::Set { sheet: Sheet::Deals, row, column: key.clone(), value });
        }
        let found = desk.app.preview_retype(Sheet::Deals, &Definition { key, ..own("Size", to) });
        let first = found.lines.first().map(|line| format!("{}→{} {}", line.from, line.to, line.rounded));
        (found.converted, found.rounded, found.kept, first.unwrap())
    };
    let first = |text: &str| text.to_owned();
    assert_eq!(preview(&mut desk, number(3), ["1.25", "1.234"], number(2)), (2, 1, 0, first("1.234→1.23 true")));
    assert_eq!(preview(&mut desk, number(2), ["2.5", "3"], number(0)), (1, 0, 1, first("2.50→2.5 false")));
    assert_eq!(preview(&mut desk, Kind::Percent, ["12%", "12.5%"], number(2)), (2, 1, 0, first("12.5 %→0.13 true")));
    assert_eq!(preview(&mut desk, Kind::Text, ["1.005", "1,200"], number(1)), (2, 1, 0, first("1.005→1.0 true")));
    assert_eq!(preview(&mut desk, number(4), ["0.5", "0.125"], Kind::Money), (2, 1, 0, first("0.125→0.13 true")));
    assert_eq!(preview(&mut desk, Kind::Money, ["12.34", "5"], number(2)), (2, 0, 0, first("12.34→12.34 false")));
}

#[test]
fn a_rule_that_asks_for_nothing_is_not_saved() {
    let desk = Desk::new(DEALS, TWO);
    let rule = |kind: Kind, is: RuleWord, text: &str| {
        let mut form = desk.app.new_column(Sheet::Deals, None, None);
        (form.label, form.kind) = (Label::both("Size"), crate::text::messages::KindWord::of(&kind));
        let (text, other) = (text.to_owned(), Key::default());
        form.rules.push(RuleForm { is, text, other, severity: Severity::Error });
        desk.app.definition_of(&form).map(|definition| definition.rules[0].condition.clone())
    };
    for (kind, is) in [
        (Kind::Text, RuleWord::OneOf),
        (Kind::Text, RuleWord::Longer),
        (Kind::Date, RuleWord::AtLeast),
        (Kind::Money, RuleWord::AtMost),
    ] {
        for text in ["", " \n "] {
            let why = rule(kind.clone(), is, text).unwrap_err();
            assert_eq!((why.what.as_str(), why.rule), ("Say what the rule asks for: its field is empty.", Some(0)));
        }
    }
    let one_of = Condition::OneOf(vec!["a".into(), "b".into()]);
    assert_eq!(rule(Kind::Text, RuleWord::OneOf, "a\n\n b "), Ok(one_of));
}

/// What breaks the rules of a column, in the list of problems.
fn broken(desk: &Desk, key: &Key) -> Vec<String> {
    let all = problems(&desk.app, 99).into_iter().filter(|problem| problem.column == *key);
    all.map(|problem| problem.advice.text(Lang::En).into_owned()).collect()
}

/// The mark on a cell.
fn marked(desk: &Desk, row: usize, key: &Key) -> bool {
    let definition = desk.app.plan().table(Sheet::Deals).definition(key).cloned().unwrap();
    let found = crate::app::remarks(&desk.app, Sheet::Deals, desk.record(row), &[&definition]);
    found.into_iter().next().flatten().is_some()
}

#[test]
fn results_of_formulas_keep_to_rules_too() {
    let mut desk = Desk::new(DEALS, TWO);
    let rule = |condition| vec![Rule { condition, severity: Severity::Error }];
    let region = make(&mut desk, Sheet::Accounts, own("Region", Kind::Text));
    let formula = |text: &'static str, kind, rules| Definition { rules, ..own(text, kind).formula(text) };
    let ticked =
        make(&mut desk, Sheet::Deals, Definition { rules: rule(Condition::Ticked), ..own("Seen", Kind::Check) });
    assert_eq!(broken(&desk, &ticked), ["Seen is not ticked."; 2], "a box that was never ticked is not ticked");
    let large = make(&mut desk, Sheet::Deals, formula("[Amount] >= 150", Kind::Check, rule(Condition::Ticked)));
    assert_eq!(broken(&desk, &large), ["[Amount] >= 150 does not hold."]);
    assert_eq!([0, 1].map(|row| marked(&desk, row, &large)), [true, false]);
    let least = Value::Number(crate::model::Decimal::whole(3));
    let whole = Kind::Number { min: -99, max: 99, places: 0 };
    let length =
        make(&mut desk, Sheet::Deals, formula("len([Account].[Region])", whole, rule(Condition::AtLeast(least))));
    let counted_anew = |desk: &Desk| {
        let fresh = super::desk::reopened(&desk.app, crate::log::Replica::new(1, 3));
        assert_eq!(desk.app.problem_counts(), fresh.problem_counts());
    };
    counted_anew(&desk);
    // What the result is made of changes in the row, and behind a link.
    let account = super::desk::add(&mut desk.app, Sheet::Accounts, vec![]);
    let set = |desk: &mut Desk, sheet, row, column: &Key, value| {
        desk.act(Action::Set { sheet, row, column: column.clone(), value });
        counted_anew(desk);
    };
    let first = desk.record(0);
    set(&mut desk, Sheet::Deals, first, &"account".into(), Value::Link(account));
    set(&mut desk, Sheet::Accounts, account, &region, Value::text("EU"));
    assert!(broken(&desk, &length).contains(&"len([Account].[Region]) should be at least 3.".to_owned()));
    let before = broken(&desk, &length).len();
    set(&mut desk, Sheet::Accounts, account, &region, Value::text("Europe"));
    assert_eq!(broken(&desk, &length).len(), before - 1);
    assert!(!marked(&desk, 0, &length));
    desk.press("focus click(0,1)");
    let amount = desk.app.laid_out(DEALS).unwrap().layout.locate(first, "amount").unwrap().1;
    desk.app.grid(DEALS).selection = crate::app::grid::Selection::at(0, amount);
    desk.press("1 8 0 Enter");
    assert!(broken(&desk, &large).is_empty(), "{:?}", broken(&desk, &large));
    counted_anew(&desk);
    desk.press("Ctrl+Z");
    assert_eq!(broken(&desk, &large).len(), 1);
    counted_anew(&desk);
}

#[test]
fn a_rule_on_what_the_forecast_gives_is_marked_and_not_counted() {
    let mut desk = Desk::new(DEALS, TWO);
    let mut form = desk.app.new_column(Sheet::Deals, None, None);
    (form.label, form.kind) = (Label::both("Small"), crate::text::messages::KindWord::Formula);
    form.formula = "[Days in stage] < 0".into();
    assert_eq!(desk.app.offered_rules(&form), [RuleWord::Ticked]);
    assert!(desk.app.rules_are_only_shown(&form));
    form.add_rule(RuleWord::Ticked);
    let definition = desk.app.definition_of(&form).unwrap();
    let key = make(&mut desk, Sheet::Deals, definition);
    let definition = desk.app.plan().table(Sheet::Deals).definition(&key).unwrap();
    assert_eq!(definition.rules.len(), 1, "it stays");
    assert!(broken(&desk, &key).is_empty());
    let again = desk.app.column_form(Sheet::Deals, &key, None).unwrap();
    assert_eq!(again.rules.len(), 1, "and is found in the form again");
    form.formula = "[Amount] * 2".into();
    assert!(!desk.app.rules_are_only_shown(&form));
    assert!(desk.app.offered_rules(&form).contains(&RuleWord::AtMost));
    assert!(!desk.app.offered_rules(&form).contains(&RuleWord::Unique), "nobody can mend it in its cell");
}

/// Three values of each kind, the least first.
fn kinds() -> Vec<(&'static str, Kind, [Value; 3])> {
    use crate::model::{Currency, Date, Decimal, Money, Percent, Tone, choice};
    let number = |millionths| Value::Number(Decimal { millionths });
    let money = |minor, currency| Value::Money(Money::new(minor, currency));
    let share = |ppm| Value::Percent(Percent { ppm });
    let day = |month| Value::Date(Date::new(2026, month, 28).unwrap());
    let choices = [("low", "Low", "低"), ("mid", "Middle", "中"), ("top", "High", "高")];
    let choices = choices.map(|(key, en, zh)| choice(key, en, zh, Tone::Plain)).to_vec();
    let bounds = Kind::own_number;
    vec![
        ("Words", Kind::Text, ["a, b", "海天 \"5\"", "海天压机"].map(Value::text)),
        ("Lines", Kind::Paragraph, ["one\ntwo", "two\n= 3", "übrig"].map(Value::text)),
        ("Size", bounds(2), [number(-1_234_560_000), number(0), number(99_999_990_000)]),
        ("Count", bounds(0), [number(-12_000_000), number(3_000_000), number(1_234_567_000_000)]),
        ("Grade", Kind::Rating { min: -5, max: 5, unknown: true }, [number(-5_000_000), number(0), number(3_000_000)]),
        (
            "Margin",
            Kind::Money,
            [money(-123_456, Currency::USD), money(5, Currency::USD), money(700_000, Currency::USD)],
        ),
        ("Growth", Kind::Percent, [share(-125_000), share(400_000), share(2_500_000)]),
        ("Due", Kind::Date, [day(1), day(2), day(11)]),
        ("Risk", Kind::Choice(choices.into()), ["low", "mid", "top"].map(|key| Value::Choice(key.into()))),
        ("Paid in", Kind::Currency, ["CNY", "EUR", "USD"].map(|key| Value::Choice(key.into()))),
    ]
}

/// Every kind of column, made in one table, goes through all that a built-in one does.
fn goes_through_all(sheet: Sheet) {
    use super::desk::{add, reopened};
    use crate::app::arrange::Deed;
    use crate::app::exchange::{Editor, read_plan_file, write_plan_file};
    use crate::app::grid::{Condition, Selection, Total};
    use crate::log::Replica;
    let mut desk = Desk::new(DEALS, "| name | amount |\n| one | |");
    let rows: Vec<_> = (0..3).map(|_| add(&mut desk.app, sheet, vec![])).collect();
    // What was there before stands in the way of looking at three rows.
    let others: Vec<_> = desk.app.plan().table(sheet).ids().filter(|row| !rows.contains(row)).collect();
    let gone = others.into_iter().map(|row| crate::log::Change::Delete { sheet, row }).collect();
    desk.app.commit(gone, "setup", super::desk::NOON - 800);
    desk.app = reopened(&desk.app, Replica::new(3, 1));
    desk.grid = GridId::Table(sheet);
    let grid = desk.grid;
    let before = desk.digest();
    let order = |desk: &mut Desk| -> Vec<usize> {
        let layout = desk.app.grid(grid).layout.clone();
        let shown = (0..layout.records()).filter_map(|row| layout.record(row));
        shown.map(|row| rows.iter().position(|own| *own == row).unwrap()).collect()
    };
    let mut keys = Vec::new();
    for (name, kind, values) in kinds() {
        let about = format!("{name} in {sheet:?}");
        let key = make(&mut desk, sheet, own(name, kind));
        let definition = desk.app.plan().table(sheet).definition(&key).cloned().unwrap();
        // The least in the second row, the greatest in the third.
        let placed = [values[1].clone(), values[0].clone(), values[2].clone()];
        for (row, value) in rows.iter().zip(&placed) {
            let shown = crate::text::show(desk.app.plan(), &definition, value, Lang::En);
            let edited = crate::text::edit_text(desk.app.plan(), &definition, value, Lang::En);
            assert_eq!(desk.app.parser().parse(&definition, &edited), *value, "{about}: {edited}");
            assert_eq!(desk.app.parser().parse(&definition, &shown), *value, "{about}: {shown}");
            desk.act(Action::Set { sheet, row: *row, column: key.clone(), value: value.clone() });
        }
        let arrange = |desk: &mut Desk, deed| desk.act(Action::Arrange(grid, deed));
        let sort = |descending| Deed::Sort { column: key.clone(), descending, add: false };
        for (descending, expected) in [(false, [1, 0, 2]), (true, [2, 0, 1])] {
            arrange(&mut desk, sort(descending));
            assert_eq!(order(&mut desk), expected, "{about}, sorted");
        }
        arrange(&mut desk, Deed::Unsort(None));
        let condition = Condition::Among { values: vec![values[0].clone(), values[2].clone()], except: false };
        arrange(&mut desk, Deed::Ask(key.clone(), Some(condition)));
        assert_eq!(order(&mut desk), [1, 2], "{about}, filtered");
        arrange(&mut desk, Deed::Unfilter);
        arrange(&mut desk, Deed::Group(key.clone(), None));
        assert_eq!(desk.app.grid(grid).layout.rows().unwrap().sections().len(), 3, "{about}, grouped");
        arrange(&mut desk, Deed::Ungroup(None));
        arrange(&mut desk, Deed::Total(key.clone(), Total::Distinct));
        let at = desk.app.grid(grid).layout.locate(rows[0], &key).unwrap().1;
        assert_eq!(desk.app.totals(grid)[at], "3 values", "{about}, totals");
        // Copied as other programs see it, and as it is.
        desk.app.grid(grid).selection = Selection::at(1, at);
        desk.press("Ctrl+C");
        let text = desk.clipboard().to_owned();
        desk.app.grid(grid).selection = Selection::at(0, at);
        desk.press("Ctrl+V");
        assert_eq!(desk.value(0, &key), values[0], "{about}, pasted");
        desk.act(Action::Paste(grid, crate::app::block(Some(&text), None).unwrap()));
        assert_eq!(desk.value(0, &key), values[0], "{about}, pasted as {text:?}");
        desk.press("Delete");
        assert_eq!(desk.value(0, &key), Value::Empty, "{about}, emptied");
        desk.press("Ctrl+Z");
        keys.push((key, definition));
    }
    let file = write_plan_file(&desk.app.ledger, Lang::En, super::desk::NOON).unwrap();
    let stranger = Editor { device: 77, tab: 1 };
    let opened = read_plan_file(file.text.as_bytes(), "x.plan.json", stranger, "", super::desk::NOON).unwrap().ledger;
    assert_eq!(opened.plan().digest(), desk.digest());
    for (key, definition) in keys {
        assert_eq!(opened.plan().table(sheet).definition(&key), Some(&definition));
    }
    for _ in 0..400 {
        desk.press("Ctrl+Z");
    }
    assert_eq!(desk.digest(), before, "{sheet:?}: every step can be taken back");
}

#[test]
fn columns_of_every_kind_work_in_every_table() {
    for sheet in Sheet::ALL.iter().copied().filter(|sheet| sheet.is_seen() && *sheet != Sheet::Settings) {
        goes_through_all(sheet);
    }
}

#[test]
fn a_column_asked_for_by_the_name_of_its_table_belongs_to_the_core_of_it() {
    let mut desk = Desk::new(DEALS, TWO);
    let mut form = desk.app.new_column_of(Sheet::Deals);
    assert_eq!(form.pack, crate::model::Pack::Core);
    form.label = Label::both("Colour");
    let definition = desk.app.definition_of(&form).unwrap();
    desk.act(Action::Define(Box::new(form.edit(definition))));
    let seen = |desk: &mut Desk, id: GridId| {
        let layout = desk.app.grid(id).layout.clone();
        let all = (0..layout.height()).flat_map(|row| (0..layout.width()).map(move |column| (row, column)));
        let table = desk.app.plan().table(Sheet::Deals);
        let mut shown = all.filter_map(|(row, column)| layout.shown(row, column));
        shown.any(|shown| table.definition(&shown.key).is_some_and(|own| own.label.en == "Colour"))
    };
    std::sync::Arc::make_mut(&mut desk.app.grid(DEALS).arrangement).columns.columns.clear();
    assert!(seen(&mut desk, DEALS) && !seen(&mut desk, GridId::Form(Sheet::Deals)));
    // What nobody sees as a table gets none.
    let hidden: Vec<Sheet> = Sheet::ALL.iter().copied().filter(|sheet| !sheet.is_table()).collect();
    use Sheet::{Comments, Scenarios, Settings, Snoozes, Suppositions, Views};
    assert_eq!(hidden, [Settings, Snoozes, Views, Comments, Scenarios, Suppositions]);
}
