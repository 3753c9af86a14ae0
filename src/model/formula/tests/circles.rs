//! Formulas that lead back to themselves, and towers of formulas.

use super::desk::Desk;
use crate::model::formula::{LONGEST_CHAIN, Way, Wrong};
use crate::model::{Kind, Label, Sheet};

#[test]
fn a_circle_is_found_and_named() {
    let mut desk = Desk::new();
    let number = || Kind::Number { min: -9, max: 9, places: 0 };
    desk.formula("a", "1", number());
    desk.formula("b", "[a] + 1", number());
    desk.formula("c", "[b] + 1", number());
    desk.formula("d", "[c] + 1", number());
    assert!(desk.broken.is_empty());
    desk.formula("a", "[c] + sum([Account].[Funnel by Account].[b])", number());
    let broken = |key: &str| {
        let at = desk.plan.table(Sheet::Deals).column(key).unwrap();
        desk.broken.get(&(Sheet::Deals, at)).cloned().unwrap_or_default()
    };
    let circle =
        |keys: &[&str]| format!("{:?}", Wrong::Circle { way: Way(keys.iter().map(|key| Label::both(key)).collect()) });
    assert_eq!(broken("a"), circle(&["a", "b", "a"]));
    assert_eq!(broken("b"), circle(&["b", "a", "b"]));
    assert_eq!(broken("c"), circle(&["c", "b", "a", "c"]));
    assert_eq!(broken("d"), "");
    assert_eq!(desk.gives("[d]"), "?Broken { column: Label { en: \"c\", zh: \"c\" } }");
    desk.formula("self", "[self]", number());
    let mut again = Desk::new();
    again.formula("e", "1", number());
    again.formula("e", "[e]", number());
    assert!(again.broken.values().all(|wrong| *wrong == circle(&["e", "e"])) && again.broken.len() == 1);
}

#[test]
fn a_tower_has_its_limit_and_its_price() {
    let mut desk = Desk::new();
    let number = || Kind::Number { min: 0, max: i64::MAX, places: 0 };
    desk.formula("f0", "1", number());
    for level in 1..LONGEST_CHAIN {
        desk.formula(&format!("f{level}"), &format!("[f{}] + [f{}]", level - 1, level - 1), number());
    }
    assert!(desk.broken.is_empty());
    assert_eq!(desk.gives("[f8]"), "256");
    // Each level doubles the work where nobody remembers what was worked out: the budget ends it.
    assert_eq!(desk.gives(&format!("[f{}]", LONGEST_CHAIN - 1)), "?TooManySteps");
    desk.formula("top", &format!("[f{}]", LONGEST_CHAIN - 1), number());
    assert!(desk.broken.values().all(|wrong| wrong == "LongChain") && desk.broken.len() == 1);
}
