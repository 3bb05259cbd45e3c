//! The one registry of codes: each with its kind, its severity, and its page.

use std::fmt;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// The expression cannot be used, or fails when it is evaluated.
    Error,
    /// It is accepted, and probably not what was meant.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Declares [`Code`] and its table from one list: the first doc line is the title, the rest the
/// page.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $id:literal, $severity:ident, $kind:literal;)+) => {
        /// What is wrong, as a stable code; see [`Code::id`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code, in the order of the registry.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable spelling, such as `E0301`; never reused.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)+ }
            }

            /// The kind of the language reference it belongs to, such as `unknown_property`.
            pub const fn kind(self) -> &'static str {
                match self { $(Self::$name => $kind,)+ }
            }

            /// Errors start with `E`, warnings with `W`.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }

            /// Its page in the reference: the title, an empty line, and the explanation.
            ///
            /// Without the feature `pages` it is empty for what only the checker finds.
            pub const fn page(self) -> &'static str {
                match self { $(Self::$name => const { kept($id, concat!($($doc, "\n",)+)) },)+ }
            }
        }
    };
}

/// The page of a code where it is wanted: the explanation of what evaluation finds is its help.
const fn kept(id: &str, page: &'static str) -> &'static str {
    match id.as_bytes() {
        [b'W', ..] | [_, b'0', b'1', ..] if !cfg!(feature = "pages") => "",
        _ => page,
    }
}

codes! {
    /// The expression is empty.
    ///
    /// There is nothing to evaluate. Type an expression such as `user.firstName`.
    EmptyExpression = "E0101", Error, "syntax_error";
    /// An operator lacks a value.
    ///
    /// `a ==`, `OR b` and `1 +` each miss what the operator works on.
    MissingOperand = "E0102", Error, "syntax_error";
    /// A text has no closing quote.
    ///
    /// Everything behind the opening quote became part of the text.
    UnclosedText = "E0103", Error, "syntax_error";
    /// A bracket is never closed.
    ///
    /// Each `(`, `[` and `{` needs its partner.
    UnclosedBracket = "E0104", Error, "syntax_error";
    /// A closing bracket closes nothing.
    ///
    /// There is no open bracket of this form before it.
    StrayBracket = "E0105", Error, "syntax_error";
    /// There is extra text behind the expression.
    ///
    /// The expression was complete before it; often an operator is missing in between.
    ExtraText = "E0106", Error, "syntax_error";
    /// This is not a number.
    ///
    /// Whole numbers go up to 2147483647, with `L` behind them up to 9223372036854775807; `1e`,
    /// `0x`, `3.4L` and `.5` are incomplete.
    BadNumber = "E0107", Error, "syntax_error";
    /// A `?` lacks its `:`.
    ///
    /// The conditional needs both values: `condition ? "yes" : "no"`.
    MissingColon = "E0108", Error, "syntax_error";
    /// Comparisons do not chain.
    ///
    /// `1 < x < 3` has to be `1 < x AND x < 3`.
    ChainedComparison = "E0109", Error, "syntax_error";
    /// Powers do not chain.
    ///
    /// Write `(2 ^ 3) ^ 2` or `2 ^ (3 ^ 2)`.
    ChainedPower = "E0110", Error, "syntax_error";
    /// This operator belongs to another language.
    ///
    /// `===`, `<>`, `&` and `|` are `==`, `!=`, `&&` and `||` here.
    ForeignOperator = "E0111", Error, "syntax_error";
    /// Lists are written with braces.
    ///
    /// `{"a", "b"}` is a list; square brackets only pick an element.
    SquareBracketList = "E0112", Error, "syntax_error";
    /// Curly quotes are not quotes.
    ///
    /// Word processors and web pages put them in; texts need straight quotes.
    CurlyQuotes = "E0113", Error, "syntax_error";
    /// The quotes carry backslashes.
    ///
    /// That is how they look inside JSON, Terraform or a shell command; the expression itself has
    /// plain quotes.
    EscapedQuotes = "E0114", Error, "syntax_error";
    /// This is HTML code.
    ///
    /// `&quot;`, `&amp;`, `&lt;` and `&gt;` stand for characters on a web page.
    HtmlEntity = "E0115", Error, "syntax_error";
    /// There is a character that cannot be seen.
    ///
    /// A no-break or zero-width space came in with copied text. Only space, tab and line ends
    /// separate words.
    InvisibleCharacter = "E0116", Error, "syntax_error";
    /// A placeholder was not filled in.
    ///
    /// `<tag>` stands for something that you have to type.
    Placeholder = "E0117", Error, "syntax_error";
    /// This is the template form.
    ///
    /// `${user.email}` belongs to old user name templates; an expression is written without `${`
    /// and `}`.
    TemplateWrapper = "E0118", Error, "syntax_error";
    /// A name is missing behind the dot.
    ///
    /// `user.` needs an attribute: `user.email`.
    MissingName = "E0119", Error, "syntax_error";
    /// Two operators stand side by side.
    ///
    /// `a AND OR b` needs one of them removed, or a value between them.
    AdjacentOperators = "E0120", Error, "syntax_error";
    /// List and map are mixed.
    ///
    /// Either every entry has `key: value`, or none has.
    MixedBraces = "E0121", Error, "syntax_error";
    /// A single `=` stands where it means nothing.
    ///
    /// Use `==` to compare.
    SingleEquals = "E0122", Error, "syntax_error";
    /// Sentences are not expressions.
    ///
    /// Membership is asked with a function, such as `isMemberOfGroupName("Rome")`.
    PlainWords = "E0123", Error, "syntax_error";
    /// Java types are not available.
    ///
    /// `T(...)` is part of SpEL, not of this language.
    TypeReference = "E0130", Error, "unsupported_construct";
    /// Objects cannot be created.
    ///
    /// `new` is part of SpEL, not of this language.
    Constructor = "E0131", Error, "unsupported_construct";
    /// Variables are not available.
    ///
    /// Name attributes through a root such as `user`; `#name` is part of SpEL only.
    Variable = "E0132", Error, "unsupported_construct";
    /// Beans are not available.
    ///
    /// `@name` and `&name` are part of SpEL, not of this language.
    Bean = "E0133", Error, "unsupported_construct";
    /// Nothing can be assigned.
    ///
    /// `=` would set a value and is not allowed. Use `==` to compare.
    Assignment = "E0134", Error, "unsupported_construct";
    /// Values cannot be counted up or down.
    ///
    /// `++` and `--` are not allowed: write `x + 1`, or put a blank between the signs.
    Increment = "E0135", Error, "unsupported_construct";
    /// This SpEL operator is not available.
    ///
    /// Instead of `instanceof` and `between`, compare with `>=` and `<=`.
    UnsupportedOperator = "E0136", Error, "unsupported_construct";
    /// The expression is too long.
    ///
    /// 10,000 characters are the limit.
    TooLong = "E0140", Error, "limit_exceeded";
    /// The expression is nested too deeply.
    ///
    /// 250 levels of brackets and conditionals are the limit.
    TooDeep = "E0141", Error, "limit_exceeded";

    /// There is no such function.
    ///
    /// The dialect has no function of this name. Names are case-sensitive.
    UnknownFunction = "E0201", Error, "unknown_function";
    /// There is no such method.
    ///
    /// Values of this type have no method of this name in this dialect.
    UnknownMethod = "E0202", Error, "unknown_method";
    /// The number of values is wrong.
    ///
    /// The function takes fewer or more values than the call gives.
    ArgumentCount = "E0203", Error, "arity_error";
    /// The function is not allowed here.
    ///
    /// It exists, but not in the place this expression is for.
    FunctionNotAllowed = "E0204", Error, "not_allowed_in_context";
    /// The operator is not allowed here.
    ///
    /// Projections and selections do not work in group rules.
    OperatorNotAllowed = "E0205", Error, "not_allowed_in_context";
    /// The function is not documented.
    ///
    /// Okta's own pages use it, but nothing says what it does; it is not evaluated here.
    UndocumentedFunction = "E0206", Error, "unknown_function";

    /// There is no such attribute.
    ///
    /// The schema, or in strict mode the profile, has no attribute of this name.
    UnknownAttribute = "E0301", Error, "unknown_property";
    /// There is nothing of this name here.
    ///
    /// A bare name is neither a root nor an attribute of the source profile. Text needs quotes;
    /// attributes need their root, such as `user.city`.
    UnknownName = "E0302", Error, "unknown_identifier";
    /// This root is not available here.
    ///
    /// The root exists, but not in the place this expression is for.
    RootNotAllowed = "E0303", Error, "not_allowed_in_context";
    /// This part of the root is not available here.
    ///
    /// Federated claims read `device.profile` and `appuser.entitlements` only.
    PathNotAllowed = "E0304", Error, "not_allowed_in_context";
    /// A family of functions is not a value.
    ///
    /// `String` and `String.len` need a call: `String.len(user.city)`.
    NamespaceAsValue = "E0305", Error, "unknown_identifier";
    /// Values of this type have no attributes.
    ///
    /// Only profiles, groups and maps are read with a dot.
    NoAttributes = "E0306", Error, "unknown_property";

    /// A value has the wrong type.
    ///
    /// The operator or function does not take values of this type.
    WrongType = "E0401", Error, "type_error";
    /// The result has the wrong type.
    ///
    /// The place this expression is for needs another type.
    ResultType = "E0402", Error, "result_type_error";

    /// Something of null was asked for.
    ///
    /// The value before the dot or bracket is null. Write `?.`, or test it first.
    NullDereference = "E0501", Error, "null_dereference";
    /// Null was passed where a value is needed.
    ///
    /// Give a default: `user.profile.city ?: ""`.
    NullArgument = "E0502", Error, "null_argument";
    /// The position lies outside the value.
    ///
    /// Positions count from 0.
    IndexOutOfRange = "E0503", Error, "index_out_of_range";
    /// A whole number was divided by zero.
    ///
    /// Test the divisor first.
    DivisionByZero = "E0504", Error, "division_by_zero";
    /// The text cannot be converted.
    ///
    /// It should be a number, date, version or country and is not.
    Conversion = "E0505", Error, "conversion_error";
    /// The value is outside the allowed set.
    ///
    /// Zone ids, pattern letters, criteria, limits and source names are fixed sets.
    InvalidArgument = "E0506", Error, "invalid_argument";
    /// The pattern is malformed, or uses something that is not supported.
    ///
    /// Patterns follow Java's regular expressions.
    Regex = "E0507", Error, "regex_error";
    /// A limit was passed during evaluation.
    ///
    /// Texts, repetitions, patterns and steps are bounded.
    Limit = "E0508", Error, "limit_exceeded";

    /// Null is not the empty text.
    ///
    /// An attribute that was filled once and emptied later is `""`, so `x != null` still holds and
    /// gives an empty text. `x ?: "-"` takes both for missing.
    NullIsNotEmpty = "W0001", Warning, "null_is_not_empty";
    /// Null becomes the text "null".
    ///
    /// Text joined with an attribute that was never filled holds the four letters null. Guard the
    /// attribute: `(user.state ?: "")`.
    NullInText = "W0002", Warning, "null_in_text";
    /// A group name stands where an id is wanted.
    ///
    /// `isMemberOfGroup` and `isMemberOfAnyGroup` take ids such as `00g1emaKYZTWRYYRRTSK`; a name
    /// never matches.
    NameAsGroupId = "W0003", Warning, "name_as_group_id";
    /// A group id stands where a name is wanted.
    ///
    /// Names are compared, so an id never matches. `isMemberOfGroup` takes ids.
    IdAsGroupName = "W0004", Warning, "id_as_group_name";
    /// Only whole elements are found.
    ///
    /// `Arrays.contains` compares whole elements, letter case included; a part of an element is not
    /// found.
    WholeElementOnly = "W0005", Warning, "whole_element_only";
    /// The text differs from the data by letter case or blanks only.
    ///
    /// Texts are compared exactly. `String.toLowerCase` on both sides makes the case not matter.
    LetterCase = "W0006", Warning, "letter_case";
    /// A short text is found in longer words too.
    ///
    /// `String.stringContains(user.title, "VP")` also holds for `AVP`.
    SearchTooWide = "W0007", Warning, "search_too_wide";
    /// The text looks like a regular expression and is taken literally.
    ///
    /// `replace` and `replaceFirst` look for exactly these characters.
    RegexLikeMatch = "W0008", Warning, "regex_like_match";
    /// Group searches know no patterns.
    ///
    /// Group names are compared as a whole or by their start; several names are written as a list.
    PatternInGroupSearch = "W0009", Warning, "pattern_in_group_search";
    /// The limit of groups lies outside 1 to 100.
    ///
    /// With a larger limit the evaluation fails, and with it the token request.
    LimitOver100 = "W0010", Warning, "limit_over_100";
    /// Versions are compared as text.
    ///
    /// Letter by letter `10` comes before `9`. `versionGreaterThan` and `versionLessThan` compare
    /// numbers.
    VersionAsText = "W0011", Warning, "version_as_text";
    /// AND and OR are mixed without parentheses.
    ///
    /// AND is done first. Parentheses say what is meant.
    MixedAndOr = "W0012", Warning, "mixed_and_or";
    /// The separator may be absent.
    ///
    /// What `substringBefore` and `substringAfter` give then is not documented; here it is the
    /// empty text.
    SeparatorMayBeAbsent = "W0013", Warning, "separator_may_be_absent";
    /// Shorter values end before this position.
    ///
    /// What happens past the end is not documented for the classic dialect; here the text is cut
    /// at its end. In the Identity Engine dialect the evaluation fails.
    PositionPastEnd = "W0014", Warning, "position_past_end";
    /// The spelling is deprecated.
    ///
    /// It still works; new expressions use the newer name.
    DeprecatedFunction = "W0015", Warning, "deprecated_function";
    /// A backslash needs no doubling.
    ///
    /// It is an ordinary character: `"ROME\"` ends with one backslash, and two stay two.
    DoubledBackslash = "W0016", Warning, "doubled_backslash";
    /// Manager values are not kept up to date.
    ///
    /// They are not refreshed when the manager changes, and empty with more than one directory.
    ManagerLookup = "W0017", Warning, "manager_lookup";
    /// Every user gets the same value.
    ///
    /// The expression reads no attribute and no group.
    SameForEveryone = "W0018", Warning, "same_for_everyone";
    /// The pattern may take very long.
    ///
    /// A repetition inside a repetition can be matched in very many ways.
    ExpensivePattern = "W0019", Warning, "expensive_pattern";
    /// The condition is always true.
    ///
    /// No value equals both texts, so one of the two comparisons always holds.
    OrOfNotEquals = "W0020", Warning, "or_of_not_equals";
    /// Unix time counts milliseconds here.
    ///
    /// A text of fewer than 12 digits is a time in January 1970; seconds need three zeros more.
    SecondsAsMillis = "W0021", Warning, "seconds_as_millis";
    /// `Y` is the year of the week.
    ///
    /// In the last days of December it can be the next year already. The year of the date is `y`.
    WeekYear = "W0022", Warning, "week_year";
    /// The documentation disagrees about this function in a condition.
    ///
    /// The reference page says that conditions take no conversion, time and array functions; other
    /// official pages use them so.
    ConditionFunction = "W0023", Warning, "condition_function";
    /// A text and a number are never equal.
    ///
    /// `user.level == 3` is false where the attribute is the text `3`.
    NumberTextCompare = "W0024", Warning, "number_text_compare";
    /// This is how the other dialect writes it.
    ///
    /// `user.profile.city` belongs to the Identity Engine dialect, `user.city` to the classic one.
    WrongDialect = "W0025", Warning, "wrong_dialect";
    /// An attribute of this name exists in another letter case.
    ///
    /// Names of attributes are case-sensitive; this one reads as null.
    CaseOnlyDifference = "W0026", Warning, "case_only_difference";
    /// The expression is too long for a SAML attribute.
    ///
    /// The form takes up to 1,024 characters.
    LongSamlFilter = "W0027", Warning, "long_saml_filter";
    /// No sample has this attribute.
    ///
    /// It reads as null for everybody here; a similar name exists.
    NotInSamples = "W0028", Warning, "not_in_samples";
    /// A text holds a placeholder.
    ///
    /// `${var.team}` inside quotes stays as it is written.
    PlaceholderInText = "W0029", Warning, "placeholder_in_text";
    /// The comparison holds for none of the samples.
    ///
    /// No sample has this value in the attribute.
    NoSampleMatches = "W0030", Warning, "no_sample_matches";
    /// A bare word looks like a text without its quotes.
    ///
    /// In mappings a bare word is an attribute of the source profile. Text needs quotes.
    BareWord = "W0031", Warning, "bare_word";
    /// This is probably meant to be a root.
    ///
    /// In mappings a bare word is an attribute of the source profile, and attributes have no
    /// attributes of their own. The roots are `user`, `appuser`, `source` and so on.
    DoubtfulRoot = "W0032", Warning, "doubtful_root";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl Code {
    /// The first line of its page.
    pub fn title(self) -> &'static str {
        self.page().lines().next().unwrap_or_default().trim()
    }

    /// Syntax first, then constructs that are never allowed: the order in which problems are
    /// reported where several apply.
    pub(crate) fn rank(self) -> u8 {
        match self.kind() {
            "limit_exceeded" => 0,
            "syntax_error" => 1,
            "unsupported_construct" => 2,
            _ if self.severity() == Severity::Warning => 4,
            _ => 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_are_unique_and_say_their_severity() {
        let ids: BTreeSet<_> = Code::ALL.iter().map(|code| code.id()).collect();
        assert_eq!(ids.len(), Code::ALL.len());
        for code in Code::ALL {
            assert_eq!(code.id().starts_with('E'), code.severity() == Severity::Error, "{code}");
        }
    }

    #[test]
    #[cfg(feature = "pages")]
    fn every_code_has_a_title_and_an_explanation() {
        for code in Code::ALL {
            assert!(code.title().ends_with('.'), "{code}");
            assert!(code.page().lines().count() >= 3, "{code}");
        }
    }
}
