//! ISO 3166-1: every country with its codes, its English short name and its other English names.
//!
//! Codes and short names agree with the crate `rust_iso3166` 0.2 (Apache-2.0); the inverted spellings
//! (`Bolivia, Plurinational State of`), `United Kingdom`, `United States` and the formal state names are the
//! customary ones. Sorted by `alpha2`: lookups search it by halves.

use std::sync::LazyLock;

/// One country of the table.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) alpha2: &'static str,
    pub(super) alpha3: &'static str,
    pub(super) numeric: &'static str,
    pub(super) name: &'static str,
    pub(super) other_names: Vec<&'static str>,
}

/// Every country, sorted by `alpha2`. A text that is taken apart once: as a table its 1,300 places and
/// lengths of texts took more of a module for the browser than the texts.
pub(super) static ROWS: LazyLock<Vec<Row>> =
    LazyLock::new(|| include_str!("countries.txt").lines().filter_map(read).collect());

/// Reads a line: the three codes without anything between, and the names between bars.
fn read(line: &'static str) -> Option<Row> {
    let (alpha2, rest) = line.split_at_checked(2)?;
    let (alpha3, rest) = rest.split_at_checked(3)?;
    let (numeric, names) = rest.split_at_checked(3)?;
    let mut names = names.split('|');
    let name = names.next()?;
    Some(Row { alpha2, alpha3, numeric, name, other_names: names.collect() })
}
