//! How the arguments of messages are said in each language.

use std::borrow::Cow;

use smol_str::SmolStr;

use crate::model::letters::capitalised;
use crate::model::{Currency, Date, Decimal, Label, Money, Sheet};
use crate::text::{Lang, compact, compact_steady, day, day_and_year, grouped, points};

/// An argument of a message.
pub trait Say {
    /// The argument in a language.
    fn say(&self, lang: Lang) -> Cow<'_, str>;
}

impl Say for SmolStr {
    fn say(&self, _: Lang) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Say for Label {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        Cow::Borrowed(lang.pick(self))
    }
}

impl Say for Vec<Label> {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        let labels: Vec<_> = self.iter().map(|label| lang.pick(label)).collect();
        Cow::Owned(labels.join(lang.comma()))
    }
}

impl Say for Sheet {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        Cow::Owned(lang.pick(&self.label()).to_owned())
    }
}

impl Say for usize {
    fn say(&self, _: Lang) -> Cow<'_, str> {
        Cow::Owned(grouped(i64::try_from(*self).unwrap_or(i64::MAX)))
    }
}

impl Say for i64 {
    fn say(&self, _: Lang) -> Cow<'_, str> {
        Cow::Owned(grouped(*self))
    }
}

impl Say for Currency {
    fn say(&self, _: Lang) -> Cow<'_, str> {
        Cow::Owned(self.code().to_owned())
    }
}

/// A date in full: `23 Nov 2026`, `2026年11月23日`.
impl Say for Date {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        Cow::Owned(day_and_year(*self, lang))
    }
}

/// A number without trailing zeros.
impl Say for Decimal {
    fn say(&self, _: Lang) -> Cow<'_, str> {
        Cow::Owned(crate::text::show::decimal(*self, 0, 6))
    }
}

/// A label that begins a sentence or a button: `Deal`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capital(pub Label);

impl Say for Capital {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        Cow::Owned(capitalised(lang.pick(&self.0)))
    }
}

/// A date in short: `23 Nov`, `11月23日`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShortDay(pub Date);

impl Say for ShortDay {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        Cow::Owned(day(self.0, lang))
    }
}

/// An amount in short: `4.5 M`, `450 万`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compact(pub Money);

impl Say for Compact {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        Cow::Owned(compact(self.0, lang))
    }
}

/// An amount in short, always with three digits so that it stands still: `4.50 M`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exactly(pub Money);

impl Say for Exactly {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        Cow::Owned(compact_steady(self.0, lang))
    }
}

/// A chance with one decimal: `54.3 %`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share(pub f64);

impl Say for Share {
    fn say(&self, _: Lang) -> Cow<'_, str> {
        Cow::Owned(crate::text::chance(self.0))
    }
}

/// A difference of chances in points: `+12.7`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Points(pub f64);

impl Say for Points {
    fn say(&self, _: Lang) -> Cow<'_, str> {
        Cow::Owned(points(self.0))
    }
}

/// A period by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// A calendar month: `Nov 2026`, `2026年11月`.
    Month {
        /// The year.
        year: i32,
        /// 1–12.
        month: u32,
    },
    /// A quarter: `Q4 2026`, `2026年四季度`; of the fiscal year where that is not the calendar's.
    Quarter {
        /// The calendar or fiscal year.
        year: i32,
        /// 1–4.
        quarter: u32,
        /// Whether the fiscal year differs from the calendar's.
        fiscal: bool,
    },
    /// A year: `2026`, `2026年`, `FY2026`, `2026财年`.
    Year {
        /// The calendar or fiscal year.
        year: i32,
        /// Whether the fiscal year differs from the calendar's.
        fiscal: bool,
    },
    /// Everything.
    All,
}

impl Say for Period {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        let quarter_zh =
            |quarter: u32| ["一", "二", "三", "四"].get(quarter.wrapping_sub(1) as usize).copied().unwrap_or("?");
        Cow::Owned(match (*self, lang) {
            (Period::Month { year, month }, Lang::En) => format!("{} {year}", crate::text::compact::month(month)),
            (Period::Month { year, month }, Lang::Zh) => format!("{year}年{month}月"),
            (Period::Quarter { year, quarter, fiscal: false }, Lang::En) => format!("Q{quarter} {year}"),
            (Period::Quarter { year, quarter, fiscal: true }, Lang::En) => format!("Q{quarter} FY{year}"),
            (Period::Quarter { year, quarter, fiscal: false }, Lang::Zh) => {
                format!("{year}年{}季度", quarter_zh(quarter))
            }
            (Period::Quarter { year, quarter, fiscal: true }, Lang::Zh) => {
                format!("{year}财年{}季度", quarter_zh(quarter))
            }
            (Period::Year { year, fiscal: false }, Lang::En) => format!("{year}"),
            (Period::Year { year, fiscal: true }, Lang::En) => format!("FY{year}"),
            (Period::Year { year, fiscal: false }, Lang::Zh) => format!("{year}年"),
            (Period::Year { year, fiscal: true }, Lang::Zh) => format!("{year}财年"),
            (Period::All, lang) => lang.of("all time", "全部时间").to_owned(),
        })
    }
}
