//! The writers: each turns the book, or what is known of finished editions, into one output and knows nothing of the others.

pub mod changes;
pub mod epub;
pub mod onix;
pub mod opds;
pub mod pdf;
pub mod report;
pub mod site;
pub mod source;
mod xhtml;
