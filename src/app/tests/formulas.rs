//! Formulas in the plan: shown, added up, explained; worked out anew where something changed, and nowhere else.

use proptest::prelude::*;

use super::columns::{change, desk, make, own};
use super::desk::{Desk, add, reopened};
use crate::app::grid::GridId;
use crate::app::{Action, App, Trial, remarks};
use crate::log::Replica;
use crate::model::{Definition, Key, Kind, Label, Money, Sheet, Value, column};
use crate::text::Lang;

const DEALS: GridId = GridId::Table(Sheet::Deals);
const NUMBER: Kind = Kind::Number { min: -9_000_000, max: 9_000_000, places: 2 };

const THREE: &str = "| name  | account | amount | stage | close      |
                     | one   | Haitian | 1000   | 3     | 2026-06-30 |
                     | two   | Haitian | 500    | 4     | 2026-05-01 |
                     | three | Midea   |        | 2     |            |";

fn shown(desk: &Desk, key: &str) -> Vec<String> {
    let rows = desk.app.laid_out(DEALS).unwrap().layout.records();
    (0..rows).map(|row| desk.cell(row, key)).collect()
}

#[test]
fn a_formula_is_shown_added_up_and_follows_what_is_typed() {
    let mut desk = desk(THREE);
    let net = make(&mut desk, Sheet::Deals, own("Net", Kind::Money).formula("[Amount] * (1 - [p])"));
    assert_eq!(shown(&desk, &net), ["600", "200", "–"]);
    std::sync::Arc::make_mut(&mut desk.app.grid(DEALS).arrangement).columns.columns.clear();
    let totals = |desk: &mut Desk| {
        let at = match &*desk.app.grid(DEALS).layout {
            crate::app::grid::Layout::Table { columns, .. } => {
                columns.iter().position(|shown| shown.key == net).unwrap()
            }
            crate::app::grid::Layout::Form { .. } => unreachable!(),
        };
        desk.app.totals(DEALS)[at].to_string()
    };
    assert_eq!(totals(&mut desk), "800");
    let amount = match &*desk.app.grid(DEALS).layout {
        crate::app::grid::Layout::Table { columns, .. } => {
            columns.iter().position(|shown| shown.key == "amount").unwrap()
        }
        crate::app::grid::Layout::Form { .. } => unreachable!(),
    };
    desk.press(&format!("click(0,{amount}) 2 0 0 0"));
    assert_eq!(shown(&desk, &net), ["1,200", "200", "–"], "while the amount is typed");
    assert_eq!(totals(&mut desk), "1,400");
    desk.press("Esc");
    assert_eq!(shown(&desk, &net), ["600", "200", "–"]);
    desk.press("2 0 0 0 Enter");
    assert_eq!((shown(&desk, &net)[0].as_str(), totals(&mut desk).as_str()), ("1,200", "1,400"));
    desk.press(&format!("click(0,{}) 5", amount + 1));
    assert!(matches!(desk.said(), Some(crate::app::Notice::ReadOnly)), "a formula is read-only");
}

#[test]
fn a_formula_follows_links_there_and_back() {
    let mut desk = desk(THREE);
    let industry = make(&mut desk, Sheet::Deals, own("Field", Kind::Text).formula("upper([Account].[Industry])"));
    let share = make(
        &mut desk,
        Sheet::Deals,
        own("Share", Kind::Percent).formula("[Amount] / sum([Account].[Funnel by Account].[Amount])"),
    );
    let names =
        make(&mut desk, Sheet::Accounts, own("Deals", Kind::Text).formula("join([Funnel by Account].[Deal], \"+\")"));
    let accounts: Vec<_> = desk.app.plan().table(Sheet::Accounts).ids().collect();
    let account = |desk: &Desk, nth: usize| {
        let definition = desk.app.plan().table(Sheet::Accounts).definition(&names).unwrap();
        desk.app.text_of(Sheet::Accounts, accounts[nth], definition)
    };
    assert_eq!(shown(&desk, &industry), ["–", "–", "–"]);
    assert_eq!(shown(&desk, &share), ["66.7 %", "33.3 %", "–"]);
    assert_eq!([account(&desk, 0), account(&desk, 1)], ["one+two", "three"]);
    let set = |desk: &mut Desk, sheet: Sheet, row, column: &str, value: Value| {
        desk.act(Action::Set { sheet, row, column: column.into(), value });
    };
    set(&mut desk, Sheet::Accounts, accounts[0], "industry", Value::text("steel"));
    assert_eq!(shown(&desk, &industry), ["STEEL", "STEEL", "–"]);
    let second = desk.record(1);
    set(&mut desk, Sheet::Deals, second, "account", Value::Link(accounts[1]));
    assert_eq!(shown(&desk, &industry), ["STEEL", "–", "–"]);
    assert_eq!(shown(&desk, &share), ["100 %", "100 %", "–"]);
    assert_eq!([account(&desk, 0), account(&desk, 1)], ["one", "two+three"]);
    set(&mut desk, Sheet::Deals, second, "name", Value::text("deux"));
    assert_eq!(account(&desk, 1), "deux+three");
    desk.app.grid(DEALS).selection = crate::app::grid::Selection::at(1, 0);
    desk.press("Ctrl+Delete");
    assert_eq!(account(&desk, 1), "three");
    desk.press("Ctrl+Z");
    assert_eq!(account(&desk, 1), "deux+three");
}

#[test]
fn a_wrong_formula_is_kept_and_says_what_is_wrong() {
    let mut desk = desk(THREE);
    let broken = make(&mut desk, Sheet::Deals, own("Bad", NUMBER).formula("[Amuont] * 2"));
    assert!(matches!(desk.said(), Some(crate::app::Notice::FormulaWrong(label)) if label.en == "Bad"));
    assert_eq!(shown(&desk, &broken)[0], "formula?");
    let explained = desk.app.explain_cell(Sheet::Deals, desk.record(0), &broken).unwrap();
    assert_eq!(explained.formula, "[Amuont] * 2");
    assert_eq!(explained.fault.unwrap().0, "Funnel has no column “Amuont”.");
    let ratio = make(&mut desk, Sheet::Deals, own("Ratio", NUMBER).formula("[Amount] / ([Amount] - 500)"));
    assert_eq!(shown(&desk, &ratio), ["2.00", "÷ 0", "–"]);
    let definition = desk.app.plan().table(Sheet::Deals).definition(&ratio).unwrap();
    let said = remarks(&desk.app, Sheet::Deals, desk.record(1), &[definition]);
    let [Some((_, advice))] = said.as_slice() else { panic!("{said:?}") };
    assert_eq!(advice.text(Lang::En), "The formula divides by zero here.");
    let mended = |own: Definition| own.formula("[Amount] * 2");
    change(&mut desk, Sheet::Deals, &broken, mended);
    assert!(!matches!(desk.said(), Some(crate::app::Notice::FormulaWrong(_))));
    assert_eq!(shown(&desk, &broken), ["2000.00", "1000.00", "–"], "an amount in a column of numbers");
}

#[test]
fn a_formula_that_has_nothing_to_show_says_which_cell_is_empty() {
    let mut desk = desk(THREE);
    let net = make(&mut desk, Sheet::Deals, own("Net", Kind::Money).formula("[Amount] * (1 - [p])"));
    let field = make(&mut desk, Sheet::Deals, own("Field", Kind::Text).formula("upper([Account].[Industry])"));
    let chosen = make(&mut desk, Sheet::Deals, own("Chosen", NUMBER).formula("if([Amount] > 700, 1, \"\" * 1)"));
    let why = |desk: &Desk, row: usize, key: &str| desk.app.why_empty(Sheet::Deals, desk.record(row), key);
    assert_eq!(why(&desk, 0, &net), None);
    assert_eq!(why(&desk, 2, &net).as_deref(), Some("Nothing to show, because this is empty: Amount."));
    assert_eq!(why(&desk, 0, &field).as_deref(), Some("Nothing to show, because this is empty: Account › Industry."));
    let third = desk.record(2);
    desk.act(Action::Set { sheet: Sheet::Deals, row: third, column: "account".into(), value: Value::Empty });
    assert_eq!(why(&desk, 2, &field).as_deref(), Some("Nothing to show, because this is empty: Account."));
    let explained = desk.app.explain_cell(Sheet::Deals, third, &net).unwrap();
    assert_eq!(explained.notes, ["Nothing to show, because this is empty: Amount."]);
    assert_eq!(why(&desk, 0, &chosen), None);
}

#[test]
fn formulas_without_a_result_need_attention_each_once() {
    let mut desk = desk(THREE);
    let quiet = desk.app.problem_counts().warnings;
    let warnings = |desk: &Desk| desk.app.problem_counts().warnings - quiet;
    let broken = make(&mut desk, Sheet::Deals, own("Bad", NUMBER).formula("[Amuont] * 2"));
    assert_eq!(warnings(&desk), 1, "a wrong formula is one thing to mend, however many rows it has");
    let named: Vec<_> = crate::app::problems(&desk.app, 99).into_iter().filter(|own| own.column == broken).collect();
    assert_eq!(named.iter().map(|own| own.row).collect::<Vec<_>>(), [desk.record(0)]);
    // Of what follows from it only the cause counts.
    make(&mut desk, Sheet::Deals, own("Worse", NUMBER).formula("[Bad] + 1"));
    assert_eq!(warnings(&desk), 1);
    change(&mut desk, Sheet::Deals, &broken, |own| own.formula("[Amount] * 2"));
    assert_eq!(warnings(&desk), 0);
    make(&mut desk, Sheet::Deals, own("Ratio", NUMBER).formula("[Amount] / ([Amount] - 500)"));
    assert_eq!(warnings(&desk), 1, "the second row divides by zero");
    let set = |desk: &mut Desk, row: usize, minor: i64| {
        let (row, value) = (desk.record(row), Value::Money(Money::new(minor, desk.app.plan().currency())));
        desk.act(Action::Set { sheet: Sheet::Deals, row, column: "amount".into(), value });
    };
    set(&mut desk, 2, 50_000);
    assert_eq!(warnings(&desk), 2);
    set(&mut desk, 1, 60_000);
    set(&mut desk, 2, 60_000);
    assert_eq!(warnings(&desk), 0);
    assert_eq!(desk.app.problem_counts(), reopened(&desk.app, Replica::new(3, 1)).problem_counts());
}

#[test]
fn renaming_and_deleting_what_a_formula_uses() {
    let mut desk = desk(THREE);
    let rate = make(&mut desk, Sheet::Deals, own("Discount", Kind::Percent));
    let net = make(&mut desk, Sheet::Deals, own("Net", Kind::Money).formula("[Amount] * (1 - [Discount])"));
    let row = desk.record(0);
    desk.act(Action::Set {
        sheet: Sheet::Deals,
        row,
        column: rate.clone(),
        value: Value::Percent(crate::model::Percent::of(25)),
    });
    assert_eq!(shown(&desk, &net)[0], "750");
    change(&mut desk, Sheet::Deals, &rate, |own| Definition {
        label: Label { en: "Rebate".into(), zh: "折扣".into() },
        ..own
    });
    assert_eq!(shown(&desk, &net)[0], "750");
    let formula = |desk: &Desk| desk.app.explain_cell(Sheet::Deals, desk.record(0), &net).unwrap().formula;
    assert_eq!(formula(&desk), "[Amount] * (1 - [Rebate])");
    desk.app.lang = Lang::Zh;
    assert_eq!(formula(&desk), "[金额] * (1 - [折扣])");
    desk.app.lang = Lang::En;
    desk.act(Action::SetDeleted { sheet: Sheet::Deals, column: rate.clone(), deleted: true });
    let fault = desk.app.explain_cell(Sheet::Deals, desk.record(0), &net).unwrap().fault.unwrap();
    assert_eq!(fault, ("The column “Rebate” was deleted.".into(), "Restore it, or use another one.".into()));
    desk.press("Ctrl+Z");
    assert_eq!(shown(&desk, &net)[0], "750");
}

#[test]
fn a_cell_says_what_it_is_made_of() {
    let mut desk = desk(THREE);
    let net = make(
        &mut desk,
        Sheet::Deals,
        own("Net", Kind::Money).formula("[Amount] * [p] + [Amount] * [Account].[Owner].[#left]"),
    );
    let explained = desk.app.explain_cell(Sheet::Deals, desk.record(0), &net).unwrap();
    assert!(explained.fault.is_some(), "a tick is no factor");
    change(&mut desk, Sheet::Deals, &net, |own| own.formula("if([Account] = \"haitian\", [Amount] * [p], 0)"));
    let explained = desk.app.explain_cell(Sheet::Deals, desk.record(0), &net).unwrap();
    let inputs: Vec<String> =
        explained.inputs.iter().map(|input| format!("{} = {}", input.name, input.value)).collect();
    assert_eq!(inputs, ["Account = Haitian", "Amount = 1,000", "p = 40 %"]);
    assert_eq!((explained.result.as_str(), explained.fault), ("400", None));
    assert_eq!(desk.app.explain_cell(Sheet::Deals, desk.record(0), "amount"), None);
    let places: Vec<_> =
        explained.inputs.iter().filter_map(|input| input.source.clone()).map(|(.., key)| key).collect();
    assert_eq!(places, ["account", "amount", "p"]);
}

#[test]
fn a_text_is_tried_before_it_is_kept() {
    let mut desk = desk(THREE);
    let row = Some(desk.record(0));
    let wrong = |desk: &Desk, key: &str, text: &str| match desk.app.try_formula(Sheet::Deals, key, text, row) {
        Trial::Wrong { at, what, .. } => (at, what),
        right => panic!("{right:?}"),
    };
    assert_eq!(wrong(&desk, "", "[Amount] * [Nmae]"), (11..17, "Funnel has no column “Nmae”.".into()));
    assert_eq!(wrong(&desk, "", "[Amount] + "), (10..10, "The formula ends where a value is expected.".into()));
    match desk.app.try_formula(Sheet::Deals, "", "[金额] × 10%", row) {
        Trial::Right { kept, kinds, gives, result, hint: None } => {
            assert_eq!((kept.as_str(), gives.as_str(), result), ("[#amount] × 10%", "an amount", Ok("100".into())));
            assert_eq!(kinds.first(), Some(&Kind::Money));
        }
        wrong => panic!("{wrong:?}"),
    }
    let a = make(&mut desk, Sheet::Deals, own("A", NUMBER).formula("1"));
    let b = make(&mut desk, Sheet::Deals, own("B", NUMBER).formula("[A] + 1"));
    assert_eq!(wrong(&desk, &a, "[B] + [A]").1, "The formula leads back to itself: A → A.");
    assert_eq!(wrong(&desk, &a, "[B] + 1").1, "The formula leads back to itself: A → B → A.");
    // Two people who did not know of one another's can still make a circle: both are told.
    change(&mut desk, Sheet::Deals, &a, |own| own.formula("[B]"));
    assert_eq!(shown(&desk, &a)[0], "formula?");
    assert_eq!(shown(&desk, &b)[0], "formula?");
    change(&mut desk, Sheet::Deals, &a, |own| own.formula("3"));
    assert_eq!(shown(&desk, &b)[0], "4.00");
}

/// One change of anything that a formula may depend on.
#[derive(Clone, Debug)]
enum Act {
    Amount(usize, i64),
    Account(usize, usize),
    Stage(usize, usize),
    Industry(usize, usize),
    Rename(usize, usize),
    Delete(usize),
    Undo,
    Redo,
    Draft(usize, i64),
    /// Looks at some cells, so that what is remembered differs from time to time.
    Look(usize, usize),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => (0usize..4, 0i64..5).prop_map(|(row, n)| Act::Amount(row, n)),
        2 => (0usize..4, 0usize..3).prop_map(|(row, to)| Act::Account(row, to)),
        1 => (0usize..4, 0usize..4).prop_map(|(row, to)| Act::Stage(row, to)),
        2 => (0usize..3, 0usize..3).prop_map(|(row, to)| Act::Industry(row, to)),
        1 => (0usize..3, 0usize..3).prop_map(|(row, to)| Act::Rename(row, to)),
        1 => (0usize..4).prop_map(Act::Delete),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
        1 => (0usize..4, 0i64..5).prop_map(|(row, n)| Act::Draft(row, n)),
        3 => (0usize..8, 0usize..4).prop_map(|(column, row)| Act::Look(column, row)),
    ]
}

/// Columns that depend on their row, on linked rows, on rows that link back, on one another, on computed columns.
const COLUMNS: [(Sheet, &str, &str); 8] = [
    (Sheet::Deals, "net", "[Amount] * 2"),
    (Sheet::Deals, "over", "if([net] > 2, [net] - 1, [Amount])"),
    (Sheet::Deals, "field", "[Account].[Industry] & \"/\" & [Account]"),
    (Sheet::Deals, "all", "sum([Account].[Funnel by Account].[net])"),
    (Sheet::Deals, "w", "[Weighted] + [Amount] * [p]"),
    (Sheet::Deals, "days", "[Days in stage] + count([State])"),
    (Sheet::Accounts, "total", "sum([Funnel by Account].[over])"),
    (Sheet::Deals, "chain", "[Account].[total] & [field]"),
];

fn everything(app: &App) -> Vec<String> {
    let mut found = Vec::new();
    for (sheet, name, _) in COLUMNS {
        let table = app.plan().table(sheet);
        let definition = table.definitions().iter().find(|definition| definition.label.en == name).unwrap();
        found.extend(table.ids().map(|row| format!("{name} {}", app.text_of(sheet, row, definition))));
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_remembered_is_what_is_worked_out_anew(acts in prop::collection::vec(act(), 1..24)) {
        let mut desk = desk("| name | account | amount | stage |
                             | one  | A       | 1      | 2     |
                             | two  | A       | 2      | 3     |
                             | tri  | B       | 3      | 4     |
                             | four |         | 4      | 2     |");
        add(&mut desk.app, Sheet::Accounts, vec![("name", Value::text("C"))]);
        for (sheet, name, formula) in COLUMNS {
            let trial = desk.app.try_formula(sheet, "", formula, None);
            let Trial::Right { kinds, .. } = trial else { panic!("{formula} {trial:?}") };
            let label = Label::both(name);
            make(&mut desk, sheet, Definition { label, ..column("", "", "", kinds[0].clone()).core().formula(formula) });
        }
        let rows: Vec<_> = desk.app.plan().table(Sheet::Deals).ids().collect();
        let accounts: Vec<_> = desk.app.plan().table(Sheet::Accounts).ids().collect();
        let stages: Vec<_> = desk.app.plan().table(Sheet::Stages).ids().collect();
        for act in acts {
            let set = |desk: &mut Desk, sheet, row, column: &'static str, value| {
                desk.act(Action::Set { sheet, row, column: Key::new_static(column), value });
            };
            let money = |n: i64| if n == 0 { Value::Empty } else { Value::Money(crate::model::Money::new(n * 100, crate::model::Currency::USD)) };
            match act {
                Act::Amount(row, n) => set(&mut desk, Sheet::Deals, rows[row], "amount", money(n)),
                Act::Account(row, to) => {
                    let value = accounts.get(to).map_or(Value::Empty, |account| Value::Link(*account));
                    set(&mut desk, Sheet::Deals, rows[row], "account", value);
                }
                Act::Stage(row, to) => set(&mut desk, Sheet::Deals, rows[row], "stage", Value::Link(stages[to])),
                Act::Industry(row, to) => {
                    set(&mut desk, Sheet::Accounts, accounts[row], "industry", Value::text(["", "x", "y"][to]));
                }
                Act::Rename(row, to) => {
                    set(&mut desk, Sheet::Accounts, accounts[row], "name", Value::text(["A", "q", "B"][to]));
                }
                Act::Delete(row) => {
                    desk.app.grid(DEALS).selection = crate::app::grid::Selection::at(row, 0);
                    desk.press("Ctrl+Delete");
                }
                Act::Undo => drop(desk.press("Ctrl+Z")),
                Act::Redo => drop(desk.press("Ctrl+Y")),
                Act::Draft(row, n) => {
                    let table = desk.app.plan().table(Sheet::Deals);
                    let column = table.column("amount").unwrap();
                    if table.contains(rows[row]) {
                        desk.app.set_draft(Some(crate::forecast::outlook::Draft::of(rows[row], column, money(n))));
                        everything(&desk.app);
                        desk.app.set_draft(None);
                    }
                }
                Act::Look(column, row) => {
                    let (sheet, name, _) = COLUMNS[column];
                    let table = desk.app.plan().table(sheet);
                    let definition = table.definitions().iter().find(|definition| definition.label.en == name).unwrap();
                    if let Some(row) = table.ids().nth(row) {
                        drop(desk.app.value_of(sheet, row, definition));
                    }
                }
            }
            let fresh = reopened(&desk.app, Replica::new(1, 2));
            prop_assert_eq!(everything(&desk.app), everything(&fresh));
        }
    }
}
