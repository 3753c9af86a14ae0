//! The panels of sorting and grouping: the columns, one below the other, the first one counting most.

use super::condition::definition;
use super::controls::{button, buttons, choose, first, heading, pair, pressed_at, sign, strong};
use super::panel::close;
use crate::app::Action;
use crate::app::arrange::{Deed, unit_name};
use crate::app::grid::{Arrangement, GridId, Group, MAX_GROUPS, Sort, Unit};
use crate::model::{Definition, Key, Kind, order};
use crate::text::messages::Arrange as Words;
use crate::ui::Session;
use crate::ui::element::{El, Part, el, live};
use crate::ui::menu::{self, Item};

fn arrangement(session: Session, grid: GridId) -> std::sync::Arc<Arrangement> {
    session.follow_turns();
    session.with(|app| app.laid_out(grid).map(|grid| grid.arrangement.clone())).unwrap_or_default()
}

fn arrange(session: Session, grid: GridId, deed: Deed) {
    session.dispatch(Action::Arrange(grid, deed));
}

/// A button that lists columns to add one: those that are shown first.
fn adds(session: Session, grid: GridId, is_first: bool, word: Words, taken: &[Key], add: fn(Definition) -> Deed) -> El {
    let lang = session.language_now();
    let columns: Vec<Definition> = session.with(|app| {
        let choice = app.laid_out(grid).map(|grid| grid.arrangement.columns.clone()).unwrap_or_default();
        let free =
            choice.in_order(app.plan().table(grid.sheet())).into_iter().map(|(_, definition)| definition.clone());
        let mut free: Vec<Definition> = free.filter(|definition| !taken.contains(&definition.key)).collect();
        order::sort_by_key(&mut free, |definition| !choice.shows(definition, matches!(grid, GridId::Part(_))));
        free
    });
    let word = if is_first { word } else { Words::ThenBy }.text(lang);
    let name = word.to_string();
    // A menu: in a list the first key of somebody who looks for a column would choose one.
    first(el("button").set("type", "button").class("adds").set("aria-haspopup", "menu").add(word)).on(
        "click",
        move |event| {
            let item = |column: &Definition| {
                let deed = add(column.clone());
                Item::new(lang.pick(&column.label).to_owned(), move || arrange(session, grid, deed.clone()))
            };
            let (at, by_key) = pressed_at(&event);
            menu::open(session, name.clone(), at, columns.iter().map(item).collect(), by_key);
        },
    )
}

fn name_of(session: Session, grid: GridId, column: &Key) -> El {
    let lang = session.language_now();
    let name = definition(session, grid, column).map(|definition| lang.pick(&definition.label).to_owned());
    el("span").add(name.unwrap_or_else(|| column.to_string()))
}

fn end(session: Session, grid: GridId, word: Words, clear: Deed) -> El {
    let lang = session.language_now();
    buttons(vec![
        button(word.text(lang), move || {
            close(session);
            arrange(session, grid, clear.clone());
        }),
        strong(Words::Done.text(lang), move || close(session)),
    ])
}

/// By which columns rows are sorted.
pub(super) fn sorts(session: Session, grid: GridId) -> Vec<Part> {
    let lang = session.language_now();
    let lines = live(move || {
        let sorts = arrangement(session, grid).sort.clone();
        let mut lines: Vec<El> = (0..sorts.len()).filter_map(|at| sort_line(session, grid, &sorts, at)).collect();
        let taken: Vec<Key> = sorts.iter().map(|sort| sort.column.clone()).collect();
        let add = |column: Definition| Deed::Sort { column: column.key, descending: false, add: true };
        lines.push(adds(session, grid, sorts.is_empty(), Words::SortBy, &taken, add));
        lines
    });
    vec![heading(Words::Sort.text(lang)).into(), lines, end(session, grid, Words::ClearSort, Deed::Unsort(None)).into()]
}

fn sort_line(session: Session, grid: GridId, sorts: &[Sort], at: usize) -> Option<El> {
    let lang = session.language_now();
    let sort = sorts.get(at)?;
    // Each button puts another list in place of this one.
    let put = |change: fn(&mut Vec<Sort>, usize)| {
        let sorts = sorts.to_vec();
        move || {
            let mut sorts = sorts.clone();
            change(&mut sorts, at);
            arrange(session, grid, Deed::Sorts(sorts));
        }
    };
    let turn = put(|sorts, at| {
        if let Some(sort) = sorts.get_mut(at) {
            sort.descending = !sort.descending;
        }
    });
    let earlier = put(|sorts, at| sorts.swap(at, at.saturating_sub(1)));
    let less = put(|sorts, at| drop(sorts.remove(at)));
    let direction = if sort.descending { Words::Descending } else { Words::Ascending };
    let parts = [
        name_of(session, grid, &sort.column),
        button(direction.text(lang), turn),
        sign("↑", Words::Earlier.text(lang), earlier).flag("disabled", at == 0),
        sign("✕", Words::Remove.text(lang), less),
    ];
    Some(el("div").class("line").add(parts))
}

/// By which columns rows are grouped.
pub(super) fn groups(session: Session, grid: GridId) -> Vec<Part> {
    let lang = session.language_now();
    let lines = live(move || {
        let groups = arrangement(session, grid).groups.clone();
        let mut lines: Vec<El> = groups.iter().map(|group| group_line(session, grid, group)).collect();
        if groups.len() < MAX_GROUPS {
            let taken: Vec<Key> = groups.iter().map(|group| group.column.clone()).collect();
            let add = |column: Definition| {
                let unit = matches!(column.kind, Kind::Date).then_some(Unit::Month);
                Deed::Group(column.key, unit)
            };
            lines.push(adds(session, grid, groups.is_empty(), Words::GroupBy, &taken, add));
        }
        lines
    });
    let fold = [(Words::FoldAll, true), (Words::UnfoldAll, false)]
        .map(|(word, close)| button(word.text(lang), move || arrange(session, grid, Deed::FoldAll(close))));
    vec![
        heading(Words::Group.text(lang)).into(),
        lines,
        pair(fold.into()).into(),
        end(session, grid, Words::ClearGroups, Deed::Ungroup(None)).into(),
    ]
}

fn group_line(session: Session, grid: GridId, group: &Group) -> El {
    let lang = session.language_now();
    let (column, chosen) = (group.column.clone(), group.unit);
    let is_date = definition(session, grid, &column).is_some_and(|definition| matches!(definition.kind, Kind::Date));
    let units = is_date.then(|| {
        let at = Unit::ALL.iter().position(|unit| chosen == Some(*unit)).unwrap_or(0);
        let names = Unit::ALL.iter().map(|unit| unit_name(*unit).text(lang)).collect();
        let column = column.clone();
        choose(Words::Unit.text(lang), names, at, move |at| {
            arrange(session, grid, Deed::Group(column.clone(), Unit::ALL.get(at).copied()));
        })
    });
    el("div").class("line").add(name_of(session, grid, &group.column)).add(units).add(sign(
        "✕",
        Words::Remove.text(lang),
        move || arrange(session, grid, Deed::Ungroup(Some(column.clone()))),
    ))
}
