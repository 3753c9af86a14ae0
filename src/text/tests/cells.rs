//! Tables of texts: what is typed, what the cell then shows, what the editor shows, in both languages.

use super::sample::{plan, put, row, today};
use crate::model::schema::{accounts, activities, deals, strategy::roles};
use crate::model::{Col, Currency, Date, Decimal, Definition, Kind, Money, Plan, Sheet, Value, column};
use crate::text::{Lang, Parser, edit_text, heading, parse, show, title};

fn definition<T>(column: Col<T>) -> &'static Definition {
    &column.sheet.definitions()[column.index]
}

/// Each line: typed → shown in English, edited in English, shown in Chinese; `KEPT` where it does not fit the column.
fn check<T>(own: Currency, column: Col<T>, lines: &[(&str, &str, &str, &str)]) {
    let plan = plan(own);
    let column = definition(column);
    for line @ (typed, shown, edited, shown_zh) in lines {
        let value = parse(&plan, column, typed, Lang::En, today());
        if *shown == KEPT {
            assert_eq!(value, Value::Invalid((*typed).into()), "{typed}");
            continue;
        }
        let found = (show(&plan, column, &value, Lang::En), edit_text(&plan, column, &value, Lang::En));
        assert_eq!((found.0.as_str(), found.1.as_str()), (*shown, *edited), "{line:?}");
        assert_eq!(show(&plan, column, &value, Lang::Zh), *shown_zh, "{typed}");
        assert_eq!(parse(&plan, column, typed, Lang::Zh, today()), value, "{typed} in Chinese");
    }
}

const KEPT: &str = "kept as typed";

#[test]
fn amounts() {
    check(
        Currency::CNY,
        deals::AMOUNT,
        &[
            ("1200000", "1,200,000", "1200000", "1,200,000"),
            ("¥1.2万", "12,000", "12000", "12,000"),
            ("￥１．２万", "12,000", "12000", "12,000"),
            ("3亿", "300,000,000", "300000000", "300,000,000"),
            ("30万元", "300,000", "300000", "300,000"),
            ("3万5", "35,000", "35000", "35,000"),
            ("2亿3元", "230,000,000", "230000000", "230,000,000"),
            ("1,5 Mio.", "1,500,000", "1500000", "1,500,000"),
            ("2 Mio", "2,000,000", "2000000", "2,000,000"),
            ("1,5 Mrd. USD", "1,500,000,000 USD", "1500000000 USD", "1,500,000,000 USD"),
            ("500 Tsd. €", "500,000 EUR", "500000 EUR", "500,000 EUR"),
            ("100块", "100", "100", "100"),
            ("两万元", "20,000", "20000", "20,000"),
            ("两百", "200", "200", "200"),
            ("¥ -", "0", "0", "0"),
            (" -   € ", "0 EUR", "0 EUR", "0 EUR"),
            ("-", KEPT, KEPT, KEPT),
            ("1,234.5", "1,234.50", "1234.50", "1,234.50"),
            ("1 234,5", "1,234.50", "1234.50", "1,234.50"),
            ("1.234,5", "1,234.50", "1234.50", "1,234.50"),
            ("1.2M", "1,200,000", "1200000", "1,200,000"),
            ("1.5m USD", "1,500,000 USD", "1500000 USD", "1,500,000 USD"),
            ("$3k", "3,000 USD", "3000 USD", "3,000 USD"),
            ("5kEUR", "5,000 EUR", "5000 EUR", "5,000 EUR"),
            ("USD 12.3456", "12.35 USD", "12.35 USD", "12.35 USD"),
            ("12万美元", "120,000 USD", "120000 USD", "120,000 USD"),
            ("JPY 1200", "1,200 JPY", "1200 JPY", "1,200 JPY"),
            ("1200*1.06", "1,272", "1272", "1,272"),
            ("=1200*1.06", "1,272", "1272", "1,272"),
            ("=50000/2", "25,000", "25000", "25,000"),
            ("$1000*1.1^2", "1,210 USD", "1210 USD", "1,210 USD"),
            ("“1200”", "1,200", "1200", "1,200"),
            ("1.2E+06", "1,200,000", "1200000", "1,200,000"),
            ("not sure", KEPT, "", ""),
            ("(1,200)", KEPT, "", ""),
            ("5 USD EUR", KEPT, "", ""),
            ("5 ABC", KEPT, "", ""),
            (" \u{3000} ", "", "", ""),
        ],
    );
    check(Currency::JPY, deals::AMOUNT, &[("¥1200", "1,200", "1200", "1,200"), ("5元", "5 CNY", "5 CNY", "5 CNY")]);
    check(Currency::HKD, deals::AMOUNT, &[("$5", "5", "5", "5"), ("US$5", "5 USD", "5 USD", "5 USD")]);
}

#[test]
fn shares_follow_the_rule_of_percent_cells() {
    check(
        Currency::CNY,
        deals::P_OWN,
        &[
            ("40", "40 %", "40%", "40 %"),
            ("40%", "40 %", "40%", "40 %"),
            ("４０％", "40 %", "40%", "40 %"),
            ("0.4", "40 %", "40%", "40 %"),
            (".4", "40 %", "40%", "40 %"),
            ("0.4%", "0.4 %", "0.4%", "0.4 %"),
            ("1", "1 %", "1%", "1 %"),
            ("1.0", "1 %", "1%", "1 %"),
            ("100", "100 %", "100%", "100 %"),
            ("1/3", "33.3333 %", "33.3333%", "33.3333 %"),
            ("12.25", "12.25 %", "12.25%", "12.25 %"),
            ("12.34567%", "12.3457 %", "12.3457%", "12.3457 %"),
            ("6成", "60 %", "60%", "60 %"),
            ("0", "0 %", "0%", "0 %"),
            ("101", KEPT, "", ""),
            ("-5", KEPT, "", ""),
        ],
    );
}

#[test]
fn large_shares_are_grouped_as_amounts_are() {
    let plan = plan(Currency::CNY);
    let growth = Definition {
        stand: Some(plan.table(Sheet::Deals).stand_behind(None)),
        ..column("growth_1", "Growth", "", Kind::Percent)
    };
    for lang in [Lang::En, Lang::Zh] {
        let parser = Parser::new(&plan, lang, today());
        for (text, shown, edited) in [
            ("12345%", "12,345 %", "12345%"),
            ("12,345%", "12,345 %", "12345%"),
            ("12,345 %", "12,345 %", "12345%"),
            ("-1,234,567.8 %", "-1,234,567.8 %", "-1234567.8%"),
            ("999%", "999 %", "999%"),
        ] {
            let value = parser.parse(&growth, text);
            assert_eq!(show(&plan, &growth, &value, lang), shown, "{text}");
            assert_eq!(parser.edit_text(&growth, &value), edited, "{text}");
        }
    }
}

#[test]
fn dates_are_iso_in_both_languages() {
    check(
        Currency::CNY,
        deals::CLOSE,
        &[
            ("12月18日", "2026-12-18", "2026-12-18", "2026-12-18"),
            ("18 Dec", "2026-12-18", "2026-12-18", "2026-12-18"),
            ("２０２６／１２／１８", "2026-12-18", "2026-12-18", "2026-12-18"),
            ("2026、12、18", "2026-12-18", "2026-12-18", "2026-12-18"),
            ("明天", "2026-11-24", "2026-11-24", "2026-11-24"),
            ("+2w", "2026-12-07", "2026-12-07", "2026-12-07"),
            ("46374", "2026-12-18", "2026-12-18", "2026-12-18"),
            ("3/5/2026", KEPT, "", ""),
            ("下周五", "2026-12-04", "2026-12-04", "2026-12-04"),
            ("年底", "2026-12-31", "2026-12-31", "2026-12-31"),
            ("下周", KEPT, "", ""),
        ],
    );
}

#[test]
fn ratings_ticks_and_choices() {
    let ratings = [
        ("3", "+3", "3", "+3"),
        ("-2", "-2", "-2", "-2"),
        ("？", "?", "?", "?"),
        ("6", KEPT, "", ""),
        ("2.5", KEPT, "", ""),
    ];
    check(Currency::CNY, roles::SUPPORT, &ratings);
    check(Currency::CNY, accounts::R_SENIOR, &[("4", "4", "4", "4"), ("?", KEPT, "", "")]);
    check(
        Currency::CNY,
        activities::GOT_KEPT,
        &[("√", "✓", "yes", "✓"), ("否", "", "no", ""), ("Y", "✓", "yes", "✓"), ("x", KEPT, "", "")],
    );
    check(
        Currency::CNY,
        deals::OUTCOME,
        &[
            ("WON", "won", "won", "赢单"),
            ("输给", "lost to a competitor", "lost to a competitor", "输给对手"),
            ("no_decision", "no decision", "no decision", "客户未决策"),
            ("w", KEPT, "", ""),
            ("maybe", KEPT, "", ""),
        ],
    );
    let parts =
        [("coach；user、Ｃｏａｃｈ", "coach, user", "coach, user", "教练、使用者"), ("coach, nobody", KEPT, "", "")];
    check(Currency::CNY, roles::PARTS, &parts);
}

#[test]
fn links_find_titles_in_either_language() {
    check(
        Currency::CNY,
        deals::STAGE,
        &[
            ("意向确认", "1 Interest", "1 Interest", "1 意向确认"),
            ("2 needs", "2 Needs and process", "2 Needs and process", "2 需求确认"),
            ("3", "3 Preferred solution", "3 Preferred solution", "3 Preferred solution"),
            ("Won", KEPT, "", ""),
        ],
    );
    check(
        Currency::CNY,
        deals::ACCOUNT,
        &[
            (" northwind ", "Northwind", "Northwind", "Northwind"),
            ("#5-7", "Twin", "Twin (1)", "Twin"),
            ("#8-7", "Gone (deleted)", "Gone (deleted)", "Gone（已删除）"),
            ("#99-7", "(missing)", "#99-7", "（缺失）"),
            ("Twin", KEPT, "", ""),
            ("North", KEPT, "", ""),
        ],
    );
    let plan = plan(Currency::CNY);
    let parser = Parser::new(&plan, Lang::En, today());
    assert_eq!(parser.parse(definition(deals::ACCOUNT), "Acme, Inc."), Value::Link(row(2)));
    assert_eq!(parser.parse(definition(deals::ACCOUNT), "5-7"), Value::Link(row(9)), "a title goes before an identity");
    assert_eq!(parser.parse(definition(deals::ACCOUNT), "1-7"), Value::Link(row(1)));
}

#[test]
fn titles_say_what_a_row_is() {
    let mut plan = plan(Currency::CNY);
    assert_eq!(title(&plan, Sheet::Activities, row(1), Lang::En), "2026-11-23 visit · See the line");
    assert_eq!(title(&plan, Sheet::Activities, row(1), Lang::Zh), "2026-11-23 拜访 · See the line");
    assert_eq!(title(&plan, Sheet::Competition, row(1), Lang::En), "Rival");
    assert_eq!(title(&plan, Sheet::Accounts, row(7), Lang::En), "(unnamed account)");
    assert_eq!(title(&plan, Sheet::Accounts, row(7), Lang::Zh), "（未命名客户）");
    let cells =
        [("year", Value::Number(Decimal::whole(2027))), ("low", Value::Money(Money::new(500_000, Currency::CNY)))];
    put(&mut plan, Sheet::Revenue, row(1), &cells);
    assert_eq!(title(&plan, Sheet::Revenue, row(1), Lang::En), "2027 · 5,000");
    assert_eq!(heading(&plan, definition(deals::AMOUNT), Lang::En), "Amount, CNY");
    assert_eq!(heading(&plan, definition(deals::AMOUNT), Lang::Zh), "金额，CNY");
}

#[test]
fn extreme_values_show() {
    let plan = Plan::default();
    let show = |column, value| show(&plan, column, &value, Lang::En);
    assert_eq!(
        show(definition(deals::AMOUNT), Value::Money(Money::new(i64::MAX, Currency::CNY))),
        "92,233,720,368,547,758.07"
    );
    assert_eq!(show(definition(deals::PIVOT), Value::Number(Decimal { millionths: -400 })), "0.000");
    assert_eq!(show(definition(activities::HOURS), Value::Number(Decimal::whole(12_345))), "12,345.0");
    assert_eq!(show(definition(deals::CLOSE), Value::Date(Date::new(1, 1, 1).unwrap())), "0001-01-01");
    assert_eq!(show(definition(deals::OUTCOME), Value::Choice("gone".into())), "gone");
    assert_eq!(show(definition(deals::NAME), Value::Links(vec![row(1)].into())), "#1-7");
}

#[test]
fn lines_are_kept_and_ends_trimmed() {
    let plan = Plan::default();
    let parse = |text| parse(&plan, definition(deals::NOTE), text, Lang::En, today());
    assert_eq!(parse("“客户”说：\r\n１２３％\r\n\n"), Value::text("“客户”说：\n１２３％"));
    assert_eq!(parse(" a "), Value::text(" a "));
}

#[test]
fn rows_of_one_name_are_told_apart_by_their_number_among_them() {
    let mut plan = plan(Currency::CNY);
    let account = definition(deals::ACCOUNT);
    let all = column("x", "X", "某", Kind::Links(Sheet::Accounts));
    let edited = |plan: &Plan, of: u64, lang| edit_text(plan, account, &Value::Link(row(of)), lang).to_string();
    let meant = |plan: &Plan, text: &str| parse(plan, account, text, Lang::Zh, today());
    let both = |plan: &Plan| [5, 6].map(|of| edited(plan, of, Lang::En));
    assert_eq!(both(&plan), ["Twin (1)", "twin (2)"]);
    assert_eq!(meant(&plan, "Ｔｗｉｎ（２）"), Value::Link(row(6)));
    assert_eq!(meant(&plan, "twin(1)"), Value::Link(row(5)));
    for text in ["Twin", "Twin (0)", "Twin (3)", "Acme (1)"] {
        assert!(meant(&plan, text).is_invalid(), "{text}");
    }
    // Identities are understood still, and nobody is shown one.
    assert_eq!(meant(&plan, &format!("#{}", row(6))), Value::Link(row(6)));
    let several = Value::links([2, 6, 7, 8, 4].map(row).to_vec());
    assert_eq!(
        edit_text(&plan, &all, &several, Lang::En),
        "Acme, Inc., twin (2), (unnamed account), Gone (deleted), Acme"
    );
    let program = Parser::new(&plan, Lang::En, today()).with_ids();
    assert_eq!(program.edit_text(account, &Value::Link(row(5))), format!("#{}", row(5)));
    assert_eq!(program.edit_text(account, &Value::Link(row(8))), format!("#{}", row(8)));

    // A company of that very name keeps it, and a second one without a name is another one.
    put(&mut plan, Sheet::Accounts, row(10), &[("name", Value::text("Twin (2)"))]);
    put(&mut plan, Sheet::Accounts, row(11), &[]);
    assert_eq!(both(&plan), ["Twin (1)", "twin (3)"]);
    assert_eq!(meant(&plan, "Twin (2)"), Value::Link(row(10)));
    assert_eq!(edited(&plan, 10, Lang::En), "Twin (2)");
    assert_eq!([7, 11].map(|of| edited(&plan, of, Lang::Zh)), ["（未命名客户） (1)", "（未命名客户） (2)"]);
    for (of, lang) in [5, 6, 7, 8, 10, 11].into_iter().flat_map(|of| Lang::ALL.map(|lang| (of, lang))) {
        let text = edited(&plan, of, lang);
        assert_eq!(parse(&plan, account, &text, lang, today()), Value::Link(row(of)), "{text}");
    }
}

#[test]
fn names_that_a_comma_would_join_are_parted_by_a_semicolon() {
    let mut plan = plan(Currency::CNY);
    put(&mut plan, Sheet::Accounts, row(10), &[("name", Value::text("Inc."))]);
    let all = column("x", "X", "某", Kind::Links(Sheet::Accounts));
    let value = Value::links(vec![row(4), row(10)]);
    let text = edit_text(&plan, &all, &value, Lang::En);
    assert_eq!((text.as_str(), parse(&plan, &all, &text, Lang::En, today())), ("Acme; Inc.", value));
}
