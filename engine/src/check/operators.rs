//! Types of operators, and operands that cannot work.

use super::typed::{Typed, TypedKind};
use super::{Beside, Checker};
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::dialect::Dialect;
use crate::syntax::{BinaryOperator, Node, NodeKind, Operation, UnaryOperator};
use crate::text::Span;
use crate::types::Type;

/// What converts to true or false.
const CONDITION: Type = Type::BOOLEAN.union(Type::TEXT);

impl Checker<'_> {
    pub(super) fn unary(
        &mut self,
        operators: &[(UnaryOperator, Span)],
        operand: &Node,
        span: Span,
    ) -> Typed {
        let mut typed = self.node(operand);
        for (operator, operator_span) in operators.iter().rev() {
            let ty = match operator {
                UnaryOperator::Not => {
                    self.condition(&typed, "`!` and NOT");
                    Type::BOOLEAN
                }
                UnaryOperator::Minus | UnaryOperator::Plus => {
                    self.operand(&typed, Type::NUMBER, "a number is needed behind the sign");
                    typed.ty.intersection(Type::NUMBER)
                }
            };
            let whole = operator_span.to(span);
            let kind = TypedKind::Unary { operator: *operator, operand: Box::new(typed) };
            typed = Typed::new(kind, ty, whole);
        }
        typed
    }

    pub(super) fn binary(&mut self, first: &Node, rest: &[Operation], span: Span) -> Typed {
        let comparison = match rest {
            [only] if only.operator.is_relational() => Some((beside(&only.operand), beside(first))),
            _ => None,
        };
        let (beside_first, beside_second) = comparison.unwrap_or_default();
        // Of two bare names the second is taken for the text.
        let two_names = first.as_name().is_some()
            && beside_first == Beside::Attribute
            && rest.iter().all(|operation| operation.operand.as_name().is_some());
        self.beside = if two_names { Beside::Constant } else { beside_first };
        let first = self.node(first);
        let mut ty = first.ty;
        let mut operations = Vec::with_capacity(rest.len());
        let mut previous: Option<Typed> = None;
        for operation in rest {
            self.beside = beside_second;
            let right = self.node(&operation.operand);
            let left = previous.as_ref().unwrap_or(&first);
            ty = self.operation(operation, left, ty, &right);
            // Only types and places of the left side matter from here on.
            previous = Some(Typed::new(TypedKind::Invalid, ty, first.span.to(right.span)));
            operations.push((operation.operator, operation.span, right));
        }
        let kind = TypedKind::Binary { first: Box::new(first), rest: operations };
        Typed::new(kind, ty, span)
    }

    /// The type of one operation, after reporting operands that cannot work.
    fn operation(
        &mut self,
        operation: &Operation,
        left: &Typed,
        left_type: Type,
        right: &Typed,
    ) -> Type {
        match operation.operator {
            BinaryOperator::Or | BinaryOperator::And => {
                let name = if operation.operator == BinaryOperator::Or { "OR" } else { "AND" };
                self.condition(left, name);
                self.condition(right, name);
                Type::BOOLEAN
            }
            BinaryOperator::Equal | BinaryOperator::NotEqual => Type::BOOLEAN,
            BinaryOperator::Less
            | BinaryOperator::LessEqual
            | BinaryOperator::Greater
            | BinaryOperator::GreaterEqual => {
                self.comparable(operation, left_type, right);
                Type::BOOLEAN
            }
            BinaryOperator::Matches => {
                self.operand(right, Type::TEXT, "the pattern behind `matches` has to be text");
                self.refused_matches(right);
                Type::BOOLEAN
            }
            BinaryOperator::Add => self.sum(operation, left_type, right),
            _ => self.arithmetic(operation, left_type, right),
        }
    }

    fn comparable(&mut self, operation: &Operation, left: Type, right: &Typed) {
        if left.is_never() || right.ty.is_never() {
            return;
        }
        let ordered = Type::NUMBER | Type::TEXT | Type::BOOLEAN | Type::DATE_TIME | Type::NULL;
        let alike = [Type::NUMBER, Type::TEXT, Type::BOOLEAN, Type::DATE_TIME];
        let fits = left.contains(Type::NULL)
            || right.ty.contains(Type::NULL)
            || alike.iter().any(|ty| left.intersects(*ty) && right.ty.intersects(*ty));
        if !fits || !left.intersects(ordered) || !right.ty.intersects(ordered) {
            let message = format!("{} and {} have no order", left.noun(), right.ty.noun());
            self.report(
                Diagnostic::failure(Code::WrongType, operation.span, message)
                    .with_help("compare two numbers, two texts or two date-times"),
            );
        }
    }

    fn sum(&mut self, operation: &Operation, left: Type, right: &Typed) -> Type {
        let text = left.intersects(Type::TEXT) || right.ty.intersects(Type::TEXT);
        let numbers = left.intersects(Type::NUMBER) && right.ty.intersects(Type::NUMBER);
        if left.is_never() || right.ty.is_never() {
            return Type::NEVER;
        }
        if !text && !numbers {
            let message = format!(
                "`+` joins texts or adds numbers, not {} and {}",
                left.noun(),
                right.ty.noun()
            );
            self.report(
                Diagnostic::failure(Code::WrongType, operation.span, message)
                    .with_help("join with `+ \"\" +` to make text of it"),
            );
        }
        if Type::TEXT.contains(left) && !left.is_never() || Type::TEXT.contains(right.ty) {
            return Type::TEXT;
        }
        let number = if numbers { number_type(left, right.ty) } else { Type::NEVER };
        if text { number | Type::TEXT } else { number }
    }

    fn arithmetic(&mut self, operation: &Operation, left: Type, right: &Typed) -> Type {
        let operator = operation.operator;
        let numbers = left.intersects(Type::NUMBER) && right.ty.intersects(Type::NUMBER);
        let text = left.intersects(Type::TEXT)
            && right.ty.intersects(Type::INTEGER)
            && matches!(operator, BinaryOperator::Multiply | BinaryOperator::Subtract);
        if left.is_never() || right.ty.is_never() {
            return Type::NEVER;
        }
        if !numbers && !text {
            let message = format!(
                "`{}` works on numbers, not on {} and {}",
                operator.text(),
                left.noun(),
                right.ty.noun()
            );
            self.report(Diagnostic::failure(Code::WrongType, operation.span, message));
        }
        let number = match operator {
            BinaryOperator::Power => number_type(left, right.ty) | Type::LONG,
            _ => number_type(left, right.ty),
        };
        let number = if numbers { number } else { Type::NEVER };
        if text { number | Type::TEXT } else { number }
    }

    pub(super) fn conditional(
        &mut self,
        condition: &Node,
        then: &Node,
        otherwise: &Node,
        span: Span,
    ) -> Typed {
        let condition = self.node(condition);
        self.question(&condition);
        let then = self.node(then);
        let otherwise = self.node(otherwise);
        let ty = then.ty | otherwise.ty;
        let kind = TypedKind::Conditional {
            condition: Box::new(condition),
            then: Box::new(then),
            otherwise: Box::new(otherwise),
        };
        Typed::new(kind, ty, span)
    }

    /// Reports an operand that can never be a condition.
    fn condition(&mut self, typed: &Typed, user: &str) {
        self.operand(typed, CONDITION, &format!("{user} needs true or false"));
    }

    /// Reports a part before `?` that can never be true or false; for a list there is a question.
    fn question(&mut self, typed: &Typed) {
        let ty = typed.ty.without(Type::NULL);
        if ty != Type::ARRAY {
            self.condition(typed, "the part before `?`");
            return;
        }
        let written = typed.span.of(self.text);
        let asked = match (self.environment.dialect, written.starts_with("Groups.")) {
            (Dialect::Classic, true) => format!("!Arrays.isEmpty(Arrays.toCsvString({written}))"),
            (Dialect::Classic, false) => format!("!Arrays.isEmpty({written})"),
            (Dialect::IdentityEngine, _) => format!("!{written}.isEmpty()"),
        };
        self.report(
            Diagnostic::failure(
                Code::WrongType,
                typed.span,
                "the part before `?` is a list, not true or false",
            )
            .with_help("ask whether it is empty")
            .with_fix(Fix::may_change_meaning(
                format!("use `{asked}`"),
                typed.span,
                asked,
            )),
        );
    }

    fn operand(&mut self, typed: &Typed, wanted: Type, message: &str) {
        if !typed.ty.is_never() && !typed.ty.intersects(wanted) {
            let message = format!("{message}; this is {}", typed.ty.noun());
            self.report(Diagnostic::failure(Code::WrongType, typed.span, message));
        }
    }
}

/// What `node` is to a name on the other side of a comparison.
fn beside(node: &Node) -> Beside {
    match &node.unwrapped().kind {
        NodeKind::Literal(_) => Beside::Constant,
        NodeKind::Missing | NodeKind::Broken(_) => Beside::Nothing,
        _ => Beside::Attribute,
    }
}

/// The widest of two number types; only what both sides can be.
fn number_type(left: Type, right: Type) -> Type {
    let mut ty = Type::NEVER;
    for (one, other) in [(left, right), (right, left)] {
        if one.intersects(Type::DOUBLE) && other.intersects(Type::NUMBER) {
            ty = ty | Type::DOUBLE;
        }
        if one.intersects(Type::LONG) && other.intersects(Type::LONG | Type::INTEGER) {
            ty = ty | Type::LONG;
        }
        if one.intersects(Type::INTEGER) && other.intersects(Type::INTEGER) {
            ty = ty | Type::INTEGER;
        }
    }
    ty
}
