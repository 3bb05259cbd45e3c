//! The workspaces that were worked on last, as this device keeps them: without their people.

use super::storage::Draft;
use crate::host::Host;

const RECENT: &str = "attrmap.recent";

/// How many are kept.
const ROOM: usize = 8;

/// A workspace that was worked on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recent {
    /// When it was, in milliseconds of Unix time.
    pub(crate) time: i64,
    pub(crate) draft: Draft,
}

/// What was worked on, the last first.
pub(crate) fn all(host: &Host) -> Vec<Recent> {
    read(&kept(host))
}

/// Notes what is worked on at this time; it takes the place of what it was `before`.
pub(crate) fn note(host: &Host, time: i64, draft: &Draft, before: Option<&Draft>) {
    if let Some(storage) = host.storage() {
        let entries = noted(read(&kept(host)), time, draft, before);
        let _full = storage.set_item(RECENT, &write(&entries));
    }
}

/// Forgets all.
pub(crate) fn forget(host: &Host) {
    if let Some(storage) = host.storage() {
        let _refused = storage.remove_item(RECENT);
    }
}

fn kept(host: &Host) -> String {
    host.storage().and_then(|storage| storage.get_item(RECENT).ok().flatten()).unwrap_or_default()
}

fn noted(old: Vec<Recent>, time: i64, draft: &Draft, before: Option<&Draft>) -> Vec<Recent> {
    let mut entries = vec![Recent { time, draft: draft.clone() }];
    let others = |known: &Recent| known.draft != *draft && Some(&known.draft) != before;
    entries.extend(old.into_iter().filter(others).take(ROOM - 1));
    entries
}

/// One entry a line: the time, the scenario that the people are from, the workspace, which is JSON
/// and has no line breaks.
fn write(entries: &[Recent]) -> String {
    let line =
        |entry: &Recent| format!("{}\t{}\t{}\n", entry.time, entry.draft.sample, entry.draft.json);
    entries.iter().map(line).collect()
}

fn read(text: &str) -> Vec<Recent> {
    let entry = |line: &str| {
        let mut parts = line.splitn(3, '\t');
        let time = parts.next()?.parse().ok()?;
        let sample = parts.next()?.to_owned();
        Some(Recent { time, draft: Draft { json: parts.next()?.to_owned(), sample } })
    };
    text.lines().filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(json: &str) -> Draft {
        Draft { json: json.to_owned(), sample: "groups".repeat(json.len() % 2) }
    }

    fn texts(entries: &[Recent]) -> Vec<&str> {
        entries.iter().map(|entry| entry.draft.json.as_str()).collect()
    }

    #[test]
    fn what_was_edited_takes_its_own_place_and_others_stay() {
        let one = noted(Vec::new(), 1, &draft("a"), None);
        let two = noted(one, 2, &draft("b1"), None);
        let two = noted(two, 3, &draft("b2"), Some(&draft("b1")));
        assert_eq!(texts(&two), ["b2", "a"]);
        assert_eq!(texts(&noted(two.clone(), 4, &draft("a"), None)), ["a", "b2"]);
        let many = (0..20).fold(two, |old, at| noted(old, at, &draft(&at.to_string()), None));
        assert_eq!(many.len(), ROOM);
    }

    #[test]
    fn entries_come_back_as_they_were_and_damage_is_skipped() {
        let entries =
            noted(noted(Vec::new(), -1, &draft("{\"a\":\"\\t\"}"), None), 2, &draft("b"), None);
        assert_eq!(read(&write(&entries)), entries);
        assert_eq!(read("x\t\t{}\n1\n\n7\t\t{}"), [Recent { time: 7, draft: draft("{}") }]);
    }
}
