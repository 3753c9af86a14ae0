//! An operation as bytes in memory: what a large plan's log is made of. Nothing of this is ever stored.
//!
//! Numbers take as many bytes as they need, seven bits each, the lowest first. Identities are told by their distance from the
//! first row of the list: rows that were made together then take three bytes in place of sixteen. Built-in columns are
//! numbers. What cannot be packed, a definition for one, is kept beside the bytes.

use smol_str::SmolStr;

use super::{Operation, Seen};
use crate::model::{Currency, Date, Decimal, Key, Money, Percent, Place, RowId, Sheet, Stamp, Table, Value};

const INSERT: u8 = 0;
const SET: u8 = 1;
const DELETE: u8 = 2;
const RESTORE: u8 = 3;
const MOVE: u8 = 4;
/// What stands beside the bytes.
pub(super) const BESIDE: u8 = 5;

/// Packs operations behind one another.
pub(super) struct Packer<'a> {
    pub bytes: &'a mut Vec<u8>,
    /// The identity from which others are told by their distance.
    pub base: Stamp,
}

impl Packer<'_> {
    /// Packs an operation; says whether it could be.
    pub fn operation(&mut self, operation: &Operation) -> bool {
        match operation {
            Operation::Insert { sheet, row, place, cells } => {
                self.head(INSERT, *sheet, *row);
                self.place(place);
                self.number(cells.len() as u64);
                for (key, value) in cells {
                    self.key(*sheet, key);
                    self.value(value);
                }
            }
            Operation::Set { sheet, row, column, value, seen } => {
                self.head(SET, *sheet, *row);
                self.key(*sheet, column);
                self.value(value);
                self.stamps(seen);
            }
            Operation::Delete { sheet, row, seen } => {
                self.head(DELETE, *sheet, *row);
                self.stamp(*seen);
            }
            Operation::Restore { sheet, row, seen } => {
                self.head(RESTORE, *sheet, *row);
                self.stamps(seen);
            }
            Operation::Move { sheet, row, place } => {
                self.head(MOVE, *sheet, *row);
                self.place(place);
            }
            Operation::Define { .. } | Operation::Merged { .. } | Operation::Foreign(_) => {
                self.bytes.push(BESIDE);
                return false;
            }
        }
        true
    }

    fn head(&mut self, kind: u8, sheet: Sheet, row: RowId) {
        // There are fewer tables than numbers in a byte.
        self.bytes.extend([kind, sheet.index() as u8]);
        self.stamp(row.0);
    }

    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// A number with a sign, small ones of either sign in few bytes.
    fn signed(&mut self, number: i64) {
        self.number((number << 1 ^ number >> 63) as u64);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes.extend(text.as_bytes());
    }

    fn stamp(&mut self, stamp: Stamp) {
        if stamp.replica == self.base.replica {
            self.bytes.push(0);
            self.signed(stamp.time.wrapping_sub(self.base.time) as i64);
        } else {
            self.bytes.push(1);
            self.number(stamp.replica);
            self.number(stamp.time);
        }
    }

    fn stamps(&mut self, stamps: &[Stamp]) {
        self.number(stamps.len() as u64);
        stamps.iter().for_each(|stamp| self.stamp(*stamp));
    }

    /// A built-in column by its place and one, another by its key.
    fn key(&mut self, sheet: Sheet, key: &Key) {
        match Table::built_in(sheet, key) {
            Some(column) => self.number(column as u64 + 1),
            None => {
                self.number(0);
                self.text(key);
            }
        }
    }

    fn place(&mut self, place: &Place) {
        let (steps, rest, fraction) = place.parts();
        self.signed(steps);
        self.number(rest);
        self.text(fraction);
    }

    fn value(&mut self, value: &Value) {
        let (kind, text, number) = match value {
            Value::Empty => (0, None, None),
            Value::Unknown => (1, None, None),
            Value::Check(ticked) => (2, None, Some(i64::from(*ticked))),
            Value::Number(number) => (3, None, Some(number.millionths)),
            Value::Percent(percent) => (4, None, Some(percent.ppm)),
            Value::Date(date) => (5, None, Some(date.days_since(Date::of_millis(0)))),
            Value::Money(money) => (6, Some(money.currency.code()), Some(money.minor)),
            Value::Text(text) => (7, Some(text.as_str()), None),
            Value::Choice(key) => (8, Some(key.as_str()), None),
            Value::Invalid(text) => (9, Some(text.as_str()), None),
            Value::Foreign(text) => (10, Some(text.as_str()), None),
            Value::Link(_) => (11, None, None),
            Value::Links(rows) => (12, None, Some(rows.len() as i64)),
            Value::Choices(keys) => (13, None, Some(keys.len() as i64)),
        };
        self.bytes.push(kind);
        if let Some(text) = text {
            self.text(text);
        }
        if let Some(number) = number {
            self.signed(number);
        }
        value.linked().iter().for_each(|row| self.stamp(row.0));
        if let Value::Choices(keys) = value {
            keys.iter().for_each(|key| self.text(key));
        }
    }
}

/// Unpacks what [`Packer`] has packed.
#[derive(Clone, Debug)]
pub(super) struct Unpacker<'a> {
    pub bytes: &'a [u8],
    pub base: Stamp,
}

impl Unpacker<'_> {
    /// The next operation; none at the end, and where it stands beside the bytes.
    pub fn operation(&mut self) -> Option<Operation> {
        let kind = self.byte().filter(|kind| *kind != BESIDE)?;
        let sheet = *Sheet::ALL.get(usize::from(self.byte()?))?;
        let row = RowId(self.stamp()?);
        Some(match kind {
            INSERT => {
                let place = self.place()?;
                let count = self.number()?;
                let mut cells = Vec::with_capacity(count as usize);
                for _ in 0..count {
                    cells.push((self.key(sheet)?, self.value()?));
                }
                Operation::Insert { sheet, row, place, cells }
            }
            SET => {
                let (column, value, seen) = (self.key(sheet)?, self.value()?, self.stamps()?);
                Operation::Set { sheet, row, column, value, seen }
            }
            DELETE => Operation::Delete { sheet, row, seen: self.stamp()? },
            RESTORE => Operation::Restore { sheet, row, seen: self.stamps()? },
            _ => Operation::Move { sheet, row, place: self.place()? },
        })
    }

    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*byte)
    }

    fn number(&mut self) -> Option<u64> {
        let (mut number, mut bits) = (0, 0);
        loop {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << bits;
            if byte < 0x80 {
                return Some(number);
            }
            bits += 7;
        }
    }

    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn text(&mut self) -> Option<&str> {
        let length = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        std::str::from_utf8(text).ok()
    }

    fn stamp(&mut self) -> Option<Stamp> {
        if self.byte()? == 0 {
            let time = self.base.time.wrapping_add(self.signed()? as u64);
            return Some(Stamp { time, replica: self.base.replica });
        }
        let replica = self.number()?;
        Some(Stamp { time: self.number()?, replica })
    }

    fn stamps(&mut self) -> Option<Seen> {
        let mut stamps = Seen::new();
        for _ in 0..self.number()? {
            stamps.push(self.stamp()?);
        }
        Some(stamps)
    }

    fn key(&mut self, sheet: Sheet) -> Option<Key> {
        match self.number()? {
            0 => self.text().map(Key::new),
            column => sheet.definitions().get(column as usize - 1).map(|definition| definition.key.clone()),
        }
    }

    fn place(&mut self) -> Option<Place> {
        let (steps, rest) = (self.signed()?, self.number()?);
        Some(Place::of_parts(steps, rest, self.text()?))
    }

    fn value(&mut self) -> Option<Value> {
        let kind = self.byte()?;
        let text = if (6..=10).contains(&kind) { SmolStr::new(self.text()?) } else { SmolStr::default() };
        let number = if matches!(kind, 2..=6 | 12 | 13) { self.signed()? } else { 0 };
        Some(match kind {
            0 => Value::Empty,
            1 => Value::Unknown,
            2 => Value::Check(number != 0),
            3 => Value::Number(Decimal { millionths: number }),
            4 => Value::Percent(Percent { ppm: number }),
            5 => Value::Date(Date::of_millis(0).plus_days(number)),
            6 => Value::Money(Money { currency: Currency::parse(&text)?, minor: number }),
            7 => Value::Text(text),
            8 => Value::Choice(text),
            9 => Value::Invalid(text),
            10 => Value::Foreign(text),
            11 => Value::Link(RowId(self.stamp()?)),
            12 => {
                let mut rows = Vec::new();
                for _ in 0..number {
                    rows.push(RowId(self.stamp()?));
                }
                Value::Links(rows.into())
            }
            _ => {
                let mut keys = Vec::new();
                for _ in 0..number {
                    keys.push(Key::new(self.text()?));
                }
                Value::Choices(keys.into())
            }
        })
    }
}
