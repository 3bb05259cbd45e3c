//! Mapping a file takes the same memory for however many people.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::fs;
use std::io::Write;
use std::process::{Child, Command, Stdio};

const SET: &str = "attrmap: mapping-set/v1\nname: hr\nsource: {name: hr, type: appuser}\n\
    target: {name: user, type: user}\nrules:\n  displayName: appuser.last + \", \" + appuser.first\n";

/// The most memory that a process had, in bytes, as the kernel counts it.
fn peak(child: &Child) -> usize {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() * 1024
}

/// The peak while so many people are mapped, all of whom but the last few were taken by then.
fn peak_for(people: usize, threads: &str) -> usize {
    let folder = std::env::temp_dir().join(format!("attrmap-memory-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let set = folder.join("set.yaml");
    fs::write(&set, SET).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_attrmap"))
        .arg("map")
        .arg(&set)
        .args(["--input", "-", "--threads", threads])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut lines = String::new();
    for start in (0..people).step_by(1_000) {
        lines.clear();
        for person in start..start + 1_000 {
            lines.push_str("{\"first\":\"Anna ");
            lines.push_str(&person.to_string());
            lines.push_str("\",\"last\":\"Müller\",\"more\":[1,2,3]}\n");
        }
        input.write_all(lines.as_bytes()).unwrap();
    }
    let peak = peak(&child);
    drop(input);
    assert!(child.wait().unwrap().success());
    peak
}

#[test]
fn ten_times_the_people_take_no_more_memory() {
    for threads in ["1", "2"] {
        let (few, many) = (peak_for(100_000, threads), peak_for(1_000_000, threads));
        assert!(few < 64 << 20 && many < 64 << 20, "{few} and {many} bytes, {threads} threads");
        assert!(many < few + (4 << 20), "{few} and {many} bytes, {threads} threads");
    }
}
