//! People and what is asked about them → an overview, with what did not change kept for the next.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::rows::{self, parts};
use super::{Ask, Overview, Pace, Stopped};
use crate::model::{MappingSet, Person, Workspace};
use crate::services::analyses::Analyses;
use crate::services::diff::{Baseline, Changes};
use crate::services::engine::{Analysis, Everybody, Setting};
use crate::services::set_problems::{self, SetProblem};
use crate::services::table::{CellState, Column, Table, Target};
use crate::services::verdict::Verdict;
use crate::state::Flag;

/// The most problems of a set that are listed.
const PROBLEMS: usize = 300;

/// Results of one text for everybody, remembered.
#[derive(Debug)]
struct Computed {
    analysis: Rc<Analysis>,
    column: Rc<Column>,
}

/// Finds out what is asked, and remembers what does not change.
#[derive(Debug)]
pub(crate) struct Maker {
    /// The clock of all evaluations, in milliseconds of Unix time.
    now: i64,
    people: Rc<Vec<Rc<Person>>>,
    /// The people as far as they stand in the table of the engine.
    everybody: Everybody,
    analyses: Analyses,
    /// By target, as long as the people stay who they are.
    columns: BTreeMap<String, Computed>,
    pub(super) baseline: Option<Rc<Baseline>>,
}

impl Maker {
    /// Finds as of an instant, in milliseconds of Unix time.
    pub(crate) fn new(now: i64) -> Self {
        Self {
            now,
            people: Rc::default(),
            everybody: Everybody::new(now),
            analyses: Analyses::new(now),
            columns: BTreeMap::new(),
            baseline: None,
        }
    }

    /// Puts these people in the place of all from a row on.
    pub(crate) fn load(&mut self, from: usize, people: Vec<Rc<Person>>) {
        let all = Rc::make_mut(&mut self.people);
        all.truncate(from);
        all.extend(people);
        if self.everybody.len() > from {
            self.everybody = Everybody::new(self.now);
        }
        self.columns.clear();
    }

    /// Puts another person in a row.
    pub(crate) fn replace(&mut self, row: usize, person: Rc<Person>) {
        if !self.everybody.replace(row, &person) {
            self.everybody = Everybody::new(self.now);
        }
        if let Some(slot) = Rc::make_mut(&mut self.people).get_mut(row) {
            *slot = person;
        }
        self.columns.clear();
    }

    /// Finds out what is asked, slice by slice.
    pub(crate) async fn make(&mut self, ask: &Ask, pace: &Pace) -> Result<Overview, Stopped> {
        let setting = self.setting(ask);
        let texts = ask.set.mappings.iter().map(|mapping| mapping.expr.as_str());
        let analyses = self.analyses.of_all(&setting, texts);
        pace.breathe().await?;
        self.seat(pace).await?;
        let mut targets = Vec::with_capacity(analyses.len());
        for (mapping, analysis) in ask.set.mappings.iter().zip(&analyses) {
            targets.push(Target {
                name: mapping.to.clone(),
                reads: analysis.reads.clone(),
                column: self.column(&mapping.to, &mapping.expr, analysis, ask, pace).await?,
            });
        }
        let people = Rc::clone(&self.people);
        let mut table = Table::new(targets, people.len());
        look_over(&mut table, ask, &people, pace).await?;
        let verdicts = self.verdicts(&mut table, ask, &analyses, pace).await?;
        let changes = self.changes(&mut table, pace).await?;
        let (set_problems, problem_count) = problems(&table, ask, &people, pace).await?;
        let chosen = match rows::expression(&ask.lens) {
            Some(text) => self.chosen(text, ask, &setting, pace).await?,
            None => None,
        };
        let rows = rows::passing(&ask.lens, &table, &people, chosen.as_deref(), pace).await?;
        let filter_is_expression = chosen.is_some();
        let table = Rc::new(table);
        Ok(Overview {
            table,
            verdicts,
            set_problems,
            problem_count,
            rows,
            filter_is_expression,
            changes,
        })
    }

    fn setting(&mut self, ask: &Ask) -> Rc<Setting> {
        let workspace = Workspace {
            dialect: ask.dialect,
            set: Rc::clone(&ask.set),
            people: Rc::clone(&self.people),
            ..Workspace::default()
        };
        let (setting, is_new) = self.analyses.setting(&workspace);
        if is_new {
            self.columns.clear();
        }
        setting
    }

    /// Brings everybody into the table of the engine.
    async fn seat(&mut self, pace: &Pace) -> Result<(), Stopped> {
        while let Some(person) = self.people.get(self.everybody.len()) {
            self.everybody.push(person);
            if self.everybody.len().is_multiple_of(64) {
                pace.breathe().await?;
            }
        }
        Ok(())
    }

    async fn column(
        &mut self,
        target: &str,
        text: &str,
        analysis: &Rc<Analysis>,
        ask: &Ask,
        pace: &Pace,
    ) -> Result<Rc<Column>, Stopped> {
        let mut column = Column::default();
        if ask.paused.iter().any(|paused| paused == text) {
            (0..self.people.len()).for_each(|_| column.push(CellState::Error, ""));
            return Ok(Rc::new(column));
        }
        let known = self.columns.get(target);
        if let Some(known) = known.filter(|known| Rc::ptr_eq(&known.analysis, analysis)) {
            return Ok(Rc::clone(&known.column));
        }
        pace.begin(text);
        for rows in parts(self.people.len()) {
            self.everybody.evaluate(analysis, rows, &mut column);
            pace.breathe().await?;
        }
        let column = Rc::new(column);
        let computed = Computed { analysis: Rc::clone(analysis), column: Rc::clone(&column) };
        self.columns.insert(target.to_owned(), computed);
        Ok(column)
    }

    async fn verdicts(
        &self,
        table: &mut Table,
        ask: &Ask,
        analyses: &[Rc<Analysis>],
        pace: &Pace,
    ) -> Result<Vec<Verdict>, Stopped> {
        let checks = &ask.set.checks;
        if checks.is_empty() {
            return Ok(Vec::new());
        }
        let row = |(row, person): (usize, &Rc<Person>)| (person.id.clone(), row);
        // Of several people with one id the first is meant.
        let by_id: BTreeMap<String, usize> =
            self.people.iter().enumerate().rev().map(row).collect();
        let mut verdicts = Vec::with_capacity(checks.len());
        for check in checks {
            let row = by_id.get(&check.person).copied();
            let mapping = ask
                .set
                .mappings
                .iter()
                .zip(analyses)
                .find(|(known, _)| known.to == check.to && !ask.paused.contains(&known.expr));
            let outcome =
                mapping.zip(row).and_then(|((_, text), row)| self.everybody.outcome(text, row));
            let verdict = Verdict::new(check, outcome);
            if let Some(row) = row.filter(|_| !verdict.passes) {
                table.mark(row, Flag::CheckFailed);
            }
            verdicts.push(verdict);
            pace.breathe().await?;
        }
        Ok(verdicts)
    }

    async fn changes(&self, table: &mut Table, pace: &Pace) -> Result<Option<Changes>, Stopped> {
        let Some(baseline) = &self.baseline else { return Ok(None) };
        let mut comparison = baseline.compare(&self.people);
        for rows in parts(self.people.len()) {
            let mut changed = Vec::new();
            comparison.rows(table, &self.people, rows, |row| changed.push(row));
            for row in changed {
                table.mark(row, Flag::Changed);
            }
            pace.breathe().await?;
        }
        Ok(Some(comparison.changes))
    }

    /// The people whom the filter means, if it is a valid expression.
    async fn chosen(
        &mut self,
        text: &str,
        ask: &Ask,
        setting: &Setting,
        pace: &Pace,
    ) -> Result<Option<Vec<bool>>, Stopped> {
        let analysis = self.analyses.of(setting, text);
        if !analysis.is_valid() {
            return Ok(None);
        }
        if ask.paused.iter().any(|paused| paused == text) {
            return Ok(Some(Vec::new()));
        }
        pace.begin(text);
        rows::chosen(&mut self.everybody, &analysis, pace).await.map(Some)
    }
}

async fn look_over(
    table: &mut Table,
    ask: &Ask,
    people: &[Rc<Person>],
    pace: &Pace,
) -> Result<(), Stopped> {
    for rows in parts(people.len()) {
        table.look_over(people, rows);
        pace.breathe().await?;
    }
    let schema = &ask.set.schema;
    for attribute in schema.target.attributes.iter().filter(|attribute| attribute.unique) {
        table.pair_results(&attribute.name);
        pace.breathe().await?;
    }
    for attribute in schema.source.attributes.iter().filter(|attribute| attribute.unique) {
        table.pair_values(people, &schema.source.root, &attribute.name);
        pace.breathe().await?;
    }
    Ok(())
}

/// The problems of the set and its results: the first of them, and how many there are.
async fn problems(
    table: &Table,
    ask: &Ask,
    people: &[Rc<Person>],
    pace: &Pace,
) -> Result<(Vec<SetProblem>, usize), Stopped> {
    let set: &MappingSet = &ask.set;
    let mut problems = set_problems::of_set(set);
    for attribute in &set.schema.target.attributes {
        problems.extend(set_problems::of_results(attribute, table));
        pace.breathe().await?;
    }
    for attribute in set.schema.source.attributes.iter().filter(|attribute| attribute.unique) {
        problems.extend(set_problems::of_sources(attribute, set, people));
        pace.breathe().await?;
    }
    let count = problems.len();
    problems.truncate(PROBLEMS);
    Ok((problems, count))
}
