//! The fields that every column has: names, kind, and what is seldom needed.

use leptos::prelude::*;
use smol_str::SmolStr;

use super::controls::{beside, line, list, named, number, tick};
use super::{Desk, rules};
use crate::model::{Label, Pack, Severity, Sheet};
use crate::text::Lang;
use crate::text::messages::{Defining as Words, KindWord, pack, when_empty};
use crate::ui::element::{El, Part, el, live};

/// The packs in which a person can put a column.
const PACKS: [Pack; 10] = [
    Pack::Core,
    Pack::More,
    Pack::Dimensions,
    Pack::Questions,
    Pack::Effort,
    Pack::Coaching,
    Pack::Closing,
    Pack::Strategy,
    Pack::Relationship,
    Pack::Intent,
];

pub(super) fn language(lang: Lang, of: Lang) -> SmolStr {
    let words = if of == Lang::En { Words::English } else { Words::Chinese };
    words.text(lang).as_ref().into()
}

/// The part of a label in a language.
pub(super) fn part(label: &mut Label, of: Lang) -> &mut SmolStr {
    if of == Lang::En { &mut label.en } else { &mut label.zh }
}

const fn tag(of: Lang) -> &'static str {
    if matches!(of, Lang::En) { "en" } else { "zh-Hans" }
}

/// The names in both languages, the reader's own first.
pub(super) fn names(desk: Desk) -> Vec<Part> {
    let field = |of: Lang| {
        let now = desk.form.with_untracked(|form| part(&mut form.label.clone(), of).to_string());
        let field = line(now, move |text| desk.change(|form| *part(&mut form.label, of) = text.into()));
        let field = field.set("maxlength", "120").set("lang", tag(of)).flag("autofocus", of == desk.lang);
        named(desk.word(&Words::NameIn { language: language(desk.lang, of) }), field)
    };
    let taken = live(move || {
        let taken = desk.form.with(|form| desk.session.with(|app| app.name_taken(form)));
        taken.map(|name| el("p").class("refused").set("role", "alert").add(desk.word(&Words::NameTaken { name })))
    });
    vec![beside([field(desk.lang), field(desk.lang.other())]).into(), taken]
}

/// What the column holds, and what belongs to that.
pub(super) fn kind(desk: Desk) -> Vec<Part> {
    let lang = desk.lang;
    let (built_in, own) = desk.form.with_untracked(|form| (form.built_in, form.kind));
    let offered: Vec<KindWord> = if built_in { vec![own] } else { KindWord::OFFERED.to_vec() };
    let names = offered.iter().map(|kind| match kind.example(lang) {
        "" => kind.text(lang).to_owned(),
        text => format!("{} – {}", kind.text(lang), Words::Example { text: text.into() }.text(lang)),
    });
    let chosen = offered.iter().position(|kind| *kind == own);
    let names: Vec<String> = names.collect();
    let control = list(names, chosen, move |at| {
        if let Some(kind) = offered.get(at).copied() {
            desk.change(|form| form.kind = kind);
        }
    });
    let control = control.set("id", "column-kind").flag("disabled", built_in);
    let kind = Memo::new(move |_| desk.form.with(|form| form.kind));
    let mut parts: Vec<Part> = vec![named(desk.word(&Words::Kind), control).into()];
    if built_in {
        parts.push(el("p").class("soft").add(desk.word(&Words::KindFixed)).into());
    } else {
        parts.push(live(move || details(desk, kind.get())));
    }
    parts
}

fn details(desk: Desk, kind: KindWord) -> Option<El> {
    let form = desk.form.get_untracked();
    let small = |words: &Words, control: El| named(desk.word(words), control);
    Some(match kind {
        KindWord::Number => small(
            &Words::Places,
            number(form.places.into(), (0, 6), move |places| {
                desk.change(|form| form.places = u32::try_from(places).unwrap_or(0));
            }),
        ),
        KindWord::Rating => {
            let bound = |number: i64| i8::try_from(number).unwrap_or(0);
            let least = number(form.rating.0.into(), (-9, 9), move |n| desk.change(|form| form.rating.0 = bound(n)));
            let most = number(form.rating.1.into(), (-9, 9), move |n| desk.change(|form| form.rating.1 = bound(n)));
            let unknown = tick(desk.word(&Words::UnknownToo), form.unknown, move |on| {
                desk.change(|form| form.unknown = on);
            });
            beside([small(&Words::Least, least), small(&Words::Most, most), unknown])
        }
        KindWord::Steps => small(
            &Words::Most,
            number(i64::try_from(form.steps).unwrap_or(8), (1, 99), move |steps| {
                desk.change(|form| form.steps = usize::try_from(steps).unwrap_or(8));
            }),
        ),
        KindWord::Link | KindWord::Links => {
            let tables: Vec<Sheet> = Sheet::ALL.iter().copied().filter(|sheet| *sheet != Sheet::Settings).collect();
            let names: Vec<String> = tables.iter().map(|sheet| desk.lang.pick(&sheet.label()).to_owned()).collect();
            let chosen = tables.iter().position(|sheet| *sheet == form.target);
            let control = list(names, chosen, move |at| {
                if let Some(sheet) = tables.get(at).copied() {
                    desk.change(|form| form.target = sheet);
                }
            });
            small(&Words::LinksTo, control)
        }
        _ => return None,
    })
}

/// What is seldom needed: help, packs, width, required, private, rules.
pub(super) fn more(desk: Desk) -> El {
    const EMPTY: [Option<Severity>; 4] = [None, Some(Severity::Hint), Some(Severity::Warning), Some(Severity::Error)];
    let lang = desk.lang;
    let form = desk.form.get_untracked();
    let help = |of: Lang| {
        let now = part(&mut form.help.clone(), of).to_string();
        let field = line(now, move |text| desk.change(|form| *part(&mut form.help, of) = text.into()));
        named(
            desk.word(&Words::HelpIn { language: language(lang, of) }),
            field.set("maxlength", "400").set("lang", tag(of)),
        )
    };
    let packs = list(PACKS.map(|of| pack(of, lang)), PACKS.iter().position(|of| *of == form.pack), move |at| {
        desk.change(|form| form.pack = PACKS.get(at).copied().unwrap_or(Pack::Core));
    });
    let required = EMPTY.iter().position(|of| *of == form.required);
    let required = list(EMPTY.map(|of| when_empty(of, lang)), required, move |at| {
        desk.change(|form| form.required = EMPTY.get(at).copied().flatten());
    });
    let width = if form.width == 0 { 120 } else { i64::from(form.width) };
    let width = number(width, (40, 800), move |width| {
        desk.change(|form| form.width = u16::try_from(width).unwrap_or(0));
    });
    let private = tick(desk.word(&Words::Private), form.private, move |on| desk.change(|form| form.private = on));
    let fields = [
        named(desk.word(&Words::Shown), packs),
        named(desk.word(&Words::Width), width),
        named(desk.word(&Words::Required), required),
    ];
    let opens = !form.rules.is_empty() || form.required.is_some() || form.private;
    el("details")
        .flag("open", opens)
        .add(el("summary").add(desk.word(&Words::More)))
        .add(beside([help(lang), help(lang.other())]))
        .add(beside(fields))
        .add(private)
        .add(rules::editor(desk))
}
