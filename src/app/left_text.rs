//! What somebody was typing when his tab was closed: kept as a text, and put back into its cell.

use smol_str::SmolStr;

use super::action::Effect;
use super::grid::{Editor, Target};
use super::state::App;
use crate::formats::{read_tsv, write_tsv};
use crate::model::{Key, Sheet};

/// The text of an open editor, and where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftText {
    /// The cell; none where that is not known, as of a text that an earlier version left.
    pub cell: Option<Target>,
    /// The text.
    pub text: String,
}

/// Begins the line of a text whose cell is known.
const MARK: &str = "cell";

impl LeftText {
    /// What an editor holds.
    #[must_use]
    pub fn of(editor: &Editor) -> LeftText {
        LeftText { cell: Some(editor.target.clone()), text: editor.text.clone() }
    }

    /// As a line of tab-separated fields: mark, table, record (none in the empty row), column, text.
    #[must_use]
    pub fn write(&self) -> String {
        let Some(Target { sheet, row, column }) = &self.cell else { return self.text.clone() };
        let row = row.map(|row| row.to_string()).unwrap_or_default();
        let fields = [MARK, sheet.key(), &row, column, &self.text];
        write_tsv(&[fields.map(str::to_owned).to_vec()])
    }

    /// Reads it back; what is no such line is a text.
    #[must_use]
    pub fn read(line: &str) -> LeftText {
        LeftText::of_fields(line).unwrap_or_else(|| LeftText { cell: None, text: line.to_owned() })
    }

    fn of_fields(line: &str) -> Option<LeftText> {
        let lines = read_tsv(line);
        let [fields] = lines.as_slice() else { return None };
        let [mark, sheet, row, column, text] = fields.as_slice() else { return None };
        let row = if row.is_empty() { None } else { Some(row.parse().ok()?) };
        let cell = Target { sheet: Sheet::of_key(sheet)?, row, column: Key::new(column) };
        (mark == MARK).then(|| LeftText { cell: Some(cell), text: text.clone() })
    }
}

impl App {
    /// The cell in which a text can be gone on with, as a person calls it; none where it is gone.
    #[must_use]
    pub fn place_of(&self, left: &LeftText) -> Option<SmolStr> {
        let Target { sheet, row, column } = left.cell.as_ref()?;
        let table = self.plan().table(*sheet);
        let definition = table.definition(column)?;
        let is_there = match row {
            Some(row) => table.contains(*row),
            None => matches!(sheet, Sheet::Activities | Sheet::Deals),
        };
        is_there.then(|| crate::text::heading(self.plan(), definition, self.lang))
    }

    /// Opens the cell with the text, as if it were just being typed.
    #[inline(never)]
    pub(super) fn resume(&mut self, left: &LeftText, now: u64) -> Vec<Effect> {
        let (Some(Target { sheet, row, column }), Some(_)) = (&left.cell, self.place_of(left)) else {
            return Vec::new();
        };
        let mut effects = match row {
            Some(row) => self.goto(*sheet, *row, column),
            None => self.begin_in(*sheet, column),
        };
        let grid = effects.iter().rev().find_map(|effect| match effect {
            Effect::Focus(id) => Some(*id),
            _ => None,
        });
        if let Some(id) = grid {
            effects.extend(self.input(id, left.text.clone(), now));
        }
        effects
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Action;
    use crate::app::grid::GridId;
    use crate::app::tests::desk::Desk;

    const DEALS: GridId = GridId::Table(Sheet::Deals);
    const TABLE: &str = "| name | amount |\n| a    | [1]    |\n| b    | 2      |";

    /// What a tab that is closed now leaves.
    fn left(desk: &Desk) -> LeftText {
        let left = |effect: &Effect| if let Effect::Draft(Some(left)) = effect { Some(left.write()) } else { None };
        LeftText::read(&desk.effects.iter().rev().find_map(left).expect("a draft"))
    }

    #[test]
    fn a_text_comes_back_with_its_cell() {
        for text in ["7", "a\tb", "two\nlines", "\"quoted\"", "", "cell"] {
            let cell = Target { sheet: Sheet::Deals, row: None, column: Key::new("note") };
            for cell in [Some(cell), None] {
                let left = LeftText { cell, text: text.to_owned() };
                assert_eq!(LeftText::read(&left.write()), left);
            }
        }
        let strange = "cell\tdeals\tno row\tnote\ttext";
        assert_eq!(LeftText::read(strange), LeftText { cell: None, text: strange.to_owned() });
    }

    #[test]
    fn it_is_gone_on_with_where_it_was() {
        for (keys, shown) in [
            ("click(1,1) \"42\"", "| name | amount |\n| a | 1 |\n| b | [423] |\n| | |"),
            ("click(2,0) \"new\"", "| name | amount |\n| a | 1 |\n| b | 2 |\n| [new3] | |\n| | |"),
        ] {
            let mut desk = Desk::new(DEALS, TABLE);
            desk.press(keys);
            let left = left(&desk);
            // Another tab, where one looks elsewhere.
            desk.press("Esc click(0,0)");
            desk.act(Action::Resume(left.into()));
            desk.press("3 Ctrl+Enter");
            desk.shows(shown);
        }
    }

    #[test]
    fn what_has_no_place_any_more_changes_nothing() {
        let mut desk = Desk::new(DEALS, TABLE);
        desk.press("click(1,1) \"42\"");
        let left = left(&desk);
        desk.press("Esc Ctrl+Delete");
        assert_eq!(desk.app.place_of(&left), None);
        desk.act(Action::Resume(left.into()));
        assert!(desk.editor().is_none());
    }
}
