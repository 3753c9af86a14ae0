//! Of what type a part of a formula is.

use crate::model::{Computed, Definition, Kind, Sheet};

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    /// Nothing: fits everywhere.
    Blank,
    /// A number.
    Number,
    /// A share.
    Percent,
    /// An amount.
    Money,
    /// A date.
    Date,
    /// A text.
    Text,
    /// Yes or no.
    Check,
    /// A choice, known by its labels.
    Choice,
    /// A row of a table, known by its title.
    Row(Sheet),
}

/// What a part of a formula gives: one value, or several of the same kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Type {
    /// What each of them is.
    pub base: Base,
    /// Whether there may be several.
    pub many: bool,
}

impl Type {
    /// One value.
    #[must_use]
    pub const fn one(base: Base) -> Type {
        Type { base, many: false }
    }

    /// Several values.
    #[must_use]
    pub const fn several(base: Base) -> Type {
        Type { base, many: true }
    }

    /// What the cells of a column are; none where a formula cannot read them.
    #[must_use]
    pub const fn of(definition: &Definition) -> Option<Type> {
        // The states of a deal are shown as words, several at once.
        if let Some(Computed::State) = definition.computed {
            return Some(Type::several(Base::Choice));
        }
        Some(match &definition.kind {
            Kind::Text | Kind::Paragraph | Kind::Steps(_) | Kind::Currency => Type::one(Base::Text),
            Kind::Number { .. } | Kind::Rating { .. } => Type::one(Base::Number),
            Kind::Money => Type::one(Base::Money),
            Kind::Percent => Type::one(Base::Percent),
            Kind::Date => Type::one(Base::Date),
            Kind::Check => Type::one(Base::Check),
            Kind::Choice(_) => Type::one(Base::Choice),
            Kind::Choices(_) => Type::several(Base::Choice),
            Kind::Link(sheet) => Type::one(Base::Row(*sheet)),
            Kind::Links(sheet) => Type::several(Base::Row(*sheet)),
            Kind::Foreign => return None,
        })
    }

    /// Whether it is known by a text.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(self.base, Base::Text | Base::Choice | Base::Row(_))
    }

    /// Whether it is a number, a share or an amount.
    #[must_use]
    pub const fn is_amount(self) -> bool {
        matches!(self.base, Base::Number | Base::Percent | Base::Money)
    }

    /// The kinds of column in which a result of this type can be shown, the best first.
    #[must_use]
    pub fn kinds(self) -> Vec<Kind> {
        let number = Kind::own_number;
        match (self.base, self.many) {
            (_, true) => Vec::new(),
            (Base::Number, _) => vec![number(2), Kind::Percent, Kind::Money, Kind::Text],
            (Base::Percent, _) => vec![Kind::Percent, number(2), Kind::Text],
            (Base::Money, _) => vec![Kind::Money, number(2), Kind::Text],
            (Base::Date, _) => vec![Kind::Date, Kind::Text],
            (Base::Check, _) => vec![Kind::Check, Kind::Text],
            (Base::Row(sheet), _) => vec![Kind::Link(sheet), Kind::Text],
            (Base::Text | Base::Choice | Base::Blank, _) => vec![Kind::Text, Kind::Paragraph],
        }
    }

    /// Whether a result of this type can be shown in a column of a kind.
    #[must_use]
    pub fn fits(self, kind: &Kind) -> bool {
        let same = |own: &Kind| std::mem::discriminant(own) == std::mem::discriminant(kind);
        self.kinds().iter().any(|own| same(own) && own.target() == kind.target())
    }

    /// What two results are that stand for one another; none where they have nothing in common.
    #[must_use]
    pub fn joined(self, other: Type) -> Option<Type> {
        if self.many || other.many {
            return (self == other).then_some(self);
        }
        Some(Type::one(match (self.base, other.base) {
            (one, two) if one == two => one,
            (Base::Blank, base) | (base, Base::Blank) => base,
            (Base::Number, Base::Percent) | (Base::Percent, Base::Number) => Base::Percent,
            // A bare number beside an amount is one in the plan's currency.
            (Base::Number, Base::Money) | (Base::Money, Base::Number) => Base::Money,
            _ if self.is_text() && other.is_text() => Base::Text,
            _ => return None,
        }))
    }
}
