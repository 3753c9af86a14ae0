//! Rows of a pasted or imported table that are no records of it: its totals, and headings that no column here is called by.

use crate::model::{Definition, Kind, Money, Value, column};
use crate::text::{Parser, TotalWord, is_placeholder, search_key, unit_for};

/// So many characters a heading has at most.
const LONGEST: usize = 40;

/// A table that comes from elsewhere, with the columns that its own go to.
pub(super) struct Foreign<'a> {
    /// How many rows it has.
    pub rows: usize,
    /// The column of the table each of its own goes to.
    pub columns: &'a [Option<&'a Definition>],
    /// What a cell shows.
    pub text: &'a dyn Fn(usize, usize) -> &'a str,
    /// What a cell is read as by its column.
    pub read: &'a dyn Fn(usize, usize) -> Option<Value>,
}

impl Foreign<'_> {
    fn is_blank(&self, row: usize, at: usize) -> bool {
        (self.text)(row, at).trim().is_empty()
    }

    /// The columns that can be added up.
    fn addable(&self) -> Vec<usize> {
        let adds =
            |own: &Option<&Definition>| matches!(own.map(|own| &own.kind), Some(Kind::Money | Kind::Number { .. }));
        (0..self.columns.len()).filter(|at| self.columns.get(*at).is_some_and(adds)).collect()
    }

    /// The column that names the rows.
    fn naming(&self, title: &str) -> Option<usize> {
        self.columns.iter().position(|own| own.is_some_and(|own| own.key == title))
    }

    /// The rows that are sums of those above them: called a total, and sums of amounts or nothing else; or without a name,
    /// and just the sum of all. Only where rows have names, in the column `title`.
    pub fn totals(&self, title: &str) -> Vec<usize> {
        let addable = self.addable();
        let Some(naming) = self.naming(title).filter(|_| !addable.is_empty()) else { return Vec::new() };
        let word = |row: usize| {
            let first = (0..self.columns.len()).find(|at| !self.is_blank(row, *at))?;
            let is_word = !addable.contains(&first);
            is_word.then(|| TotalWord::of((self.text)(row, first))).flatten()
        };
        let suspected = |row: &usize| word(*row).is_some() || self.is_blank(*row, naming);
        // Adding up costs reading: most tables have no such row.
        let Some(last) = (1..self.rows).rev().find(suspected) else { return Vec::new() };
        let mut found = Vec::new();
        let (mut all, mut part) = (Sums::new(addable.len()), Sums::new(addable.len()));
        for row in 0..=last {
            let values: Vec<Option<Value>> = addable.iter().map(|at| (self.read)(row, *at)).collect();
            let filled = || addable.iter().enumerate().filter(|(_, at)| !self.is_blank(row, **at)).map(|(nth, _)| nth);
            let is_sum = |nth: &usize| {
                let value = values.get(*nth).and_then(Option::as_ref);
                value.is_some_and(|value| [&all, &part].iter().any(|sums| sums.is(*nth, value)))
            };
            let says_else = (0..self.columns.len()).any(|at| {
                at != naming
                    && !addable.contains(&at)
                    && !self.is_blank(row, at)
                    && TotalWord::of((self.text)(row, at)).is_none()
            });
            let sums = filled().count() > 0 && filled().all(|nth| is_sum(&nth));
            let is_total = match word(row) {
                _ if all.rows == 0 => false,
                Some(TotalWord::Total) => sums || filled().any(|nth| is_sum(&nth)) || !says_else,
                // "East total", but also the name of a company.
                Some(TotalWord::OfSomething) => sums,
                None => self.is_blank(row, naming) && sums && !says_else && part.rows.max(all.rows) > 1,
            };
            if is_total {
                found.push(row);
                part = Sums::new(addable.len());
            } else {
                all.add(&values);
                part.add(&values);
            }
        }
        found
    }

    /// Whether the first row is one of headings by its shape: words above columns of numbers or days, `least` of them at
    /// least, or one whose heading says its unit, and nothing else. Above a single one a record may say "to be confirmed".
    pub fn has_headings(&self, parser: &Parser<'_>, least: usize) -> bool {
        let trials = [Kind::own_number(6), Kind::Money, Kind::Percent].map(|kind| column("", "", "", kind));
        let is_typed = |text: &str| {
            parser.is_written_date(text)
                || trials.iter().any(|trial| matches!(parser.read(trial, text), Ok(value) if !value.is_empty()))
        };
        let width = self.columns.len();
        let heads: Vec<&str> = (0..width).map(|at| (self.text)(0, at).trim()).collect();
        let is_heading = |text: &str| {
            !is_placeholder(text) && text.chars().count() <= LONGEST && !text.contains('\n') && !is_typed(text)
        };
        let filled: Vec<&str> = heads.iter().copied().filter(|text| !text.is_empty()).collect();
        let mut keys: Vec<_> = filled.iter().map(|text| search_key(text)).collect();
        crate::model::order::sort(&mut keys);
        keys.dedup();
        if filled.len() < 2 || keys.len() < filled.len() || !filled.iter().all(|text| is_heading(text)) {
            return false;
        }
        let below = |at: usize| (1..self.rows).filter(move |row| !self.is_blank(*row, at));
        // A record may hold a word where a number is due: it takes several rows to say that it is another sort of row.
        let typed = |at: &usize| {
            heads.get(*at).is_some_and(|head| !head.is_empty())
                && below(*at).next().is_some()
                && below(*at).all(|row| is_typed((self.text)(row, *at).trim()))
        };
        let is_headless = |at: &usize| heads.get(*at).is_none_or(|head| head.is_empty()) && below(*at).next().is_some();
        let count = (0..width).filter(typed).count();
        let says_unit = |at: &usize| {
            let own = self.columns.get(*at).copied().flatten();
            own.zip(heads.get(*at)).is_some_and(|(own, head)| unit_for(own, head).is_some())
        };
        let is_certain = count >= least.max(1) || (0..width).filter(typed).any(|at| says_unit(&at));
        let several = if count > 1 { 2 } else { 3 };
        is_certain && self.rows > several && !(0..width).any(|at| is_headless(&at))
    }
}

/// What columns add up to; none in one whose values do not.
struct Sums {
    columns: Vec<Option<Value>>,
    rows: usize,
}

impl Sums {
    fn new(columns: usize) -> Sums {
        Sums { columns: vec![Some(Value::Empty); columns], rows: 0 }
    }

    fn add(&mut self, values: &[Option<Value>]) {
        self.rows += 1;
        for (sum, value) in self.columns.iter_mut().zip(values) {
            *sum = match (sum.take(), value) {
                (Some(sum), None | Some(Value::Empty)) => Some(sum),
                (Some(sum), Some(value)) => plus(&sum, value),
                (None, _) => None,
            };
        }
    }

    fn is(&self, nth: usize, value: &Value) -> bool {
        self.columns.get(nth).and_then(Option::as_ref) == Some(value)
    }
}

fn plus(sum: &Value, value: &Value) -> Option<Value> {
    match (sum, value) {
        (Value::Empty, Value::Money(_) | Value::Number(_)) => Some(value.clone()),
        (Value::Money(one), Value::Money(two)) if one.currency == two.currency => {
            one.minor.checked_add(two.minor).map(|minor| Value::Money(Money::new(minor, one.currency)))
        }
        (Value::Number(one), Value::Number(two)) => {
            let millionths = one.millionths.checked_add(two.millionths)?;
            Some(Value::Number(crate::model::Decimal { millionths }))
        }
        _ => None,
    }
}
