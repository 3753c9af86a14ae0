//! Key scripts over text grids, and what an edit does.
//!
//! ```text
//! check("| name    | amount |
//!        | Haitian | [10]   |", "2 5 Enter", "…");
//! ```
//! Columns by key; `[x]` is the active cell, `[x` … `y]` the active and the far corner of a range, `{x}` an open editor
//! with its text, `!x` a text that does not fit, `<x` the corner that stays where the active cell is none. The empty row at the end is part of what is expected.

mod accounts_page;
mod advice;
mod answering;
mod apart;
mod areas;
mod arranging;
mod arranging_laws;
mod arranging_own;
mod begun;
mod carding;
mod choices_gone;
mod columns;
mod columns_gone;
mod commenting;
mod consequences;
mod copying;
mod costs;
mod csv;
mod csv_forms;
mod cutting;
mod dating;
pub(in crate::app) mod desk;
mod ending;
mod excerpts;
mod expecting;
mod explaining;
mod filling;
mod finding;
mod fingers;
mod folding;
mod formula_words;
mod formulas;
mod habits;
mod headings;
mod history;
mod ime;
mod joining;
mod keyless;
mod keys;
mod laws;
mod leaving;
mod leftovers;
mod links_kept;
mod marking;
mod meaning;
mod mentioning;
mod merging;
mod merging_apart;
mod moving;
mod next_step;
mod no_record;
mod outlook;
mod own_columns;
mod pasting;
mod pasting_among;
mod picking;
mod printing;
mod repeating;
mod retyping;
mod reviewing;
mod round_trip;
mod rows;
mod ruled;
mod script;
mod searching;
mod seen_plainly;
mod selecting;
mod sessions;
mod sessions_copied;
mod sessions_files;
mod sessions_newer;
mod sessions_seen;
mod sessions_tabs;
mod shares;
mod suggesting;
mod summary;
mod supposing;
mod telling;
mod typing;
mod undo;
mod viewing;
mod without_result;

use desk::{Desk, check, check_sheet};
