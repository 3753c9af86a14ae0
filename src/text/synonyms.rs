//! What other programs call the things that have a name here.

use smol_str::SmolStr;

/// Their word and ours, as [`search_key`](super::search_key) has them.
const SYNONYMS: [(&str, &str); 34] = [
    ("opportunity value", "amount"),
    ("opportunity size", "amount"),
    ("deal value", "amount"),
    ("deal size", "amount"),
    ("contract value", "amount"),
    ("opportunity", "deal"),
    ("customer", "account"),
    ("company", "account"),
    ("client", "account"),
    ("商机", "项目"),
    ("合同金额", "金额"),
    ("合同额", "金额"),
    ("签约金额", "金额"),
    ("预计签约日", "预计签约"),
    ("预计签单", "预计签约"),
    ("签单日期", "预计签约"),
    ("签约日期", "预计签约"),
    ("预计成单", "预计签约"),
    ("销售阶段", "阶段"),
    ("sales stage", "stage"),
    ("公司", "客户"),
    ("企业", "客户"),
    ("sales rep", "owner"),
    ("salesperson", "owner"),
    ("forecast date", "expected close"),
    ("comments", "note"),
    ("probability", "own probability"),
    ("销售额", "金额"),
    ("销售", "负责人"),
    ("预计成交", "预计签约"),
    ("赢率", "自报概率"),
    ("成交概率", "自报概率"),
    ("年支出", "本领域年支出"),
    ("年采购额", "本领域年支出"),
];

/// The same where the word is the whole heading: within others it says something else.
const WHOLE: [(&str, &str); 6] = [
    ("value", "amount"),
    ("phase", "stage"),
    ("rep", "owner"),
    ("分级", "客户分级"),
    ("级别", "客户分级"),
    ("客户级别", "客户分级"),
];

/// A heading in the words that are used here; both as [`search_key`](super::search_key) has them.
#[must_use]
pub fn in_our_words(heading: &str) -> SmolStr {
    if let Some((_, ours)) = WHOLE.iter().find(|(theirs, _)| *theirs == heading) {
        return SmolStr::new_static(ours);
    }
    // Who says our word says it whole.
    let found = SYNONYMS.iter().find(|(theirs, ours)| heading.contains(theirs) && !heading.contains(ours));
    found.map_or_else(|| heading.into(), |(theirs, ours)| heading.replace(theirs, ours).into())
}

/// Whether what follows a name in a heading says nothing that the name does not: `name`, `date`, a unit in brackets or behind a comma.
#[must_use]
pub fn adds_nothing(rest: &str) -> bool {
    const WORDS: [&str; 8] = ["name", "date", "value", "title", "名称", "姓名", "日期", "时间"];
    rest.starts_with(" (") || rest.starts_with(['(', ',', '，']) || WORDS.contains(&rest.trim_start())
}
