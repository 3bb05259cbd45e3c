//! Text → tree and problems. The only file that names pest.

use pest::Parser as _;
use pest::iterators::{Pair, Pairs};

use super::ast::{
    BinaryOperator, Entry, Literal, Name, Node, NodeKind, OnNull, Selection, Step, StepKind,
    UnaryOperator, beside,
};
use super::chain::Chain;
use super::literal::{constant, number, trimmed, unquoted};
use super::{causes, damage, problems, scan};
use crate::diagnostic::{Code, Diagnostic};
use crate::limits::Limits;
use crate::text::Span;

mod grammar {
    #[derive(pest_derive::Parser)]
    #[grammar = "syntax/grammar.pest"]
    pub(super) struct Grammar;
}

use grammar::{Grammar, Rule};

/// What came of a text: always a tree, and what is wrong with it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Parsed {
    /// The tree, with [`NodeKind::Missing`] and [`NodeKind::Broken`] where the text is broken.
    pub tree: Node,
    /// Problems of the text, the first cause of each only; empty for a well-formed expression.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses `text`; never fails and never panics.
///
/// ```
/// use attrmap::limits::Limits;
/// let parsed = attrmap::syntax::parse("user.city ==", &Limits::DEFAULT);
/// assert_eq!(parsed.diagnostics[0].code.id(), "E0102");
/// ```
pub fn parse(text: &str, limits: &Limits) -> Parsed {
    let whole = Span::new(0, text.len());
    let nothing = || Node::new(NodeKind::Missing, whole);
    if let Some(refused) = scan::refuse(text, limits) {
        return Parsed { tree: nothing(), diagnostics: vec![refused] };
    }
    if text.trim_matches(problems::is_blank).is_empty() {
        return Parsed { tree: nothing(), diagnostics: vec![problems::empty(whole)] };
    }
    let mut builder = Builder { text, found: scan::invisible(text) };
    let visible = scan::visible(text, &builder.found);
    let tree = match Grammar::parse(Rule::program, &visible) {
        Ok(mut pairs) => pairs.next().map_or_else(nothing, |program| builder.program(program)),
        // The grammar takes every text; should it not, this is still an answer.
        Err(_) => {
            builder.found.push(problems::not_understood(whole));
            nothing()
        }
    };
    let mut diagnostics = builder.found;
    if super::depth::depth(&tree) > 2 * limits.nesting {
        return Parsed { tree: nothing(), diagnostics: vec![problems::too_deep(whole, limits)] };
    }
    causes::keep_first_causes(&mut diagnostics, text);
    Parsed { tree, diagnostics }
}

/// What is there but cannot be used.
const UNUSABLE: NodeKind = NodeKind::Broken(Vec::new());

struct Builder<'t> {
    text: &'t str,
    found: Vec<Diagnostic>,
}

impl Builder<'_> {
    fn program(&mut self, program: Pair<'_, Rule>) -> Node {
        let whole = span_of(&program);
        let mut parts = Vec::new();
        for pair in program.into_inner() {
            match pair.as_rule() {
                Rule::expression => parts.push(self.expression(pair)),
                Rule::leftover => {
                    if let Some(part) = self.leftover(pair) {
                        parts.push(part);
                    }
                }
                _ => {}
            }
        }
        beside(parts, whole)
    }

    fn expression(&mut self, pair: Pair<'_, Rule>) -> Node {
        let inner = pair.into_inner();
        self.tail(inner)
    }

    /// An operand chain with the conditional or default behind it.
    fn tail(&mut self, inner: Pairs<'_, Rule>) -> Node {
        let mut node = Node::new(NodeKind::Missing, Span::default());
        for pair in inner {
            match pair.as_rule() {
                Rule::chain | Rule::solid_chain => node = self.chain(pair.into_inner()),
                Rule::default => node = self.default(node, pair),
                Rule::conditional => node = self.conditional(node, pair),
                _ => {}
            }
        }
        node
    }

    fn default(&mut self, value: Node, pair: Pair<'_, Rule>) -> Node {
        let mut operator = span_of(&pair);
        let mut fallback = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::default_operator => operator = span_of(&part),
                _ => fallback = Some(self.expression(part)),
            }
        }
        let fallback = fallback.unwrap_or_else(|| Node::new(NodeKind::Missing, operator));
        self.need_operands(&[&value, &fallback], "?:", operator);
        let span = value.span.to(fallback.span).to(operator);
        Node::new(NodeKind::Default { value: Box::new(value), fallback: Box::new(fallback) }, span)
    }

    /// A conditional without colon; one in its branch that lacks it too has the same cause.
    fn no_colon(&mut self, question: Span, then: &Node) {
        let is_open = matches!(&then.kind,
            NodeKind::Conditional { otherwise, .. } if otherwise.kind == NodeKind::Missing);
        let inner = self.found.pop_if(|found| is_open && found.code == Code::MissingColon);
        self.found.push(match inner {
            Some(inner) => problems::question_for_colon(inner.span),
            None => problems::missing_colon(question, then.span),
        });
    }

    fn conditional(&mut self, condition: Node, pair: Pair<'_, Rule>) -> Node {
        let mut question = span_of(&pair);
        let mut colon = None;
        let mut branches = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::question => question = span_of(&part),
                Rule::colon => colon = Some(span_of(&part)),
                Rule::expression => branches.push(self.expression(part)),
                _ => {}
            }
        }
        let mut branches = branches.into_iter();
        let missing = || Node::new(NodeKind::Missing, question);
        let then = branches.next().unwrap_or_else(missing);
        let otherwise = branches.next().unwrap_or_else(missing);
        self.need_operands(&[&condition, &then], "?", question);
        match colon {
            Some(colon) => self.need_operands(&[&otherwise], ":", colon),
            None => self.no_colon(question, &then),
        }
        let span = condition.span.to(then.span).to(otherwise.span);
        let kind = NodeKind::Conditional {
            condition: Box::new(condition),
            then: Box::new(then),
            otherwise: Box::new(otherwise),
        };
        Node::new(kind, span)
    }

    /// Operands and operators, flat, into a tree by the table.
    fn chain(&mut self, inner: Pairs<'_, Rule>) -> Node {
        let mut inner = inner.peekable();
        let mut chain = Chain::new(self.term(&mut inner));
        while let Some(infix) = inner.next() {
            let operand = self.term(&mut inner);
            self.join(&mut chain, &infix, operand);
        }
        chain.finish()
    }

    /// Takes an operator and its right operand in.
    fn join(&mut self, chain: &mut Chain, infix: &Pair<'_, Rule>, operand: Node) {
        let span = span_of(infix);
        let Some(operator) = self.operator(infix, chain.left(), &operand) else {
            // What was reported together with its operator is not looked at again.
            let reported = self.found.last().is_some_and(|f| f.span.contains(operand.span));
            chain.break_off(span, operand, reported);
            return;
        };
        let is_missing = |node: &Node| matches!(node.kind, NodeKind::Missing);
        if is_missing(&operand) {
            self.found.push(problems::missing_operand(self.text, span, operand.span));
        } else if chain.is_single() && chain.left().is_some_and(is_missing) {
            self.found.push(problems::missing_operand(self.text, span, span));
        }
        if let Some(first) = chain.join(operator, span, operand) {
            let power = operator == BinaryOperator::Power;
            self.found.push(problems::chained(power, span, first));
        }
    }

    /// What an infix pair means, or `None` after reporting that it means nothing here.
    fn operator(
        &mut self,
        infix: &Pair<'_, Rule>,
        left: Option<&Node>,
        right: &Node,
    ) -> Option<BinaryOperator> {
        let span = span_of(infix);
        let there = |node: &Node| match &node.kind {
            NodeKind::Missing => false,
            NodeKind::Broken(parts) => parts.is_empty(),
            _ => true,
        };
        let complete = left.is_some_and(there) && there(right);
        let is_missing = |node: &Node| matches!(node.kind, NodeKind::Missing);
        let hangs = is_missing(right) || left.is_some_and(is_missing);
        let (found, operator) = match infix.as_rule() {
            // That nothing stands beside it is said elsewhere, and is all there is to say.
            Rule::foreign if hangs => return problems::foreign_operator(infix.as_str(), span).1,
            Rule::foreign => match problems::copied_arrow(self.text, span, right) {
                Some(copied) => (copied, None),
                None => problems::foreign_operator(infix.as_str(), span),
            },
            Rule::encoded => problems::encoded_operator(self.text, infix.as_str(), span),
            Rule::assign => (problems::assignment(self.text, span, complete), None),
            Rule::increment => (problems::increment(infix.as_str(), span, complete), None),
            Rule::instance_of | Rule::between => {
                (problems::unsupported_operator(infix.as_str(), span), None)
            }
            rule => return binary_operator(rule),
        };
        self.found.push(found);
        operator
    }

    /// An operand with the operators before it.
    fn term<'i>(
        &mut self,
        inner: &mut std::iter::Peekable<impl Iterator<Item = Pair<'i, Rule>>>,
    ) -> Node {
        let mut operators = Vec::new();
        let mut start = None;
        for pair in inner.by_ref() {
            let span = span_of(&pair);
            start.get_or_insert(span);
            match pair.as_rule() {
                Rule::minus => operators.push((UnaryOperator::Minus, span)),
                Rule::plus => operators.push((UnaryOperator::Plus, span)),
                Rule::bang | Rule::not_word => operators.push((UnaryOperator::Not, span)),
                Rule::increment => {
                    self.found.push(problems::increment(pair.as_str(), span, false));
                }
                Rule::missing => {
                    let operand = Node::new(NodeKind::Missing, span);
                    if let Some((_, last)) = operators.last() {
                        self.found.push(problems::missing_operand(self.text, *last, span));
                        return unary(operators, operand, start.unwrap_or(span));
                    }
                    return operand;
                }
                _ => {
                    let operand = self.primary(pair);
                    return unary(operators, operand, start.unwrap_or(span));
                }
            }
        }
        Node::new(NodeKind::Missing, start.unwrap_or_default())
    }

    fn primary(&mut self, pair: Pair<'_, Rule>) -> Node {
        let mut inner = pair.into_inner();
        let Some(first) = inner.next() else {
            return Node::new(NodeKind::Missing, Span::default());
        };
        let head = self.operand(first);
        let mut steps = Vec::new();
        let mut span = head.span;
        for pair in inner {
            if let Some(step) = self.step(pair) {
                span = span.to(step.span);
                steps.push(step);
            }
        }
        if steps.is_empty() {
            return head;
        }
        Node::new(NodeKind::Path { head: Box::new(head), steps }, span)
    }

    fn operand(&mut self, pair: Pair<'_, Rule>) -> Node {
        let span = span_of(&pair);
        let written = pair.as_str();
        let kind = match pair.as_rule() {
            Rule::number => self.number(written, span),
            Rule::constant => NodeKind::Literal(constant(written)),
            Rule::text => NodeKind::Literal(Literal::Text(unquoted(written).into_owned())),
            Rule::group => return self.group(pair, span),
            Rule::call => return self.call(pair, span),
            Rule::braces => return self.braces(pair, span),
            Rule::square_list => {
                self.found.push(problems::square_list(self.text, span));
                let mut items = Vec::new();
                self.items(pair, "[", &mut items);
                NodeKind::List(items)
            }
            Rule::open_text => {
                self.found.push(problems::unclosed_text(self.text, span));
                NodeKind::Literal(Literal::Text(written.chars().skip(1).collect()))
            }
            Rule::escaped_text => {
                self.found.push(damage::escaped_text(self.text, span));
                NodeKind::Literal(Literal::Text(trimmed(written, "\\\"", "\\'")))
            }
            Rule::curly_text => {
                self.found.push(damage::curly_text(self.text, span));
                NodeKind::Literal(Literal::Text(damage::inside_curly(written).to_owned()))
            }
            Rule::ticked_text => {
                self.found.push(damage::ticked_text(self.text, span));
                NodeKind::Literal(Literal::Text(written.trim_matches('`').to_owned()))
            }
            Rule::encoded_text => {
                self.found.push(damage::encoded(self.text, span));
                NodeKind::Literal(Literal::Text(damage::decoded(written)))
            }
            Rule::placeholder => {
                self.found.push(problems::placeholder(written, span));
                UNUSABLE
            }
            Rule::leading_point => {
                self.found.push(problems::bad_number(written, span));
                UNUSABLE
            }
            Rule::template => return self.template(pair, span),
            rule => {
                let code = match rule {
                    Rule::variable => Code::Variable,
                    Rule::bean => Code::Bean,
                    _ => Code::Constructor,
                };
                self.found.push(problems::unsupported(code, written, span));
                UNUSABLE
            }
        };
        Node::new(kind, span)
    }

    fn number(&mut self, written: &str, span: Span) -> NodeKind {
        number(written).map_or_else(
            || {
                self.found.push(problems::bad_number(written, span));
                UNUSABLE
            },
            NodeKind::Literal,
        )
    }

    fn group(&mut self, pair: Pair<'_, Rule>, span: Span) -> Node {
        let inner = self.bracketed(pair, "(");
        if matches!(inner.kind, NodeKind::Missing) {
            self.found.push(problems::empty_brackets(span, "( )"));
        }
        Node::new(NodeKind::Group(Box::new(inner)), span)
    }

    fn template(&mut self, pair: Pair<'_, Rule>, span: Span) -> Node {
        self.found.push(damage::template(pair.as_str(), span));
        self.bracketed(pair, "${")
    }

    /// The one expression between brackets, with what else stands there.
    fn bracketed(&mut self, pair: Pair<'_, Rule>, opening: &str) -> Node {
        let whole = span_of(&pair);
        let mut parts = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::expression => parts.push(self.expression(part)),
                Rule::leftover => {
                    if let Some(part) = self.leftover(part) {
                        parts.push(part);
                    }
                }
                Rule::close_round | Rule::close_square | Rule::close_curly => {
                    self.closing(part, opening, whole);
                }
                _ => {}
            }
        }
        beside(parts, whole)
    }

    fn closing(&mut self, pair: Pair<'_, Rule>, opening: &str, whole: Span) {
        if pair.into_inner().next().is_some() {
            let start = self.text.get(whole.range()).and_then(|all| all.find(opening));
            let start = whole.start() + start.unwrap_or_default();
            let at = Span::new(start, start + opening.len());
            self.found.push(problems::unclosed_bracket(opening, at, whole));
        }
    }

    fn call(&mut self, pair: Pair<'_, Rule>, span: Span) -> Node {
        let mut inner = pair.into_inner();
        let name = Self::name(inner.next(), span);
        let Some(list) = inner.next() else {
            return Node::new(NodeKind::Name(name.text), span);
        };
        if name.text == "T" {
            self.found.push(problems::unsupported(Code::TypeReference, span.of(self.text), span));
            return Node::new(UNUSABLE, span);
        }
        let mut arguments = Vec::new();
        self.items(list, "(", &mut arguments);
        Node::new(NodeKind::Call { name, arguments }, span)
    }

    fn name(pair: Option<Pair<'_, Rule>>, fallback: Span) -> Name {
        match pair {
            Some(pair) => Name { text: pair.as_str().to_owned(), span: span_of(&pair) },
            None => Name { text: String::new(), span: fallback },
        }
    }

    /// Expressions separated by commas.
    fn items(&mut self, pair: Pair<'_, Rule>, opening: &str, items: &mut Vec<Node>) {
        let whole = span_of(&pair);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::expression => {
                    let item = self.expression(part);
                    if matches!(item.kind, NodeKind::Missing) {
                        self.found.push(problems::missing_item(item.span));
                    }
                    items.push(item);
                }
                Rule::leftover => {
                    if let Some(part) = self.leftover(part) {
                        items.push(part);
                    }
                }
                _ => self.closing(part, opening, whole),
            }
        }
    }

    fn braces(&mut self, pair: Pair<'_, Rule>, span: Span) -> Node {
        let mut entries: Vec<(Node, Option<Node>)> = Vec::new();
        let mut empty_map = false;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::only_colon => empty_map = true,
                Rule::entry => entries.push(self.entry(part)),
                _ => self.closing(part, "{", span),
            }
        }
        let keyed = entries.iter().filter(|(_, value)| value.is_some()).count();
        if keyed == 0 && !empty_map {
            return Node::new(
                NodeKind::List(entries.into_iter().map(|entry| entry.0).collect()),
                span,
            );
        }
        if keyed < entries.len()
            && let Some((item, _)) = entries.iter().find(|(_, value)| value.is_none())
        {
            self.found.push(problems::mixed_braces(item.span));
        }
        let entry = |(key, value): (Node, Option<Node>)| {
            let value = value.unwrap_or_else(|| Node::new(NodeKind::Missing, key.span));
            Entry { key, value }
        };
        Node::new(NodeKind::Map(entries.into_iter().map(entry).collect()), span)
    }

    fn entry(&mut self, pair: Pair<'_, Rule>) -> (Node, Option<Node>) {
        let place = span_of(&pair);
        let mut key = None;
        let mut value = None;
        for part in pair.into_inner() {
            let span = span_of(&part);
            match part.as_rule() {
                Rule::word_key => {
                    key = Some(Node::new(NodeKind::Name(part.as_str().to_owned()), span));
                }
                Rule::expression => {
                    let node = self.expression(part);
                    if matches!(node.kind, NodeKind::Missing) {
                        self.found.push(problems::missing_item(node.span));
                    }
                    if key.is_none() { key = Some(node) } else { value = Some(node) }
                }
                Rule::leftover => {
                    self.leftover(part);
                }
                _ => {}
            }
        }
        (key.unwrap_or_else(|| Node::new(NodeKind::Missing, place)), value)
    }

    fn step(&mut self, pair: Pair<'_, Rule>) -> Option<Step> {
        let span = span_of(&pair);
        let rule = pair.as_rule();
        let mut null = OnNull::Fail;
        let mut name = None;
        let mut arguments = None;
        let mut selection = Selection::All;
        let mut parts = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::safe => null = OnNull::Null,
                Rule::name => name = Some(Self::name(Some(part), span)),
                Rule::arguments => {
                    let mut items = Vec::new();
                    self.items(part, "(", &mut items);
                    arguments = Some(items);
                }
                Rule::select => selection = selection_of(part.as_str()),
                Rule::expression => parts.push(self.expression(part)),
                Rule::leftover => parts.extend(self.leftover(part)),
                Rule::close_square => self.closing(part, "[", span),
                _ => {}
            }
        }
        let kind = match (rule, name, arguments) {
            (Rule::member, Some(name), Some(arguments)) => StepKind::Method { name, arguments },
            (Rule::member, Some(name), None) => StepKind::Member(name),
            (Rule::dangling | Rule::member, ..) => {
                self.found.push(problems::missing_name(span, self.text));
                return None;
            }
            _ => {
                let body = beside(parts, span);
                if matches!(body.kind, NodeKind::Missing) {
                    self.found.push(problems::empty_brackets(span, "[ ]"));
                }
                match rule {
                    Rule::projection => StepKind::Project(body),
                    Rule::selection => StepKind::Select(selection, body),
                    _ => StepKind::Index(body),
                }
            }
        };
        Some(Step { kind, null, span })
    }

    /// What stands behind a complete expression: reported, and kept for further checks.
    fn leftover(&mut self, pair: Pair<'_, Rule>) -> Option<Node> {
        let span = span_of(&pair);
        let mut parts = Vec::new();
        let mut inner = pair.into_inner();
        if let Some(first) = inner.clone().next() {
            if first.as_rule() == Rule::junk {
                let at = span_of(&first);
                self.found.push(problems::junk(self.text, at));
                inner.next();
            } else if !self.is_said(span) {
                self.found.push(problems::extra_text(self.text, span));
            }
        }
        let mut rest = inner.peekable();
        while let Some(next) = rest.peek() {
            match next.as_rule() {
                Rule::solid => {
                    if let Some(pair) = rest.next() {
                        parts.push(self.expression(pair));
                    }
                }
                Rule::default | Rule::conditional => {
                    let condition =
                        parts.pop().unwrap_or(Node::new(NodeKind::Broken(vec![]), span));
                    if let Some(pair) = rest.next() {
                        let node = if pair.as_rule() == Rule::default {
                            self.default(condition, pair)
                        } else {
                            self.conditional(condition, pair)
                        };
                        parts.push(node);
                    }
                }
                _ => {
                    // `infix term` pairs behind a stray character: only the terms are kept.
                    rest.next();
                    parts.push(self.term(&mut rest));
                }
            }
        }
        (!parts.is_empty()).then(|| beside(parts, span))
    }

    /// Whether the sentence that `span` is a part of has been reported just before.
    fn is_said(&self, span: Span) -> bool {
        let last = self.found.last();
        last.is_some_and(|found| found.code == Code::PlainWords && found.span.contains(span))
    }

    /// Reports an operator whose `operands` are not all there.
    fn need_operands(&mut self, operands: &[&Node], operator: &str, span: Span) {
        if operands.iter().any(|operand| matches!(operand.kind, NodeKind::Missing)) {
            self.found.push(problems::missing_around(operator, span));
        }
    }
}

/// The pair's place without the blanks behind it, which pest counts in.
fn span_of(pair: &Pair<'_, Rule>) -> Span {
    let place = pair.as_span();
    let written = place.as_str().trim_end_matches(problems::is_blank);
    Span::new(place.start(), place.start() + written.len())
}

fn unary(operators: Vec<(UnaryOperator, Span)>, operand: Node, start: Span) -> Node {
    if operators.is_empty() {
        return operand;
    }
    let span = start.to(operand.span);
    Node::new(NodeKind::Unary { operators, operand: Box::new(operand) }, span)
}

fn selection_of(written: &str) -> Selection {
    match written.bytes().next() {
        Some(b'^') => Selection::First,
        Some(b'$') => Selection::Last,
        _ => Selection::All,
    }
}

fn binary_operator(rule: Rule) -> Option<BinaryOperator> {
    Some(match rule {
        Rule::or => BinaryOperator::Or,
        Rule::and => BinaryOperator::And,
        Rule::equal => BinaryOperator::Equal,
        Rule::not_equal => BinaryOperator::NotEqual,
        Rule::less => BinaryOperator::Less,
        Rule::less_equal => BinaryOperator::LessEqual,
        Rule::greater => BinaryOperator::Greater,
        Rule::greater_equal => BinaryOperator::GreaterEqual,
        Rule::matches => BinaryOperator::Matches,
        Rule::plus => BinaryOperator::Add,
        Rule::minus => BinaryOperator::Subtract,
        Rule::times => BinaryOperator::Multiply,
        Rule::divide => BinaryOperator::Divide,
        Rule::remainder => BinaryOperator::Remainder,
        Rule::power => BinaryOperator::Power,
        _ => return None,
    })
}
