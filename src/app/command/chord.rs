//! Keys: how a browser's key event becomes a chord on any keyboard, and how a chord is written.

use crate::model::letters::capital;
use crate::text::Lang;
use crate::text::messages::Key;

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyName {
    /// A letter, digit or sign; Latin letters in lower case.
    Char(char),
    /// Enter.
    Enter,
    /// Tab.
    Tab,
    /// Escape.
    Escape,
    /// Delete.
    Delete,
    /// Backspace.
    Backspace,
    /// Space.
    Space,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// The key of the context menu.
    Menu,
    /// A function key.
    F(u8),
}

/// A key with its modifiers. Command on a Mac counts as Ctrl.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    /// The key.
    pub key: KeyName,
    /// Ctrl or Command.
    pub ctrl: bool,
    /// Shift; never for a sign, which needs Shift on some keyboards and not on others.
    pub shift: bool,
    /// Alt or Option.
    pub alt: bool,
}

/// What a browser reports about a key.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pressed<'a> {
    /// `KeyboardEvent.key`: what the key writes.
    pub key: &'a str,
    /// `KeyboardEvent.code`: where the key is.
    pub code: &'a str,
    /// Ctrl or Command.
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
    /// Alt or Option.
    pub alt: bool,
    /// AltGr: it writes signs and is never a command.
    pub alt_gr: bool,
}

impl Chord {
    /// A key alone.
    #[must_use]
    pub const fn key(key: KeyName) -> Chord {
        Chord { key, ctrl: false, shift: false, alt: false }
    }

    /// With Ctrl.
    #[must_use]
    pub const fn ctrl(key: KeyName) -> Chord {
        Chord { key, ctrl: true, shift: false, alt: false }
    }

    /// With Shift.
    #[must_use]
    pub const fn shift(key: KeyName) -> Chord {
        Chord { key, ctrl: false, shift: true, alt: false }
    }

    /// With Alt.
    #[must_use]
    pub const fn alt(key: KeyName) -> Chord {
        Chord { key, ctrl: false, shift: false, alt: true }
    }

    /// With Ctrl and Shift.
    #[must_use]
    pub const fn ctrl_shift(key: KeyName) -> Chord {
        Chord { key, ctrl: true, shift: true, alt: false }
    }

    /// The chord of a pressed key; none for keys that only modify, for dead keys and for AltGr.
    ///
    /// Letters go by what the key writes, so that Dvorak and AZERTY keep theirs; where it writes no Latin letter
    /// (Russian, Greek, Chinese punctuation), by its place.
    #[must_use]
    pub fn of(pressed: &Pressed<'_>) -> Option<Chord> {
        if pressed.alt_gr {
            return None;
        }
        let key = match pressed.key {
            "Enter" => KeyName::Enter,
            "Tab" => KeyName::Tab,
            "Escape" => KeyName::Escape,
            "Delete" => KeyName::Delete,
            "Backspace" => KeyName::Backspace,
            " " => KeyName::Space,
            "ArrowUp" => KeyName::Up,
            "ArrowDown" => KeyName::Down,
            "ArrowLeft" => KeyName::Left,
            "ArrowRight" => KeyName::Right,
            "Home" => KeyName::Home,
            "End" => KeyName::End,
            "PageUp" => KeyName::PageUp,
            "PageDown" => KeyName::PageDown,
            "ContextMenu" => KeyName::Menu,
            other => match (other.strip_prefix('F').and_then(|n| n.parse().ok()), single(other)) {
                (Some(number), _) => KeyName::F(number),
                (None, Some(sign)) if sign.is_ascii() => KeyName::Char(sign.to_ascii_lowercase()),
                (None, Some(letter)) if is_latin(letter) => KeyName::Char(letter),
                (None, Some(_)) => KeyName::Char(by_place(pressed.code)?),
                (None, None) => return None,
            },
        };
        let is_sign = matches!(key, KeyName::Char(c) if !c.is_alphanumeric());
        Some(Chord { key, ctrl: pressed.ctrl, shift: pressed.shift && !is_sign, alt: pressed.alt })
    }

    /// Whether a Mac leaves the chord to the page: ⌘H hides the application, ⌘Y is Safari's history, its Backspace is the
    /// key that deletes, and it has no key for menus.
    #[must_use]
    pub fn is_free_on_a_mac(self) -> bool {
        let taken = [Chord::ctrl(KeyName::Char('h')), Chord::ctrl(KeyName::Char('y')), Chord::key(KeyName::Backspace)];
        self.key != KeyName::Menu && !taken.contains(&self)
    }

    /// The same as a Mac's keyboard means it: the one key that deletes is called Backspace there, and deletes.
    #[must_use]
    pub fn on_a_mac(self) -> Chord {
        if self == Chord::key(KeyName::Backspace) { Chord::key(KeyName::Delete) } else { self }
    }

    /// The chord in words: `Ctrl+Shift+D`, on a Mac `⇧⌘D`.
    #[must_use]
    pub fn text(self, lang: Lang, mac: bool) -> String {
        let held = match mac {
            false => [(self.ctrl, Key::Ctrl), (self.alt, Key::Alt), (self.shift, Key::Shift)],
            // With Command, Space finds files; with Control, which counts as well, it is free.
            true if self.key == KeyName::Space => {
                [(self.ctrl, Key::MacControl), (self.alt, Key::MacOption), (self.shift, Key::MacShift)]
            }
            true => [(self.alt, Key::MacOption), (self.shift, Key::MacShift), (self.ctrl, Key::MacCommand)],
        };
        let mut text = String::new();
        for (_, key) in held.into_iter().filter(|(held, _)| *held) {
            text.push_str(&key.text(lang));
            if !mac {
                text.push('+');
            }
        }
        let key = match self.key {
            KeyName::Delete if mac && self == Chord::key(KeyName::Delete) => Key::MacDelete.text(lang),
            KeyName::Delete if mac => Key::MacForwardDelete.text(lang),
            KeyName::Backspace if mac => Key::MacDelete.text(lang),
            key => key.text(lang),
        };
        text.push_str(&key);
        text
    }

    /// The chord as `aria-keyshortcuts` wants it: `Control+Shift+D`.
    #[must_use]
    pub fn for_aria(self) -> String {
        let held = [(self.ctrl, "Control+"), (self.alt, "Alt+"), (self.shift, "Shift+")];
        let mut text: String = held.into_iter().filter(|(held, _)| *held).map(|(_, name)| name).collect();
        match self.key {
            KeyName::Up => text.push_str("ArrowUp"),
            KeyName::Down => text.push_str("ArrowDown"),
            KeyName::Left => text.push_str("ArrowLeft"),
            KeyName::Right => text.push_str("ArrowRight"),
            KeyName::Escape => text.push_str("Escape"),
            KeyName::PageUp => text.push_str("PageUp"),
            KeyName::PageDown => text.push_str("PageDown"),
            KeyName::Menu => text.push_str("ContextMenu"),
            key => text.push_str(&key.text(Lang::En)),
        }
        text
    }
}

impl KeyName {
    fn text(self, lang: Lang) -> std::borrow::Cow<'static, str> {
        let word = match self {
            KeyName::Char(letter) => return capital(letter).to_string().into(),
            KeyName::F(number) => return format!("F{number}").into(),
            KeyName::Enter => Key::Enter,
            KeyName::Tab => Key::Tab,
            KeyName::Escape => Key::Escape,
            KeyName::Delete => Key::Delete,
            KeyName::Backspace => Key::Backspace,
            KeyName::Space => Key::Space,
            KeyName::Up => Key::Up,
            KeyName::Down => Key::Down,
            KeyName::Left => Key::Left,
            KeyName::Right => Key::Right,
            KeyName::Home => Key::Home,
            KeyName::End => Key::End,
            KeyName::PageUp => Key::PageUp,
            KeyName::PageDown => Key::PageDown,
            KeyName::Menu => Key::Menu,
        };
        word.text(lang)
    }
}

fn single(key: &str) -> Option<char> {
    let mut chars = key.chars();
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

/// Letters of Latin keyboards beyond ASCII: `é`, `ö`, `ş`. They are letters of their own, whatever stands there elsewhere.
fn is_latin(letter: char) -> bool {
    letter.is_alphabetic() && matches!(letter, '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

fn by_place(code: &str) -> Option<char> {
    let letter = code.strip_prefix("Key").or_else(|| code.strip_prefix("Digit"));
    match code {
        "Semicolon" => Some(';'),
        "Slash" => Some('/'),
        "Comma" => Some(','),
        "Period" => Some('.'),
        "BracketLeft" => Some('['),
        "Quote" => Some('\''),
        _ => letter.and_then(single).map(|c| c.to_ascii_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ctrl_of(key: &str, code: &str) -> Option<Chord> {
        Chord::of(&Pressed { key, code, ctrl: true, ..Pressed::default() })
    }

    #[test]
    fn letters_go_by_what_they_write_and_by_their_place_where_that_is_not_latin() {
        for (layout, key, code, expected) in [
            ("English", "z", "KeyZ", 'z'),
            ("caps lock", "Z", "KeyZ", 'z'),
            ("Dvorak", "z", "Slash", 'z'),
            ("German, where Z and Y change places", "z", "KeyY", 'z'),
            ("French, where A and Q change places", "a", "KeyQ", 'a'),
            ("Russian", "я", "KeyZ", 'z'),
            ("Russian capital", "Я", "KeyZ", 'z'),
            ("Russian, the semicolon's place", "ж", "Semicolon", ';'),
            ("Greek", "ζ", "KeyZ", 'z'),
            ("Hebrew", "ז", "KeyZ", 'z'),
            ("Arabic digit", "١", "Digit1", '1'),
            ("Chinese punctuation", "\u{ff1b}", "Semicolon", ';'),
            ("Chinese comma of enumeration", "\u{3001}", "Slash", '/'),
            ("German ö stands at the semicolon's place and is a letter", "ö", "Semicolon", 'ö'),
            ("Turkish", "ı", "KeyI", 'ı'),
            ("Russian, the bracket's place", "х", "BracketLeft", '['),
            ("Chinese bracket", "【", "BracketLeft", '['),
            ("Chinese quotation mark", "\u{2018}", "Quote", '\''),
            ("German ä stands at the quotation mark's place and is a letter", "ä", "Quote", 'ä'),
        ] {
            assert_eq!(ctrl_of(key, code), Some(Chord::ctrl(KeyName::Char(expected))), "{layout}");
        }
    }

    #[test]
    fn a_sign_needs_shift_on_some_keyboards_only() {
        let german = Pressed { key: "/", code: "Digit7", ctrl: true, shift: true, ..Pressed::default() };
        assert_eq!(Chord::of(&german), Some(Chord::ctrl(KeyName::Char('/'))));
        let letter = Pressed { key: "D", code: "KeyD", ctrl: true, shift: true, ..Pressed::default() };
        assert_eq!(Chord::of(&letter), Some(Chord::ctrl_shift(KeyName::Char('d'))));
    }

    #[test]
    fn alt_gr_dead_keys_and_modifiers_are_no_chords() {
        let alt_gr = Pressed { key: "@", code: "KeyQ", ctrl: true, alt: true, alt_gr: true, ..Pressed::default() };
        assert_eq!(Chord::of(&alt_gr), None);
        for key in ["Dead", "Control", "Shift", "AltGraph", "Meta", "Process", "Unidentified", "CapsLock", ""] {
            assert_eq!(ctrl_of(key, "KeyE"), None, "{key}");
        }
        assert_eq!(ctrl_of("ё", "Backquote"), None, "a place that no command has");
    }

    #[test]
    fn chords_are_written_as_each_system_writes_them() {
        let chord = Chord::ctrl_shift(KeyName::Char('d'));
        assert_eq!(chord.text(Lang::En, false), "Ctrl+Shift+D");
        assert_eq!(chord.text(Lang::En, true), "⇧⌘D");
        assert_eq!(chord.for_aria(), "Control+Shift+D");
        let on_mac = |chord: Chord| chord.text(Lang::En, true);
        let delete = Chord::key(KeyName::Delete);
        assert_eq!([on_mac(delete), on_mac(Chord::ctrl(KeyName::Delete))], ["⌫", "⌘⌦"]);
        assert_eq!(on_mac(Chord::ctrl(KeyName::Space)), "⌃Space");
        assert_eq!(Chord::key(KeyName::Backspace).on_a_mac(), delete);
        assert_eq!(Chord::shift(KeyName::F(10)).text(Lang::Zh, false), "Shift+F10");
        assert_eq!(Chord::alt(KeyName::Down).for_aria(), "Alt+ArrowDown");
    }
}
