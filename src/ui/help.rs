//! The help: every key of the table of commands, in groups, and what can be typed.

use leptos::prelude::*;

use super::keys;
use crate::app::command::{Entry, Group, TABLE};
use crate::text::Lang;
use crate::text::messages::{Commands, Help as Words};

/// A line of the help: what is done, and by which keys.
type Line = (Commands, Vec<String>);

/// The lines of a group: commands that are said alike stand in one.
fn lines(group: Group, lang: Lang) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for Entry { label, keys: chords, .. } in TABLE.iter().filter(|entry| entry.group == group && !entry.keys.is_empty())
    {
        let keys = chords.iter().map(|chord| chord.text(lang, keys::is_mac()));
        match lines.iter_mut().find(|(own, _)| own == label) {
            Some((_, all)) => all.extend(keys),
            None => lines.push((label.clone(), keys.collect())),
        }
    }
    lines
}

/// The help's contents.
pub fn help(lang: Lang) -> AnyView {
    let groups = Group::ALL
        .into_iter()
        .map(|group| {
            let rows = lines(group, lang)
                .into_iter()
                .map(|(what, keys)| {
                    let keys = keys.into_iter().map(|key| view! { <kbd>{key}</kbd> " " }).collect_view();
                    view! { <tr><th scope="row">{what.text(lang)}</th><td>{keys}</td></tr> }
                })
                .collect_view();
            view! { <h3>{group.heading().text(lang)}</h3><table class="keys"><tbody>{rows}</tbody></table> }
        })
        .collect_view();
    let typing =
        [Words::TypingNumbers, Words::TypingMoney, Words::TypingDates, Words::TypingChoices, Words::TypingKept];
    view! {
        <h2>{Words::Title.text(lang)}</h2>
        <div class="scrolls" tabindex="0">
            {groups}
            <h3>{Words::Typing.text(lang)}</h3>
            <ul>{typing.map(|line| view! { <li>{line.text(lang)}</li> })}</ul>
        </div>
    }
    .into_any()
}
