//! People and what is asked about them → an overview, with what did not change kept for the next.

use std::rc::Rc;

use super::known::Known;
use super::rows::{self, parts};
use super::{Ask, Overview, Pace, Stopped};
use crate::model::{Person, Sorted, Workspace};
use crate::services::analyses::Analyses;
use crate::services::diff::{self, Baseline, Changes};
use crate::services::engine::{Analysis, Everybody, Setting};
use crate::services::set_problems::{self, SetProblem};
use crate::services::table::{CellState, Column, Table, Target, look_over};
use crate::services::verdict::Verdict;
use crate::state::{Flag, More};

/// The most problems of a set that are listed at first.
pub(crate) const PROBLEMS: usize = 300;

/// Results of one text for everybody, remembered.
#[derive(Debug)]
struct Computed {
    analysis: Rc<Analysis>,
    column: Rc<Column>,
    /// What stands out in each row, once that was looked at.
    flags: Option<Rc<Vec<u8>>>,
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
    columns: Sorted<String, Computed>,
    known: Known,
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
            columns: Sorted::default(),
            known: Known::default(),
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
        self.forget();
    }

    /// Puts another person in a row.
    pub(crate) fn replace(&mut self, row: usize, person: Rc<Person>) {
        if !self.everybody.replace(row, &person) {
            self.everybody = Everybody::new(self.now);
        }
        if let Some(slot) = Rc::make_mut(&mut self.people).get_mut(row) {
            *slot = person;
        }
        self.forget();
    }

    /// Forgets what was found about other people, or under other rules.
    fn forget(&mut self) {
        self.columns.clear();
        self.known.clear();
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
        self.look_over(&mut table, pace).await?;
        let (set_problems, problem_count) = self.problems(&mut table, ask, pace).await?;
        let verdicts = self.verdicts(&mut table, ask, &analyses, pace).await?;
        let changes = self.changes(&mut table, ask.lens.more, pace).await?;
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
            self.forget();
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
        let computed =
            Computed { analysis: Rc::clone(analysis), column: Rc::clone(&column), flags: None };
        self.columns.insert(target.to_owned(), computed);
        Ok(column)
    }

    /// Flags what stands out; of results that did not change that is known.
    async fn look_over(&mut self, table: &mut Table, pace: &Pace) -> Result<(), Stopped> {
        let targets = table.targets.clone();
        for target in &targets {
            let computed = self.columns.get_mut(&target.name);
            let mut computed =
                computed.filter(|computed| Rc::ptr_eq(&computed.column, &target.column));
            let known = computed.as_ref().and_then(|computed| computed.flags.clone());
            let flags = match known {
                Some(flags) => flags,
                None => {
                    let mut flags = Vec::with_capacity(self.people.len());
                    for rows in parts(self.people.len()) {
                        look_over(target, &self.people, rows, &mut flags);
                        pace.breathe().await?;
                    }
                    let flags = Rc::new(flags);
                    if let Some(computed) = &mut computed {
                        computed.flags = Some(Rc::clone(&flags));
                    }
                    flags
                }
            };
            table.mark_all(&flags);
        }
        Ok(())
    }

    /// Flags what may stand only once and stands more often. Returns the problems of the set and its
    /// results: the first of them, and how many there are.
    async fn problems(
        &mut self,
        table: &mut Table,
        ask: &Ask,
        pace: &Pace,
    ) -> Result<(Vec<SetProblem>, usize), Stopped> {
        let schema = &ask.set.schema;
        let mut problems = set_problems::of_set(&ask.set);
        let mut count = problems.len();
        let room = ask.lens.more.of(PROBLEMS);
        let mut add = |found: &[SetProblem]| {
            problems.extend(found.iter().take(room.saturating_sub(problems.len())).cloned());
            count += found.len();
        };
        for attribute in &schema.target.attributes {
            let target = table.targets.iter().find(|target| target.name == attribute.name);
            let Some(column) = target.map(|target| Rc::clone(&target.column)) else { continue };
            let found = self.known.of_results(attribute, &column);
            table.pair_up(&attribute.name, &found.same);
            add(&found.problems);
            pace.breathe().await?;
        }
        for attribute in schema.source.attributes.iter().filter(|attribute| attribute.unique) {
            let found = self.known.of_sources(attribute, &schema.source.root, &self.people);
            table.pair_up(&attribute.name, &found.same);
            // A target that takes the value over has said the same already.
            if schema.target.attribute(&attribute.name).is_none_or(|target| !target.unique) {
                add(&found.problems);
            }
            pace.breathe().await?;
        }
        problems.truncate(room);
        Ok((problems, count))
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
        let by_id: Vec<(String, usize)> = self.people.iter().enumerate().map(row).collect();
        let by_id = Sorted::from(by_id);
        let mut verdicts = Vec::with_capacity(checks.len());
        for check in checks {
            let row = by_id.get(&*check.person).copied();
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

    async fn changes(
        &self,
        table: &mut Table,
        more: More,
        pace: &Pace,
    ) -> Result<Option<Changes>, Stopped> {
        let Some(baseline) = &self.baseline else { return Ok(None) };
        let mut comparison = baseline.compare(&self.people, more.of(diff::ROOM));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Tagged;
    use crate::scenarios;
    use crate::services::overview::at_once;
    use crate::state::{Action, Edit, State};

    #[test]
    fn what_is_remembered_is_what_is_found_anew() {
        let mut state = scenarios::office_at_hand();
        let mut maker = Maker::new(0);
        maker.load(0, state.workspace.people.to_vec());
        let compare = |maker: &mut Maker, state: &State| {
            let found = maker.make_at_once(&Ask::of(state, Vec::new()));
            assert_eq!(found, at_once(state, 0));
            let again = maker.make_at_once(&Ask::of(state, Vec::new()));
            assert_eq!(again, found);
            found.problem_count
        };
        let mut counts = vec![compare(&mut maker, &state)];
        for text in ["\"#1\"", "\"null\" + appuser.directNumber", "appuser.extensionNumber", "1 +"]
        {
            for target in ["primaryPhone", "extensionNumber", "email"] {
                let (target, text) = (target.to_owned(), text.to_owned());
                state = state.reduce(&Action::EditText { target, text });
                counts.push(compare(&mut maker, &state));
            }
        }
        assert!(counts.iter().min() < counts.iter().max(), "{counts:?}");
        // Other people, other rules, and another direction.
        state = state.reduce(&Action::Edit(Edit::SetValue {
            person: "dana".to_owned(),
            root: "appuser".to_owned(),
            attribute: "extensionNumber".to_owned(),
            value: Tagged::text("102"),
        }));
        let row = state.workspace.people.iter().position(|person| person.id == "dana").unwrap();
        maker.replace(row, Rc::clone(&state.workspace.people[row]));
        compare(&mut maker, &state);
        let mut workspace = (*state.workspace).clone();
        workspace = workspace.with_set(|set| {
            let schema = Rc::make_mut(&mut set.schema);
            for attribute in
                schema.target.attributes.iter_mut().chain(&mut schema.source.attributes)
            {
                (attribute.unique, attribute.max_length) = (!attribute.unique, Some(3));
            }
        });
        state = state.reduce(&Edit::Replace(Rc::new(workspace)).into());
        compare(&mut maker, &state);
        state = state.reduce(&Edit::SwitchDirection.into());
        compare(&mut maker, &state);
    }
}
