//! Every key and what it does.

use yew::{Html, html};

use crate::services::dom;
use crate::words::{Word, Words};

/// Keys of the whole page, then those of its parts.
const KEYS: [(&str, Word); 26] = [
    ("F6 · Shift+F6", Word::KeyRegion),
    ("Ctrl+K", Word::KeyPalette),
    ("F1", Word::KeyHelp),
    ("Ctrl+Space · Ctrl+Shift+Space", Word::KeyComplete),
    ("Ctrl+I", Word::KeyHover),
    ("Ctrl+.", Word::KeyFix),
    ("Shift+Alt+F", Word::KeyFormat),
    ("Ctrl+Alt+V", Word::KeyInline),
    ("F8 · Shift+F8", Word::KeyProblem),
    ("Alt+↑ · Alt+↓", Word::KeyPerson),
    ("Ctrl+Alt+↑ · Ctrl+Alt+↓", Word::KeyMapping),
    ("Ctrl+Enter", Word::KeyExpect),
    ("Ctrl+S", Word::KeySave),
    ("Ctrl+Shift+S", Word::KeyShare),
    ("Ctrl+O", Word::KeyOpen),
    ("Ctrl+Z · Ctrl+Shift+Z", Word::KeyUndo),
    ("Tab", Word::KeyTab),
    ("Escape, Tab", Word::KeyLeave),
    ("↑ ↓ ← → · PageUp · PageDown", Word::KeyGrid),
    ("Home · End · Ctrl+Home · Ctrl+End", Word::KeyEnds),
    ("Shift+↑ ↓ ← → · Shift+Home · Shift+End · Ctrl+A · Escape", Word::KeySelect),
    ("Ctrl+C", Word::KeyCopy),
    ("Enter", Word::KeyChoose),
    ("F2", Word::KeyEdit),
    ("← →", Word::KeyTabs),
    ("Escape", Word::KeyEscape),
];

/// The table.
pub(crate) fn keyboard_help(words: Words) -> Html {
    let command = if dom::is_mac() { "⌘" } else { "Ctrl" };
    html! {
        // It may be longer than the window, and nothing else in it takes the focus.
        <table class="am-table am-keys" tabindex="0" aria-label={words.say(Word::Keyboard)}>
            <tbody>
                { for KEYS.into_iter().map(|(keys, word)| html! {
                    <tr>
                        <th scope="row"><kbd>{ keys.replace("Ctrl", command) }</kbd></th>
                        <td>{ words.say(word) }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}
