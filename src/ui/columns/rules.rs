//! The rules of a column: what values should keep to, and how grave it is where they do not.

use leptos::prelude::*;

use super::Desk;
use super::controls::{line, list, sign};
use crate::app::{RuleForm, RuleWord};
use crate::model::Severity;
use crate::text::messages::{Defining as Words, severity};
use crate::ui::element::{El, Part, el, live, value_of};

const SEVERITIES: [Severity; 3] = [Severity::Hint, Severity::Warning, Severity::Error];

/// The editor of the rules; nothing where the kind has none.
pub(super) fn editor(desk: Desk) -> Part {
    let shape = Memo::new(move |_| {
        desk.form.with(|form| {
            let (offered, shown_only) =
                desk.session.with(|app| (app.offered_rules(form), app.rules_are_only_shown(form)));
            (offered, shown_only, form.rules.iter().map(|rule| rule.is).collect::<Vec<_>>())
        })
    });
    live(move || {
        let (offered, shown_only) = shape.with(|(offered, shown_only, _)| (offered.clone(), *shown_only));
        let first = *offered.first()?;
        let rules = desk.form.with_untracked(|form| form.rules.clone());
        let lines: Vec<El> =
            rules.into_iter().enumerate().map(|(nth, rule)| drawn(desk, nth, rule, &offered)).collect();
        let add = el("button").set("type", "button").set("id", "add-rule").add(desk.word(&Words::AddRule));
        let add = add.click(move || {
            desk.change(|form| form.add_rule(first));
            crate::ui::regions::focus_last(".rules-of .rule-of > [data-begin]");
        });
        let about = shown_only.then(|| el("p").class("soft").add(desk.word(&Words::RuleShownOnly)));
        Some(
            el("fieldset")
                .class("rules-of")
                .add(el("legend").add(desk.word(&Words::Rules)))
                .add(lines)
                .add(add)
                .add(about),
        )
    })
}

fn drawn(desk: Desk, nth: usize, rule: RuleForm, offered: &[RuleWord]) -> El {
    let number = nth + 1;
    let change =
        move |with: &dyn Fn(&mut RuleForm)| desk.change(|form| form.rules.get_mut(nth).into_iter().for_each(with));
    let names = desk.form.with_untracked(|form| {
        desk.session.with(|app| offered.iter().map(|word| app.rule_name(form, *word)).collect::<Vec<_>>())
    });
    let offered = offered.to_vec();
    let chosen = offered.iter().position(|word| *word == rule.is);
    let words = list(names, chosen, move |at| {
        if let Some(word) = offered.get(at).copied() {
            change(&|rule| rule.is = word);
        }
    });
    let grave = SEVERITIES.iter().position(|of| *of == rule.severity);
    let grave = list(SEVERITIES.map(|of| severity(of, desk.lang)), grave, move |at| {
        change(&|rule| rule.severity = SEVERITIES.get(at).copied().unwrap_or(Severity::Warning));
    });
    let bound = match rule.is {
        RuleWord::OneOf => Some(el("textarea").set("rows", "3").value(rule.text).on("input", move |event| {
            let text = value_of(&event);
            change(&|rule| rule.text.clone_from(&text));
        })),
        word if word.takes_text() => Some(line(rule.text, move |text| change(&|rule| rule.text.clone_from(&text)))),
        RuleWord::NotBefore => {
            let columns = desk.form.with_untracked(|form| desk.session.with(|app| app.comparable(form)));
            let chosen = columns.iter().position(|(key, _)| *key == rule.other).map_or(0, |at| at + 1);
            let names = std::iter::once(String::new()).chain(columns.iter().map(|(_, name)| name.clone()));
            let names: Vec<String> = names.collect();
            Some(list(names, Some(chosen), move |at| {
                let key = at.checked_sub(1).and_then(|at| columns.get(at)).map(|(key, _)| key.clone());
                change(&|rule| rule.other = key.clone().unwrap_or_default());
            }))
        }
        _ => None,
    };
    let is_wrong = move || desk.refused.with(|why| why.as_ref().is_some_and(|why| why.rule == Some(nth)));
    let bound = bound.map(|bound| {
        bound
            .set("aria-label", desk.word(&Words::RuleValue { number }))
            .set("data-begin", "")
            .live("aria-invalid", move || is_wrong().then_some("true"))
    });
    let remove = sign("×", desk.word(&Words::RemoveRule { number }), move || {
        desk.change(|form| {
            if nth < form.rules.len() {
                form.rules.remove(nth);
            }
        });
        // On to the rule that has come up to its place, or the last one, or where rules are added.
        let place = desk.form.with_untracked(|form| form.rules.len()).min(number);
        let next = format!(".rules-of .rule-of:nth-of-type({place}) > [data-begin]");
        crate::ui::regions::focus_last(if place == 0 { "#add-rule" } else { &next });
    });
    // A rule begins with its value, where it has one.
    let words = if bound.is_some() { words } else { words.set("data-begin", "") };
    el("div")
        .class("rule-of")
        .add(words.set("aria-label", desk.word(&Words::Rule { number })))
        .add(bound)
        .add(grave.set("aria-label", desk.word(&Words::RuleSeverity { number })))
        .add(remove)
}
