//! Two records of one name made one: what led to the one, what it held, what was said of it.

use super::desk::{Desk, add};
use crate::app::command::Command;
use crate::app::grid::GridId;
use crate::app::{Action, Commenting, Notice, Tab};
use crate::model::schema::deals;
use crate::model::{Key, Kind, RowId, Sheet, Value, column};
use crate::text::messages::Impossible;

const ACCOUNTS: GridId = GridId::Table(Sheet::Accounts);

fn link(row: RowId) -> Value {
    Value::Link(row)
}

/// Two customers of one name and a third one; each of the two has a contact and a deal.
struct House {
    desk: Desk,
    one: RowId,
    two: RowId,
}

fn house() -> House {
    let mut desk = Desk::new(
        ACCOUNTS,
        "| name     | industry |
         | 美的集团 | Homes    |
         | Haida    |          |
         | [美的集团] | Motors |",
    );
    let (one, two) = (desk.record(0), desk.record(2));
    for (account, deal) in [(one, "Presses"), (two, "Robots")] {
        add(&mut desk.app, Sheet::Contacts, vec![("name", Value::text("Wang")), ("account", link(account))]);
        add(&mut desk.app, Sheet::Deals, vec![("name", Value::text(deal)), ("account", link(account))]);
    }
    (desk.app.tab, desk.app.account) = (Tab::Accounts, Some(two));
    House { desk, one, two }
}

#[test]
fn what_led_to_the_one_leads_to_the_other_in_one_step() {
    let House { mut desk, one, two } = house();
    let key = "class_why";
    let set = |column: &'static str, value| Action::Set {
        sheet: Sheet::Accounts,
        row: two,
        column: Key::new_static(column),
        value,
    };
    desk.act(set(key, Value::text("South")));
    let target = crate::app::grid::Target { sheet: Sheet::Accounts, row: Some(two), column: Key::new_static(key) };
    desk.act(Action::Comment(Commenting::Add(target, "Who said so?".into())));
    let (before, stored) = (desk.digest(), desk.stored());
    desk.act(Action::RunGlobal(Command::Join));
    assert_eq!(desk.said(), Some(&Notice::Joined { name: "美的集团".into(), links: 2, left: 1 }));
    assert_eq!(desk.stored() - stored, 1, "one step");
    assert_eq!(desk.titles(Sheet::Accounts), ["美的集团", "Haida"]);
    let plan = desk.app.plan();
    for sheet in [Sheet::Contacts, Sheet::Deals] {
        assert_eq!(plan.linked(sheet, "account", one).count(), 2, "{sheet:?}");
        assert_eq!(plan.table(sheet).len(), 2, "nobody was made anew");
    }
    // What the other one lacked it has now, with what was said of it; what it had stays, and the rest can be read.
    assert_eq!(plan.value(Sheet::Accounts, one, key), &Value::text("South"));
    assert_eq!(plan.value(Sheet::Accounts, one, "industry"), &Value::text("Homes"));
    let said = |column: &'static str| {
        let found = desk.app.comments_on(Sheet::Accounts, one, &Key::new_static(column));
        found.into_iter().map(|comment| comment.text.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(said(key), ["Who said so?"]);
    assert!(matches!(said("name").as_slice(), [text] if text.contains("Industry: Motors")), "{:?}", said("name"));
    assert_eq!(desk.app.account, Some(one), "one looks at the one that stays");
    let visible = plan.get(plan.table(Sheet::Deals).ids().nth(1).unwrap(), deals::ACCOUNT);
    assert_eq!(visible, Some(one));
    desk.act(Action::RunGlobal(Command::Undo));
    assert_eq!(desk.digest(), before);
}

#[test]
fn of_a_table_the_active_row_is_joined_and_the_other_one_is_active() {
    let mut desk = Desk::new(GridId::Table(Sheet::Persons), "| name | team |\n| Li | |\n| Chen | |\n| li | [South] |");
    (desk.app.tab, desk.app.setup) = (Tab::Setup, Sheet::Persons);
    desk.press("focus");
    let at = desk.app.grid(desk.grid).selection.active;
    assert_eq!((at.row, at.column), (2, 1));
    desk.act(Action::Run(desk.grid, Command::Join));
    assert_eq!(desk.said(), Some(&Notice::Joined { name: "Li".into(), links: 0, left: 0 }));
    desk.shows("| name | team |\n| Li | [South] |\n| Chen | |\n| | |");
}

#[test]
fn several_links_lead_there_once_and_a_record_never_to_itself() {
    let House { mut desk, one, two } = house();
    let own = |key: &str, kind| {
        let definition = crate::model::Definition { key: key.into(), ..column("", "Own", "自", kind) };
        crate::log::Change::Define { sheet: Sheet::Accounts, definition: Box::new(definition) }
    };
    let links = vec![own("like", Kind::Links(Sheet::Accounts)), own("parent", Kind::Link(Sheet::Accounts))];
    desk.app.commit(links, "columns", desk.now);
    let haida = desk.record(1);
    let set = |row: RowId, column: &'static str, value: Value| crate::log::Change::Set {
        sheet: Sheet::Accounts,
        row,
        column: Key::new_static(column),
        value,
    };
    let cells = vec![
        set(haida, "like", Value::links(vec![one, two])),
        set(haida, "parent", link(two)),
        set(one, "like", Value::links(vec![two, haida])),
        set(two, "parent", link(one)),
    ];
    desk.app.commit(cells, "edit", desk.now);
    desk.act(Action::RunGlobal(Command::Join));
    let value = |row: RowId, column: &str| desk.app.plan().value(Sheet::Accounts, row, column).clone();
    assert_eq!(value(haida, "like"), Value::links(vec![one]));
    assert_eq!(value(haida, "parent"), link(one));
    assert_eq!(value(one, "like"), Value::links(vec![haida]));
    assert_eq!(value(one, "parent"), Value::Empty);
}

#[test]
fn whoever_has_a_name_alone_is_joined_with_nobody() {
    let House { mut desk, .. } = house();
    desk.app.account = Some(desk.record(1));
    assert_eq!(desk.app.possible(Command::Join, None), Err(Impossible::NoNamesake));
    desk.act(Action::RunGlobal(Command::Join));
    assert_eq!(desk.said(), Some(&Notice::Impossible(Impossible::NoNamesake)));
    assert_eq!(desk.titles(Sheet::Accounts).len(), 3);
}

#[test]
fn people_of_two_customers_are_two_people_until_the_customers_are_one() {
    let House { mut desk, .. } = house();
    let contacts: Vec<RowId> = desk.app.plan().table(Sheet::Contacts).ids().collect();
    let wang = |desk: &mut Desk| {
        desk.act(Action::Goto(Sheet::Contacts, contacts[1], Key::new_static("name")));
        desk.app.active = Some(GridId::Part(Sheet::Contacts));
        desk.app.to_join().filter(|pair| pair.sheet == Sheet::Contacts).map(|pair| (pair.row, pair.other))
    };
    assert_eq!(wang(&mut desk), None);
    desk.app.active = Some(GridId::Form(Sheet::Accounts));
    desk.act(Action::RunGlobal(Command::Join));
    assert_eq!(wang(&mut desk), Some((contacts[1], contacts[0])));
}

#[test]
fn what_views_ask_about_the_one_they_ask_about_the_other() {
    use crate::app::arrange::Deed;
    use crate::app::grid::{Colour, Condition};
    let House { mut desk, one, two } = house();
    let table = GridId::Table(Sheet::Deals);
    let among = |rows: &[RowId]| Condition::Among { values: rows.iter().copied().map(link).collect(), except: false };
    let colour = Colour { column: "account".into(), when: among(&[two]), tone: crate::model::Tone::Warn, row: true };
    desk.act(Action::Arrange(table, Deed::Ask("account".into(), Some(among(&[two, one])))));
    desk.act(Action::Arrange(table, Deed::Colours(vec![colour])));
    desk.act(Action::Arrange(table, Deed::SaveAs("Motors".into())));
    desk.act(Action::Arrange(table, Deed::Ask("account".into(), Some(among(&[two])))));
    let before = desk.digest();
    (desk.app.tab, desk.app.account, desk.app.active) = (Tab::Accounts, Some(two), Some(GridId::Form(Sheet::Accounts)));
    desk.act(Action::RunGlobal(Command::Join));
    assert!(matches!(desk.said(), Some(Notice::Joined { .. })), "{:?}", desk.said());
    let arrangement = desk.app.grid(table).arrangement.clone();
    assert_eq!(arrangement.filter.of("account"), Some(&among(&[one])), "of what is looked at now");
    assert_eq!(arrangement.colours[0].when, among(&[one]));
    let (view, _) = desk.app.views(Sheet::Deals)[0].clone();
    desk.act(Action::Arrange(table, Deed::View(Some(view))));
    let arrangement = desk.app.grid(table).arrangement.clone();
    assert_eq!(arrangement.filter.of("account"), Some(&among(&[one])), "of the named view, once");
    assert_eq!(desk.app.grid(table).layout.records(), 2);
    // Both are the same by now, so that looking at the view was no step.
    desk.act(Action::RunGlobal(Command::Undo));
    assert_eq!(desk.digest(), before);
}
