//! Worked example E of the design: states, bridge and shape of a quarter; and the laws of the bridge.

use proptest::prelude::*;

use super::house::{DAY, House, cents, date, day, pick, usd};
use crate::forecast::BetError;
use crate::forecast::outlook::{
    Attention, Bridge, Cause, Period, Span, Standing, Standpoint, Survey, Window, attention, attentions, bridge, funnel,
};
use crate::forecast::shape::Diagnosis;
use crate::model::{Currency, Money, RowId, Sheet, Value};

/// Noon of a day.
fn noon(text: &str) -> u64 {
    let days = day(text).days_since(day("1970-01-01"));
    u64::try_from(days).expect("after 1970") * DAY + DAY / 2
}

fn june() -> Window {
    Window { from: day("2026-06-01"), until: day("2026-06-30") }
}

/// The quarter of example E: eleven deals, P1 to P11, as they stand on 30 June.
struct Quarter {
    house: House,
    deals: Vec<RowId>,
}

impl Quarter {
    fn new() -> Quarter {
        let mut house = House::new();
        let mut deals = vec![RowId::default()];
        let begin = [
            (80, 2, "2026-06-30", "2026-05-20"),
            (120, 4, "2026-06-30", "2026-05-20"),
            (90, 3, "2026-06-30", "2026-04-01"),
            (60, 4, "2026-05-31", "2026-05-20"),
            (200, 5, "2026-06-30", "2026-05-20"),
            (70, 2, "2026-06-30", "2026-05-20"),
            (110, 3, "2026-06-28", "2026-05-20"),
            (30, 3, "2026-09-01", "2026-05-20"),
            (100, 3, "2026-06-30", "2026-05-20"),
            (40, 3, "2026-06-30", "2026-04-11"),
        ];
        for (amount, stage, close, entered) in begin {
            house.now = noon(entered);
            let deal = house.deal(amount, stage);
            house.set_deal(deal, "close", date(close));
            house.set_deal(deal, "entered", date(entered));
            deals.push(deal);
        }
        house.now = noon("2026-06-10");
        deals[0] = house.deal(50, 1);
        house.set_deal(deals[0], "close", date("2026-06-30"));
        house.set_deal(deals[0], "entered", date("2026-06-10"));
        let stage = |number| Value::Link(House::stage(number));
        let edits = [
            (2, "stage", stage(3)),
            (3, "stage", stage(2)),
            (6, "outcome", pick("won")),
            (6, "closed", date("2026-06-18")),
            (7, "outcome", pick("no_decision")),
            (8, "close", date("2026-08-15")),
            (9, "close", date("2026-06-25")),
            (10, "amount", usd(140)),
            (11, "parked", date("2026-07-15")),
            (11, "parked_why", Value::text("budget in July")),
        ];
        for (number, key, value) in edits {
            house.set_deal(deals[number - 1], key, value);
        }
        // All of them are in good order, but for the economic buyer of P5 and its date.
        for (at, deal) in deals.clone().into_iter().enumerate() {
            house.set_deal(deal, "name", Value::text(&format!("P{}", at + 1)));
            house.set_deal(deal, "verdict", pick("normal"));
            house.add(Sheet::Activities, vec![("deal", Value::Link(deal)), ("planned", date("2026-07-01"))]);
            if at != 4 {
                let parts = Value::choices(vec!["economic".into()]);
                let cells = vec![("deal", Value::Link(deal)), ("name", Value::text("Boss")), ("parts", parts)];
                house.add(Sheet::Roles, cells);
                if at != 3 && at != 10 {
                    continue;
                }
            }
            if at == 3 {
                let cells = vec![
                    ("deal", Value::Link(deal)),
                    ("status", pick("done")),
                    ("done", date("2026-04-20")),
                    ("outcome", pick("advance")),
                ];
                house.add(Sheet::Activities, cells);
            }
        }
        house.now = noon("2026-06-30");
        Quarter { house, deals }
    }

    fn period(&self) -> Period {
        Period::of(self.house.ledger.plan(), day("2026-06-30"), Span::Quarter, 0)
    }

    fn attention(&self, number: usize) -> Attention {
        self.house.with(|view| {
            let survey = Survey::of(view);
            attention(view, &survey, self.deals[number - 1], &june(), &self.period())
        })
    }

    fn bridge(&self) -> Bridge {
        self.house.with(|view| bridge(view, &june(), &self.period(), None)).expect("countable")
    }
}

#[test]
fn e_bridge() {
    let quarter = Quarter::new();
    let bridge = quarter.bridge();
    let bars: Vec<(Cause, i64)> = bridge.bars.iter().map(|bar| (bar.cause, bar.sum / 100)).collect();
    let expected = [
        (Cause::New, 50),
        (Cause::PulledIn, 30),
        (Cause::Increased, 40),
        (Cause::PushedOut, -110),
        (Cause::Lost, -70),
        (Cause::Won, -200),
    ];
    assert_eq!(bars, expected);
    assert_eq!((bridge.start, bridge.end), (87_000, 61_000));
    assert_eq!(bridge.bars[0].deals, [(quarter.deals[0], 5000)]);
    assert_eq!(bridge.bars[3].deals, [(quarter.deals[7], -11_000)]);
    assert_eq!((bridge.start_deals.len(), bridge.end_deals.len()), (9, 8));
}

#[test]
fn e_states() {
    use Standpoint::{Advanced, Dirty, Inflow, MovedBack, Outflow, Parked, Slipped, Stalled};
    let quarter = Quarter::new();
    let expected: [&[Standpoint]; 11] = [
        &[Inflow],
        &[Advanced],
        &[MovedBack],
        &[Stalled],
        &[Dirty],
        &[Outflow],
        &[Outflow],
        &[Slipped],
        // Pulled in to a day that has passed.
        &[Dirty, Inflow],
        &[],
        &[Parked],
    ];
    for (at, states) in expected.into_iter().enumerate() {
        let found = quarter.attention(at + 1);
        assert_eq!(found.states.iter().collect::<Vec<_>>(), states, "P{}: {found:?}", at + 1);
    }
    let days =
        |number| quarter.attention(number).stage_days.map(|(days, limit)| (days, limit.and_then(|limit| limit.days())));
    assert_eq!((days(4), days(11)), (Some((90, Some(45))), Some((80, Some(45)))));
}

#[test]
fn e_funnel() {
    let quarter = Quarter::new();
    let year = Window { from: day("2026-01-01"), until: day("2026-06-30") };
    let funnel = quarter.house.with(|view| funnel(view, &year, None));
    let open: Vec<usize> = funnel.stages.iter().map(|stage| stage.deals.len()).collect();
    assert_eq!(open, [1, 1, 6, 1, 0]);
    assert_eq!((funnel.entries, funnel.stages[2].amount), (11, 49_000));
    assert_eq!(funnel.entries_a_day, Some(11.0 / 91.0), "from the first entry on");
    assert_eq!(funnel.diagnoses, [Diagnosis::ThinNeck(1)], "too few come to stage 2");
    assert_eq!(funnel.stages[2].missing.len(), 4, "none of its milestones happened");
}

/// One edit of a random quarter.
fn edit() -> impl Strategy<Value = (usize, &'static str, Value)> {
    let value = prop_oneof![
        2 => (0_i64..5_000_000).prop_map(|minor| ("amount", cents(minor))),
        1 => Just(("amount", Value::Money(Money::new(70, Currency::EUR)))),
        1 => Just(("amount", Value::Empty)),
        2 => (-120_i64..120).prop_map(|days| ("close", Value::Date(day("2026-06-15").plus_days(days)))),
        1 => Just(("close", Value::Empty)),
        2 => (0_usize..6).prop_map(|stage| ("stage", Value::Link(House::stage(stage)))),
        1 => prop::sample::select(vec!["won", "lost"]).prop_map(|key| ("outcome", pick(key))),
        1 => Just(("outcome", Value::Empty)),
        1 => (-120_i64..120).prop_map(|days| ("closed", Value::Date(day("2026-06-15").plus_days(days)))),
        1 => (1_i64..100).prop_map(|whole| ("final", usd(whole))),
        1 => Just(("category", pick("omit"))),
        1 => (0_u64..2).prop_map(|person| ("owner", Value::Link(RowId::builtin(700 + person)))),
        1 => Just(("", Value::Empty)),
    ];
    (0_usize..12, value).prop_map(|(at, (key, value))| (at, key, value))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn the_bridge_balances_to_the_cent(
        edits in prop::collection::vec(edit(), 1..80), begin in 0_i64..80, length in 1_i64..80, own in any::<bool>()
    ) {
        let mut quarter = Quarter::new();
        quarter.house.now = noon("2026-05-01");
        let mut deals = quarter.deals.clone();
        for (at, key, value) in edits {
            quarter.house.now += DAY / 2;
            match deals.get(at).copied() {
                Some(deal) if key.is_empty() => {
                    quarter.house.commit(vec![crate::log::Change::Delete { sheet: Sheet::Deals, row: deal }]);
                    deals.remove(at);
                }
                Some(deal) => quarter.house.set_deal(deal, key, value),
                None => deals.push(quarter.house.deal(at as i64, 2)),
            }
        }
        let from = day("2026-04-20").plus_days(begin);
        let window = Window { from, until: from.plus_days(length) };
        let person = own.then(|| RowId::builtin(700));
        let bridge = quarter.house.with(|view| bridge(view, &window, &quarter.period(), person)).expect("countable");
        let sum: i64 = bridge.bars.iter().map(|bar| bar.sum).sum();
        prop_assert_eq!(bridge.start + sum, bridge.end);
        // So do the deals, those without an amount among them.
        let came: i64 = bridge.bars.iter().map(|bar| bar.cause.deals() * bar.deals.len() as i64).sum();
        prop_assert_eq!(bridge.start_deals.len() as i64 + came, bridge.end_deals.len() as i64);
        for bar in &bridge.bars {
            prop_assert_eq!(bar.sum, bar.deals.iter().map(|(_, amount)| amount).sum::<i64>());
        }
        for (sum, deals) in [(bridge.start, &bridge.start_deals), (bridge.end, &bridge.end_deals)] {
            prop_assert_eq!(sum, deals.iter().map(|(_, amount)| amount).sum::<i64>());
        }
    }
}

#[test]
fn an_amount_without_a_rate_is_told_beside_the_bridge_and_the_funnel() {
    let mut quarter = Quarter::new();
    let deal = quarter.deals[2];
    quarter.house.set_deal(deal, "amount", Value::Money(Money::new(70, Currency::EUR)));
    let found = quarter.bridge();
    assert_eq!(found.left_out, [(deal, Standing::NoRate)]);
    let year = Window { from: day("2026-01-01"), until: day("2026-06-30") };
    assert_eq!(quarter.house.with(|view| funnel(view, &year, None)).left_out, [(deal, Standing::NoRate)]);
}

#[test]
fn a_person_has_states_of_his_own() {
    let mut quarter = Quarter::new();
    let person = RowId::builtin(700);
    quarter.house.set_deal(quarter.deals[3], "owner", Value::Link(person));
    quarter.house.scope.person = Some(person);
    let survey = |view: &crate::forecast::outlook::View<'_>| {
        let survey = Survey::of(view);
        attentions(view, &survey, &june(), &quarter.period())
    };
    let found: Vec<RowId> = quarter.house.with(survey).iter().map(|found| found.deal).collect();
    assert_eq!(found, [quarter.deals[3]]);
}

#[test]
fn a_bridge_that_cannot_be_counted_says_so() {
    let mut quarter = Quarter::new();
    for deal in quarter.deals.clone() {
        quarter.house.set_deal(deal, "amount", cents(i64::MAX / 4));
    }
    let found = quarter.house.with(|view| bridge(view, &june(), &quarter.period(), None));
    assert_eq!(found, Err(BetError::TotalTooLarge));
}

#[test]
fn an_empty_plan_has_an_empty_bridge_and_funnel() {
    let house = House::bare();
    let period = Period::of(house.ledger.plan(), house.today(), Span::Quarter, 0);
    let (bridge, funnel) = house.with(|view| (bridge(view, &june(), &period, None), funnel(view, &june(), None)));
    assert_eq!(bridge.map(|bridge| (bridge.start, bridge.bars.len(), bridge.end)), Ok((0, 0, 0)));
    assert!(funnel.stages.is_empty() && funnel.entries_a_day.is_none() && funnel.diagnoses.is_empty());
}

#[test]
fn d_what_the_funnel_earns_a_day() {
    let mut house = House::new();
    let year = Window { from: day("2026-01-01"), until: day("2026-12-31") };
    let velocity = |house: &House| house.with(|view| funnel(view, &year, None)).velocity;
    for at in 0..10 {
        let deal = house.deal(100, 2);
        house.set_deal(deal, "entered", date("2026-01-10"));
        house.set_deal(deal, "outcome", pick(if at < 4 { "won" } else { "lost" }));
        house.set_deal(deal, "closed", date(if at % 2 == 0 { "2026-02-09" } else { "2026-02-19" }));
        if at == 8 {
            assert_eq!(velocity(&house), None, "nine have closed");
        }
    }
    assert_eq!(velocity(&house), None, "nothing is open");
    house.deal(300, 2);
    house.deal(100, 3);
    let unpriced = house.deal(100, 3);
    house.set_deal(unpriced, "amount", Value::Empty);
    let found = velocity(&house).expect("enough is known");
    assert_eq!((found.deals, found.amount, found.rate, found.closed, found.days), (2, 20_000.0, 0.4, 10, 35.0));
    assert!((found.a_day - 2.0 * 20_000.0 * 0.4 / 35.0).abs() < 1e-9);
}
