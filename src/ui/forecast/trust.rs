//! How far probabilities are to be trusted: each policy's own, in words; and the changes that have earned their place.

use std::sync::Arc;

use super::accuracy::valued;
use super::{Words, look, note, share, table, text};
use crate::app::{Action, Looking, Subject, chance_word, policy_word};
use crate::forecast::adjust::{Proven, shifted};
use crate::forecast::outlook::{Accuracy, ChanceScore, Policy, PolicyScore, RESOLVED, Score, Signal, betas};
use crate::model::{Key, Plan, Sheet, Value};
use crate::text::Lang;
use crate::text::messages::{DealForecasts, Share};
use crate::ui::Session;
use crate::ui::element::{El, Part, el};

/// Chances are as bold as what came within this of a slope of one.
const BOLD: f64 = 0.8;
const TIMID: f64 = 1.25;

/// A chance off by so many points, as a Brier score has it: the root of a mean of squares.
fn typical_miss(brier: f64, lang: Lang) -> String {
    share(brier.max(0.0).sqrt(), lang)
}

/// The columns of scores; a typical miss is the root of the first.
const COLUMNS: [ChanceScore; 8] = [
    ChanceScore::Brier,
    ChanceScore::Brier,
    ChanceScore::Reliability,
    ChanceScore::Resolution,
    ChanceScore::Uncertainty,
    ChanceScore::LogLoss,
    ChanceScore::Expected,
    ChanceScore::Slope,
];

fn score(brier: f64) -> smol_str::SmolStr {
    format!("{brier:.3}").into()
}

/// The changes of policy that have earned their place.
pub fn offers(session: Session, found: &Accuracy, lang: Lang) -> Vec<Part> {
    let current = session.with(|app| Policy::of(app.plan()));
    let offer = found.offer(current);
    let mut parts: Vec<Part> = Vec::new();
    if let Some(offer) = &offer {
        let take = move || {
            session.dispatch(Action::Set {
                sheet: Sheet::Settings,
                row: Plan::SETTINGS,
                column: Key::new_static("policy"),
                value: Value::Choice(Policy::Learned.key().into()),
            });
        };
        let words = Words::Offer {
            resolved: DealForecasts(offer.resolved),
            learned: typical_miss(offer.score, lang).into(),
            ladder: typical_miss(offer.ladder, lang).into(),
            learned_score: score(offer.score),
            ladder_score: score(offer.ladder),
        };
        parts.push(offered(words, take, Words::TakeOffer, lang).into());
    }
    // A sign moves learned probabilities: it is offered with them, never before them.
    if offer.is_some() || current.learns() {
        let own = session.with(|app| betas(app.plan()));
        let is_on = |signal: Signal, proven: &Proven| {
            let set = own.iter().find(|(own, _)| *own == signal).map_or(0.0, |(_, beta)| *beta);
            current == Policy::Adjusted && (set - proven.beta).abs() < 0.024
        };
        let fresh = found.adjustments.iter().filter(|(signal, proven)| !is_on(*signal, proven));
        parts.extend(fresh.map(|(signal, proven)| sign(session, *signal, proven, lang).into()));
    }
    parts
}

fn offered(words: Words, take: impl FnMut() + Send + 'static, button: Words, lang: Lang) -> El {
    let button = el("button").class("strong").click(take).add(button.text(lang));
    el("div").class("answer").add(el("p").add(words.text(lang))).add(button)
}

fn sign(session: Session, signal: Signal, proven: &Proven, lang: Lang) -> El {
    let what = match signal {
        Signal::Overstayed => Words::SignOverstayed,
        Signal::Pushed => Words::SignPushed,
        Signal::Advanced => Words::SignAdvanced,
    };
    let what = what.text(lang).as_ref().into();
    let beta = proven.beta;
    let words = Words::SignOffer {
        what,
        beta: format!("{beta:+.2}").replace('-', "−").into(),
        half: Share(shifted(0.5, beta)),
        before: score(proven.before),
        after: score(proven.after),
        seen: DealForecasts(proven.seen),
    };
    offered(words, move || look(session, Looking::Adjust(signal, beta)), Words::TakeSign, lang)
}

/// The probabilities of each policy beside what came, or how many more resolved deals that takes.
pub fn scores(session: Session, found: &Arc<Accuracy>, lang: Lang) -> Vec<Part> {
    let head: Part = el("h3").add(Words::ScoresHead.text(lang)).into();
    if found.resolved < RESOLVED {
        let words = Words::TooFewResolved { resolved: DealForecasts(found.resolved), least: RESOLVED };
        return vec![head, note(words.text(lang)).into()];
    }
    let line = |own: &PolicyScore| {
        let brier = own.brier?;
        let of = |score: ChanceScore| valued(session, found, Score::Chances(score, own.policy));
        let bold = match own.slope {
            None => Words::SlopeUnknown,
            Some(slope) if slope < BOLD => Words::TooBold,
            Some(slope) if slope > TIMID => Words::TooTimid,
            Some(_) => Words::WellJudged,
        };
        let wins = Words::WinsOf { expected: format!("{:.1}", brier.expected).into(), wins: brier.wins };
        Some(vec![
            text(policy_word(own.policy).text(lang)),
            text(typical_miss(brier.score, lang)),
            of(ChanceScore::Brier),
            of(ChanceScore::Reliability),
            of(ChanceScore::Resolution),
            of(ChanceScore::Uncertainty),
            of(ChanceScore::LogLoss),
            text(wins.text(lang)),
            of(ChanceScore::Slope),
            text(bold.text(lang)),
        ])
    };
    let rows: Vec<Vec<Part>> = found.policies.iter().filter_map(line).collect();
    let scored = COLUMNS.map(chance_word);
    let heads = [Words::ByPolicy, Words::MissHead].into_iter().chain(scored.into_iter().skip(1));
    let heads = heads.chain([Words::InWordsHead]).map(|word| word.text(lang).into_owned()).collect();
    let about = note(Words::ScoresAbout { resolved: DealForecasts(found.resolved) }.text(lang));
    let policies = found.policies.iter().filter(|own| own.brier.is_some()).map(|own| own.policy);
    let (policies, of): (Vec<Policy>, _) = (policies.collect(), Arc::clone(found));
    let asked = move |line: usize, column: usize| {
        let score = Score::Chances(*COLUMNS.get(column)?, *policies.get(line)?);
        Some(Subject::Score(Arc::clone(&of), score))
    };
    let table = table(session, heads, rows, Some(Box::new(asked)));
    vec![head, about.into(), table.into(), note(Words::BrierAbout.text(lang)).into()]
}
