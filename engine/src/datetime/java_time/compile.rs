//! java.time pattern text → elements.

use super::offset::OffsetForm;
use super::{Element, Field, NameStyle, Number, PatternError, Sign, TextField, TextStyle};

/// How deep optional sections may stand in each other; nobody needs more, and the stack has an end.
const DEEPEST: usize = 100;

pub(super) fn compile(pattern: &str) -> Result<Vec<Element>, PatternError> {
    let mut compiler = Compiler { sections: vec![Section::default()] };
    let mut characters = pattern.char_indices().peekable();
    while let Some((offset, next)) = characters.next() {
        let fail = |message: String| PatternError::new(offset, message);
        match next {
            letter if letter.is_ascii_alphabetic() => {
                let mut count = 1;
                while characters.next_if(|(_, next)| *next == letter).is_some() {
                    count += 1;
                }
                compiler.letters(letter, count).map_err(fail)?;
            }
            '\'' => {
                let text = quoted(&mut characters);
                let text = text.ok_or_else(|| fail("the quote has no end".to_owned()))?;
                compiler.push(Element::Literal(text));
            }
            '[' if compiler.sections.len() > DEEPEST => {
                return Err(fail("too many optional sections in each other".to_owned()));
            }
            '[' => compiler.sections.push(Section::default()),
            ']' if compiler.sections.len() > 1 => compiler.end_section(),
            ']' => return Err(fail("`]` without `[` before it".to_owned())),
            '{' | '}' | '#' => {
                return Err(fail(format!("`{next}` is reserved; quote it: `'{next}'`")));
            }
            other => compiler.push(Element::Literal(other.to_string())),
        }
    }
    // Sections still open end with the pattern.
    while compiler.sections.len() > 1 {
        compiler.end_section();
    }
    Ok(compiler.sections.pop().unwrap_or_default().elements)
}

/// The text up to the closing quote, two quotes being one; nothing between is a quote too.
fn quoted(characters: &mut std::iter::Peekable<std::str::CharIndices<'_>>) -> Option<String> {
    let mut text = String::new();
    loop {
        match characters.next()?.1 {
            '\'' if characters.next_if(|(_, next)| *next == '\'').is_some() => text.push('\''),
            '\'' if text.is_empty() => return Some("'".to_owned()),
            '\'' => return Some(text),
            other => text.push(other),
        }
    }
}

struct Compiler {
    /// The pattern, and within it the optional sections that are open.
    sections: Vec<Section>,
}

#[derive(Debug, Default)]
struct Section {
    elements: Vec<Element>,
    /// The first of the numbers that directly precede the end.
    adjacent: Option<usize>,
}

impl Compiler {
    fn section(&mut self) -> Option<&mut Section> {
        self.sections.last_mut()
    }

    fn push(&mut self, element: Element) {
        if let Some(section) = self.section() {
            section.adjacent = None;
            match (section.elements.last_mut(), element) {
                (Some(Element::Literal(before)), Element::Literal(text)) => before.push_str(&text),
                (_, element) => section.elements.push(element),
            }
        }
    }

    /// A section without content vanishes, but numbers before it and behind it are not adjacent.
    fn end_section(&mut self) {
        let Some(ended) = self.sections.pop() else { return };
        if let Some(section) = self.section() {
            section.adjacent = None;
            if !ended.elements.is_empty() {
                section.elements.push(Element::Optional(ended.elements));
            }
        }
    }

    /// Appends a number, of `width` digits if that is fixed. Of adjacent numbers the first takes
    /// all digits but those of the fixed ones behind it.
    fn push_number(&mut self, element: Element, width: Option<usize>) {
        let Some(section) = self.section() else { return };
        let first = section.adjacent.and_then(|place| section.elements.get_mut(place));
        let mut adjacent = section.adjacent;
        match (first, width) {
            (Some(Element::Number(first)), Some(width)) => first.reserved += width,
            (Some(Element::Number(first)), None) => {
                first.reserved = 0;
                adjacent = None;
            }
            (Some(_), Some(_)) => {}
            (_, _) => adjacent = None,
        }
        section.adjacent = adjacent.or(Some(section.elements.len()));
        section.elements.push(element);
    }

    fn number(&mut self, field: Field, minimum: usize, maximum: usize, sign: Sign) {
        let number = Number { field, minimum, maximum, sign, reserved: 0, reduced: false };
        let is_fixed = minimum == maximum && sign == Sign::Never;
        self.push_number(Element::Number(number), is_fixed.then_some(maximum));
    }

    /// One letter is any number, more are so many digits.
    fn plain(&mut self, field: Field, count: usize) {
        if count == 1 {
            self.number(field, 1, 19, Sign::Negative);
        } else {
            self.number(field, count, count, Sign::Never);
        }
    }

    fn year(&mut self, field: Field, count: usize) {
        match count {
            2 => {
                let (minimum, maximum) = (2, 2);
                let sign = Sign::Never;
                let number = Number { field, minimum, maximum, sign, reserved: 0, reduced: true };
                self.push_number(Element::Number(number), Some(2));
            }
            1 | 3 => self.number(field, count, 19, Sign::Negative),
            _ => self.number(field, count, 19, Sign::Excess),
        }
    }

    fn letters(&mut self, letter: char, count: usize) -> Result<(), String> {
        match letter {
            'u' | 'y' | 'Y' if count <= 19 => {
                let field = match letter {
                    'u' => Field::Year,
                    'y' => Field::YearOfEra,
                    _ => Field::WeekYear,
                };
                self.year(field, count);
            }
            'M' | 'L' | 'Q' | 'q' if count <= 2 => {
                let is_month = matches!(letter, 'M' | 'L');
                self.plain(if is_month { Field::Month } else { Field::Quarter }, count);
            }
            'd' | 'h' | 'H' | 'k' | 'K' | 'm' | 's' if count <= 2 => {
                self.plain(small_number(letter), count);
            }
            'D' if count == 1 => self.plain(Field::DayOfYear, 1),
            'D' if count <= 3 => self.number(Field::DayOfYear, count, 3, Sign::Never),
            'w' if count <= 2 => self.number(Field::Week, count, 2, Sign::Never),
            'e' if count <= 2 => self.number(Field::LocalWeekday, count, count, Sign::Never),
            'c' if count == 1 => self.number(Field::LocalWeekday, 1, 1, Sign::Never),
            'c' if count == 2 => return Err("`cc` is no form of the day of the week".to_owned()),
            'A' | 'n' | 'N' if count <= 19 => {
                let field = match letter {
                    'A' => Field::MilliOfDay,
                    'n' => Field::Nano,
                    _ => Field::NanoOfDay,
                };
                self.number(field, count, 19, Sign::Never);
            }
            'S' if count <= 9 => self.push_number(Element::Fraction(count), Some(count)),
            'V' if count != 2 => return Err("the zone id is `VV`, two letters".to_owned()),
            'O' if !matches!(count, 1 | 4) => {
                return Err("`O` may stand once or four times".to_owned());
            }
            _ => {
                let element = element(letter, count).ok_or_else(|| refusal(letter))?;
                self.push(element);
            }
        }
        Ok(())
    }
}

fn refusal(letter: char) -> String {
    if "GuyYwMLdDEecQqahKHkmsSAnNzOXxZ".contains(letter) {
        format!("too many letters `{letter}`")
    } else {
        format!("`{letter}` is not a letter of java.time date patterns")
    }
}

fn small_number(letter: char) -> Field {
    match letter {
        'd' => Field::DayOfMonth,
        'h' => Field::ClockHourOfHalfDay,
        'H' => Field::Hour,
        'k' => Field::ClockHour,
        'K' => Field::HourOfHalfDay,
        'm' => Field::Minute,
        _ => Field::Second,
    }
}

/// What is no number.
fn element(letter: char, count: usize) -> Option<Element> {
    let style = match count {
        1..=3 => TextStyle::Short,
        4 => TextStyle::Full,
        _ => TextStyle::Narrow,
    };
    let names = if count == 4 { NameStyle::Long } else { NameStyle::Short };
    match (letter, count) {
        ('G', ..=5) => Some(Element::Text(TextField::Era, style)),
        ('M' | 'L', ..=5) => Some(Element::Text(TextField::Month, style)),
        ('Q' | 'q', ..=5) => Some(Element::Text(TextField::Quarter, style)),
        ('E' | 'e' | 'c', ..=5) => Some(Element::Text(TextField::Weekday, style)),
        ('a', 1) => Some(Element::Text(TextField::HalfDay, style)),
        ('V', 2) => Some(Element::ZoneId),
        ('z', ..=4) => Some(Element::ZoneName(names)),
        ('O', 1 | 4) | ('Z', 4) => Some(Element::LocalizedOffset(names)),
        ('X' | 'x' | 'Z', _) => OffsetForm::of(letter, count).map(Element::Offset),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_their_counts() {
        let longest = |letter: char| {
            (1..=25).filter(|count| compile(&letter.to_string().repeat(*count)).is_ok()).max()
        };
        let known = [
            ('G', 5),
            ('u', 19),
            ('y', 19),
            ('Y', 19),
            ('w', 2),
            ('M', 5),
            ('L', 5),
            ('d', 2),
            ('D', 3),
            ('E', 5),
            ('e', 5),
            ('c', 5),
            ('Q', 5),
            ('q', 5),
            ('a', 1),
            ('h', 2),
            ('K', 2),
            ('H', 2),
            ('k', 2),
            ('m', 2),
            ('s', 2),
            ('S', 9),
            ('A', 19),
            ('n', 19),
            ('N', 19),
            ('V', 2),
            ('z', 4),
            ('O', 4),
            ('X', 5),
            ('x', 5),
            ('Z', 5),
        ];
        for letter in ('a'..='z').chain('A'..='Z') {
            let expected =
                known.iter().find(|(known, _)| *known == letter).map(|(_, count)| *count);
            assert_eq!(longest(letter), expected, "{letter}");
        }
        for wrong in ["V", "OO", "OOO", "cc"] {
            assert!(compile(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn errors_have_their_place() {
        let error = |pattern| compile(pattern).unwrap_err();
        assert_eq!(error("yyyy-bb").offset, 5);
        assert_eq!(error("yyyy-'T").offset, 5);
        assert_eq!(error("yyyy]").offset, 4);
        assert_eq!(error("#").message, "`#` is reserved; quote it: `'#'`");
        assert_eq!(error("aa").message, "too many letters `a`");
        assert!(compile(&"[".repeat(10_000)).is_err());
        assert!(compile("[[yyyy").is_ok());
        assert_eq!(compile(""), Ok(Vec::new()));
    }

    #[test]
    fn of_adjacent_numbers_the_first_leaves_the_others_their_digits() {
        let reserved = |pattern: &str| {
            let elements = compile(pattern).unwrap();
            let Some(Element::Number(first)) = elements.first() else { return None };
            Some(first.reserved)
        };
        assert_eq!(reserved("yyyyMMdd"), Some(4));
        assert_eq!(reserved("yyyyMMddHHmmssSSS"), Some(13));
        assert_eq!(reserved("yyyyMd"), Some(0));
        assert_eq!(reserved("yyyy-MMdd"), Some(0));
        assert_eq!(reserved("yyyy[MM]dd"), Some(0));
    }
}
