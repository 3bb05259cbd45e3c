//! The order of attributes that the lines so far had → a guess of what comes next.
//!
//! People of one file have their attributes in the same order. Each step holds everything between
//! two values, such as `,"city":`, so that one comparison reads the comma, the key and the colon.

use super::fields::{Field, Fields};

/// How many steps are remembered; a file without any order needs no memory of it.
const MOST: usize = 512;
/// How many attributes may be missing in a row before the guess is given up.
const NEAR: usize = 4;

/// What stands between two values, and which attribute comes then.
#[derive(Debug, Clone)]
pub(super) struct Step<'f> {
    lead: Box<[u8]>,
    /// The slots to fill; none where the value is skipped.
    pub(super) field: Option<&'f Field>,
}

/// The steps of the lines so far.
#[derive(Debug, Clone)]
pub(super) struct Shape<'f> {
    fields: &'f Fields,
    /// Those that open a line.
    first: Vec<Step<'f>>,
    /// Those behind a value.
    rest: Vec<Step<'f>>,
}

impl<'f> Shape<'f> {
    pub(super) fn new(fields: &'f Fields) -> Self {
        Self { fields, first: Vec::new(), rest: Vec::new() }
    }

    /// The step that opens this line, and where its value begins.
    #[inline]
    pub(super) fn open(&self, bytes: &[u8], at: usize) -> Option<(Option<&'f Field>, usize)> {
        let line = bytes.get(at..)?;
        let step = self.first.iter().take(NEAR).find(|step| line.starts_with(&step.lead))?;
        Some((step.field, at + step.lead.len()))
    }

    /// The next step from `cursor` on, and where its value begins; the cursor goes behind it.
    #[inline]
    pub(super) fn next(
        &self,
        cursor: &mut usize,
        bytes: &[u8],
        at: usize,
    ) -> Option<(Option<&'f Field>, usize)> {
        let line = bytes.get(at..)?;
        for (index, step) in self.rest.get(*cursor..)?.iter().take(NEAR).enumerate() {
            if line.starts_with(&step.lead) {
                *cursor += index + 1;
                return Some((step.field, at + step.lead.len()));
            }
        }
        None
    }

    /// Learns the step that opens a line.
    pub(super) fn learn_first(&mut self, lead: &[u8], name: &str) -> Option<&'f Field> {
        let field = self.fields.get(name);
        if self.first.len() < NEAR {
            self.first.push(Step { lead: lead.into(), field });
        }
        field
    }

    /// Learns the step at `cursor`, or finds it elsewhere; the cursor goes behind it.
    pub(super) fn learn(
        &mut self,
        cursor: &mut usize,
        lead: &[u8],
        name: &str,
    ) -> Option<&'f Field> {
        if let Some(known) = self.rest.iter().position(|step| *step.lead == *lead) {
            *cursor = known + 1;
            return self.rest.get(known).and_then(|step| step.field);
        }
        let field = self.fields.get(name);
        if self.rest.len() < MOST && *cursor <= self.rest.len() {
            self.rest.insert(*cursor, Step { lead: lead.into(), field });
            *cursor += 1;
        }
        field
    }
}
