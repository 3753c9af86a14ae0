//! Where one was when the page was loaded anew: the page, its record, the cell, and what was folded up.

use std::sync::Arc;

use super::action::Effect;
use super::grid::{GridId, Selection, Target, decode_path, encode_path};
use super::screen::Tab;
use super::state::App;
use crate::forecast::outlook::{Scope, Span};
use crate::formats::{read_tsv, write_tsv};
use crate::model::{Key, RowId, Sheet, Value, order};

/// Groups that are remembered as closed: many lines are not worth what keeping them costs.
const GROUPS: usize = 500;
/// Stands behind the page whose table of all accounts was shown.
const ALL: &str = "+all";

/// A page of the application, and where on it one was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whereabouts {
    tab: Tab,
    /// Whether the page of accounts was their table.
    all_accounts: bool,
    /// The deal of the strategy page, and the account of the accounts page.
    records: [Option<RowId>; 2],
    setup: Sheet,
    /// The period and the person that the forecast is of: computed columns follow them.
    scope: Scope,
    /// The active cell of the grid in use, where it is a record's.
    cell: Option<Target>,
    /// The groups that were closed, each by its grid and what its records have in common.
    closed: Vec<(GridId, Vec<Value>)>,
}

impl Whereabouts {
    /// As tab-separated fields: a line of the place, then one for each closed group.
    #[must_use]
    pub fn write(&self) -> String {
        let id = |row: Option<RowId>| row.map(|row| row.to_string()).unwrap_or_default();
        let [deal, account] = self.records.map(id);
        let Scope { span, offset, person } = self.scope;
        let page = if self.all_accounts { format!("{}{ALL}", self.tab.key()) } else { self.tab.key().to_owned() };
        let mut fields = vec![page, deal, account, self.setup.key().to_owned()];
        fields.extend([span.key().to_owned(), offset.to_string(), id(person)]);
        if let Some(Target { sheet, row, column }) = &self.cell {
            fields.extend([sheet.key().to_owned(), id(*row), column.to_string()]);
        }
        let closed = self.closed.iter().filter_map(|(id, path)| Some(vec![id.name(), encode_path(path)?]));
        write_tsv(&std::iter::once(fields).chain(closed).collect::<Vec<_>>())
    }

    /// Reads it back; none where it is no such text.
    #[must_use]
    pub fn read(text: &str) -> Option<Whereabouts> {
        let lines = read_tsv(text);
        let (fields, closed) = lines.split_first()?;
        let (place, cell) = fields.split_at_checked(7)?;
        let [tab, deal, account, setup, span, offset, person] = place else { return None };
        let (tab, all_accounts) = tab.strip_suffix(ALL).map_or((tab.as_str(), false), |tab| (tab, true));
        let id = |text: &String| if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) };
        let cell = match cell {
            [sheet, row, column] => {
                Some(Target { sheet: Sheet::of_key(sheet)?, row: id(row)?, column: Key::new(column) })
            }
            _ => None,
        };
        let (records, setup) = ([id(deal)?, id(account)?], Sheet::of_key(setup)?);
        let scope = Scope { span: Span::of_key(span)?, offset: offset.parse().ok()?, person: id(person)? };
        let closed = closed.iter().filter_map(|line| match line.as_slice() {
            [name, path] => Some((GridId::of_name(name)?, decode_path(path)?)),
            _ => None,
        });
        Some(Whereabouts {
            tab: Tab::of_key(tab)?,
            all_accounts,
            records,
            setup,
            scope,
            cell,
            closed: closed.collect(),
        })
    }
}

impl App {
    /// Where one is.
    #[must_use]
    pub fn whereabouts(&self) -> Whereabouts {
        let grid = self.grid_in_use().and_then(|id| self.laid_out(id));
        let cell = grid.and_then(|grid| grid.target()).filter(|target| target.row.is_some());
        let (records, scope) = ([self.deal, self.account], self.scope);
        let closed = self.grids.iter().flat_map(|(id, grid)| grid.closed.iter().map(|path| (*id, path.clone())));
        let mut closed: Vec<(GridId, Vec<Value>)> = closed.collect();
        order::sort_by_key(&mut closed, |(id, path)| (id.name(), encode_path(path)));
        closed.truncate(GROUPS);
        let (tab, all_accounts) = (self.tab, self.all_accounts);
        Whereabouts { tab, all_accounts, records, setup: self.setup, scope, cell, closed }
    }

    /// Goes back to where one was, as far as it is still there.
    pub(super) fn return_to(&mut self, place: Whereabouts) -> Vec<Effect> {
        let Whereabouts { tab, all_accounts, records: [deal, account], setup, scope, cell, closed } = place;
        for (id, path) in closed {
            if !self.grids.contains_key(&id) {
                self.grid(id);
            }
            if let Some(grid) = self.grids.get_mut(&id) {
                Arc::make_mut(&mut grid.closed).insert(path);
            }
        }
        let scope =
            Scope { person: scope.person.filter(|row| self.plan().table(Sheet::Persons).contains(*row)), ..scope };
        let kept = |sheet: Sheet, row: Option<RowId>| row.filter(|row| self.plan().table(sheet).contains(*row));
        let (deal, account) = (kept(Sheet::Deals, deal), kept(Sheet::Accounts, account));
        let there = |app: &mut App| {
            (app.deal, app.account) = (deal.or(app.deal), account.or(app.account));
            (app.tab, app.all_accounts, app.setup, app.scope) = (tab, all_accounts, setup, scope);
        };
        let mut effects = self.redraw(there);
        if let Some(Target { sheet, row: Some(row), column }) = &cell
            && self.plan().table(*sheet).definition(column).is_some()
        {
            effects = self.goto(*sheet, *row, column);
        }
        // A cell of the record that the page is about may have its own page elsewhere.
        if self.tab != tab || self.all_accounts != all_accounts || self.card.is_some() {
            self.card = None;
            effects = self.redraw(there);
            effects.extend(cell.and_then(|cell| self.return_to_cell(&cell)));
        }
        if !effects.iter().any(|effect| matches!(effect, Effect::Focus(_))) {
            effects.push(self.first_grid().map_or(Effect::FocusPage, Effect::Focus));
        }
        effects
    }

    /// Goes back to a cell of the page's own table, where it shows it.
    fn return_to_cell(&mut self, cell: &Target) -> Option<Effect> {
        let id = self.first_grid().filter(|id| id.sheet() == cell.sheet)?;
        let grid = self.grid(id);
        let (row, column) = grid.layout.locate(cell.row?, &cell.column)?;
        grid.selection = Selection::at(row, column);
        Some(Effect::Reveal(id, grid.selection.active))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Action;
    use crate::app::arrange::Deed;
    use crate::app::tests::desk::{Desk, add};

    const DEALS: GridId = GridId::Table(Sheet::Deals);
    const TABLE: &str = "| name | amount |\n| a    | 1      |\n| b    | [2]    |";

    fn again(desk: &mut Desk) -> Whereabouts {
        let place = desk.app.whereabouts();
        let read = Whereabouts::read(&place.write());
        assert_eq!(read.as_ref(), Some(&place));
        // As after a reload: the same plan, seen from its beginning.
        let ledger = desk.app.ledger.clone();
        desk.app.open(ledger);
        (desk.app.tab, desk.app.active) = (Tab::default(), None);
        place
    }

    #[test]
    fn the_page_the_record_and_the_cell_are_found_again() {
        let mut desk = Desk::new(DEALS, TABLE);
        let place = again(&mut desk);
        desk.act(Action::ReturnTo(place.clone().into()));
        assert_eq!(desk.app.whereabouts(), place);

        for tab in Tab::ALL {
            let mut desk = Desk::new(DEALS, TABLE);
            let row = desk.app.plan().table(Sheet::Deals).ids().nth(1);
            desk.app.redraw(|app| (app.tab, app.deal, app.setup) = (tab, row, Sheet::Rates));
            let scope = Scope { span: Span::Year, offset: 1, person: None };
            desk.act(Action::SetScope(scope));
            let place = again(&mut desk);
            desk.act(Action::SetScope(Scope::default()));
            desk.act(Action::ReturnTo(place.into()));
            assert_eq!((desk.app.scope, desk.app.board.scope()), (scope, scope), "what follows from it, too");
            assert_eq!((desk.app.tab, desk.app.deal, desk.app.setup), (tab, row, Sheet::Rates));
        }
    }

    #[test]
    fn what_was_folded_up_stays_so() {
        let mut desk = Desk::new(DEALS, "| name | amount |\n| a    | 1      |\n| b | 2 |\n| \"say\" | [2]    |");
        desk.act(Action::Arrange(DEALS, Deed::Group("amount".into(), None)));
        desk.act(Action::Arrange(DEALS, Deed::Group("name".into(), None)));
        desk.act(Action::Arrange(DEALS, Deed::FoldAll(true)));
        let before = desk.app.grid(DEALS).layout.height();
        let place = again(&mut desk);
        assert_eq!(desk.app.grid(DEALS).layout.height(), before + 6, "three groups within two, and their records");
        desk.act(Action::ReturnTo(place.clone().into()));
        assert_eq!((desk.app.grid(DEALS).layout.height(), desk.app.whereabouts()), (before, place));
    }

    #[test]
    fn the_first_key_after_it_has_somewhere_to_go() {
        for (tab, setup) in [
            (Tab::Funnel, Sheet::Settings),
            (Tab::Forecast, Sheet::Settings),
            (Tab::Setup, Sheet::Rates),
            // Their records have a page of their own elsewhere.
            (Tab::Setup, Sheet::Contacts),
        ] {
            let mut desk = Desk::new(DEALS, TABLE);
            let account = add(&mut desk.app, Sheet::Accounts, vec![("name", Value::text("Haida"))]);
            add(&mut desk.app, Sheet::Contacts, vec![("name", Value::text("Wang")), ("account", Value::Link(account))]);
            desk.app.redraw(|app| (app.tab, app.setup) = (tab, setup));
            let first = desk.app.first_grid();
            if let Some(id) = first {
                desk.app.grid(id);
                desk.act(Action::Focus(id));
            }
            let place = again(&mut desk);
            desk.effects.clear();
            desk.act(Action::ReturnTo(place.into()));
            let asked = desk.effects.iter().rfind(|effect| matches!(effect, Effect::Focus(_) | Effect::FocusPage));
            assert_eq!(asked, Some(&first.map_or(Effect::FocusPage, Effect::Focus)), "{tab:?} {setup:?}");
        }
    }

    #[test]
    fn what_is_gone_meanwhile_leaves_the_page() {
        let mut desk = Desk::new(DEALS, TABLE);
        let mut place = again(&mut desk);
        let gone = RowId(crate::model::Stamp { time: 77, replica: 7 });
        place.records = [Some(gone), None];
        place.cell = Some(Target { sheet: Sheet::Deals, row: Some(gone), column: Key::new("amount") });
        desk.act(Action::ReturnTo(place.clone().into()));
        assert!(desk.app.tab == Tab::Funnel && desk.app.deal != Some(gone));
        place.cell = Some(Target { sheet: Sheet::Deals, row: None, column: Key::new("x_gone") });
        desk.act(Action::ReturnTo(place.into()));
        assert!(desk.app.shows(DEALS));
        for line in [
            "",
            "funnel",
            "nowhere\t\t\tdeals\tyear\t0\t",
            "funnel\tx\t\tdeals\tyear\t0\t",
            "funnel\t\t\tnothing\tyear\t0\t",
            "funnel\t\t\tdeals\tlong\t0\t",
            "funnel\t\t\tdeals\tyear\tx\t",
            // As an older version wrote it.
            "funnel\t\t\tdeals",
        ] {
            assert_eq!(Whereabouts::read(line), None, "{line}");
        }
    }
}
