//! The board kept up to date says what a board made anew says.

use proptest::prelude::*;

use super::house::{House, cents, day, number, pick, share};
use crate::forecast::outlook::{ActivityFacts, Board, Draft, Scope, Span};
use crate::log::{Change, Label};
use crate::model::{Computed, Currency, Key, Money, Place, Plan, RowId, Sheet, Value};

/// One edit of a random script.
#[derive(Clone, Debug)]
enum Edit {
    Cell(usize, &'static str, Value),
    Add(i64, usize),
    Delete(usize),
    Undo,
    Redo,
    Draft(usize, &'static str, Value),
    NoDraft,
    Scope(Span, i32, bool),
    Stage(usize, i64),
    Fiscal(i64),
    Policy(&'static str),
    Target(i64),
    Visit(usize, usize, bool),
}

fn value() -> impl Strategy<Value = (&'static str, Value)> {
    prop_oneof![
        4 => (0_i64..60_000).prop_map(|minor| ("amount", cents(minor * 100))),
        1 => (0_i64..6_000_000).prop_map(|minor| ("amount", cents(minor))),
        1 => Just(("amount", Value::Empty)),
        1 => Just(("amount", Value::Money(Money::new(5, Currency::EUR)))),
        2 => (0_usize..7).prop_map(|stage| ("stage", Value::Link(House::stage(stage)))),
        2 => (-60_i64..60).prop_map(|days| ("close", Value::Date(day("2026-03-10").plus_days(days)))),
        1 => Just(("close", Value::Empty)),
        2 => (0_i64..=100).prop_map(|p| ("p_own", share(p))),
        1 => Just(("p_own", Value::Empty)),
        1 => prop::sample::select(vec!["won", "lost"]).prop_map(|key| ("outcome", pick(key))),
        1 => Just(("outcome", Value::Empty)),
        1 => Just(("category", pick("omit"))),
        2 => prop::sample::select(vec!["A", "B", ""]).prop_map(|name| ("group", Value::text(name))),
        1 => prop::sample::select(vec!["either", "all"]).prop_map(|key| ("group_kind", pick(key))),
        1 => (0_i64..60_000).prop_map(|minor| ("low", cents(minor * 100))),
        1 => (0_i64..60_000).prop_map(|minor| ("high", cents(minor * 100))),
        1 => (0_u64..2).prop_map(|person| ("owner", Value::Link(RowId::builtin(700 + person)))),
        1 => (0_u64..3).prop_map(|account| ("account", Value::Link(RowId::builtin(800 + account)))),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    let span = prop::sample::select(vec![Span::Month, Span::Quarter, Span::Year, Span::All]);
    prop_oneof![
        10 => (0_usize..30, value()).prop_map(|(at, (key, value))| Edit::Cell(at, key, value)),
        3 => (0_i64..900, 0_usize..7).prop_map(|(amount, stage)| Edit::Add(amount, stage)),
        1 => (0_usize..30).prop_map(Edit::Delete),
        2 => Just(Edit::Undo),
        1 => Just(Edit::Redo),
        3 => (0_usize..30, value()).prop_map(|(at, (key, value))| Edit::Draft(at, key, value)),
        1 => Just(Edit::NoDraft),
        1 => (span, -1_i32..2, any::<bool>()).prop_map(|(span, offset, own)| Edit::Scope(span, offset, own)),
        1 => (0_usize..7, 0_i64..=100).prop_map(|(stage, p)| Edit::Stage(stage, p)),
        1 => (1_i64..=12).prop_map(Edit::Fiscal),
        1 => prop::sample::select(vec!["ladder", "own", "learned", "adjusted"]).prop_map(Edit::Policy),
        1 => (0_i64..3_000).prop_map(Edit::Target),
        2 => (0_usize..30, 0_usize..19, any::<bool>()).prop_map(|(at, milestone, done)| Edit::Visit(at, milestone, done)),
    ]
}

/// The plan with what is kept beside it, as the application keeps it.
struct Kept {
    house: House,
    board: Board,
    facts: ActivityFacts,
}

impl Kept {
    fn refresh(&mut self, deals: &[RowId], visits: &[RowId]) {
        let House { ledger, scope, draft, .. } = &self.house;
        let today = day("2026-03-10");
        self.facts.update(ledger.plan(), today, visits);
        self.board.refresh(ledger, *scope, today, deals, draft.as_ref());
    }

    fn commit(&mut self, changes: Vec<Change>) {
        self.house.now += 1;
        if let Ok(Some(commit)) = self.house.ledger.commit(changes, Label::new("edit"), self.house.now) {
            self.take(&commit.touched.cells);
        }
    }

    fn take(&mut self, touched: &[(Sheet, RowId, Key)]) {
        let of = |sheet| touched.iter().filter(|(own, ..)| *own == sheet).map(|(_, row, _)| *row).collect::<Vec<_>>();
        let (deals, visits) = (of(Sheet::Deals), of(Sheet::Activities));
        self.refresh(&deals, &visits);
    }

    fn deal(&self, at: usize) -> Option<RowId> {
        let deals = self.house.ledger.plan().table(Sheet::Deals);
        deals.ids().nth(at % deals.len().max(1))
    }

    fn act(&mut self, edit: &Edit) {
        let set = |sheet, row, key, value| vec![Change::Set { sheet, row, column: Key::new_static(key), value }];
        match edit {
            Edit::Cell(at, key, value) => {
                if let Some(row) = self.deal(*at) {
                    self.commit(set(Sheet::Deals, row, key, value.clone()));
                }
            }
            Edit::Add(amount, stage) => {
                let row = self.house.ledger.fresh_row(self.house.now);
                let cells = vec![
                    (Key::new_static("amount"), cents(amount * 10_000)),
                    (Key::new_static("stage"), Value::Link(House::stage(*stage))),
                    (Key::new_static("close"), Value::Date(day("2026-03-20"))),
                ];
                let place = Place::nth(self.house.ledger.plan().table(Sheet::Deals).slots());
                self.commit(vec![Change::Insert { sheet: Sheet::Deals, row, place, cells }]);
            }
            Edit::Delete(at) => {
                if let Some(row) = self.deal(*at) {
                    self.commit(vec![Change::Delete { sheet: Sheet::Deals, row }]);
                }
            }
            Edit::Undo | Edit::Redo => {
                self.house.now += 1;
                let now = self.house.now;
                let ledger = &mut self.house.ledger;
                let done = if matches!(edit, Edit::Undo) { ledger.undo(now) } else { ledger.redo(now) };
                if let Some((_, commit)) = done {
                    self.take(&commit.touched.cells);
                }
            }
            Edit::Draft(at, key, value) => {
                let column = self.house.ledger.plan().table(Sheet::Deals).column(key);
                if let (Some(row), Some(column)) = (self.deal(*at), column) {
                    let before = self.house.draft.replace(Draft::of(row, column, value.clone()));
                    self.refresh(&before.map(|draft| draft.row).into_iter().chain([row]).collect::<Vec<_>>(), &[]);
                }
            }
            Edit::NoDraft => {
                let before = self.house.draft.take();
                self.refresh(&before.map(|draft| draft.row).into_iter().collect::<Vec<_>>(), &[]);
            }
            Edit::Scope(span, offset, own) => {
                let person = own.then(|| RowId::builtin(700));
                self.house.scope = Scope { span: *span, offset: *offset, person };
                self.refresh(&[], &[]);
            }
            Edit::Stage(stage, p) => self.commit(set(Sheet::Stages, House::stage(*stage), "p", share(*p))),
            Edit::Fiscal(month) => {
                self.commit(set(Sheet::Settings, Plan::SETTINGS, "fiscal_month", number(*month)));
            }
            Edit::Policy(key) => self.commit(set(Sheet::Settings, Plan::SETTINGS, "policy", pick(key))),
            Edit::Target(amount) => {
                let row = self.house.ledger.plan().table(Sheet::Targets).ids().next().unwrap_or_default();
                self.commit(set(Sheet::Targets, row, "target", cents(amount * 10_000)));
            }
            Edit::Visit(at, milestone, done) => {
                let row = self.house.ledger.fresh_row(self.house.now);
                let cells = vec![
                    (Key::new_static("deal"), self.deal(*at).map_or(Value::Empty, Value::Link)),
                    (Key::new_static("status"), pick(if *done { "done" } else { "planned" })),
                    (Key::new_static(if *done { "done" } else { "planned" }), Value::Date(day("2026-03-12"))),
                    (Key::new_static("evidence"), Value::links(vec![House::milestone(*milestone)])),
                ];
                let place = Place::nth(self.house.ledger.plan().table(Sheet::Activities).slots());
                self.commit(vec![Change::Insert { sheet: Sheet::Activities, row, place, cells }]);
            }
        }
    }
}

/// Whether a board that was kept up to date with every edit says what one made anew says.
fn is_as_made_anew(script: &[Edit]) -> Result<(), TestCaseError> {
    let mut house = House::new();
    house.target(500);
    for at in 0..12 {
        house.deal(at * 30, 1 + at as usize % 5);
    }
    house.set(
        Sheet::Settings,
        Plan::SETTINGS,
        "b_pushed",
        Value::Number(crate::model::Decimal { millionths: -500_000 }),
    );
    // Enough closed deals for one more to change what is learned.
    for at in 0..10 {
        let deal = house.deal(10, 1 + at % 5);
        house.set_deal(deal, "outcome", pick(if at % 3 == 0 { "won" } else { "lost" }));
    }
    let mut kept = Kept { house, board: Board::default(), facts: ActivityFacts::default() };
    kept.refresh(&[], &[]);
    for edit in script {
        kept.act(edit);
    }
    kept.house.now = super::house::NOON;
    let anew = kept.house.board();
    let mut facts = ActivityFacts::default();
    facts.refresh(kept.house.ledger.plan(), day("2026-03-10"));
    kept.house.with(|view| {
        let (live, made) = (kept.board.figures(view), anew.figures(view));
        let (Ok(live), Ok(made)) = (live, made) else { return Err(TestCaseError::fail("not countable")) };
        prop_assert_eq!(
            (live.won, live.open, live.left_out, live.targets),
            (made.won, made.open, made.left_out, made.targets)
        );
        prop_assert_eq!((live.overbooked, kept.board.rates()), (made.overbooked, anew.rates()));
        prop_assert!((live.mean - made.mean).abs() < 1e-3 && (live.sd - made.sd).abs() < 1e-2);
        let close = |a: Option<f64>, b: Option<f64>| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-8,
            (a, b) => a == b,
        };
        prop_assert!(close(live.chance, made.chance), "{:?} {:?}", live.chance, made.chance);
        prop_assert!((live.lift - made.lift).abs() < 1e-8);
        for row in view.plan().table(Sheet::Deals).ids() {
            let pivots = (kept.board.pivot(row).map(|p| p.pivot), anew.pivot(row).map(|p| p.pivot));
            prop_assert!(close(pivots.0, pivots.1), "{:?}", pivots);
            prop_assert_eq!(kept.board.weighted(row), anew.weighted(row));
            prop_assert_eq!(kept.board.pushes(row), anew.pushes(row));
            prop_assert_eq!(kept.board.standing(row), anew.standing(row));
            prop_assert_eq!(kept.board.gain(row), anew.gain(row));
            prop_assert_eq!(kept.facts.deal(row), facts.deal(row));
        }
        for account in (0..3).map(|at| RowId::builtin(800 + at)) {
            let sorted = |board: &Board| {
                let mut deals = board.deals_of(account).to_vec();
                deals.sort_unstable();
                deals
            };
            prop_assert_eq!(sorted(&kept.board), sorted(&anew));
        }
        Ok(())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]
    #[test]
    fn a_board_kept_up_to_date_is_a_board_made_anew(script in prop::collection::vec(edit(), 1..60)) {
        is_as_made_anew(&script)?;
    }
}

#[test]
fn uncertain_amounts_are_counted_as_exactly_on_a_grid_that_stood_for_long() {
    // The grid of the plain deals holds no hundreds; begun anew they are a list of results.
    let uncertain = |at, high| Edit::Cell(at, "high", cents(high));
    let without = |at| Edit::Cell(at, "amount", Value::Empty);
    let script = [
        uncertain(1, 3_100),
        Edit::Add(4, 1),
        without(2),
        Edit::Add(667, 1),
        Edit::Add(868, 1),
        Edit::Add(466, 1),
        Edit::Add(664, 1),
        without(3),
        Edit::Add(592, 1),
        uncertain(4, 12_100),
        without(0),
    ];
    is_as_made_anew(&script).expect("the same");
}

#[test]
fn pushes_count_moves_to_a_later_day_that_still_stand() {
    let mut house = House::new();
    let deal = house.deal(100, 2);
    let pushes = |house: &House| house.computed(Computed::Pushes, deal);
    let close = |house: &mut House, text| house.set_deal(deal, "close", Value::Date(day(text)));
    assert_eq!(pushes(&house), number(0));
    close(&mut house, "2026-04-20");
    close(&mut house, "2026-04-10");
    close(&mut house, "2026-05-10");
    assert_eq!(pushes(&house), number(2));
    house.now += 1;
    house.ledger.undo(house.now).expect("undone");
    assert_eq!(pushes(&house), number(1), "taken back");
    house.ledger.redo(house.now + 1).expect("redone");
    assert_eq!(pushes(&house), number(2));
    house.ledger.undo(house.now + 2).expect("undone");
    house.ledger.undo(house.now + 3).expect("undone");
    house.ledger.undo(house.now + 4).expect("undone");
    assert_eq!(pushes(&house), number(0));
    house.now += 10;
    close(&mut house, "2026-03-25");
    assert_eq!(pushes(&house), number(1));
    house.set_deal(deal, "close", Value::Empty);
    house.set_deal(deal, "close", Value::Date(day("2026-03-26")));
    assert_eq!(pushes(&house), number(2), "an empty day in between hides nothing");
}
