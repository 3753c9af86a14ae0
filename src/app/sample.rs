//! Taking the sample out: what came with it goes, what a person added meanwhile stays.

use rustc_hash::FxHashSet;

use super::action::Effect;
use super::notice::Notice;
use super::state::App;
use crate::log::Change;
use crate::model::schema::libraries::competitors;
use crate::model::{Key, Plan, RowId, Sheet, Stamp, Value};

/// Tables of the set-up, which serves one's own plan as well.
const KEPT: [Sheet; 10] = [
    Sheet::Stages,
    Sheet::Milestones,
    Sheet::Questions,
    Sheet::ActivityTypes,
    Sheet::Criteria,
    Sheet::Skills,
    Sheet::Settings,
    Sheet::Rates,
    Sheet::Objections,
    Sheet::Views,
];

impl App {
    /// Takes the sample's records out: everything but the set-up, what a person has added or named anew, what that leads to,
    /// and the mark.
    #[inline(never)]
    pub(super) fn remove_sample(&mut self, now: u64) -> Vec<Effect> {
        let own = self.own_beside_sample();
        let plan = self.ledger.plan();
        let sheets = Sheet::ALL.iter().filter(|sheet| !KEPT.contains(sheet));
        // "No decision" and the like are in every plan.
        let stays = |row: RowId| plan.get(row, competitors::ALWAYS).unwrap_or_default();
        let rows = sheets.flat_map(|&sheet| plan.table(sheet).ids().map(move |row| (sheet, row)));
        let mut changes: Vec<Change> = rows
            .filter(|(sheet, row)| *sheet != Sheet::Competitors || !stays(*row))
            .filter(|place| !own.contains(place))
            .map(|(sheet, row)| Change::Delete { sheet, row })
            .collect();
        let kept = own.iter().filter(|(sheet, _)| !KEPT.contains(sheet)).count();
        changes.extend(["sample", "today"].map(|column| Change::Set {
            sheet: Sheet::Settings,
            row: Plan::SETTINGS,
            column: Key::new_static(column),
            value: Value::Empty,
        }));
        let mut effects = self.commit(changes, "sample", now);
        effects.push(Effect::Say(Notice::SampleRemoved { kept }));
        effects
    }

    /// The records that did not come with the sample, or have another name since, and those that they link to.
    fn own_beside_sample(&self) -> FxHashSet<(Sheet, RowId)> {
        // The last thing that a sample says is that it is one.
        let Some(sample) = self.ledger.writer(Sheet::Settings, Plan::SETTINGS, "sample") else {
            return FxHashSet::default();
        };
        let is_later = |stamp: Option<Stamp>| stamp.is_some_and(|stamp| stamp > sample);
        let plan = self.ledger.plan();
        let mut open: Vec<(Sheet, RowId)> = Vec::new();
        for &sheet in Sheet::ALL.iter().filter(|sheet| !KEPT.contains(sheet)) {
            let title = sheet.title();
            let is_own = |row: &RowId| {
                is_later(self.ledger.born(sheet, *row)) || is_later(self.ledger.writer(sheet, *row, &title))
            };
            open.extend(plan.table(sheet).ids().filter(is_own).map(|row| (sheet, row)));
        }
        let mut own = FxHashSet::default();
        while let Some((sheet, row)) = open.pop() {
            if !plan.table(sheet).contains(row) || !own.insert((sheet, row)) {
                continue;
            }
            for definition in plan.table(sheet).definitions() {
                if let Some(target) = definition.kind.target() {
                    open.extend(plan.value(sheet, row, &definition.key).linked().iter().map(|link| (target, *link)));
                }
            }
        }
        own
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Action;
    use crate::app::grid::GridId;
    use crate::app::tests::desk::Desk;
    use crate::log::Label;

    const DEALS: GridId = GridId::Table(Sheet::Deals);

    fn sample() -> Desk {
        let mut desk =
            Desk::new(DEALS, "| name | account | amount |\n| [a] | Acme | 1 |\n| b | Beta | 2 |\n| c | Beta | 3 |");
        let mark = Change::Set {
            sheet: Sheet::Settings,
            row: Plan::SETTINGS,
            column: Key::new_static("sample"),
            value: Value::Check(true),
        };
        desk.app.ledger.commit(vec![mark], Label::new("settings"), 1_800_000_000_000).unwrap().unwrap();
        desk
    }

    fn names(desk: &Desk, sheet: Sheet) -> Vec<String> {
        let table = desk.app.plan().table(sheet);
        table.ids().map(|row| crate::text::title(desk.app.plan(), sheet, row, desk.app.lang).to_string()).collect()
    }

    #[test]
    fn what_somebody_added_or_named_anew_stays_with_what_it_links_to() {
        let mut desk = sample();
        desk.press("click(3,0) \"mine\" Tab \"Gamma\" Enter click(1,0) \"theirs\" Enter click(0,2) 9 Enter");
        desk.act(Action::RemoveSample);
        assert_eq!(names(&desk, Sheet::Deals), ["theirs", "mine"]);
        let mut accounts = names(&desk, Sheet::Accounts);
        accounts.sort();
        assert_eq!(accounts, ["Beta", "Gamma"]);
        assert!(matches!(desk.said(), Some(Notice::SampleRemoved { kept: 4 })), "{:?}", desk.said());
        desk.press("Ctrl+Z");
        assert_eq!(names(&desk, Sheet::Deals), ["a", "theirs", "c", "mine"]);
    }

    #[test]
    fn of_an_untouched_sample_nothing_stays() {
        let mut desk = sample();
        desk.act(Action::RemoveSample);
        assert!(names(&desk, Sheet::Deals).is_empty() && names(&desk, Sheet::Accounts).is_empty());
        assert!(matches!(desk.said(), Some(Notice::SampleRemoved { kept: 0 })));
    }
}
