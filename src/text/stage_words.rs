//! What other programs write into the stage of a deal: its end, and stages of theirs that ours may be meant by.

use super::fold::search_key;

/// What a deal that was won is in, without blanks and marks.
const WON: [&str; 14] = [
    "closedwon",
    "wonclosed",
    "won",
    "closedwin",
    "dealwon",
    "赢单",
    "已赢单",
    "赢单关闭",
    "关闭赢单",
    "成交",
    "已成交",
    "成交关闭",
    "赢单成交",
    "结案赢单",
];

/// The same of one that was lost.
const LOST: [&str; 17] = [
    "closedlost",
    "lostclosed",
    "lost",
    "deallost",
    "输单",
    "已输单",
    "输单关闭",
    "关闭输单",
    "丢单",
    "已丢单",
    "丢单关闭",
    "关闭丢单",
    "失单",
    "丢失",
    "已丢失",
    "战败",
    "结案丢单",
];

/// How a deal ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The customer has ordered.
    Won,
    /// He has not; nobody says why.
    Lost,
}

impl Ending {
    /// The end that a text in a column of stages means.
    #[must_use]
    pub fn of(text: &str) -> Option<Ending> {
        let key: String = search_key(text).chars().filter(|c| c.is_alphanumeric()).collect();
        // Many number their stages: `6 Closed won`.
        let key = key.trim_start_matches(|c: char| c.is_ascii_digit());
        match () {
            () if WON.contains(&key) => Some(Ending::Won),
            () if LOST.contains(&key) => Some(Ending::Lost),
            () => None,
        }
    }
}

/// Names of stages by what they are about, from the first contact to the contract.
const STEPS: [&[&str]; 6] = [
    &["lead", "new", "inbound", "线索", "潜在", "新建"],
    &[
        "interest",
        "prospect",
        "contact",
        "appointment",
        "first meeting",
        "初步",
        "接洽",
        "接触",
        "初访",
        "意向",
        "立项",
        "商机确认",
    ],
    &["needs", "qualif", "requirement", "discovery", "analysis", "需求", "调研", "资格"],
    &[
        "preferred",
        "solution",
        "value proposition",
        "demo",
        "presentation",
        "poc",
        "proof",
        "方案",
        "演示",
        "技术交流",
        "试用",
        "认可",
    ],
    &["evaluation", "proposal", "quot", "tender", "bid", "rfp", "decision", "报价", "投标", "招标", "评估", "方案报价"],
    &["negotiat", "contract", "legal", "procurement", "verbal", "commit", "谈判", "合同", "签约", "商务", "审批"],
];

/// What a stage is about, by its name: one of six steps on the way of a sale; none where its name tells nothing. Of several
/// words the longest counts, and of equal ones the later.
#[must_use]
pub fn step_of_stage(text: &str) -> Option<usize> {
    let key = search_key(text);
    let begins = |at: usize, word: &str| {
        let before = key.get(..at).and_then(|before| before.chars().next_back());
        !word.is_ascii() || before.is_none_or(|before| !before.is_alphabetic())
    };
    let says = |word: &str| key.match_indices(word).any(|(at, _)| begins(at, word));
    let longest = |words: &[&str]| words.iter().filter(|word| says(word)).map(|word| word.chars().count()).max();
    let steps = STEPS.iter().enumerate().filter_map(|(step, words)| Some((longest(words)?, step)));
    steps.max().map(|(_, step)| step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_deal_is_told_from_a_stage() {
        for text in ["Closed Won", "closed-won", "Closed / Won", "6 Closed Won", "Won", "赢单", "已成交", "赢单 (关闭)"]
        {
            assert_eq!(Ending::of(text), Some(Ending::Won), "{text}");
        }
        for text in ["Closed Lost", "CLOSED_LOST", "lost", "输单", "丢单", "７丢单"] {
            assert_eq!(Ending::of(text), Some(Ending::Lost), "{text}");
        }
        for text in ["", "Closed", "Wonder", "Lost contact", "待丢单确认", "签约", "Negotiation"] {
            assert_eq!(Ending::of(text), None, "{text}");
        }
    }

    #[test]
    fn stages_of_other_programs_stand_at_a_step() {
        for (text, step) in [
            ("Prospecting", 1),
            ("Appointment Scheduled", 1),
            ("Qualification", 2),
            ("Needs Analysis", 2),
            ("Value Proposition", 3),
            ("Proposal/Price Quote", 4),
            ("Negotiation/Review", 5),
            ("Contract sent", 5),
            ("初步接洽", 1),
            ("需求确认", 2),
            ("方案演示", 3),
            ("方案报价", 4),
            ("商务谈判", 5),
            ("评估/投标", 4),
            ("Preferred", 3),
        ] {
            assert_eq!(step_of_stage(text), Some(step), "{text}");
        }
        assert_eq!(step_of_stage("Renewal"), None);
        assert_eq!(step_of_stage("Forbidden"), None);
    }
}
