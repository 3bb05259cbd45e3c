//! The licenses of everything the project is built from: Rust crates and npm packages.

use std::fs;

use serde_json::Value;

use crate::process::{cargo, output};
use crate::spdx::is_kept;
use crate::step::{Outcome, root};

/// Licenses that go with MIT and Apache-2.0 in what we give away.
const ACCEPTED: [&str; 12] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    // For data: the certificate authorities that the command line trusts.
    "CDLA-Permissive-2.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Used to test only, and given to nobody: their licenses need not go with ours.
const TEST_ONLY: [(&str, &str); 1] = [("axe-core", "MPL-2.0")];

/// Looks at every crate and package of the two lock files.
///
/// # Errors
/// The names of those whose license is missing or not accepted, one line each.
pub(crate) fn check() -> Outcome<()> {
    let metadata = output(cargo().args(["metadata", "--locked", "--format-version", "1"]))?;
    let lock = fs::read_to_string(root().join("www/package-lock.json"))?;
    let used = [crates(&serde_json::from_str(&metadata)?), packages(&serde_json::from_str(&lock)?)]
        .concat();
    let refused: Vec<String> = used
        .iter()
        .filter(|(name, license)| !is_accepted(name, license))
        .map(|(name, license)| format!("{name}: {license}"))
        .collect();
    if refused.is_empty() {
        println!("{} dependencies looked at", used.len());
        Ok(())
    } else {
        Err(format!("licenses that are not accepted:\n{}", refused.join("\n")).into())
    }
}

fn is_accepted(name: &str, license: &str) -> bool {
    TEST_ONLY.contains(&(name, license)) || is_kept(license, &|license| ACCEPTED.contains(&license))
}

/// Name and license of every crate in the answer of `cargo metadata`.
fn crates(metadata: &Value) -> Vec<(String, String)> {
    let packages = metadata.get("packages").and_then(Value::as_array);
    packages
        .into_iter()
        .flatten()
        .map(|package| (text(package, "name"), license(package)))
        .collect()
}

/// Name and license of every package in a `package-lock.json`, but the project itself.
fn packages(lock: &Value) -> Vec<(String, String)> {
    let packages = lock.get("packages").and_then(Value::as_object);
    packages
        .into_iter()
        .flatten()
        .filter_map(|(path, package)| {
            let (_, name) = path.rsplit_once("node_modules/")?;
            Some((name.to_owned(), license(package)))
        })
        .collect()
}

fn license(package: &Value) -> String {
    text(package, "license")
}

fn text(package: &Value, key: &str) -> String {
    package.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn both_lock_files_are_read() {
        let metadata = json!({ "packages": [{ "name": "a", "license": "MIT" }, { "name": "b" }] });
        let pair = |name: &str, license: &str| (name.to_owned(), license.to_owned());
        assert_eq!(crates(&metadata), [pair("a", "MIT"), pair("b", "")]);
        let lock = json!({ "packages": {
            "": { "license": "GPL-3.0" },
            "node_modules/@x/y": { "license": "ISC" },
        } });
        assert_eq!(packages(&lock), [pair("@x/y", "ISC")]);
    }

    #[test]
    fn a_missing_license_is_refused() {
        assert!(is_accepted("a", "MIT OR GPL-3.0"));
        assert!(!is_accepted("a", ""));
        assert!(!is_accepted("a", "MPL-2.0"));
        assert!(is_accepted("axe-core", "MPL-2.0"));
    }
}
