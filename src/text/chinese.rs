//! Numbers in Chinese characters: 三十五万, 两百, 一亿二千万, 叁拾伍万.

use std::borrow::Cow;

/// The digits, as written and as in contracts.
const DIGITS: [(char, i64); 22] = [
    ('零', 0),
    ('〇', 0),
    ('一', 1),
    ('二', 2),
    ('两', 2),
    ('三', 3),
    ('四', 4),
    ('五', 5),
    ('六', 6),
    ('七', 7),
    ('八', 8),
    ('九', 9),
    ('壹', 1),
    ('贰', 2),
    ('叁', 3),
    ('肆', 4),
    ('伍', 5),
    ('陆', 6),
    ('柒', 7),
    ('捌', 8),
    ('玖', 9),
    ('兩', 2),
];

/// What a digit before them is multiplied by, within a section of four places.
const PLACES: [(char, i64); 6] = [('十', 10), ('百', 100), ('千', 1_000), ('拾', 10), ('佰', 100), ('仟', 1_000)];

/// What whole sections are multiplied by, larger first.
const SECTIONS: [([char; 2], i64); 2] = [(['亿', '億'], 100_000_000), (['万', '萬'], 10_000)];

fn find(table: &[(char, i64)], c: char) -> Option<i64> {
    table.iter().find(|(own, _)| *own == c).map(|(_, value)| *value)
}

/// The value of a single digit.
pub(super) fn digit(c: char) -> Option<i64> {
    find(&DIGITS, c)
}

fn is_place(c: char) -> bool {
    find(&PLACES, c).is_some()
}

fn is_section(c: char) -> bool {
    SECTIONS.iter().any(|(names, _)| names.contains(&c))
}

/// The text with numbers in Chinese characters as digits. What stands beside digits is a unit, as in 3百 and 1.5千万.
pub(super) fn with_digits(text: &str) -> Cow<'_, str> {
    let belongs = |c: char| digit(c).is_some() || is_place(c) || is_section(c);
    if !text.contains(|c| digit(c).is_some() || is_place(c)) {
        return Cow::Borrowed(text);
    }
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        let beside_digits = written.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
        match value(run)
            .filter(|_| !run.is_empty() && !beside_digits && !after.starts_with(|c: char| c.is_ascii_digit()))
        {
            Some(value) => written.push_str(&value.to_string()),
            None if run.is_empty() => {
                written.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
                continue;
            }
            None => written.push_str(run),
        }
        rest = after;
    }
    Cow::Owned(written)
}

/// A number as it is counted, 一 to 九百九十九; none beyond.
pub(super) fn counted(number: i64) -> Option<String> {
    let digit = |value: i64| DIGITS.iter().find(|(_, own)| *own == value).map(|(digit, _)| *digit);
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    let mut text = String::new();
    if !(1..1000).contains(&number) {
        return None;
    }
    if hundreds > 0 {
        text.extend([digit(hundreds)?, '百']);
    }
    match (hundreds, tens) {
        (0, 0) => {}
        (_, 0) if ones > 0 => text.push('零'),
        (_, 0) => {}
        // 十一, and 一百一十一.
        (0, 1) => text.push('十'),
        _ => text.extend([digit(tens)?, '十']),
    }
    if ones > 0 {
        text.push(digit(ones)?);
    }
    Some(text)
}

/// The number that a text counts, or that stands behind its 第, from and to which byte.
pub(super) fn count_in(text: &str) -> Option<(i64, usize, usize)> {
    let from = if text.starts_with('第') { '第'.len_utf8() } else { 0 };
    let rest = text.get(from..)?;
    let length = rest.find(|c: char| digit(c).is_none() && !is_place(c)).unwrap_or(rest.len());
    let written = rest.get(..length)?;
    let number = value(written).or_else(|| one_place(written))?;
    let is_all = from > 0 || length == rest.len();
    (is_all && counted(number).as_deref() == Some(written)).then_some((number, from, from + length))
}

/// The value of a whole number.
fn value(text: &str) -> Option<i64> {
    // 二〇二七: digit by digit. Two of them may be a range: 七八.
    if text.chars().count() > 2 && text.chars().all(|c| digit(c).is_some()) {
        return text.chars().try_fold(0_i64, |value, c| value.checked_mul(10)?.checked_add(digit(c)?));
    }
    for (names, factor) in SECTIONS {
        let Some(at) = text.rfind(names) else { continue };
        let (before, after) = text.split_at(at);
        let after = after.trim_start_matches(names);
        let above = value(before).or_else(|| one_place(before))?.checked_mul(factor)?;
        // 三万零五 is 30 005, 三万五 35 000.
        let plain = after.trim_start_matches(['零', '〇']);
        let below = match after {
            "" => 0,
            _ if plain.len() < after.len() => value(plain).filter(|below| *below < factor)?,
            _ if after.chars().count() == 1 => digit(after.chars().next()?)? * factor / 10,
            _ => value(after).filter(|below| *below < factor)?,
        };
        return above.checked_add(below);
    }
    section(text)
}

/// 百万 is a hundred of them, where 百 alone is no number.
fn one_place(text: &str) -> Option<i64> {
    let mut chars = text.chars();
    find(&PLACES, chars.next()?).filter(|_| chars.next().is_none())
}

/// Up to four places: 三千零五十, 十五, 一千二.
fn section(text: &str) -> Option<i64> {
    let (mut sum, mut waiting, mut last, mut gap) = (0, None, 10_000, false);
    for c in text.chars() {
        match (digit(c), find(&PLACES, c)) {
            (Some(0), _) if waiting.is_none() && last < 10_000 => gap = true,
            (Some(digit), _) if waiting.is_none() => waiting = Some(digit),
            (_, Some(place)) if place < last => {
                let digit = waiting.take().or_else(|| (place == 10 && last == 10_000).then_some(1))?;
                (sum, last, gap) = (sum + digit * place, place, false);
            }
            _ => return None,
        }
    }
    match waiting {
        // 一千二 is 1 200, 一千零二 is 1 002.
        Some(digit) if (100..10_000).contains(&last) && !gap => Some(sum + digit * last / 10),
        Some(digit) => Some(sum + digit),
        None => (last < 10_000 && !gap).then_some(sum),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_as_they_are_said() {
        for (text, digits) in [
            ("三十五万", "350000"),
            ("一百二十万", "1200000"),
            ("两百", "200"),
            ("两万", "20000"),
            ("两成", "2成"),
            ("八成", "8成"),
            ("十五", "15"),
            ("十万", "100000"),
            ("百万", "1000000"),
            ("三千万", "30000000"),
            ("一亿二千万", "120000000"),
            ("三万亿", "3000000000000"),
            ("三万五", "35000"),
            ("三万零五", "30005"),
            ("三万零五百", "30500"),
            ("一千二", "1200"),
            ("一千零二", "1002"),
            ("一千零五十", "1050"),
            ("二〇二七", "2027"),
            ("叁拾伍万元整", "350000元整"),
            ("三十五万美元", "350000美元"),
            ("三十万*1.5", "300000*1.5"),
            ("¥三十万", "¥300000"),
        ] {
            assert_eq!(with_digits(text), digits, "{text}");
        }
    }

    #[test]
    fn leaves_the_rest_alone() {
        for text in
            ["", "30万", "3百", "1.5千万", "七八成", "几百", "百", "千", "二二十", "十二十", "万", "三十5万", "三百千"]
        {
            assert_eq!(with_digits(text), text, "{text}");
        }
    }
}
