//! Where keys lead in the tree, and which part belongs to a selection.

use std::ops::Range;

use crate::model::{Part, Places};

/// The smallest part that holds all that is selected.
pub(super) fn around(parts: &[Part], selection: &Range<usize>) -> usize {
    let holds = |part: &&(usize, &Part)| {
        part.1.span.start <= selection.start && selection.end <= part.1.span.end
    };
    let parts: Vec<(usize, &Part)> = parts.iter().enumerate().collect();
    let smallest = parts.iter().filter(holds).min_by_key(|(_, part)| part.span.len());
    smallest.map_or(0, |(at, _)| *at)
}

/// The parts that do not lie inside of closed ones.
pub(super) fn visible(parts: &[Part], closed: &Places) -> Vec<usize> {
    let mut seen = Vec::new();
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        seen.push(at);
        at += 1 + if closed.contains(at) { part.inside } else { 0 };
    }
    seen
}

/// Where a key of the tree leads; it may open and close parts.
pub(super) fn step(parts: &[Part], closed: &mut Places, place: usize, key: &str) -> Option<usize> {
    let seen = visible(parts, closed);
    let here = seen.iter().position(|at| *at == place).unwrap_or(0);
    let part = parts.get(place)?;
    let parent = || {
        let outer = (0..place).rev();
        outer.clone().find(|at| parts.get(*at).is_some_and(|outer| outer.level < part.level))
    };
    let row = |row: usize| seen.get(row.min(seen.len().saturating_sub(1))).copied();
    match key {
        "ArrowDown" => row(here + 1),
        "ArrowUp" => row(here.saturating_sub(1)),
        "Home" => row(0),
        "End" => row(usize::MAX),
        "ArrowRight" if part.inside > 0 && !closed.remove(place) => Some(place + 1),
        "ArrowLeft" if part.inside > 0 && closed.insert(place) => Some(place),
        "ArrowLeft" => Some(parent().unwrap_or(place)),
        "*" => {
            closed.clear();
            Some(place)
        }
        "Enter" | " " | "ArrowRight" => Some(place),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Given;

    fn parts() -> Vec<Part> {
        let part = |level, span, inside| Part {
            level,
            span,
            text: String::new(),
            given: Given::Nothing,
            inside,
        };
        vec![part(1, 0..10, 3), part(2, 0..4, 1), part(3, 1..2, 0), part(2, 6..10, 0)]
    }

    #[test]
    fn the_smallest_part_around_the_selection_is_found() {
        let parts = parts();
        assert_eq!([1..1, 1..3, 3..7, 7..8, 20..20].map(|at| around(&parts, &at)), [2, 1, 0, 3, 0]);
    }

    #[test]
    fn arrows_open_close_and_leave_parts() {
        let (parts, mut closed) = (parts(), Places::default());
        let mut go = |place, key| step(&parts, &mut closed, place, key);
        assert_eq!(go(2, "ArrowLeft"), Some(1));
        assert_eq!(go(1, "ArrowLeft"), Some(1));
        assert_eq!(go(1, "ArrowDown"), Some(3));
        assert_eq!(go(1, "ArrowRight"), Some(1));
        assert_eq!(go(1, "ArrowRight"), Some(2));
        assert_eq!(go(1, "ArrowDown"), Some(2));
        assert_eq!(go(0, "End"), Some(3));
        assert_eq!(go(0, "x"), None);
    }
}
