//! The forecast of a plan file as JSON: `cargo run --example forecast -- plan.json [date] [span] [person]`.
//!
//! It shows how the forecast is reached without the application: read the file, put the plan on a board, ask.

use std::error::Error;
use std::io::Write as _;

use quadrille::forecast::outlook::{ActivityFacts, Board, Figures, Scope, Span, Standing, View};
use quadrille::forecast::{Bet, Distribution, weighted_by_chance};
use quadrille::formats;
use quadrille::log::Replica;
use quadrille::model::schema::setup::settings;
use quadrille::model::{Date, Plan, RowId, Sheet};
use quadrille::text::{Lang, title};
use serde_json::{Value, json};

const USAGE: &str = "usage: forecast plan.json [YYYY-MM-DD|today-of-the-plan] [month|quarter|year|all] [person]";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
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
    let name = |sheet, row| title(plan, sheet, row, Lang::En).to_string();
    let person = match rest.next() {
        None => None,
        Some(asked) => {
            let found = plan.table(Sheet::Persons).ids().find(|row| name(Sheet::Persons, *row) == asked);
            Some(found.ok_or("nobody of this name is in the plan")?)
        }
    };

    let mut activities = ActivityFacts::default();
    activities.refresh(plan, today);
    let mut board = Board::default();
    board.refresh(ledger, Scope { span, offset: 0, person }, today, &[], None);
    let view = View { ledger, today, activities: &activities, board: &board, draft: None };
    let figures: Figures = board.figures(&view).map_err(|error| format!("{error:?}"))?;

    // Amounts are in minor units of the plan's currency.
    let open = |row: RowId| match board.standing(row) {
        Standing::Open(bet) => Some((row, bet)),
        _ => None,
    };
    let bets: Vec<(RowId, Bet)> = plan.table(Sheet::Deals).ids().filter_map(open).collect();
    let only: Vec<Bet> = bets.iter().map(|(_, bet)| *bet).collect();
    let distribution = Distribution::of(figures.won, &only).map_err(|error| format!("{error:?}"))?;
    let deal = |(row, bet): &(RowId, Bet)| {
        let (row, amount, p) = (*row, bet.amount(), bet.chance());
        let weighted = weighted_by_chance(amount, p);
        let pivot = board.pivot(row).map(|pivot| json!({"pivot": pivot.pivot, "won": pivot.won, "lost": pivot.lost}));
        json!({"deal": name(Sheet::Deals, row), "amount": amount, "p": p, "weighted": weighted, "target": pivot})
    };
    let touches = figures.touches.iter().map(|touch| {
        let milestone = touch.milestone.map(|milestone| name(Sheet::Milestones, milestone));
        json!({"deal": name(Sheet::Deals, touch.deal), "milestone": milestone, "lift": touch.lift})
    });
    let quantiles = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95];
    let answer = json!({
        "today": today.to_string(),
        "from": figures.period.from.to_string(),
        "until": figures.period.until.to_string(),
        "currency": plan.currency().code(),
        "targets": figures.targets,
        "chance": figures.chance,
        "mean": figures.mean,
        "sd": figures.sd,
        "won": figures.won,
        "quantiles": quantiles.map(|alpha| json!([alpha, distribution.quantile(alpha)])),
        "open": figures.open,
        "left_out": {
            "amount": figures.left_out.amount,
            "rate": figures.left_out.rate,
            "close": figures.left_out.close,
            "stage": figures.left_out.stage,
        },
        "deals": bets.iter().map(deal).collect::<Vec<Value>>(),
        "touches": touches.collect::<Vec<Value>>(),
        "lift": figures.lift,
    });
    writeln!(std::io::stdout(), "{answer:#}")?;
    Ok(())
}
