//! Group functions: ids and names mixed up, patterns that nothing matches, limits that fail.

use super::super::typed::{Typed, TypedKind};
use super::Lints;
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::text::Span;
use crate::value::Value;

/// What a regular expression has and a group name hardly.
const PATTERN_SIGNS: &[char] = &['^', '$', '|', '*', '\\', '['];

impl Lints<'_> {
    /// Looks at one call of a group function.
    pub(super) fn group_call(&mut self, name: Span, arguments: &[Typed]) {
        match self.written(name) {
            called @ ("isMemberOfGroup" | "isMemberOfAnyGroup") => {
                self.names_as_ids(called, name, arguments);
            }
            "isMemberOfGroupName" => self.ids_as_names(name, arguments, true),
            "isMemberOfGroupNameStartsWith" | "isMemberOfGroupNameContains" => {
                self.ids_as_names(name, arguments, false);
            }
            "Groups.contains" | "Groups.startsWith" | "Groups.endsWith" => {
                if let Some(pattern) = arguments.get(1) {
                    self.pattern_in_group_search(pattern);
                }
                self.limit(arguments);
            }
            "getFilteredGroups" => self.limit(arguments),
            "user.getGroups" | "user.isMemberOf" => {
                for criterion in arguments {
                    self.criterion(criterion);
                }
            }
            _ => {}
        }
    }

    fn names_as_ids(&mut self, called: &str, name: Span, arguments: &[Typed]) {
        let texts: Vec<(&Typed, &str)> = arguments
            .iter()
            .filter_map(|argument| Some((argument, argument.text_literal()?)))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let asked = |(argument, text): &(&Typed, &str)| {
            let function =
                if is_group_id(text) { "isMemberOfGroup" } else { "isMemberOfGroupName" };
            format!("{function}({})", self.written(argument.span))
        };
        let fix = if texts.len() == arguments.len() && texts.len() > 1 {
            let calls: Vec<String> = texts.iter().map(asked).collect();
            let calls = format!("({})", calls.join(" OR "));
            Fix::may_change_meaning("ask for the names", self.enclosing_call.unwrap_or(name), calls)
        } else {
            Fix::may_change_meaning("use `isMemberOfGroupName`", name, "isMemberOfGroupName")
        };
        for (argument, text) in texts {
            if is_group_id(text) {
                continue;
            }
            let message = format!("`{called}` takes group ids (00g…), and `{text}` is none");
            let mut found = Diagnostic::warning(Code::NameAsGroupId, argument.span, message)
                .with_help("a name never matches; `isMemberOfGroupName` takes names");
            if fix.title.starts_with("ask") || arguments.len() == 1 {
                found = found.with_fix(fix.clone());
            }
            self.report(found);
        }
    }

    fn ids_as_names(&mut self, name: Span, arguments: &[Typed], whole: bool) {
        let Some(argument) = arguments.first() else { return };
        let Some(text) = argument.text_literal().filter(|text| is_group_id(text)) else { return };
        let called = self.written(name);
        let message = format!("`{text}` looks like a group id, and `{called}` takes a name");
        let mut found = Diagnostic::warning(Code::IdAsGroupName, argument.span, message)
            .with_help("`isMemberOfGroup` takes ids");
        if whole {
            let fix = Fix::may_change_meaning("use `isMemberOfGroup`", name, "isMemberOfGroup");
            found = found.with_fix(fix);
        }
        self.report(found);
    }

    /// One map of `user.getGroups`.
    fn criterion(&mut self, criterion: &Typed) {
        let TypedKind::Map(entries) = &criterion.kind else { return };
        for (key, value) in entries {
            if key.text_literal() != Some("group.profile.name") {
                continue;
            }
            match &value.kind {
                TypedKind::List(items) => {
                    for item in items {
                        self.pattern_in_group_search(item);
                    }
                }
                _ => self.pattern_in_group_search(value),
            }
        }
    }

    fn pattern_in_group_search(&mut self, value: &Typed) {
        let Some(text) = value.text_literal() else { return };
        // The vendor's own examples end a prefix with `.*`, which is dropped.
        let plain = text.strip_suffix(".*").unwrap_or(text);
        if !plain.contains(PATTERN_SIGNS) {
            return;
        }
        let mut found = Diagnostic::warning(
            Code::PatternInGroupSearch,
            value.span,
            format!("`{text}` is compared as it is written, not as a pattern"),
        )
        .with_help("group searches know whole names and how names start; write several as a list");
        if let Some(names) = alternatives(plain) {
            let quote = self.written(value.span).get(..1).unwrap_or("\"");
            let quoted: Vec<String> =
                names.iter().map(|name| format!("{quote}{name}{quote}")).collect();
            let list = match quoted.as_slice() {
                [only] => only.clone(),
                several => format!("{{{}}}", several.join(", ")),
            };
            found =
                found.with_fix(Fix::may_change_meaning(format!("use `{list}`"), value.span, list));
        }
        self.report(found);
    }

    fn limit(&mut self, arguments: &[Typed]) {
        let Some(argument) = arguments.get(2) else { return };
        let limit = match argument.literal() {
            Some(Value::Integer(limit)) => i64::from(*limit),
            Some(Value::Long(limit)) => *limit,
            _ => return,
        };
        if (1..=100).contains(&limit) {
            return;
        }
        self.report(
            Diagnostic::warning(
                Code::LimitOver100,
                argument.span,
                format!("the limit is {limit}, and 1 to 100 are allowed"),
            )
            .with_help("with another limit the token request fails")
            .with_fix(Fix::may_change_meaning("replace by 100", argument.span, "100")),
        );
    }
}

/// Whether `text` is built like the id of a group.
fn is_group_id(text: &str) -> bool {
    text.starts_with("00g") && text.len() >= 12 && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// The plain names that a pattern such as `^(A|B)$` stands for.
fn alternatives(pattern: &str) -> Option<Vec<&str>> {
    let bare = pattern.strip_prefix('^').unwrap_or(pattern);
    let bare = bare.strip_suffix('$').unwrap_or(bare);
    let bare = bare.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(bare);
    let names: Vec<&str> =
        bare.split('|').map(|name| name.strip_suffix(".*").unwrap_or(name)).collect();
    let plain = |name: &&str| {
        !name.is_empty() && !name.contains(PATTERN_SIGNS) && !name.contains(['(', ')', '"', '\''])
    };
    names.iter().all(plain).then_some(names)
}
