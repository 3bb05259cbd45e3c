//! Any bytes as any file of a run: `cargo +nightly fuzz run read`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| attrmap_tests::readers::read_bytes(bytes));
