//! What was read of a text, as bytes: first what it is, then its people in groups.

use std::rc::Rc;

use super::wire::{Reader, Writer};
use crate::model::{Person, Workspace};
use crate::services::import::{Imported, Kind, Skipped, Why};

/// So many people cross in one message.
const GROUP: usize = 200;

/// What was read, apart from the people, and how many of those there are.
#[derive(Debug, PartialEq)]
pub(super) struct Head {
    pub(super) imported: Imported,
    pub(super) count: usize,
}

/// Writes everything but the people, and how many of those there are.
pub(super) fn write_head(writer: &mut Writer, imported: &Imported) {
    let place = Kind::ALL.iter().position(|kind| *kind == imported.kind);
    writer.size(place.unwrap_or(usize::MAX));
    writer.flag(imported.workspace.is_some());
    // Mappings alone are those of a workspace with nothing else.
    let workspace = match &imported.workspace {
        Some(whole) => Workspace { people: Rc::default(), ..(**whole).clone() },
        None => Workspace::default().with_set(|set| {
            set.mappings = imported.mappings.iter().cloned().map(Rc::new).collect();
        }),
    };
    writer.text(&workspace.write());
    writer.size(imported.skipped.len());
    for skipped in &imported.skipped {
        writer.size(skipped.line);
        let (number, one, other, text) = skipped.why.to_parts();
        writer.byte(number);
        writer.size(one);
        writer.size(other);
        writer.text(text);
    }
    writer.size(imported.ignored.len());
    imported.ignored.iter().for_each(|name| writer.text(name));
    writer.size(imported.people.len());
}

pub(super) fn read_head(reader: &mut Reader<'_>) -> Option<Head> {
    let kind = *Kind::ALL.get(reader.size()?)?;
    let is_workspace = reader.flag()?;
    let workspace = Workspace::read(reader.text()?).ok()?;
    let skipped = |reader: &mut Reader<'_>| {
        let line = reader.size()?;
        let parts = (reader.byte()?, reader.size()?, reader.size()?, reader.text()?);
        Some(Skipped { line, why: Why::from_parts(parts) })
    };
    let skipped = reader.list(skipped)?;
    let ignored = reader.list(|reader| reader.text().map(str::to_owned))?;
    let count = reader.size()?;
    let mappings = match kind {
        // They cannot be taken over.
        Kind::NewerWorkspace => Vec::new(),
        _ => workspace.set.mappings.iter().map(|mapping| (**mapping).clone()).collect(),
    };
    let workspace = is_workspace.then(|| Rc::new(workspace));
    let imported = Imported { kind, people: Vec::new(), mappings, workspace, skipped, ignored };
    Some(Head { imported, count })
}

/// The people in groups.
pub(super) fn groups(imported: &Imported) -> impl Iterator<Item = String> {
    imported
        .people
        .chunks(GROUP)
        .map(|group| Workspace { people: Rc::new(group.to_vec()), ..Workspace::default() }.write())
}

pub(super) fn read_group(reader: &mut Reader<'_>) -> Option<Vec<Rc<Person>>> {
    Workspace::read(reader.text()?).ok().map(|workspace| Rc::unwrap_or_clone(workspace.people))
}

impl Head {
    /// All that was read, with the people that arrived.
    pub(super) fn with_people(self, people: Vec<Rc<Person>>) -> Imported {
        let mut imported = self.imported;
        imported.workspace = imported.workspace.map(|workspace| {
            let people = Rc::new(people.clone());
            Rc::new(Workspace { people, ..Rc::unwrap_or_clone(workspace) })
        });
        imported.people = people;
        imported
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenarios;
    use crate::services::import::{How, read};

    fn crossed(text: &str) -> Imported {
        let imported = read(text, &How::default());
        let mut writer = Writer::default();
        write_head(&mut writer, &imported);
        let bytes = writer.into_bytes();
        let head = read_head(&mut Reader::new(&bytes)).unwrap();
        assert_eq!(head.count, imported.people.len());
        let mut people = Vec::new();
        for group in groups(&imported) {
            let mut writer = Writer::default();
            writer.text(&group);
            people.extend(read_group(&mut Reader::new(&writer.into_bytes())).unwrap());
        }
        let back = head.with_people(people);
        assert_eq!(back, imported);
        back
    }

    #[test]
    fn what_was_read_comes_back_as_it_was() {
        let rows: Vec<String> = (0..500).map(|at| format!("p{at},王\n")).collect();
        let table = format!("userName,firstName\n{}one,two,three\n", rows.concat());
        let back = crossed(&table);
        assert_eq!((back.people.len(), back.skipped.len()), (500, 1));
        let workspace = scenarios::office_at_hand().workspace.write();
        assert!(crossed(&workspace).workspace.is_some());
        crossed("neither this nor that");
        crossed("{\"properties\":{\"a\":{\"expression\":\"1\"},\"b\":{}}}");
        crossed("[1,{\"a\":2}]");
        crossed("a,b\n\"1,2");
        crossed(
            r#"{"attrmap":9,"people":[{"id":"1","name":"A"}],"mappings":[{"to":"a"}],"more":1}"#,
        );
    }
}
