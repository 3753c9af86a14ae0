//! Where scarce days count most, how much pipeline it takes, and what would explain a miss.

use super::{Words, amount, deal_link, look, note, share, title_of, too_large};
use crate::app::{Action, App, Looking};
use crate::forecast::allocation::Allocation;
use crate::forecast::outlook::{gains, more_days, needed, pre_mortem, resources};
use crate::model::{Decimal, Key, Percent, RowId, Sheet, Value};
use crate::text::Lang;
use crate::text::messages::{Days, Points, Share};
use crate::ui::Session;
use crate::ui::element::{El, el, value_of};

/// Deals named as the likeliest reasons.
const REASONS: usize = 5;
/// Gains listed: those that lift the target most, and all that are chosen.
const LISTED: usize = 10;
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
        let mut parts = vec![
            settings,
            note(Words::ResourcesAbout.text(lang)),
            table(session, &options, &allocation, lang),
            said(session, &options, days, &allocation, lang),
        ];
        if let Ok(Some(found)) = session.with(|app| needed(&app.view(), CONFIDENCE)) {
            let needed = session.with(|app| amount(app, found.needed as f64));
            let times = format!("{:.1}", found.times).into();
            parts.push(note(Words::Coverage { confidence: Share(found.reached), needed, times }.text(lang)));
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
        let mark = if is_chosen { Words::WorkOnIt.text(lang) } else { "".into() };
        el("tr")
            .flag("data-chosen", is_chosen)
            .add(el("th").set("scope", "row").add(deal_link(session, deal, lang)))
            .add(el("td").add(share(p, lang)))
            .add(el("td").add(then).add(" %"))
            .add(el("td").add(effort))
            .add(el("td").add(el("b").add(mark)))
    };
    let head = [Words::DealHead, Words::ChanceNow, Words::ChanceThen, Words::DaysItTakes];
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
            match typed.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => take(Some(number)),
                _ if typed.trim().is_empty() => take(None),
                _ => {}
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
