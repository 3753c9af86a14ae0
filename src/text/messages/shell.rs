//! The frame of the application: tabs, menus, saving, first visit, dialogs.

use smol_str::SmolStr;

use super::{Copies, Refusal, Rows, Seconds, Step, messages};
use crate::model::{Label, Sheet};

messages! {
    /// The frame of the application.
    Shell {
        AppName => en "Quadrille", zh "四格";
        Tagline => en "Four tables for selling to companies", zh "企业销售的四张表";
        Tables => en "Tables", zh "四张表";
        Activities => en "Activities", zh "行为";
        Strategy => en "Strategy", zh "策略";
        Funnel => en "Funnel", zh "漏斗";
        Accounts => en "Accounts", zh "客户";
        Forecast => en "Forecast", zh "预测";
        Result => en "Result", zh "操作结果";
        Notices => en "Notices", zh "提示";
        Setup => en "Setup", zh "设置";
        ActivitiesAbout => en "What we do with customers", zh "对客户做什么";
        StrategyAbout => en "How we win one deal", zh "如何赢下一个项目";
        FunnelAbout => en "Where every deal stands", zh "每个项目走到哪里";
        AccountsAbout => en "How we grow one customer", zh "如何经营一个客户";
        Undo => en "Undo", zh "撤销";
        Redo => en "Redo", zh "重做";
        UndoWhat { what: Step } => en "Undo: {what}", zh "撤销：{what}";
        RedoWhat { what: Step } => en "Redo: {what}", zh "重做：{what}";
        DeleteOne { one: Label } => en "Delete this {one}", zh "删除此{one}";
        OpenStrategy => en "Go to the deal's strategy", zh "转到该项目的策略";
        OpenAccount => en "Go to the account's plan", zh "转到该客户的计划";
        EndSelecting => en "End selecting", zh "结束多选";
        NothingToUndo => en "Nothing to undo", zh "没有可撤销的操作";
        NothingToRedo => en "Nothing to redo", zh "没有可重做的操作";
        SteppedIn { what: SmolStr, sheet: Sheet } => en "{what} ({sheet})", zh "{what}（{sheet}）";
        LastOpened { when: SmolStr } => en "opened {when}", zh "打开于 {when}";
        Undone { what: Step } => en "Undone: {what}", zh "已撤销：{what}";
        Redone { what: Step } => en "Done again: {what}", zh "已重做：{what}";
        KeptByOthers { what: Step } => en "Not undone ({what}): it was changed elsewhere since, and stays so.", zh "未撤销（{what}）：之后已在别处修改，予以保留。";
        NotRedone { what: Step } => en "Not done again ({what}): it was changed elsewhere since, and stays so.", zh "未重做（{what}）：之后已在别处修改，予以保留。";
        OthersKept => en "what was changed elsewhere since stays", zh "之后在别处修改的内容予以保留";
        Search => en "Search", zh "搜索";
        SearchHint => en "Deals, accounts, people, commands", zh "项目、客户、人员、命令";
        Share => en "Share", zh "分享";
        Language => en "Language", zh "语言";
        OtherLanguage => en "中文", zh "English";
        Theme => en "Theme", zh "外观";
        ThemeLight => en "Light", zh "浅色";
        ThemeDark => en "Dark", zh "深色";
        ThemeSystem => en "As the system", zh "跟随系统";
        Help => en "Help", zh "帮助";
        Keys => en "Keys", zh "快捷键";
        More => en "More", zh "更多";
        MenuOf { sheet: Sheet } => en "{sheet}: menu", zh "“{sheet}”菜单";
        Menu => en "Menu", zh "菜单";
        Close => en "Close", zh "关闭";
        Cancel => en "Cancel", zh "取消";
        Ok => en "OK", zh "确定";
        Continue => en "Continue", zh "继续";
        Review => en "Review", zh "查看";
        Details => en "Details", zh "详情";
        TryAgain => en "Try again", zh "重试";
        Loading => en "Loading…", zh "正在加载…";
        Stop => en "Stop", zh "停止";
        SkipToGrid => en "Skip to the table", zh "跳到表格";
        PlanMenu => en "Plan", zh "计划";
        PlanMenuOf { name: SmolStr } => en "Plan {name}: menu", zh "计划“{name}”：菜单";
        Untitled => en "Untitled plan", zh "未命名计划";
        NewPlan => en "New plan", zh "新建计划";
        NewSample => en "New plan with sample data", zh "新建示例计划";
        OpenFile => en "Open file…", zh "打开文件…";
        SaveFile => en "Save as file", zh "保存为文件";
        Rename => en "Rename", zh "重命名";
        RenameHint => en "Name of the plan", zh "计划名称";
        Duplicate => en "Duplicate", zh "复制一份";
        CopyName { name: SmolStr } => en "{name}, copy", zh "{name} 副本";
        RemoveSample => en "Remove sample data", zh "清除示例数据";
        DeletePlan => en "Delete plan", zh "删除计划";
        Plans => en "Plans in this browser", zh "此浏览器中的计划";
        NoOtherPlans => en "There is no other plan in this browser.", zh "此浏览器中没有其他计划。";
        PlanOpened { name: SmolStr } => en "Opened: {name}", zh "已打开：{name}";
        PlanRenamed { name: SmolStr } => en "The plan is now called {name}.", zh "计划已改名为“{name}”。";
        PlanDeleted { name: SmolStr } => en "{name} was moved to the bin; it stays there for 30 days.", zh "“{name}”已移到回收站，保留 30 天。";
        Bin => en "Bin", zh "回收站";
        BinAbout => en "Deleted plans stay here for 30 days.", zh "删除的计划在此保留 30 天。";
        DeletedWhen { when: SmolStr } => en "deleted {when}", zh "删除于 {when}";
        PlanRestored { name: SmolStr } => en "{name} is back in the list.", zh "“{name}”已恢复到列表中。";
        Restore => en "Restore", zh "恢复";
        Sample => en "Sample data", zh "示例数据";
        SampleBanner => en "This plan holds sample data. Change whatever you like, or remove it and begin with your own.",
            zh "这是示例数据。可以随意修改，也可以一键清除，换成自己的数据。";
        SampleRemoved => en "The sample data was removed; stages, types and libraries stay. Undo brings it back.",
            zh "示例数据已清除，阶段、类型和各类库保留。可以撤销。";
        SampleRemovedBeside { rows: Rows } => en "The sample data was removed; {rows} of your own, or that yours lead to, stay with stages, types and libraries. Undo brings it back.",
            zh "示例数据已清除；您自己添加或被其引用的 {rows} 予以保留，阶段、类型和各类库也保留。可以撤销。";
        Saved { copies: Copies } => en "Saved · {copies}", zh "已保存 · {copies}";
        SavedOne => en "Saved · one copy", zh "已保存 · 仅一份";
        Saving => en "Saving…", zh "正在保存…";
        NotSavedYet { since: Seconds } => en "Not saved yet, for {since}", zh "尚未保存，已 {since}";
        NotSaved { why: Refusal } => en "Not saved: {why}", zh "未保存：{why}";
        StorageBlocked => en "Storage blocked", zh "存储被禁用";
        ReadOnly => en "Read only", zh "只读";
        SavedWhere => en "Every edit is kept in this browser as you type.", zh "每次编辑都会即时保存在此浏览器中。";
        SavedFile { name: SmolStr } => en "Saved as {name}", zh "已保存为 {name}";
        Welcome => en "Welcome to Quadrille", zh "欢迎使用四格";
        WelcomeWhat => en "A planner for selling to companies, in four tables: what you do, how you win, where every deal stands, how you grow a customer.",
            zh "面向企业销售的计划工具，只有四张表：做什么、怎么赢、项目走到哪里、客户怎么经营。";
        WelcomeWhy => en "It works like a spreadsheet, and with every key you type it shows the exact chance of reaching your target and which deals decide it.",
            zh "用起来像电子表格；每输入一个字，就算出达成目标的准确概率，并指出由哪些项目决定。";
        WelcomePrivacy => en "Your data stays in this browser. Nothing is sent anywhere; there is no account and no server.",
            zh "数据只保存在此浏览器中，不会发送到任何地方；无需账号，也没有服务器。";
        WelcomeHow => en "How would you like to begin?", zh "从哪里开始？";
        BeginSample => en "Look at a sample", zh "先看示例";
        BeginSampleAbout => en "A team of four with twelve accounts and forty deals, to try everything on.", zh "四人团队、十二个客户、四十个项目，可以随意试用。";
        BeginBlank => en "Begin blank", zh "从空白开始";
        BeginBlankAbout => en "Empty tables with the usual stages and lists.", zh "空表格，已备好常用的阶段和列表。";
        BeginFile => en "Open a file", zh "打开文件";
        BeginFileAbout => en "A plan file from a colleague or another browser. You can also drop it anywhere on the page.",
            zh "同事或其他浏览器导出的计划文件；也可以直接拖到页面上。";
        ConfirmDelete { name: SmolStr } => en "Delete the plan {name}?", zh "删除计划“{name}”？";
        ConfirmDeleteWhat => en "It moves to the bin of this browser and can be restored for 30 days.", zh "计划将移到此浏览器的回收站，30 天内可以恢复。";
        ConfirmSample => en "Remove all sample data from this plan?", zh "清除此计划中的全部示例数据？";
        ConfirmSampleWhat => en "Deals, activities, accounts and people of the sample go; stages, types and libraries stay. It can be undone.",
            zh "示例中的项目、行为、客户和人员将被清除，阶段、类型和各类库保留。可以撤销。";
        Delete => en "Delete", zh "删除";
        Remove => en "Remove", zh "清除";
        LeaveUnsaved => en "Some edits are not saved yet.", zh "部分编辑尚未保存。";
        DropHere => en "Drop the plan file to open it as a new plan", zh "松开即可将计划文件作为新计划打开";
        LoadFailed => en "The application could not start.", zh "应用无法启动。";
        Light => en "Switch to the light theme", zh "切换到浅色";
        Dark => en "Switch to the dark theme", zh "切换到深色";
    }
}
