//! Comments that are being written: each stays where it belongs while somebody looks elsewhere.

use crate::formats::{read_tsv, write_tsv};
use crate::model::{Key, RowId, Sheet};

/// What a text that is being written is to become.
#[derive(Clone, Debug, PartialEq)]
pub enum Becomes {
    /// A comment on a cell.
    New(Sheet, RowId, Key),
    /// A comment that is there, written anew.
    Anew(RowId),
}

/// Texts that are being written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drafts(Vec<(Becomes, String)>);

const NEW: &str = "new";
const ANEW: &str = "anew";

impl Drafts {
    /// Whether nothing is being written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A text that is being written.
    #[must_use]
    pub fn of(&self, becomes: &Becomes) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == becomes).map(|(_, text)| text.as_str())
    }

    /// Keeps a text; none where it is written or given up.
    pub fn keep(&mut self, becomes: &Becomes, text: Option<String>) {
        self.0.retain(|(own, _)| own != becomes);
        self.0.extend(text.map(|text| (becomes.clone(), text)));
    }

    /// All of them as lines of tab-separated fields.
    #[must_use]
    pub fn write(&self) -> String {
        let lines: Vec<Vec<String>> = self.0.iter().map(|(becomes, text)| fields(becomes, text)).collect();
        if lines.is_empty() { String::new() } else { write_tsv(&lines) }
    }

    /// Reads them back; what is no such line is left out.
    #[must_use]
    pub fn read(text: &str) -> Drafts {
        Drafts(read_tsv(text).iter().filter_map(|fields| read(fields)).collect())
    }
}

fn fields(becomes: &Becomes, text: &str) -> Vec<String> {
    let (kind, sheet, row, column) = match becomes {
        Becomes::New(sheet, row, column) => (NEW, sheet.key(), row, column.as_str()),
        Becomes::Anew(row) => (ANEW, "", row, ""),
    };
    [kind, sheet, &row.to_string(), column, text].map(str::to_owned).to_vec()
}

fn read(fields: &[String]) -> Option<(Becomes, String)> {
    let [kind, sheet, row, column, text] = fields else { return None };
    let row = row.parse().ok()?;
    let becomes = match kind.as_str() {
        NEW => Becomes::New(Sheet::of_key(sheet)?, row, Key::new(column)),
        ANEW => Becomes::Anew(row),
        _ => return None,
    };
    Some((becomes, text.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_comes_back_to_its_place() {
        let (cell, comment) = (
            Becomes::New(Sheet::Deals, RowId::builtin(3), Key::new_static("amount")),
            Becomes::Anew(RowId::builtin(9)),
        );
        let mut drafts = Drafts::default();
        assert_eq!(Drafts::read(&drafts.write()), drafts);
        drafts.keep(&cell, Some("第一行\n\"two\"\tthree".into()));
        drafts.keep(&comment, Some("x".into()));
        drafts.keep(&comment, Some("anew".into()));
        assert_eq!(Drafts::read(&drafts.write()), drafts);
        assert_eq!((drafts.of(&comment), drafts.of(&cell)), (Some("anew"), Some("第一行\n\"two\"\tthree")));
        drafts.keep(&cell, None);
        assert_eq!((drafts.of(&cell), drafts.is_empty()), (None, false));
        assert_eq!(Drafts::read("of\tanother\tversion\r\nnew\tdeals\tnobody\tamount\tx"), Drafts::default());
    }
}
