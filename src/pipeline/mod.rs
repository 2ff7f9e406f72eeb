//! Spells the flow: from an edition's folder to the book, from the book to the outputs.

mod open;

pub use open::{Opened, open};
