//! Which dialog is open.

use yew::{Html, html};

use super::by_hand::ByHand;
use super::columns::columns;
use super::edge_cases::EdgeCases;
use super::export::Export;
use super::import::Import;
use super::keyboard_help::keyboard_help;
use super::modal::Modal;
use super::palette::Palette;
use super::privacy::Privacy;
use super::recent::recent_list;
use super::settings::Settings;
use super::share::Share;
use crate::page::Page;
use crate::services::editor::Editor;
use crate::state::{Dialog, ViewChange};
use crate::words::Word;

/// The open dialog, if one is, and what is to be copied by hand.
pub(crate) fn dialogs(page: &Page, editor: &Editor) -> Html {
    let text = page.state.view.by_hand.clone();
    let by_hand = text.map(|text| html! { <ByHand page={page.clone()} {text} /> });
    let Some(dialog) = page.state.view.dialog else { return by_hand.unwrap_or_default() };
    let (title, body) = match dialog {
        Dialog::Import => (Word::Import, html! { <Import page={page.clone()} /> }),
        Dialog::Export => (Word::Export, html! { <Export page={page.clone()} /> }),
        Dialog::Share => (Word::Share, html! { <Share page={page.clone()} /> }),
        Dialog::EdgeCases => (Word::EdgeCases, html! { <EdgeCases page={page.clone()} /> }),
        Dialog::Settings => (Word::Settings, html! { <Settings page={page.clone()} /> }),
        Dialog::Keyboard => (Word::Keyboard, keyboard_help(page.words)),
        Dialog::Palette => {
            (Word::Palette, html! { <Palette page={page.clone()} editor={editor.clone()} /> })
        }
        Dialog::Columns => (Word::Columns, columns(page)),
        Dialog::Recent => (Word::Recent, recent_list(page)),
        Dialog::Privacy => {
            let embedded = page.host.talk().is_some();
            let statement = if embedded { Word::PrivacyOfElement } else { Word::PrivacyStatement };
            (Word::Privacy, html! { <Privacy words={page.words} {statement} /> })
        }
    };
    html! {
        <Modal key={format!("{dialog:?}")} title={page.say(title)} words={page.words}
            on_close={page.on(|()| ViewChange::Dialog(None))}>
            { body }
            // Outside of an open dialog nothing could be reached.
            { for by_hand }
        </Modal>
    }
}
