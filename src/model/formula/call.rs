//! What the functions give.

use smol_str::SmolStr;

use super::check::Code;
use super::days::{rolled, toward_zero, weekday};
use super::evaluate::Work;
use super::operate::{added, compare, contains, equal, negative, power, text_datum, worth};
use super::rounding::{rounded, stepped};
use super::{Datum, Fault, Function, format};
use crate::model::Date;
use crate::model::exact::Exact;
use crate::model::fold::{fold_letter, search_key};
use crate::model::letters::{in_capitals, in_small};

/// The longest text that a function may make, in bytes.
const LONGEST_TEXT: usize = 20_000;

/// More months than lie between the first and the last day that there is.
const FURTHEST: i128 = 12 * 10_000;

fn whole(number: i128) -> Datum {
    Datum::Number(Exact::whole(number))
}

/// What a function gives; only the arguments that decide are worked out.
pub(super) fn call(work: &Work<'_>, function: Function, arguments: &[Code]) -> Result<Datum, Fault> {
    let argument = |nth: usize| arguments.get(nth).map_or(Ok(Datum::Blank), |code| work.code(code));
    let text = |nth: usize| argument(nth).map(|datum| work.context.text(&datum));
    match function {
        Function::If => {
            if argument(0)?.holds() {
                argument(1)
            } else {
                argument(2)
            }
        }
        Function::Choose => choose(work, arguments),
        Function::IfError => argument(0).or_else(|fault| match fault {
            Fault::TooManySteps => Err(fault),
            _ => argument(1),
        }),
        Function::Sum | Function::Average | Function::Count | Function::Min | Function::Max => {
            gathered(work, function, arguments)
        }
        Function::Round | Function::RoundUp | Function::RoundDown | Function::Int => {
            rounded(function, &argument(0)?, &argument(1)?)
        }
        Function::Floor | Function::Ceiling => {
            let step = if arguments.len() > 1 { argument(1)? } else { whole(1) };
            stepped(function, &argument(0)?, &step)
        }
        Function::Mod => match (argument(0)?, argument(1)?) {
            (_, Datum::Number(by)) if by.is_zero() => Err(Fault::DividedByZero),
            (Datum::Number(number), Datum::Number(by)) => {
                let times = number.over(by).map(|times| Exact::whole(times.floor()));
                let left = times.and_then(|times| number.minus(times.times(by)?));
                left.map(Datum::Number).ok_or(Fault::TooLarge)
            }
            _ => Ok(Datum::Blank),
        },
        Function::Power => power(&argument(0)?, &argument(1)?),
        Function::Abs => match argument(0)? {
            datum @ (Datum::Number(n) | Datum::Percent(n) | Datum::Money(n, _)) if n.is_negative() => negative(&datum),
            datum => Ok(datum),
        },
        Function::Number => number(work, argument(0)?),
        Function::Days => match (argument(0)?, argument(1)?) {
            (Datum::Date(later), Datum::Date(earlier)) => Ok(whole(later.days_since(earlier).into())),
            (Datum::Blank, _) | (_, Datum::Blank) => Ok(Datum::Blank),
            _ => Err(Fault::Mismatch),
        },
        Function::WorkingDays => match (argument(0)?, argument(1)?) {
            (Datum::Date(from), Datum::Date(until)) => Ok(whole(from.working_days_until(until).into())),
            _ => Ok(Datum::Blank),
        },
        Function::WorkingDaysLater => match (argument(0)?, argument(1)?) {
            (Datum::Date(day), Datum::Number(days)) => {
                let days = i64::try_from(days.floor()).unwrap_or(i64::MAX);
                day.plus_working_days(days).map(Datum::Date).ok_or(Fault::NoSuchDay)
            }
            _ => Ok(Datum::Blank),
        },
        Function::Today => Ok(Datum::Date(work.context.today())),
        Function::Date => match (argument(0)?, argument(1)?, argument(2)?) {
            (Datum::Number(year), Datum::Number(month), Datum::Number(day)) => rolled(year, month, day),
            _ => Ok(Datum::Blank),
        },
        Function::MonthsLater | Function::MonthEnd => match (argument(0)?, argument(1)?) {
            (Datum::Date(day), Datum::Number(months)) => {
                // Part of a month is none, before and after.
                let months = toward_zero(months).clamp(-FURTHEST, FURTHEST) as i32;
                let year = (day.year() * 12 + day.month() as i32 - 1 + months).div_euclid(12);
                if !(1..=9999).contains(&year) {
                    return Err(Fault::NoSuchDay);
                }
                let later =
                    if function == Function::MonthEnd { day.month_end(months) } else { day.plus_months(months) };
                Ok(Datum::Date(later))
            }
            _ => Ok(Datum::Blank),
        },
        Function::Year => part_of_date(&argument(0)?, |day| day.year().into()),
        Function::Month => part_of_date(&argument(0)?, |day| day.month().into()),
        Function::Day => part_of_date(&argument(0)?, |day| day.day().into()),
        Function::Weekday => {
            let kind = if arguments.len() > 1 { argument(1)? } else { whole(1) };
            weekday(&argument(0)?, &kind)
        }
        Function::Quarter => part_of_date(&argument(0)?, |day| ((day.month() - 1) / 3 + 1).into()),
        Function::IsEmpty => Ok(Datum::Check(argument(0)?.is_blank())),
        Function::Not => Ok(Datum::Check(!argument(0)?.holds())),
        Function::And | Function::Or => {
            // The first that decides is the last that is asked.
            let decides = function == Function::Or;
            for code in arguments {
                if work.code(code)?.holds() == decides {
                    return Ok(Datum::Check(decides));
                }
            }
            Ok(Datum::Check(!decides))
        }
        Function::Xor => {
            let mut holding = 0;
            for code in arguments {
                holding += usize::from(work.code(code)?.holds());
            }
            Ok(Datum::Check(holding % 2 == 1))
        }
        Function::Len => Ok(whole(text(0)?.chars().count() as i128)),
        Function::Left | Function::Right | Function::Mid => {
            let text = text(0)?;
            // As many letters as a blank says are not known.
            for nth in 1..arguments.len() {
                if argument(nth)?.is_blank() {
                    return Ok(Datum::Blank);
                }
            }
            let count = |nth: usize| match argument(nth)? {
                Datum::Number(number) => Ok(usize::try_from(number.floor()).unwrap_or(0)),
                _ => Ok(1),
            };
            let length = text.chars().count();
            let (skip, take) = match function {
                Function::Left => (0, count(1)?),
                Function::Right => {
                    let take = count(1)?;
                    (length.saturating_sub(take), take)
                }
                _ => (count(1)?.saturating_sub(1), count(2)?),
            };
            Ok(text_datum(&text.chars().skip(skip).take(take).collect::<String>()))
        }
        Function::Find | Function::Search => {
            // Letter by letter, so that what is found there can be cut there.
            let has_case = function == Function::Find;
            let (part, text) = (letters(&text(0)?, has_case), letters(&text(1)?, has_case));
            let skip = match argument(2)? {
                Datum::Number(from) => usize::try_from(from.floor() - 1).unwrap_or(0),
                // From where on a blank says is not known.
                _ if arguments.len() > 2 => return Ok(Datum::Blank),
                _ => 0,
            };
            let from = text.char_indices().nth(skip).map_or(text.len(), |(at, _)| at);
            let at = text.get(from..).and_then(|rest| rest.find(part.as_str())).filter(|_| !part.is_empty());
            let at = at.and_then(|at| text.get(..from + at));
            Ok(at.map_or(Datum::Blank, |before| whole(before.chars().count() as i128 + 1)))
        }
        Function::Text => {
            let pattern = text(1)?;
            Ok(match argument(0)? {
                Datum::Number(n) | Datum::Percent(n) | Datum::Money(n, _) => text_datum(&format::number(n, &pattern)?),
                Datum::Date(day) => text_datum(&format::day(day, &pattern)?),
                other => other,
            })
        }
        Function::Concat => {
            let mut all = String::new();
            for nth in 0..arguments.len() {
                all.push_str(&text(nth)?);
            }
            if all.len() > LONGEST_TEXT { Err(Fault::TooLarge) } else { Ok(text_datum(&all)) }
        }
        Function::Lower => Ok(text_datum(&in_small(&text(0)?))),
        Function::Upper => Ok(text_datum(&in_capitals(&text(0)?))),
        Function::Trim => Ok(text_datum(&text(0)?.split_whitespace().collect::<Vec<_>>().join(" "))),
        Function::Contains => Ok(Datum::Check(contains(work.context, &argument(0)?, &argument(1)?))),
        Function::Replace => {
            let (text, old, new) = (text(0)?, text(1)?, text(2)?);
            if old.is_empty() {
                return Ok(text_datum(&text));
            }
            let longest = text.len().saturating_add(text.matches(old.as_str()).count().saturating_mul(new.len()));
            if longest > LONGEST_TEXT {
                return Err(Fault::TooLarge);
            }
            Ok(text_datum(&text.replace(old.as_str(), &new)))
        }
        Function::Join => {
            let between = if arguments.len() > 1 { text(1)? } else { SmolStr::new_static(", ") };
            let all = match argument(0)? {
                Datum::Several(all) => all,
                one => vec![one],
            };
            joined(work, &all, &between, true)
        }
        Function::TextJoin => {
            let (between, skips_blanks) = (text(0)?, argument(1)?.holds());
            let mut all = Vec::new();
            for nth in 2..arguments.len() {
                match argument(nth)? {
                    Datum::Several(several) => all.extend(several),
                    one => all.push(one),
                }
            }
            joined(work, &all, &between, skips_blanks)
        }
    }
}

/// Values as one text, with or without those that are empty.
fn joined(work: &Work<'_>, all: &[Datum], between: &str, skips_blanks: bool) -> Result<Datum, Fault> {
    let texts = all.iter().map(|one| work.context.text(one)).filter(|text| !skips_blanks || !text.is_empty());
    let joined = texts.collect::<Vec<_>>().join(between);
    if joined.len() > LONGEST_TEXT { Err(Fault::TooLarge) } else { Ok(text_datum(&joined)) }
}

fn choose(work: &Work<'_>, arguments: &[Code]) -> Result<Datum, Fault> {
    let Some((value, mut rest)) = arguments.split_first() else { return Ok(Datum::Blank) };
    let value = work.code(value)?;
    loop {
        match rest {
            [case, result, more @ ..] => {
                if equal(work.context, &value, &work.code(case)?)? {
                    return work.code(result);
                }
                rest = more;
            }
            [otherwise] => return work.code(otherwise),
            [] => return Ok(Datum::Blank),
        }
    }
}

/// Every single value among the arguments that is not empty.
fn filled(work: &Work<'_>, arguments: &[Code]) -> Result<Vec<Datum>, Fault> {
    let mut all = Vec::new();
    for code in arguments {
        match work.code(code)? {
            Datum::Several(several) => all.extend(several),
            one => all.push(one),
        }
    }
    all.retain(|datum| !datum.is_blank());
    Ok(all)
}

fn gathered(work: &Work<'_>, function: Function, arguments: &[Code]) -> Result<Datum, Fault> {
    let all = filled(work, arguments)?;
    let count = all.len() as i128;
    if function == Function::Count {
        return Ok(whole(count));
    }
    let mut all = all.into_iter();
    let Some(first) = all.next() else { return Ok(Datum::Blank) };
    let result = all.try_fold(first, |so_far, next| match function {
        Function::Min | Function::Max => {
            let order = compare(work.context, &next, &so_far)?;
            let better = order.is_some_and(|o| if function == Function::Min { o.is_lt() } else { o.is_gt() });
            Ok(if better { next } else { so_far })
        }
        _ => added(work.context, &so_far, &next, false),
    })?;
    if function != Function::Average {
        return Ok(result);
    }
    result.resized(|sum| sum.over(Exact::whole(count)))
}

fn number(work: &Work<'_>, datum: Datum) -> Result<Datum, Fault> {
    match datum {
        Datum::Number(number) | Datum::Percent(number) => Ok(Datum::Number(number)),
        Datum::Money(units, currency) => worth(work.context, units, currency).map(Datum::Number),
        Datum::Text(text) => {
            let number = work.context.number(&text);
            number.map(Datum::Number).ok_or(Fault::NotANumber { text })
        }
        Datum::Blank => Ok(Datum::Blank),
        _ => Err(Fault::Mismatch),
    }
}

fn part_of_date(datum: &Datum, part: impl Fn(Date) -> i128) -> Result<Datum, Fault> {
    match datum {
        Datum::Date(day) => Ok(whole(part(*day))),
        Datum::Blank => Ok(Datum::Blank),
        _ => Err(Fault::Mismatch),
    }
}

/// A text in which the width of a letter does not matter, nor its case where it has none, with as many letters as it had.
fn letters(text: &str, has_case: bool) -> String {
    let small = |letter: char| search_key(letter.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(letter);
    let narrow = |letter: char| fold_letter(letter).unwrap_or(letter);
    text.chars().map(|letter| if has_case { narrow(letter) } else { small(letter) }).collect()
}
