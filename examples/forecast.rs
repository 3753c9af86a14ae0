//! The whole forecast of a plan file as JSON: `cargo run --example forecast -- plan.json [date] [span] [person]`.
//!
//! It shows how the forecast is reached without the application: read the file, put the plan on a board, ask. What each
//! question takes is told on the other stream. Amounts are in minor units of the plan's currency.

use std::error::Error;
use std::io::Write as _;
use std::time::Instant;

use quadrille::forecast::accuracy::{Brier, Errors};
use quadrille::forecast::outlook::{
    Accuracy, ActivityFacts, Ahead, Attention, Board, Course, Dimension, Evidence, Exit, Figure, FigureExplanation,
    Funnel, GroupKey, Horizon, Outcome, Policy, Rates, Scope, Span, StageCourse, Standing, Survey, View, Whole, Window,
    accuracy, attentions, bridge, call, ends, explain_figure, fan, funnel, group_rates, groups, horizon, needed,
    pre_mortem, scenarios,
};
use quadrille::forecast::{Bet, weighted_by_chance, wins};
use quadrille::formats;
use quadrille::log::Replica;
use quadrille::model::schema::{deals, setup::settings};
use quadrille::model::{Date, Plan, RowId, Sheet};
use quadrille::text::{Lang, title};
use serde_json::{Value, json};

const USAGE: &str = "usage: forecast plan.json [YYYY-MM-DD|today-of-the-plan] [month|quarter|year|all] [person]";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    writeln!(std::io::stdout(), "{}", answer(&arguments)?)?;
    Ok(())
}

/// The forecast of the plan file that the arguments name, as JSON.
pub fn answer(arguments: &[String]) -> Result<String, Box<dyn Error>> {
    let (path, rest) = arguments.split_first().filter(|(_, rest)| rest.len() <= 3).ok_or(USAGE)?;
    let mut rest = rest.iter().map(String::as_str);
    let file = formats::read(&std::fs::read(path)?, Replica::new(1, 1), "", 0).map_err(|error| format!("{error:?}"))?;
    let (ledger, plan) = (&file.ledger, file.ledger.plan());

    // The day to plan by: the one asked for, else the plan's own, else that of its latest edit.
    let own = plan.get(Plan::SETTINGS, settings::TODAY);
    let edited = ledger.log().next_back().map(|transaction| Date::of_millis(transaction.id.millis()));
    let today = match rest.next() {
        None | Some("today-of-the-plan") => own.or(edited).ok_or("the plan is empty")?,
        Some(day) => day.parse().map_err(|_| USAGE)?,
    };
    let span = match rest.next() {
        None | Some("quarter") => Span::Quarter,
        Some("month") => Span::Month,
        Some("year") => Span::Year,
        Some("all") => Span::All,
        Some(_) => return Err(USAGE.into()),
    };
    let names = Names(plan);
    let person = match rest.next() {
        None => None,
        Some(asked) => {
            let found = plan.table(Sheet::Persons).ids().find(|row| names.of(Sheet::Persons, *row) == asked);
            Some(found.ok_or("nobody of this name is in the plan")?)
        }
    };

    let mut watch = Watch(Instant::now());
    let mut activities = ActivityFacts::default();
    activities.refresh(plan, today);
    watch.tell("activities");
    let mut board = Board::default();
    board.refresh(ledger, Scope { span, offset: 0, person }, today, &[], None);
    watch.tell("board and history");
    let view = View { ledger, today, activities: &activities, board: &board, draft: None };
    let figures = board.figures(&view).map_err(said)?;
    watch.tell("figures");
    let period = figures.period;
    let distribution = board.distribution();

    let open = |row: RowId| match board.standing(row) {
        Standing::Open(bet) => Some((row, bet)),
        _ => None,
    };
    let bets: Vec<(RowId, Bet)> = plan.table(Sheet::Deals).ids().filter_map(open).collect();
    let only: Vec<Bet> = bets.iter().map(|(_, bet)| *bet).collect();
    let deal = |(row, bet): &(RowId, Bet)| {
        let (row, amount, p) = (*row, bet.amount(), bet.chance());
        let weighted = weighted_by_chance(amount, p);
        let pivot = board.pivot(row).map(|pivot| json!({"pivot": pivot.pivot, "won": pivot.won, "lost": pivot.lost}));
        json!({"deal": names.deal(row), "amount": amount, "p": p, "weighted": weighted, "target": pivot})
    };
    let touches = figures.touches.iter().map(|touch| {
        let milestone = touch.milestone.map(|milestone| names.of(Sheet::Milestones, milestone));
        json!({
            "deal": names.deal(touch.deal), "milestone": milestone, "lift": touch.lift, "from": touch.chance,
            "gain": touch.gain, "amount": touch.amount, "pivot": touch.pivot, "days": touch.days,
        })
    });
    let deals_and_pivots: Vec<Value> = bets.iter().map(deal).collect();
    watch.tell("pivots");
    let quantiles =
        [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95].map(|alpha| json!([alpha, distribution.quantile(alpha)]));
    let bars = figures.histogram.bars.iter().map(|bar| json!([bar.lo, bar.hi, bar.mass]));
    let number = wins(&only);
    watch.tell("wins");

    let month = Window::last(30, today);
    let survey = Survey::of(&view);
    let states: Vec<Value> =
        attentions(&view, &survey, &month, &period).iter().map(|found| names.attention(found)).collect();
    watch.tell("states");
    let flow = bridge(&view, &month, &period, person).map_err(said)?;
    let bars_of_flow = flow.bars.iter().map(|bar| {
        let deals: Vec<Value> = bar.deals.iter().map(|(row, sum)| json!([names.deal(*row), sum])).collect();
        json!({"cause": format!("{:?}", bar.cause), "sum": bar.sum, "deals": deals})
    });
    watch.tell("bridge");
    let shape = funnel(&view, &Window::last(365, today), person);
    watch.tell("funnel");
    let latest = quadrille::forecast::history::AsOf::LATEST;
    let rates = Rates::of(plan, board.history(), latest);
    let people = group_rates(plan, board.history(), latest, Evidence::People, |row| plan.get(row, deals::OWNER));
    watch.tell("rates");
    let course = Course::of(plan, board.history(), latest);
    watch.tell("course");
    let ahead = Ahead { span, count: 4, person, slip: true, unseen: true };
    let next = horizon(&view, &ahead).map_err(said)?;
    watch.tell("four periods ahead");
    let parts = |dimension: Dimension| -> Result<Vec<Value>, String> {
        let groups = groups(&view, &period, dimension).map_err(said)?;
        Ok(groups.iter().map(|group| json!([names.group(&group.key), outcome(&group.outcome)])).collect())
    };
    let (persons, teams) = (parts(Dimension::Person)?, parts(Dimension::Team)?);
    let (products, regions) = (parts(Dimension::Product)?, parts(Dimension::Region)?);
    let (segments, accounts) = (parts(Dimension::Segment)?, parts(Dimension::Account)?);
    watch.tell("groups");
    let year = quadrille::forecast::outlook::Period::of(plan, today, Span::Year, 0);
    let points = fan(ledger, board.history(), year, person, today).map_err(said)?;
    watch.tell("fan of the year");
    let score = accuracy(&view, span, person).map_err(said)?;
    watch.tell("accuracy");
    let needed = needed(&view, 0.9).map_err(said)?;
    let odds = scenarios(&view).map_err(said)?;
    let learned_ends = ends(&view).map_err(said)?;
    watch.tell("coverage, scenarios and ends");
    let explained = pre_mortem(&view).into_iter();
    let explained = explained.map(|reason| json!([names.deal(reason.deal), reason.lost, reason.given_miss]));
    let level = board.target().map(Figure::AtLeast);
    let why = level.map(|level| explain_figure(&view, &Whole::Board, level)).transpose().map_err(said)?.flatten();
    let moves = why.as_ref().map(FigureExplanation::tenths).transpose().map_err(said)?.unwrap_or_default();
    let moves = moves.into_iter().map(|(row, p)| json!([names.deal(row), p]));
    let again = why.as_ref().map(FigureExplanation::again).transpose().map_err(said)?.flatten();

    let of_the_period = json!({
        "today": today.to_string(),
        "from": period.from.to_string(),
        "until": period.until.to_string(),
        "currency": plan.currency().code(),
        "policy": Policy::of(plan).key(),
        "targets": figures.targets,
        "chance": figures.chance,
        "chance_made_again": again,
        "mean": figures.mean,
        "sd": figures.sd,
        "won": figures.won,
        "quantiles": quantiles,
        "histogram": bars.collect::<Vec<Value>>(),
        "rounded_to": figures.rounded_to,
        "wins": number,
        "wins_likely": board.wins(),
        "scenarios": odds.iter().map(|part| json!([part.factor, part.weight, outcome(&part.outcome)])).collect::<Vec<Value>>(),
        "ends": learned_ends.map(|(low, high)| json!([outcome(&low), outcome(&high)])),
        "open": figures.open,
        "left_out": {
            "amount": figures.left_out.amount,
            "unread": figures.left_out.unread,
            "rate": figures.left_out.rate,
            "close": figures.left_out.close,
            "stage": figures.left_out.stage,
            "overdue": figures.left_out.overdue,
            "targets": figures.left_out.targets,
        },
        "deals": deals_and_pivots,
        "touches": touches.collect::<Vec<Value>>(),
        "lift": figures.lift,
        "moves_a_tenth": moves.collect::<Vec<Value>>(),
        "pre_mortem": explained.collect::<Vec<Value>>(),
        "coverage": needed.map(|needed| json!({"pipeline": needed.pipeline, "needed": needed.needed, "times": needed.times})),
        "call": call(plan, &period, person, today),
    });
    let of_the_log = json!({
        "states": states,
        "bridge": {
            "from": month.from.to_string(), "until": month.until.to_string(),
            "start": flow.start, "bars": bars_of_flow.collect::<Vec<Value>>(), "end": flow.end,
        },
        "funnel": names.funnel(&shape),
        "rates": names.rates(&rates),
        "course": names.course(&course),
        "people": people.map(|people| json!({"rho": people.pooled.rho, "shown": people.shown, "rates": people
            .groups
            .iter()
            .zip(&people.pooled.rates)
            .map(|((person, tally), rate)| json!([names.of(Sheet::Persons, *person), tally.won, tally.closed, rate]))
            .collect::<Vec<Value>>()})),
        "ahead": periods(&next),
        "by_person": persons,
        "by_team": teams,
        "by_product": products,
        "by_region": regions,
        "by_segment": segments,
        "by_account": accounts,
        "velocity": shape.velocity.map(|found| json!({
            "deals": found.deals, "amount": found.amount, "rate": found.rate, "closed": found.closed, "days": found.days,
            "a_day": found.a_day,
        })),
        "fan": points.iter().map(|point| json!({
            "day": point.day.to_string(), "targets": point.targets, "chance": point.chance, "mean": point.mean, "quantiles": point.quantiles, "won": point.won,
        })).collect::<Vec<Value>>(),
        "accuracy": scores(&score, Policy::of(plan)),
    });
    let sections = [of_the_period, of_the_log].into_iter().filter_map(|section| section.as_object().cloned());
    let answer: serde_json::Map<String, Value> = sections.flatten().collect();
    Ok(format!("{:#}", Value::Object(answer)))
}

fn said(error: quadrille::forecast::BetError) -> String {
    format!("{error:?}")
}

/// Tells what each question took.
struct Watch(Instant);

impl Watch {
    fn tell(&mut self, what: &str) {
        let took = self.0.elapsed().as_secs_f64() * 1000.0;
        let _ = writeln!(std::io::stderr(), "{took:8.1} ms  {what}");
        self.0 = Instant::now();
    }
}

fn outcome(outcome: &Outcome) -> Value {
    json!({
        "from": outcome.period.from.to_string(),
        "until": outcome.period.until.to_string(),
        "targets": outcome.targets,
        "chances": outcome.chances,
        "mean": outcome.mean,
        "sd": outcome.sd,
        "won": outcome.won,
        "quantiles": outcome.quantiles,
        "open": outcome.open,
        "pipeline": outcome.pipeline,
        "weighted": outcome.weighted,
        "categories": {
            "closed": outcome.rollup.closed, "commit": outcome.rollup.commit,
            "best_case": outcome.rollup.best_case, "open": outcome.rollup.open,
        },
    })
}

fn periods(horizon: &Horizon) -> Value {
    let one = |period: &quadrille::forecast::outlook::PeriodAhead| {
        let unseen = period.unseen.map(|unseen| json!({"wins": unseen.wins, "amount": unseen.amount}));
        json!({"alone": outcome(&period.alone), "together": outcome(&period.together), "unseen": unseen})
    };
    json!({"slip": horizon.slip.map(|slip| json!([slip.shares, slip.seen])), "seen": horizon.seen, "left_out": horizon.left_out.len(), "periods": horizon.periods.iter().map(one).collect::<Vec<Value>>()})
}

fn scores(accuracy: &Accuracy, current: Policy) -> Value {
    let errors =
        |errors: &Errors| json!({"count": errors.count, "mape": errors.mape, "wape": errors.wape, "bias": errors.bias});
    let brier = |brier: Brier| {
        json!({
            "score": brier.score, "reliability": brier.reliability, "resolution": brier.resolution,
            "uncertainty": brier.uncertainty, "expected": brier.expected, "wins": brier.wins,
        })
    };
    let policy = |score: &quadrille::forecast::outlook::PolicyScore| json!({"policy": score.policy.key(), "brier": score.brier.map(brier), "log_loss": score.log_loss, "slope": score.slope});
    let point = |point: &quadrille::forecast::outlook::Checkpoint| {
        json!({
            "from": point.period.from.to_string(), "day": point.day.to_string(), "actual": point.actual, "mean": point.mean,
            "target": point.target, "pit": point.pit, "crps": point.crps, "ceiling": point.ceiling,
            "ladder": point.ladder, "commit": point.commit, "previous": point.previous, "call": point.call,
        })
    };
    let offer =
        accuracy.offer(current).map(|offer| json!([offer.policy.key(), offer.score, offer.ladder, offer.resolved]));
    json!({
        "resolved": accuracy.resolved,
        "reached": accuracy.reached,
        "ceiling": accuracy.ceiling,
        "model": errors(&accuracy.model),
        "baselines": {
            "ladder": errors(&accuracy.ladder), "commit": errors(&accuracy.commit), "previous": errors(&accuracy.previous),
        },
        "calls": errors(&accuracy.calls),
        "policies": accuracy.policies.iter().map(policy).collect::<Vec<Value>>(),
        "calibration": accuracy.calibration.iter().map(|bin| json!([bin.from, bin.count, bin.mean, bin.rate])).collect::<Vec<Value>>(),
        "offer": offer,
        "adjustments": accuracy.adjustments.iter().map(|(signal, proven)| json!({
            "sign": format!("{signal:?}"), "beta": proven.beta, "before": proven.before, "after": proven.after, "seen": proven.seen,
        })).collect::<Vec<Value>>(),
        "left_out": accuracy.left_out.len(),
        "beside": accuracy.beside.iter().map(errors).collect::<Vec<Value>>(),
        "checkpoints": accuracy.checkpoints.iter().map(point).collect::<Vec<Value>>(),
    })
}

/// Names of records, in English.
struct Names<'a>(&'a Plan);

impl Names<'_> {
    fn of(&self, sheet: Sheet, row: RowId) -> String {
        title(self.0, sheet, row, Lang::En).to_string()
    }

    fn deal(&self, row: RowId) -> String {
        self.of(Sheet::Deals, row)
    }

    fn group(&self, key: &GroupKey) -> Value {
        match key {
            GroupKey::Record(sheet, row) => json!(self.of(*sheet, *row)),
            GroupKey::Text(text) => json!(text.as_str()),
            GroupKey::None => Value::Null,
        }
    }

    fn attention(&self, found: &Attention) -> Value {
        let states: Vec<String> = found.states.iter().map(|state| format!("{state:?}")).collect();
        let dirt: Vec<String> = found.dirt.iter().map(|dirt| format!("{dirt:?}")).collect();
        json!({
            "deal": self.deal(found.deal), "states": states, "dirt": dirt, "days": found.stage_days.map(|(days, _)| days),
            "limit": found.stage_days.and_then(|(_, limit)| limit?.days()),
        })
    }

    fn funnel(&self, funnel: &Funnel) -> Value {
        let stage = |stage: &quadrille::forecast::outlook::FunnelStage| {
            let missing: Vec<Value> =
                stage.missing.iter().map(|(row, lack)| json!([self.of(Sheet::Milestones, *row), lack])).collect();
            json!({
                "stage": self.of(Sheet::Stages, stage.stage), "open": stage.deals.len(), "amount": stage.amount,
                "expected": stage.expected, "goes_on": stage.goes_on.0, "days": stage.days.map(|(days, _)| days),
                "index": stage.fill.and_then(|fill| fill.index), "missing": missing,
                "skills": stage.skills.iter().map(|(row, count)| json!([self.of(Sheet::Skills, *row), count])).collect::<Vec<Value>>(),
            })
        };
        let limit = |limit: &quadrille::forecast::outlook::StageLimit| json!({"stage": self.of(Sheet::Stages, limit.stage), "user": limit.user, "learned": limit.learned, "visits": limit.visits});
        json!({
            "entries_a_day": funnel.entries_a_day,
            "stages": funnel.stages.iter().map(stage).collect::<Vec<Value>>(),
            "diagnoses": funnel.diagnoses.iter().map(|diagnosis| format!("{diagnosis:?}")).collect::<Vec<String>>(),
            "limits": funnel.limits.iter().map(limit).collect::<Vec<Value>>(),
        })
    }

    fn course(&self, course: &Course) -> Vec<Value> {
        let exit = |(exit, stays): &(Exit, u32)| match exit {
            Exit::Ahead(to) | Exit::Back(to) => json!([self.of(Sheet::Stages, *to), stays]),
            Exit::Won => json!(["won", stays]),
            Exit::Lost => json!(["lost", stays]),
        };
        let stage = |own: &StageCourse| {
            let exits: Vec<Value> = own.exits.iter().map(exit).collect();
            let fate = own.fate.map(|fate| json!({"won": fate.won, "lost": fate.lost, "days": fate.days}));
            json!({"stage": self.of(Sheet::Stages, own.stage), "stays": own.stays, "days": own.days, "exits": exits, "fate": fate})
        };
        course.stages.iter().map(stage).collect()
    }

    fn rates(&self, rates: &Rates) -> Value {
        let stage = |rate: &quadrille::forecast::outlook::StageRate| {
            json!({
                "stage": self.of(Sheet::Stages, rate.stage), "won": rate.tally.won, "closed": rate.tally.closed,
                "assumed": rate.assumed, "learned": rate.learned, "interval": rates.interval(rate.stage),
            })
        };
        json!({
            "closed": rates.all.closed, "won": rates.all.won, "evidence": format!("{:?}", rates.evidence),
            "stages": rates.stages.iter().map(stage).collect::<Vec<Value>>(),
        })
    }
}
