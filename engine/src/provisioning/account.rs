//! The phone account: an inventory file ⇄ extension records, numbers, and who gets which.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::formats::{DocumentError, read_typed};
use crate::schema::{Datum, Profile};

/// The attributes that a contact holds, under the same names.
const CONTACT: [&str; 6] =
    ["firstName", "lastName", "email", "mobilePhone", "department", "jobTitle"];
/// The attributes that a contact's address holds, under the same names.
const ADDRESS: [&str; 5] = ["street", "city", "state", "zip", "country"];

/// The account with its extension records and numbers.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Account {
    limits: ExtensionLimits,
    /// The extension records in the order of the file.
    pub extensions: Vec<Extension>,
    /// The phone numbers in the order of the file.
    pub numbers: Vec<Number>,
    faults: Vec<Fault>,
    index: Index,
}

/// Lookups into an account.
#[derive(Debug, Clone, Default)]
struct Index {
    by_id: BTreeMap<String, usize>,
    by_extension_number: BTreeMap<String, usize>,
    /// Unassigned user records by id.
    unassigned: BTreeMap<i64, usize>,
    /// Direct numbers per extension, in the order of the file.
    direct: BTreeMap<i64, BTreeSet<usize>>,
    /// Free direct numbers per country, by text.
    free: BTreeMap<String, BTreeSet<(String, usize)>>,
    /// No automatic number below this one is free.
    next_automatic: u64,
}

/// What extension numbers may be.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct ExtensionLimits {
    min_length: usize,
    max_length: usize,
    reserved: BTreeSet<String>,
    auto_start: u64,
}

impl Default for ExtensionLimits {
    fn default() -> Self {
        Self { min_length: 1, max_length: 8, reserved: BTreeSet::new(), auto_start: 101 }
    }
}

/// An extension record.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Extension {
    /// Its id.
    pub id: i64,
    /// Its type: `User` …
    #[serde(rename = "type", default, skip_serializing_if = "String::is_empty")]
    pub ty: String,
    /// Its status: `Unassigned`, `NotActivated`, `Enabled`, `Disabled`, `Frozen`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub status: String,
    /// Its number; an unassigned record has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension_number: Option<String>,
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    contact: Map<String, Value>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

/// A phone number.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Number {
    /// The number with its country code.
    pub phone_number: String,
    /// What it is for: `DirectNumber` …
    #[serde(default)]
    pub usage_type: String,
    /// Its status: `Normal` …
    #[serde(default)]
    pub status: String,
    /// Its country.
    #[serde(default)]
    pub country: String,
    /// The extension that it belongs to.
    #[serde(default)]
    pub extension_id: Option<i64>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

/// A rehearsed failure of the service.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Fault {
    pub(super) user_name: String,
    pub(super) kind: FaultKind,
    #[serde(default = "once")]
    pub(super) times: u32,
}

fn once() -> u32 {
    1
}

/// What fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum FaultKind {
    Unavailable,
    InvalidJson,
}

#[derive(Deserialize)]
struct Inventory {
    #[serde(default)]
    account: AccountObject,
    #[serde(default)]
    numbers: Vec<Number>,
    #[serde(default)]
    extensions: Vec<Extension>,
    #[serde(default)]
    faults: Vec<Fault>,
}

#[derive(Deserialize, Default)]
struct AccountObject {
    #[serde(default)]
    extension: ExtensionLimits,
}

impl Account {
    /// Reads an inventory file.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, DocumentError> {
        let file: Inventory = read_typed(bytes)?;
        let limits = file.account.extension;
        let index = Index { next_automatic: limits.auto_start, ..Index::default() };
        let Inventory { extensions, numbers, faults, .. } = file;
        let mut account = Self { limits, extensions, numbers, faults, index };
        account.build_index();
        Ok(account)
    }

    fn build_index(&mut self) {
        let index = &mut self.index;
        for (place, extension) in self.extensions.iter().enumerate() {
            index.by_id.entry(extension.id.to_string()).or_insert(place);
            if let Some(number) = &extension.extension_number {
                index.by_extension_number.entry(number.clone()).or_insert(place);
            }
            if extension.status == "Unassigned" && extension.ty == "User" {
                index.unassigned.insert(extension.id, place);
            }
        }
        for (place, number) in self.numbers.iter().enumerate() {
            if number.usage_type != "DirectNumber" {
                continue;
            }
            if let Some(id) = number.extension_id {
                index.direct.entry(id).or_default().insert(place);
            } else if number.status == "Normal" {
                let free = index.free.entry(number.country.clone()).or_default();
                free.insert((number.phone_number.clone(), place));
            }
        }
    }

    pub(super) fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The place of the record with this id.
    pub(super) fn by_id(&self, id: &str) -> Option<usize> {
        self.index.by_id.get(id).copied()
    }

    /// The place of the record that has this extension number.
    pub(super) fn by_extension_number(&self, number: &str) -> Option<usize> {
        self.index.by_extension_number.get(number).copied()
    }

    /// The places of the records that have each mail, in lower case.
    pub(super) fn by_email(&self) -> BTreeMap<String, Vec<usize>> {
        let mut records: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, extension) in self.extensions.iter().enumerate() {
            if let Some(email) = extension.contact_text("email") {
                records.entry(email.to_lowercase()).or_default().push(place);
            }
        }
        records
    }

    /// Whether the account can give an extension number like this one.
    pub(super) fn allows(&self, number: &str) -> bool {
        (self.limits.min_length..=self.limits.max_length).contains(&number.len())
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && !self.limits.reserved.contains(number)
    }

    /// The direct numbers of a record, in the order of the file.
    pub(super) fn direct_numbers(&self, place: usize) -> Vec<&str> {
        let id = self.extensions.get(place).map(|extension| extension.id);
        let places = id.and_then(|id| self.index.direct.get(&id));
        let numbers = places.into_iter().flatten().filter_map(|place| self.numbers.get(*place));
        numbers.map(|number| number.phone_number.as_str()).collect()
    }

    /// The app profile of a record.
    pub(super) fn profile(&self, place: usize) -> Profile {
        let mut profile = Profile::new();
        let Some(extension) = self.extensions.get(place) else { return profile };
        for name in CONTACT {
            if let Some(text) = extension.contact_text(name) {
                profile.insert(name.into(), text.into());
            }
        }
        for name in ADDRESS {
            if let Some(text) = extension.address_text(name) {
                profile.insert(name.into(), text.into());
            }
        }
        let email = profile.get("email").cloned();
        profile.extend(email.map(|email| ("userName".into(), email)));
        let number = extension.extension_number.clone();
        profile.extend(number.map(|number| ("extensionNumber".into(), number.into())));
        let direct = self.direct_numbers(place).first().copied().map(Datum::from);
        profile.extend(direct.map(|direct| ("directNumber".into(), direct)));
        profile
    }

    /// The free user record with the smallest id.
    pub(super) fn first_unassigned(&self) -> Option<usize> {
        self.index.unassigned.first_key_value().map(|(_, place)| *place)
    }

    /// The smallest automatic extension number that is free and that nobody asks for.
    pub(super) fn automatic_number(&mut self, asked: &BTreeSet<String>) -> String {
        loop {
            let number = self.index.next_automatic.to_string();
            let is_taken = self.index.by_extension_number.contains_key(&number)
                || self.limits.reserved.contains(&number)
                || asked.contains(&number);
            if !is_taken {
                return number;
            }
            self.index.next_automatic = self.index.next_automatic.saturating_add(1);
        }
    }

    /// Takes an unassigned record: it gets a number and waits for its activation.
    pub(super) fn assign(&mut self, place: usize, number: String) {
        self.set_extension_number(place, number);
        if let Some(extension) = self.extensions.get_mut(place) {
            "NotActivated".clone_into(&mut extension.status);
            self.index.unassigned.remove(&extension.id);
        }
    }

    /// Gives a record another extension number; the old one becomes free.
    pub(super) fn set_extension_number(&mut self, place: usize, number: String) {
        let Some(extension) = self.extensions.get_mut(place) else { return };
        let old = extension.extension_number.replace(number.clone());
        if let Some(old) = old
            && self.index.by_extension_number.get(&old) == Some(&place)
        {
            self.index.by_extension_number.remove(&old);
            if let Ok(free) = old.parse::<u64>() {
                let next = self.index.next_automatic.min(free.max(self.limits.auto_start));
                self.index.next_automatic = next;
            }
        }
        self.index.by_extension_number.insert(number, place);
    }

    /// Gives a record the smallest free direct number of a country; false when there is none.
    pub(super) fn assign_direct_number(&mut self, place: usize, country: &str) -> bool {
        let Some(extension) = self.extensions.get(place) else { return false };
        let free = self.index.free.get_mut(country).and_then(BTreeSet::pop_first);
        let Some((_, number)) = free else { return false };
        self.index.direct.entry(extension.id).or_default().insert(number);
        if let Some(number) = self.numbers.get_mut(number) {
            number.extension_id = Some(extension.id);
        }
        true
    }

    /// Notes the direct number that the account itself gave to a record.
    pub(super) fn take_direct_number(&mut self, place: usize, text: &str) {
        let Some(extension) = self.extensions.get(place) else { return };
        let known = self.numbers.iter().position(|number| number.phone_number == text);
        let number = known.unwrap_or(self.numbers.len());
        if known.is_none() {
            self.numbers.push(Number {
                phone_number: text.to_owned(),
                usage_type: "DirectNumber".to_owned(),
                status: "Normal".to_owned(),
                country: String::new(),
                extension_id: None,
                other: Map::new(),
            });
        }
        self.index.direct.entry(extension.id).or_default().insert(number);
        if let Some(number) = self.numbers.get_mut(number) {
            if let Some(free) = self.index.free.get_mut(&number.country) {
                free.retain(|(free, _)| free != text);
            }
            number.extension_id = Some(extension.id);
        }
    }

    /// Writes the contact of a record; empty attributes are left out.
    pub(super) fn write_contact(&mut self, place: usize, profile: &Profile) {
        if let Some(extension) = self.extensions.get_mut(place) {
            extension.write_contact(profile);
        }
    }

    pub(super) fn set_status(&mut self, place: usize, status: &str) {
        if let Some(extension) = self.extensions.get_mut(place) {
            status.clone_into(&mut extension.status);
        }
    }
}

impl Extension {
    fn contact_text(&self, name: &str) -> Option<&str> {
        self.contact.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    fn address_text(&self, name: &str) -> Option<&str> {
        let address = self.contact.get("businessAddress")?;
        address.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    fn write_contact(&mut self, profile: &Profile) {
        let text = |name: &str| {
            let value = profile.get(name).filter(|value| !value.is_missing())?;
            Some(Value::String(value.to_plain()))
        };
        write_texts(&mut self.contact, &CONTACT, text);
        let address = self.contact.remove("businessAddress");
        let mut address =
            address.and_then(|address| address.as_object().cloned()).unwrap_or_default();
        write_texts(&mut address, &ADDRESS, text);
        if !address.is_empty() {
            self.contact.insert("businessAddress".to_owned(), Value::Object(address));
        }
    }
}

fn write_texts(
    object: &mut Map<String, Value>,
    names: &[&str],
    text: impl Fn(&str) -> Option<Value>,
) {
    for name in names {
        match text(name) {
            Some(value) => object.insert((*name).to_owned(), value),
            None => object.shift_remove(*name),
        };
    }
}
