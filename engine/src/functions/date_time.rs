//! Dates of the Identity Engine dialect: the clock, text ⇄ date-time, zones, moving and measuring.

use std::borrow::Cow;

use super::date_pattern::java_time;
use super::time::{conversion, out_of_range, unknown_zone};
use super::{
    Arguments, Call, CallError, Example, Function, IDENTITY_PLACES, Name, Parameter, Role,
    Signature, room,
};
use crate::datetime::{DateTime, DateTimeError, Unit, Zone};
use crate::diagnostic::Code;
use crate::types::Type;
use crate::value::Value;

const TEXT: Parameter = Parameter::required("time", Type::TEXT);
const DATE: Parameter = Parameter::required("dateTime", Type::DATE_TIME);
const FORMAT: Parameter =
    Parameter::optional("dateTimeFormat", Type::TEXT).with_role(Role::JavaTimePattern);
const TEXT_TO_DATE: Signature = Signature { parameters: &[TEXT], returns: Type::DATE_TIME };
const DATE_TO_TEXT: Signature = Signature { parameters: &[DATE], returns: Type::TEXT };
const OVERVIEW: &str = "Expression Language in Identity Engine, Time functions";
const CREATED: &str = r#"{"user": {"created": "2015-07-30T23:58:32.000Z"}}"#;

/// The date functions.
pub(super) static FUNCTIONS: &[Function] = &room([
    NOW,
    PARSE_WINDOWS_TIME,
    PARSE_UNIX_TIME,
    PARSE_STRING_TIME,
    TO_WINDOWS,
    TO_UNIX,
    TO_STRING,
    TO_ZONE,
    PLUS_DAYS,
    PLUS_HOURS,
    PLUS_MINUTES,
    PLUS_SECONDS,
    MINUS_DAYS,
    MINUS_HOURS,
    MINUS_MINUTES,
    MINUS_SECONDS,
    WITHIN_DAYS,
    WITHIN_HOURS,
    WITHIN_MINUTES,
    WITHIN_SECONDS,
]);

const NOW: Function = Function {
    names: &[Name::identity("DateTime.now"), Name::identity("Time.now")],
    signature: Signature { parameters: &[], returns: Type::DATE_TIME },
    summary: "The current instant in UTC.",
    nulls: "",
    examples: &[
        Example::identity(
            "DateTime.now()",
            r#"{"type": "datetime", "value": "2015-07-31T17:18:37.979Z"}"#,
        ),
        Example::identity("Time.now() == DateTime.now()", "true"),
    ],
    places: IDENTITY_PLACES,
    reference: OVERVIEW,
    call: Call::General(now),
};

fn now<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let now = arguments.context.now.in_zone(Zone::UTC);
    Ok(now.map_err(|error| out_of_range(&error))?.into())
}

const PARSE_WINDOWS_TIME: Function = Function {
    names: &[Name::method("parseWindowsTime")],
    signature: TEXT_TO_DATE,
    summary: "Windows time (100 ns since 1601) as a date-time in UTC.",
    nulls: "",
    examples: &[Example::identity(
        "'130828367179790000'.parseWindowsTime()",
        r#"{"type": "datetime", "value": "2015-07-31T17:18:37.979Z"}"#,
    )],
    places: IDENTITY_PLACES,
    reference: OVERVIEW,
    call: Call::General(parse_windows_time),
};

fn parse_windows_time<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let text = arguments.text(0)?;
    let date = DateTime::parse_windows(&text);
    Ok(date.map_err(|error| conversion(&text, "is no Windows time", &error))?.into())
}

const PARSE_UNIX_TIME: Function = Function {
    names: &[Name::method("parseUnixTime")],
    signature: TEXT_TO_DATE,
    summary: "Unix time in milliseconds as a date-time in UTC.",
    nulls: "",
    examples: &[Example::identity(
        "'1438377580979'.parseUnixTime()",
        r#"{"type": "datetime", "value": "2015-07-31T21:19:40.979Z"}"#,
    )],
    places: IDENTITY_PLACES,
    reference: OVERVIEW,
    call: Call::General(parse_unix_time),
};

fn parse_unix_time<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let text = arguments.text(0)?;
    let date = DateTime::parse_unix(&text);
    Ok(date.map_err(|error| conversion(&text, "is no Unix time", &error))?.into())
}

const PARSE_STRING_TIME: Function = Function {
    names: &[Name::method("parseStringTime")],
    signature: Signature { parameters: &[TEXT, FORMAT], returns: Type::DATE_TIME },
    summary: "ISO 8601 text, or text in a java.time pattern, as a date-time.",
    nulls: "",
    examples: &[
        Example::identity(
            "'2015-06-17T00:23:19.676Z'.parseStringTime()",
            r#"{"type": "datetime", "value": "2015-06-17T00:23:19.676Z"}"#,
        ),
        Example::identity(
            "'17 June 2015 00:23:19'.parseStringTime('dd MMMM yyyy HH:mm:ss')",
            r#"{"type": "datetime", "value": "2015-06-17T00:23:19Z"}"#,
        ),
    ],
    places: IDENTITY_PLACES,
    reference: OVERVIEW,
    call: Call::General(parse_string_time),
};

fn parse_string_time<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let text = arguments.text(0)?;
    let date = match format(arguments)? {
        Some(format) => java_time(arguments, 1, &format)?.parse(&text).map_err(|error| {
            conversion(&text, &format!("does not fit the pattern `{format}`"), &error)
        })?,
        None => DateTime::parse_iso(&text).map_err(|error| {
            conversion(&text, "is no ISO 8601 date-time such as `2015-06-17T00:23:19Z`", &error)
        })?,
    };
    Ok(date.into())
}

/// The text of the pattern, if the call has one.
fn format<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Option<Cow<'a, str>>, CallError> {
    if arguments.len() < 2 { Ok(None) } else { arguments.text(1).map(Some) }
}

const TO_WINDOWS: Function = Function {
    names: &[Name::method("toWindows")],
    signature: DATE_TO_TEXT,
    summary: "The instant as Windows time (100 ns since 1601).",
    nulls: "",
    examples: &[Example::identity("user.created.toWindows()", r#""130827743120000000""#)
        .with_profile(CREATED)],
    places: IDENTITY_PLACES,
    reference: OVERVIEW,
    call: Call::General(to_windows),
};

fn to_windows<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let ticks = arguments.date_time(0)?.windows_ticks();
    Ok(ticks.map_err(|error| out_of_range(&error))?.to_string().into())
}

const TO_UNIX: Function = Function {
    names: &[Name::method("toUnix")],
    signature: DATE_TO_TEXT,
    summary: "The instant as Unix time in milliseconds.",
    nulls: "",
    examples: &[Example::identity("DateTime.now().toUnix()", r#""1438363117979""#)],
    places: IDENTITY_PLACES,
    reference: OVERVIEW,
    call: Call::General(to_unix),
};

fn to_unix<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let milliseconds = arguments.date_time(0)?.unix_milliseconds();
    Ok(milliseconds.map_err(|error| out_of_range(&error))?.to_string().into())
}

const TO_STRING: Function = Function {
    names: &[Name::method("toString")],
    signature: Signature { parameters: &[DATE, FORMAT], returns: Type::TEXT },
    summary: "The date-time as ISO 8601 text, as java.time prints it, or in a java.time pattern.",
    nulls: "",
    examples: &[
        Example::identity("user.created.toString()", r#""2015-07-30T23:58:32Z""#)
            .with_profile(CREATED),
        Example::identity("user.created.toString('MM/dd/yyyy')", r#""07/30/2015""#)
            .with_profile(CREATED),
        Example::identity(
            "'2014-12-30T12:00:00Z'.parseStringTime().toString('yyyy YYYY')",
            r#""2014 2015""#,
        ),
    ],
    places: IDENTITY_PLACES,
    reference: OVERVIEW,
    call: Call::General(to_string),
};

fn to_string<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let date = arguments.date_time(0)?;
    Ok(match format(arguments)? {
        Some(format) => java_time(arguments, 1, &format)?.format(&date).into(),
        None => date.to_iso().into(),
    })
}

const TO_ZONE: Function = Function {
    names: &[Name::method("toZone")],
    signature: Signature {
        parameters: &[DATE, Parameter::required("zoneId", Type::TEXT).with_role(Role::TimeZone)],
        returns: Type::DATE_TIME,
    },
    summary: "The same instant in another time zone.",
    nulls: "",
    examples: &[Example::identity(
        "Time.now().toZone('Asia/Tokyo')",
        r#"{"type": "datetime", "value": "2015-08-01T02:18:37.979+09:00[Asia/Tokyo]"}"#,
    )],
    places: IDENTITY_PLACES,
    reference: OVERVIEW,
    call: Call::General(to_zone),
};

fn to_zone<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let id = arguments.text(1)?;
    let zone = Zone::identity(&id).map_err(|error| unknown_zone(1, &id, &error))?;
    let date = arguments.date_time(0)?.in_zone(zone);
    Ok(date.map_err(|error| past_the_end(&error))?.into())
}

const PLUS_DAYS: Function = moving(
    &[Name::method("plusDays")],
    DAYS,
    "The date-time so many days later, at the same time on the wall.",
    &[
        Example::identity(
            "user.created.plusDays(2)",
            "{\"type\": \"datetime\", \"value\": \"2015-08-01T23:58:32Z\"}",
        )
        .with_profile(CREATED),
        Example::identity(
            "'2015-03-07T12:00:00-05:00[America/New_York]'.parseStringTime().plusDays(1).toString()",
            r#""2015-03-08T12:00-04:00[America/New_York]""#,
        ),
    ],
    Call::General(|arguments| moved(arguments, 1, Unit::Days)),
);

const PLUS_HOURS: Function = moving(
    &[Name::method("plusHours")],
    HOURS,
    "The date-time so many hours later.",
    &[Example::identity("user.created.plusHours(-1).toString()", r#""2015-07-30T22:58:32Z""#)
        .with_profile(CREATED)],
    Call::General(|arguments| moved(arguments, 1, Unit::Hours)),
);

const PLUS_MINUTES: Function = moving(
    &[Name::method("plusMinutes")],
    MINUTES,
    "The date-time so many minutes later.",
    &[Example::identity("user.created.plusMinutes(0).toString()", r#""2015-07-30T23:58:32Z""#)
        .with_profile(CREATED)],
    Call::General(|arguments| moved(arguments, 1, Unit::Minutes)),
);

const PLUS_SECONDS: Function = moving(
    &[Name::method("plusSeconds")],
    SECONDS,
    "The date-time so many seconds later.",
    &[Example::identity("user.created.plusSeconds(0).toString()", r#""2015-07-30T23:58:32Z""#)
        .with_profile(CREATED)],
    Call::General(|arguments| moved(arguments, 1, Unit::Seconds)),
);

const MINUS_DAYS: Function = moving(
    &[Name::method("minusDays")],
    DAYS,
    "The date-time so many days earlier, at the same time on the wall.",
    &[Example::identity("Time.now().minusDays(3).toString()", r#""2015-07-28T17:18:37.979Z""#)],
    Call::General(|arguments| moved(arguments, -1, Unit::Days)),
);

const MINUS_HOURS: Function = moving(
    &[Name::method("minusHours")],
    HOURS,
    "The date-time so many hours earlier.",
    &[Example::identity("Time.now().minusHours(100).toString()", r#""2015-07-27T13:18:37.979Z""#)],
    Call::General(|arguments| moved(arguments, -1, Unit::Hours)),
);

const MINUS_MINUTES: Function = moving(
    &[Name::method("minusMinutes")],
    MINUTES,
    "The date-time so many minutes earlier.",
    &[Example::identity("Time.now().minusMinutes(-1).toString()", r#""2015-07-31T17:19:37.979Z""#)],
    Call::General(|arguments| moved(arguments, -1, Unit::Minutes)),
);

const MINUS_SECONDS: Function = moving(
    &[Name::method("minusSeconds")],
    SECONDS,
    "The date-time so many seconds earlier.",
    &[Example::identity("Time.now().minusSeconds(2).toString()", r#""2015-07-31T17:18:35.979Z""#)],
    Call::General(|arguments| moved(arguments, -1, Unit::Seconds)),
);

const WITHIN_DAYS: Function = measuring(
    &[Name::method("withinDays")],
    DAYS,
    "Whether the date-time is at most so many days of 24 hours away from now, past or future.",
    &[Example::identity("user.created.withinDays(1)", "true").with_profile(CREATED)],
    Call::General(|arguments| within(arguments, Unit::Days)),
);

const WITHIN_HOURS: Function = measuring(
    &[Name::method("withinHours")],
    HOURS,
    "Whether the date-time is at most so many hours away from now, past or future.",
    &[Example::identity("user.created.withinHours(100)", "true").with_profile(CREATED)],
    Call::General(|arguments| within(arguments, Unit::Hours)),
);

const WITHIN_MINUTES: Function = measuring(
    &[Name::method("withinMinutes")],
    MINUTES,
    "Whether the date-time is at most so many minutes away from now, past or future.",
    &[Example::identity("user.created.withinMinutes(2)", "false").with_profile(CREATED)],
    Call::General(|arguments| within(arguments, Unit::Minutes)),
);

const WITHIN_SECONDS: Function = measuring(
    &[Name::method("withinSeconds")],
    SECONDS,
    "Whether the date-time is at most so many seconds away from now, past or future.",
    &[Example::identity("user.created.withinSeconds(100)", "false").with_profile(CREATED)],
    Call::General(|arguments| within(arguments, Unit::Seconds)),
);

const DAYS: &[Parameter] = &[DATE, Parameter::required("days", Type::INTEGER)];
const HOURS: &[Parameter] = &[DATE, Parameter::required("hours", Type::INTEGER)];
const MINUTES: &[Parameter] = &[DATE, Parameter::required("minutes", Type::INTEGER)];
const SECONDS: &[Parameter] = &[DATE, Parameter::required("seconds", Type::INTEGER)];

/// A function that moves a date.
const fn moving(
    names: &'static [Name],
    parameters: &'static [Parameter],
    summary: &'static str,
    examples: &'static [Example],
    call: Call,
) -> Function {
    let signature = Signature { parameters, returns: Type::DATE_TIME };
    let places = IDENTITY_PLACES;
    Function { names, signature, summary, nulls: "", examples, places, reference: OVERVIEW, call }
}

/// A function that asks how far away a date is.
const fn measuring(
    names: &'static [Name],
    parameters: &'static [Parameter],
    summary: &'static str,
    examples: &'static [Example],
    call: Call,
) -> Function {
    let signature = Signature { parameters, returns: Type::BOOLEAN };
    Function { signature, ..moving(names, parameters, summary, examples, call) }
}

fn moved<'a>(
    arguments: &mut Arguments<'_, 'a>,
    direction: i64,
    unit: Unit,
) -> Result<Value<'a>, CallError> {
    let amount = i64::from(arguments.integer(1)?) * direction;
    let date = arguments.date_time(0)?.plus(amount, unit);
    Ok(date.map_err(|error| past_the_end(&error))?.into())
}

fn within<'a>(arguments: &mut Arguments<'_, 'a>, unit: Unit) -> Result<Value<'a>, CallError> {
    let amount = i64::from(arguments.integer(1)?);
    let date = arguments.date_time(0)?;
    Ok(date.is_within(amount, unit, &arguments.context.now).into())
}

/// Past the first or last year that a date may have.
fn past_the_end(error: &DateTimeError) -> CallError {
    CallError::new(Code::Limit, error.to_string())
}
