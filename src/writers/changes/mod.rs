//! What changed from one text to another, told: as text, as JSON, as a page to look at, as a list for the imprint.

mod entries;
mod html;
mod imprint;
mod json;
mod parts;
mod terms;
mod text;

pub use html::page;
pub use imprint::imprint;
pub use json::json;
#[cfg(test)]
pub use json::schema;
pub use text::{Look, text};
