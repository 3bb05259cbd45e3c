//! Which dialog is open.

use yew::{Html, Properties, function_component, html};

use super::edge_cases::EdgeCases;
use super::export::Export;
use super::expression::on_format;
use super::import::Import;
use super::keyboard_help::KeyboardHelp;
use super::modal::Modal;
use super::palette::Palette;
use super::privacy::Privacy;
use super::settings::Settings;
use super::share::Share;
use crate::page::Page;
use crate::services::editor::Editor;
use crate::state::{Dialog, ViewChange};
use crate::words::Word;

#[derive(PartialEq, Properties)]
pub(crate) struct DialogsProps {
    pub(crate) page: Page,
    pub(crate) editor: Editor,
}

/// The open dialog, if one is.
#[function_component]
pub(crate) fn Dialogs(props: &DialogsProps) -> Html {
    let page = &props.page;
    let Some(dialog) = page.state.view.dialog else { return Html::default() };
    let (title, body) = match dialog {
        Dialog::Import => (Word::Import, html! { <Import page={page.clone()} /> }),
        Dialog::Export => (Word::Export, html! { <Export page={page.clone()} /> }),
        Dialog::Share => (Word::Share, html! { <Share page={page.clone()} /> }),
        Dialog::EdgeCases => (Word::EdgeCases, html! { <EdgeCases page={page.clone()} /> }),
        Dialog::Settings => (Word::Settings, html! { <Settings page={page.clone()} /> }),
        Dialog::Keyboard => (Word::Keyboard, html! { <KeyboardHelp words={page.words} /> }),
        Dialog::Palette => (
            Word::Palette,
            html! { <Palette page={page.clone()} on_format={on_format(page, &props.editor)} /> },
        ),
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
        </Modal>
    }
}
