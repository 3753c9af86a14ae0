//! Every number that the sample plans show is explained: in both languages, in words, with inputs that lead somewhere, and
//! worked out again from them to what the cell shows.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where what it opens is not there")]

use std::collections::BTreeMap;
use std::sync::Arc;

use quadrille::app::arrange::{Deed, totals_for};
use quadrille::app::grid::{GridId, Total};
use quadrille::app::{Action, App, Explanation, FUNNEL_DAYS, Subject, Theme};
use quadrille::forecast::categories::Category;
use quadrille::forecast::outlook::{
    Ahead, ChanceScore, CourseFigure, DealState, Dimension, Figure, Forecaster, Measure, Operation, Policy, Role,
    Score, Span, StageFigure, Suppose, Survey, Taught, Told, Way, Whole, Window, accuracy, bridge, dirt, explain,
    explain_figure, explain_taught, fan, funnel, gains, groups, horizon, is_open, ladder, lessons, needed, pre_mortem,
    resources, states,
};
use quadrille::formats::read;
use quadrille::log::{Change, Label, Ledger, Replica};
use quadrille::model::schema::setup::settings;
use quadrille::model::{Computed, Date, Money, Place, Plan, RowId, Sheet, Value};
use quadrille::text::{Lang, show};

/// The sample of a language, shown in a language.
fn open(sample: Lang, lang: Lang) -> App {
    let path = format!("{}/public/sample.{}.plan.json", env!("CARGO_MANIFEST_DIR"), sample.key());
    let file = read(&std::fs::read(&path).unwrap(), Replica::new(1, 1), "", 0).unwrap();
    let today = file.ledger.plan().get(Plan::SETTINGS, settings::TODAY).unwrap();
    App::new(file.ledger, lang, Theme::System, today)
}

/// Whole sentences, no hole left open, every input named, every source there.
fn is_said(app: &App, found: &Explanation, place: &str) {
    let texts = [&found.heading, &found.formula, &found.result];
    let lines = found.inputs.iter().chain(found.tenth.iter().flat_map(|(_, lines)| lines));
    let lines: Vec<_> = lines.collect();
    let notes = found.notes.iter().chain(found.tenth.iter().map(|(sentence, _)| sentence));
    let all = texts.into_iter().chain(notes).chain(lines.iter().map(|line| &line.name));
    for text in all.clone() {
        assert!(!text.trim().is_empty(), "{place}: something is not said in {found:#?}");
    }
    for text in all.chain(lines.iter().map(|line| &line.value)) {
        assert!(!text.contains(['{', '}', '#']), "{place}: {text}");
    }
    let is_chinese = found.formula.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    assert_eq!(is_chinese, app.lang == Lang::Zh, "{place}: {}", found.formula);
    for (sheet, row, key) in lines.iter().filter_map(|line| line.source.as_ref()) {
        let table = app.plan().table(*sheet);
        assert!(table.contains(*row), "{place}: leads to a row that is gone");
        assert!(table.column(key).is_some(), "{place}: leads to no column {key} of {}", sheet.key());
    }
}

#[test]
fn every_computed_cell_is_explained_and_comes_to_what_it_shows() {
    for (sample, lang) in Lang::ALL.into_iter().flat_map(|sample| Lang::ALL.map(|lang| (sample, lang))) {
        let app = open(sample, lang);
        let mut explained: BTreeMap<String, usize> = BTreeMap::new();
        let mut dirty = 0;
        for &sheet in Sheet::ALL {
            for definition in app.plan().table(sheet).definitions() {
                let Some(formula) = definition.computed else { continue };
                for row in app.plan().table(sheet).ids() {
                    let place = format!("{}.{} of {row}", sheet.key(), definition.key);
                    let found = app.explain_cell(sheet, row, &definition.key).unwrap_or_else(|| panic!("{place}"));
                    assert_eq!(found.result, app.text_of(sheet, row, definition), "{place}");
                    if formula == Computed::State {
                        let names: Vec<&str> = found.inputs.iter().map(|input| input.name.as_str()).collect();
                        // After the states stand the reasons of a dirty one that are no states themselves.
                        let states = states(&app.view(), row);
                        let reasons = dirt(&app.view(), &Survey::of(&app.view()), row).into_iter();
                        let reasons = reasons.filter(|dirt| dirt.state().is_none()).count();
                        let is_dirty = states.contains(&DealState::Dirty);
                        assert_eq!(names.len(), states.len() + if is_dirty { reasons } else { 0 }, "{place}");
                        assert_eq!(names[..states.len()].join(", "), found.result, "{place}");
                        dirty += usize::from(is_dirty && reasons > 0);
                    } else {
                        let why = explain(&app.view(), formula, row);
                        assert_eq!(why.again(), why.value, "{place}: {why:?}");
                        assert_eq!(why.value, app.value_of(sheet, row, definition), "{place}");
                        let silent =
                            |role: Role| role == Role::Weight || role == Role::Whole && why.operation == Operation::Sum;
                        let counted = why.inputs.iter().filter(|input| !silent(input.role)).count();
                        assert_eq!(found.inputs.len(), counted, "{place}");
                        let is_quantity = matches!(why.value, Value::Percent(_) | Value::Number(_) | Value::Money(_));
                        assert_eq!(found.tenth.is_some(), is_quantity, "{place}: what would change it by a tenth");
                        comes_to_a_tenth(&why, &place);
                    }
                    // A deal without a state shows none, and says so.
                    let found = if formula == Computed::State && found.result.is_empty() {
                        Explanation { result: "–".into(), ..found }
                    } else {
                        *explained.entry(definition.key.to_string()).or_default() +=
                            usize::from(!found.inputs.is_empty());
                        found
                    };
                    is_said(&app, &found, &place);
                }
            }
        }
        assert!(dirty > 0, "the sample has a dirty deal");
        let silent: Vec<&String> = explained.iter().filter(|(_, count)| **count == 0).map(|(key, _)| key).collect();
        assert!(explained.len() > 20 && silent.is_empty(), "the sample shows no value of {silent:?}");
    }
}

/// Each input that is said to change a value by a tenth does.
fn comes_to_a_tenth(why: &quadrille::forecast::outlook::Explanation, place: &str) {
    let size = |value: &Value| match value {
        Value::Percent(p) => Some((p.ppm as f64, 100_000.0)),
        Value::Money(money) => Some((money.minor as f64, money.minor.abs() as f64 / 10.0)),
        Value::Number(number) => Some((number.millionths as f64, number.millionths.abs() as f64 / 10.0)),
        _ => None,
    };
    let Some((before, tenth)) = size(&why.value) else { return };
    for (at, value) in why.tenths() {
        let mut changed = why.clone();
        let exact = if let Value::Percent(p) = &value { Some(p.chance()) } else { None };
        let input = changed.inputs.get_mut(at).unwrap();
        (input.exact, input.value) = (input.exact.and(exact), value);
        let (after, _) = size(&changed.again()).unwrap_or_else(|| panic!("{place}: no longer a quantity"));
        assert!((after - before).abs() >= tenth, "{place}: {before} to {after} is no tenth");
    }
}

#[test]
fn every_figure_of_a_period_is_explained_and_comes_to_what_is_shown() {
    for lang in Lang::ALL {
        let app = open(lang, lang);
        let target = app.board().target().unwrap();
        let ahead = Ahead { span: Span::Quarter, count: 5, person: None, slip: true, unseen: true };
        let mut wholes = vec![Whole::Board];
        for at in 0..5 {
            wholes.extend([false, true].map(|together| Whole::Ahead { ahead, at, together }));
        }
        let period = app.board().period().unwrap();
        for by in Dimension::ALL {
            let parts = groups(&app.view(), &period, by).unwrap();
            wholes.extend(parts.into_iter().map(|group| Whole::Group(by, group.key)));
        }
        let categories = [Category::Closed, Category::Commit, Category::Best, Category::Pipeline].map(Figure::Category);
        let figures = [
            [Figure::AtLeast(target), Figure::Mean, Figure::Sd, Figure::Quantile(0), Figure::Quantile(2)].as_slice(),
            &[Figure::Quantile(4), Figure::Won, Figure::Open, Figure::Pipeline, Figure::Weighted, Figure::LeftOut],
            &[Figure::Target(0), Figure::Target(1), Figure::Target(2)],
            &categories,
        ]
        .concat();
        for whole in &wholes {
            for &figure in &figures {
                let place = format!("{figure:?} of {whole:?}");
                let why = explain_figure(&app.view(), whole, figure).unwrap().unwrap();
                let found = app.explain(&Subject::Figure(whole.clone(), figure));
                let Some(value) = why.value else {
                    assert!(matches!(figure, Figure::Target(_)) && found.is_none(), "{place}");
                    continue;
                };
                let found = found.unwrap_or_else(|| panic!("{place}"));
                let again = why.again().unwrap().unwrap();
                // A distribution that is kept up to date step by step and one made afresh differ in the last places only.
                assert!((again - value).abs() <= 1e-9 * value.abs().max(1.0), "{place}: {again} {value}");
                assert_eq!(found.result, app.figure_text(figure, value), "{place}");
                is_said(&app, &found, &place);
                for (_, p) in why.tenths().unwrap() {
                    assert!((0.0..=1.0).contains(&p), "{place}");
                }
            }
        }
        assert!(wholes.len() > 20);
    }
}

#[test]
fn every_other_figure_of_the_forecast_page_is_explained_and_comes_to_what_is_shown() {
    for (sample, lang) in Lang::ALL.into_iter().flat_map(|sample| Lang::ALL.map(|lang| (sample, lang))) {
        let app = open(sample, lang);
        let figures = app.figures().unwrap();
        let period = app.board().period().unwrap();
        let flow = bridge(&app.view(), &app.window(), &period, None).unwrap();
        let shape = funnel(&app.view(), &Window::last(FUNNEL_DAYS, app.today()), None);
        let mut shown = vec![(Told::FlowStart, flow.start as f64), (Told::FlowEnd, flow.end as f64)];
        shown.extend(flow.bars.iter().map(|bar| (Told::Flow(bar.cause), bar.sum as f64)));
        assert_eq!(figures.touches.len(), 3);
        shown.extend(figures.touches.iter().map(|touch| (Told::Lift(touch.deal), touch.lift)));
        shown.push((Told::Lifts, figures.lift));
        let stages = shape.stages.iter().filter_map(|stage| Some((Told::Expected(stage.stage), stage.expected?)));
        shown.extend(stages);
        for (stage, limit) in shape.stages.iter().zip(&shape.limits) {
            let of = |figure| Told::Stage(stage.stage, figure);
            shown.push((of(StageFigure::Deals), stage.deals.len() as f64));
            shown.push((of(StageFigure::Amount), stage.amount as f64));
            shown.push((of(StageFigure::GoesOn), stage.goes_on.0));
            shown.extend(stage.days.map(|(days, _)| (of(StageFigure::Days), days)));
            shown.extend(limit.days().map(|days| (of(StageFigure::Limit), days as f64)));
        }
        let view = app.view();
        shown.push((Told::Velocity, shape.velocity.unwrap().a_day));
        let ahead = Ahead { span: Span::Quarter, count: 2, person: None, slip: true, unseen: false };
        let slip = horizon(&view, &ahead).unwrap().slip.unwrap();
        shown.extend((0..).zip(slip.shares).map(|(late, share)| (Told::Slip(Span::Quarter, late), share)));
        let reasons = pre_mortem(&view);
        assert!(!reasons.is_empty());
        shown.extend(reasons.iter().map(|reason| (Told::GivenMiss(reason.deal), reason.given_miss)));
        let options = gains(&view);
        let a_day = |(deal, gain, days): &(RowId, f64, f64)| {
            let pivot = app.board().pivot(*deal).filter(|_| !app.board().is_linked(*deal))?;
            Some((Told::ADay(*deal), gain * pivot.pivot / days))
        };
        shown.extend(options.iter().filter_map(a_day));
        shown.push((Told::Spent(30), resources(&view, &options, 3.0).unwrap().unwrap().after));
        shown.push((Told::Needed(900), needed(&view, 0.9).unwrap().unwrap().needed as f64));
        shown.extend(Some((Told::Assumed, app.board().assumed() as f64)).filter(|(_, count)| *count > 0.0));
        assert!(shown.len() >= 30, "{shown:?}");
        for (told, value) in shown {
            let place = format!("{told:?} of {}", sample.key());
            let why = app.told(told).unwrap_or_else(|| panic!("{place}"));
            assert!((why.value - value).abs() <= 1e-9 * value.abs().max(1.0), "{place}: {value} {why:?}");
            let again = why.again().unwrap();
            assert!((again - value).abs() <= 1e-9 * value.abs().max(1.0), "{place}: {again} {value}");
            let found = app.explain(&Subject::Told(told)).unwrap_or_else(|| panic!("{place}"));
            assert_eq!(found.result, app.told_text(told, value), "{place}");
            assert_eq!(found.inputs.len(), why.parts.len().min(40), "{place}");
            is_said(&app, &found, &place);
        }
    }
}

#[test]
fn every_rate_that_closed_deals_teach_is_explained_and_comes_to_what_is_shown() {
    for (sample, lang) in Lang::ALL.into_iter().flat_map(|sample| Lang::ALL.map(|lang| (sample, lang))) {
        let app = open(sample, lang);
        let found = lessons(&app.view());
        let stages = found.rates.stages.iter().filter_map(|rate| Some((Taught::Stage(rate.stage), rate.learned?)));
        let mut shown: Vec<(Taught, f64)> = stages.collect();
        assert!(shown.len() >= 5, "{shown:?}");
        let people = found.people.unwrap();
        let rate = |at: usize| Some((Taught::Person(people.groups.get(at)?.0), people.rate(at)?));
        shown.extend((0..people.groups.len()).filter_map(rate));
        for (taught, value) in shown {
            let place = format!("{taught:?} of {}", sample.key());
            let why = explain_taught(&app.view(), &taught).unwrap_or_else(|| panic!("{place}"));
            assert_eq!(why.value, value, "{place}");
            assert!((why.again() - value).abs() <= 1e-12, "{place}: {}", why.again());
            let found = app.explain(&Subject::Taught(taught)).unwrap_or_else(|| panic!("{place}"));
            assert_eq!(found.inputs.len(), why.deals.len().min(40), "{place}");
            is_said(&app, &found, &place);
        }
    }
}

/// The sample with so many more deals that went through stages and ended.
fn with_closed(lang: Lang, count: usize) -> App {
    const DAY: u64 = 86_400_000;
    let path = format!("{}/public/sample.{}.plan.json", env!("CARGO_MANIFEST_DIR"), lang.key());
    let mut ledger = read(&std::fs::read(&path).unwrap(), Replica::new(1, 1), "", 0).unwrap().ledger;
    let today = ledger.plan().get(Plan::SETTINGS, settings::TODAY).unwrap();
    let stages: Vec<RowId> =
        ladder(ledger.plan()).iter().filter(|rung| rung.number >= 1).map(|rung| rung.stage).collect();
    let mut now = ledger.log().next_back().unwrap().id.millis();
    let mut set = |ledger: &mut Ledger, row: RowId, key: &'static str, value: Value| {
        now += DAY / 8;
        let change = Change::Set { sheet: Sheet::Deals, row, column: key.into(), value };
        ledger.commit(vec![change], Label::new("edit"), now).unwrap();
    };
    for at in 0..count {
        let row = ledger.fresh_row(0);
        let place = Place::nth(ledger.plan().table(Sheet::Deals).slots());
        let cells =
            vec![("name".into(), Value::text("closed")), ("stage".into(), Value::Link(*stages.first().unwrap()))];
        let now = ledger.log().next_back().unwrap().id.millis();
        ledger.commit(vec![Change::Insert { sheet: Sheet::Deals, row, place, cells }], Label::new("add"), now).unwrap();
        set(&mut ledger, row, "owner", Value::Empty);
        // A day and more later, so that the first stage is a stay of its own.
        for step in 1..=(at % 4) * 8 {
            if step % 8 == 0 {
                let stage = [1, 0, 1, 2].get(step / 8 % 4).and_then(|at| stages.get(*at)).unwrap();
                set(&mut ledger, row, "stage", Value::Link(*stage));
            } else {
                set(&mut ledger, row, "note", Value::text("goes on"));
            }
        }
        set(&mut ledger, row, "outcome", Value::Choice(if at % 3 == 0 { "won" } else { "lost" }.into()));
    }
    App::new(ledger, lang, Theme::System, today)
}

#[test]
fn every_figure_of_the_course_of_deals_is_explained_and_comes_to_what_is_shown() {
    for lang in Lang::ALL {
        let app = with_closed(lang, 110);
        let found = lessons(&app.view());
        let course = found.course.unwrap();
        let mut told = 0;
        for own in found.rates.stages.iter().filter_map(|rate| course.stage(rate.stage)) {
            let shares = Way::ALL.map(|way| (CourseFigure::Way(way), own.share(way)));
            let fate = own.shown();
            let ends =
                [(CourseFigure::Won, fate.map(|fate| fate.won)), (CourseFigure::Days, fate.map(|fate| fate.days))];
            for (figure, shown) in shares.into_iter().chain(ends) {
                let (subject, place) = (Told::Course(own.stage, figure), format!("{figure:?} of {:?}", own.stage));
                let Some(value) = shown else {
                    assert!(app.explain(&Subject::Told(subject)).is_none(), "{place}");
                    continue;
                };
                let why = app.told(subject).unwrap_or_else(|| panic!("{place}"));
                assert!(is_near(why.value, value) && is_near(why.again().unwrap(), value), "{place}: {why:?}");
                let said = app.explain(&Subject::Told(subject)).unwrap_or_else(|| panic!("{place}"));
                assert_eq!(said.result, app.told_text(subject, value), "{place}");
                assert_eq!(said.inputs.len(), why.parts.len().min(40), "{place}");
                is_said(&app, &said, &place);
                told += 1;
            }
        }
        assert!(told >= 18, "{told}");
    }
}

#[test]
fn what_is_not_shown_is_not_explained() {
    let app = open(Lang::En, Lang::En);
    let closed = app.plan().table(Sheet::Deals).ids().find(|deal| !is_open(app.plan(), None, *deal)).unwrap();
    assert!(app.explain(&Subject::Told(Told::Lift(closed))).is_none());
    assert!(app.explain(&Subject::Told(Told::Expected(closed))).is_none());
}

/// The sizes that a total adds up: amounts in the plan's currency, numbers, shares, days.
fn sizes(app: &App, sheet: Sheet, key: &str, rows: &[RowId]) -> Vec<i64> {
    let definition = app.plan().table(sheet).definition(key).unwrap();
    let size = |value: Value| match value {
        Value::Money(money) => app.plan().in_plan_currency(money),
        Value::Number(number) => Some(number.millionths),
        Value::Percent(percent) => Some(percent.ppm),
        Value::Date(day) => Some(day.days_since(Date::of_millis(0))),
        _ => None,
    };
    rows.iter().filter_map(|row| size(app.value_of(sheet, *row, definition))).collect()
}

#[test]
fn every_total_under_a_table_and_of_a_group_is_explained_and_comes_to_what_is_shown() {
    for lang in Lang::ALL {
        let mut app = open(lang, lang);
        let mut explained: BTreeMap<String, usize> = BTreeMap::new();
        for &sheet in Sheet::ALL {
            let id = GridId::Table(sheet);
            let layout = app.grid(id).layout.clone();
            for at in 0..layout.width() {
                let key = layout.shown(0, at).unwrap().key.clone();
                let definition = app.plan().table(sheet).definition(&key).unwrap().clone();
                for total in totals_for(&definition) {
                    app.update(Action::Arrange(id, Deed::Total(key.clone(), total)), 0);
                    app.grid(id);
                    let place = format!("{total:?} of {}.{key}", sheet.key());
                    let shown = app.totals(id).get(at).unwrap().clone();
                    let found = app.explain(&Subject::Total(id, None, key.clone()));
                    let Some(found) = found else {
                        assert!(shown.is_empty(), "{place}");
                        continue;
                    };
                    assert_eq!(found.result, shown, "{place}");
                    is_said(&app, &found, &place);
                    let rows: Vec<RowId> = app.plan().table(sheet).ids().collect();
                    let sizes = sizes(&app, sheet, &key, &rows);
                    let is_filled = |row: &&RowId| match definition.computed {
                        Some(Computed::State) => !app.text_of(sheet, **row, &definition).is_empty(),
                        _ => !app.value_of(sheet, **row, &definition).is_empty(),
                    };
                    let filled = rows.iter().filter(is_filled).count();
                    // What is counted is listed, and what is listed is all there is.
                    let counted = match total {
                        Total::Sum | Total::Average | Total::Min | Total::Max => sizes.len(),
                        Total::Filled | Total::Distinct => filled,
                        Total::Empty => rows.len() - filled,
                        _ => rows.len(),
                    };
                    assert_eq!(found.inputs.len(), counted.min(40), "{place}");
                    *explained.entry(format!("{total:?}")).or_default() += usize::from(counted > 0);
                }
            }
        }
        assert!(explained.len() == 8 && explained.values().all(|count| *count > 0), "{explained:?}");
    }
}

#[test]
fn the_subtotals_of_a_group_are_the_sums_of_its_rows() {
    let mut app = open(Lang::En, Lang::En);
    let id = GridId::Table(Sheet::Deals);
    app.update(Action::Arrange(id, Deed::Group("owner".into(), None)), 0);
    let (layout, mut sum) = (app.grid(id).layout.clone(), 0);
    let rows = layout.rows().unwrap();
    assert!(rows.sections().len() > 2);
    for section in rows.sections() {
        let found = app.explain(&Subject::Total(id, Some(section.path.clone()), "amount".into())).unwrap();
        let own = sizes(&app, Sheet::Deals, "amount", &rows.records()[section.from..section.until]);
        let amount = Value::Money(Money::new(own.iter().sum(), app.plan().currency()));
        let column = app.plan().table(Sheet::Deals).definition("amount").unwrap();
        // A sum with amounts of other currencies in it is marked, and says how many cells it lacks.
        let sum_shown = show(app.plan(), column, &amount, Lang::En);
        let amounts = found.result.split(" + ").next().unwrap_or_default();
        assert_eq!(amounts.trim_start_matches("≈ "), sum_shown.as_str());
        assert_eq!(found.inputs.len(), own.len().min(40));
        is_said(&app, &found, "a group");
        sum += own.iter().sum::<i64>();
        let count = app.explain(&Subject::Total(id, Some(section.path.clone()), "name".into())).unwrap();
        assert_eq!(count.inputs.len(), (section.until - section.from).min(40));
    }
    let all: Vec<RowId> = app.plan().table(Sheet::Deals).ids().collect();
    assert_eq!(sum, sizes(&app, Sheet::Deals, "amount", &all).iter().sum::<i64>());
    assert!(app.explain(&Subject::Total(id, Some(vec![Value::Empty; 3]), "amount".into())).is_none());
}

fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * other.abs().max(1.0)
}

/// A figure of some whole is explained, and comes to what is shown.
fn comes_to(app: &App, whole: &Whole, figure: Figure, value: f64) {
    let place = format!("{figure:?} of {whole:?}");
    let why = explain_figure(&app.view(), whole, figure).unwrap().unwrap();
    let own = why.value.unwrap_or_else(|| panic!("{place}"));
    assert!(is_near(own, value), "{place}: {own} {value}");
    assert!(is_near(why.again().unwrap().unwrap(), value), "{place}");
    let found = app.explain(&Subject::Figure(whole.clone(), figure)).unwrap_or_else(|| panic!("{place}"));
    assert_eq!(found.result, app.figure_text(figure, value), "{place}");
    is_said(app, &found, &place);
}

#[test]
fn every_point_of_the_fan_is_explained_from_the_plan_of_its_day() {
    for lang in Lang::ALL {
        let app = open(lang, lang);
        let quarter = app.board().period().unwrap();
        let year = quadrille::forecast::outlook::Period::of(app.plan(), quarter.from, Span::Year, 0);
        let person = app.plan().table(Sheet::Persons).ids().next();
        for (period, person) in [(quarter, None), (year, person)] {
            let points = fan(&app.ledger, app.board().history(), period, person, app.today()).unwrap();
            assert!(points.len() > 4);
            for point in points {
                let whole = Whole::Then { period, day: point.day, person };
                if let (Some(target), Some(chance)) = (point.targets[0], point.chance) {
                    comes_to(&app, &whole, Figure::AtLeast(target), chance);
                    comes_to(&app, &whole, Figure::Target(0), target as f64);
                }
                comes_to(&app, &whole, Figure::Mean, point.mean);
                for at in 0..5 {
                    comes_to(&app, &whole, Figure::Quantile(at), point.quantiles[at] as f64);
                }
                comes_to(&app, &whole, Figure::Won, point.won as f64);
                comes_to(&app, &whole, Figure::Open, point.open as f64);
            }
        }
    }
}

#[test]
fn every_score_and_every_past_forecast_is_explained_and_comes_to_what_is_shown() {
    for (sample, lang) in Lang::ALL.into_iter().flat_map(|sample| Lang::ALL.map(|lang| (sample, lang))) {
        let app = open(sample, lang);
        let found = Arc::new(accuracy(&app.view(), Span::Quarter, None).unwrap());
        assert!(found.checkpoints.len() > 2);
        for point in &found.checkpoints {
            comes_to(&app, &Whole::Past(point.period), Figure::Won, point.actual as f64);
            let whole = Whole::Then { period: point.period, day: point.day, person: None };
            comes_to(&app, &whole, Figure::Mean, point.mean);
            comes_to(&app, &whole, Figure::Quantile(0), point.sure_and_reach.0 as f64);
            comes_to(&app, &whole, Figure::Quantile(4), point.sure_and_reach.1 as f64);
            comes_to(&app, &whole, Figure::Crps(point.actual), point.crps);
            comes_to(&app, &whole, Figure::Pit(point.actual), point.pit);
            if let (Some(level), Some((chance, _))) = (point.level, point.target) {
                comes_to(&app, &whole, Figure::AtLeast(level), chance);
            }
            if let Some(ceiling) = point.ceiling {
                comes_to(&app, &whole, Figure::Ceiling, ceiling);
            }
        }
        use Forecaster::{Calls, Commit, Ladder, Model, Previous};
        let mut scores = vec![Score::Reached, Score::Ceiling, Score::Crps, Score::Within];
        for who in [Model, Ladder, Commit, Previous, Calls] {
            scores.extend([Measure::Wape, Measure::Bias, Measure::Mape].map(|measure| Score::Amounts(measure, who)));
            scores.push(Score::Beside(who));
        }
        for policy in Policy::ALL {
            use ChanceScore::{Brier, Expected, LogLoss, Reliability, Resolution, Slope, Uncertainty};
            let all = [Brier, Reliability, Resolution, Uncertainty, LogLoss, Expected, Slope];
            scores.extend(all.map(|score| Score::Chances(score, policy)));
        }
        scores.extend((0..found.calibration.len()).map(Score::Came));
        let mut said = 0;
        for score in scores {
            let place = format!("{score:?} of {}", sample.key());
            let shown = app.explain(&Subject::Score(Arc::clone(&found), score));
            let Some(value) = score.value(&found) else {
                assert!(shown.is_none(), "{place}");
                continue;
            };
            let (why, shown) = (score.explain(&found).unwrap(), shown.unwrap_or_else(|| panic!("{place}")));
            assert!(is_near(why.value, value) && is_near(why.again().unwrap(), value), "{place}: {why:?}");
            assert_eq!(shown.result, app.score_text(score, value), "{place}");
            assert_eq!(shown.inputs.len(), (why.points.len() + why.deals.len()).min(40), "{place}");
            assert!(!shown.inputs.is_empty(), "{place}");
            is_said(&app, &shown, &place);
            said += 1;
        }
        assert!(said > 20, "{said}");
        // What is counted in the bins is counted once.
        let bins = (0..found.calibration.len()).filter_map(|at| Score::Came(at).explain(&found));
        let counts: Vec<usize> = bins.map(|bin| bin.deals.len()).collect();
        assert_eq!(counts, found.calibration.iter().map(|bin| bin.count).collect::<Vec<_>>());
    }
}

#[test]
fn what_is_supposed_says_what_each_of_it_changes() {
    for lang in Lang::ALL {
        let app = open(lang, lang);
        let open: Vec<RowId> = app.figures().unwrap().touches.iter().map(|touch| touch.deal).collect();
        let supposed = vec![(open[0], Suppose::Won), (open[1], Suppose::Lost), (open[2], Suppose::Chance(0.99))];
        let outcome = app.rehearse(&supposed).unwrap();
        let target = app.board().target().unwrap();
        for figure in [Figure::AtLeast(target), Figure::Mean, Figure::Quantile(2), Figure::Weighted, Figure::Open] {
            let found = app.explain(&Subject::Change(supposed.clone(), figure)).unwrap();
            let of = |outcome: &quadrille::forecast::outlook::Outcome| outcome.figure(figure).unwrap();
            let change = of(&outcome.after) - of(&outcome.before);
            assert_eq!(found.result, app.change_text(figure, change), "{figure:?}");
            assert_eq!(found.inputs.len(), 5, "{figure:?}");
            assert_eq!(found.inputs[1].value, app.figure_text(figure, of(&outcome.after)));
            is_said(&app, &found, "a change");
        }
        // The expected result is a sum: there what each changes does add up.
        let mean = |supposed: &[(RowId, Suppose)]| app.rehearse(supposed).unwrap().after.mean;
        let alone: f64 = supposed.iter().map(|own| mean(&[*own]) - outcome.before.mean).sum();
        assert!(is_near(alone, outcome.after.mean - outcome.before.mean));
    }
}
