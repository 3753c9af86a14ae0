//! An absorbing Markov chain: what becomes of whoever stands in a state, if it goes on as it went (Kemeny & Snell, Finite Markov
//! Chains, 1960, ch. III).
//!
//! With Q the shares that move between states and r those that end well, the chance to end well solves (I − Q)·x = r, and the days
//! until the end (I − Q)·d = t, t being the days of one visit. States are taken out one by one, as Grassmann, Taksar and Heyman do
//! (Operations Research 33, 1985): nothing is subtracted, so that answers keep their digits however nearly the chain goes in circles.

use super::making::Stretch;

/// How the visits of a state ended.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// To which other states they led, and how many did; each state once.
    pub onward: Vec<(usize, u32)>,
    /// How many ended well.
    pub won: u32,
    /// How many ended otherwise.
    pub lost: u32,
    /// Days that a visit takes, ≥ 0.
    pub days: f64,
}

/// What becomes of whoever stands in a state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fate {
    /// The chance to end well, 0–1.
    pub won: f64,
    /// The chance to end otherwise; with the other one it comes to 1.
    pub lost: f64,
    /// Days until the end, those in the state itself among them.
    pub days: f64,
}

/// The fates of all states; none where no end was ever reached from a state. Visits that led to such a state say nothing of the end
/// and are not counted, as if they had not ended yet.
#[must_use]
pub fn fates(states: &[State]) -> Vec<Option<Fate>> {
    let mut chain = Chain::new(states);
    loop {
        if let Some(found) = chain.step(&mut Stretch::endless()) {
            return found;
        }
    }
}

/// Ends, as weights: well, otherwise, and days spent until then.
type Ends = [f64; 3];

/// A state by weights, which need not add up to one.
#[derive(Clone, Debug, Default)]
struct Row {
    /// The states to which it leads, ascending, itself not among them.
    to: Vec<(usize, f64)>,
    ends: Ends,
    /// All that leaves it, days aside; none where no end is reached from it.
    all: Option<f64>,
}

impl Row {
    fn weight(&self, to: usize) -> Option<f64> {
        let at = self.to.binary_search_by_key(&to, |(state, _)| *state).ok()?;
        self.to.get(at).map(|(_, weight)| *weight)
    }

    fn add(&mut self, to: usize, weight: f64) {
        match self.to.binary_search_by_key(&to, |(state, _)| *state) {
            Ok(at) => self.to.get_mut(at).into_iter().for_each(|(_, sum)| *sum += weight),
            Err(at) => self.to.insert(at, (to, weight)),
        }
    }
}

/// The fates in the making: call [`Chain::step`] until it answers.
#[derive(Debug)]
pub struct Chain {
    rows: Vec<Row>,
    /// So many states are left; those behind them are taken out.
    left: usize,
}

impl Chain {
    /// Begins.
    #[must_use]
    pub fn new(states: &[State]) -> Chain {
        let ends = reaching(states);
        let is_counted = |at: usize| ends.get(at).copied().unwrap_or_default();
        let row = |(at, state): (usize, &State)| {
            let mut row = Row::default();
            for (to, count) in &state.onward {
                if *to != at && is_counted(*to) {
                    row.add(*to, f64::from(*count));
                }
            }
            let leaving = row.to.iter().map(|(_, weight)| weight).sum::<f64>();
            let all = f64::from(state.won) + f64::from(state.lost) + leaving;
            row.ends = [f64::from(state.won), f64::from(state.lost), all * state.days];
            row.all = is_counted(at).then_some(all);
            row
        };
        Chain { rows: states.iter().enumerate().map(row).collect(), left: states.len() }
    }

    /// Goes on until the stretch is over; the fates once all are known.
    pub fn step(&mut self, stretch: &mut Stretch) -> Option<Vec<Option<Fate>>> {
        while self.left > 0 {
            if stretch.is_over() {
                return None;
            }
            self.left -= 1;
            stretch.spend(self.take_out(self.left));
        }
        Some(self.put_back())
    }

    /// Leads whoever would come to a state on to where it leads; says how much work that was.
    fn take_out(&mut self, at: usize) -> u64 {
        let (before, rest) = self.rows.split_at_mut(at);
        let Some(own) = rest.first_mut() else { return 1 };
        // What comes back by way of those taken out only makes it later, which the days hold already.
        own.to.retain(|(to, _)| *to < at);
        let leaving = own.to.iter().map(|(_, weight)| weight).sum::<f64>();
        let [won, lost, _] = own.ends;
        let all = leaving + won + lost;
        own.all = own.all.filter(|_| all > 0.0).map(|_| all);
        let Some(all) = own.all else { return 1 };
        let mut work = at as u64;
        for (from, row) in before.iter_mut().enumerate() {
            let Some(weight) = row.weight(at) else { continue };
            for (to, share) in own.to.iter().filter(|(to, _)| *to != from) {
                row.add(*to, weight * share / all);
            }
            for (sum, end) in row.ends.iter_mut().zip(own.ends) {
                *sum += weight * end / all;
            }
            work += 8 * own.to.len() as u64;
        }
        work
    }

    /// The fates from the first state on: each leads to those before it alone.
    fn put_back(&self) -> Vec<Option<Fate>> {
        let mut found: Vec<Option<Fate>> = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let mut ends = row.ends;
            for (to, weight) in &row.to {
                if let Some(fate) = found.get(*to).copied().flatten() {
                    for (sum, part) in ends.iter_mut().zip([fate.won, fate.lost, fate.days]) {
                        *sum += weight * part;
                    }
                }
            }
            found.push(row.all.map(|all| {
                let [won, lost, days] = ends.map(|sum| sum / all);
                Fate { won: won.clamp(0.0, 1.0), lost: lost.clamp(0.0, 1.0), days }
            }));
        }
        found
    }
}

/// From which states an end was reached, however far off.
fn reaching(states: &[State]) -> Vec<bool> {
    let mut ends: Vec<bool> = states.iter().map(|state| state.won > 0 || state.lost > 0).collect();
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); states.len()];
    for (from, state) in states.iter().enumerate() {
        for (to, _) in state.onward.iter().filter(|(_, count)| *count > 0) {
            before.get_mut(*to).into_iter().for_each(|before| before.push(from));
        }
    }
    let mut new: Vec<usize> = (0..states.len()).filter(|at| ends.get(*at) == Some(&true)).collect();
    while let Some(to) = new.pop() {
        for from in before.get(to).into_iter().flatten() {
            if let Some(end) = ends.get_mut(*from).filter(|end| !**end) {
                *end = true;
                new.push(*from);
            }
        }
    }
    ends
}
