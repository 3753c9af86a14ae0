//! Where deals go from each stage, and what becomes of them if they go on so.

use super::house::{DAY, House, NOON, near, number, pick};
use super::learning::{six, walk};
use crate::forecast::chain::Fate;
use crate::forecast::history::AsOf;
use crate::forecast::outlook::{
    Course, CourseFigure, Exit, StageCourse, Told, ToldExplanation, Way, Window, explain_told, lessons,
};
use crate::model::{RowId, Sheet, Value};

fn course(house: &House, as_of: AsOf) -> Course {
    house.with(|view| Course::of(view.plan(), view.board.history(), as_of))
}

fn of(course: &Course, stage: usize) -> StageCourse {
    course.stage(House::stage(stage)).expect("a stage with a number").clone()
}

fn told(house: &House, stage: usize, figure: CourseFigure) -> Option<ToldExplanation> {
    let told = Told::Course(House::stage(stage), figure);
    house.with(|view| explain_told(view, told, &Window::last(30, view.today))).expect("countable")
}

#[test]
fn h_stays_are_counted_by_how_they_ended() {
    let mut house = House::new();
    six(&mut house);
    let found = course(&house, AsOf::LATEST);
    let [one, two, three] = [1, 2, 3].map(|at| of(&found, at));
    let to = House::stage;
    assert_eq!((one.stays, one.exits), (7, vec![(Exit::Ahead(to(2)), 5), (Exit::Ahead(to(3)), 1), (Exit::Lost, 1)]));
    assert_eq!((two.stays, &two.exits), (6, &vec![(Exit::Ahead(to(3)), 4), (Exit::Back(to(1)), 1), (Exit::Lost, 1)]));
    assert_eq!((three.stays, three.exits), (5, vec![(Exit::Back(to(2)), 1), (Exit::Won, 3), (Exit::Lost, 1)]));
    near(two.share(Way::Ahead).expect("six stays"), 4.0 / 6.0, 1e-12);
    near(Way::ALL.iter().filter_map(|way| two.share(*way)).sum(), 1.0, 1e-12);
    // Of the deals that reached stage 2 at least 3/5 were won; of one that stands there less, since some fall back.
    for (at, won, days) in [(1, 0.5, 3.0), (2, 29.0 / 52.0, 2.5), (3, 37.0 / 52.0, 1.5)] {
        let fate = of(&found, at).fate.expect("ends were reached");
        near(fate.won, won, 1e-12);
        near(fate.lost, 1.0 - won, 1e-12);
        near(fate.days, days, 1e-12);
    }
    assert_eq!((of(&found, 4).stays, of(&found, 4).fate, of(&found, 4).share(Way::Won)), (0, None, None));
}

#[test]
fn open_deals_count_as_far_as_they_went() {
    let mut house = House::new();
    six(&mut house);
    let open = house.deal(100, 1);
    house.now += 4 * DAY;
    house.set_deal(open, "stage", Value::Link(House::stage(4)));
    let found = course(&house, AsOf::LATEST);
    let one = of(&found, 1);
    assert_eq!((one.stays, one.exits[2]), (8, (Exit::Ahead(House::stage(4)), 1)));
    near(one.days, 11.0 / 8.0, 1e-12);
    // Nobody has ended from stage 4: those who went there say nothing of the end yet.
    assert_eq!(of(&found, 4).fate, None);
    near(one.fate.expect("ends were reached").won, 0.5, 1e-12);
    house.now += DAY;
    house.set_deal(open, "stage", Value::Link(House::stage(0)));
    let found = course(&house, AsOf::LATEST);
    assert_eq!(of(&found, 4).exits, [(Exit::Back(House::stage(0)), 1)], "out of the funnel is a way back");
    house.set_deal(open, "outcome", pick("no_decision"));
    let fate = Fate { won: 0.0, lost: 1.0, days: 1.0 };
    assert_eq!(of(&course(&house, AsOf::LATEST), 4).fate, Some(fate));
    near(of(&course(&house, AsOf::LATEST), 1).fate.expect("known").won, 3.0 / 7.0, 1e-12);
}

#[test]
fn a_stage_without_a_number_is_passed_over() {
    let mut house = House::new();
    let deal = house.deal(100, 1);
    for stage in [2, 1, 3] {
        house.now += DAY;
        house.set_deal(deal, "stage", Value::Link(House::stage(stage)));
    }
    house.set(Sheet::Stages, House::stage(2), "number", Value::Empty);
    let found = course(&house, AsOf::LATEST);
    assert_eq!(found.stage(House::stage(2)), None);
    let one = of(&found, 1);
    assert_eq!((one.stays, one.exits, one.days), (1, vec![(Exit::Ahead(House::stage(3)), 1)], 2.0), "one stay");
    house.set(Sheet::Stages, House::stage(2), "number", number(2));
    assert_eq!(of(&course(&house, AsOf::LATEST), 1).stays, 2);
    house.commit(vec![crate::log::Change::Delete { sheet: Sheet::Deals, row: deal }]);
    assert_eq!(of(&course(&house, AsOf::LATEST), 1).stays, 0);
}

#[test]
fn the_course_is_what_was_known_then() {
    let mut house = House::new();
    let deals = six(&mut house);
    let then = AsOf(house.now + 1);
    let before = course(&house, then);
    house.now += DAY;
    walk(&mut house, &[1, 4, 2], "won");
    house.set_deal(deals[1], "outcome", pick("won"));
    house.set_deal(deals[4], "stage", Value::Link(House::stage(5)));
    house.commit(vec![crate::log::Change::Delete { sheet: Sheet::Deals, row: deals[0] }]);
    assert_eq!(course(&house, then), before);
    assert_ne!(course(&house, AsOf::LATEST), before);
}

/// Seventeen times the deals of example H: a hundred and two.
fn many() -> House {
    let mut house = House::begun(NOON - 600 * DAY);
    (0..17).for_each(|_| drop(six(&mut house)));
    house
}

#[test]
fn a_hundred_closed_deals_show_it_and_every_figure_is_explained() {
    let mut house = House::new();
    six(&mut house);
    assert_eq!(house.with(lessons).course, None, "too few");
    assert_eq!(told(&house, 1, CourseFigure::Won), None);
    let house = many();
    let found = house.with(lessons).course.expect("enough have closed");
    assert_eq!(found, course(&house, AsOf::LATEST));
    let figures = Way::ALL.map(CourseFigure::Way).into_iter().chain([CourseFigure::Won, CourseFigure::Days]);
    for (stage, figure) in (1..=3).flat_map(|stage| figures.clone().map(move |figure| (stage, figure))) {
        let own = of(&found, stage);
        let fate = own.shown().expect("enough stays");
        let shown = match figure {
            CourseFigure::Way(way) => own.share(way).expect("enough stays"),
            CourseFigure::Won => fate.won,
            CourseFigure::Days => fate.days,
        };
        let why = told(&house, stage, figure).expect("shown");
        near(why.value, shown, 1e-12);
        near(why.again().expect("countable"), shown, 1e-9);
        assert!(!why.parts.is_empty());
    }
    near(of(&found, 2).fate.expect("known").won, 29.0 / 52.0, 1e-9);
    for silent in [CourseFigure::Won, CourseFigure::Way(Way::Ahead)] {
        assert_eq!(told(&house, 4, silent), None, "nobody stood there");
    }
    let outside = Told::Course(RowId::builtin(999), CourseFigure::Won);
    let found = house.with(|view| explain_told(view, outside, &Window::last(30, view.today)));
    assert_eq!(found.expect("countable"), None);
}

#[test]
fn three_hundred_stages_have_a_course() {
    let mut house = House::new();
    let stage = |at: usize| RowId::builtin(5_000 + at as u64);
    for at in 0..300 {
        let cells = vec![("name", Value::text("s")), ("number", number(10 + at as i64))];
        house.put(Sheet::Stages, stage(at), cells);
    }
    let deals: Vec<RowId> = (0..104).map(|_| house.deal(10, 1)).collect();
    for step in 0..3 {
        house.now += DAY;
        for (at, deal) in deals.iter().enumerate() {
            house.set_deal(*deal, "stage", Value::Link(stage((at * 31 + step * 97) % 300)));
        }
    }
    for (at, deal) in deals.iter().enumerate() {
        house.set_deal(*deal, "outcome", pick(if at % 4 == 0 { "won" } else { "invalid" }));
    }
    let found = house.with(lessons).course.expect("enough have closed");
    assert_eq!(found.stages.len(), 306);
    near(of(&found, 1).fate.expect("all began there").won, 0.25, 1e-9);
    for fate in found.stages.iter().filter_map(|own| own.fate) {
        near(fate.won + fate.lost, 1.0, 1e-9);
    }
}
