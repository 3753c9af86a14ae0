//! Texts that are no name of anybody: an amount or a day that a column pasted beside its place would make a person or a customer.

use super::fold;

/// Whether a text is an amount or a day and so no name: `￥300,000`, `25.5万`, `26年12月`, `2026-03-05`. `360`, `3M` and `58同城`
/// are companies.
#[must_use]
pub fn is_no_name(text: &str) -> bool {
    let folded = fold(text);
    let text = folded.trim();
    // What a lookup in a workbook did not find, and a dash.
    let is_error = text.strip_prefix('#').is_some_and(|error| error == "N/A" || error.ends_with(['!', '?']));
    if is_error || text == "0" || !text.is_empty() && !text.contains(char::is_alphanumeric) {
        return true;
    }
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let bare = text.trim_start_matches(['¥', '$', '€', '£', ' ']);
    let number = bare.trim_end_matches(['万', '亿', '元', '%', ' ']);
    let is_number = number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let says_amount = bare.len() < text.len() || number.len() < bare.len() || number.contains(['.', ',']);
    let is_day = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '年' | '月' | '日'));
    is_number && says_amount || is_day && text.contains(['-', '/', '年', '月'])
}

#[cfg(test)]
mod tests {
    use super::is_no_name;

    #[test]
    fn amounts_and_days_are_nobody() {
        for text in ["￥300,000", "25.5万", "$5", "1,200.50", "120万元", "50%", "26年12月", "2026-03-05", "3/5"] {
            assert!(is_no_name(text), "{text}");
        }
        for text in ["#N/A", "#REF!", "#DIV/0!", "#NAME?", "0", "-", "–", "?", "/"] {
            assert!(is_no_name(text), "{text}");
        }
        for text in ["", "360", "3M", "58同城", "Acme", "7-Eleven", "一汽", "4S店", "中信21世纪", "1688", "A.1", "Q1"]
        {
            assert!(!is_no_name(text), "{text}");
        }
    }
}
