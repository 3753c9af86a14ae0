//! A sum, what was added and taken away, the new sum.

use super::{Anchor, Drawing, Role, Scale};

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it is called below.
    pub name: String,
    /// What it adds; for a sum, the sum itself.
    pub value: f64,
    /// Its value in words, above.
    pub said: String,
    /// Whether it is a sum and stands on the floor.
    pub is_sum: bool,
}

const HEIGHT: f64 = 200.0;
const TOP: f64 = 22.0;
const BOTTOM: f64 = 166.0;
const EACH: f64 = 84.0;

/// The bars, `line` being the number of the step.
#[must_use]
pub fn waterfall(steps: &[Step]) -> Drawing {
    let mut drawing = Drawing::new(EACH * steps.len().max(1) as f64, HEIGHT);
    let mut level = 0.0;
    let spans: Vec<(f64, f64)> = steps
        .iter()
        .map(|step| {
            let before = if step.is_sum { 0.0 } else { level };
            level = before + step.value;
            (before, level)
        })
        .collect();
    let ends = || spans.iter().flat_map(|(from, to)| [*from, *to]);
    let scale = Scale::new((ends().fold(0.0, f64::min), ends().fold(0.0, f64::max)), (BOTTOM, TOP));
    for (at, (step, (from, to))) in steps.iter().zip(&spans).enumerate() {
        let x = at as f64 * EACH + 10.0;
        let (high, low) = (scale.at(from.max(*to)), scale.at(from.min(*to)));
        let role = match step.value {
            _ if step.is_sum => Role::Sum,
            value if value < 0.0 => Role::Down,
            _ => Role::Up,
        };
        drawing.rect(role, Some(at), (x, high), (EACH - 20.0, (low - high).max(1.0)));
        drawing.text(Role::Label, (x + (EACH - 20.0) / 2.0, high - 5.0), Anchor::Middle, step.said.clone());
        drawing.text(Role::Axis, (x + (EACH - 20.0) / 2.0, BOTTOM + 18.0), Anchor::Middle, step.name.clone());
        if at + 1 < steps.len() {
            drawing.line(Role::Axis, (x + EACH - 20.0, scale.at(*to)), (x + EACH, scale.at(*to)));
        }
    }
    let floor = scale.at(0.0);
    drawing.line(Role::Axis, (0.0, floor), (drawing.width, floor));
    drawing
}
