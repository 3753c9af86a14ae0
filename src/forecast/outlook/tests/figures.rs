//! The worked examples of forecast.md §10 end to end, and the edges.

use super::house::{House, cents, date, near, number, pick, share, usd};
use crate::forecast::BetError;
use crate::model::{Computed, Decimal, Money, RowId, Sheet, Value};

/// Example A: W = 100, Q = 450, five deals. The stages are such that the next one is what the example gains.
fn example_a() -> (House, [RowId; 5]) {
    let mut house = House::bare();
    for (at, p) in [20, 40, 50, 70, 90].into_iter().enumerate() {
        house.put(Sheet::Stages, House::stage(at + 1), vec![("number", number(at as i64 + 1)), ("p", share(p))]);
    }
    let won = house.deal(100, 5);
    house.set_deal(won, "outcome", pick("won"));
    house.set_deal(won, "closed", date("2026-02-02"));
    house.target(450);
    let deals = [(100, 5), (200, 3), (300, 2), (50, 4), (150, 1)].map(|(amount, stage)| house.deal(amount, stage));
    house.set_deal(deals[2], "p_own", share(30));
    (house, deals)
}

#[test]
fn a_through_a_plan() {
    let (house, deals) = example_a();
    let figures = house.figures();
    assert_eq!((figures.won, figures.open, figures.targets[0]), (10_000, 5, Some(45_000)));
    near(figures.chance.unwrap(), 0.5428, 1e-12);
    near(figures.mean, 44_500.0, 1e-6);
    near(figures.sd * figures.sd, 33_925.0 * 1e4, 1e-3);
    assert_eq!(figures.sure, 20_000);
    let board = house.board();
    for (deal, expected) in deals.iter().zip([0.232, 0.500, 0.636, 0.264, 0.134]) {
        near(board.pivot(*deal).unwrap().pivot, expected, 1e-12);
    }
}

#[test]
fn a_touches_are_the_best_set_and_not_the_largest_values() {
    let (house, [_, d2, d3, d4, _]) = example_a();
    let figures = house.figures();
    let mut touched: Vec<RowId> = figures.touches.iter().map(|touch| touch.deal).collect();
    assert_eq!(touched[0], d3, "the best single one first");
    near(figures.touches[0].lift, 0.6700 - 0.5428, 1e-12);
    touched.sort_unstable();
    assert_eq!(touched, [d2, d3, d4]);
    near(figures.chance.unwrap() + figures.lift, 0.7956, 1e-12);
}

#[test]
fn b_wins_of_five_by_their_number() {
    let mut house = House::new();
    let deals = [50, 30, 70, 30, 90].map(|p| {
        let deal = house.deal(1, 4);
        house.set_deal(deal, "p_own", share(p));
        deal
    });
    let exactly = [0.00735, 0.09695, 0.3167, 0.3747, 0.17595, 0.02835];
    let row = house.target(0);
    for wins in 0..=5_usize {
        house.set(Sheet::Targets, row, "target", usd(wins as i64));
        near(house.chance().unwrap(), exactly[wins..].iter().sum(), 1e-12);
    }
    assert_eq!(deals.len(), 5);
}

#[test]
fn d_the_weighted_value_of_another_program() {
    let mut house = House::new();
    let rows = [(3800, 90), (22_500, 20)].map(|(amount, p)| {
        let row = house.deal(amount, 4);
        house.set_deal(row, "p_own", share(p));
        row
    });
    let board = house.board();
    assert_eq!(rows.map(|row| board.weighted(row)).iter().sum::<i64>(), 792_000);
    let weighted = rows.map(|row| house.computed(Computed::Weighted, row));
    assert_eq!(weighted, [usd(3420), usd(4500)]);
}

#[test]
fn g_weights_are_rounded_deal_by_deal() {
    let mut house = House::new();
    let account = house.add(Sheet::Accounts, vec![("name", Value::text("A"))]);
    for _ in 0..3 {
        let row = house.deal(0, 4);
        house.set_deal(row, "amount", cents(33_333));
        house.set_deal(row, "p_own", share(50));
        house.set_deal(row, "account", Value::Link(account));
        assert_eq!(house.computed(Computed::Weighted, row), cents(16_667));
    }
    assert_eq!(house.computed(Computed::Pipeline, account), cents(50_001));
}

#[test]
fn no_deal_one_deal_and_no_target() {
    let mut house = House::new();
    let figures = house.figures();
    assert_eq!((figures.open, figures.mean, figures.sd, figures.sure, figures.chance), (0, 0.0, 0.0, 0, None));
    assert!(figures.touches.is_empty());
    house.target(100);
    assert_eq!(house.chance(), Some(0.0));
    let deal = house.deal(100, 4);
    near(house.chance().unwrap(), 0.6, 1e-12);
    near(house.board().pivot(deal).unwrap().pivot, 1.0, 1e-12);
    let figures = house.figures();
    assert_eq!(figures.touches.len(), 1);
    near(figures.lift, 0.2, 1e-12);
    house.set_deal(deal, "outcome", pick("won"));
    assert_eq!((house.chance(), house.board().pivot(deal)), (Some(1.0), None));
}

#[test]
fn a_target_of_nothing_is_reached() {
    let mut house = House::new();
    house.target(0);
    assert_eq!(house.chance(), Some(1.0));
    let deal = house.deal(100, 4);
    assert_eq!(house.chance(), Some(1.0));
    near(house.board().pivot(deal).unwrap().pivot, 0.0, 0.0);
    assert!(house.figures().touches.is_empty(), "nothing helps what is certain");
}

#[test]
fn amounts_of_nothing_and_chances_of_none_and_of_all() {
    let mut house = House::new();
    house.target(100);
    let (nothing, hopeless, certain) = (house.deal(0, 4), house.deal(100, 4), house.deal(60, 4));
    house.set_deal(hopeless, "p_own", share(0));
    house.set_deal(certain, "p_own", share(100));
    assert_eq!(house.chance(), Some(0.0));
    near(house.figures().mean, 6000.0, 1e-9);
    let board = house.board();
    near(board.pivot(nothing).unwrap().pivot, 0.0, 0.0);
    near(board.pivot(hopeless).unwrap().pivot, 1.0, 0.0);
    near(board.pivot(certain).unwrap().pivot, 0.0, 0.0);
    house.set_deal(nothing, "amount", usd(40));
    near(house.chance().unwrap(), 0.6, 1e-12);
}

#[test]
fn sums_that_cannot_be_counted_are_an_error_until_they_can() {
    let mut house = House::new();
    let (first, second) = (house.deal(1, 4), house.deal(1, 4));
    let huge = || cents(i64::MAX / 2 + 10);
    house.set_deal(first, "amount", huge());
    house.set_deal(second, "amount", huge());
    let mut board = house.board();
    let figures = |board: &crate::forecast::outlook::Board, house: &House| {
        house.with(|view| board.figures(view).map(|figures| figures.open))
    };
    assert_eq!(figures(&board, &house), Err(BetError::TotalTooLarge));
    house.set_deal(second, "outcome", pick("won"));
    board.refresh(&house.ledger, house.scope, house.today(), &[second], None);
    assert_eq!(figures(&board, &house), Err(BetError::TotalTooLarge), "won and open together");
    house.set_deal(second, "amount", usd(5));
    board.refresh(&house.ledger, house.scope, house.today(), &[second], None);
    assert_eq!(figures(&board, &house), Ok(1));
}

#[test]
fn many_deals_have_their_three_too() {
    let mut house = House::new();
    house.target(32_000);
    let deals: Vec<RowId> = (0..600).map(|at| house.deal(50 + at % 100, 1 + at as usize % 5)).collect();
    house.set_deal(deals[7], "amount", usd(9_000));
    let figures = house.figures();
    assert_eq!((figures.touches.len(), figures.open), (3, 600));
    assert_eq!(figures.touches[0].deal, deals[7]);
    assert!(figures.touches.windows(2).all(|pair| pair[0].lift >= pair[1].lift) && figures.lift > 0.0);
}

#[test]
fn a_touch_names_the_next_milestone() {
    let mut house = House::new();
    house.target(100);
    let deal = house.deal(100, 3);
    let milestone = |house: &House| house.figures().touches[0].milestone;
    assert_eq!(milestone(&house), Some(House::milestone(8)), "users and technical people confirm the fit");
    house.set_deal(deal, "milestones", Value::links(vec![House::milestone(8), House::milestone(10)]));
    assert_eq!(milestone(&house), Some(House::milestone(9)));
    let all = (8..12).map(House::milestone).collect();
    house.set_deal(deal, "milestones", Value::links(all));
    assert_eq!(milestone(&house), None);
}

#[test]
fn what_is_typed_counts_before_it_is_committed_and_changes_nothing_else() {
    let mut house = House::new();
    house.target(100);
    let (deal, other) = (house.deal(80, 4), house.deal(20, 4));
    let (digest, length) = (house.ledger.plan().digest(), house.ledger.len());
    near(house.chance().unwrap(), 0.36, 1e-12);
    let before = house.computed(Computed::Weighted, other);
    house.draft(deal, "amount", usd(100));
    near(house.chance().unwrap(), 0.6, 1e-12);
    assert_eq!(house.computed(Computed::Weighted, deal), usd(60));
    assert_eq!(house.computed(Computed::Weighted, other), before);
    house.draft(deal, "stage", Value::Link(House::stage(5)));
    near(house.chance().unwrap(), 0.48, 1e-12);
    house.draft(deal, "amount", Value::Invalid("1o".into()));
    assert_eq!(house.figures().left_out.unread, 1);
    house.draft(deal, "outcome", pick("won"));
    near(house.chance().unwrap(), 0.6, 1e-12);
    house.draft(deal, "amount", Value::Money(Money::new(10_000, crate::model::Currency::EUR)));
    assert_eq!(house.figures().left_out.rate, 1);
    house.draft = None;
    near(house.chance().unwrap(), 0.36, 1e-12);
    assert_eq!((house.ledger.plan().digest(), house.ledger.len()), (digest, length));
}

#[test]
fn a_deal_to_touch_comes_with_the_numbers_that_make_its_points() {
    let mut house = House::new();
    house.target(450);
    for (amount, p, next) in [(100, 90, 95), (200, 50, 70), (300, 30, 50), (50, 70, 90), (150, 20, 40)] {
        let row = house.deal(amount, 4);
        house.set_deal(row, "p_own", share(p));
        house.set_deal(row, "p_next", share(next));
        if amount == 300 {
            house.set_deal(row, "effort", Value::Number(Decimal { millionths: 2_500_000 }));
        }
    }
    let won = house.deal(100, 5);
    house.set_deal(won, "outcome", pick("won"));
    let found = house.figures();
    assert!(!found.is_sum && found.touches.len() == 3);
    for touch in &found.touches {
        near(touch.gain * touch.pivot, touch.lift, 1e-12);
        near(touch.gain, 0.2, 1e-9);
    }
    let big = found.touches.iter().find(|touch| touch.amount == 30_000).expect("D3");
    assert_eq!((big.chance, big.days), (0.3, Some(2.5)));
    near(big.pivot, 0.636, 1e-9);
    assert!(found.touches.iter().filter(|touch| touch.days.is_none()).count() == 2);
}

#[test]
fn b_how_many_are_won() {
    let mut house = House::new();
    assert_eq!(house.board().wins(), None, "no open deal");
    let deals: Vec<RowId> = [50, 30, 70, 30, 90]
        .into_iter()
        .map(|p| {
            let row = house.deal(100, 4);
            house.set_deal(row, "p_own", share(p));
            row
        })
        .collect();
    // P(0…5) = .00735 .09695 .3167 .3747 .17595 .02835.
    assert_eq!(house.board().wins(), Some([1, 3, 4]));
    house.set_deal(deals[0], "group", Value::text("one of two"));
    assert_eq!((house.board().wins(), house.board().linked()), (None, 1));
}
