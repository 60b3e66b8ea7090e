//! Any bytes as a baseline, read, asked about a text and written again.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| sayso::cli::fuzzing::baseline(bytes));
