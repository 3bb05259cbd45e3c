//! Time functions of the classic dialect: text in, text out.

use super::date_pattern::joda;
use super::{
    Arguments, CONVERSION_PLACES, Call, CallError, Example, Function, Name, Parameter, Role,
    Signature, room,
};
use crate::datetime::{DateTime, DateTimeError, Zone};
use crate::diagnostic::Code;
use crate::types::Type;
use crate::value::Value;

const TIME: Parameter = Parameter::required("time", Type::TEXT);
const FORMAT: Parameter = Parameter::required("format", Type::TEXT).with_role(Role::JodaPattern);
const TEXT_TO_TEXT: Signature = Signature { parameters: &[TIME], returns: Type::TEXT };
const TEXT_AND_FORMAT: Signature = Signature { parameters: &[TIME, FORMAT], returns: Type::TEXT };
const OVERVIEW: &str = "Expression Language overview, Time functions";
const NULLS: &str = "Null and empty text are a `conversion_error`.";

/// The time functions.
pub(super) static FUNCTIONS: &[Function] = &room([
    NOW,
    FROM_WINDOWS_TO_ISO8601,
    FROM_UNIX_TO_ISO8601,
    FROM_STRING_TO_ISO8601,
    FROM_ISO8601_TO_WINDOWS,
    FROM_ISO8601_TO_UNIX,
    FROM_ISO8601_TO_STRING,
]);

const NOW: Function = Function {
    names: &[Name::classic("Time.now")],
    signature: Signature {
        parameters: &[
            Parameter::optional("timeZoneId", Type::TEXT).with_role(Role::TimeZone),
            Parameter::optional("format", Type::TEXT).with_role(Role::JodaPattern),
        ],
        returns: Type::TEXT,
    },
    summary: "The current instant as text: ISO 8601 in UTC, or in a time zone, or in a time zone and Joda-Time pattern.",
    nulls: "A null zone means UTC, a null format the ISO form.",
    examples: &[
        Example::classic("Time.now()", r#""2015-07-31T17:18:37.979Z""#),
        Example::classic(r#"Time.now("EST")"#, r#""2015-07-31T13:18:37.979-04:00""#),
        Example::classic(r#"Time.now("EST", "YYYY-MM-dd HH:mm:ss")"#, r#""2015-07-31 13:18:37""#),
    ],
    places: CONVERSION_PLACES,
    reference: OVERVIEW,
    call: Call::General(now),
};

fn now<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let zone = match arguments.optional_text(0)? {
        Some(id) => Zone::classic(&id).map_err(|error| unknown_zone(0, &id, &error))?,
        None => Zone::UTC,
    };
    let now = arguments.context.now.in_zone(zone).map_err(|error| out_of_range(&error))?;
    match arguments.optional_text(1)? {
        Some(format) => Ok(joda(arguments, 1, &format)?.format(&now).into()),
        None => Ok(now.to_iso_classic().into()),
    }
}

const FROM_WINDOWS_TO_ISO8601: Function = Function {
    names: &[Name::classic("Time.fromWindowsToIso8601")],
    signature: TEXT_TO_TEXT,
    summary: "Windows time (100 ns since 1601) as ISO 8601 text in UTC, with milliseconds.",
    nulls: NULLS,
    examples: &[Example::classic(
        r#"Time.fromWindowsToIso8601("130828367179790000")"#,
        r#""2015-07-31T17:18:37.979Z""#,
    )],
    places: CONVERSION_PLACES,
    reference: OVERVIEW,
    call: Call::General(from_windows_to_iso8601),
};

fn from_windows_to_iso8601<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    Ok(read(arguments, &WINDOWS)?.to_iso_classic().into())
}

const FROM_UNIX_TO_ISO8601: Function = Function {
    names: &[Name::classic("Time.fromUnixToIso8601")],
    signature: TEXT_TO_TEXT,
    summary: "Unix time in milliseconds as ISO 8601 text in UTC, with milliseconds.",
    nulls: NULLS,
    examples: &[
        Example::classic(
            r#"Time.fromUnixToIso8601("1438377580979")"#,
            r#""2015-07-31T21:19:40.979Z""#,
        ),
        Example::classic(
            r#"Time.fromUnixToIso8601("1438363117")"#,
            r#""1970-01-17T15:32:43.117Z""#,
        ),
    ],
    places: CONVERSION_PLACES,
    reference: OVERVIEW,
    call: Call::General(from_unix_to_iso8601),
};

fn from_unix_to_iso8601<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    Ok(read(arguments, &UNIX)?.to_iso_classic().into())
}

const FROM_STRING_TO_ISO8601: Function = Function {
    names: &[Name::classic("Time.fromStringToIso8601")],
    signature: TEXT_AND_FORMAT,
    summary: "Text in a Joda-Time pattern as ISO 8601 text; UTC unless the pattern reads a zone.",
    nulls: NULLS,
    examples: &[
        Example::classic(
            r#"Time.fromStringToIso8601("17 June 2015 00:23:19", "dd MMMM yyyy HH:mm:ss")"#,
            r#""2015-06-17T00:23:19.000Z""#,
        ),
        Example::classic(
            r#"Time.fromStringToIso8601("7/3/2015", "MM/dd/yyyy")"#,
            r#""2015-07-03T00:00:00.000Z""#,
        ),
    ],
    places: CONVERSION_PLACES,
    reference: OVERVIEW,
    call: Call::General(from_string_to_iso8601),
};

fn from_string_to_iso8601<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let text = arguments.text(0)?;
    let format = arguments.text(1)?;
    let date = joda(arguments, 1, &format)?.parse(&text, &arguments.context.now);
    let date = date.map_err(|error| {
        conversion(&text, &format!("does not fit the pattern `{format}`"), &error)
    })?;
    Ok(date.to_iso_classic().into())
}

const FROM_ISO8601_TO_WINDOWS: Function = Function {
    names: &[Name::classic("Time.fromIso8601ToWindows")],
    signature: TEXT_TO_TEXT,
    summary: "ISO 8601 text as Windows time (100 ns since 1601).",
    nulls: NULLS,
    examples: &[Example::classic(
        r#"Time.fromIso8601ToWindows("2015-07-30T23:58:32.000Z")"#,
        r#""130827743120000000""#,
    )],
    places: CONVERSION_PLACES,
    reference: OVERVIEW,
    call: Call::General(from_iso8601_to_windows),
};

fn from_iso8601_to_windows<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let ticks = read(arguments, &ISO)?.windows_ticks();
    Ok(ticks.map_err(|error| out_of_range(&error))?.to_string().into())
}

const FROM_ISO8601_TO_UNIX: Function = Function {
    names: &[Name::classic("Time.fromIso8601ToUnix")],
    signature: TEXT_TO_TEXT,
    summary: "ISO 8601 text as Unix time in milliseconds.",
    nulls: NULLS,
    examples: &[Example::classic(
        r#"Time.fromIso8601ToUnix("2015-07-31T17:18:37.979Z")"#,
        r#""1438363117979""#,
    )],
    places: CONVERSION_PLACES,
    reference: OVERVIEW,
    call: Call::General(from_iso8601_to_unix),
};

fn from_iso8601_to_unix<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let milliseconds = read(arguments, &ISO)?.unix_milliseconds();
    Ok(milliseconds.map_err(|error| out_of_range(&error))?.to_string().into())
}

const FROM_ISO8601_TO_STRING: Function = Function {
    names: &[Name::classic("Time.fromIso8601ToString")],
    signature: TEXT_AND_FORMAT,
    summary: "ISO 8601 text, shifted to UTC, in a Joda-Time pattern.",
    nulls: NULLS,
    examples: &[
        Example::classic(
            r#"Time.fromIso8601ToString("2015-07-30T23:58:32.000Z", "MM/dd/yyyy")"#,
            r#""07/30/2015""#,
        ),
        Example::classic(
            r#"Time.fromIso8601ToString("2015-07-31T13:18:37.979-04:00", "h:mm a")"#,
            r#""5:18 PM""#,
        ),
    ],
    places: CONVERSION_PLACES,
    reference: OVERVIEW,
    call: Call::General(from_iso8601_to_string),
};

fn from_iso8601_to_string<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let format = arguments.text(1)?;
    let pattern = joda(arguments, 1, &format)?;
    Ok(pattern.format(&read(arguments, &ISO)?).into())
}

/// A form of text that stands for an instant.
struct Form {
    parse: fn(&str) -> Result<DateTime, DateTimeError>,
    name: &'static str,
}

const WINDOWS: Form = Form { parse: DateTime::parse_windows, name: "is no Windows time" };
const UNIX: Form = Form { parse: DateTime::parse_unix, name: "is no Unix time" };
const ISO: Form = Form {
    parse: DateTime::parse_iso_classic,
    name: "is no ISO 8601 date-time such as `2015-07-31T17:18:37.979Z`",
};

/// The first value, read in a form.
fn read(arguments: &mut Arguments<'_, '_>, form: &Form) -> Result<DateTime, CallError> {
    let text = arguments.text(0)?;
    (form.parse)(&text).map_err(|error| conversion(&text, form.name, &error))
}

/// A text, the first value, that is no date.
pub(super) fn conversion(text: &str, what: &str, error: &DateTimeError) -> CallError {
    CallError::at(0, Code::Conversion, format!("`{text}` {what}: {error}"))
}

pub(super) fn unknown_zone(index: usize, id: &str, error: &DateTimeError) -> CallError {
    CallError::at(index, Code::InvalidArgument, format!("`{id}` is {error}"))
}

/// A date that cannot be written as a number of 64 bits.
pub(super) fn out_of_range(error: &DateTimeError) -> CallError {
    CallError::new(Code::Conversion, error.to_string())
}
