//! Patterns and time zone ids that are written out and will be refused → diagnostics, at the
//! letter that is wrong.

use super::Checker;
use super::near::nearest;
use super::typed::Typed;
use crate::datetime::{JavaTimePattern, JodaPattern, PatternError, Region, Zone};
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::dialect::Dialect;
use crate::functions::{self, Parameter, Role};
use crate::pattern::{self, Pattern};
use crate::text::{Span, utf16_len};

impl Checker<'_> {
    /// Reports the values of a call that its function will refuse.
    pub(super) fn refused(&mut self, parameters: &[Parameter], arguments: &[Typed]) {
        for (index, argument) in arguments.iter().enumerate() {
            let last = parameters.last().filter(|last| last.repeats());
            let Some(parameter) = parameters.get(index).or(last) else { return };
            if parameter.role == Role::Criteria {
                self.refused_criteria(argument);
            }
            let Some(text) = argument.text_literal() else { continue };
            match parameter.role {
                Role::JodaPattern => {
                    let error = JodaPattern::new(text).err();
                    self.refused_pattern(text, argument.span, error);
                }
                Role::JavaTimePattern => {
                    let error = JavaTimePattern::new(text).err();
                    self.refused_pattern(text, argument.span, error);
                }
                Role::NamePattern => {
                    let error = functions::name_pattern(text).err();
                    // The offset is that behind a slash in front.
                    let skipped = usize::from(text.starts_with('/'));
                    self.refused_regex(text, argument.span, skipped, error);
                }
                Role::TimeZone => self.refused_zone(text, argument.span),
                Role::OneOf(allowed) => self.refused_choice(text, argument.span, allowed),
                Role::Value | Role::GroupExpression | Role::Criteria => {}
            }
        }
    }

    fn refused_pattern(&mut self, text: &str, span: Span, error: Option<PatternError>) {
        let Some(error) = error else { return };
        let rest = text.get(error.offset..).unwrap_or_default();
        let length = rest.chars().next().map_or(0, |first| {
            rest.chars().take_while(|next| *next == first).map(char::len_utf8).sum()
        });
        // Where a quote is written twice, places inside the text cannot be told.
        let plain = span.range().len() == text.len() + 2 && length > 0;
        let start = span.start() + 1 + error.offset;
        let span = if plain { Span::new(start, start + length) } else { span };
        self.report(
            Diagnostic::failure(Code::InvalidArgument, span, error.message)
                .with_label("in the date pattern"),
        );
    }

    /// Reports a regular expression behind `matches` that will be refused.
    pub(super) fn refused_matches(&mut self, pattern: &Typed) {
        if let Some(text) = pattern.text_literal() {
            self.refused_regex(text, pattern.span, 0, Pattern::new(text).err());
        }
    }

    fn refused_regex(
        &mut self,
        text: &str,
        span: Span,
        skipped: usize,
        error: Option<pattern::PatternError>,
    ) {
        let Some(error) = error else { return };
        if utf16_len(text) > self.environment.limits.pattern {
            let message =
                format!("the pattern has more than {} characters", self.environment.limits.pattern);
            self.report(Diagnostic::failure(Code::Limit, span, message));
            return;
        }
        let at = error.offset + skipped;
        let length = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        // Where a quote is written twice, places inside the text cannot be told.
        let plain = span.range().len() == text.len() + 2 && length > 0;
        let start = span.start() + 1 + at;
        let span = if plain { Span::new(start, start + length) } else { span };
        let found = Diagnostic::failure(Code::Regex, span, error.message);
        self.report(found.with_label("in the pattern"));
    }

    fn refused_zone(&mut self, id: &str, span: Span) {
        let zone = match self.environment.dialect {
            Dialect::Classic => Zone::classic(id),
            Dialect::IdentityEngine => Zone::identity(id),
        };
        let Err(error) = zone else { return };
        let message = format!("`{id}` is {error}");
        let found = Diagnostic::failure(Code::InvalidArgument, span, message);
        self.report(match nearest(id, Region::all().map(Region::id)) {
            Some(near) => self.or_rather(found, span, near),
            None => found,
        });
    }

    fn refused_choice(&mut self, text: &str, span: Span, allowed: &[&str]) {
        if allowed.contains(&text) {
            return;
        }
        let names: Vec<String> = allowed.iter().map(|name| format!("`{name}`")).collect();
        let message = format!("`{text}` is not possible here, only {}", names.join(" and "));
        let found = Diagnostic::failure(Code::InvalidArgument, span, message);
        let only = if let [only] = allowed { Some(*only) } else { None };
        self.report(match nearest(text, allowed.iter().copied()).or(only) {
            Some(near) => self.or_rather(found, span, near),
            None => found,
        });
    }

    /// Adds that `near` is probably meant instead of the text at `span`, in its quotes.
    pub(super) fn or_rather(&self, found: Diagnostic, span: Span, near: &str) -> Diagnostic {
        let quote = if span.of(self.text).starts_with('\'') { '\'' } else { '"' };
        let fix =
            Fix::may_change_meaning(format!("use `{near}`"), span, format!("{quote}{near}{quote}"));
        found.with_help(format!("did you mean `{near}`? Letter case counts")).with_fix(fix)
    }
}

#[cfg(test)]
mod tests {
    use crate::check::check;
    use crate::dialect::{Dialect, Place};
    use crate::environment::Environment;

    fn found(dialect: Dialect, text: &str) -> Vec<(String, String)> {
        let environment = Environment::new(dialect, Place::Any);
        let found = check(text, &environment).diagnostics;
        let errors = found.iter().filter(|found| found.code.id() == "E0506");
        errors.map(|found| (found.span.of(text).to_owned(), found.message.clone())).collect()
    }

    #[test]
    fn the_wrong_letters_of_a_pattern_are_underlined() {
        let classic = found(Dialect::Classic, r#"Time.now("UTC", "yyyy-LL-dd")"#);
        let message = "`L` is not a letter of Joda-Time date patterns".to_owned();
        assert_eq!(classic, [("LL".to_owned(), message)]);
        let identity = found(Dialect::IdentityEngine, "DateTime.now().toString('yyyy-MM-dd #')");
        assert_eq!(identity, [("#".to_owned(), "`#` is reserved; quote it: `'#'`".to_owned())]);
        let quoted = found(Dialect::IdentityEngine, "DateTime.now().toString('''T'' bb')");
        assert_eq!(quoted[0].0, "'''T'' bb'");
        assert!(found(Dialect::Classic, r#"Time.now("UTC", "yyyy-MM-dd")"#).is_empty());
    }

    #[test]
    fn a_wrong_regular_expression_is_found_where_it_is_wrong() {
        let codes = |text: &str| {
            let found = check(text, &Environment::default()).diagnostics;
            let errors = found.iter().filter(|found| found.code.id().starts_with('E'));
            errors
                .map(|found| (found.code.id(), found.span.of(text).to_owned()))
                .collect::<Vec<_>>()
        };
        assert_eq!(codes("'a' matches 'a{x'"), [("E0507", "{".to_owned())]);
        assert_eq!(codes("isMemberOfGroupNameRegex('/a**')"), [("E0507", "*".to_owned())]);
        assert_eq!(codes("'a' matches '('"), [("E0507", "'('".to_owned())]);
        assert_eq!(codes("isMemberOfGroupNameRegex('/.*Admin.*/')"), []);
    }

    #[test]
    fn the_nearest_zone_is_offered() {
        let text = r#"Time.now("America/New York")"#;
        let environment = Environment::new(Dialect::Classic, Place::Any);
        let diagnostics = check(text, &environment).diagnostics;
        let fixed = diagnostics[0].fixes[0].apply(text);
        assert_eq!(fixed, r#"Time.now("America/New_York")"#);
        assert_eq!(found(Dialect::IdentityEngine, "DateTime.now().toZone('asia/tokyo')").len(), 1);
        assert!(found(Dialect::IdentityEngine, "DateTime.now().toZone('EST')").is_empty());
    }
}
