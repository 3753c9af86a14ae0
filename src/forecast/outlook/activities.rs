//! What the activities say about deals and people, gathered in one pass.

use rustc_hash::FxHashMap;

use crate::model::schema::activities;
use crate::model::{Date, Plan, RowId, Sheet, Value};

/// What the activities of one deal say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DealActivity {
    /// How many activities there are, planned ones included.
    pub count: usize,
    /// Milestones that an activity proves, with that activity.
    pub evidence: Vec<(RowId, RowId)>,
    /// The next step that is still ahead, the earliest by date: the day, where one is given, and the activity.
    pub next: Option<(Option<Date>, RowId)>,
    /// When the customer last advanced the deal: an order or an advance, or a milestone proven.
    pub last_advance: Option<Date>,
}

/// What all activities say; made anew when the table changes.
#[derive(Clone, Debug, Default)]
pub struct ActivityFacts {
    made_of: Option<(u64, Date)>,
    deals: FxHashMap<RowId, DealActivity>,
    contacts: FxHashMap<RowId, Date>,
}

impl ActivityFacts {
    /// Gathers again where the activities or the day have changed.
    pub fn refresh(&mut self, plan: &Plan, today: Date) {
        let made_of = Some((plan.table(Sheet::Activities).version(), today));
        if self.made_of == made_of {
            return;
        }
        *self = ActivityFacts { made_of, ..ActivityFacts::default() };
        for row in plan.table(Sheet::Activities).ids() {
            self.add(plan, row, today);
        }
    }

    /// What is known of a deal; none where it has no activity.
    #[must_use]
    pub fn deal(&self, deal: RowId) -> Option<&DealActivity> {
        self.deals.get(&deal)
    }

    /// When somebody last met a contact.
    #[must_use]
    pub fn last_contact(&self, contact: RowId) -> Option<Date> {
        self.contacts.get(&contact).copied()
    }

    fn add(&mut self, plan: &Plan, row: RowId, today: Date) {
        let done = plan.get(row, activities::DONE).filter(|_| plan.get(row, activities::STATUS) == Some("done"));
        if let Some(done) = done {
            for contact in plan.get(row, activities::PEOPLE).unwrap_or_default() {
                let last = self.contacts.entry(*contact).or_insert(done);
                *last = done.max(*last);
            }
        }
        let Some(deal) = plan.get(row, activities::DEAL) else { return };
        let facts = self.deals.entry(deal).or_default();
        facts.count += 1;
        if let Some(done) = done {
            let evidence = plan.get(row, activities::EVIDENCE).unwrap_or_default();
            facts.evidence.extend(evidence.iter().map(|milestone| (*milestone, row)));
            let advanced =
                matches!(plan.get(row, activities::OUTCOME), Some("order" | "advance")) || !evidence.is_empty();
            if advanced {
                facts.last_advance = facts.last_advance.max(Some(done));
            }
        }
        let ahead = match plan.get(row, activities::STATUS) {
            Some("cancelled" | "no_show") => None,
            Some("done") => {
                let by = plan.get(row, activities::NEXT_BY);
                let said = !matches!(plan.value(Sheet::Activities, row, "next"), Value::Empty);
                (said && by.is_none_or(|by| by >= today)).then_some(by)
            }
            _ => plan.get(row, activities::PLANNED).filter(|day| *day >= today).map(Some),
        };
        if let Some(day) = ahead {
            let earlier = match facts.next {
                None => true,
                Some((None, _)) => day.is_some(),
                Some((Some(best), _)) => day.is_some_and(|day| day < best),
            };
            if earlier {
                facts.next = Some((day, row));
            }
        }
    }
}
