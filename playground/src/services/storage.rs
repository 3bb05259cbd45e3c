//! What is kept on the device. Storage may be refused or full: the page goes on without it.

use super::editor::EditorKind;
use crate::host::Host;
use crate::state::{TabDoes, Theme};
use crate::words::Language;

const DRAFT: &str = "attrmap.draft";
const SAMPLE: &str = "attrmap.sample";
const PEOPLE: &str = "attrmap.people";
const EDITOR: &str = "attrmap.editor";
const TAB: &str = "attrmap.tab";
const COLUMNS: &str = "attrmap.columns";
const THEME: &str = "attrmap.theme";
const LANGUAGE: &str = "attrmap.language";

/// Whether people are to be remembered on the device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Memory {
    #[default]
    WithoutPeople,
    WithPeople,
}

/// How much of the present work is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kept {
    /// All that is wanted.
    #[default]
    Wanted,
    /// There is no room for the people.
    WithoutPeople,
    Nothing,
}

/// A workspace that was kept without its people, and the scenario that they come from, if any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) json: String,
    pub(crate) sample: String,
}

/// Keeps a draft in the place of the one before; says whether that was possible.
pub(crate) fn keep(host: &Host, draft: &Draft) -> bool {
    host.storage().is_some_and(|storage| {
        storage.set_item(DRAFT, &draft.json).is_ok()
            && storage.set_item(SAMPLE, &draft.sample).is_ok()
    })
}

/// The draft that was kept, if there is one.
pub(crate) fn draft(host: &Host) -> Option<Draft> {
    let storage = host.storage()?;
    let json = storage.get_item(DRAFT).ok()??;
    let sample = storage.get_item(SAMPLE).ok()?.unwrap_or_default();
    Some(Draft { json, sample })
}

/// Keeps people in the place of those before, as the text of a workspace; says whether that was
/// possible. Where it is not, those before are gone as well.
pub(crate) fn keep_people(host: &Host, json: &str) -> bool {
    let Some(storage) = host.storage() else { return false };
    let kept = storage.set_item(PEOPLE, json).is_ok();
    if !kept {
        // The wish stays, the people of another day do not.
        let _refused = storage.set_item(PEOPLE, "");
    }
    kept
}

/// Whether people are to be remembered.
pub(crate) fn memory(host: &Host) -> Memory {
    if people(host).is_some() { Memory::WithPeople } else { Memory::WithoutPeople }
}

/// What was kept of people: nothing unless that was wished.
pub(crate) fn people(host: &Host) -> Option<String> {
    host.storage()?.get_item(PEOPLE).ok()?
}

/// Forgets the people, and the wish to keep them.
pub(crate) fn forget_people(host: &Host) {
    if let Some(storage) = host.storage() {
        let _refused = storage.remove_item(PEOPLE);
    }
}

/// Remembers which editor was chosen.
pub(crate) fn keep_editor(host: &Host, kind: EditorKind) {
    keep_choice(host, EDITOR, (kind == EditorKind::Plain).then_some("plain"));
}

/// The editor that was chosen.
pub(crate) fn editor(host: &Host) -> EditorKind {
    let plain = choice(host, EDITOR).as_deref() == Some("plain");
    if plain { EditorKind::Plain } else { EditorKind::Rich }
}

/// Remembers what the Tab key does.
pub(crate) fn keep_tab(host: &Host, does: TabDoes) {
    keep_choice(host, TAB, (does == TabDoes::Indent).then_some("indents"));
}

/// What the Tab key does.
pub(crate) fn tab(host: &Host) -> TabDoes {
    let indents = choice(host, TAB).as_deref() == Some("indents");
    if indents { TabDoes::Indent } else { TabDoes::Leave }
}

/// Remembers the colors that were chosen.
pub(crate) fn keep_theme(host: &Host, theme: Theme) {
    keep_choice(host, THEME, theme.id());
}

/// The colors that were chosen.
pub(crate) fn theme(host: &Host) -> Theme {
    let kept = choice(host, THEME);
    let is_kept = |theme: &Theme| theme.id() == kept.as_deref();
    [Theme::System, Theme::Light, Theme::Dark].into_iter().find(is_kept).unwrap_or_default()
}

/// Remembers the language that was chosen.
pub(crate) fn keep_language(host: &Host, language: Language) {
    keep_choice(host, LANGUAGE, (language == Language::Pseudo).then_some("pseudo"));
}

/// The language that was chosen.
pub(crate) fn language(host: &Host) -> Language {
    let pseudo = choice(host, LANGUAGE).as_deref() == Some("pseudo");
    if pseudo { Language::Pseudo } else { Language::English }
}

/// Remembers the columns of the grid, which are names of attributes, and which of them are shown.
pub(crate) fn keep_columns(host: &Host, columns: &[(String, bool)]) {
    let line =
        |(name, shown): &(String, bool)| format!("{}{name}\n", if *shown { '+' } else { '-' });
    let lines: String = columns.iter().map(line).collect();
    keep_choice(host, COLUMNS, Some(&*lines).filter(|lines| !lines.is_empty()));
}

/// The columns of the grid, if they were chosen.
pub(crate) fn columns(host: &Host) -> Vec<(String, bool)> {
    let column = |line: &str| {
        let name = line.get(1..)?;
        Some((name.to_owned(), line.starts_with('+')))
    };
    choice(host, COLUMNS).unwrap_or_default().lines().filter_map(column).collect()
}

fn keep_choice(host: &Host, key: &str, chosen: Option<&str>) {
    let Some(storage) = host.storage() else { return };
    let _refused = match chosen {
        Some(chosen) => storage.set_item(key, chosen),
        None => storage.remove_item(key),
    };
}

fn choice(host: &Host, key: &str) -> Option<String> {
    host.storage()?.get_item(key).ok()?
}

/// Forgets everything.
pub(crate) fn forget(host: &Host) {
    super::recent::forget(host);
    if let Some(storage) = host.storage() {
        for key in [DRAFT, SAMPLE, PEOPLE, EDITOR, TAB, COLUMNS, THEME, LANGUAGE] {
            let _refused = storage.remove_item(key);
        }
    }
}
