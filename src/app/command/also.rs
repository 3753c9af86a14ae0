//! What a command is called in other programs, for the palette.

use super::{Arranging as A, Command};
use crate::app::Tab;
use crate::text::messages::Synonyms;

impl Command {
    /// The names that people bring along for it; none where its own label says it.
    #[must_use]
    pub const fn also(self) -> Option<Synonyms> {
        Some(match self {
            Command::FillDown => Synonyms::FillDown,
            Command::FillSeries => Synonyms::FillSeries,
            Command::Clear => Synonyms::Clear,
            Command::Pick => Synonyms::Pick,
            Command::Today => Synonyms::Today,
            Command::CopyHeadings => Synonyms::CopyHeadings,
            Command::Paste => Synonyms::Paste,
            Command::Add => Synonyms::Add,
            Command::InsertAbove | Command::InsertBelow => Synonyms::InsertRow,
            Command::Duplicate => Synonyms::Duplicate,
            Command::DeleteRows | Command::DeleteRecord => Synonyms::DeleteRows,
            Command::Join => Synonyms::Join,
            Command::PlanActivity => Synonyms::PlanActivity,
            Command::Arrange(A::SortPanel) => Synonyms::SortPanel,
            Command::Arrange(A::FilterPanel) => Synonyms::FilterPanel,
            Command::Arrange(A::FilterColumn) => Synonyms::FilterColumn,
            Command::Arrange(A::Unfilter) => Synonyms::Unfilter,
            Command::Arrange(A::GroupColumn | A::GroupPanel) => Synonyms::Group,
            Command::Arrange(A::Colours) => Synonyms::Colours,
            Command::Arrange(A::SaveViewAs) => Synonyms::SaveViewAs,
            Command::Arrange(A::TotalMenu) => Synonyms::TotalMenu,
            Command::Arrange(A::ColumnsPanel) => Synonyms::ColumnsPanel,
            Command::Arrange(A::FitColumn) => Synonyms::FitColumn,
            Command::Arrange(A::Freeze) => Synonyms::Freeze,
            Command::AddColumn => Synonyms::AddColumn,
            Command::EditColumn => Synonyms::EditColumn,
            Command::Columns => Synonyms::AllColumns,
            Command::Card => Synonyms::Card,
            Command::Comment => Synonyms::Comment,
            Command::Explain => Synonyms::Explain,
            Command::Follow => Synonyms::Follow,
            Command::Show(Tab::Activities) => Synonyms::ShowActivities,
            Command::Show(Tab::Strategy) => Synonyms::ShowStrategy,
            Command::Show(Tab::Funnel) => Synonyms::ShowFunnel,
            Command::Show(Tab::Accounts) => Synonyms::ShowAccounts,
            Command::Show(Tab::Forecast) => Synonyms::ShowForecast,
            Command::Show(Tab::Setup) => Synonyms::ShowSetup,
            Command::Find => Synonyms::Find,
            Command::Replace => Synonyms::Replace,
            Command::Review => Synonyms::Review,
            Command::Problems => Synonyms::Problems,
            Command::Undo => Synonyms::Undo,
            Command::Redo => Synonyms::Redo,
            Command::History => Synonyms::History,
            Command::NewPlan => Synonyms::NewPlan,
            Command::Plans => Synonyms::Plans,
            Command::Open => Synonyms::Open,
            Command::Save => Synonyms::Save,
            Command::TakeTable => Synonyms::TakeTable,
            Command::SaveTeam => Synonyms::SaveTeam,
            Command::SaveTemplate => Synonyms::SaveTemplate,
            Command::SaveTable => Synonyms::SaveTable,
            Command::SaveRaw => Synonyms::SaveRaw,
            Command::Print => Synonyms::Print,
            Command::RemoveSample => Synonyms::RemoveSample,
            Command::Preferences => Synonyms::Preferences,
            Command::OtherLanguage => Synonyms::OtherLanguage,
            Command::NextTheme => Synonyms::NextTheme,
            Command::Help => Synonyms::Help,
            _ => return None,
        })
    }
}
