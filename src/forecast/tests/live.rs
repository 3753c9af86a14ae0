//! The live distribution against one made afresh, over random edits.

use proptest::collection::vec;
use proptest::prelude::*;

use super::super::*;
use super::*;

#[derive(Clone, Debug)]
enum Edit {
    Insert(u8, i64, f64),
    Chance(u8, f64),
    Remove(u8),
    Won(i64),
}

fn edit(amount: impl Strategy<Value = i64> + 'static) -> impl Strategy<Value = Edit> {
    let key = 0_u8..40;
    prop_oneof![
        5 => (key.clone(), amount, laws::chance()).prop_map(|(key, amount, chance)| Edit::Insert(key, amount, chance)),
        4 => (key.clone(), laws::chance()).prop_map(|(key, chance)| Edit::Chance(key, chance)),
        2 => key.prop_map(Edit::Remove),
        1 => (0_i64..1000).prop_map(Edit::Won),
    ]
}

fn check(edits: &[Edit], limits: Limits, read_every: usize) {
    let mut live = Live::with_limits(0, limits);
    let mut won = 0;
    for (index, edit) in edits.iter().enumerate() {
        match *edit {
            Edit::Insert(key, amount, chance) => {
                live.insert(key, Bet::new(amount, chance).expect("good")).expect("in range");
            }
            Edit::Chance(key, chance) => {
                if let Some(bet) = live.get(&key) {
                    live.insert(key, bet.at(chance)).expect("in range");
                }
            }
            Edit::Remove(key) => {
                live.remove(&key);
            }
            Edit::Won(now) => {
                won = now;
                live.set_won(won).expect("in range");
            }
        }
        if index % read_every == 0 {
            let bets: Vec<Bet> = live.bets().map(|(_, bet)| bet).collect();
            let fresh = Distribution::with(won, &bets, &[], &limits).expect("in range");
            assert_same(live.distribution(), &fresh, 1e-9);
            for alpha in [0.1, 0.5, 0.9] {
                assert!(
                    (live.distribution().at_least(fresh.quantile(alpha)) - fresh.at_least(fresh.quantile(alpha))).abs()
                        < 1e-9
                );
            }
        }
    }
}

fn round() -> impl Strategy<Value = i64> {
    (0_i64..30).prop_map(|step| step * 1000)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn agrees_on_an_exact_grid(edits in vec(edit(round()), 1..200)) {
        check(&edits, Limits { points: 0, ..Limits::default() }, 1);
    }

    #[test]
    fn agrees_when_forms_change(edits in vec(edit(laws::amount()), 1..150)) {
        check(&edits, Limits::default(), 3);
    }

    #[test]
    fn agrees_on_a_rounding_grid(edits in vec(edit(100_i64..900_000), 1..150)) {
        check(&edits, Limits { cells: 500, points: 0, grouping: true }, 2);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_taken_back_is_found_again(
        stands in vec((laws::amount(), laws::chance()), 1..60),
        typed in vec((0_u8..60, laws::amount(), laws::chance()), 0..6),
        pasted in vec((0_u8..80, laws::amount(), laws::chance()), 1..60),
        won in 0_i64..1000,
        later in (0_u8..60, laws::amount(), laws::chance()),
        rounded: bool,
    ) {
        let limits = if rounded { Limits { cells: 500, points: 0, grouping: true } } else { Limits { points: 0, ..Limits::default() } };
        let mut live = Live::with_limits(0, limits);
        let bet = |amount, chance| Bet::new(amount, chance).expect("good");
        for (key, (amount, chance)) in (0..).zip(stands) {
            live.insert(key, bet(amount, chance)).expect("in range");
        }
        live.distribution();
        for (key, amount, chance) in typed {
            live.insert(key, bet(amount, chance)).expect("in range");
        }
        live.distribution();
        let agrees = |live: &mut Live<u8>, won: i64| {
            let bets: Vec<Bet> = live.bets().map(|(_, bet)| bet).collect();
            let fresh = Distribution::with(won, &bets, &[], &limits).expect("in range");
            assert_same(live.distribution(), &fresh, 1e-9);
        };
        live.expect_many();
        let mut before: Vec<(u8, Option<Bet>)> = Vec::new();
        for (key, amount, chance) in pasted {
            let old = live.insert(key, bet(amount, chance)).expect("in range");
            before.push((key, old));
        }
        agrees(&mut live, 0);
        // Back and there and back again: nothing is made afresh any more.
        let made = live.rebuilds();
        live.set_won(won).expect("in range");
        for round in 0..3 {
            live.expect_many();
            let mut other = Vec::new();
            for (key, old) in before.iter().rev() {
                let was = live.get(key);
                match old {
                    Some(old) => drop(live.insert(*key, *old)),
                    None => drop(live.remove(key)),
                }
                other.push((*key, was));
            }
            before = other;
            agrees(&mut live, won);
            prop_assert_eq!(live.rebuilds(), made, "round {}", round);
        }
        live.insert(later.0, bet(later.1, later.2)).expect("in range");
        agrees(&mut live, won);
    }
}

/// 500 deals on about 2 000 cells.
fn five_hundred() -> Live<usize> {
    let mut live = Live::new(0);
    for key in 0..500 {
        let bet = Bet::new(1 + (key as i64 * 7) % 7, 0.02 + 0.96 * ((key * 37) % 101) as f64 / 100.0).expect("good");
        live.insert(key, bet).expect("in range");
    }
    live
}

#[test]
fn a_thousand_replacements_drift_less_than_a_millionth_millionth() {
    let mut live = five_hundred();
    live.distribution();
    for round in 0..1000 {
        let key = (round * 73) % 500;
        let chance = 0.03 + 0.94 * ((round * 29) % 97) as f64 / 96.0;
        live.insert(key, Bet::new(1 + (round as i64 * 5) % 7, chance).expect("good")).expect("in range");
    }
    let bets: Vec<Bet> = live.bets().map(|(_, bet)| bet).collect();
    assert_same(live.distribution(), &Distribution::of(0, &bets).expect("in range"), 1e-12);
}

#[test]
fn typing_in_one_deal_never_rebuilds() {
    let mut live = five_hundred();
    live.distribution();
    let before = live.rebuilds();
    for round in 0..1000 {
        live.insert(17, Bet::new(3, f64::from(round % 100) / 100.0).expect("good")).expect("in range");
    }
    live.distribution();
    assert!(live.rebuilds() <= before + 1, "{}", live.rebuilds() - before);
}

/// Taking out many equal deals in a row is where deconvolution goes wrong: errors of one pattern are enlarged each time.
#[test]
fn many_equal_deals_taken_out_do_not_spoil_it() {
    for chance in [0.5, 0.47, 0.45, 0.4, 0.3, 0.6] {
        let mut live = Live::new(0);
        for key in 0..400 {
            live.insert(key, Bet::new(2 + i64::from(key % 2), chance).expect("good")).expect("in range");
        }
        live.distribution();
        for key in 0..60 {
            live.remove(&(key * 2));
            if key % 10 == 0 {
                let bets: Vec<Bet> = live.bets().map(|(_, bet)| bet).collect();
                assert_same(live.distribution(), &Distribution::of(0, &bets).expect("in range"), 1e-9);
            }
        }
    }
}

#[test]
fn a_total_too_large_changes_nothing() {
    let mut live = Live::new(10);
    live.insert(1, Bet::new(100, 0.5).expect("good")).expect("in range");
    assert_eq!(live.insert(2, Bet::new(i64::MAX, 0.5).expect("good")), Err(BetError::TotalTooLarge));
    assert_eq!(live.set_won(i64::MAX), Err(BetError::TotalTooLarge));
    assert_eq!((live.len(), live.distribution().most(), live.distribution().mean()), (1, 110, 60.0));
    assert_eq!(live.remove(&1).map(Bet::amount), Some(100));
    assert!(live.is_empty() && live.remove(&1).is_none());
    assert_eq!(live.distribution().quantile(0.5), 10);
}
