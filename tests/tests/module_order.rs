//! The house rules of `engine/src`: who may use whom, and who alone knows an outside library.
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first thing that is not as it says"
)]
#![expect(clippy::string_slice, reason = "every index comes from a search in the same text")]

use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the engine from the ground up: each uses those of its own line and above.
const ORDER: [&[&str]; 22] = [
    &["packed", "sorted", "text"],
    &["country", "datetime", "pattern"],
    &["diagnostic"],
    &["value", "types"],
    &["json"],
    &["dialect", "limits"],
    &["syntax"],
    &["schema", "profile", "context", "environment"],
    &["functions"],
    &["check"],
    &["compile"],
    &["eval"],
    &["expression"],
    &["assist"],
    &["conformance"],
    &["mapping"],
    &["bulk"],
    &["formats"],
    &["people"],
    &["mastering"],
    &["provisioning"],
    &["presets"],
];

/// What the engine must not touch: files, network, other programs, threads, the clock.
const OUTSIDE: [&str; 7] = [
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "std::env",
    "SystemTime::now",
    "Instant::now",
];

#[test]
fn every_module_uses_only_those_above_it() {
    let mut wrong = Vec::new();
    for file in rust_files(&engine()) {
        let Some(module) = module_of(&file) else { continue };
        let uses = upward_uses(&module, &code_of(&file));
        wrong.extend(uses.iter().map(|used| format!("{}: {used}", file.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_upward_use_and_a_module_without_a_place_are_found() {
    assert_eq!(upward_uses("syntax", "use crate::eval::f;"), ["`syntax` uses `eval`"]);
    assert!(upward_uses("eval", "use crate::syntax::Tree;").is_empty());
    assert_eq!(upward_uses("attic", ""), ["`attic` has no place in ORDER"]);
}

#[test]
fn only_the_parser_names_pest() {
    assert_named_only_in("pest", &["syntax/parser.rs"]);
}

#[test]
fn the_engine_knows_no_javascript_and_no_page() {
    assert_named_only_in("wasm_bindgen", &[]);
    assert_named_only_in("yew", &[]);
}

#[test]
fn the_engine_touches_nothing_outside() {
    for path in OUTSIDE {
        assert_named_only_in(path, &[]);
    }
}

#[test]
fn only_three_rooms_of_functions_look_around() {
    // People by column make a context for these rooms only; see `functions::looks_around`.
    let allowed = ["functions/groups.rs", "functions/group_criteria.rs", "functions/users.rs"];
    for file in rust_files(&engine().join("functions")) {
        let code = code_of(&file);
        let looks =
            code.match_indices("context.").any(|(at, _)| !code[at..].starts_with("context.now"));
        let may = allowed.iter().any(|allowed| file.ends_with(allowed));
        assert!(may || !looks, "{} looks around", file.display());
    }
}

#[test]
fn uses_are_found_in_every_form() {
    let code = "use crate::text::Span;\nuse crate::{value::{Value, list}, types::Type};\n\
        pub(in crate::eval) fn f() -> crate::check::Checked {}\n";
    assert_eq!(used_modules(code), ["text", "value", "types", "eval", "check"]);
}

/// The uses that go against the order, as sentences.
fn upward_uses(module: &str, code: &str) -> Vec<String> {
    let Some(level) = level_of(module) else {
        return vec![format!("`{module}` has no place in ORDER")];
    };
    used_modules(code)
        .into_iter()
        .filter(|used| level_of(used).is_some_and(|other| other > level))
        .map(|used| format!("`{module}` uses `{used}`"))
        .collect()
}

fn assert_named_only_in(name: &str, allowed: &[&str]) {
    let engine = engine();
    let places: Vec<PathBuf> = rust_files(&engine)
        .into_iter()
        .filter(|file| !allowed.iter().any(|allowed| file.ends_with(allowed)))
        .filter(|file| names(&code_of(file), name))
        .collect();
    assert!(places.is_empty(), "`{name}` is named in {places:?}");
}

/// Whether code has `name` as a whole word followed by a path, or by the end of a statement.
fn names(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + name.len()..];
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
            && (after.starts_with("::") || after.starts_with('(') || after.starts_with(';'))
    })
}

/// The names after `crate::`, also those in the braces of one `use`.
fn used_modules(code: &str) -> Vec<String> {
    let mut used = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => used.extend(names_of_list(list)),
            None => used.push(first_name(rest)),
        }
    }
    used
}

/// The first name of each path in a `use` list, whose opening brace is already read.
fn names_of_list(list: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let mut names = Vec::new();
    let mut begin = 0;
    for (at, character) in list.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(first_name(list[begin..at].trim_start()));
                begin = at + 1;
                if character == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn first_name(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The code of a file: without comments, and without its unit tests, which may use everything.
fn code_of(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn level_of(module: &str) -> Option<usize> {
    ORDER.iter().position(|level| level.contains(&module))
}

/// `syntax` for `engine/src/syntax/parser.rs`; `None` for `lib.rs`, which names all.
fn module_of(file: &Path) -> Option<String> {
    let inside = file.strip_prefix(engine()).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
    let module = first.strip_suffix(".rs").unwrap_or(first);
    (module != "lib").then(|| module.to_owned())
}

fn engine() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("engine/src")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
