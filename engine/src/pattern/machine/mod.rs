//! Runs a [`Program`] on a text: tries, goes back, and gives up after a bounded number of steps.
//!
//! Alternatives wait on a stack of our own, so no pattern and no text can exhaust the caller's stack.
//! Once a match has taken [`MEMO_AFTER`] steps, places are remembered together with the position: a
//! place that is reached twice at one position is not tried again. This makes `(a+)+b` and its kin
//! take time in proportion to the text, where nothing but place and position decides what comes.

mod looks;
mod runs;

use super::ast::Greed;
use super::error::StepLimit;
use super::program::{Capture, Instruction, Memo, Place, Program, Recount, Register};
use super::subject::Text;

/// A match is given up after so many steps: some milliseconds.
const MAX_STEPS: usize = 1_000_000;
/// So many alternatives may wait: 8 MiB.
const MAX_WAITING: usize = 1 << 18;
const MEMO_AFTER: usize = 2_000;
/// So many bits are remembered at most: 4 MiB.
const MAX_MEMO: usize = 1 << 25;
/// A register that nothing has been written to.
const UNSET: usize = usize::MAX;

/// What to do when the present way fails.
#[derive(Debug, Clone, Copy)]
enum Waiting {
    Go {
        place: Place,
        at: usize,
    },
    /// A greedy run that can give back characters down to `least`.
    Shorter {
        place: Place,
        least: usize,
        at: usize,
    },
    /// A lazy run that can take `left` more.
    Longer {
        place: Place,
        at: usize,
        left: usize,
    },
    /// A look-behind that can start further back.
    Further {
        place: Place,
        at: usize,
        left: usize,
    },
    Restore {
        register: Register,
        value: usize,
    },
}

/// How much of the text must match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pattern) enum Extent {
    Whole,
    Part,
}

/// The state of one match.
#[derive(Debug)]
pub(in crate::pattern) struct Machine<'m> {
    program: &'m Program,
    text: Text<'m>,
    /// Where the match may lie.
    extent: Extent,
    start: usize,
    at: usize,
    place: Place,
    steps: usize,
    waiting: Vec<Waiting>,
    registers: Vec<usize>,
    /// A bit for each remembered place and position.
    seen: Vec<u64>,
}

/// Whether the present way goes on.
type Goes = bool;

impl<'m> Machine<'m> {
    pub(in crate::pattern) fn new(program: &'m Program, text: &'m str, extent: Extent) -> Self {
        Self {
            program,
            text: Text::new(text),
            extent,
            start: 0,
            at: 0,
            place: 0,
            steps: 0,
            waiting: Vec::new(),
            registers: vec![UNSET; program.registers],
            seen: Vec::new(),
        }
    }

    /// Whether the program matches the text, or a part of it if that is enough.
    pub(in crate::pattern) fn matches(mut self) -> Result<bool, StepLimit> {
        while let Some(instruction) = self.program.instructions.get(self.place) {
            if matches!(instruction, Instruction::Match) && self.may_end() {
                return Ok(true);
            }
            let goes = self.step(instruction) || self.go_back() || self.start_later();
            if !goes {
                return Ok(false);
            }
            self.steps += 1;
            if self.steps > MAX_STEPS || self.waiting.len() > MAX_WAITING {
                return Err(StepLimit);
            }
        }
        Ok(false)
    }

    fn may_end(&self) -> bool {
        self.extent == Extent::Part || self.at == self.text.len()
    }

    /// Begins again one character further on.
    fn start_later(&mut self) -> Goes {
        if self.extent == Extent::Whole {
            return false;
        }
        let Some((_, length)) = self.text.after(self.start) else { return false };
        self.start += length;
        self.at = self.start;
        self.go(0)
    }

    #[inline]
    fn step(&mut self, instruction: &Instruction) -> Goes {
        match instruction {
            Instruction::Literal(bytes) => {
                self.text.bytes(self.at).starts_with(bytes) && self.take(bytes.len())
            }
            Instruction::LiteralFold(bytes) => {
                let there = self.text.bytes(self.at).get(..bytes.len());
                there.is_some_and(|there| there.eq_ignore_ascii_case(bytes))
                    && self.take(bytes.len())
            }
            Instruction::One(set) => {
                match (self.program.sets.get(*set), self.text.after(self.at)) {
                    (Some(set), Some((c, length))) => set.has(c) && self.take(length),
                    _ => false,
                }
            }
            Instruction::Run(run) => self.run(run),
            Instruction::Assertion(assertion) => {
                let words = self.program.words.as_deref();
                self.text.holds(*assertion, self.at, words) && self.next()
            }
            Instruction::Jump(place) => self.go(*place),
            Instruction::Split { first, second, memo } => self.split(*first, *second, *memo),
            Instruction::Mark(register) => self.keep(*register, self.at) && self.next(),
            Instruction::Close { mark, group, unless_empty } => {
                self.close(*mark, *group, *unless_empty)
            }
            Instruction::BackReference { group, fold } => {
                group.is_some_and(|group| self.refer(group, *fold))
            }
            Instruction::Again { mark, start } => {
                if self.at > self.register(*mark) {
                    self.go(*start)
                } else {
                    self.next()
                }
            }
            Instruction::Reset(register) => self.keep(*register, 0) && self.next(),
            Instruction::Count(register) => {
                self.keep(*register, self.register(*register) + 1) && self.next()
            }
            Instruction::Recount(recount) => self.recount(recount),
            Instruction::Fence(register) => self.fence(*register) && self.next(),
            Instruction::Commit(register) => {
                self.waiting.truncate(self.register(*register));
                self.next()
            }
            Instruction::Look { look, fence, otherwise } => self.look(*look, *fence, *otherwise),
            Instruction::Found { look, fence, negated } => self.found(*look, *fence, *negated),
            Instruction::Match => false,
        }
    }

    #[inline]
    fn next(&mut self) -> Goes {
        self.place += 1;
        true
    }

    #[inline]
    fn take(&mut self, bytes: usize) -> Goes {
        self.at += bytes;
        self.next()
    }

    #[inline]
    fn go(&mut self, place: Place) -> Goes {
        self.place = place;
        true
    }

    fn register(&self, register: Register) -> usize {
        self.registers.get(register).copied().unwrap_or(UNSET)
    }

    fn set(&mut self, register: Register, value: usize) -> Option<usize> {
        self.registers.get_mut(register).map(|cell| std::mem::replace(cell, value))
    }

    /// Writes a register; going back restores it.
    fn keep(&mut self, register: Register, value: usize) -> Goes {
        if let Some(value) = self.set(register, value) {
            self.waiting.push(Waiting::Restore { register, value });
        }
        true
    }

    fn wait(&mut self, place: Place, at: usize) {
        self.waiting.push(Waiting::Go { place, at });
    }

    /// Takes up the latest alternative; false if none is left.
    fn go_back(&mut self) -> Goes {
        while let Some(waiting) = self.waiting.pop() {
            let goes = match waiting {
                Waiting::Go { place, at } => {
                    self.at = at;
                    self.go(place)
                }
                Waiting::Restore { register, value } => {
                    self.set(register, value);
                    self.steps += 1;
                    false
                }
                Waiting::Shorter { place, least, at } => self.shorter(place, least, at),
                Waiting::Longer { place, at, left } => self.longer(place, at, left),
                Waiting::Further { place, at, left } => self.further(place, at, left),
            };
            if goes {
                return true;
            }
        }
        false
    }

    fn split(&mut self, first: Place, second: Place, memo: Memo) -> Goes {
        if self.was_here(memo) {
            return false;
        }
        if self.cannot_start(first) {
            return self.go(second);
        }
        self.wait(second, self.at);
        self.go(first)
    }

    /// Whether the instruction at `place` fails here at once.
    fn cannot_start(&self, place: Place) -> bool {
        let byte = self.text.byte(self.at);
        match self.program.instructions.get(place) {
            Some(Instruction::Literal(bytes)) => bytes.first().copied() != byte,
            Some(Instruction::LiteralFold(bytes)) => match (bytes.first(), byte) {
                (Some(first), Some(byte)) => !first.eq_ignore_ascii_case(&byte),
                _ => true,
            },
            Some(Instruction::One(set)) => match (byte, self.program.sets.get(*set)) {
                (Some(byte), Some(set)) => byte < 128 && !set.has_ascii(byte),
                _ => true,
            },
            _ => false,
        }
    }

    /// Whether this place has been tried at this position; remembers it if not.
    fn was_here(&mut self, memo: Memo) -> bool {
        let Some(memo) = memo.filter(|_| self.steps > MEMO_AFTER) else { return false };
        let positions = self.text.len() + 1;
        if self.seen.is_empty() {
            let bits = positions.saturating_mul(self.program.memos);
            if bits > MAX_MEMO {
                return false;
            }
            self.seen = vec![0; bits.div_ceil(64)];
        }
        let bit = memo * positions + self.at;
        match self.seen.get_mut(bit / 64) {
            Some(word) => {
                let mask = 1 << (bit % 64);
                let seen = *word & mask != 0;
                *word |= mask;
                seen
            }
            None => false,
        }
    }

    fn close(&mut self, mark: Register, group: Capture, unless_empty: bool) -> Goes {
        let start = self.register(mark);
        if start < self.at || !unless_empty {
            self.keep(group.start, start);
            self.keep(group.end, self.at);
        }
        self.next()
    }

    fn recount(&mut self, recount: &Recount) -> Goes {
        let passes = self.register(recount.counter);
        if self.at == self.register(recount.mark) || passes >= recount.most {
            return self.next();
        }
        if passes < recount.least {
            return self.go(recount.start);
        }
        let (first, second) = match recount.greed {
            Greed::Lazy => (self.place + 1, recount.start),
            Greed::Greedy | Greed::Possessive => (recount.start, self.place + 1),
        };
        self.wait(second, self.at);
        self.go(first)
    }

    fn fence(&mut self, register: Register) -> Goes {
        self.set(register, self.waiting.len());
        self.set(register + 1, self.at);
        true
    }
}
