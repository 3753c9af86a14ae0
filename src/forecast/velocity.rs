//! Sales velocity: what the funnel earns a day.

/// Deals × mean amount × win rate ÷ cycle length: money a day, in the unit of `mean_amount`.
///
/// `None` unless the cycle is longer than zero days and all inputs are finite.
#[must_use]
pub fn velocity(open_deals: u32, mean_amount: f64, win_rate: f64, cycle_days: f64) -> Option<f64> {
    let a_day = f64::from(open_deals) * mean_amount * win_rate / cycle_days;
    (cycle_days > 0.0 && cycle_days.is_finite() && a_day.is_finite()).then_some(a_day)
}
