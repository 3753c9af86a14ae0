//! A CSV file that was read and waits to be taken in: what a person can decide before anything is written.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::app::no_record::Foreign;
use crate::app::state::App;
use crate::formats::read_csv;
use crate::model::{Definition, Key, RowId, Sheet};
use crate::text::{Parser, in_units, unit_for};

/// Where the fields of one column of a file go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goes {
    /// Nowhere.
    Nowhere,
    /// Into a column of the table.
    To(Key),
    /// Into a new column of the user's own, under the heading of the file.
    New,
}

/// What becomes of a row whose name a row of the table has already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// The row of the table takes the filled fields.
    Update,
    /// It is left out.
    Skip,
    /// It is added as another row.
    Add,
}

impl Named {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Named; 3] = [Named::Update, Named::Skip, Named::Add];
}

/// Of columns that came with a paste and found no place: what is known beside their texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::app) struct Pasted {
    /// The record that each row below the headings has become.
    pub records: Vec<RowId>,
    /// The numbers behind what the fields show, by row below the headings and by column.
    pub numbers: FxHashMap<(usize, usize), SmolStr>,
}

/// A file, or columns that a paste left over, and what was decided about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvIntake {
    /// The name of the file.
    pub file: SmolStr,
    /// Its rows; shared, because they may be many.
    pub rows: Arc<Vec<Vec<String>>>,
    /// The first row, from 0, with a quotation mark that nobody closed.
    pub unclosed: Option<usize>,
    /// Whether the first row holds headings, or that below the titles.
    pub headed: bool,
    /// Rows above the headings, which hold the title of the table and are left out with them.
    pub titles: usize,
    /// The table.
    pub sheet: Sheet,
    /// The record that the rows of a part belong to.
    pub parent: Option<RowId>,
    /// Where each column of the file goes.
    pub columns: Vec<Goes>,
    /// What becomes of rows that are there already.
    pub named: Named,
    /// Whether rows that are sums of others are left out.
    pub without_totals: bool,
    /// Where it is no file: what was pasted beside it.
    pub(in crate::app) pasted: Option<Arc<Pasted>>,
}

impl CsvIntake {
    /// How many columns the file has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The rows below the headings.
    pub fn data(&self) -> impl Iterator<Item = &Vec<String>> {
        self.rows.iter().skip(if self.headed { self.titles + 1 } else { 0 })
    }

    /// The heading of a column of the file; empty where it has none.
    #[must_use]
    pub fn heading(&self, column: usize) -> &str {
        let first = self.headed.then(|| self.rows.get(self.titles)).flatten();
        first.and_then(|row| row.get(column)).map_or("", |text| text.trim())
    }

    /// The table as it stands in the file, above rows of the columns that its own go to.
    pub(super) fn with<T>(
        &self,
        parser: &Parser<'_>,
        columns: &[Option<&Definition>],
        ask: impl FnOnce(&Foreign<'_>) -> T,
    ) -> T {
        let data: Vec<&Vec<String>> =
            if self.columns.is_empty() { self.rows.iter().collect() } else { self.data().collect() };
        let text = |row: usize, at: usize| data.get(row).and_then(|fields| fields.get(at)).map_or("", String::as_str);
        let read = |row: usize, at: usize| {
            let own = columns.get(at).copied().flatten()?;
            let unit = unit_for(own, self.heading(at));
            parser.read(own, &in_units(text(row, at), unit.as_deref())).ok()
        };
        ask(&Foreign { rows: data.len(), columns, text: &text, read: &read })
    }

    /// Sends a column of the file somewhere; a column of the table takes one.
    pub fn put(&mut self, column: usize, goes: Goes) {
        if let Goes::To(_) = goes {
            self.columns.iter_mut().filter(|own| **own == goes).for_each(|own| *own = Goes::Nowhere);
        }
        if let Some(own) = self.columns.get_mut(column) {
            *own = goes;
        }
    }

    /// The number behind what a field shows; none in a file.
    pub(super) fn number(&self, row: usize, column: usize) -> Option<&str> {
        self.pasted.as_ref()?.numbers.get(&(row, column)).map(SmolStr::as_str)
    }

    /// The first filled fields of a column.
    pub fn samples(&self, column: usize) -> impl Iterator<Item = &str> {
        let fields = self.data().filter_map(move |row| row.get(column));
        fields.map(|text| text.trim()).filter(|text| !text.is_empty())
    }
}

impl App {
    /// Looks at the text of a CSV file: which table it is meant for, and where its columns go.
    #[must_use]
    #[inline(never)]
    pub fn csv_intake(&self, file: &str, text: &str) -> CsvIntake {
        let csv = read_csv(text);
        let mut intake = CsvIntake {
            file: file.into(),
            rows: Arc::new(csv.rows),
            unclosed: csv.unclosed,
            headed: true,
            titles: 0,
            sheet: Sheet::Deals,
            parent: None,
            columns: Vec::new(),
            named: Named::Update,
            without_totals: true,
            pasted: None,
        };
        let shown = self.active.map(|id| id.sheet());
        let tables = self.csv_tables();
        intake.titles = self.titles_above(&intake, &tables);
        let sheet = self.meant_table(&intake, &tables, shown);
        // Where nothing in the first row is a heading of any table, it is a record like the others, unless it looks like one.
        let parser = self.parser();
        intake.headed =
            sheet.is_some() || intake.with(&parser, &vec![None; intake.width()], |own| own.has_headings(&parser, 1));
        self.csv_goes_to(&mut intake, sheet.or(shown).filter(|sheet| tables.contains(sheet)).unwrap_or(Sheet::Deals));
        intake
    }

    /// The tables that can take rows in: those of a part only where a record is chosen that they belong to.
    #[must_use]
    pub fn csv_tables(&self) -> Vec<Sheet> {
        let can = |sheet: &Sheet| sheet.is_table() && (sheet.parent().is_none() || self.csv_parent(*sheet).is_some());
        Sheet::ALL.iter().copied().filter(can).collect()
    }

    /// The record that new rows of a part belong to.
    fn csv_parent(&self, sheet: Sheet) -> Option<RowId> {
        let target = self.plan().table(sheet).definition(&sheet.parent()?)?.kind.target()?;
        let record = if target == Sheet::Deals { self.deal } else { self.account };
        record.filter(|record| self.plan().table(target).contains(*record))
    }

    /// The columns of a table that can be written.
    #[must_use]
    pub fn csv_columns(&self, sheet: Sheet) -> Vec<&Definition> {
        let parent = sheet.parent();
        let can = |definition: &&Definition| {
            crate::app::editing::is_editable(definition) && Some(&definition.key) != parent.as_ref()
        };
        self.plan().table(sheet).present().filter(can).collect()
    }

    /// Turns to another table, with each column where its heading belongs there.
    pub fn csv_goes_to(&self, intake: &mut CsvIntake, sheet: Sheet) {
        intake.sheet = sheet;
        intake.parent = self.csv_parent(sheet);
        intake.columns = self.meant_columns(intake, sheet);
    }
}
