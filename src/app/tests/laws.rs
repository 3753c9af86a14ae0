//! What holds after any script whatever.

use proptest::prelude::*;

use super::desk::{Desk, add, reopened};
use crate::app::command::{Chord, Chosen, Command, TABLE};
use crate::app::grid::{At, GridId};
use crate::app::{Action, App, Block, problems};
use crate::log::Replica;
use crate::model::{Currency, Date, Money, RowId, Sheet, Value};

/// A step of a random script.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    Key(Chord),
    Type(String),
    Paste(Vec<Vec<String>>),
    Press(&'static str),
    Click(usize, usize, bool),
    Turn(usize, usize, Chosen),
    Menu(Command),
    Pick(usize),
    Grid(usize),
    Choose(usize),
}

pub(super) const GRIDS: [GridId; 7] = [
    GridId::Table(Sheet::Deals),
    GridId::Table(Sheet::Activities),
    GridId::Table(Sheet::Accounts),
    GridId::Part(Sheet::Roles),
    GridId::Form(Sheet::Deals),
    GridId::Form(Sheet::Accounts),
    GridId::Table(Sheet::Stages),
];

const TEXTS: [&str; 16] = [
    "",
    " ",
    "a",
    "Haitian",
    "NewCo",
    "12",
    "1.5万",
    "40%",
    "2026-4-1",
    "today",
    "?",
    "5 Neg",
    "won",
    "x,y;z",
    "#1-0",
    "￥３\n４",
];

pub(super) fn text() -> impl Strategy<Value = String> {
    prop_oneof![4 => proptest::sample::select(&TEXTS[..]).prop_map(str::to_owned), 1 => "\\PC{0,4}"]
}

pub(super) fn deed() -> impl Strategy<Value = Deed> {
    let presses = [
        "ime:k,ke,科",
        "ime:k,<Enter>,",
        "blur",
        "focus",
        "Ctrl+C",
        "Ctrl+X",
        "reload",
        "Backspace",
        "Space",
        "add(0,1)",
        "add(2,0)",
    ];
    prop_oneof![
        8 => proptest::sample::select(chords()).prop_map(Deed::Key),
        6 => text().prop_map(Deed::Type),
        2 => prop::collection::vec(prop::collection::vec(text(), 0..4), 0..4).prop_map(Deed::Paste),
        2 => proptest::sample::select(presses.to_vec()).prop_map(Deed::Press),
        3 => (0usize..8, 0usize..12, any::<bool>()).prop_map(|(row, column, drag)| Deed::Click(row, column, drag)),
        1 => (0usize..8, 0usize..12, proptest::sample::select(vec![Chosen::Cells, Chosen::Rows, Chosen::Columns]))
            .prop_map(|(row, column, what)| Deed::Turn(row, column, what)),
        2 => proptest::sample::select(by_name()).prop_map(Deed::Menu),
        1 => (0usize..4).prop_map(Deed::Pick),
        1 => (0..GRIDS.len()).prop_map(Deed::Grid),
        1 => (0usize..4).prop_map(Deed::Choose),
    ]
}

fn chords() -> Vec<Chord> {
    TABLE.iter().flat_map(|entry| entry.keys).copied().collect()
}

/// What menus and the palette run on a grid.
fn by_name() -> Vec<Command> {
    TABLE.iter().filter(|entry| entry.by_name && !entry.command.is_global()).map(|entry| entry.command).collect()
}

pub(super) fn act(desk: &mut Desk, deed: &Deed) {
    let grid = desk.grid;
    match deed {
        Deed::Key(chord) => desk.chord(*chord),
        Deed::Type(text) => text.chars().for_each(|c| desk.write(c)),
        Deed::Paste(rows) => desk.act(Action::Paste(grid, Block::Texts(rows.clone()))),
        Deed::Press(keys) => drop(desk.press(keys)),
        Deed::Click(row, column, true) => drop(desk.press(&format!("drag({row},{column})"))),
        Deed::Click(row, column, false) => drop(desk.press(&format!("click({row},{column})"))),
        Deed::Turn(row, column, what) => {
            desk.act(Action::TurnTo { grid, at: At { row: *row, column: *column }, what: *what });
        }
        Deed::Menu(command) => {
            let refused = desk.editor().is_none() && desk.app.possible(*command, Some(grid)).is_err();
            let before = desk.digest();
            desk.act(Action::Run(grid, *command));
            assert!(!refused || desk.digest() == before, "{command:?} was refused and changed the plan");
        }
        Deed::Pick(line) => desk.act(Action::Pick(grid, *line)),
        Deed::Grid(at) => {
            desk.act(Action::Blur(grid));
            desk.grid = GRIDS[*at];
            desk.app.grid(desk.grid);
        }
        Deed::Choose(at) => {
            let deals: Vec<RowId> = desk.app.plan().table(Sheet::Deals).ids().collect();
            if let Some(deal) = deals.get(*at) {
                desk.act(Action::Choose(Sheet::Deals, *deal));
            }
        }
    }
}

pub(super) fn desk() -> Desk {
    let target = |app: &mut App| {
        let (from, until) = (Date::new(2026, 1, 1).unwrap(), Date::new(2026, 3, 31).unwrap());
        let target = Value::Money(Money::new(2_000, Currency::USD));
        add(app, Sheet::Targets, vec![("from", Value::Date(from)), ("until", Value::Date(until)), ("target", target)]);
    };
    Desk::on(
        GRIDS[0],
        "| name | account | amount | stage | close |
         | Haitian | Haitian | 10 | 3 Preferred | 2026-03-20 |
         | Kehua | | 20 | | |",
        target,
    )
}

/// So many cases, or as many as the environment asks for.
pub(super) fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}

/// What the running application shows is what one shows that was opened anew.
pub(super) fn is_as_reopened(desk: &mut Desk) -> Result<(), TestCaseError> {
    let grid = desk.grid;
    desk.act(Action::Blur(grid));
    for row in 0..3 {
        let _ = desk.app.row_view(grid, row);
    }
    let _ = desk.app.totals(grid);
    let _ = desk.app.selection_summary(grid);
    // By the same person: what somebody else did is told otherwise.
    let mut fresh = reopened(&desk.app, Replica::new(1, 9));
    prop_assert_eq!(desk.digest(), fresh.plan().digest());
    prop_assert_eq!(desk.app.problem_counts(), fresh.problem_counts(), "counted as changes came");
    // Of columns that came from several tabs each tab has its own order.
    let told = |app: &App| {
        let mut all = problems(app, 500);
        all.sort_by_key(|one| (std::cmp::Reverse(one.severity), one.sheet, one.row, one.column.clone()));
        all
    };
    prop_assert_eq!(told(&desk.app), told(&fresh));
    let (live, anew) = (desk.app.figures().unwrap(), fresh.figures().unwrap());
    prop_assert!((live.mean - anew.mean).abs() < 1e-3, "{} {}", live.mean, anew.mean);
    prop_assert_eq!((&live.left_out, live.open), (&anew.left_out, anew.open));
    for &sheet in &[Sheet::Deals, Sheet::Accounts, Sheet::Activities] {
        fresh.grid(GridId::Table(sheet));
        for row in fresh.plan().table(sheet).ids() {
            for definition in fresh.plan().table(sheet).definitions().iter().filter(|d| d.computed.is_some()) {
                let pair = (desk.app.text_of(sheet, row, definition), fresh.text_of(sheet, row, definition));
                prop_assert_eq!(&pair.0, &pair.1, "{}", definition.key);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(1_500), max_shrink_iters: 2_000, ..ProptestConfig::default() })]
    #[test]
    fn any_script_keeps_the_plan_the_fold_of_its_log(script in prop::collection::vec(deed(), 1..40)) {
        let mut desk = desk();
        let beginning = desk.digest();
        for deed in &script {
            act(&mut desk, deed);
            if matches!(deed, Deed::Grid(_) | Deed::Click(..) | Deed::Turn(..)) {
                let _ = desk.app.problem_counts();
            }
            let running = desk.app.totals(desk.grid);
            let kept = desk.app.memory.take();
            prop_assert_eq!(&running, &desk.app.totals(desk.grid), "added up as changes came");
            desk.app.memory.replace(kept);
            for id in GRIDS {
                if let Some(grid) = desk.app.laid_out(id) {
                    let (height, width) = (grid.layout.height().max(1), grid.layout.width().max(1));
                    for at in [grid.selection.active, grid.selection.far] {
                        prop_assert!(at.row < height && at.column < width, "{:?} in {}×{} after {:?}", at, height, width, deed);
                    }
                    if let Some(editor) = &grid.editor {
                        prop_assert_eq!(grid.layout.target(editor.at.row, editor.at.column), Some(editor.target.clone()));
                    }
                }
            }
        }
        is_as_reopened(&mut desk)?;
        while desk.app.ledger.undoable().is_some() {
            desk.press("Ctrl+Z");
        }
        prop_assert_eq!(desk.digest(), beginning, "undo leads back to the beginning");
    }
}
