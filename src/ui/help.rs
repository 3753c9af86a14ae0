//! The help: every key of the table of commands, in groups, and what can be typed.

use leptos::prelude::*;

use super::element::settled_value_of;
use super::{Session, keys, print};
use crate::app::command::{Group, help_of};
use crate::text::messages::{Grid, Help as Words};
use crate::text::{Lang, search_key};

/// A line of the help: what is done, and by which keys.
pub type Line = (String, Vec<String>);

/// The lines of all groups, each with its heading.
#[must_use]
pub fn groups(lang: Lang) -> Vec<(String, Vec<Line>)> {
    let line = |(label, chords): (crate::text::messages::Commands, Vec<crate::app::command::Chord>)| {
        let chords = chords.into_iter().filter(|chord| !keys::is_mac() || chord.is_free_on_a_mac());
        let keys = chords.map(|chord| chord.text(lang, keys::is_mac())).collect();
        (label.text(lang).into_owned(), keys)
    };
    let group = |group: Group| {
        (group.heading().text(lang).into_owned(), help_of(group).into_iter().map(line).collect::<Vec<_>>())
    };
    Group::ALL.into_iter().map(group).filter(|(_, lines)| !lines.is_empty()).collect()
}

/// The help's contents.
pub fn help(session: Session, lang: Lang) -> AnyView {
    let sought = RwSignal::new(String::new());
    let all = groups(lang);
    let found = Memo::new(move |_| {
        let needle = sought.with(|text| search_key(text));
        let fits = |line: &Line| {
            needle.is_empty() || [&line.0].into_iter().chain(&line.1).any(|text| search_key(text).contains(&*needle))
        };
        let of_group = |(heading, lines): &(String, Vec<Line>)| {
            let whole = search_key(heading).contains(&*needle);
            (heading.clone(), lines.iter().filter(|line| whole || fits(line)).cloned().collect::<Vec<_>>())
        };
        all.iter().map(of_group).filter(|(_, lines)| !lines.is_empty()).collect::<Vec<_>>()
    });
    let take = move |event: &web_sys::Event| {
        if let Some(text) = settled_value_of(event) {
            sought.set(text);
        }
    };
    let typing =
        [Words::TypingNumbers, Words::TypingMoney, Words::TypingDates, Words::TypingChoices, Words::TypingKept];
    view! {
        <h2>{Words::Title.text(lang)}</h2>
        <div class="seek">
            <input
                type="search"
                placeholder=Words::Find.text(lang)
                aria-label=Words::Find.text(lang)
                on:input=move |event| take(&event)
                on:compositionend=move |event| take(&event)
            />
            <button on:click=move |_| print::print(session)>{Words::Print.text(lang)}</button>
        </div>
        <div class="scrolls" tabindex="0">
            {move || found.get().into_iter().map(group).collect_view()}
            <Show when=move || found.with(Vec::is_empty)><p>{Grid::NoMatches.text(lang)}</p></Show>
            <Show when=move || sought.with(String::is_empty)>
                <h3>{Words::Typing.text(lang)}</h3>
                <ul>{typing.clone().map(|line| view! { <li>{line.text(lang)}</li> })}</ul>
            </Show>
        </div>
    }
    .into_any()
}

fn group((heading, lines): (String, Vec<Line>)) -> AnyView {
    let rows = lines
        .into_iter()
        .map(|(what, keys)| {
            let keys = keys.into_iter().map(|key| view! { <kbd>{key}</kbd> " " }).collect_view();
            view! { <tr><th scope="row">{what}</th><td>{keys}</td></tr> }
        })
        .collect_view();
    view! { <h3>{heading}</h3><table class="keys"><tbody>{rows}</tbody></table> }.into_any()
}
