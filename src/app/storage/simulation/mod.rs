//! Thousands of browsers that crash: the promises of storage.md under a seeded fake of the stores.
//!
//! `QUADRILLE_SEEDS=1000000 cargo test simulation` runs more seeds; a failure prints its seed, and
//! `QUADRILLE_SEED=n` runs that one alone.

mod disk;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use world::World;

const SEEDS: u64 = 20_000;
const STEPS: usize = 100;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Runs one case and names it when it fails.
fn named(case: &str, run: impl FnOnce()) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(run)) {
        eprintln!("the simulation failed: {case}");
        resume_unwind(panic);
    }
}

#[test]
fn every_seed_keeps_every_acknowledged_record() {
    let seeds = match number("QUADRILLE_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("QUADRILLE_SEEDS").unwrap_or(SEEDS),
    };
    for seed in seeds {
        named(&format!("QUADRILLE_SEED={seed}"), || {
            let mut world = World::new(seed, seed % 2 == 1);
            (0..STEPS).for_each(|_| world.step());
            world.settle();
        });
    }
}

#[test]
fn any_failing_call_once_or_for_ever_loses_nothing_acknowledged() {
    for seed in 0..6 {
        let mut dry = World::new(seed, false);
        (0..STEPS).for_each(|_| dry.step());
        dry.settle();
        for call in 1..=dry.disk.calls {
            for is_for_ever in [false, true] {
                named(&format!("seed {seed}, call {call}, for ever: {is_for_ever}"), || {
                    let mut world = World::new(seed, false);
                    world.disk.failing = Some((call, is_for_ever));
                    (0..STEPS).for_each(|_| world.step());
                    world.settle();
                });
            }
        }
    }
}
