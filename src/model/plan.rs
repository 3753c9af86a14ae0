//! The state of a plan: all its tables. Only the log changes it.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::{
    Col, Currency, Decimal, Definition, Money, Read, RowId, Sheet, Table, Value, order, schema::setup::settings,
};

/// All tables of a plan, as the fold of its operations.
#[derive(Clone, Debug)]
pub struct Plan {
    tables: Vec<Table>,
}

impl Default for Plan {
    fn default() -> Plan {
        Plan { tables: Sheet::ALL.iter().map(|&sheet| Table::new(sheet)).collect() }
    }
}

impl Plan {
    /// The one row of settings.
    pub const SETTINGS: RowId = RowId::builtin(1);

    /// One table.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "there is a table for each sheet, by construction")]
    pub fn table(&self, sheet: Sheet) -> &Table {
        &self.tables[sheet.index()]
    }

    #[expect(clippy::indexing_slicing, reason = "there is a table for each sheet, by construction")]
    pub(crate) fn table_mut(&mut self, sheet: Sheet) -> &mut Table {
        &mut self.tables[sheet.index()]
    }

    /// A typed cell, where it holds a value of its type.
    #[must_use]
    pub fn get<T: Read>(&self, row: RowId, column: Col<T>) -> Option<T::Out<'_>> {
        let table = self.table(column.sheet);
        T::read(table.cell(table.slot(row)?, column.index))
    }

    /// A cell by table, row and key; empty where there is none.
    #[must_use]
    pub fn value(&self, sheet: Sheet, row: RowId, key: &str) -> &Value {
        self.table(sheet).value(row, key)
    }

    /// The living rows of `sheet` whose `column` links to `record`, in order.
    pub fn linked(&self, sheet: Sheet, column: &str, record: RowId) -> impl Iterator<Item = RowId> + '_ {
        let table = self.table(sheet);
        let at = table.column(column).unwrap_or(usize::MAX);
        table
            .order()
            .iter()
            .filter(move |&&slot| table.cell(slot, at).linked().contains(&record))
            .filter_map(move |&slot| table.id(slot))
    }

    /// Whether nobody has written anything into a row yet: no problem, and no deal.
    #[must_use]
    pub fn is_blank(&self, sheet: Sheet, row: RowId) -> bool {
        let (table, parent, begun) = (self.table(sheet), sheet.parent(), sheet.begun_with());
        let Some(slot) = table.slot(row) else { return false };
        let said = |(at, own): (usize, &Definition)| {
            own.computed.is_none()
                && !table.cell(slot, at).is_empty()
                && (!begun.contains(&own.key.as_str()) || table.cell(slot, at).is_invalid())
                && Some(&own.key) != parent.as_ref()
        };
        !table.present_at().any(said)
    }

    /// The plan's currency.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.get(Plan::SETTINGS, settings::CURRENCY).and_then(Currency::parse).unwrap_or(Currency::CNY)
    }

    /// The plan's name; empty where it has none.
    #[must_use]
    pub fn name(&self) -> &str {
        self.get(Plan::SETTINGS, settings::NAME).unwrap_or_default()
    }

    /// The month 1–12 in which the plan's fiscal year begins.
    #[must_use]
    pub fn fiscal_month(&self) -> u32 {
        let month = self.get(Plan::SETTINGS, settings::FISCAL).map_or(1, |month| month.trunc());
        month.clamp(1, 12) as u32
    }

    /// Whether the plan is marked as sample data.
    #[must_use]
    pub fn is_sample(&self) -> bool {
        self.get(Plan::SETTINGS, settings::SAMPLE).unwrap_or_default()
    }

    /// What one unit of another currency is worth in units of the plan's; none where there is no rate.
    #[must_use]
    pub fn rate(&self, currency: Currency) -> Option<Decimal> {
        use super::schema::setup::rates;
        let of = |row: &RowId| self.get(*row, rates::CURRENCY) == Some(currency.code());
        let row = self.table(Sheet::Rates).ids().rev().find(of)?;
        self.get(row, rates::RATE)
    }

    /// What an amount is worth in the plan's currency, rounded half up; none where the rate is missing.
    #[must_use]
    pub fn in_plan_currency(&self, money: Money) -> Option<i64> {
        let own = self.currency();
        if money.currency == own {
            return Some(money.minor);
        }
        let rate = self.rate(money.currency)?;
        let denominator = i128::from(money.currency.scale()) * i128::from(Decimal::ONE);
        let exact = i128::from(money.minor) * i128::from(rate.millionths) * i128::from(own.scale());
        i64::try_from((2 * exact + denominator).div_euclid(2 * denominator)).ok()
    }

    /// A digest of everything a person could see in the tables: equal plans have equal digests.
    #[must_use]
    pub fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for table in &self.tables {
            if table.is_empty() && table.defined() == 0 {
                continue;
            }
            let mut columns: Vec<_> = table.definitions().iter().enumerate().map(|(at, d)| (&d.key, at)).collect();
            order::sort(&mut columns);
            for &slot in table.order() {
                (table.sheet(), table.id(slot), table.place(slot)).hash(&mut hasher);
                for (key, at) in &columns {
                    let value = table.cell(slot, *at);
                    if !value.is_empty() {
                        (key, value).hash(&mut hasher);
                    }
                }
            }
            for (_, at) in &columns {
                let Some(definition) = table.definitions().get(*at) else { continue };
                let is_built_in = table.sheet().definitions().get(*at) == Some(definition);
                if !is_built_in && !definition.deleted && !definition.is_claimed() {
                    (table.sheet(), definition).hash(&mut hasher);
                }
            }
        }
        hasher.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;
    use std::collections::HashSet;

    #[test]
    fn the_schema_is_sound() {
        let mut sheets = HashSet::new();
        for &sheet in Sheet::ALL {
            assert!(sheets.insert(sheet.key()), "two sheets {}", sheet.key());
            assert_eq!(Sheet::ALL[sheet.index()], sheet);
            let mut keys = HashSet::new();
            for definition in sheet.definitions() {
                let place = format!("{}.{}", sheet.key(), definition.key);
                assert!(keys.insert(definition.key.clone()), "two columns {place}");
                assert!(!definition.label.en.is_empty() && !definition.label.zh.is_empty(), "{place} lacks a label");
                assert!(
                    definition.key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'),
                    "{place}"
                );
                let mut choices = HashSet::new();
                for choice in definition.kind.choices() {
                    assert!(choices.insert(choice.key.clone()), "{place} has two choices {}", choice.key);
                    assert!(!choice.label.en.is_empty() && !choice.label.zh.is_empty(), "{place} {}", choice.key);
                }
            }
            assert!(sheet.definition(&sheet.title()).is_some(), "{} has no title", sheet.key());
            if let Some(parent) = sheet.parent() {
                assert!(matches!(sheet.definition(&parent).map(|d| &d.kind), Some(Kind::Link(_))), "{}", sheet.key());
            }
        }
    }

    #[test]
    fn typed_columns_point_at_their_definitions() {
        use crate::model::schema::{activities, deals, setup::stages, strategy::roles};
        assert_eq!(deals::NAME.key(), "name");
        assert_eq!(deals::FLAGS.key(), "open_flags");
        assert_eq!(activities::NOTE.key(), "note");
        assert_eq!(roles::LAST.key(), "last_contact");
        assert_eq!(stages::LIMIT.key(), "limit");
    }
}
