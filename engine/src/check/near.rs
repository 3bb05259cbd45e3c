//! A name that does not exist → the one that was probably meant.

use crate::text::Letters;

/// The known name that `name` was probably meant to be: the same but for letter case, or a few
/// letters away.
pub(super) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let lower = name.lower();
    let most = tolerated(&lower);
    known
        .filter(|candidate| *candidate != name)
        // Names that differ much in length are not compared letter by letter.
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= 4 * most)
        .map(|candidate| (strsim::osa_distance(&lower, &candidate.lower()), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The known function that `name` was probably meant to be; those of the same family come first,
/// and one name may be the beginning of the other.
pub(super) fn nearest_function<'n>(
    name: &str,
    known: impl Iterator<Item = &'n str>,
) -> Option<&'n str> {
    let (family, own) = split(name);
    let distance = |candidate: &&'n str| -> Option<usize> {
        let (other_family, other) = split(candidate);
        let foreign = usize::from(!family.eq_ignore_ascii_case(other_family));
        if family.is_empty() != other_family.is_empty() {
            return None;
        }
        let (own, other) = (own.lower(), other.lower());
        let apart = strsim::osa_distance(&own, &other);
        let least = if family.is_empty() { 5 } else { 3 };
        let begins = own.len() >= least && (other.starts_with(&own) || own.starts_with(&other));
        (apart <= tolerated(&own) || begins && foreign == 0)
            .then_some(apart + 10 * foreign + usize::from(family != other_family))
    };
    known
        .filter(|candidate| *candidate != name)
        .filter_map(|candidate| Some((distance(&candidate)?, candidate)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Family and own name: `String` and `len`.
fn split(name: &str) -> (&str, &str) {
    name.split_once('.').unwrap_or(("", name))
}

/// How many letters may differ.
fn tolerated(name: &str) -> usize {
    match name.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 5] =
        ["String.toUpperCase", "String.toLowerCase", "String.len", "toUpperCase", "Arrays.size"];

    #[test]
    fn a_function_is_found_in_its_family_first() {
        let found = |name| nearest_function(name, KNOWN.into_iter());
        assert_eq!(found("String.ToUpper"), Some("String.toUpperCase"));
        assert_eq!(found("string.len"), Some("String.len"));
        assert_eq!(found("String.length"), Some("String.len"));
        assert_eq!(found("Sting.toLowerCase"), Some("String.toLowerCase"));
        assert_eq!(found("String.xyz"), None);
    }

    #[test]
    fn short_names_have_to_be_the_same() {
        assert_eq!(nearest("ab", ["ac"].into_iter()), None);
        assert_eq!(nearest("citty", ["city", "state"].into_iter()), Some("city"));
    }
}
