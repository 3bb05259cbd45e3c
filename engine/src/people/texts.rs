//! Programs that need no evaluator, over the cells of columns.
//!
//! What they give is decided where rows are evaluated. Here they only take their values from
//! columns, because to make a row of them costs more than the rest.

use super::column::{Column, NOBODY};
use super::source::Source;
use crate::compile::program::{Kind, Program};
use crate::context::{Context, Missing};
use crate::eval::direct::{Cells, Cut, append};
use crate::eval::write_form;
use crate::types::Type;
use crate::value::Value;

/// A program and the columns that it reads.
#[derive(Debug)]
pub(super) struct Texts<'a> {
    program: &'a Program,
    /// The column of each slot; nobody's where the program does not read it.
    columns: Vec<&'a Column>,
    /// The slot of a program that is nothing but an attribute.
    attribute: Option<usize>,
}

impl<'a> Texts<'a> {
    /// `None` for programs that need the evaluator.
    pub(super) fn new(
        program: &'a Program,
        slots: &[(usize, Source<'a>)],
        base: &Context,
    ) -> Option<Self> {
        let attribute = match program.node.kind {
            Kind::Slot(slot) if program.result.accepts().contains(Type::TEXT) => Some(slot),
            _ => None,
        };
        if base.missing == Missing::Error || program.direct.is_none() && attribute.is_none() {
            return None;
        }
        let mut columns = vec![&NOBODY; program.reads.len()];
        for (slot, source) in slots {
            *columns.get_mut(*slot)? = source.plain()?;
        }
        Some(Self { program, columns, attribute })
    }

    /// Writes the text of a row and gives its type; `None` where the evaluator has to decide, and
    /// nothing is written.
    pub(super) fn write(&self, row: usize, out: &mut String) -> Option<Type> {
        let cells = Row { columns: &self.columns, row };
        match self.attribute {
            None => append(self.program, &cells, out),
            Some(slot) => match cells.cut(slot) {
                Cut::Text(text) => {
                    out.push_str(text);
                    Some(Type::TEXT)
                }
                Cut::Null | Cut::Other => None,
            },
        }
    }
}

/// One row of columns.
#[derive(Debug, Clone, Copy)]
struct Row<'s, 'a> {
    columns: &'s [&'a Column],
    row: usize,
}

impl Cells for Row<'_, '_> {
    #[inline]
    fn cut(&self, slot: usize) -> Cut<'_> {
        self.columns.get(slot).map_or(Cut::Null, |column| column.cut(self.row))
    }

    #[inline]
    fn is_null(&self, slot: usize) -> Option<bool> {
        Some(self.columns.get(slot).is_none_or(|column| column.is_null(self.row)))
    }

    #[inline]
    fn whole(&self, slot: usize) -> Option<i64> {
        self.columns.get(slot)?.whole(self.row)
    }

    #[inline]
    fn boolean(&self, slot: usize) -> Option<bool> {
        self.columns.get(slot)?.boolean(self.row)
    }

    fn write(&self, slot: usize, out: &mut String) -> bool {
        let value = self.columns.get(slot).map_or(Value::Null, |column| column.value(self.row));
        !value.is_null() && write_form(out, &value).is_ok()
    }
}
