//! Every built-in column of every table: adding one is one line here.
//!
//! The tables follow `domain` words: activities (table 1), strategy (table 2), deals (table 3 and the
//! header of table 2), accounts (table 4), people, set-up and libraries.

pub mod accounts;
pub mod activities;
pub mod comments;
pub mod deals;
pub mod libraries;
pub mod people;
pub mod scenarios;
pub mod setup;
pub mod strategy;
pub mod views;

/// Defines the columns of one table: a typed handle each, and the list of definitions in order.
macro_rules! columns {
    ($sheet:ident; $($(#[$doc:meta])* $name:ident: $type:ident = $definition:expr;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "counts the columns below")]
        enum Position { $($name),* }
        $($(#[$doc])* pub const $name: $crate::model::Col<$crate::model::typed::$type> =
            $crate::model::Col::new($crate::model::Sheet::$sheet, Position::$name as usize);)*
        /// The definitions of the table, in order.
        pub static DEFINITIONS: [$crate::model::Definition; [$(Position::$name as usize),*].len()] = [$($definition),*];
    };
}
pub(crate) use columns;

/// The choices of a column, in order: `key "English" "Chinese" Tone`.
macro_rules! choices {
    ($($key:literal $en:literal $zh:literal $tone:ident),* $(,)?) => {
        ::std::borrow::Cow::Borrowed(const { &[$($crate::model::choice($key, $en, $zh, $crate::model::Tone::$tone)),*] })
    };
}
pub(crate) use choices;
