//! Every number says what it is made of, and comes to the same again. All columns of the sample are walked in `tests/sample.rs`.

use super::house::{DAY, House, near, pick, share, usd};
use crate::forecast::outlook::{Figure, Operation, Role, explain, explain_figure, tenths};
use crate::model::{Computed, Percent, Plan, Sheet, Value};

#[test]
fn a_learned_probability_shows_its_deals() {
    let mut house = House::new();
    house.set(Sheet::Settings, Plan::SETTINGS, "policy", pick("learned"));
    let open = house.deal(100, 2);
    for at in 0..12 {
        let deal = house.deal(10, 2);
        house.now += DAY;
        house.set_deal(deal, "outcome", pick(if at % 3 == 0 { "won" } else { "lost" }));
    }
    let found = house.with(|view| explain(view, Computed::Chance, open));
    assert_eq!(found.operation, Operation::Shrunk);
    let of = |role| found.inputs.iter().find(|input| input.role == role).map(|input| input.value.clone());
    assert_eq!(of(Role::Part), Some(super::house::number(4)));
    assert_eq!(of(Role::Whole), Some(super::house::number(12)));
    assert_eq!(of(Role::Term), Some(share(20)));
    assert_eq!(found.value, Value::Percent(Percent { ppm: 272_727 }), "(4 + 10·.2)/22");
    assert_eq!(found.again(), found.value);
    let weighted = house.with(|view| explain(view, Computed::Weighted, open));
    assert_eq!((weighted.again(), weighted.inputs.len()), (weighted.value.clone(), 2));
}

#[test]
fn cells_of_a_deal_come_to_the_same_again() {
    let mut house = House::new();
    house.target(150);
    let (a, b) = (house.deal(100, 4), house.deal(120, 3));
    house.set_deal(b, "p_own", share(37));
    house.set_deal(b, "close", super::house::date("2026-03-25"));
    house.set_deal(b, "close", super::house::date("2026-03-28"));
    for formula in [
        Computed::Chance,
        Computed::Weighted,
        Computed::Pivot,
        Computed::StageAge,
        Computed::StageLimit,
        Computed::Pushes,
        Computed::UnmetMilestones,
        Computed::OpenFlags,
        Computed::OpenUnknowns,
    ] {
        for deal in [a, b] {
            let found = house.with(|view| explain(view, formula, deal));
            assert!(!found.value.is_empty(), "{formula:?}");
            assert_eq!(found.again(), found.value, "{formula:?}: {found:?}");
        }
    }
}

#[test]
fn figures_come_to_the_same_again() {
    let mut house = House::new();
    house.target(450);
    let won = house.deal(100, 5);
    house.set_deal(won, "outcome", pick("won"));
    let deals: Vec<_> = [(100, 90), (200, 50), (300, 30), (50, 70), (150, 20)]
        .map(|(amount, p)| {
            let deal = house.deal(amount, 4);
            house.set_deal(deal, "p_own", share(p));
            deal
        })
        .into();
    let linked = house.deal(70, 3);
    house.set_deal(linked, "high", usd(90));
    for figure in [Figure::Mean, Figure::Sd, Figure::Chance, Figure::Sure, Figure::Even, Figure::Reach] {
        let found = house.with(|view| explain_figure(view, figure));
        assert_eq!((found.deals.len(), found.won.1.len()), (6, 1));
        let again = found.again().expect("countable").expect("a target");
        near(again, found.value.expect("a target"), 1e-6);
    }
    house.set_deal(linked, "outcome", pick("lost"));
    // P(target) is .5428 and D3 has a pivot of .636: a tenth more takes .1/.636 more of its chance.
    let found = house.with(tenths);
    assert_eq!(found[0].0, deals[2]);
    near(found[0].1, 0.3 + 0.1 / 0.636, 1e-9);
    assert_eq!(found.len(), 5, "each of them can do it on its own, downwards if not upwards");
}
