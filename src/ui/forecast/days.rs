//! Where scarce days count most, how much pipeline it takes, and what would explain a miss.

use super::{Words, amount, choice, deal_link, look, note, share, title_of, too_large};
use crate::app::{Action, App, Looking};
use crate::forecast::allocation::Allocation;
use crate::forecast::outlook::{gains, more_days, needed, pre_mortem, resources};
use crate::model::{Decimal, Key, Percent, RowId, Sheet, Value};
use crate::platform::number;
use crate::text::Lang;
use crate::text::messages::{Days, Deals, Points, Share};
use crate::ui::Session;
use crate::ui::element::{El, el, value_of};

/// Deals named as the likeliest reasons.
const REASONS: usize = 5;
/// Gains listed: those that lift the target most, and all that are chosen.
const LISTED: usize = 10;
/// How sure one may want to be of the target where the pipeline that takes is asked for.
const CONFIDENCES: [f64; 5] = [0.5, 0.75, 0.8, 0.9, 0.95];

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
                if let Some(days) = number::read(&value_of(&event)) {
                    look(session, Looking::Days(days));
                }
            });
        let settings =
            el("div").class("settings").add(el("label").add(el("span").add(Words::DaysToSpend.text(lang))).add(field));
        let mut parts = vec![settings];
        if options.is_empty() {
            parts.push(note(Words::NothingToGain.text(lang)));
        } else {
            parts.extend([
                note(Words::ResourcesAbout.text(lang)),
                table(session, &options, &allocation, lang),
                said(session, &options, days, &allocation, lang),
            ]);
        }
        let confidence = session.with(|app| app.outlook.confidence);
        let (needed, linked) = session.with(|app| (needed(&app.view(), confidence), app.board().linked()));
        if let Ok(Some(found)) = needed {
            let sure = CONFIDENCES.map(|share_of| (share_of, share(share_of, lang)));
            let label = Words::Confidence.text(lang).into_owned();
            let choose =
                choice(label.clone(), &sure, confidence, move |share_of| look(session, Looking::Confidence(share_of)));
            parts.push(el("div").class("settings").add(el("label").add(el("span").add(label)).add(choose)));
            let needed = session.with(|app| amount(app, found.needed as f64));
            let times = format!("{:.1}", found.times).into();
            let words = Words::Coverage { confidence: Share(found.reached), needed, times }.text(lang);
            let singly = (linked > 0).then(|| Words::LinkedSingly { deals: Deals(linked) }.text(lang));
            parts.push(note(format!("{words}{}{}", lang.gap(), singly.unwrap_or_default())));
        }
        let reasons = session.with(|app| pre_mortem(&app.view()));
        if !reasons.is_empty() {
            let line = |(deal, chance): &(RowId, f64)| {
                let words = Words::LostThen { chance: Share(*chance) }.text(lang).into_owned();
                el("li").add(deal_link(session, *deal, lang)).add(el("span").class("soft").add(words))
            };
            parts.push(el("h3").add(Words::PreMortem.text(lang)));
            parts.push(el("ol").class("deals").add(reasons.iter().take(REASONS).map(line).collect::<Vec<_>>()));
        }
        parts
    })
}

/// The gains to choose from, those chosen marked; what each takes and brings is written into its deal.
fn table(session: Session, options: &[(RowId, f64, f64)], allocation: &Allocation, lang: Lang) -> El {
    let shown = options.iter().enumerate().filter(|(at, _)| *at < LISTED || allocation.chosen.contains(at));
    let row = |(at, (deal, gain, days)): (usize, &(RowId, f64, f64))| {
        let deal = *deal;
        let is_chosen = allocation.chosen.contains(&at);
        let (name, p) = session.with(|app| {
            let p = app.chance(deal).map_or(0.0, |chance| chance.p.chance());
            (title_of(app, deal, lang), p)
        });
        let set = move |column: &'static str, value: Value| {
            session.dispatch(Action::Set { sheet: Sheet::Deals, row: deal, column: Key::new_static(column), value });
        };
        let label = |word: Words| {
            let (name, value) = (name.as_str().into(), word.text(lang).as_ref().into());
            Words::Named { name, value }.text(lang)
        };
        let then = number(label(Words::ChanceThen), percent(p + gain), move |typed| {
            let ppm = typed.map(|p| (p.clamp(0.0, 100.0) * 1e4).round() as i64);
            set("p_next", ppm.map_or(Value::Empty, |ppm| Value::Percent(Percent { ppm })));
        });
        let effort = number(label(Words::DaysItTakes), format!("{days}"), move |typed| {
            let millionths = typed.map(|days| (days.clamp(0.0, 9_999.0) * 10.0).round() as i64 * 100_000);
            set("effort", millionths.map_or(Value::Empty, |millionths| Value::Number(Decimal { millionths })));
        });
        let (linked, pivot) = session.with(|app| (app.board().is_linked(deal), app.board().pivot(deal)));
        let mark = match (is_chosen, linked) {
            (true, _) => Some(el("b").add(Words::WorkOnIt.text(lang))),
            (false, true) => Some(el("span").class("soft").add(Words::NotChosen.text(lang))),
            (false, false) => None,
        };
        let a_day = pivot.filter(|_| *days > 0.0).map(|pivot| crate::text::points(pivot.pivot * gain / days));
        el("tr")
            .flag("data-chosen", is_chosen)
            .add(el("th").set("scope", "row").add(deal_link(session, deal, lang)))
            .add(el("td").add(share(p, lang)))
            .add(el("td").add(then).add(" %"))
            .add(el("td").add(effort))
            .add(el("td").add(a_day.unwrap_or_default()))
            .add(el("td").add(mark))
    };
    let head = [Words::DealHead, Words::ChanceNow, Words::ChanceThen, Words::DaysItTakes, Words::PointsADay];
    let head = head.map(|word| el("th").set("scope", "col").add(word.text(lang)));
    let table = el("table")
        .class("figures")
        .add(el("thead").add(el("tr").add(head).add(el("td"))))
        .add(el("tbody").add(shown.map(row).collect::<Vec<_>>()));
    el("div").class("scrolls").set("tabindex", "0").set("role", "group").add(table)
}

fn percent(p: f64) -> String {
    format!("{}", (p * 1000.0).round() / 10.0)
}

/// A field for a number; emptied, it leaves the number to the plan again.
fn number(
    label: impl Into<crate::ui::element::Text>,
    value: String,
    take: impl Fn(Option<f64>) + Send + 'static,
) -> El {
    el("input")
        .set("type", "text")
        .set("inputmode", "decimal")
        .set("autocomplete", "off")
        .set("aria-label", label)
        .value(value)
        .on("change", move |event| {
            let typed = value_of(&event);
            match number::read(&typed) {
                None if typed.trim().is_empty() => take(None),
                None => {}
                number => take(number),
            }
        })
}

/// What the choice brings, what is left of the days, and what more of them would buy.
fn said(session: Session, options: &[(RowId, f64, f64)], days: f64, allocation: &Allocation, lang: Lang) -> El {
    let (before, after, bound) = (Share(allocation.before), Share(allocation.after), Share(allocation.bound));
    let gained = match allocation.exact {
        true => Words::AllocationExact { before, after },
        false => Words::AllocationBound { before, after, bound },
    };
    let tenths = |days: f64| -> smol_str::SmolStr { format!("{}", (days * 10.0).round() / 10.0).into() };
    let left =
        Words::DaysLeft { used: tenths(allocation.days), days: tenths(days), left: tenths(days - allocation.days) };
    let more = session.with(|app| more_days(&app.view(), options, days, allocation));
    let more = match more {
        Ok(Some((1, lift))) => Words::OneMoreDay { points: Points(lift) },
        Ok(Some((count, lift))) => Words::MoreDays { days: Days(count as usize), points: Points(lift) },
        _ => Words::NoMoreDays,
    };
    let gap = lang.gap();
    el("p").set("role", "status").add(el("b").add(gained.text(lang))).add(format!(
        "{gap}{}{gap}{}",
        left.text(lang),
        more.text(lang)
    ))
}
