//! [`Node`] to [`Program`].
//!
//! A counted repetition counts in a register, so `a{1000000}` is as small as `a*`. A group keeps its
//! text only where a reference reads it.

use super::ast::{Assertion, Fold, Greed, Look, Node, Operand, Repeat};
use super::parser::Parsed;
use super::program::{
    Capture, Instruction, Memo, Place, Program, Recount, Register, Run, Then, Words,
};
use super::property;
use super::set::{Members, Set};
use super::shape;
use super::unicode::{categories, category};
use super::width::Width;
use crate::sorted::Sorted;

/// An open-ended count such as `{2,}` is written out while it stays below so many instructions.
const WRITE_OUT: u32 = 256;

pub(super) fn compile(parsed: &Parsed) -> Program {
    let mut referenced = Sorted::default();
    parsed.root.visit_references(&mut |group| {
        referenced.insert(group, Capture { start: 0, end: 0 });
    });
    let mut compiler = Compiler {
        memorable: referenced.is_empty(),
        referenced,
        groups: parsed.groups,
        program: Program {
            instructions: Vec::new(),
            sets: Vec::new(),
            registers: 0,
            memos: 0,
            words: None,
        },
    };
    for capture in compiler.referenced.values_mut() {
        capture.start = compiler.program.registers;
        capture.end = compiler.program.registers + 1;
        compiler.program.registers += 2;
    }
    compiler.node(&parsed.root);
    compiler.emit(Instruction::Match);
    compiler.look_past_runs();
    compiler.program
}

struct Compiler {
    program: Program,
    referenced: Sorted<usize, Capture>,
    groups: usize,
    /// Whether the place and the position alone decide what is left to try.
    memorable: bool,
}

impl Compiler {
    fn emit(&mut self, instruction: Instruction) -> Place {
        self.program.instructions.push(instruction);
        self.program.instructions.len() - 1
    }

    fn here(&self) -> Place {
        self.program.instructions.len()
    }

    fn register(&mut self) -> Register {
        self.program.registers += 1;
        self.program.registers - 1
    }

    fn memo(&mut self) -> Memo {
        self.memorable.then(|| {
            self.program.memos += 1;
            self.program.memos - 1
        })
    }

    /// Compiles a part in which a repeated visit may differ from the first.
    fn unmemorable(&mut self, compile: impl FnOnce(&mut Self)) {
        let outside = std::mem::replace(&mut self.memorable, false);
        compile(self);
        self.memorable = outside;
    }

    /// Splits to what comes now; [`Self::join`] says where to otherwise.
    fn split(&mut self) -> Place {
        let memo = self.memo();
        let first = self.here() + 1;
        self.emit(Instruction::Split { first, second: first, memo })
    }

    /// Sets the ways of a split: into what follows it, and here; a lazy one tries here first.
    fn join(&mut self, split: Place, greed: Greed) {
        let (inside, here) = (split + 1, self.here());
        if let Some(Instruction::Split { first, second, .. }) =
            self.program.instructions.get_mut(split)
        {
            (*first, *second) = if greed == Greed::Lazy { (here, inside) } else { (inside, here) };
        }
    }

    fn jump_here(&mut self, jump: Place) {
        let here = self.here();
        if let Some(Instruction::Jump(place)) = self.program.instructions.get_mut(jump) {
            *place = here;
        }
    }

    fn set(&mut self, set: &Set) -> usize {
        let members = Members::new(set);
        let sets = &mut self.program.sets;
        sets.iter().position(|known| *known == members).unwrap_or_else(|| {
            sets.push(members);
            sets.len() - 1
        })
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Empty => {}
            Node::Character { .. } => self.sequence(std::slice::from_ref(node)),
            Node::Set(set) => {
                let set = self.set(set);
                self.emit(Instruction::One(set));
            }
            Node::LineBreak => self.line_break(),
            Node::Assertion(assertion) => self.assertion(*assertion),
            Node::Sequence(nodes) => self.sequence(nodes),
            Node::Alternatives(branches) => self.alternatives(branches),
            Node::Group(body) => self.node(body),
            Node::Capture { group, body } => match self.referenced.get(group).copied() {
                Some(capture) => self.capture(capture, body),
                None => self.node(body),
            },
            Node::BackReference { group, fold } => {
                let group = self.referenced.get(group).copied().filter(|_| *group <= self.groups);
                self.emit(Instruction::BackReference { group, fold: *fold });
            }
            Node::Atomic(body) => self.atomic(|compiler| compiler.node(body)),
            Node::Look { look, negated, body } => self.look(*look, *negated, body),
            Node::Repeat(repeat) => self.repeat(repeat),
        }
    }

    /// Emits the nodes in order, neighboring characters as one literal.
    fn sequence(&mut self, nodes: &[Node]) {
        let mut literal = Vec::new();
        let mut literal_fold = Fold::Exact;
        for node in nodes {
            if let Node::Character { character, fold } = node {
                if *fold != literal_fold
                    && (*fold == Fold::Ascii || character.is_ascii_alphabetic())
                {
                    self.literal(&mut literal, literal_fold);
                    literal_fold = *fold;
                }
                let mut bytes = [0; 4];
                literal.extend_from_slice(character.encode_utf8(&mut bytes).as_bytes());
            } else {
                self.literal(&mut literal, literal_fold);
                self.node(node);
            }
        }
        self.literal(&mut literal, literal_fold);
    }

    fn literal(&mut self, bytes: &mut Vec<u8>, fold: Fold) {
        if bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(bytes).into_boxed_slice();
        self.emit(if fold == Fold::Exact {
            Instruction::Literal(bytes)
        } else {
            Instruction::LiteralFold(bytes)
        });
    }

    fn line_break(&mut self) {
        let split = self.split();
        self.emit(Instruction::Literal((*b"\r\n").into()));
        let jump = self.emit(Instruction::Jump(0));
        self.join(split, Greed::Greedy);
        let set = self.set(&property::vertical_space());
        self.emit(Instruction::One(set));
        self.jump_here(jump);
    }

    fn assertion(&mut self, assertion: Assertion) {
        if let Assertion::WordBoundary { unicode, .. } = assertion {
            let words = self.program.words.get_or_insert_with(|| {
                Box::new(Words {
                    letters: Members::new(&property::boundary_word()),
                    marks: Members::new(&categories(category::MN)),
                    unicode: None,
                })
            });
            if unicode && words.unicode.is_none() {
                words.unicode = Some(Members::new(&property::word(true)));
            }
        }
        self.emit(Instruction::Assertion(assertion));
    }

    fn alternatives(&mut self, branches: &[Node]) {
        if let Some(set) = shape::one_of(branches) {
            let set = self.set(&set);
            self.emit(Instruction::One(set));
            return;
        }
        let mut jumps = Vec::new();
        let Some((last, others)) = branches.split_last() else { return };
        for branch in others {
            let split = self.split();
            self.node(branch);
            jumps.push(self.emit(Instruction::Jump(0)));
            self.join(split, Greed::Greedy);
        }
        self.node(last);
        for jump in jumps {
            self.jump_here(jump);
        }
    }

    fn capture(&mut self, group: Capture, body: &Node) {
        let mark = self.register();
        self.emit(Instruction::Mark(mark));
        self.node(body);
        self.emit(Instruction::Close { mark, group, unless_empty: false });
    }

    fn atomic(&mut self, compile: impl FnOnce(&mut Self)) {
        let fence = self.register();
        self.register();
        self.emit(Instruction::Fence(fence));
        self.unmemorable(compile);
        self.emit(Instruction::Commit(fence));
    }

    fn look(&mut self, look: Look, negated: bool, body: &Node) {
        let fence = self.register();
        self.register();
        let start = self.emit(Instruction::Look { look, fence, otherwise: None });
        self.unmemorable(|compiler| compiler.node(body));
        self.emit(Instruction::Found { look, fence, negated });
        let here = self.here();
        if let Some(Instruction::Look { otherwise, .. }) =
            self.program.instructions.get_mut(start).filter(|_| negated)
        {
            *otherwise = Some(here);
        }
    }

    fn repeat(&mut self, repeat: &Repeat) {
        let Repeat { body, least, most, greed, .. } = repeat;
        if *most == Some(0) {
            return;
        }
        if let Some(set) = self.one_character(body) {
            return self.run(&set, repeat);
        }
        if *greed == Greed::Possessive {
            return self.atomic(|compiler| {
                compiler.passes(repeat, Greed::Greedy, |compiler| {
                    compiler.atomic(|compiler| compiler.node(body));
                });
            });
        }
        let one_go = self.is_one_go(repeat);
        self.passes(repeat, *greed, |compiler| {
            if one_go { compiler.one_go(body, *least == 0) } else { compiler.node(body) }
        });
    }

    /// Whether Java does not go back into a pass: over one item, and over a group without choices,
    /// where it shows only in a line break and in what the inner groups hold.
    fn is_one_go(&self, repeat: &Repeat) -> bool {
        match repeat.operand {
            Operand::Item => matches!(repeat.body, Node::LineBreak),
            Operand::Group => {
                let optional = (repeat.least, repeat.most) == (0, Some(1));
                let shows = !self.referenced.is_empty() || repeat.body.has_line_break();
                !optional && shows && Width::of(&repeat.body).deterministic
            }
        }
    }

    /// A pass that is not gone back into.
    fn one_go(&mut self, body: &Node, unless_empty: bool) {
        let Node::Capture { group, body } = body else {
            return self.atomic(|compiler| compiler.node(body));
        };
        let mark = self.register();
        self.emit(Instruction::Mark(mark));
        self.atomic(|compiler| compiler.node(body));
        if let Some(&group) = self.referenced.get(group) {
            self.emit(Instruction::Close { mark, group, unless_empty });
        }
    }

    /// The set of a node that is one character, through groups that nothing refers to.
    fn one_character(&self, node: &Node) -> Option<Set> {
        match node {
            Node::Alternatives(branches) => shape::one_of(branches),
            Node::Group(body) => self.one_character(body),
            Node::Capture { group, body } => {
                let free = !self.referenced.contains(group);
                free.then(|| self.one_character(body)).flatten()
            }
            Node::Character { .. } | Node::Set(_) => node.as_set(),
            Node::Empty
            | Node::LineBreak
            | Node::Assertion(_)
            | Node::Sequence(_)
            | Node::BackReference { .. }
            | Node::Atomic(_)
            | Node::Look { .. }
            | Node::Repeat(_) => None,
        }
    }

    fn run(&mut self, set: &Set, repeat: &Repeat) {
        let set = self.set(set);
        let memo = if repeat.greed == Greed::Possessive { None } else { self.memo() };
        self.emit(Instruction::Run(Run {
            set,
            least: repeat.least as usize,
            most: repeat.most.map_or(usize::MAX, |most| most as usize),
            greed: repeat.greed,
            then: Then::Anything,
            memo,
        }));
    }

    /// The passes of a repetition over what `body` emits.
    fn passes(&mut self, repeat: &Repeat, greed: Greed, body: impl Fn(&mut Self)) {
        let nullable = repeat.body.is_nullable();
        match (repeat.least, repeat.most) {
            (0, Some(1)) => {
                let split = self.split();
                body(self);
                self.join(split, greed);
            }
            (least @ (0 | 1), None) => self.closure(least == 0, nullable, greed, body),
            (least, None) if !nullable && repeat.body.size().saturating_mul(least) <= WRITE_OUT => {
                for _ in 1..least {
                    body(self);
                }
                self.closure(false, nullable, greed, body);
            }
            _ => self.counted(repeat, greed, body),
        }
    }

    /// `*` and, where not `optional`, `+`.
    fn closure(&mut self, optional: bool, nullable: bool, greed: Greed, body: impl Fn(&mut Self)) {
        let skip = if optional { None } else { Some(self.emit(Instruction::Jump(0))) };
        let split = self.split();
        if let Some(skip) = skip {
            self.jump_here(skip);
        }
        if nullable {
            let mark = self.register();
            self.emit(Instruction::Mark(mark));
            body(self);
            self.emit(Instruction::Again { mark, start: split });
        } else {
            body(self);
            self.emit(Instruction::Jump(split));
        }
        self.join(split, greed);
    }

    fn counted(&mut self, repeat: &Repeat, greed: Greed, body: impl Fn(&mut Self)) {
        let (counter, mark) = (self.register(), self.register());
        self.emit(Instruction::Reset(counter));
        let split = (repeat.least == 0).then(|| self.split());
        let start = self.emit(Instruction::Count(counter));
        self.emit(Instruction::Mark(mark));
        self.unmemorable(body);
        self.emit(Instruction::Recount(Recount {
            counter,
            mark,
            least: repeat.least as usize,
            most: repeat.most.map_or(usize::MAX, |most| most as usize),
            greed,
            start,
        }));
        if let Some(split) = split {
            self.join(split, greed);
        }
    }

    /// Tells each run what must come after it.
    fn look_past_runs(&mut self) {
        let mut then = Then::Anything;
        for instruction in self.program.instructions.iter_mut().rev() {
            if let Instruction::Run(run) = instruction {
                run.then = then;
            }
            then = Then::Anything;
            if matches!(instruction, Instruction::Match) {
                then = Then::End;
            } else if let Instruction::Literal(bytes) = instruction {
                then = bytes.first().map_or(then, |&byte| Then::Byte(byte));
            }
        }
    }
}
