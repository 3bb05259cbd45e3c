//! Any bytes as an expression: `cargo +nightly fuzz run parse`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| attrmap_tests::total::parse_bytes(bytes));
