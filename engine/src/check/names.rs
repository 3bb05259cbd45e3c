//! What names mean: roots, attributes, functions, methods.

use super::typed::{Profiles, Reading, Root, Typed, TypedKind};
use super::{Checker, Scope, check};
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::dialect::{Dialect, canonical_root, is_root};
use crate::environment::{Environment, SourceProfile};
use crate::functions::{self, Function, Role};
use crate::syntax::{Name, Node, NodeKind, OnNull, Step, StepKind};
use crate::text::Span;
use crate::types::Type;
use crate::value::Value;

/// What `user` has in the Identity Engine dialect.
const IDENTITY_USER: &[&str] = &[
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
            return self.bare_name(name, head.span, &[]);
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
            && let Some(root) = self.root(name, head.span)
        {
            let typed = match root {
                Ok(root) => self.attribute(root, attribute, head.span.to(first.span)),
                Err(()) => Typed::invalid(head.span),
            };
            return self.steps(typed, rest);
        }
        let head = self.bare_name(name, head.span, steps);
        self.steps(head, steps)
    }

    /// `String.len(...)`, `user.getGroups(...)`; `None` where it is no function of a family.
    fn family_call(
        &mut self,
        family: &str,
        whole: Span,
        family_span: Span,
        method: &Name,
        arguments: &[Node],
    ) -> Option<Typed> {
        let dialect = self.environment.dialect;
        let is_user = self.scope == Scope::Top && family == "user";
        let known = functions::is_namespace(dialect, family);
        let elsewhere = functions::is_namespace(other(dialect), family);
        if !is_user && !known && !elsewhere {
            return None;
        }
        let span = family_span.to(method.span);
        let full = Name { text: format!("{family}.{}", method.text), span };
        let arguments = self.nodes(arguments);
        if is_user && self.environment.only_roots.is_some() {
            self.unknown_name(family, family_span, &[]);
            return Some(Typed::invalid(whole));
        }
        if let Some((_, function)) = functions::find(dialect, &full.text) {
            return Some(self.call(function, &full, arguments, whole));
        }
        if is_user && !self.root_allowed("user") {
            self.root_not_allowed("user", family_span);
            return Some(Typed::invalid(whole));
        }
        let code = if is_user { Code::UnknownMethod } else { Code::UnknownFunction };
        self.unknown_function(code, &full);
        Some(Typed::invalid(whole))
    }

    pub(super) fn bare_call(&mut self, name: &Name, arguments: &[Node], span: Span) -> Typed {
        let arguments = self.nodes(arguments);
        if self.scope == Scope::Element {
            let ty = self.method(None, name, &arguments);
            let kind = TypedKind::Method {
                target: None,
                name: name.clone(),
                arguments,
                null: OnNull::Fail,
            };
            return Typed::new(kind, ty, span);
        }
        match functions::find(self.environment.dialect, &name.text) {
            Some((_, function)) => self.call(function, name, arguments, span),
            None => {
                self.unknown_function(Code::UnknownFunction, name);
                Typed::invalid(span)
            }
        }
    }

    fn call(
        &mut self,
        function: &'static Function,
        name: &Name,
        arguments: Vec<Typed>,
        span: Span,
    ) -> Typed {
        let place = self.environment.place;
        if !function.places.contains(place) {
            self.report(Diagnostic::error(
                Code::FunctionNotAllowed,
                name.span,
                format!("`{}` is not allowed in a {}", name.text, place.rules().title),
            ));
            return Typed::invalid(span);
        }
        if !self.arity(function, name, arguments.len(), 0) {
            return Typed::invalid(span);
        }
        let parameters = function.signature.parameters;
        if parameters.iter().any(|parameter| parameter.role == Role::GroupExpression) {
            if self.environment.only_roots.is_some() {
                self.report(Diagnostic::error(
                    Code::FunctionNotAllowed,
                    name.span,
                    format!("`{}` is not allowed inside a group expression", name.text),
                ));
                return Typed::invalid(span);
            }
            for (argument, parameter) in arguments.iter().zip(parameters) {
                if parameter.role == Role::GroupExpression {
                    self.group_expression(argument);
                }
            }
        }
        self.refused(parameters, &arguments);
        let ty = function.signature.returns;
        Typed::new(TypedKind::Call { function, name: name.span, arguments }, ty, span)
    }

    /// Reports what is wrong inside a group expression that is written out.
    fn group_expression(&mut self, argument: &Typed) {
        let Some(text) = argument.literal().and_then(Value::as_text) else { return };
        let Environment { dialect, limits, .. } = self.environment;
        let found = check(text, &Environment::group_expression(*dialect, *limits)).diagnostics;
        // Where a quote is written twice, places inside the text cannot be told.
        let plain = argument.span.range().len() == text.len() + 2;
        for found in found {
            let start = argument.span.start() + 1;
            let span = if plain {
                Span::new(start + found.span.start(), start + found.span.end())
            } else {
                argument.span
            };
            let mut inside = Diagnostic::failure(found.code, span, found.message)
                .with_label("in the group expression");
            inside.help = found.help;
            self.report(inside);
        }
    }

    fn unknown_function(&mut self, code: Code, name: &Name) {
        let dialect = self.environment.dialect;
        if functions::is_undocumented(&name.text) {
            let message = format!("`{}` exists, but nothing says what it does", name.text);
            self.report(
                Diagnostic::error(Code::UndocumentedFunction, name.span, message).with_help(
                    "it cannot be evaluated here; ask about groups with the documented functions",
                ),
            );
            return;
        }
        let mut found = Diagnostic::error(code, name.span, format!("there is no `{}`", name.text));
        let known = functions::names(dialect)
            .filter(|(known, _)| known.form == functions::Form::Function)
            .map(|(known, _)| known.text);
        if functions::find(other(dialect), &name.text).is_some() {
            found =
                found.with_help(format!("it belongs to the {} dialect", other(dialect).title()));
        } else if let Some(near) = nearest(&name.text, known) {
            found = found
                .with_help(format!("did you mean `{near}`? Names are case-sensitive"))
                .with_fix(Fix::may_change_meaning(format!("replace by `{near}`"), name.span, near));
        }
        self.report(found);
    }

    /// The type of a method call, after reporting what can be known to fail.
    pub(super) fn method(
        &mut self,
        target: Option<&Typed>,
        name: &Name,
        arguments: &[Typed],
    ) -> Type {
        let receiver = target.map_or(Type::ANY, |target| target.ty);
        let mut ty = Type::NEVER;
        let mut wrong_count = None;
        for (_, function) in functions::methods(self.environment.dialect, &name.text) {
            let takes = function.signature.parameters.first().map_or(Type::ANY, |p| p.ty);
            if receiver.intersects(takes) {
                if function.signature.takes(arguments.len() + 1) {
                    ty = ty | function.signature.returns;
                    let parameters = function.signature.parameters;
                    self.refused(parameters.get(1..).unwrap_or_default(), arguments);
                } else {
                    wrong_count = Some(function);
                }
            }
        }
        if ty.is_never() && !receiver.is_never() {
            match wrong_count {
                Some(function) => {
                    let before = self.diagnostics.len();
                    self.arity(function, name, arguments.len(), 1);
                    for found in self.diagnostics.iter_mut().skip(before) {
                        found.stage = crate::diagnostic::Stage::Evaluate;
                    }
                }
                None if receiver != Type::NULL => self.unknown_method(receiver, name),
                None => {}
            }
        }
        ty
    }

    fn unknown_method(&mut self, receiver: Type, name: &Name) {
        let dialect = self.environment.dialect;
        let message = match dialect {
            Dialect::Classic => {
                format!("values have no methods in the Classic dialect: `.{}()`", name.text)
            }
            Dialect::IdentityEngine if receiver == Type::ANY => {
                format!("there is no method `{}`", name.text)
            }
            Dialect::IdentityEngine => format!("a {receiver} has no method `{}`", name.text),
        };
        let mut found = Diagnostic::failure(Code::UnknownMethod, name.span, message);
        let known = functions::names(dialect)
            .filter(|(known, _)| known.form == functions::Form::Method)
            .map(|(known, _)| known.text);
        if let Some(near) = nearest(&name.text, known) {
            found = found
                .with_help(format!("did you mean `{near}`?"))
                .with_fix(Fix::may_change_meaning(format!("replace by `{near}`"), name.span, near));
        }
        self.report(found);
    }

    /// A bare name that is not the head of a family call; `steps` are what hangs on it.
    pub(super) fn bare_name(&mut self, name: &str, span: Span, steps: &[Step]) -> Typed {
        if self.scope == Scope::Element {
            return Typed::new(TypedKind::ElementAttribute(name.into()), Type::ANY, span);
        }
        match self.root(name, span) {
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
            let root = Root { name: "source".into(), profiles: Profiles::FirstOf(rules.source) };
            return self.attribute(root, &Name { text: name.to_owned(), span }, span);
        }
        self.unknown_name(name, span, steps);
        Typed::invalid(span)
    }

    fn unknown_name(&mut self, name: &str, span: Span, steps: &[Step]) {
        let roots = self.root_names();
        let mut found = Diagnostic::error(
            Code::UnknownName,
            span,
            format!("there is nothing called `{name}` here"),
        );
        if steps.is_empty() {
            found = found.with_help(
                "put quotes around text; an attribute needs its root, such as `user.city`",
            );
        } else if let Some(near) = nearest(name, roots.iter().copied()) {
            found = found
                .with_help(format!("did you mean `{near}`?"))
                .with_fix(Fix::may_change_meaning(format!("replace by `{near}`"), span, near));
        } else {
            found = found.with_help(format!("the roots here are {}", roots.join(", ")));
        }
        self.report(found);
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
    fn root_names(&self) -> Vec<&'static str> {
        let rules = self.environment.place.rules();
        self.environment.only_roots.unwrap_or(rules.roots).to_vec()
    }

    fn root_allowed(&self, name: &str) -> bool {
        self.root_names().contains(&canonical_root(name))
    }

    fn is_readable_root(&self, name: &str) -> bool {
        self.root_allowed(name) || self.environment.apps.iter().any(|app| app == name)
    }

    fn root_not_allowed(&mut self, name: &str, span: Span) {
        let roots = self.root_names().join(", ");
        let title = self.environment.place.rules().title;
        self.report(
            Diagnostic::error(
                Code::RootNotAllowed,
                span,
                format!("`{name}` is not available in a {title}"),
            )
            .with_help(format!("the roots here are {roots}")),
        );
    }

    /// The root of this name: `None` where it is none at all, an error where it is not available.
    fn root(&mut self, name: &str, span: Span) -> Option<Result<Root, ()>> {
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
            self.root_not_allowed(name, span);
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
                        "`{}.{}` is not available in a {}",
                        root.name,
                        name.text,
                        self.environment.place.rules().title
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
        let ty = self.known_attribute(&root, name);
        let reading = if identity_user && IDENTITY_USER_DATES.contains(&name.text.as_str()) {
            Reading::DateTime
        } else {
            Reading::AsIs
        };
        let kind = TypedKind::Attribute { root, name: name.text.as_str().into(), reading };
        Typed::new(kind, ty | Type::NULL, span)
    }

    /// The attribute's type by the schema, after reporting one that the schema does not have.
    fn known_attribute(&mut self, root: &Root, name: &Name) -> Type {
        let environment = self.environment;
        let known = match root.profiles {
            Profiles::Own => environment.known_root(&root.name),
            Profiles::FirstOf(profiles) => {
                profiles.iter().find_map(|profile| environment.known_root(profile))
            }
        };
        let Some(known) = known else { return Type::ANY };
        if let Some(attribute) = known.attributes.iter().find(|known| known.name == name.text) {
            return attribute.ty;
        }
        let names = known.attributes.iter().map(|attribute| attribute.name.as_str());
        let mut found = Diagnostic::error(
            Code::UnknownAttribute,
            name.span,
            format!("`{}` has no attribute `{}`", root.name, name.text),
        )
        .with_label(format!("not in the schema of {}", known.title));
        if let Some(near) = nearest(&name.text, names) {
            found = found
                .with_help(format!("did you mean `{near}`?"))
                .with_fix(Fix::may_change_meaning(format!("replace by `{near}`"), name.span, near));
        }
        self.report(found);
        Type::ANY
    }
}

/// The other dialect.
fn other(dialect: Dialect) -> Dialect {
    match dialect {
        Dialect::Classic => Dialect::IdentityEngine,
        Dialect::IdentityEngine => Dialect::Classic,
    }
}

/// The known name that `name` was probably meant to be: the same but for letter case, or a few
/// letters away.
pub(super) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let lower = name.to_lowercase();
    let most = match name.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    known
        .map(|candidate| (strsim::osa_distance(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= most && *candidate != name)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
