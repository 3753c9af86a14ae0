//! A table as CSV: for a spreadsheet as it is shown, for another program whole and with the names that never change.

use super::take::ID;
use crate::app::action::Effect;
use crate::app::grid::{GridId, Layout};
use crate::app::state::App;
use crate::formats::{CsvFor, write_csv};
use crate::model::schema::deals;
use crate::model::{Computed, Definition, RowId, Sheet, Value};
use crate::text::messages::Csv;
use crate::text::{Lang, Parser, heading, title};

/// A CSV file, ready to be handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvFile {
    /// Its name without what file systems forbid.
    pub file_name: String,
    /// Its text.
    pub text: String,
    /// Rows below the headings.
    pub rows: usize,
    /// Rows of the table that a filter leaves out.
    pub left_out: usize,
}

impl App {
    /// The table of a grid as CSV. A spreadsheet gets it as it is shown: the columns that are shown, and the rows that the
    /// filter takes, in their order, those of closed groups too. Another program gets all columns of all rows, behind the
    /// identity of each. None for a form.
    #[must_use]
    pub fn csv_of(&self, id: GridId, reader: CsvFor) -> Option<CsvFile> {
        let layout = self.laid_out(id)?.layout.clone();
        let Layout::Table { rows, columns, .. } = &*layout else { return None };
        let (sheet, of) = (id.sheet(), self.record_of(id));
        let table = self.plan().table(sheet);
        let belongs = |row: &RowId| of.is_none() || self.parent_of(sheet, *row) == of;
        let all: Vec<RowId> = table.ids().filter(belongs).collect();
        let (records, lines) = match reader {
            CsvFor::Spreadsheet => {
                let shown = columns.iter().filter_map(|shown| table.definitions().get(shown.index)).collect();
                let shown = self.with_own_words(sheet, rows.records(), shown);
                (rows.records().len(), self.shown_lines(sheet, rows.records(), shown))
            }
            CsvFor::Program => (all.len(), self.whole_lines(sheet, &all)),
        };
        let record = of.and_then(|record| Some(title(self.plan(), self.parent_sheet(sheet)?, record, self.lang)));
        let plan = Some(self.plan().name()).filter(|name| !name.is_empty());
        let label = sheet.label();
        let whole = (reader == CsvFor::Program).then(|| Csv::Whole.text(self.lang));
        let parts = [plan, record.as_deref(), Some(self.lang.pick(&label)), whole.as_deref()];
        let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" - ");
        Some(CsvFile {
            file_name: crate::app::exchange::sound_name(&name, self.lang) + ".csv",
            rows: records,
            left_out: all.len().saturating_sub(records),
            text: write_csv(&lines, reader),
        })
    }

    /// Hands the table of a grid out.
    #[inline(never)]
    pub(in crate::app) fn save_table(&self, id: GridId, reader: CsvFor) -> Vec<Effect> {
        self.csv_of(id, reader).map(|file| Effect::SaveTable(Box::new(file))).into_iter().collect()
    }

    /// The table of the records that the rows of a part belong to.
    fn parent_sheet(&self, sheet: Sheet) -> Option<Sheet> {
        self.plan().table(sheet).definition(&sheet.parent()?)?.kind.target()
    }

    /// Some columns, and behind the probability that is worked out the one that somebody has given: without it what is shown
    /// could not be taken in again.
    fn with_own_words<'a>(
        &'a self,
        sheet: Sheet,
        records: &[RowId],
        mut shown: Vec<&'a Definition>,
    ) -> Vec<&'a Definition> {
        let table = self.plan().table(sheet);
        let (used, own) = (deals::P.key(), deals::P_OWN.key());
        let at = shown.iter().position(|column| sheet == Sheet::Deals && column.key == used);
        let is_said = || records.iter().any(|row| !table.value(*row, &own).is_empty());
        if let (Some(at), Some(definition)) = (at, table.definition(&own))
            && !shown.iter().any(|column| column.key == own)
            && is_said()
        {
            shown.insert(at + 1, definition);
        }
        shown
    }

    fn shown_lines(&self, sheet: Sheet, records: &[RowId], columns: Vec<&Definition>) -> Vec<Vec<String>> {
        let heads = columns.iter().map(|own| heading(self.plan(), own, self.lang).to_string()).collect();
        let parser = self.parser();
        let cell =
            |row: RowId, own: &Definition| self.plain(&parser, sheet, row, (own, &self.value_of(sheet, row, own)));
        let line = |row: &RowId| columns.iter().map(|own| cell(*row, own)).collect();
        std::iter::once(heads).chain(records.iter().map(line)).collect()
    }

    fn whole_lines(&self, sheet: Sheet, records: &[RowId]) -> Vec<Vec<String>> {
        let columns: Vec<&Definition> = self.plan().table(sheet).present().collect();
        let heads = std::iter::once(ID.to_owned()).chain(columns.iter().map(|own| own.key.to_string())).collect();
        let parser = Parser::new(self.plan(), Lang::En, self.today()).with_ids();
        let line = |row: &RowId| {
            let cells = columns.iter().map(|definition| self.bare(&parser, sheet, *row, definition));
            std::iter::once(row.to_string()).chain(cells).collect()
        };
        std::iter::once(heads).chain(records.iter().map(line)).collect()
    }

    /// A value as a spreadsheet takes it: what is worked out like what is typed, so that a number is one there too and no
    /// value is nothing. Words stay words.
    pub(in crate::app) fn plain(
        &self,
        parser: &Parser<'_>,
        sheet: Sheet,
        row: RowId,
        (definition, value): (&Definition, &Value),
    ) -> String {
        match (&definition.computed, value) {
            (Some(Computed::State), _) => self.text_of(sheet, row, definition),
            (Some(Computed::Level), Value::Text(_)) => self.text_of(sheet, row, definition),
            _ => parser.edit_text(definition, value).to_string(),
        }
    }

    /// A value as another program takes it, and as it is read back: choices and states by their keys, the rest as it is
    /// edited.
    fn bare(&self, parser: &Parser<'_>, sheet: Sheet, row: RowId, definition: &Definition) -> String {
        let text = match self.facet(sheet, row, definition) {
            Value::Choice(key) => key,
            Value::Choices(keys) => keys.join("; ").into(),
            value => parser.edit_text(definition, &value),
        };
        text.to_string()
    }
}
