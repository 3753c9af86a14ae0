//! The red flags that the tables raise about the chosen deal, above those that people write.

use leptos::prelude::*;

use super::Session;
use crate::app::Action;
use crate::forecast::outlook::{Raised, red_flags};
use crate::model::schema::strategy::snoozes::{UNTIL, WHY};
use crate::model::{RowId, Severity};
use crate::text::Lang;
use crate::text::messages::Pages as Words;

/// One flag as it is drawn.
#[derive(Clone, PartialEq)]
struct Line {
    raised: Raised,
    grave: bool,
    text: String,
    remedy: String,
    rests: Option<String>,
}

fn lines(session: Session, deal: RowId, lang: Lang) -> Vec<Line> {
    session.with(|app| {
        let line = |raised: Raised| {
            let words = app.flag_words(deal, raised.flag);
            let rests = raised.rests.and_then(|row| {
                let why = app.plan().get(row, WHY)?.into();
                Some(Words::PutOffUntil { until: app.plan().get(row, UNTIL)?, why }.text(lang).into_owned())
            });
            Line {
                raised,
                grave: raised.flag.severity() == Severity::Error,
                text: words.text(lang).into_owned(),
                remedy: words.remedy(lang).into_owned(),
                rests,
            }
        };
        red_flags(&app.view(), deal).into_iter().map(line).collect()
    })
}

/// The list.
#[component]
pub fn RedFlags() -> impl IntoView {
    let session = Session::get();
    let lang = session.lang;
    let lines = Memo::new(move |_| {
        session.follow_turns();
        session.follow();
        let deal = session.with(|app| app.deal);
        deal.map(|deal| lines(session, deal, lang.get())).unwrap_or_default()
    });
    view! {
        <section class="part raised" data-region="part">
            <h3>{move || Words::AutomaticFlags.text(lang.get())}</h3>
            {move || {
                let lang = lang.get();
                lines.with(|lines| {
                    if lines.is_empty() {
                        return view! { <p class="soft">{Words::NoAutomaticFlags.text(lang)}</p> }.into_any();
                    }
                    let items = lines.iter().map(|line| item(session, line, lang)).collect_view();
                    view! { <ul>{items}</ul> }.into_any()
                })
            }}
        </section>
    }
}

fn item(session: Session, line: &Line, lang: Lang) -> AnyView {
    let flag = line.raised.flag;
    let end = match &line.rests {
        Some(rests) => view! { <small>{rests.clone()}</small> }.into_any(),
        None => view! {
            <button on:click=move |_| session.dispatch(Action::PutOff(flag))>{Words::PutOff.text(lang)}</button>
        }
        .into_any(),
    };
    view! {
        <li data-grave=line.grave data-rests=line.rests.is_some()>
            <span><b>{line.text.clone()}</b>{lang.gap()}{line.remedy.clone()}</span>
            {end}
        </li>
    }
    .into_any()
}
