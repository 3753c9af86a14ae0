//! Plans go out as records and files and come back the same; what cannot come in says why.

use super::*;
use crate::app::command::Command;
use crate::app::grid::GridId;
use crate::app::storage::keys::Key as StorageKey;
use crate::app::storage::{Cause, Failure, Found, JournalFound, MirrorFound, PlanId, open};
use crate::app::{Action, App, Effect, Notice, Theme};
use crate::log::Step;
use crate::model::RowId;
use crate::text::messages::Refusal;

const NOW: u64 = 1_795_468_668_123;
const EDITOR: Editor = Editor { device: 0xabc_def0_1234, tab: 7 };

fn plan() -> Ledger {
    let mut ledger = new_plan(Lang::Zh, "东区 2026", EDITOR, NOW, Date::of_millis(NOW));
    for number in 0..3 {
        let row = ledger.fresh_row(NOW + number);
        let cells = vec![(Key::new_static("name"), Value::text(&format!("Deal {number}")))];
        let insert = Change::Insert { sheet: Sheet::Deals, row, place: Place::nth(number as usize), cells };
        ledger.commit(vec![insert], Label::new("create"), NOW + number).unwrap();
    }
    ledger.undo(NOW + 10).unwrap();
    ledger
}

fn same(one: &Ledger, other: &Ledger) -> bool {
    one.plan().digest() == other.plan().digest() && one.log().eq(other.log())
}

#[test]
fn a_plan_comes_back_from_its_records() {
    let ledger = plan();
    let mut records = all_records(&ledger);
    assert!(records.is_sorted_by(|a, b| a.id < b.id), "the order of ids is the order of the log");
    assert!(records.iter().all(|record| record.body.lines().count() == 1));
    records.reverse();
    records.push(records[0].clone());
    let (again, unread) = ledger_of(records.clone(), EDITOR, "", NOW);
    assert!(same(&ledger, &again) && unread.is_empty());
    assert_eq!(again.history_depth(), ledger.history_depth(), "undo survives a reload");
}

#[test]
fn records_that_cannot_be_read_are_kept() {
    let ledger = plan();
    let mut records = all_records(&ledger);
    let strange = Record::new("zzz", "{\"id\":7}");
    records.push(strange.clone());
    let (again, unread) = ledger_of(records.clone(), EDITOR, "", NOW);
    assert!(same(&ledger, &again));
    assert_eq!(unread, [strange]);
}

#[test]
fn undo_does_not_take_the_set_up_away() {
    let mut ledger = new_plan(Lang::En, "North", EDITOR, NOW, Date::of_millis(NOW));
    assert_eq!((ledger.plan().name(), ledger.len()), ("North", 1));
    assert!(!ledger.plan().table(Sheet::Stages).is_empty());
    assert!(ledger.undo(NOW).is_none());
    let (mut again, _) = ledger_of(all_records(&ledger), EDITOR, "", NOW);
    assert!(again.undo(NOW).is_none());
}

#[test]
fn a_file_comes_back_as_the_same_plan() {
    let ledger = plan();
    let file = write_plan_file(&ledger, Lang::En, NOW).unwrap();
    assert_eq!(file.file_name, "东区 2026.plan.json");
    let stranger = Editor { device: 99, tab: 1 };
    let Imported { ledger: again, name, attention, made } =
        read_plan_file(file.text.as_bytes(), "x.plan.json", stranger, "", NOW).unwrap();
    assert!(same(&ledger, &again));
    assert_eq!((name.as_str(), attention, made), ("东区 2026", 0, 0));
    assert_eq!(again.history_depth().0, 0, "another person's edits are no steps of ours");
    assert_eq!(write_plan_file(&again, Lang::En, NOW).unwrap(), file);
}

#[test]
fn a_plan_without_a_name_gets_that_of_its_file() {
    let text = r#"{"format":"quadrille-plan","version":1,"min_reader":1,"tables":{"accounts":[{"name":"Haitian"}]}}"#;
    for (file, name) in [("North.plan.json", "North"), ("南区.json", "南区"), ("x", "x")] {
        let imported = read_plan_file(text.as_bytes(), file, EDITOR, "", NOW).unwrap();
        assert_eq!((imported.name.as_str(), imported.ledger.plan().name()), (name, name));
        assert_eq!(imported.ledger.plan().table(Sheet::Accounts).len(), 1);
        assert_eq!(imported.ledger.history_depth(), (0, 0), "undo does not take an import away");
    }
}

#[test]
fn the_name_that_a_file_has_of_us_is_none() {
    let mut ledger = new_plan(Lang::En, "", EDITOR, NOW, Date::of_millis(NOW));
    let file = write_plan_file(&ledger, Lang::En, NOW).unwrap();
    let colleague = Editor { device: 99, tab: 1 };
    let opened = read_plan_file(file.text.as_bytes(), &file.file_name, colleague, "", NOW).unwrap();
    assert_eq!((opened.name.as_str(), opened.ledger.plan().name(), opened.made), ("", "", 0));
    let back = write_plan_file(&opened.ledger, Lang::En, NOW).unwrap();
    for (name, called) in
        [("plan (2).plan.json", ""), ("计划(1).plan.json", ""), ("planned.plan.json", "planned"), ("北方.json", "北方")]
    {
        let opened = read_plan_file(back.text.as_bytes(), name, EDITOR, "", NOW).unwrap();
        assert_eq!(opened.name, called, "{name}");
    }
    let back = read_plan_file(back.text.as_bytes(), &back.file_name, EDITOR, "", NOW).unwrap().ledger;
    let theirs = back.log().map(|transaction| transaction.as_ref().clone()).collect::<Vec<_>>();
    assert!(ledger.take_in(theirs, NOW).is_none(), "the name of a file is no edit");
    assert_eq!(ledger.plan().name(), "");
}

#[test]
fn what_other_programs_have_added_is_written_back() {
    let file = write_plan_file(&plan(), Lang::En, NOW).unwrap().text;
    let strange = file.replacen("{\n", "{\n  \"colour\": {\"deep\": [1, \"a\\nb]\"]},\n", 1);
    let strange =
        strange.replacen("\"tables\": {", "\"tables\": {\n    \"zoo\": [{\"id\":\"1-1\",\"animal\":\"象\"}],", 1);
    let first = read_plan_file(strange.as_bytes(), "a", EDITOR, "", NOW).unwrap().ledger;
    let (stored, unread) = ledger_of(all_records(&first), EDITOR, "", NOW);
    assert!(same(&first, &stored) && unread.is_empty());
    let out = write_plan_file(&stored, Lang::En, NOW).unwrap().text;
    assert!(out.contains(r#""colour": {"deep":[1,"a\nb]"]}"#) && out.contains("\"animal\":\"象\""), "{out}");
    let second = read_plan_file(out.as_bytes(), "a", EDITOR, "", NOW).unwrap().ledger;
    assert!(same(&first, &second), "kept once, not once more with each file");
}

#[test]
fn what_a_file_held_beside_its_plan_goes_along_when_it_is_merged_and_is_no_edit() {
    let ours = plan();
    let file = write_plan_file(&ours, Lang::En, NOW).unwrap().text;
    let strange = |field: &str| file.replacen("{\n", &format!("{{\n  {field},\n"), 1);
    let colleague = Editor { device: 99, tab: 1 };
    let read = |text: &str, now: u64| read_plan_file(text.as_bytes(), "a", colleague, "", now).unwrap();
    let mut app = App::new(ours, Lang::En, Theme::System, Date::of_millis(NOW));
    for (nth, field) in [r#""colour": "red""#, r#""shape": [1]"#].into_iter().enumerate() {
        let now = NOW + 100 * (nth as u64 + 1);
        let mut theirs = read(&strange(field), now);
        assert_eq!(
            app.news(&theirs.ledger, theirs.made).map(|news| news.count()),
            Some(0),
            "nothing of the plan is new"
        );
        let insert = Change::Insert {
            sheet: Sheet::Deals,
            row: RowId::builtin(70 + nth as u64),
            place: Place::nth(9),
            cells: vec![],
        };
        theirs.ledger.commit(vec![insert], Label::new("edit"), now).unwrap();
        // They save it, and it comes back.
        let theirs = read(&write_plan_file(&theirs.ledger, Lang::En, now).unwrap().text, now + 5);
        assert_eq!(app.news(&theirs.ledger, theirs.made).map(|news| news.count()), Some(1));
        let effects = app.update(Action::TakeIn(theirs.edits()), now + 10);
        let said = |effect: &Effect| matches!(effect, Effect::Say(Notice::Merged { edits: 1, .. }));
        assert!(effects.iter().any(said), "{effects:?}");
    }
    let out = write_plan_file(&app.ledger, Lang::En, NOW + 900).unwrap().text;
    assert!(
        out.contains(r#""colour": "red""#) && out.contains(r#""shape": [1]"#),
        "of several files all is kept: {out}"
    );
    let direct = read(&strange(r#""late": 1"#), NOW + 940);
    app.update(Action::TakeIn(direct.edits()), NOW + 950);
    let out = write_plan_file(&app.ledger, Lang::En, NOW + 999).unwrap().text;
    assert!(out.contains(r#""late": 1"#), "{out}");
}

#[test]
fn two_copies_that_go_on_in_one_tab_can_be_merged_though_their_log_is_ahead_of_the_clock() {
    let mut one = plan();
    let edit = |ledger: &mut Ledger, name: &str, now: u64| {
        let row = ledger.fresh_row(now);
        let insert = Change::Insert {
            sheet: Sheet::Accounts,
            row,
            place: Place::nth(0),
            cells: vec![(Key::new_static("name"), Value::text(name))],
        };
        ledger.commit(vec![insert], Label::new("edit"), now).unwrap();
    };
    // A colleague's clock is ten minutes ahead.
    let mut colleague = handed_over(&one, Editor { device: 99, tab: 1 }, "", NOW);
    edit(&mut colleague, "theirs", NOW + 600_000);
    one.take_in(colleague.log().map(|own| own.as_ref().clone()), NOW + 100);
    let mut others = ["Copy", "Copy of it"].map(|name| renamed(&one, name, EDITOR, NOW + 200 + name.len() as u64));
    for (at, copy) in others.iter_mut().enumerate() {
        copy.hand_to(EDITOR.within(&PlanId::new(format!("p{at}")).unwrap()).replica());
        edit(copy, "there", NOW + 300);
    }
    edit(&mut one, "here", NOW + 300);
    let mut app = App::new(one, Lang::En, Theme::System, Date::of_millis(NOW));
    for copy in &others {
        assert_eq!(
            app.news(copy, 0).map(|news| news.edits),
            Some(2),
            "it is a copy, and its name and its edit are new"
        );
        app.update(Action::TakeIn(copy.log().map(|own| own.as_ref().clone()).collect()), NOW + 400);
    }
    assert_eq!(app.plan().table(Sheet::Accounts).len(), 4);
}

#[test]
fn a_copy_is_a_plan_of_its_own_name() {
    let ledger = plan();
    let mut copy = renamed(&ledger, "Copy", EDITOR, NOW);
    assert_eq!((copy.plan().name(), copy.len()), ("Copy", ledger.len() + 1));
    assert_eq!(copy.undo(NOW).map(|(label, _)| label), Some(Label::new("create")), "the new name is no step");
}

#[test]
fn file_names_suit_every_system() {
    for (plan, file) in [
        ("", "plan.plan.json"),
        ("  ..a/b\\c:d*e?\"f\"<g>|h\n ", "a-b-c-d-e--f--g--h.plan.json"),
        ("四格", "四格.plan.json"),
    ] {
        assert_eq!(file_name(plan, Lang::En), file);
    }
    assert_eq!(file_name(&"长".repeat(500), Lang::Zh).chars().count(), 80 + ".plan.json".len());
}

#[test]
fn a_refused_file_says_what_where_and_what_to_do() {
    let sound = write_plan_file(&plan(), Lang::En, NOW).unwrap().text;
    let newer = sound.replacen("\"min_reader\": 1", "\"min_reader\": 9", 1);
    let twice = sound.replacen("\"app\":", "\"app\": \"x\",\n  \"app\":", 1);
    let log = sound.replacen("\"log\": [", "\"log\": [7,", 1);
    let id = sound.replacen("{\"id\":\"1-0\"", "{\"id\":\"1_0\"", 1);
    let cut: String = sound.chars().take(500).collect();
    let cases: [(&str, &[u8], &str); 9] = [
        ("empty", b"", "The file is empty."),
        ("picture", b"\x89PNG\r\n", "This is a picture or a document, not a table."),
        ("other", b"{\"a\":1}", "The file is not a Quadrille plan."),
        ("newer", newer.as_bytes(), "The file was written by a newer version (format 9; this one reads up to 1)."),
        ("twice", twice.as_bytes(), "The name “app” stands twice at line 3, column"),
        ("log", log.as_bytes(), "line 4, column 11 holds 7,; expected an object in braces."),
        ("id", id.as_bytes(), "holds 1_0; expected an identity such as 18f2a-3."),
        ("cut", cut.as_bytes(), "The file ends too early, at line 5, column"),
        ("comma", b"{\"format\":\"quadrille-plan\",,}", "The file is damaged at line 1, column 28: this is not JSON."),
    ];
    for (case, bytes, said) in cases {
        let damage = read_plan_file(bytes, "x", EDITOR, "", NOW).unwrap_err();
        assert!(damage.text(Lang::En).contains(said), "{case}: {}", damage.text(Lang::En));
        assert!(!damage.remedy(Lang::En).is_empty() && !damage.text(Lang::Zh).is_empty(), "{case}");
    }
}

#[test]
fn files_of_other_programs_are_known_by_how_they_begin_or_by_their_names() {
    let (table, document) = (Some(Damage::Spreadsheet), Some(Damage::Document));
    let cases: [(&str, &[u8], &Option<Damage>); 12] = [
        ("sales.xlsx", b"PK\x03\x04[Content_Types].xml", &table),
        ("sales", b"PK\x03\x04xl/workbook.xml", &table),
        ("old.XLS", b"\xD0\xCF\x11\xE0\xA1\xB1", &table),
        ("wps.et", b"\xD0\xCF\x11\xE0\xA1\xB1", &table),
        ("table.csv", b"PK\x03\x04xl/", &table),
        ("letter.docx", b"PK\x03\x04word/document.xml", &document),
        ("letter", b"PK\x03\x04word/document.xml", &document),
        ("scan.pdf", b"%PDF-1.7", &document),
        ("photo.jpg", b"\xFF\xD8\xFF\xE0", &document),
        ("unnamed", b"\x89PNG\r\n", &document),
        ("a.csv", b"PK,Name\n1,a\n", &None),
        ("a.plan.json", b"{}", &None),
    ];
    for (name, bytes, expected) in cases {
        assert_eq!(&stranger(name, bytes), expected, "{name}");
    }
    for damage in [Damage::Spreadsheet, Damage::Document, Damage::NotAPlan] {
        for lang in Lang::ALL {
            let said = format!("{} {}", damage.text(lang), damage.remedy(lang));
            assert!(said.contains("CSV") && !said.contains('"'), "{said}");
        }
    }
}

#[test]
fn a_row_or_an_edit_that_stands_twice_is_named() {
    let sound = write_plan_file(&plan(), Lang::En, NOW).unwrap().text;
    let row = sound.lines().find(|line| line.contains("\"Deal 0\"") && line.contains("place")).unwrap();
    let id: RowId = row.split('"').nth(3).unwrap().parse().unwrap();
    let rows = sound.replacen(row, &format!("{row}\n{row}"), 1);
    let damage = read_plan_file(rows.as_bytes(), "x", EDITOR, "", NOW).unwrap_err();
    assert!(matches!(&*damage, Damage::TwiceRow { id: found, .. } if *found == id.to_string()), "{damage:?}");
    let edit = sound.lines().find(|line| line.contains("\"undo\":")).unwrap().trim_end_matches(',');
    let other = edit.replacen("\"label\":\"undo\"", "\"label\":\"other\"", 1);
    let edits = sound.replacen(edit, &format!("{edit},\n{other}"), 1);
    let damage = read_plan_file(edits.as_bytes(), "x", EDITOR, "", NOW).unwrap_err();
    assert!(matches!(*damage, Damage::TwiceEdit { .. }), "{damage:?}");
}

#[test]
fn undo_steps_go_through_records_too() {
    let ledger = plan();
    let (transactions, _) = transactions_of(all_records(&ledger));
    assert!(matches!(transactions.last().unwrap().step, Step::Undo(_)));
}

fn found(journal: Result<JournalFound, Cause>, mirrors: Vec<MirrorFound>, slot: Option<String>) -> Opened {
    let plan = PlanId::new("p1").unwrap();
    open(&mut Found { plan, journal, tails: Vec::new(), mirrors, slot, is_poisoned: false })
}

#[test]
fn damage_is_put_into_words_and_health_is_not() {
    let slot = crate::app::storage::Slot {
        records: 5,
        ..crate::app::storage::Slot::new(PlanId::new("p1").unwrap(), "a", 1, false)
    };
    let fresh = found(Ok(JournalFound::default()), Vec::new(), None);
    assert_eq!(warning(&fresh, 0), None);
    assert_eq!(warning(&fresh, 2), Some(Storage::Quarantined { entries: Entries(2) }));
    let emptied = found(Ok(JournalFound::default()), Vec::new(), Some(slot.write()));
    assert_eq!(warning(&emptied, 0), Some(Storage::FoundElsewhere { found: Entries(0) }));
    let held = found(Err(Cause::Blocked), Vec::new(), Some(slot.write()));
    assert_eq!(warning(&held, 0), Some(Storage::OtherTabHolds));
    let blocked = found(Err(Cause::Blocked), Vec::new(), None);
    assert_eq!((warning(&blocked, 0), may_pass(&blocked)), (Some(Storage::OtherTabHolds), true));
    assert!(!may_pass(&fresh) && !may_pass(&emptied));
    let private = found(Err(Cause::Unavailable), Vec::new(), None);
    assert_eq!(warning(&private, 0), None, "nothing is lost: saving says that it does not work");
    let why = Failure { cause: Cause::Quota, unsaved: 3 };
    assert_eq!((failure(&why), why.advice()), (Refusal::Full, Storage::Full { unsaved: Edits(3) }));
}

#[test]
fn a_record_about_to_be_added_is_not_taken_for_one_that_another_tab_adds() {
    let ledger = plan();
    let (mut other, _) = ledger_of(all_records(&ledger), Editor { tab: 8, ..EDITOR }, "", NOW);
    let mut app = App::new(ledger, Lang::En, Theme::System, Date::of_millis(NOW));
    let id = GridId::Table(Sheet::Deals);
    for is_typing in [false, true] {
        app.update(Action::Add(id), NOW + 20);
        if is_typing {
            app.update(Action::Input { grid: id, text: "Mi".to_owned() }, NOW + 21);
        }
        let row = other.fresh_row(NOW + 22);
        let cells = vec![(Key::new_static("name"), Value::text("Theirs"))];
        let insert = Change::Insert { sheet: Sheet::Deals, row, place: Place::nth(9), cells };
        let commit = other.commit(vec![insert], Label::new("create"), NOW + 22).unwrap().unwrap();
        app.update(Action::Merge(vec![commit.transaction.as_ref().clone()]), NOW + 23);
        app.update(Action::Input { grid: id, text: "Mine".to_owned() }, NOW + 24);
        app.update(Action::Run(id, Command::Enter), NOW + 25);
    }
    let table = app.plan().table(Sheet::Deals);
    let count = |name: &str| table.ids().filter(|row| *table.value(*row, "name") == Value::text(name)).count();
    assert_eq!((count("Theirs"), count("Mine")), (2, 2));
}

#[test]
fn the_number_of_the_browser_is_no_key_of_a_plan() {
    assert_eq!(StorageKey::read("quadrille/device"), None);
}
