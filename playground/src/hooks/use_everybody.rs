//! What is found out about everybody, as it arrives from the worker.

use std::rc::Rc;

use yew::{Callback, hook, use_effect_with, use_memo, use_state, use_state_eq};

use crate::services::findings::Shared;
use crate::services::{dom, overview};
use crate::state::State;
use crate::worker::{Delivered, Link, News, Trouble};

/// So many people are evaluated before the page is first painted, so that it is painted once.
const AT_ONCE: usize = 500;

/// What was found out last, the number of what is wanted now, and what went wrong.
#[hook]
pub(crate) fn use_everybody(state: &Shared<State>) -> (Shared<Delivered>, u32, Trouble) {
    let delivered = use_state(|| Shared(Rc::new(first(state))));
    let trouble = use_state_eq(Trouble::default);
    let link = use_memo((), |()| {
        let (delivered, trouble) = (delivered.clone(), trouble.clone());
        Link::new(
            dom::clock(),
            Callback::from(move |news| match news {
                News::Delivered(found) => delivered.set(Shared(Rc::new(found))),
                News::Trouble(now) => trouble.set(now),
            }),
        )
    });
    // Asked while the page is still being rendered, so that the worker begins the sooner.
    let wanted = use_memo(state.clone(), |state| link.want(state));
    use_effect_with(*wanted, {
        let trouble = trouble.clone();
        move |_| trouble.set(link.trouble())
    });
    ((*delivered).clone(), *wanted, (*trouble).clone())
}

/// What is shown before anything arrives: all there is, or rows without results.
fn first(state: &Shared<State>) -> Delivered {
    let overview = if state.workspace.people.len() <= AT_ONCE {
        overview::at_once(state, dom::clock())
    } else {
        overview::blank(state)
    };
    Delivered { generation: 0, state: state.clone(), overview }
}
