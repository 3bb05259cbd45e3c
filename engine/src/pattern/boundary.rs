//! Where lines, texts and words begin and end, by Java's rules.

use super::ast::Assertion;

use super::program::Words;
use super::subject::Text;

impl Text<'_> {
    /// Whether `assertion` holds between the characters before and after `at`.
    pub(super) fn holds(&self, assertion: Assertion, at: usize, words: Option<&Words>) -> bool {
        match assertion {
            Assertion::TextStart => at == 0,
            Assertion::TextEnd => at == self.len(),
            Assertion::LineStart { unix } => self.starts_line(at, unix),
            Assertion::LineEnd { unix } => self.ends_line(at, unix).is_some(),
            Assertion::LastLineEnd { unix } => {
                self.ends_line(at, unix).is_some_and(|length| at + length == self.len())
            }
            Assertion::WordBoundary { unicode, negated } => {
                words.is_some_and(|words| self.is_word_boundary(at, words, unicode) != negated)
            }
        }
    }

    /// After a line end, or at the start; never at the end of the text.
    fn starts_line(&self, at: usize, unix: bool) -> bool {
        if at == self.len() {
            return false;
        }
        match self.before(at).map(|(c, _)| c) {
            None | Some(0x0A) => true,
            Some(0x0D) => !unix && !self.is_at(at, 0x0A),
            Some(c) => !unix && matches!(c, 0x85 | 0x2028 | 0x2029),
        }
    }

    /// The bytes of the line end at `at`, none at the end of the text; `None` where the line goes on.
    fn ends_line(&self, at: usize, unix: bool) -> Option<usize> {
        match self.after(at) {
            None => Some(0),
            Some((0x0A, length)) => {
                let within = !unix && self.before(at).is_some_and(|(c, _)| c == 0x0D);
                (!within).then_some(length)
            }
            Some((0x0D, length)) if !unix => Some(length + usize::from(self.is_at(at + 1, 0x0A))),
            Some((0x85 | 0x2028 | 0x2029, length)) if !unix => Some(length),
            Some(_) => None,
        }
    }

    fn is_at(&self, at: usize, character: u32) -> bool {
        self.after(at).is_some_and(|(c, _)| c == character)
    }

    fn is_word_boundary(&self, at: usize, words: &Words, unicode: bool) -> bool {
        let set = words.unicode.as_ref().filter(|_| unicode).unwrap_or(&words.letters);
        let in_word = |c: u32, after: usize| {
            set.has(c) || (words.marks.has(c) && self.has_base(after, words))
        };
        let left = self.before(at).is_some_and(|(c, _)| in_word(c, at));
        let right = self.after(at).is_some_and(|(c, length)| in_word(c, at + length));
        left != right
    }

    /// Whether the marks that end at `end` stand on a letter or digit.
    fn has_base(&self, mut end: usize, words: &Words) -> bool {
        while let Some((c, length)) = self.before(end) {
            if words.marks.has(c) {
                end -= length;
            } else {
                return c != u32::from('_') && words.letters.has(c);
            }
        }
        false
    }
}
