//! Slow answers in short steps: the same answers, and no step that a key would have to wait for.

use super::house::{DAY, House, NOON, date, number, pick, share, usd};
use crate::forecast::history::AsOf;
use crate::forecast::outlook::{
    Ahead, Attending, Backtest, Bridging, Comparing, CourseFigure, Dimension, Fan, Figure, Figuring, Funneling,
    GroupKey, Grouping, Horizons, Learning, Odds, Outcome, Period, Progress, Rates, Rehearsing, Span, Spending,
    StageFigure, Suppose, Survey, Taught, Teaching, Telling, Told, View, Way, Whole, Window, accuracy, attentions,
    bridge, ends, explain_figure, explain_taught, explain_told, fan, funnel, gains, groups, horizon, lessons,
    more_days, needed, pre_mortem, resources, scenarios, what_if,
};
use crate::forecast::{BetError, Stretch};
use crate::model::{Plan, Sheet};

/// What one thing at a time may cost beyond a stretch: a look at all deals of a plan like this one.
const BEYOND: u64 = 200_000;
/// The same where the best of fourteen gains is sought.
const CHOICE: u64 = 500_000;
/// The same with unseen deals, which are off unless asked for: they are one block of some hundred outcomes, taken in at once.
const BLOCK: u64 = 10_000_000;

/// A plan of eight months, some of whose deals were pushed and some of which have ended; its probabilities are learned.
fn lived() -> House {
    let mut house = House::begun(NOON - 250 * DAY);
    house.set(Sheet::Settings, Plan::SETTINGS, "policy", pick("adjusted"));
    house.set(Sheet::Settings, Plan::SETTINGS, "b_pushed", number(-1));
    let deals: Vec<_> = (0..900).map(|at| house.deal(10 + at * 37 % 211, 1 + at as usize % 5)).collect();
    let months = ["2025-10-10", "2025-11-20", "2025-12-05", "2026-01-15", "2026-03-20", "2026-05-15", "2026-09-01"];
    for (at, deal) in deals.iter().enumerate() {
        house.set_deal(*deal, "close", date(months[at % months.len()]));
    }
    for (from, until) in [("2025-10-01", "2025-12-31"), ("2026-01-01", "2026-03-31"), ("2026-04-01", "2026-06-30")] {
        house.add(Sheet::Targets, vec![("from", date(from)), ("until", date(until)), ("target", usd(6_000))]);
    }
    for (at, deal) in deals.iter().enumerate().filter(|(at, _)| at % 3 == 0) {
        house.now = NOON - 200 * DAY + at as u64 * DAY / 5;
        match at % 4 {
            0 => house.set_deal(*deal, "close", date("2026-02-11")),
            1 => house.set_deal(*deal, "p_own", share(35)),
            _ => {
                house.set_deal(*deal, "outcome", pick(if at % 5 < 2 { "won" } else { "lost" }));
                house.set_deal(*deal, "closed", date(months[at % 3]));
            }
        }
    }
    house.now = NOON;
    house
}

/// All the steps of some work: the answer, and how many they were.
fn stepwise<T>(
    view: &View<'_>,
    beyond: u64,
    mut step: impl FnMut(&View<'_>, &mut Stretch) -> Result<Option<T>, BetError>,
) -> (T, usize) {
    for count in 1..100_000 {
        let mut stretch = Stretch::default();
        let found = step(view, &mut stretch).expect("countable");
        assert!(stretch.spent() <= Stretch::SHORT + beyond, "step {count} did {}", stretch.spent());
        if let Some(found) = found {
            return (found, count);
        }
        assert!(stretch.is_over(), "a pause before its time");
    }
    panic!("it never ends");
}

#[test]
fn periods_come_in_steps_and_are_the_same() {
    let house = lived();
    for (slip, unseen) in [(false, false), (true, false), (true, true)] {
        let ahead = Ahead { span: Span::Quarter, count: 4, person: None, slip, unseen };
        house.with(|view| {
            let mut work = Horizons::new(view, &ahead);
            let beyond = if unseen { BLOCK } else { BEYOND };
            let (found, steps) = stepwise(view, beyond, |view, stretch| work.step(view, stretch));
            assert_eq!(found, horizon(view, &ahead).expect("countable"));
            assert!(steps > 10, "{steps}");
        });
    }
}

/// Steps that cannot fail.
fn sure<T>(found: Option<T>) -> Result<Option<T>, BetError> {
    Ok(found)
}

#[test]
fn what_looks_at_every_deal_comes_in_steps_and_is_the_same() {
    let house = lived();
    house.with(|view| {
        let quarter = Period::of(view.plan(), view.today, Span::Quarter, 0);
        let (month, year) = (Window::last(30, view.today), Window::last(365, view.today));
        let mut work = Bridging::new(view, &month, &quarter, None);
        let (flow, steps) = stepwise(view, BEYOND, |view, stretch| work.step(view, stretch).transpose());
        assert_eq!(flow, bridge(view, &month, &quarter, None).expect("countable"));
        assert!(steps > 1 && !flow.bars.is_empty(), "{steps}");
        let mut work = Attending::new(view, &month, &quarter);
        let (found, steps) = stepwise(view, BEYOND, |view, stretch| sure(work.step(view, stretch)));
        assert_eq!(found, attentions(view, &Survey::of(view), &month, &quarter));
        assert!(steps > 1 && !found.is_empty(), "{steps}");
        let mut work = Funneling::new(view, &year, None);
        let (found, steps) = stepwise(view, BEYOND, |view, stretch| sure(work.step(view, stretch)));
        assert_eq!(found, funnel(view, &year, None));
        assert!(steps > 2, "{steps}");
        let mut work = Learning::new(view);
        let (found, steps) = stepwise(view, BEYOND, |view, stretch| sure(work.step(view, stretch)));
        assert_eq!(found, lessons(view));
        assert_eq!(found.rates, Rates::of(view.plan(), view.board.history(), AsOf::LATEST));
        assert!(steps > 1, "{steps}");
    });
}

#[test]
fn parts_suppositions_and_odds_come_in_steps_and_are_the_same() {
    let house = lived();
    house.with(|view| {
        let quarter = Period::of(view.plan(), view.today, Span::Quarter, 0);
        for by in Dimension::ALL {
            let mut work = Grouping::new(view, &quarter, by);
            let (found, steps) = stepwise(view, BEYOND, |view, stretch| work.step(view, stretch));
            assert_eq!(found, groups(view, &quarter, by).expect("countable"));
            assert!(steps > 1, "{steps}");
        }
        let mut work = Rehearsing::new(view);
        let (rehearsal, steps) = stepwise(view, BEYOND, |view, stretch| work.step(view, stretch));
        assert!(steps > 1, "{steps}");
        let deal = view.plan().table(Sheet::Deals).ids().nth(4).expect("a deal");
        let supposed = [(deal, Suppose::Close(quarter.from)), (deal, Suppose::Chance(0.4))];
        let mut work = rehearsal.begin(view, &supposed).expect("countable");
        let (found, _) = stepwise(view, BEYOND, |view, stretch| rehearsal.step(view, &mut work, stretch));
        assert_eq!(found, what_if(view, &supposed).expect("countable"));
        let mut work = Comparing::all(view);
        let (found, _) = stepwise(view, BEYOND, |view, stretch| work.step(view, &rehearsal, stretch));
        let (odds, ends) = (scenarios(view).expect("countable"), ends(view).expect("countable").expect("learned"));
        let outcomes: Vec<Outcome> = found.into_iter().map(|(_, outcome)| outcome).collect();
        let expected = odds.into_iter().map(|scenario| scenario.outcome).chain([ends.0, ends.1]);
        assert_eq!(outcomes, expected.collect::<Vec<_>>());
    });
}

#[test]
fn what_is_said_of_days_comes_in_steps_and_is_the_same() {
    let house = lived();
    house.with(|view| {
        let mut work = Spending::new(view, 3.0, 0.9);
        let (found, steps) = stepwise(view, CHOICE, |view, stretch| work.step(view, stretch));
        let found = found.expect("there is a target");
        assert!(steps > 5, "{steps}");
        let options = gains(view);
        assert_eq!(found.options, options);
        let allocation = resources(view, &options, 3.0).expect("countable").expect("there is a target");
        assert_eq!(found.more, more_days(view, &options, 3.0, &allocation).expect("countable"));
        assert_eq!(found.allocation, allocation);
        assert_eq!(found.needed, needed(view, 0.9).expect("countable"));
        assert_eq!(found.reasons, pre_mortem(view));
    });
}

#[test]
fn explanations_come_in_steps_and_are_the_same() {
    let house = lived();
    house.with(|view| {
        let deals: Vec<_> = view.plan().table(Sheet::Deals).ids().collect();
        let supposed = vec![(deals[4], Suppose::Won), (deals[7], Suppose::Chance(0.4))];
        let ahead = Ahead { span: Span::Quarter, count: 4, person: None, slip: true, unseen: false };
        let quarter = Period::of(view.plan(), view.today, Span::Quarter, 0);
        let wholes = [
            Whole::Board,
            Whole::Ahead { ahead, at: 1, together: true },
            Whole::Group(Dimension::Region, GroupKey::None),
            Whole::Supposed(supposed),
            Whole::Odds(Odds::Low),
            Whole::Odds(Odds::Times(2.0)),
            Whole::Past(Period::of(view.plan(), view.today, Span::Quarter, -1)),
            Whole::Then { period: quarter, day: view.today.plus_days(-30), person: None },
        ];
        for (at, whole) in wholes.iter().enumerate() {
            let figures =
                [Figure::AtLeast(600_000), Figure::Quantile(2), Figure::Mean, Figure::LeftOut, Figure::Pipeline];
            for figure in figures.into_iter().skip(at % 2).step_by(2) {
                let mut work = Figuring::new(view, whole.clone(), figure);
                let (found, steps) = stepwise(view, BEYOND, |view, stretch| work.step(view, stretch));
                let (found, tenths) = found.expect("there");
                let plain = explain_figure(view, whole, figure).expect("countable").expect("there");
                assert_eq!(found, plain, "{whole:?} {figure:?}");
                assert!(steps > 1, "{steps}: {whole:?} {figure:?}");
                let all = found.tenths().expect("countable");
                assert_eq!(tenths.len(), all.len().min(5), "{whole:?} {figure:?}");
                for ((deal, p), (own, q)) in tenths.iter().zip(&all) {
                    assert!((p - q).abs() < 1e-6 && (deal == own || *whole == Whole::Board), "{whole:?} {figure:?}");
                }
            }
        }
        let (month, stage) = (Window::last(365, view.today), House::stage(3));
        use StageFigure::{Amount, Days, Deals, GoesOn, Limit};
        let told = [Deals, Amount, GoesOn, Days, Limit].map(|figure| Told::Stage(stage, figure));
        let flow = [Told::FlowStart, Told::FlowEnd, Told::Flow(crate::forecast::outlook::Cause::New)];
        let course =
            [CourseFigure::Won, CourseFigure::Way(Way::Lost)].map(|figure| Told::Course(House::stage(4), figure));
        let more =
            [Told::Expected(stage), Told::Velocity, Told::Slip(Span::Quarter, 1), Told::Needed(900), Told::Assumed];
        let mut shown = 0;
        for told in told.into_iter().chain(flow).chain(course).chain(more).chain([Told::Spent(30)]) {
            let mut work = Telling::new(view, told, &month);
            let (found, _) = stepwise(view, CHOICE, |view, stretch| work.step(view, stretch));
            assert_eq!(found, explain_told(view, told, &month).expect("countable"), "{told:?}");
            let Some(found) = found else { continue };
            let again = found.again().expect("countable");
            assert!(
                (again - found.value).abs() <= 1e-9 * found.value.abs().max(1.0),
                "{told:?}: {again} {}",
                found.value
            );
            shown += 1;
        }
        assert!(shown >= 12, "{shown}");
        for taught in [Taught::Stage(stage), Taught::Age(stage, false), Taught::Stage(House::stage(0))] {
            let mut work = Teaching::new(view, taught.clone());
            let (found, steps) = stepwise(view, BEYOND, |view, stretch| sure(work.step(view, stretch)));
            assert_eq!(found, explain_taught(view, &taught), "{taught:?}");
            assert!(steps > 1, "{steps}");
        }
    });
}

#[test]
fn the_back_test_comes_in_steps_and_is_the_same() {
    let house = lived();
    house.with(|view| {
        let mut work = Backtest::new(view, Span::Quarter, None);
        let (found, steps) = stepwise(view, BEYOND, |view, stretch| work.step(view, stretch));
        let whole = accuracy(view, Span::Quarter, None).expect("countable");
        assert!(whole.resolved > 100 && whole.checkpoints.len() > 3, "{}", whole.resolved);
        assert_eq!(found, whole);
        assert!(steps > 10, "{steps}");
    });
}

#[test]
fn the_weeks_come_in_steps_and_are_the_same() {
    let house = lived();
    house.with(|view| {
        let quarter = Period::of(view.plan(), view.today, Span::Quarter, 0);
        let history = view.board.history();
        let mut work = Fan::new(view.ledger, quarter, None, view.today);
        let mut points = Vec::new();
        let (_, steps) = stepwise(view, BEYOND, |view, stretch| {
            loop {
                match work.step(view.ledger, history, stretch)? {
                    Progress::Working => return Ok(None),
                    Progress::Next(point) => points.push(point),
                    Progress::Done => return Ok(Some(())),
                }
            }
        });
        assert_eq!(points, fan(view.ledger, history, quarter, None, view.today).expect("countable"));
        assert!(steps > 10 && points.len() > 5, "{steps}");
    });
}

#[test]
fn the_shortest_steps_come_to_the_same() {
    let house = lived();
    house.with(|view| {
        fn shortest<T>(mut step: impl FnMut(&mut Stretch) -> Option<T>) -> T {
            loop {
                if let Some(found) = step(&mut Stretch::new(1)) {
                    return found;
                }
            }
        }
        let mut work = Backtest::new(view, Span::Quarter, None);
        let found = shortest(|stretch| work.step(view, stretch).expect("countable"));
        assert_eq!(found, accuracy(view, Span::Quarter, None).expect("countable"));
        let ahead = Ahead { span: Span::Quarter, count: 2, person: None, slip: true, unseen: false };
        let mut work = Horizons::new(view, &ahead);
        let found = shortest(|stretch| work.step(view, stretch).expect("countable"));
        assert_eq!(found, horizon(view, &ahead).expect("countable"));
        let mut work = Spending::new(view, 3.0, 0.9);
        let found = shortest(|stretch| work.step(view, stretch).expect("countable")).expect("there is a target");
        assert_eq!(found.allocation, resources(view, &found.options, 3.0).expect("countable").expect("a target"));
        assert_eq!(found.options, gains(view));
        let mut work = Rehearsing::new(view);
        let rehearsal = shortest(|stretch| work.step(view, stretch).expect("countable"));
        let deal = view.plan().table(Sheet::Deals).ids().nth(7).expect("a deal");
        let supposed = [(deal, Suppose::Chance(0.4))];
        let mut work = rehearsal.begin(view, &supposed).expect("countable");
        let found = shortest(|stretch| rehearsal.step(view, &mut work, stretch).expect("countable"));
        assert_eq!(found, what_if(view, &supposed).expect("countable"));
    });
}
