//! Everything the engine finds out about a state, computed anew only where something changed.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::engine::{Analysis, Assistant, Everybody, Loaded, Setting, Subject};
use super::set_problems::{self, SetProblem};
use super::table::{CellState, Column, Table, Target};
use super::verdict::Verdict;
use crate::model::{Check, Outcome, Person};
use crate::state::{FilterKind, Flag, State};

/// Compares by identity: these values are made once and shared.
#[derive(Debug)]
pub(crate) struct Shared<T>(pub(crate) Rc<T>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> std::ops::Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// What was found about one state.
#[derive(Debug)]
pub(crate) struct Findings {
    /// In the order of the set's mappings.
    pub(crate) analyses: Vec<Rc<Analysis>>,
    /// What each mapping gives for the current person, in the same order.
    pub(crate) outcomes: Vec<Option<Outcome>>,
    /// The place of the current mapping.
    pub(crate) current: Option<usize>,
    /// What the last valid text gives, when the present one is not valid.
    pub(crate) stale: Option<Outcome>,
    pub(crate) table: Rc<Table>,
    /// How the checks came out, in their order.
    pub(crate) verdicts: Vec<Verdict>,
    /// What is wrong with the set and its results as a whole.
    pub(crate) set_problems: Vec<SetProblem>,
    /// The rows that the filters let through, in order.
    pub(crate) rows: Vec<usize>,
    /// Whether the filter was understood as an expression.
    pub(crate) filter_is_expression: bool,
    /// Answers what is asked while an expression is written.
    pub(crate) assistant: Assistant,
}

impl Findings {
    /// What was found about the current mapping's text.
    pub(crate) fn analysis(&self) -> Option<&Rc<Analysis>> {
        self.analyses.get(self.current?)
    }

    /// What the current mapping gives for the current person.
    pub(crate) fn outcome(&self) -> Option<&Outcome> {
        self.outcomes.get(self.current?)?.as_ref()
    }
}

/// Results of one text for a group of people, remembered.
#[derive(Debug)]
struct Computed {
    analysis: Rc<Analysis>,
    people: Rc<Vec<Rc<Person>>>,
    column: Rc<Column>,
}

/// Everybody, as the workspace has them.
type People = Rc<Vec<Rc<Person>>>;

/// Finds, and remembers what does not change.
#[derive(Debug)]
pub(crate) struct Finder {
    /// The clock of all evaluations, in milliseconds of Unix time.
    now: i64,
    setting: Option<Rc<Setting>>,
    analyses: BTreeMap<String, Rc<Analysis>>,
    /// By target, the last analysis of a valid text.
    valid: BTreeMap<String, Rc<Analysis>>,
    columns: BTreeMap<String, Computed>,
    subjects: Vec<(Rc<Person>, Rc<Subject>)>,
    /// What completion knows of which people.
    loaded: Option<(People, Rc<Loaded>)>,
    /// Which people stand in the table of the engine.
    everybody: Option<(People, Rc<Everybody>)>,
}

impl Finder {
    /// Finds as of an instant, in milliseconds of Unix time.
    pub(crate) fn new(now: i64) -> Self {
        Self {
            now,
            setting: None,
            analyses: BTreeMap::new(),
            valid: BTreeMap::new(),
            columns: BTreeMap::new(),
            subjects: Vec::new(),
            loaded: None,
            everybody: None,
        }
    }

    /// What there is to find out about `state`.
    pub(crate) fn find(&mut self, state: &State) -> Findings {
        let setting = self.setting(state);
        let set = &state.workspace.set;
        let analyses: Vec<_> =
            set.mappings.iter().map(|mapping| self.analysis(&setting, &mapping.expr)).collect();
        self.forget_old_analyses(&analyses);
        for (mapping, analysis) in set.mappings.iter().zip(&analyses) {
            if analysis.is_valid() {
                self.valid.insert(mapping.to.clone(), Rc::clone(analysis));
            }
        }
        let current = set.mappings.iter().position(|mapping| mapping.to == state.target);
        self.take_subjects(&setting, &state.workspace.people);
        let subject = state.person_index().and_then(|at| self.subjects.get(at));
        let evaluate =
            |analysis: &Analysis| subject.and_then(|(_, subject)| analysis.evaluate(subject));
        let outcomes: Vec<_> = analyses.iter().map(|analysis| evaluate(analysis)).collect();
        let last_valid = analyses
            .get(current.unwrap_or(usize::MAX))
            .filter(|analysis| !analysis.is_valid())
            .and_then(|_| self.valid.get(&state.target))
            .and_then(|analysis| evaluate(analysis));
        let subject = subject.map(|(_, subject)| Rc::clone(subject));
        let loaded = self.loaded(&state.workspace.people);
        let assistant = Assistant { setting: Rc::clone(&setting), loaded, subject };
        let verdicts = self.verdicts(state, &analyses);
        let mut table = self.table(state, &setting, &analyses);
        mark(&mut table, state, &verdicts);
        let set_problems = set_problems::find(set, &state.workspace.people, &table);
        let (rows, filter_is_expression) = self.rows(state, &setting, &table);
        Findings {
            analyses,
            outcomes,
            current,
            stale: last_valid,
            table: Rc::new(table),
            verdicts,
            set_problems,
            rows,
            filter_is_expression,
            assistant,
        }
    }

    fn setting(&mut self, state: &State) -> Rc<Setting> {
        if let Some(setting) = self.setting.as_ref().filter(|old| old.fits(&state.workspace)) {
            return Rc::clone(setting);
        }
        self.analyses.clear();
        self.valid.clear();
        self.columns.clear();
        self.subjects.clear();
        self.loaded = None;
        self.everybody = None;
        let setting = Rc::new(Setting::new(&state.workspace, self.now));
        self.setting = Some(Rc::clone(&setting));
        setting
    }

    fn analysis(&mut self, setting: &Setting, text: &str) -> Rc<Analysis> {
        if let Some(known) = self.analyses.get(text) {
            return Rc::clone(known);
        }
        let analysis = Rc::new(Analysis::new(text, setting));
        self.analyses.insert(text.to_owned(), Rc::clone(&analysis));
        analysis
    }

    /// Every key press makes a new text; only those in use are kept.
    fn forget_old_analyses(&mut self, used: &[Rc<Analysis>]) {
        const ROOM: usize = 64;
        if self.analyses.len() > ROOM + used.len() {
            self.analyses
                .retain(|_, known| used.iter().any(|analysis| Rc::ptr_eq(analysis, known)));
        }
    }

    fn take_subjects(&mut self, setting: &Setting, people: &[Rc<Person>]) {
        self.subjects.truncate(people.len());
        for (at, person) in people.iter().enumerate() {
            match self.subjects.get_mut(at) {
                Some((known, _)) if Rc::ptr_eq(known, person) => {}
                Some(slot) => {
                    *slot = (Rc::clone(person), Rc::new(Subject::new(person, setting)));
                }
                None => {
                    self.subjects.push((Rc::clone(person), Rc::new(Subject::new(person, setting))));
                }
            }
        }
    }

    /// What completion knows; the same as before for the same people.
    fn loaded(&mut self, people: &Rc<Vec<Rc<Person>>>) -> Rc<Loaded> {
        if let Some((_, loaded)) = self.loaded.as_ref().filter(|(of, _)| Rc::ptr_eq(of, people)) {
            return Rc::clone(loaded);
        }
        let subjects = self.subjects.iter().map(|(_, subject)| Rc::clone(subject)).collect();
        let loaded = Rc::new(Loaded::new(subjects));
        self.loaded = Some((Rc::clone(people), Rc::clone(&loaded)));
        loaded
    }

    /// The table of all people; the same as before for the same people.
    fn everybody(&mut self, setting: &Setting, people: &People) -> Rc<Everybody> {
        if let Some((_, known)) = self.everybody.as_ref().filter(|(of, _)| Rc::ptr_eq(of, people)) {
            return Rc::clone(known);
        }
        let everybody = Rc::new(Everybody::new(&self.subjects, setting));
        self.everybody = Some((Rc::clone(people), Rc::clone(&everybody)));
        everybody
    }

    fn verdicts(&self, state: &State, analyses: &[Rc<Analysis>]) -> Vec<Verdict> {
        let workspace = &state.workspace;
        let outcome = |check: &Check| {
            let mapping = workspace.set.mappings.iter().position(|known| known.to == check.to)?;
            let row = workspace.people.iter().position(|person| person.id == check.person)?;
            analyses.get(mapping)?.evaluate(&self.subjects.get(row)?.1)
        };
        workspace.set.checks.iter().map(|check| Verdict::new(check, outcome(check))).collect()
    }

    fn table(&mut self, state: &State, setting: &Setting, analyses: &[Rc<Analysis>]) -> Table {
        let everybody = self.everybody(setting, &state.workspace.people);
        let people = &state.workspace.people;
        let targets = state
            .workspace
            .set
            .mappings
            .iter()
            .zip(analyses)
            .map(|(mapping, analysis)| Target {
                name: mapping.to.clone(),
                reads: analysis.reads.clone(),
                column: self.column(&mapping.to, analysis, people, &everybody),
            })
            .collect();
        Table::new(&state.workspace.set, people, targets)
    }

    fn column(
        &mut self,
        target: &str,
        analysis: &Rc<Analysis>,
        people: &People,
        everybody: &Everybody,
    ) -> Rc<Column> {
        if let Some(known) = self.columns.get(target).filter(|known| {
            Rc::ptr_eq(&known.analysis, analysis) && Rc::ptr_eq(&known.people, people)
        }) {
            return Rc::clone(&known.column);
        }
        let column = Rc::new(everybody.column(analysis));
        let computed = Computed {
            analysis: Rc::clone(analysis),
            people: Rc::clone(people),
            column: Rc::clone(&column),
        };
        self.columns.insert(target.to_owned(), computed);
        column
    }

    /// The rows that pass the chip and the filter box, sorted.
    fn rows(&mut self, state: &State, setting: &Setting, table: &Table) -> (Vec<usize>, bool) {
        let view = &state.view;
        let people = &state.workspace.people;
        let expression = self.filter(state, setting);
        let needle = view.filter.to_lowercase();
        let chosen =
            expression.as_ref().map(|analysis| self.everybody(setting, people).chosen(analysis));
        let passes = |row: usize, person: &Person| {
            view.flag.is_none_or(|flag| table.has(row, flag))
                && match &chosen {
                    Some(chosen) => chosen.has(row),
                    None => needle.is_empty() || contains(table, row, person, &needle),
                }
        };
        let mut rows: Vec<usize> = people
            .iter()
            .enumerate()
            .filter(|(row, person)| passes(*row, person))
            .map(|(row, _)| row)
            .collect();
        if let Some((column, downwards)) = view.sort {
            sort(&mut rows, table, people, column, downwards);
        }
        (rows, expression.is_some())
    }

    /// The filter as an expression, if it is one that the user did not ask to read as text.
    fn filter(&mut self, state: &State, setting: &Setting) -> Option<Rc<Analysis>> {
        let text = state.view.filter.trim();
        if text.is_empty() || state.view.filter_kind == FilterKind::Text {
            return None;
        }
        let analysis = self.analysis(setting, text);
        // A single word is a valid bare name in some contexts, but meant as text.
        (analysis.is_valid() && !text.chars().all(char::is_alphanumeric)).then_some(analysis)
    }
}

/// Flags the rows whose results changed since they were pinned, and those whose checks fail.
fn mark(table: &mut Table, state: &State, verdicts: &[Verdict]) {
    let people = &state.workspace.people;
    if let Some(baseline) = &state.view.baseline {
        for change in baseline.changes(table, people) {
            table.mark(change.row, Flag::Changed);
        }
    }
    for (check, verdict) in state.workspace.set.checks.iter().zip(verdicts) {
        let row = people.iter().position(|person| person.id == check.person);
        if let Some(row) = row.filter(|_| !verdict.passes) {
            table.mark(row, Flag::CheckFailed);
        }
    }
}

fn contains(table: &Table, row: usize, person: &Person, needle: &str) -> bool {
    person.name.to_lowercase().contains(needle)
        || table.targets.iter().any(|target| {
            target.column.cell(row).is_some_and(|(_, text)| text.to_lowercase().contains(needle))
        })
}

/// Sorts by a column of the grid: 0 the number, 1 the name, from 2 the targets.
fn sort(rows: &mut [usize], table: &Table, people: &[Rc<Person>], column: usize, downwards: bool) {
    let text = |row: usize| -> String {
        match column.checked_sub(2) {
            Some(target) => table
                .targets
                .get(target)
                .and_then(|target| target.column.cell(row))
                .map(|(state, text)| format!("{}{text}", u8::from(state != CellState::Value)))
                .unwrap_or_default(),
            None if column == 1 => {
                people.get(row).map(|person| person.name.clone()).unwrap_or_default()
            }
            None => String::new(),
        }
    };
    rows.sort_by_cached_key(|row| text(*row));
    if downwards {
        rows.reverse();
    }
}
