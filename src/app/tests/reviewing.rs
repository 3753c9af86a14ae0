//! What a paste left to look at: what is offered for each value, and what taking it does.

use super::desk::add;
use super::*;
use crate::app::grid::GridId;
use crate::app::{Action, Notice, Repair, Reviewing};
use crate::model::{Sheet, Value};
use crate::text::Lang;

/// What the review shows: value: why → repairs, each with how many it repairs where that is more than one.
fn shown(desk: &Desk) -> Vec<String> {
    let line = |finding: crate::app::Finding| {
        let repairs: Vec<String> = finding
            .repairs
            .iter()
            .map(|(_, label, count)| if *count > 1 { format!("{label} ×{count}") } else { label.to_string() })
            .collect();
        format!("{}: {}", finding.text, repairs.join(" | "))
    };
    desk.app.findings(50).into_iter().map(line).collect()
}

/// Takes a repair of a value, both by their place.
fn take(desk: &mut Desk, value: usize, repair: usize) {
    let finding = desk.app.findings(50).swap_remove(value);
    let (repair, ..) = finding.repairs[repair].clone();
    desk.act(Action::Review(Reviewing::Repair(finding.number, repair)));
}

fn pasted(table: &str, paste: &str) -> Desk {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), table);
    desk.press(&format!("paste:{paste}"));
    desk
}

#[test]
fn no_part_of_a_number_that_is_grouped_in_another_way_is_offered() {
    for text in ["1,23,456", "1.234.56", "1'23'456"] {
        let desk = pasted("| name | amount |\n| a | [] |", &format!("`{text}`"));
        assert_eq!(shown(&desk), [format!("{text}: ")]);
    }
    for (text, offered) in [("about 5.", "5"), ("5, or more", "5"), ("about 1,200", "1,200")] {
        let desk = pasted("| name | amount |\n| a | [] |", &format!("`{text}`"));
        assert_eq!(shown(&desk), [format!("{text}: {offered}")]);
    }
}

#[test]
fn every_kind_of_value_has_its_repairs() {
    let desk = pasted(
        "| name | amount | stage | close | p_own | source |
         | []   |        |       |       |       |        |",
        "`a\\tabout 1.2M\\t4 Evalution\\t3/5/2026\\t140%\\treferal`\\n`b\\t(1,200)\\tnobody\\t2026-2-30\\tmaybe\\tfriend`",
    );
    assert_eq!(
        shown(&desk),
        [
            "about 1.2M: 1,200,000",
            "4 Evalution: 4 Evaluation | Add “4 Evalution” to Stages",
            "3/5/2026: 5 Mar 2026 | 3 May 2026",
            "140%: 100 %",
            "referal: referral | Add “referal” as an option",
            "(1,200): ",
            "nobody: Add “nobody” to Stages",
            "2026-2-30: 2026-02-28",
            "maybe: ",
            "friend: Add “friend” as an option",
        ]
    );
    assert_eq!(desk.app.review_count(), 10);
}

#[test]
fn a_range_is_offered_by_its_ends_and_fills_the_amounts_of_its_deal() {
    let table = "| name | amount | low | high | p_own |
                 | []   |        |     |      |       |";
    let paste = "`a\\t120-130\\t\\t\\t60-70%`\\n`b\\t1-2万\\t\\t\\t七八成`\\n`c\\t100-20\\t\\t\\t1,5`";
    let mut desk = pasted(table, paste);
    let offered = [
        "120-130: 125, with 120 as low and 130 as high amount ~3 | 120, the low end ~3 | 125, the middle ~3 | 130, the high end ~3",
        "60-70%: 60 %, the low end ~2 | 65 %, the middle ~2 | 70 %, the high end ~2",
        "1-2万: 15,000, with 10,000 as low and 20,000 as high amount ~3 | 10,000, the low end ~3 | 15,000, the middle ~3 | 20,000, the high end ~3",
        "七八成: 70 %, the low end ~2 | 75 %, the middle ~2 | 80 %, the high end ~2",
        "100-20: 60, with 20 as low and 100 as high amount ~3 | 20, the low end ~3 | 60, the middle ~3 | 100, the high end ~3 | 80, the difference",
        "1,5: 1.5 % | 15 %",
    ];
    // Each becomes what it says, and not what the first one does.
    let each = |line: &str| {
        line.replace(" ~3", "; all 3 of this kind, each as it reads")
            .replace(" ~2", "; all 2 of this kind, each as it reads")
    };
    assert_eq!(shown(&desk), offered.map(each));
    take(&mut desk, 0, 0);
    take(&mut desk, 0, 0);
    take(&mut desk, 0, 1);
    desk.shows(
        "| name | amount | low    | high   | p_own |
         | [a   | 125    | 120    | 130    | 60 %  |
         | b    | 15,000 | 10,000 | 20,000 | 70 %  |
         | c    | 60     | 20     | 100    | 15 %] |
         |      |        |        |        |       |",
    );
    assert_eq!(desk.app.review_count(), 0);
}

#[test]
fn alike_values_are_repaired_together_in_one_step() {
    let mut desk = pasted(
        "| name | close |
         | []   |       |",
        "a\\t3/5/2026\\nb\\t4/6/2026\\nc\\tsoon\\nd\\t2026-4-1",
    );
    take(&mut desk, 0, 1);
    desk.shows(
        "| name | close      |
         | [a   | 2026-05-03 |
         | b    | 2026-06-04 |
         | c    | !soon      |
         | d    | 2026-04-01] |
         |      |            |",
    );
    assert_eq!(desk.said(), Some(&Notice::Repaired { values: 2, left: 1 }));
    desk.press("Ctrl+Z");
    assert_eq!(desk.app.review_count(), 3, "what was taken back is to be looked at again");
    desk.act(Action::Review(Reviewing::Together(false)));
    take(&mut desk, 0, 1);
    assert_eq!((desk.cell(0, "close"), desk.cell(1, "close")), ("2026-05-03".into(), "4/6/2026".into()));
}

#[test]
fn an_unknown_choice_becomes_an_option_of_the_column() {
    let mut desk = pasted(
        "| name | source |
         | []   |        |",
        "a\\tfriend\\nb\\tFriend\\nc\\tclub\\nd\\treferral",
    );
    let before = desk.digest();
    take(&mut desk, 0, 0);
    let definition = desk.app.plan().table(Sheet::Deals).definition("source").unwrap();
    let labels: Vec<&str> = definition.kind.choices().iter().map(|choice| choice.label.en.as_str()).collect();
    assert!(labels.ends_with(&["public tender", "friend"]), "what is added has one name: {labels:?}");
    assert_eq!((desk.value(0, "source"), desk.value(1, "source")), (choice("friend"), choice("friend")));
    assert_eq!((desk.app.review_count(), desk.cell(2, "source")), (1, "club".into()));
    take(&mut desk, 0, 0);
    assert_eq!((desk.app.review_count(), desk.value(2, "source")), (0, choice("club")));
    desk.press("click(3,1) \"clu\" Enter");
    assert_eq!(desk.cell(3, "source"), "club", "it can be typed and picked from now on");
    desk.press("Ctrl+Z Ctrl+Z Ctrl+Z");
    assert_eq!(desk.digest(), before);
    desk.press("Ctrl+Y reload");
    assert_eq!(desk.cell(0, "source"), "friend");
}

fn choice(key: &str) -> Value {
    Value::Choice(key.into())
}

#[test]
fn an_unknown_name_becomes_a_record() {
    let mut desk = pasted(
        "| name | stage |
         | []   |       |",
        "a\\tNurture\\nb\\tnurture",
    );
    assert_eq!(desk.titles(Sheet::Stages).len(), 6, "stages are not begun by the way");
    take(&mut desk, 0, 0);
    assert_eq!(desk.titles(Sheet::Stages).len(), 7);
    assert_eq!((desk.cell(0, "stage"), desk.cell(1, "stage")), ("Nurture".into(), "Nurture".into()));
}

#[test]
fn twins_are_told_apart_by_their_rows() {
    let mut desk = Desk::on(GridId::Table(Sheet::Deals), "| name | account |\n| [] | |", |app| {
        add(app, Sheet::Accounts, vec![("name", Value::text("Haitian"))]);
        add(app, Sheet::Accounts, vec![("name", Value::text("Haitian"))]);
    });
    desk.press("paste:a\\tHaitian\\nb\\thaitian");
    assert_eq!(shown(&desk)[0], "Haitian: Haitian (row 1) ×2 | Haitian (row 2) ×2");
    take(&mut desk, 0, 1);
    let second = desk.app.plan().table(Sheet::Accounts).ids().nth(1).unwrap();
    assert_eq!((desk.value(0, "account"), desk.value(1, "account")), (Value::Link(second), Value::Link(second)));
}

#[test]
fn of_a_list_only_the_part_at_fault_is_exchanged() {
    let mut desk = Desk::new(GridId::Table(Sheet::ActivityTypes), "| name | requires |\n| [] | |");
    desk.press("paste:`Walk\\tpeople met, objectve, their need`");
    assert_eq!(shown(&desk), ["people met, objectve, their need: objective | Add “objectve” as an option"]);
    take(&mut desk, 0, 0);
    assert_eq!(desk.cell(0, "requires"), "people met, objective, their need");
}

#[test]
fn a_value_can_be_typed_anew_or_left() {
    let mut desk = pasted(
        "| name | amount |
         | []   |        |",
        "a\\tten\\nb\\ttwelve\\nc\\ttwelve",
    );
    desk.act(Action::Review(Reviewing::Together(false)));
    desk.act(Action::Review(Reviewing::Type(0, "1.2M".into())));
    assert_eq!((desk.cell(0, "amount"), desk.app.review_count()), ("1,200,000".into(), 2));
    desk.act(Action::Review(Reviewing::Type(1, "a dozen".into())));
    assert_eq!(shown(&desk)[0], "a dozen: ", "what does not fit either is kept and goes on being shown");
    desk.act(Action::Review(Reviewing::Leave(2)));
    assert_eq!((desk.app.review_count(), desk.cell(2, "amount")), (1, "twelve".into()));
    desk.act(Action::Review(Reviewing::Goto(1)));
    assert_eq!(desk.app.laid_out(desk.grid).unwrap().selection, crate::app::grid::Selection::at(1, 1));
}

#[test]
fn what_is_typed_for_one_value_is_for_all_that_are_called_the_same() {
    let mut desk = pasted("| name | amount |\n| [] | |", "a\\tten\\nb\\ttwelve\\nc\\ttwelve");
    desk.act(Action::Review(Reviewing::Type(1, "12".into())));
    assert_eq!(["ten", "12", "12"], [0, 1, 2].map(|row| desk.cell(row, "amount")).each_ref().map(String::as_str));
    assert_eq!((desk.app.review_count(), desk.said()), (1, Some(&Notice::Repaired { values: 2, left: 1 })));
    desk.press("Ctrl+Z");
    assert_eq!(desk.app.review_count(), 3, "one step of undo");
}

#[test]
fn what_is_repaired_elsewhere_leaves_the_review() {
    let mut desk = pasted(
        "| name | amount |
         | []   |        |",
        "a\\tten\\nb\\ttwelve",
    );
    desk.press("click(0,1) 7 Enter Ctrl+Delete");
    assert_eq!(desk.app.review_count(), 0);
    desk.press("Ctrl+Z");
    assert_eq!(desk.app.review_count(), 1, "a row that comes back brings its value");
}

#[test]
fn repairs_of_a_repair_that_went_are_nothing() {
    let mut desk = pasted("| name | amount |\n| [] | |", "a\\tten");
    let before = desk.stored();
    desk.act(Action::Review(Reviewing::Repair(7, Repair::Choice)));
    desk.act(Action::Review(Reviewing::Type(7, "1".into())));
    desk.act(Action::Review(Reviewing::Leave(7)));
    assert_eq!(desk.stored(), before);
}

#[test]
fn a_repair_makes_no_other_value_of_a_sign_or_of_half_a_date() {
    let desk = pasted(
        "| name | amount | close |
         | []   |        |       |",
        "`a\\t-500\\t03/05/26`\\n`b\\t(1,200)\\t13/13/26`\\n`c\\t1\\tabout 3/5/2026`",
    );
    assert_eq!(
        shown(&desk),
        ["-500: ", "03/05/26: 5 Mar 2026 | 3 May 2026", "(1,200): ", "13/13/26: ", "about 3/5/2026: ",]
    );
}

#[test]
fn what_was_typed_or_opened_is_reviewed_as_what_was_pasted() {
    let mut desk = Desk::new(
        GridId::Table(Sheet::Deals),
        "| name | amount | close |
         | a    | !ten   | []    |
         | b    | 5      |       |",
    );
    assert_eq!((desk.app.review_count(), desk.app.unread_count()), (0, 1));
    desk.press("\"4 Mai\" Enter F8");
    assert_eq!(shown(&desk), ["ten: ", "4 Mai: "]);
    desk.act(Action::Review(Reviewing::Type(0, "10".into())));
    assert_eq!((desk.cell(0, "amount"), desk.app.unread_count()), ("10".into(), 1));
}

#[test]
fn what_else_the_plan_has_is_one_key_away_from_what_a_paste_left() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | amount |\n| a | !ten |\n| [] | |");
    desk.press("paste:b\\ttwelve");
    desk.act(Action::Review(Reviewing::Last));
    assert_eq!((shown(&desk), desk.app.review_leaves()), (vec!["twelve: ".to_owned()], 1));
    desk.press("F8");
    assert_eq!((shown(&desk), desk.app.review_leaves()), (vec!["twelve: ".to_owned(), "ten: ".to_owned()], 0));
    desk.act(Action::Review(Reviewing::Leave(0)));
    desk.press("F8");
    assert_eq!(shown(&desk), ["ten: "], "what was decided is not asked about again");
    desk.act(Action::Review(Reviewing::Leave(1)));
    desk.press("F8");
    assert_eq!(shown(&desk).len(), 2, "unless there is nothing else");
}

#[test]
fn the_columns_that_a_paste_left_over_stay_offered_among_all_problems() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | amount |\n| a | !ten |\n| [] | |");
    desk.press("paste:`Deal\\tAmount\\tShoe size`\\nb\\t12\\t44");
    assert!(desk.app.has_left_out());
    desk.act(Action::Review(Reviewing::All));
    assert!(desk.app.has_left_out());
    assert_eq!(shown(&desk), ["ten: "]);
}

#[test]
fn what_is_said_of_a_paste_is_short_and_the_rest_stands_in_the_review() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | amount | stage |\n| [] | | |");
    desk.press("paste:`a\\t1\\t2 Needs`");
    assert!(!desk.said().unwrap().is_cut(Lang::En));
    let lines = [
        "Pipeline of the whole team",
        "Deal\\tAmount\\tStage\\tAccount\\tColour\\tShoe size",
        "b\\tten\\tClosed Won\\tHaitian\\tred\\t44",
        "c\\t12\\t2 Needs\\tKehua\\tblue\\t45",
    ];
    desk.press(&format!("paste:`{}`", lines.join("\\n")));
    let notice = desk.said().unwrap().clone();
    for (lang, begins, ends) in [
        (Lang::En, "2 rows pasted · 1 added · 1 value does not fit · ", "more (F8)"),
        (Lang::Zh, "已粘贴 2 行 · 新增 1 行 · ", "项（F8）"),
    ] {
        let short = notice.in_short(lang);
        assert!(short.starts_with(begins) && short.ends_with(ends) && short.chars().count() <= 120, "{short}");
    }
    let rest = desk.app.remarks_on_paste();
    assert!(rest.iter().any(|said| said.starts_with("“Shoe size” left out")), "{rest:?}");
    assert!(desk.app.possible(crate::app::command::Command::Review, None).is_ok());
    desk.press("Ctrl+Z");
    assert!(desk.app.remarks_on_paste().is_empty(), "what was taken back is told no more");
    desk.press("Ctrl+Y");
}

#[test]
fn a_repair_counts_the_values_that_it_can_read_and_says_that_each_is_its_own() {
    let table = "| name | amount |\n| [] | |";
    let mut desk = pasted(table, "a\\t约200万\\nb\\t大概30万\\nc\\t待定\\nd\\t待定");
    let own = |value: &str, more: &str| format!("{value}{more}");
    let more = "; all 2 of this kind, each as it reads";
    assert_eq!(
        shown(&desk),
        [own("约200万: 2,000,000", more), own("大概30万: 300,000", more), "待定: ".to_owned(), "待定: ".to_owned(),]
    );
    take(&mut desk, 0, 0);
    assert_eq!((desk.cell(0, "amount"), desk.cell(1, "amount")), ("2,000,000".into(), "300,000".into()));
    assert_eq!((desk.cell(2, "amount"), desk.app.review_count()), ("待定".into(), 2));
    // What becomes the same is counted as before.
    let same = pasted(table, "a\\t约200万\\nb\\t大概200万\\nc\\t约200万");
    assert_eq!(shown(&same)[0], "约200万: 2,000,000 ×3");
}
