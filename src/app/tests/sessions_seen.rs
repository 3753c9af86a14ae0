//! What holds of all that is worked out, after any session: rows, totals, the status bar, what is found, and the forecast are
//! what a plain recomputation gives.

use proptest::prelude::*;

use super::desk::{Desk, reopened};
use super::laws::{self, cases};
use super::seen_plainly::{rows_are_right, summary_is_right, totals_are_right};
use super::sessions::{self, go};
use crate::app::arrange::Deed as Arranging;
use crate::app::find::{Query, Seek};
use crate::app::grid::{At, Condition, GridId, Likeness, Total, Unit};
use crate::app::{Action, App, Hit, Looking, Staging, Supposition};
use crate::forecast::outlook::{Scope, Span, Suppose};
use crate::log::Replica;
use crate::model::{Currency, Date, Definition, Key, Kind, Money, RowId, Sheet, Value};
use crate::text::{edit_text, search_key};

const TABLES: [GridId; 3] =
    [GridId::Table(Sheet::Deals), GridId::Table(Sheet::Accounts), GridId::Table(Sheet::Activities)];

/// A step of a random session.
#[derive(Clone, Debug)]
enum Deed {
    Within(sessions::Deed),
    Arrange(usize, Arranging),
    /// The period and the person, by his place.
    Scope(Span, i32, Option<usize>),
    /// Something is supposed of a deal.
    Suppose(usize, Suppose),
    Supposing(Supposition),
    /// A scenario is kept, or the first one opened.
    Stage(bool),
    /// One searches; types on.
    Find(Query),
    Select(usize, At, At),
}

fn column() -> impl Strategy<Value = Key> {
    let columns = ["name", "owner", "amount", "stage", "close", "weighted", "account", "p", "note", "outcome"];
    proptest::sample::select(columns.to_vec()).prop_map(Key::new)
}

fn condition() -> impl Strategy<Value = Condition> {
    prop_oneof![
        Just(Condition::Empty),
        Just(Condition::Filled),
        Just(Condition::Invalid),
        proptest::sample::select(vec!["a", "1", "haitian", "？"]).prop_flat_map(|text| {
            proptest::sample::select(&Likeness::ALL[..]).prop_map(move |like| Condition::Like(like, text.into()))
        }),
        (0_i64..3_000).prop_map(|minor| Condition::Between {
            from: Some(Value::Money(Money::new(minor, Currency::USD))),
            until: None,
        }),
        Just(Condition::days(None, Date::new(2026, 3, 31))),
        any::<bool>()
            .prop_map(|except| Condition::Among { values: vec![Value::Empty, Value::text("haitian")], except }),
    ]
}

fn arranging() -> impl Strategy<Value = Arranging> {
    let number = proptest::sample::select(vec!["amount", "close", "weighted", "p"]).prop_map(Key::new);
    prop_oneof![
        3 => (number, any::<bool>(), any::<bool>())
            .prop_map(|(column, descending, add)| Arranging::Sort { column, descending, add }),
        3 => (column(), condition()).prop_map(|(column, condition)| Arranging::Ask(column, Some(condition))),
        1 => Just(Arranging::Unfilter),
        2 => (column(), prop::option::of(Just(Unit::Month))).prop_map(|(column, unit)| Arranging::Group(column, unit)),
        1 => Just(Arranging::Ungroup(None)),
        1 => any::<bool>().prop_map(Arranging::FoldAll),
        2 => (column(), proptest::sample::select(&Total::ALL[..])).prop_map(|(column, total)| Arranging::Total(column, total)),
        1 => (column(), any::<bool>()).prop_map(|(column, on)| Arranging::Show(column, on)),
    ]
}

fn supposed() -> impl Strategy<Value = Suppose> {
    prop_oneof![
        Just(Suppose::Won),
        Just(Suppose::Lost),
        (0_u8..=100).prop_map(|percent| Suppose::Chance(f64::from(percent) / 100.0)),
        (1_u32..28).prop_map(|day| Suppose::Close(Date::new(2026, 3, day).unwrap())),
        (0_i64..9_000).prop_map(Suppose::Amount),
    ]
}

fn query() -> impl Strategy<Value = Query> {
    let text = proptest::sample::select(vec!["", "h", "ha", "hai", "1", "10", "2026", "a", "prefer", "３"]);
    (text, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(text, whole, case, everywhere)| Query {
        text: text.into(),
        whole,
        case,
        everywhere,
        ..Query::default()
    })
}

fn deed() -> impl Strategy<Value = Deed> {
    let at = || (0_usize..8, 0_usize..20).prop_map(|(row, column)| At { row, column });
    let spans = proptest::sample::select(vec![Span::Month, Span::Quarter, Span::Year]);
    prop_oneof![
        12 => sessions::deed().prop_map(Deed::Within),
        6 => (0..TABLES.len(), arranging()).prop_map(|(grid, deed)| Deed::Arrange(grid, deed)),
        2 => (spans, -1_i32..2, prop::option::of(0_usize..3)).prop_map(|(span, offset, who)| Deed::Scope(span, offset, who)),
        2 => (0_usize..4, supposed()).prop_map(|(deal, supposed)| Deed::Suppose(deal, supposed)),
        1 => proptest::sample::select(vec![Supposition::Keep, Supposition::Step(true), Supposition::Step(false)])
            .prop_map(Deed::Supposing),
        1 => any::<bool>().prop_map(Deed::Stage),
        3 => query().prop_map(Deed::Find),
        3 => (0..TABLES.len(), at(), at()).prop_map(|(grid, from, to)| Deed::Select(grid, from, to)),
    ]
}

fn step(desk: &mut Desk, there: &mut Option<App>, deed: &Deed) {
    match deed {
        Deed::Within(deed) => go(desk, there, deed),
        Deed::Arrange(grid, deed) => desk.act(Action::Arrange(TABLES[*grid], deed.clone())),
        Deed::Scope(span, offset, person) => {
            let person = person.and_then(|at| desk.app.plan().table(Sheet::Persons).ids().nth(at));
            desk.act(Action::SetScope(Scope { span: *span, offset: *offset, person }));
        }
        Deed::Suppose(at, supposed) => {
            let deal = desk.app.plan().table(Sheet::Deals).ids().nth(*at);
            if let Some(deal) = deal {
                desk.act(Action::Look(Looking::Suppose(Supposition::Take(deal, *supposed))));
            }
        }
        Deed::Supposing(act) => desk.act(Action::Look(Looking::Suppose(*act))),
        Deed::Stage(true) => desk.act(Action::Stage(Staging::Save("likely".into()))),
        Deed::Stage(false) => {
            let scenario = desk.app.plan().table(Sheet::Scenarios).ids().next();
            if let Some(scenario) = scenario {
                desk.act(Action::Stage(Staging::Open(scenario)));
            }
        }
        Deed::Find(query) => {
            desk.app.find.is_open = true;
            desk.act(Action::Find(Seek::Query(query.clone())));
        }
        Deed::Select(grid, from, to) => {
            let old = desk.grid;
            desk.act(Action::Blur(old));
            desk.grid = TABLES[*grid];
            let id = desk.grid;
            let (height, width) = (desk.app.grid(id).layout.height(), desk.app.grid(id).layout.width());
            let within = |at: &At| At { row: at.row % height.max(1), column: at.column % width.max(1) };
            desk.act(Action::Focus(id));
            desk.act(Action::Point { grid: id, at: within(from), extend: false });
            desk.act(Action::Point { grid: id, at: within(to), extend: true });
        }
    }
}

fn near(one: f64, other: f64, most: f64) -> bool {
    (one - other).abs() <= most * (1.0 + one.abs().max(other.abs()))
}

/// The forecast after the session is one made afresh.
fn forecast_is_fresh(app: &App) -> Result<(), TestCaseError> {
    let mut fresh = reopened(app, Replica::new(1, 9));
    fresh.update(Action::SetScope(app.scope), super::desk::NOON);
    let (live, anew) = (app.figures().unwrap(), fresh.figures().unwrap());
    prop_assert!(near(live.mean, anew.mean, 1e-9) && near(live.sd, anew.sd, 1e-6), "{:?} {:?}", live, anew);
    let all = |figures: &crate::forecast::outlook::Figures| {
        (
            figures.period,
            figures.targets,
            figures.won,
            figures.open,
            figures.left_out,
            figures.assumed,
            figures.rounded_to,
        )
    };
    prop_assert_eq!(all(&live), all(&anew));
    prop_assert_eq!((live.sure, live.reach), (anew.sure, anew.reach));
    prop_assert!(near(live.chance.unwrap_or(-1.0), anew.chance.unwrap_or(-1.0), 1e-9));
    prop_assert!(near(live.lift, anew.lift, 1e-9));
    for (one, other) in live.touches.iter().zip(&anew.touches) {
        prop_assert!(near(one.pivot, other.pivot, 1e-9) && near(one.lift, other.lift, 1e-9), "{:?} {:?}", one, other);
    }
    for row in app.plan().table(Sheet::Deals).ids() {
        for definition in app.plan().table(Sheet::Deals).definitions().iter().filter(|own| own.computed.is_some()) {
            let pair = (app.text_of(Sheet::Deals, row, definition), fresh.text_of(Sheet::Deals, row, definition));
            prop_assert_eq!(&pair.0, &pair.1, "{}", definition.key);
        }
    }
    let supposed = &app.outlook.supposing.all;
    if let Some(live) = app.what_if() {
        let (live, anew) = (live.unwrap(), fresh.rehearse(supposed).unwrap());
        prop_assert_eq!(&live.idle, &anew.idle);
        prop_assert_eq!(
            (live.after.open, live.after.won, live.unasked),
            (anew.after.open, anew.after.won, anew.unasked)
        );
        for (one, other) in [(&live.before, &anew.before), (&live.after, &anew.after)] {
            prop_assert!(near(one.mean, other.mean, 1e-9) && near(one.sd, other.sd, 1e-6));
            prop_assert_eq!(one.quantiles, other.quantiles);
        }
    }
    Ok(())
}

/// What is found is every cell that holds the text.
fn hits_are_right(app: &App) -> Result<(), TestCaseError> {
    let query = &app.find.query;
    let needle = search_key(&query.text);
    let hits = app.hits();
    let kept = app.search.take();
    prop_assert_eq!(&hits, &app.hits(), "looked for anew");
    app.search.replace(kept);
    if query.case || query.whole || query.comments || needle.is_empty() {
        return Ok(());
    }
    let holds = |sheet: Sheet, row: RowId, definition: &Definition| {
        let is_edited = definition.computed.is_none()
            && matches!(definition.kind, Kind::Money | Kind::Number { .. } | Kind::Percent | Kind::Date);
        let value = app.plan().value(sheet, row, &definition.key);
        search_key(&app.text_of(sheet, row, definition)).contains(&*needle)
            || is_edited && search_key(&edit_text(app.plan(), definition, value, app.lang)).contains(&*needle)
    };
    let mut expected = Vec::new();
    if query.everywhere {
        for &sheet in Sheet::ALL.iter().filter(|sheet| sheet.is_seen()) {
            let table = app.plan().table(sheet);
            for row in table.ids() {
                let found = table.present().filter(|definition| holds(sheet, row, definition));
                expected.extend(found.map(|definition| Hit { sheet, row, column: definition.key.clone() }));
            }
        }
    } else if let Some(grid) = app.active.and_then(|id| app.laid_out(id)) {
        let sheet = grid.layout.sheet();
        let table = app.plan().table(sheet);
        for at in 0..grid.layout.height() {
            let Some(row) = grid.layout.record(at) else { continue };
            for column in 0..grid.layout.width() {
                let Some(shown) = grid.layout.shown(at, column) else { continue };
                let definition = &table.definitions()[shown.index];
                if holds(sheet, row, definition) {
                    expected.push(Hit { sheet, row, column: definition.key.clone() });
                }
            }
        }
    }
    prop_assert_eq!(hits.to_vec(), expected, "{:?}", query);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(200), max_shrink_iters: 3_000, ..ProptestConfig::default() })]
    #[test]
    fn what_is_seen_is_what_a_plain_recomputation_gives(session in prop::collection::vec(deed(), 1..30)) {
        let mut desk = laws::desk();
        let mut there = None;
        for deed in &session {
            step(&mut desk, &mut there, deed);
            hits_are_right(&desk.app)?;
            summary_is_right(&desk.app, desk.grid)?;
        }
        desk.act(Action::Blur(desk.grid));
        forecast_is_fresh(&desk.app)?;
        for id in TABLES {
            desk.app.grid(id);
            totals_are_right(&desk.app, id)?;
            rows_are_right(&mut desk, id)?;
            totals_are_right(&desk.app, id)?;
        }
    }
}
