//! Attributes whose name or value the sample people do not know.

use super::super::near::nearest;
use super::super::typed::{Profiles, Root, Typed, TypedKind};
use super::{Lints, Pair, inner_span};
use crate::context::Context;
use crate::diagnostic::{Applicability, Code, Diagnostic, Edit, Fix};
use crate::dialect::Dialect;
use crate::syntax::BinaryOperator;
use crate::text::{Letters, Span};
use crate::value::{Object, Value, equal};

/// How many samples it takes to say that nobody has a value.
const CROWD: usize = 2;

impl<'t> Lints<'t> {
    /// The values of an attribute in the samples that have its profile; null where it is missing.
    pub(super) fn sample_values(&self, place: &Typed) -> Vec<Value<'static>> {
        let read = |sample| read(place, sample).map(Value::into_owned);
        self.environment.samples.iter().filter_map(read).collect()
    }

    /// Warns of an attribute that no sample has while a similar name exists.
    pub(super) fn name_in_samples(&mut self, typed: &Typed) {
        let (owners, name, schema) = match &typed.kind {
            TypedKind::Attribute { root, name, .. } => {
                (self.profiles(root), name, self.environment.known_root(&root.name).is_some())
            }
            TypedKind::Member { target, name, .. } => (self.objects(target), name, false),
            _ => return,
        };
        if schema || owners.is_empty() || owners.iter().any(|owner| owner.get(name).is_some()) {
            return;
        }
        let known = || owners.iter().flat_map(|owner| owner.iter().map(|(known, _)| known));
        let Some(near) = nearest(name, known()).map(str::to_owned) else { return };
        let end = inner_span(typed, self.text).end();
        let at = Span::new(end.saturating_sub(name.len()), end);
        if self.written(at) != &**name {
            return;
        }
        let (code, message) = if near.eq_ignore_ascii_case(name) {
            let message = format!("`{name}` is written `{near}` in the samples");
            (Code::CaseOnlyDifference, message)
        } else {
            (Code::NotInSamples, format!("no sample has an attribute `{name}`"))
        };
        self.report(
            Diagnostic::warning(code, at, message)
                .with_help(format!("did you mean `{near}`? Names are case-sensitive"))
                .with_fix(Fix::may_change_meaning(format!("replace by `{near}`"), at, near)),
        );
    }

    fn profiles(&self, root: &Root) -> Vec<&'t Object> {
        self.environment.samples.iter().filter_map(|sample| profile(root, sample)).collect()
    }

    /// The profile objects of the samples at `place`.
    fn objects(&self, place: &Typed) -> Vec<&'t Object> {
        let TypedKind::Attribute { root, name, .. } = &place.kind else { return Vec::new() };
        let part = |owner: &'t Object| match owner.get(name) {
            Some(Value::Object(object)) => Some(&**object),
            _ => None,
        };
        self.profiles(root).into_iter().filter_map(part).collect()
    }

    /// Warns of a comparison with a text that no sample has, or has in another letter case.
    pub(super) fn comparison_with_samples(&mut self, pair: Pair<'t>) {
        let equality = matches!(pair.operator, BinaryOperator::Equal | BinaryOperator::NotEqual);
        if !equality || self.environment.samples.is_empty() {
            return;
        }
        for (place, literal) in [(pair.left, pair.right), (pair.right, pair.left)] {
            let Some(wanted) = literal.text_literal() else { continue };
            let values = self.sample_values(place);
            let texts: Vec<&str> = values.iter().filter_map(Value::as_text).collect();
            if wanted.is_empty() || texts.is_empty() || texts.contains(&wanted) {
                continue;
            }
            let alike = |text: &&&str| text.trim().lower() == wanted.trim().lower();
            match texts.iter().find(alike) {
                Some(found) => self.report_letter_case(place, literal, wanted, found),
                None if pair.operator == BinaryOperator::Equal && values.len() >= CROWD => {
                    let name = self.written(place.span);
                    let message =
                        format!("true for 0 of {} people: no `{name}` is `{wanted}`", values.len());
                    self.report(
                        Diagnostic::warning(Code::NoSampleMatches, pair.span, message)
                            .with_help("compare with the values of the samples"),
                    );
                }
                None => {}
            }
        }
    }

    fn report_letter_case(&mut self, place: &Typed, literal: &Typed, wanted: &str, found: &str) {
        let mut problem = Diagnostic::warning(
            Code::LetterCase,
            literal.span,
            format!("a sample has `{found}`, which differs from `{wanted}`"),
        );
        if found.trim().len() == found.len() && wanted.trim().len() == wanted.len() {
            let written = self.written(literal.span);
            let (before, after) = match self.environment.dialect {
                Dialect::Classic => ("String.toLowerCase(", ")"),
                Dialect::IdentityEngine => ("", ".toLowerCase()"),
            };
            let edits = vec![
                Edit { span: Span::at(place.span.start()), text: before.to_owned() },
                Edit { span: Span::at(place.span.end()), text: after.to_owned() },
                Edit { span: literal.span, text: written.lower() },
            ];
            problem = problem.with_help("upper and lower case differ in comparisons").with_fix(
                Fix::edits(Applicability::MayChangeMeaning, "compare in lower case", edits),
            );
        } else {
            problem = problem.with_help("one of them has a blank at its start or end");
        }
        self.report(problem);
    }

    /// Warns of `Arrays.contains(list, "…")` with a value that no sample's list holds.
    pub(super) fn whole_element_only(&mut self, list: &Typed, searched: &Typed) {
        let Some(wanted) = searched.literal() else { return };
        let values = self.sample_values(list);
        let elements: Vec<&Value<'_>> = values
            .iter()
            .filter_map(|value| match value {
                Value::Array(items) => Some(items.iter()),
                _ => None,
            })
            .flatten()
            .collect();
        if elements.is_empty() || elements.iter().any(|element| equal(element, wanted)) {
            return;
        }
        let part = wanted.as_text().map(Letters::lower).and_then(|part| {
            elements
                .iter()
                .filter_map(|element| element.as_text())
                .find(|element| element.lower().contains(&part))
        });
        let help = match part {
            Some(near) => {
                format!("`{near}` is not found: only whole elements are, letter case included")
            }
            None => "only whole elements are found, and upper and lower case differ".to_owned(),
        };
        let message = format!("no element of the samples is {}", self.written(searched.span));
        self.report(
            Diagnostic::warning(Code::WholeElementOnly, searched.span, message).with_help(help),
        );
    }
}

fn profile<'c>(root: &Root, sample: &'c Context) -> Option<&'c Object> {
    match root.profiles {
        Profiles::Own => sample.root(&root.name),
        Profiles::FirstOf(names) => names.iter().find_map(|name| sample.root(name)),
    }
}

/// The value of an attribute or of a part of one.
fn read<'c>(place: &Typed, sample: &'c Context) -> Option<Value<'c>> {
    match &place.kind {
        TypedKind::Attribute { root, name, .. } => {
            let owner = profile(root, sample)?;
            Some(owner.get(name).map_or(Value::Null, Value::borrowed))
        }
        TypedKind::Member { target, name, .. } => match read(target, sample)? {
            Value::Object(object) => {
                Some(object.get(name).map_or(Value::Null, |value| value.clone().into_owned()))
            }
            _ => Some(Value::Null),
        },
        _ => None,
    }
}
