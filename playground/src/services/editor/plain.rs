//! The editor that is the browser's own text field, over a layer with the same text in colors.

use std::cell::RefCell;
use std::ops::Range;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{
    DomRect, Element, Event, HtmlTextAreaElement, InputEvent, KeyboardEvent, MouseEvent,
};
use yew::{Callback, NodeRef};

use super::{EditorEvent, EditorPort, Wish, apply_edits, layer};
use crate::services::{dom, utf16};

/// The text field.
#[derive(Debug)]
pub(crate) struct PlainEditor {
    node: NodeRef,
    listeners: RefCell<Vec<EventListener>>,
    tell: RefCell<Callback<EditorEvent>>,
}

impl PlainEditor {
    pub(super) fn new(node: NodeRef) -> Self {
        Self { node, listeners: RefCell::default(), tell: Callback::noop().into() }
    }

    pub(super) fn node(&self) -> NodeRef {
        self.node.clone()
    }

    fn field(&self) -> Option<HtmlTextAreaElement> {
        self.node.cast()
    }

    fn layer(&self) -> Option<Element> {
        self.field()?.previous_element_sibling()
    }
}

impl EditorPort for PlainEditor {
    fn attach(&self, tell: Callback<EditorEvent>) -> bool {
        let Some(field) = self.field() else { return false };
        let on = |name: &'static str, make: fn(&Event) -> EditorEvent| {
            let tell = tell.clone();
            let listener = dom::listen(&field, name, move |event| tell.emit(make(event)));
            self.listeners.borrow_mut().push(listener);
        };
        self.tell.replace(tell.clone());
        on("input", |event| EditorEvent::Text { typed: is_typed(event) });
        on("selectionchange", |_| EditorEvent::Caret);
        on("keydown", |event| match event.dyn_ref::<KeyboardEvent>() {
            Some(key) => EditorEvent::Key(key.clone()),
            None => EditorEvent::Caret,
        });
        on("mousemove", |event| match event.dyn_ref::<MouseEvent>() {
            Some(mouse) => EditorEvent::Over(mouse.client_x(), mouse.client_y()),
            None => EditorEvent::Out,
        });
        on("mouseleave", |_| EditorEvent::Out);
        on("blur", |_| EditorEvent::Blur);
        true
    }

    fn detach(&self) {
        self.listeners.borrow_mut().clear();
        self.tell.replace(Callback::noop());
    }

    fn text(&self) -> String {
        self.field().map(|field| field.value()).unwrap_or_default()
    }

    fn open(&self, text: &str) {
        self.set_text(text);
    }

    fn set_text(&self, text: &str) {
        if let Some(field) = self.field().filter(|field| field.value() != text) {
            field.set_value(text);
        }
    }

    fn apply(&self, edits: &[(Range<usize>, String)]) {
        let (Some(field), Some((first, _)), Some((last, _))) =
            (self.field(), edits.first(), edits.last())
        else {
            return;
        };
        if field.read_only() {
            return;
        }
        // One replacement from the first place to the last is one step of the field's own undo.
        let (text, covered) = (field.value(), first.start..last.end);
        let mended = apply_edits(&text, edits);
        let tail = text.len().saturating_sub(covered.end);
        let Some(piece) = mended.get(covered.start..mended.len().saturating_sub(tail)) else {
            return;
        };
        let (start, end) =
            (utf16::from_byte(&text, covered.start), utf16::from_byte(&text, covered.end));
        dom::type_into(&field, start, end, piece);
    }

    fn select(&self, part: &Range<usize>) {
        if let Some(field) = self.field() {
            let text = field.value();
            let (start, end) =
                (utf16::from_byte(&text, part.start), utf16::from_byte(&text, part.end));
            let _refused = field.set_selection_range(start, end);
        }
    }

    fn selection(&self) -> Range<usize> {
        let Some(field) = self.field() else { return 0..0 };
        let text = field.value();
        let byte = |unit: Option<u32>| utf16::to_byte(&text, unit.unwrap_or(0));
        byte(field.selection_start().ok().flatten())..byte(field.selection_end().ok().flatten())
    }

    fn caret(&self) -> usize {
        let field = self.field();
        let backwards = field
            .as_ref()
            .and_then(|field| field.selection_direction().ok().flatten())
            .is_some_and(|direction| direction == "backward");
        let selection = self.selection();
        if backwards { selection.start } else { selection.end }
    }

    fn focus(&self) {
        dom::focus(&self.node);
    }

    fn place_of(&self, offset: usize) -> Option<DomRect> {
        layer::place_of(&self.layer()?, utf16::from_byte(&self.text(), offset))
    }

    fn offset_at(&self, x: f64, y: f64) -> Option<usize> {
        let unit = layer::unit_at(&self.layer()?, x, y)?;
        Some(utf16::to_byte(&self.text(), unit))
    }

    fn point_at(&self, list: Option<&Element>, option: Option<&Element>) {
        let Some(field) = self.field() else { return };
        for (name, element) in [("aria-controls", list), ("aria-activedescendant", option)] {
            let _refused = match element {
                Some(element) => field.set_attribute(name, &element.id()),
                None => field.remove_attribute(name),
            };
        }
    }

    fn ask(&self, wish: Wish) {
        let tell = self.tell.borrow().clone();
        tell.emit(EditorEvent::Ask(wish));
    }
}

/// Whether an event is about one typed character, not about something pasted or mended.
fn is_typed(event: &Event) -> bool {
    event
        .dyn_ref::<InputEvent>()
        .and_then(InputEvent::data)
        .is_some_and(|data| data.encode_utf16().count() == 1)
}
