//! A plan made line by line, and the forecast of it.

use crate::forecast::outlook::{ActivityFacts, Board, DealState, Draft, Figures, Scope, View, computed, states};
use crate::log::{Change, Label, Ledger, Replica};
use crate::model::{
    Computed, Currency, Date, Decimal, Key, Money, Percent, Place, Plan, RowId, Sheet, Value, defaults,
};

/// Noon of 10 March 2026, and that day.
pub const NOON: u64 = 1_773_144_000_000;
pub const DAY: u64 = 86_400_000;

pub fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

pub fn date(text: &str) -> Value {
    Value::Date(day(text))
}

/// So many whole dollars.
pub fn usd(whole: i64) -> Value {
    cents(whole * 100)
}

pub fn cents(minor: i64) -> Value {
    Value::Money(Money::new(minor, Currency::USD))
}

pub fn share(hundredths: i64) -> Value {
    Value::Percent(Percent::of(hundredths))
}

pub fn pick(key: &'static str) -> Value {
    Value::Choice(Key::new_static(key))
}

pub fn number(whole: i64) -> Value {
    Value::Number(Decimal::whole(whole))
}

/// A plan with the default stages and milestones, in dollars; today is 10 March 2026.
#[derive(Clone)]
pub struct House {
    pub ledger: Ledger,
    pub now: u64,
    pub scope: Scope,
    pub draft: Option<Draft>,
}

impl House {
    pub fn new() -> House {
        House::begun(NOON)
    }

    /// The same, set up at a time: what is in the log cannot be made earlier afterwards.
    pub fn begun(now: u64) -> House {
        let mut house = House::bare_at(now);
        for (at, (en, _, p, limit, category)) in defaults::STAGES.iter().enumerate() {
            let p = p.map_or(Value::Empty, share);
            house.put(
                Sheet::Stages,
                House::stage(at),
                vec![
                    ("name", Value::text(en)),
                    ("number", number(at as i64)),
                    ("p", p),
                    ("limit", number(*limit)),
                    ("category", pick(category)),
                ],
            );
        }
        for (at, (stage, en, _)) in defaults::MILESTONES.iter().enumerate() {
            let cells = vec![("name", Value::text(en)), ("stage", Value::Link(House::stage(*stage)))];
            house.put(Sheet::Milestones, House::milestone(at), cells);
        }
        house
    }

    /// Without stages.
    pub fn bare() -> House {
        House::bare_at(NOON)
    }

    fn bare_at(now: u64) -> House {
        let ledger = Ledger::new(Replica::new(1, 1), "me");
        let mut house = House { ledger, now, scope: Scope::default(), draft: None };
        house.put(Sheet::Settings, Plan::SETTINGS, vec![("currency", pick("USD"))]);
        house
    }

    pub fn stage(number: usize) -> RowId {
        RowId::builtin(100 + number as u64)
    }

    pub fn milestone(at: usize) -> RowId {
        RowId::builtin(200 + at as u64)
    }

    pub fn put(&mut self, sheet: Sheet, row: RowId, cells: Vec<(&'static str, Value)>) {
        let place = Place::nth(self.ledger.plan().table(sheet).slots());
        let cells = cells.into_iter().map(|(key, value)| (Key::new_static(key), value)).collect();
        self.commit(vec![Change::Insert { sheet, row, place, cells }]);
    }

    pub fn add(&mut self, sheet: Sheet, cells: Vec<(&'static str, Value)>) -> RowId {
        let row = self.ledger.fresh_row(self.now);
        self.put(sheet, row, cells);
        row
    }

    /// An open deal closing in this quarter.
    pub fn deal(&mut self, amount: i64, stage: usize) -> RowId {
        self.add(
            Sheet::Deals,
            vec![
                ("name", Value::text("Deal")),
                ("amount", usd(amount)),
                ("stage", Value::Link(House::stage(stage))),
                ("close", date("2026-03-20")),
            ],
        )
    }

    /// The target of this quarter.
    pub fn target(&mut self, amount: i64) -> RowId {
        let cells = vec![("from", date("2026-01-01")), ("until", date("2026-03-31")), ("target", usd(amount))];
        self.add(Sheet::Targets, cells)
    }

    pub fn set(&mut self, sheet: Sheet, row: RowId, key: &'static str, value: Value) {
        self.commit(vec![Change::Set { sheet, row, column: Key::new_static(key), value }]);
    }

    pub fn set_deal(&mut self, row: RowId, key: &'static str, value: Value) {
        self.set(Sheet::Deals, row, key, value);
    }

    pub fn commit(&mut self, changes: Vec<Change>) {
        self.now += 1000;
        self.ledger.commit(changes, Label::new("edit"), self.now).expect("possible");
    }

    pub fn today(&self) -> Date {
        Date::of_millis(self.now)
    }

    /// The board made anew.
    pub fn board(&self) -> Board {
        let mut board = Board::default();
        board.refresh(&self.ledger, self.scope, self.today(), &[], self.draft.as_ref());
        board
    }

    /// Works with everything made anew.
    pub fn with<T>(&self, work: impl FnOnce(&View<'_>) -> T) -> T {
        let board = self.board();
        let mut activities = ActivityFacts::default();
        activities.refresh(self.ledger.plan(), self.today());
        let view = View {
            ledger: &self.ledger,
            today: self.today(),
            activities: &activities,
            board: &board,
            draft: self.draft.as_ref(),
        };
        work(&view)
    }

    pub fn figures(&self) -> Figures {
        self.with(|view| view.board.figures(view)).expect("countable")
    }

    pub fn computed(&self, formula: Computed, row: RowId) -> Value {
        self.with(|view| computed(view, formula, row))
    }

    pub fn states(&self, row: RowId) -> Vec<DealState> {
        self.with(|view| states(view, row))
    }

    /// The chance of the target in the scope.
    pub fn chance(&self) -> Option<f64> {
        self.figures().chance
    }

    /// A deal's draft: what is being typed into a cell.
    pub fn draft(&mut self, row: RowId, key: &str, value: Value) {
        let column = self.ledger.plan().table(Sheet::Deals).column(key).expect("a column");
        self.draft = Some(Draft::of(row, column, value));
    }
}

#[track_caller]
pub fn near(actual: f64, expected: f64, tolerance: f64) {
    assert!((actual - expected).abs() <= tolerance, "{actual} is not {expected}");
}
