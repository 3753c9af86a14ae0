//! Keeping the plan in the browser: what went wrong, what to do, and the recovery of a damaged plan.

use smol_str::SmolStr;

use super::{Edits, Entries, Operations, advice, messages};
use crate::model::Date;

advice! {
    /// A problem of saving or loading.
    Storage {
        Blocked => en "The browser does not let this page store anything." do "Allow site data for this page, or save the plan as a file before closing.",
            zh "浏览器禁止此页面存储数据。" do "请允许此网站存储数据，或在关闭前保存为文件。";
        Full { unsaved: Edits } => en "The browser's storage is full; {unsaved} not saved." do "Save the plan as a file now, then free space on the disk.",
            zh "浏览器存储已满，{unsaved}未保存。" do "请立即保存为文件，然后清理磁盘空间。";
        Failed { name: SmolStr, unsaved: Edits } => en "The browser reported {name}; {unsaved} not saved, and its database is not trusted until it is restarted."
            do "Save the plan as a file now, then restart the browser.",
            zh "浏览器报告 {name}，{unsaved}未保存；重启浏览器之前不再信任其数据库。" do "请立即保存为文件，然后重启浏览器。";
        FailedElsewhere { unsaved: Edits } => en "Saving failed in another tab; {unsaved} not saved here." do "Save the plan as a file now, then restart the browser.",
            zh "另一个标签页保存失败，此页 {unsaved}未保存。" do "请立即保存为文件，然后重启浏览器。";
        OtherTabHolds => en "Another tab with an older version holds the database open." do "Close or reload the other tabs of this page.",
            zh "另一个旧版本的标签页占用着数据库。" do "请关闭或刷新此页面的其他标签页。";
        OtherTabNewer => en "Another tab runs a newer version; this one has stopped saving." do "Reload this tab. Nothing is lost.",
            zh "另一个标签页已是新版本，此页已停止保存。" do "请刷新此页，数据不会丢失。";
        NewerPlan { version: usize } => en "The plan was written by a newer version (format {version}) and is shown read-only." do "Reload the page to get the newest version.",
            zh "此计划由更新的版本写入（格式 {version}），只能查看。" do "请刷新页面获取最新版本。";
        SetBack => en "The browser's database is shorter than it was: it was cleared or restored." do "Save the plan as a file now; this tab still holds everything.",
            zh "浏览器数据库比之前少了：可能被清除或还原。" do "请立即保存为文件；此标签页仍保有全部数据。";
        Unavailable => en "The browser gives this page no database, as in some private windows." do "Use an ordinary window, or save the plan as a file before closing.",
            zh "浏览器未提供数据库（例如某些隐私窗口）。" do "请使用普通窗口，或在关闭前保存为文件。";
        Quarantined { entries: Entries } => en "Set aside because it could not be read: {entries}; nothing was deleted." do "Download it if you need it, and go on working.",
            zh "{entries}无法读取，已隔离，未删除任何内容。" do "需要时可以下载，可继续工作。";
        Repaired => en "Some stored data was damaged, but every saved edit was found in another copy." do "Nothing needs to be done.",
            zh "部分存储数据损坏，但所有已保存的编辑都在其他副本中找到。" do "无需处理。";
        Lost { at_least: Edits } => en "The stored plan is damaged: at least {at_least} may be missing." do "Compare what was found below, and download the raw data before you go on.",
            zh "存储的计划已损坏：至少 {at_least}可能丢失。" do "请查看下方找到的内容，并在继续前下载原始数据。";
        EmptyStore => en "The browser's database is empty, but another copy knows this plan." do "Choose below what to go on with.",
            zh "浏览器数据库是空的，但另一份副本中有此计划。" do "请在下方选择用哪一份继续。";
        FoundElsewhere { found: Entries } => en "The browser's database is empty, but another copy of this plan was found, with {found}." do "Close this message to go on with that copy, and save it as a file.",
            zh "浏览器数据库是空的，但找到了此计划的另一份副本，共 {found}。" do "关闭此消息后将使用该副本继续，请将其保存为文件。";
        SomeLost => en "The stored plan is damaged: some edits may be missing." do "Close this message to go on with what was found, and save it as a file. Data that could not be read is kept aside.",
            zh "存储的计划已损坏：部分编辑可能丢失。" do "关闭此消息后将使用找到的内容继续，请将其保存为文件。无法读取的数据已隔离保存。";
        SomeLostCounted { at_least: Edits } => en "The stored plan is damaged: at least {at_least} may be missing." do "Close this message to go on with what was found, and save it as a file. Data that could not be read is kept aside.",
            zh "存储的计划已损坏：至少 {at_least}可能丢失。" do "关闭此消息后将使用找到的内容继续，请将其保存为文件。无法读取的数据已隔离保存。";
        NotDownloaded { why: SmolStr } => en "The file was not saved: {why}" do "Try again; the plan itself is unchanged.",
            zh "文件未保存：{why}" do "请重试；计划本身没有变化。";
        BeyondTail { edits: Edits } => en "Held in memory only: {edits}." do "Keep this tab open until everything is saved, or save the plan as a file.",
            zh "{edits}只在内存中。" do "请在保存完成前不要关闭此页，或保存为文件。";
        OneCopy => en "The second copy of the plan could not be written." do "Save the plan as a file from time to time.",
            zh "计划的第二份副本未能写入。" do "请不时保存为文件。";
        Crashed => en "The application has stopped because of a fault of its own." do "Download the data, then reload the page; every saved edit is kept.",
            zh "应用因自身故障停止运行。" do "请下载数据后刷新页面；已保存的编辑都在。";
        Unreached => en "A part of the application could not be fetched." do "Check the connection, then reload the page; every saved edit is kept.",
            zh "应用的一部分未能获取。" do "请检查网络连接，然后重新加载页面；已保存的编辑都会保留。";
    }
}

messages! {
    /// Why something is not saved, in a few words for the line about saving.
    Refusal {
        Full => en "storage is full", zh "存储已满";
        Blocked => en "storage is blocked", zh "存储被禁用";
        OtherTab => en "another tab holds the database", zh "数据库被另一标签页占用";
        Newer => en "another tab is newer; reload", zh "另一标签页版本更新，请刷新";
        SetBack => en "the database was cleared", zh "数据库被清除";
        Elsewhere => en "saving failed in another tab", zh "另一标签页保存失败";
        Fault { name: SmolStr } => en "{name}", zh "{name}";
    }
}

messages! {
    /// The screen that helps after damage.
    Recovery {
        Title => en "Recovery", zh "恢复";
        Found => en "What was found", zh "找到的内容";
        Journal => en "Database", zh "数据库";
        Mirror => en "Mirror", zh "镜像";
        Tail => en "Last edits", zh "最近编辑";
        UpTo { day: Date, operations: Operations } => en "{operations}, up to {day}", zh "{operations}，截至 {day}";
        UseThis => en "Use this", zh "使用这一份";
        DownloadRaw => en "Download the raw data", zh "下载原始数据";
        LastLocal => en "Download the last edits and the mirror", zh "下载最近编辑和镜像";
        LastJournal => en "Download the database", zh "下载数据库";
        Reload => en "Open the application again", zh "重新打开应用";
        DownloadNow => en "Download now", zh "立即下载";
        Compare => en "Compare", zh "比较";
        Nothing => en "Nothing could be read.", zh "没有可读取的内容。";
        Draft { text: SmolStr } => en "A text you were typing was left unfinished in a closed tab: “{text}”", zh "已关闭的标签页留下未完成的文本：“{text}”";
        DraftOf { column: SmolStr, text: SmolStr } => en "A text you were typing in “{column}” was left unfinished in a closed tab: “{text}”", zh "已关闭的标签页在“{column}”中留下未完成的文本：“{text}”";
        DraftUse => en "Continue typing", zh "继续编辑";
        DraftDrop => en "Discard it", zh "丢弃";
        OtherTabEdited => en "Another tab edited this plan; its edits are here.", zh "另一个标签页编辑了此计划，内容已同步。";
        Conflict { column: SmolStr, ours: SmolStr, theirs: SmolStr } => en "{column} was edited twice: “{ours}” and “{theirs}”. Both are kept.",
            zh "“{column}”被同时编辑：“{ours}”与“{theirs}”，两者都已保留。";
    }
}
