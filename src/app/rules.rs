//! What the cells of a row say about one another: the rules of the tables.

use super::problems::Remark;
use super::state::App;
use crate::forecast::outlook::{is_open, is_sales, strategic, strategic_limit};
use crate::model::schema::{accounts, activities, deals, setup};
use crate::model::{Col, Plan, RowId, Severity, Sheet, typed};
use crate::text::messages::{Days, Milestones, Problem as Advice};
use crate::text::{is_about_us, title};

/// Looks at a row, or at one of its columns only.
struct Rules<'a> {
    app: &'a App,
    plan: &'a Plan,
    sheet: Sheet,
    row: RowId,
    only: Option<&'a str>,
    found: Vec<(&'static str, Remark)>,
}

/// What the rules of its table find in a row; with `only`, in one of its columns.
pub(super) fn rules<'a>(app: &'a App, sheet: Sheet, row: RowId, only: Option<&'a str>) -> Vec<(&'static str, Remark)> {
    let mut rules = Rules { app, plan: app.plan(), sheet, row, only, found: Vec::new() };
    match sheet {
        Sheet::Deals => rules.deal(),
        Sheet::Activities => rules.activity(),
        Sheet::Accounts => rules.account(),
        Sheet::Contacts | Sheet::Persons => rules.unique("name"),
        Sheet::Actions => rules.action(),
        Sheet::Teams => rules.team(),
        Sheet::Targets => rules.target(),
        _ => {}
    }
    rules.found
}

impl Rules<'_> {
    fn at(&mut self, key: &'static str, severity: Severity, find: impl FnOnce(&Self) -> Option<Advice>) {
        if self.only.is_none_or(|only| only == key)
            && let Some(advice) = find(self)
        {
            self.found.push((key, (severity, advice)));
        }
    }

    fn is_empty(&self, key: &str) -> bool {
        self.plan.value(self.sheet, self.row, key).is_empty()
    }

    fn minor(&self, column: Col<typed::Money>) -> Option<i64> {
        self.plan.in_plan_currency(self.plan.get(self.row, column)?)
    }

    fn stage(&self) -> Option<(i64, RowId)> {
        let stage = self.plan.get(self.row, deals::STAGE)?;
        Some((self.plan.get(stage, setup::stages::NUMBER)?.trunc(), stage))
    }

    /// Another row of the same name, where the two could be taken for one another.
    fn unique(&mut self, key: &'static str) {
        self.at(key, Severity::Warning, |rules| {
            let is_double = rules.app.groups.has_namesake(rules.plan, rules.sheet, rules.row);
            is_double.then(|| Advice::Duplicate { title: title(rules.plan, rules.sheet, rules.row, rules.app.lang) })
        });
    }

    fn deal(&mut self) {
        let (plan, row, today) = (self.plan, self.row, self.app.today());
        let open = is_open(plan, None, row);
        self.unique("name");
        self.at("amount", Severity::Error, |rules| {
            let (_, stage) = rules.stage().filter(|(number, _)| open && *number >= 2)?;
            rules
                .is_empty("amount")
                .then(|| Advice::AmountMissing { stage: title(plan, Sheet::Stages, stage, rules.app.lang) })
        });
        let (low, high) = (self.minor(deals::LOW), self.minor(deals::HIGH));
        let reversed = low.zip(high).is_some_and(|(low, high)| low > high);
        self.at("amount", Severity::Warning, |rules| {
            let amount = rules.minor(deals::AMOUNT).filter(|_| !reversed)?;
            let outside = low.is_some_and(|low| amount < low) || high.is_some_and(|high| amount > high);
            outside.then_some(Advice::AmountOutside)
        });
        self.at("low", Severity::Warning, |_| reversed.then_some(Advice::LowAboveHigh));
        self.at("close", Severity::Warning, |_| {
            let close = plan.get(row, deals::CLOSE).filter(|close| open && *close < today)?;
            Some(Advice::ClosePast { close })
        });
        self.at("stage", Severity::Warning, |rules| rules.ahead_of_evidence(open));
        self.at("stage", Severity::Hint, |rules| rules.ahead_of_milestones(open));
        self.at("outcome", Severity::Hint, |_| {
            (plan.get(row, deals::OUTCOME) == Some(deals::NOT_WON)).then_some(Advice::OutcomeUnsaid)
        });
        self.at("reason", Severity::Warning, |rules| {
            (!open && rules.is_empty("reason")).then_some(Advice::ReasonMissing)
        });
        self.at("closed", Severity::Error, |rules| {
            (!open && rules.is_empty("closed")).then_some(Advice::ClosedDateMissing)
        });
        self.at("closed", Severity::Warning, |_| {
            let closed = plan.get(row, deals::CLOSED).filter(|closed| !open && *closed > today)?;
            Some(Advice::ClosedInFuture { closed })
        });
        self.at("parked_why", Severity::Warning, |rules| {
            let parked = plan.get(row, deals::PARKED).is_some();
            (parked && rules.is_empty("parked_why")).then_some(Advice::ParkedWithoutReason)
        });
        self.at("verdict_why", Severity::Hint, |rules| {
            let decided = plan.get(row, deals::VERDICT).is_some();
            (decided && rules.is_empty("verdict_why")).then_some(Advice::VerdictWithoutReason)
        });
    }

    /// Two stages or more ahead of what the customer's acts prove, without a reason given.
    fn ahead_of_evidence(&self, open: bool) -> Option<Advice> {
        let (number, stage) = self.stage().filter(|(number, _)| open && *number >= 2)?;
        let view = self.app.view();
        // Where no activity proves anything nothing is known, and nothing is said.
        self.app.activities.deal(self.row).filter(|facts| !facts.evidence.is_empty() && self.is_empty("ahead_why"))?;
        let proven = view.proven(self.row)?;
        let proven_number = self.plan.get(proven, setup::stages::NUMBER)?.trunc();
        let name = |stage| title(self.plan, Sheet::Stages, stage, self.app.lang);
        (number - proven_number >= 2).then(|| Advice::AheadOfEvidence { claimed: name(stage), proven: name(proven) })
    }

    /// Milestones of earlier stages are missing in a deal whose milestones somebody keeps, and nobody said why.
    fn ahead_of_milestones(&self, open: bool) -> Option<Advice> {
        let view = self.app.view();
        if !open || !self.is_empty("ahead_why") || !view.moved_ahead(self.row) || self.ahead_of_evidence(open).is_some()
        {
            return None;
        }
        let unmet = view.unmet_before(self.row).len();
        (unmet > 0).then_some(Advice::AheadOfMilestones { milestones: Milestones(unmet) })
    }

    fn activity(&mut self) {
        let (plan, row, today) = (self.plan, self.row, self.app.today());
        let status = plan.get(row, activities::STATUS);
        let (done, ahead) = (status == Some("done"), matches!(status, None | Some("planned")));
        let deal = plan.get(row, activities::DEAL);
        let days = plan.get(row, activities::PLANNED).map(|planned| planned.days_since(today));
        let count = |days: i64| Days(usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX));
        self.at("planned", Severity::Hint, |_| {
            let days = days.filter(|days| ahead && *days > FAR_DAYS)?;
            Some(Advice::FarAhead { days: count(days) })
        });
        self.at("planned", Severity::Warning, |_| {
            let days = days.filter(|days| ahead && *days < 0)?;
            Some(Advice::ActivityOverdue { days: count(days) })
        });
        self.at("result", Severity::Error, |rules| (done && rules.is_empty("result")).then_some(Advice::ResultMissing));
        self.at("done", Severity::Error, |rules| (done && rules.is_empty("done")).then_some(Advice::DoneDateMissing));
        self.at("got", Severity::Warning, |rules| {
            let advanced = done && plan.get(row, activities::OUTCOME) == Some("advance");
            (advanced && rules.is_empty("got")).then_some(Advice::AdvanceWithoutCommitment)
        });
        self.at("next", Severity::Warning, |rules| {
            let goes_on =
                done && deal.is_some_and(|deal| plan.table(Sheet::Deals).contains(deal) && is_open(plan, None, deal));
            (goes_on && rules.is_empty("next")).then_some(Advice::NextStepMissing)
        });
        self.at("people", Severity::Warning, |rules| {
            let confirmed = plan.get(row, activities::APPOINTMENT) == Some("confirmed");
            (confirmed && rules.is_empty("people")).then_some(Advice::NobodyMet)
        });
        self.at("reason", Severity::Hint, |_| {
            plan.get(row, activities::REASON).is_some_and(is_about_us).then_some(Advice::OnlyAboutUs)
        });
        self.at("best", Severity::Hint, |rules| {
            let kind = plan.get(row, activities::TYPE).filter(|_| ahead)?;
            let required = plan.get(kind, setup::activity_types::REQUIRES)?.iter().any(|field| field == "commitment");
            (required && rules.is_empty("best") && rules.is_empty("minimum")).then_some(Advice::CommitmentMissing)
        });
        self.at("deal", Severity::Warning, |rules| {
            let account = plan.get(row, activities::ACCOUNT).filter(|_| rules.is_empty("deal"))?;
            let open = rules.app.board.deals_of(account).iter().any(|deal| is_open(plan, None, *deal));
            open.then_some(Advice::DealMissing)
        });
        self.at("deal", Severity::Warning, |rules| {
            let own = plan.get(deal?, deals::ACCOUNT)?;
            let differs = plan.get(row, activities::ACCOUNT).is_some_and(|account| account != own);
            differs.then(|| Advice::DealOfAnotherAccount { account: title(plan, Sheet::Accounts, own, rules.app.lang) })
        });
        self.at("got_due", Severity::Warning, |_| {
            let kept = plan.get(row, activities::GOT_KEPT).unwrap_or_default();
            let due = plan.get(row, activities::GOT_DUE).filter(|due| !kept && *due < today)?;
            Some(Advice::PromiseOverdue { due })
        });
    }

    fn account(&mut self) {
        self.unique("name");
        self.at("class_why", Severity::Warning, |rules| {
            let leaves = rules.plan.get(rules.row, accounts::CLASS) == Some("leave");
            (leaves && rules.is_empty("class_why")).then_some(Advice::ClassWithoutReason)
        });
        self.at("class", Severity::Warning, |rules| {
            let is_strategic = rules.plan.get(rules.row, accounts::CLASS) == Some("strategic");
            let limit = strategic_limit(rules.plan).filter(|_| is_strategic)?;
            let count = strategic(rules.plan);
            (count > limit).then_some(Advice::TooManyStrategic { count, limit })
        });
        self.at("reviewed_with", Severity::Hint, |rules| {
            let reviewed = rules.plan.get(rules.row, accounts::REVIEWED).is_some();
            (reviewed && rules.is_empty("reviewed_with")).then_some(Advice::ReviewNotJoint)
        });
    }

    fn action(&mut self) {
        self.at("target", Severity::Warning, |rules| {
            (!rules.is_empty("action") && rules.is_empty("target")).then_some(Advice::TargetlessAction)
        });
    }

    /// Said once for an account, at the first of its pairs.
    fn team(&mut self) {
        self.at("function", Severity::Warning, |rules| {
            let pairs = rules.app.groups.siblings(rules.plan, rules.sheet, rules.row);
            let table = rules.plan.table(Sheet::Teams);
            let first = pairs.iter().min_by_key(|pair| table.position(**pair))?;
            let sells = |pair: &RowId| rules.plan.get(*pair, accounts::teams::FUNCTION).is_none_or(is_sales);
            (*first == rules.row && pairs.iter().all(sells)).then_some(Advice::SalesOnly)
        });
    }

    fn target(&mut self) {
        use setup::targets::{FROM, PERSON, TARGET, TEAM, UNTIL};
        self.at("until", Severity::Error, |rules| {
            let (from, until) = (rules.plan.get(rules.row, FROM)?, rules.plan.get(rules.row, UNTIL)?);
            (until < from).then_some(Advice::PeriodReversed)
        });
        // Said at the later one: whoever types a second amount for the same days most often meant to correct the first.
        self.at("target", Severity::Warning, |rules| {
            let plan = rules.plan;
            let about =
                |row: RowId| (plan.get(row, FROM), plan.get(row, UNTIL), plan.get(row, PERSON), plan.get(row, TEAM));
            let (own, counts) = (about(rules.row), |row: RowId| plan.get(row, TARGET).is_some());
            let is_whole = own.0.is_some() && own.1.is_some() && counts(rules.row);
            let mut before = plan.table(Sheet::Targets).ids().take_while(|row| *row != rules.row);
            (is_whole && before.any(|row| counts(row) && about(row) == own)).then_some(Advice::TargetTwice)
        });
    }
}

/// An activity planned further ahead than this asks what leads there.
const FAR_DAYS: i64 = 30;
