//! The one handle on the application: dispatch in, signals out.

use leptos::prelude::*;
use leptos::reactive::signal::guards::{Plain, ReadGuard};

use super::lasting::Lasting;
use super::menu::Menu;
use super::vault::Vault;
use crate::app::command::Command;
use crate::app::grid::{At, GridId};
use crate::app::{Action, App, Drafts, Effect, Form, Notice, Subject, Way, Window};
use crate::platform::{clock, page};
use crate::text::Lang;

/// A dialog over the page.
#[derive(Clone, Debug)]
pub enum Dialog {
    /// First visit: sample, blank or file.
    Welcome,
    /// The keys.
    Help,
    /// The plans in this browser.
    Plans,
    /// What is wrong in the plan.
    Problems,
    /// Language, theme, keys.
    Preferences,
    /// The steps of the plan.
    History,
    /// A column that is made or changed.
    Column(Box<Form>),
    /// A CSV file whose rows are taken in.
    Csv(Box<super::csv::Incoming>),
    /// A file that is a copy of the open plan.
    Merge(Box<super::merging::Incoming>),
    /// Why a number is what it is.
    Explanation(Subject),
    /// A file that was not opened: its name, what is wrong, what to do.
    FileRefused {
        /// The file's name.
        name: String,
        /// What is wrong.
        what: String,
        /// What to do.
        remedy: String,
    },
    /// Something about storage: what, and what to do.
    Storage {
        /// What happened.
        what: String,
        /// What to do.
        remedy: String,
    },
}

/// What is offered after an action: to undo it, and to look at values that do not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offers {
    /// Whether a step was made that can be taken back.
    pub undo: bool,
    /// Whether values need a person.
    pub review: bool,
    /// Where else it leads.
    pub way: Option<Way>,
    /// How many steps the plan had after the action.
    pub steps: usize,
}

/// What grids are asked to do from outside: bring a cell into sight, take the focus.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wish {
    /// The grid.
    pub grid: GridId,
    /// The cell to be seen.
    pub reveal: Option<At>,
    /// Whether the grid takes the focus.
    pub focus: bool,
    /// Makes two equal wishes different.
    pub number: u64,
    /// The turn that it belongs to.
    pub turn: u64,
}

/// Copied everywhere: one word, so that a closure which holds it stays small. All of it lives as long as the page.
#[derive(Clone, Copy)]
pub struct Session(&'static Parts);

/// What [`Session`] leads to.
pub struct Parts {
    app: StoredValue<App, LocalStorage>,
    /// Keeps the plan in the browser.
    pub vault: Vault,
    /// Changes with the plan, a draft, the language: everything drawn from them.
    pub version: Lasting<u64>,
    /// Changes with every action: selection, editor, page.
    pub turn: Lasting<u64>,
    /// Changes with what is supposed on the Forecast page, and with nothing else.
    pub supposed: Lasting<u64>,
    /// The language.
    pub lang: Lasting<Lang>,
    /// The last thing said.
    pub said: Lasting<String>,
    /// The last thing told to those who do not see it; what was said is told as well.
    pub told: Lasting<String>,
    /// What is offered beside it.
    pub offers: Lasting<Option<Offers>>,
    /// Comments that are being written: they stay when the panel is closed, each with its cell.
    pub comments: Lasting<Drafts>,
    /// Counts how often the panel beside the page was asked for.
    pub panel_asked: Lasting<u64>,
    /// Counts how often the search was asked for.
    pub find_asked: Lasting<u64>,
    /// The open dialog.
    pub dialog: Lasting<Option<Dialog>>,
    /// Whether the palette is open.
    pub palette: Lasting<bool>,
    /// The open menu.
    pub menu: Lasting<Option<Menu>>,
    /// The open panel.
    pub panel: Lasting<Option<super::arrange::Open>>,
    /// What a grid is asked to do.
    pub wish: Lasting<Option<Wish>>,
}

impl std::ops::Deref for Session {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        self.0
    }
}

impl Session {
    /// A session on a plan.
    #[must_use]
    pub fn new(app: App, vault: Vault) -> Session {
        let lang = app.lang;
        Session(Box::leak(Box::new(Parts {
            app: StoredValue::new_local(app),
            vault,
            version: Lasting::new(0),
            turn: Lasting::new(0),
            supposed: Lasting::new(0),
            lang: Lasting::new(lang),
            said: Lasting::new(String::new()),
            told: Lasting::new(String::new()),
            offers: Lasting::new(None),
            comments: Lasting::new(Drafts::default()),
            panel_asked: Lasting::new(0),
            find_asked: Lasting::new(0),
            dialog: Lasting::new(None),
            palette: Lasting::new(false),
            menu: Lasting::new(None),
            panel: Lasting::new(None),
            wish: Lasting::new(None),
        })))
    }

    /// The session of the page.
    #[must_use]
    pub fn get() -> Session {
        expect_context()
    }

    // Each of these is asked for in dozens of places, into which the reactive system would be drawn anew.

    /// The language; draws anew when it changes.
    #[inline(never)]
    pub fn language(self) -> Lang {
        self.lang.get()
    }

    /// The language, without following it.
    #[inline(never)]
    pub fn language_now(self) -> Lang {
        self.lang.get_untracked()
    }

    /// Draws anew when the plan changes, a draft, the language.
    #[inline(never)]
    pub fn follow(self) {
        self.version.track();
    }

    /// Draws anew with every action.
    #[inline(never)]
    pub fn follow_turns(self) {
        self.turn.track();
    }

    /// Closes the dialog.
    #[inline(never)]
    pub fn close_dialog(self) {
        self.dialog.set(None);
    }

    /// Reads the state.
    pub fn with<T>(self, read: impl FnOnce(&App) -> T) -> T {
        read(&self.lent())
    }

    /// The state, lent out. One piece of code for all who read it: they are hundreds, and what they do is drawn into each.
    #[inline(never)]
    fn lent(self) -> ReadGuard<App, Plain<App>> {
        self.app.read_value()
    }

    #[inline(never)]
    fn lay_out(self, id: GridId) {
        self.app.update_value(|app| drop(app.grid(id).layout.clone()));
    }

    /// Lays a grid out and reads it together with the state.
    pub fn with_grid<T>(self, id: GridId, read: impl FnOnce(&App) -> T) -> T {
        self.lay_out(id);
        self.with(read)
    }

    /// The tables of the page as they are printed.
    pub fn printed(self) -> Vec<crate::app::Printed> {
        self.app.try_update_value(App::printed).unwrap_or_default()
    }

    /// Puts another plan in place of this one.
    pub fn open(self, ledger: crate::app::Ledger) {
        self.app.update_value(|app| app.open(ledger));
        self.comments.set(Drafts::default());
        self.settle();
    }

    /// Does what a person asked for.
    pub fn dispatch(self, action: Action) {
        drop(self.dispatch_for(action));
    }

    /// Runs a command, on a grid where it needs one.
    pub fn run(self, command: Command, grid: Option<GridId>) {
        self.dispatch(match grid {
            Some(grid) if !command.is_global() => Action::Run(grid, command),
            _ => Action::RunGlobal(command),
        });
    }

    /// The same as [`Session::dispatch`], and gives back what only the caller can do: the clipboard, and leaving a grid.
    pub fn dispatch_for(self, action: Action) -> Vec<Effect> {
        let now = clock::now_ms();
        let effects = self.app.try_update_value(|app| app.update(action, now)).unwrap_or_default();
        let mut rest = Vec::new();
        // What one action has done is stored in one go.
        let stored = effects.iter().filter_map(|effect| match effect {
            Effect::Store(transaction) => Some(transaction.as_ref()),
            _ => None,
        });
        let stored: Vec<_> = stored.collect();
        let has_step = !stored.is_empty();
        self.vault.store(&stored);
        for effect in effects {
            match effect {
                Effect::Store(_) => {}
                Effect::Draft(left) => self.vault.draft(left.map(|left| left.write())),
                Effect::Say(notice) => self.say(&notice, has_step),
                // Who sees the page sees the mark.
                Effect::Marked(target) => {
                    let wrong = self.with(|app| super::status::wrong(app, &target, app.lang));
                    wrong.into_iter().for_each(|words| self.tell(words));
                }
                Effect::Reveal(grid, at) => self.ask(grid, Some(at), false),
                Effect::Focus(grid) => self.ask(grid, None, true),
                Effect::NewPlan => self.vault.create(self, super::vault::Begin::Blank),
                Effect::SaveFile => super::files::save(self),
                Effect::SaveExcerpt(excerpt) => super::files::save_excerpt(self, excerpt),
                Effect::OpenFile => super::files::choose(self),
                Effect::OpenTable => super::files::choose_table(self),
                Effect::SaveTable(file) => super::files::save_table(self, *file),
                Effect::Preferences => self.remember(),
                Effect::Uncover => super::menu::close(self),
                Effect::Open(window) => self.open_window(window),
                Effect::Print => super::print::print(self),
                Effect::FocusPage => super::regions::enter_page(),
                Effect::FocusPanel => self.panel_asked.update(|times| *times += 1),
                Effect::FocusFind => self.find_asked.update(|times| *times += 1),
                Effect::Region(forward) => super::regions::step(self, forward),
                Effect::Column(form) => self.dialog.set(Some(Dialog::Column(form))),
                Effect::Explain(subject) => self.dialog.set(Some(Dialog::Explanation(subject))),
                Effect::HeadingMenu(grid) => super::arrange::column_menu(self, grid, true),
                Effect::TotalMenu(grid) => super::arrange::total_menu(self, grid),
                Effect::Panel(grid, panel) => super::arrange::open(self, grid, panel),
                Effect::Fit(grid, column) => super::arrange::fit(self, grid, &column),
                Effect::Menu(grid) => super::grid::open_menu(self, grid),
                Effect::Copy { grid, cut, headings } => super::clipboard::copy(self, grid, cut, headings),
                Effect::Paste(grid) => super::clipboard::paste(self, grid),
                Effect::Clipboard { .. } | Effect::Leave(..) | Effect::Write(..) => rest.push(effect),
            }
        }
        self.settle();
        rest
    }

    #[inline(never)]
    fn open_window(self, window: Window) {
        let dialog = match window {
            Window::Help => Dialog::Help,
            Window::Plans => Dialog::Plans,
            Window::Problems => Dialog::Problems,
            Window::Preferences => Dialog::Preferences,
            Window::History => Dialog::History,
            Window::Palette => return self.palette.set(true),
        };
        self.dialog.set(Some(dialog));
    }

    /// Whether something lies over the page and has the keys. The browser tells some time after Esc that it has closed a
    /// dialog; a key that comes sooner belongs to the page.
    pub fn is_covered(self) -> bool {
        let is_asked = self.palette.get_untracked() || self.dialog.with_untracked(Option::is_some);
        is_asked && document().query_selector("dialog[open]").is_ok_and(|open| open.is_some())
    }

    /// Gives a grid the focus.
    pub fn focus(self, grid: GridId) {
        self.ask(grid, None, true);
    }

    fn settle(self) {
        let (version, lang, supposed) = self.with(|app| (app.version, app.lang, app.outlook.supposing.turns));
        if self.lang.get_untracked() != lang {
            self.lang.set(lang);
        }
        if self.version.get_untracked() != version {
            self.version.set(version);
        }
        if self.supposed.get_untracked() != supposed {
            self.supposed.set(supposed);
        }
        self.turn.update(|turn| *turn += 1);
    }

    fn ask(self, grid: GridId, reveal: Option<At>, focus: bool) {
        let before = self.wish.get_untracked();
        let number = before.map_or(1, |wish| wish.number + 1);
        let turn = self.turn.get_untracked() + 1;
        // Focus and reveal of one action are one wish, whichever is said first.
        let merged = before.filter(|wish| wish.grid == grid && wish.turn == turn);
        let reveal = reveal.or(merged.and_then(|wish| wish.reveal));
        let focus = focus || merged.is_some_and(|wish| wish.focus);
        self.wish.set(Some(Wish { grid, reveal, focus, number, turn }));
    }

    /// Says something in the live region; undo is offered beside it where the action made a step.
    pub fn say(self, notice: &Notice, has_step: bool) {
        let lang = self.lang.get_untracked();
        let (said, steps) = self.with(|app| (super::words::notice(app, notice, lang), app.ledger.len()));
        self.tell(said.clone());
        self.said.set(said);
        let is_cut = notice.is_cut(lang);
        let way = self.with(|app| notice.way(app));
        let review = notice.offers();
        let undo = has_step && review.is_some();
        let offers = Offers { undo, review: review.is_some_and(|review| review || is_cut), way, steps };
        self.offers.set(Some(offers).filter(|offers| offers.undo || offers.review || offers.way.is_some()));
    }

    /// Says a text in the live region.
    pub fn say_text(self, text: impl Into<String>) {
        let text = text.into();
        self.tell(text.clone());
        self.said.set(text);
        self.offers.set(None);
    }

    /// Tells a text to those who do not see what it is about.
    pub fn tell(self, text: impl Into<String>) {
        self.told.set(text.into());
    }

    fn remember(self) {
        let (lang, theme, habits) = self.with(|app| (app.lang, app.theme, app.habits));
        super::preferences::write(lang, theme, habits);
        self.with(|app| super::preferences::write_me(&app.me));
        super::preferences::show(lang, theme);
        page::set_title(&super::words::title(self));
    }
}
