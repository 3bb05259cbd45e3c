//! Indexing, projection and selection.

use std::sync::Arc;

use super::{EvalError, Frame, Outcome};
use crate::compile::program::Node;
use crate::diagnostic::Code;
use crate::functions::to_integer;
use crate::syntax::{OnNull, Selection};
use crate::text::{Span, slice_utf16, utf16_len};
use crate::value::{Items, Map, Object, ObjectRef, Value};

/// `target[index]` of a target that is not null.
pub(super) fn index<'a>(
    target: &Value<'a>,
    index: &Value<'a>,
    span: Span,
    index_span: Span,
) -> Outcome<'a> {
    match target {
        Value::Array(items) => {
            let at = position(index, items.len(), span, index_span)?;
            Ok(items.get(at).cloned().unwrap_or(Value::Null))
        }
        Value::Text(text) => {
            let at = position(index, utf16_len(text), span, index_span)?;
            Ok(Value::text(slice_utf16(text, at, at + 1).into_owned()))
        }
        Value::Map(_) | Value::Object(_) if index.is_null() => {
            Err(EvalError::new(Code::WrongType, index_span, "null is no key"))
        }
        Value::Map(map) => Ok(map.get(index).cloned().unwrap_or(Value::Null)),
        Value::Object(object) => {
            Ok(index.as_text().map_or(Value::Null, |name| entry(object, name)))
        }
        other => {
            let message = format!("a {} has no elements", other.type_name());
            Err(EvalError::new(Code::WrongType, span, message))
        }
    }
}

/// An attribute of an object asked for by key: missing is null, also in strict mode.
pub(super) fn entry<'a>(object: &ObjectRef<'a>, name: &str) -> Value<'a> {
    let found = match object {
        ObjectRef::Borrowed(object) => crate::context::attribute(object, name),
        ObjectRef::Shared(object) => crate::context::attribute(object, name).map(Value::into_owned),
    };
    found.unwrap_or(Value::Null)
}

/// An index as a position below `length`.
fn position(
    index: &Value<'_>,
    length: usize,
    span: Span,
    index_span: Span,
) -> Result<usize, EvalError> {
    let Some(number) = to_integer(index) else {
        let message = format!("a position is a whole number, not {}", index.type_name());
        return Err(EvalError::new(Code::WrongType, index_span, message));
    };
    usize::try_from(number).ok().filter(|at| *at < length).ok_or_else(|| {
        let message = format!("position {number} lies outside; there are {length}, counted from 0");
        EvalError::new(Code::IndexOutOfRange, span, message)
    })
}

impl<'a> Frame<'_, 'a> {
    /// The value of a body for one element.
    fn for_element(&self, body: &'a Node, element: &Value<'a>) -> Outcome<'a> {
        self.step(body.span)?;
        let frame = Frame { element: Some(element), ..*self };
        frame.value(body)
    }

    /// Whether an element is kept; only a real Boolean answers.
    fn keeps(&self, body: &'a Node, element: &Value<'a>) -> Result<bool, EvalError> {
        match self.for_element(body, element)? {
            Value::Boolean(keeps) => Ok(keeps),
            other => {
                let message = format!("a selection needs true or false, not {}", other.type_name());
                Err(EvalError::new(Code::WrongType, body.span, message))
            }
        }
    }

    pub(super) fn project(
        &self,
        target: &'a Node,
        body: &'a Node,
        null: OnNull,
        span: Span,
    ) -> Outcome<'a> {
        let elements = match self.value(target)? {
            Value::Null => return self.null_target(null, span, "a projection"),
            Value::Array(items) => items,
            Value::Map(map) => Items::Shared(map.entries().iter().map(as_element).collect()),
            Value::Object(object) => Items::Shared(members(&object)),
            other => return Err(no_elements(&other, span)),
        };
        let values: Result<Vec<_>, _> =
            elements.iter().map(|element| self.for_element(body, element)).collect();
        Ok(values?.into())
    }

    pub(super) fn select(
        &self,
        target: &'a Node,
        selection: Selection,
        body: &'a Node,
        null: OnNull,
        span: Span,
    ) -> Outcome<'a> {
        let map = match self.value(target)? {
            Value::Null => return self.null_target(null, span, "a selection"),
            Value::Array(items) => return self.select_items(&items, selection, body),
            Value::Map(map) => map,
            Value::Object(object) => {
                let mut map = Map::default();
                for (name, value) in object.iter() {
                    map.insert(Value::text(name.to_owned()), value.clone());
                }
                Arc::new(map)
            }
            other => return Err(no_elements(&other, span)),
        };
        let mut kept = Map::default();
        let mut last = None;
        for entry in map.entries() {
            if self.keeps(body, &as_element(entry))? {
                match selection {
                    Selection::All => kept.insert(entry.0.clone(), entry.1.clone()),
                    Selection::First => {
                        kept.insert(entry.0.clone(), entry.1.clone());
                        return Ok(Value::Map(Arc::new(kept)));
                    }
                    Selection::Last => last = Some(entry),
                }
            }
        }
        if selection == Selection::All {
            return Ok(Value::Map(Arc::new(kept)));
        }
        Ok(last.map_or(Value::Null, |entry| {
            kept.insert(entry.0.clone(), entry.1.clone());
            Value::Map(Arc::new(kept))
        }))
    }

    fn select_items(&self, items: &Items<'a>, selection: Selection, body: &'a Node) -> Outcome<'a> {
        let mut kept = Vec::new();
        for element in items.iter() {
            if self.keeps(body, element)? {
                if selection == Selection::First {
                    return Ok(element.clone());
                }
                kept.push(element.clone());
            }
        }
        Ok(match selection {
            Selection::All => kept.into(),
            Selection::First | Selection::Last => kept.pop().unwrap_or(Value::Null),
        })
    }
}

/// A map's entry as an element with `key` and `value`.
fn as_element<'a>((key, value): &(Value<'a>, Value<'a>)) -> Value<'a> {
    let mut map = Map::default();
    map.insert(Value::text("key"), key.clone());
    map.insert(Value::text("value"), value.clone());
    Value::Map(Arc::new(map))
}

/// An object's attributes as elements with `key` and `value`.
fn members<'a>(object: &Object) -> Arc<[Value<'a>]> {
    object
        .iter()
        .map(|(name, value)| as_element(&(Value::text(name.to_owned()), value.clone())))
        .collect()
}

fn no_elements(value: &Value<'_>, span: Span) -> EvalError {
    let message = format!("a list or map is needed here, not {}", value.type_name());
    EvalError::new(Code::WrongType, span, message)
}
