//! Everything there is to choose from, with the forms it is found by.

use smol_str::{SmolStr, ToSmolStr};

use super::super::command::{Chord, Command, TABLE};
use super::super::grid::GridId;
use super::super::state::App;
use super::Aim;
use super::rank::{Forms, rank, wholly};
use crate::model::{RowId, Sheet, order};
use crate::text::messages::{Capital, Impossible, Palette as Words};
use crate::text::{Lang, initials, name, search_key};

/// Lines shown at most; more letters narrow them.
const LINES: usize = 60;

/// Tables whose records are found by name; of equal ones those of the first tables come first.
const NAMED: [Sheet; 11] = [
    Sheet::Deals,
    Sheet::Accounts,
    Sheet::Contacts,
    Sheet::Persons,
    Sheet::Activities,
    Sheet::Stages,
    Sheet::Milestones,
    Sheet::Offerings,
    Sheet::Teams,
    Sheet::ActivityTypes,
    Sheet::Strengths,
];

/// One line of the palette.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What choosing it does.
    pub aim: Aim,
    /// Its name.
    pub label: SmolStr,
    /// What it is: a deal, a column, a command.
    pub kind: SmolStr,
    /// Its keys.
    pub keys: &'static [Chord],
    /// Why it cannot be done now.
    pub refused: Option<Impossible>,
}

/// The records by name, for as long as the plan and the language stay.
#[derive(Debug)]
pub(in crate::app) struct Records {
    made_of: (usize, Lang),
    records: Vec<Record>,
}

#[derive(Debug)]
struct Record {
    sheet: Sheet,
    row: RowId,
    name: SmolStr,
    key: SmolStr,
    initials: SmolStr,
}

/// A command, table or column: few, so they are made anew for each question.
struct Thing {
    found: Found,
    key: SmolStr,
    other: SmolStr,
    also: SmolStr,
}

/// What several names are found by, a line each.
fn keys<'a>(names: impl Iterator<Item = &'a str>) -> SmolStr {
    names.map(search_key).collect::<Vec<_>>().join("\n").into()
}

impl App {
    /// The lines for what is typed, best first; for nothing typed, what was chosen lately and what can be done here.
    #[must_use]
    pub fn find(&self, typed: &str) -> Vec<Found> {
        let typed = search_key(typed);
        let words: Vec<&str> = typed.split(' ').filter(|word| !word.is_empty()).collect();
        let things = self.things();
        if words.is_empty() {
            return self.unasked(things);
        }
        let recent = |aim: &Aim| self.recent.iter().position(|other| other == aim);
        // What was chosen lately is meant again.
        let lately = |aim: &Aim| recent(aim).map_or(0, |at| 120_u32.saturating_sub(8 * at as u32));
        let mut ranked: Vec<(u32, Result<usize, usize>)> = Vec::new();
        for (at, thing) in things.iter().enumerate() {
            let forms = Forms { key: &thing.key, other: &thing.other, also: &thing.also, initials: "" };
            if let Some(rank) = rank(&words, forms) {
                // Of a page and a column of the same name the page is meant.
                let kind = if matches!(thing.found.aim, Aim::Command(Command::Show(_))) { 60 } else { 40 };
                // Of two that are called alike the one is meant that can be done.
                let can = if thing.found.refused.is_none() { 15 } else { 0 };
                ranked.push((rank + wholly(&typed, forms) + kind + can + lately(&thing.found.aim), Ok(at)));
            }
        }
        self.with_records(|records| {
            for (at, record) in records.iter().enumerate() {
                let forms = Forms { key: &record.key, initials: &record.initials, ..Forms::default() };
                if let Some(rank) = rank(&words, forms) {
                    let lately =
                        if self.recent.is_empty() { 0 } else { lately(&Aim::Record(record.sheet, record.row)) };
                    ranked.push((rank + wholly(&typed, forms) + lately, Err(at)));
                }
            }
            // Equal ones stay in the order of the tables.
            order::sort_by_key(&mut ranked, |(rank, _)| std::cmp::Reverse(*rank));
            ranked.truncate(LINES);
            let found = ranked.iter().filter_map(|(_, at)| match at {
                Ok(at) => things.get(*at).map(|thing| thing.found.clone()),
                Err(at) => records.get(*at).map(|record| self.line_of(record)),
            });
            found.collect()
        })
    }

    /// The open deals that answer to what is typed, by their names or those of their customers, best first.
    #[must_use]
    pub fn find_deals(&self, typed: &str, most: usize) -> Vec<RowId> {
        let typed = search_key(typed);
        let words: Vec<&str> = typed.split(' ').filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let plan = self.plan();
        self.with_records(|records| {
            let mut ranked: Vec<(u32, RowId)> = Vec::new();
            for record in records.iter().filter(|record| record.sheet == Sheet::Deals) {
                let account = plan.get(record.row, crate::model::schema::deals::ACCOUNT);
                let account = account.map(|account| search_key(&name(plan, Sheet::Accounts, account, self.lang)));
                let other = account.as_deref().unwrap_or("");
                let forms = Forms { key: &record.key, other, initials: &record.initials, ..Forms::default() };
                let is_open = || crate::forecast::outlook::is_open(plan, None, record.row);
                ranked.extend(rank(&words, forms).filter(|_| is_open()).map(|rank| (rank, record.row)));
            }
            order::sort_by_key(&mut ranked, |(rank, _)| std::cmp::Reverse(*rank));
            ranked.into_iter().take(most).map(|(_, row)| row).collect()
        })
    }

    /// Nothing is typed: what was chosen lately, then the commands and places of the page.
    fn unasked(&self, things: Vec<Thing>) -> Vec<Found> {
        let mut lines: Vec<Found> = Vec::new();
        for aim in &self.recent {
            match aim {
                Aim::Record(sheet, row) if self.plan().table(*sheet).contains(*row) => {
                    lines.push(self.line_of(&self.record(*sheet, *row)));
                }
                Aim::Record(..) => {}
                aim => lines.extend(things.iter().find(|thing| thing.found.aim == *aim).map(|t| t.found.clone())),
            }
        }
        let rest = things.into_iter().map(|thing| thing.found).filter(|found| !self.recent.contains(&found.aim));
        let (can, cannot): (Vec<_>, Vec<_>) = rest.partition(|found| found.refused.is_none());
        lines.extend(can);
        lines.extend(cannot);
        lines.truncate(LINES);
        lines
    }

    /// Commands, tables of the set-up, views and columns of the grid in use.
    fn things(&self) -> Vec<Thing> {
        let lang = self.lang;
        let grid = self.grid_in_use();
        let thing = |aim: Aim, label: SmolStr, other: &str, kind: Words| Thing {
            key: search_key(&label),
            other: keys(other.lines()),
            also: SmolStr::default(),
            found: Found { aim, label, kind: kind.text(lang).to_smolstr(), keys: &[], refused: None },
        };
        let mut things = Vec::new();
        for entry in TABLE.iter().filter(|entry| entry.by_name) {
            let (mut label, mut other) = (entry.label.text(lang), entry.label.text(lang.other()));
            if entry.command == Command::DeleteRecord {
                // As the menus call it here.
                other = format!("{label}\n{other}").into();
                label = self.label_of(entry.command);
            }
            let kind = if matches!(entry.command, Command::Show(_)) { Words::Page } else { Words::Command };
            let mut line = thing(Aim::Command(entry.command), label.to_smolstr(), &other, kind);
            // A page is asked for by its own name, not by what going there is called.
            if let Command::Show(tab) = entry.command {
                line.key = search_key(&tab.name().text(lang));
                line.other = keys([tab.name().text(lang.other()), label, other].iter().map(AsRef::as_ref));
            }
            if let Some(also) = entry.command.also() {
                let names = [lang, lang.other()].map(|lang| also.text(lang));
                line.also = keys(names.iter().flat_map(|names| names.split(", ")));
            }
            line.found.keys = entry.keys;
            line.found.refused = self.possible(entry.command, grid).err();
            things.push(line);
        }
        for sheet in Sheet::ALL.iter().copied().filter(|sheet| is_of_setup(*sheet)) {
            let label = sheet.label();
            let other = lang.other().pick(&label);
            things.push(thing(Aim::Table(sheet), lang.pick(&label).to_smolstr(), other, Words::Table));
        }
        if let Some(grid) = grid.and_then(|id| self.laid_out(id)) {
            for (view, name) in self.views(grid.id.sheet()) {
                things.push(thing(Aim::View(grid.id, view), name, "", Words::View));
            }
            let table = self.plan().table(grid.layout.sheet());
            let (rows, columns) = match grid.id {
                GridId::Form(_) | GridId::Card(_) => (grid.layout.height(), 1),
                GridId::Table(_) | GridId::Part(_) => (1, grid.layout.width()),
            };
            let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
            let shown = cells.filter_map(|(row, column)| grid.layout.shown(row, column).map(|shown| shown.index));
            let shown: Vec<usize> = shown.collect();
            // A form shows what belongs on it; a table can show any of its columns.
            let all = if grid.id.is_form() { &[] } else { table.arranged() };
            let hidden = all.iter().copied().filter(|at| !shown.contains(at));
            let columns = shown.iter().map(|at| (*at, Words::Column)).chain(hidden.map(|at| (at, Words::HiddenColumn)));
            for (at, kind) in columns {
                let Some(definition) = table.definitions().get(at) else { continue };
                let label = crate::text::heading(self.plan(), definition, lang);
                let aim = Aim::Column(grid.id, definition.key.clone());
                things.push(thing(aim, label, lang.other().pick(&definition.label), kind));
            }
        }
        things
    }

    fn record(&self, sheet: Sheet, row: RowId) -> Record {
        let name = name(self.plan(), sheet, row, self.lang);
        let initials = initials(&name, self.initial_of);
        Record { sheet, row, key: search_key(&name), name, initials }
    }

    fn line_of(&self, record: &Record) -> Found {
        let kind = Words::One { one: Capital(record.sheet.one()) };
        Found {
            aim: Aim::Record(record.sheet, record.row),
            label: record.name.clone(),
            kind: self.kind_of(record, &kind.text(self.lang)),
            keys: &[],
            refused: None,
        }
    }

    /// What a record is, and whose.
    fn kind_of(&self, record: &Record, kind: &str) -> SmolStr {
        let account = self.plan().value(record.sheet, record.row, "account").linked().first().copied();
        match account.map(|account| name(self.plan(), Sheet::Accounts, account, self.lang)) {
            Some(account) if !account.is_empty() => smol_str::format_smolstr!("{account} · {kind}"),
            _ => SmolStr::new(kind),
        }
    }

    fn with_records<T>(&self, read: impl FnOnce(&[Record]) -> T) -> T {
        let made_of = (self.ledger.len(), self.lang);
        let mut kept = self.records.borrow_mut();
        if kept.as_ref().is_none_or(|kept| kept.made_of != made_of) {
            let rows = NAMED.into_iter().flat_map(|sheet| self.plan().table(sheet).ids().map(move |row| (sheet, row)));
            let records = rows.map(|(sheet, row)| self.record(sheet, row)).filter(|record| !record.name.is_empty());
            *kept = Some(Records { made_of, records: records.collect() });
        }
        read(kept.as_ref().map_or(&[], |kept| &kept.records))
    }
}

/// Whether a table has its place in the set-up.
fn is_of_setup(sheet: Sheet) -> bool {
    sheet.parent().is_none() && !matches!(sheet, Sheet::Deals | Sheet::Activities)
}
