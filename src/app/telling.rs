//! What is said of a paste: the essential at once, the rest in the review where it is too much to be read in passing. What a
//! merge puts out of sight is said there as well, since it must not be missed.

use std::borrow::Cow;

use super::merging::Unseen;
use super::notice::{Headed, Notice};
use super::state::App;
use crate::model::{Key, Sheet, Stamp};
use crate::text::Lang;
use crate::text::messages::{Attention, Cells, Columns, Deals, Grid, Rows, RuleBreaks};

/// What two lines hold at a width of 1 024 px, beside two buttons: letters, of which Chinese characters are two.
const ROOM: usize = 100;

/// What it takes to say that there is more.
const MORE: usize = 16;

/// What stands between two parts.
const BETWEEN: &str = " · ";

fn width(text: &str) -> usize {
    text.chars().map(|c| if c < '\u{2e80}' { 1 } else { 2 }).sum()
}

impl Notice {
    /// The parts of what is said of a paste, the essential first.
    #[must_use]
    fn parts(&self, lang: Lang) -> Vec<Cow<'static, str>> {
        let Notice::Pasted {
            rows,
            added,
            invalid,
            against,
            computed,
            columns,
            rows_out,
            hidden,
            totals,
            headed,
            begun,
            ended,
            ..
        } = self
        else {
            return Vec::new();
        };
        let mut parts = vec![if *added > 0 {
            Grid::PastedAdded { rows: Rows(*rows), added: *added }.text(lang)
        } else {
            Grid::Pasted { rows: Rows(*rows) }.text(lang)
        }];
        if *invalid > 0 {
            parts.push(Grid::PastedAttention { values: Attention(*invalid) }.text(lang));
        }
        if *against > 0 {
            parts.push(Grid::PastedAgainst { values: RuleBreaks(*against) }.text(lang));
        }
        // What may have been taken for something else comes before what came along with the rest.
        if headed.as_ref().is_some_and(|headed| headed.by_shape) {
            parts.push(Grid::PastedByShape.text(lang));
        }
        if *totals > 0 {
            parts.push(Grid::PastedTotals { rows: Rows(*totals) }.text(lang));
        }
        if *ended > 0 {
            parts.push(Grid::PastedEnded { deals: Deals(*ended) }.text(lang));
        }
        for (sheet, count) in begun {
            parts.push(Grid::PastedBegun { sheet: *sheet, count: *count }.text(lang));
        }
        if *computed > 0 {
            parts.push(Grid::PastedReadOnly { cells: Cells(*computed) }.text(lang));
        }
        if *columns > 0 {
            parts.push(Grid::PastedColumnsOut { columns: Columns(*columns) }.text(lang));
        }
        if *rows_out > 0 {
            parts.push(Grid::PastedRowsOut { rows: Rows(*rows_out) }.text(lang));
        }
        if let Some(headed) = headed {
            match headed {
                Headed { by_shape: true, .. } => {}
                Headed { by_name: true, .. } => parts.push(Grid::PastedByName.text(lang)),
                _ => parts.push(Grid::PastedHeaded.text(lang)),
            }
            if headed.titles > 0 {
                parts.push(Grid::PastedTitles { rows: Rows(headed.titles) }.text(lang));
            }
            let unknown = headed.unknown.iter().cloned().map(|heading| Grid::PastedUnknown { heading });
            parts.extend(unknown.map(|said| said.text(lang).into_owned().into()));
            if headed.unseen > 0 {
                parts.push(Grid::PastedUnseen { columns: Columns(headed.unseen) }.text(lang));
            }
        }
        if *hidden > 0 {
            parts.push(Grid::PastedHidden { count: *hidden }.text(lang));
        }
        parts
    }

    /// How many of the parts there is room for.
    fn fitting(parts: &[Cow<'static, str>]) -> usize {
        let within = |room: usize| {
            let mut sum = 0;
            let fits = |part: &&Cow<'static, str>| {
                sum += width(part) + BETWEEN.len();
                sum <= room
            };
            parts.iter().take_while(fits).count()
        };
        match within(ROOM) {
            all if all == parts.len() => all,
            // With what says that there is more.
            _ => within(ROOM - MORE).max(1),
        }
    }

    /// What is said of a paste in passing.
    #[must_use]
    pub fn in_short(&self, lang: Lang) -> String {
        let mut parts = self.parts(lang);
        let (all, fitting) = (parts.len(), Notice::fitting(&parts));
        parts.truncate(fitting);
        parts.extend((fitting < all).then(|| Grid::PastedMore { count: all - fitting }.text(lang)));
        parts.join(BETWEEN)
    }

    /// The parts for which there was no room.
    fn rest(&self, lang: Lang) -> Vec<String> {
        let parts = self.parts(lang);
        let fitting = Notice::fitting(&parts);
        parts.into_iter().skip(fitting).map(Cow::into_owned).collect()
    }

    /// Whether there was no room for all of it.
    #[must_use]
    pub fn is_cut(&self, lang: Lang) -> bool {
        !self.rest(lang).is_empty()
    }
}

/// What there was no room to say of a step, in English and in Chinese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remarks {
    step: Stamp,
    texts: [Vec<String>; 2],
    /// The deleted columns that it is about: once they are back, there is nothing to say.
    columns: Vec<(Sheet, Key)>,
}

impl Remarks {
    /// Of a paste that is in the log.
    pub fn of(notice: &Notice, step: Option<Stamp>) -> Option<Remarks> {
        let texts = [Lang::En, Lang::Zh].map(|lang| notice.rest(lang));
        Some(Remarks { step: step?, texts, columns: Vec::new() })
    }

    /// Of a merge that is in the log: the columns with values that nobody sees, each with how many.
    pub fn of_merge(unseen: &[Unseen], step: Option<Stamp>) -> Option<Remarks> {
        let said = |lang: Lang| unseen.iter().map(|own| own.words().text(lang).into_owned()).collect();
        let columns = unseen.iter().map(|own| (own.sheet, own.key.clone())).collect();
        Some(Remarks { step: step?, texts: [Lang::En, Lang::Zh].map(said), columns })
    }
}

impl App {
    /// What else is to be said of the last paste or merge, for as long as it stands.
    #[must_use]
    pub fn remarks_on_paste(&self) -> &[String] {
        let said = self.review.as_ref().and_then(|review| review.said.as_ref());
        let stands = |said: &&Remarks| self.ledger.done().iter().rev().any(|mark| mark.id == said.step);
        let is_deleted =
            |(sheet, key): &(Sheet, Key)| self.plan().table(*sheet).definition(key).is_some_and(|own| own.deleted);
        let says = |said: &&Remarks| said.columns.is_empty() || said.columns.iter().any(is_deleted);
        said.filter(stands)
            .filter(says)
            .map_or(&[], |Remarks { texts: [en, zh], .. }| if self.lang == Lang::En { en } else { zh })
    }
}
