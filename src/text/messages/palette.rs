//! The palette: what its lines are.

use super::{Capital, Results, messages};

messages! {
    /// The palette.
    Palette {
        Name => en "Go to anything, run anything", zh "快速查找与命令";
        Hint => en "Command, deal, account, person, column…", zh "输入命令、项目、客户、人员、列…";
        Command => en "Command", zh "命令";
        Page => en "Page", zh "页面";
        Table => en "Table in Setup", zh "设置中的表";
        View => en "View", zh "视图";
        Column => en "Column", zh "列";
        HiddenColumn => en "Hidden column", zh "隐藏的列";
        One { one: Capital } => en "{one}", zh "{one}";
        Found { results: Results } => en "{results}", zh "{results}";
        Nothing => en "Nothing of that name", zh "没有找到";
    }
}
