//! What a computed amount leaves out: deals of which it cannot be read what they would bring, or whose currency has no rate.

use super::account::{won_deals_in_year, won_deals_within, year_of};
use super::deal::{Standing, chance, is_open, is_unread, read, without_amount};
use super::derive::View;
use crate::model::schema::{accounts, deals};
use crate::model::{Computed, RowId, Sheet};

/// Deals that a computed amount would be made of, and is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lacking {
    /// Those of which the amount, or what the chance follows from, is a text that cannot be read.
    pub unread: Vec<RowId>,
    /// Those whose currency has no rate.
    pub unrated: Vec<RowId>,
}

/// What the computed amount of a row leaves out. A deal into which no amount was written yet is not among it, as in a column of
/// amounts.
#[must_use]
pub fn lacking(view: &View<'_>, formula: Computed, row: RowId) -> Lacking {
    let plan = view.plan();
    let typed = || !plan.value(Sheet::PastRevenue, row, &accounts::past_revenue::TYPED.key()).is_empty();
    let deals = match formula {
        Computed::Weighted => vec![row],
        Computed::Pipeline => view.board.deals_of(row).to_vec(),
        Computed::Revenue => won_deals_within(view, row, 0..365),
        Computed::RevenueOfYear if typed() => Vec::new(),
        Computed::WonInYear | Computed::RevenueOfYear => year_of(plan, Sheet::PastRevenue, row)
            .map_or_else(Vec::new, |(account, year)| won_deals_in_year(view, account, year)),
        _ => Vec::new(),
    };
    let lack = match formula {
        Computed::Weighted | Computed::Pipeline => of_open,
        _ => of_won,
    };
    let mut found = Lacking::default();
    for deal in deals {
        match lack(view, deal) {
            Some(Standing::Unread) => found.unread.push(deal),
            Some(Standing::NoRate) => found.unrated.push(deal),
            _ => {}
        }
    }
    found
}

/// Why the weighted amount of an open deal is not known; none where it is.
fn of_open(view: &View<'_>, deal: RowId) -> Option<Standing> {
    let (plan, draft) = (view.plan(), view.draft);
    // Known, and mostly there: the board has it already.
    if view.board.weighted(deal) != 0 || !is_open(plan, draft, deal) {
        return None;
    }
    let Some(amount) = read(plan, draft, deal, deals::AMOUNT) else {
        return Some(without_amount(plan, draft, deal));
    };
    if plan.in_plan_currency(amount).is_none() {
        return Some(Standing::NoRate);
    }
    let is_unread = is_unread(plan, draft, deal, deals::STAGE) || is_unread(plan, draft, deal, deals::P_OWN);
    (is_unread && chance(plan, draft, view.board.rates(), deal).is_none()).then_some(Standing::Unread)
}

/// Why it is not known what a deal that was won has brought; none where it is.
fn of_won(view: &View<'_>, deal: RowId) -> Option<Standing> {
    let plan = view.plan();
    match plan.get(deal, deals::FINAL).or_else(|| plan.get(deal, deals::AMOUNT)) {
        None => Some(without_amount(plan, None, deal)),
        Some(amount) => plan.in_plan_currency(amount).is_none().then_some(Standing::NoRate),
    }
}
