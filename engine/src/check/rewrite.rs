//! A part written in one dialect → the same in the other.

use super::names::IDENTITY_USER;
use crate::dialect::Dialect;
use crate::functions::{self, Form};
use crate::syntax::{Node, NodeKind, Step, StepKind};
use crate::types::Type;

/// Functions whose other form is not just another spelling: classic name, Identity Engine form.
const FORMS: &[(&str, &str)] = &[
    ("String.append", "({1} + {2})"),
    ("String.substring", "{1}.substring({2}, {3})"),
    ("String.startsWith", "({1}.contains({2}) && {1}.substringBefore({2}) == \"\")"),
    ("Arrays.get", "{1}[{2}]"),
    ("Arrays.flatten", "{1}.flatten()"),
    ("Convert.toInt", "{1}.toInteger()"),
    ("Convert.toNum", "{1}.toNumber()"),
    ("Iso3166Convert.toAlpha2", "{1}.parseCountryCode().toAlpha2()"),
    ("Iso3166Convert.toAlpha3", "{1}.parseCountryCode().toAlpha3()"),
    ("Iso3166Convert.toNumeric", "{1}.parseCountryCode().toNumeric()"),
    ("Iso3166Convert.toName", "{1}.parseCountryCode().toName()"),
    ("Time.fromUnixToIso8601", "{1}.parseUnixTime().toString()"),
    ("Time.fromWindowsToIso8601", "{1}.parseWindowsTime().toString()"),
    ("Time.fromIso8601ToUnix", "{1}.parseStringTime().toUnix()"),
    ("Time.fromIso8601ToWindows", "{1}.parseStringTime().toWindows()"),
    ("Time.fromIso8601ToString", "{1}.parseStringTime().toString({2})"),
    ("Time.fromStringToIso8601", "{1}.parseStringTime({2}).toString()"),
    ("isMemberOfGroup", "user.isMemberOf({'group.id': {1}})"),
    ("isMemberOfAnyGroup", "user.isMemberOf({'group.id': {*}})"),
    ("isMemberOfGroupName", "user.isMemberOf({'group.profile.name': {1}, 'operator': 'EXACT'})"),
    ("isMemberOfGroupNameStartsWith", "user.isMemberOf({'group.profile.name': {1}})"),
];

/// Methods whose classic form is not in the catalog: name, number of values besides the receiver.
const METHODS: &[(&str, usize, &str)] = &[
    ("toInteger", 0, "Convert.toInt({1})"),
    ("toNumber", 0, "Convert.toNum({1})"),
    ("parseUnixTime", 0, "Time.fromUnixToIso8601({1})"),
    ("parseWindowsTime", 0, "Time.fromWindowsToIso8601({1})"),
    ("parseStringTime", 1, "Time.fromStringToIso8601({1}, {2})"),
    ("substring", 2, "String.substring({1}, {2}, {3})"),
    ("substring", 1, "String.substring({1}, {2}, String.len({1}))"),
    ("startsWith", 1, "String.startsWith({1}, {2})"),
    ("equals", 1, "({1} == {2})"),
    ("concat", 1, "({1} + {2})"),
    ("toLower", 0, "String.toLowerCase({1})"),
    ("toUpper", 0, "String.toUpperCase({1})"),
];

/// `node` of the expression `text` in the dialect `to`; `None` where a part has no other form.
pub(super) fn rewritten(node: &Node, text: &str, to: Dialect) -> Option<String> {
    match &node.kind {
        NodeKind::Path { head, steps } => match to {
            Dialect::IdentityEngine => path_to_identity(node, head, steps, text),
            Dialect::Classic => path_to_classic(head, steps, text),
        },
        NodeKind::Call { name, arguments } if to == Dialect::IdentityEngine => {
            call_to_identity(&name.text, arguments, text)
        }
        _ => spliced(node, text, to),
    }
}

/// The call of a function of the other dialect in the dialect `to`.
pub(super) fn call(name: &str, arguments: &[Node], text: &str, to: Dialect) -> Option<String> {
    match to {
        Dialect::IdentityEngine => call_to_identity(name, arguments, text),
        Dialect::Classic => None,
    }
}

/// The text of `node` with its direct parts rewritten.
fn spliced(node: &Node, text: &str, to: Dialect) -> Option<String> {
    let mut out = String::new();
    let mut done = node.span.start();
    let mut complete = true;
    node.for_each_child(|child| {
        match (text.get(done..child.span.start()), rewritten(child, text, to)) {
            (Some(between), Some(part)) => {
                out.push_str(between);
                out.push_str(&part);
                done = child.span.end();
            }
            _ => complete = false,
        }
    });
    out.push_str(text.get(done..node.span.end())?);
    complete.then_some(out)
}

fn path_to_identity(node: &Node, head: &Node, steps: &[Step], text: &str) -> Option<String> {
    let family = head.as_name();
    if let (Some(family), [Step { kind: StepKind::Method { name, arguments }, .. }, rest @ ..]) =
        (family, steps)
        && functions::is_namespace(Dialect::Classic, family)
    {
        let mut out = call_to_identity(&format!("{family}.{}", name.text), arguments, text)?;
        for step in rest {
            out.push_str(step.span.of(text));
        }
        return Some(out);
    }
    if let (Some("user"), [Step { kind: StepKind::Member(attribute), .. }, ..]) = (family, steps)
        && !IDENTITY_USER.contains(&attribute.text.as_str())
    {
        let behind = text.get(head.span.end()..node.span.end())?;
        return Some(format!("user.profile{behind}"));
    }
    spliced(node, text, Dialect::IdentityEngine)
}

fn call_to_identity(name: &str, arguments: &[Node], text: &str) -> Option<String> {
    let mut values = Vec::with_capacity(arguments.len());
    for argument in arguments {
        let value = rewritten(argument, text, Dialect::IdentityEngine)?;
        values.push(value);
    }
    let (_, function) = functions::find(Dialect::Classic, name)?;
    let spelled = |known: &str| function.names.iter().any(|name| name.text == known);
    if let Some((_, template)) = FORMS.iter().find(|(known, _)| spelled(known)) {
        return filled(template, &values, arguments);
    }
    let other = function.names.iter().find(|known| known.dialect == Dialect::IdentityEngine)?;
    match (other.form, values.split_first()) {
        (Form::Method, Some((_, rest))) => {
            let receiver = receiver(&values, arguments)?;
            Some(format!("{receiver}.{}({})", other.text, rest.join(", ")))
        }
        (Form::Method, None) => None,
        (Form::Function, _) => Some(format!("{}({})", other.text, values.join(", "))),
    }
}

/// The first value as something that a method can hang on.
fn receiver(values: &[String], arguments: &[Node]) -> Option<String> {
    let (value, node) = (values.first()?, arguments.first()?);
    let loose = matches!(
        node.kind,
        NodeKind::Binary { .. }
            | NodeKind::Unary { .. }
            | NodeKind::Conditional { .. }
            | NodeKind::Default { .. }
    );
    Some(if loose { format!("({value})") } else { value.clone() })
}

/// `template` with the values put in: `{1}` the first, `{*}` a list of all.
fn filled(template: &str, values: &[String], arguments: &[Node]) -> Option<String> {
    let mut out = template.to_owned();
    if out.contains("{*}") {
        return Some(out.replace("{*}", &format!("{{{}}}", values.join(", "))));
    }
    let wanted = (1..=9).take_while(|n| template.contains(&format!("{{{n}}}"))).count();
    if wanted != values.len() {
        return None;
    }
    for (index, value) in values.iter().enumerate().rev() {
        let first =
            receiver(values, arguments).filter(|_| index == 0 && template.starts_with("{1}"));
        out = out.replace(&format!("{{{}}}", index + 1), first.as_ref().unwrap_or(value));
    }
    Some(out)
}

fn path_to_classic(head: &Node, steps: &[Step], text: &str) -> Option<String> {
    let mut out = rewritten(head, text, Dialect::Classic)?;
    let mut is_list = matches!(head.kind, NodeKind::List(_));
    let mut rest = steps;
    if let (Some("user"), [Step { kind: StepKind::Member(profile), .. }, behind @ ..]) =
        (head.as_name(), steps)
        && profile.text == "profile"
        && !behind.is_empty()
    {
        rest = behind;
    }
    for step in rest {
        let StepKind::Method { name, arguments } = &step.kind else {
            out.push_str(step.span.of(text));
            continue;
        };
        if head.as_name() == Some("user") && steps.first() == Some(step) {
            out.push_str(step.span.of(text));
            continue;
        }
        let mut values = vec![out];
        for argument in arguments {
            values.push(rewritten(argument, text, Dialect::Classic)?);
        }
        (out, is_list) = method_to_classic(&name.text, &values, is_list)?;
    }
    Some(out)
}

/// The call, and whether it gives a list.
fn method_to_classic(name: &str, values: &[String], is_list: bool) -> Option<(String, bool)> {
    let wanted = if is_list { Type::ARRAY } else { Type::TEXT };
    let candidates = || {
        functions::methods(Dialect::IdentityEngine, name).filter_map(|(_, function)| {
            let classic = function.names.iter().find(|known| known.dialect == Dialect::Classic)?;
            let receiver = function.signature.parameters.first()?.ty;
            function.signature.takes(values.len()).then_some((classic, function, receiver))
        })
    };
    let best = candidates().find(|(_, _, receiver)| receiver.contains(wanted));
    if let Some((classic, function, _)) = best.or_else(|| candidates().next()) {
        let call = format!("{}({})", classic.text, values.join(", "));
        return Some((call, function.signature.returns == Type::ARRAY));
    }
    let (_, _, template) =
        METHODS.iter().find(|(known, count, _)| *known == name && count + 1 == values.len())?;
    let mut call = (*template).to_owned();
    for (index, value) in values.iter().enumerate().rev() {
        call = call.replace(&format!("{{{}}}", index + 1), value);
    }
    Some((call, false))
}
