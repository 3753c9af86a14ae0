//! The help about keys: headings, what each command does, the names of keys.

use super::messages;

messages! {
    /// Headings and commands of the help.
    Help {
        Title => en "Keys", zh "快捷键";
        Moving => en "Moving", zh "移动";
        Selecting => en "Selecting", zh "选择";
        Editing => en "Editing", zh "编辑";
        Rows => en "Rows", zh "行";
        Clipboard => en "Clipboard", zh "剪贴板";
        Plan => en "Plan", zh "计划";
        Typing => en "What you can type", zh "可以这样输入";
        TypingNumbers => en "1,200 · 1.2M · 3k · 1200*1.06 · (1,200) · 12%", zh "1,200 · 1.2万 · 3亿 · 1200*1.06 · (1,200) · 12% · 6成";
        TypingMoney => en "200 USD · €1.5M", zh "¥1.2万 · 200 USD · 30万元";
        TypingDates => en "2026-03-05 · 5 Mar · 3/5 (month/day) · today · +7 · +2w", zh "2026-3-5 · 3月5日 · 今天 · 明天 · +7 · +2周";
        TypingChoices => en "The first letters of a choice, in either language", zh "选项的前几个字，中英文均可";
        TypingKept => en "What does not fit is kept as you typed it, marked, and left out of sums.", zh "不符合要求的内容会原样保留并标记，不计入合计。";
        Move => en "Move to the next cell", zh "移到相邻单元格";
        Edge => en "To the edge of the block", zh "移到数据区边缘";
        RowEnds => en "To the start or end of the row", zh "移到行首或行尾";
        TableEnds => en "To the first or last cell", zh "移到第一个或最后一个单元格";
        Page => en "A page up or down", zh "上翻或下翻一页";
        Extend => en "Extend the selection", zh "扩展选区";
        Enter => en "Commit and move down", zh "确认并下移";
        EnterUp => en "Commit and move up", zh "确认并上移";
        Tab => en "Commit and move right", zh "确认并右移";
        TabBack => en "Commit and move left", zh "确认并左移";
        EnterAll => en "Write into every selected cell", zh "填入所有选中单元格";
        Edit => en "Edit the cell", zh "编辑单元格";
        NewLine => en "New line in the cell", zh "单元格内换行";
        Escape => en "Cancel; the next Tab leaves the table", zh "取消；再按 Tab 离开表格";
        Clear => en "Clear the cells", zh "清除内容";
        Pick => en "Open choices, dates or links", zh "打开选项、日期或关联列表";
        SelectAll => en "Select everything", zh "全选";
        SelectRows => en "Select rows", zh "选择整行";
        InsertAbove => en "Insert a row above", zh "在上方插入行";
        InsertBelow => en "Insert a row below", zh "在下方插入行";
        Duplicate => en "Duplicate the rows", zh "复制行";
        DeleteRows => en "Delete the rows", zh "删除行";
        Follow => en "Go to the linked record", zh "转到关联记录";
        Today => en "Today's date", zh "填入今天";
        Copy => en "Copy", zh "复制";
        Cut => en "Cut", zh "剪切";
        Paste => en "Paste", zh "粘贴";
        Undo => en "Undo", zh "撤销";
        Redo => en "Redo", zh "重做";
        Save => en "Save as file", zh "保存为文件";
        Open => en "Open a file", zh "打开文件";
        OtherTable => en "The table before or after", zh "上一张或下一张表";
        Help => en "This help", zh "显示此帮助";
    }
}

messages! {
    /// Names of keys.
    Key {
        Ctrl => en "Ctrl", zh "Ctrl";
        Shift => en "Shift", zh "Shift";
        Alt => en "Alt", zh "Alt";
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
    }
}
