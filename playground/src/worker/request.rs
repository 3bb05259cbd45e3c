//! What the page tells the worker, as bytes.

use std::rc::Rc;

use super::column;
use super::wire::{Reader, Writer};
use crate::model::{Person, Sorted, Workspace};
use crate::services::diff::{Baseline, Origin};
use crate::services::import::{Blank, Column, How};
use crate::services::overview::{Ask, Lens};
use crate::state::{FilterKind, Flag, More};

/// One thing that is told about one playground.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Request {
    /// The clock of all evaluations, in milliseconds of Unix time; it comes first.
    Open(i64),
    /// These people come in the place of all from a row on.
    Load { from: usize, people: Vec<Rc<Person>> },
    /// Another person in a row.
    Replace { row: usize, person: Rc<Person> },
    /// Results are compared with these from now on.
    Pin(Option<Rc<Baseline>>),
    /// What is to be found out, instead of all that was asked before.
    Ask { generation: u32, ask: Ask },
    /// A text is to be read, apart from any playground.
    Read { text: Rc<str>, how: How },
    /// The playground is gone.
    Close,
}

impl Request {
    /// The message for the playground of this number.
    pub(super) fn write(&self, instance: u32) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.number(instance);
        match self {
            Self::Open(now) => {
                writer.byte(0);
                writer.bytes(&now.to_le_bytes());
            }
            Self::Load { from, people } => {
                writer.byte(1);
                writer.size(*from);
                write_people(&mut writer, people.clone());
            }
            Self::Replace { row, person } => {
                writer.byte(2);
                writer.size(*row);
                write_people(&mut writer, vec![Rc::clone(person)]);
            }
            Self::Pin(baseline) => {
                writer.byte(3);
                writer.option(baseline.as_deref(), write_baseline);
            }
            Self::Ask { generation, ask } => {
                writer.byte(4);
                writer.number(*generation);
                write_ask(&mut writer, ask);
            }
            Self::Close => writer.byte(5),
            Self::Read { text, how } => {
                writer.byte(6);
                writer.text(text);
                write_how(&mut writer, how);
            }
        }
        writer.into_bytes()
    }

    /// The number of the playground, and what is told about it.
    pub(super) fn read(bytes: &[u8]) -> Option<(u32, Self)> {
        let mut reader = Reader::new(bytes);
        let instance = reader.number()?;
        let request = match reader.byte()? {
            0 => Self::Open(i64::from_le_bytes(reader.bytes()?.try_into().ok()?)),
            1 => Self::Load { from: reader.size()?, people: read_people(&mut reader)? },
            2 => {
                let row = reader.size()?;
                Self::Replace { row, person: read_people(&mut reader)?.pop()? }
            }
            3 => Self::Pin(reader.option(read_baseline)?.map(Rc::new)),
            4 => Self::Ask { generation: reader.number()?, ask: read_ask(&mut reader)? },
            5 => Self::Close,
            6 => Self::Read { text: reader.text()?.into(), how: read_how(&mut reader)? },
            _ => return None,
        };
        Some((instance, request))
    }
}

/// People in the file form of a workspace, which is JSON text.
fn write_people(writer: &mut Writer, people: Vec<Rc<Person>>) {
    let workspace = Workspace { people: Rc::new(people), ..Workspace::default() };
    writer.text(&workspace.write());
}

fn read_people(reader: &mut Reader<'_>) -> Option<Vec<Rc<Person>>> {
    Workspace::read(reader.text()?).ok().map(|workspace| Rc::unwrap_or_clone(workspace.people))
}

fn write_baseline(writer: &mut Writer, baseline: &Baseline) {
    writer.flag(baseline.origin() == Origin::Target);
    writer.size(baseline.columns().len());
    for (target, column) in baseline.columns().iter() {
        writer.text(target);
        column::write(writer, column);
    }
    writer.size(baseline.people().len());
    for person in &**baseline.people() {
        writer.text(&person.id);
    }
}

fn read_baseline(reader: &mut Reader<'_>) -> Option<Baseline> {
    let origin = if reader.flag()? { Origin::Target } else { Origin::Results };
    let column =
        |reader: &mut Reader<'_>| Some((reader.text()?.to_owned(), Rc::new(column::read(reader)?)));
    let columns = Sorted::from(reader.list(column)?);
    let person = |reader: &mut Reader<'_>| {
        let id = reader.text()?.to_owned();
        Some(Rc::new(Person { id, ..Person::default() }))
    };
    Some(Baseline::from_parts(origin, columns, Rc::new(reader.list(person)?)))
}

fn write_ask(writer: &mut Writer, ask: &Ask) {
    let set = Rc::clone(&ask.set);
    writer.text(&Workspace { dialect: ask.dialect, set, ..Workspace::default() }.write());
    let lens = &ask.lens;
    writer.text(&lens.filter);
    writer.flag(lens.kind == FilterKind::Text);
    writer.byte(lens.flag.map_or(0, Flag::bit));
    writer.option(lens.sort, |writer, (column, downwards)| {
        writer.size(column);
        writer.flag(downwards);
    });
    writer.byte(lens.more.0);
    writer.size(ask.paused.len());
    ask.paused.iter().for_each(|text| writer.text(text));
}

fn read_ask(reader: &mut Reader<'_>) -> Option<Ask> {
    let Workspace { dialect, set, .. } = Workspace::read(reader.text()?).ok()?;
    let lens = Lens {
        filter: reader.text()?.to_owned(),
        kind: if reader.flag()? { FilterKind::Text } else { FilterKind::Auto },
        flag: {
            let bit = reader.byte()?;
            Flag::ALL.into_iter().find(|flag| flag.bit() == bit)
        },
        sort: reader.option(|reader| Some((reader.size()?, reader.flag()?)))?,
        more: More(reader.byte()?.min(More::MOST)),
    };
    let paused = reader.list(|reader| reader.text().map(str::to_owned))?;
    Some(Ask { dialect, set, lens, paused })
}

fn write_how(writer: &mut Writer, how: &How) {
    writer.text(&how.root);
    writer.flag(how.blank == Blank::Empty);
    writer.size(how.columns.len());
    for column in &how.columns {
        writer.text(&column.root);
        writer.text(&column.attribute);
    }
    writer.option(how.name, Writer::size);
}

fn read_how(reader: &mut Reader<'_>) -> Option<How> {
    Some(How {
        root: reader.text()?.to_owned(),
        blank: if reader.flag()? { Blank::Empty } else { Blank::Missing },
        columns: reader.list(|reader| {
            Some(Column { root: reader.text()?.to_owned(), attribute: reader.text()?.to_owned() })
        })?,
        name: reader.option(Reader::size)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenarios;
    use crate::services::overview;

    #[test]
    fn what_is_told_comes_back_as_it_was() {
        let mut state = scenarios::office_at_hand();
        let people = state.workspace.people.to_vec();
        let table = overview::at_once(&state, 0).table;
        state.view.filter = "appuser.extensionNumber == \"ž\"".to_owned();
        state.view.flag = Some(Flag::CheckFailed);
        state.view.sort = Some((3, true));
        state.view.more = More(2);
        let ids =
            |person: &Rc<Person>| Rc::new(Person { id: person.id.clone(), ..Person::default() });
        let baseline = Baseline::new(&table, &Rc::new(people.iter().map(ids).collect()));
        for request in [
            Request::Open(-1),
            Request::Load { from: 3, people: people.clone() },
            Request::Replace { row: 2, person: Rc::clone(&people[3]) },
            Request::Pin(None),
            Request::Pin(Some(Rc::new(baseline))),
            Request::Ask { generation: 9, ask: Ask::of(&state, vec!["1 / 0".to_owned()]) },
            Request::Close,
            Request::Read {
                text: "a,b".into(),
                how: How {
                    root: "user".to_owned(),
                    blank: Blank::Empty,
                    columns: vec![Column::default(), Column::of("user.a", "", &[])],
                    name: Some(1),
                },
            },
        ] {
            let bytes = request.write(5);
            assert_eq!(Request::read(&bytes), Some((5, request)));
            for end in 0..bytes.len().min(200) {
                // What was cut short is nothing, or something shorter, but no harm.
                let _any = Request::read(&bytes[..end]);
            }
        }
        assert_eq!(Request::read(&[0, 0, 0, 0, 99]), None);
    }
}
