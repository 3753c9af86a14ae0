//! What formulas give: worked examples.

use super::desk::{Desk, OTHER};
use crate::model::{Kind, Sheet};

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    let desk = Desk::new();
    for (text, expected) in cases {
        assert_eq!(desk.gives(text), *expected, "{text}");
    }
}

#[test]
fn arithmetic_is_exact_and_binds_as_in_spreadsheets() {
    check(&[
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("=0.1 + 0.2", "0.3"),
        ("1/3*3", "1"),
        ("-2 - -3", "1"),
        ("10 - 4 - 3", "3"),
        ("24 / 4 / 3", "2"),
        ("12% * 50", "6"),
        ("50%%", "!AmountForNumber { found: Type { base: Percent, many: false } } at 0..3"),
        ("1.5万 + 2k", "17000"),
        ("（１＋２）×３", "9"),
        ("2.5亿", "250000000"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-3"),
        ("round(-2.4)", "-2"),
        ("round(-1234.565, 2)", "-1234.57"),
        ("round(-1250, -2)", "-1300"),
        ("round(13.34%, 2)", "13%"),
        ("round(-12.35%, 3)", "-12.4%"),
        ("roundup(13.34%, 2)", "14%"),
        ("rounddown(13.36%, 3)", "13.3%"),
        ("round(60%)", "100%"),
        ("int(150%)", "100%"),
        ("round(1234.5678, 2)", "1234.57"),
        ("round(1250, -2)", "1300"),
        ("round(12.345%, 3)", "12.3%"),
        ("roundup(2.1)", "3"),
        ("roundup(-2.1)", "-3"),
        ("roundup(2)", "2"),
        ("roundup(1210, -2)", "1300"),
        ("rounddown(2.9)", "2"),
        ("rounddown(-2.9)", "-2"),
        ("rounddown(2.999, 2)", "2.99"),
        ("trunc(-0.5)", "0"),
        ("int(2.9)", "2"),
        ("int(-2.1)", "-3"),
        ("floor(2.9)", "2"),
        ("floor(17, 5)", "15"),
        ("floor(-17, 5)", "-20"),
        ("floor(-17, -5)", "-15"),
        ("ceiling(17, 5)", "20"),
        ("ceiling(15, 5)", "15"),
        ("ceil(2.1)", "3"),
        ("floor([Amount], 100000)", "800000 CNY"),
        ("ceiling(12%, 5%)", "15%"),
        ("向下取倍数(1.37, 0.1)", "1.3"),
        ("floor(5, 0)", "?DividedByZero"),
        ("floor(5, [Parked until] - today())", "-"),
        ("max(100,200)", "200"),
        ("取整(7 / 2)", "3"),
        ("mod(7, 3)", "1"),
        ("mod(-7, 3)", "2"),
        ("mod(7, -3)", "-2"),
        ("mod(2.5, 1)", "0.5"),
        ("edate(date(2026, 1, 31), 1)", "2026-02-28"),
        ("edate(date(2026, 3, 5), -3)", "2025-12-05"),
        ("edate(date(2026, 3, 5), -0.5)", "2026-03-05"),
        ("edate(date(2026, 3, 5), 1.9)", "2026-04-05"),
        ("eomonth(date(2026, 2, 3), 0)", "2026-02-28"),
        ("月末(date(2026, 12, 3), 1)", "2027-01-31"),
        ("eomonth(date(9998, 12, 5), 12)", "9999-12-31"),
        ("abs(-3)", "3"),
        ("number(\"1,234.5\")", "1234.5"),
        ("number(40%)", "0.4"),
        ("number(\"soon\")", "?NotANumber { text: \"soon\" }"),
        ("1e6 + 2.5E-1 + 1E+2", "1000100.25"),
        ("10w + 1.5W", "115000"),
        ("1/0", "?DividedByZero"),
        ("999999999999999999999999 * 999999999999999999999999", "?TooLarge"),
    ]);
}

#[test]
fn powers_bind_as_in_excel() {
    check(&[
        ("2 ^ 10", "1024"),
        ("2＾3", "8"),
        ("2……3", "8"),
        ("-2 ^ 2", "4"),
        ("0 - 2 ^ 2", "-4"),
        ("2 ^ -1", "0.5"),
        ("2 ^ 3 ^ 2", "64"),
        ("2 * 3 ^ 2", "18"),
        ("18 / 3 ^ 2", "2"),
        ("2 ^ (1 + 2)", "8"),
        ("POWER(2, 3) ^ 2", "64"),
        ("乘方(1 + 1, 1 + 2) * 2", "16"),
        ("power(2, 3) ^ power(2, 1)", "64"),
        ("50% ^ 2", "25%"),
        ("4 ^ 50%", "2"),
        ("2 ^ 0.5", "1.414214"),
        ("(1 + 5%) ^ 3", "115.7625%"),
        ("[Amount] * (1 + 10%) ^ 2", "1040600 CNY"),
        (
            "2 ^ [Parked until]",
            "!Pair { operator: Power, left: Type { base: Number, many: false }, right: Type { base: Date, many: false } } at 0..18",
        ),
        ("2 ^ \"\"", "-"),
        ("0 ^ 2", "0"),
        ("0 ^ -1", "?DividedByZero"),
        ("0 ^ 0", "?NoSuchPower"),
        ("(0 - 8) ^ 0.5", "?NoSuchPower"),
        ("(0 - 8) ^ 3", "-512"),
        ("10 ^ 40", "?TooLarge"),
        ("0.5 ^ 1000", "0"),
    ]);
}

#[test]
fn a_long_row_of_operators_is_no_deep_formula() {
    let row = |part: &str, operator: &str| vec![part; 150].join(operator);
    check(&[
        (&row("1", "+"), "150"),
        (&row("1", " - "), "-148"),
        (&row("1", "*"), "1"),
        (&row("true", " and "), "true"),
        (&row("false", " or "), "false"),
        (&format!("len({})", row("1", "&")), "150"),
        (&format!("1 = 1 or {}", ["1 / 0 > 1"; 60].join(" or ")), "true"),
    ]);
}

#[test]
fn amounts_know_their_currency() {
    check(&[
        ("[Amount] * [Own probability]", "516000 CNY"),
        ("[金额]×[自报概率]", "516000 CNY"),
        ("[#amount] * [#p_own]", "516000 CNY"),
        ("[amount] / 2", "430000 CNY"),
        ("[Low amount]", "10000 USD"),
        ("[Low amount] + [Low amount]", "20000 USD"),
        ("[Amount] + [Low amount]", "932000 CNY"),
        ("[Amount] - 60000", "800000 CNY"),
        ("[Amount] > 50万", "true"),
        ("[Amount] / [Low amount]", "11.944444"),
        ("max([Amount], [Low amount])", "860000 CNY"),
        ("if(1 = 1, [Account], \"-\") > \"!\"", "true"),
        ("if(1 = 1, [Account], \"-\") < \"!\"", "false"),
        ("[Amount] / if(1 = 1, 43, [Amount])", "20000"),
        ("if(1 = 1, 43, [Amount]) / 1", "43 CNY"),
        ("min(1, [Amount])", "1 CNY"),
        ("if(1 = 2, 50%, 1)", "100%"),
        ("number([Low amount])", "72000"),
        ("round([Amount] / 7, 2)", "122857.14 CNY"),
        (
            "[High amount] + 1",
            "?Unreadable { column: Label { en: \"High amount\", zh: \"最高金额\" }, text: \"a lot\" }",
        ),
        ("iferror([High amount], 0)", "0 CNY"),
        ("sum([Amount], -[Final amount], 1)", "860001 CNY"),
    ]);
}

#[test]
fn dates_are_days() {
    check(&[
        ("[Expected close] - [Entered]", "121"),
        ("days([Expected close], [Entered])", "121"),
        ("[Expected close] + 1", "2026-07-01"),
        ("7 + today()", "2026-03-17"),
        ("now() - 1", "2026-03-09"),
        ("[Expected close] - 30", "2026-05-31"),
        ("[Expected close] > \"2026-06-01\"", "true"),
        ("\"2026年7月1日\" <= [预计签约]", "false"),
        ("[Expected close] < today()", "false"),
        ("year([Expected close]) & \"Q\" & quarter([Expected close])", "'2026Q2'"),
        ("month(today()) * 100 + day(today())", "310"),
        ("weekday(date(2026, 3, 10))", "3"),
        ("weekday(date(2026, 3, 8))", "1"),
        ("weekday(date(2026, 3, 7), 1)", "7"),
        ("weekday(date(2026, 3, 10), 2)", "2"),
        ("weekday(date(2026, 3, 8), 2)", "7"),
        ("weekday(date(2026, 3, 9), 3)", "0"),
        ("weekday(date(2026, 3, 8), 3)", "6"),
        ("weekday(date(2026, 3, 9), 11)", "1"),
        ("weekday(date(2026, 3, 9), 12)", "7"),
        ("weekday(date(2026, 3, 14), 16)", "1"),
        ("星期(date(2026, 3, 8), 17)", "1"),
        ("weekday(date(2026, 3, 8), 4)", "?NoSuchWeek"),
        ("weekday([Parked until], 2)", "-"),
        ("date(2026, 2, 30)", "2026-03-02"),
        ("date(2026, 13, 1)", "2027-01-01"),
        ("date(2026, 0, 15)", "2025-12-15"),
        ("date(2026, -11, 15)", "2025-01-15"),
        ("date(2026, 3, 0)", "2026-02-28"),
        ("date(2026, 3, -0.5)", "2026-02-28"),
        ("date(year(today()), month(today()) + 1, 0)", "2026-03-31"),
        ("date(26, 3, 31)", "?ShortYear"),
        ("date(-1, 3, 31)", "?ShortYear"),
        ("date(10000, 1, 1)", "?NoSuchDay"),
        ("date(2026, 1, 99999999999)", "?NoSuchDay"),
        ("edate(date(9999, 12, 5), 1)", "?NoSuchDay"),
        ("eomonth(date(2026, 1, 1), -999999999999)", "?NoSuchDay"),
        ("mod(7, 0)", "?DividedByZero"),
        ("today() + 9999999", "?NoSuchDay"),
        ("max([Entered], today())", "2026-03-10"),
        ("[Parked until] - today()", "-"),
        ("networkdays(date(2026, 3, 6), date(2026, 3, 10))", "3"),
        ("工作日数(today(), [Parked until])", "-"),
        ("workday(date(2026, 3, 6), 1)", "2026-03-09"),
        ("workday(date(2026, 3, 9), -1.5)", "2026-03-05"),
        ("workday([Expected close], 9999999)", "?NoSuchDay"),
        ("text([Expected close], \"yyyy年m月\")", "'2026年6月'"),
    ]);
}

#[test]
fn texts_choices_and_links_are_known_by_their_names_in_both_languages() {
    check(&[
        ("[Deal] & \" / \" & [Account]", "'Press line / Haitian 海天'"),
        ("[Source] = \"Referral\"", "true"),
        ("[来源] = “转介绍”", "true"),
        ("[Source] <> \"event\"", "true"),
        ("[Stage] = \"需求确认\"", "true"),
        ("[Stage] = \"needs\"", "true"),
        ("[Account].[Industry]", "'Machines'"),
        ("[Account].[Owner].[Name] = \"chen yu\"", "true"),
        ("[客户].[行业] & \"\"", "'Machines'"),
        ("trim([Linked deals])", "'Ｎorth line'"),
        ("[Linked deals] = \"north line\"", "true"),
        ("upper(left([Deal], 5))", "'PRESS'"),
        ("find(\" \", \" PO  17\")", "1"),
        ("left(\"PO 17\", find(\" \", \"PO 17\") - 1)", "'PO'"),
        ("left(\"PO17\", find(\" \", \"PO17\") - 1)", "-"),
        ("find(\"B\", \"aＢc\")", "2"),
        ("find(\"b\", \"aＢc\")", "-"),
        ("find(\"b\", \"aBcb\")", "4"),
        ("search(\"b\", \"aＢc\")", "2"),
        ("搜索(\"B\", \"abcb\", 3)", "4"),
        ("find(\"a\", \"abca\", 2)", "4"),
        ("find(\"a\", \"abca\", 9)", "-"),
        ("find(\"a\", \"abca\", [Parked until] - today())", "-"),
        ("find(\"x\", \"abc\")", "-"),
        ("left(\"PO-17\", find(\"-\", \"PO-17\") - 1)", "'PO'"),
        ("concat(\"a\", 1, [Parked until], \"b\")", "'a1b'"),
        ("text(1234.5, \"#,##0.00\")", "'1,234.50'"),
        ("text([Amount], \"#,##0\") & \"!\"", "'860,000!'"),
        ("text([Own probability], \"0%\")", "'60%'"),
        ("text([Parked until], \"yyyy\")", "-"),
        ("text(1, \"abc\")", "'abc'"),
        ("text([Amount], \"#,##0 USD\")", "'860,000 USD'"),
        ("text(1234567, \"0.0,,\")", "'1.2'"),
        ("text(0 - [Amount], \"#,##0;(#,##0)\")", "'(860,000)'"),
        ("text(-1234.5, \"0\")", "'-1235'"),
        ("text([Expected close], \"yyyy-mm-dd hh:mm\")", "'2026-06-30 00:00'"),
        ("text([Expected close], \"aaaa\")", "'星期二'"),
        ("text(1, lower(\"YYYY\"))", "?Pattern { pattern: \"yyyy\" }"),
        ("right([Deal], 4) & mid([Deal], 1, 1)", "'lineP'"),
        ("len([Account])", "10"),
        ("replace([Deal], \"line\", \"hall\")", "'Press hall'"),
        ("contains([Account], \"海天\")", "true"),
        ("contains([Account], \"haitian\") and not contains([Deal], \"x\")", "true"),
        ("\"say \"\"hi\"\"\"", "'say \"hi\"'"),
        ("lower(\"ABC\")", "'abc'"),
    ]);
}

#[test]
fn conditions_decide() {
    check(&[
        ("if([Amount] > 500000, \"big\", \"small\")", "'big'"),
        ("如果([金额]>50万，“大”，“小”)", "'大'"),
        ("IF([Done], 1, 2)", "2"),
        ("if([Final amount] > 1, 1, 2)", "2"),
        ("[Final amount] > 1", "-"),
        ("isempty([Final amount])", "true"),
        ("[Final amount] = \"\"", "true"),
        ("not [Done] = true", "true"),
        ("xor(true, false)", "true"),
        ("xor(true, true)", "false"),
        ("异或(true, true, true)", "true"),
        ("not([Done]) and true", "true"),
        ("and(true, [Amount] > 1, 是)", "true"),
        ("or(false, 否)", "false"),
        ("true or 1/0 > 1", "true"),
        ("false and 1/0 > 1", "false"),
        ("choose([Risk], \"low\", 1, \"high\", 3)", "3"),
        ("choose([风险], \"低\", 1, 9)", "9"),
        ("choose([Expected close], \"2026-06-30\", \"end of June\", \"\")", "'end of June'"),
        ("if(true, 10%, 0)", "10%"),
    ]);
}

#[test]
fn several_values_are_gathered() {
    check(&[
        ("sum(1, 2, [Parked until] - today())", "3"),
        ("average(1, 2)", "1.5"),
        ("average([Amount], [Low amount])", "466000 CNY"),
        ("count([Amount], [Final amount], [Deal])", "2"),
        ("min(3, 1%)", "1%"),
        ("min([Final amount])", "-"),
        ("count([Milestones])", "0"),
        ("[Account].[Funnel by Account]", "!Several at 0..29"),
        ("count([Account].[Funnel by Account])", "2"),
        ("sum([Account].[#deals@account].[Amount])", "900000 CNY"),
        ("[Amount] / sum([客户].[漏斗按客户].[金额])", "0.955556"),
        ("join([Account].[Funnel by Account].[Deal], \" + \")", "'Press line + Spare parts'"),
        (
            "textjoin(\" + \", true, [Account].[Funnel by Account].[Deal], \"\", [Deal])",
            "'Press line + Spare parts + Press line'",
        ),
        ("textjoin(\"-\", false, \"a\", \"\", \"b\")", "'a--b'"),
        ("textjoin([Account].[Funnel by Account].[Deal], \" + \")", "'Press line + Spare parts'"),
        ("contains([Account].[Funnel by Account], \"spare\")", "true"),
    ]);
}

#[test]
fn formulas_build_on_one_another() {
    let mut desk = Desk::new();
    let money = || Kind::Money;
    desk.formula("net", "[Amount] * 80%", money());
    desk.formula("share", "[net] / sum([Account].[Funnel by Account].[net])", Kind::Percent);
    assert_eq!(desk.gives("[net] & \" \" & [share]"), "'688000 CNY 95.5556%'");
    assert_eq!(desk.gives_for(OTHER, "[net]"), "32000 CNY");
    assert!(desk.broken.is_empty());
}

#[test]
fn a_name_is_kept_by_its_key_and_shown_by_its_heading() {
    use crate::model::formula::{compile, kept, shown};
    use crate::model::{Definition, Label};
    let mut desk = Desk::new();
    let text = "如果（ [金额] > 1，[Account].[行业] & [ account ].[Funnel by Account].[#name] ，[风险]）";
    let text = text.replace("[ account ].[Funnel by Account].[#name]", "count([客户].[漏斗按客户])");
    let formula = compile(&text, &desk.plan, Sheet::Deals).unwrap();
    let stored = kept(&text, &formula.names, &desk.plan);
    assert_eq!(stored, "如果（ [#amount] > 1，[#account].[#industry] & count([#account].[#deals@account]) ，[#risk]）");
    let risk = desk.plan.table(Sheet::Deals).definition("risk").cloned().unwrap();
    desk.define(Definition { label: Label { en: "Danger]".into(), zh: "险".into() }, ..risk });
    // Another column of the same name: the key tells them apart.
    desk.define(Definition {
        key: "again".into(),
        label: Label::both("Industry"),
        ..crate::model::column("", "", "", Kind::Text)
    });
    let again = compile(&stored, &desk.plan, Sheet::Deals).unwrap();
    assert_eq!(kept(&stored, &again.names, &desk.plan), stored);
    assert_eq!(
        shown(&stored, &again.names, &desk.plan, |label| label.en.clone()),
        "如果（ [Amount] > 1，[Account].[Industry] & count([Account].[Funnel by Account]) ，[Danger]]]）"
    );
    assert_eq!(
        shown(&stored, &again.names, &desk.plan, |label| label.zh.clone()),
        "如果（ [金额] > 1，[客户].[行业] & count([客户].[漏斗按客户]) ，[险]）"
    );
}
