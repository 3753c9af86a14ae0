//! Weighted sums of rows of masses, two cells at a time, which is what every browser's WebAssembly computes at once. Each
//! cell is computed as it would be alone: the result does not depend on where a pair begins.

use wide::f64x2;

/// out ← a·x + b·y, as far as all three go.
pub(super) fn blend_two(out: &mut [f64], x: &[f64], y: &[f64], (a, b): (f64, f64)) {
    let count = out.len().min(x.len()).min(y.len());
    let (outs, last) = out.get_mut(..count).unwrap_or_default().as_chunks_mut::<2>();
    let (xs, last_x) = x.get(..count).unwrap_or_default().as_chunks::<2>();
    let (ys, last_y) = y.get(..count).unwrap_or_default().as_chunks::<2>();
    let wide = (f64x2::splat(a), f64x2::splat(b));
    for ((out, x), y) in outs.iter_mut().zip(xs).zip(ys) {
        *out = (wide.0 * f64x2::from(*x) + wide.1 * f64x2::from(*y)).to_array();
    }
    for ((out, x), y) in last.iter_mut().zip(last_x).zip(last_y) {
        *out = a * x + b * y;
    }
}

/// out ← a·x + b·y + c·z, as far as all four go.
pub(super) fn blend_three(out: &mut [f64], [x, y, z]: [&[f64]; 3], (a, b, c): (f64, f64, f64)) {
    let count = out.len().min(x.len()).min(y.len()).min(z.len());
    let (outs, last) = out.get_mut(..count).unwrap_or_default().as_chunks_mut::<2>();
    let (xs, last_x) = x.get(..count).unwrap_or_default().as_chunks::<2>();
    let (ys, last_y) = y.get(..count).unwrap_or_default().as_chunks::<2>();
    let (zs, last_z) = z.get(..count).unwrap_or_default().as_chunks::<2>();
    let wide = (f64x2::splat(a), f64x2::splat(b), f64x2::splat(c));
    for (((out, x), y), z) in outs.iter_mut().zip(xs).zip(ys).zip(zs) {
        *out = (wide.0 * f64x2::from(*x) + wide.1 * f64x2::from(*y) + wide.2 * f64x2::from(*z)).to_array();
    }
    for (((out, x), y), z) in last.iter_mut().zip(last_x).zip(last_y).zip(last_z) {
        *out = a * x + b * y + c * z;
    }
}

/// cells ← a·cells + b·y, as far as both go.
pub(super) fn add_two(cells: &mut [f64], y: &[f64], (a, b): (f64, f64)) {
    let count = cells.len().min(y.len());
    let (pairs, last) = cells.get_mut(..count).unwrap_or_default().as_chunks_mut::<2>();
    let (ys, last_y) = y.get(..count).unwrap_or_default().as_chunks::<2>();
    let wide = (f64x2::splat(a), f64x2::splat(b));
    for (pair, y) in pairs.iter_mut().zip(ys) {
        *pair = (wide.0 * f64x2::from(*pair) + wide.1 * f64x2::from(*y)).to_array();
    }
    for (cell, y) in last.iter_mut().zip(last_y) {
        *cell = a * *cell + b * y;
    }
}

/// cells ← a·cells + b·y + c·z, as far as all three go.
pub(super) fn add_three(cells: &mut [f64], [y, z]: [&[f64]; 2], (a, b, c): (f64, f64, f64)) {
    let count = cells.len().min(y.len()).min(z.len());
    let (pairs, last) = cells.get_mut(..count).unwrap_or_default().as_chunks_mut::<2>();
    let (ys, last_y) = y.get(..count).unwrap_or_default().as_chunks::<2>();
    let (zs, last_z) = z.get(..count).unwrap_or_default().as_chunks::<2>();
    let wide = (f64x2::splat(a), f64x2::splat(b), f64x2::splat(c));
    for ((pair, y), z) in pairs.iter_mut().zip(ys).zip(zs) {
        *pair = (wide.0 * f64x2::from(*pair) + wide.1 * f64x2::from(*y) + wide.2 * f64x2::from(*z)).to_array();
    }
    for ((cell, y), z) in last.iter_mut().zip(last_y).zip(last_z) {
        *cell = a * *cell + b * y + c * z;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cell_is_what_it_would_be_alone_to_the_last_bit() {
        let row = |by: f64| (0..9).map(|at| (f64::from(at) + by).sin().abs() * 1e-3).collect::<Vec<_>>();
        let (x, y, z) = (row(0.1), row(0.7), row(1.3));
        let (a, b, c) = (0.37, 0.41, 0.22);
        for (from, to) in [(0, 9), (1, 9), (2, 8), (3, 4), (5, 5)] {
            let [x, y, z] = [&x, &y, &z].map(|row| row.get(from..to).unwrap());
            let two: Vec<f64> = x.iter().zip(y).map(|(x, y)| a * x + b * y).collect();
            let three: Vec<f64> = x.iter().zip(y).zip(z).map(|((x, y), z)| a * x + b * y + c * z).collect();
            let mut out = vec![0.0; to - from];
            blend_two(&mut out, x, y, (a, b));
            assert_eq!(out, two);
            blend_three(&mut out, [x, y, z], (a, b, c));
            assert_eq!(out, three);
            out.copy_from_slice(x);
            add_two(&mut out, y, (a, b));
            assert_eq!(out, two);
            out.copy_from_slice(x);
            add_three(&mut out, [y, z], (a, b, c));
            assert_eq!(out, three);
        }
    }

    #[test]
    fn what_goes_on_alone_is_left() {
        let mut cells = [1.0, 2.0, 3.0, 4.0, 5.0];
        add_two(&mut cells, &[1.0, 1.0, 1.0], (0.5, 0.25));
        assert_eq!(cells, [0.75, 1.25, 1.75, 4.0, 5.0]);
    }
}
