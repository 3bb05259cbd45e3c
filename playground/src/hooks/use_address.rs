//! Opens the link that comes in the place of the address while the page is open.

use web_sys::Event;
use yew::{Callback, hook};

use super::use_event;
use crate::page::Page;
use crate::services::opening;
use crate::state::{Access, Action, Notice, ViewChange};

/// Opens such a link as a shared copy, which can be undone; `keep` keeps the draft before.
#[hook]
pub(crate) fn use_address(page: &Page, keep: Callback<()>) {
    let current = page.clone();
    let listener = Callback::from(move |_: Event| {
        let page = &current;
        let Some(linked) = opening::linked(&page.host) else { return };
        keep.emit(());
        page.send(ViewChange::Access(Access::Write));
        match linked {
            Ok(state) => {
                page.send(ViewChange::Notice(Some(Notice::Shared)));
                page.send(Action::Replace(Box::new(state)));
            }
            Err(notice) => {
                // Without its bar a shared copy would be kept as the draft.
                if matches!(page.state.view.notice, Some(Notice::Shared | Notice::ReadOnly)) {
                    page.send(Action::Replace(Box::new(opening::own(&page.host))));
                }
                page.send(ViewChange::Notice(Some(notice)));
            }
        }
    });
    use_event(page.host.window(), "hashchange", listener);
}
