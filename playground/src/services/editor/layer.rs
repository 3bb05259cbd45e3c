//! Where the characters of the plain editor stand, asked of the colored text under its field.

use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, Node, Range};

use crate::services::utf16;

/// The box of a character, by its UTF-16 offset; at the end of a line, that behind the last one.
pub(super) fn place_of(layer: &Element, unit: u32) -> Option<DomRect> {
    let mut past = 0;
    let lines = layer.children();
    for line in (0..lines.length()).filter_map(|at| lines.item(at)) {
        let length = length_of(&line);
        if unit <= past + length {
            return place_in_line(&line, unit - past);
        }
        past += length + 1;
    }
    None
}

fn place_in_line(line: &Element, unit: u32) -> Option<DomRect> {
    let mut past = 0;
    let mut last = None;
    for text in pieces(line) {
        let length = units(&text);
        last = Some((text.clone(), length));
        if unit < past + length {
            return range_box(&text, unit - past);
        }
        past += length;
    }
    match last {
        Some((text, length)) => range_box(&text, length),
        None => Some(line.get_bounding_client_rect()),
    }
}

/// The box of the place before a character of a text node.
fn range_box(text: &Node, unit: u32) -> Option<DomRect> {
    let range = Range::new().ok()?;
    range.set_start(text, unit).ok()?;
    range.set_end(text, unit).ok()?;
    Some(range.get_bounding_client_rect())
}

/// The UTF-16 offset of the character at a point.
pub(super) fn unit_at(layer: &Element, x: f64, y: f64) -> Option<u32> {
    let mut past = 0;
    let lines = layer.children();
    for line in (0..lines.length()).filter_map(|at| lines.item(at)) {
        let mut start = past;
        for text in pieces(&line) {
            let length = units(&text);
            for unit in 0..length {
                if is_at(&text, unit, x, y) {
                    return Some(start + unit);
                }
            }
            start += length;
        }
        past += length_of(&line) + 1;
    }
    None
}

fn is_at(text: &Node, unit: u32, x: f64, y: f64) -> bool {
    let bounds = || {
        let range = Range::new().ok()?;
        range.set_start(text, unit).ok()?;
        range.set_end(text, unit + 1).ok()?;
        Some(range.get_bounding_client_rect())
    };
    bounds().is_some_and(|place| {
        (place.left()..place.right()).contains(&x) && (place.top()..=place.bottom()).contains(&y)
    })
}

/// The text nodes of a line that hold text of the expression.
fn pieces(line: &Element) -> Vec<Node> {
    let spans = line.children();
    (0..spans.length()).filter_map(|at| spans.item(at)?.first_child()?.dyn_into().ok()).collect()
}

fn length_of(line: &Element) -> u32 {
    pieces(line).iter().map(units).sum()
}

fn units(text: &Node) -> u32 {
    let content = text.text_content().unwrap_or_default();
    utf16::from_byte(&content, content.len())
}
