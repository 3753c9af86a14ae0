//! Whole rows: insert, duplicate, delete, with what hangs on them.

use super::desk::add;
use super::*;
use crate::app::arrange::Deed;
use crate::app::command::Command;
use crate::app::grid::{Condition, GridId};
use crate::app::{Action, Notice};
use crate::model::{Sheet, Value};

const TWO: &str = "| name    | amount |
                   | [Haitian] | 10   |
                   | Kehua   | 20     |";

#[test]
fn insert_above_and_below() {
    check(
        TWO,
        "Ctrl+Shift+Enter",
        "| name    | amount |
         | []      |        |
         | Haitian | 10     |
         | Kehua   | 20     |
         |         |        |",
    )
    .press("n Enter Down")
    .shows(
        "| name    | amount |
         | n       |        |
         | Haitian | 10     |
         | [Kehua] | 20     |
         |         |        |",
    );
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), TWO);
    desk.act(Action::Run(desk.grid, Command::InsertBelow));
    desk.shows(
        "| name    | amount |
         | Haitian | 10     |
         | []      |        |
         | Kehua   | 20     |
         |         |        |",
    );
    assert_eq!(desk.cell(1, "stage"), "1 Interest", "with the defaults of a new row");
    desk.press("click(3,1)");
    desk.act(Action::Run(desk.grid, Command::InsertBelow));
    desk.shows(
        "| name    | amount |
         | Haitian | 10     |
         |         |        |
         | Kehua   | 20     |
         |         | []     |
         |         |        |",
    );
}

#[test]
fn duplicate_copies_what_was_typed_below_the_last() {
    let desk = check(
        TWO,
        "Shift+Down Ctrl+Shift+D",
        "| name    | amount |
         | Haitian | 10     |
         | Kehua   | 20     |
         | [Haitian | 10    |
         | Kehua]  | 20     |
         |         |        |",
    );
    assert_eq!(desk.said(), Some(&Notice::Duplicated(2)));
    assert_eq!(desk.stored(), 1);
}

#[test]
fn delete_takes_the_selected_rows_and_says_how_many() {
    let desk = check(
        "| name | amount |
         | a    | 1      |
         | b    | [2     |
         | c    | 3]     |
         | d    | 4      |",
        "Ctrl+Delete",
        "| name | amount |
         | a    | 1      |
         | d    | [4]    |
         |      |        |",
    );
    assert_eq!(desk.said(), Some(&Notice::Deleted { rows: 2, links: 0 }));
    check(
        TWO,
        "Ctrl+Delete Ctrl+Delete Ctrl+Delete",
        "| name | amount |
         | []   |        |",
    );
}

#[test]
fn the_empty_row_cannot_be_deleted_or_doubled() {
    let desk = check(
        TWO,
        "Down Down Ctrl+Delete Ctrl+Shift+D",
        "| name    | amount |
         | Haitian | 10     |
         | Kehua   | 20     |
         | []      |        |",
    );
    assert_eq!(desk.stored(), 0);
}

#[test]
fn the_record_of_a_page_is_deleted_there_and_the_next_one_takes_its_place() {
    use crate::app::Tab;
    use crate::app::command::Command;
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), TWO);
    let (deal, other) = (desk.record(0), desk.record(1));
    let label = |desk: &Desk| desk.app.label_of(Command::DeleteRecord).into_owned();
    assert_eq!(label(&desk), "Delete the record of this page or card");
    desk.act(Action::Show(Tab::Strategy));
    desk.act(Action::Choose(Sheet::Deals, deal));
    assert_eq!(label(&desk), "Delete this deal");
    let before = desk.digest();
    desk.act(Action::RunGlobal(Command::DeleteRecord));
    assert_eq!(desk.said(), Some(&Notice::Deleted { rows: 1, links: 0 }));
    assert_eq!((desk.app.deal, desk.app.plan().table(Sheet::Deals).len()), (Some(other), 1));
    desk.act(Action::RunGlobal(Command::DeleteRecord));
    assert_eq!((desk.app.deal, desk.app.plan().table(Sheet::Deals).len()), (None, 0));
    assert!(desk.app.possible(Command::DeleteRecord, None).is_err());
    desk.act(Action::RunGlobal(Command::Undo));
    desk.act(Action::RunGlobal(Command::Undo));
    assert_eq!((desk.digest(), desk.app.deal), (before, Some(deal)), "what has come back is looked at again");
}

#[test]
fn what_comes_back_elsewhere_changes_no_deal_that_is_looked_at() {
    use crate::app::Tab;
    use crate::app::command::Command;
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), TWO);
    let other = desk.record(1);
    for goal in ["Meet", "Call"] {
        add(&mut desk.app, Sheet::Activities, vec![("goal", Value::text(goal))]);
    }
    desk.act(Action::Choose(Sheet::Deals, other));
    desk.act(Action::Show(Tab::Activities));
    let activities = GridId::Table(Sheet::Activities);
    desk.act(Action::Focus(activities));
    desk.act(Action::Run(activities, Command::DeleteRows));
    desk.act(Action::Run(activities, Command::Card));
    desk.act(Action::Focus(GridId::Card(Sheet::Activities)));
    desk.act(Action::RunGlobal(Command::Undo));
    assert_eq!((desk.app.plan().table(Sheet::Activities).len(), desk.app.deal), (2, Some(other)));
}

#[test]
fn a_deal_goes_with_its_strategy_and_comes_back_with_it() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), TWO);
    let (deal, other) = (desk.record(0), desk.record(1));
    let role = add(&mut desk.app, Sheet::Roles, vec![("deal", Value::Link(deal)), ("name", Value::text("Wang"))]);
    let kept = add(&mut desk.app, Sheet::Roles, vec![("deal", Value::Link(other)), ("name", Value::text("Li"))]);
    let visit = add(&mut desk.app, Sheet::Activities, vec![("deal", Value::Link(deal)), ("goal", Value::text("Meet"))]);
    let before = desk.digest();
    desk.press("Ctrl+Delete");
    let plan = desk.app.plan();
    assert!(!plan.table(Sheet::Roles).contains(role) && plan.table(Sheet::Roles).contains(kept));
    assert!(plan.table(Sheet::Activities).contains(visit), "what was done with the customer stays");
    assert_eq!(desk.stored(), 1);
    desk.press("Ctrl+Z");
    assert_eq!(desk.digest(), before);
}

#[test]
fn an_account_goes_with_its_small_tables() {
    let mut desk = Desk::new(GridId::Table(Sheet::Accounts), "| name |\n| [Haitian] |");
    let account = desk.record(0);
    let risk =
        add(&mut desk.app, Sheet::Risks, vec![("account", Value::Link(account)), ("risk", Value::text("price"))]);
    let contact =
        add(&mut desk.app, Sheet::Contacts, vec![("account", Value::Link(account)), ("name", Value::text("Li"))]);
    desk.press("Ctrl+Delete");
    let plan = desk.app.plan();
    assert!(!plan.table(Sheet::Risks).contains(risk));
    assert!(plan.table(Sheet::Contacts).contains(contact), "people stay");
    desk.press("Ctrl+Z");
    assert!(desk.app.plan().table(Sheet::Risks).contains(risk));
}

#[test]
fn a_part_shows_the_chosen_record_and_writes_its_link() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), TWO);
    let (first, second) = (desk.record(0), desk.record(1));
    let part = GridId::Part(Sheet::Unknowns);
    let rows = |desk: &mut Desk, deal| {
        desk.act(Action::Choose(Sheet::Deals, deal));
        desk.app.grid(part).layout.records()
    };
    assert_eq!((rows(&mut desk, first), rows(&mut desk, second)), (0, 0));
    desk.grid = part;
    desk.press("\"Who signs?\" Enter \"By when?\" Enter");
    assert_eq!((rows(&mut desk, second), rows(&mut desk, first)), (2, 0));
    rows(&mut desk, second);
    assert_eq!((desk.value(1, "deal"), desk.cell(1, "status")), (Value::Link(second), "open".into()));
}

#[test]
fn forms_have_no_rows_to_insert_or_delete() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), TWO);
    desk.grid = GridId::Form(Sheet::Deals);
    desk.press("Ctrl+Shift+Enter Ctrl+Shift+D Ctrl+Delete Ctrl+A Shift+Space");
    assert_eq!(desk.stored(), 0);
}

#[test]
fn taking_the_sample_out_keeps_the_set_up() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), TWO);
    desk.act(Action::RemoveSample);
    let plan = desk.app.plan();
    assert_eq!((plan.table(Sheet::Deals).len(), plan.table(Sheet::Stages).len()), (0, 6));
    assert!(matches!(desk.said(), Some(Notice::SampleRemoved { .. })));
    desk.press("Ctrl+Z");
    assert_eq!(desk.app.plan().table(Sheet::Deals).len(), 2);
}

#[test]
fn a_row_that_nobody_has_written_into_is_no_deal_and_no_problem() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | amount | note |\n| [a] | 1 | |");
    let figures = |desk: &Desk| {
        let figures = desk.app.figures().expect("figures");
        (desk.app.totals(desk.grid)[0].to_string(), desk.app.problem_counts(), figures.left_out.deals())
    };
    let before = figures(&desk);
    desk.press("Ctrl+Shift+Enter Ctrl+Shift+Enter");
    assert_eq!(desk.app.laid_out(desk.grid).unwrap().layout.records(), 3);
    assert_eq!(figures(&desk), before);
    let definitions: Vec<_> = desk.app.plan().table(Sheet::Deals).definitions().iter().collect();
    let marked = crate::app::remarks(&desk.app, Sheet::Deals, desk.record(0), &definitions);
    assert!(
        marked.iter().all(Option::is_none)
            && crate::forecast::outlook::states(&desk.app.view(), desk.record(0)).is_empty()
    );
    let total = crate::app::Subject::Total(desk.grid, None, "name".into());
    assert_eq!(desk.app.explain(&total).unwrap().inputs.len(), 1);
    // Whatever is written into it, it is a deal, and what it lacks is said.
    desk.press("click(0,2) x Enter");
    let after = figures(&desk);
    assert_eq!((after.0.as_str(), after.2), ("2 deals", before.2 + 1));
    assert_ne!(after.1, before.1);
    desk.press("Ctrl+Z click(1,1)");
    assert_eq!(figures(&desk), before);
    // Also while it is typed.
    desk.press("5");
    assert_eq!(figures(&desk).2, before.2 + 1);
    let mut desk = Desk::new(GridId::Table(Sheet::Accounts), "| name |\n| [a] |");
    let before = desk.app.problem_counts();
    desk.press("Ctrl+Shift+Enter");
    assert_eq!(desk.app.problem_counts(), before);
}

#[test]
fn what_a_new_row_begins_with_is_what_nobody_has_said() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), TWO);
    let person = add(&mut desk.app, Sheet::Persons, vec![("name", Value::text("Li"))]);
    let scope = crate::forecast::outlook::Scope { person: Some(person), ..desk.app.scope };
    desk.act(Action::SetScope(scope));
    for sheet in Sheet::ALL {
        let cells = crate::app::entry::defaults(&desk.app, *sheet, None);
        let begun: Vec<&str> = cells.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(begun, sheet.begun_with(), "{sheet:?}");
    }
}

#[test]
fn deleting_says_how_many_cells_elsewhere_lead_nowhere_now() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | amount |\n| [a] | 1 |\n| b | 2 |");
    let (gone, stays) = (desk.record(0), desk.record(1));
    for deal in [gone, gone, stays] {
        add(&mut desk.app, Sheet::Activities, vec![("deal", Value::Link(deal))]);
    }
    desk.press("click(0,0) Ctrl+Delete");
    assert_eq!(desk.said(), Some(&Notice::Deleted { rows: 1, links: 2 }));
}

#[test]
fn a_row_that_is_begun_belongs_to_what_the_filter_shows() {
    let mut desk = Desk::new(
        GridId::Table(Sheet::Deals),
        "| name | owner | amount | stage        |
         | [a]  | Li    | 10     | 4 Evaluation |
         | b    | Chen  | 10     | 1 Interest   |",
    );
    let (li, stage, amount) = (desk.value(0, "owner"), desk.value(0, "stage"), desk.value(0, "amount"));
    let among = |values: Vec<Value>| Some(Condition::Among { values, except: false });
    for (column, values) in [("owner", vec![li.clone()]), ("stage", vec![stage]), ("amount", vec![amount])] {
        desk.act(Action::Arrange(desk.grid, Deed::Ask(column.into(), among(values))));
    }
    let before = desk.digest();
    desk.press("click(1,0) \"c\" Enter");
    let rest = "| a | Li | 10 | 4 Evaluation |\n| c | Li | | 4 Evaluation |\n| [] | | | |";
    desk.shows(&format!("| name | owner | amount | stage |\n{rest}"));
    desk.press("Ctrl+Z");
    assert_eq!(desk.digest(), before, "in the same step");
    desk.press("click(0,0) Ctrl+Shift+Enter");
    assert_eq!((desk.cell(0, "owner"), desk.cell(0, "amount")), ("Li".into(), String::new()));
    // What somebody types himself counts; of several values, or all but one, none is meant.
    desk.press("Ctrl+Z click(1,1) \"Chen\" Enter");
    assert_eq!((desk.cell(1, "owner"), desk.cell(1, "stage")), ("Chen".into(), "4 Evaluation".into()));
    desk.press("Ctrl+Z");
    for condition in [among(vec![li.clone(), Value::Empty]), Some(Condition::Among { values: vec![li], except: true })]
    {
        desk.act(Action::Arrange(desk.grid, Deed::Unfilter));
        desk.act(Action::Arrange(desk.grid, Deed::Ask("owner".into(), condition)));
        let at = desk.app.grid(desk.grid).layout.records();
        desk.press(&format!("click({at},0) \"d\" Enter"));
        assert_eq!(desk.cell(at, "owner"), "");
        desk.press("Ctrl+Z");
    }
    desk.act(Action::Arrange(desk.grid, Deed::Unfilter));
    desk.act(Action::SetMe("CHEN".into()));
    desk.act(Action::Arrange(desk.grid, Deed::Mine(true)));
    desk.press("click(1,0) \"e\" Enter");
    assert_eq!(desk.cell(1, "owner"), "Chen", "mine are whose I am");
}

#[test]
fn what_is_not_filled_in_yet_is_no_error() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | amount |\n| [] | |");
    for name in ["a", "b", "c"] {
        desk.press(&format!("\"{name}\" Enter"));
    }
    let counts = desk.app.problem_counts();
    assert_eq!((counts.errors, counts.warnings), (0, 0), "nobody has written anything wrong");
    assert_eq!(counts.hints, 3 * 3, "customer, owner and expected close of each are still to be filled in");
    desk.press("click(0,1) \"ten\" Enter");
    assert_eq!(desk.app.problem_counts().errors, 1);
}
