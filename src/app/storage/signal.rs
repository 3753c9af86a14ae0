//! The words between the tabs of one browser, over one BroadcastChannel.

use super::PlanId;

/// The name of the channel.
pub const CHANNEL: &str = "quadrille";

/// One word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The journal of a plan now ends with this number.
    Head {
        /// The plan.
        plan: PlanId,
        /// The number.
        seq: u64,
    },
    /// A tab was opened and asks whether the journal is under suspicion.
    Hello,
    /// The journal failed in a tab since the browser was started; nobody may trust it now.
    Poisoned,
}

impl Signal {
    /// The word as text.
    #[must_use]
    pub fn write(&self) -> String {
        match self {
            Self::Head { plan, seq } => format!("head {plan} {seq}"),
            Self::Hello => "hello".to_owned(),
            Self::Poisoned => "poisoned".to_owned(),
        }
    }

    /// Reads a word; `None` for words of newer tabs.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some("head"), Some(plan), Some(seq), None) => {
                Some(Self::Head { plan: PlanId::new(plan).ok()?, seq: seq.parse().ok()? })
            }
            (Some("hello"), None, None, None) => Some(Self::Hello),
            (Some("poisoned"), None, None, None) => Some(Self::Poisoned),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        let plan = PlanId::new("p1").unwrap();
        for word in [Signal::Head { plan, seq: 7 }, Signal::Hello, Signal::Poisoned] {
            assert_eq!(Signal::read(&word.write()), Some(word));
        }
        for other in ["", "head", "head p1 x", "head p1 7 8", "hello you"] {
            assert_eq!(Signal::read(other), None, "{other}");
        }
    }
}
