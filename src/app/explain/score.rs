//! Why a score of past forecasts is what it is.

use smol_str::SmolStr;

use super::{Explanation, Input};
use crate::app::state::App;
use crate::forecast::outlook::{
    Accuracy, ChanceScore, Checkpoint, Forecaster, Measure, Policy, Score, ScoreExplanation,
};
use crate::text::compact;
use crate::text::messages::{Explain as Words, Outlook, Say, Share};

impl App {
    pub(super) fn explain_score(&self, of: &Accuracy, score: Score) -> Option<Explanation> {
        let lang = self.lang;
        let found = score.explain(of)?;
        let share = |value: f64| Share(value).say(lang).into_owned();
        let amount = |minor: f64| -> SmolStr { compact(self.short(minor).0, lang).into() };
        let says = |point: &Checkpoint, value: f64| match score {
            Score::Ceiling => share(value),
            Score::Crps => amount(value).into(),
            _ => {
                let (sure, reach) = point.sure_and_reach;
                let (from, until) = (self.short(sure as f64), self.short(reach as f64));
                let forecast = match score {
                    Score::Within => Outlook::FromUntil { from, until }.text(lang).into(),
                    _ => amount(value),
                };
                Words::SaidCame { forecast, actual: amount(point.actual as f64) }.text(lang).into_owned()
            }
        };
        let of_amounts = matches!(score, Score::Reached | Score::Amounts(..) | Score::Beside(_));
        let points = found.points.iter().filter_map(|(at, value, actual)| {
            let point = of.checkpoints.get(*at)?;
            // The worst forecasts come first, others in their order.
            let weight = if of_amounts { (value - *actual as f64).abs() } else { -(*at as f64) };
            Some((weight, Input { name: self.checkpoint_name(point), value: says(point, *value), source: None }))
        });
        let deals = found.deals.iter().map(|(row, p, won)| {
            let said = share(*p).into();
            let value = if *won { Words::WonMark { amount: said } } else { Words::NotWonMark { chance: said } };
            let (name, source) = self.deal_then(*row, "p");
            let miss = (p - f64::from(u8::from(*won))).abs();
            (miss, Input { name, value: value.text(lang).into_owned(), source })
        });
        let lines: Vec<(f64, Input)> = points.chain(deals).collect();
        let (inputs, notes) = self.listed(lines);
        let (number, record) = self.score_name(score);
        Some(Explanation {
            heading: Words::Of { number, record }.text(lang).into_owned(),
            formula: formula_words(score).text(lang).into_owned(),
            inputs,
            notes,
            result: self.score_text(score, found.value),
            tenth: self.tenth_of_score(&found).map(|words| (words.text(lang).into_owned(), Vec::new())),
            ..Explanation::default()
        })
    }

    /// A past forecast by name: its period, and the day as of which it was made.
    #[must_use]
    pub fn checkpoint_name(&self, point: &Checkpoint) -> String {
        self.then_name(&point.period, point.day)
    }

    /// A score as the page shows it.
    #[must_use]
    pub fn score_text(&self, score: Score, value: f64) -> String {
        let (lang, share) = (self.lang, |value: f64| Share(value).say(self.lang).into_owned());
        match score {
            Score::Crps => compact(self.short(value).0, lang),
            Score::Within => crate::text::grouped(value as i64),
            Score::Reached => share(value.max(0.0)),
            Score::Amounts(Measure::Bias, _) => {
                format!("{}{}", if value < 0.0 { "−" } else { "+" }, share(value.abs()))
            }
            Score::Chances(ChanceScore::Expected, _) => format!("{value:.1}"),
            Score::Chances(ChanceScore::Slope, _) => format!("{value:.2}").replace('-', "−"),
            Score::Chances(..) => format!("{value:.3}"),
            Score::Ceiling | Score::Amounts(..) | Score::Beside(_) | Score::Came(_) => share(value),
        }
    }

    fn score_name(&self, score: Score) -> (SmolStr, SmolStr) {
        let (number, of) = match score {
            Score::Reached => (Words::ReachedName.text(self.lang), Outlook::ByModel),
            Score::Ceiling => (Words::CeilingName.text(self.lang), Outlook::ByModel),
            Score::Crps => (Outlook::CrpsHead.text(self.lang), Outlook::ByModel),
            Score::Within => (Words::WithinName.text(self.lang), Outlook::ByModel),
            Score::Amounts(measure, who) => (measure_word(measure).text(self.lang), forecaster_word(who)),
            Score::Beside(who) => (Outlook::ModelHead.text(self.lang), forecaster_word(who)),
            Score::Chances(score, policy) => (chance_word(score).text(self.lang), policy_word(policy)),
            Score::Came(_) => (Outlook::CameHead.text(self.lang), Outlook::Calibration),
        };
        (number.into(), of.text(self.lang).into())
    }

    fn tenth_of_score(&self, found: &ScoreExplanation) -> Option<Words> {
        let actual: f64 = found.points.iter().map(|(.., actual)| *actual as f64).sum();
        let sum: f64 = found.points.iter().map(|(_, value, _)| value).sum();
        let count = found.deals.len() as f64;
        Some(match found.score {
            // Ten points of the accuracy are a tenth of what came in.
            Score::Reached => Words::TenthAmount { amount: self.short(actual / 10.0) },
            Score::Amounts(Measure::Wape | Measure::Bias, _) | Score::Beside(_) => {
                Words::TenthAmount { amount: self.short((found.value * actual).abs() / 10.0) }
            }
            Score::Crps => Words::TenthAmount { amount: self.short(sum / 10.0) },
            Score::Ceiling => Words::TenthEach { value: Share(sum.abs() / 10.0).say(self.lang).into() },
            Score::Within => Words::TenthCount,
            Score::Chances(ChanceScore::Brier | ChanceScore::LogLoss, _) => {
                Words::TenthEach { value: format!("{:.3}", found.value * count / 10.0).into() }
            }
            Score::Chances(ChanceScore::Expected, _) => {
                Words::TenthEach { value: format!("{:.2}", found.value / 10.0).into() }
            }
            Score::Came(_) => Words::TenthDeals { deals: format!("{:.1}", count / 10.0).into() },
            Score::Chances(..) | Score::Amounts(Measure::Mape, _) => return None,
        })
    }
}

/// What a measure of amounts is called.
#[must_use]
pub const fn measure_word(measure: Measure) -> Outlook {
    match measure {
        Measure::Wape => Outlook::ErrorHead,
        Measure::Bias => Outlook::BiasHead,
        Measure::Mape => Outlook::MapeHead,
    }
}

/// What a measure of probabilities is called.
#[must_use]
pub const fn chance_word(score: ChanceScore) -> Outlook {
    match score {
        ChanceScore::Brier => Outlook::BrierHead,
        ChanceScore::Reliability => Outlook::ReliabilityHead,
        ChanceScore::Resolution => Outlook::ResolutionHead,
        ChanceScore::Uncertainty => Outlook::UncertaintyHead,
        ChanceScore::LogLoss => Outlook::LogLossHead,
        ChanceScore::Expected => Outlook::WinsHead,
        ChanceScore::Slope => Outlook::SlopeHead,
    }
}

/// Who or what forecast.
#[must_use]
pub const fn forecaster_word(who: Forecaster) -> Outlook {
    match who {
        Forecaster::Model => Outlook::ByModel,
        Forecaster::Ladder => Outlook::ByLadder,
        Forecaster::Commit => Outlook::ByCommit,
        Forecaster::Previous => Outlook::ByPrevious,
        Forecaster::Calls => Outlook::ByCalls,
    }
}

/// What the probabilities of a policy are called.
#[must_use]
pub const fn policy_word(policy: Policy) -> Outlook {
    match policy {
        Policy::Ladder => Outlook::ByLadder,
        Policy::Own => Outlook::ByOwn,
        Policy::Learned => Outlook::ByLearned,
        Policy::Adjusted => Outlook::ByAdjusted,
    }
}

/// How a score is worked out.
const fn formula_words(score: Score) -> Words {
    match score {
        Score::Reached => Words::ReachedFormula,
        Score::Ceiling => Words::CeilingMean,
        Score::Crps => Words::CrpsMean,
        Score::Within => Words::WithinFormula,
        Score::Amounts(Measure::Wape, _) | Score::Beside(_) => Words::WapeFormula,
        Score::Amounts(Measure::Bias, _) => Words::BiasFormula,
        Score::Amounts(Measure::Mape, _) => Words::MapeFormula,
        Score::Chances(ChanceScore::Brier, _) => Words::BrierFormula,
        Score::Chances(ChanceScore::Reliability, _) => Words::ReliabilityFormula,
        Score::Chances(ChanceScore::Resolution, _) => Words::ResolutionFormula,
        Score::Chances(ChanceScore::Uncertainty, _) => Words::UncertaintyFormula,
        Score::Chances(ChanceScore::LogLoss, _) => Words::LogLossFormula,
        Score::Chances(ChanceScore::Expected, _) => Words::ExpectedWins,
        Score::Chances(ChanceScore::Slope, _) => Words::SlopeFormula,
        Score::Came(_) => Words::CameFormula,
    }
}
