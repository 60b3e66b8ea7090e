//! Any bytes as plain text: all that is told of them has its place there.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::document::Format;

fuzz_target!(|bytes: &[u8]| sayso_fuzz::hold_ranges(bytes, Format::Plain));
