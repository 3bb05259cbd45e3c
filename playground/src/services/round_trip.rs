//! One person's values on their way through all directions of a workspace.

use std::rc::Rc;

use super::engine::{Analysis, Setting, Subject};
use crate::model::{Effect, MappingSet, Person, Read, Tagged, Workspace};

/// The root of the app that gives values back.
const APP: &str = "appuser";

/// One mapping on the way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hop {
    pub(crate) to: String,
    pub(crate) reads: Vec<Read>,
    /// The value of the target before.
    pub(crate) before: Tagged,
    pub(crate) effect: Effect,
}

/// All mappings of one direction, in their order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Leg {
    pub(crate) direction: String,
    pub(crate) hops: Vec<Hop>,
}

/// The directions in the order in which a value travels: from the directories into the hub, out to
/// the app, back from it, and out to the directories.
pub(crate) fn journey(workspace: &Workspace) -> Vec<&Rc<MappingSet>> {
    let mut sets: Vec<&Rc<MappingSet>> =
        std::iter::once(&workspace.set).chain(&workspace.others).collect();
    let hub = hub(workspace);
    sets.sort_by_key(|set| {
        let (source, target) = (set.schema.source.root.as_str(), set.schema.target.root.as_str());
        match (source == hub, target == hub) {
            (false, true) if source != APP => 0,
            (true, false) if target == APP => 1,
            (false, true) => 2,
            (true, false) => 3,
            _ => 4,
        }
    });
    sets
}

/// The root through which the directions go: the one on the most sides.
pub(crate) fn hub(workspace: &Workspace) -> &str {
    let sets = std::iter::once(&workspace.set).chain(&workspace.others);
    let roots: Vec<&str> = sets
        .flat_map(|set| [&*set.schema.source.root, &*set.schema.target.root])
        .filter(|root| !root.is_empty())
        .collect();
    let count = |root: &str| roots.iter().filter(|other| **other == root).count();
    let most = roots.iter().map(|root| count(root)).max().unwrap_or_default();
    let first = roots.iter().find(|root| count(root) == most && **root != APP);
    first.copied().unwrap_or_default()
}

/// What every direction does to the person, each with what the ones before have done.
pub(crate) fn walk(workspace: &Workspace, person: &Person, now: i64) -> Vec<Leg> {
    let mut traveller = person.clone();
    let mut legs = Vec::new();
    for set in journey(workspace) {
        let here = Workspace { set: Rc::clone(set), ..workspace.clone() };
        let setting = Setting::new(&here, now);
        let subject = Subject::new(&traveller, &setting);
        let hops: Vec<Hop> = set
            .mappings
            .iter()
            .map(|mapping| {
                let analysis = Analysis::new(&mapping.expr, &setting);
                let outcome = analysis.evaluate(&subject);
                Hop {
                    to: mapping.to.clone(),
                    before: traveller.value(&set.schema.target.root, &mapping.to).clone(),
                    effect: Effect::of(
                        &with_sources(&here, workspace),
                        mapping,
                        &traveller,
                        outcome.as_ref(),
                    ),
                    reads: analysis.reads,
                }
            })
            .collect();
        for hop in &hops {
            let value = match &hop.effect {
                Effect::Set(value) | Effect::Change(value) => value.clone(),
                Effect::Clear => Tagged::Null,
                Effect::Same | Effect::Skip(_) => continue,
            };
            traveller = traveller.with_value(&set.schema.target.root, &hop.to, value);
        }
        legs.push(Leg { direction: set.label(), hops });
    }
    legs
}

/// The workspace as it stands in one direction, with all of them to look sources up in.
fn with_sources(here: &Workspace, all: &Workspace) -> Workspace {
    let sets = std::iter::once(&all.set).chain(&all.others);
    Workspace { others: sets.map(Rc::clone).collect(), ..here.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenarios;

    fn hop<'l>(legs: &'l [Leg], leg: usize, to: &str) -> &'l Hop {
        legs[leg].hops.iter().find(|hop| hop.to == to).unwrap()
    }

    #[test]
    fn a_phone_that_is_born_in_the_app_reaches_the_directory() {
        let workspace = scenarios::office_at_hand().workspace;
        let legs = walk(&workspace, workspace.person("farah").unwrap(), 0);
        let directions: Vec<&str> = legs.iter().map(|leg| &*leg.direction).collect();
        let expected = [
            "Active Directory → Okta",
            "Okta → Office@Hand",
            "Office@Hand → Okta",
            "Okta → Active Directory",
        ];
        assert_eq!(directions, expected);
        let phone = Tagged::text("+15550100125#null");
        assert_eq!(hop(&legs, 2, "primaryPhone").effect, Effect::Change(phone.clone()));
        let last = hop(&legs, 3, "telephoneNumber");
        assert!(
            matches!(&last.effect, Effect::Set(value) | Effect::Change(value) if *value == phone)
        );
        assert_eq!(last.reads[0].attribute, "primaryPhone");
    }

    #[test]
    fn the_way_is_the_same_from_every_direction() {
        let mut state = scenarios::office_at_hand();
        let person = Rc::clone(state.workspace.person("dana").unwrap());
        let legs = walk(&state.workspace, &person, 0);
        for _ in 0..3 {
            state = state.reduce(&crate::state::Edit::SwitchDirection.into());
            assert_eq!(walk(&state.workspace, &person, 0), legs);
        }
    }

    #[test]
    fn a_workspace_without_directions_has_one_leg() {
        let workspace = Workspace::default();
        assert_eq!(hub(&workspace), "");
        assert_eq!(walk(&workspace, &Person::default(), 0).len(), 1);
    }
}
