//! Version texts, compared part by part as numbers.

use std::cmp::Ordering;

use super::{
    Arguments, Call, CallError, Example, Function, IDENTITY_PLACES, Name, Parameter, Signature,
    room,
};
use crate::diagnostic::Code;
use crate::text::quoted;
use crate::types::Type;
use crate::value::Value;

const TWO_VERSIONS: Signature = Signature {
    parameters: &[
        Parameter::required("input", Type::TEXT),
        Parameter::required("version", Type::TEXT),
    ],
    returns: Type::BOOLEAN,
};
const REFERENCE: &str = "Expression Language in Identity Engine, Okta device profile";
const DEVICE: &str = r#"{"device": {"profile": {"osVersion": "14.10"}}}"#;

/// The functions on versions.
pub(super) static FUNCTIONS: &[Function] = &room([VERSION_GREATER_THAN, VERSION_LESS_THAN]);

const VERSION_GREATER_THAN: Function = Function {
    names: &[Name::method("versionGreaterThan")],
    signature: TWO_VERSIONS,
    summary: "Whether the text is a later version than `version`; missing parts count as 0.",
    nulls: "",
    examples: &[
        Example::identity("device.profile.osVersion.versionGreaterThan('14.2.1')", "true")
            .with_profile(DEVICE),
        Example::identity("'14'.versionGreaterThan('14.0.0')", "false"),
    ],
    places: IDENTITY_PLACES,
    reference: REFERENCE,
    call: Call::General(|arguments| compared(arguments, Ordering::Greater)),
};

const VERSION_LESS_THAN: Function = Function {
    names: &[Name::method("versionLessThan")],
    signature: TWO_VERSIONS,
    summary: "Whether the text is an earlier version than `version`; missing parts count as 0.",
    nulls: "",
    examples: &[
        Example::identity("device.profile.osVersion.versionLessThan('14.2.1')", "false")
            .with_profile(DEVICE),
        Example::identity("'9.43'.versionLessThan('9.43.1')", "true"),
    ],
    places: IDENTITY_PLACES,
    reference: REFERENCE,
    call: Call::General(|arguments| compared(arguments, Ordering::Less)),
};

fn compared<'a>(
    arguments: &mut Arguments<'_, 'a>,
    wanted: Ordering,
) -> Result<Value<'a>, CallError> {
    let (left, right) = (arguments.text(0)?, arguments.text(1)?);
    let (left, right) = (parts(0, &left)?, parts(1, &right)?);
    Ok((order(&left, &right) == wanted).into())
}

/// The parts of a version: digits between dots, without leading zeros.
fn parts(index: usize, text: &str) -> Result<Vec<&str>, CallError> {
    let part = |part| {
        let digits = str::bytes(part).all(|byte| byte.is_ascii_digit());
        (digits && !part.is_empty()).then(|| part.trim_start_matches('0'))
    };
    text.split('.').map(part).collect::<Option<_>>().ok_or_else(|| {
        CallError::at(index, Code::Conversion, format!("{} is not a version", quoted(text)))
    })
}

/// The order of two versions. Of digits without leading zeros the longer ones are the larger
/// number, so that no part is too long.
fn order(left: &[&str], right: &[&str]) -> Ordering {
    let size = |parts: &[&str], at: usize| {
        let part = parts.get(at).copied().unwrap_or_default();
        (part.len(), part.to_owned())
    };
    (0..left.len().max(right.len()))
        .map(|at| size(left, at).cmp(&size(right, at)))
        .find(|ordering| ordering.is_ne())
        .unwrap_or(Ordering::Equal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(left: &str, right: &str) -> Ordering {
        order(&parts(0, left).unwrap(), &parts(1, right).unwrap())
    }

    #[test]
    fn parts_are_numbers_of_any_length() {
        assert_eq!(compare("1.010", "1.10"), Ordering::Equal);
        assert_eq!(compare("1.99999999999999999999", "1.100000000000000000000"), Ordering::Less);
        assert_eq!(compare("1.0.0", "1"), Ordering::Equal);
        assert!(parts(0, "1..2").is_err());
        assert!(parts(0, "1.2-beta").is_err());
    }
}
