//! The rules of a column as they are filled in, and what they come to.

use smol_str::SmolStr;

use super::form::{Form, Unfinished};
use crate::app::formulas::Trial;
use crate::app::state::App;
use crate::model::{Condition, Definition, Key, Kind, Rule, Severity, Value};
use crate::text::messages::{Defining as Words, KindWord};
use crate::text::{Fault, edit_text};

/// What a rule asks for, as it is chosen from a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleWord {
    /// Not below a bound.
    AtLeast,
    /// Not above a bound.
    AtMost,
    /// Characters at least.
    Longer,
    /// Characters at most.
    Shorter,
    /// One of some texts.
    OneOf,
    /// Once in the column.
    Unique,
    /// Ticked.
    Ticked,
    /// Today or later.
    NotPast,
    /// Not before another column.
    NotBefore,
}

impl RuleWord {
    /// The rules that make sense for values of a kind.
    const fn of_kind(kind: KindWord) -> &'static [RuleWord] {
        match kind {
            KindWord::Text | KindWord::Paragraph | KindWord::Steps => {
                &[RuleWord::Longer, RuleWord::Shorter, RuleWord::OneOf, RuleWord::Unique]
            }
            KindWord::Number | KindWord::Money | KindWord::Percent | KindWord::Rating => {
                &[RuleWord::AtLeast, RuleWord::AtMost, RuleWord::NotBefore, RuleWord::Unique]
            }
            KindWord::Date => {
                &[RuleWord::AtLeast, RuleWord::AtMost, RuleWord::NotPast, RuleWord::NotBefore, RuleWord::Unique]
            }
            KindWord::Check => &[RuleWord::Ticked],
            KindWord::Choice | KindWord::Link | KindWord::Currency => &[RuleWord::Unique],
            _ => &[],
        }
    }

    /// Its name.
    #[must_use]
    pub const fn words(self) -> Words {
        match self {
            RuleWord::AtLeast => Words::AtLeast,
            RuleWord::AtMost => Words::AtMost,
            RuleWord::Longer => Words::Longer,
            RuleWord::Shorter => Words::Shorter,
            RuleWord::OneOf => Words::OneOf,
            RuleWord::Unique => Words::Unique,
            RuleWord::Ticked => Words::Ticked,
            RuleWord::NotPast => Words::NotPast,
            RuleWord::NotBefore => Words::NotBefore,
        }
    }

    /// Whether it needs a text beside it.
    #[must_use]
    pub const fn takes_text(self) -> bool {
        !matches!(self, RuleWord::Unique | RuleWord::Ticked | RuleWord::NotPast | RuleWord::NotBefore)
    }
}

/// A rule as it is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleForm {
    /// What it asks for.
    pub is: RuleWord,
    /// Its bound, as it was typed.
    pub text: String,
    /// The column that it compares with.
    pub other: Key,
    /// How grave it is.
    pub severity: Severity,
}

impl App {
    /// A rule as its fields show it.
    pub(super) fn rule_form(&self, definition: &Definition, rule: &Rule) -> RuleForm {
        let shown = |value: &Value| edit_text(self.plan(), definition, value, self.lang).to_string();
        let (is, text, other) = match &rule.condition {
            Condition::AtLeast(bound) => (RuleWord::AtLeast, shown(bound), Key::default()),
            Condition::AtMost(bound) => (RuleWord::AtMost, shown(bound), Key::default()),
            Condition::Longer(length) => (RuleWord::Longer, length.to_string(), Key::default()),
            Condition::Shorter(length) => (RuleWord::Shorter, length.to_string(), Key::default()),
            Condition::OneOf(texts) => (RuleWord::OneOf, texts.join("\n"), Key::default()),
            Condition::Unique => (RuleWord::Unique, String::new(), Key::default()),
            Condition::Ticked => (RuleWord::Ticked, String::new(), Key::default()),
            Condition::NotPast => (RuleWord::NotPast, String::new(), Key::default()),
            Condition::NotBefore(key) => (RuleWord::NotBefore, String::new(), key.clone()),
        };
        RuleForm { is, text, other, severity: rule.severity }
    }

    /// What the values of a form's column are, whether somebody types them or a formula gives them.
    fn ruled_kind(&self, form: &Form) -> KindWord {
        match (form.kind, form.shown_as) {
            (KindWord::Formula, Some(shown)) => shown,
            (KindWord::Formula, None) => match self.try_form(form, None) {
                Trial::Right { kinds, .. } => kinds.first().map_or(KindWord::Foreign, KindWord::of),
                Trial::Wrong { .. } => KindWord::Foreign,
            },
            (kind, _) => kind,
        }
    }

    /// Whether what the column of a form holds is worked out.
    fn is_worked_out(form: &Form) -> bool {
        let built_in = || form.before.as_ref().is_some_and(|own| form.built_in && own.computed.is_some());
        form.kind == KindWord::Formula || built_in()
    }

    /// The rules that make sense for the column of a form.
    #[must_use]
    pub fn offered_rules(&self, form: &Form) -> Vec<RuleWord> {
        // That two results are the same nobody can mend in their cells.
        let of_kind = RuleWord::of_kind(self.ruled_kind(form)).iter().copied();
        of_kind.filter(|is| *is != RuleWord::Unique || !App::is_worked_out(form)).collect()
    }

    /// The name of a rule for the column of a form.
    #[must_use]
    pub fn rule_name(&self, form: &Form, is: RuleWord) -> String {
        let words = match is {
            RuleWord::Ticked if App::is_worked_out(form) => Words::Holds,
            is => is.words(),
        };
        words.text(self.lang).into_owned()
    }

    /// Whether what breaks the rules of a form's column is marked in its cell, but not counted with the problems of the plan.
    #[must_use]
    pub fn rules_are_only_shown(&self, form: &Form) -> bool {
        form.built_in && App::is_worked_out(form) || self.formula_is_wide(form.sheet, &form.formula)
    }

    /// The columns of a table with which a rule can compare, with their headings.
    #[must_use]
    pub fn comparable(&self, form: &Form) -> Vec<(Key, String)> {
        let table = self.plan().table(form.sheet);
        let columns = table.arranged().iter().filter_map(|at| table.definitions().get(*at));
        let kind = self.ruled_kind(form);
        let like = columns.filter(|d| d.key != form.key && d.computed.is_none() && KindWord::of(&d.kind) == kind);
        like.map(|d| (d.key.clone(), self.lang.pick(&d.label).to_owned())).collect()
    }

    /// The rules that the fields come to.
    pub(super) fn rules_of(&self, form: &Form, definition: &Definition) -> Result<Vec<Rule>, Unfinished> {
        let parser = self.parser();
        let mut rules = Vec::new();
        let offered = self.offered_rules(form);
        for (nth, rule) in form.rules.iter().enumerate() {
            if !offered.contains(&rule.is) {
                continue;
            }
            if rule.is.takes_text() && rule.text.trim().is_empty() {
                let what = Words::RuleValueMissing.text(self.lang).into_owned();
                return Err(Unfinished { what, rule: Some(nth) });
            }
            let bound = || match parser.read(definition, &rule.text) {
                Ok(value) => Ok(value),
                Err(fault) => Err(fault.text(self.lang).into_owned()),
            };
            let length = || {
                let number = Definition { kind: Kind::Number { min: 0, max: 65_536, places: 0 }, ..definition.clone() };
                match parser.read(&number, &rule.text) {
                    Ok(Value::Number(number)) => Ok(usize::try_from(number.trunc()).unwrap_or(0)),
                    Ok(_) => Err(Fault::NotANumber.text(self.lang).into_owned()),
                    Err(fault) => Err(fault.text(self.lang).into_owned()),
                }
            };
            let condition = match rule.is {
                RuleWord::AtLeast => bound().map(Condition::AtLeast),
                RuleWord::AtMost => bound().map(Condition::AtMost),
                RuleWord::Longer => length().map(Condition::Longer),
                RuleWord::Shorter => length().map(Condition::Shorter),
                RuleWord::OneOf => {
                    let texts = rule.text.lines().map(str::trim).filter(|line| !line.is_empty()).map(SmolStr::new);
                    Ok(Condition::OneOf(texts.collect()))
                }
                RuleWord::Unique => Ok(Condition::Unique),
                RuleWord::Ticked => Ok(Condition::Ticked),
                RuleWord::NotPast => Ok(Condition::NotPast),
                RuleWord::NotBefore if rule.other.is_empty() => {
                    Err(Words::RuleColumnMissing.text(self.lang).into_owned())
                }
                RuleWord::NotBefore => Ok(Condition::NotBefore(rule.other.clone())),
            };
            let condition = condition.map_err(|what| Unfinished { what, rule: Some(nth) })?;
            rules.push(Rule { condition, severity: rule.severity });
        }
        Ok(rules)
    }
}
