//! Joins of attributes and texts, written straight from the columns.
//!
//! What a join gives is decided by the evaluator; only what it does with texts and nulls is done
//! here, where a row of values costs more than writing them. Whatever is unusual is left to it.

use super::column::{Column, Cut};
use super::source::Source;
use crate::compile::program::{Form, Guarded, Kind, Piece, Program};
use crate::context::{Context, Missing};
use crate::types::Type;

/// A program whose value is a text of parts.
#[derive(Debug)]
pub(super) struct Texts<'a> {
    parts: Vec<Part<'a>>,
    /// The bytes that surely are no more characters than are allowed.
    limit: usize,
}

#[derive(Debug)]
enum Part<'a> {
    Letter(char),
    Text(&'a str),
    /// An attribute, and what is written where it is null; nothing can be where it stands alone.
    Cells(&'a Column, Option<&'a str>),
}

impl<'a> Texts<'a> {
    /// The parts of a program; `None` where it is not such a text.
    pub(super) fn new(
        program: &'a Program,
        slots: &[(usize, Source<'a>)],
        base: &Context,
    ) -> Option<Self> {
        if base.missing == Missing::Error || !program.result.accepts().contains(Type::TEXT) {
            return None;
        }
        let cells = |slot: usize, blank| {
            let (_, source) = slots.iter().find(|(known, _)| *known == slot)?;
            Some(Part::Cells(source.plain()?, blank))
        };
        let part = |piece: &'a Piece| match &piece.form {
            Form::Letter(letter) => Some(Part::Letter(*letter)),
            Form::Text(text) => Some(Part::Text(text)),
            Form::Slot(slot) => cells(*slot, Some("null")),
            Form::Guarded(Guarded { slot, otherwise, .. }) => cells(*slot, Some(otherwise)),
            Form::Other(_) => None,
        };
        let parts = match &program.node.kind {
            Kind::Slot(slot) => vec![cells(*slot, None)?],
            Kind::Join(pieces) => pieces.iter().map(part).collect::<Option<_>>()?,
            _ => return None,
        };
        Some(Self { parts, limit: program.limits.text })
    }

    /// Writes the text of a row; false where the evaluator has to decide, and nothing is written.
    pub(super) fn write(&self, row: usize, out: &mut String) -> bool {
        let mark = out.len();
        let is_written = self.parts.iter().all(|part| match part {
            Part::Letter(letter) => {
                out.push(*letter);
                true
            }
            Part::Text(text) => {
                out.push_str(text);
                true
            }
            Part::Cells(column, blank) => match (column.cut(row), *blank) {
                (Cut::Text(text), _) | (Cut::Null, Some(text)) => {
                    out.push_str(text);
                    true
                }
                _ => false,
            },
        });
        let is_written = is_written && out.len() - mark <= self.limit;
        if !is_written {
            out.truncate(mark);
        }
        is_written
    }
}
