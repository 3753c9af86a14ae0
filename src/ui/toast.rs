//! What the last action did, and what can be done about it now: undo it, look at the values that do not fit.

use leptos::prelude::*;

use super::Session;
use super::element::{El, el, live};
use super::told::anew;
use crate::app::command::Command;
use crate::app::{Action, Reviewing, Way};
use crate::model::{Key, Sheet};
use crate::text::messages::{Grid, Shell};

/// The sentence, which `told` reads out, and beside it the buttons.
pub fn toast(session: Session) -> El {
    let odd = Memo::new_with_compare(
        move |before: Option<&bool>| {
            session.said.track();
            !before.copied().unwrap_or_default()
        },
        |_, _| true,
    );
    // What was offered after a step is about that step only.
    let offers = Memo::new(move |_| {
        session.follow();
        let steps = session.with(|app| app.ledger.len());
        session.offers.get().filter(|offers| offers.steps == steps)
    });
    let sentence = anew(session.said);
    // What could be undone is over once something else was done: it is said no more.
    let is_over = Memo::new(move |_| {
        session.follow();
        let steps = session.with(|app| app.ledger.len());
        session.offers.with(|offers| offers.as_ref().is_some_and(|offers| offers.steps != steps))
    });
    let said = el("p").class("said");
    let button = move |command: Command| {
        let label = session.with(|app| app.label_of(command)).into_owned();
        // What is said is about this step: its own values, and not those of the whole plan.
        let act = move || match command {
            Command::Review => Action::Review(Reviewing::Last),
            _ => Action::RunGlobal(command),
        };
        let run = move || {
            session.dispatch(act());
            // The button goes with what it took back.
            if command == Command::Undo {
                super::regions::hand_back(session);
            }
        };
        el("button").class("strong").click(run).add(label)
    };
    let buttons = move || {
        session.lang.track();
        let offers = offers.get()?;
        let way = offers.way.map(|way| match way {
            Way::Activity => button(Command::PlanActivity),
            Way::Deal(deal) => {
                let show = move || session.dispatch(Action::Goto(Sheet::Deals, deal, Key::new_static("milestones")));
                el("button").class("strong").click(show).add(Grid::ShowMilestones.text(session.language_now()))
            }
        });
        Some([way, offers.review.then(|| button(Command::Review)), offers.undo.then(|| button(Command::Undo))])
    };
    el("div")
        .class("toast")
        .set("role", "region")
        .set("data-region", "said")
        .live("aria-label", move || Some(Shell::Result.text(session.language())))
        .live_flag("data-odd", move || odd.get())
        .live_flag("data-offers", move || offers.with(Option::is_some))
        .add(said.add(live(move || if is_over.get() { String::new() } else { sentence.get() })))
        .add(live(buttons))
}
