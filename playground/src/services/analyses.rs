//! Texts that were compiled before, remembered as long as their setting stands.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::engine::{Analysis, Setting};
use crate::model::Workspace;

/// Every key press makes a new text; so many that are no longer in use are kept.
const ROOM: usize = 64;

/// What was found about texts, and the setting in which it holds.
#[derive(Debug)]
pub(crate) struct Analyses {
    /// The clock of all evaluations, in milliseconds of Unix time.
    now: i64,
    setting: Option<Rc<Setting>>,
    by_text: BTreeMap<String, Rc<Analysis>>,
}

impl Analyses {
    /// Nothing yet, as of an instant in milliseconds of Unix time.
    pub(crate) const fn new(now: i64) -> Self {
        Self { now, setting: None, by_text: BTreeMap::new() }
    }

    /// The setting of a workspace, and whether it is a new one: nothing from before holds then.
    pub(crate) fn setting(&mut self, workspace: &Workspace) -> (Rc<Setting>, bool) {
        if let Some(setting) = self.setting.as_ref().filter(|old| old.fits(workspace)) {
            return (Rc::clone(setting), false);
        }
        self.by_text.clear();
        let setting = Rc::new(Setting::new(workspace, self.now));
        self.setting = Some(Rc::clone(&setting));
        (setting, true)
    }

    /// What was found about these texts; of the others only some are remembered on.
    pub(crate) fn of_all<'a>(
        &mut self,
        setting: &Setting,
        texts: impl Iterator<Item = &'a str>,
    ) -> Vec<Rc<Analysis>> {
        let found: Vec<_> = texts.map(|text| self.of(setting, text)).collect();
        if self.by_text.len() > ROOM + found.len() {
            self.by_text.retain(|_, known| found.iter().any(|used| Rc::ptr_eq(used, known)));
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
