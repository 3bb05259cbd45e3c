//! The run file: JSON or YAML → which directories, hub, app, mappings and options a run has.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::formats::{DocumentError, read_typed};

/// A run file. Paths are relative to it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct RunFile {
    /// The format: `run/v1`.
    attrmap: String,
    /// The name of the run.
    #[serde(default)]
    pub name: String,
    /// Bound as `org` in expressions.
    #[serde(default)]
    pub(crate) org: Map<String, Value>,
    /// The directories.
    pub directories: Vec<DirectoryConfig>,
    /// The hub.
    pub okta: HubConfig,
    /// The app.
    pub app: AppConfig,
    /// The mapping sets.
    #[serde(default)]
    pub mappings: MappingsConfig,
    /// How the run behaves.
    #[serde(default)]
    pub options: Options,
}

/// A source of people.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct DirectoryConfig {
    /// Its name.
    pub name: String,
    /// The path of its schema.
    pub schema: String,
    /// Its files.
    pub files: Vec<FileConfig>,
    /// Which of its people count.
    #[serde(default)]
    pub select: Selection,
}

/// One file of a directory.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct FileConfig {
    /// Its path.
    pub path: String,
    /// How it is written.
    pub format: FileFormat,
    /// The character between the cells of a row.
    #[serde(default)]
    pub delimiter: Option<char>,
    /// What stands between several values in a cell.
    #[serde(default)]
    pub multi_value_separator: Option<String>,
    /// The column, key or path of each attribute.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// The columns that are no attributes.
    #[serde(default)]
    pub special: SpecialColumns,
}

impl FileConfig {
    /// A file without anything special.
    pub(super) fn plain(path: &str, format: FileFormat, fields: BTreeMap<String, String>) -> Self {
        let special = SpecialColumns::default();
        let path = path.to_owned();
        Self { path, format, delimiter: None, multi_value_separator: None, fields, special }
    }

    /// The delimiter of a CSV file.
    pub(super) fn delimiter_byte(&self) -> u8 {
        self.delimiter.and_then(|c| u8::try_from(c).ok()).filter(u8::is_ascii).unwrap_or(b',')
    }

    /// The values in a cell.
    pub(super) fn split_values<'t>(&'t self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let separator = self.multi_value_separator.as_deref().filter(|text| !text.is_empty());
        text.split(separator.unwrap_or("|"))
    }
}

/// How a file of a directory is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub enum FileFormat {
    /// LDIF.
    #[serde(rename = "ldif")]
    Ldif,
    /// CSV with a header.
    #[serde(rename = "csv")]
    Csv,
    /// A JSON object per line.
    #[serde(rename = "ndjson", alias = "jsonl")]
    Ndjson,
    /// A JSON array of objects.
    #[serde(rename = "json")]
    Json,
    /// User objects of Okta's API.
    #[serde(rename = "okta", alias = "okta-users", alias = "oktaUsers", alias = "okta_users")]
    OktaUsers,
    /// SCIM users.
    #[serde(rename = "scim", alias = "scim-users", alias = "scimUsers", alias = "scim_users")]
    ScimUsers,
}

/// Columns of a CSV file that are no attributes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct SpecialColumns {
    /// The distinguished name.
    #[serde(default)]
    pub dn: Option<String>,
    /// The groups.
    #[serde(default)]
    pub member_of: Option<String>,
    /// Whether the account is enabled.
    #[serde(default)]
    pub enabled: Option<String>,
    /// The id of the record.
    #[serde(default)]
    pub id: Option<String>,
}

/// Which people of a directory count.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct Selection {
    /// By container.
    #[serde(default)]
    pub containers: Containers,
    /// By group.
    #[serde(default)]
    pub groups: GroupSelection,
}

/// Containers by distinguished name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct Containers {
    /// Containers whose people count; none means all.
    #[serde(default)]
    pub include: Vec<String>,
    /// Containers whose people do not count.
    #[serde(default)]
    pub exclude: Vec<String>,
}

/// Groups by distinguished or plain name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct GroupSelection {
    /// Groups whose people count; none means all.
    #[serde(default)]
    pub include: Vec<String>,
    /// Whether groups in groups count.
    #[serde(default)]
    pub nested: bool,
}

/// The hub's files.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct HubConfig {
    /// The path of the schema.
    pub schema: String,
    /// The path of the users.
    #[serde(default)]
    pub users: Option<String>,
    /// The paths of the links, by app.
    #[serde(default)]
    pub app_users: BTreeMap<String, String>,
    /// The path of the groups.
    #[serde(default)]
    pub groups: Option<String>,
    /// The path of the group rules.
    #[serde(default)]
    pub group_rules: Option<String>,
    /// The profile sources, highest first.
    #[serde(default)]
    pub profile_sources: Vec<String>,
    /// The names of apps by their ids in the hub.
    #[serde(default)]
    pub app_ids: BTreeMap<String, String>,
}

/// The app.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct AppConfig {
    /// Its name.
    pub name: String,
    /// The path of its schema.
    pub schema: String,
    /// The path of its inventory.
    pub inventory: String,
    /// The groups that get the app; none means everybody.
    #[serde(default)]
    pub assigned_groups: Vec<String>,
}

/// The paths of the mapping sets.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct MappingsConfig {
    /// Into the hub, by directory or app.
    #[serde(default)]
    pub to_okta: BTreeMap<String, String>,
    /// Out of the hub, by app or directory.
    #[serde(default)]
    pub to_app: BTreeMap<String, String>,
}

/// What happens when mails are not unique before a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Preflight {
    /// The run stops.
    #[default]
    Block,
    /// The run goes on; only users with such a mail fail.
    Report,
}

impl Preflight {
    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Report => "report",
        }
    }
}

/// What a null result does to an old value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Nulls {
    /// It removes the value.
    #[default]
    Clear,
    /// The value survives an update.
    Keep,
}

/// How a run behaves.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Options {
    /// What happens when mails are not unique before the run.
    pub preflight: Preflight,
    /// How often a request is tried in all.
    pub retries: u32,
    /// How many rounds settling may take.
    pub max_rounds: usize,
    /// What nulls do, by `toOkta.NAME` or `toApp.NAME`.
    pub nulls: BTreeMap<String, Nulls>,
}

impl Default for Options {
    fn default() -> Self {
        Self { preflight: Preflight::Block, retries: 3, max_rounds: 5, nulls: BTreeMap::new() }
    }
}

impl RunFile {
    /// Reads a run file.
    ///
    /// # Errors
    ///
    /// [`DocumentError`] when the file is no run file, or a value in it is not allowed.
    pub fn read(bytes: &[u8]) -> Result<Self, DocumentError> {
        let run: Self = read_typed(bytes)?;
        if run.attrmap != "run/v1" {
            return Err(DocumentError::new("`attrmap` must be `run/v1`"));
        }
        for directory in &run.directories {
            for file in &directory.files {
                let needs_fields = matches!(file.format, FileFormat::Csv | FileFormat::ScimUsers);
                if needs_fields && file.fields.is_empty() {
                    return Err(DocumentError::new(format!("`{}` needs `fields`", file.path)));
                }
            }
        }
        let nulls = run.options.nulls.keys();
        let mut unknown =
            nulls.filter(|key| !key.starts_with("toOkta.") && !key.starts_with("toApp."));
        match unknown.next() {
            Some(key) => Err(DocumentError::new(format!("`options.nulls`: unknown key `{key}`"))),
            None => Ok(run),
        }
    }
}
