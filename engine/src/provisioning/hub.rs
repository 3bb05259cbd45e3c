//! The hub: files of its API → users, links to apps, groups and rules.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::formats::{DocumentError, read_typed};
use crate::schema::{Datum, Name, Profile};

/// The hub's data, as it changes during a run.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Hub {
    /// Its users; a user's place never changes.
    pub users: Vec<HubUser>,
    by_login: BTreeMap<String, usize>,
    by_id: BTreeMap<String, usize>,
    links: BTreeMap<String, Links>,
    /// Its groups: names by id.
    pub groups: BTreeMap<String, String>,
    /// Its group rules.
    pub rules: Vec<GroupRule>,
}

/// A user of the hub.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct HubUser {
    /// The id; none for a user that the run creates.
    pub id: Option<String>,
    /// Whether the user is deprovisioned.
    pub is_deprovisioned: bool,
    /// Whether the run created the user.
    pub created: bool,
    /// The values of the attributes.
    pub profile: Profile,
}

impl HubUser {
    /// The login, or the empty text.
    #[must_use]
    pub fn login(&self) -> &str {
        self.profile.get("login").and_then(Datum::as_text).unwrap_or_default()
    }
}

/// A user's link to an app: what the API calls an app user.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Link {
    /// The id in the app.
    pub external_id: Option<String>,
    /// The profile that the hub holds.
    pub profile: Profile,
}

/// The links to one app.
#[derive(Debug, Clone, Default)]
struct Links {
    by_user: BTreeMap<usize, Link>,
    by_external_id: BTreeMap<String, usize>,
}

/// A rule that puts users into groups.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct GroupRule {
    /// Its name.
    pub name: String,
    /// Whether it is active and an expression of the classic dialect.
    pub is_active: bool,
    /// The expression.
    pub expression: String,
    /// The ids of users whom it leaves out.
    pub excluded: BTreeSet<String>,
    /// The ids of its groups.
    pub group_ids: Vec<String>,
}

impl Hub {
    /// Adds the users of a list of API objects.
    pub(super) fn read_users(&mut self, bytes: &[u8]) -> Result<(), DocumentError> {
        for user in read_typed::<Vec<UserObject>>(bytes)? {
            let profile = without_nulls(user.profile);
            let user = HubUser {
                id: Some(user.id),
                is_deprovisioned: user.status.as_deref() == Some("DEPROVISIONED"),
                created: false,
                profile,
            };
            self.add(user);
        }
        Ok(())
    }

    /// Adds the links of a list of app user objects.
    pub(super) fn read_links(&mut self, app: &str, bytes: &[u8]) -> Result<(), DocumentError> {
        for link in read_typed::<Vec<LinkObject>>(bytes)? {
            if let Some(user) = self.by_id.get(&link.id) {
                let external_id = link.external_id.map(|id| id.to_plain());
                let profile = without_nulls(link.profile);
                self.link(app, *user, Link { external_id, profile });
            }
        }
        Ok(())
    }

    pub(super) fn read_groups(&mut self, bytes: &[u8]) -> Result<(), DocumentError> {
        let groups = read_typed::<Vec<GroupObject>>(bytes)?;
        self.groups = groups.into_iter().map(|group| (group.id, group.profile.name)).collect();
        Ok(())
    }

    pub(super) fn read_rules(&mut self, bytes: &[u8]) -> Result<(), DocumentError> {
        let rules = read_typed::<Vec<RuleObject>>(bytes)?;
        self.rules = rules.into_iter().map(RuleObject::into_rule).collect();
        Ok(())
    }

    /// Adds a user and gives the place.
    pub(super) fn add(&mut self, user: HubUser) -> usize {
        let place = self.users.len();
        self.by_login.entry(user.login().to_lowercase()).or_insert(place);
        if let Some(id) = &user.id {
            self.by_id.insert(id.clone(), place);
        }
        self.users.push(user);
        place
    }

    /// Replaces a user's profile.
    pub(super) fn update(&mut self, place: usize, profile: Profile) {
        let Some(user) = self.users.get_mut(place) else { return };
        let old = user.login().to_lowercase();
        user.profile = profile;
        let new = user.login().to_lowercase();
        if old != new {
            if self.by_login.get(&old) == Some(&place) {
                self.by_login.remove(&old);
            }
            self.by_login.entry(new).or_insert(place);
        }
    }

    /// The user with this login, compared without case.
    pub(super) fn by_login(&self, login: &str) -> Option<usize> {
        self.by_login.get(&login.to_lowercase()).copied()
    }

    /// The user who is linked to the app with this external id.
    pub(super) fn by_external_id(&self, app: &str, external_id: &str) -> Option<usize> {
        self.links.get(app)?.by_external_id.get(external_id).copied()
    }

    /// Links a user to an app, or replaces the link.
    pub(super) fn link(&mut self, app: &str, user: usize, link: Link) {
        if !self.links.contains_key(app) {
            self.links.insert(app.to_owned(), Links::default());
        }
        let Some(links) = self.links.get_mut(app) else { return };
        let old = links.by_user.get(&user).and_then(|link| link.external_id.as_ref());
        if let Some(old) = old
            && link.external_id.as_ref() != Some(old)
        {
            links.by_external_id.remove(old);
        }
        if let Some(id) = &link.external_id {
            links.by_external_id.entry(id.clone()).or_insert(user);
        }
        links.by_user.insert(user, link);
    }

    /// The user's link to the app.
    #[must_use]
    pub fn link_of(&self, app: &str, user: usize) -> Option<&Link> {
        self.links.get(app)?.by_user.get(&user)
    }

    /// The users that are linked to the app, with their links.
    pub fn linked_users(&self, app: &str) -> impl Iterator<Item = (usize, &Link)> {
        let links = self.links.get(app).map(|links| &links.by_user);
        links.into_iter().flatten().map(|(user, link)| (*user, link))
    }

    /// The names of the apps that the user is linked to.
    pub fn linked_apps(&self, user: usize) -> impl Iterator<Item = &str> {
        let has = move |links: &Links| links.by_user.contains_key(&user);
        self.links.iter().filter(move |(_, links)| has(links)).map(|(app, _)| app.as_str())
    }
}

fn without_nulls(profile: BTreeMap<Name, Datum>) -> Profile {
    profile.into_iter().filter(|(_, value)| !value.is_null()).collect()
}

#[derive(Deserialize)]
struct UserObject {
    id: String,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    profile: BTreeMap<Name, Datum>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LinkObject {
    id: String,
    #[serde(default)]
    external_id: Option<Datum>,
    #[serde(default)]
    profile: BTreeMap<Name, Datum>,
}

#[derive(Deserialize)]
struct GroupObject {
    id: String,
    profile: GroupProfile,
}

#[derive(Deserialize)]
struct GroupProfile {
    name: String,
}

#[derive(Deserialize)]
struct RuleObject {
    #[serde(default)]
    name: String,
    #[serde(default)]
    status: String,
    conditions: Conditions,
    #[serde(default)]
    actions: Actions,
}

#[derive(Deserialize)]
struct Conditions {
    expression: Condition,
    #[serde(default)]
    people: Affected,
}

#[derive(Deserialize)]
struct Condition {
    #[serde(rename = "type")]
    ty: String,
    value: String,
}

#[derive(Deserialize, Default)]
struct Affected {
    #[serde(default)]
    users: Exclusion,
}

#[derive(Deserialize, Default)]
struct Exclusion {
    #[serde(default)]
    exclude: BTreeSet<String>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct Actions {
    #[serde(default)]
    assign_user_to_groups: Assignment,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct Assignment {
    #[serde(default)]
    group_ids: Vec<String>,
}

impl RuleObject {
    fn into_rule(self) -> GroupRule {
        let is_classic = self.conditions.expression.ty == "urn:okta:expression:1.0";
        GroupRule {
            name: self.name,
            is_active: self.status == "ACTIVE" && is_classic,
            expression: self.conditions.expression.value,
            excluded: self.conditions.people.users.exclude,
            group_ids: self.actions.assign_user_to_groups.group_ids,
        }
    }
}
