//! Parts of a program → what they do with texts, numbers and nulls, where that is all they need.
//!
//! Such parts run over any cells, rows of values as well as columns, without the evaluator. They
//! know what is usual: for a value that they do not expect they give up, and the evaluator decides.

use std::cmp::Ordering;

use super::program::{Kind, Next, Node, Step};
use crate::dialect::{Dialect, ResultRule};
use crate::functions::{self, Call, to_integer};
use crate::syntax::BinaryOperator;
use crate::types::Type;
use crate::value::Value;

/// A program that needs no evaluator as long as the values are usual.
#[derive(Debug)]
pub(crate) enum Direct {
    /// Its value is the text of these parts.
    Text(Box<[Part]>),
    /// Its value is true or false, and stays so.
    Truth(Way),
}

/// A part of a text.
#[derive(Debug, Clone)]
#[repr(u8)]
pub(crate) enum Part {
    Letters(Letters),
    Text(Box<str>),
    /// An attribute, what stands before it, and what stands for null.
    Slot {
        before: Letters,
        slot: usize,
        null: Box<str>,
    },
    View(View, Fallback),
    Rewrite(fn(&str, &mut String), View, Fallback),
    /// A part that counts where an attribute is not null, and what stands for null.
    Guarded {
        slot: usize,
        null: Box<str>,
        then: Box<Self>,
    },
    Choice(Box<Choice>),
}

/// What is written where the attribute that a view is cut out of is null.
pub(crate) type Fallback = Option<Box<str>>;

/// A few characters of ASCII: to write them one by one costs less than to copy them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Letters {
    bytes: [u8; 3],
    len: u8,
}

impl Letters {
    fn of(text: &str) -> Option<Self> {
        let mut bytes = [0; 3];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        let len = u8::try_from(text.len()).ok()?;
        text.is_ascii().then_some(Self { bytes, len })
    }

    /// Writes them behind a text.
    #[inline]
    pub(crate) fn write(self, out: &mut String) {
        for (place, byte) in (0..self.len).zip(self.bytes) {
            let _ = place;
            // They are ASCII, which the mask says where this is compiled.
            out.push(char::from(byte & 0x7F));
        }
    }
}

/// A condition and the parts for either answer.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(crate) condition: Way,
    pub(crate) then: Box<[Part]>,
    pub(crate) otherwise: Box<[Part]>,
}

/// A text that stands somewhere already.
#[derive(Debug, Clone)]
pub(crate) enum View {
    Text(Box<str>),
    /// A text attribute, and what null counts as.
    Slot {
        slot: usize,
        null: Option<&'static str>,
    },
    Part(functions::Part, Box<[Self; 2]>),
    Slice(functions::Slice, Box<Self>, i32, i32),
}

/// Tests, and where each answer leads; it begins at the first.
pub(crate) type Way = Box<[(Test, Leads)]>;

/// Where the answers of a test lead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Leads {
    pub(crate) yes: Next,
    pub(crate) no: Next,
}

/// A question that the cells can answer.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    /// A Boolean attribute.
    Slot(usize),
    IsNull {
        slot: usize,
        negated: bool,
    },
    /// A text attribute beside a text.
    Equal {
        slot: usize,
        text: Box<str>,
        negated: bool,
    },
    /// A whole number beside another.
    Whole {
        slot: usize,
        number: i64,
        holds: Orders,
    },
    Holds(fn(&str, &str) -> bool, View, View),
}

/// The orders of two numbers for which a comparison holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Orders {
    less: bool,
    equal: bool,
    greater: bool,
}

impl Orders {
    fn of(operator: BinaryOperator) -> Self {
        use BinaryOperator::{Greater, GreaterEqual, Less, LessEqual};
        Self {
            less: matches!(operator, Less | LessEqual),
            equal: matches!(operator, LessEqual | GreaterEqual),
            greater: matches!(operator, Greater | GreaterEqual),
        }
    }

    /// Those of an equation.
    fn equal(negated: bool) -> Self {
        Self { less: negated, equal: !negated, greater: negated }
    }

    /// The same with the sides changed.
    fn turned(self) -> Self {
        Self { less: self.greater, greater: self.less, ..self }
    }

    pub(crate) fn contain(self, ordering: Ordering) -> bool {
        match ordering {
            Ordering::Less => self.less,
            Ordering::Equal => self.equal,
            Ordering::Greater => self.greater,
        }
    }
}

/// A whole program.
pub(super) fn direct(node: &Node, dialect: Dialect, rule: ResultRule) -> Option<Direct> {
    let accepts = rule.accepts();
    match &node.kind {
        _ if is_text(node) && accepts.contains(Type::TEXT) => {
            Some(Direct::Text(parts(node, dialect)?))
        }
        Kind::Logic(_) | Kind::IsNull { .. } | Kind::Equal { .. } | Kind::Order { .. }
            if rule != ResultRule::Text && accepts.contains(Type::BOOLEAN) =>
        {
            Some(Direct::Truth(way(node, dialect)?))
        }
        _ => None,
    }
}

/// Whether a part is a text whatever the values are, if it does not fail.
fn is_text(node: &Node) -> bool {
    match &node.kind {
        Kind::Join(_) | Kind::Constant(Value::Text(_)) => true,
        Kind::Call { function, .. } => {
            matches!(function.call, Call::Rewrite(_) | Call::Part(_) | Call::Slice(_))
        }
        Kind::Conditional(parts) => {
            let [_, then, otherwise] = &**parts;
            is_text(then) && is_text(otherwise)
        }
        _ => false,
    }
}

fn parts(node: &Node, dialect: Dialect) -> Option<Box<[Part]>> {
    match &node.kind {
        Kind::Join(pieces) => {
            let mut parts = Vec::with_capacity(pieces.len());
            for piece in pieces {
                let part = piece.direct.clone()?;
                match (parts.pop(), part) {
                    // One step for both.
                    (Some(Part::Letters(before)), Part::Slot { slot, null, .. }) => {
                        parts.push(Part::Slot { before, slot, null });
                    }
                    (last, part) => parts.extend(last.into_iter().chain([part])),
                }
            }
            Some(parts.into())
        }
        _ => Some([part(node, dialect)?].into()),
    }
}

/// A part of a join.
pub(super) fn part(node: &Node, dialect: Dialect) -> Option<Part> {
    Some(match &node.kind {
        Kind::Constant(Value::Text(text)) => match Letters::of(text) {
            Some(letters) => Part::Letters(letters),
            None => Part::Text(text.as_ref().into()),
        },
        Kind::Slot(slot) => {
            Part::Slot { before: Letters::default(), slot: *slot, null: "null".into() }
        }
        Kind::Call { function, arguments, .. } => match (function.call, &**arguments) {
            (Call::Rewrite(rewrite), [text]) => Part::Rewrite(rewrite, view(text, dialect)?, None),
            _ => Part::View(view(node, dialect)?, None),
        },
        Kind::Conditional(branches) => {
            let [condition, then, otherwise] = &**branches;
            match guarded(condition, then, otherwise, dialect) {
                Some(part) => part,
                None => Part::Choice(Box::new(Choice {
                    condition: way(condition, dialect)?,
                    then: parts(then, dialect)?,
                    otherwise: parts(otherwise, dialect)?,
                })),
            }
        }
        _ => return None,
    })
}

/// `x != null ? … : "…"`, or `x == null ? "…" : …`.
fn guarded(condition: &Node, then: &Node, otherwise: &Node, dialect: Dialect) -> Option<Part> {
    let Kind::IsNull { operand, negated } = &condition.kind else { return None };
    let (value, fallback) = if *negated { (then, otherwise) } else { (otherwise, then) };
    let Kind::Slot(slot) = operand.kind else { return None };
    let Kind::Constant(Value::Text(null)) = &fallback.kind else { return None };
    let null = null.as_ref().into();
    let mut part = part(value, dialect)?;
    match &mut part {
        Part::Slot { slot: inner, null: kept, .. } if *inner == slot => {
            *kept = null;
            return Some(part);
        }
        Part::View(view, fallback @ None) | Part::Rewrite(_, view, fallback @ None) => {
            // The guard asks what the view asks anyway.
            if let Some((inner, kept)) = view.source()
                && inner == slot
            {
                *kept = None;
                *fallback = Some(null);
                return Some(part);
            }
        }
        _ => {}
    }
    Some(Part::Guarded { slot, null, then: Box::new(part) })
}

impl View {
    /// The attribute that it is cut out of, and what null counts as there.
    fn source(&mut self) -> Option<(usize, &mut Option<&'static str>)> {
        match self {
            Self::Text(_) => None,
            Self::Slot { slot, null } => Some((*slot, null)),
            Self::Part(_, texts) => texts.first_mut()?.source(),
            Self::Slice(_, text, ..) => text.source(),
        }
    }
}

fn view(node: &Node, dialect: Dialect) -> Option<View> {
    Some(match &node.kind {
        Kind::Constant(Value::Text(text)) => View::Text(text.as_ref().into()),
        Kind::Slot(slot) => {
            let null = (dialect == Dialect::Classic).then_some("");
            View::Slot { slot: *slot, null }
        }
        Kind::Call { function, arguments, .. } => match (function.call, &**arguments) {
            (Call::Part(part), [text, other]) => {
                View::Part(part, Box::new([view(text, dialect)?, view(other, dialect)?]))
            }
            (Call::Slice(slice), [text, start, end]) => {
                let text = Box::new(view(text, dialect)?);
                View::Slice(slice, text, whole(start)?, whole(end)?)
            }
            _ => return None,
        },
        _ => return None,
    })
}

/// A written number.
fn whole(node: &Node) -> Option<i32> {
    match &node.kind {
        Kind::Constant(value) => to_integer(value),
        _ => None,
    }
}

fn way(node: &Node, dialect: Dialect) -> Option<Way> {
    match &node.kind {
        Kind::Logic(steps) => {
            let step =
                |step: &Step| Some((step.direct.clone()?, Leads { yes: step.yes, no: step.no }));
            steps.iter().map(step).collect()
        }
        _ => {
            let leads = Leads { yes: Next::End(true), no: Next::End(false) };
            Some([(test(node, dialect)?, leads)].into())
        }
    }
}

/// A test of a condition.
pub(super) fn test(node: &Node, dialect: Dialect) -> Option<Test> {
    match &node.kind {
        Kind::Slot(slot) => Some(Test::Slot(*slot)),
        Kind::IsNull { operand, negated } => match operand.kind {
            Kind::Slot(slot) => Some(Test::IsNull { slot, negated: *negated }),
            _ => None,
        },
        Kind::Equal { left, right, negated } => {
            let (slot, constant, _) = beside(left, right)?;
            match constant {
                Value::Text(text) => {
                    Some(Test::Equal { slot, text: text.as_ref().into(), negated: *negated })
                }
                _ => beside_whole(slot, constant, Orders::equal(*negated)),
            }
        }
        Kind::Order { operator, left, right } => {
            let (slot, constant, is_turned) = beside(left, right)?;
            let orders = Orders::of(*operator);
            beside_whole(slot, constant, if is_turned { orders.turned() } else { orders })
        }
        Kind::Call { function, arguments, .. } => match (function.call, &**arguments) {
            (Call::Test(holds), [text, other]) => {
                Some(Test::Holds(holds, view(text, dialect)?, view(other, dialect)?))
            }
            _ => None,
        },
        _ => None,
    }
}

/// An attribute beside a constant, and whether the constant comes first.
fn beside<'n>(left: &'n Node, right: &'n Node) -> Option<(usize, &'n Value<'static>, bool)> {
    match (&left.kind, &right.kind) {
        (Kind::Slot(slot), Kind::Constant(value)) => Some((*slot, value, false)),
        (Kind::Constant(value), Kind::Slot(slot)) => Some((*slot, value, true)),
        _ => None,
    }
}

fn beside_whole(slot: usize, constant: &Value<'_>, holds: Orders) -> Option<Test> {
    match constant {
        Value::Integer(number) => Some(Test::Whole { slot, number: i64::from(*number), holds }),
        Value::Long(number) => Some(Test::Whole { slot, number: *number, holds }),
        _ => None,
    }
}
