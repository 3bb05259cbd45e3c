//! Buttons that show how many rows stand out and list only those.

use web_sys::MouseEvent;
use yew::{Html, classes, html};

use crate::page::Page;
use crate::state::{Flag, ViewChange};
use crate::words::{Word, grouped};

/// One button for each kind of row; one that has none is quiet.
pub(crate) fn chips(page: &Page) -> Html {
    html! {
        <div class="am-chips">
            { for Flag::ALL.into_iter().map(|flag| {
                let count = page.everybody.overview.table.count(flag);
                let chosen = page.state.view.flag == Some(flag);
                let onclick = page.on(move |_: MouseEvent| ViewChange::Flag(Some(flag)));
                html! {
                    <button type="button" class={classes!("am-chip", if count == 0 { "am-tint-none" } else { tint(flag) })} {onclick}
                        aria-pressed={if chosen { "true" } else { "false" }}>
                        { page.say(word(flag)) }{ " " }<b>{ grouped(count) }</b>
                    </button>
                }
            }) }
        </div>
    }
}

const fn word(flag: Flag) -> Word {
    match flag {
        Flag::Error => Word::ChipError,
        Flag::Warning => Word::ChipWarning,
        Flag::Null => Word::ChipNull,
        Flag::Empty => Word::ChipEmpty,
        Flag::Changed => Word::ChipChanged,
        Flag::Duplicate => Word::ChipDuplicate,
        Flag::CheckFailed => Word::ChipCheckFailed,
    }
}

const fn tint(flag: Flag) -> &'static str {
    match flag {
        Flag::Error | Flag::CheckFailed => "am-tint-error",
        Flag::Warning | Flag::Duplicate => "am-tint-warn",
        Flag::Null | Flag::Empty | Flag::Changed => "am-tint-none",
    }
}
