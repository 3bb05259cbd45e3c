//! Where the playground lives, and what of its surroundings is its own.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, EventTarget, Storage, Window};

use crate::services::dom::{self, Root};
use crate::services::editor::Glue;
use crate::services::element::Talk;

/// The place of one playground. Cheap to copy; equal to itself only.
#[derive(Clone, Debug)]
pub(crate) struct Host(Rc<Place>);

#[derive(Debug)]
struct Place {
    /// The tree in which its ids stand and its focus is found.
    root: Option<Root>,
    /// What hears its keys.
    keys: Option<EventTarget>,
    /// What carries its theme, and that it is ready.
    top: Option<Element>,
    /// The window whose address and storage are its own.
    window: Option<Window>,
    /// What links lead to, without what stands behind the hash sign.
    links: String,
    /// Whether the pages of the reference lie beside it.
    reference: bool,
    /// The script of the editor, where it could be loaded.
    glue: Option<Glue>,
    /// What is said to and by the script of an element.
    talk: Option<Rc<Talk>>,
}

impl PartialEq for Host {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Host {
    /// A page that has the document for itself.
    pub(crate) fn page(glue: Option<Glue>) -> Self {
        Self(Rc::new(Place {
            root: dom::document().map(JsCast::unchecked_into),
            keys: dom::window().map(Into::into),
            top: dom::root(),
            window: dom::window(),
            links: dom::address(),
            reference: dom::has_files(),
            glue,
            talk: None,
        }))
    }

    /// An element that stands in the document of somebody else. All of it is inside `stage`, which
    /// is in a tree of its own; links lead to `links`.
    pub(crate) fn element(
        stage: Element,
        links: String,
        glue: Option<Glue>,
        talk: Rc<Talk>,
    ) -> Self {
        let root = dom::root_of(&stage);
        Self(Rc::new(Place {
            keys: Some(root.clone().unchecked_into()),
            root: Some(root),
            top: Some(stage),
            window: None,
            links,
            reference: false,
            glue,
            talk: Some(talk),
        }))
    }

    /// The script of the editor, where it could be loaded.
    pub(crate) fn glue(&self) -> Option<&Glue> {
        self.0.glue.as_ref()
    }

    /// What is said to and by the script of an element, if this is one.
    pub(crate) fn talk(&self) -> Option<&Rc<Talk>> {
        self.0.talk.as_ref()
    }

    /// The tree in which the ids of this playground stand.
    pub(crate) fn root(&self) -> Option<&Root> {
        self.0.root.as_ref()
    }

    /// What hears the keys of this playground.
    pub(crate) fn keys(&self) -> Option<&EventTarget> {
        self.0.keys.as_ref()
    }

    /// The element with this id.
    pub(crate) fn by_id(&self, id: &str) -> Option<Element> {
        self.root()?.get_element_by_id(id)
    }

    /// Puts the keyboard focus on the element with this id.
    pub(crate) fn focus_id(&self, id: &str) {
        if let Some(root) = self.root() {
            dom::focus_id(root, id);
        }
    }

    /// The element that has the keyboard focus; of something with a tree of its own, the outside.
    pub(crate) fn focused(&self) -> Option<Element> {
        self.root()?.active_element()
    }

    /// Whether nothing has the keyboard focus.
    pub(crate) fn is_lost(&self) -> bool {
        self.focused().is_none_or(|focused| focused.tag_name() == "BODY")
    }

    /// Whether the focus is where text is typed, which has an undo of its own.
    pub(crate) fn in_text(&self) -> bool {
        self.focused().is_some_and(dom::takes_text)
    }

    /// Shows the colors of a theme, or the system's own.
    pub(crate) fn show_theme(&self, theme: Option<&str>) {
        let Some(top) = &self.0.top else { return };
        let _refused = match theme {
            Some(theme) => top.set_attribute("data-theme", theme),
            None => top.remove_attribute("data-theme"),
        };
    }

    /// Marks, after the next frame, that what was found is painted; the first time the page is ready.
    pub(crate) fn painted(&self) {
        let top = self.0.top.clone();
        dom::after_paint(move || {
            dom::mark("attrmap:painted");
            if let Some(top) = top.filter(|top| !top.has_attribute("data-ready")) {
                dom::mark("attrmap:ready");
                let _refused = top.set_attribute("data-ready", "true");
            }
        });
    }

    /// The window whose address is its own.
    pub(crate) fn window(&self) -> Option<&EventTarget> {
        self.0.window.as_deref()
    }

    /// What may be kept on the device, unless that is refused.
    pub(crate) fn storage(&self) -> Option<Storage> {
        self.0.window.as_ref()?.local_storage().ok()?
    }

    /// Whether the pages of the reference lie beside this page: not beside its one file, nor beside
    /// the page of somebody else.
    pub(crate) fn has_reference(&self) -> bool {
        self.0.reference
    }

    /// The address that links lead to, without what stands behind the hash sign.
    pub(crate) fn address(&self) -> &str {
        &self.0.links
    }

    /// What stands behind the question mark of the address, if that is its own.
    pub(crate) fn query(&self) -> String {
        self.0.window.as_ref().and_then(|own| own.location().search().ok()).unwrap_or_default()
    }

    /// What stands behind the hash sign of the address, if that is its own.
    pub(crate) fn fragment(&self) -> String {
        self.0.window.as_ref().and_then(|own| own.location().hash().ok()).unwrap_or_default()
    }

    /// Puts this link in the address, in the place of the present entry of the history. In a frame the
    /// address pins the origin of the page around.
    pub(crate) fn show_link(&self, link: &str) {
        let Some((own, at)) = self.0.window.as_ref().zip(link.find('#')) else { return };
        if let (Ok(history), false) = (own.history(), self.fragment().starts_with("#origin=")) {
            let fragment = link.get(at..);
            let _refused = history.replace_state_with_url(&JsValue::NULL, "", fragment);
        }
    }

    /// Whether the network was shut before the page started.
    pub(crate) fn is_locked(&self) -> bool {
        self.0.top.as_ref().and_then(|top| top.get_attribute("data-network")).as_deref()
            == Some("locked")
    }
}
