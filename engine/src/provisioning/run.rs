//! A run file and the files that it names → everything a run needs, loaded through the caller.

use std::collections::BTreeMap;
use std::fmt;

use super::account::Account;
use super::config::{Nulls, RunFile};
use super::hub::Hub;
use super::import::Import;
use super::people::People;
use crate::formats::{DocumentError, read_mapping_set, read_schema};
use crate::mapping::MappingSet;
use crate::schema::Schema;
use crate::value::{Object, Value};

/// Reads the bytes of a path that a run file names, or says in a sentence why that failed.
pub type Loader<'l> = dyn FnMut(&str) -> Result<Vec<u8>, String> + 'l;

/// A file of a run that can not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LoadError {
    /// The path as the run file spells it; empty for the run file itself.
    pub path: String,
    /// The line of the mistake, from 1, when it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl LoadError {
    pub(super) fn new(path: &str, error: DocumentError) -> Self {
        Self { path: path.to_owned(), line: error.line, message: error.message }
    }

    pub(super) fn unreadable(path: &str, message: String) -> Self {
        Self { path: path.to_owned(), line: None, message }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for LoadError {}

/// What a run knows before it reads people: its configuration, schemas and mapping sets.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Run {
    /// The run file.
    pub file: RunFile,
    /// The schemas of the directories, in the order of the run file.
    pub directory_schemas: Vec<Schema>,
    /// The schema of the hub.
    pub hub_schema: Schema,
    /// The schema of the app.
    pub app_schema: Schema,
    /// The mapping sets into the hub, by directory or app.
    pub to_hub: BTreeMap<String, MappingSet>,
    /// The mapping sets out of the hub, by app or directory.
    pub to_app: BTreeMap<String, MappingSet>,
    /// `org` in expressions.
    pub(super) org: Object,
    /// `app` in expressions.
    pub(super) app: Object,
}

/// The people, the hub and the account, as they change during a run.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct State {
    /// The people of every directory.
    pub people: Vec<People>,
    /// The hub.
    pub hub: Hub,
    /// The account.
    pub account: Account,
}

fn load<T>(
    loader: &mut Loader<'_>,
    path: &str,
    read: impl FnOnce(&[u8]) -> Result<T, DocumentError>,
) -> Result<T, LoadError> {
    let bytes = loader(path).map_err(|message| LoadError::unreadable(path, message))?;
    read(&bytes).map_err(|error| LoadError::new(path, error))
}

impl Run {
    /// Loads a run file, its schemas and its mapping sets; people, hub and account are not read.
    ///
    /// # Errors
    ///
    /// [`LoadError`] for the first file that can not be used.
    pub fn load(bytes: &[u8], loader: &mut Loader<'_>) -> Result<Self, LoadError> {
        let file = RunFile::read(bytes).map_err(|error| LoadError::new("", error))?;
        let mut directory_schemas = Vec::new();
        for directory in &file.directories {
            directory_schemas.push(load(loader, &directory.schema, read_schema)?);
        }
        let mut hub_schema = load(loader, &file.okta.schema, read_schema)?;
        hub_schema.name_sources(&file.okta.app_ids);
        let app_schema = load(loader, &file.app.schema, read_schema)?;
        let names = names(&file);
        let mut sets = |paths: &BTreeMap<String, String>| {
            let mut sets = BTreeMap::new();
            for (name, path) in paths {
                if !names.contains(name) {
                    let message = format!("there is no directory or app `{name}`");
                    return Err(LoadError::unreadable("", message));
                }
                let mut set = load(loader, path, read_mapping_set)?;
                set.compile(&names);
                sets.insert(name.clone(), set);
            }
            Ok(sets)
        };
        let to_hub = sets(&file.mappings.to_okta)?;
        let to_app = sets(&file.mappings.to_app)?;
        let app = [("name", Value::text(file.app.name.clone()))].into_iter().collect();
        let org = Object::from(&file.org);
        Ok(Self { file, directory_schemas, hub_schema, app_schema, to_hub, to_app, org, app })
    }

    /// Reads the people, the hub and the account.
    ///
    /// # Errors
    ///
    /// [`LoadError`] for the first file that can not be used; broken records of people are no
    /// errors but diagnostics.
    pub fn load_state(&self, loader: &mut Loader<'_>) -> Result<State, LoadError> {
        let mut people = Vec::new();
        for (directory, schema) in self.file.directories.iter().zip(&self.directory_schemas) {
            let mut import = Import::new(&directory.name, schema);
            for file in &directory.files {
                load(loader, &file.path, |bytes| {
                    import.read(file, bytes);
                    Ok(())
                })?;
            }
            people.push(import.finish());
        }
        let okta = &self.file.okta;
        let mut hub = Hub::default();
        if let Some(path) = &okta.users {
            load(loader, path, |bytes| hub.read_users(bytes))?;
        }
        for (app, path) in &okta.app_users {
            load(loader, path, |bytes| hub.read_links(app, bytes))?;
        }
        if let Some(path) = &okta.groups {
            load(loader, path, |bytes| hub.read_groups(bytes))?;
        }
        if let Some(path) = &okta.group_rules {
            load(loader, path, |bytes| hub.read_rules(bytes))?;
        }
        let account = load(loader, &self.file.app.inventory, Account::read)?;
        Ok(State { people, hub, account })
    }

    /// The name of the app.
    #[must_use]
    pub fn app_name(&self) -> &str {
        &self.file.app.name
    }

    /// The place of a directory.
    pub(super) fn directory(&self, name: &str) -> Option<usize> {
        self.file.directories.iter().position(|directory| directory.name == name)
    }

    /// Whether nulls of a mapping set leave old values alone.
    pub(super) fn keeps_nulls(&self, mapping: &str) -> bool {
        self.file.options.nulls.get(mapping) == Some(&Nulls::Keep)
    }
}

/// The names of the directories and the app.
fn names(file: &RunFile) -> Vec<String> {
    let mut names: Vec<String> =
        file.directories.iter().map(|directory| directory.name.clone()).collect();
    names.push(file.app.name.clone());
    names
}
