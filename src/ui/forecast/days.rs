//! Where scarce days count most, how much pipeline it takes, and what would explain a miss.

use super::{Words, amount, deal_link, look, note, too_large};
use crate::app::{App, Looking};
use crate::forecast::outlook::{gains, needed, pre_mortem, resources};
use crate::text::Lang;
use crate::text::messages::Share;
use crate::ui::Session;
use crate::ui::element::{El, el, value_of};

/// Deals named as the likeliest reasons.
const REASONS: usize = 5;
/// How sure one wants to be of the target where the pipeline that takes is asked for.
const CONFIDENCE: f64 = 0.9;

pub fn section(session: Session) -> El {
    let heading = |_: &App, lang: Lang| Words::Resources.text(lang).into_owned();
    super::section(session, "days", heading, move |lang| {
        let days = session.with(|app| app.outlook.days);
        let (options, found) = session.with(|app| {
            let view = app.view();
            let options = gains(&view);
            let found = resources(&view, &options, days);
            (options, found)
        });
        let Ok(found) = found else { return vec![too_large(lang)] };
        let Some(allocation) = found else { return vec![note(Words::NeedsTarget.text(lang))] };
        let field = el("input")
            .set("type", "number")
            .set("min", "0")
            .set("step", "1")
            .set("aria-label", Words::DaysToSpend.text(lang))
            .value(days.to_string())
            .on("change", move |event| {
                if let Ok(days) = value_of(&event).parse() {
                    look(session, Looking::Days(days));
                }
            });
        let settings =
            el("div").class("settings").add(el("label").add(el("span").add(Words::DaysToSpend.text(lang))).add(field));
        if options.is_empty() {
            return vec![settings, note(Words::NothingToGain.text(lang))];
        }
        let (before, after, bound) = (Share(allocation.before), Share(allocation.after), Share(allocation.bound));
        let said = match allocation.exact {
            true => Words::AllocationExact { before, after },
            false => Words::AllocationBound { before, after, bound },
        };
        let chosen = allocation.chosen.iter().filter_map(|at| options.get(*at)).map(|(deal, gain, _)| {
            let gain = crate::text::points(*gain);
            el("li").add(deal_link(session, *deal, lang)).add(el("span").class("soft").add(gain))
        });
        let mut parts = vec![
            settings,
            note(Words::ResourcesAbout.text(lang)),
            el("ol").class("deals").add(chosen.collect::<Vec<_>>()),
            el("p").add(said.text(lang)),
        ];
        if let Ok(Some(found)) = session.with(|app| needed(&app.view(), CONFIDENCE)) {
            let needed = session.with(|app| amount(app, found.needed as f64));
            let times = format!("{:.1}", found.times).into();
            parts.push(note(Words::Coverage { confidence: Share(found.reached), needed, times }.text(lang)));
        }
        let reasons = session.with(|app| pre_mortem(&app.view()));
        if !reasons.is_empty() {
            let line = |(deal, chance): &(crate::model::RowId, f64)| {
                let words = Words::LostThen { chance: Share(*chance) }.text(lang).into_owned();
                el("li").add(deal_link(session, *deal, lang)).add(el("span").class("soft").add(words))
            };
            parts.push(el("h3").add(Words::PreMortem.text(lang)));
            parts.push(el("ol").class("deals").add(reasons.iter().take(REASONS).map(line).collect::<Vec<_>>()));
        }
        parts
    })
}
