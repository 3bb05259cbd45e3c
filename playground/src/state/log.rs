//! The settled states of a workspace, to go back to.

use std::rc::Rc;

use crate::model::Workspace;

/// How many entries are kept.
pub(crate) const ROOM: usize = 200;

/// How many of them can be kept for good.
const PINS: usize = 100;

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
    /// What it was called.
    pub(crate) name: String,
    /// Whether it stays when old ones go.
    pub(crate) pinned: bool,
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
        let workspace = Rc::clone(workspace);
        let entry = Entry { time, what, changed, workspace, name: String::new(), pinned: false };
        self.0.push(entry);
        if self.0.len() > ROOM
            && let Some(oldest) = self.0.iter().position(|entry| !entry.pinned)
        {
            self.0.remove(oldest);
        }
    }

    /// Calls the entry at a place by a name.
    pub(crate) fn name(&mut self, at: usize, name: &str) {
        if let Some(entry) = self.0.get_mut(at) {
            name.clone_into(&mut entry.name);
        }
    }

    /// Keeps the entry at a place for good, as long as there is room, or no longer.
    pub(crate) fn pin(&mut self, at: usize) {
        let has_room = self.0.iter().filter(|entry| entry.pinned).count() < PINS;
        if let Some(entry) = self.0.get_mut(at) {
            entry.pinned = !entry.pinned && has_room;
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
    if old.name != new.name && old.set.schema != new.set.schema {
        return What::Opened;
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(log: &mut Log, count: usize) {
        for at in 0..count {
            let workspace = Workspace { name: at.to_string(), ..Workspace::default() };
            log.enter(0, 0, &Rc::new(workspace));
        }
    }

    fn names(log: &Log) -> Vec<&str> {
        log.iter().map(|(_, entry)| entry.workspace.name.as_str()).collect()
    }

    #[test]
    fn what_is_pinned_stays_when_old_entries_go() {
        let mut log = Log::default();
        filled(&mut log, ROOM);
        log.pin(1);
        log.name(1, "before the move");
        filled(&mut log, 2);
        assert_eq!(names(&log)[..2], ["1", "3"]);
        assert_eq!(log.entry(0).unwrap().name, "before the move");
        log.pin(0);
        filled(&mut log, 1);
        assert_eq!(names(&log)[0], "3");
        assert_eq!(log.iter().len(), ROOM);
    }

    #[test]
    fn so_many_pins_leave_room_for_what_is_new() {
        let mut log = Log::default();
        filled(&mut log, ROOM);
        (0..ROOM).for_each(|at| log.pin(at));
        assert_eq!(log.iter().filter(|(_, entry)| entry.pinned).count(), PINS);
        filled(&mut log, 1);
        assert_eq!(names(&log).last(), Some(&"0"));
    }
}
