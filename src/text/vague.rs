//! Words that state an opinion where a plan needs an act of the customer.

use super::fold::search_key;

/// Phrases of opinion in both languages, folded and in lower case.
pub const VAGUE: [&str; 26] = [
    "有戏",
    "我看行",
    "差不多",
    "应该没问题",
    "跟进中",
    "问题不大",
    "很有希望",
    "希望很大",
    "基本确定",
    "基本搞定",
    "关系不错",
    "八九不离十",
    "looks good",
    "should be fine",
    "should be ok",
    "no problem",
    "very promising",
    "looks promising",
    "good chance",
    "good feeling",
    "good relationship",
    "almost there",
    "almost done",
    "following up",
    "pretty sure",
    "in the bag",
];

const ABOUT_US: [&str; 14] = [
    "介绍我们",
    "介绍公司",
    "介绍产品",
    "介绍我司",
    "推介",
    "推广产品",
    "宣传",
    "了解我们",
    "introduce our",
    "introduce us",
    "present our",
    "tell them about our",
    "show our",
    "pitch our",
];

/// The first vague phrase of a text, as the list has it.
#[must_use]
pub fn vague_words(text: &str) -> Option<&'static str> {
    first_of(&VAGUE, text)
}

/// Whether a reason to meet names what we want to show, rather than what the customer gains.
#[must_use]
pub fn is_about_us(text: &str) -> bool {
    first_of(&ABOUT_US, text).is_some()
}

fn first_of(phrases: &[&'static str], text: &str) -> Option<&'static str> {
    let key = search_key(text);
    phrases.iter().copied().find(|phrase| key.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opinions_are_found_in_both_languages() {
        assert_eq!(vague_words("王总说\u{3000}有戏，再看看"), Some("有戏"));
        assert_eq!(vague_words("It LOOKS  good to me"), Some("looks good"));
        assert_eq!(vague_words("Zhao Min signed the joint plan on 4 Nov"), None);
        assert!(is_about_us("介绍公司新产品") && !is_about_us("查看他们的停机成本"));
    }
}
