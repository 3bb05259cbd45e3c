//! The catalog of functions as the package tells it.

use attrmap::dialect::{Dialect, PLACES};
use attrmap::functions::{Form, Function, Name, Presence, names};
use serde::Serialize;

/// A spelling of a function.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    name: &'static str,
    form: &'static str,
    parameters: Vec<Parameter>,
    returns: String,
    summary: &'static str,
    nulls: &'static str,
    examples: Vec<Example>,
    contexts: Vec<&'static str>,
    reference: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    instead: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Parameter {
    name: &'static str,
    r#type: String,
    optional: bool,
    repeats: bool,
}

#[derive(Debug, Serialize)]
struct Example {
    expression: &'static str,
    profile: &'static str,
    value: &'static str,
}

/// Every spelling of a dialect.
pub(crate) fn entries(dialect: Dialect) -> Vec<Entry> {
    names(dialect).map(|(name, function)| entry(name, function)).collect()
}

fn entry(name: &'static Name, function: &'static Function) -> Entry {
    let parameter = |parameter: &attrmap::functions::Parameter| Parameter {
        name: parameter.name,
        r#type: parameter.ty.to_string(),
        optional: !matches!(parameter.presence, Presence::Required | Presence::Repeated),
        repeats: parameter.repeats(),
    };
    let examples = function.examples.iter().filter(|example| example.dialect == name.dialect);
    let places = PLACES.iter().filter(|rules| {
        rules.dialect.is_none_or(|dialect| dialect == name.dialect)
            && function.places.contains(rules.place)
    });
    Entry {
        name: name.text,
        form: if name.form == Form::Method { "method" } else { "function" },
        parameters: function.signature.parameters.iter().map(parameter).collect(),
        returns: function.signature.returns.to_string(),
        summary: function.summary,
        nulls: function.nulls,
        examples: examples
            .map(|example| Example {
                expression: example.expression,
                profile: example.profile,
                value: example.value,
            })
            .collect(),
        contexts: places.map(|rules| rules.id).collect(),
        reference: function.reference,
        instead: name.instead,
    }
}
