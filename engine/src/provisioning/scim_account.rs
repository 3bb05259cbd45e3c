//! An account behind SCIM (RFC 7644): users are found by user name, created, patched, switched off.

use serde_json::Value;

use super::peer::{About, Peer, PeerAnswer, PeerRequest, Refusal};
use crate::formats::scim::{Path, Resource};
use crate::schema::{Datum, Name, Profile, Schema};

/// Where SCIM has what the app calls so; an external name that is a path of SCIM comes first.
const USUAL: [(&str, &str); 12] = [
    ("userName", "userName"),
    ("firstName", "name.givenName"),
    ("lastName", "name.familyName"),
    ("email", "emails[type eq \"work\"].value"),
    ("mobilePhone", "phoneNumbers[type eq \"mobile\"].value"),
    ("directNumber", "phoneNumbers[type eq \"work\"].value"),
    ("street", "addresses[type eq \"work\"].streetAddress"),
    ("city", "addresses[type eq \"work\"].locality"),
    ("state", "addresses[type eq \"work\"].region"),
    ("zip", "addresses[type eq \"work\"].postalCode"),
    ("country", "addresses[type eq \"work\"].country"),
    ("department", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department"),
];

/// The attributes of a user (RFC 7643, sections 3.1 and 4.1).
const OF_A_USER: [&str; 20] = [
    "active",
    "addresses",
    "displayName",
    "emails",
    "entitlements",
    "externalId",
    "ims",
    "locale",
    "name",
    "nickName",
    "phoneNumbers",
    "photos",
    "preferredLanguage",
    "profileUrl",
    "roles",
    "timezone",
    "title",
    "userName",
    "userType",
    "x509Certificates",
];

/// An attribute of the app and its place in a SCIM user.
struct Place {
    attribute: Name,
    outer: String,
    text: String,
    path: Path,
    app_owned: bool,
}

/// The users of a SCIM service as the account of a run.
pub(super) struct ScimAccount<'p> {
    peer: &'p mut dyn Peer,
    places: Vec<Place>,
    /// Why no more calls are made.
    closed: Option<String>,
}

impl<'p> ScimAccount<'p> {
    pub(super) fn new(schema: &Schema, peer: &'p mut dyn Peer) -> Self {
        let place = |attribute: &crate::schema::Attribute| {
            let outer = attribute.outer_name();
            let own = Path::parse(outer).filter(|_| is_of_a_user(outer));
            let (text, path) = match own {
                Some(path) => (outer, path),
                None => {
                    let name = attribute.name.as_ref();
                    let (_, text) = USUAL.iter().find(|(usual, _)| *usual == name)?;
                    (*text, Path::parse(text)?)
                }
            };
            Some(Place {
                attribute: Name::clone(&attribute.name),
                outer: outer.to_owned(),
                text: text.to_owned(),
                path,
                app_owned: attribute.app_owned,
            })
        };
        let places = schema.attributes().filter_map(place).collect();
        Self { peer, places, closed: None }
    }

    /// Why no more calls are made, where that is so.
    pub(super) fn closed(&self) -> Option<&str> {
        self.closed.as_deref()
    }

    pub(super) fn wait(&mut self, seconds: u64) {
        self.peer.wait(seconds);
    }

    /// Makes the user like the profile: the values that the account gave, by attribute.
    pub(super) fn push(&mut self, profile: &Profile) -> Result<Profile, Refusal> {
        let text = |name: &str| profile.get(name).map(Datum::to_plain).unwrap_or_default();
        let (user_name, email) = (text("userName"), text("email"));
        let Some((id, user)) = self.find(&user_name, &email)? else {
            let mut user = Resource::default();
            self.write(&mut user, profile);
            user.set(&Path::name("active"), &Datum::Boolean(true));
            user.name_schemas();
            let body = serde_json::to_string(&user).unwrap_or_default();
            let answer = self.send("POST", "/Users".to_owned(), Some(body), &email)?;
            return Ok(self.given(&answer, None));
        };
        let mut wanted = user.clone();
        self.write(&mut wanted, profile);
        if !user.is_active() {
            wanted.set(&Path::name("active"), &Datum::Boolean(true));
        }
        let change = user.patch_to(&wanted);
        if change.is_empty() {
            return Ok(self.given_of(&user));
        }
        let path = format!("/Users/{}", encode(&id));
        let answer = self.send("PATCH", path, Some(change.to_json()), &email)?;
        Ok(self.given(&answer, Some(&wanted)))
    }

    /// Switches a user off; a user whom the service does not know is off already.
    pub(super) fn switch_off(&mut self, user_name: &str) -> Result<(), Refusal> {
        let Some((id, user)) = self.find(user_name, user_name)? else { return Ok(()) };
        if !user.is_active() {
            return Ok(());
        }
        let mut wanted = user.clone();
        wanted.set(&Path::name("active"), &Datum::Boolean(false));
        let path = format!("/Users/{}", encode(&id));
        let body = user.patch_to(&wanted).to_json();
        self.send("PATCH", path, Some(body), user_name).map(|_| ())
    }

    /// The only user with this name.
    fn find(
        &mut self,
        user_name: &str,
        email: &str,
    ) -> Result<Option<(String, Resource)>, Refusal> {
        let filter = format!("userName eq {}", Value::from(user_name));
        let path = format!("/Users?filter={}", encode(&filter));
        let answer = self.exchange("GET", path, None)?;
        if answer.status == 404 {
            return Err(self.close("it has no `/Users` at this address".to_owned()));
        }
        self.checked(&answer, email)?;
        let Ok(users) = crate::formats::scim::read_users(answer.body.as_bytes()) else {
            return Err(self.close("it answers a search with something else than SCIM".to_owned()));
        };
        let name = Path::name("userName");
        let mut found = users.into_iter().flatten().filter_map(|user| {
            let own = user.values(&name).first().map(Datum::to_plain)?;
            let id = user.id()?.to_owned();
            (own.to_lowercase() == user_name.to_lowercase()).then_some((id, user))
        });
        match (found.next(), found.next()) {
            (_, Some(_)) => Err(Refusal::error("PRV-107", None, Some(email))),
            (first, None) => Ok(first),
        }
    }

    fn send(
        &mut self,
        method: &'static str,
        path: String,
        body: Option<String>,
        email: &str,
    ) -> Result<PeerAnswer, Refusal> {
        let answer = self.exchange(method, path, body)?;
        self.checked(&answer, email)?;
        Ok(answer)
    }

    fn exchange(
        &mut self,
        method: &'static str,
        path: String,
        body: Option<String>,
    ) -> Result<PeerAnswer, Refusal> {
        let request = PeerRequest { method, path, body };
        self.peer.send(&request).map_err(|_| Refusal::Unavailable)
    }

    fn checked(&mut self, answer: &PeerAnswer, email: &str) -> Result<(), Refusal> {
        let places = &self.places;
        let translate = |outer: &str| {
            let place = places.iter().find(|place| place.outer == outer || place.text == outer)?;
            Some(place.attribute.as_ref().to_owned())
        };
        match answer.refusal(&About { translate: &translate, email }) {
            None => Ok(()),
            Some(Refusal::Closed(why)) => Err(self.close(why)),
            Some(refusal) => Err(refusal),
        }
    }

    fn close(&mut self, why: String) -> Refusal {
        self.closed = Some(why.clone());
        Refusal::Closed(why)
    }

    /// Writes what is not the account's own.
    fn write(&self, user: &mut Resource, profile: &Profile) {
        for place in self.places.iter().filter(|place| !place.app_owned) {
            let value = profile.get(&place.attribute).filter(|value| !value.is_missing());
            user.set(&place.path, value.unwrap_or(&Datum::Null));
        }
    }

    /// What the account owns, from an answer or from what is known of the user otherwise.
    fn given(&self, answer: &PeerAnswer, known: Option<&Resource>) -> Profile {
        let answered = Resource::of(answer.json());
        match answered.as_ref().or(known) {
            Some(user) => self.given_of(user),
            None => Profile::new(),
        }
    }

    fn given_of(&self, user: &Resource) -> Profile {
        let owned = self.places.iter().filter(|place| place.app_owned);
        let value = |place: &Place| {
            let value = user.values(&place.path).into_iter().next()?;
            Some((Name::clone(&place.attribute), value))
        };
        owned.filter_map(value).collect()
    }
}

fn is_of_a_user(path: &str) -> bool {
    let name = path.split(['.', '[']).next().unwrap_or_default();
    let is_urn = path.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("urn:"));
    is_urn || OF_A_USER.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Percent-encoding of everything but RFC 3986's unreserved characters.
fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a text does not fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}
