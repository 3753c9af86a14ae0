//! What is printed: the tables of the page, whole, whatever part of them the screen shows.

use smol_str::SmolStr;

use super::grid::{GridId, Layout};
use super::screen::Tab;
use super::show::{CellView, Look};
use super::state::App;
use crate::forecast::outlook::{Raised, red_flags};
use crate::model::Sheet;
use crate::text::{Lang, title};

/// The head of a printed table; its rows are those of the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The grid.
    pub id: GridId,
    /// Whose table it is: a deal or an account; none for a whole table.
    pub of: Option<SmolStr>,
    /// The columns' headings, with whether their values are numbers; none for a form.
    pub columns: Vec<(SmolStr, bool)>,
    /// How many rows hold records or fields.
    pub rows: usize,
}

impl App {
    /// The tables of the page that hold something, in the order of the page.
    pub fn printed(&mut self) -> Vec<Printed> {
        let parts = |parent: &'static str| {
            let of = move |sheet: &&Sheet| sheet.parent().as_deref() == Some(parent);
            Sheet::ALL.iter().filter(of).map(|sheet| GridId::Part(*sheet))
        };
        let ids: Vec<GridId> = match self.tab {
            Tab::Strategy => [GridId::Form(Sheet::Deals)].into_iter().chain(parts("deal")).collect(),
            Tab::Accounts if !self.all_accounts => {
                [GridId::Form(Sheet::Accounts)].into_iter().chain(parts("account")).collect()
            }
            Tab::Forecast => Vec::new(),
            Tab::Accounts | Tab::Activities | Tab::Funnel | Tab::Setup => self.first_grid().into_iter().collect(),
        };
        let record = self.record_shown().map(|(sheet, row)| title(self.plan(), sheet, row, self.lang));
        let mut printed = Vec::new();
        let shown: Vec<GridId> = ids.into_iter().filter(|id| self.shows(*id)).collect();
        for id in shown {
            let layout = self.grid(id).layout.clone();
            let columns = match &*layout {
                Layout::Table { columns, .. } => {
                    let definitions = self.plan().table(layout.sheet()).definitions();
                    let head = |(at, shown): (usize, &super::grid::Shown)| {
                        let numeric = definitions.get(shown.index).is_some_and(|d| d.kind.is_numeric());
                        (self.heading(&layout, 0, at), numeric)
                    };
                    columns.iter().enumerate().map(head).collect()
                }
                Layout::Form { .. } => Vec::new(),
            };
            if layout.records() > 0 {
                printed.push(Printed { id, of: record.clone(), columns, rows: layout.records() });
            }
        }
        printed
    }

    /// The red flags that the tables raise about the deal whose page is printed, each with its remedy.
    #[must_use]
    pub fn printed_flags(&self) -> Vec<String> {
        let Some(deal) = self.deal.filter(|_| self.tab == Tab::Strategy) else { return Vec::new() };
        let say = |raised: Raised| {
            let words = self.flag_words(deal, raised.flag);
            format!("{}{}{}", words.text(self.lang), self.lang.gap(), words.remedy(self.lang))
        };
        // What somebody put off with a reason is a row of a table of its own.
        red_flags(&self.view(), deal).into_iter().filter(|raised| raised.rests.is_none()).map(say).collect()
    }

    /// The texts of a printed row; a form's begins with the name of the field.
    #[must_use]
    pub fn printed_row(&self, id: GridId, row: usize) -> Vec<SmolStr> {
        let Some(layout) = self.laid_out(id).map(|grid| grid.layout.clone()) else { return Vec::new() };
        let name = id.is_form().then(|| self.heading(&layout, row, 0));
        name.into_iter().chain(self.row_view(id, row).cells.into_iter().map(|cell| text(cell, self.lang))).collect()
    }
}

/// A cell on paper: a tick is a sign there.
fn text(cell: CellView, lang: Lang) -> SmolStr {
    match cell.look {
        Look::Check(ticked) => SmolStr::new_static(if ticked { "✓" } else { "" }),
        // An inner group stands in a little.
        Look::Head { level, .. } => format!("{}{}", "\u{2003}".repeat(level.into()), cell.text).into(),
        Look::Words(words) => words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(lang.comma()).into(),
        _ => cell.text,
    }
}
