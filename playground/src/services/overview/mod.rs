//! What is found out about everybody: all results, what stands out in them, and who is shown.

mod known;
mod maker;
mod pace;
mod rows;

use std::rc::Rc;

pub(crate) use maker::{Maker, PROBLEMS};
pub(crate) use pace::{Pace, Stopped};

use super::diff::{Baseline, Changes};
use super::set_problems::SetProblem;
use super::table::{Table, Target};
use super::verdict::Verdict;
use crate::model::{Dialect, Mapping, MappingSet};
use crate::state::{FilterKind, Flag, More, State, View};

/// What is to be found out, apart from the people and the baseline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ask {
    pub(crate) dialect: Dialect,
    pub(crate) set: Rc<MappingSet>,
    pub(crate) lens: Lens,
    /// Texts that are not evaluated, because that never came to an end.
    pub(crate) paused: Vec<String>,
}

/// Which people are shown, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lens {
    pub(crate) filter: String,
    pub(crate) kind: FilterKind,
    pub(crate) flag: Option<Flag>,
    /// The column to sort by, and whether downwards.
    pub(crate) sort: Option<(usize, bool)>,
    /// How many of the problems and of the changes are listed.
    pub(crate) more: More,
}

impl Lens {
    fn of(view: &View) -> Self {
        Self {
            filter: view.filter.clone(),
            kind: view.filter_kind,
            flag: view.flag,
            sort: view.sort,
            more: view.more,
        }
    }
}

impl Ask {
    /// What a state asks for.
    pub(crate) fn of(state: &State, paused: Vec<String>) -> Self {
        let workspace = &state.workspace;
        Self {
            dialect: workspace.dialect,
            set: Rc::clone(&workspace.set),
            lens: Lens::of(&state.view),
            paused,
        }
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Overview {
    pub(crate) table: Rc<Table>,
    /// How the checks came out, in their order.
    pub(crate) verdicts: Vec<Verdict>,
    /// What is wrong with the set and its results as a whole; the first of many.
    pub(crate) set_problems: Vec<SetProblem>,
    /// How many such problems there are.
    pub(crate) problem_count: usize,
    /// The rows that the filters let through, in order.
    pub(crate) rows: Vec<u32>,
    /// Whether the filter was understood as an expression.
    pub(crate) filter_is_expression: bool,
    /// What is no longer as it was pinned.
    pub(crate) changes: Option<Changes>,
}

/// Finds all out without a pause; `now` is the clock, in milliseconds of Unix time.
pub(crate) fn at_once(state: &State, now: i64) -> Overview {
    let mut maker = Maker::new(now);
    maker.load(0, state.workspace.people.to_vec());
    maker.pin(state.view.baseline.clone());
    maker.make_at_once(&Ask::of(state, Vec::new()))
}

/// Everybody in their order, without results.
pub(crate) fn blank(state: &State) -> Overview {
    let workspace = &state.workspace;
    let target = |mapping: &Rc<Mapping>| Target {
        name: mapping.to.clone(),
        reads: Vec::new(),
        column: Rc::default(),
    };
    let targets = workspace.set.mappings.iter().map(target).collect();
    let count = workspace.people.len();
    Overview {
        table: Rc::new(Table::new(targets, count)),
        rows: (0..u32::try_from(count).unwrap_or(u32::MAX)).collect(),
        ..Overview::default()
    }
}

impl Maker {
    /// Compares all results with these from now on.
    pub(crate) fn pin(&mut self, baseline: Option<Rc<Baseline>>) {
        self.baseline = baseline;
    }

    /// Finds out what is asked without a pause.
    pub(crate) fn make_at_once(&mut self, ask: &Ask) -> Overview {
        // Nobody stops a pace that nobody else knows.
        pace::at_once(self.make(ask, &Pace::endless())).unwrap_or_default()
    }
}
