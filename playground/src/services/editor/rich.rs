//! The editor with a view of its own, which a script brings: `www/editor`.

use std::cell::RefCell;
use std::ops::Range;

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomRect, Element, KeyboardEvent, MouseEvent};
use yew::{Callback, NodeRef};

use super::{EditorEvent, EditorPort, Wish, visible};
use crate::model::{Problem, Token};
use crate::services::utf16;

#[wasm_bindgen]
extern "C" {
    /// The script that makes views.
    #[derive(Clone, Debug)]
    pub type Glue;

    /// The view as the script makes it. Its offsets are UTF-16 units.
    #[derive(Clone, Debug)]
    type View;

    #[wasm_bindgen(method, catch)]
    fn mount(this: &Glue, host: &Element, tell: &Tell) -> Result<View, JsValue>;
    #[wasm_bindgen(method)]
    fn label(this: &View, name: &str, descriptions: &Array, readonly: bool);
    #[wasm_bindgen(method)]
    fn text(this: &View) -> String;
    #[wasm_bindgen(method)]
    fn open(this: &View, text: &str);
    #[wasm_bindgen(method)]
    fn replace(this: &View, text: &str);
    #[wasm_bindgen(method)]
    fn apply(this: &View, edits: &Array);
    #[wasm_bindgen(method)]
    fn select(this: &View, from: u32, to: u32);
    #[wasm_bindgen(method, js_name = selectionStart)]
    fn selection_start(this: &View) -> u32;
    #[wasm_bindgen(method, js_name = selectionEnd)]
    fn selection_end(this: &View) -> u32;
    #[wasm_bindgen(method)]
    fn caret(this: &View) -> u32;
    #[wasm_bindgen(method)]
    fn focus(this: &View);
    #[wasm_bindgen(method, js_name = boxAt)]
    fn box_at(this: &View, offset: u32) -> Option<DomRect>;
    #[wasm_bindgen(method, js_name = offsetAt)]
    fn offset_at(this: &View, x: f64, y: f64) -> i32;
    #[wasm_bindgen(method)]
    fn show(this: &View, tokens: &Array, problems: &Array, values: &Array);
    #[wasm_bindgen(method)]
    fn point(this: &View, list: Option<&Element>, option: Option<&Element>);
    #[wasm_bindgen(method)]
    fn close(this: &View);
}

type Tell = Closure<dyn Fn(String, JsValue)>;

/// The view and what keeps it talking.
#[derive(Debug)]
pub(crate) struct RichEditor {
    node: NodeRef,
    glue: Option<Glue>,
    mounted: RefCell<Option<(View, Tell)>>,
    tell: RefCell<Callback<EditorEvent>>,
}

/// What is shown in the text besides the text itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Look {
    pub(crate) tokens: Vec<Token>,
    /// The worst first.
    pub(crate) problems: Vec<Problem>,
    /// Parts, and the labels that stand behind them.
    pub(crate) values: Vec<(Range<usize>, String)>,
}

impl RichEditor {
    pub(super) fn new(node: NodeRef, glue: Option<Glue>) -> Self {
        Self { node, glue, mounted: RefCell::default(), tell: Callback::noop().into() }
    }

    pub(crate) fn node(&self) -> NodeRef {
        self.node.clone()
    }

    fn view(&self) -> Option<View> {
        self.mounted.borrow().as_ref().map(|(view, _)| view.clone())
    }

    /// Names the text field, and the elements that describe it; it may be there to be read only.
    pub(crate) fn label(&self, name: &str, descriptions: &Array, readonly: bool) {
        if let Some(view) = self.view() {
            view.label(name, descriptions, readonly);
        }
    }

    /// Shows what was found about `text`, if that is still the text that is there.
    pub(crate) fn show(&self, look: &Look, text: &str) {
        let Some(view) = self.view().filter(|view| view.text() == text) else { return };
        let mut units = utf16::Units::new(text);
        let tokens = Array::new();
        for token in &look.tokens {
            push(&tokens, &mut units, &token.span, token.kind.class());
        }
        let problems = Array::new();
        for problem in &look.problems {
            for place in problem.places() {
                push(&problems, &mut units, &visible(text, place), problem.severity.id());
            }
        }
        let values = Array::new();
        for (part, label) in &look.values {
            values.push(&units.of(part.end).into());
            values.push(&label.into());
        }
        view.show(&tokens, &problems, &values);
    }
}

/// Appends a part that is not empty, with a word about it.
fn push(array: &Array, units: &mut utf16::Units<'_>, span: &Range<usize>, word: &str) {
    let (from, to) = (units.of(span.start), units.of(span.end));
    if from < to {
        array.push(&from.into());
        array.push(&to.into());
        array.push(&word.into());
    }
}

impl EditorPort for RichEditor {
    fn attach(&self, tell: Callback<EditorEvent>) -> bool {
        let (Some(host), Some(glue)) = (self.node.cast::<Element>(), &self.glue) else {
            return false;
        };
        self.tell.replace(tell.clone());
        let heard =
            Closure::<dyn Fn(String, JsValue)>::new(move |what: String, detail: JsValue| {
                if let Some(event) = event(&what, &detail) {
                    tell.emit(event);
                }
            });
        let view = glue.mount(&host, &heard).ok();
        let mounted = view.map(|view| (view, heard));
        let works = mounted.is_some();
        self.mounted.replace(mounted);
        works
    }

    fn detach(&self) {
        if let Some((view, _tell)) = self.mounted.take() {
            view.close();
        }
        self.tell.replace(Callback::noop());
    }

    fn text(&self) -> String {
        self.view().map(|view| view.text()).unwrap_or_default()
    }

    fn open(&self, text: &str) {
        if let Some(view) = self.view() {
            view.open(text);
        }
    }

    fn set_text(&self, text: &str) {
        if let Some(view) = self.view() {
            view.replace(text);
        }
    }

    fn apply(&self, edits: &[(Range<usize>, String)]) {
        let Some(view) = self.view() else { return };
        let text = view.text();
        let flat = Array::new();
        for (span, piece) in edits {
            flat.push(&utf16::from_byte(&text, span.start).into());
            flat.push(&utf16::from_byte(&text, span.end).into());
            flat.push(&piece.into());
        }
        view.apply(&flat);
        view.focus();
    }

    fn select(&self, part: &Range<usize>) {
        if let Some(view) = self.view() {
            let text = view.text();
            view.select(utf16::from_byte(&text, part.start), utf16::from_byte(&text, part.end));
        }
    }

    fn selection(&self) -> Range<usize> {
        let Some(view) = self.view() else { return 0..0 };
        let text = view.text();
        utf16::to_byte(&text, view.selection_start())..utf16::to_byte(&text, view.selection_end())
    }

    fn caret(&self) -> usize {
        self.view().map_or(0, |view| utf16::to_byte(&view.text(), view.caret()))
    }

    fn focus(&self) {
        if let Some(view) = self.view() {
            view.focus();
        }
    }

    fn place_of(&self, offset: usize) -> Option<DomRect> {
        let view = self.view()?;
        view.box_at(utf16::from_byte(&view.text(), offset))
    }

    fn offset_at(&self, x: f64, y: f64) -> Option<usize> {
        let view = self.view()?;
        let unit = u32::try_from(view.offset_at(x, y)).ok()?;
        Some(utf16::to_byte(&view.text(), unit))
    }

    fn point_at(&self, list: Option<&Element>, option: Option<&Element>) {
        if let Some(view) = self.view() {
            view.point(list, option);
        }
    }

    fn ask(&self, wish: Wish) {
        let tell = self.tell.borrow().clone();
        tell.emit(EditorEvent::Ask(wish));
    }
}

/// What the script tells, in the page's words.
fn event(what: &str, detail: &JsValue) -> Option<EditorEvent> {
    match what {
        "text" => Some(EditorEvent::Text { typed: detail.is_truthy() }),
        "caret" => Some(EditorEvent::Caret),
        "key" => detail.dyn_ref::<KeyboardEvent>().cloned().map(EditorEvent::Key),
        "over" => {
            let mouse = detail.dyn_ref::<MouseEvent>()?;
            Some(EditorEvent::Over(mouse.client_x(), mouse.client_y()))
        }
        "out" => Some(EditorEvent::Out),
        "blur" => Some(EditorEvent::Blur),
        _ => None,
    }
}
