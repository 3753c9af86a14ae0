//! What tables show, worked out once more in the plainest way: rows, totals, the status bar.

use proptest::prelude::*;

use super::desk::Desk;
use crate::app::arrange::Deed as Arranging;
use crate::app::grid::{Arrangement, At, Condition, GridId, Layout, Likeness, Section, Total};
use crate::app::{Action, App};
use crate::model::{Computed, Date, Decimal, Definition, Key, Kind, Money, Percent, RowId, Sheet, Value};
use crate::text::{search_key, show};

/// Whether a cell meets a condition, said plainly.
fn meets(app: &App, sheet: Sheet, row: RowId, definition: &Definition, condition: &Condition) -> bool {
    let value = app.facet(sheet, row, definition);
    let text = match &value {
        Value::Text(text) | Value::Invalid(text) => search_key(text),
        _ => search_key(&app.text_of(sheet, row, definition)),
    };
    let is_off = matches!(value, Value::Check(false)) && definition.computed.is_none();
    match condition {
        Condition::Empty => value.is_empty(),
        Condition::Filled => !value.is_empty(),
        Condition::Invalid => value.is_invalid(),
        Condition::Like(like, asked) => {
            let asked = search_key(asked);
            match like {
                Likeness::Contains => text.contains(&*asked),
                Likeness::Lacks => !text.contains(&*asked),
                Likeness::Begins => text.starts_with(&*asked),
                Likeness::Ends => text.ends_with(&*asked),
                Likeness::Is => text == asked,
            }
        }
        Condition::Between { from: Some(Value::Money(from)), .. } => match &value {
            Value::Money(money) => app.plan().in_plan_currency(*money).is_some_and(|minor| minor >= from.minor),
            _ => false,
        },
        Condition::Between { until: Some(Value::Date(until)), .. } => {
            matches!(&value, Value::Date(day) if day <= until)
        }
        Condition::Among { values, except } => {
            let is_in = |value: &Value| match value {
                Value::Text(text) => values.contains(&Value::Text(search_key(text))),
                value => values.contains(value),
            };
            let among = match &value {
                Value::Links(rows) => rows.iter().any(|row| is_in(&Value::Link(*row))),
                Value::Choices(keys) => keys.iter().any(|key| is_in(&Value::Choice(key.clone()))),
                value => is_in(value) || (is_off && is_in(&Value::Empty)),
            };
            among != *except
        }
        other => panic!("{other:?}"),
    }
}

/// What a number or a day is sorted by: what has none stands after those that have.
fn rank(app: &App, value: &Value, descending: bool) -> (u8, i64, Option<String>) {
    let turned = |number: i64| if descending { -number } else { number };
    match value {
        Value::Money(money) => match app.plan().in_plan_currency(*money) {
            Some(minor) => (0, turned(minor), None),
            None => (1, money.minor, None),
        },
        Value::Number(number) => (0, turned(number.millionths), None),
        Value::Percent(percent) => (0, turned(percent.ppm), None),
        Value::Date(day) => (0, turned(day.days_since(Date::of_millis(0))), None),
        Value::Invalid(_) => (3, 0, None),
        Value::Empty => (4, 0, None),
        _ => (2, 0, None),
    }
}

/// Rows are those that the filter asks for, in the groups and the order that are asked for.
pub(super) fn rows_are_right(desk: &mut Desk, id: GridId) -> Result<(), TestCaseError> {
    desk.act(Action::Arrange(id, Arranging::Apply));
    let arrangement = Arrangement::clone(&desk.app.grid(id).arrangement);
    let layout = desk.app.grid(id).layout.clone();
    let (app, sheet) = (&desk.app, id.sheet());
    let table = app.plan().table(sheet);
    let present = |key: &Key| table.present_column(key);
    let asked = |row: &RowId| {
        arrangement.filter.columns.iter().all(|(key, condition)| {
            present(key).is_none_or(|definition| meets(app, sheet, *row, definition, condition))
        })
    };
    let is_plain = !arrangement.filter.attention && !arrangement.filter.mine;
    let (mut expected, Some(rows)): (Vec<RowId>, _) = (table.ids().filter(asked).collect(), layout.rows()) else {
        return Ok(());
    };
    let place = |row: &RowId| table.position(*row);
    if is_plain {
        let mut shown = rows.records().to_vec();
        shown.sort_by_key(place);
        prop_assert_eq!(&shown, &expected, "{:?}", arrangement.filter);
    }
    let sorts: Vec<_> =
        arrangement.sort.iter().filter_map(|sort| Some((present(&sort.column)?, sort.descending))).collect();
    let is_number = |definition: &Definition| definition.kind.is_numeric() || definition.kind == Kind::Date;
    if !sorts.iter().all(|(definition, _)| is_number(definition)) {
        return Ok(());
    }
    let ranks = |row: &RowId| -> Vec<_> {
        let all = sorts.iter();
        all.map(|(definition, descending)| rank(app, &app.facet(sheet, *row, definition), *descending)).collect()
    };
    let has_texts = |row: &RowId| ranks(row).iter().any(|rank| matches!(rank.0, 2 | 3));
    // Texts that do not fit stand in an order of their own.
    if expected.iter().any(has_texts) {
        return Ok(());
    }
    let groups: Vec<&Definition> = arrangement.groups.iter().filter_map(|group| present(&group.column)).collect();
    if groups.is_empty() {
        if is_plain {
            expected.sort_by_key(ranks);
            prop_assert_eq!(rows.records(), &expected, "{:?}", arrangement.sort);
        }
        return Ok(());
    }
    let inner: Vec<&Section> = rows.sections().iter().filter(|section| section.level + 1 == groups.len()).collect();
    prop_assert_eq!(inner.iter().map(|section| section.until - section.from).sum::<usize>(), rows.records().len());
    let mut paths: Vec<&Vec<Value>> = Vec::new();
    for section in inner {
        let records = &rows.records()[section.from..section.until];
        prop_assert!(!paths.contains(&&section.path), "each group stands once: {:?}", section.path);
        paths.push(&section.path);
        prop_assert!(records.is_sorted_by_key(|row| (ranks(row), place(row))), "{:?}", section.path);
        for (at, definition) in groups.iter().enumerate().filter(|(at, _)| arrangement.groups[*at].unit.is_none()) {
            let common = |row: &RowId| match app.facet(sheet, *row, definition) {
                Value::Text(text) => Value::Text(search_key(&text)),
                Value::Check(false) if definition.computed.is_none() => Value::Empty,
                value => value,
            };
            prop_assert!(records.iter().all(|row| common(row) == section.path[at]), "{:?}", section.path);
        }
    }
    Ok(())
}

/// What stands under columns and at the heads of groups is what their rows come to.
pub(super) fn totals_are_right(app: &App, id: GridId) -> Result<(), TestCaseError> {
    let Some(grid) = app.laid_out(id) else { return Ok(()) };
    let Layout::Table { columns, rows, .. } = &*grid.layout else { return Ok(()) };
    let (sheet, table) = (id.sheet(), app.plan().table(id.sheet()));
    let totals = app.totals(id);
    for (at, shown) in columns.iter().enumerate() {
        let definition = &table.definitions()[shown.index];
        let total = app.total_of(&grid.arrangement, at, definition);
        prop_assert_eq!(
            &totals[at],
            &app.total_text(sheet, shown.index, definition, total, rows.records()),
            "{}",
            shown.key
        );
        if total == Total::Sum && definition.kind == Kind::Money && definition.computed.is_none() {
            let amounts = rows.records().iter().filter_map(|row| match table.value(*row, &shown.key) {
                Value::Money(money) => app.plan().in_plan_currency(*money).map(i128::from),
                _ => None,
            });
            let values = || rows.records().iter().map(|row| table.value(*row, &shown.key));
            let unreadable = values().filter(|value| value.is_invalid()).count();
            let lacks_rate =
                |value: &Value| matches!(value, Value::Money(money) if app.plan().in_plan_currency(*money).is_none());
            let minor = i64::try_from(amounts.sum::<i128>());
            if minor == Ok(0) && unreadable > 0 && !values().any(lacks_rate) {
                prop_assert!(totals[at].starts_with(&unreadable.to_string()), "{} {unreadable}", totals[at]);
            } else if let Ok(minor) = minor {
                let sum =
                    show(app.plan(), definition, &Value::Money(Money::new(minor, app.plan().currency())), app.lang);
                prop_assert!(totals[at].contains(&*sum), "{} {}", totals[at], sum);
            }
        }
        for (nth, section) in rows.sections().iter().enumerate() {
            let records = &rows.records()[section.from..section.until];
            let text = app.total_text(sheet, shown.index, definition, total, records);
            prop_assert_eq!(&app.group_totals(id, nth)[at], &text, "{}", shown.key);
        }
    }
    Ok(())
}

/// The status bar says what the selected cells come to.
pub(super) fn summary_is_right(app: &App, id: GridId) -> Result<(), TestCaseError> {
    let Some(grid) = app.laid_out(id) else { return Ok(()) };
    let (sheet, table) = (id.sheet(), app.plan().table(id.sheet()));
    let mut cells: Vec<At> = grid
        .areas()
        .flat_map(|area| {
            let ((top, bottom), (left, right)) = (area.rows(), area.columns());
            (top..=bottom).flat_map(move |row| (left..=right).map(move |column| At { row, column }))
        })
        .collect();
    cells.sort_by_key(|at| (at.row, at.column));
    cells.dedup();
    let (mut count, mut numbers, mut units) = (0, Vec::new(), Vec::new());
    for at in cells {
        let Some(row) = grid.layout.record(at.row) else { continue };
        let Some(shown) = grid.layout.shown(at.row, at.column) else { continue };
        let definition = &table.definitions()[shown.index];
        let adds = definition.kind == Kind::Date
            || definition.kind.is_numeric() && definition.computed != Some(Computed::Pivot);
        if definition.computed.is_some() && !adds {
            continue;
        }
        let value = app.value_of(sheet, row, definition);
        count += usize::from(!value.is_empty());
        let (unit, number) = match value {
            Value::Money(money) => match app.plan().in_plan_currency(money) {
                Some(minor) => (0, minor),
                None => continue,
            },
            Value::Number(number) => (1, number.millionths),
            Value::Percent(percent) => (2, percent.ppm),
            _ => continue,
        };
        numbers.push(i128::from(number));
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    let summary = app.selection_summary(id);
    prop_assert_eq!(summary.count, count);
    let typed = |number: i128| {
        let number = i64::try_from(number).ok()?;
        Some(match units[0] {
            0 => Value::Money(Money::new(number, app.plan().currency())),
            1 => Value::Number(Decimal { millionths: number }),
            _ => Value::Percent(Percent { ppm: number }),
        })
    };
    if units.len() == 1 {
        prop_assert_eq!(&summary.sum, &typed(numbers.iter().sum()));
        prop_assert_eq!(&summary.min, &typed(*numbers.iter().min().unwrap()));
        prop_assert_eq!(&summary.max, &typed(*numbers.iter().max().unwrap()));
    } else {
        prop_assert_eq!((&summary.sum, &summary.average), (&None, &None));
    }
    Ok(())
}
