//! What names mean: roots and attributes.

use super::near::nearest;
use super::typed::{Profiles, Reading, Root, Typed, TypedKind};
use super::{Beside, Checker, Scope};
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::dialect::{Dialect, canonical_root, is_root};
use crate::environment::SourceProfile;
use crate::functions;
use crate::syntax::{Name, Node, NodeKind, Step, StepKind};
use crate::text::Span;
use crate::types::Type;

/// What `user` has in the Identity Engine dialect.
pub(crate) const IDENTITY_USER: &[&str] = &[
    "id",
    "status",
    "created",
    "lastUpdated",
    "passwordChanged",
    "lastLogin",
    "realmId",
    "profile",
];

/// Those of them that are date-times.
const IDENTITY_USER_DATES: &[&str] = &["created", "lastUpdated", "passwordChanged", "lastLogin"];

impl Checker<'_> {
    pub(super) fn path(&mut self, head: &Node, steps: &[Step], span: Span) -> Typed {
        let NodeKind::Name(name) = &head.kind else {
            let head = self.node(head);
            return self.steps(head, steps);
        };
        let [first, rest @ ..] = steps else {
            return self.bare_name(name, head.span, &[], Beside::Nothing);
        };
        if let StepKind::Method { name: method, arguments } = &first.kind
            && let Some(call) =
                self.family_call(name, head.span.to(first.span), head.span, method, arguments)
        {
            return self.steps(call, rest);
        }
        if self.scope == Scope::Top
            && functions::is_namespace(self.environment.dialect, name)
            && !self.is_readable_root(name)
        {
            self.namespace_as_value(name, span);
            return self.steps(Typed::invalid(head.span), rest);
        }
        if let StepKind::Member(attribute) = &first.kind
            && self.scope == Scope::Top
            && let Some(root) = self.root(name, head.span, Some(attribute))
        {
            let typed = match root {
                Ok(root) => self.attribute(root, attribute, head.span.to(first.span)),
                Err(()) => Typed::invalid(head.span),
            };
            return self.steps(typed, rest);
        }
        let head = self.bare_name(name, head.span, steps, Beside::Nothing);
        self.steps(head, steps)
    }

    /// A bare name that is not the head of a family call; `steps` are what hangs on it.
    pub(super) fn bare_name(
        &mut self,
        name: &str,
        span: Span,
        steps: &[Step],
        beside: Beside,
    ) -> Typed {
        if self.scope == Scope::Element {
            return Typed::new(TypedKind::ElementAttribute(name.into()), Type::ANY, span);
        }
        match self.root(name, span, None) {
            Some(Ok(root)) => return Typed::new(TypedKind::Root(root), Type::OBJECT, span),
            Some(Err(())) => return Typed::invalid(span),
            None => {}
        }
        let environment = self.environment;
        if functions::is_namespace(environment.dialect, name) {
            self.namespace_as_value(name, span);
            return Typed::invalid(span);
        }
        let rules = environment.place.rules();
        if rules.bare_names
            && environment.dialect == Dialect::Classic
            && environment.only_roots.is_none()
            && (environment.source == SourceProfile::Present
                || environment.place != crate::dialect::Place::Any)
        {
            self.doubtful_name(name, span, steps, beside);
            let root = Root { name: "source".into(), profiles: Profiles::FirstOf(rules.source) };
            return self.attribute(root, &Name { text: name.to_owned(), span }, span);
        }
        self.unknown_name(name, span, steps, beside);
        Typed::invalid(span)
    }

    fn namespace_as_value(&mut self, name: &str, span: Span) {
        self.report(
            Diagnostic::error(
                Code::NamespaceAsValue,
                span,
                format!("`{name}` is a family of functions, not a value"),
            )
            .with_help(format!("call one of its functions: `{name}.…(…)`")),
        );
    }

    /// The roots that can be read here.
    pub(super) fn root_names(&self) -> Vec<&'static str> {
        let rules = self.environment.place.rules();
        self.environment.only_roots.unwrap_or(rules.roots).to_vec()
    }

    pub(super) fn root_allowed(&self, name: &str) -> bool {
        self.root_names().contains(&canonical_root(name))
    }

    fn is_readable_root(&self, name: &str) -> bool {
        self.root_allowed(name) || self.environment.apps.iter().any(|app| app == name)
    }

    /// The root of this name: `None` where it is none at all, an error where it is not available.
    fn root(
        &mut self,
        name: &str,
        span: Span,
        attribute: Option<&Name>,
    ) -> Option<Result<Root, ()>> {
        let environment = self.environment;
        let own = canonical_root(name);
        let is_app =
            environment.only_roots.is_none() && environment.apps.iter().any(|app| app == name);
        if self.root_allowed(name) || is_app && environment.place.rules().named_apps {
            let profiles = if own == "source" {
                Profiles::FirstOf(environment.place.rules().source)
            } else {
                Profiles::Own
            };
            return Some(Ok(Root { name: own.into(), profiles }));
        }
        if (is_root(name) && environment.only_roots.is_none()) || is_app {
            self.root_not_allowed(name, span, attribute);
            return Some(Err(()));
        }
        None
    }

    /// An attribute of a root's profile.
    fn attribute(&mut self, root: Root, name: &Name, span: Span) -> Typed {
        let identity_user =
            &*root.name == "user" && self.environment.dialect == Dialect::IdentityEngine;
        if identity_user && !IDENTITY_USER.contains(&name.text.as_str()) {
            self.report(
                Diagnostic::error(
                    Code::UnknownAttribute,
                    name.span,
                    format!(
                        "`user` has no attribute `{}` in the Identity Engine dialect",
                        name.text
                    ),
                )
                .with_help(format!("profile attributes are read as `user.profile.{}`", name.text))
                .with_fix(Fix::may_change_meaning(
                    format!("replace by `user.profile.{}`", name.text),
                    name.span,
                    format!("profile.{}", name.text),
                )),
            );
            return Typed::invalid(span);
        }
        let paths = self.environment.place.rules().paths;
        if let Some((_, allowed)) = paths.iter().find(|(known, _)| **known == *root.name)
            && !allowed.contains(&name.text.as_str())
        {
            self.report(
                Diagnostic::error(
                    Code::PathNotAllowed,
                    span,
                    format!(
                        "`{}.{}` is not available in {}",
                        root.name,
                        name.text,
                        self.environment.place.rules().noun()
                    ),
                )
                .with_help(format!(
                    "only `{}.{}` is",
                    root.name,
                    allowed.join("`, `")
                )),
            );
            return Typed::invalid(span);
        }
        self.status_in_group_rule(&root, name, span);
        let Some(ty) = self.known_attribute(&root, name) else { return Typed::invalid(span) };
        let reading = if identity_user && IDENTITY_USER_DATES.contains(&name.text.as_str()) {
            Reading::DateTime
        } else {
            Reading::AsIs
        };
        let kind = TypedKind::Attribute { root, name: name.text.as_str().into(), reading };
        Typed::new(kind, ty | Type::NULL, span)
    }

    /// The attribute's type by the schema; `None` after reporting one that the schema does not have.
    fn known_attribute(&mut self, root: &Root, name: &Name) -> Option<Type> {
        let environment = self.environment;
        let known = match root.profiles {
            Profiles::Own => environment.known_root(&root.name),
            Profiles::FirstOf(profiles) => {
                profiles.iter().find_map(|profile| environment.known_root(profile))
            }
        };
        let Some(known) = known else { return Some(Type::ANY) };
        if let Some(attribute) = known.attributes.iter().find(|known| known.name == name.text) {
            return Some(attribute.ty);
        }
        let names = || known.attributes.iter().map(|attribute| attribute.name.as_str());
        let mut found = Diagnostic::error(
            Code::UnknownAttribute,
            name.span,
            format!("`{}` has no attribute `{}`", root.name, name.text),
        )
        .with_label(format!("not in the schema of {}", known.title));
        let same = names().find(|known| known.eq_ignore_ascii_case(&name.text));
        if let Some(same) = same {
            found = found
                .with_help(format!("attribute names are case-sensitive: `{same}`"))
                .with_fix(Fix::may_change_meaning(format!("replace by `{same}`"), name.span, same));
        } else if let Some(near) = nearest(&name.text, names()) {
            found = found
                .with_help(format!("did you mean `{near}`?"))
                .with_fix(Fix::may_change_meaning(format!("replace by `{near}`"), name.span, near));
        } else {
            found = found.with_help(format!(
                "add it to the schema, or Okta says: Invalid property {} in expression",
                name.text
            ));
        }
        self.report(found);
        None
    }
}
