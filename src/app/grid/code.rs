//! An arrangement as texts, one for each of its parts, so that a view is a row of the plan like any other.
//!
//! A line for each thing: `amount desc`, `stage among #3eb-0 #3ec-0`, `row bad amount from m100000USD`. Short, readable
//! in a file, and open: a line that this version does not know is kept and written back.

use std::fmt::Write as _;

use smol_str::SmolStr;

use super::arrangement::{Arrangement, Colour, Group, Sort, Total};
use super::condition::{Condition, Likeness, Unit};
use crate::model::{Currency, Decimal, Key, Money, Pack, Percent, Tone, Value};

/// How many texts an arrangement has.
pub const PARTS: usize = 6;

/// The keys of the columns that hold them in the table of views, in their order.
pub const COLUMNS: [&str; PARTS] = ["columns", "sort", "filter", "groups", "totals", "colours"];

impl Arrangement {
    /// The texts of the parts, in the order of [`COLUMNS`]; empty where a part is as usual.
    #[must_use]
    pub fn encode(&self) -> [String; PARTS] {
        let mut parts: [Vec<String>; PARTS] = [
            self.encode_columns(),
            self.sort.iter().map(|sort| with(quoted_key(&sort.column), sort.descending.then_some("desc"))).collect(),
            self.encode_filter(),
            self.groups.iter().map(|group| with(quoted_key(&group.column), group.unit.map(Unit::key))).collect(),
            self.totals.iter().map(|(key, total)| with(quoted_key(key), Some(total.key()))).collect(),
            self.colours.iter().map(encode_colour).collect(),
        ];
        for (part, line) in &self.unknown {
            if let Some(lines) = parts.get_mut(*part) {
                lines.push(line.clone());
            }
        }
        parts.map(|lines| lines.join("\n"))
    }

    /// The arrangement of some texts.
    #[must_use]
    pub fn decode(texts: [&str; PARTS]) -> Arrangement {
        let mut arrangement = Arrangement::default();
        for (part, text) in texts.into_iter().enumerate() {
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                if tokens(line).and_then(|tokens| arrangement.take(part, &tokens)).is_none() {
                    arrangement.unknown.push((part, line.to_owned()));
                }
            }
        }
        arrangement
    }

    fn encode_columns(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let columns = &self.columns;
        lines.extend(columns.frozen.map(|frozen| format!("freeze {frozen}")));
        lines.extend(columns.packs.iter().filter_map(|pack| Some(format!("pack {}", pack_key(*pack)?))));
        lines.extend(columns.columns.iter().map(|(key, on)| {
            let word = if *on { "show" } else { "hide" };
            format!("{word} {}", quoted_key(key))
        }));
        lines.extend(columns.widths.iter().map(|(key, width)| format!("width {} {width}", quoted_key(key))));
        if !columns.order.is_empty() {
            let keys: Vec<String> = columns.order.iter().map(quoted_key).collect();
            lines.push(format!("order {}", keys.join(" ")));
        }
        lines
    }

    fn encode_filter(&self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        lines.extend(self.filter.attention.then(|| "* attention".to_owned()));
        lines.extend(self.filter.mine.then(|| "* mine".to_owned()));
        let columns = self.filter.columns.iter();
        lines.extend(columns.map(|(key, condition)| format!("{} {}", quoted_key(key), encode_condition(condition))));
        lines
    }

    /// Takes one line in; none where it says something unknown.
    fn take(&mut self, part: usize, tokens: &[Token]) -> Option<()> {
        match (part, tokens) {
            (0, [Token::Word(word), rest @ ..]) => self.take_columns(word, rest)?,
            (1, [column, rest @ ..]) => {
                let descending = match rest {
                    [] => false,
                    [Token::Word(word)] if word == "desc" => true,
                    _ => return None,
                };
                self.sort.push(Sort { column: column.key()?, descending });
            }
            (2, [Token::Word(star), Token::Word(word)]) if star == "*" => match word.as_str() {
                "attention" => self.filter.attention = true,
                "mine" => self.filter.mine = true,
                _ => return None,
            },
            (2, [column, condition @ ..]) => {
                self.filter.columns.push((column.key()?, decode_condition(condition)?));
            }
            (3, [column, rest @ ..]) => {
                let unit = match rest {
                    [] => None,
                    [Token::Word(word)] => Some(unit(word)?),
                    _ => return None,
                };
                self.groups.push(Group { column: column.key()?, unit });
            }
            (4, [column, Token::Word(word)]) => {
                let total = Total::ALL.into_iter().find(|total| total.key() == word)?;
                self.totals.push((column.key()?, total));
            }
            (5, [Token::Word(reach), Token::Word(word), column, condition @ ..]) => {
                let row = match reach.as_str() {
                    "row" => true,
                    "cell" => false,
                    _ => return None,
                };
                let (_, tone) = TONES.into_iter().find(|(key, _)| key == word)?;
                self.colours.push(Colour { column: column.key()?, when: decode_condition(condition)?, tone, row });
            }
            _ => return None,
        }
        Some(())
    }

    fn take_columns(&mut self, word: &str, rest: &[Token]) -> Option<()> {
        let columns = &mut self.columns;
        match (word, rest) {
            ("freeze", [Token::Word(count)]) => columns.frozen = Some(count.parse().ok()?),
            ("pack", [Token::Word(pack)]) => columns.packs.push(pack_of(pack)?),
            ("show", [key]) => columns.columns.push((key.key()?, true)),
            ("hide", [key]) => columns.columns.push((key.key()?, false)),
            ("width", [key, Token::Word(width)]) => columns.widths.push((key.key()?, width.parse().ok()?)),
            ("order", keys @ [_, ..]) => columns.order = keys.iter().map(Token::key).collect::<Option<_>>()?,
            _ => return None,
        }
        Some(())
    }
}

const TONES: [(&str, Tone); 4] =
    [("plain", Tone::Plain), ("good", Tone::Good), ("warn", Tone::Warn), ("bad", Tone::Bad)];

const PACKS: [(&str, Pack); 13] = [
    ("core", Pack::Core),
    ("more", Pack::More),
    ("dimensions", Pack::Dimensions),
    ("questions", Pack::Questions),
    ("objections", Pack::Objections),
    ("effort", Pack::Effort),
    ("change", Pack::Change),
    ("coaching", Pack::Coaching),
    ("closing", Pack::Closing),
    ("strategy", Pack::Strategy),
    ("relationship", Pack::Relationship),
    ("intent", Pack::Intent),
    ("parent", Pack::Parent),
];

fn pack_key(pack: Pack) -> Option<&'static str> {
    PACKS.into_iter().find(|(_, own)| *own == pack).map(|(key, _)| key)
}

fn pack_of(key: &str) -> Option<Pack> {
    PACKS.into_iter().find(|(own, _)| *own == key).map(|(_, pack)| pack)
}

fn unit(key: &str) -> Option<Unit> {
    Unit::ALL.into_iter().find(|unit| unit.key() == key)
}

fn with(mut line: String, word: Option<&str>) -> String {
    if let Some(word) = word {
        line.push(' ');
        line.push_str(word);
    }
    line
}

fn encode_colour(colour: &Colour) -> String {
    let tone = TONES.into_iter().find(|(_, tone)| *tone == colour.tone).map_or("plain", |(key, _)| key);
    let reach = if colour.row { "row" } else { "cell" };
    format!("{reach} {tone} {} {}", quoted_key(&colour.column), encode_condition(&colour.when))
}

fn encode_condition(condition: &Condition) -> String {
    let bound = |word: &str, value: &Option<Value>| {
        value.as_ref().and_then(encode_value).map(|value| format!(" {word} {value}")).unwrap_or_default()
    };
    match condition {
        Condition::Among { values, except } => {
            let mut line = if *except { "except" } else { "among" }.to_owned();
            for value in values.iter().filter_map(encode_value) {
                let _ = write!(line, " {value}");
            }
            line
        }
        Condition::Like(likeness, text) => format!("{} {}", likeness.key(), quoted(text)),
        Condition::Empty => "empty".into(),
        Condition::Filled => "filled".into(),
        Condition::Invalid => "invalid".into(),
        Condition::Between { from, until } => format!("range{}{}", bound("from", from), bound("until", until)),
        Condition::During(unit, offset) => format!("during {} {offset}", unit.key()),
        Condition::Overdue => "overdue".into(),
    }
}

fn decode_condition(tokens: &[Token]) -> Option<Condition> {
    let (Token::Word(word), rest) = tokens.split_first()? else { return None };
    Some(match (word.as_str(), rest) {
        ("among" | "except", values) => {
            let values = values.iter().map(Token::value).collect::<Option<_>>()?;
            Condition::Among { values, except: word == "except" }
        }
        ("empty", []) => Condition::Empty,
        ("filled", []) => Condition::Filled,
        ("invalid", []) => Condition::Invalid,
        ("overdue", []) => Condition::Overdue,
        ("range", bounds) => {
            let (mut from, mut until) = (None, None);
            for pair in bounds.chunks(2) {
                match pair {
                    [Token::Word(word), value] if word == "from" => from = Some(value.value()?),
                    [Token::Word(word), value] if word == "until" => until = Some(value.value()?),
                    _ => return None,
                }
            }
            Condition::Between { from, until }
        }
        ("during", [Token::Word(key), Token::Word(offset)]) => Condition::During(unit(key)?, offset.parse().ok()?),
        (like, [Token::Quoted(mark, text)]) if mark.is_empty() => {
            let likeness = Likeness::ALL.into_iter().find(|likeness| likeness.key() == like)?;
            Condition::Like(likeness, text.clone())
        }
        _ => return None,
    })
}

/// The text of a value; none for lists, of which nothing is asked as a whole.
fn encode_value(value: &Value) -> Option<String> {
    Some(match value {
        Value::Empty => "-".into(),
        Value::Unknown => "?".into(),
        Value::Text(text) => quoted(text),
        Value::Invalid(text) => format!("!{}", quoted(text)),
        Value::Foreign(text) => format!("&{}", quoted(text)),
        Value::Choice(key) => format!(":{}", quoted(key)),
        Value::Number(number) => format!("n{}", number.millionths),
        Value::Percent(percent) => format!("p{}", percent.ppm),
        Value::Money(money) => format!("m{}{}", money.minor, money.currency),
        Value::Date(date) => date.to_string(),
        Value::Check(ticked) => if *ticked { "yes" } else { "no" }.into(),
        Value::Link(row) => format!("#{row}"),
        Value::Choices(_) | Value::Links(_) => return None,
    })
}

/// The text of what the records of a group have in common; none where a list is of it.
#[must_use]
pub fn encode_path(path: &[Value]) -> Option<String> {
    let values: Option<Vec<String>> = path.iter().map(encode_value).collect();
    Some(values?.join(" "))
}

/// Reads it back; none where it is no such text.
#[must_use]
pub fn decode_path(text: &str) -> Option<Vec<Value>> {
    tokens(text)?.iter().map(Token::value).collect()
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    /// A quoted text and the mark before it.
    Quoted(String, SmolStr),
}

impl Token {
    fn key(&self) -> Option<Key> {
        match self {
            Token::Word(word) => Some(Key::new(word)),
            Token::Quoted(mark, text) if mark.is_empty() => Some(text.clone()),
            Token::Quoted(..) => None,
        }
    }

    fn value(&self) -> Option<Value> {
        let word = match self {
            Token::Quoted(mark, text) => {
                return Some(match mark.as_str() {
                    "" => Value::Text(text.clone()),
                    "!" => Value::Invalid(text.clone()),
                    "&" => Value::Foreign(text.clone()),
                    ":" => Value::Choice(text.clone()),
                    _ => return None,
                });
            }
            Token::Word(word) => word.as_str(),
        };
        match word {
            "-" => return Some(Value::Empty),
            "?" => return Some(Value::Unknown),
            "yes" | "no" => return Some(Value::Check(word == "yes")),
            _ => {}
        }
        let (mark, rest) = (word.chars().next()?, word.get(1..).unwrap_or_default());
        match mark {
            '#' => rest.parse().ok().map(Value::Link),
            'n' => rest.parse().ok().map(|millionths| Value::Number(Decimal { millionths })),
            'p' => rest.parse().ok().map(|ppm| Value::Percent(Percent { ppm })),
            'm' => {
                let (minor, currency) = rest.split_at_checked(rest.len().checked_sub(3)?)?;
                Some(Value::Money(Money::new(minor.parse().ok()?, Currency::parse(currency)?)))
            }
            _ => word.parse().ok().map(Value::Date),
        }
    }
}

/// A key as it is, or quoted where it would be read as something else.
fn quoted_key(key: &Key) -> String {
    let plain = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if plain { key.to_string() } else { quoted(key) }
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The pieces of a line; none where a quotation does not end.
fn tokens(line: &str) -> Option<Vec<Token>> {
    let mut found = Vec::new();
    let mut chars = line.chars().peekable();
    while let Some(&next) = chars.peek() {
        if next == ' ' {
            chars.next();
            continue;
        }
        let mut word = String::new();
        while let Some(c) = chars.next_if(|c| *c != ' ' && *c != '"') {
            word.push(c);
        }
        if chars.next_if_eq(&'"').is_none() {
            found.push(Token::Word(word));
            continue;
        }
        let mut text = String::new();
        loop {
            match chars.next()? {
                '"' => break,
                '\\' => text.push(match chars.next()? {
                    'n' => '\n',
                    'r' => '\r',
                    c => c,
                }),
                c => text.push(c),
            }
        }
        found.push(Token::Quoted(word, text.into()));
    }
    Some(found)
}

#[cfg(test)]
#[path = "code_tests.rs"]
mod tests;
