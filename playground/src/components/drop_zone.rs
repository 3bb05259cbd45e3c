//! A file dropped anywhere on the page, or chosen, goes to the import.

use std::rc::Rc;

use web_sys::{DragEvent, File};
use yew::Callback;

use crate::page::Page;
use crate::services::dom;
use crate::services::import::{Encoding, Handed, LARGEST, decode};
use crate::state::{Mode, ViewChange};

/// Lets files be dropped, and nothing else.
pub(crate) fn on_drag_over() -> Callback<DragEvent> {
    Callback::from(|event: DragEvent| {
        if holds_files(&event) {
            event.prevent_default();
        }
    })
}

/// Takes the first file of those that are dropped.
pub(crate) fn on_drop(page: &Page) -> Callback<DragEvent> {
    let page = page.clone();
    Callback::from(move |event: DragEvent| {
        if !holds_files(&event) {
            return;
        }
        // Else the browser would leave the page for the file.
        event.prevent_default();
        let file = event.data_transfer().and_then(|data| data.files()?.get(0));
        if let Some(file) = file.filter(|_| takes_files(&page)) {
            take(&page, &file);
        }
    })
}

fn takes_files(page: &Page) -> bool {
    !page.is_readonly() && page.state.view.mode == Mode::Full
}

fn holds_files(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|data| data.types());
    types.is_some_and(|types| types.includes(&"Files".into(), 0))
}

/// Hands a file to the import, unless it is too large.
pub(crate) fn take(page: &Page, file: &File) {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a size is a whole number, and one that does not fit is too large as well"
    )]
    let size = file.size() as usize;
    if size > LARGEST {
        let refused =
            Handed { text: Rc::default(), encoding: Encoding::default(), refused: Some(size) };
        page.send(ViewChange::Handed(Rc::new(refused)));
        return;
    }
    let dispatch = page.dispatch.clone();
    dom::read_file(file, move |bytes| {
        let (text, encoding) = decode(bytes);
        let handed = Handed { text: text.into(), encoding, refused: None };
        dispatch.emit(ViewChange::Handed(Rc::new(handed)).into());
    });
}
