//! Texts where they stand: attributes, written texts, and what functions cut out of them.

use std::borrow::Cow;

use super::Frame;
use crate::compile::program::{Kind, Node};
use crate::context::Missing;
use crate::dialect::Dialect;
use crate::functions::{Call, to_integer};
use crate::value::Value;

impl<'a> Frame<'_, 'a> {
    /// The value of a part as a text parameter, if it takes no copy and cannot fail.
    pub(super) fn view(&self, node: &'a Node) -> Option<&'a str> {
        match &node.kind {
            Kind::Slot(slot) => match self.slots.get(*slot)? {
                Value::Text(Cow::Borrowed(text)) => Some(text),
                // Null counts as empty text, unless the attribute should be there.
                Value::Null
                    if self.program.dialect == Dialect::Classic
                        && self.context.missing == Missing::Null =>
                {
                    Some("")
                }
                _ => None,
            },
            Kind::Constant(Value::Text(text)) => Some(text),
            Kind::Call { function, arguments, .. } => self.view_of_call(function.call, arguments),
            _ => None,
        }
    }

    /// The same of a call.
    pub(super) fn view_of_call(&self, call: Call, arguments: &'a [Node]) -> Option<&'a str> {
        match (call, arguments) {
            (Call::Part(part), [text, other]) => Some(part(self.view(text)?, self.view(other)?)),
            (Call::Slice(slice), [text, start, end]) => {
                let (start, end) = (self.whole(start)?, self.whole(end)?);
                match slice(self.view(text)?, start, end) {
                    Cow::Borrowed(text) => Some(text),
                    Cow::Owned(_) => None,
                }
            }
            _ => None,
        }
    }

    /// A whole number at hand.
    fn whole(&self, node: &'a Node) -> Option<i32> {
        match self.at_hand(node)? {
            Value::Integer(number) => Some(*number),
            value => to_integer(value),
        }
    }

    /// A value that stands somewhere already.
    #[inline]
    pub(super) fn at_hand<'p>(&'p self, node: &'a Node) -> Option<&'p Value<'a>> {
        match &node.kind {
            Kind::Slot(slot) => self.slots.get(*slot),
            Kind::Constant(value) => Some(value),
            _ => None,
        }
    }
}
