//! The grids: rows and columns, the clipboard, the status bar, empty tables.

use smol_str::SmolStr;

use super::{
    Attention, Capital, Cells, Columns, Days, Deals, Edits, Errors, Hints, Links, Milestones, Problems, Results, Rows,
    RuleBreaks, Say, ShortDay, Values, Warnings, messages,
};
use crate::model::{Currency, Date, Label, Pack, Severity, Sheet};
use crate::text::Lang;

messages! {
    /// The grids.
    Grid {
        Named { sheet: Sheet } => en "{sheet}", zh "{sheet}";
        NamedOf { sheet: Sheet, record: SmolStr } => en "{sheet} of {record}", zh "{record}：{sheet}";
        Add { one: Capital } => en "+ {one}", zh "+ {one}";
        AddShort { one: Label } => en "Add {one}", zh "添加{one}";
        FormOf { record: SmolStr } => en "Header of {record}", zh "“{record}”的表头";
        DeleteRow => en "Delete row", zh "删除行";
        DeleteRows { rows: Rows } => en "Delete {rows}", zh "删除 {rows}";
        DuplicateRow => en "Duplicate row", zh "复制行";
        InsertAbove => en "Insert row above", zh "在上方插入行";
        InsertBelow => en "Insert row below", zh "在下方插入行";
        MoveUp => en "Move row up", zh "上移一行";
        MoveDown => en "Move row down", zh "下移一行";
        Copy => en "Copy", zh "复制";
        Cut => en "Cut", zh "剪切";
        Paste => en "Paste", zh "粘贴";
        Clear => en "Clear", zh "清除内容";
        OpenRecord => en "Go to the linked record", zh "转到关联记录";
        OpenStrategy => en "Open its strategy", zh "打开策略表";
        RowMenu { row: usize } => en "Row {row}: menu", zh "第 {row} 行：菜单";
        RowNumber => en "Row", zh "行";
        CellOf { column: Label, row: usize } => en "{column}, row {row}", zh "{column}，第 {row} 行";
        Chosen => en "What is selected", zh "所选内容";
        HeadingOf { column: SmolStr } => en "{column}, heading", zh "{column}，列标题";
        Columns => en "Columns", zh "列";
        ColumnsShown { shown: Columns, hidden: usize } => en "{shown} shown, {hidden} hidden", zh "显示 {shown}，隐藏 {hidden} 列";
        ColumnMenu { column: Label } => en "{column}: menu", zh "{column}：菜单";
        HideColumn => en "Hide column", zh "隐藏列";
        Widen => en "Wider", zh "加宽";
        Narrow => en "Narrower", zh "变窄";
        Filter => en "Filter", zh "筛选";
        Sort => en "Sort", zh "排序";
        SortUp => en "Sort ascending", zh "升序";
        SortDown => en "Sort descending", zh "降序";
        Group => en "Group", zh "分组";
        View => en "View", zh "视图";
        AllOpenDeals => en "All open deals", zh "全部在手项目";
        AllDeals => en "All deals", zh "全部项目";
        ClosedDeals => en "Closed deals", zh "已结束项目";
        AllRows => en "All rows", zh "全部行";
        Overdue => en "Overdue", zh "已逾期";
        NoMatches => en "No matches", zh "没有匹配项";
        NoMatchesFor { text: SmolStr } => en "No matches for “{text}”", zh "没有与“{text}”匹配的项";
        Matches { results: Results } => en "{results}", zh "{results}";
        Choose => en "Choose", zh "选择";
        ChooseHint => en "Type to search", zh "输入以搜索";
        PickSeveral => en "Space or click ticks, Enter takes them, Esc cancels", zh "空格或点击勾选，回车确认，Esc 取消";
        ChooseNothing => en "Nothing (empty)", zh "清空";
        CreateRecord { text: SmolStr, sheet: Sheet } => en "Add “{text}” to {sheet}", zh "将“{text}”添加到“{sheet}”";
        TakesOrAdds { name: SmolStr, text: SmolStr } => en "Enter or Tab takes “{name}”; “{text}” itself is the last line (↓)", zh "回车或 Tab 选用“{name}”；“{text}”本身在最后一行（↓）";
        Takes { name: SmolStr } => en "Enter or Tab takes “{name}”", zh "回车或 Tab 选用“{name}”";
        TakesNames { names: usize } => en "Enter takes {names} names", zh "回车选用这 {names} 个名称";
        PickOpened { count: usize } => en "{count} to choose from, type to search", zh "共 {count} 项可选，输入以搜索";
        HasNoValue => en "Empty", zh "空";
        HowToLeave => en "Esc and then Tab leaves the table, F6 goes to the next part of the page", zh "先按 Esc 再按 Tab 离开表格，F6 转到页面下一区域";
        PickTyped => en "Click ticks, Enter takes it, Esc cancels", zh "点击勾选，回车确认，Esc 取消";
        TakesNothing => en "Choose with ↓, or type more", zh "按 ↓ 选择，或继续输入";
        TakenFor { text: SmolStr, name: SmolStr, sheet: Sheet } => en "“{text}” was taken for “{name}” of {sheet}. Not meant? Undo, and choose “Add”.", zh "“{text}”已按“{sheet}”中的“{name}”填入。不是它？请撤销，再选“添加”。";
        Created { text: SmolStr, sheet: Sheet } => en "“{text}” was added to {sheet}.", zh "已将“{text}”添加到“{sheet}”。";
        WrittenElsewhere { text: SmolStr } => en "Meanwhile “{text}” was put here in another tab. Enter replaces it, Esc keeps it.", zh "另一个标签页刚在此填入“{text}”。回车将替换它，Esc 保留它。";
        EmptiedElsewhere => en "Meanwhile this cell was emptied in another tab. Enter writes what you type, Esc leaves it empty.", zh "另一个标签页刚清空了此单元格。回车写入您输入的内容，Esc 保持为空。";
        SelectingMore => en "What is selected stays: select more. Esc ends it.", zh "已选内容会保留，请继续选择；按 Esc 结束。";
        RowGoneUnused => en "The row was deleted in another tab.", zh "此行已在另一个标签页中删除。";
        RowGone { text: SmolStr } => en "The row was deleted in another tab. You were typing “{text}”.", zh "此行已在另一个标签页中删除。您正在输入“{text}”。";
        PickDate => en "Choose a date", zh "选择日期";
        PreviousMonth => en "Previous month", zh "上个月";
        NextMonth => en "Next month", zh "下个月";
        Today => en "Today", zh "今天";
        Pasted { rows: Rows } => en "{rows} pasted", zh "已粘贴 {rows}";
        PastedAdded { rows: Rows, added: usize } => en "{rows} pasted · {added} added", zh "已粘贴 {rows} · 新增 {added} 行";
        Unsettled { values: Values } => en "{values} to settle", zh "{values}待选定";
        ErrorsOf { errors: Errors, unread: Attention } => en "{errors}; {unread}, the rest are fields that are missing or disagree.", zh "{errors}：其中 {unread}，其余为缺少的或互相矛盾的内容。";
        SumConverted { value: SmolStr } => en "≈ {value}", zh "≈ {value}";
        MergedNothing => en "Nothing in it was new", zh "其中没有新的内容";
        MergedName { name: SmolStr } => en "the plan is called “{name}” now", zh "计划现在名为“{name}”";
        MergedBegun { names: SmolStr } => en "begun in both: {names}", zh "双方都新建了：{names}";
        MergedBegunMore { names: SmolStr, more: usize } => en "begun in both: {names} and {more} more", zh "双方都新建了：{names}等，另有 {more} 条";
        MergedUnseen { column: Label, values: Values } => en "{values} newly written in “{column}”, which was deleted: restore it in Setup, Columns", zh "“{column}”列已被删除，其中有新写入的 {values}：可在“设置”的“列”中恢复";
        Merged { edits: Edits } => en "{edits} merged", zh "已合并 {edits}";
        PastedAgainst { values: RuleBreaks } => en "{values}", zh "{values}";
        PastedAttention { values: Attention } => en "{values}", zh "{values}";
        PastedBegun { sheet: Sheet, count: usize } => en "{sheet}: {count} new", zh "“{sheet}”新增 {count} 项";
        PastedColumnsOut { columns: Columns } => en "{columns} left out: the table has no more columns", zh "{columns}未粘贴：表格没有更多列";
        PastedRowsOut { rows: Rows } => en "{rows} left out: there is no more room", zh "{rows}未粘贴：没有更多行";
        PastedReadOnly { cells: Cells } => en "{cells} skipped: computed columns cannot be changed", zh "已跳过 {cells}：计算列不能修改";
        PastedHeaded => en "headings left out", zh "已略过标题行";
        PastedByShape => en "the first row looks like headings and was left out", zh "首行看来是标题，已略过";
        PastedEnded { deals: Deals } => en "outcome of {deals} taken from the stage", zh "按阶段填写了 {deals}的结局";
        PastedTitles { rows: Rows } => en "{rows} above the headings left out", zh "已略过标题上方的 {rows}";
        PastedTotals { rows: Rows } => en "{rows} of totals left out", zh "已略过合计行 {rows}";
        PastedByName => en "each column put under its heading", zh "各列已按标题对应";
        PastedUnknown { heading: SmolStr } => en "“{heading}” left out: the table has no such column", zh "“{heading}”未粘贴：表格没有这一列";
        PastedUnseen { columns: Columns } => en "{columns} of it not shown here", zh "其中 {columns}在此处未显示";
        PastedMore { count: usize } => en "{count} more (F8)", zh "另有 {count} 项（F8）";
        PastedHidden { count: usize } => en "{count} hidden rows or columns left out", zh "已略过 {count} 个隐藏的行或列";
        PasteHashes => en "The clipboard holds “####” instead of values. Widen the columns in the other program and copy again.",
            zh "剪贴板中是“####”而不是数值。请在原程序中加宽列后重新复制。";
        PasteEmpty => en "The clipboard is empty.", zh "剪贴板是空的。";
        CopyBlocked => en "The browser does not let this page write to the clipboard; press Ctrl+C.", zh "浏览器不允许写入剪贴板，请按 Ctrl+C。";
        PasteBlocked => en "The browser does not let this page read the clipboard; press Ctrl+V.", zh "浏览器不允许读取剪贴板，请按 Ctrl+V。";
        Copied { cells: Cells } => en "{cells} copied", zh "已复制 {cells}";
        CutMarked { cells: Cells } => en "{cells} cut, to be moved by pasting", zh "已剪切 {cells}，粘贴时移动";
        Cleared { cells: Cells } => en "{cells} cleared", zh "已清除 {cells}";
        Filled { cells: Cells } => en "{cells} filled", zh "已填充 {cells}";
        NotFilled { values: Attention } => en "{values}: not filled in", zh "{values}，未填入";
        Deleted { rows: Rows } => en "{rows} deleted", zh "已删除 {rows}";
        DeletedLinked { rows: Rows, cells: Cells } => en "{rows} deleted · {cells} elsewhere led there, and are problems now", zh "已删除 {rows} · 其他 {cells}原先指向它，现列入问题";
        Inserted { rows: Rows } => en "{rows} inserted", zh "已插入 {rows}";
        Joined { name: SmolStr, links: Links } => en "Joined with “{name}”: {links} moved", zh "已与“{name}”合并：移动 {links}";
        JoinedLeft { cells: Cells } => en "{cells} held other values: see the comment on its name", zh "{cells}原有其他值，见其名称上的批注";
        Duplicated { rows: Rows } => en "{rows} duplicated", zh "已复制 {rows}";
        Moved { rows: Rows } => en "{rows} moved", zh "已移动 {rows}";
        ReadOnlyCell { column: Label } => en "{column} is computed and cannot be changed.", zh "“{column}”由系统计算，不能修改。";
        MoreColumns => en "more columns", zh "更多列";
        MovedAhead { deal: SmolStr, milestones: Milestones } => en "{deal} is ahead: earlier stages lack {milestones}.", zh "“{deal}”阶段超前：之前阶段还差 {milestones}。";
        ShowMilestones => en "Show milestones", zh "查看里程碑";
        NextIsOfActivity => en "The next step is that of the deal's activities.", zh "“下一步”取自该项目的行动记录。";
        ForeignCell => en "This column comes from a newer version and is kept as it is.", zh "此列来自更新的版本，原样保留。";
        Kept { column: Label } => en "{column}: the text was kept and marked.", zh "{column}：文本已保留并标记。";
        Selected { rows: Rows, columns: Columns } => en "{rows} × {columns} selected", zh "已选 {rows} × {columns}";
        SelectedAlso { rows: Rows, columns: Columns } => en "and {rows} × {columns} more selected", zh "另选 {rows} × {columns}";
        SelectedRow { title: SmolStr } => en "Selected: {title}", zh "已选：{title}";
        Count { count: usize } => en "Count {count}", zh "计数 {count}";
        Sum { value: SmolStr } => en "Sum {value}", zh "求和 {value}";
        Average { value: SmolStr } => en "Average {value}", zh "平均 {value}";
        Min { value: SmolStr } => en "Min {value}", zh "最小 {value}";
        Max { value: SmolStr } => en "Max {value}", zh "最大 {value}";
        TotalOf { heading: SmolStr, value: SmolStr } => en "{heading}: {value}", zh "{heading}：{value}";
        SumWithout { value: SmolStr, count: usize } => en "{value} + {count} without a rate", zh "{value}＋{count} 项无汇率";
        TotalWithout { value: SmolStr, count: usize } => en "{value} + {count} without result", zh "{value}＋{count} 项无结果";
        WithoutResult { count: usize } => en "{count} without result", zh "{count} 项无结果";
        TotalUnreadable { value: SmolStr, count: usize } => en "{value} + {count} not readable", zh "{value}＋{count} 项无法读取";
        Unreadable { count: usize } => en "{count} not readable", zh "{count} 项无法读取";
        WithoutComputed => en "computed cells left out", zh "未计入计算的单元格";
        Converted { count: usize } => en "{count} converted", zh "{count} 项已换算";
        WithoutRate { count: usize } => en "{count} left out: no rate", zh "{count} 项无汇率，未计入";
        TotalRows { rows: Rows } => en "{rows}", zh "{rows}";
        TotalDeals { deals: Deals } => en "{deals}", zh "{deals}";
        Errors { errors: Errors } => en "{errors}", zh "{errors}";
        Warnings { warnings: Warnings } => en "{warnings}", zh "{warnings}";
        Hints { hints: Hints } => en "{hints}", zh "{hints}";
        Problems => en "Problems", zh "问题";
        ProblemsCount { problems: Problems } => en "{problems}", zh "{problems}";
        MoreProblems { problems: Problems } => en "and {problems} more", zh "还有 {problems}";
        RepairProblems => en "Repair or settle values…", zh "修正或选定值…";
        Checking => en "Checking the plan …", zh "正在检查计划……";
        NoProblems => en "No problems", zh "没有问题";
        JumpTo => en "Go to the cell", zh "转到单元格";
        PlanCurrency { currency: Currency } => en "{currency}", zh "{currency}";
        FiscalFrom { month: SmolStr } => en "fiscal year from {month}", zh "财年从{month}开始";
        TodayIs { today: Date } => en "today {today}", zh "今天 {today}";
        TodayFixed { today: Date } => en "today fixed at {today}", zh "今日固定为 {today}";
        DueIn { days: Days } => en "in {days}", zh "{days}后";
        OverdueBy { days: Days } => en "{days} overdue", zh "逾期 {days}";
        On { day: ShortDay } => en "on {day}", zh "{day}";
        LinkedCount { count: usize } => en "{count} linked", zh "关联 {count} 项";
        NoValue => en "–", zh "–";
        TickedBy { title: SmolStr } => en "evidenced by {title}", zh "由“{title}”证明";
        Asserted => en "asserted", zh "仅自述";
    }
}

messages! {
    /// Tables without rows: what they are for, and how to begin.
    Empty {
        Activities => en "One row for each visit, call or demo: whom you meet, what you want to reach, what came of it.",
            zh "每次拜访、电话或演示一行：见谁、想达成什么、结果如何。";
        Deals => en "One row for each deal: amount, stage, expected close. With a target, the chance of reaching it appears above.",
            zh "每个项目一行：金额、阶段、预计签约。设定目标后，上方会显示达成概率。";
        Accounts => en "One row for each customer: what they spend in your field, how close you are, where you want to be.",
            zh "每个客户一行：在本领域的支出、目前的关系、想达到的程度。";
        Roles => en "Who takes part in the decision? A “?” is an answer too: an unknown person is worth a row.",
            zh "谁参与决策？名字填“?”也可以：未知的人同样值得一行。";
        Competition => en "Who else could win? “No decision” and “build it themselves” count as competitors.",
            zh "还有谁可能赢？“不决策”和“客户自建”也算对手。";
        Flags => en "What speaks for us, and what could break the deal?", zh "我们的优势是什么？什么会让项目失败？";
        Unknowns => en "What do we not know yet, and who could tell us?", zh "还有什么不知道？谁能告诉我们？";
        Actions => en "What will we do about it? Every action answers a flag, uses a strength or closes an unknown.",
            zh "接下来做什么？每个行动都应消除红旗、利用优势或弄清未知。";
        Themes => en "What does the customer want to become in the years ahead?", zh "客户未来几年想成为什么？";
        Matches => en "Where does their strategy meet ours, and where does it not?", zh "客户战略与我方战略在哪里契合，在哪里冲突？";
        Units => en "Which parts of the customer could buy from us?", zh "客户的哪些部门可能采购？";
        WhiteSpace => en "What could each unit still buy? Every gap may become a deal.", zh "每个单元还能采购什么？每个空白都可能成为项目。";
        Initiatives => en "What do we do together, who owns it on both sides, and what does each gain?", zh "双方共同做什么？各由谁负责？各得到什么？";
        Revenue => en "What will this customer bring in the next years, and from where?", zh "未来几年这个客户会带来多少业绩？来自哪里？";
        Barriers => en "What would leaving us cost them?", zh "客户离开我们要付出什么代价？";
        Risks => en "How could a competitor take this customer from us?", zh "对手会怎样挖走这个客户？";
        Investments => en "Where do we invest, and what do we stop?", zh "重点投入什么？停止投入什么？";
        Teams => en "Who of us meets whom of them, function by function? Sales alone is thin.", zh "各职能由谁对谁？只有销售对接是不够的。";
        Contacts => en "The people at your customers: one record each, however many roles they play.", zh "客户方的人员：每人一条记录，可以担任多个角色。";
        Persons => en "Your own people: salespeople, managers, pre-sales.", zh "我方人员：销售、经理、售前。";
        Targets => en "What is to be reached, by period and person or team. The forecast begins with it.", zh "按周期、人员或团队设定目标，预测由此开始。";
        Other { sheet: Sheet } => en "{sheet}: nothing here yet.", zh "“{sheet}”还没有内容。";
        TypeFirst { one: Label } => en "Type into the first row to add the first {one}.", zh "在第一行输入即可添加第一个{one}。";
        NothingFits => en "No row fits the filter.", zh "没有符合筛选条件的行。";
        OrPaste => en "Or copy rows in Excel, WPS or a table and press Ctrl+V here.", zh "也可以在 Excel、WPS 或其他表格中复制，再到这里按 Ctrl+V。";
        OrSample => en "Or look at a plan with sample data.", zh "也可以先看示例计划。";
        PasteHere => en "Paste", zh "粘贴";
        LoadSample => en "Open the sample", zh "打开示例";
    }
}

impl Empty {
    /// What a table is for.
    #[must_use]
    pub const fn of(sheet: Sheet) -> Empty {
        match sheet {
            Sheet::Activities => Empty::Activities,
            Sheet::Deals => Empty::Deals,
            Sheet::Accounts => Empty::Accounts,
            Sheet::Roles => Empty::Roles,
            Sheet::Competition => Empty::Competition,
            Sheet::Flags => Empty::Flags,
            Sheet::Unknowns => Empty::Unknowns,
            Sheet::Actions => Empty::Actions,
            Sheet::Themes => Empty::Themes,
            Sheet::Matches => Empty::Matches,
            Sheet::Units => Empty::Units,
            Sheet::WhiteSpace => Empty::WhiteSpace,
            Sheet::Initiatives => Empty::Initiatives,
            Sheet::Revenue => Empty::Revenue,
            Sheet::Barriers => Empty::Barriers,
            Sheet::Risks => Empty::Risks,
            Sheet::Investments => Empty::Investments,
            Sheet::Teams => Empty::Teams,
            Sheet::Contacts => Empty::Contacts,
            Sheet::Persons => Empty::Persons,
            Sheet::Targets => Empty::Targets,
            sheet => Empty::Other { sheet },
        }
    }
}

impl Say for Pack {
    fn say(&self, lang: Lang) -> std::borrow::Cow<'_, str> {
        let (en, zh) = match self {
            Pack::Core => ("Core", "常用"),
            Pack::More => ("More", "更多"),
            Pack::Dimensions => ("Dimensions", "维度"),
            Pack::Questions => ("Questions to ask", "提问"),
            Pack::Objections => ("Objections and pains", "质疑与痛点"),
            Pack::Effort => ("Effort", "投入"),
            Pack::Change => ("What changed", "变化"),
            Pack::Coaching => ("Coaching", "辅导"),
            Pack::Closing => ("Closing", "结局"),
            Pack::Strategy => ("Strategy", "策略"),
            Pack::Relationship => ("Relationship", "客户关系"),
            Pack::Intent => ("Joint intent", "共同意向"),
            Pack::Parent => ("Belongs to", "所属"),
        };
        lang.of(en, zh).into()
    }
}

impl Say for Severity {
    fn say(&self, lang: Lang) -> std::borrow::Cow<'_, str> {
        let (en, zh) = match self {
            Severity::Hint => ("hint", "提示"),
            Severity::Warning => ("warning", "警告"),
            Severity::Error => ("error", "错误"),
        };
        lang.of(en, zh).into()
    }
}
