//! Waits for a pause in changes, then enters the state in the log and keeps a draft.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use web_sys::Event;
use yew::{Callback, hook, use_effect_with, use_mut_ref, use_state};

use super::use_event;
use crate::model::Workspace;
use crate::page::Page;
use crate::services::diff::Baseline;
use crate::services::{dom, opening};
use crate::state::{Action, ViewChange};

/// A pause that ends an undo step, in milliseconds.
const PAUSE: u32 = 1_000;

/// Settles the state a second after the last change of the workspace, or as soon after that as
/// everybody's results are there. Returns what keeps a draft of changes that have not settled,
/// which is done, too, when the page goes.
#[hook]
pub(crate) fn use_settling(page: &Page) -> Callback<()> {
    let pending = use_mut_ref(|| None::<Timeout>);
    let settled = use_mut_ref(|| None::<Baseline>);
    let seen = use_mut_ref(opening::Seen::default);
    let last = use_mut_ref(|| None::<Rc<Workspace>>);
    let due = use_state(|| None::<Rc<Workspace>>);
    let kept = use_mut_ref(|| None::<Rc<Workspace>>);
    let keep = {
        let kept = Rc::clone(&kept);
        move |page: &Page| {
            kept.replace(Some(Rc::clone(&page.state.workspace)));
            opening::keep(&page.host, &page.state, &mut seen.borrow_mut(), &mut last.borrow_mut())
        }
    };
    let keep_now = {
        let (page, keep) = (page.clone(), keep.clone());
        Callback::from(move |()| {
            let is_kept = |kept: &Rc<Workspace>| Rc::ptr_eq(kept, &page.state.workspace);
            if !kept.borrow().as_ref().is_some_and(is_kept) {
                keep(&page);
            }
        })
    };
    use_event(page.host.window(), "pagehide", keep_now.reform(|_: Event| ()));
    use_effect_with(Rc::clone(&page.state.workspace), {
        let due = due.clone();
        move |workspace| {
            let workspace = Rc::clone(workspace);
            *pending.borrow_mut() = Some(Timeout::new(PAUSE, move || due.set(Some(workspace))));
        }
    });
    let is_due = due.as_ref().is_some_and(|due| {
        Rc::ptr_eq(due, &page.state.workspace)
            && Rc::ptr_eq(&due.set, &page.everybody.state.workspace.set)
            && Rc::ptr_eq(&due.people, &page.everybody.state.workspace.people)
    });
    use_effect_with((is_due, page.everybody.generation), {
        let page = page.clone();
        move |(is_due, _)| {
            let (table, people) = (&page.everybody.overview.table, &page.state.workspace.people);
            let everybody = &page.everybody.state.workspace;
            if settled.borrow().is_none() && Rc::ptr_eq(everybody, &page.state.opened) {
                // Whoever changes something at once changes it from here.
                settled.replace(Some(Baseline::new(table, &everybody.people)));
            }
            if !is_due {
                return;
            }
            due.set(None);
            let before = settled.replace(Some(Baseline::new(table, people)));
            let changed = before.map_or(0, |before| before.count(table, people));
            let kept = keep(&page);
            if kept != page.state.view.kept {
                page.send(ViewChange::Kept(kept));
            }
            page.send(Action::Settle { time: dom::clock(), changed });
        }
    });
    keep_now
}
