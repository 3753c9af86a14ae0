//! What a typed or pasted text means in a column. It never fails: what does not fit is kept as it was typed.

use std::cell::{OnceCell, RefCell};

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::apostrophe::without_apostrophe;
use super::arithmetic::{self, Reading, Trouble};
use super::exact::Exact;
use super::fault::Fault;
use super::fold::{fold, search_key};
use super::messages::Steps;
use super::names::Names;
use super::no_calculation::{is_formula, is_no_calculation};
use super::numeral::{doubtful_comma, doubtful_point};
use super::{DayOrder, Lang, amount, day, day_span, options, range};
use crate::model::{Date, Decimal, Definition, Facing, Key, Kind, Percent, Plan, Sheet, Value};

/// So many neighbouring parts of a list are tried as one title that contains the separator.
const WIDEST: usize = 6;

/// So many texts of a column are remembered with what they mean, each if it is no longer than a name.
const MOST_KNOWN: usize = 256;
const LONGEST_KNOWN: usize = 60;

/// What texts mean in the columns of tables.
type Known = FxHashMap<(Sheet, Key), FxHashMap<SmolStr, Value>>;

/// What stands between the items of a list, in half and full width.
pub const MARKS: [char; 7] = [',', ';', '、', '\u{ff0c}', '\u{ff1b}', '\n', '\r'];

/// Reads texts for one state of a plan. The titles of a linked table are collected once, when first needed, so that
/// a paste of thousands of rows looks names up instead of searching for them; and a text that stands in a column again and
/// again, as stages, owners and days do, is read once.
#[derive(Debug)]
pub struct Parser<'a> {
    plan: &'a Plan,
    lang: Lang,
    today: Date,
    days: DayOrder,
    commas: bool,
    by_id: bool,
    names: Vec<OnceCell<Names>>,
    known: RefCell<Known>,
}

/// The value of one text; for many texts make a [`Parser`] once.
#[must_use]
pub fn parse(plan: &Plan, definition: &Definition, text: &str, lang: Lang, today: Date) -> Value {
    Parser::new(plan, lang, today).parse(definition, text)
}

/// Why a text does not fit its column; none where it does.
#[must_use]
pub fn problem(plan: &Plan, definition: &Definition, text: &str, lang: Lang, today: Date) -> Option<Fault> {
    Parser::new(plan, lang, today).problem(definition, text)
}

impl<'a> Parser<'a> {
    /// A parser for a plan as it is now.
    #[must_use]
    pub fn new(plan: &'a Plan, lang: Lang, today: Date) -> Parser<'a> {
        let names = Sheet::ALL.iter().map(|_| OnceCell::new()).collect();
        let (days, known) = (DayOrder::Unknown, RefCell::default());
        Parser { plan, lang, today, days, commas: false, by_id: false, names, known }
    }

    /// The same for a person who writes day and month in an order.
    #[must_use]
    pub fn with_days(self, days: DayOrder) -> Parser<'a> {
        Parser { days, ..self }
    }

    /// The same for a person who writes a comma before decimals, or does not.
    #[must_use]
    pub fn with_commas(self, commas: bool) -> Parser<'a> {
        Parser { commas, ..self }
    }

    /// The same for a program: rows that names do not tell apart are called by their identities, which never change.
    #[must_use]
    pub fn with_ids(self) -> Parser<'a> {
        Parser { by_id: true, ..self }
    }

    /// Whether rows that names do not tell apart are called by their identities.
    pub(super) const fn is_by_id(&self) -> bool {
        self.by_id
    }

    /// The value of a text; [`Value::Invalid`] with the very text where it does not fit.
    #[must_use]
    pub fn parse(&self, definition: &Definition, text: &str) -> Value {
        self.read(definition, text).unwrap_or_else(|_| Value::Invalid(SmolStr::new(text)))
    }

    /// Why a text does not fit its column; none where it does.
    #[must_use]
    pub fn problem(&self, definition: &Definition, text: &str) -> Option<Fault> {
        self.read(definition, text).err()
    }

    /// The value of a text, or why there is none. A text of blanks only is an empty cell.
    ///
    /// # Errors
    /// A [`Fault`] where the text does not fit the column.
    pub fn read(&self, definition: &Definition, text: &str) -> Result<Value, Fault> {
        without_apostrophe(definition, text, &|text| self.read_as_it_is(definition, text))
    }

    fn read_as_it_is(&self, definition: &Definition, text: &str) -> Result<Value, Fault> {
        let folded = fold(text);
        if folded.trim().is_empty() {
            return Ok(Value::Empty);
        }
        if let Some(fault) = self.doubt(definition, &folded) {
            return Err(fault);
        }
        let read = self.read_folded(definition, text, &folded);
        read.map_err(|fault| if is_no_calculation(definition, &folded, &fault) { Fault::FormulaInCell } else { fault })
    }

    /// What a text could be read as, but is not meant as: a range as a difference, or a comma that may group or not.
    fn doubt(&self, definition: &Definition, folded: &str) -> Option<Fault> {
        if !matches!(definition.kind, Kind::Number { .. } | Kind::Money | Kind::Percent) {
            return None;
        }
        if !self.commas
            && let Some((point, whole)) = doubtful_comma(folded)
            && !is_formula(definition, folded)
        {
            return Some(Fault::DoubtfulComma { point: point.into(), whole: whole.into() });
        }
        // A currency with thousandths has three digits behind its point.
        if matches!(definition.kind, Kind::Money)
            && let Some((point, whole)) = doubtful_point(folded)
            && amount::amount(self.plan, folded, true).is_ok_and(|money| money.currency.digits() < 3)
        {
            return Some(Fault::DoubtfulPoint { point: point.into(), whole: whole.into() });
        }
        range::is_range(folded, |end| self.read(definition, end)).then(|| match definition.kind {
            Kind::Money => Fault::AmountRange { text: folded.trim().into() },
            _ => Fault::NumberRange { text: folded.trim().into() },
        })
    }

    fn read_folded(&self, definition: &Definition, text: &str, folded: &str) -> Result<Value, Fault> {
        match &definition.kind {
            Kind::Text | Kind::Paragraph => Ok(Value::text(&lines(text))),
            Kind::Steps(most) => {
                let text = lines(text);
                let found = text.lines().filter(|line| !line.trim().is_empty()).count();
                if found > *most {
                    Err(Fault::TooManySteps { found: Steps(found), most: *most })
                } else {
                    Ok(Value::text(&text))
                }
            }
            Kind::Number { min, max, places } => number(arithmetic::number(folded)?.number, *min, *max, *places),
            Kind::Rating { unknown: true, .. } if folded.trim() == "?" => Ok(Value::Unknown),
            Kind::Rating { min, max, unknown } => {
                rating(arithmetic::number(folded).ok().map(|reading| reading.number), *min, *max, *unknown)
            }
            Kind::Money => amount::amount(self.plan, folded, definition.is_own()).map(Value::Money),
            Kind::Percent => percent(share(folded)?, definition.is_own()),
            Kind::Date => {
                let is_chinese = self.lang == Lang::Zh && self.days == DayOrder::Unknown;
                let pointed = if is_chinese { day::with_words(folded) } else { None };
                let said = pointed.as_deref().unwrap_or(folded);
                day::date(said, self.today, self.plan.fiscal_month(), self.days).map(Value::Date)
            }
            Kind::Check => check(folded),
            Kind::Currency => {
                amount::currency_code(self.plan, folded).map(|currency| Value::Choice(SmolStr::new(currency.code())))
            }
            Kind::Choice(choices) => options::choice(choices, text, self.lang).map(Value::Choice),
            Kind::Choices(choices) => {
                let exact = |part: &str| options::exact(choices, &search_key(part), self.lang).and_then(Result::ok);
                several(text, exact, |part| options::choice(choices, part, self.lang)).map(Value::choices)
            }
            Kind::Link(sheet) => self.row(*sheet, text).map(Value::Link),
            Kind::Links(sheet) => self.rows(*sheet, text).map(Value::links),
            Kind::Foreign => Err(Fault::ReadOnly),
        }
    }

    /// The value of a text in a built-in column of a table, whether it is typed, pasted or comes in a file: a day without its
    /// year is the one on the side of today to which the column looks. What another program counts by is read with its
    /// number, which has the year ([`Parser::read_shown`]).
    ///
    /// # Errors
    /// A [`Fault`] where the text does not fit the column.
    pub fn read_in(&self, sheet: Sheet, definition: &Definition, text: &str) -> Result<Value, Fault> {
        if text.len() > LONGEST_KNOWN || definition.kind.is_text() {
            return self.read_anew(sheet, definition, text);
        }
        let column = (sheet, definition.key.clone());
        if let Some(value) = self.known.borrow().get(&column).and_then(|known| known.get(text)) {
            return Ok(value.clone());
        }
        let value = self.read_anew(sheet, definition, text)?;
        let mut known = self.known.borrow_mut();
        let known = known.entry(column).or_default();
        if known.len() < MOST_KNOWN {
            known.insert(SmolStr::new(text), value.clone());
        }
        Ok(value)
    }

    fn read_anew(&self, sheet: Sheet, definition: &Definition, text: &str) -> Result<Value, Fault> {
        without_apostrophe(definition, text, &|text| self.read_facing(sheet, definition, text))
    }

    fn read_facing(&self, sheet: Sheet, definition: &Definition, text: &str) -> Result<Value, Fault> {
        let facing = sheet.definition(&definition.key).map(|own| own.facing).unwrap_or_default();
        let (today, fiscal_month) = (self.today, self.plan.fiscal_month());
        match self.read_as_it_is(definition, text) {
            Ok(Value::Date(day))
                if facing != Facing::Either && day::is_without_year(fold(text).trim(), today, fiscal_month) =>
            {
                Ok(Value::Date(facing.meant(day, today)))
            }
            Err(fault @ Fault::NotADate) => {
                day_span::edge(&fold(text), today, fiscal_month, facing).map(Value::Date).ok_or(fault)
            }
            read => read,
        }
    }

    /// Whether a text is a date as it is written, not as it is said of today.
    #[must_use]
    pub fn is_written_date(&self, text: &str) -> bool {
        self.written_date(text).is_some()
    }

    /// The day that a text writes, be it `2026/12/18` or 12月18日; none where it writes none.
    #[must_use]
    pub fn written_date(&self, text: &str) -> Option<Date> {
        day::written(fold(text).trim(), self.today, self.days).ok()
    }

    /// The language in which texts are read and shown.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    pub(super) fn context(&self) -> (&Plan, Lang) {
        (self.plan, self.lang)
    }

    pub(super) const fn today(&self) -> Date {
        self.today
    }

    pub(super) const fn order_of_days(&self) -> DayOrder {
        self.days
    }

    pub(super) fn names(&self, sheet: Sheet) -> Option<&Names> {
        self.names.get(sheet.index()).map(|names| names.get_or_init(|| Names::new(self.plan, sheet, !self.by_id)))
    }
}

/// The text with `\n` between lines and none at the end.
fn lines(text: &str) -> String {
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
    text.trim_end_matches('\n').to_owned()
}

/// Reads the parts of a list, each once. A part that is known exactly may contain separators: the longest wins.
pub(super) fn several<T: PartialEq>(
    text: &str,
    exact: impl Fn(&str) -> Option<T>,
    read: impl Fn(&str) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    let is_mark = |c: char| MARKS.contains(&c);
    let mut spans = Vec::new();
    let mut from = 0;
    for (at, mark) in text.match_indices(is_mark) {
        spans.push((from, at));
        from = at + mark.len();
    }
    spans.push((from, text.len()));
    let mut found: Vec<T> = Vec::new();
    let mut rest = spans.as_slice();
    while let [(start, end), after @ ..] = rest {
        let part = text.get(*start..*end).unwrap_or_default();
        let wider = after.iter().take(WIDEST).enumerate().rev().find_map(|(at, (_, end))| {
            let value = exact(text.get(*start..*end)?)?;
            Some((value, after.get(at + 1..)?))
        });
        let (value, next) = match wider {
            Some(wider) => wider,
            None if fold(part).trim().is_empty() => {
                rest = after;
                continue;
            }
            None => (read(part)?, after),
        };
        if !found.contains(&value) {
            found.push(value);
        }
        rest = next;
    }
    Ok(found)
}

pub(super) fn number(number: Exact, min: i64, max: i64, places: u32) -> Result<Value, Fault> {
    let places = places.min(6);
    let range = || Fault::OutOfRange { min: Decimal::whole(min), max: Decimal::whole(max) };
    if !number.is_within(min, max) {
        return Err(range());
    }
    if places == 0 && !number.is_whole() {
        return Err(Fault::NotWhole);
    }
    let rounded = number.scaled(10_i64.pow(places)).and_then(|count| count.checked_mul(10_i64.pow(6 - places)));
    rounded.map(|millionths| Value::Number(Decimal { millionths })).ok_or(Fault::TooLarge)
}

pub(super) fn rating(read: Option<Exact>, min: i8, max: i8, unknown: bool) -> Result<Value, Fault> {
    let whole = read.filter(|n| n.is_whole() && n.is_within(min.into(), max.into())).and_then(|n| n.scaled(1));
    let (min, max) = (Decimal::whole(min.into()), Decimal::whole(max.into()));
    match whole {
        Some(whole) => Ok(Value::Number(Decimal::whole(whole))),
        None if unknown => Err(Fault::NotARatingOrUnknown { min, max }),
        None => Err(Fault::NotARating { min, max }),
    }
}

/// A share may be said: 百分之四十.
fn share(folded: &str) -> Result<Reading, Trouble> {
    match folded.trim().strip_prefix("百分之") {
        Some(hundredths) => arithmetic::number(&format!("{hundredths}%")),
        None => arithmetic::number(folded),
    }
}

/// In a column of shares, `40` and `40%` are forty per cent, as in a spreadsheet's percent format, and so is `0.4`:
/// a number between 0 and 1 is a fraction. `1` is one per cent. With a `%` sign the number is taken literally.
/// Where `any` may stand, as in a column of one's own for growth or margin, it may be negative or more than the whole.
fn percent(reading: Reading, any: bool) -> Result<Value, Fault> {
    let is_fraction = |number: Exact| number.is_proper() || any && number.negative().is_some_and(Exact::is_proper);
    let fraction = reading.percent || is_fraction(reading.number);
    let share = if fraction { Some(reading.number) } else { reading.number.over(Exact::whole(100)) };
    whole_share(share.ok_or(Fault::TooLarge)?, any)
}

/// A share of which 1 is the whole.
pub(super) fn whole_share(share: Exact, any: bool) -> Result<Value, Fault> {
    if !any && !share.is_within(0, 1) {
        return Err(Fault::PercentOutOfRange);
    }
    share.scaled(1_000_000).map(|ppm| Value::Percent(Percent { ppm })).ok_or(Fault::TooLarge)
}

fn check(folded: &str) -> Result<Value, Fault> {
    const YES: [&str; 12] = ["是", "√", "✓", "✔", "☑", "yes", "y", "true", "1", "on", "对", "真"];
    const NO: [&str; 13] = ["否", "×", "✗", "✘", "☐", "no", "n", "false", "0", "off", "错", "假", "不"];
    let key: Key = search_key(folded.trim().trim_end_matches('\u{fe0f}'));
    if YES.contains(&key.as_str()) {
        Ok(Value::Check(true))
    } else if NO.contains(&key.as_str()) {
        Ok(Value::Check(false))
    } else {
        Err(Fault::NotACheck)
    }
}
