//! Why what is supposed changes a figure by so much.

use super::{Explanation, Input};
use crate::app::state::App;
use crate::forecast::outlook::{Figure, Rehearsal, Suppose, by_deal};
use crate::model::{Key, RowId, Sheet};
use crate::text::messages::{Explain as Words, Outlook};
use crate::text::name;

/// With more deals than this it is not said what each changes on its own: every one is a forecast.
const MOST_ALONE: usize = 24;

impl App {
    pub(super) fn explain_change(&self, supposed: &[(RowId, Suppose)], figure: Figure) -> Option<Explanation> {
        let (plan, lang, view) = (self.plan(), self.lang, self.view());
        let rehearsal = Rehearsal::of(&view).ok()?;
        let after = |supposed: &[(RowId, Suppose)]| {
            let found = rehearsal.suppose(&view, supposed).ok()?;
            found.after.figure(figure)
        };
        let before = rehearsal.before().figure(figure)?;
        let then = after(supposed)?;
        let plain = |word: Outlook, value: f64| Input {
            name: word.text(lang).into(),
            value: self.figure_text(figure, value),
            source: None,
        };
        let mut inputs = vec![plain(Outlook::InThePlan, before), plain(Outlook::Then, then)];
        let deals = by_deal(supposed);
        if deals.len() <= MOST_ALONE {
            for (row, own) in deals {
                let own: Vec<(RowId, Suppose)> = own.into_iter().map(|own| (row, own)).collect();
                let change = self.change_text(figure, after(&own)? - before);
                let words = Words::Alone { change: change.into() };
                inputs.push(Input {
                    name: name(plan, Sheet::Deals, row, lang).into(),
                    value: words.text(lang).into_owned(),
                    source: Some((Sheet::Deals, row, Key::new_static("p")))
                        .filter(|_| plan.table(Sheet::Deals).contains(row)),
                });
            }
        }
        let (number, record) = (Outlook::ChangeHead.text(lang).into(), self.figure_name(figure).into());
        Some(Explanation {
            heading: Words::Of { number, record }.text(lang).into_owned(),
            formula: Words::Change.text(lang).into_owned(),
            inputs,
            result: self.change_text(figure, then - before),
            tenth: Some((Words::TenthOfChange.text(lang).into_owned(), Vec::new())),
            ..Explanation::default()
        })
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
