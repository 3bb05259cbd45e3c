//! The rules of a mapping set for one person → what they propose for a profile, converted and checked.

use super::row::RowDiagnostic;
use crate::context::Context;
use crate::mapping::{MappingSet, Outcome, Rule};
use crate::schema::{Attribute, Datum, Name, Profile, Schema};

/// What a mapping set proposes for a profile of the hub; null means that it removes the attribute.
#[derive(Debug, Default)]
pub(super) struct Proposal {
    pub(super) values: Profile,
    pub(super) diagnostics: Vec<RowDiagnostic>,
}

/// How a mapping set is applied.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// Whether the profile is created.
    pub(super) creating: bool,
    /// Whether a null leaves the old value alone on an update.
    pub(super) keeps_nulls: bool,
}

/// Applies the rules that count to one person.
pub(super) fn propose(
    set: &MappingSet,
    schema: &Schema,
    context: &Context,
    manner: Manner,
) -> Proposal {
    let mut proposal = Proposal::default();
    for rule in set.active_rules(manner.creating) {
        match apply(rule, schema, context, manner) {
            Ok(Some((name, value))) => {
                proposal.values.insert(name, value);
            }
            Ok(None) => {}
            Err(diagnostic) => proposal.diagnostics.push(diagnostic),
        }
    }
    proposal
}

fn apply(
    rule: &Rule,
    schema: &Schema,
    context: &Context,
    manner: Manner,
) -> Result<Option<(Name, Datum)>, RowDiagnostic> {
    let value = evaluate(rule, context)?;
    let attribute = schema.attribute(&rule.target);
    let attribute = attribute.ok_or_else(|| RowDiagnostic::new(&rule.target, "MAP-102"))?;
    let mut value = check(attribute, value)?;
    if value.is_null() && manner.creating {
        value.clone_from(&attribute.default);
    }
    let is_dropped = value.is_null() && !manner.creating && manner.keeps_nulls;
    Ok((!is_dropped).then(|| (Name::clone(&attribute.name), value)))
}

/// The value of a rule for one person.
pub(super) fn evaluate(rule: &Rule, context: &Context) -> Result<Outcome, RowDiagnostic> {
    rule.evaluate(context).map_err(|failure| RowDiagnostic {
        detail: Some(failure.message),
        ..RowDiagnostic::new(&rule.target, "MAP-101")
    })
}

/// The value in the attribute's type, when it keeps the attribute's rules.
pub(super) fn check(attribute: &Attribute, value: Outcome) -> Result<Datum, RowDiagnostic> {
    let converted = match value {
        Outcome::Value(value) => attribute.convert(value).ok(),
        Outcome::Unfit => None,
    };
    let value = converted.ok_or_else(|| RowDiagnostic::new(&attribute.name, "SCH-102"))?;
    match attribute.violation(&value) {
        Some(constraint) => Err(RowDiagnostic::new(&attribute.name, constraint.hub_code())),
        None => Ok(value),
    }
}
