//! Which of two numbers is the month: what a person is used to, and what the languages of a browser say of it.

/// In which order a person writes day and month as numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayOrder {
    /// Nobody said: `3/5/2026` is asked about; `3/5` is a month and a day, as it stands between years and months.
    #[default]
    Unknown,
    /// 5 March, as in the United States.
    MonthFirst,
    /// 3 May, as in most of the world.
    DayFirst,
}

impl DayOrder {
    /// By the key under which it is remembered.
    #[must_use]
    pub fn of_key(key: &str) -> Option<DayOrder> {
        [DayOrder::Unknown, DayOrder::MonthFirst, DayOrder::DayFirst].into_iter().find(|order| order.key() == key)
    }

    /// Its key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            DayOrder::Unknown => "ask",
            DayOrder::MonthFirst => "month",
            DayOrder::DayFirst => "day",
        }
    }

    /// What the first language of a browser says: `en-US`, `en-GB`, `de`. English without a country says nothing, and
    /// where the year comes first, nobody writes it last by habit.
    #[must_use]
    pub fn of_language(tag: &str) -> DayOrder {
        const YEAR_FIRST: [&str; 9] = ["zh", "ja", "ko", "hu", "lt", "mn", "sv", "fa", "ne"];
        const AMERICAN: [&str; 8] = ["en-us", "en-ph", "en-pr", "en-gu", "en-as", "en-vi", "es-us", "es-pr"];
        let tag = tag.replace('_', "-").to_ascii_lowercase();
        let language = tag.split('-').next().unwrap_or_default();
        match tag.as_str() {
            _ if AMERICAN.iter().any(|own| tag == *own || tag.starts_with(&format!("{own}-"))) => DayOrder::MonthFirst,
            "" | "en" | "en-ca" => DayOrder::Unknown,
            _ if YEAR_FIRST.contains(&language) => DayOrder::Unknown,
            _ => DayOrder::DayFirst,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_says_which_comes_first() {
        for (tag, order) in [
            ("en-US", DayOrder::MonthFirst),
            ("en-US-posix", DayOrder::MonthFirst),
            ("en-GB", DayOrder::DayFirst),
            ("en_AU", DayOrder::DayFirst),
            ("de", DayOrder::DayFirst),
            ("fr-CA", DayOrder::DayFirst),
            ("en", DayOrder::Unknown),
            ("en-CA", DayOrder::Unknown),
            ("zh-CN", DayOrder::Unknown),
            ("ja", DayOrder::Unknown),
            ("", DayOrder::Unknown),
        ] {
            assert_eq!(DayOrder::of_language(tag), order, "{tag}");
        }
        for order in [DayOrder::Unknown, DayOrder::MonthFirst, DayOrder::DayFirst] {
            assert_eq!(DayOrder::of_key(order.key()), Some(order));
        }
    }
}
