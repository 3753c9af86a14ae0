//! Why the scores of past forecasts are what they are: of the forecasts themselves, or of the deals that were judged.

use crate::forecast::accuracy::{Errors, brier, errors, log_loss, slope};
use crate::forecast::outlook::{Accuracy, Checkpoint, Policy};
use crate::model::RowId;

/// Who or what made a forecast of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forecaster {
    /// The plan's policy.
    Model,
    /// The ladder alone.
    Ladder,
    /// The sum of what was won or committed.
    Commit,
    /// The result of the period before.
    Previous,
    /// The manager's own calls.
    Calls,
}

impl Forecaster {
    /// What it forecast at a checkpoint, in minor units; none where it had nothing to say.
    #[must_use]
    pub fn of(self, point: &Checkpoint) -> Option<f64> {
        match self {
            Forecaster::Model => Some(point.mean),
            Forecaster::Ladder => Some(point.ladder),
            Forecaster::Commit => Some(point.commit as f64),
            Forecaster::Previous => point.previous.map(|previous| previous as f64),
            Forecaster::Calls => point.call.map(|call| call as f64),
        }
    }
}

/// How far forecasts were from what came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Σ|F − A| ÷ ΣA.
    Wape,
    /// Σ(F − A) ÷ ΣA.
    Bias,
    /// The mean of |F − A| ÷ A.
    Mape,
}

impl Measure {
    /// The measure among errors.
    #[must_use]
    pub const fn of(self, errors: &Errors) -> Option<f64> {
        match self {
            Measure::Wape => errors.wape,
            Measure::Bias => errors.bias,
            Measure::Mape => errors.mape,
        }
    }
}

/// How good probabilities were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChanceScore {
    /// The Brier score.
    Brier,
    /// Its part that probabilities differ from what came.
    Reliability,
    /// Its part that they tell deals apart.
    Resolution,
    /// Its part that is in nobody's hands.
    Uncertainty,
    /// The mean of −ln of the probability of what happened.
    LogLoss,
    /// Wins expected, Σp.
    Expected,
    /// How bold they were.
    Slope,
}

/// A score of past forecasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Score {
    /// The accuracy reached, 1 − WAPE.
    Reached,
    /// The mean ceiling.
    Ceiling,
    /// The mean CRPS, in minor units.
    Crps,
    /// How many results fell within q(0.10) and q(0.90).
    Within,
    /// How far the forecasts were off.
    Amounts(Measure, Forecaster),
    /// The WAPE of the plan's policy on the forecasts that another one made as well.
    Beside(Forecaster),
    /// How good the probabilities of a policy were.
    Chances(ChanceScore, Policy),
    /// The rate of wins in one bin of the calibration.
    Came(usize),
}

/// What a score is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreExplanation {
    /// The score.
    pub score: Score,
    /// Its value.
    pub value: f64,
    /// The forecasts by their places among the checkpoints, with what each says and, in minor units, what came in.
    pub points: Vec<(usize, f64, i64)>,
    /// The deals that were judged, with the probability given to each and whether it was won.
    pub deals: Vec<(RowId, f64, bool)>,
}

impl ScoreExplanation {
    /// The score worked out again from what is listed; none where it cannot be said.
    #[must_use]
    pub fn again(&self) -> Option<f64> {
        let pairs = || self.points.iter().map(|(_, forecast, actual)| (*forecast, *actual)).collect::<Vec<_>>();
        let sum = self.points.iter().map(|(_, value, _)| value).sum::<f64>();
        let calls: Vec<(f64, bool)> = self.deals.iter().map(|(_, p, won)| (*p, *won)).collect();
        match self.score {
            Score::Reached => errors(&pairs()).wape.map(|wape| 1.0 - wape),
            Score::Amounts(measure, _) => measure.of(&errors(&pairs())),
            Score::Beside(_) => errors(&pairs()).wape,
            Score::Ceiling | Score::Crps => Some(sum / self.points.len() as f64),
            Score::Within => Some(sum),
            Score::Chances(ChanceScore::LogLoss, _) => log_loss(&calls),
            Score::Chances(ChanceScore::Slope, _) => slope(&calls),
            Score::Chances(score, _) => brier(&calls).map(|found| of_brier(score, &found)),
            Score::Came(_) => Some(calls.iter().filter(|(_, won)| *won).count() as f64 / calls.len() as f64),
        }
    }
}

fn of_brier(score: ChanceScore, found: &crate::forecast::accuracy::Brier) -> f64 {
    match score {
        ChanceScore::Reliability => found.reliability,
        ChanceScore::Resolution => found.resolution,
        ChanceScore::Uncertainty => found.uncertainty,
        ChanceScore::Expected => found.expected,
        _ => found.score,
    }
}

impl Score {
    /// The score as it is shown; none where it cannot be said.
    #[must_use]
    pub fn value(self, of: &Accuracy) -> Option<f64> {
        let errors = |who: Forecaster| match who {
            Forecaster::Model => &of.model,
            Forecaster::Ladder => &of.ladder,
            Forecaster::Commit => &of.commit,
            Forecaster::Previous => &of.previous,
            Forecaster::Calls => &of.calls,
        };
        match self {
            Score::Reached => of.reached,
            Score::Ceiling => of.ceiling,
            Score::Crps => {
                let sum: f64 = of.checkpoints.iter().map(|point| point.crps).sum();
                (!of.checkpoints.is_empty()).then(|| sum / of.checkpoints.len() as f64)
            }
            Score::Within => Some(of.checkpoints.iter().filter(|point| point.is_within()).count() as f64),
            Score::Amounts(measure, who) => measure.of(errors(who)),
            Score::Beside(Forecaster::Previous) => of.beside[0].wape,
            Score::Beside(Forecaster::Calls) => of.beside[1].wape,
            Score::Beside(_) => of.model.wape,
            Score::Chances(score, policy) => {
                let found = of.policies.iter().find(|own| own.policy == policy)?;
                match score {
                    ChanceScore::LogLoss => found.log_loss,
                    ChanceScore::Slope => found.slope,
                    score => found.brier.as_ref().map(|found| of_brier(score, found)),
                }
            }
            Score::Came(at) => of.calibration.get(at).map(|bin| bin.rate),
        }
    }

    /// What the score is made of; none where it cannot be said.
    #[must_use]
    pub fn explain(self, of: &Accuracy) -> Option<ScoreExplanation> {
        let says = |point: &Checkpoint| match self {
            Score::Reached => Some(point.mean),
            Score::Ceiling => point.ceiling,
            Score::Crps => Some(point.crps),
            Score::Within => Some(f64::from(u8::from(point.is_within()))),
            Score::Amounts(_, who) => who.of(point),
            Score::Beside(who) => who.of(point).map(|_| point.mean),
            Score::Chances(..) | Score::Came(_) => None,
        };
        let points = of.checkpoints.iter().enumerate();
        let points = points.filter_map(|(at, point)| Some((at, says(point)?, point.actual))).collect();
        let policy = if let Score::Chances(_, policy) = self { policy } else { of.policy };
        let bin = if let Score::Came(at) = self { of.calibration.get(at) } else { None };
        // A hair below a bound is the bound, as in the picture.
        let inside =
            |p: f64| bin.is_none_or(|bin| p + 1e-10 >= bin.from && (p + 1e-10 < bin.until || bin.until >= 1.0));
        let judged = of.judged.iter().find(|(own, _)| *own == policy).map_or(&[][..], |(_, deals)| deals.as_slice());
        let deals = match self {
            Score::Chances(..) | Score::Came(_) => judged.iter().filter(|(_, p, _)| inside(*p)).copied().collect(),
            _ => Vec::new(),
        };
        Some(ScoreExplanation { score: self, value: self.value(of)?, points, deals })
    }
}
