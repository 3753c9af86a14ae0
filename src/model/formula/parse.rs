//! From tokens to parts: how operators bind, what a function takes, where a text is wrong.

use smol_str::SmolStr;

use super::error::{Expected, FormulaError, Given, Wrong};
use super::expr::{Expr, Node, Operator, Span, Written};
use super::nearest::nearest;
use super::token::{Token, tokens};
use super::{DEEPEST, Function, MOST_PARTS};
use crate::model::fold::search_key;

/// Reads a formula.
///
/// # Errors
/// What is wrong with the text, and where.
pub fn parse(text: &str) -> Result<Expr, FormulaError> {
    let tokens = tokens(text)?;
    let mut parser = Parser { text, tokens: &tokens, all: &tokens, parts: 0 };
    if tokens.is_empty() {
        return Err(FormulaError { at: Span { from: 0, to: text.len() }, what: Wrong::Empty });
    }
    let expr = parser.expr(0, 0)?;
    match parser.tokens.first() {
        None => Ok(expr),
        Some(_) => parser.unexpected(Expected::Operator),
    }
}

struct Parser<'a> {
    text: &'a str,
    tokens: &'a [(Token, Span)],
    /// Those that were read among them.
    all: &'a [(Token, Span)],
    parts: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.first().map(|(token, _)| token)
    }

    /// Where the next token stands; behind the text where there is none.
    fn here(&self) -> Span {
        let end = self.text.trim_end().len();
        self.tokens.first().map_or(Span { from: end, to: end }, |(_, at)| *at)
    }

    fn is_call(&self) -> bool {
        matches!(self.tokens.get(1), Some((Token::Open, _)))
    }

    fn take(&mut self) -> Span {
        let at = self.here();
        self.tokens = self.tokens.get(1..).unwrap_or_default();
        at
    }

    fn unexpected<T>(&self, expected: Expected) -> Result<T, FormulaError> {
        self.unexpected_at(self.here(), expected)
    }

    fn unexpected_at<T>(&self, at: Span, expected: Expected) -> Result<T, FormulaError> {
        if let Some(grouped) = self.grouped(|comma| comma == at) {
            return Err(grouped);
        }
        let found = SmolStr::new(self.text.get(at.from..at.to).unwrap_or_default());
        let what = if found.is_empty() { Wrong::Missing { expected } } else { Wrong::Unexpected { found, expected } };
        Err(FormulaError { at, what })
    }

    /// A number in groups of three digits, one of whose commas is meant.
    fn grouped(&self, is_meant: impl Fn(Span) -> bool) -> Option<FormulaError> {
        let written = |at: Span| self.text.get(at.from..at.to).unwrap_or_default();
        let is_group = |token: &(Token, Span)| {
            let text = written(token.1);
            matches!(token.0, Token::Number(_)) && text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit())
        };
        let follows = |one: &(Token, Span), two: &(Token, Span)| one.1.to == two.1.from;
        self.all.iter().enumerate().find_map(|(nth, first)| {
            let digits = written(first.1);
            let begins = matches!(first.0, Token::Number(_)) && (1..=3).contains(&digits.len());
            if !begins || !digits.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            let (mut last, mut has_meant) = (first, false);
            for pair in self.all.get(nth + 1..)?.chunks_exact(2) {
                let [comma, group] = pair else { break };
                if comma.0 != Token::Comma || !is_group(group) || !follows(last, comma) || !follows(comma, group) {
                    break;
                }
                has_meant |= is_meant(comma.1);
                last = group;
            }
            let at = first.1.until(last.1);
            let text = written(at);
            let what = || Wrong::Grouped { text: text.into(), plain: text.replace([',', '，'], "").into() };
            has_meant.then(|| FormulaError { at, what: what() })
        })
    }

    /// Counts a part and makes it.
    fn part(&mut self, node: Node, at: Span) -> Result<Expr, FormulaError> {
        self.parts += if let Node::Chain(_, joined) = &node { joined.len() } else { 1 };
        let height = 1 + node.parts().map(|part| part.height).max().unwrap_or(0);
        if self.parts > MOST_PARTS || height > DEEPEST {
            return Err(FormulaError { at, what: Wrong::TooComplex });
        }
        Ok(Expr { node, at, height })
    }

    /// Reads what binds tighter than `loosest`.
    fn expr(&mut self, loosest: u8, depth: usize) -> Result<Expr, FormulaError> {
        if depth > DEEPEST {
            return Err(FormulaError { at: self.here(), what: Wrong::TooComplex });
        }
        let mut left = self.prefix(loosest, depth)?;
        while let Some(operator) = self.operator().filter(|operator| operator.binding() > loosest) {
            left = self.chain(left, operator.binding(), depth)?;
        }
        Ok(left)
    }

    fn operator(&self) -> Option<Operator> {
        if let Some(Token::Operator(operator)) = self.peek() { Some(*operator) } else { None }
    }

    /// Reads the operators ahead that bind alike, each with what stands behind it.
    fn chain(&mut self, first: Expr, binding: u8, depth: usize) -> Result<Expr, FormulaError> {
        let mut joined: Vec<(Operator, Expr)> = Vec::new();
        while let Some(operator) = self.operator().filter(|operator| operator.binding() == binding) {
            let at = self.take();
            joined.push((operator, self.expr(binding, depth + 1)?));
            if operator.compares() && self.operator().is_some_and(Operator::compares) {
                return Err(FormulaError { at: at.until(self.here()), what: Wrong::Chain });
            }
        }
        let at = joined.last().map_or(first.at, |(_, last)| first.at.until(last.at));
        self.part(Node::Chain(Box::new(first), joined), at)
    }

    fn prefix(&mut self, loosest: u8, depth: usize) -> Result<Expr, FormulaError> {
        match self.peek() {
            Some(Token::Operator(Operator::Minus)) => {
                let at = self.take();
                let inner = self.expr(Operator::SIGN, depth + 1)?;
                let span = at.until(inner.at);
                self.part(Node::Negative(Box::new(inner)), span)
            }
            Some(Token::Operator(Operator::Plus)) => {
                self.take();
                self.expr(Operator::SIGN, depth + 1)
            }
            // It reaches over a comparison, but over nothing before it.
            Some(Token::Not) if !self.is_call() => {
                let at = self.take();
                if loosest >= Operator::NOT {
                    return self.unexpected_at(at, Expected::Value);
                }
                let inner = self.expr(Operator::NOT, depth + 1)?;
                let span = at.until(inner.at);
                self.part(Node::Not(Box::new(inner)), span)
            }
            _ => self.percents(depth),
        }
    }

    fn percents(&mut self, depth: usize) -> Result<Expr, FormulaError> {
        let mut inner = self.primary(depth)?;
        while matches!(self.peek(), Some(Token::Percent)) {
            let span = inner.at.until(self.take());
            inner = self.part(Node::Percent(Box::new(inner)), span)?;
        }
        Ok(inner)
    }

    fn primary(&mut self, depth: usize) -> Result<Expr, FormulaError> {
        let at = self.here();
        match self.peek() {
            Some(Token::Number(number)) => {
                self.take();
                self.part(Node::Number(*number), at)
            }
            Some(Token::Text(text)) => {
                self.take();
                self.part(Node::Text(text.clone()), at)
            }
            Some(Token::Name(_)) => self.path(),
            Some(Token::Open) => {
                self.take();
                let inner = self.expr(0, depth + 1)?;
                let to = self.close(at)?;
                Ok(Expr { at: at.until(to), ..inner })
            }
            Some(Token::Word(word)) => self.word(word, at, depth),
            // As functions where brackets follow.
            Some(Token::Operator(Operator::And)) if self.is_call() => self.call(Function::And, depth),
            Some(Token::Operator(Operator::Or)) if self.is_call() => self.call(Function::Or, depth),
            Some(Token::Not) if self.is_call() => self.call(Function::Not, depth),
            _ => self.unexpected(Expected::Value),
        }
    }

    /// The bracket that closes what was opened at `open`.
    fn close(&mut self, open: Span) -> Result<Span, FormulaError> {
        match self.peek() {
            Some(Token::Close) => Ok(self.take()),
            None => Err(FormulaError { at: open, what: Wrong::Unclosed { sign: "(".into() } }),
            Some(_) => self.unexpected(Expected::Closing),
        }
    }

    fn word(&mut self, word: &SmolStr, at: Span, depth: usize) -> Result<Expr, FormulaError> {
        if self.is_call() {
            return match Function::of_name(word) {
                Some(function) => self.call(function, depth),
                None => Err(FormulaError { at, what: unknown(word) }),
            };
        }
        let check = match search_key(word).as_str() {
            "true" | "yes" | "真" | "是" => Some(true),
            "false" | "no" | "假" | "否" => Some(false),
            _ => None,
        };
        match check {
            Some(check) => {
                self.take();
                self.part(Node::Check(check), at)
            }
            None => Err(FormulaError { at, what: Wrong::Word { name: word.clone() } }),
        }
    }

    fn call(&mut self, function: Function, depth: usize) -> Result<Expr, FormulaError> {
        let at = self.take();
        let open = self.take();
        let mut arguments = Vec::new();
        if !matches!(self.peek(), Some(Token::Close)) {
            loop {
                arguments.push(self.expr(0, depth + 1)?);
                if !matches!(self.peek(), Some(Token::Comma)) {
                    break;
                }
                self.take();
            }
        }
        let span = at.until(self.close(open)?);
        // As it was written before it was what Excel has.
        let function = match function {
            Function::TextJoin if (1..=2).contains(&arguments.len()) => Function::Join,
            function => function,
        };
        let (least, most) = function.arguments();
        if !(least..=most).contains(&arguments.len()) {
            // Too many may be one number.
            let is_within = |comma: Span| open.to <= comma.from && comma.to <= span.to;
            if arguments.len() > most
                && let Some(grouped) = self.grouped(is_within)
            {
                return Err(grouped);
            }
            let found = Given(arguments.len());
            return Err(FormulaError { at: span, what: Wrong::Arguments { function, found } });
        }
        // What an operator says, too, is said in one way.
        if function == Function::Not
            && let Some(inner) = arguments.pop()
        {
            return self.part(Node::Not(Box::new(inner)), span);
        }
        if function == Function::Power
            && let (Some(exponent), Some(base)) = (arguments.pop(), arguments.pop())
        {
            return self.part(Node::Chain(Box::new(base), vec![(Operator::Power, exponent)]), span);
        }
        self.part(Node::Call(function, arguments), span)
    }

    fn path(&mut self) -> Result<Expr, FormulaError> {
        let mut names = Vec::new();
        let from = self.here();
        loop {
            let Some(Token::Name(name)) = self.peek() else { return self.unexpected(Expected::Column) };
            let at = self.take();
            names.push(Written { text: name.clone(), at });
            if !matches!(self.peek(), Some(Token::Dot)) {
                return self.part(Node::Path(names), from.until(at));
            }
            self.take();
        }
    }
}

/// No function has the name: what is meant is named, where it can be told.
fn unknown(name: &SmolStr) -> Wrong {
    const LOOKUPS: [&str; 10] =
        ["vlookup", "hlookup", "xlookup", "lookup", "index", "match", "sumif", "sumifs", "countif", "countifs"];
    let (key, name) = (search_key(name), name.clone());
    if matches!(key.as_str(), "na" | "isna") {
        return Wrong::ErrorValue { text: name };
    }
    if LOOKUPS.contains(&key.as_str()) {
        return Wrong::Lookup { name };
    }
    let names = Function::ALL.iter().flat_map(|function| function.chinese().iter().copied().chain([function.name()]));
    match nearest(&key, names) {
        Some(like) => Wrong::NearFunction { name, like: like.into() },
        None => Wrong::Function { name },
    }
}
