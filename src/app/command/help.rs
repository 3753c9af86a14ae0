//! The help as it follows from the table: for the screen, for paper and for the documentation.

use std::fmt::Write;

use super::{Chord, Group, TABLE};
use crate::text::Lang;
use crate::text::messages::Commands;

/// The lines of a group that have keys: commands that are said alike stand in one.
#[must_use]
pub fn help_of(group: Group) -> Vec<(Commands, Vec<Chord>)> {
    let mut lines: Vec<(Commands, Vec<Chord>)> = Vec::new();
    for entry in TABLE.iter().filter(|entry| entry.group == group && !entry.keys.is_empty()) {
        match lines.iter_mut().find(|(label, _)| *label == entry.label) {
            Some((_, chords)) => chords.extend(entry.keys),
            None => lines.push((entry.label.clone(), entry.keys.to_vec())),
        }
    }
    lines
}

/// All keys as Markdown, in both languages: `KEYS.md`.
#[must_use]
pub fn document() -> String {
    let mut text = String::from(
        "# Keys\n\nThis page is generated from the table of commands (`src/app/command/table.rs`), which drives keys, menus, \
         palette and help; a test keeps it true. On a Mac, ⌘ stands for Ctrl and ⌫ for Delete; what macOS keeps for itself \
         (⌘H, ⌘Y) has a second key. F1 shows the same in the application, as the system at hand has it.\n",
    );
    for group in Group::ALL {
        let lines = help_of(group);
        if lines.is_empty() {
            continue;
        }
        let heading = group.heading();
        // Writing to a String cannot fail.
        let _ = write!(text, "\n## {} · {}\n\n", heading.text(Lang::En), heading.text(Lang::Zh));
        text.push_str("| key | | |\n|---|---|---|\n");
        for (label, chords) in lines {
            let keys: Vec<String> = chords.iter().map(|chord| format!("`{}`", chord.text(Lang::En, false))).collect();
            let _ = writeln!(text, "| {} | {} | {} |", keys.join(" "), label.text(Lang::En), label.text(Lang::Zh));
        }
    }
    text
}
