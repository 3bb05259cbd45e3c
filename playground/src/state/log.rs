//! The settled states of a workspace, to go back to.

use std::rc::Rc;

use crate::model::Workspace;

/// How many entries are kept.
const ROOM: usize = 200;

/// What changed before a state settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Opened,
    /// The expression or setting of this target.
    Mapping(String),
    Mappings,
    People,
    Checks,
    Other,
}

/// A settled state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Milliseconds of Unix time.
    pub(crate) time: i64,
    pub(crate) what: What,
    /// How many results differ from those of the entry before.
    pub(crate) changed: usize,
    pub(crate) workspace: Rc<Workspace>,
}

/// The entries, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Log(Vec<Entry>);

impl Log {
    /// Adds an entry unless nothing changed since the last one.
    pub(crate) fn enter(&mut self, time: i64, changed: usize, workspace: &Rc<Workspace>) {
        let what = match self.0.last() {
            Some(last) if last.workspace == *workspace => return,
            Some(last) => what_changed(&last.workspace, workspace),
            None => What::Opened,
        };
        self.0.push(Entry { time, what, changed, workspace: Rc::clone(workspace) });
        if self.0.len() > ROOM {
            self.0.remove(0);
        }
    }

    /// Changes the workspace of every entry.
    pub(crate) fn map(&mut self, change: impl Fn(&Rc<Workspace>) -> Rc<Workspace>) {
        for entry in &mut self.0 {
            entry.workspace = change(&entry.workspace);
        }
    }

    /// The entry at a place, from 0.
    pub(crate) fn entry(&self, at: usize) -> Option<&Entry> {
        self.0.get(at)
    }

    /// The entries with their places, oldest first.
    pub(crate) fn iter(
        &self,
    ) -> impl DoubleEndedIterator<Item = (usize, &Entry)> + ExactSizeIterator {
        self.0.iter().enumerate()
    }
}

fn what_changed(old: &Workspace, new: &Workspace) -> What {
    if old.set.mappings != new.set.mappings {
        let mut changed =
            new.set.mappings.iter().filter(|mapping| {
                old.set.mapping(&mapping.to).is_none_or(|before| before != *mapping)
            });
        return match (changed.next(), changed.next()) {
            (Some(mapping), None) => What::Mapping(mapping.to.clone()),
            _ => What::Mappings,
        };
    }
    if old.people != new.people {
        What::People
    } else if old.set.checks != new.set.checks {
        What::Checks
    } else {
        What::Other
    }
}
