//! Absorbing chains: answers worked out by hand, and what holds for every chain.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::forecast::Stretch;
use crate::forecast::chain::{Chain, Fate, State, fates};

fn state(onward: &[(usize, u32)], won: u32, lost: u32, days: f64) -> State {
    State { onward: onward.to_vec(), won, lost, days }
}

#[track_caller]
fn near(actual: f64, expected: f64) {
    assert!((actual - expected).abs() <= 1e-12 * expected.abs().max(1.0), "{actual} is not {expected}");
}

#[test]
fn the_paths_of_example_h_lead_where_their_deals_came() {
    // 1 2 3 won · 1 2 lost · 1 lost · 1 2 1 2 3 lost · 1 2 3 2 3 won · 1 3 won, a day a stay.
    let states =
        [state(&[(1, 5), (2, 1)], 0, 1, 1.0), state(&[(0, 1), (2, 4)], 0, 1, 1.0), state(&[(1, 1)], 3, 1, 1.0)];
    let expected = [(1.0 / 2.0, 3.0), (29.0 / 52.0, 2.5), (37.0 / 52.0, 1.5)];
    for (found, (won, days)) in fates(&states).into_iter().zip(expected) {
        let Fate { won: own, lost, days: own_days } = found.expect("an end is reached");
        near(own, won);
        near(lost, 1.0 - won);
        near(own_days, days);
    }
}

#[test]
fn digits_are_kept_where_a_chain_nearly_goes_in_circles() {
    const N: u32 = 1_000_000_000;
    let states = [state(&[(1, N)], 1, 0, 2.0), state(&[(0, N)], 0, 1, 3.0)];
    let found: Vec<Fate> = fates(&states).into_iter().flatten().collect();
    let n = f64::from(N);
    near(found[0].won, (n + 1.0) / (2.0 * n + 1.0));
    near(found[1].won, n / (2.0 * n + 1.0));
    near(found[0].won + found[0].lost, 1.0);
    // Days: x = 2 + n/(n + 1)·y and y = 3 + n/(n + 1)·x.
    near(found[0].days / ((n + 1.0) * (2.0 * (n + 1.0) + 3.0 * n) / (2.0 * n + 1.0)), 1.0);
}

#[test]
fn what_never_ended_says_nothing_and_takes_nothing() {
    assert_eq!(fates(&[]), []);
    assert_eq!(fates(&[State::default()]), [None], "nobody ever left");
    let circle = [state(&[(1, 4)], 0, 0, 1.0), state(&[(0, 4)], 0, 0, 1.0)];
    assert_eq!(fates(&circle), [None, None], "round and round");
    // A new stage that three stand in: of the others that left the first stage half were won.
    let states = [state(&[(1, 3)], 2, 2, 10.0), State::default()];
    assert_eq!(fates(&states), [Some(Fate { won: 0.5, lost: 0.5, days: 10.0 }), None]);
    let aside = [state(&[(0, 3)], 1, 0, 4.0)];
    assert_eq!(fates(&aside), [Some(Fate { won: 1.0, lost: 0.0, days: 4.0 })], "a way to itself is none");
}

#[test]
fn three_hundred_states_come_in_short_steps() {
    let count = 300;
    let states: Vec<State> = (0..count)
        .map(|at| {
            let onward: Vec<(usize, u32)> = (0..count)
                .filter(|to| *to != at && (at * 7 + to * 13) % 5 < 2)
                .map(|to| (to, 1 + (to % 4) as u32))
                .collect();
            state(&onward, (at % 3) as u32, (at % 4) as u32, 1.0 + (at % 9) as f64)
        })
        .collect();
    let mut chain = Chain::new(&states);
    let mut steps = 0;
    let found = loop {
        let mut stretch = Stretch::default();
        steps += 1;
        if let Some(found) = chain.step(&mut stretch) {
            break found;
        }
        assert!(stretch.spent() < 2 * Stretch::SHORT + 800_000, "{}", stretch.spent());
    };
    assert!(steps > 10, "{steps}");
    assert_eq!(found, fates(&states));
    holds(&states, &found).expect("the equations hold");
}

/// Each fate is what comes from there on average, and all of it comes to one.
fn holds(states: &[State], found: &[Option<Fate>]) -> Result<(), TestCaseError> {
    for (at, (state, own)) in states.iter().zip(found).enumerate() {
        let Some(fate) = own else { continue };
        prop_assert!((fate.won + fate.lost - 1.0).abs() < 1e-9, "{at}: {fate:?}");
        prop_assert!((0.0..=1.0).contains(&fate.won) && (0.0..=1.0).contains(&fate.lost) && fate.days.is_finite());
        let onward = state.onward.iter().filter_map(|(to, count)| Some((f64::from(*count), found.get(*to)?.as_ref()?)));
        let onward: Vec<(f64, &Fate)> = onward.collect();
        let all = onward.iter().map(|(count, _)| count).sum::<f64>() + f64::from(state.won) + f64::from(state.lost);
        prop_assert!(all > 0.0);
        let sum = |of: fn(&Fate) -> f64| onward.iter().map(|(count, fate)| count * of(fate)).sum::<f64>() / all;
        prop_assert!((fate.won - sum(|fate| fate.won) - f64::from(state.won) / all).abs() < 1e-9);
        prop_assert!((fate.days - sum(|fate| fate.days) - state.days).abs() <= 1e-9 * fate.days.max(1.0));
    }
    Ok(())
}

/// States that lead anywhere, or only to later ones.
fn states(acyclic: bool) -> impl Strategy<Value = Vec<State>> {
    let one = (vec((0_usize..12, 0_u32..40), 0..5), 0_u32..9, 0_u32..9, 0.0..60.0_f64);
    vec(one, 1..12).prop_map(move |raw| {
        let count = raw.len();
        let state = |(at, (onward, won, lost, days)): (usize, (Vec<(usize, u32)>, u32, u32, f64))| {
            let mut to: Vec<(usize, u32)> = Vec::new();
            for (raw, times) in onward {
                let next = if acyclic { at + 1 + raw } else { raw % count };
                if next < count && next != at && !to.iter().any(|(own, _)| *own == next) {
                    to.push((next, times));
                }
            }
            State { onward: to, won, lost, days }
        };
        raw.into_iter().enumerate().map(state).collect()
    })
}

/// Every path to an end, one by one: its probability, whether it ends well, and its days.
fn walk((states, known): (&[State], &[bool]), from: usize, so_far: (f64, f64), ends: &mut Vec<(f64, bool, f64)>) {
    let state = &states[from];
    let onward: Vec<&(usize, u32)> = state.onward.iter().filter(|(to, _)| known[*to]).collect();
    let all = onward.iter().map(|(_, count)| count).sum::<u32>() + state.won + state.lost;
    let share = |count: u32| so_far.0 * f64::from(count) / f64::from(all);
    let days = so_far.1 + state.days;
    for (is_won, count) in [(true, state.won), (false, state.lost)] {
        if count > 0 {
            ends.push((share(count), is_won, days));
        }
    }
    for (to, count) in onward.into_iter().filter(|(_, count)| *count > 0) {
        walk((states, known), *to, (share(*count), days), ends);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_fate_is_what_comes_from_there(states in states(false)) {
        holds(&states, &fates(&states))?;
    }

    #[test]
    fn without_circles_it_is_every_path_added_up(states in states(true)) {
        let known: Vec<bool> = fates(&states).iter().map(Option::is_some).collect();
        for (at, fate) in fates(&states).into_iter().enumerate().take(4) {
            let Some(fate) = fate else { continue };
            let mut ends = Vec::new();
            walk((&states, &known), at, (1.0, 0.0), &mut ends);
            let won: f64 = ends.iter().filter(|(_, won, _)| *won).map(|(p, ..)| p).sum();
            let days: f64 = ends.iter().map(|(p, _, days)| p * days).sum();
            prop_assert!((fate.won - won).abs() < 1e-9, "{} {won}", fate.won);
            prop_assert!((fate.days - days).abs() < 1e-9 * days.max(1.0), "{} {days}", fate.days);
        }
    }

    #[test]
    fn more_of_everything_changes_nothing(states in states(false), times in 2_u32..9) {
        let more = states.iter().map(|state| State {
            onward: state.onward.iter().map(|(to, count)| (*to, count * times)).collect(),
            won: state.won * times,
            lost: state.lost * times,
            days: state.days,
        });
        let more: Vec<State> = more.collect();
        for (one, other) in fates(&states).into_iter().zip(fates(&more)) {
            prop_assert_eq!(one.is_some(), other.is_some());
            let same = one.zip(other).is_none_or(|(one, other)| (one.won - other.won).abs() < 1e-12);
            prop_assert!(same);
        }
    }
}
