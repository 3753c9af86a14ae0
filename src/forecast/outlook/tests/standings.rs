//! What a deal stands for: won, open, elsewhere, or why it cannot be counted.

use super::house::{House, cents, date, number, pick, share, usd};
use crate::forecast::outlook::{LeftOut, Scope, Source, Span, Standing, chance};
use crate::model::{Currency, Money, Plan, RowId, Sheet, Value};

fn standing(edits: &[(&'static str, Value)]) -> Standing {
    let mut house = House::new();
    let deal = house.deal(100, 4);
    for (key, value) in edits {
        house.set_deal(deal, key, value.clone());
    }
    house.board().standing(deal)
}

fn name(standing: Standing) -> String {
    match standing {
        Standing::Open(bet) => format!("{} at {}", bet.amount(), bet.chance()),
        Standing::Won(minor) => format!("won {minor}"),
        other => format!("{other:?}"),
    }
}

#[test]
fn each_deal_stands_for_one_thing() {
    let euro = || Value::Money(Money::new(100, Currency::EUR));
    let cases: Vec<(&str, Vec<(&'static str, Value)>)> = vec![
        ("10000 at 0.6", vec![]),
        ("10000 at 0.35", vec![("p_own", share(35))]),
        ("10000 at 0", vec![("p_own", share(0))]),
        ("10000 at 0.8", vec![("stage", Value::Link(House::stage(5)))]),
        ("0 at 0.6", vec![("amount", usd(0))]),
        ("Elsewhere", vec![("close", date("2026-04-01"))]),
        ("Overdue", vec![("close", date("2025-12-31"))]),
        ("Overdue", vec![("close", date("2025-12-31")), ("amount", Value::Empty)]),
        ("NoRate", vec![("high", euro())]),
        ("NoRate", vec![("low", euro())]),
        ("10000 at 0.6", vec![("close", date("2026-03-31"))]),
        ("10000 at 0.6", vec![("close", date("2026-01-01"))]),
        ("Elsewhere", vec![("category", pick("omit"))]),
        ("10000 at 0.6", vec![("category", pick("commit"))]),
        ("Elsewhere", vec![("stage", Value::Link(House::stage(0)))]),
        ("Elsewhere", vec![("stage", Value::Link(House::stage(0))), ("p_own", share(50))]),
        ("NoClose", vec![("close", Value::Empty)]),
        ("UnreadClose", vec![("close", Value::Invalid("soon".into()))]),
        ("NoStage", vec![("stage", Value::Empty)]),
        ("10000 at 0.5", vec![("stage", Value::Empty), ("p_own", share(50))]),
        ("NoStage", vec![("stage", Value::Link(RowId::builtin(999)))]),
        ("NoAmount", vec![("amount", Value::Empty)]),
        ("Unread", vec![("amount", Value::Invalid("ten".into()))]),
        ("Unread", vec![("outcome", pick("won")), ("amount", Value::Invalid("ten".into()))]),
        ("Unread", vec![("outcome", pick("won")), ("amount", Value::Empty), ("final", Value::Invalid("x".into()))]),
        ("NoRate", vec![("amount", euro())]),
        ("won 10000", vec![("outcome", pick("won")), ("closed", date("2026-02-01"))]),
        ("won 7000", vec![("outcome", pick("won")), ("closed", date("2026-02-01")), ("final", usd(70))]),
        ("won 10000", vec![("outcome", pick("won"))]),
        ("Elsewhere", vec![("outcome", pick("won")), ("closed", date("2025-02-01"))]),
        ("Elsewhere", vec![("outcome", pick("won")), ("close", Value::Empty)]),
        ("NoRate", vec![("outcome", pick("won")), ("final", euro())]),
        ("NoAmount", vec![("outcome", pick("won")), ("amount", Value::Empty)]),
        ("Elsewhere", vec![("outcome", pick("lost")), ("closed", date("2026-02-01"))]),
        ("Elsewhere", vec![("outcome", pick("no_decision"))]),
    ];
    for (expected, edits) in cases {
        assert_eq!(name(standing(&edits)), expected, "{edits:?}");
    }
}

#[test]
fn a_person_sees_his_own_deals_only() {
    let mut house = House::new();
    let person = house.add(Sheet::Persons, vec![("name", Value::text("Li"))]);
    let (own, other) = (house.deal(100, 4), house.deal(200, 4));
    house.set_deal(own, "owner", Value::Link(person));
    house.scope.person = Some(person);
    assert_eq!(name(house.board().standing(own)), "10000 at 0.6");
    assert_eq!(house.board().standing(other), Standing::Elsewhere);
    assert_eq!(house.figures().open, 1);
}

#[test]
fn what_cannot_be_counted_is_told_by_reason() {
    let mut house = House::new();
    let rows: Vec<RowId> = (0..7).map(|_| house.deal(100, 4)).collect();
    house.set_deal(rows[0], "amount", Value::Empty);
    house.set_deal(rows[1], "amount", Value::Invalid("8600088万0".into()));
    house.set_deal(rows[2], "amount", Value::Money(Money::new(1, Currency::EUR)));
    house.set_deal(rows[3], "close", Value::Empty);
    house.set_deal(rows[4], "stage", Value::Empty);
    house.set_deal(rows[5], "outcome", pick("lost"));
    let figures = house.figures();
    assert_eq!(figures.left_out, LeftOut { amount: 1, unread: 1, rate: 1, close: 1, stage: 1, ..LeftOut::default() });
    assert_eq!((figures.open, figures.mean), (1, 6000.0));
}

#[test]
fn on_the_first_day_of_a_period_what_is_overdue_is_told_and_not_lost() {
    let mut house = House::new();
    house.target(100);
    let late = house.deal(100, 4);
    house.set_deal(late, "close", date("2025-12-20"));
    let gone = house.deal(100, 4);
    house.set_deal(gone, "close", date("2025-12-20"));
    house.set_deal(gone, "outcome", pick("lost"));
    let later = house.deal(100, 4);
    house.set_deal(later, "close", date("2026-05-20"));
    let overdue = |house: &House| (house.figures().left_out.overdue, house.figures().open);
    assert_eq!(overdue(&house), (1, 0));
    house.scope.offset = 2;
    assert_eq!(overdue(&house), (1, 0), "what is expected before a later period, but still may come, is not overdue");
    house.scope = Scope { span: Span::All, ..Scope::default() };
    assert_eq!(overdue(&house), (0, 2));
    // The next day it is moved, and counts again.
    house.scope = Scope::default();
    house.set_deal(late, "close", date("2026-03-30"));
    assert_eq!(overdue(&house), (0, 1));
}

#[test]
fn a_rate_brings_a_currency_in() {
    let mut house = House::new();
    let deal = house.deal(0, 4);
    house.set_deal(deal, "amount", Value::Money(Money::new(10_001, Currency::EUR)));
    let rate = Value::Number(crate::model::Decimal { millionths: 1_500_000 });
    house.add(Sheet::Rates, vec![("currency", pick("EUR")), ("rate", rate)]);
    assert_eq!(name(house.board().standing(deal)), "15002 at 0.6", "rounded half up");
}

#[test]
fn the_ladder_policy_leaves_own_values_aside() {
    let mut house = House::new();
    let deal = house.deal(100, 4);
    house.set_deal(deal, "p_own", share(35));
    let used = |house: &House| chance(house.ledger.plan(), None, None, deal).map(|c| (c.p.ppm, c.source));
    assert_eq!(used(&house), Some((350_000, Source::Own)));
    house.set(Sheet::Settings, Plan::SETTINGS, "policy", pick("ladder"));
    assert_eq!(used(&house), Some((600_000, Source::Ladder)));
    house.set_deal(deal, "outcome", pick("won"));
    assert_eq!(used(&house), Some((1_000_000, Source::Ended)));
    house.set_deal(deal, "outcome", pick("withdrew"));
    assert_eq!(used(&house), Some((0, Source::Ended)));
}

#[test]
fn a_stage_move_never_touches_the_own_probability() {
    let mut house = House::new();
    let deal = house.deal(100, 2);
    house.set_deal(deal, "p_own", share(35));
    house.set_deal(deal, "stage", Value::Link(House::stage(5)));
    assert_eq!(name(house.board().standing(deal)), "10000 at 0.35");
    house.set_deal(deal, "p_own", Value::Empty);
    assert_eq!(name(house.board().standing(deal)), "10000 at 0.8", "empty is not zero");
}

#[test]
fn a_deleted_stage_gives_no_probability() {
    let mut house = House::new();
    let deal = house.deal(100, 4);
    house.commit(vec![crate::log::Change::Delete { sheet: Sheet::Stages, row: House::stage(4) }]);
    assert_eq!(house.board().standing(deal), Standing::NoStage);
}

#[test]
fn stages_of_ones_own_count_by_their_values() {
    let mut house = House::bare();
    house.put(Sheet::Stages, House::stage(1), vec![("number", number(7)), ("p", share(33))]);
    let deal = house.deal(100, 1);
    assert_eq!(name(house.board().standing(deal)), "10000 at 0.33");
    house.set_deal(deal, "amount", cents(1));
    assert_eq!(name(house.board().standing(deal)), "1 at 0.33");
}
