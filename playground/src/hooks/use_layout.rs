//! Which of the three arrangements fits the width of an element.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};
use yew::{NodeRef, hook, use_effect_with, use_state_eq};

use crate::services::dom;

/// The arrangement of the panels, by the width of the page's own box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Three columns over a lower panel.
    #[default]
    Wide,
    /// Expression and result over one panel at a time.
    Narrow,
    /// The same with icons only and cards for rows.
    Small,
}

impl Layout {
    /// The word that styles find it by.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
            Self::Small => "small",
        }
    }

    fn of_width(width: f64) -> Self {
        match width {
            ..720.0 => Self::Small,
            ..1180.0 => Self::Narrow,
            _ => Self::Wide,
        }
    }
}

/// The arrangement for the element in `node`, kept up to date.
#[hook]
pub(crate) fn use_layout(node: &NodeRef) -> Layout {
    // Until it is there, the element is taken to be as wide as the window.
    let layout = use_state_eq(|| Layout::of_width(dom::viewport().0));
    let node = node.clone();
    let handle = layout.clone();
    use_effect_with((), move |()| {
        let element = node.cast::<Element>();
        let watch = element.and_then(|element| {
            handle.set(Layout::of_width(element.client_width().into()));
            let watched = element.clone();
            let changed = Closure::<dyn Fn()>::new(move || {
                handle.set(Layout::of_width(watched.client_width().into()));
            });
            let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok()?;
            observer.observe(&element);
            Some((observer, changed))
        });
        move || {
            if let Some((observer, _changed)) = watch {
                observer.disconnect();
            }
        }
    });
    *layout
}
