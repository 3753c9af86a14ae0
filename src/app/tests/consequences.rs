//! What follows from an edit in other tables, in the same step of undo.

use super::desk::{Desk, NOON, add};
use crate::app::command::Command;
use crate::app::grid::GridId;
use crate::app::{Action, App, Effect, Notice, default_milestone, default_stage};
use crate::model::{Date, Decimal, Key, RowId, Sheet, Value};

fn day(text: &str) -> Value {
    Value::Date(text.parse::<Date>().expect("a date"))
}

fn text(text: &str) -> Value {
    Value::text(text)
}

fn pick(key: &'static str) -> Value {
    Value::Choice(Key::new_static(key))
}

fn number(whole: i64) -> Value {
    Value::Number(Decimal::whole(whole))
}

/// A plan of nothing but its set-up; today is 10 March 2026.
fn blank() -> App {
    Desk::new(GridId::Table(Sheet::Deals), "| name |\n| |").app
}

fn set(app: &mut App, sheet: Sheet, row: RowId, column: &'static str, value: Value) -> Vec<Effect> {
    app.update(Action::Set { sheet, row, column: Key::new_static(column), value }, NOON)
}

fn undo(app: &mut App) {
    app.update(Action::RunGlobal(Command::Undo), NOON);
}

fn deal(app: &mut App) -> (RowId, RowId) {
    let account = add(app, Sheet::Accounts, vec![("name", text("Haitian"))]);
    let cells =
        vec![("name", text("Presses")), ("account", Value::Link(account)), ("stage", Value::Link(default_stage(1)))];
    (add(app, Sheet::Deals, cells), account)
}

#[test]
fn an_activity_that_is_done_closes_the_unknowns_it_answered() {
    let mut app = blank();
    let (deal, _) = deal(&mut app);
    let unknown = |app: &mut App| {
        let cells = vec![("deal", Value::Link(deal)), ("question", text("Who signs?")), ("status", pick("open"))];
        add(app, Sheet::Unknowns, cells)
    };
    let (first, second) = (unknown(&mut app), unknown(&mut app));
    let visit = add(&mut app, Sheet::Activities, vec![("deal", Value::Link(deal)), ("status", pick("planned"))]);
    let status = |app: &App, row| app.plan().value(Sheet::Unknowns, row, "status").clone();
    set(&mut app, Sheet::Activities, visit, "answered", Value::links(vec![first, second]));
    assert_eq!(status(&app, first), pick("open"), "a visit that is only planned answers nothing");
    set(&mut app, Sheet::Unknowns, second, "status", pick("dropped"));
    set(&mut app, Sheet::Activities, visit, "status", pick("done"));
    assert_eq!((status(&app, first), status(&app, second)), (pick("answered"), pick("dropped")));
    assert_eq!(*app.plan().value(Sheet::Unknowns, first, "call"), Value::Link(visit));
    undo(&mut app);
    assert_eq!(status(&app, first), pick("open"));
    assert_eq!(*app.plan().value(Sheet::Activities, visit, "status"), pick("planned"), "one step");
}

#[test]
fn the_latest_meeting_says_how_much_a_person_supports_us() {
    let mut app = blank();
    let (deal, _) = deal(&mut app);
    let role = add(&mut app, Sheet::Roles, vec![("deal", Value::Link(deal)), ("name", text("?"))]);
    let support = |app: &App| app.plan().value(Sheet::Roles, role, "support").clone();
    let meeting = |app: &mut App, on: &str, now: Value| {
        let cells = vec![("supporter", Value::Link(role)), ("support_now", now), ("done", day(on))];
        let row = add(app, Sheet::Activities, cells);
        set(app, Sheet::Activities, row, "status", pick("done"));
        row
    };
    let later = meeting(&mut app, "2026-03-05", number(3));
    assert_eq!(support(&app), number(3));
    let earlier = meeting(&mut app, "2026-02-01", number(-2));
    assert_eq!(support(&app), number(3), "what was reported late is not the latest");
    set(&mut app, Sheet::Activities, later, "support_now", Value::Unknown);
    assert_eq!(support(&app), Value::Unknown, "not to know is an answer too");
    let series: Vec<(RowId, Value)> = app.support_series(role).into_iter().map(|(row, _, now)| (row, now)).collect();
    assert_eq!(series, [(earlier, number(-2)), (later, Value::Unknown)]);
    // By hand the person may be judged otherwise; the meetings stay as they were.
    set(&mut app, Sheet::Roles, role, "support", number(1));
    assert_eq!(support(&app), number(1));
}

#[test]
fn a_person_named_in_a_deal_is_one_record_of_the_customer() {
    let mut app = blank();
    let (deal, account) = deal(&mut app);
    let wu = add(&mut app, Sheet::Contacts, vec![("name", text("Wu Min")), ("account", Value::Link(account))]);
    let elsewhere = add(&mut app, Sheet::Contacts, vec![("name", text("Li Hua"))]);
    let role = add(&mut app, Sheet::Roles, vec![("deal", Value::Link(deal))]);
    let contact = |app: &App, role| app.plan().value(Sheet::Roles, role, "contact").linked().first().copied();
    set(&mut app, Sheet::Roles, role, "name", text("?"));
    assert_eq!(contact(&app, role), None, "an unknown person is nobody yet");
    set(&mut app, Sheet::Roles, role, "name", text("wu min"));
    assert_eq!(contact(&app, role), Some(wu), "known by name, whatever the case");
    let count = app.plan().table(Sheet::Contacts).len();
    let other = add(&mut app, Sheet::Roles, vec![("deal", Value::Link(deal)), ("title", text("Director"))]);
    set(&mut app, Sheet::Roles, other, "name", text("Li Hua"));
    let new = contact(&app, other).expect("a contact begun");
    assert_ne!(new, elsewhere, "a namesake of another customer is another person");
    assert_eq!(*app.plan().value(Sheet::Contacts, new, "account"), Value::Link(account));
    assert_eq!(*app.plan().value(Sheet::Contacts, new, "title"), text("Director"));
    assert_eq!(app.plan().table(Sheet::Contacts).len(), count + 1);
    undo(&mut app);
    assert_eq!(app.plan().table(Sheet::Contacts).len(), count, "name and contact are one step");
}

#[test]
fn a_deal_closed_by_hand_is_closed_today_and_a_pasted_one_is_asked() {
    let mut app = blank();
    let (first, _) = deal(&mut app);
    set(&mut app, Sheet::Deals, first, "outcome", pick("won"));
    assert_eq!(*app.plan().value(Sheet::Deals, first, "closed"), day("2026-03-10"));
    set(&mut app, Sheet::Deals, first, "closed", day("2026-03-01"));
    set(&mut app, Sheet::Deals, first, "outcome", pick("lost"));
    assert_eq!(*app.plan().value(Sheet::Deals, first, "closed"), day("2026-03-01"), "a correction keeps the day");
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | outcome |\n| a | |\n| b | |");
    desk.press("click(0,1) paste:won\\nlost");
    assert_eq!(*desk.app.plan().value(Sheet::Deals, desk.record(0), "closed"), Value::Empty);
}

#[test]
fn a_stage_moved_ahead_is_asked_about_once() {
    let mut app = blank();
    let (deal, _) = deal(&mut app);
    let asked = |effects: &[Effect]| {
        effects.iter().find_map(|effect| match effect {
            Effect::Say(Notice::MovedAhead { unmet, .. }) => Some(*unmet),
            _ => None,
        })
    };
    let stage = |number| Value::Link(default_stage(number));
    let typed = set(&mut app, Sheet::Deals, deal, "stage", stage(4));
    assert_eq!(asked(&typed), None, "on its first day a deal is only typed in");
    set(&mut app, Sheet::Deals, deal, "stage", stage(1));
    let set = |app: &mut App, sheet, row, column: &'static str, value| {
        app.update(Action::Set { sheet, row, column: Key::new_static(column), value }, NOON + 86_400_000)
    };
    let effects = set(&mut app, Sheet::Deals, deal, "stage", stage(2));
    assert_eq!(asked(&effects), Some(3), "the three exit milestones of stage 1");
    let effects = set(&mut app, Sheet::Deals, deal, "stage", stage(1));
    assert_eq!(asked(&effects), None, "backwards is not ahead");
    set(&mut app, Sheet::Deals, deal, "milestones", Value::links((1..=3).map(default_milestone).collect()));
    assert_eq!(asked(&set(&mut app, Sheet::Deals, deal, "stage", stage(2))), None, "all of them happened");
    assert_eq!(asked(&set(&mut app, Sheet::Deals, deal, "stage", stage(3))), Some(4));
    set(&mut app, Sheet::Deals, deal, "ahead_why", text("They bought before"));
    assert_eq!(asked(&set(&mut app, Sheet::Deals, deal, "stage", stage(4))), None, "a reason was given");
}

#[test]
fn a_name_put_right_is_put_right_in_the_one_record_and_another_person_is_another() {
    let mut app = blank();
    let (deal, account) = deal(&mut app);
    let role = add(&mut app, Sheet::Roles, vec![("deal", Value::Link(deal))]);
    set(&mut app, Sheet::Roles, role, "name", text("Gou Qiang"));
    let contact = |app: &App| app.plan().value(Sheet::Roles, role, "contact").linked().first().copied();
    let first = contact(&app).expect("a contact begun");
    set(&mut app, Sheet::Roles, role, "name", text("Guo Qiang"));
    assert_eq!(contact(&app), Some(first), "nobody else knows him by the wrong name: it was a slip");
    assert_eq!(*app.plan().value(Sheet::Contacts, first, "name"), text("Guo Qiang"));
    add(&mut app, Sheet::Activities, vec![("people", Value::links(vec![first])), ("account", Value::Link(account))]);
    set(&mut app, Sheet::Roles, role, "name", text("Li Hua"));
    let second = contact(&app).expect("another contact");
    assert_ne!(second, first, "somebody met Guo Qiang: Li Hua is another person");
    assert_eq!(*app.plan().value(Sheet::Contacts, first, "name"), text("Guo Qiang"));
    set(&mut app, Sheet::Roles, role, "name", text("guo qiang"));
    assert_eq!(contact(&app), Some(first));
}

#[test]
fn people_named_before_the_customer_become_his_when_he_is_known() {
    let mut app = blank();
    let deal = add(&mut app, Sheet::Deals, vec![("name", text("Presses"))]);
    let role = add(&mut app, Sheet::Roles, vec![("deal", Value::Link(deal)), ("name", text("Wu Min"))]);
    assert!(app.plan().value(Sheet::Roles, role, "contact").is_empty());
    let account = add(&mut app, Sheet::Accounts, vec![("name", text("Haitian"))]);
    set(&mut app, Sheet::Deals, deal, "account", Value::Link(account));
    let contact = app.plan().value(Sheet::Roles, role, "contact").linked().first().copied().expect("a contact");
    assert_eq!(*app.plan().value(Sheet::Contacts, contact, "account"), Value::Link(account));
}

#[test]
fn what_is_written_again_as_it_was_has_no_consequence() {
    let mut app = blank();
    let (deal, _) = deal(&mut app);
    let role = add(&mut app, Sheet::Roles, vec![("deal", Value::Link(deal)), ("name", text("?"))]);
    let cells = vec![("supporter", Value::Link(role)), ("support_now", number(3)), ("done", day("2026-03-05"))];
    let visit = add(&mut app, Sheet::Activities, cells);
    set(&mut app, Sheet::Activities, visit, "status", pick("done"));
    set(&mut app, Sheet::Roles, role, "support", number(-1));
    set(&mut app, Sheet::Activities, visit, "status", pick("done"));
    assert_eq!(*app.plan().value(Sheet::Roles, role, "support"), number(-1), "judged by hand since");
}

#[test]
fn a_deal_that_is_opened_again_is_not_closed() {
    let mut app = blank();
    let (deal, _) = deal(&mut app);
    set(&mut app, Sheet::Deals, deal, "outcome", pick("lost"));
    set(&mut app, Sheet::Deals, deal, "outcome", Value::Empty);
    assert!(app.plan().value(Sheet::Deals, deal, "closed").is_empty());
    undo(&mut app);
    assert_eq!(*app.plan().value(Sheet::Deals, deal, "closed"), day("2026-03-10"));
}

#[test]
fn the_day_and_the_status_of_an_activity_go_together() {
    let mut app = blank();
    let status = |app: &App, row| app.plan().value(Sheet::Activities, row, "status").clone();
    let done = |app: &App, row| app.plan().value(Sheet::Activities, row, "done").clone();
    let row = add(&mut app, Sheet::Activities, vec![("goal", text("Demo")), ("status", pick("planned"))]);
    set(&mut app, Sheet::Activities, row, "done", day("2026-03-05"));
    assert_eq!(status(&app, row), pick("done"), "the day says that it was done");
    undo(&mut app);
    assert_eq!((status(&app, row), done(&app, row)), (pick("planned"), Value::Empty), "one step");
    set(&mut app, Sheet::Activities, row, "status", pick("done"));
    assert_eq!(done(&app, row), Value::Date(app.today()));
    let other = add(&mut app, Sheet::Activities, vec![("goal", text("Call")), ("status", pick("cancelled"))]);
    set(&mut app, Sheet::Activities, other, "done", day("2026-03-05"));
    assert_eq!(status(&app, other), pick("cancelled"), "what somebody decided stays");
}

#[test]
fn what_an_activity_found_goes_with_it_when_it_was_not_done() {
    let mut app = blank();
    let (_, role) = {
        let (deal, _) = deal(&mut app);
        (deal, add(&mut app, Sheet::Roles, vec![("deal", Value::Link(deal)), ("name", text("Wang"))]))
    };
    let support = |app: &App| app.plan().value(Sheet::Roles, role, "support").clone();
    let visit = |app: &mut App, on: &str, now| {
        let cells = vec![("supporter", Value::Link(role)), ("support_now", now), ("done", day(on))];
        let row = add(app, Sheet::Activities, cells);
        set(app, Sheet::Activities, row, "status", pick("done"));
        row
    };
    let first = visit(&mut app, "2026-03-05", number(3));
    let second = visit(&mut app, "2026-03-09", number(-2));
    assert_eq!(support(&app), number(-2));
    set(&mut app, Sheet::Activities, second, "status", pick("planned"));
    assert_eq!(support(&app), number(3), "as the visit before found it");
    set(&mut app, Sheet::Activities, first, "status", pick("planned"));
    assert_eq!(support(&app), Value::Unknown, "nobody has found anything");
    undo(&mut app);
    set(&mut app, Sheet::Roles, role, "support", number(5));
    set(&mut app, Sheet::Activities, first, "status", pick("planned"));
    assert_eq!(support(&app), number(5), "what was typed by hand stays");
}
