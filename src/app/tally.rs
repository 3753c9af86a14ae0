//! How many errors, warnings and hints the plan has.

use super::problems::remarks;
use super::state::App;
use crate::model::{Severity, Sheet};

/// Problems of the plan by how grave they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProblemCounts {
    /// Red.
    pub errors: usize,
    /// Amber.
    pub warnings: usize,
    /// Grey.
    pub hints: usize,
}

/// The counts kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    made_of: Option<u64>,
    counts: ProblemCounts,
}

impl App {
    /// How many problems the plan has.
    #[must_use]
    pub fn problem_counts(&self) -> ProblemCounts {
        let made_of = Some(Sheet::ALL.iter().map(|sheet| self.plan().table(*sheet).version()).sum());
        let mut tally = self.tally.borrow_mut();
        if tally.made_of != made_of {
            let mut counts = ProblemCounts::default();
            for &sheet in Sheet::ALL {
                for row in self.plan().table(sheet).ids() {
                    for definition in self.plan().table(sheet).definitions() {
                        for (severity, _) in remarks(self, sheet, row, definition) {
                            match severity {
                                Severity::Error => counts.errors += 1,
                                Severity::Warning => counts.warnings += 1,
                                Severity::Hint => counts.hints += 1,
                            }
                        }
                    }
                }
            }
            *tally = Tally { made_of, counts };
        }
        tally.counts
    }
}
