//! Why a rate that closed deals teach is what it is.

use super::{Explanation, Input, Weighed};
use crate::app::state::App;
use crate::forecast::outlook::{Taught, TaughtExplanation};
use crate::model::{RowId, Sheet};
use crate::text::messages::{Deals, Explain as Words, Outlook, Share};
use crate::text::{chance, name};

impl App {
    pub(super) fn say_taught(&self, taught: &Taught, found: &TaughtExplanation) -> Explanation {
        let lang = self.lang;
        let line = |(deal, won): &(RowId, bool)| {
            let (name, source) = self.deal_then(*deal, "outcome");
            let word = if *won { Words::WonMarkOnly } else { Words::NotWon };
            Input { name, value: word.text(lang).into_owned(), source }
        };
        let won = found.deals.iter().filter(|(_, won)| *won).count();
        let mut weighed = Weighed::default();
        // Those that were won come first.
        found.deals.iter().for_each(|own| weighed.put(f64::from(u8::from(own.1)), *own));
        let (inputs, mut notes) = self.listed_of(&weighed, &line);
        notes.insert(0, Outlook::WonOf { won, closed: found.deals.len() }.text(lang).into_owned());
        if let Some((share, strength)) = found.towards {
            let deals = Deals(strength.round() as usize);
            notes.push(Words::DrawnTowards { share: Share(share), deals }.text(lang).into_owned());
        }
        let (formula, named) = match taught {
            Taught::Stage(stage) => (Words::ChanceLearned, name(self.plan(), Sheet::Stages, *stage, lang)),
            Taught::Person(person) => (Words::GroupFormula, name(self.plan(), Sheet::Persons, *person, lang)),
            Taught::Segment(segment) => (Words::GroupFormula, segment.clone()),
            Taught::Age(stage, _) => (Words::AgeFormula, name(self.plan(), Sheet::Stages, *stage, lang)),
        };
        let record = match taught {
            Taught::Age(_, false) => Outlook::WithinHead.text(lang).as_ref().into(),
            Taught::Age(_, true) => Outlook::BeyondHead.text(lang).as_ref().into(),
            _ => Outlook::LearnedHead.text(lang).as_ref().into(),
        };
        // Ten points: so many more of them won.
        let weight = found.deals.len() as f64 + found.towards.map_or(0.0, |(_, strength)| strength);
        let tenth = Words::TenthDeals { deals: format!("{:.1}", weight / 10.0).into() };
        let number = Words::LearnedOf { name: named }.text(lang).as_ref().into();
        Explanation {
            heading: Words::Of { number, record }.text(lang).into_owned(),
            formula: formula.text(lang).into_owned(),
            inputs,
            notes,
            result: chance(found.value),
            tenth: Some((tenth.text(lang).into_owned(), Vec::new())),
            ..Explanation::default()
        }
    }
}
