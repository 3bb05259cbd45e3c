//! A checked tree → warnings: what is accepted and probably not meant.
//!
//! One walk in the order of evaluation, which knows at every part what its conditions have proved;
//! each topic has a room of its own.

mod calls;
mod compare;
mod facts;
mod groups;
mod nulls;
mod samples;
mod search;

use super::typed::{Typed, TypedKind};
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::dialect::{Dialect, Place};
use crate::environment::Environment;
use crate::functions::Function;
use crate::syntax::{BinaryOperator, Name};
use crate::text::{Span, utf16_len};
use facts::Facts;

/// The longest expression that the form of a SAML attribute takes.
const SAML_ATTRIBUTE: usize = 1_024;

/// Every warning about the expression `text`, whose checked tree is `typed`.
pub(super) fn warnings(text: &str, typed: &Typed, environment: &Environment) -> Vec<Diagnostic> {
    let mut lints = Lints {
        text,
        environment,
        facts: Facts::default(),
        in_condition: false,
        enclosing_call: None,
        found: Vec::new(),
    };
    lints.whole(typed);
    lints.visit(typed);
    lints.found
}

/// The walk: what is known where it stands, and what it found.
struct Lints<'t> {
    text: &'t str,
    environment: &'t Environment,
    facts: Facts<'t>,
    /// Whether the part is in what stands before a `?`.
    in_condition: bool,
    /// The call that is looked at, without parentheses around it.
    enclosing_call: Option<Span>,
    found: Vec<Diagnostic>,
}

/// A comparison.
#[derive(Debug, Clone, Copy)]
struct Pair<'t> {
    operator: BinaryOperator,
    left: &'t Typed,
    right: &'t Typed,
    /// Both sides.
    span: Span,
}

impl<'t> Lints<'t> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// The characters of `span`.
    fn written(&self, span: Span) -> &'t str {
        span.of(self.text)
    }

    /// Empty text in the quotes that the author uses.
    fn empty_text(&self) -> &'static str {
        if self.text.contains('\'') && !self.text.contains('"') { "''" } else { "\"\"" }
    }

    /// What concerns the expression as a whole.
    fn whole(&mut self, typed: &Typed) {
        self.same_for_everyone(typed);
        if self.environment.place == Place::SamlAttribute && self.text.len() > SAML_ATTRIBUTE {
            let length = utf16_len(self.text);
            if length > SAML_ATTRIBUTE {
                let message = format!("{length} characters, and a SAML attribute takes 1,024");
                self.report(
                    Diagnostic::warning(Code::LongSamlFilter, typed.span, message)
                        .with_help("shorten it, or keep a part of it in an attribute"),
                );
            }
        }
    }

    fn visit(&mut self, typed: &'t Typed) {
        match &typed.kind {
            TypedKind::Binary { first, rest } => self.binary(first, rest),
            TypedKind::Conditional { condition, then, otherwise } => {
                self.null_is_not_empty(typed, condition, then, otherwise);
                let outer = std::mem::replace(&mut self.in_condition, true);
                self.visit(condition);
                self.in_condition = outer;
                self.visit_knowing(condition, true, then);
                self.visit_knowing(condition, false, otherwise);
            }
            TypedKind::Project { target, body, .. } | TypedKind::Select { target, body, .. } => {
                self.visit(target);
                // Names in the body are those of the element.
                let outer = std::mem::take(&mut self.facts);
                self.visit(body);
                self.facts = outer;
            }
            // In the classic dialect this is an error already.
            TypedKind::Method { arguments, .. } if self.environment.dialect == Dialect::Classic => {
                for argument in arguments {
                    self.visit(argument);
                }
            }
            kind => {
                match kind {
                    TypedKind::Literal(_) => {
                        self.doubled_backslash(typed);
                        self.placeholder_in_text(typed);
                    }
                    TypedKind::Attribute { .. } => self.name_in_samples(typed),
                    TypedKind::Member { target, .. } => {
                        self.name_in_samples(typed);
                        self.wrong_dialect(typed, target);
                    }
                    TypedKind::Call { function, name, arguments } => {
                        self.enclosing_call = Some(inner_span(typed, self.text));
                        self.call(typed, function, *name, arguments);
                    }
                    TypedKind::Method { target: Some(target), name, arguments, .. } => {
                        self.enclosing_call = Some(inner_span(typed, self.text));
                        self.method(typed, target, name, arguments);
                    }
                    _ => {}
                }
                typed.for_each_child(|child| self.visit(child));
            }
        }
    }

    /// Visits a part that is evaluated only where `condition` gave `holds`.
    fn visit_knowing(&mut self, condition: &'t Typed, holds: bool, typed: &'t Typed) {
        let before = self.facts.assume(condition, holds);
        self.visit(typed);
        self.facts.forget(before);
    }

    fn binary(&mut self, first: &'t Typed, rest: &'t [(BinaryOperator, Span, Typed)]) {
        match rest {
            [(BinaryOperator::Or, ..), ..] => self.alternatives(first, rest),
            [(BinaryOperator::Matches, operator, right)] => {
                self.matches(first, *operator, right, first.span.to(right.span));
            }
            [(operator, _, right)] if operator.is_relational() => {
                let span = first.span.to(right.span);
                self.comparison(Pair { operator: *operator, left: first, right, span });
            }
            _ => self.null_in_text(first, rest),
        }
        self.visit(first);
        let before = self.facts.mark();
        let mut left = first;
        for (operator, _, right) in rest {
            match operator {
                BinaryOperator::And => _ = self.facts.assume(left, true),
                BinaryOperator::Or => _ = self.facts.assume(left, false),
                _ => {}
            }
            self.visit(right);
            left = right;
        }
        self.facts.forget(before);
    }

    fn call(&mut self, typed: &Typed, function: &Function, name: Span, arguments: &[Typed]) {
        self.function_name(typed, function, name);
        self.group_call(name, arguments);
        let [first, rest @ ..] = arguments else { return };
        let family = function.names.first().map_or("", |name| name.text);
        match (family, rest) {
            ("String.stringContains", [searched]) => self.search_too_wide(first, searched),
            ("String.replace" | "String.replaceFirst", _) => self.regex_like_match(first, rest),
            ("String.substringBefore" | "String.substringAfter", [separator]) => {
                self.separator_may_be_absent(typed, first, separator);
            }
            ("String.substring", _) => self.position_past_end(first, rest),
            ("Arrays.contains", [searched]) => self.whole_element_only(first, searched),
            ("Time.fromUnixToIso8601", _) => self.seconds_as_millis(first),
            ("isMemberOfGroupNameRegex", _) => self.expensive_pattern(first),
            _ => {}
        }
    }

    fn method(&mut self, typed: &Typed, target: &Typed, name: &Name, arguments: &[Typed]) {
        match (name.text.as_str(), arguments) {
            ("contains", [searched]) => {
                if search::is_text(target) {
                    self.search_too_wide(target, searched);
                }
                self.whole_element_only(target, searched);
            }
            ("replace" | "replaceFirst", _) => self.regex_like_match(target, arguments),
            ("substringBefore" | "substringAfter", [separator]) => {
                self.separator_may_be_absent(typed, target, separator);
            }
            ("substring", _) => self.position_past_end(target, arguments),
            ("parseUnixTime", _) => self.seconds_as_millis(target),
            ("toString" | "parseStringTime", [pattern]) => self.week_year(pattern),
            _ => {}
        }
    }

    /// Warns of `user.profile.city` in the classic dialect.
    fn wrong_dialect(&mut self, typed: &Typed, target: &Typed) {
        let TypedKind::Attribute { root, name, .. } = &target.kind else { return };
        let TypedKind::Member { name: attribute, .. } = &typed.kind else { return };
        let known = self.environment.known_root("user").is_some()
            || self.sample_values(target).iter().any(|value| !value.is_null());
        if self.environment.dialect != Dialect::Classic
            || (&*root.name, &**name) != ("user", "profile")
            || known
        {
            return;
        }
        let span = inner_span(typed, self.text);
        let flat = format!("user.{attribute}");
        self.report(
            Diagnostic::warning(
                Code::WrongDialect,
                span,
                format!("`{}` is the form of the Identity Engine dialect", self.written(span)),
            )
            .with_help(format!("here it is `{flat}`"))
            .with_fix(Fix::may_change_meaning(
                format!("replace by `{flat}`"),
                span,
                flat,
            )),
        );
    }
}

/// The place of a part without the parentheses around it.
fn inner_span(typed: &Typed, text: &str) -> Span {
    let natural = match &typed.kind {
        TypedKind::Call { name, .. } => name.start(),
        TypedKind::Method { target: Some(first), .. }
        | TypedKind::Member { target: first, .. }
        | TypedKind::Binary { first, .. } => first.span.start(),
        _ => usize::MAX,
    };
    let (mut start, mut end) = (typed.span.start(), typed.span.end());
    while start < natural {
        let Some(inside) = text
            .get(start..end)
            .and_then(|all| all.strip_prefix('('))
            .and_then(|rest| rest.strip_suffix(')'))
        else {
            break;
        };
        start += 1 + inside.len() - inside.trim_start().len();
        end -= 1 + inside.len() - inside.trim_end().len();
    }
    Span::new(start, end.max(start))
}

/// Whether parentheses stand around a part.
fn is_wrapped(typed: &Typed, text: &str) -> bool {
    inner_span(typed, text) != typed.span
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::*;
    use crate::environment::Environment;

    /// Code and underlined text of every warning.
    fn warned(text: &str) -> Vec<(&'static str, String)> {
        let checked = check(text, &Environment::default());
        let shown = |found: &Diagnostic| (found.code.id(), found.span.of(text).to_owned());
        checked.diagnostics.iter().map(shown).collect()
    }

    #[test]
    fn the_vendors_rule_lacks_one_guard() {
        let rule = "(appuser.directNumber != null ? appuser.directNumber : \"\") + \"#\" + appuser.extensionNumber";
        assert_eq!(warned(rule), [("W0002", "appuser.extensionNumber".to_owned())]);
        let found = check(rule, &Environment::default()).diagnostics;
        let fixed = found[0].fixes[0].apply(rule);
        assert_eq!(
            fixed,
            "(appuser.directNumber != null ? appuser.directNumber : \"\") + \"#\" + (appuser.extensionNumber ?: \"\")"
        );
        assert_eq!(warned(&fixed), []);
    }
}
