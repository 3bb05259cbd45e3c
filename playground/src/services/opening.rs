//! What the page opens with: the workspace of a link, else the draft on the device, else the first
//! scenario.

use std::rc::Rc;

use super::dom;
use super::findings::Shared;
use super::link::{self, LinkError, Linked};
use super::recent;
use super::storage::{self, Draft, Kept, Memory};
use crate::host::Host;
use crate::model::{Person, Workspace};
use crate::scenarios::{self, Scenario};
use crate::state::{Notice, State, Visit};

/// The first state of the page, in the editor that was chosen before; of an element, its present
/// one.
pub(crate) fn open(host: &Host) -> Shared<State> {
    if let Some(talk) = host.talk() {
        return talk.state();
    }
    let mut state = first(host);
    state.view.locked = host.is_locked();
    let asked = state.view.notice.is_some() || !host.query().is_empty();
    if !asked && storage::draft(host).is_none() {
        state.view.visit = Visit::First;
    }
    state.view.editor = storage::editor(host);
    state.view.tab = storage::tab(host);
    state.view.columns = storage::columns(host);
    state.view.theme = storage::theme(host);
    state.view.language = storage::language(host);
    state.view.memory = storage::memory(host);
    state.view.kept = if host.storage().is_some() { Kept::Wanted } else { Kept::Nothing };
    Shared(Rc::new(state))
}

fn first(host: &Host) -> State {
    let (mut state, notice) = match linked(host) {
        Some(Ok(state)) => (state, Some(Notice::Shared)),
        Some(Err(notice)) => (own(host), Some(notice)),
        None => match asked_scenario(host) {
            Some(scenario) => (scenario.open(), None),
            None => (own(host), None),
        },
    };
    state.view.notice = notice;
    state
}

/// What the link in the address opens, or what there is to say about it instead.
pub(crate) fn linked(host: &Host) -> Option<Result<State, Notice>> {
    let linked = link::read(&host.fragment())?;
    Some(linked.map(of_link).map_err(|error| match error {
        LinkError::Damaged => Notice::Damaged,
        LinkError::Newer => Notice::Newer,
        LinkError::TooLarge => Notice::TooLarge,
    }))
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
    let Some(mut state) = storage::draft(host).as_ref().and_then(of_draft) else {
        return scenario;
    };
    if let Some(people) = storage::people(host).and_then(|json| Workspace::read(&json).ok()) {
        let workspace = Workspace { people: people.people, ..(*state.workspace).clone() };
        state = State::open(workspace, &scenario.target, &scenario.person);
    }
    state
}

/// A workspace that was kept, with the people of the scenario that they came from.
pub(crate) fn of_draft(draft: &Draft) -> Option<State> {
    let mut workspace = Workspace::read(&draft.json).ok()?;
    if let Some(sample) = Scenario::ALL.into_iter().find(|one| one.id() == draft.sample) {
        workspace.people = Rc::clone(&sample.open().workspace.people);
    }
    let scenario = scenarios::office_at_hand();
    Some(State::open(workspace, &scenario.target, &scenario.person))
}

/// The people who were looked at last for a draft, and the scenario that they come from.
pub(crate) type Seen = Option<(Rc<Vec<Rc<Person>>>, &'static str)>;

/// Keeps a draft of what was changed here; a shared copy never takes the place of the draft.
/// People stay out of it unless they are to be remembered; those of a scenario are only named.
///
/// `last` is the workspace, as it was opened, of which a draft was kept last.
pub(crate) fn keep(
    host: &Host,
    state: &State,
    seen: &mut Seen,
    last: &mut Option<Rc<Workspace>>,
) -> Kept {
    // What was undone to the last is another draft than before, too.
    let is_changed = state.history.can_undo() || state.history.can_redo();
    if host.talk().is_some() || !is_changed || state.view.notice == Some(Notice::Shared) {
        return state.view.kept;
    }
    let people = &state.workspace.people;
    let known = seen.take().filter(|(last, _)| Rc::ptr_eq(last, people));
    let is_new = known.is_none();
    let (_, sample) = seen.insert(known.unwrap_or_else(|| (Rc::clone(people), sample(people))));
    let workspace = Workspace { people: Rc::default(), ..(*state.workspace).clone() };
    let draft = Draft { json: workspace.write(), sample: (*sample).to_owned() };
    note_recent(host, state, &draft, last);
    // Without storage the page works, it only forgets.
    match storage::keep(host, &draft) {
        false => Kept::Nothing,
        true if state.view.memory == Memory::WithoutPeople => Kept::Wanted,
        true if is_new => keep_people(host, state),
        true => state.view.kept,
    }
}

/// Notes what is edited among the recent workspaces, in the place of what it was before.
fn note_recent(host: &Host, state: &State, draft: &Draft, last: &mut Option<Rc<Workspace>>) {
    if Rc::ptr_eq(&state.workspace, &state.opened) {
        return;
    }
    let opened = |before: &Draft| {
        let workspace = Workspace { people: Rc::default(), ..(*state.opened).clone() };
        before.json == workspace.write()
    };
    let before = storage::draft(host).filter(|before| match last {
        Some(last) => Rc::ptr_eq(last, &state.opened),
        None => opened(before),
    });
    *last = Some(Rc::clone(&state.opened));
    recent::note(host, dom::clock(), draft, before.as_ref());
}

/// Begins to remember people on the device with those that are here, or forgets them at once.
pub(crate) fn remember(host: &Host, state: &State, memory: Memory) -> Kept {
    if memory == Memory::WithPeople {
        keep_people(host, state)
    } else {
        storage::forget_people(host);
        if host.storage().is_some() { Kept::Wanted } else { Kept::Nothing }
    }
}

fn keep_people(host: &Host, state: &State) -> Kept {
    // The people of a shared copy are not those of the draft, but the wish holds.
    let json = if state.view.notice == Some(Notice::Shared) {
        String::new()
    } else {
        let people = Rc::clone(&state.workspace.people);
        Workspace { people, ..Workspace::default() }.write()
    };
    match storage::keep_people(host, &json) {
        true => Kept::Wanted,
        false if host.storage().is_some() => Kept::WithoutPeople,
        false => Kept::Nothing,
    }
}

/// The scenario that all these people come from, whatever was changed about them.
fn sample(people: &[Rc<Person>]) -> &'static str {
    let comes_from = |scenario: &Scenario| {
        let theirs = scenario.open().workspace;
        let is_one = |person: &Rc<Person>| {
            theirs.person(&person.id).is_some_and(|one| one.name == person.name)
        };
        people.iter().filter(|person| person.generated.is_none()).all(is_one)
    };
    if people.is_empty() {
        return "";
    }
    Scenario::ALL.into_iter().find(comes_from).map_or("", Scenario::id)
}
