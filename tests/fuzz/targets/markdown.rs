//! A file in Markdown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use umbruch::measured::Kind;

fuzz_target!(init: umbruch_fuzz::set_up(), |bytes: &[u8]| umbruch_fuzz::bytes("text.md", Some(Kind::Markdown), bytes));
