//! Runs a [`Program`] on a text: tries, goes back, and gives up after a bounded number of steps.
//!
//! Alternatives wait on a stack of our own, so no pattern and no text can exhaust the caller's stack.
//! Once a match has taken [`MEMO_AFTER`] steps, places are remembered together with the position: a
//! place that is reached twice at one position is not tried again. This makes `(a+)+b` and its kin
//! take time in proportion to the text, where nothing but place and position decides what comes.

use super::ast::{Fold, Greed, Look, Unit};
use super::error::StepLimit;
use super::fold;
use super::program::{Capture, Instruction, Memo, Place, Program, Recount, Register, Run, Then};

/// A match is given up after so many steps: some milliseconds.
const MAX_STEPS: usize = 1_000_000;
/// So many alternatives may wait: 8 MiB.
const MAX_WAITING: usize = 1 << 18;
const MEMO_AFTER: usize = 2_000;
/// So many bits are remembered at most: 4 MiB.
const MAX_MEMO: usize = 1 << 25;
/// A register that nothing has been written to.
const UNSET: usize = usize::MAX;

/// A text and its characters. A position within a character of four bytes, two after its start,
/// stands for the middle of the pair that it is in UTF-16: look-behind can begin there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'t>(&'t str);

impl<'t> Text<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self(text)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    fn bytes(&self, at: usize) -> &'t [u8] {
        self.0.as_bytes().get(at..).unwrap_or_default()
    }

    /// The character at `at` and its bytes.
    #[inline]
    pub(super) fn after(&self, at: usize) -> Option<(u32, usize)> {
        match *self.0.as_bytes().get(at)? {
            byte if byte < 128 => Some((u32::from(byte), 1)),
            _ => self.after_wide(at),
        }
    }

    #[inline]
    pub(super) fn before(&self, at: usize) -> Option<(u32, usize)> {
        match *self.0.as_bytes().get(at.checked_sub(1)?)? {
            byte if byte < 128 => Some((u32::from(byte), 1)),
            _ => self.before_wide(at),
        }
    }

    #[cold]
    fn after_wide(&self, at: usize) -> Option<(u32, usize)> {
        match self.0.get(at..) {
            Some(rest) => rest.chars().next().map(|c| (u32::from(c), c.len_utf8())),
            None => self.pair_around(at).map(|c| (0xDC00 | c & 0x3FF, 2)),
        }
    }

    #[cold]
    fn before_wide(&self, at: usize) -> Option<(u32, usize)> {
        match self.0.get(..at) {
            Some(rest) => rest.chars().next_back().map(|c| (u32::from(c), c.len_utf8())),
            None => self.pair_around(at).map(|c| (0xD800 + ((c - 0x1_0000) >> 10), 2)),
        }
    }

    fn pair_around(&self, middle: usize) -> Option<u32> {
        self.0.get(middle.checked_sub(2)?..)?.chars().next().map(u32::from)
    }

    /// The position one `unit` back.
    fn back(&self, at: usize, unit: Unit) -> Option<usize> {
        let (_, length) = self.before(at)?;
        Some(at - if unit == Unit::Utf16 && length == 4 { 2 } else { length })
    }
}

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

/// The state of one match.
#[derive(Debug)]
pub(super) struct Machine<'m> {
    program: &'m Program,
    text: Text<'m>,
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
    pub(super) fn new(program: &'m Program, text: &'m str) -> Self {
        Self {
            program,
            text: Text::new(text),
            at: 0,
            place: 0,
            steps: 0,
            waiting: Vec::new(),
            registers: vec![UNSET; program.registers],
            seen: Vec::new(),
        }
    }

    /// Whether the program matches the whole text.
    pub(super) fn matches(mut self) -> Result<bool, StepLimit> {
        while let Some(instruction) = self.program.instructions.get(self.place) {
            if matches!(instruction, Instruction::Match) && self.at == self.text.len() {
                return Ok(true);
            }
            let goes = self.step(instruction) || self.go_back();
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
        let byte = self.text.0.as_bytes().get(self.at).copied();
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

    fn run(&mut self, run: &Run) -> Goes {
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
            Then::Byte(byte) => self.text.0.as_bytes().get(at) == Some(&byte),
            Then::End => at == self.text.len(),
        }
    }

    /// Gives back one character and goes on after the run, or gives back more.
    fn shorter(&mut self, place: Place, least: usize, at: usize) -> Goes {
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
            if at <= least || then == Then::End {
                return false;
            }
            let length = self.text.before(at).map_or(1, |(_, length)| length);
            at = (at - length).max(least);
        }
        self.steps += (start - at) / 8;
        if at > least && then != Then::End {
            self.waiting.push(Waiting::Shorter { place, least, at });
        }
        self.at = at;
        self.go(place + 1)
    }

    fn longer(&mut self, place: Place, at: usize, left: usize) -> Goes {
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

    fn close(&mut self, mark: Register, group: Capture, unless_empty: bool) -> Goes {
        let start = self.register(mark);
        if start < self.at || !unless_empty {
            self.keep(group.start, start);
            self.keep(group.end, self.at);
        }
        self.next()
    }

    fn refer(&mut self, group: Capture, fold: Fold) -> Goes {
        let (start, end) = (self.register(group.start), self.register(group.end));
        let Some(held) = self.text.0.as_bytes().get(start..end) else { return false };
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

    fn look(&mut self, look: Look, fence: Register, otherwise: Option<Place>) -> Goes {
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

    fn further(&mut self, place: Place, at: usize, left: usize) -> Goes {
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

    fn found(&mut self, look: Look, fence: Register, negated: bool) -> Goes {
        let start = self.register(fence + 1);
        if look != Look::Ahead && self.at != start {
            return false;
        }
        self.waiting.truncate(self.register(fence));
        self.at = start;
        !negated && self.next()
    }
}
