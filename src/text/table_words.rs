//! Words of tables that are no values: what totals are called, and what stands in a cell until somebody knows better.

use super::fold::search_key;

/// What a total is called, without the blanks within it.
const TOTALS: [&str; 16] = [
    "合计",
    "总计",
    "小计",
    "共计",
    "总和",
    "总额",
    "汇总",
    "累计",
    "合计金额",
    "总金额",
    "total",
    "totals",
    "sum",
    "subtotal",
    "sub-total",
    "grandtotal",
];

/// No heading is called so.
const UNKNOWN: [&str; 16] = [
    "tbd", "tba", "tbc", "n/a", "na", "nil", "none", "unknown", "pending", "?", "-", "待定", "未定", "未知", "无",
    "不详",
];

/// How surely a text is what a total is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TotalWord {
    /// Nothing else is called so.
    Total,
    /// It ends so, as a subtotal and many a company do.
    OfSomething,
}

impl TotalWord {
    /// Whether a text is what a total is called.
    #[must_use]
    pub fn of(text: &str) -> Option<TotalWord> {
        let key = search_key(text);
        let key = key.trim_end_matches([':', '.', '=']).replace(' ', "");
        if TOTALS.contains(&key.as_str()) {
            return Some(TotalWord::Total);
        }
        TOTALS.iter().any(|word| word.len() > 3 && key.ends_with(word)).then_some(TotalWord::OfSomething)
    }
}

/// Whether a text holds the place of a value that nobody knows yet.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    UNKNOWN.contains(&search_key(text).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_told_from_what_ends_so() {
        for text in ["合计", "合 计：", "Total:", "SUBTOTAL", "Sub Total", "Grand Total"] {
            assert_eq!(TotalWord::of(text), Some(TotalWord::Total), "{text}");
        }
        for text in ["华东小计", "East total", "Big Total"] {
            assert_eq!(TotalWord::of(text), Some(TotalWord::OfSomething), "{text}");
        }
        for text in ["", "Totalenergies", "合计划", "Possum", "Acme"] {
            assert_eq!(TotalWord::of(text), None, "{text}");
        }
        assert!(is_placeholder(" TBD ") && is_placeholder("待定") && !is_placeholder("Wert"));
    }
}
