//! How far a repair reaches: to how many alike values, and whether they become the same by it.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::Open;
use super::repair::Repair;
use crate::app::state::App;
use crate::model::{Key, Sheet, Value};
use crate::text::Parser;
use crate::text::messages::Review as Say;

/// So many texts are read to count those in which there is something to be read.
const MOST: usize = 500;

/// What repairs read in texts of columns, for as long as the findings are made.
pub(super) type Reads = FxHashMap<(Sheet, Key, (u8, usize), SmolStr), Option<Value>>;

impl App {
    /// A repair in words, and how many of the values that are alike become the same by it. Where each is read for itself the
    /// words say of how many, and those in which nothing can be read are none of them.
    pub(super) fn reach<'a>(
        &self,
        parser: &Parser<'_>,
        open: &Open<'a>,
        repair: &Repair,
        alike: impl Iterator<Item = &'a Open<'a>>,
        reads: &mut Reads,
    ) -> (SmolStr, usize) {
        let label = self.repair_label(parser, open, repair);
        let alike: Vec<&Open<'_>> = alike.collect();
        let way = match repair {
            Repair::DayFirst(_) => (0, 0),
            Repair::MonthFirst(_) => (1, 0),
            Repair::Reading(at, _) => (2, *at),
            Repair::Spread(..) => (3, 0),
            Repair::Value(Value::Check(_)) => return (label, alike.len().max(1)),
            Repair::Value(_) => (4, 0),
            _ => return (label, alike.len().max(1)),
        };
        let texts: FxHashSet<&SmolStr> = alike.iter().map(|other| &other.text).collect();
        if texts.len() > MOST {
            return (Say::EachThatReads { label }.text(self.lang).into(), 1);
        }
        let mut read = |of: &Open<'_>| {
            let known = (of.item.sheet, of.item.column.clone(), way, of.text.clone());
            let of_text = || self.read_by(parser, of.definition, (&of.text, &of.fault), repair);
            reads.entry(known).or_insert_with(of_text).clone()
        };
        let own = read(open);
        let all: Vec<Value> = alike.iter().filter_map(|other| read(other)).collect();
        let count = all.len().max(1);
        match all.iter().all(|value| Some(value) == own.as_ref()) {
            true => (label, count),
            false => (Say::EachAsRead { label, count }.text(self.lang).into(), 1),
        }
    }
}
