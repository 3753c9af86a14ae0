//! What closed deals teach (worked examples C and H), and deals that are more than one bet (F).

use super::house::{DAY, House, NOON, cents, near, number, pick, share, usd};
use crate::forecast::history::AsOf;
use crate::forecast::learned::Tally;
use crate::forecast::outlook::{
    Evidence, Policy, Rates, Source, Taught, Told, Window, chance, explain_taught, explain_told, group_rates, lessons,
};
use crate::model::schema::deals;
use crate::model::{Decimal, Percent, Plan, RowId, Sheet, Value};

/// A deal that goes through stages, a day each, and ends.
pub fn walk(house: &mut House, stages: &[usize], outcome: &'static str) -> RowId {
    let deal = house.deal(100, stages[0]);
    for stage in &stages[1..] {
        house.now += DAY;
        house.set_deal(deal, "stage", Value::Link(House::stage(*stage)));
    }
    house.now += DAY;
    house.set_deal(deal, "outcome", pick(outcome));
    deal
}

/// The six deals of example H.
pub fn six(house: &mut House) -> Vec<RowId> {
    let walks: [(&[usize], &str); 6] = [
        (&[1, 2, 3], "won"),
        (&[1, 2], "lost"),
        (&[1], "lost"),
        (&[1, 2, 1, 2, 3], "lost"),
        (&[1, 2, 3, 2, 3], "won"),
        (&[1, 3], "won"),
    ];
    walks.into_iter().map(|(stages, outcome)| walk(house, stages, outcome)).collect()
}

fn rates(house: &House, as_of: AsOf) -> Rates {
    house.with(|view| Rates::of(view.plan(), view.board.history(), as_of))
}

#[test]
fn h_each_closed_deal_counts_once_in_every_stage_it_reached_at_least() {
    let mut house = House::new();
    six(&mut house);
    let tallies: Vec<(u32, u32)> =
        rates(&house, AsOf::LATEST).stages.iter().map(|rate| (rate.tally.won, rate.tally.closed)).collect();
    assert_eq!(tallies, [(3, 6), (3, 5), (3, 4), (0, 0), (0, 0)]);
    let found = rates(&house, AsOf::LATEST);
    assert_eq!((found.evidence, found.stages[2].learned), (Evidence::Assumed, None), "too few");
}

#[test]
fn ten_closed_deals_teach() {
    let mut house = House::new();
    house.set(Sheet::Settings, Plan::SETTINGS, "policy", pick("learned"));
    let open = house.deal(100, 3);
    house.set_deal(open, "p_own", share(90));
    six(&mut house);
    let used = |house: &House| house.with(|view| chance(view.plan(), None, view.board.rates(), open)).expect("known");
    assert_eq!((used(&house).p, used(&house).source), (Percent::of(40), Source::Ladder), "six teach nothing");
    for outcome in ["lost", "won", "no_decision", "invalid"] {
        walk(&mut house, &[1, 2, 3], outcome);
    }
    // 4 of 8 reached stage 3 and were won; π = 0.4, m = 10.
    let found = used(&house);
    assert_eq!((found.source, found.tally), (Source::Learned, Some(Tally { won: 4, closed: 8 })));
    near(found.p.chance(), (4.0 + 4.0) / 18.0, 1e-6);
    house.set(Sheet::Settings, Plan::SETTINGS, "strength", super::house::number(2));
    near(used(&house).p.chance(), (4.0 + 0.8) / 10.0, 1e-6);
    let (low, high) = rates(&house, AsOf::LATEST).interval(House::stage(3)).expect("ten have closed");
    assert!(low < 0.48 && 0.48 < high && high - low > 0.3, "{low} {high}");
    house.set(Sheet::Settings, Plan::SETTINGS, "policy", pick("own"));
    assert_eq!(used(&house).p, Percent::of(90));
    assert_eq!(house.with(|view| Policy::of(view.plan())), Policy::Own);
}

#[test]
fn a_gain_leads_to_the_next_stage_by_the_policy_that_gave_the_chance() {
    let mut house = House::begun(super::house::NOON - 60 * DAY);
    // Eight deals of a hundred are won on the way: one more is wanted.
    house.target(900);
    house.set(Sheet::Settings, Plan::SETTINGS, "policy", pick("learned"));
    let open = house.deal(100, 2);
    for outcome in ["won", "won", "won", "won", "won", "won", "won", "won", "lost", "lost"] {
        walk(&mut house, &[1, 2, 3], outcome);
    }
    // Eight of ten were won from either stage: with π = 0.2 and 0.4 the chance rises from 10/20 to 12/20, though the ladder
    // says that stage 3 is worth less than what stage 2 has shown.
    let lift = |house: &House| house.figures().touches.first().map(|touch| touch.lift);
    near(house.chance().expect("a target"), 0.5, 1e-6);
    near(lift(&house).expect("something to gain"), 0.1, 1e-6);
    let told = house.with(|view| explain_told(view, Told::Lift(open), &Window::last(30, view.today)));
    near(told.expect("countable").expect("shown").again().expect("countable"), 0.1, 1e-6);
    // What is known of the deal moves both ends.
    for (key, value) in [("policy", pick("adjusted")), ("b_pushed", Value::Number(Decimal { millionths: -500_000 }))] {
        house.set(Sheet::Settings, Plan::SETTINGS, key, value);
    }
    for day in ["2026-03-21", "2026-03-22"] {
        house.set_deal(open, "close", super::house::date(day));
    }
    let moved = |p: f64| 1.0 / (1.0 + (0.5_f64.exp() * (1.0 - p) / p));
    near(lift(&house).expect("something to gain"), moved(0.6) - moved(0.5), 2e-6);
    house.set(Sheet::Settings, Plan::SETTINGS, "policy", pick("ladder"));
    near(lift(&house).expect("something to gain"), 0.2, 1e-9);
}

#[test]
fn what_was_learned_is_what_was_known_then() {
    let mut house = House::new();
    let deals = six(&mut house);
    let then = AsOf(house.now + 1);
    let before = rates(&house, then);
    house.now += DAY;
    walk(&mut house, &[1, 2, 3, 4], "won");
    house.set_deal(deals[1], "outcome", pick("won"));
    house.commit(vec![crate::log::Change::Delete { sheet: Sheet::Deals, row: deals[0] }]);
    assert_eq!(rates(&house, then), before);
    assert_ne!(rates(&house, AsOf::LATEST).all, before.all);
}

#[test]
fn people_are_shown_where_they_differ_by_more_than_chance() {
    let mut house = House::new();
    for (person, won, closed) in [(0, 2, 10), (1, 9, 10), (2, 5, 10)] {
        for at in 0..closed {
            let deal = walk(&mut house, &[1, 2], if at < won { "won" } else { "lost" });
            house.set_deal(deal, "owner", Value::Link(RowId::builtin(700 + person)));
        }
    }
    let found = house.with(|view| {
        let owner = |deal| view.plan().get(deal, deals::OWNER);
        group_rates(view.plan(), view.board.history(), AsOf::LATEST, Evidence::People, owner)
    });
    let found = found.expect("some have closed");
    assert!(found.shown && found.pooled.rho > 0.0);
    assert!(found.pooled.rates[0] > 0.2 && found.pooled.rates[1] < 0.9, "drawn together: {:?}", found.pooled.rates);
    assert_eq!(found.groups[1].1, Tally { won: 9, closed: 10 });
}

/// So many closed deals of each of some people and segments, with so many of them won, after two days in stage 1.
fn taught(house: &mut House, lines: &[(u64, &str, usize, usize)]) {
    for (person, segment, won, closed) in lines {
        for at in 0..*closed {
            let deal = walk(house, &[1, 2], if at < *won { "won" } else { "lost" });
            house.set_deal(deal, "owner", Value::Link(RowId::builtin(700 + person)));
            house.set_deal(deal, "segment", Value::text(segment));
        }
    }
}

#[test]
fn a_plan_shows_as_much_as_its_closed_deals_allow() {
    let mut house = House::new();
    let seen = |house: &House| house.with(lessons);
    taught(&mut house, &[(0, "a", 1, 9)]);
    assert_eq!(seen(&house).rates.evidence, Evidence::Assumed);
    taught(&mut house, &[(1, "b", 9, 10), (2, "b", 2, 4)]);
    let found = seen(&house);
    assert_eq!((found.rates.evidence, found.rates.all.closed), (Evidence::Pooled, 23));
    let people = found.people.expect("some have closed");
    assert!(!people.shown && (0..3).all(|at| people.rate(at).is_none()), "too few to tell people apart");
    taught(&mut house, &[(0, "a", 0, 9)]);
    let found = seen(&house);
    let people = found.people.expect("some have closed");
    assert!(people.shown && people.rate(0).is_some_and(|rate| rate < 0.3), "{people:?}");
    assert_eq!((people.groups[2].1.closed, people.rate(2)), (4, None), "his own are too few");
    assert!(found.segments.is_some_and(|segments| !segments.shown) && found.ages.is_empty());
    taught(&mut house, &[(0, "a", 4, 35), (1, "b", 30, 35)]);
    let found = seen(&house);
    assert_eq!(found.rates.evidence, Evidence::Segments);
    let segments = found.segments.expect("some have closed");
    assert!(segments.shown && segments.rate(0) < segments.rate(1), "{segments:?}");
    // Every deal stayed within the limits.
    let age = found.ages.first().expect("stages have limits");
    assert_eq!((age.within.closed, age.beyond.closed, age.rate(true)), (102, 0, None));
    for taught in [
        Taught::Stage(House::stage(2)),
        Taught::Person(RowId::builtin(700)),
        Taught::Segment("b".into()),
        Taught::Age(House::stage(1), false),
    ] {
        let why = house.with(|view| explain_taught(view, &taught)).expect("shown");
        near(why.again(), why.value, 1e-12);
    }
    for silent in
        [Taught::Person(RowId::builtin(702)), Taught::Age(House::stage(1), true), Taught::Stage(House::stage(0))]
    {
        assert_eq!(house.with(|view| explain_taught(view, &silent)), None, "{silent:?}");
    }
}

#[test]
fn those_who_overstay_are_counted_apart() {
    let mut house = House::begun(NOON - 200 * DAY);
    let limit = |house: &mut House, days: i64| house.set(Sheet::Stages, House::stage(1), "limit", number(days));
    limit(&mut house, 10);
    let mut deals = Vec::new();
    for at in 0..104_u64 {
        house.now = NOON - 190 * DAY + at * 1000;
        deals.push((at, house.deal(10, 1)));
    }
    // A third stays twenty days, and is lost but for every fourth.
    let (late, early): (Vec<_>, Vec<_>) = deals.into_iter().partition(|(at, _)| at % 3 == 0);
    for (at, deal) in early.into_iter().chain(late) {
        let is_late = at % 3 == 0;
        house.now = NOON - 190 * DAY + if is_late { 20 } else { 5 } * DAY + at * 1000;
        house.set_deal(deal, "stage", Value::Link(House::stage(2)));
        let won = if is_late { at % 4 == 0 } else { at % 2 == 0 };
        house.set_deal(deal, "outcome", pick(if won { "won" } else { "lost" }));
    }
    house.now = NOON;
    let found = house.with(lessons);
    let age = found.ages.iter().find(|age| age.stage == House::stage(1)).expect("it has a limit");
    assert_eq!((age.limit, age.within.closed, age.beyond.closed), (10, 69, 35));
    assert_eq!((age.within.won, age.beyond.won), (34, 9));
    near(age.rate(true).expect("enough"), 9.0 / 35.0, 1e-12);
}

#[test]
fn chances_that_are_only_assumed_are_counted_until_deals_have_closed() {
    let mut house = House::new();
    let (own, _) = (house.deal(100, 4), house.deal(50, 3));
    let far = house.deal(20, 3);
    house.set_deal(far, "close", super::house::date("2026-08-01"));
    assert_eq!(house.figures().assumed, 2);
    house.set_deal(own, "p_own", share(70));
    assert_eq!(house.figures().assumed, 1, "somebody has said so himself");
    let window = Window::last(30, super::house::day("2026-03-10"));
    let why = house.with(|view| explain_told(view, Told::Assumed, &window)).expect("countable").expect("shown");
    assert_eq!((why.value, why.parts.len(), why.again()), (1.0, 1, Ok(1.0)));
    house.set(Sheet::Settings, Plan::SETTINGS, "policy", pick("ladder"));
    assert_eq!(house.figures().assumed, 2, "nobody is asked");
    for _ in 0..10 {
        walk(&mut house, &[1, 2], "lost");
    }
    assert_eq!(house.figures().assumed, 0, "there is something to learn from");
}

#[test]
fn signs_move_a_probability_where_they_are_switched_on() {
    let mut house = House::new();
    house.set(Sheet::Settings, Plan::SETTINGS, "policy", pick("adjusted"));
    let deal = house.deal(100, 4);
    for day in ["2026-03-22", "2026-03-24"] {
        house.set_deal(deal, "close", super::house::date(day));
    }
    let used = |house: &House| house.with(|view| chance(view.plan(), None, view.board.rates(), deal)).expect("known");
    assert_eq!((used(&house).p, used(&house).source), (Percent::of(60), Source::Ladder), "off until somebody says so");
    let beta = Value::Number(crate::model::Decimal { millionths: -700_000 });
    house.set(Sheet::Settings, Plan::SETTINGS, "b_pushed", beta);
    assert_eq!((used(&house).source, used(&house).base), (Source::Adjusted, Some(Percent::of(60))));
    let odds = 1.5 * (-0.7_f64).exp();
    near(used(&house).p.chance(), odds / (1.0 + odds), 1e-6);
    let why = house.with(|view| crate::forecast::outlook::explain(view, crate::model::Computed::Chance, deal));
    assert_eq!((why.again(), why.inputs.len()), (why.value.clone(), 2));
    house.set_deal(deal, "outcome", pick("won"));
    assert_eq!(used(&house).p, Percent::of(100));
}

/// Two deals of example F: 200 at .5, 150 at .3.
fn pair(kind: &'static str) -> (House, RowId, RowId) {
    let mut house = House::new();
    house.target(180);
    let (a, b) = (house.deal(200, 4), house.deal(150, 4));
    for (deal, p) in [(a, 50), (b, 30)] {
        house.set_deal(deal, "p_own", share(p));
        house.set_deal(deal, "group", Value::text("two offers"));
    }
    house.set_deal(a, "group_kind", pick(kind));
    (house, a, b)
}

#[test]
fn f_at_most_one_of_two_is_won() {
    let (house, a, b) = pair("either");
    let figures = house.figures();
    assert_eq!((figures.open, figures.overbooked), (2, Vec::new()));
    near(figures.mean, 14_500.0, 1e-6);
    let points: Vec<(i64, f64)> = house.board().distribution().points().collect();
    assert_eq!(points.iter().map(|(result, _)| *result).collect::<Vec<_>>(), [0, 15_000, 20_000]);
    near(figures.chance.expect("a target"), 0.5, 1e-12);
    let pivot = |deal| house.board().pivot(deal).expect("open");
    near(pivot(a).pivot, 1.0, 1e-12);
    // Losing the smaller one leaves the larger one more likely: its win is what the target must not hope for.
    near(pivot(b).pivot, -0.5 / 0.7, 1e-12);
}

#[test]
fn f_the_other_of_two_cannot_be_won_any_more() {
    let (mut house, a, b) = pair("either");
    house.set_deal(b, "outcome", pick("won"));
    assert_eq!((house.figures().won, house.figures().mean), (15_000, 15_000.0));
    house.set_deal(b, "outcome", pick("lost"));
    near(house.figures().mean, 10_000.0, 1e-6);
    house.set_deal(b, "outcome", Value::Empty);
    house.set_deal(a, "p_own", share(80));
    let figures = house.figures();
    let [over] = figures.overbooked.as_slice() else { panic!("110 %") };
    assert_eq!(over.deals.len(), 2);
    near(over.chance, 1.1, 1e-9);
    near(figures.mean, (20_000.0 * 0.8 + 15_000.0 * 0.3) / 1.1, 1e-6);
}

#[test]
fn f_all_or_none() {
    let (mut house, a, b) = pair("all");
    let points: Vec<(i64, f64)> = house.board().distribution().points().collect();
    assert_eq!(points.len(), 2);
    near(points[1].1, 0.3, 1e-12);
    assert_eq!(points[1].0, 35_000);
    near(house.board().pivot(a).expect("open").pivot, 1.0, 1e-12);
    house.set_deal(a, "outcome", pick("lost"));
    assert_eq!(house.figures().mean, 0.0, "the other goes with it");
    assert!(house.board().pivot(b).is_none());
}

#[test]
fn f_three_points() {
    let mut house = House::new();
    house.target(120);
    let deal = house.deal(100, 4);
    house.set_deal(deal, "low", usd(80));
    house.set_deal(deal, "high", usd(150));
    let points: Vec<(i64, f64)> = house.board().distribution().points().collect();
    for (found, expected) in points.iter().zip([(0, 0.4), (8000, 0.15), (10_000, 0.3), (15_000, 0.15)]) {
        assert_eq!(found.0, expected.0);
        near(found.1, expected.1, 1e-12);
    }
    near(house.board().pivot(deal).expect("open").pivot, 0.25, 1e-12);
    house.set_deal(deal, "low", usd(120));
    assert_eq!(house.board().distribution().points().count(), 2, "ends in the wrong order say nothing");
    house.set_deal(deal, "low", cents(1));
    house.set_deal(deal, "amount", Value::Empty);
    assert_eq!(house.figures().left_out.amount, 1);
}
