//! Reading key scripts and text tables, and drawing tables.

use crate::app::command::{Chord, KeyName};
use crate::app::grid::{At, Selection};

pub fn cells(line: &str) -> Vec<&str> {
    match line.trim().strip_prefix('|') {
        Some(line) => line.trim_end_matches('|').split('|').map(str::trim).collect(),
        None => Vec::new(),
    }
}

pub fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without the marks of the selection.
pub fn plain(cell: &str) -> String {
    cell.trim_start_matches('[').trim_end_matches(']').trim_start_matches('!').trim().replace('⏎', "\n")
}

pub fn marks(rows: &[Vec<&str>]) -> Selection {
    let find = |mark: &dyn Fn(&str) -> bool| {
        let place =
            |(row, cells): (usize, &Vec<&str>)| Some(At { row, column: cells.iter().position(|cell| mark(cell))? });
        rows.iter().enumerate().find_map(place)
    };
    let active = find(&|cell| cell.starts_with('[')).unwrap_or_default();
    Selection::range(active, find(&|cell| cell.ends_with(']')).unwrap_or(active))
}

pub fn drawn(rows: &[Vec<String>]) -> String {
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|c| c.chars().count()).max().unwrap_or(0);
    rows.iter()
        .map(|row| {
            row.iter().enumerate().map(|(at, cell)| format!("| {cell:<w$} ", w = width(at))).collect::<String>() + "|\n"
        })
        .collect()
}

/// Splits a script at blanks that stand in no quotes; `paste:` and `ime:` may be quoted whole.
pub fn tokens(script: &str) -> Vec<String> {
    let (mut found, mut token, mut quoted) = (Vec::new(), String::new(), false);
    for c in script.chars() {
        match c {
            '`' => quoted = !quoted,
            '"' => {
                quoted = !quoted;
                token.push(c);
            }
            c if c.is_whitespace() && !quoted => found.extend((!token.is_empty()).then(|| std::mem::take(&mut token))),
            c => token.push(c),
        }
    }
    found.extend((!token.is_empty()).then_some(token));
    found
}

/// `Ctrl+Shift+Z`, `Enter`, `7`.
pub fn chord(token: &str) -> Chord {
    let (mut key, mut chord) = (token, Chord { key: KeyName::Enter, ctrl: false, shift: false, alt: false });
    while let Some((modifier, rest)) = key.split_once('+').filter(|(_, rest)| !rest.is_empty()) {
        match modifier {
            "Ctrl" => chord.ctrl = true,
            "Shift" => chord.shift = true,
            "Alt" => chord.alt = true,
            _ => panic!("{token}"),
        }
        key = rest;
    }
    chord.key = match key {
        "Enter" => KeyName::Enter,
        "Tab" => KeyName::Tab,
        "Esc" => KeyName::Escape,
        "Delete" => KeyName::Delete,
        "Backspace" => KeyName::Backspace,
        "Space" => KeyName::Space,
        "Up" => KeyName::Up,
        "Down" => KeyName::Down,
        "Left" => KeyName::Left,
        "Right" => KeyName::Right,
        "Home" => KeyName::Home,
        "End" => KeyName::End,
        "PageUp" => KeyName::PageUp,
        "PageDown" => KeyName::PageDown,
        "Menu" => KeyName::Menu,
        _ => match (key.strip_prefix('F').and_then(|n| n.parse().ok()), key.chars().next()) {
            (Some(number), _) => KeyName::F(number),
            (None, Some(c)) if key.chars().count() == 1 => KeyName::Char(c.to_ascii_lowercase()),
            _ => panic!("what is {token}?"),
        },
    };
    chord
}
