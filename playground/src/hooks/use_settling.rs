//! Waits for a pause in changes, then enters the state in the log and keeps a draft.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::{hook, use_effect_with, use_mut_ref};

use crate::page::Page;
use crate::services::diff::Baseline;
use crate::services::{dom, opening};
use crate::state::Action;

/// A pause that ends an undo step, in milliseconds.
const PAUSE: u32 = 1_000;

/// Settles the state a second after the last change of the workspace.
#[hook]
pub(crate) fn use_settling(page: &Page) {
    let pending = use_mut_ref(|| None::<Timeout>);
    let settled = use_mut_ref(|| None::<Baseline>);
    use_effect_with(Rc::clone(&page.state.workspace), {
        let page = page.clone();
        move |workspace| {
            let people = Rc::clone(&workspace.people);
            let settle = Timeout::new(PAUSE, move || {
                let table = &page.findings.table;
                let before = settled.replace(Some(Baseline::new(table, &people)));
                let changed = before.map_or(0, |before| before.changes(table, &people).len());
                opening::keep(&page.host, &page.state);
                page.send(Action::Settle { time: dom::clock(), changed });
            });
            *pending.borrow_mut() = Some(settle);
        }
    });
}
