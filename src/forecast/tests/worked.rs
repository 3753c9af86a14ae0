//! The worked examples A to D, F and G of the design, to the digits printed there.

use super::super::categories::{Category, Rollup};
use super::super::learned::{Tally, interval, pooled, shrunk};
use super::super::scenario::{ODDS, Scenarios};
use super::super::velocity::velocity;
use super::super::*;
use super::*;

const WON: i64 = 100;
const TARGET: i64 = 450;
const DEALS: [(i64, f64); 5] = [(100, 0.9), (200, 0.5), (300, 0.3), (50, 0.7), (150, 0.2)];

fn example() -> Distribution {
    of(WON, &DEALS)
}

fn pivots() -> Vec<Pivot> {
    let distribution = example();
    let mut pivots = Pivots::new(&distribution, TARGET);
    bets(&DEALS).into_iter().map(|bet| pivots.of(bet)).collect()
}

fn candidates() -> Vec<Candidate> {
    let gains = [(0.05, 1.0), (0.2, 4.0), (0.2, 4.0), (0.2, 1.0), (0.2, 3.0)];
    gains.iter().enumerate().map(|(bet, &(gain, effort_days))| Candidate { bet, gain, effort_days }).collect()
}

#[test]
fn a_mean_and_variance() {
    assert_near(example().mean(), 445.0, 1e-9);
    assert_near(example().variance(), 33_925.0, 1e-9);
    assert_near(example().sd(), 33_925.0_f64.sqrt(), 1e-9);
    assert_eq!(example().resolution(), Resolution::Exact);
    assert_eq!(example().unit(), Some(50));
}

#[test]
fn a_chance_of_the_target() {
    assert_near(example().at_least(TARGET), 1357.0 / 2500.0, 1e-12);
    assert_near(Tails::of(&example()).at_least(TARGET), 0.5428, 1e-12);
}

#[test]
fn a_quantiles() {
    let found: Vec<i64> = [0.1, 0.25, 0.5, 0.75, 0.9].into_iter().map(|alpha| example().quantile(alpha)).collect();
    assert_eq!(found, [200, 250, 450, 550, 750]);
}

#[test]
fn a_accuracy_ceiling() {
    assert_near(accuracy::ceiling(&example()).expect("a mean above zero"), 0.671_263, 5e-7);
}

#[test]
fn a_crps() {
    assert_near(accuracy::crps(&example(), 500), 56.645_435, 5e-7);
}

#[test]
fn a_pivots() {
    let found: Vec<f64> = pivots().iter().map(|pivot| pivot.pivot).collect();
    assert_all_near(&found, &[0.232, 0.5, 0.636, 0.264, 0.134], 1e-12);
}

#[test]
fn a_won_and_lost_average_to_the_chance() {
    for (pivot, (_, chance)) in pivots().iter().zip(DEALS) {
        assert_near(chance * pivot.won + (1.0 - chance) * pivot.lost, 0.5428, 1e-12);
    }
}

#[test]
fn a_best_single_pair_and_triple() {
    let sets = best_three::best_sets(WON, &bets(&DEALS), &[], &candidates(), TARGET).expect("in range");
    let found: Vec<(Vec<usize>, f64)> =
        sets.iter().map(|set| (set.members.iter().map(|lever| lever.candidate.bet).collect(), set.after)).collect();
    assert_eq!(
        found.iter().map(|(members, _)| members.as_slice()).collect::<Vec<_>>(),
        [&[2][..], &[2, 1], &[2, 1, 3]]
    );
    assert_all_near(&found.iter().map(|(_, after)| *after).collect::<Vec<_>>(), &[0.67, 0.7428, 0.7956], 1e-12);
    assert_near(sets[2].before, 0.5428, 1e-12);
    assert_near(sets[2].lift(), 0.2528, 1e-12);
    assert_all_near(&sets[2].members.iter().map(|lever| lever.lift).collect::<Vec<_>>(), &[0.1272, 0.1, 0.0528], 1e-12);
    let best = best_three(WON, &bets(&DEALS), &[], &candidates(), TARGET).expect("in range");
    assert_eq!(best.as_ref(), sets.last());
}

#[test]
fn a_ranking_by_expected_value_is_worse() {
    let raised = bets(&[(100, 0.9), (200, 0.7), (300, 0.5), (50, 0.7), (150, 0.4)]);
    assert_near(Distribution::of(WON, &raised).expect("in range").at_least(TARGET), 0.7696, 1e-12);
}

#[test]
fn deals_that_help_only_together_are_found() {
    let deals = bets(&[(100, 0.0), (100, 0.0), (10, 0.5)]);
    let both: Vec<Candidate> = (0..3).map(|bet| Candidate { bet, gain: 0.5, effort_days: 1.0 }).collect();
    let best = best_three(0, &deals, &[], &both, 200).expect("in range").expect("a set");
    assert_eq!(best.members.iter().map(|lever| lever.candidate.bet).collect::<Vec<_>>(), [0, 1]);
    assert_near(best.after, 0.25, 1e-12);
    assert_eq!(best_three(0, &deals, &[], &both, 500).expect("in range"), None, "out of reach");
    assert_eq!(best_three(0, &deals, &[], &both, 0).expect("in range"), None, "reached already");
}

#[test]
fn a_ranks_by_lift_and_by_lift_per_day() {
    let distribution = example();
    let mut pivots = Pivots::new(&distribution, TARGET);
    let mut order = |by| -> Vec<usize> {
        best_three::rank(&mut pivots, &bets(&DEALS), &candidates(), by)
            .iter()
            .map(|lever| lever.candidate.bet)
            .collect()
    };
    assert_eq!(order(best_three::By::Lift), [2, 1, 3, 4, 0]);
    assert_eq!(order(best_three::By::LiftPerDay), [3, 2, 1, 0, 4]);
}

#[test]
fn a_lost_if_missed() {
    let distribution = example();
    let mut pivots = Pivots::new(&distribution, TARGET);
    let found: Vec<f64> =
        bets(&DEALS).into_iter().map(|bet| pivots.lost_if_missed(bet).expect("can be missed")).collect();
    assert_all_near(&found, &[0.145_669, 0.773_403, 0.992_126, 0.421_260, 0.846_894], 5e-7);
}

#[test]
fn a_scenarios_on_the_odds() {
    let scenarios = Scenarios::on_odds(WON, &bets(&DEALS), &ODDS).expect("in range");
    assert_near(scenarios.mean(), 448.180_988, 5e-7);
    assert_near(scenarios.at_least(TARGET), 0.539_563, 5e-7);
    assert!(scenarios.sd() > example().sd());
}

#[test]
fn b_number_of_wins() {
    let found = wins(&bets(&[(1, 0.5), (1, 0.3), (1, 0.7), (1, 0.3), (1, 0.9)]));
    assert_all_near(&found, &[0.00735, 0.09695, 0.3167, 0.3747, 0.17595, 0.02835], 1e-12);
}

#[test]
fn c_learned_rates() {
    assert_near(shrunk(Tally { won: 3, closed: 4 }, 0.5, 10.0).expect("known"), 0.571_429, 5e-7);
    assert_near(shrunk(Tally { won: 0, closed: 3 }, 0.2, 10.0).expect("known"), 0.153_846, 5e-7);
    let (low, high) = interval(Tally { won: 3, closed: 4 }, 0.5, 10.0, 0.9).expect("known");
    assert_near(low, 0.3548, 5e-5);
    assert_near(high, 0.7760, 5e-5);
}

fn tallies(groups: &[(u32, u32)]) -> Vec<Tally> {
    groups.iter().map(|&(won, closed)| Tally { won, closed }).collect()
}

#[test]
fn c_moments_that_differ() {
    let found = pooled(&tallies(&[(2, 20), (12, 20), (3, 10), (15, 30), (4, 20)])).expect("some closed");
    assert_near(found.rho, 0.159_441, 5e-7);
    assert_near(found.strength.expect("not pooled"), 5.271_925, 5e-7);
    assert_all_near(&found.rates, &[0.154_238, 0.549_934, 0.320_712, 0.479_075, 0.233_377], 5e-7);
}

#[test]
fn c_moments_that_do_not() {
    let found = pooled(&tallies(&[(6, 20), (9, 20), (3, 10), (12, 30), (4, 20)])).expect("some closed");
    assert!(found.rho < 0.0);
    assert_eq!(found.strength, None);
    assert_all_near(&found.rates, &[0.34; 5], 1e-12);
}

#[test]
fn d_velocity() {
    assert_near(velocity(18, 42_000.0, 0.24, 78.0).expect("a day"), 2326.15, 5e-3);
}

#[test]
fn d_weighted_example_of_odoo() {
    assert_eq!(weighted(3_800, 900_000) + weighted(22_500, 200_000), 7_920);
}

fn masses(block: Block) -> Vec<(i64, f64)> {
    Distribution::with(0, &[], &[block], &Limits::default()).expect("in range").points().collect()
}

#[track_caller]
fn assert_points(found: &[(i64, f64)], wanted: &[(i64, f64)]) {
    assert_eq!(
        found.iter().map(|point| point.0).collect::<Vec<_>>(),
        wanted.iter().map(|point| point.0).collect::<Vec<_>>()
    );
    let masses = |points: &[(i64, f64)]| points.iter().map(|point| point.1).collect::<Vec<_>>();
    assert_all_near(&masses(found), &masses(wanted), 1e-12);
}

#[test]
fn f_independent() {
    let distribution = of(0, &[(200, 0.5), (150, 0.3)]);
    assert_points(&distribution.points().collect::<Vec<_>>(), &[(0, 0.35), (150, 0.15), (200, 0.35), (350, 0.15)]);
    assert_near(distribution.mean(), 145.0, 1e-12);
}

#[test]
fn f_either_or() {
    let block = Block::either_or(&bets(&[(200, 0.5), (150, 0.3)])).expect("a good block");
    assert_near(block.mean(), 145.0, 1e-12);
    assert_points(&masses(block), &[(0, 0.2), (150, 0.3), (200, 0.5)]);
}

#[test]
fn f_three_point() {
    let block = Block::three_point(80, 100, 150, 0.6).expect("a good block");
    assert_points(&masses(block), &[(0, 0.4), (80, 0.15), (100, 0.3), (150, 0.15)]);
}

#[test]
fn f_all_or_none() {
    assert_points(&masses(Block::all_or_none(&[80, 100], 0.25).expect("a good block")), &[(0, 0.75), (180, 0.25)]);
}

#[test]
fn g_rounds_each_deal_half_up() {
    assert_eq!((0..3).map(|_| weighted(33_333, 500_000)).sum::<i64>(), 50_001);
    assert_eq!((0..3).map(|_| weighted_by_chance(33_333, 0.5)).sum::<i64>(), 50_001);
}

#[test]
fn categories_roll_up() {
    let deals = [
        (Category::Closed, 1),
        (Category::Commit, 10),
        (Category::Best, 100),
        (Category::Pipeline, 1000),
        (Category::Omit, 5),
    ];
    assert_eq!(Rollup::of(deals), Rollup { closed: 1, commit: 11, best_case: 111, open: 1110 });
}
