//! What becomes of the parts of a column that several replicas changed who had not seen one another.

use super::*;
use crate::model::{Choice, Definition, Key, Kind, Label as Words, Rule, Severity, Sheet, Tone, column};

const SHEET: Sheet = Sheet::Deals;

fn key() -> Key {
    Key::new_static("remark_1")
}

fn now(ledger: &Ledger) -> Definition {
    ledger.plan().table(SHEET).definition(&key()).cloned().unwrap()
}

fn change(ledger: &mut Ledger, at: u64, change: impl FnOnce(&mut Definition)) {
    let mut definition = now(ledger);
    change(&mut definition);
    let change = Change::Define { sheet: SHEET, definition: Box::new(definition) };
    ledger.commit(vec![change], Label::new("edit_column"), at).unwrap().unwrap();
}

fn take(to: &mut Ledger, from: &Ledger, at: u64) {
    to.merge(from.log().map(|own| own.as_ref().clone()).collect::<Vec<_>>(), at);
}

/// Two replicas of a plan with one column of the user's.
fn two(kind: Kind) -> (Ledger, Ledger) {
    let mut one = Ledger::new(Replica::new(1, 1), "Ann");
    let definition = Definition { key: key(), ..column("", "Remark", "Remark", kind) };
    let define = Change::Define { sheet: SHEET, definition: Box::new(definition) };
    one.commit(vec![define], Label::new("add_column"), 1_000).unwrap();
    let log: Vec<Transaction> = one.log().map(|own| own.as_ref().clone()).collect();
    (one, Ledger::open(log, Replica::new(2, 1), "Li", 1_001))
}

fn options(names: &[&str]) -> Kind {
    let choice = |name: &&str| Choice { key: Key::new(name), label: Words::both(name), tone: Tone::Plain };
    Kind::Choice(names.iter().map(choice).collect::<Vec<_>>().into())
}

#[test]
fn what_two_change_of_different_parts_is_kept_of_both() {
    for ours_is_later in [true, false] {
        let (mut one, mut other) = two(Kind::Text);
        let (ours, theirs) = if ours_is_later { (30, 20) } else { (20, 30) };
        change(&mut one, 2_000 + ours, |own| own.label = Words::both("Comment"));
        change(&mut other, 2_000 + theirs, |own| own.required = Some(Severity::Hint));
        let before = other.clone();
        take(&mut other, &one, 3_000);
        take(&mut one, &before, 3_000);
        for ledger in [&one, &other] {
            let own = now(ledger);
            assert_eq!((own.label.en.as_str(), own.required), ("Comment", Some(Severity::Hint)));
            assert!(ledger.columns_apart().is_empty(), "nothing is lost");
        }
        assert_eq!(one.plan().digest(), other.plan().digest());
    }
}

#[test]
fn what_two_say_of_one_part_is_told_until_somebody_settles_it() {
    let (mut one, mut other) = two(Kind::Text);
    change(&mut one, 2_000, |own| (own.label, own.width) = (Words::both("Comment"), 300));
    change(&mut other, 2_010, |own| own.label = Words::both("Note"));
    let mut late = other.clone();
    take(&mut other, &one, 3_000);
    take(&mut one, &late, 3_000);
    for ledger in [&one, &other] {
        assert_eq!((now(ledger).label.en.as_str(), now(ledger).width), ("Note", 300));
        assert_eq!(ledger.columns_apart(), vec![(SHEET, key())]);
        let apart = ledger.defined_apart(SHEET, &key());
        let [of] = apart.as_slice() else { panic!("{apart:?}") };
        assert_eq!((of.parts.as_slice(), of.definition.label.en.as_str()), ([Part::Name].as_slice(), "Comment"));
        assert_eq!(ledger.transaction_of(of.shown).map(|own| own.author.as_str()), Some("Li"));
        assert_eq!(ledger.transaction_of(of.stamp).map(|own| own.author.as_str()), Some("Ann"));
    }
    change(&mut one, 4_000, |_| {});
    assert!(one.columns_apart().is_empty(), "kept as it is");
    take(&mut late, &one, 4_001);
    assert!(late.columns_apart().is_empty());
}

#[test]
fn a_deletion_that_does_not_hold_is_told() {
    let (mut one, mut other) = two(Kind::Text);
    change(&mut one, 2_000, |own| own.deleted = true);
    change(&mut other, 1_990, |own| own.label = Words::both("Note"));
    take(&mut one, &other, 3_000);
    let apart = one.defined_apart(SHEET, &key());
    assert!(!now(&one).deleted);
    assert_eq!(apart.iter().map(|own| own.parts.clone()).collect::<Vec<_>>(), vec![vec![Part::Deleted]]);
    assert!(apart[0].definition.deleted && apart[0].definition.label.en == "Note");
}

#[test]
fn two_names_of_one_option_are_told() {
    let (mut one, mut other) = two(options(&["low", "high"]));
    let rename = |own: &mut Definition, name: &str| {
        let mut choices = own.kind.choices().to_vec();
        choices[0].label = Words::both(name);
        *own = own.with_choices(choices);
    };
    change(&mut one, 2_000, |own| rename(own, "small"));
    change(&mut other, 2_010, |own| rename(own, "little"));
    take(&mut one, &other, 3_000);
    let apart = one.defined_apart(SHEET, &key());
    assert_eq!(apart.iter().map(|own| own.parts.clone()).collect::<Vec<_>>(), vec![vec![Part::Choices]]);
    assert_eq!(apart[0].definition.kind.choices()[0].label.en, "small");
}

#[test]
fn a_step_takes_back_what_it_changed_of_a_column_and_nothing_else() {
    for ours_is_later in [true, false] {
        let (mut one, mut other) = two(options(&["low", "high"]));
        let (ours, theirs) = if ours_is_later { (30, 20) } else { (20, 30) };
        change(&mut one, 2_000 + ours, |own| {
            own.width = 300;
            *own = own.with_choices(options(&["low", "high", "ours"]).choices().to_vec());
        });
        change(&mut other, 2_000 + theirs, |own| {
            own.label = Words::both("Comment");
            *own = own.with_choices(options(&["low", "high", "theirs"]).choices().to_vec());
        });
        take(&mut one, &other, 3_000);
        let (_, commit) = one.undo(3_001).unwrap();
        let own = now(&one);
        let names: Vec<&str> = own.kind.choices().iter().map(|choice| choice.key.as_str()).collect();
        assert_eq!(
            (own.label.en.as_str(), own.width, commit.left),
            ("Comment", column("", "", "", own.kind.clone()).width, 0)
        );
        assert_eq!(names, ["low", "high", "theirs"], "ours is later: {ours_is_later}");
        one.redo(3_002).unwrap();
        let own = now(&one);
        assert_eq!((own.label.en.as_str(), own.width, own.kind.choices().len()), ("Comment", 300, 4));
    }
}

#[test]
fn a_part_that_somebody_changed_after_a_step_stays() {
    let (mut one, mut other) = two(Kind::Text);
    change(&mut one, 2_000, |own| (own.label, own.width) = (Words::both("Ours"), 300));
    take(&mut other, &one, 2_001);
    change(&mut other, 2_010, |own| own.label = Words::both("Theirs"));
    take(&mut one, &other, 2_020);
    one.undo(2_030).unwrap();
    assert_eq!((now(&one).label.en.as_str(), now(&one).width), ("Theirs", 160));
}

#[test]
fn whoever_defines_a_built_in_column_first_has_changed_what_differs_from_it() {
    let mut one = Ledger::new(Replica::new(1, 1), "Ann");
    let mut other = Ledger::new(Replica::new(2, 1), "Li");
    let built_in = SHEET.definition("name").cloned().unwrap();
    let define = |ledger: &mut Ledger, definition: Definition, at: u64| {
        let change = Change::Define { sheet: SHEET, definition: Box::new(definition) };
        ledger.commit(vec![change], Label::new("edit_column"), at).unwrap().unwrap();
    };
    define(&mut one, Definition { label: Words::both("Project"), ..built_in.clone() }, 2_000);
    let rule = Rule { condition: crate::model::Condition::Unique, severity: Severity::Warning };
    define(&mut other, Definition { rules: vec![rule.clone()], ..built_in }, 2_010);
    take(&mut one, &other, 3_000);
    let own = one.plan().table(SHEET).definition("name").cloned().unwrap();
    assert_eq!((own.label.en.as_str(), own.rules), ("Project", vec![rule]));
    assert!(one.columns_apart().is_empty());
}
