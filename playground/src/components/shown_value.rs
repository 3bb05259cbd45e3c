//! A value as it is: states in words, white space made visible where it would be missed.

use yew::{Html, classes, html};

use crate::model::Tagged;
use crate::words::{Word, Words};

/// How many elements of a list are shown on lines of their own.
const ITEMS: usize = 1_000;

/// Shows one value.
pub(crate) fn shown_value(value: &Tagged, words: Words) -> Html {
    match value {
        Tagged::Missing | Tagged::Null => state(words, value.presence().into()),
        Tagged::Text(text) if text.is_empty() => state(words, value.presence().into()),
        Tagged::List(items) if items.is_empty() => state(words, Word::StateEmptyList),
        Tagged::Text(_)
        | Tagged::Integer(_)
        | Tagged::Decimal(_)
        | Tagged::Boolean(_)
        | Tagged::DateTime(_)
        | Tagged::List(_)
        | Tagged::Map(_) => shown_text(&value.to_line()),
    }
}

/// Shows one value, a list on lines of its own.
pub(crate) fn tall_value(value: &Tagged, words: Words) -> Html {
    match value {
        Tagged::List(items) if !items.is_empty() => html! {
            <ol class="am-list-value" start="0">
                { for items.iter().take(ITEMS).map(|item| html! { <li>{ shown_value(item, words) }</li> }) }
                if items.len() > ITEMS {
                    <li class="am-muted">{ words.count(Word::MoreProblems, items.len() - ITEMS) }</li>
                }
            </ol>
        },
        value => shown_value(value, words),
    }
}

/// A state as a word in angle brackets.
pub(crate) fn state(words: Words, word: Word) -> Html {
    html! { <span class="am-state">{ "⟨" }{ words.say(word) }{ "⟩" }</span> }
}

/// Text with the white space marked that leads, trails, is doubled or breaks the line.
pub(crate) fn shown_text(text: &str) -> Html {
    html! {
        <bdi class="am-value" translate="no">
            { for pieces(text).into_iter().map(|(piece, marked)| {
                if marked {
                    html! { <span class="am-space">{ piece }</span> }
                } else {
                    html! { <span class={classes!("am-plain")}>{ piece }</span> }
                }
            }) }
        </bdi>
    }
}

/// Cuts text into pieces, each of which is white space to be marked or not.
fn pieces(text: &str) -> Vec<(String, bool)> {
    let inner = text.trim();
    let start = text.len() - text.trim_start().len();
    let end = start + inner.len();
    let mut pieces: Vec<(String, bool)> = Vec::new();
    let mut previous = None;
    for (at, character) in text.char_indices() {
        let outside = at < start || at >= end;
        let next = text.get(at + character.len_utf8()..).and_then(|rest| rest.chars().next());
        let doubled = character == ' ' && (previous == Some(' ') || next == Some(' '));
        let mark = match character {
            ' ' if outside || doubled => Some("·"),
            '\t' => Some("→"),
            '\n' => Some("¶\n"),
            '\r' => Some("␍"),
            '\u{a0}' => Some("⍽"),
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}' => Some("◌"),
            _ => None,
        };
        let piece = mark.map_or_else(|| character.to_string(), str::to_owned);
        match pieces.last_mut() {
            Some((last, marked)) if *marked == mark.is_some() => last.push_str(&piece),
            Some(_) | None => pieces.push((piece, mark.is_some())),
        }
        previous = Some(character);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> String {
        pieces(text)
            .into_iter()
            .map(|(piece, marked)| if marked { format!("[{piece}]") } else { piece })
            .collect()
    }

    #[test]
    fn blanks_are_marked_where_they_would_be_missed() {
        assert_eq!(line(" 107 "), "[·]107[·]");
        assert_eq!(line("a b"), "a b");
        assert_eq!(line("a  b\tc"), "a[··]b[→]c");
        assert_eq!(line("a\nb"), "a[¶\n]b");
        assert_eq!(line("   "), "[···]");
        assert_eq!(line("王 \u{200b}"), "王 [◌]");
    }
}
