//! Nothing, certainty, hopelessness, and sizes at the limits of an `i64`.

use super::super::learned::{Tally, interval, pooled, shrunk};
use super::super::*;
use super::*;

#[test]
fn bad_bets_are_errors() {
    assert_eq!(Bet::new(1, f64::NAN), Err(BetError::ChanceNotANumber));
    assert_eq!(Bet::new(-1, 0.5), Err(BetError::NegativeAmount { amount: -1 }));
    assert_eq!(Bet::new(1, 7.0).map(Bet::chance), Ok(1.0));
    assert_eq!(Bet::new(1, -7.0).map(Bet::chance), Ok(0.0));
    assert_eq!(Bet::from_ppm(1, 250_000).map(Bet::chance), Ok(0.25));
    assert!(matches!(Block::either_or(&bets(&[(1, 0.6), (2, 0.6)])), Err(BetError::ChancesExceedOne { .. })));
    assert_eq!(Block::all_or_none(&[i64::MAX, 1], 0.5), Err(BetError::TotalTooLarge));
    assert_eq!(Block::all_or_none(&[i64::MAX, -1], 0.5), Err(BetError::NegativeAmount { amount: -1 }));
}

#[test]
fn no_deal_at_all() {
    let nothing = of(70, &[]);
    assert_eq!((nothing.mean(), nothing.sd(), nothing.quantile(0.5)), (70.0, 0.0, 70));
    assert_eq!((nothing.at_least(70), nothing.at_least(71)), (1.0, 0.0));
    assert_eq!(nothing.histogram(10).bars, [Bar { lo: 70, hi: 71, mass: 1.0 }]);
    assert_eq!(wins(&[]), [1.0]);
    assert_eq!(accuracy::ceiling(&of(0, &[])), None);
    assert_eq!(best_three(70, &[], &[], &[], 100), Ok(None));
}

#[test]
fn worthless_certain_and_hopeless_deals() {
    let deals = [(0, 0.5), (40, 1.0), (90, 0.0)];
    let distribution = of(10, &deals);
    assert_eq!(distribution.points().collect::<Vec<_>>(), [(50, 1.0)]);
    assert_eq!((distribution.least(), distribution.most()), (50, 50));
    let mut pivots = Pivots::new(&distribution, 50);
    let found: Vec<_> =
        bets(&deals).into_iter().map(|bet| pivots.of(bet)).map(|pivot| (pivot.won, pivot.lost)).collect();
    assert_eq!(found, [(1.0, 1.0), (1.0, 0.0), (1.0, 1.0)]);
    let mut pivots = Pivots::new(&distribution, 140);
    assert_eq!(pivots.of(bets(&deals)[2]).pivot, 1.0);
    assert_eq!(wins(&bets(&deals)), [0.0, 0.5, 0.5, 0.0]);
}

#[test]
fn one_deal() {
    let one = of(0, &[(1_234_567, 0.4)]);
    assert_eq!(one.points().collect::<Vec<_>>(), [(0, 0.6), (1_234_567, 0.4)]);
    assert_eq!((one.quantile(0.6), one.quantile(0.61)), (0, 1_234_567));
    // As a person reads "one in ten": of deals with 10 %, 80 % and 60 % the largest amount that is reached so often.
    let three = of(0, &[(1_200_000, 0.1), (300_000, 0.8), (1_272, 0.6)]);
    assert_eq!((three.quantile(0.9), three.amount_at(0.9)), (301_272, 1_200_000));
    assert!(three.at_least(1_200_000) > 0.1 - 1e-9 && three.at_least(1_200_001) < 0.1);
    assert_eq!((one.amount_at(0.6), one.amount_at(0.1), one.amount_at(0.9)), (1_234_567, 0, 1_234_567));
    let mut pivots = Pivots::new(&one, 1_000_000);
    assert_eq!(pivots.of(bets(&[(1_234_567, 0.4)])[0]).pivot, 1.0);
}

#[test]
fn huge_amounts() {
    let half = i64::MAX / 2;
    let two = of(0, &[(half, 0.5), (half - 1, 0.5)]);
    assert_eq!(two.quantile(1.0), i64::MAX - 2);
    assert_near(two.at_least(half), 0.5, 1e-12);
    assert_eq!(Distribution::of(1, &bets(&[(i64::MAX, 0.5)])).err(), Some(BetError::TotalTooLarge));
    let many: Vec<_> = (0..1000).map(|index| (i64::MAX / 1001 - index * 7919, 0.001 * index as f64)).collect();
    let distribution = of(0, &many);
    assert!(matches!(distribution.resolution(), Resolution::Rounded { .. }));
    assert_near(distribution.points().map(|(_, mass)| mass).sum(), 1.0, 1e-9);
    let mut pivots = Pivots::new(&distribution, i64::MAX / 2);
    assert!(bets(&many).into_iter().all(|bet| (0.0..=1.0).contains(&pivots.of(bet).pivot)));
    let owed = of(i64::MIN, &[(i64::MAX, 0.5), (i64::MAX, 0.5)]);
    assert_eq!((owed.quantile(0.25), owed.quantile(0.75), owed.quantile(1.0)), (i64::MIN, -1, i64::MAX - 1));
    assert_near(owed.at_least(i64::MIN + 1), 0.75, 1e-12);
    assert_near(owed.at_least(0), 0.25, 1e-12);
}

#[test]
fn targets_far_away() {
    let distribution = of(100, &[(100, 0.5), (300, 0.9)]);
    for (target, chance) in [(i64::MIN, 1.0), (i64::MAX, 0.0)] {
        let mut pivots = Pivots::new(&distribution, target);
        let pivot = pivots.of(bets(&[(100, 0.5)])[0]);
        assert_eq!((distribution.at_least(target), pivot.won, pivot.lost), (chance, chance, chance));
    }
    assert_eq!(Pivots::new(&distribution, i64::MIN).lost_if_missed(bets(&[(100, 0.5)])[0]), None);
}

#[test]
fn tiny_and_nearly_certain_chances() {
    for chance in [1e-300, 1e-25, 1e-12, 1e-6, 1.0 - 1e-6, 1.0 - 1e-12, 1.0 - f64::EPSILON] {
        let mut deals = vec![(3, 0.3); 50];
        deals.push((40, chance));
        let (with, without) = (of(0, &deals), of(0, &deals[..50]));
        let pivot = Pivots::new(&with, 60).of(bets(&deals)[50]);
        assert_near(pivot.won, without.at_least(20), 1e-9);
        assert_near(pivot.lost, without.at_least(60), 1e-9);
        let mut live = Live::new(0);
        for (key, bet) in bets(&deals).into_iter().enumerate() {
            live.insert(key, bet).expect("in range");
        }
        live.distribution();
        live.remove(&50);
        assert_same(live.distribution(), &without, 1e-9);
    }
}

#[test]
fn ten_thousand_deals() {
    let deals: Vec<_> = (0..10_000).map(|index| (1 + index % 3, (index % 97) as f64 / 96.0)).collect();
    let distribution = of(0, &deals);
    let mass: f64 = distribution.points().map(|(_, mass)| mass).sum();
    let mean: f64 = distribution.points().map(|(result, mass)| result as f64 * mass).sum();
    assert_near(mass, 1.0, 1e-9);
    assert_near(mean, distribution.mean(), 1e-6);
    assert_near(wins(&bets(&deals)).iter().sum(), 1.0, 1e-9);
}

#[test]
fn rounding_keeps_the_mean() {
    let deals: Vec<_> =
        (0..100).map(|index| (1_000_003 + 7_919 * index * index, 0.05 + 0.009 * index as f64)).collect();
    let distribution = of(0, &deals);
    assert!(matches!(distribution.resolution(), Resolution::Rounded { unit } if unit > 1));
    let mean: f64 = distribution.points().map(|(result, mass)| result as f64 * mass).sum();
    assert_near(mean / distribution.mean(), 1.0, 1e-12);
}

#[test]
fn rounding_moves_answers_little() {
    let deals: Vec<_> = (0..200).map(|index| (1 + 13 * (index * index % 97), 0.02 + 0.0047 * index as f64)).collect();
    let exact = of(0, &deals);
    let limits = Limits { cells: 60_000, ..Limits::default() };
    let rounded = Distribution::with(0, &bets(&deals), &[], &limits).expect("in range");
    assert_eq!((exact.resolution(), rounded.resolution()), (Resolution::Exact, Resolution::Rounded { unit: 5 }));
    for alpha in [0.1, 0.25, 0.5, 0.75, 0.9] {
        let quantile = exact.quantile(alpha);
        assert!((rounded.quantile(alpha) - quantile).abs() <= 10);
        assert_near(rounded.at_least(quantile), exact.at_least(quantile), 1e-3);
    }
}

#[test]
fn weights_without_overflow() {
    assert_eq!(weighted(i64::MAX, 1_000_000), i64::MAX);
    assert_eq!(weighted(i64::MAX, u32::MAX), i64::MAX);
    assert_eq!(weighted(i64::MIN, 1_000_000), i64::MIN);
    assert_eq!(weighted(9_007_199_254_740_993, 1_000_000), 9_007_199_254_740_993);
    assert_eq!(weighted(1, 499_999), 0);
    assert_eq!((weighted(1, 500_000), weighted(-1, 500_000), weighted(-3, 500_000)), (1, 0, -1));
    assert_eq!((weighted(50, 290_000), weighted_by_chance(50, 0.29)), (15, 15));
    assert_eq!((weighted_by_chance(7, f64::NAN), weighted_by_chance(7, 2.0)), (0, 7));
}

#[test]
fn rates_of_nothing() {
    assert_eq!(shrunk(Tally { won: 0, closed: 0 }, 0.5, 0.0), None);
    assert_eq!(interval(Tally { won: 0, closed: 0 }, 0.5, 0.0, 0.9), None);
    assert_eq!(interval(Tally { won: 0, closed: 5 }, 0.0, 10.0, 0.9), Some((0.0, 0.0)));
    assert_eq!(pooled(&[]), None);
    let same = pooled(&[Tally { won: 3, closed: 3 }, Tally { won: 0, closed: 0 }]).expect("some closed");
    assert_eq!((same.strength, same.rates), (None, vec![1.0, 1.0]));
    assert_eq!(velocity::velocity(3, 1.0, 0.5, 0.0), None);
    assert_near(beta::quantile(0.5, 1.0, 1.0).expect("good"), 0.5, 1e-14);
    assert_near(beta::below(0.3, 2.0, 1.0).expect("good"), 0.09, 1e-14);
    assert_near(beta::below(0.5, 5000.0, 5000.0).expect("good"), 0.5, 1e-11);
}

#[test]
fn places_among_the_bars() {
    let drawn = of(100, &[(100, 0.9), (200, 0.5), (300, 0.3), (50, 0.7), (150, 0.2)]).histogram(5);
    assert_near(drawn.bars.iter().map(|bar| bar.mass).sum(), 1.0, 1e-12);
    assert!(drawn.bars.len() <= 5 && drawn.bars.iter().all(|bar| (bar.hi - bar.lo) % 50 == 0));
    assert_eq!((drawn.place(99), drawn.place(5000)), (Place::Below, Place::Above));
    assert_eq!(drawn.place(100), Place::Within { bar: 0, part: 0.0 });
    assert!(
        matches!(drawn.place(450), Place::Within { bar, .. } if drawn.bars[bar].lo <= 450 && 450 < drawn.bars[bar].hi)
    );
}
