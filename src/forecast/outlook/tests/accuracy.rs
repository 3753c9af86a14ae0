//! Forecasts made again as of days gone by, and what they are worth.

use super::house::{DAY, House, NOON, date, near, pick, share, usd};
use crate::forecast::outlook::{Accuracy, Policy, Span, Standing, accuracy, call, pre_mortem};
use crate::log::{Ledger, Replica};
use crate::model::{Currency, Money, Plan, RowId, Sheet, Value};

/// Two quarters: deals expected in the fourth quarter of 2025, of which some were won; today is 10 March 2026.
///
/// Deals of stage 2 are won more often than the ladder's 20 %, so that learning pays.
fn past(deals: usize) -> House {
    past_with(deals, &mut |_| RowId::default())
}

/// The same, with something done while the deals were open.
fn past_with(deals: usize, meanwhile: &mut dyn FnMut(&mut House) -> RowId) -> House {
    let mut house = House::begun(NOON - 200 * DAY);
    let cells = vec![("from", date("2025-10-01")), ("until", date("2025-12-31")), ("target", usd(500))];
    house.add(Sheet::Targets, cells);
    // A generation that had ended before, of which half were won.
    for at in 0..20 {
        let deal = house.deal(10, 2);
        house.set_deal(deal, "outcome", pick(if at % 2 == 0 { "won" } else { "lost" }));
        house.set_deal(deal, "closed", date("2025-08-30"));
    }
    let rows: Vec<RowId> = (0..deals)
        .map(|_| {
            let deal = house.deal(100, 2);
            house.set_deal(deal, "close", date("2025-12-01"));
            deal
        })
        .collect();
    meanwhile(&mut house);
    house.now = NOON - 95 * DAY;
    for (at, deal) in rows.into_iter().enumerate() {
        house.set_deal(deal, "outcome", pick(if at % 2 == 0 { "won" } else { "lost" }));
        house.set_deal(deal, "closed", date("2025-12-01"));
    }
    house.now = NOON;
    house
}

fn scored(house: &House) -> Accuracy {
    house.with(|view| accuracy(view, Span::Quarter, None)).expect("countable")
}

#[test]
fn a_period_is_forecast_from_its_eve_on_with_what_was_known_then() {
    let found = scored(&past(24));
    let days: Vec<String> = found.checkpoints.iter().map(|point| point.day.to_string()).collect();
    assert_eq!(days, ["2025-08-30", "2025-09-30", "2025-10-31", "2025-11-30"], "and one of the quarter before");
    let eve = &found.checkpoints[1];
    assert_eq!((eve.actual, eve.ladder, eve.commit), (120_000, 48_000.0, 0));
    near(eve.mean, 48_000.0, 1e-6);
    let (chance, reached) = eve.target.expect("a target");
    assert!(reached && (0.4..0.6).contains(&chance), "{chance}");
    assert!(eve.pit > 0.99, "far above what was expected: {}", eve.pit);
    assert!(eve.crps > 0.0 && eve.ceiling.expect("a mean") < 0.8);
    assert_eq!(eve.previous, Some(10_000), "ten deals of 10 in the quarter before");
    near(found.model.bias.expect("won"), 3.0 * (480.0 - 1200.0) / 3700.0, 1e-9);
    near(found.reached.expect("won"), 1.0 - 2160.0 / 3700.0, 1e-9);
    assert_eq!(found.previous.count, 3);
}

#[test]
fn a_learned_policy_is_offered_where_it_has_earned_it() {
    let found = scored(&past(24));
    assert_eq!(found.resolved, 24, "each deal once");
    let offer = found.offer(Policy::Own).expect("earned");
    // The ladder said 20 %, the generation before taught (10 + 10·.2)/30 = 40 %, a half were won.
    near(offer.ladder, 0.5 * 0.64 + 0.5 * 0.04, 1e-9);
    near(offer.score, 0.5 * 0.36 + 0.5 * 0.16, 1e-6);
    assert_eq!((offer.policy, found.offer(Policy::Learned)), (Policy::Learned, None));
    assert_eq!(scored(&past(18)).offer(Policy::Own), None, "too few");
    let bins: Vec<(usize, f64)> = found.calibration.iter().map(|bin| (bin.count, bin.rate)).collect();
    assert_eq!(bins, [(24, 0.5)]);
    let own = found.policies.iter().find(|score| score.policy == Policy::Own).and_then(|score| score.brier);
    assert_eq!(own.map(|brier| (brier.wins, brier.expected.round() as i64)), Some((12, 5)));
}

#[test]
fn what_happens_later_moves_no_forecast_made_before() {
    let house = past(24);
    let before = scored(&house);
    let mut later = past(24);
    later.now += DAY;
    let open = later.deal(1000, 5);
    later.set(Sheet::Stages, House::stage(2), "p", share(90));
    later.set_deal(open, "amount", usd(5));
    later.set(Sheet::Settings, Plan::SETTINGS, "policy", pick("learned"));
    let after = scored(&later);
    for (a, b) in before.checkpoints.iter().zip(&after.checkpoints) {
        assert_eq!((a.mean, a.target, a.ladder, a.crps), (b.mean, b.target, b.ladder, b.crps));
    }
    assert_eq!(before.policies, after.policies);
}

#[test]
fn i_the_same_edits_in_two_files_merged_give_the_same_forecast() {
    let house = past(24);
    let log: Vec<_> = house.ledger.log().map(|transaction| transaction.as_ref().clone()).collect();
    let mut merged = Ledger::open(log.iter().step_by(2).cloned(), Replica::new(5, 5), "", house.now);
    merged.merge(log.iter().rev().cloned(), house.now);
    merged.merge(log.iter().cloned(), house.now);
    let again = House { ledger: merged, ..past(24) };
    assert_eq!(scored(&again), scored(&house));
    assert_eq!(again.figures(), house.figures());
}

#[test]
fn the_managers_own_call_is_scored() {
    let told = |on: &str, amount: i64| {
        vec![("from", date("2025-10-01")), ("until", date("2025-12-31")), ("on", date(on)), ("amount", usd(amount))]
    };
    let mut house = past_with(4, &mut |house| {
        // Written down on the days that they say.
        house.now = noon("2025-09-15");
        let first = house.add(Sheet::Calls, told("2025-09-15", 300));
        house.add(
            Sheet::Calls,
            vec![("from", date("2025-10-01")), ("until", date("2025-12-31")), ("on", date("2025-09-20"))],
        );
        house.now = noon("2025-11-15");
        house.add(Sheet::Calls, told("2025-11-15", 250));
        first
    });
    let found = scored(&house);
    let calls = |found: &Accuracy| found.checkpoints.iter().map(|point| point.call).collect::<Vec<Option<i64>>>();
    assert_eq!(calls(&found), [None, Some(30_000), Some(30_000), Some(25_000)]);
    // One that is written afterwards and dated back was not made then; neither was one made what it is afterwards.
    house.now = NOON + 1000;
    house.add(Sheet::Calls, told("2025-11-20", 600));
    let first = house.ledger.plan().table(Sheet::Calls).ids().next().expect("a call");
    house.set(Sheet::Calls, first, "amount", usd(1200));
    assert_eq!(scored(&house).calls, found.calls);
    house.now += 1000;
    house.ledger.undo(house.now).expect("undone");
    house.ledger.undo(house.now + 1000).expect("undone");
    near(found.calls.wape.expect("won"), (100.0 + 100.0 + 50.0) / 600.0, 1e-9);
    // Four deals at 20 % of which two were won: the model said 80 each time, where a call was made.
    assert_eq!((found.beside[1].count, found.model.count), (3, 4));
    near(found.beside[1].wape.expect("won"), 3.0 * 120.0 / 600.0, 1e-9);
    let period = found.checkpoints[1].period;
    let latest = house.with(|view| call(view.plan(), &period, None, view.today));
    assert_eq!(latest, Some(25_000));
    assert_eq!(house.with(|view| call(view.plan(), &period, Some(RowId::builtin(7)), view.today)), None);
}

#[test]
fn a_young_plan_has_nothing_to_score() {
    let mut house = House::new();
    house.deal(100, 3);
    let found = scored(&house);
    assert!(found.checkpoints.is_empty() && found.reached.is_none() && found.offer(Policy::Own).is_none());
    assert!(found.policies.iter().all(|score| score.brier.is_none()));
    let all = house.with(|view| accuracy(view, Span::All, None)).expect("countable");
    assert!(all.checkpoints.is_empty(), "all time is never over");
}

#[test]
fn a_the_deals_that_would_explain_a_miss() {
    let mut house = House::new();
    house.target(450);
    let won = house.deal(100, 5);
    house.set_deal(won, "outcome", pick("won"));
    let deals: Vec<RowId> = [(100, 90), (200, 50), (300, 30), (50, 70), (150, 20)]
        .into_iter()
        .map(|(amount, p)| {
            let deal = house.deal(amount, 4);
            house.set_deal(deal, "p_own", share(p));
            deal
        })
        .collect();
    let found = house.with(pre_mortem);
    let order: Vec<RowId> = found.iter().map(|reason| reason.deal).collect();
    assert_eq!(order, [2, 1, 3, 4, 0].map(|at: usize| deals[at]), "by the rise: the fifth is lost almost anyway");
    for (reason, (lost, given_miss)) in
        found.iter().zip([(0.7, 0.992_126), (0.5, 0.773_403), (0.3, 0.421_260), (0.8, 0.846_894), (0.1, 0.145_669)])
    {
        near(reason.lost, lost, 1e-9);
        near(reason.given_miss, given_miss, 5e-7);
    }
    assert!(House::new().with(pre_mortem).is_empty());
}

/// Noon of a day.
fn noon(text: &str) -> u64 {
    let days = super::house::day(text).days_since(super::house::day("1970-01-01"));
    u64::try_from(days).expect("after 1970") * DAY + DAY / 2
}

#[test]
fn a_won_deal_without_a_rate_is_missing_from_what_came_in_and_told() {
    let mut house = past(4);
    let before = scored(&house);
    assert!(before.left_out.is_empty());
    let won = house.ledger.plan().table(Sheet::Deals).ids().nth(20).expect("won in the quarter");
    house.set_deal(won, "final", Value::Money(Money::new(10_000, Currency::EUR)));
    let found = scored(&house);
    assert_eq!(found.left_out, [(won, Standing::NoRate)]);
    assert_eq!(found.checkpoints[1].actual, before.checkpoints[1].actual - 10_000);
}
