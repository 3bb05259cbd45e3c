//! The value of each attribute that an expression reads, where it stands.

use std::ops::Range;

use crate::model::{Given, Outcome, Part, Token, TokenKind};
use crate::words::{Word, Words};

/// The longest label, in characters.
const ROOM: usize = 40;

/// The parts that are attributes, and what they gave.
pub(crate) fn of(parts: &[Part], tokens: &[Token]) -> Vec<(Range<usize>, Given)> {
    let is_attribute = |part: &&Part| {
        let inside = tokens
            .iter()
            .filter(|token| part.span.start <= token.span.start && token.span.end <= part.span.end);
        let has = |kind| inside.clone().any(|token| token.kind == kind);
        part.inside == 0 && has(TokenKind::Attribute) && !has(TokenKind::Function)
    };
    parts.iter().filter(is_attribute).map(|part| (part.span.clone(), part.given.clone())).collect()
}

/// What a label says.
pub(crate) fn label(words: Words, given: &Given) -> String {
    let line = match given {
        Given::Outcome(Outcome::Value { value, .. }) => match value.to_line() {
            line if line.is_empty() => format!("⟨{}⟩", words.say(value.presence().into())),
            line => line,
        },
        Given::Outcome(Outcome::Failed(problem)) => problem.code.clone(),
        Given::Skipped => words.say(Word::NotEvaluated).to_string(),
        Given::Nothing => "–".to_owned(),
    };
    if line.chars().count() <= ROOM {
        return line;
    }
    line.chars().take(ROOM).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenarios;
    use crate::services::findings::Finder;

    #[test]
    fn attributes_have_their_values_behind_them() {
        let state = scenarios::office_at_hand();
        let findings = Finder::new(0).find(&state, |_| {});
        let text = &state.mapping().unwrap().expr;
        let parts = findings.assistant.trace(text);
        let found = of(&parts, &findings.analysis().unwrap().tokens);
        let shown: Vec<_> = found
            .iter()
            .map(|(at, given)| (text.get(at.clone()).unwrap(), label(Words::default(), given)))
            .map(|(past, label)| (past.rsplit('.').next().unwrap().to_owned(), label))
            .collect();
        let pair = |name: &str, label: &str| (name.to_owned(), label.to_owned());
        let phone = pair("directNumber", "+15550100125");
        assert_eq!(shown, [phone.clone(), phone, pair("extensionNumber", "⟨null⟩")]);
    }
}
