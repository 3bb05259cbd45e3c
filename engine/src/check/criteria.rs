//! Maps of criteria for `user.getGroups` and `user.isMemberOf` → what the functions will refuse.

use super::Checker;
use super::near::nearest;
use super::typed::{Typed, TypedKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::functions::group_criteria::{KEYS, NAME, OPERATOR, OPERATORS};
use crate::text::Span;

impl Checker<'_> {
    /// Reports the keys and operators of a map that is written out.
    pub(super) fn refused_criteria(&mut self, argument: &Typed) {
        let TypedKind::Map(entries) = &argument.kind else { return };
        let names: Vec<Option<&str>> = entries.iter().map(|(key, _)| key.text_literal()).collect();
        if names.iter().any(Option::is_none) {
            // A key that only the evaluation knows may be any.
            return;
        }
        let has = |wanted: &str| names.contains(&Some(wanted));
        let mut unknown = false;
        for ((key, value), name) in entries.iter().zip(&names) {
            let name = name.unwrap_or_default();
            if name == OPERATOR {
                self.refused_operator(value);
                if !has(NAME) && KEYS.iter().any(|known| has(known)) {
                    let message = format!("`{OPERATOR}` belongs to `{NAME}` only");
                    self.refuse(key.span, message, "the other keys are compared exactly");
                }
            } else if !KEYS.contains(&name) {
                unknown = true;
                self.unknown_key(name, key.span);
            }
        }
        if !unknown && !KEYS.iter().any(|known| has(known)) {
            let message = "the map does not say what to ask of a group".to_owned();
            self.refuse(argument.span, message, &format!("add one of {}", listed(&KEYS)));
        }
    }

    fn unknown_key(&mut self, name: &str, span: Span) {
        let message = format!("groups cannot be asked for `{name}`");
        let found = Diagnostic::failure(Code::InvalidArgument, span, message);
        // `name` and `profile.name` are the ends of what is meant.
        let end = format!(".{name}");
        let longer = KEYS.into_iter().find(|known| known.ends_with(&end));
        self.report(match longer.or_else(|| nearest(name, KEYS.into_iter().chain([OPERATOR]))) {
            Some(near) => self.or_rather(found, span, near),
            None => found.with_help(format!("the keys are {}", listed(&KEYS))),
        });
    }

    fn refused_operator(&mut self, value: &Typed) {
        let Some(text) = value.text_literal().filter(|text| !OPERATORS.contains(text)) else {
            return;
        };
        let message = format!("there is no operator `{text}`");
        let found = Diagnostic::failure(Code::InvalidArgument, value.span, message);
        self.report(match nearest(text, OPERATORS.into_iter()) {
            Some(near) => self.or_rather(found, value.span, near),
            None => found.with_help(format!("the operators are {}", listed(&OPERATORS))),
        });
    }

    fn refuse(&mut self, span: Span, message: String, help: &str) {
        self.report(Diagnostic::failure(Code::InvalidArgument, span, message).with_help(help));
    }
}

fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
