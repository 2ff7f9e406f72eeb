//! The writers: each turns the book into one output and knows nothing of the others.

pub mod changes;
pub mod epub;
#[cfg_attr(not(test), expect(dead_code, reason = "the command that writes a list is wired later"))]
pub mod opds;
pub mod pdf;
pub mod report;
#[cfg_attr(not(test), expect(dead_code, reason = "the command that writes a list is wired later"))]
pub mod site;
pub mod source;
mod xhtml;
