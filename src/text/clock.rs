//! A time of the day behind a date, which a column of days does not keep.

/// What Chinese puts in front of an hour.
const PARTS_OF_DAY: [&str; 8] = ["上午", "下午", "凌晨", "早上", "中午", "晚上", "傍晚", "午夜"];

/// What stands in front of a time of the day at the end of a folded text in small letters: `2026/3/5 14:30`,
/// `2026-03-05t14:30:00.000z`, `3/5/2026 2:30 pm`, `2026年3月5日 下午2:30`. None where no time ends it, or nothing is before.
pub(super) fn before_clock(text: &str) -> Option<&str> {
    let colon = text.find(':')?;
    let (head, tail) = (text.get(..colon)?, text.get(colon + 1..)?);
    let before = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let hour = head.get(before.len()..)?;
    if !(1..=2).contains(&hour.len()) || hour.parse::<u32>().ok()? > 24 || !is_rest_of_clock(tail) {
        return None;
    }
    let part = PARTS_OF_DAY.iter().find_map(|part| before.trim_end().strip_suffix(part));
    let before = match (part, before.strip_suffix('t')) {
        (Some(before), _) => before,
        (None, Some(date)) if date.ends_with(|c: char| c.is_ascii_digit()) => date,
        // A date and a time that touch are told apart by the sign of the day only.
        (None, _) if before.ends_with([' ', '日', '号', ',']) => before,
        _ => return None,
    };
    let before = before.trim_end_matches([' ', ',']);
    (!before.is_empty()).then_some(before)
}

/// Minutes, seconds and their parts, noon, and how far from Greenwich.
fn is_rest_of_clock(tail: &str) -> bool {
    let sixty = |text: &str| text.get(..2).is_some_and(|two| two.parse::<u32>().is_ok_and(|n| n < 60));
    let Some(mut rest) = tail.get(2..).filter(|_| sixty(tail)) else { return false };
    if let Some(seconds) = rest.strip_prefix(':') {
        if !sixty(seconds) {
            return false;
        }
        rest = seconds.get(2..).unwrap_or_default();
        if let Some(parts) = rest.strip_prefix('.') {
            rest = parts.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    let rest = rest.trim_start();
    let rest =
        ["am", "pm", "a.m.", "p.m."].iter().find_map(|half| rest.strip_prefix(half)).unwrap_or(rest).trim_start();
    let of_zone = |rest: &str| rest.len() <= 6 && rest.chars().all(|c| c.is_ascii_digit() || c == ':');
    rest.is_empty() || rest == "z" || rest.strip_prefix(['+', '-']).is_some_and(of_zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_the_day_is_taken_from_the_end() {
        for text in [
            "2026/3/5 14:30",
            "2026/3/5 14:30:00",
            "2026/3/5 0:00",
            "2026/3/5t14:30:00.000z",
            "2026/3/5t14:30:00+08:00",
            "2026/3/5 2:30 pm",
            "2026/3/5 2:30pm",
            "2026/3/5, 2:30:59 p.m.",
            "2026/3/5 下午2:30",
            "2026/3/5 上午12:00",
            "2026/3/5 下午 2:30",
            "2026/3/5 23:59:59 -0500",
        ] {
            assert_eq!(before_clock(text), Some("2026/3/5"), "{text}");
        }
        assert_eq!(before_clock("2026年3月5日14:30"), Some("2026年3月5日"));
        for text in [
            "2026/3/5",
            "14:30",
            "下午2:30",
            "2026/3/514:30",
            "2026/3/5 25:00",
            "2026/3/5 14:60",
            "2026/3/5 1:2",
            "3/5 10:30 or so",
            "t10:30",
        ] {
            assert_eq!(before_clock(text), None, "{text}");
        }
    }
}
