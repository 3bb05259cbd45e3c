//! What every panel is given: the state, what was found about it, and how to change it.

use std::rc::Rc;

use yew::{AttrValue, Callback};

use crate::hooks::Layout;
use crate::host::Host;
use crate::model::{Check, Expectation, Person, Presence, Read, Tagged};
use crate::services::dom;
use crate::services::findings::{Findings, Shared};
use crate::state::{Access, Action, State, ViewChange};
use crate::words::{Word, Words};
use crate::worker::Delivered;

/// The page as a panel sees it. Cheap to copy and to compare.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Page {
    pub(crate) host: Host,
    pub(crate) state: Shared<State>,
    pub(crate) findings: Shared<Findings>,
    /// What was found out about everybody last.
    pub(crate) everybody: Shared<Delivered>,
    pub(crate) words: Words,
    pub(crate) layout: Layout,
    /// Where actions go.
    pub(crate) dispatch: Callback<Action>,
    /// Says something in the live region.
    pub(crate) announce: Callback<AttrValue>,
}

impl Page {
    /// Whether the workspace can be looked at only.
    pub(crate) fn is_readonly(&self) -> bool {
        self.state.view.access == Access::Read
    }

    /// Whether another page stands in the same place, in the same words and arrangement, and may be
    /// changed as well as this one.
    pub(crate) fn is_alike(&self, other: &Self) -> bool {
        self.host == other.host
            && self.words == other.words
            && self.layout == other.layout
            && self.dispatch == other.dispatch
            && self.announce == other.announce
            && self.is_readonly() == other.is_readonly()
            && self.state.view.label == other.state.view.label
    }

    /// Whether another page says the same of all but everybody's results.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.is_alike(other) && self.state == other.state && self.findings == other.findings
    }

    /// Sends an action.
    pub(crate) fn send(&self, action: impl Into<Action>) {
        self.dispatch.emit(action.into());
    }

    /// The text of `word`.
    pub(crate) fn say(&self, word: Word) -> AttrValue {
        self.words.say(word)
    }

    /// The name of a part of the page, with that of the playground where it has one.
    pub(crate) fn landmark(&self, word: Word) -> AttrValue {
        match &*self.state.view.label {
            "" => self.say(word),
            label => format!("{} {label}", self.say(word)).into(),
        }
    }

    /// A callback that sends what `make` makes of its argument.
    pub(crate) fn on<T, A: Into<Action>>(&self, make: impl Fn(T) -> A + 'static) -> Callback<T> {
        let dispatch = self.dispatch.clone();
        Callback::from(move |argument| dispatch.emit(make(argument).into()))
    }

    /// Puts `text` on the clipboard and says that it is `done`; where the browser refuses, shows it
    /// to be copied by hand.
    pub(crate) fn copy(&self, text: &str, done: AttrValue) {
        let (page, kept) = (self.clone(), Rc::from(text));
        dom::copy(text, move |written| {
            if written {
                page.announce.emit(done);
            } else {
                page.announce.emit(page.say(Word::CopyFailed));
                page.send(ViewChange::ByHand(Some(kept)));
            }
        });
    }

    /// The check that holds exactly for the present result.
    pub(crate) fn expectation(&self) -> Option<Check> {
        let reads = self.findings.analysis().map_or(&[][..], |analysis| &analysis.reads);
        let like = self.check_of(self.state.current_person()?, &self.state.target, reads);
        Some(self.findings.outcome()?.expectation(&like))
    }

    /// A check to be filled, which is named by what is special about the person: names of people
    /// would go with it into files and links.
    pub(crate) fn check_of(&self, person: &Person, to: &str, reads: &[Read]) -> Check {
        let special: Vec<String> = reads
            .iter()
            .filter_map(|read| {
                let word = match person.value(&read.root, &read.attribute).presence() {
                    Presence::Value => return None,
                    Presence::Empty => Word::IsEmpty,
                    Presence::Null => Word::IsNull,
                    Presence::Missing => Word::IsMissing,
                };
                Some(format!("{} {}", read.attribute, self.say(word)))
            })
            .collect();
        let case = match &person.generated {
            Some(reason) => reason.clone(),
            None if special.is_empty() => self.say(Word::UsualCase).to_string(),
            None => special.join(", "),
        };
        Check {
            person: person.id.clone(),
            to: to.to_owned(),
            op: Expectation::Equals,
            value: Tagged::Missing,
            name: format!("{to}: {case}"),
        }
    }
}
