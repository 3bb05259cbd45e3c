//! Countries by code or name, and their codes and names.

use super::{
    Arguments, CONVERSION_PLACES, Call, CallError, Example, Function, IDENTITY_PLACES, Name,
    Parameter, Signature, room,
};
use crate::country::Country;
use crate::diagnostic::Code;
use crate::text::quoted;
use crate::types::Type;
use crate::value::Value;

const CODE_TO_TEXT: Signature = Signature {
    parameters: &[Parameter::required("code", Type::TEXT)],
    returns: Type::TEXT.union(Type::NULL),
};
const COUNTRY_TO_TEXT: Signature =
    Signature { parameters: &[Parameter::required("country", Type::COUNTRY)], returns: Type::TEXT };
const OVERVIEW: &str = "Expression Language overview, Country code conversion functions";
const IDENTITY: &str = "Expression Language in Identity Engine, Country code conversion functions";
const NULLS: &str = "Null, and a code that no country has, give null.";

/// The functions on countries.
pub(super) static FUNCTIONS: &[Function] = &room([
    TO_ALPHA2,
    TO_ALPHA3,
    TO_NUMERIC,
    TO_NAME,
    PARSE_COUNTRY_CODE,
    COUNTRY_TO_ALPHA2,
    COUNTRY_TO_ALPHA3,
    COUNTRY_TO_NUMERIC,
    COUNTRY_TO_NAME,
]);

const TO_ALPHA2: Function = Function {
    names: &[Name::classic("Iso3166Convert.toAlpha2")],
    signature: CODE_TO_TEXT,
    summary: "The two-letter code of the country with this two-letter, three-letter or numeric code.",
    nulls: NULLS,
    examples: &[
        Example::classic(r#"Iso3166Convert.toAlpha2("IND")"#, r#""IN""#),
        Example::classic("Iso3166Convert.toAlpha2('us')", r#""US""#),
        Example::classic("Iso3166Convert.toAlpha2('')", "null"),
    ],
    places: CONVERSION_PLACES,
    reference: OVERVIEW,
    call: Call::General(|arguments| of_code(arguments, Country::alpha2)),
};

const TO_ALPHA3: Function = Function {
    names: &[Name::classic("Iso3166Convert.toAlpha3")],
    signature: CODE_TO_TEXT,
    summary: "The three-letter code of the country with this two-letter, three-letter or numeric code.",
    nulls: NULLS,
    examples: &[Example::classic(r#"Iso3166Convert.toAlpha3("840")"#, r#""USA""#)],
    places: CONVERSION_PLACES,
    reference: OVERVIEW,
    call: Call::General(|arguments| of_code(arguments, Country::alpha3)),
};

const TO_NUMERIC: Function = Function {
    names: &[Name::classic("Iso3166Convert.toNumeric")],
    signature: CODE_TO_TEXT,
    summary: "The numeric code, as three digits, of the country with this two-letter, three-letter or numeric code.",
    nulls: NULLS,
    examples: &[
        Example::classic(r#"Iso3166Convert.toNumeric("USA")"#, r#""840""#),
        Example::classic("Iso3166Convert.toNumeric('4')", r#""004""#),
    ],
    places: CONVERSION_PLACES,
    reference: OVERVIEW,
    call: Call::General(|arguments| of_code(arguments, Country::numeric)),
};

const TO_NAME: Function = Function {
    names: &[Name::classic("Iso3166Convert.toName")],
    signature: CODE_TO_TEXT,
    summary: "The English short name of the country with this two-letter, three-letter or numeric code.",
    nulls: NULLS,
    examples: &[Example::classic(r#"Iso3166Convert.toName("IN")"#, r#""India""#)],
    places: CONVERSION_PLACES,
    reference: OVERVIEW,
    call: Call::General(|arguments| of_code(arguments, Country::name)),
};

fn of_code<'a>(
    arguments: &mut Arguments<'_, 'a>,
    read: fn(Country) -> &'static str,
) -> Result<Value<'a>, CallError> {
    let code = arguments.optional_text(0)?;
    Ok(code.and_then(|code| Country::from_code(&code)).map(read).into())
}

const PARSE_COUNTRY_CODE: Function = Function {
    names: &[Name::method("parseCountryCode")],
    signature: Signature {
        parameters: &[Parameter::required("code", Type::TEXT)],
        returns: Type::COUNTRY,
    },
    summary: "The country with this two-letter, three-letter or numeric code or English name, in any letter case.",
    nulls: "",
    examples: &[
        Example::identity("'840'.parseCountryCode()", r#"{"type": "country", "value": "US"}"#),
        Example::identity("'germany'.parseCountryCode().toAlpha2()", r#""DE""#),
    ],
    places: IDENTITY_PLACES,
    reference: IDENTITY,
    call: Call::General(parse_country_code),
};

fn parse_country_code<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let text = arguments.text(0)?;
    let country = Country::from_code(&text).or_else(|| Country::from_name(&text));
    country.map(Value::Country).ok_or_else(|| {
        CallError::at(0, Code::Conversion, format!("there is no country {}", quoted(&text)))
    })
}

const COUNTRY_TO_ALPHA2: Function = Function {
    names: &[Name::method("toAlpha2")],
    signature: COUNTRY_TO_TEXT,
    summary: "The two-letter code.",
    nulls: "",
    examples: &[Example::identity("'USA'.parseCountryCode().toAlpha2()", r#""US""#)],
    places: IDENTITY_PLACES,
    reference: IDENTITY,
    call: Call::General(|arguments| of_country(arguments, Country::alpha2)),
};

const COUNTRY_TO_ALPHA3: Function = Function {
    names: &[Name::method("toAlpha3")],
    signature: COUNTRY_TO_TEXT,
    summary: "The three-letter code.",
    nulls: "",
    examples: &[Example::identity("'USA'.parseCountryCode().toAlpha3()", r#""USA""#)],
    places: IDENTITY_PLACES,
    reference: IDENTITY,
    call: Call::General(|arguments| of_country(arguments, Country::alpha3)),
};

const COUNTRY_TO_NUMERIC: Function = Function {
    names: &[Name::method("toNumeric")],
    signature: COUNTRY_TO_TEXT,
    summary: "The numeric code as three digits.",
    nulls: "",
    examples: &[Example::identity("'USA'.parseCountryCode().toNumeric()", r#""840""#)],
    places: IDENTITY_PLACES,
    reference: IDENTITY,
    call: Call::General(|arguments| of_country(arguments, Country::numeric)),
};

const COUNTRY_TO_NAME: Function = Function {
    names: &[Name::method("toName")],
    signature: COUNTRY_TO_TEXT,
    summary: "The English short name.",
    nulls: "",
    examples: &[Example::identity("'USA'.parseCountryCode().toName()", r#""United States""#)],
    places: IDENTITY_PLACES,
    reference: IDENTITY,
    call: Call::General(|arguments| of_country(arguments, Country::name)),
};

fn of_country<'a>(
    arguments: &mut Arguments<'_, 'a>,
    read: fn(Country) -> &'static str,
) -> Result<Value<'a>, CallError> {
    match arguments.value(0) {
        Value::Country(country) => Ok(read(*country).into()),
        _ => Err(CallError::at(0, Code::WrongType, "a country is needed here")),
    }
}
