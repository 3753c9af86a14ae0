//! The two languages.

use crate::model::Label;

/// A language of the application.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// Both, English first.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Zh];

    /// The name in settings and in the page's `lang` attribute.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh",
        }
    }

    /// The language of a key or of a browser's language tag (`zh-CN`, `en-GB`).
    #[must_use]
    pub fn of_key(key: &str) -> Option<Lang> {
        let primary = key.split(['-', '_']).next().unwrap_or_default();
        Lang::ALL.into_iter().find(|lang| primary.eq_ignore_ascii_case(lang.key()))
    }

    /// The other language.
    #[must_use]
    pub const fn other(self) -> Lang {
        match self {
            Lang::En => Lang::Zh,
            Lang::Zh => Lang::En,
        }
    }

    /// What stands between two sentences: nothing in Chinese, whose signs bring their own room.
    #[must_use]
    pub const fn gap(self) -> &'static str {
        match self {
            Lang::En => " ",
            Lang::Zh => "",
        }
    }

    /// The label's text in this language, or in the other where it has none.
    #[must_use]
    pub fn pick(self, label: &Label) -> &str {
        match (self, label.en.as_str(), label.zh.as_str()) {
            (Lang::En, "", zh) | (Lang::Zh, _, zh) if !zh.is_empty() => zh,
            (_, en, _) => en,
        }
    }

    /// Whether the label lacks this language, so that the other is shown, marked.
    #[must_use]
    pub fn lacks(self, label: &Label) -> bool {
        match self {
            Lang::En => label.en.is_empty() && !label.zh.is_empty(),
            Lang::Zh => label.zh.is_empty() && !label.en.is_empty(),
        }
    }

    /// One of two texts.
    pub(super) const fn of(self, en: &'static str, zh: &'static str) -> &'static str {
        match self {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }

    /// What stands between the items of an enumeration.
    #[must_use]
    pub const fn comma(self) -> &'static str {
        self.of(", ", "、")
    }

    /// What stands between a thing and what is said of it.
    #[must_use]
    pub const fn colon(self) -> &'static str {
        self.of(": ", "：")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_translation_falls_back() {
        let (both, en, zh) = (Label::new("Deal", "项目"), Label::new("Deal", ""), Label::new("", "项目"));
        assert_eq!((Lang::En.pick(&both), Lang::Zh.pick(&both)), ("Deal", "项目"));
        assert_eq!((Lang::Zh.pick(&en), Lang::Zh.lacks(&en), Lang::En.lacks(&en)), ("Deal", true, false));
        assert_eq!((Lang::En.pick(&zh), Lang::En.lacks(&zh), Lang::Zh.lacks(&zh)), ("项目", true, false));
        assert_eq!(Lang::of_key("zh-CN"), Some(Lang::Zh));
        assert_eq!(Lang::of_key("fr"), None);
    }
}
