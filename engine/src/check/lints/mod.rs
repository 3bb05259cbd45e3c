//! A checked tree → warnings: what is accepted and probably not meant.
//!
//! One walk in the order of evaluation, which knows at every part what its conditions have proved;
//! each topic has a room of its own.

mod facts;
mod nulls;

use super::typed::{Typed, TypedKind};
use crate::diagnostic::Diagnostic;
use crate::environment::Environment;
use crate::syntax::BinaryOperator;
use crate::text::Span;
use facts::Facts;

/// Every warning about the expression `text`, whose checked tree is `typed`.
pub(super) fn warnings(text: &str, typed: &Typed, environment: &Environment) -> Vec<Diagnostic> {
    let mut lints = Lints { text, environment, facts: Facts::default(), found: Vec::new() };
    lints.visit(typed);
    lints.found
}

/// The walk: what is known where it stands, and what it found.
struct Lints<'t> {
    text: &'t str,
    environment: &'t Environment,
    facts: Facts<'t>,
    found: Vec<Diagnostic>,
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

    fn visit(&mut self, typed: &'t Typed) {
        match &typed.kind {
            TypedKind::Binary { first, rest } => self.binary(first, rest),
            TypedKind::Conditional { condition, then, otherwise } => {
                self.null_is_not_empty(typed, condition, then, otherwise);
                self.visit(condition);
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
            _ => typed.for_each_child(|child| self.visit(child)),
        }
    }

    /// Visits a part that is evaluated only where `condition` gave `holds`.
    fn visit_knowing(&mut self, condition: &'t Typed, holds: bool, typed: &'t Typed) {
        let before = self.facts.assume(condition, holds);
        self.visit(typed);
        self.facts.forget(before);
    }

    fn binary(&mut self, first: &'t Typed, rest: &'t [(BinaryOperator, Span, Typed)]) {
        self.null_in_text(first, rest);
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
