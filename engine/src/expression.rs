//! The public handle over checking, compiling and evaluating.

use std::fmt::Write;
use std::sync::Arc;

use crate::check::{Checked, check};
pub use crate::compile::layout::Layout;
use crate::compile::program::Program;
use crate::compile::{Purpose, compile};
use crate::context::Context;
use crate::diagnostic::Diagnostic;
use crate::environment::Environment;
use crate::eval::{self, EvalError, Row};
use crate::types::Type;
use crate::value::Value;

/// A compiled expression: immutable, cheap to clone, shareable between threads.
///
/// ```
/// use attrmap::context::Context;
/// use attrmap::environment::Environment;
/// use attrmap::expression::Expression;
/// use attrmap::value::Value;
///
/// let rule = "(appuser.directNumber != null ? appuser.directNumber : \"\") + \"#\" + appuser.extensionNumber";
/// let expression = Expression::compile(rule, &Environment::default())?;
/// let mut context = Context::new();
/// context.set("appuser", [("directNumber", Value::from("+15550100125"))].into_iter().collect());
/// // The extension is missing, and the rule does not guard it.
/// let value = expression.evaluate(&context).unwrap();
/// assert_eq!(value.as_text(), Some("+15550100125#null"));
/// # Ok::<(), attrmap::expression::Diagnostics>(())
/// ```
#[derive(Debug, Clone)]
pub struct Expression {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    text: String,
    program: Program,
    diagnostics: Vec<Diagnostic>,
    ty: Type,
}

/// Why an expression could not be compiled: every problem that was found, at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// All of them, in the order in which they are reported.
    pub fn all(&self) -> &[Diagnostic] {
        &self.0
    }
}

impl std::fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, diagnostic) in self.0.iter().enumerate() {
            let line = if index > 0 { "\n" } else { "" };
            write!(f, "{line}{diagnostic}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

/// An attribute that an expression reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct AttributeRead<'e> {
    /// The root as it is written, with one spelling for `appUser` and `appuser`; `source` for bare
    /// names.
    pub root: &'e str,
    /// The attribute; `None` where the whole profile is read.
    pub attribute: Option<&'e str>,
}

impl Expression {
    /// Checks and compiles `text`.
    ///
    /// # Errors
    /// Every problem, if one of them stops the compiler. Warnings and failures that evaluation may
    /// meet do not; see [`Expression::diagnostics`].
    pub fn compile(text: &str, environment: &Environment) -> Result<Self, Diagnostics> {
        Self::from_checked(text, check(text, environment), environment)
    }

    /// Checks and compiles `text` so that it can be evaluated over the rows of `layout`, which grows
    /// by the attributes that it reads.
    ///
    /// # Errors
    /// As [`Expression::compile`].
    pub fn compile_in(
        text: &str,
        environment: &Environment,
        layout: &mut Layout,
    ) -> Result<Self, Diagnostics> {
        Self::in_layout(text, check(text, environment), environment, layout)
    }

    /// Compiles what has been checked with the same text and environment.
    ///
    /// # Errors
    /// As [`Expression::compile`].
    pub fn from_checked(
        text: &str,
        checked: Checked,
        environment: &Environment,
    ) -> Result<Self, Diagnostics> {
        Self::in_layout(text, checked, environment, &mut Layout::default())
    }

    fn in_layout(
        text: &str,
        checked: Checked,
        environment: &Environment,
        layout: &mut Layout,
    ) -> Result<Self, Diagnostics> {
        if !checked.is_valid() {
            return Err(Diagnostics(checked.diagnostics));
        }
        let program = eval::folded(compile(&checked, environment, Purpose::Evaluate, layout));
        let Checked { diagnostics, ty, .. } = checked;
        let inner = Inner { text: text.to_owned(), program, diagnostics, ty };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The value for one person.
    ///
    /// # Errors
    /// The error of the language with the part of the expression that failed.
    pub fn evaluate<'a>(&'a self, context: &'a Context) -> Result<Value<'a>, EvalError> {
        eval::evaluate(&self.inner.program, context)
    }

    /// Writes the text form of the value, without allocating where the expression joins texts.
    ///
    /// Gives the type of the value; null writes nothing. What was written before an error stays in
    /// `out`.
    ///
    /// # Errors
    /// As [`Expression::evaluate`]; also for values that have no text form.
    pub fn evaluate_into(
        &self,
        context: &Context,
        out: &mut impl Write,
    ) -> Result<Type, EvalError> {
        eval::evaluate_into(&self.inner.program, context, &mut eval::Counted::new(out))
    }

    /// As [`Expression::evaluate_into`] for a text, which costs less.
    ///
    /// # Errors
    /// As [`Expression::evaluate_into`].
    pub fn append_to(&self, context: &Context, out: &mut String) -> Result<Type, EvalError> {
        eval::evaluate_into(&self.inner.program, context, out)
    }

    /// The value for a row of the layout that it was compiled in; `context` has the rest: groups,
    /// clock, whole profiles.
    ///
    /// # Errors
    /// As [`Expression::evaluate`].
    pub fn evaluate_row<'a>(
        &'a self,
        row: &'a Row<'a>,
        context: &'a Context,
    ) -> Result<Value<'a>, EvalError> {
        eval::evaluate_row(&self.inner.program, row, context)
    }

    /// Whether the value for a row is `true`: the quickest way to the answer of a condition.
    ///
    /// # Errors
    /// As [`Expression::evaluate`]. A value of another type is no error, and no `true`.
    pub fn holds_for_row(&self, row: &Row<'_>, context: &Context) -> Result<bool, EvalError> {
        match eval::row_truth(&self.inner.program, row, context) {
            Some(truth) => Ok(truth),
            None => Ok(matches!(self.evaluate_row(row, context)?, Value::Boolean(true))),
        }
    }

    /// Writes the text form of the value for a row: the quickest way to a text.
    ///
    /// # Errors
    /// As [`Expression::evaluate_into`].
    pub fn append_row_to(
        &self,
        row: &Row<'_>,
        context: &Context,
        out: &mut String,
    ) -> Result<Type, EvalError> {
        eval::evaluate_row_into(&self.inner.program, row, context, out)
    }

    /// What it was compiled to.
    pub(crate) fn program(&self) -> &Program {
        &self.inner.program
    }

    /// The slot whose value it gives as it is, where it is nothing but an attribute.
    pub(crate) fn as_slot(&self) -> Option<usize> {
        eval::as_slot(&self.inner.program)
    }

    /// The text it was compiled from.
    pub fn text(&self) -> &str {
        &self.inner.text
    }

    /// Warnings, and failures that evaluation meets if it comes to their part.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.inner.diagnostics
    }

    /// What the value can be.
    pub fn ty(&self) -> Type {
        self.inner.ty
    }

    /// Whether the expression is nothing but an attribute that the profile does not have: its null
    /// means "missing".
    pub fn is_missing(&self, context: &Context) -> bool {
        eval::is_missing(&self.inner.program, context)
    }

    /// Whether what it sees of a person are only attributes, those of [`Expression::reads`].
    pub fn reads_only_attributes(&self) -> bool {
        let program = &self.inner.program;
        program.own_roots.is_empty() && !program.looks_around
    }

    /// The attributes it reads, each once, in the order of the text.
    pub fn reads(&self) -> impl Iterator<Item = AttributeRead<'_>> {
        let program = &self.inner.program;
        let root_of = |root: usize| program.roots.get(root).map_or("", |root| &*root.name);
        let attributes =
            program.own.iter().filter_map(|slot| program.reads.get(*slot)).map(move |read| {
                AttributeRead { root: root_of(read.root), attribute: Some(&read.name) }
            });
        let whole = program.own_roots.iter().map(move |root| root_of(*root));
        attributes.chain(whole.map(|root| AttributeRead { root, attribute: None }))
    }
}
