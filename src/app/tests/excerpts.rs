//! Plans for other hands: what goes out, and that nothing else does.

use super::columns::{make, own};
use super::desk::{NOON, add};
use super::*;
use crate::app::Action;
use crate::app::arrange::Deed;
use crate::app::excerpt::{Excerpt, write_excerpt};
use crate::app::exchange::{Editor, Ledger, read_plan_file};
use crate::app::grid::{Condition, GridId, Likeness};
use crate::model::{Definition, Kind, Sheet, Value};
use crate::text::Lang;

const EDITOR: Editor = Editor { device: 7, tab: 1 };

/// A plan with something of everything that must not go out to everybody.
fn desk() -> Desk {
    let table = "| name         | account | owner  | amount | stage        |
                 | [Secretdeal] | Midea   | Li Wei | 98765  | 3 Preferred  |";
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), table);
    let deal = desk.record(0);
    let role = [("name", "Mr. Hidden"), ("title", "Head of plant"), ("win", "wants to be promoted")];
    let role = role.map(|(key, text)| (key, Value::text(text)));
    add(&mut desk.app, Sheet::Roles, role.into_iter().chain([("deal", Value::Link(deal))]).collect());
    add(&mut desk.app, Sheet::Strengths, vec![("name", Value::text("Fast line change"))]);
    add(&mut desk.app, Sheet::References, vec![("name", Value::text("Galanz"))]);
    let comment = [("text", "said in passing"), ("table", "deals"), ("column", "amount")];
    add(&mut desk.app, Sheet::Comments, comment.map(|(key, text)| (key, Value::text(text))).to_vec());
    for (name, private, value) in [("Danger", false, "medium danger"), ("Gossip", true, "drinks with Zhao")] {
        let column = make(&mut desk, Sheet::Deals, Definition { private, ..own(name, Kind::Text) });
        desk.act(Action::Set { sheet: Sheet::Deals, row: deal, column, value: Value::text(value) });
    }
    desk.arrange(Deed::Ask("name".into(), Some(Condition::Like(Likeness::Contains, "Secretdeal".into()))));
    desk.arrange(Deed::Group("stage".into(), None)).arrange(Deed::SaveAs("Weekly".into()));
    // What was there once is in the log only.
    desk.act(Action::Set { sheet: Sheet::Deals, row: deal, column: "name".into(), value: Value::text("Press line") });
    desk
}

fn taken(desk: &Desk, excerpt: Excerpt) -> (String, Ledger) {
    let file = write_excerpt(&desk.app.ledger, excerpt, EDITOR, Lang::En, NOON).unwrap();
    let read = read_plan_file(file.text.as_bytes(), &file.file_name, EDITOR, "", NOON).unwrap();
    (file.text, read.ledger)
}

fn expect(text: &str, there: &[&str], gone: &[&str]) {
    for word in there {
        assert!(text.contains(word), "{word} is missing");
    }
    for word in gone {
        assert!(!text.contains(word), "{word} went out");
    }
}

#[test]
fn a_copy_for_the_team_has_the_records_and_nothing_about_persons() {
    let desk = desk();
    let (text, ledger) = taken(&desk, Excerpt::Team);
    expect(
        &text,
        &["Press line", "98765", "Mr. Hidden", "Head of plant", "medium danger", "Gossip", "Galanz", "Weekly"],
        &["wants to be promoted", "drinks with Zhao", "said in passing"],
    );
    // The name that the deal had once stands in the filter of a view, which goes out, and in no history.
    assert_eq!(text.matches("Secretdeal").count(), desk_filters(&ledger));
    let (own, other) = (desk.app.plan(), ledger.plan());
    for &sheet in Sheet::ALL.iter().filter(|sheet| !matches!(sheet, Sheet::Comments | Sheet::Views)) {
        let (mine, theirs) = (own.table(sheet), other.table(sheet));
        assert!(mine.ids().eq(theirs.ids()), "{sheet:?} has its rows, in their order");
        let is_open = |own: &&Definition| !own.private && own.computed.is_none();
        let names_plan = |own: &&Definition| sheet == Sheet::Settings && own.key == "name";
        for definition in mine.present().filter(|own| is_open(own) && !names_plan(own)) {
            for row in mine.ids() {
                assert_eq!(mine.value(row, &definition.key), theirs.value(row, &definition.key), "{sheet:?}");
            }
        }
    }
    // A plan of its own: none of its steps is one of the plan's.
    assert!(ledger.log().all(|transaction| !desk.app.ledger.knows(transaction.id)));
}

#[test]
fn no_view_tells_what_a_column_about_persons_holds() {
    let mut desk = desk();
    let gossip = desk.app.plan().table(Sheet::Deals).present().find(|own| own.private && own.label.en == "Gossip");
    let key = gossip.expect("a column").key.clone();
    desk.arrange(Deed::Ask(key, Some(Condition::Like(Likeness::Contains, "drinks with".into()))));
    desk.arrange(Deed::SaveAs("Quiet".into()));
    let (text, ledger) = taken(&desk, Excerpt::Team);
    expect(&text, &["Quiet", "Weekly", "Secretdeal"], &["drinks with"]);
    assert_eq!(ledger.plan().table(Sheet::Views).len(), 2);
}

/// How often the views of a file name what they filter by: in the table and in the log.
fn desk_filters(ledger: &Ledger) -> usize {
    let views = ledger.plan().table(Sheet::Views);
    2 * views.ids().filter(|row| format!("{:?}", views.value(*row, "filter")).contains("Secretdeal")).count()
}

#[test]
fn a_template_has_the_set_up_and_no_customer() {
    let mut desk = desk();
    let rename = Action::Set {
        sheet: Sheet::Settings,
        row: crate::model::Plan::SETTINGS,
        column: "name".into(),
        value: Value::text("Midea 2027"),
    };
    desk.act(rename);
    let (text, ledger) = taken(&desk, Excerpt::Template);
    expect(
        &text,
        &["Fast line change", "Danger", "Gossip", "Weekly", "Preferred"],
        &[
            "Press line",
            "Secretdeal",
            "Midea",
            "Li Wei",
            "98765",
            "Hidden",
            "Galanz",
            "Zhao",
            "medium danger",
            "passing",
        ],
    );
    let plan = ledger.plan();
    for sheet in [Sheet::Stages, Sheet::Milestones, Sheet::ActivityTypes, Sheet::Skills] {
        let own = desk.app.plan().table(sheet);
        assert!(!own.is_empty() && own.ids().eq(plan.table(sheet).ids()), "{sheet:?}");
    }
    for sheet in [Sheet::Deals, Sheet::Accounts, Sheet::Persons, Sheet::Roles, Sheet::Targets, Sheet::Activities] {
        assert_eq!(plan.table(sheet).len(), 0, "{sheet:?}");
    }
    assert_eq!(plan.name(), "Midea 2027 – template", "it is called after its file");
    let views = plan.table(Sheet::Views);
    assert_eq!(views.len(), 1, "a device's own way to look at a table is nobody else's");
    assert!(views.ids().all(|row| !views.value(row, "groups").is_empty() && views.value(row, "filter").is_empty()));
}
