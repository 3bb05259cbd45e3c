//! What a function does, in the form that says most about it.

use std::borrow::Cow;

use super::{Arguments, CallError};
use crate::value::Value;

/// The implementation of a function.
///
/// Functions on texts say what they make of texts, and leave it to their caller how a value becomes
/// one ([`Arguments::text`]) and where the answer goes: so an evaluation can hand them texts where
/// they stand, and have the answer written where it belongs.
#[derive(Debug, Clone, Copy)]
pub enum Call {
    /// Values → a value.
    General(for<'a> fn(&mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError>),
    /// Two texts → whether something holds of them.
    Test(fn(&str, &str) -> bool),
    /// Two texts → a part of the first.
    Part(Part),
    /// A text and two whole numbers → a part of the text.
    Slice(Slice),
    /// A text → another one, written behind what stands there already.
    Rewrite(fn(&str, &mut String)),
}

/// The text and what to look for → a part of the text.
pub type Part = for<'t> fn(&'t str, &str) -> &'t str;

/// The text and two places in it → a part of the text.
pub type Slice = for<'t> fn(&'t str, i32, i32) -> Cow<'t, str>;

impl Call {
    /// Performs a call.
    ///
    /// # Errors
    /// Those of the function, and of turning its values into what it takes.
    pub fn perform<'a>(self, arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
        match self {
            Self::General(call) => call(arguments),
            Self::Test(holds) => {
                let (text, other) = (arguments.text(0)?, arguments.text(1)?);
                Ok(holds(&text, &other).into())
            }
            Self::Part(part) => {
                let (text, other) = (arguments.text(0)?, arguments.text(1)?);
                Ok(Value::Text(part_of(part, text, &other)))
            }
            Self::Slice(slice) => {
                let text = arguments.text(0)?;
                let (start, end) = (arguments.integer(1)?, arguments.integer(2)?);
                Ok(Value::Text(slice_of(slice, text, start, end)))
            }
            Self::Rewrite(rewrite) => {
                let text = arguments.text(0)?;
                let mut out = String::with_capacity(text.len());
                rewrite(&text, &mut out);
                Ok(out.into())
            }
        }
    }
}

/// A part of a text, which borrows what the text borrows.
pub(crate) fn part_of<'t>(part: Part, text: Cow<'t, str>, other: &str) -> Cow<'t, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(part(text, other)),
        Cow::Owned(text) => Cow::Owned(part(&text, other).to_owned()),
    }
}

/// The same for a part between two places.
pub(crate) fn slice_of(slice: Slice, text: Cow<'_, str>, start: i32, end: i32) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => slice(text, start, end),
        Cow::Owned(text) => Cow::Owned(slice(&text, start, end).into_owned()),
    }
}
