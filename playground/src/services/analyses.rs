//! Texts that were compiled before, remembered as long as their setting stands.

use std::rc::Rc;

use super::engine::{Analysis, Setting};
use crate::model::{Context, Dialect, Problem, Schema, Severity, Sorted, Workspace};

/// Every key press makes a new text; so many that are no longer in use are kept.
const ROOM: usize = 64;

/// What was found about texts, and the setting in which it holds.
#[derive(Debug)]
pub(crate) struct Analyses {
    /// The clock of all evaluations, in milliseconds of Unix time.
    now: i64,
    setting: Option<Rc<Setting>>,
    by_text: Sorted<String, Rc<Analysis>>,
    /// Where these texts stand.
    place: Option<Place>,
    past: Option<Rc<Past>>,
}

/// What was found in the setting before the present one.
#[derive(Debug)]
pub(crate) struct Past {
    place: Place,
    by_text: Sorted<String, Rc<Analysis>>,
}

/// Where a text stands.
#[derive(Debug, PartialEq)]
struct Place {
    dialect: Dialect,
    context: Context,
    schema: Rc<Schema>,
}

impl Place {
    fn of(workspace: &Workspace) -> Self {
        let (dialect, set) = (workspace.dialect, &workspace.set);
        Self { dialect, context: set.context, schema: Rc::clone(&set.schema) }
    }
}

impl Past {
    /// Whether a workspace differs from the one before in its context or dialect, not in what it
    /// maps.
    pub(crate) fn is_about(&self, workspace: &Workspace) -> bool {
        let now = Place::of(workspace);
        Rc::ptr_eq(&self.place.schema, &now.schema)
            && (self.place.dialect, self.place.context) != (now.dialect, now.context)
    }

    /// The errors of a text that it did not have before.
    pub(crate) fn refused<'a>(
        &self,
        text: &str,
        now: &'a Analysis,
    ) -> impl Iterator<Item = &'a Problem> {
        let before = self.by_text.get(text).cloned();
        now.problems.iter().filter(move |problem| {
            problem.severity == Severity::Error
                && before.as_ref().is_some_and(|before| {
                    !before.problems.iter().any(|known| known.message == problem.message)
                })
        })
    }
}

impl Analyses {
    /// Nothing yet, as of an instant in milliseconds of Unix time.
    pub(crate) fn new(now: i64) -> Self {
        Self { now, setting: None, by_text: Sorted::default(), place: None, past: None }
    }

    /// The setting of a workspace, and whether it is a new one: nothing from before holds then.
    pub(crate) fn setting(&mut self, workspace: &Workspace) -> (Rc<Setting>, bool) {
        if let Some(setting) = self.setting.as_ref().filter(|old| old.fits(workspace)) {
            return (Rc::clone(setting), false);
        }
        let by_text = std::mem::take(&mut self.by_text);
        let place = Place::of(workspace);
        // Other people alone make no other place.
        if self.place.as_ref() != Some(&place) {
            let left = self.place.replace(place);
            self.past = left.map(|place| Rc::new(Past { place, by_text }));
        }
        let setting = Rc::new(Setting::new(workspace, self.now));
        self.setting = Some(Rc::clone(&setting));
        (setting, true)
    }

    /// What was found in the setting before the present one.
    pub(crate) fn past(&self) -> Option<Rc<Past>> {
        self.past.clone()
    }

    /// What was found about these texts; of the others only some are remembered on.
    pub(crate) fn of_all<'a>(
        &mut self,
        setting: &Setting,
        texts: impl Iterator<Item = &'a str>,
    ) -> Vec<Rc<Analysis>> {
        let found: Vec<_> = texts.map(|text| self.of(setting, text)).collect();
        if self.by_text.len() > ROOM + found.len() {
            self.by_text.retain(|known| found.iter().any(|used| Rc::ptr_eq(used, known)));
        }
        found
    }

    /// What was found about a text.
    pub(crate) fn of(&mut self, setting: &Setting, text: &str) -> Rc<Analysis> {
        if let Some(known) = self.by_text.get(text) {
            return Rc::clone(known);
        }
        let analysis = Rc::new(Analysis::new(text, setting));
        self.by_text.insert(text.to_owned(), Rc::clone(&analysis));
        analysis
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Context;
    use crate::scenarios;
    use crate::services::findings::Finder;
    use crate::state::{Action, Edit};

    #[test]
    fn what_another_context_refuses_is_told_until_the_text_changes() {
        let state = scenarios::office_at_hand();
        let mut finder = Finder::new(0);
        assert!(finder.find(&state, |_| {}).past.is_none());
        let moved = state.reduce(&Edit::SetContext(Context::GroupRule).into());
        let mut refused = |state: &crate::state::State| {
            let found = finder.find(state, |_| {});
            let past = found.past.filter(|past| past.is_about(&state.workspace)).unwrap();
            let mappings = state.workspace.set.mappings.iter().zip(&found.analyses);
            mappings.map(|(it, now)| past.refused(&it.expr, now).count()).sum::<usize>()
        };
        let all = refused(&moved);
        assert!(all >= 5, "the app user is nothing that a group rule knows: {all}");
        let target = "primaryPhone".to_owned();
        let edited = moved.reduce(&Action::EditText { target, text: "1 +".to_owned() });
        assert!(refused(&edited) < all);
        assert_eq!(refused(&moved.reduce(&Action::Undo)), 0);
    }
}
