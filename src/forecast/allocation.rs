//! Scarce days put where they count ("three bottles, two caps"): which gains to buy with the days there are.

use super::best_three::Candidate;
use super::bet::{Bet, BetError};
use super::block::Block;
use super::distribution::Distribution;
use super::making::{Making, Stretch};
use super::route::Limits;
use super::tails::Tails;
use crate::model::order;

/// So many candidates are weighed by their pivots, of more those that lead by gain × amount for a day.
const WEIGHED: usize = 128;
/// Up to so many candidates every choice is looked at.
const EXACT: usize = 14;

/// The best use of some days.
#[derive(Clone, Debug, PartialEq)]
pub struct Allocation {
    /// The candidates to work on, by their places, ascending.
    pub chosen: Vec<usize>,
    /// The days they take.
    pub days: f64,
    /// P(target) as it is.
    pub before: f64,
    /// P(target) with the chosen gains, computed together.
    pub after: f64,
    /// What no choice can exceed: `after` itself where every choice was looked at.
    pub bound: f64,
    /// Whether this is the best choice, and not only a good one.
    pub exact: bool,
}

/// The choice of gains within `days` of effort that makes `target` most likely.
///
/// Exact for up to fourteen candidates that help; for more, the best of fourteen leading ones (by lift for a day) and then whatever
/// else still fits, with a bound: P(target) with every affordable gain at once, which no choice can exceed, since P(target) never
/// falls with a chance.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn allocate(
    won: i64,
    bets: &[Bet],
    blocks: &[Block],
    candidates: &[Candidate],
    target: i64,
    days: f64,
) -> Result<Allocation, BetError> {
    let mut allocating = Allocating::new(won, bets.to_vec(), blocks.to_vec(), candidates.to_vec(), target, days)?;
    loop {
        if let Some(found) = allocating.step(&mut Stretch::endless())? {
            return Ok(found);
        }
    }
}

/// The same in short steps.
#[derive(Debug)]
pub struct Allocating {
    won: i64,
    bets: Vec<Bet>,
    blocks: Vec<Block>,
    candidates: Vec<Candidate>,
    target: i64,
    days: f64,
    /// The candidates that help and can be afforded.
    useful: Vec<usize>,
    /// What is asked of the distribution that is being made.
    asks: Asks,
    /// None once it is made.
    making: Option<Making>,
    made: Option<Distribution>,
    /// That of the deals as they are, which is the same for any number of days.
    plain: Option<Distribution>,
    found: Allocation,
}

/// What a distribution is made for.
#[derive(Debug)]
enum Asks {
    /// As it is: P(target), and the leading candidates where there are many.
    AsItIs,
    /// That without the deals of these is still to be begun.
    Without(Vec<Offer>),
    /// Without the deals of these candidates: which choice of them is best.
    Others(Vec<Offer>),
    /// With the chosen gains.
    Chosen,
    /// With every affordable gain.
    All,
}

impl Allocating {
    /// Begins.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn new(
        won: i64,
        bets: Vec<Bet>,
        blocks: Vec<Block>,
        candidates: Vec<Candidate>,
        target: i64,
        days: f64,
    ) -> Result<Allocating, BetError> {
        let making = Some(Making::new(won, &bets, &blocks, &Limits::default())?);
        let found = Allocation { chosen: Vec::new(), days: 0.0, before: 0.0, after: 0.0, bound: 0.0, exact: true };
        let (useful, asks) = (Vec::new(), Asks::AsItIs);
        let (made, plain) = (None, None);
        let own = Allocating { won, bets, blocks, candidates, target, days, useful, asks, making, made, plain, found };
        Ok(own.with(days))
    }

    /// Begins again with another number of days, once a choice is made: how the deals are without it is known.
    #[must_use]
    pub fn again(mut self, days: f64) -> Allocating {
        (self.asks, self.made) = (Asks::AsItIs, self.plain.take());
        self.with(days)
    }

    fn with(self, days: f64) -> Allocating {
        let helps = |place: &usize| {
            let candidate = self.candidates.get(*place);
            candidate.is_some_and(|candidate| {
                candidate.gain > 0.0
                    && candidate.effort_days.max(0.0) <= days
                    && self.bets.get(candidate.bet).is_some_and(|bet| bet.chance() < 1.0 && bet.amount() > 0)
            })
        };
        let useful: Vec<usize> = (0..self.candidates.len()).filter(helps).collect();
        let exact = useful.len() <= EXACT;
        let found = Allocation { chosen: Vec::new(), days: 0.0, before: 0.0, after: 0.0, bound: 0.0, exact };
        Allocating { days, useful, found, ..self }
    }

    /// Goes on until the stretch is over; the choice once it is made.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn step(&mut self, stretch: &mut Stretch) -> Result<Option<Allocation>, BetError> {
        while !stretch.is_over() {
            if let Asks::Without(offers) = &mut self.asks {
                let offers = std::mem::take(offers);
                let touched = touched(&offers);
                let others = self.bets.iter().enumerate().filter(|(bet, _)| touched.binary_search(bet).is_err());
                let others: Vec<Bet> = others.map(|(_, bet)| *bet).collect();
                self.making = Some(Making::new(self.won, &others, &self.blocks, &Limits::default())?);
                self.asks = Asks::Others(offers);
                stretch.spend((self.bets.len() * COPY) as u64);
                continue;
            }
            let Some(distribution) = self.made.take() else {
                let Some(making) = &mut self.making else { return Ok(Some(self.found.clone())) };
                self.made = making.step(stretch);
                if self.made.is_some() {
                    self.making = None;
                }
                continue;
            };
            let chance = distribution.at_least(self.target);
            stretch.spend((self.bets.len() * COPY) as u64);
            match &self.asks {
                Asks::AsItIs => {
                    self.found.before = chance;
                    self.asks = Asks::Without(self.leading(&distribution, stretch));
                    self.plain = Some(distribution);
                }
                // Begun above.
                Asks::Without(_) => {}
                Asks::Others(offers) => {
                    stretch.spend(CHOICES);
                    let chosen = best(&Tails::of(&distribution), &self.bets, offers, self.target, self.days);
                    self.found.chosen = self.filled_up(chosen);
                    self.ask(Asks::Chosen, &self.found.chosen.clone())?;
                }
                Asks::Chosen => {
                    (self.found.after, self.found.bound) = (chance, chance);
                    if self.found.exact {
                        return Ok(Some(self.found.clone()));
                    }
                    self.ask(Asks::All, &self.useful.clone())?;
                }
                Asks::All => {
                    self.found.bound = chance.max(self.found.after);
                    return Ok(Some(self.found.clone()));
                }
            }
        }
        Ok(None)
    }

    /// Asks for the distribution with some candidates raised.
    fn ask(&mut self, asks: Asks, raised: &[usize]) -> Result<(), BetError> {
        let mut bets = self.bets.clone();
        for candidate in raised.iter().filter_map(|place| self.candidates.get(*place)) {
            if let Some(bet) = bets.get_mut(candidate.bet) {
                *bet = bet.at((bet.chance() + candidate.gain.max(0.0)).min(1.0));
            }
        }
        self.making = Some(Making::new(self.won, &bets, &self.blocks, &Limits::default())?);
        self.asks = asks;
        Ok(())
    }

    fn effort(&self, place: usize) -> f64 {
        self.candidates.get(place).map_or(f64::INFINITY, |candidate| candidate.effort_days.max(0.0))
    }

    /// The candidates that are weighed against one another: all that help, or of many the leading ones by lift for a day.
    fn leading(&self, distribution: &Distribution, stretch: &mut Stretch) -> Vec<Offer> {
        let mut leading = self.useful.clone();
        if leading.len() > EXACT {
            // Where one deal is small beside the spread of all, its pivot grows with its amount.
            if leading.len() > WEIGHED {
                let worth = |place: &usize| {
                    let candidate = self.candidates.get(*place)?;
                    let amount = self.bets.get(candidate.bet)?.amount() as f64;
                    Some(candidate.gain * amount / self.effort(*place).max(1e-9))
                };
                let by_worth = leading.iter().filter_map(|place| Some((worth(place)?, *place)));
                let first = order::first_of(by_worth, WEIGHED, |(a, m), (b, n)| b.total_cmp(a).then(m.cmp(n)));
                leading = first.into_iter().map(|(_, place)| place).collect();
            }
            let mut pivots = super::pivot::Pivots::new(distribution, self.target);
            let mut worth: Vec<(f64, usize)> = Vec::with_capacity(leading.len());
            for place in leading {
                let Some(candidate) = self.candidates.get(place) else { continue };
                let Some(bet) = self.bets.get(candidate.bet) else { continue };
                let lift = candidate.gain.min(1.0 - bet.chance()) * pivots.of(*bet).pivot;
                worth.push((lift / self.effort(place).max(1e-9), place));
            }
            stretch.spend((worth.len() * WEIGH) as u64);
            order::sort_by(&mut worth, |(a, m), (b, n)| b.total_cmp(a).then(m.cmp(n)));
            leading = worth.into_iter().take(EXACT).map(|(_, place)| place).collect();
        }
        let offer = |place: usize| {
            let candidate = self.candidates.get(place)?;
            Some(Offer { place, bet: candidate.bet, gain: candidate.gain, days: self.effort(place) })
        };
        leading.into_iter().filter_map(offer).collect()
    }

    /// The chosen candidates with whatever else still fits, where not every choice was looked at.
    fn filled_up(&mut self, mut chosen: Vec<usize>) -> Vec<usize> {
        let mut left = self.days - chosen.iter().map(|place| self.effort(*place)).sum::<f64>();
        if !self.found.exact {
            let mut is_chosen = vec![false; self.candidates.len()];
            let mut mark = |place: usize| is_chosen.get_mut(place).map(|own| std::mem::replace(own, true));
            for place in &chosen {
                mark(*place);
            }
            for place in self.useful.iter().copied() {
                if self.effort(place) <= left && mark(place) == Some(false) {
                    left -= self.effort(place);
                    chosen.push(place);
                }
            }
        }
        order::sort(&mut chosen);
        self.found.days = chosen.iter().map(|place| self.effort(*place)).sum();
        chosen
    }
}

/// What it takes to copy a deal or to weigh it, and to weigh all choices, beside moving one result of a distribution.
const COPY: usize = 20;
const WEIGH: usize = 3_000;
const CHOICES: u64 = 200_000;

/// One thing that days can buy.
#[derive(Debug)]
struct Offer {
    place: usize,
    bet: usize,
    gain: f64,
    days: f64,
}

/// The deals of some offers, each once, in order.
fn touched(offers: &[Offer]) -> Vec<usize> {
    let mut touched: Vec<usize> = offers.iter().map(|offer| offer.bet).collect();
    order::sort(&mut touched);
    touched.dedup();
    touched
}

/// The best choice among few options: the other deals' distribution is made once, and P(target) looked up for every outcome.
fn best(others: &Tails<'_>, bets: &[Bet], options: &[Offer], target: i64, days: f64) -> Vec<usize> {
    let touched = touched(options);
    let mut needed = vec![target];
    for bet in &touched {
        let amount = bets.get(*bet).map_or(0, |bet| bet.amount());
        needed.extend(needed.clone().into_iter().map(|needed| needed.saturating_sub(amount)));
    }
    let outcomes: Vec<f64> = needed.into_iter().map(|needed| others.at_least(needed)).collect();
    let mut found = Found { best: -1.0, days: f64::INFINITY, chosen: Vec::new() };
    descend(bets, &touched, options, &outcomes, days, &mut Vec::new(), &mut found);
    found.chosen
}

struct Found {
    best: f64,
    days: f64,
    chosen: Vec<usize>,
}

/// Decides the deals one after the other, the last first, and weighs the outcomes by its chance.
fn descend(
    bets: &[Bet],
    touched: &[usize],
    options: &[Offer],
    outcomes: &[f64],
    days: f64,
    chosen: &mut Vec<usize>,
    found: &mut Found,
) {
    let Some((bet, rest)) = touched.split_last() else {
        let chance = outcomes.first().copied().unwrap_or(0.0);
        let left = -days;
        // The same chance for fewer days is better.
        if chance > found.best + 1e-12 || (chance > found.best - 1e-12 && left < found.days - 1e-12) {
            *found = Found { best: chance.max(found.best), days: left, chosen: chosen.clone() };
        }
        return;
    };
    let (lost, won) = outcomes.split_at(outcomes.len() / 2);
    let p = bets.get(*bet).map_or(0.0, |bet| bet.chance());
    let weigh = |p: f64| -> Vec<f64> { lost.iter().zip(won).map(|(lost, won)| (1.0 - p) * lost + p * won).collect() };
    descend(bets, rest, options, &weigh(p), days, chosen, found);
    for option in options.iter().filter(|option| option.bet == *bet && option.days <= days) {
        chosen.push(option.place);
        descend(bets, rest, options, &weigh((p + option.gain).min(1.0)), days - option.days, chosen, found);
        chosen.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn example() -> (Vec<Bet>, Vec<Candidate>) {
        let deals = [(100, 0.9), (200, 0.5), (300, 0.3), (50, 0.7), (150, 0.2)];
        let gains = [(0.05, 1.0), (0.2, 4.0), (0.2, 4.0), (0.2, 1.0), (0.2, 3.0)];
        let bets = deals.iter().map(|&(amount, chance)| Bet::new(amount, chance).unwrap()).collect();
        let candidate = |(bet, &(gain, effort_days))| Candidate { bet, gain, effort_days };
        (bets, gains.iter().enumerate().map(candidate).collect())
    }

    #[test]
    fn the_days_of_example_a() {
        let (bets, candidates) = example();
        let of = |days| allocate(100, &bets, &[], &candidates, 450, days).unwrap();
        assert_eq!(of(9.0).chosen, [1, 2, 3], "the three deals of the example take nine days");
        assert!((of(9.0).after - 0.7956).abs() < 1e-12 && of(9.0).exact);
        assert_eq!((of(4.0).chosen, of(0.0).chosen), (vec![2], vec![]));
        assert!((of(0.5).after - 0.5428).abs() < 1e-12);
        assert_eq!(of(f64::NAN).chosen, [0; 0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn no_other_choice_is_better(
            deals in proptest::collection::vec((1_i64..20, 0.0..1.0_f64, 0.0..0.5_f64, 0_u8..5), 1..9), days in 0_u8..12, part in 0.1..0.9_f64
        ) {
            let bets: Vec<Bet> = deals.iter().map(|deal| Bet::new(deal.0, deal.1).unwrap()).collect();
            let candidates: Vec<Candidate> = deals.iter().enumerate()
                .map(|(bet, deal)| Candidate { bet, gain: deal.2, effort_days: f64::from(deal.3) }).collect();
            let target = (part * deals.iter().map(|deal| deal.0).sum::<i64>() as f64) as i64;
            let found = allocate(0, &bets, &[], &candidates, target, f64::from(days)).unwrap();
            prop_assert!(found.days <= f64::from(days));
            for choice in 0_u32..1 << deals.len() {
                let taken = |at: usize| choice >> at & 1 == 1;
                let cost: u32 = deals.iter().enumerate().filter(|(at, _)| taken(*at)).map(|(_, deal)| u32::from(deal.3)).sum();
                if cost <= u32::from(days) {
                    let raised: Vec<Bet> = bets.iter().enumerate()
                        .map(|(at, bet)| if taken(at) { bet.at((bet.chance() + deals[at].2).min(1.0)) } else { *bet }).collect();
                    let chance = Distribution::of(0, &raised).unwrap().at_least(target);
                    prop_assert!(chance <= found.after + 1e-9, "{choice:b}: {chance} {found:?}");
                }
            }
        }

        #[test]
        fn many_candidates_are_bounded(
            deals in proptest::collection::vec((1_i64..20, 0.05..0.9_f64, 0.01..0.5_f64, 1_u8..5), 15..30), days in 5_u8..30
        ) {
            let bets: Vec<Bet> = deals.iter().map(|deal| Bet::new(deal.0, deal.1).unwrap()).collect();
            let candidates: Vec<Candidate> = deals.iter().enumerate()
                .map(|(bet, deal)| Candidate { bet, gain: deal.2, effort_days: f64::from(deal.3) }).collect();
            let target = deals.iter().map(|deal| deal.0).sum::<i64>() / 2;
            let found = allocate(0, &bets, &[], &candidates, target, f64::from(days)).unwrap();
            prop_assert!(!found.exact && found.days <= f64::from(days) + 1e-9);
            prop_assert!(found.before <= found.after + 1e-12 && found.after <= found.bound + 1e-12);
        }
    }
}
