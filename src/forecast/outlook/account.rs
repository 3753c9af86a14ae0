//! What the other tables say about an account: revenue, level of the relationship, health, the years ahead.

use super::derive::View;
use crate::model::letters::in_small;
use crate::model::schema::{accounts, activities, deals, setup};
use crate::model::{Date, Decimal, Key, Percent, Plan, RowId, Sheet, order};

/// A sign of a sound relationship; each counts the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Somebody of theirs was met within the days that a contact counts.
    MetLately,
    /// People of two functions or more are paired with ours, or at least one who does not sell.
    ManyLayers,
    /// The level of the relationship has reached its target, or "preferred" where there is no target.
    LevelReached,
    /// What they bought in the last twelve months is no less than in the twelve before.
    RevenueHolds,
    /// There is an open deal.
    DealsOpen,
    /// No promise, theirs in an activity or ours in an initiative, is overdue.
    PromisesKept,
    /// No likely attack is without a defence.
    Defended,
    /// The plan was reviewed within a year together with a person of the customer.
    ReviewedTogether,
}

/// Days back that the run rate counts: twelve months.
const RUN_RATE_DAYS: i64 = 365;
/// Days for which a review of the plan counts.
const REVIEW_DAYS: i64 = 365;

/// The signs that can be judged, each with whether it holds; none of them is judged without something written down.
#[must_use]
pub fn signs(view: &View<'_>, account: RowId) -> Vec<(Sign, bool)> {
    let plan = view.plan();
    let mut found = Vec::new();
    let contacts: Vec<RowId> = plan.linked(Sheet::Contacts, "account", account).collect();
    if !contacts.is_empty() {
        let days = view.contact_days();
        let met = |contact: &RowId| {
            view.activities.last_contact(*contact).is_some_and(|day| view.today.days_since(day) <= days)
        };
        found.push((Sign::MetLately, contacts.iter().any(met)));
    }
    let pairs: Vec<RowId> = plan.linked(Sheet::Teams, "account", account).collect();
    if !pairs.is_empty() {
        let sells = |pair: &RowId| plan.get(*pair, accounts::teams::FUNCTION).is_none_or(is_sales);
        found.push((Sign::ManyLayers, !pairs.iter().all(sells)));
    }
    if let Some(level) = level(plan, account) {
        let target = plan.get(account, accounts::LEVEL_TARGET).and_then(|key| key.parse().ok()).unwrap_or(3);
        found.push((Sign::LevelReached, level >= target));
    }
    let (now, before) = (won_within(view, account, 0..365), won_within(view, account, 365..730));
    if now > 0 || before > 0 {
        found.push((Sign::RevenueHolds, now >= before));
    }
    let of_account = view.board.deals_of(account);
    if !of_account.is_empty() {
        found.push((Sign::DealsOpen, of_account.iter().any(|deal| super::is_open(plan, view.draft, *deal))));
    }
    if let Some(kept) = promises_kept(view, account) {
        found.push((Sign::PromisesKept, kept));
    }
    let risks: Vec<RowId> = plan.linked(Sheet::Risks, "account", account).collect();
    if !risks.is_empty() {
        let bare = |risk: &RowId| {
            plan.get(*risk, accounts::risks::LIKELIHOOD) == Some("high")
                && plan.get(*risk, accounts::risks::DEFENCE).is_none_or(|text| text.trim().is_empty())
        };
        found.push((Sign::Defended, !risks.iter().any(bare)));
    }
    if let Some(day) = plan.get(account, accounts::REVIEWED) {
        let with = plan.get(account, accounts::REVIEWED_WITH);
        let joint = with.is_some_and(|contact| plan.table(Sheet::Contacts).contains(contact));
        found.push((Sign::ReviewedTogether, joint && view.today.days_since(day) <= REVIEW_DAYS));
    }
    found
}

/// Signs that must be judged before they say anything of an account: one of one is no health.
pub const LEAST_SIGNS: usize = 3;

/// The share of the signs that hold; none where too few are judged.
pub(super) fn health(held: usize, judged: usize) -> Option<Percent> {
    (judged >= LEAST_SIGNS).then(|| Percent::ratio(held as i64, judged as i64)).flatten()
}

/// Whether a function is the selling one, by its name in either language.
#[must_use]
pub fn is_sales(function: &str) -> bool {
    let function = in_small(function);
    // After-sales and pre-sales people are another function.
    let sells = function.contains("sales") || function.contains("\u{9500}\u{552e}");
    sells
        && !["after", "pre-", "presales", "\u{552e}\u{540e}", "\u{552e}\u{524d}"]
            .iter()
            .any(|part| function.contains(part))
}

/// Whether no promise is overdue; none where nothing was promised.
fn promises_kept(view: &View<'_>, account: RowId) -> Option<bool> {
    use accounts::initiatives::{DUE, STATUS};
    let plan = view.plan();
    let of_account = view.board.deals_of(account).iter().flat_map(|deal| view.activities.of_deal(*deal));
    let theirs = of_account.filter_map(|row| {
        let due = plan.get(*row, activities::GOT_DUE)?;
        Some(plan.get(*row, activities::GOT_KEPT).unwrap_or_default() || due >= view.today)
    });
    let ours = plan.linked(Sheet::Initiatives, "account", account).filter_map(|row| {
        let due = plan.get(row, DUE)?;
        Some(matches!(plan.get(row, STATUS), Some("done" | "stopped")) || due >= view.today)
    });
    theirs.chain(ours).reduce(|all, one| all && one)
}

/// The supplier level 1–5 that the mean of the seven relationship items (0–4) gives; none where fewer than four are rated.
#[must_use]
pub fn level(plan: &Plan, account: RowId) -> Option<i64> {
    let rated: Vec<i64> = level_items(plan, account).into_iter().map(|(_, rating)| rating.trunc()).collect();
    let sum: i64 = rated.iter().sum();
    // The mean 0–4 rounded half up, plus one.
    (rated.len() >= 4).then(|| 1 + (2 * sum + rated.len() as i64) / (2 * rated.len() as i64))
}

/// The relationship items that are rated, by the keys of their columns.
pub(super) fn level_items(plan: &Plan, account: RowId) -> Vec<(Key, Decimal)> {
    use accounts::{R_EXCLUSIVE, R_GOALS, R_INFORMATION, R_LAYERS, R_PROCESS, R_SENIOR, R_TRUST};
    let items = [R_SENIOR, R_INFORMATION, R_GOALS, R_LAYERS, R_PROCESS, R_TRUST, R_EXCLUSIVE];
    items.into_iter().filter_map(|item| Some((item.key(), plan.get(account, item)?))).collect()
}

/// A part of a sum: where it comes from, and what it adds in minor units of the plan's currency.
pub(super) type Term = (Sheet, RowId, i128);

fn total(terms: &[Term]) -> i128 {
    terms.iter().map(|(.., minor)| minor).sum()
}

/// Won from an account, in minor units of the plan's currency, by deals that closed so many days ago.
pub(super) fn won_within(view: &View<'_>, account: RowId, days: std::ops::Range<i64>) -> i128 {
    total(&won_terms(view, account, days))
}

/// The deals that add up to [`won_within`].
pub(super) fn won_terms(view: &View<'_>, account: RowId, days: std::ops::Range<i64>) -> Vec<Term> {
    brought(view.plan(), &won_deals_within(view, account, days))
}

/// The deals that were won from an account and closed so many days ago, whatever they brought.
pub(super) fn won_deals_within(view: &View<'_>, account: RowId, days: std::ops::Range<i64>) -> Vec<RowId> {
    won(view, account, |closed| days.contains(&view.today.days_since(closed)))
}

/// Won from an account in a calendar year, in minor units of the plan's currency.
pub(super) fn won_in_year(view: &View<'_>, account: RowId, year: i64) -> i128 {
    total(&won_year_terms(view, account, year))
}

/// The deals that add up to [`won_in_year`].
pub(super) fn won_year_terms(view: &View<'_>, account: RowId, year: i64) -> Vec<Term> {
    brought(view.plan(), &won_deals_in_year(view, account, year))
}

/// The deals that were won from an account in a calendar year, whatever they brought.
pub(super) fn won_deals_in_year(view: &View<'_>, account: RowId, year: i64) -> Vec<RowId> {
    won(view, account, |closed| i64::from(closed.year()) == year && closed <= view.today)
}

fn won(view: &View<'_>, account: RowId, counts: impl Fn(Date) -> bool) -> Vec<RowId> {
    let plan = view.plan();
    // As in the forecast: without a closing day, by the expected one.
    let day = |deal: RowId| plan.get(deal, deals::CLOSED).or_else(|| plan.get(deal, deals::CLOSE));
    let won = view
        .board
        .deals_of(account)
        .iter()
        .filter(|deal| plan.get(**deal, deals::OUTCOME) == Some("won") && day(**deal).is_some_and(&counts));
    won.copied().collect()
}

/// What deals that were won have brought, as far as it is known.
fn brought(plan: &Plan, won: &[RowId]) -> Vec<Term> {
    let term = |deal: &RowId| {
        let amount = plan.get(*deal, deals::FINAL).or_else(|| plan.get(*deal, deals::AMOUNT))?;
        Some((Sheet::Deals, *deal, i128::from(plan.in_plan_currency(amount)?)))
    };
    won.iter().filter_map(term).collect()
}

/// The years up to this one in which deals of the account were won, the latest first.
#[must_use]
pub fn years_won(view: &View<'_>, account: RowId) -> Vec<i64> {
    let plan = view.plan();
    let mut years: Vec<i64> = view
        .board
        .deals_of(account)
        .iter()
        .filter(|deal| plan.get(**deal, deals::OUTCOME) == Some("won"))
        .filter_map(|deal| Some(i64::from(plan.get(*deal, deals::CLOSED)?.year())))
        .filter(|year| *year <= i64::from(view.today.year()))
        .collect();
    order::sort_by(&mut years, |a, b| b.cmp(a));
    years.dedup();
    years
}

/// The account and the year of a row of one of the account's tables by year.
pub(super) fn year_of(plan: &Plan, sheet: Sheet, row: RowId) -> Option<(RowId, i64)> {
    let (account, year) = match sheet {
        Sheet::PastRevenue => (accounts::past_revenue::ACCOUNT, accounts::past_revenue::YEAR),
        _ => (accounts::revenue::ACCOUNT, accounts::revenue::YEAR),
    };
    Some((plan.get(row, account)?, plan.get(row, year)?.trunc()))
}

/// What the other tables come to for a line of the revenue plan, in minor units of the plan's currency.
///
/// Run rate: won in the twelve months behind us. Deals: open ones, weighted, by the year of their expected close, and
/// those already won in the year that no run rate of the same year counts. Initiatives: our value of those that are due in
/// the year and not stopped. White space: the potential of cells that are possible or in negotiation and have no deal yet.
/// Loss: the impact of high risks, a half of medium ones. None for a source that is not chosen.
pub(super) fn plan_from_tables(view: &View<'_>, row: RowId) -> Option<i128> {
    plan_terms(view, row).map(|terms| total(&terms))
}

/// The rows that add up to [`plan_from_tables`].
pub(super) fn plan_terms(view: &View<'_>, row: RowId) -> Option<Vec<Term>> {
    let plan = view.plan();
    let (account, year) = year_of(plan, Sheet::Revenue, row)?;
    let worth = |money| plan.in_plan_currency(money).map(i128::from);
    let of = |sheet: Sheet| plan.linked(sheet, "account", account);
    let terms = match plan.get(row, accounts::revenue::SOURCE)? {
        "run_rate" => won_terms(view, account, 0..RUN_RATE_DAYS),
        "deals" => {
            let closes =
                |deal: &&RowId| plan.get(**deal, deals::CLOSE).is_some_and(|day| i64::from(day.year()) == year);
            let open = view.board.deals_of(account).iter().filter(closes);
            let open = open.map(|deal| (Sheet::Deals, *deal, i128::from(view.board.weighted(*deal))));
            let open = open.filter(|(.., weighted)| *weighted != 0);
            // Where the year has a run rate, what was won lately stands in that already.
            let has_run_rate = of(Sheet::Revenue).any(|line| {
                let source = plan.get(line, accounts::revenue::SOURCE);
                source == Some("run_rate") && year_of(plan, Sheet::Revenue, line) == Some((account, year))
            });
            let won = won(view, account, |closed| {
                let days = view.today.days_since(closed);
                i64::from(closed.year()) == year && days >= 0 && !(has_run_rate && days < RUN_RATE_DAYS)
            });
            open.chain(brought(plan, &won)).collect()
        }
        "initiatives" => {
            use accounts::initiatives::{DUE, STATUS, VALUE_US};
            let counts = |row: &RowId| {
                plan.get(*row, DUE).is_some_and(|day| i64::from(day.year()) == year)
                    && plan.get(*row, STATUS) != Some("stopped")
            };
            let value = |row| Some((Sheet::Initiatives, row, worth(plan.get(row, VALUE_US)?)?));
            of(Sheet::Initiatives).filter(counts).filter_map(value).collect()
        }
        "white_space" => {
            use accounts::white_space::{DEAL, POTENTIAL, STATUS};
            let counts = |row: &RowId| {
                matches!(plan.get(*row, STATUS), Some("possible" | "negotiating")) && plan.get(*row, DEAL).is_none()
            };
            let value = |row| Some((Sheet::WhiteSpace, row, worth(plan.get(row, POTENTIAL)?)?));
            of(Sheet::WhiteSpace).filter(counts).filter_map(value).collect()
        }
        "loss" => {
            use accounts::risks::{IMPACT, LIKELIHOOD};
            let share = |row: RowId| {
                let impact = worth(plan.get(row, IMPACT)?)?;
                match plan.get(row, LIKELIHOOD) {
                    Some("high") => Some((Sheet::Risks, row, impact)),
                    Some("medium") => Some((Sheet::Risks, row, impact / 2)),
                    _ => None,
                }
            };
            of(Sheet::Risks).filter_map(share).collect()
        }
        _ => return None,
    };
    Some(terms)
}

/// One year of the revenue plan: its lines added up, the risk of loss taken off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlanYear {
    /// The calendar year.
    pub year: i64,
    /// Low, likely and high, in minor units of the plan's currency.
    pub planned: [i128; 3],
    /// The typed results; where there are none, what was won in the year, if anything was.
    pub actual: Option<i128>,
}

/// The revenue plan of an account, year by year.
#[must_use]
pub fn plan_years(view: &View<'_>, account: RowId) -> Vec<PlanYear> {
    use accounts::revenue::{ACTUAL, HIGH, LIKELY, LOW, SOURCE, YEAR};
    let plan = view.plan();
    let mut years: Vec<PlanYear> = Vec::new();
    for row in plan.linked(Sheet::Revenue, "account", account) {
        let Some(year) = plan.get(row, YEAR).map(Decimal::trunc) else { continue };
        let at = years.iter().position(|known| known.year == year).unwrap_or_else(|| {
            years.push(PlanYear { year, ..PlanYear::default() });
            years.len() - 1
        });
        let sign = if plan.get(row, SOURCE) == Some("loss") { -1 } else { 1 };
        let worth = |column| plan.get(row, column).and_then(|money| plan.in_plan_currency(money)).map(i128::from);
        let Some(line) = years.get_mut(at) else { continue };
        for (sum, column) in line.planned.iter_mut().zip([LOW, LIKELY, HIGH]) {
            *sum += sign * worth(column).unwrap_or(0);
        }
        if let Some(actual) = worth(ACTUAL) {
            line.actual = Some(line.actual.unwrap_or(0) + sign * actual);
        }
    }
    for line in &mut years {
        let won = won_in_year(view, account, line.year);
        line.actual = line.actual.or((won != 0).then_some(won));
    }
    order::sort_by_key(&mut years, |line| line.year);
    years
}

/// Accounts of the class "strategic".
#[must_use]
pub fn strategic(plan: &Plan) -> usize {
    let table = plan.table(Sheet::Accounts);
    table.ids().filter(|row| plan.get(*row, accounts::CLASS) == Some("strategic")).count()
}

/// How many accounts may be strategic; none where the plan sets no limit.
#[must_use]
pub fn strategic_limit(plan: &Plan) -> Option<usize> {
    plan.get(Plan::SETTINGS, setup::settings::STRATEGIC_MAX).and_then(|limit| usize::try_from(limit.trunc()).ok())
}
