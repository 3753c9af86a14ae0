//! What holds after any session with a plan that a newer version has written: what is not understood here is kept.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::desk::{Desk, reopened};
use super::laws::{self, cases, is_as_reopened};
use super::sessions::{self, go};
use crate::app::exchange::{Editor, Imported, read_plan_file, write_plan_file};
use crate::app::{Action, App, Theme};
use crate::log::Replica;
use crate::model::{Date, Sheet};
use crate::text::Lang;

/// The newer version's owner.
const THEIRS: Editor = Editor { device: 5, tab: 1 };

fn written(app: &App, now: u64) -> Json {
    serde_json::from_str(&write_plan_file(&app.ledger, Lang::En, now).unwrap().text).unwrap()
}

fn read(file: &Json, editor: Editor, now: u64) -> Imported {
    read_plan_file(file.to_string().as_bytes(), "plan.plan.json", editor, "me", now).unwrap()
}

/// The operations that this version does not know, about a deal.
fn operations(deal: &str) -> Vec<Json> {
    vec![
        json!(["zz_turn", "deals", deal, { "by": [1, 2.50, "x"] }]),
        json!(["set", "zz_table", "7-5", "zz_cell", "象"]),
        json!(["insert", "zz_table", "8-5", "65536", { "zz_cell": 1 }]),
        json!(["define", "deals", { "key": "zz_shape", "kind": "zz_kind", "label": { "en": "Shape" } }]),
        json!(["set", "deals", deal, "zz_shape", { "zz_circle": 3 }, [], { "zz_why": 1 }]),
    ]
}

/// Operations that are understood, of what is not.
fn values(deal: &str) -> Vec<Json> {
    vec![
        json!(["set", "deals", deal, "zz_shape", { "zz_circle": 3 }]),
        json!(["set", "deals", deal, "note", { "zz_rich": ["b"] }]),
        json!(["set", "deals", deal, "category", { "choice": "zz_choice" }]),
        json!(["set", "settings", "1-0", "zz_setting", { "choice": "zz_on" }]),
        json!(["set", "settings", "1-0", "policy", { "choice": "zz_policy" }]),
    ]
}

/// The same plan as a newer version writes it.
fn newer(app: &App, now: u64) -> Json {
    let deal = app.plan().table(Sheet::Deals).ids().next().unwrap().to_string();
    let mut file = written(app, now);
    file["version"] = json!(9);
    let ops: Vec<Json> = values(&deal).into_iter().chain(operations(&deal)).collect();
    let id = format!("{:x}-50001", now << 16);
    let made = json!({ "by": "Li", "id": id, "label": "zz_label", "ops": ops, "zz_field": { "deep": [1] } });
    file["log"].as_array_mut().unwrap().push(made);
    // The tables are what the log says.
    file["tables"] = json!({});
    file["schema"] = json!({});
    let read = read(&file, THEIRS, now);
    assert_eq!(read.made, 0);
    let app = App::new(read.ledger, Lang::En, Theme::System, Date::of_millis(now));
    let mut file = written(&app, now);
    file["zz_top"] = json!({ "deep": [1, "a\nb]"] });
    file["tables"]["zz_table"] = json!([{ "id": "7-5", "zz_cell": "象" }, { "id": "8-5", "zz_cell": 1 }]);
    file["schema"]["zz_table"] = json!({ "zz_cell": "zz_kind" });
    file
}

/// What the newer version has written stands in a file as it stood.
fn is_kept(file: &Json, newer: &Json) -> Result<(), TestCaseError> {
    prop_assert_eq!(&file["zz_top"], &newer["zz_top"]);
    for part in ["tables", "schema"] {
        prop_assert_eq!(&file[part]["zz_table"], &newer[part]["zz_table"], "{}", part);
    }
    let made = |file: &Json| file["log"].as_array().unwrap().iter().find(|own| own["label"] == "zz_label").cloned();
    prop_assert!(made(newer).is_some());
    prop_assert_eq!(made(file), made(newer));
    Ok(())
}

fn session() -> impl Strategy<Value = Vec<sessions::Deed>> {
    prop::collection::vec(sessions::deed(), 1..20)
}

fn go_all(desk: &mut Desk, session: &[sessions::Deed]) {
    let mut there = None;
    session.iter().for_each(|deed| go(desk, &mut there, deed));
    desk.act(Action::Blur(desk.grid));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(25), max_shrink_iters: 2_000, ..ProptestConfig::default() })]
    #[test]
    fn what_a_newer_version_has_written_is_kept(session in session()) {
        let mut desk = laws::desk();
        let newer = newer(&desk.app, desk.now + 1);
        desk.now += 1_000;
        let editor = Editor { device: 1, tab: 3 };
        let opened = read(&newer, editor, desk.now);
        prop_assert_eq!(opened.attention, 0);
        desk.app.open(opened.ledger);
        desk.app.grid(desk.grid);
        let beginning = desk.digest();
        go_all(&mut desk, &session);
        is_as_reopened(&mut desk)?;
        let file = written(&desk.app, desk.now);
        is_kept(&file, &newer)?;
        let again = read(&file, Editor { tab: 4, ..editor }, desk.now);
        prop_assert_eq!((again.made, again.attention), (0, 0));
        prop_assert_eq!(again.ledger.plan().digest(), desk.digest());
        while desk.app.ledger.undoable().is_some() {
            desk.press("Ctrl+Z");
        }
        prop_assert_eq!(desk.digest(), beginning);
        is_kept(&written(&desk.app, desk.now), &newer)?;
    }

    #[test]
    fn merging_keeps_what_a_newer_version_has_written(here in session(), there in session(), into_newer in any::<bool>()) {
        let mut desk = laws::desk();
        let newer = newer(&desk.app, desk.now + 1);
        let mut other = laws::desk();
        other.app = reopened(&desk.app, Replica::new(2, 1));
        (desk.now, other.now) = (desk.now + 1_000, other.now + 1_020);
        let (mine, theirs_is) = match into_newer {
            true => (&mut desk, &mut other),
            false => (&mut other, &mut desk),
        };
        let device = if into_newer { 1 } else { 2 };
        let opened = read(&newer, Editor { device, tab: 3 }, mine.now);
        mine.app.open(opened.ledger);
        for desk in [&mut *mine, &mut *theirs_is] {
            desk.app.grid(desk.grid);
        }
        let is_here = |deed: &&sessions::Deed| !matches!(deed, sessions::Deed::Hand(laws::Deed::Press("reload")));
        go_all(mine, &here.iter().filter(is_here).cloned().collect::<Vec<_>>());
        go_all(theirs_is, &there.iter().filter(is_here).cloned().collect::<Vec<_>>());
        let (one, two) = (written(&desk.app, desk.now), written(&other.app, other.now));
        let coming = read(&two, Editor { device: 1, tab: 8 }, desk.now);
        desk.act(Action::TakeIn(coming.edits()));
        is_kept(&written(&desk.app, desk.now), &newer)?;
        let coming = read(&one, Editor { device: 2, tab: 8 }, other.now);
        other.act(Action::TakeIn(coming.edits()));
        is_kept(&written(&other.app, other.now), &newer)?;
        is_as_reopened(&mut desk)?;
    }
}
