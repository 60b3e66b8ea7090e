//! Any bytes as a diff and the text that it has led to.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| sayso::cli::fuzzing::diff(bytes));
