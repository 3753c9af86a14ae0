//! A person at a grid: the text table he sees, the keys he presses, by the path that the browser takes.

use std::fmt::Write;

use super::script::{cells, chord, drawn, marks, plain, spaced, tokens};
use crate::app::command::{Chord, Chosen, Command, KeyName};
use crate::app::grid::{At, Choice, GridId, Layout, Picker, Selection};
use crate::app::{Action, App, Effect, Notice, Theme, block, template};
use crate::log::{Change, Label, Ledger, Replica, Transaction};
use crate::model::{Date, Key, Place, RowId, Sheet, Value};
use crate::text::{Lang, title};

/// Noon of 10 March 2026.
pub const NOON: u64 = 1_773_144_000_000;

pub struct Desk {
    pub app: App,
    pub grid: GridId,
    pub now: u64,
    /// All effects of the script, in order.
    pub effects: Vec<Effect>,
    columns: Vec<String>,
    /// The grid that shows these columns only.
    narrow: GridId,
    clipboard: Option<(String, String)>,
}

/// A funnel of a new plan: the table before, the keys, the table after.
pub fn check(before: &str, keys: &str, after: &str) -> Desk {
    check_sheet(Sheet::Deals, before, keys, after)
}

pub fn check_sheet(sheet: Sheet, before: &str, keys: &str, after: &str) -> Desk {
    let mut desk = Desk::new(GridId::Table(sheet), before);
    desk.press(keys);
    desk.shows(after);
    desk
}

impl Desk {
    /// A new plan whose table holds the rows of a text table; nothing of it can be undone.
    pub fn new(grid: GridId, table: &str) -> Desk {
        Desk::on(grid, table, |_| {})
    }

    /// The same, after something else was done to the plan.
    pub fn on(grid: GridId, table: &str, prepare: impl FnOnce(&mut App)) -> Desk {
        let today = Date::of_millis(NOON);
        let mut maker = Ledger::new(Replica::new(9, 1), "maker");
        maker.commit(template(Lang::En, "Test", today), Label::new("template"), NOON - 1000).unwrap();
        let mut app = App::new(maker, Lang::En, Theme::System, today);
        prepare(&mut app);
        let lines: Vec<Vec<&str>> = table.lines().map(cells).filter(|cells| !cells.is_empty()).collect();
        let (head, body) = lines.split_first().expect("a heading");
        let columns: Vec<String> = head.iter().map(|key| (*key).to_owned()).collect();
        let rows: Vec<Vec<String>> = body.iter().map(|row| row.iter().map(|cell| plain(cell)).collect()).collect();
        show_only(&mut app, grid, &columns);
        let whole = rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).cloned().collect();
        app.update(Action::Paste(grid, crate::app::Block::Texts(whole)), NOON - 500);
        let selection = marks(&lines[1..]);
        let (deal, account) = (app.deal, app.account);
        let mut desk = Desk {
            app: reopened(&app, Replica::new(1, 1)),
            grid,
            now: NOON,
            effects: vec![],
            columns,
            narrow: grid,
            clipboard: None,
        };
        (desk.app.deal, desk.app.account) = (deal, account);
        show_only(&mut desk.app, grid, &desk.columns);
        desk.app.grid(grid).selection = selection;
        desk
    }

    /// The same plan in a new session of the same person.
    pub fn reload(&mut self) {
        let selection = self.app.grid(self.grid).selection;
        self.app = reopened(&self.app, Replica::new(1, 2));
        show_only(&mut self.app, self.narrow, &self.columns);
        let grid = self.app.grid(self.grid);
        grid.selection = selection.clamped(grid.layout.height(), grid.layout.width());
    }

    pub fn act(&mut self, action: Action) {
        self.now += 50;
        let effects = self.app.update(action, self.now);
        self.effects.extend(effects);
    }

    /// Presses keys, types, pastes, clicks: see the tokens below.
    pub fn press(&mut self, script: &str) -> &mut Desk {
        for token in tokens(script) {
            self.token(&token);
        }
        self
    }

    fn token(&mut self, token: &str) {
        let grid = self.grid;
        let point = |text: &str| {
            let (row, column) = text.trim_end_matches(')').split_once(',').expect("row,column");
            At { row: row.parse().unwrap(), column: column.parse().unwrap() }
        };
        if let Some(text) = token.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
            text.chars().for_each(|c| self.write(c));
        } else if let Some(text) = token.strip_prefix("paste:") {
            let text = text.replace("\\t", "\t").replace("\\n", "\n");
            self.act(Action::Paste(grid, block(Some(&text), None).expect("a block")));
        } else if let Some(steps) = token.strip_prefix("ime:") {
            self.compose(&steps.split(',').collect::<Vec<_>>());
        } else if let Some(at) = token.strip_prefix("click(") {
            self.act(Action::Point { grid, at: point(at), extend: false });
        } else if let Some(at) = token.strip_prefix("add(") {
            self.act(Action::PointAlso { grid, at: point(at), what: Chosen::Cells });
        } else if let Some(at) = token.strip_prefix("drag(") {
            self.act(Action::Point { grid, at: point(at), extend: true });
        } else if let Some(line) = token.strip_prefix("pick(") {
            self.act(Action::Pick(grid, line.trim_end_matches(')').parse().unwrap()));
        } else {
            match token {
                "blur" => self.act(Action::Blur(grid)),
                "focus" => self.act(Action::Focus(grid)),
                "reload" => self.reload(),
                "series" => self.act(Action::Run(grid, Command::FillSeries)),
                "Ctrl+C" | "Ctrl+X" => self.copy(token == "Ctrl+X"),
                "Ctrl+V" => self.paste_again(),
                _ => self.chord(chord(token)),
            }
        }
    }

    /// One character into the field.
    pub fn write(&mut self, c: char) {
        let text = format!("{}{c}", self.field());
        self.act(Action::Input { grid: self.grid, text });
    }

    /// What the field holds.
    fn field(&self) -> String {
        self.editor().map(|editor| editor.text.clone()).unwrap_or_default()
    }

    pub fn editor(&self) -> Option<&crate::app::grid::Editor> {
        self.app.laid_out(self.grid).and_then(|grid| grid.editor.as_ref())
    }

    /// An input method: what it shows while it composes, and last what it leaves.
    fn compose(&mut self, steps: &[&str]) {
        let (grid, before) = (self.grid, self.field());
        let (last, shown) = steps.split_last().expect("a text");
        self.act(Action::Compose { grid, on: true, text: before.clone() });
        for step in shown {
            if let Some(key) = step.strip_prefix('<').and_then(|key| key.strip_suffix('>')) {
                self.chord(chord(key));
            } else {
                self.act(Action::Input { grid, text: format!("{before}{step}") });
            }
        }
        // Browsers send the input before or after the end of the composition; both must do.
        self.act(Action::Input { grid, text: format!("{before}{last}") });
        self.act(Action::Compose { grid, on: false, text: format!("{before}{last}") });
    }

    pub fn chord(&mut self, chord: Chord) {
        match (self.app.command_for(self.grid, chord), chord.key) {
            (Some(command), _) => {
                self.act(Action::Run(self.grid, command));
                if let Some(Effect::Write(_, text)) = self.effects.last().cloned() {
                    self.effects.pop();
                    text.chars().for_each(|c| self.write(c));
                }
            }
            (None, KeyName::Backspace) if self.editor().is_some() && !chord.ctrl => {
                let mut text = self.field();
                text.pop();
                self.act(Action::Input { grid: self.grid, text });
            }
            (None, KeyName::Space) if !chord.ctrl => self.write(' '),
            (None, KeyName::Char(c)) if !chord.ctrl && !chord.alt => self.write(c),
            _ => {}
        }
    }

    fn copy(&mut self, cut: bool) {
        if self.editor().is_some() {
            return;
        }
        self.act(Action::Copy { grid: self.grid, cut, headings: false });
        for effect in &self.effects {
            if let Effect::Clipboard { text, html } = effect {
                self.clipboard = Some((text.clone(), html.clone()));
            }
        }
    }

    fn paste_again(&mut self) {
        if self.editor().is_some() {
            return;
        }
        let (text, html) = self.clipboard.clone().expect("something copied");
        if let Some(block) = block(Some(&text), Some(&html)) {
            self.act(Action::Paste(self.grid, block));
        }
    }

    pub fn clipboard(&self) -> &str {
        self.clipboard.as_ref().map_or("", |(text, _)| text)
    }

    /// Asserts that the grid shows a text table.
    #[track_caller]
    pub fn shows(&mut self, table: &str) -> &mut Desk {
        let expected: Vec<Vec<String>> = table
            .lines()
            .map(cells)
            .filter(|c| !c.is_empty())
            .map(|row| row.into_iter().map(spaced).collect())
            .collect();
        let actual = self.table();
        if expected != actual {
            panic!("expected\n{}\nbut it shows\n{}", drawn(&expected), drawn(&actual));
        }
        self
    }

    fn table(&mut self) -> Vec<Vec<String>> {
        let grid = self.app.grid(self.grid).clone();
        let Selection { active, anchor, far } = grid.selection;
        let mut table = vec![self.columns.clone()];
        for row in 0..grid.layout.height() {
            let view = self.app.row_view(self.grid, row);
            let show = |(column, cell): (usize, &crate::app::CellView)| {
                let at = At { row, column };
                let mut text = cell.text.replace('\n', "⏎");
                if cell.look == crate::app::Look::Invalid {
                    text.insert(0, '!');
                }
                if let Some(editor) = grid.editor.as_ref().filter(|editor| editor.at == at) {
                    text = format!("{{{}}}", editor.text.replace('\n', "⏎"));
                }
                let open = if at == active { "[" } else { "" };
                // Where the active cell is no corner, the corner that stays is marked as well.
                let open = if at == anchor && anchor != active { "<" } else { open };
                let close = if at == far { "]" } else { "" };
                spaced(&format!("{open}{text}{close}"))
            };
            table.push(view.cells.iter().enumerate().map(show).collect());
        }
        table
    }

    /// The text of a cell that need not be shown.
    pub fn cell(&self, row: usize, column: &str) -> String {
        let record = self.record(row);
        let sheet = self.grid.sheet();
        let definition = self.app.plan().table(sheet).definition(column).expect("a column");
        self.app.text_of(sheet, record, definition)
    }

    pub fn record(&self, row: usize) -> RowId {
        self.app.laid_out(self.grid).and_then(|grid| grid.layout.record(row)).expect("a record")
    }

    pub fn value(&self, row: usize, column: &str) -> Value {
        self.app.plan().value(self.grid.sheet(), self.record(row), column).clone()
    }

    /// The titles of all rows of a table.
    pub fn titles(&self, sheet: Sheet) -> Vec<String> {
        self.app.plan().table(sheet).ids().map(|row| title(self.app.plan(), sheet, row, Lang::En).to_string()).collect()
    }

    pub fn digest(&self) -> u64 {
        self.app.plan().digest()
    }

    /// How many transactions were stored.
    pub fn stored(&self) -> usize {
        self.effects.iter().filter(|effect| matches!(effect, Effect::Store(_))).count()
    }

    /// The texts of open editors that would have survived a crash.
    pub fn left(&self) -> Vec<&str> {
        let text = |effect| if let &Effect::Draft(Some(ref left)) = effect { Some(left.text.as_str()) } else { None };
        self.effects.iter().filter_map(text).collect()
    }

    /// The last thing said.
    pub fn said(&self) -> Option<&Notice> {
        self.effects.iter().rev().find_map(|effect| if let Effect::Say(notice) = effect { Some(notice) } else { None })
    }

    /// The open list: its labels, the highlighted one in brackets, picked ones with a tick.
    pub fn list(&self) -> String {
        let Some(Picker::List { options, highlight, .. }) = self.editor().and_then(|editor| editor.picker.as_ref())
        else {
            return "-".to_owned();
        };
        let mut text = String::new();
        for (at, option) in options.iter().enumerate() {
            let tick = if option.picked { "*" } else { "" };
            let new = if option.value.is_empty() { "+" } else { "" };
            let _ = match *highlight == Some(at) {
                true => write!(text, "[{tick}{new}{}] ", option.label),
                false => write!(text, "{tick}{new}{} ", option.label),
            };
        }
        text.trim_end().to_owned()
    }
}

/// The same plan from its log, in another session.
pub fn reopened(app: &App, replica: Replica) -> App {
    let log: Vec<Transaction> = app.ledger.log().map(|transaction| Transaction::clone(transaction)).collect();
    App::new(Ledger::open(log, replica, "me", NOON), Lang::En, Theme::System, Date::of_millis(NOON))
}

/// Adds a row with some cells, by the log.
pub fn add(app: &mut App, sheet: Sheet, cells: Vec<(&'static str, Value)>) -> RowId {
    let row = app.ledger.fresh_row(NOON - 900);
    let place = Place::nth(app.plan().table(sheet).slots() + 100);
    let cells = cells.into_iter().map(|(key, value)| (Key::new_static(key), value)).collect();
    let effects = app.commit(vec![Change::Insert { sheet, row, place, cells }], "setup", NOON - 900);
    assert!(matches!(effects.as_slice(), [Effect::Store(_)]), "{effects:?}");
    row
}

/// Shows these columns and no others.
fn show_only(app: &mut App, grid: GridId, columns: &[String]) {
    let definitions = app.plan().table(grid.sheet()).definitions();
    let choice = definitions.iter().map(|d| (d.key.clone(), columns.iter().any(|key| *key == d.key))).collect();
    if !matches!(grid, GridId::Form(_)) {
        let arrangement = std::sync::Arc::make_mut(&mut app.grid(grid).arrangement);
        arrangement.columns = Choice { columns: choice, ..Choice::default() };
        let shown: Vec<String> = match &*app.grid(grid).layout {
            Layout::Table { columns, .. } => columns.iter().map(|shown| shown.key.to_string()).collect(),
            Layout::Form { .. } => Vec::new(),
        };
        assert_eq!(shown, columns, "the columns of {:?} stand in another order", grid.sheet());
    }
}
