//! Direct parts of a program over cells: texts written, questions answered.
//!
//! Whatever is unusual is left to the evaluator: then nothing is written, and there is no answer.

use std::borrow::Cow;
use std::slice;

use super::write::write_form;
use crate::compile::direct::{Choice, Direct, Leads, Part, Test, View};
use crate::compile::program::{Next, Program};
use crate::context::{Context, Missing};
use crate::types::Type;
use crate::value::Value;

/// The values of one person's slots.
pub(crate) trait Cells {
    /// The text of a slot, where it is one.
    fn cut(&self, slot: usize) -> Cut<'_>;

    /// Whether a slot holds null, where that is no error.
    fn is_null(&self, slot: usize) -> Option<bool>;

    /// The whole number in a slot.
    fn whole(&self, slot: usize) -> Option<i64>;

    /// The Boolean in a slot.
    fn boolean(&self, slot: usize) -> Option<bool>;

    /// Writes the text form of what a slot holds; false where it has none, or null counts as an
    /// error.
    fn write(&self, slot: usize, out: &mut String) -> bool;
}

/// A cell as text, where it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut<'c> {
    /// The text.
    Text(&'c str),
    /// Null, or missing, where that is no error.
    Null,
    /// Another value.
    Other,
}

/// Values in a row as cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slots<'s, 'a> {
    values: &'s [Value<'a>],
    missing: Missing,
}

impl<'s, 'a> Slots<'s, 'a> {
    pub(super) fn new(values: &'s [Value<'a>], context: &Context) -> Self {
        Self { values, missing: context.missing }
    }
}

impl Cells for Slots<'_, '_> {
    #[inline]
    fn cut(&self, slot: usize) -> Cut<'_> {
        match self.values.get(slot) {
            Some(Value::Text(text)) => Cut::Text(text),
            // Perhaps the attribute is missing, and that is an error.
            Some(Value::Null) | None if self.missing == Missing::Null => Cut::Null,
            _ => Cut::Other,
        }
    }

    #[inline]
    fn is_null(&self, slot: usize) -> Option<bool> {
        match self.cut(slot) {
            Cut::Text(_) => Some(false),
            Cut::Null => Some(true),
            Cut::Other => self.values.get(slot).filter(|value| !value.is_null()).map(|_| false),
        }
    }

    #[inline]
    fn whole(&self, slot: usize) -> Option<i64> {
        match self.values.get(slot)? {
            Value::Integer(number) => Some(i64::from(*number)),
            Value::Long(number) => Some(*number),
            _ => None,
        }
    }

    #[inline]
    fn boolean(&self, slot: usize) -> Option<bool> {
        match self.values.get(slot)? {
            Value::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    fn write(&self, slot: usize, out: &mut String) -> bool {
        match self.values.get(slot) {
            Some(Value::Null) | None => false,
            Some(value) => write_form(out, value).is_ok(),
        }
    }
}

/// Writes the text of a program and gives its type.
#[inline]
pub(crate) fn append(program: &Program, cells: &impl Cells, out: &mut String) -> Option<Type> {
    match program.direct.as_ref()? {
        Direct::Text(parts) => {
            let mark = out.len();
            let is_written =
                write_parts(parts, cells, out) && out.len() - mark <= program.limits.text;
            if !is_written {
                out.truncate(mark);
            }
            is_written.then_some(Type::TEXT)
        }
        Direct::Truth(way) => {
            out.push_str(if truth(way, cells)? { "true" } else { "false" });
            Some(Type::BOOLEAN)
        }
    }
}

/// Writes the parts of a text; false where one of them was left, and others may be written.
#[inline]
fn write_parts(parts: &[Part], cells: &impl Cells, out: &mut String) -> bool {
    for part in parts {
        let Part::Slot { before, slot, null } = part else {
            if write_other(part, cells, out) {
                continue;
            }
            return false;
        };
        let text = match cells.cut(*slot) {
            Cut::Text(text) => text,
            Cut::Null => null,
            Cut::Other => {
                before.write(out);
                if cells.write(*slot, out) {
                    continue;
                }
                return false;
            }
        };
        before.write(out);
        out.push_str(text);
    }
    true
}

/// The same where that is not the whole.
#[inline(never)]
pub(super) fn write(parts: &[Part], cells: &impl Cells, out: &mut String) -> bool {
    write_parts(parts, cells, out)
}

/// Writes a part that is more than an attribute.
fn write_other(part: &Part, cells: &impl Cells, out: &mut String) -> bool {
    match part {
        Part::Letters(letters) => letters.write(out),
        Part::Text(text) => out.push_str(text),
        Part::Slot { .. } => return write(slice::from_ref(part), cells, out),
        Part::View(text, null) => match (view(text, cells), null) {
            (Cut::Text(text), _) => out.push_str(text),
            (Cut::Null, Some(null)) => out.push_str(null),
            _ => return false,
        },
        Part::Rewrite(rewrite, text, null) => match (view(text, cells), null) {
            (Cut::Text(text), _) => rewrite(text, out),
            (Cut::Null, Some(null)) => out.push_str(null),
            _ => return false,
        },
        Part::Guarded { slot, null, then } => match cells.is_null(*slot) {
            Some(false) => return write(slice::from_ref(then), cells, out),
            Some(true) => out.push_str(null),
            None => return false,
        },
        Part::Choice(choice) => {
            let Choice { condition, then, otherwise } = &**choice;
            return match truth(condition, cells) {
                Some(true) => write(then, cells, out),
                Some(false) => write(otherwise, cells, out),
                None => false,
            };
        }
    }
    true
}

/// A text that stands somewhere already; null where that of the attribute is none.
#[inline]
fn view<'c>(text: &'c View, cells: &'c impl Cells) -> Cut<'c> {
    match text {
        View::Text(text) => Cut::Text(text),
        View::Slot { slot, null } => match (cells.cut(*slot), null) {
            (Cut::Null, Some(null)) => Cut::Text(null),
            (cut, _) => cut,
        },
        View::Part(..) | View::Slice(..) => cut_out(text, cells),
    }
}

/// What a function cuts out of a text.
#[inline(never)]
fn cut_out<'c>(text: &'c View, cells: &'c impl Cells) -> Cut<'c> {
    match text {
        View::Text(_) | View::Slot { .. } => view(text, cells),
        View::Part(part, texts) => {
            let [text, other] = &**texts;
            match (view(text, cells), view(other, cells)) {
                (Cut::Text(text), Cut::Text(other)) => Cut::Text(part(text, other)),
                (Cut::Null, _) => Cut::Null,
                _ => Cut::Other,
            }
        }
        View::Slice(cut, text, start, end) => match view(text, cells) {
            Cut::Text(text) => match cut(text, *start, *end) {
                Cow::Borrowed(text) => Cut::Text(text),
                Cow::Owned(_) => Cut::Other,
            },
            other => other,
        },
    }
}

/// Goes from test to test until there is an answer.
pub(super) fn truth(way: &[(Test, Leads)], cells: &impl Cells) -> Option<bool> {
    let mut next = Next::Step(0);
    loop {
        match next {
            Next::Step(at) => {
                let (test, leads) = way.get(at)?;
                next = if holds(test, cells)? { leads.yes } else { leads.no };
            }
            Next::End(answer) => return Some(answer),
        }
    }
}

/// The answer to one test.
#[inline]
pub(super) fn holds(test: &Test, cells: &impl Cells) -> Option<bool> {
    match test {
        Test::Slot(slot) => cells.boolean(*slot),
        Test::IsNull { slot, negated } => cells.is_null(*slot).map(|is_null| is_null != *negated),
        Test::Equal { slot, text, negated } => match cells.cut(*slot) {
            Cut::Text(found) => Some((*found == **text) != *negated),
            Cut::Null => Some(*negated),
            Cut::Other => None,
        },
        Test::Whole { slot, number, holds } => Some(holds.contain(cells.whole(*slot)?.cmp(number))),
        Test::Holds(holds, one, other) => match (view(one, cells), view(other, cells)) {
            (Cut::Text(one), Cut::Text(other)) => Some(holds(one, other)),
            _ => None,
        },
    }
}
