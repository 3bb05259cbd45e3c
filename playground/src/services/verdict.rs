//! Whether a check holds for what an expression gives.

use crate::model::{Check, Expectation, Outcome, Presence, Tagged};

/// How a check came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) passes: bool,
    /// What the expression gives; nothing when it, the person or the mapping is not there.
    pub(crate) got: Option<Outcome>,
}

impl Verdict {
    /// Compares what is expected with what came.
    pub(crate) fn new(check: &Check, got: Option<Outcome>) -> Self {
        Self { passes: got.as_ref().is_some_and(|got| holds(check, got)), got }
    }
}

fn holds(check: &Check, got: &Outcome) -> bool {
    let (value, ty) = match got {
        Outcome::Failed(problem) => {
            return check.op == Expectation::FailsWith && check.value.to_line() == problem.code;
        }
        Outcome::Value { value, ty } => (value, ty),
    };
    match check.op {
        Expectation::Equals => *value == check.value,
        Expectation::IsNull => value.presence() == Presence::Null,
        Expectation::IsEmpty => value.presence() == Presence::Empty,
        Expectation::IsMissing => value.presence() == Presence::Missing,
        Expectation::Matches => super::engine::matches(&value.to_line(), &check.value.to_line()),
        Expectation::HasType => *ty == check.value.to_line(),
        Expectation::FailsWith => false,
        Expectation::IsOneOf => match &check.value {
            Tagged::List(values) => values.contains(value),
            other => other == value,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(op: Expectation, expected: Tagged, got: Tagged) -> bool {
        let check = Check {
            person: String::new(),
            to: String::new(),
            op,
            value: expected,
            name: String::new(),
        };
        Verdict::new(&check, Some(Outcome::Value { value: got, ty: "text".to_owned() })).passes
    }

    #[test]
    fn each_expectation_holds_and_fails() {
        let text = |text: &str| Tagged::text(text);
        assert!(verdict(Expectation::Equals, text("a"), text("a")));
        assert!(!verdict(Expectation::Equals, text("1"), Tagged::Integer("1".to_owned())));
        assert!(verdict(Expectation::IsNull, Tagged::Missing, Tagged::Null));
        assert!(!verdict(Expectation::IsNull, Tagged::Missing, text("")));
        assert!(verdict(Expectation::IsEmpty, Tagged::Missing, text("")));
        assert!(verdict(Expectation::Matches, text("#\\d+"), text("#102")));
        assert!(!verdict(Expectation::Matches, text("#\\d"), text("#102")), "the whole text");
        assert!(!verdict(Expectation::Matches, text("("), text("(")));
        assert!(verdict(Expectation::HasType, text("text"), text("a")));
        let list = Tagged::List(vec![text("a"), text("b")]);
        assert!(verdict(Expectation::IsOneOf, list.clone(), text("b")));
        assert!(!verdict(Expectation::IsOneOf, list, text("c")));
        assert!(!verdict(Expectation::FailsWith, text("E0501"), text("a")));
    }
}
