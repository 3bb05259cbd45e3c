//! Null where text is meant: joined to text, or tested as if it were the empty text.

use super::super::typed::{Typed, TypedKind};
use super::Lints;
use super::facts::same_place;
use crate::diagnostic::{Applicability, Code, Diagnostic, Edit, Fix};
use crate::dialect::Dialect;
use crate::syntax::BinaryOperator;
use crate::text::Span;
use crate::types::Type;

/// What one side of a `+` brings along.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Text,
    Unknown,
    Other,
}

impl Side {
    fn of(typed: &Typed) -> Self {
        let ty = typed.ty.without(Type::NULL);
        if ty == Type::TEXT {
            Self::Text
        } else if ty.is_never() || ty.intersects(Type::TEXT) {
            Self::Unknown
        } else {
            Self::Other
        }
    }
}

impl<'t> Lints<'t> {
    /// Warns of attributes that are joined to text and may be null.
    pub(super) fn null_in_text(
        &mut self,
        first: &'t Typed,
        rest: &'t [(BinaryOperator, Span, Typed)],
    ) {
        let mut side = Side::of(first);
        // What would become text as soon as its neighbor turns out to be text.
        let mut waiting = vec![first];
        let mut joined = Vec::new();
        for (operator, _, right) in rest {
            match (operator, side, Side::of(right)) {
                (BinaryOperator::Add, Side::Text, _) | (BinaryOperator::Add, _, Side::Text) => {
                    joined.append(&mut waiting);
                    joined.push(right);
                    side = Side::Text;
                }
                (BinaryOperator::Add, Side::Unknown, Side::Unknown) => waiting.push(right),
                _ => {
                    waiting.clear();
                    side = Side::Other;
                }
            }
        }
        // Attributes of unknown type beside each other are most probably texts.
        if side == Side::Unknown && waiting.len() > 1 {
            joined.append(&mut waiting);
        }
        for operand in joined {
            let mut sources = Vec::new();
            self.null_sources(operand, &mut sources);
            for source in sources {
                self.report_null_in_text(source);
            }
        }
    }

    /// The parts of `typed` that may make it null.
    fn null_sources(&mut self, typed: &'t Typed, sources: &mut Vec<&'t Typed>) {
        match &typed.kind {
            TypedKind::Literal(_) if typed.ty == Type::NULL => sources.push(typed),
            TypedKind::Conditional { condition, then, otherwise } => {
                for (holds, branch) in [(true, then), (false, otherwise)] {
                    let before = self.facts.assume(condition, holds);
                    self.null_sources(branch, sources);
                    self.facts.forget(before);
                }
            }
            TypedKind::Default { fallback, .. } => self.null_sources(fallback, sources),
            _ if self.may_be_null(typed) => sources.push(typed),
            _ => {}
        }
    }

    fn may_be_null(&self, typed: &Typed) -> bool {
        let possible = match &typed.kind {
            TypedKind::Attribute { root, name, .. } => {
                !always_there(self.environment.dialect, &root.name, name)
            }
            TypedKind::Member { .. } | TypedKind::Index { .. } | TypedKind::NamedIndex { .. } => {
                typed.ty.contains(Type::NULL)
            }
            // Groups, which bodies mostly read, always have these.
            TypedKind::ElementAttribute(name) => !matches!(&**name, "id" | "name" | "type"),
            TypedKind::Call { .. } | TypedKind::Method { .. } => {
                typed.ty.contains(Type::NULL) && typed.ty != Type::ANY
            }
            _ => false,
        };
        possible && !self.facts.knows(typed)
    }

    fn report_null_in_text(&mut self, source: &Typed) {
        let empty = self.empty_text();
        let written = self.written(source.span);
        if source.ty == Type::NULL {
            let fix = Fix::may_change_meaning(format!("use {empty}"), source.span, empty);
            self.report(
                Diagnostic::warning(
                    Code::NullInText,
                    source.span,
                    "null becomes the text \"null\" here",
                )
                .with_help(format!("empty text is written {empty}"))
                .with_fix(fix),
            );
            return;
        }
        let (start, end) = (source.span.start(), source.span.end());
        // A lone name that already stands in parentheses needs no second pair.
        let wrapped =
            written.starts_with('(') && matches!(source.kind, TypedKind::Attribute { .. });
        let edits = if wrapped {
            vec![Edit { span: Span::at(end - 1), text: format!(" ?: {empty}") }]
        } else {
            vec![
                Edit { span: Span::at(start), text: "(".to_owned() },
                Edit { span: Span::at(end), text: format!(" ?: {empty})") },
            ]
        };
        let fix = Fix::edits(Applicability::MayChangeMeaning, format!("guard with {empty}"), edits);
        self.report(
            Diagnostic::warning(
                Code::NullInText,
                source.span,
                format!("if `{written}` is null, the text \"null\" is joined here"),
            )
            .with_help(format!(
                "an attribute that was never filled is null; `{written} ?: {empty}` gives empty text instead"
            ))
            .with_fix(fix),
        );
    }

    /// Warns of `x != null ? x : "-"`, which gives the empty text for an attribute emptied later.
    pub(super) fn null_is_not_empty(
        &mut self,
        whole: &'t Typed,
        condition: &'t Typed,
        then: &'t Typed,
        otherwise: &'t Typed,
    ) {
        let branches = [
            (BinaryOperator::And, BinaryOperator::NotEqual, then, otherwise),
            (BinaryOperator::Or, BinaryOperator::Equal, otherwise, then),
        ];
        for (joint, operator, value, other) in branches {
            if other.ty == Type::NULL || other.text_literal() == Some("") {
                continue;
            }
            let Some((place, comparison)) = null_test(condition, joint, operator)
                .find(|(place, _)| gives_empty(value, place) && place.ty.intersects(Type::TEXT))
            else {
                continue;
            };
            if mentions(condition, place) > 1 || same_place(other, place) {
                continue;
            }
            self.report_null_is_not_empty(whole, condition, place, comparison, joint, value, other);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one conditional")]
    fn report_null_is_not_empty(
        &mut self,
        whole: &Typed,
        condition: &Typed,
        place: &Typed,
        comparison: Span,
        joint: BinaryOperator,
        value: &Typed,
        other: &Typed,
    ) {
        let empty = self.empty_text();
        let name = self.written(place.span);
        let added = match joint {
            BinaryOperator::And => format!("&& {name} != {empty}"),
            _ => format!("|| {name} == {empty}"),
        };
        let mut found = Diagnostic::warning(
            Code::NullIsNotEmpty,
            comparison,
            format!("`{name}` is the empty text, not null, where it was emptied later"),
        )
        .with_help(format!("then this gives the empty text and not {}", self.written(other.span)))
        .with_fix(Fix::may_change_meaning(
            format!("add `{added}`"),
            Span::at(comparison.end()),
            format!(" {added}"),
        ));
        if same_place(value, place) && comparison == condition.span {
            let default = format!("{name} ?: {}", self.written(other.span));
            let span = condition.span.to(then_end(whole));
            found =
                found.with_fix(Fix::may_change_meaning(format!("use `{default}`"), span, default));
        }
        self.report(found);
    }
}

/// Where the branches of a conditional end, without the parentheses around it.
fn then_end(whole: &Typed) -> Span {
    match &whole.kind {
        TypedKind::Conditional { otherwise, .. } => otherwise.span,
        _ => whole.span,
    }
}

/// Attributes that Okta never leaves out.
fn always_there(dialect: Dialect, root: &str, name: &str) -> bool {
    match (root, name) {
        ("user", "login")
        | ("org" | "app", "name" | "subdomain" | "id" | "label")
        | ("login", "identifier")
        | ("session", "id") => true,
        ("user", "id" | "status" | "created" | "lastUpdated") => dialect == Dialect::IdentityEngine,
        _ => false,
    }
}

/// The places that `condition` compares with null by `operator`, alone or joined by `joint`, each
/// with the comparison.
fn null_test(
    condition: &Typed,
    joint: BinaryOperator,
    operator: BinaryOperator,
) -> impl Iterator<Item = (&Typed, Span)> {
    let parts: Vec<&Typed> = match &condition.kind {
        TypedKind::Binary { first, rest } if rest.iter().all(|(known, ..)| *known == joint) => {
            std::iter::once(&**first).chain(rest.iter().map(|(_, _, right)| right)).collect()
        }
        _ => vec![condition],
    };
    parts.into_iter().filter_map(move |part| {
        let TypedKind::Binary { first, rest } = &part.kind else { return None };
        let [(found, _, right)] = rest.as_slice() else { return None };
        let place = if right.ty == Type::NULL { &**first } else { right };
        let other = if right.ty == Type::NULL { right } else { &**first };
        (*found == operator && other.ty == Type::NULL).then_some((place, part.span))
    })
}

/// Whether `value` is the empty text where `place` is.
fn gives_empty(value: &Typed, place: &Typed) -> bool {
    match &value.kind {
        TypedKind::Call { function, arguments, .. } => {
            function.signature.returns == Type::TEXT
                && arguments.iter().skip(1).all(|argument| argument.literal().is_some())
                && arguments.first().is_some_and(|first| same_place(first, place))
        }
        _ => same_place(value, place),
    }
}

/// How often `typed` reads `place`.
fn mentions(typed: &Typed, place: &Typed) -> usize {
    if same_place(typed, place) {
        return 1;
    }
    let mut count = 0;
    typed.for_each_child(|child| count += mentions(child, place));
    count
}
