//! Any bytes as what a client says to the language server: messages with headers, or one a line.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| sayso::server::fuzzing::session(bytes));
