//! Texts that have a next one: names of days and months, and texts with a number in them (`Q1`, `Visit 3`, `第3周`).

use super::chinese;
use crate::model::date::{MONTHS, WEEKDAYS};
use crate::model::fold::fold;
use crate::model::letters::{in_capitals, in_small};
use smol_str::{SmolStr, format_smolstr};

/// Names that follow one another round and round.
const CYCLES: [&[&str]; 11] = [
    &WEEKDAYS,
    &["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    // The full names go first: May is both, and a full one only beside other full ones.
    &MONTHS,
    &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    &["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
    &["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"],
    &["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"],
    &["一季度", "二季度", "三季度", "四季度"],
    &["第一季度", "第二季度", "第三季度", "第四季度"],
    &["上半年", "下半年"],
    &["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"],
];

/// A rule by which texts follow one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sequence {
    /// Names of a cycle.
    Names {
        /// Which cycle.
        cycle: usize,
        /// The name of the first text.
        first: i64,
        /// How many names on with each text.
        step: i64,
        /// How the names are written.
        letters: Letters,
    },
    /// A number in a text.
    Numbered {
        /// The first text.
        first: Numbered,
        /// How much more with each text.
        step: i64,
    },
}

/// How a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// `Monday`.
    Usual,
    /// `monday`.
    Small,
    /// `MONDAY`.
    Capital,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digits {
    /// `12`.
    Narrow,
    /// As wide as Chinese characters, `１２`.
    Wide,
    /// `十二`.
    Chinese,
}

/// A text with a number that counts on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    before: SmolStr,
    /// Without the ending of an ordinal.
    after: SmolStr,
    number: i64,
    /// Whether it is an English ordinal, whose ending follows from the number: `1st`, `2nd`.
    ordinal: bool,
    digits: Digits,
    /// Digits, where the number begins with a zero.
    width: usize,
    /// After so many the number begins again, and the year goes one on: quarters and months.
    round: Option<i64>,
}

impl Sequence {
    /// The rule that some texts follow; none where there is none. One text alone goes on by one.
    #[must_use]
    pub fn of(texts: &[&str]) -> Option<Sequence> {
        Sequence::of_names(texts).or_else(|| Sequence::of_numbers(texts))
    }

    fn of_names(texts: &[&str]) -> Option<Sequence> {
        let first = texts.first()?;
        CYCLES.iter().enumerate().find_map(|(cycle, names)| {
            let at = |text: &&str| names.iter().position(|name| name.eq_ignore_ascii_case(text.trim()));
            let places: Vec<i64> = texts.iter().map(|text| at(text).map(|at| at as i64)).collect::<Option<_>>()?;
            let length = names.len() as i64;
            let steps = places.windows(2).map(|pair| match pair {
                [a, b] => (b - a).rem_euclid(length),
                _ => 0,
            });
            let step = even(steps, 1)?;
            let letters = match first.trim() {
                text if text.is_ascii() && in_small(text) == text => Letters::Small,
                text if text.is_ascii() && in_capitals(text) == text => Letters::Capital,
                _ => Letters::Usual,
            };
            // More than half a cycle on is less than half a cycle back.
            let step = if step * 2 > length { step - length } else { step };
            (step != 0).then_some(Sequence::Names { cycle, first: *places.first()?, step, letters })
        })
    }

    fn of_numbers(texts: &[&str]) -> Option<Sequence> {
        let numbered: Vec<Numbered> = texts.iter().map(|text| Numbered::read(text)).collect::<Option<_>>()?;
        let first = numbered.first()?;
        let follows = |other: &Numbered| first.distance(other);
        let distances: Vec<i64> = numbered.iter().map(follows).collect::<Option<_>>()?;
        let steps = distances.windows(2).map(|pair| if let [a, b] = pair { b - a } else { 0 });
        let step = even(steps, 1).filter(|step| *step != 0)?;
        Some(Sequence::Numbered { first: first.clone(), step })
    }

    /// The `n`-th text; the first is number 0, and there are texts before it.
    #[must_use]
    pub fn nth(&self, n: i64) -> SmolStr {
        match self {
            Sequence::Names { cycle, first, step, letters } => {
                let names = CYCLES.get(*cycle).copied().unwrap_or_default();
                let length = names.len().max(1) as i64;
                let at = first.saturating_add(step.saturating_mul(n)).rem_euclid(length);
                let name = names.get(at as usize).copied().unwrap_or_default();
                match letters {
                    Letters::Usual => SmolStr::new_static(name),
                    Letters::Small => in_small(name).into(),
                    Letters::Capital => in_capitals(name).into(),
                }
            }
            Sequence::Numbered { first, step } => first.plus(step.saturating_mul(n)),
        }
    }
}

/// The step, where all are the same; `alone` where there is none.
fn even(mut steps: impl Iterator<Item = i64>, alone: i64) -> Option<i64> {
    let Some(first) = steps.next() else { return Some(alone) };
    steps.all(|step| step == first).then_some(first)
}

/// The digits of a text, from and to which byte; an input method may write them as wide as its characters.
fn groups(text: &str) -> Vec<(usize, usize)> {
    let mut groups: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_ascii_digit() || is_wide(*c)) {
        let end = at + c.len_utf8();
        match groups.last_mut() {
            Some((_, to)) if *to == at => *to = end,
            _ => groups.push((at, end)),
        }
    }
    groups
}

/// Whether a text is a year and what stands between it and its month.
fn is_year_before(text: &str) -> bool {
    let year = text.strip_suffix(['-', '/']).unwrap_or_default();
    year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_wide(digit: char) -> bool {
    ('\u{ff10}'..='\u{ff19}').contains(&digit)
}

/// Digits with zeros in front.
fn digits(number: i64, width: usize, digits: Digits) -> SmolStr {
    let narrow = format_smolstr!("{number:0width$}");
    let widened = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(0xff10 + digit)).unwrap_or(c);
    match digits {
        Digits::Narrow => narrow,
        Digits::Wide => narrow.chars().map(widened).collect(),
        Digits::Chinese => chinese::counted(number).map_or(narrow, SmolStr::from),
    }
}

/// The ending of an English ordinal.
const fn ending(number: i64) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

impl Numbered {
    fn read(text: &str) -> Option<Numbered> {
        if let Some((number, from, to)) = chinese::count_in(text) {
            let (before, after) = (text.get(..from)?.into(), text.get(to..)?.into());
            let digits = Digits::Chinese;
            return Some(Numbered { before, after, number, ordinal: false, digits, width: 0, round: None });
        }
        let groups = groups(text);
        let quarter = text.strip_prefix(['Q', 'q']).and_then(|_| groups.first()).filter(|(from, _)| *from == 1);
        let (from, to) = *quarter.or_else(|| groups.last())?;
        let (before, written, after) = (text.get(..from)?, text.get(from..to)?, text.get(to..)?);
        let number: i64 = fold(written).parse().ok().filter(|number| *number < 1_000_000_000_000)?;
        let rest = after.strip_prefix(ending(number));
        let rest = rest.filter(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
        let (ordinal, after) = (rest.is_some(), rest.unwrap_or(after));
        let length = match () {
            () if before.ends_with(['Q', 'q']) || after.starts_with("季度") => Some(4),
            () if after.starts_with('月') => Some(12),
            // 2026-11, 2026/11.
            () if after.is_empty() && is_year_before(before) => Some(12),
            () => None,
        };
        let round = length.filter(|length| (1..=*length).contains(&number));
        // 2026-11 goes on to 2027-01.
        let is_wide_month = after.is_empty() && is_year_before(before) && written.len() == 2;
        let has_zeros = is_wide_month || written.starts_with(['0', '\u{ff10}']);
        let width = if has_zeros { written.chars().count() } else { 0 };
        let digits = if written.chars().all(is_wide) { Digits::Wide } else { Digits::Narrow };
        Some(Numbered { before: before.into(), after: after.into(), number, ordinal, digits, width, round })
    }

    /// The year in the rest of the text, from and to which byte of `before` or `after`.
    fn year(rest: &str) -> Option<(i64, usize, usize)> {
        let written = |(from, to)| rest.get(from..to).unwrap_or_default();
        let is_short =
            |from: usize| rest.get(..from).is_some_and(|before| before.ends_with(['Y', 'y', '\'', '\u{2019}']));
        let is_year = |&(from, to): &(usize, usize)| match written((from, to)).chars().count() {
            4 => true,
            // FY26, '26.
            2 => is_short(from),
            _ => false,
        };
        let (from, to) = groups(rest).into_iter().find(is_year)?;
        Some((fold(written((from, to))).parse().ok()?, from, to))
    }

    /// How far on another text is; none where it is another kind of text.
    fn distance(&self, other: &Numbered) -> Option<i64> {
        if self.ordinal != other.ordinal {
            return None;
        }
        let plain = other.number.checked_sub(self.number)?;
        if (&self.before, &self.after) == (&other.before, &other.after) {
            // Round and round without a year: the shortest way.
            return Some(match self.round {
                Some(round) if Numbered::year(&self.before).or(Numbered::year(&self.after)).is_none() => {
                    let on = plain.rem_euclid(round);
                    if on * 2 > round { on - round } else { on }
                }
                _ => plain,
            });
        }
        let round = self.round?;
        let years = |one: &str, two: &str| {
            let ((one_year, from, to), (two_year, ..)) = (Numbered::year(one)?, Numbered::year(two)?);
            let same = one.get(..from) == two.get(..from) && one.get(to..) == two.get(to..);
            same.then_some(two_year - one_year)
        };
        let years = match (self.before == other.before, self.after == other.after) {
            (false, true) => years(&self.before, &other.before)?,
            (true, false) => years(&self.after, &other.after)?,
            _ => return None,
        };
        years.checked_mul(round)?.checked_add(plain)
    }

    fn plus(&self, by: i64) -> SmolStr {
        let number = self.number.saturating_add(by);
        let width = self.width;
        let Some(round) = self.round else {
            // A text counts no further down than to nought.
            let number = number.max(i64::from(self.digits == Digits::Chinese));
            let ending = if self.ordinal { ending(number) } else { "" };
            return format_smolstr!("{}{}{ending}{}", self.before, digits(number, width, self.digits), self.after);
        };
        let (years, number) = ((number - 1).div_euclid(round), (number - 1).rem_euclid(round) + 1);
        let later = |rest: &str| match Numbered::year(rest) {
            Some((year, from, to)) => {
                let (before, after) = (rest.get(..from).unwrap_or_default(), rest.get(to..).unwrap_or_default());
                let year = match to - from {
                    2 => digits((year + years).rem_euclid(100), 2, self.digits),
                    _ => digits((year + years).clamp(0, 9999), 4, self.digits),
                };
                format_smolstr!("{before}{year}{after}")
            }
            None => rest.into(),
        };
        format_smolstr!("{}{}{}", later(&self.before), digits(number, width, self.digits), later(&self.after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts before and after some texts.
    fn around(texts: &[&str]) -> Option<[String; 3]> {
        let sequence = Sequence::of(texts)?;
        for (at, text) in texts.iter().enumerate() {
            assert_eq!(sequence.nth(at as i64), text.trim(), "{texts:?}");
        }
        let count = texts.len() as i64;
        Some([-1, count, count + 1].map(|n| sequence.nth(n).into()))
    }

    #[test]
    fn texts_go_on_by_their_number_or_name() {
        for (texts, expected) in [
            (&["Q1"][..], ["Q4", "Q2", "Q3"]),
            (&["Q3", "Q4"], ["Q2", "Q1", "Q2"]),
            (&["Q4 2026"], ["Q3 2026", "Q1 2027", "Q2 2027"]),
            (&["2026Q3", "2026Q4"], ["2026Q2", "2027Q1", "2027Q2"]),
            (&["2026年12月"], ["2026年11月", "2027年1月", "2027年2月"]),
            (&["2026年11月", "2027年1月"], ["2026年9月", "2027年3月", "2027年5月"]),
            (&["3月"], ["2月", "4月", "5月"]),
            (&["第3周"], ["第2周", "第4周", "第5周"]),
            (&["第1季度"], ["第4季度", "第2季度", "第3季度"]),
            (&["Visit 3"], ["Visit 2", "Visit 4", "Visit 5"]),
            (&["Visit 1", "Visit 3"], ["Visit 0", "Visit 5", "Visit 7"]),
            (&["Item 009"], ["Item 008", "Item 010", "Item 011"]),
            (&["2 of 5", "2 of 6"], ["2 of 4", "2 of 7", "2 of 8"]),
            (&["10th", "9th"], ["11th", "8th", "7th"]),
            (&["1st"], ["0th", "2nd", "3rd"]),
            (&["3rd visit"], ["2nd visit", "4th visit", "5th visit"]),
            (&["10th", "11th"], ["9th", "12th", "13th"]),
            (&["20th", "21st"], ["19th", "22nd", "23rd"]),
            (&["Plan 1stage"], ["Plan 0stage", "Plan 2stage", "Plan 3stage"]),
            (&["第３周"], ["第２周", "第４周", "第５周"]),
            (&["第９周", "第１０周"], ["第８周", "第１１周", "第１２周"]),
            (&["２０２６年１２月"], ["２０２６年１１月", "２０２７年１月", "２０２７年２月"]),
            (&["编号００９"], ["编号００８", "编号０１０", "编号０１１"]),
            (&["2026-11"], ["2026-10", "2026-12", "2027-01"]),
            (&["2026-09"], ["2026-08", "2026-10", "2026-11"]),
            (&["2026/9", "2026/12"], ["2026/6", "2027/3", "2027/6"]),
            (&["FY26 Q3"], ["FY26 Q2", "FY26 Q4", "FY27 Q1"]),
            (&["Q4 '99"], ["Q3 '99", "Q1 '00", "Q2 '00"]),
            (&["一"], ["一", "二", "三"]),
            (&["第九条"], ["第八条", "第十条", "第十一条"]),
            (&["第十九次", "第二十一次"], ["第十七次", "第二十三次", "第二十五次"]),
            (&["第九十九章"], ["第九十八章", "第一百章", "第一百零一章"]),
            (&["Mon"], ["Sun", "Tue", "Wed"]),
            (&["mon", "wed"], ["sat", "fri", "sun"]),
            (&["FRIDAY"], ["THURSDAY", "SATURDAY", "SUNDAY"]),
            (&["May"], ["April", "June", "July"]),
            (&["Apr", "May"], ["Mar", "Jun", "Jul"]),
            (&["周六"], ["周五", "周日", "周一"]),
            (&["星期三", "星期二"], ["星期四", "星期一", "星期日"]),
            (&["十二月"], ["十一月", "一月", "二月"]),
            (&["甲"], ["癸", "乙", "丙"]),
        ] {
            assert_eq!(around(texts), Some(expected.map(str::to_owned)), "{texts:?}");
        }
    }

    #[test]
    fn other_texts_do_not() {
        for texts in [
            &["Haitian"][..],
            &["一般"],
            &["Visit 1", "Call 2"],
            &["Visit 1", "Visit 2", "Visit 4"],
            &["Visit 1", "Visit 1"],
            &["1st", "2"],
            &["Mon", "Tuesday"],
            &["Mon", "Mon"],
            &["99999999999999999999"],
            &[""],
            &[],
        ] {
            assert_eq!(Sequence::of(texts), None, "{texts:?}");
        }
    }
}
