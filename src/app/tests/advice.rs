//! Each piece of advice comes from a minimal plan, and goes with what caused it.

use std::collections::BTreeSet;

use super::desk::{Desk, add};
use crate::app::grid::GridId;
use crate::app::{Action, App, ProblemCounts, default_milestone, default_stage, default_type, problems, row_remarks};
use crate::log::Change;
use crate::model::{Currency, Date, Decimal, Key, Money, Plan, RowId, Severity, Sheet, Value};
use crate::text::messages::Problem as Advice;

type Cells = Vec<(&'static str, Value)>;

fn day(text: &str) -> Value {
    Value::Date(text.parse::<Date>().expect("a date"))
}

fn text(text: &str) -> Value {
    Value::text(text)
}

fn pick(key: &'static str) -> Value {
    Value::Choice(Key::new_static(key))
}

fn money(whole: i64) -> Value {
    Value::Money(Money::new(whole * 100, Currency::USD))
}

/// A plan of nothing but its set-up; today is 10 March 2026.
fn blank() -> App {
    Desk::new(GridId::Table(Sheet::Deals), "| name |\n| |").app
}

/// What is said about a row: severity, column, advice without its arguments.
fn said(app: &App, sheet: Sheet, row: RowId) -> Vec<String> {
    let name = |advice: &Advice| {
        let debug = format!("{advice:?}");
        debug.split([' ', '{']).next().unwrap_or_default().to_owned()
    };
    let line =
        |(column, (severity, advice)): (Key, (Severity, Advice))| format!("{severity:?} {column} {}", name(&advice));
    row_remarks(app, sheet, row).into_iter().map(line).collect()
}

fn set(app: &mut App, sheet: Sheet, row: RowId, (column, value): (&'static str, Value)) {
    app.update(Action::Set { sheet, row, column: Key::new_static(column), value }, super::desk::NOON);
}

/// A row in good order.
fn sound(app: &mut App, sheet: Sheet) -> RowId {
    let person = add(app, Sheet::Persons, vec![("name", text("Li"))]);
    let account = match sheet {
        Sheet::Accounts => return add(app, sheet, vec![("name", text("Haitian"))]),
        _ => add(app, Sheet::Accounts, vec![("name", text("Haitian"))]),
    };
    let (owner, account) = (Value::Link(person), Value::Link(account));
    let cells: Cells = match sheet {
        Sheet::Deals => vec![
            ("name", text("Presses")),
            ("account", account),
            ("owner", owner),
            ("stage", Value::Link(default_stage(1))),
            ("close", day("2026-04-01")),
        ],
        Sheet::Activities => {
            vec![("planned", day("2026-03-12")), ("account", account), ("owner", owner), ("status", pick("planned"))]
        }
        Sheet::Teams => vec![("account", account), ("function", text("Service"))],
        Sheet::Actions => vec![("action", text("Call")), ("target", text("No buyer met"))],
        Sheet::Targets => vec![("from", day("2026-01-01")), ("until", day("2026-03-31"))],
        _ => vec![("name", text("Li")), ("account", account)],
    };
    add(app, sheet, cells)
}

/// What is said once some cells of a sound row are set, and what sets it right again.
struct Case(&'static str, Sheet, Cells, Cells);

fn cases() -> Vec<Case> {
    use Sheet::{Accounts, Actions, Activities, Deals, Targets, Teams};
    let stage = |number| ("stage", Value::Link(default_stage(number)));
    let won = || vec![("outcome", pick("won")), ("closed", day("2026-03-01")), ("reason", pick("value"))];
    let also = |cell: (&'static str, Value)| won().into_iter().chain([cell]).collect::<Cells>();
    let done = || vec![("status", pick("done")), ("done", day("2026-03-09")), ("result", text("They agreed"))];
    let done_but = |cells: Cells| done().into_iter().chain(cells).collect::<Cells>();
    vec![
        Case("Hint name Required", Deals, vec![("name", Value::Empty)], vec![("name", text("Presses"))]),
        Case("Hint close Required", Deals, vec![("close", Value::Empty)], vec![("close", day("2026-04-01"))]),
        Case(
            "Error amount NotRead",
            Deals,
            vec![("amount", Value::Invalid("ten".into()))],
            vec![("amount", money(10))],
        ),
        Case(
            "Error owner LinkLost",
            Deals,
            vec![("owner", Value::Link(RowId::builtin(9)))],
            vec![("owner", Value::Empty)],
        ),
        Case("Warning source ChoiceLost", Deals, vec![("source", pick("fax"))], vec![("source", pick("event"))]),
        Case("Warning close ClosePast", Deals, vec![("close", day("2026-03-09"))], vec![("close", day("2026-03-10"))]),
        Case("Error amount AmountMissing", Deals, vec![stage(2)], vec![("amount", money(0))]),
        Case(
            "Hint stage AheadOfMilestones",
            Deals,
            vec![("amount", money(1)), ("milestones", Value::links(vec![default_milestone(1)])), stage(2)],
            vec![("ahead_why", text("They bought before"))],
        ),
        Case(
            "Hint reviewed_with ReviewNotJoint",
            Accounts,
            vec![("reviewed", day("2026-03-01"))],
            vec![("reviewed", Value::Empty)],
        ),
        Case("Warning low LowAboveHigh", Deals, vec![("low", money(5)), ("high", money(4))], vec![("high", money(5))]),
        Case(
            "Warning amount AmountOutside",
            Deals,
            vec![("amount", money(9)), ("high", money(8))],
            vec![("high", money(9))],
        ),
        Case(
            "Warning amount AmountOutside",
            Deals,
            vec![("amount", money(1)), ("low", money(2))],
            vec![("amount", money(2))],
        ),
        Case(
            "Error amount RateMissing",
            Deals,
            vec![("amount", Value::Money(Money::new(5, Currency::EUR)))],
            vec![("amount", money(1))],
        ),
        Case("Hint note VagueWords", Deals, vec![("note", text("looks good"))], vec![("note", text("Wang signed"))]),
        Case("Warning reason ReasonMissing", Deals, also(("reason", Value::Empty)), vec![("reason", pick("price"))]),
        Case("Hint outcome OutcomeUnsaid", Deals, also(("outcome", pick("not_won"))), vec![("outcome", pick("lost"))]),
        Case(
            "Error closed ClosedDateMissing",
            Deals,
            also(("closed", Value::Empty)),
            vec![("closed", day("2026-03-10"))],
        ),
        Case(
            "Warning closed ClosedInFuture",
            Deals,
            also(("closed", day("2026-03-11"))),
            vec![("closed", day("2026-03-10"))],
        ),
        Case(
            "Warning parked_why ParkedWithoutReason",
            Deals,
            vec![("parked", day("2026-05-01"))],
            vec![("parked_why", text("budget"))],
        ),
        Case(
            "Hint verdict_why VerdictWithoutReason",
            Deals,
            vec![("verdict", pick("watch"))],
            vec![("verdict_why", text("no owner"))],
        ),
        Case(
            "Warning class_why ClassWithoutReason",
            Accounts,
            vec![("class", pick("leave"))],
            vec![("class", pick("grow"))],
        ),
        Case(
            "Warning target TargetlessAction",
            Actions,
            vec![("target", Value::Empty)],
            vec![("target", text("a flag"))],
        ),
        Case(
            "Warning function SalesOnly",
            Teams,
            vec![("function", text("Sales"))],
            vec![("function", text("Finance"))],
        ),
        Case(
            "Warning function SalesOnly",
            Teams,
            vec![("function", text("大客户销售"))],
            vec![("function", text("财务"))],
        ),
        Case(
            "Error until PeriodReversed",
            Targets,
            vec![("until", day("2025-12-31"))],
            vec![("until", day("2026-01-01"))],
        ),
        Case(
            "Hint planned FarAhead",
            Activities,
            vec![("planned", day("2026-04-10"))],
            vec![("planned", day("2026-04-09"))],
        ),
        Case(
            "Warning planned ActivityOverdue",
            Activities,
            vec![("planned", day("2026-03-09"))],
            vec![("status", pick("cancelled"))],
        ),
        Case(
            "Error result ResultMissing",
            Activities,
            done_but(vec![("result", Value::Empty)]),
            vec![("result", text("no"))],
        ),
        Case(
            "Error done DoneDateMissing",
            Activities,
            done_but(vec![("done", Value::Empty)]),
            vec![("done", day("2026-03-10"))],
        ),
        Case(
            "Warning got AdvanceWithoutCommitment",
            Activities,
            done_but(vec![("outcome", pick("advance"))]),
            vec![("got", text("They send the list"))],
        ),
        Case(
            "Warning people NobodyMet",
            Activities,
            vec![("appointment", pick("confirmed"))],
            vec![("appointment", pick("asked"))],
        ),
        Case(
            "Hint reason OnlyAboutUs",
            Activities,
            vec![("reason", text("Introduce our company"))],
            vec![("reason", text("Cut their scrap"))],
        ),
        Case(
            "Hint best CommitmentMissing",
            Activities,
            vec![("type", Value::Link(default_type(0)))],
            vec![("minimum", text("A second date"))],
        ),
        Case(
            "Warning got_due PromiseOverdue",
            Activities,
            done_but(vec![("got", text("The list")), ("got_due", day("2026-03-09"))]),
            vec![("got_kept", Value::Check(true))],
        ),
    ]
}

#[test]
fn each_comes_with_its_cause_and_goes_with_it() {
    for Case(expected, sheet, wrong, right) in cases() {
        let mut app = blank();
        let row = sound(&mut app, sheet);
        assert_eq!(said(&app, sheet, row), Vec::<String>::new(), "a sound row of {sheet:?}");
        wrong.into_iter().for_each(|cell| set(&mut app, sheet, row, cell));
        assert_eq!(said(&app, sheet, row), [expected]);
        right.into_iter().for_each(|cell| set(&mut app, sheet, row, cell));
        let now = said(&app, sheet, row);
        assert!(!now.contains(&expected.to_owned()), "{expected} is still said: {now:?}");
    }
}

/// Advice that needs other rows, each with what makes it and what takes it away.
#[test]
fn those_that_look_at_other_rows() {
    let mut app = blank();
    let deal = sound(&mut app, Sheet::Deals);
    let visit = sound(&mut app, Sheet::Activities);
    let account = app.plan().value(Sheet::Deals, deal, "account").clone();
    let deals = |app: &App| said(app, Sheet::Deals, deal);
    let visits = |app: &App| said(app, Sheet::Activities, visit);
    let both = ["Warning name Duplicate"; 2];
    let persons: Vec<RowId> = app.plan().table(Sheet::Persons).ids().collect();
    assert_eq!(persons.iter().flat_map(|row| said(&app, Sheet::Persons, *row)).collect::<Vec<_>>(), both);
    set(&mut app, Sheet::Persons, persons[1], ("name", text("Wang")));
    assert!(persons.iter().all(|row| said(&app, Sheet::Persons, *row).is_empty()));
    let accounts: Vec<RowId> = app.plan().table(Sheet::Accounts).ids().collect();
    set(&mut app, Sheet::Accounts, accounts[1], ("name", text("Kehua")));

    set(&mut app, Sheet::Activities, visit, ("account", account.clone()));
    assert_eq!(visits(&app), ["Warning deal DealMissing"]);
    set(&mut app, Sheet::Deals, deal, ("outcome", pick("lost")));
    assert_eq!(visits(&app), Vec::<String>::new(), "it has no open deal any more");
    set(&mut app, Sheet::Deals, deal, ("outcome", Value::Empty));
    set(&mut app, Sheet::Activities, visit, ("deal", Value::Link(deal)));
    assert_eq!(visits(&app), Vec::<String>::new());
    set(&mut app, Sheet::Activities, visit, ("account", Value::Link(accounts[1])));
    assert_eq!(visits(&app), ["Warning deal DealOfAnotherAccount"]);
    set(&mut app, Sheet::Deals, deal, ("account", Value::Link(accounts[1])));
    assert_eq!(visits(&app), Vec::<String>::new());

    for cell in [("status", pick("done")), ("done", day("2026-03-09")), ("result", text("Well"))] {
        set(&mut app, Sheet::Activities, visit, cell);
    }
    assert_eq!(visits(&app), ["Warning next NextStepMissing"]);
    set(&mut app, Sheet::Activities, visit, ("next", text("Call")));
    assert_eq!(visits(&app), Vec::<String>::new());

    set(&mut app, Sheet::Deals, deal, ("amount", money(1)));
    set(&mut app, Sheet::Deals, deal, ("stage", Value::Link(default_stage(3))));
    let ahead = ["Hint stage AheadOfMilestones"];
    assert_eq!(deals(&app), Vec::<String>::new(), "without evidence nothing is known");
    let evidence = |until| ("evidence", Value::links((0..until).map(default_milestone).collect()));
    set(&mut app, Sheet::Activities, visit, evidence(1));
    assert_eq!(deals(&app), ["Warning stage AheadOfEvidence"]);
    set(&mut app, Sheet::Deals, deal, ("ahead_why", text("their tender")));
    assert_eq!(deals(&app), Vec::<String>::new());
    set(&mut app, Sheet::Deals, deal, ("ahead_why", Value::Empty));
    set(&mut app, Sheet::Activities, visit, evidence(4));
    assert_eq!(deals(&app), ahead, "stage 2 is not proven yet");
    set(&mut app, Sheet::Activities, visit, evidence(8));
    assert_eq!(deals(&app), Vec::<String>::new());

    set(&mut app, Sheet::Settings, Plan::SETTINGS, ("strategic_max", Value::Number(Decimal::whole(1))));
    set(&mut app, Sheet::Accounts, accounts[0], ("class", pick("strategic")));
    assert_eq!(said(&app, Sheet::Accounts, accounts[0]), Vec::<String>::new());
    set(&mut app, Sheet::Accounts, accounts[1], ("class", pick("strategic")));
    let too_many = ["Warning class TooManyStrategic"];
    assert!(accounts.iter().take(2).all(|row| said(&app, Sheet::Accounts, *row) == too_many));
    assert_eq!(app.problem_counts().warnings, 2, "the other one is counted anew");
    set(&mut app, Sheet::Accounts, accounts[0], ("class", pick("grow")));
    assert_eq!(app.problem_counts().warnings, 0);

    let pair = sound(&mut app, Sheet::Teams);
    set(&mut app, Sheet::Teams, pair, ("function", text("Sales")));
    assert_eq!(said(&app, Sheet::Teams, pair), ["Warning function SalesOnly"]);
    let account = app.plan().value(Sheet::Teams, pair, "account").clone();
    add(&mut app, Sheet::Teams, vec![("account", account), ("function", text("Service"))]);
    assert_eq!(said(&app, Sheet::Teams, pair), Vec::<String>::new());
}

#[test]
fn every_advice_there_is_was_tried() {
    let tried: BTreeSet<&str> = cases().iter().filter_map(|Case(line, ..)| line.split(' ').nth(2)).collect();
    let by_other_rows = [
        "Duplicate",
        "DealMissing",
        "DealOfAnotherAccount",
        "NextStepMissing",
        "AheadOfEvidence",
        "TooManyStrategic",
        "TargetTwice",
    ];
    // Of two copies of a plan: tried in `merging` and `apart`.
    let by_copies = ["TwoValues", "TwoValuesBy", "DeletedElsewhere", "DeletedElsewhereBy", "DeletedHere"];
    let by_copies = by_copies.into_iter().chain(["ViewApart", "ViewApartBy", "ColumnApart", "ColumnApartBy"]);
    // Of columns that a user has made: tried in `columns` and `formulas`.
    let by_own_rules = [
        "BelowBound",
        "AboveBound",
        "TooShort",
        "TooLong",
        "NotOneOf",
        "NotUnique",
        "NotTicked",
        "DoesNotHold",
        "InPast",
        "BeforeOther",
        "NoResult",
    ];
    let all: BTreeSet<&str> = tried.iter().copied().chain(by_other_rows).chain(by_copies).chain(by_own_rules).collect();
    let catalogue = include_str!("../../text/messages/problems.rs");
    let named = catalogue.lines().filter_map(|line| line.split_once(" => en ")?.0.split_whitespace().next());
    assert_eq!(all, named.collect::<BTreeSet<&str>>());
}

#[test]
fn the_counts_follow_every_change() {
    let mut app = blank();
    let counts = |errors, warnings, hints| ProblemCounts { errors, warnings, hints };
    assert_eq!(app.problem_counts(), counts(0, 0, 0));
    let deal = sound(&mut app, Sheet::Deals);
    assert_eq!(app.problem_counts(), counts(0, 0, 0));
    set(&mut app, Sheet::Deals, deal, ("name", Value::Empty));
    set(&mut app, Sheet::Deals, deal, ("close", Value::Empty));
    assert_eq!(app.problem_counts(), counts(0, 0, 2));
    let account = app.plan().table(Sheet::Accounts).ids().next().unwrap();
    app.commit(vec![Change::Delete { sheet: Sheet::Accounts, row: account }], "delete", super::desk::NOON);
    assert_eq!(app.problem_counts(), counts(1, 0, 2), "the deal's link is lost");
    let found = problems(&app, 10);
    assert_eq!(found.iter().map(|problem| problem.column.as_str()).collect::<Vec<_>>(), ["account", "name", "close"]);
    assert_eq!(problems(&app, 2).len(), 2);
    app.ledger.undo(super::desk::NOON).map(|(_, commit)| app.changed(&commit.touched)).expect("undone");
    assert_eq!(app.problem_counts(), counts(0, 0, 2), "it is back");
    set(&mut app, Sheet::Stages, default_stage(1), ("number", Value::Number(crate::model::Decimal::whole(2))));
    assert_eq!(app.problem_counts(), counts(1, 0, 2), "the set-up counts for all: now an amount is missed");
    app.update(Action::Today("2026-04-02".parse().unwrap()), super::desk::NOON);
    set(&mut app, Sheet::Deals, deal, ("close", day("2026-04-01")));
    assert_eq!(app.problem_counts(), counts(1, 1, 1));
    app.update(Action::Today("2026-04-01".parse().unwrap()), super::desk::NOON);
    assert_eq!(app.problem_counts(), counts(1, 0, 1), "the day counts too");
}
