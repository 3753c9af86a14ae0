//! The application without its screen: state, actions, `update(state, action, now) → effects`.
//!
//! Knows no Leptos, no browser, no clock: what the ui reports comes in as an [`Action`], what must happen outside goes
//! out as an [`Effect`]. A plan changes in one place only, [`App::commit`], by a transaction of the log.

mod action;
mod advice;
pub mod arrange;
mod card;
mod clipboard;
mod columns;
pub mod command;
mod comments;
mod consequences;
pub mod csv;
mod drafts;
mod editing;
mod editor_keys;
mod elsewhere;
mod entry;
pub mod excerpt;
pub mod exchange;
mod explain;
mod figures;
mod fill;
mod find;
mod formulas;
pub mod grid;
mod groups;
mod habits;
mod history;
mod joining;
mod left_text;
mod merging;
mod moving;
mod news;
mod next_step;
mod no_record;
mod notice;
mod outlook;
mod page;
pub mod palette;
mod picking;
mod print;
mod problems;
mod records;
mod repeating;
mod review;
mod rules;
mod sample;
mod scenarios;
mod screen;
mod show;
mod state;
pub mod storage;
mod suggestions;
mod summary;
mod supposing;
mod tally;
mod telling;
mod template;
#[cfg(test)]
mod tests;
mod uniques;
mod update;
mod whereabouts;
mod writing;

pub use action::{Action, Effect};
pub use advice::sign_words;
pub use card::{Card, Dock};
pub use clipboard::{Block, Copied, Cut, block};
pub use columns::{ColumnEdit, Form, Line, Retype, RuleForm, RuleWord, Unfinished};
pub use comments::{Comment, Commenting};
pub use drafts::{Becomes, Drafts};
pub use exchange::{Ledger, Transaction};
pub use explain::{
    Explaining, Explanation, FUNNEL_DAYS, Input, Source, Subject, chance_word, forecaster_word, measure_word,
    policy_word, why_left_out,
};
pub use find::{Counted, Find, Hit, MOST as MOST_FOUND, Query, Seek};
pub use formulas::{Offer, Offers, Trial, byte_of, parts};
pub use habits::{DrawnRows, EnterKey, Habits, MOST_DRAWN, TabKey};
pub use history::{About, Difference, Entry, Standing};
pub use left_text::LeftText;
pub use merging::Unseen;
pub use news::{News, TouchedRows, Touches};
pub use notice::{Headed, Notice, Others, Way};
pub use outlook::{Looking, Outlook};
pub use print::Printed;
pub use problems::{Problem, Remark, problems, remarks, row_remarks};
pub use review::{Ended, Finding, Leftover, Repair, Review, Reviewing, TakenFor};
pub use scenarios::{Scenario, Staging};
pub use screen::{Naming, Panel, Tab, Theme, Window};
pub use show::{CellView, Look, RowView, dirt_words};
pub use state::App;
pub use suggestions::Suggestion;
pub use summary::Summary;
pub use supposing::{Rehearse, Supposing, Supposition};
pub use tally::ProblemCounts;
pub use template::{default_milestone, default_stage, default_type, template};
pub use whereabouts::Whereabouts;
