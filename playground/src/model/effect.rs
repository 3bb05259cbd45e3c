//! What a mapping would do to the target record of one person, and why.

use super::{Apply, Mapping, MappingSet, Outcome, Person, Presence, Tagged, Workspace};

/// What would happen to a target attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It has no value and gets one.
    Set(Tagged),
    /// It gets another value.
    Change(Tagged),
    /// It loses its value.
    Clear,
    /// It stays as it is.
    Same,
    /// The mapping does not touch it.
    Skip(Reason),
}

/// Why a mapping does not touch its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The expression has an error or fails for this person.
    Fails,
    /// The record exists and the mapping is for new ones.
    CreateOnly,
    /// Another source comes first.
    Priority(String),
}

impl Effect {
    /// The word that tests and styles find it by.
    pub(crate) const fn id(&self) -> &'static str {
        match self {
            Self::Set(_) => "set",
            Self::Change(_) => "change",
            Self::Clear => "clear",
            Self::Same => "same",
            Self::Skip(_) => "skip",
        }
    }

    /// What `mapping` with `outcome` does to the target record of `person`.
    pub(crate) fn of(
        workspace: &Workspace,
        mapping: &Mapping,
        person: &Person,
        outcome: Option<&Outcome>,
    ) -> Self {
        let set = &workspace.set;
        let exists = person.records.get(&set.schema.target.root).is_some();
        if exists && mapping.apply == Apply::Create {
            return Self::Skip(Reason::CreateOnly);
        }
        if let Some(first) = better_source(workspace, mapping, person) {
            return Self::Skip(Reason::Priority(first));
        }
        let Some(Outcome::Value { value, .. }) = outcome else { return Self::Skip(Reason::Fails) };
        let value = match (&mapping.default, value) {
            (Some(default), Tagged::Null) => default,
            (_, value) => value,
        };
        compare(person.value(&set.schema.target.root, &mapping.to), value)
    }
}

fn compare(now: &Tagged, then: &Tagged) -> Effect {
    let has = |value: &Tagged| value.presence() == Presence::Value;
    match (has(now), has(then)) {
        (false, false) => Effect::Same,
        (true, false) => Effect::Clear,
        (false, true) => Effect::Set(then.clone()),
        (true, true) if now.to_line() == then.to_line() => Effect::Same,
        (true, true) => Effect::Change(then.clone()),
    }
}

/// The source that wins over the set's own, when this person has a record there.
fn better_source(workspace: &Workspace, mapping: &Mapping, person: &Person) -> Option<String> {
    let own = &workspace.set.schema.source.label;
    let order = workspace.set.priority.get(&mapping.to)?;
    let ahead = order.iter().take_while(|source| *source != own);
    let linked = |label: &&String| {
        source_root(workspace, label).is_some_and(|root| person.records.get(root).is_some())
    };
    ahead.into_iter().find(linked).cloned()
}

/// The root under which the records of a source lie, as the sets of the workspace say.
fn source_root<'a>(workspace: &'a Workspace, label: &str) -> Option<&'a str> {
    let sets = std::iter::once(&workspace.set).chain(&workspace.others);
    let side = |set: &'a MappingSet| [&set.schema.source, &set.schema.target];
    sets.flat_map(|set| side(set)).find(|side| side.label == label).map(|side| side.root.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenarios;
    use crate::state::{Action, Edit, State};

    fn effect(state: &State, person: &str, outcome: Tagged) -> Effect {
        let outcome = Outcome::Value { value: outcome, ty: "string".to_owned() };
        Effect::of(
            &state.workspace,
            state.mapping().unwrap(),
            state.workspace.person(person).unwrap(),
            Some(&outcome),
        )
    }

    #[test]
    fn values_are_set_changed_cleared_or_stay() {
        let state = scenarios::office_at_hand();
        let new = Tagged::text("+15550100125#null");
        assert_eq!(effect(&state, "farah", new.clone()), Effect::Change(new));
        assert_eq!(effect(&state, "farah", Tagged::text("+15550100125#103")), Effect::Same);
        assert_eq!(effect(&state, "farah", Tagged::Null), Effect::Clear);
        assert_eq!(effect(&state, "hana", Tagged::Null), Effect::Same);
        let first = Tagged::text("#105");
        assert_eq!(effect(&state, "hana", first.clone()), Effect::Set(first));
    }

    #[test]
    fn a_default_takes_the_place_of_null() {
        let default = Edit::SetDefault("primaryPhone".to_owned(), Some(Tagged::text("none")));
        let state = scenarios::office_at_hand().reduce(&default.into());
        assert_eq!(effect(&state, "hana", Tagged::Null), Effect::Set(Tagged::text("none")));
    }

    #[test]
    fn create_only_and_a_lower_priority_leave_it_alone() {
        let state = scenarios::office_at_hand();
        let create = Edit::SetApply("primaryPhone".to_owned(), Apply::Create);
        let changed = state.reduce(&create.into());
        assert_eq!(effect(&changed, "dana", Tagged::text("1")), Effect::Skip(Reason::CreateOnly));
        let down = Action::Edit(Edit::MoveSource {
            target: "primaryPhone".to_owned(),
            source: "Office@Hand".to_owned(),
            by: 1,
        });
        let reason = Reason::Priority("Active Directory".to_owned());
        assert_eq!(effect(&state.reduce(&down), "dana", Tagged::text("1")), Effect::Skip(reason));
    }
}
