//! The funnel in stage order with the expected outline behind it, and what its shape says.

use super::figure::{Behind, figure};
use leptos::prelude::Get;

use super::slow::{slow, working};
use super::{Words, note, short};
use crate::app::{App, FUNNEL_DAYS, Subject};
use crate::chart::{Tier, funnel as drawing};
use crate::forecast::Stretch;
use crate::forecast::outlook::{
    Basis, Funnel, FunnelStage, Funneling, StageFigure, StageLimit, Told, Velocity, Window,
};
use crate::forecast::shape::{Diagnosis, FULL, SIGNIFICANT};
use crate::model::{RowId, Sheet};
use crate::text::messages::{Deals, Share};
use crate::text::{Lang, name};
use crate::ui::Session;
use crate::ui::element::{El, el};
use crate::ui::explain::{ask_told, explain};

fn begin(session: Session) -> Funneling {
    session.with(|app| Funneling::new(&app.view(), &Window::last(FUNNEL_DAYS, app.today()), app.scope.person))
}

fn step(session: Session, work: &mut Funneling) -> Option<Funnel> {
    session.with(|app| work.step(&app.view(), &mut Stretch::default()))
}

pub fn section(session: Session) -> El {
    let heading = |_: &App, lang: Lang| Words::Shape.text(lang).into_owned();
    let known = slow(session, begin, step);
    super::section(session, "shape", heading, move |lang| {
        let version = session.version.get();
        let Some((of, found)) = known.get() else { return vec![working(lang)] };
        if found.entries_a_day.is_none() && found.stages.iter().all(|stage| stage.deals.is_empty()) {
            return vec![note(Words::ShapeNeeds.text(lang))];
        }
        let mut parts = vec![diagnosis(session, &found, lang)];
        parts.extend((of != version).then(|| working(lang)));
        parts.push(drawn(session, &found, lang));
        parts.push(counted(&found, session.with(App::leads), lang));
        parts.extend(super::converted(session, lang));
        parts.push(note(Words::Outline.text(lang)));
        parts.extend(found.velocity.map(|found| velocity(session, &found, lang)));
        parts.extend(super::uncounted(session, &found.left_out, lang));
        parts
    })
}

/// Which deals are counted: other figures of the page count those of a period, or those with an amount.
fn counted(found: &Funnel, leads: usize, lang: Lang) -> El {
    let deals = Deals(found.stages.iter().map(|stage| stage.deals.len()).sum());
    let counts = Words::ShapeCounts { deals };
    let counts = counts.text(lang).into_owned();
    let unpriced = Words::ShapeUnpriced { deals: Deals(found.unpriced) };
    let unpriced = (found.unpriced > 0).then(|| unpriced.text(lang).into_owned());
    let leads = (leads > 0).then(|| Words::ShapeLeads { deals: Deals(leads) }.text(lang).into_owned());
    let said: Vec<String> = [Some(counts), unpriced, leads].into_iter().flatten().collect();
    note(said.join(lang.gap()))
}

/// What the funnel earns a day.
fn velocity(session: Session, found: &Velocity, lang: Lang) -> El {
    let (amount, a_day) = session.with(|app| (super::amount(app, found.amount), super::amount(app, found.a_day)));
    let (deals, rate, days) = (Deals(found.deals as usize), Share(found.rate), format!("{:.0}", found.days).into());
    let words = Words::Velocity { deals, amount, rate, closed: found.closed, days, a_day }.text(lang);
    el("p").class("soft").add(ask_told(session, Told::Velocity, words.into_owned()))
}

/// The days that a stage allows, and where they come from.
fn limit(found: &StageLimit, lang: Lang) -> String {
    let set = found.user.map(|days| Words::LimitSet { days }.text(lang).into_owned());
    let visits = found.visits;
    let learned = match (found.learned, found.user) {
        (Some(days), _) => Some(Words::LimitLearned { days, visits }),
        (None, None) => Some(Words::LimitTooFew { visits }),
        (None, Some(_)) => None,
    };
    let learned = learned.map(|words| words.text(lang).into_owned());
    match (set, learned) {
        (Some(set), Some(learned)) => format!("{set} · {learned}"),
        (set, learned) => set.or(learned).unwrap_or_default(),
    }
}

fn stage_name(app: &App, stage: RowId, lang: Lang) -> String {
    name(app.plan(), Sheet::Stages, stage, lang).to_string()
}

fn drawn(session: Session, funnel: &Funnel, lang: Lang) -> El {
    let (tiers, lines) = session.with(|app| {
        let tier = |stage: &FunnelStage| {
            let is_odd = stage.fill.is_some_and(|fill| {
                fill.index.is_some_and(|index| index > FULL) && fill.above < SIGNIFICANT
                    || fill.index.is_some_and(|index| index < 1.0 / FULL) && fill.below < SIGNIFICANT
            });
            let count = Deals(stage.deals.len());
            let said = format!(
                "{} · {}",
                crate::text::messages::Say::say(&count, lang),
                short(app, stage.amount as f64, lang)
            );
            Tier {
                name: stage_name(app, stage.stage, lang),
                count: stage.deals.len() as f64,
                expected: stage.expected,
                is_odd,
                said,
            }
        };
        let basis = |basis: Basis| match basis {
            Basis::Seen(deals) => Words::FromDeals { deals: Deals(deals) }.text(lang).into_owned(),
            Basis::Assumed => Words::Assumed.text(lang).into_owned(),
        };
        let line = |(stage, limits): (&FunnelStage, &StageLimit)| {
            vec![
                stage_name(app, stage.stage, lang),
                stage.deals.len().to_string(),
                stage
                    .expected
                    .map_or_else(|| Words::TooFew.text(lang).into_owned(), |expected| format!("{expected:.1}")),
                short(app, stage.amount as f64, lang),
                format!("{} ({})", super::share(stage.goes_on.0, lang), basis(stage.goes_on.1)),
                stage.days.map_or_else(
                    || Words::TooFew.text(lang).into_owned(),
                    |(days, rests)| format!("{days:.0} ({})", basis(rests)),
                ),
                limit(limits, lang),
            ]
        };
        (
            funnel.stages.iter().map(tier).collect::<Vec<_>>(),
            funnel.stages.iter().zip(&funnel.limits).map(line).collect(),
        )
    });
    let head = [
        Words::Stage,
        Words::DealsHead,
        Words::ShouldBe,
        Words::PipelineHead,
        Words::GoesOn,
        Words::Stay,
        Words::LimitHead,
    ];
    let stages: Vec<RowId> = funnel.stages.iter().map(|stage| stage.stage).collect();
    let asked = move |line: usize, column: usize| {
        let stage = *stages.get(line)?;
        Some(Subject::Told(match column {
            0 => Told::Stage(stage, StageFigure::Deals),
            1 => Told::Expected(stage),
            2 => Told::Stage(stage, StageFigure::Amount),
            3 => Told::Stage(stage, StageFigure::GoesOn),
            4 => Told::Stage(stage, StageFigure::Days),
            _ => Told::Stage(stage, StageFigure::Limit),
        }))
    };
    let head = head.map(|word| word.text(lang).into_owned()).to_vec();
    let behind = Behind { head, lines, asked: Some(Box::new(asked)) };
    // A stage of which something can be expected says why.
    let stages: Vec<_> =
        funnel.stages.iter().map(|stage| stage.expected.map(|_| Told::Expected(stage.stage))).collect();
    let open = move |line: usize| {
        if let Some(told) = stages.get(line).copied().flatten() {
            explain(session, Subject::Told(told));
        }
    };
    let label = Words::Shape.text(lang).into_owned();
    figure(session, "shape", label, drawing(&tiers), behind, Some(std::sync::Arc::new(open)))
}

fn diagnosis(session: Session, funnel: &Funnel, lang: Lang) -> El {
    let known = funnel.stages.iter().any(|stage| stage.expected.is_some());
    if !known {
        return note(Words::NotEnough.text(lang));
    }
    if funnel.diagnoses.is_empty() {
        return note(Words::Sound.text(lang));
    }
    let lines = session.with(|app| {
        let stage = |at: usize| {
            let stage = funnel.stages.get(at);
            stage.map(|stage| stage_name(app, stage.stage, lang)).unwrap_or_default().into()
        };
        let list = |rows: &[(RowId, usize)], sheet: Sheet| {
            let names: Vec<String> =
                rows.iter().take(3).map(|(row, _)| name(app.plan(), sheet, *row, lang).to_string()).collect();
            names.join(&Words::Comma.text(lang))
        };
        let line = |found: &Diagnosis| {
            let mut words = match found {
                Diagnosis::Bulge(at) => Words::Bulge { stage: stage(*at) },
                Diagnosis::DryTop => Words::DryTop,
                Diagnosis::ThinNeck(at) => Words::ThinNeck { stage: stage(*at) },
                Diagnosis::Hourglass(at) => Words::Hourglass { stage: stage(*at) },
                Diagnosis::Inverted => Words::Inverted,
            }
            .text(lang)
            .into_owned();
            if let Diagnosis::Bulge(at) = found
                && let Some(stage) = funnel.stages.get(*at)
            {
                let (milestones, skills) =
                    (list(&stage.missing, Sheet::Milestones), list(&stage.skills, Sheet::Skills));
                if !milestones.is_empty() {
                    words = format!("{words} {}", Words::BulgeMissing { milestones: milestones.into() }.text(lang));
                }
                if !skills.is_empty() {
                    words = format!("{words} {}", Words::BulgeSkills { skills: skills.into() }.text(lang));
                }
            }
            el("li").add(words)
        };
        funnel.diagnoses.iter().map(line).collect::<Vec<_>>()
    });
    el("ul").class("diagnoses").add(lines)
}
