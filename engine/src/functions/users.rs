//! The user's own properties, and the people and profiles around the user.

use super::{
    Arguments, Call, CallError, Example, Function, MAPPING_PLACES, Name, Parameter, Role,
    Signature, USER_PLACES, room,
};
use crate::diagnostic::Code;
use crate::dialect::{Place, Places};
use crate::types::Type;
use crate::value::{Object, ObjectRef, Value};

const OBJECT_OR_NULL: Type = Type::OBJECT.union(Type::NULL);
const PROPERTIES: &[&str] = &["id", "status"];
const SOURCES: &[&str] = &["active_directory"];
const MANAGER_SOURCE: Parameter =
    Parameter::required("managerSource", Type::TEXT).with_role(Role::OneOf(SOURCES));
const ASSISTANT_SOURCE: Parameter =
    Parameter::required("assistantSource", Type::TEXT).with_role(Role::OneOf(SOURCES));
const MANAGERS: &str = "Expression Language overview, Manager and assistant functions";
const DIRECTORIES: &str = "Expression Language overview, Directory and Workday functions";
const PEOPLE: &str = r#"{
    "$managers": {"active_directory": {"user": {"firstName": "Mary"}, "appUsers": {"google": {"firstName": "Mary G"}}}},
    "$assistants": {"active_directory": {"user": {"firstName": "Sam"}, "appUsers": {"google": {"firstName": "Sam G"}}}}
}"#;
const DIRECTORY_USER: &str = r#"{"$directoryUsers": [{"managerUpn": "bob@okta.com"}]}"#;

/// The functions on the user and the people around.
pub(super) static FUNCTIONS: &[Function] = &room([
    GET_INTERNAL_PROPERTY,
    GET_LINKED_OBJECT,
    GET_MANAGER_USER,
    GET_MANAGER_APP_USER,
    GET_ASSISTANT_USER,
    GET_ASSISTANT_APP_USER,
    HAS_DIRECTORY_USER,
    HAS_WORKDAY_USER,
    FIND_DIRECTORY_USER,
    FIND_WORKDAY_USER,
]);

const GET_INTERNAL_PROPERTY: Function = Function {
    names: &[Name::classic("user.getInternalProperty")],
    signature: Signature {
        parameters: &[Parameter::required("name", Type::TEXT).with_role(Role::OneOf(PROPERTIES))],
        returns: Type::TEXT.union(Type::NULL),
    },
    summary: "The user's `id` or `status`: STAGED, PROVISIONED, ACTIVE, RECOVERY, PASSWORD_EXPIRED, LOCKED_OUT or SUSPENDED.",
    nulls: "A null name is an `invalid_argument`, as is every name but those two.",
    examples: &[Example::classic(r#"user.getInternalProperty("status")"#, r#""ACTIVE""#)
        .with_profile(
            r#"{"user": {}, "$internal": {"id": "00u8lm1rxkdpZTsRK0g7", "status": "ACTIVE"}}"#,
        )],
    places: Places::of(&[
        Place::ProfileMappingToApp,
        Place::AppUsername,
        Place::GroupRule,
        Place::SamlAttribute,
        Place::OidcClaim,
    ]),
    reference: "Expression Language overview, Okta user ID and status",
    call: Call::General(get_internal_property),
};

fn get_internal_property<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let name = arguments.optional_text(0)?;
    match name.as_deref() {
        Some(name) if PROPERTIES.contains(&name) => {
            Ok(arguments.context.internal.get(name).map_or(Value::Null, Value::borrowed))
        }
        _ => Err(CallError::at(0, Code::InvalidArgument, "only `id` and `status` can be read")),
    }
}

const GET_LINKED_OBJECT: Function = Function {
    names: &[Name::classic("user.getLinkedObject"), Name::identity("user.getLinkedObject")],
    signature: Signature {
        parameters: &[Parameter::required("primaryName", Type::TEXT)],
        returns: OBJECT_OR_NULL,
    },
    summary: "The user on the primary side of a relationship, such as the manager.",
    nulls: "Null where there is no such link.",
    examples: &[
        Example::classic(r#"user.getLinkedObject("manager").lastName"#, r#""Gates""#).with_profile(
            r#"{"user": {}, "$linked": {"manager": {"firstName": "Bill", "lastName": "Gates"}}}"#,
        ),
        Example::identity(r#"user.getLinkedObject("manager")?.lastName"#, "null"),
    ],
    places: USER_PLACES,
    reference: "Expression Language overview, Linked object function",
    call: Call::General(get_linked_object),
};

fn get_linked_object<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let name = arguments.text(0)?;
    Ok(arguments.context.linked.get(&name).map_or(Value::Null, Value::borrowed))
}

const GET_MANAGER_USER: Function = Function {
    names: &[Name::classic("getManagerUser")],
    signature: Signature { parameters: &[MANAGER_SOURCE], returns: OBJECT_OR_NULL },
    summary: "The Okta profile of the user's manager; the source is `active_directory`.",
    nulls: "Null where there is no manager; another source, also null, is an `invalid_argument`.",
    examples: &[Example::classic(r#"getManagerUser("active_directory").firstName"#, r#""Mary""#)
        .with_profile(PEOPLE)],
    places: MAPPING_PLACES,
    reference: MANAGERS,
    call: Call::General(|arguments| {
        let people = &arguments.context.managers;
        person(arguments, people)
    }),
};

const GET_MANAGER_APP_USER: Function = Function {
    names: &[Name::classic("getManagerAppUser")],
    signature: Signature {
        parameters: &[MANAGER_SOURCE, Parameter::required("attributeSource", Type::TEXT)],
        returns: OBJECT_OR_NULL,
    },
    summary: "The manager's profile in the app instance `attributeSource`.",
    nulls: "Null where there is no manager or profile; another source than `active_directory` is an `invalid_argument`.",
    examples: &[Example::classic(
        r#"getManagerAppUser("active_directory", "google").firstName"#,
        r#""Mary G""#,
    )
    .with_profile(PEOPLE)],
    places: MAPPING_PLACES,
    reference: MANAGERS,
    call: Call::General(|arguments| {
        let people = &arguments.context.managers;
        person_in_app(arguments, people)
    }),
};

const GET_ASSISTANT_USER: Function = Function {
    names: &[Name::classic("getAssistantUser")],
    signature: Signature { parameters: &[ASSISTANT_SOURCE], returns: OBJECT_OR_NULL },
    summary: "The Okta profile of the user's assistant; the source is `active_directory`.",
    nulls: "Null where there is no assistant; another source, also null, is an `invalid_argument`.",
    examples: &[Example::classic(r#"getAssistantUser("active_directory").firstName"#, r#""Sam""#)
        .with_profile(PEOPLE)],
    places: MAPPING_PLACES,
    reference: MANAGERS,
    call: Call::General(|arguments| {
        let people = &arguments.context.assistants;
        person(arguments, people)
    }),
};

const GET_ASSISTANT_APP_USER: Function = Function {
    names: &[Name::classic("getAssistantAppUser")],
    signature: Signature {
        parameters: &[ASSISTANT_SOURCE, Parameter::required("attributeSource", Type::TEXT)],
        returns: OBJECT_OR_NULL,
    },
    summary: "The assistant's profile in the app instance `attributeSource`.",
    nulls: "Null where there is no assistant or profile; another source than `active_directory` is an `invalid_argument`.",
    examples: &[Example::classic(
        r#"getAssistantAppUser("active_directory", "google").firstName"#,
        r#""Sam G""#,
    )
    .with_profile(PEOPLE)],
    places: MAPPING_PLACES,
    reference: MANAGERS,
    call: Call::General(|arguments| {
        let people = &arguments.context.assistants;
        person_in_app(arguments, people)
    }),
};

/// The Okta profile of a manager or assistant.
fn person<'a>(
    arguments: &mut Arguments<'_, 'a>,
    people: &'a Object,
) -> Result<Value<'a>, CallError> {
    let found = source(arguments, people)?.and_then(|person| person.get("user"));
    Ok(found.map_or(Value::Null, Value::borrowed))
}

/// The profile of a manager or assistant in an app.
fn person_in_app<'a>(
    arguments: &mut Arguments<'_, 'a>,
    people: &'a Object,
) -> Result<Value<'a>, CallError> {
    let person = source(arguments, people)?;
    let app = arguments.text(1)?;
    match person.and_then(|person| person.get("appUsers")) {
        Some(Value::Object(profiles)) => {
            Ok(profiles.get(&app).map_or(Value::Null, Value::borrowed))
        }
        _ => Ok(Value::Null),
    }
}

/// What the named source knows of a manager or assistant.
fn source<'a>(
    arguments: &mut Arguments<'_, 'a>,
    people: &'a Object,
) -> Result<Option<&'a Object>, CallError> {
    let name = arguments.optional_text(0)?;
    if name.as_deref() != Some("active_directory") {
        let message = "the only source of managers and assistants is `active_directory`";
        return Err(CallError::at(0, Code::InvalidArgument, message));
    }
    Ok(match people.get("active_directory") {
        Some(Value::Object(person)) => Some(person),
        _ => None,
    })
}

const HAS_DIRECTORY_USER: Function = Function {
    names: &[Name::classic("hasDirectoryUser")],
    signature: Signature { parameters: &[], returns: Type::BOOLEAN },
    summary: "Whether the user has exactly one Active Directory assignment.",
    nulls: "",
    examples: &[Example::classic("hasDirectoryUser()", "true").with_profile(DIRECTORY_USER)],
    places: MAPPING_PLACES,
    reference: DIRECTORIES,
    call: Call::General(|arguments| Ok(only(&arguments.context.directory_users).is_some().into())),
};

const HAS_WORKDAY_USER: Function = Function {
    names: &[Name::classic("hasWorkdayUser")],
    signature: Signature { parameters: &[], returns: Type::BOOLEAN },
    summary: "Whether the user has exactly one Workday assignment.",
    nulls: "",
    examples: &[
        Example::classic("hasWorkdayUser()", "false").with_profile(r#"{"$workdayUsers": []}"#)
    ],
    places: MAPPING_PLACES,
    reference: DIRECTORIES,
    call: Call::General(|arguments| Ok(only(&arguments.context.workday_users).is_some().into())),
};

const FIND_DIRECTORY_USER: Function = Function {
    names: &[Name::classic("findDirectoryUser")],
    signature: Signature { parameters: &[], returns: OBJECT_OR_NULL },
    summary: "The user's only Active Directory profile.",
    nulls: "Null where there are none or several.",
    examples: &[Example::classic("findDirectoryUser().managerUpn", r#""bob@okta.com""#)
        .with_profile(DIRECTORY_USER)],
    places: MAPPING_PLACES,
    reference: DIRECTORIES,
    call: Call::General(|arguments| Ok(only(&arguments.context.directory_users).into())),
};

const FIND_WORKDAY_USER: Function = Function {
    names: &[Name::classic("findWorkdayUser")],
    signature: Signature { parameters: &[], returns: OBJECT_OR_NULL },
    summary: "The user's only Workday profile.",
    nulls: "Null where there are none or several.",
    examples: &[Example::classic("findWorkdayUser().employeeID", r#""123456""#)
        .with_profile(r#"{"$workdayUsers": [{"employeeID": "123456"}]}"#)],
    places: MAPPING_PLACES,
    reference: DIRECTORIES,
    call: Call::General(|arguments| Ok(only(&arguments.context.workday_users).into())),
};

/// The profile, where there is exactly one.
fn only(profiles: &[Object]) -> Option<ObjectRef<'_>> {
    match profiles {
        [profile] => Some(ObjectRef::Borrowed(profile)),
        _ => None,
    }
}
