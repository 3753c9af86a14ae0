//! What other programs call the things that have a name here.

use smol_str::SmolStr;

use super::search_key;

/// Their word and ours, as [`search_key`] has them.
const SYNONYMS: [(&str, &str); 7] = [
    ("opportunity", "deal"),
    ("customer", "account"),
    ("company", "account"),
    ("client", "account"),
    ("商机", "项目"),
    ("公司", "客户"),
    ("企业", "客户"),
];

/// A heading in the words that are used here, as names are compared.
#[must_use]
pub fn in_our_words(heading: &str) -> SmolStr {
    let key = search_key(heading);
    let found = SYNONYMS.iter().find(|(theirs, _)| key.contains(theirs));
    found.map_or(key.clone(), |(theirs, ours)| key.replace(theirs, ours).into())
}
