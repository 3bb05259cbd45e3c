//! Which attribute of which system feeds which, who owns it, and where values go in circles.

use std::rc::Rc;

use super::engine::{Analysis, Setting};
use super::round_trip::{hub, journey};
use crate::model::Workspace;

/// An attribute: the place of its system, and its own in there.
pub(crate) type Node = (usize, usize);

/// A system with the attributes that take part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct System {
    pub(crate) root: String,
    pub(crate) label: String,
    pub(crate) attributes: Vec<String>,
}

/// An attribute that is read to fill another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Feed {
    pub(crate) from: Node,
    pub(crate) to: Node,
    /// Whether the value finds its way back to where it comes from.
    pub(crate) in_circle: bool,
}

/// The whole picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flow {
    /// From the directories over the hub to the app.
    pub(crate) systems: Vec<System>,
    pub(crate) feeds: Vec<Feed>,
    /// The systems that come first for attributes with an order of sources.
    pub(crate) owners: Vec<(Node, String)>,
}

impl Flow {
    /// The flow of all directions of a workspace.
    pub(crate) fn of(workspace: &Workspace, now: i64) -> Self {
        let mut flow = Self::default();
        let sets = journey(workspace);
        let hub = hub(workspace);
        let sides = || sets.iter().flat_map(|set| [&set.schema.source, &set.schema.target]);
        let outer = sides().filter(|side| side.root != hub);
        let (apps, directories): (Vec<_>, Vec<_>) = outer.partition(|side| side.root == "appuser");
        let middle = sides().filter(|side| side.root == hub);
        for side in directories.into_iter().chain(middle).chain(apps) {
            if flow.systems.iter().all(|system| system.root != side.root) {
                let (root, label) = (side.root.clone(), side.label.clone());
                flow.systems.push(System { root, label, attributes: Vec::new() });
            }
        }
        for set in sets {
            let here = Workspace { set: Rc::clone(set), ..workspace.clone() };
            let setting = Setting::new(&here, now);
            for mapping in &set.mappings {
                let Some(to) = flow.node(&set.schema.target.root, &mapping.to) else { continue };
                for read in Analysis::new(&mapping.expr, &setting).reads {
                    let Some(from) = flow.node(&read.root, &read.attribute) else { continue };
                    let feed = Feed { from, to, in_circle: false };
                    if !flow.feeds.contains(&feed) {
                        flow.feeds.push(feed);
                    }
                }
                let first = set.priority.get(&mapping.to).and_then(|order| order.first());
                if let Some(first) = first
                    && flow.owners.iter().all(|(node, _)| *node != to)
                {
                    flow.owners.push((to, first.clone()));
                }
            }
        }
        flow.mark_circles();
        flow
    }

    /// The name of a node: system, attribute.
    pub(crate) fn name(&self, (system, attribute): Node) -> (&str, &str) {
        let system = self.systems.get(system);
        let name = system.and_then(|system| system.attributes.get(attribute));
        (system.map_or("", |system| &system.label), name.map_or("", String::as_str))
    }

    /// Who owns an attribute, where sources have an order.
    pub(crate) fn owner(&self, node: Node) -> Option<&str> {
        self.owners.iter().find(|(owned, _)| *owned == node).map(|(_, owner)| owner.as_str())
    }

    /// The node of an attribute, which takes part from now on.
    fn node(&mut self, root: &str, attribute: &str) -> Option<Node> {
        let place = self.systems.iter().position(|system| system.root == root)?;
        let attributes = &mut self.systems.get_mut(place)?.attributes;
        let known = attributes.iter().position(|known| known == attribute);
        Some((
            place,
            known.unwrap_or_else(|| {
                attributes.push(attribute.to_owned());
                attributes.len() - 1
            }),
        ))
    }

    fn mark_circles(&mut self) {
        let circles: Vec<bool> =
            self.feeds.iter().map(|feed| self.reaches(feed.to, feed.from)).collect();
        for (feed, in_circle) in self.feeds.iter_mut().zip(circles) {
            feed.in_circle = in_circle;
        }
    }

    fn reaches(&self, from: Node, to: Node) -> bool {
        let (mut seen, mut open) = (vec![from], vec![from]);
        while let Some(node) = open.pop() {
            if node == to {
                return true;
            }
            for feed in self.feeds.iter().filter(|feed| feed.from == node) {
                if !seen.contains(&feed.to) {
                    seen.push(feed.to);
                    open.push(feed.to);
                }
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenarios;

    fn shown(flow: &Flow, feed: &Feed) -> String {
        let ((from, a), (to, b)) = (flow.name(feed.from), flow.name(feed.to));
        format!("{from}.{a} → {to}.{b}{}", if feed.in_circle { " (circle)" } else { "" })
    }

    #[test]
    fn it_shows_what_feeds_what_and_where_it_comes_back() {
        let flow = Flow::of(&scenarios::office_at_hand().workspace, 0);
        let labels: Vec<&str> = flow.systems.iter().map(|system| &*system.label).collect();
        assert_eq!(labels, ["Active Directory", "Okta", "Office@Hand"]);
        let feeds: Vec<String> = flow.feeds.iter().map(|feed| shown(&flow, feed)).collect();
        for expected in [
            "Office@Hand.extensionNumber → Okta.primaryPhone",
            "Okta.primaryPhone → Active Directory.telephoneNumber (circle)",
            "Active Directory.telephoneNumber → Okta.primaryPhone (circle)",
            "Okta.streetAddress → Office@Hand.street",
        ] {
            assert!(feeds.iter().any(|feed| feed == expected), "{expected}: {feeds:#?}");
        }
        let phone = flow.feeds.iter().find(|feed| flow.name(feed.to).1 == "primaryPhone").unwrap();
        assert_eq!(flow.owner(phone.to), Some("Office@Hand"));
    }
}
