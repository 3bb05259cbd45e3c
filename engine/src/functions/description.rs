//! A spelling of a function → everything that is known about it, to be told to programs.

use serde::Serialize;

use super::{Example, Form, Function, Name, Presence};
use crate::dialect::{PLACES, PlaceRules};

/// What is known about a spelling of a function.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Description {
    /// As it is written.
    pub name: &'static str,
    /// `function`, or `method`: the value before the dot is the first parameter.
    pub form: &'static str,
    /// The values it takes.
    pub parameters: Vec<ParameterDescription>,
    /// The type of what it gives.
    pub returns: String,
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// What null does to it.
    pub nulls: &'static str,
    /// Expressions of its dialect, with a person and the value; both are JSON.
    pub examples: Vec<ExampleDescription>,
    /// The ids of the places where it may be used.
    pub contexts: Vec<&'static str>,
    /// The section of the official reference.
    pub reference: &'static str,
    /// What to write instead, where it is deprecated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<&'static str>,
}

/// A value that a function takes.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct ParameterDescription {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    #[serde(rename = "type")]
    pub ty: String,
    /// Whether it may be left out.
    pub optional: bool,
    /// Whether it can stand for several values.
    pub repeats: bool,
}

/// An expression and its value.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct ExampleDescription {
    /// The expression.
    pub expression: &'static str,
    /// The person it is evaluated for, as JSON.
    pub profile: &'static str,
    /// What it gives, as JSON.
    pub value: &'static str,
}

impl Description {
    /// Everything about `function` under this name.
    #[must_use]
    pub fn new(name: &'static Name, function: &'static Function) -> Self {
        let parameter = |parameter: &super::Parameter| ParameterDescription {
            name: parameter.name,
            ty: parameter.ty.to_string(),
            optional: !matches!(parameter.presence, Presence::Required | Presence::Repeated),
            repeats: parameter.repeats(),
        };
        let example = |example: &Example| ExampleDescription {
            expression: example.expression,
            profile: example.profile,
            value: example.value,
        };
        Self {
            name: name.text,
            form: if name.form == Form::Method { "method" } else { "function" },
            parameters: function.signature.parameters.iter().map(parameter).collect(),
            returns: function.signature.returns.to_string(),
            summary: function.summary,
            nulls: function.nulls,
            examples: function.examples_of(name).map(example).collect(),
            contexts: function.places_of(name).map(|rules| rules.id).collect(),
            reference: function.reference,
            instead: name.instead,
        }
    }
}

impl Function {
    /// The places where it may be used under this name.
    pub fn places_of(&self, name: &Name) -> impl Iterator<Item = &'static PlaceRules> {
        let (dialect, places) = (name.dialect, self.places);
        PLACES.iter().filter(move |rules| {
            rules.dialect.is_none_or(|only| only == dialect) && places.contains(rules.place)
        })
    }

    /// The examples in the dialect of this name.
    pub fn examples_of(&self, name: &Name) -> impl Iterator<Item = &'static Example> {
        let dialect = name.dialect;
        self.examples.iter().filter(move |example| example.dialect == dialect)
    }
}
