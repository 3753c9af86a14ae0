//! The scores of a back-test, one after the other: each of them goes through every deal that was judged.

use super::backtest::{Accuracy, Judged, PolicyScore};
use super::horizon::GLANCE;
use super::{Checkpoint, Forecaster, Policy, Signal};
use crate::forecast::Stretch;
use crate::forecast::accuracy::{Bin, Call, Errors, brier, calibration, errors, log_loss, slope};
use crate::forecast::adjust::{Proven, Trial, prove};
use crate::model::order;

/// What was said of deals and of periods, being scored.
#[derive(Debug)]
pub(super) struct Scoring {
    checkpoints: Vec<Checkpoint>,
    own: Policy,
    observed: Vec<(Policy, Vec<Judged>)>,
    trials: std::vec::IntoIter<(Signal, Vec<Trial>)>,
    /// The policy whose scores are next, by its place.
    at: usize,
    /// What it said, and which of its scores is next.
    calls: Option<(Vec<Call>, Next)>,
    policies: Vec<PolicyScore>,
    calibration: Vec<Bin>,
    resolved: usize,
    adjustments: Vec<(Signal, Proven)>,
}

/// The scores of a policy in turn.
#[derive(Clone, Copy, Debug)]
enum Next {
    Brier,
    LogLoss,
    Slope,
    Calibration,
}

impl Scoring {
    /// Begins with all that was said: the forecasts, by the plan's policy, and the probabilities of each policy.
    pub fn new(
        mut checkpoints: Vec<Checkpoint>,
        own: Policy,
        observed: Vec<(Policy, Vec<Judged>)>,
        trials: Vec<(Signal, Vec<Trial>)>,
    ) -> Scoring {
        order::sort_by_key(&mut checkpoints, |point| (point.day, point.period.from));
        Scoring {
            checkpoints,
            own,
            observed,
            trials: trials.into_iter(),
            at: 0,
            calls: None,
            policies: Vec::new(),
            calibration: Vec::new(),
            resolved: 0,
            adjustments: Vec::new(),
        }
    }

    /// Goes on until the stretch is over; the scores once all are known.
    pub fn step(&mut self, stretch: &mut Stretch) -> Option<Accuracy> {
        while !stretch.is_over() {
            if let Some((policy, judged)) = self.observed.get(self.at) {
                stretch.spend(GLANCE * judged.len() as u64);
                let Some((calls, next)) = &mut self.calls else {
                    let calls = judged.iter().map(|(_, p, won)| (*p, *won)).collect();
                    self.calls = Some((calls, Next::Brier));
                    let none = PolicyScore { policy: *policy, brier: None, log_loss: None, slope: None };
                    self.policies.push(none);
                    continue;
                };
                let score = self.policies.last_mut()?;
                *next = match next {
                    Next::Brier => {
                        score.brier = brier(calls);
                        Next::LogLoss
                    }
                    Next::LogLoss => {
                        score.log_loss = log_loss(calls);
                        Next::Slope
                    }
                    Next::Slope => {
                        score.slope = slope(calls);
                        Next::Calibration
                    }
                    Next::Calibration => {
                        if *policy == self.own {
                            (self.calibration, self.resolved) = (calibration(calls), calls.len());
                        }
                        (self.calls, self.at) = (None, self.at + 1);
                        continue;
                    }
                };
            } else if let Some((signal, trials)) = self.trials.next() {
                stretch.spend(2 * GLANCE * trials.len() as u64);
                self.adjustments.extend(prove(&trials).map(|proven| (signal, proven)));
            } else {
                return Some(self.whole());
            }
        }
        None
    }

    fn whole(&mut self) -> Accuracy {
        let checkpoints = std::mem::take(&mut self.checkpoints);
        let all = |forecast: &dyn Fn(&Checkpoint) -> Option<f64>| -> Errors {
            let pairs = checkpoints.iter().filter_map(|point| Some((forecast(point)?, point.actual)));
            errors(&pairs.collect::<Vec<_>>())
        };
        let by = |who: Forecaster| all(&|point| who.of(point));
        let model = by(Forecaster::Model);
        let ceilings: Vec<f64> = checkpoints.iter().filter_map(|point| point.ceiling).collect();
        Accuracy {
            model,
            reached: model.wape.map(|wape| 1.0 - wape),
            ceiling: (!ceilings.is_empty()).then(|| ceilings.iter().sum::<f64>() / ceilings.len() as f64),
            ladder: by(Forecaster::Ladder),
            commit: by(Forecaster::Commit),
            previous: by(Forecaster::Previous),
            calls: by(Forecaster::Calls),
            beside: [all(&|point| point.previous.map(|_| point.mean)), all(&|point| point.call.map(|_| point.mean))],
            policies: std::mem::take(&mut self.policies),
            judged: std::mem::take(&mut self.observed),
            policy: self.own,
            calibration: std::mem::take(&mut self.calibration),
            resolved: self.resolved,
            adjustments: std::mem::take(&mut self.adjustments),
            left_out: Vec::new(),
            checkpoints,
        }
    }
}
