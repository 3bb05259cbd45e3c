//! What holds for every expression and all people: by column it gives what it gives one by one.

use std::fmt::Write;

use attrmap::conformance::encode;
use attrmap::context::Context;
use attrmap::expression::Expression;
use attrmap::people::{Failure, People, State};
use attrmap::types::Type;
use attrmap::value::{Value, write_text};
use serde_json::{Map, Value as Json};

/// A table of people, and each of them alone.
#[derive(Debug)]
pub struct Both {
    people: People,
    contexts: Vec<Context>,
}

impl Both {
    /// Reads people as lines of JSON.
    ///
    /// # Panics
    /// When a person of the table is another one than the person alone.
    pub fn new<'p>(people: impl IntoIterator<Item = &'p Map<String, Json>>) -> Self {
        let mut both = Self { people: People::new(), contexts: Vec::new() };
        let mut pushed = People::new();
        for person in people {
            let line = serde_json::to_string(person).unwrap_or_default();
            assert_eq!(both.people.read_line(line.as_bytes()), Ok(()));
            let context = Context::from_json(person);
            assert_eq!(pushed.push(&context), Ok(()));
            both.contexts.push(context);
        }
        assert_eq!(both.people.len(), both.contexts.len());
        for (row, context) in both.contexts.iter().enumerate() {
            assert_eq!(both.people.fault(row), None);
            for table in [&both.people, &pushed] {
                let same = described(&table.context(row, &Context::new())) == described(context);
                assert!(same, "person {row} is not as it was read: {context:?}");
            }
        }
        both
    }

    /// Evaluates both ways, with what all people share.
    ///
    /// # Panics
    /// When the results of a person differ.
    pub fn assert_same(&self, expression: &Expression, base: &Context) {
        let results = self.people.evaluate(expression, base);
        assert!(results.is_ok(), "{}: {results:?}", expression.text());
        let results = results.unwrap_or_default();
        assert_eq!(results.len(), self.contexts.len());
        let mut counts = [0; 5];
        for (row, context) in self.contexts.iter().enumerate() {
            let mut context = context.clone();
            context.missing = base.missing;
            context.now = base.now.clone();
            let (state, ty, text, failure) = alone(expression, &context);
            if let Some(count) = counts.get_mut(state as usize) {
                *count += 1;
            }
            let found = results.get(row).map(|found| {
                (found.state, found.ty, found.text.to_owned(), found.failure.cloned())
            });
            let expected = Some((state, ty, text, failure));
            assert_eq!(found, expected, "{}\n{context:?}", expression.text());
        }
        assert_eq!(State::ALL.map(|state| results.count(state)), counts);
    }
}

/// What an expression gives for one person.
fn alone(expression: &Expression, context: &Context) -> (State, Type, String, Option<Failure>) {
    let value = match expression.evaluate(context) {
        Ok(value) => value,
        Err(error) => {
            return (State::Error, Type::NEVER, String::new(), Some(Failure::Expression(error)));
        }
    };
    let mut text = String::new();
    let state = match &value {
        Value::Null if expression.is_missing(context) => State::Missing,
        Value::Null => State::Null,
        Value::Text(text) if text.is_empty() => State::Empty,
        _ => State::Value,
    };
    if !value.is_null() && write_text(&mut text, &value).is_err() {
        text = encode(&value).to_string();
    }
    (state, value.ty(), text, None)
}

/// A context in words, the roots in the order of their names.
fn described(context: &Context) -> String {
    let mut out = String::new();
    let mut names: Vec<&str> = context.root_names().collect();
    names.sort_unstable();
    for name in names {
        // Writing to a text does not fail.
        let _ = writeln!(out, "{name}: {:?}", context.root(name));
    }
    let Context { groups, internal, linked, managers, assistants, .. } = context;
    let Context { directory_users, workday_users, .. } = context;
    let _ = write!(out, "{groups:?} {internal:?} {linked:?} {managers:?} {assistants:?}");
    let _ = write!(out, "{directory_users:?} {workday_users:?}");
    out
}
