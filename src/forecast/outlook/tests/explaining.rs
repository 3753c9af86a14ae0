//! Every number says what it is made of, and comes to the same again. All columns of the sample are walked in `tests/sample.rs`.

use super::house::{DAY, House, near, pick, share, usd};
use crate::forecast::categories::Category;
use crate::forecast::outlook::{
    Ahead, Dimension, Figure, GroupKey, Operation, Role, Span, Whole, explain, explain_figure,
};
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
    for figure in FIGURES {
        let found =
            house.with(|view| explain_figure(view, &Whole::Board, figure)).expect("countable").expect("a board");
        assert_eq!((found.deals.len(), found.won.len()), (6, 1));
        let again = found.again().expect("countable").expect("a target");
        near(again, found.value.expect("a target"), 1e-6);
    }
    house.set_deal(linked, "outcome", pick("lost"));
    // P(target) is .5428 and D3 has a pivot of .636: a tenth more takes .1/.636 more of its chance.
    let of = |house: &House, figure| {
        let found =
            house.with(|view| explain_figure(view, &Whole::Board, figure)).expect("countable").expect("a board");
        (found.value.expect("a value"), found.tenths().expect("countable"))
    };
    let (chance, tenths) = of(&house, Figure::AtLeast(45_000));
    near(chance, 0.5428, 1e-9);
    assert_eq!(tenths[0].0, deals[2]);
    near(tenths[0].1, 0.3 + 0.1 / 0.636, 1e-9);
    assert_eq!(tenths.len(), 5, "each of them can do it on its own, downwards if not upwards");
    // The mean is 445: a tenth takes 44.5/300 more of the chance of D3.
    let (_, tenths) = of(&house, Figure::Mean);
    assert_eq!(tenths[0].0, deals[2]);
    near(tenths[0].1, 0.3 + 44.5 / 300.0, 1e-9);
    // What is sure is 200: to be as sure of 220, one deal alone would have to be so likely, and that is what comes of it.
    let (sure, tenths) = of(&house, Figure::Quantile(0));
    near(sure, 20_000.0, 1e-9);
    for (deal, p) in tenths {
        let own = house.with(|view| view.plan().value(Sheet::Deals, deal, "p_own").clone());
        house.set_deal(deal, "p_own", crate::model::Value::Percent(Percent { ppm: (p * 1e6).ceil() as i64 }));
        let (chance, _) = of(&house, Figure::AtLeast(22_000));
        near(chance, 0.9, 1e-5);
        house.set_deal(deal, "p_own", own);
    }
}

const FIGURES: [Figure; 16] = [
    Figure::Target(0),
    Figure::AtLeast(45_000),
    Figure::Mean,
    Figure::Sd,
    Figure::Quantile(0),
    Figure::Quantile(2),
    Figure::Quantile(4),
    Figure::Won,
    Figure::Open,
    Figure::Pipeline,
    Figure::Weighted,
    Figure::Category(Category::Closed),
    Figure::Category(Category::Commit),
    Figure::Category(Category::Best),
    Figure::Category(Category::Pipeline),
    Figure::LeftOut,
];

#[test]
fn figures_of_periods_and_parts_are_those_of_their_tables() {
    let mut house = House::new();
    house.target(450);
    for (amount, close) in [(100, "2026-02-20"), (200, "2026-05-05"), (300, "2026-03-15")] {
        let deal = house.deal(amount, 4);
        house.set_deal(deal, "close", super::house::date(close));
    }
    for (slip, together) in [(false, false), (false, true), (true, false), (true, true)] {
        let ahead = Ahead { span: Span::Quarter, count: 3, person: None, slip, unseen: true };
        let horizon = house.with(|view| crate::forecast::outlook::horizon(view, &ahead)).expect("countable");
        for (at, period) in (0..).zip(&horizon.periods) {
            let shown = if together { &period.together } else { &period.alone };
            let whole = Whole::Ahead { ahead, at, together };
            let of = |figure| {
                let found = house.with(|view| explain_figure(view, &whole, figure)).expect("countable").expect("there");
                assert_eq!(found.period, shown.period);
                found.value
            };
            near(of(Figure::Mean).expect("a mean"), shown.mean, 1e-6);
            near(
                of(Figure::AtLeast(30_000)).expect("a chance"),
                {
                    let found = house.with(|view| explain_figure(view, &whole, Figure::AtLeast(30_000)));
                    found.expect("countable").expect("there").again().expect("countable").expect("a chance")
                },
                1e-9,
            );
            near(of(Figure::Quantile(4)).expect("a quantile"), shown.quantiles[4] as f64, 1e-9);
            near(of(Figure::Pipeline).expect("a sum"), shown.pipeline as f64, 1e-9);
            near(of(Figure::Open).expect("a count"), shown.open as f64, 1e-9);
            near(of(Figure::Weighted).expect("a sum"), shown.weighted as f64, 1e-9);
            assert_eq!(of(Figure::Target(0)), shown.targets[0].map(|minor| minor as f64));
        }
    }
    let period = house.with(|view| view.board.period()).expect("a period");
    let groups =
        house.with(|view| crate::forecast::outlook::groups(view, &period, Dimension::Person)).expect("countable");
    assert!(!groups.is_empty());
    for group in groups {
        let whole = Whole::Group(Dimension::Person, group.key.clone());
        let found = house.with(|view| explain_figure(view, &whole, Figure::Mean)).expect("countable").expect("there");
        near(found.value.expect("a mean"), group.outcome.mean, 1e-6);
    }
    let nobody = Whole::Group(Dimension::Region, GroupKey::Text("nowhere".into()));
    let found = house.with(|view| explain_figure(view, &nobody, Figure::Mean)).expect("countable").expect("there");
    assert_eq!((found.value, found.deals.len()), (Some(0.0), 0));
}

#[test]
fn what_changes_a_value_by_a_tenth_does_and_one_step_less_does_not() {
    let mut house = House::new();
    house.target(150);
    house.set(Sheet::Settings, Plan::SETTINGS, "policy", pick("learned"));
    let open = house.deal(100, 2);
    for at in 0..12 {
        let deal = house.deal(10, 2);
        house.now += DAY;
        house.set_deal(deal, "outcome", pick(if at % 3 == 0 { "won" } else { "lost" }));
    }
    let chance = house.with(|view| explain(view, Computed::Chance, open));
    let tenths = chance.tenths();
    // 27.3 % of (4 + 10·.2)/22: ten points more take three wins more, or an assumption of 42 %.
    let of = |role: Role| tenths.iter().find(|(at, _)| chance.inputs[*at].role == role).map(|(_, value)| value.clone());
    assert_eq!(of(Role::Part), Some(super::house::number(7)));
    assert_eq!(of(Role::Term), Some(Value::Percent(Percent { ppm: 420_000 })));
    let weighted = house.with(|view| explain(view, Computed::Weighted, open));
    assert_eq!(weighted.tenths().len(), 2, "the amount or the probability");
    let pivot = house.with(|view| explain(view, Computed::Pivot, open));
    assert_eq!(pivot.tenths(), [], "a pivot follows from all other deals");
    for found in [chance, weighted] {
        for (at, value) in found.tenths() {
            let mut changed = found.clone();
            changed.inputs[at].value = value;
            let size = |value: &Value| match value {
                Value::Percent(p) => p.ppm as f64 / 1e6 / 0.1,
                Value::Money(money) => money.minor as f64,
                _ => panic!("no quantity"),
            };
            let (before, after) = (size(&found.value), size(&changed.again()));
            let tenth = if let Value::Money(_) = found.value { before / 10.0 } else { 1.0 };
            assert!((after - before).abs() >= tenth - 1e-9, "{found:?}: {at}");
        }
    }
}
