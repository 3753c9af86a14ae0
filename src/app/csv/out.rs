//! A table as CSV: for a spreadsheet as it is shown, for another program whole and with the names that never change.

use crate::app::action::Effect;
use crate::app::grid::{At, GridId, Layout};
use crate::app::state::App;
use crate::formats::{CsvFor, write_csv};
use crate::model::{Decimal, Definition, Percent, RowId, Sheet, Value};
use crate::text::{Lang, Parser, title};

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
    /// The table of a grid as CSV: the rows that are shown, in their order. A spreadsheet gets the columns that are shown,
    /// another program all of them, behind the identity of each row. None for a form.
    #[must_use]
    pub fn csv_of(&self, id: GridId, reader: CsvFor) -> Option<CsvFile> {
        let layout = self.laid_out(id)?.layout.clone();
        if matches!(*layout, Layout::Form { .. }) {
            return None;
        }
        let sheet = id.sheet();
        let records: Vec<RowId> = (0..layout.records()).filter_map(|row| layout.record(row)).collect();
        let lines = match reader {
            CsvFor::Spreadsheet => self.shown_lines(&layout),
            CsvFor::Program => self.whole_lines(sheet, &records),
        };
        let of = self.record_of(id);
        let table = self.plan().table(sheet);
        let belongs = |row: &RowId| of.is_none() || self.parent_of(sheet, *row) == of;
        let all = table.ids().filter(belongs).count();
        let record = of.and_then(|record| Some(title(self.plan(), self.parent_sheet(sheet)?, record, self.lang)));
        let plan = Some(self.plan().name()).filter(|name| !name.is_empty());
        let label = sheet.label();
        let parts = [plan, record.as_deref(), Some(self.lang.pick(&label))];
        let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" - ");
        Some(CsvFile {
            file_name: crate::app::exchange::sound_name(&name, self.lang) + ".csv",
            rows: records.len(),
            left_out: all.saturating_sub(records.len()),
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

    fn shown_lines(&self, layout: &Layout) -> Vec<Vec<String>> {
        let width = layout.width();
        let heads = (0..width).map(|column| self.heading(layout, 0, column).to_string()).collect();
        let rows = (0..layout.records()).filter(|row| layout.record(*row).is_some());
        let parser = self.parser();
        let line = |row| (0..width).map(|column| self.cell_to_copy(&parser, layout, At { row, column }).1).collect();
        std::iter::once(heads).chain(rows.map(line)).collect()
    }

    fn whole_lines(&self, sheet: Sheet, records: &[RowId]) -> Vec<Vec<String>> {
        let columns: Vec<&Definition> =
            self.plan().table(sheet).definitions().iter().filter(|definition| !definition.deleted).collect();
        let heads = std::iter::once("id".to_owned()).chain(columns.iter().map(|own| own.key.to_string())).collect();
        let parser = Parser::new(self.plan(), Lang::En, self.today());
        let line = |row: &RowId| {
            let cells = columns.iter().map(|definition| self.bare(&parser, sheet, *row, definition));
            std::iter::once(row.to_string()).chain(cells).collect()
        };
        std::iter::once(heads).chain(records.iter().map(line)).collect()
    }

    /// A value as another program takes it: choices by their keys, numbers without a sign of what they measure.
    fn bare(&self, parser: &Parser<'_>, sheet: Sheet, row: RowId, definition: &Definition) -> String {
        let text = match self.value_of(sheet, row, definition) {
            Value::Choice(key) => key,
            Value::Choices(keys) => keys.join("; ").into(),
            Value::Percent(Percent { ppm }) => {
                parser.edit_text(definition, &Value::Number(Decimal { millionths: ppm }))
            }
            value => parser.edit_text(definition, &value),
        };
        text.to_string()
    }
}
