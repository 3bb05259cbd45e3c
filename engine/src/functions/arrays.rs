//! Functions on lists, of both dialects. They make new lists and never change the one they get.
#![expect(clippy::unnecessary_wraps, reason = "every function of the catalog has this form")]

use super::{
    ALL_PLACES, Arguments, CLASSIC_PLACES, Call, CallError, Example, Function, IDENTITY_PLACES,
    Name, Parameter, Signature, as_text, room,
};
use crate::diagnostic::Code;
use crate::types::Type;
use crate::value::{Items, Value, equal};

const ARRAY: Parameter = Parameter::required("array", Type::ARRAY);
const VALUE: Parameter = Parameter::required("value", Type::ANY);
const OVERVIEW: &str = "Expression Language overview, Array functions";
const ATTRIBUTE: &str = r#"{"user": {"arrayAttribute": [10, 20, 30]}}"#;
const NULLS: &str = "In the classic dialect a null list counts as an empty one.";

/// The functions on lists.
pub(super) static FUNCTIONS: &[Function] = &room([
    ADD,
    REMOVE,
    CLEAR,
    GET,
    FLATTEN,
    FLATTEN_LIST,
    CONTAINS,
    SIZE,
    IS_EMPTY,
    TO_CSV_STRING,
]);

const ADD: Function = Function {
    names: &[Name::classic("Arrays.add"), Name::method("add")],
    signature: Signature { parameters: &[ARRAY, VALUE], returns: Type::ARRAY },
    summary: "A new list with `value` at its end.",
    nulls: "In the classic dialect a null list counts as an empty one; a null `value` is put in.",
    examples: &[
        Example::classic("Arrays.add(user.arrayAttribute, 40)", "[10, 20, 30, 40]")
            .with_profile(ATTRIBUTE),
        Example::classic("Arrays.add('a, b', 'c')", r#"["a", "b", "c"]"#),
        Example::identity("{'one', 'two'}.add('two')", r#"["one", "two", "two"]"#),
    ],
    places: ALL_PLACES,
    reference: OVERVIEW,
    call: Call::General(add),
};

fn add<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let items = arguments.items(0);
    let mut longer = Vec::with_capacity(items.len() + 1);
    longer.extend_from_slice(&items);
    longer.push(arguments.take(1));
    Ok(longer.into())
}

const REMOVE: Function = Function {
    names: &[Name::classic("Arrays.remove"), Name::method("remove")],
    signature: Signature { parameters: &[ARRAY, VALUE], returns: Type::ARRAY },
    summary: "A new list without the first element that equals `value`; never by position.",
    nulls: NULLS,
    examples: &[
        Example::classic("Arrays.remove(user.arrayAttribute, 20)", "[10, 30]")
            .with_profile(ATTRIBUTE),
        Example::classic("Arrays.remove({1, 2, 1}, 1)", "[2, 1]"),
        Example::identity("{2, 3}.remove(1)", "[2, 3]"),
    ],
    places: ALL_PLACES,
    reference: OVERVIEW,
    call: Call::General(remove),
};

fn remove<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let items = arguments.items(0);
    match items.iter().position(|item| equal(item, arguments.value(1))) {
        Some(found) => {
            let kept = items.iter().enumerate().filter(|(index, _)| *index != found);
            Ok(kept.map(|(_, item)| item.clone()).collect::<Vec<_>>().into())
        }
        None => Ok(Value::Array(items)),
    }
}

const CLEAR: Function = Function {
    names: &[Name::classic("Arrays.clear")],
    signature: Signature { parameters: &[ARRAY], returns: Type::ARRAY },
    summary: "The empty list.",
    nulls: NULLS,
    examples: &[Example::classic("Arrays.clear(user.arrayAttribute)", "[]").with_profile(ATTRIBUTE)],
    places: CLASSIC_PLACES,
    reference: OVERVIEW,
    call: Call::General(clear),
};

fn clear<'a>(_arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    Ok(Value::Array(Items::Borrowed(&[])))
}

const GET: Function = Function {
    names: &[Name::classic("Arrays.get")],
    signature: Signature {
        parameters: &[ARRAY, Parameter::required("position", Type::INTEGER)],
        returns: Type::ANY,
    },
    summary: "The element at `position`, counted from 0.",
    nulls: "A null list counts as an empty one, so that every position lies outside.",
    examples: &[
        Example::classic("Arrays.get({0, 1, 2}, 0)", "0"),
        Example::classic("Arrays.get('a, b', 1)", r#""b""#),
    ],
    places: CLASSIC_PLACES,
    reference: OVERVIEW,
    call: Call::General(get),
};

fn get<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let items = arguments.items(0);
    let position = arguments.integer(1)?;
    let found = usize::try_from(position).ok().and_then(|position| items.get(position));
    found.cloned().ok_or_else(|| {
        let message = format!(
            "position {position} lies outside; there are {} elements, counted from 0",
            items.len()
        );
        CallError::at(1, Code::IndexOutOfRange, message)
    })
}

const FLATTEN: Function = Function {
    names: &[Name::classic("Arrays.flatten")],
    signature: Signature {
        parameters: &[Parameter::repeated("values", Type::ANY)],
        returns: Type::ARRAY,
    },
    summary: "One list of all values: lists are opened at every depth, text is cut at its commas.",
    nulls: "Null or empty text as a value, and null inside a list, are a `null_argument`.",
    examples: &[
        Example::classic("Arrays.flatten(10, {20, 30}, 40)", "[10, 20, 30, 40]"),
        Example::classic("Arrays.flatten('10, 20, 30, 40')", r#"["10", "20", "30", "40"]"#),
        Example::classic("Arrays.flatten({'a,b', {1}})", r#"["a,b", 1]"#),
    ],
    places: CLASSIC_PLACES,
    reference: OVERVIEW,
    call: Call::General(flatten),
};

fn flatten<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let mut flat = Vec::new();
    for index in 0..arguments.len() {
        if arguments.not_null(index)?.as_text() == Some("") {
            let message = "empty text was passed where a value is needed";
            return Err(CallError::at(index, Code::NullArgument, message));
        }
        let before = flat.len();
        open(&mut flat, &arguments.items(index));
        if flat.iter().skip(before).any(Value::is_null) {
            let message = "there is null in this list";
            return Err(CallError::at(index, Code::NullArgument, message));
        }
    }
    Ok(flat.into())
}

/// Puts the elements of a list, and of the lists in it, into `flat`.
fn open<'a>(flat: &mut Vec<Value<'a>>, items: &[Value<'a>]) {
    for item in items {
        match item {
            Value::Array(inner) => open(flat, inner),
            other => flat.push(other.clone()),
        }
    }
}

const FLATTEN_LIST: Function = Function {
    names: &[Name::method("flatten")],
    signature: Signature { parameters: &[ARRAY], returns: Type::ARRAY },
    summary: "A new list in which the lists inside are opened at every depth.",
    nulls: "Null elements are kept.",
    examples: &[
        Example::identity("{{1}, {2, 3}}.flatten()", "[1, 2, 3]"),
        Example::identity("{1, {null, {2}}}.flatten()", "[1, null, 2]"),
    ],
    places: IDENTITY_PLACES,
    reference: "Expression Language in Identity Engine, Array functions",
    call: Call::General(flatten_list),
};

fn flatten_list<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let mut flat = Vec::new();
    open(&mut flat, &arguments.array(0)?);
    Ok(flat.into())
}

const CONTAINS: Function = Function {
    names: &[Name::classic("Arrays.contains"), Name::method("contains")],
    signature: Signature { parameters: &[ARRAY, VALUE], returns: Type::BOOLEAN },
    summary: "Whether some element as a whole equals `value`; letter case counts.",
    nulls: "In the classic dialect a null list counts as an empty one; a null `value` looks for null.",
    examples: &[
        Example::classic("Arrays.contains({10, 20, 30}, 10)", "true"),
        Example::classic("Arrays.contains({10, 20, 30}, 50)", "false"),
        Example::classic("Arrays.contains({'1'}, 1)", "false"),
        Example::identity("{1, 2, 3}.contains('one')", "false"),
    ],
    places: ALL_PLACES,
    reference: OVERVIEW,
    call: Call::General(contains),
};

fn contains<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let items = arguments.items(0);
    Ok(items.iter().any(|item| equal(item, arguments.value(1))).into())
}

const SIZE: Function = Function {
    names: &[Name::classic("Arrays.size"), Name::method("size")],
    signature: Signature { parameters: &[ARRAY], returns: Type::INTEGER },
    summary: "The number of elements.",
    nulls: "Null has size 0 in the classic dialect.",
    examples: &[
        Example::classic("Arrays.size({10, 20, 30})", "3"),
        Example::classic("Arrays.size(NULL)", "0"),
        Example::identity("{1, 2, 3}.size()", "3"),
    ],
    places: ALL_PLACES,
    reference: OVERVIEW,
    call: Call::General(size),
};

fn size<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    Ok(i32::try_from(arguments.items(0).len()).unwrap_or(i32::MAX).into())
}

const IS_EMPTY: Function = Function {
    names: &[Name::classic("Arrays.isEmpty"), Name::method("isEmpty")],
    signature: Signature { parameters: &[ARRAY], returns: Type::BOOLEAN },
    summary: "Whether there are no elements.",
    nulls: "Null is empty in the classic dialect.",
    examples: &[
        Example::classic("Arrays.isEmpty({10, 20})", "false"),
        Example::classic("Arrays.isEmpty(NULL)", "true"),
        Example::identity("{}.isEmpty()", "true"),
    ],
    places: ALL_PLACES,
    reference: OVERVIEW,
    call: Call::General(is_empty),
};

fn is_empty<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    Ok(arguments.items(0).is_empty().into())
}

const TO_CSV_STRING: Function = Function {
    names: &[Name::classic("Arrays.toCsvString")],
    signature: Signature { parameters: &[ARRAY], returns: Type::TEXT },
    summary: "The elements as text, joined by commas without blanks.",
    nulls: "A null list counts as an empty one; a null element gives an empty field.",
    examples: &[
        Example::classic(
            r#"Arrays.toCsvString({"This", "is", " a ", "test"})"#,
            r#""This,is, a ,test""#,
        ),
        Example::classic("Arrays.toCsvString({'a', null, 'b'})", r#""a,,b""#),
    ],
    places: CLASSIC_PLACES,
    reference: OVERVIEW,
    call: Call::General(to_csv_string),
};

fn to_csv_string<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let mut out = String::new();
    for (index, item) in arguments.items(0).iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        if !item.is_null() {
            let field = as_text(item.clone()).ok_or_else(|| {
                CallError::at(0, Code::WrongType, "a map or a profile in the list has no text")
            })?;
            out.push_str(&field);
        }
    }
    Ok(out.into())
}
