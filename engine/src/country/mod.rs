//! ISO 3166 codes and names in, a [`Country`] out, and back; its subdivisions behind the feature `subdivisions`.

#[cfg(feature = "subdivisions")]
mod subdivision;
mod table;

#[cfg(feature = "subdivisions")]
pub use subdivision::Subdivision;

use std::fmt;

use table::{ROWS, Row};

use crate::text::Letters;

/// A country of ISO 3166-1, known by its place in the table.
///
/// Countries are ordered by their two-letter code.
///
/// ```
/// use attrmap::country::Country;
///
/// let india = Country::from_code("356").unwrap();
/// assert_eq!((india.alpha2(), india.alpha3(), india.name()), ("IN", "IND", "India"));
/// assert_eq!(Country::from_code("in"), Some(india));
/// assert_eq!(Country::from_code("UK"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(u16);

impl Country {
    /// The country with this two-letter, three-letter or numeric code, in any letter case; a
    /// numeric code may lack its leading zeros.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                let upper = [a.to_ascii_uppercase(), b.to_ascii_uppercase()];
                Self::from_upper(&upper)
            }
            [_, _, _] if code.bytes().all(|b| b.is_ascii_alphabetic()) => {
                Self::find(|row| row.alpha3.eq_ignore_ascii_case(code))
            }
            [_] | [_, _] | [_, _, _] if code.bytes().all(|b| b.is_ascii_digit()) => {
                let number: u16 = code.parse().ok()?;
                Self::find(|row| row.numeric.parse() == Ok(number))
            }
            _ => None,
        }
    }

    /// The country with exactly this two-letter code in upper case.
    #[must_use]
    pub fn from_alpha2(code: &str) -> Option<Self> {
        Self::from_upper(code.as_bytes())
    }

    /// The country with this English short name or other English name, in any letter case.
    ///
    /// ```
    /// use attrmap::country::Country;
    ///
    /// assert_eq!(Country::from_name("united states of america"), Country::from_alpha2("US"));
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.lower();
        Self::find(|row| {
            row.name.lower() == name || row.other_names.iter().any(|other| other.lower() == name)
        })
    }

    /// Every country, by two-letter code.
    pub fn all() -> impl Iterator<Item = Self> {
        (0u16..).take(ROWS.len()).map(Self)
    }

    /// The two-letter code in upper case.
    #[must_use]
    pub fn alpha2(self) -> &'static str {
        self.row().map_or("", |row| row.alpha2)
    }

    /// The three-letter code in upper case.
    #[must_use]
    pub fn alpha3(self) -> &'static str {
        self.row().map_or("", |row| row.alpha3)
    }

    /// The numeric code as three digits.
    #[must_use]
    pub fn numeric(self) -> &'static str {
        self.row().map_or("", |row| row.numeric)
    }

    /// The English short name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.name)
    }

    // The index always lies in the table; `Option` keeps the readers above free of panics.
    fn row(self) -> Option<&'static Row> {
        ROWS.get(usize::from(self.0))
    }

    fn from_upper(alpha2: &[u8]) -> Option<Self> {
        let index = ROWS.binary_search_by(|row| row.alpha2.as_bytes().cmp(alpha2)).ok()?;
        u16::try_from(index).ok().map(Self)
    }

    fn find(matches: impl Fn(&Row) -> bool) -> Option<Self> {
        let index = ROWS.iter().position(matches)?;
        u16::try_from(index).ok().map(Self)
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Country({})", self.alpha2())
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.alpha2())
    }
}

/// The code that a wrong country text probably means: another letter case, `UK`, a three-letter
/// or a numeric code, with or without white space around it.
///
/// Names give no hint, because published tables spell them differently.
#[must_use]
pub fn hint(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let country = if text.eq_ignore_ascii_case("UK") {
        Country::from_alpha2("GB")
    } else {
        Country::from_code(text)
    };
    country.map(Country::alpha2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_its_codes_are_unique() {
        assert!(ROWS.windows(2).all(|pair| pair[0].alpha2 < pair[1].alpha2));
        for country in Country::all() {
            assert_eq!(Country::from_code(country.alpha2()), Some(country));
            assert_eq!(Country::from_code(country.alpha3()), Some(country));
            assert_eq!(Country::from_code(country.numeric()), Some(country));
            assert_eq!(Country::from_name(country.name()), Some(country));
        }
        assert_eq!(Country::all().count(), 249);
    }

    #[test]
    fn every_other_name_belongs_to_one_country() {
        for (country, row) in Country::all().zip(ROWS.iter()) {
            for name in &row.other_names {
                assert_eq!(Country::from_name(name), Some(country), "{name}");
            }
        }
    }

    #[test]
    fn codes_have_any_case_and_may_lack_leading_zeros() {
        assert_eq!(Country::from_code("4").map(Country::name), Some("Afghanistan"));
        assert_eq!(Country::from_code("uSa").map(Country::numeric), Some("840"));
        for none in ["", "0840", "ZZ", "UK", "000", "Ü", "Us ", "١٢", "+4"] {
            assert_eq!(Country::from_code(none), None, "{none}");
        }
    }

    #[test]
    fn names_ignore_case_beyond_ascii() {
        assert_eq!(Country::from_name("TÜRKIYE").map(Country::alpha2), Some("TR"));
        assert_eq!(Country::from_name("Deutschland"), None);
    }
}
