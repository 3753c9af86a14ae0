//! Plan files: saving, opening, and what can be wrong with a file, with its place.

use smol_str::SmolStr;

use super::{Attention, Columns, Edits, Operations, Records, Rows, Say, Tables, Values, Views, advice, messages};
use crate::model::Sheet;
use crate::text::Lang;

messages! {
    /// Saving and opening plan files.
    Files {
        Saved { name: SmolStr } => en "Saved as {name}", zh "已保存为 {name}";
        SaveFailed { why: SmolStr } => en "The file was not saved: {why}", zh "文件未保存：{why}";
        SaveChecked => en "The file was read back and holds the whole plan.", zh "已回读文件，内容完整。";
        SaveDiffers => en "what was written did not read back as this plan.", zh "写出的内容与此计划不一致。";
        Opened { name: SmolStr } => en "{name} was opened as a new plan; the other plans are untouched.", zh "“{name}”已作为新计划打开，其他计划不受影响。";
        Reading { name: SmolStr } => en "Reading {name}…", zh "正在读取 {name}…";
        Refused { name: SmolStr } => en "{name} was not opened. Your plans are untouched.", zh "未能打开“{name}”。你的计划没有任何改动。";
        Report => en "What the file holds", zh "文件内容";
        Holds { tables: Tables, rows: Rows } => en "{rows} in {tables}", zh "{tables}，共 {rows}";
        Log { operations: Operations } => en "{operations} of history", zh "历史记录 {operations}";
        KeptColumns { columns: Columns } => en "{columns} of a newer version, kept unchanged", zh "{columns}来自更新的版本，原样保留";
        KeptValues { values: Values } => en "{values} unknown to this version, kept unchanged", zh "{values}为此版本所不识，原样保留";
        Attention { values: Attention } => en "{values}, marked in the cells", zh "{values}，已在单元格中标记";
        Dangling { records: Records } => en "{records} linked to but not in the file", zh "{records}被引用但不在文件中";
        Migrated { from: usize, to: usize } => en "The file was of version {from} and was brought to version {to}.", zh "文件为版本 {from}，已升级到版本 {to}。";
        ChooseFile => en "Choose a plan file", zh "选择计划文件";
        OneFile => en "Drop one file at a time.", zh "请一次只拖入一个文件。";
        Changed { name: SmolStr } => en "{name} was changed by another program since it was opened. It was not overwritten; save under another name.",
            zh "“{name}”打开后被其他程序修改过，未覆盖。请另存为其他名称。";
        FileName { plan: SmolStr } => en "{plan}.plan.json", zh "{plan}.plan.json";
        TeamFileName { plan: SmolStr } => en "{plan} – team.plan.json", zh "{plan} – 团队副本.plan.json";
        TemplateFileName { plan: SmolStr } => en "{plan} – template.plan.json", zh "{plan} – 模板.plan.json";
        SavedTeam { name: SmolStr } => en "Saved as {name}: a plan of its own, with all records, without columns about persons, comments and history.", zh "已保存为 {name}：这是一份独立的计划，含全部记录，不含涉及个人的列、批注和历史。";
        SavedTemplate { name: SmolStr } => en "Saved as {name}: set-up, own columns, named views and libraries, without customers, people and figures.", zh "已保存为 {name}：含设置、自定义列、已命名的视图和资料库，不含客户、人员和数据。";
        DefaultName => en "plan", zh "计划";
        KindOfFile => en "Quadrille plan", zh "四格计划";
    }
}

messages! {
    /// A file that is a copy of the open plan.
    Merging {
        Title { name: SmolStr } => en "{name} is a copy of this plan", zh "“{name}”是此计划的副本";
        Holds { edits: Edits, when: SmolStr } => en "It holds {edits} that this plan does not, the last of them {when}.", zh "其中有 {edits}是此计划没有的，最近一次在 {when}。";
        HoldsBy { edits: Edits, authors: SmolStr, when: SmolStr } => en "It holds {edits} that this plan does not, by {authors}, the last of them {when}.", zh "其中有 {edits}（{authors}）是此计划没有的，最近一次在 {when}。";
        HoldsNothing => en "It holds nothing that this plan does not have.", zh "副本中没有新内容。";
        Again { edits: Edits } => en "{edits} of it were merged before and taken back; they would be merged again.", zh "其中有 {edits}曾经合并后又撤销，将再次合并。";
        Touches { what: SmolStr } => en "What it touches: {what}.", zh "涉及：{what}。";
        TouchesTable { sheet: Sheet, what: SmolStr } => en "{sheet}: {what}", zh "{sheet}：{what}";
        RowsChanged { rows: Rows } => en "{rows} changed", zh "修改 {rows}";
        RowsNew { count: usize } => en "{count} new", zh "新增 {count} 行";
        RowsBack { count: usize } => en "{count} brought back", zh "恢复 {count} 行";
        RowsDeleted { count: usize } => en "{count} deleted", zh "删除 {count} 行";
        MoreTables { tables: Tables } => en "{tables} more", zh "另有 {tables}";
        TouchesColumns { columns: Columns } => en "{columns}", zh "{columns}";
        TouchesViews { views: Views } => en "{views}", zh "{views}";
        Own { edits: Edits } => en "This plan holds {edits} that the copy does not; they stay.", zh "此计划有 {edits}是副本没有的，会保留。";
        TakeIn => en "Merge into this plan", zh "合并到此计划";
        TakeInAbout => en "Both keep all their edits. Where both changed one cell, the later value is shown and you are asked. Ctrl+Z takes all of it back.", zh "双方的编辑都保留。同一单元格双方都改过时，先显示较晚的值，再由您选定。按 Ctrl+Z 可全部撤销。";
        Open => en "Open as a plan of its own", zh "作为新计划打开";
        OpenAbout => en "This plan stays as it is.", zh "此计划保持不变。";
    }
}

advice! {
    /// Why a file cannot be opened.
    Damage {
        Empty => en "The file is empty." do "Choose another file; a plan file ends in .plan.json.",
            zh "文件是空的。" do "请选择其他文件；计划文件以 .plan.json 结尾。";
        Spreadsheet => en "Excel files cannot be read yet." do "Copy the cells there and paste them here, or save the sheet as CSV and open that.",
            zh "暂时不能直接读取 Excel 文件。" do "请在 Excel 或 WPS 中复制单元格，粘贴到这里；或者另存为 CSV 后再打开。";
        Document => en "This is a picture or a document, not a table." do "What can be opened: plan files (.plan.json), and tables saved as CSV or text. Cells can also be copied elsewhere and pasted here.",
            zh "这是图片或文档，不是表格。" do "可以打开计划文件（.plan.json），以及保存为 CSV 或文本的表格；也可以在别处复制单元格后粘贴到这里。";
        NotText => en "The file is not text in UTF-8 or UTF-16." do "Choose a plan file; tables of other programs can be pasted instead.",
            zh "文件不是 UTF-8 或 UTF-16 文本。" do "请选择计划文件；其他程序的表格可以复制后粘贴。";
        NotJson { place: Place, what: Syntax } => en "The file is damaged at {place}: {what}." do "Restore an undamaged copy, or correct the place in a text editor.",
            zh "文件在{place}处损坏：{what}。" do "请使用未损坏的副本，或用文本编辑器修正该处。";
        EndsEarly { place: Place } => en "The file ends too early, at {place}." do "It was probably not copied or downloaded in full: fetch it again.",
            zh "文件在{place}处提前结束。" do "可能没有完整复制或下载，请重新获取。";
        TwiceKey { place: Place, key: SmolStr } => en "The name “{key}” stands twice at {place}." do "Remove one of the two in a text editor.",
            zh "名称“{key}”在{place}处出现两次。" do "请用文本编辑器删除其中一个。";
        NotAPlan => en "The file is not a Quadrille plan." do "Choose a plan file (.plan.json), or a table saved as CSV or text.",
            zh "这不是四格计划文件。" do "请选择计划文件（.plan.json），或保存为 CSV 或文本的表格。";
        TooNew { version: usize, ours: usize } => en "The file was written by a newer version (format {version}; this one reads up to {ours})."
            do "Reload the page to get the newest version, then open the file again.",
            zh "文件由更新的版本写入（格式 {version}，此版本最高支持 {ours}）。" do "请刷新页面获取最新版本，再打开文件。";
        FileTooLarge { megabytes: usize, most: usize } => en "The file has {megabytes} MB; {most} MB can be opened." do "Save a smaller plan, without old rows.",
            zh "文件大小为 {megabytes} MB，最多可打开 {most} MB。" do "请删减旧数据后重新保存。";
        TooManyRows { rows: Rows, most: usize } => en "The file has {rows}; {most} can be opened." do "Split the plan in two.",
            zh "文件有 {rows}，最多可打开 {most} 行。" do "请拆成两个计划。";
        TooManyLines { rows: Rows, most: usize } => en "The file has {rows}; {most} can be taken in at once." do "Split it into several files.",
            zh "文件有 {rows}，一次最多导入 {most} 行。" do "请拆成多个文件。";
        TooManyColumns { place: Place, columns: Columns, most: usize } => en "{place} has {columns}; {most} can be opened." do "Remove columns that are not needed.",
            zh "{place}有 {columns}，最多可打开 {most} 列。" do "请删除不需要的列。";
        TextTooLong { place: Place, most: usize } => en "A text at {place} is longer than {most} characters." do "Shorten it.",
            zh "{place}处的文本超过 {most} 个字符。" do "请缩短文本。";
        TooDeep { place: Place } => en "The file is nested too deeply at {place}." do "A plan file is flat; restore an undamaged copy.",
            zh "文件在{place}处嵌套过深。" do "计划文件没有深层嵌套，请使用未损坏的副本。";
        NoRows => en "The file holds no rows." do "Choose a file of comma-separated values with at least one row.",
            zh "文件中没有行。" do "请选择至少含一行的逗号分隔值（CSV）文件。";
        Missing { place: Place, field: SmolStr } => en "“{field}” is missing at {place}." do "Add it, or restore an undamaged copy.",
            zh "{place}处缺少“{field}”。" do "请补上，或使用未损坏的副本。";
        Wrong { place: Place, found: SmolStr, expected: Expected } => en "{place} holds {found}; expected {expected}." do "Correct it in a text editor, or restore an undamaged copy.",
            zh "{place}的内容是 {found}，应为{expected}。" do "请用文本编辑器修正，或使用未损坏的副本。";
        TwiceRow { place: Place, id: SmolStr } => en "The row {id} stands twice at {place}." do "Remove one of the two.",
            zh "行 {id} 在{place}处出现两次。" do "请删除其中一个。";
        TwiceEdit { place: Place, id: SmolStr } => en "The edit {id} stands twice at {place}, with different contents." do "Restore an undamaged copy, or remove one of the two.",
            zh "编辑 {id} 在{place}处出现两次，且内容不同。" do "请使用未损坏的副本，或删除其中一个。";
        Contradicts { place: Place } => en "The tables contradict the history of the file at {place}." do "Restore an undamaged copy.",
            zh "文件的表与其历史记录在{place}处矛盾。" do "请使用未损坏的副本。";
        UnknownTable { table: SmolStr } => en "The table “{table}” is not known to this version." do "Reload the page to get the newest version.",
            zh "此版本不认识表“{table}”。" do "请刷新页面获取最新版本。";
        NotReadable { why: SmolStr } => en "The browser could not read the file: {why}." do "Choose it again; close other programs that hold it open.",
            zh "浏览器无法读取文件：{why}。" do "请重新选择文件，并关闭占用它的程序。";
    }
}

messages! {
    /// What should stand in a field.
    Expected {
        Text => en "a text", zh "文本";
        WholeNumber => en "a whole number", zh "整数";
        Number => en "a number with at most six decimal places", zh "最多六位小数的数字";
        Range { min: i64, max: i64 } => en "a number from {min} to {max}", zh "{min} 到 {max} 的数字";
        Flag => en "true or false", zh "true 或 false";
        Date => en "a date such as 2026-03-05", zh "日期，例如 2026-03-05";
        Amount => en "an amount in minor units with its currency", zh "以最小单位计的金额及其货币";
        Currency => en "a currency of three capital letters", zh "三个大写字母的货币代码";
        Id => en "an identity such as 18f2a-3", zh "标识，例如 18f2a-3";
        Place => en "a place in the order, such as 65536", zh "顺序位置，例如 65536";
        List => en "a list", zh "列表";
        Object => en "an object in braces", zh "花括号中的对象";
        OneOf { words: SmolStr } => en "one of {words}", zh "其中之一：{words}";
        Value => en "a value of the column's kind", zh "符合该列类型的值";
        Other { what: SmolStr } => en "{what}", zh "{what}";
    }
}

messages! {
    /// What is wrong with the syntax of a file.
    Syntax {
        Ends => en "it ends here", zh "内容到此中断";
        Comma => en "a comma or a closing bracket is missing", zh "缺少逗号或右括号";
        TrailingComma => en "there is a comma too many", zh "多了一个逗号";
        Colon => en "a colon is missing", zh "缺少冒号";
        Key => en "a name in quotation marks is missing", zh "缺少带引号的名称";
        Value => en "a value is missing", zh "缺少值";
        Number => en "this is no number", zh "不是有效的数字";
        NotFinite => en "the number is not finite", zh "数字不是有限值";
        Escape => en "the text holds a wrong escape", zh "文本中有错误的转义";
        Control => en "the text holds a control character", zh "文本中有控制字符";
        Unexpected => en "this is not JSON", zh "此处不符合 JSON 格式";
        Surplus => en "something follows after the end", zh "结尾之后还有内容";
        Utf8 => en "the bytes are no text", zh "字节不是文本";
        Other { what: SmolStr } => en "{what}", zh "{what}";
    }
}

/// Where in a file: as much of it as is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1; 0 where it is not known.
    pub line: usize,
    /// The column, from 1; 0 where it is not known.
    pub column: usize,
    /// The table; empty where it is not known.
    pub table: SmolStr,
    /// The row, by identity or number; empty where it is not known.
    pub row: SmolStr,
    /// The field; empty where it is not known.
    pub field: SmolStr,
}

impl Say for Place {
    fn say(&self, lang: Lang) -> std::borrow::Cow<'_, str> {
        let mut parts = Vec::new();
        let named = [("table ", "表 ", &self.table), ("row ", "行 ", &self.row), ("field ", "字段 ", &self.field)];
        for (en, zh, name) in named {
            if !name.is_empty() {
                parts.push(format!("{}{name}", lang.of(en, zh)));
            }
        }
        match (self.line, self.column, lang) {
            (0, _, _) => {}
            (line, 0, Lang::En) => parts.push(format!("line {line}")),
            (line, column, Lang::En) => parts.push(format!("line {line}, column {column}")),
            (line, 0, Lang::Zh) => parts.push(format!("第 {line} 行")),
            (line, column, Lang::Zh) => parts.push(format!("第 {line} 行第 {column} 列")),
        }
        if parts.is_empty() {
            return lang.of("an unknown place", "未知").into();
        }
        parts.join(lang.comma()).into()
    }
}
