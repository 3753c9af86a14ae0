//! Where deals go from each stage, and what becomes of one that stands there.

use super::learned::{SEGMENTS_FLOOR, heads, rated};
use super::{DASH, Words, note, table, text};
use crate::app::Subject;
use crate::forecast::outlook::{Course, CourseFigure, FEW_CLOSED, Rates, StageCourse, Told, Way};
use crate::model::{RowId, Sheet};
use crate::text::messages::Deals;
use crate::text::{Lang, grouped, name};
use crate::ui::Session;
use crate::ui::element::{Part, el};

/// The figures of the columns after the first; the count of stays explains itself.
const COLUMNS: [Option<CourseFigure>; 7] = [
    Some(CourseFigure::Way(Way::Ahead)),
    Some(CourseFigure::Way(Way::Back)),
    Some(CourseFigure::Way(Way::Won)),
    Some(CourseFigure::Way(Way::Lost)),
    None,
    Some(CourseFigure::Won),
    Some(CourseFigure::Days),
];

/// The table of the stages in the funnel; below a hundred closed deals why there is none.
pub fn course(session: Session, rates: &Rates, found: Option<&Course>, lang: Lang) -> Vec<Part> {
    let Some(found) = found else {
        let closed = Deals(rates.all.closed as usize);
        return vec![note(Words::CourseTooFew { closed, least: Deals(SEGMENTS_FLOOR) }.text(lang)).into()];
    };
    let stages: Vec<&StageCourse> = rates.stages.iter().filter_map(|rate| found.stage(rate.stage)).collect();
    let line = |own: &&StageCourse| {
        let mut cells = vec![text(session.with(|app| name(app.plan(), Sheet::Stages, own.stage, lang).to_string()))];
        cells.extend(Way::ALL.map(|way| rated(own.share(way), lang)));
        cells.push(text(grouped(i64::from(own.stays))));
        let fate = own.shown();
        let dash = || text(DASH);
        cells.push(fate.map_or_else(dash, |fate| rated(Some(fate.won), lang)));
        cells.push(fate.map_or_else(dash, |fate| text(grouped(fate.days.round() as i64))));
        cells
    };
    let rows = stages.iter().map(line).collect();
    let known: Vec<(RowId, bool)> = stages.iter().map(|own| (own.stage, own.stays >= FEW_CLOSED)).collect();
    let asked = move |line: usize, column: usize| {
        let (stage, _) = known.get(line).filter(|(_, is_known)| *is_known)?;
        Some(Subject::Told(Told::Course(*stage, (*COLUMNS.get(column)?)?)))
    };
    let head = [
        Words::Stage,
        Words::Advanced,
        Words::MovedBack,
        Words::WonBar,
        Words::NotWonHead,
        Words::StaysHead,
        Words::ToBeWon,
        Words::DaysToGo,
    ];
    vec![
        el("h3").add(Words::Course.text(lang)).into(),
        note(Words::CourseAbout { least: FEW_CLOSED as usize }.text(lang)).into(),
        table(session, heads(head, lang), rows, Some(Box::new(asked))).into(),
    ]
}
