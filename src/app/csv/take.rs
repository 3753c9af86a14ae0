//! What becomes of the rows of a file: worked out in the same way for the preview and for the plan.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::intake::{CsvIntake, Goes, Named};
use crate::app::action::Effect;
use crate::app::columns::fresh_column;
use crate::app::entry::Entry;
use crate::app::grid::Target;
use crate::app::notice::Notice;
use crate::app::state::App;
use crate::log::Change;
use crate::model::{Definition, Key, Place, RowId, Sheet, Stamp, Stand, Value};
use crate::text::messages::KindWord;
use crate::text::{search_key, title};

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
    /// Rows that change a row of the table.
    pub updated: usize,
    /// Rows that are left out because the table has their name.
    pub skipped: usize,
    /// Rows whose name the table has already.
    pub known: usize,
    /// The first rows of the file, of which the fields were read.
    pub read: usize,
    /// Records that their fields would begin in other tables.
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
}

/// What reading rows came to.
#[derive(Default)]
struct Taken {
    defined: Vec<Definition>,
    changes: Vec<Change>,
    begun: Vec<(Sheet, usize)>,
    /// Cells whose text does not fit: the row, the column of the table, the column of the file.
    unfit: Vec<(RowId, Key, usize)>,
    added: usize,
    updated: usize,
    skipped: usize,
    known: usize,
    first: Option<RowId>,
}

impl App {
    /// What a file would come to.
    #[must_use]
    #[inline(never)]
    pub fn csv_preview(&self, intake: &CsvIntake) -> Preview {
        // Identities that nobody keeps.
        let fresh = (0..).map(|nth| RowId(Stamp { time: nth, replica: u64::MAX }));
        let first = self.csv_taken(intake, PREVIEWED, fresh.take(fields(intake, PREVIEWED)).collect(), 0);
        let (added, updated, skipped, known) = self.csv_counts(intake);
        let column = |at: usize| ColumnPreview {
            heading: intake.heading(at).into(),
            samples: intake.samples(at).take(SAMPLES).map(SmolStr::new).collect(),
            kind: KindWord::of(&self.new_csv_column(intake, at).kind),
            unfit: first.unfit.iter().filter(|(_, _, of)| *of == at).count(),
        };
        Preview {
            columns: (0..intake.width()).map(column).collect(),
            added,
            updated,
            skipped,
            known,
            read: intake.data().count().min(PREVIEWED),
            begun: first.begun,
        }
    }

    /// Takes a file in: one step of undo. What does not fit its column is kept as text, and shown to be repaired.
    #[inline(never)]
    pub(in crate::app) fn take_csv(&mut self, intake: &CsvIntake, now: u64) -> Vec<Effect> {
        let count = fields(intake, usize::MAX);
        let moment = self.ledger.fresh_row(now).0;
        let fresh = self.ledger.fresh_rows(now, count).collect();
        let taken = self.csv_taken(intake, usize::MAX, fresh, moment.time ^ moment.replica);
        let sheet = intake.sheet;
        let defined = taken.defined.into_iter().map(|own| Change::Define { sheet, definition: Box::new(own) });
        let changes: Vec<Change> = defined.chain(taken.changes).collect();
        let mut effects = self.commit(changes, "import", now);
        let invalid = taken.unfit.len();
        self.look_at(taken.unfit.into_iter().map(|(row, column, _)| (sheet, row, column)).collect());
        if let Some(row) = taken.first.filter(|row| self.plan().table(sheet).contains(*row)) {
            effects.extend(self.goto(sheet, row, &sheet.title()));
        }
        effects.push(Effect::Say(Notice::TookIn {
            sheet,
            added: taken.added,
            updated: taken.updated,
            invalid,
            begun: taken.begun,
        }));
        effects
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
        let rows = intake.data().count().min(most);
        let known = self.csv_known(intake);
        let last = table.order().last().and_then(|slot| table.place(*slot));
        let mut places = Place::spread(last, None, rows).into_iter();
        let mut entry = Entry::new(self, fresh);
        for fields in intake.data().take(most) {
            let own = name_of(intake, fields).and_then(|name| known.get(&name)).copied();
            taken.known += usize::from(own.is_some());
            let row = match (own, intake.named) {
                (Some(_), Named::Skip) => {
                    taken.skipped += 1;
                    continue;
                }
                (Some(row), Named::Update) => {
                    taken.updated += 1;
                    row
                }
                (Some(_), Named::Add) | (None, _) => {
                    let added = places.next().and_then(|place| entry.add_row(sheet, intake.parent, place));
                    let Some(row) = added else { continue };
                    taken.added += 1;
                    row
                }
            };
            taken.first.get_or_insert(row);
            for (at, (text, own)) in fields.iter().zip(&columns).enumerate() {
                // An empty field says nothing: what the table holds stays.
                let Some(definition) = own.as_ref().filter(|_| !text.trim().is_empty()) else { continue };
                let target = Target { sheet, row: Some(row), column: definition.key.clone() };
                let value = entry.read(definition, text, &target, intake.parent);
                if value.is_invalid() {
                    taken.unfit.push((row, definition.key.clone(), at));
                }
                if *table.value(row, &definition.key) != value {
                    entry.set(sheet, row, target.column, value);
                }
            }
        }
        taken.begun = entry.begun();
        taken.changes = entry.changes;
        taken
    }

    /// How many rows are added, change a row, are left out, and have the name of a row.
    fn csv_counts(&self, intake: &CsvIntake) -> (usize, usize, usize, usize) {
        let names = self.csv_known(intake);
        let is_known = |fields: &&Vec<String>| name_of(intake, fields).is_some_and(|name| names.contains_key(&name));
        let (all, known) = (intake.data().count(), intake.data().filter(is_known).count());
        match intake.named {
            Named::Update => (all - known, known, 0, known),
            Named::Skip => (all - known, 0, known, known),
            Named::Add => (all, 0, 0, known),
        }
    }

    /// The rows of the table by name; of several with one name the first.
    fn csv_known(&self, intake: &CsvIntake) -> FxHashMap<SmolStr, RowId> {
        let table = self.plan().table(intake.sheet);
        let belongs = |row: &RowId| intake.parent.is_none() || self.parent_of(intake.sheet, *row) == intake.parent;
        let mut known = FxHashMap::default();
        for row in table.ids().filter(belongs) {
            if let Value::Empty = table.value(row, &intake.sheet.title()) {
                continue;
            }
            let name = search_key(&title(self.plan(), intake.sheet, row, self.lang));
            known.entry(name).or_insert(row);
        }
        known
    }
}

/// So many identities are enough: for each row, and for each name in it that may begin a record.
fn fields(intake: &CsvIntake, most: usize) -> usize {
    intake
        .data()
        .take(most)
        .map(|row| 1 + row.iter().map(|text| 1 + text.matches(SEPARATES).count()).sum::<usize>())
        .sum()
}

/// What stands between the names of a list.
const SEPARATES: [char; 6] = [',', ';', '\n', '\u{ff0c}', '\u{ff1b}', '\u{3001}'];

/// The name of the record that a row of the file means.
fn name_of(intake: &CsvIntake, fields: &[String]) -> Option<SmolStr> {
    let title = Goes::To(intake.sheet.title());
    let at = intake.columns.iter().position(|goes| *goes == title)?;
    fields.get(at).map(|text| search_key(text.trim())).filter(|name| !name.is_empty())
}
