//! Months, quarters and years, with fiscal years that begin elsewhere.

use super::house::{House, day, number};
use crate::forecast::outlook::{Period, Span};
use crate::model::{Plan, Sheet};

fn period(fiscal: i64, today: &str, span: Span, offset: i32) -> String {
    let mut house = House::bare();
    house.set(Sheet::Settings, Plan::SETTINGS, "fiscal_month", number(fiscal));
    let period = Period::of(house.ledger.plan(), day(today), span, offset);
    format!("{}–{} {}/{}", period.from, period.until, period.number, period.year)
}

#[test]
fn quarters_follow_the_fiscal_year() {
    let cases = [
        (1, "2026-03-10", 0, "2026-01-01–2026-03-31 1/2026"),
        (1, "2026-12-31", 0, "2026-10-01–2026-12-31 4/2026"),
        (1, "2026-12-31", 1, "2027-01-01–2027-03-31 1/2027"),
        (1, "2026-01-01", -1, "2025-10-01–2025-12-31 4/2025"),
        (4, "2026-03-31", 0, "2026-01-01–2026-03-31 4/2026"),
        (4, "2026-04-01", 0, "2026-04-01–2026-06-30 1/2027"),
        (2, "2026-01-15", 0, "2025-11-01–2026-01-31 4/2026"),
        (2, "2026-03-10", 0, "2026-02-01–2026-04-30 1/2027"),
        (12, "2026-12-01", 0, "2026-12-01–2027-02-28 1/2027"),
        (10, "2026-03-10", 5, "2027-04-01–2027-06-30 3/2027"),
        (10, "2026-03-10", -9, "2023-10-01–2023-12-31 1/2024"),
    ];
    for (fiscal, today, offset, expected) in cases {
        assert_eq!(period(fiscal, today, Span::Quarter, offset), expected, "{fiscal} {today} {offset}");
    }
}

#[test]
fn months_and_years() {
    assert_eq!(period(4, "2026-03-10", Span::Month, 0), "2026-03-01–2026-03-31 3/2026");
    assert_eq!(period(4, "2024-01-31", Span::Month, 1), "2024-02-01–2024-02-29 2/2024");
    assert_eq!(period(4, "2026-03-10", Span::Year, 0), "2025-04-01–2026-03-31 0/2026");
    assert_eq!(period(4, "2026-03-10", Span::Year, 1), "2026-04-01–2027-03-31 0/2027");
    assert_eq!(period(1, "2026-03-10", Span::Year, -1), "2025-01-01–2025-12-31 0/2025");
    assert_eq!(period(4, "2026-03-10", Span::All, 3), "0001-01-01–9999-12-31 0/2026");
}

#[test]
fn a_month_that_is_none_is_the_nearest_one() {
    assert_eq!(period(0, "2026-03-10", Span::Year, 0), period(1, "2026-03-10", Span::Year, 0));
    assert_eq!(period(99, "2026-03-10", Span::Year, 0), period(12, "2026-03-10", Span::Year, 0));
}

#[test]
fn periods_stand_side_by_side() {
    for fiscal in 1..=12 {
        let mut house = House::bare();
        house.set(Sheet::Settings, Plan::SETTINGS, "fiscal_month", number(fiscal));
        let plan = house.ledger.plan();
        for span in [Span::Month, Span::Quarter, Span::Year] {
            for offset in -30..30 {
                let (this, next) = (
                    Period::of(plan, day("2026-03-31"), span, offset),
                    Period::of(plan, day("2026-03-31"), span, offset + 1),
                );
                assert_eq!(this.until.plus_days(1), next.from, "{fiscal} {span:?} {offset}");
                let again = Period::of(plan, this.from, span, 0);
                assert_eq!(again, this, "any of its days leads to it");
            }
            let now = Period::of(plan, day("2026-03-31"), span, 0);
            assert!(now.contains(day("2026-03-31")) && !now.contains(now.until.plus_days(1)));
        }
    }
}

#[test]
fn offsets_without_end_do_not_panic() {
    for offset in [i32::MIN, i32::MAX, -100_000, 100_000] {
        for span in [Span::Month, Span::Quarter, Span::Year, Span::All] {
            let period = Period::of(House::bare().ledger.plan(), day("2026-03-10"), span, offset);
            assert!(period.from <= period.until || offset.abs() > 100, "{period:?}");
        }
    }
}
