//! The names in localStorage: `quadrille/<what>/<plan>…`.

use super::{PlanId, TabId};

/// Every key of the application begins with this.
pub const PREFIX: &str = "quadrille/";

/// What a key of localStorage holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A plan's line in the list of plans, with its witness.
    Slot(PlanId),
    /// The tail of one tab.
    Tail(PlanId, TabId),
    /// One of the two mirror slots, 0 or 1.
    Mirror(PlanId, u8),
    /// Bytes that could not be read, moved out of the way; the number is their checksum.
    Quarantine(PlanId, String),
}

impl Key {
    /// The key as text.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Slot(plan) => format!("{PREFIX}slot/{plan}"),
            Self::Tail(plan, tab) => format!("{PREFIX}tail/{plan}/{}", tab.as_str()),
            Self::Mirror(plan, slot) => format!("{PREFIX}mirror/{plan}/{slot}"),
            Self::Quarantine(plan, name) => format!("{PREFIX}quarantine/{plan}/{name}"),
        }
    }

    /// Reads a key; `None` for keys of others.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix(PREFIX)?.splitn(3, '/');
        let what = parts.next()?;
        let plan = PlanId::new(parts.next()?).ok()?;
        match (what, parts.next()) {
            ("slot", None) => Some(Self::Slot(plan)),
            ("tail", Some(tab)) => Some(Self::Tail(plan, TabId::new(tab).ok()?)),
            ("mirror", Some("0")) => Some(Self::Mirror(plan, 0)),
            ("mirror", Some("1")) => Some(Self::Mirror(plan, 1)),
            ("quarantine", Some(name)) => Some(Self::Quarantine(plan, name.to_owned())),
            _ => None,
        }
    }

    /// The plan it belongs to.
    #[must_use]
    pub fn plan(&self) -> &PlanId {
        match self {
            Self::Slot(plan) | Self::Tail(plan, _) | Self::Mirror(plan, _) | Self::Quarantine(plan, _) => plan,
        }
    }

    /// Where the text of this key goes when it cannot be read. The same text always gets the same name.
    #[must_use]
    pub fn quarantine(&self, text: &str) -> Self {
        let sum = super::checksum::crc32(0, text.as_bytes());
        let name = match self {
            Self::Slot(_) => format!("slot-{sum:08x}"),
            Self::Tail(_, tab) => format!("tail-{}-{sum:08x}", tab.as_str()),
            Self::Mirror(_, slot) => format!("mirror-{slot}-{sum:08x}"),
            Self::Quarantine(_, name) => name.clone(),
        };
        Self::Quarantine(self.plan().clone(), name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_back() {
        let plan = PlanId::new("p-1").unwrap();
        let keys = [
            Key::Slot(plan.clone()),
            Key::Tail(plan.clone(), TabId::from_random(7)),
            Key::Mirror(plan.clone(), 1),
            Key::Mirror(plan, 1).quarantine("x"),
        ];
        for key in keys {
            assert_eq!(Key::read(&key.text()), Some(key));
        }
        for other in ["", "theme", "quadrille/slot/", "quadrille/slot/a/b", "quadrille/mirror/p/2", "quadrille/x/p"] {
            assert_eq!(Key::read(other), None, "{other}");
        }
    }
}
