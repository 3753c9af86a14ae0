//! The status bar: what is selected, what is wrong, by which calendar and currency the plan counts.

use leptos::prelude::*;

use super::element::{El, el, live};
use super::forecast::slow::slow;
use super::{Dialog, Session};
use crate::model::Plan;
use crate::model::schema::setup::settings;
use crate::text::messages::{Errors, Grid as Words, Hints, Warnings};
use crate::text::title;

/// Rows that are looked at for problems at a stretch.
const AT_A_STRETCH: usize = 800;

/// The bar.
pub fn status_bar(session: Session) -> El {
    let lang = session.lang;
    let counting = slow(session, |_| (), |session, ()| session.with(|app| app.count_problems(AT_A_STRETCH)));
    let counts = Memo::new(move |_| counting.get().map(|(_, counts)| *counts));
    let selection = move || {
        session.follow_turns();
        let lang = lang.get();
        session.with(|app| {
            let id = app.active?;
            let grid = app.laid_out(id)?;
            if grid.selection.is_single() {
                let record = grid.layout.record(grid.selection.active.row)?;
                let title = title(app.plan(), grid.layout.sheet(), record, lang);
                return Some(vec![Words::SelectedRow { title }.text(lang).into_owned()]);
            }
            let summary = app.selection_summary(id);
            let value = |value: &Option<crate::model::Value>| value.as_ref().map(|value| shown(app, value, lang));
            let (sum, average, min, max) =
                (value(&summary.sum), value(&summary.average), value(&summary.min), value(&summary.max));
            let parts = [
                Some(Words::Count { count: summary.count }),
                sum.map(|value| Words::Sum { value }),
                average.map(|value| Words::Average { value }),
                min.map(|value| Words::Min { value }),
                max.map(|value| Words::Max { value }),
                (summary.without_rate > 0).then_some(Words::WithoutRate { count: summary.without_rate }),
                summary.without_computed.then_some(Words::WithoutComputed),
            ];
            Some(parts.into_iter().flatten().map(|part| part.text(lang).into_owned()).collect())
        })
    };
    let words = move || {
        let (counts, lang) = (counts.get(), lang.get());
        let Some(counts) = counts else { return Words::Checking.text(lang).into_owned() };
        let parts = [
            (counts.errors, Words::Errors { errors: Errors(counts.errors) }.text(lang)),
            (counts.warnings, Words::Warnings { warnings: Warnings(counts.warnings) }.text(lang)),
            (counts.hints, Words::Hints { hints: Hints(counts.hints) }.text(lang)),
        ];
        let found: Vec<String> =
            parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text.into_owned()).collect();
        if found.is_empty() {
            Words::NoProblems.text(lang).into_owned()
        } else {
            format!("▲ {}", found.join(lang.comma()))
        }
    };
    let calendar = move || {
        session.follow();
        let lang = lang.get();
        session.with(|app| {
            let fixed = app.plan().get(Plan::SETTINGS, settings::TODAY).is_some();
            let today = app.today();
            let day = if fixed { Words::TodayFixed { today } } else { Words::TodayIs { today } };
            let month = crate::text::month_name(app.plan().fiscal_month(), lang);
            let fiscal = Words::FiscalFrom { month: month.into() }.text(lang);
            format!("{} · {fiscal} · {}", app.plan().currency(), day.text(lang))
        })
    };
    let selected = live(move || {
        let texts = selection().unwrap_or_default();
        texts.into_iter().map(|text| el("span").add(text)).collect::<Vec<_>>()
    });
    let problems = el("button")
        .class("w")
        .live_flag("data-none", move || {
            counts.get().is_none_or(|counts| counts.errors + counts.warnings + counts.hints == 0)
        })
        .click(move || session.dialog.set(Some(Dialog::Problems)))
        .add(live(words));
    el("footer")
        .class("status")
        .set("data-region", "status")
        .add(selected)
        .add(problems)
        .add(el("span").class("last").add(live(calendar)))
}

/// A value outside any column, as its kind shows it.
fn shown(app: &crate::app::App, value: &crate::model::Value, lang: crate::text::Lang) -> smol_str::SmolStr {
    use crate::model::{Kind, Value};
    let kind = match value {
        Value::Money(_) => Kind::Money,
        Value::Percent(_) => Kind::Percent,
        Value::Date(_) => Kind::Date,
        _ => Kind::Number { min: i64::MIN, max: i64::MAX, places: 2 },
    };
    crate::text::show(app.plan(), &crate::model::column("", "", "", kind), value, lang)
}
