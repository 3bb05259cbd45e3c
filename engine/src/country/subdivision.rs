//! Subdivisions of ISO 3166-2: a country and a text in, the subdivision that it names out, or a hint.
//!
//! The list agrees with the crate `rust_iso3166` 0.2 (Apache-2.0), read into a compact text: a line
//! with the country's code, then a line per subdivision with a space, its code after the dash, a
//! space and its name without a bracketed addition. Published lists differ in Great Britain,
//! France, Spain and India.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Country;

/// A subdivision of a country: a state, a province, a land.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Subdivision {
    /// The country that it is a part of.
    pub country: Country,
    /// The code after the dash: `CA` of `US-CA`.
    pub code: &'static str,
    /// Its name in the ISO data, often the local one: `Bayern`.
    pub name: &'static str,
}

static ALL: LazyLock<Vec<Subdivision>> =
    LazyLock::new(|| read_list(include_str!("subdivisions.txt")));

fn read_list(text: &'static str) -> Vec<Subdivision> {
    let mut country = None;
    let mut all = Vec::with_capacity(5_100);
    for line in text.lines() {
        match line.strip_prefix(' ').map(|line| line.split_once(' ')) {
            None => country = Country::from_alpha2(line),
            Some(Some((code, name))) => {
                all.extend(country.map(|country| Subdivision { country, code, name }));
            }
            Some(None) => {}
        }
    }
    all.sort();
    all
}

impl Country {
    /// The subdivisions of this country, by code.
    #[must_use]
    pub fn subdivisions(self) -> &'static [Subdivision] {
        let start = ALL.partition_point(|part| part.country < self);
        let end = ALL.partition_point(|part| part.country <= self);
        ALL.get(start..end).unwrap_or_default()
    }
}

impl Subdivision {
    /// The subdivision that `text` names exactly: its code, the country's code and its code, or
    /// its name.
    ///
    /// ```
    /// use attrmap::country::{Country, Subdivision};
    ///
    /// let us = Country::from_alpha2("US").unwrap();
    /// for text in ["CA", "US-CA", "California"] {
    ///     assert_eq!(Subdivision::find(us, text).unwrap().code, "CA");
    /// }
    /// assert_eq!(Subdivision::find(us, "ca"), None);
    /// assert_eq!(Subdivision::hint(us, "Calif.").unwrap().code, "CA");
    /// ```
    #[must_use]
    pub fn find(country: Country, text: &str) -> Option<Self> {
        let text: String = text.nfc().collect();
        let named = || country.subdivisions().iter().copied().find(|part| part.name == text);
        Self::find_code(country, &text).or_else(named)
    }

    /// The subdivision that a wrong `text` probably means: a code in another letter case or with
    /// white space around it, a name without its accents or in another letter case, or at least
    /// four letters that begin exactly one name.
    #[must_use]
    pub fn hint(country: Country, text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(part) = Self::find_code(country, &text.to_uppercase()) {
            return Some(part);
        }
        let plain = fold(text);
        let parts = country.subdivisions().iter().copied();
        if let Some(part) = parts.clone().find(|part| fold(part.name) == plain) {
            return Some(part);
        }
        let start = plain.trim_end_matches('.');
        if start.chars().filter(|c| c.is_alphabetic()).count() < 4 {
            return None;
        }
        let mut starting = parts.filter(|part| fold(part.name).starts_with(start));
        starting.next().filter(|_| starting.next().is_none())
    }

    fn find_code(country: Country, text: &str) -> Option<Self> {
        let code = text
            .strip_prefix(country.alpha2())
            .and_then(|rest| rest.strip_prefix('-'))
            .unwrap_or(text);
        country.subdivisions().iter().copied().find(|part| part.code == code)
    }
}

/// The text in lower case and without accents.
fn fold(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(code: &str) -> Country {
        Country::from_alpha2(code).unwrap()
    }

    #[test]
    fn the_list_is_whole() {
        assert_eq!(ALL.len(), 5_046);
        assert_eq!(country("US").subdivisions().len(), 57);
        assert!(country("AQ").subdivisions().is_empty());
        assert!(ALL.iter().all(|part| part.name.nfc().eq(part.name.chars())));
    }

    #[test]
    fn a_decomposed_name_is_found() {
        assert_eq!(Subdivision::find(country("BR"), "Sa\u{303}o Paulo").unwrap().code, "SP");
    }

    #[test]
    fn a_beginning_of_several_names_gives_no_hint() {
        assert_eq!(Subdivision::hint(country("US"), "North"), None);
        assert_eq!(Subdivision::hint(country("US"), "Penn.").unwrap().code, "PA");
        assert_eq!(Subdivision::hint(country("US"), "Cal"), None);
    }

    #[test]
    fn of_several_equal_names_the_smallest_code_is_hinted() {
        let parts = country("ES").subdivisions();
        assert!(parts.windows(2).all(|pair| pair[0].code < pair[1].code));
    }
}
