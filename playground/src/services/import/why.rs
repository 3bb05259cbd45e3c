//! Why a text, or a part of it, was not read.

/// A reason, in words of the page or of what read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// None of the forms that can be read.
    Unknown,
    /// Larger than what is read, in bytes.
    TooLarge(usize),
    /// So many people, more than are read.
    TooMany(usize),
    /// A value that is no object.
    NotAnObject,
    /// So many fields where the header has so many.
    Fields(usize, usize),
    /// A quote that never ends.
    OpenQuote,
    /// A target without an expression.
    NoExpression(String),
    /// An expression without a target.
    NoTarget,
    /// What the reader of the form says.
    Said(String),
}

impl Why {
    /// The reason as a number, what belongs to it as two numbers and a text.
    pub(crate) fn to_parts(&self) -> (u8, usize, usize, &str) {
        match self {
            Self::Unknown => (0, 0, 0, ""),
            Self::TooLarge(bytes) => (1, *bytes, 0, ""),
            Self::TooMany(people) => (2, *people, 0, ""),
            Self::NotAnObject => (3, 0, 0, ""),
            Self::Fields(there, wanted) => (4, *there, *wanted, ""),
            Self::OpenQuote => (5, 0, 0, ""),
            Self::NoExpression(target) => (6, 0, 0, target),
            Self::NoTarget => (7, 0, 0, ""),
            Self::Said(text) => (8, 0, 0, text),
        }
    }

    /// The reason of these parts.
    pub(crate) fn from_parts((number, one, other, text): (u8, usize, usize, &str)) -> Self {
        match number {
            1 => Self::TooLarge(one),
            2 => Self::TooMany(one),
            3 => Self::NotAnObject,
            4 => Self::Fields(one, other),
            5 => Self::OpenQuote,
            6 => Self::NoExpression(text.to_owned()),
            7 => Self::NoTarget,
            8 => Self::Said(text.to_owned()),
            _ => Self::Unknown,
        }
    }

    /// Whether it is about the whole text.
    pub(crate) fn is_of_all(&self) -> bool {
        matches!(self, Self::Unknown | Self::TooLarge(_) | Self::TooMany(_))
    }
}

/// A part that was skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Skipped {
    /// Where it begins, from 1.
    pub(crate) line: usize,
    pub(crate) why: Why,
}
