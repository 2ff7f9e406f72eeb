//! Releases of editions: finished files that were judged, proved to be whole, and put on a shelf where nothing replaces them.
//!
//! A [`Release`] is put together in memory of what was made ([`assemble`]), judged ([`judge`], [`outside`]), and placed as one folder
//! ([`Shelf::place`]), under a name that tells number and date of the edition. What was released stays: other bytes under the same name are refused.

mod assemble;
mod judges;
pub mod outside;
mod sample;
mod shelf;

pub use assemble::{Release, assemble};
pub use judges::{Book, Judgement, judge};
pub use shelf::{Place, Placed, Shelf, Tampered, check_sums};

use crate::ir::Metadata;

/// The name of a release of an edition: `2-2026-11-23`, without a number `2026-11-23`.
#[must_use]
pub fn label(metadata: &Metadata) -> String {
    match metadata.edition {
        Some(number) => format!("{number}-{}", metadata.date),
        None => metadata.date.to_string(),
    }
}
