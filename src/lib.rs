//! umbruch
#![forbid(unsafe_code)]
#![deny(missing_docs)]
pub mod diagnostics;
pub mod ir;
pub mod language;
pub mod resources;
pub mod source;
