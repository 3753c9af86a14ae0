//! Why what is supposed changes a figure by so much.

use super::{Explanation, Input};
use crate::app::state::App;
use crate::app::supposing::Rehearse;
use crate::forecast::Stretch;
use crate::forecast::outlook::{Figure, Suppose, by_deal};
use crate::model::{Key, RowId, Sheet};
use crate::text::messages::{Explain as Words, Outlook};
use crate::text::name;

/// With more deals than this it is not said what each changes on its own: every one is a forecast.
const MOST_ALONE: usize = 24;

/// A change being explained: the period is worked out with all that is supposed, and with what is supposed of each deal.
#[derive(Debug)]
pub struct Changing {
    work: Rehearse,
    /// The deal that it is worked out with; none for all of them.
    deal: Option<RowId>,
    left: std::vec::IntoIter<(RowId, Vec<Suppose>)>,
    /// The figure as it is, and with all of them.
    figures: (f64, f64),
    /// By how much each changes it on its own.
    alone: Vec<(RowId, f64)>,
}

impl Changing {
    /// Begins.
    pub(super) fn new(supposed: &[(RowId, Suppose)]) -> Changing {
        let mut deals = by_deal(supposed);
        if deals.len() > MOST_ALONE {
            deals.clear();
        }
        let (work, left) = (Rehearse::of(supposed.to_vec()), deals.into_iter());
        Changing { work, deal: None, left, figures: (0.0, 0.0), alone: Vec::new() }
    }
}

impl App {
    /// Goes on until the stretch is over; the explanation once it is known, none within where there is none.
    pub(super) fn change_on(
        &self,
        figure: Figure,
        work: &mut Changing,
        stretch: &mut Stretch,
    ) -> Option<Option<Explanation>> {
        while !stretch.is_over() {
            let found = self.rehearse_on(&mut work.work, stretch)?.ok();
            let found = found.and_then(|found| Some((found.before.figure(figure)?, found.after.figure(figure)?)));
            let Some((before, then)) = found else { return Some(None) };
            match work.deal {
                None => work.figures = (before, then),
                Some(row) => work.alone.push((row, then - before)),
            }
            let Some((row, own)) = work.left.next() else { return Some(Some(self.say_change(figure, work))) };
            work.work = Rehearse::of(own.into_iter().map(|own| (row, own)).collect());
            work.deal = Some(row);
        }
        None
    }

    fn say_change(&self, figure: Figure, work: &Changing) -> Explanation {
        let (plan, lang, (before, then)) = (self.plan(), self.lang, work.figures);
        let plain = |word: Outlook, value: f64| Input {
            name: word.text(lang).into(),
            value: self.figure_text(figure, value),
            source: None,
        };
        let mut inputs = vec![plain(Outlook::InThePlan, before), plain(Outlook::Then, then)];
        inputs.extend(work.alone.iter().map(|(row, change)| {
            let words = Words::Alone { change: self.change_text(figure, *change).into() };
            Input {
                name: name(plan, Sheet::Deals, *row, lang).into(),
                value: words.text(lang).into_owned(),
                source: Some((Sheet::Deals, *row, Key::new_static("p")))
                    .filter(|_| plan.table(Sheet::Deals).contains(*row)),
            }
        }));
        let (number, record) = (Outlook::ChangeHead.text(lang).into(), self.figure_name(figure).into());
        Explanation {
            heading: Words::Of { number, record }.text(lang).into_owned(),
            formula: Words::Change.text(lang).into_owned(),
            inputs,
            result: self.change_text(figure, then - before),
            tenth: Some((Words::TenthOfChange.text(lang).into_owned(), Vec::new())),
            ..Explanation::default()
        }
    }

    /// The change of a figure, with its sign: a chance in points.
    #[must_use]
    pub fn change_text(&self, figure: Figure, change: f64) -> String {
        use crate::text::messages::{Points, Say};
        let least = if matches!(figure, Figure::AtLeast(_)) { 5e-5 } else { 0.5 };
        match figure {
            _ if change.abs() < least => "–".to_owned(),
            Figure::AtLeast(_) => Points(change).say(self.lang).into_owned(),
            _ => format!("{}{}", if change < 0.0 { "−" } else { "+" }, self.figure_text(figure, change.abs())),
        }
    }
}
