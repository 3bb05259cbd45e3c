//! All text of the interface, in one table per language.

mod table;

use yew::AttrValue;

pub(crate) use table::Word;

use crate::model::Presence;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Language {
    #[default]
    English,
    /// Accented, bracketed and longer: what shows text that never went through the table.
    Pseudo,
}

/// The words of one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words(pub(crate) Language);

impl Words {
    /// The text of `word`.
    pub(crate) fn say(self, word: Word) -> AttrValue {
        match self.0 {
            Language::English => AttrValue::Static(word.english()),
            Language::Pseudo => pseudo(word.english()).into(),
        }
    }

    /// The text of `word` with `{name}` places filled.
    pub(crate) fn fill(self, word: Word, places: &[(&str, &str)]) -> AttrValue {
        fill(&self.say(word), places).into()
    }

    /// The form of `word` for a number, which also fills `{count}`.
    pub(crate) fn count(self, word: Word, count: usize) -> AttrValue {
        let (one, many) =
            word.english().split_once('|').unwrap_or((word.english(), word.english()));
        let form = if count == 1 { one } else { many };
        let text = match self.0 {
            Language::English => form.to_owned(),
            Language::Pseudo => pseudo(form),
        };
        fill(&text, &[("count", &grouped(count))]).into()
    }
}

impl From<Presence> for Word {
    fn from(presence: Presence) -> Self {
        match presence {
            Presence::Value => Self::StateValue,
            Presence::Empty => Self::StateEmpty,
            Presence::Null => Self::StateNull,
            Presence::Missing => Self::StateMissing,
        }
    }
}

fn fill(text: &str, places: &[(&str, &str)]) -> String {
    places
        .iter()
        .fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// A number with a comma between thousands.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `text` accented and about 40 % longer, in brackets; `{places}` stay.
fn pseudo(text: &str) -> String {
    let mut out = String::from("[");
    let mut in_place = false;
    for character in text.chars() {
        in_place = (in_place && character != '}') || character == '{';
        out.push(if in_place { character } else { accented(character) });
    }
    let longer = text.chars().count() * 2 / 5;
    out.extend(std::iter::repeat_n('~', longer));
    out.push(']');
    out
}

fn accented(character: char) -> char {
    const PLAIN: &str = "aeioucnsyzAEIOUCNSYZ";
    const ACCENTED: &str = "áéíóúçñšýžÁÉÍÓÚÇÑŠÝŽ";
    PLAIN
        .chars()
        .zip(ACCENTED.chars())
        .find_map(|(plain, accented)| (plain == character).then_some(accented))
        .unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_choose_the_form_and_are_grouped() {
        let words = Words::default();
        assert_eq!(words.count(Word::CountPeople, 1), "1 person");
        assert_eq!(words.count(Word::CountPeople, 9), "9 people");
        assert_eq!(words.count(Word::CountPeople, 10_000), "10,000 people");
    }

    #[test]
    fn pseudo_language_changes_letters_and_keeps_places() {
        assert_eq!(pseudo("Add {count} now"), "[Ádd {count} ñów~~~~~~]");
        assert_eq!(Words(Language::Pseudo).count(Word::CountPeople, 2), "[2 péóplé~~~~~]");
    }
}
