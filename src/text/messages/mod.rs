//! The message catalogue: every sentence of the application, in both languages.
//!
//! A message is a variant with typed arguments; a missing translation does not compile. To add one, add a line:
//! `Name { argument: Type } => en "…{argument}…", zh "…{argument}…";` in the file of its area.

mod arrange;
mod commands;
mod count;
mod csv;
mod defining;
mod explain;
mod files;
mod flags;
mod forecast;
mod formula;
mod grid;
mod help;
mod history;
mod outlook;
mod pages;
mod palette;
mod preferences;
mod problems;
mod review;
mod say;
pub(in crate::text) mod sentence;
mod shell;
mod step;
mod storage;
mod synonyms;

pub use arrange::Arrange;
pub use commands::{Commands, Impossible, Key};
pub use count::*;
pub use csv::Csv;
pub use defining::{Defining, KindWord, column_deleted, tone, when_empty};
pub use explain::Explain;
pub use files::{Damage, Expected, Files, Merging, Place, Syntax};
pub use flags::{Flag, Sign};
pub use forecast::{Computed, Forecast, Panel, State};
pub use formula::FaultWord;
pub use grid::{Empty, Grid};
pub use help::Help;
pub use history::History;
pub use outlook::Outlook;
pub use pages::Pages;
pub use palette::Palette;
pub use preferences::Preferences;
pub use problems::Problem;
pub use review::{Apart, Card, Comments as Commenting, Find, Review};
pub use say::{Capital, Compact, Exactly, Period, Points, Say, Share, ShortDay};
pub use shell::Shell;
pub use step::Step;
pub use storage::{Recovery, Refusal, Storage};
pub use synonyms::Synonyms;

/// Defines the messages of one area.
macro_rules! messages {
    ($(#[$doc:meta])* $area:ident { $($name:ident $({ $($argument:ident: $type:ty),+ $(,)? })? => en $en:literal, zh $zh:literal;)* }) => {
        $crate::text::messages::catalogue! { $(#[$doc])* $area { $($name $({ $($argument: $type),+ })? => $en, $zh;)* } }

        impl $area {
            /// The sentence.
            #[must_use]
            pub fn text(&self, lang: $crate::text::Lang) -> ::std::borrow::Cow<'static, str> {
                self.sentence(0, lang)
            }
        }
    };
}
pub(in crate::text) use messages;

/// The two sentences of a message: what is wrong, and what to do about it.
macro_rules! what_and_what_to_do {
    ($area:ident) => {
        impl $area {
            /// What is wrong, in one sentence.
            #[must_use]
            pub fn text(&self, lang: $crate::text::Lang) -> ::std::borrow::Cow<'static, str> {
                self.sentence(0, lang)
            }

            /// What to do about it, in one sentence.
            #[must_use]
            pub fn remedy(&self, lang: $crate::text::Lang) -> ::std::borrow::Cow<'static, str> {
                self.sentence(1, lang)
            }
        }
    };
}
pub(in crate::text) use what_and_what_to_do;

/// Defines messages of two sentences: what is wrong, and what to do about it.
macro_rules! advice {
    ($(#[$doc:meta])* $area:ident { $($name:ident $({ $($argument:ident: $type:ty),+ $(,)? })? =>
        en $en:literal do $en_do:literal, zh $zh:literal do $zh_do:literal;)* }) => {
        $crate::text::messages::catalogue! {
            $(#[$doc])* $area { $($name $({ $($argument: $type),+ })? => $en, $zh, $en_do, $zh_do;)* }
        }
        $crate::text::messages::what_and_what_to_do! { $area }
    };
}
pub(in crate::text) use advice;

/// One area as a table of texts: data, so that a sentence costs its letters and no code.
macro_rules! catalogue {
    ($(#[$doc:meta])* $area:ident { $($name:ident $({ $($argument:ident: $type:ty),+ })? => $en:literal $(, $more:literal)+;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        #[allow(missing_docs, reason = "the sentence is the documentation")]
        pub enum $area { $(#[doc = $en] $name $({ $($argument: $type),+ })?),* }

        $crate::text::messages::sentences! { $area { $($name $({ $($argument),+ })? => $en $(, $more)+;)* } }

        impl $crate::text::messages::Say for $area {
            fn say(&self, lang: $crate::text::Lang) -> ::std::borrow::Cow<'_, str> {
                self.text(lang)
            }
        }
    };
}
pub(in crate::text) use catalogue;

/// The texts of the variants of an enum as data, and how one is filled in.
macro_rules! sentences {
    ($area:ident { $($name:ident $({ $($argument:ident),+ })? => $en:literal $(, $more:literal)+;)* }) => {
        impl $area {
            #[allow(unreachable_patterns, reason = "the last arm is for messages without arguments, where there are any")]
            fn sentence(&self, nth: usize, lang: $crate::text::Lang) -> ::std::borrow::Cow<'static, str> {
                use $crate::text::messages::{Say, sentence};
                #[allow(clippy::enum_variant_names, reason = "the names are the messages'")]
                enum Line { $($name),* }
                // Only the compiler sees them apart; what is shipped is one text and where its parts end.
                const ALL: &[&str] = &[$($en, $($more),+),*];
                static TEXTS: sentence::Texts<{ ALL.len() }> = sentence::Texts {
                    whole: concat!($($en, $($more),+),*),
                    ends: sentence::ends(ALL),
                    per_line: ALL.len() / [$(stringify!($name)),*].len(),
                };
                $(const { sentence::check(&[$en $(, $more)+], &[$($(stringify!($argument)),+)?]) };)*
                let line = match self { $($area::$name { .. } => Line::$name as usize),* };
                let (names, arguments): (&[&str], &[&dyn Say]) = match self {
                    $($($area::$name { $($argument),+ } => (&[$(stringify!($argument)),+], &[$($argument),+]),)?)*
                    _ => (&[], &[]),
                };
                sentence::fill(TEXTS.of(line, nth, lang), lang, names, arguments)
            }
        }
    };
}
pub(in crate::text) use sentences;

/// Gives an enum of the model its two sentences: what is wrong, and what to do about it.
macro_rules! advice_on {
    ($area:ident { $($name:ident $({ $($argument:ident),+ $(,)? })? =>
        en $en:literal do $en_do:literal, zh $zh:literal do $zh_do:literal;)* }) => {
        $crate::text::messages::sentences! {
            $area { $($name $({ $($argument),+ })? => $en, $zh, $en_do, $zh_do;)* }
        }
        $crate::text::messages::what_and_what_to_do! { $area }
    };
}
pub(in crate::text) use advice_on;

/// The name of a pack of columns.
#[must_use]
pub fn pack(pack: crate::model::Pack, lang: crate::text::Lang) -> String {
    Say::say(&pack, lang).into_owned()
}

/// The name of a severity.
#[must_use]
pub fn severity(severity: crate::model::Severity, lang: crate::text::Lang) -> String {
    Say::say(&severity, lang).into_owned()
}
