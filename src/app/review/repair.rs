//! How a value that does not fit can be repaired: alone, or with all that are alike.

use smol_str::SmolStr;

use super::nearest::{inside, last_day, within};
use super::union::union;
use super::{Item, Open, Review};
use crate::app::action::Effect;
use crate::app::entry::Entry;
use crate::app::grid::Target;
use crate::app::joining::Pair;
use crate::app::state::App;
use crate::log::Change;
use crate::model::schema::deals;
use crate::model::{Date, Definition, Kind, Label, RowId, Sheet, Value};
use crate::text::messages::{Grid as Words, Review as Say};
use crate::text::{Ends, Fault, Parser, day_and_year, edit_text, fold, search_key, show, title};

/// One way to repair a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repair {
    /// This choice or record was meant.
    Name(Value),
    /// This value stands in the text, or is the nearest one that is allowed.
    Value(Value),
    /// Of the ways in which a text may be read this one is meant, by its place among them.
    Reading(usize, Value),
    /// An amount is this, somewhere between its low and its high end: they are written as well.
    Spread(Value, Value, Value),
    /// Of the values that two people wrote this one holds.
    Settle(Value),
    /// All that two people chose holds, where a cell takes several.
    Both(Value),
    /// A row that one deleted while another one changed it stays.
    Keep,
    /// Such a row goes.
    Drop,
    /// A view or a column becomes what another copy of the plan made of it, by its number among those.
    Other(usize),
    /// A record becomes one with that of the same name which another copy of the plan began.
    Join,
    /// Two records of one name stay two.
    LeaveTwo,
    /// Day before month.
    DayFirst(Date),
    /// Month before day.
    MonthFirst(Date),
    /// The text becomes a choice of the column.
    Choice,
    /// The text becomes a record of the linked table.
    Record(Sheet),
}

impl Repair {
    /// Whether it reads each text for itself: alike values then become different ones.
    pub(super) const fn reads(&self) -> bool {
        matches!(
            self,
            Repair::DayFirst(_) | Repair::MonthFirst(_) | Repair::Reading(..) | Repair::Spread(..) | Repair::Value(_)
        )
    }
}

/// The place of the difference among the readings of a range.
const DIFFERENCE: usize = 3;

/// The part of a text that is at fault: of a list of names the one that nobody knows.
fn part<'a>(text: &'a str, fault: &'a Fault) -> &'a str {
    match fault {
        Fault::UnknownChoice { text, .. }
        | Fault::AmbiguousChoice { text, .. }
        | Fault::UnknownRecord { text, .. }
        | Fault::AmbiguousRecord { text, .. } => text,
        _ => text.trim(),
    }
}

/// Whether a record of the table can be begun by its name alone.
fn can_stand_alone(sheet: Sheet) -> bool {
    sheet.parent().is_none() && sheet.definition(&sheet.title()).is_some_and(|title| matches!(title.kind, Kind::Text))
}

/// Whether the repair of one value repairs another as well.
pub(super) fn are_alike(repair: &Repair, one: &Open<'_>, other: &Open<'_>) -> bool {
    if (one.item.sheet, &one.item.column) != (other.item.sheet, &other.item.column) {
        return false;
    }
    match repair {
        // Each of them is a decision.
        Repair::Settle(_)
        | Repair::Both(_)
        | Repair::Keep
        | Repair::Drop
        | Repair::Other(_)
        | Repair::Join
        | Repair::LeaveTwo => one.number == other.number,
        Repair::DayFirst(_) | Repair::MonthFirst(_) => matches!(other.fault, Fault::AmbiguousDate { .. }),
        // What is added has one name.
        Repair::Choice | Repair::Record(_) | Repair::Name(_) => {
            std::mem::discriminant(&one.fault) == std::mem::discriminant(&other.fault)
                && search_key(part(&one.text, &one.fault)) == search_key(part(&other.text, &other.fault))
        }
        // Few ranges have a difference.
        Repair::Reading(DIFFERENCE.., _) => one.text == other.text,
        Repair::Value(_) | Repair::Reading(..) | Repair::Spread(..) => {
            one.text == other.text || std::mem::discriminant(&one.fault) == std::mem::discriminant(&other.fault)
        }
    }
}

impl App {
    /// What can be done about a text that does not fit its column, the likeliest first.
    pub(super) fn repairs(&self, parser: &Parser<'_>, open: &Open<'_>) -> Vec<Repair> {
        let Open { item, definition, text, fault, .. } = open;
        let mut repairs: Vec<Repair> = Vec::new();
        match fault {
            Fault::AmbiguousDate { one, two } => {
                repairs.extend([Repair::MonthFirst(*two), Repair::DayFirst(*one)]);
            }
            Fault::UnknownChoice { .. } | Fault::AmbiguousChoice { .. } => {
                repairs.extend(self.nearest(definition, part(text, fault)).into_iter().map(Repair::Name));
                if matches!(fault, Fault::UnknownChoice { .. }) {
                    repairs.push(Repair::Choice);
                }
            }
            Fault::UnknownRecord { sheet, .. } | Fault::AmbiguousRecord { sheet, .. } => {
                repairs.extend(self.nearest(definition, part(text, fault)).into_iter().map(Repair::Name));
                if matches!(fault, Fault::UnknownRecord { .. }) && can_stand_alone(*sheet) {
                    repairs.push(Repair::Record(*sheet));
                }
            }
            Fault::Apart { .. } | Fault::ApartBy { .. } => {
                let others = self.others(item.sheet, item.row, &item.column);
                repairs.push(Repair::Keep);
                repairs.extend((0..others.len()).map(Repair::Other));
            }
            Fault::BegunTwice => repairs.extend([Repair::Join, Repair::LeaveTwo]),
            fault if fault.is_about_row() => repairs.extend([Repair::Keep, Repair::Drop]),
            Fault::Contested { .. } | Fault::ContestedBy { .. } => {
                let own = self.plan().value(item.sheet, item.row, &item.column).clone();
                let others = self.contesters(item.sheet, item.row, &item.column).into_iter().map(|(value, _)| value);
                let values: Vec<Value> = [own].into_iter().chain(others).collect();
                let both = union(definition, &values).map(Repair::Both);
                repairs.extend(values.into_iter().map(Repair::Settle).chain(both));
            }
            Fault::AmountRange { .. }
            | Fault::NumberRange { .. }
            | Fault::DoubtfulComma { .. }
            | Fault::DoubtfulPoint { .. } => {
                repairs.extend(spread(parser, item.sheet, definition, text));
                let readings = readings(parser, definition, text, fault).into_iter().enumerate();
                repairs.extend(readings.filter_map(|(at, value)| Some(Repair::Reading(at, value?))));
            }
            Fault::NotACheck => {
                repairs.extend([true, false].map(|ticked| Repair::Value(Value::Check(ticked))));
            }
            _ => repairs.extend(self.value_for(parser, definition, text, fault).map(Repair::Value)),
        }
        repairs
    }

    /// What a repair that reads each text for itself makes of one; none where it reads nothing in it.
    pub(super) fn read_by(
        &self,
        parser: &Parser<'_>,
        definition: &Definition,
        (text, fault): (&str, &Fault),
        repair: &Repair,
    ) -> Option<Value> {
        match (repair, fault) {
            (Repair::DayFirst(_), Fault::AmbiguousDate { one, .. }) => Some(Value::Date(*one)),
            (Repair::MonthFirst(_), Fault::AmbiguousDate { two, .. }) => Some(Value::Date(*two)),
            (Repair::Reading(at, _), _) => readings(parser, definition, text, fault).into_iter().nth(*at).flatten(),
            (Repair::Spread(..), _) => {
                parser.ends(definition, text).filter(|ends| ends.low != ends.high).and_then(|ends| ends.middle)
            }
            (Repair::Value(value @ Value::Check(_)), _) => Some(value.clone()),
            (Repair::Value(_), _) => self.value_for(parser, definition, text, fault),
            _ => None,
        }
    }

    /// The value that a text holds or comes nearest to.
    fn value_for(&self, parser: &Parser<'_>, definition: &Definition, text: &str, fault: &Fault) -> Option<Value> {
        match fault {
            Fault::NoSuchDay => last_day(parser, definition, text),
            // Without its sign it would be another amount, and what would keep a rule nobody can tell.
            Fault::NegativeMoney | Fault::ShareForMoney | Fault::BreaksRule { .. } => None,
            Fault::NotWhole
            | Fault::OutOfRange { .. }
            | Fault::NotARating { .. }
            | Fault::NotARatingOrUnknown { .. }
            | Fault::PercentOutOfRange => {
                within(self.plan(), parser, definition, text, fault).or_else(|| inside(parser, definition, text))
            }
            _ => inside(parser, definition, text),
        }
    }

    /// A repair in words.
    pub(super) fn repair_label(&self, parser: &Parser<'_>, open: &Open<'_>, repair: &Repair) -> SmolStr {
        let (plan, lang) = (self.plan(), self.lang);
        let Open { definition, text, fault, .. } = open;
        let named = || SmolStr::new(part(text, fault));
        match repair {
            Repair::Settle(value) => self.named_value(parser, definition, value),
            Repair::Both(value) => Say::Both { values: self.named_value(parser, definition, value) }.text(lang).into(),
            Repair::Keep if matches!(fault, Fault::Apart { .. } | Fault::ApartBy { .. }) => {
                self.keep_label(open.item.sheet, open.item.row, &open.item.column).into()
            }
            Repair::Other(at) => {
                let others = self.others(open.item.sheet, open.item.row, &open.item.column);
                others.get(*at).map(|other| other.label(self).into()).unwrap_or_default()
            }
            Repair::Keep if open.item.sheet == Sheet::Views => Say::KeepView.text(lang).into(),
            Repair::Drop if open.item.sheet == Sheet::Views => Say::DropView.text(lang).into(),
            Repair::Join => Say::JoinTwo.text(lang).into(),
            Repair::LeaveTwo => Say::LeaveTwo.text(lang).into(),
            Repair::Keep => Say::KeepRow.text(lang).into(),
            Repair::Drop => Say::DropRow.text(lang).into(),
            Repair::Name(Value::Choice(key)) => {
                let choice = definition.kind.choices().iter().find(|choice| choice.key == *key);
                choice.map_or_else(|| key.clone(), |choice| lang.pick(&choice.label).into())
            }
            Repair::Name(Value::Link(row)) => {
                let Some(sheet) = definition.kind.target() else { return named() };
                let name = title(plan, sheet, *row, lang);
                let row = plan.table(sheet).position(*row).map_or(0, |at| at + 1);
                match fault {
                    // Names that are the same are told apart by where they stand.
                    Fault::AmbiguousRecord { .. } => Say::NamedInRow { name, row }.text(lang).into(),
                    _ => name,
                }
            }
            Repair::Reading(at, value) => {
                let value = show(plan, definition, value, lang);
                match (fault, at) {
                    (Fault::DoubtfulComma { .. } | Fault::DoubtfulPoint { .. }, _) => value,
                    (_, 0) => Say::LowEnd { value }.text(lang).into(),
                    (_, 1) => Say::Middle { value }.text(lang).into(),
                    (_, 2) => Say::HighEnd { value }.text(lang).into(),
                    _ => Say::Difference { value }.text(lang).into(),
                }
            }
            Repair::Spread(low, middle, high) => {
                let [low, value, high] = [low, middle, high].map(|value| show(plan, definition, value, lang));
                Say::Spread { low, value, high }.text(lang).into()
            }
            Repair::Value(value @ Value::Check(_)) => edit_text(plan, definition, value, lang),
            Repair::Name(value) | Repair::Value(value) => show(plan, definition, value, lang),
            Repair::DayFirst(day) | Repair::MonthFirst(day) => day_and_year(*day, lang).into(),
            Repair::Choice => Say::AddOption { text: named() }.text(lang).into(),
            Repair::Record(sheet) => Words::CreateRecord { text: named(), sheet: *sheet }.text(lang).into(),
        }
    }

    /// Repairs a value, and with it all that are alike where that is wished for: one step of undo.
    pub(super) fn repair(&mut self, number: usize, repair: &Repair, now: u64) -> Vec<Effect> {
        let Some(review) = self.review.clone() else { return Vec::new() };
        match (repair, review.items.get(number)) {
            (Repair::Join, Some(Item { sheet, row, twin: Some(other), .. })) => {
                return self.join(Pair { sheet: *sheet, row: *row, other: *other }, now);
            }
            (Repair::LeaveTwo, _) => return self.leave(number),
            _ => {}
        }
        let (chosen, names) = {
            let all: Vec<Open<'_>> = self.open_items(&review).collect();
            let Some(one) = all.iter().find(|open| open.number == number) else { return Vec::new() };
            let alike = |other: &&Open<'_>| other.number == number || review.together && are_alike(repair, one, other);
            let chosen: Vec<usize> = all.iter().filter(alike).map(|open| open.number).collect();
            (chosen, all.iter().map(|open| 1 + open.text.len() / 2).sum())
        };
        let fresh: Vec<RowId> = self.ledger.fresh_rows(now, names).collect();
        let (changes, count) = self.repairing(&review, number, &chosen, repair, fresh);
        self.repaired(changes, count, now)
    }

    /// The changes that repair some values of one column, and how many of them then fit.
    fn repairing(
        &self,
        review: &Review,
        number: usize,
        chosen: &[usize],
        repair: &Repair,
        fresh: Vec<RowId>,
    ) -> (Vec<Change>, usize) {
        let open: Vec<Open<'_>> = self.open_items(review).filter(|open| chosen.contains(&open.number)).collect();
        let Some(first) = open.first() else { return Default::default() };
        let (sheet, mut definition) = (first.item.sheet, first.definition.clone());
        let apart = || matches!(first.fault, Fault::Apart { .. } | Fault::ApartBy { .. });
        match repair {
            Repair::Keep if apart() => {
                return (self.kept_as_it_is(sheet, first.item.row, &first.item.column), 1);
            }
            Repair::Other(at) => {
                let others = self.others(sheet, first.item.row, &first.item.column);
                return (others.into_iter().nth(*at).map(|other| other.changes).unwrap_or_default(), 1);
            }
            Repair::Keep => return (self.kept_row(sheet, first.item.row), 1),
            Repair::Drop => return (vec![Change::Delete { sheet, row: first.item.row }], 1),
            _ => {}
        }
        let mut changes = Vec::new();
        if *repair == Repair::Choice {
            for one in &open {
                let more = definition.with_choice(Label::both(part(&one.text, &one.fault)));
                definition = more.map_or(definition, |(more, _)| more);
            }
            changes.push(Change::Define { sheet, definition: Box::new(definition.clone()) });
        }
        let parser = self.parser();
        let mut entry = Entry::new(self, fresh);
        let mut count = 0;
        for Open { number: own, item, text, fault, .. } in &open {
            let target = Target { sheet, row: Some(item.row), column: item.column.clone() };
            let parent = self.parent_of(sheet, item.row);
            let value = match (repair, fault) {
                (Repair::Settle(value) | Repair::Both(value), _) => Some(value.clone()),
                (Repair::Spread(..), _) => match spread(&parser, sheet, &definition, text) {
                    Some(Repair::Spread(low, middle, high)) => {
                        entry.set(sheet, item.row, deals::LOW.key(), low);
                        entry.set(sheet, item.row, deals::HIGH.key(), high);
                        Some(middle)
                    }
                    _ => None,
                },
                (Repair::Value(value), _) if *own == number => Some(value.clone()),
                _ if repair.reads() => self.read_by(&parser, &definition, (text, fault), repair),
                (Repair::Choice, _) => Some(entry.read(&definition, text, &target, parent)),
                (Repair::Record(_), _) => Some(entry.read_beginning(&definition, text, &target, parent)),
                (Repair::Name(value), fault) => match definition.kind {
                    Kind::Choice(_) | Kind::Link(_) => Some(value.clone()),
                    // Of a list only the part at fault is exchanged.
                    _ => {
                        let name = edit_text(self.plan(), &definition, &list_of_one(value), self.lang);
                        let text = text.replacen(part(text, fault), &name, 1);
                        Some(entry.read(&definition, &text, &target, parent))
                    }
                },
                _ => None,
            };
            let Some(value) = value else { continue };
            count += usize::from(!value.is_invalid());
            entry.set(sheet, item.row, item.column.clone(), value);
        }
        changes.extend(entry.changes);
        (changes, count)
    }
}

/// The text with a point that is before decimals beyond doubt: with a fourth digit behind it.
fn decimal(folded: &str) -> String {
    let at = folded.find('.').map_or(0, |at| at + 4);
    let is_three = |(before, after): &(&str, &str)| {
        before.bytes().rev().take(3).all(|b| b.is_ascii_digit()) && !after.starts_with(|c: char| c.is_ascii_digit())
    };
    match folded.split_at_checked(at).filter(is_three) {
        Some((before, after)) if at > 0 => format!("{before}0{after}"),
        _ => folded.to_owned(),
    }
}

/// The ways in which a text may be read, each at its place: of a range its low end, its middle, its high end, and the
/// difference of the two; of a comma or a point as the one before decimals, and between thousands.
fn readings(parser: &Parser<'_>, definition: &Definition, text: &str, fault: &Fault) -> Vec<Option<Value>> {
    match fault {
        Fault::DoubtfulComma { .. } => {
            let folded = fold(text);
            let both = [decimal(&folded.replacen(',', ".", 1)), folded.replacen(',', "", 1)];
            both.map(|text| parser.read(definition, &text).ok()).into()
        }
        Fault::DoubtfulPoint { .. } => {
            let folded = fold(text);
            let both = [decimal(&folded), folded.replacen('.', "", 1)];
            both.map(|text| parser.read(definition, &text).ok()).into()
        }
        _ => parser.ends(definition, text).map_or_else(Vec::new, |ends| {
            let Ends { low, middle, high, difference } = ends;
            let high = Some(high).filter(|high| *high != low);
            vec![Some(low), middle.filter(|_| high.is_some()), high, difference]
        }),
    }
}

/// The amount of a deal with both its ends.
fn spread(parser: &Parser<'_>, sheet: Sheet, definition: &Definition, text: &str) -> Option<Repair> {
    let is_amount = sheet == Sheet::Deals && definition.key == deals::AMOUNT.key();
    let Ends { low, middle, high, .. } = parser.ends(definition, text).filter(|_| is_amount)?;
    middle.filter(|_| low != high).map(|middle| Repair::Spread(low, middle, high))
}

fn list_of_one(value: &Value) -> Value {
    match value {
        Value::Choice(key) => Value::choices(vec![key.clone()]),
        Value::Link(row) => Value::links(vec![*row]),
        other => other.clone(),
    }
}
