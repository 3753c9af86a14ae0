//! What a transaction was, by the key of its label: for undo, redo and the history.

use smol_str::SmolStr;

use super::messages;
use crate::model::{Label, Sheet};

messages! {
    /// What a transaction was.
    Step {
        Edit => en "edit", zh "编辑";
        EditOf { column: Label } => en "edit of {column}", zh "编辑“{column}”";
        Paste => en "paste", zh "粘贴";
        Cut => en "cut", zh "剪切";
        Fill => en "fill", zh "填充";
        Repair => en "repair of values", zh "修正值";
        Replace => en "replacement", zh "替换";
        WhatIf => en "writing what was supposed into the plan", zh "把假设写入计划";
        Suppose => en "what-if change", zh "假设";
        Scenario => en "scenario", zh "保存场景";
        DeleteScenario => en "deletion of a scenario", zh "删除场景";
        Call => en "own forecast", zh "记录判断";
        Comment => en "comment", zh "批注";
        Clear => en "clearing", zh "清除";
        Insert => en "insertion of rows", zh "插入行";
        Delete => en "deletion of rows", zh "删除行";
        Join => en "joining of records", zh "合并同名记录";
        Duplicate => en "duplication of rows", zh "复制行";
        Move => en "move of rows", zh "移动行";
        Create => en "new record", zh "新建记录";
        Undo => en "undo", zh "撤销";
        Redo => en "redo", zh "重做";
        Import => en "import", zh "导入";
        Merge => en "merge", zh "合并";
        Sample => en "sample data", zh "示例数据";
        RemoveSample => en "removal of the sample data", zh "清除示例数据";
        Template => en "template", zh "模板";
        Excerpt => en "copy for others", zh "供他人使用的副本";
        Settings => en "settings", zh "设置";
        Rename => en "new name", zh "改名";
        Columns => en "change of columns", zh "调整列";
        AddColumn => en "new column", zh "新建列";
        ChangeColumn => en "change of a column", zh "修改列";
        DeleteColumn => en "deletion of a column", zh "删除列";
        RestoreColumn => en "restoration of a column", zh "恢复列";
        RetypeColumn => en "new type of a column", zh "更改列类型";
        Sort => en "sorting", zh "排序";
        Filter => en "filter", zh "筛选";
        Group => en "grouping", zh "分组";
        Totals => en "totals", zh "合计";
        Colours => en "colour rules", zh "颜色规则";
        View => en "change of view", zh "切换视图";
        SaveView => en "saving a view", zh "保存视图";
        DeleteView => en "deletion of a view", zh "删除视图";
        Milestone => en "milestone", zh "里程碑";
        Restore => en "restoration", zh "恢复";
        Other { key: SmolStr } => en "{key}", zh "{key}";
    }
}

impl Step {
    /// The step of a transaction's label; a label that is not known is said as it is. `edit:deals.amount` names the
    /// column that was edited.
    #[must_use]
    pub fn of_key(key: &str) -> Step {
        match key.split_once(':') {
            Some(("edit", column)) => return Step::EditOf { column: heading(column) },
            Some((head, _)) => return Step::of_key(head),
            None => {}
        }
        match key {
            "edit" => Step::Edit,
            "paste" => Step::Paste,
            "cut" => Step::Cut,
            "fill" => Step::Fill,
            "repair" => Step::Repair,
            "replace" => Step::Replace,
            "what_if" => Step::WhatIf,
            "suppose" => Step::Suppose,
            "scenario" => Step::Scenario,
            "delete_scenario" => Step::DeleteScenario,
            "call" => Step::Call,
            "comment" => Step::Comment,
            "clear" => Step::Clear,
            "insert" => Step::Insert,
            "delete" => Step::Delete,
            "join" => Step::Join,
            "duplicate" => Step::Duplicate,
            "move" => Step::Move,
            "create" => Step::Create,
            "undo" => Step::Undo,
            "redo" => Step::Redo,
            "import" => Step::Import,
            "merge" => Step::Merge,
            "sample" => Step::Sample,
            "remove_sample" => Step::RemoveSample,
            "template" => Step::Template,
            "excerpt" => Step::Excerpt,
            "settings" => Step::Settings,
            "rename" => Step::Rename,
            "columns" => Step::Columns,
            "add_column" => Step::AddColumn,
            "change_column" => Step::ChangeColumn,
            "delete_column" => Step::DeleteColumn,
            "restore_column" => Step::RestoreColumn,
            "retype_column" => Step::RetypeColumn,
            "sort" => Step::Sort,
            "filter" => Step::Filter,
            "group" => Step::Group,
            "totals" => Step::Totals,
            "colours" => Step::Colours,
            "view" => Step::View,
            "save_view" => Step::SaveView,
            "delete_view" => Step::DeleteView,
            "milestone" => Step::Milestone,
            "restore" => Step::Restore,
            key => Step::Other { key: key.into() },
        }
    }
}

/// The heading of `table.column`; the words themselves where the schema has no such column.
fn heading(path: &str) -> Label {
    let definition = path.split_once('.').and_then(|(sheet, key)| Sheet::of_key(sheet)?.definition(key));
    definition.map_or_else(|| Label { en: path.into(), zh: path.into() }, |definition| definition.label.clone())
}
