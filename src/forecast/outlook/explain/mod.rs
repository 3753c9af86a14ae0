//! Every number explained: the operation, what went into it with the place each came from, and the value again.
//!
//! An explanation is data: the text layer says it in words. [`Explanation::again`] works the value out from the inputs
//! alone, and a test walks every computed column to see that it comes to the same.

mod cells;
mod figures;
mod levers;
mod operation;
mod score;
mod tenth;
mod then;
mod told;
mod walking;

pub use cells::explain;
pub use figures::{Figure, FigureExplanation, Whole, explain_figure};
pub use operation::{Explanation, Input, Operation, Place, Role};
pub use score::{ChanceScore, Forecaster, Measure, Score, ScoreExplanation};
pub use then::Retelling;
pub use told::{Part, StageFigure, Told, ToldExplanation, explain_told};
pub use walking::CourseFigure;
