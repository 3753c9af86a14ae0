//! Values of a paste or a file that fit their column and break a rule of it: counted, and looked at like those that do not fit.

use super::columns::{desk, make, own};
use super::desk::Desk;
use crate::app::csv::CsvIntake;
use crate::app::{Action, Notice, Reviewing};
use crate::model::{Condition, Decimal, Definition, Key, Kind, Rule, Severity, Sheet, Value};
use crate::text::Lang;

const TWO: &str = "| name | amount |
                   | one  | 10     |
                   | two  | 20     |";

/// A desk whose deals have a size of at most 5, which nobody else has.
fn ruled() -> (Desk, Key) {
    let mut desk = desk(TWO);
    let most = Condition::AtMost(Value::Number(Decimal::whole(5)));
    let rules = [most, Condition::Unique].map(|condition| Rule { condition, severity: Severity::Warning }).to_vec();
    let key = make(&mut desk, Sheet::Deals, Definition { rules, ..own("Size", Kind::own_number(2)) });
    (desk, key)
}

fn looked_at(desk: &Desk) -> Vec<String> {
    desk.app.findings(9).iter().map(|found| format!("{}: {}", found.text, found.fault.text(Lang::En))).collect()
}

#[test]
fn a_paste_counts_the_values_that_break_a_rule_and_the_review_shows_them() {
    let (mut desk, key) = ruled();
    let layout = &desk.app.grid(desk.grid).layout;
    let at = (0..layout.width()).find(|at| layout.shown(0, *at).is_some_and(|shown| shown.key == key)).unwrap();
    desk.press(&format!("click(0,{at}) paste:`7\\n4\\n4\\nmany\\n3`"));
    let Some(notice @ Notice::Pasted { invalid: 1, against: 3, .. }) = desk.said().cloned() else {
        panic!("{:?}", desk.said());
    };
    assert_eq!(notice.offers(), Some(true));
    assert_eq!(notice.in_short(Lang::En), "5 rows pasted · 3 added · 1 value does not fit · 3 values break a rule");
    assert!(notice.in_short(Lang::Zh).contains("3 个值不符合规则"));
    let found = looked_at(&desk);
    assert_eq!((found.len(), desk.app.review_count(), desk.app.review_leaves()), (4, 4, 0));
    assert!(found[0].starts_with("many: ") && found[1].starts_with("7.00: "), "{found:?}");
    // What is typed anew and keeps to the rules is settled.
    let number = desk.app.findings(9)[1].number;
    assert!(desk.app.findings(9)[1].repairs.is_empty());
    desk.act(Action::Review(Reviewing::Type(number, "2".into())));
    assert_eq!((desk.value(0, &key), desk.app.review_count()), (Value::Number(Decimal::whole(2)), 3));
    let number = desk.app.findings(9)[1].number;
    desk.act(Action::Review(Reviewing::Leave(number)));
    assert!(looked_at(&desk).len() < 3);
}

#[test]
fn a_file_counts_the_values_that_break_a_rule() {
    let (mut desk, _) = ruled();
    let intake: CsvIntake = desk.app.csv_intake("pipeline.csv", "Deal,Amount,Size\nthree,1,9\nfour,2,1\nfive,3,x\n");
    desk.act(Action::TakeCsv(Box::new(intake)));
    let Some(notice @ Notice::TookIn { added: 3, invalid: 1, against: 1, .. }) = desk.said().cloned() else {
        panic!("{:?}", desk.said());
    };
    assert_eq!(notice.offers(), Some(true));
    assert_eq!(desk.app.review_count(), 2);
}

#[test]
fn what_keeps_to_the_rules_is_not_looked_at() {
    let (mut desk, _) = ruled();
    let intake = desk.app.csv_intake("pipeline.csv", "Deal,Amount,Size\nthree,1,2\nfour,2,1\n");
    desk.act(Action::TakeCsv(Box::new(intake)));
    let Some(notice @ Notice::TookIn { invalid: 0, against: 0, .. }) = desk.said().cloned() else {
        panic!("{:?}", desk.said());
    };
    assert_eq!((notice.offers(), desk.app.review_count()), (Some(false), 0));
}

#[test]
fn a_preview_says_before_what_the_import_says_after() {
    for (text, each) in [
        ("Deal,Amount,Size\nthree,1,9\nfour,2,1\nfive,3,x\n", [0, 0, 1]),
        // Of a value that the table has already, and of one that the file has twice, spaces and letters aside.
        ("Deal,Amount,Size\nthree,1,4\nfour,2,2\nfive,3,2.0\n", [0, 0, 3]),
        // What is written over shares its value with nobody.
        ("Deal,Amount,Size\none,1,1\ntwo,2,4\n", [0, 0, 0]),
        ("Deal,Amount,Size\none,1,4\n", [0, 0, 0]),
    ] {
        let (mut desk, key) = ruled();
        super::columns::set(&mut desk, 0, &key, "4");
        let intake: CsvIntake = desk.app.csv_intake("pipeline.csv", text);
        let preview = desk.app.csv_preview(&intake);
        let said: Vec<usize> = preview.columns.iter().map(|column| column.against).collect();
        assert_eq!((said.as_slice(), preview.against), (&each[..], each.iter().sum()), "{text}");
        desk.act(Action::TakeCsv(Box::new(intake)));
        let Some(Notice::TookIn { against, .. }) = desk.said() else { panic!("{:?}", desk.said()) };
        assert_eq!(*against, preview.against, "{text}");
    }
}

#[test]
fn a_preview_compares_with_what_the_file_itself_says_beside() {
    let mut desk = desk("| name | amount | close |\n| one | 10 | 2026-03-01 |\n| two | 20 | 2026-03-01 |");
    let rules = vec![Rule { condition: Condition::NotBefore("close".into()), severity: Severity::Warning }];
    make(&mut desk, Sheet::Deals, Definition { rules, ..own("Signed", Kind::Date) });
    let text = "Deal,Close date,Signed\none,2026-04-01,2026-03-15\ntwo,,2026-03-15\nthree,2026-05-01,2026-03-15\n";
    let intake = desk.app.csv_intake("pipeline.csv", text);
    let preview = desk.app.csv_preview(&intake);
    assert_eq!((preview.columns[2].against, preview.against), (2, 2));
    desk.act(Action::TakeCsv(Box::new(intake)));
    let Some(Notice::TookIn { against: 2, .. }) = desk.said() else { panic!("{:?}", desk.said()) };
}
