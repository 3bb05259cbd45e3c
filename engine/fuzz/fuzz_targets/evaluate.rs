//! Any bytes as an expression, a NUL byte and a person: `cargo +nightly fuzz run evaluate`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| attrmap_tests::total::evaluate_bytes(bytes));
