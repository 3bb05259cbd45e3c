//! Tree → canonical text: one blank around operators, none inside brackets, long expressions over
//! several lines.
//!
//! Literals and operators keep the author's spelling, parentheses stay, so that the meaning does.

use super::ast::{Node, NodeKind, Step, StepKind, UnaryOperator};

/// Lines up to this many characters stay in one piece.
const WIDTH: usize = 80;

/// The canonical form of `text`, whose well-formed tree is `tree`.
///
/// ```
/// use attrmap::limits::Limits;
/// use attrmap::syntax::{format, parse};
/// let text = "user.city!=null?user.city :  'none'";
/// let tree = parse(text, &Limits::DEFAULT).tree;
/// assert_eq!(format(text, &tree), "user.city != null ? user.city : 'none'");
/// ```
pub fn format(text: &str, tree: &Node) -> String {
    Printer { text }.lines(tree, 0)
}

struct Printer<'t> {
    text: &'t str,
}

impl Printer<'_> {
    /// A part in one line where it fits behind `indent` blanks, else in several.
    fn lines(&self, node: &Node, indent: usize) -> String {
        let flat = self.flat(node);
        if indent + flat.chars().count() <= WIDTH {
            return flat;
        }
        let deeper = indent + 2;
        let margin = " ".repeat(deeper);
        match &node.kind {
            NodeKind::Conditional { condition, then, otherwise } => format!(
                "{}\n{margin}? {}\n{margin}: {}",
                self.lines(condition, indent),
                self.lines(then, deeper + 2),
                // A conditional in the last branch goes on at the same margin.
                self.lines(otherwise, if is_conditional(otherwise) { indent } else { deeper + 2 }),
            ),
            NodeKind::Default { value, fallback } => format!(
                "{}\n{margin}?: {}",
                self.lines(value, indent),
                self.lines(fallback, deeper + 3)
            ),
            NodeKind::Binary { first, rest } => {
                let mut out = self.lines(first, indent);
                for operation in rest {
                    let operator = operation.span.of(self.text);
                    let operand = self.lines(&operation.operand, deeper + operator.len() + 1);
                    out.extend(["\n", &margin, operator, " ", &operand]);
                }
                out
            }
            NodeKind::Group(inner) => format!("({})", self.lines(inner, indent + 1)),
            NodeKind::Call { name, arguments } => {
                format!("{}{}", name.text, self.listed("(", arguments, ")", indent))
            }
            NodeKind::List(items) => self.listed("{", items, "}", indent),
            NodeKind::Path { head, steps } => {
                let mut out = self.lines(head, indent);
                for step in steps {
                    out.push_str(&self.step(step, Some(indent)));
                }
                out
            }
            _ => flat,
        }
    }

    /// Items on lines of their own between brackets.
    fn listed(&self, open: &str, items: &[Node], close: &str, indent: usize) -> String {
        let deeper = indent + 2;
        let margin = " ".repeat(deeper);
        let lines: Vec<String> =
            items.iter().map(|item| format!("{margin}{}", self.lines(item, deeper))).collect();
        if lines.is_empty() {
            return format!("{open}{close}");
        }
        format!("{open}\n{}\n{}{close}", lines.join(",\n"), " ".repeat(indent))
    }

    fn flat(&self, node: &Node) -> String {
        match &node.kind {
            NodeKind::Literal(_) | NodeKind::Name(_) | NodeKind::Missing | NodeKind::Broken(_) => {
                node.span.of(self.text).to_owned()
            }
            NodeKind::Call { name, arguments } => {
                format!("{}({})", name.text, self.items(arguments))
            }
            NodeKind::Group(inner) => format!("({})", self.flat(inner)),
            NodeKind::List(items) => format!("{{{}}}", self.items(items)),
            NodeKind::Map(entries) if entries.is_empty() => "{:}".to_owned(),
            NodeKind::Map(entries) => {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|entry| format!("{}: {}", self.flat(&entry.key), self.flat(&entry.value)))
                    .collect();
                format!("{{{}}}", entries.join(", "))
            }
            NodeKind::Path { head, steps } => {
                let mut out = self.flat(head);
                for step in steps {
                    out.push_str(&self.step(step, None));
                }
                out
            }
            NodeKind::Unary { operators, operand } => {
                let mut out = String::new();
                for (operator, span) in operators {
                    let written = span.of(self.text);
                    // `- -1` and `not x` need their blank, and `--` is another operator.
                    let blank = written.len() > 1
                        || *operator != UnaryOperator::Not && out.ends_with(written);
                    if blank && !out.is_empty() && !out.ends_with(' ') {
                        out.push(' ');
                    }
                    out.push_str(written);
                    if written.len() > 1 {
                        out.push(' ');
                    }
                }
                out + &self.flat(operand)
            }
            NodeKind::Binary { first, rest } => {
                let mut out = self.flat(first);
                for operation in rest {
                    let operator = operation.span.of(self.text);
                    out.extend([" ", operator, " ", &self.flat(&operation.operand)]);
                }
                out
            }
            NodeKind::Conditional { condition, then, otherwise } => {
                format!("{} ? {} : {}", self.flat(condition), self.flat(then), self.flat(otherwise))
            }
            NodeKind::Default { value, fallback } => {
                format!("{} ?: {}", self.flat(value), self.flat(fallback))
            }
        }
    }

    fn items(&self, items: &[Node]) -> String {
        items.iter().map(|item| self.flat(item)).collect::<Vec<_>>().join(", ")
    }

    /// A step; with `indent` its values may take several lines.
    fn step(&self, step: &Step, indent: Option<usize>) -> String {
        let written = step.span.of(self.text);
        let dot = if written.starts_with("?.") {
            "?."
        } else if written.starts_with('.') {
            "."
        } else {
            ""
        };
        match &step.kind {
            StepKind::Member(name) => format!("{dot}{}", name.text),
            StepKind::Method { name, arguments } => match indent {
                Some(indent) if !arguments.is_empty() => {
                    format!("{dot}{}{}", name.text, self.listed("(", arguments, ")", indent))
                }
                _ => format!("{dot}{}({})", name.text, self.items(arguments)),
            },
            StepKind::Index(index) => format!("{dot}[{}]", self.flat(index)),
            StepKind::Project(body) => format!("{dot}![{}]", self.flat(body)),
            StepKind::Select(selection, body) => {
                let sign = match selection {
                    super::ast::Selection::All => "?",
                    super::ast::Selection::First => "^",
                    super::ast::Selection::Last => "$",
                };
                format!("{dot}{sign}[{}]", self.flat(body))
            }
        }
    }
}

fn is_conditional(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Conditional { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::syntax::parse;

    fn formatted(text: &str) -> String {
        format(text, &parse(text, &Limits::DEFAULT).tree)
    }

    #[test]
    fn short_expressions_take_one_line() {
        for (text, expected) in [
            ("1+2 *3", "1 + 2 * 3"),
            ("- -1", "- -1"),
            ("-(-1)", "-(-1)"),
            ("NOT  x", "NOT x"),
            ("! !x", "!!x"),
            ("! not x", "! not x"),
            ("{a:1,b:{1 , 2}}", "{a: 1, b: {1, 2}}"),
            ("{:}", "{:}"),
            ("x ?. y [ 0 ] .![ z ]", "x?.y[0].![z]"),
            ("f ( a,b , )", "f(a, b)"),
            ("a AND b or c", "a AND b or c"),
        ] {
            assert_eq!(formatted(text), expected);
            assert_eq!(formatted(expected), expected);
        }
    }

    #[test]
    fn long_conditionals_take_a_line_for_each_branch() {
        let text = "(appuser.directNumber != null ? appuser.directNumber : \"\") + \"#\" + appuser.extensionNumber";
        let expected = "\
(appuser.directNumber != null ? appuser.directNumber : \"\")
  + \"#\"
  + appuser.extensionNumber";
        assert_eq!(formatted(text), expected);
        assert_eq!(formatted(expected), expected);
    }
}
