//! CSV files on the screen: a table handed out, and the dialog in which a file's columns find theirs.

use std::sync::Arc;

use leptos::prelude::*;
use smol_str::SmolStr;

use super::columns::controls::{list, named, tick};
use super::element::{El, el, live};
use super::{Dialog, Session};
use crate::app::csv::{ColumnPreview, CsvIntake, Goes, MAX_COLUMNS, MAX_ROWS, Named, older_encoding, text_of};
use crate::app::{Action, Notice};
use crate::model::Sheet;
use crate::platform::encoding::decode;
use crate::text::messages::{Columns, Csv as Words, Damage, Grid, Place, Rows, Values};
use crate::text::{Lang, heading};

/// The encodings that a person can choose, for bytes that are no Unicode.
const OLDER: [(&str, Words); 3] =
    [("gb18030", Words::EncodingChinese), ("windows-1252", Words::EncodingWestern), ("utf-8", Words::EncodingUnicode)];

/// A file in the dialog.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    intake: CsvIntake,
    /// Its bytes and their encoding, where they are no Unicode.
    older: Option<(Arc<Vec<u8>>, &'static str)>,
}

/// Reads the bytes of a CSV file and asks what to do with its rows; else says why none can be taken in.
#[inline(never)]
pub fn ask(session: Session, file: &str, bytes: &[u8]) -> Option<Damage> {
    let (text, older) = match text_of(bytes) {
        Some(text) => (Some(text), None),
        None => {
            let encoding = older_encoding(bytes);
            (decode(bytes, encoding), Some((Arc::new(bytes.to_vec()), encoding)))
        }
    };
    let intake = session.with(|app| app.csv_intake(file, &text.unwrap_or_default()));
    let (rows, width) = (intake.rows.len(), intake.width());
    if rows == 0 {
        return Some(Damage::NoRows);
    }
    if rows > MAX_ROWS {
        return Some(Damage::TooManyLines { rows: Rows(rows), most: MAX_ROWS });
    }
    if width > MAX_COLUMNS {
        let place = Place { line: 1, ..Place::default() };
        return Some(Damage::TooManyColumns { place, columns: Columns(width), most: MAX_COLUMNS });
    }
    session.dialog.set(Some(Dialog::Csv(Box::new(Incoming { intake, older }))));
    None
}

/// The dialog.
pub fn dialog(session: Session, begun: &Incoming, lang: Lang) -> El {
    let work = RwSignal::new(begun.intake.clone());
    let older = begun.older.clone();
    let say = move |words: Words| words.text(lang).into_owned();
    let file = begun.intake.file.clone();
    let holds = move || say(Words::Holds { file: file.clone(), rows: Rows(work.with(|own| own.data().count())) });
    let unclosed = begun
        .intake
        .unclosed
        .map(|at| el("p").class("refused").set("role", "alert").add(say(Words::Unclosed { line: at + 1 })));
    // As a paste says it.
    let titles = move || {
        let titles = work.with(|own| if own.headed { own.titles } else { 0 });
        (titles > 0).then(|| el("p").class("soft").add(Grid::PastedTitles { rows: Rows(titles) }.text(lang)))
    };
    let encoding = older.map(|(bytes, chosen)| {
        let names = OLDER.map(|(_, name)| say(name));
        let at = OLDER.iter().position(|(key, _)| *key == chosen);
        let control = list(names, at, move |at| {
            let Some(text) = OLDER.get(at).and_then(|(key, _)| decode(&bytes, key)) else { return };
            work.update(|own| {
                let (sheet, named) = (own.sheet, own.named);
                session.with(|app| {
                    *own = app.csv_intake(&own.file, &text);
                    own.named = named;
                    app.csv_goes_to(own, sheet);
                });
            });
        });
        named(say(Words::Encoding), control)
    });
    let headed = live(move || {
        tick(say(Words::Headed), work.with(|own| own.headed), move |on| {
            work.update(|own| {
                own.headed = on;
                let sheet = own.sheet;
                session.with(|app| app.csv_goes_to(own, sheet));
            });
        })
    });
    el("form")
        .class("defining taking")
        .on("submit", move |event| {
            event.prevent_default();
            session.close_dialog();
            session.dispatch(Action::TakeCsv(Box::new(work.get_untracked())));
        })
        .add(el("h2").add(say(Words::Title)))
        .add(el("p").add(live(holds)))
        .add(unclosed)
        .add(el("div").class("pair").add(live(move || tables(session, work, lang))).add(encoding))
        .add(headed)
        .add(live(titles))
        .add(live(move || columns(session, work, lang)))
        .add(
            el("p")
                .class("buttons")
                .add(el("span").class("gap"))
                .add(
                    el("button")
                        .set("type", "button")
                        .add(crate::text::messages::Shell::Cancel.text(lang))
                        .click(move || session.close_dialog()),
                )
                .add(el("button").set("type", "submit").set("id", "take-rows").class("strong").add(say(Words::Take))),
        )
}

fn tables(session: Session, work: RwSignal<CsvIntake>, lang: Lang) -> El {
    let tables = session.with(crate::app::App::csv_tables);
    let own = work.with(|own| own.sheet);
    let at = tables.iter().position(|sheet| *sheet == own);
    let names: Vec<String> = tables.iter().map(|sheet: &Sheet| lang.pick(&sheet.label()).to_owned()).collect();
    let control = list(names, at, move |at| {
        if let Some(sheet) = tables.get(at) {
            work.update(|own| session.with(|app| app.csv_goes_to(own, *sheet)));
        }
    });
    named(Words::Into.text(lang).into_owned(), control.set("id", "take-into"))
}

/// A part of a table that is one also where a narrow screen shows its cells below one another.
fn part(name: &'static str, role: &'static str) -> El {
    el(name).set("role", role)
}

/// The list of the places to which a column of a file, or of a paste, can go.
pub(super) fn goes_to(
    column: &ColumnPreview,
    goes: &Goes,
    offered: &[(SmolStr, SmolStr)],
    lang: Lang,
    mut send: impl FnMut(Goes) + Send + 'static,
) -> El {
    let chosen = match goes {
        Goes::Nowhere => Some(0),
        Goes::New => Some(1),
        Goes::To(key) => offered.iter().position(|(own, _)| own == key).map(|at| at + 2),
    };
    let new = Words::New { kind: column.kind.text(lang).into() };
    let names = [Words::Nowhere, new].map(|words| words.text(lang).into_owned());
    let names = names.into_iter().chain(offered.iter().map(|(_, name)| name.to_string()));
    let keys: Vec<SmolStr> = offered.iter().map(|(key, _)| key.clone()).collect();
    list(names, chosen, move |chosen| {
        send(match chosen.checked_sub(2).and_then(|at| keys.get(at)) {
            Some(key) => Goes::To(key.clone()),
            None if chosen == 1 => Goes::New,
            None => Goes::Nowhere,
        });
    })
}

/// How many of its values do not fit the column it goes to or break a rule of it, of so many rows that were read; or why it
/// goes nowhere.
pub(super) fn unfit_of(column: &ColumnPreview, read: usize, lang: Lang) -> Vec<El> {
    let read = Rows(read);
    let said = match &column.worked_out {
        Some(why) => vec![why.to_string()],
        None => [
            (column.unfit, Words::Unfit { values: Values(column.unfit), read }),
            (column.against, Words::Against { values: Values(column.against), read }),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(_, words)| words.text(lang).into_owned())
        .collect(),
    };
    said.into_iter().map(|said| el("p").class("soft").add(said)).collect()
}

/// Where each column of the file goes, what becomes of rows that are there, and what all of it comes to.
fn columns(session: Session, work: RwSignal<CsvIntake>, lang: Lang) -> [El; 3] {
    let say = move |words: Words| words.text(lang).into_owned();
    let intake = work.get();
    let preview = session.with(|app| app.csv_preview(&intake));
    let offered: Vec<(SmolStr, SmolStr)> = session.with(|app| {
        let columns = app.csv_columns(intake.sheet).into_iter();
        columns.map(|own| (own.key.clone(), heading(app.plan(), own, lang))).collect()
    });
    let unfit: usize = preview.columns.iter().map(|column| column.unfit).sum();
    let line = |(at, column): (usize, &ColumnPreview)| {
        let name = match column.heading.as_str() {
            "" => say(Words::Column { number: at + 1 }),
            own => own.to_owned(),
        };
        let goes = intake.columns.get(at).cloned().unwrap_or(Goes::Nowhere);
        let control = goes_to(column, &goes, &offered, lang, move |goes| work.update(|own| own.put(at, goes)));
        let unfit = unfit_of(column, preview.read, lang);
        part("tr", "row")
            .add(part("th", "rowheader").set("scope", "row").add(name.clone()))
            .add(part("td", "cell").class("soft").add(column.samples.join(" · ")))
            .add(part("td", "cell").add(control.set("aria-label", name)).add(unfit))
    };
    let lines: Vec<El> = preview.columns.iter().enumerate().map(line).collect();
    let head = [Words::InFile, Words::Begins, Words::Goes].map(say);
    let head = head.map(|name| part("th", "columnheader").set("scope", "col").add(name));
    let head = part("thead", "rowgroup").add(part("tr", "row").add(head));
    let table = part("table", "table").add(head).add(part("tbody", "rowgroup").add(lines));
    let table = el("div").class("table-of").add(table);
    let totals = (preview.totals > 0).then(|| {
        let label = say(Words::WithoutTotals { rows: Rows(preview.totals) });
        tick(label, intake.without_totals, move |on| work.update(|own| own.without_totals = on))
    });
    let choices = el("div").add(totals).add((preview.known > 0).then(|| {
        let chosen = Named::ALL.iter().position(|own| *own == intake.named);
        let names = [Words::Update, Words::Skip, Words::Add].map(say);
        let control = list(names, chosen, move |at| {
            work.update(|own| own.named = Named::ALL.get(at).copied().unwrap_or(own.named));
        });
        named(say(Words::Known { rows: Rows(preview.known) }), control.set("id", "take-known"))
    }));
    let comes_to = Notice::TookIn {
        sheet: intake.sheet,
        added: preview.added,
        updated: preview.updated,
        invalid: unfit,
        against: preview.against,
        ended: preview.ended,
        begun: preview.begun,
        // They stand beside it, to be ticked.
        totals: 0,
    };
    let said = session.with(|app| super::words::notice(app, &comes_to, lang));
    let skipped = (preview.skipped > 0).then(|| say(Words::Skipped { rows: Rows(preview.skipped) }));
    let said = std::iter::once(said).chain(skipped).collect::<Vec<_>>().join(" · ");
    let said = match preview.read < intake.data().count() {
        true => say(Words::OfFirst { rows: Rows(preview.read), what: said.into() }),
        false => said,
    };
    [table, choices, el("p").set("role", "status").add(el("b").add(said))]
}
