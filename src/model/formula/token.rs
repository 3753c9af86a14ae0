//! Cuts a text into tokens: numbers, texts, names in brackets, words and signs, in half and full width.

use smol_str::SmolStr;

use super::error::{FormulaError, Wrong};
use super::{LONGEST, Operator, Span};
use crate::model::exact::Exact;
use crate::model::fold::search_key;

/// A piece of a formula.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(Exact),
    Text(SmolStr),
    /// The text between brackets.
    Name(SmolStr),
    Word(SmolStr),
    Operator(Operator),
    Not,
    Percent,
    Open,
    Close,
    Comma,
    Dot,
}

/// Cuts a text; a leading `=` is left out.
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, Span)>, FormulaError> {
    let whole = Span { from: 0, to: text.len() };
    if text.chars().count() > LONGEST {
        return Err(FormulaError { at: whole, what: Wrong::TooLong { most: LONGEST } });
    }
    let mut found = Vec::new();
    let mut reader = Reader { text, at: 0 };
    reader.skip_blanks();
    if reader.peek() == Some('=') {
        reader.next();
    }
    loop {
        reader.skip_blanks();
        let from = reader.at;
        let Some(first) = reader.peek() else { return Ok(found) };
        let token = match first {
            '"' => Token::Text(reader.quoted()?),
            '[' => Token::Name(reader.bracketed()?),
            c if c.is_ascii_digit() => Token::Number(reader.number()?),
            '.' if reader.second().is_some_and(|c| c.is_ascii_digit()) => Token::Number(reader.number()?),
            c if is_letter(c) => reader.word(),
            _ => reader.sign()?,
        };
        found.push((token, Span { from, to: reader.at }));
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

/// A sign in the width and the form in which it is understood.
fn folded(c: char) -> char {
    match c {
        '；' => ',',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '【' => '[',
        '】' => ']',
        '“' | '”' | '„' => '"',
        '、' | ';' => ',',
        '。' => '.',
        '×' | '·' => '*',
        '÷' => '/',
        '‐' | '‑' | '–' | '−' | '﹣' => '-',
        c => c,
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn raw(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    /// The sign ahead, folded.
    fn peek(&self) -> Option<char> {
        self.raw().map(folded)
    }

    fn second(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().nth(1).map(folded)
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek();
        self.at += self.raw().map_or(0, char::len_utf8);
        c
    }

    fn skip_blanks(&mut self) {
        let invisible = |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}');
        while self.raw().is_some_and(invisible) {
            self.next();
        }
    }

    fn wrong<T>(&self, from: usize, what: Wrong) -> Result<T, FormulaError> {
        Err(FormulaError { at: Span { from, to: self.at.max(from) }, what })
    }

    fn since(&self, from: usize) -> SmolStr {
        SmolStr::new(self.text.get(from..self.at).unwrap_or_default())
    }

    /// A text in quotation marks.
    fn quoted(&mut self) -> Result<SmolStr, FormulaError> {
        self.until('"', "\"").map(SmolStr::from)
    }

    /// A name in brackets.
    fn bracketed(&mut self) -> Result<SmolStr, FormulaError> {
        let from = self.at;
        let inside = self.until(']', "[")?;
        match inside.trim() {
            "" => self.wrong(from, Wrong::Empty),
            name => Ok(name.into()),
        }
    }

    /// What stands behind an opening sign until its closing one; two of these within it are one.
    fn until(&mut self, close: char, open: &'static str) -> Result<String, FormulaError> {
        let from = self.at;
        self.next();
        let mut inside = String::new();
        loop {
            let raw = self.raw();
            match (self.next(), raw) {
                (Some(c), _) if c == close && self.peek() == Some(close) => {
                    self.next();
                    inside.push(close);
                }
                (Some(c), _) if c == close => return Ok(inside),
                (Some(_), Some(c)) => inside.push(c),
                _ => {
                    self.at = self.text.len();
                    return self.wrong(from, Wrong::Unclosed { sign: open.into() });
                }
            }
        }
    }

    /// Digits with a point, and a power of ten, 千, 万, 亿, k, w or M behind them.
    fn number(&mut self) -> Result<Exact, FormulaError> {
        const MOST_DIGITS: usize = 24;
        let from = self.at;
        let (mut digits, mut places, mut above, mut point) = (0, 0, 0_i128, false);
        while let Some(c) = self.peek() {
            match c.to_digit(10) {
                Some(digit) if digits < MOST_DIGITS => {
                    above = above * 10 + i128::from(digit);
                    digits += 1;
                    places += u32::from(point);
                }
                None if c == '.'
                    && !point
                    && self.second().is_none_or(|next| next.is_ascii_digit() || !is_dotted(next)) =>
                {
                    point = true;
                }
                Some(_) => {
                    self.next();
                    return self.wrong(from, Wrong::Number { text: self.since(from) });
                }
                None => break,
            }
            self.next();
        }
        let power = self.power();
        let units: i128 = match self.peek() {
            Some('千' | 'k' | 'K') => 1_000,
            Some('万' | 'w' | 'W') => 10_000,
            Some('m' | 'M') => 1_000_000,
            Some('亿') => 100_000_000,
            _ => 1,
        };
        if units > 1 {
            self.next();
        }
        if self.peek().is_some_and(|c| is_letter(c) || c == '.') {
            while self.peek().is_some_and(|c| is_letter(c) || c == '.' || c.is_ascii_digit()) {
                self.next();
            }
            return self.wrong(from, Wrong::Number { text: self.since(from) });
        }
        let number = Exact::new(above, 10_i128.pow(places)).zip(power);
        match number.and_then(|(number, power)| number.times(power)?.times(Exact::whole(units))) {
            Some(number) => Ok(number),
            None => self.wrong(from, Wrong::Number { text: self.since(from) }),
        }
    }

    /// What `e6`, `E+6` or `e-3` behind digits multiplies them by: 1 where there is nothing of the kind, none where it is too much.
    fn power(&mut self) -> Option<Exact> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let mut ahead = rest.chars().map(folded);
        let marked = matches!(ahead.next(), Some('e' | 'E'));
        let mut after = ahead.clone();
        let sign = after.next().filter(|c| matches!(c, '+' | '-'));
        let mut digits = if sign.is_some() { after } else { ahead };
        if !marked || !digits.clone().next().is_some_and(|c| c.is_ascii_digit()) {
            return Some(Exact::whole(1));
        }
        self.next();
        if sign.is_some() {
            self.next();
        }
        let mut power = 0_u32;
        while let Some(digit) = digits.next().and_then(|c| c.to_digit(10)) {
            power = power.saturating_mul(10).saturating_add(digit);
            self.next();
        }
        let ten = 10_i128.checked_pow(power)?;
        if sign == Some('-') { Exact::new(1, ten) } else { Some(Exact::whole(ten)) }
    }

    fn word(&mut self) -> Token {
        let from = self.at;
        while self.peek().is_some_and(|c| is_letter(c) || c.is_ascii_digit()) {
            self.next();
        }
        let written = self.since(from);
        match search_key(&written).as_str() {
            "and" | "且" | "并且" | "与" => Token::Operator(Operator::And),
            "or" | "或" | "或者" => Token::Operator(Operator::Or),
            "not" | "非" | "不是" => Token::Not,
            _ => Token::Word(written),
        }
    }

    fn sign(&mut self) -> Result<Token, FormulaError> {
        let from = self.at;
        let first = self.next().unwrap_or_default();
        let mut then = |wanted: char| {
            let is = self.peek() == Some(wanted);
            if is {
                self.next();
            }
            is
        };
        let operator = match first {
            '(' => return Ok(Token::Open),
            ')' => return Ok(Token::Close),
            ',' => return Ok(Token::Comma),
            '.' => return Ok(Token::Dot),
            '%' => return Ok(Token::Percent),
            '+' => Operator::Plus,
            '-' => Operator::Minus,
            '*' => Operator::Times,
            '/' => Operator::Over,
            '^' => Operator::Power,
            // What the key of ^ writes in Chinese.
            '…' if then('…') => Operator::Power,
            '&' => {
                if then('&') {
                    Operator::And
                } else {
                    Operator::Join
                }
            }
            '|' if then('|') => Operator::Or,
            '=' => {
                then('=');
                Operator::Equal
            }
            '≠' => Operator::Differs,
            '≤' => Operator::AtMost,
            '≥' => Operator::AtLeast,
            '!' if then('=') => Operator::Differs,
            '<' if then('=') => Operator::AtMost,
            '<' if then('>') => Operator::Differs,
            '<' => Operator::Less,
            '>' if then('=') => Operator::AtLeast,
            '>' => Operator::Greater,
            '#' if self.peek().is_some_and(|c| c.is_ascii_alphabetic()) => {
                let is_of_error = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '!' | '?');
                while self.peek().is_some_and(is_of_error) {
                    self.next();
                }
                return self.wrong(from, Wrong::ErrorValue { text: self.since(from) });
            }
            _ => return self.wrong(from, Wrong::Sign { sign: self.since(from) }),
        };
        Ok(Token::Operator(operator))
    }
}

/// What may follow a dot that is no decimal point: a name.
fn is_dotted(c: char) -> bool {
    c == '['
}
