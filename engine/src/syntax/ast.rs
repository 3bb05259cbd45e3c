//! The tree of an expression, with the span of every part.

use crate::text::Span;

/// A part of an expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Where it stands.
    pub span: Span,
}

impl Node {
    pub(crate) fn new(kind: NodeKind, span: Span) -> Self {
        Self { kind, span }
    }

    /// Itself, without the parentheses around it.
    pub fn unwrapped(&self) -> &Self {
        let mut node = self;
        while let NodeKind::Group(inner) = &node.kind {
            node = inner;
        }
        node
    }

    /// The name, where it is nothing but a name, in parentheses or not.
    pub fn as_name(&self) -> Option<&str> {
        match &self.unwrapped().kind {
            NodeKind::Name(name) => Some(name),
            _ => None,
        }
    }

    /// Calls `visit` with each direct part, in the order of the text.
    pub fn for_each_child<'n>(&'n self, mut visit: impl FnMut(&'n Self)) {
        match &self.kind {
            NodeKind::Literal(_) | NodeKind::Name(_) | NodeKind::Missing => {}
            NodeKind::Group(inner) => visit(inner),
            NodeKind::Call { arguments, .. } => arguments.iter().for_each(visit),
            NodeKind::List(items) | NodeKind::Broken(items) => items.iter().for_each(visit),
            NodeKind::Map(entries) => {
                for entry in entries {
                    visit(&entry.key);
                    visit(&entry.value);
                }
            }
            NodeKind::Path { head, steps } => {
                visit(head);
                for step in steps {
                    match &step.kind {
                        StepKind::Member(_) => {}
                        StepKind::Method { arguments, .. } => {
                            arguments.iter().for_each(&mut visit);
                        }
                        StepKind::Index(body)
                        | StepKind::Project(body)
                        | StepKind::Select(_, body) => visit(body),
                    }
                }
            }
            NodeKind::Unary { operand, .. } => visit(operand),
            NodeKind::Binary { first, rest } => {
                visit(first);
                for operation in rest {
                    visit(&operation.operand);
                }
            }
            NodeKind::Conditional { condition, then, otherwise } => {
                visit(condition);
                visit(then);
                visit(otherwise);
            }
            NodeKind::Default { value, fallback } => {
                visit(value);
                visit(fallback);
            }
        }
    }
}

/// What a part of an expression is.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum NodeKind {
    /// A value written in the text.
    Literal(Literal),
    /// A bare name: a root or an attribute.
    Name(String),
    /// A bare call: `isMemberOfGroupName("x")`.
    Call {
        /// The function's name.
        name: Name,
        /// The values passed.
        arguments: Vec<Node>,
    },
    /// Parentheses.
    Group(Box<Node>),
    /// `{1, 2}`
    List(Vec<Node>),
    /// `{a: 1}`
    Map(Vec<Entry>),
    /// Something and what hangs on it: `user.emails[0]`.
    Path {
        /// What it starts from.
        head: Box<Node>,
        /// The steps, at least one.
        steps: Vec<Step>,
    },
    /// `not a`, `- -1`: the operators from left to right, at least one.
    Unary {
        /// The operators.
        operators: Vec<(UnaryOperator, Span)>,
        /// What they work on.
        operand: Box<Node>,
    },
    /// Operators of one precedence level from left to right: `a + b - c`.
    Binary {
        /// The leftmost operand.
        first: Box<Node>,
        /// Each further operator with its right operand, at least one.
        rest: Vec<Operation>,
    },
    /// `condition ? then : otherwise`
    Conditional {
        /// Decides.
        condition: Box<Node>,
        /// The value when it holds.
        then: Box<Node>,
        /// The value when it does not.
        otherwise: Box<Node>,
    },
    /// `value ?: fallback`
    Default {
        /// Taken unless it is null or empty.
        value: Box<Node>,
        /// Taken otherwise.
        fallback: Box<Node>,
    },
    /// Nothing, where the text lacks something or has what cannot be used.
    Missing,
    /// Parts that stand beside each other in broken text.
    Broken(Vec<Node>),
}

/// A value written in the text.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Literal {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean(bool),
    /// `12`
    Integer(i32),
    /// `12L`
    Long(i64),
    /// `1.5`
    Double(f64),
    /// `'a'`, without quotes and with doubled quotes made single.
    Text(String),
}

/// A name with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The characters.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

/// An entry of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key; a bare name is its own text.
    pub key: Node,
    /// The value.
    pub value: Node,
}

/// An operator and its right operand.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The operator.
    pub operator: BinaryOperator,
    /// Where the operator stands.
    pub span: Span,
    /// The right operand.
    pub operand: Node,
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What it does.
    pub kind: StepKind,
    /// What it gives when the value before it is null.
    pub null: OnNull,
    /// From its dot or bracket to its end.
    pub span: Span,
}

/// What a step does when the value before it is null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnNull {
    /// It fails: `.`
    Fail,
    /// It gives null: `?.`
    Null,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum StepKind {
    /// `.name`
    Member(Name),
    /// `.name(...)`
    Method {
        /// The method's name.
        name: Name,
        /// The values passed.
        arguments: Vec<Node>,
    },
    /// `[index]`
    Index(Node),
    /// `.![body]`
    Project(Node),
    /// `.?[body]`, `.^[body]`, `.$[body]`
    Select(Selection, Node),
}

/// Which of the elements a selection keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selection {
    /// `.?[ ]`: all that match.
    All,
    /// `.^[ ]`: the first.
    First,
    /// `.$[ ]`: the last.
    Last,
}

/// Operators before an operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnaryOperator {
    /// `-`
    Minus,
    /// `+`
    Plus,
    /// `!`, `not`
    Not,
}

/// Operators between operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryOperator {
    /// `or`, `||`
    Or,
    /// `and`, `&&`
    And,
    /// `==`, `eq`
    Equal,
    /// `!=`, `ne`
    NotEqual,
    /// `<`, `lt`
    Less,
    /// `<=`, `le`
    LessEqual,
    /// `>`, `gt`
    Greater,
    /// `>=`, `ge`
    GreaterEqual,
    /// `matches`
    Matches,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`, `div`
    Divide,
    /// `%`, `mod`
    Remainder,
    /// `^`
    Power,
}

impl BinaryOperator {
    /// Its usual spelling.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessEqual => "<=",
            Self::Greater => ">",
            Self::GreaterEqual => ">=",
            Self::Matches => "matches",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Remainder => "%",
            Self::Power => "^",
        }
    }

    /// Whether it compares.
    pub const fn is_relational(self) -> bool {
        matches!(
            self,
            Self::Equal
                | Self::NotEqual
                | Self::Less
                | Self::LessEqual
                | Self::Greater
                | Self::GreaterEqual
                | Self::Matches
        )
    }
}

/// One node for parts that stand beside each other.
pub(super) fn beside(mut parts: Vec<Node>, span: Span) -> Node {
    if parts.len() == 1
        && let Some(only) = parts.pop()
    {
        return only;
    }
    Node::new(NodeKind::Broken(parts), span)
}
