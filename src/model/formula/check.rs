//! What a formula means in a table: names become columns, and every part gets a type.

use super::error::{Expected, FormulaError, Wrong};
use super::expr::{Expr, Node, Operator, Written};
use super::names::{Name, definition, label_of, resolve};
use super::pairing::{gives, joined_type};
use super::{Base, Datum, Function, Path, Span, Step, Type, format, parse};
use crate::model::{Date, Plan, Sheet, order};

/// A formula that can be worked out for the rows of a table, for as long as the columns of the plan stay as they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// What it does.
    pub(super) code: Code,
    /// What it gives.
    pub gives: Type,
    /// The names in it, in their order.
    pub names: Vec<Name>,
    /// The cells on which it depends.
    pub uses: Vec<Path>,
    /// Whether it depends on the day.
    pub daily: bool,
    /// A column of the row itself that stands alone in a sum, a mean, a least or a greatest: those who write that may take it
    /// for all cells of the column.
    pub alone: Option<Step>,
}

/// A part of a formula, ready to be worked out.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Code {
    Literal(Datum),
    Path(Path),
    Percent(Box<Code>),
    Negative(Box<Code>),
    Not(Box<Code>),
    /// The operators of a chain, from left to right.
    Chain(Box<Code>, Vec<(Operator, Code)>),
    /// A function, of what its result is, and what it takes.
    Call(Function, Base, Vec<Code>),
}

/// Reads and checks a text for a table.
///
/// # Errors
/// What is wrong with the text, and where.
pub fn compile(text: &str, plan: &Plan, sheet: Sheet) -> Result<Formula, FormulaError> {
    check(&parse(text)?, plan, sheet)
}

/// Checks what was read against the columns of the plan.
///
/// # Errors
/// What cannot be, and where.
pub fn check(expr: &Expr, plan: &Plan, sheet: Sheet) -> Result<Formula, FormulaError> {
    let mut checker = Checker { plan, sheet, names: Vec::new(), uses: Vec::new(), daily: false, alone: None };
    let (code, gives) = checker.expr(expr)?;
    if gives.many {
        return Err(FormulaError { at: expr.at, what: Wrong::Several });
    }
    let Checker { mut names, uses, daily, alone, .. } = checker;
    order::sort_by_key(&mut names, |name| name.at.from);
    Ok(Formula { code, gives, names, uses, daily, alone })
}

struct Checker<'a> {
    plan: &'a Plan,
    sheet: Sheet,
    names: Vec<Name>,
    uses: Vec<Path>,
    daily: bool,
    alone: Option<Step>,
}

/// A part with its type.
type Typed = (Code, Type);

fn wrong<T>(at: Span, what: Wrong) -> Result<T, FormulaError> {
    Err(FormulaError { at, what })
}

impl Checker<'_> {
    fn expr(&mut self, expr: &Expr) -> Result<Typed, FormulaError> {
        let literal = |datum: Datum| {
            let of = datum.type_of();
            Ok((Code::Literal(datum), of))
        };
        match &expr.node {
            Node::Number(number) => literal(Datum::Number(*number)),
            Node::Text(text) if text.is_empty() => literal(Datum::Blank),
            Node::Text(text) => literal(Datum::Text(text.clone())),
            Node::Check(check) => literal(Datum::Check(*check)),
            Node::Path(names) => self.path(names, expr.at),
            Node::Percent(inner) => {
                let code = self.expect(inner, Expected::Number)?.0;
                Ok((Code::Percent(Box::new(code)), Type::one(Base::Percent)))
            }
            Node::Negative(inner) => {
                let (code, of) = self.expect(inner, Expected::Amount)?;
                Ok((Code::Negative(Box::new(code)), of))
            }
            Node::Not(inner) => {
                let code = self.expect(inner, Expected::Check)?.0;
                Ok((Code::Not(Box::new(code)), Type::one(Base::Check)))
            }
            Node::Chain(first, joined) => self.chain(first, joined),
            Node::Call(function, arguments) => self.call(*function, arguments, expr.at),
        }
    }

    /// One value, not several.
    fn one(&mut self, expr: &Expr) -> Result<Typed, FormulaError> {
        let (code, of) = self.expr(expr)?;
        if of.many { wrong(expr.at, Wrong::Several) } else { Ok((code, of)) }
    }

    /// A value of what is expected; nothing fits everywhere.
    fn expect(&mut self, expr: &Expr, expected: Expected) -> Result<Typed, FormulaError> {
        let (code, of) = if expected == Expected::Several { self.expr(expr)? } else { self.one(expr)? };
        if expected == Expected::Date && of.base == Base::Text {
            return self.day(expr, code, of);
        }
        let fits = match expected {
            Expected::Check => of.base == Base::Check,
            Expected::Amount => of.is_amount(),
            Expected::Number => of.base == Base::Number,
            Expected::Date => of.base == Base::Date,
            Expected::Several => of.many,
            Expected::Value | Expected::Operator | Expected::Closing | Expected::Column => true,
        };
        if fits || of == Type::one(Base::Blank) {
            return Ok((code, of));
        }
        let what = match (expected, of.base) {
            (Expected::Number, Base::Money | Base::Percent) => Wrong::AmountForNumber { found: of },
            _ => Wrong::Type { found: of, expected },
        };
        wrong(expr.at, what)
    }

    /// A text that is written as a date where one is needed: `"2026-03-31"`.
    fn day(&mut self, expr: &Expr, code: Code, of: Type) -> Result<Typed, FormulaError> {
        let Code::Literal(Datum::Text(text)) = &code else {
            return wrong(expr.at, Wrong::Type { found: of, expected: Expected::Date });
        };
        match day_of(text) {
            Some(day) => Ok((Code::Literal(Datum::Date(day)), Type::one(Base::Date))),
            None => wrong(expr.at, Wrong::Day { text: text.clone() }),
        }
    }

    fn path(&mut self, names: &[Written], at: Span) -> Result<Typed, FormulaError> {
        let (mut sheet, mut many, mut steps) = (self.sheet, false, Vec::new());
        let mut of = Type::one(Base::Blank);
        for (nth, written) in names.iter().enumerate() {
            let step =
                resolve(self.plan, sheet, &written.text).map_err(|what| FormulaError { at: written.at, what })?;
            self.names.push(Name { at: written.at, step, from: sheet });
            let column = definition(self.plan, step);
            let foreign =
                || FormulaError { at: written.at, what: Wrong::Foreign { column: label_of(self.plan, step) } };
            of = match step {
                Step::Column { .. } => column.and_then(Type::of).ok_or_else(foreign)?,
                Step::Rows { sheet, .. } => Type::several(Base::Row(sheet)),
            };
            many |= of.many;
            steps.push(step);
            if nth + 1 < names.len() {
                let Base::Row(target) = of.base else {
                    return wrong(written.at, Wrong::NotALink { column: label_of(self.plan, step) });
                };
                sheet = target;
            }
        }
        let _ = at;
        let path = Path { steps };
        self.uses.push(path.clone());
        Ok((Code::Path(path), Type { many, ..of }))
    }

    /// Parts that operators join, each to what those before it give.
    fn chain(&mut self, first: &Expr, joined: &[(Operator, Expr)]) -> Result<Typed, FormulaError> {
        let is_logic = |operator: Operator| matches!(operator, Operator::And | Operator::Or);
        let mut so_far = match joined.first() {
            Some((operator, _)) if is_logic(*operator) => self.expect(first, Expected::Check)?,
            _ => self.one(first)?,
        };
        let (first_at, mut codes) = (first.at, Vec::with_capacity(joined.len()));
        for (operator, right) in joined {
            let code = if is_logic(*operator) {
                so_far.1 = Type::one(Base::Check);
                self.expect(right, Expected::Check)?.0
            } else {
                let mut next = self.one(right)?;
                if operator.compares() {
                    match (so_far.1.base, next.1.base) {
                        (Base::Date, Base::Text) => next = self.day(right, next.0, next.1)?,
                        (Base::Text, Base::Date) => so_far = self.day(first, so_far.0, so_far.1)?,
                        _ => {}
                    }
                }
                so_far.1 = joined_type(*operator, so_far.1, next.1, first_at.until(right.at))?;
                next.0
            };
            codes.push((*operator, code));
        }
        Ok((Code::Chain(Box::new(so_far.0), codes), so_far.1))
    }

    fn call(&mut self, function: Function, arguments: &[Expr], at: Span) -> Result<Typed, FormulaError> {
        let mut codes = Vec::with_capacity(arguments.len());
        let of = match function {
            Function::If => {
                let mut of = Type::one(Base::Blank);
                for (nth, argument) in arguments.iter().enumerate() {
                    let (code, own) =
                        if nth == 0 { self.expect(argument, Expected::Check)? } else { self.expr(argument)? };
                    codes.push(code);
                    of = if nth == 0 { of } else { both(of, own, argument.at)? };
                }
                of
            }
            Function::Choose => self.choose(arguments, &mut codes)?,
            Function::IfError => {
                let mut of = Type::one(Base::Blank);
                for argument in arguments {
                    let (code, own) = self.expr(argument)?;
                    codes.push(code);
                    of = both(of, own, argument.at)?;
                }
                of
            }
            Function::Sum | Function::Average | Function::Min | Function::Max => {
                let mut of = Type::one(Base::Blank);
                for argument in arguments {
                    let (code, own) = self.expr(argument)?;
                    let ordered = matches!(function, Function::Min | Function::Max) && own.base == Base::Date;
                    if !own.is_amount() && !ordered && own.base != Base::Blank {
                        return wrong(argument.at, Wrong::Type { found: own, expected: Expected::Amount });
                    }
                    self.alone = self.alone.or(sole(&code).filter(|_| !own.many && arguments.len() == 1));
                    codes.push(code);
                    of = both(of, Type::one(own.base), argument.at)?;
                }
                of
            }
            Function::Round
            | Function::RoundUp
            | Function::RoundDown
            | Function::Int
            | Function::Floor
            | Function::Ceiling
            | Function::Abs => {
                let mut of = Type::one(Base::Number);
                for (nth, argument) in arguments.iter().enumerate() {
                    // A step is a number, or a share as what is rounded to it may be.
                    let is_step = matches!(function, Function::Floor | Function::Ceiling) && of.base == Base::Percent;
                    let expected = if nth == 0 || is_step { Expected::Amount } else { Expected::Number };
                    let (code, own) = self.expect(argument, expected)?;
                    if nth > 0 && own.base == Base::Money {
                        return wrong(argument.at, Wrong::AmountForNumber { found: own });
                    }
                    codes.push(code);
                    of = if nth == 0 { own } else { of };
                }
                of
            }
            _ => self.plain(function, arguments, &mut codes)?,
        };
        let _ = at;
        self.daily |= function == Function::Today;
        Ok((Code::Call(function, of.base, codes), of))
    }

    /// A value, then cases and results by turns, and at the end what else.
    fn choose(&mut self, arguments: &[Expr], codes: &mut Vec<Code>) -> Result<Type, FormulaError> {
        let mut of = Type::one(Base::Blank);
        let mut value = Type::one(Base::Blank);
        for (nth, argument) in arguments.iter().enumerate() {
            let is_result = nth > 0 && (nth % 2 == 0 || nth + 1 == arguments.len());
            let (mut code, mut own) = if is_result { self.expr(argument)? } else { self.one(argument)? };
            if nth == 0 {
                value = own;
            } else if is_result {
                of = both(of, own, argument.at)?;
            } else {
                if value.base == Base::Date && own.base == Base::Text {
                    (code, own) = self.day(argument, code, own)?;
                }
                if gives(Operator::Equal, value, own).is_none() {
                    return wrong(argument.at, Wrong::Case { value, case: own });
                }
            }
            codes.push(code);
        }
        Ok(of)
    }

    /// The functions whose arguments have one type each.
    fn plain(&mut self, function: Function, arguments: &[Expr], codes: &mut Vec<Code>) -> Result<Type, FormulaError> {
        let mut first = Base::Blank;
        for (nth, argument) in arguments.iter().enumerate() {
            let expected = match (function, nth) {
                (Function::And | Function::Or | Function::Xor | Function::Not, _) | (Function::TextJoin, 1) => {
                    Expected::Check
                }
                (Function::WorkingDays, _) | (Function::WorkingDaysLater, 0) => Expected::Date,
                (Function::WorkingDaysLater, 1) => Expected::Number,
                (Function::Days | Function::Year | Function::Month | Function::Day, _) => Expected::Date,
                (Function::Weekday, 1) => Expected::Number,
                (Function::Weekday | Function::Quarter, _) => Expected::Date,
                (Function::MonthsLater | Function::MonthEnd, 0) => Expected::Date,
                (Function::MonthsLater | Function::MonthEnd, 1) | (Function::Mod | Function::Power, _) => {
                    Expected::Number
                }
                (Function::Date, _) | (Function::Left | Function::Right | Function::Mid, 1 | 2) => Expected::Number,
                (Function::Find | Function::Search, 2) => Expected::Number,
                (Function::Join, 0) => Expected::Several,
                _ => Expected::Value,
            };
            let several = matches!((function, nth), (Function::Count | Function::IsEmpty, _) | (Function::Contains, 0))
                || function == Function::TextJoin && nth > 1;
            let (code, own) = if several { self.expr(argument)? } else { self.expect(argument, expected)? };
            if function == Function::Number && !own.is_amount() && !matches!(own.base, Base::Text | Base::Blank) {
                return wrong(argument.at, Wrong::Type { found: own, expected: Expected::Amount });
            }
            let has_pattern = own.is_amount() || matches!(own.base, Base::Date | Base::Text | Base::Blank);
            if function == Function::Text && nth == 0 && !has_pattern {
                return wrong(argument.at, Wrong::Type { found: own, expected: Expected::Amount });
            }
            first = if nth == 0 { own.base } else { first };
            if let (Function::Text, 1, Code::Literal(Datum::Text(pattern))) = (function, nth, &code)
                && !format::is_known(pattern, first)
            {
                return wrong(argument.at, Wrong::Pattern { pattern: pattern.clone() });
            }
            codes.push(code);
        }
        Ok(Type::one(match function {
            Function::And | Function::Or | Function::Xor | Function::Not => Base::Check,
            Function::IsEmpty | Function::Contains => Base::Check,
            Function::Today
            | Function::Date
            | Function::WorkingDaysLater
            | Function::MonthsLater
            | Function::MonthEnd => Base::Date,
            Function::Lower | Function::Upper | Function::Trim | Function::Text | Function::Concat => Base::Text,
            Function::Left | Function::Right | Function::Mid | Function::Replace => Base::Text,
            Function::Join | Function::TextJoin => Base::Text,
            _ => Base::Number,
        }))
    }
}

/// The column of the row itself, where a part is nothing else.
fn sole(code: &Code) -> Option<Step> {
    let Code::Path(path) = code else { return None };
    if let [step] = path.steps.as_slice() { Some(*step) } else { None }
}

fn both(one: Type, two: Type, at: Span) -> Result<Type, FormulaError> {
    if one == Type::one(Base::Blank) {
        return Ok(two);
    }
    one.joined(two).map_or_else(|| wrong(at, Wrong::Results { one, two }), Ok)
}

/// The day that a text names: `2026-03-31`, `2026/3/31`, `2026年3月31日`.
fn day_of(text: &str) -> Option<Date> {
    let folded = crate::model::fold::fold(text);
    let mut parts = folded.trim().trim_end_matches('日').split(['-', '/', '.', '年', '月']);
    let mut part = || parts.next().and_then(|part| part.trim().parse::<u32>().ok());
    let (year, month, day) = (part()?, part()?, part()?);
    let day = Date::new(i32::try_from(year).ok()?, month, day).filter(|_| year > 999);
    day.filter(|_| parts.next().is_none())
}
