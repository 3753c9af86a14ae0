//! A moment as text: `2026-11-23T21:17:48.123Z`, in UTC.

use crate::model::Date;

const DAY: u64 = 86_400_000;

/// The text of a moment in milliseconds since 1970.
pub(super) fn text_of(millis: u64) -> String {
    let (minutes, rest) = (millis % DAY / 60_000, millis % 60_000);
    let (hour, minute, second, milli) = (minutes / 60, minutes % 60, rest / 1000, rest % 1000);
    format!("{}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z", Date::of_millis(millis))
}

/// The moment of a text; none where it is not of this form.
pub(super) fn millis_of(text: &str) -> Option<u64> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let days = date.parse::<Date>().ok()?.days_since(Date::of_millis(0));
    let (clock, milli) = time.split_once('.').unwrap_or((time, "0"));
    let parts: Vec<u64> = clock.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [hour @ 0..24, minute @ 0..60, second @ 0..60] = *parts.as_slice() else { return None };
    let milli = milli.parse::<u64>().ok().filter(|milli| *milli < 1000)?;
    let seconds: u64 = (hour * 60 + minute) * 60 + second;
    Some(u64::try_from(days).ok()? * DAY + seconds * 1000 + milli)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for (millis, text) in [(0, "1970-01-01T00:00:00.000Z"), (1_795_468_668_123, "2026-11-23T21:17:48.123Z")] {
            assert_eq!((text_of(millis).as_str(), millis_of(text)), (text, Some(millis)));
        }
        assert_eq!(millis_of("1970-01-01T00:00:01Z"), Some(1000));
        for text in ["", "1970-01-01", "1970-01-01T24:00:00Z", "1969-01-01T00:00:00Z", "1970-01-01T00:00Z"] {
            assert_eq!(millis_of(text), None, "{text}");
        }
    }
}
