//! How the outlook of a period moved, week by week.

use super::{Anchor, Drawing, Role, Scale, Shape};

/// The outlook as of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// The day, as a number of days since any day.
    pub day: i64,
    /// q(0.10), q(0.25), q(0.50), q(0.75), q(0.90).
    pub quantiles: [f64; 5],
    /// Won until then.
    pub won: f64,
    /// The target of then.
    pub target: Option<f64>,
    /// P(S ≥ target).
    pub chance: Option<f64>,
}

const WIDTH: f64 = 720.0;
const LEFT: f64 = 56.0;
const RIGHT: f64 = 712.0;
const TOP: f64 = 10.0;

/// The quantiles as bands, with what was won and the target; `line` is the number of the point.
#[must_use]
pub fn bands(points: &[Band], day: &dyn Fn(i64) -> String, label: &dyn Fn(f64) -> String) -> Drawing {
    const BOTTOM: f64 = 190.0;
    let mut drawing = Drawing::new(WIDTH, BOTTOM + 24.0);
    drawing.gutters = Some((LEFT, 0.0));
    let most = points.iter().flat_map(|point| [point.quantiles[4], point.target.unwrap_or(0.0), point.won]);
    let height = Scale::new((0.0, most.fold(1.0, f64::max) * 1.05), (BOTTOM, TOP));
    let wide = across(points);
    drawing.axis_left(&height, (LEFT, RIGHT), &height.ticks(4), label);
    let at = |nth: usize| move |point: &Band| point.quantiles.get(nth).copied().unwrap_or_default();
    for (role, low, high) in [(Role::Outer, 0, 4), (Role::Inner, 1, 3)] {
        let (low, high) = (at(low), at(high));
        let upper = points.iter().map(|point| (wide.at(point.day as f64), height.at(high(point))));
        let lower = points.iter().rev().map(|point| (wide.at(point.day as f64), height.at(low(point))));
        let area: Vec<(f64, f64)> = upper.chain(lower).collect();
        if points.len() > 1 {
            drawing.add(role, None, Shape::Area(area));
        }
    }
    curve(&mut drawing, Role::Curve, points.iter().map(|p| Some((wide.at(p.day as f64), height.at(p.quantiles[2])))));
    curve(&mut drawing, Role::Won, points.iter().map(|p| Some((wide.at(p.day as f64), height.at(p.won)))));
    let target = |p: &Band| p.target.map(|target| (wide.at(p.day as f64), height.at(target)));
    curve(&mut drawing, Role::Target, points.iter().map(target));
    columns(&mut drawing, points, &wide, BOTTOM);
    below(&mut drawing, points, &wide, BOTTOM, day);
    drawing
}

/// The chance of the target; `line` is the number of the point.
#[must_use]
pub fn chances(points: &[Band], day: &dyn Fn(i64) -> String) -> Drawing {
    const BOTTOM: f64 = 110.0;
    let mut drawing = Drawing::new(WIDTH, BOTTOM + 24.0);
    drawing.gutters = Some((LEFT, 0.0));
    let height = Scale::new((0.0, 1.0), (BOTTOM, TOP));
    let wide = across(points);
    drawing.axis_left(&height, (LEFT, RIGHT), &[0.0, 0.5, 1.0], &|chance| format!("{} %", (chance * 100.0).round()));
    let chance = |p: &Band| p.chance.map(|chance| (wide.at(p.day as f64), height.at(chance)));
    curve(&mut drawing, Role::Curve, points.iter().map(chance));
    for (line, point) in points.iter().enumerate() {
        if let Some(at) = chance(point) {
            drawing.add(Role::Curve, Some(line), Shape::Dot { at, radius: 2.5 });
        }
    }
    columns(&mut drawing, points, &wide, BOTTOM);
    below(&mut drawing, points, &wide, BOTTOM, day);
    drawing
}

fn across(points: &[Band]) -> Scale {
    let (first, last) = (points.first().map_or(0, |p| p.day), points.last().map_or(1, |p| p.day));
    Scale::new((first as f64, last as f64), (LEFT, RIGHT))
}

/// Curves through the points that there are: a gap ends one and begins the next.
fn curve(drawing: &mut Drawing, role: Role, points: impl Iterator<Item = Option<(f64, f64)>>) {
    let mut run = Vec::new();
    for point in points.chain([None]) {
        match point {
            Some(point) => run.push(point),
            None if run.len() > 1 => drawing.add(role, None, Shape::Curve(std::mem::take(&mut run))),
            None => run.clear(),
        }
    }
}

/// The column of each point answers to the pointer.
fn columns(drawing: &mut Drawing, points: &[Band], wide: &Scale, bottom: f64) {
    let half = (RIGHT - LEFT) / points.len().max(2).saturating_sub(1) as f64 / 2.0;
    for (line, point) in points.iter().enumerate() {
        let x = wide.at(point.day as f64);
        let (from, to) = ((x - half).max(LEFT), (x + half).min(RIGHT));
        drawing.rect(Role::Grid, Some(line), (from, TOP), (to - from, bottom - TOP));
    }
}

fn below(drawing: &mut Drawing, points: &[Band], wide: &Scale, bottom: f64, day: &dyn Fn(i64) -> String) {
    drawing.line(Role::Axis, (LEFT, bottom), (RIGHT, bottom));
    let every = points.len().div_ceil(6).max(1);
    for point in points.iter().step_by(every) {
        let x = wide.at(point.day as f64);
        let anchor = if x > RIGHT - 30.0 { Anchor::End } else { Anchor::Start };
        drawing.text(Role::Axis, (x, bottom + 16.0), anchor, day(point.day));
    }
}
