//! How tables are looked at: views that people named, and how each device left each table.

use crate::model::schema::columns;
use crate::model::{Kind, Sheet, column};

columns! {
    Views;
    /// The name that people gave the view; none where a device keeps how it left the table.
    NAME: Text = column("name", "View", "视图", Kind::Text).core();
    /// The table, by its key.
    TABLE: Text = column("table", "Table", "表", Kind::Text).core();
    /// The view that a device chose last.
    BASE: Link = column("base", "Based on", "基于视图", Kind::Link(Sheet::Views));
    /// Which columns are shown, in which order and how wide.
    COLUMNS: Text = column("columns", "Columns", "列", Kind::Paragraph).core();
    /// By which columns rows are sorted.
    SORT: Text = column("sort", "Sort", "排序", Kind::Paragraph).core();
    /// Which rows are shown.
    FILTER: Text = column("filter", "Filter", "筛选", Kind::Paragraph).core();
    /// By which columns rows are grouped.
    GROUPS: Text = column("groups", "Groups", "分组", Kind::Paragraph).core();
    /// What stands under columns.
    TOTALS: Text = column("totals", "Totals", "合计", Kind::Paragraph).core();
    /// Rules that colour cells and rows.
    COLOURS: Text = column("colours", "Colours", "颜色", Kind::Paragraph).core();
}
