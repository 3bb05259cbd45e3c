//! Searching and cutting texts: what is found too often, never, or not for every value.

use super::super::typed::{Typed, TypedKind};
use super::Lints;
use super::facts::{is_called, same_place};
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::dialect::Dialect;
use crate::text::{Span, utf16_len};
use crate::types::Type;
use crate::value::Value;

impl Lints<'_> {
    /// Warns where a short word is found inside longer ones.
    pub(super) fn search_too_wide(&mut self, subject: &Typed, searched: &Typed) {
        let Some(word) = searched.text_literal() else { return };
        let short = (2..=3).contains(&word.len());
        let upper = word.bytes().all(|byte| byte.is_ascii_uppercase());
        if !short || !(upper || word.bytes().all(|byte| byte.is_ascii_lowercase())) {
            return;
        }
        let longer = if upper { format!("A{word}") } else { format!("a{word}") };
        let name = self.written(subject.span);
        let written = self.written(searched.span);
        let mut found = Diagnostic::warning(
            Code::SearchTooWide,
            searched.span,
            format!("also true for longer words that hold `{word}`, such as `{longer}`"),
        )
        .with_help("compare the whole text, or its start");
        if let Some(whole) = self.enclosing_call {
            found = found.with_fix(Fix::may_change_meaning(
                format!("use `{name} == {written}`"),
                whole,
                format!("{name} == {written}"),
            ));
            if self.environment.dialect == Dialect::Classic {
                let starts = format!("String.startsWith({name}, {written})");
                found = found.with_fix(Fix::may_change_meaning(
                    format!("use `{starts}`"),
                    whole,
                    starts,
                ));
            }
        }
        self.report(found);
    }

    /// Warns of a search text that is written like a regular expression.
    pub(super) fn regex_like_match(&mut self, subject: &Typed, arguments: &[Typed]) {
        let [searched, replacement, ..] = arguments else { return };
        let Some(pattern) = searched.text_literal() else { return };
        if !is_regex_like(pattern) {
            return;
        }
        let mut found = Diagnostic::warning(
            Code::RegexLikeMatch,
            searched.span,
            format!("`{pattern}` is taken literally here, not as a pattern"),
        )
        .with_help("`replace` finds exactly these characters, which most texts do not hold");
        let blanks = matches!(pattern, r"\s" | r"\s+" | r"\s*" | "[ ]+" | "[ ]" | r"[\s]+");
        let quote = self.written(searched.span).get(..1).unwrap_or("\"");
        if blanks && replacement.text_literal() == Some("") {
            let name = self.written(subject.span);
            let call = match self.environment.dialect {
                Dialect::Classic => format!("String.removeSpaces({name})"),
                Dialect::IdentityEngine => format!("{name}.removeSpaces()"),
            };
            if let Some(whole) = self.enclosing_call {
                let fix = Fix::may_change_meaning(format!("use `{call}`"), whole, call);
                found = found.with_fix(fix);
            }
        }
        let literal = if blanks { Some(" ".to_owned()) } else { unescaped(pattern) };
        if let Some(literal) = literal {
            let text = format!("{quote}{literal}{quote}");
            let title = format!("search for `{text}`");
            found = found.with_fix(Fix::may_change_meaning(title, searched.span, text));
        }
        self.report(found);
    }

    /// Warns of cutting at a separator that nothing has asked for.
    pub(super) fn separator_may_be_absent(&mut self, whole: &Typed, subject: &Typed, by: &Typed) {
        let Some(separator) = by.text_literal() else { return };
        let name = self.written(subject.span);
        if separator.is_empty() || subject.literal().is_some() || always_holds(name, separator) {
            return;
        }
        let guarded = self.facts.asked(|part| match text_search(part) {
            Some((place, searched)) => {
                same_place(place, subject) && searched.text_literal() == Some(separator)
            }
            None => false,
        });
        if guarded {
            return;
        }
        let written = self.written(by.span);
        let call = self.enclosing_call.unwrap_or(whole.span);
        let test = match self.environment.dialect {
            Dialect::Classic => format!("String.stringContains({name}, {written})"),
            Dialect::IdentityEngine => format!("{name}.contains({written})"),
        };
        let tested = format!("({test} ? {} : {name})", self.written(call));
        self.report(
            Diagnostic::warning(
                Code::SeparatorMayBeAbsent,
                call,
                format!("what this gives for a text without `{separator}` is not documented"),
            )
            .with_help(format!("here it is the empty text; test with `{test}` first"))
            .with_fix(Fix::may_change_meaning("test first", call, tested)),
        );
    }

    /// Warns of a fixed position in a value that may be shorter.
    pub(super) fn position_past_end(&mut self, subject: &Typed, positions: &[Typed]) {
        let fixed = |typed: &&Typed| matches!(typed.literal(), Some(Value::Integer(at)) if *at > 1);
        let Some(position) = positions.iter().rev().find(fixed) else { return };
        if subject.literal().is_some() || self.facts.asked(|part| is_length_of(part, subject)) {
            return;
        }
        let Some(Value::Integer(at)) = position.literal() else { return };
        let outcome = match self.environment.dialect {
            Dialect::Classic => "what happens past the end is not documented",
            Dialect::IdentityEngine => "past the end the evaluation fails",
        };
        let mut found = Diagnostic::warning(
            Code::PositionPastEnd,
            position.span,
            format!("values of fewer than {at} characters: {outcome}"),
        );
        let values = self.sample_values(subject);
        let shortest = values.iter().filter_map(Value::as_text).min_by_key(|text| utf16_len(text));
        found = match (shortest, self.environment.dialect) {
            (Some(text), _) if i32::try_from(utf16_len(text)).is_ok_and(|length| length < *at) => {
                found.with_help(format!("a sample is shorter: `{text}`"))
            }
            (_, Dialect::Classic) => found.with_help("here the text is cut at its end"),
            (_, Dialect::IdentityEngine) => found.with_help("test the length first"),
        };
        self.report(found);
    }

    /// Warns of backslashes that were doubled out of habit.
    pub(super) fn doubled_backslash(&mut self, typed: &Typed) {
        let Some(text) = typed.text_literal() else { return };
        // The name of a server starts with two.
        let rest = text.strip_prefix(r"\\").filter(|rest| !rest.is_empty()).unwrap_or(text);
        if !rest.contains(r"\\") {
            return;
        }
        let written = self.written(typed.span);
        let from = written.find(r"\\").filter(|_| rest.len() == text.len()).unwrap_or(3);
        let (kept, rest) = written.split_at_checked(from).unwrap_or(("", written));
        let single = format!("{kept}{}", rest.replace(r"\\", r"\"));
        self.report(
            Diagnostic::warning(
                Code::DoubledBackslash,
                typed.span,
                "a backslash in a text needs no doubling",
            )
            .with_help(format!("both stay in the text; {single} holds one"))
            .with_fix(Fix::may_change_meaning(
                "write one backslash",
                typed.span,
                single,
            )),
        );
    }

    /// Warns of placeholders inside quotes, which stay as they are written.
    pub(super) fn placeholder_in_text(&mut self, typed: &Typed) {
        if typed.text_literal().is_none() {
            return;
        }
        let written = self.written(typed.span);
        let Some((start, end)) = placeholder(written) else { return };
        let span = Span::new(typed.span.start() + start, typed.span.start() + end);
        let shown = self.written(span);
        self.report(
            Diagnostic::warning(
                Code::PlaceholderInText,
                span,
                format!("the text holds a placeholder: `{shown}`"),
            )
            .with_help(
                "inside quotes nothing is filled in; join with `+`, or type what it stands for",
            ),
        );
    }
}

/// Whether every value of the attribute `name` holds `separator`.
fn always_holds(name: &str, separator: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let address = ["mail", "login", "upn", "principal", "username"];
    separator == "@" && address.iter().any(|word| lower.contains(word))
}

/// Subject and searched text, where `typed` asks whether a text holds another.
fn text_search(typed: &Typed) -> Option<(&Typed, &Typed)> {
    match &typed.kind {
        TypedKind::Call { function, arguments, .. }
            if is_called(function, "String.stringContains") =>
        {
            arguments.first().zip(arguments.get(1))
        }
        TypedKind::Method { target: Some(target), name, arguments, .. }
            if name.text == "contains" =>
        {
            Some((target, arguments.first()?))
        }
        _ => None,
    }
}

fn is_length_of(typed: &Typed, subject: &Typed) -> bool {
    match &typed.kind {
        TypedKind::Call { function, arguments, .. } => {
            is_called(function, "String.len")
                && arguments.first().is_some_and(|place| same_place(place, subject))
        }
        TypedKind::Method { target: Some(target), name, .. } => {
            name.text == "length" && same_place(target, subject)
        }
        _ => false,
    }
}

fn is_regex_like(pattern: &str) -> bool {
    let mut after_backslash = false;
    let escape = pattern.chars().any(|character| {
        let found = after_backslash
            && (character.is_ascii_punctuation() && character != '\\'
                || matches!(character, 's' | 'S' | 'd' | 'D' | 'w' | 'W' | 'b' | 'B'));
        after_backslash = character == '\\' && !after_backslash;
        found
    });
    let class = pattern.split_once('[').is_some_and(|(_, rest)| {
        rest.split_once(']').is_some_and(|(inside, _)| {
            inside.starts_with('^')
                || inside.contains('-')
                || inside.contains('\\')
                || inside == " "
        })
    });
    let group = pattern.starts_with('(') && pattern.contains('|') && pattern.contains(')');
    let anchored = pattern.len() > 1 && (pattern.starts_with('^') || pattern.ends_with('$'));
    escape || class || group || anchored || pattern.contains(".*") || pattern.contains(".+")
}

/// The text that a pattern of nothing but escaped punctuation stands for.
fn unescaped(pattern: &str) -> Option<String> {
    let mut plain = String::new();
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => plain.push(characters.next().filter(char::is_ascii_punctuation)?),
            '.' | '*' | '+' | '?' | '[' | ']' | '(' | ')' | '{' | '}' | '|' | '^' | '$' | '"'
            | '\'' => return None,
            other => plain.push(other),
        }
    }
    Some(plain)
}

/// Where the first placeholder stands in `written`, in bytes.
fn placeholder(written: &str) -> Option<(usize, usize)> {
    let forms = [("${", "}"), ("%{", "}"), ("{{", "}}"), ("<", ">")];
    let found = forms.iter().filter_map(|(opening, closing)| {
        let start = written.find(opening)?;
        let (before, rest) = written.split_at_checked(start)?;
        let inside = rest.get(opening.len()..)?;
        let length = inside.find(closing)?;
        let name = inside.get(..length)?.trim();
        let named = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-. :".contains(c));
        // `(?<name>…)` names a group of a pattern.
        let group = *opening == "<" && (before.ends_with('?') || before.ends_with("\\k"));
        (named && !group).then_some((start, start + opening.len() + length + closing.len()))
    });
    found.min()
}

/// Whether a method on `subject` of this name is one of texts.
pub(super) fn is_text(subject: &Typed) -> bool {
    let ty = subject.ty.without(Type::NULL);
    ty == Type::TEXT || (ty.intersects(Type::TEXT) && !matches!(subject.kind, TypedKind::List(_)))
}
