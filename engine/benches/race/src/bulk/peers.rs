//! The twelve rules in other engines: a line into the engine's own values, rules, and out by `serde_json`.

use minijinja::Value as Jinja;
use rhai::{Dynamic, Scope};
use serde::Serialize;
use zen_expression::Variable;
use zen_expression::scope::Scope as ZenScope;
use zen_expression::vm::VM;

use super::Mapper;

/// A target attribute, and its rule for zen, for rhai and for minijinja.
const RULES: [(&str, &str, &str, &str); 12] = [
    ("userName", "user.login", "user.login", "user.login"),
    ("email", "user.email", "user.email", "user.email"),
    ("givenName", "user.firstName", "user.firstName", "user.firstName"),
    ("familyName", "user.lastName", "user.lastName", "user.lastName"),
    (
        "displayName",
        r#"user.lastName + ", " + user.firstName"#,
        r#"user.lastName + ", " + user.firstName"#,
        r#"user.lastName ~ ", " ~ user.firstName"#,
    ),
    (
        "phone",
        r##"(user.directNumber != null ? user.directNumber : "") + "#" + user.extensionNumber"##,
        r##"(if user.directNumber != () { user.directNumber } else { "" }) + "#" + user.extensionNumber"##,
        r##"(user.directNumber or "") ~ "#" ~ user.extensionNumber"##,
    ),
    (
        "nickName",
        r#"(user.email != null ? lower(split(user.email, "@")[0]) : "") + "." + (user.lastName != null ? user.lastName[0:2] : "")"#,
        r#"(if user.email != () { user.email.sub_string(0, user.email.index_of("@")).to_lower() } else { "" }) + "." + (if user.lastName != () { user.lastName.sub_string(0, 3) } else { "" })"#,
        r#"(user.email|split("@")|first|lower if user.email else "") ~ "." ~ (user.lastName[:3] if user.lastName is not none else "")"#,
    ),
    ("title", "user.title", "user.title", "user.title"),
    ("department", "user.department", "user.department", "user.department"),
    (
        "costCenter",
        r#""CC-" + user.costCenter"#,
        r#""CC-" + user.costCenter"#,
        r#""CC-" ~ user.costCenter"#,
    ),
    (
        "isSales",
        r#"user.salary > 1000000 and not user.isContractor or contains(user.department, "Sales")"#,
        r#"user.salary > 1000000 && !user.isContractor || user.department.contains("Sales")"#,
        r#"user.salary > 1000000 and not user.isContractor or "Sales" in user.department"#,
    ),
    (
        "location",
        r#"user.city + ", " + user.countryCode"#,
        r#"user.city + ", " + user.countryCode"#,
        r#"user.city ~ ", " ~ user.countryCode"#,
    ),
];

pub(super) fn enter(mappers: &mut Vec<Mapper>) {
    mappers.push(Mapper::new("zen-expression 2.1.6", zen()));
    mappers.push(Mapper::new("minijinja 3.0.5", minijinja()));
    mappers.push(Mapper::new("rhai 1.27.0", rhai()));
}

fn zen() -> impl FnMut(&str, &mut String) {
    let mut isolate = zen_expression::Isolate::new();
    let compiled = |(name, text, ..): &(&'static str, &str, &str, &str)| {
        (*name, isolate.compile_standard(text).expect("zen compiles it"))
    };
    let rules: Vec<_> = RULES.iter().map(compiled).collect();
    let mut vm = VM::new();
    let mut scratch = Vec::new();
    move |lines, out| {
        for line in lines.lines() {
            let person: Variable = serde_json::from_str(line).expect("the generator writes JSON");
            let root = Variable::empty_object();
            root.dot_insert("user", person);
            let scope = ZenScope::new(root);
            write(
                &mut scratch,
                out,
                rules.iter().map(|(name, rule)| {
                    (*name, rule.evaluate_with_scope(&scope, &mut vm).unwrap_or(Variable::Null))
                }),
            );
        }
    }
}

fn rhai() -> impl FnMut(&str, &mut String) {
    let engine = rhai::Engine::new();
    let compiled = |(name, _, text, _): &(&'static str, &str, &str, &str)| {
        (*name, engine.compile_expression(text).expect("rhai compiles it"))
    };
    let rules: Vec<_> = RULES.iter().map(compiled).collect();
    let mut scratch = Vec::new();
    move |lines, out| {
        for line in lines.lines() {
            let person: Dynamic = serde_json::from_str(line).expect("the generator writes JSON");
            let mut scope = Scope::new();
            scope.push_dynamic("user", person);
            write(
                &mut scratch,
                out,
                rules.iter().map(|(name, rule)| {
                    let value = engine.eval_ast_with_scope::<Dynamic>(&mut scope, rule);
                    (*name, value.unwrap_or(Dynamic::UNIT))
                }),
            );
        }
    }
}

fn minijinja() -> impl FnMut(&str, &mut String) {
    // Compiled expressions borrow from their environment, and both stay to the end.
    let environment: &'static _ = Box::leak(Box::new(minijinja::Environment::new()));
    let compiled = |(name, _, _, text): &(&'static str, &str, &str, &'static str)| {
        (*name, environment.compile_expression(text).expect("minijinja compiles it"))
    };
    let rules: Vec<_> = RULES.iter().map(compiled).collect();
    let mut scratch = Vec::new();
    move |lines, out| {
        for line in lines.lines() {
            let person: Jinja = serde_json::from_str(line).expect("the generator writes JSON");
            let root = minijinja::context! { user => person };
            write(
                &mut scratch,
                out,
                rules.iter().map(|(name, rule)| {
                    (*name, rule.eval(root.clone()).unwrap_or(Jinja::UNDEFINED))
                }),
            );
        }
    }
}

/// Writes one line of a JSON object; `scratch` is reused from line to line.
fn write<V: Serialize>(
    scratch: &mut Vec<u8>,
    out: &mut String,
    values: impl Iterator<Item = (&'static str, V)>,
) {
    scratch.clear();
    for (index, (name, value)) in values.enumerate() {
        scratch.push(if index == 0 { b'{' } else { b',' });
        scratch.push(b'"');
        scratch.extend_from_slice(name.as_bytes());
        scratch.extend_from_slice(b"\":");
        serde_json::to_writer(&mut *scratch, &value).expect("values are JSON");
    }
    scratch.extend_from_slice(b"}\n");
    out.push_str(str::from_utf8(scratch).expect("JSON is UTF-8"));
}
