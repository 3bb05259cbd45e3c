//! The twelve rules by hand: over a borrowed struct, over a tree, over the bytes themselves.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::Value;

use crate::hand::push_user_name;

/// Text that borrows from the line where it has no escapes.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Person<'a> {
    #[serde(borrow)]
    login: Text<'a>,
    first_name: Text<'a>,
    last_name: Text<'a>,
    email: Option<Text<'a>>,
    title: Option<Text<'a>>,
    department: Text<'a>,
    cost_center: Text<'a>,
    salary: i64,
    is_contractor: bool,
    direct_number: Option<Text<'a>>,
    extension_number: Text<'a>,
    city: Text<'a>,
    country_code: Text<'a>,
}

/// What the rules read.
struct Read<'a> {
    login: Option<&'a str>,
    first_name: &'a str,
    last_name: &'a str,
    email: Option<&'a str>,
    title: Option<&'a str>,
    department: &'a str,
    cost_center: &'a str,
    salary: i64,
    is_contractor: bool,
    direct_number: Option<&'a str>,
    extension_number: &'a str,
    city: &'a str,
    country_code: &'a str,
}

/// Limit A: each line into a struct that borrows from it, and out.
pub(super) fn by_struct(lines: &str, out: &mut String) {
    for line in lines.lines() {
        let person: Person<'_> = serde_json::from_str(line).expect("the generator fills it");
        let read = Read {
            login: Some(&person.login.0),
            first_name: &person.first_name.0,
            last_name: &person.last_name.0,
            email: person.email.as_ref().map(|text| &*text.0),
            title: person.title.as_ref().map(|text| &*text.0),
            department: &person.department.0,
            cost_center: &person.cost_center.0,
            salary: person.salary,
            is_contractor: person.is_contractor,
            direct_number: person.direct_number.as_ref().map(|text| &*text.0),
            extension_number: &person.extension_number.0,
            city: &person.city.0,
            country_code: &person.country_code.0,
        };
        write(&read, out);
    }
}

/// The same over a tree of JSON.
pub(super) fn by_tree(lines: &str, out: &mut String) {
    for line in lines.lines() {
        let person: Value = serde_json::from_str(line).expect("the generator writes JSON");
        let text = |name: &str| person[name].as_str();
        let read = Read {
            login: text("login"),
            first_name: text("firstName").unwrap_or("null"),
            last_name: text("lastName").unwrap_or("null"),
            email: text("email"),
            title: text("title"),
            department: text("department").unwrap_or_default(),
            cost_center: text("costCenter").unwrap_or("null"),
            salary: person["salary"].as_i64().unwrap_or_default(),
            is_contractor: person["isContractor"].as_bool().unwrap_or_default(),
            direct_number: text("directNumber"),
            extension_number: text("extensionNumber").unwrap_or("null"),
            city: text("city").unwrap_or("null"),
            country_code: text("countryCode").unwrap_or("null"),
        };
        write(&read, out);
    }
}

fn write(read: &Read<'_>, out: &mut String) {
    out.push_str("{\"userName\":");
    push_text(read.login, out);
    out.push_str(",\"email\":");
    push_text(read.email, out);
    out.push_str(",\"givenName\":");
    push_text(Some(read.first_name), out);
    out.push_str(",\"familyName\":");
    push_text(Some(read.last_name), out);
    out.push_str(",\"displayName\":\"");
    push_escaped(read.last_name, out);
    out.push_str(", ");
    push_escaped(read.first_name, out);
    out.push_str("\",\"phone\":\"");
    push_escaped(read.direct_number.unwrap_or_default(), out);
    out.push('#');
    push_escaped(read.extension_number, out);
    out.push_str("\",\"nickName\":\"");
    push_nick_name(read.email, read.last_name, out);
    out.push_str("\",\"title\":");
    push_text(read.title, out);
    out.push_str(",\"department\":");
    push_text(Some(read.department), out);
    out.push_str(",\"costCenter\":\"CC-");
    push_escaped(read.cost_center, out);
    out.push_str("\",\"isSales\":");
    let is_sales =
        read.salary > 1_000_000 && !read.is_contractor || read.department.contains("Sales");
    out.push_str(if is_sales { "true" } else { "false" });
    out.push_str(",\"location\":\"");
    push_escaped(read.city, out);
    out.push_str(", ");
    push_escaped(read.country_code, out);
    out.push_str("\"}\n");
}

/// The user name, escaped only where it has to be.
fn push_nick_name(email: Option<&str>, last_name: &str, out: &mut String) {
    let start = out.len();
    push_user_name(email, Some(last_name), out);
    if out[start..].bytes().any(must_escape) {
        let plain = out.split_off(start);
        push_escaped(&plain, out);
    }
}

/// A text as JSON; null for none.
fn push_text(text: Option<&str>, out: &mut String) {
    match text {
        None => out.push_str("null"),
        Some(text) => {
            out.push('"');
            push_escaped(text, out);
            out.push('"');
        }
    }
}

fn push_escaped(text: &str, out: &mut String) {
    if text.bytes().any(must_escape) {
        let quoted = serde_json::to_string(text).expect("text is JSON");
        out.push_str(&quoted[1..quoted.len() - 1]);
    } else {
        out.push_str(text);
    }
}

fn must_escape(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}
