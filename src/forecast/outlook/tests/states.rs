//! States of deals, several at once.

use super::house::{DAY, House, NOON, date, number, pick, share, usd};
use crate::forecast::history::AsOf;
use crate::forecast::outlook::DealState::{self, *};
use crate::forecast::outlook::{
    Board, Dirt, Scope, Source, Standpoint, Survey, Thresholds, Told, View, Window, attention, chance, computed, dirt,
    explain_told, funnel, stage_limits, states,
};
use crate::forecast::shape::Diagnosis;
use crate::model::{Computed, Decimal, Plan, RowId, Sheet, Value};

/// A deal in good order: open, with a next step, a verdict and somebody who decides about the money, entered long ago.
fn sound(stage: usize) -> (House, RowId) {
    let mut house = House::new();
    let deal = house.deal(100, stage);
    house.set_deal(deal, "entered", date("2025-01-01"));
    house.now += DAY;
    // A stage left on the day it was entered is a slip of the hand; what follows it begins anew.
    house.set_deal(deal, "stage", Value::Link(House::stage(if stage == 1 { 2 } else { 1 })));
    house.set_deal(deal, "stage", Value::Link(House::stage(stage)));
    house.add(Sheet::Activities, vec![("deal", Value::Link(deal)), ("planned", date("2026-12-01"))]);
    house.set_deal(deal, "verdict", pick("pursue"));
    let parts = Value::choices(vec!["economic".into()]);
    house.add(Sheet::Roles, vec![("deal", Value::Link(deal)), ("name", Value::text("Ms Wu")), ("parts", parts)]);
    (house, deal)
}

#[track_caller]
fn check(house: &House, deal: RowId, expected: &[DealState]) {
    assert_eq!(house.states(deal), expected);
}

#[test]
fn a_sound_deal_has_none() {
    for stage in 1..=5 {
        let (house, deal) = sound(stage);
        check(&house, deal, &[]);
    }
}

#[test]
fn ended_deals_say_how() {
    for (outcome, expected) in [
        ("won", Won),
        ("lost", Ended("lost")),
        ("no_decision", Ended("no_decision")),
        ("withdrew", Ended("withdrew")),
        ("invalid", Ended("invalid")),
    ] {
        let (mut house, deal) = sound(2);
        house.set_deal(deal, "close", date("2026-01-01"));
        house.set_deal(deal, "outcome", pick(outcome));
        check(&house, deal, &[expected]);
    }
    let (mut house, deal) = sound(2);
    house.draft(deal, "outcome", pick("lost"));
    check(&house, deal, &[Ended("lost")]);
}

#[test]
fn a_close_in_the_past_and_not_today() {
    let (mut house, deal) = sound(2);
    house.set_deal(deal, "close", Value::Date(house.today()));
    check(&house, deal, &[]);
    house.set_deal(deal, "close", Value::Date(house.today().plus_days(-1)));
    check(&house, deal, &[Dirty, ClosePast]);
}

#[test]
fn an_amount_is_missed_from_stage_two_on() {
    let (mut house, deal) = sound(1);
    house.set_deal(deal, "amount", Value::Empty);
    check(&house, deal, &[]);
    house.set_deal(deal, "amount", Value::Invalid("ten".into()));
    check(&house, deal, &[Dirty, NoAmount]);
    let (mut house, deal) = sound(2);
    house.set_deal(deal, "amount", Value::Empty);
    check(&house, deal, &[Dirty, NoAmount]);
    house.draft(deal, "amount", usd(5));
    check(&house, deal, &[]);
}

#[test]
fn stalled_after_the_limit_without_an_advance() {
    let (mut house, deal) = sound(2);
    house.now += 45 * DAY;
    house.set_deal(deal, "close", date("2026-12-31"));
    check(&house, deal, &[]);
    house.now += DAY;
    check(&house, deal, &[Stalled(46)]);
    let advance = house.add(
        Sheet::Activities,
        vec![
            ("deal", Value::Link(deal)),
            ("status", pick("done")),
            ("done", Value::Date(house.today().plus_days(-45))),
            ("outcome", pick("advance")),
        ],
    );
    check(&house, deal, &[]);
    house.set(Sheet::Activities, advance, "outcome", pick("continuation"));
    check(&house, deal, &[Stalled(46)]);
    house.set_deal(deal, "parked", Value::Date(house.today()));
    check(&house, deal, &[Stalled(46)]);
    house.set_deal(deal, "parked_why", Value::text("budget in May"));
    check(&house, deal, &[Parked]);
}

#[test]
fn no_next_step_in_the_funnel_only() {
    for (stage, expected) in [(0, vec![]), (1, vec![NoNextStep])] {
        let (mut house, deal) = sound(stage);
        let step = house.ledger.plan().table(Sheet::Activities).ids().next().unwrap();
        house.set(Sheet::Activities, step, "status", pick("cancelled"));
        check(&house, deal, &expected);
    }
}

#[test]
fn ahead_of_evidence_by_two_stages() {
    let (mut house, deal) = sound(4);
    let prove = |house: &mut House, until: usize| {
        house.add(
            Sheet::Activities,
            vec![
                ("deal", Value::Link(deal)),
                ("status", pick("done")),
                ("done", date("2026-03-01")),
                ("evidence", Value::links((0..until).map(House::milestone).collect())),
            ],
        );
    };
    prove(&mut house, 4);
    check(&house, deal, &[AheadOfEvidence, Advanced]);
    prove(&mut house, 8);
    check(&house, deal, &[Advanced]);
}

#[test]
fn inflow_for_thirty_days() {
    let (mut house, deal) = sound(2);
    for (days, expected) in [(0, vec![Inflow]), (30, vec![Inflow]), (31, vec![]), (-1, vec![])] {
        house.set_deal(deal, "entered", Value::Date(house.today().plus_days(-days)));
        check(&house, deal, &expected);
    }
}

#[test]
fn several_at_once_the_gravest_first() {
    let mut house = House::new();
    let deal = house.deal(100, 3);
    house.set_deal(deal, "amount", Value::Empty);
    house.set_deal(deal, "close", date("2026-01-01"));
    house.set_deal(deal, "entered", date("2026-03-01"));
    check(&house, deal, &[Dirty, ClosePast, NoAmount, NoNextStep, Inflow]);
}

#[test]
fn an_undone_move_of_stage_leaves_the_days_as_they_were() {
    let (mut house, deal) = sound(2);
    house.now += 46 * DAY;
    check(&house, deal, &[Dirty, ClosePast, Stalled(46)]);
    house.set_deal(deal, "stage", Value::Link(House::stage(3)));
    check(&house, deal, &[Dirty, ClosePast, Advanced]);
    house.now += 1000;
    house.ledger.undo(house.now).expect("undone");
    check(&house, deal, &[Dirty, ClosePast, Stalled(46)]);
}

#[test]
fn moves_of_the_last_thirty_days() {
    let (mut house, deal) = sound(3);
    house.now += DAY;
    house.set_deal(deal, "stage", Value::Link(House::stage(2)));
    check(&house, deal, &[MovedBack]);
    house.now += DAY;
    house.set_deal(deal, "stage", Value::Link(House::stage(4)));
    check(&house, deal, &[MovedBack, Advanced]);
    house.set_deal(deal, "close", date("2026-04-20"));
    check(&house, deal, &[MovedBack, Slipped, Advanced]);
    house.now += 31 * DAY;
    house.set_deal(deal, "close", date("2026-12-31"));
    // Another quarter has begun meanwhile, and the deal has left it too.
    check(&house, deal, &[Slipped]);
}

/// What the page calls dirty the grid does, for the same reasons: each of the ten, kept up edit by edit.
#[test]
fn a_deal_is_dirty_in_the_grid_where_it_is_on_the_page() {
    let (mut house, deal) = sound(3);
    let mut kept = Board::default();
    let mut found = |house: &House| {
        kept.refresh(&house.ledger, Scope::default(), house.today(), &[deal], None);
        let of = |view: &View<'_>| {
            let survey = Survey::of(view);
            let window = Window::last(30, view.today);
            let period = view.board.period().expect("refreshed");
            let page = attention(view, &survey, deal, &window, &period);
            let grid = states(view, deal);
            let page_dirt: Vec<Dirt> = page.dirt.iter().collect();
            assert_eq!(page_dirt, dirt(view, &survey, deal));
            assert_eq!(page.states.contains(Standpoint::Dirty), grid.contains(&Dirty), "{page:?} {grid:?}");
            for own in page_dirt.iter().filter_map(|dirt| dirt.state()) {
                assert!(grid.contains(&own), "{page:?} {grid:?}");
            }
            (grid.contains(&Dirty), page_dirt)
        };
        let fresh = house.with(of);
        assert_eq!(fresh, house.with(|view| of(&View { board: &kept, ..*view })), "a board that is kept up");
        fresh
    };
    assert_eq!(found(&house), (false, vec![]));
    house.set_deal(deal, "verdict", Value::Empty);
    assert_eq!(found(&house), (false, vec![Dirt::NoVerdict]), "one warning is not enough");
    house.set_deal(deal, "p_own", share(90));
    assert_eq!(found(&house), (true, vec![Dirt::OwnOutsideRange, Dirt::NoVerdict]));
    house.set_deal(deal, "p_own", Value::Empty);
    // Another one of the same name and customer comes, ends, and comes again.
    let twin = house.deal(100, 1);
    let both = vec![Dirt::Double, Dirt::NoVerdict];
    assert_eq!(house.with(|view| dirt(view, &Survey::of(view), deal)), both);
    house.set_deal(twin, "name", Value::text("deal "));
    assert_eq!(house.with(|view| dirt(view, &Survey::of(view), deal)), both, "however it is written");
    house.set_deal(twin, "outcome", pick("lost"));
    assert_eq!(found(&house), (false, vec![Dirt::NoVerdict]));
    let role = house.ledger.plan().table(Sheet::Roles).ids().next().unwrap();
    house.set(Sheet::Roles, role, "name", Value::text("?"));
    assert_eq!(found(&house), (true, vec![Dirt::NoEconomicBuyer, Dirt::NoVerdict]));
    house.set(Sheet::Settings, Plan::SETTINGS, "warnings_max", number(3));
    assert_eq!(found(&house), (false, vec![Dirt::NoEconomicBuyer, Dirt::NoVerdict]), "as many as the plan says");
}

#[test]
fn every_threshold_is_a_setting_of_the_plan() {
    let mut house = House::bare();
    assert_eq!(Thresholds::of(house.ledger.plan()), Thresholds::default(), "an empty cell leaves the default");
    for (at, (key, default)) in Thresholds::defaults().enumerate() {
        let row = Plan::SETTINGS;
        let change = crate::log::Change::Set { sheet: Sheet::Settings, row, column: key, value: number(default + 1) };
        house.commit(vec![change]);
        let changed =
            Thresholds::defaults().zip(thresholds(&house)).filter(|((_, default), own)| default != own).count();
        assert_eq!(changed, at + 1);
    }
}

/// The thresholds of a plan in the order of their settings.
fn thresholds(house: &House) -> [i64; 8] {
    let own = Thresholds::of(house.ledger.plan());
    [
        own.window_days,
        own.amount_stage,
        own.buyer_stage,
        own.verdict_stage,
        own.ahead,
        own.pushes,
        own.warnings,
        own.visits,
    ]
}

#[test]
fn a_state_follows_the_threshold_that_the_plan_has_set() {
    let mut house = House::new();
    let deal = house.deal(100, 3);
    house.set_deal(deal, "amount", Value::Empty);
    assert!(house.states(deal).contains(&DealState::NoAmount));
    house.set(Sheet::Settings, Plan::SETTINGS, "amount_stage", number(4));
    assert!(!house.states(deal).contains(&DealState::NoAmount));
}

/// Without days set for stage 2 and the last one: what closed stays have taught counts, from three of them.
fn taught() -> (House, Vec<RowId>) {
    let mut house = House::new();
    house.set(Sheet::Settings, Plan::SETTINGS, "visits_min", number(3));
    for stage in [2, 5] {
        house.set(Sheet::Stages, House::stage(stage), "limit", Value::Empty);
    }
    let deals: Vec<RowId> = (0..8).map(|_| house.deal(100, 2)).collect();
    (house, deals)
}

#[test]
fn a_deal_is_stalled_in_the_grid_where_it_is_on_the_page() {
    let (mut house, deals) = taught();
    let stage = |number| Value::Link(House::stage(number));
    let limits = |house: &House| {
        house.with(|view| {
            let (plan, history) = (view.plan(), view.board.history());
            let of = |number| view.board.stage_limit(plan, House::stage(number));
            let page = stage_limits(plan, history, AsOf::LATEST, &Thresholds::of(plan));
            for limit in &page {
                assert_eq!(view.board.stage_limit(plan, limit.stage), limit.days());
            }
            let survey = Survey::of(view);
            let window = Window::last(30, view.today);
            let period = view.board.period().expect("refreshed");
            for deal in plan.table(Sheet::Deals).ids() {
                let grid = states(view, deal).iter().any(|state| matches!(state, Stalled(_)));
                let found = attention(view, &survey, deal, &window, &period);
                assert_eq!(found.states.contains(Standpoint::Stalled), grid, "{found:?}");
                if let Some((_, limit)) = found.stage_days {
                    let days = limit.and_then(|limit| limit.days()).map_or(Value::Empty, number);
                    assert_eq!(computed(view, Computed::StageLimit, deal), days);
                }
            }
            (of(2), of(5), page.last().map(|limit| limit.visits))
        })
    };
    // A board that somebody has asked is kept up with each edit.
    let mut kept = Board::default();
    let keep = |kept: &mut Board, house: &House, touched: &[RowId]| {
        kept.refresh(&house.ledger, Scope::default(), house.today(), touched, None);
        kept.stage_limit(house.ledger.plan(), House::stage(2))
    };
    assert_eq!((limits(&house), keep(&mut kept, &house, &[])), ((None, None, Some(0)), None));
    for (at, days) in [(0, 4), (1, 6), (2, 10)] {
        house.now = NOON + days * DAY;
        house.set_deal(deals[at], "stage", stage(3));
        keep(&mut kept, &house, &deals[at..=at]);
    }
    // Nearest rank: of 4, 6 and 10 days four of five took no more than the third.
    assert_eq!((limits(&house), keep(&mut kept, &house, &[])), ((Some(10), None, Some(0)), Some(10)));
    house.now = NOON + 11 * DAY;
    house.set_deal(deals[7], "close", date("2026-12-31"));
    let found = house.states(deals[7]);
    assert!(found.contains(&Stalled(11)), "{found:?}");
    limits(&house);
    // Won from the last stage leads on, too; lost does not. Taken back, a move teaches nothing.
    house.now = NOON + 12 * DAY;
    for at in 3..7 {
        house.set_deal(deals[at], "stage", stage(5));
        keep(&mut kept, &house, &deals[at..=at]);
    }
    for (at, outcome) in [(3, "won"), (4, "won"), (5, "won"), (6, "lost")] {
        house.now = NOON + (13 + at as u64) * DAY;
        house.set_deal(deals[at], "outcome", pick(outcome));
        keep(&mut kept, &house, &deals[at..=at]);
    }
    assert_eq!(limits(&house).1, Some(6), "4, 5 and 6 days from the last stage to a win");
    assert_eq!(keep(&mut kept, &house, &[]), limits(&house).0);
    house.set(Sheet::Stages, House::stage(2), "limit", number(30));
    assert_eq!((limits(&house).0, keep(&mut kept, &house, &[])), (Some(30), Some(30)), "the user's days go first");
}

/// A stay beyond what closed ones have taught moves a probability where it is a state: also of deals that nobody touched.
#[test]
fn what_closed_stays_have_taught_is_a_sign_where_it_is_a_state() {
    let (mut house, deals) = taught();
    house.set(Sheet::Settings, Plan::SETTINGS, "policy", pick("adjusted"));
    house.set(Sheet::Settings, Plan::SETTINGS, "b_overstayed", Value::Number(Decimal { millionths: -500_000 }));
    house.set_deal(deals[7], "entered", date("2025-12-01"));
    let mut kept = Board::default();
    let signs = |kept: &mut Board, house: &House, touched: &[RowId]| {
        kept.refresh(&house.ledger, Scope::default(), house.today(), touched, None);
        let fresh = house.board();
        let shifts = |board: &Board| board.rates().map(|rates| rates.shifts.clone());
        assert_eq!(shifts(kept), shifts(&fresh));
        for deal in &deals {
            let is_stalled = house.states(*deal).iter().any(|state| matches!(state, Stalled(_)));
            let moved = kept.rates().is_some_and(|rates| rates.shifts.contains_key(deal));
            assert_eq!(moved, is_stalled, "{:?}", house.states(*deal));
        }
        kept.rates().map_or(0, |rates| rates.shifts.len())
    };
    assert_eq!(signs(&mut kept, &house, &[]), 0);
    house.now = NOON + 10 * DAY;
    assert_eq!(signs(&mut kept, &house, &[]), 0, "nothing has been taught");
    let moved: Vec<usize> = (0..3)
        .map(|at| {
            house.set_deal(deals[at], "stage", Value::Link(House::stage(3)));
            signs(&mut kept, &house, &deals[at..=at])
        })
        .collect();
    assert_eq!(moved, [0, 0, 1], "from three stays on");
    let used = house.with(|view| chance(view.plan(), None, view.board.rates(), deals[7])).expect("known");
    assert_eq!((used.source, used.base.is_some_and(|base| base > used.p)), (Source::Adjusted, true));
    house.set(Sheet::Stages, House::stage(2), "limit", number(300));
    assert_eq!(signs(&mut kept, &house, &[]), 0, "the user's days go first");
}

#[test]
fn a_stage_of_which_too_little_is_known_expects_no_number_of_deals() {
    let (house, _) = taught();
    let found = house.with(|view| funnel(view, &Window::last(90, view.today), None));
    assert!(found.entries_a_day.is_some());
    let known: Vec<bool> = found.stages.iter().map(|stage| stage.expected.is_some() && stage.days.is_some()).collect();
    assert_eq!(known, [true, false, true, true, false], "neither days of the user nor ten stays");
    let told = house.with(|view| explain_told(view, Told::Expected(House::stage(2)), &Window::last(90, view.today)));
    assert_eq!(told, Ok(None));
    // The stages beside it keep their places in what the shape says.
    for found in found.diagnoses {
        assert!(!matches!(found, Diagnosis::Bulge(1 | 4) | Diagnosis::ThinNeck(1 | 4)), "{found:?}");
    }
}
