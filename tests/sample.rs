//! The sample plans are what their generator writes, and hold what a first visit should show.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where what it opens is not there")]

#[allow(dead_code, reason = "its main is of the command line")]
#[path = "../examples/forecast.rs"]
mod forecast;
#[path = "../examples/sample/story/mod.rs"]
mod story;

use std::collections::{BTreeMap, BTreeSet};

use quadrille::forecast::outlook::{
    ActivityFacts, Board, DealState, Figure, Scope, View, Whole, accuracy, explain, explain_figure, is_open, staged,
    states, what_if,
};
use quadrille::formats::{PlanFile, read};
use quadrille::log::{Ledger, Operation, Replica};
use quadrille::model::schema::{activities, deals, setup};
use quadrille::model::{Currency, Date, Key, Plan, RowId, Sheet, Value};
use quadrille::text::Lang;

fn committed(lang: Lang) -> String {
    let path = format!("{}/public/sample.{}.plan.json", env!("CARGO_MANIFEST_DIR"), lang.key());
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn open(lang: Lang) -> PlanFile {
    read(committed(lang).as_bytes(), Replica::new(1, 1), "", 0).unwrap()
}

fn today(plan: &Plan) -> Date {
    plan.get(Plan::SETTINGS, setup::settings::TODAY).unwrap()
}

#[test]
fn the_generator_writes_the_committed_files() {
    for lang in Lang::ALL {
        let again = story::plan_file(lang).unwrap();
        let key = lang.key();
        assert!(
            again == committed(lang),
            "run `cargo run --example sample -- {key} > public/sample.{key}.plan.json` and look at the difference"
        );
    }
}

#[test]
fn a_file_read_back_is_the_same_plan() {
    for lang in Lang::ALL {
        let file = open(lang);
        assert!(file.meta.unknown.is_empty() && file.imported.is_empty() && file.problem_count == 0);
        let log = file.ledger.log().map(|transaction| transaction.as_ref().clone()).rev();
        let again = Ledger::open(log, Replica::new(2, 2), "", 0);
        assert_eq!(again.plan().digest(), file.ledger.plan().digest());
        assert!(file.ledger.conflicts().is_empty() && file.ledger.revived().is_empty());
    }
}

#[test]
fn the_plan_is_marked_named_and_dated() {
    for (lang, name, currency) in
        [(Lang::En, "North region 2026", Currency::USD), (Lang::Zh, "北方大区 2026", Currency::CNY)]
    {
        let file = open(lang);
        let plan = file.ledger.plan();
        assert_eq!((plan.name(), file.name.as_str(), plan.currency()), (name, name, currency));
        assert!(plan.is_sample());
        assert_eq!(today(plan), Date::new(2026, 11, 23).unwrap());
    }
}

#[test]
fn every_table_has_its_rows() {
    for lang in Lang::ALL {
        let file = open(lang);
        let plan = file.ledger.plan();
        let count = |sheet| plan.table(sheet).len();
        for (sheet, rows) in [
            (Sheet::Deals, 40),
            (Sheet::Activities, 120),
            (Sheet::Accounts, 12),
            (Sheet::Contacts, 30),
            (Sheet::Persons, 5),
            (Sheet::Settings, 1),
        ] {
            assert_eq!(count(sheet), rows, "{sheet:?}");
        }
        for &sheet in Sheet::ALL {
            assert!(count(sheet) > 0, "{sheet:?} is empty");
        }
        for sheet in
            [Sheet::Offerings, Sheet::Strengths, Sheet::Objections, Sheet::Pains, Sheet::Scripts, Sheet::References]
        {
            assert!((5..=8).contains(&count(sheet)), "{sheet:?}");
        }
        // Table 2 in full for ten deals, table 4 for two accounts.
        let of = |sheet, column: &str| {
            let records = plan.table(sheet).ids().filter_map(|row| match plan.value(sheet, row, column) {
                Value::Link(record) => Some(*record),
                _ => None,
            });
            records.collect::<BTreeSet<RowId>>().len()
        };
        for sheet in [Sheet::Roles, Sheet::Competition, Sheet::Unknowns, Sheet::Flags, Sheet::Actions, Sheet::Scores] {
            assert!(of(sheet, "deal") >= 10, "{sheet:?}: {}", of(sheet, "deal"));
        }
        for sheet in
            [Sheet::WhiteSpace, Sheet::Initiatives, Sheet::Revenue, Sheet::Barriers, Sheet::Risks, Sheet::Teams]
        {
            assert_eq!(of(sheet, "account"), 2, "{sheet:?}");
        }
    }
}

#[test]
fn no_link_leads_nowhere_and_one_text_is_no_amount() {
    for lang in Lang::ALL {
        let file = open(lang);
        let plan = file.ledger.plan();
        let mut invalid = Vec::new();
        for table in Sheet::ALL.iter().map(|sheet| plan.table(*sheet)) {
            for (at, definition) in table.definitions().iter().enumerate() {
                for &slot in table.order() {
                    let value = table.cell(slot, at);
                    if let Some(target) = definition.kind.target() {
                        for row in value.linked() {
                            assert!(plan.table(target).contains(*row), "{:?}.{}", table.sheet(), definition.key);
                        }
                    }
                    if let Value::Invalid(text) = value {
                        invalid.push((definition.key.clone(), text.to_string()));
                    }
                }
            }
        }
        let text = if lang == Lang::Zh { "还不确定" } else { "not sure" };
        assert_eq!(invalid, [(Key::from("amount"), text.to_owned())]);
    }
}

#[test]
fn every_stage_outcome_and_state_occurs() {
    for lang in Lang::ALL {
        let file = open(lang);
        let plan = file.ledger.plan();
        let (mut activities, mut board) = (ActivityFacts::default(), Board::default());
        activities.refresh(plan, today(plan));
        board.refresh(&file.ledger, Scope::default(), today(plan), &[], None);
        let view =
            View { ledger: &file.ledger, today: today(plan), activities: &activities, board: &board, draft: None };
        let (mut stages, mut outcomes) = (BTreeSet::new(), BTreeSet::new());
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for deal in plan.table(Sheet::Deals).ids() {
            if is_open(plan, None, deal) {
                stages.insert(plan.get(deal, deals::STAGE).unwrap());
            }
            outcomes.extend(plan.get(deal, deals::OUTCOME));
            for state in states(&view, deal) {
                let name = match state {
                    DealState::Won => "won",
                    DealState::Ended(_) => "ended",
                    DealState::Dirty => "dirty",
                    DealState::ClosePast => "close past",
                    DealState::NoAmount => "no amount",
                    DealState::AheadOfEvidence => "ahead of evidence",
                    DealState::Stalled(_) => "stalled",
                    DealState::NoNextStep => "no next step",
                    DealState::MovedBack => "moved back",
                    DealState::Slipped => "slipped",
                    DealState::Advanced => "advanced",
                    DealState::Inflow => "inflow",
                    DealState::Parked => "parked",
                };
                *seen.entry(name).or_default() += 1;
            }
        }
        assert_eq!(stages.len(), 6);
        assert_eq!(outcomes, BTreeSet::from(["won", "lost", "no_decision", "withdrew", "invalid"]));
        assert_eq!(seen.len(), 13, "every state occurs: {seen:?}");
        // States that call for attention are the exception, or nobody would look at them.
        assert!(seen["ahead of evidence"] <= 2 && seen["stalled"] <= 6, "{seen:?}");
    }
}

#[test]
fn activities_are_done_planned_overdue_and_called_off() {
    for lang in Lang::ALL {
        let file = open(lang);
        let plan = file.ledger.plan();
        let rows = || plan.table(Sheet::Activities).ids();
        let with = |status: &str| rows().filter(|row| plan.get(*row, activities::STATUS) == Some(status)).count();
        let overdue = rows().filter(|row| {
            let planned = plan.get(*row, activities::PLANNED).unwrap();
            plan.get(*row, activities::STATUS) == Some("planned") && planned < today(plan)
        });
        assert!(with("done") >= 90 && with("planned") >= 15, "{} done, {} planned", with("done"), with("planned"));
        assert!(with("cancelled") >= 2 && with("no_show") >= 1 && overdue.count() >= 3);
        for row in rows().filter(|row| plan.get(*row, activities::STATUS) == Some("done")) {
            let (planned, done) = (plan.get(row, activities::PLANNED), plan.get(row, activities::DONE));
            assert!(done >= planned && done <= Some(today(plan)), "{row}");
            for key in ["result", "outcome", "people"] {
                assert!(!plan.value(Sheet::Activities, row, key).is_empty(), "{row} lacks {key}");
            }
        }
    }
}

#[test]
fn the_log_is_nine_months_of_five_people() {
    for lang in Lang::ALL {
        let file = open(lang);
        let plan = file.ledger.plan();
        let day = |transaction: &quadrille::log::Transaction| Date::of_millis(transaction.id.millis());
        let (first, last) = (file.ledger.log().next().unwrap(), file.ledger.log().next_back().unwrap());
        assert_eq!(day(first), Date::new(2026, 2, 24).unwrap());
        assert_eq!(day(last), today(plan));
        let replicas: BTreeSet<u64> = file.ledger.log().map(|transaction| transaction.id.replica).collect();
        assert_eq!(replicas.len(), 4, "the manager and three salespeople write; the pre-sales engineer reads");
        let labels: BTreeSet<&str> = file.ledger.log().map(|transaction| transaction.label.0.as_str()).collect();
        assert_eq!(labels, BTreeSet::from(["edit", "insert", "paste", "settings", "sort", "template"]));

        let number = |value: &Value| match value {
            Value::Link(stage) => plan.get(*stage, setup::stages::NUMBER).map(|number| number.trunc()),
            _ => None,
        };
        let (mut stages, mut closes) = (BTreeMap::new(), BTreeMap::new());
        let (mut back, mut forward, mut pushes) = (0, 0, 0);
        let mut write = |row: RowId, key: &str, value: &Value| match (key, value) {
            ("stage", value) => {
                let now = number(value).unwrap();
                match stages.insert(row, now) {
                    Some(before) if now < before => back += 1,
                    Some(_) => forward += 1,
                    None => {}
                }
            }
            ("close", Value::Date(now)) => {
                pushes += usize::from(closes.insert(row, *now).is_some_and(|before: Date| *now > before));
            }
            _ => {}
        };
        for operation in file.ledger.log().flat_map(|transaction| &transaction.operations) {
            match operation {
                Operation::Insert { sheet: Sheet::Deals, row, cells, .. } => {
                    cells.iter().for_each(|(key, value)| write(row, key, value));
                }
                Operation::Set { sheet: Sheet::Deals, row, column, value, .. } => write(row, &column, &value),
                _ => {}
            }
        }
        assert!(back >= 3 && forward >= 60 && pushes >= 6, "{back} back, {forward} forward, {pushes} pushes");
    }
}

#[test]
fn the_quarter_is_open() {
    for lang in Lang::ALL {
        let file = open(lang);
        let plan = file.ledger.plan();
        let (mut activities, mut board) = (ActivityFacts::default(), Board::default());
        activities.refresh(plan, today(plan));
        board.refresh(&file.ledger, Scope::default(), today(plan), &[], None);
        let view =
            View { ledger: &file.ledger, today: today(plan), activities: &activities, board: &board, draft: None };
        let figures = board.figures(&view).unwrap();
        let chance = figures.chance.unwrap();
        assert!((0.45..=0.65).contains(&chance), "{chance}");
        assert!(figures.targets.iter().all(Option::is_some) && figures.touches.len() == 3);
        assert_eq!((figures.left_out.amount, figures.left_out.unread, figures.left_out.rate), (0, 1, 0));
    }
}

#[test]
fn the_example_prints_the_whole_forecast() {
    for lang in Lang::ALL {
        let path = format!("{}/public/sample.{}.plan.json", env!("CARGO_MANIFEST_DIR"), lang.key());
        let found: serde_json::Value = serde_json::from_str(&forecast::answer(&[path]).unwrap()).unwrap();
        let (chance, again) = (found["chance"].as_f64().unwrap(), found["chance_made_again"].as_f64().unwrap());
        assert!((chance - again).abs() < 1e-9 && found["touches"].as_array().unwrap().len() == 3);
        let lists = ["deals", "states", "fan", "quantiles", "by_person", "by_team", "by_segment", "by_account"];
        for key in lists.into_iter().chain(["by_product", "by_region", "pre_mortem", "scenarios", "histogram"]) {
            assert!(!found[key].as_array().unwrap().is_empty(), "{key}");
        }
        for key in ["coverage", "velocity", "funnel", "rates", "people", "ahead", "accuracy", "bridge", "left_out"] {
            assert!(found[key].is_object(), "{key}");
        }
        let bars = found["bridge"]["bars"].as_array().unwrap().iter().map(|bar| bar["sum"].as_i64().unwrap());
        let start = found["bridge"]["start"].as_i64().unwrap();
        assert_eq!(Some(start + bars.sum::<i64>()), found["bridge"]["end"].as_i64());
    }
    assert!(forecast::answer(&[]).is_err() && forecast::answer(&["no such file".into()]).is_err());
}

#[test]
fn the_published_schema_accepts_the_samples() {
    let schema = include_str!("../public/plan.schema.json");
    let schema = jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap();
    for lang in Lang::ALL {
        let file: serde_json::Value = serde_json::from_str(&committed(lang)).unwrap();
        let errors: Vec<String> = schema.iter_errors(&file).map(|e| format!("{} {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

#[test]
fn every_computed_cell_says_what_it_is_made_of_and_comes_to_the_same_again() {
    for lang in Lang::ALL {
        let file = open(lang);
        let plan = file.ledger.plan();
        let mut activities = ActivityFacts::default();
        activities.refresh(plan, today(plan));
        let mut board = Board::default();
        board.refresh(&file.ledger, Scope::default(), today(plan), &[], None);
        let view =
            View { ledger: &file.ledger, today: today(plan), activities: &activities, board: &board, draft: None };
        let mut explained: BTreeMap<&str, usize> = BTreeMap::new();
        for &sheet in Sheet::ALL {
            for definition in sheet.definitions() {
                let Some(formula) = definition.computed else { continue };
                for row in plan.table(sheet).ids() {
                    let found = explain(&view, formula, row);
                    assert_eq!(found.again(), found.value, "{}.{} of {row}: {found:?}", sheet.key(), definition.key);
                    for (from, row, column) in found.inputs.iter().filter_map(|input| input.source.as_ref()) {
                        assert!(plan.table(*from).contains(*row), "{}.{} leads nowhere", sheet.key(), definition.key);
                        let known = column
                            .as_ref()
                            .is_none_or(|key| plan.table(*from).column(key).is_some() || key == "commitment");
                        assert!(known, "{}.{} leads to no column {column:?}", sheet.key(), definition.key);
                    }
                    *explained.entry(definition.key.as_str()).or_default() += usize::from(!found.value.is_empty());
                }
            }
        }
        // Columns of which the sample shows no value prove nothing; only what is said in words elsewhere shows none here.
        let silent: Vec<&str> = explained.iter().filter(|(_, count)| **count == 0).map(|(key, _)| *key).collect();
        assert_eq!(silent, ["state"]);
        let target = board.target().unwrap();
        let figures = [Figure::Target(0), Figure::AtLeast(target), Figure::Mean, Figure::Sd, Figure::Quantile(0)];
        for figure in [figures.as_slice(), &[Figure::Quantile(4), Figure::Won, Figure::LeftOut]].concat() {
            let found = explain_figure(&view, &Whole::Board, figure).unwrap().unwrap();
            let (again, shown) = (found.again().unwrap().unwrap(), found.value.unwrap());
            assert!((again - shown).abs() <= 1e-9 * shown.abs().max(1.0), "{figure:?}: {again} {shown}");
        }
        // A scenario's figures are what the page shows beside the plan's.
        let scenario = plan.table(Sheet::Scenarios).ids().next().unwrap();
        let shown = what_if(&view, &staged(plan, scenario)).unwrap().after;
        let asked = |figure| explain_figure(&view, &Whole::Scenario(scenario), figure).unwrap().unwrap().value.unwrap();
        assert_eq!((asked(Figure::AtLeast(target)), asked(Figure::Mean)), (shown.chances[0].unwrap(), shown.mean));
        assert_ne!(shown.mean, board.distribution().mean());
    }
}

#[test]
fn nine_months_are_enough_to_look_back_on() {
    for lang in Lang::ALL {
        let file = open(lang);
        let plan = file.ledger.plan();
        let mut activities = ActivityFacts::default();
        activities.refresh(plan, today(plan));
        let mut board = Board::default();
        board.refresh(&file.ledger, Scope::default(), today(plan), &[], None);
        let view =
            View { ledger: &file.ledger, today: today(plan), activities: &activities, board: &board, draft: None };
        let found = accuracy(&view, quadrille::forecast::outlook::Span::Quarter, None).unwrap();
        assert!(found.checkpoints.len() >= 5 && found.resolved >= 8, "{found:?}");
        assert!(found.checkpoints.iter().any(|point| point.call.is_some()), "a manager said what he expects");
        assert!(found.model.wape.is_some() && found.ceiling.is_some());
    }
}
