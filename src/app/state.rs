//! The state of the application and what is kept up to date beside it.

use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::action::Effect;
use super::card::{Card, Dock};
use super::clipboard::{Copied, Cut};
use super::comments::Comments;
use super::elsewhere::Stray;
use super::explain::Stand;
use super::find::{Find, Search};
use super::formulas::Formulas;
use super::grid::{Arrangement, Grid, GridId};
use super::groups::Groups;
use super::habits::Habits;
use super::notice::Notice;
use super::outlook::Outlook;
use super::palette::{Aim, Records};
use super::picking::Titles;
use super::repeating::Repeatable;
use super::review::Review;
use super::screen::{Tab, Theme};
use super::summary::Memory;
use super::tally::Tally;
use super::uniques::Uniques;
use crate::forecast::BetError;
use crate::forecast::outlook::{ActivityFacts, Board, Draft, Rehearsal, Scope, View};
use crate::log::{Change, Label, Ledger, Touched};
use crate::model::schema::deals;
use crate::model::schema::setup::settings;
use crate::model::{Date, Plan, RowId, Sheet};
use crate::text::{Collation, Lang, Parser, Pronunciation};

/// Everything the screen follows from.
#[derive(Debug)]
pub struct App {
    /// The plan with its log.
    pub ledger: Ledger,
    /// The language.
    pub lang: Lang,
    /// The theme.
    pub theme: Theme,
    /// What keys the person is used to.
    pub habits: Habits,
    /// The page.
    pub tab: Tab,
    /// The deal that table 2 shows.
    pub deal: Option<RowId>,
    /// The account that table 4 shows.
    pub account: Option<RowId>,
    /// Whether page 4 shows the table of all accounts instead of the plan of one.
    pub all_accounts: bool,
    /// The table of the set-up that is shown.
    pub setup: Sheet,
    /// Whether the set-up shows the list of the user's columns instead of a table.
    pub all_columns: bool,
    /// The period and person of the forecast.
    pub scope: Scope,
    /// Counts what the plan, a draft or the language changed: what is drawn from them is drawn anew.
    pub version: u64,
    /// The grid that has the focus, or had it last.
    pub active: Option<GridId>,
    /// The letter that a Chinese character's syllable begins with, where the browser knows it.
    pub initial_of: fn(char) -> Option<char>,
    /// Whether the last that was said is what another tab wrote into the cell that is edited.
    pub(super) says_elsewhere: bool,
    /// What was chosen in the palette, the latest first.
    pub(super) recent: Vec<Aim>,
    /// Where one was before something led elsewhere, the latest last.
    pub(super) trail: Vec<Stand>,
    /// The name of the person who works here, as the plans' people are called; empty where nobody said.
    pub me: SmolStr,
    /// What was cut and not yet pasted.
    pub cut: Option<Cut>,
    /// What is marked as copied.
    pub copied: Option<Copied>,
    /// The last change, where it can be done again elsewhere.
    pub(super) repeatable: Option<Repeatable>,
    /// What is docked beside the page.
    pub panel: Option<Dock>,
    /// The record on the card.
    pub card: Option<Card>,
    /// The values that a paste left to look at.
    pub review: Option<Review>,
    /// What the Forecast page is set to.
    pub outlook: Outlook,
    /// The search.
    pub find: Find,
    pub(super) clock: Date,
    pub(super) grids: FxHashMap<GridId, Grid>,
    pub(super) board: Board,
    pub(super) activities: ActivityFacts,
    /// What is typed on although the row that it was meant for was deleted in another tab.
    pub(super) stray: Option<Stray>,
    pub(super) draft: Option<Draft>,
    pub(super) groups: Groups,
    pub(super) uniques: Uniques,
    pub(super) formulas: RefCell<Formulas>,
    pub(super) memory: RefCell<Memory>,
    pub(super) tally: RefCell<Tally>,
    pub(super) titles: RefCell<Option<Titles>>,
    pub(super) records: RefCell<Option<Records>>,
    /// In which order texts stand.
    pub(super) collation: RefCell<Collation>,
    /// Rows that come are shown in spite of filters: they were made here.
    pub(super) takes_all_in: bool,
    pub(super) search: RefCell<Option<Search>>,
    pub(super) comments: RefCell<Option<Comments>>,
    /// The period as it is, to be supposed otherwise, of a version of the plan.
    pub(super) rehearsal: RefCell<Option<(u64, Result<Rehearsal, BetError>)>>,
}

impl App {
    /// The application on a plan. `today` is the clock's day.
    #[must_use]
    pub fn new(ledger: Ledger, lang: Lang, theme: Theme, today: Date) -> App {
        let mut app = App {
            ledger,
            lang,
            theme,
            habits: Habits::default(),
            tab: Tab::default(),
            deal: None,
            account: None,
            all_accounts: false,
            setup: Sheet::Settings,
            all_columns: false,
            scope: Scope::default(),
            version: 0,
            active: None,
            initial_of: |_| None,
            says_elsewhere: false,
            recent: Vec::new(),
            trail: Vec::new(),
            cut: None,
            copied: None,
            repeatable: None,
            panel: None,
            card: None,
            review: None,
            outlook: Outlook::default(),
            find: Find::default(),
            clock: today,
            grids: FxHashMap::default(),
            board: Board::default(),
            activities: ActivityFacts::default(),
            stray: None,
            draft: None,
            groups: Groups::default(),
            uniques: Uniques::default(),
            formulas: RefCell::default(),
            memory: RefCell::default(),
            tally: RefCell::default(),
            titles: RefCell::default(),
            records: RefCell::default(),
            collation: RefCell::default(),
            takes_all_in: true,
            me: SmolStr::default(),
            search: RefCell::default(),
            comments: RefCell::default(),
            rehearsal: RefCell::default(),
        };
        app.begin();
        app
    }

    /// Lets Chinese stand as it is spoken: the order of its characters comes from outside.
    pub fn pronounce(&mut self, pronunciation: Pronunciation) {
        self.collation = RefCell::new(Collation::new(pronunciation));
    }

    /// Puts another plan in place of this one.
    pub fn open(&mut self, ledger: Ledger) {
        self.ledger = ledger;
        self.deal = None;
        self.account = None;
        self.all_accounts = false;
        self.draft = None;
        (self.cut, self.copied, self.repeatable) = (None, None, None);
        (self.panel, self.card, self.review) = (None, None, None);
        // What is looked for is kept, for F3.
        self.find.is_open = false;
        self.outlook = Outlook::default();
        if !self.me.is_empty() {
            self.ledger.set_author(&self.me);
        }
        self.grids.clear();
        self.trail.clear();
        self.recent.retain(|aim| !matches!(aim, Aim::Record(..)));
        self.begin();
    }

    /// Makes anew what is kept beside the plan.
    fn begin(&mut self) {
        self.board.forget();
        self.activities = ActivityFacts::default();
        self.groups = Groups::of(self.ledger.plan());
        self.uniques = Uniques::default();
        self.formulas = RefCell::default();
        self.tally = RefCell::default();
        self.titles = RefCell::default();
        self.records = RefCell::default();
        self.search = RefCell::default();
        self.comments = RefCell::default();
        self.memory = RefCell::default();
        self.changed(&Touched::default());
    }

    /// The plan.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        self.ledger.plan()
    }

    /// The day to plan by: the plan's own, else the clock's.
    #[must_use]
    pub fn today(&self) -> Date {
        self.plan().get(Plan::SETTINGS, settings::TODAY).unwrap_or(self.clock)
    }

    /// The forecast of the chosen period.
    #[must_use]
    pub const fn board(&self) -> &Board {
        &self.board
    }

    /// Everything computed cells depend on.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View {
            ledger: &self.ledger,
            today: self.today(),
            activities: &self.activities,
            board: &self.board,
            draft: self.draft.as_ref(),
        }
    }

    /// A parser of typed text.
    #[must_use]
    pub fn parser(&self) -> Parser<'_> {
        Parser::new(self.plan(), self.lang, self.today()).with_days(self.habits.days).with_commas(self.habits.commas)
    }

    /// A grid, laid out.
    pub fn grid(&mut self, id: GridId) -> &mut Grid {
        let record = self.record_of(id);
        let is_fresh = self.grids.get(&id).map(|grid| grid.is_fresh(self.ledger.plan(), record));
        if is_fresh.is_none() {
            let grid = Grid::new(id, self.kept_arrangement(id));
            self.grids.insert(id, grid);
        }
        if is_fresh != Some(true) {
            self.order_rows(id, record);
        }
        let grid = self.grids.entry(id).or_insert_with(|| Grid::new(id, Arrangement::default()));
        grid.refresh(self.ledger.plan(), record);
        grid
    }

    /// A grid that was laid out before.
    #[must_use]
    pub fn laid_out(&self, id: GridId) -> Option<&Grid> {
        self.grids.get(&id)
    }

    /// The definition of the column in which the last edited grid has its active cell.
    #[must_use]
    pub fn active_column(&self) -> Option<&crate::model::Definition> {
        let grid = self.laid_out(self.active?)?;
        let target = grid.target()?;
        self.plan().table(target.sheet).definition(&target.column)
    }

    /// The record that a part or a form shows.
    pub(super) fn record_of(&self, id: GridId) -> Option<RowId> {
        let sheet = id.sheet();
        match id {
            GridId::Table(_) => None,
            GridId::Card(_) => self.card.map(|card| card.record),
            GridId::Form(Sheet::Settings) => Some(Plan::SETTINGS),
            GridId::Form(Sheet::Deals) => self.deal,
            GridId::Form(_) => self.account,
            GridId::Part(_) => match sheet.parent().as_deref() {
                Some("deal") => self.deal,
                _ => self.account,
            },
        }
    }

    /// Changes the plan: the only way. Returns the effects, none where nothing changed.
    pub(super) fn commit(&mut self, changes: Vec<Change>, label: &'static str, now: u64) -> Vec<Effect> {
        let mut changes = changes;
        let moved = self.moved_forward(&changes);
        changes.extend(self.consequences(&changes, now));
        match self.ledger.commit(changes, Label::new(label), now) {
            Ok(Some(commit)) => {
                self.repeatable = None;
                self.adopt_arrangements(&commit.touched);
                self.changed(&commit.touched);
                let asked = |deal: RowId| {
                    self.plan().value(Sheet::Deals, deal, "ahead_why").is_empty() && self.view().moved_ahead(deal)
                };
                let unmet = moved.filter(|deal| asked(*deal)).map_or(0, |deal| self.view().unmet_before(deal).len());
                let ahead = moved.filter(|_| unmet > 0).map(|deal| Effect::Say(Notice::MovedAhead { deal, unmet }));
                std::iter::once(Effect::Store(commit.transaction)).chain(ahead).collect()
            }
            Ok(None) => Vec::new(),
            Err(refusal) => vec![Effect::Say(Notice::Refused(refusal))],
        }
    }

    /// Brings what is kept beside the plan up to date.
    pub(super) fn changed(&mut self, touched: &Touched) {
        let today = self.today();
        let plan = self.ledger.plan();
        let valid = |sheet: Sheet, row: Option<RowId>| {
            row.filter(|row| plan.table(sheet).contains(*row)).or_else(|| plan.table(sheet).ids().next())
        };
        self.deal = valid(Sheet::Deals, self.deal);
        self.account = valid(Sheet::Accounts, self.account);
        self.scope.person = self.scope.person.filter(|person| plan.table(Sheet::Persons).contains(*person));
        self.outlook.supposing.scenario =
            self.outlook.supposing.scenario.filter(|row| plan.table(Sheet::Scenarios).contains(*row));
        self.outlook.supposing.rest();
        self.draft = self.draft.take().filter(|draft| plan.table(Sheet::Deals).contains(draft.row));
        if self.card.is_some_and(|card| !plan.table(card.sheet).contains(card.record)) {
            // A card of a record that is gone shows nothing.
            self.card = None;
            self.panel = self.panel.filter(|panel| *panel != Dock::Card);
        }
        let rows = |of: Sheet| -> Vec<RowId> {
            let mut rows: Vec<RowId> =
                touched.cells.iter().filter(|(sheet, ..)| *sheet == of).map(|(_, row, _)| *row).collect();
            // The cells of a row mostly stand together.
            rows.dedup();
            rows
        };
        let deals = rows(Sheet::Deals);
        let sheets: FxHashSet<Sheet> = touched.cells.iter().map(|(sheet, ..)| *sheet).collect();
        for sheet in sheets {
            self.memory.get_mut().running.touch(sheet, &rows(sheet));
        }
        let about = self.activities.update(plan, today, &rows(Sheet::Activities));
        self.note_problems(touched, &about);
        self.board.refresh(&self.ledger, self.scope, today, &deals, self.draft.as_ref());
        let counted = self.formulas.get_mut().touch(self.ledger.plan(), today, touched);
        self.tally.get_mut().note(counted);
        let ids: Vec<GridId> = self.grids.keys().copied().collect();
        for id in ids {
            self.grid(id);
        }
        self.note_misfits(touched);
        self.version += 1;
    }

    /// Takes the draft away because its cell is about to be written; the forecast counts it until [`App::count_without`].
    pub(super) fn draft_to_commit(&mut self) -> Option<Draft> {
        // The account that a deal leaves is looked up where the board has it.
        if self.draft.as_ref().is_some_and(|draft| draft.value(deals::ACCOUNT.index).is_some()) {
            self.set_draft(None);
        }
        self.draft.take()
    }

    /// Counts the deal of a former draft as it stands in the plan; at no cost where that was done already.
    pub(super) fn count_without(&mut self, draft: &Draft) {
        self.count_again(&[draft.row]);
    }

    /// Counts a cell that is being typed, or no longer does.
    pub(super) fn set_draft(&mut self, draft: Option<Draft>) {
        if self.draft == draft {
            return;
        }
        let rows: Vec<RowId> = self.draft.iter().chain(draft.iter()).map(|draft| draft.row).collect();
        self.draft = draft;
        self.count_again(&rows);
    }

    /// Counts deals again that a draft is or was in.
    fn count_again(&mut self, deals: &[RowId]) {
        self.board.refresh(&self.ledger, self.scope, self.today(), deals, self.draft.as_ref());
        self.memory.get_mut().running.touch(Sheet::Deals, deals);
        self.formulas.get_mut().touch_draft();
        self.version += 1;
    }
}

/// Whether a change was refused: then nothing came of it, and nothing more is to be said.
pub(super) fn is_refused(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Say(Notice::Refused(_))))
}
