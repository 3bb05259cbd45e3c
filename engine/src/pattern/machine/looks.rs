//! Looking around and back: look-ahead, look-behind, what a group has held.

use super::super::ast::{Fold, Look};
use super::super::fold;
use super::super::program::{Capture, Instruction, Place, Register};
use super::{Goes, Machine, Waiting};

impl Machine<'_> {
    pub(super) fn look(&mut self, look: Look, fence: Register, otherwise: Option<Place>) -> Goes {
        self.fence(fence);
        if let Some(place) = otherwise {
            self.wait(place, self.at);
        }
        let Look::Behind { shortest, longest, unit } = look else { return self.next() };
        let mut at = self.at;
        for _ in 0..shortest {
            match self.text.back(at, unit) {
                Some(back) => at = back,
                None => return false,
            }
            self.steps += 1;
        }
        self.behind(self.place, at, longest.saturating_sub(shortest))
    }

    /// Starts the body of a look-behind at `at`, later further back.
    fn behind(&mut self, place: Place, at: usize, left: usize) -> Goes {
        if left > 0 {
            self.waiting.push(Waiting::Further { place, at, left });
        }
        self.at = at;
        self.go(place + 1)
    }

    pub(super) fn further(&mut self, place: Place, at: usize, left: usize) -> Goes {
        let Some(Instruction::Look { look: Look::Behind { unit, .. }, .. }) =
            self.program.instructions.get(place)
        else {
            return false;
        };
        match self.text.back(at, *unit) {
            Some(at) => self.behind(place, at, left - 1),
            None => false,
        }
    }

    pub(super) fn found(&mut self, look: Look, fence: Register, negated: bool) -> Goes {
        let start = self.register(fence + 1);
        if look != Look::Ahead && self.at != start {
            return false;
        }
        self.waiting.truncate(self.register(fence));
        self.at = start;
        !negated && self.next()
    }

    pub(super) fn refer(&mut self, group: Capture, fold: Fold) -> Goes {
        let (start, end) = (self.register(group.start), self.register(group.end));
        let Some(held) = self.text.slice(start, end) else { return false };
        self.steps += held.len() / 8;
        match fold {
            Fold::Exact => self.text.bytes(self.at).starts_with(held) && self.take(held.len()),
            Fold::Ascii => {
                let there = self.text.bytes(self.at).get(..held.len());
                there.is_some_and(|there| there.eq_ignore_ascii_case(held)) && self.take(held.len())
            }
            Fold::Unicode => self.refer_folded(start, end),
        }
    }

    fn refer_folded(&mut self, mut start: usize, end: usize) -> Goes {
        let mut at = self.at;
        while start < end {
            let (Some((held, length)), Some((c, taken))) =
                (self.text.after(start), self.text.after(at))
            else {
                return false;
            };
            if held != c && fold::upper(held) != fold::upper(c) && fold::fold(held) != fold::fold(c)
            {
                return false;
            }
            (start, at) = (start + length, at + taken);
        }
        self.at = at;
        self.next()
    }
}
