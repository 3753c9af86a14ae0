//! Why a number is what it is, in words: cells that are computed, figures of the forecast. Formulas of the user's
//! are explained where they are worked out, in `formulas`.
//!
//! | file | answers |
//! |---|---|
//! | `cell` | why a computed cell shows what it shows |
//! | `states` | why a deal is in its states |
//! | `figure` | the same of a figure of a period |
//! | `change` | why what is supposed changes such a figure |
//! | `score` | why a score of past forecasts is what it is |
//! | `told` | the same of other figures of the Forecast page |
//! | `course` | the same of the course that deals take from a stage |
//! | `taught` | why a rate that closed deals teach is what it is |
//! | `total` | the same of what stands under a column, and at the heads of groups |
//! | `trail` | the way back from the rows that an explanation led to |

mod cell;
mod change;
mod course;
mod figure;
mod score;
mod states;
mod taught;
mod told;
mod total;
mod trail;

use std::sync::Arc;

use smol_str::SmolStr;

use self::change::Changing;
pub use self::figure::why_left_out;
pub use self::score::{chance_word, forecaster_word, measure_word, policy_word};
pub use self::told::FUNNEL_DAYS;
use self::total::Totaling;
pub(super) use self::trail::Stand;
use super::grid::GridId;
use super::state::App;
use crate::forecast::Stretch;
use crate::forecast::outlook::{
    Accuracy, Figure, Figuring, Score, Staying, Suppose, Taught, Teaching, Telling, Told, Whole,
};
use crate::model::{Computed, Key, RowId, Sheet, Value, order};
use crate::text::messages::Explain as Words;

/// What is explained.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// A cell.
    Cell(Sheet, RowId, Key),
    /// A figure of a period.
    Figure(Whole, Figure),
    /// Another figure of the Forecast page.
    Told(Told),
    /// A rate that closed deals teach.
    Taught(Taught),
    /// By how much what is supposed changes a figure.
    Change(Vec<(RowId, Suppose)>, Figure),
    /// A score of past forecasts.
    Score(Arc<Accuracy>, Score),
    /// What stands under a column of a table, or at the head of the group that has this in common.
    Total(GridId, Option<Vec<Value>>, Key),
}

/// A cell of the plan that something leads to.
pub type Source = (Sheet, RowId, Key);

/// One thing that a number is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// What it is.
    pub name: String,
    /// What it holds; empty where it is counted only.
    pub value: String,
    /// Where it stands, so that one can go there.
    pub source: Option<Source>,
}

/// Why a number is what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// What is explained.
    pub heading: String,
    /// How it is worked out: in words, or the formula as it is written.
    pub formula: String,
    /// Whether the formula is the user's own text.
    pub is_code: bool,
    /// What it is made of, each once.
    pub inputs: Vec<Input>,
    /// What else belongs to it.
    pub notes: Vec<String>,
    /// What it comes to; empty where it gives nothing.
    pub result: String,
    /// Why it gives nothing, and what to do about it.
    pub fault: Option<(String, String)>,
    /// What would change it by a tenth, in a sentence; and the inputs that could, each on its own.
    pub tenth: Option<(String, Vec<Input>)>,
}

/// Why a number is what it is, being worked out.
#[derive(Debug)]
pub enum Explaining {
    /// A figure of a period.
    Figure(Box<Figuring>),
    /// Another figure of the Forecast page.
    Told(Box<Telling>),
    /// A rate that closed deals teach.
    Taught(Box<Teaching>),
    /// A change by what is supposed.
    Change(Box<Changing>),
    /// A total; none where nothing stands there.
    Total(Option<Box<Totaling>>),
    /// A cell of the funnel, which may show how long stages took.
    Cell(Box<Staying>),
}

/// The weightiest of many things, and how many there are.
#[derive(Debug)]
struct Weighed<T> {
    kept: Vec<(f64, T)>,
    count: usize,
}

impl<T> Default for Weighed<T> {
    fn default() -> Weighed<T> {
        Weighed { kept: Vec::new(), count: 0 }
    }
}

impl<T> Weighed<T> {
    /// Takes a thing in, if it is among the weightiest; of equal ones those that came first are kept.
    fn put(&mut self, weight: f64, item: T) {
        self.count += 1;
        let at = self.kept.partition_point(|(other, _)| other.total_cmp(&weight).is_ge());
        if at < LISTED {
            self.kept.insert(at, (weight, item));
            self.kept.truncate(LISTED);
        }
    }
}

/// So many inputs are listed.
const LISTED: usize = 40;
/// So many inputs that could change a number by a tenth are named.
const NAMED: usize = 5;

impl App {
    /// Explains a number; none for what is not computed, or not there.
    #[must_use]
    pub fn explain(&self, subject: &Subject) -> Option<Explanation> {
        match subject {
            Subject::Cell(sheet, row, key) => self.explain_cell(*sheet, *row, key),
            Subject::Score(of, score) => self.explain_score(of, *score),
            _ => {
                let mut work = self.explaining(subject)?;
                loop {
                    if let Some(found) = self.explain_on(subject, &mut work, &mut Stretch::endless()) {
                        return found;
                    }
                }
            }
        }
    }

    /// The work to explain what looks at every deal or replays the log; none for other subjects.
    #[must_use]
    pub fn explaining(&self, subject: &Subject) -> Option<Explaining> {
        let view = self.view();
        Some(match subject {
            Subject::Figure(whole, figure) => {
                Explaining::Figure(Box::new(Figuring::new(&view, whole.clone(), *figure)))
            }
            Subject::Told(told) => Explaining::Told(Box::new(Telling::new(&view, *told, &self.window_of(*told)))),
            Subject::Taught(taught) => Explaining::Taught(Box::new(Teaching::new(&view, taught.clone()))),
            Subject::Change(supposed, _) => Explaining::Change(Box::new(Changing::new(supposed))),
            Subject::Total(id, path, key) => Explaining::Total(self.totaling(*id, path.as_deref(), key).map(Box::new)),
            Subject::Cell(Sheet::Deals, ..) => Explaining::Cell(Box::new(Staying::new(&view))),
            Subject::Cell(..) | Subject::Score(..) => return None,
        })
    }

    /// Goes on with that until the stretch is over; the explanation once it is known, none within where there is none.
    pub fn explain_on(
        &self,
        subject: &Subject,
        work: &mut Explaining,
        stretch: &mut Stretch,
    ) -> Option<Option<Explanation>> {
        let view = self.view();
        match (subject, work) {
            // What is too large to be counted is said where the figure stands.
            (Subject::Figure(whole, _), Explaining::Figure(work)) => {
                let found = work.step(&view, stretch).transpose()?;
                Some(found.ok().flatten().and_then(|found| self.say_figure(whole, &found)))
            }
            (_, Explaining::Told(work)) => {
                let found = work.step(&view, stretch).transpose()?;
                Some(found.ok().flatten().map(|found| self.say_told(&found)))
            }
            (Subject::Taught(taught), Explaining::Taught(work)) => {
                Some(work.step(&view, stretch)?.map(|found| self.say_taught(taught, &found)))
            }
            (Subject::Change(_, figure), Explaining::Change(work)) => self.change_on(*figure, work, stretch),
            (Subject::Total(_, _, key), Explaining::Total(Some(work))) => self.total_on(key, work, stretch),
            (Subject::Cell(sheet, row, key), Explaining::Cell(work)) => {
                work.step(&view, stretch).then(|| self.explain_cell(*sheet, *row, key))
            }
            _ => Some(None),
        }
    }

    /// Explains a cell; none where nothing is computed.
    #[must_use]
    pub fn explain_cell(&self, sheet: Sheet, row: RowId, key: &str) -> Option<Explanation> {
        let table = self.plan().table(sheet);
        let definition = table.definition(key).filter(|_| table.contains(row))?;
        match definition.computed? {
            Computed::Formula => self.explain_formula(sheet, row, key),
            Computed::State => Some(self.explain_states(row, definition)),
            formula => Some(self.explain_computed(sheet, row, definition, formula)),
        }
    }

    /// The weightiest of some inputs, and a note of how many there are.
    fn listed(&self, lines: Vec<(f64, Input)>) -> (Vec<Input>, Vec<String>) {
        let mut weighed = Weighed::default();
        lines.into_iter().for_each(|(weight, line)| weighed.put(weight, line));
        self.listed_of(&weighed, &Input::clone)
    }

    /// The same where only what is named is put into words.
    fn listed_of<T>(&self, weighed: &Weighed<T>, say: &dyn Fn(&T) -> Input) -> (Vec<Input>, Vec<String>) {
        let lines = weighed.kept.iter().map(|(weight, item)| (*weight, say(item))).collect();
        self.noted(lines, weighed.count)
    }

    fn noted(&self, mut lines: Vec<(f64, Input)>, count: usize) -> (Vec<Input>, Vec<String>) {
        order::sort_by(&mut lines, |(a, one), (b, two)| b.total_cmp(a).then_with(|| one.name.cmp(&two.name)));
        let note = match count {
            0..=3 => None,
            count if count > LISTED => Some(Words::Largest { shown: LISTED, count }),
            count => Some(Words::Inputs { count }),
        };
        let notes = note.map(|words| words.text(self.lang).into_owned());
        (lines.into_iter().take(LISTED).map(|(_, line)| line).collect(), notes.into_iter().collect())
    }

    /// Which records a sum leaves out because they cannot be read, by the first of them; none where it leaves out none.
    pub(super) fn unread_words(&self, first: &[(Sheet, RowId)], count: usize) -> Option<String> {
        let (plan, lang) = (self.plan(), self.lang);
        let names: Vec<SmolStr> =
            first.iter().map(|(sheet, row)| crate::text::title(plan, *sheet, *row, lang)).collect();
        let names: SmolStr = names.join(lang.comma()).into();
        let words = match count - first.len() {
            0 => Words::Unread { names },
            more => Words::UnreadMore { names, more },
        };
        (count > 0).then(|| words.text(lang).into_owned())
    }

    /// A deal as it was, with a cell of it; one that is gone leads nowhere.
    fn deal_then(&self, row: RowId, key: &'static str) -> (String, Option<Source>) {
        match self.plan().table(Sheet::Deals).contains(row) {
            true => {
                let name = crate::text::name(self.plan(), Sheet::Deals, row, self.lang);
                (name.into(), Some((Sheet::Deals, row, Key::new_static(key))))
            }
            false => (Words::Gone.text(self.lang).into_owned(), None),
        }
    }

    /// A cell's name: its column and its record.
    pub(super) fn cell_name(&self, sheet: Sheet, row: RowId, heading: SmolStr) -> String {
        let record = crate::text::title(self.plan(), sheet, row, self.lang);
        Words::Of { number: heading, record }.text(self.lang).into_owned()
    }
}
