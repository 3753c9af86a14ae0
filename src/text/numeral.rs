//! One numeral as people write it: grouped in several ways, with a decimal point or comma, with 万, 亿, K or M.

use super::exact::Exact;

/// The value of a numeral such as `1,234.5`, `1 234,5`, `1.234,5`, `1'234`, `.5`.
///
/// A single point is always decimal. A single comma groups where it can (`1,234`), and is decimal where it cannot and
/// one or two digits follow (`12,5`) or nothing could be grouped (`0,125`, `1234,567`); anything else is refused.
pub(super) fn numeral(text: &str) -> Option<Exact> {
    let (point, comma) = (text.matches('.').count(), text.matches(',').count());
    let (whole, decimals, mark) = match (text.rfind('.'), text.rfind(',')) {
        (Some(p), Some(c)) if p > c && point == 1 => split(text, p, Some(',')),
        (Some(p), Some(c)) if c > p && comma == 1 => split(text, c, Some('.')),
        (Some(_), Some(_)) => return None,
        (Some(p), None) if point == 1 => split(text, p, None),
        (Some(_), None) => (text, "", Some('.')),
        (None, Some(c)) if comma == 1 && !is_grouped(text, ',') => {
            let parts = split(text, c, None);
            let groupable = parts.0.len() <= 3 && !parts.0.starts_with('0');
            if parts.1.is_empty() || (groupable && parts.1.len() > 2) {
                return None;
            }
            parts
        }
        (None, Some(_)) => (text, "", Some(',')),
        (None, None) => (text, "", None),
    };
    let mark = mark.or_else(|| whole.chars().find(|c| matches!(c, ' ' | '\'')));
    if mark.is_some_and(|mark| whole.contains(mark) && !is_grouped(whole, mark)) {
        return None;
    }
    let mut above: i128 = 0;
    let mut digits = 0;
    for c in whole.chars().filter(|&c| Some(c) != mark).chain(decimals.chars()) {
        above = above.checked_mul(10)?.checked_add(i128::from(c.to_digit(10)?))?;
        digits += 1;
    }
    let places = u32::try_from(decimals.len()).ok().filter(|&places| places <= 30 && digits > 0)?;
    Exact::new(above, 10_i128.checked_pow(places)?)
}

/// Of a single comma that groups nothing, with one or two digits behind it: the number with a point for it, and without it.
/// Where people write decimals with a point, `1,2` is as likely a slip in `1,200`. Before a German unit it is decimal, and
/// with three digits behind it as doubtful as a point is.
pub(super) fn doubtful_comma(text: &str) -> Option<(String, String)> {
    let (whole, decimals, rest) = around(text, ',')?;
    let is_doubtful = if is_german(rest) { decimals.len() == 3 } else { (1..=2).contains(&decimals.len()) };
    is_doubtful.then(|| (format!("{whole}.{decimals}"), format!("{whole}{decimals}")))
}

/// Whether a text begins with a unit as Germans write it, `Mio.`: where the comma stands before decimals.
fn is_german(text: &str) -> bool {
    const WORDS: [&str; 5] = ["mio", "mrd", "tsd", "millionen", "milliarde"];
    let text = text.trim_start();
    WORDS.iter().any(|word| text.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word)))
}

/// Of a single point with three digits behind it, in an amount: the number with its decimals, and without the point. Half of
/// Europe writes `48.000` for what is 48,000 here. With a unit behind it, as in `1.125M`, it is decimal, but for a German one.
pub(super) fn doubtful_point(text: &str) -> Option<(String, String)> {
    let (whole, decimals, rest) = around(text, '.')?;
    // A factor has the decimals it has.
    let calculates = text.trim_start_matches(['-', '+', ' ']).contains(['=', '+', '-', '*', '/', '×', '÷', '^', '%']);
    if decimals.len() != 3 || calculates || unit(rest.trim_start()).is_some() && !is_german(rest) {
        return None;
    }
    let point = format!("{whole}.{decimals}");
    Some((point.trim_end_matches('0').trim_end_matches('.').to_owned(), format!("{whole}{decimals}")))
}

/// The only run of digits with a mark in it: one to three digits before the mark, those behind it, and the text after them.
fn around(text: &str, mark: char) -> Option<(&str, &str, &str)> {
    let at = text.find(mark)?;
    let is_of_run = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '\'');
    let from = text.get(..at)?.rfind(|c| !is_of_run(c)).map_or(0, |at| at + text.get(at..).map_or(1, first_width));
    let run = text.get(from..)?;
    let (run, rest) = run.split_at(run.find(|c| !is_of_run(c)).unwrap_or(run.len()));
    let (whole, decimals) = run.split_once(mark)?;
    let are_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let is_one = (1..=3).contains(&whole.len())
        && !whole.starts_with('0')
        && are_digits(whole)
        && are_digits(decimals)
        && !text.get(..from)?.trim_end().ends_with(|c: char| c.is_ascii_digit());
    is_one.then_some((whole, decimals, rest))
}

fn first_width(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}

/// Whether the first language of a browser is one in which a comma stands before decimals.
#[must_use]
pub fn comma_is_decimal(tag: &str) -> bool {
    const LANGUAGES: [&str; 34] = [
        "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "hr", "hu", "id", "it",
        "kk", "lt", "lv", "nb", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk",
    ];
    const OTHERWISE: [&str; 9] = ["es-us", "es-mx", "es-pr", "es-gt", "es-pa", "es-do", "es-sv", "es-hn", "de-ch"];
    let tag = tag.replace('_', "-").to_ascii_lowercase();
    let language = tag.split('-').next().unwrap_or_default();
    LANGUAGES.contains(&language) && !OTHERWISE.contains(&tag.as_str()) || language == "vi"
}

fn split(text: &str, at: usize, mark: Option<char>) -> (&str, &str, Option<char>) {
    (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default(), mark)
}

/// One to three digits, then groups of three.
fn is_grouped(text: &str, mark: char) -> bool {
    let mut groups = text.split(mark);
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && digits(first)
        && !first.starts_with('0')
        && groups.all(|g| g.len() == 3 && digits(g))
}

/// What multiplies a numeral: the text after the numeral begins with one of these, longest first.
const UNITS: [(&str, i64); 36] = [
    ("thousand", 1_000),
    ("milliarden", 1_000_000_000),
    ("milliarde", 1_000_000_000),
    ("millionen", 1_000_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("万亿", 1_000_000_000_000),
    ("萬億", 1_000_000_000_000),
    ("十万", 100_000),
    ("百万", 1_000_000),
    ("千万", 10_000_000),
    ("十亿", 1_000_000_000),
    ("百亿", 10_000_000_000),
    ("千亿", 100_000_000_000),
    ("百萬", 1_000_000),
    ("千萬", 10_000_000),
    ("万", 10_000),
    ("萬", 10_000),
    ("亿", 100_000_000),
    ("億", 100_000_000),
    ("千", 1_000),
    ("百", 100),
    ("mio.", 1_000_000),
    ("mrd.", 1_000_000_000),
    ("tsd.", 1_000),
    ("mio", 1_000_000),
    ("mrd", 1_000_000_000),
    ("tsd", 1_000),
    ("mn", 1_000_000),
    ("bn", 1_000_000_000),
    ("tn", 1_000_000_000_000),
    ("k", 1_000),
    ("w", 10_000),
    ("m", 1_000_000),
    ("b", 1_000_000_000),
    ("t", 1_000_000_000_000),
];

/// The unit with which a text begins, as its length and its factor; a Latin unit must end its word.
pub(super) fn unit(text: &str) -> Option<(usize, i64)> {
    UNITS.iter().find_map(|&(name, factor)| {
        let found = text.get(..name.len()).filter(|begin| begin.eq_ignore_ascii_case(name))?;
        let ends = !found.is_ascii() || !text.get(name.len()..)?.starts_with(|c: char| c.is_ascii_alphanumeric());
        ends.then_some((name.len(), factor))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_grouping() {
        for (text, thousandths) in [
            ("1,234.5", 1_234_500),
            ("1 234,5", 1_234_500),
            ("1.234,5", 1_234_500),
            ("1'234.5", 1_234_500),
            ("1,234", 1_234_000),
            ("1.234", 1_234),
            ("1.234.567", 1_234_567_000),
            ("12,5", 12_500),
            ("0,125", 125),
            ("1234,567", 1_234_567),
            (".5", 500),
            ("5.", 5_000),
            ("007", 7_000),
        ] {
            assert_eq!(numeral(text).and_then(|n| n.scaled(1000)), Some(thousandths), "{text}");
        }
        for text in ["", ".", ",", "1,2345", "1,23,456", "1.2.3", "1,2.3,4", "12 34", "1,", "1 ,2", "1.234,567.8"] {
            assert_eq!(numeral(text), None, "{text}");
        }
    }

    #[test]
    fn a_comma_that_groups_nothing_is_doubtful() {
        for (text, point, whole) in [
            ("1,2", "1.2", "12"),
            ("12,50", "12.50", "1250"),
            ("¥1,2万", "1.2", "12"),
            ("3*1,5", "1.5", "15"),
            ("1,250 Mio.", "1.250", "1250"),
        ] {
            assert_eq!(doubtful_comma(text), Some((point.into(), whole.into())), "{text}");
        }
        for text in [
            "1,200", "1,5 Mio.", "12,25mrd", "0,5", "1234,5", "1 234,5", "1.234,5", "1,234.5", "1,2,3", "1,", ",5",
            "12", "1,2345",
        ] {
            assert_eq!(doubtful_comma(text), None, "{text}");
        }
        for (tag, decimal) in [("de", true), ("fr-CA", true), ("es-MX", false), ("en-US", false), ("zh-CN", false)] {
            assert_eq!(comma_is_decimal(tag), decimal, "{tag}");
        }
    }

    #[test]
    fn a_point_before_three_digits_is_doubtful() {
        for (text, point, whole) in [
            ("48.000", "48", "48000"),
            ("1.250 €", "1.25", "1250"),
            ("-€1.234", "1.234", "1234"),
            ("1.250 Mio. €", "1.25", "1250"),
        ] {
            assert_eq!(doubtful_point(text), Some((point.into(), whole.into())), "{text}");
        }
        for text in [
            "48.00",
            "48.0000",
            "0.125",
            "1.125M",
            "1.125 万",
            "1.234.567",
            "1,234.500",
            "1234.500",
            "1.234,5",
            "3*1.500",
            "48",
        ] {
            assert_eq!(doubtful_point(text), None, "{text}");
        }
    }

    #[test]
    fn knows_its_units() {
        assert_eq!(unit("万元"), Some((3, 10_000)));
        assert_eq!(unit("M"), Some((1, 1_000_000)));
        assert_eq!(unit("kg"), None);
    }
}
