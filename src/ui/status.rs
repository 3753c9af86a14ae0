//! The status bar: what is selected, what is wrong, by which calendar and currency the plan counts.

use leptos::prelude::*;

use super::element::{El, el, live};
use super::stretch::Counting;
use super::{Dialog, Session};
use crate::app::grid::{At, GridId, Target};
use crate::app::{App, remarks};
use crate::model::schema::setup::settings;
use crate::model::{Kind, Plan, Value, column};
use crate::text::messages::{Errors, Grid as Words, Hints, Warnings};
use crate::text::{Lang, show, show_result, title};
use crate::ui::whenever::whenever;

/// Rows that are looked at for problems with a change, before it is painted: what a key touches, not what a paste does.
const WITH_CHANGE: usize = 24;
/// Rows that are looked at at once after that.
const AT_ONCE: usize = 100;
/// Before the first stretch and between two, in milliseconds.
const PAUSE_MS: u32 = 32;

/// The bar.
pub fn status_bar(session: Session) -> El {
    let lang = session.lang;
    let counts = Counting::new(session, |app, most| app.count_problems(most), AT_ONCE, PAUSE_MS);
    whenever(move || {
        session.follow();
        // A plan that is opened is to be seen first: a frame begins before it is painted, and ends in time for the next.
        match counts.is_new() {
            true => request_animation_frame(move || counts.begin()),
            false => counts.count(WITH_CHANGE),
        }
    });
    let selection = move || {
        session.follow_turns();
        let lang = lang.get();
        session.with(|app| {
            let id = app.grid_in_use()?;
            let grid = app.laid_out(id)?;
            if grid.is_one_cell() {
                if grid.layout.is_head(grid.selection.active.row) {
                    return Some(vec![total(app, id)?]);
                }
                let record = grid.layout.record(grid.selection.active.row)?;
                let title = title(app.plan(), grid.layout.sheet(), record, lang);
                let said = Words::SelectedRow { title }.text(lang).into_owned();
                let wrong = grid.target().and_then(|target| wrong(app, &target, lang));
                return Some([said].into_iter().chain(wrong).collect::<Vec<_>>());
            }
            let summary = app.selection_summary(id);
            let rounded = |value: &Option<Value>| value.as_ref().map(|value| shown(app, value, lang, true));
            let value =
                |value: &Option<Value>| value.as_ref().map(|value| shown(app, value, lang, summary.with_computed));
            let (sum, average, min, max) =
                (value(&summary.sum), rounded(&summary.average), value(&summary.min), value(&summary.max));
            let parts = [
                Some(Words::Count { count: summary.count }),
                sum.map(|value| Words::Sum { value }),
                average.map(|value| Words::Average { value }),
                min.map(|value| Words::Min { value }),
                max.map(|value| Words::Max { value }),
                (summary.converted > 0).then_some(Words::Converted { count: summary.converted }),
                (summary.without_rate > 0).then_some(Words::WithoutRate { count: summary.without_rate }),
                (summary.without_result > 0).then_some(Words::WithoutResult { count: summary.without_result }),
                (summary.unreadable > 0).then_some(Words::Unreadable { count: summary.unreadable }),
                summary.without_computed.then_some(Words::WithoutComputed),
            ];
            Some(parts.into_iter().flatten().map(|part| part.text(lang).into_owned()).collect())
        })
    };
    let words = move || {
        let lang = lang.get();
        let Some((counts, is_whole)) = counts.get() else { return Words::Checking.text(lang).into_owned() };
        let parts = [
            (counts.errors, Words::Errors { errors: Errors(counts.errors) }.text(lang)),
            (counts.warnings, Words::Warnings { warnings: Warnings(counts.warnings) }.text(lang)),
            (counts.hints, Words::Hints { hints: Hints(counts.hints) }.text(lang)),
        ];
        let found: Vec<String> =
            parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text.into_owned()).collect();
        let more = if is_whole { "" } else { " …" };
        match found.is_empty() {
            true if is_whole => Words::NoProblems.text(lang).into_owned(),
            true => Words::Checking.text(lang).into_owned(),
            false => format!("▲ {}{more}", found.join(lang.comma())),
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
            counts.get().is_none_or(|(counts, _)| counts.errors + counts.warnings + counts.hints == 0)
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

/// What the group of the active cell comes to in its column, in full: a narrow column cuts it.
fn total(app: &App, id: GridId) -> Option<String> {
    let grid = app.laid_out(id)?;
    let At { row, column } = grid.selection.active;
    let text = app.row_view(id, row).cells.into_iter().nth(column)?.text;
    let heading = (column > 0 && !text.is_empty()).then(|| app.heading(&grid.layout, row, column));
    Some(heading.map_or_else(
        || text.to_string(),
        |heading| Words::TotalOf { heading, value: text.clone() }.text(app.lang).into(),
    ))
}

/// What is wrong with a cell, or why a formula has nothing to show in it.
pub fn wrong(app: &App, target: &Target, lang: Lang) -> Option<String> {
    let definition = app.plan().table(target.sheet).definition(&target.column)?;
    match remarks(app, target.sheet, target.row?, &[definition]).pop()? {
        Some((_, advice)) => Some(format!("{}{}{}", advice.text(lang), lang.gap(), advice.remedy(lang))),
        None => app.why_empty(target.sheet, target.row?, &target.column),
    }
}

/// A value outside any column, as its kind shows it; rounded, or of what was typed.
fn shown(app: &App, value: &Value, lang: Lang, rounded: bool) -> smol_str::SmolStr {
    let kind = match value {
        Value::Money(_) => Kind::Money,
        Value::Percent(_) => Kind::Percent,
        Value::Date(_) => Kind::Date,
        // As the cells show it: no decimals where there are none.
        Value::Number(number) if number.millionths % 1_000_000 == 0 => Kind::own_number(0),
        _ => Kind::Number { min: i64::MIN, max: i64::MAX, places: 2 },
    };
    match rounded {
        true => show_result(app.plan(), kind, value, lang),
        false => show(app.plan(), &column("", "", "", kind), value, lang),
    }
}
