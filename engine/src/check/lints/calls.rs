//! Functions that are deprecated, unreliable, or doubtful where they stand.

use super::super::typed::{Typed, TypedKind};
use super::Lints;
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::dialect::Dialect;
use crate::functions::Function;
use crate::text::Span;
use crate::value::Value;

/// The families that the reference page rules out in conditions.
const DOUBTFUL_IN_CONDITIONS: &[&str] = &["Convert.", "Time.", "Arrays."];

impl Lints<'_> {
    /// Looks at the name of a called function.
    pub(super) fn function_name(&mut self, typed: &Typed, function: &Function, name: Span) {
        let written = self.written(name);
        let spelling = function
            .names
            .iter()
            .find(|known| known.text == written && known.dialect == self.environment.dialect);
        if let Some(instead) = spelling.and_then(|spelling| spelling.instead) {
            self.report(
                Diagnostic::warning(
                    Code::DeprecatedFunction,
                    name,
                    format!("`{written}` is the old name of `{instead}`"),
                )
                .with_help("it still works and does the same")
                .with_fix(Fix::safe(
                    format!("rename to `{instead}`"),
                    name,
                    instead,
                )),
            );
        }
        let people =
            ["getManagerUser", "getManagerAppUser", "getAssistantUser", "getAssistantAppUser"];
        if people.contains(&written) {
            self.report(
                Diagnostic::warning(
                    Code::ManagerLookup,
                    self.enclosing_call.unwrap_or(typed.span),
                    format!("what `{written}` reads is not refreshed when that person changes"),
                )
                .with_help("it is empty too where the user has more than one directory"),
            );
        }
        if self.in_condition
            && self.environment.dialect == Dialect::Classic
            && let Some(family) = DOUBTFUL_IN_CONDITIONS.iter().find(|f| written.starts_with(**f))
        {
            let family = family.trim_end_matches('.');
            self.report(
                Diagnostic::warning(
                    Code::ConditionFunction,
                    self.enclosing_call.unwrap_or(typed.span),
                    format!("the reference page allows no {family} functions in a condition"),
                )
                .with_help(
                    "other official pages use them there; try it in Okta before you rely on it",
                ),
            );
        }
    }

    /// Warns of the operator `matches`, and of patterns that may take very long.
    pub(super) fn matches(&mut self, left: &Typed, operator: Span, pattern: &Typed, whole: Span) {
        let mut found =
            Diagnostic::warning(Code::DeprecatedFunction, operator, "`matches` is deprecated")
                .with_help("Okta still accepts it; text functions say most of what it is used for");
        if let Some(instead) = self.plain_search(left, pattern) {
            found =
                found.with_fix(Fix::may_change_meaning(format!("use `{instead}`"), whole, instead));
        }
        self.report(found);
        self.expensive_pattern(pattern);
    }

    /// The expression that a pattern without real pattern signs stands for.
    fn plain_search(&self, left: &Typed, pattern: &Typed) -> Option<String> {
        let text = pattern.text_literal()?;
        let bare = text.strip_prefix('^').unwrap_or(text);
        let bare = bare.strip_suffix('$').unwrap_or(bare);
        let (open, bare) = bare.strip_prefix(".*").map_or((false, bare), |rest| (true, rest));
        let (wide, bare) = bare.strip_suffix(".*").map_or((false, bare), |rest| (true, rest));
        if bare.is_empty() || bare.contains(|c: char| r#"\.*+?[](){}|^$"'"#.contains(c)) {
            return None;
        }
        let name = self.written(left.span);
        let quote = self.written(pattern.span).get(..1)?;
        match (open, wide, self.environment.dialect) {
            (false, false, _) => Some(format!("{name} == {quote}{bare}{quote}")),
            (false, true, Dialect::Classic) => {
                Some(format!("String.startsWith({name}, {quote}{bare}{quote})"))
            }
            (true, true, Dialect::Classic) => {
                Some(format!("String.stringContains({name}, {quote}{bare}{quote})"))
            }
            (true, true, Dialect::IdentityEngine) => {
                Some(format!("{name}.contains({quote}{bare}{quote})"))
            }
            _ => None,
        }
    }

    /// Warns of a repetition inside a repetition.
    pub(super) fn expensive_pattern(&mut self, pattern: &Typed) {
        let Some(text) = pattern.text_literal() else { return };
        if !has_nested_repetition(text) {
            return;
        }
        self.report(
            Diagnostic::warning(
                Code::ExpensivePattern,
                pattern.span,
                "a repetition inside a repetition may be slow, or be rejected",
            )
            .with_help("repeat once: `x+` instead of `(x+)+`"),
        );
    }

    /// Warns of seconds where milliseconds are counted.
    pub(super) fn seconds_as_millis(&mut self, time: &Typed) {
        let digits = |text: &str| {
            let bare = text.trim();
            let bare = bare.strip_prefix(['+', '-']).unwrap_or(bare);
            let whole = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit());
            whole && bare.len() < 12
        };
        let written = match time.literal() {
            Some(Value::Text(text)) => digits(text).then(|| text.to_string()),
            Some(Value::Integer(number)) => Some(number.to_string()),
            Some(Value::Long(number)) => Some(number.to_string()).filter(|text| digits(text)),
            Some(_) => None,
            None => {
                let values = self.sample_values(time);
                values
                    .iter()
                    .filter_map(Value::as_text)
                    .find(|text| digits(text))
                    .map(str::to_owned)
            }
        };
        let Some(written) = written else { return };
        let mut found = Diagnostic::warning(
            Code::SecondsAsMillis,
            time.span,
            format!("`{written}` counts milliseconds here, which is a day in 1970"),
        )
        .with_help("seconds need three zeros more");
        if time.literal().is_some() && written.len() >= 9 {
            let quoted = self.written(time.span).replace(&written, &format!("{written}000"));
            let quoted =
                if time.text_literal().is_some() { quoted } else { format!("\"{written}000\"") };
            found = found.with_fix(Fix::may_change_meaning("add `000`", time.span, quoted));
        }
        self.report(found);
    }

    /// Warns of `Y` in a pattern of the Identity Engine dialect.
    pub(super) fn week_year(&mut self, pattern: &Typed) {
        let Some(text) = pattern.text_literal() else { return };
        let mut quoted = false;
        let mut letters = text.char_indices().filter(|(_, character)| {
            quoted ^= *character == '\'';
            !quoted
        });
        let letters: Vec<(usize, char)> = letters.by_ref().collect();
        let is_week = letters.iter().any(|(_, letter)| matches!(letter, 'w' | 'W'));
        let Some((first, _)) = letters.iter().find(|(_, letter)| *letter == 'Y') else { return };
        if is_week {
            return;
        }
        let count =
            text.get(*first..).unwrap_or_default().chars().take_while(|c| *c == 'Y').count();
        let start = pattern.span.start() + 1 + first;
        let run = Span::new(start, start + count);
        // Doubled quotes before it move the place; then the whole pattern is meant.
        let years = "y".repeat(count);
        let exact =
            self.written(run).len() == count && self.written(run).bytes().all(|b| b == b'Y');
        let mut found = Diagnostic::warning(
            Code::WeekYear,
            if exact { run } else { pattern.span },
            "`Y` is the year of the week: in the last days of December it can be the next year",
        )
        .with_help("the year of the date is `y`");
        if exact {
            found = found.with_fix(Fix::may_change_meaning(format!("use `{years}`"), run, years));
        }
        self.report(found);
    }

    /// Warns of an expression that reads nothing, where it maps a value.
    pub(super) fn same_for_everyone(&mut self, typed: &Typed) {
        use crate::dialect::Place;
        let maps = matches!(
            self.environment.place,
            Place::ProfileMappingToOkta
                | Place::ProfileMappingToApp
                | Place::AppUsername
                | Place::SamlAttribute
                | Place::OidcClaim
                | Place::IdpUsername
                | Place::FederatedClaim
        );
        if maps && !reads(typed) {
            self.report(
                Diagnostic::warning(
                    Code::SameForEveryone,
                    typed.span,
                    "this gives the same value for all users",
                )
                .with_help("it reads no attribute and no group; text in quotes is not looked up"),
            );
        }
    }
}

/// Whether a part depends on the person or the clock.
fn reads(typed: &Typed) -> bool {
    let own = match &typed.kind {
        TypedKind::Root(_)
        | TypedKind::Attribute { .. }
        | TypedKind::ElementAttribute(_)
        | TypedKind::Invalid => true,
        TypedKind::Call { function, .. } => function.names.iter().any(|name| {
            let pure = ["String.", "Arrays.", "Convert.", "Iso3166Convert.", "Time.from"];
            let old =
                ["substring", "substringBefore", "substringAfter", "toUpperCase", "toLowerCase"];
            !pure.iter().any(|family| name.text.starts_with(family))
                && !old.contains(&name.text)
                && name.form == crate::functions::Form::Function
        }),
        _ => false,
    };
    let mut found = own;
    typed.for_each_child(|child| found = found || reads(child));
    found
}

/// Whether a group that holds a repetition is itself repeated.
fn has_nested_repetition(pattern: &str) -> bool {
    let mut groups = vec![false];
    let mut ended: Option<bool> = None;
    let mut in_class = false;
    let mut characters = pattern.chars().peekable();
    while let Some(character) = characters.next() {
        let closed = ended.take();
        match character {
            '\\' => _ = characters.next(),
            '[' => in_class = true,
            ']' => in_class = false,
            _ if in_class => {}
            '(' => {
                groups.push(false);
                if characters.peek() == Some(&'?') {
                    characters.next();
                }
            }
            ')' => {
                ended = groups.pop();
                if let (Some(true), Some(outer)) = (ended, groups.last_mut()) {
                    *outer = true;
                }
            }
            '+' | '*' | '{' => {
                // A possessive repetition gives nothing back.
                if closed == Some(true) && characters.peek() != Some(&'+') {
                    return true;
                }
                if let Some(group) = groups.last_mut() {
                    *group = true;
                }
            }
            _ => {}
        }
    }
    false
}
