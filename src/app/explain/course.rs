//! Why figures of the course that deals take from a stage are what they are, in words.

use super::{Input, NAMED, Source};
use crate::app::state::App;
use crate::forecast::outlook::{CourseFigure, Exit, Part, ToldExplanation, Way};
use crate::model::{Key, Sheet};
use crate::text::messages::{Explain as Words, Outlook, Say, Share};
use crate::text::{chance, name};

impl App {
    /// How such a figure is worked out; what would change it by a tenth, and the inputs that could, each on its own.
    pub(super) fn course_words(&self, figure: CourseFigure, found: &ToldExplanation) -> (Words, Words, Vec<Input>) {
        let (formula, sentence, wanted) = match figure {
            CourseFigure::Way(_) => {
                let stays = format!("{:.1}", found.parts.len() as f64 / 10.0).into();
                return (Words::CourseShare, Words::TenthStays { stays }, Vec::new());
            }
            CourseFigure::Won => (Words::CourseChance, Words::TenthOfShare, 0.1),
            CourseFigure::Days => (Words::CourseDays, Words::Tenth, found.value / 10.0),
        };
        let count = |part: &Part| if let Part::Onward(_, count) = part { f64::from(*count) } else { 0.0 };
        let all: f64 = found.parts.iter().map(|(part, _)| count(part)).sum();
        let line = |(part, value): &(Part, f64)| {
            let by = match part {
                // An end is what it is.
                Part::Onward(Exit::Won | Exit::Lost, _) => return None,
                Part::Onward(..) => wanted * all / count(part),
                _ => wanted,
            };
            let most = if figure == CourseFigure::Won { 1.0 } else { f64::INFINITY };
            let to = [value + by, value - by].into_iter().find(|to| (0.0..=most).contains(to))?;
            let (from, to) = (self.course_text(figure, *value).into(), self.course_text(figure, to).into());
            let (name, source) = self.course_part(*part);
            Some((by, Input { name, value: Words::FromTo { from, to }.text(self.lang).into_owned(), source }))
        };
        let mut lines: Vec<(f64, Input)> = found.parts.iter().filter_map(line).collect();
        crate::model::order::sort_by(&mut lines, |(one, _), (two, _)| one.total_cmp(two));
        let lines: Vec<Input> = lines.into_iter().take(NAMED).map(|(_, line)| line).collect();
        (formula, if lines.is_empty() { Words::TenthNone } else { sentence }, lines)
    }

    /// Such a figure as the page shows it.
    pub(super) fn course_text(&self, figure: CourseFigure, value: f64) -> String {
        match figure {
            CourseFigure::Way(_) => Share(value).say(self.lang).into_owned(),
            CourseFigure::Won => chance(value),
            CourseFigure::Days => crate::text::grouped(value.round() as i64),
        }
    }

    /// What a part of it is called, and where it leads.
    pub(super) fn course_part(&self, part: Part) -> (String, Option<Source>) {
        match part {
            Part::Exit(deal, _) => self.deal_then(deal, "stage"),
            Part::Stay(stage, _) => {
                let name = Words::StayDays { stage: name(self.plan(), Sheet::Stages, stage, self.lang) };
                (name.text(self.lang).into_owned(), Some((Sheet::Stages, stage, Key::new_static("name"))))
            }
            Part::Onward(exit, _) => {
                let stage = if let Exit::Ahead(stage) | Exit::Back(stage) = exit { Some(stage) } else { None };
                (self.exit_words(exit), stage.map(|stage| (Sheet::Stages, stage, Key::new_static("name"))))
            }
            _ => (String::new(), None),
        }
    }

    /// What stands beside it.
    pub(super) fn course_value(&self, figure: CourseFigure, part: Part, value: f64) -> String {
        let text = self.course_text(figure, value).into();
        match part {
            Part::Exit(_, exit) => self.exit_words(exit),
            Part::Stay(_, stays) => {
                Words::SeenStays { value: text, stays: stays as usize }.text(self.lang).into_owned()
            }
            Part::Onward(_, count) => {
                Words::FromThere { stays: count as usize, value: text }.text(self.lang).into_owned()
            }
            _ => String::new(),
        }
    }

    fn exit_words(&self, exit: Exit) -> String {
        let stage = |stage| name(self.plan(), Sheet::Stages, stage, self.lang);
        match exit {
            Exit::Ahead(to) => Words::WentAhead { stage: stage(to) },
            Exit::Back(to) => Words::WentBack { stage: stage(to) },
            Exit::Won => Words::WonMarkOnly,
            Exit::Lost => Words::NotWon,
        }
        .text(self.lang)
        .into_owned()
    }
}

/// What such a figure is called.
pub(super) const fn course_name(figure: CourseFigure) -> Outlook {
    match figure {
        CourseFigure::Way(Way::Ahead) => Outlook::Advanced,
        CourseFigure::Way(Way::Back) => Outlook::MovedBack,
        CourseFigure::Way(Way::Won) => Outlook::WonBar,
        CourseFigure::Way(Way::Lost) => Outlook::NotWonHead,
        CourseFigure::Won => Outlook::ToBeWon,
        CourseFigure::Days => Outlook::DaysToGo,
    }
}
