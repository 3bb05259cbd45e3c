//! The notices that licenses ask for: one text file with those of all that the page is made of.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::process::{cargo, output};
use crate::step::{Outcome, root};

/// Names of license files, in the order of preference; one is enough where several are offered.
const PREFERRED: [&str; 3] = ["mit", "apache", ""];

/// A crate or npm package.
struct Part {
    /// Name and version.
    name: String,
    /// Its source.
    folder: PathBuf,
    /// What it says of itself where it brings no license file.
    license: String,
}

/// Writes the notices of the crates and npm packages in the site.
pub(crate) fn write(modules: &Path, file: &Path) -> Outcome<()> {
    let mut parts = crates()?;
    parts.extend(packages(modules)?);
    // The same text for several, as in a project of many crates, stands once.
    let mut by_text: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for part in parts {
        by_text.entry(part.notice()).or_default().insert(part.name);
    }
    let mut by_name: Vec<_> = by_text.into_iter().map(|(text, names)| (names, text)).collect();
    by_name.sort();
    let mut notices = String::from("The playground contains these packages:\n");
    for (names, text) in by_name {
        let names: Vec<String> = names.into_iter().collect();
        let line = "-".repeat(80);
        write!(notices, "\n{line}\n{}\n\n{}\n", names.join(", "), text.trim_end())?;
    }
    fs::write(file, notices)?;
    Ok(())
}

/// Every crate that is compiled into package and page.
fn crates() -> Outcome<Vec<Part>> {
    let tree = output(
        cargo()
            .args(["tree", "--locked", "-p", "attrmap-playground", "-p", "attrmap-wasm"])
            .args(["--target", "wasm32-unknown-unknown", "--edges", "normal,no-proc-macro"])
            .args(["--prefix", "none", "--format", "{p}"]),
    )?;
    let used: BTreeSet<String> = tree.lines().filter_map(name_and_version).collect();
    let metadata = output(cargo().args(["metadata", "--locked", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata.get("packages").and_then(Value::as_array);
    Ok(packages
        .into_iter()
        .flatten()
        // Only what comes from a registry: our own license stands beside the code.
        .filter(|package| package.get("source").is_some_and(Value::is_string))
        .filter_map(|package| {
            let text = |key: &str| package.get(key).and_then(Value::as_str);
            let name = format!("{} {}", text("name")?, text("version")?);
            let folder = Path::new(text("manifest_path")?).parent()?.to_owned();
            let authors = package.get("authors").and_then(Value::as_array).into_iter().flatten();
            let authors: Vec<&str> = authors.filter_map(Value::as_str).collect();
            let license = format!("{}, by {}", text("license")?, authors.join(", "));
            used.contains(&name).then_some(Part { name, folder, license })
        })
        .collect())
}

/// `serde 1.0.229` of a line of `cargo tree`, `serde v1.0.229 (*)`.
fn name_and_version(line: &str) -> Option<String> {
    let (name, rest) = line.split_once(" v")?;
    let version = rest.split(' ').next()?;
    Some(format!("{name} {version}"))
}

/// Every npm package that is bundled: those not for development.
fn packages(modules: &Path) -> Outcome<Vec<Part>> {
    let lock = fs::read_to_string(root().join("www/package-lock.json"))?;
    let lock: Value = serde_json::from_str(&lock)?;
    let packages = lock.get("packages").and_then(Value::as_object);
    Ok(packages
        .into_iter()
        .flatten()
        .filter(|(_, package)| package.get("dev").is_none())
        .filter_map(|(path, package)| {
            let text = |key: &str| package.get(key).and_then(Value::as_str);
            let name = path.strip_prefix("node_modules/")?;
            Some(Part {
                name: format!("{name} {}", text("version")?),
                folder: modules.join(name),
                license: text("license")?.to_owned(),
            })
        })
        .collect())
}

impl Part {
    /// The text of the license file that is preferred among those it brings, else its own words.
    fn notice(&self) -> String {
        let files = license_files(&self.folder);
        PREFERRED
            .iter()
            .find_map(|kind| files.iter().find(|(name, _)| name.contains(kind)))
            .and_then(|(_, path)| fs::read_to_string(path).ok())
            .unwrap_or_else(|| self.license.clone())
    }
}

/// Name in small letters, and path, of the license files of a folder.
fn license_files(folder: &Path) -> BTreeMap<String, PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_name()?.to_str()?.to_lowercase();
            let begins = ["license", "licence", "copying", "unlicense"];
            let is_license = begins.iter().any(|begin| name.starts_with(begin));
            (is_license && path.is_file()).then_some((name, path))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_tree_is_name_and_version() {
        assert_eq!(name_and_version("serde v1.0.229 (*)").as_deref(), Some("serde 1.0.229"));
        assert_eq!(name_and_version("a v0.1.0 (/some/path)").as_deref(), Some("a 0.1.0"));
        assert_eq!(name_and_version(""), None);
    }
}
