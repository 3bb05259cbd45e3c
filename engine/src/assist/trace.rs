//! Expression and person → the value of every part, with what was not evaluated.

use crate::check::typed::Typed;
use crate::check::{Checked, check};
use crate::compile::layout::Layout;
use crate::compile::program::Program;
use crate::compile::{Purpose, compile};
use crate::context::Context;
use crate::diagnostic::Diagnostic;
use crate::environment::Environment;
use crate::eval::{self, EvalError};
use crate::text::Span;
use crate::types::Type;
use crate::value::Value;

/// What became of a part of an expression.
#[derive(Debug, Clone)]
pub enum Evaluated {
    /// It has this value; a part that is evaluated for each element has that of the last one.
    Value(Value<'static>),
    /// It failed, or something inside it did: the span of the error tells.
    Failed(EvalError),
    /// It was not evaluated, because a condition or an error came first.
    Skipped,
}

impl Evaluated {
    /// The value, where there is one.
    pub fn value(&self) -> Option<&Value<'static>> {
        match self {
            Self::Value(value) => Some(value),
            Self::Failed(_) | Self::Skipped => None,
        }
    }
}

/// A part of an expression with what became of it.
#[derive(Debug, Clone)]
pub struct TraceNode {
    /// Where it stands.
    pub span: Span,
    /// Its characters.
    pub text: String,
    /// What its value can be, for anybody.
    pub ty: Type,
    /// What became of it.
    pub evaluated: Evaluated,
    /// Its parts in the order of evaluation.
    pub children: Vec<Self>,
}

/// An expression that is ready to be traced for many people.
#[derive(Debug)]
pub struct Tracer {
    text: String,
    checked: Checked,
    program: Program,
}

/// The value of every part of `text` for one person.
///
/// ```
/// use attrmap::assist::{Evaluated, trace};
/// use attrmap::context::Context;
/// use attrmap::environment::Environment;
///
/// let tree = trace("true ? 'a' : 'b'", &Environment::default(), &Context::new())?;
/// assert_eq!(tree.evaluated.value().and_then(|value| value.as_text()), Some("a"));
/// assert!(matches!(tree.children[2].evaluated, Evaluated::Skipped));
/// # Ok::<(), Vec<attrmap::diagnostic::Diagnostic>>(())
/// ```
///
/// # Errors
/// Every problem, if one of them stops the compiler.
pub fn trace(
    text: &str,
    environment: &Environment,
    context: &Context,
) -> Result<TraceNode, Vec<Diagnostic>> {
    Tracer::new(text, environment).map(|tracer| tracer.trace(context))
}

impl Tracer {
    /// Checks and compiles `text` for tracing.
    ///
    /// # Errors
    /// Every problem, if one of them stops the compiler.
    pub fn new(text: &str, environment: &Environment) -> Result<Self, Vec<Diagnostic>> {
        let checked = check(text, environment);
        if !checked.is_valid() {
            return Err(checked.diagnostics);
        }
        let program = compile(&checked, environment, Purpose::Trace, &mut Layout::default());
        Ok(Self { text: text.to_owned(), checked, program })
    }

    /// Warnings, and failures that evaluation meets if it comes to their part.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.checked.diagnostics
    }

    /// The value of every part for one person.
    pub fn trace(&self, context: &Context) -> TraceNode {
        let (parts, fit) = self.parts(context);
        let mut parts = parts.into_iter();
        let mut root = self.node(&self.checked.typed, &mut parts);
        if let Err(error) = fit {
            root.evaluated = Evaluated::Failed(error);
        }
        root
    }

    pub(super) fn typed(&self) -> &Typed {
        &self.checked.typed
    }

    /// What became of every part, numbered from the outside to the inside and from left to right,
    /// and of the whole where the place has put it into its form.
    pub(super) fn parts(
        &self,
        context: &Context,
    ) -> (Vec<Evaluated>, Result<Value<'static>, EvalError>) {
        let parts: Vec<Evaluated> = eval::trace(&self.program, context)
            .into_iter()
            .map(|part| match part {
                Some(Ok(value)) => Evaluated::Value(value.into_owned()),
                Some(Err(error)) => Evaluated::Failed(error),
                None => Evaluated::Skipped,
            })
            .collect();
        let whole = match parts.first() {
            Some(Evaluated::Value(value)) => {
                eval::suited(value.clone(), &self.program, self.checked.typed.span)
            }
            Some(Evaluated::Failed(error)) => Err(error.clone()),
            Some(Evaluated::Skipped) | None => Ok(Value::Null),
        };
        (parts, whole)
    }

    /// The tree of a part: parts were numbered in this order when they were compiled.
    fn node(&self, typed: &Typed, parts: &mut std::vec::IntoIter<Evaluated>) -> TraceNode {
        let evaluated = parts.next().unwrap_or(Evaluated::Skipped);
        let mut children = Vec::new();
        typed.for_each_child(|child| children.push(self.node(child, parts)));
        let text = typed.span.of(&self.text).to_owned();
        TraceNode { span: typed.span, text, ty: typed.ty, evaluated, children }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::{Dialect, Place};

    fn person() -> Context {
        let person = serde_json::json!({
            "user": {"city": "Rome", "zip": null, "tags": ["a", "b"]},
            "appuser": {"directNumber": "+15550100125"},
        });
        Context::from_json(person.as_object().unwrap())
    }

    /// Every part as `text=value`, with `?` for what was skipped and `!` for what failed.
    fn shown(text: &str) -> Vec<String> {
        let mut lines = Vec::new();
        flatten(&trace(text, &Environment::default(), &person()).unwrap(), &mut lines);
        lines
    }

    fn flatten(node: &TraceNode, lines: &mut Vec<String>) {
        let value = match &node.evaluated {
            Evaluated::Value(value) => {
                format!("={}", crate::functions::as_text(value.borrowed()).unwrap_or_default())
            }
            Evaluated::Failed(error) => format!("!{}", error.kind()),
            Evaluated::Skipped => "?".to_owned(),
        };
        lines.push(format!("{}{value}", node.text));
        node.children.iter().for_each(|child| flatten(child, lines));
    }

    #[test]
    fn the_branch_not_taken_is_skipped() {
        assert_eq!(
            shown(
                "(appuser.directNumber != null ? appuser.directNumber : \"\") + \"#\" + appuser.x"
            )[..8],
            [
                "(appuser.directNumber != null ? appuser.directNumber : \"\") + \"#\" + appuser.x=+15550100125#null",
                "(appuser.directNumber != null ? appuser.directNumber : \"\")=+15550100125",
                "appuser.directNumber != null=true",
                "appuser.directNumber=+15550100125",
                "null=null",
                "appuser.directNumber=+15550100125",
                "\"\"?",
                "\"#\"=#",
            ]
        );
    }

    #[test]
    fn what_and_or_and_the_default_do_not_need_is_skipped() {
        let skipped =
            |text| shown(text).into_iter().filter(|line| line.ends_with('?')).collect::<Vec<_>>();
        assert_eq!(skipped("user.city == 'x' and user.zip == 'y'")[0], "user.zip == 'y'?");
        assert_eq!(skipped("user.city == 'Rome' or user.zip == 'y'")[0], "user.zip == 'y'?");
        assert_eq!(skipped("user.city ?: 'none'"), ["'none'?"]);
        assert_eq!(skipped("user.zip ?: 'none'"), Vec::<String>::new());
        assert_eq!(skipped("{}.![name]"), ["name?"]);
    }

    #[test]
    fn an_error_ends_the_trace_where_it_happens() {
        assert_eq!(
            shown("user.zip.x + user.city"),
            [
                "user.zip.x + user.city!null_dereference",
                "user.zip.x!null_dereference",
                "user.zip=null",
                "user.city?"
            ]
        );
    }

    #[test]
    fn patterns_are_parts_too() {
        assert_eq!(
            shown("user.city matches 'R.*' ? 1 : 2")[1..4],
            ["user.city matches 'R.*'=true", "user.city=Rome", "'R.*'=R.*"]
        );
    }

    #[test]
    fn a_value_that_the_place_does_not_take_fails_as_a_whole() {
        let environment = Environment::new(Dialect::Classic, Place::GroupRule);
        let tree = trace("user.city", &environment, &person()).unwrap();
        assert!(
            matches!(&tree.evaluated, Evaluated::Failed(error) if error.kind() == "result_type_error")
        );
    }

    #[test]
    fn an_expression_that_cannot_be_compiled_gives_its_problems() {
        assert!(!trace("user.", &Environment::default(), &person()).unwrap_err().is_empty());
    }
}
