//! What is wrong with a formula, and where.

use super::desk::Desk;

#[track_caller]
fn refused(cases: &[(&str, &str)]) {
    let desk = Desk::new();
    for (text, expected) in cases {
        assert_eq!(desk.gives(text), format!("!{expected}"), "{text}");
    }
}

#[test]
fn a_text_that_cannot_be_read_says_where() {
    refused(&[
        ("", "Empty at 0..0"),
        ("  = ", "Empty at 0..4"),
        ("1 +", "Missing { expected: Value } at 3..3"),
        ("1 2", "Unexpected { found: \"2\", expected: Operator } at 2..3"),
        ("(1", "Unclosed { sign: \"(\" } at 0..1"),
        ("if(true, 1", "Unclosed { sign: \"(\" } at 2..3"),
        ("1)", "Unexpected { found: \")\", expected: Operator } at 1..2"),
        ("sum(1; 2 3)", "Unexpected { found: \"3\", expected: Closing } at 9..10"),
        ("\"abc", "Unclosed { sign: \"\\\"\" } at 0..4"),
        ("[Amount", "Unclosed { sign: \"[\" } at 0..7"),
        ("[]", "Empty at 0..2"),
        ("100,000", "Grouped { text: \"100,000\", plain: \"100000\" } at 0..7"),
        ("2 * (1,234,500 + 1)", "Grouped { text: \"1,234,500\", plain: \"1234500\" } at 5..14"),
        ("1，000 * 2", "Grouped { text: \"1，000\", plain: \"1000\" } at 0..7"),
        ("if([Amount] > 100,000, \"a\", \"b\")", "Grouped { text: \"100,000\", plain: \"100000\" } at 14..21"),
        ("abs(1, 000)", "Arguments { function: Abs, found: Given(2) } at 0..11"),
        ("1, 2", "Unexpected { found: \",\", expected: Operator } at 1..2"),
        ("#N/A", "ErrorValue { text: \"#N/A\" } at 0..4"),
        ("if(true, 1, #DIV/0!)", "ErrorValue { text: \"#DIV/0!\" } at 12..19"),
        ("NA()", "ErrorValue { text: \"NA\" } at 0..2"),
        ("1 # 2", "Sign { sign: \"#\" } at 2..3"),
        ("金额 * 2", "Word { name: \"金额\" } at 0..6"),
        ("vlookup(1)", "Lookup { name: \"vlookup\" } at 0..7"),
        ("nothing(1)", "Function { name: \"nothing\" } at 0..7"),
        ("averge(1)", "NearFunction { name: \"averge\", like: \"average\" } at 0..6"),
        ("1.2.3", "Number { text: \"1.2.3\" } at 0..5"),
        ("1e", "Number { text: \"1e\" } at 0..2"),
        ("1e99", "Number { text: \"1e99\" } at 0..4"),
        ("5kg", "Number { text: \"5kg\" } at 0..3"),
        ("1 < 2 < 3", "Chain at 2..7"),
        ("1 + not true", "Unexpected { found: \"not\", expected: Value } at 4..7"),
        ("[Account].5", "Unexpected { found: \".5\", expected: Operator } at 9..11"),
        ("[Account].name", "Unexpected { found: \"name\", expected: Column } at 10..14"),
    ]);
    let deep = format!("{}1{}", "(".repeat(80), ")".repeat(80));
    let tall = format!("1{}", "+(1".repeat(80)) + &")".repeat(80);
    let signs = format!("{}1", "-".repeat(80));
    let many = format!("sum({}1)", "1+1,".repeat(200));
    let long = format!("\"{}\"", "x".repeat(3000));
    let desk = Desk::new();
    for text in [deep, tall, signs, many] {
        assert!(desk.gives(&text).starts_with("!TooComplex"), "{text}");
    }
    assert!(desk.gives(&long).starts_with("!TooLong"));
}

#[test]
fn a_name_that_leads_nowhere_says_so() {
    refused(&[
        ("[Amuont]", "NearColumn { name: \"Amuont\", sheet: Deals, like: \"Amount\" } at 0..8"),
        ("[Account].[Amount]", "Column { name: \"Amount\", sheet: Accounts } at 10..18"),
        ("[#nothing]", "Column { name: \"#nothing\", sheet: Deals } at 0..10"),
        ("[Amount].[Name]", "NotALink { column: Label { en: \"Amount\", zh: \"金额\" } } at 0..8"),
        ("[Funnel by Account]", "Column { name: \"Funnel by Account\", sheet: Deals } at 0..19"),
    ]);
}

#[test]
fn types_are_checked() {
    refused(&[
        (
            "[Deal] * 2",
            "Pair { operator: Times, left: Type { base: Text, many: false }, right: Type { base: Number, many: false } } at 0..10",
        ),
        ("[Expected close] + [Entered]", "PairOfDates { operator: Plus } at 0..28"),
        (
            "[Amount] * [Low amount]",
            "PairOfAmount { operator: Times, left: Type { base: Money, many: false }, right: Type { base: Money, many: false } } at 0..23",
        ),
        (
            "[Amount] ^ 2",
            "PairOfAmount { operator: Power, left: Type { base: Money, many: false }, right: Type { base: Number, many: false } } at 0..12",
        ),
        ("mod([Amount], 7)", "AmountForNumber { found: Type { base: Money, many: false } } at 4..12"),
        ("round(1, [Amount])", "AmountForNumber { found: Type { base: Money, many: false } } at 9..17"),
        (
            "choose(2, \"a\", \"b\", \"c\")",
            "Case { value: Type { base: Number, many: false }, case: Type { base: Text, many: false } } at 10..13",
        ),
        ("[Amount] + 10%", "ShareOfAmount at 0..14"),
        ("1 + [Amount] + 10% + 2", "ShareOfAmount at 0..18"),
        (
            "[Amount] = \"x\"",
            "Pair { operator: Equal, left: Type { base: Money, many: false }, right: Type { base: Text, many: false } } at 0..14",
        ),
        ("[Expected close] > \"soon\"", "Day { text: \"soon\" } at 19..25"),
        ("text(1, \"yyyy\")", "Pattern { pattern: \"yyyy\" } at 8..14"),
        ("text([Amount], \"0.0M\")", "Pattern { pattern: \"0.0M\" } at 15..21"),
        ("text(today(), \"#,##0\")", "Pattern { pattern: \"#,##0\" } at 14..21"),
        ("year(\"2026-02-30\")", "Day { text: \"2026-02-30\" } at 5..17"),
        ("if([Amount], 1, 2)", "Type { found: Type { base: Money, many: false }, expected: Check } at 3..11"),
        (
            "if(true, 1, \"x\")",
            "Results { one: Type { base: Number, many: false }, two: Type { base: Text, many: false } } at 12..15",
        ),
        ("[Milestones] & \"\"", "Several at 0..12"),
        ("sum([Deal])", "Type { found: Type { base: Text, many: false }, expected: Amount } at 4..10"),
        ("year(5)", "Type { found: Type { base: Number, many: false }, expected: Date } at 5..6"),
        ("abs()", "Arguments { function: Abs, found: Given(0) } at 0..5"),
        ("days(today())", "Arguments { function: Days, found: Given(1) } at 0..13"),
        ("today(1)", "Arguments { function: Today, found: Given(1) } at 0..8"),
        ("join([Deal])", "Type { found: Type { base: Text, many: false }, expected: Several } at 5..11"),
        (
            "[Stage] > \"a\"",
            "Pair { operator: Greater, left: Type { base: Row(Stages), many: false }, right: Type { base: Text, many: false } } at 0..13",
        ),
    ]);
}
