//! A seed and a size → an invented company: directory, hub, links and phone account of a run.
//!
//! The same seed gives the same bytes. About one person in three has something wrong, of the kinds
//! that the scenario of the suite has; schemas, mappings and group rules are the scenario's own.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use attrmap::formats::ldif::write_content;
use serde_json::{Value, json};

/// The files of a run, by the path that its run file names.
pub type Files = BTreeMap<String, Vec<u8>>;

const BASE: &str = "DC=corp,DC=larkfield,DC=example";
const FIRST: [&str; 16] = [
    "Amelia",
    "Noah",
    "Zoë",
    "Tomás",
    "Wei",
    "Ingrid",
    "Étienne",
    "Chloé",
    "Jonas",
    "Katharina",
    "Oliver",
    "Ximena",
    "Ruth",
    "Samuel",
    "Grace",
    "Søren",
];
const LAST: [&str; 16] = [
    "Brandt",
    "Castellano",
    "Raman",
    "Herrera",
    "Zhang",
    "O'Dell",
    "Sørensen",
    "Lavoie",
    "Keller",
    "Voß",
    "Ashworth",
    "Ortega",
    "Adeyemi",
    "Okafor",
    "Weiss",
    "Nakamura",
];
/// Place, state, postal code, country.
const PLACES: [[&str; 4]; 8] = [
    ["San Jose", "CA", "95110", "US"],
    ["Austin", "Texas", "78701", "US"],
    ["Montréal", "QC", "H3B 1A7", "CA"],
    ["München", "BY", "80331", "DE"],
    ["London", "ENG", "EC1A 1BB", "GB"],
    ["Guadalajara", "JAL", "44100", "MX"],
    ["Columbus", "Calif.", "43215", "US"],
    ["Toronto", "", "M5V 2T6", "CA"],
];
const TITLES: [&str; 6] =
    ["Account Manager", "Sales Director", "Optics Engineer", "Intern", "Field Technician", "Clerk"];
const DEPARTMENTS: [&str; 5] = ["Sales", "Field Service", "Engineering", "Support", "Finance"];

/// Numbers that look random and are not (`SplitMix64`).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    fn one_in(&mut self, chance: usize) -> bool {
        self.below(chance) == 0
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> Option<T> {
        items.get(self.below(items.len())).copied()
    }
}

/// One invented person.
struct Person {
    dn: String,
    login: String,
    mail: String,
    guid: [u8; 16],
    values: Vec<(&'static str, Vec<u8>)>,
}

impl Person {
    fn new(index: usize, random: &mut Random) -> Self {
        let first = random.pick(&FIRST).unwrap_or_default();
        let last = random.pick(&LAST).unwrap_or_default();
        let [city, state, zip, country] = random.pick(&PLACES).unwrap_or_default();
        let container = match random.below(20) {
            0 => "OU=Interns,OU=Staff",
            1 => "OU=Contractors",
            _ => "OU=Staff",
        };
        let dn = format!("CN={first} {last} {index},{container},{BASE}");
        let own = format!("user{index}");
        let login = match random.below(60) {
            0 => format!("USER{}@corp.larkfield.example", index / 2),
            _ => format!("{own}@corp.larkfield.example"),
        };
        let mail = match random.below(40) {
            0 => format!("{own}(at)larkfield.example"),
            1 => format!("{own}@larkfield.example "),
            2 => format!("user{}@larkfield.example", index / 3),
            _ => format!("{own}@larkfield.example"),
        };
        let mut guid = [0; 16];
        guid[..8].copy_from_slice(&random.next().to_le_bytes());
        guid[8..].copy_from_slice(&u64::try_from(index).unwrap_or_default().to_le_bytes());
        let mut person = Self { dn, login, mail, guid, values: Vec::new() };
        person.add_values(index, first, last, random);
        for (name, value) in [("l", city), ("st", state), ("postalCode", zip), ("c", country)] {
            if !value.is_empty() && !random.one_in(80) {
                person.add(name, value);
            }
        }
        person
    }

    fn add(&mut self, name: &'static str, value: &str) {
        self.values.push((name, value.as_bytes().to_vec()));
    }

    fn add_values(&mut self, index: usize, first: &str, last: &str, random: &mut Random) {
        for class in ["top", "person", "organizationalPerson", "user"] {
            self.add("objectClass", class);
        }
        self.add("cn", &format!("{first} {last} {index}"));
        self.add("givenName", first);
        if !random.one_in(70) {
            self.add("sn", last);
        }
        self.add("displayName", &format!("{first} {last}"));
        self.add("title", random.pick(&TITLES).unwrap_or_default());
        self.add("department", random.pick(&DEPARTMENTS).unwrap_or_default());
        self.add("company", "Larkfield Instruments");
        self.add("streetAddress", &format!("{} Orchard Way", 100 + random.below(900)));
        self.add("telephoneNumber", &format!("{}", 5000 + random.below(4000)));
        if random.one_in(5) {
            self.add("mobile", &format!("+1 (408) 555-{:04}", random.below(10_000)));
            if random.one_in(5) {
                self.add("mobile", "none");
            }
        }
        if random.one_in(12) {
            self.add("extensionAttribute1", &format!("{}", 2000 + random.below(index + 40)));
        }
        self.add("extensionAttribute2", &format!("CC-{}", 100 + random.below(9)));
        self.add("employeeID", &format!("{}", 20_000 + index));
        self.add("sAMAccountName", &format!("u{index}"));
        self.add("description", &"invented for a test ".repeat(12));
        for name in ["info", "comment", "physicalDeliveryOfficeName"] {
            self.add(name, &format!("{name} of person {index} at Larkfield Instruments"));
        }
        let control = if random.one_in(25) { "514" } else { "512" };
        self.add("userAccountControl", control);
        let groups: &[&str] = match random.below(10) {
            0 => &["Everybody"],
            1 | 2 => &["Okta-Sync"],
            3 => &["Okta-Sync", "Team-A"],
            _ => &["Okta-Sync", "OfficeAtHand-Users", "Everybody"],
        };
        for group in groups {
            self.add("memberOf", &format!("CN={group},OU=Groups,{BASE}"));
        }
        let (login, mail, guid) = (self.login.clone(), self.mail.clone(), self.guid.to_vec());
        self.add("userPrincipalName", &login);
        self.add("mail", &mail);
        self.values.push(("objectGUID", guid));
    }
}

/// The files of a company with this many people; schemas and mappings come from `suite`.
///
/// # Errors
///
/// The suite's files can not be read.
pub fn company(seed: u64, people: usize, suite: &Path) -> std::io::Result<Files> {
    let mut random = Random(seed);
    let mut files = Files::new();
    for path in [
        "run.json",
        "schemas/active_directory.json",
        "schemas/office_at_hand.json",
        "schemas/okta_user.json",
        "mappings/ad_to_okta.json",
        "mappings/okta_to_ad.json",
        "mappings/okta_to_oah.json",
        "mappings/oah_to_okta.json",
        "okta/groups.json",
        "okta/group_rules.json",
    ] {
        files.insert(path.to_owned(), std::fs::read(suite.join(path))?);
    }
    let persons: Vec<Person> = (0..people).map(|index| Person::new(index, &mut random)).collect();
    files.insert("ad/export.ldif".to_owned(), directory(&persons, &mut random).into_bytes());
    let (users, links, phones, extensions) = known(&persons, &mut random);
    let inventory = inventory(extensions, people, &mut random);
    for (path, value) in [
        ("okta/users.json", users),
        ("okta/appusers_active_directory.json", links),
        ("okta/appusers_office_at_hand.json", phones),
        ("office_at_hand/inventory.json", inventory),
    ] {
        files.insert(path.to_owned(), value.to_string().into_bytes());
    }
    Ok(files)
}

/// The export, with nested and circular groups and a few broken records.
fn directory(persons: &[Person], random: &mut Random) -> String {
    let entries = persons.iter().map(|person| {
        let values = person.values.iter().map(|(name, value)| (*name, value.as_slice()));
        (person.dn.as_str(), values.collect::<Vec<_>>())
    });
    let mut text = write_content(entries);
    for (group, parent) in [
        ("Okta-Sync", "Everybody"),
        ("Team-A", "Team-B"),
        ("Team-B", "Team-A"),
        ("Team-B", "OfficeAtHand-Users"),
    ] {
        // Writing to a text does not fail.
        let _written = write!(
            text,
            "\ndn: CN={group},OU=Groups,{BASE}\nobjectClass: group\nmemberOf: CN={parent},OU=Groups,{BASE}\n"
        );
    }
    for index in 0..persons.len() / 200 {
        let broken = random.pick(&["sn:: *", "no separator", "sn:< file:///x"]).unwrap_or_default();
        let _written =
            write!(text, "\ndn: CN=Broken {index},OU=Staff,{BASE}\nobjectClass: user\n{broken}\n");
    }
    text
}

/// Users whom the hub knows already, their links, and their extension records.
fn known(persons: &[Person], random: &mut Random) -> (Value, Value, Value, Vec<Value>) {
    let (mut users, mut links, mut phones) = (Vec::new(), Vec::new(), Vec::new());
    let mut extensions = Vec::new();
    for (index, person) in persons.iter().enumerate() {
        if !random.one_in(3) {
            continue;
        }
        let id = format!("00u{index}");
        let status = if random.one_in(50) { "DEPROVISIONED" } else { "ACTIVE" };
        let login = format!("user{index}@corp.larkfield.example");
        let mail = format!("user{index}@larkfield.example");
        let profile = json!({
            "login": login, "email": mail, "firstName": "Old", "lastName": "Name",
            "department": "Sales", "region": "AMER",
        });
        users.push(json!({"id": id, "status": status, "profile": profile}));
        if random.one_in(2) {
            let guid = attrmap::formats::guid_text(&person.guid);
            links.push(json!({"id": id, "externalId": guid, "profile": {"userName": login}}));
        }
        if random.one_in(2) {
            let status = random.pick(&["Enabled", "Enabled", "Disabled", "NotActivated"]);
            let contact = json!({
                "firstName": "Old", "lastName": "Name", "email": mail, "jobTitle": "Set by hand",
                "businessAddress": {"street": "1 Old Street", "country": "US", "state": "CA"},
            });
            extensions.push(json!({
                "id": 100 + index, "type": "User", "status": status,
                "extensionNumber": format!("{}", 30_000 + index), "contact": contact,
            }));
            if !random.one_in(4) {
                let held = json!({"userName": mail, "email": mail, "jobTitle": "Clerk"});
                phones.push(json!({
                    "id": id, "externalId": format!("{}", 100 + index), "profile": held,
                }));
            }
        }
    }
    (users.into(), links.into(), phones.into(), extensions)
}

fn inventory(mut extensions: Vec<Value>, people: usize, random: &mut Random) -> Value {
    for index in 0..people {
        let id = 1_000_000 + (index * 7919) % people.max(1);
        extensions.push(json!({"id": id, "type": "User", "status": "Unassigned"}));
    }
    let numbers: Vec<Value> = (0..people)
        .map(|index| {
            let country = random.pick(&["US", "US", "US", "CA", "DE", "GB"]);
            json!({
                "id": index, "phoneNumber": format!("+1408{index:07}"), "status": "Normal",
                "usageType": "DirectNumber", "country": country, "extensionId": null,
            })
        })
        .collect();
    let limits = json!({"minLength": 3, "maxLength": 6, "reserved": ["911"], "autoStart": 1001});
    let faults = json!([
        {"userName": "user1@larkfield.example", "kind": "unavailable", "times": 2},
        {"userName": "user3@larkfield.example", "kind": "unavailable", "times": 9},
        {"userName": "user5@larkfield.example", "kind": "invalidJson", "times": 1},
    ]);
    json!({
        "account": {"id": 1, "extension": limits}, "numbers": numbers,
        "extensions": extensions, "faults": faults,
    })
}
