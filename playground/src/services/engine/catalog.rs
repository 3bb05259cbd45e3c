//! The functions of the language, as the reference shows them.

use attrmap::dialect::Dialect;
use attrmap::functions::{Form, Function, Name, names};
use attrmap::text::Letters;

/// A spelling of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) name: &'static str,
    /// Name, parameters and result on one line.
    pub(crate) signature: String,
    pub(crate) summary: &'static str,
    /// What null does.
    pub(crate) nulls: &'static str,
    /// Expressions and what they give for somebody of their own.
    pub(crate) examples: Vec<(&'static str, &'static str)>,
    /// What to write instead.
    pub(crate) instead: Option<&'static str>,
}

/// Every spelling of a dialect.
pub(crate) fn catalog(dialect: &str) -> Vec<Entry> {
    let dialect = Dialect::from_id(dialect).unwrap_or_default();
    names(dialect).map(|(name, function)| entry(name, function)).collect()
}

fn entry(name: &'static Name, function: &'static Function) -> Entry {
    let mut parameters: Vec<String> = function
        .signature
        .parameters
        .iter()
        .map(|parameter| {
            let more = if parameter.repeats() { ", …" } else { "" };
            format!("{}: {}{more}", parameter.name, parameter.ty)
        })
        .collect();
    let receiver = match (name.form, parameters.is_empty()) {
        (Form::Method, false) => parameters.remove(0).split(':').next().map(|n| format!("{n}.")),
        _ => None,
    };
    let examples = function.examples.iter().filter(|example| example.dialect == name.dialect);
    Entry {
        name: name.text,
        signature: format!(
            "{}{}({}) → {}",
            receiver.unwrap_or_default(),
            name.text,
            parameters.join(", "),
            function.signature.returns
        ),
        summary: function.summary,
        nulls: function.nulls,
        examples: examples.map(|example| (example.expression, example.value)).collect(),
        instead: name.instead,
    }
}

impl Entry {
    /// Whether every word of a search is in its name or in what it is for.
    pub(crate) fn answers(&self, search: &str) -> bool {
        let told = format!("{} {}", self.signature, self.summary).lower();
        search.lower().split_whitespace().all(|word| told.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_found_by_name_and_by_purpose() {
        let all = catalog("classic");
        let found = |search: &str| -> Vec<&str> {
            all.iter().filter(|entry| entry.answers(search)).map(|entry| entry.name).collect()
        };
        assert!(found("touppercase").contains(&"String.toUpperCase"));
        assert!(found("upper case").contains(&"String.toUpperCase"));
        assert_eq!(found("").len(), all.len());
        assert_eq!(found("no such thing"), [""; 0]);
    }
}
