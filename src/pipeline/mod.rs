//! Spells the flow: from an edition's folder to the book, from the book to the outputs.

mod allow;
mod blurb;
mod conformance;
mod formatted;
mod open;
mod pins;
mod proofread;
mod readback;
mod session;
mod targets;
mod text;

pub use crate::proof::ROUNDS;
pub use crate::writers::epub::Profile;
pub use open::{Opened, Unopened, WrittenEdition, open, slug};
pub use proofread::corrected;
pub use session::Session;
pub use targets::{
    EPUB, Failure, File, Made, PDF, PRINT, Request, Step, TARGETS, Target, access_report, shown,
};

pub use crate::proof::spelling::{PARSER, Shelf};
pub use crate::stop::Stopped;
