//! How deeply the parts of a tree depend on one another, operators and steps counted.

use super::ast::{Node, NodeKind, StepKind};

/// The longest way from the whole to a part: each bracket, operator before an operand and step of a
/// path is a level. Chains such as `a + b + c` are one level.
pub(super) fn depth(node: &Node) -> usize {
    let mut inner = 0;
    let own = match &node.kind {
        NodeKind::Unary { operators, .. } => operators.len(),
        NodeKind::Path { head, steps } => {
            // What stands in an early step is below all the steps behind it.
            let mut longest = depth(head) + steps.len();
            for (index, step) in steps.iter().enumerate() {
                let behind = steps.len() - index;
                let mut below = |part: &Node| longest = longest.max(depth(part) + behind);
                match &step.kind {
                    StepKind::Member(_) => {}
                    StepKind::Method { arguments, .. } => arguments.iter().for_each(below),
                    StepKind::Index(body) | StepKind::Project(body) | StepKind::Select(_, body) => {
                        below(body);
                    }
                }
            }
            return longest;
        }
        _ => 1,
    };
    node.for_each_child(|child| inner = inner.max(depth(child)));
    inner + own
}
