//! The language of the section files, Djot: all that knows its signs.
//!
//! [`read`] makes blocks and notes of a file, [`write`] makes a file of them again, and
//! [`exact`] and [`is_made`] say where and whether a correction can be written into it.

mod corrections;
mod escape;
mod read;
mod write;

pub(crate) use corrections::{exact, is_made};
pub(crate) use escape::{carried, is_dropped};
pub use read::{Content, Context, read};
#[cfg(test)]
pub use write::difference;
pub use write::{View, write, write_in_lines};
