//! Names that mean nothing where they stand: what the author probably meant.

use super::near::nearest;
use super::typed::Root;
use super::{Beside, Checker};
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::dialect::{Dialect, Place};
use crate::functions;
use crate::syntax::{Name, Step, StepKind};
use crate::text::Span;

impl Checker<'_> {
    /// Reports a bare name that is neither a root nor an attribute.
    pub(super) fn unknown_name(&mut self, name: &str, span: Span, steps: &[Step], beside: Beside) {
        let found = match steps {
            [] => self.unknown_word(name, span, beside),
            _ => self.wrong_head(name, span, steps),
        };
        self.report(found);
    }

    /// What stands before a dot and is no root: a family of functions misspelt, or a root.
    fn wrong_head(&self, name: &str, span: Span, steps: &[Step]) -> Diagnostic {
        if let [Step { kind: StepKind::Method { name: method, .. }, .. }, ..] = steps
            && let Some(near) = self.meant_family(name, method)
        {
            let whole = span.to(method.span);
            let message = format!("there is no `{}`", whole.of(self.text));
            return Diagnostic::error(Code::UnknownName, whole, message)
                .with_help(format!("did you mean `{near}`? Names are case-sensitive"))
                .with_fix(Fix::may_change_meaning(format!("replace by `{near}`"), whole, near));
        }
        self.unknown_root(name, span)
    }

    /// `String.len` for `string.len`, `Arrays.size` for `Array.size`.
    fn meant_family(&self, family: &str, method: &Name) -> Option<&'static str> {
        let wanted = format!("{family}.{}", method.text);
        let known = || functions::names(self.environment.dialect).map(|(known, _)| known.text);
        known().find(|known| known.eq_ignore_ascii_case(&wanted)).or_else(|| {
            known().find(|known| {
                known.split_once('.').is_some_and(|(other, own)| {
                    own.eq_ignore_ascii_case(&method.text)
                        && nearest(family, std::iter::once(other)).is_some()
                })
            })
        })
    }

    fn unknown_root(&self, name: &str, span: Span) -> Diagnostic {
        let roots = self.root_names();
        let found = Diagnostic::error(
            Code::UnknownName,
            span,
            format!("there is nothing called `{name}` here"),
        );
        let main = self.main_root();
        let near = nearest(name, roots.iter().copied());
        match near.or(main.filter(|_| name.eq_ignore_ascii_case("profile"))) {
            Some(near) => {
                let policies = if name == "profile" && self.environment.dialect == Dialect::Classic
                {
                    " In sign-on policies the form is `user.profile.…`"
                } else {
                    ""
                };
                found
                    .with_help(format!("did you mean `{near}`?{policies}"))
                    .with_fix(Fix::may_change_meaning(format!("replace by `{near}`"), span, near))
            }
            None => found.with_help(format!("the roots here are {}", roots.join(", "))),
        }
    }

    /// A word alone: an attribute without its root, or a text without its quotes.
    fn unknown_word(&self, name: &str, span: Span, beside: Beside) -> Diagnostic {
        let main = self.main_root();
        let known = main.and_then(|main| self.environment.known_root(main));
        let attributes = || {
            let all = known.map_or(&[][..], |known| known.attributes.as_slice());
            all.iter().map(|attribute| attribute.name.as_str())
        };
        let is_attribute = attributes().any(|attribute| attribute == name);
        let capital = name.starts_with(char::is_uppercase);
        let text_meant = !is_attribute
            && (matches!(beside, Beside::Attribute | Beside::Label)
                || capital && beside == Beside::Nothing);
        let quote = if self.text.contains('\'') && !self.text.contains('"') { "'" } else { "\"" };
        let quoted = format!("{quote}{name}{quote}");
        let as_text = Fix::may_change_meaning(format!("write {quoted}"), span, quoted.clone());
        let near = nearest(name, attributes());
        let prefixed = main.map(|main| format!("{main}.{}", near.unwrap_or(name)));
        let prefix = prefixed
            .clone()
            .map(|prefixed| Fix::may_change_meaning(format!("write `{prefixed}`"), span, prefixed));
        let (message, help) = if text_meant {
            (
                format!("`{name}` is read as the name of an attribute"),
                format!("put quotes around text: {quoted}"),
            )
        } else {
            let help = match &prefixed {
                Some(prefixed) => format!("write `{prefixed}`, or put quotes around text"),
                None => format!("put quotes around text: {quoted}"),
            };
            (format!("`{name}` has to say whose attribute it is"), help)
        };
        let found = Diagnostic::error(Code::UnknownName, span, message).with_help(help);
        let fixes = match (text_meant, beside) {
            // Names of groups and sources are written out, not read.
            (true, Beside::Label) => [Some(as_text), None],
            (true, _) => [Some(as_text), prefix],
            (false, _) => [prefix, Some(as_text)],
        };
        fixes.into_iter().flatten().fold(found, Diagnostic::with_fix)
    }

    /// Warns of a bare name that is accepted as an attribute and looks like something else.
    pub(super) fn doubtful_name(&mut self, name: &str, span: Span, steps: &[Step], beside: Beside) {
        let known = self.environment.place.rules().source.iter().any(|source| {
            let schema = self.environment.known_root(source);
            schema.is_some_and(|known| known.attributes.iter().any(|known| known.name == name))
                || self.environment.samples.iter().any(|sample| {
                    sample.root(source).is_some_and(|profile| profile.get(name).is_some())
                })
        });
        if known || self.environment.dialect != Dialect::Classic {
            return;
        }
        let capital = name.starts_with(char::is_uppercase);
        let found = match (steps, beside) {
            ([], _) if self.environment.place == Place::Any => {
                self.unknown_word(name, span, beside)
            }
            ([], Beside::Label) => self.unknown_word(name, span, beside),
            ([], Beside::Attribute) if capital => self.unknown_word(name, span, beside),
            ([_, ..], _) => self.wrong_head(name, span, steps),
            _ => return,
        };
        let code = if steps.is_empty() { Code::BareWord } else { Code::DoubtfulRoot };
        let mut warning = Diagnostic::warning(code, found.span, found.message);
        warning.help = found.help;
        warning.fixes = found.fixes;
        self.report(warning);
    }

    pub(super) fn root_not_allowed(&mut self, name: &str, span: Span, attribute: Option<&Name>) {
        let place = self.environment.place;
        let title = place.rules().noun();
        let mut found = Diagnostic::error(
            Code::RootNotAllowed,
            span,
            format!("`{name}` is not available in {title}"),
        );
        found = if place == Place::GroupRule {
            found.with_help(
                "group rules see the Okta profile only: map the attribute to `user` first",
            )
        } else {
            found.with_help(format!("the roots here are {}", self.root_names().join(", ")))
        };
        if let Some((main, attribute)) = self.main_root().zip(attribute) {
            let known = self.environment.known_root(main);
            let there = known.is_none_or(|known| {
                known.attributes.iter().any(|known| known.name == attribute.text)
            });
            if there && attribute.text != "profile" {
                found = found.with_fix(Fix::may_change_meaning(
                    format!("replace by `{main}`"),
                    span,
                    main,
                ));
            }
        }
        self.report(found);
    }

    /// Where attributes are mostly read from here.
    fn main_root(&self) -> Option<&'static str> {
        let roots = self.root_names();
        let main = roots.iter().find(|root| **root == "user");
        match main.or_else(|| roots.iter().find(|root| **root != "source")) {
            Some(&"user") if self.environment.dialect == Dialect::IdentityEngine => {
                Some("user.profile")
            }
            main => main.copied(),
        }
    }

    /// Reports `user.status` in a group rule, which Okta accepts and compares wrongly.
    pub(super) fn status_in_group_rule(&mut self, root: &Root, name: &Name, span: Span) {
        if self.environment.place != Place::GroupRule
            || (&*root.name, name.text.as_str()) != ("user", "status")
        {
            return;
        }
        let call = "user.getInternalProperty(\"status\")";
        self.report(
            Diagnostic::failure(
                Code::PathNotAllowed,
                span,
                "`user.status` is compared wrongly in a group rule",
            )
            .with_help(format!("use `{call}`"))
            .with_fix(Fix::may_change_meaning(format!("use `{call}`"), span, call)),
        );
    }
}
