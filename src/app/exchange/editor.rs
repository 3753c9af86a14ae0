//! Who edits: a browser profile, one of its tabs, and the plan that it is at work in.

use crate::app::storage::PlanId;
use crate::log::Replica;

/// Who edits: a browser profile and one of its tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Editor {
    /// The profile: 48 bits.
    pub device: u64,
    /// The tab: 16 bits.
    pub tab: u64,
}

const DEVICE_BITS: u64 = (1 << 48) - 1;
const TAB_BITS: u64 = (1 << 16) - 1;

impl Editor {
    /// The same tab at work in one plan. Two copies of a plan may both go on in one tab, from a log that is ahead of the clock:
    /// an edit here and another one there would else have one identity, and neither copy could take the other one in.
    #[must_use]
    pub fn within(self, plan: &PlanId) -> Editor {
        const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
        const FNV_PRIME: u64 = 0x0100_0000_01b3;
        let mix = |mixed: u64, byte: u8| (mixed ^ u64::from(byte)).wrapping_mul(FNV_PRIME);
        let of_plan = plan.as_str().bytes().fold(FNV_OFFSET, mix);
        // Two tabs that are two stay two in each plan.
        let folded = [16, 32, 48].into_iter().fold(of_plan, |folded, bits| folded ^ (of_plan >> bits));
        Editor { tab: (self.tab ^ folded) & TAB_BITS, ..self }
    }

    /// The replica of the editor.
    #[must_use]
    pub const fn replica(self) -> Replica {
        Replica::new(self.device & DEVICE_BITS, self.tab)
    }

    /// The replica of what the program makes for the editor: a template, an import. It counts as another device's, so
    /// that undo does not take a plan's beginning away. Of two things that are made of one log, each has its own: `now`, in
    /// milliseconds since 1970, tells them apart where the log is ahead of the clock.
    pub(super) const fn maker(self, now: u64) -> Replica {
        Replica::new(!self.device & DEVICE_BITS, (self.tab ^ now ^ (now >> 16)) & TAB_BITS)
    }
}
