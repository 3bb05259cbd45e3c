//! What is kept on the device. Storage may be refused or full: the page goes on without it.

use super::editor::EditorKind;
use crate::host::Host;

const DRAFT: &str = "attrmap.draft";
const SAMPLE: &str = "attrmap.sample";
const EDITOR: &str = "attrmap.editor";

/// A workspace that was kept, and whether its people are those of the first scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) json: String,
    pub(crate) sample: bool,
}

/// Keeps a draft in the place of the one before; says whether that was possible.
pub(crate) fn keep(host: &Host, draft: &Draft) -> bool {
    host.storage().is_some_and(|storage| {
        storage.set_item(DRAFT, &draft.json).is_ok()
            && storage.set_item(SAMPLE, if draft.sample { "1" } else { "0" }).is_ok()
    })
}

/// The draft that was kept, if there is one.
pub(crate) fn draft(host: &Host) -> Option<Draft> {
    let storage = host.storage()?;
    let json = storage.get_item(DRAFT).ok()??;
    let sample = storage.get_item(SAMPLE).ok()?.as_deref() == Some("1");
    Some(Draft { json, sample })
}

/// Remembers which editor was chosen.
pub(crate) fn keep_editor(host: &Host, kind: EditorKind) {
    let Some(storage) = host.storage() else { return };
    let _refused = match kind {
        EditorKind::Plain => storage.set_item(EDITOR, "plain"),
        EditorKind::Rich => storage.remove_item(EDITOR),
    };
}

/// The editor that was chosen.
pub(crate) fn editor(host: &Host) -> EditorKind {
    let kept = host.storage().and_then(|storage| storage.get_item(EDITOR).ok().flatten());
    if kept.as_deref() == Some("plain") { EditorKind::Plain } else { EditorKind::Rich }
}

/// Forgets everything.
pub(crate) fn forget(host: &Host) {
    if let Some(storage) = host.storage() {
        for key in [DRAFT, SAMPLE, EDITOR] {
            let _refused = storage.remove_item(key);
        }
    }
}
