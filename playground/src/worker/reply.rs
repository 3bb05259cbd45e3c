//! What the worker answers, as bytes.

use std::borrow::Cow;
use std::rc::Rc;

use super::column;
use super::imported;
use super::wire::{Reader, Writer};
use crate::json;
use crate::model::{Outcome, Problem, Read, Severity, Sorted, Tagged};
use crate::services::diff::{Cell, Change, Changes, Kind};
use crate::services::import::Imported;
use crate::services::overview::Overview;
use crate::services::set_problems::SetProblem;
use crate::services::table::{Column, Table, Target};
use crate::services::verdict::Verdict;

/// The columns of the last overview, which need not cross again.
pub(super) type Kept = Vec<Rc<Column>>;

/// One answer.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reply<'a> {
    /// The worker is there and listens.
    Ready,
    /// The worker lives, and has nothing else to say.
    Alive,
    /// This expression is evaluated next.
    Begun {
        text: &'a str,
    },
    /// What was read of a text, and then some of its people after each other.
    Imported {
        instance: u32,
        rest: Reader<'a>,
    },
    People {
        instance: u32,
        rest: Reader<'a>,
    },
    /// What was found out.
    Overview {
        instance: u32,
        generation: u32,
        rest: Reader<'a>,
    },
}

/// The worker is there and listens.
pub(super) fn ready() -> Vec<u8> {
    vec![0]
}

/// The worker lives, and has nothing else to say.
pub(super) fn alive() -> Vec<u8> {
    vec![3]
}

/// What was read of a text, in several messages.
pub(super) fn imported(instance: u32, imported: &Imported) -> impl Iterator<Item = Vec<u8>> {
    let start = move |kind| {
        let mut writer = Writer::default();
        writer.byte(kind);
        writer.number(instance);
        writer
    };
    let mut head = start(4);
    imported::write_head(&mut head, imported);
    let people = imported::groups(imported).map(move |group| {
        let mut writer = start(5);
        writer.text(&group);
        writer.into_bytes()
    });
    std::iter::once(head.into_bytes()).chain(people)
}

/// This expression is evaluated next.
pub(super) fn begun(text: &str) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.byte(1);
    writer.text(text);
    writer.into_bytes()
}

/// What was found out, without the columns that the page has from the overview before.
pub(super) fn overview(
    instance: u32,
    generation: u32,
    overview: &Overview,
    kept: &mut Kept,
) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.byte(2);
    writer.number(instance);
    writer.number(generation);
    let targets = &overview.table.targets;
    writer.size(targets.len());
    for (at, target) in targets.iter().enumerate() {
        write_target(&mut writer, target, same(kept, at, &target.column));
    }
    *kept = targets.iter().map(|target| Rc::clone(&target.column)).collect();
    write_marks(&mut writer, &overview.table);
    writer.size(overview.verdicts.len());
    overview.verdicts.iter().for_each(|verdict| write_verdict(&mut writer, verdict));
    writer.size(overview.problem_count);
    writer.size(overview.set_problems.len());
    overview.set_problems.iter().for_each(|problem| write_problem(&mut writer, problem));
    writer.numbers(&overview.rows);
    writer.flag(overview.filter_is_expression);
    writer.option(overview.changes.as_ref(), write_changes);
    writer.into_bytes()
}

impl<'a> Reply<'a> {
    /// Reads an answer; of an overview only whose it is.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        Some(match reader.byte()? {
            0 => Self::Ready,
            1 => Self::Begun { text: reader.text()? },
            2 => {
                let (instance, generation) = (reader.number()?, reader.number()?);
                Self::Overview { instance, generation, rest: reader }
            }
            3 => Self::Alive,
            4 => Self::Imported { instance: reader.number()?, rest: reader },
            5 => Self::People { instance: reader.number()?, rest: reader },
            _ => return None,
        })
    }
}

/// Reads an overview, with the columns that were kept from the one before.
pub(super) fn read_overview(mut reader: Reader<'_>, kept: &mut Kept) -> Option<Overview> {
    let reader = &mut reader;
    let targets = reader.list(|reader| read_target(reader, kept))?;
    *kept = targets.iter().map(|target| Rc::clone(&target.column)).collect();
    let table = Rc::new(read_marks(reader, targets)?);
    Some(Overview {
        table,
        verdicts: reader.list(read_verdict)?,
        problem_count: reader.size()?,
        set_problems: reader.list(read_problem)?,
        rows: reader.numbers()?,
        filter_is_expression: reader.flag()?,
        changes: reader.option(read_changes)?,
    })
}

/// The place of the same column among those that were kept.
fn same(kept: &Kept, at: usize, column: &Rc<Column>) -> Option<usize> {
    let place = kept.iter().position(|known| Rc::ptr_eq(known, column));
    place.or_else(|| kept.get(at).filter(|known| *known == column).map(|_| at))
}

fn write_target(writer: &mut Writer, target: &Target, same: Option<usize>) {
    writer.text(&target.name);
    writer.size(target.reads.len());
    for read in &target.reads {
        writer.text(&read.root);
        writer.text(&read.attribute);
    }
    writer.option(same, Writer::size);
    if same.is_none() {
        column::write(writer, &target.column);
    }
}

fn read_target(reader: &mut Reader<'_>, kept: &Kept) -> Option<Target> {
    let name = reader.text()?.to_owned();
    let read = |reader: &mut Reader<'_>| {
        let root = reader.text()?.to_owned();
        Some(Read { root, attribute: reader.text()?.to_owned() })
    };
    let reads = reader.list(read)?;
    let column = match reader.option(Reader::size)? {
        Some(place) => Rc::clone(kept.get(place)?),
        None => Rc::new(column::read(reader)?),
    };
    Some(Target { name, reads, column })
}

fn write_marks(writer: &mut Writer, table: &Table) {
    writer.bytes(table.flags());
    let duplicates = table.duplicates();
    let mut names: Vec<&str> = Vec::new();
    let mut numbers = Vec::with_capacity(duplicates.len() * 3);
    for (row, (attribute, other)) in duplicates.iter() {
        let place = names.iter().position(|name| name == attribute).unwrap_or_else(|| {
            names.push(attribute);
            names.len() - 1
        });
        numbers.extend([*row, place, *other].map(|size| u32::try_from(size).unwrap_or(u32::MAX)));
    }
    writer.size(names.len());
    for name in names {
        writer.text(name);
    }
    writer.numbers(&numbers);
}

fn read_marks(reader: &mut Reader<'_>, targets: Vec<Target>) -> Option<Table> {
    let flags = reader.bytes()?.to_vec();
    let names = reader.list(Reader::text)?;
    let numbers = reader.numbers()?;
    let duplicate = |numbers: &[u32]| {
        let [row, place, other] = <[u32; 3]>::try_from(numbers).ok()?.map(|size| size as usize);
        Some((row, ((*names.get(place)?).to_owned(), other)))
    };
    let duplicates: Option<Vec<_>> = numbers.chunks_exact(3).map(duplicate).collect();
    Some(Table::from_parts(targets, flags, Sorted::from(duplicates?)))
}

fn write_verdict(writer: &mut Writer, verdict: &Verdict) {
    writer.flag(verdict.passes);
    writer.option(verdict.got.as_ref(), |writer, outcome| match outcome {
        Outcome::Value { value, ty } => {
            writer.flag(true);
            writer.text(ty);
            writer.text(&json::write(value));
        }
        Outcome::Failed(problem) => {
            writer.flag(false);
            writer.text(&problem.code);
            writer.text(&problem.message);
        }
    });
}

fn read_verdict(reader: &mut Reader<'_>) -> Option<Verdict> {
    let passes = reader.flag()?;
    let got = reader.option(|reader| {
        let (is_value, name, text) = (reader.flag()?, reader.text()?, reader.text()?);
        if is_value {
            let value: Tagged = json::read(text).ok()?;
            return Some(Outcome::Value { value, ty: name.to_owned() });
        }
        Some(Outcome::Failed(Problem {
            code: name.to_owned(),
            severity: Severity::Error,
            message: text.to_owned(),
            help: None,
            span: 0..0,
            also: Vec::new(),
            fixes: Vec::new(),
        }))
    })?;
    Some(Verdict { passes, got })
}

fn write_problem(writer: &mut Writer, problem: &SetProblem) {
    writer.text(&problem.code);
    writer.flag(problem.severity == Severity::Error);
    writer.text(&problem.target);
    writer.text(&problem.message);
    writer.size(problem.rows.len());
    problem.rows.iter().for_each(|row| writer.size(*row));
}

fn read_problem(reader: &mut Reader<'_>) -> Option<SetProblem> {
    Some(SetProblem {
        code: Cow::Owned(reader.text()?.to_owned()),
        severity: if reader.flag()? { Severity::Error } else { Severity::Warning },
        target: reader.text()?.to_owned(),
        message: reader.text()?.to_owned(),
        rows: reader.list(Reader::size)?,
    })
}

fn write_changes(writer: &mut Writer, changes: &Changes) {
    writer.size(changes.people);
    changes.counts.iter().for_each(|count| writer.size(*count));
    writer.size(changes.list.len());
    for change in &changes.list {
        writer.size(change.row);
        writer.byte(change.kind as u8);
        writer.text(&change.target);
        for (state, text) in [&change.before, &change.after] {
            writer.byte(*state as u8);
            writer.text(text);
        }
    }
}

fn read_changes(reader: &mut Reader<'_>) -> Option<Changes> {
    let people = reader.size()?;
    let counts = [reader.size()?, reader.size()?, reader.size()?];
    let list = reader.list(|reader| {
        Some(Change {
            row: reader.size()?,
            kind: *Kind::ALL.get(usize::from(reader.byte()?))?,
            target: reader.text()?.to_owned(),
            before: read_cell(reader)?,
            after: read_cell(reader)?,
        })
    })?;
    Some(Changes { people, counts, list })
}

fn read_cell(reader: &mut Reader<'_>) -> Option<Cell> {
    Some((column::state(reader.byte()?)?, reader.text()?.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenarios;
    use crate::services::diff::Baseline;
    use crate::services::overview as make;
    use crate::state::{Action, Edit, State};

    fn edited(state: &State, text: &str) -> State {
        let target = state.target.clone();
        state.reduce(&Action::EditText { target, text: text.to_owned() })
    }

    fn crossed(found: &Overview, sent: &mut Kept, kept: &mut Kept) -> (usize, Overview) {
        let bytes = overview(3, 8, found, sent);
        let Some(Reply::Overview { instance: 3, generation: 8, rest }) = Reply::read(&bytes) else {
            panic!("{bytes:?}");
        };
        for end in 0..bytes.len() {
            // What was cut short is nothing, and no harm.
            if let Some(Reply::Overview { rest, .. }) = Reply::read(&bytes[..end]) {
                assert_eq!(read_overview(rest, &mut kept.clone()), None);
            }
        }
        (bytes.len(), read_overview(rest, kept).unwrap())
    }

    #[test]
    fn an_overview_comes_back_as_it_was_and_columns_cross_once() {
        let mut state = scenarios::office_at_hand();
        let first = make::at_once(&state, 0);
        state.view.baseline = Some(Rc::new(Baseline::new(&first.table, &state.workspace.people)));
        let (mut sent, mut kept) = (Vec::new(), Vec::new());
        let (_, back) = crossed(&first, &mut sent, &mut kept);
        assert_eq!(back, first);
        state = edited(&state, "1 / appuser.extensionNumber");
        let second = make::at_once(&state, 0);
        assert!(second.changes.as_ref().is_some_and(|changes| changes.people == 9));
        let (large, back) = crossed(&second, &mut sent, &mut kept);
        assert_eq!(back.table, second.table);
        let (small, _) = crossed(&second, &mut sent, &mut kept);
        assert!(small < large);
        state = state.reduce(&Edit::SwitchDirection.into());
        let third = make::at_once(&state, 0);
        assert_eq!(crossed(&third, &mut sent, &mut kept).1, third);
    }

    #[test]
    fn other_answers_come_back_as_they_were() {
        assert!(matches!(Reply::read(&ready()), Some(Reply::Ready)));
        let bytes = begun("a + b");
        assert!(matches!(Reply::read(&bytes), Some(Reply::Begun { text: "a + b" })));
        assert!(matches!(Reply::read(&alive()), Some(Reply::Alive)));
        assert!(Reply::read(&[]).is_none());
        assert!(Reply::read(&[77]).is_none());
    }
}
