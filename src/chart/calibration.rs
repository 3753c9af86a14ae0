//! What became of probabilities, beside what they said.

use super::{Anchor, Drawing, Role, Scale, Shape};

/// Deals whose probabilities were about the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// Their mean probability, 0–1.
    pub said: f64,
    /// The share that was won, 0–1.
    pub came: f64,
    /// How many there were.
    pub count: usize,
}

const SIDE: f64 = 220.0;
const LEFT: f64 = 44.0;
/// Room above and to the right for half of the largest dot, and above for the number over it.
const TOP: f64 = 28.0;
const RIGHT: f64 = 14.0;

/// A dot each, larger for more deals; on the diagonal what was said came true.
#[must_use]
pub fn calibration(dots: &[Dot]) -> Drawing {
    let mut drawing = Drawing::new(LEFT + SIDE + RIGHT, TOP + SIDE + 26.0);
    let across = Scale::new((0.0, 1.0), (LEFT, LEFT + SIDE));
    let height = Scale::new((0.0, 1.0), (TOP + SIDE, TOP));
    let percent = |chance: f64| format!("{} %", (chance * 100.0).round());
    drawing.axis_left(&height, (LEFT, LEFT + SIDE), &[0.0, 0.5, 1.0], &percent);
    drawing.axis_below(&across, TOP + SIDE, &[0.0, 0.5, 1.0], &percent);
    drawing.line(Role::Expected, (across.at(0.0), height.at(0.0)), (across.at(1.0), height.at(1.0)));
    let most = dots.iter().map(|dot| dot.count).max().unwrap_or(1).max(1) as f64;
    for (line, dot) in dots.iter().enumerate() {
        let radius = 4.0 + 8.0 * (dot.count as f64 / most).sqrt();
        let at = (across.at(dot.said), height.at(dot.came));
        drawing.add(Role::Curve, Some(line), Shape::Dot { at, radius });
        drawing.text(Role::Label, (at.0, at.1 - radius - 3.0), Anchor::Middle, dot.count.to_string());
    }
    drawing
}
