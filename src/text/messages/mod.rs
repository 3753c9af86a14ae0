//! The message catalogue: every sentence of the application, in both languages.
//!
//! A message is a variant with typed arguments; a missing translation does not compile. To add one, add a line:
//! `Name { argument: Type } => en "…{argument}…", zh "…{argument}…";` in the file of its area.

mod commands;
mod count;
mod files;
mod flags;
mod forecast;
mod grid;
mod help;
mod pages;
mod problems;
mod say;
mod shell;
mod step;
mod storage;

pub use commands::{Commands, Impossible, Key};
pub use count::*;
pub use files::{Damage, Expected, Files, Place, Syntax};
pub use flags::{Flag, Sign};
pub use forecast::{Computed, Forecast, Panel, State};
pub use grid::{Empty, Grid};
pub use help::Help;
pub use pages::Pages;
pub use problems::Problem;
pub use say::{Capital, Compact, Exactly, Period, Points, Say, Share, ShortDay};
pub use shell::Shell;
pub use step::Step;
pub use storage::{Recovery, Refusal, Storage};

/// Renders the arguments, then the sentence of the language; both literals are required.
macro_rules! sentence {
    ($lang:expr, [], $en:literal, $zh:literal) => {
        match $lang {
            $crate::text::Lang::En => ::std::borrow::Cow::Borrowed($en),
            $crate::text::Lang::Zh => ::std::borrow::Cow::Borrowed($zh),
        }
    };
    ($lang:expr, [$($argument:ident),+], $en:literal, $zh:literal) => {{
        $(let $argument = $crate::text::messages::Say::say($argument, $lang);)+
        $(let _ = &$argument;)+
        ::std::borrow::Cow::Owned(match $lang {
            $crate::text::Lang::En => format!($en),
            $crate::text::Lang::Zh => format!($zh),
        })
    }};
}
pub(in crate::text) use sentence;

/// Defines the messages of one area.
macro_rules! messages {
    ($(#[$doc:meta])* $area:ident { $($name:ident $({ $($argument:ident: $type:ty),+ $(,)? })? => en $en:literal, zh $zh:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        #[allow(missing_docs, reason = "the sentence is the documentation")]
        pub enum $area { $(#[doc = $en] $name $({ $($argument: $type),+ })?),* }

        impl $area {
            /// The sentence.
            #[must_use]
            pub fn text(&self, lang: $crate::text::Lang) -> ::std::borrow::Cow<'static, str> {
                match self {
                    $($area::$name $({ $($argument),+ })? => $crate::text::messages::sentence!(lang, [$($($argument),+)?], $en, $zh),)*
                }
            }
        }

        impl $crate::text::messages::Say for $area {
            fn say(&self, lang: $crate::text::Lang) -> ::std::borrow::Cow<'_, str> {
                self.text(lang)
            }
        }
    };
}
pub(in crate::text) use messages;

/// Defines messages of two sentences: what is wrong, and what to do about it.
macro_rules! advice {
    ($(#[$doc:meta])* $area:ident { $($name:ident $({ $($argument:ident: $type:ty),+ $(,)? })? =>
        en $en:literal do $en_do:literal, zh $zh:literal do $zh_do:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        #[allow(missing_docs, reason = "the sentence is the documentation")]
        pub enum $area { $(#[doc = $en] $name $({ $($argument: $type),+ })?),* }

        impl $area {
            /// What is wrong, in one sentence.
            #[must_use]
            pub fn text(&self, lang: $crate::text::Lang) -> ::std::borrow::Cow<'static, str> {
                match self {
                    $($area::$name $({ $($argument),+ })? => $crate::text::messages::sentence!(lang, [$($($argument),+)?], $en, $zh),)*
                }
            }

            /// What to do about it, in one sentence.
            #[must_use]
            pub fn remedy(&self, lang: $crate::text::Lang) -> ::std::borrow::Cow<'static, str> {
                match self {
                    $($area::$name $({ $($argument),+ })? => $crate::text::messages::sentence!(lang, [$($($argument),+)?], $en_do, $zh_do),)*
                }
            }
        }

        impl $crate::text::messages::Say for $area {
            fn say(&self, lang: $crate::text::Lang) -> ::std::borrow::Cow<'_, str> {
                self.text(lang)
            }
        }
    };
}
pub(in crate::text) use advice;

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
