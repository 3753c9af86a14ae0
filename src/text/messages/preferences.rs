//! The preferences.

use super::messages;

messages! {
    /// The preferences: kept in this browser, not in the plan.
    Preferences {
        Title => en "Preferences", zh "偏好设置";
        About => en "Kept in this browser; colleagues who open the plan keep theirs.", zh "只保存在此浏览器中；同事打开同一计划时使用各自的设置。";
        Language => en "Language", zh "语言";
        English => en "English", zh "English";
        Chinese => en "中文", zh "中文";
        Theme => en "Theme", zh "外观";
        Enter => en "Enter on a cell", zh "在单元格上按回车";
        EnterDown => en "moves down, as in Excel and WPS", zh "下移一格（同 Excel、WPS）";
        EnterEdit => en "opens the cell, as in Google Sheets", zh "开始编辑（同 Google 表格）";
        Tab => en "Tab at the end of a row", zh "在行末按 Tab";
        TabWrap => en "goes on in the next row", zh "转到下一行";
        TabStay => en "stays", zh "停在原处";
        Days => en "3/5/2026 means", zh "3/5/2026 表示";
        DaysMonthFirst => en "5 March 2026: the month first", zh "2026年3月5日（先月后日）";
        DaysDayFirst => en "3 May 2026: the day first", zh "2026年5月3日（先日后月）";
        DaysUnknown => en "either: mark it and ask", zh "不确定：标出并询问";
        Rows => en "Rows that the page holds", zh "页面保留的行";
        RowsInSight => en "those in sight: quick at any length", zh "只保留可见行（长表也流畅）";
        RowsAll => en "all, up to 2,000 a table: for the browser's own search and screen readers", zh "保留全部（每表最多 2000 行），便于浏览器查找和读屏软件";
    }
}
