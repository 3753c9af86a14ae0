//! What computed cells show.

use super::account::{health, level, plan_from_tables, signs, won_in_year, won_within, year_of};
use super::deal::{Draft, chance, is_open, read};
use super::red_flags::red_flags;
use super::unknowns::{open_unknowns, unasked};
use super::{ActivityFacts, Board, Rates};
use crate::forecast::history::AsOf;
use crate::forecast::weighted;
use crate::log::Ledger;
use crate::model::schema::{accounts, activities, deals, setup, strategy};
use crate::model::{Col, Computed, Date, Decimal, Key, Money, Percent, Plan, RowId, Sheet, Value, order, typed};

/// Everything that a computed cell may depend on.
pub struct View<'a> {
    /// The plan with its log.
    pub ledger: &'a Ledger,
    /// The day to plan by.
    pub today: Date,
    /// What the activities say.
    pub activities: &'a ActivityFacts,
    /// The forecast of the chosen period.
    pub board: &'a Board,
    /// The cell of a deal that is being typed.
    pub draft: Option<&'a Draft>,
}

impl View<'_> {
    /// The plan.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        self.ledger.plan()
    }

    /// Stages in the funnel with their numbers, in order.
    fn ladder(&self) -> Vec<(i64, RowId)> {
        let plan = self.plan();
        let number = |row| plan.get(row, setup::stages::NUMBER).map(|n| (n.trunc(), row));
        let mut ladder: Vec<_> = plan.table(Sheet::Stages).ids().filter_map(number).collect();
        order::sort(&mut ladder);
        ladder
    }

    /// The milestones of a deal that happened: ticked, or proven by an activity.
    #[must_use]
    pub fn milestones(&self, row: RowId) -> Vec<RowId> {
        let mut met = read(self.plan(), self.draft, row, deals::MILESTONES).unwrap_or_default().to_vec();
        met.extend(self.evidence(row));
        met
    }

    fn evidence(&self, row: RowId) -> impl Iterator<Item = RowId> + '_ {
        self.activities.deal(row).into_iter().flat_map(|facts| facts.evidence.iter().map(|(milestone, _)| *milestone))
    }

    /// The exit milestones of a stage, in order.
    #[must_use]
    pub fn exits(&self, stage: RowId) -> Vec<RowId> {
        let plan = self.plan();
        let of = |row: &RowId| plan.get(*row, setup::milestones::STAGE) == Some(stage);
        plan.table(Sheet::Milestones).ids().filter(of).collect()
    }

    /// The stage that the deal is said to be in, as it is being typed.
    #[must_use]
    pub fn claimed(&self, row: RowId) -> Option<RowId> {
        read(self.plan(), self.draft, row, deals::STAGE)
    }

    /// The highest stage whose entry milestones, the exits of all stages before it in the funnel, are all evidenced. What
    /// a lead outside the funnel needs is not asked of a deal that began within it.
    #[must_use]
    pub fn proven(&self, row: RowId) -> Option<RowId> {
        let evidenced: Vec<RowId> = self.evidence(row).collect();
        let mut proven = None;
        for (_, stage) in self.ladder().into_iter().filter(|(number, _)| *number >= 1) {
            proven = Some(stage);
            if self.exits(stage).iter().any(|milestone| !evidenced.contains(milestone)) {
                break;
            }
        }
        proven
    }

    /// The number of the proven stage; none where no activity proves anything, since then nothing is known.
    pub(super) fn proven_number(&self, row: RowId) -> Option<i64> {
        self.evidence(row).next()?;
        self.plan().get(self.proven(row)?, setup::stages::NUMBER).map(Decimal::trunc)
    }

    /// Exit milestones of the claimed stage and of those before it in the funnel that have not happened.
    #[must_use]
    pub fn unmet(&self, row: RowId) -> Vec<RowId> {
        self.unmet_up_to(row, 0)
    }

    /// Exit milestones of the stages before the claimed one that have not happened: what the claim runs ahead of.
    #[must_use]
    pub fn unmet_before(&self, row: RowId) -> Vec<RowId> {
        self.unmet_up_to(row, 1)
    }

    fn unmet_up_to(&self, row: RowId, before: i64) -> Vec<RowId> {
        let plan = self.plan();
        let Some(stage) = self.claimed(row) else { return Vec::new() };
        let last = plan.get(stage, setup::stages::NUMBER).map_or(0, Decimal::trunc) - before;
        let met = self.milestones(row);
        let stages = self.ladder().into_iter().filter(|(number, _)| (1..=last).contains(number));
        stages.flat_map(|(_, stage)| self.exits(stage)).filter(|milestone| !met.contains(milestone)).collect()
    }

    /// Whether the deal's milestones are kept at all: somebody gave a reason for the stage, or moved it after the day on
    /// which the deal was typed in, or one milestone happened. A deal that was only typed in says nothing about evidence.
    #[must_use]
    pub fn moved_ahead(&self, row: RowId) -> bool {
        let plan = self.plan();
        let has_reason = !plan.value(Sheet::Deals, row, "ahead_why").is_empty();
        let history = self.board.history();
        let born = history.born(row, AsOf::LATEST).map(Date::of_millis);
        let moved = history.visits(row, AsOf::LATEST).last().is_some_and(|visit| Some(visit.from) > born);
        has_reason || moved || !self.milestones(row).is_empty()
    }

    /// Days for which a contact counts.
    #[must_use]
    pub fn contact_days(&self) -> i64 {
        self.plan().get(Plan::SETTINGS, setup::settings::CONTACT_DAYS).map_or(30, Decimal::trunc)
    }
}

/// Days since an open deal entered its stage, by the log; since it entered the funnel, where that is earlier than the log.
pub(super) fn stage_age(view: &View<'_>, row: RowId) -> Option<i64> {
    if !is_open(view.plan(), view.draft, row) {
        return None;
    }
    view.board.history().visits(row, AsOf::LATEST).last().map(|visit| visit.days(view.today))
}

fn count(number: usize) -> Value {
    Value::Number(Decimal::whole(number as i64))
}

fn days(days: Option<i64>) -> Value {
    days.map_or(Value::Empty, |days| Value::Number(Decimal::whole(days)))
}

fn percent(percent: Option<Percent>) -> Value {
    percent.map_or(Value::Empty, Value::Percent)
}

/// The value of a computed cell; empty where it cannot be known.
#[must_use]
pub fn computed(view: &View<'_>, formula: Computed, row: RowId) -> Value {
    let plan = view.plan();
    match formula {
        Computed::Preparation => percent(preparation(plan, row)),
        // Without any evidence nothing is known, which is not the same as the first stage.
        Computed::ProvenStage => {
            let known = view.proven_number(row).and_then(|_| view.proven(row));
            known.map_or(Value::Empty, Value::Link)
        }
        Computed::UnmetMilestones => {
            if is_open(plan, view.draft, row) {
                count(view.unmet(row).len())
            } else {
                Value::Empty
            }
        }
        Computed::Chance => percent(chance(plan, view.draft, view.board.rates(), row).map(|chance| chance.p)),
        Computed::Weighted => {
            let weighted = weighted_value(plan, view.draft, view.board.rates(), row);
            weighted.map_or(Value::Empty, |minor| Value::Money(Money::new(minor, plan.currency())))
        }
        Computed::Pivot => view
            .board
            .pivot(row)
            .map_or(Value::Empty, |pivot| Value::Number(Decimal { millionths: (pivot.pivot * 1e6).round() as i64 })),
        Computed::Age => {
            let until = plan.get(row, deals::CLOSED).unwrap_or(view.today);
            days(plan.get(row, deals::ENTERED).map(|entered| until.days_since(entered).max(0)))
        }
        Computed::StageAge => days(stage_age(view, row)),
        Computed::StageLimit => {
            days(read(plan, view.draft, row, deals::STAGE).and_then(|stage| view.board.stage_limit(plan, stage)))
        }
        Computed::NextStep => match view.activities.deal(row).and_then(|facts| facts.next) {
            Some((_, activity)) => next_text(plan, activity),
            None => Value::Empty,
        },
        Computed::LastAdvance => {
            view.activities.deal(row).and_then(|facts| facts.last_advance).map_or(Value::Empty, Value::Date)
        }
        Computed::Pushes => count(pushes(view, row)),
        // Shown as words by the text layer, from `states`.
        Computed::State => Value::Empty,
        // The application's: a formula may name titles, which are words.
        Computed::Formula => Value::Empty,
        Computed::Fit => percent(scorecard(plan, Sheet::Scores, "deal", row, "fit")),
        Computed::Coverage => percent(coverage(view, row)),
        Computed::OpenUnknowns => count(open_unknowns(view, row).len() + unasked(view, row).len()),
        Computed::OpenFlags => {
            let open = |flag: &RowId| flag_stands(view, *flag);
            let raised = red_flags(view, row).into_iter().filter(|raised| raised.rests.is_none());
            count(plan.linked(Sheet::Flags, "deal", row).filter(open).count() + raised.count())
        }
        Computed::LastContact => {
            let contact = plan.get(row, strategy::roles::CONTACT);
            contact.and_then(|contact| view.activities.last_contact(contact)).map_or(Value::Empty, Value::Date)
        }
        Computed::LastMet => view.activities.last_contact(row).map_or(Value::Empty, Value::Date),
        Computed::DealsOfContact => deals_of_contact(plan, row),
        Computed::Revenue => money(plan, won_within(view, row, 0..365)),
        Computed::Pipeline => {
            let deals = view.board.deals_of(row).iter();
            money(plan, deals.map(|deal| i128::from(view.board.weighted(*deal))).sum())
        }
        Computed::Share => {
            let spend = plan.get(row, accounts::SPEND).and_then(|spend| plan.in_plan_currency(spend));
            let won = i64::try_from(won_within(view, row, 0..365)).ok();
            percent(spend.and_then(|spend| Percent::ratio(won?, spend)))
        }
        Computed::Level => level(plan, row).map_or(Value::Empty, |level| Value::text(&level.to_string())),
        Computed::Health => {
            let signs = signs(view, row);
            percent(health(signs.iter().filter(|(_, holds)| *holds).count(), signs.len()))
        }
        Computed::WonInYear => match year_of(plan, Sheet::PastRevenue, row) {
            Some((account, year)) => money(plan, won_in_year(view, account, year)),
            None => Value::Empty,
        },
        Computed::RevenueOfYear => match plan.get(row, accounts::past_revenue::TYPED) {
            Some(typed) => plan.in_plan_currency(typed).map_or(Value::Empty, |minor| money(plan, minor.into())),
            None => computed(view, Computed::WonInYear, row),
        },
        Computed::PlanFromTables => plan_from_tables(view, row).map_or(Value::Empty, |sum| money(plan, sum)),
        Computed::Attractiveness => percent(scorecard(plan, Sheet::Ratings, "account", row, "attractiveness")),
        Computed::Strength => percent(scorecard(plan, Sheet::Ratings, "account", row, "strength")),
    }
}

/// A sum; empty where it is too large to be shown.
fn money(plan: &Plan, minor: i128) -> Value {
    i64::try_from(minor).map_or(Value::Empty, |minor| Value::Money(Money::new(minor, plan.currency())))
}

/// Amount × probability of an open deal, in minor units of the plan's currency.
#[must_use]
pub(super) fn weighted_value(plan: &Plan, draft: Option<&Draft>, rates: Option<&Rates>, row: RowId) -> Option<i64> {
    if !is_open(plan, draft, row) {
        return None;
    }
    let amount = plan.in_plan_currency(read(plan, draft, row, deals::AMOUNT)?)?;
    let p = chance(plan, draft, rates, row)?.p.ppm.clamp(0, 1_000_000);
    Some(weighted(amount, p as u32))
}

fn next_text(plan: &Plan, activity: RowId) -> Value {
    let said = plan.value(Sheet::Activities, activity, "next");
    if plan.get(activity, activities::STATUS) == Some("done") {
        said.clone()
    } else {
        plan.value(Sheet::Activities, activity, "goal").clone()
    }
}

/// Whether a red flag that somebody wrote down is open: not closed, and not put off beyond today.
#[must_use]
pub fn flag_stands(view: &View<'_>, flag: RowId) -> bool {
    use strategy::flags::{KIND, SNOOZED, STATUS};
    let plan = view.plan();
    let rests = || plan.get(flag, SNOOZED).is_none_or(|until| until >= view.today);
    plan.get(flag, KIND) == Some("flag")
        && match plan.get(flag, STATUS) {
            Some("closed") => false,
            Some("snoozed") => !rests(),
            _ => true,
        }
}

/// The deals in whose decision a contact takes part, in the order of the people's table.
fn deals_of_contact(plan: &Plan, contact: RowId) -> Value {
    let mut deals: Vec<RowId> = Vec::new();
    for role in plan.linked(Sheet::Roles, "contact", contact) {
        let deal = plan.get(role, strategy::roles::DEAL).filter(|deal| plan.table(Sheet::Deals).contains(*deal));
        deals.extend(deal.filter(|deal| !deals.contains(deal)));
    }
    Value::links(deals)
}

/// Close dates that were moved later, by the log.
fn pushes(view: &View<'_>, row: RowId) -> usize {
    view.board.pushes(row)
}

/// Share of the fields that the activity's type requires which are filled; at most one half without any commitment
/// aimed at, where the type requires one.
fn preparation(plan: &Plan, row: RowId) -> Option<Percent> {
    let terms = preparation_terms(plan, row)?;
    let ready = terms.iter().filter(|(_, filled)| *filled).count();
    let share = Percent::ratio(ready as i64, terms.len() as i64)?;
    let wanting = terms.iter().any(|(field, filled)| field == "commitment" && !filled);
    Some(if wanting { share.min(Percent::of(50)) } else { share })
}

/// The fields that the activity's type requires, each with whether it is filled; none without a type.
pub(super) fn preparation_terms(plan: &Plan, row: RowId) -> Option<Vec<(Key, bool)>> {
    let kind = plan.get(row, activities::TYPE)?;
    let required = plan.get(kind, setup::activity_types::REQUIRES)?;
    let filled = |key: &str| !plan.value(Sheet::Activities, row, key).is_empty();
    let committed = (filled("best") && filled("best_by")) || (filled("minimum") && filled("minimum_by"));
    let ready = |field: &Key| if field == "commitment" { committed } else { filled(field) };
    Some(required.iter().map(|field| (field.clone(), ready(field))).collect())
}

/// Σ weight × score ÷ Σ weight × 4 over the rated criteria of a kind.
fn scorecard(plan: &Plan, sheet: Sheet, parent: &str, record: RowId, about: &str) -> Option<Percent> {
    let (mut reached, mut possible) = (0_i64, 0_i64);
    for (_, _, weight, score) in scorecard_terms(plan, sheet, parent, record, about) {
        reached += weight * score;
        possible += weight * 4;
    }
    Percent::ratio(reached, possible)
}

/// The rated criteria of a kind: the rating, the criterion, its weight and the score 0–4.
pub(super) fn scorecard_terms(
    plan: &Plan,
    sheet: Sheet,
    parent: &str,
    record: RowId,
    about: &str,
) -> Vec<(RowId, RowId, i64, i64)> {
    let (criterion, score): (Col<typed::Link>, Col<typed::Number>) = match sheet {
        Sheet::Scores => (strategy::scores::CRITERION, strategy::scores::SCORE),
        _ => (accounts::ratings::CRITERION, accounts::ratings::SCORE),
    };
    let rated = plan.linked(sheet, parent, record).filter_map(|row| {
        let (item, score) = (plan.get(row, criterion)?, plan.get(row, score)?);
        let weight = plan.get(item, setup::criteria::WEIGHT).map_or(1, Decimal::trunc);
        (plan.get(item, setup::criteria::ABOUT) == Some(about)).then(|| (row, item, weight, score.trunc()))
    });
    rated.collect()
}

/// Σ influence of the people who support us and were met within the plan's days ÷ Σ influence of all.
fn coverage(view: &View<'_>, deal: RowId) -> Option<Percent> {
    let (mut covered, mut all) = (0, 0);
    for (_, weight, is_covered) in coverage_terms(view, deal) {
        all += weight;
        covered += if is_covered { weight } else { 0 };
    }
    Percent::ratio(covered, all)
}

/// The people of a deal with the weight of their influence, high 3, medium 2, low 1, and whether they support us and were
/// met lately.
pub(super) fn coverage_terms(view: &View<'_>, deal: RowId) -> Vec<(RowId, i64, bool)> {
    use strategy::roles;
    let plan = view.plan();
    let days = view.contact_days();
    let term = |role: RowId| {
        let weight = match plan.get(role, roles::INFLUENCE) {
            Some("high") => 3,
            Some("low") => 1,
            _ => 2,
        };
        let supports = plan.get(role, roles::SUPPORT).is_some_and(|support| support.trunc() >= 1);
        let contact = plan.get(role, roles::CONTACT);
        let met = contact.and_then(|contact| view.activities.last_contact(contact));
        (role, weight, supports && met.is_some_and(|day| view.today.days_since(day) <= days))
    };
    plan.linked(Sheet::Roles, "deal", deal).map(term).collect()
}
