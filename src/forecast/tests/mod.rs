//! The forecast's numbers: the worked examples of the design, and laws that hold for all deals.

mod aside;
mod chain;
mod edges;
mod laws;
mod live;
mod worked;

use super::{Bet, Distribution};

/// Bets from (amount, chance).
fn bets(deals: &[(i64, f64)]) -> Vec<Bet> {
    deals.iter().map(|&(amount, chance)| Bet::new(amount, chance).expect("a good bet")).collect()
}

fn of(won: i64, deals: &[(i64, f64)]) -> Distribution {
    Distribution::of(won, &bets(deals)).expect("a total within range")
}

#[track_caller]
fn assert_near(found: f64, wanted: f64, within: f64) {
    assert!((found - wanted).abs() <= within, "found {found}, wanted {wanted} ± {within}");
}

#[track_caller]
fn assert_all_near(found: &[f64], wanted: &[f64], within: f64) {
    assert_eq!(found.len(), wanted.len(), "{found:?} {wanted:?}");
    for (found, wanted) in found.iter().zip(wanted) {
        assert_near(*found, *wanted, within);
    }
}

/// Two distributions with the same results at the same masses.
#[track_caller]
fn assert_same(found: &Distribution, wanted: &Distribution, within: f64) {
    let scale = 1.0 + wanted.mean().abs();
    assert_near(found.mean(), wanted.mean(), 1e-9 * scale);
    assert_near(found.variance(), wanted.variance(), 1e-9 * (1.0 + wanted.variance()));
    assert_eq!((found.least(), found.most()), (wanted.least(), wanted.most()));
    let mut sum = std::collections::BTreeMap::new();
    wanted.points().for_each(|(result, mass)| *sum.entry(result).or_insert(0.0) += mass);
    found.points().for_each(|(result, mass)| *sum.entry(result).or_insert(0.0) -= mass);
    let distance: f64 = sum.values().map(|mass: &f64| mass.abs()).sum();
    assert!(distance <= within, "masses differ by {distance}");
}
