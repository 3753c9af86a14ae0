//! Tables as CSV files: what is asked before one is taken in, and what came of it.

use smol_str::SmolStr;

use super::{Rows, Values, messages};
use crate::model::{Label, Sheet};

messages! {
    /// Taking the rows of a file in, and saving a table as one.
    Csv {
        Title => en "Import rows", zh "导入行";
        Holds { file: SmolStr, rows: Rows } => en "{file} holds {rows}.", zh "{file} 中有 {rows}。";
        Into => en "Into the table", zh "导入到";
        Headed => en "The first row holds the column names", zh "首行是列名";
        Encoding => en "Encoding", zh "文字编码";
        EncodingUnicode => en "Unicode (UTF-8)", zh "Unicode（UTF-8）";
        EncodingChinese => en "Chinese (GB 18030)", zh "简体中文（GB 18030）";
        EncodingWestern => en "Western (Windows 1252)", zh "西欧（Windows 1252）";
        Known { rows: Rows } => en "Already in the table: {rows}", zh "表中已有：{rows}";
        Update => en "Change the rows of the table", zh "更新表中的行";
        Skip => en "Leave them out", zh "不导入";
        Add => en "Add them as further rows", zh "另外添加";
        WithoutTotals { rows: Rows } => en "Leave totals out: {rows}", zh "不导入合计行：{rows}";
        Begins => en "For example", zh "例如";
        InFile => en "In the file", zh "文件中的列";
        Goes => en "Goes to", zh "导入到列";
        Column { number: usize } => en "Column {number}", zh "第 {number} 列";
        Nowhere => en "– not imported –", zh "（不导入）";
        New { kind: SmolStr } => en "New column ({kind})", zh "新建列（{kind}）";
        Unfit { values: Values, read: Rows } => en "Not fitting, of the first {read}: {values}. Kept as text, to be repaired.",
            zh "前 {read}中有 {values}不符合，将作为文本保留，待修正。";
        Against { values: Values, read: Rows } => en "Breaking a rule of the column, of the first {read}: {values}. Imported as they are, to be looked at.",
            zh "前 {read}中有 {values}不符合该列的规则，将照原样导入，待查看。";
        ByFormula { column: Label } => en "“{column}” is worked out by its formula.", zh "“{column}”由公式计算，不导入。";
        WorkedOut { column: Label } => en "“{column}” is worked out by the program.", zh "“{column}”由程序计算，不导入。";
        Unclosed { line: usize } => en "A quotation mark in row {line} is not closed: the file may be cut off there, or a mark is missing.",
            zh "第 {line} 行有未闭合的引号：文件可能在此中断，或缺少引号。";
        Added { rows: Rows } => en "{rows} added", zh "新增 {rows}";
        Updated { rows: Rows } => en "{rows} changed", zh "更新 {rows}";
        Skipped { rows: Rows } => en "{rows} left out", zh "跳过 {rows}";
        None => en "nothing changed", zh "没有改动";
        TookIn { sheet: Sheet, what: SmolStr } => en "{sheet}: {what}", zh "{sheet}：{what}";
        OfFirst { rows: Rows, what: SmolStr } => en "Of the first {rows}: {what}", zh "前 {rows}：{what}";
        Take => en "Import", zh "导入";
        Whole => en "all columns", zh "全部列";
        Saved { name: SmolStr, rows: Rows } => en "{rows} saved as {name}", zh "已将 {rows}保存为 {name}";
        LeftOut { rows: Rows } => en "{rows} left out by the filter", zh "筛选隐藏的 {rows}未保存";
    }
}
