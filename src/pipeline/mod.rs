//! Spells the flow: from an edition's folder to the book, from the book to the outputs.

mod build;
mod open;

pub use build::{Failure, Kind, Made, Options, Step, build, steps};
pub use open::{Opened, open};
