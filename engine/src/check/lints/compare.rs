//! Comparisons and how they are joined.

use super::super::typed::{Typed, TypedKind};
use super::facts::same_place;
use super::{Lints, Pair, is_wrapped};
use crate::diagnostic::{Applicability, Code, Diagnostic, Edit, Fix};
use crate::dialect::Dialect;
use crate::syntax::BinaryOperator;
use crate::text::Span;
use crate::types::Type;
use crate::value::{Value, equal};

type Operations = [(BinaryOperator, Span, Typed)];

impl<'t> Lints<'t> {
    /// Looks at one comparison.
    pub(super) fn comparison(&mut self, pair: Pair<'t>) {
        self.version_as_text(pair);
        self.number_text_compare(pair);
        self.comparison_with_samples(pair);
    }

    fn version_as_text(&mut self, pair: Pair<'t>) {
        let method = match pair.operator {
            BinaryOperator::Less | BinaryOperator::GreaterEqual => "versionLessThan",
            BinaryOperator::Greater | BinaryOperator::LessEqual => "versionGreaterThan",
            _ => return,
        };
        let negated =
            matches!(pair.operator, BinaryOperator::LessEqual | BinaryOperator::GreaterEqual);
        let (version, bound, method) = if self.is_version(pair.left) {
            (pair.left, pair.right, method)
        } else if self.is_version(pair.right) {
            let mirrored =
                if method == "versionLessThan" { "versionGreaterThan" } else { "versionLessThan" };
            (pair.right, pair.left, mirrored)
        } else {
            return;
        };
        let call = format!(
            "{}{}.{method}({})",
            if negated { "!" } else { "" },
            self.written(version.span),
            self.written(bound.span)
        );
        let mut found = Diagnostic::warning(
            Code::VersionAsText,
            pair.span,
            "versions are compared letter by letter here: \"10\" comes before \"9\"",
        )
        .with_help(format!("`{method}` compares them as numbers"));
        if self.environment.dialect == Dialect::IdentityEngine {
            found =
                found.with_fix(Fix::may_change_meaning(format!("use `{method}`"), pair.span, call));
        }
        self.report(found);
    }

    fn is_version(&self, typed: &Typed) -> bool {
        let (TypedKind::Member { name, .. } | TypedKind::Attribute { name, .. }) = &typed.kind
        else {
            return false;
        };
        &**name == "osVersion"
            || &**name == "version" && self.written(typed.span).contains("oktaVerify")
    }

    fn number_text_compare(&mut self, pair: Pair<'t>) {
        let always = match pair.operator {
            BinaryOperator::Equal => "false",
            BinaryOperator::NotEqual => "true",
            _ => return,
        };
        for (text, number) in [(pair.left, pair.right), (pair.right, pair.left)] {
            if !self.is_surely(text, Type::TEXT) || !self.is_surely(number, Type::NUMBER) {
                continue;
            }
            let mut found = Diagnostic::warning(
                Code::NumberTextCompare,
                pair.span,
                format!("a text and a number are never equal, so this is always {always}"),
            )
            .with_help("compare two numbers, or two texts");
            let digits = text.text_literal().filter(|text| text.parse::<i32>().is_ok());
            if let Some(digits) = digits {
                let title = format!("use the number `{digits}`");
                found = found.with_fix(Fix::may_change_meaning(title, text.span, digits));
            } else if number.literal().is_some() {
                let quote = self.empty_text().get(..1).unwrap_or("\"");
                let quoted = format!("{quote}{}{quote}", self.written(number.span));
                let title = format!("use the text `{quoted}`");
                found = found.with_fix(Fix::may_change_meaning(title, number.span, quoted));
            }
            self.report(found);
        }
    }

    /// Whether a part is never anything but `ty` or null, by its type or by all samples.
    fn is_surely(&self, typed: &Typed, ty: Type) -> bool {
        let known = typed.ty.without(Type::NULL);
        if !known.is_never() && ty.contains(known) {
            return true;
        }
        let values = self.sample_values(typed);
        let mut filled = values.iter().filter(|value| !value.is_null()).peekable();
        filled.peek().is_some() && filled.all(|value| ty.contains(value.ty()))
    }

    /// Looks at a chain of OR.
    pub(super) fn alternatives(&mut self, first: &'t Typed, rest: &'t Operations) {
        self.or_of_not_equals(first, rest);
        self.mixed_and_or(first, rest);
    }

    /// Warns of `x != "a" OR x != "b"`.
    fn or_of_not_equals(&mut self, first: &'t Typed, rest: &'t Operations) {
        let operands: Vec<&Typed> =
            std::iter::once(first).chain(rest.iter().map(|(_, _, right)| right)).collect();
        for (index, one) in operands.iter().enumerate() {
            let Some((place, value)) = not_equal(one) else { continue };
            let others = operands.iter().enumerate().skip(index + 1);
            let contradicted = others.filter_map(|(at, other)| {
                let (other_place, other_value) = not_equal(other)?;
                (same_place(place, other_place) && !equal(value, other_value))
                    .then_some((at, other))
            });
            let Some((at, other)) = contradicted.into_iter().next() else { continue };
            let name = self.written(place.span);
            let mut found = Diagnostic::warning(
                Code::OrOfNotEquals,
                one.span.to(other.span),
                "this is always true: one of the two comparisons holds for every value",
            )
            .with_help(format!("to exclude both values of `{name}`, join by AND"));
            if let (true, Some((_, operator, _))) = (at == index + 1, rest.get(index)) {
                let and = if self.written(*operator) == "||" { "&&" } else { "AND" };
                found = found.with_fix(Fix::may_change_meaning("join by AND", *operator, and));
            }
            self.report(found);
            return;
        }
    }

    /// Warns of AND beside OR without parentheses.
    fn mixed_and_or(&mut self, first: &'t Typed, rest: &'t Operations) {
        let operands = std::iter::once((None, first))
            .chain(rest.iter().map(|(_, operator, right)| (Some(*operator), right)));
        let mut edits = Vec::new();
        let mut at = None;
        let mut after = rest.iter().map(|(_, operator, _)| *operator);
        for (before, operand) in operands {
            let next = after.next();
            let Some(and) = bare_and(operand, self.text) else { continue };
            let (and_first, and_last) = and;
            edits.push(Edit { span: Span::at(operand.span.start()), text: "(".to_owned() });
            edits.push(Edit { span: Span::at(operand.span.end()), text: ")".to_owned() });
            at.get_or_insert(match (before, next) {
                (Some(or), _) => or.to(and_first),
                (None, Some(or)) => and_last.to(or),
                (None, None) => operand.span,
            });
        }
        let Some(at) = at else { return };
        self.report(
            Diagnostic::warning(Code::MixedAndOr, at, "AND is done before OR; is that meant?")
                .with_help("parentheses say it to every reader")
                .with_fix(Fix::edits(
                    Applicability::Safe,
                    "add the parentheses that show it",
                    edits,
                )),
        );
    }
}

/// The first and last operator of a chain of AND without parentheses around it.
fn bare_and(typed: &Typed, text: &str) -> Option<(Span, Span)> {
    let TypedKind::Binary { rest, .. } = &typed.kind else { return None };
    let (BinaryOperator::And, first, _) = rest.first()? else { return None };
    let (_, last, _) = rest.last()?;
    (!is_wrapped(typed, text)).then_some((*first, *last))
}

/// Place and value of a comparison by `!=` with a value that is written.
fn not_equal(typed: &Typed) -> Option<(&Typed, &Value<'static>)> {
    let TypedKind::Binary { first, rest } = &typed.kind else { return None };
    let [(BinaryOperator::NotEqual, _, right)] = rest.as_slice() else { return None };
    match (first.literal(), right.literal()) {
        (None, Some(value)) => Some((first, value)),
        (Some(value), None) => Some((right, value)),
        _ => None,
    }
}
