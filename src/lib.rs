//! umbruch makes books: one structured source becomes an accessible EPUB 3.3 and a typeset, tagged
//! PDF.
//!
//! The way of an edition, in order:
//!
//! 1. [`edition`] reads the manifest `edition.toml` from a [`Folder`](storage::Folder), through
//!    [`source::Sources`], which know the place of every byte.
//! 2. [`djot`] reads each section file into [`ir`] blocks and notes.
//! 3. [`passes`] resolve notes and links in the [`ir::Book`], number, and collect the outline.
//! 4. [`checks`] look for what is wrong with it; everything that is told to the user is a
//!    [`diagnostics::Diagnostic`].
//! 5. [`proof`] reads the text as a proofreader does, for `check` and for the typography of the edition.
//! 6. [`press`] knows what a printer has to know: papers, spines, sheets.
//! 7. [`writers::pdf`] sets the book with a [layout](layouts) and [inspects](inspection) the pages, [`writers::epub`]
//!    writes the e-book.
//! 8. [`verify`] checks the finished e-book, as it checks those of others.
//! 9. [`output`] puts the files in their places, whole or not at all.
//!
//! [`pipeline`] spells this flow, [`cli`] offers it as a command, and [`import`] makes an edition
//! out of a text copied from the web.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

// The crate's own tests call it as others do, and so share files with benches and examples.
#[cfg(test)]
extern crate self as umbruch;
#[cfg(test)]
#[path = "../tests/mod.rs"]
mod tests;

pub mod accessibility;
pub mod addresses;
pub mod bibliography;
pub mod checks;
pub mod cli;
mod css;
pub mod diagnostics;
pub mod djot;
pub mod edition;
pub mod fonts;
pub mod import;
pub mod inspection;
pub mod ir;
pub mod language;
pub mod layouts;
pub mod output;
pub mod passes;
pub mod pipeline;
pub mod press;
pub mod proof;
mod relators;
pub mod resources;
pub mod source;
pub mod stop;
pub mod storage;
pub mod verify;
pub mod writers;
mod xml;

pub use storage::MemoryFolder;
