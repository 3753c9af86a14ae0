//! What the screen can show: pages, what lies over them, panels, the theme.

use crate::model::{Key, RowId};
use crate::text::messages::Shell as Words;

/// The pages of the application.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tab {
    /// Table 1.
    Activities,
    /// Table 2.
    Strategy,
    /// Table 3.
    #[default]
    Funnel,
    /// Table 4.
    Accounts,
    /// What the four tables say together.
    Forecast,
    /// What the user defines himself.
    Setup,
}

impl Tab {
    /// The pages in order.
    pub const ALL: [Tab; 6] = [Tab::Activities, Tab::Strategy, Tab::Funnel, Tab::Accounts, Tab::Forecast, Tab::Setup];

    /// The page after this one, or before it; after the last comes the first.
    #[must_use]
    pub fn beside(self, after: bool) -> Tab {
        let (at, count) = (Tab::ALL.iter().position(|tab| *tab == self).unwrap_or(0), Tab::ALL.len());
        let to = if after { (at + 1) % count } else { (at + count - 1) % count };
        Tab::ALL.get(to).copied().unwrap_or_default()
    }

    /// What it is called in what the browser keeps.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Tab::Activities => "activities",
            Tab::Strategy => "strategy",
            Tab::Funnel => "funnel",
            Tab::Accounts => "accounts",
            Tab::Forecast => "forecast",
            Tab::Setup => "setup",
        }
    }

    /// The page of a key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Tab> {
        Tab::ALL.into_iter().find(|tab| tab.key() == key)
    }

    /// The page's name.
    #[must_use]
    pub fn name(self) -> Words {
        match self {
            Tab::Activities => Words::Activities,
            Tab::Strategy => Words::Strategy,
            Tab::Funnel => Words::Funnel,
            Tab::Accounts => Words::Accounts,
            Tab::Forecast => Words::Forecast,
            Tab::Setup => Words::Setup,
        }
    }
}

/// What a command opens over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// The keys.
    Help,
    /// The plans in this browser.
    Plans,
    /// What is wrong in the plan.
    Problems,
    /// Everything by name.
    Palette,
    /// The steps of the plan.
    History,
    /// Language, theme, keys.
    Preferences,
}

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What a panel is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Panel {
    /// What is asked of the table.
    Filter,
    /// What is asked of a column.
    FilterOf(Key),
    /// By which columns rows are sorted.
    Sort,
    /// By which columns rows are grouped.
    Group,
    /// Which columns are shown.
    Columns,
    /// Rules that colour.
    Colours,
    /// The name of a view.
    NameView(Naming),
}

/// Which view is to be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// A new one, as the grid is arranged.
    New,
    /// One that has a name.
    Rename(RowId),
    /// The double of one.
    Copy(RowId),
}
