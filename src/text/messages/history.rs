//! The history of a plan: its steps, named and dated.

use smol_str::SmolStr;

use super::{Rows, Steps, messages};
use crate::model::{Label, Sheet};

messages! {
    /// The history of a plan.
    History {
        Title => en "History of this plan", zh "历史记录";
        About => en "Choose a step to see the plan as it was after it. Nothing is lost: steps taken back stay in the list and can be done again, until you change something else.",
            zh "点击某一步，计划就回到那一步之后的样子。不会丢失任何内容：撤销的步骤仍在列表中，可随时重做，直到您做了新的修改。";
        Limit => en "The last 1,000 steps made in this browser can be taken back. Steps made elsewhere are shown and stay.",
            zh "可撤销此浏览器中最近的 1,000 步；其他地方的修改只显示，不受影响。";
        Nothing => en "Nothing has been changed yet.", zh "还没有任何修改。";
        MoreSteps => en "Show earlier steps", zh "显示更早的步骤";
        Beginning => en "Before the first step", zh "第一步之前";
        Latest => en "now", zh "当前";
        TakenBack => en "taken back", zh "已撤销";
        Elsewhere => en "made elsewhere", zh "其他地方的修改";
        Back { steps: Steps } => en "takes back {steps}", zh "将撤销 {steps}";
        Forth { steps: Steps } => en "does {steps} again", zh "将重做 {steps}";
        WhatChanged => en "What it changed", zh "查看改动";
        CellOf { column: SmolStr, record: SmolStr } => en "{column} · {record}", zh "{record} · {column}";
        RowsIn { rows: Rows, sheet: Sheet } => en "{rows} in {sheet}", zh "“{sheet}”{rows}";
        ColumnsOf { columns: SmolStr, sheet: Sheet } => en "{columns} · {sheet}", zh "{sheet} · {columns}";
        Changed { before: SmolStr, after: SmolStr } => en "{before} → {after}", zh "{before} → {after}";
        Now { after: SmolStr } => en "now {after}", zh "改为 {after}";
        Empty => en "(empty)", zh "（空）";
        Added { one: Label } => en "{one} added", zh "新增{one}";
        Deleted { one: Label } => en "{one} deleted", zh "删除{one}";
        Moved { one: Label } => en "{one} moved", zh "移动{one}";
        Defined { column: SmolStr } => en "column {column} defined", zh "定义列“{column}”";
        More { count: usize } => en "and {count} more", zh "还有 {count} 处";
        SteppedBack { steps: Steps } => en "{steps} taken back", zh "已撤销 {steps}";
        SteppedForth { steps: Steps } => en "{steps} done again", zh "已重做 {steps}";
    }
}
