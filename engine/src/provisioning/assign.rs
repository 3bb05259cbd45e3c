//! Group rules and groups → who gets the app.

use std::collections::BTreeSet;

use serde::Serialize;

use super::row::{Action, RowDiagnostic, Status};
use super::work::{Candidate, Work, group_objects};
use crate::context::Context;
use crate::dialect::{Dialect, Place};
use crate::environment::Environment;
use crate::expression::Expression;
use crate::mapping::object_of;
use crate::value::Value;

/// The groups of one user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Membership {
    /// The login.
    pub login: String,
    /// All groups by name, sorted.
    pub groups: Vec<String>,
    /// Those that rules gave, sorted.
    pub by_rule: Vec<String>,
}

/// A rule, compiled, with the names of its groups.
struct CompiledRule {
    name: String,
    expression: Result<Expression, String>,
    excluded: BTreeSet<String>,
    groups: Vec<String>,
}

impl Work<'_> {
    /// Gives every user the groups of the rules, and the app where a group says so.
    pub(super) fn assign_app(&mut self) -> Vec<Membership> {
        let rules = self.compile_rules();
        let mut memberships = Vec::new();
        let mut candidates = std::mem::take(&mut self.candidates);
        for candidate in candidates.iter_mut().filter(|candidate| candidate.is_fine) {
            let by_rule = self.apply_rules(candidate, &rules);
            let mut groups: BTreeSet<String> = candidate.groups.iter().cloned().collect();
            groups.extend(by_rule.iter().cloned());
            let assigned = &self.run.file.app.assigned_groups;
            candidate.is_assigned =
                assigned.is_empty() || assigned.iter().any(|group| groups.contains(group));
            candidate.groups = groups.into_iter().collect();
            if !candidate.is_assigned
                && let Some(row) = self.rows.get_mut(candidate.row)
            {
                row.status = Status::Skipped;
                row.action = Action::NotAssigned;
                row.reason = Some("SEL-106");
            }
            let (login, groups) = (candidate.login.clone(), candidate.groups.clone());
            memberships.push(Membership { login, groups, by_rule });
        }
        self.candidates = candidates;
        memberships
    }

    fn compile_rules(&self) -> Vec<CompiledRule> {
        let environment = Environment::new(Dialect::Classic, Place::GroupRule);
        let hub = &self.state.hub;
        let active = hub.rules.iter().filter(|rule| rule.is_active);
        active
            .map(|rule| CompiledRule {
                name: rule.name.clone(),
                expression: Expression::compile(&rule.expression, &environment)
                    .map_err(|diagnostics| diagnostics.to_string()),
                excluded: rule.excluded.clone(),
                groups: rule
                    .group_ids
                    .iter()
                    .filter_map(|id| hub.groups.get(id).cloned())
                    .collect(),
            })
            .collect()
    }

    /// The names of the groups that rules give, sorted.
    fn apply_rules(&mut self, candidate: &Candidate, rules: &[CompiledRule]) -> Vec<String> {
        let user = candidate.user.and_then(|user| self.state.hub.users.get(user));
        let Some(user) = user else { return Vec::new() };
        let mut context = Context::new();
        context.now = self.now.clone();
        context.set("user", object_of(&user.profile));
        context.groups = group_objects(&candidate.groups);
        let mut by_rule = BTreeSet::new();
        let mut failed = Vec::new();
        for rule in rules {
            if user.id.as_ref().is_some_and(|id| rule.excluded.contains(id)) {
                continue;
            }
            match is_true(&rule.expression, &context) {
                Ok(true) => by_rule.extend(rule.groups.iter().cloned()),
                Ok(false) => {}
                Err(detail) => {
                    let diagnostic = RowDiagnostic::new(&rule.name, "MAP-103");
                    failed.push(RowDiagnostic { detail: Some(detail), ..diagnostic });
                }
            }
        }
        if let Some(row) = self.rows.get_mut(candidate.row) {
            row.diagnostics.extend(failed);
        }
        by_rule.into_iter().collect()
    }
}

/// Whether the rule gives the boolean `true`; any other value is no failure.
fn is_true(expression: &Result<Expression, String>, context: &Context) -> Result<bool, String> {
    let expression = expression.as_ref().map_err(Clone::clone)?;
    match expression.evaluate(context) {
        Ok(value) => Ok(matches!(value, Value::Boolean(true))),
        Err(error) if error.code().kind() == "result_type_error" => Ok(false),
        Err(error) => Err(error.to_string()),
    }
}
