//! What a programmer would write instead: the limits that everything else is compared with.

use serde::Deserialize;
use serde_json::Value;

use crate::field::Field;
use crate::people::Profile;
use crate::workload::Workload;

/// A person as a program that knows the schema would hold one.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "the workloads read some attributes of a whole person")]
pub(crate) struct Person {
    id: String,
    login: String,
    first_name: String,
    last_name: String,
    email: Option<String>,
    middle_name: Option<String>,
    display_name: String,
    title: Option<String>,
    department: String,
    division: Option<String>,
    organization: String,
    cost_center: String,
    employee_number: String,
    salary: i64,
    is_contractor: bool,
    manager: Option<String>,
    direct_number: Option<String>,
    extension_number: String,
    mobile_phone: Option<String>,
    street_address: Option<String>,
    city: String,
    state: String,
    zip_code: String,
    country_code: String,
    locale: String,
    timezone: String,
    hire_date: String,
    groups: Option<Vec<String>>,
}

impl Person {
    pub(crate) fn new(profile: &Profile) -> Self {
        let profile = Value::Object(profile.clone());
        serde_json::from_value(profile).expect("the generator fills the struct")
    }
}

/// Enough for nearly every answer.
const ROOM: usize = 32;

/// Limit A of a workload as a function that appends text.
pub(crate) fn rule(workload: Workload) -> fn(&Person, &mut String) {
    match workload {
        Workload::W1 => w1,
        Workload::W2 => w2,
        Workload::W3 => w3,
        Workload::W4 => |person, out| out.push_str(if w4(person) { "true" } else { "false" }),
    }
}

/// The right answers: limit A's.
pub(crate) fn answers(workload: Workload, people: &[Profile]) -> Vec<String> {
    let rule = rule(workload);
    let answer = |profile| {
        let mut out = String::new();
        rule(&Person::new(profile), &mut out);
        out
    };
    people.iter().map(answer).collect()
}

/// Enters limit A, limit B and the same over a tree of JSON.
pub(crate) fn enter(field: &mut Field<'_>, workload: Workload) {
    const A: &str = "by hand: struct, reused buffer (limit A)";
    const B: &str = "by hand: struct, new `String` (limit B)";
    const FORMAT: &str = "by hand: struct, `format!`";
    const TREE: &str = "by hand: `serde_json::Value`, reused buffer";
    let tree = |profile: &Profile| Value::Object(profile.clone());
    match workload {
        Workload::W1 => {
            field.enter(A, Person::new, |person, out| w1(person, out));
            field.enter(B, Person::new, |person, _| w1_new(person));
            field.enter(FORMAT, Person::new, |person, _| w1_format(person));
            field.enter(TREE, tree, |person, out| w1_tree(person, out));
        }
        Workload::W2 => {
            field.enter(A, Person::new, |person, out| w2(person, out));
            field.enter(B, Person::new, |person, _| w2_new(person));
            field.enter(FORMAT, Person::new, |person, _| w2_format(person));
            field.enter(TREE, tree, |person, out| w2_tree(person, out));
        }
        Workload::W3 => {
            field.enter(A, Person::new, |person, out| w3(person, out));
            field.enter(B, Person::new, |person, _| w3_new(person));
            field.enter(TREE, tree, |person, out| w3_tree(person, out));
        }
        Workload::W4 => {
            field.enter("by hand: struct (limit A)", Person::new, |person, _| w4(person));
            field.enter("by hand: `serde_json::Value`", tree, |person, _| w4_tree(person));
        }
    }
}

#[inline(never)]
fn w1(person: &Person, out: &mut String) {
    if let Some(number) = &person.direct_number {
        out.push_str(number);
    }
    out.push('#');
    out.push_str(&person.extension_number);
}

#[inline(never)]
fn w1_new(person: &Person) -> String {
    let mut out = String::with_capacity(ROOM);
    w1(person, &mut out);
    out
}

#[inline(never)]
fn w1_format(person: &Person) -> String {
    format!("{}#{}", person.direct_number.as_deref().unwrap_or_default(), person.extension_number)
}

#[inline(never)]
fn w1_tree(person: &Value, out: &mut String) {
    if let Some(number) = person["directNumber"].as_str() {
        out.push_str(number);
    }
    out.push('#');
    out.push_str(person["extensionNumber"].as_str().unwrap_or("null"));
}

#[inline(never)]
fn w2(person: &Person, out: &mut String) {
    out.push_str(&person.last_name);
    out.push_str(", ");
    out.push_str(&person.first_name);
}

#[inline(never)]
fn w2_new(person: &Person) -> String {
    let mut out = String::with_capacity(ROOM);
    w2(person, &mut out);
    out
}

#[inline(never)]
fn w2_format(person: &Person) -> String {
    format!("{}, {}", person.last_name, person.first_name)
}

#[inline(never)]
fn w2_tree(person: &Value, out: &mut String) {
    out.push_str(person["lastName"].as_str().unwrap_or("null"));
    out.push_str(", ");
    out.push_str(person["firstName"].as_str().unwrap_or("null"));
}

#[inline(never)]
fn w3(person: &Person, out: &mut String) {
    push_user_name(person.email.as_deref(), Some(&person.last_name), out);
}

#[inline(never)]
fn w3_new(person: &Person) -> String {
    let mut out = String::with_capacity(ROOM);
    push_user_name(person.email.as_deref(), Some(&person.last_name), &mut out);
    out
}

#[inline(never)]
fn w3_tree(person: &Value, out: &mut String) {
    push_user_name(person["email"].as_str(), person["lastName"].as_str(), out);
}

/// The local part in lower case, a dot, the first three characters of the name.
pub(crate) fn push_user_name(email: Option<&str>, last_name: Option<&str>, out: &mut String) {
    if let Some(email) = email {
        let local = email.split_once('@').map_or("", |(local, _)| local);
        if local.is_ascii() {
            let start = out.len();
            out.push_str(local);
            out[start..].make_ascii_lowercase();
        } else {
            out.push_str(&local.to_lowercase());
        }
    }
    out.push('.');
    if let Some(name) = last_name {
        let end = name.char_indices().nth(3).map_or(name.len(), |(end, _)| end);
        out.push_str(&name[..end]);
    }
}

#[inline(never)]
fn w4(person: &Person) -> bool {
    person.salary > 1_000_000 && !person.is_contractor || person.department.contains("Sales")
}

#[inline(never)]
fn w4_tree(person: &Value) -> bool {
    person["salary"].as_i64().is_some_and(|salary| salary > 1_000_000)
        && person["isContractor"] == Value::Bool(false)
        || person["department"].as_str().is_some_and(|department| department.contains("Sales"))
}
