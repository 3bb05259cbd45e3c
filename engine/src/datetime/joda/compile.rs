//! Joda-Time pattern text → elements.

use super::{Element, Field, NameStyle, PatternError, TextField};

/// A run of one letter, or the text between such runs with its quotes taken off.
#[derive(Debug, PartialEq, Eq)]
enum Token {
    Letters { letter: char, count: usize, offset: usize },
    Literal(String),
}

pub(super) fn compile(pattern: &str) -> Result<Vec<Element>, PatternError> {
    let tokens = tokens(pattern);
    let mut elements = Vec::with_capacity(tokens.len());
    let mut rest = tokens.into_iter().peekable();
    while let Some(token) = rest.next() {
        match token {
            Token::Literal(text) if text.is_empty() => {}
            Token::Literal(text) => elements.push(Element::Literal(text)),
            Token::Letters { letter, count, offset } => {
                let before_number = rest.peek().is_some_and(is_numeric);
                let element = element(letter, count, before_number);
                elements.push(element.ok_or_else(|| unknown(letter, offset))?);
            }
        }
    }
    if elements.is_empty() {
        return Err(PatternError::new(0, "the pattern is empty"));
    }
    Ok(elements)
}

fn unknown(letter: char, offset: usize) -> PatternError {
    PatternError::new(offset, format!("`{letter}` is not a letter of Joda-Time date patterns"))
}

fn tokens(pattern: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut characters = pattern.char_indices().peekable();
    while let Some((offset, first)) = characters.peek().copied() {
        if first.is_ascii_alphabetic() {
            let mut count = 0;
            while characters.next_if(|(_, next)| *next == first).is_some() {
                count += 1;
            }
            tokens.push(Token::Letters { letter: first, count, offset });
            continue;
        }
        let mut literal = String::new();
        let mut quoted = false;
        while let Some((_, next)) =
            characters.next_if(|(_, next)| quoted || !next.is_ascii_alphabetic())
        {
            if next != '\'' {
                literal.push(next);
            } else if characters.next_if(|(_, second)| *second == '\'').is_some() {
                literal.push('\'');
            } else {
                quoted = !quoted;
            }
        }
        tokens.push(Token::Literal(literal));
    }
    tokens
}

/// Whether a token reads digits, so that a year before it may not take more than its letters.
fn is_numeric(token: &Token) -> bool {
    match token {
        Token::Letters { letter: 'M', count, .. } => *count <= 2,
        Token::Letters { letter, .. } => "CxyYdhHmsSeDwkK".contains(*letter),
        Token::Literal(_) => false,
    }
}

fn element(letter: char, count: usize, before_number: bool) -> Option<Element> {
    let style = if count >= 4 { NameStyle::Long } else { NameStyle::Short };
    let number = |field, digits: usize| {
        Some(Element::Number { field, minimum: count, maximum: count.max(digits), signed: false })
    };
    match letter {
        'G' => Some(Element::Text(TextField::Era, NameStyle::Short)),
        'C' => Some(Element::Number {
            field: Field::Century,
            minimum: count,
            maximum: count,
            signed: true,
        }),
        'x' | 'y' | 'Y' => Some(year(letter, count, before_number)),
        'M' if count >= 3 => Some(Element::Text(TextField::Month, style)),
        'M' => number(Field::Month, 2),
        'd' => number(Field::DayOfMonth, 2),
        'D' => number(Field::DayOfYear, 3),
        'w' => number(Field::Week, 2),
        'e' => number(Field::Weekday, 1),
        'E' => Some(Element::Text(TextField::Weekday, style)),
        'a' => Some(Element::Text(TextField::HalfDay, NameStyle::Short)),
        'h' => number(Field::ClockHourOfHalfDay, 2),
        'H' => number(Field::Hour, 2),
        'k' => number(Field::ClockHour, 2),
        'K' => number(Field::HourOfHalfDay, 2),
        'm' => number(Field::Minute, 2),
        's' => number(Field::Second, 2),
        'S' => Some(Element::Fraction(count)),
        'z' => Some(Element::ZoneName(style)),
        'Z' if count >= 3 => Some(Element::ZoneId),
        'Z' => Some(Element::Offset { colon: count == 2 }),
        _ => None,
    }
}

fn year(letter: char, count: usize, before_number: bool) -> Element {
    if count == 2 {
        let field = if letter == 'x' { Field::WeekYear } else { Field::Year };
        return Element::TwoDigitYear { field, lenient: !before_number };
    }
    let (field, signed) = match letter {
        'x' => (Field::WeekYear, true),
        'y' => (Field::Year, true),
        _ => (Field::YearOfEra, false),
    };
    let maximum = if before_number { count } else { count.max(9) };
    Element::Number { field, minimum: count, maximum, signed }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(text: &str) -> Token {
        Token::Literal(text.to_owned())
    }

    #[test]
    fn two_quotes_are_one_and_an_open_quote_runs_to_the_end() {
        assert_eq!(tokens("''"), [literal("'")]);
        assert_eq!(tokens("'o''clock'"), [literal("o'clock")]);
        assert_eq!(tokens("-'T''"), [literal("-T'")]);
        assert_eq!(tokens("'abc"), [literal("abc")]);
        assert_eq!(tokens(" 'T' "), [literal(" T ")]);
    }

    #[test]
    fn an_unknown_letter_is_named_with_its_place() {
        let error = compile("yyyy-LL").unwrap_err();
        assert_eq!(error.offset, 5);
        assert_eq!(error.message, "`L` is not a letter of Joda-Time date patterns");
        for letter in ('a'..='z').chain('A'..='Z') {
            let known = "GCYyxweEDMdaKhHkmsSzZ".contains(letter);
            assert_eq!(compile(&letter.to_string()).is_ok(), known, "{letter}");
        }
        assert!(compile("").is_err());
    }
}
