//! What a formula says: its parts, each with the place where it stands.

use smol_str::SmolStr;

use super::Function;
use crate::model::exact::Exact;

/// A part of a text, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The first byte.
    pub from: usize,
    /// The byte behind the last.
    pub to: usize,
}

impl Span {
    /// From the beginning of this part to the end of another.
    #[must_use]
    pub const fn until(self, other: Span) -> Span {
        Span { from: self.from, to: other.to }
    }
}

/// A part of a formula. Two are equal where they say the same, wherever it stands.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it says.
    pub node: Node,
    /// Where it stands.
    pub at: Span,
    /// How many parts stand in one another, itself included.
    pub(super) height: usize,
}

impl PartialEq for Expr {
    fn eq(&self, other: &Expr) -> bool {
        self.node == other.node
    }
}

/// A name in brackets, as it is written there.
#[derive(Clone, Debug)]
pub struct Written {
    /// The text between the brackets; `#` begins a key.
    pub text: SmolStr,
    /// Where the name stands, with its brackets.
    pub at: Span,
}

impl PartialEq for Written {
    fn eq(&self, other: &Written) -> bool {
        self.text == other.text
    }
}

/// What a part says.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// A number, not negative.
    Number(Exact),
    /// A text in quotation marks.
    Text(SmolStr),
    /// Yes or no.
    Check(bool),
    /// A column of the row, or over links a column of another: `[Account].[Owner].[Name]`.
    Path(Vec<Written>),
    /// Hundredths: `12%`.
    Percent(Box<Expr>),
    /// `-x`.
    Negative(Box<Expr>),
    /// `not x`.
    Not(Box<Expr>),
    /// A part, then further ones that equally tight operators join to all before them. They stand in a row and not in one
    /// another, so that a long sum is no deep one.
    Chain(Box<Expr>, Vec<(Operator, Expr)>),
    /// A function and its arguments.
    Call(Function, Vec<Expr>),
}

impl Node {
    /// The parts directly in it.
    pub(super) fn parts(&self) -> impl Iterator<Item = &Expr> {
        let (one, joined, many): (Option<&Expr>, &[(Operator, Expr)], &[Expr]) = match self {
            Node::Number(_) | Node::Text(_) | Node::Check(_) | Node::Path(_) => (None, &[], &[]),
            Node::Percent(inner) | Node::Negative(inner) | Node::Not(inner) => (Some(inner), &[], &[]),
            Node::Chain(first, joined) => (Some(first), joined, &[]),
            Node::Call(_, arguments) => (None, &[], arguments),
        };
        one.into_iter().chain(joined.iter().map(|(_, part)| part)).chain(many)
    }
}

/// What stands between two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// Either.
    Or,
    /// Both.
    And,
    /// The same.
    Equal,
    /// Not the same.
    Differs,
    /// Below.
    Less,
    /// Below or the same.
    AtMost,
    /// Above.
    Greater,
    /// Above or the same.
    AtLeast,
    /// Texts one behind the other.
    Join,
    /// The sum.
    Plus,
    /// The difference.
    Minus,
    /// The product.
    Times,
    /// The quotient.
    Over,
    /// The power.
    Power,
}

impl Operator {
    /// How tightly it binds; more binds first.
    #[must_use]
    pub const fn binding(self) -> u8 {
        match self {
            Operator::Or => 1,
            Operator::And => 2,
            Operator::Equal
            | Operator::Differs
            | Operator::Less
            | Operator::AtMost
            | Operator::Greater
            | Operator::AtLeast => 4,
            Operator::Join => 5,
            Operator::Plus | Operator::Minus => 6,
            Operator::Times | Operator::Over => 7,
            Operator::Power => 8,
        }
    }

    /// How `not` binds: looser than a comparison, so that `not [a] = [b]` is the opposite of `[a] = [b]`.
    pub(super) const NOT: u8 = 3;

    /// How a sign before a number binds: tighter than any operator, so that `-2 ^ 2` is 4, as in Excel.
    pub(super) const SIGN: u8 = Operator::Power.binding();

    /// Whether it compares.
    #[must_use]
    pub const fn compares(self) -> bool {
        self.binding() == Operator::Equal.binding()
    }

    /// How it is written.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Operator::Or => "or",
            Operator::And => "and",
            Operator::Equal => "=",
            Operator::Differs => "<>",
            Operator::Less => "<",
            Operator::AtMost => "<=",
            Operator::Greater => ">",
            Operator::AtLeast => ">=",
            Operator::Join => "&",
            Operator::Plus => "+",
            Operator::Minus => "-",
            Operator::Times => "*",
            Operator::Over => "/",
            Operator::Power => "^",
        }
    }
}
