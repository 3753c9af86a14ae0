//! Sentences of the catalogue with their arguments, in both languages.

use std::fmt::Write;

use expect_test::expect;

use super::sample::today;
use crate::model::{Currency, Money, Sheet};
use crate::text::Lang;
use crate::text::messages::*;

fn amount(units: i64) -> Money {
    Money::new(units * 100, Currency::CNY)
}

macro_rules! report {
    ($($message:expr),* $(,)?) => {{
        let mut report = String::new();
        $(
            let message = $message;
            for lang in Lang::ALL {
                writeln!(report, "{}", message.text(lang)).unwrap();
            }
        )*
        report
    }};
}

macro_rules! advised {
    ($($message:expr),* $(,)?) => {{
        let mut report = String::new();
        $(
            let message = $message;
            for lang in Lang::ALL {
                writeln!(report, "{} {}", message.text(lang), message.remedy(lang)).unwrap();
            }
        )*
        report
    }};
}

#[test]
fn results_are_said_in_both_languages() {
    let quarter = Period::Quarter { year: 2026, quarter: 4, fiscal: false };
    let said = report![
        Shell::Saved { copies: Copies(2) },
        Shell::Undone { what: Step::of_key("edit:deals.amount") },
        Grid::Add { one: Capital(Sheet::Deals.one()) },
        Grid::PastedAdded { rows: Rows(18), added: 6 },
        Grid::PastedAttention { values: Attention(1) },
        Grid::Deleted { rows: Rows(1200) },
        Grid::Errors { errors: Errors(2) },
        Grid::TodayIs { today: today() },
        Empty::of(Sheet::Deals),
        Empty::of(Sheet::Rates),
        Forecast::ChanceOfTarget { period: quarter, target: Compact(amount(4_500_000)) },
        Forecast::ChanceOfTarget {
            period: Period::Quarter { year: 2027, quarter: 1, fiscal: true },
            target: Compact(amount(120_000_000))
        },
        Forecast::PlusMinus { sd: Exactly(amount(1_840_000)) },
        Forecast::PointsTogether { points: Points(0.253) },
        Forecast::WithoutAmount { count: 3 },
        Forecast::PictureText {
            chance: Share(0.5428),
            target: Compact(amount(4_500_000)),
            sure: Compact(amount(2_000_000)),
            expected: Compact(amount(4_450_000)),
            reach: Compact(amount(7_500_000)),
        },
        Forecast::NoTarget { period: Period::Month { year: 2026, month: 11 } },
        Panel::Entered { day: ShortDay(today()) },
        Panel::DaysOfLimit { days: 21, limit: 45 },
        State::Stalled { days: 61 },
    ];
    expect![[r#"
        Saved · 2 copies
        已保存 · 2 份
        Undone: edit of Amount
        已撤销：编辑“金额”
        + Deal
        + 项目
        18 rows pasted · 6 added
        已粘贴 18 行 · 新增 6 行
        1 value does not fit
        1 个值不符合所在列
        1,200 rows deleted
        已删除 1,200 行
        2 errors
        2 个错误
        today 23 Nov 2026
        今天 2026年11月23日
        One row for each deal: amount, stage, expected close. With a target, the chance of reaching it appears above.
        每个项目一行：金额、阶段、预计签约。设定目标后，上方会显示达成概率。
        Rates: nothing here yet.
        “汇率”还没有内容。
        Chance of the Q4 2026 target, 4.5 M
        2026年四季度目标 450 万的达成概率
        Chance of the Q1 FY2027 target, 120 M
        2027财年一季度目标 1.2 亿的达成概率
        ± 1.84 M
        ± 184 万
        +25.3 points
        +25.3 个百分点
        3 not counted: no amount
        3 个项目未计入：无金额
        Distribution of the result. Chance of at least 4.5 M: 54.3 %. 90 % sure of at least 2 M; expected 4.45 M; one chance in ten of reaching 7.5 M.
        结果分布。达到 450 万的概率为 54.3 %；九成把握至少 200 万；预期 445 万；一成机会达到 750 万。
        No target for Nov 2026 yet
        2026年11月还没有目标
        entered 23 Nov
        11月23日进入
        21 of 45
        21 / 45 天
        stalled 61 d
        停滞 61 天
    "#]].assert_eq(&said);
}

#[test]
fn problems_say_what_and_what_to_do() {
    let said = advised![
        Problem::Required { column: Sheet::Deals.definitions()[0].label.clone() },
        Problem::ClosePast { close: today() },
        Problem::VagueWords { words: "有戏".into() },
        Problem::FarAhead { days: Days(45) },
        Problem::AheadOfEvidence { claimed: "4 Evaluation".into(), proven: "2 Needs".into() },
        Damage::TooNew { version: 3, ours: 1 },
        Damage::Wrong {
            place: Place { line: 12, column: 7, table: "deals".into(), row: "1f-3".into(), field: "amount".into() },
            found: "\"abc\"".into(),
            expected: Expected::WholeNumber,
        },
        Damage::NotJson { place: Place { line: 3, ..Place::default() }, what: Syntax::Comma },
        Damage::TooDeep { place: Place::default() },
        Storage::Full { unsaved: Edits(3) },
        Problem::NotRead {
            column: Sheet::Deals.definitions()[3].label.clone(),
            text: "not sure".into(),
            why: crate::text::Fault::NotANumber.text(Lang::En).into()
        },
        Storage::Quarantined { entries: Entries(1) },
        Storage::OtherTabNewer,
    ];
    expect![[r#"
        Deal is still empty. Fill it in.
        “项目”尚未填写。 请填写。
        The expected close, 23 Nov 2026, has passed. Ask the customer for the new date, or close the deal.
        预计签约日 2026年11月23日已过。 请向客户确认新的日期，或结束项目。
        “有戏” is an opinion. Which act of the customer shows it? Write what the customer did or said, and when.
        “有戏”只是判断。客户的哪个行动能证明？ 请写明客户在什么时候做了或说了什么。
        Planned 45 days ahead. Plan what leads there first.
        计划在 45 天之后。 请先安排近期的步骤。
        The stage claimed is 4 Evaluation, the customer's acts prove 2 Needs. Tick the milestones that happened, with the activity as evidence, or move the deal back.
        自报阶段为“4 Evaluation”，客户行为只证明到“2 Needs”。 请勾选已发生的里程碑并附上行为作为证据，或退回阶段。
        The file was written by a newer version (format 3; this one reads up to 1). Reload the page to get the newest version, then open the file again.
        文件由更新的版本写入（格式 3，此版本最高支持 1）。 请刷新页面获取最新版本，再打开文件。
        table deals, row 1f-3, field amount, line 12, column 7 holds "abc"; expected a whole number. Correct it in a text editor, or restore an undamaged copy.
        表 deals、行 1f-3、字段 amount、第 12 行第 7 列的内容是 "abc"，应为整数。 请用文本编辑器修正，或使用未损坏的副本。
        The file is damaged at line 3: a comma or a closing bracket is missing. Restore an undamaged copy, or correct the place in a text editor.
        文件在第 3 行处损坏：缺少逗号或右括号。 请使用未损坏的副本，或用文本编辑器修正该处。
        The file is nested too deeply at an unknown place. A plan file is flat; restore an undamaged copy.
        文件在未知处嵌套过深。 计划文件没有深层嵌套，请使用未损坏的副本。
        The browser's storage is full; 3 edits not saved. Save the plan as a file now, then free space on the disk.
        浏览器存储已满，3 次编辑未保存。 请立即保存为文件，然后清理磁盘空间。
        Amount holds “not sure”: This is not a number. Correct the text, or clear the cell.
        “金额”的内容是“not sure”：This is not a number. 请修改文本，或清空单元格。
        Set aside because it could not be read: 1 entry; nothing was deleted. Download it if you need it, and go on working.
        1 条记录无法读取，已隔离，未删除任何内容。 需要时可以下载，可继续工作。
        Another tab runs a newer version; this one has stopped saving. Reload this tab. Nothing is lost.
        另一个标签页已是新版本，此页已停止保存。 请刷新此页，数据不会丢失。
    "#]].assert_eq(&said);
}

#[test]
fn steps_are_known_by_their_keys() {
    for key in
        ["edit", "paste", "cut", "fill", "clear", "insert", "delete", "duplicate", "move", "create", "undo", "redo"]
    {
        assert_ne!(Step::of_key(key), Step::Other { key: key.into() }, "{key}");
    }
    assert_eq!(Step::of_key("edit:deals.amount").text(Lang::Zh), "编辑“金额”");
    assert_eq!(Step::of_key("newer").text(Lang::Zh), "newer");
}

#[test]
fn chinese_is_set_in_chinese_punctuation() {
    let sources = [
        include_str!("../messages/shell.rs"),
        include_str!("../messages/grid.rs"),
        include_str!("../messages/forecast.rs"),
        include_str!("../messages/outlook.rs"),
        include_str!("../messages/explain.rs"),
        include_str!("../messages/files.rs"),
        include_str!("../messages/problems.rs"),
        include_str!("../messages/storage.rs"),
        include_str!("../messages/pages.rs"),
        include_str!("../messages/help.rs"),
        include_str!("../fault.rs"),
    ];
    let is_chinese = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    for line in sources.iter().flat_map(|source| source.lines()).filter(|line| line.contains("zh \"")) {
        let line = &line[line.find("zh \"").unwrap()..];
        let pairs = line.chars().zip(line.chars().skip(1));
        let odd = pairs.into_iter().find(|&(a, b)| is_chinese(a) && matches!(b, ',' | ';' | ':' | '?' | '!' | '('));
        assert_eq!(odd, None, "{line}");
    }
}

#[test]
fn arguments_are_counted_in_good_grammar() {
    use crate::model::formula::{Function, Given, Wrong};
    let said = |found| {
        let wrong = Wrong::Arguments { function: Function::Text, found: Given(found) };
        Lang::ALL.map(|lang| wrong.text(lang).into_owned())
    };
    assert_eq!(
        said(1),
        ["text(value, pattern) does not take 1 argument.", "填了 1 个参数，个数不对：text(值, 格式)。"]
            .map(String::from)
    );
    assert_eq!(said(3)[0], "text(value, pattern) does not take 3 arguments.");
}
