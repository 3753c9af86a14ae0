//! The red flags that the tables raise by themselves about a deal.
//!
//! They follow from what is written, so they cannot be deleted: they go when their cause goes, or rest while somebody
//! has put them off with a day and a reason.

use super::deal::{is_open, read};
use super::derive::View;
use crate::model::schema::{activities, deals, setup::stages, strategy};
use crate::model::{Date, RowId, Severity, Sheet, Value, order};

/// Why a deal deserves a second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedFlag {
    /// Nobody among the people decides about the money.
    NoEconomicBuyer,
    /// The economic buyer is known, but nobody ever met him, at stage 4 or later: the person.
    BuyerNotMet(RowId),
    /// So many people of the customer are known by name, and one is not enough.
    SingleThreaded(usize),
    /// A person of high influence is against us, support −3 or less: the person.
    Against(RowId),
    /// Nothing is planned.
    NoNextStep,
    /// The customer has not kept a promise: the activity, the day it was due.
    PromiseOverdue(RowId, Date),
    /// The expected close has passed.
    ClosePast(Date),
    /// The expected close was moved later so many times, two or more.
    Pushed(usize),
    /// The stage was claimed ahead of its milestones: how many of the stages before are unmet.
    Ahead(usize),
    /// Nobody knows who else is in, at stage 3 or later.
    CompetitorUnknown,
}

/// A flag, and until when it rests where somebody put it off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raised {
    /// What is raised.
    pub flag: RedFlag,
    /// The row that puts it off, where one holds.
    pub rests: Option<RowId>,
}

impl RedFlag {
    /// The key under which the flag is put off.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            RedFlag::NoEconomicBuyer => "no_buyer",
            RedFlag::BuyerNotMet(_) => "buyer_not_met",
            RedFlag::SingleThreaded(_) => "single_threaded",
            RedFlag::Against(_) => "against",
            RedFlag::NoNextStep => "no_next_step",
            RedFlag::PromiseOverdue(..) => "promise_overdue",
            RedFlag::ClosePast(_) => "close_past",
            RedFlag::Pushed(_) => "pushed",
            RedFlag::Ahead(_) => "ahead",
            RedFlag::CompetitorUnknown => "competitor",
        }
    }

    /// The person whom the flag is about, where it is about one.
    #[must_use]
    pub const fn person(self) -> Option<RowId> {
        match self {
            RedFlag::BuyerNotMet(role) | RedFlag::Against(role) => Some(role),
            _ => None,
        }
    }

    /// The activity that the flag is about, where it is about one.
    #[must_use]
    pub const fn activity(self) -> Option<RowId> {
        if let RedFlag::PromiseOverdue(activity, _) = self { Some(activity) } else { None }
    }

    /// How grave it is.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            RedFlag::BuyerNotMet(_) | RedFlag::Against(_) | RedFlag::ClosePast(_) => Severity::Error,
            _ => Severity::Warning,
        }
    }
}

/// The automatic flags of a deal that is open and in the funnel, the resting ones included.
#[must_use]
pub fn red_flags(view: &View<'_>, deal: RowId) -> Vec<Raised> {
    let plan = view.plan();
    let stage = read(plan, view.draft, deal, deals::STAGE);
    let number = stage.and_then(|stage| plan.get(stage, stages::NUMBER)).map_or(0, |number| number.trunc());
    if number < 1 || !is_open(plan, view.draft, deal) || view.board.is_blank(deal) {
        return Vec::new();
    }
    let mut flags = Vec::new();
    people(view, deal, number, &mut flags);
    let parked = plan.get(deal, deals::PARKED).is_some_and(|until| until >= view.today)
        && !matches!(plan.value(Sheet::Deals, deal, "parked_why"), Value::Empty);
    if !parked && view.activities.deal(deal).is_none_or(|facts| facts.next.is_none()) {
        flags.push(RedFlag::NoNextStep);
    }
    let promises = view.activities.of_deal(deal).iter().filter_map(|row| Some((*row, overdue(view, *row)?)));
    let mut promises: Vec<(RowId, Date)> = promises.collect();
    order::sort_by_key(&mut promises, |(row, due)| (*due, *row));
    flags.extend(promises.into_iter().map(|(row, due)| RedFlag::PromiseOverdue(row, due)));
    if let Some(close) = read(plan, view.draft, deal, deals::CLOSE).filter(|close| *close < view.today) {
        flags.push(RedFlag::ClosePast(close));
    }
    if view.board.pushes(deal) >= 2 {
        flags.push(RedFlag::Pushed(view.board.pushes(deal)));
    }
    let unmet = view.unmet_before(deal);
    if !unmet.is_empty() && view.moved_ahead(deal) {
        flags.push(RedFlag::Ahead(unmet.len()));
    }
    if number >= 3 && !knows_competitor(view, deal) {
        flags.push(RedFlag::CompetitorUnknown);
    }
    let resting = snoozes(view, deal);
    let raise = |flag: RedFlag| {
        let puts_off = |(_, rule, person, activity): &&(RowId, &str, Option<RowId>, Option<RowId>)| {
            *rule == flag.rule()
                && (person.is_none() || *person == flag.person())
                && (activity.is_none() || *activity == flag.activity())
        };
        Raised { flag, rests: resting.iter().find(puts_off).map(|(row, ..)| *row) }
    };
    flags.into_iter().map(raise).collect()
}

fn people(view: &View<'_>, deal: RowId, number: i64, flags: &mut Vec<RedFlag>) {
    use strategy::roles;
    let plan = view.plan();
    let (mut named, mut has_buyer) = (0, false);
    let mut about = Vec::new();
    for role in plan.linked(Sheet::Roles, "deal", deal) {
        // The full-width sign is what Chinese input writes.
        let is_named = plan.get(role, roles::NAME).is_some_and(|name| !matches!(name.trim(), "?" | "\u{ff1f}"));
        named += usize::from(is_named);
        // An economic buyer without a name is still unknown.
        if is_named && plan.get(role, roles::PARTS).is_some_and(|parts| parts.iter().any(|part| part == "economic")) {
            has_buyer = true;
            let met = plan.get(role, roles::CONTACT).and_then(|contact| view.activities.last_contact(contact));
            if number >= 4 && met.is_none() {
                about.push(RedFlag::BuyerNotMet(role));
            }
        }
        let support = plan.get(role, roles::SUPPORT).map_or(0, |support| support.trunc());
        if support <= -3 && plan.get(role, roles::INFLUENCE) == Some("high") {
            about.push(RedFlag::Against(role));
        }
    }
    if !has_buyer {
        flags.push(RedFlag::NoEconomicBuyer);
    }
    if named <= 1 {
        flags.push(RedFlag::SingleThreaded(named));
    }
    flags.append(&mut about);
}

/// The day a promise of the customer was due, where it has passed and the promise is not kept.
fn overdue(view: &View<'_>, activity: RowId) -> Option<Date> {
    let plan = view.plan();
    let kept = plan.get(activity, activities::GOT_KEPT).unwrap_or_default();
    let happened = !matches!(plan.get(activity, activities::STATUS), Some("cancelled" | "no_show"));
    let promised = !plan.value(Sheet::Activities, activity, "got").is_empty();
    plan.get(activity, activities::GOT_DUE).filter(|due| promised && happened && !kept && *due < view.today)
}

/// Whether a competitor is written down who is not in every deal anyway.
fn knows_competitor(view: &View<'_>, deal: RowId) -> bool {
    use crate::model::schema::libraries::competitors::ALWAYS;
    let plan = view.plan();
    plan.linked(Sheet::Competition, "deal", deal)
        .filter_map(|row| plan.get(row, strategy::competition::COMPETITOR))
        .filter(|competitor| plan.table(Sheet::Competitors).contains(*competitor))
        .any(|competitor| !plan.get(competitor, ALWAYS).unwrap_or_default())
}

/// The rows that put a flag of the deal off today: with a reason, and a day that has not passed.
fn snoozes<'a>(view: &'a View<'_>, deal: RowId) -> Vec<(RowId, &'a str, Option<RowId>, Option<RowId>)> {
    use strategy::snoozes::{ACTIVITY, PERSON, RULE, UNTIL, WHY};
    let plan = view.plan();
    let rows = plan.linked(Sheet::Snoozes, "deal", deal).filter(|row| {
        plan.get(*row, UNTIL).is_some_and(|until| until >= view.today)
            && plan.get(*row, WHY).is_some_and(|why| !why.trim().is_empty())
    });
    rows.filter_map(|row| Some((row, plan.get(row, RULE)?, plan.get(row, PERSON), plan.get(row, ACTIVITY)))).collect()
}
