//! [`Node`] to [`Program`].
//!
//! A counted repetition counts in a register, so `a{1000000}` is as small as `a*`. A group keeps its
//! text only where a reference reads it.

use std::collections::BTreeMap;

use super::ast::{Assertion, Fold, Greed, Look, Node, Operand, Repeat};
use super::fold;
use super::parser::Parsed;
use super::program::{
    Capture, Instruction, Memo, Place, Program, Recount, Register, Run, Then, Words,
};
use super::property;
use super::set::{Members, Set};
use super::unicode::{categories, category};
use super::width::Width;

/// An open-ended count such as `{2,}` is written out while it stays below so many instructions.
const WRITE_OUT: u32 = 256;

pub(super) fn compile(parsed: &Parsed) -> Program {
    let mut referenced = BTreeMap::new();
    find_references(&parsed.root, &mut referenced);
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
    referenced: BTreeMap<usize, Capture>,
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
        if matches!(assertion, Assertion::WordBoundary { .. }) && self.program.words.is_none() {
            self.program.words = Some(Box::new(Words {
                plain: Members::new(&property::boundary_word()),
                unicode: Members::new(&property::word(true)),
                marks: Members::new(&categories(category::MN)),
            }));
        }
        self.emit(Instruction::Assertion(assertion));
    }

    fn alternatives(&mut self, branches: &[Node]) {
        if let Some(set) = one_of(branches) {
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
        let Repeat { body, least, most, greed, operand, .. } = repeat;
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
        // Java does not go back into a pass over one item, nor over a group without choices; the
        // latter shows only in what its inner groups hold.
        let one_go = match operand {
            Operand::Item => matches!(body, Node::LineBreak),
            Operand::Group => !self.referenced.is_empty() && Width::of(body).deterministic,
        };
        let optional = (*least, *most) == (0, Some(1));
        self.passes(repeat, *greed, |compiler| match body {
            Node::Capture { group, body } if one_go && !optional => {
                let mark = compiler.register();
                compiler.emit(Instruction::Mark(mark));
                compiler.atomic(|compiler| compiler.node(body));
                if let Some(&group) = compiler.referenced.get(group) {
                    let unless_empty = *least == 0;
                    compiler.emit(Instruction::Close { mark, group, unless_empty });
                }
            }
            _ if one_go && (!optional || *operand == Operand::Item) => {
                compiler.atomic(|compiler| compiler.node(body));
            }
            _ => compiler.node(body),
        });
    }

    /// The set of a node that is one character, through groups that nothing refers to.
    fn one_character(&self, node: &Node) -> Option<Set> {
        match node {
            Node::Group(body) => self.one_character(body),
            Node::Capture { group, body } if !self.referenced.contains_key(group) => {
                self.one_character(body)
            }
            Node::Alternatives(branches) => one_of(branches),
            _ => one_of(std::slice::from_ref(node)),
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
        let nullable = is_nullable(&repeat.body);
        match (repeat.least, repeat.most) {
            (0, Some(1)) => {
                let split = self.split();
                body(self);
                self.join(split, greed);
            }
            (least @ (0 | 1), None) => self.closure(least == 0, nullable, greed, body),
            (least, None) if !nullable && size(&repeat.body).saturating_mul(least) <= WRITE_OUT => {
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
            then = match instruction {
                Instruction::Literal(bytes) => bytes.first().map_or(then, |&byte| Then::Byte(byte)),
                Instruction::Match => Then::End,
                _ => Then::Anything,
            };
        }
    }
}

/// The set of branches that are one character each.
fn one_of(branches: &[Node]) -> Option<Set> {
    let mut union: Option<Set> = None;
    for branch in branches {
        let set = match branch {
            Node::Character { character, fold: Fold::Exact } => Set::single(u32::from(*character)),
            Node::Character { character, .. } => fold::ascii_cases(u32::from(*character)),
            Node::Set(set) => set.clone(),
            _ => return None,
        };
        union = Some(match union {
            Some(union) => union.union(&set),
            None => set,
        });
    }
    union
}

/// The groups that references of the tree read.
fn find_references(node: &Node, found: &mut BTreeMap<usize, Capture>) {
    match node {
        Node::BackReference { group, .. } => {
            found.insert(*group, Capture { start: 0, end: 0 });
        }
        Node::Sequence(nodes) | Node::Alternatives(nodes) => {
            nodes.iter().for_each(|node| find_references(node, found));
        }
        Node::Group(body)
        | Node::Atomic(body)
        | Node::Capture { body, .. }
        | Node::Look { body, .. } => find_references(body, found),
        Node::Repeat(repeat) => find_references(&repeat.body, found),
        Node::Empty
        | Node::Character { .. }
        | Node::Set(_)
        | Node::LineBreak
        | Node::Assertion(_) => {}
    }
}

/// Whether the node can match without taking a character.
fn is_nullable(node: &Node) -> bool {
    match node {
        Node::Empty | Node::Assertion(_) | Node::Look { .. } | Node::BackReference { .. } => true,
        Node::Character { .. } | Node::Set(_) | Node::LineBreak => false,
        Node::Sequence(nodes) => nodes.iter().all(is_nullable),
        Node::Alternatives(branches) => branches.iter().any(is_nullable),
        Node::Group(body) | Node::Atomic(body) | Node::Capture { body, .. } => is_nullable(body),
        Node::Repeat(repeat) => repeat.least == 0 || is_nullable(&repeat.body),
    }
}

/// About how many instructions the node becomes.
fn size(node: &Node) -> u32 {
    match node {
        Node::Sequence(nodes) | Node::Alternatives(nodes) => {
            nodes.iter().map(size).fold(nodes.len() as u32, u32::saturating_add)
        }
        Node::Group(body)
        | Node::Atomic(body)
        | Node::Capture { body, .. }
        | Node::Look { body, .. } => size(body).saturating_add(2),
        Node::Repeat(repeat) if repeat.most.is_none() => {
            size(&repeat.body).saturating_mul(repeat.least.max(1)).saturating_add(4)
        }
        Node::Repeat(repeat) => size(&repeat.body).saturating_add(4),
        _ => 1,
    }
}
