//! What is asked of a column, as a form: by its values, by a text, by bounds, by days.

use leptos::prelude::*;
use smol_str::SmolStr;

use super::controls::{button, choose, field, first, named, pair, tick};
use crate::app::arrange::{Facet, during, like};
use crate::app::grid::{Condition, GridId, Likeness, Unit};
use crate::model::{Definition, Key, Kind, Value};
use crate::text::messages::Arrange as Words;
use crate::text::{Fault, Lang};
use crate::ui::Session;
use crate::ui::element::{El, Part, el, live};

/// Values that are listed at most; the text narrows them.
const LINES: usize = 200;

/// The way in which something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Values,
    Like(Likeness),
    Bounds,
    During(Unit, i32),
    Overdue,
    Empty,
    Filled,
    Invalid,
}

/// The state of the form.
#[derive(Clone, Copy)]
pub(super) struct Form {
    session: Session,
    grid: GridId,
    column: StoredValue<Key>,
    way: RwSignal<Way>,
    text: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
    values: RwSignal<Vec<Value>>,
    except: RwSignal<bool>,
    /// Whether values are offered that no row holds: a rule is made before there is anything to colour.
    possible: bool,
    /// What narrows the list of values.
    search: RwSignal<String>,
}

impl Form {
    /// The form of a column, filled with a condition.
    pub fn new(session: Session, grid: GridId, column: &Key, condition: Option<&Condition>) -> Form {
        let definition = definition(session, grid, column);
        let edited = |value: &Option<Value>| {
            let (Some(value), Some(definition)) = (value, &definition) else { return String::new() };
            session.with(|app| crate::text::edit_text(app.plan(), definition, value, app.lang)).to_string()
        };
        let form = Form {
            session,
            grid,
            column: StoredValue::new(column.clone()),
            way: RwSignal::new(Way::Values),
            text: RwSignal::new(String::new()),
            from: RwSignal::new(String::new()),
            until: RwSignal::new(String::new()),
            values: RwSignal::new(Vec::new()),
            except: RwSignal::new(true),
            possible: false,
            search: RwSignal::new(String::new()),
        };
        let way = match condition {
            None => Way::Values,
            Some(Condition::Among { values, except }) => {
                form.values.set(values.clone());
                form.except.set(*except);
                Way::Values
            }
            Some(Condition::Like(likeness, text)) => {
                form.text.set(text.to_string());
                Way::Like(*likeness)
            }
            Some(Condition::Between { from, until }) => {
                form.from.set(edited(from));
                form.until.set(edited(until));
                Way::Bounds
            }
            Some(Condition::During(unit, offset)) => Way::During(*unit, *offset),
            Some(Condition::Overdue) => Way::Overdue,
            Some(Condition::Empty) => Way::Empty,
            Some(Condition::Filled) => Way::Filled,
            Some(Condition::Invalid) => Way::Invalid,
        };
        form.way.set(way);
        form
    }

    /// The same for a rule.
    pub fn of_rule(session: Session, grid: GridId, column: &Key, condition: Option<&Condition>) -> Form {
        let form = Form { possible: true, ..Form::new(session, grid, column, condition) };
        // Of amounts and numbers those above or below a bound are meant, hardly ever some of them.
        let kind = definition(session, grid, column).map(|definition| definition.kind);
        if condition.is_none() && matches!(kind, Some(Kind::Number { .. } | Kind::Money | Kind::Percent)) {
            form.way.set(Way::Bounds);
        }
        form
    }

    /// What the form asks for; none where a bound cannot be read, or nothing was found to be asked for.
    pub fn condition(self) -> Option<Condition> {
        Some(match self.way.get_untracked() {
            Way::Values => {
                let (values, except) = (self.values.get_untracked(), self.except.get_untracked());
                let is_searched = self.search.with_untracked(|search| !search.trim().is_empty());
                if is_searched && values.is_empty() && except {
                    // Nothing was ticked off: what the search has left is meant, if anything.
                    let values: Vec<Value> = self.facets().into_iter().map(|facet| facet.value).collect();
                    if values.is_empty() {
                        return None;
                    }
                    Condition::Among { values, except: false }
                } else {
                    Condition::Among { values, except }
                }
            }
            Way::Like(likeness) => Condition::Like(likeness, self.text.get_untracked().into()),
            Way::Bounds => Condition::Between {
                from: self.bound(&self.from.get_untracked())?,
                until: self.bound(&self.until.get_untracked())?,
            },
            Way::During(unit, offset) => Condition::During(unit, offset),
            Way::Overdue => Condition::Overdue,
            Way::Empty => Condition::Empty,
            Way::Filled => Condition::Filled,
            Way::Invalid => Condition::Invalid,
        })
    }

    /// The value of a bound: none inside where nothing stands there, none outside where it cannot be read.
    fn bound(self, text: &str) -> Option<Option<Value>> {
        if text.trim().is_empty() {
            return Some(None);
        }
        let definition = self.column.with_value(|column| definition(self.session, self.grid, column))?;
        self.session.with(|app| app.parser().read(&definition, text)).ok().map(Some)
    }

    /// Why a bound cannot be read.
    fn fault(self, text: &str) -> Option<Fault> {
        let definition = self.column.with_value(|column| definition(self.session, self.grid, column))?;
        let read = self.session.with(|app| app.parser().read(&definition, text));
        read.err().filter(|_| !text.trim().is_empty())
    }

    /// The form on the screen.
    pub fn view(self) -> Vec<Part> {
        let session = self.session;
        let Some(definition) = self.column.with_value(|column| definition(session, self.grid, column)) else {
            return Vec::new();
        };
        let lang = session.language_now();
        let ways = ways(&definition);
        let chosen = ways.iter().position(|way| *way == self.way.get_untracked()).unwrap_or(0);
        let names = ways.iter().map(|way| name(*way, lang).into()).collect();
        let how = choose(Words::How.text(lang), names, chosen, move |at| {
            if let Some(way) = ways.get(at) {
                self.way.set(*way);
            }
        });
        let part = Memo::new(move |_| match self.way.get() {
            Way::Values => 0,
            Way::Like(_) => 1,
            Way::Bounds => 2,
            _ => 3,
        });
        let rest = live(move || match part.get() {
            0 => self.list(),
            1 => vec![first(field(Words::Text.text(lang), self.text, false)).into()],
            2 => [(self.from, Words::From), (self.until, Words::To)]
                .into_iter()
                .flat_map(|(of, word)| self.bound_field(of, word))
                .collect(),
            _ => Vec::new(),
        });
        vec![how.into(), rest]
    }

    fn bound_field(self, of: RwSignal<String>, word: Words) -> Vec<Part> {
        let word = word.text(self.session.language_now());
        let wrong = move || self.bound(&of.get()).is_none().then_some("true");
        let why = move || {
            let lang = self.session.language();
            self.fault(&of.get()).map(|fault| format!("{}{}{}", fault.text(lang), lang.gap(), fault.remedy(lang)))
        };
        let why = el("div").set("role", "status").add(live(move || why().map(|why| el("p").class("why").add(why))));
        vec![named(word.clone(), field(word, of, false).live("aria-invalid", wrong)).into(), why.into()]
    }

    /// Whether a value is let through.
    fn is_chosen(self, value: &Value) -> bool {
        self.values.with(|values| values.contains(value)) != self.except.get()
    }

    /// Lets a value through, or no longer does.
    fn put(self, value: &Value, on: bool) {
        let listed = on != self.except.get_untracked();
        self.values.update(|values| {
            values.retain(|own| own != value);
            if listed {
                values.push(value.clone());
            }
        });
    }

    /// The values that the search leaves.
    fn facets(self) -> Vec<Facet> {
        let search = self.search.get_untracked();
        self.column.with_value(|column| {
            self.session.with_grid(self.grid, |app| match self.possible {
                true => app.possible_facets(self.grid, column, &search),
                false => app.facets(self.grid, column, &search),
            })
        })
    }

    /// The values of the column with a field to find one.
    fn list(self) -> Vec<Part> {
        let (session, search) = (self.session, self.search);
        let lang = session.language_now();
        let facets = Memo::new(move |_| {
            session.follow();
            search.track();
            self.facets()
        });
        let all = move |on: bool| {
            if search.with_untracked(|search| search.trim().is_empty()) {
                self.values.set(Vec::new());
                self.except.set(on);
            } else {
                facets.with_untracked(|facets| facets.iter().for_each(|facet| self.put(&facet.value, on)));
            }
        };
        let line = move |facet: &Facet| {
            let (value, on) = (facet.value.clone(), self.is_chosen(&facet.value));
            tick(facet.label.to_string(), on, move || self.put(&value, !on))
                .add(el("small").add(facet.count.to_string()))
        };
        let lines = live(move || {
            facets.with(|facets| {
                let mut lines: Vec<El> = facets.iter().take(LINES).map(line).collect();
                let more = facets.len().saturating_sub(LINES);
                let hint = match (facets.is_empty(), more) {
                    (true, _) => Some(Words::NoValues),
                    (false, 0) => None,
                    (false, more) => Some(Words::MoreValues { more }),
                };
                lines.extend(hint.map(|hint| el("p").class("hint").add(hint.text(lang))));
                lines
            })
        });
        vec![
            first(field(Words::Find.text(lang), search, true)).into(),
            pair(vec![
                button(Words::All.text(lang), move || all(true)),
                button(Words::None.text(lang), move || all(false)),
            ])
            .into(),
            el("div")
                .class("values")
                .set("role", "group")
                .set("aria-label", Words::ValuesOf.text(lang))
                .add(lines)
                .into(),
        ]
    }
}

/// The definition of a column of a grid.
pub(super) fn definition(session: Session, grid: GridId, column: &str) -> Option<Definition> {
    session.with(|app| app.plan().table(grid.sheet()).definition(column).cloned())
}

/// The ways in which something can be asked of a column.
fn ways(definition: &Definition) -> Vec<Way> {
    let mut ways = vec![Way::Values];
    match definition.kind {
        Kind::Date => {
            ways.push(Way::Overdue);
            ways.extend([-1, 0, 1].map(|offset| Way::During(Unit::Day, offset)));
            for unit in [Unit::Week, Unit::Month, Unit::Quarter, Unit::Year] {
                ways.extend([0, 1, -1].map(|offset| Way::During(unit, offset)));
            }
            ways.push(Way::Bounds);
        }
        Kind::Money | Kind::Number { .. } | Kind::Percent | Kind::Rating { .. } => ways.push(Way::Bounds),
        Kind::Check => return ways,
        _ => ways.extend(Likeness::ALL.map(Way::Like)),
    }
    ways.extend([Way::Empty, Way::Filled]);
    if definition.computed.is_none() && !matches!(definition.kind, Kind::Text | Kind::Paragraph) {
        ways.push(Way::Invalid);
    }
    ways
}

fn name(way: Way, lang: Lang) -> String {
    let words = match way {
        Way::Values => Words::ByValues,
        Way::Like(likeness) => like(likeness, SmolStr::new_static("…")),
        Way::Bounds => Words::Between { from: "…".into(), until: "…".into() },
        Way::During(unit, offset) => during(unit, offset, lang),
        Way::Overdue => Words::IsOverdue,
        Way::Empty => Words::IsEmpty,
        Way::Filled => Words::IsFilled,
        Way::Invalid => Words::IsInvalid,
    };
    words.text(lang).into_owned()
}
