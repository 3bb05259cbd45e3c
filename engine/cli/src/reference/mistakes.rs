//! An expression for each code that shows what it is about.

use std::iter::repeat_n;

use attrmap::check::check;
use attrmap::context::{Context, Missing};
use attrmap::diagnostic::{Code, Diagnostic};
use attrmap::dialect::{Dialect, Place};
use attrmap::environment::Environment;
use attrmap::expression::Expression;
use serde_json::{Map, Value as Json};

/// Some warnings want to see a few people; here all are like the one of the example.
const CROWD: usize = 10;

/// An expression with a mistake, and the person it is seen with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mistake {
    pub(super) code: Code,
    pub(super) dialect: Dialect,
    pub(super) place: Place,
    pub(super) expression: &'static str,
    /// As JSON in the form of the case files.
    pub(super) profile: &'static str,
}

impl Mistake {
    const fn classic(code: Code, expression: &'static str) -> Self {
        let (dialect, place) = (Dialect::Classic, Place::Any);
        Self { code, dialect, place, expression, profile: "{}" }
    }

    const fn identity(code: Code, expression: &'static str) -> Self {
        Self { dialect: Dialect::IdentityEngine, ..Self::classic(code, expression) }
    }

    const fn at(self, place: Place) -> Self {
        Self { place, ..self }
    }

    const fn seen_with(self, profile: &'static str) -> Self {
        Self { profile, ..self }
    }

    /// The data of its person.
    pub(super) fn data(&self) -> Map<String, Json> {
        // A test reads every one of them.
        serde_json::from_str(self.profile).unwrap_or_default()
    }

    /// The diagnostic that it is an example of.
    pub(super) fn diagnostic(&self) -> Option<Diagnostic> {
        let data = self.data();
        let mut environment = Environment::new(self.dialect, self.place);
        if !data.is_empty() {
            environment = environment.with_samples(repeat_n(Context::from_json(&data), CROWD));
        }
        let found = check(self.expression, &environment).diagnostics;
        found.into_iter().find(|found| found.code == self.code).or_else(|| {
            let expression = Expression::compile(self.expression, &environment).ok()?;
            let mut context = Context::from_json(&data);
            context.missing = Missing::Error;
            let error = expression.evaluate(&context).err()?;
            Some(error.to_diagnostic()).filter(|found| found.code == self.code)
        })
    }
}

/// The example of a code; the limits of size have none that fits on a page.
pub(super) fn example(code: Code) -> Option<&'static Mistake> {
    MISTAKES.iter().find(|mistake| mistake.code == code)
}

const MISTAKES: &[Mistake] = &[
    Mistake::classic(Code::EmptyExpression, " "),
    Mistake::classic(Code::MissingOperand, r#"user.city == "Rome" AND"#),
    Mistake::classic(Code::UnclosedText, r#"user.city == "Rome"#),
    Mistake::classic(Code::UnclosedBracket, r#"(user.city == "Rome""#),
    Mistake::classic(Code::StrayBracket, r#"user.city == "Rome")"#),
    Mistake::classic(Code::ExtraText, "user.firstName user.lastName"),
    Mistake::classic(Code::BadNumber, "user.level + 3.4L"),
    Mistake::classic(Code::MissingColon, r#"user.active ? "yes""#),
    Mistake::classic(Code::ChainedComparison, "1 < user.level < 3"),
    Mistake::classic(Code::ChainedPower, "2 ^ 3 ^ 2"),
    Mistake::classic(Code::ForeignOperator, r#"user.city === "Rome""#),
    Mistake::classic(Code::SquareBracketList, r#"user.active ? ["a"] : {"b"}"#),
    Mistake::classic(Code::CurlyQuotes, "String.toUpperCase(\u{201c}east\u{201d})"),
    Mistake::classic(Code::EscapedQuotes, r#"user.costCenter == \"CC-40\""#),
    Mistake::classic(Code::HtmlEntity, "user.city == &quot;Rome&quot;"),
    Mistake::classic(Code::InvisibleCharacter, "user.city\u{a0}== 'Rome'"),
    Mistake::classic(Code::Placeholder, "Arrays.add(user.tags, <tag>)"),
    Mistake::classic(Code::TemplateWrapper, "${user.email}"),
    Mistake::classic(Code::MissingName, "user."),
    Mistake::classic(Code::AdjacentOperators, r#"user.city == "Rome" AND OR user.state == "RM""#),
    Mistake::classic(Code::MixedBraces, r#"{"a": 1, "b"}"#),
    Mistake::classic(Code::SingleEquals, "= user.city"),
    Mistake::classic(Code::TypeReference, "T(java.lang.Math).random()"),
    Mistake::classic(Code::Constructor, "new String('a')"),
    Mistake::classic(Code::Variable, "#root.city"),
    Mistake::classic(Code::Bean, "@directory.find(user.login)"),
    Mistake::classic(Code::Assignment, r#"user.city = "Rome""#),
    Mistake::classic(Code::Increment, "user.level++"),
    Mistake::classic(Code::UnsupportedOperator, "user.level between {1, 3}"),
    Mistake::classic(Code::UnknownFunction, "String.toUpper(user.city)"),
    Mistake::identity(Code::UnknownMethod, "'Rome'.size()"),
    Mistake::classic(Code::ArgumentCount, r#"String.replace(user.city, "a")"#),
    Mistake::classic(Code::FunctionNotAllowed, "Groups.contains('OKTA', 'Ro', 10)")
        .at(Place::ProfileMappingToApp),
    Mistake::classic(Code::OperatorNotAllowed, "{'a', 'b'}.?[#this == 'a'] == {'a'}")
        .at(Place::GroupRule),
    Mistake::classic(Code::UndocumentedFunction, "isSuperOrgAdmin()"),
    Mistake::classic(Code::UnknownAttribute, "user.ctiy")
        .seen_with(r#"{"user": {"city": "Rome"}}"#),
    Mistake::classic(Code::UnknownName, "user.city == Rome").at(Place::GroupRule),
    Mistake::classic(Code::RootNotAllowed, r#"appuser.city == "Rome""#).at(Place::GroupRule),
    Mistake::identity(Code::PathNotAllowed, "device.status").at(Place::FederatedClaim),
    Mistake::classic(Code::NamespaceAsValue, "String.len"),
    Mistake::classic(Code::NoAttributes, "'Rome'.city"),
    Mistake::classic(Code::WrongType, "user.city - 'a'"),
    Mistake::classic(Code::ResultType, "String.toLowerCase(user.city)").at(Place::GroupRule),
    Mistake::identity(Code::NullDereference, "user.profile.manager.name")
        .seen_with(r#"{"user": {"profile": {"manager": null}}}"#),
    Mistake::identity(Code::NullArgument, "user.profile.city.contains(user.profile.state)")
        .seen_with(r#"{"user": {"profile": {"city": "Rome", "state": null}}}"#),
    Mistake::classic(Code::IndexOutOfRange, "user.roles[2]")
        .seen_with(r#"{"user": {"roles": ["admin"]}}"#),
    Mistake::classic(Code::DivisionByZero, "100 / user.share")
        .seen_with(r#"{"user": {"share": 0}}"#),
    Mistake::classic(Code::Conversion, "Convert.toInt(user.level)")
        .seen_with(r#"{"user": {"level": "three"}}"#),
    Mistake::classic(Code::InvalidArgument, r#"Time.now("Europe/Atlantis")"#),
    Mistake::classic(Code::Regex, r#"user.city matches "(Rome""#)
        .seen_with(r#"{"user": {"city": "Rome"}}"#),
    Mistake::classic(Code::NullIsNotEmpty, r#"user.suffix != null ? user.suffix : "-""#),
    Mistake::classic(Code::NullInText, r#"user.city + ", " + user.state"#),
    Mistake::classic(Code::NameAsGroupId, r#"isMemberOfGroup("Rome staff")"#).at(Place::GroupRule),
    Mistake::classic(Code::IdAsGroupName, r#"isMemberOfGroupName("00g8example0000")"#)
        .at(Place::GroupRule),
    Mistake::classic(Code::WholeElementOnly, r#"Arrays.contains(user.aliases, "@rome.example")"#)
        .seen_with(r#"{"user": {"aliases": ["ann@rome.example"]}}"#),
    Mistake::classic(Code::LetterCase, r#"user.city == "rome""#)
        .seen_with(r#"{"user": {"city": "Rome"}}"#),
    Mistake::classic(Code::SearchTooWide, r#"String.stringContains(user.title, "VP")"#),
    Mistake::classic(Code::RegexLikeMatch, r#"String.replace(user.city, "\s+", "")"#),
    Mistake::classic(
        Code::PatternInGroupSearch,
        "user.isMemberOf({'group.profile.name': '^(A|B)'})",
    ),
    Mistake::classic(Code::LimitOver100, r#"Groups.contains("OKTA", "x", 150)"#),
    Mistake::identity(Code::VersionAsText, r#"device.profile.osVersion > "9.1""#)
        .at(Place::SigninPolicy),
    Mistake::classic(Code::MixedAndOr, r#"user.a == "1" OR user.b == "2" AND user.c == "3""#)
        .at(Place::GroupRule),
    Mistake::classic(Code::SeparatorMayBeAbsent, r#"String.substringBefore(user.phone, "x")"#),
    Mistake::classic(Code::PositionPastEnd, "String.substring(user.city, 0, 12)"),
    Mistake::classic(Code::DeprecatedFunction, r#"user.city matches "Ro.*""#).at(Place::GroupRule),
    Mistake::classic(Code::DoubledBackslash, r#""ROME\\" + user.login"#),
    Mistake::classic(Code::ManagerLookup, r#"getManagerUser("active_directory").city"#),
    Mistake::classic(Code::SameForEveryone, r#""Sales""#).at(Place::ProfileMappingToApp),
    Mistake::classic(Code::ExpensivePattern, r#"user.city matches "(x+)+y""#).at(Place::GroupRule),
    Mistake::classic(Code::OrOfNotEquals, r#"user.city != "Rome" OR user.city != "Milan""#)
        .at(Place::GroupRule),
    Mistake::identity(Code::SecondsAsMillis, "'1438377580'.parseUnixTime()"),
    Mistake::identity(Code::WeekYear, "user.created.toString('MM/dd/YYYY')"),
    Mistake::classic(Code::ConditionFunction, r#"Convert.toInt(user.level) > 3 ? "x" : "y""#),
    Mistake::classic(Code::NumberTextCompare, r#"String.len(user.city) == "3""#),
    Mistake::classic(Code::WrongDialect, "user.profile.city"),
    Mistake::classic(Code::CaseOnlyDifference, "appuser.Username")
        .seen_with(r#"{"appuser": {"userName": "ann"}}"#),
    Mistake::classic(Code::NotInSamples, "user.citty").seen_with(r#"{"user": {"city": "Rome"}}"#),
    Mistake::classic(Code::PlaceholderInText, r#""team-${var.team}" + user.login"#),
    Mistake::classic(Code::BareWord, "user.city == Rome").at(Place::ProfileMappingToApp),
    Mistake::classic(Code::DoubtfulRoot, "profile.city").at(Place::ProfileMappingToApp),
    Mistake::classic(Code::NoSampleMatches, r#"user.city == "Oslo""#)
        .seen_with(r#"{"user": {"city": "Rome"}}"#),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts of a thousand characters, hundreds of levels or a million steps fit on no page, and
    /// plain words are still told as extra text.
    const WITHOUT: [Code; 5] =
        [Code::TooLong, Code::TooDeep, Code::Limit, Code::LongSamlFilter, Code::PlainWords];

    #[test]
    fn every_code_has_an_example() {
        let missing: Vec<&str> = Code::ALL
            .iter()
            .filter(|code| !WITHOUT.contains(code) && example(**code).is_none())
            .map(|code| code.id())
            .collect();
        assert!(missing.is_empty(), "add examples of {missing:?} above");
    }

    #[test]
    fn every_example_shows_its_code() {
        for mistake in MISTAKES {
            let code = mistake.code;
            assert!(serde_json::from_str::<Map<String, Json>>(mistake.profile).is_ok(), "{code}");
            assert!(mistake.diagnostic().is_some(), "{code}: {}", mistake.expression);
        }
    }
}
