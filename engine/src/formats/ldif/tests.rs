//! What the cases as data can not see.

use super::*;

fn broken(text: &[u8]) -> Vec<(usize, Broken)> {
    Reader::new(text)
        .filter_map(|entry| match entry.outcome {
            Outcome::Broken(broken) => Some((entry.line, broken)),
            Outcome::Content(_) | Outcome::Change(_) => None,
        })
        .collect()
}

#[test]
fn a_change_record_is_not_read_any_further() {
    let text = b"dn: cn=a\nchangetype: modify\nreplace: sn\nsn: b\n-\n\ndn: cn=b\n";
    let entries: Vec<_> = Reader::new(text).collect();
    assert!(matches!(&entries[0].outcome, Outcome::Change(kind) if kind == "modify"));
    assert_eq!(entries.len(), 2);
}

#[test]
fn a_version_counts_on_top_only() {
    assert_eq!(broken(b"version: 1\n\nversion: 1\n")[0].0, 3);
    assert!(broken(b"\n# x\nversion: 1\n").is_empty());
}

#[test]
fn a_broken_name_keeps_its_text() {
    let entry = Reader::new(b"dn: nobody\nsn: x\n").next().unwrap();
    assert_eq!(entry.dn.as_deref(), Some("nobody"));
    assert_eq!(broken(b"dn:: /w==\n")[0].1.code, "IMP-101");
    assert_eq!(broken(b"dn:: a\n")[0].1.code, "IMP-102");
}

#[test]
fn a_comment_inside_an_entry_does_not_end_it() {
    let entry = Reader::new(b"dn: cn=a\n# x\n y\nsn: b\n").next().unwrap();
    let Outcome::Content(content) = entry.outcome else { panic!("broken") };
    assert_eq!((content.values.len(), content.values[0].line), (1, 4));
}

#[test]
fn only_a_line_feed_ends_a_line() {
    let text = write_modifications(&[Modification {
        dn: "cn=a".to_owned(),
        set: vec![("sn".to_owned(), vec!["x".repeat(80)])],
    }]);
    assert!(!text.contains('\r') && text.lines().all(|line| line.len() <= 76));
}
