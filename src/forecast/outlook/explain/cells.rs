//! Why computed cells show what they show.

use super::{Explanation, Input, Operation, Place, Role};
use crate::forecast::history::{AsOf, Field};
use crate::forecast::outlook::account::{level_items, plan_terms, signs, won_terms, won_year_terms, year_of};
use crate::forecast::outlook::activities::done_on;
use crate::forecast::outlook::deal::{chance, read};
use crate::forecast::outlook::derive::{
    View, computed, coverage_terms, flag_stands, preparation_terms, scorecard_terms,
};
use crate::forecast::outlook::red_flags::red_flags;
use crate::forecast::outlook::signals::{Signs, betas};
use crate::forecast::outlook::{Source, open_unknowns, unasked};
use crate::model::schema::{accounts, activities, deals, setup, strategy};
use crate::model::{Computed, Decimal, Key, Money, Percent, Plan, RowId, Sheet, Value};

/// Why a computed cell shows what it shows.
#[must_use]
pub fn explain(view: &View<'_>, formula: Computed, row: RowId) -> Explanation {
    let value = computed(view, formula, row);
    // A cell that shows nothing has nothing to explain, but for a count.
    let (operation, inputs) = if value.is_empty() { (Operation::Same, Vec::new()) } else { inputs(view, formula, row) };
    Explanation { formula, operation, inputs, value }
}

fn inputs(view: &View<'_>, formula: Computed, row: RowId) -> (Operation, Vec<Input>) {
    let plan = view.plan();
    match formula {
        Computed::Preparation => preparation(plan, row),
        Computed::ProvenStage => proven(view, row),
        Computed::UnmetMilestones => {
            let milestone = |milestone: RowId| Input::term(Value::Link(milestone), at(Sheet::Milestones, milestone));
            (Operation::Count, view.unmet(row).into_iter().map(milestone).collect())
        }
        Computed::Chance => probability(view, row),
        Computed::Weighted => weighted(view, row),
        Computed::Pivot => {
            let pivot = view.board.pivot(row);
            let of = |chance: f64, role| {
                let value = Value::Number(Decimal { millionths: (chance * 1e6).round() as i64 });
                Input { role, value, exact: Some(chance), source: None }
            };
            let inputs = pivot.map(|pivot| vec![of(pivot.won, Role::Part), of(pivot.lost, Role::Whole)]);
            (Operation::Difference, inputs.unwrap_or_default())
        }
        Computed::Age => {
            let closed = plan.get(row, deals::CLOSED);
            let until =
                Input::term(Value::Date(closed.unwrap_or(view.today)), closed.and_then(|_| cell(row, "closed")));
            let from = plan.get(row, deals::ENTERED).map_or(Value::Empty, Value::Date);
            days(until, Input::term(from, cell(row, "entered")))
        }
        Computed::StageAge => {
            let visits = view.board.history().visits(row, AsOf::LATEST);
            let from = visits.last().map_or(Value::Empty, |visit| Value::Date(visit.from));
            days(Input::term(Value::Date(view.today), None), Input::term(from, cell(row, "stage")))
        }
        Computed::StageLimit => {
            let stage = read(plan, view.draft, row, deals::STAGE).unwrap_or_default();
            let limit = computed(view, formula, row);
            // What was learned stands in no cell: it comes from the stage's visits.
            let is_set = plan.get(stage, setup::stages::LIMIT).is_some();
            let cell = is_set.then(|| Key::new_static("limit"));
            (Operation::Same, vec![Input::term(limit, Some((Sheet::Stages, stage, cell)))])
        }
        Computed::NextStep => {
            let step = view.activities.deal(row).and_then(|facts| facts.next);
            let said =
                |(_, activity): (_, RowId)| Input::term(computed(view, formula, row), at(Sheet::Activities, activity));
            (Operation::Same, step.map(said).into_iter().collect())
        }
        Computed::LastAdvance => {
            let advances = view.activities.of_deal(row).iter().filter_map(|activity| {
                let done = done_on(plan, *activity)?;
                let evidence = plan.get(*activity, activities::EVIDENCE).is_some_and(|evidence| !evidence.is_empty());
                let advance = matches!(plan.get(*activity, activities::OUTCOME), Some("order" | "advance"));
                (evidence || advance).then(|| Input::term(Value::Date(done), at(Sheet::Activities, *activity)))
            });
            (Operation::Latest, advances.collect())
        }
        Computed::Pushes => (Operation::Count, pushes(view, row)),
        Computed::Fit => scorecard(plan, Sheet::Scores, "deal", row, "fit"),
        Computed::Attractiveness => scorecard(plan, Sheet::Ratings, "account", row, "attractiveness"),
        Computed::Strength => scorecard(plan, Sheet::Ratings, "account", row, "strength"),
        Computed::Coverage => {
            let terms = coverage_terms(view, row).into_iter();
            let inputs = terms.flat_map(|(role, weight, covered)| {
                let source = at(Sheet::Roles, role);
                [weight_of(weight, source.clone()), Input::term(Value::Check(covered), source)]
            });
            (Operation::WeightedShare, inputs.collect())
        }
        Computed::OpenUnknowns => {
            let asked = open_unknowns(view, row)
                .into_iter()
                .map(|line| Input::term(Value::Link(line), at(Sheet::Unknowns, line)));
            let listed =
                unasked(view, row).into_iter().map(|line| Input::term(Value::Link(line), at(Sheet::Questions, line)));
            (Operation::Count, asked.chain(listed).collect())
        }
        Computed::OpenFlags => (Operation::Count, flags(view, row)),
        Computed::LastContact => {
            let contact = plan.get(row, strategy::roles::CONTACT);
            (Operation::Latest, contact.map_or_else(Vec::new, |contact| meetings(view, contact)))
        }
        Computed::LastMet => (Operation::Latest, meetings(view, row)),
        Computed::DealsOfContact => {
            let roles = plan.linked(Sheet::Roles, "contact", row).filter_map(|role| {
                let deal =
                    plan.get(role, strategy::roles::DEAL).filter(|deal| plan.table(Sheet::Deals).contains(*deal))?;
                Some(Input::term(Value::Link(deal), at(Sheet::Roles, role)))
            });
            (Operation::Collect, roles.collect())
        }
        Computed::Revenue => sum(plan, won_terms(view, row, 0..365)),
        Computed::Pipeline => {
            let deals = view
                .board
                .deals_of(row)
                .iter()
                .map(|deal| (Sheet::Deals, *deal, i128::from(view.board.weighted(*deal))));
            sum(plan, deals.filter(|(.., weighted)| *weighted != 0).collect())
        }
        Computed::Share => {
            let part = computed(view, Computed::Revenue, row);
            let spend = plan.get(row, accounts::SPEND).and_then(|spend| plan.in_plan_currency(spend));
            let spend = spend.map_or(Value::Empty, |minor| Value::Money(Money::new(minor, plan.currency())));
            let source = |key| Some((Sheet::Accounts, row, Some(Key::new_static(key))));
            let part = Input::term(part, source("revenue")).of(Role::Part);
            (Operation::Ratio, vec![part, Input::term(spend, source("spend")).of(Role::Whole)])
        }
        Computed::Level => {
            let item = |(key, rated): (Key, Decimal)| {
                Input::term(Value::Number(rated), Some((Sheet::Accounts, row, Some(key))))
            };
            (Operation::Level, level_items(plan, row).into_iter().map(item).collect())
        }
        Computed::Health => {
            // In the order of the signs; which sign a term is, the text layer knows from `signs`.
            let signs = signs(view, row).into_iter();
            (
                Operation::Health,
                signs.map(|(_, holds)| Input::term(Value::Check(holds), at(Sheet::Accounts, row))).collect(),
            )
        }
        Computed::WonInYear => won_in_year(view, row),
        Computed::RevenueOfYear => match plan.get(row, accounts::past_revenue::TYPED) {
            Some(_) => {
                let source = Some((Sheet::PastRevenue, row, Some(Key::new_static("typed"))));
                (Operation::Same, vec![Input::term(computed(view, formula, row), source)])
            }
            None => won_in_year(view, row),
        },
        Computed::PlanFromTables => sum(plan, plan_terms(view, row).unwrap_or_default()),
        Computed::State | Computed::Formula => (Operation::Elsewhere, Vec::new()),
    }
}

fn at(sheet: Sheet, row: RowId) -> Option<Place> {
    Some((sheet, row, None))
}

fn cell(deal: RowId, key: &'static str) -> Option<Place> {
    Some((Sheet::Deals, deal, Some(Key::new_static(key))))
}

fn days(until: Input, from: Input) -> (Operation, Vec<Input>) {
    (Operation::Days, vec![until.of(Role::Part), from.of(Role::Whole)])
}

fn weight_of(weight: i64, source: Option<Place>) -> Input {
    Input::term(Value::Number(Decimal::whole(weight)), source).of(Role::Weight)
}

/// A sum of terms; `Role::Whole` says what a sum of none is.
fn sum(plan: &Plan, terms: Vec<(Sheet, RowId, i128)>) -> (Operation, Vec<Input>) {
    let money = |minor: i128| Value::Money(Money::new(i64::try_from(minor).unwrap_or(i64::MAX), plan.currency()));
    let nothing = Input::term(money(0), None).of(Role::Whole);
    let terms = terms.into_iter().map(|(sheet, row, minor)| Input::term(money(minor), at(sheet, row)));
    (Operation::Sum, std::iter::once(nothing).chain(terms).collect())
}

fn won_in_year(view: &View<'_>, row: RowId) -> (Operation, Vec<Input>) {
    let year = year_of(view.plan(), Sheet::PastRevenue, row);
    sum(view.plan(), year.map_or_else(Vec::new, |(account, year)| won_year_terms(view, account, year)))
}

fn preparation(plan: &Plan, row: RowId) -> (Operation, Vec<Input>) {
    let Some(terms) = preparation_terms(plan, row) else { return (Operation::Same, Vec::new()) };
    let wanting = terms.iter().any(|(field, filled)| field == "commitment" && !filled);
    let mut inputs: Vec<Input> = terms
        .into_iter()
        .map(|(field, filled)| Input::term(Value::Check(filled), Some((Sheet::Activities, row, Some(field)))))
        .collect();
    if wanting {
        inputs.push(Input::term(Value::Percent(Percent::of(50)), None).of(Role::Cap));
    }
    (Operation::Share, inputs)
}

fn proven(view: &View<'_>, row: RowId) -> (Operation, Vec<Input>) {
    let last = view.proven(row);
    let mut inputs: Vec<Input> = Vec::new();
    for rung in super::super::ladder(view.plan()).into_iter().filter(|rung| rung.number >= 1) {
        inputs.push(Input::term(Value::Link(rung.stage), at(Sheet::Stages, rung.stage)));
        if Some(rung.stage) == last {
            break;
        }
    }
    let evidence = view.activities.deal(row).into_iter().flat_map(|facts| facts.evidence.iter());
    inputs.extend(evidence.map(|(milestone, activity)| {
        Input::term(Value::Link(*milestone), at(Sheet::Activities, *activity)).of(Role::Evidence)
    }));
    (Operation::Last, inputs)
}

fn probability(view: &View<'_>, row: RowId) -> (Operation, Vec<Input>) {
    let Some(found) = chance(view.plan(), view.draft, view.board.rates(), row) else {
        return (Operation::Same, Vec::new());
    };
    let stage = |key| found.stage.map(|stage| (Sheet::Stages, stage, Some(Key::new_static(key))));
    let source = match found.source {
        Source::Ladder | Source::Learned | Source::Adjusted => stage("p"),
        Source::Own => cell(row, "p_own"),
        Source::Ended => cell(row, "outcome"),
    };
    if found.source == Source::Adjusted {
        return (Operation::Adjusted, adjusted(view, row, found.stage));
    }
    let (Source::Learned, Some(tally), Some(rates)) = (found.source, found.tally, view.board.rates()) else {
        return (Operation::Same, vec![Input::term(Value::Percent(found.p), source)]);
    };
    let count = |count: u32, role| Input::term(Value::Number(Decimal::whole(i64::from(count))), None).of(role);
    let assumed = found.assumed.map_or(Value::Empty, Value::Percent);
    let strength = count(rates.strength as u32, Role::Strength);
    let inputs =
        vec![Input::term(assumed, source), count(tally.won, Role::Part), count(tally.closed, Role::Whole), strength];
    (Operation::Shrunk, inputs)
}

/// The base, and the β of each sign that the deal shows.
fn adjusted(view: &View<'_>, row: RowId, stage: Option<RowId>) -> Vec<Input> {
    let plan = view.plan();
    let rate = stage.and_then(|stage| view.board.rates()?.stage(stage));
    let base = rate.and_then(|rate| rate.learned.or(rate.assumed));
    let place = stage.map(|stage| (Sheet::Stages, stage, Some(Key::new_static("p"))));
    let real = |number: f64, value: Value, source| Input { role: Role::Term, value, exact: Some(number), source };
    let percent = |p: f64| Value::Percent(Percent { ppm: (p * 1e6).round() as i64 });
    let mut inputs: Vec<Input> = base.map(|p| real(p, percent(p), place).of(Role::Part)).into_iter().collect();
    let allowed = view.board.stage_limits(plan);
    let signs = Signs::new(plan, view.board.history(), (AsOf::LATEST, view.today), &allowed);
    for (signal, beta) in betas(plan).into_iter().filter(|(signal, _)| signs.shows(row, *signal)) {
        let value = Value::Number(Decimal { millionths: (beta * 1e6).round() as i64 });
        let key = signal.setting().key();
        inputs.push(real(beta, value, Some((Sheet::Settings, Plan::SETTINGS, Some(key)))));
    }
    inputs
}

fn weighted(view: &View<'_>, row: RowId) -> (Operation, Vec<Input>) {
    let plan = view.plan();
    let amount = read(plan, view.draft, row, deals::AMOUNT).and_then(|money| plan.in_plan_currency(money));
    let amount = amount.map_or(Value::Empty, |minor| Value::Money(Money::new(minor, plan.currency())));
    let p = computed(view, Computed::Chance, row);
    let inputs =
        vec![Input::term(amount, cell(row, "amount")).of(Role::Part), Input::term(p, cell(row, "p")).of(Role::Whole)];
    (Operation::Product, inputs)
}

fn pushes(view: &View<'_>, row: RowId) -> Vec<Input> {
    let mut last = None;
    let mut inputs = Vec::new();
    for past in view.board.history().changes(row, Field::Close, AsOf::LATEST) {
        let Value::Date(day) = *past.value else { continue };
        if last.replace(day).is_some_and(|before| day > before) {
            inputs.push(Input::term(Value::Date(day), cell(row, "close")));
        }
    }
    inputs
}

fn scorecard(plan: &Plan, sheet: Sheet, parent: &str, record: RowId, about: &str) -> (Operation, Vec<Input>) {
    let terms = scorecard_terms(plan, sheet, parent, record, about).into_iter();
    let inputs = terms.flat_map(|(row, item, weight, score)| {
        let scored = Input::term(Value::Number(Decimal::whole(score)), at(sheet, row));
        [weight_of(weight, at(Sheet::Criteria, item)), scored]
    });
    (Operation::Scorecard, inputs.collect())
}

fn flags(view: &View<'_>, row: RowId) -> Vec<Input> {
    let plan = view.plan();
    let written = plan.linked(Sheet::Flags, "deal", row).filter(|flag| flag_stands(view, *flag));
    let mut inputs: Vec<Input> = written.map(|flag| Input::term(Value::Link(flag), at(Sheet::Flags, flag))).collect();
    for raised in red_flags(view, row).into_iter().filter(|raised| raised.rests.is_none()) {
        let source = match (raised.flag.person(), raised.flag.activity()) {
            (Some(person), _) => at(Sheet::Roles, person),
            (None, Some(activity)) => at(Sheet::Activities, activity),
            (None, None) => at(Sheet::Deals, row),
        };
        inputs.push(Input::term(Value::text(raised.flag.rule()), source));
    }
    inputs
}

fn meetings(view: &View<'_>, contact: RowId) -> Vec<Input> {
    let meetings = view.activities.meetings(contact).iter();
    meetings.map(|(activity, day)| Input::term(Value::Date(*day), at(Sheet::Activities, *activity))).collect()
}
