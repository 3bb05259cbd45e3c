//! Mapping sets and schemas → what will go wrong for everybody, found without reading people.

use std::collections::BTreeSet;

use serde::Serialize;

use super::codes::{Severity, severity};
use super::minimum::PAIRS;
use super::run::Run;
use crate::expression::Expression;
use crate::mapping::{MappingSet, PartyType, Push, Rule};
use crate::schema::{Master, Schema};

/// What the check found.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct CheckReport {
    /// What is wrong, sorted by mapping, attribute, code and reference.
    pub findings: Vec<Finding>,
    /// The circles.
    pub loops: Vec<Loop>,
    /// How many findings are errors.
    pub errors: usize,
    /// How many findings are warnings; circles are such.
    pub warnings: usize,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// `toOkta.NAME` or `toApp.NAME`.
    pub mapping: String,
    /// The target attribute.
    pub attribute: Option<String>,
    /// The code.
    pub code: &'static str,
    /// The unknown name that the expression reads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// How bad it is.
    pub severity: Severity,
}

/// Attributes that feed each other (LOOP-101).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Loop {
    /// The attributes as `system.attribute`, sorted.
    pub nodes: Vec<String>,
    /// The code.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
}

/// One mapping set with what it is checked against.
pub(super) struct Checked<'a> {
    pub(super) name: &'a str,
    pub(super) is_to_hub: bool,
    pub(super) set: &'a MappingSet,
}

impl Checked<'_> {
    fn title(&self) -> String {
        format!("{}.{}", if self.is_to_hub { "toOkta" } else { "toApp" }, self.name)
    }
}

impl Run {
    /// Checks every mapping set of the run.
    #[must_use]
    pub fn check(&self) -> CheckReport {
        let mut findings = BTreeSet::new();
        for checked in self.checked_sets() {
            Checker { run: self, checked, findings: &mut findings }.check();
        }
        self.check_overrides(&mut findings);
        let is_unreadable = findings.iter().any(|finding| finding.code == "MAP-001");
        let loops = if is_unreadable { Vec::new() } else { self.loops() };
        let count = |wanted| findings.iter().filter(|finding| finding.severity == wanted).count();
        let errors = count(Severity::Error);
        let warnings = count(Severity::Warning) + loops.len();
        CheckReport { findings: findings.into_iter().collect(), loops, errors, warnings }
    }

    pub(super) fn checked_sets(&self) -> impl Iterator<Item = Checked<'_>> {
        let to_hub = self.to_hub.iter().map(|(name, set)| (name, true, set));
        let to_app = self.to_app.iter().map(|(name, set)| (name, false, set));
        to_hub.chain(to_app).map(|(name, is_to_hub, set)| Checked { name, is_to_hub, set })
    }

    /// Apps of override lists whose mapping has no such rule.
    fn check_overrides(&self, findings: &mut BTreeSet<Finding>) {
        for attribute in self.hub_schema.attributes() {
            let Master::Override(sources) = &attribute.master else { continue };
            for source in sources {
                let Some(set) = self.to_hub.get(source) else { continue };
                if !set.rule(&attribute.name).is_some_and(Rule::is_mapped) {
                    findings.insert(Finding {
                        mapping: format!("toOkta.{source}"),
                        attribute: Some(attribute.name.to_string()),
                        code: "MAP-012",
                        reference: None,
                        severity: severity("MAP-012"),
                    });
                }
            }
        }
    }

    /// The schema of a directory or of the app.
    pub(super) fn schema_of(&self, name: &str) -> Option<&Schema> {
        if name == self.app_name() {
            return Some(&self.app_schema);
        }
        self.directory(name).and_then(|place| self.directory_schemas.get(place))
    }

    /// The system whose profile stands under a root of a mapping set, and its schema.
    pub(super) fn system_of<'a>(
        &'a self,
        checked: &Checked<'a>,
        root: &'a str,
    ) -> Option<(&'a str, &'a Schema)> {
        let app = || Some((checked.name, self.schema_of(checked.name)?));
        match root {
            "appuser" => app(),
            "source" if checked.set.source.ty == PartyType::AppUser => app(),
            "user" | "source" => Some(("okta", &self.hub_schema)),
            name => Some((name, self.schema_of(name)?)),
        }
    }
}

struct Checker<'a, 'f> {
    run: &'a Run,
    checked: Checked<'a>,
    findings: &'f mut BTreeSet<Finding>,
}

impl Checker<'_, '_> {
    fn check(&mut self) {
        let set = self.checked.set;
        if set.source.ty == set.target.ty {
            self.find("MAP-002", None, None);
        }
        let is_to_hub = self.checked.is_to_hub;
        let schema = if is_to_hub {
            Some(&self.run.hub_schema)
        } else {
            self.run.schema_of(self.checked.name)
        };
        let Some(schema) = schema else { return };
        for rule in set.rules.iter().filter(|rule| rule.is_mapped()) {
            self.check_rule(rule, schema);
        }
        let is_app = self.checked.name == self.run.app_name();
        if is_to_hub != is_app {
            self.check_required(schema);
        }
        if !is_to_hub && is_app {
            self.check_unmapped(schema);
        }
    }

    fn check_rule(&mut self, rule: &Rule, schema: &Schema) {
        let target = Some(rule.target.as_ref());
        let attribute = schema.attribute(&rule.target);
        match attribute {
            None => self.find("MAP-003", target, None),
            Some(attribute) if attribute.read_only => self.find("MAP-005", target, None),
            Some(_) => {}
        }
        if let Push::Unknown(_) = rule.push {
            self.find("MAP-004", target, None);
        }
        if self.checked.is_to_hub {
            let sources = &self.run.file.okta.profile_sources;
            let is_source = sources.iter().any(|source| source == self.checked.name);
            match rule.push {
                Push::Create if is_source => self.find("MAP-006", target, None),
                Push::Always if !is_source => self.find("MAP-013", target, None),
                Push::Always | Push::Create | Push::Unknown(_) => {}
            }
            if let Some(Master::Override(sources)) = attribute.map(|attribute| &attribute.master)
                && !sources.iter().any(|source| source == self.checked.name)
            {
                self.find("MAP-011", target, None);
            }
        }
        match rule.expression() {
            None => self.find("MAP-001", target, None),
            Some(_) => {
                for reference in self.unknown_references(rule) {
                    self.find("MAP-010", target, Some(reference));
                }
            }
        }
    }

    /// The names that the expression reads and that nobody has.
    fn unknown_references(&self, rule: &Rule) -> BTreeSet<String> {
        let mut unknown = BTreeSet::new();
        let text = rule.text.as_deref().unwrap_or_default();
        for read in rule.expression().into_iter().flat_map(Expression::reads) {
            if matches!(read.root, "org" | "app" | "session") || read.root.ends_with("_app") {
                continue;
            }
            let system = self.run.system_of(&self.checked, read.root);
            match (system, read.attribute) {
                (None, _) => unknown.insert(read.root.to_owned()),
                (Some((_, schema)), Some(name)) if schema.attribute(name).is_none() => {
                    let is_bare = read.root == "source" && !text.contains("source");
                    unknown.insert(if is_bare {
                        name.to_owned()
                    } else {
                        format!("{}.{name}", read.root)
                    })
                }
                (Some(_), _) => false,
            };
        }
        unknown
    }

    fn check_required(&mut self, schema: &Schema) {
        for attribute in schema.attributes() {
            let is_due = attribute.required && attribute.default.is_null();
            if is_due && !self.maps(&attribute.name) {
                self.find("MAP-007", Some(&attribute.name), None);
            }
        }
    }

    fn check_unmapped(&mut self, schema: &Schema) {
        for attribute in schema.attributes() {
            let name = attribute.name.as_ref();
            let is_free = attribute.required || attribute.read_only || attribute.app_owned;
            if is_free || self.maps(name) {
                continue;
            }
            let is_minimum = PAIRS.iter().any(|(_, app)| *app == name);
            self.find(if is_minimum { "MAP-008" } else { "MAP-009" }, Some(name), None);
        }
    }

    fn maps(&self, attribute: &str) -> bool {
        self.checked.set.rule(attribute).is_some_and(Rule::is_mapped)
    }

    fn find(&mut self, code: &'static str, attribute: Option<&str>, reference: Option<String>) {
        self.findings.insert(Finding {
            mapping: self.checked.title(),
            attribute: attribute.map(str::to_owned),
            code,
            reference,
            severity: severity(code),
        });
    }
}

/// Checks a mapping set alone, against the schema of its target where there is one.
///
/// Names that expressions read are not known then, so they are not checked.
#[must_use]
pub fn check_mapping(mut set: MappingSet, schema: Option<&Schema>) -> CheckReport {
    set.compile(&[set.source.name.clone(), set.target.name.clone()]);
    let is_to_hub = set.target.ty == PartyType::User;
    let name = if is_to_hub { &set.source.name } else { &set.target.name };
    let mapping = format!("{}.{name}", if is_to_hub { "toOkta" } else { "toApp" });
    let mut findings = BTreeSet::new();
    let mut find = |code: &'static str, attribute: Option<&str>| {
        findings.insert(Finding {
            mapping: mapping.clone(),
            attribute: attribute.map(str::to_owned),
            code,
            reference: None,
            severity: severity(code),
        });
    };
    if set.source.ty == set.target.ty {
        find("MAP-002", None);
    }
    for rule in set.rules.iter().filter(|rule| rule.is_mapped()) {
        let target = Some(rule.target.as_ref());
        if rule.expression().is_none() {
            find("MAP-001", target);
        }
        if let Push::Unknown(_) = rule.push {
            find("MAP-004", target);
        }
        match schema.map(|schema| schema.attribute(&rule.target)) {
            Some(None) => find("MAP-003", target),
            Some(Some(attribute)) if attribute.read_only => find("MAP-005", target),
            Some(Some(_)) | None => {}
        }
    }
    for attribute in schema.into_iter().flat_map(Schema::attributes) {
        let is_due = attribute.required && attribute.default.is_null();
        if is_due && !set.rule(&attribute.name).is_some_and(Rule::is_mapped) {
            find("MAP-007", Some(&attribute.name));
        }
    }
    let count = |wanted| findings.iter().filter(|finding| finding.severity == wanted).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    CheckReport { findings: findings.into_iter().collect(), loops: Vec::new(), errors, warnings }
}
