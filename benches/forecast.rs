//! The forecast engine against the figures of the design: distribution, live edits, pivots, the best three.
//!
//! `cargo bench --bench forecast`. Deals are made by a small generator, so that each run measures the same ones.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a bench may stop where its own input is wrong")]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use quadrille::forecast::{Bet, Candidate, Distribution, Live, Pivots, Tails, best_three, wins};

/// A stream of numbers in [0, 1), always the same (Knuth's MMIX generator).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// `count` bets with distinct chances whose amounts are multiples of `unit` and add up to about `cells` units.
fn deals(count: usize, cells: usize, unit: i64) -> Vec<Bet> {
    let mut numbers = Numbers(count as u64 * 31 + cells as u64);
    let most = (2 * cells / count) as f64;
    let mut bet = || {
        let amount = unit * (1.0 + (numbers.next() * most - 0.5).max(0.0)).floor() as i64;
        Bet::new(amount, 0.02 + 0.96 * numbers.next()).expect("a good bet")
    };
    (0..count).map(|_| bet()).collect()
}

/// The same with the six chances of a ladder.
fn ladder(count: usize, cells: usize) -> Vec<Bet> {
    const LADDER: [f64; 6] = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9];
    deals(count, cells, 100).into_iter().zip(LADDER.into_iter().cycle()).map(|(bet, chance)| bet.at(chance)).collect()
}

/// Amounts without a common divisor: the grid must round.
fn irregular(count: usize) -> Vec<Bet> {
    deals(count, count * 500_000, 1)
}

fn live(bets: &[Bet]) -> Live<usize> {
    let mut live = Live::new(0);
    for (key, bet) in bets.iter().enumerate() {
        live.insert(key, *bet).expect("in range");
    }
    live.distribution();
    live
}

fn build(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("distribution");
    let cases = [
        ("500 x 2 000", deals(500, 2_000, 100)),
        ("500 x 2 000, ladder", ladder(500, 2_000)),
        ("500 x 100 000", deals(500, 100_000, 100)),
        ("10 000 x 20 000", deals(10_000, 20_000, 100)),
        ("10 000 x 20 000, ladder", ladder(10_000, 20_000)),
        ("500 irregular", irregular(500)),
        ("10 000 irregular", irregular(10_000)),
        ("15 irregular, as a list", irregular(15)),
    ];
    for (name, bets) in &cases {
        group.bench_function(*name, |bencher| bencher.iter(|| Distribution::of(0, black_box(bets)).expect("in range")));
    }
    group.bench_function("wins of 10 000", |bencher| bencher.iter(|| wins(black_box(&cases[3].1))));
    group.finish();
}

/// One edit and the chance of the target read after it, rebuilds included.
fn edit(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("live");
    let cases = [
        ("500 x 2 000", deals(500, 2_000, 100)),
        ("500 x 100 000", deals(500, 100_000, 100)),
        ("10 000 x 20 000", deals(10_000, 20_000, 100)),
        ("500 irregular", irregular(500)),
    ];
    for (name, bets) in &cases {
        let target = (Distribution::of(0, bets).expect("in range").mean() * 1.02) as i64;
        let mut numbers = Numbers(9);
        let mut forecast = live(bets);
        group.bench_function(format!("{name}, typing in one deal"), |bencher| {
            bencher.iter(|| {
                forecast.insert(7, bets[7].at(numbers.next())).expect("in range");
                forecast.distribution().at_least(target)
            });
        });
        let mut forecast = live(bets);
        let (mut edits, before) = (0_u64, forecast.rebuilds());
        group.bench_function(format!("{name}, all deals in turn"), |bencher| {
            bencher.iter(|| {
                let key = (numbers.next() * bets.len() as f64) as usize;
                let bet = bets[(key + 11) % bets.len()].at(0.02 + 0.96 * numbers.next());
                forecast.insert(key, bet).expect("in range");
                edits += 1;
                forecast.distribution().at_least(target)
            });
        });
        eprintln!("{name}: one rebuild in {:.1} edits", edits as f64 / (forecast.rebuilds() - before).max(1) as f64);
    }
    group.finish();
}

fn ask(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ask");
    for (name, bets) in [
        ("500 x 2 000", deals(500, 2_000, 100)),
        ("10 000 x 20 000", deals(10_000, 20_000, 100)),
        ("500 irregular", irregular(500)),
        ("15 irregular", irregular(15)),
    ] {
        let distribution = Distribution::of(0, &bets).expect("in range");
        let target = (distribution.mean() * 1.02) as i64;
        let rows: Vec<Bet> = bets.iter().copied().take(40).collect();
        group.bench_function(format!("{name}: chance and three quantiles"), |bencher| {
            bencher.iter(|| {
                let quantiles = [0.1, 0.5, 0.9].map(|alpha| distribution.quantile(alpha));
                (distribution.at_least(black_box(target)), quantiles)
            });
        });
        group.bench_function(format!("{name}: table of tails"), |bencher| bencher.iter(|| Tails::of(&distribution)));
        group.bench_function(format!("{name}: 40 pivots"), |bencher| {
            bencher.iter(|| {
                let mut pivots = Pivots::new(&distribution, black_box(target));
                rows.iter().map(|bet| pivots.of(*bet).pivot).sum::<f64>()
            });
        });
        group.bench_function(format!("{name}: histogram"), |bencher| bencher.iter(|| distribution.histogram(60)));
        let candidates: Vec<Candidate> =
            (0..bets.len().min(200)).map(|bet| Candidate { bet, gain: 0.1, effort_days: 2.0 }).collect();
        group.bench_function(format!("{name}: best three of 200"), |bencher| {
            bencher.iter(|| best_three(0, &bets, &[], &candidates, target).expect("in range"));
        });
    }
    group.finish();
}

criterion_group! {
    name = forecast;
    config = Criterion::default().sample_size(20).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    targets = build, edit, ask
}
criterion_main!(forecast);
