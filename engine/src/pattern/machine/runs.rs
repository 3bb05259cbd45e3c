//! Many characters of one set, taken at once and given back one by one.

use super::super::ast::Greed;
use super::super::program::{Instruction, Place, Run, Then};
use super::{Extent, Goes, Machine, Waiting};

impl Machine<'_> {
    pub(super) fn run(&mut self, run: &Run) -> Goes {
        if self.was_here(run.memo) {
            return false;
        }
        let Some((least, taken)) = self.run_forward(run.set, self.at, run.least) else {
            return false;
        };
        if taken < run.least {
            return false;
        }
        let left = run.most - run.least;
        match run.greed {
            Greed::Lazy => self.lazily(self.place, least, left),
            Greed::Greedy | Greed::Possessive => {
                let Some((end, _)) = self.run_forward(run.set, least, left) else { return false };
                if run.greed == Greed::Possessive {
                    self.at = end;
                    return self.next();
                }
                self.shorter_or_here(self.place, least, end)
            }
        }
    }

    /// Where up to `most` characters of the set end, and how many there are.
    fn run_forward(&mut self, set: usize, start: usize, most: usize) -> Option<(usize, usize)> {
        let set = self.program.sets.get(set)?;
        let mut at = start;
        let mut taken = 0;
        while taken < most {
            match self.text.after(at) {
                Some((c, length)) if set.has(c) => at += length,
                _ => break,
            }
            taken += 1;
        }
        self.steps += taken / 8;
        Some((at, taken))
    }

    fn then(&self, place: Place) -> Then {
        match self.program.instructions.get(place) {
            Some(Instruction::Run(run)) => run.then,
            _ => Then::Anything,
        }
    }

    fn fits(&self, then: Then, at: usize) -> bool {
        match then {
            Then::Anything => true,
            Then::Byte(byte) => self.text.byte(at) == Some(byte),
            Then::End => self.extent == Extent::Part || at == self.text.len(),
        }
    }

    /// Gives back one character and goes on after the run, or gives back more.
    pub(super) fn shorter(&mut self, place: Place, least: usize, at: usize) -> Goes {
        match self.text.before(at) {
            Some((_, length)) => self.shorter_or_here(place, least, (at - length).max(least)),
            None => false,
        }
    }

    /// Goes on after the run at the last position down from `at` where that makes sense.
    fn shorter_or_here(&mut self, place: Place, least: usize, mut at: usize) -> Goes {
        let then = self.then(place);
        let start = at;
        while !self.fits(then, at) {
            // Before the end of the text there is no end of a whole match.
            if at <= least || then == Then::End {
                return false;
            }
            let length = self.text.before(at).map_or(1, |(_, length)| length);
            at = (at - length).max(least);
        }
        self.steps += (start - at) / 8;
        if at > least {
            self.waiting.push(Waiting::Shorter { place, least, at });
        }
        self.at = at;
        self.go(place + 1)
    }

    pub(super) fn longer(&mut self, place: Place, at: usize, left: usize) -> Goes {
        let Some(Instruction::Run(run)) = self.program.instructions.get(place) else {
            return false;
        };
        match self.run_forward(run.set, at, 1) {
            Some((at, 1)) => self.lazily(place, at, left - 1),
            _ => false,
        }
    }

    /// Goes on after the run at the first position from `at` where that makes sense.
    fn lazily(&mut self, place: Place, mut at: usize, mut left: usize) -> Goes {
        let then = self.then(place);
        let Some(Instruction::Run(run)) = self.program.instructions.get(place) else {
            return false;
        };
        let start = at;
        while !self.fits(then, at) {
            match self.run_forward(run.set, at, left.min(1)) {
                Some((further, 1)) => (at, left) = (further, left - 1),
                _ => return false,
            }
        }
        self.steps += (at - start) / 8;
        if left > 0 {
            self.waiting.push(Waiting::Longer { place, at, left });
        }
        self.at = at;
        self.go(place + 1)
    }
}
