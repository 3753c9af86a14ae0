//! The one table of commands: keys, menus, context menus, palette, help and the documentation follow from it.
//!
//! | file | answers |
//! |---|---|
//! | `name` | which commands there are |
//! | `table` | each one's stable id, label, group, scope and keys |
//! | `lookup` | what a chord does, where it is pressed |
//! | `chord` | which chord a pressed key is on any keyboard, and how a chord is written |
//! | `possible` | whether a command can run now, else why not |
//! | `run` | what each does |
//! | `follow` | where a cell leads |
//! | `conduct` | how commands behave while a cell is edited or a key is held down |
//! | `also` | what each is called in other programs |
//! | `help` | the help and the page of keys, as they follow from it |
//! | `menu` | in which menus it stands |

mod also;
mod chord;
mod conduct;
mod follow;
mod help;
mod lookup;
mod menu;
mod name;
mod possible;
mod run;
mod selecting;
mod table;
#[cfg(test)]
mod tests;

pub use chord::{Chord, KeyName, Pressed};
pub use help::{document, help_of};
pub use lookup::{lookup, lookup_in_heading};
pub use menu::{APPLICATION, Chosen, HEADING, PAGE, RECORD, Section, VIEW};
pub use name::{Arranging, Command};
pub use table::{Entry, Group, Scope, TABLE};
