//! Names of functions of other products and languages → how the same is written here.

use crate::dialect::Dialect;
use crate::syntax::Node;
use crate::text::Span;

/// A function that the language does not have.
#[derive(Debug)]
pub(super) struct Foreign {
    /// Its name elsewhere, in any letter case.
    name: &'static str,
    /// What to write instead.
    pub(super) advice: &'static str,
    /// The rewritten call in the classic dialect, with `{1}`, `{2}` … for the values; empty where
    /// there is no form for every case.
    classic: &'static str,
    /// The same in the Identity Engine dialect.
    identity: &'static str,
}

const fn foreign(
    name: &'static str,
    advice: &'static str,
    classic: &'static str,
    identity: &'static str,
) -> Foreign {
    Foreign { name, advice, classic, identity }
}

/// Functions that people type from other directories, spreadsheets and programming languages.
static FOREIGN: &[Foreign] = &[
    foreign("Arrays.length", "write `Arrays.size(list)`", "Arrays.size({1})", "{1}.size()"),
    foreign("Arrays.join", "write `Arrays.toCsvString(list)`, which joins by commas", "", ""),
    foreign("IIF", "write `condition ? value : value`", "({1} ? {2} : {3})", "({1} ? {2} : {3})"),
    foreign("If", "write `condition ? value : value`", "({1} ? {2} : {3})", "({1} ? {2} : {3})"),
    foreign("Coalesce", "write `first ?: second`", "({1} ?: {2})", "({1} ?: {2})"),
    foreign("IfNull", "write `first ?: second`", "({1} ?: {2})", "({1} ?: {2})"),
    foreign("NVL", "write `first ?: second`", "({1} ?: {2})", "({1} ?: {2})"),
    foreign("IsNull", "write `x == null`", "({1} == null)", "({1} == null)"),
    foreign(
        "IsPresent",
        "write `(x ?: \"\") != \"\"`",
        "(({1} ?: \"\") != \"\")",
        "(({1} ?: \"\") != \"\")",
    ),
    foreign(
        "IsNullOrEmpty",
        "write `(x ?: \"\") == \"\"`",
        "(({1} ?: \"\") == \"\")",
        "(({1} ?: \"\") == \"\")",
    ),
    foreign(
        "Switch",
        "write `String.stringSwitch(input, default, key, value, …)`, or conditionals one after the other",
        "",
        "",
    ),
    foreign("Append", "join texts by `+`", "({1} + {2})", "({1} + {2})"),
    foreign("Concat", "join texts by `+`", "({1} + {2})", "({1} + {2})"),
    foreign("Concatenate", "join texts by `+`", "({1} + {2})", "({1} + {2})"),
    foreign(
        "NormalizeDiacritics",
        "nothing removes accents; replace letter by letter: `String.replace(String.replace(x, \"é\", \"e\"), \"ü\", \"u\")`",
        "",
        "",
    ),
    foreign(
        "NormalizeString",
        "nothing removes accents; replace letter by letter: `String.replace(x, \"é\", \"e\")`",
        "",
        "",
    ),
    foreign("PCase", "write the first letter large and the rest small, for one word", TITLE, ""),
    foreign("Proper", "write the first letter large and the rest small, for one word", TITLE, ""),
    foreign(
        "Capitalize",
        "write the first letter large and the rest small, for one word",
        TITLE,
        "",
    ),
    foreign("Join", "write `String.join(separator, text, …)`", "", ""),
    foreign("Mid", "write `String.substring(text, from, to)`; positions count from 0", "", ""),
    foreign(
        "Left",
        "write `String.substring(text, 0, length)`",
        "String.substring({1}, 0, {2})",
        "{1}.substring(0, {2})",
    ),
    foreign(
        "Right",
        "write `String.substring(x, String.len(x) - length, String.len(x))`",
        "String.substring({1}, String.len({1}) - {2}, String.len({1}))",
        "",
    ),
    foreign(
        "Trim",
        "nothing removes blanks at the ends only; `String.removeSpaces(text)` removes every blank",
        "",
        "",
    ),
    foreign(
        "LTrim",
        "nothing removes blanks at the ends only; `String.removeSpaces(text)` removes every blank",
        "",
        "",
    ),
    foreign(
        "RTrim",
        "nothing removes blanks at the ends only; `String.removeSpaces(text)` removes every blank",
        "",
        "",
    ),
    foreign(
        "ToLower",
        "write `String.toLowerCase(text)`",
        "String.toLowerCase({1})",
        "{1}.toLowerCase()",
    ),
    foreign(
        "LCase",
        "write `String.toLowerCase(text)`",
        "String.toLowerCase({1})",
        "{1}.toLowerCase()",
    ),
    foreign(
        "Lower",
        "write `String.toLowerCase(text)`",
        "String.toLowerCase({1})",
        "{1}.toLowerCase()",
    ),
    foreign(
        "ToUpper",
        "write `String.toUpperCase(text)`",
        "String.toUpperCase({1})",
        "{1}.toUpperCase()",
    ),
    foreign(
        "UCase",
        "write `String.toUpperCase(text)`",
        "String.toUpperCase({1})",
        "{1}.toUpperCase()",
    ),
    foreign(
        "Upper",
        "write `String.toUpperCase(text)`",
        "String.toUpperCase({1})",
        "{1}.toUpperCase()",
    ),
    foreign(
        "Replace",
        "write `String.replace(text, find, replacement)`",
        "String.replace({1}, {2}, {3})",
        "{1}.replace({2}, {3})",
    ),
    foreign(
        "ReplaceAll",
        "`String.replace` replaces every occurrence, literally",
        "String.replace({1}, {2}, {3})",
        "{1}.replace({2}, {3})",
    ),
    foreign(
        "RegexReplace",
        "nothing replaces by a pattern; `String.replace` takes the text literally",
        "",
        "",
    ),
    foreign(
        "Split",
        "take the part before or after the first separator: `String.substringBefore(text, separator)`, `String.substringAfter(text, separator)`",
        "String.substringBefore({1}, {2})",
        "{1}.substringBefore({2})",
    ),
    foreign(
        "Word",
        "take the part before or after the first blank: `String.substringBefore(text, \" \")`",
        "",
        "",
    ),
    foreign(
        "Item",
        "write `Arrays.get(list, position)`; positions count from 0",
        "Arrays.get({1}, {2} - 1)",
        "{1}[{2} - 1]",
    ),
    foreign("Count", "write `Arrays.size(list)`", "Arrays.size({1})", "{1}.size()"),
    foreign(
        "StripSpaces",
        "write `String.removeSpaces(text)`",
        "String.removeSpaces({1})",
        "{1}.removeSpaces()",
    ),
    foreign(
        "RemoveDuplicates",
        "nothing removes duplicates from a list; do it where the list is made",
        "",
        "",
    ),
    foreign(
        "FormatDateTime",
        "write `Time.fromIso8601ToString(time, \"yyyy-MM-dd\")`, or `Time.fromStringToIso8601(text, pattern)`",
        "",
        "",
    ),
    foreign(
        "DateAdd",
        "the classic dialect has no date arithmetic; the Identity Engine dialect has `plusDays` and its kin",
        "",
        "",
    ),
    foreign(
        "DateFromNum",
        "write `Time.fromWindowsToIso8601(text)`",
        "Time.fromWindowsToIso8601({1})",
        "{1}.parseWindowsTime()",
    ),
    foreign("Now", "write `Time.now()`", "Time.now()", "Time.now()"),
    foreign(
        "Today",
        "write `Time.now(\"UTC\", \"yyyy-MM-dd\")`",
        "Time.now(\"UTC\", \"yyyy-MM-dd\")",
        "Time.now().toString('yyyy-MM-dd')",
    ),
    foreign("Not", "write `!condition`", "!({1})", "!({1})"),
    foreign("And", "write `a AND b`", "({1} AND {2})", "({1} AND {2})"),
    foreign("Or", "write `a OR b`", "({1} OR {2})", "({1} OR {2})"),
    foreign("CStr", "joining with `\"\"` makes text of a value", "(\"\" + {1})", "(\"\" + {1})"),
    foreign("CInt", "write `Convert.toInt(text)`", "Convert.toInt({1})", "{1}.toInteger()"),
    foreign("CNum", "write `Convert.toNum(text)`", "Convert.toNum({1})", "{1}.toNumber()"),
    foreign(
        "CBool",
        "compare with the text: `x == \"true\"`",
        "({1} == \"true\")",
        "({1} == \"true\")",
    ),
    foreign("InStr", "ask with `String.stringContains(text, part)`", "", ""),
    foreign(
        "Contains",
        "write `String.stringContains(text, part)`, or `Arrays.contains(list, element)`",
        "String.stringContains({1}, {2})",
        "{1}.contains({2})",
    ),
    foreign(
        "StartsWith",
        "write `String.startsWith(text, start)`",
        "String.startsWith({1}, {2})",
        "({1}.contains({2}) && {1}.substringBefore({2}) == \"\")",
    ),
    foreign(
        "EndsWith",
        "Okta has no `endsWith`: compare the last characters",
        "(String.substring({1}, String.len({1}) - String.len({2}), String.len({1})) == {2})",
        "",
    ),
    foreign("Format", "Okta has no `format`: join texts by `+`", "", ""),
    foreign(
        "RegexMatch",
        "Okta has no `regexMatch`: write `text matches \"pattern\"`, which has to fit the whole text",
        "({1} matches {2})",
        "({1} matches {2})",
    ),
    foreign(
        "Matches",
        "write `text matches \"pattern\"`, which has to fit the whole text",
        "({1} matches {2})",
        "({1} matches {2})",
    ),
    foreign(
        "IndexOf",
        "the length of what stands before it: `String.len(String.substringBefore(text, part))`",
        "String.len(String.substringBefore({1}, {2}))",
        "{1}.substringBefore({2}).length()",
    ),
    foreign(
        "CharAt",
        "write `String.substring(text, position, position + 1)`",
        "String.substring({1}, {2}, {2} + 1)",
        "{1}[{2}]",
    ),
    foreign("Equals", "write `a == b`", "({1} == {2})", "({1} == {2})"),
    foreign(
        "EqualsIgnoreCase",
        "compare both in lower case",
        "(String.toLowerCase({1}) == String.toLowerCase({2}))",
        "({1}.toLowerCase() == {2}.toLowerCase())",
    ),
    foreign(
        "IsEmpty",
        "write `(x ?: \"\") == \"\"`",
        "(({1} ?: \"\") == \"\")",
        "(({1} ?: \"\") == \"\")",
    ),
    foreign(
        "IsBlank",
        "write `String.removeSpaces(x) == \"\"`",
        "(String.removeSpaces({1}) == \"\")",
        "({1}.removeSpaces() == \"\")",
    ),
    foreign("Length", "write `String.len(text)`", "String.len({1})", "{1}.length()"),
    foreign("Len", "write `String.len(text)`", "String.len({1})", "{1}.length()"),
    foreign(
        "LeftPad",
        "nothing fills up a text; take the last characters of zeros and the text: `String.substring(\"00000\" + x, String.len(x), String.len(x) + 5)`",
        "",
        "",
    ),
];

const TITLE: &str = "(String.toUpperCase(String.substring({1}, 0, 1)) + String.toLowerCase(String.substring({1}, 1, String.len({1}))))";

/// What is known about `name`, with or without a family: `Split`, `String.split`.
pub(super) fn find(name: &str) -> Option<&'static Foreign> {
    let own = name.rsplit('.').next().unwrap_or(name);
    let named = |wanted: &str| FOREIGN.iter().find(|known| known.name.eq_ignore_ascii_case(wanted));
    named(name).or_else(|| named(own))
}

impl Foreign {
    /// The rewritten call, where it has a form for exactly these values.
    pub(super) fn rewritten(
        &self,
        dialect: Dialect,
        subject: Option<Span>,
        arguments: &[Node],
        text: &str,
    ) -> Option<String> {
        let template = match dialect {
            Dialect::Classic => self.classic,
            Dialect::IdentityEngine => self.identity,
        };
        let values: Vec<&str> = subject
            .into_iter()
            .chain(arguments.iter().map(|node| node.span))
            .map(|span| span.of(text))
            .collect();
        let wanted = (1..=9).take_while(|n| template.contains(&format!("{{{n}}}"))).count();
        if template.is_empty() || wanted != values.len() || values.contains(&"") {
            return None;
        }
        let mut out = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (number, behind) = after.split_once('}')?;
            let value = values.get(number.parse::<usize>().ok()?.checked_sub(1)?)?;
            out.push_str(before);
            out.push_str(value);
            rest = behind;
        }
        out.push_str(rest);
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::environment::Environment;
    use crate::functions;

    #[test]
    fn every_substitute_is_valid_in_its_dialect() {
        for known in FOREIGN {
            for (dialect, template) in
                [(Dialect::Classic, known.classic), (Dialect::IdentityEngine, known.identity)]
            {
                let text = ["user.id", "'b'", "'c'"]
                    .iter()
                    .enumerate()
                    .fold(template.to_owned(), |text, (index, value)| {
                        text.replace(&format!("{{{}}}", index + 1), value)
                    });
                let environment = Environment { dialect, ..Environment::default() };
                let checked = super::super::check(&text, &environment);
                assert!(template.is_empty() || checked.is_valid(), "{}: {text}", known.name);
            }
        }
    }

    #[test]
    fn nothing_foreign_is_a_function_of_the_language() {
        for known in FOREIGN {
            for dialect in [Dialect::Classic, Dialect::IdentityEngine] {
                assert!(functions::find(dialect, known.name).is_none(), "{}", known.name);
            }
        }
    }
}
