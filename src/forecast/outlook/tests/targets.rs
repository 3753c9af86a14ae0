//! What is to be reached: exact rows before parts, the team before its people, nothing counted twice.

use super::house::{House, date, day, usd};
use crate::forecast::outlook::{
    Board, Dimension, Figure, GroupKey, GroupOutcome, Span, Standing, Whole, explain_figure, groups,
};
use crate::model::{Currency, Money, RowId, Sheet, Value};

type Line = (&'static str, &'static str, Option<usize>, i64);

/// The targets seen in dollars: this year's, this quarter's, this month's, for everybody and for two people.
fn seen(lines: &[Line]) -> [[Option<i64>; 3]; 3] {
    let mut house = House::new();
    let people: Vec<RowId> = (0..2).map(|_| house.add(Sheet::Persons, vec![("name", Value::text("P"))])).collect();
    for (from, until, person, amount) in lines {
        let person = person.map_or(Value::Empty, |at| Value::Link(people[at]));
        let cells = vec![("from", date(from)), ("until", date(until)), ("person", person), ("target", usd(*amount))];
        house.add(Sheet::Targets, cells);
    }
    let mut of = |person, span| {
        (house.scope.person, house.scope.span) = (person, span);
        house.figures().targets[0].map(|minor| minor / 100)
    };
    [None, Some(people[0]), Some(people[1])]
        .map(|person| [Span::Year, Span::Quarter, Span::Month].map(|span| of(person, span)))
}

#[test]
fn an_exact_row_counts_alone() {
    let lines = [("2026-01-01", "2026-03-31", None, 300), ("2026-01-01", "2026-12-31", None, 1000)];
    assert_eq!(seen(&lines)[0], [Some(1000), Some(300), None]);
}

#[test]
fn parts_are_added_and_not_counted_again_with_the_whole() {
    let lines = [
        ("2026-01-01", "2026-03-31", None, 300),
        ("2026-01-01", "2026-01-31", None, 90),
        ("2026-02-01", "2026-02-28", None, 100),
        ("2026-03-01", "2026-03-31", None, 120),
        ("2026-04-01", "2026-06-30", None, 400),
        ("2026-07-01", "2026-07-31", None, 50),
    ];
    assert_eq!(seen(&lines)[0], [Some(750), Some(300), Some(120)]);
    assert_eq!(seen(&lines[1..])[0], [Some(760), Some(310), Some(120)]);
}

#[test]
fn two_rows_of_one_period_are_added() {
    let lines = [("2026-01-01", "2026-03-31", None, 300), ("2026-01-01", "2026-03-31", None, 20)];
    assert_eq!(seen(&lines)[0], [Some(320), Some(320), None]);
}

#[test]
fn people_are_added_where_the_team_has_no_row() {
    let people = [("2026-01-01", "2026-03-31", Some(0), 100), ("2026-01-01", "2026-03-31", Some(1), 250)];
    let [all, first, second] = seen(&people);
    assert_eq!((all[1], first[1], second[1]), (Some(350), Some(100), Some(250)));
    let with_team = [people[0], people[1], ("2026-01-01", "2026-03-31", None, 300)];
    let [all, first, _] = seen(&with_team);
    assert_eq!((all[1], first[1]), (Some(300), Some(100)));
}

#[test]
fn a_team_row_says_nothing_about_a_person() {
    let [all, first, _] = seen(&[("2026-01-01", "2026-03-31", None, 300)]);
    assert_eq!((all[1], first[1]), (Some(300), None));
}

#[test]
fn a_team_has_the_sum_of_its_members_unless_it_is_given_another() {
    let mut house = House::new();
    let person = |house: &mut House, team: &str| {
        house.add(Sheet::Persons, vec![("name", Value::text("P")), ("team", Value::text(team))])
    };
    let people = ["North", " North ", "South", ""].map(|team| person(&mut house, team));
    let quarter = || vec![("from", date("2026-01-01")), ("until", date("2026-03-31"))];
    for (person, amount) in people.into_iter().zip([100, 50, 70, 7]) {
        let own = vec![("person", Value::Link(person)), ("target", usd(amount))];
        house.add(Sheet::Targets, [quarter(), own].concat());
        let deal = house.deal(10, 4);
        house.set_deal(deal, "owner", Value::Link(person));
    }
    let teams = |house: &House| {
        let period = house.figures().period;
        let found = house.with(|view| groups(view, &period, Dimension::Team)).expect("countable");
        let target = |group: &GroupOutcome| (group.key.clone(), group.outcome.targets[0].map(|minor| minor / 100));
        found.iter().map(target).collect::<Vec<_>>()
    };
    let named = |name: &str| GroupKey::Text(name.into());
    let (north, south) = (named("North"), named("South"));
    assert_eq!(teams(&house), [(north.clone(), Some(150)), (south.clone(), Some(70)), (GroupKey::None, None)]);
    assert_eq!(house.figures().targets[0], Some(22_700));
    let given = [quarter(), vec![("team", Value::text("North")), ("target", usd(500))]].concat();
    house.add(Sheet::Targets, given);
    assert_eq!(teams(&house), [(north.clone(), Some(500)), (south, Some(70)), (GroupKey::None, None)]);
    // Everybody's: the team's own target in place of its members', and those outside of it.
    assert_eq!(house.figures().targets[0], Some(57_700));
    let whole = Whole::Group(Dimension::Team, north);
    let why = house.with(|view| explain_figure(view, &whole, Figure::Target(0))).expect("countable").expect("told");
    assert_eq!((why.value, why.targets.len()), (Some(50_000.0), 1));
    // Somebody joins the team that has a target of its own.
    let mut board = Board::default();
    let refresh = |board: &mut Board, house: &House| {
        board.refresh(&house.ledger, house.scope, day("2026-03-10"), &[], None);
        board.targets()[0]
    };
    assert_eq!(refresh(&mut board, &house), Some(57_700));
    house.set(Sheet::Persons, people[3], "team", Value::text("North"));
    assert_eq!(refresh(&mut board, &house), Some(57_000));
    // A person's target stays his own.
    house.scope.person = Some(people[0]);
    assert_eq!(house.figures().targets[0], Some(10_000));
}

#[test]
fn what_reaches_over_the_period_or_runs_backwards_is_left_out() {
    let lines = [
        ("2025-12-15", "2026-03-31", None, 1),
        ("2026-03-31", "2026-01-01", None, 2),
        ("2026-02-01", "2026-04-30", None, 4),
    ];
    assert_eq!(seen(&lines)[0], [Some(4), None, None]);
}

#[test]
fn levels_and_currencies() {
    let mut house = House::new();
    let row = house.target(100);
    house.set(Sheet::Targets, row, "stretch", usd(150));
    house.set(Sheet::Targets, row, "challenge", Value::Money(Money::new(1, Currency::EUR)));
    assert_eq!(house.figures().targets, [Some(10_000), Some(15_000), None], "without a rate there is no level");
    house.set(Sheet::Targets, row, "target", Value::Invalid("much".into()));
    assert_eq!((house.figures().targets[0], house.chance()), (None, None));
}

#[test]
fn a_target_without_a_rate_is_not_known_rather_than_too_small() {
    let mut house = House::new();
    let parts =
        [("2026-01-01", "2026-01-31", 100), ("2026-02-01", "2026-02-28", 200), ("2026-03-01", "2026-03-31", 300)];
    let rows: Vec<RowId> = parts
        .into_iter()
        .map(|(from, until, amount)| {
            let cells = vec![("from", date(from)), ("until", date(until)), ("target", usd(amount))];
            house.add(Sheet::Targets, cells)
        })
        .collect();
    house.deal(400, 4);
    assert_eq!(house.figures().targets[0], Some(60_000));
    house.set(Sheet::Targets, rows[2], "target", Value::Money(Money::new(30_000, Currency::EUR)));
    let found = house.figures();
    assert_eq!((found.targets[0], found.chance, found.left_out.targets), (None, None, 1));
    let why =
        house.with(|view| explain_figure(view, &Whole::Board, Figure::LeftOut)).expect("countable").expect("told");
    assert_eq!((why.value, why.left_out), (Some(1.0), vec![(Sheet::Targets, rows[2], Standing::NoRate)]));
    let target = house.with(|view| explain_figure(view, &Whole::Board, Figure::Target(0))).expect("countable");
    assert_eq!(target.and_then(|why| why.value), None);
    let rate = Value::Number(crate::model::Decimal { millionths: 2_000_000 });
    house.add(Sheet::Rates, vec![("currency", super::house::pick("EUR")), ("rate", rate)]);
    let found = house.figures();
    assert_eq!((found.targets[0], found.left_out.targets), (Some(90_000), 0));
}
