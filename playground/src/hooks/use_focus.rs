//! The keyboard focus is never lost: when what has it goes away, what is near it takes it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event};
use yew::{hook, use_callback, use_effect, use_mut_ref};

use super::use_event;
use super::use_shortcuts::{focus_inside, focus_on};
use crate::host::Host;
use crate::services::dom;

/// What had the focus last, and what is near it, the nearest first.
type Held = Rc<RefCell<Option<(Element, Vec<Element>)>>>;

/// Gives the focus on whenever it would be lost.
#[hook]
pub(crate) fn use_focus(host: &Host) {
    let held: Held = use_mut_ref(|| None);
    use_effect({
        let (host, held) = (host.clone(), Rc::clone(&held));
        // The parts inside are drawn after the whole.
        move || dom::after_paint(move || keep(&host, &held))
    });
    let on_focus = use_callback(Rc::clone(&held), |event: Event, held: &Held| {
        let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        *held.borrow_mut() = element.map(|element| (element.clone(), near(&element)));
    });
    // What a part shows of its own changes without the page.
    let given = (host.clone(), held);
    let on_deed = use_callback(given.clone(), |_: Event, (host, held): &(Host, Held)| {
        let (host, held) = (host.clone(), Rc::clone(held));
        dom::after_paint(move || keep(&host, &held));
    });
    // A quick key may put back what has just been taken away: then nothing would seem to be lost.
    let on_key = use_callback(given, |_: Event, (host, held): &(Host, Held)| keep(host, held));
    use_event(host.keys(), "focusin", on_focus);
    use_event(host.keys(), "keydown", on_key);
    use_event(host.keys(), "click", on_deed.clone());
    use_event(host.keys(), "keyup", on_deed.clone());
    use_event(host.keys(), "focusout", on_deed);
}

/// What is beside an element and around it, the nearest first, in its region or dialog.
fn near(element: &Element) -> Vec<Element> {
    let mut near = Vec::new();
    let mut inner = element.clone();
    while !inner.matches("[data-region], dialog").unwrap_or(true) {
        near.extend(inner.next_element_sibling());
        near.extend(inner.previous_element_sibling());
        let Some(outer) = inner.parent_element() else { break };
        near.push(outer.clone());
        inner = outer;
    }
    near
}

fn is_disabled(element: &Element) -> bool {
    element.matches(":disabled").unwrap_or(false)
}

fn is_seen(element: &Element) -> bool {
    element.get_bounding_client_rect().width() > 0.0
}

/// Gives the focus back to what had it and was moved, or to what is near the place where that was, if
/// it is gone, hidden or disabled.
fn keep(host: &Host, held: &Held) {
    let nowhere = dom::document()
        .and_then(|document| document.active_element())
        .is_none_or(|element| element.tag_name() == "BODY");
    let Some((element, around)) = held.borrow_mut().take_if(|(element, _)| {
        // A browser takes the focus from what is disabled a moment later.
        nowhere || (is_disabled(element) && host.focused().as_ref() == Some(&*element))
    }) else {
        return;
    };
    if element.is_connected() && !is_disabled(&element) && is_seen(&element) {
        // Whoever leaves the page, or presses on nothing, leaves it as it was.
        if near(&element) != around {
            focus_on(&element);
        }
        return;
    }
    for place in around.iter().filter(|place| place.is_connected()) {
        if focus_on(place) || focus_inside(place) {
            return;
        }
        // In another region the next key could do another thing.
        if place.has_attribute("data-region") {
            let _refused = place.set_attribute("tabindex", "-1");
            focus_on(place);
            return;
        }
    }
    let editor = host.root().map(|root| root.query_selector_all("[data-region=expression]"));
    if let Some(editor) = editor.and_then(|found| found.item(0)?.dyn_into().ok()) {
        focus_inside(&editor);
    }
}
