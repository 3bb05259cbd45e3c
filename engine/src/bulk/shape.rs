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
struct Step<'f> {
    lead: Box<[u8]>,
    /// The first eight bytes of `lead`, where there are so many, to compare them as one number.
    head: u64,
    /// The last eight bytes.
    tail: u64,
    /// The slots to fill; none where the value is skipped.
    field: Option<&'f Field>,
}

impl<'f> Step<'f> {
    fn new(lead: &[u8], field: Option<&'f Field>) -> Self {
        let [head, tail] =
            [lead.first_chunk(), lead.last_chunk()].map(|word| word.copied().unwrap_or_default());
        let [head, tail] = [head, tail].map(u64::from_le_bytes);
        Self { lead: lead.into(), head, tail, field }
    }

    /// Where the value begins, if the lead stands at `at`.
    #[inline]
    fn end(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let end = at + self.lead.len();
        let lead = bytes.get(at..end)?;
        let is_it = match (lead.first_chunk::<8>(), lead.last_chunk::<8>()) {
            (Some(head), Some(tail)) => {
                u64::from_le_bytes(*head) == self.head
                    && u64::from_le_bytes(*tail) == self.tail
                    && (lead.len() <= 16 || *lead == *self.lead)
            }
            _ => *lead == *self.lead,
        };
        is_it.then_some(end)
    }
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
        self.first.iter().find_map(|step| Some((step.field, step.end(bytes, at)?)))
    }

    /// The next step from `cursor` on, and where its value begins; the cursor goes behind it.
    #[inline]
    pub(super) fn next(
        &self,
        cursor: &mut usize,
        bytes: &[u8],
        at: usize,
    ) -> Option<(Option<&'f Field>, usize)> {
        let steps = self.rest.get(*cursor..)?;
        let (expected, others) = steps.split_first()?;
        *cursor += 1;
        if let Some(end) = expected.end(bytes, at) {
            return Some((expected.field, end));
        }
        for (missing, step) in others.iter().take(NEAR).enumerate() {
            if let Some(end) = step.end(bytes, at) {
                *cursor += missing + 1;
                return Some((step.field, end));
            }
        }
        *cursor -= 1;
        None
    }

    /// Learns the step that opens a line.
    pub(super) fn learn_first(&mut self, lead: &[u8], name: &str) -> Option<&'f Field> {
        let field = self.fields.get(name);
        if self.first.len() < NEAR {
            self.first.push(Step::new(lead, field));
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
            self.rest.insert(*cursor, Step::new(lead, field));
            *cursor += 1;
        }
        field
    }
}
