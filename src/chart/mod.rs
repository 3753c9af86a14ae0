//! Charts as plain data: shapes with a role each, in a box of their own units. Knows no screen, no plan and no words: labels
//! come in, the ui draws what stands here and colours it by its role.
//!
//! | file | draws |
//! |---|---|
//! | `distribution` | how a period may end, with lines at its targets; as bars or as the chance of at least so much; one way and another |
//! | `fan` | how the outlook of a period moved, week by week |
//! | `waterfall` | a sum, what was added and taken away, the new sum |
//! | `funnel` | how full the stages are, beside how full they should be |
//! | `calibration` | what became of probabilities, beside what they said |
//! | `scale` | inside: from values to places, round numbers for an axis |

mod calibration;
mod distribution;
mod fan;
mod funnel;
mod scale;
#[cfg(test)]
mod tests;
mod waterfall;

pub use calibration::{Dot, calibration};
pub use distribution::{Bin, Level, Pair, compared, cumulative, distribution};
pub use fan::{Band, bands, chances};
pub use funnel::{Tier, funnel};
pub use scale::Scale;
pub use waterfall::{Step, waterfall};

/// What a shape means; its colour follows in the style sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A line or a text of an axis.
    Axis,
    /// A thin line behind everything.
    Grid,
    /// A result that falls short of the target, or a bar without one.
    Plain,
    /// A result that reaches the target.
    Reaches,
    /// Something added.
    Up,
    /// Something taken away.
    Down,
    /// A sum.
    Sum,
    /// A target.
    Target,
    /// A curve: what is expected, or a chance.
    Curve,
    /// Between the outer quantiles.
    Outer,
    /// Between the inner quantiles.
    Inner,
    /// What has been won.
    Won,
    /// What should be.
    Expected,
    /// Out of the ordinary.
    Odd,
    /// A text beside a shape.
    Label,
}

impl Role {
    /// Its name in the style sheet.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Role::Axis => "axis",
            Role::Grid => "grid",
            Role::Plain => "plain",
            Role::Reaches => "reaches",
            Role::Up => "up",
            Role::Down => "down",
            Role::Sum => "sum",
            Role::Target => "target",
            Role::Curve => "curve",
            Role::Outer => "outer",
            Role::Inner => "inner",
            Role::Won => "won",
            Role::Expected => "expected",
            Role::Odd => "odd",
            Role::Label => "label",
        }
    }
}

/// Where a text stands beside its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// It is centred.
    Middle,
    /// It ends there.
    End,
}

/// A shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A rectangle.
    Rect {
        /// Left.
        x: f64,
        /// Top.
        y: f64,
        /// Width, ≥ 0.
        width: f64,
        /// Height, ≥ 0.
        height: f64,
    },
    /// A line.
    Line {
        /// From here.
        from: (f64, f64),
        /// To here.
        to: (f64, f64),
    },
    /// A line through points, at least two.
    Curve(Vec<(f64, f64)>),
    /// An area between points, at least three.
    Area(Vec<(f64, f64)>),
    /// A dot.
    Dot {
        /// Its middle.
        at: (f64, f64),
        /// Its radius.
        radius: f64,
    },
    /// A text.
    Text {
        /// The point of its base line.
        at: (f64, f64),
        /// Where it stands beside it.
        anchor: Anchor,
        /// The text.
        text: String,
    },
}

/// A shape with what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What it means.
    pub role: Role,
    /// The line of the table behind the chart that it shows; none for what is no value.
    pub line: Option<usize>,
    /// The shape.
    pub shape: Shape,
}

/// A chart: the marks from back to front, all of them within the box and finite.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Width of the box.
    pub width: f64,
    /// Height of the box.
    pub height: f64,
    /// The marks.
    pub marks: Vec<Mark>,
    /// Where it can be drawn narrower: how much at the left and at the right keeps its width, for the labels there.
    gutters: Option<(f64, f64)>,
}

impl Drawing {
    fn new(width: f64, height: f64) -> Drawing {
        Drawing { width, height, marks: Vec::new(), gutters: None }
    }

    /// The same for a narrow screen: what lies across moves together, and texts keep their size. Charts whose texts stand
    /// beside one another stay as wide as they are.
    #[must_use]
    pub fn within(mut self, width: f64) -> Drawing {
        /// How much room a label takes that stands to the right of its point.
        const LABEL: f64 = 54.0;
        let fits = |(left, right): &(f64, f64)| left + right < width && width < self.width;
        let Some((left, right)) = self.gutters.filter(fits) else { return self };
        let by = (width - left - right) / (self.width - left - right);
        let end = self.width - right;
        let across = |x: f64| x.min(left) + (x.min(end) - left).max(0.0) * by + (x - end).max(0.0);
        for mark in &mut self.marks {
            match &mut mark.shape {
                Shape::Rect { x, width, .. } => (*x, *width) = (across(*x), across(*x + *width) - across(*x)),
                Shape::Line { from, to } => (from.0, to.0) = (across(from.0), across(to.0)),
                Shape::Curve(points) | Shape::Area(points) => points.iter_mut().for_each(|(x, _)| *x = across(*x)),
                Shape::Dot { at, .. } => at.0 = across(at.0),
                Shape::Text { at, anchor, .. } => {
                    at.0 = across(at.0);
                    if mark.role == Role::Axis && *anchor == Anchor::Start && at.0 > width - LABEL && right < LABEL {
                        (at.0, *anchor) = (width - 2.0, Anchor::End);
                    }
                }
            }
        }
        self.width = width;
        self
    }

    fn add(&mut self, role: Role, line: Option<usize>, shape: Shape) {
        self.marks.push(Mark { role, line, shape });
    }

    fn rect(&mut self, role: Role, line: Option<usize>, (x, y): (f64, f64), (width, height): (f64, f64)) {
        self.add(role, line, Shape::Rect { x, y, width: width.max(0.0), height: height.max(0.0) });
    }

    fn line(&mut self, role: Role, from: (f64, f64), to: (f64, f64)) {
        self.add(role, None, Shape::Line { from, to });
    }

    fn text(&mut self, role: Role, at: (f64, f64), anchor: Anchor, text: impl Into<String>) {
        self.add(role, None, Shape::Text { at, anchor, text: text.into() });
    }

    /// An axis below: its line, and a label at each tick.
    fn axis_below(&mut self, scale: &Scale, y: f64, ticks: &[f64], label: &dyn Fn(f64) -> String) {
        self.line(Role::Axis, (scale.from, y), (scale.to, y));
        for tick in ticks {
            let x = scale.at(*tick);
            self.line(Role::Axis, (x, y), (x, y + 4.0));
            let (near, far) = (scale.from.min(scale.to) + 24.0, scale.from.max(scale.to) - 24.0);
            let anchor = if x < near {
                Anchor::Start
            } else if x > far {
                Anchor::End
            } else {
                Anchor::Middle
            };
            self.text(Role::Axis, (x, y + 16.0), anchor, label(*tick));
        }
    }

    /// An axis at the left: a thin line across at each tick, with its label.
    fn axis_left(&mut self, scale: &Scale, (left, right): (f64, f64), ticks: &[f64], label: &dyn Fn(f64) -> String) {
        for tick in ticks {
            let y = scale.at(*tick);
            self.line(Role::Grid, (left, y), (right, y));
            self.text(Role::Axis, (left - 6.0, y + 4.0), Anchor::End, label(*tick));
        }
    }
}
