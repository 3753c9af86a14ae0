//! Sentences that need the plan: notices, the page's title.

use smol_str::SmolStr;

use super::Session;
use crate::app::{App, Notice, Others, Unseen};
use crate::model::Sheet;
use crate::text::Lang;
use crate::text::messages::{
    Arrange, Attention, Cells, Columns, Commenting, Csv, Deals, Defining, Edits, Find, Forecast, Grid, Groups, History,
    Links, Milestones, Outlook, Review, Rows, RuleBreaks, Shell, Step, Steps, Values, column_deleted,
};

/// So many records are named that both began; the others are counted.
const NAMED: usize = 3;

/// A notice in words.
#[must_use]
pub fn notice(app: &App, notice: &Notice, lang: Lang) -> String {
    match notice {
        Notice::Pasted { .. } => notice.in_short(lang),
        Notice::TookColumns { columns, invalid } => {
            with_attention(Review::TookColumns { columns: Columns(*columns) }.text(lang).into(), *invalid, lang)
        }
        Notice::TookIn { sheet, added, updated, invalid, against, ended, begun, totals } => {
            let counted =
                [(*added, Csv::Added { rows: Rows(*added) }), (*updated, Csv::Updated { rows: Rows(*updated) })];
            let mut parts: Vec<_> =
                counted.iter().filter(|(count, _)| *count > 0).map(|(_, said)| said.text(lang)).collect();
            if parts.is_empty() {
                parts.push(Csv::None.text(lang));
            }
            let begun =
                begun.iter().map(|(sheet, count)| Grid::PastedBegun { sheet: *sheet, count: *count }.text(lang));
            let begun: Vec<_> = begun.collect();
            parts.extend((*ended > 0).then(|| Grid::PastedEnded { deals: Deals(*ended) }.text(lang)));
            parts.extend(begun);
            parts.extend((*totals > 0).then(|| Grid::PastedTotals { rows: Rows(*totals) }.text(lang)));
            let said = Csv::TookIn { sheet: *sheet, what: parts.join(" · ").into() }.text(lang).into_owned();
            let said = with_attention(said, *invalid, lang);
            match *against {
                0 => said,
                more => format!("{said} · {}", Grid::PastedAgainst { values: RuleBreaks(more) }.text(lang)),
            }
        }
        Notice::Merged { edits, unsettled, renamed, unseen, begun } => {
            let said = if *edits == 0 { Grid::MergedNothing } else { Grid::Merged { edits: Edits(*edits) } };
            let said = match *unsettled {
                0 => said.text(lang).into_owned(),
                more => format!("{} · {}", said.text(lang), Grid::Unsettled { values: Values(more) }.text(lang)),
            };
            let unseen = unseen.iter().map(Unseen::words);
            let renamed = renamed.iter().cloned().map(|name| Grid::MergedName { name });
            let (named, more) = (begun.iter().take(NAMED), begun.len().saturating_sub(NAMED));
            let names = named.map(SmolStr::as_str).collect::<Vec<_>>().join(lang.comma()).into();
            let begun = (!begun.is_empty()).then_some(match more {
                0 => Grid::MergedBegun { names },
                more => Grid::MergedBegunMore { names, more },
            });
            let more = renamed.chain(begun).chain(unseen).map(|more| more.text(lang).into_owned());
            std::iter::once(said).chain(more).collect::<Vec<_>>().join(" · ")
        }
        Notice::SavedTable { name, rows, left_out } => {
            let said = Csv::Saved { name: name.clone(), rows: Rows(*rows) }.text(lang).into_owned();
            match *left_out {
                0 => said,
                rows => format!("{said} · {}", Csv::LeftOut { rows: Rows(rows) }.text(lang)),
            }
        }
        Notice::Copied { rows, columns, cut: false } => Grid::Copied { cells: Cells(rows * columns) }.text(lang).into(),
        Notice::Copied { rows, columns, cut: true } => {
            Grid::CutMarked { cells: Cells(rows * columns) }.text(lang).into()
        }
        Notice::Begun { name, sheet } => Grid::Created { text: name.clone(), sheet: *sheet }.text(lang).into(),
        Notice::TakenFor { text, name, sheet } => {
            Grid::TakenFor { text: text.clone(), name: name.clone(), sheet: *sheet }.text(lang).into()
        }
        Notice::EditorClosed => String::new(),
        Notice::WrittenElsewhere(text) if text.is_empty() => Grid::EmptiedElsewhere.text(lang).into(),
        Notice::WrittenElsewhere(text) => Grid::WrittenElsewhere { text: text.clone() }.text(lang).into(),
        Notice::SelectingMore => Grid::SelectingMore.text(lang).into(),
        Notice::RowGone(text) if text.is_empty() => Grid::RowGoneUnused.text(lang).into(),
        Notice::RowGone(text) => Grid::RowGone { text: text.clone() }.text(lang).into(),
        Notice::PasteHashes => Grid::PasteHashes.text(lang).into(),
        Notice::Moved(rows) => Grid::Moved { rows: Rows(*rows) }.text(lang).into(),
        Notice::Deleted { rows, links: 0 } => Grid::Deleted { rows: Rows(*rows) }.text(lang).into(),
        Notice::Deleted { rows, links } => {
            Grid::DeletedLinked { rows: Rows(*rows), cells: Cells(*links) }.text(lang).into()
        }
        Notice::ColumnMoved { column, at, of } => {
            Arrange::ColumnMoved { column: column.clone(), at: *at, of: *of }.text(lang).into()
        }
        Notice::Frozen(0) => Arrange::NoneFrozen.text(lang).into(),
        Notice::Frozen(count) => Arrange::ColumnsFrozen { columns: Columns(*count) }.text(lang).into(),
        Notice::Widened { column, width } => {
            Arrange::Widened { column: column.clone(), width: usize::from(*width) }.text(lang).into()
        }
        Notice::ColumnHidden(column) => Arrange::ColumnHidden { column: column.clone() }.text(lang).into(),
        Notice::Inserted(rows) => Grid::Inserted { rows: Rows(*rows) }.text(lang).into(),
        Notice::Joined { name, links, left } => {
            let mut said = vec![Grid::Joined { name: name.clone(), links: Links(*links) }.text(lang)];
            said.extend((*left > 0).then(|| Grid::JoinedLeft { cells: Cells(*left) }.text(lang)));
            said.join(" · ")
        }
        Notice::Duplicated(rows) => Grid::Duplicated { rows: Rows(*rows) }.text(lang).into(),
        Notice::Cleared(cells) => Grid::Cleared { cells: Cells(*cells) }.text(lang).into(),
        Notice::Filled { cells, invalid, left } => {
            let filled = Grid::Filled { cells: Cells(*cells) }.text(lang).into();
            let filled = (*cells > 0 || *left == 0).then(|| with_attention(filled, *invalid, lang));
            let left = (*left > 0).then(|| Grid::NotFilled { values: Attention(*left) }.text(lang).into());
            [filled, left].into_iter().flatten().collect::<Vec<String>>().join(" · ")
        }
        Notice::Repaired { values, left } => {
            let said = Review::Repaired { values: Values(*values) }.text(lang);
            let more = (*left > 0).then(|| Review::StillOpen { count: *left }.text(lang));
            [Some(said), more].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
        Notice::Replaced { cells, invalid, computed, links, within } => {
            let cells = Cells(*cells);
            let said = if *within { Find::ReplacedWithin { cells } } else { Find::Replaced { cells } };
            let said = with_attention(said.text(lang).into(), *invalid, lang);
            let mut parts = vec![said];
            if *computed > 0 {
                parts.push(Find::NotReplaced { cells: Cells(*computed) }.text(lang).into());
            }
            if *links > 0 {
                parts.push(Find::LinksKept { cells: Cells(*links) }.text(lang).into());
            }
            parts.join(" · ")
        }
        Notice::Supposed(deals) => Outlook::Kept { deals: Deals(*deals) }.text(lang).into(),
        Notice::Commented => Commenting::Added.text(lang).into(),
        Notice::CommentRemoved => Commenting::Removed.text(lang).into(),
        Notice::Undone(label, _, Others::All) => Shell::KeptByOthers { what: Step::of_key(&label.0) }.text(lang).into(),
        Notice::Redone(label, _, Others::All) => Shell::NotRedone { what: Step::of_key(&label.0) }.text(lang).into(),
        Notice::Undone(label, at, others) => {
            stepped_in(Shell::Undone { what: Step::of_key(&label.0) }.text(lang).into(), *at, *others, lang)
        }
        Notice::Redone(label, at, others) => {
            stepped_in(Shell::Redone { what: Step::of_key(&label.0) }.text(lang).into(), *at, *others, lang)
        }
        Notice::Stepped { back, steps, others } => {
            let steps = Steps(*steps);
            let said = if *back { History::SteppedBack { steps } } else { History::SteppedForth { steps } };
            stepped_in(said.text(lang).into(), None, *others, lang)
        }
        Notice::TargetFor(period) => Forecast::TargetFor { period: app.period_name(period) }.text(lang).into(),
        Notice::NothingToUndo => Shell::NothingToUndo.text(lang).into(),
        Notice::NothingToRedo => Shell::NothingToRedo.text(lang).into(),
        Notice::ReadOnly if app.asks_next_step(notice) => Grid::NextIsOfActivity.text(lang).into(),
        Notice::ReadOnly => {
            let column = app.active_column().map(|definition| definition.label.clone()).unwrap_or_default();
            Grid::ReadOnlyCell { column }.text(lang).into()
        }
        Notice::MovedAhead { deal, unmet } => {
            let deal = crate::text::title(app.plan(), crate::model::Sheet::Deals, *deal, lang);
            Grid::MovedAhead { deal, milestones: Milestones(*unmet) }.text(lang).into()
        }
        Notice::SampleRemoved { kept: 0 } => Shell::SampleRemoved.text(lang).into(),
        Notice::SampleRemoved { kept } => Shell::SampleRemovedBeside { rows: Rows(*kept) }.text(lang).into(),
        Notice::Impossible(why) => why.text(lang).into(),
        Notice::ColumnAdded(column) => Defining::Added { column: column.clone() }.text(lang).into(),
        Notice::FormulaWrong(column) => Defining::SavedWrong { column: column.clone() }.text(lang).into(),
        Notice::ColumnChanged(column) => Defining::Changed { column: column.clone() }.text(lang).into(),
        Notice::ColumnDeleted { column, formulas, views } => column_deleted(column, formulas, views, lang),
        Notice::ColumnRestored(column) => Defining::Restored { column: column.clone() }.text(lang).into(),
        Notice::ColumnRestoredAs { column, now } => {
            Defining::RestoredAs { column: column.clone(), now: now.clone() }.text(lang).into()
        }
        Notice::Retyped { column, converted, marked } => {
            let (column, converted) = (column.clone(), Values(*converted));
            match marked {
                0 => Defining::Retyped { column, converted }.text(lang).into(),
                marked => Defining::RetypedMarked { column, converted, marked: Attention(*marked) }.text(lang).into(),
            }
        }
        Notice::Sorted(sorts) if sorts.is_empty() => Arrange::Unsorted.text(lang).into(),
        Notice::Sorted(sorts) => {
            let columns = app.active.map(|id| app.sort_text(id.sheet(), sorts)).unwrap_or_default();
            Arrange::SortedBy { columns }.text(lang).into()
        }
        Notice::Filtered { shown, of } => Arrange::Filtered { shown: *shown, rows: Rows(*of) }.text(lang).into(),
        Notice::Grouped { groups: 0 } => Arrange::Ungrouped.text(lang).into(),
        Notice::Grouped { groups } => Arrange::Grouped { groups: Groups(*groups) }.text(lang).into(),
        Notice::AppliedAgain { shown, .. } => Arrange::AppliedAgain { rows: Rows(*shown) }.text(lang).into(),
        Notice::ViewSaved(name) => Arrange::ViewSaved { name: name.clone() }.text(lang).into(),
        Notice::Refused(_) => Grid::ForeignCell.text(lang).into(),
    }
}

/// What was done, and how many values need a person after it.
/// A step, and the table in which it was where that is not the one in use.
fn stepped_in(what: String, at: Option<Sheet>, others: Others, lang: Lang) -> String {
    let said = match at {
        Some(sheet) => Shell::SteppedIn { what: what.into(), sheet }.text(lang).into(),
        None => what,
    };
    match others {
        Others::None => said,
        Others::Some | Others::All => format!("{said} · {}", Shell::OthersKept.text(lang)),
    }
}

fn with_attention(said: String, values: usize, lang: Lang) -> String {
    match values {
        0 => said,
        more => format!("{said} · {}", Grid::PastedAttention { values: Attention(more) }.text(lang)),
    }
}

/// The title of the browser's tab: the plan, its page, the product.
#[must_use]
pub fn title(session: Session) -> String {
    // The language may have changed in this very turn.
    let (name, tab, lang) = session.with(|app| (app.plan().name().to_owned(), app.tab, app.lang));
    let product = Shell::AppName.text(lang);
    if name.is_empty() { product.into() } else { format!("{name} · {} · {product}", tab.name().text(lang)) }
}
