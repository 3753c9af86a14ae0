//! Plays the gestures of the story: each person in a ledger of his own, which hears of the others' edits.

use std::collections::HashMap;
use std::sync::Arc;

use quadrille::app::{default_milestone, default_stage, default_type, template};
use quadrille::log::{Change, Label, Ledger, Replica, Transaction};
use quadrille::model::{Date, Key, Place, Plan, RowId, Sheet, Value};
use quadrille::text::Lang;

use super::cells::{Names, row, value};
use super::dice::Dice;
use super::script::{Act, Cell, Gesture};
use super::{Trouble, date};

/// Milliseconds.
const SECOND: u64 = 1000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// Names of the default activity types, in their order.
const TYPES: [&str; 9] = ["visit", "call", "demo", "negotiation", "survey", "proposal", "site", "tender", "internal"];

/// One person at work.
struct Person {
    ledger: Ledger,
    /// How much of the common log the ledger has.
    heard: usize,
}

/// The people, the common log and the clock.
pub struct Teller {
    lang: Lang,
    today: Date,
    people: HashMap<String, Person>,
    log: Vec<Arc<Transaction>>,
    names: Names,
    dice: Dice,
    now: u64,
    /// The hour, in UTC, at which work begins where the story plays.
    morning: u64,
}

impl Teller {
    pub fn new(lang: Lang, today: Date, people: &[(String, String)]) -> Teller {
        let person = |(at, (name, author)): (usize, &(String, String))| {
            let ledger = Ledger::new(Replica::new(0x51 + at as u64, 1), author);
            (name.clone(), Person { ledger, heard: 0 })
        };
        let morning = if lang == Lang::Zh { 1 } else { 8 };
        Teller {
            lang,
            today,
            people: people.iter().enumerate().map(person).collect(),
            log: Vec::new(),
            names: Names::new(),
            dice: Dice::new(20_260_224),
            now: 0,
            morning,
        }
    }

    /// The plan with its whole log.
    pub fn ledger(&mut self) -> Result<&Ledger, Trouble> {
        self.person("mgr").map(|ledger| &*ledger)
    }

    /// The manager makes the plan.
    pub fn begin(&mut self, name: &str, day: Date) -> Result<(), Trouble> {
        self.pass(day)?;
        self.commit("mgr", template(self.lang, name, day), "template")?;
        self.names.extend((0..6).map(|at| ((Sheet::Stages, format!("s{at}")), default_stage(at))));
        self.names.extend((0..19).map(|at| ((Sheet::Milestones, format!("m{at}")), default_milestone(at))));
        let types = TYPES.iter().enumerate();
        self.names.extend(types.map(|(at, name)| ((Sheet::ActivityTypes, (*name).to_owned()), default_type(at))));
        for (sheet, letter) in [(Sheet::Criteria, "c"), (Sheet::Skills, "k"), (Sheet::Competitors, "")] {
            let rows: Vec<RowId> = self.plan("mgr")?.table(sheet).ids().collect();
            let always = ["nodecision", "inhouse"].map(String::from).into_iter();
            let letters = (0..rows.len()).map(|at| format!("{letter}{at}"));
            let names: Vec<String> = if letter.is_empty() { always.collect() } else { letters.collect() };
            self.names.extend(names.into_iter().zip(rows).map(|(name, row)| ((sheet, name), row)));
        }
        Ok(())
    }

    /// The manager freezes the sample's day and marks it. Returns when that was.
    pub fn end(&mut self, day: Date) -> Result<u64, Trouble> {
        self.pass(day)?;
        for (key, value) in [("today", Value::Date(day)), ("sample", Value::Check(true))] {
            let column = Key::new_static(key);
            let change = Change::Set { sheet: Sheet::Settings, row: Plan::SETTINGS, column, value };
            self.commit("mgr", vec![change], "settings")?;
        }
        self.now += MINUTE;
        Ok(self.now)
    }

    /// Plays one gesture.
    pub fn tell(&mut self, gesture: &Gesture) -> Result<(), Trouble> {
        let Gesture { day, who, sheet, act, .. } = gesture;
        self.pass(*day)?;
        match act {
            Act::Rows(rows) => self.insert(who, *sheet, rows),
            Act::Edit(name, cells) => {
                let row = row(&self.names, *sheet, name)?;
                for (key, text) in cells {
                    let change = self.set(who, *sheet, row, key, text)?;
                    self.commit(who, vec![change], "edit")?;
                    self.now += self.dice.between(12, 75) * SECOND;
                }
                Ok(())
            }
            Act::Fill(rows) => {
                let mut changes = Vec::new();
                for (name, (key, text)) in rows.iter().filter(|(name, _)| !name.is_empty()) {
                    changes.push(self.set(who, *sheet, row(&self.names, *sheet, name)?, key, text)?);
                }
                self.commit(who, changes, "paste")
            }
            Act::Sort(names) => {
                let places = Place::spread(None, None, names.len());
                let mut changes = Vec::new();
                for (name, place) in names.iter().zip(places) {
                    changes.push(Change::Move { sheet: *sheet, row: row(&self.names, *sheet, name)?, place });
                }
                self.commit(who, changes, "sort")
            }
        }
    }

    /// Time goes on: to the morning of the day, or by some minutes.
    fn pass(&mut self, day: Date) -> Result<(), Trouble> {
        let days = day.days_since(date((1970, 1, 1))?).unsigned_abs();
        let morning = days * DAY + self.morning * HOUR;
        if self.now < morning {
            self.now = morning + self.dice.between(20 * 60, 80 * 60) * SECOND;
        } else {
            self.now += self.dice.between(60, 14 * 60) * SECOND;
        }
        if self.now >= morning + 15 * HOUR {
            return Err(format!("too much happens on {day}").into());
        }
        Ok(())
    }

    fn person(&mut self, who: &str) -> Result<&mut Ledger, Trouble> {
        let person = self.people.get_mut(who).ok_or_else(|| format!("who is {who}?"))?;
        let news = self.log.iter().skip(person.heard).map(|transaction| Transaction::clone(transaction));
        person.ledger.merge(news, self.now);
        person.heard = self.log.len();
        Ok(&mut person.ledger)
    }

    fn plan(&mut self, who: &str) -> Result<&Plan, Trouble> {
        self.person(who).map(|ledger| ledger.plan())
    }

    fn commit(&mut self, who: &str, changes: Vec<Change>, label: &'static str) -> Result<(), Trouble> {
        let now = self.now;
        let commit = self.person(who)?.commit(changes, Label::new(label), now);
        let commit = commit.map_err(|refusal| format!("{refusal:?}"))?;
        self.log.extend(commit.map(|commit| commit.transaction));
        Ok(())
    }

    /// The value of a text in a column.
    fn value(&mut self, who: &str, sheet: Sheet, key: &str, text: &str) -> Result<Value, Trouble> {
        let (lang, today) = (self.lang, self.today);
        if sheet == Sheet::Comments && key == "row" {
            // A comment knows its deal by the identity of the row.
            return Ok(Value::text(&row(&self.names, Sheet::Deals, text)?.to_string()));
        }
        self.person(who)?;
        let plan = self.people.get(who).map(|person| person.ledger.plan()).ok_or("nobody")?;
        let definition = plan.table(sheet).definition(key).ok_or_else(|| format!("{} has no {key}", sheet.key()))?;
        value(plan, &self.names, definition, text, lang, today)
    }

    fn set(&mut self, who: &str, sheet: Sheet, row: RowId, key: &str, text: &str) -> Result<Change, Trouble> {
        let value = self.value(who, sheet, key, text)?;
        Ok(Change::Set { sheet, row, column: Key::new(key), value })
    }

    /// Rows below the last one: one is inserted, several are pasted.
    fn insert(&mut self, who: &str, sheet: Sheet, rows: &[(String, Vec<Cell>)]) -> Result<(), Trouble> {
        let now = self.now;
        let table = self.plan(who)?.table(sheet);
        let last = table.order().last().and_then(|slot| table.place(*slot)).cloned();
        let places = Place::spread(last.as_ref(), None, rows.len());
        let ids: Vec<RowId> = self.person(who)?.fresh_rows(now, rows.len()).collect();
        let mut changes = Vec::new();
        for (((name, cells), row), place) in rows.iter().zip(ids).zip(places) {
            let mut values = Vec::new();
            for (key, text) in cells {
                values.push((Key::new(key), self.value(who, sheet, key, text)?));
            }
            values.retain(|(_, value)| !value.is_empty());
            changes.push(Change::Insert { sheet, row, place, cells: values });
            if name != "_" && self.names.insert((sheet, name.clone()), row).is_some() {
                return Err(format!("there are two {name} among the {}", sheet.key()).into());
            }
        }
        self.commit(who, changes, if rows.len() == 1 { "insert" } else { "paste" })
    }
}
