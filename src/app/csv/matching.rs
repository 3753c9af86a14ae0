//! Which table and which columns the headings of a file mean.

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::intake::{CsvIntake, Goes};
use super::take::ID;
use crate::app::state::App;
use crate::model::{Computed, Definition, Key, Kind, Label, Sheet, column};
use crate::text::messages::Csv;
use crate::text::{Lang, adds_nothing, heading, in_our_words, search_key};

/// So many fields say what kind of values a new column holds.
const LOOKED_AT: usize = 200;

/// More digits before the point are a telephone number or another sign for something, not a count.
const MOST_DIGITS: usize = 10;

/// So many rows stand above headings at most.
const MOST_TITLES: usize = 8;

/// The kinds that are tried for a new column, the narrowest first.
const KINDS: [Kind; 5] = [Kind::own_number(0), Kind::own_number(6), Kind::Percent, Kind::Money, Kind::Date];

/// Whether a text is written as numbers are: `007` is not, nor a telephone number, nor `11-50` and `3/5`, which a cell would
/// take for a calculation.
fn is_numeral(text: &str) -> bool {
    let text = text.trim();
    let unsigned = text.strip_prefix(['+', '-', '−', '\u{ff0b}', '\u{ff0d}']).unwrap_or(text);
    let whole = unsigned.split('.').next().unwrap_or(unsigned);
    let is_plain = whole.bytes().all(|b| b.is_ascii_digit());
    let padded = whole.len() > 1 && whole.starts_with('0');
    let calculates = |c: char| matches!(c, '+' | '-' | '−' | '*' | '/' | '×' | '÷' | '=' | '\u{ff0d}' | '\u{ff0f}');
    !unsigned.contains(calculates) && (!is_plain || whole.len() <= MOST_DIGITS && !padded)
}

/// How well a name fits a heading that is the same; 0 where it does not.
fn same(head: &str, name: &str) -> usize {
    if head == name { name.len() } else { 0 }
}

/// How well a name fits a heading that it is a part of: at its end, where the thing itself stands (`Total amount`), or before
/// a word that adds nothing (`Close date`); `Account size` is not the account.
fn part(head: &str, name: &str) -> usize {
    let is_latin = name.is_ascii();
    let begins = |before: &str| !is_latin || before.is_empty() || before.ends_with(' ');
    let fits = head.match_indices(name).any(|(at, _)| {
        let (before, after) = (head.get(..at).unwrap_or_default(), head.get(at + name.len()..).unwrap_or_default());
        begins(before) && (after.is_empty() || adds_nothing(after))
    });
    let is_long = if is_latin { name.len() > 3 } else { name.chars().count() > 1 };
    if fits && is_long { name.len() } else { 0 }
}

impl App {
    /// How many rows stand above the headings: the title of a report, the day it is of, lines between. They hold one field at
    /// most, and below them two names of columns stand beside each other.
    pub(super) fn titles_above(&self, intake: &CsvIntake, tables: &[Sheet]) -> usize {
        let filled = |row: &Vec<String>| row.iter().filter(|text| !text.trim().is_empty()).count();
        let titles = intake.rows.iter().take(MOST_TITLES).take_while(|row| filled(row) < 2).count();
        let below = CsvIntake { titles, ..intake.clone() };
        let known =
            |sheet: Sheet| self.meant_columns(&below, sheet).iter().filter(|goes| matches!(goes, Goes::To(_))).count();
        let is_heading = titles > 0 && self.meant_table(&below, tables, None).is_some_and(|sheet| known(sheet) > 1);
        if is_heading { titles } else { 0 }
    }

    /// The table to which most of the headings belong; the one that is shown among equals. None where no heading does, nor
    /// where the only one is a text in which just a word of ours stands: a list of anything belongs where one is.
    pub(super) fn meant_table(&self, intake: &CsvIntake, tables: &[Sheet], shown: Option<Sheet>) -> Option<Sheet> {
        let score = |sheet: Sheet| {
            let known = self.meant_columns(intake, sheet).into_iter();
            let found: Vec<Key> =
                known.filter_map(|goes| if let Goes::To(key) = goes { Some(key) } else { None }).collect();
            // A table whose records would have no name is not meant.
            let named = found.contains(&sheet.title());
            (named, found.len(), Some(sheet) == shown)
        };
        let best = tables.iter().rev().copied().max_by_key(|sheet| score(*sheet))?;
        let is_meant = score(best).1 > 0 && (intake.width() > 1 || self.is_called_so(intake, best));
        is_meant.then_some(best)
    }

    /// Whether the first heading is what a column of the table is called, as `Account name`, and does not only hold it.
    fn is_called_so(&self, intake: &CsvIntake, sheet: Sheet) -> bool {
        let head = search_key(intake.heading(0));
        let names = [head.clone(), in_our_words(&head)];
        let is_all = |rest: &str| rest.is_empty() || adds_nothing(rest) && !rest.starts_with([',', '\u{ff0c}']);
        let says = |name: &SmolStr| names.iter().any(|head| head.strip_prefix(name.as_str()).is_some_and(is_all));
        self.csv_columns(sheet).into_iter().any(|own| self.called(own).iter().any(says))
    }

    /// Where the columns of a file belong in a table, each column of the table once: those that are called the same before
    /// those whose heading is part of one, as `Close` is of `Close date`. A heading that the table does not have begins a
    /// column, so that nothing of the file is lost; without headings the columns come in their order.
    pub(super) fn meant_columns(&self, intake: &CsvIntake, sheet: Sheet) -> Vec<Goes> {
        let columns = self.csv_columns(sheet);
        let heads: Vec<SmolStr> = (0..intake.width()).map(|at| search_key(intake.heading(at))).collect();
        let goes = if intake.headed {
            self.columns_called(&self.not_of_its_own(sheet, &heads, &columns), &columns)
        } else {
            (0..heads.len()).map(|at| Some(at).filter(|at| *at < columns.len())).collect()
        };
        // What is worked out here, the record that the rows belong to, and the identities that other programs get, are not
        // values to take in.
        let ours = self.called_of_its_own(sheet);
        let places = goes.into_iter().zip(&heads).enumerate();
        let goes = places.map(|(at, (own, head))| match own.and_then(|own| columns.get(own)) {
            Some(own) => Goes::To(own.key.clone()),
            None if head.is_empty() || head == ID || ours.contains(head) || intake.samples(at).next().is_none() => {
                Goes::Nowhere
            }
            None => Goes::New,
        });
        goes.collect()
    }

    /// Which of some columns each heading means, each column once: those that are called the same before those whose heading
    /// is part of one. Headings as [`search_key`] has them.
    pub(in crate::app) fn columns_called(&self, heads: &[SmolStr], columns: &[&Definition]) -> Vec<Option<usize>> {
        let called: Vec<Vec<SmolStr>> = columns.iter().map(|own| self.called(own)).collect();
        let mut goes: Vec<Option<usize>> = vec![None; heads.len()];
        // In their own words first: a heading of ours may hold a word of theirs.
        let ranks: [(fn(&str) -> SmolStr, fn(&str, &str) -> usize); 3] =
            [(|own| own.into(), same), (in_our_words, same), (in_our_words, part)];
        for (said, rank) in ranks {
            for (at, head) in heads.iter().enumerate().filter(|(_, head)| !head.is_empty()) {
                if goes.get(at) != Some(&None) {
                    continue;
                }
                let head = said(head);
                let free = (0..columns.len()).filter(|own| !goes.contains(&Some(*own)));
                let fit = |own: &usize| called.get(*own).into_iter().flatten().map(|name| rank(&head, name)).max();
                let best = free.filter_map(|own| fit(&own).filter(|fit| *fit > 0).map(|fit| (fit, own)));
                let best = best.max_by_key(|(fit, own)| (*fit, std::cmp::Reverse(*own)));
                if let (Some(place), Some((_, own))) = (goes.get_mut(at), best) {
                    *place = Some(own);
                }
            }
        }
        goes
    }

    /// Whether a heading is the name of a column, with nothing before it: `Close date`, not `Big deal`, which may as well be
    /// the name of a record.
    pub(in crate::app) fn is_name_of(&self, head: &str, definition: &Definition) -> bool {
        let said = [SmolStr::new(head), in_our_words(head)];
        let fits = |head: &str, name: &str| same(head, name) > 0 || head.starts_with(name) && part(head, name) > 0;
        self.called(definition).iter().any(|name| said.iter().any(|head| fits(head, name)))
    }

    /// What a table says of itself: its columns that are worked out, and the record that the rows of a part belong to.
    fn called_of_its_own(&self, sheet: Sheet) -> FxHashSet<SmolStr> {
        let table = self.plan().table(sheet);
        let parent = sheet.parent().and_then(|parent| table.definition(&parent));
        let computed = table.definitions().iter().flat_map(|own| self.called_here(own));
        computed.chain(parent.into_iter().flat_map(|own| self.called(own))).collect()
    }

    /// Headings without those that are names of what the table says of itself, and of none of its columns that can be
    /// written: `Days in stage` is not the stage.
    pub(in crate::app) fn not_of_its_own(
        &self,
        sheet: Sheet,
        heads: &[SmolStr],
        writable: &[&Definition],
    ) -> Vec<SmolStr> {
        let mut ours = self.called_of_its_own(sheet);
        writable.iter().flat_map(|own| self.called(own)).for_each(|name| {
            ours.remove(&name);
        });
        heads.iter().map(|head| if ours.contains(head) { SmolStr::default() } else { head.clone() }).collect()
    }

    /// What a column that is worked out is called: no place for values of a file. Nothing of any other.
    pub(in crate::app) fn called_here(&self, definition: &Definition) -> Vec<SmolStr> {
        definition.computed.as_ref().map(|_| self.called(definition)).unwrap_or_default()
    }

    /// What is said of a column of a file that is left out since the column of the table that is called so is worked out.
    pub(super) fn csv_worked_out(&self, intake: &CsvIntake, at: usize) -> Option<SmolStr> {
        let head = search_key(intake.heading(at));
        if head.is_empty() || intake.columns.get(at) != Some(&Goes::Nowhere) {
            return None;
        }
        let own = self.plan().table(intake.sheet).present().find(|own| self.called_here(own).contains(&head))?;
        let column = own.label.clone();
        let said = match own.computed {
            Some(Computed::Formula) => Csv::ByFormula { column },
            _ => Csv::WorkedOut { column },
        };
        Some(said.text(self.lang).as_ref().into())
    }

    /// The headings of a column in both languages, with and without its currency, and the name that programs have for it.
    fn called(&self, definition: &Definition) -> Vec<SmolStr> {
        let shown = |lang| heading(self.plan(), definition, lang);
        let label = &definition.label;
        let names = [label.en.clone(), label.zh.clone(), definition.key.clone(), shown(Lang::En), shown(Lang::Zh)];
        names.iter().map(|name| search_key(name)).filter(|name| !name.is_empty()).collect()
    }

    /// A column of the user's own for a column of a file: of the narrowest kind that all of its first fields fit.
    pub(super) fn new_csv_column(&self, intake: &CsvIntake, at: usize) -> Definition {
        let parser = self.parser();
        let fields: Vec<&str> = intake.samples(at).take(LOOKED_AT).collect();
        let fits = |kind: &Kind| {
            let trial = column("", "", "", kind.clone());
            let shares = fields.iter().any(|text| text.contains(['%', '\u{ff05}']));
            let fits = |text: &&str| match kind {
                Kind::Date => parser.is_written_date(text),
                _ => (*kind == Kind::Percent) == shares && is_numeral(text) && parser.problem(&trial, text).is_none(),
            };
            !fields.is_empty() && fields.iter().all(fits)
        };
        let kind = KINDS.into_iter().find(fits).unwrap_or(Kind::Text);
        let mut definition = column("", "", "", kind).core();
        definition.label = Label::both(&self.new_csv_name(intake, at));
        definition
    }

    /// A name for a new column that no other has: the heading, else the number of the column.
    fn new_csv_name(&self, intake: &CsvIntake, at: usize) -> String {
        let table = self.plan().table(intake.sheet);
        let taken = |name: &str| table.present().any(|other| other.label.is(name));
        let headings: FxHashSet<SmolStr> = (0..intake.width()).map(|at| search_key(intake.heading(at))).collect();
        // Named from the first column on, so that each knows what those before it are called.
        let mut given: FxHashSet<SmolStr> = FxHashSet::default();
        let mut name = String::new();
        for at in 0..=at {
            let own = match intake.heading(at) {
                "" => Csv::Column { number: at + 1 }.text(self.lang).into_owned(),
                heading => heading.to_owned(),
            };
            let numbered = |number: usize| if number == 1 { own.clone() } else { format!("{own} {number}") };
            let is_free = |(number, name): &(usize, String)| {
                let key = search_key(name);
                !taken(name) && !given.contains(&key) && (*number == 1 || !headings.contains(&key))
            };
            let found = (1..).map(|number| (number, numbered(number))).find(is_free);
            name = found.map(|(_, name)| name).unwrap_or_default();
            given.insert(search_key(&name));
        }
        name
    }
}
