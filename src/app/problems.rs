//! What is wrong or could be better, cell by cell: errors, warnings, hints. Nothing here blocks anybody.

use super::state::App;
use crate::forecast::outlook::is_open;
use crate::model::schema::{activities, deals, setup};
use crate::model::{Definition, Key, Kind, RowId, Severity, Sheet, Value};
use crate::text::messages::{Days, Problem as Advice};
use crate::text::{VAGUE, fold};

/// One problem at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The table.
    pub sheet: Sheet,
    /// The row.
    pub row: RowId,
    /// The column.
    pub column: Key,
    /// How grave it is.
    pub severity: Severity,
    /// What it is, and what to do.
    pub advice: Advice,
}

/// A problem of one cell, without its place.
pub type Remark = (Severity, Advice);

/// Every problem of the plan, table by table; at most `limit`.
#[must_use]
pub fn problems(app: &App, limit: usize) -> Vec<Problem> {
    let mut found = Vec::new();
    for &sheet in Sheet::ALL {
        let table = app.plan().table(sheet);
        for row in table.ids() {
            for definition in table.definitions() {
                for (severity, advice) in remarks(app, sheet, row, definition) {
                    if found.len() >= limit {
                        return found;
                    }
                    found.push(Problem { sheet, row, column: definition.key.clone(), severity, advice });
                }
            }
        }
    }
    found
}

/// The problems of one cell.
#[must_use]
pub fn remarks(app: &App, sheet: Sheet, row: RowId, definition: &Definition) -> Vec<Remark> {
    if definition.computed.is_some() {
        return Vec::new();
    }
    let plan = app.plan();
    let value = plan.value(sheet, row, &definition.key);
    let column = definition.label.clone();
    let mut found = Vec::new();
    match value {
        Value::Empty => {
            if let Some(severity) = definition.required {
                found.push((severity, Advice::Required { column }));
            }
        }
        Value::Invalid(text) => {
            let why =
                app.parser().problem(definition, text).map(|fault| fault.text(app.lang).into()).unwrap_or_default();
            found.push((Severity::Error, Advice::NotRead { column, text: text.clone(), why }));
        }
        Value::Link(_) | Value::Links(_) => {
            if let Some(target) = definition.kind.target()
                && value.linked().iter().any(|linked| !plan.table(target).contains(*linked))
            {
                found.push((Severity::Error, Advice::LinkLost { column, sheet: target }));
            }
        }
        Value::Money(money) if plan.in_plan_currency(*money).is_none() => {
            found.push((Severity::Error, Advice::RateMissing { currency: money.currency.code().into() }));
        }
        Value::Text(text) if matches!(definition.kind, Kind::Paragraph) && definition.key == "note" => {
            let folded = fold(text).to_lowercase();
            if let Some(words) = VAGUE.iter().find(|words| folded.contains(*words)) {
                found.push((Severity::Hint, Advice::VagueWords { words: (*words).into() }));
            }
        }
        _ => {}
    }
    match sheet {
        Sheet::Deals => deal(app, row, &definition.key, &mut found),
        Sheet::Activities => activity(app, row, &definition.key, &mut found),
        _ => {}
    }
    found
}

fn deal(app: &App, row: RowId, key: &str, found: &mut Vec<Remark>) {
    let plan = app.plan();
    let open = is_open(plan, None, row);
    let number =
        plan.get(row, deals::STAGE).and_then(|stage| plan.get(stage, setup::stages::NUMBER)).map_or(0, |n| n.trunc());
    match key {
        "amount" if open && number >= 2 && plan.value(Sheet::Deals, row, key).is_empty() => {
            let stage =
                plan.get(row, deals::STAGE).map(|stage| crate::text::title(plan, Sheet::Stages, stage, app.lang));
            found.push((Severity::Error, Advice::AmountMissing { stage: stage.unwrap_or_default() }));
        }
        "close" if open => {
            if let Some(close) = plan.get(row, deals::CLOSE).filter(|close| *close < app.today()) {
                found.push((Severity::Warning, Advice::ClosePast { close }));
            }
        }
        "reason" if !open && plan.value(Sheet::Deals, row, key).is_empty() => {
            found.push((Severity::Warning, Advice::ReasonMissing));
        }
        "closed" if !open && plan.value(Sheet::Deals, row, key).is_empty() => {
            found.push((Severity::Error, Advice::ClosedDateMissing));
        }
        "parked_why" if plan.get(row, deals::PARKED).is_some() && plan.value(Sheet::Deals, row, key).is_empty() => {
            found.push((Severity::Warning, Advice::ParkedWithoutReason));
        }
        "verdict_why" if plan.get(row, deals::VERDICT).is_some() && plan.value(Sheet::Deals, row, key).is_empty() => {
            found.push((Severity::Hint, Advice::VerdictWithoutReason));
        }
        _ => {}
    }
}

/// An activity planned further ahead than this asks what leads there.
const FAR_DAYS: i64 = 30;

fn activity(app: &App, row: RowId, key: &str, found: &mut Vec<Remark>) {
    let plan = app.plan();
    let status = plan.get(row, activities::STATUS);
    let (done, empty) = (status == Some("done"), plan.value(Sheet::Activities, row, key).is_empty());
    let deal = plan.get(row, activities::DEAL);
    match key {
        "planned" => {
            let Some(planned) = plan.get(row, activities::PLANNED) else { return };
            let ahead = planned.days_since(app.today());
            let days = Days(usize::try_from(ahead.unsigned_abs()).unwrap_or(usize::MAX));
            if ahead > FAR_DAYS && !done {
                found.push((Severity::Hint, Advice::FarAhead { days }));
            }
            if ahead < 0 && matches!(status, None | Some("planned")) {
                found.push((Severity::Warning, Advice::ActivityOverdue { days }));
            }
        }
        "result" if done && empty => found.push((Severity::Error, Advice::ResultMissing)),
        "done" if done && empty => found.push((Severity::Error, Advice::DoneDateMissing)),
        "got" if done && empty && plan.get(row, activities::OUTCOME) == Some("advance") => {
            found.push((Severity::Warning, Advice::AdvanceWithoutCommitment));
        }
        "next" if done && empty && deal.is_some_and(|deal| is_open(plan, None, deal)) => {
            found.push((Severity::Warning, Advice::NextStepMissing));
        }
        "people" if empty && plan.get(row, activities::APPOINTMENT) == Some("confirmed") => {
            found.push((Severity::Warning, Advice::NobodyMet));
        }
        "deal" => {
            let account = plan.get(row, activities::ACCOUNT);
            match (deal, account) {
                (None, Some(account))
                    if plan.linked(Sheet::Deals, "account", account).any(|deal| is_open(plan, None, deal)) =>
                {
                    found.push((Severity::Hint, Advice::DealMissing));
                }
                (Some(deal), Some(account)) if plan.get(deal, deals::ACCOUNT).is_some_and(|own| own != account) => {
                    let own = plan.get(deal, deals::ACCOUNT).unwrap_or_default();
                    found.push((
                        Severity::Warning,
                        Advice::DealOfAnotherAccount {
                            account: crate::text::title(plan, Sheet::Accounts, own, app.lang),
                        },
                    ));
                }
                _ => {}
            }
        }
        "got_due" => {
            let kept = plan.get(row, activities::GOT_KEPT).unwrap_or_default();
            if let Some(due) = plan.get(row, activities::GOT_DUE).filter(|due| !kept && *due < app.today()) {
                found.push((Severity::Warning, Advice::PromiseOverdue { due }));
            }
        }
        _ => {}
    }
}
