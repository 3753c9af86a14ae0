//! A computed cell is asked what it is made of; the rows it names are gone to, and left again.

use super::desk::Desk;
use crate::app::arrange::Deed;
use crate::app::explain::{Explanation, Subject};
use crate::app::grid::{At, GridId, Total};
use crate::app::{Action, App, Effect, Notice, Tab};
use crate::forecast::Stretch;
use crate::forecast::outlook::{Figure, Suppose};
use crate::model::{Key, Sheet};
use crate::text::Lang;
use crate::text::messages::Impossible;

const DEALS: GridId = GridId::Table(Sheet::Deals);
const THREE: &str = "
    | name  | account | amount | stage | close      | p_own | weighted |
    | One   | Haitian | 1000   | 3     | 2026-03-30 |       | [ ]      |
    | Two   | Haitian | 2000   | 3     | 2026-03-30 | 25%   |          |
    | Three | Weigao  |        |       |            |       |          |";

#[test]
fn a_computed_cell_names_its_inputs_and_leads_to_them_and_back() {
    let mut desk = Desk::new(DEALS, THREE);
    let weighted = desk.app.explain_cell(Sheet::Deals, desk.record(0), "weighted").unwrap();
    let said: Vec<String> = weighted.inputs.iter().map(|input| format!("{} = {}", input.name, input.value)).collect();
    assert_eq!(said, ["Amount, USD = 1,000", "p = 40 %"]);
    assert_eq!((weighted.result.as_str(), weighted.heading.as_str()), ("400", "Weighted, USD · One"));
    let (sentence, tenth) = weighted.tenth.unwrap();
    assert_eq!(sentence, "One of these alone would change it by a tenth:");
    let tenth: Vec<String> = tenth.iter().map(|input| format!("{}: {}", input.name, input.value)).collect();
    assert_eq!(tenth, ["Amount, USD: 1,000 → 1,100", "p: 40 % → 44 %"]);

    desk.press("Ctrl+[");
    let subject = Subject::Cell(Sheet::Deals, desk.record(0), "weighted".into());
    assert_eq!(desk.effects.last(), Some(&Effect::Explain(subject.clone())));
    // To the stage that gives the probability, and back to the cell and its explanation.
    let p = desk.app.explain_cell(Sheet::Deals, desk.record(0), "p").unwrap();
    let source = p.inputs[0].source.clone().unwrap();
    assert_eq!((source.0, source.2.as_str()), (Sheet::Stages, "p"));
    desk.act(Action::FollowSource(subject.clone(), source));
    assert_eq!((desk.app.tab, desk.app.setup), (Tab::Setup, Sheet::Stages));
    desk.effects.clear();
    desk.press("Alt+Left");
    assert_eq!(desk.app.tab, Tab::Funnel);
    assert!(desk.effects.contains(&Effect::Focus(DEALS)));
    assert_eq!(desk.effects.last(), Some(&Effect::Explain(subject)));
    assert_eq!(desk.app.laid_out(DEALS).unwrap().target().unwrap().column, Key::from("weighted"));
    desk.press("Alt+Left");
    assert_eq!(desk.effects.last(), Some(&Effect::Say(Notice::Impossible(Impossible::NowhereBack))));
}

#[test]
fn what_was_typed_is_not_explained_and_what_is_empty_says_what_it_takes() {
    let mut desk = Desk::new(DEALS, THREE);
    assert_eq!(desk.app.explain_cell(Sheet::Deals, desk.record(0), "amount"), None);
    desk.press("Home Ctrl+[");
    assert_eq!(desk.effects.last(), Some(&Effect::Say(Notice::Impossible(Impossible::NotComputed))));
    let empty = desk.app.explain_cell(Sheet::Deals, desk.record(2), "weighted").unwrap();
    assert_eq!((empty.result.as_str(), empty.inputs.len(), empty.tenth.is_none()), ("–", 0, true));
    assert_eq!(empty.notes, ["There is nothing yet to work it out from."]);
    desk.app.lang = Lang::Zh;
    let states = desk.app.explain_cell(Sheet::Deals, desk.record(2), "state").unwrap();
    assert_eq!(states.formula, "符合规则的所有状态，最严重的在前。");
}

#[test]
fn a_row_that_is_gone_is_not_gone_to_and_leaves_no_step() {
    let mut desk = Desk::new(DEALS, THREE);
    let (one, two) = (desk.record(0), desk.record(1));
    desk.press("Ctrl+Delete");
    let subject = Subject::Cell(Sheet::Deals, two, "p".into());
    desk.act(Action::FollowSource(subject, (Sheet::Deals, one, "p".into())));
    desk.press("Alt+Left");
    assert_eq!(desk.effects.last(), Some(&Effect::Say(Notice::Impossible(Impossible::NowhereBack))));
    assert_eq!(desk.app.explain_cell(Sheet::Deals, one, "p"), None);
}

#[test]
fn a_total_is_asked_at_its_heading_and_at_the_head_of_a_group() {
    let mut desk = Desk::new(DEALS, THREE);
    // Up from the first row to the heading of the amounts, and what stands below them.
    desk.press("Home Right Right Up Ctrl+[");
    let total = Subject::Total(DEALS, None, "amount".into());
    assert_eq!(desk.effects.last(), Some(&Effect::Explain(total.clone())));
    let found = desk.app.explain(&total).unwrap();
    let said: Vec<String> = found.inputs.iter().map(|input| format!("{} = {}", input.name, input.value)).collect();
    assert_eq!((said.join(", ").as_str(), found.result.as_str()), ("Two = 2,000, One = 1,000", "3,000"));
    assert_eq!(found.tenth.unwrap().0, "It changes by a tenth if any one of them is 300 more or less.");
    desk.act(Action::Arrange(DEALS, Deed::Total("amount".into(), Total::Max)));
    let (_, tenth) = desk.app.explain(&total).unwrap().tenth.unwrap();
    assert_eq!((tenth[0].name.as_str(), tenth[0].value.as_str()), ("Two", "2,000 → 2,200"));
    desk.act(Action::Arrange(DEALS, Deed::Total("amount".into(), Total::Nothing)));
    desk.press("Ctrl+[");
    assert_eq!(desk.effects.last(), Some(&Effect::Say(Notice::Impossible(Impossible::NotComputed))));
    desk.act(Action::Arrange(DEALS, Deed::Group("account".into(), None)));
    desk.act(Action::Arrange(DEALS, Deed::Total("amount".into(), Total::Sum)));
    let two = desk.record(1);
    let at = desk.app.grid(DEALS).layout.rows().unwrap().row_of(two).unwrap();
    desk.act(Action::Point { grid: DEALS, at: At { row: at - 1, column: 2 }, extend: false });
    desk.press("Ctrl+[");
    let Some(Effect::Explain(group)) = desk.effects.last().cloned() else { panic!("nothing is explained") };
    let found = desk.app.explain(&group).unwrap();
    assert!(
        matches!(&group, Subject::Total(_, Some(_), key) if key == "amount") && !found.inputs.is_empty(),
        "{found:?}"
    );
}

/// An explanation made in the shortest steps that there are, and how many those were.
fn stepwise(app: &App, subject: &Subject) -> (Option<Explanation>, usize) {
    let mut work = app.explaining(subject).expect("it is made in steps");
    for count in 1..10_000 {
        if let Some(found) = app.explain_on(subject, &mut work, &mut Stretch::new(1)) {
            return (found, count);
        }
    }
    panic!("it never ends");
}

#[test]
fn changes_totals_and_cells_explained_in_short_steps_say_the_same() {
    let mut desk = Desk::new(DEALS, THREE);
    let (one, two) = (desk.record(0), desk.record(1));
    let supposed = vec![(one, Suppose::Won), (two, Suppose::Chance(0.9)), (one, Suppose::Amount(50_000))];
    desk.act(Action::Arrange(DEALS, Deed::Total("state".into(), Total::Distinct)));
    desk.act(Action::Arrange(DEALS, Deed::Total("weighted".into(), Total::Max)));
    let subjects = [
        (Subject::Change(supposed.clone(), Figure::Quantile(2)), 6),
        (Subject::Change(supposed, Figure::Mean), 6),
        (Subject::Total(DEALS, None, "amount".into()), 3),
        (Subject::Total(DEALS, None, "weighted".into()), 3),
        (Subject::Cell(Sheet::Deals, one, "state".into()), 1),
        (Subject::Cell(Sheet::Deals, two, "weighted".into()), 1),
    ];
    for (subject, least) in subjects {
        let (found, steps) = stepwise(&desk.app, &subject);
        assert_eq!(found, desk.app.explain(&subject), "{subject:?}");
        assert!(found.is_some() && steps >= least, "{steps}: {subject:?} {found:?}");
    }
    let nothing = Subject::Total(DEALS, None, "close".into());
    assert_eq!((stepwise(&desk.app, &nothing).0, desk.app.explain(&nothing)), (None, None));
}
