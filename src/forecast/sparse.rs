//! A distribution as a sorted list of (result, mass): exact whatever the amounts, for few deals.

/// Adds outcomes that exclude one another to sorted `points`: (amount in minor units, mass), of which one happens.
///
/// Equal results are merged. Results saturate instead of overflowing; callers check the total before.
pub(super) fn convolve(points: &[(i64, f64)], atoms: &[(i64, f64)]) -> Vec<(i64, f64)> {
    let mut sum: Vec<(i64, f64)> = Vec::new();
    for &(amount, mass) in atoms.iter().filter(|(_, mass)| *mass > 0.0) {
        let moved = points.iter().map(|&(result, old)| (result.saturating_add(amount), old * mass));
        sum = if sum.is_empty() { moved.collect() } else { merge(&sum, moved) };
    }
    sum
}

fn merge(left: &[(i64, f64)], right: impl ExactSizeIterator<Item = (i64, f64)>) -> Vec<(i64, f64)> {
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.iter().copied().peekable(), right.peekable());
    loop {
        match (left.peek().copied(), right.peek().copied()) {
            (Some(a), Some(b)) if a.0 == b.0 => {
                merged.push((a.0, a.1 + b.1));
                left.next();
                right.next();
            }
            (Some(a), Some(b)) if a.0 < b.0 => {
                merged.push(a);
                left.next();
            }
            (_, Some(b)) => {
                merged.push(b);
                right.next();
            }
            (Some(a), None) => {
                merged.push(a);
                left.next();
            }
            (None, None) => return merged,
        }
    }
}
