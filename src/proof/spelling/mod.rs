//! Spelling: every word of a book against dictionaries in the format of Hunspell, which come from
//! the system or from the edition's folder.
//!
//! A [`Shelf`] holds the system's dictionaries, a [`Speller`] knows the words of one edition, and
//! [`find`] tells each unknown word once, with all its places.

mod choose;
mod context;
mod dictionary;
mod encoding;
mod forms;
mod german;
mod hint;
mod lexicon;
mod missing;
mod named;
mod near;
mod report;
mod setting;
mod shelf;
mod speller;
mod survey;
mod suspect;
mod vocabulary;

pub use dictionary::PARSER;
pub use report::find;
pub use shelf::Shelf;
pub use speller::{Speller, Wishes};
