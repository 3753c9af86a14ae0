//! Every command that has no key: run as menus and the palette run it, with what it is seen to do.

use super::*;
use crate::app::command::{Command, TABLE};
use crate::app::grid::{Condition, GridId};
use crate::app::{Action, Effect, Naming, Panel};
use crate::model::{Sheet, Value};

const DEALS: GridId = GridId::Table(Sheet::Deals);

const GRID: &str = "| name | owner | amount |
                    | b    | Li    | 2      |
                    | a    | [Li]  | 1      |
                    | c    | Chen  | 3      |";

/// A table that is sorted by name, filtered and grouped by owner.
const ARRANGED: &[&str] = &["sort.up:0", "group.column:1", "filter:1"];

fn desk(prepared: &[&str]) -> Desk {
    let mut desk = Desk::new(DEALS, GRID);
    desk.press("focus");
    for step in prepared {
        let (id, column) = step.split_once(':').unwrap();
        desk.press(&format!("click(1,{column})"));
        match id {
            "filter" => {
                let except = Condition::Among { values: vec![Value::text("Nobody")], except: true };
                desk.act(Action::Arrange(DEALS, crate::app::arrange::Deed::Ask("owner".into(), Some(except))));
            }
            id => run(&mut desk, id),
        }
    }
    desk.press("click(1,1)");
    desk.effects.clear();
    desk
}

fn run(desk: &mut Desk, id: &str) {
    let command = command(id);
    desk.act(match command.is_global() {
        true => Action::RunGlobal(command),
        false => Action::Run(desk.grid, command),
    });
}

fn command(id: &str) -> Command {
    TABLE.iter().find(|entry| entry.id == id).unwrap_or_else(|| panic!("{id}")).command
}

/// What can change, by name.
fn facts(desk: &mut Desk) -> Vec<(&'static str, String)> {
    let grid = desk.app.grid(DEALS).clone();
    let first = |row: usize| desk.app.row_view(DEALS, row).cells.first().map(|cell| cell.text.to_string());
    let rows: Vec<String> = (0..grid.layout.records()).filter_map(first).collect();
    let columns = (0..grid.layout.width()).filter_map(|at| grid.layout.shown(0, at).map(|shown| shown.key.to_string()));
    let it = &grid.arrangement;
    let sort = it.sort.iter().map(|sort| format!("{}{}", if sort.descending { "-" } else { "+" }, sort.column));
    let app = &desk.app;
    vec![
        ("rows", rows.join("/")),
        ("columns", columns.collect::<Vec<_>>().join("/")),
        ("at", format!("{},{}", grid.selection.active.row, grid.selection.active.column)),
        ("sorted", sort.collect()),
        ("filtered", (!it.filter.is_empty()).to_string()),
        ("frozen", it.columns.frozen().to_string()),
        (
            "amounts",
            (0..app.plan().table(Sheet::Deals).len()).map(|row| amount(app, row)).collect::<Vec<_>>().join("/"),
        ),
        ("page", format!("{:?}{}", app.tab, if app.all_columns { ", all columns" } else { "" })),
        ("lang", format!("{:?}", app.lang)),
        ("theme", format!("{:?}", app.theme)),
    ]
}

fn amount(app: &crate::app::App, row: usize) -> String {
    let table = app.plan().table(Sheet::Deals);
    let Some(row) = table.ids().nth(row) else { return String::new() };
    app.text_of(Sheet::Deals, row, table.definition("amount").unwrap())
}

/// What a command changes, and what it asks of the page.
fn done(id: &str, prepared: &[&str]) -> String {
    let mut desk = desk(prepared);
    let before = facts(&mut desk);
    run(&mut desk, id);
    let after = facts(&mut desk);
    let changed = after.iter().zip(&before).filter(|(after, before)| after != before);
    let changed = changed.map(|((name, text), _)| format!("{name} {text}"));
    let asked = desk.effects.iter().filter_map(|effect| match effect {
        Effect::Reveal(..) | Effect::Focus(_) | Effect::Store(_) | Effect::Draft(_) => None,
        Effect::Say(notice) => {
            let notice = format!("{notice:?}");
            Some(notice.split(['{', '[']).next().unwrap_or_default().trim_end_matches([' ', '(']).to_owned())
        }
        Effect::Column(form) => {
            Some(format!("form of {:?} behind {}", form.label.en, form.behind.clone().unwrap_or_default()))
        }
        Effect::SaveTable(file) => {
            let name = |line: &str| line.split(',').find(|field| ["a", "b", "c"].contains(field)).map(str::to_owned);
            Some(format!("saves {}", file.text.lines().skip(1).filter_map(name).collect::<Vec<_>>().join("/")))
        }
        other => Some(format!("{other:?}").replace("Table(Deals), ", "").replace("Table(Deals)", "")),
    });
    changed.chain(asked).collect::<Vec<_>>().join("; ")
}

/// Command, then what it does in a table at rest, and in one that is sorted, filtered and grouped.
const SEEN: &[[&str; 3]] = &[
    ["edit.fill-series", "Impossible(NothingToFill)", "Impossible(NothingToFill)"],
    [
        "clipboard.copy-headings",
        "Copy { grid: cut: false, headings: true }",
        "Copy { grid: cut: false, headings: true }",
    ],
    ["rows.add", "at 3,0", "at 5,0"],
    [
        "rows.insert-below",
        "rows b/a//c; at 2,1; amounts 2/1//3; Inserted(1)",
        "rows Chen · 2 rows/c//Li · 2 rows/a/b; at 2,1; amounts 2/1/3/; Inserted(1)",
    ],
    ["rows.join", "Impossible(NoNamesake)", "Impossible(NoNamesake)"],
    ["rows.delete-record", "Impossible(NoPage)", "Impossible(NoPage)"],
    ["rows.plan-activity", "page Activities", "page Activities"],
    ["rows.make-deal", "Impossible(NoWhiteSpace)", "Impossible(NoWhiteSpace)"],
    ["sort.up", "rows c/b/a; sorted +owner; Sorted", "rows Chen · 1 row/c/Li · 2 rows/b/a; sorted +owner; Sorted"],
    ["sort.down", "sorted -owner; Sorted", "rows Li · 2 rows/b/a/Chen · 1 row/c; sorted -owner; Sorted"],
    ["sort.then-up", "rows c/b/a; sorted +owner; Sorted", "sorted +name+owner; Sorted"],
    ["sort.then-down", "sorted -owner; Sorted", "rows Li · 2 rows/a/b/Chen · 1 row/c; sorted +name-owner; Sorted"],
    ["sort.columns", "Panel(Sort)", "Panel(Sort)"],
    ["sort.clear", "Impossible(NotSorted)", "rows Chen · 1 row/c/Li · 2 rows/b/a; sorted ; Sorted"],
    ["filter.clear-column", "Impossible(NotFilteredHere)", "filtered false; Filtered"],
    ["filter.table", "Panel(Filter)", "Panel(Filter)"],
    ["filter.clear", "Impossible(NotFiltered)", "filtered false; Filtered"],
    ["group.columns", "Panel(Group)", "Panel(Group)"],
    ["group.fold", "Impossible(NotInGroup)", "rows Chen · 1 row/Li · 2 rows/a/b"],
    ["group.fold-all", "Impossible(NotGrouped)", "rows Chen · 1 row/Li · 2 rows"],
    ["group.unfold-all", "Impossible(NotGrouped)", ""],
    ["arrange.colours", "Panel(Colours)", "Panel(Colours)"],
    ["view.save", "Impossible(NoView)", "Impossible(NoView)"],
    ["view.save-as", "Panel(NameView(New))", "Panel(NameView(New))"],
    ["view.rename", "Impossible(NoView)", "Impossible(NoView)"],
    ["view.copy", "Impossible(NoView)", "Impossible(NoView)"],
    ["view.delete", "Impossible(NoView)", "Impossible(NoView)"],
    ["columns.choose", "Panel(Columns)", "Panel(Columns)"],
    ["columns.hide", "columns name/amount; ColumnHidden(Label", "columns name/amount; ColumnHidden(Label"],
    ["columns.fit", "Fit(\"owner\")", "Fit(\"owner\")"],
    ["columns.freeze", "frozen 2; Frozen(2)", "frozen 2; Frozen(2)"],
    ["columns.unfreeze", "frozen 0; Frozen(0)", "frozen 0; Frozen(0)"],
    ["columns.total", "TotalMenu()", "TotalMenu()"],
    ["columns.add", "form of \"\" behind owner", "form of \"\" behind owner"],
    ["columns.edit", "form of \"Owner\" behind ", "form of \"Owner\" behind "],
    ["columns.delete", "Impossible(BuiltInColumn)", "Impossible(BuiltInColumn)"],
    ["columns.all", "page Setup, all columns", "page Setup, all columns"],
    ["show.activities", "page Activities", "page Activities"],
    ["show.strategy", "page Strategy", "page Strategy"],
    ["show.funnel", "", ""],
    ["show.accounts", "page Accounts; FocusPage", "page Accounts; FocusPage"],
    ["show.all-accounts", "page Accounts", "page Accounts"],
    ["show.forecast", "page Forecast; FocusPage", "page Forecast; FocusPage"],
    ["show.setup", "page Setup", "page Setup"],
    ["show.problems", "Open(Problems)", "Open(Problems)"],
    ["plan.history", "Open(History)", "Open(History)"],
    ["plan.new", "NewPlan", "NewPlan"],
    ["plan.plans", "Open(Plans)", "Open(Plans)"],
    ["plan.rename", "Open(Plans)", "Open(Plans)"],
    ["plan.take-table", "OpenTable", "OpenTable"],
    ["plan.save-team", "SaveExcerpt(Team)", "SaveExcerpt(Team)"],
    ["plan.save-template", "SaveExcerpt(Template)", "SaveExcerpt(Template)"],
    ["plan.save-table", "saves b/a/c", "saves c/a/b"],
    ["plan.save-raw", "saves b/a/c", "saves b/a/c"],
    ["plan.remove-sample", "Impossible(NoSample)", "Impossible(NoSample)"],
    ["app.language", "lang Zh; Preferences", "rows Chen · 1 行/c/Li · 2 行/a/b; lang Zh; Preferences"],
    ["app.theme", "theme Light; Preferences", "theme Light; Preferences"],
];

#[test]
fn every_command_without_a_key_does_what_it_says() {
    let mut wrong = Vec::new();
    for [id, at_rest, arranged] in SEEN {
        for (prepared, expected) in [(&[][..], at_rest), (ARRANGED, arranged)] {
            let seen = done(id, prepared);
            if seen != *expected {
                wrong.push(format!("{id} {prepared:?}: expected {expected:?}, saw {seen:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_command_without_a_key_was_tried() {
    for entry in TABLE.iter().filter(|entry| entry.keys.is_empty()) {
        assert!(SEEN.iter().any(|[id, ..]| *id == entry.id), "{}", entry.id);
    }
}

#[test]
fn commands_that_need_more_than_a_table_do_it_where_it_is_there() {
    let more: &[(&str, &[&str], &str)] =
        &[("group.unfold-all", &["group.column:1", "group.fold-all:0"], "rows Chen · 1 row/c/Li · 2 rows/b/a")];
    for (id, prepared, expected) in more {
        assert_eq!(done(id, prepared), *expected, "{id}");
    }
    let mut series = desk(&[]);
    series.press("click(0,2) \"1\" Enter \"3\" Enter Delete click(0,2) Shift+Down Shift+Down");
    run(&mut series, "edit.fill-series");
    assert_eq!((0..3).map(|row| amount(&series.app, row)).collect::<Vec<_>>(), ["1", "3", "5"]);
    let mut own = desk(&[]);
    let key = super::columns::make(&mut own, Sheet::Deals, super::columns::own("Size", crate::model::Kind::Text));
    own.act(Action::Arrange(DEALS, crate::app::arrange::Deed::Show(key.clone(), true)));
    let first = own.record(0);
    let at = own.app.grid(DEALS).layout.locate(first, &key).unwrap().1;
    own.press(&format!("click(0,{at})"));
    run(&mut own, "columns.delete");
    assert!(own.app.plan().table(Sheet::Deals).definition(&key).unwrap().deleted);
    let mut named = desk(&["sort.up:0"]);
    named.act(Action::Arrange(DEALS, crate::app::arrange::Deed::SaveAs("Mine".into())));
    run(&mut named, "sort.clear");
    run(&mut named, "view.save");
    named.act(Action::Arrange(DEALS, crate::app::arrange::Deed::View(None)));
    let (view, _) = named.app.views(Sheet::Deals).into_iter().next().unwrap();
    named.act(Action::Arrange(DEALS, crate::app::arrange::Deed::View(Some(view))));
    assert_eq!(facts(&mut named)[0].1, "b/a/c", "the view was kept without its sort");
    run(&mut named, "view.rename");
    run(&mut named, "view.copy");
    let asked = [Naming::Rename(view), Naming::Copy(view)].map(|naming| Effect::Panel(DEALS, Panel::NameView(naming)));
    assert!(named.effects.ends_with(&asked), "{:?}", named.effects);
    run(&mut named, "view.delete");
    assert!(named.app.views(Sheet::Deals).is_empty() && named.app.base_view(DEALS).is_none());
}
