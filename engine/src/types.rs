//! The types of the language as sets, so that "text or null" is one value.

use std::fmt;

/// A set of types that a value may have.
///
/// ```
/// use attrmap::types::Type;
/// assert!(Type::NUMBER.contains(Type::INTEGER));
/// assert_eq!((Type::TEXT | Type::NULL).to_string(), "text or null");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Type(u16);

impl Type {
    /// No value at all: the expression always fails.
    pub const NEVER: Self = Self(0);
    /// The one value null.
    pub const NULL: Self = Self(1);
    /// `true` and `false`.
    pub const BOOLEAN: Self = Self(1 << 1);
    /// 32-bit signed whole numbers.
    pub const INTEGER: Self = Self(1 << 2);
    /// 64-bit signed whole numbers.
    pub const LONG: Self = Self(1 << 3);
    /// IEEE 754 doubles.
    pub const DOUBLE: Self = Self(1 << 4);
    /// Text.
    pub const TEXT: Self = Self(1 << 5);
    /// Lists.
    pub const ARRAY: Self = Self(1 << 6);
    /// Maps written in the expression.
    pub const MAP: Self = Self(1 << 7);
    /// Profile objects, groups, users.
    pub const OBJECT: Self = Self(1 << 8);
    /// Dates with a time and an offset or zone.
    pub const DATE_TIME: Self = Self(1 << 9);
    /// Countries.
    pub const COUNTRY: Self = Self(1 << 10);
    /// Integer, Long or Double.
    pub const NUMBER: Self = Self(Self::INTEGER.0 | Self::LONG.0 | Self::DOUBLE.0);
    /// Every type.
    pub const ANY: Self = Self((1 << 11) - 1);

    /// The type of this name, as it is shown: `text`, `number`, `true or false`.
    pub fn from_name(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(ty, _)| *ty)
    }

    /// The type with its article, for sentences: `a text`, `true or false`; null is left out where
    /// there is something else, and many types are just a value.
    pub fn noun(self) -> String {
        let rest = if self == Self::NULL { self } else { self.without(Self::NULL) };
        let named = NAMES.iter().find(|(ty, _)| *ty == rest).map(|(_, name)| *name);
        match named {
            Some(name @ ("true or false" | "null")) => name.to_owned(),
            Some(name @ "integer") => format!("an {name}"),
            Some(name) => format!("a {name}"),
            None if Self::NUMBER.contains(rest) && !rest.is_never() => "a number".to_owned(),
            None => "another value".to_owned(),
        }
    }

    /// What may be in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in this set and not in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether every type of `other` is in this set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether some type is in both sets.
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is no type in it.
    pub const fn is_never(self) -> bool {
        self.0 == 0
    }
}

impl std::ops::BitOr for Type {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.union(other)
    }
}

const NAMES: &[(Type, &str)] = &[
    (Type::NUMBER, "number"),
    (Type::BOOLEAN, "true or false"),
    (Type::INTEGER, "integer"),
    (Type::LONG, "long integer"),
    (Type::DOUBLE, "decimal number"),
    (Type::TEXT, "text"),
    (Type::ARRAY, "list"),
    (Type::MAP, "map"),
    (Type::OBJECT, "profile"),
    (Type::DATE_TIME, "date-time"),
    (Type::COUNTRY, "country"),
    (Type::NULL, "null"),
];

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::ANY || *self == Self::ANY.without(Self::NULL) {
            return f.write_str("any value");
        }
        let mut rest = *self;
        let mut first = true;
        for (ty, name) in NAMES {
            if rest.contains(*ty) {
                f.write_str(if first { "" } else { " or " })?;
                f.write_str(name)?;
                first = false;
                rest = rest.without(*ty);
            }
        }
        if first { f.write_str("nothing") } else { Ok(()) }
    }
}

impl fmt::Debug for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Type({self})")
    }
}
