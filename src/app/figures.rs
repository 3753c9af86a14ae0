//! The figures of the forecast strip, what they leave out and why, and what of the calendar their names need.

use smol_str::SmolStr;

use super::state::App;
use crate::forecast::BetError;
use crate::forecast::outlook::{Chance, Figures, LeftOut, Standing, chance, is_open};
use crate::model::schema::deals;
use crate::model::schema::setup::stages;
use crate::model::{Key, Money, RowId, Sheet, order};
use crate::text::messages::{Deals, Forecast as Words, Panel};

impl App {
    /// The figures of the chosen period and person.
    ///
    /// # Errors
    /// Where the deals add up to more than can be counted.
    pub fn figures(&self) -> Result<Figures, BetError> {
        self.board.figures(&self.view())
    }

    /// The probability used for a deal, and why; none where neither stage nor seller gives one.
    #[must_use]
    pub fn chance(&self, deal: RowId) -> Option<Chance> {
        chance(self.plan(), self.draft.as_ref(), self.board.rates(), deal)
    }

    /// Where nothing counts because all open deals close in other periods, that they do.
    #[must_use]
    pub fn elsewhere_words(&self) -> Option<String> {
        let deals = self.board().open_elsewhere(self.plan());
        (deals > 0).then(|| Words::InOtherPeriods { deals: Deals(deals) }.text(self.lang).into_owned())
    }

    /// What is not counted, and why: never a silent sum. None where everything counts.
    #[must_use]
    pub fn left_out_words(&self, out: &LeftOut) -> Option<String> {
        let LeftOut { amount, unread, rate, close, unread_close, stage, overdue, .. } = *out;
        // Alone, and as one reason among others.
        let reasons = [
            (amount, Words::WithoutAmount { count: amount }, Words::NoAmountOf { count: amount }),
            (unread, Words::WithUnread { count: unread }, Words::UnreadOf { count: unread }),
            (rate, Words::WithoutRate { count: rate }, Words::NoRateOf { count: rate }),
            (close, Words::WithoutClose { count: close }, Words::NoCloseOf { count: close }),
            (
                unread_close,
                Words::WithUnreadClose { count: unread_close },
                Words::UnreadCloseOf { count: unread_close },
            ),
            (stage, Words::WithoutStage { count: stage }, Words::NoStageOf { count: stage }),
            (overdue, Words::Overdue { count: overdue }, Words::OverdueOf { count: overdue }),
        ];
        let held: Vec<_> = reasons.iter().filter(|(count, ..)| *count > 0).collect();
        let deals = match held.as_slice() {
            [] => None,
            [(_, only, _)] => Some(only.text(self.lang).into_owned()),
            several => {
                let why: Vec<_> = several.iter().map(|(.., among)| among.text(self.lang)).collect();
                let why = why.join(self.lang.comma()).into();
                Some(Words::NotCountedFor { deals: Deals(out.deals()), why }.text(self.lang).into_owned())
            }
        };
        let targets = Words::TargetsWithoutRate { count: out.targets };
        let targets = (out.targets > 0).then(|| targets.text(self.lang).into_owned());
        match (deals, targets) {
            (Some(deals), Some(targets)) => Some(format!("{deals} · {targets}")),
            (deals, targets) => deals.or(targets),
        }
    }

    /// Whether a deal stands in stage 0, before the funnel.
    #[must_use]
    pub fn is_lead(&self, deal: RowId) -> bool {
        let stage = self.plan().get(deal, deals::STAGE);
        stage.and_then(|stage| self.plan().get(stage, stages::NUMBER)).is_some_and(|number| number.millionths == 0)
    }

    /// How many open deals do.
    #[must_use]
    pub fn leads(&self) -> usize {
        let person = self.scope.person;
        let is_of = |deal: &RowId| person.is_none() || self.plan().get(*deal, deals::OWNER) == person;
        let rows = self.plan().table(Sheet::Deals).ids();
        rows.filter(|deal| is_open(self.plan(), None, *deal) && self.is_lead(*deal) && is_of(deal)).count()
    }

    /// All that keeps an open deal out of the forecast, the reason by which it is counted among them.
    #[must_use]
    pub fn lacks(&self, deal: RowId, standing: Standing) -> Vec<Standing> {
        let plan = self.plan();
        let unrated = |money: &Money| plan.in_plan_currency(*money).is_none();
        let amounts = [deals::AMOUNT, deals::LOW, deals::HIGH].map(|column| plan.get(deal, column));
        let open = is_open(plan, None, deal);
        let is_unread = |column: Key| plan.value(Sheet::Deals, deal, &column).is_invalid();
        let amount_unread = is_unread(deals::AMOUNT.key());
        let all = [
            (Standing::NoClose, open && plan.get(deal, deals::CLOSE).is_none() && !is_unread(deals::CLOSE.key())),
            (Standing::UnreadClose, open && is_unread(deals::CLOSE.key())),
            (Standing::Overdue, false),
            (Standing::NoAmount, amounts[0].is_none() && !amount_unread),
            (Standing::Unread, amount_unread),
            (Standing::NoRate, amounts.iter().flatten().any(unrated)),
            (Standing::NoStage, open && self.chance(deal).is_none()),
        ];
        all.into_iter().filter(|(lack, holds)| *holds || *lack == standing).map(|(lack, _)| lack).collect()
    }

    /// Why a deal does not count in the period that is looked at, all reasons; none where it does.
    #[must_use]
    pub fn why_not_counted(&self, deal: RowId) -> Vec<Panel> {
        let (plan, standing) = (self.plan(), self.board.standing(deal));
        if matches!(standing, Standing::Open(_)) {
            return Vec::new();
        }
        if plan.get(deal, deals::OUTCOME).is_some() {
            return vec![Panel::IsClosed];
        }
        let (close, person) = (plan.get(deal, deals::CLOSE), self.scope.person);
        let lacks = self.lacks(deal, standing);
        let own = plan.get(deal, deals::CATEGORY);
        let category = own.or_else(|| plan.get(plan.get(deal, deals::STAGE)?, stages::CATEGORY));
        let is_elsewhere = close.zip(self.board.period()).is_some_and(|(day, period)| !period.contains(day))
            && standing != Standing::Overdue;
        let is_lead = self.is_lead(deal);
        let all = [
            (is_lead, Panel::IsLead),
            (!is_lead && category == Some("omit"), Panel::LeftOut),
            (person.is_some() && plan.get(deal, deals::OWNER) != person, Panel::OfSomebodyElse),
            (standing == Standing::Overdue, Panel::DayPassed),
            (is_elsewhere, Panel::OtherPeriod),
            (lacks.contains(&Standing::NoClose), Panel::NoCloseDay),
            (lacks.contains(&Standing::UnreadClose), Panel::CloseUnread),
            (lacks.contains(&Standing::NoAmount), Panel::NoAmountYet),
            (lacks.contains(&Standing::Unread), Panel::AmountUnread),
            (lacks.contains(&Standing::NoRate), Panel::NoRateYet),
            (lacks.contains(&Standing::NoStage) && !is_lead, Panel::NoChanceYet),
        ];
        let mut found: Vec<Panel> = all.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words).collect();
        if found.is_empty() {
            found.push(Panel::LeftOut);
        }
        found
    }

    /// The currencies other than the plan's in which deals have amounts that are converted.
    #[must_use]
    pub fn converted_currencies(&self) -> Vec<SmolStr> {
        let plan = self.plan();
        let amounts = plan.table(Sheet::Deals).ids().filter_map(|deal| plan.get(deal, deals::AMOUNT));
        let others =
            amounts.filter(|money| money.currency != plan.currency() && plan.in_plan_currency(*money).is_some());
        let mut codes: Vec<SmolStr> = others.map(|money| SmolStr::new(money.currency.code())).collect();
        order::sort(&mut codes);
        codes.dedup();
        codes
    }

    /// Whether any deal is open, in whichever period.
    #[must_use]
    pub fn has_open_deal(&self) -> bool {
        self.plan().table(Sheet::Deals).ids().any(|deal| is_open(self.plan(), None, deal) && !self.board.is_blank(deal))
    }

    /// The milestones of a deal that activities prove, each with its activity.
    #[must_use]
    pub fn evidence(&self, deal: RowId) -> &[(RowId, RowId)] {
        self.activities.deal(deal).map_or(&[], |facts| facts.evidence.as_slice())
    }

    /// Whether the plan's fiscal year begins in another month than January.
    #[must_use]
    pub fn has_fiscal_year(&self) -> bool {
        self.plan().fiscal_month() != 1
    }
}
