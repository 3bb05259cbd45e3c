//! An expression over all people: cells are borrowed into one row after the other.
//!
//! A person is evaluated by the same evaluator as alone. Only what the expression sees of the person
//! differs: slots are filled from columns, and where it sees more, the person's context is made.
//! Programs that need no evaluator skip even the row. In ns for each of 100,000 people, natively and
//! with compiling: a user name with two functions (W3 of the benches) 120 over rows and 76 from the
//! columns, a group rule (W4) 124 and 42.

use std::ops::Range;

use super::block::{Block, ROWS};
use super::results::Results;
use super::source::Source;
use super::texts::Texts;
use super::{Error, People};
use crate::compile::program::{Kind, Program};
use crate::context::{Context, Missing};
use crate::eval::Row;
use crate::expression::Expression;
use crate::types::Type;
use crate::value::Value;

impl People {
    /// The results of an expression for all people; `base` is what they share, above all the clock.
    ///
    /// # Errors
    /// [`Error::TooLarge`] where the texts of the results take too much room.
    pub fn evaluate(&self, expression: &Expression, base: &Context) -> Result<Results, Error> {
        let mut results = Results::default();
        self.evaluate_rows(expression, base, 0..self.len, &mut results)?;
        Ok(results)
    }

    /// Adds the results for the people in `rows`.
    ///
    /// # Errors
    /// As [`People::evaluate`]; what was added until then stays.
    pub fn evaluate_rows(
        &self,
        expression: &Expression,
        base: &Context,
        rows: Range<usize>,
        results: &mut Results,
    ) -> Result<(), Error> {
        let rows = rows.start..rows.end.min(self.len);
        results.reserve(rows.len());
        let program = expression.program();
        let evaluation = Evaluation { people: self, expression, program, base };
        let mut start = rows.start;
        while start < rows.end {
            let end = rows.end.min((start / ROWS + 1) * ROWS);
            evaluation.block(start..end, results)?;
            if start == rows.start {
                results.foresee(rows.end - end);
            }
            start = end;
        }
        Ok(())
    }
}

/// An expression and what it is evaluated over.
struct Evaluation<'a> {
    people: &'a People,
    expression: &'a Expression,
    program: &'a Program,
    base: &'a Context,
}

impl<'a> Evaluation<'a> {
    /// The people of one block.
    fn block(&self, rows: Range<usize>, results: &mut Results) -> Result<(), Error> {
        let Some(block) = self.people.blocks.get(rows.start / ROWS) else { return Ok(()) };
        let whole = !self.expression.reads_only_attributes();
        let slots = self.slots(block);
        let texts = Texts::new(self.program, &slots, self.base);
        let mut row = Row::from_values(vec![Value::Null; self.program.reads.len()]);
        for number in rows {
            if let Some(message) = self.people.fault(number) {
                results.push_fault(message);
            } else if whole {
                self.alone(number, results);
            } else if !texts.as_ref().is_some_and(|texts| results.push_text(texts, number % ROWS)) {
                self.over(&slots, number, &mut row, results);
            }
            results.check(self.people.limits.bytes)?;
        }
        Ok(())
    }

    /// Where the values of the slots come from that the expression reads.
    fn slots(&self, block: &'a Block) -> Vec<(usize, Source<'a>)> {
        let source = |slot: &usize| {
            let read = self.program.reads.get(*slot)?;
            let root = self.program.roots.get(read.root)?;
            let names = &self.people.names;
            Some((*slot, Source::new(block, names, root, read, self.base)))
        };
        self.program.own.iter().filter_map(source).collect()
    }

    /// One person over a row.
    fn over(
        &self,
        slots: &[(usize, Source<'a>)],
        number: usize,
        row: &mut Row<'a>,
        results: &mut Results,
    ) {
        let in_block = number % ROWS;
        for (slot, source) in slots {
            let value = source.value(in_block).unwrap_or(Value::Null);
            if value.is_null() && self.base.missing == Missing::Error {
                return self.alone(number, results);
            }
            if let Some(place) = row.values_mut().get_mut(*slot) {
                *place = value;
            }
        }
        let missing = || self.is_missing(slots, in_block);
        let mark = results.mark();
        match self.expression.append_row_to(row, self.base, results.text_mut()) {
            // What a map looks like depends on whether it is joined.
            Ok(ty) if ty != Type::MAP => results.push_written(mark, ty, missing),
            // Where no text can be written there may be a value.
            _ => {
                results.take_back(mark);
                results.push(self.expression.evaluate_row(row, self.base), missing);
            }
        }
    }

    /// One person with a context of their own.
    fn alone(&self, number: usize, results: &mut Results) {
        let context = self.people.context(number, self.base);
        let missing = || self.expression.is_missing(&context);
        results.push(self.expression.evaluate(&context), missing);
    }

    /// Whether the expression is an attribute that the person lacks.
    fn is_missing(&self, slots: &[(usize, Source<'a>)], row: usize) -> bool {
        let Kind::Slot(wanted) = self.program.node.kind else { return false };
        let found = slots.iter().find(|(slot, _)| *slot == wanted);
        found.is_some_and(|(_, source)| source.value(row).is_none())
    }
}
