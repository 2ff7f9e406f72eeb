//! The EPUB writer, from the source that an editor writes to the files that a reader opens.

mod access;
mod apparatus;
pub mod books;
mod catalogue;
mod conformance;
mod constructs;
mod container;
mod fonts;
mod judges;
mod links;
mod long;
mod navigation;
mod notes;
mod package;
mod pictures;
mod profiles;
mod random;
mod style;
pub mod tree;
mod words;
mod xhtml;
