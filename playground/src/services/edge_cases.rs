//! Nasty people, made for the attributes that an expression reads.

use attrmap::text::Letters;
use std::rc::Rc;

use crate::model::{EdgeCase, Person, Read, Tagged};

/// A way in which a value can be unusual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variant {
    Null,
    Empty,
    Missing,
    Blanks,
    OuterBlanks,
    VeryLong,
    Accent,
    Chinese,
    Emoji,
    RightToLeft,
    Combining,
    Quote,
    Apostrophe,
    Backslash,
    Hash,
    At,
    LeadingZero,
    NumberAsText,
    BigInteger,
    EmptyList,
    ListOfOne,
    ListOfThree,
    Upper,
    Lower,
    DotlessI,
}

impl Variant {
    /// All of them with what they are called and what stands in the attribute.
    pub(crate) const ALL: [Self; 25] = [
        Self::Null,
        Self::Empty,
        Self::Missing,
        Self::Blanks,
        Self::OuterBlanks,
        Self::VeryLong,
        Self::Accent,
        Self::Chinese,
        Self::Emoji,
        Self::RightToLeft,
        Self::Combining,
        Self::Quote,
        Self::Apostrophe,
        Self::Backslash,
        Self::Hash,
        Self::At,
        Self::LeadingZero,
        Self::NumberAsText,
        Self::BigInteger,
        Self::EmptyList,
        Self::ListOfOne,
        Self::ListOfThree,
        Self::Upper,
        Self::Lower,
        Self::DotlessI,
    ];

    /// The value of an attribute that usually holds `usual`.
    pub(crate) fn value(self, usual: &Tagged) -> Tagged {
        let line = usual.to_line();
        let list = |count: usize| {
            Tagged::List(
                (1..=count).map(|number| Tagged::Text(format!("value {number}"))).collect(),
            )
        };
        let text = match self {
            Self::Null => return Tagged::Null,
            Self::Missing => return Tagged::Missing,
            Self::EmptyList => return list(0),
            Self::ListOfOne => return list(1),
            Self::ListOfThree => return list(3),
            Self::BigInteger => return Tagged::Integer("9007199254740993".to_owned()),
            Self::Empty => String::new(),
            Self::Blanks => "   ".to_owned(),
            Self::OuterBlanks => format!(" {line} "),
            Self::VeryLong => "x".repeat(256),
            Self::Accent => "é".to_owned(),
            Self::Chinese => "王伟".to_owned(),
            Self::Emoji => "👩‍💻😀".to_owned(),
            Self::RightToLeft => "שלום".to_owned(),
            Self::Combining => "e\u{301}".to_owned(),
            Self::Quote => "a\"b".to_owned(),
            Self::Apostrophe => "O'Neil".to_owned(),
            Self::Backslash => "a\\b".to_owned(),
            Self::Hash => "a#b".to_owned(),
            Self::At => "a@b".to_owned(),
            Self::LeadingZero => "007".to_owned(),
            Self::NumberAsText => "12".to_owned(),
            Self::Upper => line.upper(),
            Self::Lower => line.lower(),
            Self::DotlessI => "İıIi".to_owned(),
        };
        Tagged::Text(text)
    }
}

/// How many attributes of a person are unusual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Together {
    #[default]
    One,
    /// Every two attributes.
    Pair,
}

/// One attribute, and how it is unusual.
type Oddity<'a> = (&'a Read, Variant);

/// What is unusual about each person.
fn oddities<'a>(
    reads: &'a [Read],
    variants: &'a [Variant],
    together: Together,
) -> Vec<Vec<Oddity<'a>>> {
    let of = |read: &'a Read| variants.iter().map(move |variant| (read, *variant));
    let mut all = Vec::new();
    for (at, first) in reads.iter().enumerate() {
        match together {
            Together::One => all.extend(of(first).map(|odd| vec![odd])),
            Together::Pair => {
                for second in reads.iter().skip(at + 1) {
                    all.extend(of(first).flat_map(|one| of(second).map(move |two| vec![one, two])));
                }
            }
        }
    }
    all
}

/// How many people there would be.
pub(crate) fn count(reads: usize, variants: usize, together: Together) -> usize {
    match together {
        Together::One => reads * variants,
        Together::Pair => reads * reads.saturating_sub(1) / 2 * variants * variants,
    }
}

/// The people, made from `model`; `name` says why.
pub(crate) fn people(
    model: &Person,
    reads: &[Read],
    variants: &[Variant],
    together: Together,
    name: impl Fn(&Read, Variant) -> String,
) -> Vec<Rc<Person>> {
    let all = oddities(reads, variants, together).into_iter().enumerate();
    all.map(|(at, odd)| {
        let mut person = model.clone();
        for (read, variant) in &odd {
            let value = variant.value(model.value(&read.root, &read.attribute));
            person = person.with_value(&read.root, &read.attribute, value);
        }
        let reasons: Vec<String> = odd.iter().map(|(read, variant)| name(read, *variant)).collect();
        let reason = reasons.join(", ");
        person.id = format!("edge-of-{at}");
        person.name.clone_from(&reason);
        person.generated = Some(reason);
        Rc::new(person)
    })
    .collect()
}

/// The person of a case that the engine found, made from `model`.
pub(crate) fn of_case(model: &Person, at: usize, case: &EdgeCase) -> Rc<Person> {
    let mut person = model.clone();
    for (root, attribute, value) in &case.changes {
        person = person.with_value(root, attribute, value.clone());
    }
    person.id = format!("edge-{at}");
    person.name.clone_from(&case.reason);
    person.generated = Some(case.reason.clone());
    Rc::new(person)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_variant_makes_another_value() {
        let usual = Tagged::text("Value");
        let mut values: Vec<String> = Variant::ALL
            .into_iter()
            .map(|variant| format!("{:?}", variant.value(&usual)))
            .collect();
        values.sort();
        values.dedup();
        assert_eq!(values.len(), Variant::ALL.len());
    }

    #[test]
    fn people_differ_from_the_model_in_one_attribute() {
        let state = crate::scenarios::office_at_hand();
        let model = state.workspace.person("dana").unwrap();
        let read = Read { root: "appuser".to_owned(), attribute: "extensionNumber".to_owned() };
        let name = |_: &Read, variant: Variant| format!("{variant:?}");
        let made = people(model, &[read], &[Variant::Null, Variant::Hash], Together::One, name);
        assert_eq!(made.len(), 2);
        assert_eq!(made[0].value("appuser", "extensionNumber"), &Tagged::Null);
        assert_eq!(
            made[1].value("appuser", "directNumber"),
            model.value("appuser", "directNumber")
        );
        assert_eq!(made[1].generated.as_deref(), Some("Hash"));
        assert_ne!(made[0].id, made[1].id);
    }

    #[test]
    fn pairs_are_unusual_in_two_attributes() {
        let state = crate::scenarios::office_at_hand();
        let model = state.workspace.person("dana").unwrap();
        let read = |name: &str| Read { root: "appuser".to_owned(), attribute: name.to_owned() };
        let reads = ["directNumber", "extensionNumber", "firstName"].map(read);
        let variants = [Variant::Null, Variant::Empty];
        for together in [Together::One, Together::Pair] {
            let made = people(model, &reads, &variants, together, |read, variant| {
                format!("{} {variant:?}", read.attribute)
            });
            assert_eq!(made.len(), count(reads.len(), variants.len(), together));
            let changed = |person: &Person| {
                let differs = |read: &&Read| {
                    let name = &read.attribute;
                    person.value("appuser", name) != model.value("appuser", name)
                };
                reads.iter().filter(differs).count()
            };
            let wanted = if together == Together::One { 1 } else { 2 };
            assert!(made.iter().all(|person| changed(person) == wanted));
        }
        assert_eq!(count(1, 25, Together::Pair), 0);
    }
}
