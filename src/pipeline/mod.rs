//! Spells the flow: from an edition's folder to the book, from the book to the outputs.

mod access;
mod allow;
mod blurb;
mod build;
mod conformance;
mod open;
mod pins;
mod proofread;
mod readback;

pub use crate::proof::ROUNDS;
pub use crate::writers::epub::Profile;
pub use access::{AccessReport, access_report};
pub use build::{Failure, Kind, Made, Options, Step, build, rehearse, steps};
pub use open::{Opened, open};
pub use proofread::{corrected, proofread};
pub use readback::settle;

pub use crate::proof::spelling::{PARSER, Shelf};
