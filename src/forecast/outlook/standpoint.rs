//! What a deal is in, and what is wrong with its data; several at once.

use crate::model::Severity;

/// A state, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standpoint {
    /// Its data cannot be trusted: one error, or two warnings.
    Dirty,
    /// In its stage for longer than its limit, without an advance of the customer.
    Stalled,
    /// Its stage went down other than by closing, or a ticked milestone was withdrawn.
    MovedBack,
    /// Its close moved out of the period.
    Slipped,
    /// Ended within the window.
    Outflow,
    /// Rests by agreement.
    Parked,
    /// Entered the funnel, moved into the period or was opened again.
    Inflow,
    /// Its stage went up, or a milestone was gained.
    Advanced,
}

impl Standpoint {
    /// Every state, the gravest first.
    pub const ALL: [Standpoint; 8] = [
        Standpoint::Dirty,
        Standpoint::Stalled,
        Standpoint::MovedBack,
        Standpoint::Slipped,
        Standpoint::Outflow,
        Standpoint::Parked,
        Standpoint::Inflow,
        Standpoint::Advanced,
    ];
}

/// One thing that is wrong with a deal's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dirt {
    /// The expected close has passed.
    ClosePast,
    /// No amount where the stage expects one, or one that cannot be read.
    NoAmount,
    /// Nothing is planned.
    NoNextStep,
    /// So many stages ahead of the evidence.
    AheadOfEvidence(i64),
    /// The own probability lies outside those of the stages before and after.
    OwnOutsideRange,
    /// Nobody is known who decides about the money.
    NoEconomicBuyer,
    /// The close was moved later so often.
    Pushed(usize),
    /// Another open deal of the same customer bears the same name.
    Double,
    /// There never was an activity.
    NoActivity,
    /// The manager has not decided whether to pursue it.
    NoVerdict,
}

impl Dirt {
    const fn bit(self) -> u16 {
        1 << match self {
            Dirt::ClosePast => 0,
            Dirt::NoAmount => 1,
            Dirt::NoNextStep => 2,
            Dirt::AheadOfEvidence(_) => 3,
            Dirt::OwnOutsideRange => 4,
            Dirt::NoEconomicBuyer => 5,
            Dirt::Pushed(_) => 6,
            Dirt::Double => 7,
            Dirt::NoActivity => 8,
            Dirt::NoVerdict => 9,
        }
    }

    /// How grave it is: one error is enough to make a deal dirty.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Dirt::ClosePast | Dirt::NoAmount => Severity::Error,
            _ => Severity::Warning,
        }
    }
}

/// Some states. Most deals of a large plan have one, so that they are held without memory of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standpoints(u8);

impl Standpoints {
    /// Whether a state is one of them.
    #[must_use]
    pub const fn contains(self, state: Standpoint) -> bool {
        self.0 & 1 << state as u8 != 0
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them, the gravest first.
    pub fn iter(self) -> impl Iterator<Item = Standpoint> {
        Standpoint::ALL.into_iter().filter(move |state| self.contains(*state))
    }
}

impl FromIterator<Standpoint> for Standpoints {
    fn from_iter<I: IntoIterator<Item = Standpoint>>(states: I) -> Standpoints {
        Standpoints(states.into_iter().fold(0, |all, state| all | 1 << state as u8))
    }
}

/// What is wrong with a deal's data, each kind at most once, held as states are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dirts {
    kinds: u16,
    ahead: i64,
    pushes: usize,
}

impl Dirts {
    /// Each of them, in the order of [`Dirt`].
    pub fn iter(self) -> impl Iterator<Item = Dirt> {
        let all = [
            Dirt::ClosePast,
            Dirt::NoAmount,
            Dirt::NoNextStep,
            Dirt::AheadOfEvidence(self.ahead),
            Dirt::OwnOutsideRange,
            Dirt::NoEconomicBuyer,
            Dirt::Pushed(self.pushes),
            Dirt::Double,
            Dirt::NoActivity,
            Dirt::NoVerdict,
        ];
        all.into_iter().filter(move |dirt| self.kinds & dirt.bit() != 0)
    }
}

impl FromIterator<Dirt> for Dirts {
    fn from_iter<I: IntoIterator<Item = Dirt>>(dirt: I) -> Dirts {
        let mut all = Dirts::default();
        for dirt in dirt {
            all.kinds |= dirt.bit();
            match dirt {
                Dirt::AheadOfEvidence(stages) => all.ahead = stages,
                Dirt::Pushed(times) => all.pushes = times,
                _ => {}
            }
        }
        all
    }
}
