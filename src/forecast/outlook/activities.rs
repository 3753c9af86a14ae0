//! What the activities say about deals and people, kept up to date row by row.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::schema::activities;
use crate::model::{Date, Plan, RowId, Sheet, Value, order};

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

/// What all activities say.
#[derive(Clone, Debug, Default)]
pub struct ActivityFacts {
    made_of: Option<(u64, Date)>,
    links: FxHashMap<RowId, Links>,
    of_deal: FxHashMap<RowId, Vec<RowId>>,
    meetings: FxHashMap<RowId, Vec<(RowId, Date)>>,
    deals: FxHashMap<RowId, DealActivity>,
}

/// Whom an activity is about.
#[derive(Clone, Debug, Default)]
struct Links {
    deal: Option<RowId>,
    people: Vec<RowId>,
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
            self.link(plan, row);
        }
        let deals: Vec<RowId> = self.of_deal.keys().copied().collect();
        for deal in deals {
            self.gather(plan, deal, today);
        }
    }

    /// Takes in the activities that were touched, and says which deals they are or were about. The facts must have been
    /// up to date before.
    pub fn update(&mut self, plan: &Plan, today: Date, touched: &[RowId]) -> FxHashSet<RowId> {
        let mut deals = FxHashSet::default();
        if self.made_of.is_none_or(|(_, day)| day != today) {
            self.refresh(plan, today);
            return self.of_deal.keys().copied().collect();
        }
        let mut before = None;
        for &row in touched {
            if before.replace(row) == Some(row) {
                continue;
            }
            deals.extend(self.unlink(row));
            if plan.table(Sheet::Activities).contains(row) {
                deals.extend(self.link(plan, row));
            }
        }
        for deal in &deals {
            self.gather(plan, *deal, today);
        }
        self.made_of = Some((plan.table(Sheet::Activities).version(), today));
        deals
    }

    /// What is known of a deal; none where it has no activity.
    #[must_use]
    pub fn deal(&self, deal: RowId) -> Option<&DealActivity> {
        self.deals.get(&deal)
    }

    /// The activities about a deal, in no order.
    #[must_use]
    pub fn of_deal(&self, deal: RowId) -> &[RowId] {
        self.of_deal.get(&deal).map_or(&[], Vec::as_slice)
    }

    /// The meetings with a contact, each with its day, in no order.
    #[must_use]
    pub fn meetings(&self, contact: RowId) -> &[(RowId, Date)] {
        self.meetings.get(&contact).map_or(&[], Vec::as_slice)
    }

    /// When somebody last met a contact.
    #[must_use]
    pub fn last_contact(&self, contact: RowId) -> Option<Date> {
        self.meetings.get(&contact)?.iter().map(|(_, day)| *day).max()
    }

    fn link(&mut self, plan: &Plan, row: RowId) -> Option<RowId> {
        let deal = plan.get(row, activities::DEAL);
        if let Some(deal) = deal {
            self.of_deal.entry(deal).or_default().push(row);
        }
        let mut people = Vec::new();
        if let Some(done) = done_on(plan, row) {
            people = plan.get(row, activities::PEOPLE).unwrap_or_default().to_vec();
            for contact in &people {
                self.meetings.entry(*contact).or_default().push((row, done));
            }
        }
        self.links.insert(row, Links { deal, people });
        deal
    }

    fn unlink(&mut self, row: RowId) -> Option<RowId> {
        let Links { deal, people } = self.links.remove(&row)?;
        for contact in people {
            if let Some(meetings) = self.meetings.get_mut(&contact) {
                meetings.retain(|(activity, _)| *activity != row);
            }
        }
        if let Some(rows) = deal.and_then(|deal| self.of_deal.get_mut(&deal)) {
            rows.retain(|other| *other != row);
        }
        deal
    }

    fn gather(&mut self, plan: &Plan, deal: RowId, today: Date) {
        let position = |row: &RowId| (plan.table(Sheet::Activities).position(*row), *row);
        let mut rows: Vec<(Option<usize>, RowId)> = self.of_deal(deal).iter().map(position).collect();
        if rows.is_empty() {
            self.deals.remove(&deal);
            self.of_deal.remove(&deal);
            return;
        }
        // In the order of the table, so that of two equal next steps the upper one is shown.
        order::sort(&mut rows);
        let mut facts = DealActivity::default();
        for (_, row) in rows {
            facts.add(plan, row, today);
        }
        self.deals.insert(deal, facts);
    }
}

/// A next step without a date counts for so many days after the activity that named it.
const UNDATED_DAYS: i64 = 30;

/// The day on which an activity was done; none where it was not.
pub(super) fn done_on(plan: &Plan, row: RowId) -> Option<Date> {
    plan.get(row, activities::DONE).filter(|_| plan.get(row, activities::STATUS) == Some("done"))
}

impl DealActivity {
    fn add(&mut self, plan: &Plan, row: RowId, today: Date) {
        self.count += 1;
        if let Some(done) = done_on(plan, row) {
            let evidence = plan.get(row, activities::EVIDENCE).unwrap_or_default();
            self.evidence.extend(evidence.iter().map(|milestone| (*milestone, row)));
            let outcome = plan.get(row, activities::OUTCOME);
            if matches!(outcome, Some("order" | "advance")) || !evidence.is_empty() {
                self.last_advance = self.last_advance.max(Some(done));
            }
        }
        let ahead = match plan.get(row, activities::STATUS) {
            Some("cancelled" | "no_show") => None,
            Some("done") => {
                let by = plan.get(row, activities::NEXT_BY);
                let said = !matches!(plan.value(Sheet::Activities, row, "next"), Value::Empty);
                // Without a date it is meant soon; said long ago and never done, it is no step.
                let fresh = || done_on(plan, row).is_none_or(|done| today.days_since(done) <= UNDATED_DAYS);
                (said && by.map_or_else(fresh, |by| by >= today)).then_some(by)
            }
            _ => plan.get(row, activities::PLANNED).filter(|day| *day >= today).map(Some),
        };
        let Some(day) = ahead else { return };
        let earlier = match self.next {
            None => true,
            Some((None, _)) => day.is_some(),
            Some((Some(best), _)) => day.is_some_and(|day| day < best),
        };
        if earlier {
            self.next = Some((day, row));
        }
    }
}
