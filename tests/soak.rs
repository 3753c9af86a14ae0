//! What Quadrille copies, through a real LibreOffice and back: `make soak`.
//!
//! Every table of the sample plans is copied as a whole, opened by LibreOffice as it would be pasted there, written as a
//! workbook, read again and copied; what comes back is pasted over the emptied cells and must give the same plan.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where the other program does not answer")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

use quadrille::app::command::Command as Do;
use quadrille::app::grid::{GridId, Selection};
use quadrille::app::{Action, App, Effect, Notice, Theme, block};
use quadrille::formats::read;
use quadrille::log::Replica;
use quadrille::model::schema::setup::settings;
use quadrille::model::{Plan, Sheet, Value};
use quadrille::text::Lang;

/// 10 March 2026.
const NOW: u64 = 1_773_144_000_000;

fn sample(lang: Lang) -> App {
    let path = format!("{}/public/sample.{}.plan.json", env!("CARGO_MANIFEST_DIR"), lang.key());
    let file = read(&std::fs::read(path).unwrap(), Replica::new(1, 1), "", NOW).unwrap();
    let today = file.ledger.plan().get(Plan::SETTINGS, settings::TODAY).unwrap();
    App::new(file.ledger, lang, Theme::System, today)
}

/// A folder of this test's own, emptied.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("quadrille-soak-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// LibreOffice works for one at a time: both tests use one profile of it, which is made but once.
static OFFICE: Mutex<()> = Mutex::new(());

/// Converts a file, as it would be opened and saved again; the new file.
fn convert(file: &Path, reads: &str, to: &str) -> PathBuf {
    let folder = file.parent().unwrap();
    // A name of its own for each step, so that nothing is read twice.
    let out = folder.join(to.split(':').next().unwrap());
    std::fs::create_dir_all(&out).unwrap();
    let _office = OFFICE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let profile =
        format!("-env:UserInstallation=file://{}/profile", std::env::temp_dir().join("quadrille-soak").display());
    let status = Command::new("soffice")
        .args([&profile, "--headless", "--norestore", &format!("--infilter={reads}"), "--convert-to", to, "--outdir"])
        .arg(&out)
        .arg(file)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("LibreOffice: `make soak` installs it");
    assert!(status.success(), "{} to {to}", file.display());
    let found = std::fs::read_dir(&out).unwrap().next().expect("a file was written").unwrap();
    found.path()
}

/// Selects every record of a table and copies it.
fn copied(app: &mut App, id: GridId) -> (String, String) {
    app.update(Action::Run(id, Do::SelectAll), NOW);
    let effects = app.update(Action::Copy { grid: id, cut: false, headings: false }, NOW);
    let content = effects.into_iter().find_map(|effect| match effect {
        Effect::Clipboard { text, html } => Some((text, html)),
        _ => None,
    });
    content.expect("something copied")
}

/// Empties what can be emptied and pastes; what was said.
fn emptied_and_pasted(app: &mut App, id: GridId, text: Option<&str>, html: Option<&str>) -> Notice {
    app.update(Action::Run(id, Do::SelectAll), NOW + 1);
    app.update(Action::Run(id, Do::Clear), NOW + 1);
    app.grid(id).selection = Selection::at(0, 0);
    let effects = app.update(Action::Paste(id, block(text, html).expect("a block")), NOW + 2);
    let said =
        effects.into_iter().find_map(|effect| if let Effect::Say(notice) = effect { Some(notice) } else { None });
    said.expect("something said")
}

/// The cells of the table that can be edited, by record and column.
fn cells(app: &App, sheet: Sheet) -> Vec<(String, Value)> {
    let table = app.plan().table(sheet);
    let editable = || table.definitions().iter().filter(|definition| definition.computed.is_none());
    let of_row =
        |row| editable().map(move |d| (format!("{row} {}", d.key), app.plan().value(sheet, row, &d.key).clone()));
    table.ids().flat_map(of_row).collect()
}

#[track_caller]
fn expect_same(before: &[(String, Value)], after: &[(String, Value)], what: &str) {
    assert_eq!(before.len(), after.len(), "{what}");
    let wrong: Vec<_> = before.iter().zip(after).filter(|(one, two)| one != two).take(5).collect();
    assert!(wrong.is_empty(), "{what}: {wrong:#?}");
}

/// Tables whose names no other cell of theirs is known by: they can be emptied and filled again.
const SHEETS: [Sheet; 6] =
    [Sheet::Deals, Sheet::Activities, Sheet::Contacts, Sheet::Targets, Sheet::Milestones, Sheet::Strengths];

/// A text that other programs take for something else, in a column of texts.
const TEMPTING: [&str; 12] = [
    "007",
    "3-5",
    "1/2",
    "=1+1",
    "+86 138 0013 8000",
    "-5",
    "@sum",
    "2026-03-05",
    "TRUE",
    "1E5",
    "5\" pipe & <b>",
    "two\nlines",
];

fn with_tempting_texts(app: &mut App) {
    let rows: Vec<_> = app.plan().table(Sheet::Deals).ids().take(TEMPTING.len()).collect();
    for (row, text) in rows.into_iter().zip(TEMPTING) {
        let column = "note".into();
        app.update(Action::Set { sheet: Sheet::Deals, row, column, value: Value::text(text) }, NOW);
    }
}

#[test]
#[ignore = "needs LibreOffice: make soak"]
fn tables_come_back_from_a_workbook_as_they_went() {
    for lang in Lang::ALL {
        for sheet in SHEETS {
            let what = format!("{} {}", sheet.key(), lang.key());
            let mut app = sample(lang);
            with_tempting_texts(&mut app);
            let id = GridId::Table(sheet);
            let before = cells(&app, sheet);
            let (_, html) = copied(&mut app, id);
            let file = folder(&what.replace(' ', "-")).join("copied.html");
            std::fs::write(&file, format!("<html><head><meta charset=\"utf-8\"></head><body>{html}</body></html>"))
                .unwrap();
            let workbook = convert(&file, "HTML (StarCalc)", "xlsx");
            let back = convert(&workbook, "Calc MS Excel 2007 XML", "html:HTML (StarCalc)");
            let back = std::fs::read_to_string(back).unwrap();
            let said = emptied_and_pasted(&mut app, id, None, Some(&back));
            expect_same(&before, &cells(&app, sheet), &format!("{what}: {said:?}"));
        }
    }
}

#[test]
#[ignore = "needs LibreOffice: make soak"]
fn text_alone_comes_back_as_text() {
    for lang in Lang::ALL {
        let what = format!("text {}", lang.key());
        let mut app = sample(lang);
        let id = GridId::Table(Sheet::Deals);
        let before = cells(&app, Sheet::Deals);
        let (text, _) = copied(&mut app, id);
        let file = folder(&what.replace(' ', "-")).join("copied.csv");
        std::fs::write(&file, text).unwrap();
        // Tabs, quotation marks, UTF-8, every column as it is recognised; written in full, not as it is shown.
        let workbook = convert(&file, "Text - txt - csv (StarCalc):9,34,76,1,,0,false,true", "ods");
        let options = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false";
        let back = std::fs::read_to_string(convert(&workbook, "calc8", options)).unwrap();
        let said = emptied_and_pasted(&mut app, id, Some(&back), None);
        expect_same(&before, &cells(&app, Sheet::Deals), &format!("{what}: {said:?}"));
    }
}
