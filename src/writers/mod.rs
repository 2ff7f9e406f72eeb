//! The writers: from the book to the bytes of an output. No writer knows another.

pub mod pdf;
