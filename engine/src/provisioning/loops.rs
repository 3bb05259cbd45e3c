//! What rules read and write → circles of attributes that feed each other.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::severity;
use super::run::Run;
use super::static_check::{Checked, Loop};
use crate::expression::Expression;
use crate::mapping::{Push, Rule};
use crate::schema::Master;

impl Run {
    /// The circles of all mapping sets, sorted.
    pub(super) fn loops(&self) -> Vec<Loop> {
        let mut graph = Graph::default();
        for checked in self.checked_sets() {
            for rule in checked.set.rules.iter().filter(|rule| rule.is_mapped()) {
                if self.feeds(&checked, rule) {
                    self.add_edges(&checked, rule, &mut graph);
                }
            }
        }
        let code = "LOOP-101";
        let circles = graph.circles().into_iter();
        let mut loops: Vec<Loop> =
            circles.map(|nodes| Loop { nodes, code, severity: severity(code) }).collect();
        loops.sort();
        loops
    }

    /// Whether the rule's value can arrive at its target.
    fn feeds(&self, checked: &Checked<'_>, rule: &Rule) -> bool {
        if !checked.is_to_hub {
            let schema = self.schema_of(checked.name);
            let target = schema.and_then(|schema| schema.attribute(&rule.target));
            return rule.push != Push::Create && target.is_some_and(|target| !target.read_only);
        }
        let Some(attribute) = self.hub_schema.attribute(&rule.target) else { return false };
        let first = match &attribute.master {
            Master::ProfileSource => self.file.okta.profile_sources.first(),
            Master::Override(sources) => sources.first(),
            Master::Hub => None,
        };
        first.is_some_and(|first| first == checked.name)
    }

    fn add_edges(&self, checked: &Checked<'_>, rule: &Rule, graph: &mut Graph) {
        let system = if checked.is_to_hub { "okta" } else { checked.name };
        let target = graph.node(format!("{system}.{}", rule.target));
        let reads = rule.expression().into_iter().flat_map(Expression::reads);
        for read in reads {
            let Some((system, _)) = self.system_of(checked, read.root) else { continue };
            if let Some(name) = read.attribute {
                let source = graph.node(format!("{system}.{name}"));
                graph.edge(source, target);
            }
        }
    }
}

/// Attributes and who feeds whom.
#[derive(Default)]
struct Graph {
    ids: BTreeMap<String, usize>,
    names: Vec<String>,
    targets: Vec<BTreeSet<usize>>,
    sources: Vec<BTreeSet<usize>>,
}

impl Graph {
    fn node(&mut self, name: String) -> usize {
        let next = self.names.len();
        let id = *self.ids.entry(name.clone()).or_insert(next);
        if id == next {
            self.names.push(name);
            self.targets.push(BTreeSet::new());
            self.sources.push(BTreeSet::new());
        }
        id
    }

    fn edge(&mut self, source: usize, target: usize) {
        if let Some(targets) = self.targets.get_mut(source) {
            targets.insert(target);
        }
        if let Some(sources) = self.sources.get_mut(target) {
            sources.insert(source);
        }
    }

    /// The strongly connected parts that hold a circle (Kosaraju: order of finishing along the
    /// edges, then reach against them).
    fn circles(&self) -> Vec<Vec<String>> {
        let mut circles = Vec::new();
        let mut seen = BTreeSet::new();
        for start in self.finished().into_iter().rev() {
            let part = reach(start, &self.sources, &mut seen);
            let is_own_target =
                self.targets.get(start).is_some_and(|targets| targets.contains(&start));
            if part.len() > 1 || (part.len() == 1 && is_own_target) {
                let names = part.iter().filter_map(|node| self.names.get(*node));
                let mut names: Vec<String> = names.cloned().collect();
                names.sort();
                circles.push(names);
            }
        }
        circles
    }

    /// Every node after all nodes that it reaches.
    fn finished(&self) -> Vec<usize> {
        let mut seen = BTreeSet::new();
        let mut finished = Vec::new();
        for start in 0..self.names.len() {
            let mut stack = vec![(start, false)];
            while let Some((node, is_done)) = stack.pop() {
                if is_done {
                    finished.push(node);
                } else if seen.insert(node) {
                    stack.push((node, true));
                    let next = self.targets.get(node).into_iter().flatten();
                    stack.extend(next.map(|next| (*next, false)));
                }
            }
        }
        finished
    }
}

/// The nodes that can be reached and were not seen before.
fn reach(start: usize, edges: &[BTreeSet<usize>], seen: &mut BTreeSet<usize>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut stack = vec![start];
    while let Some(node) = stack.pop() {
        if seen.insert(node) {
            found.push(node);
            stack.extend(edges.get(node).into_iter().flatten());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_circles_are_found() {
        let mut graph = Graph::default();
        for edge in ["ab", "bc", "cb", "cd", "ee", "ae"] {
            let nodes: Vec<usize> = edge.chars().map(|name| graph.node(name.to_string())).collect();
            graph.edge(nodes[0], nodes[1]);
        }
        let mut circles = graph.circles();
        circles.sort();
        assert_eq!(circles, [vec!["b", "c"], vec!["e"]]);
    }
}
