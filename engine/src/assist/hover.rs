//! What stands at an offset: a function with its documentation, or any part with its type and value.

use super::callee::{Callee, callee};
use super::caret::{Kind, Pieces, is_operator};
use super::complete::profiles;
use super::signature::label;
use super::trace::{Evaluated, TraceNode, Tracer};
use crate::check::check;
use crate::check::typed::{Profiles, Typed, TypedKind};
use crate::context::Context;
use crate::dialect::PLACES;
use crate::environment::Environment;
use crate::functions::Example;
use crate::text::Span;
use crate::types::Type;

/// What is known about a place in an expression.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Hover {
    /// The part of the text that it is about.
    pub span: Span,
    /// A signature, or the part's name with its owner.
    pub title: String,
    /// What it is or does, in one sentence.
    pub summary: String,
    /// An example of a function.
    pub example: Option<Example>,
    /// The places where a function may be used.
    pub places: Vec<&'static str>,
    /// What to write instead of a deprecated name.
    pub deprecated: Option<&'static str>,
    /// What the value of the part can be.
    pub ty: Type,
    /// What became of the part, given a person.
    pub evaluated: Option<Evaluated>,
}

/// What stands at byte `offset` of `text`, which may be broken.
///
/// ```
/// use attrmap::assist::hover;
/// use attrmap::environment::Environment;
/// let found = hover("String.len(user.city)", 8, &Environment::default(), None).unwrap();
/// assert_eq!(found.title, "String.len(input: text) → integer");
/// ```
pub fn hover(
    text: &str,
    offset: usize,
    environment: &Environment,
    person: Option<&Context>,
) -> Option<Hover> {
    let root = person.and_then(|person| {
        let tracer = Tracer::new(text, environment).ok()?;
        Some(tracer.trace(person))
    });
    let checked = check(text, environment);
    let part = smallest(&checked.typed, offset);
    let evaluated = |span: Span| root.as_ref().and_then(|root| value_at(root, span));
    let pieces = Pieces::new(text);
    if let Some(callee) = named_function(&pieces, offset, environment) {
        let call = calling(&checked.typed, callee.span).map_or(callee.span, |typed| typed.span);
        return Some(of_function(&callee, environment, evaluated(call)));
    }
    let part = part?;
    let (title, summary) = about(part, text, environment);
    Some(Hover {
        span: part.span,
        title,
        summary,
        example: None,
        places: Vec::new(),
        deprecated: None,
        ty: part.ty,
        evaluated: evaluated(part.span),
    })
}

fn of_function(callee: &Callee, environment: &Environment, evaluated: Option<Evaluated>) -> Hover {
    let function = callee.function;
    let examples = function.examples.iter();
    let places = PLACES.iter().filter(|rules| {
        rules.dialect.is_some_and(|dialect| dialect == environment.dialect)
            && function.places.contains(rules.place)
    });
    Hover {
        span: callee.span,
        title: label(callee).0,
        summary: function.summary.to_owned(),
        example: examples.copied().find(|example| example.dialect == environment.dialect),
        places: places.map(|rules| rules.title).collect(),
        deprecated: callee.name.instead,
        ty: function.signature.returns,
        evaluated,
    }
}

/// The function whose name, or whose family, stands at `offset`.
fn named_function(pieces: &Pieces<'_>, offset: usize, environment: &Environment) -> Option<Callee> {
    let index = pieces.at(offset).filter(|index| pieces.kind(*index) == Some(Kind::Word))?;
    let called = |name: usize| {
        (pieces.written(name + 1) == "(" && !is_operator(pieces.written(name)))
            .then(|| callee(pieces, name, environment))
            .flatten()
    };
    let family = || {
        let found = (pieces.kind(index + 1) == Some(Kind::Dot)).then(|| called(index + 2))??;
        found.span.touches(offset).then_some(found)
    };
    called(index).or_else(family)
}

/// The call whose name stands at `name`.
fn calling(typed: &Typed, name: Span) -> Option<&Typed> {
    let own = match &typed.kind {
        TypedKind::Call { name, .. } => Some(*name),
        TypedKind::Method { name, .. } => Some(name.span),
        _ => None,
    };
    if own == Some(name) {
        return Some(typed);
    }
    let mut found = None;
    typed.for_each_child(|child| {
        if found.is_none() && child.span.contains(name) {
            found = calling(child, name);
        }
    });
    found
}

/// The smallest part around an offset.
fn smallest(typed: &Typed, offset: usize) -> Option<&Typed> {
    let mut inner = None;
    typed.for_each_child(|child| {
        // Of two parts that touch, the one that starts here counts.
        if child.span.touches(offset) {
            inner = smallest(child, offset).or(inner);
        }
    });
    inner.or_else(|| (typed.span.touches(offset) && !typed.span.is_empty()).then_some(typed))
}

fn value_at(node: &TraceNode, span: Span) -> Option<Evaluated> {
    let inner = node
        .children
        .iter()
        .filter(|child| child.span.contains(span))
        .find_map(|child| value_at(child, span));
    inner.or_else(|| (node.span == span).then(|| node.evaluated.clone()))
}

/// Name and meaning of a part.
fn about(typed: &Typed, text: &str, environment: &Environment) -> (String, String) {
    let title = typed.span.of(text).to_owned();
    let summary = match &typed.kind {
        TypedKind::Attribute { root, name, .. } => {
            let roots = match root.profiles {
                Profiles::Own => vec![&*root.name],
                Profiles::FirstOf(_) => profiles(environment, &root.name),
            };
            let known = roots.iter().find_map(|root| environment.known_root(root));
            match known {
                Some(known) => format!("Attribute `{name}` of {}.", known.title),
                None => format!("Attribute `{name}` of `{}`.", root.name),
            }
        }
        TypedKind::Root(root) => match environment.known_root(&root.name) {
            Some(known) => format!("The profile of {}.", known.title),
            None => format!("The profile under `{}`.", root.name),
        },
        TypedKind::ElementAttribute(name) => format!("Attribute `{name}` of each element."),
        TypedKind::Member { name, .. } => format!("What is called `{name}` in it."),
        TypedKind::Index { .. } | TypedKind::NamedIndex { .. } => {
            "One element; the first is 0.".to_owned()
        }
        TypedKind::Project { .. } => "One value for each element.".to_owned(),
        TypedKind::Select { .. } => "The elements for which the condition holds.".to_owned(),
        TypedKind::Conditional { .. } => {
            "The first value if the condition holds, otherwise the second.".to_owned()
        }
        TypedKind::Default { .. } => {
            "The left value, or the right one where the left is null or empty text.".to_owned()
        }
        TypedKind::Literal(_) => "A value written here.".to_owned(),
        TypedKind::Invalid => "This part has a problem.".to_owned(),
        _ => String::new(),
    };
    (title, summary)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::{Dialect, Place};

    fn at(marked: &str) -> Option<(String, String)> {
        let offset = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        let person = serde_json::json!({"user": {"city": "Rome"}});
        let person = Context::from_json(person.as_object().unwrap());
        let found = hover(&text, offset, &Environment::default(), Some(&person))?;
        let value = match found.evaluated {
            Some(Evaluated::Value(value)) => super::super::samples::shown(&value),
            Some(Evaluated::Failed(error)) => error.kind().to_owned(),
            Some(Evaluated::Skipped) => "skipped".to_owned(),
            None => "unknown".to_owned(),
        };
        Some((found.span.of(&text).to_owned(), value))
    }

    #[test]
    fn every_part_has_its_value() {
        for (marked, span, value) in [
            ("Str|ing.len(user.city) > 3", "String.len", "4"),
            ("String.len(user.ci|ty) > 3", "user.city", "Rome"),
            ("String.len(user.city) |> 3", "String.len(user.city) > 3", "true"),
            ("true ? 1 : us|er.city", "user.city", "skipped"),
            ("String.len(user.ci|ty", "user.city", "unknown"),
            ("|1 + 2", "1", "1"),
        ] {
            assert_eq!(at(marked), Some((span.to_owned(), value.to_owned())), "{marked}");
        }
        assert_eq!(at("|"), None);
    }

    #[test]
    fn a_deprecated_name_says_what_to_write() {
        let text = "toUpperCase(user.city)";
        let (name, _) = crate::functions::names(Dialect::Classic)
            .find(|(name, _)| name.instead.is_some())
            .unwrap();
        let environment = Environment::new(Dialect::Classic, Place::Any);
        let text = text.replace("toUpperCase", name.text);
        assert_eq!(hover(&text, 1, &environment, None).unwrap().deprecated, name.instead);
    }
}
