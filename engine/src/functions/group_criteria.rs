//! `user.getGroups` and `user.isMemberOf`: maps of criteria → the groups that satisfy them.

use std::borrow::Cow;

use super::{
    Arguments, Call, CallError, Example, Function, Name, Parameter, Role, Signature, USER_PLACES,
    as_text, groups, room,
};
use crate::diagnostic::Code;
use crate::types::Type;
use crate::value::{Map, Object, ObjectRef, Value};

const CRITERIA: Parameter = Parameter::repeated("criteria", Type::MAP).with_role(Role::Criteria);
/// What a map may ask about.
pub(crate) const KEYS: [&str; 4] = ["group.id", NAME, "group.source.id", "group.type"];
/// How names may be compared; the first is the one without an `operator`.
pub(crate) const OPERATORS: [&str; 2] = ["STARTS_WITH", "EXACT"];
/// The key that says how names are compared.
pub(crate) const OPERATOR: &str = "operator";
/// The only key that an operator may stand beside.
pub(crate) const NAME: &str = "group.profile.name";
const NULLS: &str = "A null map, and a null inside it, are a `null_argument`.";
const PROFILE: &str = r#"{"user": {}, "$groups": [
    {"id": "00garwpuyxHaWOkdV0g4", "type": "OKTA_GROUP", "profile": {"name": "West Coast Admins"}},
    {"id": "00gjitX9HqABSoqTB0g3", "type": "APP_GROUP", "source": {"id": "0aae4be2456eb62f7c3d"}, "profile": {"name": "Engineering Users"}}
]}"#;

/// The functions with criteria.
pub(super) static FUNCTIONS: &[Function] = &room([GET_GROUPS, IS_MEMBER_OF]);

const GET_GROUPS: Function = Function {
    names: &[Name::classic("user.getGroups"), Name::identity("user.getGroups")],
    signature: Signature { parameters: &[CRITERIA], returns: Type::ARRAY },
    summary: "The groups of the user that satisfy every map: `group.id`, `group.type`, `group.source.id`, or the start of `group.profile.name`.",
    nulls: NULLS,
    examples: &[
        Example::classic(
            "user.getGroups({'group.type': {'OKTA_GROUP', 'APP_GROUP'}}).![id]",
            r#"["00garwpuyxHaWOkdV0g4", "00gjitX9HqABSoqTB0g3"]"#,
        )
        .with_profile(PROFILE),
        Example::identity(
            "user.getGroups({'group.profile.name': 'Engineering.*'}).![profile.name]",
            r#"["Engineering Users"]"#,
        )
        .with_profile(PROFILE),
    ],
    places: USER_PLACES,
    reference: "Expression Language in Identity Engine, Group functions",
    call: Call::General(get_groups),
};

fn get_groups<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let criteria = criteria(arguments)?;
    let groups = arguments.context.groups.iter().filter(|group| all_met(&criteria, group));
    let found = groups.map(|group| Value::Object(ObjectRef::Borrowed(group)));
    Ok(found.collect::<Vec<_>>().into())
}

const IS_MEMBER_OF: Function = Function {
    names: &[Name::classic("user.isMemberOf"), Name::identity("user.isMemberOf")],
    signature: Signature { parameters: &[CRITERIA], returns: Type::BOOLEAN },
    summary: "Whether the user has a group that satisfies every map, as `user.getGroups` reads them.",
    nulls: NULLS,
    examples: &[
        Example::identity(
            "user.isMemberOf({'group.profile.name': 'West Coast', 'operator': 'STARTS_WITH'})",
            "true",
        )
        .with_profile(PROFILE),
        Example::identity(
            "user.isMemberOf({'group.profile.name': 'West Coast', 'operator': 'EXACT'})",
            "false",
        )
        .with_profile(PROFILE),
        Example::classic("user.isMemberOf({'group.id': '00garwpuyxHaWOkdV0g4'})", "true")
            .with_profile(PROFILE),
    ],
    places: USER_PLACES,
    reference: "Expression Language in Identity Engine, Group functions",
    call: Call::General(is_member_of),
};

fn is_member_of<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let criteria = criteria(arguments)?;
    Ok(arguments.context.groups.iter().any(|group| all_met(&criteria, group)).into())
}

/// One key of a map: what has to be among the values.
#[derive(Debug)]
struct Criterion<'a> {
    key: Key,
    values: Vec<Cow<'a, str>>,
}

/// What a criterion looks at.
#[derive(Debug, Clone, Copy)]
enum Key {
    Id,
    SourceId,
    Type,
    Name,
    NameStart,
}

/// The criteria of every map; all have to be met.
fn criteria<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Vec<Criterion<'a>>, CallError> {
    let mut criteria = Vec::new();
    for index in 0..arguments.len() {
        arguments.not_null(index)?;
        let Value::Map(map) = arguments.take(index) else {
            let message = "a map such as {'group.type': 'OKTA_GROUP'} is needed here";
            return Err(CallError::at(index, Code::WrongType, message));
        };
        of_map(&mut criteria, &map)
            .map_err(|(code, message)| CallError::at(index, code, message))?;
    }
    Ok(criteria)
}

type Refusal = (Code, String);

fn of_map<'a>(criteria: &mut Vec<Criterion<'a>>, map: &Map<'a>) -> Result<(), Refusal> {
    let invalid = |message: String| (Code::InvalidArgument, message);
    let operator = map.get_text(OPERATOR);
    let name = match operator.map(Value::as_text) {
        None | Some(Some("STARTS_WITH")) => Key::NameStart,
        Some(Some("EXACT")) => Key::Name,
        Some(_) => return Err(invalid("`operator` is `EXACT` or `STARTS_WITH`".to_owned())),
    };
    if operator.is_some() && map.get_text(NAME).is_none() {
        return Err(invalid("`operator` belongs to `group.profile.name` only".to_owned()));
    }
    let before = criteria.len();
    for (key, value) in map.entries() {
        let key = match key.as_text() {
            Some(OPERATOR) => continue,
            Some("group.id") => Key::Id,
            Some("group.source.id") => Key::SourceId,
            Some("group.type") => Key::Type,
            Some(NAME) => name,
            _ => {
                return Err(invalid(
                    "the keys are `group.id`, `group.source.id`, `group.type` and `group.profile.name`"
                        .to_owned(),
                ));
            }
        };
        criteria.push(Criterion { key, values: values(value)? });
    }
    if criteria.len() == before {
        return Err(invalid("the map names no attribute of a group".to_owned()));
    }
    Ok(())
}

/// One text, or the texts of a list.
fn values<'a>(value: &Value<'a>) -> Result<Vec<Cow<'a, str>>, Refusal> {
    let text = |value: &Value<'a>| {
        if value.is_null() {
            return Err((Code::NullArgument, "there is null among the values".to_owned()));
        }
        as_text(value.clone())
            .ok_or_else(|| (Code::WrongType, "a text or a list of texts is needed".to_owned()))
    };
    match value {
        Value::Array(items) => items.iter().map(text).collect(),
        value => text(value).map(|text| vec![text]),
    }
}

fn all_met(criteria: &[Criterion<'_>], group: &Object) -> bool {
    criteria.iter().all(|criterion| {
        let found = match criterion.key {
            Key::Id => groups::id(group).map(Cow::Borrowed),
            Key::SourceId => groups::source(group, "id").map(Cow::Borrowed),
            Key::Type => group.get("type").and_then(Value::as_text).map(Cow::Borrowed),
            Key::Name | Key::NameStart => groups::name(group),
        };
        let Some(found) = found else { return false };
        criterion.values.iter().any(|value| match criterion.key {
            // The vendor's examples write `Engineering.*` for names that start with Engineering.
            Key::NameStart => found.starts_with(value.strip_suffix(".*").unwrap_or(value)),
            _ => found == *value,
        })
    })
}
