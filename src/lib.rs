//! umbruch
#![forbid(unsafe_code)]
#![deny(missing_docs)]
pub mod checks;
pub mod cli;
pub mod diagnostics;
pub mod edition;
pub mod ir;
pub mod language;
pub mod layouts;
pub mod output;
pub mod passes;
pub mod pipeline;
pub mod reader;
pub mod resources;
pub mod source;
pub mod storage;
pub mod writers;
