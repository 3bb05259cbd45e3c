//! The world before and after a run, or after two runs → where values differ.

use std::collections::BTreeMap;

use serde::Serialize;

use super::dry_run::{DryRun, DryRunOptions};
use super::run::{Run, State};
use crate::mapping::MappingSet;
use crate::schema::{Datum, Profile};

/// A value that is another one after.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Difference {
    /// The login in the hub, or the record's id in a directory.
    pub user: String,
    /// `okta`, the app, or the directory.
    pub system: String,
    /// The attribute.
    pub attribute: String,
    /// The value now.
    pub now: Datum,
    /// The value after.
    pub after: Datum,
}

/// Profiles by system and user.
type World = BTreeMap<(String, String), Profile>;

impl Run {
    /// What a run would change, by user, system and attribute.
    #[must_use]
    pub fn diff(&self, state: State, options: &DryRunOptions) -> Vec<Difference> {
        let now = self.world(&state, None);
        let dry_run = self.dry_run_on(state, options);
        compare(&now, &self.world(&dry_run.state, Some(&dry_run)))
    }

    /// What another mapping set would change in the outcome of a run.
    ///
    /// It takes the place of the set with the same direction and the same directory or app; `None`
    /// when there is no such set.
    #[must_use]
    pub fn diff_with(
        &self,
        mut other: MappingSet,
        state: &State,
        options: &DryRunOptions,
    ) -> Option<Vec<Difference>> {
        use crate::mapping::PartyType::{AppUser, User};
        let (sets, name) = match (other.source.ty, other.target.ty) {
            (AppUser, User) => (&self.to_hub, &other.source.name),
            (User, AppUser) => (&self.to_app, &other.target.name),
            (User, User) | (AppUser, AppUser) => return None,
        };
        sets.get(name)?;
        let mut changed = self.clone();
        let name = name.clone();
        let is_to_hub = other.source.ty == AppUser;
        let mut apps: Vec<String> =
            self.file.directories.iter().map(|directory| directory.name.clone()).collect();
        apps.push(self.app_name().to_owned());
        other.compile(&apps);
        let sets = if is_to_hub { &mut changed.to_hub } else { &mut changed.to_app };
        sets.insert(name, other);
        let outcome = |run: &Self| {
            let dry_run = run.dry_run_on(state.clone(), options);
            run.world(&dry_run.state, Some(&dry_run))
        };
        Some(compare(&outcome(self), &outcome(&changed)))
    }

    fn world(&self, state: &State, dry_run: Option<&DryRun>) -> World {
        let mut world = World::new();
        for (place, user) in state.hub.users.iter().enumerate() {
            let login = user.login().to_owned();
            let link = state.hub.link_of(self.app_name(), place);
            let record = link.and_then(|link| state.account.by_id(link.external_id.as_deref()?));
            if let Some(record) = record {
                let profile = state.account.profile(record);
                world.insert((login.clone(), self.app_name().to_owned()), profile);
            }
            world.insert((login, "okta".to_owned()), user.profile.clone());
        }
        for people in &state.people {
            for person in &people.persons {
                let key = (person.record.clone(), people.directory.clone());
                world.insert(key, person.profile.clone());
            }
        }
        let round = dry_run.and_then(|dry_run| dry_run.round.as_ref());
        for written in round.into_iter().flat_map(|round| &round.write_back) {
            for value in &written.values {
                let key = (value.record.clone(), written.directory.clone());
                if let Some(profile) = world.get_mut(&key) {
                    crate::mastering::set(profile, &value.attribute, value.new.clone());
                }
            }
        }
        world
    }
}

fn compare(now: &World, after: &World) -> Vec<Difference> {
    let empty = Profile::new();
    let mut differences = Vec::new();
    let new = after.keys().filter(|key| !now.contains_key(*key));
    let mut keys: Vec<_> = now.keys().chain(new).collect();
    keys.sort_unstable();
    for key in keys {
        let (old, new) = (now.get(key).unwrap_or(&empty), after.get(key).unwrap_or(&empty));
        let added = new.keys().filter(|name| !old.contains_key(*name));
        let mut names: Vec<_> = old.keys().chain(added).collect();
        names.sort_unstable();
        for name in names {
            let value = |profile: &Profile| profile.get(name).cloned().unwrap_or_default();
            if value(old) != value(new) {
                differences.push(Difference {
                    user: key.0.clone(),
                    system: key.1.clone(),
                    attribute: name.to_string(),
                    now: value(old),
                    after: value(new),
                });
            }
        }
    }
    differences
}
