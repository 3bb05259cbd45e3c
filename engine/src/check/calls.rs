//! Calls of functions and methods: which one is meant, and what it gives.

use super::near::nearest_function;
use super::typed::{Typed, TypedKind};
use super::{Beside, Checker, Scope, check, foreign, rewrite};
use crate::diagnostic::{Code, Diagnostic, Fix, Stage};
use crate::dialect::{Dialect, Place};
use crate::environment::Environment;
use crate::functions::{self, Form, Function, Role};
use crate::syntax::{Name, Node, OnNull};
use crate::text::{Letters, Span};
use crate::types::Type;
use crate::value::Value;

/// The longest part, in bytes, that is rewritten for the other dialect.
const LONGEST_REWRITTEN: usize = 500;

/// A call of a function, as it is written.
#[derive(Clone, Copy)]
struct Written<'n> {
    name: &'n Name,
    arguments: &'n [Node],
    whole: Span,
    /// How many problems there were before those of its values.
    before: usize,
}

impl Checker<'_> {
    /// `String.len(...)`, `user.getGroups(...)`; `None` where it is no function of a family.
    pub(super) fn family_call(
        &mut self,
        family: &str,
        whole: Span,
        family_span: Span,
        method: &Name,
        arguments: &[Node],
    ) -> Option<Typed> {
        let dialect = self.environment.dialect;
        let is_user = self.scope == Scope::Top && family == "user";
        let is_known = |dialect| functions::is_namespace(dialect, family);
        if !is_user && !is_known(dialect) && !is_known(other(dialect)) {
            return None;
        }
        let span = family_span.to(method.span);
        let full = Name { text: format!("{family}.{}", method.text), span };
        let before = self.diagnostics.len();
        let typed = self.arguments(&full.text, arguments);
        if is_user && self.environment.only_roots.is_some() {
            self.unknown_name(family, family_span, &[], Beside::Nothing);
            return Some(Typed::invalid(whole));
        }
        if let Some((_, function)) = functions::find(dialect, &full.text) {
            return Some(self.call(function, &full, arguments, typed, whole));
        }
        if is_user && !self.root_allowed("user") {
            self.root_not_allowed("user", family_span, None);
            return Some(Typed::invalid(whole));
        }
        let code = if is_user { Code::UnknownMethod } else { Code::UnknownFunction };
        let call = Written { name: &full, arguments, whole, before };
        self.unknown_function(code, &call);
        Some(Typed::invalid(whole))
    }

    pub(super) fn bare_call(&mut self, name: &Name, arguments: &[Node], span: Span) -> Typed {
        let before = self.diagnostics.len();
        let typed = self.arguments(&name.text, arguments);
        if self.scope == Scope::Element {
            let ty = self.method(None, name, (arguments, &typed), span);
            let kind = TypedKind::Method {
                target: None,
                name: name.clone(),
                arguments: typed,
                null: OnNull::Fail,
            };
            return Typed::new(kind, ty, span);
        }
        match functions::find(self.environment.dialect, &name.text) {
            Some((_, function)) => self.call(function, name, arguments, typed, span),
            None => {
                let call = Written { name, arguments, whole: span, before };
                self.unknown_function(Code::UnknownFunction, &call);
                Typed::invalid(span)
            }
        }
    }

    fn call(
        &mut self,
        function: &'static Function,
        name: &Name,
        nodes: &[Node],
        arguments: Vec<Typed>,
        span: Span,
    ) -> Typed {
        let place = self.environment.place;
        if !function.places.contains(place) {
            self.function_not_allowed(name);
            return Typed::invalid(span);
        }
        if !self.arity(function, name, nodes, 0, span) {
            return Typed::invalid(span);
        }
        let parameters = function.signature.parameters;
        self.refused(parameters, &arguments);
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

    fn function_not_allowed(&mut self, name: &Name) {
        let place = self.environment.place;
        let help = if place == Place::GroupRule {
            "group rules take String and Arrays functions, attributes of `user` and the isMemberOf functions; store the value in an attribute by a mapping, and ask for that"
        } else {
            "store the value in an attribute by a mapping, and read that"
        };
        self.report(
            Diagnostic::error(
                Code::FunctionNotAllowed,
                name.span,
                format!("`{}` is not allowed in {}", name.text, place.rules().noun()),
            )
            .with_help(help),
        );
    }

    /// Reports a function that does not exist.
    fn unknown_function(&mut self, code: Code, call: &Written<'_>) {
        let Written { name, arguments, whole, .. } = *call;
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
        if functions::find(other(dialect), &name.text).is_some() {
            self.function_of_other_dialect(code, call);
            return;
        }
        let found = Diagnostic::error(code, name.span, format!("there is no `{}`", name.text));
        let known = || {
            functions::names(dialect)
                .filter(|(known, _)| known.form == Form::Function && known.instead.is_none())
                .map(|(known, _)| known.text)
        };
        // In a family a similar name is more probable than another product's function.
        let near = nearest_function(&name.text, known());
        let family = |text: &str| text.split_once('.').map(|(family, _)| family.lower());
        let own = family(&name.text);
        let exact = near.filter(|near| {
            own.is_some() && own == family(near) || near.eq_ignore_ascii_case(&name.text)
        });
        let found = match (exact, foreign::find(&name.text)) {
            (None, Some(foreign)) => {
                let found = found.with_help(foreign.advice);
                match (foreign.rewritten(dialect, None, arguments, self.text), near) {
                    (Some(call), _) => found.with_fix(Fix::may_change_meaning(
                        format!("use `{call}`"),
                        whole,
                        call,
                    )),
                    (None, Some(near)) => found.with_fix(replace_by(near, name.span)),
                    (None, None) => found,
                }
            }
            (exact, _) => match exact.or(near) {
                Some(near) => found
                    .with_help(format!("did you mean `{near}`? Names are case-sensitive"))
                    .with_fix(replace_by(near, name.span)),
                None => found.with_help("the reference lists the functions of each dialect"),
            },
        };
        self.report(found);
    }

    /// Reports `String.len(user.city)` in the Identity Engine dialect and the like.
    fn function_of_other_dialect(&mut self, code: Code, call: &Written<'_>) {
        let Written { name, arguments, whole, before } = *call;
        let dialect = self.environment.dialect;
        let message = format!("`{}` belongs to the {} dialect", name.text, other(dialect).title());
        let call = (whole.range().len() <= LONGEST_REWRITTEN)
            .then(|| rewrite::call(&name.text, arguments, self.text, dialect))
            .flatten();
        let found = match call {
            Some(call) => {
                // The whole call is rewritten, so what is wrong inside has the same cause.
                let inside = |found: &Diagnostic| {
                    found.code == Code::UnknownAttribute
                        || found.code == Code::UnknownFunction
                        || found.code == Code::UnknownMethod
                };
                let mut index = 0;
                self.diagnostics.retain(|found| {
                    index += 1;
                    index <= before || !inside(found)
                });
                Diagnostic::error(code, whole, message)
                    .with_help(format!("here it is `{call}`"))
                    .with_fix(Fix::may_change_meaning(format!("use `{call}`"), whole, call))
            }
            None => Diagnostic::error(code, whole, message)
                .with_help(format!("the {} dialect has no form of it", dialect.title())),
        };
        self.report(found);
    }

    /// The values of a call. Bare names in some calls are texts without their quotes.
    fn arguments(&mut self, name: &str, arguments: &[Node]) -> Vec<Typed> {
        let own = name.rsplit('.').next().unwrap_or(name);
        let label = name.starts_with("Groups.")
            || ["isMemberOf", "getManager", "getAssistant", "getInternal", "getLinked"]
                .iter()
                .any(|start| own.starts_with(start));
        let beside = if label { Beside::Label } else { Beside::Nothing };
        arguments
            .iter()
            .map(|argument| {
                self.beside = beside;
                self.node(argument)
            })
            .collect()
    }

    /// The type of a method call, after reporting what can be known to fail.
    pub(super) fn method(
        &mut self,
        target: Option<&Typed>,
        name: &Name,
        (arguments, typed): (&[Node], &[Typed]),
        whole: Span,
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
                    self.refused(parameters.get(1..).unwrap_or_default(), typed);
                } else {
                    wrong_count = Some(function);
                }
            }
        }
        let invalid = target.is_some_and(|target| matches!(target.kind, TypedKind::Invalid));
        if ty.is_never() && !receiver.is_never() && !invalid {
            match wrong_count {
                Some(function) => {
                    let before = self.diagnostics.len();
                    self.arity(function, name, arguments, 1, whole);
                    for found in self.diagnostics.iter_mut().skip(before) {
                        found.stage = Stage::Evaluate;
                    }
                }
                None if receiver != Type::NULL => {
                    self.unknown_method(target, receiver, name, arguments, whole);
                }
                None => {}
            }
        }
        if invalid { Type::ANY } else { ty }
    }

    fn unknown_method(
        &mut self,
        target: Option<&Typed>,
        receiver: Type,
        name: &Name,
        arguments: &[Node],
        whole: Span,
    ) {
        let dialect = self.environment.dialect;
        let message = match dialect {
            Dialect::Classic => {
                format!("values have no methods in the Classic dialect: `.{}()`", name.text)
            }
            Dialect::IdentityEngine if receiver == Type::ANY => {
                format!("there is no method `{}`", name.text)
            }
            Dialect::IdentityEngine => {
                format!("{} has no method `{}`", receiver.noun(), name.text)
            }
        };
        let mut found = Diagnostic::failure(Code::UnknownMethod, name.span, message);
        // The whole path is rewritten at once.
        let whole_path = self.path.filter(|path| path.contains(whole)).unwrap_or(whole);
        let part = whole_path.of(self.text);
        if dialect == Dialect::Classic
            && target.is_some()
            && part.len() <= LONGEST_REWRITTEN
            && let tree = crate::syntax::parse(part, &self.environment.limits).tree
            && let Some(call) = rewrite::rewritten(&tree, part, dialect)
            // Of an element, `user.getGroups()` is a method and already written in this way.
            && call != part
        {
            found = found
                .with_help(format!(
                    "methods belong to policies and governance; here it is `{call}`"
                ))
                .with_fix(Fix::may_change_meaning(format!("use `{call}`"), whole_path, call));
            self.report(found);
            return;
        }
        let known = functions::names(dialect)
            .filter(|(known, _)| known.form == Form::Method)
            .map(|(known, _)| known.text);
        let subject = target.map(|target| target.span);
        if let Some(near) = nearest_function(&name.text, known) {
            found = found
                .with_help(format!("did you mean `{near}`? Names are case-sensitive"))
                .with_fix(replace_by(near, name.span));
        } else if let Some(foreign) = foreign::find(&name.text) {
            found = found.with_help(foreign.advice);
            if let Some(call) = foreign.rewritten(dialect, subject, arguments, self.text) {
                let fix = Fix::may_change_meaning(format!("use `{call}`"), whole, call);
                found = found.with_fix(fix);
            }
        } else {
            found = found.with_help("Okta documents the methods that exist; others of Java do not");
        }
        self.report(found);
    }
}

fn replace_by(name: &str, span: Span) -> Fix {
    Fix::may_change_meaning(format!("replace by `{name}`"), span, name)
}

/// The other dialect.
pub(super) fn other(dialect: Dialect) -> Dialect {
    match dialect {
        Dialect::Classic => Dialect::IdentityEngine,
        Dialect::IdentityEngine => Dialect::Classic,
    }
}
