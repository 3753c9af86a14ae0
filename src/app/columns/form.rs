//! The form in which a column is made or changed: what stands in its fields, and the definition they come to.

use std::borrow::Cow;

use smol_str::SmolStr;

use super::define::ColumnEdit;
use super::rules::{RuleForm, RuleWord};
use crate::app::formulas::Trial;
use crate::app::grid::{GridId, header_packs};
use crate::app::state::App;
use crate::model::{Choice, Computed, Definition, Key, Kind, Label, Pack, Severity, Sheet, Tone, column, fresh_key};
use crate::text::Lang;
use crate::text::messages::{Defining as Words, KindWord};

/// The form of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// The table.
    pub sheet: Sheet,
    /// The column; empty for a new one.
    pub key: Key,
    /// The column behind which a new one stands.
    pub behind: Option<Key>,
    /// The grid from which it was asked for.
    pub grid: Option<GridId>,
    /// Whether it is a built-in column, whose kind cannot change.
    pub built_in: bool,
    /// The heading.
    pub label: Label,
    /// What it is for.
    pub help: Label,
    /// What it holds.
    pub kind: KindWord,
    /// Decimal places.
    pub places: u32,
    /// The lowest and the highest rating.
    pub rating: (i8, i8),
    /// Whether "?" is a rating.
    pub unknown: bool,
    /// Steps at most.
    pub steps: usize,
    /// The choices; a new one has no key yet.
    pub choices: Vec<Choice>,
    /// The table that it links to.
    pub target: Sheet,
    /// The formula as it is typed.
    pub formula: String,
    /// How the result is shown; none as it comes.
    pub shown_as: Option<KindWord>,
    /// Whether an empty cell is a problem.
    pub required: Option<Severity>,
    /// Whether it is about a person.
    pub private: bool,
    /// With which columns it is shown.
    pub pack: Pack,
    /// Its width; 0 as usual for its kind.
    pub width: u16,
    /// The rules.
    pub rules: Vec<RuleForm>,
    /// The definition it began with.
    pub before: Option<Box<Definition>>,
}

/// Why a form cannot be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// What is missing or wrong, in words.
    pub what: String,
    /// The rule at which it is wrong, where it is one.
    pub rule: Option<usize>,
}

impl App {
    /// The form of a new column of a grid: behind the active one.
    #[must_use]
    pub fn new_column(&self, sheet: Sheet, behind: Option<Key>, grid: Option<GridId>) -> Form {
        // Where a form shows nothing of the core, a column asked for there, or behind a field of it, belongs to the form.
        let table = self.plan().table(sheet);
        let neighbour = behind.as_ref().and_then(|key| table.definition(key)).map(|definition| definition.pack);
        let header = header_packs(sheet);
        let is_of_form = matches!(grid, Some(GridId::Form(_))) || neighbour.is_some_and(|pack| header.contains(&pack));
        let own = header.first().copied().filter(|_| is_of_form && !header.contains(&Pack::Core));
        Form {
            sheet,
            key: Key::default(),
            behind,
            grid,
            built_in: false,
            label: Label::default(),
            help: Label::default(),
            kind: KindWord::Text,
            // Whatever is typed: a column of whole numbers is asked for.
            places: 6,
            rating: (0, 5),
            unknown: false,
            steps: 8,
            choices: Vec::new(),
            target: Sheet::Accounts,
            formula: String::new(),
            shown_as: None,
            required: None,
            private: false,
            pack: own.unwrap_or(Pack::Core),
            width: 0,
            rules: Vec::new(),
            before: None,
        }
    }

    /// The form of a new column of a table that was asked for by its name: behind the last of the core, and one of them.
    #[must_use]
    pub fn new_column_of(&self, sheet: Sheet) -> Form {
        let table = self.plan().table(sheet);
        let core = table.arranged().iter().rev().filter_map(|at| table.definitions().get(*at));
        let last =
            core.filter(|definition| definition.pack == Pack::Core).map(|definition| definition.key.clone()).next();
        self.new_column(sheet, last, None)
    }

    /// The form of a column; none where there is none that can be changed.
    #[must_use]
    pub fn column_form(&self, sheet: Sheet, key: &str, grid: Option<GridId>) -> Option<Form> {
        let definition = self.plan().table(sheet).definition(key).filter(|d| d.kind != Kind::Foreign)?;
        let formula = definition.computed == Some(Computed::Formula);
        // What it was before it became a formula it can be again, with the choices that its cells still hold.
        let plain = self.plain_column(sheet, definition);
        let mut form = Form {
            key: definition.key.clone(),
            built_in: sheet.definition(key).is_some(),
            label: definition.label.clone(),
            help: definition.help.clone(),
            kind: if formula { KindWord::Formula } else { KindWord::of(&definition.kind) },
            choices: plain.kind.choices().to_vec(),
            target: plain.kind.target().unwrap_or(Sheet::Accounts),
            formula: if formula { self.formula_text(sheet, &definition.formula) } else { String::new() },
            shown_as: formula.then(|| KindWord::of(&definition.kind)),
            required: definition.required,
            private: definition.private,
            pack: definition.pack,
            width: definition.width,
            rules: definition.rules.iter().map(|rule| self.rule_form(definition, rule)).collect(),
            before: Some(Box::new(definition.clone())),
            ..self.new_column(sheet, None, grid)
        };
        match definition.kind {
            Kind::Number { places, .. } => form.places = places,
            Kind::Rating { min, max, unknown } => (form.rating, form.unknown) = ((min, max), unknown),
            Kind::Steps(steps) => form.steps = steps,
            _ => {}
        }
        Some(form)
    }

    /// Tries the formula of a form on a row.
    #[must_use]
    pub fn try_form(&self, form: &Form, row: Option<crate::model::RowId>) -> Trial {
        self.try_formula(form.sheet, &form.key, &form.formula, row)
    }

    /// A name of the form that another column of the table has: a formula could not tell which of the two is meant. One that
    /// the column had before it may keep, and that of a column that was taken out is free.
    #[must_use]
    pub fn name_taken(&self, form: &Form) -> Option<SmolStr> {
        let table = self.plan().table(form.sheet);
        let others = || table.arranged().iter().filter_map(|at| table.definitions().get(*at));
        let is_taken = |name: &str| others().any(|other| other.key != form.key && other.label.is(name));
        let had = |name: &str| form.before.as_ref().is_some_and(|own| own.label.is(name));
        let names = [&form.label.en, &form.label.zh].into_iter();
        names.map(|name| name.trim()).find(|name| !had(name) && is_taken(name)).map(SmolStr::new)
    }

    /// The definition that the fields come to.
    ///
    /// # Errors
    /// What is missing or wrong.
    pub fn definition_of(&self, form: &Form) -> Result<Definition, Unfinished> {
        let wrong = |what: String| Unfinished { what, rule: None };
        let say = |words: Words| words.text(self.lang).into_owned();
        if [&form.label.en, &form.label.zh].iter().all(|name| name.trim().is_empty()) {
            return Err(wrong(say(Words::NameMissing)));
        }
        if let Some(name) = self.name_taken(form) {
            return Err(wrong(say(Words::NameTaken { name })));
        }
        let own = form.before.as_deref().cloned();
        let kind = match (&own, form.built_in, form.kind) {
            (Some(own), true, _) => match own.kind {
                Kind::Choice(_) | Kind::Choices(_) => form.kind_of(form.kind),
                _ => own.kind.clone(),
            },
            (_, _, KindWord::Formula) => {
                let kinds = match self.try_form(form, None) {
                    Trial::Right { kinds, .. } => kinds,
                    // A formula that is wrong is kept, marked; one that is not there cannot be.
                    Trial::Wrong { what, .. } if form.formula.trim().is_empty() => return Err(wrong(what)),
                    Trial::Wrong { .. } => Vec::new(),
                };
                let wanted = kinds.iter().find(|kind| Some(KindWord::of(kind)) == form.shown_as);
                let kept = || own.as_ref().filter(|own| own.computed.is_some()).map(|own| own.kind.clone());
                let kind = wanted.or(kinds.first()).cloned().or_else(kept).unwrap_or(Kind::Text);
                match kind {
                    Kind::Number { min, max, .. } => Kind::Number { min, max, places: form.places },
                    kind => kind,
                }
            }
            _ => form.kind_of(form.kind),
        };
        let usual = column("", "", "", kind);
        let mut definition = Definition {
            key: form.key.clone(),
            label: form.label.clone(),
            help: form.help.clone(),
            pack: form.pack,
            width: if form.width == 0 { usual.width } else { form.width.clamp(40, 800) },
            required: form.required,
            private: form.private,
            facing: own.as_ref().map(|own| own.facing).unwrap_or_default(),
            computed: own.as_ref().filter(|_| form.built_in).and_then(|own| own.computed),
            stand: own.as_ref().and_then(|own| own.stand.clone()),
            ..usual
        };
        definition.rules = self.rules_of(form, &definition)?;
        if form.kind == KindWord::Formula {
            definition = definition.formula(form.formula.trim());
            definition.required = None;
        }
        Ok(definition)
    }
}

impl Form {
    /// The kind that the fields come to.
    fn kind_of(&self, word: KindWord) -> Kind {
        let (low, high) = (self.rating.0.min(self.rating.1), self.rating.0.max(self.rating.1));
        match word {
            KindWord::Text | KindWord::Formula | KindWord::Foreign => Kind::Text,
            KindWord::Paragraph => Kind::Paragraph,
            KindWord::Steps => Kind::Steps(self.steps.clamp(1, 99)),
            KindWord::Number => match self.before.as_deref().map(|own| &own.kind) {
                // The bounds that a file or an older version gave stay.
                Some(Kind::Number { min, max, .. }) => Kind::Number { min: *min, max: *max, places: self.places },
                _ => Kind::own_number(self.places),
            },
            KindWord::Rating => Kind::Rating { min: low, max: high, unknown: self.unknown },
            KindWord::Money => Kind::Money,
            KindWord::Percent => Kind::Percent,
            KindWord::Date => Kind::Date,
            KindWord::Check => Kind::Check,
            KindWord::Choice => Kind::Choice(Cow::Owned(self.kept_choices())),
            KindWord::Choices => Kind::Choices(Cow::Owned(self.kept_choices())),
            KindWord::Link => Kind::Link(self.target),
            KindWord::Links => Kind::Links(self.target),
            KindWord::Currency => Kind::Currency,
        }
    }

    /// The choices that have a name; a new one gets a key.
    fn kept_choices(&self) -> Vec<Choice> {
        let mut kept: Vec<Choice> = Vec::with_capacity(self.choices.len());
        let taken: Vec<Choice> = self.choices.iter().filter(|choice| !choice.key.is_empty()).cloned().collect();
        for choice in &self.choices {
            let label = Label { en: choice.label.en.trim().into(), zh: choice.label.zh.trim().into() };
            let Some(named) = [&label.en, &label.zh].into_iter().find(|text| !text.is_empty()).cloned() else {
                continue;
            };
            let key = if choice.key.is_empty() {
                let all: Vec<Choice> = taken.iter().chain(&kept).cloned().collect();
                fresh_key(&named, &all)
            } else {
                choice.key.clone()
            };
            kept.push(Choice { key, label, tone: choice.tone });
        }
        kept
    }

    /// Adds a choice without a name.
    pub fn add_choice(&mut self) {
        self.choices.push(Choice { key: Key::default(), label: Label::default(), tone: Tone::Plain });
    }

    /// Moves a choice by one place.
    pub fn move_choice(&mut self, nth: usize, down: bool) {
        let other = if down { nth + 1 } else { nth.wrapping_sub(1) };
        if nth < self.choices.len() && other < self.choices.len() {
            self.choices.swap(nth, other);
        }
    }

    /// Adds a rule.
    pub fn add_rule(&mut self, is: RuleWord) {
        let (text, other) = (String::new(), Key::default());
        self.rules.push(RuleForm { is, text, other, severity: Severity::Warning });
    }

    /// The name in a language.
    #[must_use]
    pub const fn name(&self, lang: Lang) -> &SmolStr {
        match lang {
            Lang::En => &self.label.en,
            Lang::Zh => &self.label.zh,
        }
    }

    /// The edit that the form comes to.
    #[must_use]
    pub fn edit(&self, definition: Definition) -> ColumnEdit {
        ColumnEdit { sheet: self.sheet, definition, behind: self.behind.clone(), grid: self.grid }
    }
}
