//! What holds after any session in which columns are made, changed and taken out, views saved, cells spoken of, texts
//! replaced, and copies of the plan taken in.

use proptest::prelude::*;

use super::desk::{Desk, reopened};
use super::laws::{self, act, cases, is_as_reopened, text};
use crate::app::arrange;
use crate::app::command::Command;
use crate::app::find::Query;
use crate::app::grid::{Condition, GridId, Target};
use crate::app::{Action, App, Commenting, Form, Seek};
use crate::log::{Replica, Transaction};
use crate::model::{Key, Sheet};
use crate::text::messages::KindWord;

/// A step of a random session.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// Keys, the mouse, the clipboard, menus.
    Hand(laws::Deed),
    /// A new column of a name and a kind; the formula is for one.
    Make(Filled),
    /// Another name, kind and formula for one of them.
    Change(usize, Filled),
    /// Takes one of them out, or brings it back.
    Delete(usize, bool),
    /// Writes into one of them.
    Write(usize, usize, String),
    /// Sorts, filters, groups, saves.
    Arrange(arrange::Deed),
    /// Says something of a cell.
    Say(usize, usize),
    /// Replaces everywhere.
    Replace(&'static str, &'static str),
    /// Joins two of one name.
    Join,
    /// Somebody else begins with a copy.
    Fork,
    /// He does something there.
    There(Box<Deed>),
    /// His copy comes back.
    TakeIn,
}

/// What somebody fills into the form of a column.
#[derive(Clone, Debug)]
pub(super) struct Filled {
    name: &'static str,
    kind: KindWord,
    formula: &'static str,
}

const SHEETS: [Sheet; 2] = [Sheet::Deals, Sheet::Accounts];

fn filled() -> impl Strategy<Value = Filled> {
    let kinds = [
        KindWord::Text,
        KindWord::Number,
        KindWord::Money,
        KindWord::Percent,
        KindWord::Date,
        KindWord::Check,
        KindWord::Choice,
        KindWord::Choices,
        KindWord::Rating,
        KindWord::Link,
        KindWord::Links,
        KindWord::Formula,
        KindWord::Formula,
    ];
    let formulas = [
        "=[Amount] * 2",
        "=if([Stage] = \"3 Preferred\", 1, 0)",
        "=[Rank] & \"!\"",
        "=[Share] + 1",
        "=days([Expected close], today())",
        "=[no such]",
        "=1 +",
        "=[Account].[Rank]",
    ];
    (
        proptest::sample::select(vec!["Rank", "Share", "Region B", "科目"]),
        proptest::sample::select(kinds.to_vec()),
        proptest::sample::select(formulas.to_vec()),
    )
        .prop_map(|(name, kind, formula)| Filled { name, kind, formula })
}

fn arranged() -> impl Strategy<Value = arrange::Deed> {
    let column = || proptest::sample::select(vec!["name", "amount", "stage", "close"]).prop_map(Key::new);
    prop_oneof![
        2 => (column(), any::<bool>()).prop_map(|(column, descending)| arrange::Deed::Sort { column, descending, add: true }),
        2 => column().prop_map(|column| arrange::Deed::Ask(column, Some(Condition::Filled))),
        1 => column().prop_map(|column| arrange::Deed::Group(column, None)),
        1 => Just(arrange::Deed::Unfilter),
        1 => Just(arrange::Deed::FoldAll(true)),
        2 => Just(arrange::Deed::SaveAs("view".into())),
        1 => (column(), any::<bool>()).prop_map(|(column, on)| arrange::Deed::Show(column, on)),
    ]
}

pub(super) fn of_columns() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => filled().prop_map(Deed::Make),
        3 => (0_usize..4, filled()).prop_map(|(which, filled)| Deed::Change(which, filled)),
        2 => (0_usize..4, any::<bool>()).prop_map(|(which, gone)| Deed::Delete(which, gone)),
        3 => (0_usize..4, 0_usize..3, text()).prop_map(|(which, row, text)| Deed::Write(which, row, text)),
        2 => arranged().prop_map(Deed::Arrange),
        1 => (0_usize..3, 0_usize..4).prop_map(|(row, column)| Deed::Say(row, column)),
        1 => Just(Deed::Replace("a", "b")),
        1 => Just(Deed::Join),
    ]
}

pub(super) fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => laws::deed().prop_map(Deed::Hand),
        8 => of_columns(),
        1 => Just(Deed::Fork),
        3 => of_columns().prop_map(|deed| Deed::There(Box::new(deed))),
        2 => Just(Deed::TakeIn),
    ]
}

fn sheet_of(which: usize) -> Sheet {
    SHEETS[which % SHEETS.len()]
}

/// The columns that somebody made, those that were taken out among them.
fn own(app: &App, which: usize) -> Option<(Sheet, Key)> {
    let sheet = sheet_of(which);
    let made = app.plan().table(sheet).definitions().iter().filter(|own| sheet.definition(&own.key).is_none());
    made.map(|own| (sheet, own.key.clone())).nth(which / SHEETS.len())
}

fn fill(app: &App, form: Form, filled: &Filled) -> Option<Action> {
    let mut form = Form { kind: filled.kind, formula: filled.formula.to_owned(), ..form };
    form.label.en = filled.name.into();
    if matches!(filled.kind, KindWord::Choice | KindWord::Choices) && form.choices.is_empty() {
        form.choices = app.choices_of_values(form.sheet, "name", false);
    }
    let definition = app.definition_of(&form).ok()?;
    Some(Action::Define(Box::new(form.edit(definition))))
}

/// What a deed is in an application, where it can be done there.
fn action(app: &App, deed: &Deed) -> Option<Action> {
    let row = |sheet: Sheet, at: usize| app.plan().table(sheet).ids().nth(at);
    Some(match deed {
        Deed::Make(filled) => {
            let sheet = sheet_of(filled.formula.len());
            return fill(app, app.new_column(sheet, Some("name".into()), None), filled);
        }
        Deed::Change(which, filled) => {
            let (sheet, key) = own(app, *which)?;
            return fill(app, app.column_form(sheet, &key, None)?, filled);
        }
        Deed::Delete(which, deleted) => {
            let (sheet, column) = own(app, *which)?;
            Action::SetDeleted { sheet, column, deleted: *deleted }
        }
        Deed::Write(which, at, text) => {
            let (sheet, column) = own(app, *which)?;
            let definition = app.plan().table(sheet).definition(&column).filter(|own| own.computed.is_none())?;
            let value = app.parser().parse(definition, text);
            Action::Set { sheet, row: row(sheet, *at)?, column, value }
        }
        Deed::Arrange(deed) => Action::Arrange(GridId::Table(Sheet::Deals), deed.clone()),
        Deed::Say(at, which) => {
            let column =
                own(app, *which).filter(|(sheet, _)| *sheet == Sheet::Deals).map_or("name".into(), |own| own.1);
            let target = Target { sheet: Sheet::Deals, row: Some(row(Sheet::Deals, *at)?), column };
            Action::Comment(Commenting::Add(target, "said".into()))
        }
        Deed::Join => Action::RunGlobal(Command::Join),
        Deed::Hand(_) | Deed::Replace(..) | Deed::Fork | Deed::There(_) | Deed::TakeIn => return None,
    })
}

pub(super) fn log(app: &App) -> Vec<Transaction> {
    app.ledger.log().map(|transaction| Transaction::clone(transaction)).collect()
}

pub(super) fn go(desk: &mut Desk, there: &mut Option<App>, deed: &Deed) {
    match deed {
        Deed::Hand(deed) => act(desk, deed),
        Deed::Replace(text, by) => {
            let query = Query { text: (*text).into(), by: (*by).into(), ..Query::default() };
            desk.act(Action::Find(Seek::Query(query)));
            desk.act(Action::Find(Seek::ReplaceAll));
        }
        Deed::Fork => *there = Some(reopened(&desk.app, Replica::new(7, 1))),
        Deed::There(deed) => {
            desk.now += 50;
            if let Some(app) = there
                && let Some(action) = action(app, deed)
            {
                app.update(action, desk.now);
            }
        }
        Deed::TakeIn => {
            if let Some(app) = there {
                desk.act(Action::TakeIn(log(app)));
            }
        }
        other => {
            if let Some(action) = action(&desk.app, other) {
                desk.act(action);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(600), max_shrink_iters: 3_000, ..ProptestConfig::default() })]
    #[test]
    fn any_session_is_what_its_log_says_and_is_taken_back_step_by_step(session in prop::collection::vec(deed(), 1..30)) {
        let mut desk = laws::desk();
        let beginning = desk.digest();
        let mut there = None;
        for deed in &session {
            go(&mut desk, &mut there, deed);
        }
        is_as_reopened(&mut desk)?;
        let end = desk.digest();
        let mut steps = 0;
        while desk.app.ledger.undoable().is_some() {
            desk.press("Ctrl+Z");
            steps += 1;
        }
        prop_assert_eq!(desk.digest(), beginning, "undo leads back to the beginning");
        is_as_reopened(&mut desk)?;
        for _ in 0..steps {
            desk.press("Ctrl+Y");
        }
        prop_assert_eq!(desk.digest(), end, "redo leads back to the end");
    }
    #[test]
    fn copies_that_took_one_another_in_are_the_same_plan(session in prop::collection::vec(deed(), 1..30)) {
        let mut desk = laws::desk();
        let mut there = Some(reopened(&desk.app, Replica::new(7, 1)));
        for deed in session.iter().filter(|deed| !matches!(deed, Deed::Fork)) {
            go(&mut desk, &mut there, deed);
        }
        let grid = desk.grid;
        desk.act(Action::Blur(grid));
        let Some(mut there) = there else { return Ok(()) };
        // What one takes in is a step that the other one has not seen yet.
        for _ in 0..3 {
            desk.now += 50;
            there.update(Action::TakeIn(log(&desk.app)), desk.now);
            desk.act(Action::TakeIn(log(&there)));
        }
        prop_assert_eq!(desk.digest(), there.plan().digest());
        let opened = [Replica::new(1, 9), Replica::new(7, 9), Replica::new(3, 1)].map(|replica| reopened(&desk.app, replica));
        for app in opened {
            prop_assert_eq!(app.plan().digest(), desk.digest(), "whoever opens it");
        }
    }
}
