//! The state of the page as a Yew reducer.

use std::rc::Rc;

use yew::{Reducible, UseReducerHandle, hook, use_reducer};

use crate::host::Host;
use crate::services::findings::Shared;
use crate::services::opening;
use crate::state::{Action, State};

/// Holds the state; all change goes through [`State::reduce`].
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Store {
    pub(crate) state: Shared<State>,
    host: Host,
}

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let state = Shared(Rc::new(self.state.reduce(&action)));
        if let Some(talk) = self.host.talk() {
            talk.note(&state);
        }
        Rc::new(Self { state, host: self.host.clone() })
    }
}

/// The state, from what the page opens with.
#[hook]
pub(crate) fn use_store(host: &Host) -> UseReducerHandle<Store> {
    let store = use_reducer(|| Store { state: opening::open(host), host: host.clone() });
    if let Some(talk) = host.talk() {
        talk.attach(store.dispatcher().to_callback());
    }
    store
}
