//! Every number explained: the operation, what went into it with the place each came from, and the value again.
//!
//! An explanation is data: the text layer says it in words. [`Explanation::again`] works the value out from the inputs
//! alone, and a test walks every computed column to see that it comes to the same.

mod cells;
mod deciding;
mod figures;
mod figuring;
mod levers;
mod operation;
mod score;
mod telling;
mod tenth;
mod then;
mod told;
mod walking;

pub use cells::explain;
pub use figures::{Figure, FigureExplanation, Whole};
pub use figuring::{Figured, Figuring, explain_figure};
pub use operation::{Explanation, Input, Operation, Place, Role};
pub use score::{ChanceScore, Forecaster, Measure, Score, ScoreExplanation};
pub use telling::{Telling, explain_told};
pub use told::{Part, StageFigure, Told, ToldExplanation};
pub use walking::CourseFigure;
