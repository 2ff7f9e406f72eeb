//! The parts of a document of Word.
#![no_main]

use libfuzzer_sys::fuzz_target;
use umbruch::measured::Kind;

fuzz_target!(init: umbruch_fuzz::set_up(), |bytes: &[u8]| umbruch_fuzz::package("text.docx", Kind::Docx, bytes));
