//! Three hundred invented people whose user names collide.

use attrmap::text::Letters;
use std::rc::Rc;

use crate::model::{Pairs, Person, Tagged};

const FIRST: [&str; 20] = [
    "Ada", "Adam", "Bo", "Chén", "Clara", "Élise", "Émile", "Finn", "Hana", "Hugo", "Ivo",
    "Jürgen", "Kim", "Léa", "Mia", "Milan", "Noé", "Rosa", "Søren", "Tom",
];

const LAST: [&str; 15] = [
    "Berg", "Cho", "Díaz", "Eriksen", "Faure", "Grant", "Hall", "Ito", "Jensen", "Khan", "Lee",
    "Müller", "Novák", "Okafor", "Petrov",
];

/// Every first name with every last name.
pub(super) fn people() -> Vec<Rc<Person>> {
    let pairs = LAST.iter().flat_map(|last| FIRST.iter().map(move |first| (*first, *last)));
    pairs.zip(1..).map(|((first, last), number)| Rc::new(person(first, last, number))).collect()
}

fn person(first: &str, last: &str, number: usize) -> Person {
    let id = format!("n{number}");
    let email = format!("{}.{}@old.example.com", first.lower(), last.lower());
    let record: Pairs<Tagged> = [
        ("login", format!("{id}@example.com")),
        ("firstName", first.to_owned()),
        ("lastName", last.to_owned()),
        ("email", email),
    ]
    .into_iter()
    .map(|(name, text)| (name.to_owned(), Tagged::Text(text)))
    .collect();
    Person {
        id,
        name: format!("{first} {last}"),
        records: [("user".to_owned(), record)].into_iter().collect(),
        ..Person::default()
    }
}
