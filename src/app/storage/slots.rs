//! The list of plans: one line of localStorage for each, which is also the witness of the plan.
//!
//! Each plan has its own key, so two tabs never write over one another's plans. A line that cannot be
//! read is listed as damaged and its text kept; it is never written over.

use super::PlanId;
use super::frame::{Codec, Flaw, Kind};
use super::keys::Key;
use crate::model::order;

/// What is known of a plan without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The plan.
    pub plan: PlanId,
    /// Its name.
    pub name: String,
    /// When it was made, in milliseconds.
    pub created_ms: u64,
    /// When it was last opened, in milliseconds.
    pub opened_ms: u64,
    /// The witness: the journal held so many records when this line was written.
    pub records: u64,
    /// Whether it is the sample plan.
    pub is_sample: bool,
    /// Fields of newer versions, kept as they are.
    pub unknown: Vec<(String, String)>,
}

impl Slot {
    /// The line of a new plan.
    #[must_use]
    pub fn new(plan: PlanId, name: impl Into<String>, now_ms: u64, is_sample: bool) -> Self {
        let (created_ms, opened_ms) = (now_ms, now_ms);
        Self { plan, name: name.into(), created_ms, opened_ms, records: 0, is_sample, unknown: Vec::new() }
    }

    /// The line as text.
    #[must_use]
    pub fn write(&self) -> String {
        let mut body = String::new();
        let mut line = |key: &str, value: &str| body.push_str(&format!("{key} {}\n", escape(value)));
        line("name", &self.name);
        line("created", &self.created_ms.to_string());
        line("opened", &self.opened_ms.to_string());
        line("records", &self.records.to_string());
        line("sample", if self.is_sample { "1" } else { "0" });
        self.unknown.iter().for_each(|(key, value)| line(key, value));
        let mut text = String::new();
        Codec::new(&self.plan).write(&mut text, Kind::Slot, 0, 0, self.plan.as_str(), &body);
        text
    }

    /// Reads a line.
    ///
    /// # Errors
    /// The [`Flaw`] of the frame, or [`Flaw::Misplaced`] for the line of another plan or without a name.
    pub fn read(plan: &PlanId, text: &str) -> Result<Self, Flaw> {
        let frame = Codec::new(plan).read_one(text.as_bytes())?;
        if frame.kind != Kind::Slot || frame.id != plan.as_str() {
            return Err(Flaw::Misplaced);
        }
        let mut slot = Self::new(plan.clone(), "", 0, false);
        let mut named = false;
        for line in frame.body.lines() {
            let (key, value) = line.split_once(' ').ok_or(Flaw::Misplaced)?;
            let value = unescape(value);
            let number = || value.parse().map_err(|_| Flaw::Misplaced);
            match key {
                "name" => (slot.name, named) = (value, true),
                "created" => slot.created_ms = number()?,
                "opened" => slot.opened_ms = number()?,
                "records" => slot.records = number()?,
                "sample" => slot.is_sample = value == "1",
                _ => slot.unknown.push((key.to_owned(), value)),
            }
        }
        if named { Ok(slot) } else { Err(Flaw::Misplaced) }
    }
}

/// A plan of which something exists but whose line cannot be read or is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unlisted {
    /// The line is damaged.
    Damaged {
        /// The plan.
        plan: PlanId,
        /// What is wrong.
        flaw: Flaw,
        /// The text, for the quarantine.
        text: String,
    },
    /// A replica exists without a line.
    Unnamed {
        /// The plan.
        plan: PlanId,
    },
}

impl Unlisted {
    /// The plan it is about.
    #[must_use]
    pub fn plan(&self) -> &PlanId {
        match self {
            Self::Damaged { plan, .. } | Self::Unnamed { plan } => plan,
        }
    }
}

/// The list of plans from all of localStorage and the plans the journal knows: the readable lines, the
/// last opened first, and every other plan that has left a trace anywhere.
#[must_use]
pub fn list<'a>(
    local: impl IntoIterator<Item = (&'a str, &'a str)>,
    journal: impl IntoIterator<Item = PlanId>,
) -> (Vec<Slot>, Vec<Unlisted>) {
    let (mut slots, mut unlisted) = (Vec::new(), Vec::new());
    let mut traces: Vec<PlanId> = journal.into_iter().collect();
    for (key, text) in local {
        match Key::read(key) {
            Some(Key::Slot(plan)) => match Slot::read(&plan, text) {
                Ok(slot) => slots.push(slot),
                Err(flaw) => unlisted.push(Unlisted::Damaged { plan, flaw, text: text.to_owned() }),
            },
            Some(Key::Tail(plan, _) | Key::Mirror(plan, _)) => traces.push(plan),
            Some(Key::Quarantine(..)) | None => {}
        }
    }
    order::sort(&mut traces);
    traces.dedup();
    traces.retain(|plan| {
        slots.iter().all(|slot| slot.plan != *plan) && unlisted.iter().all(|other| other.plan() != plan)
    });
    unlisted.extend(traces.into_iter().map(|plan| Unlisted::Unnamed { plan }));
    order::sort_by(&mut slots, |one, other| {
        other.opened_ms.cmp(&one.opened_ms).then_with(|| one.plan.cmp(&other.plan))
    });
    (slots, unlisted)
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r")
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(next) = rest.next() {
        match next {
            '\\' => plain.extend(rest.next().map(|escaped| match escaped {
                'n' => '\n',
                'r' => '\r',
                other => other,
            })),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(id: &str) -> PlanId {
        PlanId::new(id).unwrap()
    }

    fn slot(id: &str, opened_ms: u64) -> Slot {
        let name = "东区\\2026\nQ3".to_owned();
        let unknown = vec![("pinned".to_owned(), "1".to_owned())];
        Slot { plan: plan(id), name, created_ms: 5, opened_ms, records: 7, is_sample: true, unknown }
    }

    #[test]
    fn lines_come_back_with_their_unknown_fields() {
        let slot = slot("a", 9);
        assert_eq!(Slot::read(&plan("a"), &slot.write()), Ok(slot.clone()));
        assert_eq!(Slot::read(&plan("b"), &slot.write()), Err(Flaw::Checksum));
    }

    #[test]
    fn every_flipped_bit_is_seen() {
        let text = slot("a", 9).write();
        for bit in 0..text.len() * 8 {
            let mut bytes = text.clone().into_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(Slot::read(&plan("a"), &String::from_utf8_lossy(&bytes)).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn every_trace_of_a_plan_is_listed() {
        let (older, newer) = (slot("a", 1).write(), slot("b", 2).write());
        let local = [
            ("quadrille/slot/a", older.as_str()),
            ("quadrille/slot/b", newer.as_str()),
            ("quadrille/slot/c", "rubbish"),
            ("quadrille/mirror/d/0", "x"),
            ("theme", "dark"),
        ];
        let (slots, unlisted) = list(local, [plan("a"), plan("c"), plan("e")]);
        assert_eq!(slots.iter().map(|slot| slot.plan.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!(unlisted.iter().map(|other| other.plan().as_str()).collect::<Vec<_>>(), ["c", "d", "e"]);
    }
}
