//! Laws over random formulas and random texts.

use proptest::prelude::*;
use proptest::sample::select;
use smol_str::SmolStr;

use super::desk::{DEAL, Desk};
use crate::model::Sheet;
use crate::model::exact::Exact;
use crate::model::formula::expr::{Node, Written};
use crate::model::formula::{
    Base, Budget, Datum, Expr, Fault, Formula, Function, Operator, Span, Type, check, compile, escaped, kept, parse,
    shown,
};

fn expr(node: Node) -> Expr {
    Expr { node, at: Span::default(), height: 0 }
}

fn text() -> impl Strategy<Value = SmolStr> {
    let odd = select(vec!["", "\"", "]", "“引号”", "a\nb", "，", "#x", "1 + 2"]);
    prop_oneof![
        odd.prop_map(SmolStr::new),
        "[a-z\u{4e00}-\u{4e20} ]{0,6}".prop_map(SmolStr::new),
        any::<String>().prop_map(SmolStr::new)
    ]
}

fn name() -> impl Strategy<Value = Written> {
    let known =
        select(vec!["Amount", "金额", "#close", "Account", "Own probability", "risk", "Deal", "Milestones", "Done"]);
    let any = text().prop_map(|text| SmolStr::new(text.trim()));
    prop_oneof![4 => known.prop_map(SmolStr::new), 1 => any.prop_filter("a name is no blank", |text| !text.is_empty())]
        .prop_map(|text| Written { text, at: Span::default() })
}

const OPERATORS: [Operator; 14] = [
    Operator::Or,
    Operator::And,
    Operator::Equal,
    Operator::Differs,
    Operator::Less,
    Operator::AtMost,
    Operator::Greater,
    Operator::AtLeast,
    Operator::Join,
    Operator::Plus,
    Operator::Minus,
    Operator::Times,
    Operator::Over,
    Operator::Power,
];

fn tree() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![
        (0i64..1_000_000_000, 0u32..7)
            .prop_map(|(above, places)| { Node::Number(Exact::new(above.into(), 10_i128.pow(places)).unwrap()) }),
        text().prop_map(Node::Text),
        any::<bool>().prop_map(Node::Check),
        prop::collection::vec(name(), 1..3).prop_map(Node::Path),
    ];
    leaf.prop_map(expr).prop_recursive(5, 40, 4, |inner| {
        let boxed = || inner.clone().prop_map(Box::new);
        let functions: Vec<Function> =
            Function::ALL.iter().copied().filter(|f| !matches!(f, Function::Not | Function::Power)).collect();
        let call =
            (select(functions), prop::collection::vec(inner.clone(), 3)).prop_map(|(function, mut arguments)| {
                let (least, most) = function.arguments();
                arguments.truncate(most.min(least.max(2)));
                Node::Call(function, arguments)
            });
        prop_oneof![
            boxed().prop_map(Node::Percent),
            boxed().prop_map(Node::Negative),
            boxed().prop_map(Node::Not),
            (select(OPERATORS.to_vec()), boxed(), prop::collection::vec((select(OPERATORS.to_vec()), inner), 1..4))
                .prop_map(|(like, first, joined)| chain(like, first, joined)),
            call,
        ]
        .prop_map(expr)
    })
}

/// A chain of the operators that bind as the given one does, and of comparisons only one.
fn chain(like: Operator, first: Box<Expr>, mut joined: Vec<(Operator, Expr)>) -> Node {
    if like.compares() {
        joined.truncate(1);
    }
    for (operator, _) in &mut joined {
        *operator = if operator.binding() == like.binding() { *operator } else { like };
    }
    Node::Chain(first, joined)
}

/// Writes an expression with as few brackets as it needs.
fn print(expr: &Expr) -> String {
    printed(expr, 0)
}

fn printed(expr: &Expr, loosest: u8) -> String {
    const TIGHTEST: u8 = 10;
    let bracketed = |text: String, own: u8| if own <= loosest { format!("({text})") } else { text };
    match &expr.node {
        Node::Number(number) => {
            let mut places = 0;
            while !number.times(Exact::whole(10_i128.pow(places))).unwrap().is_whole() {
                places += 1;
            }
            let count = number.half_up(10_i128.pow(places)).unwrap();
            let digits = format!("{count:0width$}", width = places as usize + 1);
            let (whole, decimals) = digits.split_at(digits.len() - places as usize);
            if decimals.is_empty() { whole.to_owned() } else { format!("{whole}.{decimals}") }
        }
        Node::Text(text) => {
            let quotes = ['"', '“', '”', '„', '＂'];
            let doubled: String =
                text.chars().map(|c| if quotes.contains(&c) { "\"\"".to_owned() } else { c.to_string() }).collect();
            format!("\"{doubled}\"")
        }
        Node::Check(check) => check.to_string(),
        Node::Path(names) => names.iter().map(|name| escaped(&name.text)).collect::<Vec<_>>().join("."),
        Node::Percent(inner) => format!("{}%", printed(inner, TIGHTEST - 1)),
        Node::Negative(inner) => bracketed(format!("-{}", printed(inner, Operator::SIGN)), TIGHTEST - 1),
        Node::Not(inner) => format!("not({})", printed(inner, 0)),
        Node::Chain(first, joined) => {
            let own = joined[0].0.binding();
            let mut text = printed(first, own);
            joined.iter().for_each(|(o, part)| text += &format!(" {} {}", o.sign(), printed(part, own)));
            bracketed(text, own)
        }
        Node::Call(function, arguments) => {
            let arguments: Vec<String> = arguments.iter().map(|argument| printed(argument, 0)).collect();
            format!("{}({})", function.name(), arguments.join(", "))
        }
    }
}

/// The tree with quotation marks in the one form in which they are read.
fn plain(mut tree: Expr) -> Expr {
    fn walk(expr: &mut Expr) {
        match &mut expr.node {
            Node::Text(text) => *text = text.replace(['“', '”', '„', '＂'], "\"").into(),
            Node::Path(names) => names.iter_mut().for_each(|name| {
                name.text = name.text.replace(['】', '］'], "]").into();
            }),
            Node::Number(_) | Node::Check(_) => {}
            Node::Percent(inner) | Node::Negative(inner) | Node::Not(inner) => walk(inner),
            Node::Chain(first, joined) => {
                walk(first);
                joined.iter_mut().for_each(|(_, part)| walk(part));
            }
            Node::Call(_, arguments) => arguments.iter_mut().for_each(walk),
        }
    }
    walk(&mut tree);
    tree
}

/// A text made of the pieces of formulas, seldom sound.
fn rubble() -> impl Strategy<Value = String> {
    let pieces = select(vec![
        "[Amount]",
        "[金额",
        "]",
        "if(",
        "如果（",
        ")",
        "，",
        ",",
        "1",
        "0",
        "99999999999999999999",
        ".",
        "%",
        "*",
        "/",
        "-",
        "+",
        "&",
        "<",
        "=",
        ">",
        "and",
        "not",
        "或",
        "“",
        "\"",
        "today()",
        "sum(",
        "[Account].[Industry]",
        "true",
        " ",
        "round(",
        "1/0",
        "[Milestones]",
        "万",
        "[Expected close]",
        "date(2026,1,1)",
        "left([Deal],",
        "choose(",
        "^",
        "2",
        "0.5",
        "\u{200b}",
    ]);
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

/// Whether what was promised is what comes: a value of that type, none, or a fault that a row can have.
fn keeps_its_word(formula: &Formula, result: &Result<Datum, Fault>) -> bool {
    match result {
        Err(fault) => !matches!(fault, Fault::Mismatch),
        Ok(datum) => {
            let of = datum.type_of();
            of == formula.gives || of.base == Base::Blank || of.is_text() && formula.gives == Type::one(Base::Text)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn what_is_printed_is_read_again(tree in tree().prop_map(plain)) {
        let text = print(&tree);
        match parse(&text) {
            Ok(read) => prop_assert_eq!(read, tree, "{}", text),
            // Only size may stand in the way.
            Err(error) => prop_assert!(matches!(error.what, crate::model::formula::Wrong::TooComplex | crate::model::formula::Wrong::TooLong { .. }), "{} {:?}", text, error),
        }
    }

    #[test]
    fn any_text_is_read_or_refused_at_a_place(text in prop_oneof![rubble(), any::<String>()]) {
        thread_local!(static DESK: Desk = Desk::new());
        DESK.with(|desk| {
            match compile(&text, &desk.plan, Sheet::Deals) {
                Ok(formula) => {
                    let first = formula.evaluate(desk, DEAL, &Budget::default());
                    prop_assert!(keeps_its_word(&formula, &first), "{} {:?} {:?}", text, formula.gives, first);
                    let stored = kept(&text, &formula.names, &desk.plan);
                    let again = compile(&stored, &desk.plan, Sheet::Deals).unwrap();
                    prop_assert_eq!(again.evaluate(desk, DEAL, &Budget::default()), first);
                    let read = shown(&stored, &again.names, &desk.plan, |label| label.zh.clone());
                    let back = compile(&read, &desk.plan, Sheet::Deals).unwrap();
                    prop_assert_eq!(kept(&read, &back.names, &desk.plan), stored);
                }
                Err(error) => {
                    prop_assert!(error.at.from <= error.at.to && error.at.to <= text.len(), "{} {:?}", text, error);
                    prop_assert!(text.get(error.at.from..error.at.to).is_some(), "{} {:?}", text, error);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_tree_is_checked_and_worked_out_without_a_surprise(tree in tree()) {
        thread_local!(static DESK: Desk = Desk::new());
        DESK.with(|desk| {
            if let Ok(formula) = check(&tree, &desk.plan, Sheet::Deals) {
                let result = formula.evaluate(desk, DEAL, &Budget::default());
                prop_assert!(keeps_its_word(&formula, &result), "{:?} {:?} {:?}", tree, formula.gives, result);
            }
            Ok(())
        })?;
    }
}
