//! People made unrecognizable: same length, same kinds of characters, same states.

use std::rc::Rc;

use crate::model::{Check, MappingSet, Pairs, Person, Sorted, Tagged};

/// The people with every text replaced; equal texts stay equal, so duplicates stay duplicates.
pub(crate) fn redacted(people: &[Rc<Person>]) -> Vec<Rc<Person>> {
    people
        .iter()
        .enumerate()
        .map(|(at, person)| {
            let records = person
                .records
                .iter()
                .map(|(root, record)| {
                    let record = record.iter().map(|(name, v)| (name.to_owned(), value(v)));
                    (root.to_owned(), record.collect::<Pairs<Tagged>>())
                })
                .collect();
            Rc::new(Person {
                id: id(at),
                name: format!("Person {}", at + 1),
                records,
                groups: person.groups.clone(),
                generated: person.generated.clone(),
            })
        })
        .collect()
}

/// The id of the person at this place: their own is often a login.
fn id(at: usize) -> String {
    format!("p{}", at + 1)
}

/// The checks of a set, about the redacted people and with redacted values.
pub(crate) fn redact_checks(set: &mut MappingSet, people: &[Rc<Person>]) {
    let places = people.iter().map(|person| person.id.clone()).zip(0..);
    let places = Sorted::from(places.collect::<Vec<(String, usize)>>());
    for check in &mut set.checks {
        let at = places.get(&check.person).copied().unwrap_or(people.len());
        let value = value(&check.value);
        *check = Rc::new(Check { person: id(at), value, ..(**check).clone() });
    }
}

fn value(value: &Tagged) -> Tagged {
    match value {
        Tagged::Text(text) => Tagged::Text(masked(text)),
        Tagged::Integer(text) => Tagged::Integer(masked(text)),
        Tagged::Decimal(text) => Tagged::Decimal(masked(text)),
        Tagged::List(items) => Tagged::List(items.iter().map(self::value).collect()),
        Tagged::Map(pairs) => Tagged::Map(
            pairs.iter().map(|(name, item)| (name.to_owned(), self::value(item))).collect(),
        ),
        Tagged::Missing | Tagged::Null | Tagged::Boolean(_) | Tagged::DateTime(_) => value.clone(),
    }
}

/// Letters become letters and digits digits, chosen by the whole text, so that the same text gives
/// the same mask; signs and blanks stay.
fn masked(text: &str) -> String {
    let mut seed = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut next = |range: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % range
    };
    let letter = |from: u8, at: u64| char::from(from.saturating_add(u8::try_from(at).unwrap_or(0)));
    text.chars()
        .map(|character| match character {
            'a'..='z' => letter(b'a', next(26)),
            'A'..='Z' => letter(b'A', next(26)),
            // A number must not begin with a zero that it did not have.
            '0'..='9' => letter(b'1', next(9)),
            other if other.is_uppercase() => 'É',
            other if other.is_alphabetic() && other.len_utf8() == 2 => 'é',
            other if other.is_alphabetic() => '文',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenarios;

    #[test]
    fn length_state_and_equality_stay_and_nobody_is_recognized() {
        let state = scenarios::office_at_hand();
        let people = &state.workspace.people;
        let masked = redacted(people);
        let extension = |people: &[Rc<Person>], at: usize| {
            people[at].value("appuser", "extensionNumber").clone()
        };
        assert_eq!(extension(&masked, 0), extension(&masked, 7), "Dana's and Kim's");
        assert_eq!(extension(&masked, 2), Tagged::Null);
        for (old, new) in people.iter().zip(&masked) {
            for (root, record) in old.records.iter() {
                for (name, value) in record.iter() {
                    let other = new.value(root, name);
                    assert_eq!(value.presence(), other.presence());
                    assert_eq!(
                        value.to_line().encode_utf16().count(),
                        other.to_line().encode_utf16().count()
                    );
                }
            }
        }
        let mut set = (*state.workspace.set).clone();
        redact_checks(&mut set, people);
        assert_eq!(set.checks[2].person, masked[2].id, "Farah's");
        for check in &mut set.checks {
            // What a check is called is for its author to say.
            *check = Rc::new(Check { name: String::new(), ..(**check).clone() });
        }
        let text = format!("{masked:?} {:?}", set.checks);
        for word in ["Farah", "farah", "Reyes", "5550100", "伟"] {
            assert!(!text.contains(word), "{word}");
        }
    }
}
