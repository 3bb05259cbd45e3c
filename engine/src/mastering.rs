//! Proposals of several sources and the owners of attributes → the value that wins, and why.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::schema::{Attribute, Datum, Master, Name, Profile, Schema};

/// Who owns an attribute for one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner<'a> {
    /// A source, by name.
    Source(&'a str),
    /// The hub.
    Hub,
    /// Nobody: an override list of which no source is linked.
    Nobody,
}

impl Owner<'_> {
    /// The name of the owner: a source, `okta`, or none.
    #[must_use]
    pub fn name(self) -> Option<String> {
        match self {
            Self::Source(name) => Some(name.to_owned()),
            Self::Hub => Some("okta".to_owned()),
            Self::Nobody => None,
        }
    }
}

/// The owner of the attribute for somebody who is linked to these sources.
///
/// An attribute that the schema does not have inherits from the profile sources.
#[must_use]
pub fn owner<'a>(
    attribute: Option<&'a Attribute>,
    profile_sources: &'a [String],
    linked: &BTreeSet<&str>,
) -> Owner<'a> {
    let first_linked = |sources: &'a [String]| {
        sources.iter().map(String::as_str).find(|source| linked.contains(source))
    };
    match attribute.map(|attribute| &attribute.master) {
        None | Some(Master::ProfileSource) => {
            first_linked(profile_sources).map_or(Owner::Hub, Owner::Source)
        }
        Some(Master::Hub) => Owner::Hub,
        Some(Master::Override(sources)) => {
            first_linked(sources).map_or(Owner::Nobody, Owner::Source)
        }
    }
}

/// One merge: a profile, what the sources propose for it, and who counts.
#[derive(Debug, Clone, Copy)]
pub struct Merge<'a> {
    /// The definitions of the attributes.
    pub schema: &'a Schema,
    /// The names of the profile sources, highest first.
    pub profile_sources: &'a [String],
    /// The sources that the person is linked to.
    pub linked: &'a BTreeSet<&'a str>,
    /// Whether the profile is being created.
    pub creating: bool,
}

/// A value that changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The attribute.
    pub attribute: Name,
    /// The value before.
    pub old: Datum,
    /// The value after.
    pub new: Datum,
    /// The source that it comes from; `default` for a default of the schema.
    pub source: String,
}

/// A value that was computed and left out (MST-101).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suppressed {
    /// The attribute.
    pub attribute: Name,
    /// The source that proposed it.
    pub source: String,
    /// The value.
    pub value: Datum,
    /// The value that counts.
    pub kept: Datum,
    /// Who owns the attribute.
    pub owner: Option<String>,
}

/// What a merge gives.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Merged {
    /// The profile after.
    pub profile: Profile,
    /// What changed, by attribute.
    pub changes: Vec<Change>,
    /// What was left out, by attribute and source.
    pub suppressed: Vec<Suppressed>,
}

impl Merge<'_> {
    /// Merges the proposals, per source, into the current profile.
    ///
    /// In a proposal null means a value: it removes the attribute.
    #[must_use]
    pub fn apply(&self, current: &Profile, proposals: &BTreeMap<&str, Profile>) -> Merged {
        let mut merged = Merged { profile: current.clone(), ..Merged::default() };
        let proposed: BTreeSet<&Name> = proposals.values().flat_map(BTreeMap::keys).collect();
        for name in proposed {
            self.merge_attribute(name, proposals, &mut merged);
        }
        merged
    }

    fn merge_attribute(
        &self,
        name: &Name,
        proposals: &BTreeMap<&str, Profile>,
        merged: &mut Merged,
    ) {
        let owner = owner(self.schema.attribute(name), self.profile_sources, self.linked);
        let old = merged.profile.get(name).cloned().unwrap_or_default();
        let winner = match owner {
            Owner::Source(source) => Some(source),
            Owner::Hub if self.creating && old.is_null() => self.seeding_source(name, proposals),
            Owner::Hub | Owner::Nobody => None,
        };
        let taken = winner.and_then(|source| Some((source, proposals.get(source)?.get(name)?)));
        if let Some((source, new)) = taken
            && *new != old
        {
            set(&mut merged.profile, name, new.clone());
            merged.changes.push(Change {
                attribute: Name::clone(name),
                old,
                new: new.clone(),
                source: source.to_owned(),
            });
        }
        let kept = merged.profile.get(name).cloned().unwrap_or_default();
        for (source, proposal) in proposals {
            let Some(value) = proposal.get(name) else { continue };
            if owner != Owner::Source(source) && *value != kept {
                merged.suppressed.push(Suppressed {
                    attribute: Name::clone(name),
                    source: (*source).to_owned(),
                    value: value.clone(),
                    kept: kept.clone(),
                    owner: owner.name(),
                });
            }
        }
    }

    /// The first profile source that proposes the attribute.
    fn seeding_source(&self, name: &Name, proposals: &BTreeMap<&str, Profile>) -> Option<&str> {
        let proposes = |source: &&str| proposals.get(source).is_some_and(|p| p.contains_key(name));
        self.profile_sources.iter().map(String::as_str).find(proposes)
    }
}

/// Puts a value into a profile; null takes the attribute out.
pub(crate) fn set(profile: &mut Profile, name: &Name, value: Datum) {
    if value.is_null() {
        profile.remove(name);
    } else {
        profile.insert(Name::clone(name), value);
    }
}
