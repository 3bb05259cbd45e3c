//! Unit tests of mapping sets: a test file in, what passed and what did not out.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::codes::{Severity, severity};
use super::config::FileFormat;
use super::import::{FileSample, sample};
use super::propose::{check, evaluate};
use super::run::{LoadError, Loader};
use super::work::group_objects;
use crate::context::Context;
use crate::datetime::DateTime;
use crate::formats::{
    DocumentError, parse_tree, read_mapping_set, read_schema, read_typed, write_tree,
};
use crate::mapping::{MappingSet, Outcome, PartyType};
use crate::schema::{Datum, Schema};
use crate::value::Object;

/// What stands for a value that was not evaluated at all.
const ABSENT: &str = "(absent)";

/// A test file with the mapping set that it is about.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct MappingTests {
    tests: Vec<Test>,
    set: MappingSet,
    schema: Option<Schema>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct TestFile {
    attrmap: String,
    mapping: String,
    #[serde(default)]
    schema: Option<String>,
    tests: Vec<Test>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Test {
    name: String,
    #[serde(default)]
    event: Event,
    #[serde(default)]
    given: Map<String, Value>,
    #[serde(default)]
    expect: BTreeMap<String, Datum>,
    #[serde(default)]
    expect_absent: Vec<String>,
    #[serde(default)]
    expect_diagnostics: Vec<ExpectedDiagnostic>,
    #[serde(default)]
    exact: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Event {
    #[default]
    Create,
    Update,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedDiagnostic {
    code: String,
    attribute: String,
}

/// What came out of the tests of one file.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TestReport {
    /// The name of the file.
    pub file: String,
    /// How many tests passed.
    pub passed: usize,
    /// How many did not.
    pub failed: usize,
    /// What did not come out as expected.
    pub failures: Vec<TestFailure>,
    /// The names of all tests, in order.
    #[serde(skip)]
    pub tests: Vec<String>,
    /// The values that came out, per test.
    #[serde(skip)]
    pub actual: Vec<BTreeMap<String, Datum>>,
}

/// An expectation that does not hold.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TestFailure {
    /// The name of the test.
    pub test: String,
    /// The attribute.
    pub attribute: String,
    /// What was expected: a value, or the code of a diagnostic.
    pub expected: Datum,
    /// What came.
    pub actual: Datum,
}

impl MappingTests {
    /// Reads a test file, its mapping set and its schema.
    ///
    /// # Errors
    ///
    /// [`LoadError`] for the first file that can not be used.
    pub fn load(bytes: &[u8], loader: &mut Loader<'_>) -> Result<Self, LoadError> {
        let own = |error: DocumentError| LoadError::new("", error);
        let file: TestFile = read_typed(bytes).map_err(own)?;
        if file.attrmap != "mapping-tests/v1" {
            return Err(own(DocumentError::new("`attrmap` must be `mapping-tests/v1`")));
        }
        let mut read =
            |path: &str| loader(path).map_err(|message| LoadError::unreadable(path, message));
        let bytes = read(&file.mapping)?;
        let mut set =
            read_mapping_set(&bytes).map_err(|error| LoadError::new(&file.mapping, error))?;
        let schema = match &file.schema {
            Some(path) => {
                let bytes = read(path)?;
                Some(read_schema(&bytes).map_err(|error| LoadError::new(path, error))?)
            }
            None => None,
        };
        let mut tests = file.tests;
        let mut apps = vec![set.source.name.clone(), set.target.name.clone()];
        for test in &mut tests {
            resolve_sample(&mut test.given, &mut read)?;
            apps.extend(test.given.keys().cloned());
        }
        apps.retain(|app| !crate::dialect::is_root(app) && !app.is_empty());
        set.compile(&apps);
        Ok(Self { tests, set, schema })
    }

    /// Runs the tests of the file called `name`.
    #[must_use]
    pub fn run(&self, name: &str, now: &DateTime) -> TestReport {
        let mut report = TestReport {
            file: name.to_owned(),
            passed: 0,
            failed: 0,
            failures: Vec::new(),
            tests: Vec::new(),
            actual: Vec::new(),
        };
        for test in &self.tests {
            let outcome = self.run_test(test, now);
            let failures = outcome.failures(test);
            if failures.is_empty() {
                report.passed += 1;
            } else {
                report.failed += 1;
            }
            report.tests.push(test.name.clone());
            report.failures.extend(failures);
            report.actual.push(outcome.values);
        }
        report
    }

    fn run_test(&self, test: &Test, now: &DateTime) -> TestOutcome {
        let mut outcome = TestOutcome::default();
        let context = self.context(test, now);
        for rule in self.set.active_rules(test.event == Event::Create) {
            let name = rule.target.to_string();
            match evaluate(rule, &context) {
                Err(diagnostic) => outcome.diagnostics.push((diagnostic.code, name)),
                Ok(value) => self.take(name, value, &mut outcome),
            }
        }
        outcome
    }

    /// Converts and checks a value where there is a schema.
    fn take(&self, name: String, value: Outcome, outcome: &mut TestOutcome) {
        let plain = match &value {
            Outcome::Value(value) => value.clone(),
            Outcome::Unfit => Datum::Null,
        };
        let Some(schema) = &self.schema else {
            outcome.values.insert(name, plain);
            return;
        };
        let Some(attribute) = schema.attribute(&name) else {
            outcome.diagnostics.push(("MAP-102", name));
            return;
        };
        let converted = attribute.convert(plain.clone()).unwrap_or(plain);
        if let Err(diagnostic) = check(attribute, value) {
            outcome.diagnostics.push((diagnostic.code, name.clone()));
        }
        outcome.values.insert(name, converted);
    }

    fn context(&self, test: &Test, now: &DateTime) -> Context {
        let mut context = Context::new();
        context.now = now.clone();
        for root in ["user", "appuser"] {
            context.set(root, Object::new());
        }
        for (root, profile) in &test.given {
            if let Some(profile) = profile.as_object() {
                context.set(root, Object::from(profile));
            }
        }
        let source = match self.set.source.ty {
            PartyType::User => "user",
            PartyType::AppUser => "appuser",
        };
        if !test.given.contains_key("source") {
            let source = context.root(source).cloned().unwrap_or_default();
            context.set("source", source);
        }
        let groups = test.given.get("groups").and_then(Value::as_array);
        let names = groups.into_iter().flatten().filter_map(Value::as_str);
        context.groups = group_objects(&names.map(str::to_owned).collect::<Vec<_>>());
        context
    }
}

#[derive(Debug, Default)]
struct TestOutcome {
    values: BTreeMap<String, Datum>,
    diagnostics: Vec<(&'static str, String)>,
}

impl TestOutcome {
    fn failures(&self, test: &Test) -> Vec<TestFailure> {
        let mut failures = Vec::new();
        let mut fail = |attribute: &str, expected: Datum, actual: Datum| {
            let (test, attribute) = (test.name.clone(), attribute.to_owned());
            failures.push(TestFailure { test, attribute, expected, actual });
        };
        for (name, expected) in &test.expect {
            let actual = self.values.get(name);
            if actual != Some(expected) {
                fail(name, expected.clone(), actual.cloned().unwrap_or_else(|| ABSENT.into()));
            }
        }
        for name in &test.expect_absent {
            if let Some(actual) = self.values.get(name) {
                fail(name, ABSENT.into(), actual.clone());
            }
        }
        if test.exact {
            for (name, actual) in self.values.iter().filter(|(n, _)| !test.expect.contains_key(*n))
            {
                fail(name, ABSENT.into(), actual.clone());
            }
        }
        let is_expected = |code: &str, name: &str| {
            test.expect_diagnostics.iter().any(|d| d.code == code && d.attribute == name)
        };
        for expected in &test.expect_diagnostics {
            let mut own = self.diagnostics.iter().filter(|(_, name)| *name == expected.attribute);
            if !own.clone().any(|(code, _)| *code == expected.code) {
                let actual = own.next().map_or(Datum::Null, |(code, _)| (*code).into());
                fail(&expected.attribute, expected.code.as_str().into(), actual);
            }
        }
        for (code, name) in &self.diagnostics {
            if severity(code) == Severity::Error && !is_expected(code, name) {
                fail(name, Datum::Null, (*code).into());
            }
        }
        failures
    }
}

/// Replaces `{file, record, as}` by the profile of that record.
fn resolve_sample(
    given: &mut Map<String, Value>,
    read: &mut dyn FnMut(&str) -> Result<Vec<u8>, LoadError>,
) -> Result<(), LoadError> {
    let text = |given: &Map<String, Value>, key: &str| {
        given.get(key).and_then(Value::as_str).map(str::to_owned)
    };
    let (Some(path), Some(record)) = (text(given, "file"), text(given, "record")) else {
        return Ok(());
    };
    let wrong = |message: String| LoadError::unreadable(&path, message);
    let format = text(given, "format").unwrap_or_else(|| extension(&path).to_owned());
    let format: FileFormat = serde_json::from_value(json!(format))
        .map_err(|_| wrong("its format is not known: say `format`".to_owned()))?;
    let schema = match text(given, "schema") {
        Some(path) => {
            let bytes = read(&path)?;
            Some(read_schema(&bytes).map_err(|error| LoadError::new(&path, error))?)
        }
        None => None,
    };
    let bytes = read(&path)?;
    let file = FileSample { path: &path, format, bytes: &bytes, schema: schema.as_ref() };
    let profile =
        sample(&file, &record).ok_or_else(|| wrong(format!("it has no record `{record}`")))?;
    let root = text(given, "as").unwrap_or_else(|| "appuser".to_owned());
    for key in ["file", "record", "as", "format", "schema"] {
        given.shift_remove(key);
    }
    given.insert(root, json!(profile));
    Ok(())
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The test file with the values that came out in place of those that were expected.
///
/// # Errors
///
/// [`DocumentError`] when the bytes are no test file.
pub fn update_tests(bytes: &[u8], report: &TestReport) -> Result<String, DocumentError> {
    let mut tree = parse_tree(bytes)?;
    let tests = tree.get_mut("tests").and_then(Value::as_array_mut);
    for (test, actual) in tests.into_iter().flatten().zip(&report.actual) {
        let Some(expect) = test.get_mut("expect").and_then(Value::as_object_mut) else { continue };
        for (name, value) in expect {
            if let Some(actual) = actual.get(name) {
                *value = json!(actual);
            }
        }
    }
    Ok(write_tree(&tree))
}

/// The reports as `JUnit` reads them: a suite per file, a case per test.
#[must_use]
pub fn junit(reports: &[TestReport]) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for report in reports {
        let (file, tests) = (escape(&report.file), report.tests.len());
        let failed = report.failed;
        let _written =
            writeln!(text, "  <testsuite name=\"{file}\" tests=\"{tests}\" failures=\"{failed}\">");
        for test in &report.tests {
            let name = escape(test);
            let failures: Vec<String> = report
                .failures
                .iter()
                .filter(|failure| failure.test == *test)
                .map(|failure| {
                    let TestFailure { attribute, expected, actual, .. } = failure;
                    escape(&format!(
                        "{attribute}: expected {}, got {}",
                        json!(expected),
                        json!(actual)
                    ))
                })
                .collect();
            if failures.is_empty() {
                let _written =
                    writeln!(text, "    <testcase classname=\"{file}\" name=\"{name}\"/>");
            } else {
                let message = failures.join("; ");
                let _written = write!(
                    text,
                    "    <testcase classname=\"{file}\" name=\"{name}\">\n      \
                     <failure message=\"{message}\"/>\n    </testcase>\n"
                );
            }
        }
        text.push_str("  </testsuite>\n");
    }
    text.push_str("</testsuites>\n");
    text
}

/// The text as XML allows it in an attribute; characters that XML forbids become `?`.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            c if c.is_control() => escaped.push('?'),
            c => escaped.push(c),
        }
    }
    escaped
}
