//! The state of the page as a Yew reducer.

use std::rc::Rc;

use yew::{Reducible, UseReducerHandle, hook, use_reducer};

use crate::host::Host;
use crate::services::findings::Shared;
use crate::services::opening;
use crate::state::{Action, State};

/// Holds the state; all change goes through [`State::reduce`].
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Store(pub(crate) Shared<State>);

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Self(Shared(Rc::new(self.0.reduce(&action)))))
    }
}

/// The state, from what the page opens with.
#[hook]
pub(crate) fn use_store(host: &Host) -> UseReducerHandle<Store> {
    use_reducer(|| Store(Shared(Rc::new(opening::open(host)))))
}
