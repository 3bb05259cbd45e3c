//! A function of the catalog → its signature as people read it, and as JSON.

use attrmap::dialect::Dialect;
use attrmap::functions::{Description, Form, Function, Name, Parameter, Presence, names};
use serde_json::{Value as Json, json};

/// Both dialects, in the order in which they are listed.
pub(crate) const DIALECTS: [Dialect; 2] = [Dialect::Classic, Dialect::IdentityEngine];

/// Every spelling of the dialects with its function.
pub(crate) fn entries(
    dialect: Option<Dialect>,
) -> impl Iterator<Item = (&'static Name, &'static Function)> {
    let wanted = move |each: &Dialect| dialect.is_none_or(|dialect| dialect == *each);
    DIALECTS.into_iter().filter(wanted).flat_map(names)
}

/// The call with the types of its values: `String.len(input: text) → integer`.
pub(crate) fn signature(name: &Name, function: &Function) -> String {
    let parameters = function.signature.parameters;
    let (receiver, parameters) = match (name.form, parameters.split_first()) {
        (Form::Method, Some((receiver, rest))) => (format!("({})", typed(receiver)), rest),
        _ => (String::new(), parameters),
    };
    let dot = if receiver.is_empty() { "" } else { "." };
    let list: Vec<String> = parameters.iter().map(parameter).collect();
    let returns = function.signature.returns;
    format!("{receiver}{dot}{}({}) → {returns}", name.text, list.join(", "))
}

fn typed(parameter: &Parameter) -> String {
    format!("{}: {}", parameter.name, parameter.ty)
}

fn parameter(parameter: &Parameter) -> String {
    let typed = typed(parameter);
    match parameter.presence {
        Presence::Required => typed,
        Presence::Optional => format!("[{typed}]"),
        Presence::Repeated => format!("{typed}, …"),
        Presence::AnyNumber | Presence::Pairs => format!("[{typed}, …]"),
    }
}

/// Everything that is known about a spelling.
pub(crate) fn to_json(name: &'static Name, function: &'static Function) -> Json {
    let (least, most) = function.signature.arity();
    let examples = function.examples_of(name).map(|example| {
        json!({
            "expression": example.expression,
            "profile": parsed(example.profile),
            "value": parsed(example.value),
        })
    });
    let own = json!({
        "dialect": name.dialect.id(),
        "signature": signature(name, function),
        "least": least,
        "most": most,
        "examples": examples.collect::<Json>(),
        "instead": name.instead,
    });
    let mut all = json!(Description::new(name, function));
    if let (Json::Object(all), Json::Object(own)) = (&mut all, own) {
        all.extend(own);
    }
    all
}

/// Data of an example; a test holds every one of them to be JSON.
fn parsed(json: &str) -> Json {
    serde_json::from_str(json).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_is_json() {
        for (name, function) in entries(None) {
            for example in function.examples_of(name) {
                for data in [example.profile, example.value] {
                    assert!(serde_json::from_str::<Json>(data).is_ok(), "{}: {data}", name.text);
                }
            }
        }
    }

    #[test]
    fn a_method_shows_its_receiver_before_the_dot() {
        let (name, function) = entries(Some(Dialect::IdentityEngine))
            .find(|(name, _)| name.text == "removeSpaces")
            .unwrap();
        assert_eq!(signature(name, function), "(input: text).removeSpaces() → text");
    }
}
