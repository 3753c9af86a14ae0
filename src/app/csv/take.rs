//! What becomes of the rows of a file: worked out in the same way for the preview and for the plan.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::intake::{CsvIntake, Goes, Named};
use crate::app::action::Effect;
use crate::app::columns::fresh_column;
use crate::app::entry::{Entry, count_names};
use crate::app::grid::Target;
use crate::app::notice::Notice;
use crate::app::review::Review;
use crate::app::state::App;
use crate::app::state::is_refused;
use crate::log::Change;
use crate::model::{Definition, Key, Kind, Place, RowId, Sheet, Stamp, Stand, Value};
use crate::text::messages::KindWord;
use crate::text::{in_units, search_key, unit_for};

/// So many rows are read for a preview, so that it answers at once.
const PREVIEWED: usize = 1_000;
/// So many fields of a column are shown.
const SAMPLES: usize = 3;

/// What a person sees before anything is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The columns of the file.
    pub columns: Vec<ColumnPreview>,
    /// Rows that become rows of the table.
    pub added: usize,
    /// Rows of the table that are changed.
    pub updated: usize,
    /// Rows that are left out because they are in the table already.
    pub skipped: usize,
    /// Rows of the whole file that are in the table already.
    pub known: usize,
    /// The first rows of the file: all that is said but for `known` is said of these.
    pub read: usize,
    /// Rows of the whole file that are sums of others.
    pub totals: usize,
    /// Values that break a rule, of records that they begin in other tables as well.
    pub against: usize,
    /// Deals that end by what stands in the place of their stage.
    pub ended: usize,
    /// Records that they begin in other tables.
    pub begun: Vec<(Sheet, usize)>,
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnPreview {
    /// Its heading; empty where it has none.
    pub heading: SmolStr,
    /// Its first filled fields.
    pub samples: Vec<SmolStr>,
    /// What a new column for it would hold.
    pub kind: KindWord,
    /// Fields that do not fit the column they go to, of those that were read.
    pub unfit: usize,
    /// Values that fit the column they go to and break a rule of it, of those that were read.
    pub against: usize,
    /// Why it goes nowhere where a column of the table is called so: that is worked out.
    pub worked_out: Option<SmolStr>,
}

/// What reading rows came to.
#[derive(Default)]
pub(in crate::app) struct Taken {
    defined: Vec<Definition>,
    changes: Vec<Change>,
    begun: Vec<(Sheet, usize)>,
    /// Cells whose text does not fit: the row, the column of the table, the column of the file.
    pub unfit: Vec<(RowId, Key, usize)>,
    added: usize,
    updated: FxHashSet<RowId>,
    skipped: usize,
    first: Option<RowId>,
    /// Deals that ended by what stood in the place of their stage.
    pub ended: Vec<(RowId, SmolStr)>,
    /// Rows left out because they are sums of others.
    totals: usize,
}

impl Taken {
    /// The changes, the new columns before the cells in them.
    pub fn changes(&mut self, sheet: Sheet) -> Vec<Change> {
        let defined = std::mem::take(&mut self.defined).into_iter();
        let defined = defined.map(|own| Change::Define { sheet, definition: Box::new(own) });
        defined.chain(std::mem::take(&mut self.changes)).collect()
    }
}

impl App {
    /// What a file would come to.
    #[must_use]
    #[inline(never)]
    pub fn csv_preview(&self, intake: &CsvIntake) -> Preview {
        // Identities that nobody keeps.
        let fresh = (0..).map(|nth| RowId(Stamp { time: nth, replica: u64::MAX }));
        let taken = self.csv_taken(intake, PREVIEWED, fresh.take(fields(intake, PREVIEWED)).collect(), 0);
        let against = self.would_break(&taken.changes);
        let breaking = |at: usize| match intake.columns.get(at) {
            Some(Goes::To(key)) => {
                against.iter().filter(|(sheet, _, column)| *sheet == intake.sheet && column == key).count()
            }
            _ => 0,
        };
        let column = |at: usize| ColumnPreview {
            heading: intake.heading(at).into(),
            samples: intake.samples(at).take(SAMPLES).map(SmolStr::new).collect(),
            kind: KindWord::of(&self.new_csv_column(intake, at).kind),
            unfit: taken.unfit.iter().filter(|(_, _, of)| *of == at).count(),
            against: breaking(at),
            worked_out: self.csv_worked_out(intake, at),
        };
        Preview {
            columns: (0..intake.width()).map(column).collect(),
            added: taken.added,
            updated: taken.updated.len(),
            skipped: taken.skipped,
            known: self.csv_own_rows(intake).iter().flatten().count(),
            read: intake.data().count().min(PREVIEWED),
            totals: self.csv_totals(intake).len(),
            against: against.len(),
            ended: taken.ended.len(),
            begun: taken.begun,
        }
    }

    /// Takes a file in: one step of undo. What does not fit its column is kept as text, and shown to be repaired.
    #[inline(never)]
    pub(in crate::app) fn take_csv(&mut self, intake: &CsvIntake, now: u64) -> Vec<Effect> {
        let mut taken = self.csv_taken_whole(intake, now);
        let sheet = intake.sheet;
        let changes = taken.changes(sheet);
        let ruled = self.ruled_cells(&changes);
        let mut effects = self.commit(changes, "import", now);
        if is_refused(&effects) {
            return effects;
        }
        let invalid = taken.unfit.len();
        let against = self.against_rules(ruled);
        let (ended, breaking) = (taken.ended.len(), against.len());
        let totals = taken.totals;
        let unfit = taken.unfit.into_iter().map(|(row, column, _)| (sheet, row, column)).collect();
        self.look_at_paste(Review::of(unfit).against_rules(against).with(Vec::new(), None, taken.ended));
        if let Some(row) = taken.first.filter(|row| self.plan().table(sheet).contains(*row)) {
            effects.extend(self.goto(sheet, row, &sheet.title()));
        }
        effects.push(Effect::Say(Notice::TookIn {
            sheet,
            added: taken.added,
            updated: taken.updated.len(),
            invalid,
            against: breaking,
            ended,
            begun: taken.begun,
            totals,
        }));
        effects
    }

    /// The changes that all its rows come to.
    pub(in crate::app) fn csv_taken_whole(&mut self, intake: &CsvIntake, now: u64) -> Taken {
        let moment = self.ledger.fresh_row(now).0;
        let fresh = self.ledger.fresh_rows(now, fields(intake, usize::MAX)).collect();
        self.csv_taken(intake, usize::MAX, fresh, moment.time ^ moment.replica)
    }

    /// The changes that the first `most` rows of a file come to; `moment` tells new columns apart from others.
    fn csv_taken(&self, intake: &CsvIntake, most: usize, fresh: Vec<RowId>, moment: u64) -> Taken {
        let sheet = intake.sheet;
        let table = self.plan().table(sheet);
        let mut taken = Taken::default();
        let mut columns: Vec<Option<Definition>> = Vec::with_capacity(intake.width());
        let last = table.arranged().last().and_then(|last| table.definitions().get(*last));
        let stand = table.stand_behind(last.map(|last| last.key.as_str()));
        let mut stands = Place::spread(Some(&stand.place), None, intake.width()).into_iter();
        for (at, goes) in intake.columns.iter().enumerate() {
            columns.push(match goes {
                Goes::Nowhere => None,
                Goes::To(key) => table.definition(key).cloned(),
                Goes::New => {
                    let mut own = self.new_csv_column(intake, at);
                    own.key = fresh_column(&own.label, table, moment.wrapping_add(1 + at as u64).rotate_left(32));
                    own.stand = stands.next().map(|place| Stand { place, ..stand.clone() });
                    taken.defined.push(own.clone());
                    Some(own)
                }
            });
        }
        let unit = |(at, own): (usize, &Option<Definition>)| unit_for(own.as_ref()?, intake.heading(at));
        let units: Vec<Option<String>> = columns.iter().enumerate().map(unit).collect();
        let own_rows = self.csv_own_rows(intake);
        let mut places = Place::spread(table.last_place(), None, own_rows.len().min(most)).into_iter();
        let mut entry = Entry::new(self, fresh);
        let totals = if intake.without_totals { self.csv_totals(intake) } else { Vec::new() };
        let own_column = |at: usize| columns.get(at).and_then(Option::as_ref);
        let naming = (0..columns.len())
            .find(|at| own_column(*at).is_some_and(|own| own.key == sheet.title() && matches!(own.kind, Kind::Text)));
        // The rows come first: those that link to one further down mean it, and begin no other of its name.
        let mut rows: Vec<Option<(RowId, bool)>> = Vec::with_capacity(own_rows.len().min(most));
        for (line, (fields, own)) in intake.data().zip(own_rows).enumerate().take(most) {
            rows.push(match (own, intake.named) {
                _ if totals.binary_search(&line).is_ok() => {
                    taken.totals += 1;
                    None
                }
                (Some(_), Named::Skip) => {
                    taken.skipped += 1;
                    None
                }
                (Some(row), Named::Update) => Some((row, true)),
                // What was pasted has its rows already; one that is gone takes nothing in.
                (None, _) if intake.pasted.is_some() => None,
                (Some(_), Named::Add) | (None, _) => {
                    let added = places.next().and_then(|place| entry.add_row(sheet, intake.parent, place));
                    taken.added += usize::from(added.is_some());
                    if let (Some(row), Some(name)) = (added, naming.and_then(|at| fields.get(at))) {
                        entry.know(sheet, row, name, intake.parent);
                    }
                    added.map(|row| (row, false))
                }
            });
        }
        let by_keys = intake.heading(0) == ID;
        for (line, (fields, row)) in intake.data().zip(rows).enumerate() {
            let Some((row, is_own)) = row else { continue };
            taken.first.get_or_insert(row);
            for (at, column) in columns.iter().enumerate() {
                let Some(definition) = column else { continue };
                let text = fields.get(at).map_or("", String::as_str);
                // An empty field says nothing: what the table holds stays. Of a new row it says that there is nothing: a
                // stage that nobody gave would have a chance.
                if text.trim().is_empty() {
                    entry.leave_empty(row, &definition.key);
                    continue;
                }
                let target = Target { sheet, row: Some(row), column: definition.key.clone() };
                let unit = units.get(at).and_then(Option::as_deref);
                let value = match intake.number(line, at) {
                    // A program writes the choices by their keys: one may be called what another's key is.
                    _ if by_keys && keyed(definition, text).is_some() => keyed(definition, text).unwrap_or_default(),
                    Some(number) if unit.is_none() => {
                        entry.read_shown(definition, text, number, &target, intake.parent)
                    }
                    number => entry.read(definition, &in_units(number.unwrap_or(text), unit), &target, intake.parent),
                };
                // Of two rows for one record the last counts, also where it says what the table says.
                if is_own && !taken.updated.contains(&row) && *table.value(row, &definition.key) == value {
                    continue;
                }
                if is_own {
                    taken.updated.insert(row);
                }
                if entry.set_read(sheet, row, target.column, value) {
                    taken.unfit.push((row, definition.key.clone(), at));
                }
            }
        }
        taken.begun = entry.begun();
        taken.ended = std::mem::take(&mut entry.ended);
        taken.changes = entry.changes;
        taken
    }

    /// The rows of the file, below its headings, that are sums of others.
    fn csv_totals(&self, intake: &CsvIntake) -> Vec<usize> {
        let table = self.plan().table(intake.sheet);
        let column = |(at, goes): (usize, &Goes)| match goes {
            Goes::Nowhere => None,
            Goes::To(key) => table.definition(key).cloned(),
            Goes::New => Some(self.new_csv_column(intake, at)),
        };
        let columns: Vec<Option<Definition>> = intake.columns.iter().enumerate().map(column).collect();
        let columns: Vec<Option<&Definition>> = columns.iter().map(Option::as_ref).collect();
        intake.with(&self.parser(), &columns, |own| own.totals(&intake.sheet.title()))
    }

    /// The row of the table that each row of the file is about: by its identity where the file has that, else by its name,
    /// in tables of things that have one. A name that several rows have says nothing.
    fn csv_own_rows(&self, intake: &CsvIntake) -> Vec<Option<RowId>> {
        let table = self.plan().table(intake.sheet);
        if let Some(pasted) = &intake.pasted {
            return pasted.records.iter().map(|row| Some(*row).filter(|row| table.contains(*row))).collect();
        }
        let names = self.csv_names(intake);
        let name = intake.columns.iter().position(|goes| *goes == Goes::To(intake.sheet.title()));
        let identity = (0..intake.width()).find(|at| search_key(intake.heading(*at)) == ID);
        let own = |fields: &Vec<String>| {
            let by_identity = identity.and_then(|at| fields.get(at)?.trim().parse().ok());
            let by_name = || *names.get(&search_key(fields.get(name?)?))?;
            // Rows of another record are not seen on its page.
            let belongs = |row: RowId| intake.parent.is_none() || self.parent_of(intake.sheet, row) == intake.parent;
            by_identity.filter(|row| table.contains(*row) && belongs(*row)).or_else(by_name)
        };
        intake.data().map(own).collect()
    }

    /// The rows of the table by what they are called in either language; none for what several are called.
    fn csv_names(&self, intake: &CsvIntake) -> FxHashMap<SmolStr, Option<RowId>> {
        let sheet = intake.sheet;
        let mut names = FxHashMap::default();
        if !has_names(sheet) {
            return names;
        }
        let table = self.plan().table(sheet);
        let parser = self.parser();
        let called = [Some(&sheet.title()), Some(&Key::new_static("name_zh"))].map(|key| table.definition(key?));
        let belongs = |row: &RowId| intake.parent.is_none() || self.parent_of(sheet, *row) == intake.parent;
        for row in table.ids().filter(belongs) {
            for definition in called.iter().flatten() {
                let name = search_key(&parser.edit_text(definition, table.value(row, &definition.key)));
                if !name.is_empty() {
                    let known = names.entry(name).or_insert(Some(row));
                    *known = known.filter(|known| *known == row);
                }
            }
        }
        names
    }
}

pub(in crate::app) use crate::formats::CSV_ID as ID;

/// The choices of a column that a program writes by their keys; none where the text is something else.
fn keyed(definition: &Definition, text: &str) -> Option<Value> {
    let choices = definition.kind.choices();
    let key = |text: &str| choices.iter().find(|own| own.key == text.trim()).map(|own| own.key.clone());
    match definition.kind {
        Kind::Choice(_) => key(text).map(Value::Choice),
        Kind::Choices(_) => text.split(';').map(key).collect::<Option<Vec<_>>>().map(Value::choices),
        _ => None,
    }
}

/// Whether the rows of a table are things with a name: of two with the same goal, note or text each is one of its own.
fn has_names(sheet: Sheet) -> bool {
    matches!(sheet, Sheet::Rates | Sheet::Competition) || sheet.title() == "name"
}

/// So many identities are enough: for each row, and for each name in it that may begin a record.
fn fields(intake: &CsvIntake, most: usize) -> usize {
    let names = |row: &Vec<String>| row.iter().map(|text| count_names(text)).sum::<usize>();
    intake.data().take(most).map(|row| 1 + names(row)).sum()
}
