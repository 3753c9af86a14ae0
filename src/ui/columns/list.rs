//! The user's own columns of all tables, and the built-in ones that he changed: a page of the set-up.

use leptos::prelude::*;

use super::controls::{list, named};
use crate::app::{Action, App};
use crate::model::{Computed, Key, Sheet, order};
use crate::text::Lang;
use crate::text::messages::{Defining as Words, KindWord};
use crate::ui::element::{El, el, live};
use crate::ui::{Dialog, Session};

/// A column of the list.
struct Line {
    key: Key,
    name: String,
    about: String,
    deleted: bool,
    built_in: bool,
}

fn columns(app: &App, sheet: Sheet, lang: Lang) -> Vec<Line> {
    let table = app.plan().table(sheet);
    let own = table
        .definitions()
        .iter()
        .filter(|definition| !definition.is_claimed() && sheet.definition(&definition.key) != Some(*definition));
    let mut lines: Vec<Line> = own
        .map(|definition| {
            let is_formula = definition.computed == Some(Computed::Formula);
            let kind = if is_formula { KindWord::Formula } else { KindWord::of(&definition.kind) };
            let built_in = sheet.definition(&definition.key).is_some();
            let mut about = vec![kind.text(lang).to_owned()];
            about.extend(is_formula.then(|| app.formula_text(sheet, &definition.formula)));
            about.extend(definition.deleted.then(|| Words::DeletedMark.text(lang).into_owned()));
            about.extend(built_in.then(|| Words::BuiltInMark.text(lang).into_owned()));
            Line {
                key: definition.key.clone(),
                name: lang.pick(&definition.label).to_owned(),
                about: about.join(" · "),
                deleted: definition.deleted,
                built_in,
            }
        })
        .collect();
    order::sort_by_key(&mut lines, |line| line.deleted);
    lines
}

/// The page.
pub fn all_columns(session: Session) -> El {
    let add = move |sheet: Sheet| {
        let form = session.with(|app| app.new_column_of(sheet));
        session.dialog.set(Some(Dialog::Column(Box::new(form))));
    };
    let shown = live(move || {
        session.follow();
        let lang = session.language();
        let tables: Vec<Sheet> = Sheet::ALL.iter().copied().filter(|sheet| sheet.is_table()).collect();
        let names =
            std::iter::once(String::new()).chain(tables.iter().map(|sheet| lang.pick(&sheet.label()).to_owned()));
        let names: Vec<String> = names.collect();
        let control = list(names, Some(0), move |at| {
            at.checked_sub(1).and_then(|at| tables.get(at)).into_iter().for_each(|sheet| add(*sheet));
        });
        let found = session.with(|app| {
            let tables = Sheet::ALL.iter().map(|&sheet| (sheet, columns(app, sheet, lang)));
            tables.filter(|(_, lines)| !lines.is_empty()).collect::<Vec<_>>()
        });
        let nothing = found.is_empty().then(|| el("p").add(Words::NoOwnColumns.text(lang)));
        let parts: Vec<El> = found.into_iter().map(|(sheet, lines)| table(session, sheet, lines, lang)).collect();
        let about = el("p").class("soft").add(Words::AllColumnsAbout.text(lang));
        let add = named(Words::Add.text(lang).into_owned(), control.set("id", "add-column-to"));
        vec![Some(about), Some(add), nothing].into_iter().flatten().chain(parts).collect::<Vec<El>>()
    });
    el("div").class("sheets all-columns").add(shown)
}

fn table(session: Session, sheet: Sheet, lines: Vec<Line>, lang: Lang) -> El {
    let lines: Vec<El> = lines.into_iter().map(|line| drawn(session, sheet, line, lang)).collect();
    let heading = el("h3").add(lang.pick(&sheet.label()).to_owned());
    el("section").class("part").add(heading).add(el("ul").class("plans").add(lines))
}

fn drawn(session: Session, sheet: Sheet, line: Line, lang: Lang) -> El {
    let Line { key, name, about, deleted, built_in } = line;
    let column = format!("{}.{key}", sheet.key());
    let edited = key.clone();
    let edit = move || {
        let form = session.with(|app| app.column_form(sheet, &edited, None));
        session.dialog.set(form.map(|form| Dialog::Column(Box::new(form))));
    };
    let other = (deleted || !built_in).then(|| {
        let words = if deleted { Words::Restore } else { Words::Delete };
        // The line goes elsewhere in the list, and what comes to stand here is another column's: the focus goes with it.
        let button = if deleted { ".choice" } else { "button:not(.choice)" };
        let own = format!(".plans li[data-column='{column}'] > {button}");
        el("button").add(words.text(lang)).click(move || {
            session.dispatch(Action::SetDeleted { sheet, column: key.clone(), deleted: !deleted });
            crate::ui::regions::focus_last(&own);
        })
    });
    let choice = el("button").class("choice").flag("disabled", deleted).click(edit);
    el("li").set("data-column", column).add(choice.add(el("b").add(name)).add(el("span").add(about))).add(other)
}
