//! Groups of the Okta user: membership by id and name, names by app, and expressions over groups.

use std::borrow::Cow;

use super::{
    Arguments, Call, CallError, Example, Function, MAPPING_PLACES, Name, Parameter, Role,
    Signature, as_text, room,
};
use crate::context::attribute;
use crate::diagnostic::Code;
use crate::dialect::{Place, Places};
use crate::pattern::{Pattern, PatternError};
use crate::text::utf16_len;
use crate::types::Type;
use crate::value::{Object, Value};

const MEMBERSHIP: &str = "Expression Language overview, Group functions";
const CLAIMS: &str = "Expression Language overview, Group-claims only functions";
const NULLS: &str = "Null gives false.";
const NO_NULLS: &str = "No value may be null (`null_argument`).";
const LIMIT: Parameter = Parameter::required("limit", Type::INTEGER);

/// Two groups for the examples.
const PROFILE: &str = r#"{"user": {}, "$groups": [
    {"id": "00garwpuyxHaWOkdV0g4", "type": "OKTA_GROUP", "profile": {"name": "West Coast Admins"}},
    {"id": "00gjitX9HqABSoqTB0g3", "type": "APP_GROUP", "source": {"id": "0aae4be2456eb62f7c3d", "type": "active_directory"}, "profile": {"name": "Engineering Users"}}
]}"#;

/// The classic places that know the user's groups.
const MEMBERSHIP_PLACES: Places = MAPPING_PLACES.with(Places::of(&[Place::GroupRule]));
/// The place of the functions for group claims.
const CLAIM_PLACES: Places = Places::of(&[Place::OidcClaim]);

/// The functions on groups.
pub(super) static FUNCTIONS: &[Function] = &room([
    IS_MEMBER_OF_GROUP_NAME,
    IS_MEMBER_OF_GROUP,
    IS_MEMBER_OF_ANY_GROUP,
    IS_MEMBER_OF_GROUP_NAME_STARTS_WITH,
    IS_MEMBER_OF_GROUP_NAME_CONTAINS,
    IS_MEMBER_OF_GROUP_NAME_REGEX,
    GET_FILTERED_GROUPS,
    GROUPS_CONTAINS,
    GROUPS_STARTS_WITH,
    GROUPS_ENDS_WITH,
]);

/// The name of a group, its own or that of its profile.
pub(super) fn name(group: &Object) -> Option<Cow<'_, str>> {
    attribute(group, "name").filter(|name| !name.is_null()).and_then(as_text)
}

/// The id of a group.
pub(super) fn id(group: &Object) -> Option<&str> {
    group.get("id")?.as_text()
}

/// A text of the app that a group came from: its instance `id` or its `type`.
pub(super) fn source<'g>(group: &'g Object, name: &str) -> Option<&'g str> {
    match group.get("source") {
        Some(Value::Object(source)) => source.get(name)?.as_text(),
        _ => None,
    }
}

const IS_MEMBER_OF_GROUP_NAME: Function = Function {
    names: &[Name::classic("isMemberOfGroupName")],
    signature: Signature {
        parameters: &[Parameter::required("name", Type::TEXT)],
        returns: Type::BOOLEAN,
    },
    summary: "Whether some group of the user, from any source, has exactly this name.",
    nulls: NULLS,
    examples: &[
        Example::classic(r#"isMemberOfGroupName("group1")"#, "false").with_profile(PROFILE),
        Example::classic(r#"isMemberOfGroupName("Engineering Users")"#, "true")
            .with_profile(PROFILE),
    ],
    places: MEMBERSHIP_PLACES,
    reference: MEMBERSHIP,
    call: Call::General(|arguments| some_name(arguments, |name, wanted| name == wanted)),
};

const IS_MEMBER_OF_GROUP_NAME_STARTS_WITH: Function = Function {
    names: &[Name::classic("isMemberOfGroupNameStartsWith")],
    signature: Signature {
        parameters: &[Parameter::required("prefix", Type::TEXT)],
        returns: Type::BOOLEAN,
    },
    summary: "Whether the name of some group begins with `prefix`; letter case counts.",
    nulls: NULLS,
    examples: &[
        Example::classic(r#"isMemberOfGroupNameStartsWith("San Fr")"#, "false")
            .with_profile(PROFILE),
        Example::classic(r#"isMemberOfGroupNameStartsWith("West Co")"#, "true")
            .with_profile(PROFILE),
    ],
    places: MEMBERSHIP_PLACES,
    reference: MEMBERSHIP,
    call: Call::General(|arguments| some_name(arguments, |name, prefix| name.starts_with(prefix))),
};

const IS_MEMBER_OF_GROUP_NAME_CONTAINS: Function = Function {
    names: &[Name::classic("isMemberOfGroupNameContains")],
    signature: Signature {
        parameters: &[Parameter::required("part", Type::TEXT)],
        returns: Type::BOOLEAN,
    },
    summary: "Whether the name of some group contains `part`; letter case counts.",
    nulls: NULLS,
    examples: &[
        Example::classic(r#"isMemberOfGroupNameContains("admin")"#, "false").with_profile(PROFILE),
        Example::classic(r#"isMemberOfGroupNameContains("Admin")"#, "true").with_profile(PROFILE),
    ],
    places: MEMBERSHIP_PLACES,
    reference: MEMBERSHIP,
    call: Call::General(|arguments| some_name(arguments, |name, part| name.contains(part))),
};

/// Whether some group's name suits the text that was passed; null suits none.
fn some_name<'a>(
    arguments: &mut Arguments<'_, 'a>,
    suits: fn(&str, &str) -> bool,
) -> Result<Value<'a>, CallError> {
    let Some(wanted) = arguments.optional_text(0)? else { return Ok(false.into()) };
    let groups = &arguments.context.groups;
    Ok(groups.iter().filter_map(name).any(|name| suits(&name, &wanted)).into())
}

const IS_MEMBER_OF_GROUP: Function = Function {
    names: &[Name::classic("isMemberOfGroup")],
    signature: Signature {
        parameters: &[Parameter::required("groupId", Type::TEXT)],
        returns: Type::BOOLEAN,
    },
    summary: "Whether the user is in the group with this id.",
    nulls: NULLS,
    examples: &[
        Example::classic(r#"isMemberOfGroup("groupId")"#, "false").with_profile(PROFILE),
        Example::classic(r#"isMemberOfGroup("00gjitX9HqABSoqTB0g3")"#, "true")
            .with_profile(PROFILE),
    ],
    places: MEMBERSHIP_PLACES,
    reference: MEMBERSHIP,
    call: Call::General(is_member_of_group),
};

fn is_member_of_group<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let Some(wanted) = arguments.optional_text(0)? else { return Ok(false.into()) };
    Ok(arguments.context.groups.iter().any(|group| id(group) == Some(&*wanted)).into())
}

const IS_MEMBER_OF_ANY_GROUP: Function = Function {
    names: &[Name::classic("isMemberOfAnyGroup")],
    signature: Signature {
        parameters: &[Parameter::repeated("groupIds", Type::TEXT.union(Type::ARRAY))],
        returns: Type::BOOLEAN,
    },
    summary: "Whether the user is in one of these groups at least; a list gives each of its ids.",
    nulls: "A null id is no group.",
    examples: &[
        Example::classic(r#"isMemberOfAnyGroup("groupId1", "groupId2", "groupId3")"#, "false")
            .with_profile(PROFILE),
        Example::classic(r#"isMemberOfAnyGroup("nope", "00garwpuyxHaWOkdV0g4")"#, "true")
            .with_profile(PROFILE),
        Example::classic("isMemberOfAnyGroup({'nope', '00garwpuyxHaWOkdV0g4'})", "true")
            .with_profile(PROFILE),
    ],
    places: MEMBERSHIP_PLACES,
    reference: MEMBERSHIP,
    call: Call::General(is_member_of_any_group),
};

fn is_member_of_any_group<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let groups = &arguments.context.groups;
    let mut found = false;
    for index in 0..arguments.len() {
        if let Value::Array(ids) = arguments.value(index) {
            let is_id = |group: &Object| ids.iter().any(|one| one.as_text() == id(group));
            found |= groups.iter().any(|group| id(group).is_some() && is_id(group));
        } else if let Some(wanted) = arguments.optional_text(index)? {
            found |= groups.iter().any(|group| id(group) == Some(&*wanted));
        }
    }
    Ok(found.into())
}

const IS_MEMBER_OF_GROUP_NAME_REGEX: Function = Function {
    names: &[Name::classic("isMemberOfGroupNameRegex")],
    signature: Signature {
        parameters: &[Parameter::required("pattern", Type::TEXT).with_role(Role::NamePattern)],
        returns: Type::BOOLEAN,
    },
    summary: "Whether the whole name of some group matches the pattern, which may stand between slashes.",
    nulls: NULLS,
    examples: &[
        Example::classic(r#"isMemberOfGroupNameRegex("/.*admin.*")"#, "false")
            .with_profile(PROFILE),
        Example::classic(r#"isMemberOfGroupNameRegex("/.*Admin.*/")"#, "true")
            .with_profile(PROFILE),
    ],
    places: MEMBERSHIP_PLACES,
    reference: MEMBERSHIP,
    call: Call::General(is_member_of_group_name_regex),
};

fn is_member_of_group_name_regex<'a>(
    arguments: &mut Arguments<'_, 'a>,
) -> Result<Value<'a>, CallError> {
    let Some(text) = arguments.optional_text(0)? else { return Ok(false.into()) };
    let limit = arguments.limits.pattern;
    if utf16_len(&text) > limit {
        let message = format!("the pattern has more than {limit} characters");
        return Err(CallError::at(0, Code::Limit, message));
    }
    let computed;
    let pattern = match arguments.name_pattern() {
        Some(pattern) => pattern,
        None => {
            computed = name_pattern(&text).map_err(|error| {
                CallError::at(0, Code::Regex, format!("the pattern is wrong: {error}"))
            })?;
            &computed
        }
    };
    for name in arguments.context.groups.iter().filter_map(name) {
        let matches = pattern
            .matches(&name)
            .map_err(|limit| CallError::at(0, Code::Limit, limit.to_string()))?;
        if matches {
            return Ok(true.into());
        }
    }
    Ok(false.into())
}

/// The pattern that is written in `text`, between slashes or not.
pub(crate) fn name_pattern(text: &str) -> Result<Pattern, PatternError> {
    Pattern::new(between_slashes(text))
}

/// The pattern without its first slash and, behind such a one, its last.
fn between_slashes(text: &str) -> &str {
    text.strip_prefix('/').map_or(text, |text| text.strip_suffix('/').unwrap_or(text))
}

const GET_FILTERED_GROUPS: Function = Function {
    names: &[Name::classic("getFilteredGroups")],
    signature: Signature {
        parameters: &[
            Parameter::required("allowList", Type::ARRAY),
            Parameter::group_expression("groupExpression"),
            LIMIT,
        ],
        returns: Type::ARRAY,
    },
    summary: "The value of `groupExpression`, whose only root is `group`, for each group of the user whose id is in `allowList`.",
    nulls: NO_NULLS,
    examples: &[
        Example::classic(r#"getFilteredGroups({"00gml2xHE3RYRx7cM0g3"}, "group.name", 40)"#, "[]"),
        Example::classic(
            r#"getFilteredGroups({"00gjitX9HqABSoqTB0g3"}, "'AD: ' + group.name", 40)"#,
            r#"["AD: Engineering Users"]"#,
        )
        .with_profile(PROFILE),
    ],
    places: MAPPING_PLACES,
    reference: MEMBERSHIP,
    call: Call::General(get_filtered_groups),
};

fn get_filtered_groups<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    (0..3).try_for_each(|index| arguments.not_null(index).map(|_| ()))?;
    let limit = limit(arguments)?;
    let allowed = arguments.items(0);
    let expression = arguments.text(1)?;
    let is_allowed = |group: &&Object| {
        id(group).is_some_and(|id| allowed.iter().any(|allowed| allowed.as_text() == Some(id)))
    };
    let groups: Vec<&'a Object> = arguments.context.groups.iter().filter(is_allowed).collect();
    if groups.len() > limit {
        let message = format!("{} groups match, the limit is {limit}", groups.len());
        return Err(CallError::at(2, Code::Limit, message));
    }
    let values = arguments.nested().for_each_group(&expression, &groups);
    values.map(Value::from).map_err(|error| CallError { argument: Some(1), ..error })
}

/// How many groups are wanted at most: 1 to 100.
fn limit(arguments: &mut Arguments<'_, '_>) -> Result<usize, CallError> {
    let limit = arguments.integer(2)?;
    usize::try_from(limit).ok().filter(|limit| (1..=100).contains(limit)).ok_or_else(|| {
        let message = format!("the limit has to be 1 to 100, not {limit}");
        CallError::at(2, Code::InvalidArgument, message)
    })
}

const APP_AND_PATTERN: Signature = Signature {
    parameters: &[
        Parameter::required("app", Type::TEXT),
        Parameter::required("pattern", Type::TEXT),
        LIMIT,
    ],
    returns: Type::ARRAY.union(Type::NULL),
};

const GROUPS_CONTAINS: Function = Function {
    names: &[Name::classic("Groups.contains")],
    signature: APP_AND_PATTERN,
    summary: "The names, at most `limit`, of the user's groups from an app that contain `pattern`; null when none does.",
    nulls: NO_NULLS,
    examples: &[Example::classic(
        r#"Groups.contains("OKTA", "Coast", 10)"#,
        r#"["West Coast Admins"]"#,
    )
    .with_profile(PROFILE)],
    places: CLAIM_PLACES,
    reference: CLAIMS,
    call: Call::General(|arguments| names_of_app(arguments, |name, part| name.contains(part))),
};

const GROUPS_STARTS_WITH: Function = Function {
    names: &[Name::classic("Groups.startsWith")],
    signature: APP_AND_PATTERN,
    summary: "The names, at most `limit`, of the user's groups from an app that begin with `pattern`; null when none does.",
    nulls: NO_NULLS,
    examples: &[
        Example::classic(
            r#"Groups.startsWith("active_directory", "Eng", 10)"#,
            r#"["Engineering Users"]"#,
        )
        .with_profile(PROFILE),
        Example::classic(r#"Groups.startsWith("OKTA", "Eng", 10) ?: {}"#, "[]")
            .with_profile(PROFILE),
    ],
    places: CLAIM_PLACES,
    reference: CLAIMS,
    call: Call::General(|arguments| names_of_app(arguments, |name, start| name.starts_with(start))),
};

const GROUPS_ENDS_WITH: Function = Function {
    names: &[Name::classic("Groups.endsWith")],
    signature: APP_AND_PATTERN,
    summary: "The names, at most `limit`, of the user's groups from an app that end with `pattern`; null when none does.",
    nulls: NO_NULLS,
    examples: &[Example::classic(
        r#"Groups.endsWith("OKTA", "Admins", 10)"#,
        r#"["West Coast Admins"]"#,
    )
    .with_profile(PROFILE)],
    places: CLAIM_PLACES,
    reference: CLAIMS,
    call: Call::General(|arguments| names_of_app(arguments, |name, end| name.ends_with(end))),
};

fn names_of_app<'a>(
    arguments: &mut Arguments<'_, 'a>,
    suits: fn(&str, &str) -> bool,
) -> Result<Value<'a>, CallError> {
    (0..3).try_for_each(|index| arguments.not_null(index).map(|_| ()))?;
    let limit = limit(arguments)?;
    let (app, pattern) = (arguments.text(0)?, arguments.text(1)?);
    let groups = arguments.context.groups.iter();
    let names = groups.filter(|group| is_from(group, &app)).filter_map(name);
    let found: Vec<Value<'a>> =
        names.filter(|name| suits(name, &pattern)).take(limit).map(Value::Text).collect();
    Ok(if found.is_empty() { Value::Null } else { found.into() })
}

/// Whether a group comes from an app: `OKTA`, the type of an app, or the id of an instance.
fn is_from(group: &Object, app: &str) -> bool {
    if app == "OKTA" {
        let ty = group.get("type").and_then(Value::as_text);
        return matches!(ty, Some("OKTA_GROUP" | "BUILT_IN"));
    }
    source(group, "type") == Some(app) || source(group, "id") == Some(app)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_first_slash_lets_the_last_one_go() {
        for (text, pattern) in
            [("/a/", "a"), ("/a", "a"), ("a/", "a/"), ("//", ""), ("/", ""), ("//a//", "/a/")]
        {
            assert_eq!(between_slashes(text), pattern, "{text}");
        }
    }
}
