//! How full the stages are, in their order from above.

use super::{Anchor, Drawing, Role, Scale};

/// A stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Tier {
    /// Its name.
    pub name: String,
    /// Open deals in it.
    pub count: f64,
    /// How many should stand there; none where nobody knows.
    pub expected: Option<f64>,
    /// Whether that is out of the ordinary.
    pub is_odd: bool,
    /// Its count and sum in words.
    pub said: String,
}

const WIDTH: f64 = 720.0;
const EACH: f64 = 34.0;
const NAMES: f64 = 110.0;
const SAID: f64 = 110.0;

/// The stages as bars around a middle, with the expected outline; `line` is the number of the stage.
#[must_use]
pub fn funnel(tiers: &[Tier]) -> Drawing {
    let mut drawing = Drawing::new(WIDTH, EACH * tiers.len().max(1) as f64 + 4.0);
    drawing.gutters = Some((NAMES, SAID));
    let most = tiers.iter().flat_map(|tier| [tier.count, tier.expected.unwrap_or(0.0)]).fold(1.0, f64::max);
    let half = Scale::new((0.0, most), (0.0, (WIDTH - NAMES - SAID) / 2.0));
    let middle = NAMES + (WIDTH - NAMES - SAID) / 2.0;
    for (at, tier) in tiers.iter().enumerate() {
        let y = at as f64 * EACH + 4.0;
        let own = half.at(tier.count);
        let role = if tier.is_odd { Role::Odd } else { Role::Plain };
        drawing.rect(role, Some(at), (middle - own.max(1.0), y), ((own * 2.0).max(2.0), EACH - 6.0));
        if let Some(expected) = tier.expected {
            let wide = half.at(expected).max(1.0);
            drawing.rect(Role::Expected, None, (middle - wide, y - 1.0), (wide * 2.0, EACH - 4.0));
        }
        drawing.text(Role::Label, (NAMES - 10.0, y + EACH / 2.0 + 1.0), Anchor::End, tier.name.clone());
        drawing.text(Role::Axis, (WIDTH - SAID + 10.0, y + EACH / 2.0 + 1.0), Anchor::Start, tier.said.clone());
    }
    drawing
}
