//! What holds for all deals: agreement with brute force, of all routes, of pivots with recomputation.

use proptest::collection::vec;
use proptest::prelude::*;

use super::super::*;
use super::*;

/// Chances with the awkward ones among them.
pub(super) fn chance() -> impl Strategy<Value = f64> {
    prop_oneof![4 => 0.0..=1.0, 2 => (0_u32..=20).prop_map(|step| f64::from(step) / 20.0), 1 => Just(0.5)]
}

/// Round amounts, irregular ones and none.
pub(super) fn amount() -> impl Strategy<Value = i64> {
    prop_oneof![4 => (0_i64..60).prop_map(|step| step * 50), 2 => 0_i64..5_000_000, 1 => 1_i64..10]
}

fn deals(most: usize) -> impl Strategy<Value = Vec<(i64, f64)>> {
    vec((amount(), chance()), 0..=most)
}

fn round_deals(most: usize) -> impl Strategy<Value = Vec<(i64, f64)>> {
    vec(((0_i64..40).prop_map(|step| step * 100), chance()), 0..=most)
}

/// Deals that need no rounding: few with any amounts, or more with round ones.
fn exact_deals() -> impl Strategy<Value = Vec<(i64, f64)>> {
    prop_oneof![deals(14), round_deals(30)]
}

/// Every combination of wins, one by one.
fn brute_force_at_least(won: i64, bets: &[Bet], target: i64) -> f64 {
    let combinations = 0_u32..1 << bets.len();
    let outcome = |wins: u32| {
        bets.iter().enumerate().fold((won, 1.0), |(result, mass), (index, bet)| {
            let win = wins >> index & 1 == 1;
            (result + if win { bet.amount() } else { 0 }, mass * if win { bet.chance() } else { 1.0 - bet.chance() })
        })
    };
    combinations.map(outcome).filter(|(result, _)| *result >= target).map(|(_, mass)| mass).sum()
}

fn with(bets: &[Bet], limits: Limits) -> Distribution {
    Distribution::with(7, bets, &[], &limits).expect("in range")
}

const DENSE: Limits = Limits { cells: 1 << 17, points: 0, grouping: false };
const GROUPED: Limits = Limits { cells: 1 << 17, points: 0, grouping: true };
const SPARSE: Limits = Limits { cells: 1, points: 1 << 16, grouping: false };

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn agrees_with_brute_force(deals in deals(16), part in 0.0..1.1_f64) {
        let bets = bets(&deals);
        let distribution = of(100, &deals);
        let target = 100 + (part * (distribution.most() - 100) as f64) as i64;
        prop_assert_eq!(distribution.resolution(), Resolution::Exact);
        let wanted = brute_force_at_least(100, &bets, target);
        prop_assert!((distribution.at_least(target) - wanted).abs() < 1e-9);
        prop_assert!((Tails::of(&distribution).at_least(target) - wanted).abs() < 1e-9);
    }

    #[test]
    fn routes_agree(deals in round_deals(14)) {
        let bets = bets(&deals);
        let dense = with(&bets, DENSE);
        assert_same(&with(&bets, SPARSE), &dense, 1e-9);
        assert_same(&with(&bets, GROUPED), &dense, 1e-9);
    }

    #[test]
    fn groups_agree(runs in vec(((1_i64..9).prop_map(|step| step * 100), chance(), 1_usize..700), 1..5)) {
        let deals: Vec<_> = runs.iter().flat_map(|&(amount, chance, count)| vec![(amount, chance); count]).collect();
        let bets = bets(&deals);
        assert_same(&with(&bets, GROUPED), &with(&bets, DENSE), 1e-9);
    }

    #[test]
    fn mass_is_one_and_moments_agree(deals in deals(60)) {
        let distribution = of(0, &deals);
        let moment = |power: i32| -> f64 {
            distribution.points().map(|(result, mass)| mass * (result as f64 - distribution.mean()).powi(power)).sum()
        };
        prop_assert!((moment(0) - 1.0).abs() < 1e-9);
        prop_assert!(moment(1).abs() <= 1e-9 * (1.0 + distribution.mean()));
        // Splitting over two neighbours adds at most a quarter of a squared unit a deal.
        let unit = if distribution.resolution() == Resolution::Exact { 0.0 } else { distribution.unit().unwrap_or(0) as f64 };
        let most = deals.len() as f64 * unit * unit / 4.0;
        let more = moment(2) - distribution.variance();
        prop_assert!(more.abs() <= most + 1e-9 * (1.0 + distribution.variance()));
        let bars = distribution.histogram(40).bars;
        prop_assert!((bars.iter().map(|bar| bar.mass).sum::<f64>() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn quantiles_are_monotone_and_least(deals in deals(40), mut alphas in vec(0.0..=1.0_f64, 2..6)) {
        let distribution = of(0, &deals);
        alphas.sort_by(f64::total_cmp);
        let found: Vec<i64> = alphas.iter().map(|alpha| distribution.quantile(*alpha)).collect();
        prop_assert!(found.is_sorted());
        for (alpha, quantile) in alphas.into_iter().zip(found) {
            let up_to = |limit: i64| distribution.points().filter(|point| point.0 <= limit).map(|point| point.1).sum::<f64>();
            let at_end = quantile == distribution.least() || quantile == distribution.most();
            prop_assert!(at_end || up_to(quantile) >= alpha - 2e-9);
            prop_assert!(at_end || up_to(quantile - 1) <= alpha);
        }
    }

    #[test]
    fn target_is_monotone_in_each_chance(deals in exact_deals(), rise in 0.0..1.0_f64, part in 0.0..1.0_f64) {
        prop_assume!(!deals.is_empty());
        let mut bets = bets(&deals);
        let before = Distribution::of(0, &bets).expect("in range");
        let target = (part * before.most() as f64) as i64;
        bets[0] = bets[0].at(bets[0].chance() + rise);
        let after = Distribution::of(0, &bets).expect("in range");
        prop_assert!(after.at_least(target) >= before.at_least(target) - 1e-9);
    }

    #[test]
    fn pivots_agree_with_recomputation(deals in exact_deals(), part in 0.0..1.1_f64) {
        let bets = bets(&deals);
        let distribution = of(0, &deals);
        prop_assert_eq!(distribution.resolution(), Resolution::Exact);
        let target = (part * distribution.most() as f64) as i64;
        let mut pivots = Pivots::new(&distribution, target);
        for index in 0..bets.len().min(12) {
            let at = |chance: f64| {
                let mut bets = bets.clone();
                bets[index] = bets[index].at(chance);
                Distribution::of(0, &bets).expect("in range").at_least(target)
            };
            let pivot = pivots.of(bets[index]);
            let (won, lost) = (at(1.0), at(0.0));
            prop_assert!((pivot.won - won).abs() < 1e-9, "won {} {}", pivot.won, won);
            prop_assert!((pivot.lost - lost).abs() < 1e-9, "lost {} {}", pivot.lost, lost);
            prop_assert!((pivot.pivot - (won - lost)).abs() < 1e-9);
        }
    }

    /// On a rounding grid P(target) is still linear in each chance, and the pivot its slope.
    #[test]
    fn rounded_pivots_are_slopes(deals in vec((900_000_i64..9_000_000, chance()), 40..90), part in 0.1..0.9_f64) {
        let limits = Limits { cells: 2_000, points: 0, grouping: true };
        let bets = bets(&deals);
        let distribution = with(&bets, limits);
        prop_assume!(matches!(distribution.resolution(), Resolution::Rounded { .. }));
        let target = distribution.quantile(part);
        let mut pivots = Pivots::new(&distribution, target);
        for bet in bets.iter().take(12) {
            let pivot = pivots.of(*bet);
            let again = bet.chance() * pivot.won + (1.0 - bet.chance()) * pivot.lost;
            prop_assert!((again - distribution.at_least(target)).abs() < 1e-9, "{again}");
        }
    }

    #[test]
    fn lists_with_many_results_agree(deals in vec((1_i64..9_000_000, chance()), 10..13), small in 1_i64..40, half in chance()) {
        let mut deals = deals;
        deals.push((small, half));
        let bets = bets(&deals);
        let distribution = with(&bets, SPARSE);
        let target = distribution.quantile(0.5);
        let mut pivots = Pivots::new(&distribution, target);
        for index in 0..bets.len() {
            let mut without = bets.clone();
            let bet = without.remove(index);
            let without = with(&without, SPARSE);
            let pivot = pivots.of(bet);
            prop_assert!((pivot.lost - without.at_least(target)).abs() < 1e-9);
            prop_assert!((pivot.won - without.at_least(target - bet.amount())).abs() < 1e-9);
        }
    }

    #[test]
    fn best_sets_are_best(deals in round_deals(8), gains in vec(0.0..0.5_f64, 8), part in 0.2..0.8_f64) {
        let bets = bets(&deals);
        let target = (part * deals.iter().map(|deal| deal.0).sum::<i64>() as f64) as i64;
        let candidates: Vec<_> =
            gains.iter().enumerate().map(|(bet, &gain)| Candidate { bet, gain, effort_days: 1.0 }).collect();
        let sets = best_three::best_sets(0, &bets, &[], &candidates, target).expect("in range");
        let raised_to = |members: &[usize]| {
            let mut bets = bets.clone();
            for &member in members {
                bets[member] = bets[member].at(bets[member].chance() + gains[member]);
            }
            Distribution::of(0, &bets).expect("in range").at_least(target)
        };
        for set in &sets {
            let members: Vec<usize> = set.members.iter().map(|lever| lever.candidate.bet).collect();
            prop_assert!((set.after - raised_to(&members)).abs() < 1e-9);
        }
        if let Some(set) = sets.get(2) {
            for (a, b, c) in (0..bets.len()).flat_map(|a| (0..a).flat_map(move |b| (0..b).map(move |c| (a, b, c)))) {
                prop_assert!(raised_to(&[a, b, c]) <= set.after + 1e-9);
            }
        }
    }

    #[test]
    fn levels_less_any_choice_of_amounts_are_the_same_looked_up_one_by_one(
        deals in deals(12), amounts in vec(amount(), 0..=6), part in -0.2..1.4_f64, won in -500_i64..500,
    ) {
        for limits in [DENSE, SPARSE, Limits { cells: 40, points: 0, grouping: true }] {
            let distribution = Distribution::with(won, &bets(&deals), &[], &limits).expect("in range");
            let tails = Tails::of(&distribution);
            let target = won + (part * (distribution.most() - won) as f64) as i64;
            let found = tails.at_least_less(target, &amounts);
            prop_assert_eq!(found.len(), 1 << amounts.len());
            for (choice, found) in found.into_iter().enumerate() {
                let chosen = amounts.iter().enumerate().filter(|(at, _)| choice >> at & 1 == 1).map(|(_, amount)| amount);
                prop_assert_eq!(found, tails.at_least(target - chosen.sum::<i64>()));
            }
        }
    }

    #[test]
    fn bars_hold_the_results_that_lie_in_them(deals in deals(12), bars in 1_usize..50, won in -500_i64..500) {
        for limits in [DENSE, SPARSE, Limits { cells: 40, points: 0, grouping: true }] {
            let distribution = Distribution::with(won, &bets(&deals), &[], &limits).expect("in range");
            let histogram = distribution.histogram(bars);
            prop_assert!(histogram.bars.len() <= bars);
            let (first, last) = (histogram.bars[0].lo, histogram.bars[histogram.bars.len() - 1].hi - 1);
            for bar in &histogram.bars {
                let inside = distribution.points().filter(|(result, _)| (bar.lo..bar.hi).contains(&(*result).clamp(first, last)));
                prop_assert!((bar.mass - inside.map(|(_, mass)| mass).sum::<f64>()).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn beta_quantiles_invert(a in 0.05..400.0_f64, b in 0.05..400.0_f64, alpha in 0.001..0.999_f64) {
        let x = beta::quantile(alpha, a, b).expect("good");
        prop_assert!((0.0..=1.0).contains(&x));
        prop_assert!(!(1e-12..=1.0 - 1e-12).contains(&x) || (beta::below(x, a, b).expect("good") - alpha).abs() < 1e-8);
    }

    #[test]
    fn weights_agree(amount in any::<i64>(), ppm in 0_u32..=1_000_000) {
        prop_assert_eq!(weighted(amount, ppm), weighted_by_chance(amount, f64::from(ppm) / 1e6));
    }
}
