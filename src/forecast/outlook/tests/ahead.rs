//! Periods side by side, groups, the fan chart and suppositions.

use proptest::prelude::*;

use super::house::{DAY, House, NOON, cents, date, day, near, number, pick, share, usd};
use crate::forecast::BetError;
use crate::forecast::history::History;
use crate::forecast::outlook::{
    Ahead, Dimension, FanPoint, GroupKey, Horizon, Idle, Outcome, Period, Scope, Span, Standing, Suppose, ends, fan,
    gains, groups, horizon, more_days, needed, resources, scenarios, what_if,
};
use crate::log::{Ledger, Replica};
use crate::model::{RowId, Sheet, Value};

const QUARTERS: Ahead = Ahead { span: Span::Quarter, count: 4, person: None, slip: false, unseen: false };

fn asked(house: &House, ahead: &Ahead) -> Horizon {
    house.with(|view| horizon(view, ahead)).expect("countable")
}

/// Four deals at 60 %, one in each quarter, the first of them overdue since last year.
fn spread() -> House {
    let mut house = House::new();
    for (amount, close) in [(50, "2025-11-01"), (100, "2026-03-20"), (200, "2026-05-20"), (400, "2026-08-20")] {
        let deal = house.deal(amount, 4);
        house.set_deal(deal, "close", date(close));
    }
    house.target(120);
    house
}

#[test]
fn each_period_has_its_own_deals_and_the_horizon_all_of_them() {
    let found = asked(&spread(), &QUARTERS);
    let means: Vec<f64> = found.periods.iter().map(|period| period.alone.mean / 100.0).collect();
    assert_eq!(means, [60.0, 120.0, 240.0, 0.0]);
    let reasons: Vec<Standing> = found.left_out.iter().map(|(_, standing)| *standing).collect();
    assert_eq!(reasons, [Standing::Overdue], "what is overdue is in no period without slip, and told");
    let slipping = asked(&spread(), &Ahead { slip: true, ..QUARTERS });
    assert!(slipping.left_out.is_empty(), "with slip it is counted");
    let together: Vec<f64> = found.periods.iter().map(|period| period.together.mean / 100.0).collect();
    assert_eq!(together, [60.0, 180.0, 420.0, 420.0]);
    let first = &found.periods[0];
    assert_eq!((first.alone.targets[0], first.alone.chances[0]), (Some(12_000), Some(0.0)));
    assert_eq!(found.periods[1].together.targets[0], None, "the second quarter has no target");
    assert_eq!(found.periods[2].together.period.from, day("2026-01-01"));
    assert_eq!((first.alone.open, first.alone.pipeline, first.alone.weighted), (1, 10_000, 6000));
}

#[test]
fn deals_slip_as_won_deals_have_slipped() {
    let found = asked(&spread(), &Ahead { slip: true, ..QUARTERS });
    let slip = found.slip.expect("asked for");
    assert_eq!((slip.shares, slip.seen), ([0.6, 0.25, 0.15], 0));
    let means: Vec<f64> = found.periods.iter().map(|period| period.alone.mean / 100.0).collect();
    // The overdue one has passed its quarter: .25 and .15 of .4 are left to it.
    let overdue = [50.0 * 0.6 * 0.25 / 0.4, 50.0 * 0.6 * 0.15 / 0.4, 0.0, 0.0];
    let plain =
        [60.0 * 0.6, 60.0 * 0.25 + 120.0 * 0.6, 60.0 * 0.15 + 120.0 * 0.25 + 240.0 * 0.6, 120.0 * 0.15 + 240.0 * 0.25];
    for (at, mean) in means.iter().enumerate() {
        near(*mean, overdue[at] + plain[at], 1e-9);
    }
    // The horizon does not count twice what may fall into either: it is Σp, not a sum of independent periods.
    let last = &found.periods[3].together;
    near(last.mean / 100.0, means.iter().sum(), 1e-9);
    let periods: f64 = found.periods.iter().map(|period| period.alone.sd * period.alone.sd).sum();
    assert!((last.sd * last.sd - periods).abs() > 1.0, "{} {periods}", last.sd * last.sd);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]
    #[test]
    fn the_mean_of_each_period_is_the_sum_of_what_falls_into_it(
        policy in prop::sample::select(vec!["ladder", "own"]),
        deals in prop::collection::vec((0_i64..1_000, 1_usize..3, -300_i64..500, 0_u8..3, 0_i64..=20), 1..6),
        slip in any::<bool>(),
    ) {
        let mut house = House::new();
        house.set(Sheet::Settings, crate::model::Plan::SETTINGS, "policy", pick(policy));
        let today = house.today();
        let first = Period::of(house.ledger.plan(), today, Span::Quarter, 0);
        let mut shares: Vec<(f64, f64, i32)> = Vec::new();
        for (amount, stage, days, group, own) in &deals {
            let deal = house.deal(*amount, *stage);
            let close = today.plus_days(*days);
            house.set_deal(deal, "close", Value::Date(close));
            house.set_deal(deal, "p_own", share(*own));
            // Of either of two groups at most one can be won, and their chances never add up to more than one.
            if *group > 0 {
                house.set_deal(deal, "group", Value::text(["one", "other"][usize::from(*group) - 1]));
            }
            let p = if policy == "own" { *own as f64 / 100.0 } else { [0.1, 0.2][*stage - 1] };
            let months = |day: crate::model::Date| day.year() * 12 + day.month() as i32 - 1;
            shares.push((*amount as f64 * 100.0, p, (months(close) - months(first.from)).div_euclid(3)));
        }
        let found = asked(&house, &Ahead { slip, ..QUARTERS });
        let mut before = 0.0;
        for (at, period) in (0_i32..).zip(&found.periods) {
            let falls = |own: i32| match &found.slip {
                None => f64::from(u8::from(own == at)),
                Some(_) if at < own => 0.0,
                Some(slip) => slip.share(at.abs_diff(own), own.min(0).unsigned_abs()),
            };
            let mean: f64 = shares.iter().map(|(amount, p, own)| amount * p * falls(*own)).sum();
            before += mean;
            prop_assert!((period.alone.mean - mean).abs() < 1e-6 * mean.max(1.0), "{} {mean}", period.alone.mean);
            prop_assert!((period.together.mean - before).abs() < 1e-6 * before.max(1.0));
        }
        let overdue = shares.iter().filter(|(.., own)| *own < 0 && !slip).count();
        prop_assert_eq!(found.left_out.len(), overdue);
    }
}

#[test]
fn slip_is_learned_from_won_deals() {
    let mut house = House::begun(NOON - 200 * DAY);
    let deals: Vec<RowId> = (0..4).map(|_| house.deal(100, 4)).collect();
    for deal in &deals {
        house.set_deal(*deal, "close", date("2025-11-20"));
    }
    // Known before the quarter began; half of them are won a quarter late.
    house.now = NOON - 100 * DAY;
    for (at, deal) in deals.into_iter().enumerate() {
        let day = date(if at < 2 { "2025-11-20" } else { "2026-02-20" });
        house.set_deal(deal, "close", day.clone());
        house.set_deal(deal, "outcome", pick("won"));
        house.set_deal(deal, "closed", day);
    }
    house.now = NOON;
    let slip = asked(&house, &Ahead { slip: true, ..QUARTERS }).slip.expect("asked for");
    assert_eq!(slip.seen, 4);
    near(slip.shares[0], (2.0 + 6.0) / 14.0, 1e-12);
    near(slip.shares[1], (2.0 + 2.5) / 14.0, 1e-12);
}

#[test]
fn unseen_deals_are_counted_only_where_asked_for_and_known() {
    let mut house = spread();
    let unseen = Ahead { unseen: true, ..QUARTERS };
    let early = asked(&house, &unseen);
    assert_eq!((early.periods[0].unseen, early.seen), (None, Some((4, 0))), "nothing has ended yet");
    for at in 0..12 {
        let deal = house.deal(100, 4);
        house.set_deal(deal, "entered", Value::Date(day("2025-12-01").plus_days(at)));
        house.set_deal(deal, "outcome", pick(if at % 2 == 0 { "won" } else { "lost" }));
        house.set_deal(deal, "closed", Value::Date(day("2025-12-31").plus_days(at)));
    }
    let (without, with) = (asked(&house, &QUARTERS), asked(&house, &unseen));
    assert!(without.periods.iter().all(|period| period.unseen.is_none()));
    let found = with.periods[1].unseen.expect("enough is known");
    assert_eq!((found.ended, found.amount, found.entered), (12, 10_000, 16));
    near(found.entries_a_day, 16.0 / 100.0, 1e-12);
    near(with.periods[1].alone.mean, without.periods[1].alone.mean + found.mean(), 1e-3);
    let euro = Value::Money(crate::model::Money::new(1, crate::model::Currency::EUR));
    let won = house.ledger.plan().table(Sheet::Deals).ids().nth(4).expect("the first of those that ended");
    house.set_deal(won, "amount", euro);
    let again = asked(&house, &unseen);
    assert_eq!(
        again.periods[1].unseen.map(|found| found.amount),
        Some(10_000),
        "a win without a rate does not lower the mean"
    );
    assert!(again.left_out.contains(&(won, Standing::NoRate)));
    assert!(found.wins > 0.0 && with.periods[1].alone.sd > without.periods[1].alone.sd);
    // Half are won, thirty days after they come: those that come from 11 March to 31 May fall into the quarter.
    near(found.wins, 0.16 * 0.5 * 82.0, 1e-9);
}

#[test]
fn groups_are_convolutions_of_their_own() {
    let mut house = House::new();
    let people: Vec<RowId> = ["Li", "Sara"]
        .iter()
        .map(|name| house.add(Sheet::Persons, vec![("name", Value::text(name)), ("team", Value::text("North"))]))
        .collect();
    for (at, amount) in [100, 200, 300].into_iter().enumerate() {
        let deal = house.deal(amount, 4);
        house.set_deal(deal, "owner", Value::Link(people[at % 2]));
        house.set_deal(deal, "segment", Value::text([" metal", "metal ", ""][at]));
    }
    let cells = vec![
        ("from", date("2026-01-01")),
        ("until", date("2026-03-31")),
        ("person", Value::Link(people[0])),
        ("target", usd(400)),
    ];
    house.add(Sheet::Targets, cells);
    let period = Period::of(house.ledger.plan(), house.today(), Span::Quarter, 0);
    let of = |dimension| house.with(|view| groups(view, &period, dimension)).expect("countable");
    let persons = of(Dimension::Person);
    assert_eq!(persons.len(), 2);
    assert_eq!(persons[0].key, GroupKey::Record(Sheet::Persons, people[0]));
    near(persons[0].outcome.mean, 24_000.0, 1e-6);
    near(persons[0].outcome.chances[0].expect("a target of his own"), 0.36, 1e-12);
    assert_eq!(persons[1].outcome.targets[0], None);
    assert_eq!(of(Dimension::Team).iter().map(|group| group.outcome.open).collect::<Vec<_>>(), [3]);
    let scope = Scope { person: Some(people[1]), ..Scope::default() };
    let mine = House { scope, ..house.clone() };
    for dimension in Dimension::ALL {
        let parts = mine.with(|view| groups(view, &period, dimension)).expect("countable");
        assert_eq!(
            parts.iter().map(|group| group.outcome.open).sum::<usize>(),
            1,
            "{dimension:?}: one of them is Sara's"
        );
    }
    let segments = of(Dimension::Segment);
    assert_eq!(
        segments.iter().map(|group| (group.key.clone(), group.outcome.open)).collect::<Vec<_>>(),
        [(GroupKey::Text("metal".into()), 2), (GroupKey::None, 1)]
    );
}

fn fan_of(house: &House) -> Vec<FanPoint> {
    let history = History::of(&house.ledger);
    let year = Period::of(house.ledger.plan(), house.today(), Span::Quarter, 0);
    fan(&house.ledger, &history, year, None, house.today()).expect("countable")
}

#[test]
fn the_fan_says_what_the_board_said_on_the_day() {
    let mut house = House::begun(NOON - 60 * DAY);
    house.target(200);
    let mut said = Vec::new();
    let deals: Vec<RowId> = (0..8).map(|at| house.deal(20 + 10 * at, 1 + at as usize % 5)).collect();
    for week in 0..8 {
        house.now = NOON - 56 * DAY + week * 7 * DAY;
        let at = week as usize;
        match week % 4 {
            0 => house.set_deal(deals[at], "stage", Value::Link(House::stage(5))),
            1 => house.set_deal(deals[at], "outcome", pick("won")),
            2 => house.set(Sheet::Stages, House::stage(3), "p", share(35)),
            _ => house.set_deal(deals[at], "group", Value::text("a pair")),
        }
        said.push((house.today(), house.chance().expect("a target"), house.figures().mean));
    }
    house.now = NOON - 7 * DAY;
    let points = fan_of(&house);
    assert_eq!(points.len(), 9 - 1, "{points:?}");
    for (point, (day, chance, mean)) in points.iter().zip(said) {
        assert_eq!(point.day, day);
        near(point.chance.expect("a target"), chance, 1e-9);
        near(point.mean, mean, 1e-6);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn later_edits_do_not_move_earlier_points(edits in prop::collection::vec((0_usize..8, 1_i64..90, 0_u8..4), 2..25), cut in 1_usize..25) {
        let mut house = House::begun(NOON - 60 * DAY);
        let target = house.target(300);
        let deals: Vec<RowId> = (0..8).map(|at| house.deal(20 + 10 * at, 1 + at as usize % 5)).collect();
        let cut = cut.min(edits.len() - 1);
        let mut then = None;
        for (n, (at, amount, what)) in edits.iter().enumerate() {
            if n == cut {
                then = Some((house.today(), fan_of(&house)));
            }
            house.now += 2 * DAY;
            let lives = house.ledger.plan().table(Sheet::Deals).contains(deals[*at]);
            match what {
                0 | 1 if !lives => {}
                0 => house.set_deal(deals[*at], "amount", cents(amount * 500)),
                1 => house.set_deal(deals[*at], "outcome", pick("won")),
                2 => drop(house.ledger.undo(house.now)),
                _ => house.set(Sheet::Targets, target, "target", usd(*amount)),
            }
        }
        let (day, before) = then.expect("cut");
        // Every later edit is lost, except the last: the points up to the day of the cut stay.
        let mut some: Vec<_> = house.ledger.log().map(|transaction| transaction.as_ref().clone()).collect();
        some.reverse();
        let again = Ledger::open(some, Replica::new(9, 9), "", house.now);
        let year = Period::of(again.plan(), day, Span::Quarter, 0);
        let after = fan(&again, &History::of(&again), year, None, day).expect("countable");
        prop_assert_eq!(before, after);
    }
}

#[test]
fn suppositions_leave_the_plan_as_it_is() {
    let mut house = House::new();
    house.target(250);
    let (a, b, c) = (house.deal(100, 4), house.deal(200, 4), house.deal(400, 4));
    house.set_deal(c, "close", date("2026-05-01"));
    let digest = house.ledger.plan().digest();
    let ask = |turns: &[(RowId, Suppose)]| house.with(|view| what_if(view, turns)).expect("countable");
    let found = ask(&[]);
    assert_eq!(found.before, found.after);
    near(found.before.chances[0].expect("a target"), 0.36, 1e-12);
    near(ask(&[(a, Suppose::Won)]).after.chances[0].expect("a target"), 0.6, 1e-12);
    assert_eq!(ask(&[(a, Suppose::Won)]).after.won, 10_000);
    assert_eq!(ask(&[(a, Suppose::Lost)]).after.open, 1);
    near(ask(&[(c, Suppose::Close(day("2026-03-01")))]).after.chances[0].expect("a target"), 0.6 + 0.4 * 0.36, 1e-12);
    near(ask(&[(a, Suppose::Chance(1.0)), (b, Suppose::Chance(0.5))]).after.mean, 20_000.0, 1e-6);
    near(ask(&[(b, Suppose::Amount(25_000))]).after.chances[0].expect("a target"), 0.6, 1e-12);
    assert_eq!(ask(&[(a, Suppose::Won), (a, Suppose::Lost)]).after.won, 0, "the later one holds");
    assert_eq!(ask(&[(RowId::builtin(999), Suppose::Won)]).idle, [(RowId::builtin(999), Idle::Gone)]);
    for bad in [Suppose::Chance(f64::NAN), Suppose::Amount(-1)] {
        assert!(house.with(|view| what_if(view, &[(a, bad)])).is_err());
    }
    assert_eq!(
        house.with(|view| what_if(view, &[(a, Suppose::Amount(i64::MAX)), (b, Suppose::Amount(i64::MAX))])),
        Err(BetError::TotalTooLarge)
    );
    assert_eq!(house.ledger.plan().digest(), digest);
}

#[test]
fn a_supposed_win_rules_the_other_of_two_out() {
    let mut house = House::new();
    let (a, b) = (house.deal(100, 2), house.deal(200, 4));
    for deal in [a, b] {
        house.set_deal(deal, "group", Value::text("two offers"));
    }
    let found = house.with(|view| what_if(view, &[(a, Suppose::Won)])).expect("countable");
    assert_eq!((found.after.won, found.after.mean), (10_000, 10_000.0));
    let found = house.with(|view| what_if(view, &[(a, Suppose::Lost)])).expect("countable");
    near(found.after.mean, 12_000.0, 1e-6);
}

#[test]
fn scarce_days_go_where_they_count() {
    let mut house = House::new();
    house.target(300);
    let (a, b) = (house.deal(100, 4), house.deal(300, 4));
    let options = house.with(gains);
    assert_eq!(options.iter().map(|(row, ..)| *row).collect::<Vec<_>>(), [b, a], "what lifts the target most");
    near(options[0].1, 0.2, 1e-12);
    let best = house.with(|view| resources(view, &options, 1.0)).expect("countable").expect("a target");
    assert_eq!((&best.chosen, best.exact), (&vec![0], true));
    near(best.after, 0.8, 1e-12);
    assert_eq!(house.with(|view| more_days(view, &options, 1.0, &best)), Ok(None), "one deal alone decides");
    house.set_deal(b, "effort", number(4));
    house.set_deal(b, "p_next", share(90));
    let options = house.with(gains);
    assert_eq!((options[0].0, options[0].2), (b, 4.0), "the user knows how long it takes");
    near(options[0].1, 0.3, 1e-12);
    let none = house.with(|view| resources(view, &options, 1.0)).expect("countable").expect("a target");
    assert_eq!(none.chosen, [0; 0], "a day for the other deal lifts nothing");
    let (more, lift) =
        house.with(|view| more_days(view, &options, 1.0, &none)).expect("countable").expect("three more");
    assert_eq!(more, 3);
    near(lift, 0.3, 1e-12);
    let found = house.with(|view| needed(view, 0.9)).expect("countable").expect("within reach");
    assert!(found.needed > found.pipeline && found.reached >= 0.9, "{found:?}");
    let house = House::new();
    assert_eq!(house.with(|view| resources(view, &[], 1.0)), Ok(None), "no target");
    assert_eq!(house.with(|view| needed(view, 0.9)), Ok(None));
}

#[test]
fn a_scenarios_on_the_odds_of_the_board() {
    let mut house = House::new();
    house.target(450);
    let won = house.deal(100, 5);
    house.set_deal(won, "outcome", pick("won"));
    for (amount, p) in [(100, 90), (200, 50), (300, 30), (50, 70), (150, 20)] {
        let deal = house.deal(amount, 4);
        house.set_deal(deal, "p_own", share(p));
    }
    let found = house.with(scenarios).expect("countable");
    let over_all = |of: &dyn Fn(&Outcome) -> f64| found.iter().map(|part| part.weight * of(&part.outcome)).sum::<f64>();
    near(over_all(&|outcome| outcome.mean) / 100.0, 448.180_988, 5e-7);
    near(over_all(&|outcome| outcome.chances[0].expect("a target")), 0.539_563, 5e-7);
    assert_eq!(house.with(ends), Ok(None), "too few have closed");
    for at in 0..12 {
        let deal = house.deal(10, 4);
        house.set_deal(deal, "close", date("2025-12-01"));
        house.set_deal(deal, "outcome", pick(if at % 2 == 0 { "won" } else { "lost" }));
    }
    let (low, high) = house.with(ends).expect("countable").expect("twelve have closed");
    let as_it_is = house.figures().mean;
    assert!(low.mean < as_it_is && as_it_is < high.mean, "{} {as_it_is} {}", low.mean, high.mean);
}
