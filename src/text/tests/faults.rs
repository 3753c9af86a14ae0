//! Every reason for which a text is kept as typed, as people read it.

use std::fmt::Write;

use expect_test::expect;

use super::sample::{plan, today};
use crate::model::schema::{activities, deals, setup, strategy::roles};
use crate::model::{Col, Currency, Kind, Sheet, column};
use crate::text::{Lang, Parser};

#[test]
fn faults_say_what_and_what_to_do() {
    let plan = plan(Currency::CNY);
    let parser = Parser::new(&plan, Lang::En, today());
    let built_in = |sheet: Sheet, index: usize| sheet.definitions()[index].clone();
    fn at<T>(column: Col<T>) -> (Sheet, usize) {
        (column.sheet, column.index)
    }
    let cases = [
        (at(deals::AMOUNT), "not sure"),
        (at(deals::AMOUNT), "5/0"),
        (at(deals::AMOUNT), "99999999999999999999"),
        (at(deals::AMOUNT), "-5"),
        (at(deals::AMOUNT), "50%"),
        (at(deals::AMOUNT), "5 ABC"),
        (at(deals::AMOUNT), "$5 EUR"),
        (at(setup::settings::FISCAL), "2.5"),
        (at(setup::settings::FISCAL), "13"),
        (at(deals::P_OWN), "140"),
        (at(roles::SUPPORT), "7"),
        (at(deals::CLOSE), "soon"),
        (at(deals::CLOSE), "2026-02-30"),
        (at(deals::CLOSE), "3/5/2026"),
        (at(activities::GOT_KEPT), "perhaps"),
        (at(deals::OUTCOME), "maybe"),
        (at(deals::OUTCOME), "w"),
        (at(deals::ACCOUNT), "Nobody Ltd"),
        (at(deals::ACCOUNT), "twin"),
        (at(activities::LOGIC), "1\n2\n3\n4\n5\n6\n7\n8\n9"),
    ];
    let mut report = String::new();
    let mut tell = |definition: &_, text: &str| {
        let fault = parser.problem(definition, text).unwrap();
        writeln!(report, "{}", text.replace('\n', "⏎")).unwrap();
        for lang in Lang::ALL {
            writeln!(report, "  {} {}", fault.text(lang), fault.remedy(lang)).unwrap();
        }
    };
    for ((sheet, index), text) in cases {
        tell(&built_in(sheet, index), text);
    }
    tell(&column("x", "X", "某", Kind::Foreign), "anything");
    tell(&column("x", "X", "某", Kind::Rating { min: 0, max: 4, unknown: false }), "?");
    expect![[r#"
        not sure
          This is not an amount. Type digits, such as 1,234.5, 1.2M, 500 EUR or 1200*1.06.
          这不是金额。 请输入数字，例如 1,234.5、1.2万、500 EUR 或 1200*1.06。
        5/0
          The calculation divides by zero. Correct the calculation.
          计算中除以了零。 请修改算式。
        99999999999999999999
          The number is too large to be kept exactly. Type a smaller number; check the unit (K, M, 万, 亿).
          数字太大，无法精确保存。 请输入较小的数字，并检查单位（万、亿、K、M）。
        -5
          An amount cannot be negative. Type the amount without a minus sign or brackets.
          金额不能为负数。 请去掉负号或括号。
        50%
          An amount is not a share. Type the amount, such as 50,000, or a calculation such as 80,000*50%.
          金额不能是百分比。 请输入金额，例如 5万，或算式，例如 8万*50%。
        5 ABC
          “ABC” is not a currency that is known here. Use a three-letter code such as CNY, USD or EUR.
          “ABC”不是已知的货币。 请使用三个字母的代码，例如 CNY、USD、EUR。
        $5 EUR
          The amount names two currencies, USD and EUR. Keep one of them.
          金额同时写了两种货币：USD 和 EUR。 请只保留一种。
        2.5
          This column takes whole numbers only. Type a number without decimal places, or give the column some in its form.
          此列只接受整数。 请输入没有小数的数字，或在列设置中增加小数位数。
        13
          The number is not between 1 and 12. Type a number from 1 to 12.
          数字不在 1 到 12 之间。 请输入 1 到 12 的数字。
        140
          A share lies between 0 % and 100 %. Type 40 or 40% for forty per cent.
          比例应在 0 % 到 100 % 之间。 百分之四十请输入 40 或 40%。
        7
          This is not a rating from -5 to 5. Type a whole number from -5 to 5, or ? if you do not know.
          这不是 -5 到 5 的评分。 请输入 -5 到 5 的整数；不清楚时输入 ?。
        soon
          This is not a date. Type it as 2026-03-05, 5 March, next Friday, end of month or +7.
          这不是日期。 请按 2026-03-05、3月5日、下周五、月底 或 +7 的形式输入。
        2026-02-30
          The calendar has no such day. Check the month and the day.
          日历中没有这一天。 请检查月份和日期。
        3/5/2026
          This may mean 3 May 2026 or 5 Mar 2026. Type it with the year first, as 2026-03-05, or say in Preferences which you mean.
          可能是 2026年5月3日，也可能是 2026年3月5日。 请先写年份，例如 2026-03-05，或在“偏好设置”中指定顺序。
        perhaps
          This column takes yes or no only. Type yes or no, or press Space.
          此列只接受是或否。 请输入 是 或 否，或按空格键。
        maybe
          “maybe” is not among the choices of this column. Choose one of: won, lost, lost to a competitor, no decision, we withdrew, invalid.
          “maybe”不在此列的选项中。 请从中选择：赢单、丢单、输给对手、客户未决策、我方退出、无效。
        w
          “w” may mean several choices. Choose one of: won, we withdrew.
          “w”可能对应多个选项。 请从中选择：赢单、我方退出。
        Nobody Ltd
          There is no “Nobody Ltd” in Accounts. Choose from the list (Alt+Down), or add it to Accounts.
          “客户”中没有“Nobody Ltd”。 请从列表中选择（Alt+↓），或先在“客户”中添加。
        twin
          “twin” may be several rows of Accounts. Choose the right one from the list (Alt+Down).
          “twin”可能指“客户”中的多行。 请从列表中选择正确的一行（Alt+↓）。
        1⏎2⏎3⏎4⏎5⏎6⏎7⏎8⏎9
          There are 9 steps; this column takes 8. Join or remove lines, one step a line.
          共有 9 步，此列最多 8 步。 请合并或删除几行，每行一步。
        anything
          This column comes from a newer version and cannot be changed here. Open the plan in a newer version to change it.
          此列来自更新的版本，不能在这里修改。 请用新版本打开计划后再修改。
        ?
          This is not a rating from 0 to 4. Type a whole number from 0 to 4.
          这不是 0 到 4 的评分。 请输入 0 到 4 的整数。
    "#]].assert_eq(&report);
}
