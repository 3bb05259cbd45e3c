//! Limit C: the twelve rules over the bytes of a line, values copied as they stand.
//!
//! It trusts the generator: no white space between tokens, no escapes in names of attributes.

use memchr::{memchr, memchr2};

use crate::hand::push_user_name;

/// The attributes that the rules read, as JSON.
#[derive(Default)]
struct Raw<'a> {
    login: &'a str,
    first_name: &'a str,
    last_name: &'a str,
    email: &'a str,
    title: &'a str,
    department: &'a str,
    cost_center: &'a str,
    salary: &'a str,
    is_contractor: &'a str,
    direct_number: &'a str,
    extension_number: &'a str,
    city: &'a str,
    country_code: &'a str,
}

/// Each line by its bytes.
pub(super) fn by_scan(lines: &str, out: &mut String) {
    let mut rest = lines;
    while let Some(end) = memchr(b'\n', rest.as_bytes()) {
        write(&read(&rest[..end]), out);
        rest = &rest[end + 1..];
    }
}

fn read(line: &str) -> Raw<'_> {
    let bytes = line.as_bytes();
    let mut raw = Raw::default();
    let mut at = 1;
    while bytes.get(at) == Some(&b'"') {
        let name_end = at + 1 + memchr(b'"', &bytes[at + 1..]).expect("a name ends");
        let begin = name_end + 2;
        let end = value_end(bytes, begin);
        let value = &line[begin..end];
        match &line[at + 1..name_end] {
            "login" => raw.login = value,
            "firstName" => raw.first_name = value,
            "lastName" => raw.last_name = value,
            "email" => raw.email = value,
            "title" => raw.title = value,
            "department" => raw.department = value,
            "costCenter" => raw.cost_center = value,
            "salary" => raw.salary = value,
            "isContractor" => raw.is_contractor = value,
            "directNumber" => raw.direct_number = value,
            "extensionNumber" => raw.extension_number = value,
            "city" => raw.city = value,
            "countryCode" => raw.country_code = value,
            _ => {}
        }
        at = end + 1;
    }
    raw
}

/// Where the value ends that begins here.
fn value_end(bytes: &[u8], begin: usize) -> usize {
    match bytes[begin] {
        b'"' => text_end(bytes, begin),
        b'[' | b'{' => {
            let mut depth = 0;
            let mut at = begin;
            loop {
                match bytes[at] {
                    b'"' => at = text_end(bytes, at) - 1,
                    b'[' | b'{' => depth += 1,
                    b']' | b'}' => depth -= 1,
                    _ => {}
                }
                at += 1;
                if depth == 0 {
                    return at;
                }
            }
        }
        _ => begin + memchr2(b',', b'}', &bytes[begin..]).expect("a value ends"),
    }
}

/// Behind the quote that ends the text.
fn text_end(bytes: &[u8], begin: usize) -> usize {
    let mut at = begin + 1;
    loop {
        at += memchr2(b'"', b'\\', &bytes[at..]).expect("a text ends");
        if bytes[at] == b'"' {
            return at + 1;
        }
        at += 2;
    }
}

fn write(raw: &Raw<'_>, out: &mut String) {
    out.push_str("{\"userName\":");
    out.push_str(or_null(raw.login));
    out.push_str(",\"email\":");
    out.push_str(or_null(raw.email));
    out.push_str(",\"givenName\":");
    out.push_str(or_null(raw.first_name));
    out.push_str(",\"familyName\":");
    out.push_str(or_null(raw.last_name));
    out.push_str(",\"displayName\":\"");
    out.push_str(inner(raw.last_name).unwrap_or("null"));
    out.push_str(", ");
    out.push_str(inner(raw.first_name).unwrap_or("null"));
    out.push_str("\",\"phone\":\"");
    out.push_str(inner(raw.direct_number).unwrap_or_default());
    out.push('#');
    out.push_str(inner(raw.extension_number).unwrap_or("null"));
    out.push_str("\",\"nickName\":\"");
    push_nick_name(inner(raw.email), inner(raw.last_name), out);
    out.push_str("\",\"title\":");
    out.push_str(or_null(raw.title));
    out.push_str(",\"department\":");
    out.push_str(or_null(raw.department));
    out.push_str(",\"costCenter\":\"CC-");
    out.push_str(inner(raw.cost_center).unwrap_or("null"));
    out.push_str("\",\"isSales\":");
    let salary: i64 = raw.salary.parse().unwrap_or_default();
    let is_sales =
        salary > 1_000_000 && raw.is_contractor == "false" || raw.department.contains("Sales");
    out.push_str(if is_sales { "true" } else { "false" });
    out.push_str(",\"location\":\"");
    out.push_str(inner(raw.city).unwrap_or("null"));
    out.push_str(", ");
    out.push_str(inner(raw.country_code).unwrap_or("null"));
    out.push_str("\"}\n");
}

fn or_null(raw: &str) -> &str {
    if raw.is_empty() { "null" } else { raw }
}

/// What stands between the quotes; `None` where there is no text.
fn inner(raw: &str) -> Option<&str> {
    raw.strip_prefix('"')?.strip_suffix('"')
}

/// Characters are counted, so escapes have to be undone.
fn push_nick_name(email: Option<&str>, last_name: Option<&str>, out: &mut String) {
    let plain = |raw: &str| memchr(b'\\', raw.as_bytes()).is_none();
    if email.is_none_or(plain) && last_name.is_none_or(plain) {
        return push_user_name(email, last_name, out);
    }
    let undone = |raw: &str| -> String {
        serde_json::from_str(&format!("\"{raw}\"")).expect("it was a text")
    };
    let mut name = String::new();
    let [email, last_name] = [email, last_name].map(|raw| raw.map(undone));
    push_user_name(email.as_deref(), last_name.as_deref(), &mut name);
    let quoted = serde_json::to_string(&name).expect("text is JSON");
    out.push_str(&quoted[1..quoted.len() - 1]);
}
