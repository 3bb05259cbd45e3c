//! What the parser says about broken text: one function a problem.

use super::ast::{BinaryOperator, Node, NodeKind};
use super::{damage, scan, words};
use crate::diagnostic::{Applicability, Code, Diagnostic, Edit, Fix};
use crate::limits::Limits;
use crate::text::Span;

/// Whether `character` counts as a blank: the grammar's `WHITESPACE`, and what is replaced by it.
pub(super) fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\n' | '\t' | '\r') || scan::is_invisible(character)
}

pub(super) fn empty(span: Span) -> Diagnostic {
    Diagnostic::error(Code::EmptyExpression, span, "the expression is empty")
        .with_help("type an expression, such as `user.firstName`")
}

pub(super) fn too_deep(span: Span, limits: &Limits) -> Diagnostic {
    let message = format!("more than {} levels are nested here", limits.nesting);
    Diagnostic::error(Code::TooDeep, span, message)
        .with_help("split the expression into several mappings")
}

pub(super) fn not_understood(span: Span) -> Diagnostic {
    Diagnostic::error(Code::ExtraText, span, "this is not an expression")
}

/// The operator at `operator` has nothing at `at`.
pub(super) fn missing_operand(text: &str, operator: Span, at: Span) -> Diagnostic {
    let written = operator.of(text);
    let next = text.get(at.end()..).unwrap_or_default().trim_start_matches(is_blank);
    let next_operator = leading_operator(next);
    if at.start() >= operator.end() && !next_operator.is_empty() {
        let start = text.len() - next.len();
        let second = Span::new(start, start + next_operator.len());
        return adjacent(written, operator, next_operator, second);
    }
    let negates = written == "!" || written.eq_ignore_ascii_case("not");
    let message = match at.start() >= operator.end() {
        true if negates => format!("`{written}` needs a condition behind it"),
        true => format!("`{written}` needs a value on both sides; nothing follows it"),
        false => format!("`{written}` needs a value on both sides; nothing is before it"),
    };
    let found = Diagnostic::error(Code::MissingOperand, operator, message)
        .with_help("add the missing value, or remove the operator");
    if text.trim_matches(is_blank) == written {
        // Without it nothing would be left.
        return found;
    }
    found.with_fix(Fix::may_change_meaning(
        format!("remove `{written}`"),
        with_blank_before(text, operator),
        "",
    ))
}

fn adjacent(first: &str, first_span: Span, second: &str, second_span: Span) -> Diagnostic {
    let message = format!("`{first}` and `{second}` stand side by side");
    let keep_first = Span::new(first_span.end(), second_span.end());
    let keep_second = Span::new(first_span.start(), second_span.start());
    let found = Diagnostic::error(Code::AdjacentOperators, second_span, message)
        .with_help("keep one of them")
        .with_fix(Fix::may_change_meaning(format!("keep `{first}`"), keep_first, ""));
    if first.eq_ignore_ascii_case(second) {
        return found;
    }
    found.with_fix(Fix::may_change_meaning(format!("keep `{second}`"), keep_second, ""))
}

/// The operator that `text` starts with, or nothing.
fn leading_operator(text: &str) -> &str {
    const SIGNS: &[&str] =
        &["==", "!=", "<=", ">=", "&&", "||", "?:", "<", ">", "*", "/", "%", "^", "=", "&", "|"];
    const WORDS: &[&str] =
        &["and", "or", "eq", "ne", "lt", "le", "gt", "ge", "div", "mod", "matches"];
    if let Some(sign) = SIGNS.iter().find(|sign| text.starts_with(**sign)) {
        return sign;
    }
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    let word = text.get(..end).unwrap_or_default();
    if WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)) { word } else { "" }
}

/// `span` with the blanks before it, so that removing it leaves no gap.
fn with_blank_before(text: &str, span: Span) -> Span {
    let before = text.get(..span.start()).unwrap_or_default();
    let kept = before.trim_end_matches(is_blank).len();
    if kept == 0 {
        let after = text.get(span.end()..).unwrap_or_default();
        let skipped = after.len() - after.trim_start_matches(is_blank).len();
        return Span::new(span.start(), span.end() + skipped);
    }
    Span::new(kept, span.end())
}

pub(super) fn missing_around(operator: &str, span: Span) -> Diagnostic {
    Diagnostic::error(Code::MissingOperand, span, format!("a value is missing beside `{operator}`"))
        .with_help("write `condition ? value : value`, or `value ?: value`")
}

pub(super) fn missing_item(span: Span) -> Diagnostic {
    Diagnostic::error(Code::MissingOperand, span, "a value is missing between the commas")
        .with_help("add the value, or remove the comma")
}

pub(super) fn empty_brackets(span: Span, brackets: &str) -> Diagnostic {
    Diagnostic::error(Code::MissingOperand, span, format!("there is nothing between `{brackets}`"))
        .with_help("write an expression between the brackets")
}

pub(super) fn missing_colon(question: Span, then: Span) -> Diagnostic {
    let end = Span::at(then.end().max(question.end()));
    no_colon(question, Fix::may_change_meaning("add `: null`", end, " : null"))
}

/// `a ? b ? c`: the second `?` was meant as the colon.
pub(super) fn question_for_colon(second: Span) -> Diagnostic {
    no_colon(second, Fix::may_change_meaning("turn the second `?` into `:`", second, ":"))
}

fn no_colon(at: Span, fix: Fix) -> Diagnostic {
    Diagnostic::error(Code::MissingColon, at, "a `?` needs a `:` with the value for \"otherwise\"")
        .with_help("write `condition ? value : value`")
        .with_fix(fix)
}

pub(super) fn chained(power: bool, span: Span, first: Span) -> Diagnostic {
    let (code, message, help) = if power {
        (Code::ChainedPower, "`^` cannot follow `^`", "use parentheses: `(2 ^ 3) ^ 2`")
    } else {
        (
            Code::ChainedComparison,
            "a comparison cannot follow a comparison",
            "join two comparisons by AND: `1 < x AND x < 3`",
        )
    };
    Diagnostic::error(code, span, message).with_help(help).with_related(first, "the first one")
}

/// `=> name` behind an expression: a column of the table that it was copied from.
pub(super) fn copied_arrow(text: &str, arrow: Span, right: &Node) -> Option<Diagnostic> {
    let at = arrow.to(right.span);
    let last = at.end() >= text.trim_end_matches(is_blank).len();
    (arrow.of(text) == "=>" && last && matches!(right.kind, NodeKind::Name(_))).then(|| {
        let written = at.of(text);
        let message = format!("there is extra text after the end of the expression: `{written}`");
        Diagnostic::error(Code::ExtraText, at, message)
            .with_help("delete it; to compare, write `>=`")
            .with_fix(Fix::may_change_meaning(
                format!("delete `{written}`"),
                with_blank_before(text, at),
                "",
            ))
    })
}

/// The problem, and the operator that is meant.
pub(super) fn foreign_operator(written: &str, span: Span) -> (Diagnostic, Option<BinaryOperator>) {
    let (ours, shown) = match written {
        "===" | "~=" | "=~" => (BinaryOperator::Equal, "=="),
        "!==" | "<>" => (BinaryOperator::NotEqual, "!="),
        "=>" => (BinaryOperator::GreaterEqual, ">="),
        "=<" => (BinaryOperator::LessEqual, "<="),
        // No binary operator, but what stands on both sides is read in the same way.
        "??" => (BinaryOperator::Or, "?:"),
        "&" => (BinaryOperator::And, "&&"),
        _ => (BinaryOperator::Or, "||"),
    };
    let found = Diagnostic::error(Code::ForeignOperator, span, format!("Okta has no `{written}`"))
        .with_help(format!("use `{shown}`"))
        .with_fix(Fix::may_change_meaning(format!("replace by `{shown}`"), span, shown));
    (found, Some(ours))
}

/// The problem, and the operator that is meant.
pub(super) fn encoded_operator(
    text: &str,
    written: &str,
    span: Span,
) -> (Diagnostic, Option<BinaryOperator>) {
    let ours = match written {
        "&lt;=" => BinaryOperator::LessEqual,
        "&gt;=" => BinaryOperator::GreaterEqual,
        "&lt;" => BinaryOperator::Less,
        "&gt;" => BinaryOperator::Greater,
        _ => BinaryOperator::And,
    };
    (damage::encoded(text, span), Some(ours))
}

pub(super) fn assignment(text: &str, span: Span, complete: bool) -> Diagnostic {
    if text.get(..span.start()).is_some_and(|before| before.trim_matches(is_blank).is_empty()) {
        return Diagnostic::error(
            Code::SingleEquals,
            span,
            "an expression does not start with `=`",
        )
        .with_help("that is how a spreadsheet starts a formula")
        .with_fix(Fix::safe("remove `=`", with_blank_before(text, span), ""));
    }
    let (code, message) = if complete {
        (Code::Assignment, "`=` would set a value and is not allowed")
    } else {
        (Code::SingleEquals, "`=` stands where it means nothing")
    };
    Diagnostic::error(code, span, message)
        .with_help("use `==` to compare")
        .with_fix(Fix::may_change_meaning("replace by `==`", span, "=="))
}

pub(super) fn increment(written: &str, span: Span, between: bool) -> Diagnostic {
    let sign = written.get(..1).unwrap_or_default();
    let found = Diagnostic::error(
        Code::Increment,
        span,
        format!("`{written}` would change a value and is not allowed"),
    );
    if between {
        found
            .with_help(format!("to join or add, write one `{sign}`"))
            .with_fix(Fix::may_change_meaning(format!("replace by `{sign}`"), span, sign))
    } else {
        found.with_help(format!("write `x {sign} 1`, or put a blank between the signs"))
    }
}

pub(super) fn unsupported_operator(written: &str, span: Span) -> Diagnostic {
    Diagnostic::error(Code::UnsupportedOperator, span, format!("`{written}` is not available"))
        .with_help("compare with `>=` and `<=`")
}

pub(super) fn unsupported(code: Code, written: &str, span: Span) -> Diagnostic {
    let (message, help) = match code {
        Code::TypeReference => ("Java types are not available", "remove `T(...)`"),
        Code::Constructor => ("objects cannot be created", "remove `new`"),
        Code::Variable => (
            "variables and `#` functions are not available",
            "name attributes through a root such as `user`",
        ),
        _ => ("beans are not available", "name attributes through a root such as `user`"),
    };
    let shown: String = written.chars().take(40).collect();
    Diagnostic::error(code, span, format!("{message}: `{shown}`")).with_help(help)
}

pub(super) fn square_list(text: &str, span: Span) -> Diagnostic {
    let written = span.of(text);
    let mut edits =
        vec![Edit { span: Span::new(span.start(), span.start() + 1), text: "{".into() }];
    if written.ends_with(']') && written.len() > 1 {
        edits.push(Edit { span: Span::new(span.end() - 1, span.end()), text: "}".into() });
    }
    Diagnostic::error(Code::SquareBracketList, span, "lists are written with braces: `{\"a\"}`")
        .with_help("`[ ]` only picks an element")
        .with_fix(Fix::edits(Applicability::Safe, "replace by `{ }`", edits))
}

pub(super) fn unclosed_text(text: &str, span: Span) -> Diagnostic {
    let written = span.of(text);
    let quote = written.get(..1).unwrap_or_default();
    if let Some(found) = unopened_text(text, span, quote) {
        return found;
    }
    let start = first_open(text, span, quote);
    let written = text.get(start..).unwrap_or(written);
    let line = written.split(['\r', '\n']).next().unwrap_or(written);
    let end = start + end_of_text(line);
    Diagnostic::error(
        Code::UnclosedText,
        Span::new(start, start + line.len()),
        "the text that starts here has no closing quote",
    )
    .with_help(format!("add `{quote}` where the text ends"))
    .with_fix(Fix::may_change_meaning("add the quote", Span::at(end), quote))
}

/// `Rome"` at the end of a line: the quote that is missing is the opening one.
fn unopened_text(text: &str, span: Span, quote: &str) -> Option<Diagnostic> {
    let line = span.of(text).split(['\r', '\n']).next()?;
    let behind = line.get(1..)?.trim_start_matches(is_blank);
    let before = text.get(..span.start())?;
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ');
    let word = before.trim_end_matches(is_word).len();
    let word = word + before.get(word..)?.len() - before.get(word..)?.trim_start().len();
    let alone = behind.is_empty() || behind.starts_with([')', ',', '}']);
    let attached = before.ends_with(char::is_alphanumeric);
    if !alone || !attached || before.get(..word)?.ends_with(['.', '"', '\'']) || word == 0 {
        return None;
    }
    Some(
        Diagnostic::error(
            Code::UnclosedText,
            Span::new(word, span.start() + 1),
            "the text that ends here has no opening quote",
        )
        .with_help(format!("add `{quote}` where the text starts"))
        .with_fix(Fix::may_change_meaning("add the quote", Span::at(word), quote)),
    )
}

/// The quote that was never closed: where an earlier text holds what belongs between texts, it is
/// that one.
fn first_open(text: &str, span: Span, quote: &str) -> usize {
    let mut at = 0;
    while let Some(open) = text.get(at..span.start()).and_then(|rest| rest.find(['"', '\''])) {
        let open = at + open;
        let own = text.get(open..=open).unwrap_or_default();
        let Some(inside) = text.get(open + 1..).and_then(|rest| rest.split(own).next()) else {
            break;
        };
        let lower = inside.to_ascii_lowercase();
        let joins = [" and ", " or ", " && ", " || ", "==", "!="];
        let swallows =
            joins.iter().any(|join| lower.contains(join)) || inside.trim_end().ends_with(',');
        if own == quote && swallows {
            return open;
        }
        at = open + 1 + inside.len() + 1;
    }
    span.start()
}

/// Where the author probably meant the text to end: before the next AND, OR, comma or bracket.
fn end_of_text(line: &str) -> usize {
    let lower = line.to_ascii_lowercase();
    let stops = [" and ", " or ", " && ", " || ", ",", ")", "]", "}"];
    let first = stops.iter().filter_map(|stop| lower.find(stop)).min();
    let end = first.unwrap_or(line.len());
    line.get(..end).unwrap_or(line).trim_end_matches(is_blank).len().max(1)
}

pub(super) fn placeholder(written: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::Placeholder,
        span,
        format!("a placeholder was not filled in: `{written}`"),
    )
    .with_help("type what it stands for")
}

pub(super) fn bad_number(written: &str, span: Span) -> Diagnostic {
    let digits = written.trim_end_matches(['l', 'L']);
    let help = if written.starts_with('.') {
        "write a digit before the point: `0.5`".to_owned()
    } else if digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.len() == written.len() {
        format!("whole numbers end at 2147483647; longer ones need an L: `{written}L`")
    } else if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        "the largest whole number is 9223372036854775807L".to_owned()
    } else {
        "write it like `12`, `12L`, `1.5`, `1e3` or `0x1F`".to_owned()
    };
    Diagnostic::error(Code::BadNumber, span, format!("`{written}` is not a number")).with_help(help)
}

pub(super) fn unclosed_bracket(opening: &str, at: Span, whole: Span) -> Diagnostic {
    let closing = match opening {
        "(" => ")",
        "[" => "]",
        _ => "}",
    };
    Diagnostic::error(Code::UnclosedBracket, at, format!("this `{opening}` is never closed"))
        .with_help(format!("add `{closing}`"))
        .with_fix(Fix::may_change_meaning(
            format!("add `{closing}`"),
            Span::at(whole.end()),
            closing,
        ))
}

/// A character that fits nowhere.
pub(super) fn junk(text: &str, span: Span) -> Diagnostic {
    let written = span.of(text);
    if let Some(found) = damage::backslash(text, span) {
        return found;
    }
    if matches!(written, ")" | "]" | "}") {
        return Diagnostic::error(
            Code::StrayBracket,
            span,
            format!("this `{written}` closes nothing"),
        )
        .with_help("remove it, or add the opening bracket")
        .with_fix(Fix::may_change_meaning(format!("remove `{written}`"), span, ""));
    }
    let help = match written {
        ";" => "one expression is one line; nothing ends it",
        ":" => "a `:` belongs behind a `?`",
        "," => "commas separate values inside brackets only",
        "`" => "a backtick does not quote a text; use ' or \"",
        "/" => "there are no comments",
        _ => "delete it, or write an operator between two values",
    };
    let end = span.end() == text.trim_end_matches(is_blank).len();
    let found = Diagnostic::error(
        Code::ExtraText,
        span,
        if end {
            format!("there is extra text after the end of the expression: `{written}`")
        } else {
            format!("`{written}` does not belong here")
        },
    )
    .with_help(help);
    if end || span.start() == 0 {
        found.with_fix(Fix::may_change_meaning(format!("delete `{written}`"), span, ""))
    } else {
        found
    }
}

/// A second expression behind the first.
pub(super) fn extra_text(text: &str, span: Span) -> Diagnostic {
    if let Some(found) = words::plain_words(text, span) {
        return found;
    }
    let written: String = span.of(text).chars().take(40).collect();
    Diagnostic::error(Code::ExtraText, span, format!("an operator is missing before `{written}`"))
        .with_help("join texts by `+` and conditions by AND or OR")
}

pub(super) fn missing_name(span: Span, text: &str) -> Diagnostic {
    let last = span.end() >= text.trim_end_matches(is_blank).len();
    let found = Diagnostic::error(Code::MissingName, span, "a name is missing behind the dot")
        .with_help("write the attribute: `user.city`");
    if last { found.with_fix(Fix::may_change_meaning("delete the dot", span, "")) } else { found }
}

pub(super) fn mixed_braces(span: Span) -> Diagnostic {
    Diagnostic::error(Code::MixedBraces, span, "this entry lacks its `key:`, the others have one")
        .with_help("a map has `key: value` everywhere, a list nowhere")
}
