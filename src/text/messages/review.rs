//! Values that need a person after a paste; find and replace; comments; the card of a record.

use smol_str::SmolStr;

use super::{Attention, Cells, Columns, Comments as Count, Deals, Values, messages};
use crate::model::{Date, Label};

messages! {
    /// Values that a paste left to look at.
    Review {
        Title => en "Values that need attention", zh "需要检查的值";
        OfLast { values: Values } => en "These are of the last step; the plan has {values} more.", zh "这些来自上一步操作；计划中还有 {values}需要检查。";
        ShowAll => en "Show all (F8)", zh "显示全部（F8）";
        Together => en "Repair alike values together", zh "同类的值一起修正";
        AddOption { text: SmolStr } => en "Add “{text}” as an option", zh "将“{text}”添加为选项";
        NamedInRow { name: SmolStr, row: usize } => en "{name} (row {row})", zh "{name}（第 {row} 行）";
        WithCount { label: SmolStr, count: usize } => en "{label} × {count}", zh "{label} × {count}";
        EachAsRead { label: SmolStr, count: usize } => en "{label}; all {count} of this kind, each as it reads", zh "{label}；同类 {count} 个，各按其值";
        EachThatReads { label: SmolStr } => en "{label}; all of this kind that can be read, each as it reads", zh "{label}；同类中可识别的值，各按其值";
        LowEnd { value: SmolStr } => en "{value}, the low end", zh "{value}（下限）";
        Middle { value: SmolStr } => en "{value}, the middle", zh "{value}（中间值）";
        HighEnd { value: SmolStr } => en "{value}, the high end", zh "{value}（上限）";
        Difference { value: SmolStr } => en "{value}, the difference", zh "{value}（差）";
        Spread { low: SmolStr, value: SmolStr, high: SmolStr } => en "{value}, with {low} as low and {high} as high amount", zh "{value}，最低 {low}，最高 {high}";
        Both { values: SmolStr } => en "Both: {values}", zh "两者都保留：{values}";
        KeepRow => en "Keep the row", zh "保留此行";
        DropRow => en "Delete the row", zh "删除此行";
        JoinTwo => en "Join them", zh "合并为一条";
        LeaveTwo => en "Leave both", zh "两条都保留";
        KeepView => en "Keep the view", zh "保留此视图";
        DropView => en "Delete the view", zh "删除此视图";
        TypeAnew => en "Use this text", zh "采用此内容";
        LeftOutTotal { row: SmolStr } => en "Left out as a total: {row}", zh "已作为合计行略过：{row}";
        EndedWon { text: SmolStr, outcome: SmolStr, deals: Deals } => en "“{text}” is the end of a deal and no stage here: outcome “{outcome}” for {deals}. New ones stand in the last stage.",
            zh "“{text}”表示项目已结束：{deals}的结局为“{outcome}”；新项目的阶段设为最后一个阶段。";
        EndedLost { text: SmolStr, outcome: SmolStr, deals: Deals } => en "“{text}” is the end of a deal and no stage here: outcome “{outcome}” for {deals}. The stage is as it was, or as new deals begin.",
            zh "“{text}”表示项目已结束：{deals}的结局为“{outcome}”；阶段保持不变，新项目为起始阶段。";
        CloseEnded { deals: Deals } => en "Take the expected close as the day they closed: {deals}", zh "以预计签约日期作为结束日期：{deals}";
        LeftOutTitle { row: SmolStr } => en "Left out as the title of the table: {row}", zh "已作为表格标题略过：{row}";
        LeftOutHeadings { row: SmolStr } => en "Left out as headings: {row}", zh "已作为标题行略过：{row}";
        TakeIn => en "Take it in as a row", zh "作为一行添加";
        ColumnsOver => en "Columns that this table does not have", zh "表格中没有的列";
        TakeColumns => en "Take these columns in", zh "导入这些列";
        LeaveColumns => en "Leave them out", zh "不导入";
        TookColumns { columns: Columns } => en "{columns} taken in", zh "已导入 {columns}";
        Leave => en "Leave it", zh "保持原样";
        ValueOf { column: SmolStr, record: SmolStr } => en "{column} · {record}", zh "{column} · {record}";
        More { values: Values } => en "and {values} more", zh "还有 {values}";
        StillOpen { count: usize } => en "{count} more to look at", zh "还有 {count} 项待处理";
        Repaired { values: Values } => en "{values} repaired", zh "已修正 {values}";
        StillLeft { values: Attention } => en "{values}", zh "{values}";
        Done => en "No value needs attention any more.", zh "没有需要检查的值了。";
    }
}

messages! {
    /// A view or a column that two copies of the plan changed.
    Apart {
        Keep => en "Keep it as it is", zh "保持现状";
        KeepSo { what: SmolStr } => en "Keep it as it is: {what}", zh "保持现状：{what}";
        Mine { what: SmolStr } => en "Take back how it was here: {what}", zh "恢复这里原来的：{what}";
        Theirs { by: SmolStr, what: SmolStr } => en "Take how {by} left it: {what}", zh "改用{by}的：{what}";
        Other { what: SmolStr } => en "Take the other: {what}", zh "改用另一份：{what}";
        Name { name: SmolStr } => en "name “{name}”", zh "名称“{name}”";
        Help => en "what it is for", zh "说明";
        Sort { columns: SmolStr } => en "sort “{columns}”", zh "排序“{columns}”";
        Unsorted => en "no sort", zh "不排序";
        Formula { formula: SmolStr } => en "formula “{formula}” with its rules", zh "公式“{formula}”及其规则";
        Holds { kind: SmolStr } => en "kind “{kind}” with its settings and rules", zh "类型“{kind}”及其设置和规则";
        Required => en "what is said when it is empty", zh "为空时的提示";
        Look => en "width and where it is shown", zh "宽度和显示范围";
        Private => en "whether it is about a person", zh "是否涉及个人";
        Stand => en "its place", zh "位置";
        Deleted => en "deleted", zh "已删除";
        Choices => en "names or colours of choices", zh "选项的名称或颜色";
    }
}

messages! {
    /// Find and replace.
    Find {
        Title => en "Find", zh "查找";
        TitleReplace => en "Find and replace", zh "查找和替换";
        With => en "Replace with", zh "替换为";
        Next => en "Next", zh "下一个";
        Previous => en "Previous", zh "上一个";
        Replace => en "Replace", zh "替换";
        ReplaceAll => en "Replace all", zh "全部替换";
        Case => en "Match case", zh "区分大小写";
        Whole => en "Whole cell", zh "单元格匹配";
        Comments => en "Comments too", zh "包括批注";
        OnlyIn { column: Label } => en "Only in {column}", zh "仅“{column}”列";
        Everywhere => en "All tables", zh "全部表";
        Place { at: usize, of: usize } => en "{at} of {of}", zh "第 {at} 个，共 {of} 个";
        Count { count: usize } => en "{count} found", zh "找到 {count} 处";
        Searching => en "Searching…", zh "正在查找……";
        Nothing => en "Nothing found", zh "未找到";
        OnlyHidden { hidden: usize } => en "Nothing found in what is shown; {hidden} in hidden rows", zh "显示的行中未找到；隐藏的行中有 {hidden} 处";
        Replaced { cells: Cells } => en "{cells} replaced", zh "已替换 {cells}";
        ReplacedWithin { cells: Cells } => en "{cells} replaced among those selected", zh "已在选定范围内替换 {cells}";
        ReplaceSelected => en "Replace in selection", zh "替换选定范围";
        LinksKept { cells: Cells } => en "{cells} left: they name another record; rename it where it stands", zh "{cells}未替换：显示的是其他记录的名称，请到该记录处改名";
        NotReplaced { cells: Cells } => en "{cells} skipped: computed cells cannot be changed", zh "已跳过 {cells}：计算列不能修改";
    }
}

messages! {
    /// Comments on cells.
    Comments {
        Title => en "Comments", zh "批注";
        CommentIs { text: SmolStr } => en "Comment: {text}", zh "批注：{text}";
        CommentBy { author: SmolStr, text: SmolStr } => en "{author}: {text}", zh "{author}：{text}";
        On { column: SmolStr, record: SmolStr } => en "{column} · {record}", zh "{column} · {record}";
        NoCell => en "Go to a cell to comment on it.", zh "选中一个单元格即可添加批注。";
        None => en "No comments on this cell yet.", zh "此单元格还没有批注。";
        Write => en "New comment", zh "新批注";
        Add => en "Comment", zh "添加批注";
        Edit => en "Edit", zh "编辑";
        Keep => en "Save", zh "保存";
        Resolve => en "Resolve", zh "标为已解决";
        Reopen => en "Open again", zh "重新打开";
        Resolved => en "resolved", zh "已解决";
        Delete => en "Delete", zh "删除";
        JoinedFrom { name: SmolStr } => en "Another record called “{name}” was joined with this one. It held:", zh "另一条同名记录“{name}”已合并到此记录，其原有内容：";
        By { author: SmolStr, day: Date } => en "{author}, {day}", zh "{author}，{day}";
        Nobody => en "unnamed", zh "未署名";
        Edited { day: Date } => en "edited {day}", zh "{day} 修改";
        YourName => en "Your name", zh "您的姓名";
        Elsewhere => en "Open in this table", zh "此表中未解决的批注";
        Marked { comments: Count } => en "{comments}", zh "{comments}";
        Added => en "Comment added", zh "已添加批注";
        Removed => en "Comment deleted", zh "已删除批注";
    }
}

messages! {
    /// The card of a record.
    Card {
        Title { record: SmolStr } => en "Card of {record}", zh "“{record}”的卡片";
        Open => en "Open as a card", zh "打开卡片";
        Previous => en "Previous record", zh "上一条记录";
        Next => en "Next record", zh "下一条记录";
        Place { at: usize, of: usize } => en "{at} of {of}", zh "第 {at} 条，共 {of} 条";
    }
}
