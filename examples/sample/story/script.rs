//! Reads the texts of the story into gestures of people.
//!
//! A line is a gesture; cells follow after ` | `, the key first; `one // two` is English and Chinese. Days are
//! `month-day` of 2026. A deal or an account line sets what the lines below it are about and who makes them.
//!
//! | line | gesture |
//! |---|---|
//! | `deal name owner day stage [close] [amount] …` | inserts a deal |
//! | `account name owner` | turns to an account: rows and `set` below are about it |
//! | `move day stage` · `set day [who] …` | edits the deal (or account), cell by cell |
//! | `end day outcome reason [amount]` | ends the deal |
//! | `act type day planned people… …` | plans an activity on that day |
//! | `done day outcome …` · `miss day status note` | reports on the last one; `kept day`, `support who n`, `answered what answer` |
//! | `coach day skills… text` | the manager's advice on it |
//! | `table day [who]`, then `- name …` | pastes rows into a table |
//! | `fill table day who column`, then `- name text` | pastes a column |
//! | `sort table day who names…` | makes an order permanent |

use std::collections::HashMap;

use quadrille::model::{Date, Kind, Sheet};
use quadrille::text::Lang;

use super::Trouble;

/// A cell of a gesture: the column's key and the text in the story's language.
pub type Cell = (String, String);

/// What somebody does at one go.
pub enum Act {
    /// Adds rows to a table: name, cells.
    Rows(Vec<(String, Vec<Cell>)>),
    /// Edits cells of a row, one after the other.
    Edit(String, Vec<Cell>),
    /// Pastes texts into one column: row, cell.
    Fill(Vec<(String, Cell)>),
    /// Puts rows in order.
    Sort(Vec<String>),
}

/// A gesture: when, who, in which table, what, and the line it stands in.
pub struct Gesture {
    pub day: Date,
    pub who: String,
    pub sheet: Sheet,
    pub act: Act,
    pub at: String,
}

/// The story as far as it was read.
pub struct Script {
    /// Everybody by the short name, in the order in which they were introduced.
    pub people: Vec<(String, String)>,
    lang: Lang,
    today: Date,
    gestures: Vec<Gesture>,
    contacts: HashMap<String, Vec<Cell>>,
    /// The deal, the account and the person that the lines are about.
    deal: String,
    account: String,
    who: String,
    activity: usize,
    actions: usize,
    /// Where rows that begin with `-` go.
    block: bool,
}

impl Script {
    pub fn new(lang: Lang, today: Date) -> Script {
        Script {
            people: Vec::new(),
            lang,
            today,
            gestures: Vec::new(),
            contacts: HashMap::new(),
            deal: String::new(),
            account: String::new(),
            who: String::new(),
            activity: 0,
            actions: 0,
            block: false,
        }
    }

    /// The gestures day by day; within a day as they were read.
    pub fn in_order(&self) -> Vec<&Gesture> {
        let mut gestures: Vec<&Gesture> = self.gestures.iter().collect();
        gestures.sort_by_key(|gesture| gesture.day);
        gestures
    }

    /// Reads one part of the story.
    pub fn read(&mut self, name: &str, text: &str) -> Result<(), Trouble> {
        for (number, line) in text.lines().enumerate() {
            let at = format!("{name}:{}", number + 1);
            if !line.trim().is_empty() && !line.starts_with('#') {
                self.line(line, &at).map_err(|trouble| format!("{at}: {trouble}"))?;
            }
        }
        Ok(())
    }

    fn line(&mut self, line: &str, at: &str) -> Result<(), Trouble> {
        let mut parts = line.trim_end().split(" | ");
        let words: Vec<&str> = parts.next().unwrap_or_default().split(' ').collect();
        let parts: Vec<&str> = parts.collect();
        let sheet_of = |key: &str| Sheet::of_key(key).ok_or_else(|| Trouble::from(format!("{key} is no table")));
        self.block &= matches!(words.as_slice(), ["-", ..]);
        match words.as_slice() {
            ["-", name] if self.block => self.row(name, &parts),
            ["deal", name, owner, day, stage, rest @ ..] => self.deal(name, owner, day, stage, rest, &parts, at),
            ["account", name, owner] => {
                (self.deal, self.account, self.who) = (String::new(), (*name).into(), (*owner).into());
                Ok(())
            }
            ["move", day, stage] => self.edit(day, None, vec![("stage".into(), (*stage).into())], at),
            ["set", day, who @ ..] => {
                let cells = self.cells(self.about(), &parts)?;
                self.edit(day, who.first().copied(), cells, at)
            }
            ["end", day, outcome, reason, amount @ ..] => {
                let mut cells = vec![("outcome", *outcome), ("reason", *reason), ("closed", *day)];
                cells.extend(amount.first().map(|amount| ("final", *amount)));
                self.edit(day, None, own(&cells), at)
            }
            ["act", kind, day, planned, people @ ..] => self.act(kind, day, planned, people, &parts, at),
            ["done", day, outcome] => self.done(day, outcome, &parts, at),
            ["miss", day, status] => {
                let note = self.pick(parts.first().copied().unwrap_or_default());
                self.report(day, None, own(&[("status", status), ("note", &note)]), at)
            }
            ["coach", day, skills @ ..] => {
                let advice = self.pick(parts.first().copied().unwrap_or_default());
                self.report(day, Some("mgr"), own(&[("skills", &skills.join(" ")), ("coach", &advice)]), at)
            }
            ["fill", table, day, who, column] => {
                let filled = vec![(String::new(), ((*column).to_owned(), String::new()))];
                self.push(day, who, sheet_of(table)?, Act::Fill(filled), at)?;
                self.block = true;
                Ok(())
            }
            ["sort", table, day, who, names @ ..] => {
                let names = names.iter().map(|name| (*name).to_owned()).collect();
                self.push(day, who, sheet_of(table)?, Act::Sort(names), at)
            }
            [table, day, who @ ..] => {
                let who = who.first().copied().unwrap_or(&self.who).to_owned();
                self.push(day, &who, sheet_of(table)?, Act::Rows(Vec::new()), at)?;
                self.block = true;
                Ok(())
            }
            _ => Err("this line says nothing".into()),
        }
    }

    /// The table that `set` is about.
    fn about(&self) -> Sheet {
        if self.deal.is_empty() { Sheet::Accounts } else { Sheet::Deals }
    }

    fn push(&mut self, day: &str, who: &str, sheet: Sheet, act: Act, at: &str) -> Result<(), Trouble> {
        let full = if day.len() == 5 { format!("2026-{day}") } else { day.to_owned() };
        let day: Date = full.parse().map_err(|_| format!("{full} is no day"))?;
        if day.weekday() > 4 || day > self.today {
            return Err(format!("nobody works on {day}").into());
        }
        self.gestures.push(Gesture { day, who: who.into(), sheet, act, at: at.into() });
        Ok(())
    }

    /// The text in the story's language.
    fn pick(&self, text: &str) -> String {
        match (text.split_once(" // "), self.lang) {
            (Some((en, _)), Lang::En) => en.trim(),
            (Some((_, zh)), Lang::Zh) => zh.trim(),
            (None, _) => text.trim(),
        }
        .to_owned()
    }

    /// Cells `key text`; prose must be there in both languages.
    fn cells(&self, sheet: Sheet, parts: &[&str]) -> Result<Vec<Cell>, Trouble> {
        let cell = |part: &&str| {
            let (key, text) = part.split_once(' ').ok_or_else(|| format!("{part}: a key and a text"))?;
            // Of a view only the name is prose, of a comment only its text and who said it.
            let is_code = key == "email"
                || sheet == Sheet::Views && key != "name"
                || sheet == Sheet::Comments && !matches!(key, "text" | "author");
            let prose = sheet
                .definition(key)
                .is_some_and(|d| matches!(d.kind, Kind::Text | Kind::Paragraph | Kind::Steps(_)) && !is_code);
            if prose && text != "?" && !text.contains(" // ") {
                return Err(Trouble::from(format!("{key} is in one language only")));
            }
            Ok((key.to_owned(), self.pick(text)))
        };
        parts.iter().map(cell).collect()
    }

    fn row(&mut self, name: &str, parts: &[&str]) -> Result<(), Trouble> {
        let last = self.gestures.last().map(|gesture| (gesture.sheet, matches!(gesture.act, Act::Fill(_))));
        let (sheet, fills) = last.ok_or("a row of nothing")?;
        if fills {
            let text = self.pick(parts.first().copied().unwrap_or_default());
            if let Some(Act::Fill(rows)) = self.gestures.last_mut().map(|gesture| &mut gesture.act)
                && let Some((_, (key, _))) = rows.first()
            {
                rows.push((name.to_owned(), (key.clone(), text)));
            }
            return Ok(());
        }
        let mut cells = self.cells(sheet, parts)?;
        let mut name = name.to_owned();
        match sheet.parent().as_deref() {
            Some("deal") => cells.push(("deal".into(), self.deal.clone())),
            Some(_) => cells.push(("account".into(), self.account.clone())),
            None => {}
        }
        if sheet == Sheet::Roles {
            match self.contacts.get(&name) {
                Some(contact) => {
                    let known = contact.iter().filter(|(key, _)| matches!(key.as_str(), "name" | "title" | "unit"));
                    cells.extend(known.cloned());
                    cells.push(("contact".into(), name.clone()));
                }
                None => cells.push(("name".into(), "?".into())),
            }
            name = format!("{}.{name}", self.deal);
        }
        if sheet == Sheet::Actions && cells.iter().any(|(key, _)| key == "done") {
            return self.action(cells);
        }
        let named = |key: &str| cells.iter().find(|(found, _)| found == key).map(|(_, text)| text.clone());
        match sheet {
            Sheet::Contacts => drop(self.contacts.insert(name.clone(), cells.clone())),
            Sheet::Persons => self.people.push((name.clone(), named("name").unwrap_or_default())),
            _ => {}
        }
        if let Some(Act::Rows(rows)) = self.gestures.last_mut().map(|gesture| &mut gesture.act) {
            rows.push((name, cells));
        }
        Ok(())
    }

    /// An action that was done is planned first, and ticked off on its day.
    fn action(&mut self, cells: Vec<Cell>) -> Result<(), Trouble> {
        let (later, first): (Vec<Cell>, Vec<Cell>) =
            cells.into_iter().partition(|(key, _)| matches!(key.as_str(), "done" | "effect"));
        self.actions += 1;
        let name = format!("action {}", self.actions);
        let last = self.gestures.len().saturating_sub(1);
        let Some(Gesture { who, at, act: Act::Rows(rows), .. }) = self.gestures.get_mut(last) else {
            return Err("an action of nothing".into());
        };
        rows.push((name.clone(), first));
        let (who, at) = (who.clone(), at.clone());
        let day = later.iter().find(|(key, _)| key == "done").map(|(_, day)| day.clone()).unwrap_or_default();
        self.push(&day, &who, Sheet::Actions, Act::Edit(name, later), &at)?;
        // The block goes on below.
        self.gestures.swap(last, last + 1);
        Ok(())
    }

    fn deal(
        &mut self,
        name: &str,
        owner: &str,
        day: &str,
        stage: &str,
        rest: &[&str],
        parts: &[&str],
        at: &str,
    ) -> Result<(), Trouble> {
        (self.deal, self.who) = (name.into(), owner.into());
        let mut cells = self.cells(Sheet::Deals, parts)?;
        if let Some((_, account)) = cells.iter().find(|(key, _)| key == "account") {
            self.account.clone_from(account);
        }
        if !cells.iter().any(|(key, _)| key == "entered") {
            cells.push(("entered".into(), day.into()));
        }
        cells.extend(own(&[("owner", owner), ("stage", stage)]));
        if let [close, amount @ ..] = rest {
            cells.push(("close".into(), (*close).into()));
            if !amount.is_empty() {
                cells.push(("amount".into(), amount.join(" ")));
            }
        }
        self.push(day, owner, Sheet::Deals, Act::Rows(vec![(name.into(), cells)]), at)
    }

    fn edit(&mut self, day: &str, who: Option<&str>, cells: Vec<Cell>, at: &str) -> Result<(), Trouble> {
        let row = if self.deal.is_empty() { &self.account } else { &self.deal }.clone();
        let who = who.unwrap_or(&self.who).to_owned();
        self.push(day, &who, self.about(), Act::Edit(row, cells), at)
    }

    fn act(
        &mut self,
        kind: &str,
        day: &str,
        planned: &str,
        people: &[&str],
        parts: &[&str],
        at: &str,
    ) -> Result<(), Trouble> {
        self.activity += 1;
        let mut cells = vec![("planned".to_owned(), planned.to_owned()), ("account".into(), self.account.clone())];
        if !self.deal.is_empty() {
            cells.push(("deal".into(), self.deal.clone()));
        }
        cells.extend(own(&[("type", kind), ("people", &people.join(" ")), ("status", "planned")]));
        let more = self.cells(Sheet::Activities, parts)?;
        // A call needs no appointment; whoever waits for visitors has agreed to it.
        let agreed = if matches!(kind, "call" | "tender" | "proposal" | "internal") { "none" } else { "confirmed" };
        for (key, text) in [("owner", self.who.as_str()), ("appointment", agreed)] {
            if !more.iter().any(|(found, _)| found == key) {
                cells.push((key.into(), text.into()));
            }
        }
        cells.extend(more);
        let who = self.who.clone();
        self.push(day, &who, Sheet::Activities, Act::Rows(vec![(self.activity.to_string(), cells)]), at)
    }

    /// Edits the last activity.
    fn report(&mut self, day: &str, who: Option<&str>, cells: Vec<Cell>, at: &str) -> Result<(), Trouble> {
        let who = who.unwrap_or(&self.who).to_owned();
        self.push(day, &who, Sheet::Activities, Act::Edit(self.activity.to_string(), cells), at)
    }

    fn done(&mut self, day: &str, outcome: &str, parts: &[&str], at: &str) -> Result<(), Trouble> {
        let mut cells = own(&[("status", "done"), ("done", day), ("outcome", outcome)]);
        let mut beside = Vec::new();
        for (key, text) in self.cells_of_report(parts)? {
            match (key.as_str(), text.split_once(' ')) {
                ("kept", _) => {
                    beside.push((text, Sheet::Activities, self.activity.to_string(), own(&[("got_kept", "yes")])))
                }
                ("support", Some((who, now))) => {
                    let role = format!("{}.{who}", self.deal);
                    cells.extend(own(&[("supporter", &role), ("support_now", now)]));
                    beside.push((day.into(), Sheet::Roles, role, own(&[("support", now)])));
                }
                ("answered", Some((what, answer))) => {
                    cells.extend(own(&[("answered", what)]));
                    let known = own(&[("answer", answer), ("status", "answered")]);
                    beside.push((day.into(), Sheet::Unknowns, what.into(), known));
                }
                _ => cells.push((key, text)),
            }
        }
        self.report(day, None, cells, at)?;
        let who = self.who.clone();
        for (day, sheet, row, cells) in beside {
            self.push(&day, &who, sheet, Act::Edit(row, cells), at)?;
        }
        Ok(())
    }

    /// As `cells`, where `answered` holds a name before its text in two languages.
    fn cells_of_report(&self, parts: &[&str]) -> Result<Vec<Cell>, Trouble> {
        let mut cells = Vec::new();
        for part in parts {
            match part.strip_prefix("answered ").and_then(|rest| rest.split_once(' ')) {
                Some((what, answer)) => cells.push(("answered".into(), format!("{what} {}", self.pick(answer)))),
                None => cells.extend(self.cells(Sheet::Activities, &[part])?),
            }
        }
        Ok(cells)
    }
}

fn own(cells: &[(&str, &str)]) -> Vec<Cell> {
    cells.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
}
