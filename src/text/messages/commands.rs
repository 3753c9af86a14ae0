//! The commands: what each does, as menus, palette and help say it; why one cannot run; the names of keys.

use super::messages;

messages! {
    /// Commands, and the headings of what belongs together.
    Commands {
        Moving => en "Moving", zh "移动";
        Selecting => en "Selecting", zh "选择";
        Editing => en "Editing", zh "编辑";
        Rows => en "Rows", zh "行";
        Clipboard => en "Clipboard", zh "剪贴板";
        Arranging => en "Sort, filter, group", zh "排序、筛选与分组";
        Columns => en "Columns", zh "列";
        OnHeading => en "On the heading of a column", zh "在列标题上";
        Going => en "Going elsewhere", zh "跳转";
        Plan => en "Plan", zh "计划";
        Application => en "Application", zh "应用";
        Move => en "Move to the next cell", zh "移到相邻单元格";
        Edge => en "To the edge of the block", zh "移到数据区边缘";
        RowEnds => en "To the start or end of the row", zh "移到行首或行尾";
        TableEnds => en "To the first or last cell", zh "移到第一个或最后一个单元格";
        Page => en "A page up or down", zh "上翻或下翻一页";
        Reveal => en "Show the active cell", zh "显示活动单元格";
        Extend => en "Extend the selection", zh "扩展选区";
        ExtendEdge => en "Extend to the edge of the block", zh "扩展到数据区边缘";
        ExtendRow => en "Extend to the start or end of the row", zh "扩展到行首或行尾";
        ExtendTable => en "Extend to the first or last cell", zh "扩展到第一个或最后一个单元格";
        ExtendPage => en "Extend by a page", zh "扩展一页";
        SelectBlock => en "Select the block, then everything", zh "选择当前区域，再按全选";
        SelectAll => en "Select everything", zh "全选";
        SelectAlso => en "Select more (as with Ctrl and the mouse)", zh "继续多选（同 Ctrl 加鼠标）";
        SelectRows => en "Select whole rows", zh "选择整行";
        SelectColumns => en "Select whole columns", zh "选择整列";
        Enter => en "Commit and move down", zh "确认并下移";
        EnterUp => en "Commit and move up", zh "确认并上移";
        Tab => en "Commit and move right", zh "确认并右移";
        TabBack => en "Commit and move left", zh "确认并左移";
        EnterAll => en "Fill all selected cells", zh "填入所有选中单元格";
        Edit => en "Edit the cell", zh "编辑单元格";
        Retype => en "Clear the cell and type anew", zh "清空并重新输入";
        NewLine => en "New line in the cell", zh "单元格内换行";
        Escape => en "Cancel; the next Tab leaves the table", zh "取消；再按 Tab 离开表格";
        FillDown => en "Fill down", zh "向下填充";
        FillRight => en "Fill right", zh "向右填充";
        FillSeries => en "Fill series", zh "填充序列";
        Clear => en "Clear contents", zh "清除内容";
        Pick => en "Open choices, dates or links", zh "打开选项、日期或关联列表";
        Today => en "Enter today's date", zh "填入今天";
        Cut => en "Cut", zh "剪切";
        Copy => en "Copy", zh "复制";
        CopyHeadings => en "Copy with headings", zh "复制（含列名）";
        Paste => en "Paste", zh "粘贴";
        Add => en "Add a record", zh "添加记录";
        InsertAbove => en "Insert row above", zh "在上方插入行";
        InsertBelow => en "Insert row below", zh "在下方插入行";
        Duplicate => en "Duplicate rows", zh "复制并插入行";
        MoveRowsUp => en "Move rows up", zh "上移行";
        MoveRowsDown => en "Move rows down", zh "下移行";
        DeleteRows => en "Delete rows", zh "删除行";
        MakeDeal => en "Make a deal of it", zh "生成项目";
        AddColumn => en "Add column…", zh "添加列…";
        EditColumn => en "Edit column…", zh "编辑列…";
        DeleteColumn => en "Delete column", zh "删除列";
        AllColumns => en "Own columns of all tables", zh "各表的自定义列";
        Card => en "Open as a card", zh "打开卡片";
        Comment => en "Comments on the cell", zh "单元格批注";
        Find => en "Find…", zh "查找…";
        Replace => en "Find and replace…", zh "查找和替换…";
        FindNext => en "Find next", zh "查找下一个";
        FindPrevious => en "Find previous", zh "查找上一个";
        Review => en "Values to look at", zh "需要检查的值";
        Explain => en "Explain the number", zh "查看数值说明";
        Back => en "Back to where you were", zh "返回原来的位置";
        TurnSort => en "On a heading: sort up, down, not", zh "在列标题上：升序、降序、不排序";
        TurnThen => en "On a heading: add to the sort", zh "在列标题上：添加为次要排序";
        SortUp => en "Sort ascending", zh "升序排序";
        SortDown => en "Sort descending", zh "降序排序";
        ThenUp => en "Then sort by it, ascending", zh "添加为次要排序（升序）";
        ThenDown => en "Then sort by it, descending", zh "添加为次要排序（降序）";
        SortPanel => en "Sort by several columns…", zh "多列排序…";
        Unsort => en "Clear the sort", zh "清除排序";
        FilterColumn => en "Filter this column…", zh "筛选此列…";
        UnfilterColumn => en "Clear this column's filter", zh "清除此列筛选";
        FilterPanel => en "Filter…", zh "筛选…";
        Unfilter => en "Show all rows", zh "清除所有筛选";
        ApplyAgain => en "Apply sort and filter again", zh "重新应用排序与筛选";
        GroupColumn => en "Group by this column", zh "按此列分组";
        UngroupColumn => en "Stop grouping by this column", zh "取消按此列分组";
        GroupPanel => en "Group…", zh "分组…";
        Fold => en "Collapse or expand the group", zh "折叠或展开分组";
        FoldAll => en "Collapse all groups", zh "折叠所有分组";
        UnfoldAll => en "Expand all groups", zh "展开所有分组";
        Colours => en "Colour rules…", zh "颜色规则…";
        SaveView => en "Save changes to the view", zh "保存视图更改";
        SaveViewAs => en "Save as a view…", zh "另存为视图…";
        HeadingMenu => en "On a heading: its menu", zh "在列标题上：打开菜单";
        ColumnsPanel => en "Choose columns…", zh "选择列…";
        HideColumn => en "Hide this column", zh "隐藏此列";
        ColumnLeft => en "Move the column left", zh "列左移";
        ColumnRight => en "Move the column right", zh "列右移";
        Narrower => en "Make the column narrower", zh "缩小列宽";
        Wider => en "Make the column wider", zh "增大列宽";
        FitColumn => en "Fit the column to its texts", zh "自动调整列宽";
        Freeze => en "Freeze up to this column", zh "冻结至此列";
        Unfreeze => en "Unfreeze columns", zh "取消冻结列";
        Follow => en "Go to the linked record", zh "转到关联记录";
        ShowActivities => en "Go to Activities", zh "转到“行为”";
        ShowStrategy => en "Go to Strategy", zh "转到“策略”";
        ShowFunnel => en "Go to Funnel", zh "转到“漏斗”";
        ShowAccounts => en "Go to Accounts", zh "转到“客户”";
        ShowForecast => en "Go to Forecast", zh "转到“预测”";
        ShowSetup => en "Go to Setup", zh "转到“设置”";
        PreviousTable => en "The page before", zh "上一个页面";
        NextTable => en "The page after", zh "下一个页面";
        Problems => en "Problems in this plan", zh "检查问题";
        Undo => en "Undo", zh "撤销";
        Redo => en "Redo", zh "重做";
        History => en "History of this plan…", zh "历史记录…";
        TakeTable => en "Import rows from CSV…", zh "从 CSV 导入行…";
        SaveTable => en "Save table as CSV", zh "将表格存为 CSV";
        SaveRaw => en "Save whole table as CSV for programs", zh "将整张表存为 CSV（供程序使用）";
        Print => en "Print…", zh "打印…";
        NewPlan => en "New plan", zh "新建计划";
        Plans => en "Plans in this browser…", zh "此浏览器中的计划…";
        RenamePlan => en "Rename this plan…", zh "重命名此计划…";
        Open => en "Open file…", zh "打开文件…";
        Save => en "Save as file", zh "保存为文件";
        RemoveSample => en "Remove sample data", zh "清除示例数据";
        Palette => en "Search everything, run any command", zh "查找内容或执行命令";
        NextRegion => en "To the next part of the page", zh "转到页面下一区域";
        PreviousRegion => en "To the part of the page before", zh "转到页面上一区域";
        Preferences => en "Preferences…", zh "偏好设置…";
        Menu => en "Menu of the selection", zh "打开快捷菜单";
        OtherLanguage => en "Language: 中文", zh "语言：English";
        NextTheme => en "Theme: light, dark, as the system", zh "外观：浅色、深色、跟随系统";
        Help => en "Keys and help", zh "快捷键与帮助";
    }
}

messages! {
    /// Why a command cannot run now.
    Impossible {
        NoTable => en "Choose a cell of a table first.", zh "请先选择表格中的单元格。";
        Form => en "A form shows one record: it has no rows or columns of its own.", zh "表单只显示一条记录，没有可操作的行或列。";
        NoRecord => en "The last row is still empty: there is no record to change.", zh "末尾的空行还没有记录。";
        SeveralRanges => en "This needs one range: press Esc and select a single one.", zh "此操作只能用于一个区域：请按 Esc 后只选一个区域。";
        ApartRanges => en "Ranges are copied together when they have the same rows or the same columns.", zh "多个区域只有行相同或列相同时才能一起复制。";
        GroupHead => en "This is the head of a group: choose a row below it.", zh "这是分组标题，请选择其下的行。";
        Computed => en "This column is computed and cannot be changed.", zh "此列由系统计算，不能修改。";
        BuiltInColumn => en "A built-in column cannot be deleted; it can be hidden.", zh "内置列不能删除，可以隐藏。";
        ForeignColumn => en "This column comes from a newer version and cannot be changed here.", zh "此列来自更新的版本，不能在这里修改。";
        NotComputed => en "This cell holds what was typed: nothing is computed in it.", zh "此单元格是手工填写的内容，没有计算。";
        NowhereBack => en "There is nowhere to go back to.", zh "没有可返回的位置。";
        NoDate => en "The selected column holds no dates.", zh "所选列不是日期列。";
        NoChoices => en "This column has no list to choose from: type the value.", zh "此列没有可选列表，请直接输入。";
        NotSorted => en "Rows are not sorted.", zh "当前没有排序。";
        NotFiltered => en "No filter is on.", zh "当前没有筛选。";
        NotFilteredHere => en "This column has no filter.", zh "此列没有筛选。";
        NotGrouped => en "Rows are not grouped.", zh "当前没有分组。";
        NotGroupedHere => en "Rows are not grouped by this column.", zh "未按此列分组。";
        GroupedHere => en "Rows are grouped by this column already.", zh "已按此列分组。";
        GroupsFull => en "Three levels of groups are the most.", zh "最多三级分组。";
        NotInGroup => en "This row stands in no group.", zh "此行不在分组中。";
        NoView => en "The table shows no named view; save it as one.", zh "当前不是已命名的视图，请另存为视图。";
        ViewUnchanged => en "The view has not changed.", zh "视图没有更改。";
        LastColumn => en "The last column cannot be hidden.", zh "最后一列不能隐藏。";
        NoFarther => en "The column stands at the edge.", zh "已在边缘，不能再移动。";
        NotArranged => en "Neither sort, filter nor groups are on.", zh "当前没有排序、筛选或分组。";
        Ordered => en "Rows are sorted or grouped: clear that, and they can be moved.", zh "当前已排序或分组；取消后才能移动行。";
        RowsAtEdge => en "The rows stand at the edge.", zh "已在边缘，不能再移动。";
        NothingBefore => en "There is no cell before this one to copy from.", zh "前面没有可以复制的单元格。";
        NothingToFill => en "Select the cells to fill as well: the first of them is the pattern.", zh "请同时选中要填充的单元格：第一个是样本。";
        NothingToReview => en "No pasted value needs attention.", zh "没有需要检查的粘贴值。";
        NoLink => en "This cell links to no record.", zh "此单元格没有关联记录。";
        NothingToUndo => en "Nothing to undo", zh "没有可撤销的操作";
        NothingToRedo => en "Nothing to redo", zh "没有可重做的操作";
        NoWhiteSpace => en "Deals are made of cells of the white space.", zh "只能由空白地图的单元生成项目。";
        NoSample => en "This plan holds no sample data.", zh "此计划中没有示例数据。";
    }
}

messages! {
    /// Names of keys.
    Key {
        Ctrl => en "Ctrl", zh "Ctrl";
        Shift => en "Shift", zh "Shift";
        Alt => en "Alt", zh "Alt";
        MacCommand => en "⌘", zh "⌘";
        MacShift => en "⇧", zh "⇧";
        MacOption => en "⌥", zh "⌥";
        Enter => en "Enter", zh "回车";
        Tab => en "Tab", zh "Tab";
        Escape => en "Esc", zh "Esc";
        Delete => en "Delete", zh "Delete";
        Backspace => en "Backspace", zh "退格";
        Space => en "Space", zh "空格";
        Up => en "↑", zh "↑";
        Down => en "↓", zh "↓";
        Left => en "←", zh "←";
        Right => en "→", zh "→";
        Home => en "Home", zh "Home";
        End => en "End", zh "End";
        PageUp => en "Page Up", zh "Page Up";
        PageDown => en "Page Down", zh "Page Down";
        Menu => en "Menu key", zh "菜单键";
    }
}
