//! What the other tables say about an account.

use super::house::{House, cents, date, number, pick, share, usd};
use crate::forecast::outlook::{PlanYear, Sign, plan_years, signs};
use crate::model::{Computed, Currency, Money, RowId, Sheet, Value};

fn text(text: &str) -> Value {
    Value::text(text)
}

fn account(house: &mut House) -> RowId {
    house.add(Sheet::Accounts, vec![("name", text("Haitian"))])
}

fn of(account: RowId, cells: Vec<(&'static str, Value)>) -> Vec<(&'static str, Value)> {
    [("account", Value::Link(account))].into_iter().chain(cells).collect()
}

fn won(house: &mut House, account: RowId, amount: i64, closed: &str) -> RowId {
    let cells = vec![("amount", usd(amount)), ("outcome", pick("won")), ("closed", date(closed))];
    house.add(Sheet::Deals, of(account, cells))
}

fn holds(house: &House, account: RowId, sign: Sign) -> Option<bool> {
    let found = house.with(|view| signs(view, account));
    found.into_iter().find(|(own, _)| *own == sign).map(|(_, holds)| holds)
}

#[test]
fn revenue_by_year_is_typed_or_won() {
    let mut house = House::new();
    let haitian = account(&mut house);
    won(&mut house, haitian, 300, "2025-06-01");
    won(&mut house, haitian, 50, "2025-12-31");
    won(&mut house, haitian, 7, "2026-01-01");
    let row = house.add(Sheet::PastRevenue, of(haitian, vec![("year", number(2025))]));
    assert_eq!(house.computed(Computed::WonInYear, row), usd(350));
    assert_eq!(house.computed(Computed::RevenueOfYear, row), usd(350));
    house.set(Sheet::PastRevenue, row, "typed", usd(410));
    assert_eq!(house.computed(Computed::WonInYear, row), usd(350));
    assert_eq!(house.computed(Computed::RevenueOfYear, row), usd(410), "the books know better");
    let foreign = Value::Money(Money::new(100, Currency::EUR));
    house.set(Sheet::PastRevenue, row, "typed", foreign);
    assert_eq!(house.computed(Computed::RevenueOfYear, row), Value::Empty, "without a rate nothing is claimed");
    let undated = won(&mut house, haitian, 9, "2025-02-02");
    house.set(Sheet::Deals, undated, "closed", Value::Empty);
    house.set(Sheet::Deals, undated, "close", date("2025-02-01"));
    assert_eq!(house.computed(Computed::WonInYear, row), usd(359), "as in the forecast, by the expected close");
    let bare = house.add(Sheet::PastRevenue, of(haitian, vec![]));
    assert_eq!(house.computed(Computed::WonInYear, bare), Value::Empty, "no year");
}

#[test]
fn each_source_of_the_revenue_plan_comes_from_its_table() {
    let mut house = House::new();
    let haitian = account(&mut house);
    won(&mut house, haitian, 300, "2025-06-01");
    won(&mut house, haitian, 40, "2026-02-01");
    // Stage 4 assumes 60 %.
    let open = house.deal(100, 4);
    house.set_deal(open, "account", Value::Link(haitian));
    let initiative =
        |value: i64, due: &str, status| vec![("value_us", usd(value)), ("due", date(due)), ("status", pick(status))];
    for cells in [
        initiative(11, "2026-05-01", "running"),
        initiative(500, "2026-05-01", "stopped"),
        initiative(500, "2027-05-01", "running"),
    ] {
        house.add(Sheet::Initiatives, of(haitian, cells));
    }
    for (status, potential) in [("possible", 20), ("negotiating", 3), ("misfit", 1000), ("in_use", 1000)] {
        house.add(Sheet::WhiteSpace, of(haitian, vec![("status", pick(status)), ("potential", usd(potential))]));
    }
    let made = vec![("status", pick("negotiating")), ("potential", usd(999)), ("deal", Value::Link(open))];
    house.add(Sheet::WhiteSpace, of(haitian, made));
    for (likelihood, impact) in [("high", 10), ("medium", 5), ("low", 1000)] {
        house.add(Sheet::Risks, of(haitian, vec![("likelihood", pick(likelihood)), ("impact", usd(impact))]));
    }
    let deals = house.add(Sheet::Revenue, of(haitian, vec![("year", number(2026)), ("source", pick("deals"))]));
    assert_eq!(house.computed(Computed::PlanFromTables, deals), usd(40 + 60), "won and open");
    let expected = [
        ("run_rate", usd(340)),
        // What was won lately is in the run rate of the year.
        ("deals", usd(60)),
        ("initiatives", usd(11)),
        ("white_space", usd(23)),
        ("loss", cents(1250)),
    ];
    for (source, sum) in expected {
        let line = house.add(Sheet::Revenue, of(haitian, vec![("year", number(2026)), ("source", pick(source))]));
        assert_eq!(house.computed(Computed::PlanFromTables, line), sum, "{source}");
    }
    let line = house.add(Sheet::Revenue, of(haitian, vec![("year", number(2026))]));
    assert_eq!(house.computed(Computed::PlanFromTables, line), Value::Empty, "without a source");
}

#[test]
fn years_add_up_and_the_risk_of_loss_is_taken_off() {
    let mut house = House::new();
    let haitian = account(&mut house);
    won(&mut house, haitian, 8, "2026-01-05");
    let line = |year: i64, source, low: i64, likely: i64, high: i64| {
        let amounts = vec![("low", usd(low)), ("likely", usd(likely)), ("high", usd(high))];
        [("year", number(year)), ("source", pick(source))].into_iter().chain(amounts).collect::<Vec<_>>()
    };
    for cells in [line(2027, "deals", 1, 2, 3), line(2026, "run_rate", 10, 20, 30), line(2026, "loss", 5, 4, 3)] {
        house.add(Sheet::Revenue, of(haitian, cells));
    }
    let years = house.with(|view| plan_years(view, haitian));
    let expected = [
        PlanYear { year: 2026, planned: [500, 1600, 2700], actual: Some(800) },
        PlanYear { year: 2027, planned: [100, 200, 300], actual: None },
    ];
    assert_eq!(years, expected);
}

#[test]
fn health_counts_the_signs_that_can_be_judged() {
    let mut house = House::new();
    let haitian = account(&mut house);
    assert_eq!(house.computed(Computed::Health, haitian), Value::Empty, "nothing to judge by");
    let contact = house.add(Sheet::Contacts, of(haitian, vec![("name", text("Ms Wu"))]));
    assert_eq!(holds(&house, haitian, Sign::MetLately), Some(false));
    let visit = |day: &str| {
        let people = ("people", Value::links(vec![contact]));
        vec![people, ("status", pick("done")), ("done", date(day))]
    };
    // A contact counts for 30 days unless the plan says otherwise.
    house.add(Sheet::Activities, visit("2026-02-01"));
    assert_eq!(holds(&house, haitian, Sign::MetLately), Some(false));
    house.add(Sheet::Activities, visit("2026-02-08"));
    assert_eq!(holds(&house, haitian, Sign::MetLately), Some(true));
    let pair = house.add(Sheet::Teams, of(haitian, vec![("function", text("销售"))]));
    assert_eq!(holds(&house, haitian, Sign::ManyLayers), Some(false));
    assert_eq!(house.computed(Computed::Health, haitian), Value::Empty, "two signs say nothing");
    house.set(Sheet::Teams, pair, "function", text("After-sales"));
    assert_eq!(holds(&house, haitian, Sign::ManyLayers), Some(true), "service is no selling");
    house.set(Sheet::Teams, pair, "function", text("Quality"));
    assert_eq!(holds(&house, haitian, Sign::ManyLayers), Some(true));
    won(&mut house, haitian, 100, "2025-01-01");
    assert_eq!(holds(&house, haitian, Sign::RevenueHolds), Some(false), "they bought a year ago, and nothing since");
    assert_eq!(house.computed(Computed::Health, haitian), share(50), "two of four: no deal is open either");
    won(&mut house, haitian, 100, "2025-12-01");
    assert_eq!(holds(&house, haitian, Sign::RevenueHolds), Some(true));
    let risk = house.add(Sheet::Risks, of(haitian, vec![("risk", text("Price")), ("likelihood", pick("high"))]));
    assert_eq!(holds(&house, haitian, Sign::Defended), Some(false));
    house.set(Sheet::Risks, risk, "defence", text("Three-year price"));
    assert_eq!(holds(&house, haitian, Sign::Defended), Some(true));
    house.set(Sheet::Accounts, haitian, "reviewed", date("2026-01-01"));
    assert_eq!(holds(&house, haitian, Sign::ReviewedTogether), Some(false), "without them it was not joint");
    house.set(Sheet::Accounts, haitian, "reviewed_with", Value::Link(contact));
    assert_eq!(holds(&house, haitian, Sign::ReviewedTogether), Some(true));
    let promise = vec![("name", text("Spare parts")), ("due", date("2026-03-01")), ("status", pick("running"))];
    let initiative = house.add(Sheet::Initiatives, of(haitian, promise));
    assert_eq!(holds(&house, haitian, Sign::PromisesKept), Some(false));
    house.set(Sheet::Initiatives, initiative, "status", pick("done"));
    assert_eq!(holds(&house, haitian, Sign::PromisesKept), Some(true));
}

#[test]
fn a_contact_knows_his_deals_and_when_he_was_met() {
    let mut house = House::new();
    let haitian = account(&mut house);
    let contact = house.add(Sheet::Contacts, of(haitian, vec![("name", text("Ms Wu"))]));
    let (first, second) = (house.deal(1, 1), house.deal(2, 1));
    for deal in [first, second, first] {
        house.add(Sheet::Roles, vec![("deal", Value::Link(deal)), ("contact", Value::Link(contact))]);
    }
    assert_eq!(house.computed(Computed::DealsOfContact, contact), Value::links(vec![first, second]));
    assert_eq!(house.computed(Computed::LastMet, contact), Value::Empty);
    let visit = vec![("people", Value::links(vec![contact])), ("status", pick("done")), ("done", date("2026-03-02"))];
    house.add(Sheet::Activities, visit);
    assert_eq!(house.computed(Computed::LastMet, contact), date("2026-03-02"));
}
