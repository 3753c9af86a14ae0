//! The red flags that the tables raise, each with what raises it and what makes it go; and how they are put off.

use super::house::{DAY, House, date, number, pick};
use crate::forecast::outlook::{RedFlag, open_unknowns, red_flags, unasked};
use crate::model::{Computed, RowId, Sheet, Value};

fn text(text: &str) -> Value {
    Value::text(text)
}

/// What stands, in short, by the keys under which it is put off.
fn standing(house: &House, deal: RowId) -> Vec<&'static str> {
    let raised = house.with(|view| red_flags(view, deal));
    raised.iter().filter(|raised| raised.rests.is_none()).map(|raised| raised.flag.rule()).collect()
}

fn role(house: &mut House, deal: RowId, name: &str, cells: Vec<(&'static str, Value)>) -> RowId {
    let own = vec![("deal", Value::Link(deal)), ("name", text(name))];
    house.add(Sheet::Roles, own.into_iter().chain(cells).collect())
}

fn parts(part: &'static str) -> (&'static str, Value) {
    ("parts", Value::choices(vec![part.into()]))
}

#[test]
fn people_raise_flags_until_they_are_known_and_met() {
    let mut house = House::new();
    let deal = house.deal(100, 4);
    assert_eq!(standing(&house, deal), ["no_buyer", "single_threaded", "no_next_step", "competitor"]);
    // An economic buyer without a name is still unknown.
    let nobody = role(&mut house, deal, "?", vec![parts("economic")]);
    assert!(standing(&house, deal).contains(&"no_buyer"));
    house.set(Sheet::Roles, nobody, "name", text("Ms Wu"));
    assert_eq!(standing(&house, deal), ["single_threaded", "buyer_not_met", "no_next_step", "competitor"]);
    role(&mut house, deal, "Mr Li", vec![]);
    assert!(!standing(&house, deal).contains(&"single_threaded"));
    let contact = house.add(Sheet::Contacts, vec![("name", text("Ms Wu"))]);
    house.set(Sheet::Roles, nobody, "contact", Value::Link(contact));
    let visit = vec![
        ("people", Value::links(vec![contact])),
        ("status", pick("done")),
        ("done", date("2026-03-01")),
        ("deal", Value::Link(deal)),
    ];
    house.add(Sheet::Activities, visit);
    assert_eq!(standing(&house, deal), ["no_next_step", "competitor"]);
    // Before stage 4 nobody expects that the buyer was met.
    let early = house.deal(100, 3);
    role(&mut house, early, "Ms Wu", vec![parts("economic")]);
    assert!(!standing(&house, early).contains(&"buyer_not_met"));
}

#[test]
fn only_influential_enemies_are_a_flag() {
    let mut house = House::new();
    let deal = house.deal(100, 1);
    let enemy = role(&mut house, deal, "Mr Qian", vec![("support", number(-3)), ("influence", pick("medium"))]);
    assert!(!standing(&house, deal).contains(&"against"));
    house.set(Sheet::Roles, enemy, "influence", pick("high"));
    assert!(standing(&house, deal).contains(&"against"));
    house.set(Sheet::Roles, enemy, "support", number(-2));
    assert!(!standing(&house, deal).contains(&"against"));
}

#[test]
fn promises_closes_and_pushes_raise_flags() {
    let mut house = House::new();
    let deal = house.deal(100, 1);
    let promise = vec![("deal", Value::Link(deal)), ("got", text("Send the list")), ("got_due", date("2026-03-09"))];
    let visit = house.add(Sheet::Activities, promise);
    assert!(standing(&house, deal).contains(&"promise_overdue"));
    house.set(Sheet::Activities, visit, "got_kept", Value::Check(true));
    assert!(!standing(&house, deal).contains(&"promise_overdue"));
    for close in ["2026-03-25", "2026-03-30"] {
        assert!(!standing(&house, deal).contains(&"pushed"));
        house.set_deal(deal, "close", date(close));
    }
    assert!(standing(&house, deal).contains(&"pushed"));
    house.set_deal(deal, "close", date("2026-03-09"));
    assert!(standing(&house, deal).contains(&"close_past"));
    house.set_deal(deal, "outcome", pick("lost"));
    assert!(standing(&house, deal).is_empty(), "what has ended raises nothing");
}

#[test]
fn a_stage_moved_ahead_of_its_milestones_is_a_flag_with_or_without_a_reason() {
    let mut house = House::new();
    let deal = house.deal(100, 3);
    assert!(!standing(&house, deal).contains(&"ahead"), "typed in as it is: nothing is known of its milestones");
    house.set_deal(deal, "stage", Value::Link(House::stage(1)));
    house.now += DAY;
    house.set_deal(deal, "stage", Value::Link(House::stage(2)));
    let raised = house.with(|view| red_flags(view, deal));
    assert!(raised.iter().any(|raised| raised.flag == RedFlag::Ahead(3)), "{raised:?}");
    house.set_deal(deal, "ahead_why", text("An old customer"));
    assert!(standing(&house, deal).contains(&"ahead"), "the reason becomes the flag");
    house.set_deal(deal, "milestones", Value::links((1..=3).map(House::milestone).collect()));
    assert!(!standing(&house, deal).contains(&"ahead"));
}

#[test]
fn no_decision_is_no_competitor() {
    let mut house = House::new();
    let deal = house.deal(100, 3);
    let always = house.add(Sheet::Competitors, vec![("name", text("No decision")), ("always", Value::Check(true))]);
    let rival = house.add(Sheet::Competitors, vec![("name", text("Kunlun"))]);
    let line = house.add(Sheet::Competition, vec![("deal", Value::Link(deal)), ("competitor", Value::Link(always))]);
    assert!(standing(&house, deal).contains(&"competitor"));
    house.set(Sheet::Competition, line, "competitor", Value::Link(rival));
    assert!(!standing(&house, deal).contains(&"competitor"));
}

#[test]
fn a_flag_rests_only_with_a_reason_and_until_its_day() {
    let mut house = House::new();
    let deal = house.deal(100, 1);
    let open = |house: &House| house.computed(Computed::OpenFlags, deal);
    assert_eq!(open(&house), number(3));
    let cells = vec![("deal", Value::Link(deal)), ("rule", pick("no_next_step")), ("until", date("2026-03-11"))];
    let snooze = house.add(Sheet::Snoozes, cells);
    assert!(standing(&house, deal).contains(&"no_next_step"), "without a reason it stands");
    house.set(Sheet::Snoozes, snooze, "why", text("They are on holiday"));
    assert_eq!(standing(&house, deal), ["no_buyer", "single_threaded"]);
    assert_eq!(open(&house), number(2));
    house.set(Sheet::Snoozes, snooze, "until", date("2026-03-09"));
    assert!(standing(&house, deal).contains(&"no_next_step"), "its day has passed");
}

#[test]
fn one_enemy_put_off_does_not_hide_the_next() {
    let mut house = House::new();
    let deal = house.deal(100, 1);
    let foe = || vec![("support", number(-4)), ("influence", pick("high"))];
    let first = role(&mut house, deal, "Mr Qian", foe());
    let cells = vec![
        ("deal", Value::Link(deal)),
        ("rule", pick("against")),
        ("person", Value::Link(first)),
        ("until", date("2026-04-01")),
        ("why", text("Leaves in May")),
    ];
    house.add(Sheet::Snoozes, cells);
    assert!(!standing(&house, deal).contains(&"against"));
    role(&mut house, deal, "Ms Zhao", foe());
    assert!(standing(&house, deal).contains(&"against"));
}

#[test]
fn the_questions_of_the_stages_reached_are_unknown_until_they_are_answered() {
    let mut house = House::new();
    let ask = |house: &mut House, stage: usize, en: &str, zh: &str| {
        let cells =
            vec![("question", text(en)), ("question_zh", text(zh)), ("stage", Value::Link(House::stage(stage)))];
        house.add(Sheet::Questions, cells)
    };
    let (why, who) = (ask(&mut house, 1, "Why now?", "为什么是现在?"), ask(&mut house, 2, "Who decides?", "谁决策?"));
    ask(&mut house, 4, "Who signs?", "谁签字?");
    let deal = house.deal(100, 2);
    let left = |house: &House| house.with(|view| unasked(view, deal));
    let open = |house: &House| house.computed(Computed::OpenUnknowns, deal);
    assert_eq!((left(&house), open(&house)), (vec![why, who], number(2)));
    let own = |cells: Vec<(&'static str, Value)>| [("deal", Value::Link(deal))].into_iter().chain(cells).collect();
    // Taken from the list, and written by hand in the other language.
    let taken =
        house.add(Sheet::Unknowns, own(vec![("from_list", Value::Link(why)), ("question", text("Why today?"))]));
    assert_eq!((left(&house), open(&house)), (vec![who], number(2)));
    house.add(Sheet::Unknowns, own(vec![("question", text("谁决策?"))]));
    assert_eq!((left(&house), open(&house)), (vec![], number(2)));
    house.set(Sheet::Unknowns, taken, "status", pick("answered"));
    assert_eq!(open(&house), number(1));
    house.set(Sheet::Unknowns, taken, "status", pick("dropped"));
    assert_eq!(house.with(|view| open_unknowns(view, deal)).len(), 1, "not needed is not open");
}

#[test]
fn a_full_width_question_mark_is_no_name_and_an_empty_promise_none() {
    let mut house = House::new();
    let deal = house.deal(100, 1);
    role(&mut house, deal, "\u{ff1f}", vec![parts("economic")]);
    assert!(standing(&house, deal).contains(&"no_buyer"));
    let visit = |status| vec![("deal", Value::Link(deal)), ("got_due", date("2026-03-09")), ("status", pick(status))];
    let row = house.add(Sheet::Activities, visit("done"));
    assert!(!standing(&house, deal).contains(&"promise_overdue"), "a day alone promises nothing");
    house.set(Sheet::Activities, row, "got", text("The list"));
    assert!(standing(&house, deal).contains(&"promise_overdue"));
    house.set(Sheet::Activities, row, "status", pick("cancelled"));
    assert!(!standing(&house, deal).contains(&"promise_overdue"));
}

#[test]
fn a_written_flag_that_is_put_off_rests_until_its_day() {
    let mut house = House::new();
    let deal = house.deal(100, 1);
    let raised = standing(&house, deal).len() as i64;
    let cells = vec![("deal", Value::Link(deal)), ("kind", pick("flag")), ("status", pick("snoozed"))];
    let flag = house.add(Sheet::Flags, cells);
    let open = |house: &House| house.computed(Computed::OpenFlags, deal);
    assert_eq!(open(&house), number(raised));
    house.set(Sheet::Flags, flag, "snoozed", date("2026-03-09"));
    assert_eq!(open(&house), number(raised + 1), "its day has passed");
    house.set(Sheet::Flags, flag, "snoozed", date("2026-03-10"));
    assert_eq!(open(&house), number(raised));
}

#[test]
fn a_next_step_without_a_date_grows_old() {
    let mut house = House::new();
    let deal = house.deal(100, 1);
    let cells = vec![("deal", Value::Link(deal)), ("status", pick("done")), ("next", text("Call them"))];
    let visit = house.add(Sheet::Activities, cells);
    house.set(Sheet::Activities, visit, "done", date("2026-02-08"));
    assert!(!standing(&house, deal).contains(&"no_next_step"));
    house.set(Sheet::Activities, visit, "done", date("2026-02-07"));
    assert!(standing(&house, deal).contains(&"no_next_step"), "31 days ago, and nothing came of it");
}
