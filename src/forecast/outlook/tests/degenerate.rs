//! Plans that nobody should have, and everybody may: a clear answer or a typed refusal, never a NaN, never a panic.

use super::house::{DAY, House, NOON, cents, date, number, pick, share, usd};
use crate::forecast::BetError;
use crate::forecast::history::AsOf;
use crate::forecast::outlook::{
    Ahead, DealState, Dimension, Evidence, Figure, Outcome, Period, Rates, Scope, Span, Suppose, Survey, Thresholds,
    Told, View, Whole, Window, accuracy, attentions, bridge, computed, ends, evidence, explain_figure, explain_told,
    fan, funnel, gains, group_rates, groups, horizon, is_open, more_days, needed, pre_mortem, resources, scenarios,
    slip, stage_limits, staged, states, what_if,
};
use crate::model::schema::deals;
use crate::model::{Date, Plan, RowId, Sheet, Value};

fn sound(outcome: &Outcome) {
    let numbers = [outcome.mean, outcome.sd].into_iter().chain(outcome.chances.into_iter().flatten());
    for number in numbers {
        assert!(number.is_finite() && number >= 0.0, "{outcome:?}");
    }
    assert!(outcome.chances.iter().flatten().all(|chance| *chance <= 1.0));
    assert!(outcome.quantiles.windows(2).all(|pair| pair[0] <= pair[1]), "{outcome:?}");
}

/// Asks everything there is to ask; an amount too large is the only thing that may be refused.
fn ask_everything(house: &House) -> Result<(), BetError> {
    house.with(ask)
}

fn ask(view: &View<'_>) -> Result<(), BetError> {
    {
        let (plan, history) = (view.plan(), view.board.history());
        for span in [Span::Month, Span::Quarter, Span::Year, Span::All] {
            let period = Period::of(plan, view.today, span, 0);
            let survey = Survey::of(view);
            for window in [Window::last(30, view.today), Window { from: view.today, until: view.today.plus_days(-9) }] {
                for found in attentions(view, &survey, &window, &period) {
                    assert!(!found.states.is_empty());
                }
                let found = bridge(view, &window, &period, None)?;
                assert_eq!(found.start + found.bars.iter().map(|bar| bar.sum).sum::<i64>(), found.end);
                for stage in funnel(view, &window, None).stages {
                    let numbers =
                        stage.expected.into_iter().chain([stage.goes_on.0]).chain(stage.days.map(|(days, _)| days));
                    assert!(numbers.chain(stage.fill.and_then(|fill| fill.index)).all(|n| n.is_finite() && n >= 0.0));
                }
            }
            for (slip, unseen) in [(false, false), (true, true)] {
                let found = horizon(view, &Ahead { span, count: 7, person: None, slip, unseen })?;
                found.periods.iter().for_each(|period| {
                    sound(&period.alone);
                    sound(&period.together);
                });
            }
            for dimension in Dimension::ALL {
                groups(view, &period, dimension)?.iter().for_each(|group| sound(&group.outcome));
            }
            for point in fan(view.ledger, history, period, None, view.today)? {
                assert!(point.mean.is_finite() && point.chance.is_none_or(|chance| (0.0..=1.0).contains(&chance)));
            }
            let found = accuracy(view, span, None)?;
            for point in &found.checkpoints {
                assert!((0.0..=1.0).contains(&point.pit) && point.crps >= 0.0 && point.crps.is_finite());
            }
            assert!(found.reached.is_none_or(f64::is_finite) && found.ceiling.is_none_or(f64::is_finite));
            assert!(slip(plan, history, AsOf::LATEST, view.today, span).shares.iter().all(|share| share.is_finite()));
        }
        for rate in Rates::of(plan, history, AsOf::LATEST).stages {
            assert!(rate.learned.is_none_or(|p| (0.0..=1.0).contains(&p)));
        }
        assert!(pre_mortem(view).iter().all(|reason| (reason.lost..=1.0).contains(&reason.given_miss)));
        let turns: Vec<(RowId, Suppose)> = plan.table(Sheet::Deals).ids().map(|row| (row, Suppose::Won)).collect();
        let found = what_if(view, &turns)?;
        sound(&found.before);
        sound(&found.after);
        scenarios(view)?.iter().for_each(|scenario| sound(&scenario.outcome));
        ends(view)?.into_iter().for_each(|(low, high)| {
            sound(&low);
            sound(&high);
        });
        let found = resources(view, &gains(view), 3.0)?;
        assert!(found.is_none_or(|found| found.before <= found.after + 1e-12));
        for figure in [Figure::Mean, Figure::Sd, Figure::AtLeast(1), Figure::Quantile(0), Figure::Weighted] {
            let found = explain_figure(view, &Whole::Board, figure)?;
            let tenths = found.as_ref().map(crate::forecast::outlook::FigureExplanation::tenths).transpose()?;
            assert!(tenths.iter().flatten().all(|(_, p)| (0.0..=1.0).contains(p)));
        }
        let stages = plan.table(Sheet::Stages).ids().map(Told::Expected);
        let deals = plan.table(Sheet::Deals).ids().take(30).map(Told::Lift);
        for told in [Told::FlowStart, Told::FlowEnd, Told::Lifts].into_iter().chain(stages).chain(deals) {
            let Some(found) = explain_told(view, told, &Window::last(30, view.today))? else { continue };
            let again = found.again()?;
            assert!(again.is_finite() && (again - found.value).abs() <= 1e-9 * found.value.abs().max(1.0), "{found:?}");
        }
        let _ = (stage_limits(plan, history, AsOf::LATEST, &Thresholds::default()), evidence(view));
        ask_of_each(view)?;
        view.board.figures(view).map(drop)
    }
}

/// What is asked of single deals, of people and of the days there are.
fn ask_of_each(view: &View<'_>) -> Result<(), BetError> {
    let (plan, board) = (view.plan(), view.board);
    for row in plan.table(Sheet::Deals).ids() {
        if let Some(pivot) = board.pivot(row) {
            assert!([pivot.won, pivot.lost].iter().all(|p| (-1e-9..=1.0 + 1e-9).contains(p)), "{pivot:?}");
        }
        assert!(!is_open(plan, None, row) || states(view, row).iter().all(|state| !matches!(state, DealState::Won)));
        assert!((0.0..=1.0).contains(&board.gain(row)));
    }
    for &sheet in Sheet::ALL {
        for formula in plan.table(sheet).definitions().iter().filter_map(|definition| definition.computed) {
            for row in plan.table(sheet).ids() {
                if let Value::Percent(p) = computed(view, formula, row) {
                    assert!(p.ppm >= 0, "{formula:?}");
                }
            }
        }
    }
    for confidence in [0.5, 0.9, 0.99, 1.0, f64::NAN] {
        // Many times the present pipeline may be more than can be counted, though the pipeline is not.
        let Ok(found) = needed(view, confidence) else { continue };
        assert!(found.is_none_or(|found| found.needed >= 0 && found.times.is_finite() && found.reached <= 1.0 + 1e-9));
    }
    let options = gains(view);
    for days in [0.0, 1.5] {
        if let Some(found) = resources(view, &options, days)? {
            assert!(more_days(view, &options, days, &found)?.is_none_or(|(_, lift)| lift > 0.0 && lift <= 1.0));
        }
    }
    let owner = |row: RowId| plan.get(row, deals::OWNER);
    let people = group_rates(plan, board.history(), AsOf::LATEST, Evidence::Assumed, owner);
    assert!(people.iter().flat_map(|people| &people.pooled.rates).all(|rate| (0.0..=1.0).contains(rate)));
    for scenario in plan.table(Sheet::Scenarios).ids() {
        what_if(view, &staged(plan, scenario))?;
    }
    if let Some([low, likely, high]) = board.wins() {
        assert!(low <= high && likely <= high.max(likely));
    }
    let funnel = funnel(view, &Window::last(365, view.today), None);
    assert!(funnel.velocity.is_none_or(|found| found.a_day.is_finite() && found.a_day >= 0.0));
    let period = board.period().expect("refreshed");
    for person in plan.table(Sheet::Persons).ids().map(Some).chain([Some(RowId::builtin(999))]) {
        let ahead = Ahead { span: Span::Quarter, count: 3, person, slip: true, unseen: true };
        horizon(view, &ahead)?.periods.iter().for_each(|period| sound(&period.together));
        bridge(view, &Window::last(30, view.today), &period, person)?;
        accuracy(view, Span::Quarter, person)?;
    }
    Ok(())
}

fn asked_in_every_scope(house: &mut House) {
    for span in [Span::Month, Span::Quarter, Span::Year, Span::All] {
        house.scope = Scope { span, ..Scope::default() };
        assert_eq!(ask_everything(house), Ok(()), "{span:?}");
    }
}

#[test]
fn an_empty_plan() {
    asked_in_every_scope(&mut House::bare());
    asked_in_every_scope(&mut House::new());
    let house = House { ledger: crate::log::Ledger::new(crate::log::Replica::new(1, 1), ""), ..House::bare() };
    assert_eq!(ask_everything(&house), Ok(()));
    assert_eq!(house.with(evidence), (Evidence::Assumed, 0));
}

#[test]
fn one_stage_and_all_closed() {
    let mut house = House::bare();
    house.put(Sheet::Stages, House::stage(1), vec![("number", number(1)), ("p", share(50))]);
    house.target(100);
    for at in 0..15 {
        let deal = house.deal(at * 10, 1);
        house.set_deal(deal, "outcome", pick(["won", "lost", "no_decision"][at as usize % 3]));
    }
    asked_in_every_scope(&mut house);
}

#[test]
fn chances_of_zero_and_one() {
    let mut house = House::new();
    house.target(100);
    for at in 0..6 {
        let deal = house.deal(50, 3);
        house.set_deal(deal, "p_own", share([0, 100][at % 2]));
        if at > 3 {
            house.set_deal(deal, "group", Value::text("both"));
        }
    }
    asked_in_every_scope(&mut house);
    house.set(Sheet::Settings, Plan::SETTINGS, "policy", pick("learned"));
    asked_in_every_scope(&mut house);
}

#[test]
fn amounts_beyond_what_a_double_holds() {
    let mut house = House::new();
    house.target(1);
    for minor in [(1_i64 << 53) + 1, 1 << 60, 1, 0] {
        let deal = house.deal(0, 4);
        house.set_deal(deal, "amount", cents(minor));
    }
    asked_in_every_scope(&mut house);
    for _ in 0..20 {
        let deal = house.deal(0, 4);
        house.set_deal(deal, "amount", cents(i64::MAX / 4));
        house.set_deal(deal, "high", cents(i64::MAX));
    }
    assert_eq!(ask_everything(&house), Err(BetError::TotalTooLarge));
}

#[test]
fn days_at_the_ends_of_the_calendar() {
    let mut house = House::new();
    house.target(10);
    for (close, entered) in [("0001-01-01", "9999-12-31"), ("9999-12-31", "0001-01-01"), ("9999-12-31", "9999-12-31")] {
        let deal = house.deal(100, 4);
        house.set_deal(deal, "close", date(close));
        house.set_deal(deal, "entered", date(entered));
        let ended = house.deal(100, 4);
        house.set_deal(ended, "outcome", pick("won"));
        house.set_deal(ended, "closed", date(close));
        house.set_deal(ended, "entered", date(entered));
    }
    asked_in_every_scope(&mut house);
    // A day to plan by at either end.
    for today in ["0001-01-01", "9999-12-31"] {
        let today: Date = today.parse().expect("a day");
        let mut board = crate::forecast::outlook::Board::default();
        board.refresh(&house.ledger, Scope::default(), today, &[], None);
        let mut activities = crate::forecast::outlook::ActivityFacts::default();
        activities.refresh(house.ledger.plan(), today);
        let view = crate::forecast::outlook::View {
            ledger: &house.ledger,
            today,
            activities: &activities,
            board: &board,
            draft: None,
        };
        assert_eq!(ask(&view), Ok(()), "{today}");
        let ahead = Ahead { span: Span::Month, count: 60, person: None, slip: true, unseen: true };
        horizon(&view, &ahead).expect("countable").periods.iter().for_each(|period| sound(&period.alone));
    }
}

#[test]
fn three_hundred_stages() {
    let mut house = House::begun(NOON - 30 * DAY);
    for at in 6..300 {
        let cells = vec![("number", number(at)), ("p", share(at % 100)), ("limit", number(at))];
        house.put(Sheet::Stages, House::stage(1000 + at as usize), cells);
    }
    house.target(100);
    for at in 0..30 {
        let deal = house.deal(10, 1);
        house.set_deal(deal, "stage", Value::Link(House::stage(1006 + 9 * at)));
        house.now += DAY / 2;
        house.set_deal(deal, "stage", Value::Link(House::stage(1007 + 9 * at)));
        if at % 2 == 0 {
            house.set_deal(deal, "outcome", pick("lost"));
        }
    }
    asked_in_every_scope(&mut house);
    assert_eq!(house.with(|view| funnel(view, &Window::last(30, view.today), None)).stages.len(), 299);
}

#[test]
fn cells_that_do_not_hold_what_they_should() {
    let mut house = House::new();
    house.target(100);
    let deal = house.deal(100, 4);
    for key in ["amount", "stage", "close", "outcome", "closed", "final", "owner", "entered", "category", "p_own"] {
        house.set_deal(deal, key, Value::Invalid("?".into()));
        house.now += DAY;
        assert_eq!(ask_everything(&house), Ok(()), "{key}");
    }
    house.set(Sheet::Stages, House::stage(4), "number", Value::Invalid("four".into()));
    house.set(Sheet::Settings, Plan::SETTINGS, "currency", Value::Invalid("?".into()));
    house.add(Sheet::Calls, vec![("from", date("2026-03-31")), ("until", date("2026-01-01")), ("amount", usd(1))]);
    assert_eq!(ask_everything(&house), Ok(()));
}

#[test]
fn many_deals_and_no_target() {
    let mut house = House::new();
    for at in 0..420 {
        house.deal(100 * (at % 3), 1 + at as usize % 5);
    }
    assert_eq!(ask_everything(&house), Ok(()));
    assert!(house.figures().touches.is_empty() && house.board().wins().is_none());
    house.target(100);
    assert!(house.figures().is_sum, "of very many deals each is taken on its own");
    assert_eq!(house.with(|view| view.board.figures(view)).map(drop), Ok(()));
}

#[test]
fn one_stage_with_open_deals_and_all_won() {
    for outcome in [Value::Empty, pick("won")] {
        let mut house = House::bare();
        house.put(Sheet::Stages, House::stage(1), vec![("number", number(1)), ("p", share(50))]);
        house.target(100);
        for at in 0..15 {
            let deal = house.deal(at * 10, 1);
            house.set_deal(deal, "outcome", outcome.clone());
        }
        assert_eq!(ask_everything(&house), Ok(()));
        house.set(Sheet::Settings, Plan::SETTINGS, "policy", pick("learned"));
        house.scope.span = Span::Year;
        assert_eq!(ask_everything(&house), Ok(()));
    }
}

#[test]
fn nothing_can_be_lost() {
    let mut house = House::new();
    house.target(1000);
    for _ in 0..5 {
        let deal = house.deal(100, 5);
        house.set_deal(deal, "p_own", share(100));
    }
    asked_in_every_scope(&mut house);
    // Too little for the target, and certain: what is missed would be missed with all of them won.
    house.scope = Scope::default();
    assert_eq!((house.chance(), house.with(pre_mortem)), (Some(0.0), Vec::new()));
    let found = house.with(|view| needed(view, 0.9)).expect("countable").expect("within reach");
    assert_eq!((found.needed, found.times, found.reached), (100_000, 2.0, 1.0));
}
