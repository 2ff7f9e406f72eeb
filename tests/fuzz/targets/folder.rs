//! The files of a folder in Markdown.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: umbruch_fuzz::set_up(), |bytes: &[u8]| umbruch_fuzz::folder(bytes));
