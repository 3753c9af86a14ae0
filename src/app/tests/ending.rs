//! Deals that come with their end in the place of their stage, and with stages of another program.

use super::*;
use crate::app::csv::Goes;
use crate::app::grid::GridId;
use crate::app::{Action, Notice, Reviewing};
use crate::model::{Key, Sheet, Value};

const GRID: GridId = GridId::Table(Sheet::Deals);

/// Stage, outcome and day of closing of each row.
fn ends(desk: &Desk) -> Vec<String> {
    let rows = 0..desk.app.plan().table(Sheet::Deals).len();
    rows.map(|row| {
        format!("{} | {} | {}", desk.cell(row, "stage"), desk.cell(row, "outcome"), desk.cell(row, "closed"))
    })
    .collect()
}

fn said(desk: &Desk) -> Vec<String> {
    let ended = desk.app.ended_by_stage().into_iter();
    ended.map(|own| format!("{} → {} × {}", own.text, own.outcome, own.deals)).collect()
}

#[test]
fn the_end_of_a_pasted_deal_is_its_outcome_and_the_review_says_so() {
    let mut desk = Desk::new(GRID, "| name | stage | close |\n| [] | | |");
    let before = desk.digest();
    desk.press("`paste:a\\tClosed Won\\t2026-03-01\\nb\\tclosed lost\\t2026-02-01\\nc\\t赢单\\t2027-01-01\\nd\\t2\\t\\ne\\t丢单\\t`");
    let Some(Notice::Pasted { invalid: 0, ended: 4, .. }) = desk.said() else { panic!("{:?}", desk.said()) };
    assert_eq!(desk.said().unwrap().offers(), Some(true));
    assert_eq!(
        ends(&desk),
        [
            "5 Negotiation | won | ",
            "1 Interest | lost | ",
            "5 Negotiation | won | ",
            "2 Needs |  | ",
            "1 Interest | lost | "
        ]
    );
    assert_eq!(said(&desk), ["Closed Won → won × 1", "closed lost → lost × 1", "赢单 → won × 1", "丢单 → lost × 1"]);
    // A day to come is no day on which anything closed.
    assert_eq!(desk.app.ended_without_day().len(), 2);
    desk.act(Action::Review(Reviewing::CloseEnded));
    assert_eq!(ends(&desk)[..2], ["5 Negotiation | won | 2026-03-01", "1 Interest | lost | 2026-02-01"]);
    assert!(desk.app.ended_without_day().is_empty());
    desk.press("Ctrl+Z Ctrl+Z");
    assert_eq!((desk.digest(), said(&desk).len()), (before, 0));
}

#[test]
fn what_is_known_better_is_kept() {
    let table = "| name | stage | outcome |\n| [a] | 3 | withdrew |\n| b | 3 | |\n| c | 3 | won |";
    let mut desk = Desk::new(GRID, table);
    desk.press("click(0,1) `paste:Closed Lost\\nClosed Won\\nClosed Lost`");
    let stage = |row: usize| desk.cell(row, "stage");
    assert_eq!(
        [0, 1, 2].map(stage),
        ["3 Preferred", "3 Preferred", "3 Preferred"],
        "a deal that is there keeps its stage"
    );
    let outcome = |row: usize| desk.value(row, "outcome");
    assert_eq!([0, 1, 2].map(outcome), ["withdrew", "won", "not_won"].map(|key| Value::Choice(Key::new(key))));
    // The outcome in its own column holds, before the stage and behind it; an empty one says nothing.
    for (heads, row) in
        [("Outcome\\tStage", "no decision\\tClosed Lost"), ("Stage\\tOutcome", "Closed Lost\\tno decision")]
    {
        let mut desk = Desk::new(GRID, "| name |\n| [] |");
        desk.press(&format!("`paste:Deal\\t{heads}\\nx\\t{row}`"));
        assert_eq!(desk.cell(0, "outcome"), "no decision", "{heads}");
    }
    for (heads, row) in [("Outcome\\tStage", "\\tClosed Won"), ("Stage\\tOutcome", "Closed Won\\t")] {
        let mut desk = Desk::new(GRID, "| name |\n| [] |");
        desk.press(&format!("`paste:Deal\\t{heads}\\nx\\t{row}`"));
        assert_eq!(desk.cell(0, "outcome"), "won", "{heads}");
    }
}

#[test]
fn a_file_says_it_in_the_same_way() {
    let mut desk = Desk::new(GRID, "| name |\n| [a] |");
    let intake = desk.app.csv_intake(
        "crm.csv",
        "Opportunity Name,Stage,Close Date\na,Closed Lost,2026-01-05\nb,Closed Won,2026-02-05\n",
    );
    assert!(intake.columns.contains(&Goes::To(Key::new("stage"))));
    assert_eq!(desk.app.csv_preview(&intake).ended, 2);
    desk.act(Action::TakeCsv(Box::new(intake)));
    let Some(Notice::TookIn { ended: 2, invalid: 0, .. }) = desk.said() else { panic!("{:?}", desk.said()) };
    assert_eq!(said(&desk), ["Closed Lost → lost × 1", "Closed Won → won × 1"]);
    assert_eq!((desk.cell(0, "outcome"), desk.cell(1, "stage")), ("lost".into(), "5 Negotiation".into()));
}

#[test]
fn stages_of_another_program_are_suggested_and_never_taken() {
    let mut desk = Desk::new(GRID, "| name | stage |\n| [] | |");
    desk.press("`paste:a\\tProspecting\\nb\\tQualification\\nc\\tProposal/Price Quote\\nd\\t方案报价\\ne\\t初步接洽\\nf\\tRenewal\\ng\\tContract sent`");
    let first = |finding: crate::app::Finding| {
        format!("{}: {}", finding.text, finding.repairs.first().map_or("", |(_, label, _)| label))
    };
    let first: Vec<String> = desk.app.findings(10).into_iter().map(first).collect();
    assert_eq!(
        first,
        [
            "Prospecting: 1 Interest",
            "Qualification: 2 Needs",
            "Proposal/Price Quote: 4 Evaluation",
            "方案报价: 4 Evaluation",
            "初步接洽: 1 Interest",
            "Renewal: Add “Renewal” to Stages",
            "Contract sent: 5 Negotiation",
        ]
    );
    assert_eq!(desk.app.review_count(), 7, "nothing was decided for anybody");
}
