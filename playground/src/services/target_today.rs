//! A file of what is in the target today → a baseline, and who in the file is nobody here.

use std::rc::Rc;

use attrmap::text::Letters;

use super::diff::{Baseline, Origin};
use super::table::Column;
use crate::model::{Outcome, Person, Sorted, Tagged, Workspace};

/// Attributes that tell people apart in most systems.
const LOGINS: [&str; 8] = [
    "login",
    "userName",
    "email",
    "mail",
    "userPrincipalName",
    "sAMAccountName",
    "samAccountName",
    "externalId",
];

/// What the people of a file have in the mapped attributes, for the people of a workspace.
///
/// They are matched by id, by what they log in with, and by name; what fits several fits nobody.
pub(crate) fn baseline(file: &[Rc<Person>], workspace: &Workspace) -> Baseline {
    let here = Directory::of(&workspace.people);
    // By row.
    let mut entries: Vec<Option<&Person>> = vec![None; workspace.people.len()];
    let mut unmatched = Vec::new();
    for person in file {
        match here.find(person).and_then(|row| entries.get_mut(row)) {
            Some(entry) if entry.is_none() => *entry = Some(person),
            Some(_) | None => unmatched.push(person.name.clone()),
        }
    }
    let root = &workspace.set.schema.target.root;
    let mut columns = Sorted::default();
    for mapping in &workspace.set.mappings {
        let mut column = Column::default();
        let mut is_there = false;
        for person in entries.iter().flatten() {
            let value = value(person, root, &mapping.to);
            is_there |= value.is_some();
            let value = value.cloned().unwrap_or(Tagged::Missing);
            column.push_outcome(Some(&Outcome::Value { value, ty: String::new() }));
        }
        // What the file knows nothing of is not compared.
        if is_there {
            columns.insert(mapping.to.clone(), Rc::new(column));
        }
    }
    let matched = workspace.people.iter().zip(&entries).filter(|(_, entry)| entry.is_some());
    let matched = matched.map(|(person, _)| Rc::clone(person)).collect();
    let mut baseline = Baseline::from_parts(Origin::Target, columns, Rc::new(matched));
    baseline.unmatched = unmatched;
    baseline
}

/// The value in the target's record; where there is none, as in a table, in whatever has it.
fn value<'p>(person: &'p Person, root: &str, attribute: &str) -> Option<&'p Tagged> {
    match person.records.get(root) {
        Some(record) => record.get(attribute),
        None => person.records.iter().find_map(|(_, record)| record.get(attribute)),
    }
}

/// People by what they are known as; the best first.
struct Directory([Sorted<String, usize>; 3]);

impl Directory {
    fn of(people: &[Rc<Person>]) -> Self {
        let mut all = [const { Vec::new() }; 3];
        for (row, person) in people.iter().enumerate() {
            for (names, known) in all.iter_mut().zip(known_as(person)) {
                names.extend(known.into_iter().map(|name| (name, row)));
            }
        }
        Self(all.map(|names| {
            let mut first = Sorted::from(names.clone());
            for (name, row) in names {
                // Only who is known by it alone is found by a name.
                if let Some(known) = first.get_mut(&name).filter(|known| **known != row) {
                    *known = usize::MAX;
                }
            }
            first
        }))
    }

    fn find(&self, person: &Person) -> Option<usize> {
        let known = known_as(person);
        let find = |(names, known): (&Sorted<String, usize>, &Vec<String>)| {
            known.iter().find_map(|name| names.get(name).copied().filter(|row| *row < usize::MAX))
        };
        self.0.iter().zip(&known).find_map(find)
    }
}

/// The ids, logins and names of a person.
fn known_as(person: &Person) -> [Vec<String>; 3] {
    let written = |text: &str| Some(text.trim().lower()).filter(|text| !text.is_empty());
    let id = written(&person.id);
    let values = person.records.iter().flat_map(|(_, record)| {
        LOGINS.iter().filter_map(|name| written(&record.get(name)?.line()))
    });
    let logins = id.clone().into_iter().chain(values).collect();
    [id.into_iter().collect(), logins, written(&person.name).into_iter().collect()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenarios;
    use crate::services::import::{How, read};
    use crate::services::overview;
    use crate::state::ViewChange;

    fn how(root: &str) -> How {
        How { root: root.to_owned(), ..How::default() }
    }

    fn changes(text: &str) -> (Baseline, [usize; 3]) {
        let state = scenarios::office_at_hand();
        let file = read(text, &how("appuser"));
        let baseline = baseline(&file.people, &state.workspace);
        let pinned = ViewChange::Baseline(Some(Rc::new(baseline.clone())));
        let found = overview::at_once(&state.reduce(&pinned.into()), 0);
        (baseline, found.changes.unwrap().counts)
    }

    fn names(baseline: &Baseline) -> Vec<&str> {
        baseline.people().iter().map(|person| person.name.as_str()).collect()
    }

    #[test]
    fn people_are_known_by_login_or_name_and_others_are_named() {
        let (baseline, counts) = changes(
            "login,displayName,primaryPhone\n\
             DANA@example.com,,+15550100123#101\n\
             nobody@example.com,Nobody Here,1\n\
             ,Farah Khan,+15550100125#103\n\
             dana@example.com,Dana again,2\n\
             eli@example.com,,\n",
        );
        assert_eq!(names(&baseline), ["Dana Reyes", "Eli Stone", "Farah Khan"]);
        assert_eq!(baseline.unmatched, ["Nobody Here", "Dana again"]);
        let compared: Vec<&str> = baseline.columns().keys().map(String::as_str).collect();
        assert_eq!(compared, ["login", "primaryPhone"]);
        // Eli's phone and Farah's login are set, Dana's login and Farah's phone change.
        assert_eq!(counts, [2, 2, 0]);
    }

    #[test]
    fn the_record_of_the_target_counts_where_there_is_one() {
        let (baseline, counts) = changes(
            r#"[{"user": {"firstName": "Dan", "email": "dana@example.com"},
                "appuser": {"primaryPhone": "1"}}]"#,
        );
        assert_eq!(baseline.columns().keys().collect::<Vec<_>>(), ["email", "firstName"]);
        assert_eq!(counts, [0, 1, 0]);
    }

    #[test]
    fn what_fits_two_people_fits_nobody() {
        let mut workspace = (*scenarios::office_at_hand().workspace).clone();
        let dana = Rc::clone(&workspace.people[0]);
        let twin = Person { id: "twin".to_owned(), ..(*dana).clone() };
        Rc::make_mut(&mut workspace.people).push(Rc::new(twin));
        let file = read("name,phone\nDana Reyes,1\n", &how("user"));
        assert_eq!(baseline(&file.people, &workspace).unmatched, ["Dana Reyes"]);
    }

    #[test]
    fn nothing_in_the_target_and_nothing_as_a_result_is_no_change() {
        let csv = "login,primaryPhone\nhana@example.com,\n";
        let mut state = scenarios::office_at_hand();
        let file = read(csv, &how("appuser"));
        state.view.baseline = Some(Rc::new(baseline(&file.people, &state.workspace)));
        let text = |text: &str| crate::state::Action::ReplaceText {
            target: "primaryPhone".to_owned(),
            text: text.to_owned(),
        };
        let count = |state: &crate::state::State| {
            overview::at_once(state, 0).changes.map(|changes| changes.counts)
        };
        // The column is not compared where nobody in the file has a value for it.
        assert_eq!(count(&state.reduce(&text("\"\""))), Some([0, 0, 0]));
        let two = format!("{csv}dana@example.com,1\n");
        let file = read(&two, &how("appuser"));
        state.view.baseline = Some(Rc::new(baseline(&file.people, &state.workspace)));
        assert_eq!(count(&state.reduce(&text("\"\""))), Some([0, 0, 1]));
    }
}
