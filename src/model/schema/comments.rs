//! What people said about cells: beside the four tables, one row a comment.

use super::columns;
use crate::model::{Kind, column};

columns! {
    Comments;
    /// What was said.
    TEXT: Text = column("text", "Comment", "批注", Kind::Paragraph).core().wide(320);
    /// Who said it.
    AUTHOR: Text = column("author", "Author", "作者", Kind::Text).core();
    /// When.
    DAY: Date = column("day", "Date", "日期", Kind::Date).core();
    /// When it was last written anew.
    EDITED: Date = column("edited", "Edited", "修改日期", Kind::Date).core();
    /// Whether it is settled.
    RESOLVED: Check = column("resolved", "Resolved", "已解决", Kind::Check).core();
    /// The table of the cell.
    TABLE: Text = column("table", "Table", "所在表", Kind::Text);
    /// The identity of its row.
    ROW: Text = column("row", "Row", "所在行", Kind::Text);
    /// The key of its column.
    COLUMN: Text = column("column", "Column", "所在列", Kind::Text);
}
