//! One line of a menu.

use std::rc::Rc;

use crate::app::command::{Chord, Command, Scope, Section};
use crate::app::grid::GridId;
use crate::ui::Session;

/// One line of a menu: what it says, its keys, whether it is ticked, why it cannot run, what it does.
#[derive(Clone)]
pub struct Item {
    pub(super) label: String,
    pub(super) keys: &'static [Chord],
    pub(super) ticked: Option<bool>,
    pub(super) refused: Option<String>,
    pub(super) begins: bool,
    pub(super) run: Rc<dyn Fn()>,
}

impl Item {
    /// A line of its own.
    #[must_use]
    pub fn new(label: impl Into<String>, run: impl Fn() + 'static) -> Item {
        Item { label: label.into(), keys: &[], ticked: None, refused: None, begins: false, run: Rc::new(run) }
    }

    /// A command of the table, on a grid where it needs one; none for a command that is in no table. Keys that it has only
    /// on a heading are said in a menu of one.
    #[must_use]
    pub fn of(session: Session, command: Command, grid: Option<GridId>, on_heading: bool) -> Option<Item> {
        let entry = command.entry()?;
        let lang = session.language_now();
        let refused = session.with(|app| app.possible(command, grid)).err().map(|why| why.text(lang).into_owned());
        let label = session.with(|app| app.label_of(command));
        let item = Item::new(label, move || session.run(command, grid));
        // In a cell the same keys mean something else.
        let keys = if on_heading || entry.scope != Scope::Heading { entry.keys } else { &[] };
        Some(Item { keys, refused, ..item })
    }

    /// Something that is on or off.
    #[must_use]
    pub fn ticked(self, on: bool) -> Item {
        Item { ticked: Some(on), ..self }
    }

    /// A line stands above it.
    #[must_use]
    pub fn begins_section(self) -> Item {
        Item { begins: true, ..self }
    }
}

/// The lines of some sections of commands, for a heading or for what else there is. A form has neither rows nor columns, so their commands are left out there.
#[must_use]
pub fn of_commands(session: Session, grid: Option<GridId>, sections: &[Section], on_heading: bool) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for section in sections {
        let is_form = grid.is_some_and(GridId::is_form);
        let of_form = |command: &&Command| {
            !is_form || !command.entry().is_some_and(|e| matches!(e.scope, Scope::Rows | Scope::Columns))
        };
        let is_meant =
            |command: &&Command| !command.is_occasional() || session.with(|app| app.possible(**command, grid).is_ok());
        let begin = items.len();
        let shown = section.iter().filter(of_form).filter(is_meant);
        items.extend(shown.filter_map(|command| Item::of(session, *command, grid, on_heading)));
        if let Some(first) = items.get_mut(begin).filter(|_| begin > 0) {
            first.begins = true;
        }
    }
    items
}
