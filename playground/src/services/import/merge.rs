//! Parts of one workspace taken over into another.

use std::rc::Rc;

use crate::model::{MappingSet, Person, Sorted, Workspace};

/// A part that can be taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Mappings,
    Checks,
    People,
    Schema,
}

impl Part {
    /// In the order in which they are offered.
    pub(crate) const ALL: [Self; 4] = [Self::Mappings, Self::Checks, Self::People, Self::Schema];

    /// How many of it a workspace has.
    pub(crate) fn count(self, workspace: &Workspace) -> usize {
        let set = &workspace.set;
        match self {
            Self::Mappings => set.mappings.len(),
            Self::Checks => set.checks.len(),
            Self::People => workspace.people.len(),
            Self::Schema => set.schema.source.attributes.len() + set.schema.target.attributes.len(),
        }
    }
}

/// `into` with these parts of `from`. A mapping takes the place of the one for the same target, a
/// person that of the one with the same id; the rest is added.
pub(crate) fn merge(into: &Workspace, from: &Workspace, parts: &[Part]) -> Workspace {
    let mut merged = into.with_set(|set| {
        for part in parts {
            merge_set(set, &from.set, *part);
        }
    });
    if parts.contains(&Part::People) {
        let mut people: Vec<Rc<Person>> = merged.people.to_vec();
        put(&mut people, &from.people, |person| &person.id);
        merged.people = Rc::new(people);
    }
    merged
}

fn merge_set(set: &mut MappingSet, from: &MappingSet, part: Part) {
    match part {
        Part::Mappings => {
            put(&mut set.mappings, &from.mappings, |mapping| &mapping.to);
            for (target, order) in from.priority.iter() {
                set.priority.set(target, order.clone());
            }
        }
        Part::Checks => {
            let new = from.checks.iter().filter(|check| !set.checks.contains(check));
            let new: Vec<_> = new.cloned().collect();
            set.checks.extend(new);
        }
        Part::Schema => set.schema = Rc::clone(&from.schema),
        Part::People => {}
    }
}

/// Puts each new one in the place of the one with the same key, or at the end.
fn put<T>(all: &mut Vec<Rc<T>>, new: &[Rc<T>], key: fn(&T) -> &String) {
    let keys = all.iter().chain(new).map(|one| key(one).clone());
    let first = Sorted::from(keys.zip(0..).collect::<Vec<(String, usize)>>());
    let before = all.len();
    // Where each new one stands now.
    let mut places: Vec<usize> = Vec::with_capacity(new.len());
    for one in new {
        let first = first.get(key(one)).copied().unwrap_or_default();
        let place = match first.checked_sub(before) {
            Some(new) => places.get(new).copied().unwrap_or(all.len()),
            None => first,
        };
        match all.get_mut(place) {
            Some(slot) => *slot = Rc::clone(one),
            None => all.push(Rc::clone(one)),
        }
        places.push(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace(json: &str) -> Workspace {
        Workspace::read(json).unwrap()
    }

    #[test]
    fn only_the_ticked_parts_are_taken() {
        let into = workspace(
            r#"{"attrmap":1,"name":"mine","mappings":[{"to":"a","expr":"1"},{"to":"b","expr":"2"}],
            "people":[{"id":"1","name":"A"}],"checks":[{"person":"1","to":"a"}]}"#,
        );
        let from = workspace(
            r#"{"attrmap":1,"name":"other","mappings":[{"to":"b","expr":"3"},{"to":"c","expr":"4"}],
            "priority":{"b":["x"]},"schema":{"source":{"root":"r"}},
            "people":[{"id":"1","name":"B"},{"id":"2","name":"C"}],
            "checks":[{"person":"1","to":"a"},{"person":"2","to":"b"}]}"#,
        );
        let all = merge(&into, &from, &Part::ALL);
        let texts: Vec<&str> = all.set.mappings.iter().map(|one| one.expr.as_str()).collect();
        assert_eq!(texts, ["1", "3", "4"]);
        let names: Vec<&str> = all.people.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["B", "C"]);
        assert_eq!((all.set.checks.len(), all.set.priority.len()), (2, 1));
        assert_eq!((all.name.as_str(), all.set.schema.source.root.as_str()), ("mine", "r"));
        let checks = merge(&into, &from, &[Part::Checks]);
        assert_eq!(checks.set.checks.len(), 2);
        assert_eq!((&checks.people, &checks.set.mappings), (&into.people, &into.set.mappings));
        assert_eq!(merge(&into, &from, &[]), into);
    }
}
