//! What is in a plan file, and what is wrong with it, as JSON: `cargo run --example check -- plan.json [en|zh]`.
//!
//! The exit code is 1 where the file cannot be read; the error then stands as JSON on stderr. Problems in the plan are
//! no errors: a plan may be half filled in.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write as _;
use std::process::ExitCode;

use quadrille::app::{App, Theme, problems};
use quadrille::formats::{self, FileError, Location};
use quadrille::log::Replica;
use quadrille::model::schema::setup::settings;
use quadrille::model::{Date, Plan, Severity, Sheet};
use quadrille::text::{Lang, title};
use serde_json::{Value, json};

const USAGE: &str = "usage: check plan.json [en|zh]";
/// More problems than this are not listed one by one.
const MOST: usize = 1000;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (path, lang) = match arguments.as_slice() {
        [path] => (path, Lang::En),
        [path, lang] => (path, Lang::of_key(lang).ok_or(USAGE)?),
        _ => return Err(USAGE.into()),
    };
    match formats::read(&std::fs::read(path)?, Replica::new(1, 1), "", 0) {
        Ok(file) => {
            writeln!(std::io::stdout(), "{:#}", report(file, lang))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            writeln!(std::io::stderr(), "{:#}", unreadable(&error))?;
            Ok(ExitCode::FAILURE)
        }
    }
}

fn report(file: formats::PlanFile, lang: Lang) -> Value {
    let (strange, read_otherwise) = (file.meta.unknown.is_empty(), file.problem_count);
    let edited = file.ledger.log().next_back().map(|last| Date::of_millis(last.id.millis()));
    let today = file.ledger.plan().get(Plan::SETTINGS, settings::TODAY).or(edited).unwrap_or(Date::of_millis(0));
    let app = App::new(file.ledger, lang, Theme::System, today);
    let plan = app.plan();

    let filled = Sheet::ALL.iter().filter(|sheet| !plan.table(**sheet).is_empty());
    let counts: BTreeMap<&str, usize> = filled.map(|sheet| (sheet.key(), plan.table(*sheet).len())).collect();
    let first = app.ledger.log().next().map(|first| Date::of_millis(first.id.millis()).to_string());
    let found = problems(&app, MOST);
    let of = |severity: Severity| found.iter().filter(|problem| problem.severity == severity).count();
    let listed = found.iter().map(|problem| {
        json!({
            "table": problem.sheet.key(),
            "row": title(plan, problem.sheet, problem.row, lang).to_string(),
            "column": problem.column.as_str(),
            "severity": format!("{:?}", problem.severity).to_ascii_lowercase(),
            "what": problem.advice.text(lang),
            "remedy": problem.advice.remedy(lang),
        })
    });
    json!({
        "name": plan.name(),
        "today": today.to_string(),
        "digest": format!("{:016x}", plan.digest()),
        "counts": counts,
        "log": {"transactions": app.ledger.len(), "first": first, "last": edited.map(|day| day.to_string())},
        "dangling": dangling(plan),
        "conflicts": app.ledger.conflicts().len(),
        "revived": app.ledger.revived().len(),
        "understood": strange,
        "read_otherwise": read_otherwise,
        "errors": of(Severity::Error),
        "warnings": of(Severity::Warning),
        "hints": of(Severity::Hint),
        "problems": listed.collect::<Vec<Value>>(),
    })
}

/// Links to rows that are deleted or were never there.
fn dangling(plan: &Plan) -> Vec<Value> {
    let mut found = Vec::new();
    for table in Sheet::ALL.iter().map(|sheet| plan.table(*sheet)) {
        for (at, definition) in table.definitions().iter().enumerate() {
            let Some(target) = definition.kind.target() else { continue };
            for &slot in table.order() {
                let lost = table.cell(slot, at).linked().iter().filter(|row| !plan.table(target).contains(**row));
                found.extend(lost.map(|row| {
                    let holder = table.id(slot).unwrap_or_default();
                    json!({"table": table.sheet().key(), "row": holder.to_string(), "column": definition.key.as_str(), "to": row.to_string()})
                }));
            }
        }
    }
    found
}

fn unreadable(error: &FileError) -> Value {
    let (kind, place, why) = match error {
        FileError::NotAPlan { why } => ("not a plan", None, format!("{why:?}")),
        FileError::TooNew { needs } => ("too new", None, format!("needs version {needs}")),
        FileError::Damaged { place, why } => ("damaged", Some(place), format!("{why:?}")),
        FileError::TooLarge { place, what, found, limit } => {
            ("too large", Some(place), format!("{found} {what:?} of at most {limit}"))
        }
    };
    let place = place.map(|Location { line, column, table, row, field }| {
        json!({"line": line, "column": column, "table": table, "row": row, "field": field})
    });
    json!({"error": kind, "why": why, "place": place})
}
