//! Any bytes: what they are is looked for in them.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: umbruch_fuzz::set_up(), |bytes: &[u8]| umbruch_fuzz::bytes("text", None, bytes));
