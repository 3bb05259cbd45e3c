//! What the page opens with: the workspace of a link, else the draft on the device, else the first
//! scenario.

use std::rc::Rc;

use super::findings::Shared;
use super::link::{self, LinkError, Linked};
use super::storage::{self, Draft};
use crate::host::Host;
use crate::model::Workspace;
use crate::scenarios::{self, Scenario};
use crate::state::{Notice, State};

/// The first state of the page, in the editor that was chosen before; of an element, its present
/// one.
pub(crate) fn open(host: &Host) -> Shared<State> {
    if let Some(talk) = host.talk() {
        return talk.state();
    }
    let mut state = first(host);
    state.view.locked = host.is_locked();
    state.view.editor = storage::editor(host);
    state.view.tab = storage::tab(host);
    Shared(Rc::new(state))
}

fn first(host: &Host) -> State {
    match link::read(&host.fragment()) {
        Some(Ok(linked)) => {
            let mut state = of_link(linked);
            state.view.notice = Some(Notice::Shared);
            state
        }
        Some(Err(error)) => {
            let mut state = own(host);
            state.view.notice = Some(match error {
                LinkError::Damaged => Notice::Damaged,
                LinkError::Newer => Notice::Newer,
                LinkError::TooLarge => Notice::TooLarge,
            });
            state
        }
        None => match asked_scenario(host) {
            Some(scenario) => scenario.open(),
            None => own(host),
        },
    }
}

/// The scenario that the address asks for.
fn asked_scenario(host: &Host) -> Option<Scenario> {
    let query = host.query();
    let mut parts = query.trim_start_matches('?').split('&');
    let id = parts.find_map(|part| part.strip_prefix("scenario="))?;
    Scenario::ALL.into_iter().find(|scenario| scenario.id() == id)
}

fn of_link(linked: Linked) -> State {
    let Linked { workspace, target, person } = linked;
    let id = person.and_then(|at| workspace.people.get(at)).map(|person| person.id.clone());
    State::open(workspace, &target.unwrap_or_default(), &id.unwrap_or_default())
}

/// The draft on the device, or the first scenario.
pub(crate) fn own(host: &Host) -> State {
    let scenario = scenarios::office_at_hand();
    let Some(draft) = storage::draft(host) else { return scenario };
    let Ok(mut workspace) = Workspace::read(&draft.json) else { return scenario };
    if draft.sample {
        workspace.people = Rc::clone(&scenario.workspace.people);
    }
    State::open(workspace, &scenario.target, &scenario.person)
}

/// Keeps a draft of what was changed here. People stay out of it; those of the first scenario are
/// only named. A shared copy never takes the place of the draft.
pub(crate) fn keep(host: &Host, state: &State) {
    if !state.history.can_undo() || state.view.notice == Some(Notice::Shared) {
        return;
    }
    let sample = state.workspace.people == scenarios::office_at_hand().workspace.people;
    let workspace = Workspace { people: Rc::default(), ..(*state.workspace).clone() };
    // Without storage the page works, it only forgets.
    let _kept = storage::keep(host, &Draft { json: workspace.write(), sample });
}
