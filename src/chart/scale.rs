//! From values to places.

/// Values from `low` to `high` lie evenly between the places `from` and `to`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The value at `from`.
    pub low: f64,
    /// The value at `to`; greater than `low`.
    pub high: f64,
    /// A place.
    pub from: f64,
    /// Another place.
    pub to: f64,
}

impl Scale {
    /// A scale; a span that is empty or not finite becomes one of length 1.
    #[must_use]
    pub fn new((low, high): (f64, f64), (from, to): (f64, f64)) -> Scale {
        let low = if low.is_finite() { low } else { 0.0 };
        let high = if high.is_finite() && high > low { high } else { low + 1.0_f64.max(low.abs() * 1e-9) };
        Scale { low, high, from, to }
    }

    /// Where a value lies; values beyond the ends lie at the ends.
    #[must_use]
    pub fn at(&self, value: f64) -> f64 {
        let part = (value - self.low) / (self.high - self.low);
        let part = if part.is_finite() { part.clamp(0.0, 1.0) } else { 0.0 };
        self.from + part * (self.to - self.from)
    }

    /// Whether a value lies between the ends.
    #[must_use]
    pub fn holds(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// Round values for an axis: 1, 2 or 5 times a power of ten apart, `most` at most.
    #[must_use]
    pub fn ticks(&self, most: usize) -> Vec<f64> {
        let raw = (self.high - self.low) / most.max(1) as f64;
        let power = 10.0_f64.powf(raw.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * power).into_iter().find(|step| *step >= raw * 0.999);
        let Some(step) = step.filter(|step| step.is_finite() && *step > 0.0) else { return vec![self.low] };
        let first = (self.low / step).ceil();
        let count = ((self.high / step).floor() - first) as usize;
        (0..=count.min(most + 1)).map(|at| (first + at as f64) * step).filter(|tick| self.holds(*tick)).collect()
    }
}
