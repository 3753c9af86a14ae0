//! What the suppositions would change: the figures before and after, the two curves, and what can be done with it all.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::{Words, amount, share, short, suppose};
use crate::app::{Action, Staging, Subject, Supposition};
use crate::chart::{Level, Pair, Role, compared};
use crate::forecast::outlook::{Figure, Outcome, Policy, Suppose, WhatIf, Whole};
use crate::model::RowId;
use crate::text::Lang;
use crate::text::messages::{Points, Share, Shell};
use crate::ui::Session;
use crate::ui::element::{El, Part, el};
use crate::ui::explain::{ask, ask_of, explain};
use crate::ui::forecast::figure::{Behind, figure};

pub fn figures(session: Session, found: &WhatIf, lang: Lang) -> El {
    let supposed = session.with(|app| app.outlook.supposing.all.clone());
    let side = el("div").add(table(session, found, supposed, lang)).add(asides(session, lang));
    el("div").class("rehearsal").add(curves(session, found, lang)).add(side)
}

/// The change in a sentence: it stays in sight while something is supposed far below.
pub fn said(session: Session, found: &WhatIf, lang: Lang) -> El {
    let (before, after) = (found.before.chances[0], found.after.chances[0]);
    let chance = before.zip(after).map(|(before, after)| {
        let points = Points(after - before);
        Words::Changes { before: Share(before), after: Share(after), points }.text(lang).into_owned()
    });
    let expected = session.with(|app| {
        let (before, after) = (amount(app, found.before.mean), amount(app, found.after.mean));
        Words::ChangesExpected { before, after }.text(lang).into_owned()
    });
    el("p").class("answer").set("role", "status").add(chance.map(|words| el("b").add(words))).add(" ").add(expected)
}

/// A cell that says whether a change is for the better.
pub fn toned(change: f64) -> El {
    let tone = if change > 1e-9 { Some("good") } else { (change < -1e-9).then_some("bad") };
    el("td").set_if("data-tone", tone)
}

fn table(session: Session, found: &WhatIf, supposed: Vec<(RowId, Suppose)>, lang: Lang) -> El {
    let target = found.before.targets[0];
    let level = target.map(|target| (Words::ChanceHead, Figure::AtLeast(target)));
    let lines = level.into_iter().chain([
        (Words::ExpectedHead, Figure::Mean),
        (Words::SureHead, Figure::Quantile(0)),
        (Words::EvenHead, Figure::Quantile(2)),
        (Words::WeightedHead, Figure::Weighted),
        (Words::WonHead, Figure::Won),
        (Words::OpenHead, Figure::Open),
    ]);
    let row = |(word, figure): (Words, Figure)| {
        let of = |outcome: &Outcome| outcome.figure(figure).unwrap_or_default();
        let (before, after) = (of(&found.before), of(&found.after));
        let said = |value: f64| session.with(|app| app.figure_text(figure, value));
        let change = session.with(|app| app.change_text(figure, after - before));
        let change = match after == before {
            true => Part::Text(change.into()),
            false => Part::from(ask_of(session, Subject::Change(supposed.clone(), figure), change)),
        };
        el("tr")
            .add(el("th").set("scope", "row").add(word.text(lang)))
            .add(el("td").add(ask(session, Whole::Board, figure, said(before))))
            .add(el("td").add(ask(session, Whole::Supposed(supposed.clone()), figure, said(after))))
            .add(toned(if figure == Figure::Open { 0.0 } else { after - before }).add(change))
    };
    let head = [Words::InThePlan, Words::Then, Words::ChangeHead]
        .map(|word| el("th").set("scope", "col").add(word.text(lang)));
    el("table")
        .class("figures")
        .set("aria-label", Words::WhatIf.text(lang))
        .add(el("thead").add(el("tr").add(el("td")).add(head)))
        .add(el("tbody").add(lines.map(row).collect::<Vec<_>>()))
}

/// What keeping would not do.
fn asides(session: Session, lang: Lang) -> Option<El> {
    let word = match session.with(|app| Policy::of(app.plan())) {
        Policy::Own => return None,
        Policy::Ladder => Words::KeepLadder,
        Policy::Learned | Policy::Adjusted => Words::KeepLearned,
    };
    Some(el("p").class("soft").add(word.text(lang)))
}

fn curves(session: Session, found: &WhatIf, lang: Lang) -> El {
    let points: Vec<Pair> =
        found.curve.iter().map(|(at, before, after)| Pair { at: *at as f64, before: *before, after: *after }).collect();
    let (drawing, lines) = session.with(|app| {
        let label = |minor: f64| short(app, minor, lang);
        let target = found.before.targets[0].map(|target| Level {
            at: target as f64,
            role: Role::Target,
            name: Words::Target.text(lang).into_owned(),
        });
        let names = [Words::InThePlan, Words::Then].map(|word| word.text(lang).into_owned());
        let drawing = compared(&points, target.as_slice(), &names, &label);
        let line = |pair: &Pair| vec![label(pair.at), share(pair.before, lang), share(pair.after, lang)];
        (drawing, points.iter().map(line).collect())
    });
    let head = [Words::AtLeastHead, Words::InThePlan, Words::Then].map(|word| word.text(lang).into_owned());
    let supposed = session.with(|app| app.outlook.supposing.all.clone());
    let results: Vec<i64> = found.curve.iter().map(|(at, ..)| *at).collect();
    let subject = move |line: usize, column: usize| {
        let figure = Figure::AtLeast(*results.get(line)?);
        let whole = if column == 0 { Whole::Board } else { Whole::Supposed(supposed.clone()) };
        Some(Subject::Figure(whole, figure))
    };
    let behind = Behind { head: head.to_vec(), lines, asked: Some(Box::new(subject.clone())) };
    let open = move |line: usize| {
        if let Some(subject) = subject(line, 1) {
            explain(session, subject);
        }
    };
    let label = Words::Compared.text(lang).into_owned();
    figure(session, "what-if", label, drawing, behind, Some(std::sync::Arc::new(open)))
}

/// Back and forth, keep, drop, and a name for it.
pub fn acts(session: Session, lang: Lang) -> El {
    let (has_any, back, forth, count) = session.with(|app| {
        let supposing = &app.outlook.supposing;
        (!supposing.all.is_empty(), supposing.can_step(true), supposing.can_step(false), app.scenarios().len())
    });
    let opened = session.with(|app| {
        let row = app.outlook.supposing.scenario?;
        let own = app.scenarios().into_iter().find(|own| own.row == row)?;
        Some((row, own.name, app.is_as_staged(row)))
    });
    let act = |word: std::borrow::Cow<'static, str>, can: bool, act: Supposition| {
        el("button")
            .set("aria-disabled", if can { "false" } else { "true" })
            .click(move || {
                if can {
                    suppose(session, act);
                }
            })
            .add(word)
    };
    let number = Words::ScenarioNumber { number: count + 1 }.text(lang).into_owned();
    let own = number.clone();
    let field = el("input")
        .set("type", "text")
        .set("id", "scenario-name")
        .set("autocomplete", "off")
        .set("placeholder", number)
        .set("aria-label", Words::ScenarioName.text(lang));
    let form = el("form")
        .on("submit", move |event| {
            event.prevent_default();
            let field = document().query_selector("#scenario-name").ok().flatten();
            let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else { return };
            let typed = field.value();
            if has_any {
                let name = if typed.trim().is_empty() { own.clone() } else { typed };
                field.set_value("");
                session.dispatch(Action::Stage(Staging::Save(name)));
            }
        })
        .add(field)
        .add(
            el("button")
                .set("type", "submit")
                .set("aria-disabled", if has_any { "false" } else { "true" })
                .add(Words::SaveScenario.text(lang)),
        );
    let (words, row) = match &opened {
        Some((row, name, false)) => {
            (Words::UpdateScenario { name: name.as_str().into() }.text(lang).into_owned(), Some(*row))
        }
        Some((_, name, true)) => (Words::OpenedScenario { name: name.as_str().into() }.text(lang).into_owned(), None),
        None => (String::new(), None),
    };
    let opened = match row {
        Some(row) => Some(el("button").click(move || session.dispatch(Action::Stage(Staging::Update(row)))).add(words)),
        None => (!words.is_empty()).then(|| el("span").class("soft").add(words)),
    };
    el("div")
        .class("acts")
        .add(act(Shell::Undo.text(lang), back, Supposition::Step(true)))
        .add(act(Shell::Redo.text(lang), forth, Supposition::Step(false)))
        .add(act(Words::Keep.text(lang), has_any, Supposition::Keep).class("strong"))
        .add(act(Words::Drop.text(lang), has_any, Supposition::Drop))
        .add(form)
        .add(opened)
}
