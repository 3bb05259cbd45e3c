//! What JavaScript may do with the page: open it, or show it in elements of other pages.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, TypeError};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::{AppHandle, Renderer};

use crate::components::{App, AppProps};
use crate::host::Host;
use crate::scenarios;
use crate::services::dom;
use crate::services::editor::Glue;
use crate::services::element::{Talk, answer};
use crate::worker;

/// Evaluates everybody in workers from this function, of which each calls [`work`].
///
/// A worker from before is ended: the new one may have to obey a stricter policy.
#[wasm_bindgen]
#[expect(unreachable_pub, reason = "scripts reach it")]
pub fn hire(make_worker: Function) {
    worker::hire(make_worker);
}

/// Works for the page that made this worker, as long as it lives.
#[wasm_bindgen]
#[expect(unreachable_pub, reason = "scripts reach it")]
pub fn work() {
    worker::work();
}

/// Opens the page in the document; without the script of the editor it has a plain one.
#[wasm_bindgen]
#[expect(unreachable_pub, reason = "scripts reach it")]
pub fn start(editor: Option<Glue>) {
    let _stays = Renderer::<App>::with_props(AppProps { host: Host::page(editor) }).render();
}

/// One playground among others in a page. It keeps its workspace while it is not shown.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Instance {
    talk: Rc<Talk>,
    shown: RefCell<Option<AppHandle<App>>>,
}

#[wasm_bindgen]
impl Instance {
    /// A playground with the first scenario.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self { talk: Rc::new(Talk::new(scenarios::office_at_hand())), shown: RefCell::default() }
    }

    /// Shows it inside `stage`, which is in a shadow root, and from now on calls `tell` with the
    /// name of an event and its detail. Links lead to `links`.
    pub fn show(&self, stage: Element, links: String, editor: Option<Glue>, tell: Function) {
        self.hide();
        self.talk.listen(tell);
        let host = Host::element(stage.clone(), links, editor, Rc::clone(&self.talk));
        let app = Renderer::<App>::with_root_and_props(stage, AppProps { host }).render();
        self.shown.replace(Some(app));
    }

    /// Takes it away again, with all that listens.
    pub fn hide(&self) {
        if let Some(app) = self.shown.take() {
            self.talk.part();
            app.destroy();
        }
    }

    /// Asks something, with a payload as JSON; gives the answer as JSON.
    ///
    /// # Errors
    ///
    /// A `TypeError` for what is not understood; its `code` says more.
    pub fn ask(&self, kind: &str, payload: &str) -> Result<String, TypeError> {
        let answered = answer(kind, payload, &self.talk.state(), dom::clock());
        let (reply, action) = answered.map_err(|(code, message)| {
            let error = TypeError::new(&message);
            let _set = js_sys::Reflect::set(&error, &"code".into(), &code.into());
            error
        })?;
        if let Some(action) = action {
            self.talk.send(action);
        }
        Ok(reply)
    }
}
