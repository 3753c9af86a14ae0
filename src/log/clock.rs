//! A hybrid logical clock: physical milliseconds where possible, always later than all that was seen.
//!
//! Kulkarni et al., "Logical Physical Clocks", 2014. The physical clock is an argument.

use crate::model::Stamp;

/// One tab of one browser profile: the profile in the upper 48 bits, the tab in the lower 16.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Replica(pub u64);

impl Replica {
    /// The replica of a tab in a profile (a device); zero is left to built-in rows.
    #[must_use]
    pub const fn new(device: u64, tab: u64) -> Replica {
        Replica(((device << 16) | (tab & 0xffff)) | if device == 0 { 1 << 16 } else { 0 })
    }

    /// The profile that the tab belongs to.
    #[must_use]
    pub const fn device(self) -> u64 {
        self.0 >> 16
    }
}

/// A time further ahead than this is not believed: 24 h.
const BELIEVED_MILLIS: u64 = 24 * 60 * 60 * 1000;

/// The clock of one replica.
#[derive(Clone, Debug)]
pub struct Clock {
    replica: Replica,
    last: u64,
}

impl Clock {
    /// A clock that has seen nothing.
    #[must_use]
    pub const fn new(replica: Replica) -> Clock {
        Clock { replica, last: 0 }
    }

    /// The same clock in the hands of another replica.
    #[must_use]
    pub const fn handed_to(self, replica: Replica) -> Clock {
        Clock { replica, last: self.last }
    }

    /// The replica whose clock this is.
    #[must_use]
    pub const fn replica(&self) -> Replica {
        self.replica
    }

    /// The first of `count` stamps that were never given before. `now` in milliseconds since 1970.
    pub fn tick(&mut self, now: u64, count: usize) -> Stamp {
        let time = (now << 16).max(self.last.saturating_add(1));
        self.last = time.saturating_add(count.max(1) as u64 - 1);
        Stamp { time, replica: self.replica.0 }
    }

    /// Takes note of a stamp from elsewhere, unless it lies more than 24 h ahead; returns whether it is believed.
    pub fn observe(&mut self, stamp: Stamp, now: u64) -> bool {
        let is_believed = stamp.replica == self.replica.0 || stamp.millis() <= now.saturating_add(BELIEVED_MILLIS);
        if is_believed {
            self.last = self.last.max(stamp.time);
        }
        is_believed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_gives_a_stamp_twice() {
        let mut clock = Clock::new(Replica::new(7, 1));
        let first = clock.tick(1000, 70_000);
        let next = clock.tick(1000, 1);
        assert!(next > first.nth(69_999));
        assert!(clock.tick(0, 1) > next, "a clock that goes back does not matter");
    }

    #[test]
    fn believes_a_day_and_no_more() {
        let mut clock = Clock::new(Replica::new(7, 1));
        assert!(!clock.observe(Stamp { time: (BELIEVED_MILLIS + 2) << 16, replica: 9 }, 1));
        assert_eq!(clock.tick(1, 1).millis(), 1);
        assert!(clock.observe(Stamp { time: (BELIEVED_MILLIS + 1) << 16, replica: 9 }, 1));
        assert_eq!(clock.tick(1, 1).millis(), BELIEVED_MILLIS + 1);
    }
}
