//! The catalog: one value for each function of the language, which feeds checker, evaluator,
//! documentation, completion and tests.
//!
//! A family of functions has a room of its own; [`CATALOG`] lists the rooms.

mod arguments;
mod arrays;
mod call;
mod convert;
mod country;
mod date_pattern;
mod date_time;
mod description;
pub(crate) mod group_criteria;
mod groups;
mod prepared;
mod string;
mod time;
mod undocumented;
mod users;
mod version;

pub use arguments::{Arguments, CallError, Nested};
pub(crate) use arguments::{as_text, integer_parameter, text_parameter, to_integer};
pub use call::{Call, Part, Slice};
pub(crate) use call::{part_of, slice_of};
pub use date_pattern::DatePattern;
pub use description::{Description, ExampleDescription, ParameterDescription};
pub(crate) use groups::name_pattern;
pub use prepared::Prepared;
pub use undocumented::is_undocumented;

use crate::dialect::{Dialect, Place, Places};
use crate::types::Type;

/// A function of the language with everything that is said about it.
///
/// `summary`, `nulls`, `examples` and `reference` are empty without the feature `documentation`.
#[derive(Debug)]
pub struct Function {
    /// Its spellings.
    pub names: &'static [Name],
    /// What it takes and gives.
    pub signature: Signature,
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// What null does to it, in one sentence; empty where the dialect's general rule says all.
    pub nulls: &'static str,
    /// Expressions and their values; the first one is the official reference's own.
    pub examples: &'static [Example],
    /// Where it may be used.
    pub places: Places,
    /// The section of the official reference.
    pub reference: &'static str,
    /// The implementation.
    pub call: Call,
}

/// A spelling of a function in one dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// The dialect that has it.
    pub dialect: Dialect,
    /// As it is written: `String.len`, `user.getGroups`, `isMemberOfGroup`, and for methods the
    /// name after the dot.
    pub text: &'static str,
    /// How it is called.
    pub form: Form,
    /// What to write instead, for spellings that the vendor calls deprecated.
    pub instead: Option<&'static str>,
}

/// How a function is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `String.len(x)`, `isMemberOfGroup(x)`, `user.getGroups(x)`
    Function,
    /// `x.length()`: the value before the dot is parameter 0.
    Method,
}

impl Name {
    /// A function of the classic dialect.
    pub const fn classic(text: &'static str) -> Self {
        Self { dialect: Dialect::Classic, text, form: Form::Function, instead: None }
    }

    /// A second, deprecated spelling in the classic dialect.
    pub const fn deprecated(text: &'static str, instead: &'static str) -> Self {
        Self { instead: Some(instead), ..Self::classic(text) }
    }

    /// A function of the Identity Engine dialect.
    pub const fn identity(text: &'static str) -> Self {
        Self { dialect: Dialect::IdentityEngine, ..Self::classic(text) }
    }

    /// A method of the Identity Engine dialect.
    pub const fn method(text: &'static str) -> Self {
        Self { form: Form::Method, ..Self::identity(text) }
    }
}

/// What a function takes and gives.
#[derive(Debug, Clone, Copy)]
pub struct Signature {
    /// The values in order; the receiver of a method is the first.
    pub parameters: &'static [Parameter],
    /// What it gives.
    pub returns: Type,
}

/// A value that a function takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// Its name in the documentation.
    pub name: &'static str,
    /// What it is meant to be; conversions are the function's own.
    pub ty: Type,
    /// Whether it has to be there.
    pub presence: Presence,
    /// What its value is.
    pub role: Role,
}

/// What the value of a parameter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A value like any other.
    Value,
    /// The text of an expression whose only root is `group`.
    GroupExpression,
    /// The text of a regular expression for the names of groups, perhaps between slashes.
    NamePattern,
    /// The text of a date pattern of the classic dialect.
    JodaPattern,
    /// The text of a date pattern of the Identity Engine dialect.
    JavaTimePattern,
    /// The id of a time zone.
    TimeZone,
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// A map of what groups have to satisfy.
    Criteria,
}

/// Whether a parameter has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Exactly once.
    Required,
    /// Once or not at all.
    Optional,
    /// Any number of times, at least once.
    Repeated,
    /// Any number of times, also never.
    AnyNumber,
    /// Any number of times by twos: keys and values.
    Pairs,
}

impl Parameter {
    /// A value that has to be there.
    pub const fn required(name: &'static str, ty: Type) -> Self {
        Self { name, ty, presence: Presence::Required, role: Role::Value }
    }

    /// A value that may be left out.
    pub const fn optional(name: &'static str, ty: Type) -> Self {
        Self { presence: Presence::Optional, ..Self::required(name, ty) }
    }

    /// The text of an expression over groups.
    pub const fn group_expression(name: &'static str) -> Self {
        Self { role: Role::GroupExpression, ..Self::required(name, Type::TEXT) }
    }

    /// The same parameter in another role.
    #[must_use]
    pub const fn with_role(self, role: Role) -> Self {
        Self { role, ..self }
    }

    /// Whether it can stand for several values.
    pub const fn repeats(&self) -> bool {
        matches!(self.presence, Presence::Repeated | Presence::AnyNumber | Presence::Pairs)
    }

    /// Any number of values.
    pub const fn any_number(name: &'static str, ty: Type) -> Self {
        Self { presence: Presence::AnyNumber, ..Self::required(name, ty) }
    }

    /// Any number of pairs of values.
    pub const fn pairs(name: &'static str, ty: Type) -> Self {
        Self { presence: Presence::Pairs, ..Self::required(name, ty) }
    }

    /// One value or more.
    pub const fn repeated(name: &'static str, ty: Type) -> Self {
        Self { presence: Presence::Repeated, ..Self::required(name, ty) }
    }
}

impl Signature {
    /// The smallest and the largest number of values, `None` for no largest.
    pub fn arity(&self) -> (usize, Option<usize>) {
        let needed = |p: &&Parameter| matches!(p.presence, Presence::Required | Presence::Repeated);
        let most =
            (!self.parameters.iter().any(Parameter::repeats)).then_some(self.parameters.len());
        (self.parameters.iter().filter(needed).count(), most)
    }

    /// Whether it can be called with this many values.
    pub fn takes(&self, count: usize) -> bool {
        let (least, most) = self.arity();
        let paired = self.parameters.last().is_none_or(|last| {
            last.presence != Presence::Pairs
                || (count + 1).abs_diff(self.parameters.len()).is_multiple_of(2)
        });
        count >= least && most.is_none_or(|most| count <= most) && paired
    }

    /// The parameter that the value at `index` is for; the last one may repeat.
    pub fn parameter(&self, index: usize) -> Option<&Parameter> {
        self.parameters.get(index).or_else(|| self.parameters.last().filter(|last| last.repeats()))
    }
}

/// An expression and its value, which runs as a test.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// The dialect it is written in.
    pub dialect: Dialect,
    /// The expression.
    pub expression: &'static str,
    /// The profile it reads, as JSON in the form of the case files; `{}` for none.
    pub profile: &'static str,
    /// The value, as JSON in the form of the case files.
    pub value: &'static str,
}

impl Example {
    /// An example of the classic dialect that reads no profile.
    pub const fn classic(expression: &'static str, value: &'static str) -> Self {
        Self { dialect: Dialect::Classic, expression, profile: "{}", value }
    }

    /// An example of the Identity Engine dialect that reads no profile.
    pub const fn identity(expression: &'static str, value: &'static str) -> Self {
        Self { dialect: Dialect::IdentityEngine, ..Self::classic(expression, value) }
    }

    /// The same example with a profile to read.
    #[must_use]
    pub const fn with_profile(self, profile: &'static str) -> Self {
        Self { profile, ..self }
    }
}

/// Every room of the catalog.
pub static CATALOG: &[&[Function]] = &[
    string::FUNCTIONS,
    arrays::FUNCTIONS,
    convert::FUNCTIONS,
    country::FUNCTIONS,
    version::FUNCTIONS,
    groups::FUNCTIONS,
    group_criteria::FUNCTIONS,
    users::FUNCTIONS,
    time::FUNCTIONS,
    date_time::FUNCTIONS,
];

/// The functions of a room, without what only people read where the feature `documentation` is off.
const fn room<const N: usize>(mut functions: [Function; N]) -> [Function; N] {
    let mut rest: &mut [Function] = &mut functions;
    while !cfg!(feature = "documentation")
        && let Some((function, others)) = rest.split_first_mut()
    {
        (function.summary, function.nulls, function.reference) = ("", "", "");
        function.examples = &[];
        rest = others;
    }
    functions
}

/// Every function.
pub fn all() -> impl Iterator<Item = &'static Function> {
    CATALOG.iter().copied().flatten()
}

/// Every spelling in a dialect with its function.
pub fn names(dialect: Dialect) -> impl Iterator<Item = (&'static Name, &'static Function)> {
    all()
        .flat_map(|function| function.names.iter().map(move |name| (name, function)))
        .filter(move |(name, _)| name.dialect == dialect)
}

/// The function of this spelling: `String.len`, `isMemberOfGroup`, `user.getGroups`.
pub fn find(dialect: Dialect, text: &str) -> Option<(&'static Name, &'static Function)> {
    names(dialect).find(|(name, _)| name.form == Form::Function && name.text == text)
}

/// The methods of this name, one for each type of receiver.
pub fn methods(
    dialect: Dialect,
    text: &str,
) -> impl Iterator<Item = (&'static Name, &'static Function)> {
    names(dialect).filter(move |(name, _)| name.form == Form::Method && name.text == text)
}

/// Whether some function of the dialect is called `namespace.…`.
pub fn is_namespace(dialect: Dialect, text: &str) -> bool {
    let is_in = |name: &Name| {
        name.form == Form::Function
            && name.text.as_bytes().get(text.len()) == Some(&b'.')
            && name.text.starts_with(text)
    };
    text != "user" && !text.contains('.') && names(dialect).any(|(name, _)| is_in(name))
}

/// Whether a function looks at more of the context than its clock: groups, people around.
pub(crate) fn looks_around(function: &Function) -> bool {
    let rooms = [groups::FUNCTIONS, group_criteria::FUNCTIONS, users::FUNCTIONS];
    rooms.into_iter().flatten().any(|known| known.names == function.names)
}

/// The classic places where text, array and similar functions work.
pub(crate) const CLASSIC_PLACES: Places = Places::of(&[
    Place::ProfileMappingToOkta,
    Place::ProfileMappingToApp,
    Place::AppUsername,
    Place::GroupRule,
    Place::SamlAttribute,
    Place::OidcClaim,
    Place::IdpUsername,
]);

/// The classic places but group rules.
pub(crate) const CONVERSION_PLACES: Places = Places::of(&[
    Place::ProfileMappingToOkta,
    Place::ProfileMappingToApp,
    Place::AppUsername,
    Place::SamlAttribute,
    Place::OidcClaim,
    Place::IdpUsername,
]);

/// The classic places that know the Okta user, but group rules.
pub(crate) const MAPPING_PLACES: Places = Places::of(&[
    Place::ProfileMappingToOkta,
    Place::ProfileMappingToApp,
    Place::AppUsername,
    Place::SamlAttribute,
    Place::OidcClaim,
]);

/// The places where `user` has methods in both dialects.
pub(crate) const USER_PLACES: Places = Places::of(&[
    Place::ProfileMappingToApp,
    Place::AppUsername,
    Place::GroupRule,
    Place::SamlAttribute,
    Place::OidcClaim,
    Place::SigninPolicy,
    Place::AccessCertification,
    Place::AccessCertificationReviewer,
    Place::EntitlementPolicy,
    Place::FederatedClaim,
    Place::AccountManagementPolicy,
]);

/// Every place of the Identity Engine dialect.
pub(crate) const IDENTITY_PLACES: Places = Places::of(&[
    Place::SigninPolicy,
    Place::AccessCertification,
    Place::AccessCertificationReviewer,
    Place::EntitlementPolicy,
    Place::FederatedClaim,
    Place::AccountManagementPolicy,
    Place::IdpRouting,
    Place::EventHookFilter,
]);

/// Every place.
pub(crate) const ALL_PLACES: Places = CLASSIC_PLACES.with(IDENTITY_PLACES);

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_unique_in_a_dialect_for_each_receiver() {
        for dialect in [Dialect::Classic, Dialect::IdentityEngine] {
            let mut seen = BTreeSet::new();
            for (name, function) in names(dialect) {
                let receiver = match name.form {
                    Form::Function => String::new(),
                    Form::Method => function.signature.parameters[0].ty.to_string(),
                };
                assert!(seen.insert((name.text, receiver)), "{} stands twice", name.text);
            }
        }
    }

    #[test]
    #[cfg(feature = "documentation")]
    fn every_function_has_a_sentence_and_an_example_for_each_dialect() {
        for function in all() {
            assert!(function.summary.ends_with('.'), "{:?}", function.names);
            for name in function.names {
                assert!(
                    function.examples.iter().any(|example| example.dialect == name.dialect),
                    "{} has no example",
                    name.text
                );
            }
        }
    }
}
