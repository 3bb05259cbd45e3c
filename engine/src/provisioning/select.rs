//! People of a directory and its selection → who counts, and why not.

use super::config::Selection;
use super::people::{People, Person};
use crate::formats::Dn;

/// Who of a directory counts: per person the code of the reason against it.
pub(super) fn select(people: &People, selection: &Selection) -> Vec<Option<&'static str>> {
    let names = |names: &[String]| names.iter().filter_map(|name| Dn::parse(name)).collect();
    let chooser = Chooser {
        include: names(&selection.containers.include),
        includes_all: selection.containers.include.is_empty(),
        exclude: names(&selection.containers.exclude),
        groups: people.groups.matching(&selection.groups.include),
        takes_all_groups: selection.groups.include.is_empty(),
        nested: selection.groups.nested,
        people,
    };
    people.persons.iter().map(|person| chooser.reason(person)).collect()
}

struct Chooser<'a> {
    include: Vec<Dn>,
    includes_all: bool,
    exclude: Vec<Dn>,
    /// The chosen groups, sorted.
    groups: Vec<usize>,
    takes_all_groups: bool,
    nested: bool,
    people: &'a People,
}

impl Chooser<'_> {
    fn reason(&self, person: &Person) -> Option<&'static str> {
        if let Some(dn) = &person.dn {
            if !self.includes_all && !self.include.iter().any(|base| dn.is_within(base)) {
                return Some("SEL-101");
            }
            if self.exclude.iter().any(|base| dn.is_within(base)) {
                return Some("SEL-102");
            }
        }
        if person.critical {
            return Some("SEL-104");
        }
        if !person.enabled {
            return Some("SEL-103");
        }
        (!self.is_in_a_group(person)).then_some("SEL-105")
    }

    fn is_in_a_group(&self, person: &Person) -> bool {
        if self.takes_all_groups {
            return true;
        }
        let is_chosen = |group: &usize| self.groups.binary_search(group).is_ok();
        if self.nested {
            self.people.groups.closure(&person.groups).iter().any(is_chosen)
        } else {
            person.groups.iter().any(is_chosen)
        }
    }
}
