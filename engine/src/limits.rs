//! The sizes that an expression, its texts and its evaluation may have.

/// Bounds on what one expression may cost. The defaults are the language's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Characters (UTF-16 units) of the expression.
    pub expression: usize,
    /// Levels of brackets and conditionals inside one another.
    pub nesting: usize,
    /// UTF-16 units of a text built by `+`.
    pub text: usize,
    /// UTF-16 units of a text built by `text * n`.
    pub repeated: usize,
    /// Characters of a regular expression.
    pub pattern: usize,
    /// Elements visited by projections and selections during one evaluation.
    pub steps: u32,
}

impl Limits {
    /// The limits of the language.
    pub const DEFAULT: Self = Self {
        expression: 10_000,
        nesting: 250,
        text: 100_000,
        repeated: 256,
        pattern: 1_000,
        steps: 1_000_000,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
