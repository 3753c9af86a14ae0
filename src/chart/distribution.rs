//! How a period may end.

use super::{Anchor, Drawing, Role, Scale, Shape};

/// The chance of ending within a span of results; the spans adjoin and are equally wide.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Where it begins.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
    /// The chance, 0–1.
    pub mass: f64,
}

/// A line at a result: a target, what is expected.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// The result.
    pub at: f64,
    /// What it is.
    pub role: Role,
    /// Its name.
    pub name: String,
}

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 220.0;
const TOP: f64 = 54.0;
const BOTTOM: f64 = 190.0;
const LEFT: f64 = 8.0;
const RIGHT: f64 = 712.0;

/// The bars of a distribution, `line` being the number of the bar; a bar that reaches `target` says so.
#[must_use]
pub fn distribution(bars: &[Bin], target: Option<f64>, levels: &[Level], label: &dyn Fn(f64) -> String) -> Drawing {
    let mut drawing = Drawing::new(WIDTH, HEIGHT);
    drawing.gutters = Some((0.0, 0.0));
    let step = (RIGHT - LEFT) / bars.len().max(1) as f64;
    let most = bars.iter().map(|bar| bar.mass).fold(0.0_f64, f64::max).max(1e-12);
    for (at, bar) in bars.iter().enumerate() {
        let height = if bar.mass > 1e-9 { (bar.mass / most * (BOTTOM - TOP)).max(1.0) } else { 0.0 };
        let middle = bar.low / 2.0 + bar.high / 2.0;
        let role = if target.is_none_or(|target| middle >= target) { Role::Reaches } else { Role::Plain };
        let gap = if step > 3.0 { 1.0 } else { 0.0 };
        drawing.rect(role, Some(at), (LEFT + at as f64 * step, BOTTOM - height), (step - gap, height));
    }
    below(&mut drawing, bars, levels, label);
    drawing
}

/// The chance of at least so much, from certain at the left to impossible at the right; `line` is the number of the bar.
#[must_use]
pub fn cumulative(bars: &[Bin], levels: &[Level], label: &dyn Fn(f64) -> String) -> Drawing {
    let mut drawing = Drawing::new(WIDTH, HEIGHT);
    drawing.gutters = Some((0.0, 0.0));
    let step = (RIGHT - LEFT) / bars.len().max(1) as f64;
    let height = Scale::new((0.0, 1.0), (BOTTOM, TOP));
    for chance in [0.25, 0.5, 0.75, 1.0] {
        drawing.line(Role::Grid, (LEFT, height.at(chance)), (RIGHT, height.at(chance)));
        let text = format!("{} %", (chance * 100.0).round());
        drawing.text(Role::Axis, (RIGHT, height.at(chance) - 3.0), Anchor::End, text);
    }
    let mut rest = 1.0;
    let mut points = Vec::with_capacity(bars.len() * 2);
    for (at, bar) in bars.iter().enumerate() {
        let (x, y) = (LEFT + at as f64 * step, height.at(rest));
        points.extend([(x, y), (x + step, y)]);
        // The whole column answers to the pointer.
        drawing.rect(Role::Grid, Some(at), (x, y), (step, BOTTOM - y));
        rest = (rest - bar.mass).max(0.0);
    }
    if points.len() > 1 {
        drawing.add(Role::Curve, None, Shape::Curve(points));
    }
    below(&mut drawing, bars, levels, label);
    drawing
}

/// The chance of at least so much, as it is and as it would be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The result.
    pub at: f64,
    /// The chance as it is, 0–1.
    pub before: f64,
    /// As it would be.
    pub after: f64,
}

/// Two curves of the chance of at least so much, the first dashed, with their names; `line` is the number of the pair.
#[must_use]
pub fn compared(pairs: &[Pair], levels: &[Level], names: &[String; 2], label: &dyn Fn(f64) -> String) -> Drawing {
    let mut drawing = Drawing::new(WIDTH, HEIGHT);
    drawing.gutters = Some((0.0, 0.0));
    let ends = pairs.first().zip(pairs.last()).map_or((0.0, 1.0), |(first, last)| (first.at, last.at));
    let (wide, height) = (Scale::new(ends, (LEFT, RIGHT)), Scale::new((0.0, 1.0), (BOTTOM, TOP)));
    for chance in [0.25, 0.5, 0.75, 1.0] {
        drawing.line(Role::Grid, (LEFT, height.at(chance)), (RIGHT, height.at(chance)));
        let text = format!("{} %", (chance * 100.0).round());
        drawing.text(Role::Axis, (RIGHT, height.at(chance) - 3.0), Anchor::End, text);
    }
    let step = (RIGHT - LEFT) / pairs.len().max(1) as f64;
    let place = |pair: &Pair, of: fn(&Pair) -> f64| (wide.at(pair.at), height.at(of(pair)));
    for (line, pair) in pairs.iter().enumerate() {
        // The whole column answers to the pointer.
        let x = (wide.at(pair.at) - step / 2.0).clamp(LEFT, RIGHT - step);
        drawing.rect(Role::Grid, Some(line), (x, TOP), (step, BOTTOM - TOP));
    }
    let curves: [(Role, fn(&Pair) -> f64); 2] =
        [(Role::Expected, |pair| pair.before), (Role::Curve, |pair| pair.after)];
    for ((at, (role, of)), name) in curves.into_iter().enumerate().zip(names) {
        if pairs.len() > 1 {
            drawing.add(role, None, Shape::Curve(pairs.iter().map(|pair| place(pair, of)).collect()));
        }
        let y = TOP - 12.0 - 14.0 * (1 - at) as f64;
        drawing.line(role, (LEFT, y - 4.0), (LEFT + 24.0, y - 4.0));
        drawing.text(Role::Label, (LEFT + 30.0, y), Anchor::Start, name.clone());
    }
    drawing.axis_below(&wide, BOTTOM, &wide.ticks(6), label);
    lines(&mut drawing, levels, &|at| wide.holds(at).then(|| wide.at(at)));
    drawing
}

/// The axis, and the levels that lie on it.
fn below(drawing: &mut Drawing, bars: &[Bin], levels: &[Level], label: &dyn Fn(f64) -> String) {
    let Some((first, last)) = bars.first().zip(bars.last()) else { return };
    let scale = Scale::new((first.low, last.high), (LEFT, RIGHT));
    drawing.axis_below(&scale, BOTTOM, &scale.ticks(6), label);
    lines(drawing, levels, &|at| scale.holds(at).then(|| scale.at(at)));
}

/// Lines with their names above, each name on a line of its own where two would touch.
fn lines(drawing: &mut Drawing, levels: &[Level], place: &dyn Fn(f64) -> Option<f64>) {
    const WIDE: f64 = 150.0;
    let mut placed: Vec<(f64, &Level)> =
        levels.iter().filter_map(|level| place(level.at).map(|x| (x, level))).collect();
    // Three or four of them: the library's sort would be 4 KB for this type alone.
    for end in (1..placed.len()).rev() {
        for at in 0..end {
            if placed.get(at).zip(placed.get(at + 1)).is_some_and(|(one, two)| one.0 > two.0) {
                placed.swap(at, at + 1);
            }
        }
    }
    let mut last: [f64; 4] = [f64::MIN; 4];
    for (x, level) in placed {
        let free = |row: &usize| last.get(*row).is_some_and(|last| x - last > WIDE);
        let row = (0..last.len()).find(free).unwrap_or(last.len() - 1);
        if let Some(last) = last.get_mut(row) {
            *last = x;
        }
        let y = 10.0 + 12.0 * row as f64;
        drawing.line(level.role, (x, y + 2.0), (x, BOTTOM));
        let anchor = if x > RIGHT - WIDE { Anchor::End } else { Anchor::Start };
        let x = if anchor == Anchor::End { x - 4.0 } else { x + 4.0 };
        drawing.text(level.role, (x, y + 6.0), anchor, level.name.clone());
    }
}
