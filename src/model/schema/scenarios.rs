//! Scenarios: what people suppose together under a name, kept with the plan and written into no deal.

use super::columns;
use crate::model::Severity::Error;
use crate::model::{Kind, column};

columns! {
    Scenarios;
    /// Its name.
    NAME: Text = column("name", "Scenario", "场景", Kind::Text).core().wide(220).required(Error);
    /// What it is about.
    NOTE: Text = column("note", "Note", "备注", Kind::Paragraph).core().wide(320);
}

/// What a scenario supposes of one deal; an empty cell supposes nothing.
pub mod suppositions {
    use crate::model::Severity::Error;
    use crate::model::schema::{choices, columns};
    use crate::model::{Kind, Sheet, column};

    columns! {
        Suppositions;
        /// The scenario.
        SCENARIO: Link = column("scenario", "Scenario", "场景", Kind::Link(Sheet::Scenarios)).core().required(Error).wide(180);
        /// The deal.
        DEAL: Link = column("deal", "Deal", "项目", Kind::Link(Sheet::Deals)).core().required(Error).wide(220);
        /// How it ends.
        OUTCOME: Choice = column("outcome", "Ends", "结局", Kind::Choice(choices![
            "won" "won" "赢单" Good, "lost" "lost" "丢单" Bad])).core().wide(100);
        /// How likely it is won.
        P: Percent = column("p", "Chance", "概率", Kind::Percent).core();
        /// When it closes.
        CLOSE: Date = column("close", "Closes on", "签约日", Kind::Date).ahead().core();
        /// What it brings.
        AMOUNT: Money = column("amount", "Brings", "金额", Kind::Money).core();
    }
}
