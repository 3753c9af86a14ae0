//! Rows that a small table could begin with: what the stage asks, who is in every deal, whom we know at the customer.
//!
//! They are shown below the table and written only when a person takes one.

use smol_str::{SmolStr, format_smolstr};

use super::action::Effect;
use super::grid::{GridId, Selection};
use super::state::App;
use crate::forecast::outlook::{unasked, years_won};
use crate::log::Change;
use crate::model::schema::{accounts, deals, libraries, people, setup, strategy};
use crate::model::{Decimal, Key, Place, RowId, Sheet, Value};
use crate::text::messages::Pages as Words;
use crate::text::name;

/// A row that can be taken over.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// What it would be about.
    pub label: SmolStr,
    /// The cells it would begin with.
    pub cells: Vec<(Key, Value)>,
}

/// More are not offered at once.
const MOST: usize = 24;
/// The years that a revenue plan looks ahead, the current one included.
const YEARS_AHEAD: i64 = 3;

impl App {
    /// The rows that the part of the chosen deal or account could begin with, and where they come from; empty for
    /// tables that nothing suggests.
    #[must_use]
    pub fn suggestions(&self, sheet: Sheet) -> (Words, Vec<Suggestion>) {
        let found = match (sheet.parent().as_deref(), self.deal, self.account) {
            (Some("deal"), Some(deal), _) => self.for_deal(sheet, deal),
            (Some("account"), _, Some(account)) => self.for_account(sheet, account),
            _ => None,
        };
        let (source, mut rows) = found.unwrap_or((Words::Next, Vec::new()));
        rows.truncate(MOST);
        (source, rows)
    }

    fn for_deal(&self, sheet: Sheet, deal: RowId) -> Option<(Words, Vec<Suggestion>)> {
        let (plan, lang) = (self.plan(), self.lang);
        let title = |sheet: Sheet, row: RowId| name(plan, sheet, row, lang);
        let taken = |column: &str| self.taken(sheet, "deal", deal, column);
        Some(match sheet {
            Sheet::Unknowns => {
                let rows = unasked(&self.view(), deal).into_iter().map(|question| {
                    let label = title(Sheet::Questions, question);
                    let text = ("question", Value::text(&label));
                    row(label, [("from_list", Value::Link(question)), text])
                });
                (Words::FromStageList, rows.collect())
            }
            Sheet::Competition => {
                let always = |row: &RowId| plan.get(*row, libraries::competitors::ALWAYS).unwrap_or_default();
                let known = taken("competitor");
                let rows = plan.table(Sheet::Competitors).ids().filter(|row| always(row) && !known.contains(row));
                let rows =
                    rows.map(|rival| row(title(Sheet::Competitors, rival), [("competitor", Value::Link(rival))]));
                (Words::InEveryDeal, rows.collect())
            }
            Sheet::Roles => {
                let account = plan.get(deal, deals::ACCOUNT)?;
                let known = taken("contact");
                let contacts = plan.linked(Sheet::Contacts, "account", account).filter(|row| !known.contains(row));
                let rows = contacts.filter_map(|contact| {
                    let who = plan.get(contact, people::contacts::NAME)?;
                    let value = |key: &str| plan.value(Sheet::Contacts, contact, key).clone();
                    let label = match plan.get(contact, people::contacts::TITLE) {
                        Some(title) => format_smolstr!("{who} · {title}"),
                        None => who.into(),
                    };
                    let cells = [("name", value("name")), ("title", value("title")), ("unit", value("unit"))];
                    Some(row(label, cells.into_iter().chain([("contact", Value::Link(contact))])))
                });
                (Words::KnownAtCustomer, rows.collect())
            }
            Sheet::Scores => (Words::FromScorecard, self.criteria(&taken("criterion"), &["fit"])),
            _ => return None,
        })
    }

    fn for_account(&self, sheet: Sheet, account: RowId) -> Option<(Words, Vec<Suggestion>)> {
        let (plan, lang) = (self.plan(), self.lang);
        let title = |sheet: Sheet, row: RowId| name(plan, sheet, row, lang);
        let taken = |column: &str| self.taken(sheet, "account", account, column);
        let year = |year: i64| Value::Number(Decimal::whole(year));
        Some(match sheet {
            Sheet::Ratings => {
                (Words::FromScorecard, self.criteria(&taken("criterion"), &["attractiveness", "strength"]))
            }
            Sheet::Matches => {
                let known = taken("theme");
                let themes = plan.linked(Sheet::Themes, "account", account).filter(|theme| !known.contains(theme));
                let rows = themes.map(|theme| row(title(Sheet::Themes, theme), [("theme", Value::Link(theme))]));
                (Words::TheirThemes, rows.collect())
            }
            Sheet::WhiteSpace => (Words::UnitsByOfferings, self.white_space(account)),
            Sheet::PastRevenue => {
                let known: Vec<i64> = plan
                    .linked(sheet, "account", account)
                    .filter_map(|row| Some(plan.get(row, accounts::past_revenue::YEAR)?.trunc()))
                    .collect();
                let years = years_won(&self.view(), account).into_iter().filter(|year| !known.contains(year));
                let rows = years.map(|won| row(format_smolstr!("{won}"), [("year", year(won))]));
                (Words::YearsWithWins, rows.collect())
            }
            Sheet::Revenue => {
                use accounts::revenue::{SOURCE, YEAR};
                let lines: Vec<(i64, &str)> = plan
                    .linked(sheet, "account", account)
                    .filter_map(|row| Some((plan.get(row, YEAR)?.trunc(), plan.get(row, SOURCE)?)))
                    .collect();
                let first = i64::from(self.today().year());
                let choices = sheet.definition("source").map(|definition| definition.kind.choices())?;
                let pairs = (first..first + YEARS_AHEAD).flat_map(|year| choices.iter().map(move |one| (year, one)));
                let new = pairs.filter(|(year, source)| !lines.contains(&(*year, source.key.as_str())));
                let rows = new.map(|(of, source)| {
                    let label = format_smolstr!("{of} · {}", lang.pick(&source.label));
                    row(label, [("year", year(of)), ("source", Value::Choice(source.key.clone()))])
                });
                (Words::YearsAhead, rows.collect())
            }
            _ => return None,
        })
    }

    /// The records that rows of a record link to in a column.
    fn taken(&self, sheet: Sheet, parent: &str, record: RowId, column: &str) -> Vec<RowId> {
        let plan = self.plan();
        let rows = plan.linked(sheet, parent, record);
        rows.flat_map(|row| plan.value(sheet, row, column).linked().iter().copied()).collect()
    }

    fn criteria(&self, taken: &[RowId], about: &[&str]) -> Vec<Suggestion> {
        let plan = self.plan();
        let judges = |row: &RowId| plan.get(*row, setup::criteria::ABOUT).is_some_and(|own| about.contains(&own));
        let criteria = plan.table(Sheet::Criteria).ids().filter(|row| judges(row) && !taken.contains(row));
        criteria
            .map(|item| row(name(plan, Sheet::Criteria, item, self.lang), [("criterion", Value::Link(item))]))
            .collect()
    }

    /// The cells of the map that nobody has looked at.
    fn white_space(&self, account: RowId) -> Vec<Suggestion> {
        use accounts::white_space::{OFFERING, UNIT};
        let (plan, lang) = (self.plan(), self.lang);
        let known: Vec<(Option<RowId>, Option<RowId>)> = plan
            .linked(Sheet::WhiteSpace, "account", account)
            .map(|row| (plan.get(row, UNIT), plan.get(row, OFFERING)))
            .collect();
        let offerings: Vec<RowId> = plan.table(Sheet::Offerings).ids().collect();
        let mut rows = Vec::new();
        for unit in plan.linked(Sheet::Units, "account", account) {
            for &offering in offerings.iter().filter(|offering| !known.contains(&(Some(unit), Some(**offering)))) {
                let (of, what) = (name(plan, Sheet::Units, unit, lang), name(plan, Sheet::Offerings, offering, lang));
                let cells = [
                    ("unit", Value::Link(unit)),
                    ("offering", Value::Link(offering)),
                    ("status", Value::Choice(Key::new_static("unknown"))),
                ];
                rows.push(row(format_smolstr!("{of} × {what}"), cells));
                if rows.len() == MOST {
                    return rows;
                }
            }
        }
        rows
    }

    /// Writes suggested rows at the end of a part and goes to the first empty cell of the first of them.
    #[inline(never)]
    pub(super) fn take_over(&mut self, id: GridId, suggestions: &[Suggestion], now: u64) -> Vec<Effect> {
        let sheet = id.sheet();
        let parent = self.record_of(id);
        let table = self.plan().table(sheet);
        let last = table.last_place().cloned();
        let places = Place::spread(last.as_ref(), None, suggestions.len());
        let fresh: Vec<RowId> = self.ledger.fresh_rows(now, suggestions.len()).collect();
        let begun = super::entry::defaults(self, sheet, parent);
        let changes = suggestions.iter().zip(fresh.iter().zip(places)).map(|(suggestion, (row, place))| {
            let own = suggestion.cells.iter().filter(|(_, value)| !value.is_empty());
            let mut cells: Vec<(Key, Value)> = begun.clone();
            cells.retain(|(key, _)| !suggestion.cells.iter().any(|(own, _)| own == key));
            cells.extend(own.cloned());
            Change::Insert { sheet, row: *row, place, cells }
        });
        let changes = changes.collect();
        let mut effects = self.commit(changes, "create", now);
        let Some(first) = fresh.first() else { return effects };
        effects.extend(self.go_to_first_empty(id, *first));
        effects
    }

    /// Goes to the first cell of a row that a person could fill in.
    fn go_to_first_empty(&mut self, id: GridId, row: RowId) -> Vec<Effect> {
        self.grid(id);
        let Some(grid) = self.grids.get(&id) else { return Vec::new() };
        let layout = grid.layout.clone();
        let table = self.ledger.plan().table(id.sheet());
        let Some(at) = layout.row_of(row) else { return Vec::new() };
        let is_open = |column: &usize| {
            let definition = layout.shown(at, *column).and_then(|shown| table.definitions().get(shown.index));
            definition.is_some_and(|d| super::editing::is_editable(d) && table.value(row, &d.key).is_empty())
        };
        let column = (0..layout.width()).find(is_open).unwrap_or(0);
        let grid = self.grid(id);
        grid.selection = Selection::at(at, column);
        (grid.run, grid.leaving) = (None, false);
        vec![Effect::Focus(id), Effect::Reveal(id, grid.selection.active)]
    }

    /// Begins to put an automatic flag off: the row that needs a day and a reason.
    #[inline(never)]
    pub(super) fn put_off(&mut self, flag: crate::forecast::outlook::RedFlag, now: u64) -> Vec<Effect> {
        let Some(deal) = self.deal else { return Vec::new() };
        let id = GridId::Part(Sheet::Snoozes);
        let plan = self.plan();
        let same = |row: &RowId| {
            use strategy::snoozes::{ACTIVITY, PERSON, RULE};
            plan.get(*row, RULE) == Some(flag.rule())
                && plan.get(*row, PERSON) == flag.person()
                && plan.get(*row, ACTIVITY) == flag.activity()
        };
        // Put off before, but without a reason or for a day that has passed: that row is mended.
        let before = plan.linked(Sheet::Snoozes, "deal", deal).find(same);
        let until = Value::Date(self.today().plus_days(SNOOZE_DAYS));
        if let Some(row) = before {
            let column = Key::new_static("until");
            let stands = plan.get(row, strategy::snoozes::UNTIL).is_some_and(|day| day >= self.today());
            let again = (!stands).then_some(Change::Set { sheet: Sheet::Snoozes, row, column, value: until });
            let mut effects = self.commit(again.into_iter().collect(), "edit", now);
            effects.extend(self.goto(Sheet::Snoozes, row, "why"));
            return effects;
        }
        let link = |row: Option<RowId>| row.map_or(Value::Empty, Value::Link);
        let cells = [
            ("rule", Value::Choice(Key::new_static(flag.rule()))),
            ("person", link(flag.person())),
            ("activity", link(flag.activity())),
            ("until", until),
        ];
        let mut effects = self.take_over(id, &[row(SmolStr::default(), cells)], now);
        let last = self.plan().linked(Sheet::Snoozes, "deal", deal).last();
        effects.extend(last.map(|row| self.goto(Sheet::Snoozes, row, "why")).unwrap_or_default());
        effects
    }

    /// Makes a deal of a cell of the white space, and links the two.
    pub(super) fn make_deal(&mut self, cell: RowId, now: u64) -> Vec<Effect> {
        use accounts::white_space::{ACCOUNT, DEAL, OFFERING, UNIT};
        let (plan, lang) = (self.plan(), self.lang);
        if let Some(deal) = plan.get(cell, DEAL).filter(|deal| plan.table(Sheet::Deals).contains(*deal)) {
            return self.goto(Sheet::Deals, deal, "name");
        }
        let part = |sheet: Sheet, row: Option<RowId>| row.map(|row| name(plan, sheet, row, lang));
        let parts = [part(Sheet::Units, plan.get(cell, UNIT)), part(Sheet::Offerings, plan.get(cell, OFFERING))];
        let called = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let value = |key: &str| plan.value(Sheet::WhiteSpace, cell, key).clone();
        let owner = plan.get(cell, ACCOUNT).map(|account| plan.value(Sheet::Accounts, account, "owner").clone());
        let cells = [
            ("name", Value::text(&called)),
            ("account", value("account")),
            ("owner", owner.unwrap_or_default()),
            ("amount", value("potential")),
            ("product", value("offering")),
            ("source", Value::Choice(Key::new_static("existing"))),
        ];
        let deal = self.ledger.fresh_row(now);
        let set = |column: &'static str, value| Change::Set {
            sheet: Sheet::WhiteSpace,
            row: cell,
            column: Key::new_static(column),
            value,
        };
        let changes = vec![
            self.begun_with(Sheet::Deals, deal, cells),
            set("deal", Value::Link(deal)),
            set("status", Value::Choice(Key::new_static("negotiating"))),
        ];
        let mut effects = self.commit(changes, "create", now);
        effects.extend(self.goto(Sheet::Deals, deal, "close"));
        effects
    }
}

/// A flag is put off for so many days, unless somebody writes another day.
const SNOOZE_DAYS: i64 = 14;

fn row(label: SmolStr, cells: impl IntoIterator<Item = (&'static str, Value)>) -> Suggestion {
    Suggestion { label, cells: cells.into_iter().map(|(key, value)| (Key::new_static(key), value)).collect() }
}
