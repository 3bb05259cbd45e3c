//! Which rows pass the chip and the filter box, and in which order.

use attrmap::text::Letters;
use std::borrow::Cow;
use std::rc::Rc;

use super::{Lens, Pace, Stopped};
use crate::model::Person;
use crate::services::engine::{Analysis, Everybody};
use crate::services::table::{CellState, Table};
use crate::state::FilterKind;

/// So many rows are looked at between two looks at the clock.
const SOME: usize = 256;

/// The rows in parts.
pub(super) fn parts(rows: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
    (0..rows).step_by(SOME).map(move |start| start..(start + SOME).min(rows))
}

/// The filter, if it is one that may be read as an expression.
pub(super) fn expression(lens: &Lens) -> Option<&str> {
    let text = lens.filter.trim();
    // A single word is a valid bare name in some contexts, but meant as text.
    let is_word = text.chars().all(char::is_alphanumeric);
    (lens.kind != FilterKind::Text && !is_word).then_some(text)
}

/// The people for whom an expression is true.
pub(super) async fn chosen(
    everybody: &mut Everybody,
    analysis: &Analysis,
    pace: &Pace,
) -> Result<Vec<bool>, Stopped> {
    let mut chosen = Vec::with_capacity(everybody.len());
    for rows in parts(everybody.len()) {
        everybody.choose(analysis, rows, &mut chosen);
        pace.breathe().await?;
    }
    Ok(chosen)
}

/// The rows that pass, sorted; `chosen` has those for whom the filter is true, if it is an
/// expression.
pub(super) async fn passing(
    lens: &Lens,
    table: &Table,
    people: &[Rc<Person>],
    chosen: Option<&[bool]>,
    pace: &Pace,
) -> Result<Vec<u32>, Stopped> {
    let needle = lens.filter.lower();
    let mut passing = Vec::new();
    for part in parts(people.len()) {
        for (row, person) in people.iter().enumerate().skip(part.start).take(part.len()) {
            let passes = lens.flag.is_none_or(|flag| table.has(row, flag))
                && match chosen {
                    Some(chosen) => chosen.get(row).copied().unwrap_or(false),
                    None => needle.is_empty() || contains(table, row, person, &needle),
                };
            if let Some(row) = u32::try_from(row).ok().filter(|_| passes) {
                passing.push(row);
            }
        }
        pace.breathe().await?;
    }
    if let Some((column, downwards)) = lens.sort {
        sort(&mut passing, table, people, column, downwards);
        pace.breathe().await?;
    }
    Ok(passing)
}

fn contains(table: &Table, row: usize, person: &Person, needle: &str) -> bool {
    let has = |text: &str| lower(text).contains(needle);
    has(&person.name)
        || table
            .targets
            .iter()
            .any(|target| target.column.cell(row).is_some_and(|(_, text)| has(text)))
}

/// A text in small letters, copied only where it has large ones.
fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
        Cow::Owned(text.lower())
    } else {
        Cow::Borrowed(text)
    }
}

/// Sorts by a column of the grid: 0 the number, 1 the name, from 2 the targets.
fn sort(rows: &mut [u32], table: &Table, people: &[Rc<Person>], column: usize, downwards: bool) {
    let key = |row: u32| -> (bool, &str) {
        let row = row as usize;
        match column.checked_sub(2) {
            Some(target) => table
                .targets
                .get(target)
                .and_then(|target| target.column.cell(row))
                .map_or((false, ""), |(state, text)| (state != CellState::Value, text)),
            None if column == 1 => (false, people.get(row).map_or("", |person| &person.name)),
            None => (false, ""),
        }
    };
    rows.sort_by(|one, other| key(*one).cmp(&key(*other)));
    if downwards {
        rows.reverse();
    }
}
