//! What changed from one text to another, told: as text, as JSON, as a page to look at.

mod entries;
mod json;
mod parts;
mod text;

pub use json::json;
#[cfg(test)]
pub use json::schema;
pub use text::{Look, text};
