//! The workspace and its file form, version 1.

use std::fmt;
use std::rc::Rc;

use super::{Context, Dialect, Mapping, MappingSet, Person};
use crate::json::{self, FromJson, Reader, Reading, ToJson, Writer};

/// The version of the file form that is written, and the newest that is read.
const VERSION: usize = 1;

/// The parts of the file form.
const PARTS: [&str; 9] =
    ["name", "context", "dialect", "mappings", "priority", "schema", "people", "checks", "sets"];

/// Everything a user works on. Parts are shared between versions, so a copy costs little.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Workspace {
    pub(crate) name: String,
    pub(crate) dialect: Dialect,
    /// The direction being worked on.
    pub(crate) set: Rc<MappingSet>,
    /// The other directions, in the order in which switching walks them.
    pub(crate) others: Vec<Rc<MappingSet>>,
    pub(crate) people: Rc<Vec<Rc<Person>>>,
}

/// Why a text is not a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ReadError {
    /// It is not JSON, or not of this shape.
    Damaged(String),
    /// It was written by a newer version of the page.
    Newer(usize),
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(reason) => write!(formatter, "damaged: {reason}"),
            Self::Newer(version) => write!(formatter, "version {version}"),
        }
    }
}

/// Only the version, which decides whether the rest can be understood.
struct Version(usize);

impl FromJson for Version {
    fn read(json: Reader<'_>) -> Reading<Self> {
        let mut version = None;
        json.object(&mut |field, json| {
            if field == "attrmap" {
                version = Some(usize::read(json)?);
            }
            Ok(())
        })?;
        version.map(Self).ok_or_else(|| json.lacking("attrmap"))
    }
}

/// The direction in work lies flat at the top.
impl FromJson for Workspace {
    fn read(json: Reader<'_>) -> Reading<Self> {
        let mut workspace = Self::default();
        let mut set = MappingSet::default();
        json.object(&mut |field, json| {
            match field {
                "name" => workspace.name = String::read(json)?,
                "dialect" => workspace.dialect = Dialect::read(json)?,
                "people" => workspace.people = Rc::read(json)?,
                "sets" => workspace.others = Vec::read(json)?,
                other => set.read_field(other, json)?,
            }
            Ok(())
        })?;
        workspace.set = Rc::new(set);
        Ok(workspace)
    }
}

/// The order is part of the file form, so that equal workspaces make equal links.
impl ToJson for Workspace {
    fn write(&self, json: &mut Writer) {
        json.object(&mut |json| {
            json.field("attrmap", &VERSION);
            json.field("name", &self.name);
            json.field("context", &self.set.context);
            json.field("dialect", &self.dialect);
            self.set.write_rules(json);
            if !self.people.is_empty() {
                json.field("people", &self.people);
            }
            self.set.write_checks(json);
            if !self.others.is_empty() {
                json.field("sets", &self.others);
            }
        });
    }
}

impl Workspace {
    /// Reads the file form; unknown keys are ignored.
    pub(crate) fn read(json: &str) -> Result<Self, ReadError> {
        let Version(version) = json::read(json).map_err(|wrong| damaged(&wrong))?;
        if version > VERSION {
            return Err(ReadError::Newer(version));
        }
        json::read(json).map_err(|wrong| damaged(&wrong))
    }

    /// Reads what is known of the file form of a newer version, and names what is not.
    pub(crate) fn read_newer(json: &str) -> Result<(Self, Vec<String>), ReadError> {
        let parts = json::parts(json).map_err(|wrong| damaged(&wrong))?;
        let mut known = format!("{{\"attrmap\":{VERSION}");
        let mut ignored = Vec::new();
        for (name, value) in parts.iter().filter(|(name, _)| *name != "attrmap") {
            let part = format!(",{}:{value}", json::write(&name.to_owned()));
            let alone = format!("{{\"attrmap\":{VERSION}{part}}}");
            if PARTS.contains(&name) && Self::read(&alone).is_ok() {
                known.push_str(&part);
            } else {
                ignored.push(name.to_owned());
            }
        }
        known.push('}');
        Ok((Self::read(&known)?, ignored))
    }

    /// Writes the file form on one line.
    pub(crate) fn write(&self) -> String {
        json::write(self)
    }

    /// The person with this id.
    pub(crate) fn person(&self, id: &str) -> Option<&Rc<Person>> {
        self.people.iter().find(|person| person.id == id)
    }

    /// The same workspace with one set of mappings changed.
    pub(crate) fn with_set(&self, change: impl FnOnce(&mut MappingSet)) -> Self {
        let mut set = (*self.set).clone();
        change(&mut set);
        Self { set: Rc::new(set), ..self.clone() }
    }

    /// The same workspace with a change in the sets of all directions.
    pub(crate) fn with_sets(&self, change: impl Fn(&mut MappingSet)) -> Self {
        let changed = |set: &Rc<MappingSet>| {
            let mut set = (**set).clone();
            change(&mut set);
            Rc::new(set)
        };
        let others = self.others.iter().map(changed).collect();
        Self { set: changed(&self.set), others, ..self.clone() }
    }

    /// The same workspace in another context; one that exists in one dialect brings that dialect.
    pub(crate) fn in_context(&self, context: Context) -> Self {
        let mut changed = self.with_set(|set| set.context = context);
        changed.dialect = context.dialect().unwrap_or(self.dialect);
        changed
    }

    /// The same workspace in a dialect; where the context does not exist in it, there is none.
    pub(crate) fn in_dialect(&self, dialect: Dialect) -> Self {
        let fits = self.set.context.dialect().is_none_or(|own| own == dialect);
        let mut changed =
            if fits { self.clone() } else { self.with_set(|set| set.context = Context::Any) };
        changed.dialect = dialect;
        changed
    }

    /// The same workspace with the mapping of `target` changed.
    pub(crate) fn with_mapping(&self, target: &str, change: impl FnOnce(&mut Mapping)) -> Self {
        self.with_set(|set| {
            if let Some(slot) = set.mappings.iter_mut().find(|mapping| mapping.to == target) {
                let mut mapping = (**slot).clone();
                change(&mut mapping);
                *slot = Rc::new(mapping);
            }
        })
    }

    /// The same workspace with one person changed.
    pub(crate) fn with_person(&self, id: &str, change: impl FnOnce(&Person) -> Person) -> Self {
        let mut people = self.people.to_vec();
        if let Some(slot) = people.iter_mut().find(|person| person.id == id) {
            *slot = Rc::new(change(slot));
        }
        Self { people: Rc::new(people), ..self.clone() }
    }
}

fn damaged(wrong: &json::Wrong) -> ReadError {
    ReadError::Damaged(wrong.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Tagged;

    #[test]
    fn writing_and_reading_gives_the_same_workspace() {
        let json = r#"{"attrmap":1,"name":"n","context":"group_rule","mappings":[{"to":"a","expr":"1"}],
            "people":[{"id":"1","name":"王伟","records":{"user":{"z":1,"a":{"t":"missing"},"n":null}}}],
            "checks":[{"person":"1","to":"a","op":"is-null"}],"unknown":[1]}"#;
        let workspace = Workspace::read(json).unwrap();
        let again = Workspace::read(&workspace.write()).unwrap();
        assert_eq!(workspace, again);
        assert_eq!(workspace.write(), again.write());
        assert_eq!(workspace.people[0].value("user", "n"), &Tagged::Null);
        assert_eq!(workspace.people[0].value("user", "gone"), &Tagged::Missing);
    }

    #[test]
    fn a_newer_version_is_named() {
        assert_eq!(Workspace::read(r#"{"attrmap":2}"#), Err(ReadError::Newer(2)));
    }

    #[test]
    fn of_a_newer_version_the_known_parts_are_read() {
        let json = r#"{"attrmap":3,"name":"n","people":[{"id":"1","name":"A"}],
            "mappings":{"moved":true},"themes":[1],"checks":[]}"#;
        let (workspace, ignored) = Workspace::read_newer(json).unwrap();
        assert_eq!((workspace.name.as_str(), workspace.people.len()), ("n", 1));
        assert_eq!(ignored, ["mappings", "themes"]);
        assert!(Workspace::read_newer("[]").is_err());
    }

    #[test]
    fn damaged_text_is_refused() {
        for json in ["", "{", "[]", r#"{"attrmap":"1"}"#, r#"{"attrmap":1,"people":3}"#] {
            assert!(matches!(Workspace::read(json), Err(ReadError::Damaged(_))), "{json}");
        }
    }
}
