//! Charts hold all their marks, whatever comes in, and every value has its shape.

use proptest::prelude::*;

use super::*;

/// Every point of a shape.
fn points(shape: &Shape) -> Vec<(f64, f64)> {
    match shape {
        Shape::Rect { x, y, width, height } => vec![(*x, *y), (x + width, y + height)],
        Shape::Line { from, to } => vec![*from, *to],
        Shape::Curve(points) | Shape::Area(points) => points.clone(),
        Shape::Dot { at, .. } => vec![*at],
        Shape::Text { at, .. } => vec![*at],
    }
}

/// On a wide screen and on a narrow one.
fn is_whole(drawing: &Drawing) -> Result<(), TestCaseError> {
    let narrow = drawing.clone().within(340.0);
    prop_assert_eq!(drawing.gutters.is_some(), narrow.width < drawing.width);
    prop_assert_eq!(lines(&narrow), lines(drawing));
    stays_inside(drawing)?;
    stays_inside(&narrow)
}

fn stays_inside(drawing: &Drawing) -> Result<(), TestCaseError> {
    for mark in &drawing.marks {
        for (x, y) in points(&mark.shape) {
            prop_assert!(x.is_finite() && y.is_finite(), "{mark:?}");
            prop_assert!((-1.0..=drawing.width + 1.0).contains(&x), "{mark:?} in {}", drawing.width);
            prop_assert!((-20.0..=drawing.height + 1.0).contains(&y), "{mark:?} in {}", drawing.height);
        }
    }
    Ok(())
}

fn lines(drawing: &Drawing) -> Vec<usize> {
    let mut lines: Vec<usize> = drawing.marks.iter().filter_map(|mark| mark.line).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

fn label(value: f64) -> String {
    format!("{value}")
}

fn bins(masses: &[f64], low: f64, width: f64) -> Vec<Bin> {
    let bin = |(at, mass): (usize, &f64)| {
        let low = low + width * at as f64;
        Bin { low, high: low + width, mass: *mass }
    };
    masses.iter().enumerate().map(bin).collect()
}

fn any_value() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(f64::MAX), Just(1e-300), -1e15..1e15_f64]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn comparisons_are_whole(
        chances in prop::collection::vec((0.0..=1.0_f64, 0.0..=1.0_f64), 1..60),
        low in -1e18..1e18_f64,
        width in 1.0..1e17_f64,
        at in -1e18..1e18_f64,
    ) {
        let pair = |(nth, (before, after)): (usize, &(f64, f64))| Pair {
            at: low + width * nth as f64, before: *before, after: *after,
        };
        let pairs: Vec<Pair> = chances.iter().enumerate().map(pair).collect();
        let levels = [Level { at, role: Role::Target, name: "target".into() }];
        let drawing = compared(&pairs, &levels, &["one".into(), "two".into()], &label);
        is_whole(&drawing)?;
        prop_assert_eq!(lines(&drawing), (0..pairs.len()).collect::<Vec<_>>());
    }

    #[test]
    fn distributions_are_whole(
        masses in prop::collection::vec(0.0..1.0_f64, 1..60),
        low in -1e18..1e18_f64,
        width in 1.0..1e17_f64,
        at in -1e18..1e18_f64,
    ) {
        let bars = bins(&masses, low, width);
        let levels = [Role::Target, Role::Curve].map(|role| Level { at, role, name: "target".into() });
        let drawing = distribution(&bars, Some(at), &levels, &label);
        is_whole(&drawing)?;
        prop_assert_eq!(lines(&drawing), (0..masses.len()).collect::<Vec<_>>());
        is_whole(&cumulative(&bars, &levels, &label))?;
    }

    #[test]
    fn fans_are_whole(points in prop::collection::vec((any_value(), prop::option::of(0.0..1.0_f64)), 0..60)) {
        let band = |(at, (value, chance)): (usize, &(f64, Option<f64>))| Band {
            day: at as i64 * 7,
            quantiles: [*value; 5],
            won: value.abs(),
            target: chance.map(|chance| chance * 1e6),
            chance: *chance,
        };
        let points: Vec<Band> = points.iter().enumerate().map(band).collect();
        is_whole(&bands(&points, &|day| day.to_string(), &label))?;
        let drawing = chances(&points, &|day| day.to_string());
        is_whole(&drawing)?;
        prop_assert_eq!(lines(&drawing).len(), points.len());
    }

    #[test]
    fn waterfalls_and_funnels_are_whole(values in prop::collection::vec(-1e15..1e15_f64, 0..12)) {
        let step = |value: &f64| Step { name: "a".into(), value: *value, said: "b".into(), is_sum: false };
        let steps: Vec<Step> = values.iter().map(step).collect();
        is_whole(&waterfall(&steps))?;
        let tier = |value: &f64| Tier {
            name: "a".into(),
            count: value.abs(),
            expected: (*value > 0.0).then_some(*value),
            is_odd: *value > 1e9,
            said: "b".into(),
        };
        is_whole(&funnel(&values.iter().map(tier).collect::<Vec<_>>()))?;
    }

    #[test]
    fn ticks_are_round_and_within(low in -1e12..1e12_f64, span in 1e-3..1e12_f64, most in 1_usize..12) {
        let scale = Scale::new((low, low + span), (0.0, 100.0));
        let ticks = scale.ticks(most);
        prop_assert!(ticks.len() <= most + 2, "{:?}", ticks);
        prop_assert!(ticks.iter().all(|tick| scale.holds(*tick)), "{:?}", ticks);
    }
}

#[test]
fn a_bridge_stands_where_the_bars_lead() {
    let step = |value: f64, is_sum: bool| Step { name: String::new(), value, said: String::new(), is_sum };
    let drawing = waterfall(&[step(100.0, true), step(50.0, false), step(-30.0, false), step(120.0, true)]);
    let tops: Vec<f64> = drawing
        .marks
        .iter()
        .filter_map(|mark| match mark.shape {
            Shape::Rect { y, .. } => Some(y),
            _ => None,
        })
        .collect();
    // 150 is the highest level, 120 the last one: the fall begins where the rise ended.
    assert_eq!(tops[1], tops[2]);
    assert!(tops[3] > tops[2] && tops[0] > tops[3], "{tops:?}");
    let roles: Vec<Role> = drawing.marks.iter().filter(|mark| mark.line.is_some()).map(|mark| mark.role).collect();
    assert_eq!(roles, [Role::Sum, Role::Up, Role::Down, Role::Sum]);
}

#[test]
fn nothing_is_drawn_of_nothing() {
    assert!(lines(&bands(&[], &|_| String::new(), &label)).is_empty());
    assert!(lines(&funnel(&[])).is_empty());
    assert!(lines(&calibration(&[])).is_empty());
    assert!(lines(&waterfall(&[])).is_empty());
}
