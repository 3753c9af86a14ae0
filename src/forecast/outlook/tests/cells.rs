//! Computed columns, one by one.

use super::house::{DAY, House, cents, date, number, pick, share, usd};
use crate::model::{Computed, Decimal, RowId, Sheet, Value};

#[test]
fn preparation_is_the_share_of_what_the_type_requires() {
    let mut house = House::new();
    let requires = |keys: &[&'static str]| Value::choices(keys.iter().map(|key| (*key).into()).collect());
    let kind =
        house.add(Sheet::ActivityTypes, vec![("requires", requires(&["people", "goal", "commitment", "needs"]))]);
    let visit = house.add(Sheet::Activities, vec![("planned", date("2026-03-20"))]);
    let mut prepared = |edits: Vec<(&'static str, Value)>| {
        for (key, value) in edits {
            house.set(Sheet::Activities, visit, key, value);
        }
        house.computed(Computed::Preparation, visit)
    };
    assert_eq!(prepared(vec![]), Value::Empty, "a type must say what is required");
    assert_eq!(prepared(vec![("type", Value::Link(kind))]), share(0));
    assert_eq!(prepared(vec![("goal", Value::text("Meet"))]), share(25));
    let people = Value::links(vec![RowId::builtin(1)]);
    assert_eq!(
        prepared(vec![("people", people), ("needs", Value::text("Less downtime"))]),
        share(50),
        "75 %, but no commitment"
    );
    assert_eq!(prepared(vec![("best", Value::text("They sign"))]), share(50), "a commitment has a date");
    assert_eq!(prepared(vec![("best_by", date("2026-04-01"))]), share(100));
    assert_eq!(
        prepared(vec![("best", Value::Empty), ("minimum", Value::text("A date")), ("minimum_by", date("2026-04-01"))]),
        share(100)
    );
    let plain = requires(&["goal"]);
    house.set(Sheet::ActivityTypes, kind, "requires", plain);
    house.set(Sheet::Activities, visit, "minimum", Value::Empty);
    assert_eq!(
        house.computed(Computed::Preparation, visit),
        share(100),
        "where no commitment is required none is missed"
    );
}

#[test]
fn weighted_is_there_while_open_and_known() {
    let mut house = House::new();
    let deal = house.deal(333, 4);
    assert_eq!(house.computed(Computed::Weighted, deal), cents(19_980));
    assert_eq!(house.computed(Computed::Chance, deal), share(60));
    house.set_deal(deal, "p_own", share(0));
    assert_eq!(house.computed(Computed::Weighted, deal), usd(0));
    house.set_deal(deal, "amount", Value::Empty);
    assert_eq!(house.computed(Computed::Weighted, deal), Value::Empty);
    house.set_deal(deal, "amount", usd(5));
    house.set_deal(deal, "outcome", pick("won"));
    assert_eq!(house.computed(Computed::Weighted, deal), Value::Empty);
    assert_eq!(house.computed(Computed::Chance, deal), share(100));
}

#[test]
fn the_pivot_is_a_share_in_six_places() {
    let mut house = House::new();
    let deal = house.deal(100, 4);
    assert_eq!(house.computed(Computed::Pivot, deal), Value::Empty, "without a target");
    house.target(100);
    assert_eq!(house.computed(Computed::Pivot, deal), Value::Number(Decimal { millionths: 1_000_000 }));
    house.set_deal(deal, "close", date("2026-06-01"));
    assert_eq!(house.computed(Computed::Pivot, deal), Value::Empty, "in another period");
}

#[test]
fn ages_count_from_entry_from_the_move_and_to_the_end() {
    let mut house = House::new();
    let deal = house.add(
        Sheet::Deals,
        vec![("name", Value::text("Deal")), ("stage", Value::Link(House::stage(2))), ("entered", date("2026-02-01"))],
    );
    let seen = |house: &House| (house.computed(Computed::Age, deal), house.computed(Computed::StageAge, deal));
    assert_eq!(seen(&house), (number(37), number(37)), "typed in today, in its stage since it entered");
    house.now += 5 * DAY;
    assert_eq!(seen(&house), (number(42), number(42)));
    house.set_deal(deal, "stage", Value::Link(House::stage(3)));
    assert_eq!(seen(&house), (number(42), number(0)));
    house.now += 3 * DAY;
    assert_eq!(seen(&house), (number(45), number(3)));
    assert_eq!(house.computed(Computed::StageLimit, deal), number(45));
    house.set_deal(deal, "outcome", pick("lost"));
    house.set_deal(deal, "closed", date("2026-02-11"));
    assert_eq!(seen(&house), (number(10), Value::Empty));
}

/// A finished activity of a deal that proves some milestones.
fn proof(house: &mut House, deal: RowId, milestones: &[usize]) -> RowId {
    let evidence = Value::links(milestones.iter().map(|at| House::milestone(*at)).collect());
    house.add(
        Sheet::Activities,
        vec![
            ("deal", Value::Link(deal)),
            ("status", pick("done")),
            ("done", date("2026-03-01")),
            ("evidence", evidence),
        ],
    )
}

#[test]
fn unmet_counts_the_exits_up_to_the_claimed_stage() {
    let mut house = House::new();
    let deal = house.deal(100, 2);
    let unmet = |house: &House| house.computed(Computed::UnmetMilestones, deal);
    assert_eq!(unmet(&house), number(7), "three of stage 1, four of stage 2");
    house.set_deal(deal, "milestones", Value::links(vec![House::milestone(1), House::milestone(0)]));
    assert_eq!(unmet(&house), number(6), "the lead's own does not count in the funnel");
    proof(&mut house, deal, &[2, 4]);
    assert_eq!(unmet(&house), number(4));
    house.set_deal(deal, "outcome", pick("won"));
    assert_eq!(unmet(&house), Value::Empty);
}

#[test]
fn proven_is_as_far_as_evidence_reaches() {
    let mut house = House::new();
    let deal = house.deal(100, 4);
    let proven = |house: &House| house.computed(Computed::ProvenStage, deal);
    assert_eq!(proven(&house), Value::Empty, "nothing is known");
    house.set_deal(deal, "milestones", Value::links((0..12).map(House::milestone).collect()));
    assert_eq!(proven(&house), Value::Empty, "a tick is a claim");
    proof(&mut house, deal, &[1]);
    assert_eq!(proven(&house), Value::Link(House::stage(1)), "what a lead needs is not asked of a deal in the funnel");
    proof(&mut house, deal, &[0]);
    assert_eq!(proven(&house), Value::Link(House::stage(1)));
    let last = proof(&mut house, deal, &[2, 3, 4, 5, 6]);
    assert_eq!(proven(&house), Value::Link(House::stage(2)));
    house.set(Sheet::Activities, last, "status", pick("cancelled"));
    assert_eq!(proven(&house), Value::Link(House::stage(1)), "what did not happen proves nothing");
    proof(&mut house, deal, &(0..19).collect::<Vec<_>>());
    assert_eq!(proven(&house), Value::Link(House::stage(5)));
}

#[test]
fn coverage_is_influence_that_supports_and_was_met() {
    let mut house = House::new();
    let deal = house.deal(100, 3);
    let coverage = |house: &House| house.computed(Computed::Coverage, deal);
    assert_eq!(coverage(&house), Value::Empty, "without people there is none");
    let mut person = |influence: &'static str, support: Value, met: Option<&str>| {
        let contact = house.add(Sheet::Contacts, vec![("name", Value::text("C"))]);
        house.add(
            Sheet::Roles,
            vec![
                ("deal", Value::Link(deal)),
                ("contact", Value::Link(contact)),
                ("influence", pick(influence)),
                ("support", support),
            ],
        );
        if let Some(met) = met {
            house.add(
                Sheet::Activities,
                vec![("status", pick("done")), ("done", date(met)), ("people", Value::links(vec![contact]))],
            );
        }
    };
    person("high", number(2), Some("2026-03-01"));
    person("high", number(3), Some("2026-01-01"));
    person("medium", number(-1), Some("2026-03-01"));
    person("low", Value::Unknown, Some("2026-03-01"));
    person("low", number(1), Some("2026-02-08"));
    assert_eq!(coverage(&house), share(40), "(3 + 1) of 3 + 3 + 2 + 1 + 1");
    house.set(Sheet::Settings, crate::model::Plan::SETTINGS, "contact_days", number(7));
    assert_eq!(coverage(&house), share(0));
}

#[test]
fn last_contact_is_the_latest_finished_meeting() {
    let mut house = House::new();
    let contact = house.add(Sheet::Contacts, vec![("name", Value::text("C"))]);
    let role = house.add(Sheet::Roles, vec![("contact", Value::Link(contact))]);
    for (status, day) in [("done", "2026-02-01"), ("done", "2026-01-01"), ("planned", "2026-03-01")] {
        let people = Value::links(vec![contact]);
        house.add(Sheet::Activities, vec![("status", pick(status)), ("done", date(day)), ("people", people)]);
    }
    assert_eq!(house.computed(Computed::LastContact, role), date("2026-02-01"));
}

#[test]
fn scores_are_weighted_by_kind() {
    let mut house = House::new();
    let deal = house.deal(100, 3);
    let mut rate = |about: &'static str, weight: Value, score: Value| {
        let criterion = house.add(Sheet::Criteria, vec![("about", pick(about)), ("weight", weight)]);
        let (deal, criterion) = (Value::Link(deal), Value::Link(criterion));
        house.add(Sheet::Scores, vec![("deal", deal), ("criterion", criterion), ("score", score)]);
    };
    rate("fit", number(3), number(4));
    rate("fit", number(1), number(0));
    rate("fit", Value::Empty, number(2));
    rate("fit", number(9), Value::Empty);
    rate("strength", number(9), number(4));
    assert_eq!(house.computed(Computed::Fit, deal), share(70), "(12 + 0 + 2) of 5 × 4");
    let account = house.add(Sheet::Accounts, vec![("name", Value::text("A"))]);
    assert_eq!(house.computed(Computed::Attractiveness, account), Value::Empty);
}

#[test]
fn revenue_pipeline_and_share_of_an_account() {
    let mut house = House::new();
    let account = house.add(Sheet::Accounts, vec![("name", Value::text("A")), ("spend", usd(1000))]);
    let mut deal = |amount, outcome: Option<&'static str>, closed: Option<&str>, last: Option<i64>| {
        let deal = house.deal(amount, 4);
        house.set_deal(deal, "account", Value::Link(account));
        for (key, value) in [("outcome", outcome.map(pick)), ("closed", closed.map(date)), ("final", last.map(usd))] {
            house.set_deal(deal, key, value.unwrap_or_default());
        }
    };
    deal(100, Some("won"), Some("2026-03-10"), None);
    deal(100, Some("won"), Some("2025-03-11"), Some(150));
    deal(100, Some("won"), Some("2025-03-10"), None);
    deal(100, Some("won"), Some("2026-03-11"), None);
    deal(100, Some("lost"), Some("2026-03-01"), None);
    deal(200, None, None, None);
    house.deal(999, 4);
    assert_eq!(house.computed(Computed::Revenue, account), usd(250));
    assert_eq!(house.computed(Computed::Pipeline, account), usd(120));
    assert_eq!(house.computed(Computed::Share, account), share(25));
    house.set(Sheet::Accounts, account, "spend", usd(0));
    assert_eq!(house.computed(Computed::Share, account), Value::Empty);
}

#[test]
fn the_level_is_the_mean_of_at_least_four_items() {
    let mut house = House::new();
    let account = house.add(Sheet::Accounts, vec![("name", Value::text("A"))]);
    let items = ["r_senior", "r_information", "r_goals", "r_layers", "r_process", "r_trust", "r_exclusive"];
    let mut level = |ratings: &[i64]| {
        for (at, item) in items.iter().enumerate() {
            house.set(Sheet::Accounts, account, item, ratings.get(at).map_or(Value::Empty, |rating| number(*rating)));
        }
        house.computed(Computed::Level, account)
    };
    let text = |level: &str| Value::text(level);
    assert_eq!(level(&[4, 4, 4]), Value::Empty);
    assert_eq!((level(&[0, 0, 0, 0]), level(&[4; 7])), (text("1"), text("5")));
    assert_eq!((level(&[2, 2, 1, 1]), level(&[2, 1, 1, 1])), (text("3"), text("2")), "halves go up");
}

#[test]
fn open_unknowns_and_flags() {
    let mut house = House::new();
    let deal = house.deal(100, 3);
    for status in [Some("open"), None, Some("answered")] {
        let status = status.map_or(Value::Empty, pick);
        house.add(Sheet::Unknowns, vec![("deal", Value::Link(deal)), ("status", status)]);
    }
    for (kind, status) in [("flag", "open"), ("flag", "closed"), ("strength", "open")] {
        house.add(Sheet::Flags, vec![("deal", Value::Link(deal)), ("kind", pick(kind)), ("status", pick(status))]);
    }
    assert_eq!(house.computed(Computed::OpenUnknowns, deal), number(2));
    let raised = house.with(|view| crate::forecast::outlook::red_flags(view, deal)).len();
    assert_eq!(raised, 4, "no buyer, nobody known, no next step, no competitor");
    assert_eq!(house.computed(Computed::OpenFlags, deal), number(1 + 4));
}

#[test]
fn the_next_step_is_the_earliest_ahead() {
    let mut house = House::new();
    let deal = house.deal(100, 3);
    let next = |house: &House| house.computed(Computed::NextStep, deal);
    let visit = |house: &mut House, status: &'static str, cells: Vec<(&'static str, Value)>| {
        let cells = [("deal", Value::Link(deal)), ("status", pick(status))].into_iter().chain(cells).collect();
        house.add(Sheet::Activities, cells)
    };
    visit(&mut house, "planned", vec![("planned", date("2026-03-09")), ("goal", Value::text("late"))]);
    assert_eq!(next(&house), Value::Empty, "overdue is not ahead");
    visit(&mut house, "done", vec![("next", Value::text("some day"))]);
    assert_eq!(next(&house), Value::text("some day"));
    visit(&mut house, "planned", vec![("planned", date("2026-04-09")), ("goal", Value::text("April"))]);
    assert_eq!(next(&house), Value::text("April"), "a day goes before none");
    let call = vec![("next", Value::text("call")), ("next_by", date("2026-03-10"))];
    let done = visit(&mut house, "done", call);
    assert_eq!(next(&house), Value::text("call"), "today still counts");
    house.set(Sheet::Activities, done, "status", pick("cancelled"));
    assert_eq!(next(&house), Value::text("April"));
}

#[test]
fn only_an_act_of_the_customer_is_an_advance() {
    let mut house = House::new();
    let deal = house.deal(100, 3);
    let last = |house: &House| house.computed(Computed::LastAdvance, deal);
    let done = |house: &mut House, day: &str, outcome: &'static str, evidence: Vec<RowId>| {
        house.add(
            Sheet::Activities,
            vec![
                ("deal", Value::Link(deal)),
                ("status", pick("done")),
                ("done", date(day)),
                ("outcome", pick(outcome)),
                ("evidence", Value::links(evidence)),
            ],
        );
    };
    done(&mut house, "2026-03-05", "continuation", vec![]);
    assert_eq!(last(&house), Value::Empty);
    done(&mut house, "2026-02-01", "advance", vec![]);
    assert_eq!(last(&house), date("2026-02-01"));
    done(&mut house, "2026-02-20", "continuation", vec![House::milestone(3)]);
    assert_eq!(last(&house), date("2026-02-20"), "a milestone proven is one");
    done(&mut house, "2026-01-20", "order", vec![]);
    assert_eq!(last(&house), date("2026-02-20"));
}
