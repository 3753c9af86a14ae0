//! A few deals whose amounts share no unit with the others: as exact as a list of points, and no dearer than the grid.

use proptest::collection::vec;
use proptest::prelude::*;

use super::super::*;
use super::*;

/// A grid of 1 000 results at most, so that whole thousands fit and their hundredths do not.
const GRID: Limits = Limits { cells: 1_000, points: 0, grouping: true };
const LIST: Limits = Limits { cells: 1, points: 1 << 16, grouping: true };

/// Deals of whole thousands with up to two among them that are not.
fn mixed(most: usize) -> impl Strategy<Value = Vec<(i64, f64)>> {
    let round = vec(((1_i64..60).prop_map(|step| step * 1_000), laws::chance()), 1..most);
    let odd = vec((1_i64..40_000, laws::chance()), 0..=2);
    (round, odd, any::<prop::sample::Index>()).prop_map(|(mut deals, odd, place)| {
        let place = place.index(deals.len());
        deals.splice(place..place, odd);
        deals
    })
}

fn both(deals: &[(i64, f64)]) -> (Distribution, Distribution) {
    let with = |limits| Distribution::with(70, &bets(deals), &[], &limits).expect("in range");
    (with(GRID), with(LIST))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_answer_is_that_of_the_list(deals in mixed(13), part in -0.1..1.1_f64, amounts in vec(laws::amount(), 0..4)) {
        let (grid, list) = both(&deals);
        prop_assert_eq!(grid.resolution(), Resolution::Exact);
        assert_same(&grid, &list, 1e-9);
        let target = 70 + (part * (list.most() - 70) as f64) as i64;
        let (tails, wanted) = (Tails::of(&grid), Tails::of(&list));
        for level in [target - 1, target, target + 1, target / 1_000 * 1_000 + 70] {
            prop_assert!((grid.at_least(level) - list.at_least(level)).abs() < 1e-9);
            prop_assert!((tails.at_least(level) - list.at_least(level)).abs() < 1e-9);
        }
        for (found, wanted) in tails.at_least_less(target, &amounts).iter().zip(wanted.at_least_less(target, &amounts)) {
            prop_assert!((found - wanted).abs() < 1e-9);
        }
        for alpha in [0.01, 0.1, 0.25, 0.5, 0.9] {
            let found = grid.quantile(alpha);
            prop_assert!(list.at_least(found) >= 1.0 - alpha - 1e-8 && list.at_least(found + 1) <= 1.0 - alpha + 1e-8);
        }
        for bar in grid.histogram(12).bars.iter().skip(1).rev().skip(1) {
            prop_assert!((bar.mass - (list.at_least(bar.lo) - list.at_least(bar.hi))).abs() < 1e-9);
        }
    }

    #[test]
    fn pivots_are_those_of_the_list(deals in mixed(13), part in 0.0..1.0_f64) {
        let (grid, list) = both(&deals);
        let target = 70 + (part * (list.most() - 70) as f64) as i64;
        let (mut found, mut wanted) = (Pivots::new(&grid, target), Pivots::new(&list, target));
        for bet in bets(&deals) {
            let (found, wanted) = (found.of(bet), wanted.of(bet));
            prop_assert!((found.won - wanted.won).abs() < 1e-9 && (found.lost - wanted.lost).abs() < 1e-9, "{bet:?} {found:?} {wanted:?}");
        }
    }

    /// A person types in one deal after another: every figure of an amount on the way is one that a fresh pass gives too.
    #[test]
    fn typing_gives_what_a_fresh_pass_gives(
        deals in vec(((1_i64..60).prop_map(|step| step * 1_000), laws::chance()), 20..50),
        typed in vec((any::<prop::sample::Index>(), 1_i64..99_999), 1..12)
    ) {
        let limits = Limits { cells: 4_000, ..GRID };
        let mut live = Live::with_limits(70, limits);
        for (key, bet) in bets(&deals).into_iter().enumerate() {
            live.insert(key, bet).expect("in range");
        }
        for (key, amount) in typed {
            let key = key.index(deals.len());
            for digits in (0..amount.ilog10() + 1).rev() {
                let so_far = Bet::new(amount / 10_i64.pow(digits), deals[key].1).expect("good");
                live.insert(key, so_far).expect("in range");
                let bets: Vec<Bet> = live.bets().map(|(_, bet)| bet).collect();
                let fresh = Distribution::with(70, &bets, &[], &limits).expect("in range");
                prop_assert_eq!(live.distribution().resolution(), fresh.resolution());
                assert_same(live.distribution(), &fresh, 1e-9);
            }
        }
    }
}

/// Five hundred deals of whole thousands, far too many for a grid of single ones.
fn thousands() -> Live<usize> {
    let mut live = Live::new(0);
    for key in 0..500 {
        let bet = Bet::new(100_000 * (5 + (key as i64 * 37) % 200), 0.05 + 0.9 * ((key * 37) % 101) as f64 / 100.0);
        live.insert(key, bet.expect("good")).expect("in range");
    }
    live.distribution();
    live
}

#[test]
fn no_key_of_an_amount_makes_the_distribution_afresh() {
    let mut live = thousands();
    let before = live.rebuilds();
    let mut type_in = |key: usize, amount: i64| {
        for digits in (0..=amount.ilog10()).rev() {
            let bet = live.get(&key).expect("a deal");
            let bet = Bet::new(amount / 10_i64.pow(digits), bet.chance()).expect("good");
            live.insert(key, bet).expect("in range");
            assert_eq!(live.distribution().resolution(), Resolution::Exact, "{amount} {digits}");
        }
        live.rebuilds() - before
    };
    assert_eq!(type_in(17, 6_250_000), 0, "left at a half thousand");
    assert_eq!(type_in(18, 12_300_000), 0, "beside the one before");
    assert_eq!(type_in(18, 4_200_077), 0, "left at cents");
    assert_eq!(type_in(17, 700_000), 0, "two at once while it is typed");
    assert_eq!(type_in(18, 900_000), 0, "and back to whole thousands");
}

#[test]
fn a_third_one_rounds_all_and_taking_it_back_makes_all_exact_again() {
    let mut live = thousands();
    for key in [3, 4, 5] {
        live.insert(key, Bet::new(1_234_567 + key as i64, 0.4).expect("good")).expect("in range");
    }
    assert!(matches!(live.distribution().resolution(), Resolution::Rounded { .. }));
    live.remove(&4);
    assert_eq!(live.distribution().resolution(), Resolution::Exact);
    let bets: Vec<Bet> = live.bets().map(|(_, bet)| bet).collect();
    assert_same(live.distribution(), &Distribution::of(0, &bets).expect("in range"), 1e-9);
}

#[test]
fn blocks_are_added_to_the_grid_and_to_what_stands_beside_it() {
    let deals: Vec<(i64, f64)> = (1..12).map(|step| (step * 1_000, 0.3)).chain([(1_234, 0.6), (77, 0.5)]).collect();
    let block = Block::new(&[(2_000, 0.25), (5_000, 0.5)]).expect("a block");
    let plain = Distribution::with(70, &bets(&deals), &[], &GRID).expect("in range");
    let list = Distribution::with(70, &bets(&deals), std::slice::from_ref(&block), &LIST).expect("in range");
    assert_same(&plain.and(std::slice::from_ref(&block), &GRID).expect("it fits"), &list, 1e-9);
    assert_same(&Distribution::with(70, &bets(&deals), &[block], &GRID).expect("in range"), &list, 1e-9);
}
